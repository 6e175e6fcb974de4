// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TIME_INSTANT_HPP
#define ASCRIBE_TIME_INSTANT_HPP

#include <compare>
#include <cstdint>

namespace ascribe {

/// A moment of a host's clock: seconds since 1970-01-01T00:00:00Z, without leap seconds (POSIX.1-2017, 4.16).
///
/// Used for recordings only. What sources say about time is never so exact: it is an Edtf. The library reads no clock.
struct Instant {
    std::int64_t seconds = 0;

    friend constexpr auto operator<=>(Instant, Instant) noexcept = default;
};

}  // namespace ascribe

#endif
