// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/plausible.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

PlausibilityPolicy tenth() {
    Rational const width(1, 10);
    return {width, width, width, width, width, false};
}

Plausible narrowed(std::string_view text, PlausibilityPolicy const& policy = tenth()) {
    return plausible(parse_quantity(text).value(), policy);
}

}  // namespace

TEST_CASE("a policy narrows each direction on its open side") {
    using Rule = Plausible::Rule;
    CHECK(narrowed("~200 t") == Plausible{Bounds::closed(180, 220), Rule::width});
    CHECK(narrowed("~100..200 t") == Plausible{Bounds::closed(90, 220), Rule::width});
    CHECK(narrowed("<200 t") == Plausible{{Bound{180, false}, Bound{200, true}}, Rule::width});
    CHECK(narrowed(">200 t") == Plausible{{Bound{200, true}, Bound{220, false}}, Rule::width});
    CHECK(narrowed(">=200 t") == Plausible{Bounds::closed(200, 220), Rule::width});
    CHECK(narrowed("<=200 t") == Plausible{Bounds::closed(180, 200), Rule::width});
    CHECK(narrowed("~-20 Cel") == Plausible{Bounds::closed(-22, -18), Rule::width});
    CHECK(narrowed("~1/5 of {home}") == Plausible{Bounds::closed(Rational(9, 50), Rational(11, 50)), Rule::width});
}

TEST_CASE("what a policy says nothing about keeps its hard bounds") {
    using Rule = Plausible::Rule;
    CHECK(narrowed("~200 t", {}) == Plausible{Bounds::at_least(0), Rule::hard});
    CHECK(narrowed("15") == Plausible{Bounds::exactly(15), Rule::hard});
    CHECK(narrowed("50..1000") == Plausible{Bounds::closed(50, 1000), Rule::hard});
    CHECK(narrowed("2|5") == Plausible{Bounds::closed(2, 5), Rule::hard});
    CHECK(narrowed("~? in 24..*") == Plausible{Bounds::at_least(24), Rule::hard});
}

TEST_CASE("counts are narrowed to whole numbers, outwards, and never to nothing") {
    using Rule = Plausible::Rule;
    CHECK(narrowed(">3") == Plausible{Bounds::exactly(4), Rule::width});
    CHECK(narrowed("~25") == Plausible{Bounds::closed(22, 28), Rule::width});
    CHECK(narrowed(">0") == Plausible{Bounds::at_least(1), Rule::hard});
    CHECK(narrowed(">200 in 201..205") == Plausible{Bounds::closed(201, 205), Rule::width});
}

TEST_CASE("a round number stands for what rounds to it only if the policy says so") {
    PlausibilityPolicy round;
    round.round_numbers = true;
    using Rule = Plausible::Rule;
    CHECK(narrowed("20000", round) == Plausible{Bounds::closed(15000, 25000), Rule::round});
    CHECK(narrowed("1250", round) == Plausible{Bounds::closed(1245, 1255), Rule::round});
    CHECK(narrowed("15", round) == Plausible{Bounds::exactly(15), Rule::hard});
    CHECK(narrowed("0", round) == Plausible{Bounds::exactly(0), Rule::hard});
    CHECK(narrowed("-10 Cel", round) == Plausible{Bounds::closed(-15, -5), Rule::round});
    CHECK(narrowed(">20000", round).rule == Rule::hard);
}

TEST_CASE("plausible numbers are never empty and lie within the hard bounds unless rounding is asked for") {
    ascribe_tests::Random random(11);
    for (int round = 0; round < 20'000; ++round) {
        Quantity const quantity = ascribe_tests::any_quantity(random);
        CAPTURE(to_text(quantity));
        Plausible const result = plausible(quantity, tenth());
        CHECK(!result.bounds.is_empty());
        CHECK(quantity.bounds().contains(result.bounds));
        if (result.rule == Plausible::Rule::hard) CHECK(result.bounds == quantity.bounds());
    }
}

TEST_CASE("a policy that makes no sense or a number that does not fit is refused") {
    PlausibilityPolicy negative;
    negative.about = Rational(-1, 10);
    CHECK(try_plausible(about(5), negative).error().code == Errc::out_of_range);
    PlausibilityPolicy huge;
    huge.above = Rational::limit;
    CHECK(try_plausible(more_than(5), huge).error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)plausible(more_than(5), huge), Exception);
}
