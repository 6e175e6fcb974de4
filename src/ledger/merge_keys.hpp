// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_MERGE_KEYS_HPP
#define ASCRIBE_SRC_LEDGER_MERGE_KEYS_HPP

#include <ascribe/ledger/store.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// Which keys of a graph a store has already, found out without hashing or comparing most of them.
///
/// Both have an index in order of hash, with the hashes in it. So one pass over both tells which keys may be equal, and
/// another one puts what is new into the store's index, each time from front to back. Texts are compared only where
/// hashes are equal.
class KeyJoin {
public:
    KeyJoin(Store const& into, Store const& from, Category category, std::uint32_t size) noexcept
        : into_(into), from_(from), category_(static_cast<std::size_t>(category)), size_(size) {}

    /// For each key below `size` the number of one in the store that may be equal, or none. False if the graph's index
    /// is not such that every key is in it once, as it may be in bytes that nobody checked; then nothing is known.
    [[nodiscard]] bool find(std::vector<std::uint32_t>& numbers);
    /// Lets memory be fetched that `compare` will need: what leads to the text, then the text.
    void fetch(std::uint32_t candidate) const noexcept;
    void fetch_text(std::uint32_t candidate) const noexcept;
    /// The number in the store of this key, for which `find` gave a candidate, or none.
    [[nodiscard]] std::uint32_t compare(std::uint32_t number, std::uint32_t candidate);

    /// After this, `insert` throws nothing. May throw std::bad_alloc.
    void prepare(HashIndex& target);
    /// Puts all keys that the store did not have into its index under the numbers that they have now, from `first_new`
    /// on.
    void insert(HashIndex& target, std::vector<std::uint32_t> const& numbers, std::uint32_t first_new) noexcept;

private:
    [[nodiscard]] HashIndex const& index() const noexcept { return from_.entities[category_].by_key; }

    Store const& into_;
    Store const& from_;
    std::size_t category_;
    std::uint32_t size_;
    std::size_t largest_ = 0;                                     ///< keys in one table
    std::array<std::uint32_t, HashIndex::table_count> counts_{};  ///< of new keys
    std::vector<std::uint64_t> slots_;
};

}  // namespace ascribe::detail

#endif
