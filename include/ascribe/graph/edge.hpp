// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_EDGE_HPP
#define ASCRIBE_GRAPH_EDGE_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/graph/graph.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <variant>
#include <vector>

/// Opt-in header: the records as one directed graph, for algorithms that do not care what the records mean. Questions
/// about them are better asked of Graph itself.
namespace ascribe {

/// Which field of a record an edge is: of a claim the first two, of an attribution the rest.
enum class EdgeField : std::uint8_t { subject, value, source, content, document, ground };

template <>
struct Names<EdgeField> {
    static constexpr std::string_view kind = "field of an edge";
    static constexpr std::string_view expected = "subject, value, source, content, document or ground";
    static constexpr std::array<std::string_view, 6> values = {"subject", "value",    "source",
                                                               "content", "document", "ground"};
};

/// A field of a record that holds another record: from the claim or attribution to what its field holds.
///
/// No two edges of a graph are equal, though two may join the same records by different fields (a decree that is
/// source and document of one attribution). The order is by `from`, `to`, `field`. Values that are text, quantities or
/// dates are no edges, and neither are properties, labels, recordings and evidence spans in other documents.
struct Edge {
    Node from;
    Node to;
    EdgeField field = EdgeField::subject;

    friend constexpr auto operator<=>(Edge const&, Edge const&) noexcept = default;
    friend constexpr bool operator==(Edge const&, Edge const&) noexcept = default;
};

/// Walks the fields of one record, in the order of EdgeField, grounds in the order in which they were linked.
///
/// A forward iterator that gives values; the end equals every other end. It is valid while the Graph object is that it
/// was made with. Stepping is constant, but for an attribution with grounds: stepping to the first of them is linear
/// in their number, allocates once and may throw std::bad_alloc; copies share that.
class OutEdgeIterator {
public:
    using value_type = Edge;
    using difference_type = std::ptrdiff_t;
    using reference = Edge;
    using pointer = Edge const*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    OutEdgeIterator() = default;
    /// Requires: `graph` contains `node`.
    OutEdgeIterator(Graph const& graph, Node node);

    [[nodiscard]] Edge operator*() const noexcept { return edge_; }
    [[nodiscard]] Edge const* operator->() const noexcept { return &edge_; }
    OutEdgeIterator& operator++();
    OutEdgeIterator operator++(int) {
        OutEdgeIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(OutEdgeIterator const& a, OutEdgeIterator const& b) noexcept { return a.edge_ == b.edge_; }

private:
    Graph const* graph_ = nullptr;
    Edge edge_;  // empty at the end
    std::uint32_t next_ground_ = 0;
    std::shared_ptr<std::vector<Node> const> grounds_;
};

/// Walks the fields that hold one record, in the order of EdgeField, within a field in order of recording (claims about
/// a subject grouped by property).
///
/// As OutEdgeIterator, but a step is constant, amortised, and never allocates or throws.
class InEdgeIterator {
public:
    using value_type = Edge;
    using difference_type = std::ptrdiff_t;
    using reference = Edge;
    using pointer = Edge const*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    InEdgeIterator() = default;
    /// Requires: `graph` contains `node`.
    InEdgeIterator(Graph const& graph, Node node) noexcept;

    [[nodiscard]] Edge operator*() const noexcept { return edge_; }
    [[nodiscard]] Edge const* operator->() const noexcept { return &edge_; }
    InEdgeIterator& operator++() noexcept;
    InEdgeIterator operator++(int) noexcept {
        InEdgeIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(InEdgeIterator const& a, InEdgeIterator const& b) noexcept { return a.edge_ == b.edge_; }

private:
    using Sources =
        std::variant<std::monostate, ClaimsAbout::iterator, AdjacentRange<ClaimId>::iterator,
                     AdjacentRange<AttributionId>::iterator, AttributionsIn::iterator, DependentRange::iterator>;
    [[nodiscard]] Sources holders(EdgeField field) const noexcept;
    void settle() noexcept;

    Graph const* graph_ = nullptr;
    Edge edge_;  // empty at the end
    Node node_;
    Sources at_;
};

/// Walks the fields of all claims, then of all attributions, in order of recording. Otherwise as OutEdgeIterator.
class EdgeIterator {
public:
    using value_type = Edge;
    using difference_type = std::ptrdiff_t;
    using reference = Edge;
    using pointer = Edge const*;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    EdgeIterator() = default;
    explicit EdgeIterator(Graph const& graph) : graph_(&graph) { enter(Category::claim, 0); }

    [[nodiscard]] Edge operator*() const noexcept { return *at_; }
    [[nodiscard]] Edge const* operator->() const noexcept { return at_.operator->(); }
    EdgeIterator& operator++() {
        Node const node = at_->from;
        if (++at_ == OutEdgeIterator()) enter(node.category(), node.number() + 1);
        return *this;
    }
    EdgeIterator operator++(int) {
        EdgeIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(EdgeIterator const& a, EdgeIterator const& b) noexcept { return a.at_ == b.at_; }

private:
    // Every claim and every attribution has a field that holds a record.
    void enter(Category category, std::uint32_t number) {
        if (category == Category::claim && number >= graph_->count(category)) {
            category = Category::attribution;
            number = 0;
        }
        at_ = number < graph_->count(category) ? OutEdgeIterator(*graph_, Node(category, number, graph_->ledger()))
                                               : OutEdgeIterator();
    }

    Graph const* graph_ = nullptr;
    OutEdgeIterator at_;
};

/// What the functions below return: a view, and borrowed, since its iterators need the Graph object and not the range.
template <class Iterator>
class EdgeRange {
public:
    EdgeRange() = default;
    explicit EdgeRange(Iterator first) : first_(std::move(first)) {}
    [[nodiscard]] Iterator begin() const { return first_; }
    [[nodiscard]] Iterator end() const { return {}; }
    [[nodiscard]] bool empty() const { return first_ == Iterator(); }

private:
    Iterator first_;
};

/// What the fields of a record hold. Requires: `graph` contains `node`.
[[nodiscard]] inline EdgeRange<OutEdgeIterator> edges_from(Graph const& graph, Node node) {
    return EdgeRange(OutEdgeIterator(graph, node));
}
/// The fields of other records that hold this one. Requires: `graph` contains `node`.
[[nodiscard]] inline EdgeRange<InEdgeIterator> edges_to(Graph const& graph, Node node) noexcept {
    return EdgeRange(InEdgeIterator(graph, node));
}
/// All fields that hold a record.
[[nodiscard]] inline EdgeRange<EdgeIterator> all_edges(Graph const& graph) {
    return EdgeRange(EdgeIterator(graph));
}

}  // namespace ascribe

// <span> declares these, see graph/ranges.hpp.
template <class Iterator>
inline constexpr bool std::ranges::enable_view<ascribe::EdgeRange<Iterator>> = true;
template <class Iterator>
inline constexpr bool std::ranges::enable_borrowed_range<ascribe::EdgeRange<Iterator>> = true;

template <>
struct std::hash<ascribe::Edge> {
    [[nodiscard]] std::size_t operator()(ascribe::Edge const& edge) const noexcept {
        std::uint64_t const ends = std::uint64_t{edge.from.word()} << 32 | edge.to.word();
        return std::hash<std::uint64_t>()(
            (ends ^ std::uint64_t{edge.from.ledger()} << 29 ^ static_cast<std::uint64_t>(edge.field)) *
            0x9e3779b97f4a7c15U);
    }
};

#endif
