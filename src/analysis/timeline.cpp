// SPDX-License-Identifier: BSL-1.0
#include "timeline_scale.hpp"
#include <ascribe/analysis/timeline.hpp>

#include <algorithm>

namespace ascribe {

using detail::day_of;
using detail::moment;

std::optional<std::size_t> Timeline::find(EventId event) const noexcept {
    Node const node = view_.representative(event);
    auto const at = std::lower_bound(events_.begin(), events_.end(), node,
                                     [](EventTime const& time, Node n) { return Node(time.event) < n; });
    if (at == events_.end() || at->event != node) return std::nullopt;
    return static_cast<std::size_t>(at - events_.begin());
}

UncertainInterval Timeline::when(EventId event) const noexcept {
    auto const at = find(event);
    return at ? events_[*at].when : UncertainInterval();
}

Truth Timeline::order(EventId a, EventId b) const {
    if (view_.same(a, b)) return Truth::never;
    auto const x = find(a), y = find(b);
    if (!x || !y) return Truth::possibly;
    Gap const gap = network_.gap(points_[*y].start, points_[*x].end);
    if (gap.max && *gap.max <= 0) return Truth::always;
    return gap.min && *gap.min > 0 ? Truth::never : Truth::possibly;
}

std::vector<TimeStatement> Timeline::reasons(EventId event, TimeBound bound) const {
    auto const at = find(event);
    if (!at) return {};
    bool const is_first = bound == TimeBound::first_min || bound == TimeBound::first_max;
    bool const is_min = bound == TimeBound::first_min || bound == TimeBound::last_min;
    TimePoint const point = is_first ? points_[*at].start : points_[*at].end;
    DayRange const window = network_.window(point);
    Day const limit = is_min ? window.first : window.last;
    if (!limit.is_finite()) return {};

    // What is refused when the bound is to be passed by a day is what upholds it.
    Day const day = day_of(is_first ? limit : limit - 1);
    std::int64_t const end = is_first ? 0 : 1;  // An end is the moment after the last one.
    Constraint const beyond =
        is_min ? Constraint{TimeNetwork::origin(), point, moment(day) - 1 + end, Constraint::no_label}
               : Constraint{point, TimeNetwork::origin(), -(moment(day + 1) + end), Constraint::no_label};
    TimeNetwork network = network_;
    auto const outcome = network.try_add(beyond);
    std::vector<TimeStatement> found;
    if (outcome && outcome->conflict)
        for (std::uint32_t label : outcome->conflict->labels) found.push_back(statements_[label]);
    return found;
}

Timeline timeline(View const& view, TimelineOptions const& options) {
    return try_timeline(view, options).value();
}

}  // namespace ascribe
