// SPDX-License-Identifier: BSL-1.0
#include "support/random.hpp"
#include <ascribe/quantity/bounds.hpp>

#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

// Ends are whole numbers from -4 to 4, so that quarters in a wide window tell intervals apart.
Bounds any_bounds(ascribe_tests::Random& random) {
    Bounds bounds;
    if (!random.chance(20)) bounds.lower = Bound{random.between(-4, 4), random.chance(50)};
    if (!random.chance(20)) bounds.upper = Bound{random.between(-4, 4), random.chance(50)};
    return bounds;
}

bool admits(Bounds const& bounds, int quarters) {
    // Ends are whole, so that comparing quarters needs no fractions.
    if (bounds.lower) {
        std::int64_t const end = bounds.lower->value.numerator() * 4;
        if (bounds.lower->open ? quarters <= end : quarters < end) return false;
    }
    if (bounds.upper) {
        std::int64_t const end = bounds.upper->value.numerator() * 4;
        if (bounds.upper->open ? quarters >= end : quarters > end) return false;
    }
    return true;
}

constexpr int window = 80;

std::vector<int> numbers_of(Bounds const& bounds) {
    std::vector<int> numbers;
    for (int n = -window; n <= window; ++n) {
        if (admits(bounds, n)) numbers.push_back(n);
    }
    return numbers;
}

}  // namespace

TEST_CASE("an end that is open does not admit its value") {
    CHECK(Bounds::closed(1, 2).contains(2));
    CHECK(!Bounds::below(2).contains(2));
    CHECK(!Bounds::above(2).contains(2));
    CHECK(Bounds::at_least(2).contains(2));
    CHECK(Bounds::at_most(2).contains(-1'000'000));
    CHECK(Bounds{}.is_everything());
    CHECK(Bounds::exactly(3).is_single());
    CHECK(Bounds{Bound{1, true}, Bound{1, false}}.is_empty());
    CHECK(Bounds::closed(2, 1).is_empty());
    CHECK(!Bounds::closed(1, 1).is_empty());
}

TEST_CASE("questions about intervals equal those about the numbers in them") {
    ascribe_tests::Random random(3);
    for (int round = 0; round < 20'000; ++round) {
        Bounds const a = any_bounds(random);
        Bounds const b = any_bounds(random);
        auto const in_a = numbers_of(a);
        auto const in_b = numbers_of(b);
        CAPTURE(to_text(a));
        CAPTURE(to_text(b));
        CHECK(a.is_empty() == in_a.empty());
        bool some_both = false;
        bool all_of_b = true;
        for (int const n : in_b) {
            some_both = some_both || admits(a, n);
            all_of_b = all_of_b && admits(a, n);
        }
        CHECK(meet(a, b) == some_both);
        CHECK(a.contains(b) == all_of_b);
        for (int n = -20; n <= 20; ++n) {
            CHECK(a.contains(Rational(n, 4)) == admits(a, n));
            CHECK(admits(intersect(a, b), n) == (admits(a, n) && admits(b, n)));
        }
        if (in_a.empty() || in_b.empty()) continue;
        Bounds const both = hull(a, b);
        CHECK(both.contains(a));
        CHECK(both.contains(b));
        for (int n = -20; n <= 20; ++n) {
            bool const between = (in_a.front() <= n || in_b.front() <= n) && (in_a.back() >= n || in_b.back() >= n);
            CHECK(admits(both, n) == between);
        }
        bool less_for_some = false;
        bool less_for_all = true;
        for (int const x : in_a) {
            for (int const y : in_b) (x < y ? less_for_some : less_for_all) = x < y;
        }
        CHECK(is_less(a, b) == (!less_for_some ? Truth::never : less_for_all ? Truth::always : Truth::possibly));
    }
}

TEST_CASE("sums, differences and multiples hold exactly the sums, differences and multiples of the numbers") {
    ascribe_tests::Random random(4);
    for (int round = 0; round < 2'000; ++round) {
        Bounds const a = any_bounds(random);
        Bounds const b = any_bounds(random);
        if (a.is_empty() || b.is_empty()) continue;
        auto const in_a = numbers_of(a);
        auto const sum = try_add(a, b).value();
        auto const difference = try_subtract(a, b).value();
        std::int64_t const factor = random.between(-3, 3);
        auto const multiple = try_multiply(a, Rational(factor)).value();
        CAPTURE(to_text(a));
        CAPTURE(to_text(b));
        CAPTURE(factor);
        // Every half number in the middle of the window: is it reached by two quarters?
        for (int n = -40; n <= 40; n += 2) {
            bool added = false;
            bool subtracted = false;
            bool multiplied = false;
            for (int const x : in_a) {
                added = added || admits(b, n - x);
                subtracted = subtracted || admits(b, x - n);
                multiplied = multiplied || x * factor == n;
            }
            CHECK(admits(sum, n) == added);
            CHECK(admits(difference, n) == subtracted);
            if (n % (4 * 3) == 0 || factor == 1 || factor == -1) CHECK(admits(multiple, n) == multiplied);
        }
    }
}

TEST_CASE("products of intervals without negative numbers keep their ends") {
    CHECK(try_multiply(Bounds::closed(2, 3), Bounds::closed(5, 7)).value() == Bounds::closed(10, 21));
    CHECK(try_multiply(Bounds{Bound{0, false}, Bound{Rational(1, 2), true}}, Bounds::exactly(10)).value() ==
          Bounds{Bound{0, false}, Bound{5, true}});
    CHECK(try_multiply(Bounds::at_least(0), Bounds::exactly(0)).value() == Bounds::exactly(0));
    // 0 is reached through the closed end whatever the other end does.
    CHECK(try_multiply(Bounds::closed(0, 1), Bounds::above(3)).value().lower == Bound{0, false});
    CHECK(try_multiply(Bounds::above(0), Bounds::above(3)).value().lower == Bound{0, true});
    CHECK(try_multiply(Bounds::at_most(1), Bounds::exactly(1)).error().code == Errc::not_allowed);
    CHECK(try_multiply(Bounds::exactly(Rational::limit), Bounds::exactly(2)).error().code == Errc::out_of_range);
}

TEST_CASE("whole ends admit the same whole numbers") {
    CHECK(to_whole(Bounds::above(20)) == Bounds::at_least(21));
    CHECK(to_whole(Bounds::below(20)) == Bounds::at_most(19));
    CHECK(to_whole(Bounds{Bound{Rational(-5, 2), true}, Bound{Rational(5, 2), false}}) == Bounds::closed(-2, 2));
    CHECK(to_whole(Bounds::above(Rational::limit)) == Bounds::above(Rational::limit));
    CHECK(to_whole(Bounds::below(-Rational::limit)) == Bounds::below(-Rational::limit));
    ascribe_tests::Random random(5);
    for (int round = 0; round < 5'000; ++round) {
        Bounds const bounds = any_bounds(random);
        Bounds const whole = to_whole(bounds);
        for (int n = -20; n <= 20; n += 4) CHECK(admits(whole, n) == admits(bounds, n));
        CHECK(to_whole(whole) == whole);
    }
}

TEST_CASE("an end that does not fit is refused") {
    CHECK(try_add(Bounds::at_most(Rational::limit), Bounds::exactly(1)).error().code == Errc::out_of_range);
    CHECK(try_multiply(Bounds::at_least(Rational::limit), Rational(2)).error().code == Errc::out_of_range);
    CHECK(try_add(Bounds::at_least(Rational::limit), Bounds{}).value() == Bounds{});
}

TEST_CASE("the text of bounds is read back exactly") {
    ascribe_tests::Random random(6);
    for (int round = 0; round < 2'000; ++round) {
        Bounds const bounds = any_bounds(random);
        std::string const text = to_text(bounds) + " rest";
        std::string_view rest = text;
        CAPTURE(text);
        CHECK(parse_bounds_prefix(rest).value() == bounds);
        CHECK(rest == " rest");
    }
    CHECK(to_text(Bounds::closed(50, 1000)) == "50..1000");
    CHECK(to_text(Bounds::above(Rational(1, 2))) == "1/2<..*");
    CHECK(to_text(Bounds::below(25000)) == "*..<25000");
}

TEST_CASE("text that is no pair of bounds is an error with its offset") {
    struct Case {
        std::string text;
        std::size_t offset;
    };
    for (Case const& c : {Case{"", 0}, Case{"5", 1}, Case{"5..", 3}, Case{"5.6", 3}, Case{"*<..3", 1}, Case{"1..<*", 4},
                          Case{"1<..x", 4}, Case{"a..b", 0}}) {
        CAPTURE(c.text);
        std::string_view rest = c.text;
        auto const bounds = parse_bounds_prefix(rest);
        REQUIRE(!bounds);
        CHECK(bounds.error().offset == c.offset);
        CHECK(rest == c.text);
    }
}
