// SPDX-License-Identifier: BSL-1.0
#include "tables.hpp"

#include "names.hpp"

#include <algorithm>
#include <set>

namespace dossier {

using namespace ascribe;

Cell stance_cell(View const& view, AttributionId attribution) {
    Graph const& graph = view.graph();
    Factuality const f = graph.factuality(attribution);
    std::string text(to_string(f));
    if (graph.act(attribution) != SpeechAct::assert) text += " " + std::string(to_string(graph.act(attribution)));
    Style style = polarity(f) == Polarity::positive   ? Style::affirmed
                  : polarity(f) == Polarity::negative ? Style::denied
                                                      : Style::doubtful;
    if (view.taken_back(attribution))
        text += " (taken back)";
    else if (view.standing(attribution) == Truth::never)
        text += " (fallen)";
    else if (view.standing(attribution) == Truth::possibly)
        text += " (possibly)";
    return {text, style};
}

std::string window_text(std::pair<Day, Day> window) {
    bool const from = window.first.is_finite();
    bool const to = window.second.is_finite();
    if (!from && !to) return "unknown";
    if (window.first == window.second) return to_string(window.first);
    return (from ? to_string(window.first) + " " : "") + ".." + (to ? " " + to_string(window.second) : "");
}

std::string through_text(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    std::string text;
    for (std::size_t i = 0; i + 1 < chain.hops.size(); ++i) {
        Attribution const hop = graph.attribution(chain.hops[i]);
        text += (text.empty() ? "" : " » ") + name_of(graph, hop.source);
        if (hop.implied) text += " (implied)";
        if (attitude(view, chain.hops[i]) == Attitude::keeps_distance) text += " (at a distance)";
    }
    return text.empty() ? "-" : text;
}

std::string chain_text(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    std::string text;
    for (ActorId publisher : chain.publishers) text += (text.empty() ? "" : ", ") + name_of(graph, publisher);
    for (AttributionId hop : chain.hops) {
        text += (text.empty() ? "" : " » ") + name_of(graph, graph.source(hop));
        Attribution const record = graph.attribution(hop);
        text += " [" + std::string(to_string(record.role)) + (record.implied ? ", implied]" : "]");
    }
    return text;
}

bool is_apparatus(Graph const& graph, AttributionId attribution) {
    auto const actor = graph.source(attribution).to<ActorId>();
    return actor && stands_by_itself(graph.kind(actor));
}

std::string record_text(Graph const& graph, Node node) {
    if (auto const entity = node.to<Entity>()) return name_of(graph, entity);
    return describe(graph, node);
}

std::vector<std::string> record_texts(Graph const& graph, std::vector<Node> const& nodes) {
    std::vector<std::string> texts;
    for (Node node : nodes) texts.push_back(record_text(graph, node));
    return texts;
}

std::vector<std::string> statement_ids(View const& view, std::vector<AttributionId> const& attributions) {
    std::set<std::string> ids;
    for (AttributionId a : attributions)
        for_each_chain(view, a, [&](Chain const& chain) {
            ids.insert(ids_of(view.graph(), chain.hops.front()));
            return true;
        });
    return {ids.begin(), ids.end()};
}

bool is_statement(Graph const& graph, ClaimId claim) {
    if (graph.traits(graph.property(claim)).has(Trait::structural)) return false;
    for (AttributionId a : graph.attributions_of(claim))
        if (!is_apparatus(graph, a) && !graph.source(a).is(Category::document)) return true;
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

std::vector<Column> statement_columns() {
    return {{"id", "id", false, 12},           {"document", "in", false, 16},   {"source", "source", false, 28},
            {"through", "through", false, 30}, {"stance", "stance", false, 16}, {"statement", "statement", false, 64}};
}

std::vector<Cell> statement_row(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    AttributionId const innermost = chain.hops.back();
    return {Cell(ids_of(graph, chain.hops.front()), Style::faint),
            chain.document ? Cell(std::string(graph.key(chain.document))) : Cell("-"),
            name_of(graph, graph.source(innermost)),
            through_text(view, chain),
            stance_cell(view, innermost),
            text_of(graph, chain.claim)};
}

}  // namespace dossier
