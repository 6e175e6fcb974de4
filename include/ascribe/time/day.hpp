// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_DAY_HPP
#define ASCRIBE_TIME_DAY_HPP

#include <ascribe/core/result.hpp>

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace ascribe {

/// A calendar date: proleptic Gregorian, astronomical years (year 0 exists, year -1 comes before it).
struct Civil {
    std::int64_t year = 0;
    unsigned month = 1;  ///< 1..12
    unsigned day = 1;    ///< 1..31

    friend constexpr auto operator<=>(Civil const&, Civil const&) = default;
};

/// Whether a year has 366 days. Every value of the type is allowed.
[[nodiscard]] constexpr bool is_leap_year(std::int64_t year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// 28..31. Requires: month 1..12.
[[nodiscard]] constexpr unsigned days_in_month(std::int64_t year, unsigned month) noexcept {
    return month == 2 ? (is_leap_year(year) ? 29U : 28U) : 30U + ((month + (month >> 3U)) & 1U);
}

/// Whether the three numbers name a day of the calendar.
[[nodiscard]] constexpr bool is_civil(std::int64_t year, unsigned month, unsigned day) noexcept {
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/// A day, counted from 1970-01-01, or the infinitely early or infinitely late one.
///
/// 64-bit, so it reaches past the year 25,000,000,000,000,000 on either side; whatever lies farther, by conversion or
/// by arithmetic, saturates at minus or plus infinity and never wraps. An infinite day stays infinite under finite
/// steps. Not modelled: the Julian calendar, time of day, time zones, and calendars that skipped days.
class Day {
public:
    /// 1970-01-01.
    constexpr Day() noexcept = default;

    /// The day with this number; the two extreme numbers are the two infinities.
    constexpr explicit Day(std::int64_t number) noexcept : number_(number) {}

    /// Requires: is_civil(year, month, day). Years outside [min_year, max_year] saturate.
    constexpr Day(std::int64_t year, unsigned month, unsigned day) noexcept : number_(to_number(year, month, day)) {
        ASCRIBE_ASSERT(is_civil(year, month, day));
    }
    constexpr explicit Day(Civil const& date) noexcept : Day(date.year, date.month, date.day) {}

    /// The farthest years that conversion takes; they lie wholly within the finite days.
    static constexpr std::int64_t max_year = 25'252'734'927'760'000;
    static constexpr std::int64_t min_year = -max_year;

    [[nodiscard]] static constexpr Day minus_infinity() noexcept { return Day(lowest_number); }
    [[nodiscard]] static constexpr Day plus_infinity() noexcept { return Day(highest_number); }
    /// The first and the last finite day.
    [[nodiscard]] static constexpr Day(min)() noexcept { return Day(lowest_number + 1); }
    [[nodiscard]] static constexpr Day(max)() noexcept { return Day(highest_number - 1); }

    /// Days since 1970-01-01; the extreme values of the type for the infinities.
    [[nodiscard]] constexpr std::int64_t number() const noexcept { return number_; }
    [[nodiscard]] constexpr bool is_finite() const noexcept {
        return number_ != lowest_number && number_ != highest_number;
    }

    /// Constant time, about two nanoseconds. Requires: is_finite().
    [[nodiscard]] constexpr Civil civil() const noexcept;
    [[nodiscard]] constexpr std::int64_t year() const noexcept { return civil().year; }
    [[nodiscard]] constexpr unsigned month() const noexcept { return civil().month; }
    [[nodiscard]] constexpr unsigned day() const noexcept { return civil().day; }

    /// 1 for Monday to 7 for Sunday (ISO 8601). Requires: is_finite().
    [[nodiscard]] constexpr unsigned weekday() const noexcept {
        ASCRIBE_ASSERT(is_finite());
        return static_cast<unsigned>((number_ % 7 + 10) % 7) + 1U;
    }

    friend constexpr auto operator<=>(Day, Day) noexcept = default;

    /// Saturating; an infinite day stays what it is.
    constexpr Day& operator+=(std::int64_t days) noexcept {
        if (!is_finite()) return *this;
        if (days > 0 && number_ > highest_number - days)
            number_ = highest_number;
        else if (days < 0 && number_ < lowest_number - days)
            number_ = lowest_number;
        else
            number_ += days;
        return *this;
    }
    constexpr Day& operator-=(std::int64_t days) noexcept {
        return days == lowest_number ? (*this += highest_number) += 1 : *this += -days;
    }
    constexpr Day& operator++() noexcept { return *this += 1; }
    constexpr Day& operator--() noexcept { return *this += -1; }
    friend constexpr Day operator+(Day day, std::int64_t days) noexcept { return day += days; }
    friend constexpr Day operator+(std::int64_t days, Day day) noexcept { return day += days; }
    friend constexpr Day operator-(Day day, std::int64_t days) noexcept { return day -= days; }

    /// Days from `from` to `to`: saturates at the extreme values of the type, which also stand for an infinite
    /// distance. Two equal days are 0 apart, infinite ones too.
    friend constexpr std::int64_t operator-(Day to, Day from) noexcept {
        if (to == from) return 0;
        if (!to.is_finite()) return to.number_;
        if (!from.is_finite()) return from.number_ < 0 ? highest_number : lowest_number;
        if (from.number_ < 0 && to.number_ > highest_number + from.number_) return highest_number;
        if (from.number_ > 0 && to.number_ < lowest_number + from.number_) return lowest_number;
        return to.number_ - from.number_;
    }

private:
    static constexpr std::int64_t lowest_number = (std::numeric_limits<std::int64_t>::min)();
    static constexpr std::int64_t highest_number = (std::numeric_limits<std::int64_t>::max)();

    /// Years less than so many from 0, a multiple of 400, are converted in 32 bits: the days from 1 March of year
    /// -usual_years to 1970-01-01.
    static constexpr std::int64_t usual_years = 400'000;
    static constexpr std::int64_t usual_days = usual_years / 400 * 146'097 + 719'468;

    static constexpr std::int64_t to_number(std::int64_t year, unsigned month, unsigned day) noexcept;

    std::int64_t number_ = 0;
};

/// "2024-01-01", "-0044-03-15", "10000-01-01" (no letter before long years), "-inf", "+inf".
[[nodiscard]] std::string to_string(Day day);

/// Reads what to_string writes: a complete date with at least four digits for the year, or an infinity.
/// The date of an impossible day, and a year outside [Day::min_year, Day::max_year], are errors of record "day".
[[nodiscard]] Result<Day> parse_day(std::string_view text);

// A year is counted from 1 March, so that the leap day is its last, and 400 such years are one era of 146,097 days;
// 1970-01-01 is day 135,080 of era 4. Splitting off the era before the offset is added keeps every step within 64 bits.

constexpr std::int64_t Day::to_number(std::int64_t year, unsigned month, unsigned day) noexcept {
    bool const is_early = month <= 2;
    unsigned const day_of_year = (153U * (is_early ? month + 9U : month - 3U) + 2U) / 5U + day - 1U;
    if (year > -usual_years && year < usual_years) {
        auto const y = static_cast<std::uint32_t>(year + usual_years - (is_early ? 1 : 0));
        std::uint32_t const century = y / 100U;
        return std::int64_t{y * 365U + y / 4U - century + century / 4U + day_of_year} - usual_days;
    }
    if (year > max_year) return highest_number;
    if (year < min_year) return lowest_number;
    std::int64_t const y = is_early ? year - 1 : year;
    std::int64_t const era = (y >= 0 ? y : y - 399) / 400;
    auto const year_of_era = static_cast<unsigned>(y - era * 400);
    unsigned const day_of_era = year_of_era * 365U + year_of_era / 4U - year_of_era / 100U + day_of_year;
    return (era - 4) * 146'097 - 135'080 + static_cast<std::int64_t>(day_of_era);
}

constexpr Civil Day::civil() const noexcept {
    ASCRIBE_ASSERT(is_finite());
    if (number_ > -usual_days && number_ < usual_days) {
        // The same by multiplications of 32-bit numbers: centuries and years are where quarter days come to whole ones.
        std::uint32_t const quarters = 4U * static_cast<std::uint32_t>(number_ + usual_days) + 3U;
        std::uint32_t const century = quarters / 146'097U;
        std::uint32_t const rest = quarters % 146'097U | 3U;
        std::uint32_t const year_of_century = rest / 1'461U;
        std::uint32_t const months = 2'141U * (rest % 1'461U / 4U) + 197'913U;
        std::uint32_t const month = months >> 16U;
        bool const is_early = month > 12U;
        return {std::int64_t{100U * century + year_of_century} - usual_years + (is_early ? 1 : 0),
                is_early ? month - 12U : month, (months & 0xffffU) / 2'141U + 1U};
    }
    std::int64_t era = number_ / 146'097;
    std::int64_t rest = number_ % 146'097;
    if (rest < 0) {
        rest += 146'097;
        --era;
    }
    auto day_of_era = static_cast<unsigned>(rest) + 135'080U;
    era += 4;
    if (day_of_era >= 146'097U) {
        day_of_era -= 146'097U;
        ++era;
    }
    unsigned const year_of_era =
        (day_of_era - day_of_era / 1'460U + day_of_era / 36'524U - day_of_era / 146'096U) / 365U;
    unsigned const day_of_year = day_of_era - (365U * year_of_era + year_of_era / 4U - year_of_era / 100U);
    unsigned const shifted_month = (5U * day_of_year + 2U) / 153U;
    unsigned const month = shifted_month < 10U ? shifted_month + 3U : shifted_month - 9U;
    return {era * 400 + static_cast<std::int64_t>(year_of_era) + (month <= 2 ? 1 : 0), month,
            day_of_year - (153U * shifted_month + 2U) / 5U + 1U};
}

}  // namespace ascribe

#endif
