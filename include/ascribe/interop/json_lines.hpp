// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_INTEROP_JSON_LINES_HPP
#define ASCRIBE_INTEROP_JSON_LINES_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Opt-in header: it belongs to the component ascribe::json_lines, which is built where Boost has Boost.JSON.
///
/// The line format itself is described in docs/json_lines.md: one JSON object a line for each property, actor, place,
/// document, event, claim, attribution, ground, label and recording.
namespace ascribe {

/// How a text is read.
struct JsonLinesOptions {
    /// Whether to read the other lines if some are bad. Otherwise the first error ends it, and nothing is recorded.
    bool keep_going = false;

    /// Called now and then with the number of bytes read and the size of the text, before anything is recorded; at
    /// last with both equal, while the records are checked. If it returns false, reading ends with Errc::cancelled and
    /// nothing is recorded. What it throws comes through, and nothing is recorded either.
    Progress progress = {};
};

/// What is wrong with a line.
struct LineError {
    std::size_t line = 0;    ///< from 1; 0 if it is none of a line (Errc::cancelled, Errc::capacity)
    std::size_t column = 0;  ///< from 1, in bytes
    Error error;             ///< its offset is counted from the beginning of the text

    friend bool operator==(LineError const&, LineError const&) = default;
};

/// "line 3, column 17: claim.value: not allowed: expected ..., found 'false'".
[[nodiscard]] std::string to_string(LineError const& error);

/// What JsonLinesReport::value throws.
class LineException : public Exception {
public:
    explicit LineException(LineError error)
        : Exception(error.error, to_string(error)), line_(error.line), column_(error.column) {}
    [[nodiscard]] std::size_t line() const noexcept { return line_; }
    [[nodiscard]] std::size_t column() const noexcept { return column_; }

private:
    std::size_t line_, column_;
};

/// What came of reading a text: how much was recorded, and what was wrong.
struct JsonLinesReport {
    struct Count {
        std::size_t read = 0;    ///< lines, or members of lines, that are recorded now
        std::size_t is_new = 0;  ///< of these the records that the ledger had not had before

        friend bool operator==(Count const&, Count const&) = default;
    };

    std::size_t lines = 0;  ///< lines of the text, empty ones too, as far as it was read
    std::array<Count, category_count> records;
    Count properties;                                     ///< that lines declare; others come with the claims
    std::size_t grounds = 0, labels = 0, recordings = 0;  ///< on lines of their own or within others
    std::vector<LineError> errors;                        ///< in order of lines and columns

    [[nodiscard]] Count const& of(Category category) const noexcept {
        return records[static_cast<std::size_t>(category) - 1];
    }
    [[nodiscard]] bool ok() const noexcept { return errors.empty(); }
    /// This report, or LineException with the first error if there is one.
    JsonLinesReport const& value() const {
        if (!ok()) throw LineException(errors.front());
        return *this;
    }

    friend bool operator==(JsonLinesReport const&, JsonLinesReport const&) = default;
};

/// Records what the lines of a text say. They may be in any order and refer to later ones; entities may also be those
/// that the ledger has already.
///
/// Strong guarantee: all lines are read and recorded in a ledger of their own, which is then merged, so a text that is
/// bad, or cancelled, or for which memory runs out (std::bad_alloc), changes nothing, and readers in other threads see
/// all of it or nothing. With `keep_going` the bad lines are left out, and with them those that depend on them; each
/// gets an error.
///
/// Linear in the text, without recursion. While it runs it needs some 200 bytes for each line, and as much as the
/// ledger will for the records. Keeps no reference to the text. A text may have 2^34 bytes.
///
/// Errors: syntax, empty, unknown, out_of_range and not_allowed for a line that is not as the format says; unknown for
/// a reference to what no line declares, or to a bad line; conflict for what contradicts another line or the ledger;
/// cycle for claims and attributions that would contain themselves; those of the functions of Ledger; cancelled.
[[nodiscard]] JsonLinesReport read_json_lines(std::string_view text, Ledger& ledger,
                                              JsonLinesOptions const& options = {});

/// Whatever takes text in pieces: `[&](std::string_view s) { file.write(s.data(), s.size()); }`.
template <class Sink>
concept TextSink = std::invocable<Sink&, std::string_view>;

struct JsonLinesWriteOptions {
    /// Called now and then with how many steps are done, of how many. If it returns false, writing ends with
    /// Errc::cancelled; the lines that were written until then have reached the sink. What it throws comes through.
    Progress progress = {};
};

namespace detail {
using WriteText = void (*)(void* sink, std::string_view text);
Result<void> write_json_lines(Graph const& graph, JsonLinesWriteOptions const& options, WriteText write, void* sink);
}  // namespace detail

/// Writes everything in a graph. The sink gets whole lines, each with the line feed that ends it, one a call.
///
/// The same graph gives the same bytes everywhere. Read into an empty ledger they give the same records with the same
/// numbers, the same properties, grounds, labels and recordings, each list in the same order; and those give the same
/// bytes again. Linear, with a logarithmic factor for grounds and labels; needs some 16 bytes of memory for each record
/// and 50 for each ground and label.
///
/// Errors: syntax for a key, name, label or other text that is not UTF-8, and then nothing is written; cancelled
/// (record "text"). What the sink throws comes through.
template <TextSink Sink>
Result<void> try_write_json_lines(Graph const& graph, Sink&& sink, JsonLinesWriteOptions const& options = {}) {
    auto const write = [](void* to, std::string_view text) {
        (*static_cast<std::remove_reference_t<Sink>*>(to))(text);
    };
    return detail::write_json_lines(graph, options, write,
                                    const_cast<void*>(static_cast<void const*>(std::addressof(sink))));
}

/// try_write_json_lines(graph, sink, options).value().
template <TextSink Sink>
void write_json_lines(Graph const& graph, Sink&& sink, JsonLinesWriteOptions const& options = {}) {
    try_write_json_lines(graph, sink, options).value();
}

}  // namespace ascribe

#endif
