// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_CORE_CANCELLED_HPP
#define ASCRIBE_SRC_CORE_CANCELLED_HPP

#include <ascribe/core/error.hpp>

#include <string_view>

namespace ascribe::detail {

/// What a call ends with whose caller has asked to stop. The text outlives the error.
[[nodiscard]] inline Error cancelled(std::string_view record) {
    return {.code = Errc::cancelled, .record = record, .field = {}, .expected = "to be continued", .found = {}};
}

}  // namespace ascribe::detail

#endif
