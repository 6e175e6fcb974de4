// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_TOKENS_HPP
#define ASCRIBE_SRC_QUANTITY_TOKENS_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/rational.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// A word, number or sign of a text.
struct Token {
    enum class Kind : unsigned char { word, number, sign };

    Kind kind = Kind::word;
    bool after_blank = true;    ///< not glued to what stands before it
    bool after_hyphen = false;  ///< joined to the word before it, "two-thirds"
    std::size_t offset = 0;
    std::size_t size = 0;
    std::string text;   ///< as written; every dash is "-" and every apostrophe "'"
    std::string lower;  ///< the same with ASCII letters in lower case
    Rational number;    ///< of a number
};

/// The signs used within numbers.
struct NumberMarks {
    char decimal = '.';
    char grouping = ',';
};

/// Splits a text. Errors: `syntax` and `out_of_range` for numbers, with the offset.
Result<std::vector<Token>> split_tokens(std::string_view text, NumberMarks marks);

/// ASCII letters in lower case, everything else as it is.
std::string to_lower(std::string_view text);

}  // namespace ascribe

#endif
