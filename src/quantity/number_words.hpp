// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_NUMBER_WORDS_HPP
#define ASCRIBE_SRC_QUANTITY_NUMBER_WORDS_HPP

#include "amount.hpp"

#include <optional>

namespace ascribe {

// Exact arithmetic that remembers whether a result did not fit.
class Exact {
public:
    Rational add(Rational const& a, Rational const& b) { return keep(try_add(a, b)); }
    Rational multiply(Rational const& a, Rational const& b) { return keep(try_multiply(a, b)); }
    [[nodiscard]] bool fits() const { return fits_; }

private:
    Rational keep(Result<Rational> const& result) {
        fits_ = fits_ && result;
        return result ? *result : Rational();
    }

    bool fits_ = true;
};

/// Reads a number in digits, words or both: "3.5 million", "two thirds", "one in five", "tens of thousands", "several".
class NumberReader {
public:
    NumberReader(Phrase& phrase, Amount& amount, Exact& exact, NumberContext context)
        : phrase_(phrase), amount_(amount), exact_(exact), context_(context) {}

    Result<void> run();

    /// "and a half", "and three quarters"; nothing is taken if that is not what follows.
    std::optional<Rational> read_joined_fraction();

private:
    Result<void> read_vague();
    Result<void> read_indefinite(Rational const& times);
    Result<void> read_fraction(Rational const& numerator);
    Result<void> read_number();
    Result<void> read_digits(Rational const& number);
    Result<void> read_counted(Rational const& number);
    Result<void> read_scaled(Rational group);
    bool continues_with_scale();
    WordMeaning const* take_scale();
    std::optional<Rational> read_quotient(Rational const& numerator);
    std::optional<Rational> read_whole();
    std::optional<Rational> read_part(Rational const& limit);
    Rational add_units_to_tens(Rational const& tens);

    Phrase& phrase_;
    Amount& amount_;
    Exact& exact_;
    NumberContext context_;
};

}  // namespace ascribe

#endif
