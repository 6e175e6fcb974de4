// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include <ascribe/graph/view.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <array>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;

namespace {

struct Sayings : Harbour {
    AttributionId says(ActorId source, Content content, DocumentId document, std::string_view said = {}) {
        Attribution attribution{.source = source, .content = content, .document = document};
        if (!said.empty()) attribution.said = Edtf(said);
        return ledger.attribution(attribution);
    }
    /// What the clerk, an analyst, makes of the time of a saying.
    AttributionId dates(AttributionId saying, std::string_view date, Node ground = {}) {
        return ledger.attribution({.source = clerk, .content = ledger.claim(saying, property::said_at, Edtf(date))},
                                  ground);
    }
    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }
};

std::pair<Day, Day> days(std::string_view first, std::string_view last) {
    return {Edtf(first).earliest(), Edtf(last).latest()};
}

}  // namespace

TEST_CASE("T5: an accepted date narrows when something was said, for the view, its scope and amendments alike") {
    Sayings t;
    AttributionId const words = t.says(t.ada, t.happened, t.gazette);
    AttributionId const retraction = t.says(t.ada, t.ledger.claim(words, property::retracted), t.courier, "2024-03-07");
    CHECK(t.view().taken_back(words));

    t.dates(words, "2024-03-08");
    View const view = t.view();
    CHECK(view.said(words) == days("2024-03-08", "2024-03-08"));
    CHECK(view.amendment_effect(retraction) == AmendmentEffect::said_later);
    CHECK_FALSE(view.taken_back(words));
    CHECK(t.view({.said_before = Day(2024, 3, 8)}).standing(words) == Truth::never);
    CHECK(t.view({.said_before = Day(2024, 3, 9)}).standing(words) == Truth::always);
}

TEST_CASE("T5: whom an office meant goes by the resolved day as by the reported one") {
    Sayings t;
    auto const holds = [&](ActorId person, std::string_view valid) {
        t.ledger.attribution(
            {.source = t.clerk, .content = t.ledger.claim(t.mayor, property::held_by, Node(person), Edtf(valid))});
    };
    holds(t.ada, "2019/2021");
    holds(t.ben, "2022/2024");
    AttributionId const words = t.says(t.mayor, t.happened, t.gazette);
    CHECK_FALSE(t.view().holder(t.mayor, t.view().said(words)));
    t.dates(words, "2020-06-01");
    CHECK(t.view().holder(t.mayor, t.view().said(words)) == t.ada);
}

TEST_CASE("T5: accepted dates that exclude each other leave the days between them open, in whatever order they came") {
    for (auto const& [first, second] : {std::pair("2024-03-02", "2024-03-05"), std::pair("2024-03-05", "2024-03-02")}) {
        Sayings t;
        AttributionId const words = t.says(t.ada, t.happened, t.gazette);
        t.dates(words, first);
        t.dates(words, second);
        CHECK(t.view().said(words) == days("2024-03-02", "2024-03-05"));
    }
}

TEST_CASE("T5: a date that excludes what was printed takes its place, and goes with its ground") {
    Sayings t;
    AttributionId const words = t.says(t.ada, t.happened, t.gazette, "2003-10-03");
    AttributionId const reason = t.says(t.ben, t.ledger.claim(t.gazette, "slip", "the year"), t.courier);
    t.dates(words, "2023-10-03", reason);
    CHECK(t.view().said(words) == days("2023-10-03", "2023-10-03"));
    CHECK(t.view({.without = {reason}}).said(words) == days("2003-10-03", "2003-10-03"));
    CHECK(t.view({.without = {t.clerk}}).said(words) == days("2003-10-03", "2003-10-03"));
}

TEST_CASE("T5: what is not accepted, or not a date, changes nothing") {
    Sayings t;
    AttributionId const words = t.says(t.ada, t.happened, t.gazette, "2024-03");
    t.says(t.ben, t.ledger.claim(words, property::said_at, Edtf("2024-03-05")), t.courier);
    t.ledger.attribution({.source = t.clerk, .content = t.ledger.claim(words, property::said_at, "on a Tuesday")});
    t.ledger.attribution({.source = t.clerk,
                          .content = t.ledger.claim(words, property::said_at, Edtf("2024-03-06")),
                          .factuality = Factuality::ps_plus});
    CHECK(t.view().said(words) == days("2024-03-01", "2024-03-31"));
}
