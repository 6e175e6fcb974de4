// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_CONFLICT_HPP
#define ASCRIBE_ANALYSIS_CONFLICT_HPP

#include <ascribe/analysis/disagreement.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/quantity/plausible.hpp>
#include <ascribe/quantity/unit.hpp>
#include <ascribe/time/interval.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// What a rule is told of a statement.
struct RuleStatement {
    ClaimId claim;  ///< the first recorded of those that count as one
    Node subject;   ///< after same_as
    Value value;
    /// Valid time; for a temporal property without one, from the first to the last day on which it may have been said
    /// (rule T4); else nothing: of an event's properties, its dates are claims that the rule may look up.
    std::optional<UncertainInterval> when;
};

/// What a rule makes of two statements. A conflict has no reason.
struct RuleOpinion {
    Verdict verdict = Verdict::certain;
    DifferenceReason reason = DifferenceReason::none;

    friend bool operator==(RuleOpinion, RuleOpinion) = default;
};

/// Sets statements of two properties against each other, such as the residents of an area and departures from it.
///
/// Without shared properties it is asked of two statements about one subject. With both, of statements about any two
/// subjects that have a value in common: (a, first_shared, v) and (b, second_shared, v), each asserted. `judge` is
/// called once for each pair of values, of whatever kind, of which one is asserted, in a fixed order, and answers
/// nothing where there is nothing to report; it must depend on its arguments only. Its grade is capped as in part 11:
/// uncertain holders make a conflict possible or a degree, and what is not asserted on both sides is a difference.
struct ConflictRule {
    std::string name;
    std::string first;              ///< a property
    std::string second;             ///< a property, or the same one
    std::string first_shared = {};  ///< both empty, or both a property
    std::string second_shared = {};
    std::function<std::optional<RuleOpinion>(View const&, RuleStatement const&, RuleStatement const&)> judge;
};

/// What `conflicts` looks for, and what the caller knows besides the graph. By default everything, conflicts and
/// differences, by what the records say alone: no rules, nothing additive, no number taken as rounded.
struct ConflictOptions {
    Verdict weakest = Verdict::difference;  ///< `possible`: conflicts only, without differences
    std::vector<ConflictRule> rules = {};   ///< of the host, over several properties; tried in this order
    /// Properties whose number for a part cannot exceed that for its whole (deaths, but not ordinals or shares): where
    /// one subject is part of another, a part certainly above its whole is a conflict.
    std::vector<std::string> additive = {};
    /// How the caller reads round numbers; its other widths turn no conflict into a difference nor back.
    std::optional<PlausibilityPolicy> plausibility = {};
    UnitCatalogue const* units = nullptr;  ///< null for the standard one; must outlive the call
    SeasonPolicy seasons = {};             ///< how seasons become days; by default the northern ones
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Where sources disagree about one subject (part 11), and where they only seem to.
///
/// What counts: standing attributions with an assertive act and positive or negative stance, of claims with one subject
/// and property after accepted same_as and read_as. What does not: attributions that were taken back or rest on what
/// fell, CTu and Uu, silence, a source's word that two statements contradict each other (`contradicts`, `denies`).
/// Values exclude each other as the traits of their property say: functional numbers by their hard bounds, dates by the
/// days they admit, places if they are declared disjoint (an accepted `excludes` of the two or of wholes of them),
/// other values if the property is exclusive (an unnamed actor may be anybody: possible only). Between other values of
/// a functional property a conflict is possible; between values of any other property there is only a difference. To
/// deny a statement is to deny whatever it follows from, by accepted `entails` or as a number, date or place within a
/// wider one.
///
/// Orders of events conflict two by two, each with dates of its two events, and in circles: A before B, B before C, C
/// before A, also where dates close the circle. Circles come from the network that makes timelines, the firmest
/// statements first: what cannot be added, other than for what conflicts with it directly, is reported with the fewest
/// statements that keep it out. Such a conflict is certain if in each statement somebody is certain; possible if all
/// orders are or all dates are, or without dates any one order is. Not found are circles made up of several statements
/// that are all left out for others, and orders of an event with itself.
///
/// Properties that have one value and are symmetric are compared from both ends.
///
/// Relations among statements count if the scope accepts them (rule R2), also those that are not structural: entails,
/// excludes, subset_of, parts_of, said_at, updated_by. Temporal properties without valid time hold at the time said.
///
/// The order is by subject, property and claims. About two records are compared for each pair of values of one
/// functional property, so the time is near-linear in the claims about the subject and their attributions unless one
/// property has thousands of values at one time; rules with shared properties look at all claims of theirs, and of an
/// event all orders are looked at that connect it with others, at whatever remove. Each is reported once; the subject
/// may be on any side. Error: Errc::cancelled; the others throw it as an Exception, and all throw what progress and
/// judge throw.
[[nodiscard]] Result<std::vector<Disagreement>> try_conflicts(View const& view, Node subject,
                                                              ConflictOptions const& options = {});
[[nodiscard]] std::vector<Disagreement> conflicts(View const& view, Node subject, ConflictOptions const& options = {});
/// Those of them in which a claim about the subject in this property takes part.
[[nodiscard]] std::vector<Disagreement> conflicts(View const& view, Node subject, PropertyId property,
                                                  ConflictOptions const& options = {});
/// By name; a property that is not in use has none.
[[nodiscard]] std::vector<Disagreement> conflicts(View const& view, Node subject, std::string_view property,
                                                  ConflictOptions const& options = {});

/// The same for every subject of the graph, each disagreement once.
///
/// One pass over the attributions and one over the claims find the candidates: what has a second value, a denial, or
/// takes part in a relation; the rest is linear in those, but for the pairs above. Uses a byte for each claim.
/// Error: Errc::cancelled.
[[nodiscard]] Result<std::vector<Disagreement>> try_conflicts(View const& view, ConflictOptions const& options = {});
[[nodiscard]] std::vector<Disagreement> conflicts(View const& view, ConflictOptions const& options = {});

}  // namespace ascribe

#endif
