// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_ANALYSES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_ANALYSES_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <string>
#include <vector>

/// The analyses of the library as tables, each with what it takes to recompute it by hand.
namespace dossier {

/// Who disagrees with whom, and what only looks so: a part for each, with a row for each stance of each side.
[[nodiscard]] Section disagreements(ascribe::View const& view);
/// Whether anybody disputes a claim, and who is on which side.
[[nodiscard]] Section dispute(ascribe::View const& view, ascribe::ClaimId claim);
/// How many independent origins stand behind each statement.
[[nodiscard]] Section independence(ascribe::View const& view);
/// The same for one claim, with its voices, what joins them and what it hangs on.
[[nodiscard]] std::vector<Section> independence_of(ascribe::View const& view, ascribe::ClaimId claim);
/// Those that several documents carry, with the same counts.
[[nodiscard]] Section most_repeated(ascribe::View const& view);
/// What falls if these records do.
[[nodiscard]] std::vector<Section> what_if(ascribe::View const& view, std::vector<ascribe::Node> const& nodes);
/// What an actor demands, offers, promises, threatens and refuses, what is so addressed to it, and what came of it.
[[nodiscard]] std::vector<Section> commitments_of(ascribe::View const& view, ascribe::ActorId actor);
/// The same for everybody.
[[nodiscard]] std::vector<Section> commitments_of_all(ascribe::View const& view);
/// Self-citations and circles, certain ones and those that depend on an identity.
[[nodiscard]] std::vector<Section> circular_reporting(ascribe::View const& view);
/// When events were by all dates and orders together, and which of these cannot all be right.
[[nodiscard]] std::vector<Section> time_windows(ascribe::View const& view);
/// Dates as analysts resolve them, of events about which they note one.
[[nodiscard]] Section analysts_dates(ascribe::View const& view);
/// When one event was by these, and the statements that set each bound.
[[nodiscard]] Section when_it_was(ascribe::View const& view, ascribe::EventId event);
/// What changed from one view to another.
[[nodiscard]] std::vector<Section> changes(ascribe::View const& before, ascribe::View const& after);
/// What was retracted, corrected, updated or clarified, by whom, to which effect, and who repeats the old version.
[[nodiscard]] Section amended(ascribe::View const& view);
/// Statements that later ones overtake.
[[nodiscard]] Section overtaken(ascribe::View const& view);
/// Statements that say more than what they rest on.
[[nodiscard]] std::vector<Section> strengthened(ascribe::View const& view);
/// Who endorses, rejects, keeps distance from whom; of everybody, or to and from one actor.
[[nodiscard]] Section stances(ascribe::View const& view);
[[nodiscard]] std::vector<Section> stances_of(ascribe::View const& view, ascribe::ActorId actor);
/// Records whose key, label or name in use contains a text, whatever the case of its letters.
[[nodiscard]] Section found(ascribe::View const& view, std::string const& text);
/// Every statement of a source, one row for each outermost attribution.
[[nodiscard]] Section all_statements(ascribe::View const& view);
/// Every number, with hedge, unit and source.
[[nodiscard]] Section numbers(ascribe::View const& view);
/// Text that documents have in common, run by run; of one document, or of all.
[[nodiscard]] Section reuse(ascribe::View const& view, ascribe::DocumentId document = {});
/// What anybody says with one of these properties of how records relate to each other; of all such, if `type` is "all".
[[nodiscard]] Section relations(ascribe::View const& view, std::string const& type);
/// A table for them, and one more claim in it.
[[nodiscard]] Section relation_columns(std::string id, std::string title);
void add_relation(ascribe::View const& view, ascribe::ClaimId claim, Section& section);

}  // namespace dossier

#endif
