// SPDX-License-Identifier: BSL-1.0
// expect: deleted
#include <ascribe/quantity/hedge.hpp>

int main() {
#ifdef ASCRIBE_MUST_FAIL
    return ascribe::exactly(0.7).nominal() ? 0 : 1;
#else
    return ascribe::exactly(ascribe::Rational(7, 10)).nominal() ? 0 : 1;
#endif
}
