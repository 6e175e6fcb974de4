// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RECORD_EVERYWHERE_HPP
#define ASCRIBE_TESTS_SUPPORT_RECORD_EVERYWHERE_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <string>
#include <vector>

namespace ascribe_tests {

/// Continues every list that a ledger has, also by what is taken back: for ledgers of which it is not known that they
/// can bear it. At most `most` records of a kind are met.
inline void record_everywhere(ascribe::Ledger& ledger, std::uint32_t most = 300) {
    using namespace ascribe;
    Graph const graph = ledger.graph();
    std::vector<Node> nodes;
    auto const gather = [&](auto const& ids) {
        std::uint32_t met = 0;
        for (auto id : ids)
            if (++met <= most) nodes.push_back(id);
    };
    gather(graph.actors());
    gather(graph.places());
    gather(graph.documents());
    gather(graph.events());
    gather(graph.claims());
    gather(graph.attributions());

    auto const desk = ledger.try_actor("another desk", ActorKind::analyst);
    auto const page = ledger.try_document("another page");
    if (!desk || !page) return;
    DocumentId const document = page->id;
    std::int64_t n = 0;
    for (Node node : nodes) {
        ++n;
        auto const claim = ledger.try_claim(node, "continued", exactly(n % 3).of("house"));
        (void)ledger.try_claim(node, "beside", node == nodes.front() ? Value(nodes.back()) : Value(nodes.front()));
        (void)ledger.try_claim(node, "continued " + std::to_string(n % 20), Edtf("2024-05"));
        (void)ledger.try_label(node, "label " + std::to_string(n % 4));
        Content const content = node.to<ClaimId>()         ? Content(node.to<ClaimId>())
                                : node.to<AttributionId>() ? Content(node.to<AttributionId>())
                                : claim                    ? Content(claim->id)
                                                           : Content();
        if (!content) continue;
        Source const source = node.to<ActorId>() ? Source(node.to<ActorId>()) : Source(desk->id);
        Span const span{.document = document, .begin = 1, .end = static_cast<std::uint32_t>(n)};
        auto const made = ledger.try_attribution({.source = source,
                                                  .content = content,
                                                  .document = n % 2 == 0 ? document : DocumentId(),
                                                  .wording = n % 2 == 0 ? "some words" : "",
                                                  .spans = n % 2 == 0 ? std::span(&span, 1) : std::span<Span const>()},
                                                 n % 3 == 0 ? nodes[static_cast<std::size_t>(n) / 3] : Node());
        if (auto const old = node.to<AttributionId>(); old) {
            (void)ledger.try_ground(old, nodes[static_cast<std::size_t>(n) / 2]);
            (void)ledger.try_recording(old, desk->id, Instant{n});
        }
        if (made && made->id != node) (void)ledger.try_ground(made->id, node);
    }

    // All of it once more from elsewhere, given up, and done.
    Ledger other;
    (void)try_merge(other, ledger.graph());
    EventId const fire = other.event("fire");
    other.claim(fire, "continued", exactly(7));
    for (Node node : nodes) {
        Node const there(node.category(), node.number(), other.graph().ledger());
        if (other.graph().contains(there)) (void)other.try_label(there, "again");
    }
    std::size_t called = 0;
    MergeOptions giving_up;
    giving_up.progress = [&](std::size_t done, std::size_t total) { return ++called == 0 || done < total; };
    (void)try_merge(ledger, other.graph(), giving_up);
    (void)try_merge(ledger, other.graph());
}

}  // namespace ascribe_tests

#endif
