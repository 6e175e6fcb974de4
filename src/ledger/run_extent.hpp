// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_RUN_EXTENT_HPP
#define ASCRIBE_SRC_LEDGER_RUN_EXTENT_HPP

#include <ascribe/ledger/store.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ascribe::detail {

/// How many claims, and attributions, are in reading order from the beginning: of each such claim the first
/// attributions have adjacent numbers, so that ClaimRuns can keep them.
struct RunExtent {
    std::uint32_t claims = 0;
    std::uint32_t attributions = 0;
};

/// By the numbers of the records alone: of a ledger that was compacted at least those that it had then, whatever came
/// since. Linear; 4 bytes a claim.
[[nodiscard]] inline RunExtent run_extent(Store const& store, Marks const& marks) {
    std::uint32_t const end = marks.of(Category::attribution);
    std::vector<std::uint32_t> ends(marks.of(Category::claim));  // Of the claim's attributions so far.
    RunExtent extent{.claims = marks.of(Category::claim), .attributions = end};
    for (std::uint32_t a = 0; a < end; ++a) {
        std::uint32_t const content = store.attributions[a].content;
        if (category_of(content) != Category::claim) continue;
        std::uint32_t& ends_at = ends[number_of(content)];
        if (ends_at != 0 && ends_at != a) extent.attributions = (std::min)(extent.attributions, a);
        // Behind that place a claim without attributions has come too late.
        if (a >= extent.attributions && ends_at == 0) extent.claims = (std::min)(extent.claims, number_of(content));
        ends_at = a + 1;
    }
    if (extent.claims == 0 || extent.attributions == 0) return {};
    return extent;
}

}  // namespace ascribe::detail

#endif
