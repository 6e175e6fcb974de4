// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_COMPONENTS_HPP
#define ASCRIBE_SRC_GRAPH_COMPONENTS_HPP

#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// The number of its strongly connected component for each of `count` vertices (Tarjan 1972), without recursion.
/// Linear. `edges` ascend.
[[nodiscard]] std::vector<std::uint32_t> components(std::uint32_t count,
                                                    std::vector<std::pair<std::uint32_t, std::uint32_t>> const& edges);

}  // namespace ascribe::detail

#endif
