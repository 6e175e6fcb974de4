// SPDX-License-Identifier: BSL-1.0
#include "support/dump.hpp"
#include "support/going_on.hpp"
#include "support/image_bytes.hpp"
#include "support/random_ledger.hpp"
#include "support/record_everywhere.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/claim_runs.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

std::vector<std::uint32_t> entries(detail::EntryCursor cursor) {
    std::vector<std::uint32_t> found;
    for (; cursor.entry() != 0; cursor.advance()) found.push_back(cursor.entry());
    return found;
}

/// The same records with the same numbers, not compacted.
Ledger plain(Graph const& graph) {
    Ledger ledger;
    merge(ledger, graph);
    return ledger;
}

Ledger continued(std::shared_ptr<std::vector<std::byte>> const& bytes, FrozenCheck check) {
    FrozenOptions options;
    options.owner = bytes;
    options.check = check;
    return continue_frozen(*bytes, options);
}
Ledger continued(Graph const& graph, FrozenCheck check) {
    return continued(std::make_shared<std::vector<std::byte>>(freeze(graph)), check);
}

/// A ledger with claims of many attributions, few and none, some with grounds, in reading order.
Ledger hubs(std::uint32_t most) {
    Ledger ledger;
    auto const event = ledger.event("flood");
    auto const page = ledger.document("page");
    std::vector<Node> grounds{page};
    for (std::uint32_t i = 0; i <= most; ++i) {
        auto const claim = ledger.claim(event, "height", std::to_string(i));
        for (std::uint32_t n = 0; n < i; ++n) {
            auto const actor = ledger.actor("a" + std::to_string(n), ActorKind::person);
            Node const ground = n % 3 == 0 ? Node() : grounds[(i + n) % grounds.size()];
            ledger.attribution({.source = actor, .content = claim, .document = page}, ground);
        }
        grounds.push_back(claim);
    }
    return ledger;
}

}  // namespace

TEST_CASE("a run is as long as what was appended, and goes on in blocks") {
    using detail::ClaimRuns;
    detail::Words words;
    words.clear_new_memory();
    ClaimRuns runs;
    constexpr std::uint32_t claims = 12;
    runs.open(claims, 100);
    std::map<std::uint32_t, std::vector<std::uint32_t>> naive;
    std::uint32_t next = 0;
    for (std::uint32_t claim = 0; claim < claims; ++claim) {
        for (std::uint32_t i = 0; i < claim; ++i) {
            runs.reserve();
            REQUIRE(runs.can_append(claim, next));
            runs.append(claim, next, 1000 + next);
            naive[claim].push_back(++next);
        }
    }
    CHECK(runs.longer.size() == claims - ClaimRuns::long_run);
    CHECK_FALSE(runs.can_append(claims, next));
    CHECK_FALSE(runs.can_append(3, next));
    // Every other attribution rests on a claim, and some on what has no run.
    auto const ground_of = [](std::uint32_t a) { return a % 2 == 0 ? a % 3 == 0 ? a / 9 : 2 + a / 8 : claims + a; };
    std::map<std::uint32_t, std::vector<std::uint32_t>> resting;
    for (std::uint32_t a = 0; a < next; ++a)
        if (ground_of(a) < claims) resting[ground_of(a)].push_back(a + 1);
    CHECK(runs.is_open());
    std::atomic<std::uint32_t>& early = runs.later_dependents(3);  // It stays what leads to what comes later.
    runs.close(claims, next, ground_of);
    CHECK_FALSE(runs.is_open());
    CHECK(&runs.later_dependents(3) == &early);
    for (std::uint32_t claim = 0; claim < claims; ++claim)
        CHECK(entries(runs.dependents_of(words, claim)) == resting[claim]);
    for (std::uint32_t claim = 0; claim < claims; ++claim) {
        words.reserve_run(3);
        std::uint32_t const block = words.extend(3);
        words[block + 1].store(700 + claim);
        runs.later_dependents(claim).store(block + 1);
        resting[claim].push_back(700 + claim);
        CHECK(entries(runs.dependents_of(words, claim)) == resting[claim]);
    }
    CHECK_FALSE(runs.can_append(claims - 1, next));
    CHECK(runs.claims() == claims);
    CHECK(runs.attributions() == next);
    for (std::uint32_t claim = 0; claim < claims; ++claim) {
        auto cursor = runs.view().attributions_of(words, claim);
        CHECK(entries(cursor) == naive[claim]);
        for (; cursor.entry() != 0; cursor.advance()) CHECK(cursor.at[1].load() == 1000 + cursor.entry() - 1);
    }
    for (std::uint32_t claim = 0; claim < claims; ++claim) {
        runs.reserve();
        words.reserve_run(5);
        std::uint32_t const block = words.extend(5);
        words[block + 1].store(500 + claim);
        words[block + 2].store(600 + claim);
        runs.lengthen(claim).overflow.store(block + 1);
        naive[claim].push_back(500 + claim);
        auto cursor = runs.view().attributions_of(words, claim);
        CHECK(entries(cursor) == naive[claim]);
        while (cursor.entry() < 500) cursor.advance();
        CHECK(cursor.at[1].load() == 600 + claim);
    }
    CHECK(runs.longer.size() == claims);
}

TEST_CASE("a compacted ledger that goes on has every list that a plain one has, and old graphs keep theirs") {
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 40 + static_cast<unsigned>(seed) * 25);
        Graph const source = random.ledger.graph();
        if (source.count(Category::claim) == 0) continue;
        Ledger compacted = compact(source).ledger;
        Ledger expected = plain(compacted.graph());
        Ledger on_image = continued(compacted.graph(), FrozenCheck::everything);
        CHECK(dump(compacted.graph()) == dump(expected.graph()));
        CHECK(dump(on_image.graph()) == dump(expected.graph()));
        GoingOn const go_on(seed);
        std::vector<std::pair<Graph, std::string>> old;
        for (std::uint64_t n = 0; n < 240; ++n) {
            if (n % 60 == 0) {
                for (Graph const& graph : {compacted.graph(), on_image.graph()}) old.emplace_back(graph, dump(graph));
            }
            go_on(compacted, n);
            go_on(expected, n);
            go_on(on_image, n);
            if (n % 40 != 0) continue;
            REQUIRE(dump(compacted.graph()) == dump(expected.graph()));
            REQUIRE(dump(on_image.graph()) == dump(expected.graph()));
        }
        for (auto const& [graph, then] : old) REQUIRE(dump(graph) == then);
        CHECK(freeze(compacted.graph()) == freeze(expected.graph()));
        on_image = continued(compacted.graph(), static_cast<FrozenCheck>(seed % 3));
        expected = plain(expected.graph());  // Grounds that came late are behind the others, now.
        CHECK(dump(on_image.graph()) == dump(expected.graph()));
        for (std::uint64_t n = 240; n < 280; ++n) {
            go_on(on_image, n);
            go_on(expected, n);
        }
        CHECK(dump(on_image.graph()) == dump(expected.graph()));
        CHECK(dump(plain(on_image.graph()).graph()) == dump(plain(expected.graph()).graph()));
        CHECK(digest(compact(on_image.graph()).ledger.graph()) == digest(expected.graph()));
    }
}

TEST_CASE("a merge that is given up takes back what it added to runs") {
    RandomLedger const random(7, 400);
    RandomLedger const other(8, 400);
    Ledger compacted = compact(random.ledger.graph()).ledger;
    // Claims of both, so that runs are continued.
    Ledger both = plain(compacted.graph());
    GoingOn const go_on(7);
    for (std::uint64_t n = 0; n < 200; ++n) go_on(both, n);
    merge(both, other.ledger.graph());
    Ledger expected = plain(compacted.graph());
    std::string const before = dump(compacted.graph());
    MergeOptions giving_up;
    giving_up.progress = [](std::size_t done, std::size_t total) { return done < total; };
    for (int again = 0; again < 2; ++again) {
        REQUIRE_FALSE(try_merge(compacted, both.graph(), giving_up));
        REQUIRE(dump(compacted.graph()) == before);
    }
    for (std::uint64_t n = 300; n < 500; ++n) {
        go_on(compacted, n);
        go_on(expected, n);
    }
    merge(compacted, both.graph());
    merge(expected, both.graph());
    CHECK(dump(compacted.graph()) == dump(expected.graph()));
}

TEST_CASE("what is recorded in reading order is frozen like what was compacted") {
    Ledger ledger = hubs(12);
    Graph const graph = ledger.graph();
    Graph const compacted = compact(graph).ledger.graph();
    CHECK(freeze(graph) == freeze(compacted));
    CHECK(dump(open_frozen(freeze(graph))) == dump(graph));
    GoingOn const go_on(5);
    Ledger on_image = continued(graph, FrozenCheck::everything);
    for (std::uint64_t n = 0; n < 500; ++n) {
        go_on(on_image, n);
        go_on(ledger, n);
    }
    CHECK(dump(on_image.graph()) == dump(ledger.graph()));
}

TEST_CASE("forged runs give an error, or a graph and a ledger that do not go astray") {
    Ledger ledger = hubs(12);
    for (std::uint64_t n = 0; n < 60; ++n) GoingOn(9)(ledger, n);
    ImageBytes const good(freeze(compact(ledger.graph()).ledger.graph()));
    Random numbers(12);
    std::size_t opened = 0;
    std::size_t refused = 0;
    std::size_t forged_sections = 0;
    // By their sizes: runs and what rests on claims, up words, long runs.
    std::uint32_t const claims = ledger.graph().count(Category::claim);
    std::uint32_t const attributions = ledger.graph().count(Category::attribution);
    for (std::size_t section = 0; section < good.sections(); ++section) {
        bool const is_of_runs = good.size(section) == 4 * claims || good.size(section) == 4 * (attributions + 1) ||
                                (good.size(section) % 12 == 0 && good.size(section) < 12 * 30);
        if (!is_of_runs || good.size(section) == 0) continue;
        ++forged_sections;
        for (int i = 0; i < 300; ++i) {
            ImageBytes forged = good;
            forged.forge(section, numbers);
            FrozenOptions options;
            options.check = i % 2 == 0 ? FrozenCheck::everything : FrozenCheck::numbers;
            if (auto const graph = try_open_frozen(forged.bytes, options)) {
                CHECK(!dump(*graph).empty());
                CHECK(!dump(compact(*graph).ledger.graph()).empty());
                CHECK(!freeze(*graph).empty());
            }
            auto result = try_continue_frozen(forged.bytes, options);
            if (!result) {
                ++refused;
                continue;
            }
            ++opened;
            record_everywhere(*result, 60);
            CHECK(!dump(result->graph()).empty());
            CHECK(!dump(compact(result->graph()).ledger.graph()).empty());
        }
    }
    CHECK(forged_sections >= 4);
    CHECK(refused > 300);
    CHECK(opened > 10);
}
