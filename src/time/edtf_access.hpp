// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_EDTF_ACCESS_HPP
#define ASCRIBE_SRC_TIME_EDTF_ACCESS_HPP

#include <ascribe/time/edtf.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// The way of the parser, the bounds and the writer into dates; not for others.
struct EdtfAccess {
    static EdtfDate date(EdtfFields const& fields) noexcept { return EdtfDate(fields); }
    static EdtfFields& fields(EdtfDate& date) noexcept {
        date.fields_ = date.fields();
        return date.fields_;
    }
    static EdtfFields fields(EdtfDate const& date) noexcept { return date.fields(); }
    static EdtfDate& start(Edtf& value) noexcept { return value.start_; }
    static EdtfDate& end(Edtf& value) noexcept { return value.end_; }
    static std::vector<EdtfMember>& members(Edtf& value) noexcept { return value.members_; }
    static EdtfKind& kind(Edtf& value) noexcept { return value.kind_; }
    static EdtfEnd& start_kind(Edtf& value) noexcept { return value.start_kind_; }
    static EdtfEnd& end_kind(Edtf& value) noexcept { return value.end_kind_; }
};

constexpr unsigned year_mask = 0x0fU;
constexpr unsigned month_mask = 0x30U;
constexpr unsigned day_mask = 0xc0U;

constexpr std::int64_t power_of_ten(unsigned exponent) noexcept {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/// The number of decimal digits, 1 for zero. Requires: not negative.
constexpr unsigned digit_count(std::int64_t number) noexcept {
    unsigned count = 1;
    while (number >= 10) {
        number /= 10;
        ++count;
    }
    return count;
}

constexpr unsigned left_qualifier(std::uint16_t qualifiers, unsigned component) noexcept {
    return (unsigned{qualifiers} >> (2U * component)) & 3U;
}
constexpr unsigned right_qualifier(std::uint16_t qualifiers, unsigned component) noexcept {
    return (unsigned{qualifiers} >> (6U + 2U * component)) & 3U;
}

constexpr unsigned component_count(EdtfFields const& fields) noexcept {
    switch (fields.form) {
    case EdtfForm::year:
    case EdtfForm::long_year:
    case EdtfForm::exponent: return 1;
    case EdtfForm::month:
    case EdtfForm::season: return 2;
    case EdtfForm::numbered_day:
    case EdtfForm::day:
    case EdtfForm::datetime: return 3;
    }
    return 1;
}

/// Up to three pairs of bits, year lowest: an individual mark counts for its component, a group mark also for all
/// before it.
constexpr unsigned effective_qualifiers(std::uint16_t qualifiers) noexcept {
    unsigned const day = right_qualifier(qualifiers, 2);
    unsigned const month = day | right_qualifier(qualifiers, 1);
    unsigned const year = month | right_qualifier(qualifiers, 0);
    return (unsigned{qualifiers} & 0x3fU) | year | month << 2U | day << 4U;
}

/// The same date in its one normal spelling.
EdtfFields normal(EdtfFields fields) noexcept;

/// The longest text of one date: sign, letter, 19 digits, exponent, significant digits and two qualifiers.
constexpr std::size_t max_date_size = 32;

/// Writes a date as spelt and returns the end. Requires: room for max_date_size characters.
char* write(EdtfFields const& fields, char* out) noexcept;

/// The year with its exponent; saturates at the greatest number and its negative.
std::int64_t resolved_year(EdtfFields const& fields) noexcept;

Day first_day(EdtfFields const& fields, SeasonPolicy seasons) noexcept;
Day last_day(EdtfFields const& fields, SeasonPolicy seasons) noexcept;

/// Whether an end cannot reach its start, because in every reading it lies before it. Where days saturate the years
/// decide, unless they have significant digits.
bool is_reversed(EdtfFields const& start, EdtfFields const& end, SeasonPolicy seasons) noexcept;

/// Whether days are told exactly: bounds that had to be rounded outwards lie beyond the years that a Day is made from.
constexpr bool are_exact(DayRange days) noexcept {
    return days.first >= Day(Day::min_year, 1, 1) && days.last <= Day(Day::max_year, 12, 31);
}

/// The part of days at or after one that a Day can be made from; what was rounded outwards is cut off.
inline std::optional<DayRange> clipped(DayRange days, Day from) noexcept {
    if (days.first > Day(Day::max_year, 12, 31) || days.last < Day(Day::min_year, 1, 1)) return std::nullopt;
    if (days.first < from) days.first = from;
    return days.first <= days.last ? std::optional(days) : std::nullopt;
}

/// Whether a date with unspecified digits has a completion in the calendar.
bool has_completion(EdtfFields const& fields) noexcept;

}  // namespace ascribe::detail

#endif
