// SPDX-License-Identifier: BSL-1.0
#include "support/dump.hpp"
#include "support/failing_new.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstddef>
#include <new>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

constexpr std::size_t count = 3000;
constexpr Expected all{
    .actors = count, .places = count, .documents = count, .events = count, .claims = count, .attributions = count};

/// `count` records of each kind; returns how many allocations that took.
std::size_t record(Ledger& ledger) {
    std::size_t const before = Allocations::made;
    for (std::size_t i = 0; i < count; ++i) {
        std::string const key = std::to_string(i);
        auto const event = ledger.event(key);
        auto const claim = ledger.claim(event, "seen at", ledger.place(key).id);
        ledger.attribution(
            {.source = ledger.actor(key, ActorKind::person).id, .content = claim, .document = ledger.document(key)});
    }
    return Allocations::made - before;
}

}  // namespace

TEST_CASE("what was made room for is recorded with fewer allocations, and is the same") {
    Ledger plain;
    std::size_t const without = record(plain);
    Ledger ledger;
    ledger.reserve(all);
    std::size_t const with = record(ledger);
    CHECK(with < without - 1000);  // Five indexes of 64 tables grow several times each.
    CHECK(dump(ledger.graph()) == dump(plain.graph()));
    // More still comes in.
    ledger.reserve({});
    ledger.reserve(all);
    Ledger other = RandomLedger(3, 200).ledger;
    merge(ledger, other.graph());
    merge(plain, other.graph());
    CHECK(dump(ledger.graph()) == dump(plain.graph()));
}

TEST_CASE("room for what nobody records takes memory and changes nothing") {
    RandomLedger random(5, 300);
    std::string const before = dump(random.ledger.graph());
    std::size_t const memory = random.ledger.graph().memory();
    random.ledger.reserve(all);
    CHECK(random.ledger.graph().memory() > memory + count * 100);
    CHECK(dump(random.ledger.graph()) == before);
    (void)record(random.ledger);
    CHECK(random.ledger.graph().count(Category::document) >= count);
}

TEST_CASE("room that memory does not suffice for is refused, and the ledger goes on") {
    Ledger ledger = RandomLedger(6, 100).ledger;
    std::string const before = dump(ledger.graph());
    std::size_t failures = 0;
    for (std::size_t nth = 1;; ++nth, ++failures) {
        Allocations::FailNth const failing(nth);
        try {
            ledger.reserve(all);
            break;
        } catch (std::bad_alloc const&) {
        }
    }
    CHECK(failures > 5);
    CHECK(dump(ledger.graph()) == before);
    Ledger plain = RandomLedger(6, 100).ledger;
    (void)record(plain);
    (void)record(ledger);
    CHECK(dump(ledger.graph()) == dump(plain.graph()));
}
