// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_UNIT_HPP
#define ASCRIBE_QUANTITY_UNIT_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/rational.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// The exponents of a unit in base units: metre, kilogram, second, kelvin, ampere, mole, bit and degree of arc.
struct Dimension {
    signed char length = 0;
    signed char mass = 0;
    signed char time = 0;
    signed char temperature = 0;
    signed char current = 0;
    signed char substance = 0;
    signed char information = 0;
    signed char angle = 0;

    friend bool operator==(Dimension const&, Dimension const&) = default;
};

/// A unit of measure with its exact relation to the base units: base = value * factor + offset.
///
/// Not modelled: logarithmic units (dB, pH) and units whose factor is irrational (the radian against the degree).
struct Unit {
    std::string code;
    Dimension dimension;
    Rational factor = 1;
    Rational offset;  ///< other than 0 for scales with a zero of their own, as Celsius against kelvin

    friend bool operator==(Unit const&, Unit const&) = default;
};

/// The units that a program knows: a value that it copies, extends and passes on.
///
/// `standard()` holds about a hundred UCUM codes (The Unified Code for Units of Measure, version 2.1) that reports
/// use. Words are no codes: which code "tons" stands for is a matter of the Lexicon. A code that is not in the
/// catalogue is opaque: it compares with itself only.
class UnitCatalogue {
public:
    /// No units.
    UnitCatalogue() = default;

    /// The catalogue of the library; immutable, built at the first call, safe from any thread.
    [[nodiscard]] static UnitCatalogue const& standard();

    /// Adds a unit. Adding an equal one again changes nothing; `conflict` for a code that means something else
    /// already, `out_of_range` for a factor that is not positive. O(n). On error nothing is changed.
    Result<void> add(Unit unit);

    /// The unit with exactly this code, or null. The pointer is good until the next `add`. O(log n).
    [[nodiscard]] Unit const* find(std::string_view code) const noexcept;

    /// The unit with this code or, for "t/d", the quotient of two that are known. Errors: `unknown` for a code that
    /// neither is, `not_allowed` for a quotient with a scale that has a zero of its own, `out_of_range`.
    [[nodiscard]] Result<Unit> resolve(std::string_view code) const;

    /// `value`, a number of unit `from`, in the unit `to`, exactly. Equal codes convert without being known.
    /// Errors: those of `resolve`, `not_allowed` for units of different dimension, `out_of_range`.
    [[nodiscard]] Result<Rational> try_convert(Rational const& value, std::string_view from, std::string_view to) const;
    [[nodiscard]] Rational convert(Rational const& value, std::string_view from, std::string_view to) const {
        return try_convert(value, from, to).value();
    }

    /// All units by ascending code.
    [[nodiscard]] std::vector<Unit> const& units() const noexcept { return units_; }

    friend bool operator==(UnitCatalogue const&, UnitCatalogue const&) = default;

private:
    std::vector<Unit> units_;
};

}  // namespace ascribe

#endif
