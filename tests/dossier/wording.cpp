// SPDX-License-Identifier: BSL-1.0
// Pages are told in words: no labels or codes of tables where a statement or a number belongs, and nothing twice.
#include "corpus/records.hpp"
#include "dossier/analyses.hpp"
#include "dossier/names.hpp"
#include "dossier/print_text.hpp"
#include "dossier/program_run.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace dossier_test;
using corpus::graph;

namespace {

std::size_t count_of(std::string const& text, std::string const& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

std::string worded(char const* canonical) {
    auto const quantity = parse_quantity(canonical);
    REQUIRE(quantity);
    return dossier::text_of(*quantity);
}

/// A page before its legend.
std::string page(std::string const& question) {
    Run const result = run("--width 400 " + question + " " + data);
    REQUIRE(result.status == 0);
    return result.out.substr(0, result.out.find("\nLegend\n"));
}

}  // namespace

TEST_CASE("A claim is told in its words and an attribution with what it says, never by a label alone") {
    std::size_t labelled = 0, denials = 0;
    for (ClaimId claim : graph().claims()) {
        std::string const words = dossier::describe(graph(), claim);
        CHECK(words.front() == '[');
        bool const is_shallow = graph().subject(claim).to<Entity>() && !graph().value_node(claim);
        if (is_shallow) CHECK(words == "[" + dossier::text_of(graph(), claim) + "]");
        for (Label const& label : graph().labels(claim)) {
            CHECK(words.find(label.text) == std::string::npos);
            ++labelled;
        }
    }
    CHECK(labelled > 50);
    for (AttributionId a : graph().attributions()) {
        std::string const words = dossier::describe(graph(), a);
        std::string const said = dossier::words_of(graph(), a);
        CAPTURE(words);
        CHECK(words.front() == '[');
        // What is deep in a statement may be told in short.
        if (graph().subject(graph().innermost(a).first).to<Entity>())
            CHECK(words.find(": " + said) != std::string::npos);
        denials += said.substr(0, 3) == "CT-";
    }
    CHECK(denials > 100);
    std::string const falls = page("--what-if d003");
    CHECK(falls.find("k_resign") == std::string::npos);
    CHECK(falls.find("\nc003.030 · ") == std::string::npos);
    CHECK(falls.find("in c003.030: CT- refuse: ") != std::string::npos);
    CHECK(page("--independence").find("k_arm_recognition · contradicts") == std::string::npos);
}

TEST_CASE("Whoever denies that somebody says a thing is not told as saying it, nor as denying it") {
    Ledger ledger;
    ActorId const ada = ledger.actor("ada", ActorKind::person), mayor = ledger.actor("mayor", ActorKind::person);
    DocumentId const gazette = ledger.document("gazette");
    ClaimId const dry = ledger.claim(ledger.event("harbour"), "dry");
    AttributionId const said = ledger.attribution({.source = mayor, .content = dry, .act = SpeechAct::promise});
    AttributionId const told = ledger.attribution({.source = ada, .content = said, .document = gazette});
    AttributionId const denied =
        ledger.attribution({.source = ada, .content = said, .factuality = Factuality::ct_minus, .document = gazette});
    Graph const records = ledger.graph();
    CHECK(dossier::words_of(records, said) == "CT+ promise: harbour · dry");
    CHECK(dossier::words_of(records, told) == "CT+ promise: harbour · dry");
    CHECK(dossier::words_of(records, denied) == "CT- that mayor says: CT+ promise: harbour · dry");
    CHECK(dossier::describe(records, told) == "[mayor: CT+ promise: harbour · dry]");
    CHECK(dossier::describe(records, denied) == "[ada: CT- that mayor says: CT+ promise: harbour · dry]");
}

TEST_CASE("Numbers and words from lists are told as people write them") {
    CHECK(worded("1 {ordinal}") == "1st");
    CHECK(worded("2 {ordinal}") == "2nd");
    CHECK(worded("3 {ordinal}") == "3rd");
    CHECK(worded("11 {ordinal}") == "11th");
    CHECK(worded("112 {ordinal}") == "112th");
    CHECK(worded("121 {ordinal}") == "121st");
    CHECK(worded(">2 {ordinal}") == "more than 2");
    CHECK(worded("1 {options}") == "1 option");
    CHECK(worded("1 {families}") == "1 family");
    CHECK(worded("2 {options}") == "2 options");
    CHECK(worded(">1 {options}") == "more than 1 option");
    CHECK(worded("<30 a {duration}") == "under 30 years");
    CHECK(worded(">40 t {food_hygiene}") == "more than 40 tonnes of food hygiene");
    std::string const listed = page("--numbers") + page("--document d000") + page("--document d003");
    for (char const* code :
         {"of food_hygiene", "1 ordinal", "1 options", "of duration", "high_treason", "called_for"}) {
        CAPTURE(code);
        CHECK(listed.find(code) == std::string::npos);
    }
    CHECK(listed.find("high treason") != std::string::npos);
}

TEST_CASE("A claim's page tells notes of the claim from those of the passages, and leaves out what there is not") {
    std::string const noted = page("--claim c004.024");
    CHECK(count_of(noted, "Noted of the passages by analysts and software\n") == 1);
    CHECK(count_of(noted, "Noted of the claim") == 0);
    CHECK(count_of(noted, "by analysts and software\n") == 1);
}

TEST_CASE(
    "Where a table folds, rows that are equal in all that is shown are shown once; what says nothing is left out") {
    dossier::Section table{.id = "table", .title = "Table"};
    table.columns = {{"shown", "shown"}, {"hidden", "", false, dossier::not_in_text}};
    table.rows = {{"alike", "1"}, {"alike", "2"}, {"other", "3"}, {"alike", "4"}};
    auto const printed = [&](bool folds) {
        table.folds = folds;
        return dossier::print_text({.sections = {table, {.id = "empty", .title = "Empty"}}}, 80, false);
    };
    CHECK(count_of(printed(false), "\nalike\n") == 3);
    CHECK(count_of(printed(true), "\nalike\n") == 1);
    CHECK(count_of(printed(true), "\nother\n") == 1);
    CHECK(count_of(printed(true), "Empty") == 0);

    dossier::Section const all = dossier::relations(View(graph()), "all");
    std::set<std::vector<std::string>> different;
    for (auto const& row : all.rows) {
        std::vector<std::string> texts;
        for (dossier::Cell const& cell : row) texts.push_back(cell.text);
        different.insert(std::move(texts));
    }
    CHECK(all.folds);
    CHECK(different.size() < all.rows.size());
}

TEST_CASE("What is dated by its end only is told as by then, and what nothing dates as that") {
    std::string const times = page("--timeline");
    CHECK(times.find("until ") == std::string::npos);
    CHECK(times.find("by 2023-09-06 ") != std::string::npos);
    std::string const undated = page("--event ev_armenian_residents");
    CHECK(count_of(undated, "Nothing dates it.\n") == 1);
    CHECK(undated.find("Began unknown, ended unknown") == std::string::npos);
}

TEST_CASE("In a drawing a denial is told in the label of the attribution") {
    std::string const drawing = run("--dot c001.153 --radius 2 " + data).out;
    CHECK(drawing.find("\\nCT- deny\"") != std::string::npos);
    CHECK(drawing.find("\\nreports, CT+\"") != std::string::npos);
    CHECK(drawing.find("\\nCT+\"") != std::string::npos);
}
