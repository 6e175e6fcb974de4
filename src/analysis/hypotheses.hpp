// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_HYPOTHESES_HPP
#define ASCRIBE_SRC_ANALYSIS_HYPOTHESES_HPP

#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Identities of actors and documents that somebody supposes and the scope does not accept.
class Hypotheses {
public:
    /// Without `any` there are none.
    Hypotheses(View const& view, bool any);

    [[nodiscard]] bool empty() const noexcept { return above_.empty(); }
    /// The least word of what would be one with it; its own if nothing would. Of representatives.
    [[nodiscard]] std::uint32_t leader(std::uint32_t word) const;
    /// The shortest way from one to the other; empty if there is none. Of representatives.
    [[nodiscard]] std::vector<ClaimId> between(Node from, Node to) const;
    /// All hypotheses of the class with this leader, ascending.
    [[nodiscard]] std::vector<ClaimId> of_class(std::uint32_t leader) const;

private:
    struct Edge {
        std::uint32_t to;
        ClaimId by;
    };
    std::unordered_map<std::uint32_t, std::uint32_t> above_;  ///< word to leader
    std::unordered_map<std::uint32_t, std::vector<Edge>> edges_;
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> claims_;  ///< by leader
};

}  // namespace ascribe::detail

#endif
