// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace ascribe {

namespace {

constexpr std::int64_t unreachable = (std::numeric_limits<std::int64_t>::max)();

constexpr std::uint32_t index(TimePoint point) noexcept {
    return static_cast<std::uint32_t>(point);
}

constexpr std::uint64_t magnitude(std::int64_t days) noexcept {
    return days < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(days) : static_cast<std::uint64_t>(days);
}

// Makes room for one more element, so that the next push_back does not throw.
template <class T>
void make_room(std::vector<T>& list) {
    if (list.size() == list.capacity()) list.reserve((std::max)(std::size_t{4}, list.size() * 2));
}

// A binary heap of (key, point), least key first; entries that were overtaken stay and are recognised by their key.
class Queue {
public:
    using Entry = std::pair<std::int64_t, std::uint32_t>;

    explicit Queue(std::vector<Entry>& entries) noexcept : entries_(entries) {}
    void push(std::int64_t key, std::uint32_t point) {
        entries_.emplace_back(key, point);
        std::push_heap(entries_.begin(), entries_.end(), std::greater<>());
    }
    Entry pop() noexcept {
        std::pop_heap(entries_.begin(), entries_.end(), std::greater<>());
        Entry const entry = entries_.back();
        entries_.pop_back();
        return entry;
    }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

private:
    std::vector<Entry>& entries_;
};

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

TimeNetwork::TimeNetwork() {
    add_point();
}

TimePoint TimeNetwork::add_point() {
    ASCRIBE_ASSERT(points_.size() < none);
    change_.resize(points_.size() + 1, 0);
    points_.emplace_back();
    return TimePoint{static_cast<std::uint32_t>(points_.size() - 1)};
}

PeriodPoints TimeNetwork::add_period() {
    make_room(points_);
    std::size_t const before = points_.size();
    PeriodPoints period{};
    try {
        period.start = add_point();
        period.end = add_point();
        Constraint const forward{period.end, period.start, -1, Constraint::no_label};
        points_[index(period.start)].potential = -1;  // no other constraint touches the two yet
        insert(forward);
    } catch (...) {
        points_.resize(before);
        throw;
    }
    return period;
}

Result<void> TimeNetwork::check_all(std::span<Constraint const> constraints) const {
    auto const limit = static_cast<std::uint64_t>(max_total_days);
    std::uint64_t total = total_days_;
    for (Constraint const& constraint : constraints) {
        ASCRIBE_ASSERT(index(constraint.from) < points_.size() && index(constraint.to) < points_.size());
        std::uint64_t const days = magnitude(constraint.at_most);
        if (days > limit || total > limit - days)
            return Error{.code = Errc::out_of_range,
                         .record = "constraint",
                         .field = "at_most",
                         .expected = "at most 2^60 days in all constraints together",
                         .found = std::to_string(constraint.at_most)};
        total += days;
    }
    return {};
}

Result<AddOutcome> TimeNetwork::try_add(std::span<Constraint const> constraints) {
    if (auto const checked = check_all(constraints); !checked) return checked.error();
    AddOutcome outcome;
    outcome.ids.reserve(constraints.size());
    auto const take_back = [&] {
        for (ConstraintId const id : outcome.ids) erase(id.slot);
        outcome.ids.clear();
    };
    try {
        for (Constraint const& constraint : constraints) {
            if (!improve(constraint)) {
                outcome.conflict = explain(constraint);
                take_back();
                break;
            }
            outcome.ids.push_back(insert(constraint));
        }
    } catch (...) {
        take_back();
        throw;
    }
    return outcome;
}

Result<AddOutcome> TimeNetwork::try_add_window(TimePoint point, DayRange days, std::uint32_t label) {
    ASCRIBE_ASSERT(days.first <= days.last && days.first < Day::plus_infinity() && days.last > Day::minus_infinity());
    std::array<Constraint, 2> bounds;
    std::size_t count = 0;
    if (days.first.is_finite()) bounds[count++] = {point, origin(), -days.first.number(), label};
    if (days.last.is_finite()) bounds[count++] = {origin(), point, days.last.number(), label};
    return try_add(std::span(bounds).first(count));
}

Result<AddOutcome> TimeNetwork::try_add_extent(PeriodPoints period, UncertainInterval const& extent,
                                               std::uint32_t label) {
    std::array<Constraint, 4> bounds;
    std::size_t count = 0;
    auto const not_before = [&](TimePoint point, Day day) {
        if (day.is_finite()) bounds[count++] = {point, origin(), -day.number(), label};
    };
    auto const not_after = [&](TimePoint point, Day day) {
        if (day.is_finite()) bounds[count++] = {origin(), point, day.number(), label};
    };
    not_before(period.start, extent.start_min());
    not_after(period.start, extent.start_max());
    not_before(period.end, extent.end_min());
    not_after(period.end, extent.end_max());
    return try_add(std::span(bounds).first(count));
}

Result<AddOutcome> TimeNetwork::try_add_relation(PeriodPoints a, RelationSet relations, PeriodPoints b,
                                                 std::uint32_t label) {
    auto const orders = end_orders(relations);
    if (!orders)
        return Error{.code = Errc::not_allowed,
                     .record = "constraint",
                     .field = "relations",
                     .expected = "relations that together say an order of ends, without \"or\"",
                     .found = to_string(relations)};
    TimePoint const points[] = {a.start, a.end, b.start, b.end};
    std::vector<Constraint> constraints;
    for (EndOrder const& order : *orders)
        constraints.push_back({points[static_cast<std::size_t>(order.right)],
                               points[static_cast<std::size_t>(order.left)], order.strict ? -1 : 0, label});
    return try_add(constraints);
}

// Moves the solution so that it satisfies one more constraint, or finds that none does and leaves it as it is.
//
// Only points whose potential must fall are visited, those that must fall farthest first; each is then final, because
// all other edges have room (days + potential(from) - potential(to) >= 0). If the fall comes round to where the new
// edge starts, the cycle through it is negative.
bool TimeNetwork::improve(Constraint const& constraint) {
    if (drifted_) renormalise();
    std::uint32_t const from = index(constraint.from);
    std::int64_t const fall = points_[from].potential + constraint.at_most - points_[index(constraint.to)].potential;
    if (fall >= 0) return true;
    if (constraint.from == constraint.to) return false;

    struct Cleanup {
        TimeNetwork& network;
        ~Cleanup() {
            for (std::uint32_t const point : network.touched_) network.change_[point] = 0;
            network.touched_.clear();
            network.queue_.clear();
        }
    } const cleanup{*this};
    Queue queue(queue_);
    auto const lower = [&](std::uint32_t point, std::int64_t change) {
        touched_.push_back(point);
        change_[point] = change;
        queue.push(change, point);
    };

    lower(index(constraint.to), fall);
    while (!queue.empty()) {
        auto const [change, point] = queue.pop();
        if (change != change_[point]) continue;
        std::int64_t const potential = points_[point].potential + change;
        for (Edge const& edge : points_[point].out) {
            std::int64_t const next = potential + edge.days - points_[edge.point].potential;
            if (next >= change_[edge.point]) continue;
            if (edge.point == from) return false;
            lower(edge.point, next);
        }
    }

    for (std::uint32_t const point : touched_) {
        points_[point].potential += change_[point];
        change_[point] = 0;
        drifted_ |= points_[point].potential < -2 * max_total_days;
    }
    return true;
}

// Solutions only ever fall. Before they could leave 64 bits they are replaced by the highest one that is nowhere above
// 0: the shortest distances from a source with an edge of 0 days to every point.
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
        for (Edge const& edge : points_[point].out) {
            std::int64_t const next = distance + edge.days + points_[point].potential - points_[edge.point].potential;
            if (next < key[edge.point]) queue.push(key[edge.point] = next, edge.point);
        }
    }
    for (std::size_t p = 0; p < points_.size(); ++p) points_[p].potential += key[p] - top;
    drifted_ = false;
}

ConstraintId TimeNetwork::insert(Constraint const& constraint) {
    Point& from = points_[index(constraint.from)];
    Point& to = points_[index(constraint.to)];
    make_room(from.out);
    make_room(to.in);
    if (free_ == none) make_room(slots_);
    std::uint32_t& first = first_of_label_.try_emplace(constraint.label, none).first->second;
    // Nothing throws from here on.
    std::uint32_t slot_index = free_;
    if (slot_index == none) {
        ASCRIBE_ASSERT(slots_.size() < none);
        slot_index = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back();
    } else {
        free_ = slots_[slot_index].next;
    }
    Slot& slot = slots_[slot_index];
    slot.constraint = constraint;
    slot.used = true;
    slot.out_index = static_cast<std::uint32_t>(from.out.size());
    slot.in_index = static_cast<std::uint32_t>(to.in.size());
    slot.previous = none;
    slot.next = first;
    if (first != none) slots_[first].previous = slot_index;
    first = slot_index;
    from.out.push_back({constraint.at_most, index(constraint.to), slot_index});
    to.in.push_back({constraint.at_most, index(constraint.from), slot_index});
    ++constraint_count_;
    total_days_ += magnitude(constraint.at_most);
    return {slot_index, slot.generation};
}

void TimeNetwork::erase(std::uint32_t slot_index) noexcept {
    Slot& slot = slots_[slot_index];
    Constraint const& constraint = slot.constraint;
    auto& out = points_[index(constraint.from)].out;
    auto& in = points_[index(constraint.to)].in;
    slots_[out.back().slot].out_index = slot.out_index;
    out[slot.out_index] = out.back();
    out.pop_back();
    slots_[in.back().slot].in_index = slot.in_index;
    in[slot.in_index] = in.back();
    in.pop_back();

    if (slot.next != none) slots_[slot.next].previous = slot.previous;
    if (slot.previous != none)
        slots_[slot.previous].next = slot.next;
    else if (slot.next != none)
        first_of_label_.find(constraint.label)->second = slot.next;
    else
        first_of_label_.erase(constraint.label);

    --constraint_count_;
    total_days_ -= magnitude(constraint.at_most);
    slot.used = false;
    slot.previous = none;
    slot.next = none;
    if (++slot.generation == none) return;  // its ids are used up
    slot.next = free_;
    free_ = slot_index;
}

bool TimeNetwork::remove(ConstraintId id) noexcept {
    if (!find(id)) return false;
    erase(id.slot);
    return true;
}

std::size_t TimeNetwork::remove_label(std::uint32_t label) noexcept {
    ASCRIBE_ASSERT(label != Constraint::no_label);
    std::size_t count = 0;
    for (auto first = first_of_label_.find(label); first != first_of_label_.end();
         first = first_of_label_.find(label)) {
        erase(first->second);
        ++count;
    }
    return count;
}

std::optional<Constraint> TimeNetwork::find(ConstraintId id) const noexcept {
    if (id.slot >= slots_.size()) return std::nullopt;
    Slot const& slot = slots_[id.slot];
    if (!slot.used || slot.generation != id.generation) return std::nullopt;
    return slot.constraint;
}

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
