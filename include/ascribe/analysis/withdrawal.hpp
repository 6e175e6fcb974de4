// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_WITHDRAWAL_HPP
#define ASCRIBE_ANALYSIS_WITHDRAWAL_HPP

#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/support_graph.hpp>
#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace ascribe {

/// What a claim that takes effect tells of a record.
enum class EffectKind : std::uint8_t {
    identity,  ///< same_as
    reading,   ///< read_as
    time,      ///< said_at, published, captured, updated, date, before, after, during
    document,  ///< published_by, authored_by, part_of
    lineage,   ///< reprints, copies, shares_text_with, translates, revises
    other,     ///< any other structural claim
};

template <>
struct Names<EffectKind> {
    static constexpr std::string_view kind = "effect";
    static constexpr std::string_view expected = "identity, reading, time, document, lineage or other";
    static constexpr std::array<std::string_view, 6> values = {"identity", "reading", "time",
                                                               "document", "lineage", "other"};
};

/// A structural claim that is accepted, or a claim of time that is supported, in one of two views only.
struct Effect {
    EffectKind kind = EffectKind::other;
    ClaimId claim;
    std::vector<Node> records;  ///< whose date, reading, identity ... it is: the subject; of same_as both ends

    friend bool operator==(Effect const&, Effect const&) = default;
};

/// A claim that stays supported, but by fewer or less certain attributions.
struct ReducedSupport {
    ClaimId claim;
    Truth before = Truth::always;             ///< View::supported
    Truth after = Truth::always;              ///< lower if the last certain supporter is gone
    std::vector<AttributionId> lost;          ///< supporters that no longer stand, in order of recording
    std::vector<AttributionId> less_certain;  ///< supporters that stood in every reading and now only in some

    friend bool operator==(ReducedSupport const&, ReducedSupport const&) = default;
};

/// An attribution that stood on grounds, or on reports that it endorses, and lost some of them.
struct LostPremise {
    AttributionId inference;
    std::vector<Node> premises;  ///< those that stood and do not now
    bool stands = false;         ///< still, by another report that it endorses

    friend bool operator==(LostPremise const&, LostPremise const&) = default;
};

/// A claim that keeps support, by fewer lines (rule O6). Corroboration of both views tells how they are counted; the
/// indices in `bottleneck_classes` are those of each.
struct FewerLines {
    ClaimId claim;
    SupportLines before;
    SupportLines after;  ///< lines: at least one, and less than before

    friend bool operator==(FewerLines const&, FewerLines const&) = default;
};

/// What withdrawing some records changes (rules W1 to W4), as lists of ids in order of recording. What was withdrawn
/// itself is not listed as lost or fallen, only as what others lose by it.
struct Withdrawal {
    std::vector<Node> nodes;               ///< what was withdrawn, in the order of Node, each once
    std::vector<ClaimId> lost;             ///< claims that were supported and are not any more
    std::vector<ReducedSupport> reduced;   ///< claims that still are, with less
    std::vector<FewerLines> fewer_lines;   ///< claims that keep some lines of support and lose others
    std::vector<AttributionId> fallen;     ///< attributions that stood and do not any more
    std::vector<AttributionId> doubtful;   ///< attributions that stood in every reading and now in some
    std::vector<LostPremise> inferences;   ///< of attributions that stood
    std::vector<Effect> effects_lost;      ///< dates, readings, identities, document facts that go with them
    std::vector<AttributionId> restored;   ///< attributions that stand (more certainly), since what amended them fell
    std::vector<ClaimId> claims_restored;  ///< claims that are supported (more certainly) by those
    std::vector<Effect> effects_gained;    ///< what takes effect by those, or since what kept it from it is gone

    friend bool operator==(Withdrawal const&, Withdrawal const&) = default;
};

/// What `withdrawal` counts. By default everything.
struct WithdrawalOptions {
    /// Whether to count lines, which fills `fewer_lines`; all else is as fast as making a view.
    bool lines = true;
    /// How much of a passage a run of words must cover to make two voices one, as in CorroborationOptions: it decides
    /// the origins at which lines begin.
    std::uint32_t covered_percent = 50;
    /// Called now and then with the steps done and to be done; if it returns false, the work ends with
    /// Errc::cancelled.
    Progress progress = {};
};

/// What would be left if records of any category had been withdrawn, besides those that the view's scope withdraws.
///
/// What counts: the comparison of the view with View(graph, scope without these), claim by claim and attribution by
/// attribution, each by itself: support that a claim has only through same_as or read_as is seen in the effects that
/// are lost. Lines alone are those of `corroboration`, in which all that counts for a claim counts. What does not:
/// opponents, conflicts and origins, which the analyses of these tell from a view of such a scope. Nothing is deleted:
/// withdrawn attributions were still made, and what carried them stands (rule W4).
///
/// As long as making one view, and linear in the graph besides; Withdrawals answers sooner if asked often. Lines are
/// counted only for claims behind which something is that the withdrawal takes or changes: two corroborations for each
/// that has several lines, one for each other.
/// Error: Errc::cancelled; the other throws it as an Exception, and both throw what progress throws.
[[nodiscard]] Result<Withdrawal> try_withdrawal(View const& view, std::vector<Node> const& nodes,
                                                WithdrawalOptions const& options = {});
[[nodiscard]] Withdrawal withdrawal(View const& view, std::vector<Node> const& nodes,
                                    WithdrawalOptions const& options = {});

/// What a withdrawal takes from the claims and attributions of a view, without explanation.
struct Loss {
    std::vector<ClaimId> lost;            ///< as in Withdrawal
    std::vector<ClaimId> weakened;        ///< claims supported in every reading before and in some after
    std::vector<AttributionId> fallen;    ///< as in Withdrawal
    std::vector<AttributionId> doubtful;  ///< as in Withdrawal

    friend bool operator==(Loss const&, Loss const&) = default;
};

/// Answers what the withdrawal of one record after the other, or of one set after the other, takes from a view: in time
/// that depends on what each touches, not on the size of the graph.
///
/// Facts are over-deleted and derived again (Gupta, Mumick, Subrahmanian, "Maintaining views incrementally", SIGMOD
/// 1993), but a fact is let go only when none of its steps is left that comes before it in the order of SupportGraph,
/// so that outside circles nothing is deleted in vain. Exact, circles included: every answer equals that of
/// `withdrawal`. Where a withdrawal could bring something back (it touches an amendment or a claim of a ground that
/// takes effect, the facts of documents on which one hangs, or dates that the scope filters by), a view is made and
/// compared instead, which takes as long as `withdrawal`; `is_local` tells.
///
/// Making one is linear in the graph. Memory: that of SupportGraph, twice if some things stand in some readings only,
/// and about 5 bytes an attribution and 4 a claim. An object is changed while it answers and left as it was, so each
/// thread needs one of its own; copies share the graph.
///
/// Making one, and each answer, may be given a progress callback, and throws Exception with Errc::cancelled if that
/// says so; then the object is as it was. An answer that is local and touches little asks nobody.
class Withdrawals {
public:
    explicit Withdrawals(View view, Progress const& progress = {});
    Withdrawals(Withdrawals const& other);
    Withdrawals& operator=(Withdrawals const& other);
    Withdrawals(Withdrawals&& other) noexcept;
    Withdrawals& operator=(Withdrawals&& other) noexcept;
    ~Withdrawals();

    /// Claims that are supported and would not be, in order of recording; withdrawn ones are not listed.
    [[nodiscard]] std::vector<ClaimId> lost(Node node, Progress const& progress = {});
    [[nodiscard]] std::vector<ClaimId> lost(std::vector<Node> const& nodes, Progress const& progress = {});
    /// Their number only.
    [[nodiscard]] std::size_t count_lost(Node node, Progress const& progress = {});
    /// All that changes for the worse.
    [[nodiscard]] Result<Loss> try_loss(std::vector<Node> const& nodes, Progress const& progress = {});
    [[nodiscard]] Loss loss(std::vector<Node> const& nodes, Progress const& progress = {});
    /// Whether such a withdrawal is answered without making a view.
    [[nodiscard]] bool is_local(std::vector<Node> const& nodes);

    [[nodiscard]] View const& view() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// How much hangs on one record.
struct LossCount {
    Node node;
    std::uint32_t lost = 0;  ///< claims that lose all support without it

    friend bool operator==(LossCount const&, LossCount const&) = default;
};

/// For each of these records, how many claims would lose all support without it alone; in the order given.
///
/// One Withdrawals for all of them: linear in the graph and in what each withdrawal touches. The progress callback
/// counts records. Error: Errc::cancelled.
[[nodiscard]] Result<std::vector<LossCount>> try_loss_counts(View const& view, std::vector<Node> const& nodes,
                                                             Progress const& progress = {});
[[nodiscard]] std::vector<LossCount> loss_counts(View const& view, std::vector<Node> const& nodes,
                                                 Progress const& progress = {});
/// The same for every actor and document that is the source of an attribution, actors first, in order of recording.
[[nodiscard]] Result<std::vector<LossCount>> try_loss_counts_by_source(View const& view, Progress const& progress = {});
[[nodiscard]] std::vector<LossCount> loss_counts_by_source(View const& view, Progress const& progress = {});

}  // namespace ascribe

#endif
