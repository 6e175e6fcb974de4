// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// The flooded harbour town: Ada writes for the Gazette, Ben for the Courier; a mayor, a desk of analysts.
struct Town {
    Ledger ledger;
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId gazette = ledger.document("gazette");
    DocumentId courier = ledger.document("courier");
    EventId flood = ledger.event("flood");
    EventId speech = ledger.event("speech");

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus,
                     SpeechAct act = SpeechAct::assert) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .act = act, .document = document});
    }
    AttributionId date(Source source, EventId event, std::string_view when, DocumentId document = {},
                       Factuality f = Factuality::ct_plus) {
        return by(source, ledger.claim(event, property::date, Edtf(when)), document, f);
    }
    AttributionId link(Source source, Node subject, std::string_view property, Node value, DocumentId document = {}) {
        return by(source, ledger.claim(subject, property, value), document);
    }
    void publish(DocumentId document, std::string_view when) {
        by(document, ledger.claim(document, property::published, Edtf(when)), document);
    }
    [[nodiscard]] Timeline timeline(TimelineOptions const& options = {}, Scope scope = {}) const {
        return ascribe::timeline({ledger.graph(), std::move(scope)}, options);
    }
};

std::string when(Timeline const& timeline, EventId event) {
    return to_string(timeline.when(event).with_ends(EndKind::known, EndKind::known));
}

/// Who is named, in the order of the statements and their holdings.
std::vector<AttributionId> named(std::vector<TimeStatement> const& statements) {
    std::vector<AttributionId> list;
    for (TimeStatement const& statement : statements)
        for (Holding const& holding : statement.holdings) list.push_back(holding.attribution);
    return list;
}
using Ids = std::vector<AttributionId>;

}  // namespace

TEST_CASE("the names of its enumerations lead back to them") {
    for (std::size_t i = 0; i < Names<TimeBound>::values.size(); ++i)
        CHECK(find_named<TimeBound>(to_string(static_cast<TimeBound>(i))) == static_cast<TimeBound>(i));
    for (std::size_t i = 0; i < Names<ResponseReading>::values.size(); ++i)
        CHECK(find_named<ResponseReading>(to_string(static_cast<ResponseReading>(i))) ==
              static_cast<ResponseReading>(i));
    for (std::size_t i = 0; i < Names<TimeBasis>::values.size(); ++i)
        CHECK(find_named<TimeBasis>(to_string(static_cast<TimeBasis>(i))) == static_cast<TimeBasis>(i));
    for (std::size_t i = 0; i < Names<TimeOmission>::values.size(); ++i)
        CHECK(find_named<TimeOmission>(to_string(static_cast<TimeOmission>(i))) == static_cast<TimeOmission>(i));
}

TEST_CASE("E7: an act in words is dated by when they were said, if its event is their occasion") {
    Town t;
    EventId const refusal = t.ledger.event("refusal");
    ClaimId const survey = t.ledger.claim(t.ledger.event("second survey"), property::occurred);
    AttributionId const words = t.ledger.attribution({.source = t.mayor,
                                                      .content = survey,
                                                      .factuality = Factuality::ct_minus,
                                                      .act = SpeechAct::refuse,
                                                      .said = Edtf("2023-04-17")});
    t.by(t.ada, words, t.gazette);
    CHECK(t.timeline().events().empty());
    AttributionId const joined = t.link(t.desk, words, property::occasion, refusal);
    Timeline const timeline = t.timeline();
    CHECK(when(timeline, refusal) == "2023-04-17 to 2023-04-17");
    auto const reasons = timeline.reasons(refusal, TimeBound::last_max);
    REQUIRE(reasons.size() == 1);
    CHECK(reasons[0].basis == TimeBasis::occasion);
    CHECK(named(reasons) == std::vector{joined});
    CHECK(reasons[0].by == Day(2023, 4, 17));
    // Words that were never reported date nothing, nor does what nobody joins for certain enough.
    CHECK(t.timeline({}, {.without = {t.gazette}}).when(refusal).first_min() == Day::minus_infinity());
    CHECK(t.timeline({}, {.without = {joined}}).events().empty());
    // A narrator who gives another day disagrees with that.
    t.date(t.ben, refusal, "2023-04-18", t.courier);
    REQUIRE(t.timeline().conflicts().size() == 1);
}

TEST_CASE("T3: a date of an event is some time within its days, and nothing is known without one") {
    Town t;
    t.date(t.ada, t.flood, "2024-03", t.gazette);
    Timeline const found = t.timeline();
    CHECK(when(found, t.flood) == "2024-03-01..2024-03-31 to 2024-03-01..2024-03-31");
    CHECK(found.when(t.speech) == UncertainInterval());
    CHECK(found.order(t.flood, t.speech) == Truth::possibly);
    CHECK(found.order(t.flood, t.flood) == Truth::never);
    REQUIRE(found.events().size() == 1);
    CHECK(found.events()[0].event == t.flood);
    CHECK_FALSE(found.events()[0].contested);
    CHECK(t.timeline().conflicts().empty());
}

TEST_CASE("only what is asserted with positive stance and stands is used (E3, W2)") {
    Town t;
    t.date(t.ada, t.flood, "2024-03-01", t.gazette, Factuality::ct_minus);
    t.date(t.ada, t.flood, "2024-03-02", t.gazette, Factuality::uu);
    ClaimId const third = t.ledger.claim(t.flood, property::date, Edtf("2024-03-03"));
    t.by(t.ada, third, t.gazette, Factuality::ct_plus, SpeechAct::predict);
    t.by(t.ada, third, t.gazette, Factuality::ct_plus, SpeechAct::demand);
    CHECK(t.timeline().events().empty());
    AttributionId const fourth = t.date(t.ben, t.flood, "2024-03-04", t.courier);
    CHECK(t.timeline().when(t.flood) == UncertainInterval::exactly(Day(2024, 3, 4), Day(2024, 3, 4)));
    Scope without_ben;
    without_ben.without = {t.ben};
    CHECK(t.timeline({}, without_ben).events().empty());
    t.by(t.ben, t.ledger.claim(fourth, property::retracted));
    t.by(t.desk, t.ledger.claim(fourth, property::retracted));
    CHECK(t.timeline().events().empty());
}

TEST_CASE("before, after and during carry over from event to event, and two events of one day can be in order") {
    Town t;
    EventId const breach = t.ledger.event("breach"), storm = t.ledger.event("storm");
    t.date(t.ada, t.flood, "2024-03-04", t.gazette);
    t.link(t.ada, breach, property::before, t.flood, t.gazette);
    t.link(t.ada, storm, property::during, t.flood, t.gazette);
    t.link(t.ada, t.speech, property::after, t.flood, t.gazette);
    Timeline found = t.timeline();
    CHECK(when(found, breach) == "-inf..2024-03-04 to -inf..2024-03-04");
    CHECK(when(found, storm) == "2024-03-04 to 2024-03-04");
    CHECK(when(found, t.speech) == "2024-03-04..+inf to 2024-03-04..+inf");
    CHECK(found.order(breach, t.flood) == Truth::always);
    CHECK(found.order(t.flood, breach) == Truth::never);
    CHECK(found.order(breach, t.speech) == Truth::always);
    CHECK(found.order(storm, t.flood) == Truth::never);
    CHECK(found.order(storm, t.speech) == Truth::always);

    t.date(t.ben, t.speech, "2024-03-04", t.courier);
    t.date(t.ben, breach, "2024-03-04", t.courier);
    found = t.timeline();
    CHECK(found.conflicts().empty());
    CHECK(found.order(breach, t.speech) == Truth::always);
}

TEST_CASE("dates alone order events by whole days only") {
    Town t;
    t.date(t.ada, t.flood, "2024-03-04/2024-03-06", t.gazette);
    t.date(t.ada, t.speech, "2024-03-06", t.gazette);
    CHECK(t.timeline().order(t.flood, t.speech) == Truth::possibly);
    CHECK(t.timeline().order(t.speech, t.flood) == Truth::possibly);
    EventId const funeral = t.ledger.event("funeral");
    t.date(t.ada, funeral, "2024-03-07", t.gazette);
    CHECK(t.timeline().order(t.flood, funeral) == Truth::always);
    CHECK(t.timeline().order(funeral, t.flood) == Truth::never);
}

TEST_CASE("an answer is not before what it answers: over by then, or only begun, as the caller reads it (P3)") {
    Town t;
    t.date(t.ada, t.flood, "2024-03-04/2024-03-10", t.gazette);
    AttributionId const answer = t.date(t.ada, t.speech, "2024-03-06", t.gazette);
    AttributionId const link = t.link(t.desk, t.speech, property::responds_to, t.flood);
    Timeline const over = t.timeline();
    CHECK(when(over, t.flood) == "2024-03-04..2024-03-06 to 2024-03-04..2024-03-06");
    CHECK(named(over.reasons(t.flood, TimeBound::last_max)) == Ids{answer, link});
    CHECK(named(over.reasons(t.flood, TimeBound::first_max)).size() == 2);
    CHECK(over.order(t.flood, t.speech) == Truth::possibly);
    CHECK(over.order(t.speech, t.flood) == Truth::never);
    Timeline const begun = t.timeline({.responses = ResponseReading::begun});
    CHECK(when(begun, t.flood) == "2024-03-04..2024-03-06 to 2024-03-04..2024-03-10");
}

TEST_CASE("what answers, or is answered, may be an attribution, its occasion, or a document (E7)") {
    Town t;
    t.publish(t.gazette, "2024-03-09");
    ClaimId const remark = t.ledger.claim(t.ledger.place("quay"), "state", "unsafe");
    AttributionId const said =
        t.ledger.attribution({.source = t.mayor, .content = remark, .role = Role::speaker, .said = Edtf("2024-03-06")});
    t.by(t.ada, said, t.gazette);
    t.link(t.desk, said, property::responds_to, t.flood);
    Timeline found = t.timeline();
    CHECK(found.when(t.flood).last_max() == Day(2024, 3, 6));
    auto const reasons = found.reasons(t.flood, TimeBound::last_max);
    REQUIRE(reasons.size() == 1);
    CHECK(reasons[0].basis == TimeBasis::response);
    CHECK(reasons[0].by == Day(2024, 3, 6));

    t.link(t.desk, t.speech, property::responds_to, said);
    CHECK(t.timeline().when(t.speech).first_min() == Day(2024, 3, 6));

    t.link(t.desk, said, property::occasion, t.ledger.event("council"));
    t.date(t.ada, t.ledger.event("council"), "2024-03-05", t.gazette);
    CHECK(t.timeline().when(t.flood).last_max() == Day(2024, 3, 5));

    t.link(t.desk, t.gazette, property::responds_to, t.speech);
    CHECK(t.timeline().when(t.speech).last_max() == Day(2024, 3, 9));
}

TEST_CASE("E5: a certain report that something occurred, or what presupposes it, comes after it has begun") {
    Town t;
    t.publish(t.gazette, "2024-03-05");
    t.publish(t.courier, "2024-03-03");
    ClaimId const occurred = t.ledger.claim(t.flood, property::occurred);
    t.by(t.ben, occurred, t.courier, Factuality::pr_plus);
    CHECK(t.timeline().events().empty());
    AttributionId const at_quay =
        t.by(t.ada, t.ledger.claim(t.flood, property::place, t.ledger.place("quay")), t.gazette);
    CHECK(when(t.timeline(), t.flood) == "-inf..2024-03-05 to -inf..+inf");
    CHECK(named(t.timeline().reasons(t.flood, TimeBound::first_max)) == Ids{at_quay});
    AttributionId const earlier = t.by(t.ben, occurred, t.courier);
    CHECK(when(t.timeline(), t.flood) == "-inf..2024-03-03 to -inf..+inf");
    CHECK(named(t.timeline().reasons(t.flood, TimeBound::first_max)) == Ids{earlier});
    CHECK(t.timeline().reasons(t.flood, TimeBound::last_max).empty());

    // What is carried was said by the day on which its report was published.
    ClaimId const spoke = t.ledger.claim(t.speech, property::occurred);
    t.by(t.ada, t.by(t.mayor, spoke), t.gazette);
    CHECK(t.timeline().when(t.speech).first_max() == Day(2024, 3, 5));
}

TEST_CASE("E3: an announcement is no report: neither a date to come nor what stands beside it bounds the event") {
    Town t;
    t.publish(t.gazette, "2024-03-05");
    t.date(t.ada, t.speech, "2024-03-20", t.gazette);
    t.by(t.ada, t.ledger.claim(t.speech, property::place, t.ledger.place("quay")), t.gazette);
    Timeline found = t.timeline();
    CHECK(found.conflicts().empty());
    CHECK(when(found, t.speech) == "2024-03-20 to 2024-03-20");
    t.by(t.ben, t.ledger.claim(t.flood, property::occurred), t.gazette, Factuality::ct_plus, SpeechAct::predict);
    CHECK(t.timeline().when(t.flood) == UncertainInterval());

    // But who says that it did occur cannot have said so before.
    AttributionId const occurred = t.by(t.ada, t.ledger.claim(t.speech, property::occurred), t.gazette);
    CHECK(t.timeline().conflicts().size() == 1);
    CHECK(t.timeline().conflicts()[0].statements[0].holdings[0].attribution == occurred);
}

TEST_CASE("statements that cannot all be right are named with their sources, by as many days as they miss") {
    Town t;
    AttributionId const first = t.date(t.ada, t.flood, "2024-03-04", t.gazette);
    AttributionId const second = t.date(t.ada, t.speech, "2024-03-01", t.gazette);
    t.date(t.ben, t.speech, "2024-03", t.courier);
    AttributionId const order = t.link(t.ben, t.flood, property::before, t.speech, t.courier);
    AttributionId const again = t.link(t.ada, t.flood, property::before, t.speech, t.gazette);
    Timeline const found = t.timeline();
    REQUIRE(found.conflicts().size() == 1);
    TimeConflict const& conflict = found.conflicts()[0];
    CHECK(named(conflict.statements) == Ids{order, again, first, second});
    CHECK(conflict.statements[0].basis == TimeBasis::order);
    CHECK(conflict.statements[0].event == t.flood);
    CHECK(conflict.statements[0].other == t.speech);
    CHECK(conflict.statements[0].holdings[0].source == Source(t.ben));
    CHECK(conflict.days == 3);
    // The rest is answered still.
    CHECK(found.order(t.speech, t.flood) == Truth::always);
    CHECK(found.events()[0].contested);
    CHECK(found.events()[1].contested);
}

TEST_CASE("orders that run round are a conflict although nobody gives a date") {
    Town t;
    EventId const breach = t.ledger.event("breach");
    t.link(t.ada, breach, property::before, t.flood, t.gazette);
    t.link(t.ada, t.flood, property::before, t.speech, t.gazette);
    AttributionId const round = t.link(t.ben, breach, property::after, t.speech, t.courier);
    AttributionId const self = t.link(t.ben, breach, property::before, breach, t.courier);
    Timeline const found = t.timeline();
    REQUIRE(found.conflicts().size() == 2);
    CHECK(named(found.conflicts()[0].statements).front() == round);
    CHECK(found.conflicts()[0].statements.size() == 3);
    CHECK(found.conflicts()[0].days == 1);
    CHECK(named(found.conflicts()[1].statements) == Ids{self});
}

TEST_CASE("the firmest comes in first, then dates, orders, answers and reports, then what was recorded first") {
    Town t;
    AttributionId const possible = t.date(t.ada, t.flood, "2024-03-01", t.gazette, Factuality::ps_plus);
    AttributionId const probable = t.date(t.ada, t.flood, "2024-03-02", t.gazette, Factuality::pr_plus);
    AttributionId const unsure = t.date(t.ada, t.flood, "2024-03-03?", t.gazette);
    AttributionId const certain = t.date(t.ben, t.flood, "2024-03-04", t.courier);
    AttributionId const later = t.date(t.ben, t.flood, "2024-03-05", t.courier);
    Timeline const found = t.timeline();
    CHECK(when(found, t.flood) == "2024-03-04 to 2024-03-04");
    Ids refused;
    for (TimeConflict const& conflict : found.conflicts()) {
        refused.push_back(named(conflict.statements).at(0));
        CHECK(named(conflict.statements).at(1) == certain);
    }
    CHECK(refused == Ids{later, probable, unsure, possible});
    CHECK(t.timeline({.weakest = Certainty::probable}).conflicts().size() == 3);
    CHECK(t.timeline({.weakest = Certainty::certain}).conflicts().size() == 1);
}

TEST_CASE("a report that is too early is refused, and the next one still bounds the event") {
    Town t;
    DocumentId const herald = t.ledger.document("herald");
    t.publish(t.courier, "2024-03-01");
    t.publish(t.gazette, "2024-03-05");
    t.publish(herald, "2024-03-06");
    ClaimId const occurred = t.ledger.claim(t.flood, property::occurred);
    AttributionId const early = t.by(t.ben, occurred, t.courier);
    AttributionId const next = t.by(t.ada, occurred, t.gazette);
    t.by(t.ada, occurred, herald);
    AttributionId const dated = t.date(t.desk, t.flood, "2024-03-03/2024-03-31");
    Timeline const found = t.timeline();
    REQUIRE(found.conflicts().size() == 1);
    CHECK(named(found.conflicts()[0].statements) == Ids{early, dated});
    CHECK(found.conflicts()[0].days == 2);
    CHECK(found.when(t.flood).first_max() == Day(2024, 3, 5));
    CHECK(named(found.reasons(t.flood, TimeBound::first_max)) == Ids{next});
}

TEST_CASE("T5: words are dates only as an accepted reading has them, and without its ground they are words again") {
    Town t;
    ClaimId const words = t.ledger.claim(t.flood, property::date, "last week");
    AttributionId const printed = t.by(t.ada, words, t.gazette);
    CHECK(t.timeline().events().empty());
    REQUIRE(t.timeline().omitted().size() == 1);
    CHECK(t.timeline().omitted()[0].reason == TimeOmission::words);
    CHECK(named({t.timeline().omitted()[0].statement}) == Ids{printed});

    ClaimId const meant = t.ledger.claim(t.flood, property::date, Edtf("2024-02-26/2024-03-03"));
    AttributionId const reading = t.link(t.desk, words, property::read_as, meant);
    AttributionId const ground = t.date(t.ben, t.speech, "2024-03-06", t.courier);
    t.ledger.ground(reading, ground);
    Timeline const found = t.timeline();
    CHECK(found.omitted().empty());
    CHECK(found.when(t.flood).first_min() == Day(2024, 2, 26));
    CHECK(named(found.reasons(t.flood, TimeBound::last_max)) == Ids{printed});
    Scope without_ground;
    without_ground.without = {ground};
    CHECK(t.timeline({}, without_ground).omitted().size() == 1);
}

TEST_CASE("what is approximate, an alternative or no event is left out by name, unless the caller has a width for it") {
    Town t;
    t.date(t.ada, t.flood, "2024-03-10~", t.gazette);
    AttributionId const one = t.date(t.ada, t.speech, "2024-03-01", t.gazette);
    AttributionId const other = t.date(t.ada, t.speech, "2024-03-02", t.gazette);
    t.link(t.desk, t.ledger.graph().content(one).to<ClaimId>(), property::alternative_to,
           t.ledger.graph().content(other).to<ClaimId>());
    t.link(t.ada, t.flood, property::before, t.ledger.place("quay"), t.gazette);
    Timeline const found = t.timeline();
    std::vector<TimeOmission> reasons;
    for (OmittedTime const& omitted : found.omitted()) reasons.push_back(omitted.reason);
    CHECK(reasons == std::vector{TimeOmission::approximate, TimeOmission::no_event, TimeOmission::alternatives,
                                 TimeOmission::alternatives});
    CHECK(found.conflicts().empty());
    CHECK(when(t.timeline({.approximate_by = 3}), t.flood) == "2024-03-07..2024-03-13 to 2024-03-07..2024-03-13");
}

TEST_CASE("S2: records that count as one event have one window, under any of their names") {
    Town t;
    EventId const inundation = t.ledger.event("inundation");
    AttributionId const x = t.date(t.ada, t.flood, "2024-03-01/2024-03-05", t.gazette);
    AttributionId const y = t.date(t.ben, inundation, "2024-03-04/2024-03-09", t.courier);
    CHECK(t.timeline().events().size() == 2);
    t.link(t.desk, t.flood, property::same_as, inundation);
    Timeline const found = t.timeline();
    CHECK(found.events().size() == 1);
    CHECK(when(found, t.flood) == "2024-03-04..2024-03-05 to 2024-03-04..2024-03-05");
    CHECK(found.when(inundation) == found.when(t.flood));
    CHECK(found.order(t.flood, inundation) == Truth::never);
    CHECK(named(found.reasons(inundation, TimeBound::first_min)) == Ids{y});
    CHECK(named(found.reasons(inundation, TimeBound::last_max)) == Ids{x});
}

TEST_CASE("far and open dates bound as far as they say") {
    Town t;
    t.date(t.ada, t.flood, "2024-03-01/..", t.gazette);
    t.date(t.ada, t.speech, "Y-17E15", t.gazette);
    EventId const ice_age = t.ledger.event("ice age");
    t.date(t.ada, ice_age, "Y-20000/Y-10000", t.gazette);
    Timeline const found = t.timeline();
    CHECK(found.when(t.flood).first_min() == Day(2024, 3, 1));
    CHECK_FALSE(found.when(t.flood).last_max().is_finite());
    CHECK_FALSE(found.when(t.speech).first_min().is_finite());
    CHECK(found.when(ice_age) == UncertainInterval::within(Day(-20000, 1, 1), Day(-10000, 12, 31)));
    CHECK(found.order(ice_age, t.flood) == Truth::always);
}

TEST_CASE("the caller hears of progress and can stop, and an exception of his comes through") {
    Town t;
    for (int i = 0; i < 300; ++i) t.date(t.ada, t.ledger.event("event " + std::to_string(i)), "2024", t.gazette);
    View const view(t.ledger.graph());
    std::size_t calls = 0, last = 0;
    auto const found = try_timeline(view, {.progress = [&](std::size_t done, std::size_t total) {
                                        CHECK(done <= total);
                                        CHECK(done >= last);
                                        last = done;
                                        return ++calls != 0;
                                    }});
    REQUIRE(found);
    CHECK(found->events().size() == 300);
    CHECK(calls > 3);
    for (std::size_t stop = 1; stop <= calls; ++stop) {
        std::size_t n = 0;
        auto const stopped = try_timeline(view, {.progress = [&](std::size_t, std::size_t) { return ++n != stop; }});
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == Errc::cancelled);
    }
    CHECK_THROWS_AS((void)timeline(view, {.progress = [](std::size_t, std::size_t) { return false; }}), Exception);
    CHECK_THROWS_AS((void)timeline(view, {.progress = [](std::size_t, std::size_t) -> bool { throw 1; }}), int);
}

TEST_CASE("a long history with many contradictions names for each of them what lies between, and nothing else") {
    constexpr std::size_t count = 10'000;
    ascribe_tests::Random random(11);
    Town t;
    std::vector<EventId> events;
    for (std::size_t i = 0; i < count; ++i) events.push_back(t.ledger.event("event " + std::to_string(i)));
    std::vector<AttributionId> orders;
    for (std::size_t i = 0; i + 1 < count; ++i)
        orders.push_back(t.link(t.ada, events[i], property::before, events[i + 1], t.gazette));
    t.date(t.ada, events.front(), "2024-03-01", t.gazette);
    t.date(t.ada, events.back(), "2024-03-02", t.gazette);
    struct Wrong {
        AttributionId said;
        std::size_t first, last;
    };
    std::vector<Wrong> wrong;
    for (std::size_t i = 0; i < count / 10; ++i) {
        std::size_t const first = random.below(count - 40), last = first + 1 + random.below(30);
        wrong.push_back({t.link(t.ben, events[last], property::before, events[first], t.courier), first, last});
    }
    // What is said twice is one statement.
    std::sort(wrong.begin(), wrong.end(), [](Wrong const& a, Wrong const& b) { return a.said < b.said; });
    wrong.erase(
        std::unique(wrong.begin(), wrong.end(), [](Wrong const& a, Wrong const& b) { return a.said == b.said; }),
        wrong.end());
    Timeline const found = t.timeline();
    REQUIRE(found.conflicts().size() == wrong.size());
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        Ids expected{wrong[i].said};
        for (std::size_t o = wrong[i].first; o < wrong[i].last; ++o) expected.push_back(orders[o]);
        REQUIRE(named(found.conflicts()[i].statements) == expected);
    }
    CHECK(found.order(events.front(), events.back()) == Truth::always);
    for (EventTime const& time : found.events()) REQUIRE(time.when.first_min() >= Day(2024, 3, 1));
}

namespace {

/// A naive twin: all shortest paths between starts and ends, in thousandths of a day.
struct Naive {
    static constexpr std::size_t events = 5, points = 2 * events + 1;  // the last one is the origin
    static constexpr std::int64_t day = 1000, far = 1'000'000'000;
    std::array<std::array<std::int64_t, points>, points> at_most{};

    Naive() {
        for (auto& row : at_most) row.fill(far);
        for (std::size_t p = 0; p < points; ++p) at_most[p][p] = 0;
        for (std::size_t e = 0; e < events; ++e) at_most[2 * e + 1][2 * e] = -1;
    }
    /// False, and nothing changes, if it cannot be.
    bool add(std::vector<std::tuple<std::size_t, std::size_t, std::int64_t>> const& constraints) {
        auto const before = at_most;
        for (auto const& [from, to, days] : constraints) at_most[from][to] = (std::min)(at_most[from][to], days);
        for (std::size_t k = 0; k < points; ++k)
            for (std::size_t i = 0; i < points; ++i)
                for (std::size_t j = 0; j < points; ++j)
                    if (at_most[i][k] < far && at_most[k][j] < far)
                        at_most[i][j] = (std::min)(at_most[i][j], at_most[i][k] + at_most[k][j]);
        for (std::size_t p = 0; p < points; ++p)
            if (at_most[p][p] < 0) return at_most = before, false;
        return true;
    }
    static std::int64_t floor_day(std::int64_t moment) { return (moment - ((moment % day) + day) % day) / day; }
    [[nodiscard]] Day latest(std::size_t point) const {
        std::int64_t const moment = at_most[points - 1][point];
        return moment >= far ? Day::plus_infinity() : Day(floor_day(moment - static_cast<std::int64_t>(point % 2)));
    }
    [[nodiscard]] Day earliest(std::size_t point) const {
        std::int64_t const moment = -at_most[point][points - 1];
        return moment <= -far ? Day::minus_infinity() : Day(floor_day(moment - static_cast<std::int64_t>(point % 2)));
    }
};

}  // namespace

TEST_CASE("random statements give the windows, orders and conflicts of a naive twin") {
    ascribe_tests::Random random(20240303);
    std::size_t conflicts = 0, limited = 0;
    for (int round = 0; round < 400; ++round) {
        Town t;
        std::vector<EventId> events;
        for (std::size_t e = 0; e < Naive::events; ++e) events.push_back(t.ledger.event("e" + std::to_string(e)));
        struct Made {
            TimeBasis basis;
            ClaimId claim;
            AttributionId attribution;
            std::vector<std::tuple<std::size_t, std::size_t, std::int64_t>> constraints;
        };
        std::vector<Made> made;
        std::size_t const origin = Naive::points - 1;
        for (std::size_t i = 0; i < 4 + random.below(9); ++i) {
            std::size_t const a = random.below(Naive::events), b = random.below(Naive::events);
            if (random.chance(40)) {
                std::int64_t const first = random.between(19'000, 19'008), last = first + random.between(0, 4);
                auto const text = to_string(Day(first)) + "/" + to_string(Day(last));
                ClaimId const claim = t.ledger.claim(events[a], property::date, Edtf(text));
                made.push_back({TimeBasis::date,
                                claim,
                                t.by(t.ada, claim, t.gazette),
                                {{2 * a, origin, -first * Naive::day}, {origin, 2 * a + 1, (last + 1) * Naive::day}}});
                continue;
            }
            auto const which = random.below(4);
            std::array const names = {property::before, property::after, property::during, property::responds_to};
            ClaimId const claim = t.ledger.claim(events[a], names[which], events[b]);
            Made m{which == 3 ? TimeBasis::response : TimeBasis::order, claim, t.by(t.ada, claim, t.gazette), {}};
            if (which == 0) m.constraints = {{2 * b, 2 * a + 1, 0}};
            if (which == 1) m.constraints = {{2 * a, 2 * b + 1, 0}};
            if (which == 2) m.constraints = {{2 * a, 2 * b, 0}, {2 * b + 1, 2 * a + 1, 0}};
            if (which == 3) m.constraints = {{2 * a, 2 * b, 0}, {2 * a + 1, 2 * b + 1, 0}};
            made.push_back(std::move(m));
        }
        std::sort(made.begin(), made.end(),
                  [](Made const& x, Made const& y) { return std::tie(x.basis, x.claim) < std::tie(y.basis, y.claim); });
        made.erase(
            std::unique(made.begin(), made.end(), [](Made const& x, Made const& y) { return x.claim == y.claim; }),
            made.end());

        Naive naive;
        Ids refused;
        for (Made const& m : made)
            if (!naive.add(m.constraints)) refused.push_back(m.attribution);
        Timeline const found = t.timeline();
        REQUIRE(found.conflicts().size() == refused.size());
        for (std::size_t i = 0; i < refused.size(); ++i) {
            Ids const all = named(found.conflicts()[i].statements);
            REQUIRE(all[0] == refused[i]);
            // Irreducible: together they cannot be, without any one they can.
            for (std::size_t left_out = 0; left_out <= all.size(); ++left_out) {
                Naive some;
                bool possible = true;
                for (Made const& m : made) {
                    auto const at = std::find(all.begin(), all.end(), m.attribution);
                    if (at == all.end() || static_cast<std::size_t>(at - all.begin()) == left_out) continue;
                    possible = some.add(m.constraints) && possible;
                }
                REQUIRE(possible == (left_out < all.size()));
            }
            ++conflicts;
        }
        for (std::size_t a = 0; a < Naive::events; ++a) {
            UncertainInterval const when = found.when(events[a]);
            REQUIRE(when.first_min() == naive.earliest(2 * a));
            REQUIRE(when.first_max() == naive.latest(2 * a));
            REQUIRE(when.last_min() == naive.earliest(2 * a + 1));
            REQUIRE(when.last_max() == naive.latest(2 * a + 1));
            limited += when.first_min().is_finite() ? 1U : 0U;
            for (std::size_t b = 0; b < Naive::events; ++b) {
                Truth const truth = a == b                                 ? Truth::never
                                    : naive.at_most[2 * b][2 * a + 1] <= 0 ? Truth::always
                                    : naive.at_most[2 * a + 1][2 * b] < 0  ? Truth::never
                                                                           : Truth::possibly;
                REQUIRE(found.order(events[a], events[b]) == truth);
            }
            for (auto const bound :
                 {TimeBound::first_min, TimeBound::first_max, TimeBound::last_min, TimeBound::last_max}) {
                // The reasons alone give the same bound.
                Naive some;
                for (AttributionId const attribution : named(found.reasons(events[a], bound)))
                    for (Made const& m : made)
                        if (m.attribution == attribution) REQUIRE(some.add(m.constraints));
                std::size_t const point = 2 * a + (bound >= TimeBound::last_min ? 1U : 0U);
                bool const is_min = bound == TimeBound::first_min || bound == TimeBound::last_min;
                REQUIRE((is_min ? some.earliest(point) : some.latest(point)) ==
                        (is_min ? naive.earliest(point) : naive.latest(point)));
            }
        }
    }
    CHECK(conflicts > 300);
    CHECK(limited > 500);
}
