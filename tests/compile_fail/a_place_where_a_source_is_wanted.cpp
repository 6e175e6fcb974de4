// SPDX-License-Identifier: BSL-1.0
// expect: conver|no matching
#include <ascribe/core/id.hpp>

bool speaks(ascribe::Source source) {
    return static_cast<bool>(source);
}

int main() {
#ifdef ASCRIBE_MUST_FAIL
    return speaks(ascribe::PlaceId());
#else
    return speaks(ascribe::ActorId()) || speaks(ascribe::DocumentId());
#endif
}
