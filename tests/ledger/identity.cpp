// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;
using ascribe_tests::Random;

TEST_CASE("I1: an entity is its category and key: the same key again is the same entity, in another category another") {
    Ledger ledger;
    auto const first = ledger.place("harbour");
    CHECK(first.is_new);
    auto const again = ledger.place("harbour");
    CHECK_FALSE(again.is_new);
    CHECK(again.id == first.id);
    CHECK(ledger.event("harbour").is_new);
    CHECK(ledger.document("harbour").is_new);
    CHECK(ledger.actor("harbour", ActorKind::office).is_new);
    CHECK(ledger.place("Harbour").is_new);
    CHECK(ledger.place(std::string_view("harbour\0", 8)).is_new);

    Graph const graph = ledger.graph();
    CHECK(graph.count(Category::place) == 3);
    CHECK(graph.key(first.id) == "harbour");
    CHECK(graph.find_place("harbour") == first.id);
    CHECK(graph.find_place(std::string_view("harbour\0", 8)).number() == 2);
}

TEST_CASE("I1: an actor's kind is fixed when its key is first recorded") {
    Ledger ledger;
    ActorId const ada = ledger.actor("ada", ActorKind::person);
    CHECK_FALSE(ledger.actor("ada", ActorKind::person).is_new);
    auto const other = ledger.try_actor("ada", ActorKind::media);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == Errc::conflict);
    CHECK(other.error().found == "media for ada, recorded as person");
    CHECK(ledger.graph().kind(ada) == ActorKind::person);
    for (std::size_t i = 0; i < Names<ActorKind>::values.size(); ++i) {
        auto const kind = static_cast<ActorKind>(i);
        ActorId const id = ledger.actor("of kind " + std::string(to_string(kind)), kind);
        CHECK(ledger.graph().kind(id) == kind);
    }
}

TEST_CASE("I2: a claim is subject, property, value and valid time, and the same content twice is one claim") {
    Ledger ledger;
    EventId const flood = ledger.event("flood");
    EventId const storm = ledger.event("storm");
    auto const first = ledger.claim(flood, property::place, "the quay", Edtf("2024-05-01"));
    CHECK(first.is_new);
    auto const again = ledger.claim(flood, property::place, "the quay", Edtf("2024-05-01"));
    CHECK_FALSE(again.is_new);
    CHECK(again.id == first.id);
    CHECK(ledger.claim(storm, property::place, "the quay", Edtf("2024-05-01")).is_new);
    CHECK(ledger.claim(flood, property::name, "the quay", Edtf("2024-05-01")).is_new);
    CHECK(ledger.claim(flood, property::place, "a quay", Edtf("2024-05-01")).is_new);
    CHECK(ledger.claim(flood, property::place, "the quay", Edtf("2024-05")).is_new);
    CHECK(ledger.claim(flood, property::place, "the quay").is_new);
    CHECK(ledger.graph().count(Category::claim) == 6);
}

TEST_CASE("I2: values of every kind come back, and equal ones in another spelling are one claim") {
    Harbour h;
    Graph const before = h.ledger.graph();
    std::array<Value, 6> const values = {Value(),
                                         Value(h.quay),
                                         Value("the quay"),
                                         Value(parse_quantity(">20 {house}").value()),
                                         Value(Edtf("2024-05-01")),
                                         Value(Edtf("2024-05-01/2024-05-03"))};
    std::vector<ClaimId> claims;
    for (Value const& value : values) claims.push_back(h.ledger.claim(h.flood, "told", value));
    Graph const graph = h.ledger.graph();
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHECK(graph.value(claims[i]) == values[i]);
        for (std::size_t j = 0; j < values.size(); ++j) CHECK(graph.same_value(claims[i], claims[j]) == (i == j));
    }
    CHECK(graph.count(Category::claim) == before.count(Category::claim) + values.size());
    // "more than 20" is "at least 21" houses; a date set without order.
    CHECK_FALSE(h.ledger.claim(h.flood, "told", parse_quantity(">20 {house}").value()).is_new);
    ClaimId const either = h.ledger.claim(h.flood, "told", Edtf("[2024-05-01,2024-05-03]"));
    CHECK(h.ledger.claim(h.flood, "told", Edtf("[2024-05-03,2024-05-01]")).id == either);
    // A text that looks like a date, a number or a record is a text.
    CHECK(h.ledger.claim(h.flood, "told", "2024-05-01").is_new);
    CHECK(h.ledger.claim(h.flood, "told", ">20 {house}").is_new);
}

TEST_CASE("I2: a symmetric property stores its ends in one order, whichever was named first") {
    Ledger ledger;
    EventId const a = ledger.event("a");
    EventId const b = ledger.event("b");
    ClaimId const claim = ledger.claim(b, property::same_as, a);
    CHECK(ledger.claim(a, property::same_as, b).id == claim);
    Graph const graph = ledger.graph();
    CHECK(graph.subject(claim) == a);
    CHECK(graph.value_node(claim) == b);
    CHECK(list(graph.claims_about(a)) == std::vector{claim});
    CHECK(list(graph.claims_naming(b)) == std::vector{claim});
    CHECK(graph.claims_about(b).empty());
    // A property of the host's that is symmetric; one that is not keeps the two apart.
    ledger.property("beside", Traits(Trait::symmetric));
    CHECK(ledger.claim(b, "beside", a).id == ledger.claim(a, "beside", b).id);
    CHECK(ledger.claim(a, property::before, b).id != ledger.claim(b, property::before, a).id);
}

TEST_CASE("I3: an attribution is all that it records; what differs in one thing is another") {
    Harbour h;
    std::array const spans = {Span{.begin = 4, .end = 9}};
    std::array const others = {Span{.begin = 4, .end = 9, .open_end = true}};
    Attribution const a{.source = h.ada, .content = h.happened, .document = h.gazette};
    AttributionId const first = h.ledger.attribution(a);
    CHECK(h.ledger.attribution(a).id == first);
    CHECK_FALSE(h.ledger.attribution(a).is_new);

    std::vector<Attribution> all(15, a);
    all[0].source = h.ben;
    all[1].content = first;
    all[2].factuality = Factuality::pr_plus;
    all[3].act = SpeechAct::confirm;
    all[4].role = Role::cited;
    all[5].implied = true;
    all[6].basis = Basis::witness;
    all[7].quote_form = QuoteForm::full;
    all[8].distance.marker = DistanceMarker::alleged;
    all[9].distance = {DistanceMarker::alleged, DistanceTarget::term};
    all[10].document = h.courier;
    all[11].said = Edtf("2024-05-01");
    all[12].wording = "did flood";
    all[13].spans = spans;
    all[14].spans = others;
    std::vector<AttributionId> ids = {first};
    for (Attribution const& other : all) {
        auto const recorded = h.ledger.attribution(other);
        CHECK(recorded.is_new);
        ids.push_back(recorded.id);
    }
    Graph const graph = h.ledger.graph();
    CHECK(graph.attribution(first) == a);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(graph.attribution(ids[i + 1]) == all[i]);
        CHECK(h.ledger.attribution(all[i]).id == ids[i + 1]);
    }
    CHECK(h.ledger.graph() == graph);
}

TEST_CASE("I3: days, spans and spells of days that come and go in any order are told apart") {
    Random random(33);
    Harbour harbour;
    Ledger& ledger = harbour.ledger;
    struct Row {
        Day day;
        std::uint32_t begin;
        Day last;
    };
    std::vector<Row> rows;
    std::vector<AttributionId> recorded;
    for (int i = 0; i < 3'000; ++i) {
        Day const day(18'000 + static_cast<std::int64_t>(random.below(40)));
        Row const row{day, static_cast<std::uint32_t>(random.below(5)),
                      day + 1 + static_cast<std::int64_t>(random.below(9))};
        Span const span{.begin = row.begin, .end = 7};
        ClaimId const claim = ledger.claim(harbour.flood, "injured", exactly(3), Edtf::between(row.day, row.last));
        recorded.push_back(ledger.attribution({.source = harbour.mayor,
                                               .content = claim,
                                               .document = harbour.gazette,
                                               .said = Edtf::from(row.day),
                                               .spans = {&span, 1}}));
        rows.push_back(row);
    }
    Graph const graph = ledger.graph();
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const spans = graph.spans(recorded[i]);
        bool const is_right =
            graph.attribution(recorded[i]).said == Edtf::from(rows[i].day) && spans.size() == 1 &&
            spans.front().begin == rows[i].begin &&
            graph.valid(graph.content(recorded[i]).to<ClaimId>()) == Edtf::between(rows[i].day, rows[i].last);
        if (!is_right) ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(graph.count(Category::claim) <= 1 + 40 * 9);
    CHECK(graph.count(Category::attribution) <= 40 * 9 * 5);
}

TEST_CASE("I3: every value of every small field is kept") {
    Harbour h;
    std::size_t wrong = 0;
    auto const keeps = [&](auto member, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            Attribution a{.source = h.ada, .content = h.happened, .document = h.gazette};
            member(a, i);
            AttributionId const id = h.ledger.attribution(a);
            if (!(h.ledger.graph().attribution(id) == a)) ++wrong;
        }
    };
    keeps([](Attribution& a, std::size_t i) { a.factuality = static_cast<Factuality>(i); }, 8);
    keeps([](Attribution& a, std::size_t i) { a.act = static_cast<SpeechAct>(i); }, 17);
    keeps([](Attribution& a, std::size_t i) { a.role = static_cast<Role>(i); }, 8);
    keeps([](Attribution& a, std::size_t i) { a.basis = static_cast<Basis>(i); }, 7);
    keeps([](Attribution& a, std::size_t i) { a.quote_form = static_cast<QuoteForm>(i); }, 5);
    keeps([](Attribution& a, std::size_t i) { a.distance.marker = static_cast<DistanceMarker>(i); }, 7);
    keeps([](Attribution& a, std::size_t i) { a.distance.target = static_cast<DistanceTarget>(i); }, 2);
    keeps([](Attribution& a, std::size_t i) { a.implied = i != 0; }, 2);
    CHECK(wrong == 0);
    // The defaults of the eight fields are one and the same.
    CHECK(h.ledger.graph().count(Category::attribution) == 8 + 17 + 8 + 7 + 5 + 7 + 2 + 2 - 7);
}

TEST_CASE("I4: what is learned later is linked and leaves the record as it was") {
    Harbour h;
    Attribution const a{.source = h.ada, .content = h.happened, .document = h.gazette};
    AttributionId const id = h.ledger.attribution(a);
    Graph const before = h.ledger.graph();
    CHECK(h.ledger.ground(id, h.courier));
    CHECK(h.ledger.label(id, "c001.01", h.clerk));
    CHECK(h.ledger.recording(id, h.clerk, Instant{1'700'000'000}));
    ClaimId const retracted = h.ledger.claim(id, property::retracted);
    Graph const after = h.ledger.graph();
    CHECK(after.attribution(id) == a);
    CHECK(h.ledger.attribution(a).id == id);
    CHECK(after.grounds_of(id) == std::vector<Node>{h.courier});
    CHECK(after.labels(id) == std::vector{Label{"c001.01", h.clerk}});
    CHECK(after.recordings(id) == std::vector{Recording{h.clerk, Instant{1'700'000'000}}});
    CHECK(list(after.claims_about(id)) == std::vector{retracted});
    // The graph of before has none of it.
    CHECK(before.grounds_of(id).empty());
    CHECK_FALSE(before.has_grounds(id));
    CHECK(before.labels(id).empty());
    CHECK(before.recordings(id).empty());
    CHECK(before.claims_about(id).empty());
    CHECK(before.resting_on(h.courier).empty());
    CHECK(before.find_labelled("c001.01").empty());
    CHECK(before.all_labels().empty());
}

TEST_CASE("I5: a headline and a sentence that say the same are two attributions of one claim by one source") {
    Harbour h;
    std::array const headline = {Span{.begin = 0, .end = 12}};
    std::array const sentence = {Span{.begin = 40, .end = 61}};
    Attribution a{.source = h.ada, .content = h.happened, .document = h.gazette};
    a.spans = headline;
    AttributionId const first = h.ledger.attribution(a);
    a.spans = sentence;
    AttributionId const second = h.ledger.attribution(a);
    CHECK(first != second);
    Graph const graph = h.ledger.graph();
    CHECK(list(graph.attributions_of(h.happened)) == std::vector{first, second});
    CHECK(list(graph.attributions_by(h.ada)) == std::vector{first, second});
    CHECK(list(graph.attributions_in(h.gazette)) == std::vector{first, second});
}

TEST_CASE("I6: two reporters who credit one saying share the reported attribution; another day is another saying") {
    Harbour h;
    auto const reported = [&](char const* said) {
        return h.ledger.attribution(
            {.source = h.mayor, .content = h.happened, .role = Role::speaker, .said = Edtf(said)});
    };
    std::array const quote = {Span{.begin = 10, .end = 30, .role = SpanRole::quoted, .depth = 1}};
    auto const monday = reported("2024-05-06");
    AttributionId const in_gazette = h.ledger.attribution({.source = h.ada,
                                                           .content = monday,
                                                           .quote_form = QuoteForm::full,
                                                           .document = h.gazette,
                                                           .wording = "the flood came",
                                                           .spans = quote});
    auto const again = reported("2024-05-06");
    CHECK_FALSE(again.is_new);
    CHECK(again.id == monday.id);
    AttributionId const in_courier = h.ledger.attribution(
        {.source = h.ben, .content = again, .quote_form = QuoteForm::indirect, .document = h.courier});
    auto const tuesday = reported("2024-05-07");
    CHECK(tuesday.is_new);

    Graph const graph = h.ledger.graph();
    CHECK(list(graph.attributions_of(monday.id)) == std::vector{in_gazette, in_courier});
    CHECK(graph.attributions_of(tuesday.id).empty());
    CHECK(list(graph.attributions_of(h.happened)) == std::vector{monday.id, tuesday.id});
    CHECK(graph.innermost(in_courier) == std::pair(h.happened, 2U));
}

TEST_CASE("I6: wording, quote form and spans belong to the outermost attribution and are refused inside") {
    Harbour h;
    std::array const spans = {Span{.document = h.gazette, .begin = 0, .end = 4}};
    Attribution const reported{.source = h.mayor, .content = h.happened};
    auto const refused = [&](Attribution const& a, std::string_view field) {
        Graph const before = h.ledger.graph();
        auto const result = h.ledger.try_attribution(a);
        return !result && result.error().code == Errc::not_allowed && result.error().record == "attribution" &&
               result.error().field == field && h.ledger.graph() == before;
    };
    auto a = reported;
    a.spans = spans;
    CHECK(refused(a, "spans"));
    a = reported;
    a.wording = "came";
    CHECK(refused(a, "wording"));
    a = reported;
    a.quote_form = QuoteForm::partial;
    CHECK(refused(a, "quote_form"));
    // Distance stays on the hop that keeps it, and so does the time said.
    a = reported;
    a.distance.marker = DistanceMarker::alleged;
    a.said = Edtf("2024-05-06");
    CHECK(h.ledger.try_attribution(a));
}

TEST_CASE("I8: recordings are a set of recorder and time") {
    Harbour h;
    AttributionId const id = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    CHECK(h.ledger.recording(id, h.clerk, Instant{20}));
    CHECK(h.ledger.recording(id, h.clerk, Instant{10}));
    CHECK(h.ledger.recording(id, h.ben, Instant{20}));
    CHECK_FALSE(h.ledger.recording(id, h.clerk, Instant{20}));
    CHECK(h.ledger.recording(id, h.clerk, Instant{-9'000'000'000}));
    CHECK(h.ledger.graph().recordings(id) == std::vector{Recording{h.clerk, Instant{20}},
                                                         Recording{h.clerk, Instant{10}}, Recording{h.ben, Instant{20}},
                                                         Recording{h.clerk, Instant{-9'000'000'000}}});
}
