// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_AMOUNT_HPP
#define ASCRIBE_SRC_QUANTITY_AMOUNT_HPP

#include "phrase.hpp"

#include <optional>
#include <string>

namespace ascribe {

/// One number of a phrase with its unit, before it is known what other numbers lend it.
struct Amount {
    /// How the unit is known.
    enum class Unit : unsigned char { none, measure, ratio, money };

    Rational value;                ///< of a vague word what it conventionally reaches
    Rational coefficient;          ///< "three" of "three hundred"
    Rational scale = 1;            ///< "hundred" of "three hundred"
    bool is_plain = false;         ///< nothing but coefficient times scale, so that a scale can be lent
    bool has_scale = false;        ///< a scale was named
    bool is_vague = false;         ///< no number was named
    bool is_fraction = false;      ///< a share by its words
    bool takes_any_thing = false;  ///< "one in five": the thing follows directly
    bool is_none = false;          ///< "no"
    Unit unit_kind = Unit::none;
    std::string unit;                ///< codes
    Rational factor = 1;             ///< units per number: 1/100 for "percent", 10 for "decade"
    std::optional<Direction> hedge;  ///< said behind the number
    std::size_t begin = 0;           ///< position of the first token
};

/// What stands before a number.
struct NumberContext {
    bool joins_parts = true;   ///< a conjunction may join its parts, "one hundred and five"; not after "between"
    bool after_money = false;  ///< the other end of the range is money, so that "m" means million
};

/// Reads one amount: [currency] [minus] number [hedge] [unit] [hedge].
Result<Amount> read_amount(Phrase& phrase, NumberContext context);

/// Reads "per day" behind a measure and makes its unit the quotient; nothing is taken if that is not what follows.
void read_rate(Phrase& phrase, Amount& amount);

/// A number can begin here.
bool begins_amount(Phrase const& phrase);

}  // namespace ascribe

#endif
