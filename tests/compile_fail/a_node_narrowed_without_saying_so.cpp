// SPDX-License-Identifier: BSL-1.0
// expect: conver
#include <ascribe/core/id.hpp>

int main() {
    ascribe::Node node;
#ifdef ASCRIBE_MUST_FAIL
    ascribe::EventId event = node;
#else
    ascribe::EventId event = node.to<ascribe::EventId>();
#endif
    return static_cast<bool>(event);
}
