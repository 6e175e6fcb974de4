// SPDX-License-Identifier: BSL-1.0
#include <ascribe/graph/edge.hpp>

#include <utility>

namespace ascribe {

OutEdgeIterator::OutEdgeIterator(Graph const& graph, Node node) : graph_(&graph) {
    ASCRIBE_ASSERT(graph.contains(node));
    if (auto const claim = node.to<ClaimId>())
        edge_ = {node, graph.subject(claim), EdgeField::subject};
    else if (auto const attribution = node.to<AttributionId>())
        edge_ = {node, graph.source(attribution), EdgeField::source};
}

OutEdgeIterator& OutEdgeIterator::operator++() {
    ASCRIBE_ASSERT(edge_.from && "not at the end");
    Node const node = edge_.from;
    Edge next;
    switch (edge_.field) {
    case EdgeField::subject: next = {node, graph_->value_node(node.to<ClaimId>()), EdgeField::value}; break;
    case EdgeField::value: break;
    case EdgeField::source: next = {node, graph_->content(node.to<AttributionId>()), EdgeField::content}; break;
    case EdgeField::content:
        next = {node, graph_->document(node.to<AttributionId>()), EdgeField::document};
        if (next.to) break;
        [[fallthrough]];
    case EdgeField::document:
        if (graph_->has_grounds(node.to<AttributionId>()))
            grounds_ = std::make_shared<std::vector<Node> const>(graph_->grounds_of(node.to<AttributionId>()));
        [[fallthrough]];
    case EdgeField::ground:
        next = Edge();
        if (grounds_ != nullptr && next_ground_ < grounds_->size())
            next = {node, (*grounds_)[next_ground_++], EdgeField::ground};
        break;
    }
    edge_ = next.to ? next : Edge();
    return *this;
}

InEdgeIterator::InEdgeIterator(Graph const& graph, Node node) noexcept : graph_(&graph), node_(node) {
    ASCRIBE_ASSERT(graph.contains(node));
    edge_.to = node;
    at_ = holders(edge_.field);
    settle();
}

InEdgeIterator& InEdgeIterator::operator++() noexcept {
    ASCRIBE_ASSERT(edge_.from && "not at the end");
    std::visit(
        [](auto& at) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(at)>, std::monostate>) ++at;
        },
        at_);
    settle();
    return *this;
}

InEdgeIterator::Sources InEdgeIterator::holders(EdgeField field) const noexcept {
    switch (field) {
    case EdgeField::subject: return graph_->claims_about(node_).begin();
    case EdgeField::value: return graph_->claims_naming(node_).begin();
    case EdgeField::source:
        if (auto const source = node_.to<Source>()) return graph_->attributions_by(source).begin();
        break;
    case EdgeField::content:
        if (auto const content = node_.to<Content>()) return graph_->attributions_of(content).begin();
        break;
    case EdgeField::document:
        if (auto const document = node_.to<DocumentId>()) return graph_->attributions_in(document).begin();
        break;
    case EdgeField::ground: return graph_->resting_on(node_).begin();
    }
    return std::monostate();
}

/// Goes to the first holder from here on, in this field or a later one.
void InEdgeIterator::settle() noexcept {
    for (EdgeField field = edge_.field;;) {
        Node const from = std::visit(
            [](auto const& at) -> Node {
                if constexpr (std::is_same_v<std::decay_t<decltype(at)>, std::monostate>)
                    return {};
                else
                    return at == std::default_sentinel ? Node() : Node(*at);
            },
            at_);
        if (from) {
            edge_ = {from, node_, field};
            return;
        }
        if (field == EdgeField::ground) break;
        field = static_cast<EdgeField>(static_cast<int>(field) + 1);
        at_ = holders(field);
    }
    edge_ = Edge();
}

}  // namespace ascribe
