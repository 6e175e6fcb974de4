// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_SUPPORT_RANDOM_HPP
#define ASCRIBE_TESTS_SUPPORT_RANDOM_HPP

#include <cstddef>
#include <cstdint>
#include <utility>

namespace ascribe_tests {

/// A small generator with the same numbers on every platform (Steele, Lea, Flood: splitmix64, OOPSLA 2014). Tests give
/// it a fixed seed, so that a failure can be repeated.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed) noexcept : state_(seed) {}

    constexpr std::uint64_t next() noexcept {
        std::uint64_t x = state_ += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31);
    }

    /// From low to high, both included; for tests the bias of the remainder does not matter.
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
        return low + static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(high - low) + 1U));
    }
    constexpr std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }
    /// True in `percent` of a hundred cases.
    constexpr bool chance(unsigned percent) noexcept { return next() % 100U < percent; }

    template <class Range>
    constexpr void shuffle(Range& range) {
        for (std::size_t i = range.size(); i > 1; --i) {
            using std::swap;
            swap(range[i - 1], range[below(i)]);
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace ascribe_tests

#endif
