// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_POSITION_HPP
#define ASCRIBE_ANALYSIS_POSITION_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/graph/view.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ascribe {

/// One source's stance on a claim (part 4): an attested attribution of the claim, or of one that counts as it.
struct Holding {
    AttributionId attribution;  ///< puts the claim forward; `chains` leads from the reader to it
    Source source;
    Factuality factuality = Factuality::ct_plus;
    SpeechAct act = SpeechAct::assert;
    Truth standing = Truth::never;  ///< never: said, but taken back or resting on what fell
    bool read = false;              ///< counts through a reading or same_as of claims

    friend bool operator==(Holding const&, Holding const&) = default;
};

/// One value that is claimed of a subject, with everybody who takes a stance on it.
struct Position {
    ClaimId claim;                    ///< the first recorded of those that count as one and are not read as another
    std::vector<ClaimId> also;        ///< the others
    std::vector<ClaimId> conditions;  ///< claims that put this one under a condition (if, only_if, unless; rule P4)
    std::vector<Holding> holdings;    ///< in order of recording

    friend bool operator==(Position const&, Position const&) = default;
};

/// What is claimed of a subject in one property, side by side: a position for each value, in order of recording.
///
/// Subjects that accepted claims join count as one; claims that are read as, or the same as, another count there.
/// Nothing is weighed: see the analyses of disagreement for which positions conflict. Positions without any attested
/// holding in this scope are left out. Linear in the claims about the subject and their attributions.
[[nodiscard]] std::vector<Position> positions(View const& view, Node subject, PropertyId property);
/// By name; a property that is not in use has no positions.
[[nodiscard]] std::vector<Position> positions(View const& view, Node subject, std::string_view property);

/// A stance on whether an event occurred.
struct OccurrenceHolding {
    Holding holding;
    ClaimId claim;         ///< what it puts forward: `occurred`, or what presupposes it
    bool implied = false;  ///< the latter: where an event was says that there was one (rule E5)

    friend bool operator==(OccurrenceHolding const&, OccurrenceHolding const&) = default;
};

/// Who says that an event occurred, in so many words or by what he says of it.
struct Occurrence {
    /// Whether an assertion that it did stands. Denials take nothing from it: see the analyses of disagreement.
    Truth supported = Truth::never;
    std::vector<OccurrenceHolding> holdings;  ///< in order of recording

    friend bool operator==(Occurrence const&, Occurrence const&) = default;
};

/// The positions on `occurred`, with what supports it by rule E5: attested assertions, with positive stance, of
/// properties that presuppose an occurrence. Not so of an event that a standing assertion calls generic, which never
/// occurs (rule E4). Works for events of which nobody says in so many words that they occurred. What holds an event to
/// be attempted, completed or planned is of those properties. Linear in the claims about the event and their
/// attributions.
[[nodiscard]] Occurrence occurrence(View const& view, EventId event);

/// How a source relates to what it reports (part 4).
enum class Attitude : std::uint8_t {
    none,            ///< takes no stance on the claim
    endorses,        ///< says so itself
    rejects,         ///< says itself that it is not so
    keeps_distance,  ///< marks that these are another's words
};

template <>
struct Names<Attitude> {
    static constexpr std::string_view kind = "attitude";
    static constexpr std::string_view expected = "none, endorses, rejects or keeps_distance";
    static constexpr std::array<std::string_view, 4> values = {"none", "endorses", "rejects", "keeps_distance"};
};

/// The attitude of the source of `reporting` towards the claim it passes on: endorses or rejects if it asserts or
/// denies that claim itself in the same passage (rule C3, as for View::endorsed; of several own words the first
/// counts), keeps distance if the hop is marked so, else none: reporting commits to the saying only (rule C6). It is
/// towards the claim; stance_map tells what one makes of the other source.
[[nodiscard]] Attitude attitude(View const& view, AttributionId reporting);

}  // namespace ascribe

#endif
