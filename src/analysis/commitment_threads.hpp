// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_COMMITMENT_THREADS_HPP
#define ASCRIBE_SRC_ANALYSIS_COMMITMENT_THREADS_HPP

#include "statements.hpp"
#include <ascribe/analysis/commitment.hpp>

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// The innermost attribution that this one leads to: whose word it reports.
[[nodiscard]] AttributionId innermost_attribution(Graph const& graph, AttributionId attribution);

/// What a claim that is wanted, undertaken or foretold comes down to: of a conditional, its first part (rule P4).
[[nodiscard]] ClaimId without_conditions(Graph const& graph, ClaimId claim);
/// Whether the property makes conditionals: if, only_if, unless, or_else.
[[nodiscard]] bool is_condition(Graph const& graph, PropertyId property) noexcept;

/// The standing attribution with positive stance that holds a claim most firmly, the first recorded of several, and how
/// surely it does; empty if there is none.
[[nodiscard]] std::pair<AttributionId, Truth> firmest_holder(View const& view, ClaimId claim);

/// Whether one time of saying is after another.
[[nodiscard]] Truth is_later(std::pair<Day, Day> later, std::pair<Day, Day> earlier) noexcept;

/// Somebody's certain word that what a claim says is so, or not so.
struct ToldOutcome {
    AttributionId attribution;
    ClaimId claim;  ///< that the attribution puts forward: this, one that counts as it, or one that presupposes it (E5)
    bool is_so = false;
    Truth standing = Truth::never;
    std::pair<Day, Day> said;
};

/// All of them, in order of the claims and then of recording. An own word that only endorses a promise, a demand or a
/// prediction which the same document reports is none (rule C3).
[[nodiscard]] std::vector<ToldOutcome> told_outcomes(StatementReader& reader, ClaimId claim);

/// What answers what in a graph, and which acts have which events as their occasion: found out once.
class Threads {
public:
    /// One pass over the claims.
    Threads(View const& view, CommitmentOptions const& options);

    /// The events that are the act itself, in order of recording.
    [[nodiscard]] std::vector<EventId> occasions(AttributionId act) const;
    /// What answers it (or what it answers), step by step, nearest first.
    [[nodiscard]] std::vector<ThreadStep> answers(AttributionId act) const { return walk(act, answers_); }
    [[nodiscard]] std::vector<ThreadStep> answering(AttributionId act) const { return walk(act, answering_); }
    /// The acts that are one move with what a step leads to: itself, or those whose occasion it is.
    [[nodiscard]] std::vector<AttributionId> acts(Node node) const;

private:
    struct Link {
        Node to;
        ClaimId claim;
        Truth certain;
    };
    using Links = std::unordered_map<std::uint32_t, std::vector<Link>>;

    void add_answer(ClaimId claim);
    [[nodiscard]] Node end_of(Node node);
    [[nodiscard]] std::vector<Node> move_of(Node node) const;
    [[nodiscard]] std::vector<ThreadStep> walk(AttributionId act, Links const& links) const;
    [[nodiscard]] bool is_act(EventId event) const;

    View const& view_;
    Graph const& graph_;
    Links answers_, answering_;                                              // by word of the end
    std::unordered_map<std::uint32_t, std::vector<EventId>> occasions_;      // by word of the attribution
    std::unordered_map<std::uint32_t, std::vector<EventId>> prospects_;      // by word of what the act is about
    std::unordered_map<std::uint32_t, std::vector<AttributionId>> acts_;     // by word of the event
    std::unordered_map<std::uint32_t, std::vector<AttributionId>> reports_;  // that it took place; the same
    std::unordered_map<std::uint32_t, EventId> reported_;                    // by word of such a report
    std::unordered_set<std::uint32_t> prospect_events_, answered_events_;
};

}  // namespace ascribe::detail

#endif
