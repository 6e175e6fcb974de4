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

/// What one more attribution of a document changes there: nothing if it goes on with a run; else it begins one, for
/// which see document_runs.
struct InDocument {
    std::uint32_t document = 0;                  ///< number plus one, 0 for none
    std::atomic<std::uint32_t>* word = nullptr;  ///< what leads to the runs
    std::uint32_t becomes = 0;                   ///< it becomes this, unless 0
    Tail tail;                                   ///< where the run's first goes, if there are other runs

    void commit(Store& store, std::uint32_t attribution) const noexcept {
        if (document == 0) return;
        if (tail.entry != nullptr) tail.commit(attribution + 1);
        if (becomes != 0) word->store(becomes, std::memory_order_release);
        store.last_document = document;
        store.last_in_document = attribution;
    }
};

/// Of the store's next attribution; may throw, and then nothing has changed.
[[nodiscard]] inline InDocument stage_in_document(Store& store, std::uint32_t document) {
    if (document == 0) return {};
    auto& word = store.first_in_document[document - 1];
    std::uint32_t const runs = word.load(std::memory_order_relaxed);
    if (runs == 0) return {document, &word, store.attributions.size() + 1, {}};
    if (store.last_document == document && store.attributions.size() - store.last_in_document <= longest_gap + 1)
        return {document, &word, 0, {}};
    if (runs > document_runs) return {document, &word, 0, stage_tail(store.words, runs - document_runs, 1)};
    store.words.reserve_run(3);
    std::uint32_t const block = store.words.extend(3) + 1;
    store.words[block].store(runs, std::memory_order_relaxed);
    return {document, &word, document_runs + block, {.entry = &store.words[block + 1]}};
}

}  // namespace ascribe::detail

#endif
