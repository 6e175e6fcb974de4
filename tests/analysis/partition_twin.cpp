// SPDX-License-Identifier: BSL-1.0
// The answers of all parts together against those of the whole, on random ledgers, splits and scopes.
#include "support/parts.hpp"
#include "support/random_reports.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/graph/partition.hpp>
#include <ascribe/ledger/digest.hpp>

#include <algorithm>
#include <numeric>
#include <optional>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::InWhole;
using ascribe_tests::Random;
using ascribe_tests::RandomReports;

namespace {

struct Split {
    Split(Graph const& whole, PartitionRule const& rule) : ownership(whole, rule) {
        for (std::uint32_t i = 0; i < rule.parts; ++i) {
            parts.push_back(part(ownership, i));
            in_whole.emplace_back(whole, parts.back().graph());
            part_ownership.emplace_back(parts.back().graph(), rule);
        }
    }
    Ownership ownership;
    std::vector<Ledger> parts;
    std::vector<InWhole> in_whole;
    std::vector<Ownership> part_ownership;
};

/// The first node of which the two views think otherwise.
std::optional<Node> difference(View const& whole, View const& part, InWhole const& to_whole) {
    for (ClaimId claim : part.graph().claims())
        if (part.supported(claim) != whole.supported(to_whole(claim)) ||
            to_whole(part.read_as(claim)) != whole.read_as(to_whole(claim)) ||
            to_whole(part.class_of(claim)) != whole.class_of(to_whole(claim)) ||
            to_whole(part.read_into(claim)) != whole.read_into(to_whole(claim)))
            return to_whole(Node(claim));
    for (AttributionId a : part.graph().attributions())
        if (part.attested(a) != whole.attested(to_whole(a)) || part.standing(a) != whole.standing(to_whole(a)) ||
            part.taken_back(a) != whole.taken_back(to_whole(a)) ||
            to_whole(part.endorsed(a)) != whole.endorsed(to_whole(a)) ||
            part.is_circular(a) != whole.is_circular(to_whole(a)) || part.said(a) != whole.said(to_whole(a)) ||
            part.accepts(a) != whole.accepts(to_whole(a)) || to_whole(part.class_of(a)) != whole.class_of(to_whole(a)))
            return to_whole(Node(a));
    for (DocumentId d : part.graph().documents())
        if (to_whole(part.publishers(d)) != whole.publishers(to_whole(d)) ||
            to_whole(part.authors(d)) != whole.authors(to_whole(d)) || part.stands(d) != whole.stands(to_whole(d)) ||
            to_whole(part.wholes(d)) != whole.wholes(to_whole(d)) ||
            part.published(d) != whole.published(to_whole(d)) ||
            to_whole(part.class_of(d)) != whole.class_of(to_whole(d)))
            return to_whole(Node(d));
    for (EventId e : part.graph().events())
        if (to_whole(part.class_of(e)) != whole.class_of(to_whole(e))) return to_whole(Node(e));
    return std::nullopt;
}

std::string describe(Node node) {
    return std::string(to_string(node.category())) + " " + std::to_string(node.number());
}

}  // namespace

TEST_CASE("merged in any order, the parts of a random ledger have the digest of the whole") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 40 + static_cast<int>(seed % 3) * 60);
        Random random(seed);
        Split split(reports.ledger.graph(), {.parts = static_cast<std::uint32_t>(1 + random.below(9))});
        random.shuffle(split.parts);
        // In a random tree, not only one after the other.
        while (split.parts.size() > 1) {
            std::size_t const at = random.below(split.parts.size() - 1);
            merge(split.parts[at], split.parts.back().graph());
            split.parts.pop_back();
        }
        REQUIRE(digest(split.parts.front().graph()) == digest(reports.ledger.graph()));
    }
}

TEST_CASE("every part thinks of every record that it holds what the whole thinks of it, in any scope") {
    std::size_t copied = 0, joined = 0, held = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, seed % 3 == 0 ? 150 : 40);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = static_cast<std::uint32_t>(2 + seed % 4)});
        for (std::uint64_t s = 0; s < 4; ++s) {
            Scope const scope = reports.scope(s == 0 ? 0 : seed * 100 + s);
            View const view(whole, scope);
            for (std::size_t i = 0; i < split.parts.size(); ++i) {
                CAPTURE(i);
                Graph const graph = split.parts[i].graph();
                View const in_part(graph, split.in_whole[i].in_part(scope));
                auto const found = difference(view, in_part, split.in_whole[i]);
                std::string const where = found ? describe(*found) : "";
                REQUIRE(where == "");
                joined += view.accepted().size();
                held += graph.claims().size();
                for (ClaimId claim : graph.claims()) copied += split.part_ownership[i].owner(claim) != i ? 1u : 0u;
            }
        }
    }
    CHECK(copied > 10'000);
    CHECK(held > 2 * copied / 2);
    CHECK(joined > 1'000);
}

TEST_CASE("every part finds the same owner for what it holds, and every claim has one") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 80);
        Graph const whole = reports.ledger.graph();
        PartitionRule const rule{
            .parts = 3, .together = seed % 2 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"place"}};
        Split const split(whole, rule);
        std::vector<unsigned> owned(whole.count(Category::claim));
        for (std::size_t i = 0; i < split.parts.size(); ++i) {
            Graph const graph = split.parts[i].graph();
            for (auto category : {Category::actor, Category::place, Category::document, Category::event,
                                  Category::claim, Category::attribution})
                for (std::uint32_t n = 0; n < graph.count(category); ++n) {
                    Node const node(category, n, graph.ledger());
                    REQUIRE(split.part_ownership[i].owner(node) == split.ownership.owner(split.in_whole[i](node)));
                }
            for (ClaimId claim : graph.claims())
                if (split.part_ownership[i].owner(claim) == i) ++owned[split.in_whole[i](claim).number()];
        }
        CHECK(std::all_of(owned.begin(), owned.end(), [](unsigned n) { return n == 1; }));
    }
}

TEST_CASE("chains, origins, corroboration and single points of a part's claims are those of the whole") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, seed % 3 == 0 ? 120 : 50);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = static_cast<std::uint32_t>(2 + seed % 4)});
        for (std::uint64_t s = 0; s < 2; ++s) {
            CAPTURE(s);
            Scope const scope = reports.scope(s == 0 ? 0 : seed * 100 + s);
            View const view(whole, scope);
            Corroborator corroborate(view);
            SinglePoints const points(view);
            for (std::size_t i = 0; i < split.parts.size(); ++i) {
                CAPTURE(i);
                InWhole const& to_whole = split.in_whole[i];
                View const in_part(split.parts[i].graph(), to_whole.in_part(scope));
                Corroborator corroborate_in_part(in_part);
                SinglePoints const points_in_part(in_part);
                for (ClaimId claim : in_part.graph().claims()) {
                    ClaimId const original = to_whole(claim);
                    CAPTURE(original.number());
                    REQUIRE(to_whole(counting_for(in_part, claim)) == counting_for(view, original));
                    REQUIRE(to_whole(origins(in_part, claim)) == origins(view, original));
                    REQUIRE(to_whole(corroborate_in_part(claim)) == corroborate(original));
                    REQUIRE(to_whole(points_in_part.of(claim)) == points.of(original));
                    auto const ways = chains(view, original);
                    REQUIRE(to_whole(chains(in_part, claim)) == ways);
                }
            }
        }
    }
}

TEST_CASE("each disagreement is found once, by the part that owns its subject, as the whole finds it") {
    std::size_t found = 0, across = 0;
    ConflictOptions options{.additive = {"deaths"}};
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, seed % 3 == 0 ? 200 : 70);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = static_cast<std::uint32_t>(2 + seed % 4)});
        for (std::uint64_t s = 0; s < 2; ++s) {
            CAPTURE(s);
            Scope const scope = reports.scope(s == 0 ? 0 : seed * 100 + s);
            View const view(whole, scope);
            std::vector<Disagreement> const all = conflicts(view, options);
            std::size_t together = 0;
            for (std::size_t i = 0; i < split.parts.size(); ++i) {
                CAPTURE(i);
                View const in_part(split.parts[i].graph(), split.in_whole[i].in_part(scope));
                std::vector<Disagreement> expected, owned;
                for (Disagreement const& d : all)
                    if (split.ownership.owner(d.subject) == i) expected.push_back(d);
                for (Disagreement const& d : conflicts(in_part, options))
                    if (split.part_ownership[i].owner(d.subject) == i) owned.push_back(split.in_whole[i](d));
                CHECK(owned.size() == expected.size());
                for (std::size_t n = 0; n < (std::min)(owned.size(), expected.size()); ++n) {
                    CAPTURE(to_string(expected[n].kind));
                    CAPTURE(to_string(expected[n].reason));
                    REQUIRE(owned[n] == expected[n]);
                }
                together += owned.size();
                for (Disagreement const& d : expected)
                    for (DisagreementSide const& side : d.sides)
                        across += split.ownership.owner(side.claims.front()) != i ? 1u : 0u;
            }
            REQUIRE(together == all.size());
            found += all.size();
        }
    }
    CHECK(found > 1'000);
    CHECK(across > 100);
}

TEST_CASE(
    "rules over two subjects find in the parts what they find in the whole, if subjects that share are together") {
    std::size_t found = 0, over_two = 0;
    ConflictRule const rule{
        .name = "one event at a place",
        .first = "occurred",
        .second = "occurred",
        .first_shared = "place",
        .second_shared = "place",
        .judge = [](View const&, RuleStatement const& a, RuleStatement const& b) -> std::optional<RuleOpinion> {
            if (a.subject == b.subject) return std::nullopt;
            return RuleOpinion{Verdict::possible};
        }};
    ConflictOptions const options{.rules = {rule}};
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 300, 20);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = 3, .together = {"place"}});
        View const view(whole);
        std::vector<Disagreement> all = conflicts(view, options), together;
        for (std::size_t i = 0; i < split.parts.size(); ++i)
            for (Disagreement const& d : conflicts(View(split.parts[i].graph()), options))
                if (split.part_ownership[i].owner(d.subject) == i) together.push_back(split.in_whole[i](d));
        REQUIRE(together.size() == all.size());
        for (Disagreement const& d : all) {
            REQUIRE(std::count(together.begin(), together.end(), d) == 1);
            found += d.rule.empty() ? 0u : 1u;
            over_two += !d.rule.empty() && whole.subject(d.sides[0].claims[0]) != whole.subject(d.sides[1].claims[0]);
        }
    }
    CHECK(found > 20);
    CHECK(over_two > 20);
}

TEST_CASE("positions on what a part owns are those of the whole") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, 80);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = 3});
        View const view(whole);
        for (std::size_t i = 0; i < split.parts.size(); ++i) {
            View const in_part(split.parts[i].graph());
            for (ClaimGroup const& group : in_part.graph().groups()) {
                if (split.part_ownership[i].owner(group.subject) != i) continue;
                REQUIRE(split.in_whole[i](positions(in_part, group.subject, group.property)) ==
                        positions(view, split.in_whole[i](group.subject), split.in_whole[i](group.property)));
            }
        }
    }
}

TEST_CASE("what the withdrawal of any records takes from the parts together is what it takes from the whole") {
    std::size_t lost_in_all = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomReports const reports(seed, seed % 3 == 0 ? 160 : 60);
        Graph const whole = reports.ledger.graph();
        Split const split(whole, {.parts = static_cast<std::uint32_t>(2 + seed % 4)});
        Random random(seed);
        View const view(whole);
        Withdrawals withdrawals(view);
        std::vector<Withdrawals> in_parts;
        for (Ledger const& ledger : split.parts) in_parts.emplace_back(View(ledger.graph()));
        for (int round = 0; round < 12; ++round) {
            std::vector<Node> nodes{reports.node(random)};
            while (random.chance(30)) nodes.push_back(reports.node(random));
            std::vector<ClaimId> lost;
            for (std::size_t i = 0; i < split.parts.size(); ++i) {
                std::vector<Node> known;
                for (Node node : nodes)
                    if (Node const here = split.in_whole[i].in_part(node)) known.push_back(here);
                for (ClaimId claim : in_parts[i].lost(known))
                    if (split.part_ownership[i].owner(claim) == i) lost.push_back(split.in_whole[i](claim));
            }
            std::sort(lost.begin(), lost.end());
            REQUIRE(lost == withdrawals.lost(nodes));
            lost_in_all += lost.size();
        }
    }
    CHECK(lost_in_all > 300);
}
