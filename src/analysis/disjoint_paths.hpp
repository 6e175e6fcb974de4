// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_DISJOINT_PATHS_HPP
#define ASCRIBE_SRC_ANALYSIS_DISJOINT_PATHS_HPP

#include "../core/meter.hpp"

#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// Vertex-disjoint paths and a smallest cut in a network whose vertices each let one path through (Dinic 1970; Menger
/// 1927). Vertices are numbers; `open` ones let any number through. Keeps its memory; no recursion.
class DisjointPaths {
public:
    static constexpr std::uint32_t source = 0;
    static constexpr std::uint32_t sink = 1;

    /// The meter is told of every edge that is looked at.
    explicit DisjointPaths(Meter& meter) : meter_(meter) {}

    void clear();
    /// A new vertex; the first two, source and sink, are open and exist from the start. Ways that meet at one that
    /// `pools` are as good as each other from there on.
    std::uint32_t vertex(bool open, bool pools = false);
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
    struct Arc {
        std::uint32_t to;
        std::uint32_t reverse;  ///< index of the arc back
        std::uint32_t room;
    };

    void build();
    /// Whether a way may come in as one and go on as another.
    [[nodiscard]] bool is_mixed();
    /// No more paths than this: those that leave the source, or come to the sink, through vertices that let one
    /// through.
    [[nodiscard]] std::uint32_t limit() const noexcept;
    [[nodiscard]] bool find_levels();
    [[nodiscard]] bool augment();
    void find_cut();
    void find_single_points();
    /// Puts where the edges from each vertex begin into `next_`; they are in that order.
    void index_edges();

    Meter& meter_;
    std::vector<bool> open_, pools_;
    std::vector<std::uint64_t> edges_;  ///< where from in the upper half, where to in the lower
    std::vector<std::uint32_t> first_;  ///< of each node, into arcs_; vertex v is entered at 2v and left at 2v + 1
    std::vector<Arc> arcs_;
    std::vector<std::uint32_t> level_, next_, queue_, fill_, path_, first_path_;
};

}  // namespace ascribe::detail

#endif
