// SPDX-License-Identifier: BSL-1.0
// The steps of a view that find out what was put forward, what was taken back, and what stands (parts 9 and 12).
#include "../core/make_set.hpp"
#include "components.hpp"
#include "hops.hpp"
#include "store_access.hpp"
#include "view_state.hpp"
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
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
    for (AttributionId a : graph.attributions()) {
        meter->step();
        if (!graph.document(a)) continue;
        auto const spans = graph.spans(a);
        bool const any =
            std::any_of(spans.begin(), spans.end(), [](Span const& s) { return s.role == SpanRole::content_possible; });
        bool const certain =
            std::any_of(spans.begin(), spans.end(), [](Span const& s) { return s.role == SpanRole::content; });
        if (any && !certain) uncertain.insert(a.number());
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
    // Carriers come after what they carry; so at each attribution, counted down, `attested` holds what carries it.
    for (std::uint32_t n = count; n-- > 0;) {
        meter->step();
        AttributionId const a = graph.attribution_at(n);
        auto const document = graph.document(a);
        Truth truth = attested[n];
        if ((document && document_stands(document)) || detail::stands_by_itself(graph, a)) truth = Truth::always;
        attested[n] = weaker(truth, admitted(a, saying));
        if (uncertain.count(n) != 0) attested[n] = weaker(attested[n], Truth::possibly);
        if (auto const inner = graph.content(a).to<AttributionId>())
            attested[inner.number()] =
                stronger(attested[inner.number()], weaker(attested[n], detail::carries(graph, a)));
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

std::vector<Node> View::State::grounds_of(AttributionId a) const {
    std::vector<Node> grounds;
    if (graph.has_grounds(a)) grounds = graph.grounds_of(a);
    if (claimed_grounds.empty()) return grounds;
    if (auto const at = claimed_grounds.find(a.number()); at != claimed_grounds.end())
        grounds.insert(grounds.end(), at->second.begin(), at->second.end());
    return grounds;
}

void View::State::find_grounds() {
    // Rule W3: the claims that are the long form of a link, by what is attested and not taken back (rule R4).
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
        auto const known = grounds_of(a);
        if (std::find(known.begin(), known.end(), ground) != known.end()) continue;
        claimed_grounds[a.number()].push_back(ground);
        claimed_dependents[ground.word()].push_back(a);
    }
}

void View::State::find_standing() {
    std::uint32_t const count = graph.count(Category::attribution);
    standing.assign(count, Truth::never);
    supported.assign(graph.count(Category::claim), Truth::never);

    // Rule C3: an own word on what the same source reports in the same passage rests on any of those reports.
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> endorsed_by;  // report to endorsements
    struct Report {
        std::uint32_t number;
        AttributionId by;  // the outermost one, whose words it is in
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Report>> reports;  // by (reporter, document)
    for (ClaimId claim : graph.claims()) {
        meter->step();
        reports.clear();
        for (AttributionId report : graph.attributions_of(claim)) {
            meter->work();
            // A reported denial is nothing that an own assertion could rest on.
            if (graph.document(report) || polarity(graph.factuality(report)) == Polarity::negative) continue;
            for (AttributionId outer : carriers_of(report))
                if (auto const document = graph.document(outer))
                    reports[{graph.source(outer).word(), document.number()}].push_back({report.number(), outer});
        }
        if (reports.empty()) continue;
        for (AttributionId own : graph.attributions_of(claim)) {
            auto const document = graph.document(own);
            if (!document || polarity(graph.factuality(own)) != Polarity::positive ||
                graph.basis(own) == Basis::witness || has_grounds(own))
                continue;
            auto const at = reports.find({graph.source(own).word(), document.number()});
            if (at == reports.end()) continue;
            std::vector<std::uint32_t> rests_on;
            for (Report const& report : at->second)
                if (detail::may_take_up(graph, own, report.by)) rests_on.push_back(report.number);
            if (rests_on.empty()) continue;
            rests_on.erase(std::unique(rests_on.begin(), rests_on.end()), rests_on.end());
            for (std::uint32_t report : rests_on) endorsed_by[report].push_back(own.number());
            endorsed[own.number()] = std::move(rests_on);
        }
    }

    // Whether only what rests on a record is listed there. In a frozen image somebody may have listed more.
    bool const agrees = detail::StoreAccess::store(graph).agrees;
    // The least fixed point, once for what stands in every reading and once for what may stand.
    for (Truth level : {Truth::always, Truth::possibly}) {
        std::vector<std::uint32_t> missing(count, 0);  // grounds that do not stand yet
        std::vector<bool> carried(count), stood(count);
        std::vector<bool> supported_here(supported.size());
        std::unordered_set<std::uint32_t> has_report;
        std::vector<std::uint32_t> ready;
        auto const consider = [&](std::uint32_t n) {
            if (stood[n] || missing[n] != 0 || !carried[n] || attested[n] < level || taken_back.count(n) != 0) return;
            if (endorsed.count(n) != 0 && has_report.count(n) == 0) return;
            stood[n] = true;
            ready.push_back(n);
        };
        auto const stands_here = [&](Node ground) {
            if (ground.is(Category::claim)) return static_cast<bool>(supported_here[ground.number()]);
            if (ground.is(Category::attribution)) return static_cast<bool>(stood[ground.number()]);
            auto const document = ground.to<DocumentId>();
            return !is_withdrawn(ground) && (!document || document_stands(document));
        };
        auto const has_footing = [&](AttributionId a) {
            auto const grounds = grounds_of(a);
            return std::all_of(grounds.begin(), grounds.end(), stands_here);
        };
        auto const release = [&](Node ground) {
            auto const met = [&](AttributionId dependent) {
                auto& left = missing[dependent.number()];
                if (!agrees && (left == 0 || (left == 1 && !has_footing(dependent)))) return;
                --left;
                consider(dependent.number());
            };
            for (AttributionId dependent : graph.resting_on(ground)) met(dependent);
            if (claimed_dependents.empty()) return;
            if (auto const at = claimed_dependents.find(ground.word()); at != claimed_dependents.end())
                for (AttributionId dependent : at->second) met(dependent);
        };
        for (AttributionId a : graph.attributions()) {
            meter->step();
            auto const document = graph.document(a);
            carried[a.number()] = (document && document_stands(document)) || detail::stands_by_itself(graph, a);
            if (!has_grounds(a)) continue;
            for (Node ground : grounds_of(a)) {
                bool const derived = ground.is(Category::claim) || ground.is(Category::attribution);
                auto const doc = ground.to<DocumentId>();
                bool const stands = !derived && !is_withdrawn(ground) && (!doc || document_stands(doc));
                if (!stands) ++missing[a.number()];
            }
        }
        for (std::uint32_t n = 0; n < count; ++n) {
            meter->step();
            consider(n);
        }
        while (!ready.empty()) {
            meter->step();
            std::uint32_t const n = ready.back();
            ready.pop_back();
            AttributionId const a = graph.attribution_at(n);
            release(a);
            if (auto const at = endorsed_by.find(n); at != endorsed_by.end())
                for (std::uint32_t endorsement : at->second)
                    if (has_report.insert(endorsement).second) consider(endorsement);
            Content const content = graph.content(a);
            if (auto const inner = content.to<AttributionId>()) {
                if (detail::carries(graph, a) >= level) {
                    carried[inner.number()] = true;
                    consider(inner.number());
                }
            } else if (detail::asserts(graph, a) && !supported_here[content.number()] && !is_withdrawn(content)) {
                supported_here[content.number()] = true;
                release(content);
            }
        }
        for (std::uint32_t n = 0; n < count; ++n)
            if (stood[n]) standing[n] = stronger(standing[n], level);
        for (std::size_t n = 0; n < supported.size(); ++n)
            if (supported_here[n]) supported[n] = stronger(supported[n], level);
    }
}

}  // namespace ascribe
