// SPDX-License-Identifier: BSL-1.0
#include "acceptance.hpp"

#include "hops.hpp"
#include <ascribe/model/speech_act.hpp>

#include <algorithm>

namespace ascribe::detail {

bool is_listed(Scope const& scope, ClaimId claim) {
    auto const lists = [&](std::vector<ClaimId> const& claims) {
        return std::find(claims.begin(), claims.end(), claim) != claims.end();
    };
    return lists(scope.accept_claims) || lists(scope.assume);
}

bool holder_accepted(Graph const& graph, Scope const& scope, AttributionId holding, ClaimId claim) {
    if (act_class(graph.act(holding)) != ActClass::assertive) return false;
    Source const source = graph.source(holding);
    Certainty const firmness = certainty(graph.factuality(holding));
    bool const is_holder =
        (scope.accept_analysts && stands_by_itself(graph, holding)) ||
        std::find(scope.accept_holders.begin(), scope.accept_holders.end(), source) != scope.accept_holders.end();
    if (is_holder && firmness <= scope.accept_from) return true;
    // What a document says of itself.
    return firmness == Certainty::certain && source.is(Category::document) && graph.subject(claim) == source;
}

bool accepts(View const& view, ClaimId claim) {
    if (is_listed(view.scope(), claim)) return true;
    for (AttributionId a : view.graph().attributions_of(claim))
        if (view.accepts(a)) return true;
    return false;
}

}  // namespace ascribe::detail
