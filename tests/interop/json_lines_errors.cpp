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

// Four lines that others can refer to; a line under test is the fifth.
constexpr std::string_view prelude = R"({"record":"actor","key":"ada","kind":"person"}
{"record":"event","key":"flood"}
{"record":"document","key":"gazette"}
{"record":"claim","id":"c","subject":"event:flood","property":"occurred","value":true}
)";

struct Bad {
    std::string_view line;
    std::size_t column;
    Errc code;
    std::string_view record, field, expected, found;
};

/// Each line is refused with this error and changes nothing; with keep_going the other lines are read.
void check_refused(std::vector<Bad> const& lines) {
    Ledger good;
    REQUIRE(read_json_lines(prelude, good).ok());
    for (Bad const& bad : lines) {
        CAPTURE(bad.line);
        std::string const text = std::string(prelude).append(bad.line).append("\n");
        Ledger ledger;
        Graph const before = ledger.graph();
        JsonLinesReport const report = read_json_lines(text, ledger);
        REQUIRE(report.errors.size() == 1);
        LineError const& e = report.errors.front();
        CHECK(e.line == 5);
        CHECK(e.column == bad.column);
        CHECK(to_string(e.error.code) == to_string(bad.code));
        CHECK(e.error.record == bad.record);
        CHECK(e.error.field == bad.field);
        CAPTURE(e.error.expected);
        CHECK(e.error.expected.find(bad.expected) != std::string_view::npos);
        CHECK(e.error.found == bad.found);
        CHECK(e.error.offset == prelude.size() + bad.column - 1);
        CHECK(ledger.graph() == before);
        CHECK(report.of(Category::actor) == JsonLinesReport::Count());

        JsonLinesReport const rest = read_json_lines(text, ledger, {.keep_going = true});
        CHECK(rest.errors == report.errors);
        CHECK(rest.of(Category::actor) == JsonLinesReport::Count{1, 1});
        CHECK(written(ledger.graph()) == written(good.graph()));
    }
}

}  // namespace

TEST_CASE("a line that is no JSON object is refused at the byte where it goes wrong") {
    constexpr std::string_view utf8 = "as UTF-8 and between quotes";
    constexpr std::string_view control = "control characters written as escapes";
    constexpr std::string_view escape = "an escape for one Unicode character";
    check_refused({
        {"[]", 1, Errc::syntax, "line", "", "a JSON object", "[]"},
        {"  \"record\"", 3, Errc::syntax, "line", "", "a JSON object", "\"record\""},
        {"17", 1, Errc::syntax, "line", "", "a JSON object", "17"},
        {"true", 1, Errc::syntax, "line", "", "a JSON object", "true"},
        {"place", 1, Errc::syntax, "JSON", "", "JSON", "place"},
        {"{", 2, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key":"p")", 28, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key":"p)", 27, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key":)", 25, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key")", 24, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key":"p","labels":[)", 39, Errc::syntax, "JSON", "", "is not complete", ""},
        {R"({"record":"place","key":"p"}})", 29, Errc::syntax, "JSON", "", "nothing more", "}"},
        {R"({"record":"place","key":"p"} {)", 30, Errc::syntax, "JSON", "", "nothing more", "{"},
        {R"({"record":"place","key":"p",})", 29, Errc::syntax, "JSON", "", "JSON", "}"},
        {R"({"record":"place" "key":"p"})", 19, Errc::syntax, "JSON", "", "JSON", "\"key\":\"p\"}"},
        {R"({"record":"place","key":'p'})", 25, Errc::syntax, "JSON", "", "JSON", "'p'}"},
        {R"({record:"place"})", 2, Errc::syntax, "JSON", "", "JSON", "record:\"place\"}"},
        {R"({"record":"place","key":"p"} // note)", 30, Errc::syntax, "JSON", "", "nothing more", "// note"},
        {"{\"record\":\"place\",\"key\":\"\xff\"}", 26, Errc::syntax, "JSON", "", utf8, "\\xff\"}"},
        {"{\"record\":\"place\",\"key\":\"a\xc3\"}", 27, Errc::syntax, "JSON", "", utf8, "\\xc3\"}"},
        {"{\"record\":\"place\",\"key\":\"\xed\xa0\x80\"}", 26, Errc::syntax, "JSON", "", utf8, "\\xed\\xa0\\x80\"}"},
        {"{\"record\":\"place\",\"key\":\"\xc0\xaf\"}", 26, Errc::syntax, "JSON", "", utf8, "\\xc0\\xaf\"}"},
        {"{\"record\":\"place\",\xc2\xa0\"key\":\"p\"}", 19, Errc::syntax, "JSON", "", utf8, "\u00a0\"key\":\"p\"}"},
        {"{\"record\":\"place\",\"key\":\"a\tb\"}", 27, Errc::syntax, "JSON", "", control, "\\x09b\"}"},
        {R"({"record":"place","key":"\x"})", 27, Errc::syntax, "JSON", "", "JSON", "x\"}"},
        {R"({"record":"place","key":"\ud800 and more text"})", 32, Errc::syntax, "JSON", "", "JSON",
         " and more text\"}"},
        {R"({"record":"place","key":"\udc00 and more text"})", 26, Errc::syntax, "JSON", "", escape,
         R"(\udc00 and more text)"},
        {R"({"record":"place","key":"\u12g4 and more text"})", 26, Errc::syntax, "JSON", "", escape,
         R"(\u12g4 and more text)"},
        {R"({"record":"place","key":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]})", 40, Errc::syntax, "JSON", "", "16 levels",
         ""},
    });
}

TEST_CASE("a line must name its kind first, and have the members of its kind and no others") {
    constexpr std::string_view kinds = "actor, place, document";
    check_refused({
        {"{}", 1, Errc::empty, "line", "record", "first", "{}"},
        {R"({"key":"p","record":"place"})", 2, Errc::syntax, "line", "record", "first", "key"},
        {R"({"record":"places","key":"p"})", 11, Errc::unknown, "line", "record", kinds, "places"},
        {R"({"record":"","key":"p"})", 11, Errc::empty, "line", "record", kinds, ""},
        {R"({"record":7,"key":"p"})", 11, Errc::syntax, "line", "record", kinds, "7"},
        {R"({"record":"place","record":"place","key":"p"})", 19, Errc::conflict, "place", "record", "once", "record"},
        {R"({"record":"place","key":"p","key":"q"})", 29, Errc::conflict, "place", "key", "once", "key"},
        {R"({"record":"place","key":"p","k\u0065y":"q"})", 29, Errc::conflict, "place", "key", "once", "key"},
        {R"({"record":"place","key":"p","name":"q"})", 29, Errc::unknown, "place", "", "key or labels", "name"},
        {R"({"record":"place","key":"p","kind":"person"})", 29, Errc::unknown, "place", "", "key or labels", "kind"},
        {R"({"record":"place"})", 1, Errc::empty, "place", "key", "required", ""},
        {R"({"record":"place","key":""})", 25, Errc::empty, "place", "key", "not empty", ""},
        {R"({"record":"place","key":3})", 25, Errc::syntax, "place", "key", "a key", "3"},
        {R"({"record":"place","key":null})", 25, Errc::syntax, "place", "key", "a key", "null"},
        {R"({"record":"actor","key":"x"})", 1, Errc::empty, "actor", "kind", "required", ""},
        {R"({"record":"actor","key":"x","kind":"human"})", 36, Errc::unknown, "actor", "kind", "person, organ",
         "human"},
        {R"({"record":"actor","key":"x","kind":true})", 36, Errc::syntax, "actor", "kind", "person, organ", "true"},
        {R"({"record":"event","key":"x","labels":"l"})", 38, Errc::syntax, "event", "labels", "an array", "l"},
        {R"({"record":"event","key":"x","labels":[""]})", 39, Errc::empty, "event", "labels", "a name", ""},
        {R"({"record":"event","key":"x","labels":["l",5]})", 43, Errc::syntax, "event", "labels", "a name", "5"},
        {R"({"record":"event","key":"x","labels":[{}]})", 39, Errc::empty, "event", "labels.text", "required", ""},
        {R"({"record":"event","key":"x","labels":[{"text":""}]})", 47, Errc::empty, "event", "labels.text", "not empty",
         ""},
        {R"({"record":"event","key":"x","labels":[{"text":"l","set":1}]})", 51, Errc::unknown, "event", "labels",
         "data_set", "set"},
        {R"({"record":"event","key":"x","labels":[{"text":"l","data_set":"event:flood"}]})", 62, Errc::not_allowed,
         "event", "labels.data_set", "actor:KEY", "event:flood"},
        {R"({"record":"property"})", 1, Errc::empty, "property", "name", "required", ""},
        {R"({"record":"property","name":""})", 29, Errc::empty, "property", "name", "name of a property", ""},
        {R"({"record":"property","name":"x","traits":"numeric"})", 42, Errc::syntax, "property", "traits", "array",
         "numeric"},
        {R"({"record":"property","name":"x","traits":["number"]})", 43, Errc::unknown, "property", "traits", "numeric",
         "number"},
        {R"({"record":"property","name":"x","traits":["numeric","numeric"]})", 53, Errc::conflict, "property", "traits",
         "once", "numeric"},
        {R"({"record":"ground","attribution":"attribution:1"})", 1, Errc::empty, "ground", "on", "required", ""},
        {R"({"record":"label","node":"claim:c"})", 1, Errc::empty, "label", "text", "required", ""},
        {R"({"record":"label","node":"claim:c","text":""})", 43, Errc::empty, "label", "text", "not empty", ""},
        {R"({"record":"recording","attribution":"attribution:1","recorder":"actor:ada","at":5})", 81, Errc::syntax,
         "recording", "at", "2024-01-31T12:00:00Z", "5"},
    });
}

TEST_CASE("P1: a value that is no positive one is refused with what to write instead") {
    check_refused({
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":false})", 73, Errc::not_allowed,
         "claim", "value", "factuality CT- (rule P1)", "false"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":null})", 73, Errc::not_allowed,
         "claim", "value", "what is not known is no claim", "null"},
        {R"({"record":"claim","subject":"event:flood","property":"hurt","value":25})", 69, Errc::not_allowed, "claim",
         "value", "{\"quantity\": ...}", "25"},
        {R"({"record":"claim","subject":"event:flood","property":"hurt","value":-2.5e3})", 69, Errc::not_allowed,
         "claim", "value", "{\"quantity\": ...}", "-2.5e3"},
        {R"({"record":"claim","subject":"event:flood","property":"place","value":"Town Hall"})", 70, Errc::syntax,
         "claim", "value", "{\"text\": ...}", "Town Hall"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":["a","b"]})", 73, Errc::not_allowed,
         "claim", "value", "one claim for each item (rule P2)", "an array"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred"})", 1, Errc::empty, "claim", "value",
         "required", ""},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":{}})", 73, Errc::empty, "claim",
         "value", "one member", "{}"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":{"text":"a","date":"2023"}})", 85,
         Errc::conflict, "claim", "value", "one member", "date"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":{"number":3}})", 74, Errc::unknown,
         "claim", "value", "node, text, quantity or date", "number"},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":{"text":""}})", 81, Errc::empty,
         "claim", "value.text", "true instead", ""},
        {R"({"record":"claim","subject":"event:flood","property":"occurred","value":{"text":true}})", 81, Errc::syntax,
         "claim", "value.text", "text", "true"},
        {R"({"record":"claim","subject":"event:flood","property":"hurt","value":{"quantity":25}})", 81, Errc::syntax,
         "claim", "value.quantity", "a quantity", "25"},
        {R"({"record":"claim","subject":"event:flood","property":"hurt","value":{"quantity":"25 {person"}})", 92,
         Errc::syntax, "claim", "value.quantity", "", "25 {person"},
        {R"({"record":"claim","subject":"event:flood","property":"date","value":{"date":"2023-13-01"}})", 83,
         Errc::out_of_range, "claim", "value.date", "01 to 12", "2023-13-01"},
        {R"({"record":"claim","subject":"event:flood","property":"date","value":{"date":"\u0032023-13-01"}})", 77,
         Errc::out_of_range, "claim", "value.date", "01 to 12", "2023-13-01"},
        {R"({"record":"claim","subject":"event:flood","property":"x","value":true,"valid":"May"})", 80, Errc::syntax,
         "claim", "valid", "", "May"},
    });
}

TEST_CASE("a reference must be one, to a record of the right category that some line or the ledger has") {
    constexpr std::string_view any = "event:KEY or claim:ID";
    check_refused({
        {R"({"record":"claim","subject":"flood","property":"occurred","value":true})", 29, Errc::syntax, "claim",
         "subject", any, "flood"},
        {R"({"record":"claim","subject":"thing:flood","property":"occurred","value":true})", 29, Errc::unknown, "claim",
         "subject", any, "thing:flood"},
        {R"({"record":"claim","subject":"property:p","property":"occurred","value":true})", 29, Errc::unknown, "claim",
         "subject", any, "property:p"},
        {R"({"record":"claim","subject":"event:","property":"occurred","value":true})", 29, Errc::empty, "claim",
         "subject", any, "event:"},
        {R"({"record":"claim","subject":{},"property":"occurred","value":true})", 29, Errc::syntax, "claim", "subject",
         any, "an object"},
        {R"({"record":"claim","subject":"event:fire","property":"occurred","value":true})", 29, Errc::unknown, "claim",
         "subject", "an event that a line of the text declares", "event:fire"},
        {R"({"record":"claim","subject":"claim:17","property":"if","value":true})", 29, Errc::unknown, "claim",
         "subject", "the id of a claim of the text", "claim:17"},
        {R"({"record":"claim","subject":"event:flood","property":"place","value":{"node":"place:hall"}})", 70,
         Errc::unknown, "claim", "value", "a place that", "place:hall"},
        {R"({"record":"attribution","source":"event:flood","content":"claim:c"})", 34, Errc::not_allowed, "attribution",
         "source", "actor:KEY or document:KEY", "event:flood"},
        {R"({"record":"attribution","source":"actor:ada","content":"document:gazette"})", 56, Errc::not_allowed,
         "attribution", "content", "claim:ID or attribution:ID", "document:gazette"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","document":"actor:ada"})", 77,
         Errc::not_allowed, "attribution", "document", "document:KEY", "actor:ada"},
        {R"({"record":"attribution","source":"actor:bo","content":"claim:c"})", 34, Errc::unknown, "attribution",
         "source", "an actor", "actor:bo"},
        {R"({"record":"attribution","source":"actor:ada","content":"attribution:1"})", 56, Errc::unknown, "attribution",
         "content", "the id of an attribution", "attribution:1"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","document":"document:x"})", 77,
         Errc::unknown, "attribution", "document", "a document", "document:x"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","document":"document:gazette","spans":[{"begin":0,"end":1},{"begin":0,"end":1,"document":"document:x"}]})",
         155, Errc::unknown, "attribution", "spans.document", "a document", "document:x"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","grounds":["claim:c","claim:d"]})", 87,
         Errc::unknown, "attribution", "grounds", "the id of a claim", "claim:d"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","labels":["l",{"text":"l","data_set":"actor:x"}]})",
         103, Errc::unknown, "attribution", "labels.data_set", "an actor", "actor:x"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","recordings":[{"recorder":"actor:x","at":"2024-01-31T12:00:00Z"}]})",
         92, Errc::unknown, "attribution", "recordings.recorder", "an actor", "actor:x"},
        {R"({"record":"ground","attribution":"claim:c","on":"claim:c"})", 34, Errc::not_allowed, "ground",
         "attribution", "attribution:ID", "claim:c"},
        {R"({"record":"ground","attribution":"attribution:1","on":"claim:c"})", 34, Errc::unknown, "ground",
         "attribution", "the id of an attribution", "attribution:1"},
        {R"({"record":"label","node":"place:x","text":"l"})", 26, Errc::unknown, "label", "node", "a place", "place:x"},
        {R"({"record":"label","node":"claim:c","text":"l","data_set":"actor:x"})", 58, Errc::unknown, "label",
         "data_set", "an actor", "actor:x"},
        {R"({"record":"recording","attribution":"attribution:1","recorder":"actor:ada","at":"2024-01-31T12:00:00Z"})",
         37, Errc::unknown, "recording", "attribution", "the id of an attribution", "attribution:1"},
    });
}

TEST_CASE("a bad field of an attribution is refused where it stands") {
    auto const a = [](std::string_view member) {
        static std::vector<std::string> kept;
        if (kept.empty()) kept.reserve(100);
        return std::string_view(kept.emplace_back(
            R"({"record":"attribution","source":"actor:ada","content":"claim:c","document":"document:gazette",)" +
            std::string(member) + "}"));
    };
    constexpr std::size_t at = 96;  // where the member begins
    check_refused({
        {a(R"("factuality":"yes")"), at + 13, Errc::unknown, "attribution", "factuality", "CT+", "yes"},
        {a(R"("act":"say")"), at + 6, Errc::unknown, "attribution", "act", "assert, deny", "say"},
        {a(R"("role":"publisher")"), at + 7, Errc::unknown, "attribution", "role", "author, speaker", "publisher"},
        {a(R"("implied":"true")"), at + 10, Errc::syntax, "attribution", "implied", "true or false", "true"},
        {a(R"("basis":"rumour")"), at + 8, Errc::unknown, "attribution", "basis", "hearsay", "rumour"},
        {a(R"("quote_form":"direct")"), at + 13, Errc::unknown, "attribution", "quote_form", "free_indirect", "direct"},
        {a(R"("distance":"alleged")"), at + 11, Errc::syntax, "attribution", "distance", "an object", "alleged"},
        {a(R"("distance":{"target":"term"})"), at + 11, Errc::empty, "attribution", "distance.marker", "required", ""},
        {a(R"("distance":{"marker":"doubt"})"), at + 21, Errc::unknown, "attribution", "distance.marker", "so_called",
         "doubt"},
        {a(R"("distance":{"marker":"irony","target":"word"})"), at + 38, Errc::unknown, "attribution",
         "distance.target", "term", "word"},
        {a(R"("said":"yesterday")"), at + 8, Errc::syntax, "attribution", "said", "", "yesterday"},
        {a(R"("wording":"")"), at + 10, Errc::empty, "attribution", "wording", "not empty", ""},
        {a(R"("spans":{})"), at + 8, Errc::syntax, "attribution", "spans", "an array of spans", "an object"},
        {a(R"("spans":[7])"), at + 9, Errc::syntax, "attribution", "spans", "an object", "7"},
        {a(R"("spans":[{"begin":1}])"), at + 9, Errc::empty, "attribution", "spans.end", "required", ""},
        {a(R"("spans":[{"begin":1,"end":0}])"), at + 26, Errc::out_of_range, "attribution", "spans.end", "not before",
         "1..0"},
        {a(R"("spans":[{"begin":-1,"end":0}])"), at + 18, Errc::out_of_range, "attribution", "spans.begin",
         "4294967295", "-1"},
        {a(R"("spans":[{"begin":1.0,"end":2}])"), at + 18, Errc::out_of_range, "attribution", "spans.begin",
         "4294967295", "1.0"},
        {a(R"("spans":[{"begin":0,"end":4294967296}])"), at + 26, Errc::out_of_range, "attribution", "spans.end",
         "4294967295", "4294967296"},
        {a(R"("spans":[{"begin":0,"end":18446744073709551616}])"), at + 26, Errc::out_of_range, "attribution",
         "spans.end", "4294967295", "18446744073709551616"},
        {a(R"("spans":[{"begin":0,"end":"9"}])"), at + 26, Errc::syntax, "attribution", "spans.end",
         "a number of bytes", "9"},
        {a(R"("spans":[{"begin":0,"end":9,"role":"title"}])"), at + 35, Errc::unknown, "attribution", "spans.role",
         "antecedent", "title"},
        {a(R"("spans":[{"begin":0,"end":9,"depth":256}])"), at + 36, Errc::out_of_range, "attribution", "spans.depth",
         "255", "256"},
        {a(R"("spans":[{"begin":0,"end":9,"open_begin":1}])"), at + 41, Errc::syntax, "attribution", "spans.open_begin",
         "true", "1"},
        {a(R"("spans":[{"begin":0,"end":9,"page":1}])"), at + 28, Errc::unknown, "attribution", "spans", "open_end",
         "page"},
        {a(R"("grounds":"claim:c")"), at + 10, Errc::syntax, "attribution", "grounds", "an array", "claim:c"},
        {a(R"("grounds":[true])"), at + 11, Errc::syntax, "attribution", "grounds", "a record", "true"},
        {a(R"("recordings":[{"recorder":"actor:ada"}])"), at + 14, Errc::empty, "attribution", "recordings.at",
         "required", ""},
        {a(R"("recordings":[{"recorder":"actor:ada","at":"now"}])"), at + 44, Errc::syntax, "attribution",
         "recordings.at", "2024-01-31T12:00:00Z", "now"},
        {R"({"record":"attribution","source":"actor:ada","content":"claim:c","spans":[{"begin":0,"end":1,"document":"document:gazette"},{"begin":0,"end":1}]})",
         125, Errc::empty, "attribution", "spans.document", "the attribution has none", ""},
    });
}
