// SPDX-License-Identifier: BSL-1.0
#include "image_checks.hpp"

#include <ascribe/ledger/manner.hpp>
#include <ascribe/ledger/store.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <utility>

namespace ascribe::detail::image {

namespace {

// Bits above direction and kind, which have a byte each.
constexpr std::uint32_t has_nominal = 1u << 16, has_lower = 1u << 17, has_upper = 1u << 18, open_lower = 1u << 19,
                        open_upper = 1u << 20;

template <class Enum>
bool is_one_of(Enum value) noexcept {
    return static_cast<std::size_t>(value) < Names<Enum>::values.size();
}

Error bad_quantity(Errc code, std::string_view expected) {
    return {.code = code, .record = "quantity", .expected = expected};
}

}  // namespace

bool is_manner(std::uint32_t bits) noexcept {
    Manner const m{bits};
    return bits >> (Manner::implied_at + 1) == 0 && is_one_of(m.factuality()) && is_one_of(m.act()) &&
           is_one_of(m.role()) && is_one_of(m.basis()) && is_one_of(m.quote_form()) && is_one_of(m.distance().marker);
}

Result<Quantity> to_quantity(std::uint32_t bits, std::array<std::int64_t, 6> const& numbers, std::string_view unit,
                             std::string_view thing) {
    constexpr std::uint32_t known = 0xffff | has_nominal | has_lower | has_upper | open_lower | open_upper;
    QuantityParts parts;
    parts.direction = static_cast<Direction>(bits & 0xff);
    parts.kind = static_cast<QuantityKind>(bits >> 8 & 0xff);
    if ((bits & ~known) != 0 || parts.direction > Direction::set || parts.kind > QuantityKind::money ||
        ((bits & open_lower) != 0 && (bits & has_lower) == 0) || ((bits & open_upper) != 0 && (bits & has_upper) == 0))
        return bad_quantity(Errc::out_of_range, "a direction, a kind and known bits");
    std::array<Rational, 3> fractions;
    for (std::size_t n = 0; n < 3; ++n) {
        auto const number = Rational::from(numbers[2 * n], numbers[2 * n + 1]);
        if (!number || number->numerator() != numbers[2 * n] || number->denominator() != numbers[2 * n + 1] ||
            ((bits & has_nominal << n) == 0 && *number != Rational()))
            return bad_quantity(Errc::not_allowed, "fractions in lowest terms, and 0 for those that are not there");
        fractions[n] = *number;
    }
    if ((bits & has_nominal) != 0) parts.nominal = fractions[0];
    if ((bits & has_lower) != 0) parts.bounds.lower = Bound{fractions[1], (bits & open_lower) != 0};
    if ((bits & has_upper) != 0) parts.bounds.upper = Bound{fractions[2], (bits & open_upper) != 0};
    parts.unit = unit;
    parts.thing = thing;
    auto quantity = Quantity::from(parts);
    if (quantity && !(quantity->parts() == parts))
        return bad_quantity(Errc::not_allowed, "a quantity in its normal form");
    return quantity;
}

Result<Quantity> to_quantity(std::string_view text) {
    constexpr std::size_t longest_list = std::size_t{1} << 22;
    auto quantity = parse_quantity(text);
    if (!quantity) return quantity;
    if (to_text(*quantity) != text || quantity->alternatives().size() > longest_list)
        return bad_quantity(Errc::not_allowed, "a quantity in its canonical form");
    if (quantity->alternatives().empty() && !quantity->parts().nominal_to)
        return bad_quantity(Errc::not_allowed, "numbers instead of a text");
    return quantity;
}

bool is_normal_count(std::uint32_t bits, std::array<std::int64_t, 6> const& numbers) noexcept {
    auto const [nominal, of_nominal, lower, of_lower, upper, of_upper] = numbers;
    bool const names = (bits & has_nominal) != 0, ends = (bits & has_upper) != 0;
    bool const are_whole = of_nominal == 1 && of_lower == 1 && of_upper == 1;
    // No count is below 0, so each has a lower bound.
    bool const is_count = (bits & ~(0xff | has_nominal | has_upper)) == has_lower && lower >= 0;
    bool const is_there = (names ? nominal >= 0 : nominal == 0) && (ends ? upper >= lower : upper == 0);
    if (!are_whole || !is_count || !is_there) return false;
    bool const is_within = !names || (nominal >= lower && (!ends || nominal <= upper));
    switch (static_cast<Direction>(bits & 0xff)) {
    case Direction::exact: return names && ends && lower == nominal && upper == nominal;
    case Direction::about: return is_within;
    case Direction::above: return names && lower > nominal;
    case Direction::below: return names && ends && upper < nominal;
    case Direction::at_least: return names && lower >= nominal;
    case Direction::at_most: return names && ends && upper <= nominal;
    case Direction::range: return ends && lower < upper && is_within;
    case Direction::set: break;
    }
    return false;
}

}  // namespace ascribe::detail::image
