// SPDX-License-Identifier: BSL-1.0
#include "reports/rumour.hpp"

#include "support/outside_data.hpp"
#include <ascribe/graph/view.hpp>

#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using namespace reports;

namespace {

std::string const header = "thread\tpost\tparent\tunix_time\tstance\n";
std::string const veracities = "thread\tveracity\tposts\nt1\tfalse\t5\nt2\ttrue\t2\n";

/// Two invented rumours; a reply may stand above what it replies to.
std::string const table = header +
                          "t1\tp1\t\t0\tsupport\n"
                          "t1\tp3\tp2\t86399\tdeny\n"
                          "t1\tp2\tp1\t-1\tquery\n"
                          "t1\tp4\tp1\t\t\n"
                          "t1\tp5\tp1\t1700000000\tdeny\n"
                          "t2\tq1\t\t100\tsupport\n"
                          "t2\tq2\tq1\t200\tcomment\n"
                          "t3\tr1\t\t100\tcomment\n";

Rumours read(std::string const& text) {
    std::istringstream threads(veracities), posts(text);
    return read_rumours(posts, read_veracities(threads).value()).value();
}

ascribe::Error error_of(std::string const& text) {
    std::istringstream in(text);
    auto const result = read_rumours(in, {});
    REQUIRE(!result);
    return result.error();
}

}  // namespace

TEST_CASE("who supports, denies and queries is counted by what became of the rumour") {
    std::ostringstream out;
    print_rumours(out, read(table));
    CHECK(out.str() ==
          "rumour      threads    posts  support     deny    query    other  unopposed  disputed  unasserted  mostly "
          "denied\n"
          "false             1        5        1        2        1        1          0         1           0           "
          "   1\n"
          "not known         1        1        0        0        0        1          0         0           1           "
          "   0\n"
          "true              1        2        1        0        0        1          1         0           0           "
          "   0\n"
          "all               3        8        2        2        1        3          1         1           1           "
          "   1\n"
          "\n"
          "unopposed, disputed, unasserted: threads in which the rumour is asserted and not denied, both, or not "
          "asserted;\n"
          "mostly denied: threads in which more posts deny than support\n"
          "\n"
          "replies                                                   5\n"
          "rumours that somebody denies                              1\n"
          "  of these with every post still said                     1\n");
}

TEST_CASE("a thread is shown as a tree of replies") {
    Rumours const rumours = read(table);
    std::ostringstream out;
    REQUIRE(print_rumour_thread(out, rumours, "t1"));
    CHECK(out.str() ==
          "Rumour t1: false, disputed\n"
          "\n"
          "p1  support (CT+)  1970-01-01T00:00:00Z\n"
          "  p2  query (Uu)  1969-12-31T23:59:59Z\n"
          "    p3  deny (CT-)  1970-01-01T23:59:59Z\n"
          "  p4  not annotated\n"
          "  p5  deny (CT-)  2023-11-14T22:13:20Z\n");
    CHECK(!print_rumour_thread(out, rumours, "t9"));
}

TEST_CASE("C1: to deny a rumour is to deny its claim, and neither that it was posted nor, by a comment, anything") {
    Rumours const rumours = read(table);
    ascribe::View const view(rumours.ledger.graph());
    auto const& graph = view.graph();
    RumourThread const& thread = rumours.threads.at(0);
    auto const said = [&](std::size_t i) { return thread.posts.at(i).said; };
    CHECK(graph.attributions_of(thread.claim).size() == 4);
    CHECK(view.standing(said(0)) == ascribe::Truth::always);
    // The denial is about what the post says; it is not a negative report of the post.
    CHECK(graph.content(said(1)) == ascribe::Content(thread.claim));
    CHECK(graph.attributions_of(ascribe::Content(said(0))).empty());
    CHECK(graph.content(said(3)) != ascribe::Content(thread.claim));
    auto const responses = graph.claims_about(said(1), ascribe::property::responds_to);
    REQUIRE(responses.begin() != responses.end());
    CHECK(graph.value_node(*responses.begin()) == ascribe::Node(said(2)));
    // Without the denials nobody opposes the rumour.
    CHECK(view.supported(thread.claim) == ascribe::Truth::always);
}

TEST_CASE("bad posts are refused") {
    CHECK(error_of(header + "t\tp\t\t0\tagree\n").field == "stance");
    CHECK(error_of(header + "t\tp\t\tnoon\tsupport\n").field == "unix_time");
    CHECK(error_of(header + "t\tp\t\t0\t\nt\tp\t\t0\t\n").code == ascribe::Errc::conflict);
    CHECK(error_of(header + "t\tp\tq\t0\t\n").field == "parent");
    CHECK(error_of(header + "t\tp\tp\t0\t\n").field == "parent");
    CHECK(error_of(header + "t\tp\t\t0\t\nu\tq\tp\t0\t\n").field == "parent");
    CHECK(error_of(header + "t\tp\tq\t0\t\nt\tq\tp\t0\t\n").code == ascribe::Errc::cycle);
    CHECK(error_of("thread\tpost\n").field == "parent");
}

TEST_CASE("the 4,860 posts of 297 threads of RumourEval are counted as they are annotated") {
    std::string const directory = ascribe_tests::outside_data("ASCRIBE_DATA", ASCRIBE_DATA);
    if (directory.empty()) return;
    std::ifstream threads(directory + "/stance_rumoureval2017/threads.tsv", std::ios::binary);
    std::ifstream posts(directory + "/stance_rumoureval2017/posts.tsv", std::ios::binary);
    REQUIRE(threads.good());
    REQUIRE(posts.good());
    std::ostringstream out;
    print_rumours(out, read_rumours(posts, read_veracities(threads).value()).value());
    for (std::string const line : {"false            62      842      152       94       49      547 ",
                                   "true            137     2131      429      116      154     1432 ",
                                   "unverified       98     1887      329      134      155     1269 ",
                                   "all             297     4860      910      344      358     3248 ",
                                   "replies                                                4542\n"}) {
        CAPTURE(line);
        CHECK(out.str().find(line) != std::string::npos);
    }
}
