// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CONFIG_HPP
#define ASCRIBE_CONFIG_HPP

/// ASCRIBE_ASSERT(condition) reports misuse of the library: a broken precondition, never bad data.
/// It is `assert` unless the program defines it before the first ascribe header. It never changes the layout of a type.
#ifndef ASCRIBE_ASSERT
#include <cassert>
#define ASCRIBE_ASSERT(condition) assert(condition)
#endif

#endif
