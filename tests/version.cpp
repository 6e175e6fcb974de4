// SPDX-License-Identifier: BSL-1.0
#include <ascribe/version.hpp>

#include <doctest/doctest.h>

TEST_CASE("the compiled library and the headers are of one version") {
    CHECK(ascribe::library_version() == ascribe::header_version);
}

TEST_CASE("the version for the preprocessor is built of the three numbers") {
    constexpr ascribe::Version v = ascribe::header_version;
    CHECK(ASCRIBE_VERSION == v.major_number * 10000 + v.minor_number * 100 + v.patch_number);
    CHECK(v.minor_number < 100);
    CHECK(v.patch_number < 100);
}
