// SPDX-License-Identifier: BSL-1.0
// The timeline of the data set, and the question of the annotation that it answers.
#include "corpus/records.hpp"
#include <ascribe/analysis/timeline.hpp>

#include <set>
#include <string>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;

namespace {

using corpus::graph;

boost::json::object expected(std::string const& id) {
    for (auto const& row : corpus::read_sheet("questions").rows)
        if (row.at("id") == id) return boost::json::parse(row.at("answer")).as_object();
    FAIL("no such question: " << id);
    return {};
}

/// "2023-08-28/2023-09-03": the days on which it may have been, if both of its ends may lie on all of them.
std::string days(UncertainInterval const& when) {
    CHECK(when.first_min() == when.last_min());
    CHECK(when.first_max() == when.last_max());
    return to_string(when.first_min()) + "/" + to_string(when.last_max());
}

std::set<std::string> rows(std::vector<TimeStatement> const& statements) {
    std::set<std::string> found;
    for (TimeStatement const& statement : statements)
        for (Holding const& holding : statement.holdings)
            if (std::string const row = corpus::label(holding.attribution, "c0"); row != "-") found.insert(row);
    return found;
}

/// The event that a row of the tables is about.
EventId event_of(std::string const& row) {
    auto const attributions = corpus::attributions_of_row(row);
    REQUIRE_FALSE(attributions.empty());
    EventId const event = graph().subject(graph().innermost(attributions.front()).first).to<EventId>();
    REQUIRE(event);
    return event;
}

}  // namespace

TEST_CASE("h08: \"last week\" is narrowed by the answer to what happened then") {
    auto const answer = expected("h08");
    std::string const claim(answer.at("claim").as_string());
    EventId const event = event_of(claim);
    Timeline const all = timeline(View(graph()));
    CHECK(days(all.when(event)) == std::string(answer.at("narrowed").as_string()));

    // Without the link between answer and answered the words alone are left, and with it the days hang on the answer.
    auto const narrowed_by = all.reasons(event, TimeBound::last_max);
    std::string const other(answer.at("narrowed_by").as_string());
    CHECK(rows(narrowed_by) == std::set<std::string>{other});
    std::vector<TimeBasis> bases;
    Scope without_link;
    for (TimeStatement const& statement : narrowed_by) {
        bases.push_back(statement.basis);
        if (statement.basis == TimeBasis::response)
            for (Holding const& holding : statement.holdings) without_link.without.push_back(holding.attribution);
    }
    CHECK(bases == std::vector<TimeBasis>{TimeBasis::date, TimeBasis::response});
    CHECK(days(timeline({graph(), without_link}).when(event)) == std::string(answer.at("interval").as_string()));
    CHECK(rows(all.reasons(event, TimeBound::first_min)) == std::set<std::string>{claim});

    // The other reading of an answer bounds the beginning alone.
    Timeline const begun = timeline(View(graph()), {.responses = ResponseReading::begun});
    CHECK(begun.when(event).first_max() == all.when(event).last_max());
    CHECK(begun.when(event).last_max() == Day(2023, 9, 3));
    CHECK(all.order(event, event_of(other)) != Truth::never);
    CHECK(all.order(event_of(other), event) == Truth::never);
}

TEST_CASE("T5: without the day of publication, \"last week\" says no date of its own") {
    EventId const event = event_of("c004.034");
    Scope scope;
    for (ClaimId const claim : graph().claims_about(graph().find_document("d004"), "published"))
        for (AttributionId const a : graph().attributions_of(claim)) scope.without.push_back(a);
    REQUIRE_FALSE(scope.without.empty());
    Timeline const found = timeline({graph(), scope});
    CHECK_FALSE(found.when(event).first_min().is_finite());
    bool is_named = false;
    for (OmittedTime const& omitted : found.omitted())
        is_named = is_named || (omitted.statement.event == event && omitted.reason == TimeOmission::words);
    CHECK(is_named);
}

TEST_CASE("R2, T5: an implausible date stays as printed until the scope accepts what is probably meant") {
    EventId const aid = graph().find_event("ev_aid_20231003");
    CHECK(timeline(View(graph())).when(aid).last_max() == Day(2003, 10, 3));
    Scope scope;
    scope.accept_from = Certainty::probable;
    CHECK(timeline({graph(), scope}).when(aid).last_max() == Day(2023, 10, 3));
}

TEST_CASE("the times of the data set can all be right, and one date that cannot be is named with its sources") {
    View const view(graph());
    Timeline const all = timeline(view);
    CHECK(all.events().size() > 50);
    CHECK(all.conflicts().empty());

    // Read with a date that somebody else gives, the answer would come before what it answers.
    Ledger ledger;
    REQUIRE(read_json_lines(corpus::data_set_text(), ledger).ok());
    ActorId const reader = ledger.actor("reader of the test", ActorKind::person);
    DocumentId const letter = ledger.document("letter of the test");
    EventId const event = ledger.graph().find_event("ev_congratulation");
    AttributionId const late = ledger.attribution(
        {.source = reader, .content = ledger.claim(event, "date", Edtf("2023-09-05")), .document = letter});
    Timeline const found = timeline(ledger.graph());
    REQUIRE(found.conflicts().size() == 1);
    TimeConflict const& conflict = found.conflicts().front();
    std::set<AttributionId> named;
    for (TimeStatement const& statement : conflict.statements)
        for (Holding const& holding : statement.holdings) {
            CHECK(holding.source == ledger.graph().source(holding.attribution));
            named.insert(holding.attribution);
        }
    CHECK(conflict.statements.front().holdings.front().attribution == late);
    CHECK(named.size() == 2);
    CHECK(conflict.days == 2);
    CHECK(found.when(event) == all.when(graph().find_event("ev_congratulation")));
}
