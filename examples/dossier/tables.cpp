// SPDX-License-Identifier: BSL-1.0
#include "tables.hpp"

#include "data.hpp"
#include "names.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace dossier {

using namespace ascribe;

Cell record_cell(Graph const& graph, Node node, Style style) {
    if (!node) return {};
    return {describe(graph, node), data_of(graph, node), style};
}

Cell records_cell(Graph const& graph, std::vector<Node> const& nodes, Style style) {
    std::vector<Cell> cells;
    for (Node node : nodes) cells.push_back(record_cell(graph, node));
    return Cell::list(cells, ", ", style);
}

Cell passage_cell(Graph const& graph, Node node) {
    Cell cell = record_cell(graph, node);
    auto const attribution = node.to<AttributionId>();
    if (attribution || node.is(Category::claim)) cell.text = ids_of(graph, node);
    if (attribution && cell.text == "-") cell.text = name_of(graph, graph.source(attribution));
    return cell;
}

Cell points_cell(Graph const& graph, std::vector<Node> const& nodes, Style style) {
    std::vector<Cell> cells;
    for (Node node : nodes) {
        cells.push_back(record_cell(graph, node));
        if (auto const attribution = node.to<AttributionId>()) cells.back().text = passage_of(graph, attribution);
    }
    return Cell::list(cells, ", ", style);
}

Cell key_cell(Graph const& graph, Entity entity, Style style) {
    return {std::string(graph.key(entity)), data_of(graph, entity), style};
}

Cell claim_cell(Graph const& graph, ClaimId claim) {
    if (!claim) return {};
    return {text_of(graph, claim), data_of(graph, claim)};
}

Cell said_cell(Graph const& graph, AttributionId attribution) {
    if (!attribution) return {};
    return {words_of(graph, attribution), data_of(graph, graph.innermost(attribution).first)};
}

Cell claims_cell(Graph const& graph, std::vector<ClaimId> const& claims, Style style) {
    std::vector<Cell> cells;
    for (ClaimId claim : claims) cells.push_back(claim_cell(graph, claim));
    return Cell::list(cells, "; ", style);
}

Cell value_cell(Graph const& graph, Value const& value) {
    return {value.is_true() ? "so" : text_of(graph, value), value_data(graph, value)};
}

Cell lines_cell(SupportLines const& lines) {
    return {(lines.exact ? "" : "at most ") + std::to_string(lines.lines), static_cast<std::int64_t>(lines.lines)};
}

Cell bottleneck_cell(Graph const& graph, SupportLines const& lines) {
    Cell cell = points_cell(graph, lines.bottleneck);
    for (std::size_t origin : lines.bottleneck_classes) {
        cell.text += (cell.text.empty() ? "origin " : ", origin ") + std::to_string(origin + 1);
        cell.data.as_array().push_back(json::object{{"origin", static_cast<std::int64_t>(origin + 1)}});
    }
    return cell;
}

Cell stance_cell(View const& view, AttributionId attribution) {
    Graph const& graph = view.graph();
    Factuality const f = graph.factuality(attribution);
    std::string text = stance_of(graph, attribution);
    Style style = polarity(f) == Polarity::positive   ? Style::affirmed
                  : polarity(f) == Polarity::negative ? Style::denied
                                                      : Style::doubtful;
    if (view.taken_back(attribution))
        text += " (taken back)";
    else if (view.standing(attribution) == Truth::never)
        text += " (fallen)";
    else if (view.standing(attribution) == Truth::possibly)
        text += " (possibly)";
    json::object data{{"factuality", std::string(to_string(f))},
                      {"act", std::string(to_string(graph.act(attribution)))},
                      {"standing", std::string(to_string(view.standing(attribution)))},
                      {"taken_back", view.taken_back(attribution)}};
    return {std::move(text), std::move(data), style};
}

Cell window_cell(std::pair<Day, Day> window) {
    bool const from = window.first.is_finite();
    bool const to = window.second.is_finite();
    std::string text = !from && !to                    ? "unknown"
                       : window.first == window.second ? to_string(window.first)
                                                       : (from ? to_string(window.first) + " " : "") + ".." +
                                                             (to ? " " + to_string(window.second) : "");
    return {std::move(text), data_of(window)};
}

Cell date_cell(Edtf const& date, Style style) {
    std::string const canonical = date.canonical();
    std::string text = canonical;
    if (text.size() > 3 && text.substr(0, 3) == "../")
        text = "by " + text.substr(3);
    else if (text.size() > 3 && text.substr(text.size() - 3) == "/..")
        text = "from " + text.substr(0, text.size() - 3) + " on";
    return {std::move(text), json::string(canonical), style};
}

Cell truth_cell(bool yes, char const* no) {
    return {yes ? "yes" : no, yes};
}

Cell truth_cell(Truth truth) {
    char const* text = truth == Truth::always ? "yes" : truth == Truth::possibly ? "possibly" : "no";
    return {text, json::string(to_string(truth))};
}

namespace {

json::object hop_data(View const& view, AttributionId hop) {
    Graph const& graph = view.graph();
    Attribution const record = graph.attribution(hop);
    return {{"source", data_of(graph, record.source)},
            {"role", std::string(to_string(record.role))},
            {"implied", record.implied},
            {"attitude", std::string(to_string(attitude(view, hop)))},
            {"attribution", id_of(graph, hop)}};
}

}  // namespace

Cell through_cell(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    std::string text;
    json::array hops;
    for (std::size_t i = 0; i + 1 < chain.hops.size(); ++i) {
        Attribution const hop = graph.attribution(chain.hops[i]);
        text += (text.empty() ? "" : " » ") + name_of(graph, hop.source);
        if (hop.implied) text += " (implied)";
        if (attitude(view, chain.hops[i]) == Attitude::keeps_distance) text += " (at a distance)";
        hops.push_back(hop_data(view, chain.hops[i]));
    }
    return {text.empty() ? "-" : text, std::move(hops)};
}

Cell chain_cell(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    std::string text;
    json::array publishers, reprinted, hops;
    for (ActorId publisher : chain.publishers) {
        text += (text.empty() ? "" : ", ") + name_of(graph, publisher);
        publishers.push_back(data_of(graph, publisher));
    }
    for (DocumentId original : chain.reprinted) {
        text += (text.empty() ? "" : ", ") + std::string("reprinting ") + name_of(graph, original);
        json::array of_original;
        for (ActorId publisher : view.publishers(original)) {
            text += " (" + name_of(graph, publisher) + ")";
            of_original.push_back(data_of(graph, publisher));
        }
        reprinted.push_back(
            json::object{{"document", data_of(graph, original)}, {"publishers", std::move(of_original)}});
    }
    for (AttributionId hop : chain.hops) {
        text += (text.empty() ? "" : " » ") + name_of(graph, graph.source(hop));
        Attribution const record = graph.attribution(hop);
        text += " [" + std::string(to_string(record.role)) + (record.implied ? ", implied]" : "]");
        hops.push_back(hop_data(view, hop));
    }
    return {std::move(text), json::object{{"publishers", std::move(publishers)},
                                          {"reprinted", std::move(reprinted)},
                                          {"document", data_of(graph, chain.document)},
                                          {"hops", std::move(hops)}}};
}

Cell document_cell(Graph const& graph, DocumentId document) {
    if (!document) return {"-", nullptr};
    return key_cell(graph, document, Style::plain);
}

Cell documents_cell(Graph const& graph, std::vector<DocumentId> const& documents) {
    std::vector<Cell> cells;
    for (DocumentId document : documents) cells.push_back(key_cell(graph, document));
    return Cell::list(cells);
}

Cell labels_cell(Graph const& graph, Node node) {
    Cell cell = Cell::list(labels_or_id(graph, node), Style::faint);
    cell.text = ids_of(graph, node);
    return cell;
}

namespace {

/// What has no label has an id in JSON only.
Cell outermost_cell(Graph const& graph, std::set<AttributionId> const& attributions) {
    std::set<std::string> labels, ids;
    for (AttributionId outermost : attributions) {
        auto const found = labels_or_id(graph, outermost);
        (graph.labels(outermost).empty() ? ids : labels).insert(found.begin(), found.end());
    }
    Cell cell = Cell::list(std::vector<std::string>(labels.begin(), labels.end()), Style::faint);
    for (std::string const& id : ids) cell.data.as_array().emplace_back(id);
    return cell;
}

}  // namespace

Cell statements_cell(View const& view, std::vector<AttributionId> const& attributions) {
    std::set<AttributionId> outermost;
    for (AttributionId a : attributions)
        for_each_chain(view, a, [&](Chain const& chain) {
            outermost.insert(chain.hops.front());
            return true;
        });
    return outermost_cell(view.graph(), outermost);
}

Cell takers_cell(View const& view, std::vector<AttributionId> const& attributions) {
    Graph const& graph = view.graph();
    Cell cell = statements_cell(view, attributions);
    std::map<std::string, std::set<std::string>> stances;  // of each label
    for (AttributionId a : attributions) {
        bool const is_plain =
            polarity(graph.factuality(a)) == Polarity::positive && act_class(graph.act(a)) == ActClass::assertive;
        for_each_chain(view, a, [&](Chain const& chain) {
            for (Label const& label : graph.labels(chain.hops.front()))
                stances[std::string(label.text)].insert(is_plain ? "" : stance_of(graph, a));
            return true;
        });
    }
    std::vector<std::string> named;
    for (auto const& [label, of_label] : stances) {
        std::string text = label;
        for (std::string const& stance : of_label)
            if (!stance.empty()) text += (text == label ? " (" : ", ") + stance;
        named.push_back(text + (text == label ? "" : ")"));
    }
    cell.text = Cell::list(named).text;
    return cell;
}

Cell takers_cell(View const& view, ClaimId claim) {
    std::vector<AttributionId> attributions;
    for (AttributionId a : view.graph().attributions_of(claim)) attributions.push_back(a);
    return takers_cell(view, attributions);
}

bool is_apparatus(Graph const& graph, AttributionId attribution) {
    auto const actor = graph.source(attribution).to<ActorId>();
    return actor && stands_by_itself(graph.kind(actor));
}

bool is_own_print(Graph const& graph, AttributionId attribution) {
    if (Node(graph.source(attribution)) != Node(graph.document(attribution))) return false;
    ClaimId const claim = graph.innermost(attribution).first;
    Category const about = graph.subject(claim).category();
    if (about == Category::document || about == Category::attribution) return true;
    static std::set<std::string_view> const kinds_of_name = {
        property::name,    property::abbreviation, property::title,       property::description,
        property::metonym, property::designation,  property::misspelling, property::label};
    return kinds_of_name.count(graph.name(graph.property(claim))) != 0;
}

AttributionId main_of(Graph const& graph, AttributionId outermost) {
    AttributionId first = outermost;
    for (Label const& label : graph.labels(outermost))
        for (Node node : graph.find_labelled(label.text))
            if (auto const a = node.to<AttributionId>(); a && graph.document(a) == graph.document(outermost))
                first = (std::min)(first, a);
    return first;
}

bool is_statement(Graph const& graph, ClaimId claim) {
    if (graph.traits(graph.property(claim)).has(Trait::structural)) return false;
    for (AttributionId a : graph.attributions_of(claim))
        if (!is_apparatus(graph, a) && !is_own_print(graph, a)) return true;
    return false;
}

std::vector<DocumentId> documents_of(View const& view, AttributionId attribution) {
    std::vector<DocumentId> found;
    for_each_chain(view, attribution, [&](Chain const& chain) {
        if (chain.document) found.push_back(chain.document);
        return true;
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<Column> holding_columns() {
    return {{"stance", "stance", false, 16},
            {"holder", "holder", false, 30},
            {"through", "through", false, 34},
            {"documents", "in", false, 16},
            {"statements", "ids", false, 24}};
}

void add_holdings(View const& view, std::vector<Holding> const& holdings, std::vector<Cell> const& first,
                  std::vector<std::vector<Cell>>& rows) {
    Graph const& graph = view.graph();
    struct Line {
        Cell stance, holder, through;
        std::set<DocumentId> documents;
        std::set<AttributionId> outermost;
    };
    std::vector<Line> lines;
    for (Holding const& holding : holdings) {
        if (is_apparatus(graph, holding.attribution)) continue;
        for_each_chain(view, holding.attribution, [&](Chain const& chain) {
            Cell stance = stance_cell(view, holding.attribution);
            Cell holder = record_cell(graph, holding.source);
            Cell through = through_cell(view, chain);
            auto line = std::find_if(lines.begin(), lines.end(), [&](Line const& l) {
                return l.stance.text == stance.text && l.holder.data == holder.data && l.through.text == through.text;
            });
            if (line == lines.end())
                line = lines.insert(lines.end(), {std::move(stance), std::move(holder), std::move(through), {}, {}});
            if (chain.document) line->documents.insert(chain.document);
            line->outermost.insert(chain.hops.front());
            return true;
        });
    }
    bool again = false;
    for (Line& line : lines) {
        std::vector<Cell> row = first;
        for (Cell& cell : row) cell.again = cell.again || again;
        again = true;
        row.push_back(std::move(line.stance));
        row.push_back(std::move(line.holder));
        row.push_back(std::move(line.through));
        row.push_back(documents_cell(graph, {line.documents.begin(), line.documents.end()}));
        row.push_back(outermost_cell(graph, line.outermost));
        rows.push_back(std::move(row));
    }
}

std::vector<Column> statement_columns() {
    return {{"statements", "id", false, 12},   {"document", "in", false, 16},   {"source", "source", false, 28},
            {"through", "through", false, 30}, {"stance", "stance", false, 16}, {"claim", "statement", false, 64}};
}

std::vector<Cell> statement_row(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    AttributionId const innermost = chain.hops.back();
    return {labels_cell(graph, chain.hops.front()),
            document_cell(graph, chain.document),
            record_cell(graph, graph.source(innermost)),
            through_cell(view, chain),
            stance_cell(view, innermost),
            claim_cell(graph, chain.claim)};
}

Section statements(View const& view, std::string id, std::string title, std::vector<Chain> const& found,
                   std::string if_empty) {
    Section section{.id = std::move(id),
                    .title = std::move(title),
                    .columns = statement_columns(),
                    .if_empty = std::move(if_empty)};
    for (Chain const& chain : found) section.rows.push_back(statement_row(view, chain));
    return section;
}

}  // namespace dossier
