// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_DISAGREEMENT_HPP
#define ASCRIBE_ANALYSIS_DISAGREEMENT_HPP

#include <ascribe/analysis/position.hpp>
#include <ascribe/core/names.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// What the sides of a disagreement are about.
enum class DisagreementKind : std::uint8_t {
    value,     ///< values of one property: numbers, texts, records that are neither place nor actor
    polarity,  ///< what one side asserts the other denies
    time,      ///< dates of one event, or other values that are dates
    place,     ///< values that are places
    role,      ///< values that are actors
    identity,  ///< same_as: the same and not the same
    order,     ///< which of two events comes first, or how several follow each other
    rule,      ///< statements that a rule of the host sets against each other, or an accepted `excludes`
};

template <>
struct Names<DisagreementKind> {
    static constexpr std::string_view kind = "kind of disagreement";
    static constexpr std::string_view expected = "value, polarity, time, place, role, identity, order or rule";
    static constexpr std::array<std::string_view, 8> values = {"value", "polarity", "time",  "place",
                                                               "role",  "identity", "order", "rule"};
};

/// What becomes of it (part 11). A difference only looks like a conflict: all sides can be right together.
enum class Verdict : std::uint8_t {
    certain,     ///< they cannot all be right
    possible,    ///< as far as the reports tell they may all be right, and may not
    difference,  ///< they can all be right
};

template <>
struct Names<Verdict> {
    static constexpr std::string_view kind = "verdict";
    static constexpr std::string_view expected = "certain, possible or difference";
    static constexpr std::array<std::string_view, 3> values = {"certain", "possible", "difference"};
};

/// Why a disagreement is only a difference.
enum class DifferenceReason : std::uint8_t {
    none,              ///< it is a conflict
    as_of,             ///< they hold at times that never meet
    nested,            ///< the numbers left open nest or overlap
    hedge,             ///< a number is approximate, or touches the number that a hedge names
    rounded,           ///< they meet if round numbers are taken as rounded, as the caller's policy has it
    scope,             ///< another thing counted, a narrower subject, a part of the whole
    coarser,           ///< one value contains the other
    imprecise,         ///< dates, or orders, that can be right together
    degree,            ///< nobody is certain
    other_value,       ///< the property may have several values
    actuality,         ///< attempted, or only in general, against occurred
    changed_position,  ///< the only ones on both sides are sources who spoke differently later
    more_specific,     ///< one statement follows from the other
    alternatives,      ///< accepted alternatives: one of them is meant (rule P6)
    rival_readings,    ///< recorders who read one passage differently (rule I9)
    not_asserted,      ///< one side only demands, offers, predicts or withholds
    incomparable,      ///< no way to compare: values of different kinds, or numbers out of range
};

template <>
struct Names<DifferenceReason> {
    static constexpr std::string_view kind = "reason of a difference";
    static constexpr std::string_view expected = "the reason of a difference, such as as_of or nested";
    static constexpr std::array<std::string_view, 17> values = {
        "none",          "as_of",        "nested",         "hedge",        "rounded",     "scope",
        "coarser",       "imprecise",    "degree",         "other_value",  "actuality",   "changed_position",
        "more_specific", "alternatives", "rival_readings", "not_asserted", "incomparable"};
};

/// One side of a disagreement: what is put forward, and by whom.
struct DisagreementSide {
    std::vector<ClaimId> claims;             ///< that count as one here, in order of recording
    Polarity polarity = Polarity::positive;  ///< negative: the side denies them; unknown: not asserted
    bool implied = false;  ///< its claims presuppose that the event occurred, and are counted as saying so (rule E5)
    std::vector<Holding> holdings;  ///< standing ones, in order of recording; `chains` leads from the reader to each

    friend bool operator==(DisagreementSide const&, DisagreementSide const&) = default;
};

/// A source that is on both sides.
struct OwnContradiction {
    Source source;         ///< after same_as; a person for the office that he held when he spoke (rule N3)
    AttributionId first;   ///< what it says on the first side
    AttributionId second;  ///< and on the second
    Verdict verdict = Verdict::certain;                ///< certain in one document, possible if the order is unknown
    DifferenceReason reason = DifferenceReason::none;  ///< changed_position if one is certainly later

    friend bool operator==(OwnContradiction const&, OwnContradiction const&) = default;
};

/// Statements that conflict, or only look so. A plain value; ids are those of the graph.
///
/// The verdict is that of the strongest choice of one holding from each side; `decisive` names one such choice, from
/// which a reader can recompute it with the table in part 11. Two sides are the rule; an order against two dates has
/// three, orders of several events that run round have one for each of them and for the dates that close the circle,
/// and several values of a property that is not functional are one difference with a side for each.
///
/// Not modelled: which side is right, how many stand behind each (see corroboration), and what is not claimed: no side
/// is made up of silence.
struct Disagreement {
    DisagreementKind kind = DisagreementKind::value;
    Verdict verdict = Verdict::certain;
    DifferenceReason reason = DifferenceReason::none;
    Node subject;         ///< of the first side, the first recorded of those that count as one
    PropertyId property;  ///< of the first side
    std::vector<DisagreementSide> sides;
    std::vector<AttributionId> decisive;  ///< one of each side
    std::vector<OwnContradiction> own;    ///< sources on both of two sides, in order of the source
    std::vector<ClaimId> relies_on;       ///< accepted claims that it rests on (part_of, same_as, entails ...), sorted
    bool conditional = false;             ///< one of those is a hypothesis that the scope only assumes (rule R3)
    std::string rule;                     ///< name of the host's rule, or "excludes"; else empty

    [[nodiscard]] bool is_conflict() const noexcept { return verdict != Verdict::difference; }

    friend bool operator==(Disagreement const&, Disagreement const&) = default;
};

}  // namespace ascribe

#endif
