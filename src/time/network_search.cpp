// SPDX-License-Identifier: BSL-1.0
// The questions to a TimeNetwork.
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
// against the edges. Ends at the target. Gives sums of those days.
std::vector<std::int64_t> TimeNetwork::search(std::uint32_t source, Direction direction, std::uint32_t target) const {
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
        for (Edge const& edge : (forward ? points_[point].out : points_[point].in).all) {
            std::int64_t const other = points_[edge.point].potential;
            std::int64_t const next = key + edge.days + (forward ? potential - other : other - potential);
            if (next < distance[edge.point]) queue.push(distance[edge.point] = next, edge.point);
        }
    }
    return distance;
}

// The least days from `source` to each point, or from each point to `source`.
std::vector<std::int64_t> TimeNetwork::distances(std::uint32_t source, Direction direction) const {
    auto distance = search(source, direction, none);
    std::int64_t const base = points_[source].potential;
    for (std::size_t p = 0; p < points_.size(); ++p)
        if (distance[p] != unreachable)
            distance[p] += direction == Direction::forward ? points_[p].potential - base : base - points_[p].potential;
    return distance;
}

// The least days from one point to another.
std::int64_t TimeNetwork::distance(TimePoint from, TimePoint to) const {
    ASCRIBE_ASSERT(index(from) < points_.size() && index(to) < points_.size());
    std::int64_t const days = search(index(from), Direction::forward, index(to))[index(to)];
    return days == unreachable ? days : days + points_[index(to)].potential - points_[index(from)].potential;
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
