// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random_support.hpp"
#include <ascribe/analysis/derive.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <optional>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// The least sum over all ways of what their attributions cost: a measure of a user's.
struct Cost {
    using value_type = std::uint64_t;
    static constexpr bool absorptive = true;
    static constexpr std::uint64_t none = 1'000'000;
    std::uint64_t zero() const { return none; }
    std::uint64_t one() const { return 0; }
    std::uint64_t plus(std::uint64_t a, std::uint64_t b) const { return (std::min)(a, b); }
    std::uint64_t times(std::uint64_t a, std::uint64_t b) const { return (std::min)(none, a + b); }
    std::uint64_t leaf(View const&, AttributionId a) const { return 1 + a.number() % 5; }
    std::uint64_t ground(View const&, Node) const { return 10; }
};
static_assert(Measure<Cost> && Measure<Reachability> && Measure<ChainCount> && Measure<EarliestDate> &&
              Measure<MinimalSources>);

/// Numbers of ways, with no word on circles.
struct PlainCount : ChainCount {
    std::uint64_t unbounded() const = delete;
};

/// Says that it is absorptive and is not.
struct Boaster : ChainCount {
    static constexpr bool absorptive = true;
};

/// Every derivation of a fact without a fact above itself, as the attributions it takes, each as often as it is taken.
class Derivations {
public:
    explicit Derivations(SupportGraph const& support) : support_(support), above_(support.fact_count()) {}

    bool has_circle = false;
    bool is_too_long = false;

    using Way = std::vector<AttributionId>;
    std::vector<Way> of(std::uint32_t fact) {
        std::vector<Way> ways;
        if (above_[fact]) {
            has_circle = true;
            return ways;
        }
        above_[fact] = true;
        for (std::uint32_t step : support_.steps_of(fact)) {
            std::vector<Way> joint{{}};
            if (auto const a = support_.step(step).to<AttributionId>()) joint.front().push_back(a);
            for (std::uint32_t premise : support_.premises_of(step)) {
                auto const inner = of(premise);
                std::vector<Way> longer;
                for (Way const& x : joint)
                    for (Way const& y : inner) {
                        longer.push_back(x);
                        longer.back().insert(longer.back().end(), y.begin(), y.end());
                    }
                joint = std::move(longer);
                if (joint.size() > 2000) {
                    is_too_long = true;
                    joint.clear();
                }
            }
            ways.insert(ways.end(), joint.begin(), joint.end());
        }
        above_[fact] = false;
        return ways;
    }

private:
    SupportGraph const& support_;
    std::vector<bool> above_;
};

std::vector<std::vector<Source>> least_sets(Graph const& graph, std::vector<Derivations::Way> const& ways) {
    std::vector<std::vector<Source>> sets, least;
    for (auto const& way : ways) {
        std::vector<Source> set;
        for (AttributionId a : way) set.push_back(graph.source(a));
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        sets.push_back(set);
    }
    for (auto const& set : sets)
        if (std::none_of(sets.begin(), sets.end(), [&](auto const& other) {
                return other != set && std::includes(set.begin(), set.end(), other.begin(), other.end());
            }))
            least.push_back(set);
    std::sort(least.begin(), least.end(),
              [](auto const& a, auto const& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    least.erase(std::unique(least.begin(), least.end()), least.end());
    return least;
}

std::uint64_t cost_of(Graph const& graph, Derivations::Way const& way) {
    std::uint64_t sum = 0;
    for (AttributionId a : way) {
        sum += 1 + a.number() % 5;
        for (Node ground : graph.grounds_of(a)) sum += ground.category() < Category::claim ? 10U : 0U;
    }
    return sum;
}

/// Two sources for each of `count` things that are all needed.
ClaimId many_ways(Harbour& t, int count) {
    AttributionId const end = t.ledger.attribution({.source = t.clerk, .content = t.happened});
    for (int i = 0; i < count; ++i) {
        ClaimId const needed = t.ledger.claim(t.flood, "part", std::to_string(i));
        for (std::string const side : {"left ", "right "}) {
            ActorId const actor = t.ledger.actor(side + std::to_string(i), ActorKind::person);
            t.ledger.attribution({.source = actor, .content = needed, .document = t.gazette});
        }
        t.ledger.ground(end, needed);
    }
    return t.happened;
}

}  // namespace

TEST_CASE("Either of two witnesses suffices, but what both premises need is needed") {
    Harbour t;
    ClaimId const wet = t.ledger.claim(t.quay, "wet"), high = t.ledger.claim(t.quay, "high");
    ClaimId const dry = t.ledger.claim(t.quay, "dry");
    t.ledger.attribution({.source = t.ada, .content = wet, .document = t.gazette});
    t.ledger.attribution({.source = t.ben, .content = wet, .document = t.courier});
    t.ledger.attribution({.source = t.ben, .content = high, .document = t.courier});
    AttributionId const inference = t.ledger.attribution({.source = t.clerk, .content = t.happened}, wet);
    t.ledger.ground(inference, high);
    View const view(t.ledger.graph());
    CHECK(minimal_sources(view, wet) == std::vector<std::vector<Source>>{{t.ada}, {t.ben}});
    CHECK(minimal_sources(view, t.happened) == std::vector<std::vector<Source>>{{t.ben, t.clerk}});
    CHECK(derive(view, t.happened, ChainCount()) == 2);
    CHECK(derive(view, dry, ChainCount()) == 0);
    auto const without_ben = [&](View const& v, AttributionId a) { return v.graph().source(a) != t.ben; };
    CHECK(derive(view, wet, Reachability{.admits = without_ben}));
    CHECK_FALSE(derive(view, t.happened, Reachability{.admits = without_ben}));
}

TEST_CASE("A claim is first supported when the first way to it is complete") {
    Harbour t;
    ClaimId const wet = t.ledger.claim(t.quay, "wet");
    t.ledger.attribution({.source = t.ada, .content = wet, .document = t.gazette, .said = Edtf("2023-05-03")});
    t.ledger.attribution({.source = t.ben, .content = wet, .document = t.courier, .said = Edtf("2023-06")});
    t.ledger.attribution({.source = t.clerk, .content = t.happened, .said = Edtf("2023-05-20")}, wet);
    View const view(t.ledger.graph());
    CHECK(derive(view, wet, EarliestDate()) == Edtf("2023-05-03").earliest());
    CHECK(derive(view, t.happened, EarliestDate()) == Edtf("2023-05-20").earliest());
    auto const all = derive_all(view, EarliestDate{.certainly = true});
    CHECK(all.of(t.happened) == Edtf("2023-05-20").earliest());
    CHECK(all.of(wet) == Edtf("2023-05-03").earliest());
    View const later(view.graph(), {.without = {t.ada}});
    CHECK(derive(later, t.happened, EarliestDate()) == Edtf("2023-06-01").earliest());
    CHECK(derive(later, t.happened, EarliestDate{.certainly = true}) == Edtf("2023-06-30").earliest());
}

TEST_CASE("W1: the ways round a circle are without number, and a measure that says nothing about them is refused") {
    Harbour t;
    ClaimId const wet = t.ledger.claim(t.quay, "wet"), behind = t.ledger.claim(t.quay, "behind");
    t.ledger.attribution({.source = t.ada, .content = wet, .document = t.gazette});
    t.ledger.attribution({.source = t.clerk, .content = t.happened}, wet);
    View const before(t.ledger.graph());
    CHECK(derive(before, t.happened, PlainCount()) == 1);
    t.ledger.attribution({.source = t.ben, .content = wet, .document = t.courier}, t.happened);
    t.ledger.attribution({.source = t.clerk, .content = behind}, t.happened);
    View const view(t.ledger.graph());
    for (ClaimId claim : {wet, t.happened, behind})
        CHECK(derive(view, claim, ChainCount()) == ChainCount().unbounded());
    auto const plain = try_derive(view, behind, PlainCount());
    REQUIRE_FALSE(plain.has_value());
    CHECK(plain.error().code == Errc::cycle);
    auto const boast = try_derive_all(view, Boaster());
    REQUIRE_FALSE(boast.has_value());
    CHECK(boast.error().code == Errc::not_allowed);
    CHECK(minimal_sources(view, behind) == std::vector<std::vector<Source>>{{t.ada, t.clerk}});
}

TEST_CASE("More sets of sources than asked for are refused, not cut off") {
    Harbour t;
    ClaimId const claim = many_ways(t, 5);
    View const view(t.ledger.graph());
    CHECK(minimal_sources(view, claim, 32).size() == 32);
    auto const refused = try_minimal_sources(view, claim, 31);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Errc::capacity);
    CHECK_THROWS_AS((void)minimal_sources(view, claim, 31), Exception);
    auto const refused_all = try_derive_all(view, MinimalSources{.limit = 31});
    REQUIRE_FALSE(refused_all.has_value());
    CHECK(refused_all.error().code == Errc::capacity);
    Harbour huge;
    ClaimId const hopeless = many_ways(huge, 40);
    CHECK(try_minimal_sources(View(huge.ledger.graph()), hopeless).error().code == Errc::capacity);
    CHECK(derive(View(huge.ledger.graph()), hopeless, ChainCount()) == std::uint64_t{1} << 40);
}

TEST_CASE("Numbers of ways stop at the largest number") {
    Harbour t;
    ClaimId const claim = many_ways(t, 70);
    CHECK(derive(View(t.ledger.graph()), claim, ChainCount()) == ChainCount().unbounded());
    CHECK(ChainCount().times(0, ChainCount().unbounded()) == 0);
    CHECK(ChainCount().times(ChainCount().unbounded(), 0) == 0);
}

TEST_CASE("Values are those of all derivations, counted one by one") {
    std::size_t compared = 0, circles = 0;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        CAPTURE(seed);
        RandomSupport const random(
            seed, {.claims = 5 + seed % 4, .attributions = 8 + seed % 12, .grounded = seed % 3 == 0 ? 90u : 40u});
        View const view(random.ledger.graph());
        auto const costs = derive_all(view, Cost());
        auto const counts = derive_all(view, ChainCount());
        auto const sources = derive_all(view, MinimalSources{.limit = 5000});
        auto const reached = derive_all(view, Reachability());
        Source const silent = ActorId(Category::actor, 1, view.graph().ledger());
        Reachability const without{
            .admits = [&](View const& v, AttributionId a) { return v.graph().source(a) != silent; }};
        auto const admitted = derive_all(view, without);
        for (ClaimId claim : view.graph().claims()) {
            SupportGraph const& support = costs.support();
            Derivations derivations(support);
            auto const ways = derivations.of(support.find(claim));
            if (derivations.is_too_long) continue;
            ++compared;
            circles += derivations.has_circle ? 1U : 0U;
            std::uint64_t cheapest = Cost::none;
            bool is_admitted = false;
            for (auto const& way : ways) {
                cheapest = (std::min)(cheapest, cost_of(view.graph(), way));
                is_admitted = is_admitted || std::none_of(way.begin(), way.end(), [&](AttributionId a) {
                                  return view.graph().source(a) == silent;
                              });
            }
            CHECK(costs.of(claim) == cheapest);
            CHECK(derive(view, claim, Cost()) == cheapest);
            CHECK(reached.of(claim) == (view.supported(claim) != Truth::never));
            CHECK(admitted.of(claim) == is_admitted);
            CHECK(derive(view, claim, without) == is_admitted);
            auto const count = derivations.has_circle ? ChainCount().unbounded() : ways.size();
            CHECK(counts.of(claim) == count);
            CHECK(derive(view, claim, ChainCount()) == count);
            auto const sets = least_sets(view.graph(), ways);
            CHECK(sources.of(claim) == sets);
            CHECK(minimal_sources(view, claim, 5000) == sets);
        }
    }
    CHECK(compared > 600);
    CHECK(circles > 40);
}

TEST_CASE("Deriving can be watched, and ended") {
    RandomSupport const random(3, {});
    View const view(random.ledger.graph());
    std::size_t calls = 0;
    auto const stop = [&](std::size_t done, std::size_t total) {
        CHECK(done <= total);
        return ++calls < 5;
    };
    CHECK(try_derive_all(view, Cost(), {.progress = stop}).error().code == Errc::cancelled);
    CHECK(calls == 5);
}
