// SPDX-License-Identifier: BSL-1.0
#include "components.hpp"

#include <algorithm>

namespace ascribe::detail {

std::vector<std::uint32_t> components(std::uint32_t count,
                                      std::vector<std::pair<std::uint32_t, std::uint32_t>> const& edges) {
    std::vector<std::size_t> first(count + std::size_t{1}, 0);
    for (auto const& edge : edges) ++first[edge.first + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];

    std::vector<std::uint32_t> component(count, 0), low(count, 0), order(count, 0), open, path;
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    std::vector<bool> is_open(count, false);
    std::uint32_t clock = 0, found = 0;
    for (std::uint32_t root = 0; root < count; ++root) {
        if (order[root] != 0) continue;
        path.push_back(root);
        while (!path.empty()) {
            std::uint32_t const v = path.back();
            if (order[v] == 0) {
                order[v] = low[v] = ++clock;
                open.push_back(v);
                is_open[v] = true;
            }
            if (next[v] < first[v + 1]) {
                std::uint32_t const w = edges[next[v]++].second;
                if (order[w] == 0)
                    path.push_back(w);
                else if (is_open[w])
                    low[v] = (std::min)(low[v], order[w]);
                continue;
            }
            path.pop_back();
            if (!path.empty()) low[path.back()] = (std::min)(low[path.back()], low[v]);
            if (low[v] != order[v]) continue;
            for (std::uint32_t w = v + 1; w != v;) {
                w = open.back();
                open.pop_back();
                is_open[w] = false;
                component[w] = found;
            }
            ++found;
        }
    }
    return component;
}

}  // namespace ascribe::detail
