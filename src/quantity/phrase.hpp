// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_QUANTITY_PHRASE_HPP
#define ASCRIBE_SRC_QUANTITY_PHRASE_HPP

#include "tokens.hpp"
#include <ascribe/quantity/lexicon.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// A position in a text whose words have been looked up. Where several phrases of one role begin, the longest counts.
class Phrase {
public:
    static Result<Phrase> from(std::string_view text, Lexicon const& lexicon);

    [[nodiscard]] bool at_end() const { return at_ == tokens_.size(); }
    [[nodiscard]] std::size_t position() const { return at_; }
    void go_to(std::size_t position) { at_ = position; }
    void skip() { ++at_; }

    [[nodiscard]] Token const& token() const { return tokens_[at_]; }  ///< Requires: not at the end.
    [[nodiscard]] bool is_number() const { return !at_end() && token().kind == Token::Kind::number; }
    [[nodiscard]] bool is_sign(std::string_view sign) const {
        return !at_end() && token().kind == Token::Kind::sign && token().text == sign;
    }
    bool take_sign(std::string_view sign) {
        bool const found = is_sign(sign);
        if (found) ++at_;
        return found;
    }

    /// The number of tokens of the longest phrase with this role here, 0 if there is none.
    [[nodiscard]] std::size_t length(WordRole role) const;
    [[nodiscard]] bool is(WordRole role) const { return length(role) > 0; }
    [[nodiscard]] bool is_any(std::initializer_list<WordRole> roles) const;
    /// After the longest phrase with this role here comes one with any of the others.
    [[nodiscard]] bool is_followed(WordRole role, std::initializer_list<WordRole> next) const;
    /// The tokens of the longest phrase with this role and of the longest of the other behind it, 0 if not both are
    /// there.
    [[nodiscard]] std::size_t length_of_pair(WordRole role, WordRole next) const;
    /// Moves behind that phrase and returns its meaning, or null.
    WordMeaning const* take(WordRole role);

    /// An error about the token here, or the end of the text.
    [[nodiscard]] Error error(Errc code, std::string_view expected) const;
    [[nodiscard]] Error not_understood(std::string_view expected) const { return error(Errc::syntax, expected); }
    [[nodiscard]] std::size_t offset_of(std::size_t position) const {
        return position < tokens_.size() ? tokens_[position].offset : size_;
    }

private:
    struct Match {
        std::size_t words;
        WordMeaning const* meaning;
    };

    [[nodiscard]] Match const* find(std::size_t position, WordRole role) const;

    std::vector<Token> tokens_;
    std::vector<std::vector<Match>> matches_;  // by position, longest first
    std::size_t at_ = 0;
    std::size_t size_ = 0;
};

}  // namespace ascribe

#endif
