// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_OUTSIDE_DATA_HPP
#define ASCRIBE_TESTS_SUPPORT_OUTSIDE_DATA_HPP

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

namespace ascribe_tests {

/// The directory with data that is not part of the project: the environment variable if it is set, else what the CMake
/// cache variable of the same name said; empty if neither does. Then the test says so in words that CTest counts as
/// skipped, and has to return.
[[nodiscard]] inline std::string outside_data(char const* variable, std::string const& configured) {
    char const* const set = std::getenv(variable);
    std::string const directory = set != nullptr ? set : configured;
    if (directory.empty()) MESSAGE("SKIPPED, NOT TESTED: ", variable, " names no directory");
    return directory;
}

}  // namespace ascribe_tests

#endif
