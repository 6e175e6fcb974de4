// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include "support/random_reports.hpp"
#include <ascribe/analysis/position.hpp>
#include <ascribe/analysis/stance_map.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId council = ledger.actor("council", ActorKind::organisation);
    ActorId mayor = ledger.actor("mayor", ActorKind::office);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId gazette = ledger.document("gazette/1");
    DocumentId courier = ledger.document("courier/1");
    EventId flood = ledger.event("flood");
    ClaimId rain = ledger.claim(flood, "cause", "rain");
    AttributionId charge = by(council, rain);

    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus,
                     Distance distance = {}) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .distance = distance, .document = document});
    }
    [[nodiscard]] std::vector<Stance> map(Scope scope = {}) const {
        return stance_map(View(ledger.graph(), std::move(scope)));
    }
    /// The kinds of what one makes of the other, in order.
    [[nodiscard]] std::vector<RegardKind> kinds(Node holder, Node source) const {
        std::vector<RegardKind> found;
        for (Stance const& s : map())
            if (s.holder == holder && s.source == source)
                for (Regard const& r : s.regards) found.push_back(r.kind);
        return found;
    }
};

using Kinds = std::vector<RegardKind>;
constexpr Distance alleged{DistanceMarker::alleged, DistanceTarget::content};

}  // namespace

TEST_CASE("the names of regards lead back to them") {
    for (std::size_t i = 0; i < Names<RegardKind>::values.size(); ++i)
        CHECK(find_named<RegardKind>(to_string(static_cast<RegardKind>(i))) == static_cast<RegardKind>(i));
    CHECK(to_string(RegardKind::denies_saying) == "denies_saying");
}

TEST_CASE("C6: who only reports takes no stance; C1: who does not take it up is not in the map") {
    Town t;
    auto const report = t.by(t.ada, t.charge, t.gazette);
    t.by(t.ben, t.rain, t.courier, Factuality::ct_minus);
    auto const all = t.map();
    REQUIRE(all.size() == 1);
    CHECK(all[0].holder == t.ada);
    CHECK(all[0].source == t.council);
    CHECK(all[0].count(RegardKind::reports) == 1);
    REQUIRE(all[0].regards.size() == 1);
    CHECK(all[0].regards[0] == Regard{.kind = RegardKind::reports,
                                      .reporting = report,
                                      .reported = t.charge,
                                      .own = {},
                                      .claim = t.rain,
                                      .certain = Truth::always});
}

TEST_CASE("part 4: a marker on the content keeps distance, a marker on a term does not (N2)") {
    Town t;
    t.by(t.ada, t.charge, t.gazette, Factuality::ct_plus, alleged);
    t.by(t.ben, t.charge, t.gazette, Factuality::ct_plus, {DistanceMarker::so_called, DistanceTarget::term});
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::keeps_distance});
    CHECK(t.kinds(t.ben, t.council) == Kinds{RegardKind::reports});
}

TEST_CASE("part 4, C3: an own word in the same document endorses, rejects or withholds; elsewhere it does not") {
    for (auto const& [f, kind] :
         {std::pair(Factuality::ct_plus, RegardKind::endorses), std::pair(Factuality::pr_plus, RegardKind::endorses),
          std::pair(Factuality::ct_minus, RegardKind::rejects), std::pair(Factuality::uu, RegardKind::withholds)}) {
        Town t;
        t.by(t.ada, t.charge, t.gazette, Factuality::ct_plus, alleged);
        t.by(t.ada, t.rain, t.courier, f);
        CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::keeps_distance});
        auto const own = t.by(t.ada, t.rain, t.gazette, f);
        CHECK(t.kinds(t.ada, t.council) == Kinds{kind});
        CHECK(t.map()[0].regards[0].own == own);
        bool const is_sure = f == Factuality::ct_plus || f == Factuality::ct_minus;
        CHECK(t.map()[0].regards[0].certain == (is_sure ? Truth::always : Truth::possibly));
    }
}

TEST_CASE(
    "part 4: who denies what the other denies endorses him, and there is no side to take on what he leaves open") {
    for (auto const& [theirs, kind] :
         {std::pair(Factuality::ct_minus, RegardKind::endorses), std::pair(Factuality::ps_plus, RegardKind::rejects),
          std::pair(Factuality::uu, RegardKind::reports)}) {
        Town t;
        t.by(t.ada, t.by(t.port, t.rain, {}, theirs), t.gazette);
        t.by(t.ada, t.rain, t.gazette, Factuality::ct_minus);
        CHECK(t.kinds(t.ada, t.port) == Kinds{kind});
    }
}

TEST_CASE("E1: to demand what another says is no endorsement") {
    Town t;
    t.by(t.ada, t.charge, t.gazette);
    t.ledger.attribution({.source = t.ada, .content = t.rain, .act = SpeechAct::demand, .document = t.gazette});
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::reports});
}

TEST_CASE("C2: a rejection in somebody else's mouth is his who rejects, and the reporter only reports it") {
    Town t;
    t.by(t.ada, t.by(t.port, t.rain, {}, Factuality::ct_minus), t.gazette);
    t.by(t.ada, t.by(t.port, t.charge), t.gazette);
    CHECK(t.kinds(t.port, t.council) == Kinds{RegardKind::rejects});
    CHECK(t.kinds(t.ada, t.port) == Kinds{RegardKind::reports, RegardKind::reports});
    CHECK(t.kinds(t.ada, t.council).empty());
    // Another document in which the rejection is not reported.
    Town u;
    u.by(u.ada, u.by(u.port, u.rain, {}, Factuality::ct_minus), u.gazette);
    u.by(u.ben, u.by(u.port, u.charge), u.courier);
    CHECK(u.kinds(u.port, u.council) == Kinds{RegardKind::reports});
}

TEST_CASE("part 4: to deny the saying is no stance on the claim") {
    Town t;
    t.by(t.ada, t.charge, t.gazette, Factuality::ct_minus);
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::denies_saying});
    t.by(t.ben, t.charge, t.gazette, Factuality::uu);
    CHECK(t.kinds(t.ben, t.council) == Kinds{RegardKind::withholds});
}

TEST_CASE("who endorses what reaches him through a third endorses the source of the claim and reports the third") {
    Town t;
    t.by(t.ada, t.by(t.ben, t.charge), t.gazette);
    t.by(t.ada, t.rain, t.gazette);
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::endorses});
    CHECK(t.kinds(t.ada, t.ben) == Kinds{RegardKind::reports});
    CHECK(t.kinds(t.ben, t.council) == Kinds{RegardKind::reports});
}

TEST_CASE("S1, S3, N3: names, offices and claims that count as one count as one here") {
    Town t;
    ClaimId const shower = t.ledger.claim(t.flood, "cause", "showers");
    auto const said = t.by(t.mayor, t.rain);
    t.by(t.ada, said, t.gazette);
    t.by(t.ada, shower, t.gazette, Factuality::ct_minus);
    CHECK(t.kinds(t.ada, t.mayor) == Kinds{RegardKind::reports});
    t.by(t.desk, t.ledger.claim(t.rain, property::same_as, shower));
    CHECK(t.kinds(t.ada, t.mayor) == Kinds{RegardKind::rejects});
    t.by(t.desk, t.ledger.claim(t.mayor, property::held_by, t.ben));
    CHECK(t.kinds(t.ada, t.mayor).empty());
    CHECK(t.kinds(t.ada, t.ben) == Kinds{RegardKind::rejects});
}

TEST_CASE("an analyst takes a stance without a document") {
    Town t;
    t.by(t.desk, t.charge);
    CHECK(t.kinds(t.desk, t.council) == Kinds{RegardKind::reports});
    t.by(t.desk, t.rain, {}, Factuality::ct_minus);
    CHECK(t.kinds(t.desk, t.council) == Kinds{RegardKind::rejects});
}

TEST_CASE("W2: what is withdrawn regards nobody, and of one actor there is what he makes of others and they of him") {
    Town t;
    t.by(t.ada, t.by(t.port, t.charge), t.gazette);
    CHECK(t.map({.without = {t.gazette}}).empty());
    auto const of = stance_map(View(t.ledger.graph()), t.port);
    REQUIRE(of.towards.size() == 1);
    CHECK(of.towards[0].source == t.council);
    REQUIRE(of.from.size() == 1);
    CHECK(of.from[0].holder == t.ada);
    CHECK(stance_map(View(t.ledger.graph()), t.ben) == ActorStances{});
    t.by(t.ben, t.by(t.ben, t.rain), t.courier);
    CHECK(stance_map(View(t.ledger.graph()), t.ben).towards == stance_map(View(t.ledger.graph()), t.ben).from);
}

TEST_CASE("C3: several passages of one claim in one document are paired passage by passage, not across") {
    for (auto const& [f, kind, attitude_there] :
         {std::tuple(Factuality::ct_plus, RegardKind::endorses, Attitude::endorses),
          std::tuple(Factuality::ct_minus, RegardKind::rejects, Attitude::rejects)}) {
        Town t;
        auto const at = [&](std::uint32_t begin, Content content, Factuality said, Basis basis = Basis::unstated) {
            Span const words{.begin = begin, .end = begin + 10};
            return t.ledger.attribution({.source = t.ada,
                                         .content = content,
                                         .factuality = said,
                                         .basis = basis,
                                         .document = t.gazette,
                                         .spans = {&words, 1}});
        };
        std::vector<AttributionId> reports, own;
        for (std::uint32_t begin : {0U, 100U, 200U, 300U}) {
            reports.push_back(at(begin, t.charge, Factuality::ct_plus));
            own.push_back(at(begin + 5, t.rain, f));
        }
        AttributionId const alone = at(400, t.charge, Factuality::ct_plus);
        View const view(t.ledger.graph());
        auto const map = stance_map(view);
        REQUIRE(map.size() == 1);
        CHECK(map[0].count(kind) == 4);
        CHECK(map[0].count(RegardKind::reports) == 1);
        REQUIRE(map[0].regards.size() == 5);
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(map[0].regards[i].reporting == reports[i]);
            CHECK(map[0].regards[i].own == own[i]);
            CHECK(attitude(view, reports[i]) == attitude_there);
            // The rule is that of the view, where the own word asserts.
            if (f == Factuality::ct_plus) CHECK(view.endorsed(own[i]) == std::vector{t.charge});
        }
        CHECK(map[0].regards[4].reporting == alone);
        CHECK(map[0].regards[4].own == AttributionId());
        CHECK(attitude(view, alone) == Attitude::none);
        // A note belongs to its sentence wherever it stands (C4).
        at(900, t.rain, f, Basis::document);
        CHECK(t.kinds(t.ada, t.council) == Kinds(5, kind));
        CHECK(attitude(View(t.ledger.graph()), alone) == attitude_there);
    }
}

TEST_CASE("a report with several own words in its passage counts once, or once for each side that they take") {
    Town t;
    auto const report = t.by(t.ada, t.charge, t.gazette);
    t.by(t.ada, t.rain, t.gazette, Factuality::pr_plus);
    auto const sure = t.by(t.ada, t.rain, t.gazette);
    t.by(t.ada, t.ledger.claim(t.flood, "cause", "rain"), t.gazette, Factuality::ps_plus);
    REQUIRE(t.map().size() == 1);
    CHECK(t.map()[0].regards == std::vector{Regard{.kind = RegardKind::endorses,
                                                   .reporting = report,
                                                   .reported = t.charge,
                                                   .own = sure,
                                                   .claim = t.rain,
                                                   .certain = Truth::always}});
    t.by(t.ada, t.rain, t.gazette, Factuality::ct_minus);
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::endorses, RegardKind::rejects});
}

TEST_CASE("a document that reports what its own author reports is one report and not two") {
    Town t;
    t.by(t.ben, t.by(t.gazette, t.by(t.ada, t.charge)), t.courier);
    auto const own = t.by(t.gazette, t.rain);
    t.by(t.ben, own, t.courier);
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::reports});
    CHECK(t.kinds(t.gazette, t.council) == Kinds{RegardKind::endorses});
    t.by(t.desk, t.ledger.claim(t.gazette, property::authored_by, t.ada));
    CHECK(t.kinds(t.ada, t.council) == Kinds{RegardKind::endorses});
    CHECK(t.kinds(t.ben, t.ada) == Kinds{RegardKind::reports, RegardKind::reports});
}

TEST_CASE("C2, C3: who speaks in the middle takes up what he says in that passage and not in others") {
    Town t;
    auto const at = [&](std::uint32_t begin, Content content) {
        Span const words{.begin = begin, .end = begin + 10};
        return t.ledger.attribution({.source = t.ada, .content = content, .document = t.gazette, .spans = {&words, 1}});
    };
    auto const passed_on = t.by(t.port, t.charge);
    at(0, passed_on);
    auto const rejects = t.by(t.port, t.rain, {}, Factuality::ct_minus);
    CHECK(attitude(View(t.ledger.graph()), passed_on) == Attitude::none);
    at(100, rejects);
    CHECK(t.kinds(t.port, t.council) == Kinds{RegardKind::reports});
    CHECK(attitude(View(t.ledger.graph()), passed_on) == Attitude::none);
    at(5, rejects);
    CHECK(t.kinds(t.port, t.council) == Kinds{RegardKind::rejects});
    CHECK(attitude(View(t.ledger.graph()), passed_on) == Attitude::rejects);
}

TEST_CASE("E1: attitude, too, takes a demand for no endorsement, and what passes nothing on has none") {
    Town t;
    auto const report = t.by(t.ada, t.charge, t.gazette);
    t.ledger.attribution({.source = t.ada, .content = t.rain, .act = SpeechAct::demand, .document = t.gazette});
    CHECK(attitude(View(t.ledger.graph()), report) == Attitude::none);
    auto const own = t.by(t.ada, t.rain, t.gazette);
    t.by(t.ada, t.rain, t.gazette, Factuality::pr_plus);
    CHECK(attitude(View(t.ledger.graph()), report) == Attitude::endorses);
    CHECK(attitude(View(t.ledger.graph()), own) == Attitude::none);
}

TEST_CASE("at random, the map says of each outermost report what `attitude` says of it") {
    ascribe_tests::Random random(4);
    std::array<int, 6> met{};
    for (int round = 0; round < 200; ++round) {
        Town t;
        auto const pick = [&](auto const& list) { return list[random.below(std::size(list))]; };
        ActorId const reporters[] = {t.ada, t.ben};
        ActorId const speakers[] = {t.council, t.port};
        DocumentId const documents[] = {t.gazette, t.courier};
        Factuality const factualities[] = {Factuality::ct_plus, Factuality::ps_plus, Factuality::ct_minus};
        std::vector<AttributionId> reports;
        for (int step = 0; step < 6; ++step) {
            ClaimId const claim = t.ledger.claim(t.flood, "cause", random.chance(50) ? "rain" : "a leak");
            if (random.chance(50))
                t.by(pick(reporters), claim, pick(documents), pick(factualities));
            else
                reports.push_back(t.by(pick(reporters), t.by(pick(speakers), claim), pick(documents),
                                       Factuality::ct_plus, random.chance(40) ? alleged : Distance{}));
        }
        View const view(t.ledger.graph());
        std::map<AttributionId, std::vector<RegardKind>> found;
        for (Stance const& s : stance_map(view))
            for (Regard const& r : s.regards) {
                found[r.reporting].push_back(r.kind);
                ++met[static_cast<std::size_t>(r.kind)];
            }
        for (AttributionId report : reports) {
            RegardKind const kinds[] = {RegardKind::reports, RegardKind::endorses, RegardKind::rejects,
                                        RegardKind::keeps_distance};
            RegardKind const expected = kinds[static_cast<std::size_t>(attitude(view, report))];
            auto const& list = found[report];
            REQUIRE(!list.empty());
            // `attitude` names the first of several own words.
            CHECK(std::find(list.begin(), list.end(), expected) != list.end());
            if (list.size() == 1) CHECK(list[0] == expected);
        }
    }
    for (RegardKind kind : {RegardKind::reports, RegardKind::keeps_distance, RegardKind::endorses, RegardKind::rejects})
        CHECK(met[static_cast<std::size_t>(kind)] > 20);
}

TEST_CASE("what concerns one actor is his part of the whole map, offices, documents and other names of his included") {
    std::size_t towards = 0, from = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        ascribe_tests::RandomReports const reports(seed, 250, 3);
        for (std::uint64_t scope = 0; scope < 2; ++scope) {
            View const view(reports.ledger.graph(), reports.scope(scope * seed));
            std::vector<Stance> const all = stance_map(view);
            for (ActorId actor : view.graph().actors()) {
                ActorStances expected;
                for (Stance const& stance : all) {
                    if (view.same(stance.holder, actor)) expected.towards.push_back(stance);
                    if (view.same(stance.source, actor)) expected.from.push_back(stance);
                }
                REQUIRE(stance_map(view, actor) == expected);
                towards += expected.towards.size();
                from += expected.from.size();
            }
        }
    }
    CHECK(towards > 500);
    CHECK(from > 500);
}

TEST_CASE("asking for one actor looks at no more than his words lead to") {
    Town t;
    for (int i = 0; i < 20'000; ++i) {
        ClaimId const claim = t.ledger.claim(t.ledger.event("event " + std::to_string(i)), property::occurred);
        t.by(t.ada, t.by(t.port, claim), t.gazette);
    }
    ActorId const hermit = t.ledger.actor("hermit", ActorKind::person);
    t.by(t.ada, t.by(hermit, t.charge), t.gazette);
    View const view(t.ledger.graph());
    std::size_t total = 0;
    StanceOptions const options{.progress = [&](std::size_t, std::size_t all) {
        total = all;
        return true;
    }};
    ActorStances const found = stance_map(view, hermit, options);
    CHECK(found.from.size() == 1);
    CHECK(total == 1);  // claims that were looked at
    CHECK(stance_map(view, t.ada, options).towards.size() == 2);
    CHECK(total == 20'001);
}

TEST_CASE("progress is told, and the work ends if it says so") {
    Town t;
    t.by(t.ada, t.charge, t.gazette);
    View const view(t.ledger.graph());
    bool called = false;
    StanceOptions options{.progress = [&](std::size_t done, std::size_t total) {
        called = true;
        CHECK(done <= total);
        return true;
    }};
    CHECK(try_stance_map(view, options).has_value());
    CHECK(called);
    options.progress = [](std::size_t, std::size_t) { return false; };
    CHECK(try_stance_map(view, options).error().code == Errc::cancelled);
    CHECK(try_stance_map(view, t.ada, options).error().code == Errc::cancelled);
    CHECK_THROWS_AS((void)stance_map(view, options), Exception);
    CHECK_THROWS_AS((void)stance_map(view, t.ada, options), Exception);
}
