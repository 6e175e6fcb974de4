// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_TABLES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_TABLES_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// What several sections need: cells that hold records, chains, times, and statements as rows.
namespace dossier {

/// An entity by its name, anything else described; as JSON the record.
[[nodiscard]] Cell record_cell(ascribe::Graph const& graph, ascribe::Node node, Style style = Style::plain);
[[nodiscard]] Cell records_cell(ascribe::Graph const& graph, std::vector<ascribe::Node> const& nodes,
                                Style style = Style::plain);
/// A statement by its labels, or without one by its source, where what it says stands beside it.
[[nodiscard]] Cell passage_cell(ascribe::Graph const& graph, ascribe::Node node);
/// Attributions among them by their passages, where it is plain what they say.
[[nodiscard]] Cell points_cell(ascribe::Graph const& graph, std::vector<ascribe::Node> const& nodes,
                               Style style = Style::plain);
/// An entity by its key.
[[nodiscard]] Cell key_cell(ascribe::Graph const& graph, ascribe::Entity entity, Style style = Style::faint);
/// "subject · property: value"; as JSON the claim.
[[nodiscard]] Cell claim_cell(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// What an attribution says, with its stance: "CT- subject · property"; as JSON the claim.
[[nodiscard]] Cell said_cell(ascribe::Graph const& graph, ascribe::AttributionId attribution);
[[nodiscard]] Cell claims_cell(ascribe::Graph const& graph, std::vector<ascribe::ClaimId> const& claims,
                               Style style = Style::plain);
[[nodiscard]] Cell value_cell(ascribe::Graph const& graph, ascribe::Value const& value);
/// How firmly: "CT+", with the act if it is no plain assertion ("Uu demand"), and "fallen" for what no longer stands;
/// as JSON {"factuality", "act", "standing", "taken_back"}.
[[nodiscard]] Cell stance_cell(ascribe::View const& view, ascribe::AttributionId attribution);
/// "2023-05-30", "2023-10-03 .. 2023-11-10", ".. 2023-12-31", "unknown"; as JSON {"from", "to"}.
[[nodiscard]] Cell window_cell(std::pair<ascribe::Day, ascribe::Day> window);
/// A date as said, open ends in words: "by 1991", "from 1991 on", else the canonical text; as JSON that text.
[[nodiscard]] Cell date_cell(ascribe::Edtf const& date, Style style = Style::plain);
/// An enumerator by its name.
template <class Enum>
[[nodiscard]] Cell word_cell(Enum value, Style style = Style::plain) {
    return {std::string(to_string(value)), style};
}
/// "yes", or `no`; as JSON true or false.
[[nodiscard]] Cell truth_cell(bool yes, char const* no = "no");
/// "yes", "possibly" or "no"; as JSON "always", "possibly" or "never".
[[nodiscard]] Cell truth_cell(ascribe::Truth truth);
/// "Ada » the mayor": the sources of a chain from outside in, without the last; as JSON its hops.
[[nodiscard]] Cell through_cell(ascribe::View const& view, ascribe::Chain const& chain);
/// The whole way: publisher » author » speaker.
[[nodiscard]] Cell chain_cell(ascribe::View const& view, ascribe::Chain const& chain);
/// How many lines of support: "2", or "at most 3" of a bound.
[[nodiscard]] Cell lines_cell(ascribe::SupportLines const& lines);
/// What cuts them all; an origin by its number from 1, as JSON {"origin"}.
[[nodiscard]] Cell bottleneck_cell(ascribe::Graph const& graph, ascribe::SupportLines const& lines);
/// The key of the document; null if there is none.
[[nodiscard]] Cell document_cell(ascribe::Graph const& graph, ascribe::DocumentId document);
[[nodiscard]] Cell documents_cell(ascribe::Graph const& graph, std::vector<ascribe::DocumentId> const& documents);

/// Labels of a record; as JSON an array with the labels or, if there are none, its id.
[[nodiscard]] Cell labels_cell(ascribe::Graph const& graph, ascribe::Node node);
/// The labels of the outermost attributions by which these reach the reader, sorted; of one without label its id, in
/// JSON only.
[[nodiscard]] Cell statements_cell(ascribe::View const& view, std::vector<ascribe::AttributionId> const& attributions);
/// The same beside a claim on which these take a stance: a label stands with it, "c001.153 (CT- deny)", if it does not
/// assert that it is so.
[[nodiscard]] Cell takers_cell(ascribe::View const& view, std::vector<ascribe::AttributionId> const& attributions);
/// Of everybody who takes one on the claim.
[[nodiscard]] Cell takers_cell(ascribe::View const& view, ascribe::ClaimId claim);

/// Whether an attribution is of analysts or software: the apparatus, not the sources.
[[nodiscard]] bool is_apparatus(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// Whether a document prints something of its own account about a document or a passage, or uses a name (rules L1, N1).
/// What it says of an event, actor or place otherwise is a statement, and it a source like any other.
[[nodiscard]] bool is_own_print(ascribe::Graph const& graph, ascribe::AttributionId attribution);
/// What the passage of an outermost attribution is about: of those with its label in its document, the first recorded.
/// Others come along with that: a date, a narrator's word on an act, an own word on what is reported.
[[nodiscard]] ascribe::AttributionId main_of(ascribe::Graph const& graph, ascribe::AttributionId outermost);
/// Whether sources put the claim forward, and not only analysts or documents about themselves.
[[nodiscard]] bool is_statement(ascribe::Graph const& graph, ascribe::ClaimId claim);
/// Documents in which an attribution reaches the reader, ascending.
[[nodiscard]] std::vector<ascribe::DocumentId> documents_of(ascribe::View const& view,
                                                            ascribe::AttributionId attribution);

/// Everybody who takes a stance, by whom it reaches the reader, in which documents: a row for each stance, holder and
/// way, the cells of `first` before it. Apparatus is left out.
void add_holdings(ascribe::View const& view, std::vector<ascribe::Holding> const& holdings,
                  std::vector<Cell> const& first, std::vector<std::vector<Cell>>& rows);
/// The columns that go with it.
[[nodiscard]] std::vector<Column> holding_columns();

/// Rows of statements, with columns `statement_columns`.
[[nodiscard]] std::vector<Column> statement_columns();
[[nodiscard]] std::vector<Cell> statement_row(ascribe::View const& view, ascribe::Chain const& chain);
[[nodiscard]] Section statements(ascribe::View const& view, std::string id, std::string title,
                                 std::vector<ascribe::Chain> const& found, std::string if_empty);

}  // namespace dossier

#endif
