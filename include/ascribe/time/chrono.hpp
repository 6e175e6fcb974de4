// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_CHRONO_HPP
#define ASCRIBE_TIME_CHRONO_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/instant.hpp>

#include <chrono>
#include <string>
#include <utility>

/// Opt-in header, since <chrono> takes long to compile: days and instants as std::chrono has them, and back.
///
/// Day reaches farther than the types of std::chrono, and has two infinite values that they lack; so the way there may
/// fail, with an Error of record "day", and the way back may not. Both calendars are the proleptic Gregorian one with
/// a year 0. Not modelled: times of day, time zones, other clocks; the library reads no clock.
namespace ascribe {

namespace detail {
[[nodiscard]] inline Error no_such_day(Day day, std::string_view expected) {
    return {
        .code = Errc::out_of_range, .record = "day", .field = "chrono", .expected = expected, .found = to_string(day)};
}
}  // namespace detail

/// The same day. Infinite days, and those that the representation of std::chrono::days cannot hold, are out_of_range.
[[nodiscard]] inline Result<std::chrono::sys_days> try_to_sys_days(Day day) {
    if (!day.is_finite() || !std::in_range<std::chrono::days::rep>(day.number()))
        return detail::no_such_day(day, "a finite day that std::chrono::days can count");
    return std::chrono::sys_days(std::chrono::days(static_cast<std::chrono::days::rep>(day.number())));
}
/// try_to_sys_days(day).value().
[[nodiscard]] inline std::chrono::sys_days to_sys_days(Day day) {
    return try_to_sys_days(day).value();
}

/// The same day. Out_of_range outside the years of std::chrono::year, -32767 to 32767.
[[nodiscard]] inline Result<std::chrono::year_month_day> try_to_year_month_day(Day day) {
    constexpr Day first(int{(std::chrono::year::min)()}, 1, 1);
    constexpr Day last(int{(std::chrono::year::max)()}, 12, 31);
    if (day < first || last < day) return detail::no_such_day(day, "a day of the years -32767 to 32767");
    Civil const civil = day.civil();
    return std::chrono::year_month_day(std::chrono::year(static_cast<int>(civil.year)), std::chrono::month(civil.month),
                                       std::chrono::day(civil.day));
}
/// try_to_year_month_day(day).value().
[[nodiscard]] inline std::chrono::year_month_day to_year_month_day(Day day) {
    return try_to_year_month_day(day).value();
}

/// The same day; the extreme numbers of a 64-bit count are the infinite days.
[[nodiscard]] constexpr Day to_day(std::chrono::sys_days day) noexcept {
    return Day(day.time_since_epoch().count());
}

/// The same day. A date that is not ok(), such as 30 February, is out_of_range.
[[nodiscard]] inline Result<Day> try_to_day(std::chrono::year_month_day date) {
    if (date.ok()) return Day(int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
    return Error{.code = Errc::out_of_range,
                 .record = "day",
                 .field = "chrono",
                 .expected = "a day of the calendar",
                 .found = std::to_string(int{date.year()}) + '-' + std::to_string(unsigned{date.month()}) + '-' +
                          std::to_string(unsigned{date.day()})};
}
/// try_to_day(date).value().
[[nodiscard]] inline Day to_day(std::chrono::year_month_day date) {
    return try_to_day(date).value();
}

/// Instants are counted in the same way, so both ways are exact.
[[nodiscard]] constexpr Instant to_instant(std::chrono::sys_seconds time) noexcept {
    return {time.time_since_epoch().count()};
}
[[nodiscard]] constexpr std::chrono::sys_seconds to_sys_seconds(Instant instant) noexcept {
    return std::chrono::sys_seconds(std::chrono::seconds(instant.seconds));
}

}  // namespace ascribe

#endif
