// SPDX-License-Identifier: BSL-1.0
#include "print_json.hpp"

#include <boost/json.hpp>

namespace dossier {

namespace {

namespace json = boost::json;

json::value to_json(Cell const& cell) {
    if (auto const* number = std::get_if<std::int64_t>(&cell.data)) return *number;
    if (auto const* items = std::get_if<std::vector<std::string>>(&cell.data)) {
        json::array list;
        for (auto const& item : *items) list.emplace_back(item);
        return list;
    }
    return json::string(cell.text);
}

json::object to_json(Section const& section) {
    json::object object;
    object["id"] = section.id;
    object["title"] = section.title;
    json::array rows;
    for (auto const& row : section.rows) {
        json::object cells;
        for (std::size_t c = 0; c < row.size(); ++c) cells[section.columns[c].id] = to_json(row[c]);
        rows.push_back(std::move(cells));
    }
    if (!section.columns.empty()) object["rows"] = std::move(rows);
    if (!section.parts.empty()) {
        json::array parts;
        for (Section const& part : section.parts) parts.push_back(to_json(part));
        object["parts"] = std::move(parts);
    }
    return object;
}

/// Two spaces a level, so that people can read it and line tools compare it. Depth is that of sections, not of data.
void print(std::string& out, json::value const& value, std::size_t depth) {
    auto const indent = [&](std::size_t d) { out.append(2 * d, ' '); };
    auto const flat = [](json::value const& v) {
        return !v.is_structured() || (v.is_array() && v.get_array().empty()) ||
               (v.is_object() && v.get_object().empty());
    };
    if (value.is_object() && !flat(value)) {
        out += "{\n";
        bool first = true;
        for (auto const& [key, member] : value.get_object()) {
            if (!first) out += ",\n";
            first = false;
            indent(depth + 1);
            out += json::serialize(json::string(key)) + ": ";
            print(out, member, depth + 1);
        }
        out += '\n';
        indent(depth);
        out += '}';
    } else if (value.is_array() && !flat(value) && value.get_array().front().is_object()) {
        out += "[\n";
        bool first = true;
        for (auto const& element : value.get_array()) {
            if (!first) out += ",\n";
            first = false;
            indent(depth + 1);
            print(out, element, depth + 1);
        }
        out += '\n';
        indent(depth);
        out += ']';
    } else {
        out += json::serialize(value);
    }
}

}  // namespace

std::string print_json(Report const& report) {
    json::object object;
    object["title"] = report.title;
    json::object facts;
    for (auto const& [name, value] : report.facts) facts[name] = value;
    object["facts"] = std::move(facts);
    json::array sections;
    for (Section const& section : report.sections) sections.push_back(to_json(section));
    object["sections"] = std::move(sections);
    std::string out;
    print(out, object, 0);
    out += '\n';
    return out;
}

}  // namespace dossier
