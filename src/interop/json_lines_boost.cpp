// SPDX-License-Identifier: BSL-1.0

// Boost.JSON, compiled here so that nothing has to be linked. It is a translation unit of its own: in a program that
// brings its own Boost.JSON, a linker that takes this library as an archive leaves this member out.
#include <boost/json/src.hpp>
