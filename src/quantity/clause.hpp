// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_CLAUSE_HPP
#define ASCRIBE_SRC_QUANTITY_CLAUSE_HPP

#include "amount.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ascribe {

/// A hedged number or range with what is counted, as far as its own words tell.
struct Clause {
    enum class Form : unsigned char { single, range, alternatives, margin, share };

    Form form = Form::single;
    std::optional<Direction> direction;
    std::vector<Amount> amounts;
    WordMeaning const* share = nullptr;  ///< of the form share
    std::string thing;
    std::size_t begin = 0;  ///< position of the first token
};

/// Reads a clause up to where another one, an aside or the end of the text begins.
Result<Clause> read_clause(Phrase& phrase, Lexicon const& lexicon);

/// A conjunction and a hedge: the second of two hedged numbers.
bool begins_second_clause(Phrase const& phrase);

}  // namespace ascribe

#endif
