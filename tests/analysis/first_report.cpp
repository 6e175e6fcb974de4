// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/first_report.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

using Claims = std::vector<ClaimId>;
using First = std::optional<Day>;

constexpr Day may(unsigned day) {
    return {2023, 5, day};
}

struct Town {
    Ledger ledger;
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    EventId flood = ledger.event("flood");
    ClaimId rain = ledger.claim(flood, "cause", "rain");
    ClaimId leak = ledger.claim(flood, "cause", "a leak");
    ClaimId storm = ledger.claim(flood, "cause", "a storm");

    DocumentId paper(std::string_view key, std::string_view day = {}) {
        DocumentId const document = ledger.document(key);
        if (!day.empty()) by(document, ledger.claim(document, property::published, Edtf(day)), document);
        return document;
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    AttributionId by(Source source, Content content, std::string_view said, DocumentId document = {}) {
        return ledger.attribution({.source = source, .content = content, .document = document, .said = Edtf(said)});
    }
    [[nodiscard]] PropertyId cause() const { return ledger.graph().property(rain); }
    [[nodiscard]] FirstReports reports(TimeAxis axis, Scope scope = {}) const {
        return {View(ledger.graph(), std::move(scope)), axis};
    }
    /// Whether a view as of the day agrees that the claim is put forward.
    [[nodiscard]] bool has(TimeAxis axis, Day day, ClaimId claim, Scope scope = {}) const {
        Truth const admit = scope.admit;
        View const view(ledger.graph(), as_of(axis, day, std::move(scope)));
        for (AttributionId a : view.graph().attributions_of(claim))
            if (view.attested(a) >= admit) return true;
        return false;
    }
};

constexpr Truth possibly = Truth::possibly;

}  // namespace

static_assert(std::is_same_v<std::iterator_traits<ReportedClaims::iterator>::value_type, ClaimId>);
static_assert(std::random_access_iterator<ReportedClaims::iterator>);
static_assert(std::sized_sentinel_for<ReportedClaims::iterator, ReportedClaims::iterator>);

TEST_CASE("a claim is first put forward by the first document that puts it forward, be it denied there") {
    Town t;
    t.by(t.ada, t.rain, t.paper("wednesday", "2023-05-31"));
    t.by(t.ben, t.rain, t.paper("monday", "2023-05-29"), Factuality::ct_minus);
    t.by(t.ben, t.leak, t.paper("tuesday", "2023-05-30"));
    FirstReports const reports = t.reports(TimeAxis::published);
    CHECK(reports.axis() == TimeAxis::published);
    CHECK(reports.first_day(t.rain) == may(29));
    CHECK(reports.first_day(t.rain, possibly) == may(29));
    CHECK(reports.first_day(t.leak) == may(30));
    CHECK(reports.first_day(t.storm) == First());
    CHECK(reports.first_day(t.storm, possibly) == First());

    CHECK(reports.claims_until(t.cause(), may(28)).empty());
    CHECK(reports.claims_until(t.cause(), may(29)).to_vector() == Claims{t.rain});
    CHECK(reports.claims_until(t.cause(), may(30)).to_vector() == Claims{t.rain, t.leak});
    CHECK(reports.claims_until(t.cause(), Day::plus_infinity()).size() == 2);
    CHECK(reports.claims_between(t.cause(), may(30), may(31)).to_vector() == Claims{t.leak});
    CHECK(reports.claims_between(t.cause(), may(30), may(29)).empty());
    CHECK(reports.claims_between(t.cause(), may(31), Day::plus_infinity()).empty());
}

TEST_CASE("the claims of one day come in order of recording, as a range of random access that outlives its asker") {
    Town t;
    DocumentId const late = t.paper("late", "2023-05-30"), early = t.paper("early", "2023-05-29");
    t.by(t.ada, t.storm, early);
    t.by(t.ada, t.leak, early);
    t.by(t.ada, t.rain, late);
    std::optional<FirstReports> reports(t.reports(TimeAxis::published));
    ReportedClaims const found = reports->claims_until(t.cause(), may(31));
    FirstReports const copy = *reports;
    reports.reset();
    CHECK(found.to_vector() == Claims{t.leak, t.storm, t.rain});
    CHECK(found.front() == t.leak);
    CHECK(found[1] == t.storm);
    CHECK(found.back() == t.rain);
    CHECK(found.end() - found.begin() == 3);
    CHECK(found.begin()[2] == t.rain);
    CHECK(*(found.end() - 2) == t.storm);
    CHECK(std::find(found.begin(), found.end(), t.rain) == found.begin() + 2);
    CHECK(ReportedClaims().empty());
}

TEST_CASE("T2: a range of days is certain from its last day and possible from its first; no date is never now") {
    Town t;
    DocumentId const month = t.paper("month", "2023-05"), undated = t.paper("undated");
    t.by(t.ada, t.rain, month);
    t.by(t.ada, t.leak, undated);
    FirstReports const reports = t.reports(TimeAxis::published);
    CHECK(reports.first_day(t.rain) == may(31));
    CHECK(reports.first_day(t.rain, possibly) == may(1));
    CHECK(reports.first_day(t.leak) == Day::plus_infinity());
    CHECK(reports.first_day(t.leak, possibly) == Day::minus_infinity());
    CHECK(reports.claims_until(t.cause(), may(30)).empty());
    CHECK(reports.claims_until(t.cause(), may(30), possibly).to_vector() == Claims{t.leak, t.rain});
    CHECK(reports.claims_until(t.cause(), Day::max()).to_vector() == Claims{t.rain});
    // By an infinitely late day there is no bound, here as in as_of.
    CHECK(reports.claims_until(t.cause(), Day::plus_infinity()).to_vector() == Claims{t.rain, t.leak});
    CHECK(t.has(TimeAxis::published, Day::plus_infinity(), t.leak));
    CHECK_FALSE(t.has(TimeAxis::published, Day::max(), t.leak));
    // Of several ways the one that is sooner certain counts, and the one that is sooner possible.
    t.by(t.ben, t.rain, t.paper("tuesday", "2023-05-30"));
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == may(30));
    CHECK(t.reports(TimeAxis::published).first_day(t.rain, possibly) == may(1));
}

TEST_CASE("T2: notes of analysts without document and date are there on every day") {
    Town t;
    t.by(t.desk, t.rain);
    t.by(t.desk, t.leak, "2023-05-30");
    for (TimeAxis const axis : {TimeAxis::published, TimeAxis::said}) {
        FirstReports const reports = t.reports(axis);
        CHECK(reports.first_day(t.rain) == Day::minus_infinity());
        CHECK(reports.first_day(t.leak) == may(30));
        CHECK(t.has(axis, Day(-1'000'000), t.rain));
    }
    // But when a host entered them is not known.
    CHECK(t.reports(TimeAxis::recorded).first_day(t.rain) == Day::plus_infinity());
    CHECK(t.reports(TimeAxis::recorded).first_day(t.rain, possibly) == Day::minus_infinity());
}

TEST_CASE(
    "H4, W2: a carried report is there from the day on which all that carry it are, by the first of several ways") {
    Town t;
    DocumentId const monday = t.paper("monday", "2023-05-29"), tuesday = t.paper("tuesday", "2023-05-30");
    DocumentId const wednesday = t.paper("wednesday", "2023-05-31");
    AttributionId const told = t.by(t.mayor, t.rain, "2023-05-10");
    AttributionId const retold = t.by(t.ben, told, "2023-05-20");
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == First());  // carried by nothing as yet
    t.by(t.ada, told, wednesday);
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == may(31));
    t.by(t.ada, retold, tuesday);
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == may(30));
    // Who denies that he said so carries nothing, who holds it probable carries it possibly (rule H5).
    t.by(t.ada, told, monday, Factuality::ct_minus);
    CHECK(t.reports(TimeAxis::published).first_day(t.rain, possibly) == may(30));
    t.by(t.ada, told, monday, Factuality::pr_plus);
    FirstReports const published = t.reports(TimeAxis::published);
    CHECK(published.first_day(t.rain) == may(30));
    CHECK(published.first_day(t.rain, possibly) == may(29));
    CHECK(published.claims_until(t.cause(), may(29)).empty());
    CHECK(published.claims_until(t.cause(), may(29), possibly).to_vector() == Claims{t.rain});
    // On the axis of saying, too, all that carry it have to have been said; documents speak when they appear.
    FirstReports const said = t.reports(TimeAxis::said);
    CHECK(said.first_day(t.rain) == may(30));
    CHECK(t.has(TimeAxis::said, may(30), t.rain));
    CHECK_FALSE(t.has(TimeAxis::said, may(29), t.rain));
}

TEST_CASE(
    "T2: what was said is bounded by whoever reports it: by the day of a document, else by that of his own words") {
    Town t;
    AttributionId const told = t.by(t.mayor, t.rain);
    t.by(t.desk, told);  // there on every day, so that the mayor's words alone decide
    CHECK(t.reports(TimeAxis::said).first_day(t.rain) == Day::plus_infinity());
    t.by(t.ben, told, "2023-05-20");
    CHECK(t.reports(TimeAxis::said).first_day(t.rain) == may(20));
    t.by(t.ada, told, t.paper("friday", "2023-05-19"));
    CHECK(t.reports(TimeAxis::said).first_day(t.rain) == may(19));
    CHECK(t.has(TimeAxis::said, may(19), t.rain));
    CHECK_FALSE(t.has(TimeAxis::said, may(18), t.rain));
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == Day::minus_infinity());
}

TEST_CASE("H7: words of unknown reach are possibly put forward, and certainly on no day") {
    Town t;
    Span const span{.begin = 0, .end = 9, .role = SpanRole::content_possible};
    t.ledger.attribution(
        {.source = t.ada, .content = t.rain, .document = t.paper("monday", "2023-05-29"), .spans = {&span, 1}});
    FirstReports const reports = t.reports(TimeAxis::published);
    CHECK(reports.first_day(t.rain) == First());
    CHECK(reports.first_day(t.rain, possibly) == may(29));
    CHECK(reports.claims_until(t.cause(), Day::plus_infinity()).empty());
}

TEST_CASE("what the scope leaves out was never put forward; a bound that it has on the axis stays") {
    Town t;
    DocumentId const monday = t.paper("monday", "2023-05-29"), tuesday = t.paper("tuesday", "2023-05-30");
    t.by(t.ada, t.rain, monday);
    t.by(t.ben, t.rain, tuesday);
    t.by(t.ben, t.leak, tuesday);
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == may(29));
    CHECK(t.reports(TimeAxis::published, {.without = {t.ada}}).first_day(t.rain) == may(30));
    CHECK(t.reports(TimeAxis::published, {.without = {monday}}).first_day(t.rain) == may(30));
    CHECK(t.reports(TimeAxis::published, {.without = {t.ada, t.ben}}).first_day(t.rain) == First());
    CHECK(t.reports(TimeAxis::published, {.only_sources = {t.ben}}).first_day(t.rain) == may(30));

    FirstReports const bounded = t.reports(TimeAxis::published, as_of(TimeAxis::published, may(29)));
    CHECK(bounded.first_day(t.rain) == may(29));
    CHECK(bounded.first_day(t.leak) == First());
    CHECK(bounded.claims_until(t.cause(), Day::plus_infinity()).to_vector() == Claims{t.rain});
    // What may have been within such a bound is left out unless the scope admits it, whatever the question admits.
    t.by(t.ada, t.storm, t.paper("month", "2023-05"));
    Scope scope = as_of(TimeAxis::said, may(30));
    CHECK(t.reports(TimeAxis::published, scope).first_day(t.storm, possibly) == First());
    scope.admit = possibly;
    CHECK(t.reports(TimeAxis::published, scope).first_day(t.storm, possibly) == may(1));
}

TEST_CASE("I8: on the axis of recordings the earliest recording counts, by the day in UTC") {
    Town t;
    DocumentId const paper = t.paper("paper");
    constexpr std::int64_t day = 86'400;
    AttributionId const rain = t.by(t.ada, t.rain, paper), leak = t.by(t.ada, t.leak, paper);
    t.ledger.recording(rain, t.desk, {12 * day});
    t.ledger.recording(rain, t.desk, {11 * day - 1});
    t.ledger.recording(leak, t.desk, {-1});
    t.by(t.ada, t.storm, paper);
    FirstReports const reports = t.reports(TimeAxis::recorded);
    CHECK(reports.first_day(t.rain) == Day(10));
    CHECK(reports.first_day(t.leak) == Day(-1));
    CHECK(reports.first_day(t.storm) == Day::plus_infinity());
    CHECK(reports.first_day(t.storm, possibly) == Day::minus_infinity());
    CHECK(reports.claims_until(t.cause(), Day(9)).to_vector() == Claims{t.leak});
    CHECK(t.has(TimeAxis::recorded, Day(10), t.rain));
    CHECK_FALSE(t.has(TimeAxis::recorded, Day(9), t.rain));
}

TEST_CASE("T5: times are as the view knows them now, in a view as of a day too, though others are read anew there") {
    Town t;
    // On Friday a paper prints what it heard, and much later an analyst works out on which day that was said.
    DocumentId const friday = t.paper("friday", "2023-05-26");
    AttributionId const heard = t.by(t.mayor, t.rain);
    t.by(t.ada, heard, friday);
    ClaimId const when = t.ledger.claim(heard, property::said_at, Edtf("2023-05-12"));
    CHECK(t.reports(TimeAxis::said).first_day(t.rain) == may(26));
    AttributionId const worked_out = t.by(t.desk, when, "2023-07-01");
    t.ledger.recording(worked_out, t.desk, {0});

    // It counts for May: the words are bounded by their carrier, and by the analyst's date, which as_of reads likewise.
    Scope const in_may = as_of(TimeAxis::said, may(20));
    View const now(t.ledger.graph()), then(t.ledger.graph(), in_may);
    CHECK(now.said(heard) == std::pair(may(12), may(12)));
    CHECK(then.attested(worked_out) == Truth::never);
    CHECK(then.said(heard).first == Day::minus_infinity());  // what is asked of a view of May is what stood in May
    AttributionId const by_desk = t.by(t.desk, heard);       // carries it, and is there on every day
    CHECK(t.ledger.graph().contains(by_desk));
    CHECK(t.reports(TimeAxis::said).first_day(t.rain) == may(12));
    CHECK(t.has(TimeAxis::said, may(12), t.rain));
    CHECK_FALSE(t.has(TimeAxis::said, may(11), t.rain));
    // Whose word does not count dates nothing.
    CHECK(t.reports(TimeAxis::said, {.accept_analysts = false}).first_day(t.rain) == may(26));
}

TEST_CASE("L2, T1: a document that says late when it appeared is dated by that; a dated item has its own day") {
    Town t;
    DocumentId const page = t.paper("page");
    t.by(t.ada, t.rain, page);
    t.by(t.ada, t.leak, "2023-05-03", page);
    CHECK(t.reports(TimeAxis::published).first_day(t.rain) == Day::plus_infinity());
    t.by(t.desk, t.ledger.claim(page, property::published, Edtf("2023-05-05")), "2023-07-01");
    FirstReports const reports = t.reports(TimeAxis::published);
    CHECK(reports.first_day(t.rain) == may(5));
    CHECK(reports.first_day(t.leak) == may(3));
    CHECK(t.has(TimeAxis::published, may(5), t.rain));
}

TEST_CASE(
    "a claim that was taken back later was put forward on its day, and claims that count as one are each for itself") {
    Town t;
    DocumentId const monday = t.paper("monday", "2023-05-29"), tuesday = t.paper("tuesday", "2023-05-30");
    AttributionId const said = t.by(t.ada, t.rain, monday);
    t.by(t.ada, t.ledger.claim(said, property::retracted), tuesday);
    t.by(t.desk, t.ledger.claim(t.leak, property::same_as, Node(t.rain)));
    View const view(t.ledger.graph());
    CHECK(view.taken_back(said));
    CHECK(view.same(t.leak, t.rain));
    FirstReports const reports(view, TimeAxis::published);
    CHECK(reports.first_day(t.rain) == may(29));
    CHECK(reports.first_day(t.leak) == First());
}

TEST_CASE("a graph without claims has no first reports, and one that went on answers for what it held") {
    Ledger ledger;
    FirstReports const nothing(ledger.graph(), TimeAxis::said);
    CHECK(nothing.axis() == TimeAxis::said);
    Town t;
    t.by(t.ada, t.rain, t.paper("monday", "2023-05-29"));
    FirstReports const reports = t.reports(TimeAxis::published);
    t.by(t.ada, t.leak, t.paper("sunday", "2023-05-28"));
    CHECK(reports.claims_until(t.cause(), may(31)).to_vector() == Claims{t.rain});
    CHECK(t.reports(TimeAxis::published).claims_until(t.cause(), may(31)).to_vector() == Claims{t.leak, t.rain});
}
