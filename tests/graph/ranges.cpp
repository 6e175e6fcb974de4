// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random_graph.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/ranges.hpp>

#include <algorithm>
#include <concepts>
#include <iterator>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Harbour;
using ascribe_tests::list;

namespace {

template <class Range>
constexpr bool is_good() {
    using Iterator = typename Range::iterator;
    return std::input_iterator<Iterator> && std::sentinel_for<std::default_sentinel_t, Iterator> &&
           std::ranges::input_range<Range> && std::is_trivially_copyable_v<Range> &&
           std::default_initializable<Range> && std::same_as<std::iter_value_t<Iterator>, typename Range::value_type>;
}

/// One range of each kind that has some members.
struct Filled : Harbour {
    AttributionId said = ledger.attribution({.source = ada, .content = happened, .document = gazette}, quay);
    Graph graph;

    Filled() {
        for (int i = 0; i < 40; ++i) {
            ledger.claim(flood, "property " + std::to_string(i % 3), i % 2 == 0 ? Value(quay) : Value("x"));
            ledger.attribution({.source = ada,
                                .content = happened,
                                .document = i % 4 < 2 ? gazette : courier,
                                .wording = std::to_string(i)},
                               i % 2 == 0 ? Node(quay) : Node());
        }
        graph = ledger.graph();
    }
};

template <class Range>
void walks_alike(Range const& range, std::size_t size) {
    std::vector<typename Range::value_type> by_for = list(range);
    CHECK(by_for.size() == size);
    CHECK(range.size() == size);
    CHECK(range.empty() == (size == 0));
    if (size != 0) CHECK(range.front() == by_for.front());

    std::vector<typename Range::value_type> by_hand;
    for (auto i = range.begin(); i != range.end();) by_hand.push_back(*i++);
    CHECK(by_hand == by_for);

    std::vector<typename Range::value_type> by_algorithm;
    std::ranges::copy(range, std::back_inserter(by_algorithm));
    CHECK(by_algorithm == by_for);

    // A copy goes on from where it was made, and walking it moves nothing else.
    auto const copy = range;
    auto i = copy.begin();
    if (size > 1) {
        ++i;
        auto j = i;
        ++j;
        CHECK(*i == by_for[1]);
        CHECK((size == 2 ? j == copy.end() : *j == by_for[2]));
    }
    CHECK(list(copy) == by_for);
}

}  // namespace

TEST_CASE("all that a graph returns in numbers are input ranges that are cheap to copy") {
    static_assert(is_good<IdRange<ActorId>>() && is_good<IdRange<AttributionId>>());
    static_assert(is_good<AdjacentRange<ClaimId>>() && is_good<AdjacentRange<AttributionId>>());
    static_assert(is_good<DependentRange>() && is_good<ClaimsAbout>() && is_good<AttributionsIn>());
    CHECK(sizeof(AttributionsIn) <= 80);
}

TEST_CASE("a default range is empty") {
    CHECK(IdRange<EventId>().empty());
    CHECK(AdjacentRange<ClaimId>().empty());
    CHECK(DependentRange().empty());
    CHECK(ClaimsAbout().empty());
    CHECK(AttributionsIn().size() == 0);
}

TEST_CASE("ranges are walked by for, by hand and by algorithms alike") {
    Filled f;
    walks_alike(f.graph.events(), 1);
    walks_alike(f.graph.actors(), 4);
    walks_alike(f.graph.attributions(), 41);
    walks_alike(f.graph.claims_about(f.flood), 7);
    walks_alike(f.graph.claims_about(f.flood, "property 1"), 2);
    walks_alike(f.graph.claims_about(f.quay), 0);
    walks_alike(f.graph.claims_naming(f.quay), 3);
    walks_alike(f.graph.attributions_of(f.happened), 41);
    walks_alike(f.graph.attributions_of(f.said), 0);
    walks_alike(f.graph.attributions_by(f.ada), 41);
    walks_alike(f.graph.attributions_in(f.gazette), 21);
    walks_alike(f.graph.attributions_in(f.courier), 20);
    walks_alike(f.graph.resting_on(f.quay), 21);
    walks_alike(f.graph.resting_on(f.flood), 0);
}

TEST_CASE("a range ends where its graph does, though the ledger goes on") {
    Filled f;
    auto const about = f.graph.claims_about(f.flood);
    auto const of = f.graph.attributions_of(f.happened);
    auto const by = f.graph.attributions_by(f.ada);
    auto const in = f.graph.attributions_in(f.gazette);
    auto const on = f.graph.resting_on(f.quay);
    for (int i = 0; i < 500; ++i) {
        f.ledger.claim(f.flood, "property " + std::to_string(i % 5), std::to_string(i));
        AttributionId const said = f.ledger.attribution(
            {.source = f.ada, .content = f.happened, .document = f.gazette, .wording = "more " + std::to_string(i)});
        f.ledger.ground(said, f.quay);
    }
    CHECK(about.size() == 7);
    CHECK(of.size() == 41);
    CHECK(by.size() == 41);
    CHECK(in.size() == 21);
    CHECK(on.size() == 21);
    CHECK(f.ledger.graph().resting_on(f.quay).size() == 521);
    CHECK(f.ledger.graph().attributions_in(f.gazette).size() == 521);
}

TEST_CASE("supports of a claim say of each attribution what grounds_of says, in old graphs as in new ones") {
    ascribe_tests::Random random(31);
    std::size_t supports = 0, grounded = 0, several = 0;
    for (int round = 0; round < 60; ++round) {
        Ledger ledger;
        std::vector<Graph> graphs;
        for (int part = 0; part < 3; ++part) {
            ascribe_tests::record_at_random(ledger, random, 60, true);
            graphs.push_back(ledger.graph());
        }
        for (Graph const& graph : graphs)
            for (ClaimId const claim : graph.claims()) {
                auto of_claim = graph.attributions_of(claim).begin();
                for (Support const& support : graph.supports_of(claim)) {
                    REQUIRE(support.attribution == *of_claim);
                    ++of_claim;
                    auto const grounds = graph.grounds_of(support.attribution);
                    Node const by = grounds.empty() ? Node(graph.source(support.attribution)) : grounds.back();
                    CHECK(support.by == by);
                    CHECK(support.has_ground == !grounds.empty());
                    CHECK(support.has_others == (grounds.size() > 1));
                    ++supports;
                    grounded += grounds.empty() ? 0U : 1U;
                    several += grounds.size() > 1 ? 1U : 0U;
                }
                CHECK(of_claim == std::default_sentinel);
            }
    }
    CHECK(supports > 1000);
    CHECK(grounded > 200);
    CHECK(several > 10);
}
