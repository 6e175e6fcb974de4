// SPDX-License-Identifier: BSL-1.0
// The analysis against the plain table, pair by pair, on random ledgers.
#include "support/naive_conflicts.hpp"
#include "support/random.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <array>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::NaiveConflicts;
using ascribe_tests::Random;

namespace {

/// Few subjects and values, so that much meets.
class Crowd {
public:
    Crowd(std::uint64_t seed, int steps, unsigned reports) : random_(seed), reports_(reports) {
        for (int i = 0; i < 5; ++i) actors_.push_back(ledger.actor("a" + std::to_string(i), ActorKind::person));
        analyst_ = ledger.actor("desk", ActorKind::analyst);
        for (int i = 0; i < 4; ++i) {
            documents_.push_back(ledger.document("d" + std::to_string(i)));
            if (random_.chance(60))
                by(documents_.back(), ledger.claim(documents_.back(), property::published, date()), documents_.back());
        }
        for (int i = 0; i < 3; ++i) events_.push_back(ledger.event("e" + std::to_string(i)));
        for (int i = 0; i < 4; ++i) places_.push_back(ledger.place("p" + std::to_string(i)));
        ledger.property("deaths", Trait::functional | Trait::numeric | Traits(Trait::presupposes_occurrence));
        ledger.property("residents", Trait::functional | Trait::numeric | Traits(Trait::temporal));
        ledger.property("state", Trait::functional | Trait::exclusive | Traits(Trait::temporal));
        ledger.property("mood", Trait::functional);
        for (int i = 0; i < steps; ++i) step();
    }

    Ledger ledger;

private:
    template <class T>
    T const& any(std::vector<T> const& list) {
        return list[random_.below(list.size())];
    }
    AttributionId by(Source source, Content content, DocumentId document = {}, Factuality f = Factuality::ct_plus) {
        return ledger.attribution({.source = source, .content = content, .factuality = f, .document = document});
    }
    Edtf date() {
        static constexpr std::string_view dates[] = {"2023-05-02", "2023-05-03",  "2023-05-04", "2023-05-02/2023-05-03",
                                                     "2023-05-0X", "2023-05-03?", "2023-05-04~"};
        return Edtf(dates[random_.below(std::size(dates))]);
    }
    Edtf period() {
        static constexpr std::string_view periods[] = {"2023-05-02/2023-05-05", "2023-05-04/2023-05-09", "2023-05-06"};
        return Edtf(periods[random_.below(std::size(periods))]);
    }
    Quantity number() {
        std::int64_t const n = random_.between(2, 5);
        Quantity const q = [&] {
            switch (random_.below(7)) {
            case 0: return more_than(n);
            case 1: return nearly(n);
            case 2: return at_least(n);
            case 3: return about(n);
            case 4: return between(n, n + 2);
            case 5: return one_of({n, n + 2});
            default: return exactly(n);
            }
        }();
        return q.of(random_.chance(90) ? "people" : "sheep");
    }

    ClaimId claim() {
        EventId const event = any(events_);
        auto const valid = random_.chance(20) ? std::optional(period()) : std::nullopt;
        std::string const word(1, static_cast<char>('x' + random_.below(3)));
        static constexpr std::string_view orders[] = {property::before, property::after, property::during};
        switch (random_.below(11)) {
        case 0: return ledger.claim(event, "deaths", number());
        case 1: return ledger.claim(event, "residents", number(), valid);
        case 2: return ledger.claim(event, "state", std::string_view(word), valid);
        case 3: return ledger.claim(event, "mood", std::string_view(word));
        case 4: return ledger.claim(event, "cause", std::string_view(word));
        case 5: return ledger.claim(event, property::place, any(places_));
        case 6:
        case 7: return ledger.claim(event, property::date, date());
        case 8: return ledger.claim(event, orders[random_.below(3)], any(events_));
        default: return ledger.claim(event, property::occurred);
        }
    }

    void attribution(Content content) {
        static constexpr Factuality stances[] = {Factuality::ct_plus,  Factuality::ct_plus,  Factuality::ct_plus,
                                                 Factuality::ct_minus, Factuality::ct_minus, Factuality::pr_plus,
                                                 Factuality::ps_minus, Factuality::uu};
        std::array const spans = {Span{.begin = 1,
                                       .end = static_cast<std::uint32_t>(2 + random_.below(2)),
                                       .role = random_.chance(80) ? SpanRole::content : SpanRole::content_possible}};
        Attribution a{
            .source = any(actors_), .content = content, .factuality = stances[random_.below(std::size(stances))]};
        if (random_.chance(15)) a.act = random_.chance(50) ? SpeechAct::demand : SpeechAct::predict;
        if (random_.chance(30)) a.said = date();
        bool const is_reported = random_.chance(reports_);
        if (!is_reported) {
            a.document = any(documents_);
            if (random_.chance(40)) a.spans = spans;
        }
        AttributionId const said = ledger.attribution(a);
        attributions_.push_back(said);
        if (!is_reported) return;
        Attribution report{.source = any(actors_), .content = said, .document = any(documents_)};
        if (random_.chance(20)) report.factuality = Factuality::pr_plus;
        if (random_.chance(40)) report.spans = spans;
        ledger.attribution(report);
    }

    void step() {
        auto const relate = [&](Node subject, std::string_view property, Value const& value = {}) {
            auto const recorded = ledger.try_claim(subject, property, value);
            if (recorded) by(analyst_, recorded->id);
        };
        switch (random_.below(30)) {
        case 0: return relate(any(events_), property::same_as, Node(any(events_)));
        case 1: return relate(any(places_), property::same_as, Node(any(places_)));
        case 2: return relate(any(places_), property::part_of, Node(any(places_)));
        case 3: {
            ClaimId const a = claim(), b = claim();
            return relate(a, random_.chance(50) ? property::same_as : property::read_as, Node(b));
        }
        case 4: {
            if (attributions_.empty()) return;
            AttributionId const a = any(attributions_);
            ClaimId const amendment = random_.chance(50) ? ledger.claim(a, property::retracted)
                                                         : ledger.claim(a, property::updated_by, any(attributions_));
            by(ledger.graph().source(a), amendment, any(documents_));
            return;
        }
        case 5: {
            auto const same = ledger.try_claim(any(events_), property::same_as, Node(any(events_)));
            if (same) attribution(same->id);
            return;
        }
        default: return attribution(claim());
        }
    }

    Random random_;
    unsigned reports_;
    ActorId analyst_;
    std::vector<ActorId> actors_;
    std::vector<DocumentId> documents_;
    std::vector<EventId> events_;
    std::vector<PlaceId> places_;
    std::vector<AttributionId> attributions_;
};

std::string claims(NaiveConflicts::Claims const& claims) {
    std::string text;
    for (ClaimId claim : claims) text += claim ? "c" + std::to_string(claim.number()) + " " : "and ";
    return text;
}

/// What the one has and the other has not, or has otherwise: a line for each.
std::string without(NaiveConflicts::Found const& found, NaiveConflicts::Found const& others) {
    std::string text;
    for (auto const& [key, outcome] : found) {
        auto const other = others.find(key);
        if (other != others.end() && other->second == outcome) continue;
        auto const& [kind, first, second, implied] = key;
        text += std::string(to_string(kind)) + " " + std::string(to_string(outcome.first)) + " " +
                std::string(to_string(outcome.second)) + ": " + claims(first) + (implied ? "(implied) " : "") +
                "against " + claims(second) + "\n";
    }
    return text;
}

bool is_order(Graph const& graph, PropertyId property) {
    auto const name = graph.name(property);
    return name == property::before || name == property::after || name == property::during;
}

NaiveConflicts::Found as_found(View const& view, std::vector<Disagreement> const& disagreements) {
    NaiveConflicts::Found found;
    Graph const& graph = view.graph();
    for (Disagreement const& d : disagreements) {
        // The naive table does not know wholes and classes held apart.
        if (d.reason == DifferenceReason::scope && !d.relies_on.empty() && d.sides[0].claims != d.sides[1].claims &&
            !view.same(graph.subject(d.sides[0].claims[0]), graph.subject(d.sides[1].claims[0])))
            continue;
        if (d.kind == DisagreementKind::identity && d.sides[0].claims != d.sides[1].claims) continue;
        // Nor orders against orders, and what is denied of them in other words.
        if (is_order(graph, d.property) && d.sides.size() == 2 && d.sides[0].claims != d.sides[1].claims) continue;
        // Nor orders of three events that run round; conflict_order.cpp has a twin for them.
        if (d.kind == DisagreementKind::order && d.sides.size() > 2 &&
            is_order(graph, graph.property(view.read_as(d.sides[1].claims[0]))))
            continue;
        NaiveConflicts::Claims second = d.sides[1].claims;
        if (d.kind == DisagreementKind::order) {
            second.push_back({});
            second.insert(second.end(), d.sides[2].claims.begin(), d.sides[2].claims.end());
        }
        found[{d.kind, d.sides[0].claims, second, d.sides[0].implied}] = {d.verdict, d.reason};
    }
    return found;
}

/// The stance of a side's holdings, the sides of each choice, and the marks of those on both sides hold together.
void check_explanation(View const& view, Disagreement const& d) {
    Graph const& graph = view.graph();
    REQUIRE(d.decisive.size() == d.sides.size());
    for (std::size_t i = 0; i < d.sides.size(); ++i) {
        bool is_there = false;
        for (Holding const& h : d.sides[i].holdings) {
            is_there = is_there || h.attribution == d.decisive[i];
            CHECK(std::binary_search(d.sides[i].claims.begin(), d.sides[i].claims.end(),
                                     graph.content(h.attribution).to<ClaimId>()));
            CHECK(view.standing(h.attribution) == h.standing);
            if (d.sides[i].polarity != Polarity::unknown) CHECK(polarity(h.factuality) == d.sides[i].polarity);
        }
        CHECK(is_there);
    }
    if (d.verdict == Verdict::certain)
        for (AttributionId a : d.decisive) CHECK(certainty(graph.factuality(a)) == Certainty::certain);
    for (OwnContradiction const& own : d.own) {
        CHECK(view.same(graph.source(own.first), own.source));
        CHECK(view.same(graph.source(own.second), own.source));
    }
}

}  // namespace

TEST_CASE("on random ledgers the analysis finds what the plain table finds, pair by pair") {
    std::size_t certain = 0, possible = 0, differences = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        Crowd const crowd(seed, seed % 4 == 0 ? 160 : 60, seed % 3 == 0 ? 40 : 10);
        View const view(crowd.ledger.graph());
        std::vector<Disagreement> const all = conflicts(view);
        NaiveConflicts const naive(view);
        auto const found = as_found(view, all);
        REQUIRE(without(found, naive.found()) == "");
        REQUIRE(without(naive.found(), found) == "");
        for (Disagreement const& d : all) {
            check_explanation(view, d);
            ++(d.verdict == Verdict::certain ? certain : d.verdict == Verdict::possible ? possible : differences);
        }
    }
    CHECK(certain > 500);
    CHECK(possible > 500);
    CHECK(differences > 500);
}

TEST_CASE("conflicts alone are those of all disagreements, and each subject's are its own") {
    for (std::uint64_t seed = 1001; seed <= 1100; ++seed) {
        CAPTURE(seed);
        Crowd const crowd(seed, 100, 20);
        View const view(crowd.ledger.graph());
        std::vector<Disagreement> const all = conflicts(view);
        for (Verdict weakest : {Verdict::certain, Verdict::possible}) {
            std::vector<Disagreement> expected;
            for (Disagreement const& d : all)
                if (d.verdict <= weakest) expected.push_back(d);
            CHECK(conflicts(view, {.weakest = weakest}) == expected);
        }
        std::vector<Disagreement> collected;
        auto const collect = [&](Node subject) {
            for (Disagreement const& d : conflicts(view, subject)) {
                CHECK(std::find(all.begin(), all.end(), d) != all.end());
                if (std::find(collected.begin(), collected.end(), d) == collected.end()) collected.push_back(d);
            }
        };
        Graph const graph = view.graph();
        for (auto id : graph.events()) collect(id);
        for (auto id : graph.places()) collect(id);
        for (auto id : graph.documents()) collect(id);
        for (auto id : graph.claims()) collect(id);
        for (auto id : graph.attributions()) collect(id);
        CHECK(collected.size() == all.size());
    }
}
