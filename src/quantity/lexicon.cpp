// SPDX-License-Identifier: BSL-1.0
#include "tokens.hpp"
#include <ascribe/quantity/lexicon.hpp>

#include <algorithm>
#include <utility>

namespace ascribe {
namespace {

Error failure(Errc code, std::string_view field, std::string_view expected, std::string_view found) {
    return {code, "lexicon", field, expected, std::string(found), Error::no_offset};
}

bool ends_with(std::string_view text, std::string_view ending) {
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

}  // namespace

Result<void> Lexicon::add(std::string_view phrase, WordMeaning meaning) {
    auto const tokens = split_tokens(phrase, {decimal_, grouping_});
    if (!tokens) return tokens.error();
    if (tokens->empty()) return failure(Errc::empty, "phrase", "a word or sign", phrase);
    std::string key;
    for (Token const& token : *tokens) {
        if (token.kind == Token::Kind::number)
            return failure(Errc::syntax, "phrase", "a phrase without digits", phrase);
        key.append(key.empty() ? "" : " ").append(token.text);
    }
    auto& known = meanings_[std::move(key)];
    for (auto const& other : known) {
        if (other == meaning) return {};
        if (other.role == meaning.role) {
            return failure(Errc::conflict, "phrase", "a phrase that means nothing else in its role", phrase);
        }
    }
    known.push_back(std::move(meaning));
    longest_ = (std::max)(longest_, tokens->size());
    return {};
}

Result<void> Lexicon::add_singular(std::string_view plural, std::string_view singular) {
    auto const [place, added] = singulars_.emplace(to_lower(plural), std::string(singular));
    if (added || place->second == singular) return {};
    return failure(Errc::conflict, "singular", "a plural that has no other singular", plural);
}

void Lexicon::add_ending(std::string plural, std::string singular) {
    endings_.push_back({std::move(plural), std::move(singular)});
}

void Lexicon::set_marks(char decimal, char grouping) {
    ASCRIBE_ASSERT(decimal != grouping);
    decimal_ = decimal;
    grouping_ = grouping;
}

std::span<WordMeaning const> Lexicon::find(std::string_view phrase) const {
    auto const place = meanings_.find(phrase);
    if (place == meanings_.end()) return {};
    return place->second;
}

std::string const* Lexicon::find_singular(std::string_view plural) const {
    auto const place = singulars_.find(to_lower(plural));
    return place == singulars_.end() ? nullptr : &place->second;
}

std::string Lexicon::singular(std::string_view word) const {
    if (auto const* known = find_singular(word)) return *known;
    for (auto const& ending : endings_) {
        if (word.size() > ending.plural.size() && ends_with(word, ending.plural)) {
            return std::string(word.substr(0, word.size() - ending.plural.size())) + ending.singular;
        }
    }
    return std::string(word);
}

}  // namespace ascribe
