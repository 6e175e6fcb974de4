// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_STORE_VIEW_HPP
#define ASCRIBE_LEDGER_STORE_VIEW_HPP

#include <ascribe/ledger/claim_runs.hpp>
#include <ascribe/ledger/column.hpp>
#include <ascribe/ledger/store.hpp>

namespace ascribe::detail {

/// The columns that nearly every question reads, as they were when a graph was taken.
struct StoreView {
    StoreView() = default;
    explicit StoreView(Store const& store) noexcept
        : claims(store.claims.view()),
          runs(store.runs.view()),
          lines(store.lines.view()),
          groups(store.groups.view()),
          attributions(store.attributions.view()),
          manners(store.manners.view()) {}

    ColumnView<ClaimRecord const> claims;
    ClaimRuns::View runs;
    ColumnView<ClaimLine const> lines;
    ColumnView<GroupRecord const> groups;
    ColumnView<AttributionRecord const> attributions;
    ColumnView<MannerRecord const> manners;
};

}  // namespace ascribe::detail

#endif
