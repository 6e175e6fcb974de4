// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_PLAUSIBLE_HPP
#define ASCRIBE_QUANTITY_PLAUSIBLE_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/bounds.hpp>
#include <ascribe/quantity/quantity.hpp>

#include <optional>

namespace ascribe {

/// How far a caller takes hedged numbers to reach, relative to the number named: a tenth of "about 200" is 180 to 220,
/// of "nearly 200" 180 to 200. An absent width narrows nothing. Negative widths are refused.
///
/// The literature gives no stable widths (hearers differ widely, and prior mention, unit and roundness matter), so
/// there are no defaults here: a policy says what it does, and results say what it did.
struct PlausibilityPolicy {
    std::optional<Rational> about;     ///< to either side
    std::optional<Rational> above;     ///< upwards, from "more than", "over"
    std::optional<Rational> below;     ///< downwards, from "nearly", "fewer than"
    std::optional<Rational> at_least;  ///< upwards
    std::optional<Rational> at_most;   ///< downwards
    /// Take an exact number that ends in noughts as rounded to its last other digit: 20,000 is 15,000 to 25,000. The
    /// only rule that leaves the hard bounds.
    bool round_numbers = false;

    friend bool operator==(PlausibilityPolicy const&, PlausibilityPolicy const&) = default;
};

/// Plausible numbers, and whether a policy was needed to get them.
struct Plausible {
    /// What the bounds come from.
    enum class Rule : unsigned char {
        hard,   ///< from the words alone: the policy has no width for this direction, or leaves no number
        width,  ///< the width that the policy has for the direction
        round,  ///< the rule for round numbers
    };

    Bounds bounds;
    Rule rule = Rule::hard;

    friend bool operator==(Plausible const&, Plausible const&) = default;
};

/// The numbers that the policy takes the words to mean, for ranking and display, never for a verdict.
///
/// Within the hard bounds, except for `round_numbers`. Ends are closed unless the hard bound that limits them is open;
/// for counts they are moved outwards to whole numbers. Alternatives of a set give their hull.
/// Errors: `out_of_range` for a negative width or a number that does not fit.
[[nodiscard]] Result<Plausible> try_plausible(Quantity const& quantity, PlausibilityPolicy const& policy);
[[nodiscard]] Plausible plausible(Quantity const& quantity, PlausibilityPolicy const& policy);

}  // namespace ascribe

#endif
