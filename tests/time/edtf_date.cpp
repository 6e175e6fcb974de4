// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/edtf.hpp>
#include <ascribe/time/edtf_date.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <support/random.hpp>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

using ascribe::Day;
using ascribe::DayRange;
using ascribe::Edtf;
using ascribe::EdtfComponent;
using ascribe::EdtfDate;
using ascribe::EdtfKind;
using ascribe::EdtfPrecision;
using ascribe::EdtfQualifier;
using ascribe::parse_edtf;
using ascribe_tests::Random;

static_assert(sizeof(EdtfDate) == 24);
static_assert(std::is_trivially_copyable_v<EdtfDate>);

namespace {

EdtfDate date(std::string_view text) {
    return Edtf(text).date();
}

std::string written(int number, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*d", width, number);
    return text;
}

bool fits(std::string_view pattern, std::string_view digits) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != 'X' && pattern[i] != digits[i]) return false;
    }
    return true;
}

/// "0000" to "9999".
std::vector<std::string> const& magnitudes() {
    static std::vector<std::string> const all = [] {
        std::vector<std::string> texts;
        for (int i = 0; i < 10'000; ++i) texts.push_back(written(i, 4));
        return texts;
    }();
    return all;
}

/// Every completion of the X of a text, found by writing out all dates of the calendar and comparing letters.
std::vector<Day> completions(std::string_view text) {
    bool const negative = text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::string_view const year_pattern = text.substr(0, 4);
    std::string_view const month_pattern = text.size() > 4 ? text.substr(5, 2) : "XX";
    std::string_view const day_pattern = text.size() > 7 ? text.substr(8, 2) : "XX";
    std::vector<unsigned> months;
    std::vector<unsigned> days_of_month;
    for (unsigned i = 1; i <= 31; ++i) {
        if (i <= 12 && fits(month_pattern, written(static_cast<int>(i), 2))) months.push_back(i);
        if (fits(day_pattern, written(static_cast<int>(i), 2))) days_of_month.push_back(i);
    }
    std::vector<Day> days;
    for (int i = negative ? -9'999 : 0; i <= (negative ? -1 : 9'999); ++i) {
        if (!fits(year_pattern, magnitudes()[static_cast<std::size_t>(i < 0 ? -i : i)])) continue;
        for (unsigned month : months) {
            for (unsigned day : days_of_month) {
                if (ascribe::is_civil(i, month, day)) days.emplace_back(i, month, day);
            }
        }
    }
    return days;
}

std::string random_pattern(Random& random) {
    auto const digits = [&](int number, int width, unsigned percent) {
        std::string text = written(number, width);
        for (char& c : text) {
            if (random.chance(percent)) c = 'X';
        }
        return text;
    };
    std::string text = random.chance(20) ? "-" : "";
    text += digits(static_cast<int>(random.below(random.chance(20) ? 12 : 10'000)), 4, 25);
    if (random.chance(15)) return text;
    text += "-" + digits(static_cast<int>(random.between(0, 13)), 2, 35);
    if (random.chance(20)) return text;
    return text + "-" + digits(static_cast<int>(random.between(0, 32)), 2, 35);
}

std::vector<Day> walked(EdtfDate const& date) {
    std::vector<Day> days;
    for (auto run = date.next_days(Day::minus_infinity()); run; run = date.next_days(run->last + 1)) {
        for (Day day = run->first; day <= run->last; ++day) days.push_back(day);
    }
    return days;
}

}  // namespace

TEST_CASE("a masked date admits exactly the days of the calendar that it spells") {
    Random random(11);
    int valid = 0;
    int refused = 0;
    for (int i = 0; i < 4'000; ++i) {
        std::string const text = random_pattern(random);
        CAPTURE(text);
        std::vector<Day> const expected = completions(text);
        auto const read = parse_edtf(text);
        REQUIRE(read.has_value() == !expected.empty());
        if (!read) {
            ++refused;
            continue;
        }
        ++valid;
        REQUIRE(read->earliest() == expected.front());
        REQUIRE(read->latest() == expected.back());
        REQUIRE(read->count_days() == static_cast<std::int64_t>(expected.size()));
        REQUIRE(walked(read->date()) == expected);
        for (int k = 0; k < 5; ++k) {
            std::int64_t const step = random.between(-40, 40);
            Day const from = expected[random.below(expected.size())] + step;
            auto const found = std::lower_bound(expected.begin(), expected.end(), from);
            auto const run = read->next_days(from);
            REQUIRE(run.has_value() == (found != expected.end()));
            if (run) REQUIRE(run->first == *found);
        }
    }
    CHECK(valid > 1'000);
    CHECK(refused > 300);
}

TEST_CASE("a masked season admits the season of each year that it spells") {
    Random random(12);
    for (int i = 0; i < 200; ++i) {
        std::string const year = written(static_cast<int>(random.below(10'000)), 4);
        std::string pattern = year;
        for (char& c : pattern) {
            if (random.chance(40)) c = 'X';
        }
        int const code = static_cast<int>(random.between(21, 41));
        std::string const text = (random.chance(20) ? "-" : "") + pattern + "-" + std::to_string(code);
        CAPTURE(text);
        std::int64_t count = 0;
        Day first = Day::plus_infinity();
        Day last = Day::minus_infinity();
        bool const negative = text.front() == '-';
        for (int y = 0; y < 10'000; ++y) {
            if (!fits(pattern, magnitudes()[static_cast<std::size_t>(y)]) || (negative && y == 0)) continue;
            Edtf const one((negative ? "-" : "") + written(y, 4) + "-" + std::to_string(code));
            count += *one.count_days();
            first = std::min(first, one.earliest());
            last = std::max(last, one.latest());
        }
        if (count == 0) continue;  // only -0000
        auto const read = parse_edtf(text);
        REQUIRE(read);
        REQUIRE(read->earliest() == first);
        REQUIRE(read->latest() == last);
        REQUIRE(read->count_days() == count);
        REQUIRE(walked(read->date()).size() == static_cast<std::size_t>(count));
    }
}

TEST_CASE("significant digits are kept from the left, the others are any") {
    for (int year = 0; year < 10'000; year += 37) {
        for (int kept = 1; kept <= 4; ++kept) {
            std::string const text = written(year, 4);
            Edtf const date(text + "S" + std::to_string(kept));
            std::string const pattern =
                text.substr(0, static_cast<std::size_t>(kept)) + std::string(static_cast<std::size_t>(4 - kept), 'X');
            Edtf const same(pattern);
            REQUIRE(date.earliest() == same.earliest());
            REQUIRE(date.latest() == same.latest());
            REQUIRE(date.count_days() == same.count_days());
            REQUIRE(date.kind() == EdtfKind::year);
            REQUIRE(date.date().significant_digits() == static_cast<unsigned>(kept));
        }
    }
    CHECK(Edtf("Y3388E2S3").earliest() == Day(338'000, 1, 1));
    CHECK(Edtf("Y3388E2S3").latest() == Day(338'999, 12, 31));
    CHECK(Edtf("Y171010000S3").earliest() == Day(171'000'000, 1, 1));
    CHECK(Edtf("Y-171010000S3").earliest() == Day(-171'999'999, 1, 1));
    CHECK(Edtf("Y-171010000S3").latest() == Day(-171'000'000, 12, 31));
    CHECK(Edtf("-0050S2").latest() == Day(-1, 12, 31));
}

TEST_CASE("a group qualifier reaches left and an individual one stays, in all 4096 combinations") {
    std::map<std::string, std::string> canonical_of;
    char const* const marks[] = {"", "?", "~", "%"};
    for (unsigned bits = 0; bits < 4'096; ++bits) {
        unsigned const left[] = {bits & 3U, bits >> 2U & 3U, bits >> 4U & 3U};
        unsigned const right[] = {bits >> 6U & 3U, bits >> 8U & 3U, bits >> 10U & 3U};
        std::string text;
        for (int i = 0; i < 3; ++i) {
            if (i > 0) text += "-";
            text += marks[left[i]];
            text += i == 0 ? "2004" : i == 1 ? "06" : "11";
            text += marks[right[i]];
        }
        CAPTURE(text);
        unsigned expected[3];
        std::string effective;
        for (int i = 0; i < 3; ++i) {
            expected[i] = left[i];
            for (int j = i; j < 3; ++j) expected[i] |= right[j];
            effective += ".?~%"[expected[i]];
        }
        EdtfDate const read = date(text);
        std::string found;
        for (int i = 0; i < 3; ++i) found += to_string(read.qualifier(static_cast<EdtfComponent>(i)));
        REQUIRE(found == effective);
        REQUIRE(read.is_qualified() == (effective != "..."));
        REQUIRE(read.as_said() == text);
        REQUIRE(date(read.canonical()) == read);
        REQUIRE(date(read.canonical()).canonical() == read.canonical());
        REQUIRE(read.canonical().size() <= text.size());
        auto const [known, added] = canonical_of.emplace(effective, read.canonical());
        REQUIRE(known->second == read.canonical());
        bool const plain = bits == 0;
        bool const trailing = (bits & 0x3ffU) == 0;
        REQUIRE(read.level() == (plain ? 0U : trailing ? 1U : 2U));
    }
    CHECK(canonical_of.size() == 64);
}

TEST_CASE("the canonical place of a qualifier is the end, then a group, then the component") {
    CHECK(date("?2004-?06-?11").canonical() == "2004-06-11?");
    CHECK(date("?2004-06-11").canonical() == "2004?-06-11");
    CHECK(date("?2004-06-~11").canonical() == "2004?-06-~11");
    CHECK(date("2004-06~-?11").canonical() == "2004-06~-?11");
    CHECK(date("2011-06-~04%").canonical() == "2011-06-04%");
    CHECK(date("%2004-?06-11").canonical() == "2004~-06?-11");
    CHECK(date("?2004").canonical() == "2004?");
    CHECK(date("?Y170000002").canonical() == "Y170000002?");
    CHECK(date("~1950S2").canonical() == "1950S2~");
    CHECK(date("?2004") == date("2004?"));
    CHECK_FALSE(date("2004?") == date("2004~"));
    CHECK_FALSE(date("2004?-06") == date("2004-06?"));
}

TEST_CASE("components, masks and precision are those written") {
    CHECK(EdtfDate() == date("XXXX"));
    CHECK(date("1985").precision() == EdtfPrecision::year);
    CHECK(date("1985-XX-XX").precision() == EdtfPrecision::day);
    CHECK(date("1985-XX").precision() == EdtfPrecision::month);
    CHECK(date("1985-21").precision() == EdtfPrecision::season);
    CHECK(date("1985-04-12T10:00:00").precision() == EdtfPrecision::second);
    CHECK(date("15X6-1X-X9").mask(EdtfComponent::year) == 2);
    CHECK(date("15X6-1X-X9").mask(EdtfComponent::month) == 1);
    CHECK(date("15X6-1X-X9").mask(EdtfComponent::day) == 2);
    CHECK(date("15X6-1X-X9").year() == 1506);
    CHECK(date("15X6-1X-X9").month() == 10);
    CHECK(date("15X6-1X-X9").day() == 9);
    CHECK(date("2001-34").month() == 34);
    CHECK(date("2001").components() == 1);
    CHECK(date("2001-34").components() == 2);
    CHECK(date("2001-03-04").components() == 3);
    CHECK(date("2001?").qualifier(EdtfComponent::day) == EdtfQualifier::none);
    CHECK(date("-0XXX").is_negative());
    CHECK_FALSE(date("-0XXX") == date("0XXX"));
    CHECK(date("Y-17E7").year() == -170'000'000);
    CHECK(date("Y-17E7").exponent() == 7);
    CHECK(date("-0044").year() == -44);
}

TEST_CASE("a clock time keeps its shift and says its day in UTC") {
    EdtfDate const ahead = date("2022-11-01T01:15:00+05:45");
    CHECK(ahead.hour() == 1);
    CHECK(ahead.minute() == 15);
    CHECK(ahead.second() == 0);
    CHECK(ahead.shift_minutes() == 345);
    CHECK(ahead.earliest() == Day(2022, 11, 1));
    CHECK(ahead.utc_day() == Day(2022, 10, 31));
    CHECK(date("2022-12-31T20:00:00-04").utc_day() == Day(2023, 1, 1));
    CHECK(date("2022-12-31T20:00:00-04") == date("2022-12-31T20:00:00-04:00"));
    CHECK(date("2022-12-31T20:00:00-04").canonical() == "2022-12-31T20:00:00-04:00");
    CHECK(date("2022-12-31T20:00:00-04").as_said() == "2022-12-31T20:00:00-04");
    CHECK(date("2022-12-31T20:00:00Z").shift_minutes() == 0);
    CHECK_FALSE(date("2022-12-31T20:00:00Z") == date("2022-12-31T20:00:00+00:00"));
    CHECK_FALSE(date("2022-12-31T20:00:00").shift_minutes().has_value());
    CHECK_FALSE(date("2022-12-31T20:00:00").utc_day().has_value());
}

TEST_CASE("years in exponents are equal by value within their form") {
    CHECK(date("Y170E6") == date("Y17E7"));
    CHECK(date("Y170E6").canonical() == "Y17E7");
    CHECK(date("Y170E6").as_said() == "Y170E6");
    CHECK_FALSE(date("Y17E7") == date("Y170000000"));
    CHECK(date("Y10E255").canonical() == "Y10E255");
}

TEST_CASE("years beyond 64-bit days saturate outwards and are never counted or walked") {
    Day const last_exact(Day::max_year, 12, 31);
    for (std::string_view text : {"Y1E30", "Y9223372036854775807", "Y1E255", "Y99999999999999999"}) {
        CAPTURE(text);
        CHECK(date(text).earliest() == last_exact + 1);
        CHECK(date(text).latest() == Day::plus_infinity());
        CHECK_FALSE(date(text).count_days().has_value());
        CHECK_FALSE(date(text).next_days(Day::min()).has_value());
        std::string const before = "Y-" + std::string(text.substr(1));
        CHECK(date(before).earliest() == Day::minus_infinity());
        CHECK(date(before).latest() == Day(Day::min_year, 1, 1) - 1);
        CHECK_FALSE(date(before).count_days().has_value());
        CHECK_FALSE(date(before).next_days(Day::min()).has_value());
    }
    CHECK(date("Y1E30").year() == INT64_MAX);
    CHECK(date("Y-1E30").year() == -INT64_MAX);
    CHECK(date("Y9223372036854775807S1").latest() == Day::plus_infinity());
    CHECK(date("Y25252734927760000").count_days() == 366);
    CHECK_FALSE(parse_edtf("Y9223372036854775808").has_value());
    CHECK_FALSE(parse_edtf("Y1E256").has_value());
    CHECK_FALSE(parse_edtf("Y1E99999999999999999999").has_value());
    CHECK_FALSE(parse_edtf("1950S99999999999999999999").has_value());
    CHECK(date("Y9223372036854775807E255S274").significant_digits() == 274);
    CHECK_FALSE(parse_edtf("Y9223372036854775807E255S275").has_value());
}

TEST_CASE("only a plain complete date is a day") {
    CHECK(date("2023-10-07").is_day() == Day(2023, 10, 7));
    CHECK(date("-0044-03-15").is_day() == Day(-44, 3, 15));
    for (std::string_view text : {"2023-10-07?", "2023-X0-07", "2023-10", "2023-10-07T10:00:00"}) {
        CHECK_FALSE(date(text).is_day().has_value());
    }
}
