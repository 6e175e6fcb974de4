// SPDX-License-Identifier: BSL-1.0
#include <ascribe/version.hpp>

int main() {
    return ascribe::library_version() == ascribe::header_version ? 0 : 1;
}
