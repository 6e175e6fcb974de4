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

namespace {

detail::FrozenOpening opening(FrozenOptions const& options, bool goes_on) {
    return {.checksums = options.check != FrozenCheck::none,
            .everything = options.check == FrozenCheck::everything,
            .goes_on = goes_on,
            .owner = options.owner};
}

}  // namespace

Result<Graph> try_open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options) {
    auto opened = detail::open_frozen(bytes, opening(options, false));
    if (!opened) return std::move(opened).error();
    return detail::StoreAccess::graph(std::move(opened->store), opened->marks);
}

Graph open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options) {
    return try_open_frozen(bytes, options).value();
}

Result<Ledger> try_continue_frozen(std::span<std::byte> bytes, FrozenOptions const& options) {
    Ledger ledger;  // First: once the bytes are written to, nothing may fail.
    auto opened = detail::open_frozen(bytes, opening(options, true));
    if (!opened) return std::move(opened).error();
    detail::StoreAccess::exchange(ledger, std::move(opened->store));
    return ledger;
}

Ledger continue_frozen(std::span<std::byte> bytes, FrozenOptions const& options) {
    return try_continue_frozen(bytes, options).value();
}

}  // namespace ascribe
