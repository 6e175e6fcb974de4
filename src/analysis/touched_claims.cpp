// SPDX-License-Identifier: BSL-1.0
#include "touched_claims.hpp"

#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>

namespace ascribe::detail {

TouchedClaims::TouchedClaims(View const& before, View const& after, std::vector<Node> const& withdrawn, Meter& meter)
    : before_(before),
      after_(after),
      graph_(before.graph()),
      meter_(meter),
      occurred_(graph_.find_property(property::occurred)),
      has_holders_(before.has_holders() || after.has_holders()) {
    for (Node node : withdrawn) touch(node);
    find_changes();
    work_off();
    std::sort(claims.begin(), claims.end());
}

void TouchedClaims::find_changes() {
    for (AttributionId a : graph_.attributions()) {
        meter_.step();
        if (before_.standing(a) != after_.standing(a)) touch(a);
    }
    PropertyId const same_as = graph_.find_property(property::same_as);
    if (!same_as) return;
    for (ClaimId claim : graph_.claims()) {
        meter_.step();
        if (graph_.property(claim) != same_as) continue;
        compare_identity(graph_.subject(claim));
        compare_identity(graph_.value_node(claim));
    }
}

/// Where a class is another one, all that is said of or by its members may count otherwise.
void TouchedClaims::compare_identity(Node node) {
    if (!compared_.insert(node.word()).second) return;
    auto const was = before_.class_of(node), is = after_.class_of(node);
    bool const same = was == is;
    for (auto const* members : {&was, &is})
        for (Node member : *members) {
            meter_.work();
            compared_.insert(member.word());
            if (same) continue;
            touch(member);
            for (ClaimId about : graph_.claims_about(member)) touch(about);
            for (ClaimId naming : graph_.claims_naming(member)) touch(naming);
        }
}

void TouchedClaims::work_off() {
    while (!open_.empty()) {
        meter_.work();
        Node const node = open_.back();
        open_.pop_back();
        if (auto const attribution = node.to<AttributionId>())
            follow(attribution);
        else if (auto const claim = node.to<ClaimId>())
            follow(claim);
        else
            follow_others(node);
        for (View const* view : {&before_, &after_})
            for (AttributionId resting : view->resting_on(node)) touch(resting);
    }
}

void TouchedClaims::follow(AttributionId attribution) {
    touch(graph_.content(attribution));
}

void TouchedClaims::follow(ClaimId claim) {
    claims.push_back(claim);
    follow_structure(claim);
    for (View const* view : {&before_, &after_}) {
        for (ClaimId counting : counting_for(*view, claim)) touch(counting);
        // Rule E5: it may say that its event occurred, or that it never does.
        Node const event = graph_.subject(view->read_as(claim));
        if (!occurred_ || !event.is(Category::event)) continue;
        for (Node member : view->class_of(event))
            for (ClaimId occurring : graph_.claims_about(member, occurred_)) touch(occurring);
    }
}

/// What it tells of a record, if it takes effect.
void TouchedClaims::follow_structure(ClaimId claim) {
    Node const subject = graph_.subject(claim);
    bool const is_structural = graph_.traits(graph_.property(claim)).has(Trait::structural);
    // An office is the voice of whoever held it when it spoke.
    bool const dates_words = has_holders_ && (subject.is(Category::document) || subject.is(Category::attribution)) &&
                             graph_.value(claim).date() != nullptr;
    if (is_structural || dates_words) touch(subject);
}

void TouchedClaims::follow_others(Node node) {
    if (auto const source = node.to<Source>())
        for (AttributionId a : graph_.attributions_by(source)) touch(a);
    if (auto const document = node.to<DocumentId>())
        for (AttributionId a : graph_.attributions_in(document)) touch(a);
    if (node.is(Category::actor) || node.is(Category::document)) touch_relatives(node);
}

void TouchedClaims::touch_relatives(Node node) {
    for (ClaimId naming : graph_.claims_naming(node)) {
        meter_.work();
        if (graph_.traits(graph_.property(naming)).has(Trait::structural)) touch(graph_.subject(naming));
    }
}

}  // namespace ascribe::detail
