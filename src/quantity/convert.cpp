// SPDX-License-Identifier: BSL-1.0
#include "numbers.hpp"
#include <ascribe/quantity/convert.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {
namespace {

Error failure(Errc code, std::string_view field, std::string_view expected, std::string found) {
    return {code, "quantity", field, expected, std::move(found), Error::no_offset};
}

// One statement that holds whichever of the two is meant; both have the same direction.
void join(QuantityParts& all, QuantityParts const& more) {
    all.bounds = hull(all.bounds, more.bounds);
    switch (all.direction) {
    case Direction::exact:
        all.direction = Direction::set;
        all.alternatives = {*all.nominal, *more.nominal};
        all.nominal.reset();
        break;
    case Direction::set:
        all.alternatives.insert(all.alternatives.end(), more.alternatives.begin(), more.alternatives.end());
        if (more.nominal) all.alternatives.push_back(*more.nominal);
        break;
    case Direction::about:
        if (!all.nominal) break;
        all.nominal_to = (std::max)(all.nominal_to.value_or(*all.nominal), more.nominal_to.value_or(*more.nominal));
        all.nominal = (std::min)(*all.nominal, *more.nominal);
        break;
    case Direction::above:
    case Direction::at_least: all.nominal = (std::min)(*all.nominal, *more.nominal); break;
    case Direction::below:
    case Direction::at_most: all.nominal = (std::max)(*all.nominal, *more.nominal); break;
    case Direction::range: all.nominal.reset(); break;
    }
}

}  // namespace

std::vector<Quantity> readings(Quantity const& quantity) {
    if (!quantity.has_ambiguous_unit()) return {quantity};
    std::vector<Quantity> all;
    for (auto code : quantity.units()) {
        QuantityParts parts = quantity.parts();
        parts.unit = std::string(code);
        all.push_back(Quantity::from(std::move(parts)).value());
    }
    return all;
}

Result<Quantity> try_convert(Quantity const& quantity, std::string_view unit, UnitCatalogue const& catalogue) {
    if (quantity.kind() != QuantityKind::measure) {
        return failure(Errc::not_allowed, "kind", "a measure", std::string(to_string(quantity.kind())));
    }
    QuantityParts all;
    bool first = true;
    for (auto code : quantity.units()) {
        QuantityParts parts = quantity.parts();
        auto const convert = [&](Rational const& number) { return catalogue.try_convert(number, code, unit); };
        if (auto done = map_numbers(parts, convert); !done) return done.error();
        parts.unit = std::string(unit);
        if (first) {
            all = std::move(parts);
        } else {
            join(all, parts);
        }
        first = false;
    }
    return Quantity::from(std::move(all));
}

Quantity convert(Quantity const& quantity, std::string_view unit, UnitCatalogue const& catalogue) {
    return try_convert(quantity, unit, catalogue).value();
}

Result<Quantity> try_exchange(Quantity const& quantity, ExchangeRate const& rate) {
    if (quantity.kind() != QuantityKind::money || quantity.unit() != rate.from) {
        return failure(Errc::not_allowed, "unit", "money in the currency that the rate is for", quantity.unit());
    }
    if (rate.rate.sign() <= 0) return failure(Errc::out_of_range, "rate", "a positive rate", to_text(rate.rate));
    QuantityParts parts = quantity.parts();
    auto const convert = [&](Rational const& number) { return try_multiply(number, rate.rate); };
    if (auto done = map_numbers(parts, convert); !done) return done.error();
    parts.unit = rate.to;
    return Quantity::from(std::move(parts));
}

Quantity exchange(Quantity const& quantity, ExchangeRate const& rate) {
    return try_exchange(quantity, rate).value();
}

}  // namespace ascribe
