// SPDX-License-Identifier: BSL-1.0
#include "relative_access.hpp"
#include <ascribe/time/relative_date.hpp>

#include <iterator>
#include <utility>

namespace ascribe {

using detail::RelativeNode;
using detail::RelativeOp;

namespace {

RelativeNode node(RelativeOp op) {
    RelativeNode n;
    n.op = op;
    return n;
}

template <class Enum>
std::uint8_t choice(Enum e) {
    return static_cast<std::uint8_t>(e);
}

}  // namespace

// Appends the operators of `other` and says where its root is now.
std::uint32_t RelativeDate::take(RelativeDate&& other) {
    if (nodes_.empty()) {
        nodes_ = std::move(other.nodes_);
        dates_ = std::move(other.dates_);
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    auto const node_offset = static_cast<std::uint32_t>(nodes_.size());
    auto const date_offset = static_cast<std::uint32_t>(dates_.size());
    auto const move_by = [](std::uint32_t& index, std::uint32_t offset) {
        if (index != RelativeNode::none) index += offset;
    };
    for (RelativeNode n : other.nodes_) {
        move_by(n.first, node_offset);
        move_by(n.second, node_offset);
        move_by(n.date, date_offset);
        nodes_.push_back(n);
    }
    dates_.insert(dates_.end(), std::make_move_iterator(other.dates_.begin()),
                  std::make_move_iterator(other.dates_.end()));
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

RelativeDate::RelativeDate(RelativeNode root, RelativeDate x) {
    root.first = take(std::move(x));
    nodes_.push_back(root);
}

RelativeDate::RelativeDate(RelativeNode root, RelativeDate x, RelativeDate y, bool y_first) {
    if (y_first) root.second = take(std::move(y));
    root.first = take(std::move(x));
    if (!y_first) root.second = take(std::move(y));
    nodes_.push_back(root);
}

RelativeDate RelativeDate::date(Edtf date, std::uint32_t ground) {
    RelativeNode n = node(RelativeOp::date);
    n.date = 0;
    n.ground = ground;
    RelativeDate result(n);
    result.dates_.push_back(std::move(date));
    return result;
}

RelativeDate RelativeDate::day(std::int64_t days) {
    RelativeNode n = node(RelativeOp::day);
    n.n = days;
    return RelativeDate(n);
}

RelativeDate RelativeDate::unit(TimeUnit unit, std::int64_t k) {
    RelativeNode n = node(RelativeOp::unit);
    n.unit = unit;
    n.n = k;
    return RelativeDate(n);
}

RelativeDate RelativeDate::ago(std::int64_t count, TimeUnit unit, std::optional<TimeUnit> grain) {
    RelativeNode n = node(RelativeOp::ago);
    n.n = count;
    n.unit = unit;
    n.grain = grain;
    return RelativeDate(n);
}

RelativeDate RelativeDate::ahead(std::int64_t count, TimeUnit unit, std::optional<TimeUnit> grain) {
    RelativeNode n = node(RelativeOp::ahead);
    n.n = count;
    n.unit = unit;
    n.grain = grain;
    return RelativeDate(n);
}

RelativeDate RelativeDate::weekday(Weekday day, std::optional<TimeDirection> direction,
                                   std::optional<AnchorDay> anchor) {
    RelativeNode n = node(RelativeOp::weekday);
    n.choice = choice(day);
    n.direction = direction;
    n.anchor_day = anchor;
    return RelativeDate(n);
}

RelativeDate RelativeDate::weekday_of(Weekday day, std::int64_t k) {
    RelativeNode n = node(RelativeOp::weekday_of);
    n.choice = choice(day);
    n.n = k;
    return RelativeDate(n);
}

RelativeDate RelativeDate::nth_weekday(std::int64_t count, Weekday day, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::nth_weekday);
    n.n = count;
    n.choice = choice(day);
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::month(std::int64_t month, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::month);
    n.m = month;
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::month_of(std::int64_t month, std::int64_t k) {
    RelativeNode n = node(RelativeOp::month_of);
    n.m = month;
    n.n = k;
    return RelativeDate(n);
}

RelativeDate RelativeDate::month_day(std::int64_t month, std::int64_t day, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::month_day);
    n.m = month;
    n.n = day;
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::day_of_month(std::int64_t day, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::day_of_month);
    n.n = day;
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::part(PeriodPart part, RelativeDate period) {
    RelativeNode n = node(RelativeOp::part);
    n.choice = choice(part);
    return RelativeDate(n, std::move(period));
}

RelativeDate RelativeDate::window(std::int64_t count, TimeUnit unit, Reading reading) {
    RelativeNode n = node(RelativeOp::window);
    n.n = count;
    n.unit = unit;
    n.choice = choice(reading);
    return RelativeDate(n);
}

RelativeDate RelativeDate::earlier_in(TimeUnit unit) {
    RelativeNode n = node(RelativeOp::earlier_in);
    n.unit = unit;
    return RelativeDate(n);
}

RelativeDate RelativeDate::later_in(TimeUnit unit) {
    RelativeNode n = node(RelativeOp::later_in);
    n.unit = unit;
    return RelativeDate(n);
}

RelativeDate RelativeDate::nth_weekday_of(std::int64_t count, Weekday day, RelativeDate period) {
    RelativeNode n = node(RelativeOp::nth_weekday_of);
    n.n = count;
    n.choice = choice(day);
    return RelativeDate(n, std::move(period));
}

RelativeDate RelativeDate::range(RelativeDate x, RelativeDate y, Reading reading,
                                 std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::range);
    n.choice = choice(reading);
    n.direction = direction;
    // In the past x looks from y, so y stands, and is resolved, before it.
    return RelativeDate(n, std::move(x), std::move(y), direction == TimeDirection::past);
}

RelativeDate RelativeDate::before(RelativeDate x) {
    return RelativeDate(node(RelativeOp::before), std::move(x));
}
RelativeDate RelativeDate::after(RelativeDate x) {
    return RelativeDate(node(RelativeOp::after), std::move(x));
}
RelativeDate RelativeDate::no_later_than(RelativeDate x) {
    return RelativeDate(node(RelativeOp::no_later_than), std::move(x));
}
RelativeDate RelativeDate::by(RelativeDate x) {
    return RelativeDate(node(RelativeOp::by), std::move(x));
}
RelativeDate RelativeDate::not_before(RelativeDate x) {
    return RelativeDate(node(RelativeOp::not_before), std::move(x));
}
RelativeDate RelativeDate::after_up_to_anchor(RelativeDate x) {
    return RelativeDate(node(RelativeOp::after_up_to_anchor), std::move(x));
}
RelativeDate RelativeDate::since(RelativeDate x) {
    return RelativeDate(node(RelativeOp::since), std::move(x));
}
RelativeDate RelativeDate::until(RelativeDate x) {
    return RelativeDate(node(RelativeOp::until), std::move(x));
}
RelativeDate RelativeDate::from_then_unknown(RelativeDate x) {
    return RelativeDate(node(RelativeOp::from_then_unknown), std::move(x));
}
RelativeDate RelativeDate::unknown_until(RelativeDate x) {
    return RelativeDate(node(RelativeOp::unknown_until), std::move(x));
}

RelativeDate RelativeDate::held_for(std::int64_t count, TimeUnit unit, DurationHedge hedge) {
    RelativeNode n = node(RelativeOp::held_for);
    n.n = count;
    n.unit = unit;
    n.choice = choice(hedge);
    return RelativeDate(n);
}

RelativeDate RelativeDate::season(SeasonName season, std::int64_t year) {
    RelativeNode n = node(RelativeOp::season);
    n.choice = choice(season);
    n.year = year;
    return RelativeDate(n);
}

RelativeDate RelativeDate::season(SeasonName season, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::season);
    n.choice = choice(season);
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::season(SeasonName season, RelativeDate year) {
    RelativeNode n = node(RelativeOp::season);
    n.choice = choice(season);
    return RelativeDate(n, std::move(year));
}

RelativeDate RelativeDate::quarter(std::int64_t quarter, std::int64_t year) {
    RelativeNode n = node(RelativeOp::quarter);
    n.m = quarter;
    n.year = year;
    return RelativeDate(n);
}

RelativeDate RelativeDate::quarter(std::int64_t quarter, std::optional<TimeDirection> direction) {
    RelativeNode n = node(RelativeOp::quarter);
    n.m = quarter;
    n.direction = direction;
    return RelativeDate(n);
}

RelativeDate RelativeDate::quarter(std::int64_t quarter, RelativeDate year) {
    RelativeNode n = node(RelativeOp::quarter);
    n.m = quarter;
    return RelativeDate(n, std::move(year));
}

RelativeDate RelativeDate::century(std::int64_t number) {
    RelativeNode n = node(RelativeOp::century);
    n.n = number;
    return RelativeDate(n);
}

RelativeDate RelativeDate::qualified(RelativeDate x, EdtfQualifier qualifier) {
    RelativeNode n = node(RelativeOp::qualified);
    n.choice = choice(qualifier);
    return RelativeDate(n, std::move(x));
}

RelativeDate RelativeDate::as_said(RelativeDate x) {
    return RelativeDate(node(RelativeOp::as_said), std::move(x));
}

RelativeDate RelativeDate::one_of(RelativeDate x, RelativeDate y) {
    return RelativeDate(node(RelativeOp::one_of), std::move(x), std::move(y));
}

}  // namespace ascribe
