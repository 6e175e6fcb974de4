// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include "statements.hpp"
#include <ascribe/analysis/dispute.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ascribe {

namespace {

using detail::Stand;
using detail::Statement;
using detail::StatementReader;

std::vector<Holding> holdings_of(std::vector<Stand> const& stands) {
    std::vector<Holding> holdings;
    for (Stand const& stand : stands) holdings.push_back(stand.holding);
    return holdings;
}

std::vector<Holding> fallen_assertions(View const& view, Statement const& statement) {
    Graph const& graph = view.graph();
    std::vector<Holding> fallen;
    for (ClaimId claim : statement.claims)
        for (AttributionId a : graph.attributions_of(claim)) {
            if (view.attested(a) == Truth::never || view.standing(a) != Truth::never) continue;
            if (!detail::asserts(graph, a)) continue;
            fallen.push_back({.attribution = a,
                              .source = graph.source(a),
                              .factuality = graph.factuality(a),
                              .act = graph.act(a),
                              .standing = Truth::never,
                              .read = view.read_as(claim) != claim});
        }
    std::sort(fallen.begin(), fallen.end(),
              [](Holding const& a, Holding const& b) { return a.attribution < b.attribution; });
    return fallen;
}

/// The side on which the claim, or what implies it, is asserted.
std::optional<std::size_t> side_of(Disagreement const& found, Statement const& statement, bool is_occurrence) {
    for (std::size_t i = 0; i < found.sides.size(); ++i) {
        DisagreementSide const& side = found.sides[i];
        if (side.polarity != Polarity::positive) continue;
        if (side.implied && is_occurrence) return i;
        if (std::find(side.claims.begin(), side.claims.end(), statement.main) != side.claims.end()) return i;
    }
    return std::nullopt;
}

bool has_changed_position(Disagreement const& found) {
    return std::any_of(found.own.begin(), found.own.end(),
                       [](OwnContradiction const& own) { return own.reason == DifferenceReason::changed_position; });
}

/// Whether every supporter has spoken against it, certainly later than ever for it.
bool is_refuted_by_all(StatementReader& reader, Dispute const& dispute, Statement const& statement,
                       bool is_occurrence) {
    std::map<Node, std::pair<Day, Day>>
        speakers;  // Last day of speaking for it, latest first day of speaking against it.
    for (Holding const& supporter : dispute.supporters) {
        auto& [last, against] =
            speakers.try_emplace(reader.speaker(supporter.attribution), Day::minus_infinity(), Day::minus_infinity())
                .first->second;
        last = (std::max)(last, reader.said(supporter.attribution).second);
    }
    for (Disagreement const& found : dispute.disagreements) {
        auto const own_side = side_of(found, statement, is_occurrence);
        for (std::size_t i = 0; i < found.sides.size(); ++i) {
            if (i == own_side) continue;
            for (Holding const& holding : found.sides[i].holdings) {
                auto const at = speakers.find(reader.speaker(holding.attribution));
                if (at == speakers.end()) continue;
                Day& against = at->second.second;
                against = (std::max)(against, reader.said(holding.attribution).first);
            }
        }
    }
    return std::all_of(speakers.begin(), speakers.end(),
                       [](auto const& speaker) { return speaker.second.first < speaker.second.second; });
}

}  // namespace

namespace {

Error cancelled() {
    return detail::cancelled("dispute state");
}

Result<Dispute> find_dispute(View const& view, ClaimId claim, ConflictOptions const& options) {
    Graph const& graph = view.graph();
    Progress const reading = detail::stage(options.progress, 0, 2);
    detail::Meter meter(reading, 1);
    StatementReader reader(view, options.seasons);
    reader.count_for(&meter);
    Statement const statement = reader.read(claim);
    Dispute dispute;
    if (!statement.main) return dispute;
    dispute.supporters = holdings_of(statement.asserted);
    dispute.opponents = holdings_of(statement.denied);
    dispute.fallen = fallen_assertions(view, statement);
    bool const is_occurrence = statement.property == reader.occurred && statement.subject.is(Category::event);
    if (is_occurrence) {
        for (Holding const& implied : holdings_of(reader.implied_occurrence(statement.subject).asserted))
            dispute.supporters.push_back(implied);
        std::sort(dispute.supporters.begin(), dispute.supporters.end(),
                  [](Holding const& a, Holding const& b) { return a.attribution < b.attribution; });
    }

    ConflictOptions all = options;
    all.weakest = Verdict::difference;
    all.progress = detail::stage(options.progress, 1, 2);
    auto conflicting = try_conflicts(view, graph.subject(statement.main), all);
    if (!conflicting) return cancelled();
    reader.count_for(nullptr);
    for (Disagreement& found : *conflicting) {
        if (!side_of(found, statement, is_occurrence)) continue;
        if (found.is_conflict()) dispute.verdict = (std::min)(dispute.verdict, found.verdict);
        if (found.is_conflict() || has_changed_position(found)) dispute.disagreements.push_back(std::move(found));
    }
    if (dispute.supporters.empty())
        dispute.state = dispute.fallen.empty() ? DisputeState::unsupported : DisputeState::withdrawn;
    else if (is_refuted_by_all(reader, dispute, statement, is_occurrence))
        dispute.state = DisputeState::refuted_by_own_source;
    else
        dispute.state = dispute.verdict == Verdict::difference ? DisputeState::unopposed : DisputeState::disputed;
    return dispute;
}

}  // namespace

Result<Dispute> try_dispute_state(View const& view, ClaimId claim, ConflictOptions const& options) {
    try {
        return find_dispute(view, claim, options);
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
}

Dispute dispute_state(View const& view, ClaimId claim, ConflictOptions const& options) {
    return try_dispute_state(view, claim, options).value();
}

}  // namespace ascribe
