// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;

TEST_CASE("H1: a source is an actor or a document") {
    Harbour h;
    AttributionId const by_actor =
        h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    AttributionId const by_document =
        h.ledger.attribution({.source = h.courier, .content = h.happened, .document = h.courier});
    Graph const graph = h.ledger.graph();
    CHECK(graph.source(by_actor) == h.ada);
    CHECK(graph.source(by_document) == h.courier);
    CHECK(list(graph.attributions_by(h.courier)) == std::vector{by_document});
    static_assert(!std::is_convertible_v<PlaceId, Source> && !std::is_convertible_v<EventId, Source>);
}

TEST_CASE("H2: a hop may be implied, and the words that it is carried over from are a span of their own role") {
    Harbour h;
    std::array const spans = {Span{.begin = 50, .end = 60}, Span{.begin = 5, .end = 9, .role = SpanRole::antecedent}};
    AttributionId const id = h.ledger.attribution(
        {.source = h.ada, .content = h.happened, .implied = true, .document = h.gazette, .spans = spans});
    Attribution const found = h.ledger.graph().attribution(id);
    CHECK(found.implied);
    REQUIRE(found.spans.size() == 2);
    CHECK(found.spans[1].role == SpanRole::antecedent);
}

TEST_CASE("N1: a name is a claim about what it names, and who uses it is its source") {
    Harbour h;
    ClaimId const quay = h.ledger.claim(h.quay, property::name, "Old Quay");
    ClaimId const pier = h.ledger.claim(h.quay, property::designation, "the pier");
    h.ledger.attribution({.source = h.ada, .content = quay, .document = h.gazette});
    // Inside of what the mayor is quoted with it is the courier that spells it so.
    h.ledger.attribution({.source = h.courier, .content = pier, .document = h.courier});
    Graph const graph = h.ledger.graph();
    CHECK(list(graph.claims_about(h.quay)) == std::vector{quay, pier});
    CHECK(graph.name(graph.property(quay)) == "name");
    CHECK(graph.source(graph.attributions_of(quay).front()) == Source(h.ada));
    CHECK(graph.source(graph.attributions_of(pier).front()) == Source(h.courier));
    CHECK(list(graph.claims_about(h.quay, property::designation)) == std::vector{pier});
}

TEST_CASE("H4: one that no document holds is recorded all the same, as carried by others or by nothing") {
    Harbour h;
    AttributionId const loose = h.ledger.attribution({.source = h.mayor, .content = h.happened});
    Graph const graph = h.ledger.graph();
    CHECK_FALSE(graph.document(loose));
    CHECK(graph.attributions_of(loose).empty());
    CHECK(graph.attributions_in(h.gazette).empty());
}

TEST_CASE("H4: analysts and software stand by themselves and may have evidence without a document of their own") {
    Harbour h;
    ActorId const program = h.ledger.actor("program", ActorKind::software);
    std::array const spans = {Span{.document = h.gazette, .begin = 1, .end = 2}};
    for (ActorId source : {h.clerk, program}) {
        Attribution const a{.source = source,
                            .content = h.happened,
                            .quote_form = QuoteForm::partial,
                            .wording = "came",
                            .spans = spans};
        auto const id = h.ledger.try_attribution(a);
        REQUIRE(id);
        CHECK(h.ledger.graph().attribution(*id) == a);
        // But each span says of which document it is.
        std::array const nowhere = {Span{.begin = 1, .end = 2}};
        auto b = a;
        b.spans = nowhere;
        auto const refused = h.ledger.try_attribution(b);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Errc::empty);
        CHECK(refused.error().field == "spans");
    }
    // A document as source does not: it is the outermost one's document that counts.
    CHECK_FALSE(h.ledger.try_attribution({.source = h.gazette, .content = h.happened, .wording = "came"}));
}

TEST_CASE("H6: spans keep their order, may nest, overlap and lie apart, and leave out the attribution's own document") {
    Harbour h;
    std::array const spans = {
        Span{.document = h.gazette, .begin = 10, .end = 50},
        Span{.begin = 20, .end = 30, .role = SpanRole::quoted, .depth = 2},
        Span{.document = h.courier, .begin = 0, .end = 0, .role = SpanRole::context, .open_end = true},
        Span{.begin = 25, .end = 4'294'967'295U, .role = SpanRole::marker, .depth = 255, .open_begin = true}};
    auto normal = spans;
    normal[0].document = {};
    Attribution a{.source = h.ada, .content = h.happened, .document = h.gazette, .spans = spans};
    AttributionId const id = h.ledger.attribution(a);
    Attribution const found = h.ledger.graph().attribution(id);
    CHECK(std::vector<Span>(found.spans.begin(), found.spans.end()) == std::vector<Span>(normal.begin(), normal.end()));
    CHECK(h.ledger.graph().spans(id).size() == 4);
    a.spans = normal;
    CHECK_FALSE(h.ledger.attribution(a).is_new);
    std::array const turned = {normal[1], normal[0], normal[2], normal[3]};
    a.spans = turned;
    CHECK(h.ledger.attribution(a).is_new);
}

TEST_CASE("H6: an attribution can have thousands of spans") {
    Harbour h;
    std::vector<Span> spans;
    for (std::uint32_t i = 0; i < 70'000; ++i) spans.push_back({.begin = i, .end = 2 * i});
    Attribution const a{.source = h.ada, .content = h.happened, .document = h.gazette, .spans = spans};
    AttributionId const id = h.ledger.attribution(a);
    CHECK(h.ledger.graph().attribution(id) == a);
    CHECK(h.ledger.attribution(a).id == id);
}

TEST_CASE("H8: one passage with two candidate sources is two attributions, joined by a claim") {
    Harbour h;
    AttributionId const by_ada = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    AttributionId const by_ben = h.ledger.attribution({.source = h.ben, .content = h.happened, .document = h.gazette});
    ClaimId const either = h.ledger.claim(by_ben, property::alternative_to, by_ada);
    Graph const graph = h.ledger.graph();
    CHECK(graph.subject(either) == by_ada);
    CHECK(graph.value_node(either) == by_ben);
    CHECK(list(graph.claims_naming(by_ben)) == std::vector{either});
}

TEST_CASE("H9: unnamed and unspecified actors of two passages are two actors, whatever they say") {
    Ledger ledger;
    DocumentId const gazette = ledger.document("gazette/1");
    ClaimId const happened = ledger.claim(ledger.event("flood"), property::occurred);
    std::vector<AttributionId> attributions;
    for (auto kind : {ActorKind::unnamed, ActorKind::unspecified}) {
        for (auto const* key : {"#1", "#2"}) {
            auto const actor = ledger.actor("gazette/1" + std::string(key) + std::string(to_string(kind)), kind);
            CHECK(actor.is_new);
            auto const said = ledger.attribution({.source = actor, .content = happened});
            CHECK(said.is_new);
            attributions.push_back(ledger.attribution({.source = gazette, .content = said, .document = gazette}));
        }
    }
    Graph const graph = ledger.graph();
    CHECK(graph.count(Category::actor) == 4);
    CHECK(attributions.size() == 4);
    CHECK(graph.attributions_of(happened).size() == 4);
}

TEST_CASE("attributions nest to a depth of 100,000") {
    Harbour h;
    constexpr std::uint32_t depth = 100'000;
    Content content = h.happened;
    std::vector<AttributionId> chain;
    for (std::uint32_t i = 0; i < depth; ++i) {
        chain.push_back(h.ledger.attribution({.source = i % 2 == 0 ? h.ada : h.ben, .content = content}));
        content = chain.back();
    }
    Graph const graph = h.ledger.graph();
    CHECK(graph.innermost(chain.front()) == std::pair(h.happened, 1U));
    CHECK(graph.innermost(chain.back()) == std::pair(h.happened, depth));
    CHECK(list(graph.attributions_of(chain[500])) == std::vector{chain[501]});
    CHECK(graph.attributions_of(chain.back()).empty());
    // Recorded again from the inside out, all of it is there already.
    content = h.happened;
    std::size_t fresh = 0;
    for (std::uint32_t i = 0; i < depth; ++i) {
        auto const again = h.ledger.attribution({.source = i % 2 == 0 ? h.ada : h.ben, .content = content});
        fresh += again.is_new ? 1 : 0;
        content = again.id;
    }
    CHECK(fresh == 0);
    CHECK(content == chain.back());
}
