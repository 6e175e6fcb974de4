// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_CHECKS_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_CHECKS_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/quantity/quantity.hpp>
#include <ascribe/time/day.hpp>

#include <array>
#include <cstdint>
#include <string_view>

/// What small parts of records have to be, wherever they come from.
namespace ascribe::detail::image {

/// The bits of the traits that there are.
inline constexpr std::uint32_t known_traits = 0xff;

/// Whether the word is 0 or that of a day that dates can be of. Requires: its highest bit is not set.
[[nodiscard]] constexpr bool is_day_or_none(std::uint32_t word) noexcept {
    constexpr std::int64_t first = Day(-9999, 1, 1).number() + (std::int64_t{1} << 30);
    constexpr std::int64_t last = Day(9999, 12, 31).number() + (std::int64_t{1} << 30);
    return word == 0 || (word >= first && word <= last);
}

/// Whether these are bits of a Manner.
[[nodiscard]] bool is_manner(std::uint32_t bits) noexcept;

/// The quantity with these bits (see QuantityRecord) and, by two and two, numerators and denominators of nominal, lower
/// and upper. Errors: anything that is not as a ledger keeps it.
[[nodiscard]] Result<Quantity> to_quantity(std::uint32_t bits, std::array<std::int64_t, 6> const& numbers,
                                           std::string_view unit, std::string_view thing);
/// The same of a quantity that is kept as text.
[[nodiscard]] Result<Quantity> to_quantity(std::string_view text);
/// Whether to_quantity makes a quantity of these, with the unit of counts and whatever is counted: at first sight, as
/// it can be told of most. Others may be as good.
[[nodiscard]] bool is_normal_count(std::uint32_t bits, std::array<std::int64_t, 6> const& numbers) noexcept;

}  // namespace ascribe::detail::image

#endif
