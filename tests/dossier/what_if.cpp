// SPDX-License-Identifier: BSL-1.0
// What --what-if and --conflicts tell is what the library finds, record by record.
#include "corpus/records.hpp"
#include "dossier/analyses.hpp"
#include "dossier/conflict_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;
using corpus::view;
namespace json = boost::json;

namespace {

dossier::Section const& section_of(std::vector<dossier::Section> const& sections, std::string const& id) {
    for (dossier::Section const& section : sections)
        if (section.id == id) return section;
    FAIL("no section " << id);
    return sections.front();
}

json::value const& member(dossier::Section const& section, std::vector<dossier::Cell> const& row,
                          std::string const& id) {
    for (std::size_t c = 0; c < section.columns.size(); ++c)
        if (section.columns[c].id == id) return row[c].data;
    FAIL("no column " << id);
    return row.front().data;
}

std::string id_text(char const* category, Node node) {
    return std::string(category) + ":" + std::to_string(node.number());
}

std::vector<Node> documents(std::vector<std::string> const& keys) {
    std::vector<Node> found;
    for (std::string const& key : keys) found.push_back(graph().find_document(key));
    return found;
}

}  // namespace

TEST_CASE("O6: without a text, the claims that lose lines are told with the lines before and after") {
    for (std::vector<std::string> const& keys :
         std::vector<std::vector<std::string>>{{"d000"}, {"d001"}, {"d002"}, {"d003"}, {"d003", "d004"}}) {
        CAPTURE(corpus::join(keys, " "));
        Withdrawal const w = withdrawal(view(), documents(keys));
        auto const sections = dossier::what_if(view(), documents(keys));
        dossier::Section const& lines = section_of(sections, "lines");
        std::size_t told = 0;
        for (FewerLines const& fewer : w.fewer_lines)
            for (auto const& row : lines.rows) {
                if (member(lines, row, "claim").at("id").as_string() != id_text("claim", fewer.claim)) continue;
                CHECK(member(lines, row, "lines_before") == static_cast<std::int64_t>(fewer.before.lines));
                CHECK(member(lines, row, "lines_after") == static_cast<std::int64_t>(fewer.after.lines));
                CHECK(member(lines, row, "exact_before") == fewer.before.exact);
                CHECK(member(lines, row, "exact_after") == fewer.after.exact);
                ++told;
            }
        CHECK(told == lines.rows.size());
        CHECK(told > 0);
    }
}

TEST_CASE("W2: without a text, every attribution that stands no more is told, once") {
    for (std::string const key : {"d000", "d001", "d002", "d003", "d004"}) {
        CAPTURE(key);
        Withdrawal const w = withdrawal(view(), documents({key}));
        auto const sections = dossier::what_if(view(), documents({key}));
        dossier::Section const& fallen = section_of(sections, "fallen");
        std::multiset<std::string> expected, told;
        for (AttributionId a : w.fallen) expected.insert("fallen " + id_text("attribution", a));
        for (AttributionId a : w.doubtful) expected.insert("doubtful " + id_text("attribution", a));
        for (auto const& row : fallen.rows) {
            json::array const& list = member(fallen, row, "attributions").as_array();
            CHECK(member(fallen, row, "count") == static_cast<std::int64_t>(list.size()));
            for (json::value const& a : list)
                told.insert(std::string(member(fallen, row, "change").as_string()) + " " +
                            std::string(a.at("id").as_string()));
        }
        CHECK(told == expected);
        CHECK(told.size() > 50);
    }
}

TEST_CASE("A disagreement names the attributions that decide it, and says which side only implies") {
    std::vector<Disagreement> const found = conflicts(view(), {.rules = dossier::conflict_rules()});
    dossier::Section const section = dossier::disagreements(view());
    std::set<std::string> expected, told;
    std::size_t implied = 0;
    for (Disagreement const& d : found) {
        std::string ids;
        for (AttributionId a : d.decisive) ids += " " + id_text("attribution", a);
        expected.insert(ids);
    }
    for (dossier::Section const& part : section.parts) {
        std::string ids;
        json::array const& decisive = part.facts.at("decisive").as_array();
        for (json::value const& each : decisive) ids += " " + std::string(each.at("attribution").at("id").as_string());
        told.insert(ids);
        CHECK(expected.count(ids) == 1);
        std::int64_t sides = 0;
        for (auto const& row : part.rows) {
            sides = (std::max)(sides, member(part, row, "side").as_int64());
            implied += member(part, row, "implied").as_bool() ? 1U : 0U;
        }
        CHECK(static_cast<std::int64_t>(decisive.size()) == sides);
    }
    CHECK(told.size() > 20);
    CHECK(implied > 0);
}
