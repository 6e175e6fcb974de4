// SPDX-License-Identifier: BSL-1.0
#include "support/beside.hpp"
#include "support/harbour.hpp"
#include "support/random.hpp"
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::list;
using ascribe_tests::Random;

namespace {

std::string event_key(std::size_t n) {
    return "event " + std::to_string(n);
}
std::string claim_text(std::size_t n) {
    return "claim " + std::to_string(n);
}
std::string label_text(std::size_t n) {
    return "label " + std::to_string(n % 3'000);
}

/// Records without end: every kind of record and link, in lists of every length, with old records resumed.
class Writer {
public:
    explicit Writer(Ledger& ledger) : ledger_(ledger) {
        for (int i = 0; i < 50; ++i) actors_.push_back(ledger.actor("actor " + std::to_string(i), kind(i)));
        for (int i = 0; i < 60; ++i) documents_.push_back(ledger.document("document " + std::to_string(i)));
    }

    void step() {
        std::size_t const n = events_.size();
        events_.push_back(ledger_.event(event_key(n)));
        if (n % 20 == 0) documents_.push_back(ledger_.document("later document " + std::to_string(n)));
        // Of some thousand subjects; claim n is known by its text.
        claims_.push_back(ledger_.claim(any(events_), "property " + std::to_string(n % 40), claim_text(n)));
        if (n % 3 == 0) ledger_.claim(any(events_), "beside", any(events_));
        if (n % 5 == 0) ledger_.claim(any(claims_), "toll", exactly(static_cast<std::int64_t>(n)).of("house"));
        if (n % 7 == 0) ledger_.claim(any(actors_), "since", Edtf("2024-0" + std::to_string(n % 9 + 1) + "/.."));
        Span const span{.begin = static_cast<std::uint32_t>(n % 700), .end = static_cast<std::uint32_t>(n % 700 + 9)};
        attributions_.push_back(ledger_.attribution(
            {.source = any(actors_), .content = any(claims_), .document = any(documents_), .spans = {&span, 1}}));
        auto const reported = ledger_.attribution(
            {.source = any(actors_), .content = any(claims_), .said = Edtf::from(Day(static_cast<std::int64_t>(n)))},
            n % 2 == 0 ? Node(any(claims_)) : Node());
        attributions_.push_back(reported);
        attributions_.push_back(ledger_.attribution(
            {.source = any(documents_), .content = reported, .document = any(documents_), .wording = claim_text(n)}));
        AttributionId const old = any(attributions_);
        Node const grounds[] = {any(claims_), any(events_), any(actors_), any(documents_), any(attributions_)};
        if (Node const ground = grounds[n % 5]; ground != old) ledger_.ground(old, ground);
        ledger_.label(any(events_), label_text(n), n % 2 == 0 ? any(actors_) : ActorId());
        ledger_.recording(any(attributions_), any(actors_), Instant{static_cast<std::int64_t>(n)});
    }

private:
    static ActorKind kind(int i) { return i % 2 == 0 ? ActorKind::person : ActorKind::analyst; }
    /// Half of the time one of the last few, else any.
    template <class Id>
    Id any(std::vector<Id> const& ids) {
        return random_.chance(50) ? ids[ids.size() - 1 - random_.below((std::min)(ids.size(), std::size_t{8}))]
                                  : ids[random_.below(ids.size())];
    }

    Ledger& ledger_;
    Random random_{41};
    std::vector<ActorId> actors_;
    std::vector<DocumentId> documents_;
    std::vector<EventId> events_;
    std::vector<ClaimId> claims_;
    std::vector<AttributionId> attributions_;
};

/// Looks at some records of a graph: how they hang together, and one number for all that was seen.
class Reader {
public:
    Reader(Graph const& graph, std::uint64_t seed) : graph_(graph), random_(seed) {
        for (int i = 0; i < 6; ++i) {
            attribution(some<AttributionId>());
            claim(some<ClaimId>());
            event(some<EventId>());
            entity(some<ActorId>());
            entity(some<DocumentId>());
        }
        property();
    }

    [[nodiscard]] std::uint64_t seen() const noexcept { return seen_; }
    [[nodiscard]] std::size_t wrong() const noexcept { return wrong_; }

private:
    void check(bool right) { wrong_ += right ? 0 : 1; }
    void see(std::uint64_t what) { seen_ = detail::hash_words(seen_, what); }
    template <class Id>
    [[nodiscard]] Id some() {
        auto const all = graph_.records<Id>();
        if (all.empty()) return {};
        auto const wanted = random_.below(graph_.count(all.front().category()));
        return Id(all.front().category(), static_cast<std::uint32_t>(wanted), graph_.ledger());
    }
    template <class Range, class Id>
    void holds(Range const& range, Id id) {
        bool found = false;
        for (auto member : range) {
            check(graph_.contains(member));
            see(member.word());
            found = found || member == id;
        }
        check(found);
    }

    void attribution(AttributionId id) {
        if (!id) return;
        Attribution const a = graph_.attribution(id);
        holds(graph_.attributions_of(a.content), id);
        holds(graph_.attributions_by(a.source), id);
        if (a.document) holds(graph_.attributions_in(a.document), id);
        for (Node ground : graph_.grounds_of(id)) {
            see(ground.word());
            holds(graph_.resting_on(ground), id);
        }
        check(graph_.has_grounds(id) == !graph_.grounds_of(id).empty());
        for (auto later : graph_.resting_on(id)) {
            auto const grounds = graph_.grounds_of(later);
            check(std::find(grounds.begin(), grounds.end(), Node(id)) != grounds.end());
        }
        for (auto const& recording : graph_.recordings(id)) see(static_cast<std::uint64_t>(recording.at.seconds));
        if (a.source.is(Category::document)) {
            check(a.content.is(Category::attribution));
            check(a.wording.substr(0, 6) == "claim ");
        }
        auto const [claim, hops] = graph_.innermost(id);
        check(graph_.contains(claim));
        see(hops);
    }
    void claim(ClaimId id) {
        if (!id) return;
        Claim const claim = graph_.claim(id);
        holds(graph_.claims_about(claim.subject), id);
        holds(graph_.claims_about(claim.subject, claim.property), id);
        holds(graph_.claims_about(claim.subject, graph_.name(claim.property)), id);
        if (auto const node = graph_.value_node(id)) holds(graph_.claims_naming(node), id);
        if (auto const* text = claim.value.text()) check(text->substr(0, 6) == "claim ");
        if (auto const* quantity = claim.value.quantity()) check(quantity->thing() == "house");
        if (auto const* date = claim.value.date()) check(date->is_interval());
        for (auto attribution : graph_.attributions_of(id)) check(graph_.content(attribution) == id);
        for (auto attribution : graph_.resting_on(id)) see(attribution.word());
    }
    void event(EventId id) {
        if (!id) return;
        check(graph_.key(id) == event_key(id.number()));
        check(graph_.find_event(event_key(id.number())) == id);
        check(!graph_.find_event(event_key(graph_.count(Category::event))));
        for (auto const& label : graph_.labels(id)) {
            auto const found = graph_.find_labelled(label.text);
            check(std::find(found.begin(), found.end(), Node(id)) != found.end());
            for (Node node : found) see(node.word());
        }
        for (auto node : graph_.find_labelled(label_text(random_.below(3'000)))) see(node.word());
    }
    template <class Id>
    void entity(Id id) {
        if (!id) return;
        check(graph_.find(id.category(), graph_.key(id)) == id);
        for (auto attribution : graph_.attributions_by(id)) check(graph_.source(attribution) == id);
        for (auto attribution : graph_.resting_on(id)) see(attribution.word());
        for (auto claim : graph_.claims_about(id)) see(claim.word());
    }
    void property() {
        if (graph_.property_count() == 0) return;
        auto const number = static_cast<std::uint32_t>(random_.below(graph_.property_count()));
        auto const id = graph_.property_at(number);
        check(graph_.find_property(graph_.name(id)) == id);
        see(graph_.traits(id).bits());
    }

    Graph const& graph_;
    Random random_;
    std::uint64_t seen_ = 0;
    std::size_t wrong_ = 0;
};

bool at_least(Graph const& graph, Graph const& before) {
    for (auto c = static_cast<int>(Category::actor); c <= static_cast<int>(Category::attribution); ++c)
        if (graph.count(static_cast<Category>(c)) < before.count(static_cast<Category>(c))) return false;
    return graph.property_count() >= before.property_count();
}

void record_beside_readers(int steps) {
    Ledger ledger;
    Writer writer(ledger);
    std::atomic<std::size_t> wrong = 0;
    std::atomic<std::size_t> readings = 0;
    std::atomic<std::uint64_t> seeds = 1;
    ascribe_tests::beside(
        [&] {
            for (int i = 0; i < steps; ++i) writer.step();
        },
        [&] {
            struct Kept {
                Graph graph;
                std::uint64_t seed;
                std::uint64_t seen;
                std::size_t memory;
            };
            std::vector<Kept> kept;
            std::size_t mistakes = 0;
            for (int round = 0; round < 8; ++round) {
                std::uint64_t const seed = seeds.fetch_add(1);
                Graph graph = ledger.graph();
                auto const memory = graph.memory();
                if (!kept.empty() && (!at_least(graph, kept.back().graph) || memory < kept.back().memory)) ++mistakes;
                Reader const now(graph, seed);
                mistakes += now.wrong();
                kept.push_back({std::move(graph), seed, now.seen(), memory});
                for (Kept const& old : kept) {
                    Reader const again(old.graph, old.seed);
                    mistakes += again.wrong() + (again.seen() == old.seen ? 0 : 1);
                }
            }
            wrong.fetch_add(mistakes);
            readings.fetch_add(1);
        });
    CHECK(wrong.load() == 0);
    CHECK(readings.load() >= 3);
}

}  // namespace

TEST_CASE("readers see whole records on new and on old graphs while the writer goes on") {
    record_beside_readers(6'000);
}

TEST_CASE("readers may begin with an empty ledger and see it grow") {
    for (int i = 0; i < 20; ++i) record_beside_readers(60);
}

TEST_CASE("taking graphs never gives one that is older than the last, nor one that is torn") {
    Ledger ledger;
    ClaimId const claim = ledger.claim(ledger.event("flood"), "occurred");
    ActorId const ada = ledger.actor("ada", ActorKind::analyst);
    std::atomic<std::size_t> wrong = 0;
    ascribe_tests::beside(
        [&] {
            // An event, a claim about it and an attribution of that, so that the three counts follow each other.
            for (std::uint32_t i = 0; i < 15'000; ++i) {
                EventId const event = ledger.event(event_key(i));
                ledger.attribution({.source = ada, .content = ledger.claim(event, "occurred")});
            }
        },
        [&] {
            std::uint32_t before = 0;
            for (int i = 0; i < 1'000; ++i) {
                Graph const graph = ledger.graph();
                std::uint32_t const events = graph.count(Category::event);
                std::uint32_t const claims = graph.count(Category::claim);
                std::uint32_t const attributions = graph.count(Category::attribution);
                bool const right = events >= before && claims <= events && claims + 1 >= events &&
                                   attributions + 1 <= claims && attributions + 2 >= claims && graph.contains(claim);
                if (!right) wrong.fetch_add(1);
                before = events;
            }
        });
    CHECK(wrong.load() == 0);
}

TEST_CASE("several ledgers may be written by several threads") {
    std::atomic<std::uint32_t> wrong = 0;
    ascribe_tests::beside([] {},
                          [&] {
                              Ledger ledger;
                              Writer writer(ledger);
                              for (int i = 0; i < 200; ++i) writer.step();
                              if (Reader(ledger.graph(), 1).wrong() != 0) wrong.fetch_add(1);
                          });
    CHECK(wrong.load() == 0);
}
