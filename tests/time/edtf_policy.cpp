// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/edtf.hpp>
#include <ascribe/time/edtf_policy.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using ascribe::Day;
using ascribe::Edtf;
using ascribe::EdtfPolicy;
using ascribe::Errc;
using ascribe::LeapSecond;
using ascribe::parse_edtf;
using ascribe::SeasonMonths;
using ascribe::SeasonPolicy;
using ascribe::SeasonTurn;

namespace {

std::string span(std::string_view text, SeasonPolicy seasons) {
    Edtf const date(text);
    return to_string(date.earliest(seasons)) + " " + to_string(date.latest(seasons));
}

bool accepts(std::string_view text, EdtfPolicy const& policy) {
    auto const read = parse_edtf(text, policy);
    if (read) {
        CHECK(read->as_said() == text);
        CHECK(*parse_edtf(read->canonical(), policy) == *read);
    } else {
        CHECK(read.error().code != Errc::syntax);
    }
    return read.has_value();
}

}  // namespace

TEST_CASE("seasons without hemisphere are northern by default and southern on request") {
    SeasonPolicy const north;
    SeasonPolicy const south{SeasonMonths::south, SeasonTurn::begins_in_year};
    CHECK(span("2001-21", north) == "2001-03-01 2001-05-31");
    CHECK(span("2001-22", north) == "2001-06-01 2001-08-31");
    CHECK(span("2001-23", north) == "2001-09-01 2001-11-30");
    CHECK(span("2001-24", north) == "2001-12-01 2002-02-28");
    CHECK(span("2001-21", south) == "2001-09-01 2001-11-30");
    CHECK(span("2001-22", south) == "2001-12-01 2002-02-28");
    CHECK(span("2001-23", south) == "2001-03-01 2001-05-31");
    CHECK(span("2001-24", south) == "2001-06-01 2001-08-31");
}

TEST_CASE("seasons of a said hemisphere depend on the turn of the year only") {
    for (SeasonMonths months : {SeasonMonths::north, SeasonMonths::south, SeasonMonths::quarters}) {
        SeasonPolicy const begins{months, SeasonTurn::begins_in_year};
        SeasonPolicy const ends{months, SeasonTurn::ends_in_year};
        for (SeasonPolicy policy : {begins, ends}) {
            CHECK(span("2001-25", policy) == "2001-03-01 2001-05-31");
            CHECK(span("2001-26", policy) == "2001-06-01 2001-08-31");
            CHECK(span("2001-27", policy) == "2001-09-01 2001-11-30");
            CHECK(span("2001-29", policy) == "2001-09-01 2001-11-30");
            CHECK(span("2001-31", policy) == "2001-03-01 2001-05-31");
            CHECK(span("2001-32", policy) == "2001-06-01 2001-08-31");
        }
        CHECK(span("2003-28", begins) == "2003-12-01 2004-02-29");
        CHECK(span("2003-30", begins) == "2003-12-01 2004-02-29");
        CHECK(span("2004-28", ends) == "2003-12-01 2004-02-29");
        CHECK(span("2004-30", ends) == "2003-12-01 2004-02-29");
    }
}

TEST_CASE("seasons may be read as calendar quarters") {
    SeasonPolicy const quarters{SeasonMonths::quarters, SeasonTurn::ends_in_year};
    CHECK(span("2001-21", quarters) == "2001-01-01 2001-03-31");
    CHECK(span("2001-22", quarters) == "2001-04-01 2001-06-30");
    CHECK(span("2001-23", quarters) == "2001-07-01 2001-09-30");
    CHECK(span("2001-24", quarters) == "2001-10-01 2001-12-31");
}

TEST_CASE("the envelope of a season holds every other reading of it") {
    SeasonPolicy const envelope{SeasonMonths::envelope, SeasonTurn::begins_in_year};
    CHECK(span("2001-21", envelope) == "2001-03-01 2001-12-31");
    CHECK(span("2001-25", envelope) == "2001-03-01 2001-06-30");
    CHECK(span("2001-28", envelope) == "2000-12-01 2002-03-31");
    CHECK(span("2001-30", envelope) == "2000-12-01 2002-03-31");
    CHECK(span("2001-31", envelope) == "2001-03-01 2001-06-30");
    for (int code = 21; code <= 41; ++code) {
        for (SeasonMonths months : {SeasonMonths::north, SeasonMonths::south}) {
            for (SeasonTurn turn : {SeasonTurn::begins_in_year, SeasonTurn::ends_in_year}) {
                CAPTURE(code);
                Edtf const season("2004-" + std::to_string(code));
                CHECK(season.earliest(envelope) <= season.earliest({months, turn}));
                CHECK(season.latest(envelope) >= season.latest({months, turn}));
            }
        }
    }
}

TEST_CASE("quarters, thirds and halves are the same under every policy") {
    for (SeasonMonths months :
         {SeasonMonths::north, SeasonMonths::south, SeasonMonths::quarters, SeasonMonths::envelope}) {
        SeasonPolicy const policy{months, SeasonTurn::ends_in_year};
        CHECK(span("2001-33", policy) == "2001-01-01 2001-03-31");
        CHECK(span("2001-36", policy) == "2001-10-01 2001-12-31");
        CHECK(span("2001-37", policy) == "2001-01-01 2001-04-30");
        CHECK(span("2001-38", policy) == "2001-05-01 2001-08-31");
        CHECK(span("2001-39", policy) == "2001-09-01 2001-12-31");
        CHECK(span("2001-40", policy) == "2001-01-01 2001-06-30");
        CHECK(span("2001-41", policy) == "2001-07-01 2001-12-31");
    }
}

TEST_CASE("seasons of unspecified years count each day once, also where envelopes overlap") {
    CHECK(Edtf("201X-28").count_days() == 10 * 90 + 3);
    CHECK(Edtf("201X-24").count_days({SeasonMonths::envelope, SeasonTurn::begins_in_year}) ==
          Day(2020, 3, 31) - Day(2009, 12, 1) + 1);
    CHECK(Edtf("20X0-24").count_days({SeasonMonths::north, SeasonTurn::ends_in_year}) == 10 * 90 + 5);
    CHECK(Edtf("-000X-25").count_days() == 9 * 92);
}

TEST_CASE("a level may be demanded") {
    EdtfPolicy policy;
    policy.max_level = 1;
    CHECK(accepts("1985-04-12", policy));
    CHECK(accepts("2004-06~", policy));
    CHECK_FALSE(accepts("2004-06~-11", policy));
    CHECK_FALSE(accepts("[1984,1985]", policy));
    policy.max_level = 0;
    CHECK(accepts("1964/2008", policy));
    CHECK_FALSE(accepts("1964/..", policy));
    auto const refused = parse_edtf("2004-06~", policy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::not_allowed);
    CHECK(refused.error().field == "level");
    CHECK(refused.error().expected == "an expression of level 0");
}

TEST_CASE("second 60 is taken anywhere, at the end of a UTC day, or nowhere") {
    EdtfPolicy policy;
    CHECK(accepts("2016-12-31T23:59:60Z", policy));
    CHECK(accepts("2016-12-31T11:11:60", policy));
    policy.leap_second = LeapSecond::at_utc_midnight;
    CHECK(accepts("2016-12-31T23:59:60Z", policy));
    CHECK(accepts("2016-12-31T23:59:60", policy));
    CHECK(accepts("2017-01-01T05:44:60+05:45", policy));
    CHECK(accepts("2016-12-31T18:59:60-05", policy));
    CHECK_FALSE(accepts("2016-12-31T23:59:60+01:00", policy));
    CHECK_FALSE(accepts("2016-12-31T11:59:60Z", policy));
    CHECK_FALSE(accepts("2016-12-31T23:58:60", policy));
    policy.leap_second = LeapSecond::refuse;
    CHECK_FALSE(accepts("2016-12-31T23:59:60Z", policy));
    CHECK(accepts("2016-12-31T23:59:59Z", policy));
}

TEST_CASE("24:00:00 is taken on request and nothing later") {
    EdtfPolicy policy;
    CHECK_FALSE(accepts("1985-04-12T24:00:00", policy));
    policy.hour_24 = true;
    CHECK(accepts("1985-04-12T24:00:00", policy));
    CHECK_FALSE(accepts("1985-04-12T24:00:01", policy));
    CHECK_FALSE(accepts("1985-04-12T24:01:00", policy));
    CHECK_FALSE(accepts("1985-04-12T25:00:00", policy));
    CHECK(Edtf(parse_edtf("1985-04-12T24:00:00Z", policy)->date()).date().utc_day() == Day(1985, 4, 13));
}

TEST_CASE("clock times after negative years are taken on request") {
    EdtfPolicy policy;
    CHECK_FALSE(accepts("-1985-04-12T10:00:00", policy));
    policy.negative_clock_years = true;
    CHECK(accepts("-1985-04-12T10:00:00", policy));
}

TEST_CASE("reversed intervals are taken on request, and admit no day") {
    EdtfPolicy policy;
    CHECK_FALSE(accepts("2004/2003", policy));
    CHECK_FALSE(accepts("Y99999999999999999/Y99999999999999998", policy));
    policy.reversed_intervals = true;
    CHECK(accepts("2004/2003", policy));
    CHECK(accepts("Y99999999999999999/Y99999999999999998", policy));
    auto const reversed = parse_edtf("2004/2003", policy);
    CHECK(reversed->earliest() > reversed->latest());
    CHECK(reversed->count_days() == 0);
    CHECK_FALSE(reversed->next_days(Day::minus_infinity()).has_value());
}

TEST_CASE("whether seasons are in order is asked of the policy") {
    EdtfPolicy policy;
    CHECK_FALSE(accepts("2001-24/2001-11", policy));
    policy.seasons.turn = SeasonTurn::ends_in_year;
    CHECK(accepts("2001-24/2001-01", policy));
    CHECK_FALSE(accepts("2001-21/2001-02", policy));
    policy.seasons.months = SeasonMonths::quarters;
    CHECK(accepts("2001-21/2001-02", policy));
}

TEST_CASE("intervals without any date are taken on request") {
    for (std::string_view text : {"/", "../..", "../", "/.."}) {
        EdtfPolicy policy;
        CHECK_FALSE(accepts(text, policy));
        policy.dateless_intervals = true;
        CHECK(accepts(text, policy));
        auto const all = parse_edtf(text, policy);
        CHECK(all->earliest() == Day::minus_infinity());
        CHECK(all->latest() == Day::plus_infinity());
        CHECK_FALSE(all->count_days().has_value());
        CHECK_FALSE(all->precision().has_value());
        CHECK(all->level() == 1);
    }
}
