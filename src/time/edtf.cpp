// SPDX-License-Identifier: BSL-1.0
#include "edtf_access.hpp"
#include <ascribe/time/edtf.hpp>

#include <algorithm>

namespace ascribe {

using detail::EdtfAccess;

Edtf::Edtf(std::string_view text) : Edtf(parse_edtf(text).value()) {}

namespace {

Error too_far(Day day) {
    return {Errc::out_of_range, "EDTF", "year", "a day of the years -9999 to 9999", to_string(day)};
}

}  // namespace

Result<Edtf> Edtf::try_from(Day day) {
    if (!EdtfDate::has_four_digits(day)) return too_far(day);
    return from(day);
}

void Edtf::refuse(Day day) {
    throw Exception(too_far(day));
}

Result<Edtf> Edtf::try_between(Day start, Day end) {
    for (Day day : {start, end})
        if (!EdtfDate::has_four_digits(day)) return too_far(day);
    if (end < start)
        return Error{Errc::not_allowed, "EDTF", "interval", "an end that is not before the start",
                     to_string(start) + "/" + to_string(end)};
    Edtf interval = from(start);
    interval.end_ = EdtfDate::of(end);
    interval.kind_ = EdtfKind::interval;
    return interval;
}

unsigned Edtf::level() const noexcept {
    if (is_set()) return 2;
    if (!is_interval()) return start_.level();
    unsigned level = 0;
    for (auto const& [kind, date] : {std::pair(start_kind_, &start_), std::pair(end_kind_, &end_)}) {
        switch (kind) {
        // An unspecified digit in an end is a feature of level 2, whatever its place.
        case EdtfEnd::date: level = (std::max)(level, date->is_masked() ? 2U : date->level()); break;
        case EdtfEnd::open:
        case EdtfEnd::unknown: level = (std::max)(level, 1U); break;
        case EdtfEnd::on_or_before:
        case EdtfEnd::on_or_after: level = 2; break;
        }
    }
    return level;
}

std::optional<EdtfPrecision> Edtf::precision() const noexcept {
    if (is_set()) {
        auto const of = [](EdtfMember const& member) {
            return (member.shape == EdtfMember::Shape::up_to ? member.last : member.first).precision();
        };
        if (members_.empty()) return std::nullopt;  // moved from
        EdtfPrecision const precision = of(members_.front());
        for (EdtfMember const& member : members_) {
            if (of(member) != precision) return std::nullopt;
        }
        return precision;
    }
    if (!is_interval()) return start_.precision();
    if (!has_date(start_kind_) && !has_date(end_kind_)) return std::nullopt;
    if (!has_date(start_kind_)) return end_.precision();
    if (has_date(end_kind_) && end_.precision() != start_.precision()) return std::nullopt;
    return start_.precision();
}

namespace {

Day member_first(EdtfMember const& member, SeasonPolicy seasons) noexcept {
    return member.shape == EdtfMember::Shape::up_to ? Day::minus_infinity() : member.first.earliest(seasons);
}

Day member_last(EdtfMember const& member, SeasonPolicy seasons) noexcept {
    switch (member.shape) {
    case EdtfMember::Shape::one: return member.first.latest(seasons);
    case EdtfMember::Shape::from_then: return Day::plus_infinity();
    case EdtfMember::Shape::range:
    case EdtfMember::Shape::up_to: break;
    }
    return member.last.latest(seasons);
}

std::optional<DayRange> member_days(EdtfMember const& member, Day from, SeasonPolicy seasons) noexcept {
    if (member.shape == EdtfMember::Shape::one) return member.first.next_days(from, seasons);
    return detail::clipped({member_first(member, seasons), member_last(member, seasons)}, from);
}

}  // namespace

Day Edtf::earliest(SeasonPolicy seasons) const noexcept {
    if (is_set()) {
        Day first = Day::plus_infinity();
        for (EdtfMember const& member : members_) first = (std::min)(first, member_first(member, seasons));
        return first;
    }
    bool const known = start_kind_ == EdtfEnd::date || start_kind_ == EdtfEnd::on_or_after;
    return known ? start_.earliest(seasons) : Day::minus_infinity();
}

Day Edtf::latest(SeasonPolicy seasons) const noexcept {
    if (is_set()) {
        Day last = Day::minus_infinity();
        for (EdtfMember const& member : members_) last = (std::max)(last, member_last(member, seasons));
        return last;
    }
    bool const known = end_kind_ == EdtfEnd::date || end_kind_ == EdtfEnd::on_or_before;
    return known ? end().latest(seasons) : Day::plus_infinity();
}

std::optional<std::int64_t> Edtf::count_days(SeasonPolicy seasons) const noexcept {
    if (!is_interval() && !is_set()) return start_.count_days(seasons);
    DayRange const days{earliest(seasons), latest(seasons)};
    if (!detail::are_exact(days)) return std::nullopt;
    if (is_interval()) return (std::max)(days.last - days.first + 1, std::int64_t{0});
    std::int64_t count = 0;
    for (auto run = next_days(days.first, seasons); run; run = next_days(run->last + 1, seasons)) {
        count += run->last - run->first + 1;
    }
    return count;
}

std::optional<DayRange> Edtf::next_days(Day from, SeasonPolicy seasons) const noexcept {
    if (is_interval()) return detail::clipped({earliest(seasons), latest(seasons)}, from);
    if (!is_set()) return start_.next_days(from, seasons);
    std::optional<DayRange> next;
    for (EdtfMember const& member : members_) {
        auto const days = member_days(member, from, seasons);
        if (!days) continue;
        if (!next || days->first < next->first || (days->first == next->first && days->last > next->last)) next = days;
    }
    return next;
}

}  // namespace ascribe
