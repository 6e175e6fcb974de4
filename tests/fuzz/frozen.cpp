// SPDX-License-Identifier: BSL-1.0
// Any bytes give a graph or an error, also if their checksums are right; of what was opened every record can be asked,
// and every analysis. The same for ledgers that go on in them, which can be recorded in. An input is what to change in
// an image that this program makes, so that no input grows old with the format.
#include "support/dump.hpp"
#include "support/every_analysis.hpp"
#include "support/going_on.hpp"
#include "support/image_bytes.hpp"
#include "support/random_ledger.hpp"
#include "support/record_everywhere.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

namespace {

using ascribe_tests::ImageBytes;

void require(bool condition, char const* what) {
    if (condition) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// Makes a view of it and runs every analysis.
void analyse(ascribe::Graph const& graph) {
    try {
        require(!ascribe_tests::EveryAnalysis(graph, {}, 2).answers().empty(), "what was opened can be analysed");
    } catch (ascribe::Exception const& e) {
        // Freezing it, the last of all, may find keys that are one and cannot be.
        require(e.error().code == ascribe::Errc::conflict, "an analysis gives an answer");
    }
}

void check(std::vector<std::byte> const& bytes) {
    ascribe::FrozenOptions options;
    options.check = ascribe::FrozenCheck::numbers;
    auto const opened = ascribe::try_open_frozen(bytes, options);
    require(opened || !ascribe::try_open_frozen(bytes), "the closer look finds all that the other one does");
    if (!opened)
        return require(!opened.error().record.empty() && !opened.error().expected.empty(), "an error says why");
    require(!ascribe_tests::dump(*opened).empty() || opened->property_count() == 0, "what was opened can be asked");
    (void)ascribe::digest(*opened);
    analyse(*opened);
}

void check_continued(std::vector<std::byte> bytes) {
    auto const before = bytes;
    ascribe::FrozenOptions options;
    options.check = ascribe::FrozenCheck::numbers;
    auto ledger = ascribe::try_continue_frozen(bytes, options);
    if (!ledger) {
        require(!ledger.error().record.empty() && !ledger.error().expected.empty(), "an error says why");
        return require(bytes == before, "bytes that are refused are left as they were");
    }
    ascribe_tests::record_everywhere(*ledger, 100);
    require(!ascribe_tests::dump(ledger->graph()).empty(), "what was continued can be asked");
    (void)ascribe::digest(ledger->graph());
    analyse(ledger->graph());
}

/// Whether the directory and what it names lies within the bytes.
bool has_directory(ImageBytes const& image) {
    std::size_t const size = image.bytes.size();
    if (size < 128 || image.directory() > size - 64 || image.sections() > (size - 64 - image.directory()) / 32)
        return false;
    for (std::size_t s = 0; s < image.sections(); ++s) {
        auto const at = image.at<std::uint64_t>(image.entry(s) + 8);
        auto const count = image.at<std::uint64_t>(image.entry(s) + 16);
        auto const element = image.at<std::uint32_t>(image.entry(s) + 4);
        if (at > size || (element != 0 && count > (size - at) / element)) return false;
    }
    return true;
}

/// Images of this version, whatever it is: of nothing, of many kinds of records, of many that were compacted, and of
/// those with more recorded since.
std::vector<ImageBytes> const& images() {
    static std::vector<ImageBytes> const all = [] {
        std::vector<ImageBytes> made;
        made.emplace_back(ascribe::freeze(ascribe::Ledger().graph()));
        made.emplace_back(ascribe::freeze(ascribe_tests::RandomLedger(3, 120).ledger.graph()));
        ascribe_tests::RandomLedger random(4, 250);
        ascribe_tests::GoingOn const go_on(4);
        for (std::uint64_t n = 0; n < 60; ++n) go_on(random.ledger, n);
        ascribe::Ledger compacted = ascribe::compact(random.ledger.graph()).ledger;
        made.emplace_back(ascribe::freeze(compacted.graph()));
        for (std::uint64_t n = 60; n < 200; ++n) go_on(compacted, n);
        made.emplace_back(ascribe::freeze(compacted.graph()));
        for (ImageBytes const& image : made)
            require(ascribe::try_open_frozen(image.bytes).has_value(), "an image that nobody touched is opened");
        return made;
    }();
    return all;
}

/// What an input says to do to an image. The first byte says which image; every six after it are one change.
ImageBytes changed(std::span<std::uint8_t const> input, bool& anywhere) {
    ImageBytes image = images()[input[0] % images().size()];
    for (input = input.subspan(1); input.size() >= 6; input = input.subspan(6)) {
        std::uint8_t const how = input[4];
        std::size_t const place = input[2] + std::size_t{256} * input[3];
        // In one of the sections, or anywhere in the bytes, which may be the directory.
        std::size_t begin = 0;
        std::size_t size = image.bytes.size();
        if ((how & 0x80) == 0) {
            std::size_t const section = (input[0] + std::size_t{256} * input[1]) % image.sections();
            begin = image.offset(section);
            size = image.size(section);
        }
        if (size < 4) continue;
        std::size_t const at = begin + place % (size / 4) * 4;
        auto const old = image.at<std::uint32_t>(at);
        switch (how % 4) {
        case 0: image.put(at, old + input[5]); break;
        case 1: image.put(at, old - input[5]); break;
        case 2: image.put(at, old ^ 1u << input[5] % 32); break;
        default: image.put(at, std::uint32_t{input[5]} << how % 32); break;
        }
        if ((how & 0x80) != 0) {
            anywhere = true;
            if (!has_directory(image)) break;
        }
    }
    return image;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) {
        check({});
        check_continued({});
        return 0;
    }
    bool anywhere = false;
    ImageBytes image = changed({data, size}, anywhere);
    if (anywhere) {
        check(image.bytes);
        check_continued(image.bytes);
    }
    if (!has_directory(image)) return 0;
    image.seal();
    check(image.bytes);
    check_continued(image.bytes);
    return 0;
}
