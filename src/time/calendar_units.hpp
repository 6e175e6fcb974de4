// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_CALENDAR_UNITS_HPP
#define ASCRIBE_SRC_TIME_CALENDAR_UNITS_HPP

#include <ascribe/time/edtf_date.hpp>
#include <ascribe/time/relative_date.hpp>

#include <cstdint>

namespace ascribe::detail {

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Months in a unit; 0 for days and weeks.
constexpr std::int64_t months_in(TimeUnit unit) noexcept {
    constexpr std::int64_t months[] = {0, 0, 1, 3, 6, 12, 120, 1200};
    return months[static_cast<std::size_t>(unit)];
}

/// Months since the start of year 0. Requires: a finite day.
constexpr std::int64_t month_number(Day day) noexcept {
    Civil const date = day.civil();
    return date.year * 12 + static_cast<std::int64_t>(date.month) - 1;
}

/// The first day of the month with this number; saturates.
constexpr Day month_start(std::int64_t number) noexcept {
    return Day(floor_div(number, 12), static_cast<unsigned>(number - floor_div(number, 12) * 12) + 1U, 1);
}

/// a + k * factor, kept within what month_start and day numbers can take. Requires: |a| <= 2^62, factor <= 1200.
constexpr std::int64_t step_by(std::int64_t a, std::int64_t k, std::int64_t factor) noexcept {
    constexpr std::int64_t far = std::int64_t{1} << 61;
    if (k > far / factor) return a + far;
    if (k < -far / factor) return a - far;
    return a + k * factor;
}

/// The day `n` units after `day`, or its month's last day where that month lacks it, which `clamped` then says.
/// Saturates; an infinite day stays what it is.
constexpr Day shift(Day day, std::int64_t n, TimeUnit unit, bool& clamped) noexcept {
    if (!day.is_finite()) return day;
    if (unit == TimeUnit::day) return day + n;
    if (unit == TimeUnit::week) return day + step_by(0, n, 7);
    std::int64_t const number = step_by(month_number(day), n, months_in(unit));
    Day const first = month_start(number);
    Day const last = month_start(number + 1) - 1;
    if (!first.is_finite() || !last.is_finite()) return first.is_finite() ? last : first;
    Day const shifted = first + (static_cast<std::int64_t>(day.day()) - 1);
    clamped = clamped || shifted > last;
    return shifted < last ? shifted : last;
}

/// The unit k units after the one that holds `day`; saturates. Of an infinite day, that day.
constexpr DayRange unit_range(Day day, TimeUnit unit, std::int64_t k, Weekday week_start,
                              bool centuries_from_01) noexcept {
    if (!day.is_finite()) return {day, day};
    if (unit == TimeUnit::day) return {day + k, day + k};
    if (unit == TimeUnit::week) {
        std::int64_t const into =
            (static_cast<std::int64_t>(day.weekday()) + 6 - static_cast<std::int64_t>(week_start)) % 7;
        Day const first = day - into + step_by(0, k, 7);
        return {first, first + 6};
    }
    std::int64_t const months = months_in(unit);
    std::int64_t const offset = unit == TimeUnit::century && centuries_from_01 ? 12 : 0;
    std::int64_t const number = floor_div(month_number(day) - offset, months) * months + offset;
    return {month_start(step_by(number, k, months)), month_start(step_by(number, k, months) + months) - 1};
}

}  // namespace ascribe::detail

#endif
