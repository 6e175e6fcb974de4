// SPDX-License-Identifier: BSL-1.0
// Record who said what, and ask where they disagree. This is the program in the README.
#include <ascribe/ascribe.hpp>

#include <iostream>

using namespace ascribe;

namespace {

void print(View const& view, Disagreement const& conflict) {
    Graph const& graph = view.graph();
    std::cout << "a " << to_string(conflict.verdict) << " conflict over " << graph.name(conflict.property) << ":\n";
    for (DisagreementSide const& side : conflict.sides) {
        for (Holding const& holding : side.holdings) {
            ClaimId const claim = graph.content(holding.attribution).to<ClaimId>();
            std::cout << "  " << graph.key(holding.source) << ' ' << to_string(holding.act) << "s "
                      << to_words(*graph.value(claim).quantity()) << "  [";
            for (Chain const& chain : chains(view, holding.attribution))
                for (AttributionId hop : chain.hops)
                    std::cout << (hop == chain.hops.front() ? "" : " » ") << graph.key(graph.source(hop));
            std::cout << "]\n";
        }
    }
}

}  // namespace

int main() {
    Ledger ledger;
    ledger.property("injured", Trait::functional | Trait::numeric);  // of one event, one number is right
    EventId const flood = ledger.event("harbour-flood");
    ActorId const mayor = ledger.actor("mayor", ActorKind::office);
    DocumentId const gazette = ledger.document("gazette-0412"), hospital = ledger.document("hospital-register");
    ClaimId const over_200 = ledger.claim(flood, "injured", more_than(200).of("person"));
    ClaimId const counted_87 = ledger.claim(flood, "injured", exactly(87).of("person"));
    AttributionId const said = ledger.attribution({.source = mayor, .content = over_200, .act = SpeechAct::estimate});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});
    ledger.attribution({.source = hospital, .content = counted_87, .document = hospital});
    View const view(ledger.graph());
    for (Disagreement const& conflict : conflicts(view, flood)) print(view, conflict);
}
