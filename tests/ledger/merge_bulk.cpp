// SPDX-License-Identifier: BSL-1.0
#include "../../src/graph/store_access.hpp"
#include "../../src/ledger/merge.hpp"
#include "support/canonical.hpp"
#include "support/dump.hpp"
#include "support/failing_merge.hpp"
#include "support/random.hpp"
#include "support/random_ledger.hpp"
#include "support/same_graph.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Few keys and many records, so that lists have several blocks, contents many attributions, subjects many groups,
/// documents many runs; and two of them have much in common.
Ledger crowded(std::uint64_t seed, unsigned steps) {
    Random random(seed);
    Ledger ledger;
    auto const key = [&](char const* prefix, unsigned count) { return prefix + std::to_string(random.below(count)); };
    std::vector<Node> nodes;
    std::vector<Source> sources;
    std::vector<AttributionId> attributions;
    std::vector<Content> contents;
    std::vector<DocumentId> documents;
    auto const any = [&] { return nodes[random.below(nodes.size())]; };
    for (unsigned i = 0; i < 4; ++i) {
        sources.emplace_back(ledger.actor(key("a", 6), ActorKind::media).id);
        documents.push_back(ledger.document(key("d", 6)).id);
        nodes.emplace_back(ledger.event(key("e", 3)).id);
        nodes.emplace_back(documents.back());
    }
    if (random.chance(50)) sources.emplace_back(documents.back());
    for (unsigned i = 0; i < steps; ++i) {
        if (contents.empty() || random.chance(35)) {
            Node const subject = any();
            std::string const text = key("text ", 4);
            ClaimId claim;
            if (random.chance(10) && any().category() == Category::event) {
                Node const a = ledger.event(key("e", 3)).id, b = ledger.event(key("f", 3)).id;
                claim = ledger.claim(a, "same_as", b).id;
            } else if (random.chance(30)) {
                claim = ledger.claim(subject, key("names ", 2), any()).id;
            } else {
                claim = ledger.claim(subject, key("p", 30), std::string_view(text)).id;
            }
            contents.emplace_back(claim);
            if (random.chance(30)) nodes.emplace_back(claim);
            continue;
        }
        std::string const wording = key("w", 60);
        Attribution a{
            .source = sources[random.below(sources.size())],
            .content = contents[random.chance(60) ? random.below(3) % contents.size() : random.below(contents.size())]};
        if (random.chance(80)) {
            a.document = documents[random.below(documents.size())];
            a.wording = wording;
        }
        Node const ground = random.chance(30) ? any() : Node();
        auto const recorded = ledger.try_attribution(a, ground);
        if (!recorded) continue;  // It would have rested on itself.
        AttributionId const id = recorded->id;
        attributions.push_back(id);
        if (random.chance(25)) contents.emplace_back(id);
        if (random.chance(25)) nodes.emplace_back(id);
        AttributionId const late = attributions[random.below(attributions.size())];
        if (Node const on = any(); on != late && random.chance(15)) ledger.ground(late, on);
    }
    return ledger;
}

/// Merges, and looks whether it was done in this way: else the two ways might be one, and nobody would see it.
MergeReport merge_by(detail::MergeWay wanted, Ledger& into, Graph const& from, MergeOptions const& options = {}) {
    using detail::StoreAccess;
    detail::MergeWay way{};
    auto report =
        detail::merge_into(StoreAccess::store(into), StoreAccess::store(from), StoreAccess::marks(from), options, &way);
    CHECK(way == wanted);
    return std::move(report).value();
}

MergeReport merge_in_bulk(Ledger& into, Graph const& from) {
    return merge_by(detail::MergeWay::in_bulk, into, from);
}
/// Records one by one, as always where keys may be renamed.
MergeReport merge_plainly(Ledger& into, Graph const& from) {
    MergeOptions options;
    options.rename = [](Category, std::string_view key) { return std::string(key); };
    return merge_by(detail::MergeWay::one_by_one, into, from, options);
}

/// Merges both ways and looks whether anybody could tell. Into an empty ledger lists are the same to the order.
void check_same(Ledger& bulk, Ledger& plain, Graph const& from) {
    bool const was_empty = bulk.graph().count(Category::actor) == 0;
    auto const expected = merge_plainly(plain, from);
    CHECK(merge_in_bulk(bulk, from) == expected);
    CHECK(digest(bulk.graph()) == digest(plain.graph()));
    CHECK(canonical(bulk.graph()) == canonical(plain.graph()));
    CHECK(bulk.graph().count(Category::attribution) == plain.graph().count(Category::attribution));
    if (was_empty) CHECK(SameGraph(bulk.graph(), plain.graph()).difference() == "");
}

}  // namespace

TEST_CASE("merging is as recording one by one: same answers, same numbers, same report") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        Ledger bulk, plain;
        for (std::uint64_t part = 0; part < 4; ++part) {
            Ledger const from = crowded(seed * 10 + part, 60 + 60 * static_cast<unsigned>(part));
            check_same(bulk, plain, from.graph());
        }
        // Recording goes on as if nothing had been.
        Ledger const more = crowded(seed * 10 + 9, 200);
        check_same(plain, bulk, more.graph());
        CHECK(canonical(bulk.graph()) == canonical(plain.graph()));
    }
}

TEST_CASE("so it is with records of all kinds") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        Ledger bulk, plain;
        for (std::uint64_t part = 0; part < 3; ++part)
            check_same(bulk, plain, RandomLedger(seed * 10 + part, 200).ledger.graph());
    }
}

TEST_CASE("so it is from and into a compacted ledger, and of an old graph") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        Ledger from = crowded(seed, 300);
        Graph const old = from.graph();
        merge(from, crowded(seed + 100, 300).graph());
        Ledger empty_bulk, empty_plain;
        check_same(empty_bulk, empty_plain, old);
        check_same(empty_bulk, empty_plain, from.graph());
        Ledger const base = crowded(seed + 200, 300);
        Ledger bulk = compact(base.graph()).ledger;
        Ledger plain = compact(base.graph()).ledger;
        check_same(bulk, plain, old);
        check_same(bulk, plain, compact(from.graph()).ledger.graph());
        check_same(bulk, plain, from.graph());
        check_same(bulk, plain, bulk.graph());
    }
}

TEST_CASE("so it is of grounds that came late, to attributions that are new and old, by claims and by others") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        Ledger bulk, plain;
        for (std::uint64_t part = 0; part < 3; ++part) {
            // The same attributions in each part, for the most, and then many grounds in another order.
            Ledger from = crowded(seed, 120 + 40 * static_cast<unsigned>(part));
            Graph const graph = from.graph();
            Random random(seed * 10 + part);
            auto const attributions = graph.count(Category::attribution);
            for (unsigned i = 0; i < 150; ++i) {
                auto const of = graph.attribution_at(static_cast<std::uint32_t>(random.below(attributions)));
                Node on = graph.claim_at(static_cast<std::uint32_t>(random.below(graph.count(Category::claim))));
                if (random.chance(30))
                    on = graph.attribution_at(static_cast<std::uint32_t>(random.below(attributions)));
                if (random.chance(20)) on = graph.source(of);
                if (on != of) from.ground(of, on);
            }
            check_same(bulk, plain, from.graph());
        }
    }
}

TEST_CASE("so it is from a ledger that took back more than it has") {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        Ledger from;
        MergeOptions giving_up;
        giving_up.progress = [](std::size_t done, std::size_t total) { return done < total; };
        REQUIRE_FALSE(try_merge(from, crowded(seed, 300).graph(), giving_up));
        auto const flood = from.event("flood").id;
        auto const said = from.claim(flood, "cause", "rain").id;
        from.attribution({.source = from.actor("paper", ActorKind::media).id, .content = said});
        Ledger bulk, plain;
        check_same(bulk, plain, crowded(seed + 20, 40).graph());
        check_same(bulk, plain, from.graph());
        CHECK(bulk.graph().find_event("flood"));
    }
}

TEST_CASE("merging crowded ledgers happens or changes nothing when memory runs out") {
    std::size_t failures = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Ledger const base = crowded(seed, 250);
        Ledger const other = crowded(seed + 50, 350);
        Graph const from = other.graph();
        Ledger ledger = seed % 2 == 0 ? compact(base.graph()).ledger : Ledger();
        if (seed % 2 != 0) merge(ledger, base.graph());
        Ledger untouched = seed % 2 == 0 ? compact(base.graph()).ledger : Ledger();
        if (seed % 2 != 0) merge(untouched, base.graph());
        failures += merge_despite_failures(ledger, from);
        merge(untouched, from);
        CHECK(SameGraph(ledger.graph(), untouched.graph()).difference() == "");
        CHECK(dump(ledger.graph()) == dump(untouched.graph()));
    }
    CHECK(failures > 200);
}

TEST_CASE("a merge can be cancelled whenever it tells how far it is, and then nothing has changed") {
    Ledger const base = crowded(1, 3'000);
    Ledger other = crowded(2, 3'000);
    auto const more = other.property("counted").id;
    auto const clerk = other.actor("clerk", ActorKind::software).id;
    for (unsigned i = 0; i < 6'000; ++i) {
        auto const document = other.document("report " + std::to_string(i)).id;
        auto const claim = other.claim(document, more).id;
        auto const id = other.attribution({.source = clerk, .content = claim, .document = document}, claim).id;
        if (i % 2 == 0) other.ground(id, document);
    }
    Ledger ledger, untouched;
    merge(ledger, base.graph());
    merge(untouched, base.graph());
    Graph const before = ledger.graph();
    auto const lines = dump(before);
    std::size_t cancelled = 0;
    for (std::size_t nth = 1;; ++nth) {
        std::size_t calls = 0;
        std::size_t last = 0;
        std::size_t total = 0;
        MergeOptions options;
        options.progress = [&](std::size_t done, std::size_t of) {
            CHECK(done >= last);
            last = done;
            total = of;
            return ++calls != nth;
        };
        auto const result = try_merge(ledger, other.graph(), options);
        if (result) {
            CHECK(last == total);
            break;
        }
        ++cancelled;
        CHECK(result.error().code == Errc::cancelled);
        if (!(ledger.graph() == before) || dump(ledger.graph()) != lines) FAIL("something changed at call " << nth);
    }
    CHECK(cancelled >= 8);
    merge(untouched, other.graph());
    CHECK(dump(ledger.graph()) == dump(untouched.graph()));
    CHECK(digest(ledger.graph()) == digest(untouched.graph()));
}
