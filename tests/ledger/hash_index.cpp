// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/ledger/hash_index.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe::detail;
using ascribe_tests::Random;

TEST_CASE("an empty index finds nothing and holds no memory") {
    HashIndex const index;
    auto const never = [](std::uint32_t) -> bool { throw 1; };
    CHECK(index.find(0, never) == HashIndex::none);
    CHECK(index.find_shared(~std::uint64_t{0}, never) == HashIndex::none);
    CHECK(index.memory() == 0);
}

TEST_CASE("numbers are found by the hash of their content, like in a map") {
    Random random(31);
    HashIndex index;
    std::vector<std::uint64_t> content;
    std::unordered_map<std::uint64_t, std::uint32_t> naive;
    std::size_t wrong = 0;
    HashIndex::Place end;
    auto const find = [&](std::uint64_t key) {
        auto const equal = [&](std::uint32_t n) { return content[n] == key; };
        auto const found = index.find(mix(key), equal, end);
        if (index.find_shared(mix(key), equal) != found) ++wrong;
        return found;
    };
    for (int step = 0; step < 300'000; ++step) {
        std::uint64_t const key = random.below(200'000);
        auto const found = find(key);
        auto const expected = naive.find(key);
        if (found != (expected == naive.end() ? HashIndex::none : expected->second)) ++wrong;
        if (found != HashIndex::none) continue;
        auto const number = static_cast<std::uint32_t>(content.size());
        content.push_back(key);
        index.reserve(mix(key));
        // From where the search has ended, if the caller still knows; the table may have grown since.
        if (number % 3 == 0)
            index.insert(mix(key), number);
        else
            index.insert(mix(key), number, end);
        naive.emplace(key, number);
    }
    for (std::uint64_t key = 0; key < 200'000; ++key) {
        auto const expected = naive.find(key);
        if (find(key) != (expected == naive.end() ? HashIndex::none : expected->second)) ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(naive.size() > 100'000);
    CHECK(index.memory() < naive.size() * 13 + 64 * 128);
}

TEST_CASE("contents whose hashes are equal, in all bits or in those that are kept, are told apart by comparison") {
    for (std::uint64_t spread : {std::uint64_t{0}, std::uint64_t{1} << 40}) {
        HashIndex index;
        auto const hash = [&](std::uint32_t n) { return 0xffff'ffffU + spread * n; };
        constexpr std::uint32_t count = 500;
        for (std::uint32_t n = 0; n < count; ++n) {
            CHECK(index.find(hash(n), [&](std::uint32_t m) { return m == n; }) == HashIndex::none);
            index.reserve(hash(n));
            index.insert(hash(n), n);
        }
        std::size_t wrong = 0;
        for (std::uint32_t n = 0; n < count; ++n)
            if (index.find(hash(n), [&](std::uint32_t m) { return m == n; }) != n) ++wrong;
        CHECK(wrong == 0);
        CHECK(index.find(hash(0), [](std::uint32_t) { return false; }) == HashIndex::none);
    }
}

TEST_CASE("reserving again and again without inserting neither grows nor loses anything") {
    HashIndex index;
    for (std::uint32_t n = 0; n < 1'000; ++n) {
        index.reserve(mix(n));
        index.reserve(mix(n));
        auto const memory = index.memory();
        for (int again = 0; again < 10; ++again) index.reserve(mix(n));
        CHECK(index.memory() == memory);
        index.insert(mix(n), n);
    }
    std::size_t wrong = 0;
    for (std::uint32_t n = 0; n < 1'000; ++n)
        if (index.find(mix(n), [&](std::uint32_t m) { return m == n; }) != n) ++wrong;
    CHECK(wrong == 0);
}

TEST_CASE("the largest number that a record can have is kept") {
    HashIndex index;
    index.reserve(5);
    index.insert(5, HashIndex::none - 2);
    CHECK(index.find(5, [](std::uint32_t n) { return n == HashIndex::none - 2; }) == HashIndex::none - 2);
}

TEST_CASE("numbers that are forgotten are not met again, and the others are") {
    HashIndex index;
    // All in one table, and many with one hash, so that they lie behind one another.
    auto const hash = [](std::uint32_t n) { return std::uint64_t{n} % 7 << 28; };
    for (std::uint32_t n = 0; n < 100; ++n) {
        index.reserve(hash(n));
        index.insert(hash(n), n);
    }
    index.forget_from(60);
    auto const find = [&](std::uint32_t wanted) {
        return index.find(hash(wanted), [&](std::uint32_t n) {
            CHECK((n < 60 || n >= 1000));
            return n == wanted;
        });
    };
    for (std::uint32_t n = 0; n < 100; ++n) CHECK(find(n) == (n < 60 ? n : HashIndex::none));
    for (std::uint32_t n = 1000; n < 1400; ++n) {
        index.reserve(hash(n));
        index.insert(hash(n), n);
    }
    for (std::uint32_t n = 0; n < 60; ++n) CHECK(find(n) == n);
    for (std::uint32_t n = 1000; n < 1400; ++n) CHECK(find(n) == n);
}

TEST_CASE("room for many is made at once") {
    HashIndex index;
    std::array<std::uint32_t, HashIndex::table_count> counts{};
    auto const hash = [](std::uint32_t n) { return mix(n); };
    for (std::uint32_t n = 0; n < 5000; ++n) ++counts[HashIndex::table_of(hash(n))];
    index.reserve(counts);
    auto const memory = index.memory();
    CHECK(memory < std::size_t{5000} * 8 * 2);
    for (std::uint32_t n = 0; n < 5000; ++n) index.insert(hash(n), n);
    CHECK(index.memory() == memory);
    index.reserve(std::array<std::uint32_t, HashIndex::table_count>{});
    CHECK(index.memory() == memory);
    for (std::uint32_t n = 0; n < 5000; ++n)
        CHECK(index.find(hash(n), [&](std::uint32_t other) { return other == n; }) == n);
}

TEST_CASE("where room was made for about so many, every search ends, and few tables grow") {
    for (std::uint32_t const count : {1u, 2u, 7u, 63u, 64u, 65u, 200u, 1000u, 50'000u}) {
        CAPTURE(count);
        HashIndex index;
        index.reserve_about(0);
        CHECK(index.memory() == 0);
        for (std::uint32_t begin : {0u, count}) {  // Into the empty index, and into what is there already.
            index.reserve_about(count);
            std::size_t const memory = index.memory();
            for (std::uint32_t n = begin; n < begin + count; ++n) {
                index.reserve(mix(n));
                index.insert(mix(n), n);
            }
            CHECK(index.memory() <= memory + memory / 10);
            for (std::size_t t = 0; t < HashIndex::table_count; ++t)
                if (!index.slots(t).empty()) REQUIRE(index.used(t) < index.slots(t).size());
            for (std::uint32_t n = 0; n < 2 * (begin + count); ++n) {
                auto const found = index.find(mix(n), [&](std::uint32_t other) { return other == n; });
                REQUIRE(found == (n < begin + count ? n : HashIndex::none));
            }
        }
    }
}

TEST_CASE("texts of every length up to 40 bytes that differ in one bit or in length have different hashes") {
    std::set<std::uint64_t> hashes;
    std::size_t texts = 0;
    for (std::size_t length = 0; length <= 40; ++length) {
        std::string text(length, '\0');
        hashes.insert(hash_bytes(text));
        ++texts;
        for (std::size_t bit = 0; bit < 8 * length; ++bit) {
            std::string changed = text;
            changed[bit / 8] = static_cast<char>(1U << bit % 8);
            hashes.insert(hash_bytes(changed));
            ++texts;
        }
    }
    CHECK(hashes.size() == texts);
}

TEST_CASE("hashes of small numbers and short keys spread over the 64 tables and over their slots") {
    auto const spread = [](auto hash) {
        std::vector<int> upper(64);
        std::vector<int> lower(64);
        constexpr int count = 64 * 200;
        for (int i = 0; i < count; ++i) {
            std::uint64_t const h = hash(i);
            ++upper[h >> 58];
            ++lower[static_cast<std::uint32_t>(h) >> 26];
        }
        auto const [low, high] = std::minmax_element(upper.begin(), upper.end());
        auto const [least, most] = std::minmax_element(lower.begin(), lower.end());
        return *low > 130 && *high < 280 && *least > 130 && *most < 280;
    };
    CHECK(spread([](int i) { return mix(static_cast<std::uint64_t>(i) + 1); }));
    CHECK(spread([](int i) { return hash_words(static_cast<std::uint64_t>(i), 0); }));
    CHECK(spread([](int i) { return hash_words(0, static_cast<std::uint64_t>(i)); }));
    CHECK(spread([](int i) { return hash_words(static_cast<std::uint64_t>(i) << 32, 1); }));
    CHECK(spread([](int i) { return hash_bytes("document/" + std::to_string(i)); }));
    CHECK(spread([](int i) { return hash_bytes(std::to_string(i)); }));
}
