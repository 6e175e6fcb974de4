// SPDX-License-Identifier: BSL-1.0
// Disagreements of a whole graph, beside a plain hash map and SQLite that group the same attributions:
//     conflicts [attributions [seed]]
//
// Both answer less: which subjects and properties have several values, and which claims are both asserted and denied.
// They judge nothing. The hash map reads the records through the same graph; SQLite has them in two tables in memory,
// with covering indices that are made after loading. The numbers of places are compared with what the graph itself
// tells of its groups; if they differ, the program fails. Without SQLite's package it is left out, and says so.
//
// The ledger is made of events with five properties of one or two values, each with one to seven attributions, of which
// 3 % deny, 8 % are not sure, 5 % only demand; documents are dated, one number in four holds at the time said.

#include "../examples/progress_bar.hpp"
#include "measure.hpp"
#include "random.hpp"
#ifdef ASCRIBE_HAS_SQLITE
#include "sqlite.hpp"
#endif
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using namespace ascribe;
using measure::seconds;

class Filling {
public:
    Filling(Ledger& ledger, std::size_t attributions, std::uint64_t seed) : ledger_(ledger), random_(seed) {
        auto const number = Trait::functional | Trait::numeric;
        deaths_ = ledger.property("deaths", number | Trait::presupposes_occurrence);
        residents_ = ledger.property("residents", number | Trait::temporal);
        place_ = ledger.property(property::place);
        occurred_ = ledger.property(property::occurred);
        cause_ = ledger.property("cause", Traits());
        for (std::size_t i = 0; i < attributions / 1000 + 10; ++i)
            sources_.push_back(ledger.actor("source " + std::to_string(i), ActorKind::person));
        for (std::size_t i = 0; i < attributions / 1000 + 10; ++i)
            places_.push_back(ledger.place("place " + std::to_string(i)));
        while (ledger.graph().count(Category::attribution) < attributions) event();
    }

private:
    void event() {
        EventId const event = ledger_.event("event " + std::to_string(events_++));
        // It is written about in two documents.
        documents_.clear();
        for (std::size_t i = 0; i < 2; ++i) {
            DocumentId const d = ledger_.document("document " + std::to_string(events_) + "/" + std::to_string(i));
            std::string const day = "2023-05-" + std::to_string(10 + random_.below(19));
            put(d, ledger_.claim(d, property::published, Edtf(day)), d);
            documents_.push_back(d);
        }
        several(event, deaths_, [&] { return Value(number()); });
        if (random_.chance(25)) several(event, residents_, [&] { return Value(number()); });
        several(event, place_, [&] { return Value(places_[random_.below(places_.size())]); });
        several(event, occurred_, [&] { return Value(); });
        several(event, cause_, [&] {
            text_ = "cause " + std::to_string(random_.below(100));
            return Value(std::string_view(text_));
        });
    }
    Quantity number() {
        auto const n = static_cast<std::int64_t>(2 + random_.below(50));
        Quantity const q = random_.chance(60)   ? exactly(n)
                           : random_.chance(50) ? more_than(n)
                           : random_.chance(50) ? nearly(n)
                                                : about(n);
        return q.of("people");
    }
    template <class Make>
    void several(Node subject, PropertyId property, Make make) {
        for (std::size_t n = random_.chance(20) ? 2 : 1; n > 0; --n) {
            ClaimId const claim = ledger_.claim(subject, property, make());
            for (std::size_t i = 1 + random_.below(7); i > 0; --i) attribute(claim);
        }
    }
    void attribute(ClaimId claim) {
        Attribution a{.source = sources_[random_.below(sources_.size())],
                      .content = claim,
                      .document = documents_[random_.below(documents_.size())]};
        std::size_t const dice = random_.below(100);
        if (dice < 3)
            a.factuality = Factuality::ct_minus;
        else if (dice < 11)
            a.factuality = Factuality::ps_plus;
        else if (dice < 16)
            a.act = SpeechAct::demand;
        ledger_.attribution(a);
    }
    void put(Source source, Content content, DocumentId document) {
        ledger_.attribution({.source = source, .content = content, .document = document});
    }

    Ledger& ledger_;
    Random random_;
    std::size_t events_ = 0;
    PropertyId deaths_, residents_, place_, occurred_, cause_;
    std::vector<ActorId> sources_;
    std::vector<PlaceId> places_;
    std::vector<DocumentId> documents_;
    std::string text_;
};

/// What is to be looked at: groups with several values, and claims that are asserted and denied.
struct Candidates {
    std::size_t groups = 0;
    std::size_t claims = 0;

    friend bool operator==(Candidates, Candidates) = default;
};

unsigned side_of(Graph const& graph, AttributionId a) {
    if (act_class(graph.act(a)) != ActClass::assertive) return 0;
    Polarity const p = polarity(graph.factuality(a));
    return p == Polarity::positive ? 1 : p == Polarity::negative ? 2 : 0;
}

Candidates by_hash_map(Graph const& graph) {
    struct Group {
        std::uint64_t value;
        bool is_mixed;
    };
    std::unordered_map<std::uint64_t, Group> groups;
    std::unordered_map<std::uint32_t, unsigned> sides;
    for (AttributionId a : graph.attributions()) {
        auto const claim = graph.content(a).to<ClaimId>();
        if (!claim) continue;
        std::uint64_t const key = std::uint64_t{graph.subject(claim).word()} << 32 | graph.property(claim).number();
        std::uint64_t const value = graph.value_code(claim);
        auto const [at, is_new] = groups.try_emplace(key, Group{value, false});
        if (!is_new && at->second.value != value) at->second.is_mixed = true;
        sides[claim.number()] |= side_of(graph, a);
    }
    Candidates found;
    for (auto const& [key, group] : groups) found.groups += group.is_mixed ? 1 : 0;
    for (auto const& [claim, both] : sides) found.claims += both == 3 ? 1 : 0;
    return found;
}

#ifdef ASCRIBE_HAS_SQLITE
/// The same by SQL, and says how long loading and asking took.
Candidates by_sql(Graph const& graph) {
    sqlite::Database database;
    double const loading = seconds([&] {
        database.run(
            "create table claim(id integer primary key, subject integer, property integer, value integer);"
            "create table attribution(id integer primary key, claim integer, side integer); begin");
        sqlite::Statement claim = database.prepare("insert into claim values(?,?,?,?)");
        for (ClaimId c : graph.claims()) {
            claim.bind(1, c.number());
            claim.bind(2, graph.subject(c).word());
            claim.bind(3, graph.property(c).number());
            claim.bind(4, static_cast<std::int64_t>(graph.value_code(c)));
            claim.step();
        }
        sqlite::Statement attribution = database.prepare("insert into attribution values(?,?,?)");
        for (AttributionId a : graph.attributions()) {
            auto const of = graph.content(a).to<ClaimId>();
            if (!of) continue;
            attribution.bind(1, a.number());
            attribution.bind(2, of.number());
            attribution.bind(3, side_of(graph, a));
            attribution.step();
        }
        database.run(
            "commit; create index by_group on claim(subject, property, value);"
            "create index by_claim on attribution(claim, side); analyze");
    });
    Candidates found;
    double const asking = seconds([&] {
        found.groups = database
                           .prepare(
                               "select count(*) from (select 1 from claim group by subject, property"
                               " having min(value) <> max(value))")
                           .answer();
        found.claims = database
                           .prepare(
                               "select count(*) from (select 1 from attribution where side in (1, 2)"
                               " group by claim having min(side) <> max(side))")
                           .answer();
    });
    std::printf("SQLite:         %7.3f s   the same; loaded and indexed in %.2f s\n", asking, loading);
    return found;
}
#endif

Candidates by_graph(Graph const& graph) {
    Candidates found;
    for (ClaimGroup const& group : graph.groups()) found.groups += group.has_second_value ? 1 : 0;
    for (ClaimId claim : graph.claims()) {
        unsigned both = 0;
        for (AttributionId a : graph.attributions_of(claim)) both |= side_of(graph, a);
        found.claims += both == 3 ? 1 : 0;
    }
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    long const attributions = argc > 1 ? std::atol(argv[1]) : 1'000'000;
    long const seed = argc > 2 ? std::atol(argv[2]) : 1;
    if (attributions < 100 || attributions > 100'000'000) {
        std::fputs("usage: conflicts [attributions [seed]], with 100 to 100000000 attributions\n", stderr);
        return 2;
    }
    Ledger ledger;
    double const filled =
        seconds([&] { Filling(ledger, static_cast<std::size_t>(attributions), static_cast<std::uint64_t>(seed)); });
    Graph const graph = ledger.graph();
    std::printf("%u attributions of %u claims, recorded in %.2f s\n", graph.count(Category::attribution),
                graph.count(Category::claim), filled);

    Candidates plain, own;
    double const hashing = seconds([&] { plain = by_hash_map(graph); });
    double const walking = seconds([&] { own = by_graph(graph); });
    std::printf("hash map:       %7.3f s   %zu groups with several values, %zu claims asserted and denied\n", hashing,
                plain.groups, plain.claims);
    std::printf("graph's groups: %7.3f s   the same\n", walking);
    if (plain != own) {
        std::fputs("the graph's groups are others than those of the hash map\n", stderr);
        return 1;
    }
#ifdef ASCRIBE_HAS_SQLITE
    if (by_sql(graph) != own) {
        std::fputs("the graph's groups are others than those of SQLite\n", stderr);
        return 1;
    }
#else
    std::puts("SQLite:         LEFT OUT, libsqlite3-dev was not there when this was built");
#endif

    std::optional<View> view;
    double const viewing = seconds([&] { view.emplace(graph); });
    std::printf("view:           %7.3f s\n", viewing);
    for (Verdict const weakest : {Verdict::possible, Verdict::difference}) {
        std::vector<Disagreement> found;
        ProgressBar bar("conflicts");
        double const time =
            seconds([&] { found = conflicts(*view, {.weakest = weakest, .progress = bar.callback()}); });
        bar.clear();
        std::size_t count[3] = {0, 0, 0};
        for (Disagreement const& d : found) ++count[static_cast<std::size_t>(d.verdict)];
        std::printf("%s %7.3f s   %zu certain, %zu possible, %zu differences\n",
                    weakest == Verdict::possible ? "conflicts:     " : "disagreements: ", time, count[0], count[1],
                    count[2]);
    }
    Node const subject = graph.find_event("event 17");
    if (!subject) return 0;
    std::size_t of_one = 0;
    constexpr int times = 1000;
    double const one = seconds([&] {
        for (int i = 0; i < times; ++i) of_one += conflicts(*view, subject).size();
    });
    std::printf("one subject:    %7.1f us  %zu disagreements\n", one / times * 1e6, of_one / times);
    return 0;
}
