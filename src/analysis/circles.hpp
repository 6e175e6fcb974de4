// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_CIRCLES_HPP
#define ASCRIBE_SRC_ANALYSIS_CIRCLES_HPP

#include "hypotheses.hpp"
#include <ascribe/analysis/circularity.hpp>
#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// Whether a document cites itself by a hop.
enum class OwnHop : std::uint8_t { no, by_hypothesis, certain };

/// Collects who cites whom for which claim, and finds those who cite each other in a circle.
///
/// A vertex is a claim and a source. An author or publisher leans on the documents that he wrote or published, a
/// document on the sources that it cites, each of these on whom it cites in turn.
class CitationCircles {
public:
    CitationCircles(View const& view, Hypotheses const& hypotheses) : view_(view), hypotheses_(hypotheses) {}

    /// An outermost attribution of a document that reports something.
    void enter(AttributionId by);
    /// A hop of it, and the next one.
    void cite(AttributionId hop, AttributionId inner, OwnHop own);

    [[nodiscard]] std::vector<Circle> find() const;

private:
    struct Edge {
        Node from, to;
        std::uint32_t claim;  ///< number of the representative
        AttributionId by;     ///< empty: an author's or publisher's own document
        OwnHop own;
    };
    struct Vertices {
        std::vector<std::uint64_t> keys;                  ///< (claim, word), ascending
        std::vector<std::uint32_t> from, to;              ///< of the edges
        std::vector<std::uint32_t> component, documents;  ///< of the vertices: of all edges, of those among documents
    };

    void add(Node from, Node to, AttributionId by, OwnHop own);
    [[nodiscard]] Vertices solve(bool supposed) const;
    [[nodiscard]] std::vector<Circle> circles(Vertices const& vertices, bool supposed, Vertices const* base) const;

    View const& view_;
    Hypotheses const& hypotheses_;
    std::vector<Edge> edges_;
    AttributionId by_;
    Node document_;
    std::uint32_t claim_ = 0;
};

/// Claims and attributions that rest on each other in a circle.
[[nodiscard]] std::vector<Circle> ground_circles(View const& view);

}  // namespace ascribe::detail

#endif
