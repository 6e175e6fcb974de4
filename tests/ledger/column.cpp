// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/ledger/column.hpp>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using ascribe::detail::Column;
using ascribe::detail::SparseColumn;
using ascribe_tests::Random;

namespace {

struct Record {
    std::uint32_t number;
    std::uint64_t square;
};

std::uint64_t square(std::uint32_t n) {
    return std::uint64_t{n} * n;
}

/// Counts in place of a plain loop of CHECK, which would take most of the time.
struct Mismatches {
    std::size_t count = 0;
    void operator()(bool ok) { count += ok ? 0 : 1; }
};

}  // namespace

TEST_CASE("records pushed one by one are read back and never move, across all pieces of memory") {
    Column<Record> column;
    std::vector<Record const*> addresses;
    constexpr std::uint32_t count = 3 * 65'536 + 300;
    for (std::uint32_t i = 0; i < count; ++i) {
        column.reserve(1);
        std::uint32_t const number = column.push(i, square(i));
        addresses.push_back(&column[number]);
        if (number != i || column.size() != i + 1) FAIL("record " << i << " has number " << number);
    }
    Mismatches check;
    for (std::uint32_t i = 0; i < count; ++i) {
        check(column[i].number == i && column[i].square == square(i));
        check(&column[i] == addresses[i]);
    }
    CHECK(check.count == 0);
    CHECK(column.memory() >= count * sizeof(Record));
    CHECK(column.memory() <= (count + 65'536) * sizeof(Record) + 65'536);
}

TEST_CASE("an empty column holds no memory, and reserving room adds no record") {
    Column<Record> column;
    CHECK(column.size() == 0);
    CHECK(column.memory() == 0);
    column.reserve(0);
    CHECK(column.memory() == 0);
    column.reserve(1);
    CHECK(column.size() == 0);
    CHECK(column.memory() > 0);
    auto const memory = column.memory();
    for (std::uint32_t i = 0; i < 256; ++i) {
        column.reserve(1);
        column.push(i, 0U);
    }
    CHECK(column.memory() == memory);
}

TEST_CASE("room for many records at once is room for each of them, wherever it begins") {
    for (std::uint32_t before : {0U, 1U, 255U, 256U, 257U, 65'535U, 65'536U, 65'537U}) {
        for (std::uint32_t count : {1U, 2U, 255U, 256U, 257U, 1'000U, 65'536U, 150'000U}) {
            Column<std::uint32_t> column;
            column.reserve(before);
            for (std::uint32_t i = 0; i < before; ++i) column.push(i);
            column.reserve(count);
            auto const memory = column.memory();
            for (std::uint32_t i = 0; i < count; ++i) column.push(before + i);
            CHECK(column.memory() == memory);
            Mismatches check;
            for (std::uint32_t i = 0; i < before + count; ++i) check(column[i] == i);
            CHECK(check.count == 0);
        }
    }
}

TEST_CASE("a run lies in one piece of memory and starts out as zeros, whatever was reserved and not used before") {
    Random random(11);
    for (int round = 0; round < 20; ++round) {
        Column<std::uint32_t> column;
        std::map<std::uint32_t, std::vector<std::uint32_t>> runs;  // what was written, by first number
        std::uint32_t expected_size = 0;
        Mismatches check;
        for (int step = 0; step < 400; ++step) {
            std::uint32_t length = static_cast<std::uint32_t>(random.between(1, 40));
            if (random.chance(10)) length = static_cast<std::uint32_t>(random.between(200, 3'000));
            if (random.chance(1)) length = static_cast<std::uint32_t>(random.between(60'000, 200'000));
            if (random.chance(20)) column.reserve_run(static_cast<std::uint32_t>(random.between(1, 5'000)));
            if (random.chance(20)) column.reserve(static_cast<std::uint32_t>(random.between(1, 600)));
            column.reserve_run(length);
            auto const memory = column.memory();
            std::uint32_t const first = column.extend(length);
            check(column.memory() == memory);
            check(first >= expected_size);
            expected_size = first + length;
            check(column.size() == expected_size);
            check(&column[first + length - 1] == &column[first] + (length - 1));
            auto& run = runs[first];
            for (std::uint32_t i = 0; i < length; ++i) {
                check(column[first + i] == 0);
                run.push_back(static_cast<std::uint32_t>(random.next()));
                column[first + i] = run.back();
            }
        }
        for (auto const& [first, run] : runs)
            for (std::uint32_t i = 0; i < run.size(); ++i) check(column[first + i] == run[i]);
        CHECK(check.count == 0);
    }
}

TEST_CASE("runs and single records may alternate in one column") {
    Random random(12);
    Column<std::uint32_t> column;
    std::map<std::uint32_t, std::uint32_t> written;
    for (int step = 0; step < 20'000; ++step) {
        auto const value = static_cast<std::uint32_t>(random.next());
        if (random.chance(50)) {
            column.reserve(1);
            written[column.push(value)] = value;
        } else {
            auto const length = static_cast<std::uint32_t>(random.between(1, 300));
            column.reserve_run(length);
            auto const first = column.extend(length);
            for (std::uint32_t i = 0; i < length; ++i) written[first + i] = column[first + i] = value + i;
        }
    }
    Mismatches check;
    for (auto const& [number, value] : written) check(column[number] == value);
    CHECK(check.count == 0);
    CHECK(column.size() > 2 * 65'536);
}

TEST_CASE("runs waste little: gaps are the rests of pieces that are too short") {
    Column<std::uint32_t> column;
    std::size_t used = 0;
    for (int i = 0; i < 200'000; ++i) {
        column.reserve_run(5);
        column.extend(5);
        used += 5 * sizeof(std::uint32_t);
    }
    CHECK(column.memory() >= used);
    CHECK(column.memory() < used + used / 20 + 65'536 * sizeof(std::uint32_t));
}

TEST_CASE("records keep the alignment of their type") {
    struct alignas(64) Wide {
        std::array<std::uint32_t, 16> words;
    };
    Column<Wide> column;
    Mismatches check;
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        column.reserve(1);
        column.push();
        check(reinterpret_cast<std::uintptr_t>(&column[i]) % 64 == 0);
    }
    CHECK(check.count == 0);
}

TEST_CASE("a sparse column agrees with a map, and has nothing where nothing was written near") {
    Random random(13);
    SparseColumn<std::atomic<std::uint32_t>> column;
    std::map<std::uint32_t, std::uint32_t> naive;
    Mismatches check;
    for (int step = 0; step < 5'000; ++step) {
        // Around a few centres, so that many pages are never touched.
        auto const number =
            static_cast<std::uint32_t>(random.below(5)) * 5'000'000U + static_cast<std::uint32_t>(random.below(3'000));
        auto const value = static_cast<std::uint32_t>(random.next() | 1U);
        auto& entry = column.make(number);
        auto const old = naive.find(number);
        check(entry.load() == (old == naive.end() ? 0 : old->second));
        entry.store(value);
        naive[number] = value;
    }
    for (std::uint32_t centre = 0; centre < 5; ++centre) {
        for (std::uint32_t i = 0; i < 4'000; ++i) {
            std::uint32_t const number = centre * 5'000'000U + i;
            auto const* entry = column.find(number);
            auto const old = naive.find(number);
            check((entry == nullptr ? 0 : entry->load()) == (old == naive.end() ? 0 : old->second));
        }
    }
    CHECK(check.count == 0);
    CHECK(column.find(2'500'000) == nullptr);
    CHECK(column.find(4'000'000'000U) == nullptr);
}

TEST_CASE("entries of a sparse column stay where they are, and cost only the pages that were written") {
    SparseColumn<std::atomic<std::uint64_t>> column;
    CHECK(column.find(0) == nullptr);
    CHECK(column.memory() == 0);
    auto* first = &column.make(7);
    first->store(1);
    auto const memory = column.memory();
    column.make(8);
    column.make(255);
    CHECK(column.memory() == memory);
    for (std::uint32_t i = 1; i < 1'000; ++i) column.make(i * 1'000).store(i);
    CHECK(&column.make(7) == first);
    CHECK(column.find(7) == first);
    CHECK(first->load() == 1);
    CHECK(column.find(999'000)->load() == 999);
}

TEST_CASE("what is held in large pages is read back, and what is appended after it") {
    Column<Record> column;
    constexpr std::uint32_t reserved = 300'000;
    column.reserve(reserved);
    column.prefer_large_pages();
    Mismatches mismatches;
    for (std::uint32_t i = 0; i < reserved + 100'000; ++i) {
        column.reserve(1);
        column.push(i, square(i));
    }
    for (std::uint32_t i = 0; i < column.size(); ++i)
        mismatches(column[i].number == i && column[i].square == square(i));
    CHECK(column.size() == reserved + 100'000);
    CHECK(mismatches.count == 0);
}
