// SPDX-License-Identifier: BSL-1.0
#include "calendar_units.hpp"
#include "resolver.hpp"

#include <algorithm>

namespace ascribe::detail {

Region Resolver::unit_region(Day day, TimeUnit unit, std::int64_t k) {
    if (unit == TimeUnit::week) use_week_start();
    if (unit == TimeUnit::century)
        use(ResolveDefault::century_start, policy_.centuries_from_01 ? "centuries begin in years ending in 01"
                                                                     : "centuries begin in years ending in 00");
    DayRange const days = unit_range(day, unit, k, policy_.week_start, policy_.centuries_from_01);
    Region region(days.first, days.last);
    if (!days.first.is_finite() || !days.last.is_finite()) return region;
    constexpr Form forms[] = {Form::day,      Form::week, Form::month,  Form::sub_year,
                              Form::sub_year, Form::year, Form::decade, Form::century};
    region.form = forms[static_cast<std::size_t>(unit)];
    Civil const first = days.first.civil();
    region.year = first.year;
    if (unit == TimeUnit::quarter) region.code = 33 + first.month / 3;
    if (unit == TimeUnit::half_year) region.code = 40 + first.month / 6;
    return region;
}

// Seasons repeat every 400 years to the day, so they are asked of a year that EDTF can write.
Region Resolver::sub_year(std::int64_t year, unsigned code) const {
    constexpr std::int64_t edge = Day::max_year - 4'000;  // all sums below stay within 64 bits
    if (year > edge) return Region(Day::plus_infinity(), Day::plus_infinity());
    if (year < -edge) return Region(Day::minus_infinity(), Day::minus_infinity());
    std::int64_t const cycles = floor_div(year, 400) - 5;
    Edtf const date(padded(year - cycles * 400, 4) + "-" + std::to_string(code));
    constexpr std::int64_t days_in_cycle = 146'097;
    Region region(date.earliest(policy_.seasons) + cycles * days_in_cycle,
                  date.latest(policy_.seasons) + cycles * days_in_cycle);
    region.form = Form::sub_year;
    region.code = code;
    region.year = year;
    return region;
}

Result<Cell> Resolver::written_date() {
    RelativeNode const& n = node();
    Edtf const& date = dates_[n.date];
    if (n.ground != RelativeDate::no_ground) result_.grounds.push_back(n.ground);
    if (date.kind() == EdtfKind::all_of)
        return refuse(Errc::not_allowed, "a date that means one period, not every member of a set", date.as_said());
    if (date.is_interval()) return written_interval(date);
    Cell cell;
    Region region(date.earliest(policy_.seasons), date.latest(policy_.seasons), Form::other, date.as_said());
    if (date.kind() == EdtfKind::season && date.date().month() <= 32) use_seasons();
    if (date.is_set()) {
        region.single = false;
        auto const precision = date.precision();
        region.form = form_of(precision == EdtfPrecision::year    ? Precision::year
                              : precision == EdtfPrecision::month ? Precision::month
                                                                  : Precision::day);
    } else {
        region = of_date(date.date());
        bool const is_day = region.form == Form::day;
        if (is_day) cell.shape = ResolvedShape::point;
    }
    cell.start = {region, region};
    return cell;
}

// A written date with its days, its text and what it is a unit of.
Region Resolver::of_date(EdtfDate const& date) const {
    Region region(date.earliest(policy_.seasons), date.latest(policy_.seasons), Form::other, date.as_said());
    for (EdtfComponent const component : {EdtfComponent::year, EdtfComponent::month, EdtfComponent::day})
        region.first_qualifier |= static_cast<unsigned>(date.qualifier(component));
    region.last_qualifier = region.first_qualifier;
    unsigned const digits = date.mask(EdtfComponent::year);
    bool const year_only = date.precision() == EdtfPrecision::year;
    if (date.significant_digits() != 0) {
        region.form = Form::years;
    } else if (date.is_masked()) {
        bool const plain = year_only && !date.is_negative();
        region.form = plain && digits == 1   ? Form::decade
                      : plain && digits == 3 ? Form::century
                      : year_only            ? Form::years
                                             : Form::other;
    } else {
        switch (date.precision()) {
        case EdtfPrecision::year: region.form = Form::year; break;
        case EdtfPrecision::month: region.form = Form::month; break;
        case EdtfPrecision::season:
            region.form = Form::sub_year;
            region.code = date.month();
            region.year = date.year();
            break;
        case EdtfPrecision::day:
        case EdtfPrecision::second: region.form = Form::day; break;
        }
    }
    return region;
}

Result<Cell> Resolver::written_interval(Edtf const& date) {
    auto const extent = try_extent(date, Reading::throughout, policy_.seasons);
    if (!extent) return refuse(Errc::not_allowed, "an interval whose end can reach its start", date.as_said());
    Cell cell;
    cell.shape = ResolvedShape::span;
    Region start(extent->first_min(), extent->first_max());
    Region end(extent->last_min(), extent->last_max());
    cell.start = {start, start};
    cell.end = {end, end};
    cell.start_kind = extent->start_kind();
    cell.end_kind = extent->end_kind();
    cell.text = date.as_said();
    return cell;
}

Result<Cell> Resolver::shifted() {
    RelativeNode const& n = node();
    TimeUnit const grain = n.grain.value_or(policy_.ago_keeps_unit ? n.unit : TimeUnit::day);
    if (!n.grain)
        use(ResolveDefault::ago_grain, policy_.ago_keeps_unit
                                           ? "a number of units away means the unit that holds the shifted day"
                                           : "a number of units away means the shifted day itself");
    std::int64_t const count = n.op == RelativeOp::ahead ? n.n : n.n == min_count ? max_count : -n.n;
    bool clamped = false;
    Cell const cell = regions(anchors(), grain == TimeUnit::day ? ResolvedShape::point : ResolvedShape::within,
                              [&](Day day) { return unit_region(shift(day, count, n.unit, clamped), grain, 0); });
    use_clamping(clamped);
    return cell;
}

Result<Cell> Resolver::nearest_month_day() {
    RelativeNode const& n = node();
    bool const any_month = n.op == RelativeOp::day_of_month;
    if (!any_month && (n.m < 1 || n.m > 12))
        return refuse(Errc::out_of_range, "a month from 1 to 12", std::to_string(n.m));
    unsigned const month = any_month ? 1 : static_cast<unsigned>(n.m);
    constexpr std::int64_t leap_year = 2000;
    if (n.n < 1 || n.n > days_in_month(leap_year, month))
        return refuse(Errc::out_of_range, any_month ? "a day from 1 to 31" : "a day that the month can have",
                      std::to_string(n.n));
    bool const past = direction() == TimeDirection::past;
    std::int64_t const step = (any_month ? 1 : 12) * (past ? -1 : 1);
    return regions(nearest_anchors(), ResolvedShape::point, [&](Day day) {
        // 31 comes again after one month, 29 February after at most eight years.
        std::int64_t number = month_number(day);
        if (!any_month) number += static_cast<std::int64_t>(month) - static_cast<std::int64_t>(day.month());
        for (;; number += step) {
            Day const first = month_start(number);
            if (!first.is_finite()) return Region(first, first);
            Day const candidate = first + (n.n - 1);
            if (!candidate.is_finite()) return Region(candidate, candidate);
            if (candidate.month() == first.month() && (past ? candidate <= day : candidate >= day))
                return a_day(candidate);
        }
    });
}

// "Earlier this month" on its first day means nothing. With an uncertain anchor that day is then not the anchor.
Result<Cell> Resolver::rest_of_unit() {
    RelativeNode const& n = node();
    bool const earlier = n.op == RelativeOp::earlier_in;
    if (n.unit == TimeUnit::day) return refuse(Errc::not_allowed, "a unit longer than a day", "day");
    use(ResolveDefault::anchor_excluded, earlier ? "earlier in a unit ends on the day before the anchor"
                                                 : "later in a unit begins on the day after the anchor");
    Days days = anchors();
    auto const left = [&](Day day) {
        Region unit = unit_region(day, n.unit, 0);
        if (earlier)
            unit.last = day - 1;
        else
            unit.first = day + 1;
        return Region(unit.first, unit.last, Form::days);
    };
    auto const is_empty = [&](Day day) { return day.is_finite() && left(day).first > left(day).last; };
    if (is_empty(days[0]) && days[0] < days[1]) ++days[0];
    if (is_empty(days[1]) && days[0] < days[1]) --days[1];
    if (is_empty(days[0]) || is_empty(days[1]))
        return refuse(Errc::not_allowed,
                      earlier ? "an anchor after the unit's first day" : "an anchor before the unit's last day",
                      to_string(days[0]));
    return regions(days, ResolvedShape::within, left);
}

Result<Cell> Resolver::sub_year_of() {
    RelativeNode const& n = node();
    bool const season = n.op == RelativeOp::season;
    if (!season && (n.m < 1 || n.m > 4))
        return refuse(Errc::out_of_range, "a quarter from 1 to 4", std::to_string(n.m));
    unsigned const code = season ? 21U + n.choice : 32U + static_cast<unsigned>(n.m);
    if (season) use_seasons();
    Cell cell;
    if (n.year) {
        cell.start[0] = cell.start[1] = sub_year(*n.year, code);
        if (!cell.start[0].first.is_finite())
            return refuse(Errc::out_of_range, "a year within 64-bit days", std::to_string(*n.year));
        return cell;
    }
    if (n.first != RelativeNode::none) {
        Cell const& year = operand();
        for (std::size_t side = 0; side < 2; ++side) {
            Region const& r = year.start[side];
            bool const finite = r.first.is_finite() && r.last.is_finite();
            if (finite && (year.shape == ResolvedShape::span || r.first.year() != r.last.year()))
                return refuse(Errc::not_allowed, "a date within one year");
            cell.start[side] = finite ? sub_year(r.first.year(), code) : Region(r.first, r.last);
        }
        return cell;
    }
    bool const past = direction() == TimeDirection::past;
    return regions(nearest_anchors(), ResolvedShape::within, [&](Day day) {
        // A season can reach into the years beside the one that is written with it.
        std::int64_t year = day.year() + (past ? 2 : -2);
        for (;; year += past ? -1 : 1) {
            Region const region = sub_year(year, code);
            if (past ? region.first <= day : region.last >= day) return region;
        }
    });
}

}  // namespace ascribe::detail
