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

/// Whether the attribution counts for what documents are by their own word, which is read before standing (rule R4).
[[nodiscard]] inline bool is_admitted_raw(View const& view, AttributionId a) {
    Scope const& scope = view.scope();
    if (scope.without.empty()) return true;
    Graph const& graph = view.graph();
    DocumentId const document = graph.document(a);
    return !is_withdrawn(scope, a) && !is_withdrawn(scope, graph.source(a)) &&
           !(document && is_withdrawn(scope, document));
}

}  // namespace ascribe::detail

#endif
