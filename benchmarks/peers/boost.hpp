// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_BOOST_HPP
#define ASCRIBE_BENCHMARKS_PEERS_BOOST_HPP

#include "citation_graph.hpp"

#include <cstdint>
#include <cstdio>
#include <vector>

#include <boost/graph/dominator_tree.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/version.hpp>

namespace peers {

/// What both of Boost's graphs are asked; edges carry a Cited.
template <class Graph>
void ask_boost(Report const& report, Newsroom const& room, Graph const& graph) {
    using Edge = typename boost::graph_traits<Graph>::edge_descriptor;
    auto const into = [&](std::uint32_t vertex, auto f) {
        auto const [begin, end] = in_edges(vertex, graph);
        for (auto e = begin; e != end; ++e) f(Edge(*e));
    };
    ask_lookups(report, room, 1'000'000,
                [&](std::uint32_t vertex, auto f) { into(vertex, [&](Edge const& e) { f(graph[e]); }); });
    ask_traces(report, room, 100'000, [&](std::uint32_t vertex, auto f) {
        into(vertex, [&](Edge const& e) { f(static_cast<std::uint32_t>(source(e, graph))); });
    });
    // Known to be wrong where claims cite in circles.
    ask_all(report, "5a.dominators", 3, [&] {
        std::vector<std::uint32_t> dominator(num_vertices(graph), none);
        boost::lengauer_tarjan_dominator_tree(
            graph, vertex(0, graph),
            boost::make_iterator_property_map(dominator.begin(), get(boost::vertex_index, graph)));
        std::uint64_t dominated = 0;
        for (std::size_t v = CitationGraph(room).first_claim(); v < dominator.size(); ++v)
            dominated += dominator[v] != none && dominator[v] != 0 ? 1U : 0U;
        return dominated;
    });
    ask_cascades_of_graph(report, room, [&](std::uint32_t vertex, auto f) {
        auto const [begin, end] = out_edges(vertex, graph);
        for (auto e = begin; e != end; ++e) f(static_cast<std::uint32_t>(target(*e, graph)), graph[*e].source);
    });
    std::printf("# Boost %d.%d\n", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000);
}

}  // namespace peers

#endif
