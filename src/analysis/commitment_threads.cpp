// SPDX-License-Identifier: BSL-1.0
#include "commitment_threads.hpp"

#include "../core/make_set.hpp"
#include "../graph/hops.hpp"
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <unordered_set>

namespace ascribe::detail {

AttributionId innermost_attribution(Graph const& graph, AttributionId attribution) {
    while (auto const inner = graph.content(attribution).to<AttributionId>()) attribution = inner;
    return attribution;
}

bool is_condition(Graph const& graph, PropertyId property) noexcept {
    auto const name = graph.name(property);
    return name == property::condition_if || name == property::only_if || name == property::unless ||
           name == property::or_else;
}

ClaimId without_conditions(Graph const& graph, ClaimId claim) {
    // Claims about claims are recorded after those, so this ends.
    while (is_condition(graph, graph.property(claim))) {
        auto const inner = graph.subject(claim).to<ClaimId>();
        if (!inner) break;
        claim = inner;
    }
    return claim;
}

std::pair<AttributionId, Truth> firmest_holder(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::pair<AttributionId, Truth> firmest{{}, Truth::never};
    for (AttributionId a : graph.attributions_of(claim)) {
        Factuality const f = graph.factuality(a);
        Truth const standing = view.standing(a);
        if (standing == Truth::never || polarity(f) != Polarity::positive) continue;
        Truth const certain =
            standing == Truth::always && certainty(f) == Certainty::certain ? Truth::always : Truth::possibly;
        if (certain > firmest.second) firmest = {a, certain};
    }
    return firmest;
}

Truth is_later(std::pair<Day, Day> later, std::pair<Day, Day> earlier) noexcept {
    if (later.second < earlier.first) return Truth::never;
    return earlier.second < later.first ? Truth::always : Truth::possibly;
}

namespace {

/// Who, in which passage, passes on that somebody wants, undertakes or foretells a claim, and not that somebody asserts
/// it: an own word of theirs there is an endorsement, and rests on that (rule C3).
class Echoes {
public:
    Echoes(View const& view, ClaimId claim) : view_(view), graph_(view_.graph()) {
        for (AttributionId report : graph_.attributions_of(claim)) {
            if (graph_.document(report)) continue;
            bool const is_assertive = act_class(graph_.act(report)) == ActClass::assertive;
            std::vector<AttributionId> carried{report};
            std::unordered_set<std::uint32_t> seen;
            for (std::size_t i = 0; i < carried.size(); ++i)
                for (AttributionId carrier : graph_.attributions_of(carried[i])) {
                    if (view.attested(carrier) == Truth::never || !seen.insert(carrier.word()).second) continue;
                    carried.push_back(carrier);
                    if (graph_.document(carrier)) (is_assertive ? told_ : acts_)[place(carrier)].push_back(carrier);
                }
        }
    }
    [[nodiscard]] bool contains(AttributionId own) const {
        return graph_.document(own) && graph_.basis(own) != Basis::witness && !view_.has_grounds(own) &&
               takes_up(own, acts_) && !takes_up(own, told_);
    }

private:
    using Places = std::unordered_map<std::uint64_t, std::vector<AttributionId>>;

    [[nodiscard]] bool takes_up(AttributionId own, Places const& places) const {
        auto const at = places.find(place(own));
        return at != places.end() && std::any_of(at->second.begin(), at->second.end(), [&](AttributionId report) {
                   return may_take_up(graph_, own, report);
               });
    }
    [[nodiscard]] std::uint64_t place(AttributionId a) const {
        return std::uint64_t{graph_.source(a).word()} << 32 | graph_.document(a).word();
    }

    View const& view_;
    Graph const& graph_;
    Places acts_, told_;
};

}  // namespace

std::vector<ToldOutcome> told_outcomes(StatementReader& reader, ClaimId claim) {
    View const& view = reader.view();
    Graph const& graph = reader.graph();
    std::vector<ToldOutcome> told;
    auto const add = [&](ClaimId c, bool implies) {
        Echoes const echoes(view, c);
        for (AttributionId a : graph.attributions_of(c)) {
            Factuality const f = graph.factuality(a);
            bool const is_so = f == Factuality::ct_plus;
            if (act_class(graph.act(a)) != ActClass::assertive || (!is_so && (f != Factuality::ct_minus || implies)))
                continue;
            Truth const standing = view.standing(a);
            if (standing == Truth::never || echoes.contains(a)) continue;
            told.push_back(
                {.attribution = a, .claim = c, .is_so = is_so, .standing = standing, .said = reader.said(a)});
        }
    };
    for (ClaimId c : counting_for(view, claim)) add(c, false);
    Node const subject = graph.subject(claim);
    if (graph.property(claim) == reader.occurred && subject.is(Category::event))
        for (Node member : reader.members(view.representative(subject)))
            for (ClaimId c : graph.claims_about(member))
                if (graph.traits(graph.property(c)).has(Trait::presupposes_occurrence)) add(c, true);
    return told;
}

Threads::Threads(View const& view, CommitmentOptions const& options) : view_(view), graph_(view.graph()) {
    auto const responds_to = graph_.find_property(property::responds_to);
    auto const occasion = graph_.find_property(property::occasion);
    std::vector<bool> is_prospect(graph_.property_count());
    for (std::string const& name : options.prospect_of)
        if (auto const id = graph_.find_property(name)) is_prospect[id.number()] = true;
    std::vector<ClaimId> links;
    for (ClaimId claim : graph_.claims()) {
        auto const property = graph_.property(claim);
        bool const is_link = property == responds_to;
        bool const is_occasion = property == occasion;
        if (!is_link && !is_occasion && !is_prospect[property.number()]) continue;
        if (!firmest_holder(view_, claim).first) continue;
        if (is_link) {
            links.push_back(claim);
            continue;
        }
        Node const subject = graph_.subject(claim);
        auto const event = view_.representative(graph_.value_node(claim)).to<EventId>();
        if (!event) continue;
        if (auto const a = subject.to<AttributionId>(); a && is_occasion) {
            AttributionId const act = innermost_attribution(graph_, a);
            occasions_[act.word()].push_back(event);
            acts_[event.word()].push_back(act);
        } else if (!is_occasion) {
            Node const about = view_.representative(subject);
            prospects_[about.word()].push_back(event);
            prospect_events_.insert(event.word());
        }
    }
    for (ClaimId claim : links)
        for (Node end : {graph_.subject(claim), graph_.value_node(claim)})
            if (end.is(Category::event)) answered_events_.insert(view_.representative(end).word());
    for (ClaimId claim : links) add_answer(claim);
    for (auto* lists : {&acts_, &reports_})
        for (auto& [word, list] : *lists) make_set(list);
    for (auto* lists : {&occasions_, &prospects_})
        for (auto& [word, list] : *lists) make_set(list);
}

bool Threads::is_act(EventId event) const {
    return acts_.count(event.word()) != 0 || prospect_events_.count(event.word()) != 0 ||
           answered_events_.count(event.word()) != 0;
}

void Threads::add_answer(ClaimId claim) {
    Node const value = graph_.value_node(claim);
    if (!value) return;
    Node const answer = end_of(graph_.subject(claim));
    Node const answered = end_of(value);
    if (answer == answered) return;
    Truth const certain = firmest_holder(view_, claim).second;
    answers_[answered.word()].push_back({answer, claim, certain});
    answering_[answer.word()].push_back({answered, claim, certain});
}

/// An attribution stands for what it carries; a report that an act took place is one move with the act.
Node Threads::end_of(Node node) {
    auto const attribution = node.to<AttributionId>();
    if (!attribution) return view_.representative(node);
    AttributionId const inner = innermost_attribution(graph_, attribution);
    ClaimId const about = graph_.content(inner).to<ClaimId>();
    auto const event = view_.representative(graph_.subject(about)).to<EventId>();
    PropertyId const property = graph_.property(about);
    bool const is_report =
        detail::asserts(graph_, inner) &&
        (graph_.traits(property).has(Trait::presupposes_occurrence) || graph_.name(property) == property::occurred);
    if (event && is_report && is_act(event)) {
        reported_[inner.word()] = event;
        reports_[event.word()].push_back(inner);
    }
    return inner;
}

std::vector<EventId> Threads::occasions(AttributionId act) const {
    std::vector<EventId> found;
    if (auto const at = occasions_.find(act.word()); at != occasions_.end()) found = at->second;
    if (!prospects_.empty()) {
        Node const about = view_.representative(graph_.subject(graph_.innermost(act).first));
        if (auto const at = prospects_.find(about.word());
            at != prospects_.end() && act_class(graph_.act(act)) != ActClass::assertive)
            found.insert(found.end(), at->second.begin(), at->second.end());
    }
    make_set(found);
    return found;
}

std::vector<AttributionId> Threads::acts(Node node) const {
    if (auto const a = node.to<AttributionId>()) return {a};
    auto const at = acts_.find(node.word());
    return at == acts_.end() ? std::vector<AttributionId>() : at->second;
}

/// Everything that is one move with the node, itself first.
std::vector<Node> Threads::move_of(Node node) const {
    std::vector<Node> found{node};
    std::unordered_set<std::uint32_t> seen{node.word()};
    auto const add = [&](Node other) {
        if (seen.insert(other.word()).second) found.push_back(other);
    };
    for (std::size_t i = 0; i < found.size(); ++i) {
        Node const at = found[i];
        if (auto const a = at.to<AttributionId>()) {
            for (EventId event : occasions(a)) add(event);
            if (auto const event = reported_.find(a.word()); event != reported_.end()) add(event->second);
        }
        for (auto const* lists : {&acts_, &reports_})
            if (auto const list = lists->find(at.word()); list != lists->end())
                for (AttributionId a : list->second) add(a);
    }
    return found;
}

std::vector<ThreadStep> Threads::walk(AttributionId act, Links const& links) const {
    std::vector<ThreadStep> steps;
    if (links.empty()) return steps;
    std::unordered_set<std::uint32_t> seen;
    auto const expand = [&](Node from, std::uint32_t distance) {
        auto const move = move_of(from);
        for (Node node : move) seen.insert(node.word());
        for (Node node : move) {
            auto const at = links.find(node.word());
            if (at == links.end()) continue;
            for (Link const& link : at->second)
                if (seen.insert(link.to.word()).second)
                    steps.push_back({.node = link.to,
                                     .from = from,
                                     .link = link.claim,
                                     .distance = distance,
                                     .certain = link.certain});
        }
    };
    expand(act, 1);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        ThreadStep const at = steps[i];
        expand(at.node, at.distance + 1);
    }
    return steps;
}

}  // namespace ascribe::detail
