// SPDX-License-Identifier: BSL-1.0
#include <ascribe/time/day.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace ascribe {

namespace {

void append_padded(std::string& text, std::uint64_t number, std::size_t width) {
    char digits[20];
    auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    auto const size = static_cast<std::size_t>(end - digits);
    if (size < width) text.append(width - size, '0');
    text.append(digits, size);
}

Error day_error(Errc code, std::string_view field, std::string_view expected, std::string_view text,
                std::size_t offset) {
    return {code, "day", field, expected, std::string(text.substr(offset, 16)), offset};
}

/// Reads exactly two digits; 0 is never a month or a day, so it also says that there were none.
unsigned two_digits(std::string_view text) noexcept {
    if (text.size() < 2) return 0;
    auto const tens = static_cast<unsigned>(text[0]) - '0';
    auto const ones = static_cast<unsigned>(text[1]) - '0';
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : 0;
}

}  // namespace

std::string to_string(Day day) {
    if (!day.is_finite()) return day == Day::plus_infinity() ? "+inf" : "-inf";
    Civil const date = day.civil();
    std::string text;
    if (date.year < 0) text += '-';
    append_padded(text, static_cast<std::uint64_t>(date.year < 0 ? -date.year : date.year), 4);
    text += '-';
    append_padded(text, date.month, 2);
    text += '-';
    append_padded(text, date.day, 2);
    return text;
}

Result<Day> parse_day(std::string_view text) {
    if (text.empty()) return day_error(Errc::empty, {}, "a day", text, 0);
    if (text == "+inf") return Day::plus_infinity();
    if (text == "-inf") return Day::minus_infinity();
    std::size_t const sign = text.front() == '-' ? 1 : 0;
    std::size_t dash = sign;
    while (dash < text.size() && text[dash] >= '0' && text[dash] <= '9') ++dash;
    if (dash - sign < 4 || (dash - sign > 4 && text[sign] == '0')) {
        return day_error(Errc::syntax, "year", "four digits, or more without a leading zero", text, sign);
    }
    std::int64_t year = 0;
    auto const read = std::from_chars(text.data() + sign, text.data() + dash, year);
    if (read.ec != std::errc() || year > Day::max_year || (sign == 1 && year == 0)) {
        return day_error(Errc::out_of_range, "year", "a year of the calendar", text, 0);
    }
    if (sign == 1) year = -year;
    if (dash == text.size() || text[dash] != '-') return day_error(Errc::syntax, "month", "'-'", text, dash);
    unsigned const month = two_digits(text.substr(dash + 1));
    if (month < 1 || month > 12) return day_error(Errc::syntax, "month", "01 to 12", text, dash + 1);
    if (dash + 3 >= text.size() || text[dash + 3] != '-') {
        return day_error(Errc::syntax, "day", "'-'", text, (std::min)(dash + 3, text.size()));
    }
    unsigned const day = two_digits(text.substr(dash + 4));
    if (!is_civil(year, month, day)) return day_error(Errc::out_of_range, "day", "a day of the month", text, dash + 4);
    if (dash + 6 != text.size()) return day_error(Errc::syntax, "day", "the end of the text", text, dash + 6);
    return Day(year, month, day);
}

}  // namespace ascribe
