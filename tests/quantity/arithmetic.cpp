// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/arithmetic.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <initializer_list>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

std::vector<Quantity> all(std::initializer_list<std::string_view> texts) {
    std::vector<Quantity> quantities;
    for (auto text : texts) quantities.push_back(parse_quantity(text).value());
    return quantities;
}

Quantity q(std::string_view text) {
    return parse_quantity(text).value();
}

Errc refusal(std::initializer_list<std::string_view> texts) {
    auto const result = try_sum(all(texts));
    REQUIRE(!result);
    return result.error().code;
}

// A count of everyday directions, and the whole numbers up to `window` that its parts entail.
constexpr int window = 40;

Quantity any_count(ascribe_tests::Random& random, std::vector<int>& numbers) {
    for (;;) {
        QuantityParts parts = ascribe_tests::any_parts(random);
        parts.kind = QuantityKind::count;
        parts.unit.assign(1, '1');
        parts.thing.clear();
        auto const quantity = Quantity::from(parts);
        if (!quantity) continue;
        numbers.clear();
        for (int n = 0; n <= window; ++n) {
            if (ascribe_tests::entails(parts, Rational(n))) numbers.push_back(n);
        }
        return *quantity;
    }
}

bool is_unbounded(std::vector<int> const& numbers) {
    return numbers.back() == window;
}

}  // namespace

TEST_CASE("sums add bounds, and the numbers named where something is approximate") {
    CHECK(sum(all({"15 {person}", "20 {person}"})) == q("35 {person}"));
    CHECK(sum(all({"15 {person}"})) == q("15 {person}"));
    CHECK(sum(all({">20", "5"})) == q(">=26"));
    CHECK(sum(all({"<20", "<10"})) == q("<=28"));
    CHECK(sum(all({"<20 t", "5 t"})) == q("5..<25 t"));
    CHECK(sum(all({">20 t", "5 t"})) == q(">25 t"));
    CHECK(sum(all({"<20 t", "<5 t"})) == q("<25 t"));
    CHECK(sum(all({"50..100", "1..2"})) == q("51..102"));
    CHECK(sum(all({"2|3", "10"})) == q("12..13"));
    CHECK(sum(all({"~100", "20"})) == q("~120 in 20..*"));
    CHECK(sum(all({"~100", "10..20"})) == q("~110..120 in 10..*"));
    CHECK(sum(all({"~? in 24..*", "6"})) == q("~? in 30..*"));
    CHECK(sum(all({"40 t", "500 kg"})) == q("40.5 t"));
    CHECK(sum(all({"10 USD", "5 USD"})) == q("15 USD"));
    CHECK(sum(all({"~5 Cel", "1 Cel"})) == q("~6 Cel in *..*"));
    CHECK(sum(all({"~1", ">20", ">20"})) == q("~42 in 42..*"));
}

TEST_CASE("what does not belong together is not added") {
    CHECK(try_sum({}).error().code == Errc::empty);
    CHECK(refusal({"15 {person}", "3 {incident}"}) == Errc::not_allowed);
    CHECK(refusal({"15", "15 t"}) == Errc::not_allowed);
    CHECK(refusal({"15 m", "15 t"}) == Errc::not_allowed);
    CHECK(refusal({"15 EUR", "15 USD"}) == Errc::not_allowed);
    CHECK(refusal({"15 t|[ston_av]", "15 t"}) == Errc::not_allowed);
    CHECK(refusal({"15 truckload", "15 t"}) == Errc::unknown);
    CHECK(refusal({"9223372036854775807", "1"}) == Errc::out_of_range);
    CHECK_THROWS_AS((void)sum(all({"15", "15 t"})), Exception);
}

TEST_CASE("the sum of counts admits exactly the range of the sums of their numbers") {
    ascribe_tests::Random random(14);
    std::vector<int> in_a;
    std::vector<int> in_b;
    for (int round = 0; round < 20'000; ++round) {
        Quantity const a = any_count(random, in_a);
        Quantity const b = any_count(random, in_b);
        CAPTURE(to_text(a));
        CAPTURE(to_text(b));
        Quantity const total = sum(std::vector{a, b});
        CAPTURE(to_text(total));
        CHECK(total.bounds().lower == Bound{in_a.front() + in_b.front(), false});
        if (is_unbounded(in_a) || is_unbounded(in_b)) {
            CHECK(!total.bounds().upper);
        } else {
            CHECK(total.bounds().upper == Bound{in_a.back() + in_b.back(), false});
        }
        CHECK(sum(std::vector{b, a}) == total);
        CHECK((total.direction() == Direction::about) ==
              (a.direction() == Direction::about || b.direction() == Direction::about));
        CHECK(*Quantity::from(total.parts()) == total);
    }
}

TEST_CASE("a remainder is what the part can leave of its whole") {
    CHECK(remainder(q("100 {person}"), q("30 {child}")) == q("70 {person}"));
    CHECK(remainder(q(">=100"), q("30")) == q(">=70"));
    CHECK(remainder(q("100"), q(">=30")) == q("<=70"));
    CHECK(remainder(q("100"), q("90..120")) == q("<=10"));
    CHECK(remainder(q("~100"), q("30")) == q("~70"));
    CHECK(remainder(q("1 t"), q("250 kg")) == q("0.75 t"));
    CHECK(remainder(q("100"), q("~120")) == q("~0 in 0..100"));
    CHECK(try_remainder(q("100"), q(">=101")).error().code == Errc::conflict);
    CHECK(try_remainder(q("100"), q("5 t")).error().code == Errc::not_allowed);
    CHECK(try_remainder(q("100 t|[ston_av]"), q("5 t")).error().code == Errc::not_allowed);
    CHECK_THROWS_AS((void)remainder(q("100"), q("101")), Exception);
    ascribe_tests::Random random(15);
    std::vector<int> in_whole;
    std::vector<int> in_part;
    for (int round = 0; round < 20'000; ++round) {
        Quantity const whole = any_count(random, in_whole);
        Quantity const part = any_count(random, in_part);
        if (whole.direction() == Direction::set || part.direction() == Direction::set) continue;
        int least = window + 1;
        int most = -1;
        for (int const w : in_whole) {
            for (int const p : in_part) {
                if (p > w) continue;
                least = (std::min)(least, w - p);
                most = (std::max)(most, w - p);
            }
        }
        CAPTURE(to_text(whole));
        CAPTURE(to_text(part));
        auto const left = try_remainder(whole, part);
        REQUIRE(left.has_value() == (most >= 0));
        if (!left) continue;
        CHECK(left->bounds().lower == Bound{least, false});
        CHECK(left->bounds().upper.has_value() == !is_unbounded(in_whole));
        if (!is_unbounded(in_whole)) CHECK(left->bounds().upper == Bound{most, false});
    }
}

TEST_CASE("a share of a whole has the bounds of both") {
    CHECK(share(q("~1/5 of {home}"), q("500 {home}")) == q("~100 {home}"));
    CHECK(share(q("1/5 of"), q("500")) == q("100"));
    CHECK(share(q("1/5 of"), q("502")) == q("100..101"));
    CHECK(share(q(">1/2 of"), q("100 t")) == q(">50 t"));
    CHECK(share(q("<1/2 of"), q("10")) == q("<5"));
    CHECK(share(q("1/4 of"), q("100..200")) == q("25..50"));
    CHECK(try_share(q("5"), q("100")).error().code == Errc::not_allowed);
    CHECK(try_share(q("1/2 of"), q("~5 Cel")).error().code == Errc::not_allowed);
    CHECK(try_share(q("2 of"), q("9223372036854775807")).error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)share(q("5"), q("100")), Exception);
}

TEST_CASE("section 11: a part that is certainly above its whole cannot be one") {
    auto const check = [](std::string_view whole, std::initializer_list<std::string_view> parts,
                          PartRelation relation) { return check_parts(q(whole), all(parts), relation); };
    CHECK(check("100 {person}", {"101 {child}"}, PartRelation::within) == Truth::never);
    CHECK(check("100 {person}", {"100 {child}"}, PartRelation::within) == Truth::always);
    CHECK(check("~100 {person}", {"101 {child}"}, PartRelation::within) == Truth::possibly);
    CHECK(check("100", {"60", "60"}, PartRelation::within) == Truth::always);
    CHECK(check("100", {"60", "60"}, PartRelation::disjoint) == Truth::never);
    CHECK(check("100", {"60", ">=40"}, PartRelation::disjoint) == Truth::possibly);
    CHECK(check("100", {"60", "40"}, PartRelation::complete) == Truth::always);
    CHECK(check("100", {"60", "39"}, PartRelation::complete) == Truth::never);
    CHECK(check("100", {"60", ">=39"}, PartRelation::complete) == Truth::possibly);
    CHECK(check("100", {}, PartRelation::disjoint) == Truth::always);
    CHECK(check("100", {}, PartRelation::complete) == Truth::never);
    CHECK(check("0", {}, PartRelation::complete) == Truth::always);
    CHECK(check("1 t", {"999 kg", "1 kg"}, PartRelation::complete) == Truth::always);
    CHECK(check("40 t|[ston_av]|[lton_av]", {"37000 kg"}, PartRelation::within) == Truth::possibly);
    CHECK(check("40 t|[ston_av]|[lton_av]", {"41 t"}, PartRelation::within) == Truth::never);
    CHECK(try_check_parts(q("5"), all({"5 t"}), PartRelation::within).error().code == Errc::not_allowed);
    CHECK(try_check_parts(q("5 USD"), all({"5 EUR"}), PartRelation::within).error().code == Errc::not_allowed);
    CHECK(try_check_parts(q("5 USD|AUD"), all({"5 USD"}), PartRelation::within).error().code == Errc::not_allowed);
    CHECK_THROWS_AS((void)check("5", {"5 t"}, PartRelation::within), Exception);
}

TEST_CASE("part-whole checks of counts equal trying every choice of numbers") {
    ascribe_tests::Random random(16);
    std::vector<int> in_whole;
    std::vector<int> in_first;
    std::vector<int> in_second;
    for (int round = 0; round < 3'000; ++round) {
        Quantity const whole = any_count(random, in_whole);
        Quantity const first = any_count(random, in_first);
        Quantity const second = any_count(random, in_second);
        if (whole.direction() == Direction::set || first.direction() == Direction::set ||
            second.direction() == Direction::set) {
            continue;
        }
        int within = 0;
        int disjoint = 0;
        int complete = 0;
        int choices = 0;
        for (int const w : in_whole) {
            for (int const a : in_first) {
                for (int const b : in_second) {
                    ++choices;
                    within += a <= w && b <= w ? 1 : 0;
                    disjoint += a + b <= w ? 1 : 0;
                    complete += a + b == w ? 1 : 0;
                }
            }
        }
        auto const expected = [&](int good) {
            return good == 0 ? Truth::never : good == choices ? Truth::always : Truth::possibly;
        };
        CAPTURE(to_text(whole));
        CAPTURE(to_text(first));
        CAPTURE(to_text(second));
        std::vector const parts{first, second};
        // Where the whole has no upper end, a part without one could still exceed it outside the window.
        bool const cut = is_unbounded(in_first) || is_unbounded(in_second);
        bool const open_whole = is_unbounded(in_whole);
        Truth const possible = open_whole && cut ? Truth::possibly : Truth::never;
        CHECK(check_parts(whole, parts, PartRelation::within) == (std::max)(expected(within), possible));
        CHECK(check_parts(whole, parts, PartRelation::disjoint) == (std::max)(expected(disjoint), possible));
        CHECK(check_parts(whole, parts, PartRelation::complete) == expected(complete));
    }
}
