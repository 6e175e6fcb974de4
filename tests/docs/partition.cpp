// SPDX-License-Identifier: BSL-1.0
// The code of docs/partition.md, line by line, and what that page says of it. The lint test "docs" compares the lines,
// so change both together.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <cstdint>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("partition.md: two parts answer what the whole answers, and merge to it") {
    Ledger ledger;
    ActorId const ada = ledger.actor("ada", ActorKind::person), clerk = ledger.actor("clerk", ActorKind::analyst);
    ActorId const press = ledger.actor("press-house", ActorKind::organisation);
    DocumentId const gazette = ledger.document("gazette-0411");
    EventId const flood = ledger.event("flood"), survey = ledger.event("survey");
    ClaimId const finding = ledger.claim(survey, "finding", "the dam broke");
    ClaimId const cause = ledger.claim(flood, "cause", "dam"), cost = ledger.claim(survey, "cost", exactly(40));
    ClaimId const outlet = ledger.claim(gazette, property::published_by, press);
    ledger.attribution({.source = ada, .content = finding, .document = gazette});
    ledger.attribution({.source = ada, .content = cost, .document = gazette});
    ledger.attribution({.source = gazette, .content = outlet, .document = gazette});
    AttributionId const concluded = ledger.attribution({.source = clerk, .content = cause});
    ledger.ground(concluded, finding);
    Graph const whole = ledger.graph();

    PartitionRule const rule{.parts = 2};
    Ownership const ownership(whole, rule);
    Ledger const first = part(ownership, 0), second = part(ownership, 1);

    for (Node node : {Node(flood), Node(cause), Node(concluded)}) CHECK(ownership.owner(node) == 0);
    for (Node node : {Node(survey), Node(finding), Node(cost)}) CHECK(ownership.owner(node) == 1);
    EventId const surveyed = first.graph().find_event("survey");
    CHECK_FALSE(first.graph().claims_about(surveyed, "finding").empty());
    CHECK(first.graph().claims_about(surveyed, "cost").empty());
    CHECK_FALSE(second.graph().find_event("flood"));
    for (Ledger const* one : {&first, &second}) {
        CHECK(one->graph().count(Category::claim) == 3);
        CHECK(View(one->graph()).publishers(one->graph().find_document("gazette-0411")).size() == 1);
    }

    Tally all;
    std::uint32_t number = 0;
    for (Ledger const* one : {&first, &second})
        all = combine(all, tally(View(one->graph()), Ownership(one->graph(), rule), number++));
    CHECK(all == tally(View(whole)));
    CHECK(all.sources.at({Category::actor, "ada"}).lost == 3);

    Ledger merged;
    for (Ledger const* one : {&second, &first}) merge(merged, one->graph());
    CHECK(digest(merged.graph()) == digest(whole));

    CHECK(owner(rule, Category::event, "survey") == 1);
}
