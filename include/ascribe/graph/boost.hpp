// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_BOOST_HPP
#define ASCRIBE_GRAPH_BOOST_HPP

#include <ascribe/graph/edge.hpp>
#include <ascribe/graph/graph.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

/// Opt-in header: it needs Boost.Graph (1.74 or later) and brings in some of its headers.
///
/// With it ascribe::Graph is itself a model of the Boost.Graph concepts Incidence-, Bidirectional-, Adjacency-,
/// VertexList-, EdgeList- and (readable) PropertyGraph: directed, parallel edges allowed. There is no adaptor to wrap
/// it in, since the algorithms find these functions by argument-dependent lookup beside Graph:
///
///     boost::breadth_first_search(graph, claim, boost::visitor(visitor));      // along the fields
///     boost::breadth_first_search(boost::make_reverse_graph(graph), ...);      // from what is held to its holders
///
/// A vertex is a Node, any record. An edge is an Edge, a field of a claim or an attribution that holds a record.
/// Properties: `boost::vertex_index` (32 bits, 0 .. num_vertices - 1, actors first and attributions last, within a
/// category in order of recording), `vertex_category`, `edge_field`. To leave things out use boost::filtered_graph.
///
/// | operation | complexity |
/// |---|---|
/// | num_vertices, vertex, vertices, edges, in_edges, source, target, get | constant |
/// | out_edges, adjacent_vertices | constant; over all steps linear in the out-degree |
/// | out_degree | constant; of an attribution linear in its grounds |
/// | in_degree, degree | linear in the degree |
/// | num_edges | linear in claims, attributions and grounds: nobody counts them |
///
/// Iterators are valid while the Graph object is; those of out-edges and edges may allocate (see OutEdgeIterator).
///
/// Not modelled: a graph that can be changed, vertices or edges looked up by their ends, and an edge index: the number
/// of fields before an edge is not known without counting them. An algorithm that wants one takes a map from Edge, say
/// a std::unordered_map filled in the order of edges(graph). The meaning of the edges is not modelled either: an
/// attribution needs its source and its document *and* its grounds, while one of many attributions is enough for a
/// claim; paths and dominators of the plain graph do not tell these apart.
///
/// A trap of Boost.Graph, up to 1.81 at least: the short form of lengauer_tarjan_dominator_tree takes vertices that the
/// root does not reach for the root itself. Use the form with a map of visit numbers, filled with the largest number.
namespace ascribe {

/// Walks all records, in the order of their indices.
class VertexIterator {
public:
    using value_type = Node;
    using difference_type = std::ptrdiff_t;
    using reference = Node;
    using pointer = Node const*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    VertexIterator() = default;
    explicit VertexIterator(Graph const& graph) noexcept : graph_(&graph) { enter(1); }

    [[nodiscard]] Node operator*() const noexcept { return node_; }
    [[nodiscard]] Node const* operator->() const noexcept { return &node_; }
    VertexIterator& operator++() noexcept {
        Category const category = node_.category();
        if (node_.number() + 1 < graph_->count(category))
            node_ = Node(category, node_.number() + 1, node_.ledger());
        else
            enter(static_cast<std::size_t>(category) + 1);
        return *this;
    }
    VertexIterator operator++(int) noexcept {
        VertexIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(VertexIterator const& a, VertexIterator const& b) noexcept { return a.node_ == b.node_; }

private:
    void enter(std::size_t category) noexcept {
        while (category <= category_count && graph_->count(static_cast<Category>(category)) == 0) ++category;
        node_ = category <= category_count ? Node(static_cast<Category>(category), 0, graph_->ledger()) : Node();
    }

    Graph const* graph_ = nullptr;
    Node node_;  // empty at the end
};

/// Walks what the fields of a record hold; a record that is held by two fields comes twice.
class AdjacencyIterator {
public:
    using value_type = Node;
    using difference_type = std::ptrdiff_t;
    using reference = Node;
    using pointer = Node const*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    AdjacencyIterator() = default;
    AdjacencyIterator(Graph const& graph, Node node) : at_(graph, node) {}

    [[nodiscard]] Node operator*() const noexcept { return at_->to; }
    [[nodiscard]] Node const* operator->() const noexcept { return &at_->to; }
    AdjacencyIterator& operator++() {
        ++at_;
        return *this;
    }
    AdjacencyIterator operator++(int) {
        AdjacencyIterator before = *this;
        ++at_;
        return before;
    }
    friend bool operator==(AdjacencyIterator const& a, AdjacencyIterator const& b) noexcept { return a.at_ == b.at_; }

private:
    OutEdgeIterator at_;
};

/// Property tags, beside boost::vertex_index: `get(ascribe::edge_field, graph, edge)`.
struct VertexCategoryTag {
    using kind = boost::vertex_property_tag;
};
struct EdgeFieldTag {
    using kind = boost::edge_property_tag;
};
inline constexpr VertexCategoryTag vertex_category{};
inline constexpr EdgeFieldTag edge_field{};

/// From a record to its index in one graph. It keeps five sums and does not need the graph any more.
class VertexIndexMap {
public:
    using key_type = Node;
    using value_type = std::uint32_t;
    using reference = std::uint32_t;
    using category = boost::readable_property_map_tag;

    VertexIndexMap() = default;
    explicit VertexIndexMap(Graph const& graph) noexcept {
        for (std::size_t c = 2; c <= category_count; ++c)
            first_[c] = first_[c - 1] + graph.count(static_cast<Category>(c - 1));
    }
    /// The empty handle, the null vertex, has an index out of range. Requires otherwise: a record of the graph.
    [[nodiscard]] std::uint32_t operator[](Node node) const noexcept {
        return node ? first_[static_cast<std::size_t>(node.category())] + node.number()
                    : static_cast<std::uint32_t>(-1);
    }
    [[nodiscard]] friend std::uint32_t get(VertexIndexMap const& map, Node node) noexcept { return map[node]; }

private:
    std::array<std::uint32_t, category_count + 1> first_{};
};

class VertexCategoryMap {
public:
    using key_type = Node;
    using value_type = Category;
    using reference = Category;
    using category = boost::readable_property_map_tag;
    [[nodiscard]] Category operator[](Node node) const noexcept { return node.category(); }
    [[nodiscard]] friend Category get(VertexCategoryMap, Node node) noexcept { return node.category(); }
};

class EdgeFieldMap {
public:
    using key_type = Edge;
    using value_type = EdgeField;
    using reference = EdgeField;
    using category = boost::readable_property_map_tag;
    [[nodiscard]] EdgeField operator[](Edge const& edge) const noexcept { return edge.field; }
    [[nodiscard]] friend EdgeField get(EdgeFieldMap, Edge const& edge) noexcept { return edge.field; }
};

/// \name The functions of the Boost.Graph concepts. Requires everywhere: vertices and edges of this graph.
/// @{
[[nodiscard]] inline std::uint32_t num_vertices(Graph const& graph) noexcept {
    std::uint32_t n = 0;
    for (std::size_t c = 1; c <= category_count; ++c) n += graph.count(static_cast<Category>(c));
    return n;
}
/// The vertex with this index. Requires: `index < num_vertices(graph)`.
[[nodiscard]] inline Node vertex(std::uint32_t index, Graph const& graph) noexcept {
    for (std::size_t c = 1; c <= category_count; ++c) {
        auto const category = static_cast<Category>(c);
        if (index < graph.count(category)) return {category, index, graph.ledger()};
        index -= graph.count(category);
    }
    ASCRIBE_ASSERT(false && "an index below num_vertices(graph)");
    return {};
}
[[nodiscard]] inline std::pair<VertexIterator, VertexIterator> vertices(Graph const& graph) noexcept {
    return {VertexIterator(graph), VertexIterator()};
}

[[nodiscard]] inline Node source(Edge const& edge, Graph const&) noexcept {
    return edge.from;
}
[[nodiscard]] inline Node target(Edge const& edge, Graph const&) noexcept {
    return edge.to;
}

[[nodiscard]] inline std::pair<OutEdgeIterator, OutEdgeIterator> out_edges(Node vertex, Graph const& graph) {
    return {OutEdgeIterator(graph, vertex), OutEdgeIterator()};
}
[[nodiscard]] inline std::pair<InEdgeIterator, InEdgeIterator> in_edges(Node vertex, Graph const& graph) noexcept {
    return {InEdgeIterator(graph, vertex), InEdgeIterator()};
}
[[nodiscard]] inline std::pair<AdjacencyIterator, AdjacencyIterator> adjacent_vertices(Node vertex,
                                                                                       Graph const& graph) {
    return {AdjacencyIterator(graph, vertex), AdjacencyIterator()};
}
[[nodiscard]] inline std::size_t out_degree(Node vertex, Graph const& graph) {
    std::size_t n = 0;
    for (OutEdgeIterator at(graph, vertex); at != OutEdgeIterator(); ++at) ++n;
    return n;
}
[[nodiscard]] inline std::size_t in_degree(Node vertex, Graph const& graph) noexcept {
    std::size_t n = 0;
    for (InEdgeIterator at(graph, vertex); at != InEdgeIterator(); ++at) ++n;
    return n;
}
[[nodiscard]] inline std::size_t degree(Node vertex, Graph const& graph) {
    return out_degree(vertex, graph) + in_degree(vertex, graph);
}

[[nodiscard]] inline std::pair<EdgeIterator, EdgeIterator> edges(Graph const& graph) {
    return {EdgeIterator(graph), EdgeIterator()};
}
[[nodiscard]] inline std::size_t num_edges(Graph const& graph) {
    std::size_t n = 0;
    for (EdgeIterator at(graph); at != EdgeIterator(); ++at) ++n;
    return n;
}

[[nodiscard]] inline VertexIndexMap get(boost::vertex_index_t, Graph const& graph) noexcept {
    return VertexIndexMap(graph);
}
[[nodiscard]] inline std::uint32_t get(boost::vertex_index_t, Graph const& graph, Node vertex) noexcept {
    return VertexIndexMap(graph)[vertex];
}
[[nodiscard]] inline VertexCategoryMap get(VertexCategoryTag, Graph const&) noexcept {
    return {};
}
[[nodiscard]] inline Category get(VertexCategoryTag, Graph const&, Node vertex) noexcept {
    return vertex.category();
}
[[nodiscard]] inline EdgeFieldMap get(EdgeFieldTag, Graph const&) noexcept {
    return {};
}
[[nodiscard]] inline EdgeField get(EdgeFieldTag, Graph const&, Edge const& edge) noexcept {
    return edge.field;
}
/// @}

}  // namespace ascribe

template <>
struct boost::graph_traits<ascribe::Graph> {
    using vertex_descriptor = ascribe::Node;
    using edge_descriptor = ascribe::Edge;
    using vertex_iterator = ascribe::VertexIterator;
    using edge_iterator = ascribe::EdgeIterator;
    using out_edge_iterator = ascribe::OutEdgeIterator;
    using in_edge_iterator = ascribe::InEdgeIterator;
    using adjacency_iterator = ascribe::AdjacencyIterator;

    using directed_category = boost::bidirectional_tag;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    struct traversal_category : boost::bidirectional_graph_tag,
                                boost::adjacency_graph_tag,
                                boost::vertex_list_graph_tag,
                                boost::edge_list_graph_tag {};

    using vertices_size_type = std::uint32_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;

    [[nodiscard]] static ascribe::Node null_vertex() noexcept { return {}; }
};

template <>
struct boost::property_map<ascribe::Graph, boost::vertex_index_t> {
    using type = ascribe::VertexIndexMap;
    using const_type = type;
};
template <>
struct boost::property_map<ascribe::Graph, ascribe::VertexCategoryTag> {
    using type = ascribe::VertexCategoryMap;
    using const_type = type;
};
template <>
struct boost::property_map<ascribe::Graph, ascribe::EdgeFieldTag> {
    using type = ascribe::EdgeFieldMap;
    using const_type = type;
};

#endif
