// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_FROZEN_HPP
#define ASCRIBE_GRAPH_FROZEN_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/image.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

/// Graphs that are read where their bytes lie, for example in a mapped file.
namespace ascribe {

namespace detail {
void freeze(Graph const& graph, WriteBytes write, void* sink);
}

/// Writes everything in a graph, in the order in which it is read fastest, with all that leads from record to record.
///
/// It is larger than `encode` writes (ledger/image.hpp), bound to one version of the library, and cannot be continued;
/// in return it is opened at once. Numbers are kept. The same graph gives the same bytes. Expected linear; needs as
/// much memory as a ledger of the same records.
///
/// Pieces have 2^16 bytes at most and come in order. What the sink throws comes through.
template <ByteSink Sink>
void freeze(Graph const& graph, Sink&& sink) {
    auto const write = [](void* to, std::span<std::byte const> piece) {
        (*static_cast<std::remove_reference_t<Sink>*>(to))(piece);
    };
    detail::freeze(graph, write, const_cast<void*>(static_cast<void const*>(std::addressof(sink))));
}
/// The frozen graph as one piece.
[[nodiscard]] std::vector<std::byte> freeze(Graph const& graph);

/// How bytes are looked at before they are read.
enum class FrozenCheck : unsigned char {
    /// Only where the columns are, in time for each 2^16 records. Bytes that `freeze` did not write, or that were
    /// damaged,
    /// are misuse: reading them is undefined.
    none,
    /// Also the checksums, in one pass over the bytes: for what `freeze` wrote, where it may have been damaged. They do
    /// not protect against forgery, so bytes that somebody made on purpose are misuse.
    checksums,
    /// Also every number in the bytes: for bytes from anywhere.
    everything,
};

struct FrozenOptions {
    FrozenCheck check = FrozenCheck::everything;

    /// Kept as long as any graph of these bytes: what owns them, if they are not to be kept by the caller.
    std::shared_ptr<void const> owner = {};
};

/// The graph in bytes that `freeze` wrote, read where they lie: nothing is copied but evidence spans. Bytes must stay
/// as they are, at the same place, as long as any graph of them lives.
///
/// With FrozenCheck::everything, any bytes give a graph or an error; forged ones may give a graph whose lists lack what
/// its records say, but none in which reading goes astray. The graph is of a ledger of its own. A ledger that goes on
/// from it: `merge(ledger, graph)` (ledger/merge.hpp) into an empty one, which keeps all numbers.
///
/// Errors (record "image"): unknown for bytes that are no frozen graph, or one of another version or byte order; syntax
/// for those that are cut off, or whose checksums are not theirs; out_of_range for numbers that lead nowhere, and bytes
/// at an address that is no multiple of 8.
[[nodiscard]] Result<Graph> try_open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options = {});
/// try_open_frozen(bytes, options).value().
[[nodiscard]] Graph open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options = {});

}  // namespace ascribe

#endif
