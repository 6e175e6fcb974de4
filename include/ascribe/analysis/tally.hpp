// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_TALLY_HPP
#define ASCRIBE_ANALYSIS_TALLY_HPP

#include <ascribe/analysis/conflict.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/partition.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/model/stance.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace ascribe {

/// An entity by what hosts know it by, for results that leave the ledger.
struct EntityKey {
    Category category = Category::actor;
    std::string key;

    friend auto operator<=>(EntityKey const&, EntityKey const&) = default;
};

/// How much one actor or document says, and how much hangs on it.
struct SourceTally {
    using Stances = std::array<std::uint64_t, Names<Factuality>::values.size()>;

    std::uint64_t claims = 0;  ///< on which it takes a stance that stands
    Stances stances{};         ///< its standing attributions of them, by factuality
    std::uint64_t lost = 0;    ///< claims that lose all support without it

    friend bool operator==(SourceTally const&, SourceTally const&) = default;
};

/// From how many origins certainly to how many at most (rule O5).
struct OriginInterval {
    std::uint64_t certainly = 0;
    std::uint64_t at_most = 0;

    friend auto operator<=>(OriginInterval const&, OriginInterval const&) = default;
};

/// Counts over claims, by entity keys and not by handles, so that they can be sent and added up.
///
/// A commutative monoid: Tally() is its identity, `combine` its operation, which adds every count to that of the same
/// key. A claim is counted where it is owned, so the tally of a whole is that of all its parts combined, in any order
/// and grouping. What is nought is left out, so equal counts are equal values.
///
/// Not modelled: what is no sum over claims, such as the number of sources of a kind that two parts share.
struct Tally {
    using Verdicts = std::array<std::uint64_t, Names<Verdict>::values.size()>;

    std::uint64_t claims = 0;              ///< counted at all
    std::uint64_t supported = 0;           ///< in every reading
    std::uint64_t possibly_supported = 0;  ///< in some readings
    std::map<EntityKey, SourceTally> sources;
    std::map<OriginInterval, std::uint64_t> origins;  ///< supported claims by how well they are corroborated
    Verdicts disagreements{};                         ///< by Verdict; each is counted with its subject

    friend bool operator==(Tally const&, Tally const&) = default;
};

/// Adds the counts of the other one. Linear in that, with a logarithm of this; strong guarantee.
Tally& operator+=(Tally& into, Tally const& other);
[[nodiscard]] Tally combine(Tally const& a, Tally const& b);

/// What a tally counts. By default everything; what is left out costs nothing.
struct TallyOptions {
    bool losses = true;           ///< SourceTally::lost of every actor; else they are 0
    bool document_losses = true;  ///< and of every document, source or not: a part cannot tell who is one elsewhere
    bool origins = true;          ///< else there are none
    bool disagreements = true;    ///< else there are none
    /// What disagreements are looked for. Rules with shared properties want these in PartitionRule::together.
    ConflictOptions conflicts = {};
    /// Called now and then with the steps done and to be done; if it returns false, the work ends with Errc::cancelled.
    Progress progress = {};
};

/// The tally of what one part owns, from a view of that part (or of the whole, or of anything between).
///
/// As long as the analyses that it counts: linear in claims and attributions for the stances; one corroboration for
/// each claim; one Withdrawals, asked for each actor and document; one search for disagreements. Needs a bit for each
/// claim and some 100 bytes for each source besides. Requires: `ownership` is of the view's graph, `part <
/// ownership.rule().parts`. Error: cancelled.
[[nodiscard]] Result<Tally> try_tally(View const& view, Ownership const& ownership, std::uint32_t part,
                                      TallyOptions const& options = {});
/// try_tally(view, ownership, part, options).value().
[[nodiscard]] Tally tally(View const& view, Ownership const& ownership, std::uint32_t part,
                          TallyOptions const& options = {});
/// The tally of all claims.
[[nodiscard]] Result<Tally> try_tally(View const& view, TallyOptions const& options = {});
[[nodiscard]] Tally tally(View const& view, TallyOptions const& options = {});

}  // namespace ascribe

#endif
