// SPDX-License-Identifier: BSL-1.0
#include "voices.hpp"

#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>

namespace ascribe::detail {

namespace {

VoiceName voice_of_document(View const& view, DocumentId document) {
    auto const authors = view.authors(document);
    if (authors.size() == 1 && is_named_one(view, authors.front()))
        return {authors.front(), view.representative(authors.front()).to<Source>(), true};
    return {document, view.representative(document).to<Source>(), true};
}

bool is_side(Graph const& graph, AttributionId a, Polarity side) noexcept {
    return act_class(graph.act(a)) == ActClass::assertive && polarity(graph.factuality(a)) == side;
}

}  // namespace

VoiceWalk::VoiceWalk(View const& view, Meter& meter)
    : view_(view), graph_(view.graph()), meter_(meter), occurred_(graph_.find_property(property::occurred)) {
    // Room for most claims at once.
    open_.reserve(16);
    speaking.reserve(16);
}

bool is_named_one(View const& view, ActorId actor) {
    if (is_named(view.graph().kind(actor))) return true;
    if (!view.is_joined(actor)) return false;
    auto const members = view.class_of(actor);
    return std::any_of(members.begin(), members.end(),
                       [&](Node member) { return is_named(view.graph().kind(member.to<ActorId>())); });
}

VoiceName voice_of(View const& view, AttributionId a) {
    Graph const& graph = view.graph();
    Source const source = graph.source(a);
    VoiceName voice;
    if (auto const document = source.to<DocumentId>()) {
        voice = voice_of_document(view, document);
    } else {
        voice = {source, view.representative(source).to<Source>(), is_named_one(view, source.to<ActorId>())};
        // An unsigned author is known by the document alone.
        if (!voice.named && graph.role(a) == Role::author && graph.document(a))
            return {graph.document(a), view.representative(graph.document(a)).to<Source>(), false};
    }
    if (view.has_holders())
        if (auto const office = voice.as.to<ActorId>())
            if (ActorId const holder = view.holder(office, view.said(a))) voice.as = holder;
    return voice;
}

VoiceName voice_of(View const& view, Source ground) {
    if (auto const document = ground.to<DocumentId>()) return voice_of_document(view, document);
    return {ground, view.representative(ground).to<Source>(), is_named_one(view, ground.to<ActorId>())};
}

/// A generic event never occurs (rule E4), so nothing that is said of it presupposes that it did.
bool VoiceWalk::is_generic(Node event) const {
    for (Node member : view_.class_of(event))
        for (ClaimId claim : graph_.claims_about(member, property::generic))
            if (view_.supported(claim) != Truth::never) return true;
    return false;
}

void VoiceWalk::find_counting(ClaimId claim, std::vector<CountingClaim>& counting) const {
    counting.clear();
    auto const is_alone = [&](ClaimId c) {
        if (view_.accepted().empty()) return true;
        Node const value = graph_.value_node(c);
        return !view_.is_joined(c) && !view_.is_joined(graph_.subject(c)) && !(value && view_.is_joined(value));
    };
    if (is_alone(claim))
        counting.push_back({claim});
    else
        for (ClaimId each : counting_for(view_, claim)) counting.push_back({each, each != claim, false});
    // Rule E5: what presupposes that an event occurred. A claim that is printed for one of another property counts
    // there, so the property is that of what is meant.
    auto const event = graph_.subject(claim);
    if (occurred_ && event.is(Category::event) && graph_.property(claim) == occurred_ && !is_generic(event)) {
        NumberMap seen;
        for (CountingClaim const& c : counting) seen.add(c.claim.number());
        for (Node member : view_.class_of(event))
            for (ClaimId about : graph_.claims_about(member)) {
                meter_.work();
                ClaimId const meant = view_.read_as(about);
                if (!graph_.traits(graph_.property(meant)).has(Trait::presupposes_occurrence)) continue;
                if (is_alone(meant)) {
                    if (seen.add(meant.number())) counting.push_back({meant, false, true});
                    continue;
                }
                for (ClaimId each : counting_for(view_, meant))
                    if (seen.add(each.number())) counting.push_back({each, false, true});
            }
    }
    std::sort(counting.begin(), counting.end(),
              [](CountingClaim const& a, CountingClaim const& b) { return a.claim < b.claim; });
}

void VoiceWalk::reach(Support const& support, bool read) {
    if (seen_attributions_.add(support.attribution.number())) open_.push_back({support, read});
}

void VoiceWalk::reach_claim(ClaimId claim, bool read) {
    if (!seen_claims_.add(claim.number())) return;
    auto const of = [&](ClaimId counting, bool is_read) {
        for (Support const& support : graph_.supports_of(counting)) {
            meter_.work();
            AttributionId const a = support.attribution;
            if (asserts(graph_, a) && view_.standing(a) != Truth::never) reach(support, is_read);
        }
    };
    // A ground stands by its own supporters (rule W3); whoever else counts for it is behind it, too.
    find_counting(claim, counting_);
    for (CountingClaim const& counting : counting_) of(counting.claim, read || counting.read);
}

void VoiceWalk::find_reported_denials() {
    reported_denials_.clear();
    NumberMap seen;
    std::vector<AttributionId> outwards;
    for (AttributionId denial : supporters) {
        if (graph_.document(denial)) continue;
        seen.clear();
        outwards.assign(1, denial);
        for (std::size_t i = 0; i < outwards.size(); ++i)
            for (AttributionId carrier : graph_.attributions_of(outwards[i])) {
                meter_.work();
                if (!asserts(graph_, carrier) || view_.standing(carrier) == Truth::never) continue;
                if (!seen.add(carrier.number())) continue;
                outwards.push_back(carrier);
                if (auto const document = graph_.document(carrier))
                    reported_denials_.push_back({{graph_.source(carrier).word(), document.word()}, denial, carrier});
            }
    }
    std::sort(reported_denials_.begin(), reported_denials_.end());
}

bool VoiceWalk::is_own_record(AttributionId a, DocumentId record) const {
    if (graph_.basis(a) != Basis::document) return false;
    Source const source = graph_.source(a);
    if (source.is(Category::document)) return true;
    if (!record) return false;
    auto const is_source = [&](ActorId actor) { return view_.same(actor, source); };
    auto const authors = view_.authors(record);
    if (std::any_of(authors.begin(), authors.end(), is_source)) return true;
    auto const publishers = view_.publishers(record);
    return std::any_of(publishers.begin(), publishers.end(), is_source);
}

void VoiceWalk::speak(Reached const& at) {
    AttributionId const a = at.support.attribution;
    meter_.work();
    view_.grounds_of(at.support, grounds_);
    for (AttributionId report : view_.endorsed(a)) grounds_.push_back(report);
    if (polarity(graph_.factuality(a)) == Polarity::negative && graph_.document(a) && grounds_.empty() &&
        graph_.basis(a) != Basis::witness && !reported_denials_.empty()) {
        std::pair const key(graph_.source(a).word(), graph_.document(a).word());
        for (auto i = std::lower_bound(reported_denials_.begin(), reported_denials_.end(), ReportedDenial{key, {}, {}});
             i != reported_denials_.end() && i->place == key; ++i)
            if (may_take_up(graph_, a, i->by)) grounds_.push_back(i->denial);
    }
    bool is_witness = graph_.basis(a) == Basis::witness;
    bool has_voices = false;
    for (Node ground : grounds_) {
        has_voices = has_voices || !(ground.is(Category::place) || ground.is(Category::event));
        if (auto const claim = ground.to<ClaimId>()) {
            reach_claim(claim, at.read);
        } else if (auto const report = ground.to<AttributionId>()) {
            if (view_.standing(report) != Truth::never) reach(unread(report), at.read);
        } else if (auto const source = ground.to<Source>()) {
            bool const own = ground.is(Category::document) && is_own_record(a, ground.to<DocumentId>());
            speaking.push_back({a, voice_of(view_, source), own, at.read});
        }
    }
    if (has_voices && !is_witness) return;
    bool const own_act = graph_.basis(a) == Basis::own_act;
    speaking.push_back({a, voice_of(view_, a), is_witness || own_act || is_own_record(a, graph_.document(a)), at.read});
}

void VoiceWalk::walk(std::vector<CountingClaim> const& counting, Polarity side) {
    supporters.clear();
    speaking.clear();
    open_.clear();
    reported_denials_.clear();
    seen_attributions_.clear();
    seen_claims_.clear();
    for (CountingClaim const& c : counting) {
        if (c.implied && side != Polarity::positive) continue;
        if (side == Polarity::positive && !c.implied) seen_claims_.add(c.claim.number());
        for (Support const& support : graph_.supports_of(c.claim)) {
            meter_.work();
            AttributionId const a = support.attribution;
            if (!is_side(graph_, a, side) || view_.standing(a) == Truth::never) continue;
            supporters.push_back(a);
            reach(support, c.read);
        }
    }
    std::sort(supporters.begin(), supporters.end());
    if (side == Polarity::negative) find_reported_denials();
    for (std::size_t i = 0; i < open_.size(); ++i) speak(Reached(open_[i]));
}

}  // namespace ascribe::detail
