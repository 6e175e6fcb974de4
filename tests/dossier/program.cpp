// SPDX-License-Identifier: BSL-1.0
// The dossier program as a user runs it: its output is compared with examples/dossier/expected/, byte for byte.
// With ASCRIBE_UPDATE_EXPECTED set in the environment the files are written instead, to be read before they are kept.
#include "dossier/program_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace dossier_test;

namespace {

void check_golden(std::string const& name, std::string const& arguments) {
    CAPTURE(name);
    Run const result = run(arguments + " " + data);
    CHECK(result.status == 0);
    CHECK(result.err == "");
    std::string const path = std::string(ASCRIBE_EXAMPLES) + "/dossier/expected/" + name;
    if (std::getenv("ASCRIBE_UPDATE_EXPECTED") != nullptr) std::ofstream(path, std::ios::binary) << result.out;
    std::string const expected = read_whole(path);
    REQUIRE_FALSE(expected.empty());
    bool const same = result.out == expected;
    if (!same) {
        std::size_t at = 0;
        while (at < result.out.size() && at < expected.size() && result.out[at] == expected[at]) ++at;
        auto const line = result.out.rfind('\n', at) + 1;
        MESSAGE("differs at byte " << at << ": " << result.out.substr(line, 160));
    }
    CHECK(same);
}

}  // namespace

TEST_CASE("The dossier of the corpus is as expected") {
    check_golden("dossier.txt", "--width 140");
}

TEST_CASE("The dossier of one event is as expected") {
    check_golden("event.txt", "--width 140 --event ev_armenian_residents");
}

TEST_CASE("The dossier of one actor is as expected") {
    check_golden("actor.txt", "--width 140 --actor ac_pashinyan");
}

TEST_CASE("The dossier of one claim is as expected") {
    check_golden("claim.txt", "--width 140 --claim c004.024");
}

TEST_CASE("The dossier of one document is as expected") {
    check_golden("document.txt", "--width 140 --document d003");
}

TEST_CASE("The dossier as of a day and without a document are as expected") {
    check_golden("as_of.txt", "--width 140 --as-of 2023-06-30 --document d002");
    check_golden("without.txt", "--width 140 --without d003 --claim c003.052");
}

TEST_CASE("The disagreements are as expected") {
    check_golden("conflicts.txt", "--width 160 --conflicts");
}

TEST_CASE("The analyses of the corpus are as expected") {
    check_golden("independence.txt", "--width 160 --independence");
    check_golden("independence_of_a_claim.txt", "--width 140 --claim c002.065 --independence");
    check_golden("circular.txt", "--width 140 --circular");
    check_golden("timeline.txt", "--width 140 --timeline");
    check_golden("commitments.txt", "--width 200 --commitments ac_aliyev");
    check_golden("what_if.txt", "--width 140 --what-if d003");
    check_golden("diff.txt", "--width 140 --diff 2023-06-15 2023-09-08");
}

TEST_CASE("What became of statements is as expected") {
    check_golden("stances.txt", "--width 160 --stances ac_author001");
    check_golden("strengthenings.txt", "--width 160 --strengthenings");
    check_golden("overtakings.txt", "--width 180 --overtakings");
    check_golden("relations.txt", "--width 180 --relations responds_to");
    check_golden("numbers.txt", "--width 180 --numbers");
    check_golden("reuse.txt", "--width 140 --reuse");
    check_golden("place.txt", "--width 140 --place pl_khankendi");
}

TEST_CASE("The graph around a record is as expected") {
    check_golden("around.dot", "--dot c004.034 --radius 1");
}

TEST_CASE("Several records are withdrawn together") {
    Run const one = run("--json --what-if d003 " + data);
    Run const two = run("--json --what-if d003 --what-if d002 " + data);
    CHECK(two.status == 0);
    auto const lost = [](Run const& result) {
        auto const value = boost::json::parse(result.out);
        return value.at("sections").as_array().at(0).at("parts").as_array().at(0).at("rows").as_array().size();
    };
    CHECK(lost(two) > lost(one) + 5);
}

TEST_CASE("Records are found by key, by label, by the name in use, and by category and key") {
    for (std::string const name : {"ac_pashinyan", "'Nikol Pashinyan'", "actor:ac_pashinyan"}) {
        Run const result = run("--actor " + name + " " + data);
        CAPTURE(name);
        CHECK(result.status == 0);
        CHECK(result.out.find("Nikol Pashinyan") != std::string::npos);
    }
}

TEST_CASE("No line is wider than the page, and what does not fit beside each other stands below each other") {
    for (unsigned const width : {60U, 80U, 100U})
        for (std::string const question :
             {"", "--conflicts", "--commitments ac_aliyev", "--overtakings", "--what-if d003", "--strengthenings",
              "--relations all", "--claim k_meet0301 --independence", "--actor ac_pashinyan", "--timeline"}) {
            CAPTURE(width);
            CAPTURE(question);
            Run const result = run("--width " + std::to_string(width) + " " + question + " " + data);
            std::size_t widest = 0, columns = 0;
            for (char const c : result.out) {
                if (c == '\n')
                    columns = 0;
                else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80)
                    widest = (std::max)(widest, ++columns);
            }
            CHECK(widest <= width);
            CHECK(widest > width / 2);
        }
    std::string const narrow = run("--width 80 --overtakings " + data).out;
    CHECK(narrow.find("\nhow         came_true\nearlier     c000.048\nof          Huseyn Safarov\n") !=
          std::string::npos);
}

TEST_CASE("A statement without a label is told by its source and the passage that reports it") {
    std::string const page = run("--what-if d003 " + data).out;
    CHECK(page.find("[Ilham Aliyev in c003.001: Uu appeal: ") != std::string::npos);
    CHECK(page.find("attribution 3") == std::string::npos);
}

TEST_CASE("As many ways are listed for a claim as are counted, with those that only imply it") {
    auto const page = boost::json::parse(run("--json --claim k_meet0301 --independence " + data).out);
    std::size_t compared = 0;
    for (auto const& section : page.at("sections").as_array()) {
        std::size_t listed = 0;
        for (auto const& part : section.at("parts").as_array()) {
            std::string const kind(part.at("kind").as_string());
            if (kind == "chains") listed = part.at("rows").as_array().size();
            if (kind != "independence") continue;
            for (auto const& row : part.at("rows").as_array())
                if (row.at("what") == "chains") {
                    std::size_t const counted =
                        row.at("support").to_number<std::size_t>() + row.at("opposition").to_number<std::size_t>();
                    CHECK(counted == listed);
                    compared += counted;
                }
        }
    }
    CHECK(compared > 19);
}

TEST_CASE("An unknown name is an error that lists the nearest ones") {
    Run const result = run("--actor ac_pashinian " + data);
    CHECK(result.status == 2);
    CHECK(result.out == "");
    CHECK(result.err.find("nearest: ac_pashinyan") != std::string::npos);
}

TEST_CASE("Bad usage says what was expected") {
    CHECK(run("--help").status == 0);
    CHECK(run("--help").out.find("usage: dossier") == 0);
    CHECK(run("").status == 2);
    CHECK(run("--diff 2023-06-15 " + data).err.find("two days such as") != std::string::npos);
    CHECK(run("--what-if d999 " + data).err.find("nearest: ") != std::string::npos);
    CHECK(run("--commitments d003 " + data).status == 2);
    CHECK(run("--nonsense " + data).status == 2);
    CHECK(run("--event").err.find("expected a name, found nothing") != std::string::npos);
    CHECK(run("/no/such/file").status == 1);
}

TEST_CASE("A bad line is named with its file, line and column") {
    std::string const path = std::string(ASCRIBE_TEST_SCRATCH) + "/bad.jsonl";
    std::ofstream(path) << "{\"record\":\"event\",\"key\":\"flood\"}\n{\"record\":\"event\",\"key\":\"\"}\n";
    Run const result = run("'" + path + "'");
    CHECK(result.status == 1);
    CHECK(result.err.find("bad.jsonl: line 2") != std::string::npos);
}

TEST_CASE("Colour is for terminals, or when asked for") {
    CHECK(run(data).out.find('\x1b') == std::string::npos);
    CHECK(run("--color always " + data).out.find('\x1b') != std::string::npos);
}
