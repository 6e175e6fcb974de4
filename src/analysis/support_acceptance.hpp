// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_SUPPORT_ACCEPTANCE_HPP
#define ASCRIBE_SRC_ANALYSIS_SUPPORT_ACCEPTANCE_HPP

#include <ascribe/graph/view.hpp>

#include <algorithm>

namespace ascribe::detail {

/// Whether the scope withdraws a record.
[[nodiscard]] inline bool is_withdrawn(Scope const& scope, Node node) {
    return std::find(scope.without.begin(), scope.without.end(), node) != scope.without.end();
}

/// Whether the scope accepts a structural claim as this attribution holds it, its standing aside (rule R2).
[[nodiscard]] inline bool is_acceptable(View const& view, AttributionId a, ClaimId claim) {
    Graph const& graph = view.graph();
    Scope const& scope = view.scope();
    Factuality const f = graph.factuality(a);
    if (polarity(f) != Polarity::positive) return false;
    Source const source = graph.source(a);
    auto const actor = source.to<ActorId>();
    bool const is_apparatus = actor && stands_by_itself(graph.kind(actor));
    bool const is_listed =
        std::find(scope.accept_holders.begin(), scope.accept_holders.end(), source) != scope.accept_holders.end();
    if ((is_listed || (scope.accept_analysts && is_apparatus)) && certainty(f) <= scope.accept_from) return true;
    return certainty(f) == Certainty::certain && source.is(Category::document) && graph.subject(claim) == source;
}

/// Whether the attribution counts for what documents are by their own word, which is read before standing (rule R4).
[[nodiscard]] inline bool is_admitted_raw(View const& view, AttributionId a) {
    Scope const& scope = view.scope();
    if (scope.without.empty()) return true;
    Graph const& graph = view.graph();
    DocumentId const document = graph.document(a);
    return !is_withdrawn(scope, a) && !is_withdrawn(scope, graph.source(a)) &&
           !(document && is_withdrawn(scope, document));
}

/// Whether the scope accepts the claim by itself, whoever holds it.
[[nodiscard]] inline bool is_accepted_by_scope(Scope const& scope, ClaimId claim) {
    auto const in = [&](std::vector<ClaimId> const& list) {
        return std::find(list.begin(), list.end(), claim) != list.end();
    };
    return in(scope.accept_claims) || in(scope.assume);
}

}  // namespace ascribe::detail

#endif
