// SPDX-License-Identifier: BSL-1.0
#include "calendar_units.hpp"
#include "resolver.hpp"

#include <algorithm>

namespace ascribe::detail {

Result<Cell> Resolver::part() {
    Cell cell = operand();
    if (cell.shape == ResolvedShape::span) return refuse(Errc::not_allowed, "a unit of time, not a span");
    for (Region& region : cell.start) {
        if (!region.first.is_finite() || !region.last.is_finite()) {
            region = Region(region.first, region.last);
            continue;
        }
        auto part = part_of(region);
        if (!part) return part.error();
        region = *std::move(part);
    }
    cell.shape = ResolvedShape::within;
    return cell;
}

// A number of months of a period, counted from its first.
Region Resolver::months_from(Region const& period, std::int64_t from, std::int64_t count) const {
    std::int64_t const number = month_number(period.first) + from;
    Region region(month_start(number), month_start(number + count) - 1, Form::months);
    if (count == 1) region.form = Form::month;
    region.year = region.first.year();
    unsigned const month = region.first.month();
    if (count == 3 && month % 3 == 1) region.code = 33 + month / 3;
    if (count == 4 && month % 4 == 1) region.code = 37 + month / 4;
    if (count == 6 && month % 6 == 1) region.code = 40 + month / 6;
    if (region.code != 0) region.form = Form::sub_year;
    return region;
}

Result<Region> Resolver::part_of(Region const& period) {
    auto const part = static_cast<PeriodPart>(node().choice);
    bool const half = part == PeriodPart::first_half || part == PeriodPart::second_half;
    // Where the part begins and how long it is, in the steps that a period of `length` steps is divided into.
    struct Share {
        std::int64_t from, count;
    };
    auto const share = [&](PartSizes sizes, std::int64_t length) -> Share {
        switch (part) {
        case PeriodPart::early: return {0, sizes.early};
        case PeriodPart::mid: return {sizes.early, sizes.mid};
        case PeriodPart::late: return {sizes.early + sizes.mid, length - sizes.early - sizes.mid};
        case PeriodPart::first_half: return {0, sizes.first_half};
        case PeriodPart::second_half: return {sizes.first_half, length - sizes.first_half};
        }
        return {0, length};
    };
    auto const say = [&](ResolveDefault convention, std::string_view period_name, std::string_view step,
                         PartSizes sizes) {
        std::string text = "the ";
        if (half)
            text.append("first half of a ").append(period_name).append(" is its first ") +=
                std::to_string(sizes.first_half);
        else
            text.append("early and the middle part of a ")
                .append(period_name)
                .append(" are ")
                .append(std::to_string(sizes.early))
                .append(" and ") += std::to_string(sizes.mid);
        use(convention, text.append(" ").append(step));
    };
    Region result;
    auto const in_days = [&](PartSizes sizes) {
        Share const s = share(sizes, period.last - period.first + 1);
        result.first = period.first + s.from;
        result.last = result.first + (s.count - 1);
        result.form = Form::days;
    };
    auto const in_years = [&](PartSizes sizes, std::int64_t length) {
        Share const s = share(sizes, length);
        std::int64_t const year = period.first.year() + s.from;
        result.first = Day(year, 1, 1);
        result.last = Day(year + s.count - 1, 12, 31);
        result.form = Form::years;
    };
    bool const equal_halves = half && (period.form == Form::year      ? policy_.year_parts.first_half == 6
                                       : period.form == Form::decade  ? policy_.decade_parts.first_half == 5
                                       : period.form == Form::century ? policy_.century_parts.first_half == 50
                                                                      : false);
    switch (period.form) {
    case Form::week:
        in_days(policy_.week_parts);
        say(ResolveDefault::week_parts, "week", "days", policy_.week_parts);
        break;
    case Form::month:
        in_days(policy_.month_parts);
        say(ResolveDefault::month_parts, "month", "days", policy_.month_parts);
        break;
    case Form::year: {
        Share const s = share(policy_.year_parts, 12);
        result = months_from(period, s.from, s.count);
        if (!equal_halves) say(ResolveDefault::year_parts, "year", "months", policy_.year_parts);
        break;
    }
    case Form::decade:
        in_years(policy_.decade_parts, 10);
        if (!equal_halves) say(ResolveDefault::decade_parts, "decade", "years", policy_.decade_parts);
        break;
    case Form::century:
        in_years(policy_.century_parts, 100);
        if (!equal_halves) say(ResolveDefault::century_parts, "century", "years", policy_.century_parts);
        break;
    case Form::sub_year: {
        std::int64_t const months = month_number(period.last) - month_number(period.first) + 1;
        std::int64_t const parts = half ? 2 : 3;
        if (months % parts != 0) return refuse(Errc::not_allowed, "a period that can be divided into whole months");
        auto const size = static_cast<std::uint8_t>(months / parts);
        Share const s = share({size, size, size}, months);
        result = months_from(period, s.from, s.count);
        use(ResolveDefault::whole_month_parts,
            "the parts of a season, quarter or half-year are equal and of whole months");
        break;
    }
    case Form::day:
    case Form::days:
    case Form::months:
    case Form::years:
    case Form::other: return refuse(Errc::not_allowed, "a week, month, sub-year, year, decade or century");
    }
    result.first_qualifier = period.first_qualifier;
    result.last_qualifier = period.last_qualifier;
    return result;
}

// Of several periods that an uncertain anchor leaves, those without such a day (a fifth Friday) are not meant.
Result<Cell> Resolver::nth_weekday_of() {
    RelativeNode const& n = node();
    Cell const& period = operand();
    if (n.n == 0) return refuse(Errc::out_of_range, "a count other than 0", "0");
    if (period.shape == ResolvedShape::span) return refuse(Errc::not_allowed, "a unit of time, not a span");
    auto const find = [&](DayRange days) -> std::optional<Day> {
        std::int64_t const wanted = static_cast<std::int64_t>(n.choice) + 1;
        Day day;
        if (n.n > 0) {
            std::int64_t const ahead = (wanted + 7 - static_cast<std::int64_t>(days.first.weekday())) % 7;
            day = days.first + ahead + step_by(0, n.n - 1, 7);
        } else {
            std::int64_t const back = (static_cast<std::int64_t>(days.last.weekday()) + 7 - wanted) % 7;
            day = days.last - back + step_by(0, n.n + 1, 7);
        }
        if (day < days.first || day > days.last) return std::nullopt;
        return day;
    };
    Cell cell;
    cell.shape = ResolvedShape::point;
    std::array<DayRange, 2> periods;
    for (std::size_t side = 0; side < 2; ++side) periods[side] = {period.start[side].first, period.start[side].last};
    bool const months = period.start[0].form == Form::month && period.start[1].form == Form::month;
    for (std::size_t side = 0; side < 2; ++side) {
        DayRange days = periods[side];
        if (!days.first.is_finite() || !days.last.is_finite()) {
            Day const edge = side == 0 ? days.first : days.last;
            cell.start[side] = Region(edge, edge);
            continue;
        }
        auto day = find(days);
        while (!day && months && periods[0].first < periods[1].first) {
            days = unit_range(days.first, TimeUnit::month, side == 0 ? 1 : -1, policy_.week_start, false);
            if (days.first < periods[0].first || days.first > periods[1].first || !days.first.is_finite()) break;
            day = find(days);
        }
        if (!day) return refuse(Errc::not_allowed, "a period that has so many of these weekdays", std::to_string(n.n));
        cell.start[side] = a_day(*day);
    }
    return cell;
}

Result<Cell> Resolver::range() {
    Cell const& x = operand();
    Cell const& y = second_operand();
    if (x.shape == ResolvedShape::span || y.shape == ResolvedShape::span)
        return refuse(Errc::not_allowed, "dates as ends of a range, not spans");
    for (std::size_t side = 0; side < 2; ++side)
        if (x.start[side].first > y.start[side].last)
            return refuse(Errc::not_allowed, "a range whose end does not lie before its start",
                          to_string(x.start[side].first) + " to " + to_string(y.start[side].last));
    Cell cell;
    if (node().choice == static_cast<std::uint8_t>(Reading::throughout)) {
        cell.shape = ResolvedShape::span;
        cell.start = x.start;
        cell.end = y.start;
        return cell;
    }
    for (std::size_t side = 0; side < 2; ++side) {
        Region const& from = x.start[side];
        Region const& to = y.start[side];
        cell.start[side] = Region(from.first, to.last, form_of((std::min)(precision_of(from), precision_of(to))));
        cell.start[side].first_qualifier = from.first_qualifier;
        cell.start[side].last_qualifier = to.last_qualifier;
    }
    return cell;
}

Result<Cell> Resolver::half_open() {
    RelativeOp const op = node().op;
    Cell const& x = operand();
    if (x.shape == ResolvedShape::span) return refuse(Errc::not_allowed, "a date, not a span");
    bool const by = op == RelativeOp::by;
    if (by)
        use(ResolveDefault::by_unit,
            policy_.by_counts_unit ? "\"by\" a date includes it" : "\"by\" a date does not include it");
    bool const exclusive = op == RelativeOp::before || (by && !policy_.by_counts_unit);
    bool const up_to = exclusive || by || op == RelativeOp::no_later_than;
    bool const up_to_anchor = op == RelativeOp::after_up_to_anchor;
    if (up_to && (exclusive ? x.start[1].first : x.start[1].last) == Day::minus_infinity())
        return refuse(Errc::not_allowed, "a date that has a first day");
    if (!up_to && (op == RelativeOp::not_before ? x.start[0].first : x.start[0].last) == Day::plus_infinity())
        return refuse(Errc::not_allowed, "a date that has a last day");

    Cell cell;
    for (std::size_t side = 0; side < 2; ++side) {
        Region const& from = x.start[side];
        Region& region = cell.start[side];
        region = Region(Day::minus_infinity(), Day::plus_infinity(), form_of(precision_of(from)));
        if (up_to) {
            region.last = exclusive ? from.first - 1 : from.last;
            region.last_qualifier = exclusive ? from.first_qualifier : from.last_qualifier;
        } else {
            region.first = op == RelativeOp::not_before ? from.first : from.last + 1;
            region.first_qualifier = op == RelativeOp::not_before ? from.first_qualifier : from.last_qualifier;
        }
    }
    if (!up_to_anchor) return cell;
    use(ResolveDefault::not_after_report, "what is reported does not lie after the anchor");
    Days const days = anchors();
    if (cell.start[0].first > days[1])
        return refuse(Errc::not_allowed, "a date that ends before the anchor", to_string(x.start[0].last));
    for (std::size_t side = 0; side < 2; ++side) {
        cell.start[side].last = (std::max)(days[side], cell.start[0].first);
        cell.start[side].form = Form::days;
    }
    return cell;
}

Result<Cell> Resolver::since() {
    bool const holds = node().op == RelativeOp::since;
    Cell const& x = operand();
    if (x.shape == ResolvedShape::span) return refuse(Errc::not_allowed, "a date, not a span");
    Cell cell;
    cell.shape = ResolvedShape::span;
    cell.start = x.start;
    cell.end_kind = holds ? EndKind::open : EndKind::unknown;
    for (std::size_t side = 0; side < 2; ++side) cell.end[side] = Region(x.start[side].first, Day::plus_infinity());
    if (!holds) return cell;
    use(ResolveDefault::still_true, "what holds \"since\" a date still holds on the anchor");
    Days const days = anchors();
    if (x.start[0].first > days[1])
        return refuse(Errc::not_allowed, "a date that begins by the anchor", to_string(x.start[0].first));
    for (std::size_t side = 0; side < 2; ++side) {
        cell.end[side].first = (std::max)(days[side], x.start[0].first);
        // It began by the anchor; the text stays that of the whole date.
        Region& start = cell.start[side];
        if (start.last <= days[1]) continue;
        auto const text = single_text(start);
        if (text)
            start.text = *text;
        else
            start.writable = false;
        start.last = days[1];
    }
    return cell;
}

Result<Cell> Resolver::until() {
    bool const known_open = node().op == RelativeOp::until;
    Cell const& x = operand();
    if (x.shape == ResolvedShape::span) return refuse(Errc::not_allowed, "a date, not a span");
    Cell cell;
    cell.shape = ResolvedShape::span;
    cell.end = x.start;
    cell.start_kind = known_open ? EndKind::open : EndKind::unknown;
    if (known_open) {
        use(ResolveDefault::ended_in_unit, policy_.until_counts_unit ? "\"until\" a date ends within it"
                                                                     : "\"until\" a date ends on the day before it");
        if (!policy_.until_counts_unit)
            for (Region& end : cell.end) {
                unsigned const qualifier = end.first_qualifier;
                end = a_day(end.first - 1);
                end.first_qualifier = end.last_qualifier = qualifier;
            }
    }
    for (std::size_t side = 0; side < 2; ++side) cell.start[side] = Region(Day::minus_infinity(), cell.end[side].last);
    return cell;
}

Result<Cell> Resolver::held_for() {
    RelativeNode const& n = node();
    auto const hedge = static_cast<DurationHedge>(n.choice);
    if (n.n < 1 || n.n == max_count)
        return refuse(Errc::out_of_range, "a duration of at least one unit", std::to_string(n.n));
    use(ResolveDefault::still_true, "what holds \"for\" some time still holds on the anchor");
    if (hedge != DurationHedge::exact)
        use(ResolveDefault::hedge_width,
            "\"" + std::string(to_string(hedge)) + "\" is off by one " + std::string(to_string(n.unit)) + " at most");
    bool clamped = false;
    Cell cell;
    cell.shape = ResolvedShape::span;
    cell.end_kind = EndKind::open;
    Days const days = anchors();
    for (std::size_t side = 0; side < 2; ++side) {
        auto const back = [&](std::int64_t count) { return shift(days[side], -count, n.unit, clamped); };
        Region& start = cell.start[side];
        Day const full = back(n.n);
        switch (hedge) {
        case DurationHedge::exact: start = a_day(full); break;
        case DurationHedge::almost: start = Region(full + 1, back(n.n - 1), Form::days); break;
        case DurationHedge::more_than: start = Region(back(n.n + 1), full - 1, Form::days); break;
        case DurationHedge::about: start = Region(back(n.n + 1), back(n.n - 1), Form::days); break;
        }
        if (!full.is_finite()) start = Region(full, full);
        cell.end[side] = Region(days[side], Day::plus_infinity());
    }
    use_clamping(clamped);
    return cell;
}

Result<Cell> Resolver::qualified() {
    unsigned const qualifier = node().choice;
    Cell cell = operand();
    if (qualifier == 0) return cell;
    use(ResolveDefault::qualifier_keeps_days, "a qualifier does not move the bounds");
    auto const mark = [&](Region& region) {
        if (!region.text.empty()) region.text = with_qualifier(region.text, qualifier);
        region.first_qualifier |= qualifier;
        region.last_qualifier |= qualifier;
    };
    for (std::size_t side = 0; side < 2; ++side) {
        mark(cell.start[side]);
        mark(cell.end[side]);
    }
    if (!cell.text.empty()) cell.text = with_qualifier(cell.text, qualifier);
    return cell;
}

Result<Cell> Resolver::one_of() {
    Cell const& x = operand();
    Cell const& y = second_operand();
    bool const span = x.shape == ResolvedShape::span;
    if (span != (y.shape == ResolvedShape::span)) return refuse(Errc::not_allowed, "two dates or two spans");
    auto const join = [](std::array<Region, 2> const& a, std::array<Region, 2> const& b) {
        std::array<Region, 2> joined;
        for (std::size_t side = 0; side < 2; ++side) {
            joined[side] = Region((std::min)(a[side].first, b[side].first), (std::max)(a[side].last, b[side].last));
            joined[side].writable = false;
        }
        return joined;
    };
    Cell cell;
    cell.start = join(x.start, y.start);
    if (span) {
        cell.shape = ResolvedShape::span;
        cell.end = join(x.end, y.end);
        cell.start_kind = x.start_kind == y.start_kind ? x.start_kind : EndKind::unknown;
        cell.end_kind = x.end_kind == y.end_kind ? x.end_kind : EndKind::unknown;
        return cell;
    }
    auto const bare = [](std::optional<std::string> text) {
        if (text && text->front() == '[') text = text->substr(1, text->size() - 2);
        return text;
    };
    auto const a = bare(region_text(x.start[0], x.start[1]));
    auto const b = bare(region_text(y.start[0], y.start[1]));
    Region joined(cell.start[0].first, cell.start[1].last);
    joined.writable = a && b;
    joined.single = false;
    if (a && b) joined.text = "[" + *a + "," + *b + "]";
    cell.start = {joined, joined};
    return cell;
}

}  // namespace ascribe::detail
