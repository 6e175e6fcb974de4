// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_HOPS_HPP
#define ASCRIBE_SRC_GRAPH_HOPS_HPP

#include <ascribe/core/truth.hpp>
#include <ascribe/graph/graph.hpp>

/// What a hop of a chain does by its record alone (rules H4, H5 and W2): the one place that says so, for the view and
/// for the analyses. Whether it stands is another question.
namespace ascribe::detail {

/// Whether it puts its content forward as what is so: assertive, and CT+, PR+ or PS+. Of a claim, this is what
/// supports it (rule W2); of an attribution, what carries it in some reading at least (rule H5).
[[nodiscard]] inline bool asserts(Graph const& graph, AttributionId a) noexcept {
    return act_class(graph.act(a)) == ActClass::assertive && polarity(graph.factuality(a)) == Polarity::positive;
}

/// How far it carries what it reports (rule H5): by PR+ and PS+ only possibly.
[[nodiscard]] inline Truth carries(Graph const& graph, AttributionId a) noexcept {
    if (!asserts(graph, a)) return Truth::never;
    return graph.factuality(a) == Factuality::ct_plus ? Truth::always : Truth::possibly;
}

/// Whether it needs neither a document nor a carrier: its source is an analyst or software (rule H4).
[[nodiscard]] inline bool stands_by_itself(Graph const& graph, AttributionId a) noexcept {
    auto const actor = graph.source(a).to<ActorId>();
    return actor && ascribe::stands_by_itself(graph.kind(actor));
}

/// Whether it reaches the reader without being carried (rule H4).
[[nodiscard]] inline bool is_outermost(Graph const& graph, AttributionId a) noexcept {
    return graph.document(a) || stands_by_itself(graph, a);
}

}  // namespace ascribe::detail

#endif
