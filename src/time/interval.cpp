// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/interval.hpp>

#include <algorithm>

namespace ascribe {

namespace {

Error out_of_range(std::string_view field, std::string_view expected, Day found) {
    return Error{.code = Errc::out_of_range,
                 .record = "interval",
                 .field = field,
                 .expected = expected,
                 .found = to_string(found)};
}

void append_bounds(std::string& text, Day low, Day high, EndKind kind) {
    text += to_string(low);
    if (low != high) text.append("..").append(to_string(high));
    if (kind != EndKind::known) text.append(" (").append(to_string(kind)).append(")");
}

// The first and the last of the units of one precision that a date, or a run from one date to another, may mean.
struct Units {
    DayRange first;
    DayRange last;
};

DayRange season_of(std::int64_t year, unsigned code, SeasonPolicy seasons) {
    std::string digits = std::to_string(year < 0 ? -year : year);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    Edtf const season((year < 0 ? "-" : "") + digits + "-" + std::to_string(code));
    return {season.earliest(seasons), season.latest(seasons)};
}

// What the X of the year add at most.
std::int64_t mask_span(EdtfDate const& date) {
    std::int64_t span = 0;
    std::int64_t place = 9;
    for (unsigned mask = date.mask(EdtfComponent::year); mask != 0; mask >>= 1, place *= 10)
        if (mask & 1U) span += place;
    return span;
}

Units units_of_run(EdtfDate const& from, EdtfDate const& to, SeasonPolicy seasons) {
    DayRange first{from.earliest(seasons), from.latest(seasons)};
    DayRange last{to.earliest(seasons), to.latest(seasons)};
    // A date without X or S is one unit; otherwise the first and last day lie in the first and last unit.
    auto const several = [](EdtfDate const& date) { return date.is_masked() || date.significant_digits() != 0; };
    if (several(from) && first.first.is_finite()) {
        Civil const day = first.first.civil();
        switch (from.precision()) {
        case EdtfPrecision::year: first.last = Day(day.year, 12, 31); break;
        case EdtfPrecision::month: first.last = Day(day.year, day.month, days_in_month(day.year, day.month)); break;
        case EdtfPrecision::season:
            first = season_of(from.is_negative() ? from.year() - mask_span(from) : from.year(), from.month(), seasons);
            break;
        case EdtfPrecision::day:
        case EdtfPrecision::second: first.last = first.first; break;
        }
    }
    if (several(to) && last.last.is_finite()) {
        Civil const day = last.last.civil();
        switch (to.precision()) {
        case EdtfPrecision::year: last.first = Day(day.year, 1, 1); break;
        case EdtfPrecision::month: last.first = Day(day.year, day.month, 1); break;
        case EdtfPrecision::season:
            last = season_of(to.is_negative() ? to.year() : to.year() + mask_span(to), to.month(), seasons);
            break;
        case EdtfPrecision::day:
        case EdtfPrecision::second: last.first = last.last; break;
        }
    }
    return {first, last};
}

// Days at the edge of 64 bits are widened so that a period of finite days fits in.
UncertainInterval widened(Day first_min, Day first_max, Day last_min, Day last_max) {
    Day const top = Day::max() - 2;
    Day const bottom = Day::min() + 2;
    first_min = (std::min)(first_min, top);
    last_min = (std::min)(last_min, top);
    first_max = (std::max)(first_max, bottom);
    last_max = (std::max)(last_max, bottom);
    if (last_max >= Day::max()) last_max = Day::plus_infinity();
    return UncertainInterval::from_days(first_min, first_max, last_min, last_max);
}

UncertainInterval extent_of_run(EdtfDate const& from, EdtfDate const& to, Reading reading, SeasonPolicy seasons) {
    if (reading == Reading::sometime_within)
        return widened(from.earliest(seasons), to.latest(seasons), from.earliest(seasons), to.latest(seasons));
    Units const units = units_of_run(from, to, seasons);
    return widened(units.first.first, units.last.first, units.first.last, units.last.last);
}

UncertainInterval extent_of_member(EdtfMember const& member, Reading reading, SeasonPolicy seasons) {
    Day const never = Day::minus_infinity();
    Day const for_ever = Day::plus_infinity();
    switch (member.shape) {
    case EdtfMember::Shape::one: break;
    case EdtfMember::Shape::range: return extent_of_run(member.first, member.last, reading, seasons);
    case EdtfMember::Shape::up_to: {
        Units const units = units_of_run(member.last, member.last, seasons);
        return widened(never, reading == Reading::throughout ? units.last.first : units.last.last, never,
                       units.last.last);
    }
    case EdtfMember::Shape::from_then: {
        Units const units = units_of_run(member.first, member.first, seasons);
        return widened(units.first.first, for_ever,
                       reading == Reading::throughout ? units.first.last : units.first.first, for_ever);
    }
    }
    return extent_of_run(member.first, member.first, reading, seasons);
}

EndKind kind_of(EdtfEnd end) {
    return end == EdtfEnd::open ? EndKind::open : end == EdtfEnd::unknown ? EndKind::unknown : EndKind::known;
}

Result<UncertainInterval> extent_of_interval(Edtf const& date, Reading reading, SeasonPolicy seasons) {
    bool const has_start = Edtf::has_date(date.start_kind());
    bool const has_end = Edtf::has_date(date.end_kind());
    Day const first_min = date.earliest(seasons);
    Day const last_max = date.latest(seasons);
    if (first_min > last_max)
        return Error{.code = Errc::not_allowed,
                     .record = "interval",
                     .field = "extent",
                     .expected = "an interval whose end can reach its start",
                     .found = date.as_said()};
    Day first_max = has_start ? date.start().latest(seasons) : last_max;
    Day last_min = has_end ? date.end().earliest(seasons) : first_min;
    if (reading == Reading::sometime_within) {
        first_max = last_max;
        last_min = first_min;
    }
    return widened(first_min, (std::min)(first_max, last_max), (std::max)(last_min, first_min), last_max)
        .with_ends(kind_of(date.start_kind()), kind_of(date.end_kind()));
}

Error too_many(Edtf const& date) {
    return Error{.code = Errc::capacity,
                 .record = "interval",
                 .field = "members",
                 .expected = "a set with no more members than asked for",
                 .found = date.as_said()};
}

// Every date of a run of an all-of set; false if there would be more than `max_members` in all. Runs are of plain
// years, months or days, as parse_edtf sees to.
bool append_each(std::vector<UncertainInterval>& result, EdtfMember const& member, Reading reading,
                 std::size_t max_members) {
    if (member.shape != EdtfMember::Shape::range) return false;
    Day const last = member.last.latest();
    for (Day first = member.first.earliest(); first <= last;) {
        if (result.size() >= max_members || !first.is_finite()) return false;
        Civil const date = first.civil();
        Day unit_last = first;
        if (member.first.precision() == EdtfPrecision::year) unit_last = Day(date.year, 12, 31);
        if (member.first.precision() == EdtfPrecision::month)
            unit_last = Day(date.year, date.month, days_in_month(date.year, date.month));
        result.push_back(reading == Reading::throughout ? widened(first, first, unit_last, unit_last)
                                                        : widened(first, unit_last, first, unit_last));
        first = unit_last + 1;
    }
    return true;
}

}  // namespace

Result<UncertainInterval> UncertainInterval::try_half_open(Day start_min, Day start_max, Day end_min, Day end_max) {
    if (start_max == Day::minus_infinity())
        return out_of_range("start_max", "a finite day or plus infinity", start_max);
    if (end_min == Day::plus_infinity()) return out_of_range("end_min", "a finite day or minus infinity", end_min);
    if (start_min > start_max) return out_of_range("start_min", "a day not after start_max", start_min);
    if (end_min > end_max) return out_of_range("end_min", "a day not after end_max", end_min);
    // The earliest start leaves room for a finite end, and the latest end for a finite start.
    if (start_min >= Day::max()) return out_of_range("start_min", "a day that a finite day follows", start_min);
    if (end_max <= Day::min()) return out_of_range("end_max", "a day that follows a finite day", end_max);
    if (start_min >= end_max) return out_of_range("start_min", "a day before end_max", start_min);

    UncertainInterval interval;
    interval.start_min_ = start_min;
    interval.start_max_ = (std::min)(start_max, end_max - 1);
    interval.end_min_ = (std::max)(end_min, start_min + 1);
    interval.end_max_ = end_max;
    if (start_min.is_finite()) interval.start_kind_ = EndKind::known;
    if (end_max.is_finite()) interval.end_kind_ = EndKind::known;
    return interval;
}

Result<UncertainInterval> UncertainInterval::try_from_days(Day first_min, Day first_max, Day last_min, Day last_max) {
    if (last_min >= Day::max()) return out_of_range("last_min", "a day that a finite day follows", last_min);
    if (first_min > last_max) return out_of_range("first_min", "a day not after last_max", first_min);
    return try_half_open(first_min, first_max, last_min + 1, last_max + 1);
}

UncertainInterval hull(UncertainInterval const& a, UncertainInterval const& b) noexcept {
    // The hull of two normal forms is one: both bounds that start < end could cut are attained by a or by b.
    auto const joint = [](EndKind x, EndKind y) { return x == y ? x : EndKind::unknown; };
    return UncertainInterval::try_half_open((std::min)(a.start_min(), b.start_min()),
                                            (std::max)(a.start_max(), b.start_max()),
                                            (std::min)(a.end_min(), b.end_min()), (std::max)(a.end_max(), b.end_max()))
        .value_or(UncertainInterval())
        .with_ends(joint(a.start_kind(), b.start_kind()), joint(a.end_kind(), b.end_kind()));
}

Result<UncertainInterval> try_extent(Edtf const& date, Reading reading, SeasonPolicy seasons) {
    if (date.kind() == EdtfKind::all_of)
        return Error{.code = Errc::not_allowed,
                     .record = "interval",
                     .field = "extent",
                     .expected = "a date that means one period, not every member of a set",
                     .found = date.as_said()};
    if (date.is_interval()) return extent_of_interval(date, reading, seasons);
    if (!date.is_set()) return extent_of_run(date.date(), date.date(), reading, seasons);
    auto members = date.members();
    UncertainInterval result = extent_of_member(members.front(), reading, seasons);
    for (EdtfMember const& member : members.subspan(1))
        result = hull(result, extent_of_member(member, reading, seasons));
    return result;
}

UncertainInterval extent(Edtf const& date, Reading reading, SeasonPolicy seasons) {
    return try_extent(date, reading, seasons).value();
}

Result<std::vector<UncertainInterval>> try_extents(Edtf const& date, Reading reading, SeasonPolicy seasons,
                                                   std::size_t max_members) {
    std::vector<UncertainInterval> result;
    if (!date.is_set()) {
        auto const one = try_extent(date, reading, seasons);
        if (!one) return one.error();
        result.push_back(*one);
        return result;
    }
    for (EdtfMember const& member : date.members()) {
        bool const run_of_many = date.kind() == EdtfKind::all_of && member.shape != EdtfMember::Shape::one;
        if (!run_of_many) {
            if (result.size() < max_members)
                result.push_back(extent_of_member(member, reading, seasons));
            else
                return too_many(date);
        } else if (!append_each(result, member, reading, max_members)) {
            return too_many(date);
        }
    }
    return result;
}

std::vector<UncertainInterval> extents(Edtf const& date, Reading reading, SeasonPolicy seasons,
                                       std::size_t max_members) {
    return try_extents(date, reading, seasons, max_members).value();
}

std::string to_string(UncertainInterval const& interval) {
    std::string text;
    append_bounds(text, interval.first_min(), interval.first_max(), interval.start_kind());
    text += " to ";
    append_bounds(text, interval.last_min(), interval.last_max(), interval.end_kind());
    return text;
}

}  // namespace ascribe
