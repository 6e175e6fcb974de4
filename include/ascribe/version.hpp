// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_VERSION_HPP
#define ASCRIBE_VERSION_HPP

/// The version of these headers: the only place where it is written, CMake reads it from here.
///
/// While the major version is 0, a new minor version may change anything; a new patch version keeps source code
/// compiling.
#define ASCRIBE_VERSION_MAJOR 0
#define ASCRIBE_VERSION_MINOR 1
#define ASCRIBE_VERSION_PATCH 0

/// For comparisons in the preprocessor: 0.1.0 is 100, 1.2.3 is 10203.
#define ASCRIBE_VERSION (ASCRIBE_VERSION_MAJOR * 10000 + ASCRIBE_VERSION_MINOR * 100 + ASCRIBE_VERSION_PATCH)

namespace ascribe {

/// A version of the library as three numbers.
struct Version {
    int major_number;
    int minor_number;
    int patch_number;

    friend constexpr bool operator==(Version const&, Version const&) = default;
};

/// The version of the headers that this translation unit was compiled with.
inline constexpr Version header_version{ASCRIBE_VERSION_MAJOR, ASCRIBE_VERSION_MINOR, ASCRIBE_VERSION_PATCH};

/// The version of the compiled library that the program runs with; differs from `header_version` only if the
/// program was put together wrongly, so a host with a shared build may compare the two at its start.
[[nodiscard]] Version library_version() noexcept;

}  // namespace ascribe

#endif
