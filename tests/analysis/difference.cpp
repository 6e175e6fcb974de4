// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/analysis/difference.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

struct Town {
    Ledger ledger;
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId council = ledger.actor("council", ActorKind::organisation);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId monday = dated("monday", "2023-05-29");
    DocumentId tuesday = dated("tuesday", "2023-05-30");
    EventId flood = ledger.event("flood");
    ClaimId rain = ledger.claim(flood, "cause", "rain");
    ClaimId leak = ledger.claim(flood, "cause", "a leak");

    DocumentId dated(std::string_view key, std::string_view day) {
        DocumentId const document = ledger.document(key);
        by(document, ledger.claim(document, property::published, Edtf(day)), document);
        return document;
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    [[nodiscard]] View view(Scope scope = {}) const { return View(ledger.graph(), std::move(scope)); }
};

using Claims = std::vector<ClaimDifference>;
using Attributions = std::vector<AttributionDifference>;

constexpr SupportLevel none{};
constexpr SupportLevel certain{Truth::always, Certainty::certain};

}  // namespace

TEST_CASE("the names of axes and changes lead back to them") {
    for (std::size_t i = 0; i < Names<TimeAxis>::values.size(); ++i)
        CHECK(find_named<TimeAxis>(to_string(static_cast<TimeAxis>(i))) == static_cast<TimeAxis>(i));
    for (std::size_t i = 0; i < Names<SupportChange>::values.size(); ++i)
        CHECK(find_named<SupportChange>(to_string(static_cast<SupportChange>(i))) == static_cast<SupportChange>(i));
    for (std::size_t i = 0; i < Names<AttributionChange>::values.size(); ++i)
        CHECK(find_named<AttributionChange>(to_string(static_cast<AttributionChange>(i))) ==
              static_cast<AttributionChange>(i));
    CHECK(to_string(AttributionChange::weaker) == "weaker");
}

TEST_CASE("a view does not differ from itself, nor from one of an equal graph in an equal scope") {
    Town t;
    t.by(t.ada, t.rain, t.monday);
    CHECK(difference(t.view(), t.view()).empty());
    CHECK(difference(t.view(), t.view()) == Difference{});
}

TEST_CASE("what a graph adds to an older one is said, supported and a position; the other way round it is lost") {
    Town t;
    View const before = t.view();
    ClaimId const storm = t.ledger.claim(t.flood, "cause", "a storm");
    auto const said = t.by(t.ada, storm, t.monday, Factuality::pr_plus);
    View const after = t.view();
    Difference const there = difference(before, after), back = difference(after, before);
    SupportLevel const probable{Truth::always, Certainty::probable};
    CHECK(there.claims == Claims{{storm, SupportChange::gained, none, probable}});
    CHECK(back.claims == Claims{{storm, SupportChange::lost, probable, none}});
    CHECK(there.attributions == Attributions{{said, AttributionChange::said}});
    CHECK(back.attributions == Attributions{{said, AttributionChange::unsaid}});
    REQUIRE(there.positions.size() == 1);
    CHECK(there.positions[0].subject == t.flood);
    CHECK(there.positions[0].before.empty());
    REQUIRE(there.positions[0].after.size() == 1);
    CHECK(there.positions[0].after[0].claim == storm);
    CHECK(back.positions[0].before == there.positions[0].after);
    CHECK(difference(before, after, {.positions = false}).positions.empty());
}

TEST_CASE("a firmer supporter makes a claim firmer, and without him it is weaker") {
    Town t;
    t.by(t.ada, t.rain, t.monday, Factuality::ps_plus);
    View const before = t.view();
    t.by(t.ben, t.rain, t.monday);
    View const after = t.view();
    SupportLevel const possible{Truth::always, Certainty::possible};
    CHECK(difference(before, after).claims == Claims{{t.rain, SupportChange::firmer, possible, certain}});
    CHECK(difference(after, before).claims == Claims{{t.rain, SupportChange::weaker, certain, possible}});
    // A denial, a demand or what nothing carries supports nothing.
    t.by(t.ben, t.leak, t.monday, Factuality::ct_minus);
    t.by(t.port, t.leak);
    CHECK(difference(after, t.view()).claims.empty());
    CHECK(difference(after, t.view()).attributions.size() == 1);
}

TEST_CASE("A3: what is taken back is told, and that its claim is no longer supported; reinstated by a retraction") {
    Town t;
    auto const said = t.by(t.ada, t.rain, t.monday);
    auto const resting = t.by(t.desk, t.leak);
    t.ledger.ground(resting, t.rain);
    View const before = t.view();
    auto const retraction = t.by(t.ada, t.ledger.claim(said, property::retracted), t.tuesday);
    View const between = t.view();
    Difference const found = difference(before, between);
    CHECK(found.attributions == Attributions{{said, AttributionChange::taken_back},
                                             {resting, AttributionChange::fell},
                                             {retraction, AttributionChange::said}});
    REQUIRE(found.claims.size() == 3);
    CHECK(found.claims[0] == ClaimDifference{t.rain, SupportChange::lost, certain, none});
    CHECK(found.claims[1] == ClaimDifference{t.leak, SupportChange::lost, certain, none});
    auto const second = t.by(t.ada, t.ledger.claim(retraction, property::retracted), t.tuesday);
    CHECK(difference(between, t.view()).attributions == Attributions{{said, AttributionChange::reinstated},
                                                                     {resting, AttributionChange::rose},
                                                                     {retraction, AttributionChange::taken_back},
                                                                     {second, AttributionChange::said}});
}

TEST_CASE("W4: of one graph in two scopes, what falls with a withdrawn source is told") {
    Town t;
    auto const said = t.by(t.port, t.rain);
    auto const report = t.by(t.ada, said, t.monday);
    Difference const found = difference(t.view(), t.view({.without = {t.ada}}));
    CHECK(found.attributions == Attributions{{said, AttributionChange::unsaid}, {report, AttributionChange::unsaid}});
    CHECK(found.claims == Claims{{t.rain, SupportChange::lost, certain, none}});
}

TEST_CASE("S1, S2: classes that are joined or parted are told with their members, and positions move with them") {
    Town t;
    EventId const deluge = t.ledger.event("deluge");
    t.by(t.ada, t.rain, t.monday);
    t.by(t.ben, t.ledger.claim(deluge, "cause", "a storm"), t.monday);
    View const before = t.view();
    t.by(t.desk, t.ledger.claim(t.flood, property::same_as, deluge));
    View const joined = t.view();
    Difference const found = difference(before, joined);
    REQUIRE(found.identities.size() == 1);
    CHECK(found.identities[0] == IdentityDifference{{t.flood, deluge}, true});
    auto const causes = std::find_if(found.positions.begin(), found.positions.end(), [&](PositionDifference const& p) {
        return t.ledger.graph().name(p.property) == "cause";
    });
    REQUIRE(causes != found.positions.end());
    CHECK(causes->subject == t.flood);
    CHECK(causes->before.size() == 1);
    CHECK(causes->after.size() == 2);
    Difference const back = difference(joined, before);
    REQUIRE(back.identities.size() == 1);
    CHECK_FALSE(back.identities[0].joined);
    // A larger class is joined anew.
    t.by(t.desk, t.ledger.claim(deluge, property::same_as, t.ledger.event("spate")));
    REQUIRE(difference(joined, t.view()).identities.size() == 1);
    CHECK(difference(joined, t.view()).identities[0].members.size() == 3);
}

TEST_CASE("S4: a new reading is told, and the position moves from what is printed to what is meant") {
    Town t;
    ClaimId const slip = t.ledger.claim(t.flood, "cause", "a leek");
    t.by(t.ada, slip, t.monday);
    View const before = t.view();
    t.by(t.desk, t.ledger.claim(slip, property::read_as, t.leak));
    Difference const found = difference(before, t.view());
    REQUIRE(found.readings.size() == 1);
    CHECK(found.readings[0] == ReadingDifference{slip, slip, t.leak});
    auto const causes = std::find_if(found.positions.begin(), found.positions.end(),
                                     [&](PositionDifference const& p) { return p.subject == t.flood; });
    REQUIRE(causes != found.positions.end());
    CHECK(causes->before.at(0).claim == slip);
    CHECK(causes->after.at(0).claim == t.leak);
}

TEST_CASE("T1, T5: dates of documents and of sayings that become known are told") {
    Town t;
    DocumentId const undated = t.ledger.document("undated");
    auto const said = t.by(t.port, t.rain);
    t.by(t.ada, said, undated);
    View const before = t.view();
    t.by(t.desk, t.ledger.claim(undated, property::published, Edtf("2023-06-01")));
    t.by(t.desk, t.ledger.claim(said, property::said_at, Edtf("2023-05-29")));
    auto const dates = difference(before, t.view()).dates;
    std::pair const unknown(Day::minus_infinity(), Day::plus_infinity());
    std::pair const june(Day(2023, 6, 1), Day(2023, 6, 1)), may(Day(2023, 5, 29), Day(2023, 5, 29));
    REQUIRE(dates.size() == 3);
    CHECK(dates[0] == DateDifference{undated, unknown, june});
    CHECK(dates[1] == DateDifference{said, unknown, may});
    CHECK(dates[2].after == june);
}

TEST_CASE("T6: an updated stamp moves no publication, so it makes no difference to dates") {
    Town t;
    View const before = t.view();
    t.by(t.monday, t.ledger.claim(t.monday, property::updated, Edtf("2023-06-09")), t.monday);
    Difference const found = difference(before, t.view());
    CHECK(found.dates.empty());
    CHECK(t.view().published(t.monday) == std::pair(Day(2023, 5, 29), Day(2023, 5, 29)));
    CHECK(difference(t.view(as_of(TimeAxis::published, Day(2023, 5, 28))),
                     t.view(as_of(TimeAxis::published, Day(2023, 5, 29))))
              .attributions.size() == 2);
}

TEST_CASE("L2, T1: a list that is younger than its page does not come with it") {
    Town t;
    DocumentId const list = t.ledger.document("monday/list");
    t.by(list, t.ledger.claim(list, property::part_of, t.monday), list);
    t.by(list, t.ledger.claim(list, property::captured, Edtf("2023-08-01")), list);
    auto const article = t.by(t.ada, t.rain, t.monday);
    auto const item =
        t.ledger.attribution({.source = list, .content = t.leak, .document = list, .said = Edtf("2023-07-30")});
    auto const undated = t.by(list, t.ledger.claim(t.flood, "cause", "a storm"), list);
    auto const on = [&](Day day) { return t.view(as_of(TimeAxis::published, day)); };
    CHECK(on(Day(2023, 5, 29)).attested(article) == Truth::always);
    for (AttributionId a : {AttributionId(item), undated}) CHECK(on(Day(2023, 7, 29)).attested(a) == Truth::never);
    CHECK(on(Day(2023, 7, 30)).attested(item) == Truth::always);
    // Without a date of its own it is surely there when the list was captured.
    CHECK(on(Day(2023, 7, 31)).attested(undated) == Truth::never);
    CHECK(on(Day(2023, 8, 1)).attested(undated) == Truth::always);
    auto const later = difference(on(Day(2023, 5, 30)), on(Day(2023, 7, 30)));
    CHECK(later.attributions == Attributions{{item, AttributionChange::said}});
}

TEST_CASE("T2, T6: as of a day on each axis, with the end of the day and without what is unknown") {
    Town t;
    auto const said = t.ledger.attribution({.source = t.port, .content = t.rain, .said = Edtf("2023-05-20")});
    auto const report = t.by(t.ada, said, t.tuesday);
    auto const quoted = t.by(t.ada, t.ledger.attribution({.source = t.council, .content = t.leak}), t.monday);
    ActorId const clerk = t.ledger.actor("clerk", ActorKind::software);
    t.ledger.recording(report, clerk, {86'400 * Day(2023, 6, 10).number() + 5});
    auto const attested = [&](Scope const& scope, AttributionId a) { return t.view(scope).attested(a); };
    CHECK(attested(as_of(TimeAxis::published, Day(2023, 5, 30)), report) == Truth::always);
    CHECK(attested(as_of(TimeAxis::published, Day(2023, 5, 29)), report) == Truth::never);
    CHECK(attested(as_of(TimeAxis::said, Day(2023, 5, 29)), quoted) == Truth::always);
    CHECK(attested(as_of(TimeAxis::said, Day(2023, 5, 28)), quoted) == Truth::never);
    CHECK(attested(as_of(TimeAxis::recorded, Day(2023, 6, 10)), report) == Truth::always);
    CHECK(attested(as_of(TimeAxis::recorded, Day(2023, 6, 9)), report) == Truth::never);
    // Nobody recorded when this was entered.
    CHECK(attested(as_of(TimeAxis::recorded, Day(2023, 6, 10)), quoted) == Truth::never);
    CHECK(attested(as_of(TimeAxis::recorded, Day(2023, 6, 10), {.admit = Truth::possibly}), quoted) == Truth::possibly);
    for (TimeAxis axis : {TimeAxis::published, TimeAxis::said, TimeAxis::recorded}) {
        CHECK(as_of(axis, Day::plus_infinity()) == Scope{});
        CHECK(attested(as_of(axis, Day::minus_infinity()), report) == Truth::never);
    }
}

TEST_CASE("graphs of two ledgers have no difference, but an error") {
    Town t, u;
    auto const result = try_difference(t.view(), u.view());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::not_allowed);
    CHECK(result.error().field == "after");
    CHECK_THROWS_AS((void)difference(t.view(), u.view()), Exception);
}

TEST_CASE("at random, the difference leads from one view to the other and back") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        ascribe_tests::RandomLedger random(seed, 250);
        Graph const graph = random.ledger.graph();
        ascribe_tests::Random choose(seed);
        auto const scope = [&] {
            Scope made;
            if (choose.chance(50)) made.accept_from = Certainty::possible;
            if (choose.chance(50)) made.admit = Truth::possibly;
            for (ActorId actor : graph.actors()) {
                if (choose.chance(20)) made.without.push_back(actor);
                if (choose.chance(30)) made.accept_holders.push_back(actor);
            }
            return made;
        };
        View const a(graph, scope()), b(graph, scope());
        Difference const there = difference(a, b), back = difference(b, a);
        std::map<ClaimId, ClaimDifference> claims;
        for (ClaimDifference const& d : there.claims) claims[d.claim] = d;
        for (ClaimId claim : graph.claims()) {
            bool const changed = claims.count(claim) != 0;
            if (a.supported(claim) != b.supported(claim)) REQUIRE(changed);
            if (!changed) continue;
            CHECK(claims[claim].before.supported == a.supported(claim));
            CHECK(claims[claim].after.supported == b.supported(claim));
            bool const gained = claims[claim].change == SupportChange::gained;
            CHECK(gained == (a.supported(claim) == Truth::never));
        }
        std::map<AttributionId, AttributionChange> attributions;
        for (AttributionDifference const& d : there.attributions) attributions[d.attribution] = d.change;
        for (AttributionId x : graph.attributions()) {
            bool const was = a.attested(x) != Truth::never, is = b.attested(x) != Truth::never;
            bool const same =
                (!was && !is) || (was && is && a.standing(x) == b.standing(x) && a.taken_back(x) == b.taken_back(x));
            CHECK(same == (attributions.count(x) == 0));
            if (was != is) CHECK(attributions[x] == (is ? AttributionChange::said : AttributionChange::unsaid));
        }
        // Every position that changed is listed, and no other.
        std::map<std::pair<Node, PropertyId>, PositionDifference> changed;
        for (PositionDifference const& p : there.positions) changed[{p.subject, p.property}] = p;
        for (ClaimGroup const& group : graph.groups()) {
            Node const subject = b.representative(group.subject);
            auto const before = positions(a, subject, group.property), after = positions(b, subject, group.property);
            CHECK((before != after) == (changed.count({subject, group.property}) != 0));
        }
        CHECK(back.claims.size() == there.claims.size());
        CHECK(back.attributions.size() == there.attributions.size());
        CHECK(back.readings.size() == there.readings.size());
        CHECK(back.identities.size() == there.identities.size());
        CHECK(back.dates.size() == there.dates.size());
    }
}

TEST_CASE("progress is told, and the work ends if it says so") {
    Town t;
    View const before = t.view();
    t.by(t.ada, t.rain, t.monday);
    bool called = false;
    DifferenceOptions options{.progress = [&](std::size_t done, std::size_t total) {
        called = true;
        CHECK(done <= total);
        return true;
    }};
    CHECK(try_difference(before, t.view(), options).has_value());
    CHECK(called);
    options.progress = [](std::size_t, std::size_t) { return false; };
    CHECK(try_difference(before, t.view(), options).error().code == Errc::cancelled);
    CHECK_THROWS_AS((void)difference(before, t.view(), options), Exception);
}

TEST_CASE("T3, T4: a state holds in its valid time, a temporal one else when it was said, any other always") {
    Town t;
    PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
    auto const at = [&](PropertyId property, Day day) { return positions_at(t.view(), t.flood, property, day); };
    ClaimId const many = t.ledger.claim(t.flood, residents, "many", Edtf("2023-01-10/2023-01-20"));
    ClaimId const few = t.ledger.claim(t.flood, residents, "few");
    ClaimId const some = t.ledger.claim(t.flood, residents, "some", Edtf("2023-02"));
    auto const first = t.by(t.ada, many, t.monday);
    auto const second = t.by(t.ben, few, t.monday);
    t.by(t.ada, some, t.monday);
    t.by(t.port, some, t.monday, Factuality::ct_minus);
    REQUIRE(at(residents, Day(2023, 1, 15)).size() == 1);
    CHECK(at(residents, Day(2023, 1, 15))[0].claim == many);
    CHECK(at(residents, Day(2023, 1, 15))[0].holds == Truth::always);
    CHECK(at(residents, Day(2023, 1, 15))[0].holdings.at(0).attribution == first);
    CHECK(at(residents, Day(2023, 1, 21)).empty());
    CHECK(at(residents, Day(2023, 5, 28)).empty());
    REQUIRE(at(residents, Day(2023, 5, 29)).size() == 1);
    CHECK(at(residents, Day(2023, 5, 29))[0].claim == few);
    CHECK(at(residents, Day(2023, 5, 29))[0].holdings.at(0).attribution == second);
    // A denial holds nothing.
    REQUIRE(at(residents, Day(2023, 2, 10)).size() == 1);
    CHECK(at(residents, Day(2023, 2, 10))[0].holdings.size() == 1);
    t.by(t.ada, t.rain, t.monday);
    CHECK(positions_at(t.view(), t.flood, "cause", Day(1900, 1, 1)).at(0).holds == Truth::always);
    CHECK(positions_at(t.view(), t.flood, "nothing of the kind", Day(1900, 1, 1)).empty());
}

TEST_CASE("T2: what is not known to hold on a day may hold") {
    Town t;
    PropertyId const residents = t.ledger.property("residents", Trait::functional | Trait::temporal);
    t.by(t.ada, t.ledger.claim(t.flood, residents, "many", Edtf("2023-01-XX/2023-03-XX")), t.monday);
    t.by(t.ben, t.ledger.claim(t.flood, residents, "few"), t.ledger.document("undated"));
    auto const at = [&](Day day) {
        std::vector<Truth> found;
        for (PositionAt const& p : positions_at(t.view(), t.flood, residents, day)) found.push_back(p.holds);
        return found;
    };
    CHECK(at(Day(2023, 1, 15)) == std::vector{Truth::possibly, Truth::possibly});
    CHECK(at(Day(2023, 2, 15)) == std::vector{Truth::always, Truth::possibly});
    CHECK(at(Day(2023, 4, 15)) == std::vector{Truth::possibly});
}
