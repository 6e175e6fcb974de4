// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_VIEW_HPP
#define ASCRIBE_GRAPH_VIEW_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/core/truth.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/graph/scope.hpp>
#include <ascribe/time/edtf_policy.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace ascribe {

namespace detail {
struct ViewAccess;
}

/// Two records that accepted claims join and others keep apart: nothing in their class is joined (rule S2).
struct IdentityConflict {
    std::vector<Node> members;       ///< of the class that would have been
    std::vector<ClaimId> same;       ///< accepted claims that would have joined it
    std::vector<ClaimId> different;  ///< accepted claims that keep members apart
};

/// Why an amendment has effect, or why it has none. Of several reasons against it, the first in this order is given.
enum class AmendmentEffect : std::uint8_t {
    by_owner,      ///< its maker owns the words: their source, or publisher or author of their document (rule A2)
    by_accepted,   ///< made by another whom the scope accepts (rules A2, R2)
    not_attested,  ///< it is not certain that it was made at all
    not_certain,   ///< it is made with less than CT+
    said_later,    ///< what it would amend was certainly said after it (rule A4)
    not_entitled,  ///< made by another whom the scope does not accept
    amended,       ///< it was itself retracted or corrected with effect (rule A4)
    circular,      ///< a correction by what it corrects in turn, at some remove (rule A4)
};

template <>
struct Names<AmendmentEffect> {
    static constexpr std::string_view kind = "effect of an amendment";
    static constexpr std::string_view expected =
        "by_owner, by_accepted, not_attested, not_certain, said_later, not_entitled, amended or circular";
    static constexpr std::array<std::string_view, 8> values = {
        "by_owner", "by_accepted", "not_attested", "not_certain", "said_later", "not_entitled", "amended", "circular"};
};

/// A graph as read in a scope: what stands, what is supported, what counts as the same.
///
/// Made once for a graph and a scope, then asked any number of questions; every analysis takes one. A graph becomes one
/// by itself, so that `conflicts(graph)` and `conflicts({graph, scope})` work; who asks more than once keeps the view.
/// It is an immutable value that is cheap to copy, and any thread may use it; what an analysis returns does not refer
/// to the view it was given.
///
/// Making one takes time linear in the graph, nearly (a union-find). It has about two bytes for each attribution and
/// one for each claim; while it is made one more for each attribution, and nine where time of saying is asked for. The
/// order is that of rule R4: documents' own word, amendments, standing, identity, readings; no later step reopens an
/// earlier one. Everything about support is a least fixed point: cycles support nothing (rule W1).
class View {
public:
    /// Throws Exception with Errc::cancelled if progress says so, see try_view.
    View(Graph graph, Scope scope = {}, Progress const& progress = {});  // NOLINT(google-explicit-constructor)

    [[nodiscard]] Graph const& graph() const noexcept;
    [[nodiscard]] Scope const& scope() const noexcept;

    /// \name Standing (part 9). Constant time.
    /// `always` if in every reading, `possibly` if it hangs on a word of unknown reach or an uncertain report.
    /// @{
    /// Whether it was put forward at all, as far as the scope admits: its document stands, or an attested attribution
    /// carries it, or its source stands by itself (rule W2).
    [[nodiscard]] Truth attested(AttributionId attribution) const noexcept;
    /// Whether it also supports what it puts forward: so attested by what stands, all its grounds stand, and nobody
    /// entitled took it back.
    [[nodiscard]] Truth standing(AttributionId attribution) const noexcept;
    /// Whether a standing attribution holds the claim with an assertive act and positive stance.
    [[nodiscard]] Truth supported(ClaimId claim) const noexcept;
    /// A node as a ground (rule W3): a claim stands if supported, an attribution as above, others if not withdrawn.
    [[nodiscard]] Truth stands(Node node) const noexcept;
    /// What an attribution rests on (rule W3): links of the ledger, and claims `(a, rests_on, g)` that take effect
    /// since an attested attribution asserts them whose holder the scope accepts, or the scope accepts or supposes the
    /// claim. As for amendments, being attested decides, so that standing does not depend on itself (rule R4). In order
    /// of recording, links first, each once.
    [[nodiscard]] std::vector<Node> grounds_of(AttributionId attribution) const;
    /// The same in place of what `grounds` holds, for passes over many attributions: its memory is used again. With a
    /// Support most need no look at the attribution. Requires: `supports_of` of the view's own graph told it.
    void grounds_of(AttributionId attribution, std::vector<Node>& grounds) const;
    void grounds_of(Support const& support, std::vector<Node>& grounds) const;
    /// Whether there are any. Constant.
    [[nodiscard]] bool has_grounds(AttributionId attribution) const noexcept;
    /// The attributions that rest on this record, links first.
    [[nodiscard]] std::vector<AttributionId> resting_on(Node ground) const;
    /// Whether any claim of a ground takes effect; if not, the graph's links are all there is. Constant.
    [[nodiscard]] bool has_claimed_grounds() const noexcept;
    /// The reports that a source's own assertion of the same claim in the same passage rests on: any of them suffices
    /// (rule C3). Passages are one unless both say which words they are and have none in common; a sentence with a note
    /// (basis document) is one with it wherever that stands (rule C4). Empty for anything that is no such endorsement:
    /// who says in a place of its own what he reports elsewhere says so himself.
    [[nodiscard]] std::vector<AttributionId> endorsed(AttributionId own) const;
    /// Whether an effective amendment took the attribution back (rule A3).
    [[nodiscard]] bool taken_back(AttributionId attribution) const noexcept;
    /// Whether it is a correction that has no effect, since corrections lead back from it to what it corrects (rule
    /// A4).
    [[nodiscard]] bool is_circular(AttributionId correction) const noexcept;
    /// Whether what an attribution says of another one has effect, and why (rules A1, A2, A4). A listed claim has
    /// effect whoever makes it. Requires: its content is a claim about an attribution.
    [[nodiscard]] AmendmentEffect amendment_effect(AttributionId by) const;
    /// Whether a source owns the words of an attribution: it is their source, or publisher or author of their document
    /// (rule A2).
    [[nodiscard]] bool owns(Source source, AttributionId words) const;
    /// @}

    /// \name Identity and readings (part 7)
    /// @{
    /// One member for all of a class of records that accepted claims join: the first recorded. Itself if alone.
    [[nodiscard]] Node representative(Node node) const noexcept;
    [[nodiscard]] bool same(Node a, Node b) const noexcept { return representative(a) == representative(b); }
    /// All members of the node's class in order of recording, itself included.
    [[nodiscard]] std::vector<Node> class_of(Node node) const;
    /// Whether some other record counts as one with it or, of a claim, a reading leads from it or to it. Constant.
    [[nodiscard]] bool is_joined(Node node) const noexcept;
    /// Whether anybody is known to have held any office. Constant.
    [[nodiscard]] bool has_holders() const noexcept;
    /// Who held the office on all of these days, by accepted claims that agree; empty if nobody is known (rule N3).
    [[nodiscard]] ActorId holder(ActorId office, std::pair<Day, Day> when) const;
    [[nodiscard]] std::span<IdentityConflict const> identity_conflicts() const noexcept;
    /// What the claim is read as, if an accepted reading says so; else the claim itself (rule S4). A chain of readings
    /// is followed to its end.
    [[nodiscard]] ClaimId read_as(ClaimId claim) const noexcept;
    /// Other claims whose attributions count for this one.
    [[nodiscard]] std::vector<ClaimId> read_into(ClaimId claim) const;
    /// @}

    /// \name Documents (part 8), by their own word and accepted claims
    /// @{
    [[nodiscard]] std::vector<ActorId> publishers(DocumentId document) const;
    [[nodiscard]] std::vector<ActorId> authors(DocumentId document) const;
    /// Documents whose whole text this one reprints.
    [[nodiscard]] std::vector<DocumentId> reprinted(DocumentId document) const;
    /// Documents that this one is part of.
    [[nodiscard]] std::vector<DocumentId> wholes(DocumentId document) const;
    /// First and last day on which an outermost attribution may have been published: as said in its record, else its
    /// document's own date, else what analysts make of it, never later than capture (rules T1, T2).
    [[nodiscard]] std::pair<Day, Day> published(AttributionId outermost) const;
    /// The same for a document.
    [[nodiscard]] std::pair<Day, Day> published(DocumentId document) const;
    /// First and last day on which an attribution may have been said: as reported, within what accepted said_at claims
    /// make of it (rule T5), and not after any document that carries it. Accepted dates that exclude each other leave
    /// open all days from the first to the last of them; those that exclude what was reported take its place.
    /// What takes effect before standing is known, which is amendments and the scope's time of saying, goes by the
    /// said_at claims of accepted holders whether or not these stand (rule R4).
    [[nodiscard]] std::pair<Day, Day> said(AttributionId attribution, SeasonPolicy seasons = {}) const;
    /// @}

    /// Structural claims that take effect because the scope accepts them, in order of recording. Amendments that take
    /// effect because their maker owns the words (rule A2) are not among them; see taken_back.
    [[nodiscard]] std::span<ClaimId const> accepted() const noexcept;
    /// Whether a structural claim takes effect by this attribution of it (rule R2): it stands as the scope asks, is
    /// positive, and the scope accepts its holder, or the claim itself. Evidence is read from such attributions.
    [[nodiscard]] bool accepts(AttributionId holding) const noexcept;

private:
    struct State;
    explicit View(std::shared_ptr<State const> state) noexcept : state_(std::move(state)) {}
    friend Result<View> try_view(Graph graph, Scope scope, Progress const& progress);
    friend struct detail::ViewAccess;

    std::shared_ptr<State const> state_;
};

/// The same, with the end that progress may ask for as an Error of code cancelled: then there is no view, and nothing
/// else has changed.
[[nodiscard]] Result<View> try_view(Graph graph, Scope scope = {}, Progress const& progress = {});

}  // namespace ascribe

#endif
