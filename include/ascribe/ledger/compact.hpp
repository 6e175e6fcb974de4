// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_COMPACT_HPP
#define ASCRIBE_LEDGER_COMPACT_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstddef>
#include <vector>

namespace ascribe {

struct CompactOptions {
    /// Called now and then with the steps done and to be done in all. If it returns false, compacting ends with
    /// Errc::cancelled. What it throws comes through.
    Progress progress = {};
};

/// A ledger with the records of a graph, and what their handles have become.
struct Compacted {
    Ledger ledger;
    std::vector<ClaimId> claims;              ///< by the number that the claim had
    std::vector<AttributionId> attributions;  ///< by the number that the attribution had
};

/// The same records in the order in which they are read fastest: claims by subject and property, attributions by claim,
/// grounds that were learned late with their attributions where they can be. Recording can go on.
///
/// What is there then is also kept in a form of its own, in which the attributions of a claim are told by four bytes:
/// less memory, and fewer places to wait for. What is recorded afterwards is kept as in any ledger.
///
/// The digest is the same (ledger/digest.hpp). Entities and properties keep their numbers, claims and attributions do
/// not: where results are in order of recording, theirs is the new one, and which end of a symmetric claim is its
/// subject may turn. Graphs and handles taken before mean nothing here: what was the actor `a` is
/// `actor_at(a.number())` of the new graph now, and so on for other entities and properties. Never done by itself,
/// since it costs about as much as recording, and a second copy while both are there.
///
/// Expected linear. Errors: cancelled. For a graph of forged bytes, also what keeps its records from being recorded.
[[nodiscard]] Result<Compacted> try_compact(Graph const& graph, CompactOptions const& options = {});
/// try_compact(graph, options).value().
[[nodiscard]] Compacted compact(Graph const& graph, CompactOptions const& options = {});

}  // namespace ascribe

#endif
