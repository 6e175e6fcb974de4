// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/quantity/reported.hpp>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

std::vector<std::string> split(std::string const& line) {
    std::vector<std::string> fields(1);
    for (char const c : line) {
        if (c == '\t') {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::string end_of(std::optional<Bound> const& bound, char const* infinite) {
    if (!bound) return std::string(infinite) + " open";
    return to_text(bound->value) + (bound->open ? " open" : " closed");
}

using Row = std::map<std::string, std::string>;

// The rows of a table with a header line, by column.
std::vector<Row> read_table(std::string const& name) {
    std::ifstream file(ASCRIBE_TEST_DATA "/quantity/" + name);
    REQUIRE(file);
    std::string line;
    REQUIRE(std::getline(file, line));
    auto const header = split(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        auto const fields = split(line);
        REQUIRE(fields.size() == header.size());
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = fields[i];
    }
    return rows;
}

}  // namespace

TEST_CASE("every row of the table of reported quantities is read as it says") {
    auto const rows = read_table("cases.tsv");
    for (Row row : rows) {
        CAPTURE(row["text"]);
        auto const reported = parse_reported_quantity(row["text"]);
        REQUIRE(reported);
        Quantity const& quantity = reported->quantity;
        CHECK(to_string(quantity.direction()) == row["direction"]);
        CHECK(to_string(quantity.kind()) == row["kind"]);
        CHECK(quantity.units().front() == row["unit"]);
        CHECK((quantity.nominal() ? to_text(*quantity.nominal()) : "") == row["nominal"]);
        CHECK(end_of(quantity.bounds().lower, "-inf") == row["lower"] + " " + row["lower_end"]);
        CHECK(end_of(quantity.bounds().upper, "+inf") == row["upper"] + " " + row["upper_end"]);
    }
    CHECK(rows.size() == 37);
}

TEST_CASE("usual phrasings are read as what they state") {
    auto const rows = read_table("phrasings.tsv");
    for (Row row : rows) {
        CAPTURE(row["text"]);
        auto const reported = parse_reported_quantity(row["text"]);
        REQUIRE(reported);
        CHECK(to_text(reported->quantity) == row["quantity"]);
        CHECK(*parse_quantity(row["quantity"]) == reported->quantity);
        CHECK(!reported->formerly);
    }
    CHECK(rows.size() > 200);
}

TEST_CASE("what is not understood is an error that says where, never a guess") {
    auto const rows = read_table("refusals.tsv");
    for (Row row : rows) {
        CAPTURE(row["text"]);
        auto const reported = parse_reported_quantity(row["text"]);
        REQUIRE(!reported);
        CHECK(to_string(reported.error().code) == row["code"]);
        CHECK(std::to_string(reported.error().offset) == row["offset"]);
        CHECK(!reported.error().expected.empty());
    }
    CHECK(rows.size() > 80);
}

TEST_CASE("an earlier figure is kept beside the quantity, with the unit and thing that were named once") {
    auto const read = [](std::string_view text) { return parse_reported_quantity(text).value(); };
    CHECK(read("10 (revised from 14)") == ReportedQuantity{exactly(10), exactly(14)});
    CHECK(read("10 people, up from 8") == ReportedQuantity{exactly(10).of("person"), exactly(8).of("person")});
    CHECK(read("14 (later revised to 10)") == ReportedQuantity{exactly(10), exactly(14)});
    CHECK(read("about 40 tonnes, revised down from more than 50") ==
          ReportedQuantity{about(40).in("t"), more_than(50).in("t")});
    CHECK(read("$5m (previously $6m)") ==
          ReportedQuantity{exactly(5'000'000).in_currency("USD"), exactly(6'000'000).in_currency("USD")});
    CHECK(!parse_reported_quantity("20 percent, up from 8"));
    CHECK(!parse_reported_quantity("10 (14)"));
}

TEST_CASE("I2: phrasings that state the same give one quantity") {
    auto const read = [](std::string_view text) { return parse_reported_quantity(text).value().quantity; };
    for (char const* text : {"over 200 people", "more than two hundred people", "in excess of 200 persons",
                             "well over 200 people", "upwards of 0.2 thousand people", "> 200 people"}) {
        CAPTURE(text);
        CHECK(read(text) == more_than(200).of("person"));
    }
    for (char const* text : {"one fifth", "20%", "20 per cent", "one in five", "1/5", "two tenths", "2 out of 10"}) {
        CAPTURE(text);
        CHECK(read(text) == exactly(Rational(1, 5)));
    }
}

TEST_CASE("a unit or scale that is named once holds for both ends, a scale only from the smaller number") {
    auto const read = [](std::string_view text) { return parse_reported_quantity(text).value().quantity; };
    CHECK(read("two to three million") == between(2'000'000, 3'000'000));
    CHECK(read("500 to 1 million") == between(500, 1'000'000));
    CHECK(read("2 thousand to 3 million") == between(2'000, 3'000'000));
    CHECK(read("$2-3 billion") == between(2'000'000'000, 3'000'000'000).in_currency("USD"));
    CHECK(read("5 kg to 10 kg") == read("5 to 10 kg"));
    CHECK(parse_reported_quantity("5 kg to 10 t").error().code == Errc::not_allowed);
    CHECK(parse_reported_quantity("5 kg to 10 percent").error().code == Errc::not_allowed);
    CHECK(parse_reported_quantity("a third to 5").error().code == Errc::not_allowed);
}

TEST_CASE("any bytes give a quantity that round-trips or an error inside the text") {
    ascribe_tests::Random random(17);
    std::vector<std::string> const pieces = {"more than",
                                             "nearly",
                                             "at least",
                                             "or more",
                                             "about",
                                             "between",
                                             "and",
                                             "or",
                                             "to",
                                             "-",
                                             "two",
                                             "twenty",
                                             "hundred",
                                             "million",
                                             "half",
                                             "a",
                                             "third",
                                             "dozens",
                                             "several",
                                             "of",
                                             "the",
                                             "people",
                                             "percent",
                                             "$",
                                             "EUR",
                                             "tons",
                                             "years",
                                             "in",
                                             "every",
                                             "per",
                                             "20,000",
                                             "3.5",
                                             "7",
                                             "0",
                                             "(",
                                             ")",
                                             ",",
                                             "revised from",
                                             "no",
                                             "most",
                                             "\xe2\x80\x93",
                                             "\xc2\xbd",
                                             "\xc2\xb1",
                                             "\xff",
                                             ".",
                                             "'",
                                             "%",
                                             "plus",
                                             "but",
                                             "fewer than",
                                             "all",
                                             "not"};
    int understood = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string text;
        for (auto n = random.below(7) + 1; n > 0; --n) {
            text += pieces[random.below(pieces.size())];
            if (!random.chance(10)) text += ' ';
        }
        CAPTURE(text);
        auto const reported = parse_reported_quantity(text);
        if (!reported) {
            CHECK(reported.error().offset <= text.size());
            continue;
        }
        ++understood;
        CHECK(*parse_quantity(to_text(reported->quantity)) == reported->quantity);
        CHECK(*Quantity::from(reported->quantity.parts()) == reported->quantity);
    }
    CHECK(understood > 1'000);
}

TEST_CASE("a long text takes time in proportion and no deep stack") {
    std::string text = "20 people";
    for (int i = 0; i < 20'000; ++i) text += " of";
    CHECK(!parse_reported_quantity(text));
    text = "20";
    for (int i = 0; i < 20'000; ++i) text += ", 20";
    CHECK(!parse_reported_quantity(text));
    text = "20 ";
    for (int i = 0; i < 20'000; ++i) text += "red ";
    CHECK(parse_reported_quantity(text + "cars").has_value());
    text = "one";
    for (int i = 0; i < 20'000; ++i) text += " million";
    CHECK(parse_reported_quantity(text).error().code == Errc::out_of_range);
}
