// SPDX-License-Identifier: BSL-1.0
#include "voices.hpp"
#include <ascribe/analysis/trace.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace {

/// The chain of these hops, given innermost first.
Chain chain_of(View const& view, std::vector<AttributionId> const& inwards_out) {
    Graph const& graph = view.graph();
    Chain chain;
    chain.hops.assign(inwards_out.rbegin(), inwards_out.rend());
    chain.claim = graph.innermost(chain.hops.front()).first;
    chain.document = graph.document(chain.hops.front());
    if (chain.document) {
        chain.publishers = view.publishers(chain.document);
        chain.reprinted = view.reprinted(chain.document);
    }
    return chain;
}

}  // namespace

bool for_each_chain(View const& view, AttributionId innermost, std::function<bool(Chain const&)> const& visit) {
    Graph const& graph = view.graph();
    if (view.attested(innermost) == Truth::never) return true;
    using Carriers = AdjacentRange<AttributionId>;
    // A record reports only what was recorded before it, so a way outwards never comes back to itself.
    std::vector<AttributionId> path{innermost};
    std::vector<Carriers::iterator> open{graph.attributions_of(innermost).begin()};
    if (detail::is_outermost(graph, innermost) && !visit(chain_of(view, path))) return false;
    while (!path.empty()) {
        if (open.back() == std::default_sentinel) {
            path.pop_back();
            open.pop_back();
            continue;
        }
        AttributionId const carrier = *open.back();
        ++open.back();
        if (view.attested(carrier) == Truth::never) continue;
        path.push_back(carrier);
        open.push_back(graph.attributions_of(carrier).begin());
        if (detail::is_outermost(graph, carrier) && !visit(chain_of(view, path))) return false;
    }
    return true;
}

std::vector<Chain> chains(View const& view, AttributionId innermost) {
    std::vector<Chain> found;
    for_each_chain(view, innermost, [&](Chain const& chain) {
        found.push_back(chain);
        return true;
    });
    return found;
}

std::vector<Chain> chains(View const& view, ClaimId claim) {
    std::vector<Chain> found;
    for (AttributionId innermost : view.graph().attributions_of(claim))
        for_each_chain(view, innermost, [&](Chain const& chain) {
            found.push_back(chain);
            return true;
        });
    return found;
}

Chain chain_from(View const& view, AttributionId outermost) {
    std::vector<AttributionId> hops;
    for (auto at = outermost; at; at = view.graph().content(at).to<AttributionId>()) hops.push_back(at);
    std::reverse(hops.begin(), hops.end());
    return chain_of(view, hops);
}

namespace {

/// Whether two claims say the same of records that are the same.
bool is_same_statement(View const& view, ClaimId a, ClaimId b) {
    Graph const& graph = view.graph();
    if (graph.valid_code(a) != graph.valid_code(b)) return false;
    if (graph.same_value(a, b)) return true;
    Node const x = graph.value_node(a);
    Node const y = graph.value_node(b);
    return x && y && view.same(x, y);
}

}  // namespace

std::vector<ClaimId> counting_for(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::vector<ClaimId> claims;
    auto const add = [&](ClaimId c) {
        if (std::find(claims.begin(), claims.end(), c) == claims.end()) claims.push_back(c);
    };
    claims.push_back(view.read_as(claim));
    for (std::size_t i = 0; i < claims.size(); ++i) {
        ClaimId const at = claims[i];
        if (view.is_joined(at)) {
            for (Node member : view.class_of(at)) {
                auto const same = member.to<ClaimId>();
                if (view.read_as(same) == same) add(same);
                for (ClaimId printed : view.read_into(same)) add(printed);
            }
        }
        if (view.read_as(at) != at) continue;
        // One subject and one value, after same_as, make one claim.
        Node const subject = graph.subject(at);
        Node const value = graph.value_node(at);
        if (!view.is_joined(subject) && !(value && view.is_joined(value))) continue;
        for (Node member : view.class_of(subject))
            for (ClaimId other : graph.claims_about(member, graph.property(at)))
                if (view.read_as(other) == other && is_same_statement(view, at, other)) add(other);
    }
    std::sort(claims.begin(), claims.end());
    return claims;
}

std::vector<Origin> origins(View const& view, ClaimId claim) {
    Progress const nobody;
    detail::Meter meter(nobody, 0);
    detail::VoiceWalk walk(view, meter);
    std::vector<CountingClaim> counting;
    walk.find_counting(claim, counting);
    walk.walk(counting, Polarity::positive);

    auto& speaking = walk.speaking;
    std::sort(speaking.begin(), speaking.end(), [](detail::Speaking const& a, detail::Speaking const& b) {
        return a.voice.as != b.voice.as ? a.voice.as < b.voice.as : a.by < b.by;
    });
    std::size_t voices = speaking.empty() ? 0 : 1;
    for (std::size_t i = 1; i < speaking.size(); ++i)
        voices += speaking[i].voice.as != speaking[i - 1].voice.as ? 1u : 0u;
    std::vector<Origin> found;
    found.reserve(voices);
    for (detail::Speaking const& by : speaking) {
        if (found.empty() || found.back().voice != by.voice.as) {
            found.emplace_back();
            found.back().voice = by.voice.as;
        }
        Origin& origin = found.back();
        if (origin.attributions.empty() || origin.attributions.back() != by.by) origin.attributions.push_back(by.by);
        origin.certain = origin.certain || view.standing(by.by) == Truth::always;
        origin.read = origin.read || by.read;
    }
    // Several may begin with one attribution, where it rests on several sources.
    std::sort(found.begin(), found.end(), [](Origin const& a, Origin const& b) {
        AttributionId const first_a = a.attributions.front();
        AttributionId const first_b = b.attributions.front();
        return first_a != first_b ? first_a < first_b : a.voice < b.voice;
    });
    return found;
}

}  // namespace ascribe
