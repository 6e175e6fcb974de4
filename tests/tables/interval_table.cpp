// SPDX-License-Identifier: BSL-1.0
// The program itself is compiled in here, with another name for its main.
#define main main_of_interval_table
#include "../../examples/tables/interval_table.cpp"
#undef main

#include "support/run_table.hpp"

#include <doctest/doctest.h>

using ascribe_tests::compare_with_table;
using ascribe_tests::run_table;

TEST_CASE("interval_table writes what the table says") {
    CHECK(compare_with_table(interval_table, "allen/uncertain.tsv",
                             {"possible", "before", "after", "intersects", "within", "covers", "disjoint"}) == 600);
}

TEST_CASE("interval_table says which row cannot be read and goes on with the next") {
    auto const run = run_table(interval_table,
                               "id\ta_s_min\ta_s_max\ta_e_min\ta_e_max\tb_s_min\tb_s_max\tb_e_min\tb_e_max\n"
                               "one\t1\t1\t2\t2\t2\t2\t3\t3\n"
                               "two\t1\tx\t2\t2\t2\t2\t3\t3\n"
                               "three\t5\t5\t2\t2\t2\t2\t3\t3\n"
                               "four\t-inf\t+1\t2\t+inf\t-inf\t1\t2\t+inf\r\n");
    CHECK(run.status == 0);
    CHECK(run.output ==
          "id\tpossible\tbefore\tafter\tintersects\twithin\tcovers\tdisjoint\terror\n"
          "one\tm\talways\tnever\tnever\tnever\tnever\talways\t\n"
          "two\t\t\t\t\t\t\t\tbound.a_s_max: syntax: expected a whole number, -inf or +inf, found 'x'\n"
          "three\t\t\t\t\t\t\t\tinterval.start_min: out of range: expected a day before end_max, found '1970-01-06'\n"
          "four\toFDseSdfO\tnever\tnever\talways\tpossibly\tpossibly\tnever\t\n");
}

TEST_CASE("interval_table refuses a table that lacks a column") {
    auto const run = run_table(interval_table, "id\ta_s_min\n1\t2\n");
    CHECK(run.status == 2);
    CHECK(run.output.empty());
    CHECK(run.complaints == "the table has no column 'a_s_max'\n");
    CHECK(run_table(interval_table, "").status == 2);
}
