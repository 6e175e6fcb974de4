// SPDX-License-Identifier: BSL-1.0
#include "../support/random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/reading_order.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <string>
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
