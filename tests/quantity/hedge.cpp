// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/hedge.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("each hedge entails its bounds and nothing more") {
    CHECK(exactly(15).bounds() == Bounds::exactly(15));
    CHECK(about(1'000'000).bounds() == Bounds::at_least(0));
    CHECK(about(1'000'000).nominal() == Rational(1'000'000));
    CHECK(more_than(20000).bounds() == Bounds::at_least(20001));
    CHECK(fewer_than(100).bounds() == Bounds::closed(0, 99));
    CHECK(nearly(25000).bounds() == Bounds::closed(0, 24999));
    CHECK(at_least(12).bounds() == Bounds::at_least(12));
    CHECK(at_most(40).bounds() == Bounds::closed(0, 40));
    CHECK(between(50, 1000).bounds() == Bounds::closed(50, 1000));
    CHECK(one_of({2, 3}).bounds() == Bounds::closed(2, 3));
    CHECK(no_number_but(24).bounds() == Bounds::at_least(24));
    CHECK(!no_number_but(24).nominal());
    CHECK(about(10, 15).nominal_to() == Rational(15));
}

TEST_CASE("I2: words that mean the same give equal values") {
    CHECK(nearly(70) == almost(70));
    CHECK(nearly(70) == fewer_than(70));
    CHECK(up_to(300) == at_most(300));
    CHECK(close_to(5) == about(5));
}

TEST_CASE("whole numbers are counts and others ratios until a unit is named") {
    CHECK(exactly(3).kind() == QuantityKind::count);
    CHECK(exactly(Rational(1, 5)).kind() == QuantityKind::ratio);
    CHECK(exactly(-3).kind() == QuantityKind::ratio);
    CHECK(almost(percent(70)).of("structure").bounds() == Bounds{Bound{0, false}, Bound{Rational(7, 10), true}});
    CHECK(exactly(percent(20)) == exactly(Rational(1, 5)));
    CHECK(between(Rational(3, 10), Rational(2, 5)).kind() == QuantityKind::ratio);
    CHECK(one_of({1, Rational(1, 2)}).kind() == QuantityKind::ratio);
    CHECK(about(1, Rational(3, 2)).kind() == QuantityKind::ratio);
    CHECK(no_number_but(Rational(1, 2)).kind() == QuantityKind::ratio);
}

TEST_CASE("a hedge that leaves no number is refused") {
    CHECK_THROWS_AS((void)fewer_than(0), Exception);
    CHECK_THROWS_AS((void)between(3, 2), Exception);
    CHECK_THROWS_AS((void)one_of({}), Exception);
    CHECK_THROWS_AS((void)about(3, 2), Exception);
    CHECK(fewer_than(1).bounds() == Bounds::exactly(0));
}
