// SPDX-License-Identifier: BSL-1.0
#include "reports/copying.hpp"

#include "support/outside_data.hpp"
#include "support/random.hpp"
#include <ascribe/graph/view.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using namespace reports;

namespace {

/// Ten sources on 300 invented things; each is right in so many of a hundred cases, else one of nine wrong values. The
/// sources "copy" and "chain" take nine of ten values from "one" and "copy".
std::string invented() {
    ascribe_tests::Random random(1909);
    std::string table = "source\tflight\tattr\tvalue\n";
    for (int thing = 0; thing < 300; ++thing) {
        auto const put = [&](std::string const& source, std::string const& value) {
            table += source + "\tF" + std::to_string(thing) + "\tgate\t" + value + "\n";
            return value;
        };
        auto const own = [&](unsigned percent) {
            return random.chance(percent) ? std::string("right") : "wrong" + std::to_string(random.below(9));
        };
        std::string const one = put("one", own(80));
        std::string const copy = put("copy", random.chance(90) ? one : own(80));
        put("chain", random.chance(90) ? copy : own(80));
        for (std::string const other : {"two", "three", "four", "five", "six"}) put(other, own(80));
        for (std::string const accurate : {"good", "better"}) put(accurate, own(97));
    }
    return table;
}

ascribe::Ledger read(std::string const& text) {
    std::istringstream in(text);
    return read_feeds(in).value();
}

std::set<std::set<std::string>> likely(ascribe::Graph const& graph) {
    std::set<std::set<std::string>> found;
    for (SharedErrors const& pair : find_copying(graph))
        if (is_likely(pair))
            found.insert({std::string(graph.key(ascribe::Node(pair.a).to<ascribe::Entity>())),
                          std::string(graph.key(ascribe::Node(pair.b).to<ascribe::Entity>()))});
    return found;
}

}  // namespace

TEST_CASE("copiers are found by shared errors, and two accurate sources are not taken for copiers") {
    ascribe::Ledger const ledger = read(invented());
    auto const graph = ledger.graph();
    CHECK(likely(graph) == std::set<std::set<std::string>>{{"one", "copy"}, {"copy", "chain"}, {"one", "chain"}});
    for (SharedErrors const& pair : find_copying(graph))
        CHECK(pair.shared_right + pair.shared_wrong + static_cast<double>(pair.differ) == doctest::Approx(300));
}

TEST_CASE("R2: a detected relation is a hypothesis that a scope accepts or not") {
    ascribe::Ledger ledger = read(invented());
    CHECK(record_copying(ledger, find_copying(ledger.graph())) == 3);
    auto const graph = ledger.graph();
    auto const finder = graph.find_actor("find_copying");
    CHECK(graph.kind(finder) == ascribe::ActorKind::software);
    CHECK(ascribe::View(graph).accepted().empty());
    CHECK(ascribe::View(graph, {.accept_from = ascribe::Certainty::probable}).accepted().size() == 3);
}

TEST_CASE("the likely pairs are printed with what they have in common, and counted by label") {
    std::istringstream labels("a\tb\tlabel\ncopy\tone\tdirect\ngood\tbetter\tindependent\nnobody\tone\tindependent\n");
    ascribe::Ledger const ledger = read(
        "source\tflight\tattr\tvalue\n"
        "one\tF1\tgate\tB\ntwo\tF1\tgate\tA\n");
    std::ostringstream out;
    REQUIRE(print_copying(out, ledger.graph(), find_copying(ledger.graph()), &labels));
    CHECK(out.str() ==
          "source      source      log odds  right alike  wrong alike  differ\n"
          "\n"
          "pairs that have something to compare                      1\n"
          "pairs that are likely to be related                       0\n"
          "  of 1 labelled direct                                    0     0.0 %\n"
          "  of 2 labelled independent                               0     0.0 %\n");
}

TEST_CASE("a bad table of feeds is refused") {
    std::istringstream lacking("source\tflight\tattr\n"), empty("source\tflight\tattr\tvalue\nS\tF\tgate\t\n");
    CHECK(read_feeds(lacking).error().field == "value");
    CHECK(read_feeds(empty).error().field == "value");
    CHECK(find_copying(read("source\tflight\tattr\tvalue\n").graph()).empty());
}

TEST_CASE("all direct copiers planted among real feeds are found, and no independent pair") {
    std::string const directory = ascribe_tests::outside_data("ASCRIBE_DATA", ASCRIBE_DATA);
    if (directory.empty()) return;
    std::ifstream claims(directory + "/copy_planted/claims.tsv", std::ios::binary);
    std::ifstream labels(directory + "/copy_planted/pairs.tsv", std::ios::binary);
    REQUIRE(claims.good());
    REQUIRE(labels.good());
    ascribe::Ledger const ledger = read_feeds(claims).value();
    std::ostringstream out;
    REQUIRE(print_copying(out, ledger.graph(), find_copying(ledger.graph()), &labels));
    for (std::string const line : {"  of 7 labelled direct                                    7   100.0 %\n",
                                   "  of 38 labelled independent                              0     0.0 %\n",
                                   "  of 6 labelled same_root                                 3    50.0 %\n"}) {
        CAPTURE(line);
        CHECK(out.str().find(line) != std::string::npos);
    }
}
