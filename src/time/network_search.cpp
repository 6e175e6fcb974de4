// SPDX-License-Identifier: BSL-1.0
// The questions to a TimeNetwork and the explanation of conflicts; adding and removing are in network.cpp.
#include "network_queue.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace ascribe {

using detail::index;
using detail::unreachable;
using Queue = detail::NetworkQueue;

namespace {

bool is_allowed(std::vector<std::uint32_t> const* allowed, std::uint32_t label) noexcept {
    return !allowed || label == Constraint::no_label || std::binary_search(allowed->begin(), allowed->end(), label);
}

std::vector<std::uint32_t> labels_of(std::vector<Constraint> const& constraints) {
    std::vector<std::uint32_t> labels;
    for (Constraint const& constraint : constraints)
        if (constraint.label != Constraint::no_label) labels.push_back(constraint.label);
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

Gap gap_between(std::int64_t there, std::int64_t back) {
    Gap gap;
    if (there != unreachable) gap.max = there;
    if (back != unreachable) gap.min = -back;
    return gap;
}

DayRange days_after_origin(std::int64_t there, std::int64_t back) {
    return {back == unreachable ? Day::minus_infinity() : Day(-back),
            there == unreachable ? Day::plus_infinity() : Day(there)};
}

}  // namespace

// Dijkstra over days + potential(from) - potential(to), which is nowhere negative (Johnson, JACM 24/1, 1977), along or
// against the edges. Ends at the target, or when nothing nearer than the budget is left. Gives sums of those days.
std::vector<std::int64_t> TimeNetwork::search(std::uint32_t source, Direction direction, std::uint32_t target,
                                              std::int64_t budget, Allowed const* allowed) const {
    bool const forward = direction == Direction::forward;
    std::vector<std::int64_t> distance(points_.size(), unreachable);
    std::vector<Queue::Entry> entries;
    Queue queue(entries);
    queue.push(distance[source] = 0, source);
    while (!queue.empty()) {
        auto const [key, point] = queue.pop();
        if (key != distance[point]) continue;
        if (point == target) break;
        std::int64_t const potential = points_[point].potential;
        for (Edge const& edge : forward ? points_[point].out : points_[point].in) {
            if (allowed && !is_allowed(allowed, slots_[edge.slot].constraint.label)) continue;
            std::int64_t const other = points_[edge.point].potential;
            std::int64_t const next = key + edge.days + (forward ? potential - other : other - potential);
            if (next < distance[edge.point] && next < budget) queue.push(distance[edge.point] = next, edge.point);
        }
    }
    return distance;
}

// The least days from `source` to each point, or from each point to `source`.
std::vector<std::int64_t> TimeNetwork::distances(std::uint32_t source, Direction direction) const {
    auto distance = search(source, direction, none, unreachable, nullptr);
    std::int64_t const base = points_[source].potential;
    for (std::size_t p = 0; p < points_.size(); ++p)
        if (distance[p] != unreachable)
            distance[p] += direction == Direction::forward ? points_[p].potential - base : base - points_[p].potential;
    return distance;
}

// The least days from one point to another.
std::int64_t TimeNetwork::distance(TimePoint from, TimePoint to) const {
    ASCRIBE_ASSERT(index(from) < points_.size() && index(to) < points_.size());
    std::int64_t const days = search(index(from), Direction::forward, index(to), unreachable, nullptr)[index(to)];
    return days == unreachable ? days : days + points_[index(to)].potential - points_[index(from)].potential;
}

// The cycle through the refused constraint with the fewest constraints that misses; of those that come first, one that
// misses most. Two waves go edge by edge, one from where the refused constraint ends, one backwards from where it
// starts, and keep for each point the least days so far, until they meet with a negative sum; the shorter front goes
// first. All edges have room (days + potential(from) - potential(to) >= 0), so a wave drops points that use up what the
// refused one misses by. As the rest is consistent, a least list of edges never comes to one point twice.
std::vector<Constraint> TimeNetwork::shortest_cycle(Constraint const& refused, Allowed const* allowed) const {
    std::vector<Constraint> cycle{refused};
    if (refused.from == refused.to) return cycle;
    struct Step {
        std::int64_t days;
        std::uint32_t point;
        std::uint32_t slot;
        std::uint32_t before;
    };
    struct Wave {
        std::vector<std::int64_t> best;
        std::vector<std::uint32_t> last_step;
        std::vector<Step> steps;
        std::uint32_t front = 0;  // where the steps of the last layer begin
    };
    auto const start = [&](TimePoint point, std::int64_t days) {
        Wave wave{std::vector<std::int64_t>(points_.size(), unreachable),
                  std::vector<std::uint32_t>(points_.size(), none),
                  {{days, index(point), none, none}},
                  0};
        wave.best[index(point)] = days;
        wave.last_step[index(point)] = 0;
        return wave;
    };
    Wave ahead = start(refused.to, refused.at_most);
    Wave back = start(refused.from, 0);
    std::int64_t const base = points_[index(refused.from)].potential;
    std::int64_t const budget = points_[index(refused.to)].potential - base - refused.at_most;

    std::uint32_t meeting = none;
    while (meeting == none) {
        bool const forward = ahead.steps.size() - ahead.front <= back.steps.size() - back.front;
        Wave& wave = forward ? ahead : back;
        Wave const& other = forward ? back : ahead;
        auto const layer_end = static_cast<std::uint32_t>(wave.steps.size());
        ASCRIBE_ASSERT(wave.front < layer_end);
        for (std::uint32_t i = wave.front; i < layer_end; ++i) {
            Point const& point = points_[wave.steps[i].point];
            for (Edge const& edge : forward ? point.out : point.in) {
                if (allowed && !is_allowed(allowed, slots_[edge.slot].constraint.label)) continue;
                std::int64_t const days = wave.steps[i].days + edge.days;
                if (days >= wave.best[edge.point]) continue;
                std::int64_t const potential = points_[edge.point].potential;
                if (forward ? days + base >= potential : days + potential - base >= budget) continue;
                wave.best[edge.point] = days;
                std::uint32_t& last = wave.last_step[edge.point];
                if (last == none || last < layer_end) {
                    last = static_cast<std::uint32_t>(wave.steps.size());
                    wave.steps.emplace_back();
                }
                wave.steps[last] = {days, edge.point, edge.slot, i};
            }
        }
        wave.front = layer_end;
        std::int64_t least = 0;
        for (std::size_t i = layer_end; i < wave.steps.size(); ++i) {
            std::uint32_t const point = wave.steps[i].point;
            if (other.best[point] == unreachable || wave.best[point] + other.best[point] >= least) continue;
            least = wave.best[point] + other.best[point];
            meeting = point;
        }
    }

    for (std::uint32_t i = ahead.last_step[meeting]; ahead.steps[i].slot != none; i = ahead.steps[i].before)
        cycle.push_back(slots_[ahead.steps[i].slot].constraint);
    std::reverse(cycle.begin() + 1, cycle.end());
    for (std::uint32_t i = back.last_step[meeting]; back.steps[i].slot != none; i = back.steps[i].before)
        cycle.push_back(slots_[back.steps[i].slot].constraint);
    return cycle;
}

Conflict TimeNetwork::explain(Constraint const& refused) const {
    Conflict conflict;
    conflict.constraints = shortest_cycle(refused, nullptr);
    conflict.labels = labels_of(conflict.constraints);

    // A label that says several things, and constraints without label, can close another cycle with fewer labels.
    auto const says_one_thing = [&](std::uint32_t label) {
        auto const first = first_of_label_.find(label);
        bool const refused_too = label == refused.label;
        return first == first_of_label_.end() || (!refused_too && slots_[first->second].next == none);
    };
    bool const irreducible = !first_of_label_.contains(Constraint::no_label) &&
                             std::all_of(conflict.labels.begin(), conflict.labels.end(), says_one_thing);
    if (!irreducible) {
        Allowed allowed = conflict.labels;
        std::int64_t const budget =
            points_[index(refused.to)].potential - points_[index(refused.from)].potential - refused.at_most;
        for (std::uint32_t const label : conflict.labels) {
            if (label == refused.label) continue;  // without the refused constraint all is consistent
            Allowed fewer = allowed;
            fewer.erase(std::lower_bound(fewer.begin(), fewer.end(), label));
            std::uint32_t const goal = index(refused.from);
            if (search(index(refused.to), Direction::forward, goal, budget, &fewer)[goal] < budget)
                allowed = std::move(fewer);
        }
        conflict.constraints = shortest_cycle(refused, &allowed);
        conflict.labels = labels_of(conflict.constraints);
    }
    for (Constraint const& constraint : conflict.constraints) conflict.excess -= constraint.at_most;
    return conflict;
}

DayRange TimeNetwork::window(TimePoint point) const {
    return days_after_origin(distance(origin(), point), distance(point, origin()));
}

std::vector<DayRange> TimeNetwork::windows() const {
    auto const there = distances(index(origin()), Direction::forward);
    auto const back = distances(index(origin()), Direction::backward);
    std::vector<DayRange> windows;
    windows.reserve(points_.size());
    for (std::size_t p = 0; p < points_.size(); ++p) windows.push_back(days_after_origin(there[p], back[p]));
    return windows;
}

UncertainInterval TimeNetwork::extent(PeriodPoints period) const {
    DayRange const start = window(period.start);
    DayRange const end = window(period.end);
    return UncertainInterval::half_open(start.first, start.last, end.first, end.last);
}

Gap TimeNetwork::gap(TimePoint from, TimePoint to) const {
    return gap_between(distance(from, to), distance(to, from));
}

std::vector<Gap> TimeNetwork::gaps_from(TimePoint from) const {
    ASCRIBE_ASSERT(index(from) < points_.size());
    auto const there = distances(index(from), Direction::forward);
    auto const back = distances(index(from), Direction::backward);
    std::vector<Gap> gaps;
    gaps.reserve(points_.size());
    for (std::size_t p = 0; p < points_.size(); ++p) gaps.push_back(gap_between(there[p], back[p]));
    return gaps;
}

Truth TimeNetwork::before(TimePoint a, TimePoint b) const {
    Gap const days = gap(a, b);
    if (days.min && *days.min > 0) return Truth::always;
    return days.max && *days.max <= 0 ? Truth::never : Truth::possibly;
}

RelationSet TimeNetwork::possible_relations(PeriodPoints a, PeriodPoints b) const {
    std::uint32_t const points[] = {index(a.start), index(a.end), index(b.start), index(b.end)};
    using Matrix = std::array<std::array<std::int64_t, 4>, 4>;
    Matrix known;
    for (std::size_t i = 0; i < 4; ++i) {
        ASCRIBE_ASSERT(points[i] < points_.size());
        auto const distance = distances(points[i], Direction::forward);
        for (std::size_t j = 0; j < 4; ++j) known[i][j] = distance[points[j]];
    }
    auto const order = [](Matrix& matrix, End left, End right, bool strict) {
        auto& days = matrix[static_cast<std::size_t>(right)][static_cast<std::size_t>(left)];
        days = (std::min)(days, std::int64_t{strict ? -1 : 0});
    };
    order(known, End::a_start, End::a_end, true);
    order(known, End::b_start, End::b_end, true);
    // All that the network implies for the four points is their distances, so four points decide.
    auto const consistent = [](Matrix matrix) {
        for (std::size_t k = 0; k < 4; ++k) {
            for (std::size_t i = 0; i < 4; ++i)
                for (std::size_t j = 0; j < 4; ++j)
                    if (matrix[i][k] != unreachable && matrix[k][j] != unreachable)
                        matrix[i][j] = (std::min)(matrix[i][j], matrix[i][k] + matrix[k][j]);
            // At once, because going round a negative cycle again and again could leave 64 bits.
            for (std::size_t i = 0; i < 4; ++i)
                if (matrix[i][i] < 0) return false;
        }
        return true;
    };
    RelationSet possible;
    for (int i = 0; i < relation_count; ++i) {
        auto const relation = static_cast<Relation>(i);
        Matrix matrix = known;
        std::optional<std::vector<EndOrder>> const orders = end_orders(relation);
        for (EndOrder const& o : *orders) order(matrix, o.left, o.right, o.strict);
        if (consistent(matrix)) possible |= relation;
    }
    return possible;
}

}  // namespace ascribe
