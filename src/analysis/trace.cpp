// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

bool reaches_the_reader(Graph const& graph, AttributionId a) {
    if (graph.document(a)) return true;
    auto const actor = graph.source(a).to<ActorId>();
    return actor && stands_by_itself(graph.kind(actor));
}

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
    if (reaches_the_reader(graph, innermost) && !visit(chain_of(view, path))) return false;
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
        if (reaches_the_reader(graph, carrier) && !visit(chain_of(view, path))) return false;
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

std::vector<ClaimId> counting_for(View const& view, ClaimId claim) {
    std::vector<ClaimId> claims;
    auto const add = [&](ClaimId c) {
        if (std::find(claims.begin(), claims.end(), c) == claims.end()) claims.push_back(c);
    };
    for (Node member : view.class_of(view.read_as(claim))) {
        auto const same = member.to<ClaimId>();
        if (view.read_as(same) == same) add(same);
        for (ClaimId printed : view.read_into(same)) add(printed);
    }
    if (claims.empty()) claims.push_back(claim);
    std::sort(claims.begin(), claims.end());
    return claims;
}

namespace {

/// Whose word an attribution is, grounds aside (rule O3).
Source voice_of(View const& view, AttributionId a) {
    Graph const& graph = view.graph();
    Source source = graph.source(a);
    if (auto const document = source.to<DocumentId>()) {
        auto const authors = view.authors(document);
        if (authors.size() != 1 || !is_named(graph.kind(authors.front()))) return document;
        source = authors.front();
    }
    auto const actor = view.representative(source).to<ActorId>();
    // An unsigned author is known by the document alone.
    if (!is_named(graph.kind(actor)) && graph.role(a) == Role::author && graph.document(a)) return graph.document(a);
    if (ActorId const holder = view.holder(actor, view.said(a))) return holder;
    return actor;
}

}  // namespace

std::vector<Origin> origins(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    struct Reached {
        AttributionId attribution;
        bool read;
    };
    std::vector<Reached> open;
    std::unordered_set<std::uint32_t> seen_attributions, seen_claims;
    auto const reach = [&](AttributionId a, bool read) {
        if (view.standing(a) != Truth::never && seen_attributions.insert(a.number()).second) open.push_back({a, read});
    };
    auto const reach_claim = [&](ClaimId c, bool inherited) {
        for (ClaimId counting : counting_for(view, c)) {
            if (!seen_claims.insert(counting.number()).second) continue;
            for (AttributionId a : graph.attributions_of(counting))
                if (act_class(graph.act(a)) == ActClass::assertive &&
                    polarity(graph.factuality(a)) == Polarity::positive)
                    reach(a, inherited || counting != c);
        }
    };

    std::map<std::uint32_t, Origin> found;  // by word of the voice
    auto const speak = [&](Source voice, Reached const& by) {
        Origin& origin = found[voice.word()];
        origin.voice = voice;
        origin.attributions.push_back(by.attribution);
        origin.certain = origin.certain || view.standing(by.attribution) == Truth::always;
        origin.read = origin.read || by.read;
    };
    reach_claim(claim, false);
    for (std::size_t i = 0; i < open.size(); ++i) {
        Reached const at = open[i];
        auto grounds = graph.grounds_of(at.attribution);
        for (AttributionId report : view.endorsed(at.attribution)) grounds.push_back(report);
        bool const speaks = grounds.empty() || graph.basis(at.attribution) == Basis::witness;
        for (Node ground : grounds) {
            if (auto const c = ground.to<ClaimId>())
                reach_claim(c, at.read);
            else if (auto const a = ground.to<AttributionId>())
                reach(a, at.read);
            else if (auto const source = ground.to<Source>())
                speak(view.representative(source).to<Source>(), at);
        }
        if (speaks) speak(voice_of(view, at.attribution), at);
    }

    std::vector<Origin> result;
    for (auto& [word, origin] : found) {
        std::sort(origin.attributions.begin(), origin.attributions.end());
        result.push_back(std::move(origin));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](Origin const& a, Origin const& b) { return a.attributions.front() < b.attributions.front(); });
    return result;
}

}  // namespace ascribe
