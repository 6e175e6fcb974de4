// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_TAIL_HPP
#define ASCRIBE_SRC_LEDGER_TAIL_HPP

#include <ascribe/ledger/store.hpp>

#include <atomic>
#include <cstdint>

namespace ascribe::detail {

/// Where the next entry of a list goes whose tail is not kept: blocks of `stride` words an entry, the first of two
/// entries.
struct Tail {
    std::atomic<std::uint32_t>* link = nullptr;   ///< that gets the new block, if one is needed
    std::uint32_t block = 0;                      ///< new block, or 0
    std::atomic<std::uint32_t>* entry = nullptr;  ///< first word of the entry

    /// Makes the entry, of up to two words, part of the list.
    void commit(std::uint32_t word) const noexcept {
        entry->store(word, std::memory_order_relaxed);
        if (block != 0) link->store(block, std::memory_order_release);
    }
    void commit(std::uint32_t word, std::uint32_t second) const noexcept {
        // The second word first: who sees the entry by its mark sees both.
        entry[1].store(second, std::memory_order_release);
        commit(word);
    }
};

/// Walks to the end of a list from its first block, or from one that has room for `size` entries; if there is none,
/// whoever asks says what leads to it.
[[nodiscard]] inline Tail stage_tail(Words& words, std::uint32_t block, std::uint32_t stride, std::uint32_t size = 2) {
    Tail staged;
    while (block != 0) {
        auto* link = &words[block - 1];
        auto* entries = link + 1;
        if (entries[stride * (size - 1)].load(std::memory_order_relaxed) == 0) {
            std::uint32_t low = 0;  // Entries before it are there.
            std::uint32_t high = size - 1;
            while (low < high) {
                std::uint32_t const middle = (low + high) / 2;
                if (entries[stride * middle].load(std::memory_order_relaxed) == 0)
                    high = middle;
                else
                    low = middle + 1;
            }
            staged.entry = entries + stride * low;
            return staged;
        }
        staged.link = link;
        block = link->load(std::memory_order_relaxed);
        size = next_block_size(size);
    }
    words.reserve_run(1 + size * stride);
    staged.block = words.extend(1 + size * stride) + 1;
    staged.entry = &words[staged.block];
    return staged;
}
/// The same of a list that `first` leads to.
[[nodiscard]] inline Tail stage_tail(Words& words, std::atomic<std::uint32_t>& first, std::uint32_t stride,
                                     std::uint32_t size = 2) {
    Tail staged = stage_tail(words, first.load(std::memory_order_relaxed), stride, size);
    if (staged.link == nullptr) staged.link = &first;
    return staged;
}

/// One more run of a document that has one or more; see document_runs.
struct DocumentRun {
    std::atomic<std::uint32_t>* word = nullptr;  ///< what leads to the runs
    std::uint32_t becomes = 0;                   ///< it becomes this, unless 0
    Tail tail;

    void commit(std::uint32_t first) const noexcept {
        tail.commit(first);
        if (becomes != 0) word->store(becomes, std::memory_order_release);
    }
};

/// May throw, and then nothing has changed.
[[nodiscard]] inline DocumentRun stage_document_run(Words& words, std::atomic<std::uint32_t>& word) {
    std::uint32_t const runs = word.load(std::memory_order_relaxed);
    if (runs > document_runs) return {&word, 0, stage_tail(words, runs - document_runs, 1)};
    words.reserve_run(3);
    std::uint32_t const block = words.extend(3) + 1;
    words[block].store(runs, std::memory_order_relaxed);
    Tail second;
    second.entry = &words[block + 1];
    return {&word, document_runs + block, second};
}

}  // namespace ascribe::detail

#endif
