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

/// Whether each list was continued in one go, or records came one by one, as where keys may be renamed or lists turn
/// out not to have all that there is.
enum class MergeWay { in_bulk, one_by_one };

/// try_merge for those who are not to know of graphs. Nobody can tell the way from the result; so it is told.
Result<MergeReport> merge_into(Store& into, Store const& from, Marks const& marks, MergeOptions const& options,
                               MergeWay* way = nullptr);

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
