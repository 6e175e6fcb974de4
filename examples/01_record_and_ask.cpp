// SPDX-License-Identifier: BSL-1.0
// Record who said what, and ask who holds which position. This is the program in the README.
#include <ascribe/ascribe.hpp>

#include <iostream>

using namespace ascribe;

namespace {

void print(View const& view, Holding const& holding) {
    Graph const& graph = view.graph();
    ClaimId const claim = graph.content(holding.attribution).to<ClaimId>();
    std::cout << graph.key(holding.source) << ' ' << to_string(holding.act) << "s "
              << to_words(*graph.value(claim).quantity()) << "  [";
    for (Chain const& chain : chains(view, holding.attribution))
        for (AttributionId hop : chain.hops)
            std::cout << (hop == chain.hops.front() ? "" : " » ") << graph.key(graph.source(hop));
    std::cout << "]\n";
}

}  // namespace

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    ActorId const mayor = ledger.actor("mayor", ActorKind::office);
    DocumentId const gazette = ledger.document("gazette-0412"), register_87 = ledger.document("hospital-register");
    ClaimId const over_200 = ledger.claim(flood, "injured", more_than(200).of("persons"));
    ClaimId const counted_87 = ledger.claim(flood, "injured", exactly(87).of("persons"));
    AttributionId const said = ledger.attribution({.source = mayor, .content = over_200, .act = SpeechAct::estimate});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});
    ledger.attribution({.source = register_87, .content = counted_87, .document = register_87});
    View const view(ledger.graph());
    for (Position const& position : positions(view, flood, "injured"))
        for (Holding const& holding : position.holdings) print(view, holding);
}
