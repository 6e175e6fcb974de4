// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_INTEROP_RECORD_TEXT_HPP
#define ASCRIBE_INTEROP_RECORD_TEXT_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/model/claim.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/time/instant.hpp>

#include <string>

namespace ascribe::detail {

/// Opt-in header, since only interop/fmt.hpp wants it: what that formats, and documents. Apart from it, so that the
/// library can be built without fmt.

[[nodiscard]] std::string text_of(Node node);
[[nodiscard]] std::string text_of(Instant instant);
[[nodiscard]] std::string text_of(Traits traits);
[[nodiscard]] std::string text_of(Value const& value);
[[nodiscard]] std::string text_in(Graph const& graph, Node node);
[[nodiscard]] std::string text_in(Graph const& graph, Value const& value);
[[nodiscard]] std::string text_in(Graph const& graph, Claim const& claim);
[[nodiscard]] inline std::string text_in(Graph const& graph, PropertyId property) {
    return property ? std::string(graph.name(property)) : "none";
}

}  // namespace ascribe::detail

#endif
