// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_IMAGE_HPP
#define ASCRIBE_SRC_LEDGER_IMAGE_HPP

#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/store.hpp>

/// Images, for those who are not to know of graphs.
namespace ascribe::detail {

/// Writes what lies between the marks. Error: cancelled.
Result<void> encode_records(Store const& store, Marks const& since, Marks const& marks, Progress const& progress,
                            WriteBytes write, void* sink);

/// Records what the image holds; `everything` refuses increments.
Result<void> append_records(Store& store, std::span<std::byte const> bytes, bool everything,
                            ImageOptions const& options);

}  // namespace ascribe::detail

#endif
