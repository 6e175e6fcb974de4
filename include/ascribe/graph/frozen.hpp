// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_FROZEN_HPP
#define ASCRIBE_GRAPH_FROZEN_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

/// Graphs that are read where their bytes lie, for example in a mapped file, and ledgers that go on there.
namespace ascribe {

struct FreezeOptions {
    /// Called now and then with how much is done, of how much. If it returns false, freezing ends with Errc::cancelled;
    /// what a sink has got until then is no image. What it throws comes through.
    Progress progress = {};
};

namespace detail {
Result<void> freeze(Graph const& graph, FreezeOptions const& options, WriteBytes write, void* sink);
}

/// Writes everything in a graph, in the order in which it is read fastest, with all that leads from record to record.
///
/// It is larger than `encode` writes (ledger/image.hpp) and bound to one version of the library; in return it is
/// opened, and continued, at once. Numbers are kept. The same graph gives the same bytes. Expected linear; needs as
/// much memory as a ledger of the same records.
///
/// Pieces have 2^16 bytes at most and come in order. What the sink throws comes through.
///
/// Errors: cancelled (record "image"). For a graph of forged bytes, also what keeps its records from being recorded.
template <ByteSink Sink>
Result<void> try_freeze(Graph const& graph, Sink&& sink, FreezeOptions const& options = {}) {
    auto const write = [](void* to, std::span<std::byte const> piece) {
        (*static_cast<std::remove_reference_t<Sink>*>(to))(piece);
    };
    return detail::freeze(graph, options, write, const_cast<void*>(static_cast<void const*>(std::addressof(sink))));
}
/// try_freeze(graph, sink, options).value().
template <ByteSink Sink>
void freeze(Graph const& graph, Sink&& sink, FreezeOptions const& options = {}) {
    try_freeze(graph, sink, options).value();
}
/// The frozen graph as one piece.
[[nodiscard]] Result<std::vector<std::byte>> try_freeze(Graph const& graph, FreezeOptions const& options = {});
[[nodiscard]] std::vector<std::byte> freeze(Graph const& graph, FreezeOptions const& options = {});

/// How bytes are looked at before they are read.
enum class FrozenCheck : unsigned char {
    /// Only where the columns are, in time for each 16 KiB of them. Bytes that `freeze` did not write, or that were
    /// damaged, are misuse: reading them is undefined.
    none,
    /// Also the checksums, in one pass over the bytes: for what `freeze` wrote, where it may have been damaged. They do
    /// not protect against forgery, so bytes that somebody made on purpose are misuse.
    checksums,
    /// Also every number that reading or recording follows, on the same way through the bytes: for bytes from anywhere,
    /// forged ones too. No question, analysis or recording leaves the bytes or goes on for ever. Takes three to four
    /// times as long as the checksums alone.
    ///
    /// Records are such as a ledger takes, and what a list of claims or of attributions of them has belongs there. Not
    /// looked at is what a wrong writer might tell in two ways: whose an attribution is by the list of its source or
    /// document, what else rests on a record, whether a link is left out by its attribution, whether the claims about a
    /// record are all found there, in which slot of a table something is found, and whether a key is there twice. Then
    /// such a question lacks something, or has what is another's; merging and compacting keep to the records.
    ///
    /// Freezing what was opened like this may give other bytes for the same records.
    numbers,
    /// Also that all of that agrees, record by record and wherever it lies, and every record the long way: for bytes
    /// from anywhere that are to give the answers of their records or none. Takes about five times as long as
    /// `numbers`, and fifteen to twenty times as long as the checksums alone.
    everything,
};

struct FrozenOptions {
    FrozenCheck check = FrozenCheck::everything;

    /// Kept as long as any graph or ledger of these bytes: what owns them, if they are not to be kept by the caller.
    std::shared_ptr<void const> owner = {};

    /// Called now and then while the bytes are looked at, with how much is done, of how much. If it returns false,
    /// opening ends with Errc::cancelled and the bytes are as they were. What it throws comes through.
    Progress progress = {};
};

/// The graph in bytes that `freeze` wrote, read where they lie: nothing is copied but evidence spans, if any is of
/// another document than its attribution. Bytes must stay as they are, at the same place, as long as any graph of them
/// lives.
///
/// With FrozenCheck::numbers or everything, any bytes give a graph or an error, and none in which reading goes astray.
/// With everything, none has a key twice, and lists may lack what the records say; with numbers they may also say
/// other. The graph is of a ledger of its own.
///
/// Errors (record "image"): unknown for bytes that are no frozen graph, or one of another version or byte order; syntax
/// for those that are cut off, or whose checksums are not theirs; out_of_range for numbers that lead nowhere, and bytes
/// at an address that is no multiple of 8; cancelled.
[[nodiscard]] Result<Graph> try_open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options = {});
/// try_open_frozen(bytes, options).value().
[[nodiscard]] Graph open_frozen(std::span<std::byte const> bytes, FrozenOptions const& options = {});

/// The ledger of bytes that `freeze` wrote, which goes on from there: same records, same numbers. For example on a
/// private mapping of a file, of which the system copies the pages that are written to and leaves the file as it is.
///
/// From success on the bytes belong to the ledger: old lists are continued in them and new hashes put there, so that
/// they are no image any more. They must stay at their place as long as the ledger and all graphs of it live
/// (FrozenOptions::owner keeps them). On error they are as they were.
///
/// Records stay where they lie. What is copied is the last part of each column, 16 KiB at most; with
/// FrozenCheck::none opening is no slower otherwise than try_open_frozen, whatever the size. With
/// FrozenCheck::numbers or everything, any bytes give a ledger or an error; forged ones may give a ledger that records
/// again what it has, or whose lists lack (or with numbers: say other than) what its records say, but none in which
/// reading or recording goes astray.
///
/// Errors: those of try_open_frozen.
[[nodiscard]] Result<Ledger> try_continue_frozen(std::span<std::byte> bytes, FrozenOptions const& options = {});
/// try_continue_frozen(bytes, options).value().
[[nodiscard]] Ledger continue_frozen(std::span<std::byte> bytes, FrozenOptions const& options = {});

}  // namespace ascribe

#endif
