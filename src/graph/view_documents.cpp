// SPDX-License-Identifier: BSL-1.0
// The first steps of a view: which claims are structural, what documents are by their own word, and when they appeared.
#include "acceptance.hpp"
#include "hops.hpp"
#include "view_state.hpp"
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>

namespace ascribe {

void View::State::collect_structural() {
    std::vector<std::vector<ClaimId>*> list(graph.property_count(), nullptr);
    structural.is_structural.resize(graph.property_count());
    for (std::uint32_t n = 0; n < graph.property_count(); ++n)
        structural.is_structural[n] = graph.traits(graph.property_at(n)).has(Trait::structural);
    auto const keep = [&](std::string_view name, std::vector<ClaimId>& claims) {
        if (auto const property = graph.find_property(name)) list[property.number()] = &claims;
    };
    keep(property::same_as, structural.same_as);
    keep(property::read_as, structural.read_as);
    keep(property::published_by, structural.published_by);
    keep(property::authored_by, structural.authored_by);
    keep(property::part_of, structural.part_of);
    keep(property::reprints, structural.reprints);
    keep(property::published, structural.published);
    keep(property::captured, structural.captured);
    keep(property::said_at, structural.said_at);
    structural.when_said = graph.find_property(property::said_at);
    keep(property::alternative_to, structural.alternative_to);
    keep(property::held_by, structural.held_by);
    keep(property::retracted, structural.amending);
    keep(property::corrected_by, structural.amending);
    keep(property::rests_on, structural.rests_on);
    if (std::all_of(list.begin(), list.end(), [](auto* claims) { return claims == nullptr; })) return;
    for (ClaimId claim : graph.claims()) {
        meter->step();
        if (auto* claims = list[graph.property(claim).number()]) claims->push_back(claim);
    }
}

bool View::State::is_listed(ClaimId claim) const {
    return detail::is_listed(scope, claim);
}

bool View::State::holder_accepted(AttributionId a, ClaimId claim) const {
    return detail::holder_accepted(graph, scope, a, claim);
}

void View::State::read_documents() {
    // Their own word and what analysts hold, before anything is known about standing (rule R4).
    auto const raw = [&](AttributionId a) { return is_left(a); };
    auto const read = [&](std::vector<ClaimId> const& claims, auto add) {
        for (ClaimId claim : claims) {
            meter->work();
            auto const document = graph.subject(claim).to<DocumentId>();
            if (document && takes_effect(claim, false, raw)) add(documents[document.number()], graph.value_node(claim));
        }
    };
    read(structural.published_by, [](DocumentFacts& f, Node n) {
        if (auto const actor = n.to<ActorId>()) f.publishers.push_back(actor);
    });
    read(structural.authored_by, [](DocumentFacts& f, Node n) {
        if (auto const actor = n.to<ActorId>()) f.authors.push_back(actor);
    });
    read(structural.part_of, [](DocumentFacts& f, Node n) {
        if (auto const whole = n.to<DocumentId>()) f.wholes.push_back(whole);
    });
    read(structural.reprints, [](DocumentFacts& f, Node n) {
        if (auto const original = n.to<DocumentId>()) f.reprinted.push_back(original);
    });

    // A document stands unless it, its whole, or all its publishers are withdrawn (rule W2).
    if (withdrawn.empty()) return;
    std::vector<std::uint32_t> fallen;
    for (auto& [number, facts] : documents) {
        bool const unpublished =
            !facts.publishers.empty() && std::all_of(facts.publishers.begin(), facts.publishers.end(),
                                                     [&](ActorId publisher) { return is_withdrawn(publisher); });
        if (unpublished) facts.stands = false;
    }
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> parts;
    for (auto const& [number, facts] : documents)
        for (DocumentId whole : facts.wholes) parts[whole.number()].push_back(number);
    for (auto const& [whole, list] : parts) {
        auto const at = documents.find(whole);
        bool const stands = (at == documents.end() || at->second.stands) &&
                            withdrawn.count(Node(Category::document, whole, 0).word()) == 0;
        if (!stands) fallen.push_back(whole);
    }
    while (!fallen.empty()) {
        auto const whole = fallen.back();
        fallen.pop_back();
        auto const list = parts.find(whole);
        if (list == parts.end()) continue;
        for (std::uint32_t part : list->second) {
            auto& facts = documents[part];
            if (facts.stands) fallen.push_back(part);
            facts.stands = false;
        }
    }
}

View::State::DocumentFacts const* View::State::facts(DocumentId document) const {
    auto const at = documents.find(document.number());
    return at == documents.end() ? nullptr : &at->second;
}

bool View::State::document_stands(DocumentId document) const {
    if (withdrawn.empty()) return true;
    auto const* known = facts(document);
    return !is_withdrawn(document) && (known == nullptr || known->stands);
}

void View::State::date_documents() {
    struct Dates {
        std::pair<Day, Day> own{Day::plus_infinity(), Day::minus_infinity()};
        std::pair<Day, Day> others = own;
        Day captured = Day::plus_infinity();
    };
    std::unordered_map<std::uint32_t, Dates> dates;
    auto const widen = [](std::pair<Day, Day>& window, std::pair<Day, Day> by) {
        window.first = (std::min)(window.first, by.first);
        window.second = (std::max)(window.second, by.second);
    };
    auto const each = [&](std::vector<ClaimId> const& claims, auto use) {
        for (ClaimId claim : claims) {
            meter->work();
            auto const document = graph.subject(claim).to<DocumentId>();
            if (!document) continue;
            Value const value = graph.value(claim);
            if (value.date() == nullptr) continue;
            std::pair const window(value.date()->earliest(), value.date()->latest());
            for (AttributionId a : graph.attributions_of(claim)) {
                if (!detail::asserts(graph, a) || is_withdrawn(graph.source(a))) continue;
                use(dates[document.number()], window, Node(graph.source(a)) == Node(document),
                    detail::stands_by_itself(graph, a));
            }
        }
    };
    each(structural.published, [&](Dates& d, std::pair<Day, Day> window, bool own, bool analyst) {
        if (own)
            widen(d.own, window);
        else if (analyst)
            widen(d.others, window);
    });
    each(structural.captured, [&](Dates& d, std::pair<Day, Day> window, bool own, bool analyst) {
        if (own || analyst) d.captured = (std::min)(d.captured, window.second);
    });
    for (auto const& [number, d] : dates) {
        auto& window = documents[number].published;
        if (d.own.first <= d.own.second)
            window = d.own;
        else if (d.others.first <= d.others.second)
            window = d.others;
        window.second = (std::min)(window.second, d.captured);
    }
}

std::pair<Day, Day> View::State::published(AttributionId a) const {
    auto const said = graph.said_between(a);
    auto const document = graph.document(a);
    auto const* known = document ? facts(document) : nullptr;
    std::pair window(Day::minus_infinity(), Day::plus_infinity());
    if (known != nullptr) window = known->published;
    if (said) {
        // A dated item of a list has its own date; it is still not later than the page.
        window.first = said->first;
        window.second = (std::min)(said->second, window.second);
        if (window.second < window.first) window.second = said->second;
    }
    return window;
}

std::pair<Day, Day> View::State::as_said(AttributionId a) const {
    if (graph.document(a)) return published(a);
    if (auto const said = graph.said_between(a)) return *said;
    return {Day::minus_infinity(), Day::plus_infinity()};
}

bool View::State::is_left(AttributionId a) const {
    return !is_withdrawn(a) && !is_withdrawn(graph.source(a)) &&
           !(graph.document(a) && is_withdrawn(graph.document(a)));
}

std::pair<Day, Day> View::State::said(AttributionId a) const {
    auto const raw = [&](AttributionId of_claim) { return is_left(of_claim); };
    return resolved(a, {}, [&](ClaimId claim) { return takes_effect(claim, false, raw); });
}

}  // namespace ascribe
