// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_CIRCULARITY_HPP
#define ASCRIBE_ANALYSIS_CIRCULARITY_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ascribe {

/// A document that cites its own author or publisher: no source besides itself (rule O4).
///
/// It is certain if `conditions` is empty. Else it holds only if those claims of identity were accepted: hypotheses
/// that somebody put forward and the scope does not accept, by which the source and the author or publisher are one.
struct SelfCitation {
    AttributionId reported;           ///< whose source is cited
    AttributionId by;                 ///< the outermost attribution that carries it
    DocumentId document;              ///< of that
    Node owner;                       ///< the publisher or author of the document that is cited, or the document
    std::vector<ClaimId> conditions;  ///< same_as claims in order from the source to the owner

    [[nodiscard]] bool is_certain() const noexcept { return conditions.empty(); }

    friend bool operator==(SelfCitation const&, SelfCitation const&) = default;
};

/// What makes a circle.
enum class CircleKind : std::uint8_t {
    grounds,   ///< a statement rests, at some remove, on itself
    citation,  ///< sources cite each other for one claim, and nobody else
};

template <>
struct Names<CircleKind> {
    static constexpr std::string_view kind = "circle";
    static constexpr std::string_view expected = "grounds or citation";
    static constexpr std::array<std::string_view, 2> values = {"grounds", "citation"};
};

/// Statements that lean on each other in a circle, so that they support nothing by themselves (rule W1).
///
/// `members` of a circle of grounds are claims and attributions; of a circle of citation, the sources that cite each
/// other, documents and actors, for `claim`. `attributions` are the links: those that rest on another member, or the
/// outermost ones by which one source cites the next. Whoever is in a circle may have other support besides it.
struct Circle {
    CircleKind kind = CircleKind::grounds;
    ClaimId claim;                            ///< of a citation: the first recorded of those that count as one
    std::vector<Node> members;                ///< ascending
    std::vector<AttributionId> attributions;  ///< in order of recording
    /// The records themselves go in a circle. Not so where an outlet or person is cited, as opposed to a document: each
    /// may have said earlier, somewhere else, what the other cites.
    bool certain = false;
    std::vector<ClaimId> conditions;  ///< hypotheses of identity without which there is no circle, ascending

    friend bool operator==(Circle const&, Circle const&) = default;
};

/// What `circularity` finds in a graph.
struct Circularity {
    std::vector<SelfCitation> self_citations;  ///< in order of `by`, then from the outside inwards
    std::vector<Circle> circles;               ///< by kind, then by first member

    friend bool operator==(Circularity const&, Circularity const&) = default;
};

/// What `circularity` looks for. By default everything.
struct CircularityOptions {
    bool hypotheses = true;  ///< also what would be circular if hypotheses of identity were accepted
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Circular reporting in the whole graph: self-citations and circles, certain ones and those that depend on an identity
/// that is only supposed.
///
/// What counts: attested reports that carry what they report (rule H5). The cited source is compared with the authors
/// and publishers of the citing document after same_as, held_by and, for a document as source, by its known author
/// (rule O3); a cited document without known authors also if the two have a publisher in common. A hypothesis is a
/// same_as claim that an attested attribution holds at least as possible or cannot decide, that the scope does not
/// accept, and that no accepted denial keeps apart.
/// Circles of citation are found for each claim, after same_as and readings: an outlet leans on the authors of what it
/// publishes, these on whom they cite. Self-citations are left out there, so a circle spans at least two documents.
/// Circles of grounds are the strongly connected components of: attributions on their grounds, on what they endorse
/// (rule C3) and on what carries them; ground claims on whoever supports them.
///
/// Not modelled: that somebody copies without saying so; see corroboration for lineage. Linear in the graph and the
/// total length of its chains, but for sorting. Components after Tarjan (SIAM Journal on Computing 1, 1972), iterative.
/// Error: Errc::cancelled.
[[nodiscard]] Result<Circularity> try_circularity(View const& view, CircularityOptions const& options = {});
[[nodiscard]] Circularity circularity(View const& view, CircularityOptions const& options = {});

}  // namespace ascribe

#endif
