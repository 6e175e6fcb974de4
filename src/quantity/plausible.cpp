// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/plausible.hpp>

#include <utility>

namespace ascribe {
namespace {

// By how much `number` may be missed.
Result<Rational> reach(Rational const& number, Rational const& width) {
    if (width.sign() < 0) {
        return Error{Errc::out_of_range, "policy",        {}, "widths that are not negative",
                     to_text(width),     Error::no_offset};
    }
    return try_multiply(number.sign() < 0 ? -number : number, width);
}

Result<Bounds> around(Rational const& from, Rational const& to, std::optional<Rational> const& down,
                      std::optional<Rational> const& up) {
    Bounds bounds = Bounds::closed(from, to);
    if (down) {
        auto const by = reach(from, *down);
        if (!by) return by.error();
        auto const end = try_subtract(from, *by);
        if (!end) return end.error();
        bounds.lower->value = *end;
    }
    if (up) {
        auto const by = reach(to, *up);
        if (!by) return by.error();
        auto const end = try_add(to, *by);
        if (!end) return end.error();
        bounds.upper->value = *end;
    }
    return bounds;
}

// Half of the last decimal place in use, absent for numbers that do not end in a nought.
std::optional<Rational> half_place(Rational const& number) {
    if (!number.is_integer() || number.sign() == 0) return std::nullopt;
    std::int64_t place = 1;
    for (std::int64_t rest = number.numerator(); rest % 10 == 0; rest /= 10) place *= 10;
    if (place == 1) return std::nullopt;
    return Rational(place / 2);
}

Result<Plausible> rounded(Quantity const& quantity) {
    Rational const& number = *quantity.nominal();
    auto const half = half_place(number);
    if (!half) return Plausible{quantity.bounds(), Plausible::Rule::hard};
    auto const lower = try_subtract(number, *half);
    if (!lower) return lower.error();
    auto const upper = try_add(number, *half);
    if (!upper) return upper.error();
    return Plausible{Bounds::closed(*lower, *upper), Plausible::Rule::round};
}

Result<std::optional<Bounds>> by_width(Quantity const& quantity, PlausibilityPolicy const& policy) {
    std::optional<Rational> down;
    std::optional<Rational> up;
    switch (quantity.direction()) {
    case Direction::about: down = up = policy.about; break;
    case Direction::above: up = policy.above; break;
    case Direction::at_least: up = policy.at_least; break;
    case Direction::below: down = policy.below; break;
    case Direction::at_most: down = policy.at_most; break;
    case Direction::exact:
    case Direction::range:
    case Direction::set: break;
    }
    if (!quantity.nominal() || (!down && !up)) return std::optional<Bounds>();
    Rational const& from = *quantity.nominal();
    auto bounds = around(from, quantity.nominal_to().value_or(from), down, up);
    if (!bounds) return std::move(bounds).error();
    return std::optional<Bounds>(*bounds);
}

}  // namespace

Result<Plausible> try_plausible(Quantity const& quantity, PlausibilityPolicy const& policy) {
    if (quantity.direction() == Direction::exact && policy.round_numbers) return rounded(quantity);
    auto const narrowed = by_width(quantity, policy);
    if (!narrowed) return narrowed.error();
    Plausible const hard{quantity.bounds(), Plausible::Rule::hard};
    if (!*narrowed) return hard;
    Bounds bounds = **narrowed;
    if (quantity.kind() == QuantityKind::count) {
        bounds = Bounds::closed(bounds.lower->value.floor(), bounds.upper->value.ceil());
    }
    bounds = intersect(bounds, quantity.bounds());
    if (bounds.is_empty()) return hard;
    return Plausible{bounds, Plausible::Rule::width};
}

Plausible plausible(Quantity const& quantity, PlausibilityPolicy const& policy) {
    return try_plausible(quantity, policy).value();
}

}  // namespace ascribe
