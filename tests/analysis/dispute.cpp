// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/dispute.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// A claim about a flood, with those who may take a side.
struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = dated("monday", "2023-05-29");
    DocumentId tuesday = dated("tuesday", "2023-05-30");
    DocumentId wednesday = dated("wednesday", "2023-05-31");
    DocumentId undated = ledger.document("undated");
    EventId flood = ledger.event("flood");
    PropertyId deaths = ledger.property("deaths", Trait::functional | Trait::numeric);
    ClaimId rain = ledger.claim(flood, "cause", "rain");

    DocumentId dated(std::string_view key, std::string_view day) {
        DocumentId const document = ledger.document(key);
        by(document, ledger.claim(document, property::published, Edtf(day)), document);
        return document;
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    [[nodiscard]] Dispute ask(ClaimId claim, Scope scope = {}) const {
        return dispute_state(View(ledger.graph(), std::move(scope)), claim);
    }
    [[nodiscard]] DisputeState state(ClaimId claim) const { return ask(claim).state; }
};

std::vector<AttributionId> attributions(std::vector<Holding> const& holdings) {
    std::vector<AttributionId> list;
    for (Holding const& holding : holdings) list.push_back(holding.attribution);
    return list;
}

}  // namespace

TEST_CASE("E6: the names of the dispute states lead back to them") {
    for (std::size_t i = 0; i < Names<DisputeState>::values.size(); ++i)
        CHECK(find_named<DisputeState>(to_string(static_cast<DisputeState>(i))) == static_cast<DisputeState>(i));
    CHECK(to_string(DisputeState::refuted_by_own_source) == "refuted_by_own_source");
}

TEST_CASE("E6: what nobody asserts is unsupported, whoever denies, demands or predicts it") {
    Town t;
    CHECK(t.state(t.rain) == DisputeState::unsupported);
    auto const no = t.by(t.ben, t.rain, t.monday, Factuality::ct_minus);
    t.ledger.attribution({.source = t.ada, .content = t.rain, .act = SpeechAct::predict, .document = t.monday});
    t.by(t.port, t.rain);  // Carried by nobody.
    Dispute const dispute = t.ask(t.rain);
    CHECK(dispute.state == DisputeState::unsupported);
    CHECK(dispute.supporters.empty());
    CHECK(attributions(dispute.opponents) == std::vector{no});
    CHECK(dispute.fallen.empty());
    CHECK(dispute.disagreements.empty());
}

TEST_CASE("E6: what somebody asserts and nobody opposes is unopposed") {
    Town t;
    auto const yes = t.by(t.ada, t.rain, t.monday, Factuality::ps_plus);
    t.by(t.ben, t.rain, t.tuesday, Factuality::uu);
    t.by(t.ben, t.ledger.claim(t.flood, "cause", "a leak"), t.tuesday);
    Dispute const dispute = t.ask(t.rain);
    CHECK(dispute.state == DisputeState::unopposed);
    CHECK(dispute.verdict == Verdict::difference);
    CHECK(attributions(dispute.supporters) == std::vector{yes});
    CHECK(dispute.disagreements.empty());
}

TEST_CASE("E6: a denial by another makes a claim disputed, with the grade of the conflict") {
    for (auto const& [f, verdict] :
         {std::pair(Factuality::ct_minus, Verdict::certain), std::pair(Factuality::ps_minus, Verdict::possible)}) {
        Town t;
        auto const yes = t.by(t.ada, t.rain, t.monday);
        auto const no = t.by(t.ben, t.rain, t.tuesday, f);
        Dispute const dispute = t.ask(t.rain);
        CHECK(dispute.state == DisputeState::disputed);
        CHECK(dispute.verdict == verdict);
        CHECK(attributions(dispute.supporters) == std::vector{yes});
        CHECK(attributions(dispute.opponents) == std::vector{no});
        REQUIRE(dispute.disagreements.size() == 1);
        CHECK(dispute.disagreements[0].decisive == std::vector{yes, no});
    }
}

TEST_CASE("E6: a value that excludes it makes a claim disputed, on both sides") {
    Town t;
    ClaimId const three = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    ClaimId const four = t.ledger.claim(t.flood, t.deaths, exactly(4).of("people"));
    ClaimId const many = t.ledger.claim(t.flood, t.deaths, at_least(1).of("people"));
    t.by(t.ada, three, t.monday);
    t.by(t.ben, four, t.tuesday);
    t.by(t.port, many, t.tuesday);
    CHECK(t.state(three) == DisputeState::disputed);
    CHECK(t.state(four) == DisputeState::disputed);
    CHECK(t.state(many) == DisputeState::unopposed);
    CHECK(t.ask(three).opponents.empty());
    CHECK(t.ask(three).disagreements.size() == 1);
}

TEST_CASE("E6, A3: what its only source took back is withdrawn, and was disputed before") {
    Town t;
    auto const yes = t.by(t.ada, t.rain, t.monday);
    t.by(t.ben, t.rain, t.monday, Factuality::ct_minus);
    CHECK(t.state(t.rain) == DisputeState::disputed);
    t.by(t.ada, t.ledger.claim(yes, property::retracted), t.tuesday);
    Dispute const dispute = t.ask(t.rain);
    CHECK(dispute.state == DisputeState::withdrawn);
    CHECK(dispute.supporters.empty());
    REQUIRE(dispute.fallen.size() == 1);
    CHECK(dispute.fallen[0].attribution == yes);
    CHECK(dispute.fallen[0].standing == Truth::never);
    CHECK(t.ask(t.rain, {.said_before = Day(2023, 5, 30)}).state == DisputeState::disputed);
}

TEST_CASE("E6, W3: what rested on something that fell is withdrawn, too") {
    Town t;
    auto const ground = t.by(t.port, t.ledger.claim(t.flood, "height", "great"), t.monday);
    auto const yes = t.by(t.ada, t.rain, t.monday);
    t.ledger.ground(yes, ground);
    CHECK(t.state(t.rain) == DisputeState::unopposed);
    Dispute const dispute = t.ask(t.rain, {.without = {ground}});
    CHECK(dispute.state == DisputeState::withdrawn);
    CHECK(attributions(dispute.fallen) == std::vector{yes});
}

TEST_CASE("E6: a claim whose only source denies it later is refuted by its own source") {
    Town t;
    t.by(t.ada, t.rain, t.monday);
    t.by(t.ada, t.rain, t.tuesday, Factuality::ct_minus);
    Dispute const dispute = t.ask(t.rain);
    CHECK(dispute.state == DisputeState::refuted_by_own_source);
    REQUIRE(dispute.disagreements.size() == 1);
    CHECK(dispute.disagreements[0].reason == DifferenceReason::changed_position);

    SUBCASE("also if others deny it") {
        t.by(t.ben, t.rain, t.tuesday, Factuality::ct_minus);
        CHECK(t.state(t.rain) == DisputeState::refuted_by_own_source);
    }
    SUBCASE("but not if somebody else asserts it") {
        t.by(t.ben, t.rain, t.monday);
        CHECK(t.state(t.rain) == DisputeState::disputed);
    }
    SUBCASE("nor if it comes back to it") {
        t.by(t.ada, t.rain, t.wednesday);
        CHECK(t.state(t.rain) != DisputeState::refuted_by_own_source);
    }
}

TEST_CASE("E6: a claim whose source denied it before, or at a time not known, is not refuted by it") {
    Town t;
    t.by(t.ada, t.rain, t.tuesday);
    auto const before = t.by(t.ada, t.rain, t.monday, Factuality::ct_minus);
    CHECK(t.state(t.rain) == DisputeState::unopposed);  // She changed her mind.
    CHECK(t.ask(t.rain).disagreements.size() == 1);
    CHECK(t.ask(t.rain, {.without = {before}}).disagreements.empty());
    t.by(t.ada, t.rain, t.undated, Factuality::ct_minus);
    CHECK(t.state(t.rain) == DisputeState::disputed);
}

TEST_CASE("E6: a claim whose source later gives another value is refuted by it") {
    Town t;
    ClaimId const three = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    ClaimId const four = t.ledger.claim(t.flood, t.deaths, exactly(4).of("people"));
    t.by(t.ada, three, t.monday);
    t.by(t.ada, four, t.tuesday);
    CHECK(t.state(three) == DisputeState::refuted_by_own_source);
    CHECK(t.state(four) == DisputeState::unopposed);
}

TEST_CASE("E5: what presupposes that an event occurred supports that it did") {
    Town t;
    ClaimId const occurred = t.ledger.claim(t.flood, property::occurred);
    auto const where = t.by(t.ada, t.ledger.claim(t.flood, property::place, t.ledger.place("quay")), t.monday);
    CHECK(t.state(occurred) == DisputeState::unopposed);
    CHECK(attributions(t.ask(occurred).supporters) == std::vector{where});
    t.by(t.ben, occurred, t.tuesday, Factuality::ct_minus);
    CHECK(t.state(occurred) == DisputeState::disputed);
}

TEST_CASE("S3, S4: claims that count as one have one state") {
    Town t;
    ClaimId const rains = t.ledger.claim(t.flood, "cause", "the rains");
    ClaimId const slip = t.ledger.claim(t.flood, "cause", "reign");
    t.by(t.ada, t.rain, t.monday);
    t.by(t.port, slip, t.monday);
    t.by(t.ben, rains, t.tuesday, Factuality::ct_minus);
    CHECK(t.state(t.rain) == DisputeState::unopposed);
    t.by(t.desk, t.ledger.claim(t.rain, property::same_as, Node(rains)));
    t.by(t.desk, t.ledger.claim(slip, property::read_as, Node(t.rain)));
    for (ClaimId claim : {t.rain, rains, slip}) {
        Dispute const dispute = t.ask(claim);
        CHECK(dispute.state == DisputeState::disputed);
        CHECK(dispute.supporters.size() == 2);
        CHECK(dispute.opponents.size() == 1);
    }
}

TEST_CASE("row 11: with a rule of the host a claim may be disputed by a statement about something else") {
    Town t;
    ClaimId const three = t.ledger.claim(t.flood, t.deaths, exactly(3).of("people"));
    t.by(t.ada, three, t.monday);
    t.by(t.ben, t.ledger.claim(t.flood, "survivors", "all"), t.tuesday);
    View const view(t.ledger.graph());
    CHECK(dispute_state(view, three).state == DisputeState::unopposed);
    ConflictOptions const options{
        .rules = {{.name = "deaths and survivors",
                   .first = "deaths",
                   .second = "survivors",
                   .judge = [](View const&, RuleStatement const&, RuleStatement const&) -> std::optional<RuleOpinion> {
                       return RuleOpinion{Verdict::possible};
                   }}}};
    Dispute const dispute = dispute_state(view, three, options);
    CHECK(dispute.state == DisputeState::disputed);
    CHECK(dispute.verdict == Verdict::possible);
}

TEST_CASE("a claim with a hundred thousand attributions is judged by groups, not by pairs of them") {
    constexpr int count = 50'000;
    struct Case {
        bool one_source, later, unsure;
        DisputeState expected;
    };
    // Pair by pair each of these would take minutes.
    for (Case const c :
         {Case{false, false, false, DisputeState::disputed}, Case{true, false, false, DisputeState::disputed},
          Case{true, true, false, DisputeState::refuted_by_own_source},
          Case{true, false, true, DisputeState::unopposed}}) {
        CAPTURE(c.one_source);
        CAPTURE(c.later);
        CAPTURE(c.unsure);
        Town t;
        ActorId const outlet = t.ledger.actor("outlet", ActorKind::organisation);
        for (int i = 0; i < 2 * count; ++i) {
            bool const against = i >= count;
            ActorId const source = c.one_source ? outlet : t.ledger.actor("s" + std::to_string(i), ActorKind::person);
            DocumentId const document = !c.later  ? t.ledger.document("d" + std::to_string(i))
                                        : against ? t.tuesday
                                                  : t.monday;
            t.ledger.attribution({.source = source,
                                  .content = t.rain,
                                  .factuality = c.unsure  ? (against ? Factuality::ps_minus : Factuality::ps_plus)
                                                : against ? Factuality::ct_minus
                                                          : Factuality::ct_plus,
                                  .document = document,
                                  .wording = std::to_string(i)});
        }
        Dispute const found = t.ask(t.rain);
        CHECK(found.state == c.expected);
        CHECK(found.supporters.size() == count);
        CHECK(found.opponents.size() == count);
    }
}
