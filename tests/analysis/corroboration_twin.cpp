// SPDX-License-Identifier: BSL-1.0
#include "support/naive_corroboration.hpp"
#include "support/random.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::NaiveCorroboration;
using ascribe_tests::Random;

namespace {

/// A few documents that print, report and copy one claim, and another one that some of it rests on.
Ledger random_reports(Random& random) {
    Ledger ledger;
    ActorId const desk = ledger.actor("desk", ActorKind::software);
    std::vector<ActorId> people, outlets;
    for (int i = 0; i < 6; ++i)
        people.push_back(ledger.actor("p" + std::to_string(i), i < 4 ? ActorKind::person : ActorKind::unnamed));
    for (int i = 0; i < 2; ++i) outlets.push_back(ledger.actor("o" + std::to_string(i), ActorKind::media));
    auto const someone = [&] { return people[random.below(people.size())]; };
    auto const note = [&](Node subject, std::string_view property, Node value) {
        if (subject != value) ledger.attribution({.source = desk, .content = ledger.claim(subject, property, value)});
    };
    std::vector<DocumentId> documents;
    for (int i = 0; i < 4; ++i) {
        documents.push_back(ledger.document("d" + std::to_string(i)));
        if (random.chance(50)) note(documents.back(), property::authored_by, people[random.below(4)]);
        if (random.chance(50)) note(documents.back(), property::published_by, outlets[random.below(2)]);
    }
    EventId const event = ledger.event("e");
    std::vector<ClaimId> const claims{ledger.claim(event, "hurt", "many"), ledger.claim(event, "beds", "full")};
    std::vector<AttributionId> said, reports;
    for (std::size_t n = 2 + random.below(6); n > 0; --n) {
        bool const reported = random.chance(45);
        std::size_t const document = random.below(documents.size());
        auto const begin = static_cast<std::uint32_t>(10 * random.below(8));
        Span const span{.begin = begin, .end = begin + 10 + static_cast<std::uint32_t>(10 * random.below(2))};
        Attribution a{.source = random.chance(80)   ? Source(someone())
                                : random.chance(50) ? Source(documents[random.below(documents.size())])
                                                    : Source(outlets[random.below(2)]),
                      .content = claims[random.chance(80) ? 0 : 1]};
        if (random.chance(30)) a.basis = random.chance(70) ? Basis::witness : Basis::own_act;
        if (reported) {
            AttributionId const inner = ledger.attribution(a);
            said.push_back(inner);
            a = {.source = someone(), .content = inner};
        }
        a.document = documents[document];
        if (random.chance(85)) a.spans = {&span, 1};
        AttributionId const outermost = ledger.attribution(a);
        if (reported)
            reports.push_back(outermost);
        else
            said.push_back(outermost);
    }
    if (random.chance(30)) ledger.ground(said[random.below(said.size())], claims[1]);
    if (random.chance(30)) note(someone(), property::speaks_for, someone());
    if (random.chance(30)) note(someone(), property::same_as, someone());
    if (reports.size() >= 2 && reports[0] != reports[1] && random.chance(40))
        note(reports[0], property::alternative_to, reports[1]);
    if (reports.size() >= 4 && reports[2] != reports[3] && reports[2] != reports[0] && reports[2] != reports[1] &&
        reports[3] != reports[0] && reports[3] != reports[1] && random.chance(40))
        note(reports[2], property::alternative_to, reports[3]);
    for (std::size_t n = random.below(4); n > 0; --n) {
        DocumentId const copy = documents[random.below(documents.size())];
        DocumentId const original = documents[random.below(documents.size())];
        if (copy == original) continue;
        auto const begin = static_cast<std::uint32_t>(10 * random.below(4));
        auto const from = static_cast<std::uint32_t>(10 * random.below(4));
        auto const length = static_cast<std::uint32_t>(20 + 10 * random.below(6));
        Span const spans[] = {{.document = copy, .begin = begin, .end = begin + length},
                              {.document = original, .begin = from, .end = from + length}};
        Attribution a{.source = desk, .content = ledger.claim(copy, property::copies, Node(original))};
        if (random.chance(80)) a.spans = spans;
        ledger.attribution(a);
    }
    return ledger;
}

}  // namespace

TEST_CASE("The interval of origins is that of a naive comparison of all pairs and choices, on random reports") {
    Random random(31);
    std::size_t joined = 0, alternatives = 0, possible = 0;
    for (int round = 0; round < 4'000; ++round) {
        Ledger const ledger = random_reports(random);
        View const view(ledger.graph());
        ClaimId const claim = ledger.graph().claims_about(ledger.graph().find_event("e"), "hurt").front();
        Corroboration const c = corroboration(view, claim, {.covered_percent = 100});
        NaiveCorroboration const naive(view, claim);
        CAPTURE(round);
        CHECK(c.support.at_most == naive.at_most);
        CHECK(c.support.certainly == naive.certainly);
        for (VoiceJoin const& join : c.support.joins) (join.certain ? joined : possible) += 1;
        alternatives += c.support.alternatives.empty() ? 0u : 1u;
    }
    CHECK(joined > 500);
    CHECK(possible > 50);
    CHECK(alternatives > 100);
}
