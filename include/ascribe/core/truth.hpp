// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_TRUTH_HPP
#define ASCRIBE_CORE_TRUTH_HPP

#include <string_view>

namespace ascribe {

/// An answer about what is only partly known: in no, in some, or in every case that the reports leave open.
///
/// Not a fuzzy degree, and not comparable with a source's certainty. The order is that of "how many cases".
enum class Truth : unsigned char { never, possibly, always };

[[nodiscard]] constexpr Truth operator!(Truth t) noexcept {
    return static_cast<Truth>(2 - static_cast<int>(t));
}

/// "never", "possibly" or "always".
[[nodiscard]] constexpr std::string_view to_string(Truth t) noexcept {
    return t == Truth::never ? "never" : t == Truth::possibly ? "possibly" : "always";
}

}  // namespace ascribe

#endif
