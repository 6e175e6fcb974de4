// SPDX-License-Identifier: BSL-1.0
#include "support/random_graph.hpp"
#include <ascribe/graph/edge.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::naive_edges;
using ascribe_tests::Random;
using ascribe_tests::record_at_random;

static_assert(std::forward_iterator<EdgeIterator> && std::forward_iterator<OutEdgeIterator> &&
              std::forward_iterator<InEdgeIterator>);
static_assert(std::ranges::view<EdgeRange<EdgeIterator>> && std::ranges::borrowed_range<EdgeRange<EdgeIterator>>);
static_assert(std::ranges::view<EdgeRange<OutEdgeIterator>> && std::ranges::view<EdgeRange<InEdgeIterator>>);
static_assert(std::ranges::forward_range<EdgeRange<EdgeIterator>> &&
              std::ranges::common_range<EdgeRange<EdgeIterator>>);
static_assert(sizeof(Edge) <= 24 && std::is_trivially_copyable_v<Edge>);

namespace {

std::vector<Node> all_records(Graph const& graph) {
    std::vector<Node> all;
    for (auto id : graph.actors()) all.push_back(id);
    for (auto id : graph.places()) all.push_back(id);
    for (auto id : graph.documents()) all.push_back(id);
    for (auto id : graph.events()) all.push_back(id);
    for (auto id : graph.claims()) all.push_back(id);
    for (auto id : graph.attributions()) all.push_back(id);
    return all;
}

}  // namespace

TEST_CASE("the fields of an edge have names that are read back") {
    for (std::size_t i = 0; i < Names<EdgeField>::values.size(); ++i)
        CHECK(find_named<EdgeField>(to_string(static_cast<EdgeField>(i))) == static_cast<EdgeField>(i));
    CHECK(to_string(EdgeField::ground) == "ground");
    CHECK_FALSE(parse_named<EdgeField>("cause").has_value());
}

TEST_CASE("entities have no fields, and what nobody mentions is held by nothing") {
    Ledger ledger;
    auto const flood = ledger.event("flood");
    Graph const graph = ledger.graph();
    CHECK(edges_from(graph, flood).empty());
    CHECK(edges_to(graph, flood).empty());
    CHECK(all_edges(graph).empty());
}

TEST_CASE("grounds that are linked later are edges of later graphs only") {
    Ledger ledger;
    auto const ada = ledger.actor("ada", ActorKind::person);
    auto const claim = ledger.claim(ledger.event("flood"), "occurred");
    auto const said = ledger.attribution({.source = ada, .content = claim});
    auto const inferred = ledger.attribution({.source = ada, .content = claim, .basis = Basis::inference});
    Graph const before = ledger.graph();
    REQUIRE(ledger.ground(inferred, said));
    Graph const after = ledger.graph();
    auto const count = [](auto const& range) { return std::distance(range.begin(), range.end()); };
    CHECK(count(edges_from(before, inferred)) == 2);
    CHECK(count(edges_from(after, inferred)) == 3);
    CHECK(count(edges_to(before, said)) == 0);
    CHECK(*edges_to(after, said).begin() == Edge{inferred, said, EdgeField::ground});
}

TEST_CASE("edges in both directions are those of the full records, in every graph taken on the way") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Ledger ledger;
        Random random(seed);
        std::vector<Graph> graphs;
        for (int part = 0; part < 4; ++part) {
            record_at_random(ledger, random, 150, true);
            graphs.push_back(ledger.graph());
        }
        for (Graph const& graph : graphs) {
            auto const expected = naive_edges(graph);
            auto const edges = all_edges(graph);
            CHECK(std::vector<Edge>(edges.begin(), edges.end()) == expected);

            std::map<Node, std::vector<Edge>> from, to;
            for (Edge const& edge : expected) {
                from[edge.from].push_back(edge);
                to[edge.to].push_back(edge);
            }
            for (Node node : all_records(graph)) {
                auto const out = edges_from(graph, node);
                CHECK(std::vector<Edge>(out.begin(), out.end()) == from[node]);
                auto const range = edges_to(graph, node);
                std::vector<Edge> in(range.begin(), range.end());
                // A second pass sees the same.
                CHECK(std::vector<Edge>(range.begin(), range.end()) == in);
                CHECK(range.empty() == in.empty());
                CHECK(std::is_sorted(in.begin(), in.end(),
                                     [](Edge const& a, Edge const& b) { return a.field < b.field; }));
                std::sort(in.begin(), in.end());
                std::sort(to[node].begin(), to[node].end());
                CHECK(in == to[node]);
                CHECK(std::adjacent_find(in.begin(), in.end()) == in.end());
            }
        }
    }
}

TEST_CASE("edges serve as keys of hashed and ordered containers") {
    Ledger ledger;
    Random random(11);
    record_at_random(ledger, random, 500, true);
    Graph const graph = ledger.graph();
    std::unordered_map<Edge, std::size_t> numbers;
    for (Edge const& edge : all_edges(graph)) numbers.emplace(edge, numbers.size());
    auto const edges = naive_edges(graph);
    CHECK(numbers.size() == edges.size());
    CHECK(std::set<Edge>(edges.begin(), edges.end()).size() == edges.size());
}
