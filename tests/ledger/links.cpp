// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <array>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;

TEST_CASE("E2: a denial by counter-statement is the act deny with a positive stance, kept as two fields") {
    Harbour h;
    ClaimId const open = h.ledger.claim(h.quay, "open");
    AttributionId const id = h.ledger.attribution({.source = h.mayor,
                                                   .content = open,
                                                   .factuality = Factuality::ct_plus,
                                                   .act = SpeechAct::deny,
                                                   .document = h.gazette});
    CHECK(h.ledger.graph().act(id) == SpeechAct::deny);
    CHECK(h.ledger.graph().factuality(id) == Factuality::ct_plus);
}

TEST_CASE("P1: denial and assertion meet on one claim, and false is no value") {
    Harbour h;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    AttributionId const denied = h.ledger.attribution({.source = h.mayor,
                                                       .content = h.happened,
                                                       .factuality = Factuality::ct_minus,
                                                       .act = SpeechAct::deny,
                                                       .document = h.gazette});
    CHECK(list(h.ledger.graph().attributions_of(h.happened)) == std::vector{said, denied});
    CHECK(h.ledger.graph().value(h.happened).is_true());
    static_assert(!std::is_constructible_v<Value, bool>);
}

TEST_CASE("P2: a list is one claim for each item, put forward by the same passage") {
    Harbour h;
    std::array const passage = {Span{.begin = 7, .end = 44}};
    for (auto const* item : {"tents", "blankets", "water"})
        CHECK(h.ledger
                  .attribution({.source = h.ada,
                                .content = h.ledger.claim(h.flood, "needs", item),
                                .document = h.gazette,
                                .spans = passage})
                  .is_new);
    CHECK(h.ledger.graph().claims_about(h.flood, "needs").size() == 3);
    CHECK(h.ledger.graph().attributions_in(h.gazette).size() == 3);
}

TEST_CASE("P4: a condition is a claim about a claim") {
    Harbour h;
    ClaimId const rebuilt = h.ledger.claim(h.quay, "rebuilt");
    ClaimId const paid = h.ledger.claim(h.mayor, "paid");
    ClaimId const condition = h.ledger.claim(rebuilt, property::only_if, paid);
    Graph const graph = h.ledger.graph();
    CHECK(graph.claim(condition) == Claim{.subject = rebuilt, .property = graph.property(condition), .value = paid});
    CHECK(graph.name(graph.property(condition)) == "only_if");
    CHECK(list(graph.claims_about(rebuilt)) == std::vector{condition});
    CHECK(list(graph.claims_naming(paid)) == std::vector{condition});
}

TEST_CASE("S1: same_as is of two records of one category, any of the six, and never of one with itself") {
    Harbour h;
    auto const ledger_refuses = [&](Node a, Node b) {
        Graph const before = h.ledger.graph();
        auto const result = h.ledger.try_claim(a, property::same_as, b);
        return !result && result.error().code == Errc::not_allowed && result.error().record == "claim" &&
               result.error().field == "value" && h.ledger.graph() == before;
    };
    ClaimId const other = h.ledger.claim(h.flood, property::planned);
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    AttributionId const heard = h.ledger.attribution({.source = h.ben, .content = h.happened, .document = h.courier});
    std::vector<std::pair<Node, Node>> const pairs = {{h.ada, h.ben},         {h.quay, h.ledger.place("pier").id},
                                                      {h.gazette, h.courier}, {h.flood, h.ledger.event("surge").id},
                                                      {h.happened, other},    {said, heard}};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        CHECK(h.ledger.try_claim(pairs[i].first, property::same_as, pairs[i].second));
        CHECK(ledger_refuses(pairs[i].first, pairs[i].first));
        for (std::size_t j = 0; j < pairs.size(); ++j)
            if (i != j) CHECK(ledger_refuses(pairs[i].first, pairs[j].second));
    }
    CHECK_FALSE(h.ledger.try_claim(h.ada, property::same_as, "ben"));
    CHECK_FALSE(h.ledger.try_claim(h.ada, property::same_as));
    // By handle as by name.
    auto const same_as = h.ledger.graph().find_property(property::same_as);
    CHECK_FALSE(h.ledger.try_claim(h.ada, same_as, h.quay));
    CHECK_FALSE(h.ledger.claim(h.ben, same_as, h.ada).is_new);
}

TEST_CASE("L1: what a document prints about itself are claims whose source is the document; two dates are two claims") {
    Harbour h;
    for (auto const* date : {"2024-05-01", "2024-05-02"})
        h.ledger.attribution({.source = h.gazette,
                              .content = h.ledger.claim(h.gazette, property::published, Edtf(date)),
                              .document = h.gazette});
    Graph const graph = h.ledger.graph();
    auto const dates = list(graph.claims_about(h.gazette, property::published));
    REQUIRE(dates.size() == 2);
    CHECK(*graph.value(dates[1]).date() == Edtf("2024-05-02"));
    CHECK(graph.attributions_by(h.gazette).size() == 2);
}

TEST_CASE("W3: a ground is any record, early or late, many to one and in circles, each link once and in order") {
    Harbour h;
    AttributionId const first = h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    Attribution const b{.source = h.ben, .content = h.happened, .document = h.courier};
    AttributionId const second = h.ledger.attribution(b, first);
    for (Node ground : std::vector<Node>{h.ada, h.quay, h.courier, h.flood, h.happened, first}) {
        CHECK(h.ledger.ground(second, ground) == (ground != first));
        CHECK_FALSE(h.ledger.ground(second, ground));
    }
    CHECK(h.ledger.ground(first, second));
    Graph const graph = h.ledger.graph();
    CHECK(graph.grounds_of(second) == std::vector<Node>{first, h.ada, h.quay, h.courier, h.flood, h.happened});
    CHECK(graph.grounds_of(first) == std::vector<Node>{second});
    CHECK(list(graph.resting_on(first)) == std::vector{second});
    CHECK(list(graph.resting_on(h.happened)) == std::vector{second});
    CHECK(list(graph.resting_on(h.quay)) == std::vector{second});

    // Recorded again with another ground, it is the same attribution with one ground more.
    auto const again = h.ledger.attribution(b, h.mayor);
    CHECK_FALSE(again.is_new);
    CHECK(again.id == second);
    CHECK(h.ledger.graph().grounds_of(second).back() == h.mayor);
    CHECK(graph.grounds_of(second).size() == 6);
}

TEST_CASE("W3: a source may be the ground of what it says itself, given at once or later, of a claim or of a saying") {
    Harbour h;
    AttributionId const said = h.ledger.attribution({.source = h.ada, .content = h.happened}, h.ada);
    AttributionId const later = h.ledger.attribution({.source = h.ben, .content = h.happened});
    AttributionId const told = h.ledger.attribution({.source = h.gazette, .content = said}, h.gazette);
    AttributionId const heard = h.ledger.attribution({.source = h.mayor, .content = said});
    Graph const before = h.ledger.graph();
    CHECK(h.ledger.ground(later, h.ben));
    CHECK(h.ledger.ground(heard, h.mayor));
    CHECK_FALSE(h.ledger.ground(said, h.ada));
    CHECK_FALSE(h.ledger.ground(told, h.gazette));
    CHECK(h.ledger.ground(said, h.ben));
    CHECK(h.ledger.ground(told, h.courier));
    Graph const graph = h.ledger.graph();
    CHECK(graph.grounds_of(said) == std::vector<Node>{h.ada, h.ben});
    CHECK(graph.grounds_of(later) == std::vector<Node>{h.ben});
    CHECK(graph.grounds_of(told) == std::vector<Node>{h.gazette, h.courier});
    CHECK(graph.grounds_of(heard) == std::vector<Node>{h.mayor});
    CHECK(list(graph.resting_on(h.ben)) == std::vector{later, said});
    CHECK(before.grounds_of(said) == std::vector<Node>{h.ada});
    CHECK(before.has_grounds(told));
    CHECK_FALSE(before.has_grounds(later));
    CHECK_FALSE(before.has_grounds(heard));
    // Equal attributions are found though their lines name grounds instead of sources.
    CHECK(h.ledger.attribution({.source = h.ada, .content = h.happened}).id == said);
    CHECK(h.ledger.attribution({.source = h.ben, .content = h.happened}).id == later);
}

TEST_CASE("M3: a label is a name by a data set; several records may share one, and one record have several") {
    Harbour h;
    CHECK(h.ledger.label(h.flood, "e1", h.clerk));
    CHECK(h.ledger.label(h.flood, "e1", h.ada));
    CHECK(h.ledger.label(h.flood, "e1"));
    CHECK(h.ledger.label(h.quay, "e1", h.clerk));
    CHECK(h.ledger.label(h.flood, "flood of May", h.clerk));
    CHECK_FALSE(h.ledger.label(h.flood, "e1", h.clerk));
    CHECK_FALSE(h.ledger.label(h.flood, "e1"));
    Graph const graph = h.ledger.graph();
    CHECK(graph.labels(h.flood) ==
          std::vector{Label{"e1", h.clerk}, Label{"e1", h.ada}, Label{"e1", {}}, Label{"flood of May", h.clerk}});
    CHECK(graph.find_labelled("e1") == std::vector<Node>{h.flood, h.quay});
    CHECK(graph.find_labelled("e").empty());
    CHECK(graph.all_labels() == std::vector<std::string_view>{"e1", "flood of May"});
    // A text that is interned for another reason is no label.
    h.ledger.claim(h.flood, property::name, "the great flood");
    CHECK(h.ledger.graph().find_labelled("the great flood").empty());
}
