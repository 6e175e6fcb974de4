// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_EDTF_PATTERN_HPP
#define ASCRIBE_SRC_TIME_EDTF_PATTERN_HPP

#include "edtf_access.hpp"
#include <ascribe/time/day.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace ascribe::detail {

/// What the searches give where nothing matches.
constexpr int none = -1;

/// Numbers of up to four digits that agree with a pattern: `fixed` has 0 where a bit of `mask` leaves the digit open,
/// the lowest bit being the last digit. Least and greatest match are therefore `fixed` and `fixed` with nines.
struct Digits {
    int fixed = 0;
    unsigned mask = 0;

    [[nodiscard]] constexpr int greatest() const noexcept {
        int sum = fixed;
        for (int weight = 1, bits = static_cast<int>(mask); bits != 0; bits /= 2, weight *= 10) {
            if (bits % 2 != 0) sum += 9 * weight;
        }
        return sum;
    }

    /// The least match that is at least `bound`, or none.
    [[nodiscard]] constexpr int next(int bound) const noexcept {
        if (bound <= fixed) return fixed;
        return bound > greatest() ? none : search(bound, 1);
    }

    /// The greatest match that is at most `bound`, or none.
    [[nodiscard]] constexpr int previous(int bound) const noexcept {
        int const most = greatest();
        if (bound >= most) return most;
        return bound < fixed ? none : search(bound, -1);
    }

private:
    [[nodiscard]] constexpr bool is_open(unsigned place) const noexcept { return (mask >> place & 1U) != 0; }

    /// The nearest match in one direction: it shares as many leading digits with the bound as can be, steps once, and
    /// is as near as it may be after that.
    [[nodiscard]] constexpr int search(int bound, int step) const noexcept {
        constexpr int weights[] = {1, 10, 100, 1'000, 10'000};
        unsigned agreed = 4;  // the places from this one up agree with the pattern
        while (agreed > 0) {
            int const digit = bound / weights[agreed - 1] % 10;
            if (!is_open(agreed - 1) && digit != fixed / weights[agreed - 1] % 10) break;
            --agreed;
        }
        if (agreed == 0) return bound;
        for (unsigned place = agreed - 1; place < 4; ++place) {
            int const digit = bound / weights[place] % 10;
            int const stepped = is_open(place) ? digit + step : fixed / weights[place] % 10;
            if (stepped < 0 || stepped > 9 || (stepped - digit) * step <= 0) continue;
            Digits const rest{fixed % weights[place], mask & ((1U << place) - 1U)};
            return bound / weights[place + 1] * weights[place + 1] + stepped * weights[place] +
                   (step > 0 ? rest.fixed : rest.greatest());
        }
        return none;
    }
};

/// A month and day within a year, in calendar order; 0 is none.
using MonthDay = unsigned;
constexpr MonthDay month_day(unsigned month, unsigned day) noexcept {
    return month * 32U + day;
}

/// The years, months and days that a date of four-digit year admits; what is not written is open.
struct Pattern {
    Digits year;  // without sign
    Digits month;
    Digits day;
    bool negative = false;

    explicit constexpr Pattern(EdtfFields const& fields) noexcept
        : year{static_cast<int>(fields.negative ? -fields.year : fields.year), fields.mask & year_mask},
          month{fields.month, (fields.mask & month_mask) >> 4U},
          day{fields.day, (fields.mask & day_mask) >> 6U},
          negative(fields.negative) {
        if (fields.form == EdtfForm::year) month.mask = 3;
        if (fields.form == EdtfForm::year || fields.form == EdtfForm::month) day.mask = 3;
    }

    /// -0000 does not exist, so no negative pattern admits the magnitude 0.
    [[nodiscard]] constexpr int least_magnitude() const noexcept { return negative ? 1 : 0; }

    /// The next admitted year at or after one, none as the greatest number.
    [[nodiscard]] std::int64_t next_year(std::int64_t bound) const noexcept {
        if (!negative) {
            if (bound > 9999) return no_year;
            int const found = year.next(bound < 0 ? 0 : static_cast<int>(bound));
            return found == none ? no_year : found;
        }
        if (bound > -1) return no_year;
        int const found = year.previous(bound < -9999 ? 9999 : static_cast<int>(-bound));
        return found < 1 ? no_year : -found;
    }
    /// The admitted year before or at one, none as the greatest number.
    [[nodiscard]] std::int64_t previous_year(std::int64_t bound) const noexcept {
        if (!negative) {
            int const found = bound < 0 ? none : year.previous(bound > 9999 ? 9999 : static_cast<int>(bound));
            return found == none ? no_year : found;
        }
        int const found = bound < -9999 ? none : year.next(bound > -1 ? 1 : static_cast<int>(-bound));
        return found == none ? no_year : -found;
    }
    static constexpr std::int64_t no_year = (std::numeric_limits<std::int64_t>::max)();

    /// The first admitted day of a year at or after another one.
    [[nodiscard]] MonthDay next_in_year(bool leap, unsigned from_month, unsigned from_day) const noexcept {
        for (int m = month.next((std::max)(1, static_cast<int>(from_month))); m != none && m <= 12;
             m = month.next(m + 1)) {
            auto const found_month = static_cast<unsigned>(m);
            int const d = day.next(found_month == from_month ? static_cast<int>(from_day) : 1);
            if (d != none && d <= static_cast<int>(length(found_month, leap))) {
                return month_day(found_month, static_cast<unsigned>(d));
            }
        }
        return 0;
    }
    [[nodiscard]] MonthDay first_in_year(bool leap) const noexcept { return next_in_year(leap, 1, 1); }
    [[nodiscard]] MonthDay last_in_year(bool leap) const noexcept {
        for (int m = month.previous(12); m >= 1; m = month.previous(m - 1)) {
            auto const found_month = static_cast<unsigned>(m);
            int const d = day.previous(static_cast<int>(length(found_month, leap)));
            if (d >= 1) return month_day(found_month, static_cast<unsigned>(d));
        }
        return 0;
    }
    [[nodiscard]] static constexpr unsigned length(unsigned month, bool leap) noexcept {
        return days_in_month(leap ? 2000 : 2001, month);
    }
};

}  // namespace ascribe::detail

#endif
