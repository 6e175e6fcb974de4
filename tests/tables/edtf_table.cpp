// SPDX-License-Identifier: BSL-1.0
// The program itself is compiled in here, with another name for its main.
#define main main_of_edtf_table
#include "../../examples/tables/edtf_table.cpp"
#undef main

#include "support/run_table.hpp"

#include <doctest/doctest.h>

using ascribe_tests::compare_with_table;
using ascribe_tests::run_table;

TEST_CASE("edtf_table writes what the table says") {
    CHECK(compare_with_table(edtf_table, "edtf/cases.tsv",
                             {"valid", "level", "type", "earliest", "latest", "days", "qual"}) == 361);
}

TEST_CASE("edtf_table says why a date is not valid") {
    auto const run = run_table(edtf_table, "edtf\n1985-02-29\n1985\\s04\n\n2024-02-29\n");
    CHECK(run.output ==
          "valid\tlevel\ttype\tearliest\tlatest\tdays\tqual\twhy\terror\n"
          "0\t-\t-\t-\t-\t\t\t" +
              to_string(ascribe::parse_edtf("1985-02-29").error()) + "\t\n0\t-\t-\t-\t-\t\t\t" +
              to_string(ascribe::parse_edtf("1985 04").error()) +
              "\t\n"
              "1\t0\tdate\t2024-02-29\t2024-02-29\t1\t...\t\t\n");
}
