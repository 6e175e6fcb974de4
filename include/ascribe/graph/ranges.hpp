// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_RANGES_HPP
#define ASCRIBE_GRAPH_RANGES_HPP

#include <ascribe/graph/id_range.hpp>
#include <ascribe/ledger/store.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>  // for the customisation points of ranges, see below
#include <vector>

namespace ascribe {

/// What a Graph returns where there are many: a forward range, a view and borrowed, with a sentinel for its end.
///
/// Ranges and iterators are cheap to copy, point into the storage of their graph, and are valid while any graph or
/// ledger of that storage lives; iterators do not need their range. They give values, no references, so algorithms
/// with iterators of C++17 take them for input iterators. Only iterators of one range are compared.
///
/// A Cursor says `done()`, `current()`, `advance()`, and `position()`: a number of its own for each member of the
/// range, and one for the end.
template <class Cursor>
class CursorRange {
public:
    using value_type = typename Cursor::value_type;

    class iterator {
    public:
        using value_type = typename Cursor::value_type;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag;

        iterator() = default;
        explicit iterator(Cursor cursor) noexcept : cursor_(cursor) {}
        [[nodiscard]] value_type operator*() const noexcept { return cursor_.current(); }
        iterator& operator++() noexcept {
            cursor_.advance();
            return *this;
        }
        iterator operator++(int) noexcept {
            iterator before = *this;
            cursor_.advance();
            return before;
        }
        friend bool operator==(iterator const& a, iterator const& b) noexcept {
            return a.cursor_.position() == b.cursor_.position();
        }
        friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept { return i.cursor_.done(); }

    private:
        Cursor cursor_;
    };

    CursorRange() = default;
    explicit CursorRange(Cursor cursor) noexcept : first_(cursor) {}
    [[nodiscard]] iterator begin() const noexcept { return iterator(first_); }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }
    [[nodiscard]] bool empty() const noexcept { return first_.done(); }
    /// Linear, hence no std::ranges::sized_range.
    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t n = 0;
        for (Cursor c = first_; !c.done(); c.advance()) ++n;
        return n;
    }
    /// Requires: not empty.
    [[nodiscard]] value_type front() const noexcept { return first_.current(); }
    /// All of them. Linear; allocates.
    [[nodiscard]] std::vector<value_type> to_vector() const {
        std::vector<value_type> all;
        for (Cursor c = first_; !c.done(); c.advance()) all.push_back(c.current());
        return all;
    }

private:
    Cursor first_;
};

/// The claims of one subject and property as a whole.
struct ClaimGroup {
    Node subject;
    PropertyId property;
    ClaimId first;
    bool has_second_value = false;  ///< not all of them have one value; valid times aside

    friend bool operator==(ClaimGroup const&, ClaimGroup const&) = default;
};

/// What an attribution of a claim rests on in the first place.
struct Support {
    AttributionId attribution;
    Node by;                  ///< its ground, of several the one linked last; without any, its source
    bool has_ground = false;  ///< `by` is a ground
    bool has_others = false;  ///< there are grounds beside it: see Graph::grounds_of

    friend bool operator==(Support const&, Support const&) = default;
};

namespace detail {

/// Entries that are numbers plus one, up to the mark of their category.
template <class Id>
struct AdjacentCursor {
    using value_type = Id;
    EntryCursor entries;
    Category category = Category::claim;
    std::uint32_t mark = 0;
    std::uint32_t serial = 0;

    // At the end the entry is 0: before the first number.
    [[nodiscard]] bool done() const noexcept { return entries.entry() - 1 >= mark; }
    [[nodiscard]] std::uint32_t position() const noexcept { return (std::min)(entries.entry() - 1, mark); }
    [[nodiscard]] Id current() const noexcept { return Id(category, entries.entry() - 1, serial); }
    void advance() noexcept { entries.advance(); }
};

/// Attributions of a claim with what supports each: read off the claim's line, without a look at their records.
struct SupportCursor {
    using value_type = Support;
    Store const* store = nullptr;
    EntryCursor entries;
    std::uint32_t attributions = 0;
    std::uint32_t links = 0;
    std::uint32_t serial = 0;

    [[nodiscard]] bool done() const noexcept { return entries.entry() - 1 >= attributions; }
    [[nodiscard]] std::uint32_t position() const noexcept { return (std::min)(entries.entry() - 1, attributions); }
    [[nodiscard]] Support current() const noexcept {
        std::uint32_t const number = entries.entry() - 1;
        std::uint32_t const word = entries.at[1].load(std::memory_order_acquire);
        AttributionId const attribution(Category::attribution, number, serial);
        // Most are the word of a record; one question tells those from links and from own_source.
        if (std::uint32_t const kind = word >> 29; kind - 1 < category_count)
            return {attribution, Node(static_cast<Category>(kind), number_of(word), serial), is_ground(word, number)};
        return linked(attribution, word);
    }
    void advance() noexcept { entries.advance(); }

private:
    [[nodiscard]] Support linked(AttributionId attribution, std::uint32_t word) const noexcept {
        std::uint32_t const number = attribution.number();
        while (is_link(word) && number_of(word) >= links) word = store->links[number_of(word)].previous;
        if (is_link(word)) {
            LinkRecord const& link = store->links[number_of(word)];
            return {attribution, id_of<Node>(link.ground, serial), true,
                    is_link(link.previous) || is_linked_ground(link.previous, number)};
        }
        std::uint32_t const by = word == own_source ? store->attributions[number].source : word;
        return {attribution, id_of<Node>(by, serial), is_linked_ground(word, number)};
    }
    /// The same of a word that a link has, or had: nobody warrants for those of a frozen image.
    [[nodiscard]] bool is_linked_ground(std::uint32_t word, std::uint32_t number) const noexcept {
        return word != store->attributions[number].source;
    }
    /// Whether an up word that is no link names a ground. Only one that is a source needs a look at the record.
    [[nodiscard]] bool is_ground(std::uint32_t word, std::uint32_t number) const noexcept {
        if (word == own_source) return true;
        auto const category = category_of(word);
        if (category != Category::actor && category != Category::document) return true;
        return store->has_source_grounds.load(std::memory_order_relaxed) && word != store->attributions[number].source;
    }
};

/// Attributions that rest on something; see late_dependent.
struct DependentCursor {
    using value_type = AttributionId;
    Store const* store = nullptr;
    EntryCursor entries;
    std::uint32_t attributions = 0;
    std::uint32_t links = 0;

    [[nodiscard]] bool done() const noexcept {
        std::uint32_t const entry = entries.entry();
        if (entry == 0) return true;
        return (entry & late_dependent) != 0 ? (entry & ~late_dependent) >= links : entry > attributions;
    }
    [[nodiscard]] std::uint32_t position() const noexcept { return done() ? 0 : entries.entry(); }
    [[nodiscard]] AttributionId current() const noexcept {
        std::uint32_t const entry = entries.entry();
        std::uint32_t const number =
            (entry & late_dependent) != 0 ? store->links[entry & ~late_dependent].attribution : entry - 1;
        return {Category::attribution, number, store->serial};
    }
    void advance() noexcept { entries.advance(); }
};

/// The claims of one group, or of all groups of a subject.
struct ClaimsAboutCursor {
    using value_type = ClaimId;
    Store const* store = nullptr;
    std::uint32_t group = 0;  ///< plus one
    std::uint32_t claim = 0;  ///< plus one
    std::uint32_t mark = 0;
    bool one_group = false;

    [[nodiscard]] bool done() const noexcept { return claim == 0; }
    [[nodiscard]] std::uint32_t position() const noexcept { return claim; }
    [[nodiscard]] ClaimId current() const noexcept { return {Category::claim, claim - 1, store->serial}; }
    void advance() noexcept {
        claim = store->claims[claim - 1].next.load(std::memory_order_acquire);
        if (claim > mark) claim = 0;
        if (claim != 0 || one_group) return;
        enter(store->groups[group - 1].next.load(std::memory_order_acquire));
    }
    void enter(std::uint32_t at) noexcept {
        group = at;
        claim = at == 0 ? 0 : store->groups[at - 1].first + 1;
        if (claim > mark) claim = 0;  // Groups are in order of their first claim: none of the later ones is seen.
    }
};

/// The attributions recorded with a document: runs of records, in which a few of no document may lie.
struct InDocumentCursor {
    using value_type = AttributionId;
    Store const* store = nullptr;
    EntryCursor runs;
    std::uint32_t document = 0;     ///< plus one
    std::uint32_t attribution = 0;  ///< plus one
    std::uint32_t mark = 0;

    [[nodiscard]] bool done() const noexcept { return attribution == 0; }
    [[nodiscard]] std::uint32_t position() const noexcept { return attribution; }
    [[nodiscard]] AttributionId current() const noexcept {
        return {Category::attribution, attribution - 1, store->serial};
    }
    void advance() noexcept {
        std::uint32_t const end = (std::min)(mark, attribution + longest_gap + 1);
        for (std::uint32_t next = attribution; next < end; ++next) {
            std::uint32_t const in = store->attributions[next].document;
            if (in == document) {
                attribution = next + 1;
                return;
            }
            if (in != 0) break;
        }
        next_run();
    }
    void next_run() noexcept {
        std::uint32_t const run = runs.entry();
        attribution = run > mark ? 0 : run;
        if (attribution != 0) runs.advance();
    }
};

/// The groups of claims in order of their first claim.
struct GroupCursor {
    using value_type = ClaimGroup;
    Store const* store = nullptr;
    std::uint32_t claim = 0;
    std::uint32_t mark = 0;

    [[nodiscard]] bool done() const noexcept { return claim == mark; }
    [[nodiscard]] std::uint32_t position() const noexcept { return claim; }
    [[nodiscard]] ClaimGroup current() const noexcept {
        GroupRecord const& group = store->groups[store->claims[claim].group()];
        std::uint32_t const second = group.second_value.load(std::memory_order_acquire);
        return {id_of<Node>(group.subject, store->serial),
                PropertyId(group.property, store->serial),
                {Category::claim, claim, store->serial},
                second != 0 && second <= mark};
    }
    void advance() noexcept {
        // Groups are numbered in order of their first claim, so the first one of each is met before all others.
        do ++claim;
        while (claim != mark && store->groups[store->claims[claim].group()].first != claim);
    }
};

}  // namespace detail

template <class Id>
using AdjacentRange = CursorRange<detail::AdjacentCursor<Id>>;
using Supports = CursorRange<detail::SupportCursor>;
using DependentRange = CursorRange<detail::DependentCursor>;
using ClaimsAbout = CursorRange<detail::ClaimsAboutCursor>;
using AttributionsIn = CursorRange<detail::InDocumentCursor>;
using ClaimGroups = CursorRange<detail::GroupCursor>;

}  // namespace ascribe

// These are specified in <ranges>, which takes long to compile. But <span> has to declare them: it specialises the
// first two for std::span, and std::ranges::sized_range, which its constructors ask for, asks for the third.
template <class Cursor>
inline constexpr bool std::ranges::enable_view<ascribe::CursorRange<Cursor>> = true;
template <class Cursor>
inline constexpr bool std::ranges::enable_borrowed_range<ascribe::CursorRange<Cursor>> = true;
template <class Cursor>
inline constexpr bool std::ranges::disable_sized_range<ascribe::CursorRange<Cursor>> = true;

#endif
