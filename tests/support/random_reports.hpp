// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_REPORTS_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_REPORTS_HPP

#include "support/random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/scope.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe_tests {

/// Reports of several events by people, outlets, offices and documents, in which everything may hang on everything:
/// grounds across events and in circles, reports of reports, endorsements, amendments, and every relation that an
/// analysis reads, held by an analyst, by others, or by nobody.
class RandomReports {
public:
    RandomReports(std::uint64_t seed, int steps, std::size_t events = 7) : random_(seed) {
        using namespace ascribe;
        desk_ = ledger.actor("desk", ActorKind::analyst);
        for (int i = 0; i < 4; ++i) actors_.push_back(ledger.actor("a" + std::to_string(i), ActorKind::person));
        actors_.push_back(ledger.actor("officials", ActorKind::unnamed));
        for (int i = 0; i < 2; ++i) actors_.push_back(ledger.actor("o" + std::to_string(i), ActorKind::office));
        for (int i = 0; i < 5; ++i) documents_.push_back(ledger.document("d" + std::to_string(i)));
        for (std::size_t i = 0; i < events; ++i) events_.push_back(ledger.event("e" + std::to_string(i)));
        for (int i = 0; i < 4; ++i) places_.push_back(ledger.place("p" + std::to_string(i)));
        ledger.property("deaths", Trait::functional | Trait::numeric | Traits(Trait::presupposes_occurrence));
        ledger.property("residents", Trait::functional | Trait::numeric | Traits(Trait::temporal));
        ledger.property("state", Trait::functional | Trait::exclusive | Traits(Trait::temporal));
        ledger.property("mood", Trait::functional);
        ledger.property("spouse", Trait::functional | Trait::symmetric);
        for (int i = 0; i < steps; ++i) step();
    }

    ascribe::Ledger ledger;

    /// Some scope or other; the first is the default.
    [[nodiscard]] ascribe::Scope scope(std::uint64_t seed) const {
        using namespace ascribe;
        Scope scope;
        if (seed == 0) return scope;
        Random random(seed);
        Graph const graph = ledger.graph();
        auto const day = [&] { return Edtf("2023-05-0" + std::to_string(2 + random.below(5))).earliest(); };
        if (random.chance(30)) scope.published_before = day();
        if (random.chance(30)) scope.said_before = day();
        if (random.chance(20)) scope.recorded_before = Instant{random.between(1, 9)};
        if (random.chance(60)) scope.admit = Truth::possibly;
        if (random.chance(25)) scope.accept_analysts = false;
        if (random.chance(40)) scope.accept_from = Certainty::probable;
        if (random.chance(20))
            for (int i = 0; i < 3; ++i) scope.only_sources.push_back(actors_[random.below(actors_.size())]);
        if (random.chance(30)) scope.accept_holders.push_back(actors_[random.below(actors_.size())]);
        if (random.chance(30)) scope.accept_holders.push_back(documents_[random.below(documents_.size())]);
        for (auto* list : {&scope.assume, &scope.accept_claims})
            if (random.chance(40))
                for (int i = 0; i < 6; ++i)
                    list->push_back(graph.claim_at(static_cast<std::uint32_t>(random.below(graph.claims().size()))));
        while (random.chance(30)) scope.without.push_back(node(random));
        return scope;
    }

    /// Any record.
    [[nodiscard]] ascribe::Node node(Random& random) const {
        using namespace ascribe;
        Graph const graph = ledger.graph();
        auto const category = static_cast<Category>(1 + random.below(category_count));
        if (graph.count(category) == 0) return desk_;
        return {category, static_cast<std::uint32_t>(random.below(graph.count(category))), graph.ledger()};
    }

private:
    template <class T>
    T const& any(std::vector<T> const& list) {
        return list[random_.below(list.size())];
    }
    ascribe::Source source() {
        return random_.chance(85) ? ascribe::Source(any(actors_)) : ascribe::Source(any(documents_));
    }
    ascribe::Edtf date() {
        static constexpr std::string_view dates[] = {"2023-05-02", "2023-05-03", "2023-05-04", "2023-05-02/2023-05-03",
                                                     "2023-05-0X", "2023-05-03?"};
        return ascribe::Edtf(dates[random_.below(std::size(dates))]);
    }
    ascribe::Quantity number() {
        std::int64_t const n = random_.between(2, 5);
        ascribe::Quantity const q = random_.chance(60)   ? ascribe::exactly(n)
                                    : random_.chance(50) ? ascribe::more_than(n)
                                                         : ascribe::between(n, n + 2);
        return q.of("people");
    }

    ascribe::ClaimId statement() {
        using namespace ascribe;
        EventId const event = any(events_);
        auto const valid = random_.chance(20) ? std::optional(Edtf("2023-05-02/2023-05-05")) : std::optional<Edtf>();
        std::string const word(1, static_cast<char>('x' + random_.below(3)));
        static constexpr std::string_view orders[] = {property::before, property::after, property::during};
        static constexpr std::string_view actualities[] = {property::attempted, property::completed, property::generic};
        switch (random_.below(15)) {
        case 0: return ledger.claim(event, "deaths", number());
        case 1: return ledger.claim(event, "residents", number(), valid);
        case 2: return ledger.claim(event, "state", std::string_view(word), valid);
        case 3: return ledger.claim(event, "mood", std::string_view(word));
        case 4: return ledger.claim(event, "cause", std::string_view(word));
        case 5: return ledger.claim(event, property::place, any(places_));
        case 6: return ledger.claim(event, property::agent, any(actors_));
        case 7: return ledger.claim(event, property::date, date());
        case 8: return ledger.claim(event, orders[random_.below(3)], any(events_));
        case 9: return ledger.claim(event, actualities[random_.below(3)]);
        case 10: return ledger.claim(any(places_), "residents", number(), valid);
        case 11: return ledger.claim(any(actors_), "state", std::string_view(word));
        case 12: return ledger.claim(actors_[random_.below(3)], "spouse", actors_[3 + random_.below(3)]);
        default: return ledger.claim(event, property::occurred);
        }
    }

    void keep(ascribe::Attribution const& record) {
        using namespace ascribe;
        if (auto const recorded = ledger.try_attribution(record)) attributions_.push_back(recorded->id);
        if (random_.chance(30)) ledger.recording(attributions_.back(), desk_, {random_.between(1, 9)});
        if (random_.chance(5)) ledger.label(attributions_.back(), "l" + std::to_string(random_.below(3)), any(actors_));
    }

    void put_forward(ascribe::Content content) {
        using namespace ascribe;
        static constexpr Factuality stances[] = {
            Factuality::ct_plus,  Factuality::ct_plus,  Factuality::ct_plus, Factuality::ct_plus,  Factuality::ct_plus,
            Factuality::ct_minus, Factuality::ct_minus, Factuality::pr_plus, Factuality::ps_minus, Factuality::uu};
        std::array const spans = {Span{.begin = static_cast<std::uint32_t>(random_.below(4)),
                                       .end = static_cast<std::uint32_t>(5 + random_.below(4)),
                                       .role = random_.chance(80) ? SpanRole::content : SpanRole::content_possible}};
        Attribution a{.source = source(), .content = content, .factuality = stances[random_.below(std::size(stances))]};
        if (random_.chance(10)) a.act = random_.chance(50) ? SpeechAct::demand : SpeechAct::predict;
        if (random_.chance(30)) a.said = date();
        if (random_.chance(25)) a.basis = random_.chance(60) ? Basis::witness : Basis::document;
        bool const is_reported = random_.chance(30);
        if (!is_reported) {
            a.document = any(documents_);
            if (random_.chance(50)) a.spans = spans;
            return keep(a);
        }
        keep(a);
        Attribution report{.source = source(), .content = attributions_.back(), .document = any(documents_)};
        if (random_.chance(20)) report.factuality = Factuality::pr_plus;
        if (random_.chance(50)) report.spans = spans;
        keep(report);
        // An endorsement, now and then.
        auto const claim = content.to<ClaimId>();
        if (claim && random_.chance(30)) {
            Attribution own{.source = report.source, .content = claim, .document = report.document};
            keep(own);
        }
    }

    /// A relation is put forward by an analyst, by a document of itself, by somebody, or by nobody.
    void relate(ascribe::Node subject, std::string_view property, ascribe::Value const& value = {}) {
        using namespace ascribe;
        if (value.node() != nullptr && *value.node() == subject) return;
        auto const claim = ledger.try_claim(subject, property, value);
        if (!claim) return;
        claims_.push_back(claim->id);
        auto const document = subject.to<DocumentId>();
        if (random_.chance(60)) {
            Attribution a{.source = desk_, .content = claim->id};
            if (random_.chance(15)) a.factuality = Factuality::ct_minus;
            if (random_.chance(15)) a.factuality = Factuality::pr_plus;
            keep(a);
        } else if (document && random_.chance(70)) {
            keep({.source = document, .content = claim->id, .document = document});
        } else if (random_.chance(70)) {
            put_forward(claim->id);
        }
    }

    void relation() {
        using namespace ascribe;
        if (claims_.size() < 2 || attributions_.size() < 2) return;
        ClaimId const x = any(claims_), y = any(claims_);
        AttributionId const a = any(attributions_), b = any(attributions_);
        DocumentId const d = any(documents_);
        switch (random_.below(25)) {
        case 0: return relate(any(events_), property::same_as, Node(any(events_)));
        case 1: return relate(any(places_), property::same_as, Node(any(places_)));
        case 2: return relate(any(actors_), property::same_as, Node(any(actors_)));
        case 3: return relate(x, property::same_as, Node(y));
        case 4: return relate(x, property::read_as, Node(y));
        case 5: return relate(a, property::same_as, Node(b));
        case 6: return relate(any(places_), property::part_of, Node(any(places_)));
        case 7: return relate(any(events_), property::part_of, Node(any(events_)));
        case 8: return relate(any(places_), property::excludes, Node(any(places_)));
        case 9: return relate(x, random_.chance(50) ? property::excludes : property::entails, Node(y));
        case 10: return relate(x, random_.chance(50) ? property::subset_of : property::parts_of, Node(y));
        case 11: return relate(x, property::alternative_to, Node(y));
        case 12: return relate(a, property::alternative_to, Node(b));
        case 13: return relate(a, property::retracted);
        case 14: return relate(a, random_.chance(50) ? property::corrected_by : property::updated_by, Node(b));
        case 15: return relate(a, property::said_at, date());
        case 16: return relate(d, random_.chance(50) ? property::published : property::captured, date());
        case 17: return relate(d, property::published_by, any(actors_));
        case 18: return relate(d, property::authored_by, any(actors_));
        case 19: return relate(d, random_.chance(50) ? property::part_of : property::reprints, any(documents_));
        case 20: return relate(d, random_.chance(50) ? property::copies : property::shares_text_with, any(documents_));
        case 21: return relate(actors_.back(), property::held_by, actors_.front());
        case 22: return relate(any(actors_), property::speaks_for, any(actors_));
        case 23: return relate(a, property::rests_on, random_.chance(60) ? Node(x) : Node(any(documents_)));
        default: return relate(x, random_.chance(50) ? property::only_if : property::contradicts, Node(y));
        }
    }

    void step() {
        using namespace ascribe;
        switch (random_.below(10)) {
        case 0:
        case 1: return relation();
        case 2: {
            if (attributions_.empty()) return;
            Node const grounds[] = {any(claims_), any(claims_),    any(attributions_),
                                    any(actors_), any(documents_), any(events_)};
            (void)ledger.try_ground(any(attributions_), grounds[random_.below(std::size(grounds))]);
            return;
        }
        case 3: {
            if (attributions_.empty()) return;
            return put_forward(any(attributions_));
        }
        case 4: ledger.label(any(events_), "l" + std::to_string(random_.below(3)), desk_); return;
        default: {
            claims_.push_back(statement());
            return put_forward(claims_.back());
        }
        }
    }

    Random random_;
    ascribe::ActorId desk_;
    std::vector<ascribe::ActorId> actors_;
    std::vector<ascribe::DocumentId> documents_;
    std::vector<ascribe::EventId> events_;
    std::vector<ascribe::PlaceId> places_;
    std::vector<ascribe::ClaimId> claims_;
    std::vector<ascribe::AttributionId> attributions_;
};

}  // namespace ascribe_tests

#endif
