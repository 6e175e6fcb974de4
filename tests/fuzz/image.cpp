// SPDX-License-Identifier: BSL-1.0
// Any bytes give a ledger or an error, with and without a look at the checksums; what was opened can be asked
// everything, and frozen and opened again.
#include "support/dump.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

namespace {

void require(bool condition, char const* what) {
    if (condition) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

void check(ascribe::Ledger& ledger) {
    ascribe::Graph const graph = ledger.graph();
    auto const text = ascribe_tests::dump(graph);
    require(text.find("LOST") == std::string::npos, "every key is found again");
    auto const bytes = ascribe::encode(graph);
    auto const again = ascribe::try_open_image(bytes);
    require(again.has_value(), "what was opened can be frozen and opened again");
    require(ascribe::digest(again->graph()) == ascribe::digest(graph), "and has the same content");
    require(ascribe::encode(again->graph()) == bytes, "and the same bytes");
    ledger.label(ledger.event("one more").id, "after all");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const bytes = std::as_bytes(std::span(data, size));
    for (bool checksums : {true, false}) {
        auto opened = ascribe::try_open_image(bytes, {.checksums = checksums});
        if (opened)
            check(*opened);
        else
            require(!opened.error().record.empty() && !opened.error().expected.empty(), "an error says what is wrong");
    }
    ascribe::Ledger ledger;
    ledger.event("already here");
    auto const before = ledger.graph();
    if (!ascribe::try_append_image(ledger, bytes, {.checksums = false}))
        require(ledger.graph() == before, "what is refused changes nothing");
    return 0;
}
