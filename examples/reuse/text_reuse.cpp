// SPDX-License-Identifier: BSL-1.0
#include "text_reuse.hpp"

#include <ascribe/config.hpp>

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace text_reuse {

namespace {

using ascribe::Errc;
using ascribe::Error;
using ascribe::Result;

struct Decoded {
    char32_t point = 0;
    std::uint32_t bytes = 0;  ///< 0 if there is no UTF-8 here
};

/// One code point, after table 3-7 of the Unicode standard.
Decoded decode(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    unsigned const first = byte(0);
    if (first < 0x80) return {first, 1};
    unsigned const count = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4) return {};
    char32_t point = first & (0xFFU >> (count + 1));
    for (unsigned i = 1; i < count; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        point = (point << 6) | (byte(i) & 0x3FU);
    }
    bool const is_overlong = (count == 3 && point < 0x800) || (count == 4 && point < 0x10000);
    if (is_overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return {};
    return {point, count};
}

void encode(char32_t point, std::string& to) {
    auto const put = [&](char32_t byte) { to += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0U | (point >> 6));
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | (point >> 12));
        put(0x80U | ((point >> 6) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | (point >> 18));
        put(0x80U | ((point >> 12) & 0x3FU));
        put(0x80U | ((point >> 6) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

bool is_word_point(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7) return false;
    if (c >= 0x2000 && c < 0x2C00) return c == 0x2071 || c == 0x207F || (c >= 0x2090 && c < 0x20A0);
    if (c >= 0x2E00 && c < 0x2E80) return false;
    if (c >= 0x3000 && c < 0x3040) return c >= 0x3005 && c <= 0x3007;
    if (c >= 0xE000 && c < 0xF900) return false;
    if (c >= 0xFE10 && c < 0xFE70) return false;
    return !((c >= 0xFF00 && c < 0xFF10) || (c >= 0xFF1A && c < 0xFF21) || (c >= 0xFFE0 && c < 0x10000));
}

/// What may stand between two parts of one word: its plain form, or 0.
char32_t joiner(char32_t c) {
    if (c == '\'' || c == 0x2019) return '\'';
    return c == '-' || c == 0x2010 || c == 0x2011 ? U'-' : U'\0';
}

/// Simple lower case of the bicameral scripts that news in Latin, Greek, Cyrillic and Armenian letters needs.
char32_t lower(char32_t c) {
    auto const in = [c](char32_t low, char32_t high) { return c >= low && c <= high; };
    if (in('A', 'Z') || in(0xC0, 0xDE) || in(0x391, 0x3A9) || in(0x410, 0x42F)) return c + 0x20;
    if (c == 0x130 || c == 0x131) return c == 0x130 ? U'i' : c;
    if (c == 0x178) return 0xFF;
    if (in(0x100, 0x137) || in(0x14A, 0x177) || in(0x460, 0x481) || in(0x48A, 0x4BF) || in(0x4D0, 0x52F) ||
        in(0x1E00, 0x1E95) || in(0x1EA0, 0x1EFF))
        return c | 1U;
    if (in(0x139, 0x148) || in(0x179, 0x17E) || in(0x4C1, 0x4CE)) return c % 2 == 1 ? c + 1 : c;
    if (in(0x400, 0x40F)) return c + 0x50;
    if (in(0x531, 0x556)) return c + 0x30;
    return c;
}

Error bad_text(Errc code, std::string_view expected, std::size_t offset) {
    return {.code = code, .record = "text", .field = {}, .expected = expected, .found = {}, .offset = offset};
}

}  // namespace

Result<std::vector<Word>> split_words(std::string_view text) {
    if (text.size() > 0xFFFFFFFFU) return bad_text(Errc::out_of_range, "less than 2^32 bytes", text.size());
    std::vector<Word> words;
    Word word;
    bool open = false;
    std::uint32_t point_number = 0;
    char32_t pending = 0;  // a joiner behind the open word
    for (std::uint32_t at = 0; at < text.size(); ++point_number) {
        Decoded const c = decode(text, at);
        if (c.bytes == 0) return bad_text(Errc::syntax, "UTF-8", at);
        if (is_word_point(c.point)) {
            if (!open)
                word = {.begin = at, .end = at, .code_point_begin = point_number, .code_point_end = 0, .form = {}};
            if (pending != 0) encode(pending, word.form);
            encode(lower(c.point), word.form);
            word.end = at + c.bytes;
            word.code_point_end = point_number + 1;
            open = true;
            pending = 0;
        } else if (open && pending == 0 && joiner(c.point) != 0) {
            pending = joiner(c.point);
        } else if (open) {
            words.push_back(std::move(word));
            open = false;
            pending = 0;
        }
        at += c.bytes;
    }
    if (open) words.push_back(std::move(word));
    return words;
}

namespace {

/// Numbers pairs of numbers in order of first appearance.
class Pairs {
public:
    std::uint32_t number(std::uint32_t first, std::uint32_t second) {
        std::uint64_t const key = (std::uint64_t{first} << 32) | second;
        return numbers_.emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }

private:
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

/// A place in the texts laid end to end.
struct Place {
    std::uint32_t text = 0;
    std::uint32_t word = 0;  ///< in that text
};

struct Words {
    std::vector<std::uint32_t> numbers;  ///< of all words, text after text
    std::vector<Place> places;
    std::vector<std::size_t> ends;  ///< of each text in `numbers`
};

Words number_words(std::vector<std::vector<Word>> const& texts) {
    Words all;
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (std::size_t text = 0; text < texts.size(); ++text) {
        for (std::size_t i = 0; i < texts[text].size(); ++i) {
            auto const next = static_cast<std::uint32_t>(known.size());
            all.numbers.push_back(known.emplace(texts[text][i].form, next).first->second);
            all.places.push_back({static_cast<std::uint32_t>(text), static_cast<std::uint32_t>(i)});
        }
        all.ends.push_back(all.numbers.size());
    }
    return all;
}

/// Numbers the stretches of `length` words that begin at each place; `none` where the text ends before.
constexpr std::uint32_t none = 0xFFFFFFFFU;
std::vector<std::uint32_t> number_stretches(Words const& all, std::size_t length) {
    std::vector<std::uint32_t> numbers = all.numbers;
    // A stretch of `longer` words is two of `covered`, which overlap where longer is less than their sum.
    for (std::size_t covered = 1; covered < length;) {
        std::size_t const longer = (std::min)(covered * 2, length);
        std::size_t const step = longer - covered;
        Pairs pairs;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            bool const fits = longer <= all.ends[all.places[i].text] - i;
            // The second half lies ahead, so it still has its number of the round before.
            numbers[i] = fits ? pairs.number(numbers[i], numbers[i + step]) : none;
        }
        covered = longer;
    }
    return numbers;
}

}  // namespace

std::vector<Run> find_runs(std::vector<std::vector<Word>> const& texts, Options const& options) {
    ASCRIBE_ASSERT(options.least_words >= 1);
    Words const all = number_words(texts);
    std::vector<std::uint32_t> const stretches = number_stretches(all, options.least_words);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < stretches.size(); ++i)
        if (stretches[i] != none) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t x, std::size_t y) { return stretches[x] < stretches[y]; });

    std::vector<Run> runs;
    auto const extend = [&](std::size_t x, std::size_t y) {
        Place const a = all.places[x], b = all.places[y];
        if (a.word != 0 && b.word != 0 && all.numbers[x - 1] == all.numbers[y - 1]) return;  // part of a longer one
        std::size_t const room = (std::min)(all.ends[a.text] - x, all.ends[b.text] - y);
        std::size_t words = options.least_words;
        while (words < room && all.numbers[x + words] == all.numbers[y + words]) ++words;
        runs.push_back({a.text, b.text, a.word, b.word, words});
    };
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to < order.size() && stretches[order[to]] == stretches[order[from]]) ++to;
        for (std::size_t i = from; i < to; ++i)
            for (std::size_t j = i + 1; j < to; ++j) {
                bool const one_text = all.places[order[i]].text == all.places[order[j]].text;
                if (one_text ? options.within : options.across) extend(order[i], order[j]);
            }
        from = to;
    }
    std::sort(runs.begin(), runs.end(), [](Run const& x, Run const& y) {
        return std::tie(x.a, x.b, x.first_a, x.first_b) < std::tie(y.a, y.b, y.first_a, y.first_b);
    });
    return runs;
}

}  // namespace text_reuse
