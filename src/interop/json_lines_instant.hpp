// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_INSTANT_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_INSTANT_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/time/instant.hpp>

#include <string>
#include <string_view>

namespace ascribe::detail::json_lines {

/// "2024-01-31T12:00:00Z". Years have at least four digits, before year 0 a minus sign, and no other letter: within
/// years 0 to 9999 this is RFC 3339 without fractions.
[[nodiscard]] std::string instant_text(Instant at);

/// Reads what instant_text writes, of any moment that 64 bits of seconds hold. Errors have field "at" and the byte
/// offset in the text.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

}  // namespace ascribe::detail::json_lines

#endif
