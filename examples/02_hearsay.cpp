// SPDX-License-Identifier: BSL-1.0
// A chain of hearsay: Ada writes that Ben said that the harbour master told him. Each hop has its own stance, and
// nobody but the harbour master is committed to what he said.
#include <ascribe/ascribe.hpp>

#include <array>
#include <iostream>

using namespace ascribe;

namespace {

void print(View const& view, Chain const& chain) {
    Graph const& graph = view.graph();
    std::cout << graph.key(chain.document) << ": ";
    for (AttributionId hop : chain.hops) {
        Attribution const record = graph.attribution(hop);
        if (hop != chain.hops.front()) std::cout << " > ";
        std::cout << graph.key(graph.source(hop)) << " [" << to_string(record.role) << ' '
                  << to_string(record.factuality) << ']';
        for (Span const& span : record.spans)
            std::cout << " (" << to_string(span.role) << ' ' << span.begin << '-' << span.end << ')';
    }
    std::cout << '\n';
}

}  // namespace

int main() {
    Ledger ledger;
    ActorId const ada = ledger.actor("ada", ActorKind::person);
    ActorId const ben = ledger.actor("ben", ActorKind::person);
    ActorId const master = ledger.actor("harbour-master", ActorKind::office);
    DocumentId const gazette = ledger.document("gazette");
    DocumentId const courier = ledger.document("courier");
    ClaimId const open = ledger.claim(ledger.event("flood"), "sluice", "left open");

    // From the inside out: he thinks it probable, Ben passes it on, Ada reports Ben and keeps her distance.
    AttributionId const masters = ledger.attribution(
        {.source = master, .content = open, .factuality = Factuality::pr_plus, .role = Role::speaker});
    AttributionId const bens = ledger.attribution({.source = ben, .content = masters, .role = Role::relay});
    ledger.attribution(
        {.source = ada,
         .content = bens,
         .distance = {.marker = DistanceMarker::alleged},
         .document = gazette,
         .spans = std::array{Span{.begin = 120, .end = 171}, Span{.begin = 100, .end = 119, .role = SpanRole::cue}}});
    // The Courier has it from the harbour master himself: the same saying, reached another way.
    ledger.attribution({.source = courier, .content = masters, .document = courier});

    View const view(ledger.graph());
    for (Chain const& chain : chains(view, open)) print(view, chain);

    std::cout << "\nIn the end it is the word of:\n";
    for (Origin const& origin : origins(view, open)) std::cout << "  " << view.graph().key(origin.voice) << '\n';

    std::cout << "\nIf the Gazette is withdrawn, the saying is "
              << (View(ledger.graph(), {.without = {gazette}}).standing(masters) == Truth::always ? "still carried"
                                                                                                  : "lost")
              << "; if the harbour master is, it is "
              << (View(ledger.graph(), {.without = {master}}).standing(masters) == Truth::always ? "still carried"
                                                                                                 : "lost")
              << ".\n";
}
