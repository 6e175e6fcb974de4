// SPDX-License-Identifier: BSL-1.0
#include "support/harbour.hpp"
#include "support/random_graph.hpp"
#include "support/views.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/ranges.hpp>
#include <ascribe/ledger/compact.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <functional>
#include <iterator>
#include <set>
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
    using Iterator = std::ranges::iterator_t<Range>;
    static_assert(std::forward_iterator<Iterator> && !std::bidirectional_iterator<Iterator>);
    static_assert(std::sentinel_for<std::default_sentinel_t, Iterator> && std::sentinel_for<Iterator, Iterator>);
    static_assert(std::same_as<std::iter_value_t<Iterator>, typename Range::value_type>);
    static_assert(std::same_as<std::iter_reference_t<Iterator>, typename Range::value_type>);
    static_assert(std::same_as<typename std::iterator_traits<Iterator>::iterator_category, std::input_iterator_tag>);
    static_assert(std::ranges::forward_range<Range> && std::ranges::forward_range<Range const>);
    static_assert(std::ranges::view<Range> && std::ranges::borrowed_range<Range>);
    // Its size is linear, which the concept does not allow.
    static_assert(!std::ranges::sized_range<Range>);
    static_assert(std::is_trivially_copyable_v<Range> && std::is_trivially_copyable_v<Iterator>);
    static_assert(std::default_initializable<Range>);
    return true;
}
static_assert(is_good<AdjacentRange<ClaimId>>() && is_good<AdjacentRange<AttributionId>>() && is_good<Supports>());
static_assert(is_good<DependentRange>() && is_good<ClaimsAbout>() && is_good<AttributionsIn>());
static_assert(is_good<ClaimGroups>());
static_assert(sizeof(AttributionsIn) <= 80);

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

/// Iterators of one range are equal if and only if they are at the same member, however they came there.
template <class Range>
void has_positions(Range const& range, std::vector<typename Range::value_type> const& members) {
    std::vector<std::ranges::iterator_t<Range>> all;
    auto i = range.begin();
    for (; i != range.end(); ++i) all.push_back(i);
    all.push_back(i);
    REQUIRE(all.size() == members.size() + 1);
    std::size_t wrong = 0;
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = 0; b < all.size(); ++b) wrong += (all[a] == all[b]) != (a == b) ? 1U : 0U;
    for (std::size_t n = 0; n < all.size(); ++n) {
        // Again from the front: what an iterator gives is the same in every pass.
        auto const again = std::ranges::next(range.begin(), static_cast<std::ptrdiff_t>(n));
        wrong += again != all[n] || (n < members.size() && *all[n] != members[n]) ? 1U : 0U;
    }
    CHECK(wrong == 0);
}

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
    if constexpr (!std::ranges::random_access_range<Range>) has_positions(range, by_for);
    CHECK(range.to_vector() == by_for);

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

TEST_CASE("a default range is empty") {
    CHECK(IdRange<EventId>().empty());
    CHECK(AdjacentRange<ClaimId>().empty());
    CHECK(DependentRange().empty());
    CHECK(Supports().empty());
    CHECK(ClaimGroups().empty());
    CHECK(Supports::iterator() == Supports::iterator());
    CHECK(Supports::iterator() == std::default_sentinel);
    CHECK(AdjacentRange<ClaimId>().begin() == AdjacentRange<ClaimId>::iterator());
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
    walks_alike(f.graph.supports_of(f.happened), 41);
    walks_alike(f.graph.groups(), 4);
    walks_alike(Graph().groups(), 0);
}

TEST_CASE("iterators of every random graph are equal at the same member only, in old graphs and in compacted ones") {
    ascribe_tests::Random random(47);
    for (int round = 0; round < 12; ++round) {
        Ledger ledger;
        std::vector<Graph> graphs;
        for (int part = 0; part < 2; ++part) {
            ascribe_tests::record_at_random(ledger, random, 60, true);
            graphs.push_back(ledger.graph());
        }
        Ledger compacted = compact(ledger.graph()).ledger;
        graphs.push_back(compacted.graph());
        ascribe_tests::record_at_random(compacted, random, 30, true);
        graphs.push_back(compacted.graph());
        for (Graph const& graph : graphs) {
            auto const check = [](auto const& range) { has_positions(range, list(range)); };
            auto const check_node = [&](Node node) {
                check(graph.claims_about(node));
                check(graph.claims_naming(node));
                check(graph.resting_on(node));
                if (auto const content = node.to<Content>()) check(graph.attributions_of(content));
                if (auto const claim = node.to<ClaimId>()) check(graph.supports_of(claim));
                if (auto const source = node.to<Source>()) check(graph.attributions_by(source));
                if (auto const document = node.to<DocumentId>()) check(graph.attributions_in(document));
            };
            std::ranges::for_each(graph.actors(), check_node);
            std::ranges::for_each(graph.places(), check_node);
            std::ranges::for_each(graph.documents(), check_node);
            std::ranges::for_each(graph.events(), check_node);
            std::ranges::for_each(graph.claims(), check_node);
            std::ranges::for_each(graph.attributions(), check_node);
            check(graph.groups());
        }
    }
}

TEST_CASE("algorithms give iterators into a temporary range, valid while the ledger lives") {
    Filled f;
    auto const found = std::ranges::find(f.ledger.graph().attributions_of(f.happened), f.said);
    static_assert(std::same_as<decltype(found), AdjacentRange<AttributionId>::iterator const>);
    CHECK(*found == f.said);
    CHECK(found == f.graph.attributions_of(f.happened).begin());
    auto const about = std::ranges::find(f.graph.claims_about(f.flood), Node(f.quay),
                                         [&](ClaimId claim) { return f.graph.value_node(claim); });
    CHECK(f.graph.value_node(*about) == Node(f.quay));
    auto const none = std::ranges::find(f.graph.claims_naming(f.quay), f.happened);
    CHECK(none == std::default_sentinel);
    auto const ground = std::ranges::find_if(f.graph.supports_of(f.happened), &Support::has_ground);
    CHECK((*ground).attribution == f.said);
    auto const group = std::ranges::find(f.graph.groups(), true, &ClaimGroup::has_second_value);
    CHECK(f.graph.name((*group).property) == "property 0");
    auto const rests = std::ranges::find(f.graph.resting_on(f.quay), f.said);
    CHECK(std::ranges::next(rests) != rests);
    auto const in = std::ranges::find_if(f.graph.attributions_in(f.courier),
                                         [&](AttributionId a) { return !f.graph.has_grounds(a); });
    CHECK(f.graph.document(*in) == f.courier);
}

TEST_CASE("algorithms that pass over a range more than once see the same members") {
    Filled f;
    auto const of = f.graph.attributions_of(f.happened);
    // Looks back from where it is to what it has seen.
    CHECK(std::ranges::adjacent_find(of, std::ranges::greater()) == of.end());
    CHECK(*std::ranges::max_element(of) == of.to_vector().back());
    CHECK(std::ranges::equal(f.graph.attributions_by(f.ada), of));
    CHECK(std::ranges::distance(of) == 41);
    // The ledger goes on between two passes.
    auto first = of.begin();
    while (first != of.end()) ++first;
    for (int i = 0; i < 100; ++i)
        f.ledger.attribution(
            {.source = f.ada, .content = f.happened, .document = f.gazette, .wording = "later " + std::to_string(i)});
    auto second = of.begin();
    while (second != of.end()) ++second;
    CHECK(first == second);
}

#if ASCRIBE_TESTS_HAS_VIEWS
TEST_CASE("ranges of a graph go through the views of the standard library") {
    Filled f;
    Graph const& graph = f.graph;
    static_assert(std::same_as<std::views::all_t<ClaimsAbout>, ClaimsAbout>);
    auto const names_quay = [&](ClaimId claim) { return graph.value_node(claim) == Node(f.quay); };
    std::set<ClaimId> about, naming;
    std::ranges::copy(graph.claims_about(f.flood) | std::views::filter(names_quay), std::inserter(about, about.end()));
    std::ranges::copy(graph.claims_naming(f.quay), std::inserter(naming, naming.end()));
    CHECK(about == naming);
    auto sources = graph.attributions_of(f.happened) | std::views::take(3) |
                   std::views::transform([&](AttributionId a) { return graph.source(a); });
    static_assert(std::ranges::forward_range<decltype(sources)>);
    CHECK(std::ranges::distance(sources) == 3);
    CHECK(std::ranges::count(sources, Source(f.ada)) == 3);

    auto common = graph.supports_of(f.happened) | std::views::common;
    CHECK(std::vector<Support>(common.begin(), common.end()) == graph.supports_of(f.happened).to_vector());
    // All attributions of all claims, by going through two ranges at once.
    auto carried = graph.claims() | std::views::transform([&](ClaimId claim) { return graph.attributions_of(claim); }) |
                   std::views::join;
    CHECK(std::ranges::distance(carried) == 41);
    CHECK(std::ranges::distance(graph.groups() | std::views::drop(1)) == 3);
    std::vector const wanted{graph.attribution_at(0), graph.attribution_at(1)};
    CHECK(std::ranges::search(graph.attributions_of(f.happened), wanted).begin() ==
          graph.attributions_of(f.happened).begin());
    CHECK(std::ranges::distance(graph.resting_on(f.quay) |
                                std::views::drop_while([&](AttributionId a) { return a == f.said; })) == 20);
}
#endif

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
    CHECK(of.to_vector().size() == 41);
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
                    std::vector<Node> kept{claim, claim};
                    graph.grounds_of(support.attribution, kept);
                    CHECK(kept == grounds);
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
