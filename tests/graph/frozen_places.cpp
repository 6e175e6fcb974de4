// SPDX-License-Identifier: BSL-1.0
#include "support/image_bytes.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// Numbers of sections, counted after docs/frozen_image.md.
enum Section : std::size_t {
    document_keys = 10,
    document_slots = 12,
    claims = 26,
    runs = 27,
    ups = 28,
    lines = 33,
    groups = 36,
    attributions = 39,
    first_in_document = 47,
    links = 48,
    words = 52,
};

constexpr std::uint32_t claim_word = 5u << 29, event_word = 4u << 29, attribution_word = 6u << 29, link_word = 7u << 29;

/// Counts that no vector divides; each claim has three attributions, the last of them in a block, and each fourth
/// attribution got its ground late. The last two claims are put forward first, so that no claim need be kept in runs.
ImageBytes newsroom(bool has_lines) {
    constexpr std::size_t count = 203;
    Ledger ledger;
    auto const paper = ledger.actor("paper", ActorKind::media);
    std::vector<ClaimId> said;
    for (std::size_t n = 0; n < count; ++n) {
        auto const event = ledger.event("event " + std::to_string(n * 2 / 3));
        said.push_back(n % 5 == 0 ? ledger.claim(event, "cause", "text " + std::to_string(n))
                                  : ledger.claim(event, "deaths", exactly(static_cast<std::int64_t>(n))));
    }
    std::vector<std::size_t> order = {count - 1, count - 2, count - 1};
    for (std::size_t n = 0; n < count - 2; ++n) order.push_back(n);
    order.push_back(count - 2);
    for (std::size_t n = 0; n < count - 2; ++n) order.push_back(n);
    for (std::size_t n = 0; n < count; ++n) order.push_back(n);
    std::vector<AttributionId> made;
    for (std::size_t n = 0; n < order.size(); ++n)
        made.push_back(ledger.attribution({.source = paper.id,
                                           .content = said[order[n]],
                                           .document = ledger.document("page " + std::to_string(n / 2)).id,
                                           .wording = "words " + std::to_string(n)}));
    for (std::size_t n = 0; n < made.size(); n += 4) ledger.ground(made[n], said[(n + 7) % count]);
    return ImageBytes(freeze(has_lines ? ledger.graph() : compact(ledger.graph()).ledger.graph()));
}

/// What FrozenCheck::numbers says of it: column and element.
std::string refusal(ImageBytes image) {
    image.seal();
    FrozenOptions options;
    options.check = FrozenCheck::numbers;
    auto const result = try_open_frozen(image.bytes, options);
    if (result) return "opened";
    CHECK(result.error().code == Errc::out_of_range);
    CHECK(result.error().expected == "numbers that lead to something");
    return std::string(result.error().field) + ", " + result.error().found;
}

/// Puts a number into one field of records in all places that may be looked at differently: the first and the last,
/// those beside the borders of what is looked at together, and those of a rest.
template <class Number>
void check_places(ImageBytes const& good, Section section, std::size_t record_size, std::size_t field, Number number,
                  std::string const& told) {
    std::size_t const size = good.size(section) / record_size;
    for (std::size_t const place : {std::size_t{0}, std::size_t{1}, std::size_t{41}, std::size_t{42}, std::size_t{63},
                                    std::size_t{64}, size / 2, size - 4, size - 3, size - 2, size - 1}) {
        if (place >= size) continue;
        CAPTURE(place);
        ImageBytes forged = good;
        forged.put(good.offset(section) + place * record_size + field, number(static_cast<std::uint32_t>(place)));
        CHECK(refusal(forged) == told + ", element " + std::to_string(place));
    }
}

/// The same number everywhere.
auto always(std::uint32_t number) {
    return [number](std::uint32_t) { return number; };
}

}  // namespace

TEST_CASE("a number that is too large is refused in the first record, in the last, and wherever else it stands") {
    ImageBytes const good = newsroom(true);
    auto const count = [&](Section section, std::size_t size) {
        return static_cast<std::uint32_t>(good.size(section) / size);
    };
    std::uint32_t const claim_count = count(claims, 16), attribution_count = count(attributions, 16);
    REQUIRE(claim_count == 203);
    REQUIRE(attribution_count == 609);
    REQUIRE(count(lines, 24) == claim_count);
    REQUIRE(count(links, 12) == 153);
    auto const itself = [](std::uint32_t number) { return number + 1; };

    check_places(good, document_keys, 4, 0, always(0xffffffff), "keys");
    check_places(good, document_keys, 4, 0, always(count(Section(1), 4)), "keys");

    check_places(good, claims, 16, 4, always(0x7fffffff), "claims");
    check_places(good, claims, 16, 8, always(1), "claims");
    check_places(good, claims, 16, 8, always(0xffffffff), "claims");
    check_places(good, claims, 16, 12, itself, "claims");
    check_places(good, claims, 16, 12, always(claim_count + 1), "claims");

    for (std::size_t group = 0; group < good.size(groups) / 24; ++group) {
        for (std::uint32_t const subject : {0u, 0xffffffffu, event_word + 203}) {
            ImageBytes forged = good;
            forged.put(good.offset(groups) + group * 24, subject);
            // Told of this group, or of one that leads on to it.
            CHECK(refusal(forged).substr(0, 6) == "groups");
        }
    }
    check_places(good, groups, 24, 4, always(2), "groups");
    check_places(good, groups, 24, 8, always(claim_count), "groups");
    check_places(good, groups, 24, 12, always(claim_count), "groups");
    check_places(good, groups, 24, 20, itself, "groups");
    check_places(good, groups, 24, 20, always(count(groups, 24) + 1), "groups");

    auto const own = [](std::uint32_t number) { return attribution_word + number; };
    check_places(good, attributions, 16, 0, always(claim_word + claim_count), "attributions");
    check_places(good, attributions, 16, 0, own, "attributions");
    check_places(good, attributions, 16, 4, always(event_word), "attributions");
    check_places(good, attributions, 16, 8, always(count(document_keys, 4) + 1), "attributions");
    check_places(good, attributions, 16, 8, always(0), "attributions");
    check_places(good, attributions, 16, 12, always(attribution_count), "attributions");

    check_places(good, links, 12, 0, always(attribution_count), "links");
    check_places(good, links, 12, 4, always(claim_word + claim_count), "links");
    check_places(good, links, 12, 4, always(0), "links");
    check_places(good, links, 12, 8, always(attribution_word + attribution_count), "links");
}

TEST_CASE("an attribution that is not the claim's, or rests on nothing, is refused wherever it stands") {
    ImageBytes const good = newsroom(true);
    auto const attribution_count = static_cast<std::uint32_t>(good.size(attributions) / 16);
    for (std::size_t const entry : {std::size_t{8}, std::size_t{16}}) {
        check_places(good, lines, 24, entry, always(attribution_count + 1), "lines");
        check_places(good, lines, 24, entry, always(0xffffffff), "lines");
        // Of the claim before or after it, as of the one that has this number in its block.
        check_places(
            good, lines, 24, entry, [](std::uint32_t claim) { return 407 + (claim + 5) % 203; }, "lines");
        check_places(good, lines, 24, entry + 4, always(claim_word + 203), "lines");
        check_places(good, lines, 24, entry + 4, always(event_word + 203), "lines");
        check_places(good, lines, 24, entry + 4, always(0), "lines");
        check_places(good, lines, 24, entry + 4, always(0xffffffff), "lines");
        // A link that is there, and another's.
        check_places(
            good, lines, 24, entry + 4, [](std::uint32_t claim) { return link_word + (claim + 60) % 153; }, "lines");
    }
    // The second is not after the first, or stands there without one.
    check_places(
        good, lines, 24, 16, [](std::uint32_t claim) { return claim + 1; }, "lines");
    check_places(good, lines, 24, 8, always(0), "lines");
    // In blocks: they begin the words, one for each claim, with the number of the next and two entries.
    for (std::size_t place : {std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{202}}) {
        for (std::uint32_t const entry : {0u, 1u, 406u, 610u, 0xffffffffu}) {
            ImageBytes forged = good;
            forged.put(good.offset(words) + place * 20 + 4, entry);
            CHECK(refusal(forged) == "lines, element " + std::to_string(place));
        }
        ImageBytes forged = good;
        forged.put(good.offset(words) + place * 20 + 8, std::uint32_t{0});
        CHECK(refusal(forged) == "lines, element " + std::to_string(place));
        forged = good;
        forged.put(good.offset(words) + place * 20 + 12, forged.at<std::uint32_t>(good.offset(words) + place * 20 + 4));
        CHECK(refusal(forged) == "lines, element " + std::to_string(place));
    }
}

TEST_CASE("claims in runs are refused when one of them, or what it rests on, is forged wherever it stands") {
    ImageBytes const good = newsroom(false);
    REQUIRE(good.size(runs) == 203 * 4);
    REQUIRE(good.size(lines) == 0);
    auto const attribution_count = static_cast<std::uint32_t>(good.size(attributions) / 16);
    check_places(good, runs, 4, 0, always(1u << 29 | attribution_count), "runs");
    check_places(good, runs, 4, 0, always(7u << 29), "runs");
    check_places(
        good, runs, 4, 0, [](std::uint32_t claim) { return 3u << 29 | (claim * 3 + 1); }, "runs");
    std::size_t refused = 0;
    for (std::size_t a = 0; a < attribution_count; ++a) {
        for (std::uint32_t const up : {claim_word + 203, event_word + 203, 0u, 0xffffffffu}) {
            ImageBytes forged = good;
            forged.put(good.offset(ups) + (a + 1) * 4, up);
            std::uint32_t const claim = good.at<std::uint32_t>(good.offset(attributions) + a * 16) - claim_word;
            CHECK(refusal(forged) == "runs, element " + std::to_string(claim));
            ++refused;
        }
    }
    CHECK(refused == 609 * 4);
}

TEST_CASE("tables and documents are refused when one of their numbers is forged wherever it stands") {
    ImageBytes const good = newsroom(true);
    std::size_t slots = 0;
    for (std::size_t slot = 0; slot < good.size(document_slots) / 8; ++slot) {
        std::size_t const place = good.offset(document_slots) + slot * 8;
        if (good.at<std::uint64_t>(place) == 0) continue;
        for (std::uint32_t const number : {0u, 306u, 0xffffffffu}) {
            ImageBytes forged = good;
            forged.put(place, number);
            CHECK(refusal(forged).substr(0, 6) == "by_key");
        }
        ++slots;
    }
    CHECK(slots == 305);
    for (std::size_t d = 0; d < good.size(first_in_document) / 4; ++d) {
        ImageBytes forged = good;
        forged.put(good.offset(first_in_document) + d * 4, (1u << 29) + 1);
        CHECK(refusal(forged) == "first_in_document, element 0");
    }
}
