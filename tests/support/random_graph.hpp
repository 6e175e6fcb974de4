// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_GRAPH_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_GRAPH_HPP

#include "support/random.hpp"
#include <ascribe/graph/edge.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ascribe_tests {

/// Records of all kinds at random: claims about claims and attributions, nested attributions, documents as sources.
/// Grounds lead to earlier records only, or, with cycles, anywhere.
inline void record_at_random(ascribe::Ledger& ledger, Random& random, int steps, bool cycles) {
    using namespace ascribe;
    std::vector<Node> all;
    auto const pick = [&](auto wanted) {
        using Wanted = decltype(wanted);
        std::vector<Wanted> fit;
        for (Node node : all)
            if (auto id = node.to<Wanted>()) fit.push_back(id);
        return fit.empty() ? Wanted() : fit[random.below(fit.size())];
    };
    for (Category category : {Category::actor, Category::place, Category::document, Category::event})
        for (std::uint32_t n = 0; n < ledger.graph().count(category); ++n)
            all.push_back(Node(category, n, ledger.graph().ledger()));
    for (ClaimId claim : ledger.graph().claims()) all.push_back(claim);
    for (AttributionId attribution : ledger.graph().attributions()) all.push_back(attribution);

    constexpr std::string_view properties[] = {"cause", "same_as", "during", "derived_from"};
    for (int step = 0; step < steps; ++step) {
        std::string const key = "key-" + std::to_string(random.below(1000));
        switch (random.below(10)) {
        case 0: all.push_back(ledger.actor("a" + key, ActorKind::person).id); break;
        case 1: all.push_back(ledger.document("d" + key).id); break;
        case 2: all.push_back(ledger.event("e" + key).id); break;
        case 3: all.push_back(ledger.place("p" + key).id); break;
        case 4:
        case 5: {
            Node const subject = pick(Node());
            if (!subject) break;
            Value value;
            if (random.chance(60))
                value = pick(Node());
            else if (random.chance(50))
                value = std::string_view(key);
            if (auto claim = ledger.try_claim(subject, properties[random.below(4)], value)) all.push_back(claim->id);
            break;
        }
        default: {
            Attribution a{.source = pick(Source()), .content = pick(Content())};
            if (!a.source || !a.content) break;
            if (random.chance(50)) a.document = pick(DocumentId());
            if (random.chance(20)) a.factuality = Factuality::ct_minus;
            Node const ground = random.chance(20) ? pick(Node()) : Node();
            auto const recorded = ledger.attribution(a);
            all.push_back(recorded.id);
            // What is there already is earlier than a new record, so such a ground closes no cycle.
            if (ground && recorded.is_new) {
                if (random.chance(50)) ledger.ground(recorded, ground);
                a.role = Role::relay;
                if (auto other = ledger.try_attribution(a, ground)) all.push_back(other->id);
            }
        }
        }
        AttributionId const resting = pick(AttributionId());
        if (!resting || !random.chance(20)) continue;
        Node const ground = pick(Node());
        // Entities never lead on, so only claims and attributions can close a cycle; earlier attributions do not know
        // later ones, and claims may only be used if all that they lead to is earlier, too.
        bool const safe = ground.category() < Category::claim ||
                          (ground.is(Category::attribution) && ground < Node(resting) && !cycles);
        if (cycles || safe) (void)ledger.try_ground(resting, ground);
    }
}

/// The edges as the full records have them.
inline std::vector<ascribe::Edge> naive_edges(ascribe::Graph const& graph) {
    using namespace ascribe;
    std::vector<Edge> edges;
    for (ClaimId id : graph.claims()) {
        Claim const claim = graph.claim(id);
        edges.push_back({id, claim.subject, EdgeField::subject});
        if (claim.value.node() != nullptr) edges.push_back({id, *claim.value.node(), EdgeField::value});
    }
    for (AttributionId id : graph.attributions()) {
        Attribution const attribution = graph.attribution(id);
        edges.push_back({id, attribution.source, EdgeField::source});
        edges.push_back({id, attribution.content, EdgeField::content});
        if (attribution.document) edges.push_back({id, attribution.document, EdgeField::document});
        for (Node ground : graph.grounds_of(id)) edges.push_back({id, ground, EdgeField::ground});
    }
    return edges;
}

}  // namespace ascribe_tests

#endif
