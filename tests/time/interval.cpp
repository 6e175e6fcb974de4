// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/time/interval.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe_tests::Random;

namespace {

Day day(std::string_view text) {
    return parse_day(text).value();
}

UncertainInterval days(std::string_view first_min, std::string_view first_max, std::string_view last_min,
                       std::string_view last_max) {
    return UncertainInterval::from_days(day(first_min), day(first_max), day(last_min), day(last_max));
}

UncertainInterval throughout(char const* text) {
    return extent(Edtf(text), Reading::throughout);
}
UncertainInterval within(char const* text) {
    return extent(Edtf(text), Reading::sometime_within);
}

UncertainInterval with_open_end(UncertainInterval const& x) {
    return x.with_ends(x.start_kind(), EndKind::open);
}

}  // namespace

TEST_CASE("an interval admits exactly the periods between its bounds, and its normal form does not change them") {
    Random random(1);
    int refused = 0;
    for (int round = 0; round < 3'000; ++round) {
        int const b[4] = {static_cast<int>(random.between(0, 6)), static_cast<int>(random.between(0, 6)),
                          static_cast<int>(random.between(0, 6)), static_cast<int>(random.between(0, 6))};
        auto const x = UncertainInterval::try_half_open(Day(b[0]), Day(b[1]), Day(b[2]), Day(b[3]));
        int count = 0;
        for (int s = 0; s <= 6; ++s)
            for (int e = 0; e <= 6; ++e) {
                bool const admitted = b[0] <= s && s <= b[1] && b[2] <= e && e <= b[3] && s < e;
                count += admitted;
                if (!x) continue;
                bool const in_normal_form = x->start_min() <= Day(s) && Day(s) <= x->start_max() &&
                                            x->end_min() <= Day(e) && Day(e) <= x->end_max() && s < e;
                REQUIRE(in_normal_form == admitted);
            }
        REQUIRE(x.has_value() == (count > 0));
        refused += !x;
        if (!x) continue;
        CHECK(x->is_exact() == (count == 1));
        // Every bound is attained.
        CHECK(x->start_min() < x->end_min());
        CHECK(x->start_max() < x->end_max());
        CHECK(UncertainInterval::half_open(x->start_min(), x->start_max(), x->end_min(), x->end_max()) == *x);
        CHECK(UncertainInterval::from_days(x->first_min(), x->first_max(), x->last_min(), x->last_max()) == *x);
    }
    CHECK(refused > 100);
}

TEST_CASE("bounds that admit nothing are refused and named") {
    Day const a(0);
    Day const b(5);
    auto const never = Day::minus_infinity();
    auto const for_ever = Day::plus_infinity();
    auto const field = [](Result<UncertainInterval> const& x) {
        return x ? std::string_view("no error") : x.error().field;
    };
    CHECK(field(UncertainInterval::try_half_open(b, a, b, b)) == "start_min");
    CHECK(field(UncertainInterval::try_half_open(a, a, b, a)) == "end_min");
    CHECK(field(UncertainInterval::try_half_open(b, b, a, b)) == "start_min");
    CHECK(field(UncertainInterval::try_half_open(never, never, a, b)) == "start_max");
    CHECK(field(UncertainInterval::try_half_open(a, b, for_ever, for_ever)) == "end_min");
    CHECK(field(UncertainInterval::try_half_open(Day::max(), for_ever, a, for_ever)) == "start_min");
    CHECK(field(UncertainInterval::try_half_open(never, a, never, Day::min())) == "end_max");
    CHECK(field(UncertainInterval::try_from_days(b, b, a, a)) == "first_min");
    CHECK(field(UncertainInterval::try_from_days(a, a, for_ever, for_ever)) == "last_min");
    CHECK(UncertainInterval::try_half_open(b, a, b, b).error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)UncertainInterval::exactly(b, a), Exception);
    CHECK(UncertainInterval::try_from_days(Day::max() - 1, for_ever, never, for_ever).has_value());
}

TEST_CASE("an infinite bound is no bound and the end is then of unknown kind") {
    UncertainInterval const nothing_known;
    CHECK(nothing_known.start_min() == Day::minus_infinity());
    CHECK(nothing_known.last_max() == Day::plus_infinity());
    CHECK(nothing_known.start_kind() == EndKind::unknown);
    auto const since = days("2020-01-01", "2020-01-31", "2023-10-09", "+inf");
    CHECK(since.start_kind() == EndKind::known);
    CHECK(since.end_kind() == EndKind::unknown);
    CHECK(with_open_end(since).end_kind() == EndKind::open);
    CHECK(with_open_end(since) != since);
    CHECK(since.last_max() == Day::plus_infinity());
    CHECK(since.last_min() == Day(2023, 10, 9));
}

TEST_CASE("the hull admits what either admits and is the narrowest such value") {
    Random random(2);
    for (int round = 0; round < 1'000; ++round) {
        auto const any = [&] {
            for (;;) {
                auto const x = UncertainInterval::try_half_open(Day(random.between(0, 9)), Day(random.between(0, 9)),
                                                                Day(random.between(0, 9)), Day(random.between(0, 9)));
                if (x) return *x;
            }
        };
        auto const a = any();
        auto const b = any();
        auto const h = hull(a, b);
        CHECK(h.start_min() == (std::min)(a.start_min(), b.start_min()));
        CHECK(h.start_max() == (std::max)(a.start_max(), b.start_max()));
        CHECK(h.end_min() == (std::min)(a.end_min(), b.end_min()));
        CHECK(h.end_max() == (std::max)(a.end_max(), b.end_max()));
        CHECK(hull(b, a) == h);
        CHECK(hull(a, a) == a);
    }
    auto const open = days("2020-01-01", "2020-01-01", "2020-01-01", "+inf").with_ends(EndKind::known, EndKind::open);
    CHECK(hull(open, open).end_kind() == EndKind::open);
    CHECK(hull(open, days("2020-01-01", "2020-01-01", "2020-01-01", "+inf")).end_kind() == EndKind::unknown);
}

TEST_CASE("a date is read throughout or as sometime within it") {
    CHECK(throughout("1985") == days("1985-01-01", "1985-01-01", "1985-12-31", "1985-12-31"));
    CHECK(within("1985") == days("1985-01-01", "1985-12-31", "1985-01-01", "1985-12-31"));
    CHECK(throughout("2024-02") == days("2024-02-01", "2024-02-01", "2024-02-29", "2024-02-29"));
    CHECK(within("2024-02-29") == throughout("2024-02-29"));
    CHECK(throughout("2023-21") == days("2023-03-01", "2023-03-01", "2023-05-31", "2023-05-31"));
    CHECK(throughout("2023-10-07?") == throughout("2023-10-07"));
    CHECK(within("2023-10-07T12:00:00Z") == within("2023-10-07"));
}

TEST_CASE("unspecified digits leave open which unit is meant, not how long it is") {
    CHECK(throughout("198X") == days("1980-01-01", "1989-01-01", "1980-12-31", "1989-12-31"));
    CHECK(within("198X") == days("1980-01-01", "1989-12-31", "1980-01-01", "1989-12-31"));
    CHECK(throughout("1985-XX") == days("1985-01-01", "1985-12-01", "1985-01-31", "1985-12-31"));
    CHECK(throughout("1985-XX-XX") == within("1985"));
    CHECK(throughout("1985-XX-31") == days("1985-01-31", "1985-12-31", "1985-01-31", "1985-12-31"));
    CHECK(throughout("201X-02-29") == days("2012-02-29", "2016-02-29", "2012-02-29", "2016-02-29"));
    CHECK(throughout("201X-22") == days("2010-06-01", "2019-06-01", "2010-08-31", "2019-08-31"));
    CHECK(throughout("1950S2") == days("1900-01-01", "1999-01-01", "1900-12-31", "1999-12-31"));
    CHECK(throughout("-01XX") == days("-0199-01-01", "-0100-01-01", "-0199-12-31", "-0100-12-31"));
    SeasonPolicy const ending{SeasonMonths::north, SeasonTurn::ends_in_year};
    CHECK(extent(Edtf("201X-24"), Reading::throughout, ending) ==
          days("2009-12-01", "2018-12-01", "2010-02-28", "2019-02-28"));
}

TEST_CASE("an interval says its ends, each somewhere in its date") {
    CHECK(throughout("2004-06/2006") == days("2004-06-01", "2004-06-30", "2006-01-01", "2006-12-31"));
    CHECK(within("2004-06/2006") == days("2004-06-01", "2006-12-31", "2004-06-01", "2006-12-31"));
    CHECK(throughout("2004/2004") == within("2004"));
    CHECK(throughout("2004-06-01/2004-06-20") == days("2004-06-01", "2004-06-01", "2004-06-20", "2004-06-20"));

    auto const since = throughout("2004-06/..");
    CHECK(since == with_open_end(days("2004-06-01", "2004-06-30", "2004-06-01", "+inf")));
    CHECK(throughout("2004-06/").end_kind() == EndKind::unknown);
    CHECK(throughout("../2004-06").start_kind() == EndKind::open);
    CHECK(throughout("../2004-06").first_max() == Day(2004, 6, 30));
    CHECK(throughout("../2004-06").last_min() == Day(2004, 6, 1));
    CHECK(within("../2004-06").last_min() == Day::minus_infinity());
    CHECK(throughout("/2004-06").start_kind() == EndKind::unknown);
}

TEST_CASE("the members of a one-of set are alternatives and its extent is their hull") {
    auto const members = extents(Edtf("[1667,1760-12,1780..1782]"), Reading::throughout);
    REQUIRE(members.size() == 3);
    CHECK(members[0] == throughout("1667"));
    CHECK(members[1] == throughout("1760-12"));
    CHECK(members[2] == days("1780-01-01", "1782-01-01", "1780-12-31", "1782-12-31"));
    CHECK(throughout("[1667,1760-12,1780..1782]") == days("1667-01-01", "1782-01-01", "1667-12-31", "1782-12-31"));

    CHECK(within("[..1984]") == days("-inf", "1984-12-31", "-inf", "1984-12-31"));
    CHECK(throughout("[..1984]") == days("-inf", "1984-01-01", "-inf", "1984-12-31"));
    CHECK(within("[1984-10-10..]") == days("1984-10-10", "+inf", "1984-10-10", "+inf"));
    CHECK(throughout("[1984..]") == days("1984-01-01", "+inf", "1984-12-31", "+inf"));
    CHECK(extents(Edtf("1985"), Reading::throughout) == std::vector<UncertainInterval>{throughout("1985")});
}

TEST_CASE("the members of an all-of set hold together, date by date") {
    auto const members = extents(Edtf("{1960,1961-11..1962-01}"), Reading::throughout);
    REQUIRE(members.size() == 4);
    CHECK(members[0] == throughout("1960"));
    CHECK(members[1] == throughout("1961-11"));
    CHECK(members[2] == throughout("1961-12"));
    CHECK(members[3] == throughout("1962-01"));
    CHECK(extents(Edtf("{2024-02-28..2024-03-01}"), Reading::sometime_within).size() == 3);

    auto const one_period = try_extent(Edtf("{1960,1961}"), Reading::throughout);
    REQUIRE_FALSE(one_period);
    CHECK(one_period.error().code == Errc::not_allowed);
    CHECK(one_period.error().found == "{1960,1961}");
    for (char const* text : {"{..1984}", "{1984..}", "{1960,1961,1962}", "{1900..1902}"}) {
        auto const many = try_extents(Edtf(text), Reading::throughout, {}, 2);
        REQUIRE_FALSE(many);
        CHECK(many.error().code == Errc::capacity);
    }
    CHECK(try_extents(Edtf("{1960,1961,1962}"), Reading::throughout, {}, 3).has_value());
}

TEST_CASE("years beyond 64-bit days are widened outwards") {
    auto const far = throughout("Y9E18");
    CHECK(far.last_max() == Day::plus_infinity());
    CHECK(far.first_min() > Day(Day::max_year - 1, 1, 1));
    auto const long_ago = within("Y-9E18");
    CHECK(long_ago.first_min() == Day::minus_infinity());
    CHECK(long_ago.last_max() < Day(Day::min_year + 1, 1, 1));
    CHECK(within("Y17E7") == UncertainInterval::within(Day(170'000'000, 1, 1), Day(170'000'000, 12, 31)));
}

TEST_CASE("an interval that runs backwards has no extent") {
    EdtfPolicy policy;
    policy.reversed_intervals = true;
    auto const backwards = parse_edtf("2004/2003", policy);
    REQUIRE(backwards);
    auto const x = try_extent(*backwards, Reading::throughout);
    REQUIRE_FALSE(x);
    CHECK(x.error().code == Errc::not_allowed);
    CHECK(x.error().found == "2004/2003");
    // The dates may still overlap enough for a period.
    CHECK(throughout("2004/2004-06") == days("2004-01-01", "2004-06-30", "2004-06-01", "2004-06-30"));
}

TEST_CASE("an interval is written with both ends' bounds and the kinds that are not known") {
    CHECK(to_string(UncertainInterval::exactly(Day(2023, 1, 1), Day(2023, 1, 2))) == "2023-01-01 to 2023-01-02");
    CHECK(to_string(throughout("2004-06/..")) == "2004-06-01..2004-06-30 to 2004-06-01..+inf (open)");
    CHECK(to_string(UncertainInterval()) == "-inf..+inf (unknown) to -inf..+inf (unknown)");
}
