// SPDX-License-Identifier: BSL-1.0
#include "point_tree.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace {

constexpr std::uint32_t none = SupportGraph::none;
using Words = std::vector<std::uint32_t>;

void put_in_order(Words& words) {
    if (words.size() < 2) return;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

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
    put_in_order(words);
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

std::vector<Node> SinglePoints::immediate(ClaimId claim) const {
    std::vector<Node> const points = of(claim);
    // What each point that can fall needs itself.
    std::vector<Words> needed(points.size());
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (auto const other = points[i].to<ClaimId>()) {
            if (auto const fact = support_->find(other); fact != none) tree_->collect(fact, needed[i]);
        } else if (auto const a = points[i].to<AttributionId>()) {
            auto const step = support_->find(a);
            if (step == none) continue;
            nodes.clear();
            support_->needs(step, nodes);
            for (Node node : nodes) needed[i].push_back(node.word());
            for (std::uint32_t premise : support_->premises_of(step)) tree_->collect(premise, needed[i]);
        }
        put_in_order(needed[i]);
    }
    auto const falls_with = [&](std::size_t i, std::size_t with) {
        return std::binary_search(needed[i].begin(), needed[i].end(), points[with].word());
    };
    std::vector<Node> last;
    for (std::size_t i = 0; i < points.size(); ++i) {
        bool is_last = true;
        for (std::size_t j = 0; j < points.size() && is_last; ++j)
            is_last = i == j || !falls_with(j, i) || falls_with(i, j);
        if (is_last) last.push_back(points[i]);
    }
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

std::vector<Node> single_points(View const& view, ClaimId claim, Truth level) {
    SupportOptions const options{.level = level, .progress = {}};
    return SinglePoints(std::make_shared<SupportGraph const>(view, claim, options), options).of(claim);
}

}  // namespace ascribe
