// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_EDTF_POLICY_HPP
#define ASCRIBE_TIME_EDTF_POLICY_HPP

#include <cstdint>

namespace ascribe {

/// Which months the season codes 21..32 cover; the specification leaves it open. Codes 33..41 (quarters, thirds,
/// halves) are fixed.
enum class SeasonMonths : std::uint8_t {
    north,     ///< meteorological; 21..24 (no hemisphere said) read as northern: spring is March to May
    south,     ///< meteorological; 21..24 read as southern: spring is September to November
    quarters,  ///< 21..24 are the calendar quarters of the year, as some software has it; 25..32 stay meteorological
    envelope,  ///< every month that a meteorological or astronomical reading of either hemisphere touches
};

/// Where a season that crosses the end of a year lies: it begins in, or ends in, the year that is written.
enum class SeasonTurn : std::uint8_t { begins_in_year, ends_in_year };

/// How seasons become days. A reader's choice, so it is given with the question, never stored with the date.
///
/// With SeasonMonths::envelope the turn is not used: both years' turns lie within.
struct SeasonPolicy {
    SeasonMonths months = SeasonMonths::north;
    SeasonTurn turn = SeasonTurn::begins_in_year;

    friend constexpr bool operator==(SeasonPolicy, SeasonPolicy) = default;
};

/// Where second 60 is read. There is no table of the leap seconds that occurred.
enum class LeapSecond : std::uint8_t {
    refuse,
    at_utc_midnight,  ///< only where it can occur: 23:59:60 UTC after the shift; 23:59:60 if no shift is said
    anywhere,
};

/// What parse_edtf accepts where ISO 8601-2:2019 annex A and the Library of Congress page are silent. The default is
/// the strict reading. A policy never changes the meaning of a text that both readings accept.
struct EdtfPolicy {
    std::uint8_t max_level = 2;                     ///< 0, 1 or 2; texts of a higher level are refused
    LeapSecond leap_second = LeapSecond::anywhere;  ///< ISO 8601-1 allows second 60 and gives no table
    bool hour_24 = false;  ///< 24:00:00, dropped in ISO 8601-1:2019 and brought back by its amendment of 2022
    bool negative_clock_years = false;  ///< a clock time after a date of a negative year
    bool reversed_intervals = false;    ///< ends that cannot reach their start, "2004/2003"; they admit no day
    bool dateless_intervals = false;    ///< "/", "../..", "../", "/.."
    SeasonPolicy seasons;               ///< used only to see whether an interval of seasons is reversed

    friend constexpr bool operator==(EdtfPolicy const&, EdtfPolicy const&) = default;
};

}  // namespace ascribe

#endif
