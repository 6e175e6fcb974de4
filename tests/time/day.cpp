// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/day.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <support/random.hpp>

#include <doctest/doctest.h>

using ascribe::Civil;
using ascribe::Day;
using ascribe::Errc;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

/// The rules of the calendar once more, in the plainest words.
bool naive_is_leap(std::int64_t year) {
    if (year % 400 == 0) return true;
    if (year % 100 == 0) return false;
    return year % 4 == 0;
}

Civil naive_next(Civil date) {
    unsigned const lengths[] = {31, naive_is_leap(date.year) ? 29U : 28U, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.day < lengths[date.month - 1]) return {date.year, date.month, date.day + 1};
    if (date.month < 12) return {date.year, date.month + 1, 1};
    return {date.year + 1, 1, 1};
}

}  // namespace

static_assert(Day(1970, 1, 1).number() == 0);
static_assert(Day(2000, 2, 29) + 1 == Day(2000, 3, 1));
static_assert(Day(-1, 12, 31) + 1 == Day(0, 1, 1));
static_assert(Day::minus_infinity() < Day::min() && Day::max() < Day::plus_infinity());

TEST_CASE("days stand where other calendars of computers have them") {
    CHECK(Day(2000, 3, 1).number() == 11'017);
    CHECK(Day(0, 3, 1).number() == -719'468);
    CHECK(Day(1, 1, 1).number() == -719'162);
    CHECK(Day(1582, 10, 15).number() == -141'427);
    CHECK(Day(9999, 12, 31).number() == 2'932'896);
    CHECK(Day(1969, 7, 20).weekday() == 7);
    CHECK(Day(2024, 1, 1).weekday() == 1);
    CHECK(Day(1, 1, 1).weekday() == 1);
}

TEST_CASE("every day of four eras follows the one before it, by number, date and weekday") {
    Civil date{-801, 1, 1};
    Day day(date);
    bool agree = true;
    while (date.year < 801) {
        Day const before = day;
        date = naive_next(date);
        ++day;
        agree = agree && Day(date) == day && day.civil() == date && day.number() == before.number() + 1 &&
                day.weekday() == before.weekday() % 7 + 1 && ascribe::is_civil(date.year, date.month, date.day);
        if (!agree) break;
    }
    CHECK(agree);
    CHECK(date == Civil{801, 1, 1});
}

TEST_CASE("the calendar repeats itself every 146,097 days as far as numbers reach") {
    ascribe_tests::Random random(1);
    for (int i = 0; i < 20'000; ++i) {
        // Spread over the magnitudes, not over the numbers, nearly all of which are huge.
        auto const number =
            static_cast<std::int64_t>(random.next() >> (1 + random.below(62))) * (random.chance(50) ? 1 : -1);
        Day const day(number);
        if (!day.is_finite()) continue;
        Civil const date = day.civil();
        REQUIRE(ascribe::is_civil(date.year, date.month, date.day));
        if (date.year >= Day::min_year && date.year <= Day::max_year) REQUIRE(Day(date) == day);
        Day const later = day + 146'097;
        if (later.is_finite()) REQUIRE(later.civil() == Civil{date.year + 400, date.month, date.day});
        REQUIRE((later.is_finite() ? later.weekday() : day.weekday()) == day.weekday());
    }
}

TEST_CASE("only dates of the calendar are civil") {
    CHECK(ascribe::is_civil(2000, 2, 29));
    CHECK_FALSE(ascribe::is_civil(1900, 2, 29));
    CHECK_FALSE(ascribe::is_civil(2023, 4, 31));
    CHECK_FALSE(ascribe::is_civil(2023, 0, 1));
    CHECK_FALSE(ascribe::is_civil(2023, 13, 1));
    CHECK_FALSE(ascribe::is_civil(2023, 1, 0));
    CHECK(ascribe::is_civil(-4, 2, 29));
    for (std::int64_t year : {-8, -1, 0, 4, 1900, 2000, 2024}) {
        CHECK(ascribe::is_leap_year(year) == naive_is_leap(year));
    }
}

TEST_CASE("years beyond the finite days saturate") {
    CHECK(Day(Day::max_year, 12, 31).is_finite());
    CHECK(Day(Day::max_year, 12, 31).civil() == Civil{Day::max_year, 12, 31});
    CHECK(Day(Day::min_year, 1, 1).civil() == Civil{Day::min_year, 1, 1});
    CHECK(Day(Day::max_year + 1, 1, 1) == Day::plus_infinity());
    CHECK(Day(Day::min_year - 1, 12, 31) == Day::minus_infinity());
    CHECK(Day(highest, 1, 1) == Day::plus_infinity());
    CHECK(Day(lowest, 1, 1) == Day::minus_infinity());
    CHECK(Day::max().civil().year > Day::max_year);
    CHECK(Day::min().civil().year < Day::min_year);
}

TEST_CASE("steps saturate and infinite days stay") {
    CHECK(Day::max() + 1 == Day::plus_infinity());
    CHECK(Day::min() - 1 == Day::minus_infinity());
    CHECK(Day(5) + highest == Day::plus_infinity());
    CHECK(Day(-5) + lowest == Day::minus_infinity());
    CHECK(Day(-5) - lowest == Day(highest - 4));
    CHECK(Day(0) - lowest == Day::plus_infinity());
    CHECK(Day(-1) - lowest == Day::plus_infinity());  // exactly the number that stands for it
    CHECK(Day::plus_infinity() - highest == Day::plus_infinity());
    CHECK(Day::minus_infinity() + highest == Day::minus_infinity());
    CHECK(7 + Day(3) == Day(10));
    Day day(1999, 12, 31);
    CHECK((++day).civil() == Civil{2000, 1, 1});
    CHECK((--day).civil() == Civil{1999, 12, 31});
}

TEST_CASE("distances saturate and undo steps") {
    CHECK(Day(2024, 3, 1) - Day(2024, 2, 1) == 29);
    CHECK(Day(2024, 2, 1) - Day(2024, 3, 1) == -29);
    CHECK(Day::plus_infinity() - Day(0) == highest);
    CHECK(Day(0) - Day::plus_infinity() == lowest);
    CHECK(Day(0) - Day::minus_infinity() == highest);
    CHECK(Day::minus_infinity() - Day(0) == lowest);
    CHECK(Day::plus_infinity() - Day::minus_infinity() == highest);
    CHECK(Day::plus_infinity() - Day::plus_infinity() == 0);
    CHECK(Day::minus_infinity() - Day::minus_infinity() == 0);
    CHECK(Day::max() - Day::min() == highest);
    CHECK(Day::min() - Day::max() == lowest);
    ascribe_tests::Random random(2);
    for (int i = 0; i < 20'000; ++i) {
        Day const a(static_cast<std::int64_t>(random.next()) / 4);
        std::int64_t const step = static_cast<std::int64_t>(random.next()) / 4;
        REQUIRE((a + step) - a == step);
        REQUIRE((a - step) + step == a);
    }
}

TEST_CASE("days are ordered as their numbers") {
    CHECK(Day(-44, 3, 15) < Day(1, 1, 1));
    CHECK(Day(2023, 10, 7) < Day(2023, 10, 8));
    CHECK(Day::minus_infinity() < Day(lowest + 1));
}

TEST_CASE("a written day reads back as itself") {
    CHECK(to_string(Day(2024, 1, 1)) == "2024-01-01");
    CHECK(to_string(Day(-44, 3, 15)) == "-0044-03-15");
    CHECK(to_string(Day(0, 12, 31)) == "0000-12-31");
    CHECK(to_string(Day(170'000'002, 12, 31)) == "170000002-12-31");
    CHECK(to_string(Day(-10'000, 1, 1)) == "-10000-01-01");
    CHECK(to_string(Day::minus_infinity()) == "-inf");
    CHECK(to_string(Day::plus_infinity()) == "+inf");
    ascribe_tests::Random random(3);
    for (int i = 0; i < 5'000; ++i) {
        Day const day(static_cast<std::int64_t>(random.next() >> (1 + random.below(62))) *
                      (random.chance(50) ? 1 : -1));
        if (day > Day(Day::max_year, 12, 31) && day.is_finite()) continue;
        if (day < Day(Day::min_year, 1, 1) && day.is_finite()) continue;
        REQUIRE(*ascribe::parse_day(to_string(day)) == day);
    }
    CHECK(*ascribe::parse_day("-inf") == Day::minus_infinity());
    CHECK(*ascribe::parse_day("+inf") == Day::plus_infinity());
}

TEST_CASE("a day that is none is an error with its place") {
    struct Row {
        char const* text;
        Errc code;
        char const* field;
        std::size_t offset;
    };
    for (Row const& row :
         {Row{"", Errc::empty, "", 0}, Row{"85-04-12", Errc::syntax, "year", 0},
          Row{"01985-04-12", Errc::syntax, "year", 0}, Row{"-0000-01-01", Errc::out_of_range, "year", 0},
          Row{"99999999999999999999-01-01", Errc::out_of_range, "year", 0},
          Row{"25252734927760001-01-01", Errc::out_of_range, "year", 0}, Row{"1985", Errc::syntax, "month", 4},
          Row{"1985-13-01", Errc::syntax, "month", 5}, Row{"1985-1-01", Errc::syntax, "month", 5},
          Row{"1985-04", Errc::syntax, "day", 7}, Row{"1985-04-31", Errc::out_of_range, "day", 8},
          Row{"1985-04-3", Errc::out_of_range, "day", 8}, Row{"1985-04-12T", Errc::syntax, "day", 10},
          Row{"inf", Errc::syntax, "year", 0}}) {
        CAPTURE(row.text);
        auto const day = ascribe::parse_day(row.text);
        REQUIRE_FALSE(day);
        CHECK(day.error().code == row.code);
        CHECK(day.error().record == "day");
        CHECK(day.error().field == row.field);
        CHECK(day.error().offset == row.offset);
    }
}
