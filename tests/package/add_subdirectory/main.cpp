// SPDX-License-Identifier: BSL-1.0
// Uses the library as a part of this project: where two sources disagree.
#include <ascribe/ascribe.hpp>
#include <ascribe/interop/fmt.hpp>

#include <cstdio>
#include <utility>
#include <vector>

using namespace ascribe;

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("harbour-flood");
    PropertyId const injured = ledger.property("injured", Trait::functional | Trait::numeric);
    for (auto const& [key, count] : {std::pair("hospital-register", 87), std::pair("gazette-0412", 200)}) {
        DocumentId const document = ledger.document(key);
        ledger.attribution({.source = document, .content = ledger.claim(flood, injured, count), .document = document});
    }
    std::vector<Disagreement> const found = conflicts(View(ledger.graph()), flood);
    std::printf("%zu disagreement\n", found.size());
    Graph const graph = ledger.graph();
    if (fmt::format("{}", in_graph(graph, injured)) != "injured") return 2;
    return found.size() == 1 ? 0 : 1;
}
