// SPDX-License-Identifier: BSL-1.0
// The program itself is compiled in here, with another name for its main.
#define main main_of_relative_table
#include "../../examples/tables/relative_table.cpp"
#undef main

#include "support/run_table.hpp"

#include <doctest/doctest.h>

using ascribe_tests::compare_with_table;
using ascribe_tests::run_table;

TEST_CASE("relative_table writes what the table says") {
    CHECK(compare_with_table(relative_table, "reltime/cases.tsv",
                             {"expected_edtf", "mode", "s_min", "s_max", "e_min", "e_max"}) == 94);
}

TEST_CASE("relative_table says which row cannot be read and goes on with the next") {
    auto const run = run_table(relative_table,
                               "id\tstructure\tanchor\n"
                               "a\t(fortnight -1)\t2023-10-09\n"
                               "b\t(day -1)\tyesterday\n"
                               "c\t(month 13 past)\t2023-10-09\n"
                               "d\t(ago 3 week)\t2023-10-09\n"
                               "e\t(day -1)\t2023-10\n");
    CHECK(run.output ==
          "id\texpected_edtf\ts_min\ts_max\te_min\te_max\tmode\ttrace\terror\n"
          "a\t\t\t\t\t\t\t\texpression at 0: syntax: expected the name of an operator, found '(fortnight -1)'\n"
          "b\t\t\t\t\t\t\t\t" +
              to_string(ascribe::parse_edtf("yesterday").error()) +
              "\n"
              "c\t\t\t\t\t\t\t\trelative date.month: out of range: expected a month from 1 to 12, found '13'\n"
              "d\t[2023-09-18..2023-09-24]\t2023-09-18\t2023-09-24\t2023-09-18\t2023-09-24\twithin\ta number of units "
              "away "
              "means the unit that holds the shifted day; weeks start on Monday\t\n"
              "e\t[2023-09-30..2023-10-30]\t2023-09-30\t2023-10-30\t2023-09-30\t2023-10-30\tpoint\t\t\n");
}
