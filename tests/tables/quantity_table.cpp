// SPDX-License-Identifier: BSL-1.0
// The program itself is compiled in here, with another name for its main.
#define main main_of_quantity_table
#include "../../examples/tables/quantity_table.cpp"
#undef main

#include "support/run_table.hpp"

#include <doctest/doctest.h>

using ascribe_tests::compare_with_table;
using ascribe_tests::run_table;

TEST_CASE("quantity_table writes what the table says") {
    CHECK(compare_with_table(quantity_table, "quantity/cases.tsv",
                             {"direction", "kind", "unit", "lower", "lower_end", "upper", "upper_end"}) == 37);
}

TEST_CASE("quantity_table says which phrase is not understood and goes on with the next") {
    auto const run = run_table(quantity_table, "id\ttext\na\t20 million pounds\nb\tover 40 tons of aid\n");
    CHECK(run.output ==
          "id\tdirection\tkind\tunit\tlower\tlower_end\tupper\tupper_end\tnominal\tunits\tthing\terror\n"
          "a\t\t\t\t\t\t\t\t\t\t\t" +
              to_string(ascribe::parse_reported_quantity("20 million pounds").error()) +
              "\n"
              "b\tabove\tmeasure\tt\t40\topen\t+inf\topen\t40\tt|[lton_av]|[ston_av]\taid\t\n");
}
