// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/claim.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("a value is exactly one of truth, record, text, quantity and date") {
    PlaceId const quay(Category::place, 4, 1);
    Quantity const people = parse_quantity(">20 {person}").value();
    std::vector<Value> const values = {Value(), Value(quay), Value("the quay"), Value(people), Value(Edtf("2024-05"))};
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHECK(values[i].is_true() == (i == 0));
        CHECK((values[i].node() != nullptr) == (i == 1));
        CHECK((values[i].text() != nullptr) == (i == 2));
        CHECK((values[i].quantity() != nullptr) == (i == 3));
        CHECK((values[i].date() != nullptr) == (i == 4));
        for (std::size_t j = 0; j < values.size(); ++j) CHECK((values[i] == values[j]) == (i == j));
    }
    CHECK(*values[1].node() == quay);
    CHECK(*values[2].text() == "the quay");
    CHECK(*values[3].quantity() == people);
    CHECK(*values[4].date() == Edtf("2024-05"));
}

TEST_CASE("P1: a boolean is no value, neither false nor true") {
    static_assert(!std::is_constructible_v<Value, bool>);
    static_assert(!std::is_convertible_v<bool, Value>);
    static_assert(!std::is_constructible_v<Value, void*>);
    static_assert(std::is_convertible_v<EventId, Value> && std::is_convertible_v<char const*, Value>);
    std::vector<Value> const truths(2);
    CHECK(truths[0] == truths[1]);
}

TEST_CASE("a whole number is a value without a hedge, of whatever integer type") {
    CHECK(Value(87) == Value(exactly(87)));
    CHECK(Value(0) == Value(exactly(0)));
    CHECK(Value(-3) == Value(exactly(-3)));
    CHECK(Value(std::size_t{87}) == Value(exactly(87)));
    CHECK(Value(std::uint8_t{87}) == Value(exactly(87)));
    CHECK(Value(Rational::limit) == Value(exactly(Rational::limit)));
    CHECK(Value(-Rational::limit) == Value(exactly(-Rational::limit)));
    Claim const claim{.subject = EventId(Category::event, 1, 1), .property = PropertyId(2, 1), .value = 87};
    CHECK(*claim.value.quantity() == exactly(87));
}

TEST_CASE("a whole number that is no quantity is an error") {
    for (std::uint64_t const number : {std::uint64_t{1} << 63, (std::numeric_limits<std::uint64_t>::max)()}) {
        try {
            Value const value(number);
            FAIL("a value of " << number);
        } catch (Exception const& exception) {
            CHECK(exception.error().code == Errc::out_of_range);
            CHECK(exception.error().found == std::to_string(number));
        }
    }
    std::int64_t const least = -Rational::limit - 1;
    CHECK_THROWS_AS((void)Value(least), Exception);
}

TEST_CASE("neither broken numbers nor characters are values by themselves") {
    static_assert(!std::is_constructible_v<Value, double> && !std::is_constructible_v<Value, float>);
    static_assert(!std::is_constructible_v<Value, char> && !std::is_constructible_v<Value, char32_t>);
    CHECK(Value(exactly(percent(70))) == Value(exactly(Rational(7, 10))));
}

TEST_CASE("values are copied, moved and assigned whole") {
    static_assert(std::is_nothrow_move_constructible_v<Value> && std::is_nothrow_move_assignable_v<Value>);
    Value value = exactly(3).of("boat");
    Value copy = value;
    CHECK(copy == value);
    copy = Value("breach");
    CHECK_FALSE(copy == value);
    Value const moved = std::move(value);
    CHECK(*moved.quantity() == exactly(3).of("boat"));
    copy = moved;
    CHECK(copy == moved);
}

TEST_CASE("text of a value is looked at, not owned") {
    std::string const text = "the north bank";
    CHECK(Value(std::string_view(text)).text()->data() == text.data());
    CHECK(Value(text).text()->data() == text.data());
    CHECK(Value(text.c_str()).text()->data() == text.data());
    CHECK(Value(text) == Value("the north bank"));
}

TEST_CASE("I2: claims are equal if subject, property, value and valid time are") {
    Claim const claim{.subject = EventId(Category::event, 1, 1),
                      .property = PropertyId(2, 1),
                      .value = "breach",
                      .valid = Edtf("2024-05-01")};
    CHECK(claim == Claim(claim));
    auto differs = [&](auto change) {
        Claim other = claim;
        change(other);
        return !(other == claim);
    };
    CHECK(differs([](Claim& c) { c.subject = PlaceId(Category::place, 1, 1); }));
    CHECK(differs([](Claim& c) { c.property = PropertyId(3, 1); }));
    CHECK(differs([](Claim& c) { c.value = Value(); }));
    CHECK(differs([](Claim& c) { c.valid = Edtf("2024-05"); }));
    CHECK(differs([](Claim& c) { c.valid.reset(); }));
}
