// SPDX-License-Identifier: BSL-1.0
#include "network_queue.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace ascribe {

using detail::index;
using Queue = detail::NetworkQueue;

namespace {

constexpr std::uint64_t magnitude(std::int64_t days) noexcept {
    return days < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(days) : static_cast<std::uint64_t>(days);
}

// Makes room for one more element, so that the next push_back does not throw.
template <class T>
void make_room(std::vector<T>& list) {
    if (list.size() == list.capacity()) list.reserve((std::max)(std::size_t{4}, list.size() * 2));
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

}  // namespace ascribe
