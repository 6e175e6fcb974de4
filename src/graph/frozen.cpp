// SPDX-License-Identifier: BSL-1.0
#include "../ledger/frozen.hpp"

#include "store_access.hpp"
#include <ascribe/graph/frozen.hpp>

#include <utility>

namespace ascribe {

Result<void> detail::freeze(Graph const& graph, FreezeOptions const& options, WriteBytes write, void* sink) {
    return freeze_records(StoreAccess::store(graph), StoreAccess::marks(graph), options.progress, write, sink);
}

Result<std::vector<std::byte>> try_freeze(Graph const& graph, FreezeOptions const& options) {
    std::vector<std::byte> bytes;
    auto const append = [&](std::span<std::byte const> piece) {
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    };
    if (auto done = try_freeze(graph, append, options); !done) return std::move(done).error();
    return bytes;
}

std::vector<std::byte> freeze(Graph const& graph, FreezeOptions const& options) {
    return try_freeze(graph, options).value();
}

namespace {

detail::FrozenOpening opening(FrozenOptions const& options, bool goes_on) {
    return {.checksums = options.check != FrozenCheck::none,
            .numbers = options.check >= FrozenCheck::numbers,
            .agreement = options.check == FrozenCheck::everything,
            .goes_on = goes_on,
            .owner = options.owner,
            .progress = options.progress};
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
