// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/ledger/entry_list.hpp>

#include <vector>

#include <doctest/doctest.h>

using namespace ascribe::detail;
using ascribe_tests::Random;

namespace {

std::vector<std::uint32_t> entries_of(Words const& words, ListHead const& head) {
    std::vector<std::uint32_t> entries;
    auto cursor = EntryCursor::of_list(words, head.first.load());
    for (; cursor.entry() != 0; cursor.advance()) entries.push_back(cursor.entry());
    return entries;
}

}  // namespace

TEST_CASE("blocks double from 2 entries to the largest, and the place of each entry follows from its number") {
    std::uint32_t size = 2;
    std::uint32_t position = 0;
    std::size_t wrong = 0;
    for (std::uint32_t count = 0; count < 5 * largest_block; ++count) {
        auto const place = place_of_entry(count);
        if (place.position != position || place.block_size != size) ++wrong;
        if (++position == size) {
            position = 0;
            size = next_block_size(size);
        }
    }
    CHECK(wrong == 0);
    CHECK(size == largest_block);
    CHECK(next_block_size(largest_block) == largest_block);
}

TEST_CASE("an empty list has no entries") {
    Words words;
    ListHead head;
    CHECK(entries_of(words, head).empty());
    CHECK(EntryCursor().entry() == 0);
    CHECK(EntryCursor::of_list(words, 0).entry() == 0);
}

TEST_CASE("a list of any length up to the first blocks ends where it ends") {
    for (std::uint32_t count = 1; count <= 70; ++count) {
        Words words;
        ListHead head;
        std::vector<std::uint32_t> naive;
        for (std::uint32_t i = 1; i <= count; ++i) {
            stage_entry(words, head).commit(words, i * 3);
            naive.push_back(i * 3);
        }
        CHECK(head.count == count);
        CHECK(entries_of(words, head) == naive);
    }
}

TEST_CASE("many lists that grow side by side agree with vectors, also past 65,536 entries") {
    Random random(21);
    Words words;
    std::vector<ListHead> heads(40);
    std::vector<std::vector<std::uint32_t>> naive(heads.size());
    for (std::uint32_t step = 1; step <= 300'000; ++step) {
        // The first list gets half of all entries, the others their share.
        std::size_t const list = random.chance(50) ? 0 : random.below(heads.size());
        stage_entry(words, heads[list]).commit(words, step);
        naive[list].push_back(step);
    }
    CHECK(naive[0].size() > 2 * 65'536);
    for (std::size_t list = 0; list < heads.size(); ++list) CHECK(entries_of(words, heads[list]) == naive[list]);
}

TEST_CASE("an append that is given up after its first step leaves the list as it was") {
    Random random(22);
    Words words;
    ListHead head;
    std::vector<std::uint32_t> naive;
    for (std::uint32_t step = 1; step <= 3'000; ++step) {
        if (random.chance(50)) {
            (void)stage_entry(words, head);
            if (step % 50 == 0) CHECK(entries_of(words, head) == naive);
        } else {
            stage_entry(words, head).commit(words, step);
            naive.push_back(step);
        }
    }
    CHECK(entries_of(words, head) == naive);
}

TEST_CASE("lists cost little more than their entries") {
    Words words;
    ListHead head;
    constexpr std::uint32_t count = 1'000'000;
    for (std::uint32_t i = 1; i <= count; ++i) stage_entry(words, head).commit(words, i);
    CHECK(words.memory() < count * 4 * 5 / 4);
}
