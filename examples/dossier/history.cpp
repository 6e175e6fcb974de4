// SPDX-License-Identifier: BSL-1.0
// Sections on what became of statements: amended, overtaken, answered, taken up by others.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "overtaking_rules.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <string>

namespace dossier {

using namespace ascribe;

Section amended(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "amendments",
                    .title = "Retracted, corrected, updated, clarified",
                    .note = "An amendment has effect if its maker owns the words, or the reader accepts its word.",
                    .if_empty = "Nobody amends an earlier statement in this scope."};
    section.columns = {{"kind", "what", false, 10},          {"statements", "id", false, 12},
                       {"of", "", false, not_in_text},       {"source", "of", false, 24},
                       {"claim", "statement", false, 44},    {"by", "by", false, 24},
                       {"stance", "stance", false, 10},      {"documents", "in", false, 10},
                       {"said", "said", false, 13},          {"replacement", "now", false, 40},
                       {"effective", "effect", false, 7},    {"effect", "why", false, 12},
                       {"circular", "", false, not_in_text}, {"repetitions", "who repeats it", false, 44}};
    for (Amendment const& a : amendments(view)) {
        std::vector<Cell> repeats;
        for (Repetition const& r : a.repetitions) {
            Cell const said = statements_cell(view, {r.attribution});
            std::string kind(to_string(r.kind));
            std::replace(kind.begin(), kind.end(), '_', ' ');
            Source const source = graph.source(r.attribution);
            std::string text = describe(graph, source) + " " + kind;
            if (r.later != Truth::never) text += r.later == Truth::always ? ", later" : ", perhaps later";
            if (!said.text.empty()) text += " (" + said.text + ")";
            repeats.push_back({text, json::object{{"kind", std::string(to_string(r.kind))},
                                                  {"source", data_of(graph, source)},
                                                  {"statements", said.data},
                                                  {"later", std::string(to_string(r.later))},
                                                  {"standing", std::string(to_string(r.standing))}}});
        }
        std::string why(to_string(a.effect));
        std::replace(why.begin(), why.end(), '_', ' ');
        std::string now;
        if (a.replacement)
            now = words_of(graph, a.replacement) + " (" + statements_cell(view, {a.replacement}).text + ")";
        section.rows.push_back(
            {word_cell(a.kind), statements_cell(view, {a.of}), record_cell(graph, a.of),
             record_cell(graph, graph.source(a.of)), said_cell(graph, a.of), record_cell(graph, graph.source(a.by)),
             stance_cell(view, a.by), documents_cell(graph, documents_of(view, a.by)), window_cell(view.said(a.by)),
             Cell(now, data_of(graph, a.replacement)), truth_cell(a.is_effective()),
             Cell(why, json::string(to_string(a.effect))), truth_cell(a.is_circular), Cell::list(repeats, "\n")});
    }
    return section;
}

Section overtaken(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "overtakings",
        .title = "Overtaken by later statements",
        .note =
            "That does not say that the earlier was wrong. Residents and those who remain are one state; by the "
            "program's own rules a promise overtakes a conditional offer, the figures of a later day what was "
            "published before of aid to the same people, and an invitation the one before it.",
        .if_empty = "No statement is overtaken in this scope."};
    section.columns = {{"kind", "how", false, 12},
                       {"rule", "", false, not_in_text},
                       {"earlier_statements", "earlier", false, 18},
                       {"earlier", "", false, not_in_text},
                       {"earlier_source", "of", false, 26},
                       {"earlier_claim", "which says", false, 44},
                       {"later_statements", "later", false, 18},
                       {"later", "", false, not_in_text},
                       {"later_source", "of", false, 26},
                       {"later_claim", "which says", false, 44},
                       {"link", "", false, not_in_text},
                       {"after", "is later", false, 8},
                       {"certain", "certain", false, 8}};
    for (Overtaking const& o : overtakings(view, overtaking_options())) {
        auto const cells = [&](AttributionId a, std::vector<Cell>& row) {
            if (!a) {
                row.insert(row.end(), 4, Cell());
                return;
            }
            row.push_back(statements_cell(view, {a}));
            row.push_back(record_cell(graph, a));
            row.push_back(record_cell(graph, graph.source(a)));
            row.push_back(said_cell(graph, a));
        };
        std::vector<Cell> row{word_cell(o.kind), Cell(o.rule)};
        cells(o.earlier, row);
        cells(o.later, row);
        row.push_back(claim_cell(graph, o.link));
        row.push_back(truth_cell(o.after));
        row.push_back(truth_cell(o.certain));
        section.rows.push_back(std::move(row));
    }
    return section;
}

Section relation_columns(std::string id, std::string title) {
    return {.id = std::move(id),
            .title = std::move(title),
            .columns = {{"from", "from", false, 20},
                        {"", "which says", false, 44},
                        {"relation", "relation", false, 20},
                        {"to", "to", false, 20},
                        {"", "which says", false, 44},
                        {"stance", "stance", false, 10},
                        {"holder", "according to", false, 26},
                        {"statements", "id", false, 8}},
            .folds = true};
}

void add_relation(View const& view, ClaimId claim, Section& section) {
    Graph const& graph = view.graph();
    auto const says = [&](Node node) {
        if (auto const attribution = node.to<AttributionId>()) return Cell(words_of(graph, attribution));
        auto const of = node.to<ClaimId>();
        return of ? Cell(text_of(graph, of)) : Cell();
    };
    for (AttributionId a : graph.attributions_of(claim)) {
        if (view.attested(a) == Truth::never) continue;
        Node const from = graph.subject(claim), to = graph.value_node(claim);
        section.rows.push_back({passage_cell(graph, from), says(from), std::string(graph.name(graph.property(claim))),
                                passage_cell(graph, to), says(to), stance_cell(view, a),
                                record_cell(graph, graph.source(a)), statements_cell(view, {a})});
    }
}

Section relations(View const& view, std::string const& type) {
    Graph const& graph = view.graph();
    Section section = relation_columns("relations", "Relations between statements, as somebody sees them");
    section.if_empty = "Nobody sees such a relation in this scope.";
    for (ClaimId claim : graph.claims()) {
        Node const from = graph.subject(claim), to = graph.value_node(claim);
        bool const is_typed = type != "all" && graph.name(graph.property(claim)) == type;
        auto const is_statement = [](Node node) { return node.is(Category::attribution) || node.is(Category::claim); };
        if (to && (is_typed || (type == "all" && is_statement(from) && is_statement(to))))
            add_relation(view, claim, section);
    }
    return section;
}

}  // namespace dossier
