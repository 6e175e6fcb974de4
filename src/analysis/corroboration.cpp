// SPDX-License-Identifier: BSL-1.0
#include "backing.hpp"
#include "lineage.hpp"
#include "support_network.hpp"
#include "voices.hpp"
#include <ascribe/analysis/corroboration.hpp>

#include <algorithm>

namespace ascribe {

struct Corroborator::State {
    State(View const& v, CorroborationOptions o)
        : view(v),
          options(std::move(o)),
          lineage(view),
          walk(view),
          counter(view, lineage, options.covered_percent),
          network(view) {}

    View view;
    CorroborationOptions options;
    detail::Lineage lineage;
    detail::VoiceWalk walk;
    detail::BackingCounter counter;
    detail::SupportNetwork network;

    void rely_on_identity(Corroboration& result) const;
};

Corroborator::Corroborator(View const& view, CorroborationOptions options)
    : state_(std::make_unique<State>(view, std::move(options))) {}
Corroborator::Corroborator(Corroborator&&) noexcept = default;
Corroborator& Corroborator::operator=(Corroborator&&) noexcept = default;
Corroborator::~Corroborator() = default;

/// What makes the counting claims one.
void Corroborator::State::rely_on_identity(Corroboration& result) const {
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

Corroboration Corroborator::operator()(ClaimId claim) {
    State& s = *state_;
    Corroboration result;
    result.claim = claim;
    s.walk.find_counting(claim, result.counting);
    if (s.options.opposition) {
        s.walk.walk(result.counting, Polarity::negative);
        result.opposition = s.counter.count(s.walk, result.counting, result.relies_on);
    }
    s.walk.walk(result.counting, Polarity::positive);
    result.support = s.counter.count(s.walk, result.counting, result.relies_on);
    if (s.options.lines) result.lines = s.network.solve(s.walk.supporters, s.counter.classes());

    s.rely_on_identity(result);
    std::sort(result.relies_on.begin(), result.relies_on.end());
    result.relies_on.erase(std::unique(result.relies_on.begin(), result.relies_on.end()), result.relies_on.end());
    for (ClaimId assumed : s.view.scope().assume)
        if (std::binary_search(result.relies_on.begin(), result.relies_on.end(), assumed)) result.conditional = true;
    return result;
}

Corroboration corroboration(View const& view, ClaimId claim, CorroborationOptions const& options) {
    return Corroborator(view, options)(claim);
}

Result<std::vector<Corroboration>> try_corroboration(View const& view, std::span<ClaimId const> claims,
                                                     CorroborationOptions const& options) {
    Corroborator corroborate(view, options);
    std::vector<Corroboration> found;
    found.reserve(claims.size());
    for (ClaimId claim : claims) {
        if (options.progress && found.size() % 256 == 0 && !options.progress(found.size(), claims.size()))
            return Error{.code = Errc::cancelled, .record = "corroboration", .field = {}, .expected = {}, .found = {}};
        found.push_back(corroborate(claim));
    }
    return found;
}

std::vector<Corroboration> corroboration(View const& view, std::span<ClaimId const> claims,
                                         CorroborationOptions const& options) {
    return try_corroboration(view, claims, options).value();
}

}  // namespace ascribe
