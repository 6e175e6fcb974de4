// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/parts.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/analysis/conflict.hpp>
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/partition.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/ledger/digest.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::InWhole;

namespace {

constexpr std::uint32_t here = 0, there = 1;

/// A ledger of which two parts are made, with events of either.
struct Two {
    PartitionRule rule{.parts = 2};
    Ledger ledger;
    ActorId desk = ledger.actor("desk", ActorKind::analyst);
    ActorId ada = ledger.actor("ada", ActorKind::person);
    DocumentId paper = ledger.document("paper");

    EventId event(std::uint32_t part, std::string key = "flood") {
        while (owner(rule, Category::event, key) != part) key += '+';
        return ledger.event(key);
    }
    AttributionId by(Source source, Content content) {
        return ledger.attribution({.source = source, .content = content, .document = paper});
    }
    ClaimId held(Node subject, std::string_view property, Value const& value = {}) {
        ClaimId const claim = ledger.claim(subject, property, value);
        by(desk, claim);
        return claim;
    }
    [[nodiscard]] Ledger part(std::uint32_t number) const {
        return ascribe::part(Ownership(ledger.graph(), rule), number);
    }
    /// Whether part `here` has this claim.
    [[nodiscard]] bool has(ClaimId claim) const {
        Ledger const part = this->part(here);
        return static_cast<bool>(InWhole(ledger.graph(), part.graph()).in_part(claim));
    }
    /// Whether a claim brings another one along.
    [[nodiscard]] bool brings(ClaimId claim) {
        ClaimId const conclusion = ledger.claim(event(here, "conclusion"), "cause", "x");
        bool const before = has(claim);
        ledger.ground(by(ada, conclusion), claim);
        return !before && has(claim);
    }
};

}  // namespace

TEST_CASE("the owner of a key is the same everywhere and in every release") {
    // Worked out apart from the library, from what the header says.
    PartitionRule const rule{.parts = 1000};
    CHECK(owner(rule, Category::event, "flood") == 314);
    CHECK(owner(rule, Category::actor, "flood") == 494);
    CHECK(owner(rule, Category::event, "") == 539);
    CHECK(owner(rule, Category::place, "k\xc3\xa4i") == 175);
    CHECK(owner({.parts = 1}, Category::event, "flood") == 0);
}

TEST_CASE("keys are spread evenly over any number of parts") {
    for (std::uint32_t const parts : {2u, 3u, 7u, 64u}) {
        CAPTURE(parts);
        std::vector<int> count(parts);
        for (int i = 0; i < 64'000; ++i) ++count[owner({.parts = parts}, Category::event, "e" + std::to_string(i))];
        auto const [least, most] = std::minmax_element(count.begin(), count.end());
        CHECK(*most * static_cast<int>(parts) < 64'000 * 115 / 100);
        CHECK(*least * static_cast<int>(parts) > 64'000 * 85 / 100);
    }
}

TEST_CASE("claims and attributions are owned with the subject of the innermost claim") {
    Two two;
    EventId const flood = two.event(here), storm = two.event(there, "storm");
    ClaimId const claim = two.ledger.claim(flood, "cause", storm);
    AttributionId const said = two.ledger.attribution({.source = two.ada, .content = claim});
    AttributionId const report = two.by(two.desk, said);
    ClaimId const retracted = two.ledger.claim(report, property::retracted);
    ClaimId const doubt = two.ledger.claim(retracted, "reason", "unknown");
    Ownership const ownership(two.ledger.graph(), two.rule);
    for (Node const node : {Node(flood), Node(claim), Node(said), Node(report), Node(retracted), Node(doubt)}) {
        CHECK(ownership.subject(node) == flood);
        CHECK(ownership.owner(node) == here);
    }
    CHECK(ownership.subject(storm) == storm);
    CHECK(ownership.owner(storm) == there);
}

TEST_CASE("entities that same_as connects go with the least key, held or not") {
    Two two;
    EventId const c = two.event(there, "c"), a = two.event(here, "a"), b = two.event(there, "b");
    {
        Ownership const apart(two.ledger.graph(), two.rule);
        CHECK(apart.owner(c) == there);
    }
    two.ledger.claim(c, property::same_as, b);
    two.ledger.claim(b, property::same_as, a);
    ClaimId const claim = two.ledger.claim(c, "cause", "x");
    Ownership const joined(two.ledger.graph(), two.rule);
    CHECK(joined.owner(a) == here);
    CHECK(joined.owner(b) == here);
    CHECK(joined.owner(c) == here);
    CHECK(joined.owner(claim) == here);
    Ledger const other = two.part(there);
    Ownership const in_part(other.graph(), two.rule);
    for (EventId event : other.graph().events()) CHECK(in_part.owner(event) == here);
}

TEST_CASE("long chains of same_as are one class") {
    Two two;
    std::vector<EventId> events;
    for (int i = 0; i < 20'000; ++i) events.push_back(two.ledger.event("e" + std::to_string(i)));
    for (std::size_t i = events.size() - 1; i > 0; --i) two.ledger.claim(events[i - 1], property::same_as, events[i]);
    Ownership const ownership(two.ledger.graph(), {.parts = 1000});
    std::uint32_t const first = ownership.owner(events.front());
    CHECK(first == owner({.parts = 1000}, Category::event, "e0"));
    for (EventId event : events) REQUIRE(ownership.owner(event) == first);
}

TEST_CASE("subjects with one value in a property that keeps together have one owner") {
    Two two;
    EventId const a = two.event(here, "a"), b = two.event(there, "b"), c = two.event(there, "c");
    PlaceId const quay = two.ledger.place("quay"), dock = two.ledger.place("dock");
    two.ledger.claim(a, "told_place", quay);
    two.ledger.claim(b, "told_place", dock);
    two.ledger.claim(c, "told_place", "elsewhere");
    two.rule.together = {"told_place", "unused"};
    CHECK(Ownership(two.ledger.graph(), two.rule).owner(b) == there);
    SUBCASE("records that may be the same are one value") {
        two.ledger.claim(quay, property::same_as, dock);
    }
    SUBCASE("so are equal ones of two subjects") {
        two.ledger.claim(b, "told_place", quay);
    }
    SUBCASE("and those of claims about claims, which count for their subject") {
        two.ledger.claim(two.ledger.claim(b, "cause", "x"), "told_place", quay);
    }
    for (std::uint32_t part : {here, there}) {
        Ledger const ledger = two.part(part);
        Ownership const ownership(ledger.graph(), two.rule);
        CHECK(ownership.owner(ledger.graph().find_event(two.ledger.graph().key(b))) == here);
        CHECK(ownership.owner(ledger.graph().find_event(two.ledger.graph().key(c))) == there);
    }
}

TEST_CASE("R1: what is structural about entities is in every part, with all that it rests on") {
    Two two;
    EventId const flood = two.event(there), storm = two.event(there, "storm");
    ClaimId const reason = two.ledger.claim(flood, "cause", storm);
    two.by(two.ada, reason);
    ClaimId const structural = two.ledger.claim(two.paper, property::published_by, two.ada);
    two.ledger.ground(two.by(two.desk, structural), reason);
    ClaimId const dating = two.held(two.paper, property::published, Edtf("2023-05-28"));
    ClaimId const part = two.held(flood, property::part_of, storm);
    ClaimId const disjoint = two.held(two.ledger.place("p"), property::excludes, two.ledger.place("q"));
    two.ledger.property("speaks like", Trait::structural);
    ClaimId const own = two.held(flood, "speaks like", storm);
    ClaimId const plain = two.held(flood, "mood", "bad");
    for (ClaimId claim : {reason, structural, dating, part, disjoint, own}) CHECK(two.has(claim));
    CHECK_FALSE(two.has(plain));
}

TEST_CASE("every source is in every part, and other entities where they are owned or referred to") {
    Two two;
    DocumentId const speaking = two.ledger.document("speaking");
    EventId const flood = two.event(there), silent = two.event(there, "silent");
    two.ledger.actor("nobody", ActorKind::person);
    two.by(speaking, two.ledger.claim(flood, "cause", "x"));
    two.ledger.ground(two.by(two.ada, two.ledger.claim(two.event(here, "dam"), "state", "broken")), silent);
    for (std::uint32_t const part : {here, there}) {
        Ledger const ledger = two.part(part);
        Graph const graph = ledger.graph();
        CHECK(graph.find_document("speaking"));
        CHECK(graph.find_actor("nobody"));
        CHECK(static_cast<bool>(graph.find_event(two.ledger.graph().key(flood))) == (part == there));
        CHECK(graph.find_event(two.ledger.graph().key(silent)));
    }
    // A document that is no source is only where it is owned or referred to.
    for (int i = 0; i < 64; ++i) two.ledger.document("d" + std::to_string(i));
    auto const in_first = two.part(here).graph().count(Category::document);
    auto const in_second = two.part(there).graph().count(Category::document);
    CHECK(in_first + in_second == 64 + 2 * 2);
}

TEST_CASE("W3: grounds are followed to the end, and bring those who support them") {
    Two two;
    EventId const flood = two.event(there);
    std::vector<ClaimId> chain;
    for (int i = 0; i < 100; ++i) {
        chain.push_back(two.ledger.claim(flood, "stage", std::to_string(i)));
        AttributionId const inner = two.ledger.attribution({.source = two.ada, .content = chain.back()});
        two.by(two.desk, inner);
        if (i > 0) two.ledger.ground(inner, chain[chain.size() - 2]);
    }
    ClaimId const aside = two.held(flood, "stage", "aside");
    CHECK(two.brings(chain.back()));
    CHECK(two.has(chain.front()));
    CHECK_FALSE(two.has(aside));
    Ledger const part = two.part(here);
    InWhole const in_whole(two.ledger.graph(), part.graph());
    View const view(part.graph());
    for (ClaimId claim : chain) CHECK(view.supported(in_whole.in_part(claim)) == Truth::always);
    View const without(part.graph(), {.without = {in_whole.in_part(Node(two.ada))}});
    CHECK(without.supported(in_whole.in_part(chain.back())) == Truth::never);
}

TEST_CASE("O1: what counts as a ground comes with it") {
    Two two;
    EventId const flood = two.event(there);
    SUBCASE("by same_as of its value") {
        PlaceId const quay = two.ledger.place("quay"), dock = two.ledger.place("dock");
        ClaimId const ground = two.ledger.claim(flood, property::place, quay);
        ClaimId const counting = two.held(flood, property::place, dock);
        two.held(quay, property::same_as, dock);
        CHECK(two.brings(ground));
        CHECK(two.has(counting));
    }
    SUBCASE("by same_as of its subject") {
        EventId const tide = two.event(there, "tide");
        ClaimId const ground = two.ledger.claim(flood, "cause", "x");
        ClaimId const counting = two.held(tide, "cause", "x");
        ClaimId const other = two.held(tide, "cause", "y");
        ClaimId const at_a_time = two.ledger.claim(tide, "cause", "x", Edtf("2023"));
        two.held(tide, property::same_as, flood);
        CHECK(two.brings(ground));
        CHECK(two.has(counting));
        CHECK_FALSE(two.has(other));
        CHECK_FALSE(two.has(at_a_time));
    }
    SUBCASE("by a reading") {
        ClaimId const ground = two.ledger.claim(flood, "cause", "x");
        ClaimId const printed = two.held(two.event(there, "tide"), "cause", "z");
        two.held(printed, property::read_as, ground);
        CHECK(two.brings(ground));
        CHECK(two.has(printed));
    }
    SUBCASE("E5: by what presupposes that the event occurred, and what denies that it ever does") {
        ClaimId const ground = two.ledger.claim(flood, property::occurred);
        ClaimId const presupposing = two.held(flood, property::agent, two.ada);
        ClaimId const generic = two.held(flood, property::generic);
        ClaimId const other = two.held(flood, "mood", "bad");
        CHECK(two.brings(ground));
        CHECK(two.has(presupposing));
        CHECK(two.has(generic));
        CHECK_FALSE(two.has(other));
    }
    SUBCASE("E5: also what is read as such a claim of another event") {
        ClaimId const ground = two.ledger.claim(flood, property::occurred);
        ClaimId const printed = two.held(flood, "mood", "bad");
        two.held(printed, property::read_as, two.ledger.claim(two.event(there, "tide"), property::agent, two.ada));
        CHECK(two.brings(ground));
        CHECK(two.has(printed));
        Ledger const part = two.part(here);
        InWhole const in_whole(two.ledger.graph(), part.graph());
        CHECK(in_whole(corroboration(View(part.graph()), in_whole.in_part(ground))) ==
              corroboration(View(two.ledger.graph()), ground));
    }
}

TEST_CASE("part 11: a whole knows what is claimed of its parts in its properties, and they of it") {
    Two two;
    EventId const flood = two.event(here), breach = two.event(there, "breach"), wave = two.event(there, "wave");
    two.held(breach, property::part_of, flood);
    two.held(wave, property::part_of, breach);
    two.held(flood, "hurt", "many");
    ClaimId const of_part = two.held(breach, "hurt", "few"), of_its_part = two.held(wave, "hurt", "none");
    ClaimId const other = two.held(wave, "mood", "bad");
    CHECK(two.has(of_part));
    CHECK(two.has(of_its_part));
    CHECK_FALSE(two.has(other));
    // Claims can be parts of claims, too.
    ClaimId const whole = two.held(flood, "cause", "x");
    ClaimId const part = two.ledger.claim(two.event(there, "tide"), "cause", "y");
    two.held(part, property::part_of, whole);
    CHECK(two.has(part));
}

TEST_CASE("part 11: events that are ordered know each other's dates") {
    for (std::string_view const order : {property::before, property::after, property::during})
        for (bool const forth : {false, true}) {
            CAPTURE(order);
            CAPTURE(forth);
            Two two;
            EventId const flood = two.event(here), storm = two.event(there, "storm");
            ClaimId const ordered = forth ? two.held(flood, order, storm) : two.held(storm, order, flood);
            ClaimId const dated = two.held(storm, property::date, Edtf("2023-05-28"));
            ClaimId const other = two.held(storm, "mood", "bad");
            CHECK(two.has(ordered));
            CHECK(two.has(dated));
            CHECK_FALSE(two.has(other));
        }
}

TEST_CASE("part 11: orders connect events at whatever remove, since they may run round") {
    Two two;
    EventId const flood = two.event(here), storm = two.event(there, "storm"), repair = two.event(there, "repair");
    ClaimId const first = two.held(flood, property::before, storm);
    ClaimId const second = two.held(storm, property::before, repair);
    CHECK(two.has(second));
    CHECK_FALSE(two.has(two.held(repair, "mood", "bad")));
    ClaimId const third = two.held(repair, property::before, flood);
    CHECK(two.has(third));
    CHECK(two.has(two.held(repair, property::date, Edtf("2023-05-28"))));
    CHECK_FALSE(two.has(two.held(two.event(there, "apart"), property::before, two.event(there, "aside"))));
    std::size_t found = 0;
    for (std::uint32_t const part : {here, there}) {
        Ledger const ledger = two.part(part);
        Ownership const ownership(ledger.graph(), two.rule);
        for (Disagreement const& d : conflicts(View(ledger.graph()))) {
            CHECK(d.sides.size() == 3);
            if (ownership.owner(d.subject) == part) ++found;
        }
    }
    CHECK(found == 1);
    CHECK(conflicts(View(two.ledger.graph())).size() == 1);
    CHECK(two.has(first));
}

TEST_CASE("part 11: of a symmetric property with one value both ends know") {
    Two two;
    two.ledger.property("twin town", Trait::functional | Trait::symmetric);
    EventId const flood = two.event(here), storm = two.event(there, "storm"), tide = two.event(there, "tide");
    CHECK(two.has(two.held(storm, "twin town", flood)));
    CHECK_FALSE(two.has(two.held(storm, "twin town", tide)));
}

TEST_CASE("M3: parts of ledgers with wild records, merged in any order, have the digest of the whole") {
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        CAPTURE(seed);
        ascribe_tests::RandomLedger const random(seed, 250);
        Graph const whole = random.ledger.graph();
        ascribe_tests::Random shuffle(seed);
        Ownership const ownership(whole, {.parts = static_cast<std::uint32_t>(1 + shuffle.below(6))});
        std::vector<Ledger> parts;
        for (std::uint32_t i = 0; i < ownership.rule().parts; ++i) parts.push_back(part(ownership, i));
        shuffle.shuffle(parts);
        Ledger merged;
        for (Ledger const& one : parts) merge(merged, one.graph());
        REQUIRE(digest(merged.graph()) == digest(whole));
    }
}

TEST_CASE("a part of a part is that part") {
    ascribe_tests::RandomLedger const random(7, 400);
    PartitionRule const rule{.parts = 3};
    for (std::uint32_t i = 0; i < rule.parts; ++i) {
        Ledger const once = part(Ownership(random.ledger.graph(), rule), i);
        Ledger const twice = part(Ownership(once.graph(), rule), i);
        CHECK(digest(twice.graph()) == digest(once.graph()));
    }
}

TEST_CASE("the one part of one is the whole, with its numbers; parts of nothing are empty") {
    ascribe_tests::RandomLedger const random(11, 400);
    Graph const whole = random.ledger.graph();
    Ledger const only = part(Ownership(whole, {}), 0);
    CHECK(digest(only.graph()) == digest(whole));
    for (ClaimId claim : whole.claims())
        REQUIRE(only.graph().property_count() > only.graph().property(only.graph().claim_at(claim.number())).number());
    for (AttributionId a : whole.attributions()) {
        AttributionId const b = only.graph().attribution_at(a.number());
        REQUIRE(whole.source(a).word() == only.graph().source(b).word());
        REQUIRE(whole.content(a).word() == only.graph().content(b).word());
    }
    CHECK(digest(part(Ownership(Graph(), {.parts = 5}), 4).graph()) == digest(Graph()));
}

TEST_CASE("a part is of what the graph had when it was taken") {
    ascribe_tests::RandomLedger random(13, 300);
    Graph const then = random.ledger.graph();
    PartitionRule const rule{.parts = 2};
    Digest const before = digest(part(Ownership(then, rule), 1).graph());
    ascribe_tests::RandomLedger const more(14, 300);
    merge(random.ledger, more.ledger.graph());
    CHECK(digest(part(Ownership(then, rule), 1).graph()) == before);
    CHECK(digest(part(Ownership(random.ledger.graph(), rule), 1).graph()) != before);
}

TEST_CASE("parts of a frozen graph are those of the graph") {
    ascribe_tests::RandomLedger const random(17, 300);
    PartitionRule const rule{.parts = 3};
    std::vector<std::byte> const bytes = freeze(random.ledger.graph());
    Graph const frozen = open_frozen(bytes);
    for (std::uint32_t i = 0; i < rule.parts; ++i)
        CHECK(digest(part(Ownership(frozen, rule), i).graph()) ==
              digest(part(Ownership(random.ledger.graph(), rule), i).graph()));
}

TEST_CASE("finding who owns what tells how far it is, and can be ended at every call") {
    Two two;
    two.rule.together = {"channel"};
    for (int i = 0; i < 6'000; ++i) {
        EventId const event = two.event(here, "e" + std::to_string(i));
        two.ledger.claim(event, "same_as", two.event(there, "f" + std::to_string(i / 3)));
        two.ledger.claim(event, "channel", "c" + std::to_string(i % 500));
    }
    Graph const graph = two.ledger.graph();
    auto const owners = [&](Progress const& progress) -> Result<std::vector<std::uint32_t>> {
        auto const ownership = try_ownership(graph, two.rule, progress);
        if (!ownership) return ownership.error();
        std::vector<std::uint32_t> found;
        for (EventId event : graph.events()) found.push_back(ownership->owner(event));
        return found;
    };
    CHECK(ascribe_tests::cancel_here_and_there("ownership", owners, [](std::size_t) {}) > 10);
    CHECK_THROWS_AS(Ownership(graph, two.rule, [](std::size_t, std::size_t) { return false; }), Exception);
}

TEST_CASE("finding and recording a part tells how far it is, and can be ended at every step") {
    Two two;
    for (int i = 0; i < 12'000; ++i)
        two.by(two.ada, two.ledger.claim(two.event(here, "e" + std::to_string(i % 100)), "stage", std::to_string(i)));
    Ownership const ownership(two.ledger.graph(), two.rule);
    std::size_t calls = 0, last = 0, total = 0;
    auto const watched = try_part(ownership, here, {.progress = [&](std::size_t done, std::size_t of) {
                                      CHECK(done >= last);
                                      CHECK(done <= of);
                                      last = done;
                                      total = of;
                                      ++calls;
                                      return true;
                                  }});
    REQUIRE(watched);
    CHECK(last == total);
    CHECK(calls > 8);
    for (std::size_t end = 0; end < calls; ++end) {
        std::size_t call = 0;
        auto const ended =
            try_part(ownership, here, {.progress = [&](std::size_t, std::size_t) { return call++ != end; }});
        REQUIRE_FALSE(ended);
        CHECK(ended.error().code == Errc::cancelled);
        CHECK(call == end + 1);
    }
    CHECK_THROWS_AS((void)part(ownership, here, {.progress = [](std::size_t, std::size_t) { return false; }}),
                    Exception);
}
