// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_DISPUTE_HPP
#define ASCRIBE_ANALYSIS_DISPUTE_HPP

#include <ascribe/analysis/conflict.hpp>
#include <ascribe/core/names.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ascribe {

/// How disputed a claim is (rule E6).
enum class DisputeState : std::uint8_t {
    unsupported,            ///< nobody has asserted it; it may be denied, demanded or predicted
    withdrawn,              ///< who asserted it took it back, or rested on what fell: nobody asserts it any longer
    refuted_by_own_source,  ///< everybody who asserted it has spoken against it later
    disputed,               ///< somebody asserts it, and there is a conflict
    unopposed,              ///< somebody asserts it, and there is no conflict
};

template <>
struct Names<DisputeState> {
    static constexpr std::string_view kind = "dispute state";
    static constexpr std::string_view expected = "unsupported, withdrawn, refuted_by_own_source, disputed or unopposed";
    static constexpr std::array<std::string_view, 5> values = {"unsupported", "withdrawn", "refuted_by_own_source",
                                                               "disputed", "unopposed"};
};

/// The state of a claim and the attributions that make it: computed in the scope of a view, never stored.
///
/// Not modelled: what is true. A claim may be unopposed because nobody else looked.
struct Dispute {
    DisputeState state = DisputeState::unsupported;
    /// Of a disputed claim, whether some conflict is certain.
    Verdict verdict = Verdict::difference;
    std::vector<Holding> supporters;  ///< standing assertions (rule O1), in order of recording
    std::vector<Holding> opponents;   ///< standing denials
    std::vector<Holding> fallen;      ///< assertions that were made and do not stand
    /// Conflicts in which the claim is asserted, denials among them; and differences in which a supporter changed
    /// position. With their own explanation.
    std::vector<Disagreement> disagreements;

    friend bool operator==(Dispute const&, Dispute const&) = default;
};

/// How disputed a claim is. Claims that count as one are taken together; for `occurred`, what presupposes it supports
/// it, too (rule E5). Takes what `conflicts` takes for the claim's subject, and its options: with rules of the host, a
/// claim may be disputed by a statement about something else. Error: Errc::cancelled; the other throws it as an
/// Exception, and both throw what progress and judge throw.
[[nodiscard]] Result<Dispute> try_dispute_state(View const& view, ClaimId claim, ConflictOptions const& options = {});
[[nodiscard]] Dispute dispute_state(View const& view, ClaimId claim, ConflictOptions const& options = {});

}  // namespace ascribe

#endif
