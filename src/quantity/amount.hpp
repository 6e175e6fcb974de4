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

/// Reads one amount: [currency] [minus] number [hedge] [unit] [hedge]. `joins_parts` tells whether a conjunction may
/// join the parts of a number ("one hundred and five"); between the ends of a range it may not.
Result<Amount> read_amount(Phrase& phrase, bool joins_parts);

/// A number can begin here.
bool begins_amount(Phrase const& phrase);

}  // namespace ascribe

#endif
