// SPDX-License-Identifier: BSL-1.0
// How the solution of a TimeNetwork follows one more constraint.
#include "network_queue.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <span>

namespace ascribe {

using detail::index;
using Queue = detail::NetworkQueue;

void TimeNetwork::start_near(PeriodPoints period, Day day) noexcept {
    Point& start = points_[index(period.start)];
    Point& end = points_[index(period.end)];
    ASCRIBE_ASSERT(day.is_finite() && -max_total_days <= day.number() && day.number() <= max_total_days);
    ASCRIBE_ASSERT(start.out.all.empty() && start.in.all.size() == 1 && end.in.all.empty() && end.out.all.size() == 1);
    start.potential = day.number();
    end.potential = day.number() + 1;
}

// One way to make room for a constraint that is missed: its end and all that this pushes ahead fall, or its start and
// all that this pulls along rise. Dijkstra over the points that must move, those that must move farthest first; each is
// then final, because all other edges have room (days + potential(from) - potential(to) >= 0).
class TimeNetwork::ShiftSearch {
public:
    enum class Found { nothing_yet, solution, contradiction };

    ShiftSearch(TimeNetwork const& network, Direction direction, Shift& shift, Shift const& other, std::int64_t miss)
        : points_(network.points_),
          is_forward_(direction == Direction::forward),
          shift_(shift),
          other_(other),
          queue_(shift.queue),
          miss_(miss) {}
    ShiftSearch(ShiftSearch const&) = delete;
    ShiftSearch& operator=(ShiftSearch const&) = delete;
    ~ShiftSearch() {
        for (std::uint32_t const point : shift_.touched) shift_.need[point] = 0;
        shift_.touched.clear();
        shift_.queue.clear();
        shift_.work = 0;
    }

    void move(std::uint32_t point, std::int64_t need) {
        shift_.touched.push_back(point);
        shift_.need[point] = need;
        queue_.push(-need, point);
    }

    // Looks at a few edges more.
    [[nodiscard]] Found advance() {
        constexpr std::size_t stride = 16;
        while (edges_.empty()) {
            ++shift_.work;
            if (queue_.empty()) return Found::solution;
            auto const [key, point] = queue_.pop();
            if (-key != shift_.need[point]) continue;
            need_ = -key;
            potential_ = points_[point].potential;
            edges_ = is_forward_ ? points_[point].out.all : points_[point].in.all;
        }
        auto const some = edges_.first((std::min)(stride, edges_.size()));
        edges_ = edges_.subspan(some.size());
        shift_.work += some.size();
        for (Edge const& edge : some) {
            std::int64_t const other = points_[edge.point].potential;
            std::int64_t const room = edge.days + (is_forward_ ? potential_ - other : other - potential_);
            std::int64_t const need = need_ - room;
            if (need <= shift_.need[edge.point]) continue;
            // The room on the way here and on from here is less than what is missed: it comes round.
            if (need > miss_ - other_.need[edge.point]) return Found::contradiction;
            move(edge.point, need);
        }
        return Found::nothing_yet;
    }

private:
    std::vector<Point> const& points_;
    bool is_forward_;
    Shift& shift_;
    Shift const& other_;
    Queue queue_;
    std::int64_t miss_;
    std::int64_t need_ = 0, potential_ = 0;  // of the point whose edges are looked at
    std::span<Edge const> edges_;            // those left of it
};

// Moves the solution so that it satisfies one more constraint, or finds that none does and leaves it as it is.
//
// Both ways are tried in turns, each as far as the other: the first one to end has moved the fewer. So a chain that is
// told from its beginning does not push down all that came before, and a point that many things hang on, like the
// origin, is not gone through unless both ways lead there; and then they meet, which tells whether it comes round.
bool TimeNetwork::improve(Constraint const& constraint) {
    if (drifted_) renormalise();
    std::uint32_t const from = index(constraint.from), to = index(constraint.to);
    std::int64_t const miss = points_[to].potential - points_[from].potential - constraint.at_most;
    if (miss <= 0) return true;
    if (from == to) return false;

    using Found = ShiftSearch::Found;
    ShiftSearch fall(*this, Direction::forward, fall_, rise_, miss);
    ShiftSearch rise(*this, Direction::backward, rise_, fall_, miss);
    fall.move(to, miss);
    rise.move(from, miss);
    Found found = Found::nothing_yet;
    bool falls = true;
    while (found == Found::nothing_yet) {
        falls = fall_.work <= rise_.work;
        found = (falls ? fall : rise).advance();
    }
    if (found == Found::contradiction) return false;
    Shift& shift = falls ? fall_ : rise_;
    for (std::uint32_t const point : shift.touched) {
        std::int64_t& potential = points_[point].potential;
        potential += falls ? -shift.need[point] : shift.need[point];
        shift.need[point] = 0;
        drifted_ |= potential < -2 * max_total_days || potential > 2 * max_total_days;
    }
    return true;
}

// Before a solution could leave 64 bits it is replaced by the highest one that is nowhere above 0: the shortest
// distances from a source with an edge of 0 days to every point.
void TimeNetwork::renormalise() {
    std::int64_t top = points_.front().potential;
    for (Point const& point : points_) top = (std::max)(top, point.potential);
    std::vector<std::int64_t> key(points_.size());
    std::vector<Queue::Entry> entries;
    Queue queue(entries);
    for (std::uint32_t p = 0; p < points_.size(); ++p) queue.push(key[p] = top - points_[p].potential, p);
    while (!queue.empty()) {
        auto const [distance, point] = queue.pop();
        if (distance != key[point]) continue;
        for (Edge const& edge : points_[point].out.all) {
            std::int64_t const next = distance + edge.days + points_[point].potential - points_[edge.point].potential;
            if (next < key[edge.point]) queue.push(key[edge.point] = next, edge.point);
        }
    }
    for (std::size_t p = 0; p < points_.size(); ++p) points_[p].potential += key[p] - top;
    drifted_ = false;
}

}  // namespace ascribe
