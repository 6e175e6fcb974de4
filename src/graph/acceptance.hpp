// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_ACCEPTANCE_HPP
#define ASCRIBE_SRC_GRAPH_ACCEPTANCE_HPP

#include <ascribe/graph/view.hpp>

/// Whose word counts (rule R2): the one place that says so, for the view and for the analyses.
namespace ascribe::detail {

/// Whether the scope accepts or supposes this very claim.
[[nodiscard]] bool is_listed(Scope const& scope, ClaimId claim);

/// Whether the scope accepts what this attribution holds of the claim, be it for or against, its standing aside: it
/// asserts it (rule E3), and its holder is accepted or a document that speaks of itself.
[[nodiscard]] bool holder_accepted(Graph const& graph, Scope const& scope, AttributionId holding, ClaimId claim);

/// Whether a relation among statements takes effect in the view's scope: a standing attribution holds it whose holder
/// the scope accepts, or the scope accepts or assumes the claim itself. For relations that the view does not read.
[[nodiscard]] bool accepts(View const& view, ClaimId claim);

}  // namespace ascribe::detail

#endif
