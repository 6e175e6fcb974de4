// SPDX-License-Identifier: BSL-1.0
// A denial is a negative attribution of the same claim; a correction is a claim about an attribution. Nothing recorded
// is changed: what was corrected stays on record, and supports nothing from then on, nor does what rests on it.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <iostream>

using namespace ascribe;

namespace {

void print(std::string_view when, View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::cout << when << ", that the bridge was closed is " << to_string(dispute_state(view, claim).state) << ":\n";
    for (AttributionId a : graph.attributions_of(claim)) {
        if (view.attested(a) == Truth::never) continue;
        bool const denies = polarity(graph.factuality(a)) == Polarity::negative;
        std::cout << "  " << graph.key(graph.source(a)) << (denies ? " denied it on " : " said so on ")
                  << graph.attribution(a).said->canonical();
        if (view.taken_back(a))
            std::cout << ", and took it back";
        else if (view.standing(a) == Truth::never)
            std::cout << ", on the word of a report that stands no more";
        std::cout << '\n';
    }
}

}  // namespace

int main() {
    Ledger ledger;
    EventId const flood = ledger.event("flood");
    ActorId const port = ledger.actor("port-authority", ActorKind::organisation);
    DocumentId const gazette = ledger.document("gazette"), courier = ledger.document("courier");
    DocumentId const notice = ledger.document("port-notice");
    ClaimId const closed = ledger.claim(flood, "bridge", "closed"), open = ledger.claim(flood, "bridge", "open");
    auto const prints = [&](DocumentId paper, ClaimId claim, char const* day) -> AttributionId {
        return ledger.attribution({.source = paper, .content = claim, .document = paper, .said = Edtf(day)});
    };
    AttributionId const report = prints(gazette, closed, "2024-03-04");
    ledger.ground(prints(courier, closed, "2024-03-05"), report);  // "as the Gazette reports"
    ledger.attribution({.source = port,
                        .content = closed,
                        .factuality = Factuality::ct_minus,
                        .act = SpeechAct::deny,
                        .document = notice,
                        .said = Edtf("2024-03-06")});
    AttributionId const instead = prints(gazette, open, "2024-03-07");
    prints(gazette, ledger.claim(report, property::corrected_by, Node(instead)), "2024-03-07");

    Graph const graph = ledger.graph();
    print("On 5 March", View(graph, {.said_before = Day(2024, 3, 6)}), closed);
    print("On 6 March", View(graph, {.said_before = Day(2024, 3, 7)}), closed);
    print("On 7 March", View(graph), closed);
    for (Amendment const& a : amendments(View(graph))) {
        std::cout << "The report was " << to_string(a.kind) << " to '"
                  << *graph.value(graph.innermost(a.replacement).first).text() << "'; who has repeated it:";
        for (Repetition const& r : a.repetitions) std::cout << ' ' << graph.key(graph.source(r.attribution));
        std::cout << '\n';
    }
}
