// SPDX-License-Identifier: BSL-1.0
// What stands and what is supported, against the rules read one by one (parts 9 and 10).
#include "support/newsroom.hpp"
#include "support/random.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::NewsroomStory;
using ascribe_tests::Random;

namespace {

/// The least fixed point by asking all attributions again and again until nothing changes any more.
class NaiveStanding {
public:
    explicit NaiveStanding(View const& view)
        : standing(view.graph().count(Category::attribution), Truth::never),
          supported(view.graph().count(Category::claim), Truth::never),
          view_(view),
          graph_(view.graph()) {
        for (Truth level : {Truth::possibly, Truth::always}) find(level);
    }

    std::vector<Truth> standing;
    std::vector<Truth> supported;

private:
    void find(Truth level) {
        std::vector<bool> stands(standing.size()), holds(supported.size());
        for (bool changes = true; changes;) {
            changes = false;
            for (AttributionId a : graph_.attributions()) {
                if (stands[a.number()] || !may_stand(a, level, stands, holds)) continue;
                changes = stands[a.number()] = true;
                auto const claim = graph_.content(a).to<ClaimId>();
                auto const& without = view_.scope().without;
                if (claim && asserts(a) && std::find(without.begin(), without.end(), claim) == without.end())
                    holds[claim.number()] = true;
            }
        }
        for (std::size_t n = 0; n < stands.size(); ++n)
            if (stands[n]) standing[n] = level;
        for (std::size_t n = 0; n < holds.size(); ++n)
            if (holds[n]) supported[n] = level;
    }

    [[nodiscard]] bool may_stand(AttributionId a, Truth level, std::vector<bool> const& stands,
                                 std::vector<bool> const& holds) const {
        if (view_.attested(a) < level || view_.taken_back(a)) return false;
        auto const actor = graph_.source(a).to<ActorId>();
        bool carried = actor && stands_by_itself(graph_.kind(actor));
        if (auto const document = graph_.document(a)) carried = carried || view_.stands(document) == Truth::always;
        for (AttributionId carrier : graph_.attributions_of(a))
            carried = carried || (stands[carrier.number()] && asserts(carrier) &&
                                  (level == Truth::possibly || graph_.factuality(carrier) == Factuality::ct_plus));
        if (!carried) return false;
        for (Node ground : view_.grounds_of(a)) {
            bool const is_met = ground.is(Category::claim)         ? holds[ground.number()]
                                : ground.is(Category::attribution) ? stands[ground.number()]
                                                                   : view_.stands(ground) == Truth::always;
            if (!is_met) return false;
        }
        auto const reports = view_.endorsed(a);
        return reports.empty() ||
               std::any_of(reports.begin(), reports.end(), [&](AttributionId r) { return stands[r.number()]; });
    }

    [[nodiscard]] bool asserts(AttributionId a) const {
        return act_class(graph_.act(a)) == ActClass::assertive && polarity(graph_.factuality(a)) == Polarity::positive;
    }

    View const& view_;
    Graph const& graph_;
};

/// Sayings that others report, with more or less certainty, and that reporters take up in the same words or elsewhere;
/// and much that rests on several things at once, some of it in circles.
void report_and_ground(Ledger& ledger, Random& random) {
    Graph const graph = ledger.graph();
    std::uint32_t const claims = graph.count(Category::claim);
    if (claims == 0) return;
    ActorId const desk = ledger.actor("desk", ActorKind::analyst);
    auto const any_claim = [&] { return graph.claim_at(static_cast<std::uint32_t>(random.below(claims))); };
    for (int i = 0; i < 20; ++i) {
        ActorId const speaker = ledger.actor("speaker " + std::to_string(random.below(4)), ActorKind::person);
        ActorId const reporter = ledger.actor("reporter " + std::to_string(random.below(3)), ActorKind::media);
        DocumentId const document = ledger.document("paper " + std::to_string(random.below(3)));
        ClaimId const claim = any_claim();
        auto const begin = static_cast<std::uint32_t>(10 * random.below(4));
        SpanRole const role = random.chance(20) ? SpanRole::content_possible : SpanRole::content;
        Span const span{.begin = begin, .end = begin + 10, .role = role};
        AttributionId const inner = ledger.attribution({.source = speaker, .content = claim});
        ledger.attribution({.source = reporter,
                            .content = inner,
                            .factuality = random.chance(60) ? Factuality::ct_plus : Factuality::pr_plus,
                            .document = document,
                            .spans = {&span, 1}});
        if (random.chance(40))
            ledger.attribution({.source = reporter, .content = claim, .document = document, .spans = {&span, 1}});
        for (std::size_t grounds = random.below(4); grounds > 0; --grounds) {
            auto const of = ledger.graph().attribution_at(
                static_cast<std::uint32_t>(random.below(ledger.graph().count(Category::attribution))));
            if (random.chance(70))
                ledger.ground(of, any_claim());
            else if (random.chance(30))
                ledger.attribution({.source = desk, .content = ledger.claim(of, property::rests_on, any_claim())});
            else if (of != inner)
                ledger.ground(of, random.chance(50) ? Node(inner) : random.chance(50) ? Node(document) : Node(speaker));
        }
    }
}

std::vector<Scope> scopes(Graph const& graph, Random& random) {
    std::vector<Scope> scopes(4);
    scopes[1].admit = Truth::possibly;
    for (int i = 0; i < 3; ++i) {
        auto const any = [&](Category category) {
            return Node(category, static_cast<std::uint32_t>(random.below(graph.count(category))),
                        graph.attribution_at(0).ledger());
        };
        for (Category category : {Category::actor, Category::document, Category::claim, Category::attribution})
            if (random.chance(30)) scopes[2].without.push_back(any(category));
    }
    scopes[3].said_before = Day(2024, 3, 5);
    scopes[3].admit = random.chance(50) ? Truth::possibly : Truth::always;
    return scopes;
}

/// How many attributions stand only possibly.
std::size_t compare(View const& view) {
    NaiveStanding const naive(view);
    std::size_t only_possibly = 0;
    bool same = true;
    for (AttributionId a : view.graph().attributions()) {
        same = same && view.standing(a) == naive.standing[a.number()];
        if (view.standing(a) == Truth::possibly) ++only_possibly;
    }
    for (ClaimId c : view.graph().claims()) same = same && view.supported(c) == naive.supported[c.number()];
    CHECK(same);
    return only_possibly;
}

}  // namespace

TEST_CASE(
    "W1 to W3, C3, A3: what stands is the least fixed point, however the graph lies in memory, and whatever came "
    "later") {
    std::size_t only_possibly = 0, taken_back = 0, endorsements = 0, several_grounds = 0, claimed_grounds = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        Ledger ledger;
        NewsroomStory story(ledger, seed);
        for (std::size_t steps = 20 + random.below(200); steps > 0; --steps) story.step();
        report_and_ground(ledger, random);
        Graph const before = ledger.graph();
        for (std::size_t steps = random.below(100); steps > 0; --steps) story.step();
        report_and_ground(ledger, random);
        Compacted const compacted = compact(ledger.graph());
        std::vector<std::byte> const image = freeze(ledger.graph());
        for (Graph const& graph :
             {ledger.graph(), compacted.ledger.graph(), open_frozen(image, {.check = FrozenCheck::numbers}),
              open_frozen(image, {.check = FrozenCheck::everything}), before}) {
            for (Scope const& scope : scopes(graph, random)) {
                View const view(graph, scope);
                only_possibly += compare(view);
                if (view.has_claimed_grounds()) ++claimed_grounds;
                std::vector<Node> grounds;
                bool is_told = true;
                for (ClaimId const claim : graph.claims())
                    for (Support const& support : graph.supports_of(claim)) {
                        view.grounds_of(support, grounds);
                        is_told = is_told && grounds == view.grounds_of(support.attribution);
                    }
                CHECK(is_told);
                for (AttributionId a : graph.attributions()) {
                    if (view.taken_back(a)) ++taken_back;
                    if (!view.endorsed(a).empty()) ++endorsements;
                    if (view.grounds_of(a).size() > 1) ++several_grounds;
                }
            }
        }
    }
    // The stories have all of it.
    CHECK(only_possibly > 1'000);
    CHECK(taken_back > 100);
    CHECK(endorsements > 100);
    CHECK(several_grounds > 1'000);
    CHECK(claimed_grounds > 500);
}
