// SPDX-License-Identifier: BSL-1.0
#include "reports/ucdp.hpp"

#include "support/outside_data.hpp"
#include <ascribe/analysis/trace.hpp>
#include <ascribe/graph/graph.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace reports;

namespace {

std::string const header =
    "id\tsource_article\tsource_office\tsource_date\tsource_original\twhere_coordinates\tcountry\tside_a\tside_b\t"
    "date_prec\tdate_start\tdate_end\tbest\thigh\tlow\n";

/// Invented events in an invented country.
std::string const table =
    header +
    // Two outlets, three articles, one original.
    "11\t\"Gazette,2020-03-02,Flood at the pier\";\"Courier,2020-03-02,Pier under water, three "
    "lost\";\"Gazette,2020-03-03,More on the flood\"\tGazette;Courier;Gazette\t2020-03-02;"
    "2020-03-02;2020-03-03\tHarbour master\tthe pier\tAtlantis\tTown\tPort\t1\t2020-03-01\t"
    "2020-03-01\t3\t3\t3\n"
    // Two outlets, two originals: who quotes whom is open.
    "12\t\"Gazette,2020-04-02,Fire\";\"Herald,2020-04-02,Blaze\"\tGazette;Herald\t2020-04-02;"
    "2020-04-02\tHerald, police\tthe mill\tAtlantis\tTown\tMill\t2\t2020-04-01\t2020-04-02\t5\t9\t"
    "2\n"
    // One outlet without original; the month; bounds that contradict the estimate.
    "13\t\"Herald,2020-07-02,Unrest\"\tHerald\t2020-07-02\t\tthe square\tAtlantis\tTown\tPort\t4\t"
    "2020-06-01\t2020-06-30\t7\t6\t4\n"
    // From before outlets were coded.
    "14\tGazette 1990-01-02 \"Old news\"\t\t\tHarbour master\tthe pier\tAtlantis\tTown\tPort\t5\t"
    "1990-01-01\t1990-12-31\t0\t1\t0\n"
    // Two outlets, none named as original.
    "15\t\"Gazette,2021-04-02,A\";\"Herald,2021-04-02,B\"\tGazette;Herald\t2021-04-02;2021-04-02\t\t"
    "the mill\tAtlantis\tTown\tMill\t1\t2021-04-01\t2021-04-01\t1\t1\t1\n";

Ucdp read(std::string const& text, SplitOriginals split = SplitOriginals::commas) {
    std::istringstream in(text);
    return read_ucdp(in, split).value();
}

ascribe::Error error_of(std::string const& text) {
    std::istringstream in(text);
    auto const result = read_ucdp(in);
    REQUIRE(!result);
    return result.error();
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("outlets are counted against originals, deaths as ranges, dates as precise as they are") {
    std::ostringstream out;
    print_ucdp(out, read(table));
    CHECK(out.str() ==
          "Outlets against originals\n"
          "events                                                    5\n"
          "  with outlets in the table                               4\n"
          "  with two or more outlets                                3\n"
          "    that rest on one original                             1    33.3 %\n"
          "    that rest on several                                  1    33.3 %\n"
          "    of which no original is given                         1    33.3 %\n"
          "different outlets                                         3\n"
          "different originals                                       3\n"
          "\n"
          "Originals behind most events                           events  outlets\n"
          "  Harbour master                                            2        2\n"
          "\n"
          "Deaths\n"
          "  low, best and high estimate are one number              2    40.0 %\n"
          "  a range around the best estimate                        2    40.0 %\n"
          "  the three contradict each other                         1    20.0 %\n"
          "    event 13: 4 7 6\n"
          "  widest range: event 12: 5, between 2 and 9\n"
          "\n"
          "Dates, as EDTF\n"
          "  a day                                                   2    40.0 %\n"
          "  a month or a year                                       2    40.0 %\n"
          "  an interval                                             1    20.0 %\n"
          "as precise as\n"
          "  a day                                                   2    40.0 %\n"
          "  2 to 6 days                                             1    20.0 %\n"
          "  a month                                                 1    20.0 %\n"
          "  more than a month                                       1    20.0 %\n"
          "  longest: event 14: 1990, 365 days\n");
}

TEST_CASE("one event is shown with all chains, from the outlet to the original") {
    Ucdp const ucdp = read(table);
    std::ostringstream out;
    REQUIRE(print_ucdp_event(out, ucdp, "11"));
    CHECK(out.str() ==
          "Event 11, as UCDP codes it\n"
          "  participant     Town\n"
          "  participant     Port\n"
          "  place           the pier, Atlantis\n"
          "  date            2020-03-01\n"
          "  date_precision  a day\n"
          "  deaths          3\n"
          "\n"
          "Who says that it occurred\n"
          "  Gazette » 2020-03-02,Flood at the pier » Harbour master\n"
          "  Courier » 2020-03-02,Pier under water, three lost » Harbour master\n"
          "  Gazette » 2020-03-03,More on the flood » Harbour master\n"
          "\n"
          "outlets                                                   2\n"
          "originals                                                 1\n");
    CHECK(!print_ucdp_event(out, ucdp, "99"));
}

TEST_CASE("H7: who quotes whom of several is only possible, and unnamed sources are of one event") {
    Ucdp const ucdp = read(table);
    std::ostringstream out;
    REQUIRE(print_ucdp_event(out, ucdp, "12"));
    CHECK(out.str().find("  Herald » 2020-04-02,Blaze » Herald  (possibly)\n") != std::string::npos);
    CHECK(out.str().find("  Gazette » 2020-04-02,Fire » police  (possibly)\n") != std::string::npos);
    CHECK(out.str().find("  date            2020-04-01/2020-04-02\n") != std::string::npos);
    CHECK(out.str().find("  deaths          5, between 2 and 9\n") != std::string::npos);
    auto const graph = ucdp.ledger.graph();
    CHECK(graph.kind(graph.find_actor("ucdp/12/police")) == ascribe::ActorKind::unnamed);
    CHECK(graph.kind(graph.find_actor("outlet/Herald")) == ascribe::ActorKind::media);
    CHECK(graph.kind(graph.find_actor("Atlantis/Harbour master")) == ascribe::ActorKind::organisation);
}

TEST_CASE("the free text of old rows is kept, and claims no outlet") {
    std::ostringstream out;
    REQUIRE(print_ucdp_event(out, read(table), "14"));
    CHECK(out.str().find("  ucdp/14/sources » Harbour master\n    Gazette 1990-01-02 \"Old news\n") !=
          std::string::npos);
    CHECK(out.str().find("outlets                                                   0\n") != std::string::npos);
}

TEST_CASE("W3: what UCDP codes falls with all reports of the event, and with nothing less") {
    Ucdp const ucdp = read(table);
    auto const graph = ucdp.ledger.graph();
    auto const deaths = *graph.claims_about(graph.find_event("ucdp/11"), "deaths").begin();
    CHECK(ascribe::View(graph).supported(deaths) == ascribe::Truth::always);
    auto const article = graph.find_document("Courier,2020-03-02,Pier under water, three lost");
    REQUIRE(article);
    CHECK(ascribe::View(graph, {.without = {article}}).supported(deaths) == ascribe::Truth::always);
    CHECK(ascribe::View(graph, {.without = {graph.find_actor("Atlantis/Harbour master")}}).supported(deaths) ==
          ascribe::Truth::never);
}

TEST_CASE("how the names of originals are parted is the caller's choice") {
    std::string const two = replaced(table, "Harbour master\tthe pier", "Mayor and master, crew\tthe pier");
    auto const originals = [&](SplitOriginals split) {
        Ucdp const ucdp = read(two, split);
        return origins(ascribe::View(ucdp.ledger.graph()), ucdp.events[0].occurred).size();
    };
    CHECK(originals(SplitOriginals::semicolons) == 1);
    CHECK(originals(SplitOriginals::commas) == 2);
    CHECK(originals(SplitOriginals::ands) == 3);
}

TEST_CASE("a bad table is refused with column and what was found") {
    CHECK(to_string(error_of("id\tcountry\n")).find("where_coordinates") != std::string::npos);
    CHECK(error_of(replaced(table, "\t3\t3\t3\n", "\tthree\t3\t3\n")).field == "best");
    CHECK(error_of(replaced(table, "\t2020-03-01\t2020-03-01", "\t2020-02-30\t2020-02-30")).code ==
          ascribe::Errc::out_of_range);
    CHECK(error_of(replaced(table, "\n12\t", "\n11\t")).found == "11");
    CHECK(error_of(replaced(table, "Gazette;Courier;Gazette", "Gazette;Courier")).field == "source_article");
    CHECK(error_of(replaced(table, "\t3\t3\t3\n", "\t-3\t3\t3\n")).code == ascribe::Errc::not_allowed);
}

TEST_CASE("the 523 events of a sample of UCDP GED are read, and of 87 with several outlets 35 rest on one original") {
    std::string const directory = ascribe_tests::outside_data("ASCRIBE_DATA", ASCRIBE_DATA);
    if (directory.empty()) return;
    std::ifstream in(directory + "/ucdp_ged/events.tsv", std::ios::binary);
    REQUIRE(in.good());
    std::ostringstream out;
    Ucdp const ucdp = read_ucdp(in).value();
    CHECK(ucdp.events.size() == 523);
    print_ucdp(out, ucdp);
    for (std::string const line : {"  with outlets in the table                             346\n",
                                   "  with two or more outlets                               87\n",
                                   "    that rest on one original                            35    40.2 %\n",
                                   "  low, best and high estimate are one number            420    80.3 %\n",
                                   "  the three contradict each other                         7     1.3 %\n",
                                   "  a day                                                 442    84.5 %\n"}) {
        CAPTURE(line);
        CHECK(out.str().find(line) != std::string::npos);
    }
}
