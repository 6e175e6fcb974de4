// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_COMPARE_HPP
#define ASCRIBE_QUANTITY_COMPARE_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/plausible.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/quantity/unit.hpp>

#include <string_view>

namespace ascribe {

/// How two reported quantities stand to each other.
enum class Agreement : unsigned char {
    agrees,       ///< they state the same: the same numbers are left open, and the same number is named as approximate
    may_agree,    ///< some number satisfies both, but they do not state the same
    contradicts,  ///< no number satisfies both
    scope_differs,  ///< they are not about the same: another thing counted, another kind, dimension or currency
};

/// "agrees", "may agree", "contradicts", "scope differs".
[[nodiscard]] std::string_view to_string(Agreement agreement) noexcept;

/// Compares what the words entail, exactly and symmetrically.
///
/// - Equal quantities agree. Otherwise another thing (texts differ, and an unstated thing differs from a stated one) or
///   kind is a difference of scope; so are units of different dimension, two currencies, and an opaque unit against any
///   other, for there is no number to compare.
/// - Counts have no number between two whole ones, sets none beside their members: "10 or 12" contradicts "exactly 11".
/// - An approximate number has no width here: "about 100" may agree with whatever its bounds leave open, and agrees
///   with what names the same approximate number and leaves the same open.
/// - An ambiguous unit is compared under every pair of readings; only what holds under all of them is answered. So "40
///   tons" of one text may agree with 40 short tons, and two different ambiguous statements rarely agree for certain.
///
/// That the two are of one time, place and population is for the caller to know. O(a + b) numbers, and allocates only
/// where units have to be converted. Errors: `out_of_range` if a conversion does not fit into 64-bit fractions.
[[nodiscard]] Result<Agreement> try_compare(Quantity const& a, Quantity const& b,
                                            UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Agreement compare(Quantity const& a, Quantity const& b,
                                UnitCatalogue const& catalogue = UnitCatalogue::standard());

/// Compares what the policy takes the words to mean. Contradictions and differences of scope are those of the hard
/// bounds; of the rest, quantities agree if their plausible numbers meet under every reading of the units, and may
/// agree otherwise. With a tenth on either side, "close to one fifth" agrees with 20 per cent. Errors: `out_of_range`.
[[nodiscard]] Result<Agreement> try_compare(Quantity const& a, Quantity const& b, PlausibilityPolicy const& policy,
                                            UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Agreement compare(Quantity const& a, Quantity const& b, PlausibilityPolicy const& policy,
                                UnitCatalogue const& catalogue = UnitCatalogue::standard());

}  // namespace ascribe

#endif
