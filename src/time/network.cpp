// SPDX-License-Identifier: BSL-1.0
#include "network_queue.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace ascribe {

using detail::index;

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
    for (Shift* shift : {&fall_, &rise_}) shift->need.resize(points_.size() + 1, 0);
    for (Wave* wave : {&ahead_, &back_}) {
        wave->best.resize(points_.size() + 1, detail::unreachable);
        wave->last_step.resize(points_.size() + 1, none);
    }
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

ConstraintId TimeNetwork::insert(Constraint const& constraint) {
    Point& from = points_[index(constraint.from)];
    Point& to = points_[index(constraint.to)];
    make_room(from.out.all);
    make_room(to.in.all);
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
    slot.previous = none;
    slot.next = first;
    if (first != none) slots_[first].previous = slot_index;
    first = slot_index;
    add_edge(from.out, {constraint.at_most, index(constraint.to), slot_index}, &Slot::out_index);
    add_edge(to.in, {constraint.at_most, index(constraint.from), slot_index}, &Slot::in_index);
    ++constraint_count_;
    total_days_ += magnitude(constraint.at_most);
    return {slot_index, slot.generation};
}

// Requires: room for one more.
void TimeNetwork::add_edge(Edges& edges, Edge const& edge, std::uint32_t Slot::*index_of) noexcept {
    auto at = static_cast<std::uint32_t>(edges.all.size());
    edges.all.push_back(edge);
    if (slots_[edge.slot].constraint.label == Constraint::no_label) {
        // It takes the place of the first with a label, which goes to the end.
        std::uint32_t const first = edges.unlabelled++;
        slots_[edges.all[first].slot].*index_of = at;
        std::swap(edges.all[first], edges.all[at]);
        at = first;
    }
    slots_[edge.slot].*index_of = at;
}

void TimeNetwork::erase_edge(Edges& edges, std::uint32_t at, std::uint32_t Slot::*index_of) noexcept {
    auto const move = [&](std::uint32_t from, std::uint32_t to) {
        if (from == to) return;
        slots_[edges.all[from].slot].*index_of = to;
        edges.all[to] = edges.all[from];
    };
    if (at < edges.unlabelled) {
        move(--edges.unlabelled, at);
        at = edges.unlabelled;
    }
    move(static_cast<std::uint32_t>(edges.all.size() - 1), at);
    edges.all.pop_back();
}

void TimeNetwork::erase(std::uint32_t slot_index) noexcept {
    Slot& slot = slots_[slot_index];
    Constraint const& constraint = slot.constraint;
    erase_edge(points_[index(constraint.from)].out, slot.out_index, &Slot::out_index);
    erase_edge(points_[index(constraint.to)].in, slot.in_index, &Slot::in_index);

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
