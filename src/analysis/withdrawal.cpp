// SPDX-License-Identifier: BSL-1.0
// What a withdrawal changes, found by comparing two views.
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include "touched_claims.hpp"
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/core/error.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace ascribe {

namespace {

bool is_in(std::vector<Node> const& sorted, Node node) {
    return std::binary_search(sorted.begin(), sorted.end(), node);
}

EffectKind kind_of(std::string_view name) {
    static constexpr std::pair<std::string_view, EffectKind> kinds[] = {
        {property::same_as, EffectKind::identity},
        {property::read_as, EffectKind::reading},
        {property::said_at, EffectKind::time},
        {property::published, EffectKind::time},
        {property::captured, EffectKind::time},
        {property::updated, EffectKind::time},
        {property::date, EffectKind::time},
        {property::before, EffectKind::time},
        {property::after, EffectKind::time},
        {property::during, EffectKind::time},
        {property::published_by, EffectKind::document},
        {property::authored_by, EffectKind::document},
        {property::part_of, EffectKind::document},
        {property::reprints, EffectKind::lineage},
        {property::copies, EffectKind::lineage},
        {property::shares_text_with, EffectKind::lineage},
        {property::translates, EffectKind::lineage},
        {property::revises, EffectKind::lineage}};
    for (auto const& [known, kind] : kinds)
        if (known == name) return kind;
    return EffectKind::other;
}

class Comparison {
public:
    Comparison(View const& before, View const& after, detail::Meter& meter, Withdrawal& found)
        : before_(before), after_(after), graph_(before.graph()), meter_(meter), found_(found) {}

    [[nodiscard]] static std::size_t steps(Graph const& graph) {
        return graph.count(Category::attribution) + 3 * std::size_t{graph.count(Category::claim)};
    }
    void compare() {
        for (AttributionId a : graph_.attributions()) compare(a);
        for (ClaimId claim : graph_.claims()) compare(claim);
        effects();
    }

private:
    View const& before_;
    View const& after_;
    Graph const& graph_;
    detail::Meter& meter_;
    Withdrawal& found_;

    void compare(AttributionId a) {
        meter_.step();
        Truth const was = before_.standing(a), is = after_.standing(a);
        if (is_in(found_.nodes, a)) return;
        if (is > was) found_.restored.push_back(a);
        if (was == Truth::never) return;
        if (is == Truth::never)
            found_.fallen.push_back(a);
        else if (is < was)
            found_.doubtful.push_back(a);
        LostPremise lost{.inference = a, .premises = {}, .stands = is != Truth::never};
        auto const look = [&](Node premise) {
            if (before_.stands(premise) != Truth::never && after_.stands(premise) == Truth::never)
                lost.premises.push_back(premise);
        };
        for (Node ground : before_.grounds_of(a)) look(ground);
        for (AttributionId report : before_.endorsed(a)) look(report);
        if (!lost.premises.empty()) found_.inferences.push_back(std::move(lost));
    }

    void compare(ClaimId claim) {
        meter_.step();
        if (is_in(found_.nodes, claim)) return;
        Truth const was = before_.supported(claim), is = after_.supported(claim);
        if (is > was) found_.claims_restored.push_back(claim);
        if (was == Truth::never) return;
        if (is == Truth::never) {
            found_.lost.push_back(claim);
            return;
        }
        ReducedSupport reduced{.claim = claim, .before = was, .after = is, .lost = {}, .less_certain = {}};
        for (AttributionId a : graph_.attributions_of(claim)) {
            meter_.work();
            if (after_.standing(a) >= before_.standing(a) || !detail::asserts(graph_, a)) continue;
            (after_.standing(a) == Truth::never ? reduced.lost : reduced.less_certain).push_back(a);
        }
        if (is < was || !reduced.lost.empty() || !reduced.less_certain.empty())
            found_.reduced.push_back(std::move(reduced));
    }

    void effects() {
        std::vector<bool> is_time(graph_.property_count());
        for (std::uint32_t n = 0; n < graph_.property_count(); ++n)
            is_time[n] = kind_of(graph_.name(graph_.property_at(n))) == EffectKind::time;
        auto const only_in = [&](View const& one, View const& other) {
            std::vector<ClaimId> claims;
            std::set_difference(one.accepted().begin(), one.accepted().end(), other.accepted().begin(),
                                other.accepted().end(), std::back_inserter(claims));
            for (ClaimId claim : graph_.claims()) {
                meter_.step();
                if (is_time[graph_.property(claim).number()] && one.supported(claim) != Truth::never &&
                    other.supported(claim) == Truth::never)
                    claims.push_back(claim);
            }
            detail::make_set(claims);
            std::vector<Effect> effects;
            for (ClaimId claim : claims) {
                if (is_in(found_.nodes, claim)) continue;
                Effect effect{.kind = kind_of(graph_.name(graph_.property(claim))),
                              .claim = claim,
                              .records = {graph_.subject(claim)}};
                if (effect.kind == EffectKind::identity) effect.records.push_back(graph_.value_node(claim));
                effects.push_back(std::move(effect));
            }
            return effects;
        };
        found_.effects_lost = only_in(before_, after_);
        found_.effects_gained = only_in(after_, before_);
    }
};

void compare_lines(View const& before, View const& after, WithdrawalOptions const& options, detail::Meter& meter,
                   Withdrawal& found) {
    detail::TouchedClaims const touched(before, after, found.nodes, meter);
    CorroborationOptions counting{.opposition = false, .covered_percent = options.covered_percent};
    if (options.progress)
        counting.progress = [&](std::size_t, std::size_t) {
            meter.work(detail::Meter::units_between);
            return true;
        };
    Corroborator count_before(before, counting), count_after(after, counting);
    for (ClaimId claim : touched.claims) {
        if (is_in(found.nodes, claim)) continue;
        // Both are some ten times as long as reading an attribution.
        meter.work(32);
        FewerLines fewer{.claim = claim, .before = count_before(claim).lines, .after = {}};
        if (fewer.before.lines < 2) continue;
        fewer.after = count_after(claim).lines;
        if (fewer.after.lines != 0 && fewer.after.lines < fewer.before.lines)
            found.fewer_lines.push_back(std::move(fewer));
    }
}

}  // namespace

Result<Withdrawal> try_withdrawal(View const& view, std::vector<Node> const& nodes, WithdrawalOptions const& options) {
    Withdrawal found;
    found.nodes = nodes;
    detail::make_set(found.nodes);
    Scope scope = view.scope();
    scope.without.insert(scope.without.end(), found.nodes.begin(), found.nodes.end());
    Error cancelled = detail::cancelled("withdrawal");
    std::size_t const stages = options.lines ? 3 : 2;
    auto const after = try_view(view.graph(), std::move(scope), detail::stage(options.progress, 0, stages));
    if (!after) return cancelled;
    Progress const comparing = detail::stage(options.progress, 1, stages);
    detail::Meter meter(comparing, Comparison::steps(view.graph()));
    Progress const counting = detail::stage(options.progress, 2, stages);
    detail::Meter lines(counting, detail::TouchedClaims::steps(view.graph()));
    try {
        Comparison(view, *after, meter, found).compare();
        if (options.lines) compare_lines(view, *after, options, lines, found);
    } catch (detail::Cancelled const&) {
        return cancelled;
    } catch (Exception const& e) {
        // Out of a corroboration.
        if (e.error().code != Errc::cancelled) throw;
        return cancelled;
    }
    return found;
}

Withdrawal withdrawal(View const& view, std::vector<Node> const& nodes, WithdrawalOptions const& options) {
    return try_withdrawal(view, nodes, options).value();
}

Result<std::vector<LossCount>> try_loss_counts(View const& view, std::vector<Node> const& nodes,
                                               Progress const& progress) {
    Error const cancelled = detail::cancelled("withdrawals");
    std::vector<LossCount> counts;
    auto const report = [&] { return !progress || progress(counts.size(), nodes.size()); };
    if (!report()) return cancelled;
    // Making the graph, and withdrawing one record, report the same number, so that the caller may end them, too.
    Progress const within = progress ? Progress([&](std::size_t, std::size_t) { return report(); }) : Progress();
    counts.reserve(nodes.size());
    try {
        Withdrawals withdrawals(view, within);
        for (Node node : nodes) {
            counts.push_back({node, static_cast<std::uint32_t>(withdrawals.count_lost(node, within))});
            if (!report()) return cancelled;
        }
    } catch (Exception const& e) {
        if (e.error().code != Errc::cancelled) throw;
        return cancelled;
    }
    return counts;
}

std::vector<LossCount> loss_counts(View const& view, std::vector<Node> const& nodes, Progress const& progress) {
    return try_loss_counts(view, nodes, progress).value();
}

Result<std::vector<LossCount>> try_loss_counts_by_source(View const& view, Progress const& progress) {
    std::vector<Node> sources;
    Graph const& graph = view.graph();
    for (ActorId actor : graph.actors())
        if (!graph.attributions_by(actor).empty()) sources.push_back(actor);
    for (DocumentId document : graph.documents())
        if (!graph.attributions_by(document).empty()) sources.push_back(document);
    return try_loss_counts(view, sources, progress);
}

std::vector<LossCount> loss_counts_by_source(View const& view, Progress const& progress) {
    return try_loss_counts_by_source(view, progress).value();
}

}  // namespace ascribe
