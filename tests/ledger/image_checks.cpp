// SPDX-License-Identifier: BSL-1.0
#include "../../src/ledger/image_checks.hpp"

#include <array>
#include <cstdint>
#include <string_view>

#include <doctest/doctest.h>

using namespace ascribe;
using detail::image::is_normal_count;
using detail::image::to_quantity;

TEST_CASE("what is told at first sight to be a count in its normal form is one") {
    int told = 0, missed = 0;
    auto const ask = [&](std::uint32_t bits, std::array<std::int64_t, 6> const& numbers) {
        bool const is_told = is_normal_count(bits, numbers);
        for (std::string_view thing : {"", "people"}) {
            bool const is_one = to_quantity(bits, numbers, "1", thing).has_value();
            bool const is_wrong = is_told && !is_one;
            CHECK_FALSE(is_wrong);
            bool const is_closed_count = (bits & 0x18ff00) == 0;
            missed += is_one && !is_told && is_closed_count ? 1 : 0;
        }
        told += is_told ? 1 : 0;
    };
    constexpr std::int64_t most = INT64_MAX;
    // All directions and one more, counts and measures, and every bit that there is and one more.
    for (std::uint32_t flags = 0; flags < 64; ++flags)
        for (std::uint32_t kind = 0; kind < 2; ++kind)
            for (std::uint32_t direction = 0; direction < 9; ++direction)
                for (std::int64_t nominal : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, most})
                    for (std::int64_t lower : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, most})
                        for (std::int64_t upper : {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, most})
                            ask(direction | kind << 8 | flags << 16, {nominal, 1, lower, 1, upper, 1});
    CHECK(told > 100);
    // Nor is another one, but at the last number of all, whose end may be open.
    CHECK(missed == 0);
    for (std::size_t fraction : {1u, 3u, 5u})
        for (std::int64_t denominator : {-1, 0, 2, 3}) {
            std::array<std::int64_t, 6> numbers{2, 1, 1, 1, 3, 1};
            numbers[fraction] = denominator;
            CHECK_FALSE(is_normal_count(static_cast<std::uint32_t>(Direction::range) | 7u << 16, numbers));
        }
}
