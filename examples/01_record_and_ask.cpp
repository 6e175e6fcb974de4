// SPDX-License-Identifier: BSL-1.0
// Record who said what, and ask who holds which position. This is the program in the README.
#include <ascribe/ascribe.hpp>

#include <iostream>

int main() {
    using namespace ascribe;
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    ActorId const mayor = ledger.actor("mayor", ActorKind::office);
    ActorId const hospital = ledger.actor("hospital", ActorKind::organisation);
    DocumentId const gazette = ledger.document("gazette-0412");
    ClaimId const over_200 = ledger.claim(flood, "injured", more_than(200).of("person"));
    ClaimId const counted_87 = ledger.claim(flood, "injured", exactly(87).of("person"));
    AttributionId const said = ledger.attribution({.source = mayor, .content = over_200, .role = Role::speaker});
    ledger.attribution({.source = ledger.actor("ada", ActorKind::person), .content = said, .document = gazette});
    ledger.attribution({.source = hospital, .content = counted_87, .document = ledger.document("register")});

    View const view(ledger.graph());
    for (Position const& position : positions(view, flood, "injured"))
        for (Holding const& holding : position.holdings)
            for (Chain const& chain : chains(view, holding.attribution))
                std::cout << view.graph().key(holding.source) << " says "
                          << to_text(*view.graph().value(position.claim).quantity()) << ", in "
                          << view.graph().key(chain.document) << ", " << chain.hops.size() << " hop(s)\n";
}
