// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_TIME_RESOLVE_REGION_HPP
#define ASCRIBE_SRC_TIME_RESOLVE_REGION_HPP

#include <ascribe/time/day.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ascribe::detail {

/// What a stretch of days is a unit of; it decides how it is written and what its parts are.
enum class Form : std::uint8_t { day, days, week, month, months, sub_year, year, years, decade, century, other };

enum class Precision : std::uint8_t { day, month, year };

/// Some days in a row, with what is known about how to write them.
struct Region {
    Region() = default;
    Region(Day from, Day to, Form what = Form::other, std::string written = {})
        : first(from), last(to), form(what), text(std::move(written)) {}

    Day first;
    Day last;
    Form form = Form::other;
    unsigned code = 0;             // of a sub-year: 21..41
    std::int64_t year = 0;         // of a sub-year: the one written before the code
    std::string text;              // how it was written; empty if it is written from the form
    bool single = true;            // whether `text` is a single date, which may stand in intervals and sets
    bool writable = true;          // whether EDTF has a form for it that is not much wider
    unsigned first_qualifier = 0;  // bits as in EdtfQualifier
    unsigned last_qualifier = 0;

    friend bool operator==(Region const&, Region const&) = default;
};

/// The coarsest unit of which both ends are borders.
[[nodiscard]] Precision precision_of(Region const& region);
/// The form of a run of days, months or years.
[[nodiscard]] Form form_of(Precision precision);

/// The region as one date, if there is one that says just that.
[[nodiscard]] std::optional<std::string> single_text(Region const& region);
/// What lies somewhere from the one region to the other, as a date or a one-of set, if EDTF can say it.
[[nodiscard]] std::optional<std::string> region_text(Region const& from, Region const& to);
/// Puts a qualifier after each date of an EDTF text; one that is there already is joined with it.
[[nodiscard]] std::string with_qualifier(std::string_view text, unsigned qualifier);
/// A number of at least so many digits. Requires: not negative.
[[nodiscard]] std::string padded(std::int64_t number, std::size_t width);

}  // namespace ascribe::detail

#endif
