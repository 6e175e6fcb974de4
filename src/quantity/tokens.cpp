// SPDX-License-Identifier: BSL-1.0
#include "tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ascribe {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The code point at the start of the text and its length; a byte that is no UTF-8 counts as a letter by itself.
struct CodePoint {
    std::uint32_t value;
    std::size_t size;
};

CodePoint decode(std::string_view text) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::uint32_t const first = byte(0);
    if (first < 0x80) return {first, 1};
    std::size_t const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
    if (size == 1 || text.size() < size) return {0xfffd, 1};
    std::uint32_t value = first & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U) return {0xfffd, 1};
        value = (value << 6) | (byte(i) & 0x3fU);
    }
    return {value, size};
}

bool is_blank(std::uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
           c == 0x3000;
}

bool is_hyphen(std::uint32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

bool is_dash(std::uint32_t c) {
    return is_hyphen(c) || (c >= 0x2012 && c <= 0x2015) || c == 0x2212;
}

bool is_apostrophe(std::uint32_t c) {
    return c == '\'' || c == 0x2019;
}

// Currency signs, degree, vulgar fractions, comparison signs, quotation marks: each is a token of its own.
bool is_sign(std::uint32_t c) {
    if (c < 0x80) return !is_ascii_letter(static_cast<char>(c)) && !is_digit(static_cast<char>(c));
    return (c >= 0xa1 && c <= 0xa9) || c == 0xab || c == 0xac || c == 0xae || c == 0xaf || c == 0xb0 || c == 0xb1 ||
           (c >= 0xbb && c <= 0xbf) || c == 0xd7 || c == 0xf7 || (c >= 0x2016 && c <= 0x205e) ||
           (c >= 0x20a0 && c <= 0x20cf) || (c >= 0x2150 && c <= 0x215f) || c == 0x2189 ||
           (c >= 0x2190 && c <= 0x23ff) || (c >= 0x2a00 && c <= 0x2aff) || c == 0xff05;
}

class Splitter {
public:
    Splitter(std::string_view text, NumberMarks marks) : text_(text), marks_(marks) {}

    Result<std::vector<Token>> run() {
        while (at_ < text_.size()) {
            CodePoint const c = decode(text_.substr(at_));
            if (is_blank(c.value)) {
                blank_ = true;
                at_ += c.size;
            } else if (is_digit(text_[at_])) {
                if (auto done = number(); !done) return done.error();
            } else if (is_dash(c.value)) {
                dash(c);
            } else if (text_[at_] == '.' && is_behind_word()) {
                at_ += 1;
            } else if (is_sign(c.value)) {
                sign(c);
            } else {
                word();
            }
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    [[nodiscard]] bool is_behind_word() const {
        return !blank_ && !tokens_.empty() && tokens_.back().kind == Token::Kind::word;
    }
    [[nodiscard]] bool is_word_next(std::size_t ahead) const {
        if (at_ + ahead >= text_.size()) return false;
        std::uint32_t const c = decode(text_.substr(at_ + ahead)).value;
        return !is_blank(c) && !is_dash(c) && !is_sign(c) && !is_digit(text_[at_ + ahead]);
    }

    void push(Token::Kind kind, std::size_t size, std::string text) {
        Token token;
        token.kind = kind;
        token.after_blank = blank_;
        token.after_hyphen = hyphen_;
        token.offset = at_;
        token.size = size;
        token.lower = to_lower(text);
        token.text = std::move(text);
        tokens_.push_back(std::move(token));
        at_ += size;
        blank_ = false;
        hyphen_ = false;
    }

    void sign(CodePoint c) { push(Token::Kind::sign, c.size, std::string(text_.substr(at_, c.size))); }

    // A hyphen before a word joins; one between a word and a number does too unless the word belongs to a number
    // before it, as in "5kg-10kg". Everything else, and every longer dash, is a sign.
    void dash(CodePoint c) {
        bool const glued = !blank_ && !tokens_.empty();
        bool joins = glued && is_hyphen(c.value) && tokens_.back().kind != Token::Kind::sign;
        if (joins && !is_word_next(c.size)) {
            bool const digit_next = at_ + c.size < text_.size() && is_digit(text_[at_ + c.size]);
            bool const own_word = is_behind_word() && (tokens_.size() < 2 || tokens_.back().after_blank);
            joins = digit_next && own_word;
        }
        if (!joins) {
            push(Token::Kind::sign, c.size, "-");
            return;
        }
        hyphen_ = true;
        at_ += c.size;
    }

    // "U.S." is one word with its full stops.
    [[nodiscard]] std::size_t initials() const {
        std::size_t size = 0;
        while (is_ascii_letter(peek(size)) && peek(size + 1) == '.') size += 2;
        return size > 2 ? size : 0;
    }

    void word() {
        std::size_t size = initials();
        if (size > 0) {
            push(Token::Kind::word, size, std::string(text_.substr(at_, size)));
            return;
        }
        std::string text;
        while (at_ + size < text_.size()) {
            CodePoint const c = decode(text_.substr(at_ + size));
            if (is_apostrophe(c.value) && size > 0 && is_word_next(size + c.size)) {
                text += '\'';
            } else if (is_blank(c.value) || is_dash(c.value) || is_sign(c.value)) {
                break;
            } else {
                text.append(text_.substr(at_ + size, c.size));
            }
            size += c.size;
        }
        push(Token::Kind::word, size, std::move(text));
    }

    [[nodiscard]] std::size_t digits_at(std::size_t ahead) const {
        std::size_t count = 0;
        while (is_digit(peek(ahead + count))) ++count;
        return count;
    }

    // The size of one blank that three digits and no fourth follow, else 0.
    [[nodiscard]] std::size_t blank_group(std::size_t ahead) const {
        if (at_ + ahead >= text_.size()) return 0;
        CodePoint const c = decode(text_.substr(at_ + ahead));
        return is_blank(c.value) && digits_at(ahead + c.size) == 3 ? c.size : 0;
    }

    Error number_error(Errc code, std::string_view expected, std::size_t size) const {
        return {code, "reported quantity", "number", expected, std::string(text_.substr(at_, size)), at_};
    }

    Result<void> number() {
        std::string digits(text_.substr(at_, digits_at(0)));
        std::size_t const first = digits.size();
        std::size_t size = first;
        std::vector<std::size_t> groups;
        while (peek(size) == marks_.grouping && is_digit(peek(size + 1))) {
            std::size_t const count = digits_at(size + 1);
            digits.append(text_.substr(at_ + size + 1, count));
            groups.push_back(count);
            size += 1 + count;
        }
        // "15 000"
        while (groups.empty() && first <= 3 && blank_group(size) > 0) {
            std::size_t const blank = blank_group(size);
            digits.append(text_.substr(at_ + size + blank, 3));
            size += blank + 3;
        }
        if (!groups.empty()) {
            // Groups of three; of two before the last in South Asia.
            std::size_t const inner = groups.size() > 1 ? groups.front() : 3;
            bool good = first <= inner && groups.back() == 3 && (inner == 2 || inner == 3);
            for (std::size_t i = 0; i + 1 < groups.size(); ++i) good = good && groups[i] == inner;
            if (!good) return number_error(Errc::syntax, "groups of three digits", size);
        }
        if (peek(size) == marks_.decimal && is_digit(peek(size + 1))) {
            std::size_t const count = digits_at(size + 1);
            digits.append(".").append(text_.substr(at_ + size + 1, count));
            size += 1 + count;
            if (peek(size) == marks_.decimal && is_digit(peek(size + 1))) {
                return number_error(Errc::syntax, "a number with one decimal mark", size);
            }
        }
        auto const value = parse_rational(digits);
        if (!value) return number_error(value.error().code, value.error().expected, size);
        push(Token::Kind::number, size, std::string(text_.substr(at_, size)));
        tokens_.back().number = *value;
        return {};
    }

    std::string_view text_;
    NumberMarks marks_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    bool blank_ = true;
    bool hyphen_ = false;
};

}  // namespace

std::string to_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

Result<std::vector<Token>> split_tokens(std::string_view text, NumberMarks marks) {
    return Splitter(text, marks).run();
}

}  // namespace ascribe
