// SPDX-License-Identifier: BSL-1.0
#include "../core/make_set.hpp"
#include "calendar_units.hpp"
#include "resolver.hpp"
#include <ascribe/time/resolve.hpp>

#include <algorithm>

namespace ascribe::detail {

void Resolver::use(ResolveDefault convention, std::string text) {
    for (auto step = result_.trace.rbegin(); step != result_.trace.rend() && step->node == at_; ++step)
        if (step->convention == convention) return;
    result_.trace.push_back({at_, relative_op_names[static_cast<std::size_t>(node().op)], convention, std::move(text)});
}

// Operands come before what they are part of, so going backwards meets every operator before its operands.
void Resolver::pass_down_contexts() {
    for (std::size_t i = nodes_.size(); i-- > 0;) {
        RelativeNode const& n = nodes_[i];
        Context first = contexts_[i];
        Context second = contexts_[i];
        if (n.op == RelativeOp::range && n.direction) {
            first.direction = second.direction = n.direction;
            if (*n.direction == TimeDirection::past)
                first.anchor = n.second;
            else
                second.anchor = n.first;
        }
        if (n.first != RelativeNode::none) contexts_[n.first] = first;
        if (n.second != RelativeNode::none) contexts_[n.second] = second;
    }
}

Resolver::Days Resolver::anchors() {
    anchor_used_ = true;
    return {anchor_.first, anchor_.last};
}

// The day to look from: the other end of a range for a date without direction, else the anchor.
Resolver::Days Resolver::nearest_anchors() {
    Context const& context = contexts_[at_];
    if (node().direction || context.anchor == RelativeNode::none) return anchors();
    Cell const& other = cells_[context.anchor];
    bool const past = context.direction == TimeDirection::past;
    return {past ? other.start[0].last : other.start[0].first, past ? other.start[1].last : other.start[1].first};
}

TimeDirection Resolver::direction() {
    if (node().direction) return *node().direction;
    if (contexts_[at_].direction) return *contexts_[at_].direction;
    use(ResolveDefault::direction,
        "a date without direction is looked for in the " + std::string(to_string(policy_.direction)));
    return policy_.direction;
}

Result<void> Resolver::check_policy() const {
    auto const fits = [](PartSizes sizes, unsigned length) {
        return sizes.early >= 1 && sizes.mid >= 1 && sizes.first_half >= 1 &&
               unsigned{sizes.early} + sizes.mid < length && sizes.first_half < length;
    };
    if (fits(policy_.week_parts, 7) && fits(policy_.month_parts, 28) && fits(policy_.year_parts, 12) &&
        fits(policy_.decade_parts, 10) && fits(policy_.century_parts, 100))
        return {};
    return Error{.code = Errc::out_of_range,
                 .record = "resolve policy",
                 .field = "parts",
                 .expected = "parts of at least one day, month or year that leave some of the period",
                 .found = {},
                 .offset = Error::no_offset};
}

void Resolver::use_seasons() {
    constexpr std::string_view months[] = {"meteorological and northern", "meteorological and southern",
                                           "quarters of the calendar year", "all months that anybody counts to them"};
    std::string text = "seasons without hemisphere are ";
    text += months[static_cast<std::size_t>(policy_.seasons.months)];
    text += policy_.seasons.turn == SeasonTurn::begins_in_year ? ", each beginning in its year"
                                                               : ", each ending in its year";
    use(ResolveDefault::season_months, std::move(text));
}

Result<Cell> Resolver::evaluate() {
    RelativeNode const& n = node();
    switch (n.op) {
    case RelativeOp::date: return written_date();
    case RelativeOp::day: return regions(anchors(), ResolvedShape::point, [&](Day day) { return a_day(day + n.n); });
    case RelativeOp::unit:
        return regions(anchors(), n.unit == TimeUnit::day ? ResolvedShape::point : ResolvedShape::within,
                       [&](Day day) { return unit_region(day, n.unit, n.n); });
    case RelativeOp::ago:
    case RelativeOp::ahead: return shifted();
    case RelativeOp::weekday: {
        bool const past = direction() == TimeDirection::past;
        AnchorDay const same = n.anchor_day.value_or(policy_.anchor_day);
        if (!n.anchor_day)
            use(ResolveDefault::anchor_day, same == AnchorDay::counted
                                                ? "a weekday without saying so may be the anchor day itself"
                                                : "a weekday without saying so is not the anchor day itself");
        return regions(nearest_anchors(), ResolvedShape::point, [&](Day day) {
            std::int64_t const ahead =
                (static_cast<std::int64_t>(n.choice) + 8 - static_cast<std::int64_t>(day.weekday())) % 7;
            std::int64_t const far = same == AnchorDay::skipped ? 7 : 0;
            if (past) return a_day(day - (ahead == 0 ? far : 7 - ahead));
            return a_day(day + (ahead == 0 ? far : ahead));
        });
    }
    case RelativeOp::weekday_of:
        return regions(anchors(), ResolvedShape::point, [&](Day day) {
            Region const week = unit_region(day, TimeUnit::week, n.n);
            return a_day(week.first +
                         (static_cast<std::int64_t>(n.choice) + 7 - static_cast<std::int64_t>(policy_.week_start)) % 7);
        });
    case RelativeOp::nth_weekday: {
        if (n.n < 1) return refuse(Errc::out_of_range, "a count of at least 1", std::to_string(n.n));
        bool const past = direction() == TimeDirection::past;
        return regions(nearest_anchors(), ResolvedShape::point, [&](Day day) {
            std::int64_t const ahead =
                (static_cast<std::int64_t>(n.choice) + 8 - static_cast<std::int64_t>(day.weekday())) % 7;
            Day const nearest = past ? day + (ahead - 7) : day + (ahead == 0 ? 7 : ahead);
            return a_day(nearest + step_by(0, past ? 1 - n.n : n.n - 1, 7));
        });
    }
    case RelativeOp::month: {
        if (n.m < 1 || n.m > 12) return refuse(Errc::out_of_range, "a month from 1 to 12", std::to_string(n.m));
        bool const past = direction() == TimeDirection::past;
        return regions(nearest_anchors(), ResolvedShape::within, [&](Day day) {
            std::int64_t const own = static_cast<std::int64_t>(day.month());
            std::int64_t const ahead = (n.m + 12 - own) % 12;
            return unit_region(day, TimeUnit::month, past && ahead != 0 ? ahead - 12 : ahead);
        });
    }
    case RelativeOp::month_of:
        if (n.m < 1 || n.m > 12) return refuse(Errc::out_of_range, "a month from 1 to 12", std::to_string(n.m));
        return regions(anchors(), ResolvedShape::within, [&](Day day) {
            Region const year = unit_region(day, TimeUnit::year, n.n);
            return year.first.is_finite() ? unit_region(year.first, TimeUnit::month, n.m - 1) : year;
        });
    case RelativeOp::month_day:
    case RelativeOp::day_of_month: return nearest_month_day();
    case RelativeOp::part: return part();
    case RelativeOp::window: {
        use(ResolveDefault::window_ends, "a window runs from the shifted day to the anchor, both included");
        bool clamped = false;
        bool const span = n.choice == static_cast<std::uint8_t>(Reading::throughout);
        Cell cell;
        cell.shape = span ? ResolvedShape::span : ResolvedShape::within;
        Days const days = anchors();
        for (std::size_t side = 0; side < 2; ++side) {
            Day const other = shift(days[side], n.n, n.unit, clamped);
            Day const low = (std::min)(other, days[side]);
            Day const high = (std::max)(other, days[side]);
            cell.start[side] = span ? a_day(low) : Region(low, high, Form::days);
            cell.end[side] = a_day(high);
        }
        use_clamping(clamped);
        return cell;
    }
    case RelativeOp::earlier_in:
    case RelativeOp::later_in: return rest_of_unit();
    case RelativeOp::nth_weekday_of: return nth_weekday_of();
    case RelativeOp::range: return range();
    case RelativeOp::before:
    case RelativeOp::after:
    case RelativeOp::no_later_than:
    case RelativeOp::by:
    case RelativeOp::not_before:
    case RelativeOp::after_up_to_anchor: return half_open();
    case RelativeOp::since:
    case RelativeOp::from_then_unknown: return since();
    case RelativeOp::until:
    case RelativeOp::unknown_until: return until();
    case RelativeOp::held_for: return held_for();
    case RelativeOp::season:
    case RelativeOp::quarter: return sub_year_of();
    case RelativeOp::century: {
        if (n.n == 0 || n.n > Day::max_year / 100 || n.n < Day::min_year / 100)
            return refuse(Errc::out_of_range, "the number of a century, not 0", std::to_string(n.n));
        std::int64_t const first = (n.n > 0 ? n.n - 1 : n.n) * 100 + 1;
        Cell cell;
        cell.start[0] = Region(Day(first, 1, 1), Day(first + 99, 12, 31), Form::century);
        cell.start[1] = cell.start[0];
        return cell;
    }
    case RelativeOp::qualified: return qualified();
    case RelativeOp::as_said: return operand();
    case RelativeOp::one_of: return one_of();
    }
    return refuse(Errc::unknown, "an operator");
}

Result<Resolved> Resolver::finish() {
    Cell const& root = cells_.back();
    bool const span = root.shape == ResolvedShape::span;
    auto const& end = span ? root.end : root.start;
    auto const extent =
        UncertainInterval::try_from_days(root.start[0].first, root.start[1].last, end[0].first, end[1].last);
    at_ = static_cast<std::uint32_t>(nodes_.size() - 1);
    if (!extent) return refuse(Errc::out_of_range, "days within 64 bits", to_string(extent.error()));
    result_.shape = root.shape;
    result_.extent = *extent;
    if (span && root.start_kind != EndKind::known)
        result_.extent = result_.extent.with_ends(root.start_kind, result_.extent.end_kind());
    if (span && root.end_kind != EndKind::known)
        result_.extent = result_.extent.with_ends(result_.extent.start_kind(), root.end_kind);

    std::optional<std::string> text;
    if (!span) {
        text = region_text(root.start[0], root.start[1]);
    } else if (!root.text.empty()) {
        text = root.text;
    } else {
        auto const side = [](std::array<Region, 2> const& regions, EndKind kind) -> std::optional<std::string> {
            if (kind != EndKind::known) return kind == EndKind::open ? ".." : "";
            return regions[0] == regions[1] ? single_text(regions[0]) : std::nullopt;
        };
        auto const start_text = side(root.start, root.start_kind);
        auto const end_text = side(root.end, root.end_kind);
        if (start_text && end_text) text = *start_text + "/" + *end_text;
    }
    if (text) {
        // What the text admits is checked, so that it is never a narrower or another date.
        EdtfPolicy reading;
        reading.seasons = policy_.seasons;
        auto const date = parse_edtf(*text, reading);
        auto const said =
            date ? try_extent(*date, span ? Reading::throughout : Reading::sometime_within, policy_.seasons)
                 : Result<UncertainInterval>(Error{});
        if (said && said->start_min() <= extent->start_min() && said->start_max() >= extent->start_max() &&
            said->end_min() <= extent->end_min() && said->end_max() >= extent->end_max()) {
            result_.edtf = *date;
            result_.edtf_says_all =
                said->with_ends(EndKind::known, EndKind::known) == extent->with_ends(EndKind::known, EndKind::known);
        }
    }
    if (anchor_used_ && anchor_.ground != RelativeDate::no_ground) result_.grounds.push_back(anchor_.ground);
    detail::make_set(result_.grounds);
    return std::move(result_);
}

Result<Resolved> Resolver::run() {
    if (anchor_.first > anchor_.last || anchor_.first == Day::plus_infinity() || anchor_.last == Day::minus_infinity())
        return Error{.code = Errc::out_of_range,
                     .record = "anchor",
                     .field = "days",
                     .expected = "a first day that is not after the last",
                     .found = to_string(anchor_.first) + " to " + to_string(anchor_.last),
                     .offset = Error::no_offset};
    if (auto const checked = check_policy(); !checked) return checked.error();
    pass_down_contexts();
    for (at_ = 0; at_ < nodes_.size(); ++at_) {
        auto cell = evaluate();
        if (!cell) return cell.error();
        cells_[at_] = *std::move(cell);
    }
    return finish();
}

}  // namespace ascribe::detail

namespace ascribe {

Result<Resolved> try_resolve(RelativeDate const& date, Anchor anchor, ResolvePolicy const& policy) {
    return detail::Resolver(date, anchor, policy).run();
}

Resolved resolve(RelativeDate const& date, Anchor anchor, ResolvePolicy const& policy) {
    return try_resolve(date, anchor, policy).value();
}

}  // namespace ascribe
