// SPDX-License-Identifier: BSL-1.0
#include "support/failing_new.hpp"
#include "support/harbour.hpp"
#include "support/parts.hpp"
#include "support/random_reports.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/tally.hpp>
#include <ascribe/analysis/withdrawal.hpp>

#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;
using ascribe_tests::RandomReports;

namespace {

EntityKey actor(std::string key) {
    return {Category::actor, std::move(key)};
}
std::size_t at(Factuality f) {
    return static_cast<std::size_t>(f);
}

/// The same from the analyses one by one.
Tally naive(View const& view) {
    Graph const& graph = view.graph();
    Tally tally;
    auto const of = [&](Source source) -> SourceTally& {
        return tally.sources[{source.category(), std::string(graph.key(source))}];
    };
    for (ClaimId claim : graph.claims()) {
        ++tally.claims;
        if (view.supported(claim) == Truth::always) ++tally.supported;
        if (view.supported(claim) == Truth::possibly) ++tally.possibly_supported;
        std::set<Node> sources;
        for (AttributionId a : graph.attributions_of(claim)) {
            if (view.standing(a) == Truth::never) continue;
            ++of(graph.source(a)).stances[at(graph.factuality(a))];
            sources.insert(graph.source(a));
        }
        for (Node source : sources) ++of(source.to<Source>()).claims;
        if (view.supported(claim) == Truth::never) continue;
        Corroboration const c = corroboration(view, claim);
        ++tally.origins[{c.support.certainly, c.support.at_most}];
    }
    std::vector<Node> all;
    for (ActorId actor : graph.actors()) all.push_back(actor);
    for (DocumentId document : graph.documents()) all.push_back(document);
    for (LossCount const& count : loss_counts(view, all))
        if (count.lost != 0) of(count.node.to<Source>()).lost = count.lost;
    for (Disagreement const& d : conflicts(view)) ++tally.disagreements[static_cast<std::size_t>(d.verdict)];
    return tally;
}

/// One after the other, or as a tree, in a random order.
Tally folded(std::vector<Tally> tallies, Random& random) {
    random.shuffle(tallies);
    while (tallies.size() > 1) {
        std::size_t const i = random.below(tallies.size() - 1);
        tallies[i] = combine(tallies[i], tallies.back());
        tallies.pop_back();
    }
    return tallies.front();
}

}  // namespace

TEST_CASE("a tally counts what stands, by the keys of those who say it") {
    ascribe_tests::Harbour h;
    ClaimId const cause = h.ledger.claim(h.flood, "cause", "rain");
    h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.gazette});
    h.ledger.attribution({.source = h.ada, .content = h.happened, .document = h.courier});
    h.ledger.attribution(
        {.source = h.ben, .content = h.happened, .factuality = Factuality::ct_minus, .document = h.courier});
    AttributionId const inference = h.ledger.attribution({.source = h.clerk, .content = cause});
    h.ledger.ground(inference, h.happened);
    h.ledger.attribution({.source = h.mayor, .content = cause});  // Carried by nobody.
    Tally const counted = tally(View(h.ledger.graph()));
    CHECK(counted.claims == 2);
    CHECK(counted.supported == 2);
    SourceTally const& ada = counted.sources.at(actor("ada"));
    CHECK(ada.claims == 1);
    CHECK(ada.stances[at(Factuality::ct_plus)] == 2);
    CHECK(ada.lost == 2);
    CHECK(counted.sources.at(actor("ben")).stances[at(Factuality::ct_minus)] == 1);
    CHECK(counted.sources.at(actor("ben")).lost == 0);
    CHECK(counted.sources.at(actor("clerk")).lost == 1);
    CHECK(counted.origins == std::map<OriginInterval, std::uint64_t>{{{1, 1}, 2}});
    CHECK(counted.disagreements[static_cast<std::size_t>(Verdict::certain)] == 1);
}

TEST_CASE("a tally is what the analyses count one by one, on random ledgers") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 100);
        View const view(reports.ledger.graph(), reports.scope(seed % 2 == 0 ? 0 : seed));
        REQUIRE(tally(view) == naive(view));
    }
}

TEST_CASE("the tally of the whole is that of its parts combined, in any order and grouping") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, seed % 3 == 0 ? 160 : 60);
        Graph const whole = reports.ledger.graph();
        Scope const scope = reports.scope(seed % 2 == 0 ? 0 : seed);
        PartitionRule const rule{.parts = static_cast<std::uint32_t>(1 + seed % 6)};
        Ownership const ownership(whole, rule);
        View const view(whole, scope);
        Random random(seed);
        std::vector<Tally> of_parts, of_whole;
        for (std::uint32_t i = 0; i < rule.parts; ++i) {
            Ledger const one = part(ownership, i);
            ascribe_tests::InWhole const in_whole(whole, one.graph());
            of_parts.push_back(tally(View(one.graph(), in_whole.in_part(scope)), Ownership(one.graph(), rule), i));
            of_whole.push_back(tally(view, ownership, i));
            REQUIRE(of_parts.back() == of_whole.back());
        }
        REQUIRE(folded(of_parts, random) == tally(view));
    }
}

TEST_CASE("combining is associative and commutative, and an empty tally changes nothing") {
    std::vector<Tally> tallies;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        tallies.push_back(tally(View(RandomReports(seed, 60).ledger.graph())));
    for (Tally const& a : tallies) {
        CHECK(combine(a, Tally()) == a);
        CHECK(combine(Tally(), a) == a);
        for (Tally const& b : tallies) {
            CHECK(combine(a, b) == combine(b, a));
            for (Tally const& c : tallies) CHECK(combine(combine(a, b), c) == combine(a, combine(b, c)));
        }
    }
    Tally sum = tallies[0];
    sum += sum;
    CHECK(sum.claims == 2 * tallies[0].claims);
    CHECK(sum == combine(tallies[0], tallies[0]));
}

TEST_CASE("whichever allocation fails, combining changes nothing") {
    Tally const a = tally(View(RandomReports(1, 60).ledger.graph()));
    Tally b = tally(View(RandomReports(2, 60).ledger.graph()));
    for (int i = 0; i < 4; ++i) b.sources[actor("a source of a long name, number " + std::to_string(i))].claims = 1;
    Tally sum = a;
    std::size_t nth = 0;
    for (bool failed = true; failed;) {
        ascribe_tests::Allocations::FailNth const fail(++nth);
        try {
            sum += b;
            failed = false;
        } catch (std::bad_alloc const&) {
            REQUIRE(sum == a);
        }
    }
    CHECK(nth > 8);
    CHECK(sum == combine(a, b));
}

TEST_CASE("what is not asked for is not counted") {
    View const view(RandomReports(3, 120).ledger.graph());
    Tally all = tally(view);
    CHECK(all.disagreements != decltype(all.disagreements){});
    all.disagreements = {};
    all.origins.clear();
    for (auto& [source, counts] : all.sources) counts.lost = 0;
    std::erase_if(all.sources, [](auto const& entry) { return entry.second == SourceTally(); });
    CHECK(tally(view, {.losses = false, .document_losses = false, .origins = false, .disagreements = false}) == all);
}

TEST_CASE("a tally tells how far it is, and can be ended at every step") {
    RandomReports const reports(5, 900);
    View const view(reports.ledger.graph());
    std::size_t calls = 0, last = 0, total = 0;
    REQUIRE(try_tally(view, {.progress = [&](std::size_t done, std::size_t of) {
                          CHECK(done >= last);
                          CHECK(done <= of);
                          last = done;
                          total = of;
                          ++calls;
                          return true;
                      }}));
    CHECK(last == total);
    CHECK(calls > 5);
    for (std::size_t end = 0; end < calls; ++end) {
        std::size_t call = 0;
        auto const ended = try_tally(view, {.progress = [&](std::size_t, std::size_t) { return call++ < end; }});
        REQUIRE_FALSE(ended);
        CHECK(ended.error().code == Errc::cancelled);
    }
    CHECK_THROWS_AS((void)tally(view, {.progress = [](std::size_t, std::size_t) { return false; }}), Exception);
    ConflictOptions const conflicts{.progress = [](std::size_t, std::size_t) { return false; }};
    CHECK_FALSE(try_tally(view, {.conflicts = conflicts}));
}
