// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_STRENGTHENING_HPP
#define ASCRIBE_ANALYSIS_STRENGTHENING_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/model/stance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ascribe {

/// In which respect a statement says more than what it rests on.
enum class StrengtheningKind : std::uint8_t {
    certainty,    ///< held with more certainty than a ground that it needs, or than any report that it endorses
    own_voice,    ///< said in one's own voice, on the ground that another says it, without saying so there
    endorsement,  ///< the same, but the passage also reports the other: declared as such (rule C3)
    source,       ///< credited to a state, organisation or office, where one who speaks for it or is part of it says it
    absence,      ///< the claim is denied on the ground that it was not said
    scope,        ///< said of a whole, on the ground of a statement about a part of it (rule P3)
};

template <>
struct Names<StrengtheningKind> {
    static constexpr std::string_view kind = "strengthening";
    static constexpr std::string_view expected = "certainty, own_voice, endorsement, source, absence or scope";
    static constexpr std::array<std::string_view, 6> values = {"certainty", "own_voice", "endorsement",
                                                               "source",    "absence",   "scope"};
};

/// Somebody's word that one statement is stronger than another (`strengthens`). The library takes no part in it.
struct DeclaredStrengthening {
    Node stronger, weaker;                        ///< as declared: attributions, as a rule
    ClaimId claim;                                ///< (stronger, strengthens, weaker)
    AttributionId holder;                         ///< who says so, for each an entry
    Factuality factuality = Factuality::ct_plus;  ///< of the holder, denials among them
    Truth standing = Truth::never;

    friend bool operator==(DeclaredStrengthening const&, DeclaredStrengthening const&) = default;
};

/// A statement that says more than what it rests on, by what is recorded of both. That does not make it wrong.
struct ComputedStrengthening {
    StrengtheningKind kind = StrengtheningKind::certainty;
    AttributionId stronger;
    AttributionId weaker;     ///< what it rests on; of a claim as ground, its firmest supporter
    std::vector<ClaimId> by;  ///< of source and scope, the accepted claims that lead from the lesser to the greater
    Truth certain = Truth::never;  ///< `always` if both are attested in every reading

    friend bool operator==(ComputedStrengthening const&, ComputedStrengthening const&) = default;
};

/// What `strengthenings` finds in a graph: as said by somebody, and as computed.
struct Strengthenings {
    std::vector<DeclaredStrengthening> declared;  ///< in order of the claims, then of recording
    std::vector<ComputedStrengthening> computed;  ///< in order of the stronger, the kind, the weaker

    friend bool operator==(Strengthenings const&, Strengthenings const&) = default;
};

/// How `strengthenings` is done.
struct StrengtheningOptions {
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Reports and inferences that are firmer or wider than what they rest on.
///
/// Declared: what attested attributions say with `strengthens`. Computed, of attested assertive attributions of claims
/// with positive or negative stance:
/// - a ground (rule W3) that is an attribution counts with its own certainty, one that is a claim with that of its
///   firmest standing supporter; one that nobody supports, or that is no statement, with none. All grounds are needed,
///   so the statement is compared with each. Of the reports that an own word endorses any suffices, so it is compared
///   with the firmest.
/// - own_voice, if the ground is another speaker's attribution of the same claim with the same polarity.
/// - source, if both put forward the same claim with the same polarity, and the one rests on the other or both stand in
///   one document, at whatever remove; speaks_for and part_of of the two count if accepted.
/// - absence, if the ground says that somebody did not say it: `S : (T : c) CT-` for `c CT-`.
/// - scope, if property and value are the same and accepted part_of claims lead from the ground's subject to its own.
/// A claim is the same if both count as one (rules S3, S4). Grounds of grounds are compared with those, not further up.
///
/// Near-linear in the attributions and their grounds, and in those of one claim in one document.
/// Error: Errc::cancelled; the other throws it as an Exception, and both throw what progress throws.
[[nodiscard]] Result<Strengthenings> try_strengthenings(View const& view, StrengtheningOptions const& options = {});
[[nodiscard]] Strengthenings strengthenings(View const& view, StrengtheningOptions const& options = {});

}  // namespace ascribe

#endif
