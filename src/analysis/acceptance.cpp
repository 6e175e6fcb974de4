// SPDX-License-Identifier: BSL-1.0
#include "acceptance.hpp"

#include <algorithm>

namespace ascribe::detail {

namespace {

bool is_listed(std::vector<ClaimId> const& claims, ClaimId claim) {
    return std::find(claims.begin(), claims.end(), claim) != claims.end();
}

}  // namespace

bool accepts(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    Scope const& scope = view.scope();
    if (is_listed(scope.accept_claims, claim) || is_listed(scope.assume, claim)) return true;
    for (AttributionId a : graph.attributions_of(claim)) {
        Factuality const f = graph.factuality(a);
        if (polarity(f) != Polarity::positive || view.standing(a) < scope.admit) continue;
        Source const source = graph.source(a);
        auto const actor = source.to<ActorId>();
        bool const is_accepted =
            (scope.accept_analysts && actor && stands_by_itself(graph.kind(actor))) ||
            std::find(scope.accept_holders.begin(), scope.accept_holders.end(), source) != scope.accept_holders.end();
        if (is_accepted && certainty(f) <= scope.accept_from) return true;
        // What a document says of itself.
        if (certainty(f) == Certainty::certain && source.is(Category::document) && graph.subject(claim) == source)
            return true;
    }
    return false;
}

}  // namespace ascribe::detail
