// SPDX-License-Identifier: BSL-1.0
#include "../ledger/frozen.hpp"

#include "store_access.hpp"
#include <ascribe/graph/frozen.hpp>

#include <utility>

namespace ascribe {

void detail::freeze(Graph const& graph, WriteBytes write, void* sink) {
    freeze_records(StoreAccess::store(graph), StoreAccess::marks(graph), write, sink);
}

std::vector<std::byte> freeze(Graph const& graph) {
    std::vector<std::byte> bytes;
    freeze(graph, [&](std::span<std::byte const> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
    return bytes;
}

Result<Graph> try_open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options) {
    auto opened = detail::open_frozen(bytes, options.check != FrozenCheck::none,
                                      options.check == FrozenCheck::everything, options.owner);
    if (!opened) return std::move(opened).error();
    return detail::StoreAccess::graph(std::move(opened->store), opened->marks);
}

Graph open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options) {
    return try_open_frozen(bytes, options).value();
}

}  // namespace ascribe
