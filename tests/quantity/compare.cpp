// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <array>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

Quantity q(std::string_view text) {
    return parse_quantity(text).value();
}

Agreement compared(std::string_view a, std::string_view b) {
    Agreement const forth = compare(q(a), q(b));
    CHECK(compare(q(b), q(a)) == forth);
    return forth;
}

// Tries every quarter of a unit that is `scale` of the smallest in use; ends of intervals are halves of their units.
Agreement by_trying(QuantityParts const& a, int scale_a, QuantityParts const& b, int scale_b) {
    bool some_both = false;
    bool same = true;
    for (int n = -7 * 4 * 14; n <= 7 * 4 * 28; ++n) {
        bool const in_a = ascribe_tests::entails(a, Rational(n, 4 * scale_a));
        bool const in_b = ascribe_tests::entails(b, Rational(n, 4 * scale_b));
        some_both = some_both || (in_a && in_b);
        same = same && in_a == in_b;
    }
    if (!some_both) return Agreement::contradicts;
    bool const about_a = a.direction == Direction::about;
    bool const about_b = b.direction == Direction::about;
    if (about_a != about_b) return Agreement::may_agree;
    if (about_a) {
        auto const in_smallest = [](std::optional<Rational> const& number, int scale) {
            return number ? std::optional<Rational>(*number * Rational(scale)) : std::nullopt;
        };
        auto const last = [](QuantityParts const& parts) {
            return parts.nominal_to ? parts.nominal_to : parts.nominal;
        };
        same = same && in_smallest(a.nominal, scale_a) == in_smallest(b.nominal, scale_b) &&
               in_smallest(last(a), scale_a) == in_smallest(last(b), scale_b);
    }
    return same ? Agreement::agrees : Agreement::may_agree;
}

}  // namespace

TEST_CASE("statements agree if they leave the same numbers open, contradict if they leave none together") {
    CHECK(compared("15", "15") == Agreement::agrees);
    CHECK(compared("15", "16") == Agreement::contradicts);
    CHECK(compared(">200", ">=201") == Agreement::agrees);
    CHECK(compared(">200 t", ">=201 t") == Agreement::may_agree);
    CHECK(compared(">200", "250") == Agreement::may_agree);
    CHECK(compared(">200", "200") == Agreement::contradicts);
    CHECK(compared("<100", ">=100") == Agreement::contradicts);
    CHECK(compared("<100", ">=99") == Agreement::may_agree);
    CHECK(compared("100<..<101 t", "100<..<101 t") == Agreement::agrees);
    CHECK(compared("50..100", "100..200") == Agreement::may_agree);
}

TEST_CASE("alternatives have nothing beside them, and counts nothing between whole numbers") {
    CHECK(compared("10|12", "11") == Agreement::contradicts);
    CHECK(compared("10|12", "12|14") == Agreement::may_agree);
    CHECK(compared("10|12", "11|13") == Agreement::contradicts);
    CHECK(compared("2|3", "2..3") == Agreement::agrees);
    CHECK(compared("2|3 t", "2..3 t") == Agreement::may_agree);
    CHECK(compared("2|4", "2..4") == Agreement::may_agree);
}

TEST_CASE("an approximate number has no width of its own") {
    CHECK(compared("~100", "~200") == Agreement::may_agree);
    CHECK(compared("~100", "7") == Agreement::may_agree);
    CHECK(compared("~100", "~100") == Agreement::agrees);
    CHECK(compared("~1/5 of {home}", "20% {home}") == Agreement::may_agree);
    CHECK(compared("~100", ">=0") == Agreement::may_agree);
    CHECK(compared("~? in 24..*", "23") == Agreement::contradicts);
}

TEST_CASE("another thing, kind, dimension or currency is a difference of scope, not a contradiction") {
    CHECK(compared("15 {person}", "20 {child}") == Agreement::scope_differs);
    CHECK(compared("15 {person}", "15") == Agreement::scope_differs);
    CHECK(compared("1", "1 of") == Agreement::scope_differs);
    CHECK(compared("5 t", "5 m") == Agreement::scope_differs);
    CHECK(compared("5 t", "5 truckload") == Agreement::scope_differs);
    CHECK(compared("5 EUR", "5 USD") == Agreement::scope_differs);
    CHECK(compared("5 truckload", "6 truckload") == Agreement::contradicts);
}

TEST_CASE("units are compared by exact factors") {
    CHECK(compared("40 t", "40000 kg") == Agreement::agrees);
    CHECK(compared("40 t", "40001 kg") == Agreement::contradicts);
    CHECK(compared("32 [degF]", "0 Cel") == Agreement::agrees);
    CHECK(compared(">1 a", "365 d") == Agreement::contradicts);
    CHECK(compared(">1 a", "366 d") == Agreement::may_agree);
    CHECK(compared("~2 wk", "~14 d") == Agreement::agrees);
    CHECK(compared("7 t/wk", "1 t/d") == Agreement::agrees);
    CHECK(compared("9223372036854775807 km", "1 km") == Agreement::contradicts);
    CHECK(compared("9223372036854775807 km", "1 m") == Agreement::contradicts);
    CHECK(try_compare(q("9223372036854775807 km"), q("1/9223372036854775807 m")).error().code == Errc::out_of_range);
    UnitCatalogue catalogue = UnitCatalogue::standard();
    catalogue.add({"dunam", catalogue.find("m2")->dimension, 1000, 0}).value();
    CHECK(compare(q("10 dunam"), q("1 har"), catalogue) == Agreement::agrees);
    CHECK(compare(q("10 dunam"), q("1 har")) == Agreement::scope_differs);
}

TEST_CASE("an ambiguous unit answers only what holds under all of its readings") {
    std::string const tons = " t|[lton_av]|[ston_av]";
    CHECK(compared("40" + tons, "40 t") == Agreement::may_agree);
    CHECK(compared("40" + tons, "30 t") == Agreement::contradicts);
    CHECK(compared("40" + tons, "40" + tons) == Agreement::agrees);
    CHECK(compared(">40" + tons, "<=36 t") == Agreement::contradicts);
    CHECK(compared(">40" + tons, "37 t") == Agreement::may_agree);
    CHECK(compared("20 INR|PKR", "20 INR") == Agreement::may_agree);
    CHECK(compared("20 INR|PKR", "20 USD") == Agreement::scope_differs);
    CHECK(compared("40 Cel|[degF]|deg", "5 m") == Agreement::scope_differs);
}

TEST_CASE("comparison equals trying every number") {
    ascribe_tests::Random random(12);
    std::array<int, 4> seen{};
    for (int round = 0; round < 6'000; ++round) {
        QuantityParts a = ascribe_tests::any_parts(random);
        QuantityParts b = random.chance(20) ? a : ascribe_tests::any_parts(random);
        a.kind = b.kind = random.chance(50) ? QuantityKind::count : QuantityKind::measure;
        a.thing = b.thing = "thing";
        a.unit.assign(1, '1');
        b.unit = a.unit;
        int scale_a = 1;
        int scale_b = 1;
        if (a.kind == QuantityKind::measure) {
            a.unit = random.chance(30) ? "wk" : "d";
            b.unit = random.chance(30) ? "wk" : "d";
            scale_a = a.unit == "wk" ? 7 : 1;
            scale_b = b.unit == "wk" ? 7 : 1;
        }
        auto const first = Quantity::from(a);
        auto const second = Quantity::from(b);
        if (!first || !second) continue;
        CAPTURE(to_text(*first));
        CAPTURE(to_text(*second));
        Agreement const agreement = compare(*first, *second);
        CHECK(agreement == by_trying(a, scale_a, b, scale_b));
        CHECK(compare(*second, *first) == agreement);
        ++seen[static_cast<std::size_t>(agreement)];
    }
    CHECK(seen[0] > 200);
    CHECK(seen[1] > 500);
    CHECK(seen[2] > 500);
}

TEST_CASE("comparison is reflexive and symmetric, with a policy too") {
    ascribe_tests::Random random(13);
    PlausibilityPolicy const policy{Rational(1, 10), Rational(1, 10), Rational(1, 10), {}, {}, true};
    for (int round = 0; round < 10'000; ++round) {
        Quantity const a = ascribe_tests::any_quantity(random);
        Quantity const b = ascribe_tests::any_quantity(random);
        CAPTURE(to_text(a));
        CAPTURE(to_text(b));
        CHECK(compare(a, a) == Agreement::agrees);
        CHECK(compare(a, b) == compare(b, a));
        CHECK(compare(a, b, policy) == compare(b, a, policy));
    }
}

TEST_CASE("a policy settles what the hard bounds leave open and nothing else") {
    PlausibilityPolicy const tenth{Rational(1, 10), Rational(1, 10), Rational(1, 10), {}, {}, false};
    auto const ranked = [&](std::string_view a, std::string_view b) { return compare(q(a), q(b), tenth); };
    CHECK(ranked("~1/5 of {home}", "20% {home}") == Agreement::agrees);
    CHECK(ranked("~1/5 of {home}", "30% {home}") == Agreement::may_agree);
    CHECK(ranked("<25000", "24000") == Agreement::agrees);
    CHECK(ranked("<25000", "25000") == Agreement::contradicts);
    CHECK(ranked("<25000", "100") == Agreement::may_agree);
    CHECK(ranked("~2 wk", "15 d") == Agreement::agrees);
    CHECK(ranked("~100 {person}", "100 {child}") == Agreement::scope_differs);
    // Widths are relative in the unit that was used: a tenth of 32 degrees Fahrenheit, not of 0 degrees Celsius.
    CHECK(ranked("~32 [degF]", "1 Cel") == Agreement::agrees);
    CHECK(compare(q("~100"), q("101"), PlausibilityPolicy{}) == Agreement::agrees);
}

TEST_CASE("agreements have names") {
    CHECK(to_string(Agreement::agrees) == "agrees");
    CHECK(to_string(Agreement::may_agree) == "may agree");
    CHECK(to_string(Agreement::contradicts) == "contradicts");
    CHECK(to_string(Agreement::scope_differs) == "scope differs");
}
