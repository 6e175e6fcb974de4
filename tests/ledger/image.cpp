// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/canonical.hpp"
#include "support/dump.hpp"
#include "support/failing_new.hpp"
#include "support/image_bytes.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

// As docs/image.md numbers the sections.
constexpr std::size_t text_ends = 2, actor_kinds = 3, property_traits = 4, claim_subjects = 9,
                      attribution_contents = 14, notes_last = 24;

std::string refusal(std::vector<std::byte> const& bytes, bool checksums = true) {
    auto const result = try_open_image(bytes, {.checksums = checksums});
    return result ? "opened" : to_string(result.error());
}

}  // namespace

TEST_CASE("an opened image has the same records with the same numbers, the same digest, and the same bytes again") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 400);
        Graph const graph = random.ledger.graph();
        auto const bytes = encode(graph);
        CHECK(bytes.size() % 64 == 0);
        Ledger const opened = open_image(bytes);
        CHECK(Canonical(opened.graph()).lines() == Canonical(graph).lines());
        CHECK(digest(opened.graph()) == digest(graph));
        CHECK(encode(opened.graph()) == bytes);
    }
}

TEST_CASE("an empty graph has an image too") {
    Ledger opened = open_image(encode(Graph()));
    CHECK(dump(opened.graph()) == dump(Graph()));
    CHECK(opened.event("e").is_new);
}

TEST_CASE("an image is that of the graph as it was, also if it is written later") {
    RandomLedger random(3, 200);
    Graph const old = random.ledger.graph();
    auto const bytes = encode(old);
    RandomLedger const other(4, 200);
    merge(random.ledger, other.ledger.graph());
    CHECK(encode(old) == bytes);
    CHECK(encode(random.ledger.graph()) != bytes);
}

TEST_CASE("the pieces that a sink gets are the image") {
    RandomLedger const random(5, 3000);
    std::vector<std::byte> all;
    std::size_t pieces = 0;
    std::size_t largest = 0;
    encode(random.ledger.graph(), [&](std::span<std::byte const> piece) {
        all.insert(all.end(), piece.begin(), piece.end());
        ++pieces;
        largest = (std::max)(largest, piece.size());
    });
    CHECK(all == encode(random.ledger.graph()));
    CHECK(largest <= 65536);
    CHECK(pieces > all.size() / 65536);
    CHECK_THROWS_AS(encode(random.ledger.graph(), [](std::span<std::byte const>) { throw std::runtime_error("full"); }),
                    std::runtime_error);
}

TEST_CASE("a ledger goes on from an opened image") {
    for (std::uint64_t seed = 40; seed < 50; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 200);
        RandomLedger const other(seed + 100, 200);
        Ledger opened = open_image(encode(random.ledger.graph()));
        Ledger naive;
        merge(naive, random.ledger.graph());
        merge(opened, other.ledger.graph());
        merge(naive, other.ledger.graph());
        CHECK(Canonical(opened.graph()).lines() == Canonical(naive.graph()).lines());
        CHECK(dump(opened.graph()) == dump(open_image(encode(opened.graph())).graph()));
    }
}

TEST_CASE("increments add up to the whole") {
    for (std::uint64_t seed = 60; seed < 72; ++seed) {
        CAPTURE(seed);
        Ledger source;
        Ledger copy;
        Graph before;
        for (std::uint64_t step = 0; step < 5; ++step) {
            RandomLedger const more(seed * 10 + step, 120);
            merge(source, more.ledger.graph());
            Graph const graph = source.graph();
            auto const bytes = encode_since(graph, before);
            append_image(copy, bytes);
            CHECK(digest(copy.graph()) == digest(graph));
            CHECK(Canonical(copy.graph()).lines() == Canonical(graph).lines());
            // Nothing is in it that the older graph had.
            CHECK(encode_since(graph, graph).size() < 4096);
            before = graph;
        }
        // A second time it does not fit any more, and nothing happens.
        Graph const graph = copy.graph();
        auto const again = try_append_image(copy, encode(source.graph()));
        REQUIRE_FALSE(again);
        CHECK(again.error().code == Errc::conflict);
        CHECK(copy.graph() == graph);
    }
}

TEST_CASE("an increment is refused where everything is wanted, and by a ledger with other keys") {
    Ledger source;
    source.event("one");
    Graph const before = source.graph();
    source.event("two");
    auto const increment = encode_since(source.graph(), before);
    CHECK(refusal(increment) == "image.extent: conflict: expected an image of everything, not an increment");
    Ledger other;
    other.event("another");
    auto const result = try_append_image(other, increment);
    REQUIRE_FALSE(result);
    CHECK(to_string(result.error()) ==
          "image.extent: conflict: expected an increment that continues what the ledger holds");
    Ledger same;
    same.event("one");
    append_image(same, increment);
    CHECK(same.graph().find_event("two").number() == 1);
    CHECK_THROWS_AS(append_image(same, increment), Exception);
}

TEST_CASE("what is no image, of another version or byte order, cut off or damaged is refused") {
    RandomLedger const random(7, 150);
    auto const good = encode(random.ledger.graph());
    CHECK(refusal({}) == "image.header: unknown: expected an image");
    CHECK(refusal(std::vector<std::byte>(1000)) == "image.header: unknown: expected an image");
    auto bytes = good;
    bytes[12] = std::byte{2};
    CHECK(refusal(bytes) == "image.header: unknown: expected an image of version 1, found '2'");
    bytes = good;
    bytes[16] = std::byte{2};
    CHECK(refusal(bytes) == "image.header: unknown: expected an image of records, found '2'");
    bytes = good;
    std::swap(bytes[8], bytes[11]);
    std::swap(bytes[9], bytes[10]);
    CHECK(refusal(bytes) == "image.header: unknown: expected an image that was written in this machine's byte order");
    for (std::size_t size = 64; size < good.size(); size += 64 + size / 3)
        CHECK(refusal({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}) ==
              "image.footer: syntax: expected an image that is not cut off");

    // Every byte counts, but for the zeros between sections.
    ImageBytes const parts(good);
    std::size_t padding = 0;
    for (std::size_t s = 0; s < parts.sections(); ++s) padding += (64 - parts.size(s) % 64) % 64;
    padding += (64 - parts.sections() * 32 % 64) % 64;
    padding += 32;  // and those at the end of the footer, apart from what it ends with
    std::size_t unnoticed = 0;
    for (std::size_t i = 0; i < good.size(); ++i) {
        bytes = good;
        bytes[i] ^= std::byte{0x10};
        if (try_open_image(bytes)) ++unnoticed;
    }
    CHECK(unnoticed <= padding);
}

TEST_CASE("checksums are those that the documentation describes") {
    RandomLedger const random(14, 300);
    CHECK(ImageBytes(encode(random.ledger.graph())).is_sealed());
}

TEST_CASE("numbers that no ledger could hold are refused, whatever the checksums say") {
    RandomLedger const random(8, 300);
    ImageBytes const good(encode(random.ledger.graph()));
    CHECK(refusal(good.bytes, false) == "opened");
    auto const with = [&](std::size_t section, std::uint32_t value) {
        ImageBytes bad = good;
        bad.put(bad.offset(section), value);
        return refusal(bad.bytes, false);
    };
    CHECK(with(actor_kinds, 0xff) == "image.actor_kinds: out of range: expected " +
                                         std::string(Names<ActorKind>::expected) + ", found 'element 0'");
    CHECK(with(property_traits, 0x100) ==
          "image.property_traits: out of range: expected known traits, found 'element 0'");
    CHECK(with(text_ends, 0) == "image.text_ends: empty: expected a name, found 'element 0'");
    CHECK(with(claim_subjects, 5u << 29) ==
          "image.claim_subjects: out of range: expected an earlier record, found 'element 0'");
    CHECK(with(attribution_contents, 6u << 29) ==
          "image.attribution_contents: out of range: expected an earlier claim or attribution, found 'element 0'");

    // Any number anywhere gives a ledger that can be read and frozen again, or an error that names its section.
    std::size_t opened = 0;
    std::size_t refused = 0;
    Random numbers(99);
    for (std::size_t section = 0; section <= notes_last; ++section) {
        if (good.size(section) < 4) continue;
        for (int i = 0; i < 40; ++i) {
            ImageBytes bad = good;
            std::size_t const at = bad.offset(section) + numbers.below(bad.size(section) / 4) * 4;
            auto const old = bad.at<std::uint32_t>(at);
            switch (numbers.below(4)) {
            case 0: bad.put(at, old + 1); break;
            case 1: bad.put(at, old - 1); break;
            case 2: bad.put(at, static_cast<std::uint32_t>(numbers.next())); break;
            default: bad.put(at, old ^ 1u << numbers.below(32)); break;
            }
            auto const result = try_open_image(bad.bytes, {.checksums = false});
            if (!result) {
                ++refused;
                CHECK(!result.error().field.empty());
                continue;
            }
            ++opened;
            Graph const graph = result->graph();
            CHECK(Canonical(open_image(encode(graph)).graph()).lines() == Canonical(graph).lines());
        }
    }
    CHECK(opened > 20);
    CHECK(refused > 200);
}

TEST_CASE("opening that is cancelled, and appending that is cancelled, changes nothing") {
    RandomLedger const random(9, 400);
    auto const bytes = encode(random.ledger.graph());
    ImageOptions options;
    std::size_t last = 0;
    options.progress = [&](std::size_t done, std::size_t total) {
        last = done;
        return done < total;
    };
    auto const result = try_open_image(bytes, options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::cancelled);
    CHECK(last > 0);
    Ledger ledger;
    Graph const before = ledger.graph();
    REQUIRE_FALSE(try_append_image(ledger, bytes, options));
    CHECK(ledger.graph() == before);
    append_image(ledger, bytes);
    CHECK(dump(ledger.graph()) == dump(open_image(bytes).graph()));
}

TEST_CASE("encoding tells how far it is; cancelled, it leaves no image and everything else as it was") {
    RandomLedger random(15, 10'000);
    Graph const before = random.ledger.graph();
    RandomLedger const other(16, 12'000);
    merge(random.ledger, other.ledger.graph());
    Graph const graph = random.ledger.graph();
    auto const content = digest(graph);
    auto const unchanged = [&](std::size_t) {
        CHECK(random.ledger.graph() == graph);
        CHECK(digest(graph) == content);
    };
    CHECK(cancel_here_and_there(
              "image", [&](Progress p) { return try_encode(graph, {.progress = p}); }, unchanged) > 20);
    CHECK(cancel_here_and_there(
              "image", [&](Progress p) { return try_encode_since(graph, before, {.progress = p}); }, unchanged) > 10);
    CHECK(try_encode(graph).value() == encode(graph));
    CHECK(try_encode_since(graph, before).value() == encode_since(graph, before));
    CHECK(encode_since(graph, Graph()) == encode(graph));

    // What a sink has got until then is the beginning of the image.
    for (Graph const& older : {Graph(), before}) {
        auto const whole = encode_since(graph, older);
        std::vector<std::byte> written;
        auto const sink = [&](std::span<std::byte const> piece) {
            written.insert(written.end(), piece.begin(), piece.end());
        };
        std::size_t most = 0;
        cancel_here_and_there(
            "image",
            [&](Progress p) -> Result<std::vector<std::byte>> {
                written.clear();
                auto const done = try_encode_since(graph, older, sink, {.progress = p});
                if (!done) return done.error();
                return written;
            },
            [&](std::size_t) {
                CHECK(written.size() < whole.size());
                CHECK(std::equal(written.begin(), written.end(), whole.begin()));
                CHECK(refusal(written) != "opened");
                most = (std::max)(most, written.size());
            });
        CHECK(most > whole.size() / 2);
    }
    Progress const never = [](std::size_t, std::size_t) { return false; };
    auto const nowhere = [](std::span<std::byte const>) {};
    REQUIRE_FALSE(try_encode(graph, nowhere, {.progress = never}));
    CHECK(to_string(try_encode(graph, nowhere, {.progress = never}).error()) ==
          "image: cancelled: expected to be continued");
    CHECK_THROWS_AS(encode(graph, nowhere, {.progress = never}), Exception);
    CHECK_THROWS_AS(encode_since(graph, before, nowhere, {.progress = never}), Exception);
    CHECK_THROWS_AS((void)encode(graph, {.progress = never}), Exception);
    CHECK_THROWS_AS((void)encode_since(graph, before, {.progress = never}), Exception);
    // Even what takes no time at all asks once.
    CHECK_THROWS_AS((void)encode(Graph(), {.progress = never}), Exception);
}

TEST_CASE("an increment is recorded or changes nothing when memory runs out") {
    RandomLedger const first(11, 150);
    RandomLedger const second(12, 150);
    Ledger source;
    merge(source, first.ledger.graph());
    Graph const before = source.graph();
    merge(source, second.ledger.graph());
    auto const increment = encode_since(source.graph(), before);
    Ledger ledger = open_image(encode(before));
    Graph const graph = ledger.graph();
    std::size_t failures = 0;
    for (std::size_t nth = 1;; ++nth) {
        Allocations::FailNth const failing(nth);
        try {
            append_image(ledger, increment);
            break;
        } catch (std::bad_alloc const&) {
            ++failures;
        }
        if (!(ledger.graph() == graph)) FAIL("allocation " << nth << " failed and something changed");
    }
    CHECK(failures > 100);
    CHECK(dump(ledger.graph()) == dump(open_image(encode(source.graph())).graph()));
}
