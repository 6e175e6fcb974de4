// SPDX-License-Identifier: BSL-1.0
// The graph in Boost.Graph: whose word a claim cannot do without, what the grounds of a finding have in common, and
// who rests on whom in a circle. Breadth-first search, dominators and strong components run on the graph as it is; what
// stances, documents and amendments make of it is the matter of a View.
#include <ascribe/ascribe.hpp>
#include <ascribe/graph/boost.hpp>

#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

using namespace ascribe;

namespace {

/// Something for each vertex, found by its index.
template <class T>
auto map_of(std::vector<T>& values, Graph const& graph) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
}

/// Keeps the edges by which something is put forward, except where one source would have to speak.
struct SaidWithout {
    Graph const* graph = nullptr;
    Source silent;

    bool operator()(Edge const& edge) const {
        auto const attribution = edge.from.to<AttributionId>();
        return edge.field == EdgeField::content && graph->source(attribution) != silent;
    }
};

/// The documents in which a claim is heard if one source keeps silent, each with the number of mouths on the way.
std::vector<std::pair<DocumentId, int>> heard_in(Graph const& graph, ClaimId claim, Source silent) {
    boost::filtered_graph<Graph, SaidWithout> const said(graph, SaidWithout{&graph, silent});
    std::vector<int> mouths(num_vertices(graph));
    boost::breadth_first_search(
        boost::make_reverse_graph(said), Node(claim),
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(map_of(mouths, graph), boost::on_tree_edge()))));
    std::vector<std::pair<DocumentId, int>> found;
    for (AttributionId attribution : graph.attributions())
        if (int const n = map_of(mouths, graph)[attribution]; n > 0 && graph.document(attribution))
            found.emplace_back(graph.document(attribution), n);
    return found;
}

std::string text_of(Graph const& graph, ClaimId claim) {
    std::string text(graph.name(graph.property(claim)));
    Value const value = graph.value(claim);
    if (auto const* words = value.text()) text.append(": ") += *words;
    if (auto const* quantity = value.quantity()) text.append(": ") += to_words(*quantity);
    return text;
}

void print_who_is_needed(Graph const& graph, ClaimId claim) {
    std::cout << text_of(graph, claim) << '\n';
    for (auto const& [document, mouths] : heard_in(graph, claim, Source()))
        std::cout << "  heard in " << graph.key(document) << " through " << mouths
                  << (mouths == 1 ? " mouth\n" : " mouths\n");
    std::string needed;
    for (ActorId actor : graph.actors())
        if (heard_in(graph, claim, actor).empty()) needed.append(needed.empty() ? "" : ", ") += graph.key(actor);
    std::cout << "  not heard at all without " << (needed.empty() ? "... nobody: it would get through anyway" : needed)
              << "\n\n";
}

/// The nearest record that every way from the claim to the finding passes.
Node nearest_in_common(Graph const& graph, ClaimId claim, AttributionId finding) {
    constexpr auto unreached = (std::numeric_limits<std::uint32_t>::max)();
    std::vector<std::uint32_t> visit(num_vertices(graph), unreached);
    std::vector<Node> parent(visit.size()), order(visit.size()), dominator(visit.size());
    boost::lengauer_tarjan_dominator_tree(boost::make_reverse_graph(graph), Node(claim),
                                          get(boost::vertex_index, graph), map_of(visit, graph), map_of(parent, graph),
                                          order, map_of(dominator, graph));
    return map_of(dominator, graph)[finding];
}

void print_what_is_shared(Graph const& graph, ClaimId claim, AttributionId finding) {
    Node const shared = nearest_in_common(graph, claim, finding);
    std::cout << graph.key(graph.source(finding)) << " relies on " << graph.grounds_of(finding).size() << " reports, ";
    if (auto const word = shared.to<AttributionId>())
        std::cout << "and all of them pass on one word of the " << graph.key(graph.source(word)) << '\n';
    else
        std::cout << "and they have nothing in common but the claim\n";
}

void print_circles(Graph const& graph) {
    std::vector<std::size_t> component(num_vertices(graph));
    auto const count = boost::strong_components(graph, map_of(component, graph));
    std::vector<std::vector<AttributionId>> members(count);
    for (AttributionId attribution : graph.attributions())
        members[map_of(component, graph)[attribution]].push_back(attribution);
    for (auto const& circle : members) {
        if (circle.size() < 2) continue;
        std::cout << "  ";
        for (AttributionId attribution : circle) std::cout << graph.key(graph.source(attribution)) << " » ";
        std::cout << graph.key(graph.source(circle.front())) << '\n';
    }
}

}  // namespace

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    auto const person = [&](std::string_view key) { return ledger.actor(key, ActorKind::person).id; };
    ActorId const ada = person("Ada"), ben = person("Ben"), keeper = person("lock keeper"), medic = person("medic");
    ActorId const master = person("harbour master"), mayor = ledger.actor("mayor", ActorKind::office);
    ActorId const inquiry = ledger.actor("inquiry", ActorKind::analyst),
                  insurer = ledger.actor("insurer", ActorKind::analyst);
    auto const said = [&](Source source, Content content, DocumentId document = {}) {
        return ledger.attribution({.source = source, .content = content, .document = document}).id;
    };

    // Three papers, two officials, and in the end one man who saw the sluice.
    ClaimId const cause = ledger.claim(flood, "cause", "the sluice stood open");
    AttributionId const keeper_said = said(keeper, cause);
    AttributionId const master_said = said(master, keeper_said), mayor_said = said(mayor, keeper_said);
    std::vector<AttributionId> const on_cause{said(ada, master_said, ledger.document("Gazette")),
                                              said(ben, mayor_said, ledger.document("Courier")),
                                              said(mayor, keeper_said, ledger.document("Radio interview"))};
    // Two papers, and two who counted.
    ClaimId const injured = ledger.claim(flood, "injured", exactly(87).of("person"));
    DocumentId const hospital = ledger.document("Hospital register");
    std::vector<AttributionId> const on_injured{said(hospital, injured, hospital),
                                                said(ada, said(medic, injured), ledger.document("Gazette"))};
    // Two reference works about the last flood, each with the other as its only authority.
    ClaimId const before = ledger.claim(ledger.event("flood-of-1873"), "place", ledger.place("market square"));
    DocumentId const almanac = ledger.document("Almanac"), guide = ledger.document("Guide to the town");
    AttributionId const almanac_says = said(almanac, before, almanac), guide_says = said(guide, before, guide);
    ledger.ground(almanac_says, guide_says);
    ledger.ground(guide_says, almanac_says);

    AttributionId const preventable = said(inquiry, ledger.claim(flood, "preventable"));
    for (AttributionId report : on_cause) ledger.ground(preventable, report);
    AttributionId const insured = said(insurer, ledger.claim(flood, "insured"));
    for (AttributionId report : on_injured) ledger.ground(insured, report);

    Graph const graph = ledger.graph();
    std::cout << num_vertices(graph) << " records, joined by " << num_edges(graph) << " fields\n\n";
    print_who_is_needed(graph, cause);
    print_who_is_needed(graph, injured);
    print_what_is_shared(graph, cause, preventable);
    print_what_is_shared(graph, injured, insured);
    std::cout << "\nA circle, in which each rests on the next:\n";
    print_circles(graph);
}
