// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_INTEROP_FMT_HPP
#define ASCRIBE_INTEROP_FMT_HPP

#include <ascribe/core/error.hpp>
#include <ascribe/core/id.hpp>
#include <ascribe/core/names.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/interop/record_text.hpp>
#include <ascribe/model/claim.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/bounds.hpp>
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/quantity_text.hpp>
#include <ascribe/quantity/rational.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/edtf.hpp>
#include <ascribe/time/instant.hpp>
#include <ascribe/time/interval.hpp>
#include <ascribe/time/relation.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

/// Opt-in header: it needs fmt (9.1 or later). Formatters for the values of this library; each takes the format
/// specification of a string, so `{:>20}` pads and aligns.
///
/// | value | text |
/// |---|---|
/// | enumerations | the written name |
/// | handles | `claim#12`: category and number; `none` if empty |
/// | Day, Instant | `2023-09-20`, `2023-09-20T10:00:00Z` |
/// | Edtf | as it was said; `canonical()` gives a string for the normal form |
/// | Rational, Bounds, Quantity | what to_text gives |
/// | Error, UncertainInterval, RelationSet | what to_string gives |
/// | Traits | the names, joined by `\|`; `none` |
/// | Value | `true`, a handle, text in quotes, a quantity, a date |
/// | in_graph(graph, x) | handles, properties, values and claims with the names of the graph, see there |
///
/// All of it is for people: logs, messages, the debugger. To exchange records use interop/json_lines.hpp.
namespace ascribe {

/// A value to be formatted with the keys and names that a graph has for what it refers to; made by in_graph.
template <class T>
struct InGraph {
    Graph const* graph;
    T value;
};

/// What `fmt::print("{}", in_graph(graph, x))` writes, for a handle, PropertyId, Value or Claim of that graph:
///
///     harbour-flood                                           an entity: its key
///     (harbour-flood, cause, north-sluice)                    a claim: subject, property, value
///     (port, residents, >20000 {person}, valid 1985)          a claim about a state
///     ada : (mayor : (harbour-flood, cause, north-sluice) CT+, deny, as speaker) CT+ in gazette-1
///
/// The last is an attribution: each source with its stance, then what differs from the defaults of Attribution (act,
/// role, implied, distance, time said) and the document. A claim or attribution that a claim is about is written as a
/// handle, so the text is no longer than the chain of hops. Evidence, wording and links are left out. Requires when it
/// is formatted: the graph lives, and contains what the value refers to.
template <std::convertible_to<Node> Id>
[[nodiscard]] InGraph<Node> in_graph(Graph const& graph, Id id) {
    return {&graph, id};
}
[[nodiscard]] inline InGraph<PropertyId> in_graph(Graph const& graph, PropertyId property) {
    return {&graph, property};
}
[[nodiscard]] inline InGraph<Value> in_graph(Graph const& graph, Value value) {
    return {&graph, std::move(value)};
}
[[nodiscard]] inline InGraph<Claim> in_graph(Graph const& graph, Claim claim) {
    return {&graph, std::move(claim)};
}

namespace detail {

template <class T, class... Types>
concept AnyOf = (std::same_as<T, Types> || ...);

template <class T>
concept FormattedAsString = Named<T> || AnyOf<T, Category, Errc, Error, Truth, Direction, QuantityKind, Agreement,
                                              Trait, EdtfQualifier, Day, UncertainInterval, RelationSet>;

}  // namespace detail
}  // namespace ascribe

template <ascribe::detail::FormattedAsString T>
struct fmt::formatter<T> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(T const& value, Context& context) const {
        return fmt::formatter<std::string_view>::format(ascribe::to_string(value), context);
    }
};

template <ascribe::detail::AnyOf<ascribe::Rational, ascribe::Bounds, ascribe::Quantity> T>
struct fmt::formatter<T> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(T const& value, Context& context) const {
        return fmt::formatter<std::string_view>::format(ascribe::to_text(value), context);
    }
};

template <ascribe::detail::AnyOf<ascribe::Instant, ascribe::Traits, ascribe::Value> T>
struct fmt::formatter<T> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(T const& value, Context& context) const {
        return fmt::formatter<std::string_view>::format(ascribe::detail::text_of(value), context);
    }
};

template <>
struct fmt::formatter<ascribe::Edtf> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(ascribe::Edtf const& date, Context& context) const {
        return fmt::formatter<std::string_view>::format(date.as_said(), context);
    }
};

template <ascribe::Category... Allowed>
struct fmt::formatter<ascribe::NodeOf<Allowed...>> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(ascribe::NodeOf<Allowed...> id, Context& context) const {
        return fmt::formatter<std::string_view>::format(ascribe::detail::text_of(ascribe::Node(id)), context);
    }
};

template <ascribe::detail::AnyOf<ascribe::Node, ascribe::PropertyId, ascribe::Value, ascribe::Claim> T>
struct fmt::formatter<ascribe::InGraph<T>> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(ascribe::InGraph<T> const& in, Context& context) const {
        return fmt::formatter<std::string_view>::format(ascribe::detail::text_in(*in.graph, in.value), context);
    }
};

#endif
