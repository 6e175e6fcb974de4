// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_SCOPE_HPP
#define ASCRIBE_GRAPH_SCOPE_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/model/stance.hpp>
#include <ascribe/time/day.hpp>
#include <ascribe/time/instant.hpp>

#include <optional>
#include <vector>

namespace ascribe {

/// What a question may use, and whose word counts in reading it: a plain value, empty by default.
///
/// Filters (times, sources, withdrawn records) are applied together. An attribution whose time is not known well
/// enough to say is left out unless `admit` is Truth::possibly: what is unknown is never "now" (rule T2).
///
/// Structural claims (same_as, read_as, published_by, copies ...) take effect only if accepted (rule R2). Without
/// further ado those are what analysts and software hold as certain, and what a document says of itself; the members
/// below add to that. Not modelled: degrees of trust. Whose word counts is yes or no, and visible in the result.
struct Scope {
    std::optional<Day> published_before = {};     ///< only documents published before this day
    std::optional<Day> said_before = {};          ///< only what was said before this day
    std::optional<Instant> recorded_before = {};  ///< only what hosts recorded before this moment (rule I8)
    Truth admit = Truth::always;                  ///< `possibly` also lets in what may have been before

    std::vector<Node> without = {};         ///< as if these records had been withdrawn (part 9)
    std::vector<Source> only_sources = {};  ///< if not empty: claims only as these sources put them forward (rule R3)

    bool accept_analysts = true;                 ///< accept what analysts and software hold
    std::vector<Source> accept_holders = {};     ///< accept what these hold, too
    Certainty accept_from = Certainty::certain;  ///< the weakest certainty that is accepted of them
    std::vector<ClaimId> accept_claims = {};     ///< accept these claims, whoever holds them
    std::vector<ClaimId> assume = {};            ///< suppose these hypotheses, held or not (rule R3)

    friend bool operator==(Scope const&, Scope const&) = default;
};

}  // namespace ascribe

#endif
