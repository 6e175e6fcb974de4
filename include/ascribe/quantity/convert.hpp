// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_CONVERT_HPP
#define ASCRIBE_QUANTITY_CONVERT_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/quantity/unit.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// The quantity under each reading of its unit, in the order of `units()`: "over 40 tons" is over 40 tonnes, over 40
/// long tons, over 40 short tons. One quantity, itself, if the unit is not ambiguous.
[[nodiscard]] std::vector<Quantity> readings(Quantity const& quantity);

/// A measure in another unit, exactly.
///
/// An ambiguous unit gives the hull of its readings: an exact number becomes the set of what it may be, an approximate
/// one an approximate range, a bound the weakest of its readings ("over 40 tons" is above 36,287.3896 kg).
/// Errors: `not_allowed` for a quantity that is no measure and for units of different dimension, `unknown` for a code
/// that the catalogue does not know, `out_of_range` for a number that does not fit.
[[nodiscard]] Result<Quantity> try_convert(Quantity const& quantity, std::string_view unit,
                                           UnitCatalogue const& catalogue = UnitCatalogue::standard());
[[nodiscard]] Quantity convert(Quantity const& quantity, std::string_view unit,
                               UnitCatalogue const& catalogue = UnitCatalogue::standard());

/// One unit of `from` is worth `rate` units of `to`, says the caller; of which day and by whom is the caller's record.
struct ExchangeRate {
    std::string from;  ///< ISO 4217
    std::string to;    ///< ISO 4217
    Rational rate;     ///< positive

    friend bool operator==(ExchangeRate const&, ExchangeRate const&) = default;
};

/// A sum of money in another currency. The library knows no rates and never applies one by itself.
///
/// Errors: `not_allowed` for a quantity that is not money in exactly `rate.from`, `out_of_range` for a rate that is not
/// positive or a number that does not fit, `syntax` if `rate.to` is no currency code.
[[nodiscard]] Result<Quantity> try_exchange(Quantity const& quantity, ExchangeRate const& rate);
[[nodiscard]] Quantity exchange(Quantity const& quantity, ExchangeRate const& rate);

}  // namespace ascribe

#endif
