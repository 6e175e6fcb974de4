// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_REUSE_TEXT_REUSE_HPP
#define ASCRIBE_EXAMPLES_REUSE_TEXT_REUSE_HPP

#include <ascribe/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Finds the runs of words that texts have in common.
namespace text_reuse {

/// A word of a text: where it stands, and the form by which it is compared.
///
/// A word is a run of letters, digits and underscores; apostrophes and hyphens join what they stand between, so
/// "state's" and "so-called" are one word each. Beyond ASCII every code point counts as a letter except the controls,
/// signs, spaces and punctuation of Latin-1, the blocks of punctuation, symbols and private use from U+2000 to U+303F
/// and U+E000, and full-width punctuation. The form is in lower case (Latin, Greek, Cyrillic, Armenian, by simple
/// folding), with straight apostrophes and plain hyphens. Not modelled: normalisation (composed and decomposed accents
/// differ), inflection, scripts that write without spaces.
struct Word {
    std::uint32_t begin = 0, end = 0;                        ///< in bytes, half-open
    std::uint32_t code_point_begin = 0, code_point_end = 0;  ///< the same in code points
    std::string form;

    friend bool operator==(Word const&, Word const&) = default;
};

/// The words of a text in UTF-8, in order. Linear. Errors: syntax at the offset of a byte that is not UTF-8, and
/// out_of_range for a text of 2^32 bytes or more.
[[nodiscard]] ascribe::Result<std::vector<Word>> split_words(std::string_view text);

/// A run of words that stands at two places. It cannot be longer on either side.
struct Run {
    std::size_t a = 0, b = 0;              ///< numbers of the texts, a <= b
    std::size_t first_a = 0, first_b = 0;  ///< numbers of the first word there; in one text first_a < first_b
    std::size_t words = 0;

    friend bool operator==(Run const&, Run const&) = default;
};

struct Options {
    std::size_t least_words = 8;  ///< shorter runs are left out; at least 1
    bool across = true;           ///< runs between two texts
    bool within = false;          ///< runs that one text repeats, which may overlap themselves
};

/// All maximal common runs, sorted by texts, then by first words.
///
/// Words are numbered, stretches of `least_words` words numbered by doubling, so that equal numbers are equal words
/// without any chance of collision; each pair of places with one stretch and different words before it is extended to
/// its end. Takes O(n log k) expected time for n words and stretches of k, and as long again as the runs are together,
/// of which a text that repeats itself endlessly can have n squared.
[[nodiscard]] std::vector<Run> find_runs(std::vector<std::vector<Word>> const& texts, Options const& options = {});

}  // namespace text_reuse

#endif
