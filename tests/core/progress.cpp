// SPDX-License-Identifier: BSL-1.0
#include "support/random_reports.hpp"
#include <ascribe/ascribe.hpp>
#include <ascribe/core/progress.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::RandomReports;

namespace {

/// Runs `ask(progress)`, which gives a Result, to its end; then once more for each of its calls, cancelling it there;
/// and each time to its end again. Gives the number of calls.
template <class Ask>
std::size_t cancel_at_each_call(std::string_view name, Ask ask) {
    CAPTURE(name);
    auto const whole = ask(Progress());
    REQUIRE(whole);
    std::size_t calls = 0, last = 0;
    auto const watched = ask([&](std::size_t done, std::size_t total) {
        CHECK(done <= total);
        CHECK(done >= last);
        last = done;
        ++calls;
        return true;
    });
    REQUIRE(watched);
    CHECK(*watched == *whole);
    CHECK(calls > 0);
    // Of very many calls those at the ends, and some between.
    std::size_t const step = calls / 25 + 1;
    for (std::size_t stop = 1; stop <= calls; stop += stop < 10 || calls - stop < 10 ? 1 : step) {
        std::size_t n = 0;
        auto const stopped = ask([&](std::size_t, std::size_t) { return ++n != stop; });
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == Errc::cancelled);
        CHECK(n == stop);
        auto const again = ask(Progress());
        REQUIRE(again);
        REQUIRE(*again == *whole);
    }
    CHECK_THROWS_AS((void)ask([](std::size_t, std::size_t) -> bool { throw 7; }), int);
    return calls;
}

/// What can be seen of a view.
struct Seen {
    std::vector<Truth> truths;
    std::vector<ClaimId> accepted;
    friend bool operator==(Seen const&, Seen const&) = default;
};
Result<Seen> seen(Result<View> const& view) {
    if (!view) return view.error();
    Seen s;
    for (AttributionId a : view->graph().attributions()) s.truths.push_back(view->standing(a));
    for (ClaimId claim : view->graph().claims()) s.truths.push_back(view->supported(claim));
    s.accepted.assign(view->accepted().begin(), view->accepted().end());
    return s;
}

}  // namespace

TEST_CASE("every analysis can be cancelled at each of its calls, and then gives the same answer as ever") {
    RandomReports const reports(5, 1500, 40);
    Graph const graph = reports.ledger.graph();
    View const view(graph);
    ActorId const actor = graph.find_actor("a1");
    std::vector<ClaimId> claims;
    for (std::uint32_t n = 0; n < 60; ++n) claims.push_back(graph.claim_at(n));
    Scope scope;
    scope.said_before = Edtf("2023-05-05").earliest();

    CHECK(cancel_at_each_call("view", [&](Progress p) { return seen(try_view(graph, scope, p)); }) > 3);
    CHECK(cancel_at_each_call("withdrawal",
                              [&](Progress p) { return try_withdrawal(view, {actor}, {.progress = p}); }) > 3);
    CHECK(cancel_at_each_call("conflicts", [&](Progress p) { return try_conflicts(view, {.progress = p}); }) > 3);
    cancel_at_each_call("conflicts of one",
                        [&](Progress p) { return try_conflicts(view, graph.find_event("e1"), {.progress = p}); });
    cancel_at_each_call("amendments", [&](Progress p) { return try_amendments(view, {.progress = p}); });
    cancel_at_each_call("overtakings", [&](Progress p) { return try_overtakings(view, {.progress = p}); });
    cancel_at_each_call("circularity", [&](Progress p) { return try_circularity(view, {.progress = p}); });
    cancel_at_each_call("commitments", [&](Progress p) { return try_commitments(view, {.progress = p}); });
    cancel_at_each_call("commitments of one",
                        [&](Progress p) { return try_commitments(view, actor, {.progress = p}); });
    cancel_at_each_call("strengthenings", [&](Progress p) { return try_strengthenings(view, {.progress = p}); });
    cancel_at_each_call("stance map", [&](Progress p) { return try_stance_map(view, {.progress = p}); });
    cancel_at_each_call("stance map of one", [&](Progress p) { return try_stance_map(view, actor, {.progress = p}); });
    cancel_at_each_call("timeline", [&](Progress p) -> Result<std::vector<EventTime>> {
        auto const found = try_timeline(view, {.progress = p});
        if (!found) return found.error();
        return std::vector<EventTime>(found->events().begin(), found->events().end());
    });
    cancel_at_each_call("corroboration", [&](Progress p) -> Result<std::vector<std::size_t>> {
        CorroborationOptions options;
        options.progress = p;
        auto const found = try_corroboration(view, claims, options);
        if (!found) return found.error();
        std::vector<std::size_t> at_most;
        for (Corroboration const& c : *found) at_most.push_back(c.support.at_most);
        return at_most;
    });
    cancel_at_each_call("corroboration of one", [&](Progress p) {
        CorroborationOptions options;
        options.progress = p;
        return try_corroboration(view, claims.front(), options);
    });
    cancel_at_each_call("corroborator", [&](Progress p) -> Result<std::vector<Corroboration>> {
        CorroborationOptions options;
        options.progress = p;
        try {
            Corroborator corroborate(view, options);
            return std::vector{corroborate(claims[0]), corroborate(claims[1])};
        } catch (Exception const& e) {
            return e.error();
        }
    });
    cancel_at_each_call("dispute state", [&](Progress p) -> Result<Dispute> {
        ConflictOptions options;
        options.progress = p;
        return try_dispute_state(view, claims.front(), options);
    });
    cancel_at_each_call("single points of one",
                        [&](Progress p) { return try_single_points(view, claims.front(), {.progress = p}); });
    cancel_at_each_call("chain dominators", [&](Progress p) { return try_chain_dominators(view, {.progress = p}); });
    cancel_at_each_call("difference", [&](Progress p) {
        DifferenceOptions options;
        options.progress = p;
        return try_difference(view, View(graph, scope), options);
    });
    cancel_at_each_call("first reports", [&](Progress p) -> Result<std::vector<std::optional<Day>>> {
        auto const found = try_first_reports(view, TimeAxis::said, p);
        if (!found) return found.error();
        std::vector<std::optional<Day>> days;
        for (ClaimId claim : graph.claims()) days.push_back(found->first_day(claim, Truth::possibly));
        return days;
    });
    cancel_at_each_call("loss counts", [&](Progress p) { return try_loss_counts_by_source(view, p); });
    cancel_at_each_call("single points", [&](Progress p) -> Result<std::vector<std::vector<Node>>> {
        SupportOptions options;
        options.progress = p;
        auto const found = try_single_points(view, options);
        if (!found) return found.error();
        std::vector<std::vector<Node>> points;
        for (ClaimId claim : graph.claims()) points.push_back(found->of(claim));
        return points;
    });
    cancel_at_each_call("derivation", [&](Progress p) -> Result<std::vector<bool>> {
        SupportOptions options;
        options.progress = p;
        auto const found = try_derive_all(view, Reachability(), options);
        if (!found) return found.error();
        std::vector<bool> values;
        for (ClaimId claim : graph.claims()) values.push_back(found->of(claim));
        return values;
    });
    cancel_at_each_call("tally", [&](Progress p) {
        TallyOptions options;
        options.progress = p;
        return try_tally(view, options);
    });
}

TEST_CASE("a view that is cancelled is none, and its throwing twin says so") {
    RandomReports const reports(6, 60);
    Graph const graph = reports.ledger.graph();
    auto const stopped = try_view(graph, {}, [](std::size_t, std::size_t) { return false; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == Errc::cancelled);
    CHECK(stopped.error().record == "view");
    CHECK_THROWS_AS((void)View(graph, {}, [](std::size_t, std::size_t) { return false; }), Exception);
    View const view(graph);
    CHECK_THROWS_AS((void)FirstReports(view, TimeAxis::said, [](std::size_t, std::size_t) { return false; }),
                    Exception);
    CHECK_THROWS_AS(
        (void)withdrawal(view, {graph.find_actor("a1")}, {.progress = [](std::size_t, std::size_t) { return false; }}),
        Exception);
}

namespace {

/// One claim that very many assert, and as many deny.
struct Crowd {
    Ledger ledger;
    EventId flood = ledger.event("flood");
    ClaimId occurred = ledger.claim(flood, property::occurred);
    DocumentId paper = ledger.document("paper");

    Crowd() {
        for (int i = 0; i < 40'000; ++i)
            ledger.attribution({.source = ledger.actor("a" + std::to_string(i), ActorKind::person),
                                .content = occurred,
                                .factuality = i % 2 == 0 ? Factuality::ct_plus : Factuality::ct_minus,
                                .document = paper});
    }
};

}  // namespace

TEST_CASE("an answer about one claim asks by the work it does, and once cancelled the next one is as ever") {
    Crowd const crowd;
    View const view(crowd.ledger.graph());
    std::size_t calls = 0, stop = 0;
    Progress const progress = [&](std::size_t, std::size_t) { return ++calls != stop; };
    CHECK(corroboration(view, crowd.occurred, {.progress = progress}).support.at_most == 20'000);
    CHECK(calls > 40);
    calls = 0;
    CHECK(dispute_state(view, crowd.occurred, {.progress = progress}).state == DisputeState::disputed);
    CHECK(calls > 40);

    Corroborator corroborate(view, {.progress = progress});
    for (stop = 1; stop < 40; stop += 7) {
        calls = 0;
        CHECK_THROWS_AS((void)corroborate(crowd.occurred), Exception);
        CHECK(calls == stop);
    }
    stop = 0;
    CHECK(corroborate(crowd.occurred).opposition.at_most == 20'000);
}

TEST_CASE("withdrawing what very much hangs on asks by the work it does, and once cancelled nothing has changed") {
    Ledger ledger;
    EventId const flood = ledger.event("flood");
    ActorId const mayor = ledger.actor("mayor", ActorKind::person), desk = ledger.actor("desk", ActorKind::analyst);
    ClaimId const first = ledger.claim(flood, property::occurred);
    DocumentId const paper = ledger.document("paper");
    ledger.attribution({.source = mayor, .content = first, .document = paper});
    for (int i = 0; i < 20'000; ++i) {
        ClaimId const claim = ledger.claim(flood, "detail", std::to_string(i));
        ledger.attribution({.source = desk, .content = claim}, first);
    }
    // Without the clerk a retraction falls, so that what it took back is there again: that takes a view.
    AttributionId const reply = ledger.attribution({.source = desk, .content = ledger.claim(flood, "detail", "last")});
    ClaimId const retracted = ledger.claim(reply, property::retracted);
    ActorId const clerk = ledger.actor("clerk", ActorKind::analyst);
    ledger.attribution({.source = clerk, .content = retracted});

    Withdrawals withdrawals{View(ledger.graph())};
    std::size_t calls = 0, stop = 0, last = 0;
    Progress const progress = [&](std::size_t done, std::size_t total) {
        CHECK(done <= total);
        CHECK(done >= last);
        last = done;
        return ++calls != stop;
    };
    for (ActorId actor : {mayor, clerk}) {
        CAPTURE(ledger.graph().key(actor));
        CHECK(withdrawals.is_local({actor}) == (actor == mayor));
        auto const whole = withdrawals.lost(actor);
        Loss const loss = withdrawals.loss({actor});
        calls = stop = last = 0;
        CHECK(withdrawals.lost(actor, progress) == whole);
        CHECK(calls > 3);
        std::size_t const all = calls;
        for (stop = 1; stop <= all; ++stop) {
            calls = last = 0;
            CHECK_THROWS_AS((void)withdrawals.count_lost(actor, progress), Exception);
            calls = last = 0;
            auto const found = withdrawals.try_loss({actor}, progress);
            REQUIRE_FALSE(found);
            CHECK(found.error().code == Errc::cancelled);
            CHECK(withdrawals.lost(actor) == whole);
            CHECK(withdrawals.loss({actor}) == loss);
        }
    }
}

TEST_CASE("conflicts ask by the work they do, so that one claim with many attributions asks often") {
    Crowd const crowd;
    std::size_t calls = 0;
    CHECK(conflicts(View(crowd.ledger.graph()), {.progress = [&](std::size_t, std::size_t) { return ++calls != 0; }})
              .size() == 1);
    CHECK(calls > 40);
}
