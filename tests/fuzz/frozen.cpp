// SPDX-License-Identifier: BSL-1.0
// Any bytes give a graph or an error, also if their checksums are right; what was opened can be asked everything. The
// same for ledgers that go on in them, which can be recorded in.
#include "support/dump.hpp"
#include "support/image_bytes.hpp"
#include "support/record_everywhere.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

namespace {

void require(bool condition, char const* what) {
    if (condition) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
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
}

/// Whether the directory and what it names lies within the bytes.
bool has_directory(ascribe_tests::ImageBytes const& image) {
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const bytes = std::as_bytes(std::span(data, size));
    ascribe_tests::ImageBytes image(std::vector<std::byte>(bytes.begin(), bytes.end()));
    check(image.bytes);
    check_continued(image.bytes);
    if (!has_directory(image)) return 0;
    image.seal();
    check(image.bytes);
    check_continued(image.bytes);
    return 0;
}
