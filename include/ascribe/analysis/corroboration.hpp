// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_ANALYSIS_CORROBORATION_HPP
#define ASCRIBE_ANALYSIS_CORROBORATION_HPP

#include <ascribe/core/names.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/view.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace ascribe {

/// A claim whose attributions count for another (rule O1).
struct CountingClaim {
    ClaimId claim;
    bool read = false;     ///< by an accepted same_as or read_as; else it is the claim itself, or implied
    bool implied = false;  ///< it presupposes that the event occurred (rule E5): its assertions count, not its denials

    friend bool operator==(CountingClaim const&, CountingClaim const&) = default;
};

/// Somebody at the end of the grounds: whose word it ultimately is (rules O2, O3).
struct Voice {
    /// The actor or document that speaks: the source itself, the one known author of a document, the document of an
    /// unsigned author.
    Source source;
    Source as;                                ///< after same_as and held_by: voices with equal `as` are one
    std::vector<AttributionId> attributions;  ///< by which it speaks, ascending
    bool named = false;                       ///< not unnamed or unspecified
    /// Witness, own act, or own records: basis document, where source or ground is the source's own document.
    bool first_hand = false;
    bool certain = false;  ///< speaks by an attribution that stands in every reading
    bool read = false;     ///< speaks only through a reading or same_as of claims
    /// Speaks first-hand, in every reading and under a name: what O5 counts as certainly independent if not joined.
    bool is_witness = false;

    friend bool operator==(Voice const&, Voice const&) = default;
};

/// Why two voices count as one (rules O3, O4).
enum class JoinRule : std::uint8_t {
    same_as,        ///< accepted as the same
    office,         ///< an office and who held it when it spoke
    authorship,     ///< a document, of several authors or unsigned, and a known author of it
    reprint,        ///< counterparts in documents of which one reprints the other, or both the same original
    shared_text,    ///< one run of words covers both passages: copies, shares_text_with, translates
    self_citation,  ///< the source is publisher or author of the document that carries it
    speaks_for,     ///< one speaks for the other, or both for the same
};

template <>
struct Names<JoinRule> {
    static constexpr std::string_view kind = "rule of joining";
    static constexpr std::string_view expected =
        "same_as, office, authorship, reprint, shared_text, self_citation or speaks_for";
    static constexpr std::array<std::string_view, 7> values = {"same_as",     "office",        "authorship", "reprint",
                                                               "shared_text", "self_citation", "speaks_for"};
};

/// Two voices that count as one, and what makes it so.
struct VoiceJoin {
    JoinRule rule = JoinRule::same_as;
    std::size_t first = 0;   ///< index of a voice
    std::size_t second = 0;  ///< index of a voice
    bool certain = false;    ///< else it is only possible: it lowers `certainly` and leaves `at_most`
    std::vector<ClaimId> claims;
    /// The two passages, outermost, and who holds the lineage; of a self-citation, the cited and the citing one.
    std::vector<AttributionId> attributions;

    friend bool operator==(VoiceJoin const&, VoiceJoin const&) = default;
};

/// Passages of which one is meant (rule P6): together they give one origin at most.
struct AlternativeOrigins {
    std::vector<ClaimId> claims;      ///< accepted alternative_to
    std::vector<std::size_t> voices;  ///< that speak by one of them
    bool all_support = false;         ///< each of the alternatives supports the claim, so one of them certainly does

    friend bool operator==(AlternativeOrigins const&, AlternativeOrigins const&) = default;
};

/// A source that the document carrying it could only cite from itself.
struct OwnCitation {
    std::size_t voice = 0;
    AttributionId reported;
    AttributionId by;
    std::vector<ClaimId> claims;  ///< that make it author or publisher; empty if the document cites itself

    friend bool operator==(OwnCitation const&, OwnCitation const&) = default;
};

/// Who stands behind one side of a claim, counted in every way, with what it takes to count again by hand.
///
/// `at_most` is the number of `classes`, save that a set of alternatives gives one class at most: the classes of voices
/// that speak otherwise, and as many of the rest as alternatives can be chosen for. `certainly` is the number of
/// classes, after the joins that are only possible too, with a voice that `is_witness`; and at least 1 if anything
/// that supports stands in every reading.
struct Backing {
    std::vector<AttributionId> attributions;  ///< standing, ascending
    std::vector<DocumentId> documents;        ///< that carry them, ascending
    std::vector<Source> outlets;              ///< their publishers; a document of no known one stands for itself
    std::uint64_t chains = 0;                 ///< ways to the reader; 2^64 - 1 stands for that many or more
    std::vector<Voice> voices;                ///< in order of first recording
    std::vector<VoiceJoin> joins;             ///< enough of them to make the classes, certain ones first
    std::vector<OwnCitation> own_citations;   ///< marked, joined or not
    std::vector<AlternativeOrigins> alternatives;
    std::vector<std::vector<std::size_t>> classes;  ///< indices of voices that certain joins make one; ascending
    std::size_t at_most = 0;
    std::size_t certainly = 0;

    friend bool operator==(Backing const&, Backing const&) = default;
};

/// How a claim hangs on single records (rule O6).
///
/// The network has actors, documents, grounding claims and the classes of `support`; every way from a class to the
/// claim leads through all that one derivation needs. Withdrawing the bottleneck (of a class: all attributions of its
/// voices) leaves the claim unsupported. If `exact`, lines = size of the bottleneck, and no smaller set does that. Else
/// `lines` is an upper bound, and the bottleneck suffices but need not be smallest. It is exact if ways cannot be mixed
/// (no vertex has both several predecessors and several successors, and ways that meet at one do not part at another
/// before they come to a grounding claim, if there are several lines), and nothing needs several grounds together.
///
/// All of this is about what stands now. What a withdrawal would bring back is left out of account: what a withdrawn
/// source had retracted or corrected stands again without it, so that the claim may keep support although its
/// bottleneck is gone; nor do documents fall, or rise, that hang on a withdrawn publisher or on who named him. Where
/// there are such records, ask `withdrawal` of the bottleneck.
struct SupportLines {
    std::size_t lines = 0;
    std::vector<Node> bottleneck;                 ///< of the smallest cuts the one nearest the claim; ascending
    std::vector<std::size_t> bottleneck_classes;  ///< only where several of its voices are needed to cut it
    /// Actors, documents and grounding claims on every path, ascending. Ways of the network that no derivation takes
    /// may hide others, and attributions are not among them: `single_points` of the claim has all (single_point.hpp).
    std::vector<Node> single_points;
    bool exact = true;

    friend bool operator==(SupportLines const&, SupportLines const&) = default;
};

/// How well a claim is attested: how many say so, and how many of them are independent (part 10).
///
/// A plain value. Not modelled: how good a source is, and what is true. Unknown lineage is never taken for
/// independence, so `certainly` stays low until somebody records who was there.
struct Corroboration {
    ClaimId claim;
    std::vector<CountingClaim> counting;  ///< ascending
    Backing support;
    Backing opposition;  ///< who denies it, counted in the same way; empty if not asked for
    SupportLines lines;  ///< of the support; empty if not asked for
    /// Accepted claims of identity, reading, office, lineage and authorship by which records were joined, ascending.
    std::vector<ClaimId> relies_on;
    bool conditional = false;  ///< one of those is only assumed (rule R3)

    friend bool operator==(Corroboration const&, Corroboration const&) = default;
};

/// What `corroboration` counts, and what it takes for a copy. By default all of it.
struct CorroborationOptions {
    /// Whether those who deny the claim are counted, too; else Corroboration::opposition is empty.
    bool opposition = true;
    /// How much of a passage's content spans, in bytes, a run of words must cover to join it with another (rule L3). At
    /// half, sentences that were reworded in part are copies, too; 100 takes the rule to the letter.
    std::uint32_t covered_percent = 50;
    bool lines = true;  ///< lines, bottleneck and single points: about half of the time
    /// Called now and then with the steps done and to be done in all; if it returns false, the work ends with
    /// Errc::cancelled. A Corroborator cannot know how many claims it will be asked for: it counts
    /// the steps of the first, and all are done from then on.
    Progress progress = {};
};

/// Answers for claim after claim: keeps an index of lineage, and its memory. For one thread at a time.
///
/// Making one takes time linear in the accepted claims. A claim takes time near-linear in the attributions, carriers
/// and grounds behind it, and allocates what it returns; counting the lines is in the worst case that times the square
/// root of their number (Dinic; unit capacities: Even and Tarjan, SIAM Journal on Computing 4, 1975). Passages joined
/// by one run of words are compared in pairs.
///
/// Both throw Exception with Errc::cancelled if the progress callback says so; a cancelled Corroborator can go on with
/// another claim, or with the same.
class Corroborator {
public:
    explicit Corroborator(View const& view, CorroborationOptions options = {});
    Corroborator(Corroborator&&) noexcept;
    Corroborator& operator=(Corroborator&&) noexcept;
    ~Corroborator();

    [[nodiscard]] Corroboration operator()(ClaimId claim);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The corroboration of one claim. What is joined, and how firmly:
/// - supporters are standing assertive attributions with + of the claim, of claims that count as it, and for `occurred`
///   of what presupposes it (O1); those with grounds, endorsements among them (C3), speak with the voices of their
///   grounds, and opponents' denials likewise on denials that they report;
/// - copies, shares_text_with and translates join two voices if each of one attribution's spans, one in each document,
///   covers all content spans of a passage of the one and of the other, and the passages lie at the same place of the
///   run: a translation is taken to be as far in. If spans are missing, are open, or there are several in a document,
///   only possibly;
/// - reprints joins counterparts: passages with the same claim, number of hops and role. Certain if there is one voice
///   of the kind in each document. What has no counterpart is joined with what has none in the other, possibly;
/// - speaks_for with a valid time joins only possibly;
/// - nothing is joined by a common ministry, owner or place in the graph.
/// As long as making a Corroborator and one answer of it. Error: Errc::cancelled; the others throw it as an Exception,
/// and all throw what progress throws.
[[nodiscard]] Result<Corroboration> try_corroboration(View const& view, ClaimId claim,
                                                      CorroborationOptions const& options = {});
[[nodiscard]] Corroboration corroboration(View const& view, ClaimId claim, CorroborationOptions const& options = {});
/// The same for many claims, in their order, with one index of lineage for all.
[[nodiscard]] Result<std::vector<Corroboration>> try_corroboration(View const& view, std::span<ClaimId const> claims,
                                                                   CorroborationOptions const& options = {});
[[nodiscard]] std::vector<Corroboration> corroboration(View const& view, std::span<ClaimId const> claims,
                                                       CorroborationOptions const& options = {});

}  // namespace ascribe

#endif
