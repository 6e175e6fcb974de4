// SPDX-License-Identifier: BSL-1.0
#include "../../examples/tables/relative_reader.hpp"
#include "../../examples/tables/tsv.hpp"
#include "support/random.hpp"
#include <ascribe/time/resolve.hpp>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;

namespace {

Day const monday = Day(2023, 10, 9);

RelativeDate tree(std::string_view text) {
    auto const expression = tables::RelativeReader::read(text);
    REQUIRE_MESSAGE(expression.has_value(), text);
    return expression->date;
}

Result<Resolved> resolved(std::string_view text, Anchor anchor = monday, ResolvePolicy const& policy = {}) {
    return try_resolve(tree(text), anchor, policy);
}

// Days and EDTF in one line: "2023-10-02 2023-10-08 2023-10-02 2023-10-08 [2023-10-02..2023-10-08]".
std::string line(std::string_view text, Anchor anchor = monday, ResolvePolicy const& policy = {}) {
    auto const r = resolved(text, anchor, policy);
    if (!r) return to_string(r.error());
    return to_string(r->extent.first_min()) + " " + to_string(r->extent.first_max()) + " " +
           to_string(r->extent.last_min()) + " " + to_string(r->extent.last_max()) +
           (r->edtf ? " " + r->edtf->as_said() : "");
}

std::string edtf(std::string_view text, Anchor anchor = monday, ResolvePolicy const& policy = {}) {
    auto const r = resolved(text, anchor, policy);
    if (!r) return to_string(r.error());
    return r->edtf ? r->edtf->as_said() : "none";
}

std::string one_day(Day day) {
    std::string const text = to_string(day);
    return text + " " + text + " " + text + " " + text + " " + text;
}

std::vector<std::string> conventions(std::string_view text, Anchor anchor = monday, ResolvePolicy const& policy = {}) {
    std::vector<std::string> names;
    Resolved const result = resolved(text, anchor, policy).value();
    for (ResolveStep const& step : result.trace) names.emplace_back(to_string(step.convention));
    return names;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("every row of the table of relative dates comes to its days, shape and EDTF") {
    std::ifstream file(ASCRIBE_TEST_DATA "/reltime/cases.tsv");
    REQUIRE(file);
    tables::Reader row(file);
    int rows = 0;
    while (row.next()) {
        CAPTURE(std::string(row["id"]));
        CAPTURE(std::string(row["structure"]));
        auto const expression = tables::RelativeReader::read(row["structure"]);
        REQUIRE(expression);
        auto const r = try_resolve(expression->date, parse_day(row["anchor"]).value(), expression->policy);
        REQUIRE(r);
        CHECK((r->edtf ? r->edtf->as_said() : "") == row["expected_edtf"]);
        CHECK(to_string(r->shape) == row["mode"]);
        CHECK(to_string(r->extent.first_min()) == row["s_min"]);
        CHECK(to_string(r->extent.first_max()) == row["s_max"]);
        CHECK(to_string(r->extent.last_min()) == row["e_min"]);
        CHECK(to_string(r->extent.last_max()) == row["e_max"]);
        ++rows;
    }
    CHECK(rows == 94);
}

TEST_CASE("the nearest dates are those that a walk from the anchor meets first") {
    Random random(1);
    auto const walk = [](Day day, int step, auto fits) {
        while (!fits(day)) day += step;
        return day;
    };
    for (int round = 0; round < 3'000; ++round) {
        Day const a(random.between(-800'000, 800'000));
        bool const past = random.chance(50);
        int const step = past ? -1 : 1;
        TimeDirection const way = past ? TimeDirection::past : TimeDirection::future;
        auto const point = [&](RelativeDate const& date) {
            Resolved const r = resolve(date, a);
            REQUIRE(r.shape == ResolvedShape::point);
            REQUIRE(r.extent.is_exact());
            return r.extent.first_min();
        };

        unsigned const weekday = 1 + static_cast<unsigned>(random.below(7));
        auto const is_weekday = [&](Day day) { return day.weekday() == weekday; };
        auto const name = static_cast<Weekday>(weekday - 1);
        CHECK(point(RelativeDate::weekday(name, way, AnchorDay::counted)) == walk(a, step, is_weekday));
        CHECK(point(RelativeDate::weekday(name, way, AnchorDay::skipped)) == walk(a + step, step, is_weekday));
        Day third = walk(a + step, step, is_weekday);
        third = walk(third + step, step, is_weekday);
        third = walk(third + step, step, is_weekday);
        CHECK(point(RelativeDate::nth_weekday(3, name, way)) == third);

        unsigned const month = 1 + static_cast<unsigned>(random.below(12));
        unsigned const day_number =
            random.chance(20) ? days_in_month(2000, month) : 1 + static_cast<unsigned>(random.below(28));
        CHECK(point(RelativeDate::month_day(month, day_number, way)) ==
              walk(a, step, [&](Day day) { return day.month() == month && day.day() == day_number; }));
        unsigned const dom = 1 + static_cast<unsigned>(random.below(31));
        CHECK(point(RelativeDate::day_of_month(dom, way)) == walk(a, step, [&](Day day) { return day.day() == dom; }));

        Day const in_month = walk(a, step, [&](Day day) { return day.month() == month; });
        Resolved const m = resolve(RelativeDate::month(month, way), a);
        CHECK(m.extent ==
              UncertainInterval::within(Day(in_month.year(), month, 1),
                                        Day(in_month.year(), month, days_in_month(in_month.year(), month))));
    }
}

TEST_CASE("the unit k units on holds the day reached by k steps over unit borders") {
    Random random(2);
    auto const same = [](TimeUnit unit, Day a, Day b) {
        auto const in = [](std::int64_t n, std::int64_t size) { return n >= 0 ? n / size : -((-n + size - 1) / size); };
        switch (unit) {
        case TimeUnit::day: return a == b;
        case TimeUnit::week: return in(a.number() + 3, 7) == in(b.number() + 3, 7);
        case TimeUnit::month: return a.year() == b.year() && a.month() == b.month();
        case TimeUnit::quarter: return a.year() == b.year() && (a.month() - 1) / 3 == (b.month() - 1) / 3;
        case TimeUnit::half_year: return a.year() == b.year() && (a.month() - 1) / 6 == (b.month() - 1) / 6;
        case TimeUnit::year: return a.year() == b.year();
        case TimeUnit::decade: return in(a.year(), 10) == in(b.year(), 10);
        case TimeUnit::century: return in(a.year(), 100) == in(b.year(), 100);
        }
        return false;
    };
    for (int round = 0; round < 400; ++round) {
        auto const unit = static_cast<TimeUnit>(random.below(8));
        int const long_unit = unit >= TimeUnit::decade ? 1 : 3;
        std::int64_t const k = random.between(-long_unit, long_unit);
        Day const a(random.between(-730'000, 60'000));
        Day first = a;
        while (same(unit, first - 1, a)) --first;
        for (std::int64_t i = 0; i < (k < 0 ? -k : k); ++i) {
            Day inside = first;
            if (k > 0) {
                while (same(unit, inside, first)) ++inside;
                first = inside;
            } else {
                inside = first - 1;
                first = inside;
                while (same(unit, first - 1, inside)) --first;
            }
        }
        Day last = first;
        while (same(unit, last + 1, first)) ++last;
        Resolved const r = resolve(RelativeDate::unit(unit, k), a);
        CAPTURE(to_string(a));
        REQUIRE(r.extent == UncertainInterval::within(first, last));
        REQUIRE(r.edtf);
        REQUIRE(r.edtf_says_all);
    }
}

TEST_CASE("shifting by months keeps the day of the month or takes the month's last") {
    Random random(3);
    for (int round = 0; round < 2'000; ++round) {
        Day const a(random.between(-800'000, 800'000));
        std::int64_t const months = random.between(-500, 500);
        std::int64_t number = a.year() * 12 + static_cast<std::int64_t>(a.month()) - 1 + months;
        std::int64_t year = 0;
        while (number < 0) number += 12'000, year -= 1'000;
        year += number / 12;
        auto const month = static_cast<unsigned>(number % 12) + 1;
        Day const expected(year, month, (std::min)(a.day(), days_in_month(year, month)));
        Resolved const r = resolve(RelativeDate::ahead(months, TimeUnit::month, TimeUnit::day), a);
        CHECK(r.extent.first_min() == expected);
        CHECK(resolve(RelativeDate::ago(-months, TimeUnit::month, TimeUnit::day), a).extent == r.extent);
        bool const clamped = expected.day() != a.day();
        CHECK(r.trace.size() == (clamped ? 1 : 0));
        if (clamped) CHECK(r.trace.front().convention == ResolveDefault::clamped_day);
    }
    CHECK(line("(ago 1 month grain=day)", Day(2023, 3, 31)) == one_day(Day(2023, 2, 28)));
    CHECK(line("(ago 1 quarter grain=day)", Day(2023, 5, 31)) == one_day(Day(2023, 2, 28)));
    CHECK(line("(ahead 4 year grain=day)", Day(2024, 2, 29)) == one_day(Day(2028, 2, 29)));
}

TEST_CASE("an uncertain anchor gives the hull of what its days give") {
    char const* const expressions[] = {"(day -3)",
                                       "(unit week -1)",
                                       "(unit month 0)",
                                       "(unit quarter 1)",
                                       "(unit halfyear 0)",
                                       "(unit year -1)",
                                       "(unit decade 0)",
                                       "(unit century -1)",
                                       "(ago 1 month grain=day)",
                                       "(ago 3 week grain=week)",
                                       "(ahead 2 month grain=month)",
                                       "(weekday sun past incl)",
                                       "(weekday mon future excl)",
                                       "(weekday-of sat -1)",
                                       "(nth-weekday 2 fri past)",
                                       "(month 3 past)",
                                       "(month 11 future)",
                                       "(month-of 2 year -1)",
                                       "(monthday 2 29 past)",
                                       "(monthday 10 9 future)",
                                       "(dom 31 past)",
                                       "(dom 30 future)",
                                       "(part late (unit month -1))",
                                       "(part mid (unit year 0))",
                                       "(part early (unit week 0))",
                                       "(part second-half (unit month 0))",
                                       "(part mid (unit quarter -1))",
                                       "(window -10 day within)",
                                       "(window -1 month span)",
                                       "(window 5 day span)",
                                       "(earlier-in month)",
                                       "(earlier-in week)",
                                       "(later-in month)",
                                       "(later-in year)",
                                       "(nth-dow -1 fri (unit month 0))",
                                       "(nth-dow 2 tue (unit month -1))",
                                       "(nth-dow 5 fri (unit month 0))",
                                       "(range (month 3) (month 5) past within)",
                                       "(range (monthday 12 30) (monthday 1 2) past span)",
                                       "(range (monthday 12 30) (monthday 1 2) future span)",
                                       "(before (unit month 0))",
                                       "(after (unit year -1))",
                                       "(by (weekday fri future incl))",
                                       "(not-before (unit month 0))",
                                       "(after-upto-anchor 2023-02-10)",
                                       "(since 2023-01)",
                                       "(since (weekday sat past incl))",
                                       "(until (unit month -1))",
                                       "(for 3 month exact)",
                                       "(for 3 month almost)",
                                       "(for 3 month more-than)",
                                       "(for 3 month about)",
                                       "(season winter past)",
                                       "(season summer future)",
                                       "(season spring (unit year 0))",
                                       "(quarter 1 past)",
                                       "(quarter 4 future)",
                                       "(one-of (day -1) (day -2))",
                                       "(approx (unit month 0) ~)",
                                       "(from-unknown-end (unit month -1))",
                                       "2023-02",
                                       "2022-12/2023-01"};
    Random random(4);
    for (char const* const text : expressions) {
        RelativeDate const date = tree(text);
        for (int round = 0; round < 60; ++round) {
            Day const first(random.between(Day(2023, 1, 1).number(), Day(2024, 3, 10).number()));
            Day const last = first + (round < 20 ? random.between(0, 3) : random.between(0, 120));
            CAPTURE(text);
            CAPTURE(to_string(first));
            CAPTURE(to_string(last));
            std::optional<UncertainInterval> expected;
            for (Day day = first; day <= last; ++day) {
                auto const r = try_resolve(date, day);
                if (!r) continue;
                expected = expected ? hull(*expected, r->extent) : r->extent;
            }
            auto const r = try_resolve(date, DayRange{first, last});
            REQUIRE(r.has_value() == expected.has_value());
            if (!r) continue;
            REQUIRE(r->extent == *expected);
            if (r->edtf && r->edtf_says_all) {
                Reading const reading =
                    r->shape == ResolvedShape::span ? Reading::throughout : Reading::sometime_within;
                CHECK(extent(*r->edtf, reading).first_min() == expected->first_min());
                CHECK(extent(*r->edtf, reading).last_max() == expected->last_max());
            }
        }
    }
}

TEST_CASE("an uncertain anchor is written as the alternatives that it leaves") {
    DayRange const around_new_month{Day(2023, 9, 29), Day(2023, 10, 3)};
    CHECK(edtf("(day -1)", around_new_month) == "[2023-09-28..2023-10-02]");
    CHECK(edtf("(unit month 0)", around_new_month) == "[2023-09..2023-10]");
    CHECK(edtf("(unit year 0)", around_new_month) == "2023");
    CHECK(edtf("(unit decade 0)", DayRange{Day(2019, 12, 31), Day(2020, 1, 1)}) == "[2010..2029]");
    CHECK(edtf("(unit quarter 0)", around_new_month) == "[2023-07..2023-12]");
    CHECK(edtf("(window -1 month span)", around_new_month) == "none");
    CHECK(edtf("(since 2023-01)", around_new_month) == "2023-01/..");
    // Not every day of the anchor allows the phrase; those that do not are not the anchor.
    CHECK(line("(earlier-in month)", around_new_month) ==
          "2023-09-01 2023-10-02 2023-09-01 2023-10-02 [2023-09-01..2023-10-02]");
    CHECK(line("(earlier-in month)", DayRange{Day(2023, 10, 1), Day(2023, 10, 2)}) == one_day(Day(2023, 10, 1)));
    // An anchor without bound on one side.
    CHECK(line("(day -1)", DayRange{Day::minus_infinity(), Day(2023, 10, 9)}) ==
          "-inf 2023-10-08 -inf 2023-10-08 [..2023-10-08]");
    CHECK(line("(unit month 0)", DayRange{Day(2023, 10, 9), Day::plus_infinity()}) ==
          "2023-10-01 +inf 2023-10-01 +inf [2023-10-01..]");
}

TEST_CASE("only what EDTF can say is written, and it is said whether that is all") {
    CHECK_FALSE(resolved("(for 30 year almost)")->edtf);
    Resolved const since = resolved("(since 1992)").value();
    CHECK(since.edtf->as_said() == "1992/..");
    CHECK_FALSE(since.edtf_says_all);  // that it still holds on the anchor is in the bounds only
    CHECK(since.extent.last_min() == monday);
    CHECK(since.extent.end_kind() == EndKind::open);
    CHECK(resolved("(until 2023-06)")->edtf_says_all);
    CHECK(resolved("(until 2023-06)")->extent.start_kind() == EndKind::open);
    CHECK(resolved("(from-unknown-end 2023-06)")->extent.end_kind() == EndKind::unknown);
    CHECK(edtf("(from-unknown-end 2023-06)") == "2023-06/");
    CHECK(edtf("(until-unknown-start 2023-06)") == "/2023-06");
    CHECK(edtf("(since (unit week -1))") == "none");
    CHECK(line("(since (unit week 0))", monday + 2) == "2023-10-09 2023-10-11 2023-10-11 +inf");
    CHECK(edtf("(for 30 year exact)") == "1993-10-09/..");
    CHECK(edtf("(one-of (as-said 2003-10-03) 2023-10-03)") == "[2003-10-03,2023-10-03]");
    CHECK(edtf("(one-of (unit week 0) 2023-11)") == "[2023-10-09..2023-10-15,2023-11]");
    CHECK(edtf("(one-of (since 2020) (since 2021))") == "none");
    CHECK(line("(one-of (since 2020) (since 2021))") == "2020-01-01 2021-12-31 2023-10-09 +inf");
    // A state that began in the anchor's own month began by the anchor, whatever its text admits.
    CHECK(line("(since (unit month 0))") == "2023-10-01 2023-10-09 2023-10-09 +inf 2023-10/..");
}

TEST_CASE("dates that EDTF has no form for keep their days") {
    CHECK(edtf("(unit month 0)", Day(12345, 6, 7)) == "none");
    CHECK(line("(unit year 0)", Day(12345, 6, 7)) == "12345-01-01 12345-12-31 12345-01-01 12345-12-31 Y12345");
    CHECK(edtf("(unit decade 0)", Day(-5, 1, 1)) == "[-0010..-0001]");
    CHECK(edtf("(unit decade 0)", Day(5, 1, 1)) == "000X");
    CHECK(edtf("(unit century 0)", Day(12345, 1, 1)) == "[Y12300..Y12399]");
    CHECK(edtf("(quarter 2 12345)") == "none");
    CHECK(line("(season summer 12346)") == "12346-06-01 12346-08-31 12346-06-01 12346-08-31");
    CHECK(line("(season winter -1)") == "-0001-12-01 0000-02-29 -0001-12-01 0000-02-29 -0001-24");
}

TEST_CASE("parts of periods follow the sizes of the policy") {
    CHECK(edtf("(part early 2023-03)") == "[2023-03-01..2023-03-10]");
    CHECK(edtf("(part mid 2023-03)") == "[2023-03-11..2023-03-20]");
    CHECK(edtf("(part first-half 2023-02)") == "[2023-02-01..2023-02-15]");
    CHECK(edtf("(part second-half 2023-02)") == "[2023-02-16..2023-02-28]");
    CHECK(edtf("(part early 2021)") == "2021-37");
    CHECK(edtf("(part first-half 2021)") == "2021-40");
    CHECK(edtf("(part early 199X)") == "[1990..1993]");
    CHECK(edtf("(part late 199X)") == "[1997..1999]");
    CHECK(edtf("(part second-half 199X)") == "[1995..1999]");
    CHECK(edtf("(part early 19XX)") == "[1900..1929]");
    CHECK(edtf("(part mid 19XX)") == "[1930..1969]");
    CHECK(edtf("(part late (century 19))") == "[1871..1900]");
    CHECK(edtf("(part early (unit week 0))") == "[2023-10-09..2023-10-10]");
    CHECK(edtf("(part first-half (unit week 0))") == "[2023-10-09..2023-10-11]");
    CHECK(edtf("(part mid (unit quarter 0))") == "2023-11");
    CHECK(edtf("(part first-half (unit halfyear 0))") == "2023-35");
    CHECK(edtf("(part early (unit halfyear 0))") == "[2023-07..2023-08]");
    CHECK(edtf("(part late 2023-24)") == "2024-02");

    ResolvePolicy policy;
    policy.month_parts = {7, 14, 14};
    policy.year_parts = {3, 6, 5};
    policy.decade_parts = {3, 4, 4};
    policy.century_parts = {33, 34, 50};
    policy.week_parts = {1, 4, 4};
    CHECK(edtf("(part mid 2023-03)", monday, policy) == "[2023-03-08..2023-03-21]");
    CHECK(edtf("(part first-half 2023-03)", monday, policy) == "[2023-03-01..2023-03-14]");
    CHECK(edtf("(part early 2021)", monday, policy) == "2021-33");
    CHECK(edtf("(part mid 2021)", monday, policy) == "[2021-04..2021-09]");
    CHECK(edtf("(part first-half 2021)", monday, policy) == "[2021-01..2021-05]");
    CHECK(edtf("(part mid 199X)", monday, policy) == "[1993..1996]");
    CHECK(edtf("(part late 19XX)", monday, policy) == "[1967..1999]");
    CHECK(edtf("(part early (unit week 0))", monday, policy) == "2023-10-09");
    CHECK(conventions("(part first-half 2021)", monday, policy) == Strings{"year-parts"});
    CHECK(conventions("(part first-half 2021)") == Strings{});
}

TEST_CASE("every convention that a result rests on is named, and no other") {
    CHECK(conventions("(unit month -1)") == Strings{});
    CHECK(conventions("(weekday sun past incl)") == Strings{});
    CHECK(conventions("(weekday sun)") == Strings{"direction", "anchor-day"});
    CHECK(conventions("(month 3)") == Strings{"direction"});
    CHECK(conventions("(ago 3 week)") == Strings{"ago-grain", "week-start"});
    CHECK(conventions("(ago 3 month grain=day)", Day(2023, 5, 31)) == Strings{"clamped-day"});
    CHECK(conventions("(part late (unit week -1))") == Strings{"week-start", "week-parts"});
    CHECK(conventions("(part late (unit month -1))") == Strings{"month-parts"});
    CHECK(conventions("(part late (unit quarter -1))") == Strings{"whole-months"});
    CHECK(conventions("(unit century 0)") == Strings{"century-start"});
    CHECK(conventions("(season spring past)") == Strings{"season-months"});
    CHECK(conventions("2023-21") == Strings{"season-months"});
    CHECK(conventions("2023-33") == Strings{});
    CHECK(conventions("(window -3 day span)") == Strings{"window-ends"});
    CHECK(conventions("(earlier-in week)", monday + 2) == Strings{"anchor-excluded", "week-start"});
    CHECK(conventions("(since 2020)") == Strings{"still-true"});
    CHECK(conventions("(until 2020)") == Strings{"ended-in-unit"});
    CHECK(conventions("(by 2020)") == Strings{"by-unit"});
    CHECK(conventions("(no-later-than 2020)") == Strings{});
    CHECK(conventions("(for 3 year about)") == Strings{"still-true", "hedge-width"});
    CHECK(conventions("(after-upto-anchor 2020)") == Strings{"not-after-report"});
    CHECK(conventions("(approx 2020 ~)") == Strings{"qualifier-keeps-days"});
    CHECK(conventions("(range (monthday 12 30) (monthday 1 2) past span)") == Strings{});

    auto const step = resolved("(since (unit week -1))").value().trace.front();
    CHECK(step.node == 0);
    CHECK(step.operation == "unit");
    CHECK(step.text == "weeks start on Monday");
    CHECK(resolved("(since (unit week -1))").value().trace.back().node == 1);
}

TEST_CASE("conventions can be changed and are named as they are used") {
    ResolvePolicy policy;
    policy.week_start = Weekday::sunday;
    CHECK(edtf("(unit week 0)", Day(2023, 10, 8), policy) == "[2023-10-08..2023-10-14]");
    CHECK(edtf("(weekday-of sun 0)", monday, policy) == "2023-10-08");
    CHECK(resolved("(unit week 0)", monday, policy)->trace.front().text == "weeks start on Sunday");
    CHECK(tables::RelativeReader::read("(unit week 0 ws=sun)")->policy.week_start == Weekday::sunday);

    policy = {};
    policy.direction = TimeDirection::future;
    policy.anchor_day = AnchorDay::skipped;
    CHECK(edtf("(weekday mon)", monday, policy) == "2023-10-16");
    CHECK(edtf("(weekday mon)") == "2023-10-09");
    CHECK(edtf("(month 3)", monday, policy) == "2024-03");
    CHECK(edtf("(quarter 1)", monday, policy) == "2024-33");

    policy = {};
    policy.ago_keeps_unit = false;
    CHECK(edtf("(ago 3 week)", monday, policy) == "2023-09-18");
    CHECK(edtf("(ago 3 week)") == "[2023-09-18..2023-09-24]");

    policy = {};
    policy.centuries_from_01 = true;
    CHECK(edtf("(unit century -1)", monday, policy) == "[1901..2000]");
    CHECK(edtf("(unit century 0)", Day(2000, 12, 31), policy) == "[1901..2000]");
    CHECK(edtf("(unit century 0)", Day(0, 12, 31), policy) == "[-0099..0000]");

    policy = {};
    policy.by_counts_unit = false;
    policy.until_counts_unit = false;
    CHECK(edtf("(by 2024-06)", monday, policy) == "[..2024-05]");
    CHECK(edtf("(by 2024-06)") == "[..2024-06]");
    CHECK(line("(until 2023-06)", monday, policy) == "-inf 2023-05-31 2023-05-31 2023-05-31 ../2023-05-31");

    policy = {};
    policy.seasons = {SeasonMonths::south, SeasonTurn::begins_in_year};
    CHECK(line("(season summer past)", monday, policy) == "2022-12-01 2023-02-28 2022-12-01 2023-02-28 2022-22");
    policy.seasons = {SeasonMonths::north, SeasonTurn::ends_in_year};
    CHECK(line("(season winter past)", monday, policy) == "2022-12-01 2023-02-28 2022-12-01 2023-02-28 2023-24");
    CHECK(edtf("(season winter past)") == "2022-24");

    policy = {};
    policy.month_parts = {20, 10, 15};
    auto const too_large = resolved("(day 0)", monday, policy);
    REQUIRE_FALSE(too_large);
    CHECK(too_large.error().record == "resolve policy");
}

TEST_CASE("the season and the quarter that the anchor is in count as nearest") {
    CHECK(edtf("(season winter past)", Day(2024, 1, 9)) == "2023-24");
    CHECK(edtf("(season winter future)", Day(2024, 1, 9)) == "2023-24");
    CHECK(edtf("(season winter future)", Day(2024, 3, 1)) == "2024-24");
    CHECK(edtf("(season autumn past)") == "2023-23");
    CHECK(edtf("(season autumn past)", Day(2023, 8, 31)) == "2022-23");
    CHECK(edtf("(quarter 4 past)") == "2023-36");
    CHECK(edtf("(quarter 4 future)") == "2023-36");
    CHECK(edtf("(quarter 1 past)") == "2023-33");
    CHECK(edtf("(season spring (unit year -1))") == "2022-21");
    CHECK(edtf("(quarter 2 (weekday sun past incl))") == "2023-34");
}

TEST_CASE("a range looks for its dates from its other end") {
    CHECK(edtf("(range (monthday 12 30) (monthday 1 2) past span)", Day(2023, 1, 15)) == "2022-12-30/2023-01-02");
    CHECK(edtf("(range (monthday 12 30) (monthday 1 2) future span)", Day(2023, 1, 15)) == "2023-12-30/2024-01-02");
    CHECK(edtf("(range (month 11) (month 2) past within)") == "[2022-11..2023-02]");
    CHECK(edtf("(range (weekday fri) (weekday mon) past span)", Day(2023, 10, 7)) == "2023-09-29/2023-10-02");
    CHECK(edtf("(range 2021 2023-05 within)") == "[2021-01..2023-05]");
    CHECK(edtf("(range 2021 2023-05 span)") == "2021/2023-05");
    CHECK(edtf("(range 199X 2005 within)") == "[1990..2005]");
    CHECK(edtf("(range 2021 2021 within)") == "2021");
    CHECK(edtf("(range (unit month -2) (unit month -1) past within)") == "[2023-08..2023-09]");
    CHECK(edtf("(range (before 2021) 2023 within)") == "[..2023]");
    // A range inside a range looks from the day that the outer one gives.
    CHECK(edtf("(range (range (monthday 12 1) (monthday 12 5) within) (monthday 1 2) past within)", Day(2023, 1, 15)) ==
          "[2022-12-01..2023-01-02]");
}

TEST_CASE("before and after keep the precision of their date") {
    CHECK(edtf("(before 2022)") == "[..2021]");
    CHECK(edtf("(before 2022-01)") == "[..2021-12]");
    CHECK(edtf("(after 2022-12)") == "[2023-01..]");
    CHECK(edtf("(after 199X)") == "[2000..]");
    CHECK(edtf("(before (quarter 3 2022))") == "[..2022-06]");
    CHECK(edtf("(not-before (unit week 0))") == "[2023-10-09..]");
    CHECK(edtf("(no-later-than 2022~)") == "[..2022~]");
    CHECK(edtf("(after-upto-anchor 2022)") == "[2023-01-01..2023-10-09]");
    CHECK(edtf("(before 1985-XX-31)") == "[..1985-01-30]");
}

TEST_CASE("a qualifier goes to every date and joins the one that is there") {
    CHECK(edtf("(approx 1995 ?)") == "1995?");
    CHECK(edtf("(approx 1995? ~)") == "1995%");
    CHECK(edtf("(approx (unit month -1) ~)") == "2023-09~");
    CHECK(edtf("(approx (since 2020) ?)") == "2020?/..");
    CHECK(edtf("(approx 2020/2021 ~)") == "2020~/2021~");
    CHECK(edtf("(approx (one-of 2003-10-03 2023-10-03) ?)") == "[2003-10-03?,2023-10-03?]");
    CHECK(edtf("(approx (before 1995) ~)") == "[..1994~]");
    CHECK(edtf("(approx 2023-09-?19 day)") == "2023-09-?19");
    // EDTF does not qualify the ends of a run of days; the days stay.
    CHECK(line("(approx (unit week -1) ~)") == "2023-10-02 2023-10-08 2023-10-02 2023-10-08");
}

TEST_CASE("written dates of every kind have their days and stay as written") {
    CHECK(line("2023-10-07T12:00:00Z") == "2023-10-07 2023-10-07 2023-10-07 2023-10-07 2023-10-07T12:00:00Z");
    CHECK(line("1985-XX-31") == "1985-01-31 1985-12-31 1985-01-31 1985-12-31 1985-XX-31");
    CHECK(resolved("1985-XX-31")->shape == ResolvedShape::within);
    CHECK(line("1950S2") == "1900-01-01 1999-12-31 1900-01-01 1999-12-31 1950S2");
    CHECK(line("2004-06/2006") == "2004-06-01 2004-06-30 2006-01-01 2006-12-31 2004-06/2006");
    CHECK(resolved("2004-06/2006")->shape == ResolvedShape::span);
    CHECK(line("2004-06/..") == "2004-06-01 2004-06-30 2004-06-01 +inf 2004-06/..");
    CHECK(line("[1667,1760-12]") == "1667-01-01 1760-12-31 1667-01-01 1760-12-31 [1667,1760-12]");
    CHECK(resolved("2023-10-07?")->shape == ResolvedShape::point);
}

TEST_CASE("what the result was worked out from is named, the anchor only if it mattered") {
    Anchor const published(monday, 5);
    CHECK(resolved("(day -1)", published)->grounds == std::vector<std::uint32_t>{5});
    CHECK(resolved("2021", published)->grounds.empty());
    CHECK(resolved("(century 19)", published)->grounds.empty());
    CHECK(resolved("(before 2021)", published)->grounds.empty());
    CHECK(resolved("(since 2021)", published)->grounds == std::vector<std::uint32_t>{5});
    auto const storm = RelativeDate::date(Edtf("2023-10-07"), 3);
    CHECK(resolve(RelativeDate::after(storm), published).grounds == std::vector<std::uint32_t>{3});
    CHECK(resolve(RelativeDate::after_up_to_anchor(storm), published).grounds == std::vector<std::uint32_t>{3, 5});
    CHECK(resolve(RelativeDate::one_of(storm, storm), published).grounds == std::vector<std::uint32_t>{3});
    CHECK(
        resolve(RelativeDate::range(RelativeDate::month(1), storm, Reading::throughout, TimeDirection::past), published)
            .grounds == std::vector<std::uint32_t>{3});
    CHECK(resolve(RelativeDate::day(-1), Anchor(monday)).grounds.empty());
}

TEST_CASE("what does not fit together is an error that names the operator") {
    auto const error = [](std::string_view text, Anchor anchor = monday) {
        auto const r = resolved(text, anchor);
        return r ? std::string("no error")
                 : std::string(to_string(r.error().code)) + " " + std::string(r.error().field);
    };
    CHECK(error("(month 13 past)") == "out of range month");
    CHECK(error("(month 0 past)") == "out of range month");
    CHECK(error("(month-of 13 year 0)") == "out of range month_of");
    CHECK(error("(monthday 2 30 past)") == "out of range month_day");
    CHECK(error("(monthday 0 3 past)") == "out of range month_day");
    CHECK(error("(dom 32 past)") == "out of range day_of_month");
    CHECK(error("(dom 0 past)") == "out of range day_of_month");
    CHECK(error("(nth-weekday 0 sun past)") == "out of range nth_weekday");
    CHECK(error("(nth-dow 0 fri 2023-10)") == "out of range nth_weekday_of");
    CHECK(error("(nth-dow 5 fri 2023-10)") == "not allowed nth_weekday_of");
    CHECK(error("(nth-dow -6 fri 2023-10)") == "not allowed nth_weekday_of");
    CHECK(error("(nth-dow 5 tue 2023-10)") == "no error");
    CHECK(error("(nth-dow 1 fri (since 2020))") == "not allowed nth_weekday_of");
    CHECK(error("(quarter 5 2022)") == "out of range quarter");
    CHECK(error("(century 0)") == "out of range century");
    CHECK(error("(for 0 year exact)") == "out of range held_for");
    CHECK(error("(part late 2023-10-09)") == "not allowed part");
    CHECK(error("(part late (part late 2023))") == "not allowed part");
    CHECK(error("(part late (unit week 0))") == "no error");
    CHECK(error("(part first-half 2023-21)") == "not allowed part");
    CHECK(error("(part late (before 2020))") == "no error");
    CHECK(error("(part late (since 2020))") == "not allowed part");
    CHECK(error("(range 2023 2021 span)") == "not allowed range");
    CHECK(error("(range (since 2020) 2023 span)") == "not allowed range");
    CHECK(error("(before (before 2020))") == "not allowed before");
    CHECK(error("(after (after 2020))") == "not allowed after");
    CHECK(error("(before (after 2020))") == "no error");
    CHECK(error("(before (since 2020))") == "not allowed before");
    CHECK(error("(since 2024)") == "not allowed since");
    CHECK(error("(since (since 2020))") == "not allowed since");
    CHECK(error("(until (since 2020))") == "not allowed until");
    CHECK(error("(after-upto-anchor 2023-10-09)") == "not allowed after_up_to_anchor");
    CHECK(error("(earlier-in month)", Day(2023, 10, 1)) == "not allowed earlier_in");
    CHECK(error("(later-in month)", Day(2023, 10, 31)) == "not allowed later_in");
    CHECK(error("(later-in day)") == "not allowed later_in");
    CHECK(error("(season spring (unit decade 0))") == "not allowed season");
    CHECK(error("{2020,2021}") == "not allowed date");
    CHECK(error("(one-of (since 2020) 2021)") == "not allowed one_of");
    CHECK(error("(day 0)", DayRange{monday, monday - 1}) == "out of range days");
    CHECK(error("(day 0)", DayRange{Day::plus_infinity(), Day::plus_infinity()}) == "out of range days");
    CHECK_THROWS_AS((void)resolve(tree("(month 13 past)"), monday), Exception);
}

TEST_CASE("numbers and anchors at the edge of 64 bits give days, infinities or errors, never a wrap") {
    constexpr std::int64_t numbers[] = {(std::numeric_limits<std::int64_t>::min)(),
                                        (std::numeric_limits<std::int64_t>::min)() + 1,
                                        -1,
                                        1,
                                        (std::numeric_limits<std::int64_t>::max)() - 1,
                                        (std::numeric_limits<std::int64_t>::max)(),
                                        1'000'000'000'000'000'000,
                                        -3'000'000'000'000'000'000};
    Day const anchors[] = {
        monday, Day::min(), Day::max(), Day::min() + 1, Day(Day::max_year, 12, 31), Day(Day::min_year, 1, 1)};
    int resolved_count = 0;
    for (Day const anchor : anchors)
        for (std::int64_t const n : numbers) {
            std::vector<RelativeDate> dates = {
                RelativeDate::day(n),
                RelativeDate::weekday_of(Weekday::friday, n),
                RelativeDate::nth_weekday(n, Weekday::friday, TimeDirection::past),
                RelativeDate::nth_weekday(n, Weekday::friday, TimeDirection::future),
                RelativeDate::month_of(2, n),
                RelativeDate::season(SeasonName::winter, n),
                RelativeDate::quarter(1, n),
                RelativeDate::century(n),
                RelativeDate::nth_weekday_of(n, Weekday::friday, RelativeDate::unit(TimeUnit::month, 0)),
                RelativeDate::weekday(Weekday::friday),
                RelativeDate::month(2),
                RelativeDate::month_day(2, 29),
                RelativeDate::day_of_month(31, TimeDirection::future),
                RelativeDate::season(SeasonName::winter, TimeDirection::future),
                RelativeDate::season(SeasonName::winter, TimeDirection::past),
                RelativeDate::earlier_in(TimeUnit::century),
                RelativeDate::later_in(TimeUnit::century)};
            for (unsigned u = 0; u < 8; ++u) {
                auto const unit = static_cast<TimeUnit>(u);
                dates.push_back(RelativeDate::unit(unit, n));
                dates.push_back(RelativeDate::ago(n, unit));
                dates.push_back(RelativeDate::ahead(n, unit, TimeUnit::day));
                dates.push_back(RelativeDate::window(n, unit, Reading::throughout));
                dates.push_back(RelativeDate::held_for(n, unit, DurationHedge::about));
                dates.push_back(RelativeDate::part(PeriodPart::late, RelativeDate::unit(unit, n)));
                dates.push_back(RelativeDate::before(RelativeDate::unit(unit, n)));
                dates.push_back(RelativeDate::since(RelativeDate::unit(unit, n)));
            }
            for (RelativeDate const& date : dates) {
                auto const r = try_resolve(date, anchor);
                if (!r) continue;
                ++resolved_count;
                CHECK(r->extent.start_min() < r->extent.end_max());
            }
        }
    CHECK(resolved_count > 900);
}

TEST_CASE("a very deep tree is resolved without recursion") {
    RelativeDate deep = RelativeDate::unit(TimeUnit::month, -1);
    for (int i = 0; i < 100'000; ++i) deep = RelativeDate::as_said(std::move(deep));
    CHECK(resolve(deep, monday).edtf->as_said() == "2023-09");
    RelativeDate wide = RelativeDate::day(0);
    for (int i = 0; i < 2'000; ++i) wide = RelativeDate::one_of(std::move(wide), RelativeDate::day(-i));
    Resolved const r = resolve(wide, monday);
    CHECK(r.extent.first_min() == monday - 1'999);
    CHECK(r.edtf->members().size() == 2'001);
}

TEST_CASE("the reader of expressions refuses what it does not know, with the offset") {
    auto const offset = [](std::string_view text) {
        auto const r = tables::RelativeReader::read(text);
        REQUIRE_FALSE(r);
        return r.error().offset;
    };
    CHECK(offset("(fortnight 3)") == 0);
    CHECK(offset("(part late (moth 3))") == 11);
    CHECK(offset("(part late (month 3 past)") == 25);
    CHECK(offset("(day 1))") == 7);
    CHECK(offset("(day)") == 0);
    CHECK(offset("(day 1 2)") == 0);
    CHECK(offset("(day 1) (day 2)") == 0);
    CHECK(offset("") == 0);
    CHECK(offset("(unit week 0 ws=funday)") == 13);
    CHECK(offset("()") == 0);
    CHECK(offset("(before 2023-13)") == 0);
}
