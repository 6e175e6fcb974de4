// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/time/boost_date.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;
namespace gregorian = boost::gregorian;

TEST_CASE("a date of Boost.Date_Time is the day with the same date") {
    CHECK(to_gregorian(Day(2024, 2, 29)) == gregorian::date(2024, 2, 29));
    CHECK(to_day(gregorian::date(2024, 2, 29)) == Day(2024, 2, 29));
    CHECK(to_gregorian(Day()) == gregorian::date(1970, 1, 1));
}

TEST_CASE("every day from 1400 to 9999 goes to Boost.Date_Time and back, with the same day count and weekday") {
    Day const first(1400, 1, 1), last(9999, 12, 31);
    gregorian::date const first_date = to_gregorian(first);
    CHECK(first_date == gregorian::date(boost::date_time::min_date_time));
    CHECK(to_gregorian(last) == gregorian::date(boost::date_time::max_date_time));
    for (Day day = first; day <= last; day += 7 + day.number() % 3) {
        gregorian::date const date = to_gregorian(day);
        REQUIRE(to_day(date) == day);
        REQUIRE((date - first_date).days() == day - first);
        REQUIRE(date.day_of_week().as_number() == day.weekday() % 7);
    }
    CHECK(to_day(to_gregorian(last)) == last);
}

TEST_CASE("the infinities are the same on both sides") {
    CHECK(to_gregorian(Day::minus_infinity()) == gregorian::date(boost::date_time::neg_infin));
    CHECK(to_gregorian(Day::plus_infinity()) == gregorian::date(boost::date_time::pos_infin));
    CHECK(to_day(gregorian::date(boost::date_time::neg_infin)) == Day::minus_infinity());
    CHECK(to_day(gregorian::date(boost::date_time::pos_infin)) == Day::plus_infinity());
}

TEST_CASE("days outside the years of Boost.Date_Time are refused") {
    Random random(3);
    auto const refused = [](Day day) {
        auto const date = try_to_gregorian(day);
        REQUIRE_FALSE(date.has_value());
        CHECK(date.error().code == Errc::out_of_range);
        CHECK(date.error().record == "day");
        CHECK(date.error().found == to_string(day));
    };
    refused(Day(1399, 12, 31));
    refused(Day(10'000, 1, 1));
    refused(Day::min());
    refused(Day::max());
    // 65536 years later is another year, not the same one in 16 bits.
    refused(Day(65'536 + 2023, 9, 20));
    for (int i = 0; i < 200; ++i) refused(Day(1400, 1, 1) - random.between(1, 1'000'000'000));
    CHECK_THROWS_AS((void)to_gregorian(Day(1399, 12, 31)), Exception);
}

TEST_CASE("no date is not a day") {
    auto const day = try_to_day(gregorian::date(boost::date_time::not_a_date_time));
    REQUIRE_FALSE(day.has_value());
    CHECK(day.error().code == Errc::not_allowed);
    CHECK(day.error().found == "not-a-date-time");
    CHECK_THROWS_AS((void)to_day(gregorian::date(boost::date_time::not_a_date_time)), Exception);
}
