// SPDX-License-Identifier: BSL-1.0
#include "support/canonical.hpp"
#include "support/dump.hpp"
#include "support/image_bytes.hpp"
#include "support/random.hpp"
#include "support/random_ledger.hpp"
#include "support/same_graph.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// The same records as a ledger of their own holds them.
Ledger compact(Graph const& graph) {
    Ledger ledger;
    merge(ledger, graph);
    return ledger;
}

std::string refusal(std::vector<std::byte> const& bytes) {
    auto const result = try_open_frozen(bytes);
    return result ? "opened" : to_string(result.error());
}

}  // namespace

TEST_CASE("a frozen graph answers everything as the ledger does, however it was checked") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 400);
        Graph const graph = random.ledger.graph();
        auto const bytes = freeze(graph);
        Graph const frozen = open_frozen(bytes);
        CHECK(dump(frozen) == dump(compact(graph).graph()));
        CHECK(Canonical(frozen).lines() == Canonical(graph).lines());
        CHECK(digest(frozen) == digest(graph));
        for (auto check : {FrozenCheck::none, FrozenCheck::checksums, FrozenCheck::everything}) {
            FrozenOptions options;
            options.check = check;
            CHECK(dump(open_frozen(bytes, options)) == dump(frozen));
        }
        CHECK(freeze(frozen) == bytes);
        CHECK(freeze(graph) == bytes);
    }
}

TEST_CASE("large lists, hubs and chunks survive freezing") {
    Ledger ledger;
    auto const hub = ledger.event("hub");
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    auto const most = ledger.claim(hub.id, "occurred");
    for (std::uint32_t i = 0; i < 70'000; ++i) {
        auto const text = "t" + std::to_string(i);
        auto const claim = ledger.claim(hub.id, i % 3 == 0 ? "name" : text, text);
        auto const document = ledger.document(text);
        ledger.attribution({.source = desk.id, .content = most.id, .document = document}, claim.id);
        if (i % 2 == 0) ledger.attribution({.source = document.id, .content = claim.id, .document = document}, most.id);
    }
    auto const bytes = freeze(ledger.graph());
    FrozenOptions options;
    options.check = FrozenCheck::everything;
    CHECK(SameGraph(open_frozen(bytes, options), ledger.graph()).difference() == "");
    Graph const frozen = open_frozen(bytes);
    CHECK(SameGraph(frozen, ledger.graph()).difference() == "");
    CHECK(frozen.attributions_of(frozen.claim_at(0)).size() == 70'000);
    CHECK(frozen.find_document("t69999"));
    CHECK_FALSE(frozen.find_document("t70000"));
}

TEST_CASE("an empty graph can be frozen, and a ledger goes on from a frozen one") {
    CHECK(dump(open_frozen(freeze(Graph()))) == dump(Graph()));
    RandomLedger const random(31, 200);
    RandomLedger const other(32, 200);
    auto const bytes = freeze(random.ledger.graph());
    Ledger from_frozen;
    merge(from_frozen, open_frozen(bytes));
    Ledger from_graph;
    merge(from_graph, random.ledger.graph());
    merge(from_frozen, other.ledger.graph());
    merge(from_graph, other.ledger.graph());
    CHECK(SameGraph(from_frozen.graph(), from_graph.graph()).difference() == "");
}

TEST_CASE("a frozen graph keeps the owner of its bytes") {
    RandomLedger const random(33, 100);
    auto bytes = std::make_shared<std::vector<std::byte>>(freeze(random.ledger.graph()));
    std::weak_ptr<std::vector<std::byte>> const watch = bytes;
    FrozenOptions options;
    options.owner = bytes;
    Graph frozen = open_frozen(*bytes, options);
    options.owner.reset();
    bytes.reset();
    Graph const copy = frozen;
    frozen = Graph();
    REQUIRE_FALSE(watch.expired());
    CHECK(digest(copy) == digest(random.ledger.graph()));
    CHECK(copy.memory() < 1'000'000);
}

TEST_CASE("two opened at once are graphs of two ledgers") {
    RandomLedger const random(34, 100);
    auto const bytes = freeze(random.ledger.graph());
    Graph const a = open_frozen(bytes);
    Graph const b = open_frozen(bytes);
    CHECK_FALSE(a == b);
    CHECK(a.ledger() != b.ledger());
    CHECK_FALSE(b.contains(*a.actors().begin()));
}

TEST_CASE("bytes that are no frozen graph, cut off, damaged or askew are refused") {
    RandomLedger const random(35, 60);
    auto const good = freeze(random.ledger.graph());
    CHECK(ImageBytes(good).is_sealed());
    CHECK(refusal({}) == "image.header: unknown: expected an image");
    CHECK(refusal(encode(random.ledger.graph())) == "image.header: unknown: expected a frozen graph, found '1'");
    for (std::size_t size = 128; size < good.size(); size += 64 + size / 2)
        CHECK(refusal({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}) ==
              "image.footer: syntax: expected an image that is not cut off");
    std::vector<std::byte> askew(good.size() + 1);
    std::copy(good.begin(), good.end(), askew.begin() + 1);
    auto const result = try_open_frozen(std::span(askew).subspan(1));
    REQUIRE_FALSE(result);
    CHECK(result.error().expected == "bytes at an address that is a multiple of 8");

    Random numbers(1);
    auto bytes = good;
    for (int i = 0; i < 2'000; ++i) {
        // Within the sections; what lies between them does not count.
        ImageBytes const parts(good);
        std::size_t const section = numbers.below(static_cast<std::size_t>(parts.sections()));
        if (parts.size(section) == 0) continue;
        std::size_t const at = parts.offset(section) + numbers.below(parts.size(section));
        bytes[at] ^= std::byte{4};
        FrozenOptions options;
        options.check = FrozenCheck::checksums;
        CHECK_FALSE(try_open_frozen(bytes, options));
        CHECK_FALSE(try_open_frozen(bytes));
        bytes[at] = good[at];
    }
}

TEST_CASE("forged numbers give an error, or a graph in which reading does not go astray") {
    RandomLedger const random(36, 250);
    ImageBytes const good(freeze(random.ledger.graph()));
    Random numbers(2);
    std::size_t opened = 0;
    std::size_t refused = 0;
    for (std::size_t section = 0; section < good.sections(); ++section) {
        if (good.size(section) < 4) continue;
        for (int i = 0; i < 12; ++i) {
            ImageBytes forged = good;
            forged.forge(section, numbers);
            auto const graph = try_open_frozen(forged.bytes);
            if (!graph) {
                ++refused;
                CHECK(graph.error().record == "image");
                continue;
            }
            ++opened;
            CHECK(!dump(*graph).empty());
            Ledger ledger;
            // A key may have become one that no ledger takes.
            auto const merged = try_merge(ledger, *graph);
            CHECK(dump(ledger.graph()).empty() == (!merged || graph->property_count() == 0));
        }
    }
    CHECK(opened > 80);
    CHECK(refused > 100);
}

TEST_CASE("freezing, opening and continuing tell how far they are, and can be cancelled whenever they do") {
    RandomLedger const random(37, 300);
    Graph const graph = random.ledger.graph();
    auto const good = freeze(graph);
    auto const cancels_at_every_call = [&](auto run) {
        std::size_t calls = 0;
        for (std::size_t stop = 1;; ++stop) {
            std::size_t before = 0;
            bool is_at_end = false;
            calls = 0;
            auto const result = run([&](std::size_t done, std::size_t total) {
                CHECK(done >= before);
                CHECK(done <= total);
                before = done;
                is_at_end = done == total;
                return ++calls < stop;
            });
            if (calls < stop) {
                CHECK(result.has_value());
                CHECK(is_at_end);
                break;
            }
            REQUIRE_FALSE(result);
            CHECK(result.error().code == Errc::cancelled);
        }
        return calls;
    };
    CHECK(cancels_at_every_call([&](auto progress) {
              FreezeOptions options;
              options.progress = progress;
              auto frozen = try_freeze(graph, options);
              if (frozen) CHECK(*frozen == good);
              return frozen;
          }) > 50);
    for (auto check : {FrozenCheck::none, FrozenCheck::checksums, FrozenCheck::numbers, FrozenCheck::everything}) {
        FrozenOptions options;
        options.check = check;
        std::size_t const few = check == FrozenCheck::none ? 0 : 50;
        auto bytes = good;
        CHECK(cancels_at_every_call([&](auto progress) {
                  options.progress = progress;
                  return try_open_frozen(bytes, options);
              }) > few);
        CHECK(cancels_at_every_call([&](auto progress) {
                  options.progress = progress;
                  CHECK(bytes == good);
                  return try_continue_frozen(bytes, options);
              }) > few);
    }
}
