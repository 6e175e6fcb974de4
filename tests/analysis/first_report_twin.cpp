// SPDX-License-Identifier: BSL-1.0
// First reports against views that are read as of each day, on random ledgers and in random scopes.
#include "support/random.hpp"
#include "support/random_reports.hpp"
#include <ascribe/analysis/first_report.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;
using ascribe_tests::RandomReports;

namespace {

constexpr TimeAxis axes[] = {TimeAxis::published, TimeAxis::said, TimeAxis::recorded};

/// Days around all that the reports tell of, the infinitely late one last. The axis of recordings has its own.
std::vector<Day> days_of(TimeAxis axis) {
    Day const first = axis == TimeAxis::recorded ? Day(-4) : Day(2023, 4, 29);
    std::vector<Day> days;
    for (int i = 0; i < 14; ++i) days.push_back(first + i);
    days.push_back(Day(9999, 12, 31));
    days.push_back(Day::plus_infinity());
    return days;
}

/// The view as of a day, or as of the bound that the scope has on the axis if that is earlier.
View read_as_of(Graph const& graph, Scope const& scope, TimeAxis axis, Day day) {
    Scope bounded = as_of(axis, day, scope);
    bounded.published_before =
        scope.published_before && (!bounded.published_before || *scope.published_before < *bounded.published_before)
            ? scope.published_before
            : bounded.published_before;
    bounded.said_before = scope.said_before && (!bounded.said_before || *scope.said_before < *bounded.said_before)
                              ? scope.said_before
                              : bounded.said_before;
    bounded.recorded_before =
        scope.recorded_before && (!bounded.recorded_before || *scope.recorded_before < *bounded.recorded_before)
            ? scope.recorded_before
            : bounded.recorded_before;
    return View(graph, bounded);
}

bool is_put_forward(View const& view, ClaimId claim, Truth admit) {
    for (AttributionId a : view.graph().attributions_of(claim))
        if (view.attested(a) >= admit) return true;
    return false;
}

/// How often each kind of answer was given, so that the comparison is about something.
struct Met {
    std::size_t on_no_day = 0, on_all_days = 0, on_a_day = 0, never = 0, sooner = 0;

    void count(FirstReports const& reports, ClaimId claim) {
        auto const certainly = reports.first_day(claim), possibly = reports.first_day(claim, Truth::possibly);
        if (!possibly)
            ++never;
        else if (certainly != possibly)
            ++sooner;
        if (certainly == Day::plus_infinity()) ++on_no_day;
        if (certainly == Day::minus_infinity()) ++on_all_days;
        if (certainly && certainly->is_finite()) ++on_a_day;
    }
};

/// Whether the answers of a level are those of the views as of each day.
void compare(FirstReports const& reports, Graph const& graph, Scope const& scope, Truth admit) {
    TimeAxis const axis = reports.axis();
    for (Day const day : days_of(axis)) {
        CAPTURE(to_string(day));
        View const view = read_as_of(graph, scope, axis, day);
        std::vector<ClaimId> wrong;
        for (ClaimId claim : graph.claims()) {
            auto const first = reports.first_day(claim, admit);
            if ((first && *first <= day) != is_put_forward(view, claim, admit)) wrong.push_back(claim);
        }
        CHECK(wrong.empty());
    }
}

/// Whether the lists of a level are what the first days of all claims come to.
void compare_lists(FirstReports const& reports, Graph const& graph, Truth admit, Random& random) {
    auto const days = days_of(reports.axis());
    for (std::uint32_t p = 0; p < graph.property_count(); ++p) {
        PropertyId const property = graph.property_at(p);
        std::vector<ClaimId> ordered;
        for (ClaimId claim : graph.claims())
            if (graph.property(claim) == property && reports.first_day(claim, admit)) ordered.push_back(claim);
        std::stable_sort(ordered.begin(), ordered.end(), [&](ClaimId a, ClaimId b) {
            return *reports.first_day(a, admit) < *reports.first_day(b, admit);
        });
        auto const within = [&](Day first, Day last) {
            std::vector<ClaimId> some;
            for (ClaimId claim : ordered)
                if (Day const day = *reports.first_day(claim, admit); first <= day && day <= last)
                    some.push_back(claim);
            return some;
        };
        CHECK(reports.claims_until(property, Day::plus_infinity(), admit).to_vector() == ordered);
        Day const first = days[random.below(days.size())], last = days[random.below(days.size())];
        CHECK(reports.claims_until(property, last, admit).to_vector() == within(Day::minus_infinity(), last));
        CHECK(reports.claims_between(property, first, last, admit).to_vector() == within(first, last));
    }
}

}  // namespace

TEST_CASE("T1, T2: what is known by a day is what is attested in a view as of that day, on all axes, in any scope") {
    Met met;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        RandomReports reports(seed, 30 + static_cast<int>(seed % 4) * 40);
        Random random(seed);
        // Recordings on several days, some of them before the clock's own first.
        ActorId const host = reports.ledger.actor("host", ActorKind::software);
        for (AttributionId a : reports.ledger.graph().attributions())
            while (random.chance(40)) reports.ledger.recording(a, host, {random.between(-3 * 86'400, 6 * 86'400)});
        Graph const graph = reports.ledger.graph();
        Scope scope = reports.scope(seed % 3 == 0 ? 0 : seed);
        if (scope.recorded_before) scope.recorded_before = Instant{random.between(-2 * 86'400, 6 * 86'400)};
        View const view(graph, scope);
        for (TimeAxis const axis : axes) {
            CAPTURE(to_string(axis));
            FirstReports const found(view, axis);
            compare(found, graph, scope, Truth::always);
            // A scope with bounds of its own that admits only what is certain leaves out what may be within them.
            bool const is_bounded = scope.published_before || scope.said_before || scope.recorded_before;
            if (!is_bounded || scope.admit == Truth::possibly) {
                Scope admitting = scope;
                admitting.admit = Truth::possibly;
                compare(found, graph, admitting, Truth::possibly);
            }
            compare_lists(found, graph, Truth::always, random);
            compare_lists(found, graph, Truth::possibly, random);
            for (ClaimId claim : graph.claims()) met.count(found, claim);
        }
    }
    CHECK(met.never > 1'000);
    CHECK(met.sooner > 1'000);
    CHECK(met.on_no_day > 1'000);
    CHECK(met.on_all_days > 1'000);
    CHECK(met.on_a_day > 1'000);
}

TEST_CASE("many claims on many days, or on days that lie far apart, come in order of their day") {
    for (std::int64_t const step : {std::int64_t{1}, std::int64_t{7'000}, std::int64_t{10'000'000'000}}) {
        CAPTURE(step);
        Ledger ledger;
        ActorId const desk = ledger.actor("desk", ActorKind::analyst);
        Random random(static_cast<std::uint64_t>(step));
        std::vector<std::optional<Day>> first;
        for (int i = 0; i < 3'000; ++i) {
            ClaimId const claim = ledger.claim(ledger.event("e" + std::to_string(i)), i % 3 == 0 ? "a" : "b", "x");
            AttributionId const a = ledger.attribution({.source = desk, .content = claim});
            first.emplace_back();
            while (random.chance(70)) {
                Day const day(random.between(-1'000, 1'000) * step);
                ledger.recording(a, desk, {day.number() * 86'400 + random.between(0, 86'399)});
                first.back() = first.back() ? (std::min)(*first.back(), day) : day;
            }
        }
        Graph const graph = ledger.graph();
        FirstReports const reports(graph, TimeAxis::recorded);
        for (ClaimId claim : graph.claims()) {
            auto const known = first[claim.number()];
            REQUIRE(reports.first_day(claim) == known.value_or(Day::plus_infinity()));
            REQUIRE(reports.first_day(claim, Truth::possibly) == known.value_or(Day::minus_infinity()));
        }
        for (Truth const admit : {Truth::always, Truth::possibly}) compare_lists(reports, graph, admit, random);
    }
}
