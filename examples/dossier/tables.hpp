// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_TABLES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_TABLES_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <string>
#include <utility>
#include <vector>

/// What several sections need: cells, chains in words, statements as rows.
namespace dossier {

/// How firmly: "CT+", with the act if it is no plain assertion ("Uu demand"), and "withdrawn" for what no longer
/// stands.
[[nodiscard]] Cell stance_cell(ascribe::View const& view, ascribe::AttributionId attribution);
/// "2023-05-30", "2023-10-03 .. 2023-11-10", ".. 2023-12-31", "unknown".
[[nodiscard]] std::string window_text(std::pair<ascribe::Day, ascribe::Day> window);
/// "Ada, citing the mayor": the sources of a chain from outside in, without the last.
[[nodiscard]] std::string through_text(ascribe::View const& view, ascribe::Chain const& chain);
/// The whole way: publisher » author » speaker.
[[nodiscard]] std::string chain_text(ascribe::View const& view, ascribe::Chain const& chain);
/// Whether an attribution is of analysts or software: the apparatus, not the sources.
[[nodiscard]] bool is_apparatus(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// An entity by its name, anything else described.
[[nodiscard]] std::string record_text(ascribe::Graph const& graph, ascribe::Node node);
[[nodiscard]] std::vector<std::string> record_texts(ascribe::Graph const& graph,
                                                    std::vector<ascribe::Node> const& nodes);
/// The ids of the outermost attributions by which these reach the reader, sorted.
[[nodiscard]] std::vector<std::string> statement_ids(ascribe::View const& view,
                                                     std::vector<ascribe::AttributionId> const& attributions);
/// Whether sources put the claim forward, and not only analysts or documents about themselves.
[[nodiscard]] bool is_statement(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// Documents in which an attribution reaches the reader.
[[nodiscard]] std::vector<ascribe::DocumentId> documents_of(ascribe::View const& view,
                                                            ascribe::AttributionId attribution);

/// Rows of statements, with columns `statement_columns`.
[[nodiscard]] std::vector<Column> statement_columns();
[[nodiscard]] std::vector<Cell> statement_row(ascribe::View const& view, ascribe::Chain const& chain);

}  // namespace dossier

#endif
