// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_HARBOUR_HPP
#define ASCRIBE_TESTS_SUPPORT_HARBOUR_HPP

#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <vector>

namespace ascribe_tests {

/// The flooded harbour town of the semantics: a gazette and a courier, two reporters, a mayor.
struct Harbour {
    ascribe::Ledger ledger;
    ascribe::ActorId ada = ledger.actor("ada", ascribe::ActorKind::person);
    ascribe::ActorId ben = ledger.actor("ben", ascribe::ActorKind::person);
    ascribe::ActorId mayor = ledger.actor("mayor", ascribe::ActorKind::office);
    ascribe::ActorId clerk = ledger.actor("clerk", ascribe::ActorKind::analyst);
    ascribe::DocumentId gazette = ledger.document("gazette/1");
    ascribe::DocumentId courier = ledger.document("courier/1");
    ascribe::EventId flood = ledger.event("flood");
    ascribe::PlaceId quay = ledger.place("quay");
    ascribe::ClaimId happened = ledger.claim(flood, ascribe::property::occurred);
};

/// The members of what a graph returns, for comparisons.
template <class Range>
[[nodiscard]] auto list(Range const& range) {
    std::vector<typename Range::value_type> all;
    for (auto id : range) all.push_back(id);
    return all;
}

}  // namespace ascribe_tests

#endif
