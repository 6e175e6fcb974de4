// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_INTEROP_JSON_LINES_UTF8_HPP
#define ASCRIBE_SRC_INTEROP_JSON_LINES_UTF8_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace ascribe::detail::json_lines {

/// Length in bytes of the UTF-8 sequence at `at` (Unicode 15, table 3-7), or 0 if there is none.
/// Requires: `at < text.size()`.
[[nodiscard]] std::size_t sequence_length(std::string_view text, std::size_t at) noexcept;

/// Whether the whole text is UTF-8. Linear.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Text as it may stand in a message: cut after about 60 bytes, which "..." shows, with bytes that nobody can read as
/// \xNN.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace ascribe::detail::json_lines

#endif
