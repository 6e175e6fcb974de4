// SPDX-License-Identifier: BSL-1.0
// Why a TimeNetwork refuses a constraint.
#include "../core/make_set.hpp"
#include "network_queue.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace ascribe {

using detail::index;
using detail::unreachable;
using Queue = detail::NetworkQueue;

namespace {

std::vector<std::uint32_t> labels_of(std::vector<Constraint> const& constraints) {
    std::vector<std::uint32_t> labels;
    for (Constraint const& constraint : constraints)
        if (constraint.label != Constraint::no_label) labels.push_back(constraint.label);
    detail::make_set(labels);
    return labels;
}

}  // namespace

// One of two waves that go edge by edge and keep for each point the least days so far. All edges have room
// (days + potential(from) - potential(to) >= 0), so a wave drops points that use up what the refused one misses by.
class TimeNetwork::WaveSearch {
public:
    WaveSearch(std::vector<Point> const& points, Direction direction, Wave& wave)
        : points_(points), is_forward_(direction == Direction::forward), wave_(wave) {}
    WaveSearch(WaveSearch const&) = delete;
    WaveSearch& operator=(WaveSearch const&) = delete;
    ~WaveSearch() {
        for (Step const& step : wave_.steps) {
            wave_.best[step.point] = unreachable;
            wave_.last_step[step.point] = none;
        }
        wave_.steps.clear();
        wave_.front = 0;
        wave_.work = 0;
    }

    // `limit`: what a point's potential must be above (forward) or below, less the days so far.
    void start(std::uint32_t point, std::int64_t days, std::int64_t limit) {
        limit_ = limit;
        wave_.steps.push_back({days, point, none, none});
        wave_.best[point] = days;
        wave_.last_step[point] = 0;
        wave_.work = edges(point).size();
    }

    // One edge further. Gives where it meets the other wave with the least negative sum, or none.
    [[nodiscard]] std::uint32_t advance(Wave const& other) {
        auto const layer_end = static_cast<std::uint32_t>(wave_.steps.size());
        ASCRIBE_ASSERT(wave_.front < layer_end);
        wave_.work = 0;
        for (std::uint32_t i = wave_.front; i < layer_end; ++i) {
            for (Edge const& edge : edges(wave_.steps[i].point)) {
                std::int64_t const days = wave_.steps[i].days + edge.days;
                if (days >= wave_.best[edge.point]) continue;
                std::int64_t const potential = points_[edge.point].potential;
                if (is_forward_ ? days + limit_ >= potential : days + potential >= limit_) continue;
                std::uint32_t last = wave_.last_step[edge.point];
                if (last == none || last < layer_end) {
                    last = static_cast<std::uint32_t>(wave_.steps.size());
                    wave_.steps.emplace_back();
                    wave_.last_step[edge.point] = last;
                    wave_.work += edges(edge.point).size();
                }
                wave_.best[edge.point] = days;
                wave_.steps[last] = {days, edge.point, edge.slot, i};
            }
        }
        wave_.front = layer_end;
        std::uint32_t meeting = none;
        std::int64_t least = 0;
        for (std::size_t i = layer_end; i < wave_.steps.size(); ++i) {
            std::uint32_t const point = wave_.steps[i].point;
            if (other.best[point] == unreachable || wave_.best[point] + other.best[point] >= least) continue;
            least = wave_.best[point] + other.best[point];
            meeting = point;
        }
        return meeting;
    }

private:
    [[nodiscard]] std::vector<Edge> const& edges(std::uint32_t point) const noexcept {
        return is_forward_ ? points_[point].out.all : points_[point].in.all;
    }

    std::vector<Point> const& points_;
    bool is_forward_;
    Wave& wave_;
    std::int64_t limit_ = 0;
};

// The cycle through the refused constraint with the fewest constraints that misses; of those that come first, one that
// misses most. Two waves, one from where the refused constraint ends, one backwards from where it starts, until they
// meet with a negative sum; the one with fewer edges ahead goes first. As the rest is consistent, a least list of edges
// never comes to one point twice. `from` and `to` are those of the refused constraint among `points`.
std::vector<Constraint> TimeNetwork::shortest_cycle(std::vector<Point> const& points, std::uint32_t from,
                                                    std::uint32_t to, Constraint const& refused) {
    std::vector<Constraint> cycle{refused};
    if (from == to) return cycle;
    WaveSearch ahead(points, Direction::forward, ahead_), back(points, Direction::backward, back_);
    ahead.start(to, refused.at_most, points[from].potential);
    back.start(from, 0, points[to].potential - refused.at_most);
    std::uint32_t meeting = none;
    while (meeting == none) {
        bool const forward = ahead_.work <= back_.work;
        meeting = forward ? ahead.advance(back_) : back.advance(ahead_);
    }
    for (std::uint32_t i = ahead_.last_step[meeting]; ahead_.steps[i].slot != none; i = ahead_.steps[i].before)
        cycle.push_back(slots_[ahead_.steps[i].slot].constraint);
    std::reverse(cycle.begin() + 1, cycle.end());
    for (std::uint32_t i = back_.last_step[meeting]; back_.steps[i].slot != none; i = back_.steps[i].before)
        cycle.push_back(slots_[back_.steps[i].slot].constraint);
    return cycle;
}

// The network of some labels, and of what holds by definition and hangs together with them, numbered anew.
struct TimeNetwork::Part {
    std::vector<Point> points;
    std::vector<std::uint32_t> labels;  // ascending
    std::uint32_t from = 0, to = 0;     // of the refused constraint
    std::int64_t budget = 0;  // days with room that a way from `to` to `from` must stay below to contradict it

    [[nodiscard]] std::size_t label_at(std::uint32_t label) const {
        return static_cast<std::size_t>(std::lower_bound(labels.begin(), labels.end(), label) - labels.begin());
    }
    [[nodiscard]] std::int64_t room(std::uint32_t point, Edge const& edge) const {
        return edge.days + points[point].potential - points[edge.point].potential;
    }

    // Dijkstra as in TimeNetwork::search, below the budget, without the edges of one label.
    [[nodiscard]] std::vector<std::int64_t> search(std::vector<Slot> const& slots, bool forward,
                                                   std::uint32_t without) const {
        std::vector<std::int64_t> distance(points.size(), unreachable);
        std::vector<Queue::Entry> entries;
        Queue queue(entries);
        std::uint32_t const source = forward ? to : from;
        queue.push(distance[source] = 0, source);
        while (!queue.empty()) {
            auto const [key, point] = queue.pop();
            if (key != distance[point]) continue;
            for (Edge const& edge : (forward ? points[point].out : points[point].in).all) {
                if (without != Constraint::no_label && slots[edge.slot].constraint.label == without) continue;
                std::int64_t const space =
                    forward ? room(point, edge) : room(edge.point, {edge.days, point, edge.slot});
                if (space >= budget - key || key + space >= distance[edge.point]) continue;
                queue.push(distance[edge.point] = key + space, edge.point);
            }
        }
        return distance;
    }

    // By place in `labels`, those without which nothing contradicts the refused constraint; not all of them, but those
    // that every way takes, also one that changes from one constraint of a label to another. The ways are those of a
    // graph in which labels are vertices like points; a vertex on one of them is on all of them, if no way from what
    // lies before it leads past it.
    [[nodiscard]] std::vector<bool> surely_needed(std::vector<Slot> const& slots) const {
        auto const count = static_cast<std::uint32_t>(points.size());
        std::vector<std::vector<std::uint32_t>> next(points.size() + labels.size());
        auto const there = search(slots, true, Constraint::no_label), back = search(slots, false, Constraint::no_label);
        for (std::uint32_t point = 0; point < count; ++point) {
            if (there[point] == unreachable) continue;
            for (Edge const& edge : points[point].out.all) {
                if (back[edge.point] == unreachable) continue;
                std::int64_t const space = room(point, edge);
                if (space >= budget - there[point] || there[point] + space >= budget - back[edge.point]) continue;
                std::uint32_t const label = slots[edge.slot].constraint.label;
                if (label == Constraint::no_label) {
                    next[point].push_back(edge.point);
                } else {
                    auto const vertex = static_cast<std::uint32_t>(count + label_at(label));
                    next[point].push_back(vertex);
                    next[vertex].push_back(edge.point);
                }
            }
        }
        constexpr std::uint32_t unseen = none;
        std::vector<std::uint32_t> before(next.size(), unseen), list{to};
        before[to] = to;
        for (std::size_t i = 0; i < list.size() && before[from] == unseen; ++i)
            for (std::uint32_t vertex : next[list[i]])
                if (before[vertex] == unseen) {
                    before[vertex] = list[i];
                    list.push_back(vertex);
                }
        std::vector<bool> needed(labels.size());
        ASCRIBE_ASSERT(before[from] != unseen);
        std::vector<std::uint32_t> way;
        for (std::uint32_t vertex = from; vertex != to; vertex = before[vertex]) way.push_back(vertex);
        way.push_back(to);
        std::reverse(way.begin(), way.end());
        std::vector<std::size_t> place(next.size(), 0);  // 1 + index on the way
        for (std::size_t i = 0; i < way.size(); ++i) place[way[i]] = i + 1;
        std::vector<bool> seen(next.size());
        std::size_t farthest = 0;  // of what those before lead to
        for (std::size_t i = 0; i < way.size(); ++i) {
            if (farthest <= i && way[i] >= count) needed[way[i] - count] = true;
            list.assign(1, way[i]);
            while (!list.empty()) {
                std::uint32_t const vertex = list.back();
                list.pop_back();
                for (std::uint32_t other : next[vertex]) {
                    if (place[other] != 0) {
                        farthest = (std::max)(farthest, place[other] - 1);
                    } else if (!seen[other]) {
                        seen[other] = true;
                        list.push_back(other);
                    }
                }
            }
        }
        return needed;
    }
};

TimeNetwork::Part TimeNetwork::part_of(std::vector<std::uint32_t> const& labels, Constraint const& refused) const {
    Part part;
    part.labels = labels;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;  // looked up only
    std::vector<std::uint32_t> whole;
    auto const number = [&](std::uint32_t point) {
        auto const [at, is_new] = numbers.try_emplace(point, static_cast<std::uint32_t>(whole.size()));
        if (is_new) whole.push_back(point);
        return at->second;
    };
    part.from = number(index(refused.from));
    part.to = number(index(refused.to));
    using Placed = std::tuple<std::uint32_t, std::uint32_t, Edge>;  // point, place among its edges
    std::vector<Placed> out, in;
    for (std::uint32_t const label : labels) {
        auto const first = first_of_label_.find(label);
        if (first == first_of_label_.end()) continue;
        for (std::uint32_t slot = first->second; slot != none; slot = slots_[slot].next) {
            Constraint const& c = slots_[slot].constraint;
            std::uint32_t const a = number(index(c.from)), b = number(index(c.to));
            out.emplace_back(a, slots_[slot].out_index, Edge{c.at_most, b, slot});
            in.emplace_back(b, slots_[slot].in_index, Edge{c.at_most, a, slot});
        }
    }
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (Edges Point::*edges : {&Point::out, &Point::in}) {
            Edges const& list = points_[whole[i]].*edges;
            for (std::uint32_t e = 0; e < list.unlabelled; ++e) number(list.all[e].point);
        }
    // Edges keep their order, so that a part is searched like the whole.
    part.points.resize(whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        part.points[i].potential = points_[whole[i]].potential;
        for (Edges Point::*edges : {&Point::out, &Point::in}) {
            Edges const& list = points_[whole[i]].*edges;
            for (std::uint32_t e = 0; e < list.unlabelled; ++e) {
                Edge const& edge = list.all[e];
                (part.points[i].*edges).all.push_back({edge.days, numbers.at(edge.point), edge.slot});
            }
        }
    }
    auto const append = [&](std::vector<Placed>& list, Edges Point::*edges) {
        std::sort(list.begin(), list.end(), [](Placed const& a, Placed const& b) {
            return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
        });
        for (auto const& [point, place, edge] : list) (part.points[point].*edges).all.push_back(edge);
    };
    append(out, &Point::out);
    append(in, &Point::in);
    part.budget = part.points[part.to].potential - part.points[part.from].potential - refused.at_most;
    return part;
}

NetworkConflict TimeNetwork::explain(Constraint const& refused) {
    NetworkConflict conflict;
    conflict.constraints = shortest_cycle(points_, index(refused.from), index(refused.to), refused);
    conflict.labels = labels_of(conflict.constraints);

    // A label that says several things, and constraints without label, can close another cycle with fewer labels.
    auto const says_one_thing = [&](std::uint32_t label) {
        auto const first = first_of_label_.find(label);
        bool const refused_too = label == refused.label;
        return first == first_of_label_.end() || (!refused_too && slots_[first->second].next == none);
    };
    bool const irreducible =
        refused.from == refused.to || (!first_of_label_.contains(Constraint::no_label) &&
                                       std::all_of(conflict.labels.begin(), conflict.labels.end(), says_one_thing));
    if (!irreducible) {
        Part part = part_of(conflict.labels, refused);
        std::vector<bool> needed = part.surely_needed(slots_);
        for (std::uint32_t const label : conflict.labels) {
            // Without the refused constraint all is consistent.
            if (label == refused.label || needed[part.label_at(label)]) continue;
            if (part.search(slots_, true, label)[part.from] == unreachable) continue;
            std::vector<std::uint32_t> fewer = part.labels;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(part.label_at(label)));
            part = part_of(fewer, refused);
            needed = part.surely_needed(slots_);
        }
        conflict.constraints = shortest_cycle(part.points, part.from, part.to, refused);
        conflict.labels = labels_of(conflict.constraints);
    }
    for (Constraint const& constraint : conflict.constraints) conflict.excess -= constraint.at_most;
    return conflict;
}

}  // namespace ascribe
