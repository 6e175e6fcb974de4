// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../graph/store_access.hpp"
#include "../ledger/merge.hpp"
#include "json_lines_plan.hpp"
#include "json_lines_record.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace ascribe {

namespace {

using namespace detail::json_lines;

/// What a text says, in a ledger of its own.
struct Trial {
    Ledger ledger;
    JsonLinesReport counts;
};

/// Everything that can be found out before the ledger is touched. A ledger for trial knows the rules of ledgers best,
/// and which records are equal. False if the caller stopped it.
bool check(Stage& stage, Graph const& known, std::size_t size, bool all, Trial& trial) {
    std::vector<std::uint32_t> order;
    auto const failed = [&] { return !all && !stage.errors.empty(); };
    if (!stage.read()) return false;
    if (failed()) return true;
    find_undefined(stage, known, all);
    if (failed()) return true;
    find_dependent(stage);
    order = recording_order(stage, all);
    if (failed()) return true;
    find_dependent(stage);

    for (bool is_tried = false; !is_tried;) {
        trial.ledger = Ledger();
        Recorder recorder(stage, trial.ledger, all);
        auto const bad = stage.bad;
        if (!recorder.run(known, order, [&] { return stage.go_on(size); })) return false;
        if (failed()) return true;
        find_dependent(stage);
        trial.counts = recorder.counts();
        // Part of a line may be there, which proved bad at the rest: then once more, without it.
        is_tried = stage.bad == bad;
    }
    Graph const tried = trial.ledger.graph();
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
    Trial trial;
    bool go_on = check(stage, known, text.size(), options.keep_going, trial);
    bool const is_refused = std::any_of(stage.errors.begin(), stage.errors.end(),
                                        [&](LineError const& e) { return !options.keep_going || e.line == 0; });
    // The last word before anything is recorded.
    if (go_on && !is_refused && options.progress) go_on = options.progress(text.size(), text.size());

    JsonLinesReport report;
    if (!go_on) {
        stage.errors.clear();
        stage.report(detail::cancelled("text"));
    } else if (!is_refused) {
        Graph const tried = trial.ledger.graph();
        auto const merged = detail::replay_into(detail::StoreAccess::store(ledger), detail::StoreAccess::store(tried),
                                                detail::StoreAccess::marks(tried));
        if (merged) {
            report = std::move(trial.counts);
            // The trial knew the entities and properties of the ledger, but not its claims and attributions.
            for (auto category : {Category::claim, Category::attribution})
                report.records[static_cast<std::size_t>(category) - 1].is_new = merged->of(category).is_new;
        } else {
            stage.report(merged.error());
        }
    }
    report.lines = stage.lines;
    report.errors = std::move(stage.errors);
    std::stable_sort(report.errors.begin(), report.errors.end(), is_before);
    return report;
}

}  // namespace ascribe
