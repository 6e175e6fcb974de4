// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_SINGLE_POINT_HPP
#define ASCRIBE_ANALYSIS_SINGLE_POINT_HPP

#include <ascribe/analysis/support_graph.hpp>
#include <ascribe/core/result.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace ascribe {

/// The single points of failure of every claim of a view (rule O6): records whose withdrawal alone leaves a claim
/// unsupported.
///
/// What counts: any record, be it a source, a document (or its whole, or its only publisher), an attribution, a claim,
/// event or place that something rests on; the claim itself is not listed. What does not: claims that count as the same
/// by same_as or read_as support each other no more than View::supported lets them; and what a withdrawal would bring
/// back is left out of account: what the withdrawn source had retracted or said to rest on something, or a document
/// whose withdrawn publisher it alone had named. Ask `withdrawal` of the points that are found where there are such
/// records.
///
/// How: a record is a single point of a fact if it is one of all its steps, and of a step if the step needs it or if it
/// is one of any of its premises; the sets wanted are the largest that satisfy this. They are kept along the dominator
/// tree of the facts (Cooper, Harvey, Kennedy, "A simple, fast dominance algorithm", 2001), each fact holding only what
/// it has beyond its dominator; sources and documents that the ways between the two have in common are found by
/// intersecting these, in the order of SupportGraph, repeatedly within circles only. Exact, circles included.
///
/// Near-linear: the time is that of the ways from each claim's steps up to its dominator, where they are short, as they
/// are in reports of events. Of a long way beside a shorter one, only what the shorter one has is looked for, in the
/// length of the way or in as many steps as it occurs anywhere, whichever is less. The worst case is quadratic: claims
/// that each need the ends of several long chains at once have all of these for single points, and so many are stored.
/// Memory beyond the graph of support while it is made: about 35 bytes a claim, twice that if there are long ways. An
/// immutable value that is cheap to copy, and any thread may use it.
class SinglePoints {
public:
    /// Throws Exception with Errc::cancelled if the progress callback says so, and with Errc::capacity beyond 2^32
    /// points to be stored.
    explicit SinglePoints(View view, SupportOptions const& options = {});
    /// The same from what was made before.
    explicit SinglePoints(std::shared_ptr<SupportGraph const> support, SupportOptions const& options = {});

    /// All single points of failure of the claim, in the order of Node; empty if it is not supported. Linear in their
    /// number, but for the sorting.
    [[nodiscard]] std::vector<Node> of(ClaimId claim) const;
    /// Those of them that are not there only because another one, a claim or attribution, falls with them: the last
    /// ones before the claim. Read off the tree, in time near-linear in what it holds of the points.
    [[nodiscard]] std::vector<Node> immediate(ClaimId claim) const;
    /// Whether withdrawing the record alone leaves the claim unsupported. As fast as `of`, without allocation.
    [[nodiscard]] bool is_point(Node node, ClaimId claim) const;

    [[nodiscard]] SupportGraph const& support() const noexcept { return *support_; }

private:
    struct Tree;
    std::shared_ptr<SupportGraph const> support_;
    std::shared_ptr<Tree const> tree_;
};

/// As the constructor, but what it throws is an error value. Errors: Errc::cancelled, Errc::capacity.
[[nodiscard]] Result<SinglePoints> try_single_points(View const& view, SupportOptions const& options = {});
[[nodiscard]] SinglePoints single_points(View const& view, SupportOptions const& options = {});

/// The single points of failure of one claim, in the order of Node: exactly SinglePoints(view).of(claim), but linear in
/// what the claim rests on, whatever else the graph holds. Errors: as above.
[[nodiscard]] Result<std::vector<Node>> try_single_points(View const& view, ClaimId claim,
                                                          SupportOptions const& options = {});
[[nodiscard]] std::vector<Node> single_points(View const& view, ClaimId claim, SupportOptions const& options = {});

/// For every claim, by number, the last claim or origin that all chains to it go through; empty if there is none, or if
/// the claim is not supported.
///
/// The chain form of single points, for graphs of plain chains: an origin is the source of a supporting attribution
/// that rests on no claim, and one that does leads from each claim among its grounds to its own. Sources in between,
/// documents and carriers are left out, and several grounds of one attribution count as ways of their own. So an
/// origin or claim that is found is one that all chains have in common, and thus a single point; SinglePoints finds all
/// the others, too.
///
/// Immediate dominators by the semi-NCA algorithm (Georgiadis, Tarjan, Werneck, "Finding dominators in practice",
/// J. Graph Algorithms Appl. 2006); near-linear in claims and attributions in practice, circles included. Memory while
/// it works: about 30 bytes a claim and 16 an attribution. Error: Errc::cancelled; the other throws it as an Exception.
[[nodiscard]] Result<std::vector<Node>> try_chain_dominators(View const& view, SupportOptions const& options = {});
[[nodiscard]] std::vector<Node> chain_dominators(View const& view, SupportOptions const& options = {});

}  // namespace ascribe

#endif
