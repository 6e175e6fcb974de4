// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_READING_ORDER_HPP
#define ASCRIBE_SRC_LEDGER_READING_ORDER_HPP

#include <ascribe/ledger/store.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// Meets every claim and attribution after what it is made of, and otherwise those together that are asked for
/// together: claims by subject and property, attributions by claim, reports of an attribution after it.
///
/// A claim is met when the last of its parts was: Kahn's topological order (Communications of the ACM 5, 1962), in
/// linear time and 5 bytes for each claim. `claim(number)` and `attribution(number)` return whether to go on.
template <class OnClaim, class OnAttribution>
class ReadingOrder {
public:
    ReadingOrder(Store const& store, Marks const& marks, OnClaim claim, OnAttribution attribution)
        : store_(store), marks_(marks), claim_(claim), attribution_(attribution) {}

    bool run() {
        std::uint32_t const claims = marks_.of(Category::claim);
        missing_.resize(claims);
        order_.reserve(claims);
        for (std::uint32_t c = 0; c < claims; ++c) {
            ClaimRecord const& claim = store_.claims[c];
            missing_[c] = static_cast<std::uint8_t>(is_made(store_.groups[claim.group()].subject) +
                                                    (claim.kind() == ValueKind::node && is_made(claim.value)));
        }
        for (auto category : {Category::actor, Category::place, Category::document, Category::event})
            for (std::uint32_t n = 0; n < marks_.of(category); ++n)
                if (!about(node_word(category, n), 0)) return false;
        for (std::size_t i = 0; i < order_.size(); ++i)
            if (!made(node_word(Category::claim, order_[i]))) return false;
        return true;
    }

private:
    [[nodiscard]] static bool is_made(std::uint32_t word) noexcept {
        return category_of(word) == Category::claim || category_of(word) == Category::attribution;
    }

    /// Meets the claims about a record of which nothing is missing when `parts` more are there.
    bool about(std::uint32_t word, std::uint8_t parts) {
        GroupsHead const* head = store_.groups_of[word >> 29].find(number_of(word));
        if (head == nullptr) return true;
        for (std::uint32_t g = head->first.load(std::memory_order_acquire); g != 0;) {
            GroupRecord const& group = store_.groups[g - 1];
            for (std::uint32_t c = group.first + 1; c != 0 && c <= marks_.of(Category::claim);) {
                if (!meet(c - 1, parts)) return false;
                c = store_.claims[c - 1].next.load(std::memory_order_acquire);
            }
            g = group.next.load(std::memory_order_acquire);
        }
        return true;
    }
    bool meet(std::uint32_t claim, std::uint8_t parts) {
        missing_[claim] = static_cast<std::uint8_t>(missing_[claim] - parts);
        if (missing_[claim] != 0) return true;
        order_.push_back(claim);
        return claim_(claim);
    }

    /// A claim or attribution was met: so can be what is made of it.
    bool made(std::uint32_t word) {
        open_.assign(1, word);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            std::uint32_t const at = open_[i];
            bool const is_claim = category_of(at) == Category::claim;
            EntryCursor cursor =
                is_claim ? store_.attributions_of_claim(number_of(at)) : store_.list(store_.carriers, number_of(at));
            std::uint32_t const end = marks_.of(Category::attribution);
            for (std::uint32_t a = cursor.entry(); a != 0 && a <= end; cursor.advance(), a = cursor.entry()) {
                if (!attribution_(a - 1)) return false;
                open_.push_back(node_word(Category::attribution, a - 1));
            }
            if (!about(at, 1) || !naming(at)) return false;
        }
        return true;
    }
    bool naming(std::uint32_t word) {
        EntryCursor cursor = store_.list(store_.named_by[word >> 29], number_of(word));
        for (std::uint32_t c = cursor.entry(); c != 0 && c <= marks_.of(Category::claim);
             cursor.advance(), c = cursor.entry())
            if (!meet(c - 1, 1)) return false;
        return true;
    }

    Store const& store_;
    Marks const& marks_;
    OnClaim claim_;
    OnAttribution attribution_;
    std::vector<std::uint8_t> missing_;  ///< parts of each claim that have not been met
    std::vector<std::uint32_t> order_;   ///< claims that were met
    std::vector<std::uint32_t> open_;
};

}  // namespace ascribe::detail

#endif
