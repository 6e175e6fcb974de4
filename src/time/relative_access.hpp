// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_RELATIVE_ACCESS_HPP
#define ASCRIBE_SRC_TIME_RELATIVE_ACCESS_HPP

#include <ascribe/time/relative_date.hpp>

#include <span>

namespace ascribe::detail {

enum class RelativeOp : std::uint8_t {
    date,
    day,
    unit,
    ago,
    ahead,
    weekday,
    weekday_of,
    nth_weekday,
    month,
    month_of,
    month_day,
    day_of_month,
    part,
    window,
    earlier_in,
    later_in,
    nth_weekday_of,
    range,
    before,
    after,
    no_later_than,
    by,
    not_before,
    after_up_to_anchor,
    since,
    until,
    held_for,
    from_then_unknown,
    unknown_until,
    season,
    quarter,
    century,
    qualified,
    as_said,
    one_of,
};

inline constexpr std::string_view relative_op_names[] = {
    "date",           "day",      "unit",       "ago",
    "ahead",          "weekday",  "weekday_of", "nth_weekday",
    "month",          "month_of", "month_day",  "day_of_month",
    "part",           "window",   "earlier_in", "later_in",
    "nth_weekday_of", "range",    "before",     "after",
    "no_later_than",  "by",       "not_before", "after_up_to_anchor",
    "since",          "until",    "held_for",   "from_then_unknown",
    "unknown_until",  "season",   "quarter",    "century",
    "qualified",      "as_said",  "one_of"};

struct RelativeAccess {
    static std::span<RelativeNode const> nodes(RelativeDate const& date) noexcept { return date.nodes_; }
    static std::span<Edtf const> dates(RelativeDate const& date) noexcept { return date.dates_; }
};

}  // namespace ascribe::detail

#endif
