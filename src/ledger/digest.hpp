// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_DIGEST_HPP
#define ASCRIBE_SRC_LEDGER_DIGEST_HPP

#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/store.hpp>

namespace ascribe::detail {

/// digest() for those who are not to know of graphs.
[[nodiscard]] Digest digest_of(Store const& store, Marks const& marks);

}  // namespace ascribe::detail

#endif
