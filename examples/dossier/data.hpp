// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_DATA_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_DATA_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <string>
#include <utility>
#include <vector>

/// Records as values for programs; README.md shows each kind.
namespace dossier {

/// What the program accepts for a record in any case: "event:ev_fire", or by number, "claim:88".
[[nodiscard]] std::string id_of(ascribe::Graph const& graph, ascribe::Node node);
/// {"category", "id", "key", "name"}; of claims and attributions "labels" instead of key and name, and what they say;
/// null for the empty handle.
[[nodiscard]] json::value data_of(ascribe::Graph const& graph, ascribe::Node node);
/// {"kind": "record", "text", "quantity", "date" or "true", and what goes with it}.
[[nodiscard]] json::value value_data(ascribe::Graph const& graph, ascribe::Value const& value);
/// {"from", "to"}: dates, or null for no bound.
[[nodiscard]] json::value data_of(std::pair<ascribe::Day, ascribe::Day> window);
/// {"document", "begin", "end"} in bytes, and "begin_code_point", "end_code_point" if the data set says how these
/// differ
/// (`code_point_offsets` of the document: "119:2" for 2 less from byte 119 on), else null.
[[nodiscard]] json::object span_data(ascribe::Graph const& graph, ascribe::DocumentId document,
                                     ascribe::Span const& span);
/// The labels of an attribution, or its id if it has none.
[[nodiscard]] std::vector<std::string> labels_or_id(ascribe::Graph const& graph, ascribe::Node node);

}  // namespace dossier

#endif
