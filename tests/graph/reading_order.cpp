// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/reading_order.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("reading order is the order of recording, for any number of records, and keeps those that are there twice") {
    Ledger ledger;
    std::vector<EventId> events;
    for (int i = 0; i < 5'000; ++i) events.push_back(ledger.event("event " + std::to_string(i)));
    ascribe_tests::Random random(7);
    for (std::size_t count : {0U, 1U, 2U, 100U, 5'000U, 20'000U}) {
        std::vector<EventId> asked;
        for (std::size_t i = 0; i < count; ++i) asked.push_back(events[random.below(events.size())]);
        std::vector<EventId> sorted = asked;
        std::sort(sorted.begin(), sorted.end());
        put_in_reading_order(asked);
        CHECK(asked == sorted);
    }
}

TEST_CASE("the first record alone is in reading order") {
    Ledger ledger;
    std::vector<EventId> asked(3, ledger.event("only"));
    put_in_reading_order(asked);
    CHECK(asked == std::vector<EventId>(3, ledger.event("only")));
}

TEST_CASE("putting records in reading order can be cancelled, and then leaves them in the order in which they were") {
    std::vector<ClaimId> records;
    ascribe_tests::Random random(8);
    for (int i = 0; i < 10'000; ++i)
        records.emplace_back(Category::claim, static_cast<std::uint32_t>(random.below(1U << 29)), 1);
    std::vector<ClaimId> asked = records;
    auto const sort = [&](Progress progress) -> Result<std::vector<ClaimId>> {
        auto done = try_put_in_reading_order(asked, {.progress = progress});
        if (!done) return done.error();
        return std::exchange(asked, records);
    };
    auto const is_as_before = [&](std::size_t) { CHECK(asked == records); };
    CHECK(ascribe_tests::cancel_here_and_there("records", sort, is_as_before) == 30);
    CHECK(asked == records);  // also after what the callback threw
    CHECK_THROWS_AS(put_in_reading_order(asked, {.progress = [](std::size_t, std::size_t) { return false; }}),
                    Exception);
    CHECK(asked == records);
}
