// SPDX-License-Identifier: BSL-1.0
#include "support/beside.hpp"
#include <ascribe/ledger/column.hpp>
#include <ascribe/ledger/entry_list.hpp>

#include <atomic>

#include <doctest/doctest.h>

using namespace ascribe::detail;

using ascribe_tests::beside;

TEST_CASE("readers that know a mark read the records below it while the column and its directory grow") {
    Column<std::uint32_t> column;
    std::atomic<std::uint32_t> mark = 0;
    std::atomic<std::uint32_t> wrong = 0;
    constexpr std::uint32_t count = 3 * 65'536;
    beside(
        [&] {
            for (std::uint32_t i = 0; i < count; ++i) {
                column.reserve(1);
                column.push(i);
                mark.store(i + 1, std::memory_order_release);
            }
        },
        [&] {
            // Nothing is acquired between the mark and the reads, though the directory may be replaced meanwhile.
            std::uint32_t const known = mark.load(std::memory_order_acquire);
            for (int pass = 0; pass < 5; ++pass)
                for (std::uint32_t i = 0; i < known; i += 97)
                    if (column[i] != i) wrong.fetch_add(1, std::memory_order_relaxed);
            if (column.memory() < known * sizeof(std::uint32_t)) wrong.fetch_add(1, std::memory_order_relaxed);
        });
    CHECK(wrong.load() == 0);
}

TEST_CASE("readers see entries of a sparse column no later than the mark that tells of them") {
    SparseColumn<std::atomic<std::uint32_t>> column;
    std::atomic<std::uint32_t> mark = 0;
    std::atomic<std::uint32_t> wrong = 0;
    constexpr std::uint32_t count = 4'000;
    constexpr std::uint32_t apart = 300;
    beside(
        [&] {
            for (std::uint32_t i = 0; i < count; ++i) {
                column.make(i * apart).store(i + 1, std::memory_order_release);
                mark.store(i + 1, std::memory_order_release);
            }
        },
        [&] {
            std::uint32_t const known = mark.load(std::memory_order_acquire);
            for (std::uint32_t i = 0; i < count; i += 7) {
                auto const* entry = column.find(i * apart);
                std::uint32_t const value = entry == nullptr ? 0 : entry->load(std::memory_order_acquire);
                if (i < known ? value != i + 1 : value != 0 && value != i + 1)
                    wrong.fetch_add(1, std::memory_order_relaxed);
            }
            if (known > 0 && column.memory() == 0) wrong.fetch_add(1, std::memory_order_relaxed);
        });
    CHECK(wrong.load() == 0);
}

TEST_CASE("readers walk a list up to their mark while it grows") {
    Words words;
    ListHead head;
    std::atomic<std::uint32_t> mark = 0;
    std::atomic<std::uint32_t> wrong = 0;
    constexpr std::uint32_t count = 70'000;
    beside(
        [&] {
            for (std::uint32_t i = 1; i <= count; ++i) {
                stage_entry(words, head).commit(words, i);
                mark.store(i, std::memory_order_release);
            }
        },
        [&] {
            std::uint32_t const known = mark.load(std::memory_order_acquire);
            std::uint32_t expected = 1;
            auto cursor = EntryCursor::of_list(words, head.first.load(std::memory_order_acquire));
            for (; cursor.entry() != 0 && cursor.entry() <= known; cursor.advance(), ++expected)
                if (cursor.entry() != expected) wrong.fetch_add(1, std::memory_order_relaxed);
            if (expected != known + 1) wrong.fetch_add(1, std::memory_order_relaxed);
        });
    CHECK(wrong.load() == 0);
}
