// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/truth.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("never and always are opposites, possibly is its own") {
    CHECK(!Truth::never == Truth::always);
    CHECK(!Truth::always == Truth::never);
    CHECK(!Truth::possibly == Truth::possibly);
}

TEST_CASE("truth has words and an order by the number of cases") {
    CHECK(to_string(Truth::never) == "never");
    CHECK(to_string(Truth::possibly) == "possibly");
    CHECK(to_string(Truth::always) == "always");
    static_assert(Truth::never < Truth::possibly && Truth::possibly < Truth::always);
}
