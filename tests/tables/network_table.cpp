// SPDX-License-Identifier: BSL-1.0
// The program itself is compiled in here, with another name for its main.
#define main main_of_network_table
#include "../../examples/tables/network_table.cpp"
#undef main

#include "support/run_table.hpp"

#include <doctest/doctest.h>

using ascribe_tests::compare_with_table;
using ascribe_tests::run_table;

TEST_CASE("network_table writes what the table says") {
    CHECK(compare_with_table(network_table, "stn/networks.tsv", {"consistent", "tightest"}) == 300);
}

TEST_CASE("network_table names an irreducible conflict of each network that has one") {
    std::string const text = ascribe_tests::read_text(ASCRIBE_TEST_DATA "/stn/networks.tsv");
    auto const run = run_table(network_table, text);
    std::istringstream table_text(text);
    std::istringstream written_text(run.output);
    tables::Reader table(table_text);
    tables::Reader written(written_text);
    int conflicts = 0;
    while (table.next()) {
        REQUIRE(written.next());
        CAPTURE(std::string(table["id"]));
        CHECK(written["conflict"].empty() == (table["consistent"] == "1"));
        if (written["conflict"].empty()) continue;
        ++conflicts;
        std::vector<std::string> items(1);
        for (char const c : table["constraints"])
            if (c == ' ')
                items.emplace_back();
            else
                items.back() += c;
        std::vector<std::string> blamed;
        std::istringstream positions{std::string(written["conflict"])};
        for (std::size_t position = 0; positions >> position;) blamed.push_back(items.at(position));
        CHECK(blamed.size() >= static_cast<std::size_t>(std::stoi(std::string(table["min_conflict_size"]))));
        // Alone they are inconsistent, and without any one of them consistent; the program itself is the judge, its
        // verdicts being those of the table.
        std::string question = "id\tn\tconstraints\n";
        auto const ask_without = [&](std::size_t left_out) {
            question += "x\t" + std::string(table["n"]) + "\t";
            for (std::size_t i = 0; i < blamed.size(); ++i)
                if (i != left_out) question += blamed[i] + " ";
            question += "\n";
        };
        for (std::size_t i = 0; i <= blamed.size(); ++i) ask_without(i);
        std::istringstream answer_text(run_table(network_table, question).output);
        tables::Reader answer(answer_text);
        for (std::size_t i = 0; i <= blamed.size(); ++i) {
            REQUIRE(answer.next());
            CHECK(answer["consistent"] == (i == blamed.size() ? "0" : "1"));
        }
    }
    CHECK(conflicts > 100);
}

TEST_CASE("network_table says which row cannot be read and goes on with the next") {
    auto const run = run_table(network_table,
                               "id\tn\tconstraints\n"
                               "a\t2\t0>1:5 1>0\n"
                               "b\t2\t0>1:5 1>0:-9\n"
                               "c\t2\t0>2:5\n"
                               "d\t0\t\n"
                               "e\t2\t0>1:9223372036854775807\n"
                               "f\t3\t\n");
    CHECK(run.output ==
          "id\tconsistent\ttightest\tconflict\terror\n"
          "a\t\t\t\tnetwork.constraints: syntax: expected u>v:w with whole numbers, found '1>0'\n"
          "b\t0\t\t0 1\t\n"
          "c\t\t\t\tnetwork.constraints: syntax: expected points from 0 to n - 1, found '0>2:5'\n"
          "d\t\t\t\tnetwork.n: syntax: expected a number of points from 1 to 100000, found '0'\n"
          "e\t\t\t\tconstraint.at_most: out of range: expected at most 2^60 days in all constraints together, found "
          "'9223372036854775807'\n"
          "f\t1\t0,inf,inf;inf,0,inf;inf,inf,0\t\t\n");
}
