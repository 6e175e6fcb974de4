// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/quantity/rational.hpp>

#include <cstdint>
#include <optional>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

__extension__ typedef __int128 Int128;

constexpr std::int64_t top = Rational::limit;

// The exact result in 128 bits, absent if it does not fit into a Rational.
std::optional<Rational> reduced(Int128 numerator, Int128 denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    Int128 a = numerator < 0 ? -numerator : numerator;
    Int128 b = denominator;
    while (b != 0) {
        Int128 const rest = a % b;
        a = b;
        b = rest;
    }
    numerator /= a;
    denominator /= a;
    if (numerator > top || numerator < -top || denominator > top) return std::nullopt;
    return Rational(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
}

// Half of the numbers small, half with numerators and denominators anywhere up to 2^61.
std::int64_t any(ascribe_tests::Random& random, bool positive) {
    std::int64_t const bound = std::int64_t{1} << random.between(1, 61);
    return random.between(positive ? 1 : -bound, bound);
}

void check(Result<Rational> const& result, std::optional<Rational> const& expected) {
    REQUIRE(result.has_value() == expected.has_value());
    if (expected) {
        CHECK(*result == *expected);
    } else {
        CHECK(result.error().code == Errc::out_of_range);
    }
}

}  // namespace

TEST_CASE("a fraction is kept in lowest terms with a positive denominator") {
    CHECK(Rational(6, 4) == Rational(3, 2));
    CHECK(Rational(3, -6) == Rational(-1, 2));
    CHECK(Rational(0, -5) == Rational(0));
    CHECK(Rational(0, -5).denominator() == 1);
    CHECK(Rational(top, top) == Rational(1));
    CHECK(percent(20) == Rational(1, 5));
    static_assert(Rational(10, 4).numerator() == 5);
    static_assert(Rational(7).is_integer());
}

TEST_CASE("floor and ceil are the whole numbers around, for negative numbers too") {
    CHECK(Rational(7, 2).floor() == 3);
    CHECK(Rational(7, 2).ceil() == 4);
    CHECK(Rational(-7, 2).floor() == -4);
    CHECK(Rational(-7, 2).ceil() == -3);
    CHECK(Rational(-4).floor() == -4);
    CHECK(Rational(-4).ceil() == -4);
}

TEST_CASE("data that is no fraction is refused") {
    CHECK(Rational::from(1, 0).error().code == Errc::out_of_range);
    CHECK(*Rational::from(-3, -6) == Rational(1, 2));
    std::int64_t const most_negative = -top - 1;
    CHECK(Rational::from(most_negative, 1).error().code == Errc::out_of_range);
    CHECK(Rational::from(1, most_negative).error().code == Errc::out_of_range);
    CHECK(*Rational::from(most_negative, most_negative) == Rational(1));
    CHECK(*Rational::from(most_negative, 2) == Rational(most_negative / 2));
}

TEST_CASE("a result that does not fit is refused and never wraps") {
    CHECK(try_add(top, 1).error().code == Errc::out_of_range);
    CHECK(*try_add(top, -1) == Rational(top - 1));
    CHECK(*try_subtract(-top + 1, 1) == Rational(-top));
    CHECK(!try_subtract(-top, 1));
    CHECK(!try_multiply(top, 2));
    CHECK(*try_multiply(top, Rational(1, top)) == Rational(1));
    CHECK(!try_multiply(Rational(1, top), Rational(1, 2)));
    CHECK(*try_divide(1, top) == Rational(1, top));
    CHECK(try_divide(1, 0).error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)(Rational(top) + Rational(1)), Exception);
    CHECK_THROWS_AS((void)(Rational(1) / Rational(0)), Exception);
    // The intermediate products of this sum need 126 bits, the sum itself does not.
    CHECK(*try_add(Rational(top, top - 1), Rational(-1, top - 1)) == Rational(1));
}

TEST_CASE("arithmetic and order equal those on 128-bit integers") {
    ascribe_tests::Random random(1);
    for (int round = 0; round < 200'000; ++round) {
        Rational const a(any(random, false), any(random, true));
        Rational const b = random.chance(10) ? a : Rational(any(random, false), any(random, true));
        Int128 const an = a.numerator();
        Int128 const ad = a.denominator();
        Int128 const bn = b.numerator();
        Int128 const bd = b.denominator();
        CAPTURE(to_text(a));
        CAPTURE(to_text(b));
        check(try_add(a, b), reduced(an * bd + bn * ad, ad * bd));
        check(try_subtract(a, b), reduced(an * bd - bn * ad, ad * bd));
        check(try_multiply(a, b), reduced(an * bn, ad * bd));
        if (b.sign() != 0) check(try_divide(a, b), reduced(an * bd, ad * bn));
        CHECK((a < b) == (an * bd < bn * ad));
        CHECK((a == b) == (an * bd == bn * ad));
        CHECK((a > b) == (an * bd > bn * ad));
    }
}

TEST_CASE("the text of a fraction is read back exactly") {
    ascribe_tests::Random random(2);
    for (int round = 0; round < 20'000; ++round) {
        Rational const number(any(random, false), any(random, true));
        CAPTURE(to_text(number));
        CHECK(*parse_rational(to_text(number)) == number);
    }
    CHECK(to_text(Rational(-7, 2)) == "-7/2");
    CHECK(to_text(Rational(12)) == "12");
}

TEST_CASE("decimals are read exactly") {
    CHECK(*parse_rational("0.1") == Rational(1, 10));
    CHECK(*parse_rational("-3.50") == Rational(-7, 2));
    CHECK(*parse_rational("1.5/2") == Rational(3, 4));
    CHECK(*parse_rational("0.000000000000000001") == Rational(1, 1'000'000'000'000'000'000));
    CHECK(*parse_rational("9223372036854775807") == Rational(top));
    CHECK(*parse_rational("-0") == Rational(0));
}

TEST_CASE("what is no number is an error with its offset") {
    struct Case {
        std::string text;
        Errc code;
        std::size_t offset;
    };
    for (Case const& c : {Case{"", Errc::syntax, 0}, Case{"-", Errc::syntax, 1}, Case{"x", Errc::syntax, 0},
                          Case{"1x", Errc::syntax, 1}, Case{"1.", Errc::syntax, 1}, Case{"1/", Errc::syntax, 1},
                          Case{"1/0", Errc::out_of_range, 0}, Case{"9223372036854775808", Errc::out_of_range, 0},
                          Case{"0.00000000000000000000000000000001", Errc::out_of_range, 0},
                          Case{"99999999999999999999999999/3", Errc::out_of_range, 0}}) {
        CAPTURE(c.text);
        auto const result = parse_rational(c.text);
        REQUIRE(!result);
        CHECK(result.error().code == c.code);
        CHECK(result.error().offset == c.offset);
    }
}

TEST_CASE("reading a prefix leaves the rest, and on error everything") {
    std::string_view text = "3/4 of";
    CHECK(*parse_rational_prefix(text) == Rational(3, 4));
    CHECK(text == " of");
    CHECK(!parse_rational_prefix(text));
    CHECK(text == " of");
}
