// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RUN_TABLE_HPP
#define ASCRIBE_TESTS_SUPPORT_RUN_TABLE_HPP

#include "../../examples/tables/tsv.hpp"

#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace ascribe_tests {

/// The whole of a table program but for its choice of streams.
using TableProgram = int (*)(std::istream& in, std::ostream& out, std::ostream& complaints);

/// What a program does with its input: its status and what it writes to both outputs.
struct Run {
    int status = 0;
    std::string output;
    std::string complaints;
};

inline Run run_table(TableProgram program, std::string const& input) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream complaints;
    int const status = program(in, out, complaints);
    return {status, out.str(), complaints.str()};
}

inline std::string read_text(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file, path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs a table program on a table of tests/data and compares the columns it writes with those of the table.
/// Returns the number of rows.
inline int compare_with_table(TableProgram program, std::string const& table,
                              std::initializer_list<std::string_view> columns) {
    std::string const text = read_text(ASCRIBE_TEST_DATA "/" + table);
    Run const run = run_table(program, text);
    REQUIRE(run.status == 0);
    CHECK(run.complaints.empty());
    std::istringstream expected_text(text);
    std::istringstream written_text(run.output);
    tables::Reader expected(expected_text);
    tables::Reader written(written_text);
    int rows = 0;
    while (expected.next()) {
        REQUIRE(written.next());
        CAPTURE(std::string(expected["id"]));
        CHECK(written["error"] == "");
        for (std::string_view const column : columns) {
            CAPTURE(std::string(column));
            REQUIRE(written.has(column));
            CHECK(std::string(written[column]) == std::string(expected[column]));
        }
        ++rows;
    }
    CHECK_FALSE(written.next());
    return rows;
}

}  // namespace ascribe_tests

#endif
