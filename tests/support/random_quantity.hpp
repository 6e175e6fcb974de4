// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_QUANTITY_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_QUANTITY_HPP

#include "random.hpp"
#include <ascribe/quantity/quantity.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ascribe_tests {

/// Parts of every shape, many of them contradictory: numbers from -6 to 12, some with halves.
inline ascribe::QuantityParts any_parts(Random& random) {
    using namespace ascribe;
    static constexpr std::array<char const*, 6> units = {"t", "kg", "Cel", "h", "t|[ston_av]|[lton_av]", "box"};
    static constexpr std::array<char const*, 3> currencies = {"USD", "EUR", "INR|PKR"};
    static constexpr std::array<char const*, 5> things = {"", "person", "home", "a {b}\\c", "\xc3\xa9t\xc3\xa9"};
    auto const number = [&] {
        std::int64_t const whole = random.between(random.chance(20) ? -6 : 0, 12);
        return random.chance(15) ? Rational(2 * whole + 1, 2) : Rational(whole);
    };
    QuantityParts parts;
    parts.direction = static_cast<Direction>(random.below(8));
    parts.kind = static_cast<QuantityKind>(random.below(4));
    if (parts.direction == Direction::set) {
        for (auto n = random.below(4) + 1; n > 0; --n) parts.alternatives.push_back(number());
    } else if (parts.direction == Direction::range ? random.chance(30) : random.chance(90)) {
        parts.nominal = number();
        if (parts.direction == Direction::about && random.chance(30)) parts.nominal_to = number();
    }
    bool const range = parts.direction == Direction::range;
    if (range || random.chance(20)) parts.bounds.lower = Bound{number(), random.chance(30)};
    if (range || random.chance(20)) parts.bounds.upper = Bound{number(), random.chance(30)};
    if (!parts.bounds.lower && !parts.bounds.upper && random.chance(70)) parts.bounds = default_bounds(parts);
    if (parts.kind == QuantityKind::measure) parts.unit = units[random.below(units.size())];
    if (parts.kind == QuantityKind::money) parts.unit = currencies[random.below(currencies.size())];
    parts.thing = things[random.below(things.size())];
    return parts;
}

/// A quantity that `from` accepts.
inline ascribe::Quantity any_quantity(Random& random) {
    for (;;) {
        auto quantity = ascribe::Quantity::from(any_parts(random));
        if (quantity) return std::move(quantity).value();
    }
}

/// The naive twin of `admits`: what the parts say about a number, read off without any normal form.
inline bool entails(ascribe::QuantityParts const& parts, ascribe::Rational const& number) {
    using namespace ascribe;
    bool const whole = number.is_integer() && number.sign() >= 0;
    if (parts.kind == QuantityKind::count && !whole) return false;
    if (parts.bounds.lower) {
        Rational const& end = parts.bounds.lower->value;
        if (number < end || (parts.bounds.lower->open && number == end)) return false;
    }
    if (parts.bounds.upper) {
        Rational const& end = parts.bounds.upper->value;
        if (number > end || (parts.bounds.upper->open && number == end)) return false;
    }
    bool const open =
        parts.direction == Direction::set || parts.direction == Direction::about || parts.direction == Direction::range;
    if (!open && !parts.nominal) return false;  // What names no number is refused.
    switch (parts.direction) {
    case Direction::exact: return number == parts.nominal;
    case Direction::above: return number > *parts.nominal;
    case Direction::below: return number < *parts.nominal;
    case Direction::at_least: return number >= *parts.nominal;
    case Direction::at_most: return number <= *parts.nominal;
    case Direction::set:
        return std::find(parts.alternatives.begin(), parts.alternatives.end(), number) != parts.alternatives.end();
    case Direction::about:
    case Direction::range: return true;
    }
    return false;
}

}  // namespace ascribe_tests

#endif
