// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/derive.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <iterator>
#include <string>

namespace ascribe {

namespace {

using Set = std::vector<Source>;
using Sets = MinimalSources::value_type;

/// Keeps the sets that contain none of the others.
Sets least_of(Sets sets, std::size_t limit) {
    std::sort(sets.begin(), sets.end(),
              [](Set const& a, Set const& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    Sets least;
    for (Set& set : sets) {
        bool const contains_one = std::any_of(least.begin(), least.end(), [&](Set const& smaller) {
            return std::includes(set.begin(), set.end(), smaller.begin(), smaller.end());
        });
        if (contains_one) continue;
        // Smaller ones come first, so none of those kept goes again.
        if (least.size() == limit)
            throw Exception({.code = Errc::capacity,
                             .record = "minimal sources",
                             .field = "limit",
                             .expected = "fewer sets of sources, or a higher limit",
                             .found = "more than " + std::to_string(limit)});
        least.push_back(std::move(set));
    }
    return least;
}

}  // namespace

Sets MinimalSources::plus(Sets const& a, Sets const& b) const {
    if (a.empty()) return b;
    if (b.empty()) return a;
    Sets sets = a;
    sets.insert(sets.end(), b.begin(), b.end());
    return least_of(std::move(sets), limit);
}

Sets MinimalSources::times(Sets const& a, Sets const& b) const {
    Sets sets;
    sets.reserve(a.size() * b.size());
    for (Set const& x : a)
        for (Set const& y : b) {
            Set both;
            std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
            sets.push_back(std::move(both));
        }
    return least_of(std::move(sets), limit);
}

Result<Sets> try_minimal_sources(View const& view, ClaimId claim, std::size_t limit, SupportOptions const& options) {
    return try_derive(view, claim, MinimalSources{.limit = limit}, options);
}

Sets minimal_sources(View const& view, ClaimId claim, std::size_t limit, SupportOptions const& options) {
    return try_minimal_sources(view, claim, limit, options).value();
}

}  // namespace ascribe
