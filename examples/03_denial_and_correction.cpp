// SPDX-License-Identifier: BSL-1.0
// A denial is a negative attribution of the same claim; a correction is a claim about an attribution. Nothing recorded
// is changed: what was corrected stays on record and supports nothing from then on.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <iostream>

using namespace ascribe;

namespace {

void print(std::string_view when, View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::cout << when << ": the closure is " << (view.supported(claim) == Truth::always ? "supported" : "unsupported")
              << '\n';
    for (AttributionId a : graph.attributions_of(claim)) {
        if (view.attested(a) == Truth::never) continue;
        std::cout << "  " << graph.key(graph.source(a)) << ' ' << to_string(graph.factuality(a)) << ' '
                  << to_string(graph.act(a)) << (view.taken_back(a) ? ", taken back" : "") << '\n';
    }
}

}  // namespace

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("flood");
    ActorId const port = ledger.actor("port-authority", ActorKind::organisation);
    DocumentId const gazette = ledger.document("gazette");
    DocumentId const notice = ledger.document("port-notice");
    ClaimId const closed = ledger.claim(flood, "bridge", "closed");
    ClaimId const open = ledger.claim(flood, "bridge", "open");

    AttributionId const report =
        ledger.attribution({.source = gazette, .content = closed, .document = gazette, .said = Edtf("2024-03-04")});
    ledger.attribution({.source = port,
                        .content = closed,
                        .factuality = Factuality::ct_minus,
                        .act = SpeechAct::deny,
                        .document = notice,
                        .said = Edtf("2024-03-05")});
    AttributionId const instead =
        ledger.attribution({.source = gazette, .content = open, .document = gazette, .said = Edtf("2024-03-06")});
    ledger.attribution({.source = gazette,
                        .content = ledger.claim(report, property::corrected_by, Node(instead)),
                        .document = gazette,
                        .said = Edtf("2024-03-06")});

    Graph const graph = ledger.graph();
    print("As of 4 March", View(graph, {.said_before = Day(2024, 3, 5)}), closed);
    print("As of 5 March", View(graph, {.said_before = Day(2024, 3, 6)}), closed);
    print("Today", View(graph), closed);
}
