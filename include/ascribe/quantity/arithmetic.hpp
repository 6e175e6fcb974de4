// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_ARITHMETIC_HPP
#define ASCRIBE_QUANTITY_ARITHMETIC_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/quantity/unit.hpp>

#include <span>

namespace ascribe {

/// What follows for the sum of reported quantities: interval arithmetic on the hard bounds.
///
/// The result has the unit and thing of the first. It is `about` if any term is, with the sum of the numbers named if
/// all terms name some; otherwise its direction is that of its bounds. The sum of sets is the range of their sums.
/// That the terms do not overlap is for the caller to know.
/// Errors: `empty` for no terms, `not_allowed` for terms of different kind, thing, currency or dimension or with
/// an ambiguous unit (`convert` first), `unknown` for an opaque unit beside another, `out_of_range`.
[[nodiscard]] Result<Quantity> try_sum(std::span<Quantity const> terms,
                                       UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Quantity sum(std::span<Quantity const> terms, UnitCatalogue const& catalogue = UnitCatalogue::standard());

/// What is left of the whole without the part, which is taken to lie within it; unit and thing of the whole. The
/// things counted may differ, for a part usually has a name of its own. Sets are taken by their hull.
/// Errors: as for `try_sum`, and `conflict` if the part certainly exceeds the whole.
[[nodiscard]] Result<Quantity> try_remainder(Quantity const& whole, Quantity const& part,
                                             UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Quantity remainder(Quantity const& whole, Quantity const& part,
                                 UnitCatalogue const& catalogue = UnitCatalogue::standard());

/// The share of a whole: "close to one fifth" of 500 homes is about 100 homes. Unit and thing of the whole. Of a count,
/// bounds between two whole numbers are moved outwards, since a share is rarely one exactly.
/// Errors: `not_allowed` if `ratio` is no ratio or either may be negative, `out_of_range`.
[[nodiscard]] Result<Quantity> try_share(Quantity const& ratio, Quantity const& whole);
[[nodiscard]] Quantity share(Quantity const& ratio, Quantity const& whole);

/// How parts lie in a whole.
enum class PartRelation : unsigned char {
    within,    ///< each is a part; they may overlap (subset_of)
    disjoint,  ///< parts that do not overlap; there may be more
    complete,  ///< parts that do not overlap and are all there is (parts_of)
};

/// Can the parts be parts of the whole? `never` if their hard bounds exclude it ("a part certainly above its whole"),
/// `always` if every choice of numbers that the statements leave open is possible together, `possibly` otherwise.
///
/// Kinds and dimensions must agree, the things counted need not: that one is part of the other is what the caller says.
/// Sets are taken by their hull and ambiguous units by that of their readings. No parts add up to 0. Errors: `unknown`,
/// `not_allowed` and `out_of_range` as for `try_sum`.
[[nodiscard]] Result<Truth> try_check_parts(Quantity const& whole, std::span<Quantity const> parts,
                                            PartRelation relation,
                                            UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Truth check_parts(Quantity const& whole, std::span<Quantity const> parts, PartRelation relation,
                                UnitCatalogue const& catalogue = UnitCatalogue::standard());

}  // namespace ascribe

#endif
