// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/names.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

enum class Tide : unsigned char { low, rising, high };
enum class Unnamed : unsigned char { one };
enum class Unexplained : unsigned char { one };

}  // namespace

template <>
struct ascribe::Names<Tide> {
    static constexpr std::string_view kind = "tide";
    static constexpr std::string_view expected = "low, rising or high";
    static constexpr std::array<std::string_view, 3> values = {"low", "rising", "high"};
};

template <>
struct ascribe::Names<Unexplained> {
    static constexpr std::string_view kind = "riddle";
    static constexpr std::array<std::string_view, 1> values = {"one"};
};

TEST_CASE("every enumerator goes to its written name and back") {
    for (auto tide : {Tide::low, Tide::rising, Tide::high}) {
        CHECK(find_named<Tide>(to_string(tide)) == tide);
        CHECK(parse_named<Tide>(to_string(tide)).value() == tide);
    }
    static_assert(to_string(Tide::rising) == "rising");
    static_assert(find_named<Tide>("high") == Tide::high);
}

TEST_CASE("a value that is no enumerator has the name of none") {
    CHECK(to_string(static_cast<Tide>(3)) == "?");
    CHECK(to_string(static_cast<Tide>(255)) == "?");
}

TEST_CASE("an unknown name says which kind of name was expected and what was found") {
    for (std::string_view wrong : {"", "Low", "low ", "hig", "ebb"}) {
        CHECK_FALSE(find_named<Tide>(wrong));
        auto const result = parse_named<Tide>(wrong);
        REQUIRE_FALSE(result);
        CHECK(result.error() == Error{.code = Errc::unknown,
                                      .field = "tide",
                                      .expected = "low, rising or high",
                                      .found = std::string(wrong)});
    }
}

TEST_CASE("an enumeration without written names is not Named") {
    static_assert(Named<Tide>);
    static_assert(!Named<Unnamed>);
    static_assert(Names<Unexplained>::kind == "riddle" && Names<Unexplained>::values.size() == 1);
    static_assert(!Named<Unexplained>);  // for parse_named says what it expected
    static_assert(!Named<int>);
    CHECK(Named<Tide>);
}
