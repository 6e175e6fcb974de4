// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_REPORT_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_REPORT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

/// What the program has to say, before it is known how: printed as text (print_text.hpp) or as JSON (print_json.hpp).
namespace dossier {

namespace json = boost::json;

enum class Style { plain, strong, faint, affirmed, denied, doubtful };

/// A cell of a table: what people read, and the value behind it that programs read. Without a text it is left blank,
/// without a value it is null.
struct Cell {
    std::string text;
    json::value data;
    Style style = Style::plain;
    bool again = false;  ///< as in the row above: left blank in text

    Cell() = default;
    Cell(std::string t, json::value d, Style s = Style::plain) : text(std::move(t)), data(std::move(d)), style(s) {}
    /// A word or text that is its own value.
    Cell(std::string t, Style s = Style::plain) : text(std::move(t)), style(s) {
        if (!text.empty()) data = json::string(text);
    }
    Cell(char const* t) : Cell(std::string(t)) {}

    static Cell number(std::size_t n) { return {std::to_string(n), json::value(static_cast<std::int64_t>(n))}; }
    /// Joined by ", " in text.
    static Cell list(std::vector<std::string> const& items, Style style = Style::plain) {
        Cell cell({}, json::array(items.begin(), items.end()), style);
        for (auto const& item : items) cell.text.append(cell.text.empty() ? "" : ", ").append(item);
        return cell;
    }
    /// Several cells as one; `between` stands between them in text, and what has no text is left out there.
    static Cell list(std::vector<Cell> const& cells, char const* between = ", ", Style style = Style::plain) {
        json::array items;
        std::string text;
        for (Cell const& cell : cells) {
            if (!cell.text.empty()) text.append(text.empty() ? "" : between).append(cell.text);
            items.push_back(cell.data);
        }
        return {std::move(text), std::move(items), style};
    }
};

/// For columns of machine-readable output only.
inline constexpr unsigned not_in_text = 0;

struct Column {
    std::string id;            ///< name of the member in JSON; empty: in text only
    std::string heading = {};  ///< in text; empty for no heading
    bool right = false;        ///< aligned right
    unsigned width = 40;       ///< at most so wide in text; longer cells are broken
};

/// A titled table; sections may follow it that belong to it. Without a title, its parts stand for themselves in text.
struct Section {
    std::string id = {};    ///< unique among its siblings; in JSON the path from the top, "event:ev_fire/names"
    std::string kind = {};  ///< what is in it, where the id does not say so
    std::string title = {};
    std::string note = {};    ///< a sentence under the title
    json::object facts = {};  ///< members in JSON; the title or note says them
    std::vector<Column> columns = {};
    std::vector<std::vector<Cell>> rows = {};
    std::string if_empty = {};  ///< said instead of a table without rows
    std::vector<Section> parts = {};
    bool folds = false;  ///< in text, rows that are equal in all that is shown there are shown once
};

/// Something about the question: its scope, the files.
struct Fact {
    std::string id;    ///< in JSON
    std::string name;  ///< in text, where it stands only if the cell has a text
    Cell cell;
};

struct Report {
    std::string title = {};
    std::vector<Fact> facts = {};
    std::vector<Section> sections = {};
};

}  // namespace dossier

#endif
