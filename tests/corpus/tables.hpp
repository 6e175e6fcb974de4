// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_CORPUS_TABLES_HPP
#define ASCRIBE_TESTS_CORPUS_TABLES_HPP

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

/// The annotation tables as plain text: what the data set is compared with.
namespace corpus {

/// The five texts are seeds in the tables and texts in the records. Every "seed" of the tables is one of them.
inline std::string with_texts(std::string cell) {
    for (auto at = cell.find("seed"); at != std::string::npos; at = cell.find("seed")) cell.replace(at, 4, "text");
    return cell;
}

/// Cells by column, as the records word them; "-" is an empty one, and is left as it stands.
using Cells = std::map<std::string, std::string>;

struct Sheet {
    std::vector<std::string> columns;
    std::vector<Cells> rows;
};

inline std::string read_whole(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline Sheet read_sheet(std::string const& name) {
    Sheet sheet;
    std::ifstream file(std::string(ASCRIBE_TEST_DATA) + "/annotations/" + name + ".tsv", std::ios::binary);
    REQUIRE_MESSAGE(file.good(), name);
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells(1);
        for (char const c : line) {
            if (c == '\t')
                cells.emplace_back();
            else
                cells.back() += c;
        }
        if (sheet.columns.empty()) {
            sheet.columns = cells;
            continue;
        }
        REQUIRE(cells.size() == sheet.columns.size());
        Cells row;
        for (std::size_t i = 0; i < cells.size(); ++i)
            row[sheet.columns[i]] = name == "questions" ? cells[i] : with_texts(cells[i]);
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

/// Compares a row with what was rebuilt of it: every column, and no other.
inline void check_row(Sheet const& sheet, Cells const& row, Cells const& rebuilt, std::string const& which) {
    CAPTURE(which);
    CHECK(rebuilt.size() == sheet.columns.size());
    for (std::string const& column : sheet.columns) {
        CAPTURE(column);
        auto const at = rebuilt.find(column);
        REQUIRE(at != rebuilt.end());
        CHECK(at->second == row.at(column));
    }
}

}  // namespace corpus

#endif
