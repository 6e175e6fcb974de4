// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_TOUCHED_CLAIMS_HPP
#define ASCRIBE_SRC_ANALYSIS_TOUCHED_CLAIMS_HPP

#include "../core/meter.hpp"
#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace ascribe::detail {

/// Finds the claims behind which anything is that a withdrawal takes or changes: sources, carriers, documents and their
/// publishers, grounds at any remove, what counts as the claim, and what joins voices. The corroboration of all others
/// is the same in both views. Some of those found may be as before, too.
class TouchedClaims {
public:
    /// `after` is `before` without the nodes. Throws Cancelled.
    TouchedClaims(View const& before, View const& after, std::vector<Node> const& withdrawn, Meter& meter);

    std::vector<ClaimId> claims;  ///< ascending

    /// Nodes that are looked at besides those that are touched.
    [[nodiscard]] static std::size_t steps(Graph const& graph) {
        return graph.count(Category::attribution) + graph.count(Category::claim);
    }

private:
    void touch(Node node) {
        if (seen_.insert(node.word()).second) open_.push_back(node);
    }
    void find_changes();
    void compare_identity(Node node);
    void work_off();
    void follow(AttributionId attribution);
    void follow(ClaimId claim);
    void follow_structure(ClaimId claim);
    void follow_others(Node node);
    /// What is joined with a record by whatever names it.
    void touch_relatives(Node node);

    View const& before_;
    View const& after_;
    Graph const& graph_;
    Meter& meter_;
    PropertyId occurred_;
    bool has_holders_;
    std::unordered_set<std::uint32_t> seen_, compared_;  ///< words
    std::vector<Node> open_;
};

}  // namespace ascribe::detail

#endif
