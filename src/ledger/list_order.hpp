// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_LIST_ORDER_HPP
#define ASCRIBE_SRC_LEDGER_LIST_ORDER_HPP

#include <ascribe/ledger/store.hpp>

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// How the lists of a frozen graph lie in its words: kind by kind, within a kind by the size of the blocks, and blocks
/// of one size in the order of their lists. So where the next block is to be is known before it is looked at, and
/// everything about lists can be checked on the way through the words.
namespace ascribe::detail::frozen {

/// Blocks have 2, 4, 8 .. 2^13 entries, and from there on 2^14 - 1: so many sizes there are.
inline constexpr std::size_t block_sizes = std::bit_width(largest_block);
[[nodiscard]] constexpr std::uint32_t block_size(std::size_t which) noexcept {
    return which < block_sizes - 1 ? 2u << which : largest_block;
}
static_assert(block_size(0) == 2 && block_sizes == 14);

/// A word of a list, or of what leads to one, which nobody writes meanwhile.
[[nodiscard]] inline std::uint32_t read(std::atomic<std::uint32_t> const& word) noexcept {
    return word.load(std::memory_order_relaxed);
}

/// Calls `visitor.overflow(store)`, `visitor.dependents(store)`, `visitor.documents(store)` and, for the lists that
/// have heads, `visitor.heads(name, column, category)`: each kind in the order in which it lies. The category is that
/// of the records which have the lists, none for notes.
template <class S, class Visitor>
void visit_lists(S& store, Visitor&& visitor) {
    visitor.overflow(store);
    visitor.dependents(store);
    visitor.documents(store);
    for (std::size_t c = 1; c <= category_count; ++c) {
        auto const category = static_cast<Category>(c);
        visitor.heads("named_by", store.named_by[c], category);
        visitor.heads("dependents", store.dependents[c], category);
        visitor.heads("notes_of", store.notes_of[c], category);
        visitor.heads("by_source", store.by_source[c], category);
    }
    visitor.heads("carriers", store.carriers, Category::attribution);
    visitor.heads("labelled", store.labelled, Category());
}

/// Brings the lists of a store that nobody else sees into this order: heads and claims lead to places in the words
/// that are returned, and no longer to those of the store. Long runs are numbered in order of their claims. Linear.
[[nodiscard]] std::vector<std::uint32_t> put_lists_in_order(Store& store);

}  // namespace ascribe::detail::frozen

#endif
