// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_CITATION_GRAPH_HPP
#define ASCRIBE_BENCHMARKS_PEERS_CITATION_GRAPH_HPP

#include "driver.hpp"

#include <cstdint>
#include <utility>
#include <vector>

/// The workload as one would hand it to a library of graphs, and what every such library is asked.
///
/// Vertex 0 is the root, then come the sources, then the claims. Edges go from the root to each source, from a source
/// to what it says of itself, and from a claim to what rests on it; an attribution is an edge.
namespace peers {

/// What an edge knows of its attribution. An edge from the root knows its source alone.
struct Cited {
    std::uint32_t source;
    std::uint32_t document;
    std::uint32_t date;
};

class CitationGraph {
public:
    explicit CitationGraph(Newsroom const& room) : room_(room) {}
    [[nodiscard]] std::uint32_t sources() const { return room_.sources; }
    [[nodiscard]] std::uint32_t first_claim() const { return 1 + room_.sources; }
    [[nodiscard]] std::uint32_t vertices() const {
        return first_claim() + static_cast<std::uint32_t>(room_.claims.size());
    }
    [[nodiscard]] std::uint32_t edges() const {
        return room_.sources + static_cast<std::uint32_t>(room_.attributions.size());
    }
    /// Edges from the root come first.
    [[nodiscard]] std::uint32_t from(std::uint32_t edge) const {
        if (edge < room_.sources) return 0;
        std::uint32_t const ground = room_.ground(edge - room_.sources);
        return ground == none ? 1 + attribution(edge).source : first_claim() + ground;
    }
    [[nodiscard]] std::uint32_t to(std::uint32_t edge) const {
        return edge < room_.sources ? 1 + edge : first_claim() + attribution(edge).claim;
    }
    [[nodiscard]] Cited cited(std::uint32_t edge) const {
        if (edge < room_.sources) return {edge, 0, 0};
        return {attribution(edge).source, (edge - room_.sources) / 2, attribution(edge).date};
    }

private:
    [[nodiscard]] workload::Attribution const& attribution(std::uint32_t edge) const {
        return room_.attributions[edge - room_.sources];
    }
    Newsroom const& room_;
};

/// `each_cited(vertex, f)` calls f with the Cited of every edge into a vertex.
template <class EachCited>
void ask_lookups(Report const& report, Newsroom const& room, std::uint32_t count, EachCited each_cited) {
    std::uint32_t const first = CitationGraph(room).first_claim();
    ask_claims(report, room, times("2.lookup", count, 1'000'000), count, [&](std::uint32_t claim) {
        std::uint64_t sum = 0;
        each_cited(first + claim, [&](Cited const& cited) { sum += cited.source + cited.document + cited.date; });
        return sum;
    });
}

/// `each_above(vertex, f)` calls f with the vertex that every edge into a vertex comes from.
template <class EachAbove>
void ask_traces(Report const& report, Newsroom const& room, std::uint32_t count, EachAbove each_above) {
    CitationGraph const graph(room);
    std::uint32_t const first = graph.first_claim();
    std::vector<std::uint32_t> seen(graph.vertices()), open;
    std::uint32_t round = 0;
    ask_claims(report, room, times("3.trace", count, 100'000), count, [&](std::uint32_t claim) {
        ++round;
        std::uint64_t origins = 0;
        seen[first + claim] = round;
        open.assign(1, first + claim);
        while (!open.empty()) {
            std::uint32_t const at = open.back();
            open.pop_back();
            each_above(at, [&](std::uint32_t above) {
                if (std::exchange(seen[above], round) == round) return;
                if (above < first)
                    ++origins;
                else
                    open.push_back(above);
            });
        }
        return origins;
    });
}

/// `each_below(vertex, f)` calls f with the vertex that every edge out of a vertex goes to, and its source.
template <class EachBelow>
void ask_cascades_of_graph(Report const& report, Newsroom const& room, EachBelow each_below) {
    CitationGraph const graph(room);
    ask_cascades(report, room, 10, [&](std::uint32_t without) {
        std::vector<std::uint8_t> seen(graph.vertices());
        std::vector<std::uint32_t> open{0};
        seen[0] = 1;
        std::uint64_t standing = 0;
        while (!open.empty()) {
            std::uint32_t const at = open.back();
            open.pop_back();
            each_below(at, [&](std::uint32_t below, std::uint32_t source) {
                if (seen[below] != 0 || source == without) return;
                seen[below] = 1;
                if (below >= graph.first_claim()) ++standing;
                open.push_back(below);
            });
        }
        return standing;
    });
}

}  // namespace peers

#endif
