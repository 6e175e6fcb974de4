// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_BOUNDS_HPP
#define ASCRIBE_QUANTITY_BOUNDS_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/quantity/rational.hpp>

#include <optional>
#include <string>

namespace ascribe {

/// A finite end of an interval of numbers: closed if the value itself is admitted, open if not.
struct Bound {
    Rational value;
    bool open = false;

    friend bool operator==(Bound const&, Bound const&) = default;
};

/// A set of numbers without holes: what lies between two ends, each of them closed, open or absent (infinite).
///
/// A plain value with the operations of interval arithmetic; every result is exact, or refused when it does not fit.
/// An interval may be empty (`is_empty`); equality is of the ends as written, so two empty intervals may differ.
/// Nothing here allocates except errors and text.
///
/// Not modelled: holes, probabilities, which of the numbers is likely, units.
struct Bounds {
    std::optional<Bound> lower;  ///< absent: unbounded below
    std::optional<Bound> upper;  ///< absent: unbounded above

    /// Both ends admitted.
    [[nodiscard]] static Bounds closed(Rational const& lower, Rational const& upper) {
        return {Bound{lower, false}, Bound{upper, false}};
    }
    [[nodiscard]] static Bounds exactly(Rational const& value) { return closed(value, value); }
    [[nodiscard]] static Bounds at_least(Rational const& lower) { return {Bound{lower, false}, std::nullopt}; }
    [[nodiscard]] static Bounds at_most(Rational const& upper) { return {std::nullopt, Bound{upper, false}}; }
    [[nodiscard]] static Bounds above(Rational const& lower) { return {Bound{lower, true}, std::nullopt}; }
    [[nodiscard]] static Bounds below(Rational const& upper) { return {std::nullopt, Bound{upper, true}}; }

    /// No number lies between the ends.
    [[nodiscard]] bool is_empty() const noexcept;
    /// Exactly one number is admitted.
    [[nodiscard]] bool is_single() const noexcept;
    [[nodiscard]] bool is_everything() const noexcept { return !lower && !upper; }
    [[nodiscard]] bool contains(Rational const& value) const noexcept;
    /// Every number of `other` is admitted; true of an empty `other`.
    [[nodiscard]] bool contains(Bounds const& other) const noexcept;

    friend bool operator==(Bounds const&, Bounds const&) = default;
};

/// The numbers that both admit; empty if there are none.
[[nodiscard]] Bounds intersect(Bounds const& a, Bounds const& b) noexcept;
/// Some number is admitted by both.
[[nodiscard]] bool meet(Bounds const& a, Bounds const& b) noexcept;
/// The smallest interval that contains both; an empty one adds nothing.
[[nodiscard]] Bounds hull(Bounds const& a, Bounds const& b) noexcept;
/// The smallest interval with whole closed ends that admits the same whole numbers. An open end that is not followed
/// by a representable number stays open.
[[nodiscard]] Bounds to_whole(Bounds const& bounds) noexcept;

/// All sums and differences of a number of `a` and a number of `b`; `out_of_range` if a finite end does not fit.
/// Requires: neither is empty.
[[nodiscard]] Result<Bounds> try_add(Bounds const& a, Bounds const& b);
[[nodiscard]] Result<Bounds> try_subtract(Bounds const& a, Bounds const& b);
/// All multiples by `factor`; a negative factor exchanges the ends, 0 gives exactly 0. Requires: not empty.
[[nodiscard]] Result<Bounds> try_multiply(Bounds const& bounds, Rational const& factor);
/// All products; `not_allowed` if either admits a negative number. Requires: neither is empty.
[[nodiscard]] Result<Bounds> try_multiply(Bounds const& a, Bounds const& b);

/// Is a number of `a` less than a number of `b`: for no, some or every choice of the two? Requires: neither is empty.
[[nodiscard]] Truth is_less(Bounds const& a, Bounds const& b) noexcept;

/// "50..1000", "1/2<..*", "*..<25000": `..` between the ends, `*` for infinite, `<` beside an open end.
[[nodiscard]] std::string to_text(Bounds const& bounds);
/// Reads that form at the start of `text` and drops it from there; on error `text` is left alone.
[[nodiscard]] Result<Bounds> parse_bounds_prefix(std::string_view& text);

}  // namespace ascribe

#endif
