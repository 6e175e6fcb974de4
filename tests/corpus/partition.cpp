// SPDX-License-Identifier: BSL-1.0
// The data set in one to five parts: what they answer together is what it answers as a whole.
#include "../../examples/dossier/conflict_rules.hpp"
#include "corpus/records.hpp"
#include "support/parts.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/graph/partition.hpp>
#include <ascribe/ledger/digest.hpp>

#include <algorithm>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::InWhole;

namespace {

/// What the rules of the data set share between two subjects.
PartitionRule rule(std::uint32_t parts) {
    PartitionRule rule{.parts = parts};
    for (ConflictRule const& conflict : dossier::conflict_rules())
        for (std::string const& shared : {conflict.first_shared, conflict.second_shared})
            if (!shared.empty()) rule.together.push_back(shared);
    return rule;
}

struct Part {
    Part(Graph const& whole, Ownership const& ownership, std::uint32_t n)
        : number(n),
          ledger(part(ownership, n)),
          to_whole(whole, ledger.graph()),
          owner(ledger.graph(), ownership.rule()) {}
    [[nodiscard]] bool owns(Node node) const { return owner.owner(node) == number; }

    std::uint32_t number;
    Ledger ledger;
    InWhole to_whole;
    Ownership owner;
};

std::vector<Part> parts_of(Graph const& whole, std::uint32_t count) {
    Ownership const ownership(whole, rule(count));
    std::vector<Part> parts;
    for (std::uint32_t i = 0; i < count; ++i) parts.emplace_back(whole, ownership, i);
    return parts;
}

}  // namespace

TEST_CASE("the parts of the data set, merged in any order, have its digest") {
    for (std::uint32_t count = 1; count <= 5; ++count) {
        CAPTURE(count);
        auto const parts = parts_of(corpus::graph(), count);
        Ledger forth, back;
        for (Part const& one : parts) merge(forth, one.ledger.graph());
        std::for_each(parts.rbegin(), parts.rend(), [&](Part const& one) { merge(back, one.ledger.graph()); });
        CHECK(digest(forth.graph()) == digest(corpus::graph()));
        CHECK(digest(back.graph()) == digest(corpus::graph()));
    }
}

TEST_CASE("the parts of the data set find all its disagreements, also those of rules over two events, once each") {
    View const whole(corpus::graph());
    ConflictOptions const options{.rules = dossier::conflict_rules()};
    auto const all = conflicts(whole, options);
    REQUIRE(all.size() > 20);
    CHECK(std::any_of(all.begin(), all.end(), [](Disagreement const& d) { return !d.rule.empty(); }));
    for (std::uint32_t count = 1; count <= 5; ++count) {
        CAPTURE(count);
        std::vector<Disagreement> together;
        for (Part const& part : parts_of(corpus::graph(), count))
            for (Disagreement const& d : conflicts(View(part.ledger.graph()), options))
                if (part.owns(d.subject)) together.push_back(part.to_whole(d));
        CHECK(together.size() == all.size());
        for (Disagreement const& d : all) REQUIRE(std::count(together.begin(), together.end(), d) == 1);
    }
}

TEST_CASE("the parts of the data set corroborate and hang as the whole does, claim by claim") {
    Graph const& graph = corpus::graph();
    View const whole(graph);
    std::vector<ClaimId> claims;
    for (ClaimId claim : graph.claims()) claims.push_back(claim);
    auto const all = corroboration(whole, claims);
    SinglePoints const points(whole);
    for (std::uint32_t count = 1; count <= 5; ++count) {
        CAPTURE(count);
        std::vector<unsigned> owned(claims.size());
        for (Part const& part : parts_of(graph, count)) {
            View const view(part.ledger.graph());
            Corroborator corroborate(view);
            SinglePoints const points_in_part(view);
            for (ClaimId claim : view.graph().claims()) {
                ClaimId const original = part.to_whole(claim);
                REQUIRE(part.to_whole(corroborate(claim)) == all[original.number()]);
                REQUIRE(part.to_whole(points_in_part.of(claim)) == points.of(original));
                if (part.owns(claim)) ++owned[original.number()];
            }
        }
        CHECK(std::all_of(owned.begin(), owned.end(), [](unsigned n) { return n == 1; }));
    }
}

TEST_CASE("what each source of the data set takes with it is the sum of what it takes from its parts") {
    Graph const& graph = corpus::graph();
    auto const all = loss_counts_by_source(View(graph));
    for (std::uint32_t count = 2; count <= 5; ++count) {
        CAPTURE(count);
        std::vector<std::uint32_t> lost(all.size());
        for (Part const& part : parts_of(graph, count)) {
            Withdrawals withdrawals{View(part.ledger.graph())};
            for (std::size_t i = 0; i < all.size(); ++i)
                for (ClaimId claim : withdrawals.lost(part.to_whole.in_part(all[i].node)))
                    if (part.owns(claim)) ++lost[i];
        }
        for (std::size_t i = 0; i < all.size(); ++i) REQUIRE(lost[i] == all[i].lost);
    }
}

TEST_CASE("the parts of the data set are smaller than it, and nearly equal") {
    Ownership const ownership(corpus::graph(), {.parts = 4});
    auto const all = corpus::graph().count(Category::claim);
    for (std::uint32_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        Part const part(corpus::graph(), ownership, i);
        std::uint32_t owned = 0;
        for (ClaimId claim : part.ledger.graph().claims()) owned += part.owns(claim) ? 1u : 0u;
        CAPTURE(owned);
        CHECK(owned > all / 6);
        CHECK(owned < all / 3);
        CHECK(part.ledger.graph().count(Category::claim) < all / 2);
    }
}
