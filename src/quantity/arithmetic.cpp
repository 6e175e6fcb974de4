// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/arithmetic.hpp>
#include <ascribe/quantity/convert.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace ascribe {
namespace {

Error failure(Errc code, std::string_view field, std::string_view expected, std::string found) {
    return {code, "quantity", field, expected, std::move(found), Error::no_offset};
}

// The numbers that a statement names, from the least to the greatest.
struct Named {
    Rational from;
    Rational to;
};

std::optional<Named> named(Quantity const& quantity) {
    if (quantity.nominal()) return Named{*quantity.nominal(), quantity.nominal_to().value_or(*quantity.nominal())};
    Bounds const& bounds = quantity.bounds();
    bool const has_ends = quantity.direction() == Direction::range || quantity.direction() == Direction::set;
    if (has_ends) return Named{bounds.lower->value, bounds.upper->value};
    return std::nullopt;
}

Result<Named> combine(Named const& a, Named const& b,
                      Result<Rational> (*operation)(Rational const& x, Rational const& y)) {
    auto from = operation(a.from, b.from);
    if (!from) return std::move(from).error();
    auto to = operation(a.to, b.to);
    if (!to) return std::move(to).error();
    return Named{*from, *to};
}

// Strict bounds of counts end beside the number named; sums of such numbers may fall outside by one each.
Rational clamped(Rational const& number, Bounds const& bounds) {
    if (bounds.lower && number < bounds.lower->value) return bounds.lower->value;
    if (bounds.upper && number > bounds.upper->value) return bounds.upper->value;
    return number;
}

void take_direction_of_bounds(QuantityParts& parts) {
    auto const& lower = parts.bounds.lower;
    auto const& upper = parts.bounds.upper;
    bool const from_zero = lower && *lower == Bound{0, false};
    if (parts.bounds.is_single()) {
        parts.direction = Direction::exact;
        parts.nominal = lower->value;
    } else if (lower && upper && !from_zero) {
        parts.direction = Direction::range;
    } else if (upper) {
        parts.direction = upper->open ? Direction::below : Direction::at_most;
        parts.nominal = upper->value;
    } else if (lower) {
        parts.direction = lower->open ? Direction::above : Direction::at_least;
        parts.nominal = lower->value;
    } else {
        parts.direction = Direction::about;
    }
}

// A quantity with the kind, unit and thing of `like`.
Result<Quantity> derived(Quantity const& like, Bounds const& bounds, bool is_about,
                         std::optional<Named> const& number) {
    QuantityParts parts;
    parts.kind = like.kind();
    parts.unit = like.unit();
    parts.thing = like.thing();
    parts.bounds = bounds;
    if (!is_about) {
        take_direction_of_bounds(parts);
    } else {
        parts.direction = Direction::about;
        if (number) {
            parts.nominal = clamped(number->from, bounds);
            parts.nominal_to = clamped(number->to, bounds);
        }
    }
    return Quantity::from(std::move(parts));
}

// The quantity in one unit that is not ambiguous.
Result<Quantity> in_unit(Quantity const& quantity, std::string_view code, UnitCatalogue const& catalogue) {
    if (quantity.unit() == code) return quantity;
    if (quantity.kind() == QuantityKind::measure) return try_convert(quantity, code, catalogue);
    return failure(Errc::not_allowed, "unit", "sums of money in one currency", quantity.unit());
}

Result<Bounds> add_up(std::span<Quantity const> terms, QuantityKind kind, std::string_view code,
                      UnitCatalogue const& catalogue) {
    Bounds total = Bounds::exactly(0);
    for (Quantity const& term : terms) {
        if (term.kind() != kind) {
            return failure(Errc::not_allowed, "kind", "quantities of one kind", std::string(to_string(term.kind())));
        }
        auto const converted = in_unit(term, code, catalogue);
        if (!converted) return converted.error();
        auto const sum = try_add(total, converted->bounds());
        if (!sum) return sum.error();
        total = *sum;
    }
    return total;
}

}  // namespace

Result<Quantity> try_sum(std::span<Quantity const> terms, UnitCatalogue const& catalogue) {
    if (terms.empty()) return failure(Errc::empty, "terms", "a term", {});
    Quantity const& first = terms.front();
    if (terms.size() == 1) return first;
    std::optional<Bounds> total;
    std::optional<Named> number;
    bool is_about = false;
    for (Quantity const& term : terms) {
        if (term.kind() != first.kind()) {
            return failure(Errc::not_allowed, "kind", "terms of one kind", std::string(to_string(term.kind())));
        }
        if (term.thing() != first.thing()) {
            return failure(Errc::not_allowed, "thing", "terms that count one thing", term.thing());
        }
        if (term.has_ambiguous_unit()) {
            return failure(Errc::not_allowed, "unit", "units that are not ambiguous", term.unit());
        }
        auto const converted = in_unit(term, first.unit(), catalogue);
        if (!converted) return converted.error();
        bool const is_first = !total;
        auto const bounds = try_add(total.value_or(Bounds::exactly(0)), converted->bounds());
        if (!bounds) return bounds.error();
        total = *bounds;
        is_about = is_about || term.direction() == Direction::about;
        auto const more = named(*converted);
        if (is_first) {
            number = more;
        } else if (!number || !more) {
            number.reset();
        } else {
            auto const both = combine(*number, *more, try_add);
            if (!both) return both.error();
            number = *both;
        }
    }
    return derived(first, *total, is_about, number);
}

Quantity sum(std::span<Quantity const> terms, UnitCatalogue const& catalogue) {
    return try_sum(terms, catalogue).value();
}

Result<Quantity> try_remainder(Quantity const& whole, Quantity const& part, UnitCatalogue const& catalogue) {
    if (whole.kind() != part.kind()) {
        return failure(Errc::not_allowed, "kind", "a part of the kind of the whole",
                       std::string(to_string(part.kind())));
    }
    for (Quantity const* each : {&whole, &part}) {
        if (each->has_ambiguous_unit()) {
            return failure(Errc::not_allowed, "unit", "units that are not ambiguous", each->unit());
        }
    }
    auto const taken = in_unit(part, whole.unit(), catalogue);
    if (!taken) return taken.error();
    auto const difference = try_subtract(whole.bounds(), taken->bounds());
    if (!difference) return difference.error();
    Bounds const left = intersect(*difference, Bounds::at_least(0));
    if (left.is_empty()) {
        return failure(Errc::conflict, "bounds", "a part that does not exceed its whole", to_text(*difference));
    }
    bool const is_about = whole.direction() == Direction::about || part.direction() == Direction::about;
    auto const from = named(whole);
    auto const to = named(*taken);
    std::optional<Named> number;
    if (is_about && from && to) {
        auto const both = combine(*from, Named{to->to, to->from}, try_subtract);
        if (!both) return both.error();
        number = *both;
    }
    return derived(whole, left, is_about, number);
}

Quantity remainder(Quantity const& whole, Quantity const& part, UnitCatalogue const& catalogue) {
    return try_remainder(whole, part, catalogue).value();
}

Result<Quantity> try_share(Quantity const& ratio, Quantity const& whole) {
    if (ratio.kind() != QuantityKind::ratio) {
        return failure(Errc::not_allowed, "kind", "a ratio", std::string(to_string(ratio.kind())));
    }
    auto product = try_multiply(ratio.bounds(), whole.bounds());
    if (!product) return std::move(product).error();
    bool const is_about = ratio.direction() == Direction::about || whole.direction() == Direction::about;
    auto const of = named(whole);
    auto const part = named(ratio);
    std::optional<Named> number;
    if (is_about && of && part) {
        auto const both = combine(*part, *of, try_multiply);
        if (!both) return both.error();
        number = *both;
    }
    if (whole.kind() == QuantityKind::count) {
        auto& lower = product->lower;
        auto& upper = product->upper;
        if (lower && !lower->value.is_integer()) lower = Bound{lower->value.floor(), false};
        if (upper && !upper->value.is_integer()) upper = Bound{upper->value.ceil(), false};
        if (number) number = Named{number->from.floor(), number->to.ceil()};
    }
    return derived(whole, *product, is_about, number);
}

Quantity share(Quantity const& ratio, Quantity const& whole) {
    return try_share(ratio, whole).value();
}

Result<Truth> try_check_parts(Quantity const& whole, std::span<Quantity const> parts, PartRelation relation,
                              UnitCatalogue const& catalogue) {
    std::string const code(whole.units().front());
    auto const target = in_unit(whole, code, catalogue);
    if (!target) return target.error();
    Bounds const& room = target->bounds();
    if (relation == PartRelation::within) {
        Truth all = Truth::always;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            auto const part = add_up(parts.subspan(i, 1), whole.kind(), code, catalogue);
            if (!part) return part.error();
            all = (std::min)(all, !is_less(room, *part));
        }
        return all;
    }
    auto const total = add_up(parts, whole.kind(), code, catalogue);
    if (!total) return total.error();
    if (relation == PartRelation::disjoint) return !is_less(room, *total);
    if (!meet(room, *total)) return Truth::never;
    return room.is_single() && total->is_single() ? Truth::always : Truth::possibly;
}

Truth check_parts(Quantity const& whole, std::span<Quantity const> parts, PartRelation relation,
                  UnitCatalogue const& catalogue) {
    return try_check_parts(whole, parts, relation, catalogue).value();
}

}  // namespace ascribe
