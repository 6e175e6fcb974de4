// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_TIMELINE_HPP
#define ASCRIBE_ANALYSIS_TIMELINE_HPP

#include <ascribe/analysis/position.hpp>
#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/time/network.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// Why a statement bounds the time of an event.
enum class TimeBasis : std::uint8_t {
    date,         ///< it gives a date of the event (rule T3)
    order,        ///< it puts the event before, after or during another
    response,     ///< one answers the other, and no answer is before what it answers
    occasion,     ///< it is the event of an act that is dated by the time said (rule E7)
    publication,  ///< it reports for certain that the event occurred, so that had begun when it was said (rule E5)
};

template <>
struct Names<TimeBasis> {
    static constexpr std::string_view kind = "basis of a time";
    static constexpr std::string_view expected = "date, order, response, occasion or publication";
    static constexpr std::array<std::string_view, 5> values = {"date", "order", "response", "occasion", "publication"};
};

/// What it means that an answer is not before what it answers.
enum class ResponseReading : std::uint8_t {
    /// What is answered also ends no later than the answer: of what goes on, the part that was answered is an event of
    /// its own (rule P3).
    over,
    begun,  ///< only that what is answered began no later than the answer
};

template <>
struct Names<ResponseReading> {
    static constexpr std::string_view kind = "reading of a response";
    static constexpr std::string_view expected = "over or begun";
    static constexpr std::array<std::string_view, 2> values = {"over", "begun"};
};

/// What the caller decides. Only what a statement says in full is used by default: widths are nowhere assumed.
struct TimelineOptions {
    Certainty weakest = Certainty::possible;  ///< of statements that are used; publications are always certain ones
    ResponseReading responses = ResponseReading::over;  ///< what an answer tells of when its event was
    /// How many days an approximate date ("~") may be off at either end. Without a number such dates are not used.
    std::optional<std::int64_t> approximate_by = {};
    SeasonPolicy seasons = {};  ///< how seasons become days; by default the northern ones
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// One statement about the time of events, whoever makes it.
struct TimeStatement {
    TimeBasis basis = TimeBasis::date;
    std::vector<ClaimId> claims;    ///< that count as one, in order of recording
    std::vector<Holding> holdings;  ///< who asserts it, with the attribution; of a publication, one
    /// Of the firmest holding; `probable` at most for an uncertain date ("?").
    Certainty certainty = Certainty::certain;
    EventId event;               ///< the subject, or what is answered by something that is no event
    EventId other;               ///< the other event of an order or a response, if it is one
    std::optional<Day> by = {};  ///< last day on which the report, or the answer, may have been given

    friend bool operator==(TimeStatement const&, TimeStatement const&) = default;
};

/// Statements that cannot all be right, but could if any one of them fell.
struct TimeConflict {
    std::vector<TimeStatement> statements;  ///< the first was left out of the timeline, the others are in it
    /// By how many days they miss, rounded up: 1 if it would do to move one within its day, as where orders run round.
    std::int64_t days = 0;

    friend bool operator==(TimeConflict const&, TimeConflict const&) = default;
};

/// Why a statement was not used, though nothing conflicts with it.
enum class TimeOmission : std::uint8_t {
    words,         ///< its value is no date, and no accepted reading says which is meant (rule T5)
    approximate,   ///< see TimelineOptions::approximate_by
    alternatives,  ///< exactly one of several is right (rule P6)
    no_event,      ///< it orders something that is no event, or whose time is not known
    out_of_range,  ///< it runs backwards, or too many far dates were used already
};

template <>
struct Names<TimeOmission> {
    static constexpr std::string_view kind = "reason of an omission";
    static constexpr std::string_view expected = "words, approximate, alternatives, no_event or out_of_range";
    static constexpr std::array<std::string_view, 5> values = {"words", "approximate", "alternatives", "no_event",
                                                               "out_of_range"};
};

/// A statement of time that the timeline leaves out, and why.
struct OmittedTime {
    TimeStatement statement;
    TimeOmission reason = TimeOmission::words;

    friend bool operator==(OmittedTime const&, OmittedTime const&) = default;
};

/// When an event was, after all that is in the timeline.
struct EventTime {
    EventId event;           ///< the first recorded of those that count as one
    UncertainInterval when;  ///< earliest and latest first and last day
    bool contested = false;  ///< a statement about it takes part in a conflict

    friend bool operator==(EventTime const&, EventTime const&) = default;
};

/// One of the four bounds of an event's time, named as in UncertainInterval.
enum class TimeBound : std::uint8_t { first_min, first_max, last_min, last_max };

template <>
struct Names<TimeBound> {
    static constexpr std::string_view kind = "bound of a time";
    static constexpr std::string_view expected = "first_min, first_max, last_min or last_max";
    static constexpr std::array<std::string_view, 4> values = {"first_min", "first_max", "last_min", "last_max"};
};

/// What statements about the time of events imply together: windows, orders, and which cannot all be right.
///
/// Answers are those that hold if everything in the timeline is right; nothing is weighed, and a conflict does not say
/// who errs. Windows are whole days, but order is finer than a day: two events of one day may have an order, and
/// "before" on one day is no conflict. A value that is cheap to read from several threads; copying is linear.
///
/// Not modelled: denials of dates and orders (they need an "or"), that parts lie within their wholes, gaps within an
/// event, clock times, durations.
class Timeline {
public:
    /// Events that something is in the timeline about, in order of recording.
    [[nodiscard]] std::span<EventTime const> events() const noexcept { return events_; }
    /// When the event was; unbounded if nothing is said of it. Logarithmic.
    [[nodiscard]] UncertainInterval when(EventId event) const noexcept;

    /// Whether a is over before b begins. An event is never before itself. Two searches.
    [[nodiscard]] Truth order(EventId a, EventId b) const;

    /// Statements that together set the bound, none of them to spare; others may set the same one. None for a bound
    /// that nothing limits. In the order in which they came in. Linear at least: works on a copy of the network.
    [[nodiscard]] std::vector<TimeStatement> reasons(EventId event, TimeBound bound) const;

    /// In order of what was left out.
    [[nodiscard]] std::span<TimeConflict const> conflicts() const noexcept { return conflicts_; }
    /// In order of the events and then of the claims.
    [[nodiscard]] std::span<OmittedTime const> omitted() const noexcept { return omitted_; }

private:
    friend class TimelineBuilder;
    explicit Timeline(View view) : view_(std::move(view)) {}
    [[nodiscard]] std::optional<std::size_t> find(EventId event) const noexcept;

    View view_;
    TimeNetwork network_;  // in fractions of a day, see timeline_scale.hpp
    std::vector<EventTime> events_;
    std::vector<PeriodPoints> points_;       // of events_
    std::vector<TimeStatement> statements_;  // by label
    std::vector<TimeConflict> conflicts_;
    std::vector<OmittedTime> omitted_;
};

/// The timeline of a graph in a scope.
///
/// In it are, of events after same_as and read_as, what standing attributions assert with positive stance: dates, read
/// as some time within them; before, after and during; responds_to, where what answers may also be an attribution (or
/// an event that is its accepted occasion) or a document; the occasion of an act in words, which was when these were
/// said; and for each report that is certain of the event or of anything that presupposes it, that it had begun on the
/// last day on which that may have been said. Dates that only come after the report say no such thing, nor does what
/// else the same document says of that event.
///
/// What conflicts with what is already in stays out and is reported. First come certain statements, then probable ones,
/// then possible ones or those whose standing is only possible; among those dates, orders, responses, occasions,
/// publications; among those what was recorded first, of publications of one event the earliest. The order is no
/// judgement: it only says which side the windows follow, and events of both are marked contested.
///
/// Near-linear in the claims and attributions about events: each statement costs a search of what it changes, and each
/// conflict, to name no more than it must, a few searches of what hangs together with it. Bounds farther than 2^38 days
/// from 1970 count as none. Up to 65,535 events fit in a row on one day.
/// Error: Errc::cancelled. The others throw it as an Exception, and all throw what progress throws.
[[nodiscard]] Result<Timeline> try_timeline(View const& view, TimelineOptions const& options = {});
[[nodiscard]] Timeline timeline(View const& view, TimelineOptions const& options = {});

}  // namespace ascribe

#endif
