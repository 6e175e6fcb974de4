// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;

TEST_CASE("a graph without ledger has no records, and every search in it finds nothing") {
    Graph const graph;
    for (int category = 1; category <= 6; ++category) CHECK(graph.count(static_cast<Category>(category)) == 0);
    CHECK(graph.actors().empty());
    CHECK(graph.places().empty());
    CHECK(graph.documents().empty());
    CHECK(graph.events().empty());
    CHECK(graph.claims().empty());
    CHECK(graph.attributions().empty());
    CHECK_FALSE(graph.find_actor("ada"));
    CHECK_FALSE(graph.find_place(""));
    CHECK_FALSE(graph.find_property("occurred"));
    CHECK(graph.find_labelled("x").empty());
    CHECK(graph.all_labels().empty());
    CHECK(graph.property_count() == 0);
    CHECK(graph == Graph());
    CHECK_FALSE(graph == Ledger().graph());
}

TEST_CASE("a graph is a value: it is copied, assigned and compared, and moved without copying") {
    static_assert(std::is_nothrow_copy_constructible_v<Graph> && std::is_nothrow_move_constructible_v<Graph>);
    Harbour h;
    Graph const first = h.ledger.graph();
    Graph copy = first;
    CHECK(copy == first);
    CHECK(h.ledger.graph() == first);
    h.ledger.place("pier");
    CHECK_FALSE(h.ledger.graph() == first);
    copy = h.ledger.graph();
    CHECK(copy == h.ledger.graph());
    CHECK(copy.find_place("pier"));
    CHECK_FALSE(first.find_place("pier"));
}

TEST_CASE("anything that is recorded makes another graph") {
    Harbour h;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    Graph before = h.ledger.graph();
    auto const is_another = [&] {
        bool const another = !(h.ledger.graph() == before);
        before = h.ledger.graph();
        return another;
    };
    h.ledger.property("tide");
    CHECK(is_another());
    h.ledger.claim(h.flood, "tide");
    CHECK(is_another());
    h.ledger.ground(said, h.courier);
    CHECK(is_another());
    h.ledger.label(said, "c1");
    CHECK(is_another());
    h.ledger.recording(said, h.clerk, {});
    CHECK(is_another());
    h.ledger.recording(said, h.clerk, {});
    h.ledger.ground(said, h.courier);
    CHECK_FALSE(is_another());
}

TEST_CASE("records of a category are listed in order of recording") {
    Ledger ledger;
    std::vector<EventId> events;
    for (int i = 0; i < 1'000; ++i) events.push_back(ledger.event("e" + std::to_string(i * 7 % 1'000)));
    Graph const graph = ledger.graph();
    CHECK(list(graph.events()) == events);
    CHECK(list(graph.records<EventId>()) == events);
    CHECK(graph.events().size() == 1'000);
    CHECK(graph.places().empty());
    CHECK(graph.key(events[3]) == "e21");
}

TEST_CASE("records are found by their number") {
    Harbour h;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    Graph const graph = h.ledger.graph();
    CHECK(graph.actor_at(0) == h.ada);
    CHECK(graph.actor_at(3) == h.clerk);
    CHECK(graph.place_at(0) == h.quay);
    CHECK(graph.document_at(1) == h.courier);
    CHECK(graph.event_at(0) == h.flood);
    CHECK(graph.claim_at(0) == h.happened);
    CHECK(graph.attribution_at(0) == said);
    CHECK(graph.ledger() == said.ledger());
}

TEST_CASE("keys are found only in their category, whole, and in graphs that have them") {
    Harbour h;
    Graph const graph = h.ledger.graph();
    CHECK(graph.find_actor("ada") == h.ada);
    CHECK(graph.find(Category::actor, "ada") == h.ada);
    CHECK_FALSE(graph.find_place("ada"));
    CHECK_FALSE(graph.find_document("ada"));
    CHECK_FALSE(graph.find_event("ada"));
    CHECK_FALSE(graph.find_actor("ad"));
    CHECK_FALSE(graph.find_actor("ada "));
    CHECK_FALSE(graph.find_actor(""));
    ActorId const eve = h.ledger.actor("eve", ActorKind::person);
    CHECK_FALSE(graph.find_actor("eve"));
    CHECK(h.ledger.graph().find_actor("eve") == eve);
}

TEST_CASE("claims about a subject come by property in order of its first use, then in order of recording") {
    Harbour h;
    EventId const storm = h.ledger.event("storm");
    h.ledger.claim(storm, "toll", exactly(1));
    ClaimId const two = h.ledger.claim(h.flood, "toll", exactly(2));
    ClaimId const quay = h.ledger.claim(h.flood, "place", h.quay);
    ClaimId const three = h.ledger.claim(h.flood, "toll", exactly(3));
    ClaimId const planned = h.ledger.claim(h.flood, "planned");
    ClaimId const pier = h.ledger.claim(h.flood, "place", "the pier");
    Graph const graph = h.ledger.graph();
    CHECK(list(graph.claims_about(h.flood)) == std::vector{h.happened, two, three, quay, pier, planned});
    CHECK(list(graph.claims_about(h.flood, "toll")) == std::vector{two, three});
    CHECK(list(graph.claims_about(h.flood, graph.property(pier))) == std::vector{quay, pier});
    CHECK(graph.claims_about(h.flood, "date").empty());
    CHECK(graph.claims_about(h.quay).empty());
    CHECK(graph.claims_about(h.quay, "place").empty());
    CHECK(list(graph.claims_naming(h.quay)) == std::vector{quay});
}

TEST_CASE("an old graph lists neither later claims of a property nor later properties, however they interleave") {
    Harbour h;
    std::vector<Graph> graphs;
    std::vector<std::vector<ClaimId>> of_toll;
    std::vector<ClaimId> tolls;
    for (int i = 0; i < 200; ++i) {
        graphs.push_back(h.ledger.graph());
        of_toll.push_back(tolls);
        tolls.push_back(h.ledger.claim(h.flood, "toll", exactly(i)));
        h.ledger.claim(h.flood, "property " + std::to_string(i), "x");
    }
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < graphs.size(); ++i) {
        if (list(graphs[i].claims_about(h.flood, "toll")) != of_toll[i]) ++wrong;
        if (graphs[i].claims_about(h.flood).size() != 1 + 2 * i) ++wrong;
        for (std::size_t j = 0; j < graphs.size(); j += 13)
            if (graphs[i].claims_about(h.flood, "property " + std::to_string(j)).empty() == (j < i)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("values are the same if kind and content are, across subjects and properties") {
    Harbour h;
    ClaimId const a = h.ledger.claim(h.flood, "told", "x");
    ClaimId const b = h.ledger.claim(h.quay, "named", "x");
    ClaimId const c = h.ledger.claim(h.flood, "told", "y");
    ClaimId const d = h.ledger.claim(h.flood, "told");
    Graph const graph = h.ledger.graph();
    CHECK(graph.same_value(a, b));
    CHECK_FALSE(graph.same_value(a, c));
    CHECK_FALSE(graph.same_value(a, d));
    CHECK(graph.same_value(d, h.happened));
    CHECK_FALSE(graph.value_node(a));
}

TEST_CASE("the time said gives the first and last day that it admits") {
    Harbour h;
    auto const between = [&](std::optional<Edtf> said) {
        AttributionId const id = h.ledger.attribution(
            {.source = h.ada, .content = h.happened, .document = h.gazette, .said = std::move(said)});
        return h.ledger.graph().said_between(id);
    };
    CHECK_FALSE(between({}));
    CHECK(between(Edtf("2024-05-06")) == std::pair(Day(2024, 5, 6), Day(2024, 5, 6)));
    CHECK(between(Edtf("2024-02")) == std::pair(Day(2024, 2, 1), Day(2024, 2, 29)));
    CHECK(between(Edtf("2024-05-06/..")) == std::pair(Day(2024, 5, 6), Day::plus_infinity()));
    CHECK(between(Edtf("-9999-01-01")) == std::pair(Day(-9999, 1, 1), Day(-9999, 1, 1)));
    CHECK(between(Edtf("9999-12-31")) == std::pair(Day(9999, 12, 31), Day(9999, 12, 31)));
    CHECK(between(Edtf("1970-01-01")) == std::pair(Day(1970, 1, 1), Day(1970, 1, 1)));
}

TEST_CASE("the attributions in a document are all of its own, also when others come between and it is resumed") {
    Harbour h;
    std::vector<AttributionId> in_gazette;
    std::vector<AttributionId> in_courier;
    std::vector<std::pair<Graph, std::size_t>> graphs;
    auto const say = [&](DocumentId document, std::uint32_t at) {
        Span const span{.begin = at, .end = at + 1};
        return h.ledger.attribution({.source = h.ada, .content = h.happened, .document = document, .spans = {&span, 1}})
            .id;
    };
    for (std::uint32_t i = 0; i < 300; ++i) {
        graphs.emplace_back(h.ledger.graph(), in_gazette.size());
        in_gazette.push_back(say(h.gazette, i));
        if (i % 3 == 0) in_gazette.push_back(say(h.gazette, 1'000 + i));
        if (i % 2 == 0) in_courier.push_back(say(h.courier, i));
        // Of no document: reported only.
        if (i % 5 < 3) h.ledger.attribution({.source = h.mayor, .content = in_gazette.back()});
    }
    Graph const graph = h.ledger.graph();
    CHECK(list(graph.attributions_in(h.gazette)) == in_gazette);
    CHECK(list(graph.attributions_in(h.courier)) == in_courier);
    std::size_t wrong = 0;
    for (auto const& [old, count] : graphs)
        if (list(old.attributions_in(h.gazette)) !=
            std::vector(in_gazette.begin(), in_gazette.begin() + static_cast<std::ptrdiff_t>(count)))
            ++wrong;
    CHECK(wrong == 0);
}

TEST_CASE("any number of attributions of no document may come between two of one document") {
    Harbour h;
    std::vector<AttributionId> in_gazette;
    std::uint32_t said = 0;
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t gap : {0U, 1U, 2U, 62U, 63U, 64U, 65U, 66U, 67U, 128U, 129U, 300U}) {
            for (std::uint32_t i = 0; i < gap; ++i)
                h.ledger.attribution({.source = h.clerk, .content = h.happened, .wording = std::to_string(said++)});
            in_gazette.push_back(h.ledger.attribution(
                {.source = h.ada, .content = h.happened, .document = h.gazette, .wording = std::to_string(said++)}));
            CHECK(list(h.ledger.graph().attributions_in(h.gazette)) == in_gazette);
        }
    }
    CHECK(h.ledger.graph().attributions_in(h.courier).empty());
}

TEST_CASE("a document is listed in the time of its own attributions, however many of no document come after it") {
    Harbour h;
    AttributionId const first = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    // A program of no document has much to say.
    for (int i = 0; i < 200'000; ++i)
        h.ledger.attribution({.source = h.clerk, .content = h.ledger.claim(h.flood, "counted", exactly(i))});
    AttributionId const last = h.ledger.attribution({.source = h.ben, .content = h.happened, .document = h.gazette});
    Graph const graph = h.ledger.graph();
    // Walking over all that lies between would take minutes.
    std::size_t found = 0;
    for (int i = 0; i < 200'000; ++i)
        for (AttributionId id : graph.attributions_in(h.gazette)) found += id == first || id == last ? 1U : 0U;
    CHECK(found == 400'000);
}

TEST_CASE("what many records rest on, and what rests on many, is listed in order of linking") {
    Harbour h;
    std::vector<AttributionId> attributions;
    for (std::uint32_t i = 0; i < 100; ++i) {
        Span const span{.begin = i, .end = i};
        attributions.push_back(
            h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette, .spans = {&span, 1}},
                                 i % 2 == 0 ? Node(h.quay) : Node()));
    }
    std::vector<AttributionId> on_quay;
    for (std::size_t i = 0; i < 100; i += 2) on_quay.push_back(attributions[i]);
    for (std::size_t i = 99; i < 100; i -= 2) {
        h.ledger.ground(attributions[i], h.quay);
        on_quay.push_back(attributions[i]);
    }
    CHECK(list(h.ledger.graph().resting_on(h.quay)) == on_quay);
    std::vector<Node> grounds;
    for (std::size_t i = 1; i < 100; ++i) {
        h.ledger.ground(attributions[0], attributions[i]);
        grounds.push_back(attributions[i]);
    }
    Graph const graph = h.ledger.graph();
    grounds.insert(grounds.begin(), h.quay);
    CHECK(graph.grounds_of(attributions[0]) == grounds);
}

TEST_CASE("a label that is on very many records lists each once, in order of labelling") {
    Ledger ledger;
    ActorId const set = ledger.actor("set", ActorKind::software);
    std::vector<Node> events;
    for (int i = 0; i < 60'000; ++i) {
        EventId const event = ledger.event("e" + std::to_string(i));
        events.push_back(event);
        ledger.label(event, "all of them", set);
        if (i % 10 == 0) ledger.label(event, "all of them");
    }
    // Looking each up among all those before would take too long.
    Graph const graph = ledger.graph();
    CHECK(graph.find_labelled("all of them") == events);
    CHECK(graph.find_labelled("all of them").size() == 60'000);
}

TEST_CASE("memory grows with what is recorded") {
    Ledger ledger;
    auto const empty = ledger.graph().memory();
    for (int i = 0; i < 10'000; ++i) ledger.event("event " + std::to_string(i));
    auto const filled = ledger.graph().memory();
    CHECK(filled > empty + 10'000 * (4 + 10));
    CHECK(filled < empty + 10'000 * 100);
}
