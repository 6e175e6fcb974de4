// SPDX-License-Identifier: BSL-1.0
// Who owns what: by the keys of innermost subjects, and of what may be joined with them.
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "partition_classes.hpp"
#include <ascribe/graph/partition.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace detail {

void PossibleClasses::flatten() {
    std::vector<std::uint32_t> words;
    words.reserve(above_.size());
    for (auto const& [word, above] : above_) words.push_back(word);
    std::sort(words.begin(), words.end());
    // What is above is less, and leads to its leader already.
    for (std::uint32_t word : words) {
        auto& above = above_.find(word)->second;
        above = above_.find(above)->second;
    }
}

std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> PossibleClasses::members() const {
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> classes;
    for (auto const& [word, above] : above_) classes[leader(word)].push_back(word);
    for (auto& [first, words] : classes) std::sort(words.begin(), words.end());
    return classes;
}

Entity innermost_subject(Graph const& graph, Node node) noexcept {
    while (!node.to<Entity>()) {
        auto const claim = node.to<ClaimId>();
        node = claim ? graph.subject(claim) : Node(graph.content(node.to<AttributionId>()));
    }
    return node.to<Entity>();
}

Replicated::Replicated(Graph const& graph, std::vector<std::string> const& together)
    : of_entities_(graph.property_count()), always_(graph.property_count()) {
    for (std::uint32_t n = 0; n < graph.property_count(); ++n)
        of_entities_[n] = graph.traits(graph.property_at(n)).has(Trait::structural);
    for (auto const name : {property::published, property::captured, property::updated, property::excludes})
        if (auto const property = graph.find_property(name)) of_entities_[property.number()] = true;
    for (std::string const& name : together)
        if (auto const property = graph.find_property(name)) always_[property.number()] = true;
}

}  // namespace detail

using detail::Meter;
using detail::PossibleClasses;

namespace {

std::uint32_t scaled(std::uint64_t hash, std::uint32_t parts) noexcept {
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
    hash ^= hash >> 31;
    return static_cast<std::uint32_t>((hash >> 32) * parts >> 32);
}

/// Joins entities by same_as. Like what follows, a step for each claim at most; throws Cancelled.
void join_same(Graph const& graph, PossibleClasses& classes, Meter& meter) {
    auto const same_as = graph.find_property(property::same_as);
    if (!same_as) return;
    for (ClaimId claim : graph.claims()) {
        meter.step();
        if (graph.property(claim) == same_as && graph.subject(claim).to<Entity>())
            classes.join(graph.subject(claim).word(), graph.value_node(claim).word());
    }
    classes.flatten();
}

/// Joins the subjects that have one value in one of these properties.
void join_subjects(Graph const& graph, std::vector<std::string> const& together, PossibleClasses& classes,
                   Meter& meter) {
    std::vector<bool> is_asked(graph.property_count());
    bool any = false;
    for (std::string const& name : together)
        if (auto const property = graph.find_property(name)) any = is_asked[property.number()] = true;
    if (!any) return;
    // Values first: those that same_as may join are equal.
    std::unordered_map<std::uint64_t, std::uint32_t> subject_with;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> joins;
    for (ClaimId claim : graph.claims()) {
        meter.step();
        if (!is_asked[graph.property(claim).number()]) continue;
        std::uint64_t value = graph.value_code(claim);
        if (Node const node = graph.value_node(claim)) value = value >> 32 << 32 | classes.leader(node.word());
        std::uint32_t const subject = detail::innermost_subject(graph, claim).word();
        auto const [at, is_first] = subject_with.try_emplace(value, subject);
        if (!is_first) joins.emplace_back(at->second, subject);
    }
    for (auto const& [a, b] : joins) {
        meter.work();
        classes.join(a, b);
    }
    classes.flatten();
}

}  // namespace

std::uint32_t owner(PartitionRule const& rule, Category category, std::string_view key) noexcept {
    ASCRIBE_ASSERT(rule.parts != 0);
    ASCRIBE_ASSERT(Entity::allows(category));
    std::uint64_t hash = 0xcbf29ce484222325u;
    auto const add = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3u; };
    add(static_cast<unsigned char>(category));
    for (char c : key) add(static_cast<unsigned char>(c));
    return scaled(hash, rule.parts);
}

struct Ownership::Joined {
    std::unordered_map<std::uint32_t, std::uint32_t> owner;  ///< by word of what is not alone
};

Ownership::Ownership(Graph graph, PartitionRule rule, Progress const& progress)
    : Ownership(try_ownership(std::move(graph), std::move(rule), progress).value()) {}

Result<Ownership> try_ownership(Graph graph, PartitionRule rule, Progress const& progress) {
    ASCRIBE_ASSERT(rule.parts != 0);
    std::size_t const claims = graph.count(Category::claim);
    std::size_t const steps = 2 * claims + 1;
    try {
        Meter meter(progress, steps);
        PossibleClasses classes;
        join_same(graph, classes, meter);
        meter.reach(claims);
        join_subjects(graph, rule.together, classes, meter);
        meter.reach(2 * claims);
        auto joined = std::make_shared<Ownership::Joined>();
        for (auto const& [leader, words] : classes.members()) {
            meter.work(words.size());
            auto const name = [&](std::uint32_t word) {
                auto const entity = detail::node_at(graph, word).to<Entity>();
                return std::pair(entity.category(), graph.key(entity));
            };
            auto least = name(words.front());
            for (std::uint32_t word : words) least = (std::min)(least, name(word));
            std::uint32_t const number = owner(rule, least.first, least.second);
            for (std::uint32_t word : words) joined->owner.emplace(word, number);
        }
        Ownership ownership;
        ownership.graph_ = std::move(graph);
        ownership.rule_ = std::make_shared<PartitionRule const>(std::move(rule));
        ownership.joined_ = std::move(joined);
        if (!progress || progress(steps, steps)) return ownership;
    } catch (detail::Cancelled const&) {  // told below
    }
    return detail::cancelled("ownership");
}

Entity Ownership::subject(Node node) const noexcept {
    return detail::innermost_subject(graph_, node);
}

std::uint32_t Ownership::owner(Node node) const noexcept {
    Entity const entity = subject(node);
    auto const& joined = joined_->owner;
    if (!joined.empty())
        if (auto const at = joined.find(entity.word()); at != joined.end()) return at->second;
    return ascribe::owner(*rule_, entity.category(), graph_.key(entity));
}

}  // namespace ascribe
