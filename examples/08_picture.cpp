// SPDX-License-Identifier: BSL-1.0
// The graph of the first example as a picture: `08_picture | dot -Tsvg` draws docs/harbour.svg.
#include <ascribe/ascribe.hpp>
#include <ascribe/render/dot.hpp>

#include <iostream>

using namespace ascribe;

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    ActorId const mayor = ledger.actor("mayor", ActorKind::office);
    DocumentId const gazette = ledger.document("gazette-0412"), hospital = ledger.document("hospital-register");
    ClaimId const over_200 = ledger.claim(flood, "injured", more_than(200).of("person"));
    ClaimId const counted_87 = ledger.claim(flood, "injured", exactly(87).of("person"));
    AttributionId const said = ledger.attribution({.source = mayor, .content = over_200, .act = SpeechAct::estimate});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});
    ledger.attribution({.source = hospital, .content = counted_87, .document = hospital});

    write_dot(ledger.graph(), [](std::string_view line) { std::cout << line; });
}
