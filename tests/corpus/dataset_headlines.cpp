// SPDX-License-Identifier: BSL-1.0
#include "corpus/rebuilt_headlines.hpp"
#include <ascribe/quantity/hedge.hpp>

#include <map>

using namespace corpus;

TEST_CASE("every cell of the 97 rows of headlines.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("headlines");
    CHECK(sheet.rows.size() == 97);
    for (Cells const& row : sheet.rows) check_row(sheet, row, rebuilt_headline(row.at("id")), row.at("id"));
}

TEST_CASE("P5: a headline that puts a number forward holds it as a claim of its own, as firmly as its gist") {
    std::vector<std::string> with_figures;
    for (Cells const& row : read_sheet("headlines").rows)
        if (attributions_of_row(row.at("id")).size() > 1) with_figures.push_back(row.at("id"));
    CHECK(with_figures == std::vector<std::string>{"h002.09"});
    auto const [chain, figure] = hops(attributions_of_row("h002.09").at(1));
    CHECK(graph().name(graph().property(figure)) == "capacity");
    REQUIRE(graph().value(figure).quantity() != nullptr);
    CHECK(*graph().value(figure).quantity() == exactly(40000).of("families"));
    CHECK(key(Node(graph().source(chain.back()))) == "ac_pashinyan");
    CHECK(graph().act(chain.back()) == SpeechAct::offer);
    CHECK(graph().factuality(chain.back()) == Factuality::uu);
}

TEST_CASE("L2: each side list is a document of its own and was captured no earlier than its newest item") {
    std::map<std::string, std::string> newest;
    for (Cells const& row : read_sheet("headlines").rows) {
        std::string& latest = newest["d" + row.at("doc").substr(0, 3) + "/" + row.at("list")];
        latest = (std::max)(latest, row.at("timestamp"));
    }
    CHECK(newest.size() == 4);
    for (auto const& entry : newest) {
        std::string const &list = entry.first, &time = entry.second;
        CAPTURE(list);
        DocumentId const document = graph().find_document(list);
        REQUIRE(document);
        auto const captured = remarks(document, "captured");
        REQUIRE(captured.size() == 1);
        CHECK(date_text(captured[0]) == time.substr(0, 10) + "/..");
        auto const grounds = graph().grounds_of(captured[0].by);
        REQUIRE(grounds.size() == 1);
        CHECK(date_text(*graph().attribution(grounds[0].to<AttributionId>()).said) == time);
    }
}
