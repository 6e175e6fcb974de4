// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_NUMBERS_HPP
#define ASCRIBE_SRC_QUANTITY_NUMBERS_HPP

#include <ascribe/quantity/quantity.hpp>

#include <utility>

namespace ascribe {

/// Replaces every number of the parts by `map(number)`, an increasing function that gives a Result<Rational>. On error
/// the parts are half replaced.
template <class Map>
Result<void> map_numbers(QuantityParts& parts, Map map) {
    auto const replace = [&](Rational& number) -> Result<void> {
        auto mapped = map(std::as_const(number));
        if (!mapped) return std::move(mapped).error();
        number = *mapped;
        return {};
    };
    for (auto* number : {&parts.nominal, &parts.nominal_to}) {
        if (!*number) continue;
        if (auto done = replace(**number); !done) return done;
    }
    for (auto* end : {&parts.bounds.lower, &parts.bounds.upper}) {
        if (!*end) continue;
        if (auto done = replace((*end)->value); !done) return done;
    }
    for (auto& alternative : parts.alternatives) {
        if (auto done = replace(alternative); !done) return done;
    }
    return {};
}

}  // namespace ascribe

#endif
