// SPDX-License-Identifier: BSL-1.0
// What the pages tell of times, and of text in common, beside the bare figure: who says so.
#include "dossier/program_run.hpp"

#include <set>
#include <string>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace dossier_test;
namespace json = boost::json;

namespace {

/// The rows of the first part of this kind.
json::array rows_of(std::string const& arguments, std::string const& kind) {
    Run const result = run("--json " + arguments + " " + data);
    REQUIRE(result.status == 0);
    json::value const page = json::parse(result.out);
    for (auto const& section : page.at("sections").as_array())
        for (auto const& part : section.at("parts").as_array())
            if (part.at("kind").as_string() == kind) return part.at("rows").as_array();
    FAIL("no part of this kind");
    return {};
}

}  // namespace

TEST_CASE("A date that somebody reads as another is told with that reading, by whom and how surely") {
    std::size_t read_otherwise = 0;
    for (auto const& row : rows_of("--timeline", "dates")) {
        auto const* readings = row.at("readings").if_array();
        if (readings == nullptr || readings->empty()) continue;
        ++read_otherwise;
        CHECK(row.at("event").at("key").as_string() == "ev_aid_20231003");
        CHECK(row.at("date").as_string() == "../2003-10-03");
        REQUIRE(readings->size() == 1);
        auto const& reading = readings->front();
        CHECK(reading.at("read_as").at("value").at("date").as_string() == "../2023-10-03");
        CHECK(reading.at("source").at("key").as_string() == "annotation");
        CHECK(reading.at("stance").at("factuality").as_string() == "PR+");
    }
    CHECK(read_otherwise == 1);
    std::string const page = run("--width 200 --timeline " + data).out;
    CHECK(page.find("by 2003-10-03 ") != std::string::npos);
    CHECK(page.find("taken for: by 2023-10-03, says") != std::string::npos);
}

TEST_CASE("Each bound of a window is told with the statements that set it") {
    std::size_t bounds = 0;
    for (auto const& row : rows_of("--timeline", "windows")) {
        std::set<std::string> limited, explained;
        for (std::string const end : {"begins", "ends"})
            for (std::string const side : {"from", "to"})
                if (!row.at(end).at(side).is_null()) limited.insert(end + "." + side);
        for (auto const& reason : row.at("reasons").as_array()) {
            explained.emplace(reason.at("bound").as_string());
            CHECK_FALSE(reason.at("statements").as_array().empty());
        }
        CHECK(limited == explained);
        bounds += limited.size();
    }
    CHECK(bounds > 200);
}

TEST_CASE("Of passages that shared words make one, the page says how much of each the run covers") {
    auto const rows = rows_of("--claim c002.065 --independence", "joins");
    REQUIRE(rows.size() == 2);
    for (auto const& row : rows) {
        auto const& covered = row.at("covered").as_array();
        REQUIRE(covered.size() == 2);
        // docs/analyses.md: 46 of 83 bytes, and 46 of 70.
        CHECK(covered[0].at("passage").at("labels").as_array().front().as_string() == "c002.065");
        CHECK(covered[0].at("percent").as_int64() == 55);
        CHECK(covered[1].at("percent").as_int64() == 65);
    }
    CHECK(run("--width 200 --claim c002.065 --independence " + data).out.find("55 % and 65 %") != std::string::npos);
}
