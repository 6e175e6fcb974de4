// SPDX-License-Identifier: BSL-1.0
#include "edtf_parser.hpp"

#include <limits>

namespace ascribe::detail {

namespace {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

constexpr std::uint16_t placed(unsigned left, unsigned right, unsigned component) noexcept {
    return static_cast<std::uint16_t>(left << (2U * component) | right << (6U + 2U * component));
}

}  // namespace

/// A qualifier if there is one. Two in a row are the mistake of the draft of 2012, so they are told apart from other
/// text.
bool EdtfParser::qualifier(unsigned& bits) noexcept {
    bits = 0;
    for (; at_ != end_; ++at_) {
        unsigned const found = *at_ == '?' ? 1 : *at_ == '~' ? 2 : *at_ == '%' ? 3 : 0;
        if (found == 0) return true;
        if (bits != 0) return fail("qualifier", "one qualifier; '%' stands for '?' and '~' together");
        bits = found;
    }
    return true;
}

/// A positive number without leading zeros.
bool EdtfParser::number(std::int64_t& value, std::string_view rule) noexcept {
    if (done() || !is_digit(*at_) || *at_ == '0') return fail(rule, "a digit from 1 to 9");
    char const* const start = at_;
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    value = 0;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
        int const digit = *at_ - '0';
        if (value > (most - digit) / 10) return fail(Errc::out_of_range, rule, "a number of at most 63 bits", start);
        value = value * 10 + digit;
    }
    return true;
}

bool EdtfParser::masked_digits(unsigned width, unsigned& value, unsigned& mask, std::string_view rule,
                               std::string_view expected) noexcept {
    for (unsigned i = 0; i < width; ++i, ++at_) {
        value *= 10;
        mask <<= 1U;
        if (at_ == end_) return fail(rule, expected);
        auto const digit = static_cast<unsigned>(static_cast<unsigned char>(*at_)) - '0';
        if (digit <= 9)
            value += digit;
        else if (*at_ == 'X')
            mask |= 1U;
        else
            return fail(rule, expected);
    }
    return true;
}

bool EdtfParser::two_digits(unsigned most, std::uint8_t& value, std::string_view rule,
                            std::string_view expected) noexcept {
    if (end_ - at_ < 2 || !is_digit(at_[0]) || !is_digit(at_[1])) return fail(rule, expected);
    auto const number = static_cast<unsigned>((at_[0] - '0') * 10 + (at_[1] - '0'));
    if (number > most) return fail(Errc::out_of_range, rule, expected, at_);
    value = static_cast<std::uint8_t>(number);
    at_ += 2;
    return true;
}

bool EdtfParser::date(EdtfFields& fields) noexcept {
    unsigned left = 0;
    unsigned right = 0;
    if (!qualifier(left)) return false;
    bool const lettered = sees('Y');
    if (!(lettered ? long_year(fields) : year(fields)) || !qualifier(right)) return false;
    fields.qualifiers = placed(left, right, 0);
    if (!sees('-')) return true;
    if (lettered) return fail("year", "nothing after a year with letter Y");
    if (fields.significant != 0) return fail("significant digits", "nothing after a year with significant digits");
    return month(fields) && (!sees('-') || day(fields));
}

bool EdtfParser::year(EdtfFields& fields) noexcept {
    char const* const start = at_;
    fields.negative = eat('-');
    if (done() || (!is_digit(*at_) && *at_ != 'X'))
        return fail("year", "a year: four digits or X, or letter Y and more");
    unsigned value = 0;
    unsigned mask = 0;
    if (!masked_digits(4, value, mask, "year", "four digits or X")) return false;
    if (!done() && (is_digit(*at_) || *at_ == 'X'))
        return fail("year", "letter Y before a year of more than four digits");
    fields.year = fields.negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    fields.mask = static_cast<std::uint8_t>(mask);
    if (fields.negative && value == 0 && mask == 0) {
        return fail(Errc::out_of_range, "year", "0000, or a year before it", start);
    }
    if (!sees('S')) return true;
    if (mask != 0) return fail("significant digits", "a year without X before S");
    return significant_digits(fields, 4);
}

bool EdtfParser::long_year(EdtfFields& fields) noexcept {
    ++at_;
    char const* const start = at_;
    fields.form = EdtfForm::long_year;
    fields.negative = eat('-');
    if (!number(fields.year, "year")) return false;
    std::int64_t digits = at_ - start - (fields.negative ? 1 : 0);
    if (eat('E')) {
        fields.form = EdtfForm::exponent;
        char const* const exponent_start = at_;
        std::int64_t exponent = 0;
        if (!number(exponent, "exponent")) return false;
        if (exponent > (std::numeric_limits<std::uint8_t>::max)()) {
            return fail(Errc::out_of_range, "exponent", "an exponent of at most 255", exponent_start);
        }
        fields.exponent = static_cast<std::uint8_t>(exponent);
        digits += exponent;
    } else if (fields.year <= 9'999) {
        return fail(Errc::not_allowed, "year", "more than four digits after letter Y", start);
    }
    if (fields.negative) fields.year = -fields.year;
    return !sees('S') || significant_digits(fields, digits);
}

bool EdtfParser::significant_digits(EdtfFields& fields, std::int64_t digits) noexcept {
    ++at_;
    char const* const start = at_;
    std::int64_t count = 0;
    if (!number(count, "significant digits")) return false;
    if (count > digits) {
        return fail(Errc::out_of_range, "significant digits", "no more significant digits than the year has", start);
    }
    fields.significant = static_cast<std::uint16_t>(count);
    return true;
}

bool EdtfParser::month(EdtfFields& fields) noexcept {
    ++at_;
    unsigned left = 0;
    if (!qualifier(left)) return false;
    char const* const start = at_;
    unsigned value = 0;
    unsigned mask = 0;
    if (!masked_digits(2, value, mask, "month", "two digits or X")) return false;
    fields.month = static_cast<std::uint8_t>(value);
    fields.mask = static_cast<std::uint8_t>(fields.mask | mask << 4U);
    fields.form = EdtfForm::month;
    if (mask == 0) {
        if (value >= 21 && value <= 41)
            fields.form = EdtfForm::season;
        else if (value < 1 || value > 12)
            return fail(Errc::out_of_range, "month", "01 to 12, or 21 to 41", start);
    } else if (value >= 20) {
        return fail(Errc::out_of_range, "mask", "X for the digit of a month 01 to 12", start);
    }
    unsigned right = 0;
    if (!qualifier(right)) return false;
    fields.qualifiers = static_cast<std::uint16_t>(fields.qualifiers | placed(left, right, 1));
    return true;
}

bool EdtfParser::day(EdtfFields& fields) noexcept {
    if (fields.form == EdtfForm::season) return fail("season", "nothing after a season");
    ++at_;
    unsigned left = 0;
    if (!qualifier(left)) return false;
    char const* const start = at_;
    unsigned value = 0;
    unsigned mask = 0;
    if (!masked_digits(2, value, mask, "day", "two digits or X")) return false;
    fields.day = static_cast<std::uint8_t>(value);
    fields.mask = static_cast<std::uint8_t>(fields.mask | mask << 6U);
    fields.form = EdtfForm::day;
    if (fields.mask == 0) {
        if (!is_civil(fields.year, fields.month, value)) {
            return fail(Errc::out_of_range, "day", "a day of the month", start);
        }
    } else if (!has_completion(fields)) {
        return fail(Errc::out_of_range, "mask", "digits that some day of the calendar has", start);
    }
    unsigned right = 0;
    if (!qualifier(right)) return false;
    fields.qualifiers = static_cast<std::uint16_t>(fields.qualifiers | placed(left, right, 2));
    return true;
}

bool EdtfParser::time(EdtfFields& fields, char const* start) noexcept {
    if (fields.form != EdtfForm::day) return fail("time", "a complete date before T");
    if (fields.mask != 0 || fields.qualifiers != 0) {
        return fail(Errc::not_allowed, "time", "a date without X and qualifier before T", at_);
    }
    if (fields.negative && !policy_.negative_clock_years) {
        return fail(Errc::not_allowed, "time", "no clock time after a date of a negative year", start);
    }
    ++at_;
    fields.form = EdtfForm::datetime;
    char const* const clock_start = at_;
    if (!clock(fields)) return false;
    if (!done() && !sees('/') && !shift(fields)) return false;
    return fields.second != 60 || leap_second(fields, clock_start + 6);
}

bool EdtfParser::clock(EdtfFields& fields) noexcept {
    char const* const start = at_;
    if (!two_digits(24, fields.hour, "time", "hours 00 to 23")) return false;
    if (!eat(':')) return fail("time", "':' and minutes");
    if (!two_digits(59, fields.minute, "time", "minutes 00 to 59")) return false;
    if (!eat(':')) return fail("time", "':' and seconds");
    if (!two_digits(60, fields.second, "time", "seconds 00 to 60")) return false;
    if (fields.hour < 24) return true;
    if (!policy_.hour_24 || fields.minute != 0 || fields.second != 0) {
        return fail(Errc::out_of_range, "time", policy_.hour_24 ? "24:00:00 or hours 00 to 23" : "hours 00 to 23",
                    start);
    }
    return true;
}

bool EdtfParser::shift(EdtfFields& fields) noexcept {
    if (eat('Z')) {
        fields.shift = EdtfFields::utc;
        return true;
    }
    char const* const start = at_;
    bool const behind = sees('-');
    if (!behind && !sees('+')) return fail("shift", "Z, '+', '-' or the end of the time");
    ++at_;
    std::uint8_t hours = 0;
    std::uint8_t minutes = 0;
    if (!two_digits(14, hours, "shift", "hours 00 to 14")) return false;
    fields.shift_hours_only = !eat(':');
    if (!fields.shift_hours_only && !two_digits(59, minutes, "shift", "minutes 00 to 59")) return false;
    int const total = hours * 60 + minutes;
    if (total > 14 * 60) return fail(Errc::out_of_range, "shift", "at most 14:00", start);
    if (behind && total == 0) return fail(Errc::not_allowed, "shift", "'+' before a shift of zero", start);
    fields.shift = static_cast<std::int16_t>(behind ? -total : total);
    return true;
}

bool EdtfParser::leap_second(EdtfFields const& fields, char const* where) noexcept {
    if (policy_.leap_second == LeapSecond::anywhere) return true;
    if (policy_.leap_second == LeapSecond::refuse) return fail(Errc::not_allowed, "time", "seconds 00 to 59", where);
    bool const shifted = fields.shift != EdtfFields::no_shift && fields.shift != EdtfFields::utc;
    int const minute = fields.hour * 60 + fields.minute - (shifted ? fields.shift : 0);
    constexpr int minutes_of_day = 24 * 60;
    if ((minute + 1) % minutes_of_day == 0) return true;
    return fail(Errc::not_allowed, "time", "second 60 only at 23:59:60 UTC", where);
}

}  // namespace ascribe::detail
