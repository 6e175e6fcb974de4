// SPDX-License-Identifier: BSL-1.0
#include "document_support.hpp"

#include "../graph/acceptance.hpp"
#include "support_acceptance.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>

namespace ascribe::detail {

namespace {

template <class T>
void add_once(std::vector<T>& list, T const& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace

DocumentSupport::DocumentSupport(View const& view, Extent extent)
    : view_(view),
      graph_(view.graph()),
      extent_(extent),
      part_of_(graph_.find_property(property::part_of)),
      published_by_(graph_.find_property(property::published_by)) {
    for (Node node : view.scope().without) withdrawn_.insert(node.word());
    if (extent == Extent::asked || (!part_of_ && !published_by_)) return;
    std::vector<DocumentId> documents;
    for (ClaimId claim : graph_.claims()) {
        Fact fact;
        if (!read(claim, fact)) continue;
        auto const document = graph_.subject(claim).to<DocumentId>();
        auto const touch = [&](Node node) { add_once(of_[node.word()], document.number()); };
        touch(fact.value);
        if (!fact.always) {
            for (AttributionId a : fact.known_by) {
                touch(a);
                touch(graph_.source(a));
                if (graph_.document(a)) touch(graph_.document(a));
            }
        }
        auto& facts = facts_[document.number()];
        if (facts.empty()) documents.push_back(document);
        facts.push_back(std::move(fact));
    }
    for (DocumentId document : documents) find_needs(facts_, document, needs_[document.number()]);
}

/// Whether a claim tells a whole or a publisher of a document, and takes effect.
bool DocumentSupport::read(ClaimId claim, Fact& fact) const {
    PropertyId const property = graph_.property(claim);
    if ((property != part_of_ && property != published_by_) || !graph_.subject(claim).is(Category::document))
        return false;
    fact.value = graph_.value_node(claim);
    if (!fact.value || !fact.value.is(property == part_of_ ? Category::document : Category::actor)) return false;
    fact.always = is_listed(view_.scope(), claim);
    for (AttributionId a : graph_.attributions_of(claim))
        if (polarity(view_.graph().factuality(a)) == Polarity::positive &&
            holder_accepted(view_.graph(), view_.scope(), a, claim) && is_admitted_raw(view_, a))
            fact.known_by.push_back(a);
    return fact.always || !fact.known_by.empty();
}

/// What is among the facts of a document and of its wholes may bring it down; which of it does is tried out.
void DocumentSupport::find_needs(Facts const& facts, DocumentId document, std::vector<Node>& nodes) const {
    if (!stands(facts, document, {})) return;
    std::vector<Node> candidates{document};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        auto const at = candidates[i].is(Category::document) ? facts.find(candidates[i].number()) : facts.end();
        if (at == facts.end()) continue;
        for (Fact const& fact : at->second) {
            add_once(candidates, fact.value);
            if (fact.always) continue;
            for (AttributionId a : fact.known_by) {
                add_once(candidates, Node(a));
                add_once(candidates, Node(graph_.source(a)));
                if (graph_.document(a)) add_once(candidates, Node(graph_.document(a)));
            }
        }
    }
    for (Node candidate : candidates)
        if (candidate != document && !stands(facts, document, {candidate})) nodes.push_back(candidate);
}

bool DocumentSupport::is_gone(Node node, std::vector<Node> const& also) const {
    return withdrawn_.count(node.word()) != 0 || std::find(also.begin(), also.end(), node) != also.end();
}

bool DocumentSupport::holds(Fact const& fact, std::vector<Node> const& also) const {
    if (fact.always || also.empty()) return true;
    return std::any_of(fact.known_by.begin(), fact.known_by.end(), [&](AttributionId a) {
        return !is_gone(a, also) && !is_gone(graph_.source(a), also) &&
               !(graph_.document(a) && is_gone(graph_.document(a), also));
    });
}

bool DocumentSupport::stands(Facts const& facts, DocumentId document, std::vector<Node> const& also) const {
    std::vector<std::uint32_t> open{document.number()};
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (is_gone(Node(Category::document, open[i], graph_.ledger()), also)) return false;
        auto const at = facts.find(open[i]);
        if (at == facts.end()) continue;
        bool is_published = false, has_publisher = false;
        for (Fact const& fact : at->second) {
            if (!holds(fact, also)) continue;
            if (fact.value.is(Category::document)) {
                add_once(open, fact.value.number());
            } else {
                has_publisher = true;
                is_published = is_published || !is_gone(fact.value, also);
            }
        }
        if (has_publisher && !is_published) return false;
    }
    return true;
}

void DocumentSupport::needs(DocumentId document, std::vector<Node>& nodes) const {
    nodes.push_back(document);
    if (extent_ == Extent::all) {
        if (needs_.empty()) return;
        if (auto const at = needs_.find(document.number()); at != needs_.end())
            nodes.insert(nodes.end(), at->second.begin(), at->second.end());
        return;
    }
    if (!part_of_ && !published_by_) return;
    Facts facts;
    std::vector<DocumentId> open{document};
    for (std::size_t i = 0; i < open.size(); ++i) {
        for (PropertyId property : {part_of_, published_by_}) {
            if (!property) continue;
            for (ClaimId claim : graph_.claims_about(open[i], property)) {
                Fact fact;
                if (!read(claim, fact)) continue;
                if (auto const whole = fact.value.to<DocumentId>()) add_once(open, whole);
                facts[open[i].number()].push_back(std::move(fact));
            }
        }
    }
    if (!facts.empty()) find_needs(facts, document, nodes);
}

void DocumentSupport::touched_by(Node node, std::vector<DocumentId>& documents) const {
    if (of_.empty()) return;
    std::size_t const first = documents.size();
    std::unordered_set<std::uint32_t> seen;
    auto const add = [&](Node touching) {
        auto const at = of_.find(touching.word());
        if (at == of_.end()) return;
        for (std::uint32_t number : at->second)
            if (seen.insert(number).second) documents.emplace_back(Category::document, number, graph_.ledger());
    };
    add(node);
    // And their parts.
    for (std::size_t i = first; i < documents.size(); ++i) add(documents[i]);
}

}  // namespace ascribe::detail
