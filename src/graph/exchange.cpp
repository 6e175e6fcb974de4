// SPDX-License-Identifier: BSL-1.0
// Functions of the ledger's headers that take graphs: here, for a graph may look at the ledger, not the other way
// round.
#include "../ledger/digest.hpp"
#include "../ledger/image.hpp"
#include "../ledger/merge.hpp"
#include "store_access.hpp"
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/merge.hpp>

#include <utility>
#include <vector>

namespace ascribe {

using detail::StoreAccess;

Result<MergeReport> try_merge(Ledger& into, Graph const& from, MergeOptions const& options) {
    return detail::merge_into(StoreAccess::store(into), StoreAccess::store(from), StoreAccess::marks(from), options);
}

MergeReport merge(Ledger& into, Graph const& from, MergeOptions const& options) {
    return try_merge(into, from, options).value();
}

Result<Compacted> try_compact(Graph const& graph, CompactOptions const& options) {
    Compacted compacted;
    auto& store = StoreAccess::store(compacted.ledger);
    auto numbers = detail::compact_into(store, StoreAccess::store(graph), StoreAccess::marks(graph), options.progress);
    if (!numbers) {
        Error error = std::move(numbers).error();
        error.record = "compact";
        return error;
    }
    compacted.claims.reserve(numbers->claims.size());
    for (std::uint32_t n : numbers->claims) compacted.claims.push_back({Category::claim, n, store.serial});
    compacted.attributions.reserve(numbers->attributions.size());
    for (std::uint32_t n : numbers->attributions)
        compacted.attributions.push_back({Category::attribution, n, store.serial});
    return compacted;
}

Compacted compact(Graph const& graph, CompactOptions const& options) {
    return try_compact(graph, options).value();
}

Result<Digest> try_digest(Graph const& graph, DigestOptions const& options) {
    return detail::digest_of(StoreAccess::store(graph), StoreAccess::marks(graph), options.progress);
}

Digest digest(Graph const& graph, DigestOptions const& options) {
    return try_digest(graph, options).value();
}

namespace detail {

Result<void> encode(Graph const& graph, EncodeOptions const& options, WriteBytes write, void* sink) {
    return encode_records(StoreAccess::store(graph), Marks(), StoreAccess::marks(graph), options.progress, write, sink);
}

Result<void> encode(Graph const& graph, Graph const& older, EncodeOptions const& options, WriteBytes write,
                    void* sink) {
    [[maybe_unused]] Marks const& since = StoreAccess::marks(older);
    ASCRIBE_ASSERT((since == Marks() || older.ledger() == graph.ledger()) &&
                   "an empty graph, or one of the same ledger");
    return encode_records(StoreAccess::store(graph), since, StoreAccess::marks(graph), options.progress, write, sink);
}

}  // namespace detail

namespace {

/// Appends pieces.
struct Collected {
    std::vector<std::byte> bytes;
    void operator()(std::span<std::byte const> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); }
};

}  // namespace

Result<std::vector<std::byte>> try_encode(Graph const& graph, EncodeOptions const& options) {
    Collected collected;
    if (auto done = try_encode(graph, collected, options); !done) return std::move(done).error();
    return std::move(collected.bytes);
}

std::vector<std::byte> encode(Graph const& graph, EncodeOptions const& options) {
    return try_encode(graph, options).value();
}

Result<std::vector<std::byte>> try_encode_since(Graph const& graph, Graph const& older, EncodeOptions const& options) {
    Collected collected;
    if (auto done = try_encode_since(graph, older, collected, options); !done) return std::move(done).error();
    return std::move(collected.bytes);
}

std::vector<std::byte> encode_since(Graph const& graph, Graph const& older, EncodeOptions const& options) {
    return try_encode_since(graph, older, options).value();
}

Result<Ledger> try_open_image(std::span<std::byte const> bytes, ImageOptions const& options) {
    Ledger ledger;
    auto result = detail::append_records(StoreAccess::store(ledger), bytes, true, options);
    if (!result) return result.error();
    return ledger;
}

Ledger open_image(std::span<std::byte const> bytes, ImageOptions const& options) {
    return try_open_image(bytes, options).value();
}

Result<void> try_append_image(Ledger& ledger, std::span<std::byte const> bytes, ImageOptions const& options) {
    return detail::append_records(StoreAccess::store(ledger), bytes, false, options);
}

void append_image(Ledger& ledger, std::span<std::byte const> bytes, ImageOptions const& options) {
    try_append_image(ledger, bytes, options).value();
}

}  // namespace ascribe
