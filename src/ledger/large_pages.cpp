// SPDX-License-Identifier: BSL-1.0
#include <ascribe/ledger/large_pages.hpp>

#include <cerrno>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace ascribe::detail {

void prefer_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = std::uintptr_t{1} << 21;
    auto const at = reinterpret_cast<std::uintptr_t>(memory);
    std::uintptr_t const begin = (at + page - 1) & ~(page - 1);
    std::uintptr_t const end = (at + bytes) & ~(page - 1);
    if (begin >= end) return;
    int const error_of_host = errno;
    (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    errno = error_of_host;
#endif
}

}  // namespace ascribe::detail
