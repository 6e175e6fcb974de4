// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_PERSIST_SQLITE_STORY_HPP
#define ASCRIBE_EXAMPLES_PERSIST_SQLITE_STORY_HPP

#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <cstdint>
#include <string>

/// What comes in on day `n`, the same whoever records it: a paper prints what two of five witnesses say of a river, on
/// every seventh day with a reason that is found later, and once in a while a paper takes back what it printed.
inline void record_day(ascribe::Ledger& ledger, std::int64_t n) {
    using namespace ascribe;
    EventId const flood = ledger.event("flood " + std::to_string(n / 10));
    DocumentId const paper = ledger.document("paper " + std::to_string(n));
    ActorId const editor = ledger.actor("editor " + std::to_string(n % 3), ActorKind::person);
    AttributionId first;
    for (std::int64_t i = 0; i < 2; ++i) {
        ActorId const witness = ledger.actor("witness " + std::to_string((n + i) % 5), ActorKind::person);
        ClaimId const level = ledger.claim(flood, "level", exactly(100 + (n * 7 + i) % 50).in("cm"));
        AttributionId const said = ledger.attribution({.source = witness, .content = level, .role = Role::speaker});
        first = ledger.attribution({.source = editor,
                                    .content = said,
                                    .role = Role::relay,
                                    .document = paper,
                                    .wording = "The river stood high, witnesses say."});
    }
    if (n % 7 == 0) ledger.ground(first, ledger.claim(flood, property::occurred).id);
    if (n % 11 == 0) {
        ClaimId const retraction = ledger.claim(first, property::retracted);
        ledger.attribution({.source = editor, .content = retraction, .document = paper});
    }
    ledger.label(flood, "river " + std::to_string(n / 10 % 4));
}

#endif
