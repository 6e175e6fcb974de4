// SPDX-License-Identifier: BSL-1.0
#include "circles.hpp"

#include "../core/make_set.hpp"
#include "../graph/components.hpp"
#include "voices.hpp"

#include <algorithm>
#include <map>

namespace ascribe::detail {

namespace {

/// Who is cited: a document as itself, an actor after same_as and held_by.
Node cited(View const& view, AttributionId hop) {
    Source const source = view.graph().source(hop);
    if (source.is(Category::document)) return view.representative(source);
    return voice_of(view, hop).as;
}

}  // namespace

void CitationCircles::add(Node from, Node to, AttributionId by, OwnHop own) {
    if (from != to) edges_.push_back({from, to, claim_, by, own});
}

void CitationCircles::enter(AttributionId by) {
    Graph const& graph = view_.graph();
    by_ = by;
    document_ = view_.representative(graph.document(by));
    claim_ = view_.representative(view_.read_as(graph.innermost(by).first)).number();
    add(voice_of(view_, by).as, document_, {}, OwnHop::no);
    for (ActorId author : view_.authors(graph.document(by)))
        add(view_.representative(author), document_, {}, OwnHop::no);
    for (ActorId publisher : view_.publishers(graph.document(by)))
        add(view_.representative(publisher), document_, {}, OwnHop::no);
}

void CitationCircles::cite(AttributionId hop, AttributionId inner, OwnHop own) {
    add(hop == by_ ? document_ : cited(view_, hop), cited(view_, inner), by_, own);
}

CitationCircles::Vertices CitationCircles::solve(bool supposed) const {
    Vertices v;
    auto const key = [&](Edge const& edge, Node node) {
        std::uint32_t const word = supposed ? hypotheses_.leader(node.word()) : node.word();
        return std::uint64_t{edge.claim} << 32 | word;
    };
    for (Edge const& edge : edges_) {
        v.keys.push_back(key(edge, edge.from));
        v.keys.push_back(key(edge, edge.to));
    }
    make_set(v.keys);
    auto const number = [&](std::uint64_t k) {
        return static_cast<std::uint32_t>(std::lower_bound(v.keys.begin(), v.keys.end(), k) - v.keys.begin());
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> all, documents;
    for (Edge const& edge : edges_) {
        v.from.push_back(number(key(edge, edge.from)));
        v.to.push_back(number(key(edge, edge.to)));
        // What a document cites from itself leads nowhere.
        if (edge.own == OwnHop::certain || (supposed && edge.own == OwnHop::by_hypothesis)) continue;
        all.emplace_back(v.from.back(), v.to.back());
        if (edge.from.is(Category::document) && edge.to.is(Category::document)) documents.push_back(all.back());
    }
    make_set(all);
    make_set(documents);
    auto const count = static_cast<std::uint32_t>(v.keys.size());
    v.component = components(count, all);
    v.documents = components(count, documents);
    return v;
}

std::vector<Circle> CitationCircles::circles(Vertices const& v, bool supposed, Vertices const* base) const {
    // Edges within one component, by component.
    std::map<std::uint32_t, std::vector<std::size_t>> inside;
    for (std::size_t e = 0; e < edges_.size(); ++e) {
        OwnHop const own = edges_[e].own;
        if (own == OwnHop::certain || (supposed && own == OwnHop::by_hypothesis)) continue;
        if (v.from[e] != v.to[e] && v.component[v.from[e]] == v.component[v.to[e]])
            inside[v.component[v.from[e]]].push_back(e);
    }
    std::vector<Circle> found;
    for (auto const& [component, edges] : inside) {
        Circle circle{.kind = CircleKind::citation, .claim = {}, .members = {}, .attributions = {}, .conditions = {}};
        circle.claim = view_.graph().claim_at(edges_[edges.front()].claim);
        bool is_known = base != nullptr;
        for (std::size_t e : edges) {
            circle.members.push_back(edges_[e].from);
            circle.members.push_back(edges_[e].to);
            if (edges_[e].by) circle.attributions.push_back(edges_[e].by);
            circle.certain = circle.certain || v.documents[v.from[e]] == v.documents[v.to[e]];
            is_known = is_known && base->component[base->from[e]] == base->component[base->to[e]];
        }
        if (is_known) continue;
        make_set(circle.members);
        make_set(circle.attributions);
        if (supposed) {
            std::vector<std::uint32_t> leaders;
            for (Node member : circle.members) leaders.push_back(hypotheses_.leader(member.word()));
            std::sort(leaders.begin(), leaders.end());
            for (std::size_t i = 1; i < leaders.size(); ++i) {
                if (leaders[i] != leaders[i - 1] || (i > 1 && leaders[i] == leaders[i - 2])) continue;
                auto const by = hypotheses_.of_class(leaders[i]);
                circle.conditions.insert(circle.conditions.end(), by.begin(), by.end());
            }
            make_set(circle.conditions);
        }
        found.push_back(std::move(circle));
    }
    return found;
}

std::vector<Circle> CitationCircles::find() const {
    Vertices const base = solve(false);
    auto found = circles(base, false, nullptr);
    if (!hypotheses_.empty()) {
        auto const supposed = circles(solve(true), true, &base);
        found.insert(found.end(), supposed.begin(), supposed.end());
    }
    std::sort(found.begin(), found.end(), [](Circle const& a, Circle const& b) {
        if (a.members != b.members) return a.members < b.members;
        return a.claim != b.claim ? a.claim < b.claim : a.conditions < b.conditions;
    });
    return found;
}

std::vector<Circle> ground_circles(View const& view) {
    Graph const& graph = view.graph();
    // Attributions first, claims after them.
    std::uint32_t const attributions = graph.count(Category::attribution);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<bool> is_ground(graph.count(Category::claim), false);
    bool any = false;
    auto const rest = [&](AttributionId a, Node ground) {
        if (auto const claim = ground.to<ClaimId>()) {
            edges.emplace_back(a.number(), attributions + claim.number());
            is_ground[claim.number()] = true;
        } else if (auto const report = ground.to<AttributionId>()) {
            if (view.attested(report) == Truth::never) return;
            edges.emplace_back(a.number(), report.number());
        }
        any = true;
    };
    for (AttributionId a : graph.attributions()) {
        if (view.attested(a) == Truth::never) continue;
        for (Node ground : view.grounds_of(a)) rest(a, ground);
    }
    if (!any) return {};
    auto resting = edges;
    for (AttributionId a : graph.attributions()) {
        if (view.attested(a) == Truth::never) continue;
        for (AttributionId report : view.endorsed(a)) edges.emplace_back(a.number(), report.number());
        if (!is_outermost(graph, a))
            for (AttributionId carrier : graph.attributions_of(a))
                if (asserts(graph, carrier) && view.attested(carrier) != Truth::never)
                    edges.emplace_back(a.number(), carrier.number());
    }
    for (ClaimId claim : graph.claims()) {
        if (!is_ground[claim.number()]) continue;
        for (AttributionId a : graph.attributions_of(claim))
            if (asserts(graph, a) && view.attested(a) != Truth::never)
                edges.emplace_back(attributions + claim.number(), a.number());
    }
    make_set(edges);
    std::uint32_t const count = attributions + graph.count(Category::claim);
    auto const component = components(count, edges);

    std::map<std::uint32_t, Circle> found;
    auto const node = [&](std::uint32_t vertex) -> Node {
        if (vertex < attributions) return graph.attribution_at(vertex);
        return graph.claim_at(vertex - attributions);
    };
    for (auto const& [from, to] : edges) {
        if (component[from] != component[to]) continue;
        Circle& circle = found[component[from]];
        circle.members.push_back(node(from));
        circle.members.push_back(node(to));
    }
    make_set(resting);
    for (auto const& [from, to] : resting)
        if (component[from] == component[to]) found[component[from]].attributions.push_back(graph.attribution_at(from));
    std::vector<Circle> circles;
    for (auto& [number, circle] : found) {
        make_set(circle.members);
        make_set(circle.attributions);
        circle.certain = true;
        circles.push_back(std::move(circle));
    }
    std::sort(circles.begin(), circles.end(),
              [](Circle const& a, Circle const& b) { return a.members.front() < b.members.front(); });
    return circles;
}

}  // namespace ascribe::detail
