// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_MERGE_HPP
#define ASCRIBE_SRC_LEDGER_MERGE_HPP

#include <ascribe/ledger/merge.hpp>
#include <ascribe/ledger/store.hpp>

namespace ascribe::detail {

/// try_merge for those who are not to know of graphs.
Result<MergeReport> merge_into(Store& into, Store const& from, Marks const& marks, MergeOptions const& options);

}  // namespace ascribe::detail

#endif
