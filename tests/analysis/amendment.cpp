// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId house = ledger.actor("house", ActorKind::media);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = dated("monday", "2023-05-29");
    DocumentId tuesday = dated("tuesday", "2023-05-30");
    DocumentId wednesday = dated("wednesday", "2023-05-31");
    EventId flood = ledger.event("flood");
    ClaimId rain = ledger.claim(flood, "cause", "rain");
    ClaimId leak = ledger.claim(flood, "cause", "a leak");
    ClaimId happened = ledger.claim(flood, property::occurred);

    DocumentId dated(std::string_view key, std::string_view day) {
        DocumentId const document = ledger.document(key);
        by(document, ledger.claim(document, property::published, Edtf(day)), document);
        return document;
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus,
                     SpeechAct act = SpeechAct::assert) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .act = act, .document = document});
    }
    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }
    [[nodiscard]] Amendment only(Scope scope = {}) const {
        auto const list = amendments(view(std::move(scope)));
        REQUIRE(list.size() == 1);
        return list[0];
    }
    [[nodiscard]] AmendmentEffect effect(Scope scope = {}) const { return only(std::move(scope)).effect; }
};

std::vector<AttributionId> repeated(Amendment const& amendment, RepetitionKind kind) {
    std::vector<AttributionId> list;
    for (Repetition const& r : amendment.repetitions)
        if (r.kind == kind) list.push_back(r.attribution);
    return list;
}
using Attributions = std::vector<AttributionId>;

}  // namespace

TEST_CASE("the names of amendments, effects, repetitions and overtakings lead back to them") {
    for (std::size_t i = 0; i < Names<AmendmentKind>::values.size(); ++i)
        CHECK(find_named<AmendmentKind>(to_string(static_cast<AmendmentKind>(i))) == static_cast<AmendmentKind>(i));
    for (std::size_t i = 0; i < Names<AmendmentEffect>::values.size(); ++i)
        CHECK(find_named<AmendmentEffect>(to_string(static_cast<AmendmentEffect>(i))) ==
              static_cast<AmendmentEffect>(i));
    for (std::size_t i = 0; i < Names<RepetitionKind>::values.size(); ++i)
        CHECK(find_named<RepetitionKind>(to_string(static_cast<RepetitionKind>(i))) == static_cast<RepetitionKind>(i));
    for (std::size_t i = 0; i < Names<OvertakingKind>::values.size(); ++i)
        CHECK(find_named<OvertakingKind>(to_string(static_cast<OvertakingKind>(i))) == static_cast<OvertakingKind>(i));
    CHECK(to_string(AmendmentEffect::amended) == "amended");
}

TEST_CASE("A1: each of the four kinds is told, with what takes the old version's place") {
    for (auto const& [name, kind] : {std::pair(property::corrected_by, AmendmentKind::corrected),
                                     std::pair(property::updated_by, AmendmentKind::updated),
                                     std::pair(property::clarified_by, AmendmentKind::clarified)}) {
        Town t;
        auto const old = t.by(t.ada, t.rain, t.monday);
        auto const now = t.by(t.ada, t.leak, t.tuesday);
        ClaimId const claim = t.ledger.claim(old, name, now);
        auto const by = t.by(t.ada, claim, t.tuesday);
        Amendment const found = t.only();
        CHECK(found.of == old);
        CHECK(found.by == by);
        CHECK(found.claim == claim);
        CHECK(found.kind == kind);
        CHECK(found.replacement == now);
        CHECK(found.effect == AmendmentEffect::by_owner);
        CHECK(found.is_effective());
        CHECK_FALSE(found.is_circular);
        CHECK(t.view().taken_back(old) == (kind == AmendmentKind::corrected));
    }
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    CHECK(t.only().kind == AmendmentKind::retracted);
    CHECK_FALSE(t.only().replacement);
}

TEST_CASE("A2: the source, the document, its publisher and its author own the words; others do not") {
    for (int who = 0; who < 5; ++who) {
        CAPTURE(who);
        Town t;
        t.by(t.monday, t.ledger.claim(t.monday, property::published_by, t.house), t.monday);
        t.by(t.monday, t.ledger.claim(t.monday, property::authored_by, t.ben), t.monday);
        auto const old = t.by(t.ada, t.rain, t.monday);
        Source const makers[] = {t.ada, t.monday, t.house, t.ben, t.port};
        t.by(makers[who], t.ledger.claim(old, property::retracted), t.tuesday);
        CHECK(t.effect() == (who < 4 ? AmendmentEffect::by_owner : AmendmentEffect::not_entitled));
        CHECK(t.view().taken_back(old) == (who < 4));
    }
}

TEST_CASE("A2: an outlet may correct its report, not the speaker's words") {
    Town t;
    t.by(t.monday, t.ledger.claim(t.monday, property::published_by, t.house), t.monday);
    auto const said = t.by(t.port, t.rain);
    auto const report = t.by(t.ada, said, t.monday);
    t.by(t.house, t.ledger.claim(said, property::retracted), t.tuesday);
    CHECK(t.effect() == AmendmentEffect::not_entitled);
    t.by(t.house, t.ledger.claim(report, property::retracted), t.tuesday);
    auto const both = amendments(t.view());
    REQUIRE(both.size() == 2);
    CHECK(both[1].effect == AmendmentEffect::by_owner);
}

TEST_CASE("A2, R2: by another it takes effect if the scope accepts its maker") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    t.by(t.port, t.ledger.claim(old, property::retracted), t.tuesday);
    CHECK(t.effect() == AmendmentEffect::not_entitled);
    CHECK(t.effect({.accept_holders = {t.port}}) == AmendmentEffect::by_accepted);
    Town u;
    auto const other = u.by(u.ada, u.rain, u.monday);
    u.by(u.desk, u.ledger.claim(other, property::retracted));
    CHECK(u.effect() == AmendmentEffect::by_accepted);
    CHECK(u.effect({.accept_analysts = false}) == AmendmentEffect::not_entitled);
}

TEST_CASE("A2: what is less than certain has no effect, and a denial is no amendment") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    ClaimId const retracted = t.ledger.claim(old, property::retracted);
    t.by(t.ada, retracted, t.tuesday, Factuality::ct_minus);
    t.by(t.ada, retracted, t.tuesday, Factuality::uu);
    CHECK(amendments(t.view()).empty());
    t.by(t.ada, retracted, t.tuesday, Factuality::pr_plus);
    CHECK(t.effect() == AmendmentEffect::not_certain);
}

TEST_CASE("A4: it reaches only what was not said later") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.wednesday);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    CHECK(t.effect() == AmendmentEffect::said_later);
    CHECK_FALSE(t.view().taken_back(old));
}

TEST_CASE("A4: a retraction that is retracted has no effect, and that is the reason given") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    auto const first = t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    auto const second = t.by(t.ada, t.ledger.claim(first, property::retracted), t.wednesday);
    auto const list = amendments(t.view());
    REQUIRE(list.size() == 2);
    CHECK(list[0].by == first);
    CHECK(list[0].effect == AmendmentEffect::amended);
    CHECK(list[1].by == second);
    CHECK(list[1].effect == AmendmentEffect::by_owner);
    CHECK(t.view().standing(old) == Truth::always);
}

TEST_CASE(
    "A2, R3: what the scope accepts or supposes by name has effect whoever says so, and the view gives the reason") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    ClaimId const retracted = t.ledger.claim(old, property::retracted);
    auto const by = t.by(t.port, retracted, t.tuesday, Factuality::pr_plus);
    View const plain(t.ledger.graph());
    CHECK(plain.amendment_effect(by) == AmendmentEffect::not_certain);
    CHECK_FALSE(plain.taken_back(old));
    Scope scope;
    scope.assume = {retracted};
    View const supposing(t.ledger.graph(), scope);
    CHECK(supposing.amendment_effect(by) == AmendmentEffect::by_accepted);
    CHECK(supposing.taken_back(old));
    REQUIRE(amendments(supposing).size() == 1);
    CHECK(amendments(supposing)[0].effect == AmendmentEffect::by_accepted);
    CHECK(plain.owns(t.ada, old));
    CHECK_FALSE(plain.owns(t.port, old));
}

TEST_CASE("A3: what was withdrawn from view amends nothing, and as-of earlier there is nothing to tell") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    CHECK(amendments(t.view({.without = {t.tuesday}})).empty());
    CHECK(amendments(t.view({.published_before = Day(2023, 5, 30)})).empty());
    CHECK(amendments(t.view({.published_before = Day(2023, 5, 31)})).size() == 1);
}

TEST_CASE("A4: replacements that lead back are reported, by name of every amendment in the circle") {
    Town t;
    std::vector<AttributionId> said;
    for (int i = 0; i < 4; ++i)
        said.push_back(t.by(t.ada, t.ledger.claim(t.flood, "cause", "number " + std::to_string(i)), t.monday));
    t.by(t.ada, t.ledger.claim(said[0], property::corrected_by, said[1]), t.tuesday);
    t.by(t.ada, t.ledger.claim(said[1], property::updated_by, said[2]), t.tuesday);
    for (Amendment const& a : amendments(t.view())) CHECK_FALSE(a.is_circular);
    t.by(t.ben, t.ledger.claim(said[2], property::corrected_by, said[0]), t.tuesday);
    t.by(t.ada, t.ledger.claim(said[3], property::corrected_by, said[0]), t.tuesday);
    std::vector<bool> circular;
    for (Amendment const& a : amendments(t.view())) circular.push_back(a.is_circular);
    CHECK(circular == std::vector{true, true, true, false});
    // Of one record, the circle is known all the same.
    auto const alone = amendments(t.view(), said[0]);
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].is_circular);
}

TEST_CASE("A3: those who repeat the old version are listed, before and after, with how they do it") {
    Town t;
    ClaimId const wet = t.ledger.claim(t.flood, "note", "wet");
    auto const old = t.by(t.ada, t.rain, t.monday);
    auto const early = t.by(t.port, t.rain, t.monday);
    auto const denial = t.by(t.ben, t.rain, t.monday, Factuality::ct_minus);
    auto const late = t.by(t.ben, t.rain, t.wednesday, Factuality::pr_plus);
    auto const report = t.by(t.ben, old, t.tuesday);
    auto const relay = t.by(t.port, report, t.wednesday);
    auto const conclusion = t.by(t.ben, wet, t.wednesday);
    t.ledger.ground(conclusion, old);
    auto const further = t.by(t.desk, t.ledger.claim(t.flood, "note", "soaked"));
    t.ledger.ground(further, wet);
    auto const now = t.by(t.ada, t.leak, t.tuesday);
    t.by(t.ada, t.ledger.claim(old, property::corrected_by, now), t.tuesday);

    Amendment const found = t.only();
    CHECK(repeated(found, RepetitionKind::says_it_too) == Attributions{early, late});
    CHECK(repeated(found, RepetitionKind::reports_it) == Attributions{report, relay});
    CHECK(repeated(found, RepetitionKind::rests_on_it) == Attributions{conclusion, further});
    for (Repetition const& r : found.repetitions) {
        CHECK(r.attribution != denial);
        if (r.attribution == early) CHECK(r.later == Truth::never);
        if (r.attribution == late) CHECK(r.later == Truth::always);
        if (r.attribution == report) CHECK(r.later == Truth::possibly);
        // What rests on it fell with it; who says it on his own does not (rule W4).
        bool const rests = r.kind == RepetitionKind::rests_on_it;
        CHECK((r.standing == Truth::never) == rests);
    }
}

TEST_CASE("A3: grounds in a circle end the list of what rests on it") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    auto const one = t.by(t.ben, t.leak, t.monday);
    t.ledger.ground(one, old);
    t.ledger.ground(old, one);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    CHECK(repeated(t.only(), RepetitionKind::rests_on_it) == Attributions{one});
}

TEST_CASE("amendments are found from the attribution, its claim, its source, its document and its subject") {
    Town t;
    auto const said = t.by(t.port, t.rain);
    auto const old = t.by(t.ada, said, t.monday);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    for (Node node : {Node(old), Node(said), Node(t.rain), Node(t.ada), Node(t.port), Node(t.monday), Node(t.flood)})
        CHECK(amendments(t.view(), node) == std::vector{t.only()});
    for (Node node : {Node(t.ben), Node(t.tuesday), Node(t.leak)}) CHECK(amendments(t.view(), node).empty());
}

TEST_CASE("A1 to A4: at random, the effective retractions and corrections are what the view takes back") {
    ascribe_tests::Random random(20230528);
    int effective = 0, other = 0;
    for (int round = 0; round < 150; ++round) {
        Town t;
        t.by(t.monday, t.ledger.claim(t.monday, property::published_by, t.house), t.monday);
        std::vector<AttributionId> said;
        auto const pick = [&](auto const& list) { return list[random.below(std::size(list))]; };
        ActorId const actors[] = {t.port, t.house, t.ada, t.ben, t.desk};
        DocumentId const documents[] = {t.monday, t.tuesday, t.wednesday, {}};
        Factuality const factualities[] = {Factuality::ct_plus, Factuality::ct_plus, Factuality::ct_plus,
                                           Factuality::ps_plus, Factuality::ct_minus};
        std::string_view const kinds[] = {property::retracted, property::corrected_by, property::updated_by};
        for (int step = 0; step < 25; ++step) {
            Content content = random.chance(50) ? t.rain : t.leak;
            if (!said.empty() && random.chance(60)) {
                auto const kind = pick(kinds);
                content =
                    t.ledger.claim(pick(said), kind, kind == property::retracted ? Value() : Value(Node(pick(said))));
            } else if (!said.empty() && random.chance(20)) {
                content = pick(said);
            }
            said.push_back(t.by(pick(actors), content, pick(documents), pick(factualities)));
        }
        Scope scope;
        if (random.chance(30)) scope.accept_holders = {t.port};
        if (random.chance(30)) scope.without = {t.tuesday};
        View const view = t.view(scope);
        std::set<AttributionId> found, expected;
        for (Amendment const& a : amendments(view)) {
            if (a.kind > AmendmentKind::corrected) continue;
            if (a.is_effective()) found.insert(a.of);
            ++(a.is_effective() ? effective : other);
        }
        for (AttributionId a : view.graph().attributions())
            if (view.taken_back(a)) expected.insert(a);
        CHECK(found == expected);
    }
    CHECK(effective > 100);
    CHECK(other > 100);
}

TEST_CASE("what is declared to be overtaken is: from attribution to attribution, and of claims and events") {
    Town t;
    EventId const meeting = t.ledger.event("meeting");
    ClaimId const met = t.ledger.claim(meeting, property::occurred);
    ClaimId const there = t.ledger.claim(meeting, property::place, t.ledger.place("quay"));
    auto const refusal = t.by(t.port, t.happened, t.tuesday, Factuality::ct_minus, SpeechAct::refuse);
    auto const telling = t.by(t.ben, t.happened, t.monday, Factuality::ct_minus);
    auto const maybe = t.by(t.ada, met, t.tuesday, Factuality::ps_plus);
    auto const report = t.by(t.ada, there, t.wednesday);
    SUBCASE("events: acts about the one, the first certain report of the other") {
        ClaimId const link = t.ledger.claim(t.flood, property::overtaken_by, meeting);
        t.by(t.desk, link);
        CHECK(overtakings(t.view()) == std::vector{Overtaking{.kind = OvertakingKind::overtaken,
                                                              .earlier = refusal,
                                                              .later = report,
                                                              .link = link,
                                                              .after = Truth::always,
                                                              .certain = Truth::always}});
        CHECK(overtakings(t.view({.without = {t.desk}})).empty());
    }
    SUBCASE("a claim stands for all who put it forward") {
        t.by(t.desk, t.ledger.claim(t.happened, property::updated_by, met), {}, Factuality::ps_plus);
        auto const found = overtakings(t.view());
        REQUIRE(found.size() == 2);
        CHECK(found[0].earlier == refusal);
        CHECK(found[1].earlier == telling);
        CHECK(found[0].later == maybe);
        CHECK(found[0].kind == OvertakingKind::updated);
        CHECK(found[0].certain == Truth::possibly);
    }
    SUBCASE("attributions as they are, and a denial that it was overtaken is none") {
        t.by(t.desk, t.ledger.claim(telling, property::realised_by, maybe));
        t.by(t.desk, t.ledger.claim(refusal, property::realised_by, maybe), {}, Factuality::ct_minus);
        auto const found = overtakings(t.view());
        REQUIRE(found.size() == 1);
        CHECK(found[0].kind == OvertakingKind::realised);
        CHECK(found[0].earlier == telling);
        CHECK(found[0].later == maybe);
    }
    SUBCASE("what nobody reports overtakes without a later statement") {
        t.by(t.desk, t.ledger.claim(t.flood, property::overtaken_by, t.ledger.event("nothing")));
        auto const found = overtakings(t.view());
        REQUIRE(found.size() == 1);
        CHECK_FALSE(found[0].later);
        CHECK(found[0].after == Truth::possibly);
    }
}

TEST_CASE("E3: a prediction or a promise is overtaken by the certain word that it came, or did not") {
    for (auto const act : {SpeechAct::predict, SpeechAct::promise, SpeechAct::refuse, SpeechAct::demand}) {
        for (bool const is_so : {true, false}) {
            CAPTURE(to_string(act));
            Town t;
            bool const is_negative = act == SpeechAct::refuse;
            auto const before =
                t.by(t.port, t.rain, t.tuesday, is_negative ? Factuality::ct_minus : Factuality::pr_plus, act);
            t.by(t.ada, t.rain, t.monday, is_so ? Factuality::ct_plus : Factuality::ct_minus);
            t.by(t.ada, t.rain, t.wednesday, is_so ? Factuality::pr_plus : Factuality::ps_minus);
            CHECK(overtakings(t.view()).empty());
            auto const later = t.by(t.ben, t.rain, t.wednesday, is_so ? Factuality::ct_plus : Factuality::ct_minus);
            auto const found = overtakings(t.view());
            if (act == SpeechAct::demand) {
                CHECK(found.empty());
                continue;
            }
            REQUIRE(found.size() == 1);
            CHECK(found[0].kind == (is_so != is_negative ? OvertakingKind::came_true : OvertakingKind::came_false));
            CHECK(found[0].earlier == before);
            CHECK(found[0].later == later);
            CHECK(found[0].after == Truth::always);
            CHECK_FALSE(found[0].link);
        }
    }
}

TEST_CASE("T4: of a state, another value overtakes those that come last before it, in time of saying") {
    Town t;
    PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
    ClaimId const many = t.ledger.claim(t.flood, residents, "many");
    ClaimId const some = t.ledger.claim(t.flood, residents, "some");
    ClaimId const few = t.ledger.claim(t.flood, residents, "few");
    auto const first = t.by(t.ada, many, t.monday);
    auto const again = t.by(t.ben, many, t.tuesday);
    CHECK(overtakings(t.view()).empty());
    auto const beside = t.by(t.port, some, t.tuesday, Factuality::pr_plus);
    t.by(t.port, few, t.ledger.document("undated"));
    t.by(t.port, few, t.wednesday, Factuality::ct_minus);
    t.by(t.port, few, t.wednesday, Factuality::uu, SpeechAct::demand);
    auto const newest = t.by(t.ada, few, t.wednesday);
    std::vector<std::array<AttributionId, 2>> pairs;
    for (Overtaking const& o : overtakings(t.view())) {
        CHECK(o.kind == OvertakingKind::newer);
        CHECK(o.after == Truth::always);
        CHECK(o.certain == (o.earlier == beside || o.later == beside ? Truth::possibly : Truth::always));
        pairs.push_back({o.earlier, o.later});
    }
    CHECK(pairs == std::vector<std::array<AttributionId, 2>>{{first, beside}, {again, newest}, {beside, newest}});
}

TEST_CASE("T3, T4: valid time goes before the time of saying, and what holds always is not overtaken") {
    Town t;
    PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
    auto const later = t.by(t.ada, t.ledger.claim(t.flood, residents, "few", Edtf("2023-02")), t.monday);
    auto const earlier = t.by(t.ben, t.ledger.claim(t.flood, residents, "many", Edtf("2023-01")), t.tuesday);
    t.by(t.ada, t.rain, t.monday);
    t.by(t.ada, t.leak, t.tuesday);
    auto const found = overtakings(t.view());
    REQUIRE(found.size() == 1);
    CHECK(found[0].earlier == earlier);
    CHECK(found[0].later == later);
}

TEST_CASE("a host says which properties tell of one state") {
    Town t;
    PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
    auto const before = t.by(t.ada, t.ledger.claim(t.flood, residents, "many"), t.monday);
    auto const after = t.by(t.ada, t.ledger.claim(t.flood, "remaining", "few"), t.tuesday);
    CHECK(overtakings(t.view()).empty());
    auto const found = overtakings(t.view(), {.one_state = {{"residents", "remaining", "unheard of"}}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].earlier == before);
    CHECK(found[0].later == after);
}

namespace {

/// Whether an offer is followed by a promise.
OvertakingRule promise_after_offer() {
    return {.name = "promise after offer",
            .earlier = "condition",
            .later = "gist",
            .judge = [](View const& view, OvertakingStatement const& earlier, OvertakingStatement const& later) {
                Graph const& graph = view.graph();
                if (graph.act(earlier.attribution) != SpeechAct::offer) return Truth::never;
                return graph.act(later.attribution) == SpeechAct::promise ? Truth::always : Truth::never;
            }};
}

}  // namespace

TEST_CASE("a rule of the host tells what overtakes what of one subject, unless it was said before") {
    Town t;
    ClaimId const condition = t.ledger.claim(t.flood, "condition", "only if"),
                  gist = t.ledger.claim(t.flood, "gist", "yes");
    auto const offer = t.by(t.port, condition, t.monday, Factuality::ps_plus, SpeechAct::offer);
    t.by(t.ben, condition, t.monday, Factuality::uu, SpeechAct::ask);
    auto const denied = t.by(t.ada, condition, t.monday, Factuality::ct_minus, SpeechAct::offer);
    t.by(t.port, gist, t.tuesday, Factuality::uu, SpeechAct::demand);
    auto const promise = t.by(t.port, gist, t.tuesday, Factuality::ct_plus, SpeechAct::promise);
    auto const vague =
        t.ledger.attribution({.source = t.ben,
                              .content = gist,
                              .act = SpeechAct::promise,
                              .document = t.wednesday,
                              .spans = std::array{Span{.begin = 1, .end = 5, .role = SpanRole::content_possible}}});
    t.by(t.ada, gist, t.dated("sunday", "2023-05-28"), Factuality::ct_plus, SpeechAct::promise);  // before
    t.by(t.port, t.ledger.claim(t.ledger.event("other"), "gist", "yes"), t.tuesday, Factuality::ct_plus,
         SpeechAct::promise);
    CHECK(overtakings(t.view()).empty());
    OvertakingOptions options;
    options.rules = {promise_after_offer()};
    auto const expected = [](AttributionId earlier, AttributionId later, Truth certain) {
        return Overtaking{.kind = OvertakingKind::rule,
                          .earlier = earlier,
                          .later = later,
                          .link = {},
                          .after = Truth::always,
                          .certain = certain,
                          .rule = "promise after offer"};
    };
    std::vector<Overtaking> const all{expected(offer, promise, Truth::always), expected(offer, vague, Truth::possibly),
                                      expected(denied, promise, Truth::always),
                                      expected(denied, vague, Truth::possibly)};
    CHECK(overtakings(t.view(), options) == all);
    // What was taken back overtakes nothing.
    t.by(t.port, t.ledger.claim(promise, property::retracted), t.wednesday);
    CHECK(overtakings(t.view(), options).size() == 2);
    options.rules.front().later = "unheard of";
    CHECK(overtakings(t.view(), options).empty());
}

TEST_CASE("a rule of overtaking looks at two subjects that have a value in common") {
    Town t;
    EventId const first = t.ledger.event("first talks"), second = t.ledger.event("second talks"),
                  others = t.ledger.event("talks of others");
    for (EventId event : {first, second}) t.by(t.desk, t.ledger.claim(event, "party", t.port));
    t.by(t.desk, t.ledger.claim(others, "party", t.house));
    // Nobody asserts that the port takes part in these, too.
    t.by(t.desk, t.ledger.claim(others, "party", t.port), {}, Factuality::ct_minus);
    auto const offer = [&](EventId event, DocumentId document, std::string_view topic) {
        return t.by(t.ada, t.ledger.claim(event, "topic", topic), document, Factuality::uu, SpeechAct::offer);
    };
    auto const old = offer(first, t.monday, "roads"), next = offer(second, t.tuesday, "water");
    offer(others, t.wednesday, "fish");
    std::size_t calls = 0;
    OvertakingOptions options;
    options.rules.push_back({.name = "next offer",
                             .earlier = "topic",
                             .later = "topic",
                             .earlier_shared = "party",
                             .later_shared = "party",
                             .judge = [&](View const&, OvertakingStatement const& x, OvertakingStatement const& y) {
                                 ++calls;
                                 CHECK(x.said.first <= x.said.second);
                                 return x.subject != y.subject ? Truth::always : Truth::never;
                             }});
    auto const found = overtakings(t.view(), options);
    REQUIRE(found.size() == 1);
    CHECK(found[0].earlier == old);
    CHECK(found[0].later == next);
    CHECK(found[0].rule == "next offer");
    // Not the pairs that the days exclude, nor one with itself.
    CHECK(calls == 1);
    CHECK_THROWS_AS((void)overtakings(t.view(), {.rules = {{.name = "throws",
                                                            .earlier = "topic",
                                                            .later = "topic",
                                                            .earlier_shared = "party",
                                                            .later_shared = "party",
                                                            .judge = [](auto&&...) -> Truth { throw 7; }}}}),
                    int);
}

TEST_CASE("T4: at random, a state is overtaken as comparing each statement with each other tells") {
    ascribe_tests::Random random(7);
    std::size_t count = 0;
    for (int round = 0; round < 60; ++round) {
        Town t;
        PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
        struct Told {
            AttributionId by;
            std::size_t value;
            std::int64_t first, last;
        };
        std::vector<Told> told;
        for (int i = 0; i < 12; ++i) {
            std::size_t const value = random.below(3);
            std::int64_t const first = random.between(1, 20),
                               last = (std::min)(first + random.between(0, 3), std::int64_t{27});
            std::string const day = "2023-05-", begin = day + (first < 10 ? "0" : "") + std::to_string(first),
                              end = day + (last < 10 ? "0" : "") + std::to_string(last);
            DocumentId const document = t.ledger.document("d" + std::to_string(i));
            ClaimId const claim = t.ledger.claim(t.flood, residents, "value " + std::to_string(value));
            // One of the days.
            Edtf const said("[" + begin + ".." + end + "]");
            told.push_back(
                {t.ledger.attribution({.source = t.ada, .content = claim, .document = document, .said = said}), value,
                 first, last});
        }
        std::set<std::pair<AttributionId, AttributionId>> expected, found;
        for (Told const& later : told)
            for (Told const& earlier : told) {
                if (earlier.last >= later.first || earlier.value == later.value) continue;
                bool const is_last = std::none_of(told.begin(), told.end(), [&](Told const& between) {
                    return earlier.last < between.first && between.last < later.first;
                });
                if (is_last) expected.emplace(earlier.by, later.by);
            }
        for (Overtaking const& o : overtakings(t.view())) found.emplace(o.earlier, o.later);
        CHECK(found == expected);
        count += found.size();
    }
    CHECK(count > 100);
}

TEST_CASE("progress is told, and the work ends if it says so") {
    Town t;
    auto const old = t.by(t.ada, t.rain, t.monday);
    t.by(t.ada, t.ledger.claim(old, property::retracted), t.tuesday);
    bool called = false;
    AmendmentOptions options{.progress = [&](std::size_t done, std::size_t total) {
        called = true;
        CHECK(done <= total);
        return true;
    }};
    CHECK(try_amendments(t.view(), options).has_value());
    CHECK(called);
    OvertakingOptions overtaking{.progress = options.progress};
    called = false;
    CHECK(try_overtakings(t.view(), overtaking).has_value());
    CHECK(called);
    options.progress = overtaking.progress = [](std::size_t, std::size_t) { return false; };
    CHECK(try_amendments(t.view(), options).error().code == Errc::cancelled);
    CHECK(try_overtakings(t.view(), overtaking).error().code == Errc::cancelled);
    CHECK_THROWS_AS((void)amendments(t.view(), options), Exception);
    CHECK_THROWS_AS((void)overtakings(t.view(), overtaking), Exception);
}
