// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_ID_RANGE_HPP
#define ASCRIBE_GRAPH_ID_RANGE_HPP

#include <ascribe/config.hpp>
#include <ascribe/core/id.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>  // for the customisation points of ranges, see below
#include <vector>

namespace ascribe {

/// All records of one category in order of recording: `IdRange<ClaimId>`. Id is a handle to one category.
///
/// A random access range, common, sized, borrowed and a view, of eight bytes. It refers to no memory: handles are made
/// as they are asked for, so it and its iterators outlive their graph. All is constant but `to_vector`.
///
/// Iterators give values, no references: algorithms with iterators of C++17 take them for input iterators, and
/// std::distance is linear; those of std::ranges see random access.
template <class Id>
class IdRange;

template <Category C>
class IdRange<NodeOf<C>> {
public:
    using value_type = NodeOf<C>;
    static constexpr Category category = C;

    class iterator {
    public:
        using value_type = NodeOf<C>;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::random_access_iterator_tag;

        constexpr iterator() noexcept = default;
        [[nodiscard]] constexpr value_type operator*() const noexcept { return {C, number_, ledger_}; }
        [[nodiscard]] constexpr value_type operator[](difference_type n) const noexcept { return *(*this + n); }
        constexpr iterator& operator++() noexcept { return *this += 1; }
        constexpr iterator operator++(int) noexcept {
            iterator const before = *this;
            *this += 1;
            return before;
        }
        constexpr iterator& operator--() noexcept { return *this -= 1; }
        constexpr iterator operator--(int) noexcept {
            iterator const before = *this;
            *this -= 1;
            return before;
        }
        constexpr iterator& operator+=(difference_type n) noexcept {
            number_ += static_cast<std::uint32_t>(n);  // modulo 2^32, so backwards too
            return *this;
        }
        constexpr iterator& operator-=(difference_type n) noexcept { return *this += -n; }
        [[nodiscard]] friend constexpr iterator operator+(iterator i, difference_type n) noexcept { return i += n; }
        [[nodiscard]] friend constexpr iterator operator+(difference_type n, iterator i) noexcept { return i += n; }
        [[nodiscard]] friend constexpr iterator operator-(iterator i, difference_type n) noexcept { return i -= n; }
        [[nodiscard]] friend constexpr difference_type operator-(iterator a, iterator b) noexcept {
            return static_cast<difference_type>(a.number_) - static_cast<difference_type>(b.number_);
        }
        [[nodiscard]] friend constexpr bool operator==(iterator a, iterator b) noexcept {
            return a.number_ == b.number_;
        }
        [[nodiscard]] friend constexpr std::strong_ordering operator<=>(iterator a, iterator b) noexcept {
            return a.number_ <=> b.number_;
        }

    private:
        friend class IdRange;
        constexpr iterator(std::uint32_t number, std::uint32_t ledger) noexcept : number_(number), ledger_(ledger) {}

        std::uint32_t number_ = 0;
        std::uint32_t ledger_ = 0;
    };

    constexpr IdRange() noexcept = default;
    /// For graphs: the first `count` records of the category.
    constexpr IdRange(std::uint32_t count, std::uint32_t ledger) noexcept : count_(count), ledger_(ledger) {}

    [[nodiscard]] constexpr iterator begin() const noexcept { return {0, ledger_}; }
    [[nodiscard]] constexpr iterator end() const noexcept { return {count_, ledger_}; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }
    /// The record numbered `number`. Requires: below the size.
    [[nodiscard]] constexpr value_type operator[](std::size_t number) const noexcept {
        ASCRIBE_ASSERT(number < count_);
        return {C, static_cast<std::uint32_t>(number), ledger_};
    }
    /// Requires: not empty.
    [[nodiscard]] constexpr value_type front() const noexcept { return (*this)[0]; }
    /// Requires: not empty.
    [[nodiscard]] constexpr value_type back() const noexcept { return (*this)[std::size_t{count_} - 1]; }
    /// All of them. Linear; allocates once.
    [[nodiscard]] std::vector<value_type> to_vector() const {
        std::vector<value_type> all;
        all.reserve(count_);
        for (value_type const id : *this) all.push_back(id);
        return all;
    }

private:
    std::uint32_t count_ = 0;
    std::uint32_t ledger_ = 0;
};

}  // namespace ascribe

// These are specified in <ranges>, which takes long to compile. But <span> has to declare both, since it
// specialises them for std::span.
template <class Id>
inline constexpr bool std::ranges::enable_view<ascribe::IdRange<Id>> = true;
template <class Id>
inline constexpr bool std::ranges::enable_borrowed_range<ascribe::IdRange<Id>> = true;

#endif
