// SPDX-License-Identifier: BSL-1.0
#include "support/random_graph.hpp"
#include <ascribe/graph/boost.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <vector>

#include <boost/concept/assert.hpp>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/property_map/property_map.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::naive_edges;
using ascribe_tests::Random;
using ascribe_tests::record_at_random;

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Node, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Node, VertexCategoryTag>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, Edge, EdgeFieldTag>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<VertexIndexMap, Node>));
static_assert(std::forward_iterator<VertexIterator> && std::forward_iterator<EdgeIterator> &&
              std::forward_iterator<OutEdgeIterator> && std::forward_iterator<InEdgeIterator> &&
              std::forward_iterator<AdjacencyIterator>);
static_assert(std::is_same_v<boost::property_traits<VertexIndexMap>::value_type, std::uint32_t>);
static_assert(boost::is_directed_graph<Graph>::value && boost::is_multigraph<Graph>::value);
static_assert(boost::is_bidirectional_graph<Graph>::value);

namespace {

struct Naive {
    explicit Naive(Graph const& graph) : count(num_vertices(graph)), edges(naive_edges(graph)), forward(count) {
        auto const index = get(boost::vertex_index, graph);
        for (Edge const& edge : edges) forward[index[edge.from]].push_back(index[edge.to]);
    }
    /// Steps from one vertex to each; -1 where there is no way. `without` is left out.
    [[nodiscard]] std::vector<int> distances(std::uint32_t from, std::uint32_t without) const {
        std::vector<int> distance(count, -1);
        if (from == without) return distance;
        std::deque<std::uint32_t> queue{from};
        distance[from] = 0;
        while (!queue.empty()) {
            auto const at = queue.front();
            queue.pop_front();
            for (auto next : forward[at]) {
                if (distance[next] >= 0 || next == without) continue;
                distance[next] = distance[at] + 1;
                queue.push_back(next);
            }
        }
        return distance;
    }
    [[nodiscard]] std::vector<int> distances(std::uint32_t from) const { return distances(from, count); }
    void reverse() {
        std::vector<std::vector<std::uint32_t>> backward(count);
        for (std::uint32_t from = 0; from < count; ++from)
            for (auto to : forward[from]) backward[to].push_back(from);
        forward = std::move(backward);
    }

    std::uint32_t count;
    std::vector<Edge> edges;
    std::vector<std::vector<std::uint32_t>> forward;
};

template <class AnyGraph>
std::vector<int> distances_by_boost(AnyGraph const& graph, Node from) {
    std::vector<int> distance(num_vertices(graph), -1);
    auto const index = get(boost::vertex_index, graph);
    auto const map = boost::make_iterator_property_map(distance.begin(), index);
    put(map, from, 0);
    boost::breadth_first_search(
        graph, from, boost::visitor(boost::make_bfs_visitor(boost::record_distances(map, boost::on_tree_edge()))));
    return distance;
}

/// All vertices that every way from `root` to `v` passes, `v` included, by taking out one after the other.
std::set<std::uint32_t> naive_dominators(Naive const& naive, std::uint32_t root, std::uint32_t v) {
    std::set<std::uint32_t> result;
    for (std::uint32_t out = 0; out < naive.count; ++out)
        if (naive.distances(root, out)[v] < 0) result.insert(out);
    return result;
}

template <class AnyGraph>
void check_dominators(AnyGraph const& graph, Naive const& naive, Node root) {
    // The form that takes the visit numbers: the shorter one does not tell records that the root does not reach from
    // the root (Boost.Graph pull request 97).
    auto const index = get(boost::vertex_index, graph);
    std::vector<Node> parent(num_vertices(graph)), predecessor(parent), visited(parent);
    std::vector<std::uint32_t> number(parent.size(), static_cast<std::uint32_t>(-1));
    boost::lengauer_tarjan_dominator_tree(graph, root, index, boost::make_iterator_property_map(number.begin(), index),
                                          boost::make_iterator_property_map(predecessor.begin(), index), visited,
                                          boost::make_iterator_property_map(parent.begin(), index));
    auto const reached = naive.distances(index[root]);
    for (std::uint32_t v = 0; v < naive.count; ++v) {
        if (reached[v] < 0) {
            CHECK_FALSE(parent[v]);
            continue;
        }
        std::set<std::uint32_t> by_boost{v};
        for (Node at = parent[v]; at; at = parent[index[at]]) by_boost.insert(index[at]);
        CHECK(by_boost == naive_dominators(naive, index[root], v));
    }
}

}  // namespace

TEST_CASE("a graph without records has neither vertices nor edges") {
    Graph const graph;
    CHECK(num_vertices(graph) == 0);
    CHECK(num_edges(graph) == 0);
    CHECK(vertices(graph).first == vertices(graph).second);
    CHECK(edges(graph).first == edges(graph).second);
}

TEST_CASE("vertices are all records, indexed without gaps by category and order of recording") {
    Ledger ledger;
    Random random(7);
    record_at_random(ledger, random, 400, true);
    Graph const graph = ledger.graph();

    std::vector<Node> all;
    for (auto id : graph.actors()) all.push_back(id);
    for (auto id : graph.places()) all.push_back(id);
    for (auto id : graph.documents()) all.push_back(id);
    for (auto id : graph.events()) all.push_back(id);
    for (auto id : graph.claims()) all.push_back(id);
    for (auto id : graph.attributions()) all.push_back(id);
    REQUIRE(num_vertices(graph) == all.size());

    auto const [begin, end] = vertices(graph);
    CHECK(std::vector<Node>(begin, end) == all);
    auto const index = get(boost::vertex_index, graph);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        CHECK(vertex(i, graph) == all[i]);
        CHECK(get(index, all[i]) == i);
        CHECK(get(boost::vertex_index, graph, all[i]) == i);
        CHECK(get(vertex_category, graph, all[i]) == all[i].category());
        CHECK(get(get(vertex_category, graph), all[i]) == all[i].category());
    }
    CHECK(boost::graph_traits<Graph>::null_vertex() == Node());
    CHECK(get(index, Node()) >= all.size());
}

TEST_CASE("vertices skip categories without records") {
    Ledger ledger;
    auto const document = ledger.document("gazette-1");
    auto const claim = ledger.claim(document, "title", "Flood in the harbour");
    Graph const graph = ledger.graph();
    auto const [begin, end] = vertices(graph);
    CHECK(std::vector<Node>(begin, end) == std::vector<Node>{document.id, claim.id});
    CHECK(get(boost::vertex_index, graph, document.id) == 0);
    CHECK(get(boost::vertex_index, graph, claim.id) == 1);
    CHECK(vertex(1, graph) == Node(claim.id));
}

TEST_CASE("edges are the fields that hold records, and nothing else") {
    Ledger ledger;
    auto const mayor = ledger.actor("mayor", ActorKind::office);
    auto const decree = ledger.document("decree-7");
    auto const flood = ledger.event("flood");
    auto const night = ledger.event("storm-night");
    auto const cause = ledger.claim(flood, "cause", night.id);
    auto const hurt = ledger.claim(flood, "hurt", exactly(12).of("person"));
    auto const said = ledger.attribution({.source = mayor, .content = cause});
    // A decree states something in itself: its own source and its own document.
    auto const decreed = ledger.attribution({.source = decree, .content = said, .document = decree}, hurt);
    ledger.ground(decreed, mayor);
    Graph const graph = ledger.graph();

    auto const [begin, end] = edges(graph);
    std::vector<Edge> const expected{
        {cause, flood, EdgeField::subject},  {cause, night, EdgeField::value},
        {hurt, flood, EdgeField::subject},   {said, mayor, EdgeField::source},
        {said, cause, EdgeField::content},   {decreed, decree, EdgeField::source},
        {decreed, said, EdgeField::content}, {decreed, decree, EdgeField::document},
        {decreed, hurt, EdgeField::ground},  {decreed, mayor, EdgeField::ground},
    };
    CHECK(std::vector<Edge>(begin, end) == expected);
    CHECK(num_edges(graph) == expected.size());
    CHECK(source(expected[1], graph) == Node(cause));
    CHECK(target(expected[1], graph) == Node(night));
    CHECK(get(edge_field, graph, expected[1]) == EdgeField::value);
    CHECK(get(get(edge_field, graph), expected[3]) == EdgeField::source);

    auto const [first_in, last_in] = in_edges(decree, graph);
    CHECK(std::vector<Edge>(first_in, last_in) == std::vector<Edge>{expected[5], expected[7]});
    CHECK(in_degree(mayor, graph) == 2);
    CHECK(out_degree(decreed, graph) == 5);
    CHECK(degree(said, graph) == 3);
    auto const [first, last] = adjacent_vertices(decreed, graph);
    CHECK(std::vector<Node>(first, last) == std::vector<Node>{decree, said, decree, hurt, mayor});
}

TEST_CASE("breadth-first search agrees with a naive one, along the fields and against them") {
    for (std::uint64_t seed = 20; seed < 30; ++seed) {
        Ledger ledger;
        Random random(seed);
        record_at_random(ledger, random, 200, true);
        Graph const graph = ledger.graph();
        Naive naive(graph);
        for (std::uint32_t from = 0; from < naive.count; from += 3)
            CHECK(distances_by_boost(graph, vertex(from, graph)) == naive.distances(from));
        naive.reverse();
        auto const reversed = boost::make_reverse_graph(graph);
        for (std::uint32_t from = 0; from < naive.count; from += 3)
            CHECK(distances_by_boost(reversed, vertex(from, graph)) == naive.distances(from));
    }
}

TEST_CASE("strong components are the classes of records that lead to each other") {
    bool seen_cycle = false;
    for (std::uint64_t seed = 40; seed < 50; ++seed) {
        Ledger ledger;
        Random random(seed);
        record_at_random(ledger, random, 200, true);
        Graph const graph = ledger.graph();
        Naive const naive(graph);
        std::vector<std::uint32_t> component(naive.count);
        auto const index = get(boost::vertex_index, graph);
        auto const count = boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index));
        seen_cycle = seen_cycle || count < naive.count;
        std::vector<std::vector<int>> reach;
        for (std::uint32_t v = 0; v < naive.count; ++v) reach.push_back(naive.distances(v));
        bool same = true;
        for (std::uint32_t a = 0; a < naive.count; ++a)
            for (std::uint32_t b = 0; b < naive.count; ++b)
                same = same && (component[a] == component[b]) == (reach[a][b] >= 0 && reach[b][a] >= 0);
        CHECK(same);
    }
    CHECK(seen_cycle);
}

TEST_CASE("dominators are the records that every way passes, along the fields and against them") {
    std::size_t roots = 0;
    for (std::uint64_t seed = 60; seed < 64; ++seed) {
        Ledger ledger;
        Random random(seed);
        record_at_random(ledger, random, 120, false);
        Graph const graph = ledger.graph();
        Naive naive(graph);
        std::vector<Node> order;
        REQUIRE_NOTHROW(boost::topological_sort(graph, std::back_inserter(order)));
        auto const index = get(boost::vertex_index, graph);
        for (std::uint32_t root = naive.count; root-- > 0 && roots < 200;) {
            if (naive.forward[root].empty() || root % 4 != 0) continue;
            check_dominators(graph, naive, vertex(root, graph));
            ++roots;
        }
        naive.reverse();
        auto const reversed = boost::make_reverse_graph(graph);
        for (Node root : {vertex(0, graph), vertex(naive.count / 4, graph), vertex(naive.count / 2, graph)}) {
            REQUIRE(index[root] < naive.count);
            check_dominators(reversed, naive, root);
        }
    }
    CHECK(roots > 20);
}

TEST_CASE("a filtered graph leaves out records and fields") {
    Ledger ledger;
    Random random(80);
    record_at_random(ledger, random, 300, true);
    Graph const graph = ledger.graph();
    // Functors of their own, since Boost's filters have to be assignable and lambdas that capture are not.
    struct Says {
        bool operator()(Edge const& edge) const { return edge.field == EdgeField::content; }
    };
    struct Chosen {
        VertexIndexMap index;
        bool operator()(Node node) const { return index[node] % 3 != 0; }
    };
    Chosen const chosen{get(boost::vertex_index, graph)};
    boost::filtered_graph<Graph, Says, Chosen> const filtered(graph, Says(), chosen);
    std::vector<Edge> expected;
    for (Edge const& edge : naive_edges(graph))
        if (Says()(edge) && chosen(edge.from) && chosen(edge.to)) expected.push_back(edge);
    auto const [begin, end] = edges(filtered);
    CHECK(std::vector<Edge>(begin, end) == expected);
    CHECK_FALSE(expected.empty());
}

TEST_CASE("the graph can be copied into one of Boost's own") {
    Ledger ledger;
    Random random(90);
    record_at_random(ledger, random, 200, true);
    Graph const graph = ledger.graph();
    using Copy = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Edge>;
    Copy copy;
    boost::copy_graph(graph, copy, boost::vertex_copy([&](Node from, Copy::vertex_descriptor to) {
                                       copy[to] = from;
                                   }).edge_copy([&](Edge const& from, Copy::edge_descriptor to) { copy[to] = from; }));
    CHECK(boost::num_vertices(copy) == num_vertices(graph));
    CHECK(boost::num_edges(copy) == num_edges(graph));
    for (auto [at, end] = boost::edges(copy); at != end; ++at) {
        CHECK(copy[boost::source(*at, copy)] == copy[*at].from);
        CHECK(copy[boost::target(*at, copy)] == copy[*at].to);
    }
}
