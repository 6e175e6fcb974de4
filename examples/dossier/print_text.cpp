// SPDX-License-Identifier: BSL-1.0
#include "print_text.hpp"

#include "names.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace dossier {

namespace {

/// Columns on a terminal: code points, as none of the names here is wider or combining.
std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// The first `columns` columns of a text, never half a code point.
std::string_view first_columns(std::string_view text, std::size_t columns) {
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
        if (columns-- == 0) break;
        at = next;
    }
    return text.substr(0, at);
}

std::vector<std::string> wrap_line(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (columns_of(text) > width) {
        std::string_view line = first_columns(text, width + 1);
        auto const space = line.rfind(' ');
        line = space == std::string_view::npos || space == 0 ? first_columns(text, width) : text.substr(0, space);
        lines.emplace_back(line);
        text.remove_prefix(line.size());
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    lines.emplace_back(text);
    return lines;
}

std::size_t widest_word(std::string_view line) {
    std::size_t widest = 0;
    while (!line.empty()) {
        auto const word = line.substr(0, line.find(' '));
        widest = (std::max)(widest, columns_of(word));
        line.remove_prefix((std::min)(word.size() + 1, line.size()));
    }
    return widest;
}

/// Breaks at ends of lines, and at spaces; a longer word is cut.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string const safe = printable(text, true);
    std::string_view whole = safe;
    for (std::size_t end = whole.find('\n'); end != std::string_view::npos; end = whole.find('\n')) {
        for (std::string& line : wrap_line(whole.substr(0, end), width)) lines.push_back(std::move(line));
        whole.remove_prefix(end + 1);
    }
    for (std::string& line : wrap_line(whole, width)) lines.push_back(std::move(line));
    return lines;
}

class Printer {
public:
    Printer(unsigned width, bool colour) : width_(width), colour_(colour) {}

    std::string print(Report const& report) {
        if (!report.title.empty())
            for (auto const& text : wrap(report.title, width_)) line(paint(text, Style::strong));
        std::size_t widest = 0;
        for (Fact const& fact : report.facts)
            if (!fact.cell.text.empty()) widest = (std::max)(widest, fact.name.size());
        for (Fact const& fact : report.facts) {
            if (fact.cell.text.empty()) continue;
            std::string const& name = fact.name;
            auto const indent = widest + 4;
            auto const lines = wrap(fact.cell.text, width_ > indent + 20 ? width_ - indent : 20);
            for (std::size_t i = 0; i < lines.size(); ++i)
                line("  " +
                     (i == 0 ? paint(name, Style::faint) + std::string(widest - name.size() + 2, ' ')
                             : std::string(indent - 2, ' ')) +
                     lines[i]);
        }
        for (Section const& section : report.sections) print(section, 0);
        return std::move(out_);
    }

private:
    void line(std::string text) {
        while (!text.empty() && text.back() == ' ') text.pop_back();
        out_ += text;
        out_ += '\n';
    }

    [[nodiscard]] std::string paint(std::string_view text, Style style) const {
        if (!colour_ || text.empty() || style == Style::plain) return std::string(text);
        char const* code = "";
        switch (style) {
        case Style::plain: break;
        case Style::strong: code = "1"; break;
        case Style::faint: code = "2"; break;
        case Style::affirmed: code = "32"; break;
        case Style::denied: code = "31"; break;
        case Style::doubtful: code = "33"; break;
        }
        return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
    }

    void print(Section const& section, unsigned depth) {
        bool const says_nothing =
            section.rows.empty() && section.parts.empty() && section.note.empty() && section.if_empty.empty();
        if (says_nothing) return;
        if (section.title.empty()) {
            for (Section const& part : section.parts) print(part, depth);
            return;
        }
        line("");
        std::string const title = printable(section.title);
        std::string const indent(std::size_t{2} * depth, ' ');
        std::string const above = indent.substr(0, depth == 0 ? 0 : indent.size() - 2);
        auto const titles = wrap(title, width_ - above.size());
        for (auto const& text : titles) line(above + paint(text, Style::strong));
        if (depth == 0) line(paint(std::string(columns_of(titles.back()), '='), Style::faint));
        if (!section.note.empty())
            for (auto const& text : wrap(section.note, width_ - indent.size()))
                line(indent + paint(text, Style::faint));
        if (section.rows.empty()) {
            if (!section.if_empty.empty()) line(indent + section.if_empty);
        } else {
            section.folds ? table(folded(section), indent) : table(section, indent);
        }
        for (Section const& part : section.parts) print(part, depth + 1);
    }

    static Section folded(Section section) {
        std::set<std::vector<std::string>> seen;
        auto const is_again = [&](std::vector<Cell> const& row) {
            std::vector<std::string> shown;
            for (std::size_t c = 0; c < row.size(); ++c)
                if (section.columns[c].width != not_in_text) shown.push_back(row[c].text);
            return !seen.insert(std::move(shown)).second;
        };
        section.rows.erase(std::remove_if(section.rows.begin(), section.rows.end(), is_again), section.rows.end());
        return section;
    }

    void table(Section const& section, std::string const& indent) {
        std::vector<std::size_t> shown;
        for (std::size_t c = 0; c < section.columns.size(); ++c)
            if (section.columns[c].width != not_in_text) shown.push_back(c);
        auto const count = shown.size();
        auto const column = [&](std::size_t i) -> Column const& { return section.columns[shown[i]]; };
        std::vector<std::size_t> widths(count), words(count);  // the widest line of each, and the widest word
        bool headed = false;
        for (std::size_t i = 0; i < count; ++i) {
            widths[i] = columns_of(column(i).heading);
            headed = headed || widths[i] > 0;
            for (auto const& row : section.rows)
                for (std::string const& text : wrap(row[shown[i]].text, column(i).width)) {
                    widths[i] = (std::max)(widths[i], columns_of(text));
                    words[i] = (std::max)(words[i], widest_word(text));
                }
        }
        // Too wide altogether: the widest column that need not break a word gives way until it fits, or until nobody
        // could read it.
        constexpr std::size_t least = 15;
        std::size_t total = indent.size() + 2 * (count - 1);
        for (std::size_t const width : widths) total += width;
        for (; total > width_; --total) {
            std::size_t widest = count;
            for (std::size_t i = 0; i < count; ++i)
                if (widths[i] > words[i] && (widest == count || widths[i] > widths[widest])) widest = i;
            if (widest == count || widths[widest] < least) return blocks(section, shown, indent);
            --widths[widest];
        }
        std::vector<std::vector<std::string>> parts(count);
        auto const row_of = [&](auto text_of, auto style_of) {
            std::size_t height = 1;
            for (std::size_t i = 0; i < count; ++i) {
                parts[i] = wrap(text_of(i), widths[i]);
                height = (std::max)(height, parts[i].size());
            }
            for (std::size_t h = 0; h < height; ++h) {
                std::string text = indent;
                for (std::size_t i = 0; i < count; ++i) {
                    std::string const part = h < parts[i].size() ? parts[i][h] : std::string();
                    std::string const space(widths[i] - (std::min)(widths[i], columns_of(part)), ' ');
                    text += column(i).right ? space + paint(part, style_of(i)) : paint(part, style_of(i)) + space;
                    if (i + 1 < count) text += "  ";
                }
                line(std::move(text));
            }
        };
        if (headed)
            row_of([&](std::size_t i) { return std::string_view(column(i).heading); },
                   [](std::size_t) { return Style::faint; });
        for (auto const& row : section.rows)
            row_of(
                [&](std::size_t i) {
                    Cell const& cell = row[shown[i]];
                    return cell.again ? std::string_view() : std::string_view(cell.text);
                },
                [&](std::size_t i) { return row[shown[i]].style; });
    }

    /// A table of more columns than fit beside each other: each row a block, each cell a line with its heading.
    void blocks(Section const& section, std::vector<std::size_t> const& shown, std::string const& indent) {
        std::size_t widest = 0;
        for (std::size_t c : shown) widest = (std::max)(widest, columns_of(section.columns[c].heading));
        std::string const rest = indent + std::string(widest + 2, ' ');
        std::size_t const room = width_ > rest.size() + 20 ? width_ - rest.size() : 20;
        for (auto const& row : section.rows) {
            if (&row != &section.rows.front()) line("");
            for (std::size_t c : shown) {
                if (row[c].text.empty() || row[c].again) continue;
                std::string const& heading = section.columns[c].heading;
                std::string before =
                    indent + paint(heading, Style::faint) + std::string(widest - columns_of(heading) + 2, ' ');
                for (std::string const& text : wrap(row[c].text, room)) {
                    line(before + paint(text, row[c].style));
                    before = rest;
                }
            }
        }
    }

    unsigned width_;
    bool colour_;
    std::string out_;
};

}  // namespace

std::string print_text(Report const& report, unsigned width, bool colour) {
    return Printer(width, colour).print(report);
}

}  // namespace dossier
