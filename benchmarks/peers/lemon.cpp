// SPDX-License-Identifier: BSL-1.0
#include "citation_graph.hpp"

#include <algorithm>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>
#include <lemon/static_graph.h>
#include <memory>
#include <numeric>
#include <utility>

namespace {

using namespace peers;
using lemon::INVALID;
using lemon::SmartDigraph;
using lemon::StaticDigraph;

int number(std::uint32_t n) {
    return static_cast<int>(n);
}

class Graph {
public:
    /// The library wants its arcs sorted by where they come from.
    explicit Graph(Newsroom const& room) {
        CitationGraph const citations(room);
        std::vector<std::uint32_t> from(citations.edges()), order(citations.edges());
        for (std::uint32_t e = 0; e < citations.edges(); ++e) from[e] = citations.from(e);
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return from[a] < from[b]; });
        std::vector<std::pair<int, int>> arcs;
        arcs.reserve(order.size());
        for (std::uint32_t e : order) arcs.push_back({number(from[e]), number(citations.to(e))});
        digraph_.build(number(citations.vertices()), arcs.begin(), arcs.end());
        cited_.reserve(order.size());
        for (std::uint32_t e : order) cited_.push_back(citations.cited(e));
    }

    template <class F>
    void each_cited(std::uint32_t vertex, F f) const {
        for (StaticDigraph::InArcIt arc(digraph_, digraph_.node(number(vertex))); arc != INVALID; ++arc) f(cited(arc));
    }
    template <class F>
    void each_above(std::uint32_t vertex, F f) const {
        for (StaticDigraph::InArcIt arc(digraph_, digraph_.node(number(vertex))); arc != INVALID; ++arc)
            f(static_cast<std::uint32_t>(digraph_.id(digraph_.source(arc))));
    }
    template <class F>
    void each_below(std::uint32_t vertex, F f) const {
        for (StaticDigraph::OutArcIt arc(digraph_, digraph_.node(number(vertex))); arc != INVALID; ++arc)
            f(static_cast<std::uint32_t>(digraph_.id(digraph_.target(arc))), cited(arc).source);
    }

private:
    Cited const& cited(StaticDigraph::Arc arc) const { return cited_[static_cast<std::size_t>(digraph_.id(arc))]; }

    StaticDigraph digraph_;
    std::vector<Cited> cited_;  ///< by arc; the library's own maps do not compile in C++20
};

/// Vertex-disjoint paths to a claim: the greatest flow through what is behind it, with every vertex split in two.
class Flow {
public:
    Flow(Newsroom const& room, Graph const& graph)
        : graph_(graph),
          first_claim_(CitationGraph(room).first_claim()),
          local_(CitationGraph(room).vertices(), none) {}

    std::uint64_t operator()(std::uint32_t claim) {
        behind_.clear();
        enter(first_claim_ + claim);
        for (std::size_t i = 0; i < behind_.size(); ++i)
            if (behind_[i] >= first_claim_) graph_.each_above(behind_[i], [&](std::uint32_t above) { enter(above); });

        SmartDigraph network;
        SmartDigraph::ArcMap<int> capacity(network);
        network.reserveNode(2 * static_cast<int>(behind_.size()) + 1);
        auto const arc = [&](int from, int to, int room) {
            capacity[network.addArc(SmartDigraph::nodeFromId(from), SmartDigraph::nodeFromId(to))] = room;
        };
        int const end = 2 * static_cast<int>(behind_.size());
        for (int i = 0; i <= end; ++i) network.addNode();
        for (std::uint32_t i = 0; i < behind_.size(); ++i) {
            arc(number(2 * i), number(2 * i + 1), i == 0 ? end : 1);
            if (behind_[i] < first_claim_)
                arc(number(2 * i + 1), end, 1);
            else
                graph_.each_above(behind_[i],
                                  [&](std::uint32_t above) { arc(number(2 * i + 1), number(2 * local_[above]), 1); });
        }
        lemon::Preflow<SmartDigraph, SmartDigraph::ArcMap<int>> preflow(network, capacity, SmartDigraph::nodeFromId(0),
                                                                        SmartDigraph::nodeFromId(end));
        preflow.runMinCut();
        for (std::uint32_t vertex : behind_) local_[vertex] = none;
        return static_cast<std::uint64_t>(preflow.flowValue());
    }

private:
    void enter(std::uint32_t vertex) {
        if (local_[vertex] != none) return;
        local_[vertex] = static_cast<std::uint32_t>(behind_.size());
        behind_.push_back(vertex);
    }

    Graph const& graph_;
    std::uint32_t first_claim_;
    std::vector<std::uint32_t> local_, behind_;
};

void run(Report const& report, Newsroom const& room) {
    Memory const memory;
    std::unique_ptr<Graph> graph;
    double const time = seconds([&] { graph = std::make_unique<Graph>(room); });
    report_recording(report, room, time, memory);
    ask_lookups(report, room, 1'000'000, [&](std::uint32_t vertex, auto f) { graph->each_cited(vertex, f); });
    ask_traces(report, room, 100'000, [&](std::uint32_t vertex, auto f) { graph->each_above(vertex, f); });
    ask_cascades_of_graph(report, room, [&](std::uint32_t vertex, auto f) { graph->each_below(vertex, f); });
    Flow flow(room, *graph);
    ask_claims(report, room, "7.independent_origins", 20'000, [&](std::uint32_t claim) { return flow(claim); });
    std::printf("# LEMON " LEMON_VERSION "\n");
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "lemon", run);
}
