// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_IMAGE_HPP
#define ASCRIBE_LEDGER_IMAGE_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

/// A graph as bytes for the host to keep, laid out in flat columns; docs/image.md describes every byte.
///
/// The library opens no file: a sink gets the bytes in pieces, and reading takes them as a span.
namespace ascribe {

class Graph;

/// Whatever takes bytes in pieces: `[&](std::span<std::byte const> piece) { file.write(...); }`.
template <class Sink>
concept ByteSink = std::invocable<Sink&, std::span<std::byte const>>;

struct EncodeOptions {
    /// Called now and then with how many steps are done, of how many; at last with both equal, before the end of the
    /// image is written. If it returns false, encoding ends with Errc::cancelled: the sink has got what was written
    /// until then, which is no image. What it throws comes through.
    Progress progress = {};
};

namespace detail {
using WriteBytes = void (*)(void* sink, std::span<std::byte const> piece);
Result<void> encode(Graph const& graph, EncodeOptions const& options, WriteBytes write, void* sink);
Result<void> encode(Graph const& graph, Graph const& older, EncodeOptions const& options, WriteBytes write, void* sink);
}  // namespace detail

/// Writes what a graph has and an older graph of the same ledger had not: an increment, which continues a ledger that
/// holds what the older graph has. With an empty older graph (`Graph()`), everything.
///
/// Pieces have 2^16 bytes at most and come in order. The same graphs give the same bytes, on every platform of the same
/// byte order, if they were recorded in the same way. Linear in what is written (and in the claims' properties); needs
/// some 16 bytes of memory for each text, date, quantity and manner that it writes, whatever the size of the ledger.
///
/// Requires: `older` is empty, or of the ledger of `graph` and taken no later (asserted). What the sink throws comes
/// through. Errors: cancelled (record "image").
template <ByteSink Sink>
Result<void> try_encode_since(Graph const& graph, Graph const& older, Sink&& sink, EncodeOptions const& options = {}) {
    auto const write = [](void* to, std::span<std::byte const> piece) {
        (*static_cast<std::remove_reference_t<Sink>*>(to))(piece);
    };
    return detail::encode(graph, older, options, write,
                          const_cast<void*>(static_cast<void const*>(std::addressof(sink))));
}
/// try_encode_since(graph, older, sink, options).value().
template <ByteSink Sink>
void encode_since(Graph const& graph, Graph const& older, Sink&& sink, EncodeOptions const& options = {}) {
    try_encode_since(graph, older, sink, options).value();
}
/// The increment as one piece; nothing is left of it if it is cancelled.
[[nodiscard]] Result<std::vector<std::byte>> try_encode_since(Graph const& graph, Graph const& older,
                                                              EncodeOptions const& options = {});
[[nodiscard]] std::vector<std::byte> encode_since(Graph const& graph, Graph const& older,
                                                  EncodeOptions const& options = {});

/// Writes everything in a graph; as try_encode_since with an empty older one.
template <ByteSink Sink>
Result<void> try_encode(Graph const& graph, Sink&& sink, EncodeOptions const& options = {}) {
    auto const write = [](void* to, std::span<std::byte const> piece) {
        (*static_cast<std::remove_reference_t<Sink>*>(to))(piece);
    };
    return detail::encode(graph, options, write, const_cast<void*>(static_cast<void const*>(std::addressof(sink))));
}
/// try_encode(graph, sink, options).value().
template <ByteSink Sink>
void encode(Graph const& graph, Sink&& sink, EncodeOptions const& options = {}) {
    try_encode(graph, sink, options).value();
}
[[nodiscard]] Result<std::vector<std::byte>> try_encode(Graph const& graph, EncodeOptions const& options = {});
[[nodiscard]] std::vector<std::byte> encode(Graph const& graph, EncodeOptions const& options = {});

struct ImageOptions {
    /// Whether the checksums are compared. Everything else is checked in any case.
    bool checksums = true;

    /// Called now and then with how many records, grounds, labels and recordings are done, of how many. If it returns
    /// false, reading ends with Errc::cancelled and nothing is recorded. What it throws comes through, and nothing is
    /// recorded either.
    Progress progress = {};
};

/// The ledger that an image of everything is of: the same records with the same numbers, and the same links. It can be
/// continued. Keeps no reference to the bytes, which may lie at any address.
///
/// Any bytes give a ledger or an error. Expected linear in the image.
///
/// Errors (record "image", and the section as field): unknown for bytes that are no image, or one of another version or
/// byte order; syntax for an image that is cut off, or whose checksums are not those of its bytes; out_of_range, empty,
/// not_allowed and conflict for records that no ledger could hold; conflict also for an increment where everything is
/// wanted; cancelled.
Result<Ledger> try_open_image(std::span<std::byte const> bytes, ImageOptions const& options = {});
/// try_open_image(bytes, options).value().
[[nodiscard]] Ledger open_image(std::span<std::byte const> bytes, ImageOptions const& options = {});

/// Records what an increment holds. Strong guarantee, also when memory runs out: everything or nothing is visible
/// afterwards.
///
/// Errors: those of try_open_image; conflict for a ledger that does not hold what the increment continues, as far as
/// the numbers of records and the last keys tell.
Result<void> try_append_image(Ledger& ledger, std::span<std::byte const> bytes, ImageOptions const& options = {});
/// try_append_image(ledger, bytes, options).value().
void append_image(Ledger& ledger, std::span<std::byte const> bytes, ImageOptions const& options = {});

}  // namespace ascribe

#endif
