// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_LINES_HPP
#define ASCRIBE_BENCHMARKS_LINES_HPP

#include "../src/analysis/disjoint_paths.hpp"
#include <ascribe/graph/graph.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace workload {

using namespace ascribe;

/// Vertex-disjoint chains from origins to a claim, on what is behind the claim alone. Documents and the sources in
/// between are left out, as the graph libraries leave them out; no function of the library's interface counts so. The
/// search for paths is ascribe::detail's, which hosts cannot call: the library counts its own lines by it, on networks
/// that hold more.
class Lines {
public:
    explicit Lines(Graph graph)
        : graph_(std::move(graph)), claims_(graph_.count(Category::claim)), sources_(graph_.count(Category::actor)) {}

    std::uint64_t operator()(ClaimId claim) {
        ++round_;
        network_.clear();
        open_.clear();
        claims_[claim.number()] = {round_, ascribe::detail::DisjointPaths::sink};
        open_.push_back(claim);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            ClaimId const at = open_[i];
            std::uint32_t const to = claims_[at.number()].vertex;
            for (Support const& support : graph_.supports_of(at)) {
                if (support.has_ground) {
                    ClaimId const ground = support.by.to<ClaimId>();
                    if (enter(claims_[ground.number()])) {
                        graph_.prefetch(ground);
                        open_.push_back(ground);
                    }
                    network_.edge(claims_[ground.number()].vertex, to);
                    continue;
                }
                Seen& source = sources_[support.by.number()];
                if (enter(source)) network_.edge(ascribe::detail::DisjointPaths::source, source.vertex);
                network_.edge(source.vertex, to);
            }
        }
        network_.count();
        return network_.paths;
    }

private:
    struct Seen {
        std::uint32_t round = 0;
        std::uint32_t vertex = 0;
    };

    bool enter(Seen& seen) {
        if (seen.round == round_) return false;
        seen = {round_, network_.vertex(false)};
        return true;
    }

    Graph graph_;
    std::vector<Seen> claims_, sources_;
    std::vector<ClaimId> open_;
    Progress const nobody_;
    ascribe::detail::Meter meter_{nobody_, 0};
    ascribe::detail::DisjointPaths network_{meter_};
    std::uint32_t round_ = 0;
};

}  // namespace workload

#endif
