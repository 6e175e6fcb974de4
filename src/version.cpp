// SPDX-License-Identifier: BSL-1.0
#include <ascribe/version.hpp>

namespace ascribe {

Version library_version() noexcept {
    return header_version;
}

}  // namespace ascribe
