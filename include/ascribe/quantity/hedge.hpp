// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_HEDGE_HPP
#define ASCRIBE_QUANTITY_HEDGE_HPP

#include <ascribe/quantity/quantity.hpp>

#include <vector>

namespace ascribe {

/// A constructor for each way of hedging a number; `of`, `in`, `in_currency` and `as_ratio` say the rest:
/// `more_than(20000).of("person")`, `almost(percent(70)).of("structure")`, `more_than(40).in("t").of("aid")`.
/// Things are compared by name, so use the singular throughout, as `parse_reported_quantity` does.
///
/// A non-negative whole number gives a count, any other a ratio, until `in` or `in_currency` says otherwise. Bounds
/// are the customary ones of `default_bounds`. All throw Exception (`conflict`) where no number is left, as in
/// `fewer_than(0)`. Words that mean the same give equal values; the wording belongs to the attribution.

[[nodiscard]] Quantity exactly(Rational number);
/// "about", "around", "roughly", "some", "an estimated": no bound is entailed.
[[nodiscard]] Quantity about(Rational number);
/// "about 10 to 15".
[[nodiscard]] Quantity about(Rational from, Rational to);
/// "close to": either side, hence the same value as `about`.
[[nodiscard]] Quantity close_to(Rational number);
[[nodiscard]] Quantity more_than(Rational number);
[[nodiscard]] Quantity fewer_than(Rational number);
/// "nearly", "almost": below by entailment; how little is missing is a policy. The same value as `fewer_than`.
[[nodiscard]] Quantity nearly(Rational number);
[[nodiscard]] Quantity almost(Rational number);
[[nodiscard]] Quantity at_least(Rational number);
[[nodiscard]] Quantity at_most(Rational number);
/// "up to", "as many as": the same value as `at_most`, though such a bound is more easily cancelled.
[[nodiscard]] Quantity up_to(Rational number);
/// Both ends included. Requires data with `lower <= upper`; throws Exception (`conflict`) otherwise.
[[nodiscard]] Quantity between(Rational lower, Rational upper);
/// "two or three": exactly one of these. Throws Exception (`not_allowed`) if there are none.
[[nodiscard]] Quantity one_of(std::vector<Rational> alternatives);
/// A word that names no number but, by convention, not less than this: "dozens" is `no_number_but(24)`.
[[nodiscard]] Quantity no_number_but(Rational at_least);

}  // namespace ascribe

#endif
