// SPDX-License-Identifier: BSL-1.0
#include "english.hpp"

namespace ascribe {
namespace {

constexpr EnglishRow rows[] = {
    {WordRole::number, "zero; nil; nought; naught; none", 0},
    {WordRole::number, "one; a single; one single; just one; a lone", 1},
    {WordRole::number, "two; a pair of; both; both of the", 2},
    {WordRole::number, "three; a trio of", 3},
    {WordRole::number, "four", 4},
    {WordRole::number, "five", 5},
    {WordRole::number, "six", 6},
    {WordRole::number, "seven", 7},
    {WordRole::number, "eight", 8},
    {WordRole::number, "nine", 9},
    {WordRole::number, "ten", 10},
    {WordRole::number, "eleven", 11},
    {WordRole::number, "twelve", 12},
    {WordRole::number, "thirteen", 13},
    {WordRole::number, "fourteen", 14},
    {WordRole::number, "fifteen", 15},
    {WordRole::number, "sixteen", 16},
    {WordRole::number, "seventeen", 17},
    {WordRole::number, "eighteen", 18},
    {WordRole::number, "nineteen", 19},
    {WordRole::number, "twenty", 20},
    {WordRole::number, "thirty", 30},
    {WordRole::number, "forty; fourty", 40},
    {WordRole::number, "fifty", 50},
    {WordRole::number, "sixty", 60},
    {WordRole::number, "seventy", 70},
    {WordRole::number, "eighty", 80},
    {WordRole::number, "ninety", 90},
    {WordRole::none, "no; not a single; not one", 0},

    {WordRole::scale, "dozen", 12},
    {WordRole::scale, "score", 20},
    {WordRole::scale, "hundred", 100},
    {WordRole::scale, "thousand; k", 1000},
    {WordRole::scale, "lakh; lac", 100'000},
    {WordRole::scale, "million; mln; mn; mio", 1'000'000},
    {WordRole::scale, "crore", 10'000'000},
    {WordRole::scale, "billion; bln; bn", 1'000'000'000},
    {WordRole::scale, "trillion; trn; tn", 1'000'000'000'000},
    {WordRole::scale, "quadrillion", 1'000'000'000'000'000},
    {WordRole::money_scale, "m; mm", 1'000'000},
    {WordRole::money_scale, "b", 1'000'000'000},
    {WordRole::money_scale, "t", 1'000'000'000'000},

    // A plural scale word by itself: at least two of it.
    {WordRole::indefinite_scale, "tens", 10},
    {WordRole::indefinite_scale, "dozens", 12},
    {WordRole::indefinite_scale, "scores", 20},
    {WordRole::indefinite_scale, "hundreds", 100},
    {WordRole::indefinite_scale, "thousands", 1000},
    {WordRole::indefinite_scale, "lakhs", 100'000},
    {WordRole::indefinite_scale, "millions", 1'000'000},
    {WordRole::indefinite_scale, "crores", 10'000'000},
    {WordRole::indefinite_scale, "billions", 1'000'000'000},
    {WordRole::indefinite_scale, "trillions", 1'000'000'000'000},

    {WordRole::vague, "several", 3},
    {WordRole::vague,
     "a few; quite a few; some few; only a few; just a few; a couple; a couple of; a handful; a handful of; a "
     "number of; multiple; various; a small number of",
     2},
    {WordRole::vague,
     "many; numerous; countless; a large number of; large numbers of; a great many; a great number of; an unknown "
     "number "
     "of; an unspecified number of; an undisclosed number of; untold; innumerable; a lot of; lots of; plenty of; "
     "very many; too many; so many; an undetermined number of; a growing number of; an increasing number of; a "
     "significant number of; a considerable number of; a substantial number of",
     0},

    {WordRole::fraction, "half; halves", 1, 2},
    {WordRole::fraction, "third; thirds", 1, 3},
    {WordRole::fraction, "quarter; quarters; fourth; fourths", 1, 4},
    {WordRole::fraction, "fifth; fifths", 1, 5},
    {WordRole::fraction, "sixth; sixths", 1, 6},
    {WordRole::fraction, "seventh; sevenths", 1, 7},
    {WordRole::fraction, "eighth; eighths", 1, 8},
    {WordRole::fraction, "ninth; ninths", 1, 9},
    {WordRole::fraction, "tenth; tenths", 1, 10},
    {WordRole::fraction, "eleventh; elevenths", 1, 11},
    {WordRole::fraction, "twelfth; twelfths", 1, 12},
    {WordRole::fraction, "sixteenth; sixteenths", 1, 16},
    {WordRole::fraction, "twentieth; twentieths", 1, 20},
    {WordRole::fraction, "hundredth; hundredths", 1, 100},
    {WordRole::fraction, "thousandth; thousandths", 1, 1000},
    {WordRole::fraction, "millionth; millionths", 1, 1'000'000},
    {WordRole::fraction_sign, "\xc2\xbd", 1, 2},
    {WordRole::fraction_sign, "\xc2\xbc", 1, 4},
    {WordRole::fraction_sign, "\xc2\xbe", 3, 4},
    {WordRole::fraction_sign, "\xe2\x85\x93", 1, 3},
    {WordRole::fraction_sign, "\xe2\x85\x94", 2, 3},
    {WordRole::fraction_sign, "\xe2\x85\x95", 1, 5},
    {WordRole::fraction_sign, "\xe2\x85\x96", 2, 5},
    {WordRole::fraction_sign, "\xe2\x85\x97", 3, 5},
    {WordRole::fraction_sign, "\xe2\x85\x98", 4, 5},
    {WordRole::fraction_sign, "\xe2\x85\x99", 1, 6},
    {WordRole::fraction_sign, "\xe2\x85\x9a", 5, 6},
    {WordRole::fraction_sign, "\xe2\x85\x9b", 1, 8},
    {WordRole::fraction_sign, "\xe2\x85\x9c", 3, 8},
    {WordRole::fraction_sign, "\xe2\x85\x9d", 5, 8},
    {WordRole::fraction_sign, "\xe2\x85\x9e", 7, 8},

    {WordRole::share,
     "most; most of; most of the; the majority; the majority of; the majority of the; a majority; a majority of; a "
     "majority "
     "of the; the vast majority; the vast majority of; the vast majority of the; a vast majority of; the overwhelming "
     "majority of; the bulk of; the bulk of the; the greater part of; the larger part of; the better part of; the "
     "great "
     "majority of; the overwhelming majority",
     1, 2, Direction::above},
    {WordRole::share, "almost every; nearly every; virtually every; practically every; not every; not all; not all of",
     1, 1, Direction::below},
    {WordRole::share, "a minority; a minority of; a minority of the; the minority of; the smaller part of", 1, 2,
     Direction::below},
    {WordRole::share,
     "all; all of; all of the; all the; the whole of; the whole of the; the entirety of; every one of; "
     "the totality of; every single one of",
     1, 1, Direction::exact},
    {WordRole::share, "none of; none of the; not one of; not one of the; no part of", 0, 1, Direction::exact},
    {WordRole::ratio_unit, "percent; per cent; %; pct; pc; \xef\xbc\x85", 1, 100},
    {WordRole::ratio_unit, "permille; per mille; per mil; promille; \xe2\x80\xb0", 1, 1000},
    {WordRole::ratio_unit, "ppm; parts per million", 1, 1'000'000},
    {WordRole::ratio_unit, "ppb; parts per billion", 1, 1'000'000'000},
    {WordRole::ratio_unit, "basis points; basis point; bps", 1, 10'000},
};

}  // namespace

std::span<EnglishRow const> english_numbers() noexcept {
    return rows;
}

}  // namespace ascribe
