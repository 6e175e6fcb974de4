// SPDX-License-Identifier: BSL-1.0
// What later statements of the data set overtake (question h19), and what was known when.
#include "../../examples/dossier/overtaking_rules.hpp"
#include "corpus/records.hpp"
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/analysis/difference.hpp>
#include <ascribe/analysis/first_report.hpp>
#include <ascribe/analysis/trace.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
namespace json = boost::json;

namespace {

using corpus::graph;
using Pairs = std::set<std::pair<std::string, std::string>>;

std::set<std::string> rows_of(View const& view, AttributionId attribution) {
    std::set<std::string> rows;
    for (Chain const& chain : chains(view, attribution))
        for (Label const& label : view.graph().labels(chain.hops.front())) rows.insert(std::string(label.text));
    return rows;
}

/// (the later, the earlier) by the rows of the tables.
Pairs rows_of(View const& view, std::vector<Overtaking> const& list) {
    Pairs pairs;
    for (Overtaking const& o : list)
        for (std::string const& later : rows_of(view, o.later))
            for (std::string const& earlier : rows_of(view, o.earlier)) pairs.emplace(later, earlier);
    return pairs;
}

Pairs answer_h19() {
    for (auto const& row : corpus::read_sheet("questions").rows) {
        if (row.at("id") != "h19") continue;
        Pairs pairs;
        json::value const answer = json::parse(row.at("answer"));
        for (json::value const& pair : answer.as_array())
            pairs.emplace(std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string()));
        return pairs;
    }
    FAIL("no such question");
    return {};
}

}  // namespace

TEST_CASE("h19: what the data set's relations of events overtake is in the answer, but for more words of one demand") {
    View const view(graph());
    auto const found = overtakings(view);
    std::vector<Overtaking> declared;
    for (Overtaking const& o : found)
        if (o.link) declared.push_back(o);
    Pairs both, only_found;
    Pairs const pairs = rows_of(view, declared), answer = answer_h19();
    std::set_intersection(pairs.begin(), pairs.end(), answer.begin(), answer.end(), std::inserter(both, both.end()));
    std::set_difference(pairs.begin(), pairs.end(), answer.begin(), answer.end(),
                        std::inserter(only_found, only_found.end()));
    CHECK(both == Pairs{{"c001.104", "c002.010"}, {"c001.107", "c002.028"}, {"c001.107", "c003.024"}});
    // One demand in nine rows, of which the answer names one.
    EventId const demand = graph().find_event("ev_dissolve_institutions");
    for (auto const& [later, earlier] : only_found) {
        CHECK(later == "c001.104");
        for (AttributionId const a : corpus::attributions_of_row(earlier))
            CHECK(graph().subject(graph().innermost(a).first) == demand);
    }
    CHECK(only_found.size() == 8);
}

TEST_CASE("what was foretold of the union and is later said to be so is the only prediction that came true") {
    View const view(graph());
    std::vector<Overtaking> computed;
    for (Overtaking const& o : overtakings(view)) {
        if (o.link || o.kind == OvertakingKind::newer) continue;
        CHECK(o.kind == OvertakingKind::came_true);
        CHECK(o.after == Truth::always);
        computed.push_back(o);
    }
    CHECK(rows_of(view, computed) == Pairs{{"c002.005", "c000.048"}, {"c003.003", "c000.048"}});
}

TEST_CASE(
    "h19, T4: the number of those who remained overtakes the last figure of residents, not its earlier printings") {
    View const view(graph());
    PropertyId const held_by = graph().find_property(property::held_by);
    std::vector<Overtaking> newer, holders;
    for (Overtaking const& o : overtakings(view, {.one_state = {{"residents", "residents_remaining"}}})) {
        if (o.kind != OvertakingKind::newer) continue;
        CHECK(o.after == Truth::always);
        (graph().property(graph().innermost(o.earlier).first) == held_by ? holders : newer).push_back(o);
    }
    CHECK(rows_of(view, newer) == Pairs{{"c001.118", "c004.044"}});
    CHECK(answer_h19().count({"c001.118", "c004.044"}) == 1);
    // The one other state that is told at two times: who led the de facto authorities.
    REQUIRE(holders.size() == 1);
    CHECK(corpus::key(graph().value_node(graph().innermost(holders[0].earlier).first)) == "ac_harutyunyan");
    CHECK(corpus::key(graph().value_node(graph().innermost(holders[0].later).first)) == "ac_shahramanyan");
}

TEST_CASE("h19: the rules of the example find three more of the answer, and with them what else they are about") {
    View const view(graph());
    std::map<std::string, Pairs> by_rule;
    for (Overtaking const& o : overtakings(view, dossier::overtaking_options())) {
        CHECK((o.kind == OvertakingKind::rule) == !o.rule.empty());
        if (o.rule.empty()) continue;
        CHECK(o.certain == (o.rule == "the next invitation" ? Truth::always : Truth::possibly));
        by_rule[o.rule].merge(rows_of(view, std::vector{o}));
    }
    CHECK(by_rule.size() == 3);
    CHECK(by_rule["the next invitation"] == Pairs{{"c000.007", "c000.005"}});
    CHECK(by_rule["a promise after a conditional offer"] == Pairs{{"h002.23", "c003.017"}});
    // Four figures, of which the answer names the first, and two headlines, of which it names the one on figures.
    Pairs figures;
    for (std::string const later : {"c001.126", "c001.127", "c001.128", "c001.129"})
        for (std::string const earlier : {"h002.18", "h002.34"}) figures.emplace(later, earlier);
    CHECK(by_rule["later figures of aid"] == figures);
}

TEST_CASE(
    "h19: seven of the answer's eight pairs are declared, computed or found by rules; the eighth is a judgement") {
    auto const wanted = answer_h19();
    auto const missing = [&](Pairs const& found) {
        Pairs rest;
        std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::inserter(rest, rest.end()));
        return rest;
    };
    // Nothing in the records relates the checkpoint on a road with the traffic that was said to go on there.
    Pairs const judged{{"c001.079", "c001.077"}};
    CHECK(wanted.size() == 8);
    CHECK(missing(rows_of(View(graph()), overtakings(View(graph()), dossier::overtaking_options()))) == judged);

    // A reader who judges so records a claim, and it is listed as his; who does not take his word has it not.
    Ledger ledger;
    REQUIRE(read_json_lines(corpus::data_set_text(), ledger).ok());
    ActorId const reader = ledger.actor("reader", ActorKind::analyst);
    auto const row = [&](std::string const& label) {
        std::vector<AttributionId> found;
        for (Node const node : ledger.graph().find_labelled(label)) found.push_back(node.to<AttributionId>());
        REQUIRE(!found.empty());
        return *std::min_element(found.begin(), found.end());
    };
    ClaimId const judgement = ledger.claim(row("c001.077"), property::overtaken_by, row("c001.079"));
    ledger.attribution({.source = reader, .content = judgement});
    View const with(ledger.graph()), without(ledger.graph(), {.without = {reader}});
    CHECK(missing(rows_of(with, overtakings(with, dossier::overtaking_options()))).empty());
    CHECK(missing(rows_of(without, overtakings(without, dossier::overtaking_options()))) == judged);
    for (Overtaking const& o : overtakings(with))
        if (o.link == judgement) CHECK(o.after != Truth::never);
}

TEST_CASE("L2, T1, T6: as of a day there are the pages that had appeared, and no headline that is younger") {
    auto const headlines = corpus::read_sheet("headlines");
    auto const day_of = [](std::string const& stamp) { return parse_day(stamp.substr(0, 10)).value(); };
    for (Day const day : {Day(2023, 3, 28), Day(2023, 3, 29), Day(2023, 6, 4), Day(2023, 6, 5), Day(2023, 9, 21),
                          Day(2023, 9, 22), Day(2023, 12, 31)}) {
        CAPTURE(to_string(day));
        View const view(graph(), as_of(TimeAxis::published, day));
        std::size_t shown = 0;
        for (corpus::Cells const& row : headlines.rows) {
            bool const is_dated = row.at("timestamp") != "-";
            for (AttributionId const a : corpus::attributions_of_row(row.at("id"))) {
                bool const is_shown = view.attested(a) != Truth::never;
                // An undated item is there when its list was captured, which is later than any of its dates.
                if (is_dated) CHECK(is_shown == (day_of(row.at("timestamp")) <= day));
                if (is_shown) ++shown;
            }
        }
        CHECK((shown == 0) == (day < Day(2023, 6, 1)));
        // The article to which ten weeks later a list was added is of the 29th of March.
        for (AttributionId const a : corpus::attributions_of_row("c000.008"))
            CHECK((view.attested(a) == Truth::always) == (day >= Day(2023, 3, 29)));
    }
}

TEST_CASE("T1, T2: when each claim of the data set was first known is what views as of the days tell, by both dates") {
    View const view(graph());
    for (TimeAxis const axis : {TimeAxis::published, TimeAxis::said}) {
        CAPTURE(to_string(axis));
        FirstReports const reports(view, axis);
        std::set<std::size_t> numbers;
        for (Day const day : {Day(2022, 12, 31), Day(2023, 3, 29), Day(2023, 6, 5), Day(2023, 9, 22), Day(2023, 12, 31),
                              Day::plus_infinity()}) {
            CAPTURE(to_string(day));
            for (Truth const admit : {Truth::always, Truth::possibly}) {
                Scope scope = as_of(axis, day);
                scope.admit = admit;
                View const then(graph(), scope);
                std::vector<ClaimId> wrong;
                std::size_t known = 0, listed = 0;
                for (ClaimId claim : graph().claims()) {
                    bool is_there = false;
                    for (AttributionId a : graph().attributions_of(claim)) is_there |= then.attested(a) >= admit;
                    auto const first = reports.first_day(claim, admit);
                    if ((first && *first <= day) != is_there) wrong.push_back(claim);
                    if (is_there) ++known;
                }
                CHECK(wrong.empty());
                for (std::uint32_t p = 0; p < graph().property_count(); ++p)
                    listed += reports.claims_until(graph().property_at(p), day, admit).size();
                CHECK(listed == known);
                numbers.insert(known);
            }
        }
        CHECK(numbers.size() > 5);
    }
}

TEST_CASE("what came between two days: statements, positions, and nothing taken back") {
    View const spring(graph(), as_of(TimeAxis::published, Day(2023, 4, 1)));
    View const summer(graph(), as_of(TimeAxis::published, Day(2023, 6, 10)));
    Difference const found = difference(spring, summer);
    std::set<std::string> documents;
    for (AttributionDifference const& d : found.attributions) {
        // What the annotation infers from statements rises with them; nothing falls.
        CHECK((d.change == AttributionChange::said || d.change == AttributionChange::rose));
        if (d.change == AttributionChange::rose) CHECK(graph().source(d.attribution) == corpus::annotation());
        for (Chain const& chain : chains(summer, d.attribution))
            if (chain.document) documents.insert(corpus::key(chain.document).substr(0, 4));
    }
    // The page of May, what it cites, and the lists that came to the page of March.
    CHECK(documents.count("d002") == 1);
    CHECK(documents.count("d000") == 1);
    for (std::string const later : {"d001", "d004"}) CHECK(documents.count(later) == 0);
    for (ClaimDifference const& d : found.claims) CHECK(d.change <= SupportChange::firmer);
    EventId const residents = graph().find_event("ev_armenian_residents");
    bool const has_residents = std::any_of(
        found.positions.begin(), found.positions.end(),
        [&](PositionDifference const& p) { return p.subject == residents && p.before.empty() && p.after.size() == 1; });
    CHECK(has_residents);
    CHECK(found.identities.empty());
}

TEST_CASE("T4: how many residents there were, by what was said on the day") {
    View const view(graph());
    EventId const residents = graph().find_event("ev_armenian_residents");
    CHECK(positions_at(view, residents, "residents", Day(2023, 5, 30)).size() == 1);
    auto const october = positions_at(view, residents, "residents_remaining", Day(2023, 10, 1));
    REQUIRE(october.size() == 1);
    CHECK(positions_at(view, residents, "residents_remaining", Day(2023, 9, 30)).empty());
}
