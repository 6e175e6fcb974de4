// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_RATIONAL_HPP
#define ASCRIBE_QUANTITY_RATIONAL_HPP

#include <ascribe/config.hpp>
#include <ascribe/core/result.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>

namespace ascribe {

/// An exact number: a fraction of two 64-bit integers in lowest terms, with a positive denominator.
///
/// Numerator and denominator have a magnitude of at most 2^63 - 1, so that negation, the absolute value and the
/// reciprocal never overflow. An operation whose exact result does not fit is refused and never wraps or rounds:
/// `try_add` and its kin return the Error, the operators throw it. Intermediate products are kept in 128 bits, so a
/// result is refused only if it does not fit itself. Nothing here allocates except `to_text` and errors.
///
/// Not modelled: infinities, not-a-number, irrational factors (there is no pi), decimal exponents.
class Rational {
public:
    /// The largest magnitude of a numerator or denominator.
    static constexpr std::int64_t limit = (std::numeric_limits<std::int64_t>::max)();

    /// Zero.
    constexpr Rational() noexcept = default;

    /// A whole number. Requires: not the most negative std::int64_t.
    constexpr Rational(std::int64_t whole) noexcept : numerator_(whole) { ASCRIBE_ASSERT(whole >= -limit); }

    constexpr Rational(std::floating_point auto) = delete;  // write Rational(7, 10), percent(70), parse_rational("0.7")

    /// The fraction in lowest terms. Requires: a denominator other than 0, and neither number the most negative
    /// std::int64_t; use `from` for data.
    constexpr Rational(std::int64_t numerator, std::int64_t denominator) noexcept
        : numerator_(numerator), denominator_(denominator) {
        ASCRIBE_ASSERT(denominator != 0 && denominator >= -limit && numerator >= -limit);
        std::int64_t const common = std::gcd(numerator_, denominator_);
        numerator_ /= denominator_ < 0 ? -common : common;
        denominator_ /= denominator_ < 0 ? -common : common;
    }

    /// The fraction in lowest terms; `out_of_range` for a denominator of 0 or a result that does not fit.
    [[nodiscard]] static Result<Rational> from(std::int64_t numerator, std::int64_t denominator);

    [[nodiscard]] constexpr std::int64_t numerator() const noexcept { return numerator_; }
    [[nodiscard]] constexpr std::int64_t denominator() const noexcept { return denominator_; }  ///< at least 1
    [[nodiscard]] constexpr bool is_integer() const noexcept { return denominator_ == 1; }
    [[nodiscard]] constexpr int sign() const noexcept { return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0; }

    /// The largest integer that is not above this number.
    [[nodiscard]] constexpr std::int64_t floor() const noexcept {
        return numerator_ / denominator_ - (numerator_ % denominator_ < 0 ? 1 : 0);
    }
    /// The smallest integer that is not below this number.
    [[nodiscard]] constexpr std::int64_t ceil() const noexcept {
        return numerator_ / denominator_ + (numerator_ % denominator_ > 0 ? 1 : 0);
    }

    [[nodiscard]] constexpr Rational operator-() const noexcept {
        Rational negated = *this;
        negated.numerator_ = -numerator_;
        return negated;
    }

    friend constexpr bool operator==(Rational const&, Rational const&) noexcept = default;

    /// The order of the numbers, exact for all values: cross products are taken in 128 bits.
    friend std::strong_ordering operator<=>(Rational const& a, Rational const& b) noexcept {
        if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
        return compare_wide(a, b);
    }

private:
    static std::strong_ordering compare_wide(Rational const& a, Rational const& b) noexcept;

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// The exact sum, difference, product or quotient; `out_of_range` if it does not fit or the divisor is 0.
[[nodiscard]] Result<Rational> try_add(Rational const& a, Rational const& b);
[[nodiscard]] Result<Rational> try_subtract(Rational const& a, Rational const& b);
[[nodiscard]] Result<Rational> try_multiply(Rational const& a, Rational const& b);
[[nodiscard]] Result<Rational> try_divide(Rational const& a, Rational const& b);

/// The throwing twins: exactly `try_add(a, b).value()` and so on.
[[nodiscard]] Rational operator+(Rational const& a, Rational const& b);
[[nodiscard]] Rational operator-(Rational const& a, Rational const& b);
[[nodiscard]] Rational operator*(Rational const& a, Rational const& b);
[[nodiscard]] Rational operator/(Rational const& a, Rational const& b);

/// So many hundredths: `percent(20)` is one fifth. Throws Exception if the result does not fit.
[[nodiscard]] Rational percent(Rational const& hundredths);

/// "3", "-7/2": the numerator, and the denominator unless it is 1. `parse_rational` reads it back exactly.
[[nodiscard]] std::string to_text(Rational const& number);

/// Reads `["-"] digits ["." digits] ["/" digits]`, for example "12", "-0.5", "2/3"; the whole text must be used.
///
/// Errors: `syntax` with the offset of the first byte that does not fit, `out_of_range` for a zero denominator or a
/// number that 64 bits cannot hold exactly.
[[nodiscard]] Result<Rational> parse_rational(std::string_view text);

/// Reads the longest such number at the start of `text` and drops it from there; on error `text` is left alone.
[[nodiscard]] Result<Rational> parse_rational_prefix(std::string_view& text);

}  // namespace ascribe

#endif
