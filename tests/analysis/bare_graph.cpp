// SPDX-License-Identifier: BSL-1.0
// Every analysis is an ordinary function of a graph, a scope and options: a graph becomes a view by itself.
#include "support/random_reports.hpp"
#include <ascribe/ascribe.hpp>

#include <array>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::RandomReports;

static_assert(std::is_convertible_v<Graph, View>);

TEST_CASE("every analysis takes a bare graph, and a graph with a scope in braces") {
    RandomReports const reports(9, 300);
    Graph const graph = reports.ledger.graph();
    Scope scope;
    scope.accept_from = Certainty::probable;
    scope.without = {graph.find_actor("a2")};
    View const plain(graph), scoped(graph, scope);
    EventId const event = graph.find_event("e0");
    ActorId const actor = graph.find_actor("a1");
    AttributionId const attribution = graph.attribution_at(3);
    ClaimId const claim =
        graph.content(attribution).is(Category::claim) ? graph.content(attribution).to<ClaimId>() : graph.claim_at(0);
    std::array const claims = {claim, graph.claim_at(1)};
    Day const day(2023, 5, 4);

    CHECK(chains(graph, claim) == chains(plain, claim));
    CHECK(chains({graph, scope}, claim) == chains(scoped, claim));
    CHECK(chain_from(graph, attribution) == chain_from(plain, attribution));
    CHECK(origins(graph, claim) == origins(plain, claim));
    CHECK(counting_for({graph, scope}, claim) == counting_for(scoped, claim));
    CHECK(positions(graph, event, "deaths") == positions(plain, event, "deaths"));
    CHECK(positions({graph, scope}, event, "deaths") == positions(scoped, event, "deaths"));
    CHECK(positions_at(graph, event, "state", day) == positions_at(plain, event, "state", day));
    CHECK(names(graph, event) == names(plain, event));
    CHECK(attitude(graph, attribution) == attitude(plain, attribution));
    CHECK(conflicts(graph) == conflicts(plain));
    CHECK(conflicts({graph, scope}) == conflicts(scoped));
    CHECK(conflicts(graph, event) == conflicts(plain, event));
    CHECK(conflicts({graph, scope}, event, "deaths") == conflicts(scoped, event, "deaths"));
    CHECK(dispute_state(graph, claim) == dispute_state(plain, claim));
    CHECK(timeline(graph).conflicts().size() == timeline(plain).conflicts().size());
    CHECK(timeline({graph, scope}).events().size() == timeline(scoped).events().size());
    CHECK(amendments(graph) == amendments(plain));
    CHECK(amendments({graph, scope}) == amendments(scoped));
    CHECK(amendments(graph, event) == amendments(plain, event));
    CHECK(overtakings({graph, scope}) == overtakings(scoped));
    CHECK(circularity(graph) == circularity(plain));
    CHECK(commitments({graph, scope}) == commitments(scoped));
    CHECK(commitments(graph, actor) == commitments(plain, actor));
    CHECK(strengthenings(graph) == strengthenings(plain));
    CHECK(stance_map({graph, scope}) == stance_map(scoped));
    CHECK(stance_map(graph, actor) == stance_map(plain, actor));
    CHECK(difference(graph, {graph, scope}) == difference(plain, scoped));
    CHECK(FirstReports(graph, TimeAxis::said).first_day(claim) == FirstReports(plain, TimeAxis::said).first_day(claim));
    CHECK(FirstReports({graph, scope}, TimeAxis::said).first_day(claim) ==
          FirstReports(scoped, TimeAxis::said).first_day(claim));
    CHECK(withdrawal(graph, {actor}) == withdrawal(plain, {actor}));
    CHECK(withdrawal({graph, scope}, {actor}) == withdrawal(scoped, {actor}));
    CHECK(loss_counts(graph, {actor}) == loss_counts(plain, {actor}));
    CHECK(loss_counts_by_source({graph, scope}) == loss_counts_by_source(scoped));
    CHECK(Withdrawals(graph).lost(actor) == Withdrawals(plain).lost(actor));
    CHECK(single_points(graph, claim) == single_points(plain, claim));
    CHECK(single_points({graph, scope}).of(claim) == single_points(scoped).of(claim));
    CHECK(chain_dominators(graph) == chain_dominators(plain));
    CHECK(corroboration(graph, claim).support.at_most == corroboration(plain, claim).support.at_most);
    CHECK(corroboration({graph, scope}, claims).size() == 2);
    CHECK(Corroborator(graph)(claim).support.at_most == corroboration(plain, claim).support.at_most);
    CHECK(derive(graph, claim, ChainCount()) == derive(plain, claim, ChainCount()));
    CHECK(derive_all({graph, scope}, ChainCount()).of(claim) == derive_all(scoped, ChainCount()).of(claim));
    CHECK(minimal_sources(graph, claim) == minimal_sources(plain, claim));
    CHECK(tally(graph) == tally(plain));
}

TEST_CASE("what an analysis returns outlives the view that was made for the call") {
    RandomReports const reports(10, 200);
    ClaimId const claim = reports.ledger.graph().claim_at(5);
    // Each of these keeps a view by value; under a sanitizer a reference to the temporary would be found.
    Timeline const times = timeline(reports.ledger.graph());
    SinglePoints const points = single_points(reports.ledger.graph());
    SupportGraph const support(reports.ledger.graph());
    Withdrawals withdrawals{View(reports.ledger.graph())};
    Corroborator corroborator(reports.ledger.graph());
    View const view(reports.ledger.graph());
    for (EventTime const& time : times.events())
        CHECK(times.reasons(time.event, TimeBound::first_max) ==
              timeline(view).reasons(time.event, TimeBound::first_max));
    CHECK(points.of(claim) == single_points(view, claim));
    CHECK(support.view().graph().count(Category::claim) == view.graph().count(Category::claim));
    CHECK(withdrawals.lost(view.graph().find_actor("a1")) == withdrawal(view, {view.graph().find_actor("a1")}).lost);
    CHECK(corroborator(claim).support.at_most == corroboration(view, claim).support.at_most);
}
