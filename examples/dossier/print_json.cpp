// SPDX-License-Identifier: BSL-1.0
#include "print_json.hpp"

#include <charconv>
#include <string_view>

namespace dossier {

namespace {

/// Writes as it goes: sections and rows with two spaces a level, so that people can read it and line tools compare it;
/// the value of a cell on one line. Depth is that of sections and of what a cell shows, not of data.
class Printer {
public:
    std::string print(Report const& report) {
        open('{');
        member("format", "ascribe-dossier");
        member("version", json::value(json_version));
        member("title", report.title);
        name("scope");
        open('{');
        for (Fact const& fact : report.facts) member(fact.id, fact.cell.data);
        close('}');
        name("sections");
        open('[');
        for (Section const& section : report.sections) print(section, "");
        close(']');
        close('}');
        return std::move(out_) + '\n';
    }

private:
    void print(Section const& section, std::string const& above) {
        std::string const id = above + section.id;
        element();
        open('{');
        member("id", id);
        member("kind", section.kind.empty() ? section.id : section.kind);
        member("title", section.title);
        for (auto const& fact : section.facts) member(fact.key(), fact.value());
        name("rows");
        open('[');
        for (auto const& row : section.rows) {
            element();
            open('{');
            for (std::size_t c = 0; c < row.size(); ++c)
                if (!section.columns[c].id.empty()) member(section.columns[c].id, row[c].data);
            close('}');
        }
        close(']');
        name("parts");
        open('[');
        for (Section const& part : section.parts) print(part, id + "/");
        close(']');
        close('}');
    }

    void open(char bracket) {
        out_ += bracket;
        ++depth_;
        empty_ = true;
    }
    void close(char bracket) {
        --depth_;
        if (!empty_) out_.append("\n").append(2 * depth_, ' ');
        out_ += bracket;
        empty_ = false;
    }
    void element() {
        if (!empty_) out_ += ',';
        out_.append("\n").append(2 * depth_, ' ');
        empty_ = false;
    }
    void name(std::string_view key) {
        element();
        out_ += json::serialize(json::string(key)) + ": ";
    }
    void member(std::string_view key, json::value const& value) {
        name(key);
        write(value);
    }

    void member(std::string_view key, std::string const& text) { member(key, json::value(json::string(text))); }
    void member(std::string_view key, char const* text) { member(key, std::string(text)); }

    void write(json::value const& value) {
        if (auto const* object = value.if_object()) {
            out_ += '{';
            for (auto const& entry : *object) {
                if (out_.back() != '{') out_ += ", ";
                out_ += json::serialize(json::string(entry.key())) + ": ";
                write(entry.value());
            }
            out_ += '}';
        } else if (auto const* array = value.if_array()) {
            out_ += '[';
            bool first = true;
            for (auto const& entry : *array) {
                if (!first) out_ += ", ";
                first = false;
                write(entry);
            }
            out_ += ']';
        } else if (auto const* number = value.if_double()) {
            // The shortest digits that lead back to the number.
            char digits[32];
            out_.append(digits, std::to_chars(digits, digits + sizeof digits, *number).ptr);
        } else {
            out_ += json::serialize(value);
        }
    }

    std::string out_;
    std::size_t depth_ = 0;
    bool empty_ = true;  ///< nothing is in the brackets yet
};

}  // namespace

std::string print_json(Report const& report) {
    return Printer().print(report);
}

}  // namespace dossier
