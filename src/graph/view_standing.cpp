// SPDX-License-Identifier: BSL-1.0
// The steps of a view that find out what was put forward, what was taken back, and what that rests on (parts 9 and 12).
#include "../core/make_set.hpp"
#include "components.hpp"
#include "hops.hpp"
#include "per_manner.hpp"
#include "store_access.hpp"
#include "view_state.hpp"
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {

namespace {

Truth weaker(Truth a, Truth b) noexcept {
    return (std::min)(a, b);
}
Truth stronger(Truth a, Truth b) noexcept {
    return (std::max)(a, b);
}

/// Whether everything in [first, last] lies before `day`.
Truth before(std::pair<Day, Day> window, Day day) noexcept {
    if (window.second < day) return Truth::always;
    return window.first < day ? Truth::possibly : Truth::never;
}

}  // namespace

std::vector<AttributionId> View::State::carriers_of(AttributionId attribution) const {
    std::vector<AttributionId> found;
    std::unordered_set<std::uint32_t> seen;
    auto const add = [&](AttributionId inner) {
        for (AttributionId carrier : graph.attributions_of(inner))
            if (seen.insert(carrier.number()).second) found.push_back(carrier);
    };
    add(attribution);
    for (std::size_t i = 0; i < found.size(); ++i) add(found[i]);
    return found;
}

void View::State::find_uncertain() {
    // Rule H7: all content spans of unknown reach.
    auto const records = detail::StoreAccess::store(graph).attributions.view();
    detail::PerManner of_unknown_reach;
    for (AttributionId a : graph.attributions()) {
        meter->step();
        if (!graph.document(a)) continue;
        auto const manner = records[a.number()].manner;
        bool const is_uncertain = of_unknown_reach(manner, [&] {
            auto const spans = graph.spans(a);
            auto const has = [&](SpanRole role) {
                return std::any_of(spans.begin(), spans.end(), [&](Span const& s) { return s.role == role; });
            };
            return has(SpanRole::content_possible) && !has(SpanRole::content) ? 1 : 0;
        });
        if (is_uncertain) uncertain.insert(a.number());
    }
    // Rule P6: each of a set of alternatives is only possible.
    auto const any = [](AttributionId) { return true; };
    for (ClaimId claim : structural.alternative_to) {
        if (!takes_effect(claim, false, any)) continue;
        for (Node end : {graph.subject(claim), graph.value_node(claim)}) {
            if (auto const a = end.to<AttributionId>())
                uncertain.insert(a.number());
            else if (auto const c = end.to<ClaimId>())
                for (AttributionId of_claim : graph.attributions_of(c)) uncertain.insert(of_claim.number());
        }
    }
}

std::pair<Day, Day> View::State::Saying::operator()(AttributionId a) {
    auto window = state_.said(a);
    if (!latest_.empty()) window.second = (std::min)(window.second, latest_[a.number()]);
    if (auto const inner = state_.graph.content(a).to<AttributionId>()) {
        if (latest_.empty()) latest_.assign(state_.graph.count(Category::attribution), Day::plus_infinity());
        Day const bound = state_.graph.document(a) ? state_.published(a).second : window.second;
        latest_[inner.number()] = (std::min)(latest_[inner.number()], bound);
    }
    return window;
}

bool View::State::is_apparatus(AttributionId a) const {
    return !graph.document(a) && detail::stands_by_itself(graph, a) && !graph.said_between(a);
}

std::optional<Instant> View::State::first_recorded(AttributionId a) const {
    auto const& store = detail::StoreAccess::store(graph);
    std::uint32_t const mark = detail::StoreAccess::marks(graph).notes;
    std::optional<Instant> first;
    // As Graph::recordings, which allocates.
    auto cursor = store.list(store.notes_of[static_cast<std::size_t>(Category::attribution)], a.number());
    for (; cursor.entry() != 0 && cursor.entry() <= mark; cursor.advance()) {
        detail::NoteRecord const& note = store.notes[cursor.entry() - 1];
        if (note.text == 0 && (!first || note.at < first->seconds)) first = Instant{note.at};
    }
    return first;
}

Truth View::State::admitted(AttributionId a, Saying& saying) const {
    // Asked whatever comes of it, so that what it carries is bounded.
    auto const said = scope.said_before ? saying(a) : std::pair<Day, Day>();
    if (is_withdrawn(a) || is_withdrawn(graph.source(a))) return Truth::never;
    // Who reported a saying that is withdrawn did report it (rule W4); a withdrawn claim is put forward by nobody.
    if (auto const claim = graph.content(a).to<ClaimId>(); claim && is_withdrawn(claim)) return Truth::never;
    Truth admitted = Truth::always;
    bool const outermost = detail::is_outermost(graph, a);
    bool const apparatus = is_apparatus(a);
    if (scope.published_before && outermost && !apparatus)
        admitted = weaker(admitted, before(published(a), *scope.published_before));
    if (scope.said_before && !apparatus) admitted = weaker(admitted, before(said, *scope.said_before));
    if (scope.recorded_before) {
        if (auto const recorded = first_recorded(a)) {
            if (*recorded >= *scope.recorded_before) return Truth::never;
        } else if (outermost) {
            admitted = weaker(admitted, Truth::possibly);
        }
    }
    if (!scope.only_sources.empty()) {
        auto const claim = graph.content(a).to<ClaimId>();
        if (claim && !structural.is_structural[graph.property(claim).number()] &&
            std::find(scope.only_sources.begin(), scope.only_sources.end(), graph.source(a)) ==
                scope.only_sources.end())
            return Truth::never;
    }
    // What may have been before is in only if the scope says so.
    return admitted == Truth::possibly && scope.admit == Truth::always ? Truth::never : admitted;
}

void View::State::find_attested() {
    std::uint32_t const count = graph.count(Category::attribution);
    attested.assign(count, Truth::never);
    Saying saying(*this);
    bool const admits_all = withdrawn.empty() && !scope.published_before && !scope.said_before &&
                            !scope.recorded_before && scope.only_sources.empty();
    // Carriers come after what they carry; so at each attribution, counted down, `attested` holds what carries it.
    for (std::uint32_t n = count; n-- > 0;) {
        meter->step();
        AttributionId const a = graph.attribution_at(n);
        auto const document = graph.document(a);
        Truth truth = attested[n];
        if ((document && document_stands(document)) || detail::stands_by_itself(graph, a)) truth = Truth::always;
        attested[n] = admits_all ? truth : weaker(truth, admitted(a, saying));
        if (!uncertain.empty() && uncertain.count(n) != 0) attested[n] = weaker(attested[n], Truth::possibly);
        if (auto const inner = graph.content(a).to<AttributionId>()) {
            reporting.push_back(n);
            attested[inner.number()] =
                stronger(attested[inner.number()], weaker(attested[n], detail::carries(graph, a)));
        }
    }
}

bool View::State::owns(Source source, AttributionId words) const {
    if (source == graph.source(words)) return true;
    auto const document = graph.document(words);
    if (!document) return false;
    auto const is_source = [&](ActorId actor) { return actor == source; };
    auto const* known = facts(document);
    return document == source ||
           (known != nullptr && (std::any_of(known->publishers.begin(), known->publishers.end(), is_source) ||
                                 std::any_of(known->authors.begin(), known->authors.end(), is_source)));
}

AmendmentEffect View::State::judge(AttributionId by, AttributionId of, ClaimId claim) const {
    bool const is_owner = owns(graph.source(by), of);
    AmendmentEffect const has_effect = is_owner ? AmendmentEffect::by_owner : AmendmentEffect::by_accepted;
    if (attested[by.number()] != Truth::always) return AmendmentEffect::not_attested;
    if (graph.factuality(by) != Factuality::ct_plus || act_class(graph.act(by)) != ActClass::assertive)
        return AmendmentEffect::not_certain;
    // It reaches only what was not said later (rule A4).
    if (said(by).second < said(of).first) return AmendmentEffect::said_later;
    return is_owner || holder_accepted(by, claim) ? has_effect : AmendmentEffect::not_entitled;
}

void View::State::find_amendments() {
    struct Amendment {
        AttributionId by, of;
        AttributionId replacement;  // of a correction
    };
    std::vector<Amendment> amendments;
    for (ClaimId claim : structural.amending) {
        auto const of = graph.subject(claim).to<AttributionId>();
        if (!of) continue;
        for (AttributionId by : graph.attributions_of(claim)) {
            if (judge(by, of, claim) <= AmendmentEffect::by_accepted)
                amendments.push_back({by, of, graph.value_node(claim).to<AttributionId>()});
        }
    }
    // Corrections that replace each other in a circle have no effect (rule A4).
    std::vector<std::uint32_t> numbers;
    for (Amendment const& a : amendments)
        if (a.replacement) numbers.insert(numbers.end(), {a.of.number(), a.replacement.number()});
    detail::make_set(numbers);
    auto const vertex = [&](AttributionId a) {
        return static_cast<std::uint32_t>(std::lower_bound(numbers.begin(), numbers.end(), a.number()) -
                                          numbers.begin());
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (Amendment const& a : amendments)
        if (a.replacement) edges.emplace_back(vertex(a.of), vertex(a.replacement));
    std::sort(edges.begin(), edges.end());
    auto const component = detail::components(static_cast<std::uint32_t>(numbers.size()), edges);
    auto const goes_round = [&](Amendment const& a) {
        return a.replacement && component[vertex(a.of)] == component[vertex(a.replacement)];
    };
    for (Amendment const& a : amendments)
        if (goes_round(a)) circular.insert(a.by.number());
    amendments.erase(std::remove_if(amendments.begin(), amendments.end(), goes_round), amendments.end());
    // Latest first: an amendment is recorded after what it amends, so none comes before those that amend it, and they
    // cannot amend each other in a circle.
    std::sort(amendments.begin(), amendments.end(), [](Amendment const& a, Amendment const& b) { return b.by < a.by; });
    for (Amendment const& amendment : amendments)
        if (taken_back.count(amendment.by.number()) == 0) taken_back.insert(amendment.of.number());
    // What the scope accepts or supposes by name takes effect whoever holds it (rules A2, R2, R3).
    for (ClaimId claim : structural.amending) {
        auto const of = graph.subject(claim).to<AttributionId>();
        if (of && !is_withdrawn(claim) && is_listed(claim)) taken_back.insert(of.number());
    }
}

void View::State::grounds_of(AttributionId a, std::vector<Node>& grounds) const {
    graph.grounds_of(a, grounds);
    if (claimed_grounds.empty()) return;
    if (auto const at = claimed_grounds.find(a.number()); at != claimed_grounds.end())
        grounds.insert(grounds.end(), at->second.begin(), at->second.end());
}

void View::State::find_grounds() {
    // Rule W3: the claims that are the long form of a link, by what is attested and not taken back (rule R4).
    std::vector<Node> known;
    for (ClaimId claim : structural.rests_on) {
        meter->work();
        auto const a = graph.subject(claim).to<AttributionId>();
        Node const ground = graph.value_node(claim);
        if (!a || !ground || is_withdrawn(claim)) continue;
        bool const holds = takes_effect(claim, false, [&](AttributionId by) {
            return attested[by.number()] != Truth::never && attested[by.number()] >= scope.admit &&
                   taken_back.count(by.number()) == 0;
        });
        if (!holds) continue;
        grounding.insert(claim.number());
        grounds_of(a, known);
        if (std::find(known.begin(), known.end(), ground) != known.end()) continue;
        claimed_grounds[a.number()].push_back(ground);
        claimed_dependents[ground.word()].push_back(a);
    }
}

}  // namespace ascribe
