// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_EDTF_CASES_HPP
#define ASCRIBE_TESTS_SUPPORT_EDTF_CASES_HPP

#include <ascribe/time/edtf.hpp>

#include <cstddef>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace ascribe_tests {

using Row = std::map<std::string, std::string>;

inline std::vector<std::string> split(std::string const& line) {
    std::vector<std::string> cells(1);
    for (char const c : line) {
        if (c == '\t')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

/// The rows of the conformance table, `\s` replaced by the space that it stands for.
inline std::vector<Row> const& table() {
    static std::vector<Row> const rows = [] {
        std::ifstream file(ASCRIBE_TEST_DATA "/edtf/cases.tsv");
        std::vector<Row> read;
        std::string line;
        std::getline(file, line);
        std::vector<std::string> const names = split(line);
        while (std::getline(file, line)) {
            std::vector<std::string> const cells = split(line);
            Row row;
            for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
            std::string& text = row["edtf"];
            for (std::size_t at; (at = text.find("\\s")) != std::string::npos;) text.replace(at, 2, " ");
            read.push_back(std::move(row));
        }
        return read;
    }();
    return rows;
}

inline std::vector<std::string> valid_texts() {
    std::vector<std::string> texts;
    for (Row const& row : table()) {
        if (row.at("valid") == "1") texts.push_back(row.at("edtf"));
    }
    return texts;
}

inline std::string qualifiers_of(ascribe::EdtfDate const& date) {
    if (date.kind() == ascribe::EdtfKind::datetime) return {};
    std::string text;
    for (unsigned i = 0; i < date.components(); ++i)
        text += to_string(date.qualifier(static_cast<ascribe::EdtfComponent>(i)));
    return text;
}

inline std::string qualifiers_of(ascribe::Edtf const& value) {
    if (value.is_set()) return {};
    if (!value.is_interval()) return qualifiers_of(value.date());
    return (ascribe::Edtf::has_date(value.start_kind()) ? qualifiers_of(value.start()) : "") + "/" +
           (ascribe::Edtf::has_date(value.end_kind()) ? qualifiers_of(value.end()) : "");
}

inline std::string bound(ascribe::Day day, ascribe::EdtfEnd end) {
    return end == ascribe::EdtfEnd::unknown ? "unknown" : to_string(day);
}

/// Whatever a text holds, reading it ends, and a value that comes out survives its own canonical form.
inline void check_anything(std::string const& text) {
    auto const read = ascribe::parse_edtf(text);
    if (!read) {
        ascribe::Error const& error = read.error();
        REQUIRE(error.record == "EDTF");
        REQUIRE_FALSE(error.field.empty());
        REQUIRE_FALSE(error.expected.empty());
        REQUIRE(error.offset <= text.size());
        REQUIRE(text.compare(error.offset, error.found.size(), error.found) == 0);
        return;
    }
    ascribe::Edtf const& value = *read;
    REQUIRE(value.as_said() == text);
    std::string const canonical = value.canonical();
    auto const again = ascribe::parse_edtf(canonical);
    REQUIRE(again);
    REQUIRE(*again == value);
    REQUIRE(again->canonical() == canonical);
    REQUIRE(again->hash() == value.hash());
    REQUIRE(again->earliest() == value.earliest());
    REQUIRE(again->latest() == value.latest());
    REQUIRE(value.earliest() <= value.latest());
    REQUIRE(again->kind() == value.kind());
    REQUIRE(again->level() <= value.level());
}

}  // namespace ascribe_tests

#endif
