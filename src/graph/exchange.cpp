// SPDX-License-Identifier: BSL-1.0
// Functions of the ledger's headers that take graphs: here, for a graph may look at the ledger, not the other way
// round.
#include "../ledger/digest.hpp"
#include "../ledger/merge.hpp"
#include "store_access.hpp"
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

namespace ascribe {

using detail::StoreAccess;

Result<MergeReport> try_merge(Ledger& into, Graph const& from, MergeOptions const& options) {
    return detail::merge_into(StoreAccess::store(into), StoreAccess::store(from), StoreAccess::marks(from), options);
}

MergeReport merge(Ledger& into, Graph const& from, MergeOptions const& options) {
    return try_merge(into, from, options).value();
}

Digest digest(Graph const& graph) {
    return detail::digest_of(StoreAccess::store(graph), StoreAccess::marks(graph));
}

}  // namespace ascribe
