// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/claim.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <string>
#include <type_traits>
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
    static_assert(!std::is_constructible_v<Value, int>);
    static_assert(std::is_convertible_v<EventId, Value> && std::is_convertible_v<char const*, Value>);
    std::vector<Value> const truths(2);
    CHECK(truths[0] == truths[1]);
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
