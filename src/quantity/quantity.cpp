// SPDX-License-Identifier: BSL-1.0
#include "../core/make_set.hpp"
#include <ascribe/quantity/quantity.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ascribe {
namespace {

Error failure(Errc code, std::string_view field, std::string_view expected, std::string found = {}) {
    return {code, "quantity", field, expected, std::move(found), Error::no_offset};
}

bool is_currency(std::string_view code) {
    return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What would be mistaken for another part of the canonical text is no unit.
bool is_unit_code(std::string_view code) {
    static constexpr std::array<std::string_view, 5> reserved = {"of", "in", "best", "%", "[ppth]"};
    if (code.empty()) return false;
    char const first = code.front();
    bool const letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    bool const beyond_ascii = static_cast<unsigned char>(first) >= 0x80;
    if (!letter && !beyond_ascii && first != '[' && first != '\'' && first != '"') return false;
    if (std::find(reserved.begin(), reserved.end(), code) != reserved.end()) return false;
    return std::none_of(code.begin(), code.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f || c == '{' || c == '}' || c == '|' || c == '\\';
    });
}

std::vector<std::string_view> split_codes(std::string_view unit) {
    std::vector<std::string_view> codes;
    for (;;) {
        auto const bar = unit.find('|');
        codes.push_back(unit.substr(0, bar));
        if (bar == std::string_view::npos) return codes;
        unit.remove_prefix(bar + 1);
    }
}

// Metric codes first, so that the first code of an ambiguous unit is the one most readers expect.
bool in_code_order(std::string_view a, std::string_view b) {
    bool const bracket_a = a.find('[') != std::string_view::npos;
    bool const bracket_b = b.find('[') != std::string_view::npos;
    return bracket_a != bracket_b ? bracket_b : a < b;
}

Result<void> normalise_unit(QuantityParts& parts) {
    if (parts.kind == QuantityKind::count || parts.kind == QuantityKind::ratio) {
        if (parts.unit != "1" && !parts.unit.empty()) {
            return failure(Errc::not_allowed, "unit", "no unit but \"1\" for counts and ratios", parts.unit);
        }
        if (parts.unit.empty()) parts.unit.push_back('1');
        return {};
    }
    bool const money = parts.kind == QuantityKind::money;
    auto codes = split_codes(parts.unit);
    for (auto code : codes) {
        if (money && !is_currency(code)) {
            return failure(Errc::syntax, "unit", "an ISO 4217 code of three capital letters", std::string(code));
        }
        if (!money && (is_currency(code) || !is_unit_code(code))) {
            return failure(Errc::syntax, "unit", "a UCUM code or an opaque word", std::string(code));
        }
    }
    if (codes.size() > 1) {
        std::sort(codes.begin(), codes.end(), in_code_order);
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        std::string unit;
        for (auto code : codes) unit.append(unit.empty() ? "" : "|").append(code);
        parts.unit = std::move(unit);
    }
    return {};
}

bool reaches_below_zero(QuantityParts const& parts) {
    static constexpr std::array<std::string_view, 4> customary = {"Cel", "[degF]", "[degRe]", "deg"};
    if (parts.kind != QuantityKind::measure) return false;
    for (auto code : split_codes(parts.unit)) {
        if (std::find(customary.begin(), customary.end(), code) != customary.end()) return true;
    }
    return false;
}

// What the direction says by itself, without custom.
Bounds entailed(QuantityParts const& parts) {
    if (parts.direction == Direction::set) {
        if (parts.alternatives.empty()) return {};
        auto const ends = std::minmax_element(parts.alternatives.begin(), parts.alternatives.end());
        return Bounds::closed(*ends.first, *ends.second);
    }
    if (!parts.nominal) return {};
    switch (parts.direction) {
    case Direction::exact: return Bounds::exactly(*parts.nominal);
    case Direction::above: return Bounds::above(*parts.nominal);
    case Direction::below: return Bounds::below(*parts.nominal);
    case Direction::at_least: return Bounds::at_least(*parts.nominal);
    case Direction::at_most: return Bounds::at_most(*parts.nominal);
    case Direction::about:
    case Direction::range:
    case Direction::set: break;
    }
    return {};
}

Result<void> check_shape(QuantityParts const& parts) {
    Direction const direction = parts.direction;
    if (static_cast<unsigned>(direction) > static_cast<unsigned>(Direction::set)) {
        return failure(Errc::unknown, "direction", "one of the eight directions");
    }
    if (static_cast<unsigned>(parts.kind) > static_cast<unsigned>(QuantityKind::money)) {
        return failure(Errc::unknown, "kind", "one of the four kinds");
    }
    bool const optional = direction == Direction::about || direction == Direction::range;
    if (!optional && parts.nominal.has_value() != (direction != Direction::set)) {
        return failure(Errc::not_allowed, "nominal",
                       parts.nominal ? "no number beside the alternatives of a set" : "the number that was named");
    }
    if (parts.nominal_to && (direction != Direction::about || !parts.nominal)) {
        return failure(Errc::not_allowed, "nominal_to", "a second number only for an approximate range");
    }
    if (parts.alternatives.empty() == (direction == Direction::set)) {
        return failure(Errc::not_allowed, "alternatives", "alternatives for a set and for nothing else");
    }
    if (direction == Direction::range && !(parts.bounds.lower && parts.bounds.upper)) {
        return failure(Errc::not_allowed, "bounds", "two finite ends of a range");
    }
    if (parts.kind == QuantityKind::count) {
        auto const countable = [](Rational const& n) { return n.is_integer() && n.sign() >= 0; };
        bool good = std::all_of(parts.alternatives.begin(), parts.alternatives.end(), countable);
        if (parts.nominal) good = good && countable(*parts.nominal);
        if (parts.nominal_to) good = good && countable(*parts.nominal_to);
        if (!good) return failure(Errc::not_allowed, "nominal", "a non-negative whole number for a count");
    }
    return {};
}

Result<void> normalise_numbers(QuantityParts& parts) {
    detail::make_set(parts.alternatives);
    if (parts.nominal_to) {
        if (*parts.nominal_to < *parts.nominal) {
            return failure(Errc::conflict, "nominal_to", "a second number that is not below the first");
        }
        if (*parts.nominal_to == *parts.nominal) parts.nominal_to.reset();
    }
    Bounds const own = entailed(parts);
    bool const all_of_it = parts.direction == Direction::exact || parts.direction == Direction::set;
    if (all_of_it && !parts.bounds.contains(own)) {
        return failure(Errc::conflict, "bounds", "bounds that admit the number named", to_text(parts.bounds));
    }
    parts.bounds = intersect(parts.bounds, own);
    if (parts.kind == QuantityKind::count) {
        parts.bounds = to_whole(intersect(parts.bounds, Bounds::at_least(0)));
    }
    if (parts.bounds.is_empty()) {
        return failure(Errc::conflict, "bounds", "bounds that admit some number", to_text(parts.bounds));
    }
    // An approximate number may stand at an end that is open: "about 150 km but less than 150".
    Bounds named_within = parts.bounds;
    bool const is_about = parts.direction == Direction::about;
    if (is_about && named_within.lower) named_within.lower->open = false;
    if (is_about && named_within.upper) named_within.upper->open = false;
    for (auto const* number : {&parts.nominal, &parts.nominal_to}) {
        if (!*number || !(is_about || parts.direction == Direction::range)) continue;
        if (!named_within.contains(**number)) {
            return failure(Errc::conflict, "bounds", "bounds that admit the number named", to_text(parts.bounds));
        }
    }
    return {};
}

void collapse_single(QuantityParts& parts) {
    bool const single = parts.direction == Direction::set
                            ? parts.alternatives.size() == 1
                            : parts.direction == Direction::range && parts.bounds.is_single();
    if (!single) return;
    parts.direction = Direction::exact;
    parts.nominal = parts.bounds.lower->value;
    parts.alternatives.clear();
}

}  // namespace

std::string_view to_string(Direction direction) noexcept {
    switch (direction) {
    case Direction::exact: return "exact";
    case Direction::about: return "about";
    case Direction::above: return "above";
    case Direction::below: return "below";
    case Direction::at_least: return "at-least";
    case Direction::at_most: return "at-most";
    case Direction::range: return "range";
    case Direction::set: return "set";
    }
    return "?";
}

std::string_view to_string(QuantityKind kind) noexcept {
    switch (kind) {
    case QuantityKind::count: return "count";
    case QuantityKind::measure: return "measure";
    case QuantityKind::ratio: return "ratio";
    case QuantityKind::money: return "money";
    }
    return "?";
}

Bounds default_bounds(QuantityParts const& parts) {
    if (parts.direction == Direction::range) {
        return parts.kind == QuantityKind::count ? to_whole(intersect(parts.bounds, Bounds::at_least(0)))
                                                 : parts.bounds;
    }
    Bounds bounds = entailed(parts);
    if (parts.kind == QuantityKind::count) return to_whole(intersect(bounds, Bounds::at_least(0)));
    bool const open_below = parts.direction == Direction::about || parts.direction == Direction::below ||
                            parts.direction == Direction::at_most;
    if (!open_below || reaches_below_zero(parts)) return bounds;
    int const least = parts.direction == Direction::below ? 1 : 0;
    if (!parts.nominal || parts.nominal->sign() >= least) bounds.lower = Bound{0, false};
    return bounds;
}

Quantity::Quantity() {
    parts_.nominal = Rational();
    parts_.bounds = Bounds::exactly(0);
}

Result<Quantity> Quantity::from(QuantityParts parts) {
    if (auto shape = check_shape(parts); !shape) return shape.error();
    if (auto unit = normalise_unit(parts); !unit) return unit.error();
    if (auto numbers = normalise_numbers(parts); !numbers) return numbers.error();
    collapse_single(parts);
    return Quantity(std::move(parts));
}

std::vector<std::string_view> Quantity::units() const {
    return split_codes(parts_.unit);
}

bool Quantity::admits(Rational const& value) const noexcept {
    if (parts_.direction == Direction::set) {
        return std::binary_search(parts_.alternatives.begin(), parts_.alternatives.end(), value);
    }
    return parts_.bounds.contains(value) && (parts_.kind != QuantityKind::count || value.is_integer());
}

Quantity Quantity::of(std::string thing) const {
    QuantityParts parts = parts_;
    parts.thing = std::move(thing);
    return Quantity(std::move(parts));
}

Quantity Quantity::restated(QuantityKind kind, std::string unit) const {
    QuantityParts parts = parts_;
    bool const customary = parts.nominal && parts.bounds == default_bounds(parts);
    parts.kind = kind;
    parts.unit = std::move(unit);
    if (customary) parts.bounds = default_bounds(parts);
    return from(std::move(parts)).value();
}

Quantity Quantity::in(std::string unit) const {
    return restated(QuantityKind::measure, std::move(unit));
}

Quantity Quantity::in_currency(std::string code) const {
    return restated(QuantityKind::money, std::move(code));
}

Quantity Quantity::as_ratio() const {
    return restated(QuantityKind::ratio, "1");
}

}  // namespace ascribe
