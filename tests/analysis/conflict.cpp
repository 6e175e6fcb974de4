// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <tuple>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

using Kind = DisagreementKind;
using Reason = DifferenceReason;

/// The flooded harbour town: Ada writes for the Gazette, Ben for the Courier; a mayor, a port, a desk of analysts.
struct Town {
    Ledger ledger;
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId gazette = ledger.document("gazette");
    DocumentId courier = ledger.document("courier");
    EventId flood = ledger.event("flood");

    PropertyId deaths =
        ledger.property("deaths", Trait::functional | Trait::numeric | Traits(Trait::presupposes_occurrence));
    PropertyId residents = ledger.property("residents", Trait::functional | Trait::numeric | Traits(Trait::temporal));
    PropertyId state = ledger.property("state", Trait::functional | Trait::exclusive | Traits(Trait::temporal));
    PropertyId cause = ledger.property("cause", Traits());

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    AttributionId act(Source source, Content content, DocumentId document, SpeechAct act,
                      Factuality f = Factuality::ct_plus) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .act = act, .document = document});
    }
    /// Said on a day, in an undated document.
    AttributionId on(std::string_view day, Source source, Content content, DocumentId document,
                     Factuality f = Factuality::ct_plus) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .document = document, .said = Edtf(day)});
    }
    AttributionId note(Node subject, std::string_view property, Value const& value = {},
                       Factuality f = Factuality::ct_plus) {
        return by(desk, ledger.claim(subject, property, value), {}, f);
    }
    ClaimId claim_of(AttributionId a) const { return ledger.graph().content(a).to<ClaimId>(); }

    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }

    /// All disagreements; asking for each subject gives the same as asking for the whole graph.
    [[nodiscard]] std::vector<Disagreement> all(ConflictOptions const& options = {}, Scope scope = {}) const {
        View const v = view(std::move(scope));
        std::vector<Disagreement> const found = conflicts(v, options);
        Graph const graph = v.graph();
        std::vector<Disagreement> collected;
        auto const collect = [&](Node subject) {
            for (Disagreement& d : conflicts(v, subject, options))
                if (std::find(collected.begin(), collected.end(), d) == collected.end())
                    collected.push_back(std::move(d));
        };
        for (auto id : graph.actors()) collect(id);
        for (auto id : graph.places()) collect(id);
        for (auto id : graph.documents()) collect(id);
        for (auto id : graph.events()) collect(id);
        for (auto id : graph.claims()) collect(id);
        for (auto id : graph.attributions()) collect(id);
        CHECK(collected.size() == found.size());
        for (Disagreement const& d : found) CHECK(std::find(collected.begin(), collected.end(), d) != collected.end());
        return found;
    }
    /// The only disagreement there is, in few words: "value possible" or "value difference: nested"; "" for none.
    [[nodiscard]] std::string verdict(ConflictOptions const& options = {}, Scope scope = {}) const {
        std::string text;
        for (Disagreement const& d : all(options, std::move(scope))) {
            if (!text.empty()) text += "; ";
            text += std::string(to_string(d.kind)) + " " + std::string(to_string(d.verdict));
            if (d.verdict == Verdict::difference) text += ": " + std::string(to_string(d.reason));
        }
        return text;
    }
    [[nodiscard]] Disagreement only(ConflictOptions const& options = {}, Scope scope = {}) const {
        auto const found = all(options, std::move(scope));
        REQUIRE(found.size() == 1);
        return found.front();
    }
};

std::vector<Source> sources(DisagreementSide const& side) {
    std::vector<Source> list;
    for (Holding const& holding : side.holdings) list.push_back(holding.source);
    return list;
}

}  // namespace

// Row 1: denial

TEST_CASE("row 1 (P1): what one asserts for certain and another denies for certain is a certain polarity conflict") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const yes = t.by(t.ada, claim, t.gazette);
    auto const no = t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.kind == Kind::polarity);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.reason == Reason::none);
    CHECK(found.subject == Node(t.flood));
    CHECK(found.property == t.cause);
    REQUIRE(found.sides.size() == 2);
    CHECK(found.sides[0].claims == std::vector{claim});
    CHECK(found.sides[0].polarity == Polarity::positive);
    CHECK(sources(found.sides[0]) == std::vector<Source>{t.ada});
    CHECK(found.sides[1].polarity == Polarity::negative);
    CHECK(sources(found.sides[1]) == std::vector<Source>{t.ben});
    CHECK(found.sides[1].holdings[0] ==
          Holding{.attribution = no, .source = t.ben, .factuality = Factuality::ct_minus, .standing = Truth::always});
    CHECK(found.decisive == std::vector{yes, no});
    CHECK(found.own.empty());
    CHECK(found.relies_on.empty());
}

TEST_CASE("row 1: the grade follows from the certainties: CT against PR or PS is possible, less a matter of degree") {
    using F = Factuality;
    struct Case {
        F plus, minus;
        char const* expected;
    };
    for (Case c :
         {Case{F::ct_plus, F::pr_minus, "polarity possible"}, Case{F::ct_plus, F::ps_minus, "polarity possible"},
          Case{F::pr_plus, F::ct_minus, "polarity possible"}, Case{F::ps_plus, F::ct_minus, "polarity possible"},
          Case{F::pr_plus, F::pr_minus, "polarity difference: degree"},
          Case{F::ps_plus, F::pr_minus, "polarity difference: degree"},
          Case{F::ps_plus, F::ps_minus, "polarity difference: degree"}}) {
        Town t;
        ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
        t.by(t.ada, claim, t.gazette, c.plus);
        t.by(t.ben, claim, t.courier, c.minus);
        CAPTURE(to_string(c.plus));
        CAPTURE(to_string(c.minus));
        CHECK(t.verdict() == c.expected);
    }
}

TEST_CASE("row 1: the strongest pair decides, whoever else is less sure") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.port, claim, t.gazette, Factuality::ps_plus);
    auto const yes = t.by(t.ada, claim, t.gazette);
    t.by(t.mayor, claim, t.courier, Factuality::pr_minus);
    auto const no = t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.decisive == std::vector{yes, no});
    CHECK(found.sides[0].holdings.size() == 2);
    CHECK(found.sides[1].holdings.size() == 2);
}

TEST_CASE("row 1, C2: to reject what somebody else is reported to have said is to deny it") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const mayors = t.by(t.mayor, claim);
    t.by(t.ada, mayors, t.gazette);
    t.by(t.ada, claim, t.gazette, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.verdict == Verdict::certain);
    CHECK(sources(found.sides[0]) == std::vector<Source>{t.mayor});
    CHECK(sources(found.sides[1]) == std::vector<Source>{t.ada});
}

TEST_CASE("row 1, C6: reporting somebody's words takes no side") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.ada, t.by(t.mayor, claim), t.gazette);
    t.by(t.ben, t.by(t.mayor, claim), t.courier, Factuality::ct_minus);  // He denies the saying.
    CHECK(t.verdict().empty());
}

TEST_CASE("H7, P6: what hangs on a word of unknown reach makes a conflict possible at most") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.ledger.attribution({.source = t.ada,
                          .content = claim,
                          .document = t.gazette,
                          .spans = std::array{Span{.begin = 1, .end = 5, .role = SpanRole::content_possible}}});
    t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity possible");
}

TEST_CASE("H5: a saying that is only probably reported makes a conflict possible at most") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.ada, t.by(t.mayor, claim), t.gazette, Factuality::pr_plus);
    t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity possible");
}

TEST_CASE("W2: what does not stand conflicts with nothing") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.ada, claim, t.gazette);
    auto const no = t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity certain");
    CHECK(t.verdict({}, {.without = {no}}).empty());
    CHECK(t.verdict({}, {.without = {t.courier}}).empty());
    t.ledger.ground(no, t.ledger.claim(t.flood, t.cause, "a leak"));
    CHECK(t.verdict().empty());
}

TEST_CASE("P5: to deny that it was more than so many is to deny that it was more still") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, more_than(30).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, more_than(20).of("people")), t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity certain");

    SUBCASE("but not that it was more than fewer") {
        Town u;
        u.by(u.ada, u.ledger.claim(u.flood, u.deaths, more_than(20).of("people")), u.gazette);
        u.by(u.ben, u.ledger.claim(u.flood, u.deaths, more_than(30).of("people")), u.courier, Factuality::ct_minus);
        CHECK(u.verdict().empty());
    }
    SUBCASE("nor that it was about so many") {
        Town u;
        u.by(u.ada, u.ledger.claim(u.flood, u.deaths, exactly(20).of("people")), u.gazette);
        u.by(u.ben, u.ledger.claim(u.flood, u.deaths, about(200).of("people")), u.courier, Factuality::ct_minus);
        CHECK(u.verdict().empty());
    }
}

TEST_CASE("S3: to deny a statement is to deny what it follows from, if the entailment is accepted") {
    Town t;
    ClaimId const drowned = t.ledger.claim(t.flood, t.cause, "a storm surge");
    ClaimId const sea = t.ledger.claim(t.flood, t.cause, "the sea");
    t.by(t.ada, drowned, t.gazette);
    t.by(t.ben, sea, t.courier, Factuality::ct_minus);
    auto const link = t.ledger.claim(drowned, property::entails, Node(sea));
    t.by(t.ada, link, t.gazette);
    CHECK(t.verdict().empty());
    t.by(t.desk, link);
    Disagreement const found = t.only();
    CHECK(found.kind == Kind::polarity);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.sides[0].claims == std::vector{drowned});
    CHECK(found.sides[1].claims == std::vector{sea});
    CHECK(found.relies_on == std::vector<ClaimId>{link});
}

// Row 2: what is not asserted

TEST_CASE("row 2 (E3): wishes, promises and predictions never conflict, they are positions") {
    for (SpeechAct act : {SpeechAct::demand, SpeechAct::appeal, SpeechAct::ask, SpeechAct::promise, SpeechAct::offer,
                          SpeechAct::refuse, SpeechAct::threaten, SpeechAct::predict, SpeechAct::decline}) {
        Town t;
        ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
        t.by(t.ada, claim, t.gazette);
        t.act(t.ben, claim, t.courier, act, Factuality::ct_minus);
        CAPTURE(to_string(act));
        CHECK(t.verdict().empty());
    }
}

TEST_CASE("row 2: to withhold is no denial, and unknown polarity is none") {
    for (Factuality f : {Factuality::uu, Factuality::ct_u}) {
        Town t;
        ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
        t.by(t.ada, claim, t.gazette);
        t.by(t.ben, claim, t.courier, f);
        CHECK(t.verdict().empty());
        t.by(t.ben, claim, t.courier, Factuality::ct_minus);
        CHECK(t.verdict() == "polarity certain");
    }
}

TEST_CASE("row 2: a number that is only demanded beside one that is asserted is a difference") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(2).of("people")), t.gazette);
    t.act(t.mayor, t.ledger.claim(t.flood, t.deaths, exactly(1).of("people")), t.courier, SpeechAct::demand,
          Factuality::uu);
    CHECK(t.verdict() == "value difference: not_asserted");
    CHECK(t.verdict({.weakest = Verdict::possible}).empty());
    auto const found = t.only();
    CHECK(found.sides[0].polarity == Polarity::positive);
    CHECK(found.sides[1].polarity == Polarity::unknown);

    SUBCASE("and two of which none is asserted are not set against each other") {
        Town u;
        u.act(u.ada, u.ledger.claim(u.flood, u.deaths, exactly(2).of("people")), u.gazette, SpeechAct::predict);
        u.act(u.ben, u.ledger.claim(u.flood, u.deaths, exactly(1).of("people")), u.courier, SpeechAct::predict);
        CHECK(u.verdict().empty());
    }
}

// Row 3: values at times

TEST_CASE("row 3: two values of an exclusive property conflict for certain if they hold at times that certainly meet") {
    Town t;
    EventId const bridge = t.ledger.event("bridge");
    auto const valid = [](char const* text) { return std::optional(Edtf(text)); };
    t.by(t.ada, t.ledger.claim(bridge, t.state, "open", valid("2023-05-01/2023-05-20")), t.gazette);
    SUBCASE("certainly") {
        t.by(t.ben, t.ledger.claim(bridge, t.state, "closed", valid("2023-05-10/2023-06-01")), t.courier);
        CHECK(t.verdict() == "value certain");
    }
    SUBCASE("possibly") {
        t.by(t.ben, t.ledger.claim(bridge, t.state, "closed", valid("2023-05-XX")), t.courier);
        CHECK(t.verdict() == "value possible");
    }
    SUBCASE("never") {
        t.by(t.ben, t.ledger.claim(bridge, t.state, "closed", valid("2023-05-21/2023-06-01")), t.courier);
        CHECK(t.verdict() == "value difference: as_of");
        CHECK(t.verdict({.weakest = Verdict::possible}).empty());
    }
}

TEST_CASE("row 3: between texts of a functional property that is not exclusive a conflict is possible") {
    Town t;
    auto const mood = t.ledger.property("mood", Trait::functional);
    t.by(t.ada, t.ledger.claim(t.flood, mood, "calm"), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, mood, "composed"), t.courier);
    CHECK(t.verdict() == "value possible");
}

TEST_CASE("row 3: of two values the certainty of their holders counts as it does for a denial") {
    for (auto const& [a, b, expected] :
         {std::tuple(Factuality::ct_plus, Factuality::ps_plus, "value possible"),
          std::tuple(Factuality::pr_plus, Factuality::ps_plus, "value difference: degree")}) {
        Town t;
        t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette, a);
        t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(4).of("people")), t.courier, b);
        CHECK(t.verdict() == expected);
    }
}

TEST_CASE("T4: a temporal statement holds at the time said: same day certain, unknown possible, other days as-of") {
    Town t;
    ClaimId const many = t.ledger.claim(t.flood, t.residents, exactly(300).of("people"));
    ClaimId const few = t.ledger.claim(t.flood, t.residents, exactly(200).of("people"));
    t.on("2023-05-28", t.ada, many, t.gazette);
    SUBCASE("same day") {
        t.on("2023-05-28", t.ben, few, t.courier);
        CHECK(t.verdict() == "value certain");
    }
    SUBCASE("same month") {
        t.on("2023-05", t.ben, few, t.courier);
        CHECK(t.verdict() == "value possible");
    }
    SUBCASE("no time") {
        t.by(t.ben, few, t.courier);
        CHECK(t.verdict() == "value possible");
    }
    SUBCASE("another day") {
        t.on("2023-05-29", t.ben, few, t.courier);
        CHECK(t.verdict() == "value difference: as_of");
    }
    SUBCASE("another day, as an analyst resolves it (T5)") {
        auto const last_week = t.by(t.ben, few, t.courier);
        t.note(last_week, property::said_at, Edtf("2023-06-02"));
        CHECK(t.verdict() == "value difference: as_of");
    }
    SUBCASE("not later than the report that carries it (T2)") {
        t.by(t.courier, t.ledger.claim(t.courier, property::published, Edtf("2023-05-20")), t.courier);
        t.by(t.ben, t.by(t.mayor, few), t.courier);
        CHECK(t.verdict() == "value difference: as_of");
    }
}

TEST_CASE("T4: a denial of what holds at the time said is of that time") {
    Town t;
    ClaimId const open = t.ledger.claim(t.flood, t.state, "rising");
    t.on("2023-05-28", t.ada, open, t.gazette);
    t.on("2023-05-30", t.ben, open, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity difference: as_of");
    t.on("2023-05-30", t.port, open, t.courier);
    CHECK(t.verdict() == "polarity certain");
}

TEST_CASE("T4: what is said to hold whenever and what holds at a time meet only possibly") {
    Town t;
    auto const colour = t.ledger.property("colour", Trait::functional | Trait::exclusive);
    t.by(t.ada, t.ledger.claim(t.flood, colour, "brown", Edtf("2023-05")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, colour, "grey"), t.courier);
    CHECK(t.verdict() == "value possible");
}

TEST_CASE("row 3: one value at two times is no disagreement") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.state, "rising", Edtf("2023-05")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.state, "rising", Edtf("2023-06")), t.courier);
    CHECK(t.verdict().empty());
}

TEST_CASE("N3: who holds an office is disputable like any position, structural or not") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.mayor, property::held_by, t.ada, Edtf("2023")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.mayor, property::held_by, t.ben, Edtf("2023")), t.courier);
    CHECK(t.verdict() == "role certain");
}

TEST_CASE("H9: somebody who is not named may be anybody: the conflict is possible") {
    Town t;
    auto const culprit = t.ledger.property("culprit", Trait::functional | Trait::exclusive);
    auto const somebody = t.ledger.actor("somebody", ActorKind::unnamed);
    t.by(t.ada, t.ledger.claim(t.flood, culprit, t.ben), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, culprit, somebody), t.courier);
    CHECK(t.verdict() == "role possible");
}

TEST_CASE("N3: an office and its holder at that time do not exclude each other") {
    Town t;
    auto const speaker = t.ledger.property("speaker", Trait::functional | Trait::exclusive);
    t.on("2023-05-28", t.ada, t.ledger.claim(t.flood, speaker, t.mayor), t.gazette);
    t.by(t.ada, t.ledger.claim(t.flood, speaker, t.ben), t.courier);
    CHECK(t.verdict() == "role possible");  // One source, on both sides, in two documents.
    t.by(t.desk, t.ledger.claim(t.mayor, property::held_by, t.ben, Edtf("2023")));
    CHECK(t.verdict() == "role difference: more_specific");
}

// Row 4: numbers

TEST_CASE("row 4 (P5): numbers conflict for certain if their bounds lie apart, and not if they touch or nest") {
    struct Case {
        Quantity a, b;
        char const* expected;
    };
    for (Case const& c :
         {Case{exactly(3), exactly(4), "value certain"}, Case{more_than(100), fewer_than(50), "value certain"},
          Case{between(50, 1000), exactly(20), "value certain"}, Case{one_of({2, 4}), exactly(3), "value certain"},
          Case{more_than(20000), more_than(30000), "value difference: nested"},
          Case{between(50, 1000), between(500, 2000), "value difference: nested"},
          Case{at_least(12), exactly(15), "value difference: nested"},
          Case{about(100), exactly(90), "value difference: hedge"},
          Case{about(100), about(200), "value difference: hedge"},
          Case{nearly(25000), exactly(25000), "value difference: hedge"},
          Case{more_than(20), exactly(20), "value difference: hedge"},
          Case{fewer_than(100), at_least(100), "value difference: hedge"},
          Case{fewer_than(100), more_than(100), "value difference: hedge"}, Case{one_of({2, 3}), between(2, 3), ""}}) {
        Town t;
        t.by(t.ada, t.ledger.claim(t.flood, t.deaths, c.a.of("people")), t.gazette);
        t.by(t.ben, t.ledger.claim(t.flood, t.deaths, c.b.of("people")), t.courier);
        CAPTURE(c.expected);
        CHECK(t.verdict() == c.expected);
    }
}

TEST_CASE("row 4: numbers are compared in one unit, and only doubtfully if the unit is ambiguous") {
    auto const aid = [](Quantity const& a, Quantity const& b) {
        Town t;
        t.by(t.ada, t.ledger.claim(t.flood, t.deaths, a), t.gazette);
        t.by(t.ben, t.ledger.claim(t.flood, t.deaths, b), t.courier);
        return t.verdict();
    };
    CHECK(aid(exactly(2).in("t").of("sand"), exactly(2000).in("kg").of("sand")).empty());
    CHECK(aid(exactly(2).in("t").of("sand"), exactly(2001).in("kg").of("sand")) == "value certain");
    CHECK(aid(nearly(2).in("t").of("sand"), exactly(2000).in("kg").of("sand")) == "value difference: hedge");
    CHECK(aid(exactly(2).in("t|[ston_av]").of("sand"), exactly(2000).in("kg").of("sand")) ==
          "value difference: nested");
    CHECK(aid(exactly(2).in("t").of("sand"), exactly(2).in("m3").of("sand")) == "value difference: scope");
}

TEST_CASE("row 4: round numbers are exact unless the caller reads them as rounded") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(20000).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(20130).of("people")), t.courier);
    CHECK(t.verdict() == "value certain");
    PlausibilityPolicy rounding;
    rounding.round_numbers = true;
    CHECK(t.verdict({.plausibility = rounding}) == "value difference: rounded");
    PlausibilityPolicy wide;
    wide.about = Rational(1, 10);
    CHECK(t.verdict({.plausibility = wide}) == "value certain");
}

TEST_CASE("row 4: numbers that do not fit into exact arithmetic are not compared") {
    Town t;
    constexpr std::int64_t huge = (std::numeric_limits<std::int64_t>::max)();
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(Rational(huge)).in("[lb_av]").of("sand")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(Rational(1, huge)).in("t").of("sand")), t.courier);
    CHECK(t.verdict() == "value difference: incomparable");
}

// Row 5: scope

TEST_CASE("row 5: another thing counted is a difference of scope") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(40).of("sheep")), t.courier);
    CHECK(t.verdict() == "value difference: scope");
}

TEST_CASE("row 5 (P5): a part beside its whole is a difference, and a conflict if it is certainly above it") {
    for (bool const above : {false, true}) {
        Town t;
        ClaimId const whole = t.ledger.claim(t.flood, t.deaths, exactly(30).of("people"));
        ClaimId const part = t.ledger.claim(t.flood, t.deaths, exactly(above ? 31 : 12).of("children"));
        t.by(t.ada, whole, t.gazette);
        t.by(t.ben, part, t.courier);
        CHECK(t.verdict() == "value difference: scope");
        t.note(part, property::subset_of, Node(whole));
        CHECK(t.verdict() == (above ? "value certain" : "value difference: scope"));
        CHECK(t.only().relies_on.size() == 1);
    }
}

TEST_CASE("row 5 (P5): parts and wholes of different properties are compared only where a part is certainly above") {
    for (auto const name : {property::subset_of, property::parts_of}) {
        Town t;
        auto const children = t.ledger.property("children", Trait::functional | Trait::numeric);
        ClaimId const whole = t.ledger.claim(t.flood, t.deaths, fewer_than(30).of("people"));
        ClaimId const part = t.ledger.claim(t.flood, children, exactly(12).of("people"));
        ClaimId const too_many = t.ledger.claim(t.flood, children, at_least(40).of("people"));
        t.by(t.ada, whole, t.gazette);
        t.by(t.ben, part, t.courier);
        t.note(part, name, Node(whole));
        CHECK(t.verdict().empty());
        auto const link = t.ledger.claim(too_many, name, Node(whole));
        t.by(t.port, too_many, t.courier, Factuality::pr_plus);
        t.by(t.port, link, t.courier);
        CHECK(t.verdict() == "value possible");  // The two numbers of children.
        t.by(t.desk, link);
        CHECK(t.verdict() == "value possible; value possible");
        CHECK(t.verdict({.weakest = Verdict::certain}).empty());
        t.by(t.ada, too_many, t.gazette);
        CHECK(t.verdict({.weakest = Verdict::certain}) == "value certain; value certain");
    }
}

TEST_CASE("row 5 (P3): what would conflict about one subject is a difference of scope about a narrower one") {
    Town t;
    EventId const quarter = t.ledger.event("flood/quarter");
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(30).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(quarter, t.deaths, exactly(12).of("people")), t.courier);
    t.by(t.ben, t.ledger.claim(t.flood, t.cause, "rain"), t.courier);
    t.by(t.ada, t.ledger.claim(quarter, t.cause, "rain"), t.gazette, Factuality::ct_minus);
    t.by(t.ben, t.ledger.claim(quarter, property::part_of, Node(t.flood)), t.courier);
    CHECK(t.verdict().empty());
    auto const link = t.note(quarter, property::part_of, Node(t.flood));
    CHECK(t.verdict() == "polarity difference: scope; value difference: scope");
    for (Disagreement const& d : t.all()) CHECK(d.relies_on == std::vector{t.claim_of(link)});
    CHECK(t.verdict({.weakest = Verdict::possible}).empty());

    SUBCASE("the more so at two removes") {
        EventId const street = t.ledger.event("flood/street");
        t.by(t.port, t.ledger.claim(street, t.deaths, exactly(12).of("people")), t.gazette);
        t.note(street, property::part_of, Node(quarter));
        CHECK(t.all().size() == 3);
    }
}

TEST_CASE("row 5: a narrower subject certainly above the wider is a conflict if the caller says that numbers add up") {
    Town t;
    EventId const quarter = t.ledger.event("flood/quarter");
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(30).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(quarter, t.deaths, exactly(31).of("people")), t.courier);
    t.note(quarter, property::part_of, Node(t.flood));
    CHECK(t.verdict() == "value difference: scope");
    CHECK(t.verdict({.additive = {"deaths"}}) == "value certain");
    CHECK(t.verdict({.weakest = Verdict::possible, .additive = {"deaths"}}) == "value certain");
}

// Row 6: dates and order

TEST_CASE("row 6: dates of one event conflict for certain, differ in precision, or agree") {
    struct Case {
        char const *a, *b, *expected;
    };
    for (Case c :
         {Case{"2023-05-28", "2023-05-29", "time certain"}, Case{"2023-05", "2023-05-29", "time difference: imprecise"},
          Case{"2023-05", "2023-06-01", "time certain"}, Case{"2023-05-28?", "2023-05-29", "time possible"},
          Case{"2023-05-28~", "2023-05-29", "time difference: imprecise"}, Case{"2023-05-28?", "2023-05-28", ""},
          Case{"XXXX-05-28", "2023-05-28", "time difference: imprecise"},
          Case{"XXXX-12-XX", "2023-05-28", "time certain"}, Case{"../2020", "2021-01-01", "time certain"},
          Case{"../2020", "2019/..", "time difference: imprecise"},
          Case{"[2021,2022]", "2022-03-01", "time difference: imprecise"},
          Case{"{2021,2022}", "2022-03-01", "time difference: imprecise"},
          Case{"[2021,2023]", "2022-03-01", "time certain"},
          Case{"2023-05-28/2023-05-30", "2023-05-29", "time difference: imprecise"}}) {
        Town t;
        t.by(t.ada, t.ledger.claim(t.flood, property::date, Edtf(c.a)), t.gazette);
        t.by(t.ben, t.ledger.claim(t.flood, property::date, Edtf(c.b)), t.courier);
        CAPTURE(c.a);
        CAPTURE(c.b);
        CHECK(t.verdict() == c.expected);
    }
}

TEST_CASE("row 6, T5: a date in words beside a date is imprecise until an accepted reading resolves it") {
    Town t;
    ClaimId const words = t.ledger.claim(t.flood, property::date, "last Sunday");
    ClaimId const meant = t.ledger.claim(t.flood, property::date, Edtf("2023-05-28"));
    t.by(t.ada, words, t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::date, Edtf("2023-05-29")), t.courier);
    CHECK(t.verdict() == "value difference: imprecise");
    auto const reading = t.note(words, property::read_as, Node(meant));
    Disagreement const found = t.only();
    CHECK(found.kind == Kind::time);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.relies_on == std::vector{t.claim_of(reading)});
    bool const first = found.sides[0].claims.size() == 2;
    CHECK(found.sides[first ? 0 : 1].holdings.at(0).read);
}

TEST_CASE("row 6: one who puts an event before another conflicts with one who puts it after") {
    Town t;
    EventId const storm = t.ledger.event("storm");
    t.by(t.ada, t.ledger.claim(storm, property::before, t.flood), t.gazette);
    SUBCASE("in other words") {
        t.by(t.ben, t.ledger.claim(t.flood, property::before, storm), t.courier);
        CHECK(t.verdict() == "order certain");
    }
    SUBCASE("in the same words") {
        t.by(t.ben, t.ledger.claim(storm, property::after, t.flood), t.courier);
        CHECK(t.verdict() == "order certain");
    }
    SUBCASE("or during it") {
        t.by(t.ben, t.ledger.claim(storm, property::during, t.flood), t.courier, Factuality::ps_plus);
        CHECK(t.verdict() == "order possible");
    }
    SUBCASE("or agrees with one who says it the other way round") {
        t.by(t.ben, t.ledger.claim(t.flood, property::after, storm), t.courier);
        CHECK(t.verdict().empty());
        t.by(t.port, t.ledger.claim(t.flood, property::after, storm), t.courier, Factuality::ct_minus);
        CHECK(t.verdict() == "polarity certain; polarity certain");
    }
}

TEST_CASE("row 6: two events each during the other can be at one time: imprecise") {
    Town t;
    EventId const storm = t.ledger.event("storm");
    t.by(t.ada, t.ledger.claim(storm, property::during, t.flood), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::during, storm), t.courier);
    CHECK(t.verdict() == "order difference: imprecise");
}

TEST_CASE("row 6: an order against dates: never, possibly, always compatible") {
    struct Case {
        char const *storm, *flood, *expected;
    };
    for (Case c : {Case{"2023-05-30", "2023-05-28", "order certain"},
                   Case{"2023-05", "2023-05-28", "order difference: imprecise"},
                   Case{"2023-05-28", "2023-05-28", "order difference: imprecise"},
                   Case{"2023-05-26", "2023-05-28", ""}, Case{"2023-05-30?", "2023-05-28", "order possible"},
                   Case{"2023-05-30~", "2023-05-28", "order difference: imprecise"},
                   Case{"{2023-05-30,2023-06}", "2023-05-28", ""}}) {
        Town t;
        EventId const storm = t.ledger.event("storm");
        t.by(t.ada, t.ledger.claim(storm, property::before, t.flood), t.gazette);
        t.by(t.ben, t.ledger.claim(storm, property::date, Edtf(c.storm)), t.courier);
        t.by(t.port, t.ledger.claim(t.flood, property::date, Edtf(c.flood)), t.courier);
        CAPTURE(c.storm);
        CHECK(t.verdict() == c.expected);
        if (*c.expected != 0) CHECK(t.only().sides.size() == 3);
    }
}

TEST_CASE("row 6: an order against dates takes the certainty of the less certain date, and names one holding of each") {
    Town t;
    EventId const storm = t.ledger.event("storm");
    auto const order = t.by(t.ada, t.ledger.claim(storm, property::before, t.flood), t.gazette);
    auto const of_storm =
        t.by(t.ada, t.ledger.claim(storm, property::date, Edtf("2023-05-30")), t.courier, Factuality::ps_plus);
    auto const of_flood = t.by(t.ben, t.ledger.claim(t.flood, property::date, Edtf("2023-05-28")), t.courier);
    auto const found = t.only();
    CHECK(found.verdict == Verdict::possible);
    CHECK(found.decisive == std::vector{order, of_flood, of_storm});  // In the order of the events.
    CHECK(found.own.empty());
}

TEST_CASE("row 6: one source that gives both an order and dates against it contradicts itself") {
    Town t;
    EventId const storm = t.ledger.event("storm");
    t.by(t.ada, t.ledger.claim(storm, property::before, t.flood), t.gazette);
    t.by(t.ada, t.ledger.claim(storm, property::date, Edtf("2023-05-30")), t.gazette);
    SUBCASE("in one document") {
        t.by(t.ada, t.ledger.claim(t.flood, property::date, Edtf("2023-05-28")), t.gazette);
        CHECK(t.verdict() == "order certain");
        REQUIRE(t.only().own.size() == 1);
        CHECK(t.only().own[0].source == Source(t.ada));
    }
    SUBCASE("in two") {
        t.by(t.ada, t.ledger.claim(t.flood, property::date, Edtf("2023-05-28")), t.courier);
        CHECK(t.verdict() == "order possible");
        CHECK(t.only().own.size() == 1);
    }
    SUBCASE("in two, beside somebody else") {
        t.by(t.ada, t.ledger.claim(t.flood, property::date, Edtf("2023-05-28")), t.courier);
        t.by(t.ben, t.ledger.claim(storm, property::before, t.flood), t.courier);
        CHECK(t.verdict() == "order certain");
        CHECK(t.only().own.size() == 1);
    }
}

TEST_CASE("a functional and symmetric property is compared from both ends, whichever is recorded as the subject") {
    Town t;
    PropertyId const twin = t.ledger.property("twinned with", Trait::functional | Traits(Trait::symmetric));
    ActorId const crew = t.ledger.actor("crew", ActorKind::organisation);
    ActorId const guild = t.ledger.actor("guild", ActorKind::organisation);
    auto const link = [&](Source by, Node a, Node b, DocumentId document, Factuality f = Factuality::ct_plus) {
        return t.by(by, t.ledger.claim(a, twin, b), document, f);
    };
    auto const first = link(t.ada, t.port, guild, t.gazette);
    auto const second = link(t.ben, crew, guild, t.courier);
    // Port and crew are recorded before the guild, and each has one value.
    CHECK(t.ledger.graph().subject(t.claim_of(first)) == Node(t.port));
    CHECK(t.ledger.graph().subject(t.claim_of(second)) == Node(crew));
    SUBCASE("two at the second end") {
        Disagreement const found = t.only();
        CHECK(found.kind == Kind::role);
        CHECK(found.verdict == Verdict::possible);
        CHECK(found.subject == Node(guild));
        CHECK(found.decisive == std::vector{first, second});
        CHECK(conflicts(t.view(), t.port).size() == 1);
        CHECK(conflicts(t.view(), guild, "twinned with").size() == 1);
        CHECK(conflicts(t.view(), t.mayor).empty());
    }
    SUBCASE("one at either end of the third") {
        link(t.port, t.port, crew, t.gazette);
        CHECK(t.verdict() == "role possible; role possible; role possible");
    }
    SUBCASE("a denial is told once") {
        link(t.port, guild, t.port, t.gazette, Factuality::ct_minus);
        CHECK(t.verdict() == "polarity certain; role possible");
    }
    SUBCASE("the same pair in other records") {
        ActorId const fellowship = t.ledger.actor("fellowship", ActorKind::organisation);
        auto const third = link(t.port, crew, fellowship, t.gazette, Factuality::ct_minus);
        CHECK(t.verdict() == "role possible");
        t.note(guild, property::same_as, Node(fellowship));
        CHECK(t.verdict() == "polarity certain; role possible");
        CHECK(t.all()[0].decisive == std::vector{second, third});
    }
}

// Row 7: place

TEST_CASE("row 7: a place and one that contains it differ in precision, by accepted part_of") {
    Town t;
    PlaceId const quay = t.ledger.place("quay");
    PlaceId const harbour = t.ledger.place("harbour");
    PlaceId const coast = t.ledger.place("coast");
    t.by(t.ada, t.ledger.claim(t.flood, property::place, quay), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::place, coast), t.courier);
    CHECK(t.verdict() == "place possible");
    auto const inner = t.note(quay, property::part_of, Node(harbour));
    auto const outer = t.note(harbour, property::part_of, Node(coast));
    CHECK(t.verdict() == "place difference: coarser");
    CHECK(t.only().relies_on == std::vector{t.claim_of(inner), t.claim_of(outer)});
    CHECK(t.verdict({}, {.without = {outer}}) == "place possible");

    SUBCASE("and to deny the wider is to deny the narrower") {
        t.by(t.port, t.ledger.claim(t.flood, property::place, coast), t.gazette, Factuality::ct_minus);
        CHECK(t.verdict() == "place difference: coarser; polarity certain; polarity certain");
    }
}

TEST_CASE("row 7: places that are declared disjoint, or lie in such, conflict for certain") {
    Town t;
    PlaceId const quay = t.ledger.place("quay");
    PlaceId const harbour = t.ledger.place("harbour");
    PlaceId const hill = t.ledger.place("hill");
    t.by(t.ada, t.ledger.claim(t.flood, property::place, quay), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::place, hill), t.courier);
    t.note(quay, property::part_of, Node(harbour));
    CHECK(t.verdict() == "place possible");
    auto const disjoint = t.ledger.claim(hill, property::excludes, Node(harbour));
    t.by(t.ben, disjoint, t.courier);
    CHECK(t.verdict() == "place possible");
    t.by(t.desk, disjoint);
    CHECK(t.verdict() == "place certain");
    CHECK(t.only().relies_on.size() == 2);
}

// Row 8: several values

TEST_CASE("row 8: several values of a property without traits are one difference with a side for each") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.cause, "rain"), t.gazette);
    t.by(t.ada, t.ledger.claim(t.flood, t.cause, "a leak"), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.cause, "the tide"), t.courier);
    t.by(t.ben, t.ledger.claim(t.flood, t.cause, "frost"), t.courier, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.verdict == Verdict::difference);
    CHECK(found.reason == Reason::other_value);
    CHECK(found.sides.size() == 3);
    CHECK(t.verdict({.weakest = Verdict::possible}).empty());
}

TEST_CASE("R1: several values of a structural property are not compared") {
    Town t;
    t.by(t.gazette, t.ledger.claim(t.gazette, property::authored_by, t.ada), t.gazette);
    t.by(t.gazette, t.ledger.claim(t.gazette, property::authored_by, t.ben), t.gazette);
    CHECK(t.verdict().empty());
    t.by(t.port, t.ledger.claim(t.gazette, property::authored_by, t.ben), t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity certain");
}

TEST_CASE("row 8: several links of one kind are no several values") {
    Town t;
    EventId const storm = t.ledger.event("storm");
    EventId const fire = t.ledger.event("fire");
    t.by(t.ada, t.ledger.claim(storm, property::before, t.flood), t.gazette);
    t.by(t.ben, t.ledger.claim(storm, property::before, fire), t.courier);
    CHECK(t.verdict().empty());
}

TEST_CASE("S3: a general and a more specific statement differ in that") {
    Town t;
    ClaimId const surge = t.ledger.claim(t.flood, t.cause, "a storm surge");
    ClaimId const sea = t.ledger.claim(t.flood, t.cause, "the sea");
    t.by(t.ada, surge, t.gazette);
    t.by(t.ben, sea, t.courier);
    CHECK(t.verdict() == "value difference: other_value");
    t.note(surge, property::entails, Node(sea));
    CHECK(t.verdict() == "value difference: more_specific");
}

// Row 9: actuality

TEST_CASE("row 9 (E4): attempted against occurred is a difference of actuality, and neither a denial of the other") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, property::attempted), t.gazette);
    CHECK(t.verdict().empty());
    t.by(t.ben, t.ledger.claim(t.flood, property::occurred), t.courier);
    CHECK(t.verdict() == "value difference: actuality");

    SUBCASE("certain against who denies that it was completed") {
        t.by(t.ada, t.ledger.claim(t.flood, property::completed), t.gazette, Factuality::ct_minus);
        CHECK(t.verdict() == "value difference: actuality; polarity certain");
        CHECK(t.verdict({.weakest = Verdict::possible}) == "polarity certain");
    }
    SUBCASE("certain against who denies that it occurred") {
        t.by(t.ada, t.ledger.claim(t.flood, property::occurred), t.gazette, Factuality::ct_minus);
        CHECK(t.verdict({.weakest = Verdict::possible}) == "polarity certain");
    }
}

TEST_CASE("row 9: an event that took place and was not completed is no contradiction unless it was an attempt") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, property::occurred), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::completed), t.courier, Factuality::ct_minus);
    CHECK(t.verdict().empty());
}

TEST_CASE("E4: an event that is only told in general against one that occurred is a difference of actuality") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, property::generic), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::place, t.ledger.place("quay")), t.courier);
    CHECK(t.verdict() == "value difference: actuality");
    CHECK(t.only().sides[0].implied);
}

TEST_CASE("E5: who tells the place of an event says that it occurred, and meets who denies that") {
    Town t;
    auto const place = t.ledger.claim(t.flood, property::place, t.ledger.place("quay"));
    auto const hurt = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    auto const never = t.ledger.claim(t.flood, property::occurred);
    t.by(t.ada, place, t.gazette);
    t.by(t.port, hurt, t.gazette, Factuality::ps_plus);
    t.by(t.ben, never, t.courier, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.kind == Kind::polarity);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.sides[0].implied);
    CHECK(found.sides[0].claims == std::vector<ClaimId>{place, hurt});
    CHECK_FALSE(found.sides[1].implied);

    SUBCASE("a denied place, a wish, or a property that presupposes nothing do not") {
        Town u;
        u.by(u.ada, u.ledger.claim(u.flood, property::place, u.ledger.place("quay")), u.gazette, Factuality::ct_minus);
        u.act(u.ada, u.ledger.claim(u.flood, property::date, Edtf("2023")), u.gazette, SpeechAct::demand);
        u.by(u.ada, u.ledger.claim(u.flood, u.cause, "rain"), u.gazette);
        u.by(u.ben, u.ledger.claim(u.flood, property::occurred), u.courier, Factuality::ct_minus);
        CHECK(u.verdict().empty());
    }
}

// Row 10: identity

TEST_CASE("row 10 (S1): the same for certain against different for certain is an identity conflict") {
    Town t;
    ClaimId const same = t.ledger.claim(t.ada, property::same_as, Node(t.ben));
    t.by(t.port, same, t.gazette);
    t.by(t.mayor, same, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "identity certain");

    SUBCASE("of which an unsure one is no part") {
        Town u;
        ClaimId const unsure = u.ledger.claim(u.ada, property::same_as, Node(u.ben));
        u.by(u.port, unsure, u.gazette, Factuality::ps_plus);
        u.by(u.mayor, unsure, u.courier, Factuality::ps_minus);
        CHECK(u.verdict() == "identity difference: degree");
    }
}

TEST_CASE("S2: a class that is held together and apart is an identity conflict that names the claims") {
    Town t;
    auto const first = t.note(t.ada, property::same_as, Node(t.ben));
    auto const second = t.note(t.ben, property::same_as, Node(t.port));
    auto const apart = t.note(t.ada, property::same_as, Node(t.port), Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.kind == Kind::identity);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.sides[0].claims == std::vector{t.claim_of(first), t.claim_of(second)});
    CHECK(found.sides[1].claims == std::vector{t.claim_of(apart)});
    CHECK(found.sides[1].polarity == Polarity::negative);
    CHECK(found.decisive == std::vector{first, apart});
}

TEST_CASE("S1 to S3: subjects, values and claims that count as one are compared as one") {
    Town t;
    EventId const deluge = t.ledger.event("deluge");
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(deluge, t.deaths, exactly(4).of("people")), t.courier);
    ClaimId const rain = t.ledger.claim(t.flood, t.cause, "rain");
    ClaimId const rains = t.ledger.claim(t.flood, t.cause, "the rains");
    t.by(t.ada, rain, t.gazette);
    t.by(t.ben, rains, t.courier, Factuality::ct_minus);
    t.by(t.ada, t.ledger.claim(t.flood, property::occurred), t.gazette);
    t.by(t.ben, t.ledger.claim(deluge, property::occurred), t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity certain");  // Ben denies what he tells the dead of.
    auto const events = t.note(t.flood, property::same_as, Node(deluge));
    auto const claims = t.note(rain, property::same_as, Node(rains));
    std::vector<Disagreement> const found = t.all();
    REQUIRE(found.size() == 4);
    int values = 0, denials = 0;
    for (Disagreement const& d : found) {
        CHECK(d.subject == Node(t.flood));
        if (d.kind == Kind::value) {
            ++values;
            CHECK(d.relies_on == std::vector{t.claim_of(events)});
        } else if (d.property == t.cause) {
            ++denials;
            CHECK(d.relies_on == std::vector{t.claim_of(claims)});
        }
        CHECK(d.verdict == Verdict::certain);
    }
    CHECK(values == 1);
    CHECK(denials == 1);
}

TEST_CASE("S1: equal values of a class of records are one value") {
    Town t;
    PlaceId const quay = t.ledger.place("quay");
    PlaceId const wharf = t.ledger.place("wharf");
    t.by(t.ada, t.ledger.claim(t.flood, property::place, quay), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, property::place, wharf), t.courier, Factuality::ct_minus);
    CHECK(t.verdict().empty());
    t.note(quay, property::same_as, Node(wharf));
    CHECK(t.verdict() == "polarity certain");
}

TEST_CASE("S4: what is printed counts for what is meant, and for itself again when the reading falls") {
    Town t;
    ClaimId const printed = t.ledger.claim(t.flood, t.deaths, exactly(33).of("people"));
    ClaimId const meant = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    t.by(t.ada, printed, t.gazette);
    t.by(t.ben, meant, t.courier);
    CHECK(t.verdict() == "value certain");
    auto const reading = t.note(printed, property::read_as, Node(meant));
    CHECK(t.verdict().empty());
    CHECK(t.verdict({}, {.without = {reading}}) == "value certain");

    SUBCASE("also for another subject") {
        Town u;
        EventId const fire = u.ledger.event("fire");
        ClaimId const slip = u.ledger.claim(fire, u.cause, "rain");
        ClaimId const right = u.ledger.claim(u.flood, u.cause, "rain");
        u.by(u.ada, slip, u.gazette);
        u.by(u.ben, right, u.courier, Factuality::ct_minus);
        CHECK(u.verdict().empty());
        u.note(slip, property::read_as, Node(right));
        auto const found = u.only();
        CHECK(found.subject == Node(u.flood));
        CHECK(conflicts(u.view(), fire).size() == 1);
    }
}

TEST_CASE("R3: what rests on an assumed hypothesis is conditional") {
    Town t;
    EventId const deluge = t.ledger.event("deluge");
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(deluge, t.deaths, exactly(4).of("people")), t.courier);
    ClaimId const same = t.ledger.claim(t.flood, property::same_as, Node(deluge));
    CHECK(t.verdict().empty());
    CHECK(t.only({}, {.assume = {same}}).conditional);
    t.by(t.desk, same);
    CHECK_FALSE(t.only().conditional);
}

// Row 11: rules of the host

namespace {

/// More people left than lived there.
ConflictRule departures() {
    return {.name = "departures against residents",
            .first = "residents",
            .second = "left",
            .first_shared = "place",
            .second_shared = "place",
            .judge = [](View const&, RuleStatement const& a, RuleStatement const& b) -> std::optional<RuleOpinion> {
                auto const* residents = a.value.quantity();
                auto const* left = b.value.quantity();
                if (residents == nullptr || left == nullptr) return std::nullopt;
                if (is_less(residents->bounds(), left->bounds()) == Truth::always) return RuleOpinion{};
                return std::nullopt;
            }};
}

}  // namespace

TEST_CASE("row 11: a rule of the host sets statements of two properties against each other, with its grade and name") {
    Town t;
    EventId const departure = t.ledger.event("departure");
    PlaceId const harbour = t.ledger.place("harbour");
    t.by(t.ada, t.ledger.claim(t.flood, t.residents, nearly(25).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(departure, "left", more_than(100).of("people")), t.courier);
    t.by(t.ada, t.ledger.claim(t.flood, property::place, harbour), t.gazette);
    ConflictOptions const options{.rules = {departures()}};
    CHECK(t.verdict(options).empty());
    t.by(t.ben, t.ledger.claim(departure, property::place, harbour), t.courier);
    CHECK(t.verdict().empty());
    Disagreement const found = t.only(options);
    CHECK(found.kind == Kind::rule);
    CHECK(found.verdict == Verdict::certain);
    CHECK(found.rule == "departures against residents");
    CHECK(sources(found.sides[0]) == std::vector<Source>{t.ada});
    CHECK(sources(found.sides[1]) == std::vector<Source>{t.ben});
    CHECK(conflicts(t.view(), departure, options).size() == 1);
    CHECK(conflicts(t.view(), departure, "left", options).size() == 1);
    CHECK(conflicts(t.view(), departure, "place", options).empty());
}

TEST_CASE("row 11: a rule's grade is capped by how sure its holders are, and by row 2") {
    for (auto const& [act, factuality, expected] :
         {std::tuple(SpeechAct::assert, Factuality::pr_plus, "rule possible"),
          std::tuple(SpeechAct::predict, Factuality::ct_plus, "rule difference: not_asserted")}) {
        Town t;
        t.by(t.ada, t.ledger.claim(t.flood, t.residents, nearly(25).of("people")), t.gazette);
        t.act(t.ben, t.ledger.claim(t.flood, "left", more_than(100).of("people")), t.courier, act, factuality);
        ConflictRule rule = departures();
        rule.first_shared = rule.second_shared = "";
        CHECK(t.verdict({.rules = {rule}}) == expected);
    }
}

TEST_CASE("row 11: a rule is told when a statement holds, and may compare statements of one property") {
    Town t;
    EventId const second = t.ledger.event("second flood");
    auto const number = t.ledger.property("number", Trait::numeric);
    t.by(t.ada, t.ledger.claim(t.flood, number, exactly(1).of("ordinal")), t.gazette);
    t.by(t.ben, t.ledger.claim(second, number, exactly(1).of("ordinal")), t.courier);
    t.note(t.flood, property::category, "flood");
    t.note(second, property::category, "flood");
    ConflictRule const first_of_two{
        .name = "two first ones",
        .first = "number",
        .second = "number",
        .first_shared = "category",
        .second_shared = "category",
        .judge = [](View const&, RuleStatement const& a, RuleStatement const& b) -> std::optional<RuleOpinion> {
            CHECK(a.subject != b.subject);
            CHECK_FALSE(a.when);
            return RuleOpinion{Verdict::difference, Reason::scope};
        }};
    CHECK(t.verdict({.rules = {first_of_two}}) == "rule difference: scope");

    Town u;
    u.on("2023-05-28", u.ada, u.ledger.claim(u.flood, u.residents, exactly(2).of("people")), u.gazette);
    u.by(u.ada, u.ledger.claim(u.flood, u.state, "rising", Edtf("2023-06")), u.gazette);
    int asked = 0;
    ConflictRule const times{
        .name = "times",
        .first = "residents",
        .second = "state",
        .judge = [&](View const&, RuleStatement const& a, RuleStatement const& b) -> std::optional<RuleOpinion> {
            ++asked;
            CHECK(a.when == UncertainInterval::exactly(Day(2023, 5, 28), Day(2023, 5, 28)));
            CHECK(b.when == UncertainInterval::exactly(Day(2023, 6, 1), Day(2023, 6, 30)));
            return std::nullopt;
        }};
    CHECK(u.verdict({.rules = {times}}).empty());
    CHECK(asked > 0);
}

TEST_CASE("P6: an accepted `excludes` sets statements of any properties against each other") {
    Town t;
    ClaimId const rain = t.ledger.claim(t.flood, t.cause, "rain");
    ClaimId const drought = t.ledger.claim(t.flood, "weather", "drought");
    ClaimId const leak = t.ledger.claim(t.flood, t.cause, "a leak");
    t.by(t.ada, rain, t.gazette);
    t.by(t.ben, drought, t.courier);
    t.by(t.port, leak, t.courier);
    CHECK(t.verdict() == "value difference: other_value");
    t.note(rain, property::excludes, Node(drought));
    Disagreement const found = t.all({.weakest = Verdict::possible}).at(0);
    CHECK(found.kind == Kind::rule);
    CHECK(found.rule == "excludes");
    CHECK(found.verdict == Verdict::certain);
    t.note(rain, property::excludes, Node(leak));
    CHECK(t.verdict() == "rule certain; value certain");
}

TEST_CASE("P6: accepted alternatives do not conflict with each other, and only possibly with others") {
    Town t;
    ClaimId const three = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    ClaimId const four = t.ledger.claim(t.flood, t.deaths, exactly(4).of("people"));
    t.by(t.ada, three, t.gazette);
    t.by(t.ada, four, t.gazette);
    CHECK(t.verdict() == "value certain");
    t.note(three, property::alternative_to, Node(four));
    CHECK(t.verdict() == "value difference: alternatives");
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(9).of("people")), t.courier);
    CHECK(t.verdict() == "value difference: alternatives; value possible; value possible");
}

// Row 12: one source

TEST_CASE("row 12: a source that asserts and denies in one document contradicts itself for certain") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const yes = t.by(t.ada, claim, t.gazette);
    auto const no = t.by(t.ada, claim, t.gazette, Factuality::ct_minus);
    Disagreement const found = t.only();
    CHECK(found.verdict == Verdict::certain);
    REQUIRE(found.own.size() == 1);
    CHECK(found.own[0] == OwnContradiction{.source = t.ada, .first = yes, .second = no, .verdict = Verdict::certain});
}

TEST_CASE("row 12: in two documents whose order is unknown it is possible, and a change of position if one is later") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.ada, claim, t.gazette);
    t.by(t.ada, claim, t.courier, Factuality::ct_minus);
    CHECK(t.verdict() == "polarity possible");
    CHECK(t.only().own.size() == 1);
    t.by(t.gazette, t.ledger.claim(t.gazette, property::published, Edtf("2023-05-28")), t.gazette);
    CHECK(t.verdict() == "polarity possible");
    t.by(t.courier, t.ledger.claim(t.courier, property::published, Edtf("2023-05-29")), t.courier);
    CHECK(t.verdict() == "polarity difference: changed_position");
    REQUIRE(t.only().own.size() == 1);
    CHECK(t.only().own[0].reason == Reason::changed_position);

    SUBCASE("which leaves the conflict with others as it is") {
        t.by(t.ben, claim, t.courier);
        CHECK(t.verdict() == "polarity certain");
        CHECK(t.only().own.size() == 1);
        CHECK(t.only().own[0].verdict == Verdict::difference);
    }
}

TEST_CASE("row 12: words of different days in one document are a change of position") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const said = [&](char const* day, Factuality f) {
        return t.ledger.attribution(
            {.source = t.port, .content = claim, .factuality = f, .said = std::optional(Edtf(day))});
    };
    t.by(t.ada, said("2023-05-28", Factuality::ct_plus), t.gazette);
    t.by(t.ada, said("2023-05-29", Factuality::ct_minus), t.gazette);
    CHECK(t.verdict() == "polarity difference: changed_position");
}

TEST_CASE("row 12 holds for two values as for a denial, with the certainties of row 1") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(4).of("people")), t.gazette);
    CHECK(t.verdict() == "value certain");
    CHECK(t.only().own.size() == 1);

    Town u;
    u.by(u.ada, u.ledger.claim(u.flood, u.deaths, exactly(3).of("people")), u.gazette, Factuality::ps_plus);
    u.by(u.ada, u.ledger.claim(u.flood, u.deaths, exactly(4).of("people")), u.gazette);
    CHECK(u.verdict() == "value possible");
}

TEST_CASE("row 12, A1, A3: what was amended contradicts nothing") {
    ClaimId claim;
    for (auto const how : {property::retracted, property::corrected_by, property::updated_by, property::clarified_by}) {
        Town t;
        claim = t.ledger.claim(t.flood, t.cause, "rain");
        auto const old = t.by(t.ada, claim, t.gazette);
        auto const now = t.by(t.ada, claim, t.courier, Factuality::ct_minus);
        auto const amendment = t.ledger.claim(old, how, how == property::retracted ? Value() : Value(Node(now)));
        t.by(t.ben, amendment, t.courier);  // Not his to amend.
        CHECK(t.verdict() == "polarity possible");
        t.by(t.ada, amendment, t.courier);
        CAPTURE(how);
        CHECK(t.verdict().empty());
    }
}

TEST_CASE("row 12: one source after same_as, and an office and its holder at the time, are one source") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.on("2023-05-28", t.mayor, claim, t.gazette);
    t.on("2023-05-28", t.ben, claim, t.gazette, Factuality::ct_minus);
    CHECK(t.only().own.empty());
    t.by(t.desk, t.ledger.claim(t.mayor, property::held_by, t.ben, Edtf("2023")));
    REQUIRE(t.only().own.size() == 1);
    CHECK(t.only().own[0].source == Source(t.ben));
    CHECK(t.only().verdict == Verdict::certain);
}

TEST_CASE("I9: rival readings of one passage are no contradiction of its source") {
    Town t;
    ActorId const rival = t.ledger.actor("rival", ActorKind::analyst);
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const words = std::array{Span{.begin = 10, .end = 20}};
    auto const yes = t.ledger.attribution(
        {.source = t.ada, .content = claim, .document = t.gazette, .spans = std::span<Span const>(words)});
    auto const no = t.ledger.attribution({.source = t.ada,
                                          .content = claim,
                                          .factuality = Factuality::ct_minus,
                                          .document = t.gazette,
                                          .spans = std::span<Span const>(words)});
    t.ledger.recording(yes, t.desk, Instant{1});
    t.ledger.recording(no, rival, Instant{2});
    CHECK(t.verdict() == "polarity difference: rival_readings");

    SUBCASE("but are if one recorder read it both ways") {
        t.ledger.recording(no, t.desk, Instant{3});
        CHECK(t.verdict() == "polarity certain");
    }
    SUBCASE("or if the source says so in other words, too") {
        t.ledger.attribution({.source = t.ada,
                              .content = claim,
                              .factuality = Factuality::ct_minus,
                              .document = t.gazette,
                              .spans = std::array{Span{.begin = 30, .end = 40}}});
        CHECK(t.verdict() == "polarity certain");
    }
}

TEST_CASE("I9: rival readings of reported words are told by the passages that report them") {
    Town t;
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    auto const words = std::array{Span{.begin = 10, .end = 20}};
    for (Factuality f : {Factuality::ct_plus, Factuality::ct_minus})
        t.ledger.attribution({.source = t.ada,
                              .content = t.by(t.port, claim, {}, f),
                              .document = t.gazette,
                              .spans = std::span<Span const>(words)});
    CHECK(t.verdict() == "polarity difference: rival_readings");
}

// Row 13

TEST_CASE(
    "row 13: that a source says two statements contradict each other is its claim, and nothing is computed from it") {
    Town t;
    ClaimId const rain = t.ledger.claim(t.flood, t.cause, "rain");
    ClaimId const leak = t.ledger.claim(t.flood, "weather", "dry");
    t.by(t.ada, rain, t.gazette);
    t.by(t.ben, leak, t.courier);
    t.by(t.desk, t.ledger.claim(rain, property::contradicts, Node(leak)));
    t.by(t.desk, t.ledger.claim(rain, property::denies, Node(leak)));
    CHECK(t.verdict().empty());
}

// The call itself

TEST_CASE("conflicts can be asked of a subject and property by name, and unknown names have none") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(4).of("people")), t.courier);
    ClaimId const claim = t.ledger.claim(t.flood, t.cause, "rain");
    t.by(t.ada, claim, t.gazette);
    t.by(t.ben, claim, t.courier, Factuality::ct_minus);
    View const view = t.view();
    CHECK(conflicts(view, t.flood).size() == 2);
    CHECK(conflicts(view, t.flood, "deaths").size() == 1);
    CHECK(conflicts(view, t.flood, t.cause).size() == 1);
    CHECK(conflicts(view, t.flood, "weather").empty());
    CHECK(conflicts(view, t.mayor).empty());
    CHECK(conflicts(View(Graph())).empty());
}

TEST_CASE("the weakest verdict that is asked for bounds what is reported") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(4).of("people")), t.courier);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(5).of("people")), t.courier, Factuality::ps_plus);
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(6).of("sheep")), t.courier);
    CHECK(t.all({.weakest = Verdict::certain}).size() == 1);
    CHECK(t.all({.weakest = Verdict::possible}).size() == 3);
    CHECK(t.all({.weakest = Verdict::difference}).size() == 6);
}

TEST_CASE("progress is reported and can stop the work") {
    Town t;
    for (int i = 0; i < 3000; ++i) {
        auto const event = t.ledger.event("event " + std::to_string(i));
        t.by(t.ada, t.ledger.claim(event, t.deaths, exactly(3).of("people")), t.gazette);
        t.by(t.ben, t.ledger.claim(event, t.deaths, exactly(4).of("people")), t.courier);
    }
    View const view = t.view();
    std::size_t calls = 0, last = 0;
    ConflictOptions options;
    options.progress = [&](std::size_t done, std::size_t total) {
        CHECK(done <= total);
        CHECK((total == 0 || done >= last));
        last = done;
        ++calls;
        return true;
    };
    CHECK(conflicts(view, options).size() == 3000);
    CHECK(calls >= 3);

    for (std::size_t const stop_at : {std::size_t{0}, calls - 1}) {
        std::size_t n = 0;
        options.progress = [&](std::size_t, std::size_t) { return n++ < stop_at; };
        auto const stopped = try_conflicts(view, options);
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == Errc::cancelled);
    }
    options.progress = [](std::size_t, std::size_t) { return false; };
    CHECK_THROWS_AS((void)conflicts(view, options), Exception);
    CHECK_THROWS_AS((void)conflicts(view, t.ledger.event("event 1"), options), Exception);
}

TEST_CASE("a graph that was taken earlier knows nothing of later conflicts") {
    Town t;
    t.by(t.ada, t.ledger.claim(t.flood, t.deaths, exactly(3).of("people")), t.gazette);
    View const before = t.view();
    t.by(t.ben, t.ledger.claim(t.flood, t.deaths, exactly(4).of("people")), t.courier);
    CHECK(conflicts(before).empty());
    CHECK(conflicts(t.view()).size() == 1);
}
