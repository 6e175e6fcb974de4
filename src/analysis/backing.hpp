// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_BACKING_HPP
#define ASCRIBE_SRC_ANALYSIS_BACKING_HPP

#include "../core/make_set.hpp"
#include "lineage.hpp"
#include "number_map.hpp"
#include "voices.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/graph/view.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// The least member of a disjoint set that `at` is in.
inline std::uint32_t leader(std::vector<std::uint32_t>& above, std::uint32_t at) {
    while (above[at] != at) at = above[at] = above[above[at]];
    return at;
}

/// Counts one side of a claim: who stands behind it, which of the voices are one, and the interval (part 10).
class BackingCounter {
public:
    /// The meter is told of what is looked at, and may end the work by an exception; then it can count again.
    BackingCounter(View const& view, Lineage const& lineage, std::uint32_t covered_percent, Meter& meter)
        : view_(view), graph_(view.graph()), lineage_(lineage), meter_(meter), covered_percent_(covered_percent) {}

    /// From what the walk found. Claims that it relied on are added to `relies_on`.
    [[nodiscard]] Backing count(VoiceWalk const& walk, std::vector<CountingClaim> const& counting,
                                std::vector<ClaimId>& relies_on);

    /// Class by attribution, for the network of the side counted last; ascending.
    [[nodiscard]] std::vector<std::pair<AttributionId, std::uint32_t>> const& classes() const noexcept {
        return class_of_attribution_;
    }

private:
    /// How an attribution of a voice reaches the reader.
    struct Way {
        std::uint32_t voice;
        AttributionId by;         ///< the one that speaks
        AttributionId outermost;  ///< with a document
    };

    void find_carriers(Backing& backing);
    void find_voices(VoiceWalk const& walk, Backing& backing);
    void find_ways();
    void suppose(JoinRule rule, std::size_t a, std::size_t b, bool certain, std::vector<ClaimId> claims,
                 std::vector<AttributionId> attributions = {});
    void join_equal(Backing const& backing);
    void join_authors(Backing const& backing);
    void join_speakers(Backing const& backing);
    void join_runs();
    void join_reprints();
    void join_counterparts(std::vector<std::size_t> const& group, std::vector<ClaimId> const& claims, bool certain);
    void cite_themselves(Backing& backing);
    void apply_joins(Backing& backing, std::vector<ClaimId>& relies_on);
    void find_alternatives(Backing& backing, std::vector<CountingClaim> const& counting);
    [[nodiscard]] bool would_stand(AttributionId alternative, std::vector<CountingClaim> const& counting) const;
    void count_classes(Backing& backing);
    /// Indices of voices that are this one after same_as and held_by.
    [[nodiscard]] std::pair<std::size_t, std::size_t> voices_as(Node as) const;

    View const& view_;
    Graph const& graph_;
    Lineage const& lineage_;
    Meter& meter_;
    std::uint32_t covered_percent_;

    std::vector<Speaking> speaking_;
    std::vector<std::uint32_t> by_as_;  ///< indices of voices, ordered by `as`
    std::vector<std::uint32_t> as_;     ///< its words in that order
    std::vector<Way> ways_;
    std::vector<Passage> passages_;
    std::vector<VoiceJoin> supposed_;
    std::vector<std::uint32_t> certain_, possible_;  ///< disjoint sets of voices
    std::vector<std::uint32_t> class_of_;            ///< by voice, after what is certain
    std::vector<std::uint32_t> only_alternative_;    ///< by voice: it speaks only through alternatives
    std::vector<std::pair<AttributionId, std::uint32_t>> class_of_attribution_;
    std::vector<std::pair<AttributionId, std::uint32_t>> voice_of_attribution_;
    std::vector<AttributionId> outwards_;
    std::vector<std::uint64_t> ways_out_;
    NumberMap seen_;
};

}  // namespace ascribe::detail

#endif
