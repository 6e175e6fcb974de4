// SPDX-License-Identifier: BSL-1.0
#include "edtf_pattern.hpp"
#include <ascribe/time/edtf_date.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace ascribe {

namespace detail {

namespace {

Day to_day(std::int64_t year, MonthDay date) noexcept {
    return Day(year, date / 32U, date % 32U);
}

/// The first or the last day of a pattern, infinite if it has none. Only 29 February asks for more than one year.
Day first_day(Pattern const& pattern) noexcept {
    MonthDay const common = pattern.first_in_year(false);
    MonthDay const leap = common == 0 ? pattern.first_in_year(true) : 0;
    if (common == 0 && leap == 0) return Day::plus_infinity();
    for (std::int64_t year = pattern.next_year(-9999); year != Pattern::no_year; year = pattern.next_year(year + 1)) {
        if (!is_leap_year(year)) {
            if (common != 0) return to_day(year, common);
        } else {
            return to_day(year, common == 0 ? leap : pattern.first_in_year(true));
        }
    }
    return Day::plus_infinity();
}

Day last_day(Pattern const& pattern) noexcept {
    MonthDay const common = pattern.last_in_year(false);
    MonthDay const leap = common == 0 ? pattern.last_in_year(true) : 0;
    if (common == 0 && leap == 0) return Day::minus_infinity();
    for (std::int64_t year = pattern.previous_year(9999); year != Pattern::no_year;
         year = pattern.previous_year(year - 1)) {
        if (!is_leap_year(year)) {
            if (common != 0) return to_day(year, common);
        } else {
            return to_day(year, common == 0 ? leap : pattern.last_in_year(true));
        }
    }
    return Day::minus_infinity();
}

/// How many admitted days a year has.
std::int64_t days_of_year(Pattern const& pattern, bool leap) noexcept {
    std::int64_t count = 0;
    for (int m = pattern.month.next(1); m != none && m <= 12; m = pattern.month.next(m + 1)) {
        auto const length = static_cast<int>(Pattern::length(static_cast<unsigned>(m), leap));
        for (int d = pattern.day.next(1); d != none && d <= length; d = pattern.day.next(d + 1)) ++count;
    }
    return count;
}

std::int64_t count_days(Pattern const& pattern) noexcept {
    // The leap rule looks at the century and the year within it, and the digits of the two are independent.
    Digits const century{pattern.year.fixed / 100, pattern.year.mask >> 2U};
    Digits const rest{pattern.year.fixed % 100, pattern.year.mask & 3U};
    std::int64_t centuries = 0, fourth_centuries = 0, rests = 0, fourth_rests = 0;
    for (int c = century.next(0); c != none; c = century.next(c + 1)) {
        ++centuries;
        if (c % 4 == 0) ++fourth_centuries;
    }
    for (int r = rest.next(0); r != none; r = rest.next(r + 1)) {
        ++rests;
        if (r % 4 == 0 && r != 0) ++fourth_rests;
    }
    bool const has_zero = rest.fixed == 0;
    std::int64_t leap_years = centuries * fourth_rests + (has_zero ? fourth_centuries : 0);
    std::int64_t const common_years = centuries * rests - leap_years;
    if (pattern.negative && pattern.year.fixed == 0) --leap_years;
    return common_years * days_of_year(pattern, false) + leap_years * days_of_year(pattern, true);
}

/// Whole years, for years with letter Y, exponent or significant digits.
struct YearSpan {
    std::int64_t first;
    std::int64_t last;
};

YearSpan year_span(EdtfFields const& fields) noexcept {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    std::int64_t const year = resolved_year(fields);
    std::int64_t const magnitude = year < 0 ? -year : year;
    if (fields.significant == 0 || magnitude == most) return {year, year};
    unsigned const digits = fields.form == EdtfForm::year ? 4U : digit_count(magnitude);
    std::int64_t const block = power_of_ten(digits - fields.significant);
    std::int64_t const low = magnitude - magnitude % block;
    std::int64_t const high = low > most - (block - 1) ? most : low + (block - 1);
    if (!fields.negative) return {low, high};
    return {-high, low == 0 ? -1 : -low};
}

/// The bounds of whole years, rounded outwards where days end.
DayRange days_of(YearSpan years) noexcept {
    DayRange days;
    days.first = years.first > Day::max_year ? Day(Day::max_year, 12, 31) + 1 : Day(years.first, 1, 1);
    days.last = years.last < Day::min_year ? Day(Day::min_year, 1, 1) - 1 : Day(years.last, 12, 31);
    return days;
}

/// Months counted from January of the year written, which is 1.
struct MonthSpan {
    int first;
    int count;
};

MonthSpan meteorological_months(unsigned season, bool south, SeasonTurn turn) noexcept {
    int const turning = turn == SeasonTurn::begins_in_year ? 12 : 0;
    int const shift = south ? 2 : 0;
    int const quarter = (static_cast<int>(season) + shift) % 4;  // 0 for March to May
    return {quarter == 3 ? turning : 3 + 3 * quarter, 3};
}

/// The months of the four quarters of the sky and of the weather together; December and March of both years at the
/// turn.
MonthSpan envelope_months(unsigned season, bool north, bool south) noexcept {
    constexpr MonthSpan hulls[] = {{3, 4}, {6, 4}, {9, 4}, {0, 16}};
    MonthSpan const a = hulls[season % 4];
    MonthSpan const b = hulls[(season + 2) % 4];
    if (!south) return a;
    if (!north) return b;
    int const first = (std::min)(a.first, b.first);
    return {first, (std::max)(a.first + a.count, b.first + b.count) - first};
}

MonthSpan months_of(unsigned code, SeasonPolicy seasons) noexcept {
    if (code >= 40) return {static_cast<int>(code - 40) * 6 + 1, 6};
    if (code >= 37) return {static_cast<int>(code - 37) * 4 + 1, 4};
    if (code >= 33) return {static_cast<int>(code - 33) * 3 + 1, 3};
    unsigned const season = (code - 21) % 4;
    bool const unsaid = code <= 24;
    if (seasons.months == SeasonMonths::envelope) return envelope_months(season, code <= 28, unsaid || code >= 29);
    if (seasons.months == SeasonMonths::quarters && unsaid) return {static_cast<int>(season) * 3 + 1, 3};
    bool const south = code >= 29 || (unsaid && seasons.months == SeasonMonths::south);
    return meteorological_months(season, south, seasons.turn);
}

Day first_of_month(std::int64_t year, int month) noexcept {
    if (month < 1) return Day(year - 1, static_cast<unsigned>(month + 12), 1);
    return month > 12 ? Day(year + 1, static_cast<unsigned>(month - 12), 1)
                      : Day(year, static_cast<unsigned>(month), 1);
}

DayRange days_of(std::int64_t year, MonthSpan months) noexcept {
    return {first_of_month(year, months.first), first_of_month(year, months.first + months.count) - 1};
}

/// Whether the date is one stretch of days, for which no completions have to be looked for.
bool is_unbroken(EdtfFields const& fields) noexcept {
    return fields.mask == 0;
}

/// Requires: is_unbroken(fields).
DayRange unbroken_days(EdtfFields const& fields, SeasonPolicy seasons) noexcept {
    switch (fields.form) {
    case EdtfForm::numbered_day:
    case EdtfForm::day:
    case EdtfForm::datetime: {
        Day const day(fields.year, fields.month, fields.day);
        return {day, day};
    }
    case EdtfForm::month: {
        Day const first(fields.year, fields.month, 1);
        return {first, first + (days_in_month(fields.year, fields.month) - 1)};
    }
    case EdtfForm::season: return days_of(fields.year, months_of(fields.month, seasons));
    case EdtfForm::year:
    case EdtfForm::long_year:
    case EdtfForm::exponent: break;
    }
    return days_of(year_span(fields));
}

/// The next stretch of a season of unspecified year. Looks back two years, as far as the envelope reaches.
std::optional<DayRange> next_season(EdtfFields const& fields, Day from, SeasonPolicy seasons) noexcept {
    Pattern const pattern(fields);
    MonthSpan const months = months_of(fields.month, seasons);
    std::int64_t const bound = from <= Day(-9'999, 1, 1)   ? -9'999
                               : from >= Day(10'003, 1, 1) ? 10'003
                                                           : from.year() - 2;
    for (std::int64_t year = pattern.next_year(bound); year != Pattern::no_year; year = pattern.next_year(year + 1)) {
        DayRange const days = days_of(year, months);
        if (days.last >= from) return DayRange{(std::max)(days.first, from), days.last};
    }
    return std::nullopt;
}

/// The whole years around one that agree in all but trailing open digits.
DayRange block_of_years(Pattern const& pattern, std::int64_t year) noexcept {
    std::int64_t size = 1;
    for (unsigned bits = pattern.year.mask; (bits & 1U) != 0; bits >>= 1U) size *= 10;
    std::int64_t const magnitude = year < 0 ? -year : year;
    std::int64_t const low = (std::max)(magnitude - magnitude % size, std::int64_t{pattern.least_magnitude()});
    std::int64_t const high = magnitude - magnitude % size + size - 1;
    return days_of(pattern.negative ? YearSpan{-high, -low} : YearSpan{low, high});
}

/// The days of one month that follow a day without a gap.
unsigned last_of_run(Pattern const& pattern, unsigned day, unsigned length) noexcept {
    if (pattern.day.mask == 3) return length;
    if (pattern.day.mask != 1) return day;
    return (std::min)(length, day / 10 * 10 + 9);
}

std::optional<DayRange> next_of_pattern(Pattern const& pattern, Day from) noexcept {
    constexpr Day least(-9'999, 1, 1);
    constexpr Day beyond(10'000, 1, 1);
    if (from >= beyond) return std::nullopt;
    Civil const bound = (std::max)(from, least).civil();
    bool const whole_years = pattern.month.mask == 3 && pattern.day.mask == 3;
    for (std::int64_t year = pattern.next_year(bound.year); year != Pattern::no_year;
         year = pattern.next_year(year + 1)) {
        if (whole_years) {
            DayRange const years = block_of_years(pattern, year);
            return DayRange{(std::max)(years.first, from), years.last};
        }
        bool const leap = is_leap_year(year);
        bool const same = year == bound.year;
        MonthDay const found = pattern.next_in_year(leap, same ? bound.month : 1, same ? bound.day : 1);
        if (found == 0) continue;
        unsigned const month = found / 32U;
        unsigned const last = last_of_run(pattern, found % 32U, Pattern::length(month, leap));
        return DayRange{to_day(year, found), Day(year, month, last)};
    }
    return std::nullopt;
}

}  // namespace

Day first_day(EdtfFields const& fields, SeasonPolicy seasons) noexcept {
    if (is_unbroken(fields)) return unbroken_days(fields, seasons).first;
    Pattern const pattern(fields);
    if (fields.form != EdtfForm::season) return first_day(pattern);
    return days_of(pattern.next_year(-9'999), months_of(fields.month, seasons)).first;
}

Day last_day(EdtfFields const& fields, SeasonPolicy seasons) noexcept {
    if (is_unbroken(fields)) return unbroken_days(fields, seasons).last;
    Pattern const pattern(fields);
    if (fields.form != EdtfForm::season) return last_day(pattern);
    return days_of(pattern.previous_year(9'999), months_of(fields.month, seasons)).last;
}

namespace {

/// Orders years that have no significant digits and may exceed 64 bits: -1, 0 or 1.
int compare_years(EdtfFields const& a, EdtfFields const& b) noexcept {
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    // The number of digits decides, and among equals the digits from the left, which are compared after filling both
    // numbers up to 19 places: 10^19 fits 64 bits without sign.
    auto const key = [](EdtfFields const& fields) {
        std::int64_t const magnitude = fields.negative ? -fields.year : fields.year;
        unsigned const digits = digit_count(magnitude);
        auto filled = static_cast<std::uint64_t>(magnitude);
        for (unsigned i = digits; i < 19; ++i) filled *= 10;
        return std::pair(digits + fields.exponent, filled);
    };
    int const farther = key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
    return a.negative ? -farther : farther;
}

}  // namespace

bool is_reversed(EdtfFields const& start, EdtfFields const& end, SeasonPolicy seasons) noexcept {
    DayRange const between{first_day(start, seasons), last_day(end, seasons)};
    if (are_exact(between)) return between.last < between.first;
    if (between.last < between.first) return true;
    return start.significant == 0 && end.significant == 0 && compare_years(end, start) < 0;
}

bool has_completion(EdtfFields const& fields) noexcept {
    return first_day(Pattern(fields)).is_finite();
}

}  // namespace detail

Day EdtfDate::earliest(SeasonPolicy seasons) const noexcept {
    if (fields_.form == detail::EdtfForm::numbered_day) return Day(fields_.year);
    return detail::first_day(fields_, seasons);
}
Day EdtfDate::latest(SeasonPolicy seasons) const noexcept {
    if (fields_.form == detail::EdtfForm::numbered_day) return Day(fields_.year);
    return detail::last_day(fields_, seasons);
}

std::optional<std::int64_t> EdtfDate::count_days(SeasonPolicy seasons) const noexcept {
    detail::EdtfFields const fields = this->fields();
    if (detail::is_unbroken(fields)) {
        DayRange const days = detail::unbroken_days(fields, seasons);
        return detail::are_exact(days) ? std::optional(days.last - days.first + 1) : std::nullopt;
    }
    if (fields.form != detail::EdtfForm::season) return detail::count_days(detail::Pattern(fields));
    std::int64_t count = 0;
    for (auto run = next_days(Day::min(), seasons); run; run = next_days(run->last + 1, seasons)) {
        count += run->last - run->first + 1;
    }
    return count;
}

std::optional<DayRange> EdtfDate::next_days(Day from, SeasonPolicy seasons) const noexcept {
    detail::EdtfFields const fields = this->fields();
    if (!detail::is_unbroken(fields)) {
        if (fields.form == detail::EdtfForm::season) return detail::next_season(fields, from, seasons);
        return detail::next_of_pattern(detail::Pattern(fields), from);
    }
    return detail::clipped(detail::unbroken_days(fields, seasons), from);
}

}  // namespace ascribe
