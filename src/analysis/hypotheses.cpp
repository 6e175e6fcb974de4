// SPDX-License-Identifier: BSL-1.0
#include "hypotheses.hpp"

#include "../graph/acceptance.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>

namespace ascribe::detail {

namespace {

/// Whether somebody whom the scope accepts holds that they are two.
bool is_refused(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    Scope const& scope = view.scope();
    for (AttributionId a : graph.attributions_of(claim))
        if (polarity(graph.factuality(a)) == Polarity::negative && view.standing(a) >= scope.admit &&
            holder_accepted(graph, scope, a, claim))
            return true;
    return false;
}

}  // namespace

Hypotheses::Hypotheses(View const& view, bool any) {
    Graph const& graph = view.graph();
    PropertyId const same_as = graph.find_property(property::same_as);
    if (!any || !same_as) return;
    std::unordered_map<std::uint32_t, std::uint32_t> above;
    auto const find = [&](std::uint32_t word) {
        above.try_emplace(word, word);
        while (above[word] != word) word = above[word] = above[above[word]];
        return word;
    };
    std::vector<std::pair<std::uint32_t, ClaimId>> supposed;
    for (ClaimId claim : graph.claims()) {
        if (graph.property(claim) != same_as) continue;
        Node const subject = graph.subject(claim);
        if (!subject.to<Source>()) continue;
        Node const a = view.representative(subject);
        Node const b = view.representative(graph.value_node(claim));
        if (a == b) continue;
        bool is_held = false;
        for (AttributionId held : graph.attributions_of(claim))
            is_held = is_held ||
                      (view.attested(held) != Truth::never && polarity(graph.factuality(held)) != Polarity::negative);
        if (!is_held || is_refused(view, claim)) continue;
        edges_[a.word()].push_back({b.word(), claim});
        edges_[b.word()].push_back({a.word(), claim});
        std::uint32_t const x = find(a.word());
        std::uint32_t const y = find(b.word());
        above[(std::max)(x, y)] = (std::min)(x, y);
        supposed.emplace_back(a.word(), claim);
    }
    for (auto const& [word, edges] : edges_) above_[word] = find(word);
    for (auto const& [word, claim] : supposed) claims_[find(word)].push_back(claim);
}

std::uint32_t Hypotheses::leader(std::uint32_t word) const {
    auto const at = above_.find(word);
    return at == above_.end() ? word : at->second;
}

std::vector<ClaimId> Hypotheses::of_class(std::uint32_t leader) const {
    auto const at = claims_.find(leader);
    return at == claims_.end() ? std::vector<ClaimId>() : at->second;
}

std::vector<ClaimId> Hypotheses::between(Node from, Node to) const {
    if (empty() || from == to || leader(from.word()) != leader(to.word())) return {};
    struct Step {
        std::uint32_t word;
        std::size_t previous;
        ClaimId by;
    };
    std::vector<Step> steps{{from.word(), 0, {}}};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].word == to.word()) {
            std::vector<ClaimId> way;
            for (std::size_t at = i; at != 0; at = steps[at].previous) way.push_back(steps[at].by);
            std::reverse(way.begin(), way.end());
            return way;
        }
        for (Edge const& edge : edges_.at(steps[i].word)) {
            auto const is_known = [&](Step const& step) { return step.word == edge.to; };
            if (std::none_of(steps.begin(), steps.end(), is_known)) steps.push_back({edge.to, i, edge.by});
        }
    }
    return {};
}

}  // namespace ascribe::detail
