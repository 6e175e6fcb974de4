// SPDX-License-Identifier: BSL-1.0
// expect: nodiscard|unused-result
#include <ascribe/core/result.hpp>

ascribe::Result<int> parse() {
    return 1;
}

int main() {
#ifdef ASCRIBE_MUST_FAIL
    parse();
#else
    return parse().value();
#endif
}
