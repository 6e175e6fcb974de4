// SPDX-License-Identifier: BSL-1.0
#include "edtf_parser.hpp"
#include <ascribe/time/edtf.hpp>

#include <string>

namespace ascribe {

namespace detail {

namespace {

/// As much of a text as a message shows, without cutting a UTF-8 sequence.
std::string_view beginning(std::string_view text) noexcept {
    constexpr std::size_t most = 12;
    if (text.size() <= most) return text;
    std::size_t size = most;
    while (size > most - 3 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
    return text.substr(0, size);
}

}  // namespace

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
    if (done() || ends_member()) return fail("set", "a date or a range of dates");
    if (eat_dots()) {
        if (done() || ends_member()) return fail("range", "a date before or after '..'");
        member.shape = EdtfMember::Shape::up_to;
        EdtfAccess::fields(member.last) = EdtfFields{};
        return date(EdtfAccess::fields(member.last));
    }
    char const* const first_at = at_;
    EdtfFields& first = EdtfAccess::fields(member.first);
    first = EdtfFields{};
    if (!date(first)) return false;
    if (!eat_dots()) return true;
    if (done() || ends_member()) {
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
    return {code_, "EDTF", rule_, expected_, std::string(beginning(rest)), offset};
}

}  // namespace detail

Result<Edtf> parse_edtf(std::string_view text, EdtfPolicy const& policy) {
    Edtf value;
    detail::EdtfParser parser(text, policy);
    if (!parser.parse(value)) return parser.error();
    if (policy.max_level < 2 && value.level() > policy.max_level) {
        return Error{Errc::not_allowed,
                     "EDTF",
                     "level",
                     policy.max_level == 0 ? "an expression of level 0" : "an expression of level 0 or 1",
                     std::string(detail::beginning(text)),
                     0};
    }
    return value;
}

}  // namespace ascribe
