// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_RANDOM_HPP
#define ASCRIBE_BENCHMARKS_RANDOM_HPP

#include <cstddef>
#include <cstdint>

/// The same numbers on every platform (Steele, Lea, Flood: splitmix64, OOPSLA 2014). workload.hpp has one of its own,
/// for its files are compared byte by byte with those of other programs.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t next() noexcept {
        std::uint64_t x = state_ += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31);
    }
    std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }
    /// True in `percent` of a hundred cases.
    bool chance(unsigned percent) noexcept { return below(100) < percent; }

private:
    std::uint64_t state_;
};

#endif
