// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random_support.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// By the definition: withdraw each record, and look.
std::vector<Node> naive_points(std::vector<View> const& without, std::vector<Node> const& nodes, View const& view,
                               ClaimId claim, Truth level) {
    std::vector<Node> points;
    if (view.supported(claim) < level) return points;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i] != claim && without[i].supported(claim) < level) points.push_back(nodes[i]);
    std::sort(points.begin(), points.end());
    return points;
}

/// By the definition, too: those with which no other point falls that is a claim or attribution, unless it is mutual.
std::vector<Node> naive_immediate(std::vector<View> const& without, std::vector<Node> const& nodes, View const& view,
                                  std::vector<Node> const& points, Truth level) {
    auto const falls_with = [&](Node point, Node with) {
        if (!point.is(Category::claim) && !point.is(Category::attribution)) return false;
        auto const at = static_cast<std::size_t>(std::find(nodes.begin(), nodes.end(), with) - nodes.begin());
        return view.stands(point) >= level && without[at].stands(point) < level;
    };
    std::vector<Node> last;
    for (Node point : points)
        if (std::none_of(points.begin(), points.end(), [&](Node other) {
                return other != point && falls_with(other, point) && !falls_with(point, other);
            }))
            last.push_back(point);
    return last;
}

void compare_with_withdrawal(RandomSupport const& random, Scope const& scope) {
    View const view(random.ledger.graph(), scope);
    auto const nodes = random.nodes();
    std::vector<View> without;
    for (Node node : nodes) without.emplace_back(view.graph(), also_without(scope, node));
    for (Truth level : {Truth::possibly, Truth::always}) {
        SinglePoints const all(view, {.level = level, .progress = {}});
        for (ClaimId claim : view.graph().claims()) {
            auto const naive = naive_points(without, nodes, view, claim, level);
            CHECK(all.of(claim) == naive);
            CHECK(all.immediate(claim) == naive_immediate(without, nodes, view, naive, level));
            CHECK(single_points(view, claim, {.level = level}) == naive);
            for (Node node : nodes)
                CHECK(all.is_point(node, claim) == (std::find(naive.begin(), naive.end(), node) != naive.end()));
        }
    }
}

}  // namespace

TEST_CASE("O6: what all ways to a claim have in common is a single point of failure, even if no way goes through it") {
    Harbour t;
    // Two papers, two events as reported, one source throughout.
    AttributionId const first = t.ledger.attribution({.source = t.mayor, .content = t.happened, .document = t.gazette});
    AttributionId const second =
        t.ledger.attribution({.source = t.mayor, .content = t.happened, .document = t.courier});
    View const view(t.ledger.graph());
    CHECK(single_points(view, t.happened) == std::vector<Node>{t.mayor});
    SinglePoints const all(view);
    CHECK(all.of(t.happened) == std::vector<Node>{t.mayor});
    CHECK(all.immediate(t.happened) == std::vector<Node>{t.mayor});
    (void)first;
    (void)second;
}

TEST_CASE("O6: two analysts who conclude from X and Y together hang on both, though there are two paths") {
    Harbour t;
    ClaimId const x = t.ledger.claim(t.flood, "x"), y = t.ledger.claim(t.flood, "y");
    ActorId const other = t.ledger.actor("other clerk", ActorKind::analyst);
    AttributionId const of_x = t.ledger.attribution({.source = t.ada, .content = x, .document = t.gazette});
    AttributionId const of_y = t.ledger.attribution({.source = t.ben, .content = y, .document = t.courier});
    for (ActorId analyst : {t.clerk, other}) {
        AttributionId const a = t.ledger.attribution({.source = analyst, .content = t.happened});
        t.ledger.ground(a, x);
        t.ledger.ground(a, y);
    }
    View const view(t.ledger.graph());
    std::vector<Node> const expected{t.ada, t.ben, t.gazette, t.courier, x, y, of_x, of_y};
    CHECK(single_points(view, t.happened) == expected);
    CHECK(SinglePoints(view).of(t.happened) == expected);
    // The sources and documents fall with their attributions, those are one with their only claims.
    CHECK(SinglePoints(view).immediate(t.happened) == std::vector<Node>{x, y, of_x, of_y});
}

TEST_CASE("W2, O6: the only publisher and the whole of every document are single points") {
    Harbour t;
    DocumentId const part = t.ledger.document("gazette/1/list");
    ActorId const house = t.ledger.actor("house", ActorKind::media);
    t.ledger.attribution({.source = t.gazette,
                          .content = t.ledger.claim(t.gazette, property::published_by, house),
                          .document = t.gazette});
    t.ledger.attribution({.source = t.clerk, .content = t.ledger.claim(part, property::part_of, t.gazette)});
    AttributionId const a = t.ledger.attribution({.source = t.ada, .content = t.happened, .document = part});
    CHECK(single_points(View(t.ledger.graph()), t.happened) == std::vector<Node>{t.ada, house, t.gazette, part, a});
}

TEST_CASE("Single points of failure are what withdrawing each record by itself shows, on random ledgers") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.attributions = 10 + seed % 20, .structural = seed % 2 == 0 ? 0u : 20u});
        compare_with_withdrawal(random, {});
    }
}

TEST_CASE("Circles of grounds change nothing about what single points of failure are") {
    for (std::uint64_t seed = 1000; seed < 1060; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(
            seed, {.actors = 8, .documents = 9, .claims = 9, .attributions = 22, .grounded = 95, .reporting = 4});
        compare_with_withdrawal(random, {});
    }
}

TEST_CASE("W2, O6: what is withdrawn already is no single point, and leaves others behind") {
    for (std::uint64_t seed = 2000; seed < 2030; ++seed) {
        CAPTURE(seed);
        // With publishers and wholes in play, withdrawing those who name them can bring a withdrawn document back.
        bool const structural = seed % 2 == 0;
        RandomSupport const random(seed, {.structural = structural ? 15u : 0u});
        auto nodes = random.nodes();
        if (structural)
            nodes.erase(
                std::remove_if(nodes.begin(), nodes.end(),
                               [](Node node) { return node.is(Category::actor) || node.is(Category::document); }),
                nodes.end());
        Random pick(seed);
        compare_with_withdrawal(random,
                                {.without = {nodes[pick.below(nodes.size())], nodes[pick.below(nodes.size())]}});
    }
}

TEST_CASE("A long chain has all its links as single points, without recursion") {
    Harbour t;
    std::vector<Node> points;
    ClaimId below;
    constexpr std::uint32_t length = 20'000;
    for (std::uint32_t i = 0; i < length; ++i) {
        ClaimId const claim = t.ledger.claim(t.flood, "step", std::to_string(i));
        AttributionId const a = t.ledger.attribution({.source = t.clerk, .content = claim}, below);
        points.push_back(a);
        below = claim;
    }
    // The end supports the beginning again, which adds nothing.
    AttributionId const back = t.ledger.attribution(
        {.source = t.ada, .content = t.ledger.claim(t.flood, "step", "0"), .document = t.gazette}, below);
    View const view(t.ledger.graph());
    CHECK(view.standing(back) == Truth::always);
    SinglePoints const all(view);
    CHECK(all.of(below).size() == 2 * length);  // all attributions, all other claims, the clerk
    CHECK(all.immediate(below) == std::vector<Node>{points.back()});
    CHECK(all.is_point(points.front(), below));
    CHECK_FALSE(all.is_point(back, below));
    CHECK(single_points(view, below) == all.of(below));
}

TEST_CASE("What a long chain and a short way have in common is found wherever it is on the chain") {
    Harbour t;
    ActorId const other = t.ledger.actor("other clerk", ActorKind::analyst);
    std::vector<ClaimId> chain;
    constexpr std::uint32_t length = 30'000;
    for (std::uint32_t i = 0; i < length; ++i) {
        ClaimId const claim = t.ledger.claim(t.flood, "step", std::to_string(i));
        ActorId const source = i == length / 2 ? t.ada : i % 2 == 0 ? t.clerk : other;
        Attribution a;
        a.source = source;
        a.content = claim;
        if (source == t.ada) a.document = t.gazette;
        t.ledger.attribution(a, chain.empty() ? Node() : Node(chain.back()));
        chain.push_back(claim);
    }
    // Beside the chain's end each has a witness of its own, or one of those who speak on the chain.
    std::vector<ClaimId> ends;
    std::vector<std::vector<Node>> expected;
    for (std::uint32_t i = 0; i < 5'000; ++i) {
        ClaimId const end = t.ledger.claim(t.quay, "end", std::to_string(i));
        Attribution a;
        a.content = end;
        a.document = i % 5 == 4 ? t.gazette : t.courier;
        a.source = i % 5 == 0   ? Source(t.ben)
                   : i % 5 == 1 ? Source(t.ada)
                   : i % 5 == 2 ? Source(t.clerk)
                   : i % 5 == 3 ? Source(other)
                                : Source(t.ben);
        t.ledger.attribution(a);
        t.ledger.attribution({.source = t.mayor, .content = end, .document = t.ledger.document("d")}, chain.back());
        ends.push_back(end);
        expected.push_back(i % 5 == 0   ? std::vector<Node>{}
                           : i % 5 == 1 ? std::vector<Node>{t.ada}
                           : i % 5 == 2 ? std::vector<Node>{t.clerk}
                           : i % 5 == 3 ? std::vector<Node>{other}
                                        : std::vector<Node>{t.gazette});
    }
    // A second chain from the middle of the first: both ends together have the first half in common.
    ClaimId below = chain[length / 2];
    for (std::uint32_t i = 0; i < length; ++i) {
        ClaimId const claim = t.ledger.claim(t.flood, "side step", std::to_string(i));
        t.ledger.attribution({.source = i == 7 ? other : t.clerk, .content = claim}, below);
        below = claim;
    }
    t.ledger.attribution({.source = t.ada, .content = t.happened, .document = t.gazette}, below);
    t.ledger.attribution({.source = t.ben, .content = t.happened, .document = t.courier}, chain.back());
    SinglePoints const all(View(t.ledger.graph()));
    for (std::size_t i = 0; i < ends.size(); ++i) CHECK(all.of(ends[i]) == expected[i]);
    // Claims and attributions of the first half, clerk, other clerk, ada and the gazette.
    CHECK(all.of(t.happened).size() == 2 * (length / 2 + 1) + 4);
    CHECK(all.is_point(chain[length / 2], t.happened));
    CHECK_FALSE(all.is_point(chain[length / 2 + 1], t.happened));
}

TEST_CASE("A large circle has as single points what leads into it") {
    Harbour t;
    std::vector<ClaimId> ring;
    std::vector<AttributionId> steps;
    constexpr std::uint32_t length = 20'000;
    for (std::uint32_t i = 0; i < length; ++i) ring.push_back(t.ledger.claim(t.flood, "step", std::to_string(i)));
    for (std::uint32_t i = 0; i < length; ++i)
        steps.push_back(t.ledger.attribution({.source = t.clerk, .content = ring[i]}, ring[(i + length - 1) % length]));
    AttributionId const entry = t.ledger.attribution({.source = t.ada, .content = ring[5], .document = t.gazette});
    SinglePoints const all(View(t.ledger.graph()));
    CHECK(all.of(ring[5]) == std::vector<Node>{t.ada, t.gazette, entry});
    CHECK(all.of(ring[6]) == std::vector<Node>{t.ada, t.clerk, t.gazette, ring[5], steps[6], entry});
    // All round: every other claim and step but the one that would close the circle; ada, clerk, gazette, entry.
    CHECK(all.of(ring[4]).size() == 2 * (length - 1) + 4);
}

namespace {

/// Vertices that are reached when one of them may not be entered: claims by number, then actors, then documents.
std::vector<bool> reached_without(View const& view, std::size_t barred) {
    Graph const& graph = view.graph();
    std::size_t const claims = graph.count(Category::claim), actors = graph.count(Category::actor);
    auto const origin = [&](Source s) { return claims + (s.is(Category::actor) ? 0 : actors) + s.number(); };
    std::vector<bool> reached(claims + actors + graph.count(Category::document));
    for (bool changed = true; changed;) {
        changed = false;
        for (AttributionId a : graph.attributions()) {
            auto const claim = graph.content(a).to<ClaimId>();
            if (!claim || view.standing(a) == Truth::never || act_class(graph.act(a)) != ActClass::assertive ||
                polarity(graph.factuality(a)) != Polarity::positive || claim.number() == barred ||
                reached[claim.number()])
                continue;
            bool is_origin = true, is_reached = false;
            for (Node ground : graph.grounds_of(a)) {
                if (!ground.is(Category::claim)) continue;
                is_origin = false;
                is_reached = is_reached || reached[ground.number()];
            }
            if (is_origin) is_reached = origin(graph.source(a)) != barred;
            if (is_reached) reached[claim.number()] = changed = true;
        }
    }
    return reached;
}

}  // namespace

TEST_CASE("The chain form finds the last claim or origin that all chains go through, in circles, too") {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(seed, {.actors = 7,
                                          .documents = 4,
                                          .claims = 8 + seed % 9,
                                          .attributions = 12 + seed % 30,
                                          .grounded = 60 + static_cast<unsigned>(seed % 3) * 60});
        View const view(random.ledger.graph());
        Graph const& graph = view.graph();
        auto const found = chain_dominators(view);
        std::size_t const claims = graph.count(Category::claim), actors = graph.count(Category::actor);
        auto const vertices = claims + actors + graph.count(Category::document);
        auto const vertex = [&](Node node) {
            return node.number() + (node.is(Category::claim) ? 0 : node.is(Category::actor) ? claims : claims + actors);
        };
        auto const reached = reached_without(view, vertices);
        std::vector<std::vector<bool>> without;
        for (std::size_t v = 0; v < vertices; ++v) without.push_back(reached_without(view, v));
        SinglePoints const all(view);
        REQUIRE(found.size() == claims);
        for (ClaimId claim : graph.claims()) {
            Node const last = found[claim.number()];
            // The last of the dominators is the one that all others dominate.
            std::vector<std::size_t> dominators;
            for (std::size_t v = 0; v < vertices; ++v)
                if (v != claim.number() && reached[claim.number()] && !without[v][claim.number()])
                    dominators.push_back(v);
            REQUIRE(static_cast<bool>(last) == !dominators.empty());
            if (!last) continue;
            CHECK(all.is_point(last, claim));
            for (std::size_t v : dominators)
                CHECK((v == vertex(last) || (last.is(Category::claim) && !without[v][vertex(last)])));
        }
    }
}

TEST_CASE("The work can be watched, and ended") {
    Harbour t;
    t.ledger.attribution({.source = t.ada, .content = t.happened, .document = t.gazette});
    View const view(t.ledger.graph());
    std::size_t calls = 0;
    auto const found = try_single_points(view, {.progress = [&](std::size_t done, std::size_t total) {
                                             CHECK(done <= total);
                                             ++calls;
                                             return calls < 2;
                                         }});
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().code == Errc::cancelled);
    CHECK(calls == 2);
    CHECK_THROWS_AS((void)single_points(view, {.progress = [](std::size_t, std::size_t) { return false; }}), Exception);
}
