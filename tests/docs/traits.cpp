// SPDX-License-Identifier: BSL-1.0
// The code of docs/using.md on properties and traits, line by line, and what that page says of it.
#include <ascribe/ascribe.hpp>

#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// The verdict on two values of one property of one subject, each asserted by somebody.
Verdict verdict_on(Ledger& ledger, std::string_view property, Value first, Value second) {
    EventId const subject = ledger.event("event of " + std::string(property));
    for (Value* value : {&first, &second}) {
        DocumentId const paper = ledger.document(value == &first ? "gazette" : "courier");
        ClaimId const claim = ledger.claim(subject, property, std::move(*value));
        ledger.attribution({.source = paper, .content = claim, .document = paper});
    }
    std::vector<Disagreement> const found = conflicts(View(ledger.graph()), subject);
    REQUIRE(found.size() == 1);
    if (found[0].verdict == Verdict::difference) CHECK(found[0].reason == DifferenceReason::other_value);
    return found[0].verdict;
}

}  // namespace

TEST_CASE("using.md: traits say what two values of a property mean for each other") {
    Ledger ledger;
    ledger.property("injured", Trait::functional | Trait::numeric);     // one number is right: others conflict
    ledger.property("sluice", Trait::functional | Trait::exclusive);    // one value is right, and no two mean the same
    ledger.property("cause", Trait::functional);                        // one is right, and two may mean the same
    ledger.property("owner", Trait::functional | Trait::temporal);      // one at a time
    ledger.claim(ledger.event("harbour-flood"), "witness", "a barge");  // none: it may have any number of values

    CHECK(verdict_on(ledger, "injured", exactly(87).of("person"), more_than(200).of("person")) == Verdict::certain);
    CHECK(verdict_on(ledger, "sluice", "open", "shut") == Verdict::certain);
    CHECK(verdict_on(ledger, "cause", "the storm", "heavy weather") == Verdict::possible);
    CHECK(verdict_on(ledger, "witness", "a barge", "a keeper") == Verdict::difference);
    CHECK(verdict_on(ledger, "counted", exactly(87).of("person"), more_than(200).of("person")) == Verdict::difference);

    EventId const lock = ledger.event("lock");
    DocumentId const book = ledger.document("land-register");
    for (auto const& [owner, year] : {std::pair{"town", "2020"}, std::pair{"port", "2021"}}) {
        ClaimId const owned = ledger.claim(lock, "owner", owner, Edtf(year));
        ledger.attribution({.source = book, .content = owned, .document = book});
    }
    std::vector<Disagreement> const in_turn = conflicts(View(ledger.graph()), lock);
    REQUIRE(in_turn.size() == 1);
    CHECK(in_turn[0].reason == DifferenceReason::as_of);

    CHECK(ledger.try_property("cause", Trait::functional | Trait::exclusive).error().code == Errc::conflict);
}

TEST_CASE("using.md: person and persons are two things") {
    CHECK(compare(exactly(87).of("person"), more_than(200).of("persons")) == Agreement::scope_differs);
    CHECK(to_words(parse_reported_quantity("over 200 people")->quantity) == "more than 200 people");
}
