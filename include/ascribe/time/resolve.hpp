// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_RESOLVE_HPP
#define ASCRIBE_TIME_RESOLVE_HPP

#include <ascribe/time/interval.hpp>
#include <ascribe/time/relative_date.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// How large the vague parts of a period are; "late" and the second half are what is left.
struct PartSizes {
    std::uint8_t early;
    std::uint8_t mid;
    std::uint8_t first_half;

    friend constexpr bool operator==(PartSizes, PartSizes) = default;
};

/// The conventions by which relative dates get days. None is right everywhere, so all can be changed, and every one
/// that a result rests on is named in its trace, whether it was changed or not.
struct ResolvePolicy {
    Weekday week_start = Weekday::monday;
    TimeDirection direction = TimeDirection::past;  ///< of dates that say none; reports look back, announcements ahead
    AnchorDay anchor_day = AnchorDay::counted;      ///< of weekdays that do not say
    bool ago_keeps_unit = true;                     ///< "three weeks ago" is a week; otherwise a day
    PartSizes week_parts{2, 2, 3};                  ///< in days
    PartSizes month_parts{10, 10, 15};              ///< in days
    PartSizes year_parts{4, 4, 6};                  ///< in months
    PartSizes decade_parts{4, 3, 5};                ///< in years
    PartSizes century_parts{30, 40, 50};            ///< in years
    bool centuries_from_01 = false;                 ///< "last century" is 1901..2000, otherwise 1900..1999
    bool by_counts_unit = true;                     ///< "by June" may still be in June
    bool until_counts_unit = true;                  ///< "until June" ends in June, otherwise on the day before
    SeasonPolicy seasons;

    friend constexpr bool operator==(ResolvePolicy const&, ResolvePolicy const&) = default;
};

/// A convention that a result can rest on.
enum class ResolveDefault : std::uint8_t {
    week_start,   ///< the first day of the week
    direction,    ///< which way a date without direction looks
    anchor_day,   ///< whether the anchor counts as the nearest weekday
    ago_grain,    ///< whether "three weeks ago" is a week or a day
    clamped_day,  ///< a month that lacks the day: its last day
    week_parts,   ///< the sizes of parts
    month_parts,
    year_parts,
    decade_parts,
    century_parts,
    whole_month_parts,     ///< parts of quarters, half-years and seasons are whole months
    century_start,         ///< whether centuries count from year 00 or 01
    season_months,         ///< which months a season has
    window_ends,           ///< a window includes both the shifted day and the anchor
    anchor_excluded,       ///< "earlier this month" ends the day before the anchor, "later" begins the day after
    still_true,            ///< "since" and "for" are of a state that still holds on the anchor
    ended_in_unit,         ///< whether "until x" ends in x or before
    by_unit,               ///< whether "by x" includes x
    hedge_width,           ///< "almost", "more than" and "about" reach less than one unit
    not_after_report,      ///< what is reported does not lie after the anchor
    qualifier_keeps_days,  ///< a qualifier does not move bounds
};

template <>
struct Names<ResolveDefault> {
    static constexpr std::string_view kind = "convention";
    static constexpr std::string_view expected = "the name of a convention of resolving dates";
    static constexpr std::array<std::string_view, 21> values = {
        "week-start",    "direction",        "anchor-day",          "ago-grain",     "clamped-day",   "week-parts",
        "month-parts",   "year-parts",       "decade-parts",        "century-parts", "whole-months",  "century-start",
        "season-months", "window-ends",      "anchor-excluded",     "still-true",    "ended-in-unit", "by-unit",
        "hedge-width",   "not-after-report", "qualifier-keeps-days"};
};

/// One convention that was used, in words, and for which operator: {"unit", week_start, "weeks start on Monday"}.
struct ResolveStep {
    std::uint32_t node = 0;      ///< number of the operator in the tree, operands before what they are part of
    std::string_view operation;  ///< its name, static
    ResolveDefault convention{};
    std::string text;

    friend bool operator==(ResolveStep const&, ResolveStep const&) = default;
};

/// The day that a relative date is relative to: one day, somewhere from `first` to `last`.
struct Anchor {
    Day first;
    Day last;
    std::uint32_t ground = RelativeDate::no_ground;  ///< the caller's name of where the day is taken from

    constexpr Anchor(Day day, std::uint32_t from = RelativeDate::no_ground) noexcept
        : first(day), last(day), ground(from) {}
    constexpr Anchor(DayRange days, std::uint32_t from = RelativeDate::no_ground) noexcept
        : first(days.first), last(days.last), ground(from) {}
};

/// What shape of time a resolved date is: one day; days somewhere in a stretch; a state that lasts.
enum class ResolvedShape : std::uint8_t { point, within, span };

template <>
struct Names<ResolvedShape> {
    static constexpr std::string_view kind = "shape of time";
    static constexpr std::string_view expected = "point, within or span";
    static constexpr std::array<std::string_view, 3> values = {"point", "within", "span"};
};

/// A relative date with its days.
struct Resolved {
    ResolvedShape shape = ResolvedShape::point;
    UncertainInterval extent;            ///< the four bounds, always; points and `within` have one region for both ends
    std::optional<Edtf> edtf;            ///< a date in EDTF that admits all of these days, if one can be written
    bool edtf_says_all = false;          ///< whether it has these very bounds; EDTF cannot say "and still true today"
    std::vector<ResolveStep> trace;      ///< every convention used, in order of the operators
    std::vector<std::uint32_t> grounds;  ///< of the anchor and the written dates, as far as they matter; ascending

    friend bool operator==(Resolved const&, Resolved const&) = default;
};

/// Gives a relative date its days.
///
/// An anchor that is only known to lie between two days gives bounds that admit the result for each of them; they are
/// exact when the tree is, and when it uses the anchor once. Years are astronomical, months and years are shifted
/// without snapping to month ends. Linear in the size of the tree; no recursion.
///
/// Errors have record "relative date" and the operator as field: out_of_range for numbers that name nothing (a month
/// 13) and days beyond 64 bits, not_allowed for what does not fit together (a part of a day, a range that runs
/// backwards, "earlier this month" on its first day, a fifth Friday that is not there).
[[nodiscard]] Result<Resolved> try_resolve(RelativeDate const& date, Anchor anchor, ResolvePolicy const& policy = {});
/// try_resolve(...).value().
[[nodiscard]] Resolved resolve(RelativeDate const& date, Anchor anchor, ResolvePolicy const& policy = {});

}  // namespace ascribe

#endif
