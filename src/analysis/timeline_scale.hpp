// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_TIMELINE_SCALE_HPP
#define ASCRIBE_SRC_ANALYSIS_TIMELINE_SCALE_HPP

#include <ascribe/time/day.hpp>

#include <cstdint>

/// A timeline's network counts moments, many to a day, so that events of one day can be in order.
namespace ascribe::detail {

inline constexpr int day_shift = 16;
inline constexpr std::int64_t moments_per_day = std::int64_t{1} << day_shift;
/// Farther days are no bounds: their moments would leave too little of TimeNetwork::max_total_days.
inline constexpr std::int64_t farthest_day = std::int64_t{1} << 38;

[[nodiscard]] constexpr bool is_bound(Day day) noexcept {
    return day.is_finite() && day.number() > -farthest_day && day.number() < farthest_day;
}
/// The first moment of a day. Requires: is_bound(day).
[[nodiscard]] constexpr std::int64_t moment(Day day) noexcept {
    return day.number() * moments_per_day;
}
/// The day of a moment; infinite ones stay so.
[[nodiscard]] constexpr Day day_of(Day moment) noexcept {
    return moment.is_finite() ? Day(moment.number() >> day_shift) : moment;
}

}  // namespace ascribe::detail

#endif
