// SPDX-License-Identifier: BSL-1.0
#include <ascribe/interop/fmt.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace ascribe;

static_assert(!fmt::is_formattable<Attribution>::value, "an attribution needs a graph");
static_assert(fmt::is_formattable<ClaimId>::value && fmt::is_formattable<InGraph<Node>>::value);

TEST_CASE("enumerations are formatted as their written names") {
    CHECK(fmt::format("{}", Factuality::pr_minus) == "PR-");
    CHECK(fmt::format("{}", SpeechAct::deny) == "deny");
    CHECK(fmt::format("{}", ActorKind::unspecified) == "unspecified");
    CHECK(fmt::format("{} {}", Category::claim, Truth::possibly) == "claim possibly");
    CHECK(fmt::format("{} {}", Errc::out_of_range, Direction::at_least) == "out of range at-least");
    CHECK(fmt::format("{}", Trait::presupposes_occurrence) == "presupposes_occurrence");
    CHECK(fmt::format("{}", EndKind::open) == "open");
}

TEST_CASE("the format specification is that of strings") {
    CHECK(fmt::format("[{:>6}]", Factuality::ct_plus) == "[   CT+]");
    CHECK(fmt::format("[{:-<7}]", SpeechAct::deny) == "[deny---]");
    CHECK(fmt::format("[{:^{}}]", Day(2023, 9, 20), 14) == "[  2023-09-20  ]");
    CHECK(fmt::format("[{:.4}]", Day(2023, 9, 20)) == "[2023]");
    CHECK_THROWS_AS((void)fmt::format(fmt::runtime("{:d}"), Day()), fmt::format_error);
}

TEST_CASE("handles are formatted as category and number, and the empty one as none") {
    Ledger ledger;
    auto const flood = ledger.event("flood").id;
    CHECK(fmt::format("{}", flood) == "event#0");
    CHECK(fmt::format("{}", ledger.event("storm").id) == "event#1");
    CHECK(fmt::format("{:>8}", Node(flood)) == " event#0");
    CHECK(fmt::format("{} {}", Node(), ClaimId()) == "none none");
}

TEST_CASE("days, dates and instants are formatted as ISO 8601 has them") {
    CHECK(fmt::format("{}", Day(-44, 3, 15)) == "-0044-03-15");
    CHECK(fmt::format("{}", Day::plus_infinity()) == "+inf");
    CHECK(fmt::format("{}", Edtf("2023-09?/..")) == "2023-09?/..");
    CHECK(fmt::format("{}", Instant{1'695'204'000}) == "2023-09-20T10:00:00Z");
    CHECK(fmt::format("{}", Instant{-1}) == "1969-12-31T23:59:59Z");
    CHECK(fmt::format("{}", Instant{-86'400}) == "1969-12-31T00:00:00Z");
    CHECK(fmt::format("{}", RelationSet::before()) == to_string(RelationSet::before()));
    auto const period = UncertainInterval::exactly(Day(1985, 1, 1), Day(1985, 1, 31));
    CHECK(fmt::format("{}", period) == to_string(period));
}

TEST_CASE("numbers and quantities are formatted as their canonical texts") {
    CHECK(fmt::format("{}", Rational(-7, 2)) == "-7/2");
    auto const quantity = more_than(20'000).of("person");
    CHECK(fmt::format("{}", quantity) == ">20000 {person}");
    CHECK(fmt::format("{}", quantity.bounds()) == to_text(quantity.bounds()));
}

TEST_CASE("errors are formatted as the lines for people") {
    auto const error = parse_day("2023-02-30").error();
    CHECK(fmt::format("{}", error) == to_string(error));
    CHECK(fmt::format("{}", error).find("day") != std::string::npos);
}

TEST_CASE("traits are formatted as the names, joined") {
    CHECK(fmt::format("{}", Traits()) == "none");
    CHECK(fmt::format("{}", Trait::functional | Trait::temporal) == "functional|temporal");
}

TEST_CASE("values are formatted by what they hold") {
    Ledger ledger;
    auto const storm = ledger.event("storm").id;
    CHECK(fmt::format("{}", Value()) == "true");
    CHECK(fmt::format("{}", Value(storm)) == "event#0");
    CHECK(fmt::format("{}", Value("the \"old\" quay\nand \\ more")) == R"("the \"old\" quay\nand \\ more")");
    CHECK(fmt::format("{}", Value(exactly(12))) == "12");
    CHECK(fmt::format("{}", Value(Edtf("1985~"))) == "1985~");
    CHECK(fmt::format("{}", in_graph(ledger.graph(), Value(storm))) == "storm");
    CHECK(fmt::format("{}", in_graph(ledger.graph(), Value("storm"))) == "\"storm\"");
}

TEST_CASE("in a graph, records are formatted with its names") {
    Ledger ledger;
    auto const ada = ledger.actor("ada", ActorKind::person);
    auto const mayor = ledger.actor("mayor", ActorKind::office);
    auto const gazette = ledger.document("gazette-1");
    auto const flood = ledger.event("harbour-flood");
    auto const cause = ledger.claim(flood, "cause", ledger.event("north-sluice").id);
    auto const people = ledger.claim(ledger.place("port"), "residents", more_than(20'000).of("person"), Edtf("1985"));
    auto const denied = ledger.attribution({.source = mayor,
                                            .content = cause,
                                            .factuality = Factuality::ct_minus,
                                            .act = SpeechAct::deny,
                                            .role = Role::speaker,
                                            .said = Edtf("2023-09-19")});
    auto const reported = ledger.attribution({.source = ada,
                                              .content = denied,
                                              .distance = {DistanceMarker::alleged, DistanceTarget::content},
                                              .document = gazette});
    auto const about = ledger.claim(reported, "responds_to", cause.id);
    Graph const graph = ledger.graph();

    CHECK(fmt::format("{}", in_graph(graph, flood)) == "harbour-flood");
    CHECK(fmt::format("{:>16}", in_graph(graph, Node(flood))) == "   harbour-flood");
    CHECK(fmt::format("{}", in_graph(graph, Node())) == "none");
    CHECK(fmt::format("{}", in_graph(graph, graph.property(cause))) == "cause");
    CHECK(fmt::format("{}", in_graph(graph, PropertyId())) == "none");
    CHECK(fmt::format("{}", in_graph(graph, cause)) == "(harbour-flood, cause, north-sluice)");
    CHECK(fmt::format("{}", in_graph(graph, graph.claim(people))) == "(port, residents, >20000 {person}, valid 1985)");
    CHECK(fmt::format("{}", in_graph(graph, reported.id)) ==
          "ada : (mayor : (harbour-flood, cause, north-sluice) CT-, deny, as speaker, said 2023-09-19) "
          "CT+, distance alleged in gazette-1");
    CHECK(fmt::format("{}", in_graph(graph, about.id)) == "(attribution#1, responds_to, claim#0)");
}

TEST_CASE("a long chain of hops is formatted without recursion") {
    Ledger ledger;
    auto const source = ledger.actor("a", ActorKind::person);
    auto hop = ledger.attribution({.source = source, .content = ledger.claim(ledger.event("e"), "occurred")}).id;
    constexpr std::size_t depth = 20'000;
    for (std::size_t i = 0; i < depth; ++i) hop = ledger.attribution({.source = source, .content = hop}).id;
    std::string const text = fmt::format("{}", in_graph(ledger.graph(), hop));
    CHECK(text.size() == depth * std::string("a : ( CT+)").size() + std::string("a : (e, occurred, true) CT+").size());
    CHECK(text.substr(0, 10) == "a : (a : (");
}
