// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_INTERVAL_HPP
#define ASCRIBE_TIME_INTERVAL_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/edtf.hpp>
#include <ascribe/time/edtf_policy.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// What a source says about one end of a period. The bounds carry the arithmetic; the kind carries the reason.
enum class EndKind : std::uint8_t {
    known,    ///< a date is given, however vague
    open,     ///< said to have no limit there, or to go on: EDTF ".."
    unknown,  ///< there is a limit, nobody says where: EDTF's empty end
};

template <>
struct Names<EndKind> {
    static constexpr std::string_view kind = "kind of end";
    static constexpr std::string_view expected = "known, open or unknown";
    static constexpr std::array<std::string_view, 3> values = {"known", "open", "unknown"};
};

/// How a date says when something was. "1985" of a state means the whole year, of an occurrence some days in it; the
/// text is the same, so the property of the claim decides, and nothing here chooses silently.
enum class Reading : std::uint8_t { throughout, sometime_within };

template <>
struct Names<Reading> {
    static constexpr std::string_view kind = "reading";
    static constexpr std::string_view expected = "throughout or sometime_within";
    static constexpr std::array<std::string_view, 2> values = {"throughout", "sometime_within"};
};

/// A period of whole days of which only bounds of its two ends may be known.
///
///            start_min      start_max            end_min        end_max
///     ----------[::::::::::::::]===================[::::::::::::::)----------> days
///     surely not    perhaps         surely in          perhaps       surely not
///
/// The period is half-open, [start, end) with start < end, so that one which ends where the next starts meets it. The
/// same bounds can be given and read as first and last day, where last = end - 1. An infinite bound means "no bound";
/// the ends themselves are finite days.
///
/// In normal form: bounds that start < end rules out are cut off (start_max < end_max, end_min > start_min), so two
/// values are equal when they admit the same periods and their ends are of one kind. A regular value, 40 bytes.
///
/// Not modelled: a known duration of a period at an unknown place (four bounds cannot say it; a TimeNetwork can), gaps,
/// and how likely one admitted period is.
class UncertainInterval {
public:
    /// Nothing is known: every period is admitted, and both ends are unknown.
    constexpr UncertainInterval() noexcept = default;

    /// Periods [start, end) with both ends between the given days, both included. An end without outer bound is of
    /// unknown kind, others are known. An error of code out_of_range names the field if a minimum exceeds its maximum,
    /// if no start < end is left, or if an end is put at infinity.
    [[nodiscard]] static Result<UncertainInterval> try_half_open(Day start_min, Day start_max, Day end_min,
                                                                 Day end_max);
    [[nodiscard]] static UncertainInterval half_open(Day start_min, Day start_max, Day end_min, Day end_max) {
        return try_half_open(start_min, start_max, end_min, end_max).value();
    }

    /// As half_open, but the bounds are those of the first and the last day of the period. Day::max() as the last day
    /// counts as no bound.
    [[nodiscard]] static Result<UncertainInterval> try_from_days(Day first_min, Day first_max, Day last_min,
                                                                 Day last_max);
    [[nodiscard]] static UncertainInterval from_days(Day first_min, Day first_max, Day last_min, Day last_max) {
        return try_from_days(first_min, first_max, last_min, last_max).value();
    }

    /// The one period from `first` to `last`, both included; throws as from_days does.
    [[nodiscard]] static UncertainInterval exactly(Day first, Day last) { return from_days(first, first, last, last); }
    /// Every period inside the days from `first` to `last`, both included; throws as from_days does.
    [[nodiscard]] static UncertainInterval within(Day first, Day last) { return from_days(first, last, first, last); }

    [[nodiscard]] constexpr Day start_min() const noexcept { return start_min_; }
    [[nodiscard]] constexpr Day start_max() const noexcept { return start_max_; }
    /// The day after the last one.
    [[nodiscard]] constexpr Day end_min() const noexcept { return end_min_; }
    [[nodiscard]] constexpr Day end_max() const noexcept { return end_max_; }

    [[nodiscard]] constexpr Day first_min() const noexcept { return start_min_; }
    [[nodiscard]] constexpr Day first_max() const noexcept { return start_max_; }
    [[nodiscard]] constexpr Day last_min() const noexcept { return end_min_ - 1; }
    [[nodiscard]] constexpr Day last_max() const noexcept { return end_max_ - 1; }

    [[nodiscard]] constexpr EndKind start_kind() const noexcept { return start_kind_; }
    [[nodiscard]] constexpr EndKind end_kind() const noexcept { return end_kind_; }
    /// The same bounds with other kinds of ends.
    [[nodiscard]] constexpr UncertainInterval with_ends(EndKind start, EndKind end) const noexcept {
        UncertainInterval other = *this;
        other.start_kind_ = start;
        other.end_kind_ = end;
        return other;
    }

    /// Whether exactly one period is admitted.
    [[nodiscard]] constexpr bool is_exact() const noexcept { return start_min_ == start_max_ && end_min_ == end_max_; }

    friend constexpr bool operator==(UncertainInterval const&, UncertainInterval const&) noexcept = default;

private:
    Day start_min_ = Day::minus_infinity();
    Day start_max_ = Day::plus_infinity();
    Day end_min_ = Day::minus_infinity();
    Day end_max_ = Day::plus_infinity();
    EndKind start_kind_ = EndKind::unknown;
    EndKind end_kind_ = EndKind::unknown;
};

/// The narrowest value that admits whatever `a` or `b` admits. An end is of the kind that both agree on, else unknown.
[[nodiscard]] UncertainInterval hull(UncertainInterval const& a, UncertainInterval const& b) noexcept;

/// The periods that a date can mean, as one value.
///
/// A single date is its unit: `1985` throughout is that one year, `198X` throughout some whole year of ten,
/// `1985-XX-XX` some day. Sometime within: any period inside the days that the date touches. An interval says its own
/// ends, so throughout it starts somewhere in the first date and ends somewhere in the second, as the Library of
/// Congress page has it; sometime within, it lies anywhere between. A one-of set is the hull of its members. Days that
/// saturate are widened outwards. Errors, of code not_allowed: an all-of set (it is several periods, see try_extents),
/// and an interval that runs backwards.
[[nodiscard]] Result<UncertainInterval> try_extent(Edtf const& date, Reading reading, SeasonPolicy seasons = {});
/// try_extent(...).value().
[[nodiscard]] UncertainInterval extent(Edtf const& date, Reading reading, SeasonPolicy seasons = {});

/// The members of a set one by one, in order; of everything else one value. The members of a one-of set are
/// alternatives (ask possible_relations of both lists), those of an all-of set hold together (ask_any, ask_all), and
/// only there does a run of dates count date by date. Errors as try_extent, and of code capacity if there would be more
/// than `max_members` (an all-of set without end always is).
[[nodiscard]] Result<std::vector<UncertainInterval>> try_extents(Edtf const& date, Reading reading,
                                                                 SeasonPolicy seasons = {},
                                                                 std::size_t max_members = 100'000);
/// try_extents(...).value().
[[nodiscard]] std::vector<UncertainInterval> extents(Edtf const& date, Reading reading, SeasonPolicy seasons = {},
                                                     std::size_t max_members = 100'000);

/// "1985-01-01..1985-01-31 to 1985-03-02..+inf": first day, last day; one day if both bounds are equal; kinds of ends
/// other than known follow in brackets. For people and messages, not for exchange.
[[nodiscard]] std::string to_string(UncertainInterval const& interval);

}  // namespace ascribe

#endif
