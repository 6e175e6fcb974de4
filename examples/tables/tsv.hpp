// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_TABLES_TSV_HPP
#define ASCRIBE_EXAMPLES_TABLES_TSV_HPP

#include <ascribe/core/result.hpp>

#include <algorithm>
#include <cstddef>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

/// Tables as the programs here read and write them: UTF-8, one row a line, fields separated by tabs, names in the first
/// line. No quoting and no escapes; a byte order mark and carriage returns before line ends are dropped.
namespace tables {

[[nodiscard]] inline std::vector<std::string> split_fields(std::string_view line) {
    std::vector<std::string> fields;
    for (;;) {
        std::size_t const tab = line.find('\t');
        fields.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return fields;
        line.remove_prefix(tab + 1);
    }
}

/// Reads a table row by row, with its columns found by name.
class Reader {
public:
    /// Reads the line of names.
    explicit Reader(std::istream& in) : in_(in) {
        if (!read_line()) return;
        if (line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
        names_ = split_fields(line_);
    }

    [[nodiscard]] bool has(std::string_view name) const { return index_of(name) < names_.size(); }

    /// Reads the next row that is not empty; false at the end.
    bool next() {
        while (read_line()) {
            if (line_.empty()) continue;
            fields_ = split_fields(line_);
            return true;
        }
        return false;
    }

    /// The field of this row in the named column; empty if the row is shorter or there is no such column.
    [[nodiscard]] std::string_view operator[](std::string_view name) const {
        std::size_t const index = index_of(name);
        return index < fields_.size() ? std::string_view(fields_[index]) : std::string_view();
    }

private:
    bool read_line() {
        if (!std::getline(in_, line_)) return false;
        if (line_.ends_with('\r')) line_.pop_back();
        return true;
    }
    [[nodiscard]] std::size_t index_of(std::string_view name) const {
        return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    }

    std::istream& in_;
    std::string line_;
    std::vector<std::string> names_;
    std::vector<std::string> fields_;
};

/// A tab or a line end inside a field would break the row, so they become spaces.
inline void write_field(std::ostream& out, std::string_view field) {
    for (char const c : field) out.put(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
}

/// Reads a table that has the columns `inputs` and writes one with the columns `outputs`, each row computed by
/// `compute(Reader const&) -> ascribe::Result<std::vector<std::string>>`. The column `id` comes first where there is
/// one, the column `error` last: it says why the row could not be computed, and the other columns are then empty.
/// Returns the status for main: 0, or 2 if the table has no line of names or lacks a column, which `complaints` then
/// says.
template <class Compute>
int run(std::istream& in, std::ostream& out, std::ostream& complaints, std::vector<std::string_view> const& inputs,
        std::vector<std::string_view> const& outputs, Compute compute) {
    Reader row(in);
    for (std::string_view const input : inputs)
        if (!row.has(input)) {
            complaints << "the table has no column '" << input << "'\n";
            return 2;
        }
    bool const has_id = row.has("id");
    if (has_id) out << "id\t";
    for (std::string_view const output : outputs) out << output << '\t';
    out << "error\n";
    while (row.next()) {
        if (has_id) write_field(out, row["id"]), out << '\t';
        ascribe::Result<std::vector<std::string>> const result = compute(row);
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            if (result && i < result->size()) write_field(out, (*result)[i]);
            out << '\t';
        }
        if (!result) write_field(out, to_string(result.error()));
        out << '\n';
    }
    out.flush();
    return out ? 0 : 1;
}

}  // namespace tables

#endif
