// SPDX-License-Identifier: BSL-1.0
// Uses the installed library: through whom a claim comes, and who said it first.
#include <ascribe/ascribe.hpp>
#ifdef CONSUMER_HAS_FMT
#include <ascribe/interop/fmt.hpp>
#endif

#include <cstdio>
#include <vector>

using namespace ascribe;

int main() {
    if (library_version() != header_version) return 1;
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    DocumentId const gazette = ledger.document("gazette-0412");
    ClaimId const injured = ledger.claim(flood, "injured", more_than(200).of("person"));
    AttributionId const said =
        ledger.attribution({.source = ledger.actor("mayor", ActorKind::office), .content = injured});
    ledger.attribution({.source = gazette, .content = said, .document = gazette});

    View const view(ledger.graph());
    std::vector<Chain> const ways = chains(view, injured);
    std::vector<Origin> const voices = origins(view, injured);
    if (ways.size() != 1 || ways[0].hops.size() != 2 || voices.size() != 1) return 2;
    std::printf("%s\n", view.graph().key(voices[0].voice.to<ActorId>()).data());
#ifdef CONSUMER_HAS_FMT
    Graph const graph = view.graph();
    if (fmt::format("{}", in_graph(graph, voices[0].voice)) != "mayor") return 4;
#endif
    return view.graph().key(voices[0].voice.to<ActorId>()) == "mayor" ? 0 : 3;
}
