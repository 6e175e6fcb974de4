// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_QUANTITY_HPP
#define ASCRIBE_QUANTITY_QUANTITY_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/bounds.hpp>
#include <ascribe/quantity/rational.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// On which side of the number it names a statement leaves room.
enum class Direction : unsigned char {
    exact,     ///< "15"
    about,     ///< "around a million", "close to a fifth", "dozens": both sides, without an entailed width
    above,     ///< "more than 20,000", "over"
    below,     ///< "fewer than 100", "nearly", "almost"
    at_least,  ///< "at least 12", "no fewer than", "10 or more"
    at_most,   ///< "up to 300", "no more than", "as many as"
    range,     ///< "between 50 and 1,000"
    set,       ///< "two or three": exactly one of the alternatives
};

/// What sort of number it is.
enum class QuantityKind : unsigned char {
    count,    ///< a non-negative whole number of things
    measure,  ///< an amount of a unit
    ratio,    ///< a share of a whole, or another number without a unit
    money,    ///< an amount of a currency
};

/// "exact", "about", "above", "below", "at-least", "at-most", "range", "set".
[[nodiscard]] std::string_view to_string(Direction direction) noexcept;
/// "count", "measure", "ratio", "money".
[[nodiscard]] std::string_view to_string(QuantityKind kind) noexcept;

/// The fields of a Quantity as plain data: what a host fills in and a store keeps. Nothing is checked here.
struct QuantityParts {
    Direction direction = Direction::exact;
    QuantityKind kind = QuantityKind::count;
    std::optional<Rational> nominal;     ///< the number that was named
    std::optional<Rational> nominal_to;  ///< of "about 10 to 15" the second; only with `about`
    Bounds bounds;                       ///< what the words entail and nothing more
    std::vector<Rational> alternatives;  ///< of a `set` its members; empty otherwise
    std::string unit = "1";              ///< codes joined by `|`; "1" for counts and ratios
    std::string thing;                   ///< what is counted or measured, or the whole a ratio is a share of

    friend bool operator==(QuantityParts const&, QuantityParts const&) = default;
};

/// The bounds that direction, nominal, alternatives, kind and unit entail by themselves: "more than 20" is above 20, a
/// count is not below 0, and so is any other amount whose number is not negative, unless a unit of it reaches below
/// zero by custom (Cel, [degF], [degRe], deg). For a `range` the bounds given. Counts are in whole closed form.
[[nodiscard]] Bounds default_bounds(QuantityParts const& parts);

namespace detail {
/// Makes quantities of parts that are known to be in normal form.
struct QuantityAccess;
}  // namespace detail

/// A number as it was reported: the side it leaves open, the number named, the hard bounds, the unit, the thing
/// counted.
///
/// A regular value in a normal form that `from` establishes, so that equality is equality of what was stated: fractions
/// are in lowest terms, alternatives ascend without repetition, codes of an ambiguous unit stand in canonical order
/// (those without brackets first, then by bytes), the strict bounds of counts are closed ones ("more than 20" is
/// [21, *)), a range or set of one number is exact. Copying allocates only for alternatives and for texts beyond the
/// small-string size; an exact number of people allocates nothing.
///
/// Bounds are hard: they hold in every case in which the statement is true. How wide "about" and how far "nearly"
/// reach is a caller's policy (plausible.hpp), never stored.
///
/// Not modelled: the wording and the hedge itself ("nearly" and "fewer than" are both `below`; the attribution keeps
/// the words), the time it is true of, significant digits, probability distributions, compound units of a sum
/// (5 ft 3 in).
class Quantity {
public:
    /// Exactly 0, of nothing in particular.
    Quantity();

    /// The quantity with these parts in normal form. The bounds are intersected with what the direction entails; an
    /// absent bound of a measure, ratio or sum of money stays infinite (see `default_bounds` for the customary ones).
    ///
    /// Errors: `not_allowed` for parts that the direction or kind forbids (a nominal that is missing, negative or
    /// broken for a count, alternatives outside a set, an infinite range), `conflict` for bounds that admit no number
    /// or not the number named, `syntax` for a unit that is no code. `from(q.parts())` equals q.
    [[nodiscard]] static Result<Quantity> from(QuantityParts parts);

    [[nodiscard]] Direction direction() const noexcept { return parts_.direction; }
    [[nodiscard]] QuantityKind kind() const noexcept { return parts_.kind; }
    [[nodiscard]] std::optional<Rational> const& nominal() const noexcept { return parts_.nominal; }
    [[nodiscard]] std::optional<Rational> const& nominal_to() const noexcept { return parts_.nominal_to; }
    [[nodiscard]] Bounds const& bounds() const noexcept { return parts_.bounds; }
    [[nodiscard]] std::vector<Rational> const& alternatives() const noexcept { return parts_.alternatives; }
    /// The UCUM code, ISO 4217 code, or an opaque word; several, joined by `|`, if the unit is ambiguous.
    [[nodiscard]] std::string const& unit() const noexcept { return parts_.unit; }
    [[nodiscard]] bool has_ambiguous_unit() const noexcept { return unit().find('|') != std::string::npos; }
    /// The codes one by one, in canonical order; views into `unit()`.
    [[nodiscard]] std::vector<std::string_view> units() const;
    [[nodiscard]] std::string const& thing() const noexcept { return parts_.thing; }
    [[nodiscard]] QuantityParts const& parts() const noexcept { return parts_; }

    /// Does the statement leave this number open? Exact: counts admit whole numbers only, sets their members only.
    [[nodiscard]] bool admits(Rational const& value) const noexcept;

    /// The same number of another thing.
    [[nodiscard]] Quantity of(std::string thing) const;
    /// The same hedge and number as a measure; `unit` is a code, or several joined by `|`. Bounds that were the
    /// customary ones become those of the new kind: `more_than(40).in("t")` is above 40, not from 41. Throws Exception
    /// for a unit that is no code.
    [[nodiscard]] Quantity in(std::string unit) const;
    /// The same as a sum of money; `code` is ISO 4217, or several joined by `|`. Throws Exception if it is not.
    [[nodiscard]] Quantity in_currency(std::string code) const;
    /// The same as a ratio: `exactly(1).as_ratio()` is the whole.
    [[nodiscard]] Quantity as_ratio() const;

    friend bool operator==(Quantity const&, Quantity const&) = default;

private:
    friend struct detail::QuantityAccess;
    explicit Quantity(QuantityParts parts) : parts_(std::move(parts)) {}
    [[nodiscard]] Quantity restated(QuantityKind kind, std::string unit) const;

    QuantityParts parts_;
};

}  // namespace ascribe

#endif
