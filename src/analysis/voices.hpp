// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_VOICES_HPP
#define ASCRIBE_SRC_ANALYSIS_VOICES_HPP

#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include "number_map.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/graph/view.hpp>

#include <utility>
#include <vector>

namespace ascribe::detail {

/// Whose word something is (rule O3).
struct VoiceName {
    Source source;       ///< the source, a document's one known author, or the document of an unsigned author
    Source as;           ///< after same_as and held_by
    bool named = false;  ///< somebody, or some document, in particular is meant
};

/// Whether an actor, or one that is the same, is a named one.
[[nodiscard]] bool is_named_one(View const& view, ActorId actor);
/// The voice of an attribution, grounds aside.
[[nodiscard]] VoiceName voice_of(View const& view, AttributionId a);
/// The voice of an actor or document that something rests on.
[[nodiscard]] VoiceName voice_of(View const& view, Source ground);

/// Of an attribution that no list of supports told of: its grounds are still to be looked up.
[[nodiscard]] inline Support unread(AttributionId a) noexcept {
    return {a, Node(), false, true};
}

/// An attribution at the end of the grounds, and whose word it puts forward.
struct Speaking {
    AttributionId by;
    VoiceName voice;
    bool first_hand = false;
    bool read = false;
};

/// Finds the supporters of a claim and the voices behind them (rules O1 to O3). Keeps its memory from claim to claim.
class VoiceWalk {
public:
    /// What it looks at is told to the meter, which may end the work by an exception; then it can walk again.
    VoiceWalk(View const& view, Meter& meter);

    /// Claims that count for this one, ascending.
    void find_counting(ClaimId claim, std::vector<CountingClaim>& counting) const;
    /// Fills the members below with one side of the claims that find_counting found; polarity is + or -.
    void walk(std::vector<CountingClaim> const& counting, Polarity side);

    std::vector<AttributionId> supporters;  ///< standing, ascending
    std::vector<Speaking> speaking;         ///< in no particular, but fixed, order

private:
    [[nodiscard]] bool is_generic(Node event) const;
    struct Reached {
        Support support;
        bool read;
    };

    void reach(Support const& support, bool read);
    void reach_claim(ClaimId claim, bool read);
    void speak(Reached const& at);
    void find_reported_denials();
    [[nodiscard]] bool is_own_record(AttributionId a, DocumentId record) const;

    View const& view_;
    Graph const& graph_;
    Meter& meter_;
    PropertyId occurred_;
    std::vector<Reached> open_;
    std::vector<Node> grounds_;
    std::vector<CountingClaim> counting_;
    NumberMap seen_attributions_, seen_claims_;
    /// Denials that somebody reports in a document: (source, document) words, the denial, and his words.
    struct ReportedDenial {
        std::pair<std::uint32_t, std::uint32_t> place;
        AttributionId denial, by;

        friend auto operator<=>(ReportedDenial const&, ReportedDenial const&) = default;
    };
    std::vector<ReportedDenial> reported_denials_;
};

}  // namespace ascribe::detail

#endif
