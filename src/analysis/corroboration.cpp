// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../core/meter.hpp"
#include "backing.hpp"
#include "lineage.hpp"
#include "support_network.hpp"
#include "voices.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>

namespace ascribe {

namespace {

Error cancelled() {
    return detail::cancelled("corroboration");
}

/// Answers for claim after claim, of so many; ends by detail::Cancelled.
struct Counting {
    Counting(View const& v, CorroborationOptions o, std::size_t claims)
        : view(v),
          options(std::move(o)),
          meter(options.progress, claims * steps_each),
          lineage(view, meter),
          walk(view, meter),
          counter(view, lineage, options.covered_percent, meter),
          network(view, meter) {}

    static constexpr std::size_t steps_each = 4;

    [[nodiscard]] Corroboration answer(ClaimId claim);

    View view;
    CorroborationOptions options;
    detail::Meter meter;
    detail::Lineage lineage;
    detail::VoiceWalk walk;
    detail::BackingCounter counter;
    detail::SupportNetwork network;

    void rely_on_identity(Corroboration& result) const;
};

/// What makes the counting claims one.
void Counting::rely_on_identity(Corroboration& result) const {
    if (view.accepted().empty() || result.counting.size() < 2) return;
    Graph const& graph = view.graph();
    auto const add = [&](std::unordered_map<std::uint32_t, std::vector<ClaimId>> const& index, Node node) {
        if (auto const at = index.find(node.word()); at != index.end())
            result.relies_on.insert(result.relies_on.end(), at->second.begin(), at->second.end());
    };
    for (CountingClaim const& counting : result.counting) {
        ClaimId const meant = view.read_as(counting.claim);
        for (ClaimId at = counting.claim; at != meant;) {
            add(lineage.read_as, at);
            auto const next = lineage.read_as.find(at.word());
            if (next == lineage.read_as.end()) break;
            at = graph.value_node(next->second.front()).to<ClaimId>();
            if (!at) break;
        }
        add(lineage.same_as, view.representative(meant));
        Node const subject = graph.subject(meant);
        if (subject != graph.subject(result.claim)) add(lineage.same_as, view.representative(subject));
        Node const value = graph.value_node(meant);
        Node const own = graph.value_node(result.claim);
        if (value && own && value != own && view.same(value, own)) add(lineage.same_as, view.representative(value));
    }
}

Corroboration Counting::answer(ClaimId claim) {
    Corroboration result;
    result.claim = claim;
    walk.find_counting(claim, result.counting);
    meter.step();
    if (options.opposition) {
        walk.walk(result.counting, Polarity::negative);
        result.opposition = counter.count(walk, result.counting, result.relies_on);
    }
    meter.step();
    walk.walk(result.counting, Polarity::positive);
    result.support = counter.count(walk, result.counting, result.relies_on);
    meter.step();
    if (options.lines) result.lines = network.solve(walk.supporters, counter.classes());
    meter.step();

    rely_on_identity(result);
    detail::make_set(result.relies_on);
    for (ClaimId assumed : view.scope().assume)
        if (std::binary_search(result.relies_on.begin(), result.relies_on.end(), assumed)) result.conditional = true;
    return result;
}

}  // namespace

struct Corroborator::State : Counting {
    using Counting::Counting;
};

Corroborator::Corroborator(View const& view, CorroborationOptions options) try
    : state_(std::make_unique<State>(view, std::move(options), 1)) {
} catch (detail::Cancelled const&) {
    throw Exception(cancelled());
}
Corroborator::Corroborator(Corroborator&&) noexcept = default;
Corroborator& Corroborator::operator=(Corroborator&&) noexcept = default;
Corroborator::~Corroborator() = default;

Corroboration Corroborator::operator()(ClaimId claim) {
    try {
        return state_->answer(claim);
    } catch (detail::Cancelled const&) {
        throw Exception(cancelled());
    }
}

Result<Corroboration> try_corroboration(View const& view, ClaimId claim, CorroborationOptions const& options) {
    try {
        return Counting(view, options, 1).answer(claim);
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
}

Corroboration corroboration(View const& view, ClaimId claim, CorroborationOptions const& options) {
    return try_corroboration(view, claim, options).value();
}

Result<std::vector<Corroboration>> try_corroboration(View const& view, std::span<ClaimId const> claims,
                                                     CorroborationOptions const& options) {
    try {
        Counting counting(view, options, claims.size());
        std::vector<Corroboration> found;
        found.reserve(claims.size());
        for (ClaimId claim : claims) found.push_back(counting.answer(claim));
        return found;
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
}

std::vector<Corroboration> corroboration(View const& view, std::span<ClaimId const> claims,
                                         CorroborationOptions const& options) {
    return try_corroboration(view, claims, options).value();
}

}  // namespace ascribe
