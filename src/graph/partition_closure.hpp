// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_PARTITION_CLOSURE_HPP
#define ASCRIBE_SRC_GRAPH_PARTITION_CLOSURE_HPP

#include "partition_classes.hpp"
#include <ascribe/graph/partition.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Finds out which records one part holds. What is needed for an answer about a record is needed with it, so all of
/// this is one walk from what the part owns.
class PartClosure {
public:
    PartClosure(Ownership const& ownership, std::uint32_t part);

    /// Finds what the walk begins with. Calls `step` at most once for each record of the graph; false if that returned
    /// false.
    bool seed(std::function<bool()> const& step);
    /// Walks on from there. Calls `step` with each record of the part; false if that returned false.
    bool run(std::function<bool()> const& step);
    [[nodiscard]] bool has(Category category, std::uint32_t number) const {
        return has_[static_cast<std::size_t>(category)][number];
    }

private:
    /// Ways from one class of subjects to others, by words of their leaders.
    using Ways = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

    [[nodiscard]] bool owns(Node node) const { return ownership_.owner(node) == part_; }
    void add(Node node);
    void take(Node node);
    void take_claim(ClaimId claim);
    void take_attribution(AttributionId attribution);
    void take_claims_about(Node content);
    void take_what_counts(ClaimId claim);
    void take_what_presupposes(Node event);

    void seed_group(ClaimGroup const& group);
    void connect(ClaimId claim, bool is_order);
    void take_neighbours(Ways const& ways);
    void take_histories();
    [[nodiscard]] std::vector<Node> members(std::uint32_t leader) const;

    Ownership const& ownership_;
    Graph const& graph_;
    std::uint32_t part_;
    Replicated is_replicated_;
    PossibleClasses same_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> members_;
    PropertyId part_of_, date_, occurred_, generic_, read_as_;
    /// By number of the property.
    std::vector<bool> is_order_, goes_both_ways_, has_two_ends_, is_structural_, presupposes_;
    Ways wholes_, parts_;
    std::vector<std::pair<ClaimId, std::uint32_t>> orders_;  ///< of events, with the leader of one
    PossibleClasses ordered_;                                ///< leaders of events that orders connect
    std::array<std::vector<bool>, category_count + 1> has_;
    std::vector<Node> open_;
};

}  // namespace ascribe::detail

#endif
