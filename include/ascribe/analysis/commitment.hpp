// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_COMMITMENT_HPP
#define ASCRIBE_ANALYSIS_COMMITMENT_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/stance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

/// One answer in an exchange: something that answers what came before it, or that was answered.
struct ThreadStep {
    Node node;                     ///< an attribution (the innermost of those that carry it), an event, a document
    Node from;                     ///< what it answers, or what answers it: one step nearer to the beginning
    ClaimId link;                  ///< the claim (x, responds_to, y) that joins the two
    std::uint32_t distance = 1;    ///< in answers
    Truth certain = Truth::never;  ///< `always` if a certain and standing attribution holds the link

    friend bool operator==(ThreadStep const&, ThreadStep const&) = default;
};

/// Why something that somebody wants or undertakes is no longer open.
enum class OutcomeKind : std::uint8_t {
    realised,      ///< somebody says that it was (realised_by)
    reported,      ///< a later certain assertion says that what was wanted or undertaken is so
    reported_not,  ///< a later certain assertion says that it is not so
    overtaken,     ///< somebody says that something else overtook it (overtaken_by)
    refused,       ///< another refuses or declines it, in answer to it or as the same claim
};

template <>
struct Names<OutcomeKind> {
    static constexpr std::string_view kind = "outcome";
    static constexpr std::string_view expected = "realised, reported, reported_not, overtaken or refused";
    static constexpr std::array<std::string_view, 5> values = {"realised", "reported", "reported_not", "overtaken",
                                                               "refused"};
};

/// One thing that bears on whether a commitment is still open, with who says so.
struct Outcome {
    OutcomeKind kind = OutcomeKind::reported;
    AttributionId attribution;      ///< the assertion or the refusal; of a relation, the first that holds it
    ClaimId claim;                  ///< what that attribution puts forward
    Node by;                        ///< what realised or overtook it, by a relation; else empty
    Truth later = Truth::possibly;  ///< whether it was said after the commitment; `always` for a relation
    Truth certain = Truth::never;   ///< `always` if held as certain and standing in every reading

    friend bool operator==(Outcome const&, Outcome const&) = default;
};

/// A condition that was made with it (rule P4).
struct Condition {
    ClaimId claim;              ///< (what is undertaken, if | only_if | unless | or_else, the condition)
    std::string_view kind;      ///< the property's name
    Node on;                    ///< the condition, or of or_else what comes otherwise; empty if it is no record
    AttributionId attribution;  ///< by which the same speaker makes it

    friend bool operator==(Condition const&, Condition const&) = default;
};

/// What came of it, as far as anybody says. Where several apply, the first in this order is given.
enum class CommitmentState : std::uint8_t {
    withdrawn,  ///< it was taken back, or rests on what fell
    contested,  ///< some report that it came about, others that it did not
    fulfilled,  ///< reported or said to have come about; of a refusal: not to have, or itself to be realised
    failed,     ///< reported not to have come about; of a refusal: to have, all the same
    overtaken,  ///< something else overtook it
    refused,    ///< another refused or declined it
    open,       ///< nothing of this kind is recorded
};

template <>
struct Names<CommitmentState> {
    static constexpr std::string_view kind = "state of a commitment";
    static constexpr std::string_view expected = "withdrawn, contested, fulfilled, failed, overtaken, refused or open";
    static constexpr std::array<std::string_view, 7> values = {"withdrawn", "contested", "fulfilled", "failed",
                                                               "overtaken", "refused",   "open"};
};

/// A demand, an appeal, a question, a promise, an offer, a refusal, a threat, or a declining: what one source wants of
/// others or undertakes itself (rules E1, E3), as one attribution reports it.
///
/// It never says that anything came about; `outcomes` lists who says that it did. Not modelled: deadlines, whether an
/// answer suffices, which of several reports of one act are one occasion (rule I7): each attribution is listed.
struct Commitment {
    AttributionId attribution;  ///< the innermost: the speaker's own
    Source source;              ///< as recorded
    Node speaker;               ///< after same_as and held_by (rules N3, O3)
    SpeechAct act = SpeechAct::demand;
    Factuality factuality = Factuality::uu;
    ClaimId claim;                      ///< what is wanted or undertaken; of a conditional, without its condition
    std::vector<Condition> conditions;  ///< in order of recording; none if made without
    std::vector<Node> addressees;       ///< after same_as, in order of recording
    std::vector<EventId> occasions;     ///< the act as an event (rule E7)
    std::pair<Day, Day> said;           ///< first and last day on which it may have been said
    Truth standing = Truth::never;      ///< never: said, but taken back or resting on what fell
    std::vector<ThreadStep> answers;    ///< what answers it, and those in turn; nearest first
    std::vector<ThreadStep> answering;  ///< what it answers, and what that answered; nearest first
    std::vector<Outcome> outcomes;      ///< by kind, then in order of recording
    CommitmentState state = CommitmentState::open;

    friend bool operator==(Commitment const&, Commitment const&) = default;
};

/// What is open and what is not, each in order of recording.
struct Commitments {
    std::vector<Commitment> open;
    std::vector<Commitment> settled;

    friend bool operator==(Commitments const&, Commitments const&) = default;
};

/// An actor's part in it. What he addresses to himself is in both.
struct ActorCommitments {
    Commitments made;
    Commitments addressed;

    friend bool operator==(ActorCommitments const&, ActorCommitments const&) = default;
};

/// Which properties of the host `commitments` reads. By default the well-known ones.
struct CommitmentOptions {
    /// Properties of an attribution, of the event that is its occasion, and of the event that it is about, whose value
    /// is whom it is addressed to.
    std::vector<std::string> addressee = {"addressee"};
    /// Properties by which what an act is about leads to the act as an event, as an invitation's meeting to the
    /// invitation; besides `occasion`, by which the attribution does.
    std::vector<std::string> prospect_of = {};
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// Who wants what of whom, who undertakes what, and what came of it.
///
/// What counts as a commitment: attested attributions of a claim with a directive or commissive act, or `decline`. What
/// counts as an outcome: claims realised_by and overtaken_by about the attribution or any that carries it, about the
/// claim (or one that counts as it), or about the event that it is about; assertive attributions, CT+ or CT-, of the
/// claim by anybody, unless said certainly before it or only endorsing such an act in one passage (rule C3), where
/// what presupposes an occurrence counts for `occurred` (rule E5); refusals and declinings by another speaker, of the
/// claim itself or in direct answer. An answer as such settles nothing. A condition is kept even if the claim is put
/// forward without it elsewhere by the same speaker. Relations (responds_to, occasion, addressee and these) count if a
/// standing attribution holds them with positive stance, whoever that is: the result names the claim.
///
/// Of answers both ends may be attributions, which stand for what they carry, documents or events. An event and the
/// acts whose occasion it is are one move; so is a report that such an event took place, if it is answered.
///
/// Linear in the claims and attributions and in what is listed.
/// Error: Errc::cancelled; the others throw it as an Exception, and all throw what progress throws.
[[nodiscard]] Result<Commitments> try_commitments(View const& view, CommitmentOptions const& options = {});
[[nodiscard]] Commitments commitments(View const& view, CommitmentOptions const& options = {});
/// Those that an actor made, as himself, under another name or in an office, and those addressed to him.
[[nodiscard]] Result<ActorCommitments> try_commitments(View const& view, ActorId actor,
                                                       CommitmentOptions const& options = {});
[[nodiscard]] ActorCommitments commitments(View const& view, ActorId actor, CommitmentOptions const& options = {});

}  // namespace ascribe

#endif
