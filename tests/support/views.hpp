// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_VIEWS_HPP
#define ASCRIBE_TESTS_SUPPORT_VIEWS_HPP

#include <ranges>

/// Whether the compiler can make use of std::views and std::ranges::subrange: clang before 16
/// cannot with the <ranges> of libstdc++.
#if defined(__clang__) && __clang_major__ < 16
#define ASCRIBE_TESTS_HAS_VIEWS 0
#else
#define ASCRIBE_TESTS_HAS_VIEWS 1
#endif

#endif
