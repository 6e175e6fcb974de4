// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;

TEST_CASE("properties are registered on first use: well-known ones with their traits, others with the host's or none") {
    Harbour h;
    Graph const graph = h.ledger.graph();
    CHECK(graph.property_count() == 1);
    CHECK(graph.name(graph.property_at(0)) == "occurred");
    auto const place = h.ledger.property(property::place);
    CHECK(place.is_new);
    CHECK(h.ledger.graph().traits(place.id) == find_well_known("place")->traits);
    auto const tide = h.ledger.property("tide", Trait::functional | Trait::numeric);
    CHECK(h.ledger.graph().traits(tide.id) == (Trait::functional | Trait::numeric));
    CHECK_FALSE(h.ledger.property("tide").is_new);
    CHECK_FALSE(h.ledger.property("tide", Trait::functional | Trait::numeric).is_new);
    ClaimId const claim = h.ledger.claim(h.flood, "height of the water", "two steps");
    CHECK(h.ledger.graph().traits(h.ledger.graph().property(claim)).empty());
    CHECK(h.ledger.graph().find_property("height of the water") == h.ledger.graph().property(claim));
    CHECK_FALSE(graph.find_property("tide"));
    CHECK(graph.claims_about(h.flood, "tide").empty());
}

TEST_CASE("a claim can be recorded from a claim of the graph, and by handle or name of its property") {
    Harbour h;
    ClaimId const claim = h.ledger.claim(h.flood, property::date, Edtf("2024-05"), Edtf("2024"));
    CHECK(h.ledger.claim(h.ledger.graph().claim(claim)).id == claim);
    auto const date = h.ledger.graph().find_property("date");
    CHECK(h.ledger.claim(h.flood, date, Edtf("2024-05"), Edtf("2024")).id == claim);
    CHECK(h.ledger.claim(h.flood, std::string("date"), Edtf("2024-05"), Edtf("2024")).id == claim);
}

TEST_CASE("what recording returns converts to the handle and to wider ones") {
    Ledger ledger;
    Source const source = ledger.actor("ada", ActorKind::person);
    Node const node = ledger.event("flood");
    Content const content = ledger.claim(node, "occurred");
    CHECK(ledger.attribution({.source = source, .content = content}).is_new);
    static_assert(!std::is_convertible_v<Recorded<ActorId>, bool>);
    static_assert(!std::is_convertible_v<Recorded<ActorId>, ClaimId>);
}

TEST_CASE("what recording returns is equal to what names the same record, new or not") {
    Ledger ledger;
    auto const flood = ledger.event("flood");
    auto const again = ledger.event("flood");
    CHECK(flood.is_new);
    CHECK_FALSE(again.is_new);
    CHECK(flood == again);
    CHECK(flood == ledger.event("flood"));
    CHECK(flood != ledger.event("storm"));
    CHECK(flood == flood.id);
    CHECK(again.id == flood);
    CHECK(Node(flood) == again);
    CHECK(flood != Node(ledger.place("flood")));
    CHECK(ledger.property("place") == ledger.property("place"));
    CHECK(ledger.property("place") == ledger.property("place").id);
    CHECK(ledger.property("place") != ledger.property("date"));
    CHECK(ledger.claim(flood, "occurred") == ledger.claim(again, "occurred"));
    CHECK(ledger.actor("a", ActorKind::person) == Source(ledger.actor("a", ActorKind::person)));
    static_assert(std::equality_comparable_with<Recorded<EventId>, EventId>);
    static_assert(std::equality_comparable_with<Recorded<EventId>, Node>);
    static_assert(std::equality_comparable_with<Recorded<PropertyId>, PropertyId>);
}

TEST_CASE("texts of every length come back whole: keys, names, values, wordings, labels") {
    Harbour h;
    std::size_t wrong = 0;
    for (std::size_t length :
         {1U,     2U,     3U,     4U,     253U,   254U,     255U,     256U,     257U,     1'019U,    1'020U,
          1'021U, 1'023U, 1'024U, 1'025U, 5'000U, 262'139U, 262'140U, 262'144U, 300'000U, 1'000'000U}) {
        std::string text(length, 'x');
        for (std::size_t i = 0; i < length; ++i) text[i] = static_cast<char>(i * 31 % 251);
        auto const place = h.ledger.place(text);
        auto const claim = h.ledger.claim(place, text.substr(0, (std::min)(length, std::size_t{2'000})), text);
        auto const said =
            h.ledger.attribution({.source = h.ada, .content = claim, .document = h.gazette, .wording = text});
        h.ledger.label(said.id, text, h.clerk);
        Graph const graph = h.ledger.graph();
        if (!place.is_new || graph.key(place.id) != text || graph.find_place(text) != place.id) ++wrong;
        if (!claim.is_new || *graph.value(claim.id).text() != text) ++wrong;
        if (!said.is_new || graph.attribution(said.id).wording != text) ++wrong;
        if (graph.labels(said.id) != std::vector{Label{text, h.clerk}}) ++wrong;
        if (graph.find_labelled(text) != std::vector<Node>{said}) ++wrong;
        if (h.ledger.place(text).is_new || h.ledger.claim(place, graph.name(graph.property(claim.id)), text).is_new)
            ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("text that a graph returns lives as long as any graph of its ledger") {
    std::optional<Ledger> ledger(std::in_place);
    PlaceId const quay = ledger->place("the old quay");
    Graph const graph = ledger->graph();
    std::string_view const key = graph.key(quay);
    for (int i = 0; i < 10'000; ++i) ledger->place("place " + std::to_string(i));
    CHECK(graph.key(quay).data() == key.data());
    ledger.reset();
    CHECK(key == "the old quay");
    CHECK(graph.find_place("the old quay") == quay);
}

TEST_CASE("a ledger can be moved, and its graphs and handles stay what they are") {
    Ledger first;
    PlaceId const quay = first.place("quay");
    Graph const graph = first.graph();
    Ledger second = std::move(first);
    CHECK(second.graph() == graph);
    CHECK(second.place("quay").id == quay);
    Ledger third;
    third.place("pier");
    third = std::move(second);
    CHECK(third.graph() == graph);
    CHECK(third.event("flood").is_new);
    static_assert(!std::is_copy_constructible_v<Ledger> && std::is_nothrow_move_constructible_v<Ledger>);
}

TEST_CASE("two ledgers have nothing in common") {
    Ledger a;
    Ledger b;
    PlaceId const in_a = a.place("quay");
    PlaceId const in_b = b.place("quay");
    CHECK(in_a != in_b);
    CHECK(in_a.number() == in_b.number());
    CHECK_FALSE(a.graph().contains(in_b));
    CHECK_FALSE(a.graph() == b.graph());
}

TEST_CASE("recording the same things in the same order gives the same handles in every ledger") {
    auto const build = [](Ledger& ledger) {
        std::vector<std::uint32_t> words;
        for (int i = 0; i < 300; ++i) {
            EventId const event = ledger.event("e" + std::to_string(i % 70));
            ActorId const actor = ledger.actor("a" + std::to_string(i % 30), ActorKind::analyst);
            ClaimId const claim = ledger.claim(event, "p" + std::to_string(i % 40), "v" + std::to_string(i % 3));
            AttributionId const said = ledger.attribution({.source = actor, .content = claim}, event);
            for (Node node : {Node(event), Node(actor), Node(claim), Node(said)}) words.push_back(node.word());
        }
        return words;
    };
    Ledger a;
    Ledger b;
    CHECK(build(a) == build(b));
}
