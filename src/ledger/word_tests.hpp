// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_WORD_TESTS_HPP
#define ASCRIBE_SRC_LEDGER_WORD_TESTS_HPP

#include <atomic>
#include <cstdint>
#include <cstring>

/// Questions to 32-bit words that are answered without a branch, by a subtraction or two: so that a processor answers
/// several at a time.
namespace ascribe::detail {

/// The highest bit says yes or no, the others nothing. Answers are joined by `&`, `|` and `~`.
using Answer = std::uint64_t;
inline constexpr Answer yes = ~Answer{};
inline constexpr Answer no = 0;

[[nodiscard]] constexpr Answer is_less(std::uint32_t a, std::uint32_t b) noexcept {
    return Answer{a} - b;
}
[[nodiscard]] constexpr Answer is_zero(std::uint32_t a) noexcept {
    return Answer{a} - 1;
}
[[nodiscard]] constexpr Answer is_set(std::uint32_t a) noexcept {
    return Answer{} - a;
}
[[nodiscard]] constexpr Answer differ(std::uint32_t a, std::uint32_t b) noexcept {
    return is_set(a ^ b);
}

/// An answer in 32 bits, of which twice as many fit into a register. Requires: the limit is 2^31 at most.
[[nodiscard]] constexpr std::uint32_t is_beyond(std::uint32_t limit, std::uint32_t a) noexcept {
    return a | (limit - 1 - a);
}

[[nodiscard]] constexpr bool is_yes(Answer answer) noexcept {
    return answer >> 63 != 0;
}
[[nodiscard]] constexpr bool is_yes(std::uint32_t answer) noexcept {
    return answer >> 31 != 0;
}

/// All bits or none.
[[nodiscard]] constexpr std::uint32_t mask(bool is_true) noexcept {
    return 0u - static_cast<std::uint32_t>(is_true);
}

/// The number if it is below the limit, else 0; without a branch, which a compiler might prefer.
[[nodiscard]] constexpr std::uint32_t below(std::uint32_t limit, std::uint32_t number) noexcept {
    return number & mask(number < limit);
}

/// A word that nobody writes meanwhile, so that several may be read at a time.
[[nodiscard]] inline std::uint32_t read_still(std::atomic<std::uint32_t> const& word) noexcept {
    std::uint32_t value;
    std::memcpy(&value, static_cast<void const*>(&word), sizeof value);
    return value;
}

}  // namespace ascribe::detail

#endif
