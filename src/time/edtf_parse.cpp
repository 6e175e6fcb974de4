// SPDX-License-Identifier: BSL-1.0
#include "edtf_access.hpp"
#include <ascribe/time/edtf.hpp>

#include <limits>

namespace ascribe {

namespace detail {

namespace {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// One pass over the text. A function that returns false has noted what is wrong; nothing is allocated before that is
/// reported.
class EdtfParser {
public:
    EdtfParser(std::string_view text, EdtfPolicy const& policy) noexcept
        : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), policy_(policy) {}

    bool parse(Edtf& value);
    [[nodiscard]] Error error() const;

private:
    bool fail(Errc code, std::string_view rule, std::string_view expected, char const* where) noexcept {
        code_ = code;
        rule_ = rule;
        expected_ = expected;
        where_ = where;
        return false;
    }
    bool fail(std::string_view rule, std::string_view expected) noexcept {
        return fail(Errc::syntax, rule, expected, at_);
    }

    [[nodiscard]] bool done() const noexcept { return at_ == end_; }
    [[nodiscard]] bool sees(char c) const noexcept { return at_ != end_ && *at_ == c; }
    bool eat(char c) noexcept { return sees(c) && (++at_, true); }
    [[nodiscard]] bool sees_dots() const noexcept { return end_ - at_ >= 2 && at_[0] == '.' && at_[1] == '.'; }
    bool eat_dots() noexcept { return sees_dots() && (at_ += 2, true); }
    unsigned eat_qualifier() noexcept;

    bool number(std::int64_t& value, std::string_view rule) noexcept;
    bool masked_digits(unsigned width, unsigned& value, unsigned& mask, std::string_view rule,
                       std::string_view expected) noexcept;
    bool two_digits(unsigned most, std::uint8_t& value, std::string_view rule, std::string_view expected) noexcept;

    bool date(EdtfFields& fields) noexcept;
    bool year(EdtfFields& fields) noexcept;
    bool long_year(EdtfFields& fields) noexcept;
    bool significant_digits(EdtfFields& fields, std::int64_t digits) noexcept;
    bool month(EdtfFields& fields) noexcept;
    bool day(EdtfFields& fields) noexcept;
    bool time(EdtfFields& fields, char const* start) noexcept;
    bool clock(EdtfFields& fields) noexcept;
    bool shift(EdtfFields& fields) noexcept;
    bool leap_second(EdtfFields const& fields, char const* where) noexcept;

    bool interval_end(Edtf& value) noexcept;
    bool set(Edtf& value);
    bool member(EdtfMember& member) noexcept;
    bool range_end(EdtfFields const& fields, char const* where) noexcept;

    char const* begin_;
    char const* at_;
    char const* end_;
    EdtfPolicy const& policy_;

    Errc code_ = Errc::syntax;
    std::string_view rule_;
    std::string_view expected_;
    char const* where_ = nullptr;
};

unsigned EdtfParser::eat_qualifier() noexcept {
    if (at_ == end_) return 0;
    switch (*at_) {
    case '?': ++at_; return 1;
    case '~': ++at_; return 2;
    case '%': ++at_; return 3;
    default: return 0;
    }
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

constexpr std::uint16_t placed(unsigned left, unsigned right, unsigned component) noexcept {
    return static_cast<std::uint16_t>(left << (2U * component) | right << (6U + 2U * component));
}

bool EdtfParser::date(EdtfFields& fields) noexcept {
    unsigned const left = eat_qualifier();
    if (sees('Y')) {
        if (!long_year(fields)) return false;
        fields.qualifiers = placed(left, eat_qualifier(), 0);
        if (sees('-')) return fail("year", "nothing after a year with letter Y");
        return true;
    }
    if (!year(fields)) return false;
    bool const significant = fields.significant != 0;
    fields.qualifiers = placed(left, eat_qualifier(), 0);
    if (!sees('-')) return true;
    if (significant) return fail("significant digits", "nothing after a year with significant digits");
    return month(fields) && (!sees('-') || day(fields));
}

bool EdtfParser::year(EdtfFields& fields) noexcept {
    char const* const start = at_;
    fields.negative = eat('-');
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
    unsigned const left = eat_qualifier();
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
    } else if (mask == 2 && value > 9) {
        return fail(Errc::out_of_range, "mask", "X for the digit of a month 01 to 12", start);
    }
    fields.qualifiers = static_cast<std::uint16_t>(fields.qualifiers | placed(left, eat_qualifier(), 1));
    return true;
}

bool EdtfParser::day(EdtfFields& fields) noexcept {
    if (fields.form == EdtfForm::season) return fail("season", "nothing after a season");
    ++at_;
    unsigned const left = eat_qualifier();
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
    fields.qualifiers = static_cast<std::uint16_t>(fields.qualifiers | placed(left, eat_qualifier(), 2));
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
    if (!done() && !shift(fields)) return false;
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

/// After a start, at the slash.
bool EdtfParser::interval_end(Edtf& value) noexcept {
    ++at_;
    EdtfAccess::kind(value) = EdtfKind::interval;
    EdtfFields& start = EdtfAccess::fields(EdtfAccess::start(value));
    EdtfFields& end = EdtfAccess::fields(EdtfAccess::end(value));
    EdtfEnd& end_kind = EdtfAccess::end_kind(value);
    char const* const from = at_;
    if (done()) {
        end_kind = EdtfEnd::unknown;
    } else if (eat_dots()) {
        end_kind = EdtfEnd::open;
    } else {
        end = EdtfFields{};
        if (!date(end)) return false;
        if (sees('T')) return fail(Errc::not_allowed, "interval", "ends without clock time", at_);
        if (eat_dots()) end_kind = EdtfEnd::on_or_after;
    }
    if (!done()) return fail("interval", "the end of the text");
    bool const has_start = Edtf::has_date(value.start_kind());
    bool const has_end = Edtf::has_date(end_kind);
    if (!has_start && !has_end && !policy_.dateless_intervals) {
        return fail(Errc::not_allowed, "interval", "a date at one end at least", from);
    }
    bool const can_be_reversed = value.start_kind() == EdtfEnd::date && end_kind == EdtfEnd::date;
    if (can_be_reversed && !policy_.reversed_intervals && is_reversed(start, end, policy_.seasons)) {
        return fail(Errc::not_allowed, "interval", "an end that is not before the start", from);
    }
    return true;
}

/// The end of a range has to be one year, month or day of the calendar, so that there is something to count from.
bool EdtfParser::range_end(EdtfFields const& fields, char const* where) noexcept {
    if (fields.mask != 0 || fields.form == EdtfForm::season || fields.significant != 0 || fields.qualifiers != 0) {
        return fail(Errc::not_allowed, "range", "a year, month or day without X, season, S and qualifier", where);
    }
    return true;
}

bool EdtfParser::member(EdtfMember& member) noexcept {
    if (eat_dots()) {
        member.shape = EdtfMember::Shape::up_to;
        EdtfAccess::fields(member.last) = EdtfFields{};
        return date(EdtfAccess::fields(member.last));
    }
    char const* const first_at = at_;
    EdtfFields& first = EdtfAccess::fields(member.first);
    first = EdtfFields{};
    if (!date(first)) return false;
    if (!eat_dots()) return true;
    if (done() || sees(',') || sees(']') || sees('}')) {
        member.shape = EdtfMember::Shape::from_then;
        return true;
    }
    member.shape = EdtfMember::Shape::range;
    char const* const last_at = at_;
    EdtfFields& last = EdtfAccess::fields(member.last);
    last = EdtfFields{};
    if (!date(last) || !range_end(first, first_at) || !range_end(last, last_at)) return false;
    if (component_count(first) != component_count(last)) {
        return fail(Errc::not_allowed, "range", "two ends of the same precision", last_at);
    }
    if (is_reversed(first, last, policy_.seasons)) {
        return fail(Errc::not_allowed, "range", "an end that is not before the start", last_at);
    }
    return true;
}

bool EdtfParser::set(Edtf& value) {
    char const close = *at_ == '[' ? ']' : '}';
    EdtfAccess::kind(value) = *at_ == '[' ? EdtfKind::one_of : EdtfKind::all_of;
    ++at_;
    do {
        EdtfMember& next = EdtfAccess::members(value).emplace_back();
        if (!member(next)) return false;
        if (sees('T')) return fail(Errc::not_allowed, "set", "members without clock time", at_);
    } while (eat(','));
    if (!eat(close)) return fail("set", close == ']' ? "',' or ']'" : "',' or '}'");
    return done() || fail("set", "the end of the text");
}

bool EdtfParser::parse(Edtf& value) {
    if (done()) return fail(Errc::empty, "text", "an EDTF expression", at_);
    if (sees('[') || sees('{')) return set(value);
    EdtfFields& start = EdtfAccess::fields(EdtfAccess::start(value));
    EdtfEnd& start_kind = EdtfAccess::start_kind(value);
    if (sees('/')) {
        start_kind = EdtfEnd::unknown;
        return interval_end(value);
    }
    if (eat_dots()) {
        start_kind = sees('/') ? EdtfEnd::open : EdtfEnd::on_or_before;
        if (start_kind == EdtfEnd::open) return interval_end(value);
    }
    start = EdtfFields{};
    if (!date(start)) return false;
    if (sees('/')) return interval_end(value);
    if (start_kind != EdtfEnd::date) return fail("interval", "'/' after the start of an interval");
    if (sees('T')) {
        if (!time(start, begin_)) return false;
        if (sees('/')) return fail(Errc::not_allowed, "interval", "ends without clock time", at_);
    }
    if (!done()) return fail("text", "the end of the text");
    EdtfAccess::kind(value) = EdtfAccess::start(value).kind();
    return true;
}

Error EdtfParser::error() const {
    auto const offset = static_cast<std::size_t>(where_ - begin_);
    std::string_view const rest(where_, static_cast<std::size_t>(end_ - where_));
    return {code_, "EDTF", rule_, expected_, std::string(rest.substr(0, 12)), offset};
}

}  // namespace

}  // namespace detail

Result<Edtf> parse_edtf(std::string_view text, EdtfPolicy const& policy) {
    Edtf value;
    detail::EdtfParser parser(text, policy);
    if (!parser.parse(value)) return parser.error();
    if (unsigned const level = value.level(); level > policy.max_level) {
        return Error{Errc::not_allowed,
                     "EDTF",
                     "level",
                     policy.max_level == 0 ? "an expression of level 0" : "an expression of level 0 or 1",
                     std::string(text.substr(0, 12)),
                     0};
    }
    return value;
}

}  // namespace ascribe
