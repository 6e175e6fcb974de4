// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_MERGE_HPP
#define ASCRIBE_SRC_LEDGER_MERGE_HPP

#include <ascribe/ledger/merge.hpp>
#include <ascribe/ledger/store.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace ascribe::detail {

/// try_merge for those who are not to know of graphs.
Result<MergeReport> merge_into(Store& into, Store const& from, Marks const& marks, MergeOptions const& options);

/// The same, such that an empty store gets every list in the same order.
Result<MergeReport> replay_into(Store& into, Store const& from, Marks const& marks);

/// What the numbers of claims and attributions became.
struct NewNumbers {
    std::vector<std::uint32_t> claims, attributions;
};

/// The same into an empty store and in reading order.
Result<NewNumbers> compact_into(Store& empty, Store const& from, Marks const& marks, Progress const& progress);

}  // namespace ascribe::detail

#endif
