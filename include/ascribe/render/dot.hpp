// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_RENDER_DOT_HPP
#define ASCRIBE_RENDER_DOT_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/graph.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

/// Opt-in header, since few programs draw: records as a drawing in the DOT language of GraphViz
/// (https://graphviz.org/doc/info/lang.html), for `dot -Tsvg`.
namespace ascribe {

/// What a drawing shows, and how. By default everything, labelled with keys, properties and stances.
struct DotOptions {
    /// A host's name for a record, as UTF-8 in one line or several; where it returns "" the default is taken: the key
    /// of an entity, property and value of a claim, act and stance of an attribution.
    std::function<std::string(Node)> label = {};

    /// If given: records for which it returns false are left out, and no way leads through them. The record in the
    /// middle is always shown. Called more than once for a record, and has to answer the same.
    std::function<bool(Node)> include = {};

    /// Records that more edges than this meet are shown, but the walk ends there: so a town that is in every report
    /// does not drag in all of them. Not so for the record in the middle.
    std::size_t hub = (std::numeric_limits<std::size_t>::max)();

    /// Labels are broken at spaces where a line would get longer than so many characters; 0 for never.
    std::size_t wrap = 32;

    /// Called now and then with how many steps are done, of how many; at last with both equal, when everything is
    /// written. If it returns false, drawing ends with Errc::cancelled: the sink has got the lines that were written
    /// until then, which are no drawing. What it throws comes through.
    Progress progress = {};
};

/// Whatever takes the lines of a drawing: `[&](std::string_view s) { text += s; }`.
template <class Sink>
concept DotSink = std::invocable<Sink&, std::string_view>;

namespace detail {
using WriteDot = void (*)(void* sink, std::string_view line);
/// `around` is empty for the whole graph.
Result<void> write_dot(Graph const& graph, Node around, std::uint32_t radius, WriteDot write, void* sink,
                       DotOptions const& options);

template <class Sink>
Result<void> write_dot_to(Graph const& graph, Node around, std::uint32_t radius, Sink& sink,
                          DotOptions const& options) {
    return write_dot(
        graph, around, radius, [](void* to, std::string_view line) { std::invoke(*static_cast<Sink*>(to), line); },
        const_cast<std::remove_const_t<Sink>*>(std::addressof(sink)), options);
}
}  // namespace detail

/// Draws the records that lie within `radius` steps around one, along fields in either direction (of claims: subject
/// and value; of attributions: source, content, document, grounds), and all fields between them.
///
/// Actors are ellipses, places houses, documents notes, events octagons, claims boxes, attributions arrow-shaped; edges
/// carry the name of their field and lead from the record to what its field holds. The edge to the content ends in a
/// bar if the stance is negative, and in an open circle if its polarity is unknown. The record in the middle has a
/// thick outline; a dashed one says that more records hang there than are shown.
///
/// The sink takes text in pieces, a whole line with its line feed each. What it or the callbacks throw comes through.
/// Text that would break the drawing is made harmless: quotes, backslashes and ampersands are escaped, control
/// characters and bytes that are no UTF-8 become U+FFFD. Equal graphs and options give equal text, records and edges in
/// order of category and recording.
///
/// Takes time and memory proportional to what is shown and the edges that meet it, to which sorting adds a
/// logarithm. Errors: cancelled (record "drawing"). Requires: `graph` contains `around`. Not modelled: labels,
/// recordings, spans, and what the drawing means to a reader; nothing is judged by scope.
template <DotSink Sink>
Result<void> try_write_dot(Graph const& graph, Node around, std::uint32_t radius, Sink&& sink,
                           DotOptions const& options = {}) {
    ASCRIBE_ASSERT(graph.contains(around));
    return detail::write_dot_to(graph, around, radius, sink, options);
}
/// try_write_dot(graph, around, radius, sink, options).value().
template <DotSink Sink>
void write_dot(Graph const& graph, Node around, std::uint32_t radius, Sink&& sink, DotOptions const& options = {}) {
    try_write_dot(graph, around, radius, sink, options).value();
}

/// Draws all records; `hub` has no effect.
template <DotSink Sink>
Result<void> try_write_dot(Graph const& graph, Sink&& sink, DotOptions const& options = {}) {
    return detail::write_dot_to(graph, Node(), 0, sink, options);
}
/// try_write_dot(graph, sink, options).value().
template <DotSink Sink>
void write_dot(Graph const& graph, Sink&& sink, DotOptions const& options = {}) {
    try_write_dot(graph, sink, options).value();
}

/// What try_write_dot writes, as one string; nothing is left of it if it is cancelled.
[[nodiscard]] Result<std::string> try_to_dot(Graph const& graph, Node around, std::uint32_t radius,
                                             DotOptions const& options = {});
[[nodiscard]] Result<std::string> try_to_dot(Graph const& graph, DotOptions const& options = {});
/// try_to_dot(graph, around, radius, options).value().
[[nodiscard]] std::string to_dot(Graph const& graph, Node around, std::uint32_t radius, DotOptions const& options = {});
/// try_to_dot(graph, options).value().
[[nodiscard]] std::string to_dot(Graph const& graph, DotOptions const& options = {});

}  // namespace ascribe

#endif
