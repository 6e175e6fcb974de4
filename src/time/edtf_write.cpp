// SPDX-License-Identifier: BSL-1.0
#include "edtf_access.hpp"
#include <ascribe/time/edtf.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>
#include <tuple>
#include <vector>

namespace ascribe {

namespace detail {

namespace {

char* write_qualifier(unsigned qualifier, char* out) noexcept {
    if (qualifier != 0) *out++ = ".?~%"[qualifier];
    return out;
}

char* write_number(std::int64_t number, char* out) noexcept {
    return std::to_chars(out, out + 20, number).ptr;
}

/// Writes `width` digits of a number, X for those whose bit is set; the lowest bit is the last digit.
char* write_digits(unsigned number, unsigned mask, unsigned width, char* out) noexcept {
    for (unsigned i = width; i-- > 0; number /= 10) {
        out[i] = (mask & 1U) != 0 ? 'X' : static_cast<char>('0' + number % 10);
        mask >>= 1U;
    }
    return out + width;
}

char* write_year(EdtfFields const& fields, char* out) noexcept {
    if (fields.form == EdtfForm::long_year || fields.form == EdtfForm::exponent) {
        *out++ = 'Y';
        out = write_number(fields.year, out);
        if (fields.form == EdtfForm::exponent) {
            *out++ = 'E';
            out = write_number(fields.exponent, out);
        }
    } else {
        if (fields.negative) *out++ = '-';
        auto const magnitude = static_cast<unsigned>(fields.year < 0 ? -fields.year : fields.year);
        out = write_digits(magnitude, fields.mask & year_mask, 4, out);
    }
    if (fields.significant != 0) {
        *out++ = 'S';
        out = write_number(fields.significant, out);
    }
    return out;
}

char* write_time(EdtfFields const& fields, char* out) noexcept {
    *out++ = 'T';
    out = write_digits(fields.hour, 0, 2, out);
    *out++ = ':';
    out = write_digits(fields.minute, 0, 2, out);
    *out++ = ':';
    out = write_digits(fields.second, 0, 2, out);
    if (fields.shift == EdtfFields::no_shift) return out;
    if (fields.shift == EdtfFields::utc) {
        *out++ = 'Z';
        return out;
    }
    *out++ = fields.shift < 0 ? '-' : '+';
    auto const minutes = static_cast<unsigned>(fields.shift < 0 ? -fields.shift : fields.shift);
    out = write_digits(minutes / 60, 0, 2, out);
    if (fields.shift_hours_only) return out;
    *out++ = ':';
    return write_digits(minutes % 60, 0, 2, out);
}

}  // namespace

char* write(EdtfFields const& fields, char* out) noexcept {
    unsigned const count = component_count(fields);
    out = write_qualifier(left_qualifier(fields.qualifiers, 0), out);
    out = write_year(fields, out);
    out = write_qualifier(right_qualifier(fields.qualifiers, 0), out);
    for (unsigned i = 1; i < count; ++i) {
        *out++ = '-';
        out = write_qualifier(left_qualifier(fields.qualifiers, i), out);
        unsigned const mask = unsigned{fields.mask} >> (2U + 2U * i) & 3U;
        out = write_digits(i == 1 ? fields.month : fields.day, mask, 2, out);
        out = write_qualifier(right_qualifier(fields.qualifiers, i), out);
    }
    return fields.form == EdtfForm::datetime ? write_time(fields, out) : out;
}

namespace {

/// Counts all characters and keeps those that fit.
class Sink {
public:
    explicit Sink(std::span<char> buffer) noexcept : buffer_(buffer) {}

    void append(std::string_view text) noexcept {
        if (size_ <= buffer_.size() && text.size() <= buffer_.size() - size_) {
            std::memcpy(buffer_.data() + size_, text.data(), text.size());
        }
        size_ += text.size();
    }
    void append(EdtfFields const& fields) noexcept {
        char text[max_date_size];
        append({text, static_cast<std::size_t>(write(fields, text) - text)});
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    std::span<char> buffer_;
    std::size_t size_ = 0;
};

EdtfMember normal(EdtfMember member) noexcept {
    EdtfAccess::fields(member.first) = normal(EdtfAccess::fields(member.first));
    EdtfAccess::fields(member.last) = normal(EdtfAccess::fields(member.last));
    return member;
}

auto order_key(EdtfFields const& fields) noexcept {
    return std::tuple(resolved_year(fields), !fields.negative, fields.month, fields.day, fields.form, fields.mask,
                      fields.qualifiers, fields.significant, fields.year, fields.exponent);
}

/// A total order of members in normal form: "..a" first, "a.." last, the rest about as time goes.
bool comes_before(EdtfMember const& a, EdtfMember const& b) noexcept {
    auto const rank = [](EdtfMember const& member) {
        return member.shape == EdtfMember::Shape::up_to ? 0 : member.shape == EdtfMember::Shape::from_then ? 2 : 1;
    };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    auto const first_a = order_key(EdtfAccess::fields(a.first));
    auto const first_b = order_key(EdtfAccess::fields(b.first));
    if (first_a != first_b) return first_a < first_b;
    if (a.shape != b.shape) return a.shape < b.shape;
    return order_key(EdtfAccess::fields(a.last)) < order_key(EdtfAccess::fields(b.last));
}

bool in_normal_order(std::span<EdtfMember const> members) noexcept {
    for (std::size_t i = 1; i < members.size(); ++i) {
        if (!comes_before(normal(members[i - 1]), normal(members[i]))) return false;
    }
    return true;
}

std::vector<EdtfMember> in_order(std::span<EdtfMember const> members) {
    std::vector<EdtfMember> sorted;
    sorted.reserve(members.size());
    for (EdtfMember const& member : members) sorted.push_back(normal(member));
    std::sort(sorted.begin(), sorted.end(), comes_before);
    auto const same = [](EdtfMember const& a, EdtfMember const& b) { return !comes_before(a, b); };
    sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
    return sorted;
}

enum class Spelling : bool { as_said, normal };

EdtfFields spelt(EdtfDate const& date, Spelling spelling) noexcept {
    return spelling == Spelling::normal ? normal(EdtfAccess::fields(date)) : EdtfAccess::fields(date);
}

void write_members(Sink& sink, std::span<EdtfMember const> members, Spelling spelling) noexcept {
    bool first = true;
    for (EdtfMember const& member : members) {
        if (!first) sink.append(",");
        first = false;
        if (member.shape != EdtfMember::Shape::up_to) sink.append(spelt(member.first, spelling));
        if (member.shape != EdtfMember::Shape::one) sink.append("..");
        if (member.shape == EdtfMember::Shape::range || member.shape == EdtfMember::Shape::up_to) {
            sink.append(spelt(member.last, spelling));
        }
    }
}

void write_interval(Sink& sink, Edtf const& value, Spelling spelling) noexcept {
    EdtfEnd const start = value.start_kind();
    EdtfEnd const end = value.end_kind();
    if (start == EdtfEnd::open || start == EdtfEnd::on_or_before) sink.append("..");
    if (Edtf::has_date(start)) sink.append(spelt(value.start(), spelling));
    sink.append("/");
    if (Edtf::has_date(end)) sink.append(spelt(value.end(), spelling));
    if (end == EdtfEnd::open || end == EdtfEnd::on_or_after) sink.append("..");
}

/// Requires of a set: members are those to write, in the order in which they are to be written.
std::size_t write_value(Edtf const& value, std::span<EdtfMember const> members, Spelling spelling,
                        std::span<char> buffer) noexcept {
    Sink sink(buffer);
    if (value.is_set()) {
        sink.append(value.kind() == EdtfKind::one_of ? "[" : "{");
        write_members(sink, members, spelling);
        sink.append(value.kind() == EdtfKind::one_of ? "]" : "}");
    } else if (value.is_interval()) {
        write_interval(sink, value, spelling);
    } else {
        sink.append(spelt(value.date(), spelling));
    }
    return sink.size();
}

void mix(std::size_t& hash, std::uint64_t word) noexcept {
    std::uint64_t mixed = (hash ^ word) * 0x9e37'79b9'7f4a'7c15U;
    mixed ^= mixed >> 29U;
    hash = static_cast<std::size_t>(mixed);
}

void mix(std::size_t& hash, EdtfFields const& fields) noexcept {
    mix(hash, static_cast<std::uint64_t>(fields.year));
    mix(hash, std::uint64_t{fields.qualifiers} | std::uint64_t{static_cast<std::uint16_t>(fields.shift)} << 16U |
                  std::uint64_t{fields.significant} << 32U | std::uint64_t{fields.month} << 48U |
                  std::uint64_t{fields.day} << 56U);
    mix(hash, std::uint64_t{fields.mask} | std::uint64_t{static_cast<std::uint8_t>(fields.form)} << 8U |
                  std::uint64_t{fields.exponent} << 16U | std::uint64_t{fields.negative} << 24U |
                  std::uint64_t{fields.hour} << 32U | std::uint64_t{fields.minute} << 40U |
                  std::uint64_t{fields.second} << 48U);
}

}  // namespace

}  // namespace detail

std::size_t Edtf::canonical_to(std::span<char> buffer) const {
    if (members_.empty() || detail::in_normal_order(members_)) {
        return detail::write_value(*this, members_, detail::Spelling::normal, buffer);
    }
    return detail::write_value(*this, detail::in_order(members_), detail::Spelling::normal, buffer);
}

std::size_t Edtf::as_said_to(std::span<char> buffer) const noexcept {
    return detail::write_value(*this, members_, detail::Spelling::as_said, buffer);
}

std::string Edtf::canonical() const {
    if (!is_set()) {
        char text[max_size];
        return {text, canonical_to(text)};
    }
    auto const sorted = detail::in_order(members_);
    std::string text(detail::write_value(*this, sorted, detail::Spelling::normal, {}), '\0');
    detail::write_value(*this, sorted, detail::Spelling::normal, {text.data(), text.size()});
    return text;
}

std::string Edtf::as_said() const {
    std::string text(as_said_to({}), '\0');
    as_said_to({text.data(), text.size()});
    return text;
}

bool operator==(Edtf const& a, Edtf const& b) {
    if (a.kind_ != b.kind_ || a.start_kind_ != b.start_kind_ || a.end_kind_ != b.end_kind_) return false;
    if (!a.is_set()) return a.start_ == b.start_ && a.end_ == b.end_;
    return a.members_ == b.members_ || detail::in_order(a.members_) == detail::in_order(b.members_);
}

std::size_t Edtf::hash() const {
    std::size_t hash = static_cast<std::size_t>(kind_) << 16U | static_cast<std::size_t>(start_kind_) << 8U |
                       static_cast<std::size_t>(end_kind_);
    auto const mix = [&hash](EdtfDate const& date) {
        detail::mix(hash, detail::normal(detail::EdtfAccess::fields(date)));
    };
    if (!is_set()) {
        mix(start_);
        if (is_interval()) mix(end_);
        return hash;
    }
    for (EdtfMember const& member : detail::in_order(members_)) {
        detail::mix(hash, static_cast<std::uint64_t>(member.shape));
        mix(member.first);
        mix(member.last);
    }
    return hash;
}

}  // namespace ascribe
