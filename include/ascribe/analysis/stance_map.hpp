// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_STANCE_MAP_HPP
#define ASCRIBE_ANALYSIS_STANCE_MAP_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ascribe {

/// What one source makes of what another says (the table of part 4).
enum class RegardKind : std::uint8_t {
    reports,         ///< passes on the saying and takes no stance on the claim (rule C6)
    keeps_distance,  ///< passes it on with a marker on the content
    endorses,        ///< and takes the same side on the claim itself, there: asserts what the other asserts
    rejects,         ///< and takes the other side, there: denies what the other asserts, or asserts what he denies
    withholds,       ///< and says there that it cannot tell, of the claim or of the saying (CTu, Uu)
    denies_saying,   ///< denies that it was said; takes no stance on the claim thereby
};

template <>
struct Names<RegardKind> {
    static constexpr std::string_view kind = "regard";
    static constexpr std::string_view expected =
        "reports, keeps_distance, endorses, rejects, withholds or denies_saying";
    static constexpr std::array<std::string_view, 6> values = {"reports", "keeps_distance", "endorses",
                                                               "rejects", "withholds",      "denies_saying"};
};

/// One place where a source takes up what another says.
struct Regard {
    RegardKind kind = RegardKind::reports;
    AttributionId reporting;  ///< the holder's, which leads to the other's, at once or through further hops
    AttributionId reported;   ///< the other's
    AttributionId
        own;        ///< the holder's own word on the claim, the first of the surest; empty unless the kind rests on one
    ClaimId claim;  ///< that the other's attribution leads to
    Truth certain = Truth::never;  ///< `always` if attested in every reading and, of an own word, held as certain

    friend bool operator==(Regard const&, Regard const&) = default;
};

/// All that one makes of what the other says.
struct Stance {
    Node holder, source;  ///< after same_as and held_by (rules N3, O3); a document without known author is itself
    std::array<std::size_t, Names<RegardKind>::values.size()> counts = {};  ///< by kind
    std::vector<Regard> regards;                                            ///< in order of the reporting attribution

    [[nodiscard]] std::size_t count(RegardKind kind) const noexcept { return counts[static_cast<std::size_t>(kind)]; }
    friend bool operator==(Stance const&, Stance const&) = default;
};

/// An actor's place in it. What he makes of his own earlier words is in both.
struct ActorStances {
    std::vector<Stance> towards;  ///< what he makes of others
    std::vector<Stance> from;     ///< what others make of him

    friend bool operator==(ActorStances const&, ActorStances const&) = default;
};

/// How `stance_map` is done.
struct StanceOptions {
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Who endorses, rejects and keeps distance from whom, for each ordered pair of sources, in order of the holder, then
/// of the source.
///
/// What counts: attested attributions that report others. Sides are by polarity, so who denies what the other denies
/// endorses him; of what the other leaves open (a demand, Uu) there is no side to take. An own word counts in the
/// passage in which the report stands (rule C3, as for View::endorsed): assertive, of the same claim or one that counts
/// as it, whether the outermost source says it or one in the middle (rule C2: what is rejected in somebody else's mouth
/// is rejected by him, not by who reports it). A report is one regard however many own words its passage has; only
/// where these take several sides is it one for each. Who passes on his own report, as a document does that of its
/// author, takes no other stance by it. Taking a side is towards the source whose claim it is, through whatever hops; a
/// marker of distance and a denial of the saying are towards the source whose saying is passed on, one hop further.
/// Where there is an own word on that source's claim there is no `reports` and no `keeps_distance` besides. Not
/// modelled: agreement of two who do not take each other up (see `positions`, `conflicts`), and how strong a marker is.
/// A marker on a term is none (rule N2).
///
/// Near-linear, but that each report is compared with all words of its source's own on that claim in that document:
/// the ways from each attribution outwards are followed once. For one actor the same, in the attributions of the claims
/// that his lead to (those of documents that he is said to have written, and of his offices, included). Error:
/// Errc::cancelled; the others throw it as an Exception, and all throw what progress throws.
[[nodiscard]] Result<std::vector<Stance>> try_stance_map(View const& view, StanceOptions const& options = {});
[[nodiscard]] std::vector<Stance> stance_map(View const& view, StanceOptions const& options = {});
[[nodiscard]] Result<ActorStances> try_stance_map(View const& view, ActorId actor, StanceOptions const& options = {});
[[nodiscard]] ActorStances stance_map(View const& view, ActorId actor, StanceOptions const& options = {});

}  // namespace ascribe

#endif
