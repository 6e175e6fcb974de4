// SPDX-License-Identifier: BSL-1.0
#include "reports/spkatt.hpp"

#include "support/outside_data.hpp"
#include <ascribe/graph/graph.hpp>

#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using namespace reports;

namespace {

std::string const header = "doc\tann\tparent\tdepth\troot\tcue\tsource\n";

/// An invented speech: a child may stand above its parent, and a row may come twice.
std::string const table = header +
                          "S1\t0\t\t0\t0\tsaid\tthe mayor\n"
                          "S1\t2\t1\t2\t0\thoped\t\n"
                          "S1\t1\t0\t1\t0\tclaims\tthe port\n"
                          "S1\t3\t0\t1\t0\tdenies\tshe\n"
                          "S2\t0\t\t0\t0\tasked\tthe crew\n"
                          "S2\t0\t\t0\t0\tasked\tthe crew\n";

Spkatt read(std::string const& text) {
    std::istringstream chains(text), docs("doc\tparty\tspeaker\nS1\tBlue\tAda\n");
    return read_spkatt(chains, read_spkatt_speakers(docs).value()).value();
}

ascribe::Error error_of(std::string const& text) {
    std::istringstream in(text);
    auto const result = read_spkatt(in, {});
    REQUIRE(!result);
    return result.error();
}

}  // namespace

TEST_CASE("chains are as deep as the annotations lie in each other") {
    std::ostringstream out;
    CHECK(check_spkatt(out, read(table)) == 0);
    CHECK(out.str() ==
          "speeches                                                  2\n"
          "annotations                                               6\n"
          "  of these repeated in the table                          1\n"
          "  at depth 0                                              3\n"
          "  at depth 1                                              2\n"
          "  at depth 2                                              1\n"
          "every parent, depth and root is that of the table\n");
}

TEST_CASE("a depth or root in the table that does not follow from the parents is found") {
    std::ostringstream out;
    CHECK(check_spkatt(
              out, read(header + "S1\t0\t\t0\t0\tsaid\tA\nS1\t1\t0\t2\t0\tsaid\tB\nS1\t2\t1\t2\t1\tsaid\tC\n")) == 2);
    CHECK(out.str() ==
          "differs: S1 1: parent 0, depth 1, root 0; the table has 0, 2, 0\n"
          "differs: S1 2: parent 1, depth 2, root 0; the table has 1, 2, 1\n"
          "speeches                                                  1\n"
          "annotations                                               3\n"
          "  at depth 0                                              1\n"
          "  at depth 1                                              1\n"
          "  at depth 2                                              1\n"
          "rows that differ from the table                           2\n");
}

TEST_CASE("H9: one chain is shown from the speaker inwards, and says where nobody is named") {
    Spkatt const spkatt = read(table);
    std::ostringstream out;
    REQUIRE(print_spkatt_chain(out, spkatt, "S1", "2"));
    CHECK(out.str() ==
          "Blue: Ada, in S1, by \"hoped\"\n"
          "  the mayor\n"
          "    the port\n"
          "      S1/2 (nobody is named)\n");
    CHECK(!print_spkatt_chain(out, spkatt, "S1", "9"));
    auto const graph = spkatt.ledger.graph();
    CHECK(graph.kind(graph.find_actor("S1/2")) == ascribe::ActorKind::unspecified);
    CHECK(graph.kind(graph.find_actor("S1/3")) == ascribe::ActorKind::unnamed);
}

TEST_CASE("parents that are not there or lie in each other are refused") {
    CHECK(error_of(header + "S1\t0\t7\t0\t0\tsaid\tA\n").code == ascribe::Errc::unknown);
    CHECK(error_of(header + "S1\t0\t\t0\t0\tsaid\tA\nS2\t1\t0\t1\t0\tsaid\tA\n").code == ascribe::Errc::unknown);
    CHECK(error_of(header + "S1\t0\t1\t0\t0\tsaid\tA\nS1\t1\t0\t1\t0\tsaid\tB\n").code == ascribe::Errc::cycle);
    CHECK(error_of(header + "S1\t0\t0\t0\t0\tsaid\tA\n").code == ascribe::Errc::cycle);
    CHECK(error_of(header + "S1\t0\t\t0\t0\tsaid\tA\nS1\t0\t\t0\t0\tsaid\tB\n").code == ascribe::Errc::conflict);
    CHECK(error_of(header + "S1\t0\t\tdeep\t0\tsaid\tA\n").field == "depth");
    CHECK(error_of("doc\tann\n").field == "parent");
}

TEST_CASE("all 5,487 annotations of 177 speeches have the parent, depth and root that their chains give") {
    std::string const directory = ascribe_tests::outside_data("ASCRIBE_DATA", ASCRIBE_DATA);
    if (directory.empty()) return;
    std::ifstream chains(directory + "/attribution_spkatt/chains.tsv", std::ios::binary);
    std::ifstream docs(directory + "/attribution_spkatt/docs.tsv", std::ios::binary);
    REQUIRE(chains.good());
    REQUIRE(docs.good());
    std::ostringstream out;
    CHECK(check_spkatt(out, read_spkatt(chains, read_spkatt_speakers(docs).value()).value()) == 0);
    CHECK(out.str() ==
          "speeches                                                177\n"
          "annotations                                            5487\n"
          "  of these repeated in the table                         88\n"
          "  at depth 0                                           4590\n"
          "  at depth 1                                            807\n"
          "  at depth 2                                             83\n"
          "  at depth 3                                              6\n"
          "  at depth 4                                              1\n"
          "every parent, depth and root is that of the table\n");
}
