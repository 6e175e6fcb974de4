// SPDX-License-Identifier: BSL-1.0
// expect: deleted
#include <ascribe/model/claim.hpp>
#include <ascribe/quantity/hedge.hpp>

int main() {
    ascribe::Claim claim;
#ifdef ASCRIBE_MUST_FAIL
    claim.value = 0.7;
#else
    claim.value = exactly(ascribe::percent(70));
#endif
    return claim.value.is_true() ? 1 : 0;
}
