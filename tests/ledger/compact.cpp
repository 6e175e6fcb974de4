// SPDX-License-Identifier: BSL-1.0
#include "../support/random_ledger.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::RandomLedger;

namespace {

/// Asks both graphs everything about the records that correspond.
void check_same_answers(Graph const& before, Compacted const& compacted) {
    Graph const after = compacted.ledger.graph();
    auto const renamed = [&](Node node) -> Node {
        switch (node.category()) {
        case Category::claim: return compacted.claims[node.number()];
        case Category::attribution: return compacted.attributions[node.number()];
        default: return after.find(node.category(), before.key(node.to<Entity>()));
        }
    };
    auto const renamed_set = [&](auto const& range) {
        std::set<Node> nodes;
        for (auto const id : range) nodes.insert(renamed(id));
        return nodes;
    };
    auto const as_set = [](auto const& range) {
        std::set<Node> nodes;
        for (auto const id : range) nodes.insert(id);
        return nodes;
    };
    for (ClaimId c : before.claims()) {
        ClaimId const now = compacted.claims[c.number()];
        REQUIRE(renamed_set(before.attributions_of(c)) == as_set(after.attributions_of(now)));
        // Which end of a symmetric claim is its subject goes by numbers, so both lists are taken together.
        auto const with_ends = [](std::set<Node> about, std::set<Node> naming) {
            about.merge(naming);
            return about;
        };
        REQUIRE(with_ends(renamed_set(before.claims_about(c)), renamed_set(before.claims_naming(c))) ==
                with_ends(as_set(after.claims_about(now)), as_set(after.claims_naming(now))));
        REQUIRE(before.name(before.property(c)) == after.name(after.property(now)));
        REQUIRE(before.valid(c) == after.valid(now));
        REQUIRE(before.labels(c).size() == after.labels(now).size());
    }
    for (AttributionId a : before.attributions()) {
        AttributionId const now = compacted.attributions[a.number()];
        REQUIRE(renamed(before.content(a)) == Node(after.content(now)));
        REQUIRE(renamed(before.source(a)) == Node(after.source(now)));
        REQUIRE(before.attribution(a).said == after.attribution(now).said);
        REQUIRE(before.attribution(a).wording == after.attribution(now).wording);
        REQUIRE(before.spans(a).size() == after.spans(now).size());
        std::vector<Node> grounds;
        for (Node ground : before.grounds_of(a)) grounds.push_back(renamed(ground));
        REQUIRE(grounds == after.grounds_of(now));
        REQUIRE(renamed_set(before.resting_on(a)) == as_set(after.resting_on(now)));
        REQUIRE(renamed_set(before.attributions_of(a)) == as_set(after.attributions_of(now)));
        REQUIRE(before.recordings(a).size() == after.recordings(now).size());
    }
    for (DocumentId d : before.documents())
        REQUIRE(renamed_set(before.attributions_in(d)) == as_set(after.attributions_in(after.document_at(d.number()))));
    // Entities and properties keep their numbers.
    for (ActorId a : before.actors()) REQUIRE(before.key(a) == after.key(after.actor_at(a.number())));
    for (PlaceId p : before.places()) REQUIRE(before.key(p) == after.key(after.place_at(p.number())));
    for (DocumentId d : before.documents()) REQUIRE(before.key(d) == after.key(after.document_at(d.number())));
    for (EventId e : before.events()) REQUIRE(before.key(e) == after.key(after.event_at(e.number())));
    REQUIRE(before.property_count() == after.property_count());
    for (std::uint32_t p = 0; p < before.property_count(); ++p)
        REQUIRE(before.name(before.property_at(p)) == after.name(after.property_at(p)));
}

}  // namespace

TEST_CASE("a compacted ledger has the same records and gives the same answers") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 60 + static_cast<unsigned>(seed) * 20);
        Graph const before = random.ledger.graph();
        Compacted const compacted = compact(before);
        CHECK(digest(compacted.ledger.graph()) == digest(before));
        check_same_answers(before, compacted);
    }
}

TEST_CASE("claims lie by subject and property, and attributions by claim") {
    Ledger ledger;
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    std::vector<EventId> floods;
    for (int i = 0; i < 10; ++i) floods.push_back(ledger.event("flood " + std::to_string(i)));
    // Recorded so that nothing that belongs together lies together.
    for (int value = 0; value < 4; ++value)
        for (EventId flood : floods)
            for (char const* property : {"reported_by", "seen_from"})
                ledger.claim(flood, property, std::to_string(value));
    for (char const* paper : {"Gazette", "Courier", "Herald"})
        for (ClaimId claim : ledger.graph().claims())
            ledger.attribution({.source = desk, .content = claim, .document = ledger.document(paper)});

    Graph const graph = compact(ledger.graph()).ledger.graph();
    std::uint32_t claim = 0;
    std::uint32_t attribution = 0;
    for (EventId flood : graph.events()) {
        for (ClaimId c : graph.claims_about(flood)) {
            CHECK(c.number() == claim++);
            for (AttributionId a : graph.attributions_of(c)) CHECK(a.number() == attribution++);
        }
    }
    CHECK(claim == 80);
    CHECK(attribution == 240);
}

TEST_CASE("an old graph is compacted as it was, and recording goes on") {
    RandomLedger random(5, 300);
    Graph const old = random.ledger.graph();
    auto const before = digest(old);
    ClaimId const later = random.ledger.claim(random.ledger.event("later"), "height", "2 m");
    random.ledger.attribution({.source = random.ledger.document("d"), .content = later});

    Compacted compacted = compact(old);
    CHECK(digest(compacted.ledger.graph()) == before);
    ClaimId const again = compacted.ledger.claim(compacted.ledger.event("later"), "height", "2 m");
    compacted.ledger.attribution({.source = compacted.ledger.document("d"), .content = again});
    CHECK(digest(compacted.ledger.graph()) == digest(random.ledger.graph()));
}

TEST_CASE("what is known is found again in a compacted ledger") {
    RandomLedger const random(9, 400);
    Compacted compacted = compact(random.ledger.graph());
    Graph const graph = compacted.ledger.graph();
    for (ClaimId c : graph.claims()) {
        auto const recorded = compacted.ledger.claim(graph.claim(c));
        CHECK_FALSE(recorded.is_new);
        CHECK(recorded.id == c);
    }
    for (AttributionId a : graph.attributions()) {
        auto const recorded = compacted.ledger.attribution(graph.attribution(a));
        CHECK_FALSE(recorded.is_new);
        CHECK(recorded.id == a);
    }
    CHECK(compacted.ledger.graph() == graph);
}

TEST_CASE("chains of claims about claims, however long, are compacted without recursion and in linear time") {
    Ledger ledger;
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    Node about = ledger.event("flood");
    for (int i = 0; i < 50'000; ++i) {
        ClaimId const claim = ledger.claim(about, "noted", "yes");
        about = i % 2 == 0 ? Node(claim) : Node(ledger.attribution({.source = desk, .content = claim}).id);
    }
    Graph const graph = ledger.graph();
    CHECK(digest(compact(graph).ledger.graph()) == digest(graph));
}

TEST_CASE("compacting can be cancelled, and tells how far it is") {
    RandomLedger const random(3, 20'000);
    Graph const graph = random.ledger.graph();
    std::size_t last = 0;
    std::size_t total = 0;
    (void)compact(graph, {.progress = [&](std::size_t done, std::size_t of) {
                      CHECK(done >= last);
                      last = done;
                      total = of;
                      return true;
                  }});
    CHECK(last == total);
    CHECK(total >= 2 * graph.count(Category::attribution));
    // At the first call, amid the work, and when all but closing the runs is done.
    for (std::size_t end : {std::size_t{0}, total / 2, total - 1, total}) {
        CAPTURE(end);
        auto const cancelled =
            try_compact(graph, {.progress = [&](std::size_t done, std::size_t) { return done < end; }});
        REQUIRE_FALSE(cancelled);
        CHECK(cancelled.error().code == Errc::cancelled);
        CHECK(cancelled.error().record == "compact");
    }
}
