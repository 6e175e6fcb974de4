// SPDX-License-Identifier: BSL-1.0
// The code of docs/analyses.md, line by line, and what that page says of it. The lint test "docs" compares the lines,
// so change both together.
#include <ascribe/ascribe.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// How many statements must be sound at the least for the claim to be supported.
struct FewestLinks {
    using value_type = std::uint32_t;
    static constexpr bool absorptive = true;  // a circle only makes a way longer
    static constexpr std::uint32_t none = 1'000'000;
    std::uint32_t zero() const { return none; }
    std::uint32_t one() const { return 0; }
    std::uint32_t plus(std::uint32_t a, std::uint32_t b) const { return (std::min)(a, b); }
    std::uint32_t times(std::uint32_t a, std::uint32_t b) const { return (std::min)(none, a + b); }
    std::uint32_t leaf(View const&, AttributionId) const { return 1; }
};

using Attributions = std::vector<AttributionId>;
using Claims = std::vector<ClaimId>;
using Nodes = std::vector<Node>;

}  // namespace

TEST_CASE("analyses.md: every number of the harbour story follows from what the result carries") {
    Ledger ledger;
    ActorId const ada = ledger.actor("ada", ActorKind::person), ben = ledger.actor("ben", ActorKind::person);
    ActorId const nurse = ledger.actor("nurse", ActorKind::person), mayor = ledger.actor("mayor", ActorKind::office);
    ActorId const desk = ledger.actor("desk", ActorKind::analyst);
    EventId const flood = ledger.event("flood"), survey = ledger.event("survey");
    auto const printed = [&](char const* key, char const* day) {
        DocumentId const document = ledger.document(key);
        ClaimId const published = ledger.claim(document, property::published, Edtf(day));
        ledger.attribution({.source = document, .content = published, .document = document});
        return document;
    };
    DocumentId const gazette = printed("gazette-0411", "2023-04-11"), courier = printed("courier-0412", "2023-04-12");
    DocumentId const ward_book = printed("ward-book", "2023-04-13"), later = printed("gazette-0414", "2023-04-14");

    ClaimId const hurt = ledger.claim(flood, "injured", exactly(87).of("person"));
    AttributionId const told = ledger.attribution({.source = nurse, .content = hurt, .role = Role::speaker});
    AttributionId const by_ada = ledger.attribution({.source = ada, .content = told, .document = gazette});
    AttributionId const by_ben = ledger.attribution({.source = ben, .content = told, .document = courier});
    AttributionId const in_book =
        ledger.attribution({.source = ward_book, .content = hurt, .basis = Basis::document, .document = ward_book});
    ClaimId const severe = ledger.claim(flood, "severity", "severe");
    AttributionId const inferred = ledger.attribution({.source = desk, .content = severe, .basis = Basis::inference});
    ledger.ground(inferred, hurt);

    ClaimId const surveyed = ledger.claim(survey, property::occurred);
    AttributionId const promised =
        ledger.attribution({.source = mayor, .content = surveyed, .act = SpeechAct::promise, .role = Role::speaker});
    ledger.attribution({.source = ada, .content = promised, .document = gazette});
    AttributionId const seen = ledger.attribution({.source = ada, .content = surveyed, .document = later});
    View const view(ledger.graph());

    SUBCASE("corroboration") {
        Corroboration const found = corroboration(view, hurt);
        std::vector<std::string> by_hand;
        for (std::size_t origin = 0; origin < found.support.classes.size(); ++origin)
            for (std::size_t i : found.support.classes[origin]) {
                Voice const& voice = found.support.voices[i];
                std::string const name(view.graph().key(voice.source));
                by_hand.push_back(std::to_string(origin + 1) + ' ' + name + (voice.is_witness ? ", first-hand" : ""));
            }
        // by_hand: "1 nurse", "2 ward-book, first-hand"

        CHECK(by_hand == std::vector<std::string>{"1 nurse", "2 ward-book, first-hand"});
        CHECK(found.support.attributions == Attributions{told, in_book});
        CHECK(found.support.documents.size() == 3);
        CHECK(found.support.outlets.size() == 3);
        CHECK(found.support.chains == 3);
        CHECK(found.support.joins.empty());
        CHECK(found.support.at_most == 2);
        CHECK(found.support.certainly == 1);
        CHECK(found.lines.lines == 2);
        CHECK(found.lines.exact);
        CHECK(found.lines.bottleneck == Nodes{nurse, ward_book});
        CHECK(found.lines.bottleneck_classes.empty());
        CHECK(found.relies_on.empty());

        Corroboration const of_severe = corroboration(view, severe);
        CHECK(of_severe.support.at_most == 2);
        CHECK(of_severe.lines.lines == 1);
        CHECK(of_severe.lines.single_points == Nodes{desk, hurt});
        CHECK(single_points(view, severe) == Nodes{desk, hurt, inferred});
        CHECK(single_points(view, hurt).empty());
    }
    SUBCASE("withdrawal") {
        Withdrawal const one = withdrawal(view, {nurse});
        Withdrawal const both = withdrawal(view, {nurse, ward_book});
        bool const still_there = one.lost.empty() && one.reduced.size() == 1;  // hurt, by the ward book
        bool const is_gone = both.inferences.size() == 1 && both.inferences.front().premises == std::vector<Node>{hurt};

        CHECK(still_there);
        CHECK(one.fallen == Attributions{told});
        CHECK(one.reduced.front().claim == hurt);
        CHECK(one.reduced.front().after == Truth::always);
        CHECK(one.reduced.front().lost == Attributions{told});
        CHECK(is_gone);
        CHECK(both.inferences.front().inference == inferred);
        CHECK_FALSE(both.inferences.front().stands);
        ClaimId const dated = view.graph().claims_about(ward_book, property::published).front();
        CHECK(both.lost == Claims{dated, hurt, severe});
        CHECK(std::find(both.fallen.begin(), both.fallen.end(), by_ada) == both.fallen.end());
        CHECK(std::find(both.fallen.begin(), both.fallen.end(), by_ben) == both.fallen.end());
        REQUIRE(both.effects_lost.size() == 1);
        CHECK(both.effects_lost.front().kind == EffectKind::time);
        CHECK(both.effects_lost.front().records == Nodes{ward_book});

        Withdrawals what_if(view);
        CHECK(what_if.is_local({nurse}));
        CHECK(what_if.lost(nurse).empty());
        CHECK(what_if.lost({nurse, ward_book}) == both.lost);
        CHECK(what_if.count_lost(desk) == 1);
        auto const counts = loss_counts_by_source(view);
        auto const of_desk = std::find_if(counts.begin(), counts.end(), [&](auto const& c) { return c.node == desk; });
        REQUIRE(of_desk != counts.end());
        CHECK(of_desk->lost == 1);
        // What is withdrawn is not listed itself, save as what others lose; who reported it did report it (rule W4).
        Withdrawal const word = withdrawal(view, {told});
        CHECK(word.fallen.empty());
        CHECK(withdrawal(view, {hurt}).fallen == Attributions{told, in_book, inferred});
        REQUIRE(word.reduced.size() == 1);
        CHECK(word.reduced.front().lost == Attributions{told});
    }
    SUBCASE("a measure of one's own") {
        std::uint32_t const to_hurt = derive(view, hurt, FewestLinks());      // 1: the ward book says so itself
        std::uint32_t const to_severe = derive(view, severe, FewestLinks());  // 2: and the desk concludes from it
        View const without_book(ledger.graph(), {.without = {ward_book}});
        std::uint32_t const by_hearsay = derive(without_book, hurt, FewestLinks());  // 2: the nurse and one reporter

        CHECK(to_hurt == 1);
        CHECK(to_severe == 2);
        CHECK(by_hearsay == 2);
        CHECK(derive_all(view, FewestLinks()).of(severe) == 2);
        ClaimId const slight = ledger.claim(flood, "severity", "slight");
        CHECK(derive(View(ledger.graph()), slight, FewestLinks()) == FewestLinks::none);

        CHECK(derive(view, hurt, ChainCount()) == 3);
        CHECK(derive(view, severe, ChainCount()) == 3);
        CHECK(derive(view, hurt, EarliestDate{.certainly = true}) == Day(2023, 4, 11));
        using Sets = std::vector<std::vector<Source>>;
        CHECK(minimal_sources(view, hurt) == Sets{{ward_book}, {ada, nurse}, {ben, nurse}});
        CHECK_FALSE(try_minimal_sources(view, hurt, 2));
        CHECK(try_minimal_sources(view, hurt, 2).error().code == Errc::capacity);
    }
    SUBCASE("difference") {
        View const on_tuesday(ledger.graph(), as_of(TimeAxis::published, Day(2023, 4, 11)));
        View const on_friday(ledger.graph(), as_of(TimeAxis::published, Day(2023, 4, 14)));
        Difference const changed = difference(on_tuesday, on_friday);
        std::vector<ClaimId> gained;
        for (ClaimDifference const& c : changed.claims)
            if (c.change == SupportChange::gained) gained.push_back(c.claim);
        // gained: that the survey took place, and the dates of three documents; not `hurt`, which was supported before

        CHECK(gained.size() == 4);
        CHECK(std::find(gained.begin(), gained.end(), surveyed) != gained.end());
        CHECK(std::find(gained.begin(), gained.end(), hurt) == gained.end());
        CHECK(changed.claims.size() == 4);
        Attributions said;
        for (AttributionDifference const& a : changed.attributions) {
            CHECK(a.change == AttributionChange::said);
            if (view.graph().property(view.graph().innermost(a.attribution).first) !=
                view.graph().find_property(property::published))
                said.push_back(a.attribution);
        }
        CHECK(said == Attributions{by_ben, in_book, seen});
        CHECK(difference(on_friday, on_friday).empty());
        CHECK(corroboration(on_tuesday, hurt).support.at_most == 1);
        CHECK(corroboration(on_friday, hurt).support.at_most == 2);
    }
    SUBCASE("first reports") {
        FirstReports const reports(view, TimeAxis::published);
        std::optional<Day> const first = reports.first_day(hurt);
        PropertyId const injured = view.graph().find_property("injured");
        std::size_t const by_monday = reports.claims_until(injured, Day(2023, 4, 10)).size();
        ReportedClaims const by_friday = reports.claims_until(injured, Day(2023, 4, 14));
        // first: 11 April, when Ada's paper appeared; by_monday: 0; by_friday: `hurt`

        CHECK(first == Day(2023, 4, 11));
        CHECK(by_monday == 0);
        CHECK(by_friday.to_vector() == Claims{hurt});
        CHECK(first == view.published(by_ada).first);
    }
    SUBCASE("commitments") {
        ActorCommitments const of_mayor = commitments(view, mayor);
        Commitment const& survey_promise = of_mayor.made.settled.front();
        bool const is_kept = survey_promise.state == CommitmentState::fulfilled;
        Outcome const& says_who = survey_promise.outcomes.front();  // `seen`: Ada, in her own voice, in gazette-0414

        CHECK(is_kept);
        CHECK(of_mayor.made.open.empty());
        CHECK(of_mayor.made.settled.size() == 1);
        CHECK(of_mayor.addressed.open.empty());
        CHECK(survey_promise.attribution == promised);
        CHECK(survey_promise.claim == surveyed);
        CHECK(survey_promise.outcomes.size() == 1);
        CHECK(says_who.attribution == seen);
        CHECK(says_who.kind == OutcomeKind::reported);
        CHECK(says_who.later == Truth::always);
        View const on_tuesday(ledger.graph(), as_of(TimeAxis::published, Day(2023, 4, 11)));
        CHECK(commitments(on_tuesday, mayor).made.open.size() == 1);
    }
    SUBCASE("amendments") {
        ClaimId const retracted = ledger.claim(by_ada, property::retracted);
        ledger.attribution({.source = ada, .content = retracted, .document = later});
        Amendment const amended = amendments(View(ledger.graph())).front();
        // amended.effect: by_owner; amended.repetitions: by_ben, who reports the same saying and is not changed by it

        CHECK(amended.of == by_ada);
        CHECK(amended.effect == AmendmentEffect::by_owner);
        CHECK(amended.is_effective());
        REQUIRE(amended.repetitions.size() == 1);
        CHECK(amended.repetitions.front().attribution == by_ben);
        CHECK(amended.repetitions.front().kind == RepetitionKind::says_it_too);
        CHECK(amended.repetitions.front().standing == Truth::always);
        CHECK(View(ledger.graph()).standing(by_ada) == Truth::never);
        CHECK(view.standing(by_ada) == Truth::always);
        CHECK(corroboration(View(ledger.graph()), hurt).support.documents.size() == 2);
    }
    SUBCASE("attitude and stance map") {
        CHECK(attitude(view, by_ada) == Attitude::none);
        AttributionId const rejects = ledger.attribution(
            {.source = ben, .content = hurt, .factuality = Factuality::ct_minus, .document = courier});
        View const now(ledger.graph());
        CHECK(attitude(now, by_ben) == Attitude::rejects);
        Stance const stance = stance_map(now, ben).towards.front();
        CHECK(stance.source == Node(nurse));
        CHECK(stance.count(RegardKind::rejects) == 1);
        CHECK(stance.count(RegardKind::reports) == 0);
        CHECK(stance.regards.front().own == rejects);
        Dispute const dispute = dispute_state(now, hurt);
        CHECK(dispute.state == DisputeState::disputed);
        CHECK(dispute.verdict == Verdict::certain);
        CHECK(dispute.disagreements.front().kind == DisagreementKind::polarity);
    }
}

namespace {

/// Two statements about one flood, each by one of two papers, or both by one; and what becomes of them.
struct TwoStatements {
    Ledger ledger;
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    ActorId ada = ledger.actor("ada", ActorKind::person), ben = ledger.actor("ben", ActorKind::person);
    DocumentId gazette = ledger.document("gazette"), courier = ledger.document("courier");
    EventId flood = ledger.event("flood");

    TwoStatements() {
        ledger.property("hurt", Trait::functional | Trait::numeric);
        ledger.property("cause", Traits(Trait::functional));
        ledger.property("level", Trait::functional | Trait::exclusive);
        ledger.property("residents", Trait::functional | Traits(Trait::temporal));
    }
    void note(Node subject, std::string_view property, Node value) {
        ledger.attribution({.source = desk, .content = ledger.claim(subject, property, value)});
    }
    void say(ActorId who, Claim const& claim, Factuality f = Factuality::ct_plus, SpeechAct act = SpeechAct::assert) {
        DocumentId const document = who == ada ? gazette : courier;
        ledger.attribution(
            {.source = who, .content = ledger.claim(claim), .factuality = f, .act = act, .document = document});
    }
    void both(std::string_view property, Value const& a, Value const& b) {
        PropertyId const id = ledger.property(property).id;
        say(ada, {.subject = flood, .property = id, .value = a});
        say(ben, {.subject = flood, .property = id, .value = b});
    }
    [[nodiscard]] std::string verdict(ConflictOptions const& options = {}) const {
        auto const found = conflicts(View(ledger.graph()), options);
        if (found.empty()) return "nothing";
        CHECK(found.size() == 1);
        std::string text(to_string(found.front().verdict));
        if (!found.front().is_conflict()) text += ", " + std::string(to_string(found.front().reason));
        return text;
    }
};

std::string verdict_of(std::string_view property, Value const& a, Value const& b) {
    TwoStatements t;
    t.both(property, a, b);
    return t.verdict();
}
std::string verdict_of(Factuality a, Factuality b, SpeechAct act = SpeechAct::assert) {
    TwoStatements t;
    Claim const claim{.subject = t.flood, .property = t.ledger.property("occurred").id};
    t.say(t.ada, claim, a);
    t.say(t.ben, claim, b, act);
    return t.verdict();
}

}  // namespace

TEST_CASE("analyses.md: the verdicts on two statements are those of the table") {
    using F = Factuality;
    CHECK(verdict_of(F::ct_plus, F::ct_minus) == "certain");
    CHECK(verdict_of(F::ct_plus, F::pr_minus) == "possible");
    CHECK(verdict_of(F::ps_plus, F::pr_minus) == "difference, degree");
    CHECK(verdict_of(F::ct_plus, F::ct_minus, SpeechAct::promise) == "nothing");
    TwoStatements promised;
    PropertyId const level = promised.ledger.property("level").id;
    promised.say(promised.ada, {.subject = promised.flood, .property = level, .value = "high"});
    promised.say(promised.ben, {.subject = promised.flood, .property = level, .value = "low"}, F::ct_plus,
                 SpeechAct::promise);
    CHECK(promised.verdict() == "difference, not_asserted");

    auto const people = [](Quantity const& q) { return Value(q.of("person")); };
    CHECK(verdict_of("hurt", people(exactly(87)), people(exactly(120))) == "certain");
    CHECK(verdict_of("hurt", people(exactly(87)), people(more_than(50))) == "difference, nested");
    CHECK(verdict_of("hurt", people(more_than(50)), people(more_than(80))) == "difference, nested");
    CHECK(verdict_of("hurt", people(exactly(87)), Value(exactly(120).of("animal"))) == "difference, scope");
    CHECK(verdict_of("date", Value(Edtf("2023-04-10")), Value(Edtf("2023-04-11"))) == "certain");
    CHECK(verdict_of("date", Value(Edtf("2023-04-10")), Value(Edtf("2023-04-11?"))) == "possible");
    CHECK(verdict_of("date", Value(Edtf("2023-04-10")), Value(Edtf("2023-04-11~"))) == "difference, imprecise");
    CHECK(verdict_of("date", Value(Edtf("2023-04-10")), Value(Edtf("2023-04"))) == "difference, imprecise");
    CHECK(verdict_of("level", Value("high"), Value("low")) == "certain");
    CHECK(verdict_of("cause", Value("rain"), Value("a breach")) == "possible");
    CHECK(verdict_of("severity", Value("severe"), Value("slight")) == "difference, other_value");

    for (std::string const relation : {"", "part_of", "excludes"}) {
        TwoStatements t;
        PlaceId const quay = t.ledger.place("quay"), town = t.ledger.place("town");
        t.both("place", Value(quay), Value(town));
        if (!relation.empty()) t.note(quay, relation, town);
        CHECK(t.verdict() == (relation.empty()         ? "possible"
                              : relation == "excludes" ? "certain"
                                                       : "difference, coarser"));
    }
    TwoStatements unnamed;
    unnamed.both("level", Value(unnamed.ledger.actor("gazette/1", ActorKind::unnamed)), Value(unnamed.ada));
    CHECK(unnamed.verdict() == "possible");

    TwoStatements as_of_year;
    PropertyId const residents = as_of_year.ledger.property("residents").id;
    for (bool const first : {true, false})
        as_of_year.say(first ? as_of_year.ada : as_of_year.ben, {.subject = as_of_year.flood,
                                                                 .property = residents,
                                                                 .value = people(exactly(first ? 900 : 700)),
                                                                 .valid = Edtf(first ? "2021" : "2022")});
    CHECK(as_of_year.verdict() == "difference, as_of");
}

TEST_CASE("analyses.md: a claim goes through the states of a dispute in the order of the page") {
    TwoStatements t;
    PropertyId const level = t.ledger.property("level").id;
    ClaimId const high = t.ledger.claim({.subject = t.flood, .property = level, .value = "high"});
    auto const state = [&] { return dispute_state(View(t.ledger.graph()), high).state; };
    CHECK(state() == DisputeState::unsupported);
    Edtf const monday("2023-04-10"), friday("2023-04-14");
    AttributionId const said =
        t.ledger.attribution({.source = t.ada, .content = high, .document = t.gazette, .said = monday});
    CHECK(state() == DisputeState::unopposed);
    AttributionId const denied = t.ledger.attribution(
        {.source = t.ben, .content = high, .factuality = Factuality::ct_minus, .document = t.courier});
    CHECK(state() == DisputeState::disputed);
    t.ledger.attribution(
        {.source = t.ada, .content = high, .factuality = Factuality::ct_minus, .document = t.gazette, .said = friday});
    CHECK(state() == DisputeState::refuted_by_own_source);
    t.ledger.attribution(
        {.source = t.ada, .content = t.ledger.claim(said, property::retracted), .document = t.gazette});
    CHECK(state() == DisputeState::withdrawn);
    Dispute const dispute = dispute_state(View(t.ledger.graph()), high);
    CHECK(dispute.fallen.front().attribution == said);
    CHECK(dispute.opponents.front().attribution == denied);
}

TEST_CASE("analyses.md: circles and self-citations support nothing and one origin") {
    TwoStatements t;
    ActorId const outlet = t.ledger.actor("the-gazette", ActorKind::media);
    t.ledger.attribution({.source = t.gazette,
                          .content = t.ledger.claim(t.gazette, property::published_by, Node(outlet)),
                          .document = t.gazette});
    ClaimId const hurt = t.ledger.claim(t.flood, "injured", exactly(87).of("person"));
    AttributionId const earlier = t.ledger.attribution({.source = outlet, .content = hurt, .role = Role::cited});
    AttributionId const cites = t.ledger.attribution({.source = t.ada, .content = earlier, .document = t.gazette});
    ClaimId const severe = t.ledger.claim(t.flood, "severity", "severe"),
                  costly = t.ledger.claim(t.flood, "cost", "high");
    t.ledger.ground(t.ledger.attribution({.source = t.desk, .content = severe}), costly);
    t.ledger.ground(t.ledger.attribution({.source = t.desk, .content = costly}), severe);
    View const view(t.ledger.graph());
    Circularity const found = circularity(view);
    REQUIRE(found.self_citations.size() == 1);
    CHECK(found.self_citations.front().by == cites);
    CHECK(found.self_citations.front().is_certain());
    REQUIRE(found.circles.size() == 1);
    CHECK(found.circles.front().kind == CircleKind::grounds);
    CHECK(found.circles.front().attributions.size() == 2);
    CHECK(view.supported(severe) == Truth::never);
    CHECK(corroboration(view, severe).support.at_most == 0);
    CHECK(corroboration(view, hurt).support.at_most == 1);
    CHECK(corroboration(view, hurt).support.own_citations.size() == 1);
}

TEST_CASE("analyses.md: overtakings, strengthenings and the timeline name what they rest on") {
    TwoStatements t;
    EventId const survey = t.ledger.event("survey");
    ClaimId const surveyed = t.ledger.claim(survey, property::occurred);
    AttributionId const foretold =
        t.ledger.attribution({.source = t.ada, .content = surveyed, .act = SpeechAct::predict, .document = t.gazette});
    AttributionId const seen = t.ledger.attribution({.source = t.ben, .content = surveyed, .document = t.courier});
    auto const overtaken = overtakings(View(t.ledger.graph()));
    REQUIRE(overtaken.size() == 1);
    CHECK(overtaken.front().kind == OvertakingKind::came_true);
    CHECK(overtaken.front().earlier == foretold);
    CHECK(overtaken.front().later == seen);
    CHECK(overtaken.front().link == ClaimId());
    CHECK(overtaken.front().after == Truth::possibly);

    ClaimId const high = t.ledger.claim(t.flood, "level", "high");
    AttributionId const report = t.ledger.attribution({.source = t.ada, .content = high, .document = t.gazette});
    AttributionId const own = t.ledger.attribution({.source = t.ben, .content = high, .document = t.courier});
    t.ledger.ground(own, report);
    auto const stronger = strengthenings(View(t.ledger.graph()));
    REQUIRE(stronger.computed.size() == 1);
    CHECK(stronger.computed.front().kind == StrengtheningKind::own_voice);
    CHECK(stronger.computed.front().stronger == own);
    CHECK(stronger.computed.front().weaker == report);

    t.note(t.flood, "before", survey);
    t.say(t.ada,
          {.subject = t.flood, .property = t.ledger.property("date").id, .value = Edtf("2023-04-10/2023-04-14")});
    Timeline const fits = timeline(t.ledger.graph());
    CHECK(fits.conflicts().empty());
    CHECK(fits.when(survey).first_min() == Day(2023, 4, 10));
    CHECK(fits.reasons(survey, TimeBound::first_min).size() == 2);
    t.say(t.ben, {.subject = survey, .property = t.ledger.property("date").id, .value = Edtf("2023-04-08")});
    Timeline const torn = timeline(t.ledger.graph());
    REQUIRE(torn.conflicts().size() == 1);
    CHECK(torn.conflicts().front().statements.size() == 3);
    CHECK(torn.conflicts().front().days == 2);
}
