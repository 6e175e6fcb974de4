// SPDX-License-Identifier: BSL-1.0
#include <ascribe/graph/view.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <array>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// The flooded harbour town: the Gazette (by Ada) and the Courier (by Ben), the mayor, a desk of analysts.
struct Town {
    Ledger ledger;
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId gazette = ledger.actor("gazette", ActorKind::media);
    ActorId courier = ledger.actor("courier", ActorKind::media);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = ledger.document("gazette-monday");
    DocumentId tuesday = ledger.document("courier-tuesday");
    EventId flood = ledger.event("flood");
    ClaimId bridge = ledger.claim(flood, "bridge", "closed");
    ClaimId toll = ledger.claim(flood, "toll", "high");

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    /// An analyst's claim about the records.
    AttributionId note(Node subject, std::string_view property, Value const& value = {},
                       Factuality f = Factuality::ct_plus) {
        return by(desk, ledger.claim(subject, property, value), {}, f);
    }
    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }
};

}  // namespace

TEST_CASE("H4: what nobody carries and no document prints is neither attested nor standing") {
    Town t;
    auto const loose = t.by(t.mayor, t.bridge);
    View const view = t.view();
    CHECK(view.attested(loose) == Truth::never);
    CHECK(view.standing(loose) == Truth::never);
    CHECK(view.supported(t.bridge) == Truth::never);
}

TEST_CASE("H4: analysts and software stand by themselves, others need a document") {
    Town t;
    auto const own = t.by(t.desk, t.bridge);
    CHECK(t.view().standing(own) == Truth::always);
    CHECK(t.view().supported(t.bridge) == Truth::always);
}

TEST_CASE("H5: a report carries what is said, a probable one only possibly, a denial of the saying not at all") {
    for (auto [factuality, expected] :
         {std::pair(Factuality::ct_plus, Truth::always), std::pair(Factuality::pr_plus, Truth::possibly),
          std::pair(Factuality::ps_plus, Truth::possibly), std::pair(Factuality::ct_minus, Truth::never),
          std::pair(Factuality::uu, Truth::never)}) {
        Town t;
        auto const said = t.by(t.mayor, t.bridge);
        t.by(t.ada, said, t.monday, factuality);
        View const view = t.view();
        std::string_view const stance = to_string(factuality);
        CAPTURE(stance);
        CHECK(view.attested(said) == expected);
        CHECK(view.standing(said) == expected);
        CHECK(view.supported(t.bridge) == expected);
    }
}

TEST_CASE("H5: what a demand or a promise contains is not carried") {
    Town t;
    auto const said = t.by(t.mayor, t.bridge);
    t.ledger.attribution({.source = t.ada, .content = said, .act = SpeechAct::demand, .document = t.monday});
    CHECK(t.view().attested(said) == Truth::never);
}

TEST_CASE("H7: an attribution all of whose content spans are of unknown reach is only possible") {
    Town t;
    auto const vague =
        t.ledger.attribution({.source = t.ada,
                              .content = t.bridge,
                              .document = t.monday,
                              .spans = std::array{Span{.begin = 1, .end = 5, .role = SpanRole::content_possible}}});
    auto const firm =
        t.ledger.attribution({.source = t.ben,
                              .content = t.toll,
                              .document = t.tuesday,
                              .spans = std::array{Span{.begin = 1, .end = 5, .role = SpanRole::content_possible},
                                                  Span{.begin = 7, .end = 9}}});
    View const view = t.view();
    CHECK(view.standing(vague) == Truth::possibly);
    CHECK(view.supported(t.bridge) == Truth::possibly);
    CHECK(view.standing(firm) == Truth::always);
}

TEST_CASE("C1, C6: reporting commits to the saying only") {
    Town t;
    auto const said = t.by(t.mayor, t.bridge);
    t.by(t.ada, said, t.monday);
    for (AttributionId a : t.ledger.graph().attributions_of(t.bridge)) CHECK(t.ledger.graph().source(a) == t.mayor);
}

TEST_CASE("C3: an endorsement rests on what its source reports in the same document, any of it") {
    Town t;
    auto const mayors = t.by(t.mayor, t.bridge);
    auto const bens = t.by(t.ben, t.bridge);
    t.by(t.ada, mayors, t.monday);
    t.by(t.ada, bens, t.monday);
    auto const own = t.by(t.ada, t.bridge, t.monday);
    CHECK(t.view().endorsed(own).size() == 2);
    CHECK(t.view().standing(own) == Truth::always);
    CHECK(t.view({.without = {t.mayor}}).standing(own) == Truth::always);
    CHECK(t.view({.without = {t.mayor, t.ben}}).standing(own) == Truth::never);
}

TEST_CASE("C3: what a source says in a passage of its own rests on no report that it makes elsewhere in the document") {
    Town t;
    auto const at = [](std::uint32_t begin, std::uint32_t end, bool open_end = false) {
        return std::array{Span{.begin = begin, .end = end, .open_end = open_end}};
    };
    auto const mayors = t.by(t.mayor, t.bridge);
    auto const report = [&](auto const& spans) {
        return t.ledger.attribution({.source = t.ada, .content = mayors, .document = t.monday, .spans = spans});
    };
    auto const own = [&](auto const& spans, Basis basis = Basis::unstated) -> AttributionId {
        return t.ledger.attribution(
            {.source = t.ada, .content = t.bridge, .basis = basis, .document = t.monday, .spans = spans});
    };
    report(at(100, 200));
    auto const before = own(at(0, 100)), after = own(at(200, 260)), within = own(at(120, 140)),
               across = own(at(90, 101));
    AttributionId const reaching = own(at(0, 50, true)), unknown = t.by(t.ada, t.bridge, t.monday);
    auto const with_note = own(at(0, 90), Basis::document);
    AttributionId const marker = t.ledger.attribution(
        {.source = t.ada,
         .content = t.bridge,
         .document = t.monday,
         .spans = std::array{Span{.begin = 0, .end = 40}, Span{.begin = 110, .end = 115, .role = SpanRole::marker}}});
    View const view = t.view(), without = t.view({.without = {t.mayor}});
    for (AttributionId apart : {before, after, marker}) {
        CHECK(view.endorsed(apart).empty());
        CHECK(without.standing(apart) == Truth::always);
    }
    for (AttributionId one : {within, across, reaching, unknown, with_note}) {
        CHECK(view.endorsed(one) == std::vector<AttributionId>{mayors});
        CHECK(without.standing(one) == Truth::never);
    }
    // Of a report without words nobody knows where it stands.
    t.ledger.attribution({.source = t.ada, .content = mayors, .document = t.monday});
    CHECK(t.view().endorsed(before).size() == 1);
}

TEST_CASE("C3: a witness, an own ground or another document makes no endorsement") {
    Town t;
    auto const mayors = t.by(t.mayor, t.bridge);
    t.by(t.ada, mayors, t.monday);
    auto const witness =
        t.ledger.attribution({.source = t.ada, .content = t.bridge, .basis = Basis::witness, .document = t.monday});
    auto const elsewhere = t.by(t.ada, t.bridge, t.tuesday);
    View const view = t.view({.without = {t.mayor}});
    CHECK(view.standing(witness) == Truth::always);
    CHECK(view.standing(elsewhere) == Truth::always);
}

TEST_CASE("W1: attributions that rest on each other support nothing") {
    Town t;
    auto const a = t.by(t.ada, t.bridge, t.monday);
    auto const b = t.by(t.ben, t.toll, t.tuesday);
    t.ledger.ground(a, t.toll);
    t.ledger.ground(b, t.bridge);
    View const view = t.view();
    CHECK(view.attested(a) == Truth::always);
    CHECK(view.standing(a) == Truth::never);
    CHECK(view.supported(t.bridge) == Truth::never);
    CHECK(view.supported(t.toll) == Truth::never);

    SUBCASE("until somebody else supports one of them") {
        t.by(t.ben, t.bridge, t.tuesday);
        CHECK(t.view().supported(t.toll) == Truth::always);
        CHECK(t.view().standing(a) == Truth::always);
    }
}

TEST_CASE("W2: a document falls with itself, with its whole, and with all its publishers") {
    Town t;
    auto const page = t.ledger.document("page");
    auto const list = t.ledger.document("page/list");
    t.by(page, t.ledger.claim(page, property::published_by, t.gazette), page);
    t.by(page, t.ledger.claim(page, property::published_by, t.courier), page);
    t.note(list, property::part_of, Node(page));
    auto const item = t.by(t.ada, t.bridge, list);
    CHECK(t.view().standing(item) == Truth::always);
    CHECK(t.view({.without = {list}}).standing(item) == Truth::never);
    CHECK(t.view({.without = {page}}).standing(item) == Truth::never);
    CHECK(t.view({.without = {t.gazette}}).standing(item) == Truth::always);
    CHECK(t.view({.without = {t.gazette, t.courier}}).standing(item) == Truth::never);
}

TEST_CASE("W2, W4: withdrawing a source leaves the report of its words attested") {
    Town t;
    auto const said = t.by(t.mayor, t.bridge);
    auto const report = t.by(t.ada, said, t.monday);
    View const view = t.view({.without = {t.mayor}});
    CHECK(view.standing(report) == Truth::always);
    CHECK(view.attested(said) == Truth::never);
    CHECK(view.supported(t.bridge) == Truth::never);
}

TEST_CASE("W3: all grounds of one attribution are needed, and a claim as ground stands by anybody's support") {
    Town t;
    auto const conclusion = t.by(t.desk, t.ledger.claim(t.flood, "severity", "great"));
    t.ledger.ground(conclusion, t.bridge);
    t.ledger.ground(conclusion, t.toll);
    auto const first = t.by(t.ada, t.bridge, t.monday);
    CHECK(t.view().standing(conclusion) == Truth::never);
    t.by(t.ben, t.toll, t.tuesday);
    CHECK(t.view().standing(conclusion) == Truth::always);
    CHECK(t.view({.without = {first}}).standing(conclusion) == Truth::never);
    t.by(t.ben, t.bridge, t.tuesday);
    CHECK(t.view({.without = {first}}).standing(conclusion) == Truth::always);
}

TEST_CASE("W3: a ground that is no claim or attribution stands unless it is withdrawn") {
    Town t;
    auto const place = t.ledger.place("quay");
    auto const a = t.by(t.ada, t.bridge, t.monday);
    t.ledger.ground(a, place);
    t.ledger.ground(a, t.tuesday);
    CHECK(t.view().standing(a) == Truth::always);
    CHECK(t.view({.without = {place}}).standing(a) == Truth::never);
    CHECK(t.view({.without = {t.tuesday}}).standing(a) == Truth::never);
}

TEST_CASE("W3: an accepted claim that something rests on something is a ground, other people's word is only listed") {
    Town t;
    auto const conclusion = t.by(t.ada, t.toll, t.monday);
    ClaimId const rests = t.ledger.claim(conclusion, property::rests_on, t.bridge);
    auto const opinion = t.by(t.ben, rests, t.tuesday);
    CHECK(t.view().standing(conclusion) == Truth::always);
    CHECK_FALSE(t.view().has_claimed_grounds());
    CHECK(t.view().grounds_of(conclusion).empty());
    for (Scope const& scope :
         {Scope{.accept_holders = {t.ben}}, Scope{.accept_claims = {rests}}, Scope{.assume = {rests}}}) {
        View const view = t.view(scope);
        CHECK(view.has_grounds(conclusion));
        CHECK(view.grounds_of(conclusion) == std::vector<Node>{t.bridge});
        CHECK(view.resting_on(t.bridge) == std::vector{conclusion});
        CHECK(view.standing(conclusion) == Truth::never);
        CHECK(view.accepted().size() == 1);
    }
    // The same from an analyst; with the premise the conclusion stands, without the claim it needs none.
    auto const note = t.by(t.desk, rests);
    CHECK(t.view().standing(conclusion) == Truth::never);
    auto const premise = t.by(t.mayor, t.bridge, t.tuesday);
    CHECK(t.view().standing(conclusion) == Truth::always);
    CHECK(t.view({.without = {premise}}).standing(conclusion) == Truth::never);
    CHECK(t.view({.without = {premise, note}}).standing(conclusion) == Truth::always);
    CHECK(t.view({.without = {premise, rests}}).standing(conclusion) == Truth::always);
    // Saying the same by a link adds nothing.
    t.ledger.ground(conclusion, t.bridge);
    CHECK(t.view().grounds_of(conclusion) == std::vector<Node>{t.bridge});
    CHECK_FALSE(t.view().has_claimed_grounds());
    (void)opinion;
}

TEST_CASE("W3, R2: a ground that is denied, only probable, demanded or taken back is none") {
    Town t;
    auto const conclusion = t.by(t.ada, t.toll, t.monday);
    t.note(conclusion, property::rests_on, t.bridge, Factuality::ct_minus);
    t.note(conclusion, property::rests_on, t.flood, Factuality::pr_plus);
    t.ledger.attribution({.source = t.desk,
                          .content = t.ledger.claim(conclusion, property::rests_on, t.monday),
                          .act = SpeechAct::demand});
    auto const note = t.note(conclusion, property::rests_on, t.ben);
    CHECK(t.view().grounds_of(conclusion) == std::vector<Node>{t.ben});
    t.note(note, property::retracted);
    CHECK_FALSE(t.view().has_grounds(conclusion));
}

TEST_CASE("W3, R4: whether a claimed ground takes effect does not depend on what rests on it") {
    Town t;
    auto const conclusion = t.by(t.ada, t.toll, t.monday);
    auto const holds = t.note(conclusion, property::rests_on, t.bridge);
    // The holder's word rests on the conclusion: that it falls must not lift the ground by which it falls.
    t.note(holds, property::rests_on, conclusion);
    CHECK(t.view().standing(conclusion) == Truth::never);
    CHECK(t.view().standing(holds) == Truth::never);
    CHECK(t.view().grounds_of(conclusion) == std::vector<Node>{t.bridge});
    t.by(t.ben, t.bridge, t.tuesday);
    CHECK(t.view().standing(conclusion) == Truth::always);
    CHECK(t.view().standing(holds) == Truth::always);
    // A circle of claimed grounds supports nothing (rule W1).
    auto const other = t.by(t.ben, t.toll, t.tuesday);
    t.note(conclusion, property::rests_on, other);
    t.note(other, property::rests_on, conclusion);
    CHECK(t.view().supported(t.toll) == Truth::never);
}

TEST_CASE("W3, C3: an own word with a claimed ground is no endorsement") {
    Town t;
    auto const said = t.by(t.mayor, t.bridge);
    t.by(t.ada, said, t.monday);
    auto const own = t.by(t.ada, t.bridge, t.monday);
    CHECK(t.view().endorsed(own).size() == 1);
    t.note(own, property::rests_on, t.toll);
    CHECK(t.view().endorsed(own).empty());
    CHECK(t.view().standing(own) == Truth::never);
}

TEST_CASE("W4: withdrawal travels from ground to conclusion and never back") {
    Town t;
    auto const premise = t.by(t.ada, t.bridge, t.monday);
    auto const conclusion = t.by(t.desk, t.toll);
    t.ledger.ground(conclusion, premise);
    CHECK(t.view({.without = {conclusion}}).standing(premise) == Truth::always);
    CHECK(t.view({.without = {premise}}).standing(conclusion) == Truth::never);
}

TEST_CASE("W4: who reported words that are withdrawn did still report them") {
    Town t;
    auto const words = t.by(t.mayor, t.bridge);
    auto const report = t.by(t.ada, words, t.monday);
    View const without = t.view({.without = {words}});
    CHECK(without.standing(words) == Truth::never);
    CHECK(without.supported(t.bridge) == Truth::never);
    CHECK(without.attested(report) == Truth::always);
    CHECK(without.standing(report) == Truth::always);
    // A claim that is withdrawn is put forward by nobody.
    auto const own = t.by(t.ben, t.toll, t.tuesday);
    CHECK(t.view({.without = {t.toll}}).standing(own) == Truth::never);
}

TEST_CASE("W2: denials, wishes and promises do not support a claim") {
    Town t;
    t.by(t.ada, t.bridge, t.monday, Factuality::ct_minus);
    t.ledger.attribution({.source = t.ben, .content = t.bridge, .act = SpeechAct::demand, .document = t.tuesday});
    t.ledger.attribution({.source = t.ben, .content = t.bridge, .act = SpeechAct::promise, .document = t.tuesday});
    t.by(t.mayor, t.bridge, t.tuesday, Factuality::uu);
    CHECK(t.view().supported(t.bridge) == Truth::never);
    t.by(t.mayor, t.bridge, t.tuesday, Factuality::ps_plus);
    CHECK(t.view().supported(t.bridge) == Truth::always);
}

TEST_CASE("R2: identity counts if an analyst or software is certain of it, and not on others' word") {
    Town t;
    ActorId const spokesman = t.ledger.actor("spokesman", ActorKind::person);
    ClaimId const same = t.ledger.claim(spokesman, property::same_as, Node(t.mayor));
    auto const possible = t.by(t.desk, same, {}, Factuality::ps_plus);
    t.by(t.ada, same, t.monday);
    CHECK_FALSE(t.view().same(spokesman, t.mayor));

    CHECK(t.view({.accept_from = Certainty::possible}).same(spokesman, t.mayor));
    CHECK(t.view({.accept_holders = {t.ada}}).same(spokesman, t.mayor));
    CHECK(t.view({.accept_claims = {same}}).same(spokesman, t.mayor));
    CHECK(t.view({.assume = {same}}).same(spokesman, t.mayor));
    CHECK_FALSE(t.view({.without = {possible}, .accept_from = Certainty::possible}).same(spokesman, t.mayor));

    t.by(t.desk, same);
    CHECK(t.view().same(spokesman, t.mayor));
    CHECK_FALSE(t.view({.accept_analysts = false}).same(spokesman, t.mayor));
    CHECK(t.view().accepted().size() == 1);
}

TEST_CASE("R2: a document's word on itself is accepted, an actor's word on himself is not") {
    Town t;
    t.by(t.monday, t.ledger.claim(t.monday, property::published_by, t.gazette), t.monday);
    t.by(t.tuesday, t.ledger.claim(t.monday, property::published_by, t.courier), t.tuesday);
    CHECK(t.view().publishers(t.monday) == std::vector<ActorId>{t.gazette});
    t.by(t.ada, t.ledger.claim(t.ada, property::same_as, Node(t.ben)), t.monday);
    CHECK_FALSE(t.view().same(t.ada, t.ben));
}

TEST_CASE("R3: only_sources keeps claims as these put them forward, and whatever carries them") {
    Town t;
    auto const mayors = t.by(t.mayor, t.bridge);
    auto const report = t.by(t.ada, mayors, t.monday);
    auto const adas = t.by(t.ada, t.toll, t.monday);
    View const view = t.view({.only_sources = {t.mayor}});
    CHECK(view.standing(mayors) == Truth::always);
    CHECK(view.standing(report) == Truth::always);
    CHECK(view.standing(adas) == Truth::never);
    CHECK(view.supported(t.toll) == Truth::never);
}

TEST_CASE("S2: accepted sameness is transitive, and the first recorded stands for the class") {
    Town t;
    t.note(t.ben, property::same_as, Node(t.gazette));
    t.note(t.ada, property::same_as, Node(t.ben));
    View const view = t.view();
    CHECK(view.representative(t.gazette) == t.ada);
    CHECK(view.class_of(t.ben) == std::vector<Node>{t.ada, t.ben, t.gazette});
    CHECK(view.class_of(t.mayor) == std::vector<Node>{t.mayor});
}

TEST_CASE("S2: a class with two members that are accepted as different is not joined at all, and is reported") {
    Town t;
    t.note(t.ada, property::same_as, Node(t.ben));
    t.note(t.ben, property::same_as, Node(t.gazette));
    t.note(t.mayor, property::same_as, Node(t.courier));
    t.note(t.ada, property::same_as, Node(t.gazette), Factuality::ct_minus);
    View const view = t.view();
    CHECK_FALSE(view.same(t.ada, t.ben));
    CHECK(view.same(t.mayor, t.courier));
    REQUIRE(view.identity_conflicts().size() == 1);
    auto const& conflict = view.identity_conflicts().front();
    CHECK(conflict.members == std::vector<Node>{t.ada, t.ben, t.gazette});
    CHECK(conflict.same.size() == 2);
    CHECK(conflict.different.size() == 1);
}

TEST_CASE("S3: claims are one proposition only if their subjects and properties agree after identity") {
    Town t;
    EventId const deluge = t.ledger.event("deluge");
    ClaimId const shut = t.ledger.claim(deluge, "bridge", "shut");
    t.note(t.bridge, property::same_as, Node(shut));
    t.note(t.bridge, property::same_as, Node(t.toll));
    CHECK_FALSE(t.view().same(t.bridge, shut));
    CHECK_FALSE(t.view().same(t.bridge, t.toll));
    t.note(t.flood, property::same_as, Node(deluge));
    CHECK(t.view().same(t.bridge, shut));
    CHECK_FALSE(t.view().same(t.bridge, t.toll));
}

TEST_CASE("S4: an accepted reading makes one claim count as another until its ground falls") {
    Town t;
    ClaimId const printed = t.ledger.claim(t.flood, property::date, Edtf("2003-10-03"));
    ClaimId const meant = t.ledger.claim(t.flood, property::date, Edtf("2023-10-03"));
    auto const reading = t.note(printed, property::read_as, Node(meant));
    auto const evidence = t.by(t.ben, t.toll, t.tuesday);
    t.ledger.ground(reading, evidence);
    View const view = t.view();
    CHECK(view.read_as(printed) == meant);
    CHECK(view.read_into(meant) == std::vector<ClaimId>{printed});
    CHECK(view.read_as(meant) == meant);
    CHECK(t.view({.without = {t.tuesday}}).read_as(printed) == printed);
}

TEST_CASE("S4: readings that lead back to themselves read nothing") {
    Town t;
    t.note(t.bridge, property::read_as, Node(t.toll));
    t.note(t.toll, property::read_as, Node(t.bridge));
    CHECK(t.view().read_as(t.bridge) == t.bridge);
    CHECK(t.view().read_as(t.toll) == t.toll);
}

TEST_CASE("N3: the holder of an office is known on days on which accepted claims agree") {
    Town t;
    ActorId const carla = t.ledger.actor("carla", ActorKind::person);
    t.by(t.desk, t.ledger.claim(t.mayor, property::held_by, carla, Edtf("2020/2024")));
    Day const in_term(2023, 5, 1);
    CHECK(t.view().holder(t.mayor, {in_term, in_term}) == carla);
    CHECK_FALSE(t.view().holder(t.mayor, {in_term, Day(2025, 1, 1)}));
    CHECK_FALSE(t.view().same(t.mayor, carla));
    t.by(t.desk, t.ledger.claim(t.mayor, property::held_by, t.ben, Edtf("2023")));
    CHECK_FALSE(t.view().holder(t.mayor, {in_term, in_term}));
}

TEST_CASE("A2, A3: a source takes its own word back; it stays attested and supports nothing") {
    Town t;
    auto const said = t.by(t.ada, t.bridge, t.monday);
    t.by(t.ada, t.ledger.claim(said, property::retracted), t.tuesday);
    View const view = t.view();
    CHECK(view.taken_back(said));
    CHECK(view.attested(said) == Truth::always);
    CHECK(view.standing(said) == Truth::never);
    CHECK(view.supported(t.bridge) == Truth::never);
}

TEST_CASE("A2: an outlet corrects its report and not the speaker's words; strangers only if accepted") {
    Town t;
    t.by(t.monday, t.ledger.claim(t.monday, property::published_by, t.gazette), t.monday);
    auto const said = t.by(t.mayor, t.bridge);
    auto const report = t.by(t.ada, said, t.monday);
    t.by(t.gazette, t.ledger.claim(said, property::retracted), t.tuesday);
    CHECK(t.view().standing(said) == Truth::always);
    t.by(t.ben, t.ledger.claim(report, property::retracted), t.tuesday);
    CHECK(t.view().standing(report) == Truth::always);
    CHECK(t.view({.accept_holders = {t.ben}}).standing(report) == Truth::never);
    ClaimId const by_ben = t.ledger.claim(report, property::retracted);
    CHECK(t.view({.accept_claims = {by_ben}}).standing(report) == Truth::never);
    CHECK(t.view({.assume = {by_ben}}).taken_back(report));
    CHECK(t.view({.without = {by_ben}, .assume = {by_ben}}).standing(report) == Truth::always);
    t.by(t.gazette, t.ledger.claim(report, property::corrected_by, Node(said)), t.tuesday);
    CHECK(t.view().standing(report) == Truth::never);
    CHECK(t.view().standing(said) == Truth::never);  // Nothing else carries it.
}

TEST_CASE("E3, R2: only who asserts a structural claim gives it effect, not who promises, demands or predicts it") {
    for (SpeechAct const act : {SpeechAct::promise, SpeechAct::demand, SpeechAct::predict, SpeechAct::decline}) {
        Town t;
        auto const said = t.by(t.ada, t.bridge, t.monday);
        auto const put = [&](Source source, ClaimId claim) {
            t.ledger.attribution({.source = source, .content = claim, .act = act, .document = t.tuesday});
        };
        put(t.ada, t.ledger.claim(said, property::retracted));
        put(t.desk, t.ledger.claim(t.ben, property::same_as, Node(t.ada)));
        put(t.desk, t.ledger.claim(t.toll, property::read_as, Node(t.bridge)));
        put(t.tuesday, t.ledger.claim(t.tuesday, property::published_by, Node(t.courier)));
        View const view = t.view();
        CHECK(view.standing(said) == Truth::always);
        CHECK_FALSE(view.same(t.ada, t.ben));
        CHECK(view.read_as(t.toll) == t.toll);
        CHECK(view.publishers(t.tuesday).empty());
        CHECK(view.accepted().empty());
    }
}

TEST_CASE("A4: corrections that replace each other in a circle have no effect") {
    Town t;
    auto const first = t.by(t.ada, t.bridge, t.monday), second = t.by(t.ada, t.toll, t.monday);
    t.by(t.ada, t.ledger.claim(first, property::corrected_by, Node(second)), t.tuesday);
    CHECK(t.view().taken_back(first));
    t.by(t.ada, t.ledger.claim(second, property::corrected_by, Node(first)), t.tuesday);
    View const view = t.view();
    CHECK(view.standing(first) == Truth::always);
    CHECK(view.standing(second) == Truth::always);
    // A retraction is no replacement, so it is not part of the circle.
    t.by(t.ada, t.ledger.claim(first, property::retracted), t.tuesday);
    CHECK(t.view().taken_back(first));
    CHECK_FALSE(t.view().taken_back(second));
}

TEST_CASE("R4: identity comes after amendments and does not reopen them") {
    Town t;
    auto const said = t.by(t.ada, t.bridge, t.monday);
    t.by(t.ben, t.ledger.claim(said, property::retracted), t.tuesday);
    t.note(t.ben, property::same_as, Node(t.ada));
    View const view = t.view();
    CHECK(view.same(t.ada, t.ben));
    CHECK(view.standing(said) == Truth::always);
}

TEST_CASE("I7: reports of one occasion are made one by a claim, and parted when it falls") {
    Town t;
    auto const on_monday = t.ledger.attribution({.source = t.mayor, .content = t.bridge, .said = Edtf("2024-03-04")});
    auto const on_tuesday = t.ledger.attribution({.source = t.mayor, .content = t.bridge, .said = Edtf("2024-03-05")});
    CHECK_FALSE(t.view().same(on_monday, on_tuesday));
    auto const note = t.note(on_monday, property::same_as, Node(on_tuesday));
    CHECK(t.view().same(on_monday, on_tuesday));
    CHECK_FALSE(t.view({.without = {note}}).same(on_monday, on_tuesday));
}

TEST_CASE("C4: an author's sentence with a note rests on the work that it cites, by the author's word") {
    Town t;
    auto const cited = t.ledger.attribution({.source = t.tuesday, .content = t.bridge, .role = Role::cited});
    t.by(t.ada, cited, t.monday);
    auto const own =
        t.ledger.attribution({.source = t.ada, .content = t.bridge, .basis = Basis::document, .document = t.monday});
    View const view = t.view();
    CHECK(view.endorsed(own) == std::vector<AttributionId>{cited});
    CHECK(t.view({.without = {cited}}).standing(own) == Truth::never);
}

TEST_CASE("C5: what is presupposed under a modal stands by itself") {
    Town t;
    ClaimId const flooded = t.ledger.claim(t.flood, property::occurred);
    ClaimId const anger = t.ledger.claim(t.flood, "cause_of", "anger");
    auto const cause = t.by(t.ada, anger, t.monday, Factuality::ps_plus);
    t.by(t.ada, flooded, t.monday);
    CHECK(t.view().supported(flooded) == Truth::always);
    CHECK(t.view({.without = {cause}}).supported(flooded) == Truth::always);
}

TEST_CASE("E8: what is conveyed falls with the literal words that it rests on") {
    Town t;
    ClaimId const literal = t.ledger.claim(t.flood, "mayor_is", "a genius");
    auto const words = t.by(t.ada, literal, t.monday, Factuality::ct_plus);
    auto const conveyed = t.by(t.ada, literal, t.tuesday, Factuality::ct_minus);
    t.ledger.ground(conveyed, words);
    CHECK(t.view().standing(conveyed) == Truth::always);
    CHECK(t.view({.without = {words}}).standing(conveyed) == Truth::never);
}

TEST_CASE("A3: before an amendment was said, what it takes back supports as before") {
    Town t;
    auto const said =
        t.ledger.attribution({.source = t.ada, .content = t.bridge, .document = t.monday, .said = Edtf("2024-03-04")});
    t.ledger.attribution({.source = t.ada,
                          .content = t.ledger.claim(said, property::retracted),
                          .document = t.tuesday,
                          .said = Edtf("2024-03-06")});
    CHECK(t.view({.said_before = Day(2024, 3, 6)}).standing(said) == Truth::always);
    CHECK(t.view({.said_before = Day(2024, 3, 7)}).standing(said) == Truth::never);
}

TEST_CASE("A4: an amendment that is itself retracted has no effect, nor does one of what was said later") {
    Town t;
    auto const said =
        t.ledger.attribution({.source = t.ada, .content = t.bridge, .document = t.monday, .said = Edtf("2024-03-04")});
    auto const retraction = t.by(t.ada, t.ledger.claim(said, property::retracted), t.tuesday);
    CHECK(t.view().taken_back(said));
    t.by(t.ada, t.ledger.claim(retraction, property::retracted), t.tuesday);
    CHECK_FALSE(t.view().taken_back(said));

    auto const later =
        t.ledger.attribution({.source = t.ada, .content = t.toll, .document = t.monday, .said = Edtf("2024-03-08")});
    t.ledger.attribution({.source = t.ada,
                          .content = t.ledger.claim(later, property::retracted),
                          .document = t.monday,
                          .said = Edtf("2024-03-07")});
    CHECK_FALSE(t.view().taken_back(later));
}

TEST_CASE("A4: amendments are undone latest first, so a retraction of a retraction of a retraction holds") {
    Town t;
    auto const first = t.by(t.ada, t.bridge, t.monday);
    ClaimId const takes_first = t.ledger.claim(first, property::retracted);
    auto const second = t.by(t.ada, takes_first, t.monday);
    auto const third = t.by(t.ada, t.ledger.claim(second, property::retracted), t.monday);
    CHECK(t.view().taken_back(second));
    CHECK_FALSE(t.view().taken_back(first));
    t.by(t.ada, t.ledger.claim(third, property::retracted), t.monday);
    CHECK(t.view().taken_back(third));
    CHECK_FALSE(t.view().taken_back(second));
    CHECK(t.view().taken_back(first));
}

TEST_CASE("P6: alternatives are each only possible") {
    Town t;
    auto const a = t.by(t.ada, t.bridge, t.monday);
    auto const b = t.by(t.ben, t.toll, t.tuesday);
    t.note(a, property::alternative_to, Node(b));
    CHECK(t.view().standing(a) == Truth::possibly);
    CHECK(t.view().standing(b) == Truth::possibly);
    CHECK(t.view({.accept_analysts = false}).standing(a) == Truth::always);
}

TEST_CASE(
    "T1, T2: as of a day, what is not known to have been published before is left out unless possible is enough") {
    Town t;
    t.by(t.monday, t.ledger.claim(t.monday, property::published, Edtf("2024-03-04")), t.monday);
    auto const dated = t.by(t.ada, t.bridge, t.monday);
    auto const undated = t.by(t.ben, t.toll, t.tuesday);
    auto const item =
        t.ledger.attribution({.source = t.ben, .content = t.toll, .document = t.monday, .said = Edtf("2024-03-01")});
    Scope scope{.published_before = Day(2024, 3, 5)};
    CHECK(t.view(scope).standing(dated) == Truth::always);
    CHECK(t.view(scope).standing(undated) == Truth::never);
    scope.admit = Truth::possibly;
    CHECK(t.view(scope).standing(undated) == Truth::possibly);
    Scope const earlier{.published_before = Day(2024, 3, 4)};
    CHECK(t.view(earlier).standing(dated) == Truth::never);
    CHECK(t.view(earlier).standing(item) == Truth::always);
}

TEST_CASE("T2: a document was not published after it was captured") {
    Town t;
    t.note(t.tuesday, property::captured, Edtf("2024-03-05"));
    auto const a = t.by(t.ben, t.toll, t.tuesday);
    CHECK(t.view().published(a) == std::pair(Day::minus_infinity(), Day(2024, 3, 5)));
    CHECK(t.view({.published_before = Day(2024, 3, 6)}).standing(a) == Truth::always);
}

TEST_CASE("T2: what is reported was said no later than any document that reports it") {
    Town t;
    t.by(t.monday, t.ledger.claim(t.monday, property::published, Edtf("2024-03-04")), t.monday);
    t.by(t.tuesday, t.ledger.claim(t.tuesday, property::published, Edtf("2024-03-05")), t.tuesday);
    auto const said = t.by(t.mayor, t.bridge);
    t.by(t.ben, said, t.tuesday);
    CHECK(t.view().said(said).second == Day(2024, 3, 5));
    t.by(t.ada, said, t.monday);
    CHECK(t.view().said(said) == std::pair(Day::minus_infinity(), Day(2024, 3, 4)));
    CHECK(t.view({.said_before = Day(2024, 3, 5)}).attested(said) == Truth::always);
    CHECK(t.view({.said_before = Day(2024, 3, 4)}).attested(said) == Truth::never);
}

TEST_CASE("I8, T6: recorded before asks the earliest recording, and an older graph is another thing") {
    Town t;
    auto const a = t.by(t.ada, t.bridge, t.monday);
    Graph const before = t.ledger.graph();
    t.ledger.recording(a, t.desk, Instant{2000});
    t.ledger.recording(a, t.desk, Instant{1000});
    CHECK(t.view({.recorded_before = Instant{1001}}).standing(a) == Truth::always);
    CHECK(t.view({.recorded_before = Instant{1000}}).standing(a) == Truth::never);
    CHECK(View(before, {.recorded_before = Instant{1001}}).standing(a) == Truth::never);
    CHECK(View(before, {.recorded_before = Instant{1001}, .admit = Truth::possibly}).standing(a) == Truth::possibly);
}

TEST_CASE("A deep chain of reports is read without recursion") {
    Town t;
    Content content = t.bridge;
    for (int i = 0; i < 100'000; ++i) content = t.by(t.mayor, content);
    auto const outermost = t.by(t.ada, content, t.monday);
    View const view = t.view();
    CHECK(view.standing(outermost) == Truth::always);
    CHECK(view.supported(t.bridge) == Truth::always);
}
