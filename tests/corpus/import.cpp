// SPDX-License-Identifier: BSL-1.0
#include "../../examples/dossier/import/importer.hpp"
#include "corpus/records.hpp"

namespace {

import_annotations::Tables tables() {
    return import_annotations::Tables([](std::string const& name) {
        return corpus::read_whole(std::string(ASCRIBE_TEST_DATA) + "/annotations/" + name);
    });
}

std::string written(ascribe::Graph const& graph) {
    std::string text;
    ascribe::write_json_lines(graph, [&](std::string_view line) { text += line; });
    return text;
}

/// Where two texts begin to differ, for the message: the line in both.
std::string first_difference(std::string const& a, std::string const& b) {
    auto const [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at == a.end() && other == b.end()) return "";
    auto const line = [](std::string const& text, std::size_t offset) {
        std::size_t const begin = text.rfind('\n', offset == 0 ? 0 : offset - 1) + 1;
        return text.substr(begin, text.find('\n', offset) - begin);
    };
    auto const offset = static_cast<std::size_t>(at - a.begin());
    return line(a, (std::min)(offset, a.size() - 1)) + "\n" + line(b, (std::min)(offset, b.size() - 1));
}

}  // namespace

TEST_CASE("importing the annotation tables gives the data set that is checked in, byte for byte") {
    ascribe::Ledger const ledger = import_annotations::import_tables(tables());
    std::string const imported = written(ledger.graph());
    CHECK(first_difference(imported, corpus::data_set_text()) == "");
}

TEST_CASE("the data set read and written again is the same text") {
    CHECK(first_difference(written(corpus::graph()), corpus::data_set_text()) == "");
}

TEST_CASE("reading the data set a second time adds nothing") {
    ascribe::Ledger ledger;
    REQUIRE(ascribe::read_json_lines(corpus::data_set_text(), ledger).ok());
    ascribe::Graph const once = ledger.graph();
    auto const again = ascribe::read_json_lines(corpus::data_set_text(), ledger);
    REQUIRE(again.ok());
    for (auto const& count : again.records) {
        CHECK(count.read != 0);
        CHECK(count.is_new == 0);
    }
    CHECK(ledger.graph() == once);
}

TEST_CASE("a table that is not as expected is refused with its name and line") {
    auto const spoiled = [](std::string const& table, std::string const& from, std::string const& to) {
        return import_annotations::Tables([=](std::string const& name) {
            std::string text = corpus::read_whole(std::string(ASCRIBE_TEST_DATA) + "/annotations/" + name);
            if (name == table) {
                std::size_t const at = text.find(from);
                REQUIRE(at != std::string::npos);
                text.replace(at, from.size(), to);
            }
            return text;
        });
    };
    auto const message = [](auto const& make) {
        try {
            (void)import_annotations::import_tables(make());
        } catch (std::exception const& error) {
            return std::string(error.what());
        }
        return std::string("no error");
    };
    CHECK(message([&] {
              return spoiled("claims.tsv", ":author>ac_az_presadmin:speaker", ":author>ac_az_presadmin:teller");
          }) == "claims.tsv, line 6: a role that this program does not know");
    CHECK(message([&] { return spoiled("claims.tsv", "\texact\t", "\tperhaps\t"); }) ==
          "claims.tsv, line 3: a hedge that this program does not know");
    CHECK(message([&] { return spoiled("claims.tsv", "\tev_choice_ka\t", "\tev_unknown\t"); }) ==
          "ev_unknown: is no key of the tables");
    CHECK(message([&] { return spoiled("headlines.tsv", "\tno\t", "\t"); }) ==
          "headlines.tsv, line 2: the number of cells is not that of the header");
    CHECK(message([&] { return spoiled("relations.tsv", "\tannotator\n", "\tsomebody\n"); }) ==
          "relations.tsv, line 2: a holder that this program does not know");
}

TEST_CASE("the five texts are texts throughout the records, whatever the tables call them") {
    auto const count = [](std::string const& text, std::string_view word) {
        std::size_t found = 0;
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
        return found;
    };
    std::size_t seeds = 0;
    for (std::string const table :
         {"documents", "actors", "places", "names", "events", "claims", "headlines", "relations", "overlaps"})
        seeds += count(corpus::read_whole(std::string(ASCRIBE_TEST_DATA) + "/annotations/" + table + ".tsv"), "seed");
    CHECK(seeds == 72);
    CHECK(count(corpus::data_set_text(), "seed") == 0);
    CHECK(count(corpus::data_set_text(), "\"Unnamed author of text 001\"") == 1);
    CHECK(import_annotations::with_texts("seeds 002, (seed 003), seeded, reseed, a seed") ==
          "texts 002, (text 003), seeded, reseed, a text");
}
