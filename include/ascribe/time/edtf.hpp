// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_EDTF_HPP
#define ASCRIBE_TIME_EDTF_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/time/edtf_date.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ascribe {

/// How an end of an interval is given.
enum class EdtfEnd : std::uint8_t {
    date,          ///< a date
    open,          ///< "..": there is no such end
    unknown,       ///< nothing before or after the slash: there is one, and nobody says when
    on_or_before,  ///< "..date", at the start only (ISO 8601-2, 10.6)
    on_or_after,   ///< "date..", at the end only
};

template <>
struct Names<EdtfEnd> {
    static constexpr std::string_view kind = "end of an interval";
    static constexpr std::string_view expected = "date, open, unknown, on or before, or on or after";
    static constexpr std::array<std::string_view, 5> values = {"date", "open", "unknown", "on or before",
                                                               "on or after"};
};

/// A member of a set: a date, or a run of dates. The dates that are not written are default values.
struct EdtfMember {
    enum class Shape : std::uint8_t {
        one,        ///< "first"
        range,      ///< "first..last": every date of that precision from the one to the other
        up_to,      ///< "..last"
        from_then,  ///< "first.."
    };
    Shape shape = Shape::one;
    EdtfDate first;
    EdtfDate last;

    friend bool operator==(EdtfMember const&, EdtfMember const&) = default;
};

/// An uncertain date as sources give it: ISO 8601-2:2019 annex A and the Library of Congress EDTF specification, levels
/// 0 to 2.
///
/// A regular value that holds everything the text says and nothing else; how seasons become days is asked with each
/// question. The spelling is kept, so as_said() gives the text back byte for byte. Equality is that of the canonical
/// text: sets without order and repetition, qualifiers in the shortest place, exponents without trailing zeros. level()
/// and as_said() may differ between equals. At most 96 bytes; only sets allocate, when they are read, copied and
/// brought into order for comparison.
///
/// Not modelled: anything outside the profile (durations, weeks, ordinal dates, recurrence, basic format, the draft of
/// 2012).
class Edtf {
public:
    /// `XXXX`, the date that says least.
    Edtf() = default;

    /// The value of parse_edtf(text) or Exception with its error.
    explicit Edtf(std::string_view text);

    explicit Edtf(EdtfDate const& date) noexcept : start_(date), kind_(date.kind()) {}

    /// A complete date. EDTF writes days of the years -9999 to 9999 only; others, and the infinities, are errors.
    [[nodiscard]] static Result<Edtf> try_from(Day day);
    /// try_from(day).value().
    [[nodiscard]] static Edtf from(Day day) {
        // Hosts make one for every record, so the usual way is short, and the only one.
        if (!EdtfDate::has_four_digits(day)) refuse(day);
        return Edtf(EdtfDate::of(day), EdtfKind::date);
    }
    /// The interval of the two days and all between them. Errors as try_from, and an end before the start.
    [[nodiscard]] static Result<Edtf> try_between(Day start, Day end);
    /// try_between(start, end).value().
    [[nodiscard]] static Edtf between(Day start, Day end) { return try_between(start, end).value(); }

    [[nodiscard]] EdtfKind kind() const noexcept { return kind_; }
    [[nodiscard]] bool is_interval() const noexcept { return kind_ == EdtfKind::interval; }
    [[nodiscard]] bool is_set() const noexcept { return kind_ >= EdtfKind::one_of; }
    /// The smallest conformance level, 0..2, that has the syntax of the text that was read.
    [[nodiscard]] unsigned level() const noexcept;
    /// The precision of a single date; of intervals and sets the common one of all their dates, nothing if they differ.
    [[nodiscard]] std::optional<EdtfPrecision> precision() const noexcept;

    /// The date of a single date. Requires: neither interval nor set.
    [[nodiscard]] EdtfDate const& date() const noexcept {
        ASCRIBE_ASSERT(!is_interval() && !is_set());
        return start_;
    }
    /// How the ends of an interval are given. A single date is its own start and end; a set has none (both are
    /// EdtfEnd::date).
    [[nodiscard]] EdtfEnd start_kind() const noexcept { return start_kind_; }
    [[nodiscard]] EdtfEnd end_kind() const noexcept { return end_kind_; }
    /// The dates of the ends; of a single date both are that date. Requires: no set, and an end that has a date.
    [[nodiscard]] EdtfDate const& start() const noexcept {
        ASCRIBE_ASSERT(!is_set() && has_date(start_kind_));
        return start_;
    }
    [[nodiscard]] EdtfDate const& end() const noexcept {
        ASCRIBE_ASSERT(!is_set() && has_date(end_kind_));
        return is_interval() ? end_ : start_;
    }
    [[nodiscard]] static constexpr bool has_date(EdtfEnd end) noexcept {
        return end != EdtfEnd::open && end != EdtfEnd::unknown;
    }
    /// The members of a set in the order of the text; empty for everything else. Valid as long as this value is not
    /// changed.
    [[nodiscard]] std::span<EdtfMember const> members() const noexcept { return members_; }

    /// The first and the last day that any reading touches; minus and plus infinity for ends that are open, unknown, on
    /// or before and on or after (the end kind tells them apart). An interval that runs backwards has earliest() >
    /// latest().
    [[nodiscard]] Day earliest(SeasonPolicy seasons = {}) const noexcept;
    [[nodiscard]] Day latest(SeasonPolicy seasons = {}) const noexcept;

    /// How many days are admitted: completions of X for dates, all days from earliest to latest for intervals, days in
    /// any member for sets (each once). Nothing if there is no end to them. Constant time, for sets linear in their
    /// runs of days.
    [[nodiscard]] std::optional<std::int64_t> count_days(SeasonPolicy seasons = {}) const noexcept;

    /// The next admitted days at or after `from`, cut off there; they need not be all that follow without a gap.
    /// Starting again after the last one walks over all of them, in order and without allocation.
    [[nodiscard]] std::optional<DayRange> next_days(Day from, SeasonPolicy seasons = {}) const noexcept;

    /// Calls `f(Day)` for each admitted day within `window`, earliest first, until there are none left or `f` returns
    /// false; says whether it came to the end. An open start begins at the window, which by default is the earliest day
    /// of all.
    template <class F>
    bool for_each_day(F&& f, DayRange window = {}, SeasonPolicy seasons = {}) const {
        Day const end = window.last < (Day::max)() ? window.last : (Day::max)();
        for (Day from = window.first > (Day::min)() ? window.first : (Day::min)(); from <= end;) {
            auto const run = next_days(from, seasons);
            if (!run || run->first > end) break;
            Day const last = run->last < end ? run->last : end;
            for (Day day = run->first; day <= last; ++day) {
                if constexpr (std::is_void_v<std::invoke_result_t<F&, Day>>)
                    std::invoke(f, day);
                else if (!std::invoke(f, day))
                    return false;
            }
            from = last + 1;
        }
        return true;
    }

    /// The day, if this is nothing but a complete date: no interval, X, qualifier or clock time.
    [[nodiscard]] std::optional<Day> is_day() const noexcept {
        return is_interval() || is_set() ? std::nullopt : start_.is_day();
    }

    /// The normal form: equal values give the same text, and parse_edtf reads it back as an equal value.
    [[nodiscard]] std::string canonical() const;
    /// Writes the canonical text if it fits and returns its length in either case; no terminating zero. Everything but
    /// a set fits into max_size characters and is written without allocation; a set allocates if its members have to be
    /// put in order.
    std::size_t canonical_to(std::span<char> buffer) const;
    static constexpr std::size_t max_size = 72;

    /// The text that was read, byte for byte.
    [[nodiscard]] std::string as_said() const;
    std::size_t as_said_to(std::span<char> buffer) const noexcept;

    /// Equal values have equal hashes.
    [[nodiscard]] std::size_t hash() const;

    friend bool operator==(Edtf const& a, Edtf const& b);

private:
    friend struct detail::EdtfAccess;
    /// Throws the error of try_from.
    [[noreturn]] static void refuse(Day day);
    Edtf(EdtfDate const& date, EdtfKind kind) noexcept : start_(date), kind_(kind) {}

    EdtfDate start_;
    EdtfDate end_;
    std::vector<EdtfMember> members_;
    EdtfKind kind_ = EdtfKind::date;
    EdtfEnd start_kind_ = EdtfEnd::date;
    EdtfEnd end_kind_ = EdtfEnd::date;
};

/// Reads an EDTF expression of level 0, 1 or 2. No allocation except for sets and errors; linear time.
///
/// Errors have record "EDTF", the byte offset, and as field the rule that is broken: text, year, month, day, season,
/// time, shift, qualifier, mask, exponent, significant digits, interval, set, range or level. Code empty is for no text
/// at all, out_of_range for numbers outside the calendar or 64 bits, not_allowed for what the policy refuses, syntax
/// for the rest.
[[nodiscard]] Result<Edtf> parse_edtf(std::string_view text, EdtfPolicy const& policy = {});

}  // namespace ascribe

template <>
struct std::hash<ascribe::Edtf> {
    std::size_t operator()(ascribe::Edtf const& value) const { return value.hash(); }
};

#endif
