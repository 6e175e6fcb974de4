// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_EDTF_DATE_HPP
#define ASCRIBE_TIME_EDTF_DATE_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/edtf_policy.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ascribe {

/// What an EDTF expression is. A date may hold the first four only.
enum class EdtfKind : std::uint8_t {
    date,      ///< year, year and month, or complete date; digits may be unspecified
    datetime,  ///< complete date with clock time
    season,    ///< year and sub-year grouping 21..41
    year,      ///< a year with letter Y, with an exponent or with significant digits
    interval,  ///< from a start to an end
    one_of,    ///< "[...]": exactly one of the members
    all_of,    ///< "{...}": every member
};

template <>
struct Names<EdtfKind> {
    static constexpr std::string_view kind = "kind of date";
    static constexpr std::string_view expected = "date, datetime, season, year, interval, one-of or all-of";
    static constexpr std::array<std::string_view, 7> values = {"date",     "datetime", "season", "year",
                                                               "interval", "one-of",   "all-of"};
};

/// The smallest unit that an expression names. `1985-XX-XX` has day precision: some day of 1985.
enum class EdtfPrecision : std::uint8_t { year, season, month, day, second };

template <>
struct Names<EdtfPrecision> {
    static constexpr std::string_view kind = "precision of a date";
    static constexpr std::string_view expected = "year, season, month, day or second";
    static constexpr std::array<std::string_view, 5> values = {"year", "season", "month", "day", "second"};
};

/// A component that may carry a qualifier and unspecified digits. A season sits in the month.
enum class EdtfComponent : std::uint8_t { year, month, day };

/// What the source says of a component: nothing, "?", "~" or "%". The values are bits. Qualifiers never move bounds.
enum class EdtfQualifier : std::uint8_t { none = 0, uncertain = 1, approximate = 2, both = 3 };

/// A stretch of days, both ends included; empty if last < first.
struct DayRange {
    Day first = Day::minus_infinity();
    Day last = Day::plus_infinity();

    friend constexpr bool operator==(DayRange, DayRange) = default;
};

namespace detail {

struct EdtfAccess;

/// A numbered day has the number of a Day as its year and no other field.
enum class EdtfForm : std::uint8_t { year, month, day, season, datetime, long_year, exponent, numbered_day };

/// A date exactly as written, in three words; what it means is worked out on demand. A date that was made from a day
/// stays that day until somebody asks for its parts: most go into a record and come out of it again as days.
struct EdtfFields {
    static constexpr std::int16_t no_shift = 0x7fff;
    static constexpr std::int16_t utc = 0x7ffe;

    std::int64_t year = 0;          // without the factor of the exponent; X counts as 0
    std::uint16_t qualifiers = 0;   // pairs of bits: left of year, month, day, then right of year, month, day
    std::int16_t shift = no_shift;  // minutes ahead of UTC
    std::uint16_t significant = 0;  // 0 for not said
    std::uint8_t month = 0;         // 1..12, 21..41, 0 for none; X counts as 0
    std::uint8_t day = 0;           // 1..31, 0 for none; X counts as 0
    std::uint8_t mask = 0;  // a bit for each X: 0..3 year, 4..5 month, 6..7 day; the last digit has the lowest bit
    EdtfForm form = EdtfForm::year;
    std::uint8_t exponent = 0;      // power of ten; only with EdtfForm::exponent
    bool negative = false;          // needed besides `year` because of -0XXX
    bool shift_hours_only = false;  // "+04", which means "+04:00"
    std::uint8_t hour = 0;
    std::uint8_t minute = 0;
    std::uint8_t second = 0;

    friend constexpr bool operator==(EdtfFields const&, EdtfFields const&) = default;
};

}  // namespace detail

/// One date of an EDTF expression: all of it, an end of an interval, or a member of a set. Trivially copyable, 24
/// bytes.
///
/// Values come from parse_edtf only, so each of them names at least one day of the calendar. Equality is that of the
/// canonical text; as_said() and level() look at the spelling, in which equal dates may differ (`?2004` and `2004?`).
/// Not modelled: time zones (a shift is kept and never applied), fractions of seconds, reduced clock times.
class EdtfDate {
public:
    /// `XXXX`, the date that says least.
    EdtfDate() noexcept { fields_.mask = 0x0f; }

    [[nodiscard]] EdtfKind kind() const noexcept;
    [[nodiscard]] EdtfPrecision precision() const noexcept;
    /// The smallest conformance level, 0..2, that has the syntax used.
    [[nodiscard]] unsigned level() const noexcept;

    /// The year, X digits read as 0 and significant digits ignored; saturates if exponents exceed 64 bits.
    [[nodiscard]] std::int64_t year() const noexcept;
    /// Whether a minus sign is written; tells `-0XXX` from `0XXX`.
    [[nodiscard]] bool is_negative() const noexcept { return fields().negative; }
    /// 1..12, or 21..41 for a season, X digits read as 0; 0 if there is none.
    [[nodiscard]] unsigned month() const noexcept { return fields().month; }
    /// 1..31, X digits read as 0; 0 if there is none.
    [[nodiscard]] unsigned day() const noexcept { return fields().day; }

    /// The number of components written: 1 for a year, 2 with a month or season, 3 with a day.
    [[nodiscard]] unsigned components() const noexcept;
    /// The qualifier that applies to a component after groups and individual marks are resolved; none if it is not
    /// written.
    [[nodiscard]] EdtfQualifier qualifier(EdtfComponent component) const noexcept;
    /// Whether any component is qualified.
    [[nodiscard]] bool is_qualified() const noexcept { return fields_.qualifiers != 0; }
    /// A bit for each X of a component, the lowest for its last digit: 1 for `201X`, 15 for `XXXX`, 3 for `XX`.
    [[nodiscard]] unsigned mask(EdtfComponent component) const noexcept;
    /// Whether any digit is unspecified.
    [[nodiscard]] bool is_masked() const noexcept { return fields_.mask != 0; }
    /// The number after S, 0 if there is none. Counted from the left, over four digits for years without Y.
    [[nodiscard]] unsigned significant_digits() const noexcept { return fields_.significant; }
    /// The number after E, 0 if there is none.
    [[nodiscard]] unsigned exponent() const noexcept { return fields_.exponent; }

    /// The clock time, for EdtfKind::datetime. Hour 24 and second 60 occur if the policy let them in.
    [[nodiscard]] unsigned hour() const noexcept { return fields_.hour; }
    [[nodiscard]] unsigned minute() const noexcept { return fields_.minute; }
    [[nodiscard]] unsigned second() const noexcept { return fields_.second; }
    /// Minutes ahead of UTC, 0 for Z; nothing if no shift is said. Days are those of the date as written.
    [[nodiscard]] std::optional<int> shift_minutes() const noexcept;

    /// The day in UTC of a clock time with a shift; nothing without one. The bounds never use it.
    [[nodiscard]] std::optional<Day> utc_day() const noexcept;

    /// The first and the last day that any reading of the date touches; about ten nanoseconds, no allocation.
    /// Beyond 64-bit days they saturate outwards: the true days never lie outside.
    [[nodiscard]] Day earliest(SeasonPolicy seasons = {}) const noexcept;
    [[nodiscard]] Day latest(SeasonPolicy seasons = {}) const noexcept;
    /// How many days are admitted: each completion of X counts once. Nothing if it does not fit 64 bits.
    /// Constant time, save for masked seasons (linear in the number of years).
    [[nodiscard]] std::optional<std::int64_t> count_days(SeasonPolicy seasons = {}) const noexcept;
    /// The next admitted days at or after `from`, cut off there; they need not be all that follow without a gap.
    [[nodiscard]] std::optional<DayRange> next_days(Day from, SeasonPolicy seasons = {}) const noexcept;

    /// The day, if this is a complete date with nothing unspecified, unqualified and without clock time.
    [[nodiscard]] std::optional<Day> is_day() const noexcept {
        if (fields_.form == detail::EdtfForm::numbered_day) return Day(fields_.year);
        if (fields_.form != detail::EdtfForm::day || fields_.mask != 0 || fields_.qualifiers != 0) return std::nullopt;
        return Day(fields_.year, fields_.month, fields_.day);
    }

    [[nodiscard]] std::string canonical() const;
    /// The text that was read, byte for byte.
    [[nodiscard]] std::string as_said() const;

    friend bool operator==(EdtfDate const& a, EdtfDate const& b) noexcept;

private:
    friend class Edtf;
    friend struct detail::EdtfAccess;

    static bool has_four_digits(Day day) noexcept {
        constexpr Day first(-9'999, 1, 1);
        constexpr Day last(9'999, 12, 31);
        return first <= day && day <= last;
    }
    /// Requires: has_four_digits(day).
    static EdtfDate of(Day day) noexcept {
        detail::EdtfFields fields;
        fields.form = detail::EdtfForm::numbered_day;
        fields.year = day.number();
        return EdtfDate(fields);
    }
    explicit EdtfDate(detail::EdtfFields const& fields) noexcept : fields_(fields) {}

    /// As they would have been read from text.
    [[nodiscard]] detail::EdtfFields fields() const noexcept {
        return fields_.form == detail::EdtfForm::numbered_day ? fields_of(Day(fields_.year)) : fields_;
    }
    static detail::EdtfFields fields_of(Day day) noexcept;

    detail::EdtfFields fields_;
};

/// "." for none, "?", "~" or "%".
[[nodiscard]] std::string_view to_string(EdtfQualifier qualifier) noexcept;

}  // namespace ascribe

#endif
