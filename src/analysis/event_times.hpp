// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_EVENT_TIMES_HPP
#define ASCRIBE_SRC_ANALYSIS_EVENT_TIMES_HPP

#include "timeline_scale.hpp"
#include <ascribe/time/interval.hpp>
#include <ascribe/time/network.hpp>

#include <cstdint>
#include <vector>

/// What statements about the time of events say in terms of a network of moments: the same for a timeline and for
/// conflicts of order. Constraints come with label 0, for the caller to set.
namespace ascribe::detail {

/// That a point lies on no earlier (later) day; `end` is 1 for the end of a period, the moment after its last. Nothing
/// for days that are no bounds.
void not_before(std::vector<Constraint>& list, TimePoint point, Day day, std::int64_t end);
void not_after(std::vector<Constraint>& list, TimePoint point, Day day, std::int64_t end);

/// That the event was then, give or take so many days at either end.
[[nodiscard]] std::vector<Constraint> date_constraints(PeriodPoints event, UncertainInterval const& when,
                                                       std::int64_t off);

enum class EventOrder : std::uint8_t { before, after, during };
[[nodiscard]] std::vector<Constraint> order_constraints(PeriodPoints a, EventOrder order, PeriodPoints b);

/// Puts an event that is not in the network yet in the middle of the time that a date leaves, so that what is ordered
/// within it can go either way.
void place_by_date(TimeNetwork& network, PeriodPoints event, std::vector<Constraint> const& date) noexcept;

}  // namespace ascribe::detail

#endif
