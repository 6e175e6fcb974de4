// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_REPORT_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_REPORT_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What the program has to say, before it is known how: printed as text (print_text.hpp) or as JSON (print_json.hpp).
namespace dossier {

enum class Style { plain, strong, faint, affirmed, denied, doubtful };

/// A cell of a table: text with a style, and for JSON the number or list behind it, if it is one.
struct Cell {
    std::string text;
    Style style = Style::plain;
    bool again = false;  ///< as in the row above: left blank in text
    std::variant<std::monostate, std::int64_t, std::vector<std::string>> data = {};

    Cell() = default;
    Cell(std::string t, Style s = Style::plain) : text(std::move(t)), style(s) {}
    Cell(char const* t) : text(t) {}
    static Cell number(std::int64_t n) {
        Cell cell(std::to_string(n));
        cell.data = n;
        return cell;
    }
    static Cell list(std::vector<std::string> items, Style style = Style::plain) {
        Cell cell;
        for (auto const& item : items) cell.text += (cell.text.empty() ? "" : ", ") + item;
        cell.style = style;
        cell.data = std::move(items);
        return cell;
    }
};

struct Column {
    std::string id;            ///< name of the member in JSON
    std::string heading = {};  ///< in text; empty for no heading
    bool right = false;        ///< aligned right
    unsigned width = 40;       ///< at most so wide in text; longer cells are broken
};

/// A titled table; sections may follow it that belong to it.
struct Section {
    std::string id = {};
    std::string title = {};
    std::string note = {};  ///< a sentence under the title
    std::vector<Column> columns = {};
    std::vector<std::vector<Cell>> rows = {};
    std::string if_empty = {};  ///< said instead of a table without rows
    std::vector<Section> parts = {};
};

struct Report {
    std::string title = {};
    std::vector<std::pair<std::string, std::string>> facts;  ///< about the question: scope, files
    std::vector<Section> sections;
};

}  // namespace dossier

#endif
