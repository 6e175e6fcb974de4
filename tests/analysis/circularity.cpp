// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/analysis/circularity.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;

namespace {

/// The flooded harbour town: the Gazette (by Ada) and the Courier (by Ben), a desk of analysts.
struct Town {
    Ledger ledger;
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId unsigned_author = ledger.actor("author", ActorKind::unnamed);
    ActorId gazette = ledger.actor("gazette", ActorKind::media);
    ActorId courier = ledger.actor("courier", ActorKind::media);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = ledger.document("gazette-monday");
    DocumentId tuesday = ledger.document("courier-tuesday");
    EventId flood = ledger.event("flood");
    ClaimId bridge = ledger.claim(flood, "bridge", "closed");
    ClaimId toll = ledger.claim(flood, "toll", "high");

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    ClaimId note(Node subject, std::string_view property, Value const& value, Factuality f = Factuality::ct_plus) {
        ClaimId const claim = ledger.claim(subject, property, value);
        by(desk, claim, {}, f);
        return claim;
    }
    [[nodiscard]] Circularity ask(Scope scope = {}, CircularityOptions const& options = {}) const {
        return circularity(View(ledger.graph(), std::move(scope)), options);
    }
};

}  // namespace

TEST_CASE("the names of its enumerations lead back to them") {
    for (std::size_t i = 0; i < Names<CircleKind>::values.size(); ++i)
        CHECK(find_named<CircleKind>(to_string(static_cast<CircleKind>(i))) == static_cast<CircleKind>(i));
}

TEST_CASE("O4: who cites the publisher or author of his own document cites himself") {
    Town t;
    t.note(t.monday, property::published_by, t.gazette);
    t.note(t.monday, property::authored_by, t.ada);
    AttributionId const outlet = t.by(t.gazette, t.bridge);
    AttributionId const a = t.by(t.ada, outlet, t.monday);
    AttributionId const mayors = t.by(t.mayor, t.bridge);
    AttributionId const relayed = t.by(t.ada, mayors);
    AttributionId const b = t.by(t.ben, relayed, t.monday);
    t.by(t.ben, outlet, t.tuesday);
    Circularity const found = t.ask();
    REQUIRE(found.self_citations.size() == 2);
    CHECK(found.self_citations[0] == SelfCitation{outlet, a, t.monday, t.gazette, {}});
    CHECK(found.self_citations[1] == SelfCitation{relayed, b, t.monday, t.ada, {}});
    CHECK(found.circles.empty());
    CHECK(t.ask({.without = {t.monday}}).self_citations.empty());
}

TEST_CASE("H5: what is denied to have been said is not cited") {
    Town t;
    t.note(t.monday, property::published_by, t.gazette);
    t.by(t.ada, t.by(t.gazette, t.bridge), t.monday, Factuality::ct_minus);
    CHECK(t.ask() == Circularity());
}

TEST_CASE("O4: a document of unknown author from the same publisher is cited as one's own") {
    Town t;
    DocumentId const sunday = t.ledger.document("gazette-sunday");
    t.note(t.monday, property::published_by, t.gazette);
    t.note(sunday, property::published_by, t.gazette);
    AttributionId const cited = t.by(sunday, t.bridge);
    t.by(t.ada, cited, t.monday);
    REQUIRE(t.ask().self_citations.size() == 1);
    CHECK(t.ask().self_citations[0].owner == Node(t.gazette));
    t.note(sunday, property::authored_by, t.ben);
    CHECK(t.ask().self_citations.empty());
}

TEST_CASE("O4: a self-citation under an identity that is only supposed names what would make it so") {
    Town t;
    t.note(t.monday, property::authored_by, t.unsigned_author);
    DocumentId const work = t.ledger.document("work");
    t.note(work, property::authored_by, t.ada);
    AttributionId const cited = t.by(work, t.bridge);
    AttributionId const by = t.by(t.unsigned_author, cited, t.monday);
    CHECK(t.ask().self_citations.empty());
    ActorId const pseudonym = t.ledger.actor("pseudonym", ActorKind::person);
    ClaimId const first = t.note(t.ada, property::same_as, pseudonym, Factuality::ps_plus);
    CHECK(t.ask().self_citations.empty());
    ClaimId const second = t.note(pseudonym, property::same_as, t.unsigned_author, Factuality::uu);
    auto const found = t.ask().self_citations;
    REQUIRE(found.size() == 1);
    CHECK(found[0] == SelfCitation{cited, by, t.monday, t.unsigned_author, {first, second}});
    CHECK_FALSE(found[0].is_certain());
    CHECK(t.ask({}, {.hypotheses = false}).self_citations.empty());
    auto const assumed = t.ask({.assume = {first, second}}).self_citations;
    REQUIRE(assumed.size() == 1);
    CHECK(assumed[0].is_certain());

    SUBCASE("an accepted denial leaves nothing to suppose") {
        t.by(t.desk, first, {}, Factuality::ct_minus);
        CHECK(t.ask().self_citations.empty());
    }
}

TEST_CASE("W1: statements that rest on each other are a circle of grounds") {
    Town t;
    AttributionId const a = t.by(t.ada, t.bridge, t.monday);
    AttributionId const b = t.by(t.ben, t.toll, t.tuesday);
    t.ledger.ground(a, t.toll);
    CHECK(t.ask().circles.empty());
    t.ledger.ground(b, t.bridge);
    Circularity const found = t.ask();
    REQUIRE(found.circles.size() == 1);
    CHECK(found.circles[0].kind == CircleKind::grounds);
    CHECK(found.circles[0].members == std::vector<Node>{t.bridge, t.toll, a, b});
    CHECK(found.circles[0].attributions == std::vector{a, b});
    CHECK(found.circles[0].certain);
}

TEST_CASE("W1: a report that rests on what it reports is a circle of grounds") {
    Town t;
    AttributionId const said = t.by(t.mayor, t.bridge);
    AttributionId const report = t.by(t.ada, said, t.monday);
    t.ledger.ground(report, t.bridge);
    REQUIRE(t.ask().circles.size() == 1);
    CHECK(t.ask().circles[0].attributions == std::vector{report});
}

TEST_CASE("Documents that cite each other for one claim are a circle, for different claims they are not") {
    Town t;
    AttributionId const a = t.by(t.ada, t.by(t.tuesday, t.bridge), t.monday);
    t.by(t.ben, t.by(t.monday, t.toll), t.tuesday);
    CHECK(t.ask().circles.empty());
    AttributionId const b = t.by(t.ben, t.by(t.monday, t.bridge), t.tuesday);
    Circularity const found = t.ask();
    REQUIRE(found.circles.size() == 1);
    CHECK(found.circles[0].kind == CircleKind::citation);
    CHECK(found.circles[0].claim == t.bridge);
    CHECK(found.circles[0].members == std::vector<Node>{t.monday, t.tuesday});
    CHECK(found.circles[0].attributions == std::vector{a, b});
    CHECK(found.circles[0].certain);
    CHECK(found.self_citations.empty());
}

TEST_CASE("Outlets that cite each other are a circle that is not certain") {
    Town t;
    t.note(t.monday, property::published_by, t.gazette);
    t.note(t.tuesday, property::published_by, t.courier);
    t.by(t.ada, t.by(t.courier, t.bridge), t.monday);
    CHECK(t.ask().circles.empty());
    t.by(t.ben, t.by(t.gazette, t.bridge), t.tuesday);
    Circularity const found = t.ask();
    REQUIRE(found.circles.size() == 1);
    CHECK_FALSE(found.circles[0].certain);
    CHECK(found.circles[0].members == std::vector<Node>{t.gazette, t.courier, t.monday, t.tuesday});
}

TEST_CASE("A circle of citation may depend on an identity that is only supposed") {
    Town t;
    DocumentId const copy = t.ledger.document("copy of monday");
    t.by(t.ada, t.by(t.tuesday, t.bridge), t.monday);
    t.by(t.ben, t.by(copy, t.bridge), t.tuesday);
    ClaimId const same = t.note(copy, property::same_as, t.monday, Factuality::pr_plus);
    auto const found = t.ask().circles;
    REQUIRE(found.size() == 1);
    CHECK(found[0].conditions == std::vector{same});
    CHECK(t.ask({}, {.hypotheses = false}).circles.empty());
    CHECK(t.ask({.assume = {same}}).circles[0].conditions.empty());
}

TEST_CASE("Circles of grounds are those of a naive search, on random graphs") {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        Town t;
        std::vector<ClaimId> claims;
        std::vector<AttributionId> all;
        for (int i = 0; i < 5; ++i) claims.push_back(t.ledger.claim(t.flood, "p" + std::to_string(i)));
        for (int i = 0; i < 10; ++i) {
            Content content = claims[random.below(claims.size())];
            if (!all.empty() && random.chance(30)) content = all[random.below(all.size())];
            all.push_back(t.by(random.chance(50) ? t.ada : t.ben, content,
                               random.chance(70) ? random.chance(50) ? t.monday : t.tuesday : DocumentId()));
        }
        for (int i = 0; i < 6; ++i) {
            AttributionId const a = all[random.below(all.size())];
            Node const ground =
                random.chance(60) ? Node(claims[random.below(claims.size())]) : Node(all[random.below(all.size())]);
            if (Node(a) != ground) t.ledger.ground(a, ground);
        }
        Graph const graph = t.ledger.graph();
        View const view(graph);
        // Everything that a record leans on, at whatever remove.
        auto const leans_on = [&](Node from) {
            std::set<Node> reached;
            std::vector<Node> open{from};
            auto const add = [&](Node node) {
                if (auto const a = node.to<AttributionId>(); a && view.attested(a) == Truth::never) return;
                if (reached.insert(node).second) open.push_back(node);
            };
            while (!open.empty()) {
                Node const at = open.back();
                open.pop_back();
                if (auto const a = at.to<AttributionId>()) {
                    for (Node ground : graph.grounds_of(a)) add(ground);
                    for (AttributionId report : view.endorsed(a)) add(report);
                    if (!graph.document(a))
                        for (AttributionId carrier : graph.attributions_of(a)) add(carrier);
                } else {
                    for (AttributionId a2 : graph.attributions_of(at.to<ClaimId>())) add(a2);
                }
            }
            return reached;
        };
        std::set<Node> expected, found;
        for (AttributionId a : graph.attributions())
            if (view.attested(a) != Truth::never && leans_on(a).count(a) != 0) expected.insert(a);
        for (Circle const& circle : circularity(view).circles)
            if (circle.kind == CircleKind::grounds)
                for (Node member : circle.members)
                    if (member.is(Category::attribution)) found.insert(member);
        CHECK(found == expected);
    }
}

TEST_CASE("Looking for circles can be cancelled") {
    Town t;
    t.by(t.ada, t.bridge, t.monday);
    auto const found =
        try_circularity(View(t.ledger.graph()), {.progress = [](std::size_t, std::size_t) { return false; }});
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Errc::cancelled);
}
