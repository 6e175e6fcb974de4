// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/random_ledger.hpp"
#include "support/same_graph.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

std::string written(Graph const& graph) {
    std::string text;
    write_json_lines(graph, [&](std::string_view s) { text += s; });
    return text;
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = text.find('\n', at);
        lines.push_back(text.substr(at, end + 1 - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("what was written reads back as the same records, numbers, links and orders, and writes the same bytes") {
    std::size_t late_grounds = 0;
    std::size_t late_labels = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, static_cast<unsigned>(seed * 2));
        Graph const graph = random.ledger.graph();
        std::string const text = written(graph);
        for (auto const& line : lines_of(text)) {
            late_grounds += line.rfind(R"({"record":"ground")", 0) == 0 ? 1u : 0u;
            late_labels += line.rfind(R"({"record":"label")", 0) == 0 ? 1u : 0u;
        }
        Ledger ledger;
        auto const report = read_json_lines(text, ledger);
        if (!report.ok()) MESSAGE(to_string(report.errors.front()));
        REQUIRE(report.ok());
        Graph const read = ledger.graph();
        REQUIRE(SameGraph(graph, read).difference() == "");
        REQUIRE(written(read) == text);
        CHECK(report.lines == lines_of(text).size());
        for (unsigned c = 1; c <= category_count; ++c) {
            auto const category = static_cast<Category>(c);
            CHECK(report.of(category) == JsonLinesReport::Count{graph.count(category), graph.count(category)});
        }
        CHECK(report.properties == JsonLinesReport::Count{graph.property_count(), graph.property_count()});
    }
    // The links that cannot go with their records have been tried.
    CHECK(late_grounds > 100);
    CHECK(late_labels > 100);
}

TEST_CASE("an older graph is written as it was when it was taken") {
    RandomLedger random(7, 300);
    Graph const before = random.ledger.graph();
    std::string const text = written(before);
    auto const actor = random.ledger.actor("late", ActorKind::person);
    auto const claim = random.ledger.claim(actor, "occurred");
    for (AttributionId const a : before.attributions()) {
        random.ledger.ground(a, claim);
        random.ledger.label(a, "l1", actor);
        random.ledger.recording(a, actor, Instant{1});
    }
    CHECK(written(before) == text);
    CHECK(written(random.ledger.graph()) != text);
}

TEST_CASE("writing tells how far it is; cancelled, the sink has got whole lines from the beginning") {
    RandomLedger random(8, 20'000);
    Graph const graph = random.ledger.graph();
    std::string const whole = written(graph);
    std::string text;
    std::size_t most = 0;
    auto const sink = [&](std::string_view line) { text += line; };
    CHECK(cancel_here_and_there(
              "text",
              [&](Progress p) -> Result<std::string> {
                  text.clear();
                  auto const done = try_write_json_lines(graph, sink, {.progress = p});
                  if (!done) return done.error();
                  return text;
              },
              [&](std::size_t stop) {
                  if (stop == 1) CHECK(text.empty());
                  CHECK(text == whole.substr(0, text.size()));
                  CHECK((text.empty() || text.back() == '\n'));
                  most = (std::max)(most, text.size());
                  CHECK(random.ledger.graph() == graph);
              }) > 20);
    CHECK(most == whole.size());
    JsonLinesWriteOptions const never{.progress = [](std::size_t, std::size_t) { return false; }};
    CHECK_THROWS_AS(write_json_lines(graph, sink, never), Exception);
    CHECK_THROWS_AS(write_json_lines(Graph(), sink, never), Exception);
    CHECK(try_write_json_lines(graph, sink, never).error().code == Errc::cancelled);
}

TEST_CASE("lines in any order give the same records and links") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomLedger const random(seed, 200);
        std::string const text = written(random.ledger.graph());
        auto lines = lines_of(text);
        Random order(seed);
        order.shuffle(lines);
        std::string shuffled;
        for (auto const& line : lines) shuffled += line;
        Ledger ledger;
        auto const report = read_json_lines(shuffled, ledger);
        REQUIRE(report.ok());
        Graph const read = ledger.graph();
        for (unsigned c = 1; c <= category_count; ++c)
            CHECK(read.count(static_cast<Category>(c)) == random.ledger.graph().count(static_cast<Category>(c)));
        // Nothing is new in the text as it was: neither records nor links.
        auto const again = read_json_lines(text, ledger);
        REQUIRE(again.ok());
        CHECK(ledger.graph() == read);
    }
}

TEST_CASE("reading a text twice adds nothing and says so") {
    RandomLedger random(3, 400);
    std::string const text = written(random.ledger.graph());
    Graph const before = random.ledger.graph();
    auto const report = read_json_lines(text, random.ledger);
    REQUIRE(report.ok());
    CHECK(random.ledger.graph() == before);
    CHECK(report.of(Category::claim) == JsonLinesReport::Count{before.count(Category::claim), 0});
    CHECK(report.of(Category::attribution) == JsonLinesReport::Count{before.count(Category::attribution), 0});
    CHECK(report.of(Category::actor) == JsonLinesReport::Count{before.count(Category::actor), 0});
    CHECK(report.properties == JsonLinesReport::Count{before.property_count(), 0});
}

TEST_CASE("a text is read into a ledger that has other records, and its numbers come after them") {
    RandomLedger const random(5, 200);
    std::string const text = written(random.ledger.graph());
    Ledger ledger;
    ledger.actor("somebody else entirely", ActorKind::person);
    ledger.claim(ledger.event("an event of its own"), "occurred");
    REQUIRE(read_json_lines(text, ledger).ok());
    Graph const both = ledger.graph();
    CHECK(both.count(Category::actor) == random.ledger.graph().count(Category::actor) + 1);
    CHECK(both.count(Category::claim) == random.ledger.graph().count(Category::claim) + 1);
    CHECK(both.find_actor("somebody else entirely").number() == 0);
}

TEST_CASE("an empty graph is an empty text") {
    CHECK(written(Ledger().graph()) == "");
    CHECK(written(Graph()) == "");
    Ledger ledger;
    CHECK(read_json_lines("", ledger) == JsonLinesReport());
}

TEST_CASE("the sink gets whole lines, one a call, and may be anything that takes text") {
    RandomLedger const random(2, 100);
    std::string text;
    std::size_t calls = 0;
    auto const sink = [&](std::string_view line) -> std::size_t {
        CHECK(line.back() == '\n');
        CHECK(line.find('\n') == line.size() - 1);
        text += line;
        return ++calls;
    };
    static_assert(TextSink<decltype(sink)>);
    static_assert(!TextSink<int>);
    CHECK(try_write_json_lines(random.ledger.graph(), sink).has_value());
    CHECK(calls == lines_of(text).size());
    CHECK(text == written(random.ledger.graph()));
}

TEST_CASE("what a sink throws comes through") {
    RandomLedger const random(2, 100);
    auto sink = [calls = 0](std::string_view) mutable {
        if (++calls == 3) throw 42;
    };
    CHECK_THROWS_AS(write_json_lines(random.ledger.graph(), sink), int);
}

TEST_CASE("text that is not UTF-8 is an error of the writer, and nothing is written") {
    auto const refused = [](auto fill, std::string_view record, std::string_view field) {
        Ledger ledger;
        auto const actor = ledger.actor("a", ActorKind::analyst);
        auto const claim = ledger.claim(actor, "occurred");
        fill(ledger, actor.id, claim.id);
        bool called = false;
        auto const result = try_write_json_lines(ledger.graph(), [&](std::string_view) { called = true; });
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == Errc::syntax);
        CHECK(result.error().record == record);
        CHECK(result.error().field == field);
        CHECK_FALSE(called);
        CHECK_THROWS_AS(write_json_lines(ledger.graph(), [](std::string_view) {}), Exception);
    };
    // No lead byte, cut off, too long a form, a surrogate, beyond the last character.
    for (std::string const bad : {"\x80", "a\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\xaf",
                                  "\xf4\x90\x80\x80", "\xff"}) {
        CAPTURE(bad);
        refused([&](Ledger& l, ActorId, ClaimId) { l.place(bad); }, "place", "key");
        refused([&](Ledger& l, ActorId, ClaimId) { l.property(bad); }, "property", "name");
        refused([&](Ledger& l, ActorId a, ClaimId) { l.claim(a, "name", std::string_view(bad)); }, "claim", "value");
        refused([&](Ledger& l, ActorId a, ClaimId) { l.label(a, bad); }, "label", "text");
        refused(
            [&](Ledger& l, ActorId a, ClaimId c) {
                Attribution attribution;
                attribution.source = a;
                attribution.content = c;
                attribution.wording = bad;
                l.attribution(attribution);
            },
            "attribution", "wording");
    }
    Ledger good;
    good.place("\xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\xa2\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80");
    CHECK(try_write_json_lines(good.graph(), [](std::string_view) {}).has_value());
}
