// SPDX-License-Identifier: BSL-1.0
#include "statements.hpp"
#include <ascribe/analysis/position.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/stance.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <unordered_set>

namespace ascribe {

namespace {

std::vector<ClaimId> conditions_of(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::vector<ClaimId> found;
    for (auto const name : {property::condition_if, property::only_if, property::unless, property::or_else})
        for (ClaimId condition : graph.claims_about(claim, name))
            for (AttributionId held : graph.attributions_of(condition)) {
                if (view.attested(held) == Truth::never) continue;
                found.push_back(condition);
                break;
            }
    return found;
}

}  // namespace

std::vector<Position> positions(View const& view, Node subject, PropertyId property) {
    Graph const& graph = view.graph();
    std::vector<Position> found;
    std::unordered_set<ClaimId> placed;
    for (Node member : view.class_of(subject)) {
        for (ClaimId claim : graph.claims_about(member, property)) {
            if (placed.count(claim) != 0) continue;
            // What is read as a claim of another property counts there.
            if (graph.property(view.read_as(claim)) != property) continue;
            Position position;
            for (ClaimId counting : counting_for(view, claim)) {
                placed.insert(counting);
                bool const is_read = view.read_as(counting) != counting;
                for (AttributionId a : graph.attributions_of(counting)) {
                    if (view.attested(a) == Truth::never) continue;
                    position.holdings.push_back({.attribution = a,
                                                 .source = graph.source(a),
                                                 .factuality = graph.factuality(a),
                                                 .act = graph.act(a),
                                                 .standing = view.standing(a),
                                                 .read = is_read});
                }
                auto const conditions = conditions_of(view, counting);
                position.conditions.insert(position.conditions.end(), conditions.begin(), conditions.end());
                if (!position.claim && !is_read)
                    position.claim = counting;
                else
                    position.also.push_back(counting);
            }
            if (position.holdings.empty()) continue;
            std::sort(position.holdings.begin(), position.holdings.end(),
                      [](Holding const& a, Holding const& b) { return a.attribution < b.attribution; });
            found.push_back(std::move(position));
        }
    }
    return found;
}

std::vector<Position> positions(View const& view, Node subject, std::string_view property) {
    auto const id = view.graph().find_property(property);
    return id ? positions(view, subject, id) : std::vector<Position>();
}

Occurrence occurrence(View const& view, EventId event) {
    Graph const& graph = view.graph();
    Occurrence found;
    PropertyId const occurred = graph.find_property(property::occurred);
    bool is_generic = false;
    for (Node member : view.class_of(event))
        for (ClaimId claim : graph.claims_about(member, property::generic))
            is_generic = is_generic || view.supported(claim) != Truth::never;
    std::unordered_set<ClaimId> placed;
    for (Node member : view.class_of(event))
        for (ClaimId about : graph.claims_about(member)) {
            ClaimId const meant = view.read_as(about);
            bool const is_direct = graph.property(meant) == occurred;
            bool const is_implied = graph.traits(graph.property(meant)).has(Trait::presupposes_occurrence);
            if (!is_direct && (!is_implied || is_generic)) continue;
            for (ClaimId counting : counting_for(view, meant)) {
                if (!placed.insert(counting).second) continue;
                for (AttributionId a : graph.attributions_of(counting)) {
                    if (view.attested(a) == Truth::never) continue;
                    bool const asserts = detail::asserts(graph, a);
                    if (!is_direct && !asserts) continue;
                    if (asserts && !is_generic) found.supported = (std::max)(found.supported, view.standing(a));
                    found.holdings.push_back({.holding = {.attribution = a,
                                                          .source = graph.source(a),
                                                          .factuality = graph.factuality(a),
                                                          .act = graph.act(a),
                                                          .standing = view.standing(a),
                                                          .read = counting != meant},
                                              .claim = counting,
                                              .implied = !is_direct});
                }
            }
        }
    std::sort(found.holdings.begin(), found.holdings.end(), [](OccurrenceHolding const& a, OccurrenceHolding const& b) {
        return a.holding.attribution < b.holding.attribution;
    });
    return found;
}

Attitude attitude(View const& view, AttributionId reporting) {
    Graph const& graph = view.graph();
    auto const reports = detail::places(view, reporting);
    auto const takes_up = [&](AttributionId own) {
        return std::any_of(reports.begin(), reports.end(),
                           [&](AttributionId report) { return detail::is_taken_up(graph, own, report); });
    };
    auto reported = graph.content(reporting).to<AttributionId>();
    while (auto const inner = reported ? graph.content(reported).to<AttributionId>() : AttributionId())
        reported = inner;
    // What is said of the claim itself passes nothing on.
    if (reported)
        for (AttributionId own : graph.attributions_of(graph.content(reported).to<ClaimId>())) {
            if (own == reported || graph.source(own) != graph.source(reporting)) continue;
            Polarity const side = polarity(graph.factuality(own));
            if (side == Polarity::unknown || act_class(graph.act(own)) != ActClass::assertive) continue;
            if (view.attested(own) == Truth::never) continue;
            auto const words = detail::places(view, own);
            if (std::none_of(words.begin(), words.end(), takes_up)) continue;
            return side == Polarity::positive ? Attitude::endorses : Attitude::rejects;
        }
    Distance const distance = graph.distance(reporting);
    return distance.marker != DistanceMarker::none && distance.target == DistanceTarget::content
               ? Attitude::keeps_distance
               : Attitude::none;
}

}  // namespace ascribe
