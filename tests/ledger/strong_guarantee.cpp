// SPDX-License-Identifier: BSL-1.0
#include "support/compare.hpp"
#include "support/failing_new.hpp"
#include "support/programs.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <string>
#include <variant>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Counts over a whole program, so that a test can say that it tested something.
struct Failures {
    std::array<std::size_t, std::variant_size_v<Operation>> of_kind{};
    std::size_t all = 0;
    std::size_t deepest = 0;  ///< the largest N whose failure was survived
};

/// Runs the operation with its first, second, ... allocation failing until it gets through; looks each time whether
/// everything is as before, that is as in the naive ledger.
std::optional<Answer> try_until_done(Operation const& operation, Ledger& ledger, NaiveLedger const& naive,
                                     Failures& failures) {
    std::optional<std::string> before;
    for (std::size_t nth = 1;; ++nth) {
        Graph const graph = ledger.graph();
        std::optional<Answer> answer;
        {
            Allocations::FailNth const failing(nth);
            try {
                answer = apply(operation, ledger);
            } catch (std::bad_alloc const&) {
                ++failures.all;
                ++failures.of_kind[operation.index()];
                failures.deepest = (std::max)(failures.deepest, nth);
            }
        }
        if (answer) return answer;
        if (!(ledger.graph() == graph)) return std::nullopt;
        if (!before) {
            if (!difference(ledger.graph(), naive).empty()) return std::nullopt;
            before = dump(ledger.graph());
        } else if (dump(ledger.graph()) != *before) {
            return std::nullopt;
        }
    }
}

Failures run(std::uint64_t seed, Programs::Style const& style, int operations) {
    CAPTURE(seed);
    Ledger ledger;
    NaiveLedger naive(ledger.graph().ledger());
    Programs programs(seed, style);
    Failures failures;
    for (int step = 0; step < operations; ++step) {
        auto const operation = programs.next(naive);
        auto const answer = try_until_done(operation, ledger, naive, failures);
        if (!answer) FAIL("operation " << step << " of kind " << operation.index() << " failed and changed something");
        if (!agree(*answer, apply(operation, naive))) FAIL("operation " << step << " gave another answer");
    }
    CHECK(difference(ledger.graph(), naive) == "");
    return failures;
}

}  // namespace

TEST_CASE("the N-th allocation can be made to fail, plain and aligned") {
    auto const fails = [](auto allocate, std::size_t nth) {
        Allocations::FailNth const failing(nth);
        try {
            allocate();
        } catch (std::bad_alloc const&) {
            return true;
        }
        return false;
    };
    // Called by name, as the compiler may leave out a new that it can see the delete of.
    auto const two = [] {
        constexpr std::align_val_t wide{64};
        ::operator delete(::operator new(100));
        ::operator delete(::operator new(100, wide), wide);
    };
    CHECK(fails(two, 1));
    CHECK(fails(two, 2));
    CHECK_FALSE(fails(two, 3));
    CHECK_FALSE(fails(two, 0));
}

TEST_CASE("making a ledger fails without a trace, and the next one works") {
    std::size_t failed = 0;
    for (std::size_t nth = 1;; ++nth) {
        std::optional<Ledger> ledger;
        {
            Allocations::FailNth const failing(nth);
            try {
                ledger.emplace();
            } catch (std::bad_alloc const&) {
                ++failed;
            }
        }
        if (!ledger) continue;
        CHECK(ledger->actor("ada", ActorKind::person).is_new);
        break;
    }
    CHECK(failed > 0);
}

TEST_CASE("every operation of a random program either happens or changes nothing when memory runs out") {
    Failures sum;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        auto const failures = run(seed, {}, 600);
        sum.all += failures.all;
        sum.deepest = (std::max)(sum.deepest, failures.deepest);
        for (std::size_t kind = 0; kind < sum.of_kind.size(); ++kind) sum.of_kind[kind] += failures.of_kind[kind];
    }
    // Each kind of operation ran out of memory more than once, and at many of its steps.
    for (std::size_t failures : sum.of_kind) CHECK(failures >= 10);
    CHECK(sum.deepest >= 8);
}

TEST_CASE("so does every operation on few records, whose lists need new blocks") {
    Programs::Style style;
    style.keys = 3;
    style.hubs = 95;
    style.entities = 3;
    for (std::uint64_t seed = 11; seed <= 12; ++seed) CHECK(run(seed, style, 1'000).all > 200);
}

TEST_CASE("so does every operation with texts that need pieces of their own") {
    Programs::Style style;
    style.long_texts = 40;
    style.longest = 20'000;
    for (std::uint64_t seed = 21; seed <= 22; ++seed) CHECK(run(seed, style, 400).all > 300);
}

TEST_CASE("so does every operation on a ledger whose columns grow by thousands of records") {
    Ledger ledger;
    NaiveLedger naive(ledger.graph().ledger());
    // So many events, claims and attributions are recorded without failures. All their columns grow after that.
    constexpr std::uint32_t count = 65'530;
    Programs::Style style;
    Programs programs(31, style);
    for (int step = 0; step < 100; ++step) {
        auto const operation = programs.next(naive);
        REQUIRE(agree(apply(operation, ledger), apply(operation, naive)));
    }
    auto const both = [&](Operation const& operation) {
        if (!agree(apply(operation, ledger), apply(operation, naive))) FAIL("the preparation differs");
    };
    both(AddEntity{Category::actor, "clerk", ActorKind::software});
    auto const clerk = ledger.graph().find_actor("clerk");
    while (naive.count(Category::event) < count)
        both(AddEntity{Category::event, "e" + std::to_string(naive.count(Category::event)), {}});
    while (naive.claims.size() < count)
        both(AddClaim{naive.id(Category::event, naive.claims.size()), "occurred", true, {}, {}});
    while (naive.attributions.size() < count) {
        AddAttribution operation;
        operation.attribution.fields.source = clerk;
        operation.attribution.fields.content = naive.id<ClaimId>(Category::claim, naive.attributions.size());
        both(operation);
    }

    // Dumps of so many records take too long to make one for each failure: marks each time, and everything at the end.
    std::size_t failed = 0;
    for (std::uint32_t i = 0; i < 5'000; ++i) {
        auto const number = std::to_string(naive.count(Category::event));
        AddAttribution attribution;
        attribution.attribution.fields.source = clerk;
        attribution.attribution.fields.content = naive.id<ClaimId>(Category::claim, naive.attributions.size());
        for (Operation const& operation :
             {Operation(AddEntity{Category::event, "e" + number, {}}),
              Operation(AddClaim{naive.id(Category::event, naive.claims.size()), "occurred", false, {}, {}}),
              Operation(attribution)}) {
            std::optional<Answer> answer;
            for (std::size_t nth = 1; !answer; ++nth) {
                Graph const before = ledger.graph();
                Allocations::FailNth const failing(nth);
                try {
                    answer = apply(operation, ledger);
                } catch (std::bad_alloc const&) {
                    ++failed;
                    if (!(ledger.graph() == before)) FAIL("an operation failed and changed something");
                }
            }
            if (!agree(*answer, apply(operation, naive))) FAIL("an operation gave another answer");
        }
    }
    CHECK(failed >= 6);
    CHECK(naive.attributions.size() > 65'536);
    CHECK(difference(ledger.graph(), naive) == "");
}
