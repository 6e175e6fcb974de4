// SPDX-License-Identifier: BSL-1.0
#include "phrase.hpp"

#include <algorithm>

namespace ascribe {

Result<Phrase> Phrase::from(std::string_view text, Lexicon const& lexicon) {
    auto tokens = split_tokens(text, {lexicon.decimal_mark(), lexicon.grouping_mark()});
    if (!tokens) return std::move(tokens).error();
    Phrase phrase;
    phrase.size_ = text.size();
    phrase.tokens_ = std::move(tokens).value();
    if (!phrase.tokens_.empty() && phrase.tokens_.back().text == ".") phrase.tokens_.pop_back();
    phrase.matches_.resize(phrase.tokens_.size());
    for (std::size_t begin = 0; begin < phrase.tokens_.size(); ++begin) {
        auto& matches = phrase.matches_[begin];
        std::string as_written;
        std::string lower;
        for (std::size_t words = 1; words <= lexicon.longest() && begin + words <= phrase.tokens_.size(); ++words) {
            Token const& token = phrase.tokens_[begin + words - 1];
            if (token.kind == Token::Kind::number) break;
            as_written.append(words == 1 ? "" : " ").append(token.text);
            lower.append(words == 1 ? "" : " ").append(token.lower);
            for (auto const& meaning : lexicon.find(as_written)) matches.push_back({words, &meaning});
            if (lower == as_written) continue;
            for (auto const& meaning : lexicon.find(lower)) matches.push_back({words, &meaning});
        }
        std::stable_sort(matches.begin(), matches.end(),
                         [](Match const& a, Match const& b) { return a.words > b.words; });
    }
    return phrase;
}

Phrase::Match const* Phrase::find(std::size_t position, WordRole role) const {
    if (position >= matches_.size()) return nullptr;
    for (Match const& match : matches_[position]) {
        if (match.meaning->role == role) return &match;
    }
    return nullptr;
}

std::size_t Phrase::length(WordRole role) const {
    auto const* match = find(at_, role);
    return match == nullptr ? 0 : match->words;
}

bool Phrase::is_any(std::initializer_list<WordRole> roles) const {
    return std::any_of(roles.begin(), roles.end(), [&](WordRole role) { return is(role); });
}

bool Phrase::is_followed(WordRole role, std::initializer_list<WordRole> next) const {
    auto const* match = find(at_, role);
    if (match == nullptr) return false;
    return std::any_of(next.begin(), next.end(),
                       [&](WordRole other) { return find(at_ + match->words, other) != nullptr; });
}

std::size_t Phrase::length_of_pair(WordRole role, WordRole next) const {
    auto const* match = find(at_, role);
    auto const* second = match == nullptr ? nullptr : find(at_ + match->words, next);
    return second == nullptr ? 0 : match->words + second->words;
}

WordMeaning const* Phrase::take(WordRole role) {
    auto const* match = find(at_, role);
    if (match == nullptr) return nullptr;
    at_ += match->words;
    return match->meaning;
}

Error Phrase::error(Errc code, std::string_view expected) const {
    return {code, "reported quantity", {}, expected, at_end() ? std::string() : token().text, offset_of(at_)};
}

}  // namespace ascribe
