// SPDX-License-Identifier: BSL-1.0
#include <ascribe/interop/json_lines.hpp>

#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
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

Ledger read(std::string_view text) {
    Ledger ledger;
    auto const report = read_json_lines(text, ledger);
    for (auto const& error : report.errors) FAIL_CHECK(to_string(error));
    return ledger;
}

}  // namespace

TEST_CASE("all members of all lines are read, and written again in the same order") {
    std::string const text =
        R"({"record":"property","name":"residents","traits":["functional","numeric"]}
{"record":"property","name":"occurred"}
{"record":"property","name":"date","traits":["functional","presupposes_occurrence"]}
{"record":"property","name":"own"}
{"record":"actor","key":"ada","kind":"person","labels":["a1",{"text":"A","data_set":"actor:desk"}]}
{"record":"actor","key":"desk","kind":"analyst"}
{"record":"place","key":"harbour","labels":["p"]}
{"record":"document","key":"http://example.org/1"}
{"record":"document","key":"photo"}
{"record":"event","key":"flood"}
{"record":"claim","id":"c0","subject":"event:flood","property":"residents","value":{"quantity":"<25000 {person}"},"valid":"2023"}
{"record":"attribution","id":"a0","source":"actor:ada","content":"claim:c0","factuality":"PR-","act":"deny","role":"speaker","basis":"witness"}
{"record":"claim","id":"c1","subject":"event:flood","property":"occurred","value":true,"labels":["c 1"]}
{"record":"attribution","id":"a1","source":"document:http://example.org/1","content":"attribution:a0","implied":true,"quote_form":"full","distance":{"marker":"alleged","target":"term"},"document":"document:http://example.org/1","said":"2023-05-28","wording":"some \"25\"","spans":[{"begin":0,"end":10,"role":"cue","depth":1,"open_begin":true},{"document":"document:photo","begin":5,"end":5,"open_end":true}],"grounds":["claim:c1","document:photo"],"labels":["c002.065"],"recordings":[{"recorder":"actor:desk","at":"2024-01-31T12:00:00Z"}]}
{"record":"claim","id":"c2","subject":"event:flood","property":"own","value":{"node":"place:harbour"}}
{"record":"claim","id":"c3","subject":"attribution:a1","property":"own","value":{"text":"\\\"\n\t\r\u0001é"}}
{"record":"claim","id":"c4","subject":"event:flood","property":"date","value":{"date":"2023-05?"}}
)";
    Ledger ledger;
    auto const report = read_json_lines(text, ledger);
    for (auto const& error : report.errors) FAIL_CHECK(to_string(error));
    Graph const graph = ledger.graph();
    CHECK(written(graph) == text);
    CHECK(report.lines == 17);
    CHECK(report.of(Category::actor) == JsonLinesReport::Count{2, 2});
    CHECK(report.of(Category::claim) == JsonLinesReport::Count{5, 5});
    CHECK(report.of(Category::attribution) == JsonLinesReport::Count{2, 2});
    CHECK(report.properties == JsonLinesReport::Count{4, 4});
    CHECK(report.grounds == 2);
    CHECK(report.labels == 5);
    CHECK(report.recordings == 1);

    Attribution const a = graph.attribution(*++graph.attributions().begin());
    CHECK(graph.key(a.source.to<DocumentId>()) == "http://example.org/1");
    CHECK(a.implied);
    CHECK(a.quote_form == QuoteForm::full);
    CHECK(a.distance == Distance{DistanceMarker::alleged, DistanceTarget::term});
    CHECK(a.said == Edtf("2023-05-28"));
    CHECK(a.wording == "some \"25\"");
    REQUIRE(a.spans.size() == 2);
    CHECK(a.spans[0] == Span{{}, 0, 10, SpanRole::cue, 1, true, false});
    CHECK(a.spans[1] == Span{graph.find_document("photo"), 5, 5, SpanRole::content, 0, false, true});
    Attribution const inner = graph.attribution(a.content.to<AttributionId>());
    CHECK(inner.factuality == Factuality::pr_minus);
    CHECK(inner.act == SpeechAct::deny);
    CHECK(inner.role == Role::speaker);
    CHECK(inner.basis == Basis::witness);
    CHECK(graph.recordings(*++graph.attributions().begin()) ==
          std::vector<Recording>{{graph.find_actor("desk"), Instant{1706702400}}});
    CHECK(*graph.value(*++ ++ ++graph.claims().begin()).text() == "\\\"\n\t\r\u0001\u00e9");
    CHECK(graph.traits(graph.find_property("residents")) == (Trait::functional | Trait::numeric));
}

TEST_CASE(
    "links on lines of their own, blank lines, a byte order mark, CR LF and a last line without its end are read") {
    Ledger const ledger = read(
        "\xef\xbb\xbf{\"record\":\"actor\",\"key\":\"a\",\"kind\":\"analyst\"}\r\n"
        "\r\n   \n\n"
        "{\"record\":\"claim\",\"id\":\"1\",\"subject\":\"actor:a\",\"property\":\"name\",\"value\":{\"text\":\"A\"}}\n"
        "\t{ \"record\" : \"attribution\" , \"id\":\"1\", \"content\":\"claim:1\",\"source\":\"actor:a\" } \n"
        R"({"record":"ground","attribution":"attribution:1","on":"actor:a"})"
        "\n"
        R"({"record":"label","text":"l","node":"claim:1"})"
        "\n"
        R"({"record":"recording","attribution":"attribution:1","recorder":"actor:a","at":"1969-12-31T23:59:59Z"})");
    Graph const graph = ledger.graph();
    AttributionId const a = *graph.attributions().begin();
    CHECK(graph.grounds_of(a) == std::vector<Node>{graph.find_actor("a")});
    CHECK(graph.find_labelled("l") == std::vector<Node>{*graph.claims().begin()});
    CHECK(graph.recordings(a) == std::vector<Recording>{{graph.find_actor("a"), Instant{-1}}});
}

TEST_CASE("the example of the documentation is read, and written in the same bytes") {
    std::ifstream file(ASCRIBE_TEST_DATA "/../../docs/json_lines.md", std::ios::binary);
    std::string const page{std::istreambuf_iterator<char>(file), {}};
    std::size_t const begin = page.find("```jsonl\n");
    REQUIRE(begin != std::string::npos);
    std::string const text = page.substr(begin + 9, page.find("```", begin + 9) - begin - 9);
    Ledger const ledger = read(text);
    CHECK(ledger.graph().count(Category::attribution) == 2);
    CHECK(written(ledger.graph()) == text);
}

TEST_CASE("columns after a byte order mark count the bytes of the line without it") {
    Ledger ledger;
    auto const report = read_json_lines("\xef\xbb\xbf[]", ledger);
    REQUIRE(report.errors.size() == 1);
    CHECK(report.errors[0].column == 1);
    CHECK(report.errors[0].error.offset == 3);
}

TEST_CASE("moments of recording reach as far as their 64 bits, and no farther") {
    auto const line = [](std::string const& at) {
        return R"({"record":"actor","key":"a","kind":"analyst"}
{"record":"claim","id":"c","subject":"actor:a","property":"occurred","value":true}
{"record":"attribution","source":"actor:a","content":"claim:c","recordings":[{"recorder":"actor:a","at":")" +
               at + "\"}]}\n";
    };
    auto const seconds = [&](std::string const& at) {
        Ledger const ledger = read(line(at));
        Graph const graph = ledger.graph();
        CHECK(written(graph).find("\"at\":\"" + at + '"') != std::string::npos);
        return graph.recordings(*graph.attributions().begin()).at(0).at.seconds;
    };
    CHECK(seconds("1970-01-01T00:00:00Z") == 0);
    CHECK(seconds("1970-01-01T00:00:01Z") == 1);
    CHECK(seconds("1969-12-31T00:00:00Z") == -86400);
    CHECK(seconds("0000-02-29T12:34:56Z") == -62162076304);
    CHECK(seconds("10000-01-01T00:00:00Z") == 253402300800);
    CHECK(seconds("292277026596-12-04T15:30:07Z") == (std::numeric_limits<std::int64_t>::max)());
    CHECK(seconds("-292277022657-01-27T08:29:52Z") == (std::numeric_limits<std::int64_t>::min)());
    for (std::string const bad :
         {"292277026596-12-04T15:30:08Z", "-292277022657-01-27T08:29:51Z", "999999999999-01-01T00:00:00Z",
          "-999999999999-01-01T00:00:00Z", "2024-01-31", "2024-01-31T24:00:00Z", "2024-01-31T12:60:00Z",
          "2024-01-31T12:00:60Z", "2024-01-31T12:00:00", "2024-01-31T12:00:00+00:00", "2024-01-31T12:00:00.5Z",
          "2024-01-31T12:00Z", "2024-01-31T1:00:00Z", "2024-02-30T12:00:00Z", "+infT00:00:00Z", "2024-01-31 12:00:00Z",
          "2024-01-31T12:00:00ZZ", "T12:00:00Z"}) {
        CAPTURE(bad);
        Ledger ledger;
        auto const report = read_json_lines(line(bad), ledger);
        REQUIRE(report.errors.size() == 1);
        CHECK(report.errors[0].line == 3);
        CHECK(report.errors[0].error.field == "recordings.at");
        CHECK(ledger.graph().count(Category::actor) == 0);
    }
}

TEST_CASE("an escaped text and one that is not say the same") {
    Ledger ledger = read(R"({"record":"place","key":"\u0068\u00e9\uD83D\udea2\/\"\b\f"})");
    CHECK(ledger.graph().find_place("h\u00e9\U0001F6A2/\"\b\f"));
    auto const report =
        read_json_lines("{\"\\u0072ecord\":\"pl\\u0061ce\",\"key\":\"h\u00e9\U0001F6A2/\\\"\\u0008\\u000c\"}", ledger);
    CHECK(report.ok());
    CHECK(report.of(Category::place) == JsonLinesReport::Count{1, 0});
}

TEST_CASE("long texts with escapes come through whole") {
    std::string key;
    for (int i = 0; i < 20000; ++i) key += i % 7 == 0 ? "\"" : i % 11 == 0 ? "\u00e9" : "x";
    Ledger before;
    before.place(key);
    Ledger const after = read(written(before.graph()));
    CHECK(after.graph().find_place(key));
}

TEST_CASE("references may go to later lines, and records are made as soon as they can be") {
    Ledger const ledger = read(R"({"record":"attribution","id":"outer","source":"actor:a","content":"attribution:inner"}
{"record":"claim","id":"second","subject":"claim:first","property":"if","value":{"node":"attribution:inner"}}
{"record":"claim","id":"zeroth","subject":"actor:a","property":"name","value":{"text":"zeroth"}}
{"record":"attribution","id":"inner","source":"actor:a","content":"claim:first","grounds":["attribution:outer"]}
{"record":"attribution","id":"other","source":"actor:a","content":"claim:zeroth"}
{"record":"claim","id":"first","subject":"actor:a","property":"name","value":{"text":"first"}}
{"record":"actor","key":"a","kind":"analyst"}
)");
    Graph const graph = ledger.graph();
    auto const claims = graph.claims();
    std::vector<ClaimId> c;
    for (ClaimId const id : claims) c.push_back(id);
    REQUIRE(c.size() == 3);
    CHECK(*graph.value(c[0]).text() == "zeroth");
    CHECK(*graph.value(c[1]).text() == "first");
    CHECK(graph.subject(c[2]) == Node(c[1]));
    std::vector<AttributionId> a;
    for (AttributionId const id : graph.attributions()) a.push_back(id);
    REQUIRE(a.size() == 3);
    CHECK(graph.content(a[0]) == Content(c[0]));
    CHECK(graph.content(a[1]) == Content(c[1]));
    CHECK(graph.content(a[2]) == Content(a[1]));
    CHECK(graph.grounds_of(a[1]) == std::vector<Node>{a[2]});
}

TEST_CASE("grounds may go round in circles") {
    Ledger const ledger = read(R"({"record":"actor","key":"a","kind":"analyst"}
{"record":"claim","id":"c","subject":"actor:a","property":"occurred","value":true}
{"record":"attribution","id":"1","source":"actor:a","content":"claim:c","grounds":["attribution:2"]}
{"record":"attribution","id":"2","source":"actor:a","content":"claim:c","factuality":"CT-","grounds":["attribution:1"]}
)");
    Graph const graph = ledger.graph();
    for (AttributionId const a : graph.attributions()) CHECK(graph.grounds_of(a).size() == 1);
    Ledger const again = read(written(graph));
    CHECK(written(again.graph()) == written(graph));
}

TEST_CASE("lines without an id, and two ids for equal records, are one record each") {
    Ledger const ledger = read(R"({"record":"actor","key":"a","kind":"analyst"}
{"record":"claim","subject":"actor:a","property":"occurred","value":true,"labels":["l"]}
{"record":"claim","id":"x","subject":"actor:a","property":"occurred","value":true}
{"record":"claim","id":"y","subject":"actor:a","property":"occurred","value":true}
{"record":"attribution","source":"actor:a","content":"claim:x"}
{"record":"attribution","source":"actor:a","content":"claim:y"}
)");
    CHECK(ledger.graph().count(Category::claim) == 1);
    CHECK(ledger.graph().count(Category::attribution) == 1);
}

TEST_CASE("a property's traits hold for the whole text, wherever its line is") {
    Ledger const ledger = read(R"({"record":"event","key":"e"}
{"record":"claim","subject":"event:e","property":"hurt","value":{"quantity":"3 {person}"}}
{"record":"property","name":"hurt","traits":["numeric"]}
{"record":"property","name":"place"}
)");
    Graph const graph = ledger.graph();
    CHECK(graph.traits(graph.find_property("hurt")) == Trait::numeric);
    CHECK(graph.traits(graph.find_property("place")) == find_well_known("place")->traits);
}

TEST_CASE("entities that the ledger has need no line") {
    Ledger ledger;
    ledger.actor("ada", ActorKind::person);
    ledger.event("flood");
    ledger.property("hurt", Trait::numeric);
    auto const report = read_json_lines(
        R"({"record":"claim","id":"c","subject":"event:flood","property":"hurt","value":{"quantity":"3"}}
{"record":"attribution","source":"actor:ada","content":"claim:c"}
)",
        ledger);
    CHECK(report.ok());
    CHECK(ledger.graph().count(Category::actor) == 1);
    CHECK(ledger.graph().count(Category::attribution) == 1);
}

TEST_CASE("attributions nested a hundred thousand deep are read in either order, and as a cycle refused") {
    constexpr int depth = 100'000;
    std::vector<std::string> lines;
    for (int i = 0; i < depth; ++i) {
        std::string const content = i == 0 ? "claim:c" : "attribution:" + std::to_string(i - 1);
        lines.push_back(R"({"record":"attribution","id":")" + std::to_string(i) +
                        R"(","source":"actor:a","content":")" + content + "\"}\n");
    }
    std::string const others = R"({"record":"actor","key":"a","kind":"person"}
{"record":"claim","id":"c","subject":"actor:a","property":"occurred","value":true}
)";
    std::string inwards = others;
    std::string outwards = others;
    for (int i = 0; i < depth; ++i) {
        outwards += lines[static_cast<std::size_t>(i)];
        inwards += lines[static_cast<std::size_t>(depth - 1 - i)];
    }
    for (std::string const& text : {inwards, outwards}) {
        Ledger const ledger = read(text);
        Graph const graph = ledger.graph();
        REQUIRE(graph.count(Category::attribution) == depth);
        AttributionId last;
        for (AttributionId const a : graph.attributions()) last = a;
        CHECK(graph.innermost(last).second == depth);
        Ledger const again = read(written(graph));
        CHECK(written(again.graph()) == written(graph));
    }

    std::string cycle = inwards;
    cycle.replace(cycle.find("claim:c\"}"), 9, "attribution:" + std::to_string(depth - 1) + "\"}");
    Ledger ledger;
    auto const strict = read_json_lines(cycle, ledger);
    REQUIRE(strict.errors.size() == 1);
    CHECK(strict.errors[0].error.code == Errc::cycle);
    CHECK(strict.errors[0].line == 3);
    CHECK(ledger.graph().count(Category::actor) == 0);
    auto const all = read_json_lines(cycle, ledger, {.keep_going = true});
    CHECK(all.errors.size() == depth);
    CHECK(ledger.graph().count(Category::claim) == 1);
    CHECK(ledger.graph().count(Category::attribution) == 0);
}

TEST_CASE("reading can be watched, and stopped without a trace") {
    std::string text = "{\"record\":\"actor\",\"key\":\"a\",\"kind\":\"person\"}\n";
    for (int i = 0; i < 5000; ++i)
        text += R"({"record":"claim","subject":"actor:a","property":"name","value":{"text":"n)" + std::to_string(i) +
                "\"}}\n";
    std::vector<std::size_t> seen;
    JsonLinesOptions options;
    options.progress = [&](std::size_t done, std::size_t total) {
        CHECK(total == text.size());
        CHECK(done <= total);
        if (!seen.empty()) CHECK(seen.back() <= done);
        seen.push_back(done);
        return true;
    };
    Ledger whole;
    CHECK(read_json_lines(text, whole, options).ok());
    CHECK(seen.front() == 0);
    CHECK(seen.back() == text.size());
    REQUIRE(seen.size() > 8);

    for (std::size_t stop = 0; stop < seen.size(); ++stop) {
        CAPTURE(stop);
        for (bool const keep_going : {false, true}) {
            Ledger ledger;
            Graph const before = ledger.graph();
            std::size_t calls = 0;
            auto const report = read_json_lines(
                text, ledger,
                {.keep_going = keep_going, .progress = [&](std::size_t, std::size_t) { return calls++ != stop; }});
            CHECK(calls == stop + 1);
            REQUIRE(report.errors.size() == 1);
            CHECK(report.errors[0].error.code == Errc::cancelled);
            CHECK(report.errors[0].line == 0);
            CHECK(report.of(Category::claim) == JsonLinesReport::Count());
            CHECK(ledger.graph() == before);
        }
        Ledger ledger;
        std::size_t calls = 0;
        CHECK_THROWS_AS((void)read_json_lines(text, ledger,
                                              {.keep_going = false,
                                               .progress = [&](std::size_t, std::size_t) -> bool {
                                                   return calls++ == stop ? throw std::runtime_error("stop") : true;
                                               }}),
                        std::runtime_error);
        CHECK(ledger.graph().count(Category::actor) == 0);
    }
}

TEST_CASE("a report tells its value or throws its first error") {
    Ledger ledger;
    CHECK(read_json_lines("{\"record\":\"place\",\"key\":\"p\"}", ledger).value().of(Category::place).read == 1);
    try {
        (void)read_json_lines("\n{\"record\":\"place\",\"key\":\"\"}", ledger).value();
        FAIL("no exception");
    } catch (LineException const& e) {
        CHECK(e.error().code == Errc::empty);
        CHECK(e.error().offset == 25);
        CHECK(e.line() == 2);
        CHECK(e.column() == 25);
        CHECK(std::string(e.what()) == "line 2, column 25: place.key: empty: expected a key that is not empty");
    }
    auto const report = read_json_lines("\n{\"record\":\"place\",\"key\":\"\"}", ledger);
    REQUIRE(report.errors.size() == 1);
    CHECK(to_string(report.errors[0]) == "line 2, column 25: place.key: empty: expected a key that is not empty");
}
