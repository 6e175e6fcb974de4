// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_TRACE_HPP
#define ASCRIBE_ANALYSIS_TRACE_HPP

#include <ascribe/graph/view.hpp>

#include <functional>
#include <vector>

namespace ascribe {

/// The way by which a statement reaches the reader: who reports whom, from the document inwards.
///
/// `hops` is never empty; the first is the outermost attribution, the last puts the claim forward. Everything about a
/// hop (role, stance, spans, whether it is implied) is in its attribution. Publishers publish documents, not
/// sentences, so they are not hops (rule H3).
struct Chain {
    ClaimId claim;
    DocumentId document;                ///< of the outermost attribution; empty if an analyst speaks without one
    std::vector<ActorId> publishers;    ///< of the document
    std::vector<DocumentId> reprinted;  ///< originals that the document reprints as a whole
    std::vector<AttributionId> hops;    ///< outermost first

    friend bool operator==(Chain const&, Chain const&) = default;
};

/// Calls `visit(chain)` for every chain in which the attribution is the innermost hop, until it returns false; returns
/// whether it never did. Only attested hops, in order of recording, depth first.
///
/// The number of chains is the number of ways from the attribution outwards; where reports of reports are shared it
/// can grow beyond any bound, so a caller who holds such data stops when it has enough. Memory is linear in the depth.
bool for_each_chain(View const& view, AttributionId innermost, std::function<bool(Chain const&)> const& visit);

/// All chains by which a claim reaches the reader. See for_each_chain for their number.
[[nodiscard]] std::vector<Chain> chains(View const& view, ClaimId claim);
/// All chains that end in this attribution.
[[nodiscard]] std::vector<Chain> chains(View const& view, AttributionId innermost);
/// The one chain that begins with this outermost attribution.
[[nodiscard]] Chain chain_from(View const& view, AttributionId outermost);

/// One who speaks at the end of the chains of a claim: somebody whose word it ultimately is (rules O1 to O3).
struct Origin {
    Source voice;                             ///< after same_as; a document's known single author stands for it
    std::vector<AttributionId> attributions;  ///< by which the voice supports the claim, in order of recording
    bool certain = false;                     ///< one of them stands in every reading
    bool read = false;                        ///< one of them counts through an accepted reading or same_as of claims

    friend bool operator==(Origin const&, Origin const&) = default;
};

/// The voices behind a claim, in order of first recording: sources of the standing attributions that support it and,
/// where those rest on grounds, the voices of the grounds instead (and the source too if it says it is a witness). What
/// presupposes that an event occurred supports the claim that it occurred (rule E5).
///
/// Linear in the attributions reached; cycles of grounds are cut and add nothing. Voices are joined only when equal
/// (also by same_as): lineage of documents and the interval of independent origins are a matter of corroboration.
[[nodiscard]] std::vector<Origin> origins(View const& view, ClaimId claim);

/// Claims that count as this one, ascending: itself, or what it is read as; those the same by accepted same_as, also of
/// subject or value; those read as one of them.
[[nodiscard]] std::vector<ClaimId> counting_for(View const& view, ClaimId claim);

}  // namespace ascribe

#endif
