// SPDX-License-Identifier: BSL-1.0
// Orders and dates of several events that cannot all be right.
#include "support/random.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

/// Three events of the flooded harbour town, and as many more as a test wants.
struct Town {
    Ledger ledger;
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId ben = ledger.actor("ben", ActorKind::person);
    ActorId port = ledger.actor("port", ActorKind::organisation);
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    DocumentId gazette = ledger.document("gazette");
    DocumentId courier = ledger.document("courier");
    EventId storm = ledger.event("storm");
    EventId breach = ledger.event("breach");
    EventId flood = ledger.event("flood");

    ClaimId order(EventId a, EventId b, std::string_view property = property::before) {
        return ledger.claim(a, property, b);
    }
    ClaimId date(EventId event, std::string_view when) { return ledger.claim(event, property::date, Edtf(when)); }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus,
                     SpeechAct act = SpeechAct::assert) {
        return ledger.attribution(
            {.source = source, .content = content, .factuality = f, .act = act, .document = document});
    }

    /// Asking for each event gives the same as asking for the whole graph.
    [[nodiscard]] std::vector<Disagreement> all(ConflictOptions const& options = {}, Scope scope = {}) const {
        View const view(ledger.graph(), std::move(scope));
        std::vector<Disagreement> found = conflicts(view, options), collected;
        for (EventId event : view.graph().events())
            for (Disagreement& d : conflicts(view, event, options))
                if (std::find(collected.begin(), collected.end(), d) == collected.end())
                    collected.push_back(std::move(d));
        CHECK(collected.size() == found.size());
        for (Disagreement const& d : found) CHECK(std::find(collected.begin(), collected.end(), d) != collected.end());
        return found;
    }
    [[nodiscard]] Disagreement only(ConflictOptions const& options = {}, Scope scope = {}) const {
        auto const found = all(options, std::move(scope));
        REQUIRE(found.size() == 1);
        return found.front();
    }
};

std::string verdict(Disagreement const& d) {
    std::string text = std::string(to_string(d.kind)) + " " + std::string(to_string(d.verdict));
    return d.verdict == Verdict::difference ? text + ": " + std::string(to_string(d.reason)) : text;
}

std::vector<ClaimId> claims(Disagreement const& d) {
    std::vector<ClaimId> list;
    for (DisagreementSide const& side : d.sides) list.insert(list.end(), side.claims.begin(), side.claims.end());
    return list;
}

}  // namespace

TEST_CASE("row 6: orders that run round over several events are one conflict that names each of them") {
    Town t;
    ClaimId const first = t.order(t.storm, t.breach), second = t.order(t.breach, t.flood);
    ClaimId const third = t.order(t.storm, t.flood, property::after);
    auto const a = t.by(t.ada, first, t.gazette);
    auto const b = t.by(t.ada, second, t.gazette);
    CHECK(t.all().empty());
    auto const c = t.by(t.ben, third, t.courier);
    Disagreement const found = t.only();
    CHECK(verdict(found) == "order certain");
    CHECK(claims(found) == std::vector{first, second, third});
    CHECK(found.decisive == std::vector{a, b, c});
    CHECK(found.subject == Node(t.storm));
    CHECK(found.own.empty());
    View const view(t.ledger.graph());
    CHECK(conflicts(view, t.breach, property::before).size() == 1);
    CHECK(conflicts(view, t.flood, property::after).size() == 1);
    CHECK(conflicts(view, t.breach, property::after).empty());
    // The timeline says the same.
    CHECK(timeline(view).conflicts().size() == 1);
}

TEST_CASE("row 6: of several ways round the shortest is named, and what does not take part is not") {
    Town t;
    EventId const rescue = t.ledger.event("rescue"), speech = t.ledger.event("speech");
    t.by(t.ada, t.order(t.storm, t.breach), t.gazette);
    t.by(t.ada, t.order(t.breach, t.flood), t.gazette);
    t.by(t.ada, t.order(t.flood, rescue), t.gazette);
    ClaimId const direct = t.order(t.storm, t.flood);
    t.by(t.port, direct, t.gazette);
    t.by(t.ada, t.order(rescue, speech), t.gazette);
    ClaimId const round = t.order(rescue, t.storm);
    t.by(t.ben, round, t.courier);
    CHECK(claims(t.only()) == std::vector{t.order(t.flood, rescue), direct, round});
}

TEST_CASE("row 6: dates of the events close the circle, from one event to another at whatever remove") {
    Town t;
    ClaimId const first = t.order(t.storm, t.breach), second = t.order(t.breach, t.flood, property::during);
    t.by(t.ada, first, t.gazette);
    t.by(t.ada, second, t.gazette);
    ClaimId const early = t.date(t.flood, "2024-03-01");
    t.by(t.ben, early, t.courier);
    SUBCASE("certainly") {
        ClaimId const late = t.date(t.storm, "2024-03-04");
        t.by(t.ben, late, t.courier);
        Disagreement const found = t.only();
        CHECK(verdict(found) == "order certain");
        CHECK(claims(found) == std::vector{first, second, early, late});
    }
    SUBCASE("not if they leave room, if only on one day") {
        t.by(t.ben, t.date(t.storm, "2024-03-01/2024-03-04"), t.courier);
        CHECK(t.all().empty());
    }
    SUBCASE("possibly if a date is uncertain") {
        t.by(t.ben, t.date(t.storm, "2024-03-04?"), t.courier);
        CHECK(verdict(t.only()) == "order possible");
    }
    SUBCASE("approximate dates are imprecise, and no conflict") {
        t.by(t.ben, t.date(t.storm, "2024-03-04~"), t.courier);
        CHECK(verdict(t.only()) == "order difference: imprecise");
        CHECK(t.all({.weakest = Verdict::possible}).empty());
    }
    SUBCASE("several times each say nothing of one order") {
        t.by(t.ben, t.date(t.storm, "{2024-03-04,2024-04}"), t.courier);
        CHECK(t.all().empty());
    }
    SUBCASE("possibly if all orders or all dates are less than certain") {
        t.by(t.ben, t.date(t.storm, "2024-03-04"), t.courier, Factuality::pr_plus);
        CHECK(verdict(t.only()) == "order possible");
        t.by(t.port, t.date(t.storm, "2024-03-04"), t.courier);
        CHECK(verdict(t.only()) == "order certain");
    }
}

TEST_CASE(
    "row 1 and 6: of orders that run round one certain word is enough for a possible conflict, none for a degree") {
    Town t;
    auto const a = t.by(t.ada, t.order(t.storm, t.breach), t.gazette, Factuality::pr_plus);
    auto const b = t.by(t.ada, t.order(t.breach, t.flood), t.gazette, Factuality::ps_plus);
    t.by(t.ben, t.order(t.flood, t.storm), t.courier, Factuality::pr_plus);
    CHECK(verdict(t.only()) == "order difference: degree");
    auto const certain = t.by(t.port, t.order(t.flood, t.storm), t.courier);
    CHECK(verdict(t.only()) == "order possible");
    CHECK(t.only().decisive == std::vector{a, b, certain});
}

TEST_CASE("row 12 and 6: one source that alone puts events in a circle contradicts itself") {
    Town t;
    t.by(t.ada, t.order(t.storm, t.breach), t.gazette);
    t.by(t.ada, t.order(t.breach, t.flood), t.gazette);
    SUBCASE("certainly in one document") {
        t.by(t.ada, t.order(t.flood, t.storm), t.gazette);
        Disagreement const found = t.only();
        CHECK(verdict(found) == "order certain");
        REQUIRE(found.own.size() == 1);
        CHECK(found.own[0].source == Source(t.ada));
    }
    SUBCASE("possibly in several") {
        t.by(t.ada, t.order(t.flood, t.storm), t.courier);
        CHECK(verdict(t.only()) == "order possible");
        CHECK(t.only().own.size() == 1);
        t.by(t.ben, t.order(t.flood, t.storm), t.courier);
        CHECK(verdict(t.only()) == "order certain");
    }
}

TEST_CASE("what conflicts two by two is not told again, and hides no longer circle behind it") {
    Town t;
    ClaimId const first = t.order(t.storm, t.breach);
    t.by(t.ada, first, t.gazette);
    t.by(t.ben, t.order(t.breach, t.storm), t.courier);
    auto found = t.all();
    REQUIRE(found.size() == 1);
    CHECK(found[0].sides.size() == 2);
    ClaimId const second = t.order(t.breach, t.flood);
    t.by(t.ada, second, t.gazette);
    ClaimId const third = t.order(t.flood, t.breach);
    t.by(t.ben, third, t.courier);
    // flood before breach contradicts breach before flood; and without that, nothing.
    CHECK(t.all().size() == 2);
    ClaimId const fourth = t.order(t.storm, t.flood);
    t.by(t.port, fourth, t.gazette);
    // flood, breach, storm, flood: two of them were left out, for what each contradicts directly.
    found = t.all();
    CHECK(found.size() == 2);

    Town u;
    u.by(u.ada, u.order(u.storm, u.breach), u.gazette);
    u.by(u.ada, u.order(u.breach, u.flood), u.gazette);
    u.by(u.ada, u.order(u.storm, u.flood), u.gazette);
    u.by(u.ben, u.order(u.flood, u.storm), u.courier);
    found = u.all();
    REQUIRE(found.size() == 2);
    CHECK(found[0].sides.size() + found[1].sides.size() == 5);
}

TEST_CASE("what is denied, only predicted, withdrawn or an alternative closes no circle (E3, W2, P6)") {
    Town t;
    t.by(t.ada, t.order(t.storm, t.breach), t.gazette);
    t.by(t.ada, t.order(t.breach, t.flood), t.gazette);
    ClaimId const round = t.order(t.flood, t.storm);
    t.by(t.ben, round, t.courier, Factuality::ct_minus);
    t.by(t.ben, round, t.courier, Factuality::ct_plus, SpeechAct::predict);
    CHECK(t.all().empty());
    auto const said = t.by(t.ben, round, t.courier);
    CHECK(t.all({.weakest = Verdict::possible}).size() == 2);  // and Ben contradicts himself
    Scope without;
    without.without = {said};
    CHECK(t.all({}, without).empty());
    t.by(t.desk, t.ledger.claim(round, property::alternative_to, t.order(t.flood, t.breach)));
    t.by(t.port, t.order(t.flood, t.breach), t.courier, Factuality::uu);
    for (Disagreement const& d : t.all()) CHECK(d.kind != DisagreementKind::order);
}

TEST_CASE("S2: events that count as one close a circle, which rests on that identity") {
    Town t;
    EventId const inundation = t.ledger.event("inundation");
    t.by(t.ada, t.order(t.storm, t.breach), t.gazette);
    t.by(t.ada, t.order(t.breach, t.flood), t.gazette);
    t.by(t.ben, t.order(inundation, t.storm), t.courier);
    CHECK(t.all().empty());
    ClaimId const same = t.ledger.claim(t.flood, property::same_as, inundation);
    t.by(t.port, same, t.courier);
    CHECK(t.all().empty());
    Scope scope;
    scope.assume = {same};
    Disagreement const found = t.only({}, scope);
    CHECK(verdict(found) == "order certain");
    CHECK(found.relies_on == std::vector{same});
    CHECK(found.conditional);
}

TEST_CASE("random orders and dates: what is named cannot be, could without any one, and nothing is missed") {
    // A naive twin: all shortest paths between starts and ends, in thousandths of a day.
    constexpr std::size_t count = 5, points = 2 * count + 1, origin = points - 1;
    constexpr std::int64_t far = 1'000'000'000, day = 1000;
    using Bound = std::tuple<std::size_t, std::size_t, std::int64_t>;
    auto const is_possible = [&](std::vector<std::vector<Bound>> const& statements) {
        std::array<std::array<std::int64_t, points>, points> at_most{};
        for (auto& row : at_most) row.fill(far);
        for (std::size_t p = 0; p < points; ++p) at_most[p][p] = 0;
        for (std::size_t e = 0; e < count; ++e) at_most[2 * e + 1][2 * e] = -1;
        for (auto const& bounds : statements)
            for (auto const& [from, to, days] : bounds) at_most[from][to] = (std::min)(at_most[from][to], days);
        for (std::size_t k = 0; k < points; ++k)
            for (std::size_t i = 0; i < points; ++i)
                for (std::size_t j = 0; j < points; ++j)
                    if (at_most[i][k] < far && at_most[k][j] < far)
                        at_most[i][j] = (std::max)(-far, (std::min)(at_most[i][j], at_most[i][k] + at_most[k][j]));
        for (std::size_t p = 0; p < points; ++p)
            if (at_most[p][p] < 0) return false;
        return true;
    };
    ascribe_tests::Random random(20240304);
    std::size_t circles = 0, dated = 0, long_ones = 0, consistent = 0;
    for (int round = 0; round < 1'500; ++round) {
        Town t;
        std::vector<EventId> events{t.storm, t.breach, t.flood, t.ledger.event("d"), t.ledger.event("e")};
        struct Made {
            ClaimId claim;
            bool is_date;
            std::vector<Bound> bounds;
        };
        std::vector<Made> made;
        std::array const people = {t.ada, t.ben, t.port};
        for (std::size_t i = 0; i < 5 + random.below(6); ++i) {
            std::size_t const a = random.below(count), b = random.below(count);
            Made m{{}, random.chance(30), {}};
            if (m.is_date) {
                std::int64_t const first = random.between(19'000, 19'006), last = first + random.between(0, 2);
                m.claim = t.date(events[a], to_string(Day(first)) + "/" + to_string(Day(last)));
                m.bounds = {{2 * a, origin, -first * day}, {origin, 2 * a + 1, (last + 1) * day}};
            } else {
                if (a == b) continue;
                auto const which = random.below(3);
                std::array const names = {property::before, property::after, property::during};
                m.claim = t.order(events[a], events[b], names[which]);
                if (which == 0) m.bounds = {{2 * b, 2 * a + 1, 0}};
                if (which == 1) m.bounds = {{2 * a, 2 * b + 1, 0}};
                if (which == 2) m.bounds = {{2 * a, 2 * b, 0}, {2 * b + 1, 2 * a + 1, 0}};
            }
            t.by(people[random.below(people.size())], m.claim, random.chance(50) ? t.gazette : t.courier);
            made.push_back(std::move(m));
        }
        auto const bounds_of = [&](ClaimId claim) {
            return std::find_if(made.begin(), made.end(), [&](Made const& m) { return m.claim == claim; })->bounds;
        };
        std::vector<std::vector<Bound>> everything;
        for (Made const& m : made) everything.push_back(m.bounds);
        bool conflicting = false;
        for (Disagreement const& d : t.all()) {
            if (!d.is_conflict()) continue;
            conflicting = true;
            if (d.kind != DisagreementKind::order) continue;
            std::vector<std::vector<Bound>> named;
            std::size_t orders = 0;
            for (DisagreementSide const& side : d.sides) {
                named.push_back({});
                for (ClaimId claim : side.claims)
                    for (Bound const& bound : bounds_of(claim)) named.back().push_back(bound);
                orders += t.ledger.graph().property(side.claims[0]) == t.ledger.graph().find_property("date") ? 0U : 1U;
            }
            REQUIRE_FALSE(is_possible(named));
            if (orders < 2 || d.sides.size() == 2) continue;
            for (std::size_t i = 0; i < named.size(); ++i) {
                auto some = named;
                some.erase(some.begin() + static_cast<std::ptrdiff_t>(i));
                REQUIRE(is_possible(some));
            }
            ++circles;
            dated += orders < d.sides.size();
            long_ones += d.sides.size() > 3;
        }
        REQUIRE(conflicting == !is_possible(everything));
        consistent += !conflicting;
    }
    CHECK(circles > 100);
    CHECK(dated > 40);
    CHECK(long_ones > 40);
    CHECK(consistent > 50);
}

TEST_CASE("a long history with contradictions is gone through in one pass") {
    constexpr std::size_t count = 3'000;
    Town t;
    std::vector<EventId> events;
    for (std::size_t i = 0; i < count; ++i) events.push_back(t.ledger.event("event " + std::to_string(i)));
    for (std::size_t i = 0; i + 1 < count; ++i) t.by(t.ada, t.order(events[i], events[i + 1]), t.gazette);
    for (std::size_t i = 0; i + 20 < count; i += 10) t.by(t.ben, t.order(events[i + 5], events[i]), t.courier);
    auto const found = conflicts(View(t.ledger.graph()));
    CHECK(found.size() == 298);
    for (Disagreement const& d : found) REQUIRE(d.sides.size() == 6);
}
