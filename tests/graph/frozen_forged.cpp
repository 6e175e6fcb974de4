// SPDX-License-Identifier: BSL-1.0
#include "support/dump.hpp"
#include "support/every_analysis.hpp"
#include "support/image_bytes.hpp"
#include "support/random.hpp"
#include "support/random_ledger.hpp"
#include "support/record_everywhere.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/interop/json_lines.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstring>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Numbers of sections, counted after docs/frozen_image.md.
enum Section : std::size_t {
    text_words = 1,
    document_keys = 10,
    claims = 26,
    resting_on_runs = 29,
    dependents_of_runs = 30,
    lines = 33,
    groups = 36,
    first_in_document = 47,
    links = 48,
    words = 52,
    groups_of_event = 78,
    by_source_actor = 102,
};

FrozenOptions with(FrozenCheck check) {
    FrozenOptions options;
    options.check = check;
    return options;
}

/// Compacts it, unless two actors of one key are of different kinds; nothing is left behind.
void use_compacted(Graph const& graph) {
    auto const compacted = try_compact(graph);
    if (!compacted) {
        CHECK(compacted.error().code == Errc::conflict);
        return;
    }
    (void)dump(compacted->ledger.graph());
    for (ClaimId claim : compacted->claims) CHECK(compacted->ledger.graph().contains(claim));
    for (AttributionId made : compacted->attributions) CHECK(compacted->ledger.graph().contains(made));
}

/// Asks everything, takes all records elsewhere in every way there is, and goes on recording.
void use(ImageBytes image) {
    {
        Graph const graph = open_frozen(image.bytes, with(FrozenCheck::numbers));
        (void)dump(graph);
        try {
            (void)EveryAnalysis(graph, {}, 4).answers();
        } catch (Exception const& e) {
            // Freezing it, the last of all, may find keys that are one and cannot be.
            CHECK(e.error().code == Errc::conflict);
        }
        Ledger ledger;
        if (try_merge(ledger, graph)) {
            // What came out of it is a ledger as any other.
            CHECK(dump(open_image(encode(ledger.graph())).graph()) == dump(ledger.graph()));
            CHECK(try_open_frozen(freeze(ledger.graph()), with(FrozenCheck::everything)));
        }
        std::string text;
        (void)try_write_json_lines(graph, [&](std::string_view piece) { text += piece; });
        (void)try_freeze(graph);
        use_compacted(graph);
    }
    // Tables that only a writer reads may be bad.
    auto ledger = try_continue_frozen(image.bytes, with(FrozenCheck::numbers));
    if (!ledger) return;
    record_everywhere(*ledger, 25);
    (void)dump(ledger->graph());
    (void)digest(ledger->graph());
    use_compacted(ledger->graph());
}

/// Whether it is opened with this check.
bool opens(ImageBytes const& image, FrozenCheck check) {
    return try_open_frozen(image.bytes, with(check)).has_value();
}

/// A newsroom with everything in it that a list may have wrong. Claims have lines, or else are all kept in runs.
ImageBytes newsroom(bool has_lines = true) {
    Ledger ledger;
    auto const flood = ledger.event("flood");
    auto const fire = ledger.event("fire");
    auto const paper = ledger.actor("paper", ActorKind::media);
    auto const mayor = ledger.actor("mayor", ActorKind::person);
    std::vector<DocumentId> pages;
    for (int p = 0; p < 4; ++p) pages.push_back(ledger.document("page " + std::to_string(p)).id);
    std::vector<ClaimId> said;
    for (std::int64_t n = 0; n < 12; ++n)
        said.push_back(ledger.claim(n % 2 == 0 ? flood.id : fire.id, n % 3 == 0 ? "deaths" : "homeless", exactly(n)));
    std::vector<AttributionId> made;
    for (std::size_t n = 0; n < 60; ++n)
        made.push_back(ledger.attribution({.source = n % 4 == 0 ? Source(mayor.id) : Source(paper.id),
                                           .content = said[n == 0   ? 11
                                                           : n == 1 ? 10
                                                           : n == 2 ? 11
                                                                    : n % 12],
                                           .document = pages[n * 7 % pages.size()],
                                           .wording = "words " + std::to_string(n)}));
    for (std::size_t n = 0; n + 1 < made.size(); ++n) ledger.ground(made[n], said[n % 5]);
    return ImageBytes(freeze(has_lines ? ledger.graph() : compact(ledger.graph()).ledger.graph()));
}

/// A document with one run of attributions, which needs no list.
ImageBytes newsroom_of_one_run() {
    Ledger ledger;
    auto const paper = ledger.actor("paper", ActorKind::media);
    auto const page = ledger.document("page");
    for (std::int64_t n = 0; n < 70; ++n)
        ledger.attribution({.source = paper.id,
                            .content = ledger.claim(ledger.event("flood"), "deaths", exactly(n)),
                            .document = page});
    return ImageBytes(freeze(ledger.graph()));
}

ImageBytes sealed(ImageBytes image) {
    image.seal();
    return image;
}

}  // namespace

TEST_CASE("whatever single number is forged, a graph that opens can be asked everything, and be continued") {
    std::size_t opened = 0, refused = 0, disagreeing = 0;
    for (std::uint64_t seed : {51u, 52u, 53u, 54u}) {
        RandomLedger const random(seed, 120);
        Graph const graph = random.ledger.graph();
        ImageBytes const good(freeze(seed % 2 == 0 ? graph : compact(graph).ledger.graph()));
        Random numbers(seed);
        for (std::size_t section = 0; section < good.sections(); ++section) {
            if (good.size(section) < 4) continue;
            for (int i = 0; i < 3; ++i) {
                ImageBytes forged = good;
                forged.forge(section, numbers);
                CAPTURE(section);
                auto const sequential = try_open_frozen(forged.bytes, with(FrozenCheck::numbers));
                auto const agreement = try_open_frozen(forged.bytes, with(FrozenCheck::everything));
                // The long way finds all that the short way does, and of the same kind nothing else.
                if (!sequential) {
                    ++refused;
                    CHECK_FALSE(agreement);
                    continue;
                }
                if (!agreement) {
                    ++disagreeing;
                    CHECK(agreement.error().expected != "numbers that lead to something");
                }
                ++opened;
                use(forged);
            }
        }
    }
    CHECK(opened > 100);
    CHECK(refused > 400);
    CHECK(disagreeing > 5);
}

TEST_CASE(
    "attributions that are another source's, or in another document, are told apart by the check of everything alone") {
    ImageBytes const good = newsroom();
    REQUIRE(opens(good, FrozenCheck::everything));
    std::size_t forged_ones = 0;
    for (std::size_t const section : {std::size_t{by_source_actor}, std::size_t{first_in_document}}) {
        for (std::size_t head = 0; head < 4; ++head) {
            auto block = good.at<std::uint32_t>(good.offset(section) + head * (section == by_source_actor ? 12 : 4));
            if (block == 0) continue;
            if (section == first_in_document) {
                REQUIRE(block > 1u << 29);
                block -= 1u << 29;
            }
            std::size_t const entry = good.offset(words) + block * 4;
            for (std::uint32_t const other : {1u, 5u, 60u, 61u, 0xffffffffu}) {
                ImageBytes forged = good;
                if (forged.at<std::uint32_t>(entry) == other) continue;
                forged.put(entry, other);
                forged = sealed(forged);
                // A run may be said to begin at another attribution of the same document.
                if (section == by_source_actor) CHECK_FALSE(opens(forged, FrozenCheck::everything));
                REQUIRE(opens(forged, FrozenCheck::numbers));
                use(forged);
                ++forged_ones;
            }
        }
    }
    CHECK(forged_ones > 10);
    for (std::uint32_t const first : {0u, 3u, 60u, 77u, 0xffffffffu}) {
        ImageBytes forged = good;
        forged.put(forged.offset(first_in_document) + 4, first);
        // The last of these numbers says where a block is, and there is none.
        forged = sealed(forged);
        CHECK_FALSE(opens(forged, FrozenCheck::numbers));
        forged = newsroom_of_one_run();
        forged.put(forged.offset(first_in_document), first);
        forged = sealed(forged);
        REQUIRE(opens(forged, FrozenCheck::numbers) == (first <= 1u << 29));
        if (first <= 1u << 29) use(forged);
    }
}

TEST_CASE("what rests on a claim may be forged, and no analysis minds") {
    for (bool const has_lines : {true, false}) {
        ImageBytes const good = newsroom(has_lines);
        std::size_t forged_ones = 0;
        for (std::size_t n = 0; n < 5; ++n) {
            std::size_t const entry = [&] {
                if (!has_lines) return good.offset(dependents_of_runs) + n * 4;
                auto const block = good.at<std::uint32_t>(good.offset(lines) + n * 24 + 4);
                REQUIRE(block != 0);
                return good.offset(words) + block * std::size_t{4};
            }();
            REQUIRE(good.at<std::uint32_t>(entry) != 0);
            for (std::uint32_t const other : {0u, 1u, 60u, 61u, 1u << 31, 1u << 31 | 7u, 1u << 31 | 58u, 0xffffffffu}) {
                ImageBytes forged = good;
                forged.put(entry, other);
                forged = sealed(forged);
                REQUIRE(opens(forged, FrozenCheck::numbers));
                use(forged);
                ++forged_ones;
            }
        }
        CHECK(forged_ones == 40);
    }
}

TEST_CASE("which entries rest on a claim in a run is told one after the other, or refused") {
    ImageBytes const good = newsroom(false);
    std::size_t const claims_in_runs = good.size(resting_on_runs) / 4;
    for (std::size_t claim : {std::size_t{0}, claims_in_runs / 2, claims_in_runs - 1}) {
        std::size_t const at = good.offset(resting_on_runs) + claim * 4;
        auto const word = good.at<std::uint32_t>(at);
        for (std::uint32_t const other : {word + 1, word - 1, word + (1u << 29), 6u << 29, 7u << 29, 0xffffffffu}) {
            if (other == word) continue;
            ImageBytes forged = good;
            forged.put(at, other);
            CHECK_FALSE(opens(sealed(forged), FrozenCheck::numbers));
        }
    }
}

TEST_CASE("a key that is there twice is refused by the check of everything, and is one record wherever it is merged") {
    ImageBytes forged = newsroom();
    forged.put(forged.offset(document_keys) + 4, forged.at<std::uint32_t>(forged.offset(document_keys)));
    forged = sealed(forged);
    CHECK_FALSE(opens(forged, FrozenCheck::everything));
    Graph const graph = open_frozen(forged.bytes, with(FrozenCheck::numbers));
    REQUIRE(graph.count(Category::document) == 4);
    auto const documents = graph.documents();
    CHECK(graph.key(*documents.begin()) == graph.key(*++documents.begin()));
    Ledger ledger;
    merge(ledger, graph);
    CHECK(ledger.graph().count(Category::document) == 3);
    use(forged);
}

TEST_CASE("where chains of claims and groups end may be forged: recording goes on, and reading stays within them") {
    ImageBytes const good = newsroom();
    auto const count = static_cast<std::uint32_t>(good.size(claims) / 16);
    for (std::uint32_t last = 0; last <= count; ++last) {
        ImageBytes forged = good;
        forged.put(forged.offset(groups) + 12, last);
        forged = sealed(forged);
        // Claims tell the group that they are in.
        bool const is_in_group =
            last < count && (good.at<std::uint32_t>(good.offset(claims) + last * 16) & 0x1fffffff) == 0;
        REQUIRE(opens(forged, FrozenCheck::numbers) == is_in_group);
        if (is_in_group) use(forged);
    }
    for (std::uint32_t const number : {1u, 2u, 3u, 17u, 0xfffffffeu, 0xffffffffu}) {
        for (std::size_t const field : {std::size_t{4}, std::size_t{8}}) {
            ImageBytes forged = good;
            forged.put(forged.offset(groups_of_event) + field, number);
            forged = sealed(forged);
            if (opens(forged, FrozenCheck::numbers)) use(forged);
        }
    }
}

TEST_CASE("claims that no chain leads to are taken elsewhere all the same, with what is said of them") {
    RandomLedger const random(61, 200);
    Graph const whole = random.ledger.graph();
    ImageBytes forged(freeze(whole));
    for (std::uint32_t c = 0; c < whole.count(Category::claim); ++c)
        forged.put(forged.offset(claims) + c * 16 + 12, 0u);
    forged = sealed(forged);
    CHECK_FALSE(opens(forged, FrozenCheck::everything));
    Graph const graph = open_frozen(forged.bytes, with(FrozenCheck::numbers));
    CHECK(digest(compact(graph).ledger.graph()) == digest(whole));
    Ledger merged;
    merge(merged, graph);
    CHECK(digest(merged.graph()) == digest(whole));
    CHECK(digest(open_frozen(freeze(graph))) == digest(whole));
    use(forged);
}

TEST_CASE("no text of a record is empty") {
    Ledger ledger;
    auto const flood = ledger.event("flood");
    auto const said = ledger.claim(flood, "cause", "a broken dam");
    auto const made = ledger.attribution({.source = ledger.actor("paper", ActorKind::media),
                                          .content = said,
                                          .document = ledger.document("page"),
                                          .wording = "the dam gave way"});
    ledger.label(made, "checked");
    ImageBytes const good(freeze(ledger.graph()));
    REQUIRE(opens(good, FrozenCheck::numbers));
    for (std::string const text : {"flood", "cause", "a broken dam", "paper", "page", "the dam gave way", "checked"}) {
        CAPTURE(text);
        std::size_t length = good.offset(text_words);
        std::string const bytes = static_cast<char>(text.size()) + text;
        auto const is_here = [&] { return std::memcmp(good.bytes.data() + length, bytes.data(), bytes.size()) == 0; };
        while (!is_here()) length += 4;
        REQUIRE(length < good.offset(text_words) + good.size(text_words));
        ImageBytes forged = good;
        forged.bytes[length] = std::byte{};
        forged = sealed(forged);
        CHECK_FALSE(opens(forged, FrozenCheck::numbers));
        CHECK_FALSE(opens(forged, FrozenCheck::everything));
    }
}

TEST_CASE("a block that is not where its list has to have it is refused") {
    ImageBytes const good = newsroom();
    std::size_t refused = 0;
    // Of every number that leads to a block.
    auto const refuse_others = [&](std::size_t place) {
        auto const block = good.at<std::uint32_t>(place);
        for (std::uint32_t const other : {block - 3, block + 3, block + 1, 1u, 0xffffff00u}) {
            if (other == block) continue;
            ImageBytes forged = good;
            forged.put(place, other);
            CHECK_FALSE(opens(sealed(forged), FrozenCheck::numbers));
            ++refused;
        }
    };
    for (std::size_t claim = 0; claim < 12; ++claim)
        for (std::size_t const field : {std::size_t{0}, std::size_t{4}})
            refuse_others(good.offset(lines) + claim * 24 + field);
    for (std::size_t head = 0; head < 2; ++head) refuse_others(good.offset(by_source_actor) + head * 12);
    CHECK(refused > 100);
}

TEST_CASE("W3: a ground that only a link tells counts, though the image denies that sources are grounds") {
    Ledger ledger;
    auto const paper = ledger.actor("paper", ActorKind::media);
    auto const mayor = ledger.actor("mayor", ActorKind::person);
    auto const page = ledger.document("page");
    auto const flood = ledger.event("flood");
    auto const rained = ledger.claim(flood.id, "cause", "rain");
    auto const rose = ledger.claim(flood.id, "cause", "the river");
    ledger.attribution({.source = paper.id, .content = rained, .document = page.id});
    auto const said = ledger.attribution({.source = paper.id, .content = rose, .document = page.id});
    ledger.ground(said.id, rained.id);

    ImageBytes image(freeze(ledger.graph()));
    REQUIRE(image.size(links) == 12);
    image.put(image.offset(links) + 8, mayor.id.word());
    image.seal();
    for (FrozenCheck check : {FrozenCheck::numbers, FrozenCheck::everything}) {
        Graph const graph = open_frozen(image.bytes, with(check));
        AttributionId const a = graph.attribution_at(said.id.number());
        CHECK(graph.grounds_of(a).size() == 2);
        for (Support const& support : graph.supports_of(graph.claim_at(rose.id.number()))) CHECK(support.has_others);
        CHECK(View(graph).standing(a) == Truth::always);
        CHECK(View(graph, {.without = {graph.actor_at(mayor.id.number())}}).standing(a) == Truth::never);
        Ledger merged;
        merge(merged, graph);
        CHECK(merged.graph().grounds_of(merged.graph().attribution_at(said.id.number())).size() == 2);
    }
}

TEST_CASE("a link that its attribution leaves out is found by whoever checks everything") {
    Ledger ledger;
    auto const paper = ledger.actor("paper", ActorKind::media);
    auto const flood = ledger.event("flood");
    auto const rose = ledger.claim(flood.id, "cause", "the river");
    std::vector<ClaimId> causes;
    for (char const* const cause : {"rain", "snow", "a storm"})
        causes.push_back(ledger.claim(flood.id, "cause", cause).id);
    auto const said =
        ledger.attribution({.source = paper.id, .content = rose.id, .document = ledger.document("page").id});
    for (ClaimId const cause : causes) ledger.ground(said.id, cause);
    ImageBytes const good(freeze(ledger.graph()));
    REQUIRE(good.size(links) == 3 * 12);
    CHECK(opens(good, FrozenCheck::everything));

    auto const previous = [&](std::size_t link) { return good.offset(links) + link * 12 + 8; };
    // The attribution leads to the last link, and each to that before: who is left out depends on where one is skipped.
    for (std::size_t const link : {std::size_t{1}, std::size_t{2}}) {
        CAPTURE(link);
        ImageBytes forged = good;
        forged.put(previous(link), good.at<std::uint32_t>(previous(link - 1)));
        forged.seal();
        CHECK(opens(forged, FrozenCheck::numbers));
        CHECK_FALSE(opens(forged, FrozenCheck::everything));
        use(forged);
    }
}
