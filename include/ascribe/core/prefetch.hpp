// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_PREFETCH_HPP
#define ASCRIBE_CORE_PREFETCH_HPP

namespace ascribe::detail {

/// Lets memory be fetched that will be read soon, while other work goes on. Any address will do; none is read from.
inline void prefetch([[maybe_unused]] void const* at) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#endif
}

}  // namespace ascribe::detail

#endif
