// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_ANALYSES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_ANALYSES_HPP

#include "report.hpp"
#include <ascribe/ascribe.hpp>

#include <vector>

/// The analyses of the library as tables, each with what it takes to recompute it by hand.
namespace dossier {

/// How many independent origins stand behind each statement.
[[nodiscard]] Section independence(ascribe::View const& view);
/// The same for one claim, with its voices, what joins them and what it hangs on.
[[nodiscard]] std::vector<Section> independence_of(ascribe::View const& view, ascribe::ClaimId claim);
/// What falls if these records do.
[[nodiscard]] std::vector<Section> what_if(ascribe::View const& view, std::vector<ascribe::Node> const& nodes);
/// What an actor demands, offers, promises, threatens and refuses, what is so addressed to him, and what came of it.
[[nodiscard]] std::vector<Section> commitments_of(ascribe::View const& view, ascribe::ActorId actor);
/// Self-citations and circles, certain ones and those that depend on an identity.
[[nodiscard]] std::vector<Section> circular_reporting(ascribe::View const& view);
/// When events were by all dates and orders together, and which of these cannot all be right.
[[nodiscard]] std::vector<Section> time_windows(ascribe::View const& view);
/// What changed from one view to another.
[[nodiscard]] std::vector<Section> changes(ascribe::View const& before, ascribe::View const& after);

}  // namespace dossier

#endif
