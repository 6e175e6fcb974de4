// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_LEXICON_HPP
#define ASCRIBE_QUANTITY_LEXICON_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/quantity/rational.hpp>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ascribe {

/// What a word or phrase does in the report of a number. In brackets the fields of WordMeaning that count.
enum class WordRole : unsigned char {
    number,            ///< "three", "twenty" [value]
    none,              ///< "no", before what is not there at all
    scale,             ///< multiplies what stands before it: "hundred", "dozen", "million" [value]
    money_scale,       ///< the same, but only behind a currency: "m", "b" [value]
    indefinite_scale,  ///< "dozens", "hundreds": at least two of it [value]
    vague,             ///< "several", "a few": no number, but by convention not less than [value]
    fraction,          ///< "half", "thirds" [value]
    fraction_sign,     ///< a sign that is added to the number before it [value]
    share,             ///< "most", "all of the" [direction, value]
    article,           ///< "a", "an": one, before a scale, fraction or unit
    determiner,        ///< "the": skipped before the thing counted
    minus,             ///< a negative number follows
    hedge_before,      ///< "more than", "nearly" [direction]
    hedge_after,       ///< "or more", "at most", "or so" [direction]
    intensifier,       ///< "well", "a little", before a hedge; how much is policy
    filler,            ///< "a total of": says nothing about the number; stands before it
    filler_after,      ///< "in total": stands behind it
    conjunction,       ///< "and", "but": joins two hedged numbers, or the parts of a number
    disjunction,       ///< "or": joins alternatives
    between,           ///< opens a range whose ends a conjunction joins
    from,              ///< opens a range whose ends `to` joins
    to,                ///< "to", "through": joins the ends of a range
    plus_minus,        ///< "plus or minus"
    in_every,          ///< "in", "out of every": between part and whole, "one in five"
    per,               ///< "per": before a number or a unit of time
    of,                ///< "of": before the thing counted
    worth,             ///< "in", "worth of": before what money is for
    link,              ///< "from", "with": allowed within the thing counted
    unit,              ///< [text: codes joined by `|`; value: how many of them, 10 for "decade"]
    ratio_unit,        ///< "percent" [value: 1/100]
    currency,          ///< [text: ISO 4217 codes joined by `|`]
    extent,            ///< "deep", "old", behind a unit [text: the thing measured]
    earlier,           ///< "revised from": an earlier figure follows
    later,             ///< "later revised to": the figure before it is the earlier one
    stop,              ///< a word that is never part of the thing counted, such as a verb
};

/// One thing that a phrase may mean.
struct WordMeaning {
    WordRole role = WordRole::stop;
    Rational value = 1;
    Direction direction = Direction::exact;
    std::string text;

    friend bool operator==(WordMeaning const&, WordMeaning const&) = default;
};

/// The words of a language as far as reported numbers need them: data, to be extended or replaced by a host.
///
/// A phrase is a sequence of words and signs; it may have several meanings with different roles. Case matters only for
/// phrases that hold capital letters ("EUR", "Mt"); hyphens inside words count as blanks, a full stop behind a word is
/// ignored. A value: build it once, then read it from any thread.
///
/// What the conventions of `english()` are: "dozens", "hundreds" and the like stand for at least two of their scale,
/// "several" for at least three, "a few", "a couple" and "a handful" for at least two, "many" for nothing definite;
/// "$" and "dollars" for the dollar of the United States, "rubles" for those of Russia, "won" for those of South Korea;
/// "billion" for 10^9; "tons", "gallons", "degrees", "rupees" and their like for every unit they may mean.
///
/// Not modelled: inflection beyond the plural of the thing counted, grammar other than the order
/// [hedge] number [hedge] [unit] [hedge] [of] [thing] [hedge], words written without blanks between them.
class Lexicon {
public:
    /// No words: digits and decimal points only, "," between groups of three digits.
    Lexicon() = default;

    /// English as news use it, more than a thousand phrases; immutable, built at the first call, safe from any thread.
    [[nodiscard]] static Lexicon const& english();

    /// Adds a meaning to a phrase. Adding an equal one again changes nothing. Errors: `empty` for a phrase without a
    /// word, `syntax` for one with a digit, `conflict` if it means something else in the same role already.
    Result<void> add(std::string_view phrase, WordMeaning meaning);

    /// The singular of a word or of the whole name of a thing, where the endings do not give it: "people", "person".
    /// Also a way to have several names count as one thing. `conflict` if it has another singular already.
    Result<void> add_singular(std::string_view plural, std::string_view singular);
    /// Endings are tried in the order of their addition; the first that fits a word is replaced. An ending replaced
    /// by itself keeps words such as "boss" as they are.
    void add_ending(std::string plural, std::string singular);

    /// The signs within numbers: '.' and ',' in English, ',' and '.' in many other languages. Requires: different
    /// signs, neither a digit nor a letter.
    void set_marks(char decimal, char grouping);

    /// The meanings of a phrase whose words are in normal form (joined by single blanks), or none.
    [[nodiscard]] std::span<WordMeaning const> find(std::string_view phrase) const;
    /// The most words that a phrase has.
    [[nodiscard]] std::size_t longest() const noexcept { return longest_; }
    [[nodiscard]] char decimal_mark() const noexcept { return decimal_; }
    [[nodiscard]] char grouping_mark() const noexcept { return grouping_; }

    /// The singular that was added for this text, or null. Case of ASCII letters is ignored.
    [[nodiscard]] std::string const* find_singular(std::string_view plural) const;
    /// `find_singular`, else by the endings, else the word itself.
    [[nodiscard]] std::string singular(std::string_view word) const;

    friend bool operator==(Lexicon const&, Lexicon const&) = default;

private:
    struct Ending {
        std::string plural;
        std::string singular;

        friend bool operator==(Ending const&, Ending const&) = default;
    };

    std::map<std::string, std::vector<WordMeaning>, std::less<>> meanings_;
    std::map<std::string, std::string, std::less<>> singulars_;
    std::vector<Ending> endings_;
    std::size_t longest_ = 0;
    char decimal_ = '.';
    char grouping_ = ',';
};

}  // namespace ascribe

#endif
