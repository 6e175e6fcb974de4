// SPDX-License-Identifier: BSL-1.0
#include "support/compare.hpp"
#include "support/programs.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Runs one random program on both ledgers, and keeps graphs of the way with the naive state of that moment. Returns
/// how many attributions were recorded.
std::size_t run(std::uint64_t seed, Programs::Style const& style, int operations, int moments) {
    CAPTURE(seed);
    struct Moment {
        Graph graph;
        NaiveLedger naive;
        std::string dump;
    };
    Ledger ledger;
    NaiveLedger naive(ledger.graph().ledger());
    Programs programs(seed, style);
    std::vector<Moment> kept;
    std::size_t refused = 0;
    std::size_t repeated = 0;
    for (int step = 0; step < operations; ++step) {
        if (step % (operations / moments) == 0) kept.push_back({ledger.graph(), naive, dump(ledger.graph())});
        auto const operation = programs.next(naive);
        auto const before = ledger.graph();
        auto const answer = apply(operation, ledger);
        auto const outcome = apply(operation, naive);
        if (!agree(answer, outcome)) {
            std::string const said = answer.error ? to_string(*answer.error) : "no error";
            FAIL("operation " << step << " of kind " << operation.index() << ": " << said << ", number "
                              << answer.number << " instead of " << outcome.number << ", expected errors "
                              << outcome.errors.size());
        }
        if (answer.error) {
            ++refused;
            if (!(ledger.graph() == before)) FAIL("operation " << step << " was refused and changed something");
        } else if (!answer.is_new) {
            ++repeated;
        }
    }
    // Programs that are never refused or never repeat anything would test little.
    CHECK(refused > static_cast<std::size_t>(operations) / 100);
    CHECK(repeated > static_cast<std::size_t>(operations) / 100);

    CHECK(difference(ledger.graph(), naive) == "");
    for (Moment const& moment : kept) {
        CHECK(difference(moment.graph, moment.naive) == "");
        CHECK(dump(moment.graph) == moment.dump);
    }
    return naive.attributions.size();
}

}  // namespace

TEST_CASE("random programs give the answers of the naive ledger, now and on the graphs of before") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) run(seed, {}, 1'500, 5);
}

TEST_CASE("so do programs on few records, whose lists grow long and whose records repeat") {
    Programs::Style style;
    style.keys = 4;
    style.hubs = 90;
    style.entities = 4;
    for (std::uint64_t seed = 101; seed <= 112; ++seed) run(seed, style, 3'000, 4);
}

TEST_CASE("so do programs on many records") {
    Programs::Style style;
    style.keys = 2'000;
    style.hubs = 5;
    style.entities = 40;
    for (std::uint64_t seed = 201; seed <= 208; ++seed) run(seed, style, 3'000, 4);
}

TEST_CASE("so do programs of links") {
    Programs::Style style;
    style.keys = 10;
    style.hubs = 70;
    style.grounds = 60;
    style.labels = 40;
    style.recordings = 40;
    for (std::uint64_t seed = 301; seed <= 330; ++seed) run(seed, style, 2'000, 5);
}

TEST_CASE("so do programs with long texts, some of more than 64K words") {
    Programs::Style style;
    style.long_texts = 30;
    style.longest = 300'000;
    for (std::uint64_t seed = 401; seed <= 403; ++seed) run(seed, style, 1'000, 3);
}

TEST_CASE("so does a program that is long enough for the second chunks") {
    Programs::Style style;
    style.keys = 100'000;
    style.hubs = 20;
    style.mistakes = 2;
    style.attributions = 300;
    CHECK(run(501, style, 105'000, 2) > 65'536);
}
