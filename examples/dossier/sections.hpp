// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_SECTIONS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_SECTIONS_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <string>
#include <vector>

/// The parts of a dossier: each a question to the library, answered as a table.
namespace dossier {

/// \name On everything
/// @{
[[nodiscard]] Section holdings_overview(ascribe::View const& view);
[[nodiscard]] Section texts(ascribe::View const& view);
[[nodiscard]] Section contested(ascribe::View const& view);
[[nodiscard]] Section timeline(ascribe::View const& view);
[[nodiscard]] Section single_sources(ascribe::View const& view);
/// @}

/// \name On one record
/// @{
/// An event or a place.
[[nodiscard]] std::vector<Section> about_thing(ascribe::View const& view, ascribe::Node node);
[[nodiscard]] std::vector<Section> about_actor(ascribe::View const& view, ascribe::Node actor);
/// `passages` are attributions that lead to the claim, if it was asked for by them.
[[nodiscard]] std::vector<Section> about_claim(ascribe::View const& view, ascribe::ClaimId claim,
                                               std::vector<ascribe::Node> const& passages);
[[nodiscard]] std::vector<Section> about_document(ascribe::View const& view, ascribe::DocumentId document);
/// @}

/// The positions on one property of a subject: value, stance, holder, through whom, in which documents.
[[nodiscard]] Section position_table(ascribe::View const& view, ascribe::Node subject, ascribe::PropertyId property);

}  // namespace dossier

#endif
