// SPDX-License-Identifier: BSL-1.0
// Any bytes give records or errors; an error tells a place in the text and changes nothing; and whatever was read is
// written in a form that gives the same records, and the same bytes, again.
#include "support/same_graph.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool condition, char const* what) {
    if (condition) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

std::string written(ascribe::Graph const& graph) {
    std::string text;
    ascribe::write_json_lines(graph, [&](std::string_view s) { text += s; });
    return text;
}

void check_places(ascribe::JsonLinesReport const& report, std::string_view text) {
    ascribe::LineError const* before = nullptr;
    for (ascribe::LineError const& e : report.errors) {
        require(e.line >= 1 && e.line <= report.lines && e.column >= 1, "an error is in a line");
        require(e.error.offset <= text.size(), "an error is in the text");
        require(!e.error.expected.empty() && !e.error.record.empty(), "an error says what was expected");
        require(!ascribe::to_string(e).empty(), "an error can be told");
        if (before != nullptr) require(before->line < e.line, "each line has one error, and they are in order");
        before = &e;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);

    ascribe::Ledger strict;
    ascribe::Graph const empty = strict.graph();
    auto const first = ascribe::read_json_lines(text, strict);
    check_places(first, text);
    require(first.errors.size() <= 1, "the first error ends it");
    require(first.ok() || strict.graph() == empty, "a refused text changes nothing");

    ascribe::Ledger ledger;
    auto const report = ascribe::read_json_lines(text, ledger, {.keep_going = true});
    check_places(report, text);
    require(report.ok() == first.ok(), "both ways to read agree on whether there is an error");

    ascribe::Graph const graph = ledger.graph();
    std::string const once = written(graph);
    ascribe::Ledger copy;
    auto const again = ascribe::read_json_lines(once, copy);
    if (!again.ok()) std::fprintf(stderr, "%s\n%s", ascribe::to_string(again.errors.front()).c_str(), once.c_str());
    require(again.ok(), "what was written can be read");
    ascribe_tests::SameGraph const same(graph, copy.graph());
    if (!same.difference().empty()) std::fprintf(stderr, "%s\n%s", same.difference().c_str(), once.c_str());
    require(same.difference().empty(), "what was written is what was read");
    require(written(copy.graph()) == once, "it is written in the same bytes again");

    // Reading it once more adds nothing.
    auto const twice = ascribe::read_json_lines(text, ledger, {.keep_going = true});
    require(ledger.graph() == graph && twice.errors.size() <= report.errors.size(), "a second time adds nothing");
    return 0;
}
