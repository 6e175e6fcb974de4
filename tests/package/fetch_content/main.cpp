// SPDX-License-Identifier: BSL-1.0
// Uses the library that was fetched: what falls if a source does, and what bad data is told.
#include <ascribe/ascribe.hpp>

#include <cstdio>

using namespace ascribe;

int main() {
    Ledger ledger;
    ActorId const mayor = ledger.actor("mayor", ActorKind::office);
    DocumentId const gazette = ledger.document("gazette-0412");
    ClaimId const injured = ledger.claim(ledger.event("harbour-flood"), "injured", 200);
    AttributionId const said = ledger.attribution({.source = mayor, .content = injured});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});
    Withdrawal const without = withdrawal(View(ledger.graph()), {mayor});
    if (without.fallen.empty()) return 1;

    auto const refused = ledger.try_actor("mayor", ActorKind::person);
    if (refused) return 2;
    std::puts(to_string(refused.error()).c_str());
    return 0;
}
