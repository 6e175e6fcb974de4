// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_BOOST_DATE_HPP
#define ASCRIBE_TIME_BOOST_DATE_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/time/day.hpp>

#include <boost/date_time/gregorian/gregorian_types.hpp>

/// Opt-in header: it needs Boost.Date_Time, which takes more than a second to compile, without its streams and without
/// a library to link.
///
/// boost::gregorian::date knows the years 1400 to 9999 and three special values. The two infinities are those of Day;
/// "not a date" has no counterpart, for what is not known is not claimed. Both calendars are the proleptic Gregorian
/// one. Not modelled: times of day, and dates before 1400, which Boost.Date_Time cannot hold.
namespace ascribe {

/// The same day or infinity. Other days outside 1400-01-01 to 9999-12-31 are an Error of code out_of_range, record
/// "day".
[[nodiscard]] inline Result<boost::gregorian::date> try_to_gregorian(Day day) {
    if (day == Day::minus_infinity()) return boost::gregorian::date(boost::date_time::neg_infin);
    if (day == Day::plus_infinity()) return boost::gregorian::date(boost::date_time::pos_infin);
    if (day < Day(1400, 1, 1) || Day(9999, 12, 31) < day)
        return Error{.code = Errc::out_of_range,
                     .record = "day",
                     .field = "boost::gregorian",
                     .expected = "a day of the years 1400 to 9999, or an infinity",
                     .found = to_string(day)};
    Civil const civil = day.civil();
    return boost::gregorian::date(static_cast<unsigned short>(civil.year), static_cast<unsigned short>(civil.month),
                                  static_cast<unsigned short>(civil.day));
}
/// try_to_gregorian(day).value().
[[nodiscard]] inline boost::gregorian::date to_gregorian(Day day) {
    return try_to_gregorian(day).value();
}

/// The same day or infinity. "Not a date" is an Error of code not_allowed, record "day".
[[nodiscard]] inline Result<Day> try_to_day(boost::gregorian::date const& date) {
    if (date.is_neg_infinity()) return Day::minus_infinity();
    if (date.is_pos_infinity()) return Day::plus_infinity();
    if (date.is_special())
        return Error{.code = Errc::not_allowed,
                     .record = "day",
                     .field = "boost::gregorian",
                     .expected = "a date or an infinity",
                     .found = "not-a-date-time"};
    auto const civil = date.year_month_day();
    return Day(int{civil.year}, unsigned{civil.month.as_number()}, unsigned{civil.day.as_number()});
}
/// try_to_day(date).value().
[[nodiscard]] inline Day to_day(boost::gregorian::date const& date) {
    return try_to_day(date).value();
}

}  // namespace ascribe

#endif
