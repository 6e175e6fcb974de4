// SPDX-License-Identifier: BSL-1.0
// What conflicts in the data set and what only looks so (question h06), and what it does not contain.
#include "../../examples/dossier/conflict_rules.hpp"
#include "corpus/records.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/dispute.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using corpus::view;
namespace json = boost::json;

namespace {

using Rows = std::set<std::string>;

/// The rows of the tables that put something forward by this attribution: it, or what reports it, bears their ids.
void add_rows(AttributionId attribution, Rows& rows) {
    std::vector<AttributionId> open{attribution};
    for (std::size_t i = 0; i < open.size(); ++i) {
        AttributionId const at = open[i];
        for (Label const& label : corpus::graph().labels(at)) rows.insert(std::string(label.text));
        for (AttributionId const carrier : corpus::graph().attributions_of(at)) open.push_back(carrier);
    }
}
Rows rows_of(DisagreementSide const& side) {
    Rows rows;
    for (Holding const& holding : side.holdings) add_rows(holding.attribution, rows);
    return rows;
}
Rows rows_of(Disagreement const& found) {
    Rows rows;
    for (DisagreementSide const& side : found.sides) rows.merge(rows_of(side));
    return rows;
}

bool is_about_figures(Disagreement const& found) {
    return std::any_of(found.sides.begin(), found.sides.end(), [](DisagreementSide const& side) {
        return std::any_of(side.claims.begin(), side.claims.end(),
                           [](ClaimId const claim) { return corpus::graph().value(claim).quantity() != nullptr; });
    });
}

std::vector<Disagreement> const& disagreements() {
    static std::vector<Disagreement> const found = conflicts(view(), {.rules = dossier::conflict_rules()});
    return found;
}

json::value answer_h06() {
    for (auto const& row : corpus::read_sheet("questions").rows)
        if (row.at("id") == "h06") return json::parse(row.at("answer"));
    FAIL("no such question");
    return {};
}
Rows rows_of(json::value const& entry) {
    Rows rows;
    for (json::value const& row : entry.at(1).as_array()) rows.insert(std::string(row.as_string()));
    return rows;
}
bool includes(Rows const& all, Rows const& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}
Rows common(Rows const& a, Rows const& b) {
    Rows rows;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(rows, rows.end()));
    return rows;
}

}  // namespace

TEST_CASE("h06: the figures that conflict are those of the answer, and no others") {
    std::set<Rows> expected, found;
    json::value const answer = answer_h06();
    for (json::value const& entry : answer.at("conflict").as_array()) expected.insert(rows_of(entry));
    for (Disagreement const& d : disagreements())
        if (d.is_conflict() && is_about_figures(d)) found.insert(rows_of(d));
    CHECK(found == expected);
}

TEST_CASE("h06: the figures that only look as though they conflict are differences, each with its reason") {
    // By the place of the entry in the answer.
    DifferenceReason const reasons[] = {
        DifferenceReason::hedge, DifferenceReason::hedge,        DifferenceReason::nested, DifferenceReason::as_of,
        DifferenceReason::scope, DifferenceReason::not_asserted, DifferenceReason::scope};
    json::value const answer = answer_h06();
    json::array const& apparent = answer.at("apparent").as_array();
    REQUIRE(apparent.size() == std::size(reasons));
    std::set<std::size_t> used;
    for (std::size_t i = 0; i < apparent.size(); ++i) {
        CAPTURE(std::string(apparent[i].at(0).as_string()));
        Rows const expected = rows_of(apparent[i]);
        Rows reached;
        bool has_reason = false;
        for (std::size_t n = 0; n < disagreements().size(); ++n) {
            Disagreement const& d = disagreements()[n];
            Rows const shared = common(rows_of(d), expected);
            if (!is_about_figures(d) || shared.size() < 2) continue;
            CHECK(d.verdict == Verdict::difference);
            for (DisagreementSide const& side : d.sides) CHECK_FALSE(includes(rows_of(side), expected));
            has_reason = has_reason || d.reason == reasons[i];
            reached.insert(shared.begin(), shared.end());
            used.insert(n);
        }
        CHECK(reached == expected);
        CHECK(has_reason);
    }
    // There are no others, but for several figures of one property that has several.
    for (std::size_t n = 0; n < disagreements().size(); ++n) {
        Disagreement const& d = disagreements()[n];
        if (d.is_conflict() || !is_about_figures(d) || d.reason == DifferenceReason::other_value) continue;
        Rows const rows = rows_of(d);
        CAPTURE(corpus::join({rows.begin(), rows.end()}, " "));
        CHECK(used.count(n) == 1);
    }
}

TEST_CASE("without the host's rules the figures of one property differ and none conflicts") {
    for (Disagreement const& d : conflicts(view(), {.weakest = Verdict::possible})) CHECK_FALSE(is_about_figures(d));
}

TEST_CASE("what the data set's sources deny of each other, in the rows where they do") {
    std::set<Rows> denials;
    for (Disagreement const& d : conflicts(view(), {.weakest = Verdict::possible})) {
        CHECK(d.kind == DisagreementKind::polarity);
        CHECK(d.own.empty());
        denials.insert(rows_of(d));
    }
    // One row that reports a charge and rejects it, or a charge and its denial by another.
    CHECK(denials == std::set<Rows>{{"c000.028"},
                                    {"c000.029"},
                                    {"c000.030"},
                                    {"c001.015"},
                                    {"c001.016"},
                                    {"c001.075"},
                                    {"c001.083"},
                                    {"c001.084"},
                                    {"c001.086", "c001.153"},
                                    {"c002.042"}});
}

TEST_CASE("the residents figure is unopposed by itself and disputed under the rule on departures") {
    EventId const residents = corpus::graph().find_event("ev_armenian_residents");
    ClaimId const claim = corpus::graph().claims_about(residents, "residents").front();
    Dispute const alone = dispute_state(view(), claim);
    CHECK(alone.state == DisputeState::unopposed);
    CHECK(alone.supporters.size() == 3);
    Dispute const ruled = dispute_state(view(), claim, {.rules = dossier::conflict_rules()});
    CHECK(ruled.state == DisputeState::disputed);
    CHECK(ruled.verdict == Verdict::possible);
    REQUIRE(ruled.disagreements.size() == 1);
    CHECK(ruled.disagreements[0].rule == "departures against residents");
}
