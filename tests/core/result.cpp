// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/result.hpp>

#include <memory>
#include <string>
#include <type_traits>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

Error an_error() {
    return {.code = Errc::out_of_range, .record = "claim", .field = "valid", .expected = "a date", .found = "2024-13"};
}

}  // namespace

TEST_CASE("a result with a value gives it in every way") {
    Result<std::string> result(std::string("seven"));
    CHECK(result.has_value());
    CHECK(static_cast<bool>(result));
    CHECK(result.value() == "seven");
    CHECK(*result == "seven");
    CHECK(result->size() == 5);
    CHECK(result.value_or("other") == "seven");
    result->append("teen");
    *result += "!";
    result.value() += "?";
    CHECK(std::as_const(result).value() == "seventeen!?");
    CHECK(*std::as_const(result) == "seventeen!?");
    CHECK(std::as_const(result)->back() == '?');
}

TEST_CASE("a result with an error gives it, and value() throws exactly that error") {
    Result<int> const result = an_error();
    CHECK_FALSE(result.has_value());
    CHECK_FALSE(static_cast<bool>(result));
    CHECK(result.error() == an_error());
    CHECK(result.value_or(3) == 3);
    bool thrown = false;
    try {
        (void)result.value();
    } catch (Exception const& exception) {
        thrown = true;
        CHECK(exception.error() == an_error());
        CHECK(std::string(exception.what()) == to_string(an_error()));
    }
    CHECK(thrown);
}

TEST_CASE("value() of a result that is passing takes the value along without copying it") {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(4));
    std::unique_ptr<int> const taken = std::move(result).value();
    CHECK(*taken == 4);
    Result<std::unique_ptr<int>> other(std::make_unique<int>(5));
    std::unique_ptr<int> const dereferenced = *std::move(other);
    CHECK(*dereferenced == 5);
    Result<std::string> failed = an_error();
    CHECK_THROWS_AS((void)std::move(failed).value(), Exception);
}

TEST_CASE("the error of a result that is passing can be taken along") {
    Result<int> result = an_error();
    Error const taken = std::move(result).error();
    CHECK(taken == an_error());
}

TEST_CASE("a result of nothing is done or has an error") {
    Result<void> const done;
    CHECK(done.has_value());
    CHECK(static_cast<bool>(done));
    CHECK_NOTHROW(done.value());
    Result<void> const failed = an_error();
    CHECK_FALSE(failed);
    CHECK(failed.error() == an_error());
    CHECK_THROWS_AS(failed.value(), Exception);
}

TEST_CASE("a result is a value that can be copied, moved and assigned") {
    static_assert(std::is_copy_constructible_v<Result<int>> && std::is_copy_assignable_v<Result<int>>);
    static_assert(std::is_nothrow_move_constructible_v<Result<int>>);
    static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
    static_assert(std::is_convertible_v<int, Result<int>> && std::is_convertible_v<Error, Result<int>>);
    static_assert(!std::is_convertible_v<Result<int>, bool>);
    Result<int> a = 1;
    Result<int> const b = an_error();
    a = b;
    CHECK(a.error() == b.error());
    a = Result<int>(2);
    CHECK(*a == 2);
}
