// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_HOPS_HPP
#define ASCRIBE_SRC_GRAPH_HOPS_HPP

#include <ascribe/core/truth.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/model/span.hpp>

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

/// Whether an own word takes up what a report in the same document says, as far as their words tell (rule C3): not if
/// both say where theirs are and those have no byte in common. A note stands apart from the sentence that it is to
/// (rule C4).
[[nodiscard]] inline bool may_take_up(Graph const& graph, AttributionId own, AttributionId report) {
    auto const is_content = [](Span const& span) {
        return span.role == SpanRole::content || span.role == SpanRole::content_possible;
    };
    auto const is_before = [](Span const& x, Span const& y) {
        return !x.open_end && !y.open_begin && x.end <= y.begin;
    };
    if (graph.basis(own) == Basis::document) return true;
    auto const words = graph.spans(own), others = graph.spans(report);
    bool is_known = false;
    for (Span const& x : words)
        for (Span const& y : others) {
            if (!is_content(x) || !is_content(y)) continue;
            if (x.document != y.document || !(is_before(x, y) || is_before(y, x))) return true;
            is_known = true;
        }
    return !is_known;
}

}  // namespace ascribe::detail

#endif
