// SPDX-License-Identifier: BSL-1.0
#include "support/canonical.hpp"
#include "support/dump.hpp"
#include "support/failing_merge.hpp"
#include "support/random_ledger.hpp"
#include "support/same_graph.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

std::string difference(Graph const& a, Graph const& b) {
    return SameGraph(a, b).difference();
}

/// The lines of the first that the second has not.
std::vector<std::string> missing(Graph const& from, Graph const& in) {
    auto const a = canonical(from);
    auto const b = canonical(in);
    std::vector<std::string> lines;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(lines));
    return lines;
}

Ledger merged(Graph const& graph) {
    Ledger ledger;
    merge(ledger, graph);
    return ledger;
}

}  // namespace

TEST_CASE("M1: merging into an empty ledger gives the same records with the same numbers") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 400);
        Ledger const copy = merged(random.ledger.graph());
        Graph const graph = copy.graph();
        CHECK(Canonical(graph).lines() == Canonical(random.ledger.graph()).lines());
        CHECK(digest(graph) == digest(random.ledger.graph()));
        // Once more gives the same lists in the same order, too, even where it was another at first.
        CHECK(difference(graph, merged(graph).graph()) == "");
    }
}

TEST_CASE("M1: an old graph is merged as it was") {
    RandomLedger random(7, 300);
    Graph const old = random.ledger.graph();
    auto const lines = Canonical(old).lines();
    auto const before = digest(old);
    RandomLedger const other(8, 300);
    merge(random.ledger, other.ledger.graph());
    REQUIRE_FALSE(random.ledger.graph() == old);
    CHECK(digest(old) == before);
    CHECK(Canonical(merged(old).graph()).lines() == lines);
}

TEST_CASE("M1: any split, merged in any order and grouping, gives the same content") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        RandomLedger const whole(seed, 250);
        auto const expected = canonical(whole.ledger.graph());
        Random random(seed * 77);
        Shards shards(whole.ledger.graph(), 2 + random.below(4), random);
        auto& ledgers = shards.ledgers;
        while (ledgers.size() > 1) {
            auto const to = random.below(ledgers.size());
            auto const from = random.below(ledgers.size());
            merge(ledgers[to], ledgers[from].graph());
            if (to == from) continue;
            ledgers.erase(ledgers.begin() + static_cast<std::ptrdiff_t>(from));
        }
        CHECK(canonical(ledgers[0].graph()) == expected);
        CHECK(digest(ledgers[0].graph()) == digest(whole.ledger.graph()));
    }
}

TEST_CASE("M1: merging again, or a graph of the ledger itself, changes nothing and says so") {
    RandomLedger random(11, 300);
    RandomLedger const other(12, 300);
    auto const first = merge(random.ledger, other.ledger.graph());
    Graph const graph = random.ledger.graph();
    auto const second = merge(random.ledger, other.ledger.graph());
    CHECK(random.ledger.graph() == graph);
    CHECK(merge(random.ledger, graph).of(Category::claim).seen == graph.count(Category::claim));
    CHECK(random.ledger.graph() == graph);
    for (auto category : {Category::actor, Category::claim, Category::attribution}) {
        CHECK(first.of(category).is_new > 0);
        CHECK(second.of(category).is_new == 0);
        CHECK(second.of(category).seen == other.ledger.graph().count(category));
    }
    CHECK(second.properties.is_new + second.grounds.is_new + second.labels.is_new + second.recordings.is_new == 0);
    CHECK(first.grounds.is_new + first.labels.is_new + first.recordings.is_new > 10);
}

TEST_CASE("M2: a key with another kind stops the merge and both sides are named") {
    Ledger into;
    into.actor("ada", ActorKind::person);
    Ledger from;
    from.actor("new", ActorKind::person);
    from.actor("ada", ActorKind::media);
    Graph const before = into.graph();
    auto const result = try_merge(into, from.graph());
    REQUIRE_FALSE(result);
    CHECK(to_string(result.error()) ==
          "actor.kind: conflict: expected one kind for a key on both sides, found 'media for ada, recorded as person'");
    CHECK(into.graph() == before);
    CHECK_FALSE(into.graph().find_actor("new"));
    CHECK_THROWS_AS(merge(into, from.graph()), Exception);
    CHECK(into.actor("new", ActorKind::media).id.number() == 1);
}

TEST_CASE("M2: a property with other traits stops the merge and both sides are named") {
    Ledger into;
    into.property("severity", Trait::functional | Trait::exclusive);
    Ledger from;
    from.property("new");
    from.property("severity", Trait::functional);
    Graph const before = into.graph();
    auto const result = try_merge(into, from.graph());
    REQUIRE_FALSE(result);
    CHECK(to_string(result.error()) ==
          "property.traits: conflict: expected the same traits for a name on both sides, "
          "found 'functional for severity, recorded with functional exclusive'");
    CHECK(into.graph() == before);
    CHECK_FALSE(into.graph().find_property("new"));
    CHECK(into.property("new", Trait::numeric).id.number() == 1);
}

TEST_CASE("M3: labels, recordings and grounds are united") {
    auto const make = [](char const* label, std::int64_t at, char const* ground) {
        Ledger ledger;
        auto const ada = ledger.actor("ada", ActorKind::person);
        auto const claim = ledger.claim(ledger.event("flood"), "occurred");
        auto const a =
            ledger.attribution({.source = ada.id, .content = claim.id, .document = ledger.document("gazette")});
        ledger.label(a.id, label, ada);
        ledger.recording(a, ada, {at});
        ledger.ground(a, ledger.place(ground).id);
        return ledger;
    };
    Ledger into = make("L1", 1, "quay");
    auto const report = merge(into, make("L2", 2, "bridge").graph());
    Graph const graph = into.graph();
    auto const a = graph.attribution_at(0);
    REQUIRE(graph.count(Category::attribution) == 1);
    CHECK(graph.labels(a).size() == 2);
    CHECK(graph.recordings(a).size() == 2);
    CHECK(graph.grounds_of(a).size() == 2);
    CHECK(graph.find_labelled("L1") == graph.find_labelled("L2"));
    CHECK(report.grounds == MergeReport::Count{1, 1});
    CHECK(report.labels == MergeReport::Count{1, 1});
    CHECK(report.recordings == MergeReport::Count{1, 1});
    CHECK(report.of(Category::place) == MergeReport::Count{1, 1});
    CHECK(report.of(Category::attribution) == MergeReport::Count{1, 0});
}

TEST_CASE("M1: keys can be renamed, apart or together") {
    Ledger from;
    auto const a = from.document("a");
    auto const b = from.document("b");
    auto const ada = from.actor("ada", ActorKind::person);
    auto const claim = from.claim(from.event("flood"), "occurred");
    Span const span{.document = b, .begin = 1, .end = 5};
    auto const in_a = from.attribution({.source = ada.id, .content = claim.id, .document = a, .spans = {&span, 1}});
    Ledger apart;
    apart.actor("ada", ActorKind::media);
    MergeOptions options;
    options.rename = [](Category, std::string_view key) { return "north/" + std::string(key); };
    merge(apart, from.graph(), options);
    CHECK(apart.graph().kind(apart.graph().find_actor("north/ada")) == ActorKind::person);
    CHECK(apart.graph().count(Category::document) == 2);

    options.rename = [](Category category, std::string_view key) {
        return category == Category::document ? std::string("one") : std::string(key);
    };
    Ledger together;
    auto const report = merge(together, from.graph(), options);
    CHECK(report.of(Category::document) == MergeReport::Count{2, 1});
    Graph const graph = together.graph();
    REQUIRE(graph.count(Category::attribution) == 1);
    CHECK_FALSE(graph.spans(graph.attribution_at(0))[0].document);  // its own now, so it is left out

    SUBCASE("what would rest on itself is refused") {
        auto const in_b = from.attribution({.source = ada.id, .content = claim.id, .document = b, .spans = {&span, 1}});
        auto const also = from.attribution({.source = ada.id, .content = claim.id, .document = b});
        from.ground(in_a, in_b.id);
        Ledger into;
        auto const result = try_merge(into, from.graph(), options);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == Errc::not_allowed);
        CHECK(result.error().record == "ground");
        CHECK(dump(into.graph()) == dump(Ledger().graph()));
        (void)also;
    }
    SUBCASE("ends of a symmetric claim that become one are refused") {
        from.claim(a.id, "same_as", b.id);
        Ledger into;
        auto const result = try_merge(into, from.graph(), options);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == Errc::not_allowed);
        CHECK(result.error().record == "claim");
        CHECK(into.graph().count(Category::document) == 0);
    }
    SUBCASE("a key that is renamed to nothing is refused") {
        options.rename = [](Category category, std::string_view key) {
            return category == Category::event ? std::string() : std::string(key);
        };
        Ledger into;
        auto const result = try_merge(into, from.graph(), options);
        REQUIRE_FALSE(result);
        CHECK(to_string(result.error()) == "event.key: empty: expected a key to rename to");
        CHECK(into.graph().count(Category::actor) == 0);
    }
}

TEST_CASE("a cancelled merge, or one whose callback throws, changes nothing; and the next one works") {
    RandomLedger random(21, 400);
    RandomLedger const other(22, 400);
    Ledger untouched = merged(random.ledger.graph());
    Ledger ledger = merged(random.ledger.graph());
    Graph const before = ledger.graph();
    auto const text = dump(before);
    std::size_t last = 0;
    std::size_t total = 0;
    MergeOptions options;
    options.progress = [&](std::size_t done, std::size_t of) {
        last = done;
        total = of;
        return false;
    };
    auto const result = try_merge(ledger, other.ledger.graph(), options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::cancelled);
    CHECK(last == total);
    CHECK(ledger.graph() == before);
    options.progress = [](std::size_t, std::size_t) -> bool { throw std::runtime_error("enough"); };
    CHECK_THROWS_AS((void)try_merge(ledger, other.ledger.graph(), options), std::runtime_error);
    CHECK(ledger.graph() == before);
    CHECK(dump(ledger.graph()) == text);

    // A third graph first, so that numbers are used for something else.
    RandomLedger const third(23, 200);
    merge(ledger, third.ledger.graph());
    merge(untouched, third.ledger.graph());
    CHECK(difference(ledger.graph(), untouched.graph()) == "");
    merge(ledger, other.ledger.graph());
    merge(untouched, other.ledger.graph());
    CHECK(difference(ledger.graph(), untouched.graph()) == "");
    CHECK(dump(ledger.graph()) == dump(untouched.graph()));
}

TEST_CASE("progress ends with all that is done") {
    RandomLedger const other(24, 3000);
    Ledger ledger;
    std::size_t calls = 0;
    std::size_t last = 0;
    std::size_t total = 0;
    MergeOptions options;
    options.progress = [&](std::size_t done, std::size_t of) {
        CHECK(done >= last);
        CHECK(done <= of);
        ++calls;
        last = done;
        total = of;
        return true;
    };
    merge(ledger, other.ledger.graph(), options);
    CHECK(calls >= 1);
    CHECK(last == total);
}

TEST_CASE("a merge either happens or changes nothing when memory runs out") {
    std::size_t failures = 0;
    for (std::uint64_t seed = 31; seed <= 34; ++seed) {
        CAPTURE(seed);
        RandomLedger const base(seed, 300);
        RandomLedger const whole(seed + 100, 300);
        Random random(seed);
        Shards shards(whole.ledger.graph(), 2, random);
        Ledger untouched = merged(base.ledger.graph());
        Ledger ledger = merged(base.ledger.graph());
        for (auto const& shard : shards.ledgers) {
            Graph const from = shard.graph();
            failures += merge_despite_failures(ledger, from);
            merge(untouched, from);
            CHECK(difference(ledger.graph(), untouched.graph()) == "");
            CHECK(dump(ledger.graph()) == dump(untouched.graph()));
            CHECK(missing(from, ledger.graph()).empty());
        }
    }
    CHECK(failures > 200);
}
