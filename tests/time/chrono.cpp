// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/time/chrono.hpp>

#include <chrono>
#include <limits>
#include <type_traits>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace std::chrono;
using ascribe_tests::Random;

namespace {

constexpr std::int64_t largest = (std::numeric_limits<std::int64_t>::max)();

}  // namespace

TEST_CASE("a day of std::chrono is the day with the same date") {
    CHECK(to_sys_days(Day(2024, 2, 29)) == sys_days(year(2024) / 2 / 29));
    CHECK(to_day(sys_days(year(2024) / 2 / 29)) == Day(2024, 2, 29));
    CHECK(to_year_month_day(Day(2024, 2, 29)) == year(2024) / 2 / 29);
    CHECK(to_day(year(2024) / 2 / 29) == Day(2024, 2, 29));
    CHECK(to_day(year(-44) / 3 / 15) == Day(-44, 3, 15));
    CHECK(to_day(sys_days()) == Day());
}

TEST_CASE("every day that std::chrono can name goes there and back") {
    Random random(1);
    Day const earliest(-32767, 1, 1), latest(32767, 12, 31);
    for (int i = 0; i < 20'000; ++i) {
        Day const day(random.between(earliest.number(), latest.number()));
        auto const date = to_year_month_day(day);
        REQUIRE(date.ok());
        CHECK(to_day(date) == day);
        CHECK(sys_days(date) == to_sys_days(day));
        CHECK(to_day(to_sys_days(day)) == day);
    }
    CHECK(to_day(to_year_month_day(earliest)) == earliest);
    CHECK(to_day(to_year_month_day(latest)) == latest);
    CHECK(to_day((year::max)() / 12 / 31) == latest);
}

TEST_CASE("days that std::chrono cannot name are refused") {
    for (Day day :
         {Day(-32768, 12, 31), Day(32768, 1, 1), Day::min(), Day::max(), Day::minus_infinity(), Day::plus_infinity()}) {
        auto const date = try_to_year_month_day(day);
        REQUIRE_FALSE(date.has_value());
        CHECK(date.error().code == Errc::out_of_range);
        CHECK(date.error().found == to_string(day));
        CHECK_THROWS_AS((void)to_year_month_day(day), Exception);
    }
    for (Day day : {Day::minus_infinity(), Day::plus_infinity()}) {
        REQUIRE_FALSE(try_to_sys_days(day).has_value());
        CHECK(try_to_sys_days(day).error().code == Errc::out_of_range);
        CHECK_THROWS_AS((void)to_sys_days(day), Exception);
    }
    // How far std::chrono::days counts is the implementation's choice.
    CHECK(try_to_sys_days(Day::max()).has_value() == (sizeof(days::rep) >= 8));
    CHECK(try_to_sys_days(Day::min()).has_value() == (sizeof(days::rep) >= 8));
}

TEST_CASE("a date that no calendar has is refused") {
    for (auto date : {year(2023) / 2 / 29, year(2023) / 13 / 1, year(2023) / 0 / 1, year(2023) / 4 / 31}) {
        auto const day = try_to_day(year_month_day(date));
        REQUIRE_FALSE(day.has_value());
        CHECK(day.error().code == Errc::out_of_range);
        CHECK(day.error().record == "day");
    }
    CHECK(try_to_day(year(2023) / 2 / 29).error().found == "2023-2-29");
    CHECK_THROWS_AS((void)to_day(year(2023) / 2 / 29), Exception);
}

TEST_CASE("instants are seconds of the system clock, both ways") {
    CHECK(to_instant(sys_days(year(2023) / 9 / 20) + hours(10)) == Instant{1'695'204'000});
    for (std::int64_t seconds_since : {std::int64_t{0}, std::int64_t{-1}, largest, -largest - 1})
        CHECK(to_instant(to_sys_seconds(Instant{seconds_since})) == Instant{seconds_since});
}
