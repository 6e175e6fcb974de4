// SPDX-License-Identifier: BSL-1.0
#include "support/cancelled.hpp"
#include "support/random_graph.hpp"
#include <ascribe/graph/edge.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/render/dot.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::naive_edges;
using ascribe_tests::Random;
using ascribe_tests::record_at_random;

namespace {

std::string id_of(Node node) {
    return std::string(to_string(node.category())) + std::to_string(node.number());
}

struct Lines {
    std::vector<std::string> nodes, edges;  // in the order of the text, edges without what follows the field
    std::map<std::string, std::string> attributes;
};

/// Takes the statements apart again; everything between the first and the last line has to be one.
Lines parse(std::string const& dot) {
    Lines lines;
    CHECK(dot.starts_with("digraph ascribe {\n"));
    CHECK(dot.ends_with("\n}\n"));
    for (std::size_t at = 0; at < dot.size();) {
        std::size_t const end = dot.find('\n', at);
        std::string const line = dot.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with("  ") || line.starts_with("  graph ") || line.starts_with("  node [") ||
            line.starts_with("  edge ["))
            continue;
        REQUIRE(line.ends_with("];"));
        std::size_t const bracket = line.find(" [");
        std::string const subject = line.substr(2, bracket - 2);
        lines.attributes[subject] = line.substr(bracket + 2, line.size() - bracket - 4);
        if (subject.find("->") == std::string::npos)
            lines.nodes.push_back(subject);
        else
            lines.edges.push_back(subject + ' ' + line.substr(bracket + 9, line.find('"', bracket + 9) - bracket - 9));
    }
    return lines;
}

std::string label_of(std::string const& dot, Node node) {
    std::string const start = "\n  " + id_of(node) + " [label=\"";
    std::size_t const begin = dot.find(start);
    REQUIRE(begin != std::string::npos);
    std::size_t const end = dot.find("\", shape=", begin);
    return dot.substr(begin + start.size(), end - begin - start.size());
}

struct Story {
    Ledger ledger;
    ActorId ada = ledger.actor("ada", ActorKind::person);
    ActorId officials = ledger.actor("gazette-officials", ActorKind::unnamed);
    PlaceId port = ledger.place("port");
    DocumentId gazette = ledger.document("gazette-1");
    EventId flood = ledger.event("harbour-flood");
    ClaimId place = ledger.claim(flood, "place", port);
    ClaimId hurt = ledger.claim(flood, "injured", more_than(200).of("persons"));
    AttributionId denied = ledger.attribution({.source = officials,
                                               .content = hurt,
                                               .factuality = Factuality::pr_minus,
                                               .act = SpeechAct::deny,
                                               .role = Role::speaker});
    AttributionId reported = ledger.attribution({.source = ada, .content = denied, .document = gazette}, place);
    Graph graph = ledger.graph();
};

}  // namespace

TEST_CASE("a drawing names records and fields, with shapes by category and edges by stance") {
    Story const story;
    CHECK(to_dot(story.graph) == R"dot(digraph ascribe {
  graph [rankdir=LR, charset="UTF-8"];
  node [fontname="Helvetica", fontsize=11, style=filled];
  edge [fontname="Helvetica", fontsize=9];
  actor0 [label="ada", shape=ellipse, fillcolor="#fde9d0"];
  actor1 [label="gazette-officials\n(unnamed)", shape=ellipse, fillcolor="#fde9d0"];
  place0 [label="port", shape=house, fillcolor="#e2f0d9"];
  document0 [label="gazette-1", shape=note, fillcolor="#f2f2f2"];
  event0 [label="harbour-flood", shape=octagon, fillcolor="#d6e8f7"];
  claim0 [label="place", shape=box, fillcolor="#ffffff"];
  claim1 [label="injured\nmore than 200 persons", shape=box, fillcolor="#ffffff"];
  attribution0 [label="deny PR-\nas speaker", shape=cds, fillcolor="#fff7c2"];
  attribution1 [label="assert CT+", shape=cds, fillcolor="#fff7c2"];
  claim0 -> event0 [label="subject"];
  claim0 -> place0 [label="value"];
  claim1 -> event0 [label="subject"];
  attribution0 -> actor1 [label="source"];
  attribution0 -> claim1 [label="content", arrowhead=tee];
  attribution1 -> actor0 [label="source"];
  attribution1 -> attribution0 [label="content"];
  attribution1 -> document0 [label="document"];
  attribution1 -> claim0 [label="ground"];
}
)dot");
}

TEST_CASE("a neighbourhood marks its middle, and the records beyond which there is more") {
    Story const story;
    Lines const alone = parse(to_dot(story.graph, story.hurt, 0));
    CHECK(alone.nodes == std::vector<std::string>{"claim1"});
    CHECK(alone.edges.empty());
    CHECK(alone.attributes.at("claim1").ends_with("style=\"filled,dashed\", penwidth=3"));

    Lines const near = parse(to_dot(story.graph, story.hurt, 1));
    CHECK(near.nodes == std::vector<std::string>{"event0", "claim1", "attribution0"});
    CHECK(near.edges == std::vector<std::string>{"claim1 -> event0 subject", "attribution0 -> claim1 content"});
    CHECK(near.attributes.at("claim1").ends_with("fillcolor=\"#ffffff\", penwidth=3"));
    CHECK(near.attributes.at("event0").ends_with("dashed\""));
    CHECK(near.attributes.at("attribution0").ends_with("dashed\""));

    Lines const all = parse(to_dot(story.graph, story.hurt, 99));
    CHECK(all.nodes == parse(to_dot(story.graph)).nodes);
    for (auto const& [subject, attributes] : all.attributes) CHECK(attributes.find("dashed") == std::string::npos);
}

TEST_CASE("a neighbourhood is what lies within the radius, with all edges between") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Ledger ledger;
        Random random(seed);
        record_at_random(ledger, random, 250, true);
        Graph const graph = ledger.graph();
        record_at_random(ledger, random, 50, true);  // what comes later is not seen
        auto const edges = naive_edges(graph);
        std::vector<Node> middles;
        for (Edge const& edge : edges) middles.push_back(random.chance(50) ? edge.from : edge.to);
        random.shuffle(middles);
        middles.resize(12);
        for (Node const middle : middles)
            for (std::uint32_t radius = 0; radius <= 4; ++radius) {
                std::set<Node> within{middle};
                for (std::uint32_t step = 0; step < radius; ++step) {
                    std::set<Node> const before = within;
                    for (Edge const& edge : edges) {
                        if (before.count(edge.from) != 0) within.insert(edge.to);
                        if (before.count(edge.to) != 0) within.insert(edge.from);
                    }
                }
                std::vector<std::string> nodes, between;
                std::set<std::string> more;
                for (Node node : within) nodes.push_back(id_of(node));
                for (Edge const& edge : edges) {
                    bool const from = within.count(edge.from) != 0, to = within.count(edge.to) != 0;
                    if (from && to)
                        between.push_back(id_of(edge.from) + " -> " + id_of(edge.to) + ' ' +
                                          std::string(to_string(edge.field)));
                    else if (from || to)
                        more.insert(id_of(from ? edge.from : edge.to));
                }
                std::string const dot = to_dot(graph, middle, radius);
                Lines const lines = parse(dot);
                CHECK(lines.nodes == nodes);
                CHECK(lines.edges == between);
                for (std::string const& node : nodes)
                    CHECK((lines.attributes.at(node).find("dashed") != std::string::npos) == (more.count(node) != 0));
                CHECK(to_dot(graph, middle, radius) == dot);
            }
    }
}

TEST_CASE("a host names records, and is asked for the default with an empty answer") {
    Story const story;
    DotOptions options;
    options.label = [&](Node node) { return node == Node(story.ada) ? "Ada Lund, reporter" : ""; };
    std::string const dot = to_dot(story.graph, options);
    CHECK(label_of(dot, story.ada) == "Ada Lund, reporter");
    CHECK(label_of(dot, story.port) == "port");
}

TEST_CASE("labels cannot break out of the drawing") {
    Ledger ledger;
    auto const label_for = [&](std::string_view key) {
        auto const id = ledger.event(key).id;
        return label_of(to_dot(ledger.graph(), id, 0), id);
    };
    CHECK(label_for("a \"quoted\" \\N key") == "a \\\"quoted\\\" \\\\N key");
    CHECK(label_for("x\"]; y -> z [label=\"") == "x\\\"]; y -> z [label=\\\"");
    CHECK(label_for("Fish & Chips &lt;") == "Fish &amp; Chips &amp;lt;");
    CHECK(label_for("two\nlines\r\nor three\n") == "two\\nlines\\nor three\\n");
    CHECK(label_for("tab\there") == "tab here");
    CHECK(label_for(std::string_view("nul\0bell\a", 9)) == "nul\uFFFDbell\uFFFD");
    CHECK(label_for("caf\u00e9 \u6e2f \U0001F30A") == "caf\u00e9 \u6e2f \U0001F30A");
    // No UTF-8: a lone continuation byte, a cut sequence, an overlong slash, a surrogate, beyond U+10FFFF.
    CHECK(label_for("\x80") == "\uFFFD");
    CHECK(label_for("\xE6\xB8 x") == "\uFFFD\uFFFD x");
    CHECK(label_for("\xC0\xAF") == "\uFFFD\uFFFD");
    CHECK(label_for("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(label_for("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("long labels are broken at spaces, counted in characters") {
    Ledger ledger;
    auto const event = ledger.event("e").id;
    DotOptions options;
    std::string text;
    options.label = [&](Node) { return text; };
    auto const wrapped = [&](std::string_view label, std::size_t wrap) {
        text = label;
        options.wrap = wrap;
        return label_of(to_dot(ledger.graph(), event, 0, options), event);
    };
    CHECK(wrapped("the north sluice stood open", 12) == "the north\\nsluice stood\\nopen");
    CHECK(wrapped("the north sluice stood open", 0) == "the north sluice stood open");
    CHECK(wrapped("the north sluice stood open", 27) == "the north sluice stood open");
    CHECK(wrapped("incomprehensibilities of it", 5) == "incomprehensibilities\\nof it");
    CHECK(wrapped("\u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9", 7) ==
          "\u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9\\n\u00e9\u00e9\u00e9");
    CHECK(wrapped("one two\nthree four", 8) == "one two\\nthree\\nfour");
    CHECK(wrapped("ends in spaces   ", 6) == "ends\\nin\\nspaces");
}

TEST_CASE("records that are left out are neither shown nor walked through, nor hinted at") {
    Story const story;
    DotOptions options;
    options.include = [&](Node node) { return node != Node(story.denied); };
    Lines const lines = parse(to_dot(story.graph, story.hurt, 2, options));
    CHECK(lines.nodes == std::vector<std::string>{"event0", "claim0", "claim1"});
    CHECK(lines.attributes.at("claim1").find("dashed") == std::string::npos);
    CHECK(lines.attributes.at("claim0").find("dashed") != std::string::npos);
    CHECK(parse(to_dot(story.graph, options)).nodes.size() == 8);
    // The middle is shown even so.
    CHECK(parse(to_dot(story.graph, story.denied, 0, options)).nodes == std::vector<std::string>{"attribution0"});
}

TEST_CASE("hubs are shown but not walked through, except for the middle") {
    Story const story;
    DotOptions options;
    options.hub = 1;
    Lines const lines = parse(to_dot(story.graph, story.hurt, 9, options));
    CHECK(lines.nodes == std::vector<std::string>{"event0", "claim1", "attribution0"});
    CHECK(lines.attributes.at("event0").find("dashed") != std::string::npos);
    options.hub = 2;  // the flood has two claims
    Lines const farther = parse(to_dot(story.graph, story.hurt, 2, options));
    CHECK(std::find(farther.nodes.begin(), farther.nodes.end(), "claim0") != farther.nodes.end());
    CHECK(std::find(farther.nodes.begin(), farther.nodes.end(), "attribution1") == farther.nodes.end());
}

TEST_CASE("the sink gets whole lines, and what it throws comes through") {
    Story const story;
    std::string text;
    struct Sink {
        std::string& text;
        void operator()(std::string_view line) const {
            CHECK(line.find('\n') == line.size() - 1);
            text += line;
        }
    };
    Sink const sink{text};
    write_dot(story.graph, story.flood, 2, sink);
    CHECK(text == to_dot(story.graph, story.flood, 2));
    text.clear();
    write_dot(story.graph, Sink{text});
    CHECK(text == to_dot(story.graph));
    int lines = 0;
    auto const full = [&](std::string_view) {
        if (++lines == 5) throw std::length_error("full");
    };
    CHECK_THROWS_AS(write_dot(story.graph, full), std::length_error);
    CHECK(lines == 5);
}

TEST_CASE("polarity that is unknown ends in a circle") {
    Ledger ledger;
    auto const claim = ledger.claim(ledger.event("flood"), "occurred");
    auto const mayor = ledger.actor("mayor", ActorKind::office);
    ledger.attribution({.source = mayor, .content = claim, .factuality = Factuality::uu, .act = SpeechAct::decline});
    CHECK(to_dot(ledger.graph()).find("attribution0 -> claim0 [label=\"content\", arrowhead=odot];") !=
          std::string::npos);
}

TEST_CASE("an empty graph gives an empty drawing") {
    Lines const lines = parse(to_dot(Graph()));
    CHECK(lines.nodes.empty());
    CHECK(lines.edges.empty());
}

TEST_CASE("a long chain of hops is walked without recursion") {
    Ledger ledger;
    auto const source = ledger.actor("a", ActorKind::person);
    auto hop = ledger.attribution({.source = source, .content = ledger.claim(ledger.event("e"), "occurred")}).id;
    auto const first = hop;
    for (int i = 0; i < 5'000; ++i) hop = ledger.attribution({.source = source, .content = hop}).id;
    DotOptions options;
    options.hub = 3;
    CHECK(parse(to_dot(ledger.graph(), first, 6'000, options)).nodes.size() == 5'001 + 3);
}

TEST_CASE("a drawing of everything tells how far it is, and can be cancelled") {
    Ledger ledger;
    Random random(3);
    record_at_random(ledger, random, 3'000, true);
    Graph const graph = ledger.graph();
    auto const draw = [&](Progress progress) { return try_to_dot(graph, {.progress = progress}); };
    CHECK(ascribe_tests::cancel_here_and_there("drawing", draw, [](std::size_t) {}) > 5);
    CHECK_THROWS_AS((void)to_dot(graph, {.progress = [](std::size_t, std::size_t) { return false; }}), Exception);
}

TEST_CASE("so does a drawing of what is around a record, however it goes: while it walks, sorts or writes") {
    Ledger ledger;
    Random random(4);
    record_at_random(ledger, random, 3'000, true);
    Graph const graph = ledger.graph();
    Node const middle = *graph.claims().begin();
    std::string const whole = to_dot(graph, middle, 50);
    CHECK(parse(whole).nodes.size() > 1'000);
    std::size_t calls = 0, last = 0;
    auto const watch = [&](std::size_t done, std::size_t total) {
        ++calls;
        CHECK(done >= std::exchange(last, done));
        CHECK(done <= total);
        return true;
    };
    CHECK(to_dot(graph, middle, 50, {.progress = watch}) == whole);
    REQUIRE(calls > 5);
    for (std::size_t stop = 1; stop <= calls; ++stop) {
        std::size_t n = 0;
        std::string text;
        auto const sink = [&](std::string_view line) { text += line; };
        auto const drawn =
            try_write_dot(graph, middle, 50, sink, {.progress = [&](std::size_t, std::size_t) { return ++n != stop; }});
        REQUIRE_FALSE(drawn);
        CHECK(drawn.error().code == Errc::cancelled);
        CHECK(drawn.error().record == "drawing");
        CHECK(n == stop);
        // What has reached the sink is how the drawing begins.
        CHECK(whole.starts_with(text));
        CHECK((text == whole) == (stop == calls));
    }
    CHECK_THROWS_AS((void)try_to_dot(graph, middle, 50, {.progress = [](auto, auto) -> bool { throw 7; }}), int);
}
