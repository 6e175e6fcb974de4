// SPDX-License-Identifier: BSL-1.0
#include "resolve_region.hpp"

#include <algorithm>

namespace ascribe::detail {

std::string padded(std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

namespace {

std::optional<std::string> year_text(std::int64_t year, bool long_years) {
    if (year >= 0 && year <= 9999) return padded(year, 4);
    if (year < 0 && year >= -9999) return "-" + padded(-year, 4);
    if (long_years) return "Y" + std::to_string(year);
    return std::nullopt;
}

std::optional<std::string> day_text(Day day, Precision precision) {
    if (!day.is_finite()) return std::nullopt;
    Civil const date = day.civil();
    auto text = year_text(date.year, precision == Precision::year);
    if (!text) return text;
    if (precision != Precision::year) *text += "-" + padded(static_cast<std::int64_t>(date.month), 2);
    if (precision == Precision::day) *text += "-" + padded(static_cast<std::int64_t>(date.day), 2);
    return text;
}

std::string_view mark_of(unsigned qualifier) {
    constexpr std::string_view marks[] = {"", "?", "~", "%"};
    return marks[qualifier & 3U];
}

unsigned qualifier_of(char mark) {
    return mark == '?' ? 1U : mark == '~' ? 2U : mark == '%' ? 3U : 0U;
}

bool is_first_of_month(Day day) {
    return !day.is_finite() || day.day() == 1;
}
bool is_last_of_month(Day day) {
    return is_first_of_month(day + 1);
}

}  // namespace

Precision precision_of(Region const& r) {
    switch (r.form) {
    case Form::month:
    case Form::months:
    case Form::sub_year:
        return is_first_of_month(r.first) && is_last_of_month(r.last) ? Precision::month : Precision::day;
    case Form::year:
    case Form::years:
    case Form::decade:
    case Form::century: return Precision::year;
    case Form::day:
    case Form::days:
    case Form::week:
    case Form::other: break;
    }
    return Precision::day;
}

Form form_of(Precision precision) {
    return precision == Precision::day ? Form::days : precision == Precision::month ? Form::months : Form::years;
}

std::optional<std::string> single_text(Region const& r) {
    if (!r.writable) return std::nullopt;
    if (!r.text.empty()) return r.single ? std::optional(r.text) : std::nullopt;
    if (!r.first.is_finite() || !r.last.is_finite()) return std::nullopt;
    std::optional<std::string> text;
    std::int64_t const year = r.first.year();
    switch (r.form) {
    case Form::day: text = day_text(r.first, Precision::day); break;
    case Form::month: text = day_text(r.first, Precision::month); break;
    case Form::year: text = day_text(r.first, Precision::year); break;
    case Form::sub_year:
        text = year_text(r.year, false);
        if (text) *text += "-" + std::to_string(r.code);
        break;
    case Form::decade:
        if (year >= 0 && year <= 9999) text = padded(year / 10, 3) + "X";
        break;
    case Form::century:
        if (year >= 0 && year <= 9999 && year % 100 == 0) text = padded(year / 100, 2) + "XX";
        break;
    case Form::days:
    case Form::week:
    case Form::months:
    case Form::years:
    case Form::other: break;
    }
    if (!text) {
        Precision const precision = precision_of(r);
        auto const low = day_text(r.first, precision);
        if (low == day_text(r.last, precision)) text = low;
    }
    if (text) text->append(mark_of(r.first_qualifier));
    return text;
}

std::optional<std::string> region_text(Region const& from, Region const& to) {
    if (!from.writable || !to.writable) return std::nullopt;
    if (from == to) {
        if (!from.text.empty()) return from.text;
        if (auto const single = single_text(from)) return single;
    }
    ASCRIBE_ASSERT(from.single && to.single);  // a set does not depend on the anchor
    Precision const precision = (std::min)(precision_of(from), precision_of(to));
    auto low = day_text(from.first, precision);
    auto high = day_text(to.last, precision);
    if ((!low && from.first.is_finite()) || (!high && to.last.is_finite()) || (!low && !high)) return std::nullopt;
    if (low) low->append(mark_of(from.first_qualifier));
    if (high) high->append(mark_of(to.last_qualifier));
    if (low == high) return low;
    return "[" + low.value_or("") + ".." + high.value_or("") + "]";
}

std::string with_qualifier(std::string_view text, unsigned qualifier) {
    std::string result;
    auto const close = [&] {
        if (result.empty()) return;
        unsigned const there = qualifier_of(result.back());
        char const last = result.back();
        if (there != 0) result.pop_back();
        if (there != 0 || (last >= '0' && last <= '9') || last == 'X') result += mark_of(qualifier | there);
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const range = text.substr(i, 2) == "..";
        if (range || text[i] == ',' || text[i] == '/' || text[i] == ']' || text[i] == '}') close();
        result += text[i];
        if (range) result += text[++i];
    }
    close();
    return result;
}

}  // namespace ascribe::detail
