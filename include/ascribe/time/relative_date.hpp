// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_RELATIVE_DATE_HPP
#define ASCRIBE_TIME_RELATIVE_DATE_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/time/edtf.hpp>
#include <ascribe/time/interval.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ascribe {

/// A calendar unit. Decades begin in years ending in 0; centuries and weeks as ResolvePolicy says.
enum class TimeUnit : std::uint8_t { day, week, month, quarter, half_year, year, decade, century };

template <>
struct Names<TimeUnit> {
    static constexpr std::string_view kind = "unit of time";
    static constexpr std::string_view expected = "day, week, month, quarter, halfyear, year, decade or century";
    static constexpr std::array<std::string_view, 8> values = {"day",      "week", "month",  "quarter",
                                                               "halfyear", "year", "decade", "century"};
};

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

template <>
struct Names<Weekday> {
    static constexpr std::string_view kind = "weekday";
    static constexpr std::string_view expected = "a weekday's name, from Monday to Sunday";
    static constexpr std::array<std::string_view, 7> values = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                               "Friday", "Saturday", "Sunday"};
};

enum class SeasonName : std::uint8_t { spring, summer, autumn, winter };

template <>
struct Names<SeasonName> {
    static constexpr std::string_view kind = "season";
    static constexpr std::string_view expected = "spring, summer, autumn or winter";
    static constexpr std::array<std::string_view, 4> values = {"spring", "summer", "autumn", "winter"};
};

/// Which way to look from the anchor for the nearest date of a kind.
enum class TimeDirection : std::uint8_t { past, future };

template <>
struct Names<TimeDirection> {
    static constexpr std::string_view kind = "direction";
    static constexpr std::string_view expected = "past or future";
    static constexpr std::array<std::string_view, 2> values = {"past", "future"};
};

/// Whether the anchor counts as the nearest weekday if it is one.
enum class AnchorDay : std::uint8_t { counted, skipped };

/// A vague part of a period; how large the parts are is a ResolvePolicy.
enum class PeriodPart : std::uint8_t { early, mid, late, first_half, second_half };

template <>
struct Names<PeriodPart> {
    static constexpr std::string_view kind = "part of a period";
    static constexpr std::string_view expected = "early, mid, late, first-half or second-half";
    static constexpr std::array<std::string_view, 5> values = {"early", "mid", "late", "first-half", "second-half"};
};

/// How a duration is said: "for 30 years", "almost", "more than", "about".
enum class DurationHedge : std::uint8_t { exact, almost, more_than, about };

template <>
struct Names<DurationHedge> {
    static constexpr std::string_view kind = "hedge of a duration";
    static constexpr std::string_view expected = "exact, almost, more-than or about";
    static constexpr std::array<std::string_view, 4> values = {"exact", "almost", "more-than", "about"};
};

namespace detail {

enum class RelativeOp : std::uint8_t;
struct RelativeAccess;

/// One operator of a tree; the members that it does not use keep their defaults.
struct RelativeNode {
    static constexpr std::uint32_t none = 0xffff'ffff;

    RelativeOp op{};
    TimeUnit unit = TimeUnit::day;
    std::uint8_t choice = 0;  // weekday, season, part, hedge, reading or qualifier
    std::optional<TimeUnit> grain;
    std::optional<TimeDirection> direction;
    std::optional<AnchorDay> anchor_day;
    std::optional<std::int64_t> year;
    std::int64_t n = 0;
    std::int64_t m = 0;
    std::uint32_t first = none;  // operands
    std::uint32_t second = none;
    std::uint32_t date = none;  // which of the written dates
    std::uint32_t ground = none;

    friend bool operator==(RelativeNode const&, RelativeNode const&) = default;
};

}  // namespace detail

/// A date said relative to a day, or vaguely, as a tree of operators: "late last month", "since Saturday", "for almost
/// 30 years". It is only the saying; try_resolve gives it days, from an anchor such as the date of publication.
///
/// A regular value: a list in which operands come before what they are part of, so neither its depth nor its size meets
/// the call stack. Building from temporaries moves; only joining two operands copies one of their lists.
/// Nothing is checked while building: a month 13 or a part of a day is an error of try_resolve. Where a direction, a
/// grain or the counting of the anchor is left out, the ResolvePolicy decides and the result says so.
///
/// In the comments A is the anchor. Not modelled: recognising such phrases in text, clock times, holidays, repetition.
class RelativeDate {
public:
    static constexpr std::uint32_t no_ground = 0xffff'ffff;

    /// A itself.
    RelativeDate() : RelativeDate(day(0)) {}

    /// A date as written. `ground` is the caller's name of where it was taken from, if not from the statement itself.
    [[nodiscard]] static RelativeDate date(Edtf date, std::uint32_t ground = no_ground);
    /// The day n days after A; before, if negative.
    [[nodiscard]] static RelativeDate day(std::int64_t n);
    /// The calendar unit k units after the one that holds A.
    [[nodiscard]] static RelativeDate unit(TimeUnit unit, std::int64_t k);
    /// The unit `grain` that holds the day n units before A: "three weeks ago" is that day or that week. Where the
    /// month lacks the day, its last is taken.
    [[nodiscard]] static RelativeDate ago(std::int64_t n, TimeUnit unit, std::optional<TimeUnit> grain = {});
    /// The same for n units after A.
    [[nodiscard]] static RelativeDate ahead(std::int64_t n, TimeUnit unit, std::optional<TimeUnit> grain = {});
    /// The nearest such weekday: "on Sunday", "next Monday".
    [[nodiscard]] static RelativeDate weekday(Weekday day, std::optional<TimeDirection> direction = {},
                                              std::optional<AnchorDay> anchor = {});
    /// That weekday in the k-th week after the one that holds A: "Sunday of last week".
    [[nodiscard]] static RelativeDate weekday_of(Weekday day, std::int64_t k);
    /// The n-th such weekday strictly before, or after, A. n is at least 1.
    [[nodiscard]] static RelativeDate nth_weekday(std::int64_t n, Weekday day,
                                                  std::optional<TimeDirection> direction = {});
    /// The nearest month of this number, the one that holds A included: "in March".
    [[nodiscard]] static RelativeDate month(std::int64_t month, std::optional<TimeDirection> direction = {});
    /// That month of the k-th year after the one that holds A: "March last year".
    [[nodiscard]] static RelativeDate month_of(std::int64_t month, std::int64_t k);
    /// The nearest day of that date, A included; years that lack it (29 February) are passed over.
    [[nodiscard]] static RelativeDate month_day(std::int64_t month, std::int64_t day,
                                                std::optional<TimeDirection> direction = {});
    /// The nearest such day of a month, A included, passing over months that lack it: "the 31st".
    [[nodiscard]] static RelativeDate day_of_month(std::int64_t day, std::optional<TimeDirection> direction = {});

    /// A part of a month, week, year, decade or century; whole months of a quarter, half-year or season.
    [[nodiscard]] static RelativeDate part(PeriodPart part, RelativeDate period);
    /// The days from A shifted by n units to A, both included: some of them, or all ("in the past three weeks").
    [[nodiscard]] static RelativeDate window(std::int64_t n, TimeUnit unit, Reading reading);
    /// The unit that holds A up to the day before A; from the day after A.
    [[nodiscard]] static RelativeDate earlier_in(TimeUnit unit);
    [[nodiscard]] static RelativeDate later_in(TimeUnit unit);
    /// The n-th such weekday of a period, from its end if n is negative: "the last Friday of October 2023".
    [[nodiscard]] static RelativeDate nth_weekday_of(std::int64_t n, Weekday day, RelativeDate period);
    /// From x to y: throughout, or sometime within. With a direction, dates in x and y that say none look that way; in
    /// the past x is looked for from y, in the future y from x, so that "December 30 to January 2" goes across a new
    /// year.
    [[nodiscard]] static RelativeDate range(RelativeDate x, RelativeDate y, Reading reading,
                                            std::optional<TimeDirection> direction = {});

    /// Some time before, or after, all of x.
    [[nodiscard]] static RelativeDate before(RelativeDate x);
    [[nodiscard]] static RelativeDate after(RelativeDate x);
    /// Some time up to the end of x; "by" x leaves to the policy whether x counts.
    [[nodiscard]] static RelativeDate no_later_than(RelativeDate x);
    [[nodiscard]] static RelativeDate by(RelativeDate x);
    /// Some time from the start of x on.
    [[nodiscard]] static RelativeDate not_before(RelativeDate x);
    /// Some time after x and up to A: "since the storm of 7 October" in a report about an event.
    [[nodiscard]] static RelativeDate after_up_to_anchor(RelativeDate x);

    /// A state that began in x and still holds on A.
    [[nodiscard]] static RelativeDate since(RelativeDate x);
    /// A state that ended in x.
    [[nodiscard]] static RelativeDate until(RelativeDate x);
    /// A state that holds on A and began n units before: exactly; later or earlier by less than a unit; either.
    [[nodiscard]] static RelativeDate held_for(std::int64_t n, TimeUnit unit, DurationHedge hedge);
    /// A state that began in x and ended nobody says when; the other way round.
    [[nodiscard]] static RelativeDate from_then_unknown(RelativeDate x);
    [[nodiscard]] static RelativeDate unknown_until(RelativeDate x);

    /// A season or quarter of a year; of the nearest year, A's own season or quarter included; of the year that another
    /// date lies in.
    [[nodiscard]] static RelativeDate season(SeasonName season, std::int64_t year);
    [[nodiscard]] static RelativeDate season(SeasonName season, std::optional<TimeDirection> direction);
    [[nodiscard]] static RelativeDate season(SeasonName season, RelativeDate year);
    [[nodiscard]] static RelativeDate quarter(std::int64_t quarter, std::int64_t year);
    [[nodiscard]] static RelativeDate quarter(std::int64_t quarter, std::optional<TimeDirection> direction);
    [[nodiscard]] static RelativeDate quarter(std::int64_t quarter, RelativeDate year);
    /// The years 100(n - 1) + 1 to 100n for n >= 1; the same before the year 1 for n <= -1. There is no century 0.
    [[nodiscard]] static RelativeDate century(std::int64_t n);

    /// x with a qualifier on its dates. Bounds do not move.
    [[nodiscard]] static RelativeDate qualified(RelativeDate x, EdtfQualifier qualifier);
    /// A printed value, kept as it is beside a rival reading.
    [[nodiscard]] static RelativeDate as_said(RelativeDate x);
    /// One of two readings.
    [[nodiscard]] static RelativeDate one_of(RelativeDate x, RelativeDate y);

    /// How many operators and written dates it is made of.
    [[nodiscard]] std::size_t size() const noexcept { return nodes_.size(); }

    friend bool operator==(RelativeDate const&, RelativeDate const&) = default;

private:
    friend struct detail::RelativeAccess;

    explicit RelativeDate(detail::RelativeNode node) { nodes_.push_back(node); }
    RelativeDate(detail::RelativeNode node, RelativeDate x);
    RelativeDate(detail::RelativeNode node, RelativeDate x, RelativeDate y, bool y_first = false);
    std::uint32_t take(RelativeDate&& other);

    std::vector<detail::RelativeNode> nodes_;  // operands first; the last one is the root
    std::vector<Edtf> dates_;
};

}  // namespace ascribe

#endif
