// SPDX-License-Identifier: BSL-1.0
// What a thing is called is said by somebody, somewhere, at some time. Keys carry no wording; names are claims.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <iomanip>
#include <iostream>

using namespace ascribe;

int main() {
    Ledger ledger;
    PlaceId const quay = ledger.place("place/17");
    DocumentId const gazette = ledger.document("gazette");
    DocumentId const courier = ledger.document("courier");
    DocumentId const charter = ledger.document("charter");
    auto const calls = [&](DocumentId who, std::string_view kind, std::string_view text, char const* when,
                           Distance distance = {}) {
        ledger.attribution({.source = who,
                            .content = ledger.claim(quay, kind, text),
                            .distance = distance,
                            .document = who,
                            .said = Edtf(when)});
    };
    calls(charter, property::name, "King's Quay", "1871");
    calls(gazette, property::name, "Republic Quay", "2024-03-04");
    calls(gazette, property::abbreviation, "RQ", "2024-03-04");
    calls(courier, property::designation, "People's Quay", "2024-03-05",
          {.marker = DistanceMarker::so_called, .target = DistanceTarget::term});

    Graph const graph = ledger.graph();
    for (NameUse const& use : names(View(graph), quay)) {
        std::cout << std::left << std::setw(14) << use.text << std::setw(13) << use.kind << std::setw(9)
                  << graph.key(use.user) << to_string(use.when.first);
        if (use.when.first != use.when.second) std::cout << " to " << to_string(use.when.second);
        Distance const distance = graph.distance(use.attribution);
        if (distance.marker != DistanceMarker::none) std::cout << "  (" << to_string(distance.marker) << ')';
        std::cout << '\n';
    }
}
