// SPDX-License-Identifier: BSL-1.0
// The conformance table of tests/data/edtf, and texts made from it.
#include <ascribe/time/edtf.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <support/edtf_cases.hpp>
#include <support/random.hpp>
#include <vector>

#include <doctest/doctest.h>

using ascribe::Edtf;
using ascribe::parse_edtf;
using ascribe_tests::bound;
using ascribe_tests::check_anything;
using ascribe_tests::qualifiers_of;
using ascribe_tests::Random;
using ascribe_tests::Row;
using ascribe_tests::table;
using ascribe_tests::valid_texts;

namespace {

/// What the table says of a text, as one line.
std::string computed(std::string const& text, bool with_days) {
    auto const read = parse_edtf(text);
    if (!read) return "refused";
    return "level " + std::to_string(read->level()) + " " + std::string(to_string(read->kind())) + " " +
           bound(read->earliest(), read->start_kind()) + " " + bound(read->latest(), read->end_kind()) + " " +
           (with_days ? std::to_string(read->count_days().value_or(-1)) : "") + " " + qualifiers_of(*read);
}

std::string expected(Row const& row) {
    if (row.at("valid") == "0") return "refused";
    return "level " + row.at("level") + " " + row.at("type") + " " + row.at("earliest") + " " + row.at("latest") + " " +
           row.at("days") + " " + row.at("qual");
}

int check_rows(std::string_view basis) {
    int rows = 0;
    for (Row const& row : table()) {
        if (row.at("basis") != basis) continue;
        ++rows;
        CAPTURE(row.at("id"));
        CAPTURE(row.at("edtf"));
        CHECK(computed(row.at("edtf"), !row.at("days").empty()) == expected(row));
    }
    return rows;
}

}  // namespace

TEST_CASE("every row of the table whose basis is the specification is met") {
    CHECK(check_rows("spec") > 250);
}

TEST_CASE("every row of the table that composes listed features is met") {
    CHECK(check_rows("composed") > 30);
}

TEST_CASE("every row of the table that rests on a choice is met under the default policy") {
    CHECK(check_rows("choice") > 20);
}

TEST_CASE("parsing the canonical text of a valid row gives the value and the text again") {
    for (std::string const& text : valid_texts()) {
        CAPTURE(text);
        check_anything(text);
        Edtf const value(text);
        Edtf const again(value.canonical());
        CHECK(again.precision() == value.precision());
        CHECK(again.count_days() == value.count_days());
        CHECK(qualifiers_of(again) == qualifiers_of(value));
    }
}

TEST_CASE("no two rows of the table that read differently are equal") {
    std::vector<Edtf> values;
    std::map<std::string, std::size_t> canonical;
    for (std::string const& text : valid_texts()) {
        values.emplace_back(text);
        ++canonical[values.back().canonical()];
    }
    std::size_t equal = 0;
    for (Edtf const& a : values) {
        for (Edtf const& b : values) {
            if (a == b) ++equal;
            CHECK((a == b) == (a.canonical() == b.canonical()));
        }
    }
    std::size_t expected_equal = 0;
    for (auto const& [text, count] : canonical) expected_equal += count * count;
    CHECK(equal == expected_equal);
}

TEST_CASE("random bytes give a value or an error") {
    Random random(23);
    std::string_view const letters = "0123456789XXX--//..,?~%[]{}YESTZ:+ \xc3\x28";
    for (int i = 0; i < 60'000; ++i) {
        std::string text;
        for (std::size_t n = random.below(24); n > 0; --n) {
            text += random.chance(90) ? letters[random.below(letters.size())] : static_cast<char>(random.below(256));
        }
        CAPTURE(text);
        check_anything(text);
    }
}

TEST_CASE("mutated rows give a value or an error, and some of either") {
    Random random(24);
    std::string_view const letters = "0123456789X-/.,?~%[]{}YESTZ:+";
    std::vector<std::string> texts;
    for (Row const& row : table()) texts.push_back(row.at("edtf"));
    int values = 0;
    int errors = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text = texts[random.below(texts.size())];
        for (std::size_t n = 1 + random.below(3); n > 0; --n) {
            std::size_t const at = random.below(text.size() + 1);
            char const letter = letters[random.below(letters.size())];
            switch (random.below(5)) {
            case 0: text.insert(at, 1, letter); break;
            case 1: text.erase(at, 1 + random.below(3)); break;
            case 2:
                if (at < text.size()) text[at] = letter;
                break;
            case 3: text.insert(at, text.substr(text.size() - std::min(at, text.size()))); break;
            default: text += texts[random.below(texts.size())].substr(0, random.below(12)); break;
            }
        }
        CAPTURE(text);
        check_anything(text);
        ++(parse_edtf(text) ? values : errors);
    }
    CHECK(values > 2'000);
    CHECK(errors > 20'000);
}

TEST_CASE("long texts take linear time and memory") {
    std::string set = "[";
    for (int i = 0; i < 20'000; ++i) set += std::to_string(9'999 - i % 9'000) + ",";
    set += "2000]";
    check_anything(set);
    CHECK(Edtf(set).members().size() == 20'001);
    check_anything("Y" + std::string(100'000, '9'));
    check_anything(std::string(100'000, '?') + "2000");
    check_anything(std::string(100'000, '['));
}
