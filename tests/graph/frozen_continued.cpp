// SPDX-License-Identifier: BSL-1.0
#include "support/canonical.hpp"
#include "support/compare.hpp"
#include "support/dump.hpp"
#include "support/failing_new.hpp"
#include "support/image_bytes.hpp"
#include "support/programs.hpp"
#include "support/random.hpp"
#include "support/random_ledger.hpp"
#include "support/record_everywhere.hpp"
#include "support/same_graph.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// The same operation on the records with the same numbers of another ledger.
class Translation {
public:
    explicit Translation(std::uint32_t serial) : serial_(serial) {}

    Operation operator()(Operation operation) const {
        std::visit([this](auto& op) { translate(op); }, operation);
        return operation;
    }

private:
    template <class Id>
    void move(Id& id) const {
        if (id) id = Id(id.category(), id.number(), serial_);
    }
    void translate(AddEntity&) const {}
    void translate(AddProperty&) const {}
    void translate(AddClaim& op) const {
        move(op.subject);
        if (auto* node = std::get_if<Node>(&op.value)) move(*node);
    }
    void translate(AddAttribution& op) const {
        move(op.attribution.fields.source);
        move(op.attribution.fields.content);
        move(op.attribution.fields.document);
        for (Span& span : op.attribution.spans) move(span.document);
        move(op.ground);
    }
    void translate(AddGround& op) const {
        move(op.attribution);
        move(op.on);
    }
    void translate(AddLabel& op) const {
        move(op.node);
        move(op.data_set);
    }
    void translate(AddRecording& op) const {
        move(op.attribution);
        move(op.recorder);
    }

    std::uint32_t serial_;
};

bool same(Answer const& a, Answer const& b) {
    bool const same_error = a.error.has_value() == b.error.has_value() &&
                            (!a.error || (a.error->code == b.error->code && a.error->record == b.error->record &&
                                          a.error->field == b.error->field));
    return a.number == b.number && a.is_new == b.is_new && same_error;
}

FrozenOptions owning(std::shared_ptr<std::vector<std::byte>> const& bytes, FrozenCheck check) {
    FrozenOptions options;
    options.owner = bytes;
    options.check = check;
    return options;
}

Ledger continued(Graph const& graph, FrozenCheck check = FrozenCheck::everything) {
    auto const bytes = std::make_shared<std::vector<std::byte>>(freeze(graph));
    return continue_frozen(*bytes, owning(bytes, check));
}

/// A ledger, the same one continued again and again on frozen graphs of itself, and one that was merged instead.
void run(std::uint64_t seed, Programs::Style const& style, int rounds, int operations) {
    CAPTURE(seed);
    Ledger first;
    NaiveLedger naive(first.graph().ledger());
    Programs programs(seed, style);
    Ledger on_image;
    for (int round = 0; round <= rounds; ++round) {
        Ledger merged;
        merge(merged, on_image.graph());
        for (int step = 0; step < operations; ++step) {
            auto const operation = programs.next(naive);
            (void)ascribe_tests::apply(operation, naive);
            auto const answer = ascribe_tests::apply(operation, first);
            REQUIRE(same(ascribe_tests::apply(Translation(on_image.graph().ledger())(operation), on_image), answer));
            REQUIRE(same(ascribe_tests::apply(Translation(merged.graph().ledger())(operation), merged), answer));
        }
        CHECK(dump(on_image.graph()) == dump(merged.graph()));
        CHECK(digest(on_image.graph()) == digest(first.graph()));
        CHECK(freeze(on_image.graph()) == freeze(first.graph()));
        CHECK(Canonical(on_image.graph()).lines() == Canonical(first.graph()).lines());
        Graph const before = on_image.graph();
        constexpr FrozenCheck checks[] = {FrozenCheck::none, FrozenCheck::checksums, FrozenCheck::everything};
        on_image = continued(before, checks[round % 3]);
        CHECK(dump(open_frozen(freeze(before))) == dump(on_image.graph()));
    }
    CHECK(difference(first.graph(), naive) == "");
}

std::string refusal(ImageBytes image) {
    image.seal();
    auto const before = image.bytes;
    auto const result = try_continue_frozen(image.bytes);
    // A graph may be read all the same, and bytes that were refused are as they were.
    CHECK(image.bytes == before);
    return result ? "continued" : to_string(result.error());
}

}  // namespace

TEST_CASE("a ledger continued on a frozen graph goes on as the frozen one does") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) run(seed, {}, 4, 150);
}

TEST_CASE("also with long lists, long texts and many spans") {
    Programs::Style style;
    style.hubs = 90;
    style.keys = 2'000;
    style.long_texts = 20;
    for (std::uint64_t seed = 21; seed <= 24; ++seed) run(seed, style, 3, 700);
}

TEST_CASE("also in small steps, so that lists end at every place of a block") {
    Programs::Style style;
    style.hubs = 80;
    for (std::uint64_t seed = 31; seed <= 33; ++seed) run(seed, style, 70, 7);
}

TEST_CASE("a continued ledger goes beyond the chunks of its image") {
    auto const record = [](Ledger& ledger, std::uint32_t begin, std::uint32_t end) {
        auto const hub = ledger.event("hub");
        auto const desk = ledger.actor("desk", ActorKind::analyst);
        auto const most = ledger.claim(hub.id, "occurred");
        for (std::uint32_t i = begin; i < end; ++i) {
            auto const text = "t" + std::to_string(i);
            auto const claim = ledger.claim(hub.id, i % 3 == 0 ? "name" : text, text);
            auto const document = ledger.document(text);
            ledger.attribution({.source = desk.id, .content = most.id, .document = document}, claim.id);
            if (i % 2 == 0)
                ledger.attribution({.source = document.id, .content = claim.id, .document = document}, most.id);
        }
    };
    for (std::uint32_t const begin : {65'536u, 67'001u}) {
        Ledger ledger;
        record(ledger, 0, begin);
        Ledger other = continued(ledger.graph());
        Graph const before = other.graph();
        record(ledger, begin - 500, begin + 70'000);
        record(other, begin - 500, begin + 70'000);
        CHECK(SameGraph(other.graph(), ledger.graph()).difference() == "");
        CHECK(digest(other.graph()) == digest(ledger.graph()));
        // What was taken before stays as it was.
        CHECK(before.count(Category::document) == begin);
        CHECK(before.attributions_of(before.claim_at(0)).size() == begin);
    }
}

TEST_CASE("graphs of a continued ledger keep the bytes, and the bytes nothing of the ledger") {
    RandomLedger const random(41, 200);
    auto bytes = std::make_shared<std::vector<std::byte>>(freeze(random.ledger.graph()));
    std::weak_ptr<std::vector<std::byte>> const watch = bytes;
    Graph graph;
    {
        Ledger ledger = continue_frozen(*bytes, owning(bytes, FrozenCheck::numbers));
        bytes.reset();
        record_everywhere(ledger);
        graph = ledger.graph();
    }
    REQUIRE_FALSE(watch.expired());
    CHECK_FALSE(dump(graph).empty());
    graph = Graph();
    CHECK(watch.expired());
}

TEST_CASE("an empty ledger can be continued") {
    Ledger ledger = continued(Graph());
    CHECK(ledger.graph().count(Category::actor) == 0);
    record_everywhere(ledger);
    CHECK(ledger.graph().find_document("another page"));
}

TEST_CASE("merging and increments work on a continued ledger, and a merge that is given up leaves it as it was") {
    RandomLedger const random(42, 300);
    RandomLedger const other(43, 300);
    Ledger ledger = continued(random.ledger.graph());
    std::string const before = dump(ledger.graph());
    Graph const older = ledger.graph();
    for (std::size_t stop : {std::size_t{1}, std::size_t{2}}) {
        std::size_t calls = 0;
        MergeOptions giving_up;
        giving_up.progress = [&](std::size_t done, std::size_t total) { return ++calls < stop && done < total; };
        REQUIRE_FALSE(try_merge(ledger, other.ledger.graph(), giving_up));
        REQUIRE(dump(ledger.graph()) == before);
    }
    Ledger expected;
    merge(expected, random.ledger.graph());
    merge(expected, other.ledger.graph());
    merge(ledger, other.ledger.graph());
    CHECK(SameGraph(ledger.graph(), expected.graph()).difference() == "");

    Ledger again = continued(random.ledger.graph(), FrozenCheck::none);
    append_image(again, encode_since(ledger.graph(), older));
    CHECK(dump(again.graph()) == dump(ledger.graph()));
}

TEST_CASE("memory that runs out while continuing changes neither bytes nor ledger") {
    RandomLedger const random(44, 150);
    auto const good = freeze(random.ledger.graph());
    auto bytes = good;
    std::size_t failures = 0;
    for (std::size_t nth = 1;; ++nth) {
        std::optional<Ledger> ledger;
        try {
            Allocations::FailNth const failing(nth);
            ledger.emplace(continue_frozen(bytes));
        } catch (std::bad_alloc const&) {
            ++failures;
            if (bytes != good) FAIL("allocation " << nth << " failed and the bytes were changed");
        }
        if (ledger) break;
    }
    CHECK(failures > 20);

    Ledger ledger = continued(random.ledger.graph());
    auto const claim = ledger.graph().claim_at(0);
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    failures = 0;
    for (std::int64_t n = 0; n < 30; ++n) {
        std::string const before = dump(ledger.graph());
        for (std::size_t nth = 1;; ++nth) {
            bool is_done = false;
            try {
                Allocations::FailNth const failing(nth);
                ledger.attribution(
                    {.source = desk.id, .content = ledger.claim(claim, "noted", exactly(n)), .said = Edtf("2024-05")},
                    claim);
                is_done = true;
            } catch (std::bad_alloc const&) {
                ++failures;
            }
            if (is_done) break;
            // The claim may be there already, but nothing by halves.
            Ledger copy;
            merge(copy, ledger.graph());
            if (dump(copy.graph()).find("LOST") != std::string::npos) FAIL("something is lost");
        }
        CHECK(dump(ledger.graph()) != before);
    }
    CHECK(failures > 5);
}

TEST_CASE("forged numbers give an error, or a ledger in which recording does not go astray") {
    RandomLedger const random(45, 250);
    ImageBytes const good(freeze(random.ledger.graph()));
    Random numbers(3);
    std::size_t opened = 0;
    std::size_t refused = 0;
    for (std::size_t section = 0; section < good.sections(); ++section) {
        if (good.size(section) < 4) continue;
        for (int i = 0; i < 10; ++i) {
            ImageBytes forged = good;
            forged.forge(section, numbers);
            auto ledger = try_continue_frozen(forged.bytes);
            if (!ledger) {
                ++refused;
                CHECK(ledger.error().record == "image");
                continue;
            }
            ++opened;
            record_everywhere(*ledger, 60);
            CHECK(!dump(ledger->graph()).empty());
        }
    }
    CHECK(opened > 25);
    CHECK(refused > 300);
}

TEST_CASE("bytes that only a writer would stumble over are refused by a reader, too") {
    // Any byte that is not 0 in the page of a list head which nobody has.
    Ledger ledger;
    auto const event = ledger.event("flood");
    auto const desk = ledger.actor("desk", ActorKind::analyst);
    ledger.attribution({.source = desk.id, .content = ledger.claim(event.id, "occurred")});
    ImageBytes const good(freeze(ledger.graph()));
    std::size_t refused = 0;
    for (std::size_t section = 0; section < good.sections(); ++section) {
        // Pages of list heads have 256 times 12 bytes.
        if (good.size(section) != 256 * 12) continue;
        ImageBytes forged = good;
        // The count in the head of record 200.
        forged.put(forged.offset(section) + 200 * 12 + 8, std::uint32_t{3});
        auto read = forged;
        read.seal();
        CHECK_FALSE(try_open_frozen(read.bytes));
        CHECK(refusal(forged).find("expected numbers that lead to something") != std::string::npos);
        ++refused;
    }
    CHECK(refused >= 2);
}
