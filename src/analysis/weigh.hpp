// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_WEIGH_HPP
#define ASCRIBE_SRC_ANALYSIS_WEIGH_HPP

#include "statements.hpp"
#include <ascribe/analysis/disagreement.hpp>

#include <span>
#include <vector>

namespace ascribe::detail {

/// Where a verdict stands in the order from a certain conflict (0) to differences that are far from one.
[[nodiscard]] int remoteness(Verdict verdict, DifferenceReason reason) noexcept;

/// What becomes of two sides that exclude each other: the verdict of the strongest pair of holdings, one of each.
struct Outcome {
    bool any = false;  ///< some pair is worth a report; else amendments have settled it
    Verdict verdict = Verdict::difference;
    DifferenceReason reason = DifferenceReason::none;
    AttributionId first, second;  ///< such a pair
    std::vector<OwnContradiction> own = {};

    /// Takes the other pair if it is stronger; says whether it is.
    bool consider(Verdict v, DifferenceReason r, AttributionId a, AttributionId b);
};

/// How two sides that exclude each other stand off. `cap` is the most that the values allow; with `timed` it matters
/// whether the times at which they hold meet (row 3 and rule T4), else not.
///
/// Certain if both are CT and stand in every reading and their times meet certainly; possible if one is CT; else
/// a difference of degree. If times never meet, a difference as-of. For one source on both sides the row on
/// self-contradiction. O((a + b) log(a + b)), also for one source with many holdings on both sides, unless amendments
/// or rival readings settle most of its pairs.
[[nodiscard]] Outcome weigh(StatementReader& reader, std::span<Stand const> a, std::span<Stand const> b, Verdict cap,
                            bool timed);

/// Whether some time of one side and some time of the other may meet.
[[nodiscard]] bool may_meet(std::span<Stand const> a, std::span<Stand const> b);

}  // namespace ascribe::detail

#endif
