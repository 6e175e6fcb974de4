// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REPORTS_PRINT_HPP
#define ASCRIBE_EXAMPLES_REPORTS_PRINT_HPP

#include "../tables/tsv.hpp"
#include <ascribe/core/result.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iomanip>
#include <ostream>
#include <string>
#include <string_view>

/// What the three report programs share: reading cells, and lines of figures.
namespace reports {

[[nodiscard]] inline ascribe::Error bad_cell(std::string_view table, std::string_view column, std::string_view expected,
                                             std::string_view found) {
    return {.code = ascribe::Errc::syntax,
            .record = table,
            .field = column,
            .expected = expected,
            .found = std::string(found)};
}

/// Whether the table has these columns; the error names the first that it lacks.
[[nodiscard]] inline ascribe::Result<bool> require_columns(tables::Reader const& table, std::string_view name,
                                                           std::initializer_list<std::string_view> columns) {
    for (std::string_view const column : columns)
        if (!table.has(column)) return bad_cell(name, column, "a column of this name", "no such column");
    return true;
}

[[nodiscard]] inline ascribe::Result<std::int64_t> whole_number(tables::Reader const& row, std::string_view table,
                                                                std::string_view column) {
    std::string_view const cell = row[column];
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size())
        return bad_cell(table, column, "a whole number", cell);
    return number;
}

/// "  with two or more outlets          87", and behind it the share of a whole if there is one.
inline void print_count(std::ostream& out, std::string_view what, std::size_t count, std::size_t whole = 0) {
    out << std::left << std::setw(52) << what << std::right << std::setw(7) << count;
    if (whole != 0) {
        std::size_t const per_mille = (count * 1000 + whole / 2) / whole;
        out << std::setw(6) << per_mille / 10 << '.' << per_mille % 10 << " %";
    }
    out << '\n';
}

}  // namespace reports

#endif
