// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/analysis/position.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;

namespace {

struct Town : Harbour {
    ClaimId at_quay = ledger.claim(flood, property::place, quay);

    AttributionId says(ActorId source, Content content, DocumentId document, Factuality f = Factuality::ct_plus,
                       SpeechAct act = SpeechAct::assert) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .act = act, .document = document});
    }
    [[nodiscard]] Occurrence ask(Scope scope = {}) const {
        return occurrence(View(ledger.graph(), std::move(scope)), flood);
    }
};

}  // namespace

TEST_CASE("E5: who says where an event was says that it occurred, also of an event of which nobody else says so") {
    Ledger ledger;
    EventId const meeting = ledger.event("meeting");
    ActorId const ada = ledger.actor("ada", ActorKind::person);
    DocumentId const gazette = ledger.document("gazette");
    ClaimId const there = ledger.claim(meeting, property::place, ledger.place("town hall"));
    CHECK(occurrence(View(ledger.graph()), meeting) == Occurrence());
    AttributionId const said = ledger.attribution({.source = ada, .content = there, .document = gazette});
    Occurrence const found = occurrence(View(ledger.graph()), meeting);
    CHECK(found.supported == Truth::always);
    REQUIRE(found.holdings.size() == 1);
    CHECK(found.holdings[0].holding.attribution == said);
    CHECK(found.holdings[0].claim == there);
    CHECK(found.holdings[0].implied);
    CHECK(occurrence(View(ledger.graph(), {.without = {gazette}}), meeting) == Occurrence());
}

TEST_CASE("E5: neither a denial nor a demand implies that there was such an event") {
    Town t;
    t.says(t.ada, t.at_quay, t.gazette, Factuality::ct_minus);
    t.says(t.mayor, t.at_quay, t.courier, Factuality::uu, SpeechAct::demand);
    CHECK(t.ask() == Occurrence());
    // A denial of the event itself is a stance on it.
    t.says(t.ben, t.happened, t.courier, Factuality::ct_minus);
    Occurrence const denied = t.ask();
    CHECK(denied.supported == Truth::never);
    REQUIRE(denied.holdings.size() == 1);
    CHECK_FALSE(denied.holdings[0].implied);
}

TEST_CASE("E5, A3: what is implied and what is said stand in order of recording; taken back, it is still listed") {
    Town t;
    AttributionId const implied = t.says(t.ada, t.at_quay, t.gazette);
    AttributionId const said = t.says(t.ben, t.happened, t.courier, Factuality::ps_plus);
    Occurrence const both = t.ask();
    REQUIRE(both.holdings.size() == 2);
    CHECK(both.holdings[0].holding.attribution == implied);
    CHECK(both.holdings[1].holding.attribution == said);
    CHECK(both.holdings[1].holding.factuality == Factuality::ps_plus);
    CHECK(both.supported == Truth::always);
    t.says(t.ada, t.ledger.claim(implied, property::retracted), t.gazette);
    t.says(t.ben, t.ledger.claim(said, property::retracted), t.courier);
    CHECK(t.ask().holdings.size() == 2);
    CHECK(t.ask().supported == Truth::never);
}

TEST_CASE("E4: a generic event never occurs, whatever is said of its place") {
    Town t;
    t.says(t.ada, t.at_quay, t.gazette);
    t.says(t.clerk, t.ledger.claim(t.flood, property::generic), {});
    CHECK(t.ask() == Occurrence());
}

TEST_CASE("E5, S1: what is said of an event that accepted claims make one with it counts") {
    Town t;
    EventId const tide = t.ledger.event("spring tide");
    AttributionId const said = t.says(t.ada, t.ledger.claim(tide, property::place, t.quay), t.gazette);
    CHECK(t.ask() == Occurrence());
    t.says(t.clerk, t.ledger.claim(t.flood, property::same_as, tide), {});
    REQUIRE(t.ask().holdings.size() == 1);
    CHECK(t.ask().holdings[0].holding.attribution == said);
}
