// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/relative_date.hpp>

#include <utility>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("trees are values: equal when built alike, whatever they were built from") {
    auto const late_last_month = [] {
        return RelativeDate::part(PeriodPart::late, RelativeDate::unit(TimeUnit::month, -1));
    };
    RelativeDate const a = late_last_month();
    CHECK(a == late_last_month());
    CHECK(a.size() == 2);
    CHECK(a != RelativeDate::part(PeriodPart::mid, RelativeDate::unit(TimeUnit::month, -1)));
    CHECK(a != RelativeDate::unit(TimeUnit::month, -1));
    CHECK(RelativeDate() == RelativeDate::day(0));

    RelativeDate copy = a;
    RelativeDate const whole = RelativeDate::since(std::move(copy));
    CHECK(whole.size() == 3);
    CHECK(a.size() == 2);
}

TEST_CASE("joining operands keeps both with their dates") {
    RelativeDate const x = RelativeDate::date(Edtf("2021"), 7);
    RelativeDate const y = RelativeDate::not_before(RelativeDate::date(Edtf("2023-03"), 8));
    RelativeDate const both = RelativeDate::one_of(x, y);
    CHECK(both.size() == 4);
    CHECK(both == RelativeDate::one_of(RelativeDate::date(Edtf("2021"), 7),
                                       RelativeDate::not_before(RelativeDate::date(Edtf("2023-03"), 8))));
    CHECK(both != RelativeDate::one_of(y, x));
    CHECK(both != RelativeDate::one_of(RelativeDate::date(Edtf("2021"), 9), y));
    CHECK(both != RelativeDate::one_of(RelativeDate::date(Edtf("2022"), 7), y));
}

TEST_CASE("a very deep tree is built, copied, compared and dropped without recursion") {
    RelativeDate deep = RelativeDate::day(-1);
    for (int i = 0; i < 300'000; ++i) deep = RelativeDate::as_said(std::move(deep));
    CHECK(deep.size() == 300'001);
    RelativeDate const copy = deep;
    CHECK(copy == deep);
}

TEST_CASE("the units and names of relative dates are written in one way") {
    CHECK(to_string(TimeUnit::half_year) == "halfyear");
    CHECK(find_named<TimeUnit>("century") == TimeUnit::century);
    CHECK(to_string(Weekday::sunday) == "Sunday");
    CHECK(to_string(SeasonName::autumn) == "autumn");
    CHECK(to_string(PeriodPart::second_half) == "second-half");
    CHECK(to_string(DurationHedge::more_than) == "more-than");
    CHECK(to_string(TimeDirection::future) == "future");
    CHECK_FALSE(parse_named<TimeUnit>("fortnight"));
}
