// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_ENTRY_LIST_HPP
#define ASCRIBE_LEDGER_ENTRY_LIST_HPP

#include <ascribe/ledger/column.hpp>

#include <atomic>
#include <bit>
#include <cstdint>

namespace ascribe::detail {

/// 32-bit words that blocks of adjacency lists are cut from.
using Words = Column<std::atomic<std::uint32_t>>;

/// Unrolled lists of words, oldest first: blocks of 2, 4, 8 ... 2^13 entries and then of 2^14 - 1, each headed by the
/// index of the next. With its head the largest fits four times into a chunk, or twice if an entry has two words.
/// An entry of 0 is not there yet; a list never shrinks. Block numbers are those of the words column, plus one.
inline constexpr std::uint32_t largest_block = (1u << 14) - 1;

[[nodiscard]] constexpr std::uint32_t next_block_size(std::uint32_t size) noexcept {
    return size <= largest_block / 2 ? size * 2 : largest_block;
}

/// Where entry `count` of a list goes: its position in its block, and the size of that block.
struct EntryPlace {
    std::uint32_t position;
    std::uint32_t block_size;
};
[[nodiscard]] constexpr EntryPlace place_of_entry(std::uint32_t count) noexcept {
    constexpr std::uint32_t growing = largest_block - 1;  // entries in the blocks before the largest: 2 + 4 + ... 2^13
    if (count >= growing) return {(count - growing) % largest_block, largest_block};
    auto const size = std::bit_floor(count + 2);
    return {count + 2 - size, size};
}

/// Head of a list. Readers use `first` only; the rest is the writer's.
struct ListHead {
    std::atomic<std::uint32_t> first = 0;
    std::uint32_t last = 0;
    std::uint32_t count = 0;
};

/// An append of which the first step is done; by default to no list.
struct StagedEntry {
    ListHead* head = nullptr;
    std::uint32_t block = 0;  ///< a new one, or 0
    std::atomic<std::uint32_t>* at = nullptr;

    /// Second step: the entry is in the list.
    void commit(Words& words, std::uint32_t entry) const noexcept {
        at->store(entry, std::memory_order_relaxed);
        if (block != 0) {
            (head->last == 0 ? head->first : words[head->last - 1]).store(block, std::memory_order_release);
            head->last = block;
        }
        ++head->count;
    }
};

/// First step of an append, which may throw: cuts a new block if the entry needs one. If the append is given up the
/// block is lost to memory, and nothing else has changed.
[[nodiscard]] inline StagedEntry stage_entry(Words& words, ListHead& head) {
    auto const place = place_of_entry(head.count);
    if (place.position != 0) return {&head, 0, &words[head.last + place.position]};
    words.reserve_run(1 + place.block_size);
    std::uint32_t const block = words.extend(1 + place.block_size) + 1;
    return {&head, block, &words[block]};
}

/// In place of blocks: nothing comes after.
inline constinit std::atomic<std::uint32_t> const no_block = 0;

/// Walks the entries of a list, of a claim's line with its overflow, or of a run of numbers with what came after it, up
/// to the first that is not there.
struct EntryCursor {
    Words const* words = nullptr;
    /// The entry here, or in a run the word before the up word; so the up word is the next for both.
    std::atomic<std::uint32_t> const* at = nullptr;
    std::atomic<std::uint32_t> const* next = nullptr;
    std::uint32_t left = 0;
    std::uint32_t stride = 1;
    std::uint32_t next_size = 2;
    std::uint32_t value = 0;
    std::uint32_t run_left = 0;  ///< of a run, in which `left` stays 1: so lists without runs ask no more than before

    [[nodiscard]] static EntryCursor of_list(Words const& words, std::uint32_t first) noexcept {
        EntryCursor cursor;
        cursor.words = &words;
        if (first != 0) cursor.enter(first);
        return cursor;
    }
    /// `count` entries from `first` on, then those in the blocks that `next` leads to.
    [[nodiscard]] static EntryCursor of_array(Words const& words, std::atomic<std::uint32_t> const* first,
                                              std::uint32_t count, std::atomic<std::uint32_t> const* next) noexcept {
        EntryCursor cursor;
        cursor.words = &words;
        cursor.at = first;
        cursor.next = next;
        cursor.left = count == 0 ? 1 : count;
        if (count == 0)
            cursor.advance();
        else
            cursor.value = first->load(std::memory_order_relaxed);
        return cursor;
    }
    /// `count` numbers from `first` on, then the entries with up words in the blocks that `next` leads to. The up word
    /// of number n is `ups[n + 1]`.
    [[nodiscard]] static EntryCursor of_run(Words const& words, std::uint32_t first, std::uint32_t count,
                                            std::atomic<std::uint32_t> const* next,
                                            std::atomic<std::uint32_t> const* ups) noexcept {
        EntryCursor cursor;
        cursor.words = &words;
        cursor.at = ups + first;
        cursor.next = next;
        cursor.left = 1;
        cursor.stride = 2;
        cursor.value = first + 1;
        if (count == 0)
            cursor.advance();
        else
            cursor.run_left = count - 1;
        return cursor;
    }

    /// The entry here; 0 at the end.
    [[nodiscard]] std::uint32_t entry() const noexcept { return value; }

    void advance() noexcept {
        if (--left != 0) {
            at += stride;
            value = at->load(std::memory_order_relaxed);
        } else if (run_left != 0) {
            --run_left;
            left = 1;
            ++at;
            ++value;
        } else if (std::uint32_t const block = next->load(std::memory_order_acquire); block != 0) {
            enter(block);
        } else {
            value = 0;
        }
    }

private:
    void enter(std::uint32_t block) noexcept {
        next = &(*words)[block - 1];
        at = next + 1;
        value = at->load(std::memory_order_relaxed);
        left = next_size;
        next_size = next_block_size(next_size);
    }
};

}  // namespace ascribe::detail

#endif
