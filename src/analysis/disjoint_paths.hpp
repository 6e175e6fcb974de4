// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_DISJOINT_PATHS_HPP
#define ASCRIBE_SRC_ANALYSIS_DISJOINT_PATHS_HPP

#include "../core/meter.hpp"

#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// Vertex-disjoint paths and a smallest cut in a network whose vertices each let one path through (Dinic 1970; Menger
/// 1927): first ways that need not give way to each other, then those that make room. Vertices are numbers; `open` ones
/// let any number through. Keeps its memory; no recursion.
class DisjointPaths {
public:
    static constexpr std::uint32_t source = 0;
    static constexpr std::uint32_t sink = 1;

    /// The meter is told of every edge that is looked at.
    explicit DisjointPaths(Meter& meter) : meter_(meter) {}

    void clear();
    /// A new vertex; the first two, source and sink, are open and exist from the start. Ways that meet at one that
    /// `pools` are as good as each other from there on.
    std::uint32_t vertex(bool is_open, bool pools = false);
    void edge(std::uint32_t from, std::uint32_t to) {
        if (from != to) edges_.push_back(std::uint64_t{from} << 32 | to);
    }

    /// Counts the paths. Requires: no way from source to sink without a vertex that lets only one path through.
    void count();
    /// Also finds the cut nearest the sink and the single points.
    void solve();

    std::uint32_t paths = 0;
    std::vector<std::uint32_t> cut;            ///< ascending
    std::vector<std::uint32_t> single_points;  ///< vertices on every path; ascending; empty if there is no path
    /// No vertex but the open ones has both several predecessors and several successors (rule O6), nor, if there are
    /// several paths, do ways meet at one vertex and part at a later one, without a vertex that pools in between.
    bool is_simple = true;

private:
    enum Kind : std::uint8_t { closed = 0, open = 1, pooling = 2 };

    [[nodiscard]] bool is_open(std::uint32_t vertex) const noexcept { return (kinds_[vertex] & open) != 0; }
    [[nodiscard]] bool pools(std::uint32_t vertex) const noexcept { return (kinds_[vertex] & pooling) != 0; }
    void build();
    /// Whether a way may come in as one and go on as another.
    [[nodiscard]] bool is_mixed();
    /// No more paths than this: those that leave the source, or come to the sink, through vertices that let one
    /// through.
    [[nodiscard]] std::uint32_t limit() const noexcept;
    /// Takes ways as they come, as long as none has to give way to another.
    void take_ways(std::uint32_t most);
    /// A vertex is a node where it is entered and one where it is left. How many steps there may be from a node, and
    /// where one of them leads now, if it leads anywhere.
    [[nodiscard]] std::uint32_t steps(std::uint32_t node) const noexcept;
    [[nodiscard]] std::uint32_t step(std::uint32_t node, std::uint32_t which) const noexcept;
    void go(std::uint32_t node, std::uint32_t which) noexcept;
    [[nodiscard]] bool find_levels();
    [[nodiscard]] bool augment();
    void find_cut();
    void find_single_points();

    Meter& meter_;
    std::vector<std::uint8_t> kinds_;            ///< of the vertices
    std::vector<std::uint64_t> edges_;           ///< where from in the upper half, where to in the lower; ascending
    std::vector<std::uint32_t> out_, in_;        ///< of each vertex, where its edges begin in edges_ and in incoming_
    std::vector<std::uint32_t> incoming_;        ///< indices of edges, by where they lead
    std::vector<std::uint32_t> over_, through_;  ///< how many ways lead over each edge, and through each inner vertex
    std::vector<std::uint32_t> level_, next_, queue_, way_;
};

}  // namespace ascribe::detail

#endif
