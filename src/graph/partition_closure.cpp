// SPDX-License-Identifier: BSL-1.0
#include "partition_closure.hpp"

#include <algorithm>
#include <unordered_set>

namespace ascribe::detail {

PartClosure::PartClosure(Ownership const& ownership, std::uint32_t part)
    : ownership_(ownership),
      graph_(ownership.graph()),
      part_(part),
      is_replicated_(graph_, ownership.rule().together),
      part_of_(graph_.find_property(property::part_of)),
      date_(graph_.find_property(property::date)),
      occurred_(graph_.find_property(property::occurred)),
      generic_(graph_.find_property(property::generic)),
      read_as_(graph_.find_property(property::read_as)),
      is_order_(graph_.property_count()),
      goes_both_ways_(graph_.property_count()),
      has_two_ends_(graph_.property_count()),
      is_structural_(graph_.property_count()),
      presupposes_(graph_.property_count()) {
    for (std::size_t c = 1; c <= category_count; ++c) has_[c].resize(graph_.count(static_cast<Category>(c)));
    auto const mark = [&](std::vector<bool>& list, std::string_view name) {
        if (auto const property = graph_.find_property(name)) list[property.number()] = true;
    };
    for (auto const name : {property::before, property::after, property::during}) mark(is_order_, name);
    for (auto const name : {property::same_as, property::read_as, property::alternative_to, property::part_of})
        mark(goes_both_ways_, name);
    for (std::uint32_t n = 0; n < graph_.property_count(); ++n) {
        Traits const traits = graph_.traits(graph_.property_at(n));
        is_structural_[n] = traits.has(Trait::structural);
        has_two_ends_[n] =
            traits.has(Trait::symmetric) && (traits.has(Trait::functional) || traits.has(Trait::exclusive));
        presupposes_[n] = traits.has(Trait::presupposes_occurrence);
    }
    auto const same_as = graph_.find_property(property::same_as);
    if (!same_as) return;
    for (ClaimId claim : graph_.claims())
        if (graph_.property(claim) == same_as)
            same_.join(graph_.subject(claim).word(), graph_.value_node(claim).word());
    same_.flatten();
    members_ = same_.members();
}

bool PartClosure::run(std::function<bool()> const& step) {
    while (!open_.empty()) {
        Node const node = open_.back();
        open_.pop_back();
        take(node);
        if (!step()) return false;
    }
    return true;
}

void PartClosure::add(Node node) {
    auto& has = has_[static_cast<std::size_t>(node.category())];
    if (has[node.number()]) return;
    has[node.number()] = true;
    open_.push_back(node);
}

std::vector<Node> PartClosure::members(std::uint32_t leader) const {
    auto const at = members_.find(leader);
    if (at == members_.end()) return {node_at(graph_, leader)};
    std::vector<Node> nodes;
    for (std::uint32_t word : at->second) nodes.push_back(node_at(graph_, word));
    return nodes;
}

// What an answer about a record needs

void PartClosure::take(Node node) {
    // Recorders and data sets are actors, and so are there.
    if (auto const claim = node.to<ClaimId>()) take_claim(claim);
    if (auto const attribution = node.to<AttributionId>()) take_attribution(attribution);
}

void PartClosure::take_claim(ClaimId claim) {
    add(graph_.subject(claim));
    if (Node const value = graph_.value_node(claim)) add(value);
    for (AttributionId a : graph_.attributions_of(claim)) add(a);
    take_claims_about(claim);
    take_what_counts(claim);
}

void PartClosure::take_attribution(AttributionId a) {
    add(graph_.source(a));
    add(graph_.content(a));
    if (auto const document = graph_.document(a)) add(document);
    for (Span const& span : graph_.spans(a))
        if (span.document) add(span.document);
    for (AttributionId carrier : graph_.attributions_of(a)) add(carrier);
    for (Node ground : graph_.grounds_of(a)) add(ground);
    take_claims_about(a);
}

/// Amendments, readings, conditions: what is said of a claim or attribution; and what joins it with others.
void PartClosure::take_claims_about(Node content) {
    for (ClaimId claim : graph_.claims_about(content)) add(claim);
    for (ClaimId claim : graph_.claims_naming(content))
        if (goes_both_ways_[graph_.property(claim).number()]) add(claim);
}

/// Claims of one subject and value, if same_as joins those; and what is said of an event as of one that occurred.
void PartClosure::take_what_counts(ClaimId claim) {
    Node const subject = graph_.subject(claim);
    Node const value = graph_.value_node(claim);
    if (same_.is_joined(subject.word()) || (value && same_.is_joined(value.word()))) {
        for (Node member : members(same_.leader(subject.word())))
            for (ClaimId other : graph_.claims_about(member, graph_.property(claim))) {
                if (graph_.valid_code(other) != graph_.valid_code(claim)) continue;
                Node const of_other = graph_.value_node(other);
                if (graph_.same_value(other, claim) ||
                    (value && of_other && same_.leader(value.word()) == same_.leader(of_other.word())))
                    add(other);
            }
    }
    if (occurred_ && graph_.property(claim) == occurred_ && subject.is(Category::event)) take_what_presupposes(subject);
}

void PartClosure::take_what_presupposes(Node event) {
    for (Node member : members(same_.leader(event.word())))
        for (ClaimId about : graph_.claims_about(member)) {
            PropertyId const property = graph_.property(about);
            if (presupposes_[property.number()] || property == generic_ ||
                (read_as_ && !graph_.claims_about(about, read_as_).empty()))
                add(about);
        }
}

// Where the walk begins

bool PartClosure::seed(std::function<bool()> const& step) {
    for (auto category : {Category::actor, Category::place, Category::document, Category::event})
        for (std::uint32_t n = 0; n < graph_.count(category); ++n) {
            Node const entity(category, n, graph_.ledger());
            // A scope may name any source, whether it speaks here or not.
            bool const is_source =
                category == Category::actor ||
                (category == Category::document && !graph_.attributions_by(entity.to<DocumentId>()).empty());
            if (is_source || owns(entity)) add(entity);
            if (!step()) return false;
        }
    for (ClaimGroup const& group : graph_.groups()) {
        seed_group(group);
        if (!step()) return false;
    }
    take_neighbours(wholes_);
    take_neighbours(parts_);
    take_histories();
    return true;
}

void PartClosure::seed_group(ClaimGroup const& group) {
    bool const is_here = owns(group.subject) || is_replicated_(group.subject, group.property);
    bool const is_order = is_order_[group.property.number()] && group.subject.is(Category::event);
    bool const is_part = group.property == part_of_ && group.subject.to<Entity>();
    bool const has_two_ends = has_two_ends_[group.property.number()];
    if (!is_here && !is_order && !is_part && !has_two_ends) return;
    for (ClaimId claim : graph_.claims_about(group.subject, group.property)) {
        if (is_here || (has_two_ends && owns(graph_.value_node(claim)))) add(claim);
        if (is_order || is_part) connect(claim, is_order);
    }
}

/// A claim that orders two events, or makes one subject part of another: whoever owns the one needs to know of both.
void PartClosure::connect(ClaimId claim, bool is_order) {
    Node const value = graph_.value_node(claim);
    if (!value || !value.to<Entity>()) return;
    std::uint32_t const a = same_.leader(graph_.subject(claim).word());
    std::uint32_t const b = same_.leader(value.word());
    if (!is_order) {
        if (a == b) return;
        wholes_[a].push_back(b);
        parts_[b].push_back(a);
    } else if (value.is(Category::event)) {
        ordered_.join(a, b);
        orders_.emplace_back(claim, a);
    }
}

/// Of events that orders connect with an own one, at whatever remove, all of those orders and the dates.
void PartClosure::take_histories() {
    ordered_.flatten();
    std::unordered_set<std::uint32_t> own;
    auto const histories = ordered_.members();
    for (auto const& [history, events] : histories)
        if (std::any_of(events.begin(), events.end(), [&](std::uint32_t e) { return owns(node_at(graph_, e)); }))
            own.insert(history);
    for (auto const& [claim, event] : orders_)
        if (own.count(ordered_.leader(event)) != 0) add(claim);
    if (!date_) return;
    for (std::uint32_t history : own)
        for (std::uint32_t event : histories.at(history))
            for (Node member : members(event))
                for (ClaimId dating : graph_.claims_about(member, date_)) add(dating);
}

/// Of what each own subject leads to, at whatever remove, the claims in properties that it has itself.
void PartClosure::take_neighbours(Ways const& ways) {
    for (auto const& [own, next] : ways) {
        if (!owns(node_at(graph_, own))) continue;
        std::vector<bool> has_property(graph_.property_count());
        for (Node member : members(own))
            for (ClaimId claim : graph_.claims_about(member)) has_property[graph_.property(claim).number()] = true;
        std::vector<std::uint32_t> found(next);
        std::unordered_set<std::uint32_t> seen{own};
        for (std::size_t i = 0; i < found.size(); ++i) {
            std::uint32_t const at = found[i];
            if (!seen.insert(at).second) continue;
            for (Node member : members(at))
                for (ClaimId claim : graph_.claims_about(member)) {
                    auto const property = graph_.property(claim).number();
                    if (has_property[property] && !is_structural_[property]) add(claim);
                }
            if (auto const further = ways.find(at); further != ways.end())
                found.insert(found.end(), further->second.begin(), further->second.end());
        }
    }
}

}  // namespace ascribe::detail
