// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_ENGLISH_HPP
#define ASCRIBE_SRC_QUANTITY_ENGLISH_HPP

#include <ascribe/quantity/lexicon.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ascribe {

/// Phrases that mean the same, separated by ';'.
struct EnglishRow {
    WordRole role;
    std::string_view phrases;
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
    Direction direction = Direction::exact;
    std::string_view text = {};
};

std::span<EnglishRow const> english_grammar() noexcept;
std::span<EnglishRow const> english_numbers() noexcept;
std::span<EnglishRow const> english_units() noexcept;
std::span<EnglishRow const> english_currencies() noexcept;

/// A thing counted, as English counts several or one of it, the words before "of" in "member of parliament". Both keep
/// what they do not know for a noun: "dead", "wounded", "police", and what is in that number already.
[[nodiscard]] std::string plural_of(std::string_view thing);
[[nodiscard]] std::string singular_of(std::string_view thing);

}  // namespace ascribe

#endif
