// SPDX-License-Identifier: BSL-1.0
// Sections that list what all documents hold of one kind: numbers, text in common.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace dossier {

using namespace ascribe;

Section numbers(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "numbers", .title = "Numbers", .if_empty = "Nobody gives a number in this scope."};
    section.columns = {{"statements", "id", false, 12},   {"number", "number", false, 40},
                       {"property", "of", false, 28},     {"subject", "what", false, 44},
                       {"source", "source", false, 28},   {"through", "through", false, 30},
                       {"stance", "stance", false, 14},   {"document", "in", false, 16},
                       {"claim", "", false, not_in_text}, {"passage_source", "", false, not_in_text}};
    for (ClaimId claim : graph.claims()) {
        Value const value = graph.value(claim);
        if (value.quantity() == nullptr) continue;
        for (AttributionId a : graph.attributions_of(claim)) {
            if (is_apparatus(graph, a)) continue;
            for_each_chain(view, a, [&](Chain const& chain) {
                // Who speaks in the passage: of acts that the author counts, whoever acts.
                Chain const main = chain_from(view, main_of(graph, chain.hops.front()));
                section.rows.push_back({labels_cell(graph, chain.hops.front()), value_cell(graph, value),
                                        std::string(graph.name(graph.property(claim))),
                                        record_cell(graph, graph.subject(claim)), record_cell(graph, graph.source(a)),
                                        through_cell(view, chain), stance_cell(view, a),
                                        document_cell(graph, chain.document), claim_cell(graph, claim),
                                        record_cell(graph, graph.source(main.hops.back()))});
                return true;
            });
        }
    }
    std::stable_sort(section.rows.begin(), section.rows.end(),
                     [](auto const& a, auto const& b) { return a[0].text < b[0].text; });
    return section;
}

Section found(View const& view, std::string const& text) {
    Graph const& graph = view.graph();
    Section section{.id = "found", .title = "Records called so", .if_empty = "None; --statements lists what is said."};
    section.columns = {{"", "category", false, 12},
                       {"record", "name", false, 60},
                       {"", "key or label", false, 34},
                       {"matches", "matches", false, 60}};
    std::string const wanted = lower(text);
    std::map<Node, std::set<std::string>> matches;
    auto const consider = [&](Node node, std::string_view candidate) {
        if (lower(candidate).find(wanted) != std::string::npos) matches[node].emplace(candidate);
    };
    for (Category category : {Category::actor, Category::place, Category::document, Category::event})
        for (std::uint32_t n = 0; n < graph.count(category); ++n) {
            Entity const entity(category, n, graph.ledger());
            consider(entity, graph.key(entity));
            for (Label const& label : graph.labels(entity)) consider(entity, label.text);
            for (NameUse const& use : names(view, entity)) consider(entity, use.text);
        }
    for (std::string_view label : graph.all_labels())
        for (Node node : graph.find_labelled(label)) consider(node, label);
    for (auto const& [node, texts] : matches) {
        auto const entity = node.to<Entity>();
        section.rows.push_back({Cell(std::string(to_string(node.category()))), record_cell(graph, node),
                                Cell(entity ? std::string(graph.key(entity)) : ids_of(graph, node), Style::faint),
                                Cell::list(std::vector<std::string>(texts.begin(), texts.end()))});
    }
    return section;
}

Section all_statements(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "statements", .title = "Statements", .if_empty = "None in this scope."};
    section.columns = statement_columns();
    for (Column& column : section.columns)
        if (column.id == "through") column.width = not_in_text;
    section.columns.insert(section.columns.end() - 1, {"chain", "from the publisher to the origin", false, 44});
    for (char const* id : {"main", "publishers", "wording", "quote_form", "basis", "distance", "said", "published"})
        section.columns.push_back({id, "", false, not_in_text});
    for (AttributionId outermost : graph.attributions()) {
        if (!graph.document(outermost) || is_apparatus(graph, outermost) || is_own_print(graph, outermost) ||
            view.attested(outermost) == Truth::never)
            continue;
        Chain const chain = chain_from(view, outermost);
        Attribution const record = graph.attribution(outermost);
        Cell distance;
        for (AttributionId hop : chain.hops)
            if (Distance const d = graph.distance(hop); d.marker != DistanceMarker::none)
                distance = {"", json::object{{"marker", std::string(to_string(d.marker))},
                                             {"target", std::string(to_string(d.target))},
                                             {"by", record_cell(graph, graph.source(hop)).data}}};
        auto row = statement_row(view, chain);
        row.insert(row.end() - 1, chain_cell(view, chain));
        row.push_back(truth_cell(main_of(graph, outermost) == outermost));
        row.push_back(records_cell(graph, {chain.publishers.begin(), chain.publishers.end()}));
        row.push_back(Cell(std::string(record.wording)));
        row.push_back(word_cell(record.quote_form));
        row.push_back(word_cell(graph.basis(chain.hops.back())));
        row.push_back(std::move(distance));
        row.push_back(window_cell(view.said(chain.hops.back())));
        row.push_back(window_cell(view.published(outermost)));
        section.rows.push_back(std::move(row));
    }
    std::stable_sort(section.rows.begin(), section.rows.end(),
                     [](auto const& a, auto const& b) { return a[0].text < b[0].text; });
    return section;
}

Section reuse(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    Section shared{.id = "shared_text", .title = "Text in common", .if_empty = "None is recorded."};
    shared.columns = {{"", document ? "with" : "one", false, 34},
                      {"first", "", false, not_in_text},
                      {"first_spans", document ? "bytes here" : "bytes", false, 14},
                      {"", document ? "" : "other", false, document ? not_in_text : 34},
                      {"second", "", false, not_in_text},
                      {"second_spans", document ? "there" : "bytes", false, 14},
                      {"words", "words", true, 6},
                      {"relation", "", false, not_in_text},
                      {"stance", "stance", false, 12},
                      {"source", "according to", false, 34},
                      {"statements", "ids", false, 20}};
    auto const add = [&](ClaimId claim, Node one, Node other) {
        for (AttributionId a : graph.attributions_of(claim)) {
            if (view.attested(a) == Truth::never) continue;
            auto const bytes = [&](Node node) {
                std::vector<Cell> cells;
                for (Span const& span : graph.spans(a))
                    if (Node(span.document) == node)
                        cells.push_back({std::to_string(span.begin) + "-" + std::to_string(span.end),
                                         span_data(graph, span.document, span)});
                return Cell::list(cells);
            };
            Cell words;
            for (ClaimId note : graph.claims_about(a, "shared_words"))
                if (Value const value = graph.value(note); value.quantity() != nullptr && value.quantity()->nominal())
                    words = Cell::number(static_cast<std::size_t>(value.quantity()->nominal()->numerator()));
            shared.rows.push_back({describe(graph, document ? other : one), record_cell(graph, one), bytes(one),
                                   describe(graph, other), record_cell(graph, other), bytes(other), std::move(words),
                                   std::string(graph.name(graph.property(claim))), stance_cell(view, a),
                                   record_cell(graph, graph.source(a)), labels_cell(graph, a)});
        }
    };
    for (ClaimId claim : graph.claims()) {
        if (graph.name(graph.property(claim)) != property::shares_text_with) continue;
        Node const from = graph.subject(claim), to = graph.value_node(claim);
        if (!document || from == Node(document))
            add(claim, from, to);
        else if (to == Node(document))
            add(claim, to, from);
    }
    return shared;
}

}  // namespace dossier
