// SPDX-License-Identifier: BSL-1.0
#include "quantity_access.hpp"
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {
namespace {

bool is_countable(Rational number) {
    return number.is_integer() && number.sign() >= 0;
}

Quantity named(Direction direction, Rational number) {
    QuantityParts parts;
    parts.direction = direction;
    parts.kind = is_countable(number) ? QuantityKind::count : QuantityKind::ratio;
    parts.nominal = number;
    parts.bounds = default_bounds(parts);
    return Quantity::from(std::move(parts)).value();
}

}  // namespace

namespace {

/// Nothing in it is left to bring into normal form.
inline Quantity exact(QuantityKind kind, Rational number) {
    QuantityParts parts;
    parts.kind = kind;
    parts.nominal = number;
    parts.bounds = Bounds::exactly(number);
    return detail::QuantityAccess::normal(std::move(parts));
}

}  // namespace

Quantity exactly(Rational number) {
    // The most common quantities of all are made anew from one word: copying both words at once would wait for them.
    if (is_countable(number)) return exact(QuantityKind::count, number.numerator());
    return exact(QuantityKind::ratio, number);
}
Quantity about(Rational number) {
    return named(Direction::about, number);
}
Quantity close_to(Rational number) {
    return named(Direction::about, number);
}
Quantity more_than(Rational number) {
    return named(Direction::above, number);
}
Quantity fewer_than(Rational number) {
    return named(Direction::below, number);
}
Quantity nearly(Rational number) {
    return named(Direction::below, number);
}
Quantity almost(Rational number) {
    return named(Direction::below, number);
}
Quantity at_least(Rational number) {
    return named(Direction::at_least, number);
}
Quantity at_most(Rational number) {
    return named(Direction::at_most, number);
}
Quantity up_to(Rational number) {
    return named(Direction::at_most, number);
}

Quantity about(Rational from, Rational to) {
    QuantityParts parts;
    parts.direction = Direction::about;
    parts.kind = is_countable(from) && is_countable(to) ? QuantityKind::count : QuantityKind::ratio;
    parts.nominal = from;
    parts.nominal_to = to;
    parts.bounds = default_bounds(parts);
    return Quantity::from(std::move(parts)).value();
}

Quantity between(Rational lower, Rational upper) {
    QuantityParts parts;
    parts.direction = Direction::range;
    parts.kind = is_countable(lower) && is_countable(upper) ? QuantityKind::count : QuantityKind::ratio;
    parts.bounds = Bounds::closed(lower, upper);
    return Quantity::from(std::move(parts)).value();
}

Quantity one_of(std::vector<Rational> alternatives) {
    QuantityParts parts;
    parts.direction = Direction::set;
    bool const counts = std::all_of(alternatives.begin(), alternatives.end(), is_countable);
    parts.kind = counts ? QuantityKind::count : QuantityKind::ratio;
    parts.alternatives = std::move(alternatives);
    return Quantity::from(std::move(parts)).value();
}

Quantity no_number_but(Rational at_least) {
    QuantityParts parts;
    parts.direction = Direction::about;
    parts.kind = is_countable(at_least) ? QuantityKind::count : QuantityKind::ratio;
    parts.bounds = Bounds::at_least(at_least);
    return Quantity::from(std::move(parts)).value();
}

}  // namespace ascribe
