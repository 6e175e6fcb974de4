// SPDX-License-Identifier: BSL-1.0
#include "json_lines_instant.hpp"

#include <ascribe/time/day.hpp>

#include <limits>

namespace ascribe::detail::json_lines {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::string_view form = "a moment in UTC such as 2024-01-31T12:00:00Z";

Error error(Errc code, std::string_view text, std::size_t offset) {
    return {.code = code,
            .record = "recording",
            .field = "at",
            .expected = form,
            .found = std::string(text),
            .offset = offset};
}

/// Two digits below `limit`, or -1.
std::int64_t two_digits(std::string_view text, std::int64_t limit) noexcept {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return -1;
    std::int64_t const value = (text[0] - '0') * 10 + (text[1] - '0');
    return value < limit ? value : -1;
}

}  // namespace

std::string instant_text(Instant at) {
    std::int64_t const remainder = at.seconds % seconds_a_day;
    std::int64_t const in_day = remainder < 0 ? remainder + seconds_a_day : remainder;
    std::int64_t const day = at.seconds / seconds_a_day - (remainder < 0 ? 1 : 0);
    std::string text = to_string(Day(day));
    char separator = 'T';
    for (std::int64_t const value : {in_day / 3600, in_day / 60 % 60, in_day % 60}) {
        text += separator;
        text += static_cast<char>('0' + value / 10);
        text += static_cast<char>('0' + value % 10);
        separator = ':';
    }
    return text += 'Z';
}

Result<Instant> parse_instant(std::string_view text) {
    std::size_t const t = text.find('T');
    if (t == std::string_view::npos) return error(Errc::syntax, text, 0);
    Result<Day> const day = parse_day(text.substr(0, t));
    if (!day) {
        std::size_t const offset = day.error().offset;
        return error(day.error().code, text, offset == Error::no_offset ? 0 : offset);
    }
    if (!day->is_finite()) return error(Errc::out_of_range, text, 0);
    std::string_view const clock = text.substr(t + 1);
    std::int64_t seconds = 0;
    constexpr std::size_t clock_size = 9;  // 12:00:00Z
    for (std::size_t part = 0; part < 3; ++part) {
        std::size_t const at = part * 3;
        std::int64_t const value = at < clock.size() ? two_digits(clock.substr(at, 2), part == 0 ? 24 : 60) : -1;
        if (value < 0) return error(Errc::syntax, text, t + 1 + at);
        if (at + 2 >= clock.size() || clock[at + 2] != (part < 2 ? ':' : 'Z'))
            return error(Errc::syntax, text, t + 1 + at + 2);
        seconds = seconds * 60 + value;
    }
    if (clock.size() > clock_size) return error(Errc::syntax, text, t + 1 + clock_size);

    constexpr auto lowest = (std::numeric_limits<std::int64_t>::min)();
    constexpr auto highest = (std::numeric_limits<std::int64_t>::max)();
    std::int64_t const number = day->number();
    if (number > highest / seconds_a_day || number < lowest / seconds_a_day - 1)
        return error(Errc::out_of_range, text, 0);
    // Days before 1970 count from their end, so that no step leaves 64 bits.
    std::int64_t const days = number < 0 ? number + 1 : number;
    std::int64_t const rest = number < 0 ? seconds - seconds_a_day : seconds;
    std::int64_t const whole = days * seconds_a_day;
    if (rest > 0 ? whole > highest - rest : whole < lowest - rest) return error(Errc::out_of_range, text, 0);
    return Instant{whole + rest};
}

}  // namespace ascribe::detail::json_lines
