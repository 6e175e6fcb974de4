// SPDX-License-Identifier: BSL-1.0
// expect: deleted
#include <ascribe/model/claim.hpp>

int main() {
    ascribe::Claim claim;
#ifdef ASCRIBE_MUST_FAIL
    claim.value = false;
#else
    claim.value = 87;
#endif
    return claim.value.is_true() ? 1 : 0;
}
