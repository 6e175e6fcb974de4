// SPDX-License-Identifier: BSL-1.0
#include "json_lines_plan.hpp"
#include "json_lines_record.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <algorithm>
#include <tuple>

namespace ascribe {

namespace {

using namespace detail::json_lines;

/// Everything that can be found out before the ledger is touched. False if the caller stopped it.
bool check(Stage& stage, Graph const& known, std::size_t size, bool all, std::vector<std::uint32_t>& order) {
    auto const failed = [&] { return !all && !stage.errors.empty(); };
    if (!stage.read()) return false;
    if (failed()) return true;
    find_undefined(stage, known, all);
    if (failed()) return true;
    find_dependent(stage);
    order = recording_order(stage, all);
    if (failed()) return true;
    find_dependent(stage);

    // A ledger for trial knows the rules of ledgers best, and which records are equal.
    Ledger trial;
    Recorder recorder(stage, trial, all);
    if (!recorder.run(known, order, [&] { return stage.go_on(size); })) return false;
    if (failed()) return true;
    find_dependent(stage);
    Graph const tried = trial.graph();
    for (std::size_t c = 1; c <= category_count; ++c) {
        auto const category = static_cast<Category>(c);
        if (std::uint64_t{known.count(category)} + tried.count(category) <= Node::max_number) continue;
        stage.report(
            {.code = Errc::capacity,
             .record = to_string(category),
             .field = {},
             .expected = "records that fit beside those of the ledger, at most 2^29 - 1 of a category",
             .found = std::to_string(known.count(category)) + " and " + std::to_string(tried.count(category))});
        return true;
    }
    return true;
}

bool is_before(LineError const& a, LineError const& b) noexcept {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

}  // namespace

std::string to_string(LineError const& error) {
    std::string text;
    if (error.line != 0)
        text = "line " + std::to_string(error.line) + ", column " + std::to_string(error.column) + ": ";
    Error without_offset = error.error;
    without_offset.offset = Error::no_offset;
    return text += to_string(without_offset);
}

JsonLinesReport read_json_lines(std::string_view text, Ledger& ledger, JsonLinesOptions const& options) {
    Stage stage(text, options);
    Graph const known = ledger.graph();
    std::vector<std::uint32_t> order;
    bool go_on = check(stage, known, text.size(), options.keep_going, order);
    bool const is_refused = std::any_of(stage.errors.begin(), stage.errors.end(),
                                        [&](LineError const& e) { return !options.keep_going || e.line == 0; });
    // The last word before anything is recorded.
    if (go_on && !is_refused && options.progress) go_on = options.progress(text.size(), text.size());

    JsonLinesReport report;
    if (!go_on) {
        stage.errors.clear();
        stage.report({.code = Errc::cancelled, .record = "text", .field = {}, .expected = {}, .found = {}});
    } else if (!is_refused) {
        Recorder recorder(stage, ledger, false);
        // Nobody is asked any more, so this comes to an end.
        static_cast<void>(recorder.run(known, order, [] { return true; }));
        report = recorder.counts();
    }
    report.lines = stage.lines;
    report.errors = std::move(stage.errors);
    std::stable_sort(report.errors.begin(), report.errors.end(), is_before);
    return report;
}

}  // namespace ascribe
