// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_DIFFERENCE_HPP
#define ASCRIBE_ANALYSIS_DIFFERENCE_HPP

#include <ascribe/analysis/position.hpp>
#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/model/stance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// The axes of time on which a graph can be read as it was (rule T1); the time at which a state held is the fourth
/// thing, see positions_at.
enum class TimeAxis : std::uint8_t {
    published,  ///< when the documents appeared
    said,       ///< when the words were said
    recorded,   ///< when hosts entered them (rule I8)
};

template <>
struct Names<TimeAxis> {
    static constexpr std::string_view kind = "time axis";
    static constexpr std::string_view expected = "published, said or recorded";
    static constexpr std::array<std::string_view, 3> values = {"published", "said", "recorded"};
};

/// The scope with only what was there at the end of that day (of recordings, in UTC), on one axis. What is unknown is
/// left out unless the scope admits what is possible (rule T2). An infinitely late day sets no bound.
[[nodiscard]] Scope as_of(TimeAxis axis, Day day, Scope scope = {});

/// How well a claim is supported: whether anybody's assertion of it stands, and how certain the firmest such is.
struct SupportLevel {
    Truth supported = Truth::never;
    Certainty certainty = Certainty::unknown;  ///< unknown if not supported

    friend bool operator==(SupportLevel const&, SupportLevel const&) = default;
};

enum class SupportChange : std::uint8_t { gained, lost, firmer, weaker };

template <>
struct Names<SupportChange> {
    static constexpr std::string_view kind = "change of support";
    static constexpr std::string_view expected = "gained, lost, firmer or weaker";
    static constexpr std::array<std::string_view, 4> values = {"gained", "lost", "firmer", "weaker"};
};

/// A claim whose support is another in the second graph.
struct ClaimDifference {
    ClaimId claim;
    SupportChange change = SupportChange::gained;
    SupportLevel before, after;

    friend bool operator==(ClaimDifference const&, ClaimDifference const&) = default;
};

enum class AttributionChange : std::uint8_t {
    said,        ///< attested now, and not before
    unsaid,      ///< attested before, and not now
    taken_back,  ///< an amendment has taken effect (rule A3)
    reinstated,  ///< an amendment has lost its effect (rule A4)
    fell,        ///< stood before, and does not now, though nobody took it back: what it rests on or is carried by fell
    rose,        ///< stands now, and did not before
    firmer,      ///< stood only possibly before, and stands in every reading now
    weaker,      ///< the other way round
};

template <>
struct Names<AttributionChange> {
    static constexpr std::string_view kind = "change of an attribution";
    static constexpr std::string_view expected = "said, unsaid, taken_back, reinstated, fell, rose, firmer or weaker";
    static constexpr std::array<std::string_view, 8> values = {"said", "unsaid", "taken_back", "reinstated",
                                                               "fell", "rose",   "firmer",     "weaker"};
};

/// An attribution that came, went, or stands otherwise in the second graph.
struct AttributionDifference {
    AttributionId attribution;
    AttributionChange change = AttributionChange::said;

    friend bool operator==(AttributionDifference const&, AttributionDifference const&) = default;
};

/// Records that count as one now and did not before, or the other way round (rules S1, S2).
struct IdentityDifference {
    std::vector<Node> members;  ///< of the class that is new, or is no more
    bool joined = false;        ///< else parted

    friend bool operator==(IdentityDifference const&, IdentityDifference const&) = default;
};

/// A claim that is read as another one now (rule S4); as itself if it is not read.
struct ReadingDifference {
    ClaimId claim;
    ClaimId before, after;

    friend bool operator==(ReadingDifference const&, ReadingDifference const&) = default;
};

/// When a document appeared, or an attribution was said, as far as is known now and before: first and last day.
struct DateDifference {
    Node node;
    std::pair<Day, Day> before, after;

    friend bool operator==(DateDifference const&, DateDifference const&) = default;
};

/// What is claimed of a subject in a property, side by side, now and before.
struct PositionDifference {
    Node subject;  ///< the first recorded of those that count as one now
    PropertyId property;
    std::vector<Position> before, after;

    friend bool operator==(PositionDifference const&, PositionDifference const&) = default;
};

/// What changed between two views. Each list is in order of recording, of positions by subject and property.
struct Difference {
    std::vector<ClaimDifference> claims;
    std::vector<AttributionDifference> attributions;
    std::vector<IdentityDifference> identities;  ///< those that were joined first
    std::vector<ReadingDifference> readings;
    std::vector<DateDifference> dates;  ///< of records that are in both; documents first
    std::vector<PositionDifference> positions;

    [[nodiscard]] bool empty() const noexcept {
        return claims.empty() && attributions.empty() && identities.empty() && readings.empty() && dates.empty() &&
               positions.empty();
    }
    friend bool operator==(Difference const&, Difference const&) = default;
};

/// What `difference` lists. By default everything.
struct DifferenceOptions {
    bool positions = true;  ///< whether to list positions, which takes most of the room
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// What changed from one view to another: of two graphs of one ledger, or of one graph in two scopes, for example as of
/// two dates. Either may be the larger one. What one graph does not hold yet counts as unsaid, unsupported and alone.
///
/// Of positions, those are compared whose attributions, readings or identities changed. Page furniture that is younger
/// than its article is dated by itself and does not come with it (rules L2, T1); an "updated" stamp moves nothing (rule
/// T6). Not modelled: why it changed; `trace`, `amendments` and the accepted claims of the views tell.
///
/// Linear in the records, but for sorting, and in what is listed; the time of saying costs the carriers of each.
/// Errors: not_allowed if the graphs are of two ledgers; cancelled. The other throws them as an Exception, and both
/// throw what progress throws.
[[nodiscard]] Result<Difference> try_difference(View const& before, View const& after,
                                                DifferenceOptions const& options = {});
[[nodiscard]] Difference difference(View const& before, View const& after, DifferenceOptions const& options = {});

/// A position, and whether what it claims is said to hold on a day.
struct PositionAt {
    ClaimId claim;                  ///< the first recorded of those that count as one
    Truth holds = Truth::never;     ///< by the assertion that answers it most surely; never `never` in a result
    std::vector<Holding> holdings;  ///< the standing positive assertions by which it may hold then

    friend bool operator==(PositionAt const&, PositionAt const&) = default;
};

/// What is asserted of a subject in a property for a day: the axis of when it held. Valid time decides, as said; a
/// temporal property without it holds at the time said (rule T4), and of any other statement no time is said: it holds
/// on every day. Unknown is possible at most (rule T2). Linear in the claims of the subject in the property.
[[nodiscard]] std::vector<PositionAt> positions_at(View const& view, Node subject, PropertyId property, Day day);
/// By name; a property that is not in use has no positions.
[[nodiscard]] std::vector<PositionAt> positions_at(View const& view, Node subject, std::string_view property, Day day);

}  // namespace ascribe

#endif
