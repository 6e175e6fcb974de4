// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_SUPPORT_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_SUPPORT_HPP

#include "support/random.hpp"
#include <ascribe/graph/view.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ascribe_tests {

/// What a ledger of support is made of; the chances are percentages.
struct SupportMix {
    std::size_t actors = 5;
    std::size_t documents = 4;
    std::size_t events = 2;
    std::size_t claims = 6;
    std::size_t attributions = 18;
    unsigned grounded = 50;
    unsigned unsure = 15;     ///< PS+, or only of unknown reach
    unsigned reporting = 25;  ///< of attributions that report another
    unsigned structural = 0;  ///< of records about documents: publishers, wholes, authors, dates
    unsigned amending = 0;    ///< of retractions
    unsigned claimed = 0;     ///< of grounds that are claims of the analyst or, half as often, of somebody else
};

/// A small ledger in which everything hangs together: shared sources and documents, several grounds, grounds of every
/// category, circles, reports of reports, endorsements.
class RandomSupport {
public:
    RandomSupport(std::uint64_t seed, SupportMix const& mix) : random_(seed), mix_(mix) {
        using namespace ascribe;
        for (std::size_t i = 0; i < mix.actors; ++i)
            actors_.push_back(ledger.actor("a" + std::to_string(i), i == 0 ? ActorKind::analyst : ActorKind::person));
        for (std::size_t i = 0; i < mix.documents; ++i) documents_.push_back(ledger.document("d" + std::to_string(i)));
        for (std::size_t i = 0; i < mix.events; ++i) events_.push_back(ledger.event("e" + std::to_string(i)));
        for (std::size_t i = 0; i < mix.claims; ++i) claims_.push_back(claim(i));
        for (std::size_t i = 0; i < mix.attributions; ++i) attribution();
        for (std::size_t i = 0; i < mix.attributions; ++i)
            if (random_.chance(mix.grounded)) ground();
    }

    ascribe::Ledger ledger;

    [[nodiscard]] std::vector<ascribe::Node> nodes() const {
        std::vector<ascribe::Node> all;
        ascribe::Graph const graph = ledger.graph();
        for (auto category : {ascribe::Category::actor, ascribe::Category::place, ascribe::Category::document,
                              ascribe::Category::event, ascribe::Category::claim, ascribe::Category::attribution})
            for (std::uint32_t n = 0; n < graph.count(category); ++n) all.emplace_back(category, n, graph.ledger());
        return all;
    }

private:
    template <class T>
    T const& one_of(std::vector<T> const& list) {
        return list[random_.below(list.size())];
    }

    ascribe::ClaimId claim(std::size_t i) {
        using namespace ascribe;
        return ledger.claim(one_of(events_), "says " + std::to_string(i));
    }

    void attribution() {
        using namespace ascribe;
        Attribution a;
        DocumentId const document = one_of(documents_);
        a.source = random_.chance(80) ? Source(one_of(actors_)) : Source(document);
        if (random_.chance(mix_.structural)) return structural(a, document);
        if (random_.chance(mix_.amending) && !attributions_.empty()) {
            AttributionId const of = one_of(attributions_);
            a.content = ledger.claim(of, property::retracted);
            a.source = random_.chance(70) ? ledger.graph().source(of) : a.source;
            a.document = document;
            return keep(a);
        }
        bool const reports = random_.chance(mix_.reporting) && !attributions_.empty();
        a.content = reports ? Content(one_of(attributions_)) : Content(one_of(claims_));
        if (random_.chance(reports ? 80 : 60)) a.document = document;
        if (random_.chance(mix_.unsure)) a.factuality = Factuality::ps_plus;
        if (random_.chance(6)) a.factuality = Factuality::ct_minus;
        if (random_.chance(5)) a.act = SpeechAct::demand;
        if (random_.chance(10)) a.basis = Basis::witness;
        Span const span{.begin = 0, .end = 9, .role = SpanRole::content_possible};
        if (a.document && random_.chance(mix_.unsure / 2)) a.spans = {&span, 1};
        keep(a);
        // An endorsement: whoever reports it also says it, in the same document.
        if (!reports || !a.document || !random_.chance(50)) return;
        if (auto const claim = ledger.graph().content(a.content.to<AttributionId>()).to<ClaimId>()) {
            Attribution own;
            own.source = a.source;
            own.content = claim;
            own.document = a.document;
            keep(own);
        }
    }

    void structural(ascribe::Attribution& a, ascribe::DocumentId document) {
        using namespace ascribe;
        switch (random_.below(4)) {
        case 0: a.content = ledger.claim(document, property::part_of, one_of(documents_)).id; break;
        case 1: a.content = ledger.claim(document, property::authored_by, one_of(actors_)).id; break;
        default: a.content = ledger.claim(document, property::published_by, one_of(actors_)).id; break;
        }
        if (random_.chance(50)) {
            a.source = document;
            a.document = document;
        } else {
            a.source = actors_.front();
        }
        keep(a);
    }

    void keep(ascribe::Attribution const& a) {
        if (auto const recorded = ledger.try_attribution(a)) attributions_.push_back(recorded->id);
    }

    void ground() {
        using namespace ascribe;
        Node ground;
        switch (random_.below(8)) {
        case 0: ground = one_of(actors_); break;
        case 1: ground = one_of(documents_); break;
        case 2: ground = one_of(events_); break;
        case 3: ground = one_of(attributions_); break;
        default: ground = one_of(claims_); break;
        }
        AttributionId const resting = one_of(attributions_);
        // Without any, the draws are those of before.
        if (mix_.claimed == 0 || !random_.chance(mix_.claimed)) return (void)ledger.try_ground(resting, ground);
        auto const claim = ledger.try_claim(resting, property::rests_on, ground);
        if (!claim) return;
        Attribution by;
        by.content = claim->id;
        by.source = random_.chance(67) ? actors_.front() : one_of(actors_);
        if (random_.chance(50)) by.document = one_of(documents_);
        keep(by);
    }

    Random random_;
    SupportMix mix_;
    std::vector<ascribe::ActorId> actors_;
    std::vector<ascribe::DocumentId> documents_;
    std::vector<ascribe::EventId> events_;
    std::vector<ascribe::ClaimId> claims_;
    std::vector<ascribe::AttributionId> attributions_;
};

/// The same scope with one more record withdrawn.
[[nodiscard]] inline ascribe::Scope also_without(ascribe::Scope scope, ascribe::Node node) {
    scope.without.push_back(node);
    return scope;
}

}  // namespace ascribe_tests

#endif
