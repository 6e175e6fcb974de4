// SPDX-License-Identifier: BSL-1.0
#include "event_times.hpp"

namespace ascribe::detail {

void not_before(std::vector<Constraint>& list, TimePoint point, Day day, std::int64_t end) {
    if (is_bound(day)) list.push_back({point, TimeNetwork::origin(), -(moment(day) + end), 0});
}

void not_after(std::vector<Constraint>& list, TimePoint point, Day day, std::int64_t end) {
    if (is_bound(day)) list.push_back({TimeNetwork::origin(), point, moment(day + 1) - 1 + end, 0});
}

std::vector<Constraint> date_constraints(PeriodPoints event, UncertainInterval const& when, std::int64_t off) {
    std::vector<Constraint> constraints;
    not_before(constraints, event.start, when.first_min() - off, 0);
    not_after(constraints, event.start, when.first_max() + off, 0);
    not_before(constraints, event.end, when.last_min() - off, 1);
    not_after(constraints, event.end, when.last_max() + off, 1);
    return constraints;
}

std::vector<Constraint> order_constraints(PeriodPoints a, EventOrder order, PeriodPoints b) {
    if (order == EventOrder::before) return {{b.start, a.end, 0, 0}};
    if (order == EventOrder::after) return {{a.start, b.end, 0, 0}};
    return {{a.start, b.start, 0, 0}, {b.end, a.end, 0, 0}};
}

void place_by_date(TimeNetwork& network, PeriodPoints event, std::vector<Constraint> const& date) noexcept {
    DayRange range{Day::minus_infinity(), Day::plus_infinity()};
    for (Constraint const& constraint : date) {
        if (constraint.from == event.start) range.first = Day(-constraint.at_most);
        if (constraint.to == event.start) range.last = Day(constraint.at_most);
    }
    constexpr std::int64_t some_years = moments_per_day << 12;
    if (range.first.is_finite() && range.last.is_finite())
        network.start_near(event, range.first + (range.last.number() - range.first.number()) / 2);
    else if (range.first.is_finite())
        network.start_near(event, range.first + some_years);
    else if (range.last.is_finite())
        network.start_near(event, range.last - some_years);
}

}  // namespace ascribe::detail
