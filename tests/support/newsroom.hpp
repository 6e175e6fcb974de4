// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_NEWSROOM_HPP
#define ASCRIBE_TESTS_SUPPORT_NEWSROOM_HPP

#include "random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe_tests {

/// Records that give every analysis something to find, without end: floods with tolls, dates and places, who says so
/// and who reports that, identities, corrections, promises, conditions, answers, documents with publishers and copies.
///
/// The same calls for the same seed. Each `step` is one call of a mutating function.
class NewsroomStory {
public:
    NewsroomStory(ascribe::Ledger& ledger, std::uint64_t seed) : ledger_(ledger), random_(seed) {
        using namespace ascribe;
        desk_ = ledger.actor("desk", ActorKind::analyst);
        for (int i = 0; i < 3; ++i) {
            actors_.push_back(ledger.actor("first actor " + std::to_string(i), ActorKind::person));
            events_.push_back(ledger.event("flood " + std::to_string(i)));
            documents_.push_back(ledger.document("paper " + std::to_string(i)));
            places_.push_back(ledger.place("place " + std::to_string(i)));
        }
    }

    void step() {
        using namespace ascribe;
        ++steps_;
        if (!waiting_.empty()) {
            Attribution const next = waiting_.front();
            waiting_.pop_front();
            return record(next);
        }
        switch (random_.below(20)) {
        case 0: return entity();
        case 1: return document_fact();
        case 2: return relation();
        case 3: return amendment();
        case 4: return promise();
        case 5:
        case 6: return report();
        case 7: return link();
        case 8: {
            ledger_.label(any(events_), "label " + std::to_string(random_.below(9)), any(actors_));
            return;
        }
        case 9: {
            if (!attributions_.empty())
                ledger_.recording(any(attributions_), desk_, Instant{static_cast<std::int64_t>(random_.below(900))});
            return;
        }
        default: return statement();
        }
    }

private:
    /// Mostly one of the last, so that there is something going on; else any.
    template <class Id>
    Id any(std::vector<Id> const& ids) {
        std::size_t const among = random_.chance(70) ? (std::min)(ids.size(), std::size_t{12}) : ids.size();
        return ids[ids.size() - 1 - random_.below(among)];
    }
    ascribe::Edtf day() {
        return ascribe::Edtf::from(ascribe::Day(2024, 2, 20) + static_cast<std::int64_t>(random_.below(30)));
    }
    void claimed(ascribe::ClaimId claim) { claims_.push_back(claim); }
    void record(ascribe::Attribution const& attribution, ascribe::Node ground = {}) {
        auto const recorded = ledger_.try_attribution(attribution, ground);
        if (recorded) attributions_.push_back(recorded->id);
    }
    /// The claim is recorded now and attributed to the source next.
    void say(ascribe::Node subject, std::string_view property, ascribe::Value const& value, ascribe::Source source,
             ascribe::DocumentId document) {
        auto const claim = ledger_.try_claim(subject, property, value);
        if (!claim) return;
        claimed(claim->id);
        waiting_.push_back({.source = source, .content = claim->id, .document = document});
    }

    void entity() {
        using namespace ascribe;
        std::string const n = std::to_string(steps_);
        switch (random_.below(4)) {
        case 0: {
            auto const kind = random_.chance(20) ? ActorKind::office : ActorKind::person;
            return actors_.push_back(ledger_.actor("actor " + n, kind));
        }
        case 1: return events_.push_back(ledger_.event("flood " + n));
        case 2: return documents_.push_back(ledger_.document("paper " + n));
        default: return places_.push_back(ledger_.place("place " + n));
        }
    }
    void document_fact() {
        using namespace ascribe;
        DocumentId const document = any(documents_);
        switch (random_.below(4)) {
        case 0: return say(document, property::published, day(), document, document);
        case 1: return say(document, property::published_by, any(actors_), document, document);
        case 2: return say(document, property::authored_by, any(actors_), document, document);
        default: return say(document, property::reprints, any(documents_), desk_, {});
        }
    }
    void relation() {
        using namespace ascribe;
        switch (random_.below(8)) {
        case 0: return say(any(events_), property::same_as, any(events_), desk_, {});
        case 1: return say(any(actors_), property::same_as, any(actors_), desk_, {});
        case 2: return say(any(events_), property::part_of, any(events_), desk_, {});
        case 3: return say(any(events_), property::before, any(events_), any(actors_), any(documents_));
        case 4: return say(any(actors_), property::speaks_for, any(actors_), desk_, {});
        case 5: return claims_.empty() ? entity() : say(any(claims_), property::excludes, any(claims_), desk_, {});
        case 6:
            return claims_.empty() ? entity() : say(any(claims_), "if", any(claims_), any(actors_), any(documents_));
        default: return say(any(actors_), property::held_by, any(actors_), desk_, {});
        }
    }
    void amendment() {
        using namespace ascribe;
        if (attributions_.empty()) return entity();
        AttributionId const of = any(attributions_);
        Source const by = random_.chance(50) ? Source(desk_) : ledger_.graph().source(of);
        switch (random_.below(5)) {
        case 0: return say(of, property::retracted, {}, by, {});
        case 1: return say(of, property::corrected_by, any(attributions_), by, {});
        case 2: return say(of, property::updated_by, any(attributions_), by, {});
        case 3: return say(of, property::responds_to, any(attributions_), by, {});
        default: return say(of, "strengthens", any(attributions_), by, {});
        }
    }
    void promise() {
        using namespace ascribe;
        if (claims_.empty()) return entity();
        constexpr SpeechAct acts[] = {SpeechAct::promise, SpeechAct::demand,   SpeechAct::offer,
                                      SpeechAct::refuse,  SpeechAct::threaten, SpeechAct::predict};
        record({.source = any(actors_),
                .content = any(claims_),
                .factuality = random_.chance(50) ? Factuality::uu : Factuality::ct_plus,
                .act = acts[random_.below(std::size(acts))],
                .role = Role::speaker,
                .document = any(documents_),
                .said = day()});
    }
    /// Somebody reports what another said, and perhaps takes a side.
    void report() {
        using namespace ascribe;
        if (attributions_.empty()) return entity();
        AttributionId const what = any(attributions_);
        Source const by = random_.chance(20) ? Source(any(documents_)) : Source(any(actors_));
        DocumentId const document = any(documents_);
        if (random_.chance(20)) {
            auto const [claim, hops] = ledger_.graph().innermost(what);
            waiting_.push_back({.source = by,
                                .content = claim,
                                .factuality = random_.chance(50) ? Factuality::ct_plus : Factuality::ct_minus,
                                .document = document});
        }
        record({.source = by, .content = what, .role = Role::relay, .document = document});
    }
    void link() {
        using namespace ascribe;
        if (attributions_.empty()) return entity();
        AttributionId const a = any(attributions_);
        Node const ground = random_.chance(60) ? Node(any(claims_)) : Node(any(attributions_));
        if (ground != a) ledger_.ground(a, ground);
    }
    /// What somebody says happened: recorded as a claim, or, if that is there, as an attribution of it.
    void statement() {
        using namespace ascribe;
        if (!claims_.empty() && random_.chance(50)) {
            constexpr Factuality factualities[] = {Factuality::ct_plus, Factuality::ct_plus, Factuality::pr_plus,
                                                   Factuality::ct_minus, Factuality::uu};
            return record({.source = any(actors_),
                           .content = any(claims_),
                           .factuality = factualities[random_.below(std::size(factualities))],
                           .basis = random_.chance(30) ? Basis::witness : Basis::unstated,
                           .document = any(documents_),
                           .said = random_.chance(60) ? std::optional<Edtf>(day()) : std::nullopt},
                          random_.chance(30) ? Node(any(claims_)) : Node());
        }
        EventId const event = any(events_);
        auto const number = static_cast<std::int64_t>(random_.below(6) * 10);
        switch (random_.below(6)) {
        case 0: return say(event, property::occurred, {}, any(actors_), any(documents_));
        case 1: return say(event, "killed", exactly(number).of("person"), any(actors_), any(documents_));
        case 2: return say(event, "killed", between(number, number + 25).of("person"), any(actors_), any(documents_));
        case 3: return say(event, property::date, day(), any(actors_), any(documents_));
        case 4: return say(event, property::place, any(places_), any(actors_), any(documents_));
        default: {
            std::string const text = "the flood of " + std::to_string(random_.below(5));
            return say(event, property::name, std::string_view(text), any(actors_), any(documents_));
        }
        }
    }

    ascribe::Ledger& ledger_;
    Random random_;
    std::uint64_t steps_ = 0;
    ascribe::ActorId desk_;
    std::vector<ascribe::ActorId> actors_;
    std::vector<ascribe::EventId> events_;
    std::vector<ascribe::DocumentId> documents_;
    std::vector<ascribe::PlaceId> places_;
    std::vector<ascribe::ClaimId> claims_;
    std::vector<ascribe::AttributionId> attributions_;
    std::deque<ascribe::Attribution> waiting_;
};

}  // namespace ascribe_tests

#endif
