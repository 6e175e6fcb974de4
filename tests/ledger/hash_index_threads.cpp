// SPDX-License-Identifier: BSL-1.0
#include "support/beside.hpp"
#include <ascribe/ledger/column.hpp>
#include <ascribe/ledger/hash_index.hpp>

#include <atomic>

#include <doctest/doctest.h>

using namespace ascribe::detail;

TEST_CASE("readers find what was inserted before their mark while the tables grow and old ones are freed") {
    Column<std::uint32_t> records;
    HashIndex index;
    std::atomic<std::uint32_t> mark = 0;
    std::atomic<std::uint32_t> wrong = 0;
    constexpr std::uint32_t count = 60'000;
    ascribe_tests::beside(
        [&] {
            for (std::uint32_t i = 0; i < count; ++i) {
                index.reserve(mix(i));
                records.reserve(1);
                records.push(i * 3);
                index.insert(mix(i), i);
                mark.store(i + 1, std::memory_order_release);
            }
        },
        [&] {
            std::uint32_t const known = mark.load(std::memory_order_acquire);
            for (std::uint32_t i = 0; i < count; i += 61) {
                auto const found = index.find_shared(mix(i), [&](std::uint32_t n) { return records[n] == i * 3; });
                if (i < known ? found != i : found != i && found != HashIndex::none)
                    wrong.fetch_add(1, std::memory_order_relaxed);
            }
            if (known > 0 && index.memory() == 0) wrong.fetch_add(1, std::memory_order_relaxed);
        });
    CHECK(wrong.load() == 0);
}
