// SPDX-License-Identifier: BSL-1.0
// The questions of the annotation, answered through the public API and compared with its answers. Every answer is
// computed from the graph; the ids in it are the labels and keys of the data set.
#include "corpus/records.hpp"
#include <ascribe/ascribe.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
namespace json = boost::json;

namespace {

using corpus::graph;
using corpus::view;

json::value expected(std::string const& id) {
    static corpus::Sheet const sheet = corpus::read_sheet("questions");
    for (auto const& row : sheet.rows)
        if (row.at("id") == id) return json::parse(row.at("answer"));
    FAIL("no such question: " << id);
    return {};
}

/// Answers are compared as text, with the members of objects in one order.
std::string text(json::value const& value) {
    if (auto const* object = value.if_object()) {
        std::vector<std::string> members;
        for (auto const& [key, member] : *object) members.push_back(std::string(key) + ":" + text(member));
        std::sort(members.begin(), members.end());
        return "{" + corpus::join(members, ",") + "}";
    }
    if (auto const* array = value.if_array()) {
        std::vector<std::string> items;
        for (auto const& item : *array) items.push_back(text(item));
        return items.empty() ? "[]" : "[" + corpus::join(items, ",") + "]";
    }
    return json::serialize(value);
}

json::array strings(std::set<std::string> const& items) {
    json::array array;
    for (auto const& item : items) array.emplace_back(item);
    return array;
}

void check_answer(std::string const& id, json::value const& answer) {
    CAPTURE(id);
    CHECK(text(answer) == text(expected(id)));
}

/// The row that an outermost attribution stands for: "c002.065", "h000.07"; empty for what is no row's.
std::string row_of(AttributionId outermost) {
    for (std::string const beginning : {"c0", "h0"})
        if (std::string const found = corpus::label(outermost, beginning); found != "-") return found;
    return "";
}
bool is_statement(std::string const& row) {
    return row.starts_with("c");
}

/// Rows by which an attribution reaches the reader.
std::set<std::string> rows_of(AttributionId attribution) {
    std::set<std::string> rows;
    for (Chain const& chain : chains(view(), attribution))
        if (std::string row = row_of(chain.hops.front()); !row.empty()) rows.insert(std::move(row));
    return rows;
}

/// Whether an attribution says what its row is about: it is not the date, the name or the occurrence that comes along.
bool is_main(AttributionId outermost) {
    return corpus::note(outermost, "paraphrase") != "-";
}

std::set<std::string> innermost_rows(Source source) {
    std::set<std::string> rows;
    for (AttributionId const a : graph().attributions_by(source))
        if (graph().content(a).is(Category::claim))
            for (Chain const& chain : chains(view(), a))
                if (is_main(chain.hops.front())) rows.insert(row_of(chain.hops.front()));
    rows.erase("");
    return rows;
}

std::set<std::string> rows_about(Node subject) {
    std::set<std::string> rows;
    for (ClaimId const claim : graph().claims_about(subject))
        for (AttributionId const a : graph().attributions_of(claim))
            for (std::string const& row : rows_of(a)) rows.insert(row);
    return rows;
}

std::string source_name(Source source) {
    if (ActorId const actor = Node(source).to<ActorId>(); actor && graph().kind(actor) == ActorKind::unspecified)
        return corpus::label(actor, "ac_");
    return corpus::key(Node(source));
}

/// "publisher:publisher>author:author>speaker:speaker", as the tables write a chain.
std::string chain_text(Chain const& chain) {
    std::vector<std::string> links;
    for (ActorId const publisher : chain.publishers)
        links.push_back(corpus::key(publisher) + (chain.reprinted.empty() ? ":publisher" : ":republisher"));
    for (DocumentId const original : chain.reprinted)
        for (ActorId const publisher : view().publishers(original))
            links.push_back(corpus::key(publisher) + ":publisher");
    for (AttributionId const hop : chain.hops) {
        Attribution const record = graph().attribution(hop);
        std::string role(to_string(record.role));
        if (record.role == Role::relay && record.implied) role += "_implied";
        links.push_back(source_name(record.source) + ":" + role);
    }
    return corpus::join(links, ">");
}

struct Number {
    std::string row;
    ClaimId claim;
    Source innermost;  ///< of the row's main statement: of a refusal that is counted, whoever refuses
};

/// Every number that a row gives.
std::vector<Number> numbers() {
    std::vector<Number> found;
    for (ClaimId const claim : graph().claims()) {
        if (graph().value(claim).quantity() == nullptr) continue;
        for (AttributionId const a : graph().attributions_of(claim))
            for (Chain const& chain : chains(view(), a)) {
                std::string const row = row_of(chain.hops.front());
                if (!is_statement(row)) continue;
                Source innermost;
                for (AttributionId const of_row : corpus::attributions_of_row(row))
                    if (is_main(of_row)) innermost = graph().source(chain_from(view(), of_row).hops.back());
                bool const known = std::any_of(found.begin(), found.end(),
                                               [&](Number const& n) { return n.row == row && n.claim == claim; });
                if (!known) found.push_back({row, claim, innermost});
            }
    }
    std::sort(found.begin(), found.end(), [](Number const& a, Number const& b) { return a.row < b.row; });
    return found;
}

/// A number in the words of the tables: its value, hedge and unit.
std::array<std::string, 3> words_of(Quantity const& quantity) {
    bool const is_share = quantity.kind() == QuantityKind::ratio;
    auto const text_of = [&](Rational const& r) { return to_text(is_share ? r * Rational(100) : r); };
    std::string value = quantity.nominal() ? text_of(*quantity.nominal()) : "";
    std::string hedge;
    switch (quantity.direction()) {
    case Direction::exact: hedge = "exact"; break;
    case Direction::above: hedge = "more_than"; break;
    case Direction::below: hedge = "almost"; break;
    case Direction::about: hedge = quantity.bounds().upper ? "close_to" : "about"; break;
    case Direction::range:
        hedge = "range";
        value = text_of(quantity.bounds().lower->value) + "-" + text_of(quantity.bounds().upper->value);
        break;
    default: FAIL("a hedge that the tables do not have");
    }
    std::string const unit = is_share                 ? "percent"
                             : quantity.unit() == "t" ? "tonnes"
                             : quantity.unit() == "a" ? "years"
                                                      : quantity.thing();
    return {value, hedge, unit};
}

std::string property_name(ClaimId claim) {
    std::string const name(graph().name(graph().property(claim)));
    return name.substr(0, name.find('.'));
}

}  // namespace

TEST_CASE("s01: who said that almost 70 per cent of the text was settled, and by which chain it reaches the reader") {
    json::object answer;
    for (ClaimId const claim : graph().claims_about(graph().find_event("ev_peace_treaty"), "share_cleared"))
        for (Chain const& chain : chains(view(), claim)) {
            answer["chain"] = chain_text(chain);
            answer["claim"] = row_of(chain.hops.front());
            answer["speaker"] = source_name(graph().source(chain.hops.back()));
        }
    check_answer("s01", answer);
}

TEST_CASE("s02: which statements mention the meeting of 1 March 2023, and in which documents") {
    std::set<std::pair<std::string, std::string>> found;
    for (std::string const& row : rows_about(graph().find_event("ev_meet_20230301")))
        if (is_statement(row))
            for (AttributionId const a : corpus::attributions_of_row(row))
                found.emplace(row, corpus::key(graph().document(a)));
    json::array answer;
    for (auto const& [row, document] : found) answer.push_back(json::array{row, document});
    check_answer("s02", answer);
}

TEST_CASE("s05: which statements and headlines are attributed to Armenia's Foreign Ministry") {
    check_answer("s05", strings(innermost_rows(graph().find_actor("ac_arm_mfa"))));
}

TEST_CASE("s08: which statements rest on Azerbaijan's Ministry of Defence as innermost source") {
    check_answer("s08", strings(innermost_rows(graph().find_actor("ac_az_mod"))));
}

TEST_CASE("s12: who signed the decree that ended the de facto entity, when, and with which deadline") {
    json::object answer;
    EventId const decree = graph().find_event("ev_decree_20230928");
    for (ClaimId const claim : graph().claims_about(decree, "told_agent"))
        answer["signatory"] = corpus::key(graph().value_node(claim));
    for (Position const& position : positions(view(), decree, property::date))
        for (Holding const& holding : position.holdings)
            for (std::string const& row : rows_of(holding.attribution))
                answer["signed"] = json::array{corpus::date_text(*graph().value(position.claim).date()), row};
    for (EventId const event : graph().events())
        for (Position const& position : positions(view(), event, "deadline"))
            for (Holding const& holding : position.holdings)
                for (std::string const& row : rows_of(holding.attribution))
                    answer["deadline"] = json::array{corpus::date_text(*graph().value(position.claim).date()), row};
    check_answer("s12", answer);
}

TEST_CASE("s18: which statements have a source that the text leaves unspecified") {
    std::set<std::string> rows;
    for (ActorId const actor : graph().actors())
        if (graph().kind(actor) == ActorKind::unspecified)
            for (std::string const& row : innermost_rows(actor)) rows.insert(row);
    check_answer("s18", strings(rows));
}

TEST_CASE("s21: which quantities of aid are reported, with which hedges") {
    json::array answer;
    for (Number const& number : numbers()) {
        if (graph().subject(number.claim) != Node(graph().find_event("ev_aid_20231003"))) continue;
        auto const [value, hedge, unit] = words_of(*graph().value(number.claim).quantity());
        answer.push_back(json::array{number.row, property_name(number.claim), value, hedge, unit});
    }
    check_answer("s21", answer);
}

TEST_CASE("s23: which statements give a number of Armenian residents, and which numbers") {
    json::array answer;
    for (Number const& number : numbers()) {
        if (graph().subject(number.claim) != Node(graph().find_event("ev_armenian_residents"))) continue;
        auto const [value, hedge, unit] = words_of(*graph().value(number.claim).quantity());
        answer.push_back(json::array{number.row, value, hedge});
    }
    check_answer("s23", answer);
}

TEST_CASE("h11: which statements lose their only support if the third text is withdrawn") {
    View const without(graph(), {.without = {graph().find_document("d003")}});
    std::set<std::string> rows;
    for (AttributionId const a : graph().attributions_in(graph().find_document("d003"))) {
        std::string const row = row_of(a);
        if (!is_statement(row) || !is_main(a)) continue;
        // A statement is held by whoever puts forward a claim that counts as it, whatever his stance.
        bool still_said = false;
        for (ClaimId const claim : counting_for(view(), graph().innermost(a).first))
            for (AttributionId const other : graph().attributions_of(claim))
                still_said = still_said || without.attested(other) != Truth::never;
        if (!still_said) rows.insert(row);
    }
    check_answer("h11", strings(rows));
}

TEST_CASE("h16: which statements are stronger than the one they rest on") {
    std::set<std::pair<std::string, std::string>> found;
    for (ClaimId const claim : graph().claims())
        if (graph().name(graph().property(claim)) == property::strengthens) {
            auto const from = graph().subject(claim).to<AttributionId>();
            auto const to = graph().value_node(claim).to<AttributionId>();
            REQUIRE(from);
            REQUIRE(to);
            found.emplace(row_of(from), row_of(to));
        }
    json::array answer;
    for (auto const& [from, to] : found) answer.push_back(json::array{from, to});
    check_answer("h16", answer);
}

TEST_CASE("e01: which events of 2023 are dated to the day") {
    std::set<std::pair<std::string, std::string>> found;
    for (EventId const event : graph().events()) {
        bool lasts = false;
        for (corpus::Remark const& remark : corpus::remarks(event, "told_category")) {
            auto const category = *graph().value(remark.claim).text();
            lasts = lasts || category == "state" || category == "position";
        }
        if (lasts) continue;
        for (corpus::Remark const& remark : corpus::remarks(event, "told_date")) {
            auto const day = graph().value(remark.claim).date()->is_day();
            if (day && day->year() == 2023 && graph().factuality(remark.by) == Factuality::ct_plus)
                found.emplace(to_string(*day), graph().key(event));
        }
    }
    json::array answer;
    for (auto const& [day, event] : found) answer.push_back(json::array{day, event});
    check_answer("e01", answer);
}

TEST_CASE("e03: what Pashinyan says, and in which events he takes part") {
    ActorId const actor = graph().find_actor("ac_pashinyan");
    std::set<std::string> speaks, takes_part;
    for (AttributionId const a : graph().attributions_by(actor))
        for (std::string const& row : rows_of(a)) speaks.insert(row);
    for (ClaimId const claim : graph().claims_naming(actor))
        if (auto const event = graph().subject(claim).to<EventId>())
            for (AttributionId const a : graph().attributions_of(claim))
                if (graph().source(a) == corpus::annotation()) takes_part.emplace(graph().key(event));
    json::object answer;
    answer["speaks"] = strings(speaks);
    answer["takes_part"] = strings(takes_part);
    check_answer("e03", answer);
}

TEST_CASE("e07: everything on the inter-state treaty track") {
    std::set<std::string> rows;
    for (std::string const key :
         {"ev_peace_treaty", "ev_peace_proposal", "ev_normalisation", "ev_mediation", "ev_mediation_openness",
          "ev_mediation_brussels", "ev_mediation_us", "ev_mediation_russia", "ev_trilateral_cooperation"})
        for (std::string const& row : rows_about(graph().find_event(key)))
            if (is_statement(row)) rows.insert(row);
    check_answer("e07", strings(rows));
}

TEST_CASE("e10: all numbers with hedge, unit and innermost source") {
    json::array answer;
    for (Number const& number : numbers()) {
        auto const [value, hedge, unit] = words_of(*graph().value(number.claim).quantity());
        answer.push_back(
            json::array{number.row, property_name(number.claim), value, hedge, unit, source_name(number.innermost)});
    }
    check_answer("e10", answer);
}
