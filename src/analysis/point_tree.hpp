// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_POINT_TREE_HPP
#define ASCRIBE_SRC_ANALYSIS_POINT_TREE_HPP

#include <ascribe/analysis/support_graph.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ascribe::detail {

/// The dominator tree of the facts of a graph of support, and for each fact the single points of failure that it has
/// beyond those of its dominator, as node words. The dominator's hold for the fact, too, so the points of a fact are
/// those on the way to the root, `none`.
///
/// Dominators are found by meeting in the tree made so far, by jumps (Myers, "An applicative random-access stack",
/// Inf. Process. Lett. 1983), and within circles by going round until nothing changes. A fact's points are what all its
/// steps have beyond its dominator: the ways of its premises up to there are read as a whole where they are short;
/// where they are long, what another step leaves over is looked for on them.
class PointTree {
public:
    PointTree(SupportGraph const& support, SupportOptions const& options);

    [[nodiscard]] std::uint32_t parent(std::uint32_t fact) const noexcept { return places_[fact].parent; }
    /// Sorted.
    [[nodiscard]] std::span<std::uint32_t const> points_of(std::uint32_t fact) const noexcept {
        return {pool_.data() + points_[fact].begin, points_[fact].size};
    }
    /// Appends all points of a fact, repetitions included.
    void collect(std::uint32_t fact, std::vector<std::uint32_t>& words) const;

private:
    static constexpr std::uint32_t none = SupportGraph::none;
    using Words = std::vector<std::uint32_t>;
    struct Place {
        std::uint32_t parent = none;
        std::uint32_t jump = none;  ///< an ancestor, some further up
        std::uint32_t depth = 0;    ///< 0 of the root, which has no place
    };
    struct Range {
        std::uint32_t begin = none;  ///< none as long as nothing is known: everything, until something is found out
        std::uint32_t size = 0;
    };

    template <class Report>
    void go_round(std::span<std::uint32_t const> facts, std::uint32_t first, Report report);
    void put(std::uint32_t fact);
    [[nodiscard]] std::uint32_t depth(std::uint32_t fact) const { return fact == none ? 0 : places_[fact].depth; }
    [[nodiscard]] std::uint32_t above(std::uint32_t fact, std::uint32_t at_depth) const;
    [[nodiscard]] std::uint32_t meet(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] std::uint32_t meet(std::uint32_t a, std::uint32_t b, std::uint32_t first) const;
    [[nodiscard]] std::uint32_t dominator(std::uint32_t fact, std::uint32_t first, std::uint32_t known) const;

    bool find_points(std::uint32_t fact);
    [[nodiscard]] bool is_known(std::uint32_t step, std::uint32_t top, std::uint32_t first) const;
    [[nodiscard]] std::size_t length(std::uint32_t step, std::uint32_t top) const;
    void read(std::uint32_t step, std::uint32_t top);
    void keep_common(std::uint32_t step, std::uint32_t top);
    [[nodiscard]] bool has(std::uint32_t fact, std::uint32_t word) const;
    [[nodiscard]] bool is_on_way(std::uint32_t word, std::uint32_t premise, std::uint32_t top);
    void store(std::uint32_t fact);
    void index_points();
    void index(std::uint32_t begin, std::uint32_t end, std::uint32_t fact);
    [[nodiscard]] std::size_t slot(std::uint32_t word) const;

    SupportGraph const& support_;
    std::vector<Place> places_;
    std::vector<Range> points_;
    Words pool_;
    std::uint32_t first_ = 0;  ///< rank from which on facts are not done: the circle's, or the fact's own
    std::vector<Node> nodes_;
    Words both_, step_, other_;
    // Where each word occurs, made when it is first needed: for each node the last entry of the pool, plus one, and for
    // each entry the one before and its fact.
    std::array<std::size_t, category_count + 2> slots_{};
    Words last_, before_, owner_;
};

}  // namespace ascribe::detail

#endif
