// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_LARGE_PAGES_HPP
#define ASCRIBE_LEDGER_LARGE_PAGES_HPP

#include <cstddef>

namespace ascribe::detail {

/// For memory that was not touched yet and will be read at random: asks the system to back it with pages of 2 MiB, so
/// that fewer reads wait for where a page is. A wish: nothing that can be seen changes, and a system that does not know
/// of it, or declines, is no error. Only whole pages within the memory are asked for, so none of less than 2 MiB.
///
/// Linux: madvise(2) with MADV_HUGEPAGE. Elsewhere it does nothing.
void prefer_large_pages(void* memory, std::size_t bytes) noexcept;

}  // namespace ascribe::detail

#endif
