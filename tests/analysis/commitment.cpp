// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/analysis/commitment.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// A port that invites a council to a survey, and what the papers make of it.
struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId council = ledger.actor("council", ActorKind::organisation);
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = dated("monday", "2023-05-29");
    DocumentId tuesday = dated("tuesday", "2023-05-30");
    DocumentId wednesday = dated("wednesday", "2023-05-31");
    EventId survey = ledger.event("survey");
    EventId repair = ledger.event("repair");
    ClaimId surveyed = ledger.claim(survey, property::occurred);
    ClaimId repaired = ledger.claim(repair, property::occurred);

    DocumentId dated(std::string_view key, std::string_view day) {
        DocumentId const document = ledger.document(key);
        by(document, ledger.claim(document, property::published, Edtf(day)), document);
        return document;
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    /// Ada reports, in this document, that somebody does something with words.
    AttributionId act(DocumentId document, ActorId who, SpeechAct act, Claim const& claim, Factuality f) {
        return reported(document, who, act, ledger.claim(claim), f);
    }
    AttributionId reported(DocumentId document, ActorId who, SpeechAct act, ClaimId claim, Factuality f) {
        AttributionId const said =
            ledger.attribution({.source = who, .content = claim, .factuality = f, .act = act, .role = Role::speaker});
        by(ada, said, document);
        return said;
    }
    void note(Node subject, std::string_view property, Node value, Factuality f = Factuality::ct_plus) {
        by(desk, ledger.claim(subject, property, value), {}, f);
    }
    [[nodiscard]] Commitments ask(Scope scope = {}, CommitmentOptions const& options = {}) const {
        return commitments(View(ledger.graph(), std::move(scope)), options);
    }
};

Commitment const& of(Commitments const& all, AttributionId a) {
    for (auto const* list : {&all.open, &all.settled})
        for (Commitment const& c : *list)
            if (c.attribution == a) return c;
    FAIL("no such commitment");
    return all.open.front();
}
std::vector<AttributionId> attributions(std::vector<Commitment> const& list) {
    std::vector<AttributionId> all;
    for (Commitment const& c : list) all.push_back(c.attribution);
    return all;
}
std::vector<Node> nodes(std::vector<ThreadStep> const& steps) {
    std::vector<Node> all;
    for (ThreadStep const& step : steps) all.push_back(step.node);
    return all;
}
using Acts = std::vector<AttributionId>;

}  // namespace

TEST_CASE("the names of outcomes and states lead back to them") {
    for (std::size_t i = 0; i < Names<OutcomeKind>::values.size(); ++i)
        CHECK(find_named<OutcomeKind>(to_string(static_cast<OutcomeKind>(i))) == static_cast<OutcomeKind>(i));
    for (std::size_t i = 0; i < Names<CommitmentState>::values.size(); ++i)
        CHECK(find_named<CommitmentState>(to_string(static_cast<CommitmentState>(i))) ==
              static_cast<CommitmentState>(i));
    CHECK(to_string(OutcomeKind::refused) == "refused");
    CHECK(to_string(CommitmentState::open) == "open");
}

TEST_CASE("E1: directive and commissive acts and declining are commitments; assertions and predictions are none") {
    for (std::size_t i = 0; i < Names<SpeechAct>::values.size(); ++i) {
        auto const act = static_cast<SpeechAct>(i);
        CAPTURE(to_string(act));
        Town t;
        auto const said = t.reported(t.monday, t.port, act, t.repaired, Factuality::uu);
        ActClass const c = act_class(act);
        bool const is_one = c == ActClass::directive || c == ActClass::commissive || act == SpeechAct::decline;
        Commitments const all = t.ask();
        CHECK(attributions(all.open) == (is_one ? Acts{said} : Acts{}));
        CHECK(all.settled.empty());
    }
}

TEST_CASE("E3: a demand is not answered by itself: it stays open, with its claim, its speaker and its time") {
    Town t;
    auto const demand = t.reported(t.tuesday, t.council, SpeechAct::demand, t.repaired, Factuality::uu);
    Commitment const c = of(t.ask(), demand);
    CHECK(c.state == CommitmentState::open);
    CHECK(c.claim == t.repaired);
    CHECK(c.source == t.council);
    CHECK(c.speaker == t.council);
    CHECK(c.act == SpeechAct::demand);
    CHECK(c.factuality == Factuality::uu);
    CHECK(c.said.second == Day(2023, 5, 30));
    CHECK(c.standing == Truth::always);
    CHECK(c.conditions.empty());
    CHECK(c.outcomes.empty());
}

TEST_CASE("H4: a demand that nothing carries is not listed") {
    Town t;
    t.ledger.attribution(
        {.source = t.council, .content = t.repaired, .factuality = Factuality::uu, .act = SpeechAct::demand});
    CHECK(t.ask() == Commitments{});
}

TEST_CASE("E3: what is promised and later reported by anybody is fulfilled, what is reported not to be has failed") {
    for (bool const is_done : {true, false}) {
        Town t;
        auto const promise = t.reported(t.monday, t.port, SpeechAct::promise, t.repaired, Factuality::ct_plus);
        auto const report = t.by(t.ben, t.repaired, t.wednesday, is_done ? Factuality::ct_plus : Factuality::ct_minus);
        Commitments const all = t.ask();
        REQUIRE(attributions(all.settled) == Acts{promise});
        Commitment const& c = all.settled[0];
        CHECK(c.state == (is_done ? CommitmentState::fulfilled : CommitmentState::failed));
        REQUIRE(c.outcomes.size() == 1);
        CHECK(c.outcomes[0] == Outcome{.kind = is_done ? OutcomeKind::reported : OutcomeKind::reported_not,
                                       .attribution = report,
                                       .claim = t.repaired,
                                       .by = {},
                                       .later = Truth::always,
                                       .certain = Truth::always});
    }
}

TEST_CASE("E3: of a refusal, not to have come about is to be kept, and to have come about is to be broken") {
    for (bool const is_done : {true, false}) {
        Town t;
        auto const refusal = t.reported(t.monday, t.port, SpeechAct::refuse, t.repaired, Factuality::ct_minus);
        t.by(t.ben, t.repaired, t.wednesday, is_done ? Factuality::ct_plus : Factuality::ct_minus);
        CHECK(of(t.ask(), refusal).state == (is_done ? CommitmentState::failed : CommitmentState::fulfilled));
    }
}

TEST_CASE("what was reported certainly before is no outcome, and what may have been is only possibly later") {
    Town t;
    t.by(t.ben, t.repaired, t.monday);
    auto const demand = t.ledger.attribution({.source = t.council,
                                              .content = t.repaired,
                                              .factuality = Factuality::uu,
                                              .act = SpeechAct::demand,
                                              .document = t.tuesday});
    CHECK(of(t.ask(), demand).state == CommitmentState::open);
    t.by(t.ada, t.repaired, t.tuesday);
    Commitment const c = of(t.ask(), demand);
    CHECK(c.state == CommitmentState::fulfilled);
    REQUIRE(c.outcomes.size() == 1);
    CHECK(c.outcomes[0].later == Truth::possibly);
}

TEST_CASE("only what is certain tells an outcome, and two reports that differ leave it contested") {
    Town t;
    auto const promise = t.reported(t.monday, t.port, SpeechAct::promise, t.repaired, Factuality::ct_plus);
    t.by(t.ben, t.repaired, t.wednesday, Factuality::pr_plus);
    t.by(t.ben, t.repaired, t.wednesday, Factuality::uu);
    t.ledger.attribution({.source = t.ben, .content = t.repaired, .act = SpeechAct::predict, .document = t.wednesday});
    CHECK(of(t.ask(), promise).state == CommitmentState::open);
    t.by(t.ben, t.repaired, t.tuesday);
    t.by(t.ada, t.repaired, t.wednesday, Factuality::ct_minus);
    CHECK(of(t.ask(), promise).state == CommitmentState::contested);
    CHECK(of(t.ask(), promise).outcomes.size() == 2);
}

TEST_CASE("C3: who endorses a promise in the document that reports it does not report that it was kept") {
    Town t;
    auto const promise = t.reported(t.monday, t.port, SpeechAct::promise, t.repaired, Factuality::ct_plus);
    t.by(t.ada, t.repaired, t.monday);
    CHECK(of(t.ask(), promise).state == CommitmentState::open);
    // Who endorses that somebody reports it as done does.
    t.reported(t.monday, t.council, SpeechAct::confirm, t.repaired, Factuality::ct_plus);
    CHECK(of(t.ask(), promise).state == CommitmentState::fulfilled);
    CHECK(of(t.ask(), promise).outcomes.size() == 2);
}

TEST_CASE("C3: who reports a promise, and in a passage of its own that it was kept, reports that") {
    Town t;
    AttributionId const promise = t.ledger.attribution(
        {.source = t.port, .content = t.repaired, .act = SpeechAct::promise, .role = Role::speaker});
    auto const at = [](std::uint32_t begin) { return std::array{Span{.begin = begin, .end = begin + 20}}; };
    t.ledger.attribution({.source = t.ada, .content = promise, .document = t.monday, .spans = at(0)});
    t.ledger.attribution({.source = t.ada, .content = t.repaired, .document = t.monday, .spans = at(10)});
    CHECK(of(t.ask(), promise).state == CommitmentState::open);
    t.ledger.attribution({.source = t.ada, .content = t.repaired, .document = t.monday, .spans = at(20)});
    CHECK(of(t.ask(), promise).state == CommitmentState::fulfilled);
    CHECK(of(t.ask(), promise).outcomes.size() == 1);
}

TEST_CASE("E5: what presupposes an occurrence reports it, but its denial does not report the contrary") {
    Town t;
    PlaceId const quay = t.ledger.place("quay");
    auto const demand = t.reported(t.monday, t.council, SpeechAct::demand, t.surveyed, Factuality::uu);
    ClaimId const there = t.ledger.claim(t.survey, property::place, quay);
    t.by(t.ben, there, t.tuesday, Factuality::ct_minus);
    CHECK(of(t.ask(), demand).state == CommitmentState::open);
    t.by(t.ben, there, t.wednesday);
    CHECK(of(t.ask(), demand).state == CommitmentState::fulfilled);
    CHECK(of(t.ask(), demand).outcomes.at(0).claim == there);
}

TEST_CASE("S3, S4: what counts as the claim that is wanted reports it") {
    Town t;
    ClaimId const mended = t.ledger.claim(t.repair, "state", "mended");
    ClaimId const fixed = t.ledger.claim(t.repair, "state", "fixed");
    auto const demand = t.reported(t.monday, t.council, SpeechAct::demand, mended, Factuality::uu);
    t.by(t.ben, fixed, t.wednesday);
    CHECK(of(t.ask(), demand).state == CommitmentState::open);
    t.note(mended, property::same_as, fixed);
    CHECK(of(t.ask(), demand).state == CommitmentState::fulfilled);
}

TEST_CASE("somebody's word that it was realised or overtaken settles it: of the act, of the claim, of the event") {
    for (int what = 0; what < 4; ++what) {
        CAPTURE(what);
        Town t;
        auto const offer = t.reported(t.monday, t.port, SpeechAct::offer, t.surveyed, Factuality::uu);
        auto const outer = t.by(t.ben, offer, t.tuesday);
        Node const ends[] = {offer, outer, t.surveyed, t.survey};
        t.note(ends[what], property::overtaken_by, t.repair);
        Commitment const overtaken = of(t.ask(), offer);
        CHECK(overtaken.state == CommitmentState::overtaken);
        REQUIRE(overtaken.outcomes.size() == 1);
        CHECK(overtaken.outcomes[0].by == t.repair);
        t.note(ends[what], property::realised_by, t.repair);
        CHECK(of(t.ask(), offer).state == CommitmentState::fulfilled);
        // A denial of the relation is no such word.
        Town u;
        auto const same = u.reported(u.monday, u.port, SpeechAct::offer, u.surveyed, Factuality::uu);
        u.note(u.survey, property::realised_by, u.repair, Factuality::ct_minus);
        CHECK(of(u.ask(), same).state == CommitmentState::open);
    }
}

TEST_CASE("of a refusal, what is refused is realised against it, and the refusal itself by being kept") {
    for (bool const is_act : {true, false}) {
        Town t;
        EventId const refusing = t.ledger.event("refusing");
        auto const refusal = t.reported(t.monday, t.port, SpeechAct::refuse, t.surveyed, Factuality::ct_minus);
        t.note(refusal, property::occasion, refusing);
        t.note(is_act ? refusing : t.survey, property::realised_by, t.repair);
        CHECK(of(t.ask(), refusal).state == (is_act ? CommitmentState::fulfilled : CommitmentState::failed));
        t.by(t.ben, t.surveyed, t.wednesday, is_act ? Factuality::ct_plus : Factuality::ct_minus);
        CHECK(of(t.ask(), refusal).state == CommitmentState::contested);
    }
}

TEST_CASE("a refusal by another of the same claim refuses an offer; one's own, or one before it, does not") {
    Town t;
    auto const offer = t.reported(t.tuesday, t.port, SpeechAct::offer, t.surveyed, Factuality::uu);
    t.reported(t.wednesday, t.port, SpeechAct::refuse, t.surveyed, Factuality::ct_minus);
    CHECK(of(t.ask(), offer).state == CommitmentState::open);
    auto const refusal = t.reported(t.wednesday, t.council, SpeechAct::refuse, t.surveyed, Factuality::ct_minus);
    Commitment const c = of(t.ask(), offer);
    CHECK(c.state == CommitmentState::refused);
    REQUIRE(c.outcomes.size() == 1);
    CHECK(c.outcomes[0].attribution == refusal);
    // Nor does one refusal refuse the other.
    CHECK(of(t.ask(), refusal).state == CommitmentState::open);
}

TEST_CASE("a refusal of the same claim in direct answer is one outcome, and surely later") {
    Town t;
    auto const offer = t.reported(t.tuesday, t.port, SpeechAct::offer, t.surveyed, Factuality::uu);
    auto const refusal = t.reported(t.tuesday, t.council, SpeechAct::refuse, t.surveyed, Factuality::ct_minus);
    REQUIRE(of(t.ask(), offer).outcomes.size() == 1);
    CHECK(of(t.ask(), offer).outcomes[0].later == Truth::possibly);
    t.note(refusal, property::responds_to, offer);
    REQUIRE(of(t.ask(), offer).outcomes.size() == 1);
    CHECK(of(t.ask(), offer).outcomes[0].later == Truth::always);
}

TEST_CASE("E7: a refusal that answers is joined through its occasion, and the narrated one is answered in turn") {
    Town t;
    EventId const refusing = t.ledger.event("refusal-of-monday");
    auto const offer = t.reported(t.monday, t.port, SpeechAct::offer, t.surveyed, Factuality::uu);
    auto const refusal =
        t.reported(t.tuesday, t.council, SpeechAct::refuse,
                   t.ledger.claim(t.ledger.event("another"), property::occurred), Factuality::ct_minus);
    CHECK(of(t.ask(), offer).answers.empty());
    t.note(refusal, property::occasion, refusing);
    t.note(refusing, property::responds_to, offer);
    // What the mayor says is in answer to Ada's report that there was a refusal.
    auto const narrated = t.by(t.ada, t.ledger.claim(refusing, property::occurred), t.tuesday);
    auto const threat = t.reported(t.wednesday, t.mayor, SpeechAct::threaten, t.repaired, Factuality::ps_plus);
    t.note(threat, property::responds_to, narrated);

    Commitment const c = of(t.ask(), offer);
    CHECK(nodes(c.answers) == std::vector<Node>{refusing, threat});
    CHECK(c.answers[0].distance == 1);
    CHECK(c.answers[1].distance == 2);
    CHECK(c.answers[1].from == refusing);
    CHECK(c.state == CommitmentState::refused);
    REQUIRE(c.outcomes.size() == 1);
    CHECK(c.outcomes[0].attribution == refusal);
    CHECK(of(t.ask(), refusal).occasions == std::vector{refusing});
    CHECK(nodes(of(t.ask(), refusal).answering) == std::vector<Node>{offer});
    CHECK(nodes(of(t.ask(), refusal).answers) == std::vector<Node>{threat});
    CHECK(nodes(of(t.ask(), threat).answering) == std::vector<Node>{narrated, offer});
    // A threat in answer is no refusal.
    CHECK(of(t.ask(), refusal).state == CommitmentState::open);
}

TEST_CASE("answers are followed to their end and end where they run in a circle") {
    Town t;
    std::vector<AttributionId> asked;
    for (int i = 0; i < 4; ++i)
        asked.push_back(t.reported(t.monday, i % 2 == 0 ? t.port : t.council, SpeechAct::ask,
                                   t.ledger.claim(t.survey, "detail", "number " + std::to_string(i)), Factuality::uu));
    for (int i = 1; i < 4; ++i) t.note(asked[std::size_t(i)], property::responds_to, asked[std::size_t(i) - 1]);
    CHECK(nodes(of(t.ask(), asked[0]).answers) == std::vector<Node>{asked[1], asked[2], asked[3]});
    CHECK(nodes(of(t.ask(), asked[3]).answering) == std::vector<Node>{asked[2], asked[1], asked[0]});
    t.note(asked[0], property::responds_to, asked[3], Factuality::ps_plus);
    CHECK(nodes(of(t.ask(), asked[0]).answers) == std::vector<Node>{asked[1], asked[2], asked[3]});
    CHECK(nodes(of(t.ask(), asked[0]).answering) == std::vector<Node>{asked[3], asked[2], asked[1]});
    CHECK(of(t.ask(), asked[0]).answering[0].certain == Truth::possibly);
    CHECK(of(t.ask(), asked[0]).answering[1].certain == Truth::always);
}

TEST_CASE("P4: a promise keeps its condition, whether it is made of the conditional or beside it") {
    for (auto const kind : {property::condition_if, property::only_if, property::unless, property::or_else}) {
        CAPTURE(kind);
        Town t;
        ClaimId const k = t.ledger.claim(t.repaired, kind, t.surveyed);
        auto const promise = t.reported(t.monday, t.mayor, SpeechAct::promise, k, Factuality::ct_plus);
        auto const bare = t.reported(t.monday, t.mayor, SpeechAct::promise, t.repaired, Factuality::ct_plus);
        auto const other = t.reported(t.monday, t.port, SpeechAct::promise, t.repaired, Factuality::ct_plus);
        Condition const condition{.claim = k, .kind = kind, .on = t.surveyed, .attribution = promise};
        CHECK(of(t.ask(), promise).claim == t.repaired);
        CHECK(of(t.ask(), promise).conditions == std::vector{condition});
        CHECK(of(t.ask(), bare).conditions == std::vector{condition});
        // Another makes no condition.
        CHECK(of(t.ask(), other).conditions.empty());
        // What is promised is what may come true, not the conditional.
        t.by(t.ben, t.repaired, t.wednesday);
        CHECK(of(t.ask(), promise).state == CommitmentState::fulfilled);
    }
}

TEST_CASE("P4: several conditions, one within the other, are all kept") {
    Town t;
    ClaimId const unless =
        t.ledger.claim(t.repaired, property::unless, t.ledger.claim(t.ledger.event("storm"), property::occurred));
    ClaimId const both = t.ledger.claim(unless, property::only_if, t.surveyed);
    auto const promise = t.reported(t.monday, t.mayor, SpeechAct::promise, both, Factuality::ct_plus);
    Commitment const c = of(t.ask(), promise);
    CHECK(c.claim == t.repaired);
    REQUIRE(c.conditions.size() == 2);
    CHECK(c.conditions[0].claim == unless);
    CHECK(c.conditions[1].claim == both);
}

TEST_CASE("N3, S1: an actor's commitments are those of another name and of an office, too") {
    Town t;
    ActorId const harbour = t.ledger.actor("harbour-authority", ActorKind::organisation);
    auto const as_port = t.reported(t.monday, t.port, SpeechAct::demand, t.surveyed, Factuality::uu);
    auto const as_harbour = t.reported(t.monday, harbour, SpeechAct::demand, t.repaired, Factuality::uu);
    auto const as_mayor = t.reported(t.monday, t.mayor, SpeechAct::promise, t.repaired, Factuality::uu);
    auto const made_by = [&](ActorId who) { return attributions(commitments(View(t.ledger.graph()), who).made.open); };
    CHECK(made_by(t.port) == Acts{as_port});
    CHECK(made_by(t.ben).empty());
    t.note(t.port, property::same_as, harbour);
    t.note(t.mayor, property::held_by, t.ben);
    CHECK(made_by(t.port) == Acts{as_port, as_harbour});
    CHECK(made_by(harbour) == Acts{as_port, as_harbour});
    CHECK(made_by(t.ben) == Acts{as_mayor});
    CHECK(made_by(t.mayor) == Acts{as_mayor});
    CHECK(of(t.ask(), as_mayor).speaker == t.ben);
}

TEST_CASE("those addressed to an actor are told by the act, by its occasion or by what the host says") {
    Town t;
    EventId const call = t.ledger.event("call");
    auto const by_act = t.reported(t.monday, t.port, SpeechAct::demand, t.surveyed, Factuality::uu);
    auto const by_occasion = t.reported(t.monday, t.port, SpeechAct::demand, t.repaired, Factuality::uu);
    auto const by_event =
        t.act(t.monday, t.port, SpeechAct::demand,
              {.subject = t.survey, .property = t.ledger.property("detail"), .value = "depth"}, Factuality::uu);
    auto const to = [&](CommitmentOptions const& options) {
        return attributions(commitments(View(t.ledger.graph()), t.council, options).addressed.open);
    };
    t.note(by_act, property::addressee, t.council);
    t.note(by_occasion, property::occasion, call);
    CHECK(to({}) == Acts{by_act});
    t.note(call, property::addressee, t.council);
    CHECK(to({}) == Acts{by_act, by_occasion});
    t.note(t.survey, "told_addressee", t.council);
    CHECK(to({.addressee = {"addressee", "told_addressee"}}) == Acts{by_act, by_occasion, by_event});
    CHECK(of(t.ask(), by_act).addressees == std::vector<Node>{t.council});
    CHECK(commitments(View(t.ledger.graph()), t.council).made == Commitments{});
    // To oneself: made and addressed.
    t.note(by_event, property::addressee, t.port);
    CHECK(attributions(commitments(View(t.ledger.graph()), t.port).addressed.open) == Acts{by_event});
    CHECK(commitments(View(t.ledger.graph()), t.port).made.open.size() == 3);
}

TEST_CASE("what an act is about leads to its event if the host names the property") {
    Town t;
    EventId const invitation = t.ledger.event("invitation");
    auto const offer = t.reported(t.monday, t.port, SpeechAct::offer, t.surveyed, Factuality::uu);
    auto const refusal = t.reported(t.tuesday, t.council, SpeechAct::refuse, t.repaired, Factuality::ct_minus);
    t.note(t.survey, "prospect_of", invitation);
    t.note(refusal, property::responds_to, invitation);
    CHECK(of(t.ask(), offer).state == CommitmentState::open);
    CommitmentOptions const options{.prospect_of = {"prospect_of"}};
    CHECK(of(t.ask({}, options), offer).state == CommitmentState::refused);
    CHECK(of(t.ask({}, options), offer).occasions == std::vector{invitation});
}

TEST_CASE("A3, W2: what was taken back is listed as withdrawn, and what was withdrawn is not listed") {
    Town t;
    auto const promise = t.ledger.attribution(
        {.source = t.port, .content = t.repaired, .act = SpeechAct::promise, .document = t.monday});
    t.by(t.port, t.ledger.claim(promise, property::retracted), t.tuesday);
    Commitments const all = t.ask();
    REQUIRE(attributions(all.settled) == Acts{promise});
    CHECK(all.settled[0].state == CommitmentState::withdrawn);
    CHECK(all.settled[0].standing == Truth::never);
    CHECK(t.ask({.without = {t.monday}}) == Commitments{});
}

TEST_CASE("at random, threads, outcomes and refusals are those that comparing everything with everything finds") {
    ascribe_tests::Random random(61);
    std::size_t answered = 0, told = 0, refused = 0;
    for (int round = 0; round < 120; ++round) {
        Town t;
        auto const pick = [&](auto const& list) { return list[random.below(std::size(list))]; };
        ActorId const actors[] = {t.port, t.council, t.mayor};
        DocumentId const documents[] = {t.monday, t.tuesday, t.wednesday, t.ledger.document("undated")};
        ClaimId const claims[] = {t.surveyed, t.repaired};
        SpeechAct const acts[] = {SpeechAct::demand, SpeechAct::promise, SpeechAct::refuse, SpeechAct::assert};
        Factuality const factualities[] = {Factuality::ct_plus, Factuality::ct_minus, Factuality::uu};
        std::vector<AttributionId> said;
        std::set<AttributionId> distinct;
        for (int i = 0; i < 8; ++i) {
            auto const a = t.ledger.attribution({.source = pick(actors),
                                                 .content = pick(claims),
                                                 .factuality = pick(factualities),
                                                 .act = pick(acts),
                                                 .document = pick(documents)});
            if (distinct.insert(a).second) said.push_back(a);
        }
        // An answer may be given, and answered, by a report of it.
        std::vector<std::pair<AttributionId, AttributionId>> answers;
        for (int i = 0; i < 5; ++i) {
            AttributionId const from = pick(said), to = pick(said);
            if (from == to) continue;
            Node const end = random.chance(30) ? Node(t.by(t.ada, to, t.wednesday)) : Node(to);
            t.note(from, property::responds_to, end);
            answers.emplace_back(from, to);
        }
        View const view(t.ledger.graph());
        Graph const& graph = view.graph();
        Commitments const all = commitments(view);
        std::size_t count = 0;
        for (AttributionId a : said) {
            if (act_class(graph.act(a)) == ActClass::assertive) continue;
            ++count;
            Commitment const& c = of(all, a);
            // Threads, by repetition until nothing is new.
            for (bool const forwards : {true, false}) {
                std::set<AttributionId> reached{a};
                for (std::size_t before = 0; before != reached.size();) {
                    before = reached.size();
                    for (auto const& [from, to] : answers)
                        if (reached.count(forwards ? to : from) != 0) reached.insert(forwards ? from : to);
                }
                reached.erase(a);
                std::set<AttributionId> found;
                for (ThreadStep const& step : forwards ? c.answers : c.answering)
                    found.insert(step.node.to<AttributionId>());
                CHECK(found == reached);
                answered += found.size();
            }
            // Outcomes.
            std::set<std::pair<OutcomeKind, AttributionId>> expected, found;
            for (AttributionId b : said) {
                bool const answers_it = std::find(answers.begin(), answers.end(), std::pair(b, a)) != answers.end();
                bool const is_other = graph.source(b) != graph.source(a);
                bool const is_same_claim = graph.content(b) == graph.content(a);
                bool const is_earlier = view.said(b).second < view.said(a).first;
                Factuality const f = graph.factuality(b);
                if (graph.act(b) == SpeechAct::assert && is_same_claim && !is_earlier) {
                    if (f == Factuality::ct_plus) expected.emplace(OutcomeKind::reported, b);
                    if (f == Factuality::ct_minus) expected.emplace(OutcomeKind::reported_not, b);
                }
                bool const refuses_claim = is_same_claim && !is_earlier && polarity(f) != Polarity::positive &&
                                           graph.act(a) != SpeechAct::refuse;
                if (graph.act(b) == SpeechAct::refuse && is_other && (answers_it || refuses_claim))
                    expected.emplace(OutcomeKind::refused, b);
            }
            for (Outcome const& o : c.outcomes) {
                found.emplace(o.kind, o.attribution);
                ++(o.kind == OutcomeKind::refused ? refused : told);
            }
            CHECK(found == expected);
            CHECK((c.state == CommitmentState::open) == expected.empty());
        }
        CHECK(all.open.size() + all.settled.size() == count);
    }
    CHECK(answered > 300);
    CHECK(told > 300);
    CHECK(refused > 100);
}

TEST_CASE("progress is told, and the work ends if it says so") {
    Town t;
    t.reported(t.monday, t.port, SpeechAct::promise, t.repaired, Factuality::ct_plus);
    std::size_t called = 0;
    CommitmentOptions options{.progress = [&](std::size_t done, std::size_t total) {
        ++called;
        CHECK(done <= total);
        return true;
    }};
    CHECK(try_commitments(View(t.ledger.graph()), options).has_value());
    CHECK(called >= 1);
    options.progress = [](std::size_t, std::size_t) { return false; };
    View const view(t.ledger.graph());
    CHECK(try_commitments(view, options).error().code == Errc::cancelled);
    CHECK(try_commitments(view, t.port, options).error().code == Errc::cancelled);
    CHECK_THROWS_AS((void)commitments(view, options), Exception);
    CHECK_THROWS_AS((void)commitments(view, t.port, options), Exception);
}
