// SPDX-License-Identifier: BSL-1.0
#include "support/beside.hpp"
#include "support/dump.hpp"
#include "support/going_on.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/compact.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Readers hold the graph of before and take new ones, while records are added to the claims in runs.
void go_on_beside_readers(Ledger& ledger) {
    Graph const old = ledger.graph();
    std::string const then = dump(old);
    GoingOn const go_on(11);
    std::atomic<std::size_t> wrong = 0;
    beside(
        [&] {
            for (std::uint64_t n = 0; n < 600; ++n) go_on(ledger, n);
        },
        [&] {
            if (dump(old) != then) ++wrong;
            Graph const now = ledger.graph();
            for (ClaimId claim : now.claims()) {
                std::uint32_t last = 0;
                auto supports = now.supports_of(claim).begin();
                for (AttributionId a : now.attributions_of(claim)) {
                    if (now.content(a) != Content(claim) || a.number() + 1 <= last) ++wrong;
                    if ((*supports).attribution != a || (*supports).has_ground != now.has_grounds(a)) ++wrong;
                    ++supports;
                    last = a.number() + 1;
                }
                for (AttributionId a : now.resting_on(claim)) {
                    auto const grounds = now.grounds_of(a);
                    if (std::find(grounds.begin(), grounds.end(), Node(claim)) == grounds.end()) ++wrong;
                }
            }
        });
    CHECK(wrong == 0);
    CHECK(ledger.graph().count(Category::attribution) > old.count(Category::attribution) + 100);
    CHECK(dump(old) == then);
}

}  // namespace

TEST_CASE("readers see old and new graphs of a compacted ledger while it goes on") {
    RandomLedger const random(3, 300);
    Ledger ledger = compact(random.ledger.graph()).ledger;
    go_on_beside_readers(ledger);
}

TEST_CASE("readers see old and new graphs of a compacted ledger that goes on on its image") {
    RandomLedger const random(4, 300);
    auto bytes = freeze(compact(random.ledger.graph()).ledger.graph());
    Ledger ledger = continue_frozen(bytes);
    go_on_beside_readers(ledger);
}
