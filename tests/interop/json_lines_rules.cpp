// SPDX-License-Identifier: BSL-1.0
#include <ascribe/interop/json_lines.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

std::string written(Graph const& graph) {
    std::string text;
    write_json_lines(graph, [&](std::string_view s) { text += s; });
    return text;
}

constexpr std::string_view prelude = R"({"record":"actor","key":"ada","kind":"person"}
{"record":"event","key":"flood"}
{"record":"document","key":"gazette"}
{"record":"claim","id":"c","subject":"event:flood","property":"occurred","value":true}
)";

/// "line:code:found" of each error.
std::vector<std::string> told(JsonLinesReport const& report) {
    std::vector<std::string> result;
    for (LineError const& e : report.errors)
        result.push_back(std::to_string(e.line) + ' ' + std::string(to_string(e.error.code)) + ' ' +
                         std::string(e.error.record) + '.' + std::string(e.error.field) +
                         (e.error.found.empty() ? "" : ": " + e.error.found));
    return result;
}

using Told = std::vector<std::string>;

/// The errors with keep_going. Without it there must be one of them, and nothing recorded.
Told errors_of(std::string const& text, Ledger& ledger) {
    std::string const before = written(ledger.graph());
    Graph const graph = ledger.graph();
    auto const strict = read_json_lines(text, ledger);
    CHECK(ledger.graph() == graph);
    CHECK(strict.errors.size() == 1);
    CHECK(written(ledger.graph()) == before);
    auto const report = read_json_lines(text, ledger, {.keep_going = true});
    bool found = false;
    for (LineError const& e : report.errors)
        found |=
            !strict.errors.empty() && e.line == strict.errors[0].line && e.error.code == strict.errors[0].error.code;
    CHECK(found);
    return told(report);
}

Told errors_of(std::string_view lines) {
    Ledger ledger;
    return errors_of(std::string(prelude).append(lines), ledger);
}

}  // namespace

TEST_CASE("what the ledger refuses is refused beforehand, at its line and column") {
    auto const one = [](std::string_view line, std::string_view error, std::size_t column) {
        CAPTURE(line);
        CHECK(errors_of(line) == Told{std::string(error)});
        Ledger ledger;
        auto const report = read_json_lines(std::string(prelude).append(line), ledger);
        REQUIRE(report.errors.size() == 1);
        CHECK(report.errors[0].column == column);
        CHECK(report.errors[0].error.offset == prelude.size() + column - 1);
    };
    one(R"({"record":"claim","subject":"event:flood","property":"same_as","value":{"text":"x"}})",
        "5 not allowed claim.value", 72);
    one(R"({"record":"claim","subject":"event:flood","property":"same_as","value":{"node":"actor:ada"}})",
        "5 not allowed claim.value: actor", 72);
    one(R"({"record":"claim","subject":"event:flood","property":"same_as","value":{"node":"event:flood"}})",
        "5 not allowed claim.value", 72);
    one(R"({"record":"attribution","source":"actor:ada","content":"claim:c","wording":"w"})",
        "5 not allowed attribution.wording", 76);
    one(R"({"record":"attribution","source":"actor:ada","content":"claim:c","quote_form":"full"})",
        "5 not allowed attribution.quote_form", 79);
    one(R"({"record":"attribution","source":"actor:ada","content":"claim:c","spans":[{"document":"document:gazette","begin":0,"end":1}]})",
        "5 not allowed attribution.spans", 74);
}

TEST_CASE("a text and its ledger must agree on kinds and traits") {
    Ledger ledger;
    ledger.actor("ada", ActorKind::media);
    ledger.property("hurt", Trait::numeric);
    Ledger const other;
    CHECK(
        errors_of("{\"record\":\"place\",\"key\":\"p\"}\n{\"record\":\"actor\",\"key\":\"ada\",\"kind\":\"person\"}\n",
                  ledger) == Told{"2 conflict actor.kind: person for ada, recorded as media"});
    CHECK(errors_of("{\"record\":\"property\",\"name\":\"hurt\",\"traits\":[\"functional\"]}\n", ledger).size() == 1);
    CHECK(errors_of("{\"record\":\"property\",\"name\":\"hurt\",\"traits\":[]}\n", ledger).size() == 1);
    CHECK(errors_of("{\"record\":\"property\",\"name\":\"place\",\"traits\":[\"numeric\"]}\n", ledger).size() == 1);
    CHECK(read_json_lines("{\"record\":\"property\",\"name\":\"hurt\"}\n", ledger).ok());
    // The ledger's traits hold for what the text says.
    CHECK(errors_of(
              "{\"record\":\"claim\",\"subject\":\"actor:ada\",\"property\":\"hurt\",\"value\":{\"text\":\"many\"}}\n",
              ledger) == Told{"1 not allowed claim.value"});
}

TEST_CASE("lines must agree with each other on kinds and traits") {
    CHECK(errors_of(R"({"record":"actor","key":"ada","kind":"person"}
{"record":"actor","key":"ada","kind":"office"}
{"record":"property","name":"hurt","traits":["numeric"]}
{"record":"property","name":"hurt","traits":["functional"]}
)") == Told{"6 conflict actor.kind: office for ada, recorded as person",
            "8 conflict property.traits: " + errors_of(R"({"record":"property","name":"hurt","traits":["numeric"]}
{"record":"property","name":"hurt","traits":["functional"]}
)")
                                                 .at(0)
                                                 .substr(std::string("6 conflict property.traits: ").size())});
}

TEST_CASE("an id is given once; the first line has it") {
    CHECK(errors_of(R"({"record":"claim","id":"x","subject":"event:flood","property":"name","value":{"text":"one"}}
{"record":"claim","id":"x","subject":"event:flood","property":"name","value":{"text":"two"}}
{"record":"attribution","id":"x","source":"actor:ada","content":"claim:x"}
{"record":"attribution","id":"x","source":"document:gazette","content":"claim:x"}
)") == Told{"6 conflict claim.id: x, as in line 5", "8 conflict attribution.id: x, as in line 7"});
}

TEST_CASE("records that are equal by content are one also where a rule asks for two") {
    std::string const lines = R"({"record":"claim","id":"d","subject":"event:flood","property":"occurred","value":true}
{"record":"claim","id":"e","subject":"claim:c","property":"same_as","value":{"node":"claim:d"}}
{"record":"attribution","id":"1","source":"actor:ada","content":"claim:c"}
{"record":"attribution","id":"2","source":"actor:ada","content":"claim:d","grounds":["attribution:1"]}
{"record":"ground","attribution":"attribution:1","on":"attribution:2"}
{"record":"attribution","id":"3","source":"actor:ada","content":"claim:d"}
{"record":"ground","attribution":"attribution:1","on":"attribution:3"}
)";
    CHECK(errors_of(lines) == Told{"6 not allowed claim.value", "8 not allowed ground.on",
                                   "9 unknown ground.on: attribution:2, line 8", "11 not allowed ground.on"});
    Ledger ledger;
    auto const report = read_json_lines(std::string(prelude).append(lines), ledger, {.keep_going = true});
    CHECK(report.errors[1].column == 85);
    CHECK(report.errors[3].column == 55);
}

TEST_CASE("claims and attributions that contain themselves are named with all their lines") {
    CHECK(errors_of(R"({"record":"attribution","id":"1","source":"actor:ada","content":"attribution:1"}
)") == Told{"5 cycle attribution.content: line 5 -> line 5"});
    CHECK(errors_of(R"({"record":"attribution","id":"1","source":"actor:ada","content":"attribution:2"}
{"record":"attribution","id":"2","source":"actor:ada","content":"claim:3"}
{"record":"claim","id":"3","subject":"claim:c","property":"if","value":{"node":"claim:4"}}
{"record":"claim","id":"4","subject":"attribution:1","property":"if","value":{"node":"claim:c"}}
{"record":"claim","id":"5","subject":"event:flood","property":"occurred","value":true}
{"record":"claim","id":"6","subject":"claim:6","property":"if","value":{"node":"claim:c"}}
{"record":"claim","id":"7","subject":"claim:6","property":"if","value":{"node":"claim:4"}}
{"record":"attribution","id":"8","source":"actor:ada","content":"claim:5","grounds":["claim:7"]}
)") == Told{"5 cycle attribution.content: line 5 -> line 6 -> line 7 -> line 8 -> line 5",
            "6 cycle attribution.content: line 5 -> line 6 -> line 7 -> line 8 -> line 5",
            "7 cycle claim.value: line 5 -> line 6 -> line 7 -> line 8 -> line 5",
            "8 cycle claim.subject: line 5 -> line 6 -> line 7 -> line 8 -> line 5",
            "10 cycle claim.subject: line 10 -> line 10", "11 unknown claim.subject: claim:6, line 10",
            "12 unknown attribution.grounds: claim:7, line 11"});
    std::string lines;
    for (int i = 0; i < 20; ++i)
        lines += "{\"record\":\"attribution\",\"id\":\"" + std::to_string(i) +
                 "\",\"source\":\"actor:ada\",\"content\":\"attribution:" + std::to_string((i + 1) % 20) + "\"}\n";
    CHECK(errors_of(lines)[0] ==
          "5 cycle attribution.content: line 5 -> line 6 -> line 7 -> line 8 -> line 9 -> line 10 -> line 11 -> "
          "line 12 -> 12 more -> line 5");
}

TEST_CASE("with keep_going all good lines are read, and what depends on a bad one is told its line") {
    std::string const text = R"({"record":"actor","key":"ada","kind":"person"}
{"record":"event","key":"flood","labels":[7]}
{"record":"claim","id":"1","subject":"event:flood","property":"occurred","value":true}
{"record":"claim","id":"2","subject":"actor:ada","property":"occurred","value":false}
{"record":"attribution","id":"3","source":"actor:ada","content":"claim:2"}
{"record":"attribution","id":"4","source":"actor:ada","content":"attribution:3"}
{"record":"label","node":"attribution:4","text":"l"}
{"record":"claim","id":"5","subject":"actor:ada","property":"occurred","value":true}
{"record":"attribution","id":"6","source":"actor:ada","content":"claim:5","grounds":["claim:2"]}
{"record":"attribution","id":"7","source":"actor:ada","content":"claim:5"}
{"record":"ground","attribution":"attribution:7","on":"attribution:4"}
{"record":"claim","id":"8","subject":"actor:ada","property":"name","value":{"te
{"record":"attribution","id":"9","source":"actor:ada","content":"claim:8"}
{"record":"attribution","id":"10","source":"actor:ada","content":"claim:11"}
{"id":"11","record":"claim","subject":"actor:ada","property":"occurred","value":true}
{"record":"document","key":"d"}
{"record":"attribution","id":"12","source":"actor:ada","content":"claim:5","document":"document:d","wording":"w","labels":["good"]}
)";
    Ledger ledger;
    CHECK(errors_of(text, ledger) ==
          Told{"2 syntax event.labels: 7", "3 unknown claim.subject: event:flood, line 2",
               "4 not allowed claim.value: false", "5 unknown attribution.content: claim:2, line 4",
               "6 unknown attribution.content: attribution:3, line 5", "7 unknown label.node: attribution:4, line 6",
               "9 unknown attribution.grounds: claim:2, line 4", "11 unknown ground.on: attribution:4, line 6",
               "12 syntax JSON.", "13 unknown attribution.content: claim:8, line 12",
               "14 unknown attribution.content: claim:11", "15 syntax line.record: id"});
    CHECK(written(ledger.graph()) == R"({"record":"property","name":"occurred"}
{"record":"actor","key":"ada","kind":"person"}
{"record":"document","key":"d"}
{"record":"claim","id":"c0","subject":"actor:ada","property":"occurred","value":true}
{"record":"attribution","id":"a0","source":"actor:ada","content":"claim:c0"}
{"record":"attribution","id":"a1","source":"actor:ada","content":"claim:c0","document":"document:d","wording":"w","labels":["good"]}
)");
}

TEST_CASE("what the ledger refuses takes with it what depends on it, earlier lines too") {
    Ledger ledger;
    CHECK(errors_of(R"({"record":"actor","key":"ada","kind":"person"}
{"record":"attribution","id":"1","source":"actor:ada","content":"claim:2"}
{"record":"attribution","id":"4","source":"actor:ada","content":"claim:3","grounds":["claim:2"]}
{"record":"claim","id":"2","subject":"actor:ada","property":"same_as","value":{"node":"actor:ada"}}
{"record":"claim","id":"3","subject":"actor:ada","property":"occurred","value":true}
{"record":"recording","attribution":"attribution:4","recorder":"actor:ada","at":"2024-01-31T12:00:00Z"}
{"record":"actor","key":"bo","kind":"person","labels":["b"]}
{"record":"actor","key":"bo","kind":"state"}
)",
                    ledger) == Told{"2 unknown attribution.content: claim:2, line 4",
                                    "3 unknown attribution.grounds: claim:2, line 4", "4 not allowed claim.value",
                                    "6 unknown recording.attribution: attribution:4, line 3",
                                    "8 conflict actor.kind: state for bo, recorded as person"});
    Graph const graph = ledger.graph();
    CHECK(graph.count(Category::attribution) == 0);
    CHECK(graph.count(Category::claim) == 1);
    CHECK(graph.property_count() == 1);
    CHECK(graph.find_labelled("b") == std::vector<Node>{graph.find_actor("bo")});
}

TEST_CASE("an entity is there if one of its lines is good, or the ledger has it") {
    Ledger ledger;
    ledger.place("q");
    CHECK(errors_of(R"({"record":"place","key":"p","kind":"x"}
{"record":"claim","id":"1","subject":"place:p","property":"name","value":{"text":"P"}}
{"record":"place","key":"p"}
{"record":"place","key":"q","kind":"x"}
{"record":"claim","id":"2","subject":"place:q","property":"name","value":{"text":"Q"}}
)",
                    ledger) == Told{"1 unknown place.: kind", "4 unknown place.: kind"});
    CHECK(ledger.graph().count(Category::claim) == 2);
}

TEST_CASE("errors come in order of lines, and lines are counted as far as they were read") {
    std::string text;
    for (int i = 0; i < 50; ++i)
        text += i % 5 == 3 ? "{\"record\":\"place\"}\n"
                           : "{\"record\":\"claim\",\"subject\":\"place:x\",\"property\":\"p\",\"value\":true}\n";
    Ledger ledger;
    auto const report = read_json_lines(text, ledger, {.keep_going = true});
    REQUIRE(report.errors.size() == 50);
    for (std::size_t i = 0; i < 50; ++i) CHECK(report.errors[i].line == i + 1);
    CHECK(report.lines == 50);
    CHECK(read_json_lines(text, ledger).lines == 4);
}
