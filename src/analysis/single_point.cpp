// SPDX-License-Identifier: BSL-1.0
#include "../core/make_set.hpp"
#include "../graph/components.hpp"
#include "number_map.hpp"
#include "point_tree.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace {

constexpr std::uint32_t none = SupportGraph::none;
using Words = std::vector<std::uint32_t>;

}  // namespace

struct SinglePoints::Tree : detail::PointTree {
    using PointTree::PointTree;
};

SinglePoints::SinglePoints(View view, SupportOptions const& options)
    : SinglePoints(std::make_shared<SupportGraph const>(std::move(view), detail::stage(options, 0, 2)),
                   detail::stage(options, 1, 2)) {}

SinglePoints::SinglePoints(std::shared_ptr<SupportGraph const> support, SupportOptions const& options)
    : support_(std::move(support)), tree_(std::make_shared<Tree const>(*support_, options)) {}

std::vector<Node> SinglePoints::of(ClaimId claim) const {
    std::vector<Node> points;
    std::uint32_t const fact = support_->find(claim);
    if (fact == none || support_->rank(fact) == none) return points;
    Words words;
    tree_->collect(fact, words);
    detail::make_set(words);
    points.reserve(words.size());
    for (std::uint32_t word : words)
        if (word != claim.word())
            points.emplace_back(static_cast<Category>(word >> 29), word & Node::max_number, claim.ledger());
    return points;
}

bool SinglePoints::is_point(Node node, ClaimId claim) const {
    std::uint32_t at = support_->find(claim);
    if (node == claim || at == none || support_->rank(at) == none) return false;
    for (; at != none; at = tree_->parent(at)) {
        auto const own = tree_->points_of(at);
        if (std::binary_search(own.begin(), own.end(), node.word())) return true;
    }
    return false;
}

namespace {

/// What the points of a claim need of each other: each in a number, and the facts on the ways of the tree between them.
/// An edge leads from what needs to what is needed.
class Needs {
public:
    Needs(SupportGraph const& support, detail::PointTree const& tree, std::vector<Node> const& points)
        : support_(support), points_(points) {
        std::vector<Node> nodes;
        for (std::uint32_t n = 0; n < points.size(); ++n) {
            if (auto const claim = points[n].to<ClaimId>()) {
                if (auto const fact = support.find(claim); fact != none) need(n, fact);
            } else if (auto const a = points[n].to<AttributionId>()) {
                auto const step = support.find(a);
                if (step == none) continue;
                nodes.clear();
                support.needs(step, nodes);
                for (Node node : nodes) need(n, node);
                for (std::uint32_t premise : support.premises_of(step)) need(n, premise);
            }
        }
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            auto const from = static_cast<std::uint32_t>(points.size() + i);
            for (std::uint32_t word : tree.points_of(facts_[i])) need(from, node(word));
            if (std::uint32_t const parent = tree.parent(facts_[i]); parent != none) need(from, parent);
        }
    }

    /// Of each point whether nothing needs it but what it needs itself.
    [[nodiscard]] std::vector<bool> last() {
        std::sort(edges_.begin(), edges_.end());
        auto const component = detail::components(static_cast<std::uint32_t>(points_.size() + facts_.size()), edges_);
        std::vector<bool> is_needed(component.size());
        for (auto const& [from, to] : edges_)
            if (component[from] != component[to]) is_needed[component[to]] = true;
        std::vector<bool> is_last(points_.size());
        for (std::size_t n = 0; n < points_.size(); ++n) is_last[n] = !is_needed[component[n]];
        return is_last;
    }

private:
    [[nodiscard]] Node node(std::uint32_t word) const {
        return {static_cast<Category>(word >> 29), word & Node::max_number, support_.view().graph().ledger()};
    }
    void need(std::uint32_t from, Node node) {
        // What is needed and is no point of the claim is the claim itself.
        auto const at = std::lower_bound(points_.begin(), points_.end(), node);
        if (at != points_.end() && *at == node)
            edges_.emplace_back(from, static_cast<std::uint32_t>(at - points_.begin()));
    }
    void need(std::uint32_t from, std::uint32_t fact) {
        if (support_.rank(fact) == none) return;
        auto const number = static_cast<std::uint32_t>(points_.size() + facts_.size());
        auto const [at, is_new] = numbers_.insert(fact, number);
        if (is_new) facts_.push_back(fact);
        edges_.emplace_back(from, *at);
    }

    SupportGraph const& support_;
    std::vector<Node> const& points_;
    detail::NumberMap numbers_;
    Words facts_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
};

}  // namespace

std::vector<Node> SinglePoints::immediate(ClaimId claim) const {
    std::vector<Node> const points = of(claim);
    auto const is_last = Needs(*support_, *tree_, points).last();
    std::vector<Node> last;
    for (std::size_t n = 0; n < points.size(); ++n)
        if (is_last[n]) last.push_back(points[n]);
    return last;
}

Result<SinglePoints> try_single_points(View const& view, SupportOptions const& options) {
    try {
        return SinglePoints(view, options);
    } catch (Exception const& e) {
        return e.error();
    }
}

SinglePoints single_points(View const& view, SupportOptions const& options) {
    return try_single_points(view, options).value();
}

Result<std::vector<Node>> try_single_points(View const& view, ClaimId claim, SupportOptions const& options) {
    try {
        return SinglePoints(std::make_shared<SupportGraph const>(view, claim, detail::stage(options, 0, 2)),
                            detail::stage(options, 1, 2))
            .of(claim);
    } catch (Exception const& e) {
        return e.error();
    }
}

std::vector<Node> single_points(View const& view, ClaimId claim, SupportOptions const& options) {
    return try_single_points(view, claim, options).value();
}

}  // namespace ascribe
