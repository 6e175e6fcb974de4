// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_TABLES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_TABLES_HPP

#include <charconv>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Reads the annotation tables: UTF-8, tab-separated, a header line, no quoting; `-` is an empty cell.
namespace import_annotations {

[[nodiscard]] inline std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + separator.size());
    }
}

[[noreturn]] inline void fail(std::string_view where, std::string_view what) {
    throw std::runtime_error(std::string(where) + ": " + std::string(what));
}

[[nodiscard]] inline std::uint32_t to_number(std::string_view text) {
    std::uint32_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) fail(text, "is no whole number");
    return number;
}

/// One line of a table. Cells are asked for by the name of their column; an empty view stands for an empty cell.
class Row {
public:
    Row(std::shared_ptr<std::vector<std::string> const> columns, std::vector<std::string> cells, std::string where)
        : columns_(std::move(columns)), cells_(std::move(cells)), where_(std::move(where)) {}

    [[nodiscard]] std::string_view operator[](std::string_view column) const {
        for (std::size_t i = 0; i < columns_->size(); ++i)
            if ((*columns_)[i] == column) return cells_[i] == "-" ? std::string_view() : std::string_view(cells_[i]);
        fail(where_, "there is no column '" + std::string(column) + "'");
    }
    [[nodiscard]] std::string text(std::string_view column) const { return std::string((*this)[column]); }
    [[nodiscard]] std::uint32_t number(std::string_view column) const { return to_number((*this)[column]); }
    [[nodiscard]] bool has(std::string_view column) const { return !(*this)[column].empty(); }
    /// Table and line, for messages.
    [[nodiscard]] std::string const& where() const noexcept { return where_; }

private:
    std::shared_ptr<std::vector<std::string> const> columns_;
    std::vector<std::string> cells_;
    std::string where_;
};

using Table = std::vector<Row>;

/// The tables call the five texts seeds; whoever reads the records knows them as "Text 001", so a seed is a text in all
/// cells: "Unnamed author of text 001". No cell has the word in another meaning, and nothing else of it changes.
[[nodiscard]] inline std::string with_texts(std::string cell) {
    constexpr std::string_view seed = "seed", text = "text";
    auto const is_letter = [&](std::size_t at) {
        return at < cell.size() && ((cell[at] >= 'a' && cell[at] <= 'z') || (cell[at] >= 'A' && cell[at] <= 'Z'));
    };
    for (auto at = cell.find(seed); at != std::string::npos; at = cell.find(seed, at + 1)) {
        auto const end = at + seed.size();
        bool const is_plural = end < cell.size() && cell[end] == 's' && !is_letter(end + 1);
        if (!is_letter(at - 1) && (!is_letter(end) || is_plural)) cell.replace(at, seed.size(), text);
    }
    return cell;
}

[[nodiscard]] inline Table parse_table(std::string_view name, std::string_view text) {
    Table table;
    std::shared_ptr<std::vector<std::string> const> columns;
    std::size_t number = 0;
    for (std::string const& line : split(text, "\n")) {
        ++number;
        if (line.empty()) continue;
        auto cells = split(line, "\t");
        std::string where = std::string(name) + ", line " + std::to_string(number);
        if (!columns) {
            columns = std::make_shared<std::vector<std::string> const>(std::move(cells));
            continue;
        }
        if (cells.size() != columns->size()) fail(where, "the number of cells is not that of the header");
        for (std::string& cell : cells) cell = with_texts(std::move(cell));
        table.emplace_back(columns, std::move(cells), std::move(where));
    }
    return table;
}

/// All tables that become records. `read` gives the text of a table by its file name.
struct Tables {
    explicit Tables(std::function<std::string(std::string)> const& read)
        : documents(parse_table("documents.tsv", read("documents.tsv"))),
          actors(parse_table("actors.tsv", read("actors.tsv"))),
          places(parse_table("places.tsv", read("places.tsv"))),
          names(parse_table("names.tsv", read("names.tsv"))),
          events(parse_table("events.tsv", read("events.tsv"))),
          claims(parse_table("claims.tsv", read("claims.tsv"))),
          headlines(parse_table("headlines.tsv", read("headlines.tsv"))),
          relations(parse_table("relations.tsv", read("relations.tsv"))),
          overlaps(parse_table("overlaps.tsv", read("overlaps.tsv"))) {}

    Table documents, actors, places, names, events, claims, headlines, relations, overlaps;
};

}  // namespace import_annotations

#endif
