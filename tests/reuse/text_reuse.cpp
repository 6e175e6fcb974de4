// SPDX-License-Identifier: BSL-1.0
#include "reuse/text_reuse.hpp"

#include "support/random.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

using namespace text_reuse;

namespace {

std::vector<Word> words(std::string const& text) {
    return split_words(text).value();
}

std::vector<std::string> forms(std::string const& text) {
    std::vector<std::string> found;
    for (Word const& word : words(text)) found.push_back(word.form);
    return found;
}

/// All pairs of places, one by one.
std::vector<Run> naive_runs(std::vector<std::vector<Word>> const& texts, Options const& options) {
    std::vector<Run> runs;
    for (std::size_t a = 0; a < texts.size(); ++a)
        for (std::size_t b = a; b < texts.size(); ++b) {
            if (!(a == b ? options.within : options.across)) continue;
            for (std::size_t i = 0; i < texts[a].size(); ++i)
                for (std::size_t j = a == b ? i + 1 : 0; j < texts[b].size(); ++j) {
                    if (i != 0 && j != 0 && texts[a][i - 1].form == texts[b][j - 1].form) continue;
                    std::size_t n = 0;
                    while (i + n < texts[a].size() && j + n < texts[b].size() &&
                           texts[a][i + n].form == texts[b][j + n].form)
                        ++n;
                    if (n >= options.least_words) runs.push_back({a, b, i, j, n});
                }
        }
    return runs;
}

/// A text of words from a small store, in which stretches come again.
std::vector<Word> random_words(ascribe_tests::Random& random, std::size_t store, std::vector<Word> const& other) {
    std::vector<Word> text;
    std::size_t const count = random.below(60);
    while (text.size() < count) {
        if (!other.empty() && random.chance(20)) {
            std::size_t const from = random.below(other.size());
            std::size_t const length = (std::min)(other.size() - from, random.below(15) + 1);
            for (std::size_t i = 0; i < length; ++i) text.push_back(other[from + i]);
        } else {
            text.push_back({.form = std::string(1, static_cast<char>('a' + random.below(store)))});
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a word is a run of letters and digits, joined by apostrophes and hyphens inside it") {
    CHECK(forms("The so-called 'harbour's end', 2-3 km_off--and 40,000!") ==
          std::vector<std::string>{"the", "so-called", "harbour's", "end", "2-3", "km_off", "and", "40", "000"});
    CHECK(forms("rock'- roll -x- 'tis") == std::vector<std::string>{"rock", "roll", "x", "tis"});
    CHECK(forms("").empty());
    CHECK(forms(" \t\r\n.,;").empty());
}

TEST_CASE("words are compared in lower case, with one apostrophe and one hyphen") {
    CHECK(forms("HARBOUR\u2019s co\u2011op") == forms("harbour's co-op"));
    CHECK(forms("\u00c4RGER \u0141\u00d3D\u0179 \u0416\u0423\u0420\u041d\u0410\u041b \u0401\u043b\u043a\u0430") ==
          forms("\u00e4rger \u0142\u00f3d\u017a \u0436\u0443\u0440\u043d\u0430\u043b \u0451\u043b\u043a\u0430"));
    CHECK(forms("\u0391\u0392\u0393 \u0531\u0532") == forms("\u03b1\u03b2\u03b3 \u0561\u0562"));
    CHECK(forms("\u0130zmir") == forms("izmir"));
    // Neither dotted nor dotless i is taken for the other beyond that.
    CHECK(forms("\u0131") != forms("i"));
}

TEST_CASE("punctuation beyond ASCII parts words") {
    CHECK(forms("\u201cone\u201d\u2014two\u2026three\u00a0four\u00abfive\u00bb\u3001six\uff0cseven\u20aceight") ==
          std::vector<std::string>{"one", "two", "three", "four", "five", "six", "seven", "eight"});
}

TEST_CASE("offsets of words are half-open, in bytes and in code points") {
    auto const found = words("\u201c\u00c4rger\u201d, b");
    REQUIRE(found.size() == 2);
    CHECK(found[0] == Word{3, 9, 1, 6, "\u00e4rger"});
    CHECK(found[1] == Word{14, 15, 9, 10, "b"});
    CHECK(words("x-").at(0).end == 1);
}

TEST_CASE("what is not UTF-8 is refused at its offset") {
    for (std::string const bad : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                  "\xf0\x80\x80\x80", "\xff", "\xe2\x82"}) {
        CAPTURE(bad);
        auto const result = split_words("ab \u00e9" + bad);
        REQUIRE(!result);
        CHECK(result.error().code == ascribe::Errc::syntax);
        CHECK(result.error().offset == 5);
    }
    CHECK(forms("\U0001d7d8").size() == 1);
    CHECK(forms(std::string("a\0b", 3)) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("runs are maximal, and each pair of places is one") {
    std::vector<std::vector<Word>> const texts = {words("x one two three y one two three z"),
                                                  words("one two three. One two three four")};
    auto const runs = find_runs(texts, {.least_words = 3});
    CHECK(runs == std::vector<Run>{{0, 1, 1, 0, 3}, {0, 1, 1, 3, 3}, {0, 1, 5, 0, 3}, {0, 1, 5, 3, 3}});
    CHECK(find_runs(texts, {.least_words = 4}).empty());
    CHECK(find_runs(texts, {.least_words = 3, .across = false, .within = true}) ==
          std::vector<Run>{{0, 0, 1, 5, 3}, {1, 1, 0, 3, 3}});
}

TEST_CASE("a text that repeats one word overlaps itself") {
    std::vector<std::vector<Word>> const texts = {words("a a a a")};
    CHECK(find_runs(texts, {.least_words = 2, .within = true}) == std::vector<Run>{{0, 0, 0, 1, 3}, {0, 0, 0, 2, 2}});
    CHECK(find_runs({}, {}).empty());
    CHECK(find_runs({{}, {}}, {.least_words = 1}).empty());
}

TEST_CASE("the finder finds what trying all pairs of places finds, in random texts") {
    ascribe_tests::Random random(20230330);
    std::size_t found = 0, longest = 0;
    for (int round = 0; round < 3000; ++round) {
        std::size_t const store = 1 + random.below(random.chance(30) ? 2 : 12);
        std::vector<std::vector<Word>> texts;
        std::size_t const count = 1 + random.below(4);
        for (std::size_t i = 0; i < count; ++i)
            texts.push_back(random_words(random, store, texts.empty() ? std::vector<Word>() : texts[random.below(i)]));
        Options const options{
            .least_words = 1 + random.below(11), .across = random.chance(90), .within = random.chance(50)};
        auto const runs = find_runs(texts, options);
        CAPTURE(round);
        REQUIRE(runs == naive_runs(texts, options));
        found += runs.size();
        for (Run const& run : runs) longest = (std::max)(longest, run.words);
    }
    CHECK(found > 10'000);
    CHECK(longest > 20);
}

TEST_CASE("one long run among two texts of two hundred thousand words is found whole") {
    ascribe_tests::Random random(7);
    std::vector<std::vector<Word>> texts(2);
    for (auto& text : texts)
        for (int i = 0; i < 200'000; ++i) text.push_back({.form = std::to_string(random.below(100'000))});
    std::copy_n(texts[0].begin() + 1000, 50'000, texts[1].begin() + 120'000);
    auto const runs = find_runs(texts);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].first_a <= 1000);
    CHECK(runs[0].first_b <= 120'000);
    CHECK(runs[0].words >= 50'000);
}
