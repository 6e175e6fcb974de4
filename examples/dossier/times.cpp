// SPDX-License-Identifier: BSL-1.0
// Sections on when things were.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace dossier {

using namespace ascribe;

namespace {

/// Basis, statement, who holds it, by which passages.
std::vector<Cell> time_cells(View const& view, TimeStatement const& statement) {
    Graph const& graph = view.graph();
    std::vector<Node> holders;
    std::vector<AttributionId> attributions;
    for (Holding const& holding : statement.holdings) {
        if (std::find(holders.begin(), holders.end(), Node(holding.source)) == holders.end())
            holders.push_back(holding.source);
        attributions.push_back(holding.attribution);
    }
    Cell what(describe(graph, statement.event), json::value()), read;
    if (!statement.claims.empty()) {
        ClaimId const claim = statement.claims.front();
        what = claim_cell(graph, claim);
        if (ClaimId const meant = view.read_as(claim); meant != claim) {
            read = claim_cell(graph, meant);
            what.text += " (read as " + text_of(graph, graph.value(meant)) + ")";
        }
    }
    return {word_cell(statement.basis), std::move(what), std::move(read), records_cell(graph, holders),
            statements_cell(view, attributions)};
}

std::vector<Column> time_columns() {
    return {{"basis", "basis", false, 12},
            {"claim", "statement", false, 70},
            {"read_as", "", false, not_in_text},
            {"holders", "held by", false, 40},
            {"statements", "ids", false, 30}};
}

}  // namespace

namespace {

struct NamedBound {
    char const *text, *id;
    TimeBound bound;
    Day day;
};

/// The four bounds, as far as anything limits them.
std::vector<NamedBound> limited_bounds(UncertainInterval const& when) {
    std::vector<NamedBound> bounds;
    for (NamedBound const& bound :
         {NamedBound{"begins not before", "begins.from", TimeBound::first_min, when.first_min()},
          NamedBound{"begins not after", "begins.to", TimeBound::first_max, when.first_max()},
          NamedBound{"ends not before", "ends.from", TimeBound::last_min, when.last_min()},
          NamedBound{"ends not after", "ends.to", TimeBound::last_max, when.last_max()}})
        if (bound.day.is_finite()) bounds.push_back(bound);
    return bounds;
}

/// What a statement without a label says, in short: "ev_refusal responds_to ev_invitation".
std::string in_keys(Graph const& graph, TimeStatement const& statement) {
    if (statement.claims.empty()) return name_of(graph, statement.event);
    Claim const claim = graph.claim(statement.claims.front());
    auto const key = [&](Node node) {
        auto const entity = node.to<Entity>();
        if (auto const attribution = node.to<AttributionId>()) return passage_of(graph, attribution);
        return entity ? std::string(graph.key(entity)) : describe(graph, node);
    };
    auto const* other = claim.value.node();
    return key(claim.subject) + " " + std::string(graph.name(claim.property)) +
           (other != nullptr        ? " " + key(*other)
            : claim.value.is_true() ? ""
                                    : ": " + text_of(graph, claim.value));
}

/// The statements that set the bounds: "date: c000.004, c001.049", "response: ev_refusal responds_to ev_invitation".
Cell reasons_cell(View const& view, Timeline const& line, EventTime const& event) {
    Graph const& graph = view.graph();
    std::map<TimeBasis, std::set<std::string>> by_basis;
    json::array data;
    for (NamedBound const& bound : limited_bounds(event.when))
        for (TimeStatement const& statement : line.reasons(event.event, bound.bound)) {
            std::vector<AttributionId> attributions;
            for (Holding const& holding : statement.holdings) attributions.push_back(holding.attribution);
            Cell const passages = statements_cell(view, attributions);
            data.push_back(json::object{{"bound", bound.id},
                                        {"basis", std::string(to_string(statement.basis))},
                                        {"statements", passages.data}});
            by_basis[statement.basis].insert(passages.text.empty() ? in_keys(graph, statement) : passages.text);
        }
    std::vector<Cell> texts;
    for (auto const& [basis, by] : by_basis)
        texts.emplace_back(std::string(to_string(basis)) + ": " +
                           Cell::list(std::vector<std::string>(by.begin(), by.end())).text);
    return {Cell::list(texts, "\n").text, std::move(data)};
}

}  // namespace

std::vector<Section> time_windows(View const& view) {
    Graph const& graph = view.graph();
    Timeline const line = ascribe::timeline(view);
    Section windows{.id = "windows",
                    .title = "When events were, by dates, orders and answers together",
                    .note =
                        "Earliest and latest first and last day that all statements in the timeline leave; of an "
                        "event in conflict, the side that came in first. By: the statements that set these bounds.",
                    .if_empty = "No event can be placed in time in this scope."};
    windows.columns = {{"begins", "begins", false, 24}, {"ends", "ends", false, 24},
                       {"", "event", false, 40},        {"event", "key", false, 34},
                       {"reasons", "by", false, 30},    {"contested", "contested", false, 9}};
    std::vector<EventTime> events(line.events().begin(), line.events().end());
    std::stable_sort(events.begin(), events.end(), [](EventTime const& a, EventTime const& b) {
        return std::tuple(a.when.first_max(), a.when.first_min()) < std::tuple(b.when.first_max(), b.when.first_min());
    });
    for (EventTime const& event : events)
        windows.rows.push_back({window_cell({event.when.first_min(), event.when.first_max()}),
                                window_cell({event.when.last_min(), event.when.last_max()}),
                                name_of(graph, event.event), key_cell(graph, event.event),
                                reasons_cell(view, line, event), truth_cell(event.contested, "")});

    Section conflicts{.id = "time_conflicts",
                      .title = "Statements about time that cannot all be right",
                      .if_empty = "All statements about time can be right together."};
    conflicts.columns = {{"number", "no", true, 4}};
    auto const columns = time_columns();
    conflicts.columns.insert(conflicts.columns.end(), columns.begin(), columns.end());
    std::size_t count = 0;
    for (TimeConflict const& conflict : line.conflicts()) {
        ++count;
        for (TimeStatement const& statement : conflict.statements) {
            conflicts.rows.push_back({Cell::number(count)});
            for (Cell& cell : time_cells(view, statement)) conflicts.rows.back().push_back(std::move(cell));
        }
    }
    return {std::move(windows), std::move(conflicts)};
}

Section analysts_dates(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "analysts_dates",
                    .title = "Dates as analysts resolve them",
                    .note = "From all that the texts say, without saying that anything took place; '?' inferred.",
                    .if_empty = "No analyst notes any in this scope."};
    section.columns = {{"date", "date", false, 26}, {"day", "", false, not_in_text},   {"", "event", false, 60},
                       {"event", "key", false, 34}, {"categories", "what", false, 20}, {"stance", "stance", false, 10},
                       {"source", "by", false, 30}};
    std::vector<std::pair<std::pair<Day, Day>, std::vector<Cell>>> found;
    for (EventId event : graph.events()) {
        std::vector<Cell> categories;
        for (ClaimId claim : graph.claims_about(event, "told_category"))
            if (view.supported(claim) != Truth::never) {
                Cell cell = value_cell(graph, graph.value(claim));
                if (cell.data.at("kind") == "text") cell.data = cell.data.at("text");
                categories.push_back(std::move(cell));
            }
        for (ClaimId claim : graph.claims_about(event, "told_date")) {
            Value const value = graph.value(claim);
            for (AttributionId a : graph.attributions_of(claim)) {
                if (value.date() == nullptr || !is_apparatus(graph, a) || view.attested(a) == Truth::never) continue;
                auto const days = std::pair(value.date()->earliest(), value.date()->latest());
                found.push_back({days,
                                 {date_cell(*value.date(), Style::strong),
                                  value.date()->is_day() ? Cell(to_string(days.first)) : Cell(), name_of(graph, event),
                                  key_cell(graph, event), Cell::list(categories), stance_cell(view, a),
                                  record_cell(graph, graph.source(a))}});
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto& row : found) section.rows.push_back(std::move(row.second));
    return section;
}

Section when_it_was(View const& view, EventId event) {
    Graph const& graph = view.graph();
    Timeline const line = ascribe::timeline(view);
    event = view.representative(event).to<EventId>();
    UncertainInterval const when = line.when(event);
    Section section{.id = "when", .title = "When it was", .if_empty = "Nothing dates it."};
    auto const windows =
        std::pair(std::pair(when.first_min(), when.first_max()), std::pair(when.last_min(), when.last_max()));
    if (auto const bounds = limited_bounds(when); !bounds.empty())
        section.note = "Began " + window_cell(windows.first).text + ", ended " + window_cell(windows.second).text +
                       ", by all dates, orders and answers together.";
    section.facts = {
        {"event", data_of(graph, event)}, {"begins", data_of(windows.first)}, {"ends", data_of(windows.second)}};
    section.columns = {{"bound", "bound", false, 18}, {"day", "day", false, 12}};
    auto const columns = time_columns();
    section.columns.insert(section.columns.end(), columns.begin(), columns.end());
    for (NamedBound const& end : limited_bounds(when)) {
        bool again = false;
        for (TimeStatement const& statement : line.reasons(event, end.bound)) {
            section.rows.push_back({Cell(end.text, end.id), Cell(to_string(end.day))});
            for (Cell& cell : section.rows.back()) cell.again = again;
            again = true;
            for (Cell& cell : time_cells(view, statement)) section.rows.back().push_back(std::move(cell));
        }
    }
    return section;
}

}  // namespace dossier
