// SPDX-License-Identifier: BSL-1.0
#include "edtf_access.hpp"
#include <ascribe/time/edtf_date.hpp>

#include <algorithm>
#include <limits>

namespace ascribe {

namespace detail {

EdtfFields normal(EdtfFields fields) noexcept {
    fields.shift_hours_only = false;
    if (fields.form == EdtfForm::exponent) {
        while (fields.year % 10 == 0 && fields.exponent < (std::numeric_limits<std::uint8_t>::max)()) {
            fields.year /= 10;
            ++fields.exponent;
        }
    }
    if (fields.qualifiers == 0) return fields;
    // Each of the two marks becomes a group mark behind the longest run of marked components from the left, and
    // individual marks before the others; a run over all components is the mark at the end.
    unsigned const effective = effective_qualifiers(fields.qualifiers);
    unsigned const count = component_count(fields);
    unsigned qualifiers = 0;
    for (unsigned mark = 1; mark <= 2; ++mark) {
        unsigned prefix = 0;
        while (prefix < count && (effective >> (2U * prefix) & mark) != 0) ++prefix;
        if (prefix > 0) qualifiers |= mark << (6U + 2U * (prefix - 1));
        for (unsigned i = prefix; i < count; ++i) qualifiers |= effective & mark << (2U * i);
    }
    fields.qualifiers = static_cast<std::uint16_t>(qualifiers);
    return fields;
}

std::int64_t resolved_year(EdtfFields const& fields) noexcept {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    std::int64_t year = fields.year;
    for (unsigned i = 0; i < fields.exponent; ++i) {
        if (year > most / 10) return most;
        if (year < -(most / 10)) return -most;
        year *= 10;
    }
    return year;
}

namespace {

unsigned level_of_mask(EdtfFields const& fields) noexcept {
    unsigned const mask = fields.mask;
    if (mask == 0) return 0;
    switch (fields.form) {
    case EdtfForm::year: return mask == 0x1U || mask == 0x3U ? 1 : 2;
    case EdtfForm::month: return mask == month_mask ? 1 : 2;
    case EdtfForm::numbered_day:
    case EdtfForm::day: return mask == day_mask || mask == (month_mask | day_mask) ? 1 : 2;
    default: return 2;
    }
}

unsigned level_of_qualifiers(EdtfFields const& fields) noexcept {
    if (fields.qualifiers == 0) return 0;
    unsigned const last = component_count(fields) - 1;
    return (fields.qualifiers & ~(3U << (6U + 2U * last))) == 0 ? 1 : 2;
}

unsigned level_of_form(EdtfFields const& fields) noexcept {
    if (fields.form == EdtfForm::exponent || fields.significant != 0) return 2;
    if (fields.form == EdtfForm::season) return fields.month <= 24 ? 1 : 2;
    return fields.form == EdtfForm::long_year || fields.negative ? 1 : 0;
}

}  // namespace

}  // namespace detail

using detail::EdtfForm;

detail::EdtfFields EdtfDate::fields_of(Day day) noexcept {
    Civil const date = day.civil();
    detail::EdtfFields fields;
    fields.form = EdtfForm::day;
    fields.year = date.year;
    fields.negative = date.year < 0;
    fields.month = static_cast<std::uint8_t>(date.month);
    fields.day = static_cast<std::uint8_t>(date.day);
    return fields;
}

EdtfKind EdtfDate::kind() const noexcept {
    switch (fields_.form) {
    case EdtfForm::year: return fields_.significant != 0 ? EdtfKind::year : EdtfKind::date;
    case EdtfForm::month:
    case EdtfForm::numbered_day:
    case EdtfForm::day: return EdtfKind::date;
    case EdtfForm::season: return EdtfKind::season;
    case EdtfForm::datetime: return EdtfKind::datetime;
    case EdtfForm::long_year:
    case EdtfForm::exponent: return EdtfKind::year;
    }
    return EdtfKind::date;
}

EdtfPrecision EdtfDate::precision() const noexcept {
    switch (fields_.form) {
    case EdtfForm::year:
    case EdtfForm::long_year:
    case EdtfForm::exponent: return EdtfPrecision::year;
    case EdtfForm::month: return EdtfPrecision::month;
    case EdtfForm::season: return EdtfPrecision::season;
    case EdtfForm::numbered_day:
    case EdtfForm::day: return EdtfPrecision::day;
    case EdtfForm::datetime: return EdtfPrecision::second;
    }
    return EdtfPrecision::year;
}

unsigned EdtfDate::level() const noexcept {
    unsigned const form = detail::level_of_form(fields());
    unsigned const mask = detail::level_of_mask(fields());
    unsigned const qualifiers = detail::level_of_qualifiers(fields());
    return (std::max)((std::max)(form, mask), qualifiers);
}

std::int64_t EdtfDate::year() const noexcept {
    return detail::resolved_year(fields());
}

unsigned EdtfDate::components() const noexcept {
    return detail::component_count(fields_);
}

EdtfQualifier EdtfDate::qualifier(EdtfComponent component) const noexcept {
    unsigned const effective = detail::effective_qualifiers(fields_.qualifiers);
    auto const index = static_cast<unsigned>(component);
    if (index >= components()) return EdtfQualifier::none;
    return static_cast<EdtfQualifier>(effective >> (2U * index) & 3U);
}

unsigned EdtfDate::mask(EdtfComponent component) const noexcept {
    switch (component) {
    case EdtfComponent::year: return fields_.mask & detail::year_mask;
    case EdtfComponent::month: return (fields_.mask & detail::month_mask) >> 4U;
    case EdtfComponent::day: return (fields_.mask & detail::day_mask) >> 6U;
    }
    return 0;
}

std::optional<int> EdtfDate::shift_minutes() const noexcept {
    if (fields_.shift == detail::EdtfFields::no_shift) return std::nullopt;
    return fields_.shift == detail::EdtfFields::utc ? 0 : fields_.shift;
}

std::optional<Day> EdtfDate::utc_day() const noexcept {
    auto const shift = shift_minutes();
    if (!shift) return std::nullopt;
    // A date with a clock time has its fields.
    int const minute = fields_.hour * 60 + fields_.minute - *shift;
    int const days = minute < 0 ? -1 : minute >= 24 * 60 ? 1 : 0;
    return Day(fields_.year, fields_.month, fields_.day) + days;
}

std::string EdtfDate::canonical() const {
    char text[detail::max_date_size];
    return {text, detail::write(detail::normal(fields()), text)};
}

std::string EdtfDate::as_said() const {
    char text[detail::max_date_size];
    return {text, detail::write(fields(), text)};
}

bool operator==(EdtfDate const& a, EdtfDate const& b) noexcept {
    return a.fields_ == b.fields_ || detail::normal(a.fields()) == detail::normal(b.fields());
}

std::string_view to_string(EdtfQualifier qualifier) noexcept {
    switch (qualifier) {
    case EdtfQualifier::none: return ".";
    case EdtfQualifier::uncertain: return "?";
    case EdtfQualifier::approximate: return "~";
    case EdtfQualifier::both: return "%";
    }
    return ".";
}

}  // namespace ascribe
