// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/error.hpp>

#include <set>
#include <type_traits>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("every code has its own words") {
    std::set<std::string_view> names;
    for (int code = 0; code <= static_cast<int>(Errc::cancelled); ++code) {
        auto const name = to_string(static_cast<Errc>(code));
        CHECK(name != "?");
        CHECK(names.insert(name).second);
    }
    CHECK(names.size() == 9);
    CHECK(to_string(Errc::out_of_range) == "out of range");
    CHECK(to_string(static_cast<Errc>(9)) == "?");
}

TEST_CASE("an error is told in one line that leaves out what is not known") {
    CHECK(to_string(Error{}) == "syntax");
    CHECK(to_string(Error{.code = Errc::empty, .record = "actor"}) == "actor: empty");
    CHECK(to_string(Error{.code = Errc::empty, .field = "key"}) == "key: empty");
    CHECK(to_string(Error{.code = Errc::not_allowed,
                          .record = "claim",
                          .field = "value",
                          .expected = "a positive value",
                          .found = "false"}) == "claim.value: not allowed: expected a positive value, found 'false'");
    CHECK(to_string(Error{.code = Errc::unknown, .found = "ebb"}) == "unknown: 'ebb'");
    CHECK(to_string(
              Error{.code = Errc::syntax, .record = "EDTF", .field = "month", .expected = "two digits", .offset = 5}) ==
          "EDTF.month at 5: syntax: expected two digits");
    CHECK(to_string(Error{.code = Errc::syntax, .offset = 0}) == "at 0: syntax");
}

TEST_CASE("errors are equal if all of their fields are") {
    Error const error{
        .code = Errc::conflict, .record = "actor", .field = "kind", .expected = "state", .found = "media", .offset = 3};
    CHECK(error == Error(error));
    auto differs = [&](auto change) {
        Error other = error;
        change(other);
        return !(other == error);
    };
    CHECK(differs([](Error& e) { e.code = Errc::empty; }));
    CHECK(differs([](Error& e) { e.record = "place"; }));
    CHECK(differs([](Error& e) { e.field = "key"; }));
    CHECK(differs([](Error& e) { e.expected = "person"; }));
    CHECK(differs([](Error& e) { e.found = "office"; }));
    CHECK(differs([](Error& e) { e.offset = Error::no_offset; }));
}

TEST_CASE("the exception carries the error and says it in its words") {
    Error const error{.code = Errc::capacity, .record = "claim"};
    Exception const exception(error);
    CHECK(exception.error() == error);
    CHECK(std::string_view(exception.what()) == "claim: capacity");
    static_assert(std::is_base_of_v<std::exception, Exception>);
}
