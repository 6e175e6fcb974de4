// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <type_traits>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

std::size_t allocations = 0;

QuantityParts parts_of(Direction direction, std::optional<Rational> nominal) {
    QuantityParts parts;
    parts.direction = direction;
    parts.nominal = nominal;
    return parts;
}

Errc refusal(QuantityParts parts) {
    auto const quantity = Quantity::from(std::move(parts));
    REQUIRE(!quantity);
    CHECK(quantity.error().record == "quantity");
    CHECK(!quantity.error().expected.empty());
    return quantity.error().code;
}

}  // namespace

// Counts the allocations of this program. Not inlined, or gcc takes the pair for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("a quantity is a regular value and by default exactly 0") {
    static_assert(std::is_nothrow_move_constructible_v<Quantity>);
    static_assert(std::is_copy_assignable_v<Quantity>);
    Quantity const zero;
    CHECK(zero == exactly(0));
    CHECK(zero.bounds() == Bounds::exactly(0));
    CHECK(*Quantity::from(zero.parts()) == zero);
}

TEST_CASE("strict bounds of a count become closed ones and never reach below 0") {
    CHECK(Quantity::from(parts_of(Direction::above, Rational(20000))).value().bounds() == Bounds::at_least(20001));
    CHECK(Quantity::from(parts_of(Direction::below, Rational(25000))).value().bounds() == Bounds::closed(0, 24999));
    CHECK(Quantity::from(parts_of(Direction::about, Rational(7))).value().bounds() == Bounds::at_least(0));
    QuantityParts parts = parts_of(Direction::range, {});
    parts.bounds = {Bound{100, true}, Bound{200, true}};
    CHECK(Quantity::from(parts).value().bounds() == Bounds::closed(101, 199));
    // There is no representable number above this one, so the end stays open.
    CHECK(more_than(Rational::limit).bounds() == Bounds::above(Rational::limit));
}

TEST_CASE("I2: what states the same is equal whatever the words and the order were") {
    CHECK(more_than(200) == Quantity::from(parts_of(Direction::above, Rational(400, 2))).value());
    CHECK(exactly(40).in("[ston_av]|t|[lton_av]|t") == exactly(40).in("t|[lton_av]|[ston_av]"));
    CHECK(one_of({3, 2, 3}) == one_of({2, 3}));
    CHECK(one_of({3, 3}) == exactly(3));
    CHECK(between(3, 3) == exactly(3));
    CHECK(about(3, 3) == about(3));
    CHECK(more_than(200) != at_least(201));
    CHECK(more_than(200) != more_than(200).of("person"));
}

TEST_CASE("alternatives between open ends of a count may leave one number only, which is exact") {
    QuantityParts parts = parts_of(Direction::range, {});
    parts.bounds = {Bound{4, true}, Bound{6, true}};
    CHECK(Quantity::from(parts).value() == exactly(5));
}

TEST_CASE("codes of an ambiguous unit stand in one order, metric ones first") {
    Quantity const tons = exactly(40).in("[ston_av]|[lton_av]|t");
    CHECK(tons.unit() == "t|[lton_av]|[ston_av]");
    CHECK(tons.has_ambiguous_unit());
    CHECK(tons.units() == std::vector<std::string_view>{"t", "[lton_av]", "[ston_av]"});
    CHECK(!exactly(40).in("t").has_ambiguous_unit());
}

TEST_CASE("parts that the direction or the kind forbids are refused") {
    CHECK(refusal(parts_of(Direction::exact, {})) == Errc::not_allowed);
    CHECK(refusal(parts_of(Direction::above, {})) == Errc::not_allowed);
    CHECK(refusal(parts_of(Direction::range, Rational(3))) == Errc::not_allowed);
    CHECK(refusal(parts_of(Direction::set, {})) == Errc::not_allowed);
    CHECK(refusal(parts_of(Direction::exact, Rational(1, 2))) == Errc::not_allowed);
    CHECK(refusal(parts_of(Direction::exact, Rational(-1))) == Errc::not_allowed);
    CHECK(refusal(parts_of(static_cast<Direction>(8), Rational(1))) == Errc::unknown);

    QuantityParts parts = parts_of(Direction::exact, Rational(3));
    parts.kind = static_cast<QuantityKind>(4);
    CHECK(refusal(parts) == Errc::unknown);
    parts = parts_of(Direction::exact, Rational(3));
    parts.nominal_to = 4;
    CHECK(refusal(parts) == Errc::not_allowed);
    parts = parts_of(Direction::exact, Rational(3));
    parts.alternatives = {3};
    CHECK(refusal(parts) == Errc::not_allowed);
    parts = parts_of(Direction::set, Rational(3));
    parts.alternatives = {3, 4};
    CHECK(refusal(parts) == Errc::not_allowed);
    parts = parts_of(Direction::about, Rational(5));
    parts.nominal_to = 4;
    CHECK(refusal(parts) == Errc::conflict);
    parts = parts_of(Direction::exact, Rational(5));
    parts.bounds = Bounds::above(5);
    CHECK(refusal(parts) == Errc::conflict);
    parts = parts_of(Direction::above, Rational(5));
    parts.bounds = Bounds::at_most(5);
    CHECK(refusal(parts) == Errc::conflict);
    parts = parts_of(Direction::range, Rational(9));
    parts.bounds = Bounds::closed(1, 5);
    CHECK(refusal(parts) == Errc::conflict);
    CHECK(refusal(parts_of(Direction::below, Rational(0))) == Errc::conflict);
}

TEST_CASE("a unit is a code of its kind") {
    QuantityParts parts = parts_of(Direction::exact, Rational(3));
    parts.unit.assign(1, 't');
    CHECK(refusal(parts) == Errc::not_allowed);
    parts.unit.clear();
    CHECK(Quantity::from(parts).value().unit() == "1");
    parts.kind = QuantityKind::measure;
    for (char const* unit :
         {"", "USD", "of", "in", "best", "%", "two words", "a{b}", "5t", ",5", "t|", "|t", "-t", "1"}) {
        CAPTURE(unit);
        parts.unit = unit;
        CHECK(refusal(parts) == Errc::syntax);
    }
    for (char const* unit : {"t", "[acr_us]", "m/s", "kW.h", "dunam", "'", "\xc2\xb5g", "t|[ston_av]"}) {
        CAPTURE(unit);
        parts.unit = unit;
        CHECK(Quantity::from(parts).has_value());
    }
    parts.kind = QuantityKind::money;
    for (char const* unit : {"", "usd", "US", "USDX", "USD|", "t"}) {
        CAPTURE(unit);
        parts.unit = unit;
        CHECK(refusal(parts) == Errc::syntax);
    }
    parts.unit = "USD|AUD";
    CHECK(Quantity::from(parts).value().unit() == "AUD|USD");
}

TEST_CASE("the normal form is a fixed point and admits what the parts entail") {
    ascribe_tests::Random random(7);
    int accepted = 0;
    for (int round = 0; round < 50'000; ++round) {
        QuantityParts const parts = ascribe_tests::any_parts(random);
        auto const quantity = Quantity::from(parts);
        bool some = false;
        for (int n = -32; n <= 80; ++n) some = some || ascribe_tests::entails(parts, Rational(n, 4));
        if (!quantity) continue;
        ++accepted;
        CAPTURE(to_text(*quantity));
        CHECK(some);
        CHECK(*Quantity::from(quantity->parts()) == *quantity);
        for (int n = -16; n <= 40; ++n) {
            Rational const number(n, 2);
            CHECK(quantity->admits(number) == ascribe_tests::entails(parts, number));
        }
    }
    CHECK(accepted > 20'000);
}

TEST_CASE("another thing, unit or kind keeps the hedge") {
    Quantity const tons = more_than(40).in("t").of("aid");
    CHECK(tons.kind() == QuantityKind::measure);
    CHECK(tons.bounds() == Bounds::above(40));
    CHECK(tons.thing() == "aid");
    CHECK(almost(30).in("a").bounds() == Bounds{Bound{0, false}, Bound{30, true}});
    CHECK(about(5).in("Cel").bounds() == Bounds{});
    CHECK(exactly(-4).in("Cel").bounds() == Bounds::exactly(-4));
    CHECK(about(250).in_currency("ILS").kind() == QuantityKind::money);
    CHECK(exactly(1).as_ratio().kind() == QuantityKind::ratio);
    CHECK(between(5, 10).in("kg").bounds() == Bounds::closed(5, 10));
    CHECK(no_number_but(24).in("km").bounds() == Bounds::at_least(24));
    CHECK_THROWS_AS((void)exactly(1).in("USD"), Exception);
    CHECK_THROWS_AS((void)exactly(1).in_currency("dollars"), Exception);
}

TEST_CASE("custom puts a floor of 0 under amounts, unless the unit or the number reaches below") {
    auto const floor_of = [](QuantityKind kind, std::string unit, Direction direction, Rational number) {
        QuantityParts parts = parts_of(direction, number);
        parts.kind = kind;
        parts.unit = std::move(unit);
        return default_bounds(parts).lower;
    };
    std::optional<Bound> const zero = Bound{0, false};
    CHECK(floor_of(QuantityKind::measure, "t", Direction::below, 5) == zero);
    CHECK(floor_of(QuantityKind::measure, "t", Direction::below, 0) == std::nullopt);
    CHECK(floor_of(QuantityKind::measure, "t", Direction::at_most, 0) == zero);
    CHECK(floor_of(QuantityKind::measure, "m", Direction::about, -3) == std::nullopt);
    CHECK(floor_of(QuantityKind::measure, "Cel", Direction::below, 5) == std::nullopt);
    CHECK(floor_of(QuantityKind::measure, "t|Cel", Direction::below, 5) == std::nullopt);
    CHECK(floor_of(QuantityKind::ratio, "1", Direction::about, Rational(1, 5)) == zero);
    CHECK(floor_of(QuantityKind::money, "USD", Direction::at_most, 5) == zero);
}

TEST_CASE("an exact count of a short thing is made and copied without allocating") {
    auto const before = allocations;
    Quantity const people = exactly(15).of("person");
    Quantity const copy = people;
    auto const after = allocations;
    CHECK(copy == people);
    CHECK(after == before);
}

TEST_CASE("directions and kinds have the names of the tables") {
    CHECK(to_string(Direction::at_least) == "at-least");
    CHECK(to_string(Direction::set) == "set");
    CHECK(to_string(QuantityKind::measure) == "measure");
    CHECK(to_string(QuantityKind::count) == "count");
}
