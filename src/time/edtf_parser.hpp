// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_EDTF_PARSER_HPP
#define ASCRIBE_SRC_TIME_EDTF_PARSER_HPP

#include "edtf_access.hpp"
#include <ascribe/time/edtf.hpp>

#include <cstdint>
#include <string_view>

namespace ascribe::detail {

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
    [[nodiscard]] bool ends_member() const noexcept { return *at_ == ',' || *at_ == ']' || *at_ == '}'; }
    bool qualifier(unsigned& bits) noexcept;

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

}  // namespace ascribe::detail

#endif
