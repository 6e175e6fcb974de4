// SPDX-License-Identifier: BSL-1.0
// The program that every way of consuming the library compiles, links and runs.
#include <ascribe/ascribe.hpp>

#ifdef CONSUMER_USES_JSON_LINES
#include <ascribe/interop/json_lines.hpp>
#endif

#include <cstdio>
#include <string>
#include <vector>

using namespace ascribe;

int main() {
    if (library_version() != header_version) return 1;
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    DocumentId const gazette = ledger.document("gazette-0412");
    ClaimId const dead = ledger.claim(flood, "injured", parse_quantity(">200 {person}").value());
    AttributionId const said =
        ledger.attribution({.source = ledger.actor("mayor", ActorKind::office), .content = dead});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});
    View const view(ledger.graph());
    std::vector<Origin> const voices = origins(view, dead);
    if (voices.size() != 1 || view.graph().key(voices[0].voice.to<ActorId>()) != "mayor") return 2;
    std::vector<Chain> const ways = chains(view, dead);
    if (ways.size() != 1 || ways[0].hops.size() != 2) return 3;

    auto const refused = ledger.try_actor("mayor", ActorKind::person);
    if (refused) return 4;
    std::puts(to_string(refused.error()).c_str());

#ifdef CONSUMER_USES_JSON_LINES
    Ledger copy;
    std::string text;
    write_json_lines(view.graph(), [&](std::string_view piece) { text += piece; });
    if (!read_json_lines(text, copy).ok() || copy.graph().count(Category::attribution) != 2) return 5;
#endif
    return 0;
}
