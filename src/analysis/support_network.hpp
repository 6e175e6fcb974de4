// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_SUPPORT_NETWORK_HPP
#define ASCRIBE_SRC_ANALYSIS_SUPPORT_NETWORK_HPP

#include "../core/meter.hpp"
#include "disjoint_paths.hpp"
#include "number_map.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Builds the network of rule O6 from what stands behind a claim, and counts its lines. Keeps its memory.
///
/// Every way leads from the source through an origin class, then for each attribution through what it rests on, its
/// source, the sources of those who carry it, and the document with its publishers, to the claim or whatever rests on
/// it. An attribution on which another rests is an open vertex.
class SupportNetwork {
public:
    /// The meter is told of what is looked at, and may end the work by an exception; then it can solve again.
    SupportNetwork(View const& view, Meter& meter) : view_(view), graph_(view.graph()), meter_(meter), paths_(meter) {}

    /// `classes` has, for the attributions that speak, the class of their voice, ascending by attribution.
    [[nodiscard]] SupportLines solve(std::vector<AttributionId> const& supporters,
                                     std::vector<std::pair<AttributionId, std::uint32_t>> const& classes);

private:
    static constexpr std::uint32_t none = 0xffffffff;

    [[nodiscard]] std::uint32_t vertex(std::uint32_t word, bool open = false);
    /// The vertex of an attribution on which another rests; it is worked off later.
    [[nodiscard]] std::uint32_t ground(AttributionId a);
    [[nodiscard]] std::uint32_t ground(ClaimId claim);
    void enter(Support const& support);
    void leave(AttributionId a, std::uint32_t target);
    void leave_document(DocumentId document, std::uint32_t from, std::uint32_t target);
    void add_class(AttributionId a, std::uint32_t to);

    View const& view_;
    Graph const& graph_;
    Meter& meter_;
    DisjointPaths paths_;
    NumberMap vertices_, entered_, seen_;
    std::vector<std::uint32_t> words_;  ///< of the vertices
    /// What is still to be worked off, and the vertex that rests on it.
    struct Open {
        Support support;
        std::uint32_t target;
    };
    std::vector<Open> open_;
    std::vector<Node> grounds_;
    std::vector<AttributionId> outwards_;
    std::vector<std::pair<AttributionId, std::uint32_t>> const* classes_ = nullptr;
    bool has_joint_grounds_ = false;  ///< something needs several grounds together
};

}  // namespace ascribe::detail

#endif
