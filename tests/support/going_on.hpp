// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_GOING_ON_HPP
#define ASCRIBE_TESTS_SUPPORT_GOING_ON_HPP

#include "random.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <string>

namespace ascribe_tests {

/// Continues ledgers that have the same records by the same new ones, known by their numbers. Half of what is chosen is
/// among the first few records, so that some lists become long.
class GoingOn {
public:
    explicit GoingOn(std::uint64_t seed) : seed_(seed) {}

    /// The records of step n, in this ledger. Requires: it has an actor, a document and a claim.
    void operator()(ascribe::Ledger& ledger, std::uint64_t n) const {
        using namespace ascribe;
        Graph const graph = ledger.graph();
        Random random(seed_ * 1'000'003 + n);
        auto const some = [&](Category category) {
            std::size_t const count = graph.count(category);
            std::size_t const among = random.chance(50) ? (std::min)(count, std::size_t{4}) : count;
            return Node(category, static_cast<std::uint32_t>(random.below(among)), graph.ledger());
        };
        auto const any = [&] {
            constexpr Category all[] = {Category::actor, Category::document, Category::claim, Category::attribution};
            Category const category = all[random.below(4)];
            return some(graph.count(category) == 0 ? Category::claim : category);
        };
        switch (random.below(8)) {
        case 0: ledger.claim(some(Category::claim), "goes on", std::to_string(random.below(50))); return;
        case 1: ledger.document("later " + std::to_string(n)); return;
        case 2: ledger.label(any(), "later"); return;
        case 3:
        case 4:
            if (graph.count(Category::attribution) != 0) {
                Node const attribution = some(Category::attribution);
                if (Node const ground = any(); ground != attribution)
                    ledger.ground(attribution.to<AttributionId>(), ground);
            }
            return;
        default:
            Content content = some(Category::claim).to<ClaimId>();
            if (random.chance(20) && graph.count(Category::attribution) != 0)
                content = some(Category::attribution).to<AttributionId>();
            ledger.attribution({.source = some(Category::actor).to<ActorId>(),
                                .content = content,
                                .document = some(Category::document).to<DocumentId>()},
                               random.chance(40) ? any() : Node());
        }
    }

private:
    std::uint64_t seed_;
};

}  // namespace ascribe_tests

#endif
