// SPDX-License-Identifier: BSL-1.0
// That two names mean one person is a claim like any other: somebody holds it, it can be accepted for a question, and
// it is undone by not accepting it. Nothing is ever merged.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <iostream>

using namespace ascribe;

namespace {

void print(std::string_view scope, View const& view, ClaimId claim) {
    auto const voices = origins(view, claim);
    std::cout << scope << ": " << voices.size() << (voices.size() == 1 ? " voice:" : " voices:");
    for (Origin const& origin : voices) std::cout << ' ' << view.graph().key(origin.voice);
    if (!view.identity_conflicts().empty()) std::cout << "; identity is disputed, so nothing is joined";
    std::cout << '\n';
}

}  // namespace

int main() {
    Ledger ledger;
    ActorId const spokesman = ledger.actor("spokesman", ActorKind::unnamed);
    ActorId const carla = ledger.actor("carla", ActorKind::person);
    ActorId const desk = ledger.actor("our-desk", ActorKind::analyst);
    ActorId const archive = ledger.actor("archive", ActorKind::organisation);
    DocumentId const gazette = ledger.document("gazette");
    DocumentId const courier = ledger.document("courier");
    DocumentId const study = ledger.document("study");
    ClaimId const warned = ledger.claim(ledger.event("flood"), "warning", "issued");

    // "A spokesman" in one paper, Carla in the other.
    for (auto [source, paper] : {std::pair(spokesman, gazette), std::pair(carla, courier)}) {
        AttributionId const said = ledger.attribution({.source = source, .content = warned, .role = Role::speaker});
        ledger.attribution({.source = paper, .content = said, .document = paper});
    }

    ClaimId const same = ledger.claim(spokesman, property::same_as, Node(carla));
    ledger.attribution({.source = desk, .content = same, .factuality = Factuality::ps_plus, .basis = Basis::inference});
    ledger.attribution({.source = archive, .content = same, .factuality = Factuality::ct_minus, .document = study});

    Graph const graph = ledger.graph();
    print("As it stands, our desk finds it possible", View(graph), warned);
    print("Accepting what the desk finds possible", View(graph, {.accept_from = Certainty::possible}), warned);
    print("Accepting the archive as well",
          View(graph, {.accept_holders = {archive}, .accept_from = Certainty::possible}), warned);
    print("Supposing it for the sake of argument", View(graph, {.assume = {same}}), warned);
}
