// SPDX-License-Identifier: BSL-1.0
// expect: conver
#include <ascribe/core/id.hpp>

#include <cstdint>

int main() {
    ascribe::ClaimId claim;
#ifdef ASCRIBE_MUST_FAIL
    std::uint32_t number = claim;
#else
    std::uint32_t number = claim.number();
#endif
    return number == 0 ? 0 : 1;
}
