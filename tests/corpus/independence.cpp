// SPDX-License-Identifier: BSL-1.0
// The questions about independence, answered through the public API from the data set alone.
#include "corpus/records.hpp"
#include <ascribe/analysis/circularity.hpp>
#include <ascribe/analysis/corroboration.hpp>

#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;
namespace json = boost::json;

namespace {

json::value expected(std::string const& id) {
    static corpus::Sheet const sheet = corpus::read_sheet("questions");
    for (auto const& row : sheet.rows)
        if (row.at("id") == id) return json::parse(row.at("answer"));
    FAIL("no such question: " << id);
    return {};
}

std::string row_of(AttributionId outermost) {
    return corpus::label(outermost, "c0");
}

ClaimId residents() {
    auto const rows = corpus::attributions_of_row("c002.065");
    REQUIRE(rows.size() == 1);
    return graph().innermost(rows.front()).first;
}

}  // namespace

TEST_CASE("h14: self-citations, and those that depend on who the unnamed author of text 001 is") {
    View const view(graph());
    Circularity const found = circularity(view);
    std::set<std::string> certain, conditional, conditions;
    for (SelfCitation const& own : found.self_citations) {
        (own.is_certain() ? certain : conditional).insert(row_of(own.by));
        for (ClaimId claim : own.conditions)
            conditions.insert(corpus::key(graph().subject(claim)) + " = " + corpus::key(graph().value_node(claim)));
    }
    json::object answer;
    for (auto const& [name, rows] : {std::pair("certain", &certain), std::pair("conditional", &conditional)}) {
        json::array list;
        for (std::string const& row : *rows) list.emplace_back(row);
        answer[name] = list;
    }
    json::value const wanted = expected("h14");
    CHECK(answer.at("certain") == wanted.at("certain"));
    CHECK(answer.at("conditional") == wanted.at("conditional"));
    CHECK(conditions == std::set<std::string>{"ac_author001 = ac_pashayeva"});
    CHECK(wanted.at("condition") == "the unnamed author of seed 001 is ac_pashayeva");
    CHECK(found.circles.empty());
}

TEST_CASE("h01: the number of residents has one origin in three documents, by the runs of words that they share") {
    // Without the lineage that software holds in the data set they are three: nobody names a source.
    View const plain(graph(), {.accept_analysts = false});
    Corroboration const apart = corroboration(plain, residents());
    CHECK(apart.support.at_most == 3);
    CHECK(apart.support.documents.size() == 3);

    // Two of them share the whole sentence. The third rewords its beginning: the run of words begins in the middle, and
    // covers more than half of the passages. To the letter rule L3 does not join it; table of part 10 counts it as one.
    View const view(graph());
    CHECK(corroboration(view, residents(), {.covered_percent = 100}).support.at_most == 2);
    Corroboration const found = corroboration(view, residents());
    std::set<std::string> rows;
    for (AttributionId a : found.support.attributions)
        for (Label const& label : graph().labels(a))
            if (label.text.substr(0, 2) == "c0") rows.emplace(label.text);
    std::set<std::string> wanted;
    json::value const answer = expected("h01");
    for (auto const& row : answer.at(0).as_array()) wanted.emplace(row.as_string().c_str());
    CHECK(rows == wanted);
    CHECK(found.support.classes.size() == answer.as_array().size());
    CHECK(found.support.at_most == 1);
    CHECK(found.support.certainly == 1);
    REQUIRE(found.support.joins.size() == 2);
    for (VoiceJoin const& join : found.support.joins) {
        CHECK(join.rule == JoinRule::shared_text);
        CHECK(join.certain);
        CHECK(join.claims.size() == 1);
    }
}
