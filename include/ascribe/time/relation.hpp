// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_RELATION_HPP
#define ASCRIBE_TIME_RELATION_HPP

#include <ascribe/core/truth.hpp>
#include <ascribe/time/interval.hpp>

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// The thirteen ways in which two periods can lie, exactly one of which holds (Allen, CACM 26/11, 1983). `a before b`
/// reads from left to right: precedes means that a ends and some days later b starts.
enum class Relation : std::uint8_t {
    precedes,       ///< p: a ends, a gap, b starts
    meets,          ///< m: b starts the day after a's last
    overlaps,       ///< o
    finished_by,    ///< F: a starts earlier, both end together
    contains,       ///< D: b lies inside a and touches neither end
    starts,         ///< s: both start together, a ends earlier
    equals,         ///< e
    started_by,     ///< S
    during,         ///< d
    finishes,       ///< f
    overlapped_by,  ///< O
    met_by,         ///< M
    preceded_by,    ///< P
};

inline constexpr int relation_count = 13;

/// The letter commonly used for it, one of "pmoFDseSdfOMP".
[[nodiscard]] constexpr char to_symbol(Relation r) noexcept {
    return "pmoFDseSdfOMP"[static_cast<int>(r)];
}

/// The relation of b to a. The thirteen are listed so that a relation and its converse mirror each other.
[[nodiscard]] constexpr Relation converse(Relation r) noexcept {
    return static_cast<Relation>(relation_count - 1 - static_cast<int>(r));
}

/// A set of the thirteen: what may hold, or a question about it. A regular value of two bytes; the order is that of
/// Relation. The empty set means that nothing can hold.
class RelationSet {
public:
    constexpr RelationSet() noexcept = default;
    constexpr RelationSet(Relation r) noexcept : bits_(static_cast<std::uint16_t>(1U << static_cast<unsigned>(r))) {}

    /// Bit i stands for the i-th relation. Requires: no other bits.
    [[nodiscard]] static constexpr RelationSet from_bits(std::uint16_t bits) noexcept {
        ASCRIBE_ASSERT(bits < 1U << relation_count);
        RelationSet set;
        set.bits_ = bits;
        return set;
    }
    [[nodiscard]] static constexpr RelationSet all() noexcept { return from_bits((1U << relation_count) - 1U); }

    /// a is over when b starts: p m. Meeting counts, because a period's end is the day after its last.
    [[nodiscard]] static constexpr RelationSet before() noexcept {
        return RelationSet(Relation::precedes) | Relation::meets;
    }
    /// M P.
    [[nodiscard]] static constexpr RelationSet after() noexcept {
        return RelationSet(Relation::met_by) | Relation::preceded_by;
    }
    /// They have no day in common: p m M P.
    [[nodiscard]] static constexpr RelationSet disjoint() noexcept { return before() | after(); }
    /// They have a day in common.
    [[nodiscard]] static constexpr RelationSet intersects() noexcept { return ~disjoint(); }
    /// Every day of a is one of b: s e d f.
    [[nodiscard]] static constexpr RelationSet within() noexcept {
        return RelationSet(Relation::starts) | Relation::equals | Relation::during | Relation::finishes;
    }
    /// Every day of b is one of a: F D e S.
    [[nodiscard]] static constexpr RelationSet covers() noexcept {
        return RelationSet(Relation::finished_by) | Relation::contains | Relation::equals | Relation::started_by;
    }

    [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr int size() const noexcept { return std::popcount(bits_); }
    [[nodiscard]] constexpr bool contains(RelationSet other) const noexcept { return (other.bits_ & ~bits_) == 0; }
    [[nodiscard]] constexpr bool meets(RelationSet other) const noexcept { return (other.bits_ & bits_) != 0; }

    friend constexpr RelationSet operator|(RelationSet a, RelationSet b) noexcept {
        return from_bits(static_cast<std::uint16_t>(a.bits_ | b.bits_));
    }
    friend constexpr RelationSet operator&(RelationSet a, RelationSet b) noexcept {
        return from_bits(static_cast<std::uint16_t>(a.bits_ & b.bits_));
    }
    friend constexpr RelationSet operator~(RelationSet a) noexcept {
        return from_bits(static_cast<std::uint16_t>(~a.bits_ & all().bits_));
    }
    constexpr RelationSet& operator|=(RelationSet other) noexcept { return *this = *this | other; }
    constexpr RelationSet& operator&=(RelationSet other) noexcept { return *this = *this & other; }
    friend constexpr bool operator==(RelationSet, RelationSet) noexcept = default;

private:
    std::uint16_t bits_ = 0;
};

/// The letters of the members in their order, for example "pmo"; "" for the empty set.
[[nodiscard]] std::string to_string(RelationSet set);

/// Reads what to_string writes, in any order; a letter that is none of the thirteen or comes twice is an error.
[[nodiscard]] Result<RelationSet> parse_relation_set(std::string_view text);

/// The relations of b to a.
[[nodiscard]] constexpr RelationSet converse(RelationSet set) noexcept {
    RelationSet result;
    for (int i = 0; i < relation_count; ++i)
        if (set.contains(static_cast<Relation>(i))) result |= converse(static_cast<Relation>(i));
    return result;
}

/// What may hold between a and c when `ab` holds between a and b, and `bc` between b and c, of periods of unlimited
/// choice. Of sets: the union over their members.
[[nodiscard]] RelationSet compose(Relation ab, Relation bc) noexcept;
[[nodiscard]] RelationSet compose(RelationSet ab, RelationSet bc) noexcept;

/// The relation of two known periods, [a_start, a_end) to [b_start, b_end). Requires: start < end for both.
[[nodiscard]] Relation relation_between(Day a_start, Day a_end, Day b_start, Day b_end) noexcept;

/// The relations that hold for at least one choice of the four ends. Exact: each relation is tested as a whole, not end
/// by end, so a relation is in the set if and only if two admitted periods stand in it. Constant time, never empty.
[[nodiscard]] RelationSet possible_relations(UncertainInterval const& a, UncertainInterval const& b) noexcept;

/// The same for periods given as alternatives, of which one is meant (an EDTF one-of set): the union over the pairs.
/// Empty if one of the lists is. Takes a.size() * b.size() steps.
[[nodiscard]] RelationSet possible_relations(std::span<UncertainInterval const> a,
                                             std::span<UncertainInterval const> b) noexcept;

/// Whether some member of `predicate` holds: always if nothing else is possible, never if no member is.
[[nodiscard]] constexpr Truth ask(RelationSet possible, RelationSet predicate) noexcept {
    return !possible.meets(predicate) ? Truth::never : predicate.contains(possible) ? Truth::always : Truth::possibly;
}
/// `ask(a, RelationSet::before(), b)`: whether a is before b.
[[nodiscard]] inline Truth ask(UncertainInterval const& a, RelationSet predicate, UncertainInterval const& b) noexcept {
    return ask(possible_relations(a, b), predicate);
}

/// For dates all of which are meant (an EDTF all-of set): whether at least one, or every, member stands in `predicate`
/// to `other`. Exact also where only the members together decide: with a period that starts on day 1 or 2, one of
/// [1, 3) and [2, 3) always starts together, though each alone only possibly does. Without members, `any` is never and
/// `all` always.
/// Linearithmic in the number n of members if one member decides or `other` starts on a known day, else
/// O(k n log n), where k is the number of member bounds inside the possible starts of `other`.
[[nodiscard]] Truth ask_any(std::span<UncertainInterval const> members, RelationSet predicate,
                            UncertainInterval const& other);
[[nodiscard]] Truth ask_all(std::span<UncertainInterval const> members, RelationSet predicate,
                            UncertainInterval const& other);

/// One of the four ends in a question about two periods.
enum class End : std::uint8_t { a_start, a_end, b_start, b_end };

/// The ends, each taken alone, of which some admitted value would turn a "possibly" into "always" or "never": what to
/// find out next. With the kinds of these ends, this is why the answer is open ("a's end was not reported"). Empty if
/// the answer is not "possibly", or if no single end can decide. In the order of End.
[[nodiscard]] std::vector<End> deciding_ends(UncertainInterval const& a, RelationSet predicate,
                                             UncertainInterval const& b);

/// The statement `left <= right`, or `left < right` if strict, about two ends.
struct EndOrder {
    End left;
    End right;
    bool strict;

    friend bool operator==(EndOrder const&, EndOrder const&) = default;
};

/// The statements about ends that together say exactly `set`, if there are such: "before" is a_end <= b_start. None of
/// them follows from the others and from start < end. Sets that need an "or" between ends (disjoint), and the empty
/// set, have none; such a set cannot be a constraint of a TimeNetwork. In a fixed order.
[[nodiscard]] std::optional<std::vector<EndOrder>> end_orders(RelationSet set);

}  // namespace ascribe

#endif
