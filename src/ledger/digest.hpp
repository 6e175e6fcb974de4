// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_DIGEST_HPP
#define ASCRIBE_SRC_LEDGER_DIGEST_HPP

#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/store.hpp>

namespace ascribe::detail {

/// try_digest() for those who are not to know of graphs.
[[nodiscard]] Result<Digest> digest_of(Store const& store, Marks const& marks, Progress const& progress);

}  // namespace ascribe::detail

#endif
