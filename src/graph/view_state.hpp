// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_GRAPH_VIEW_STATE_HPP
#define ASCRIBE_SRC_GRAPH_VIEW_STATE_HPP

#include "../core/meter.hpp"
#include <ascribe/graph/view.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ascribe {

/// What a View knows, and the steps that find it out, in the order of rule R4.
struct View::State {
    /// Throws detail::Cancelled.
    State(Graph g, Scope s, Progress const& progress);

    Graph graph;
    Scope scope;
    detail::Meter* meter = nullptr;  ///< only while it is made

    /// Claims of the structural and dating properties, in order of recording.
    struct Structural {
        std::vector<ClaimId> same_as, read_as, published_by, authored_by, part_of, reprints, published, captured,
            said_at, alternative_to, held_by, amending, rests_on;
        PropertyId when_said;             ///< said_at, if it is used
        std::vector<bool> is_structural;  ///< by property number
    } structural;

    struct DocumentFacts {
        std::vector<ActorId> publishers, authors;
        std::vector<DocumentId> wholes, reprinted;
        std::pair<Day, Day> published{Day::minus_infinity(), Day::plus_infinity()};
        bool stands = true;
    };
    std::unordered_map<std::uint32_t, DocumentFacts> documents;  ///< by number; what is not here has no facts

    // One entry an attribution or claim.
    std::vector<Truth> attested, standing, supported;
    std::vector<std::uint32_t> reporting;          ///< attributions of attributions; only while it is made
    std::unordered_set<std::uint32_t> taken_back;  ///< attribution numbers
    std::unordered_set<std::uint32_t> circular;    ///< corrections in a circle (A4)
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> endorsed;  ///< own word to reports it rests on (C3)
    std::unordered_map<std::uint32_t, std::vector<Node>> claimed_grounds;    ///< by attribution number (W3)
    std::unordered_map<std::uint32_t, std::vector<AttributionId>> claimed_dependents;  ///< of those, by node word
    std::unordered_set<std::uint32_t> grounding;  ///< numbers of claims by which they are
    std::unordered_set<std::uint32_t> withdrawn;  ///< node words
    std::uint64_t withdrawn_bits = 0;             ///< a bit for each of them, which rules out most others
    std::unordered_set<std::uint32_t> uncertain;  ///< numbers of attributions that are only possible (H7, P6)

    std::unordered_map<std::uint32_t, std::uint32_t> class_of;              ///< node word to representative's word
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> members;  ///< by representative's word
    std::vector<IdentityConflict> identity_conflicts;
    std::unordered_map<std::uint32_t, std::uint32_t> reading;  ///< claim number to claim number
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> readings_into;
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> held_by;  ///< by number of the office
    std::vector<ClaimId> accepted;

    void withdraw(Node node) {
        withdrawn.insert(node.word());
        withdrawn_bits |= std::uint64_t{1} << node.word() % 64;
    }
    [[nodiscard]] bool is_withdrawn(Node node) const {
        return (withdrawn_bits >> node.word() % 64 & 1) != 0 && withdrawn.count(node.word()) != 0;
    }
    [[nodiscard]] bool has_grounds(AttributionId a) const noexcept {
        return graph.has_grounds(a) || (!claimed_grounds.empty() && claimed_grounds.count(a.number()) != 0);
    }
    void grounds_of(AttributionId a, std::vector<Node>& grounds) const;
    void grounds_of(Support const& support, std::vector<Node>& grounds) const {
        if (support.has_others || !claimed_grounds.empty()) return grounds_of(support.attribution, grounds);
        grounds.clear();
        if (support.has_ground) grounds.push_back(support.by);
    }
    [[nodiscard]] DocumentFacts const* facts(DocumentId document) const;
    [[nodiscard]] bool document_stands(DocumentId document) const;
    /// Everything that reports it, at whatever remove, nearest first.
    [[nodiscard]] std::vector<AttributionId> carriers_of(AttributionId attribution) const;
    /// Whether an amendment has effect by its maker and time: lists of the scope, and what is said of the amendment
    /// itself (rule A4), aside.
    [[nodiscard]] AmendmentEffect judge(AttributionId by, AttributionId of, ClaimId claim) const;
    [[nodiscard]] bool owns(Source source, AttributionId words) const;
    /// Whether the scope accepts or supposes this very claim.
    [[nodiscard]] bool is_listed(ClaimId claim) const;
    /// Whether the scope accepts what this attribution holds (rule R2), its standing aside.
    [[nodiscard]] bool holder_accepted(AttributionId a, ClaimId claim) const;
    /// Whether a claim takes effect by an attribution that `stands`; with `negative`, its denial (same_as only).
    template <class Stands>
    [[nodiscard]] bool takes_effect(ClaimId claim, bool negative, Stands stands) const;
    [[nodiscard]] std::pair<Day, Day> published(AttributionId a) const;
    /// Whether neither it nor its source nor its document is withdrawn: all that is known before standing is.
    [[nodiscard]] bool is_left(AttributionId a) const;
    /// When it may have been said by the record and its document.
    [[nodiscard]] std::pair<Day, Day> as_said(AttributionId a) const;
    /// The same with the accepted resolutions of that (rule T5).
    template <class Accepts>
    [[nodiscard]] std::pair<Day, Day> resolved(AttributionId a, SeasonPolicy seasons, Accepts accepts) const;
    /// With all that the scope accepts, before it is known which of them stand (rule R4).
    [[nodiscard]] std::pair<Day, Day> said(AttributionId a) const;

    // By which times the filters of the scope go, here and in FirstReports.
    class Saying;
    /// Whether it is an undated note of an analyst or of software without a document: part of how we read, not of what
    /// was published, so that it passes the filters by publication and saying.
    [[nodiscard]] bool is_apparatus(AttributionId a) const;
    /// The earliest of its recordings, if there are any (rule I8).
    [[nodiscard]] std::optional<Instant> first_recorded(AttributionId a) const;

    void collect_structural();
    void read_documents();
    void date_documents();
    void find_uncertain();
    [[nodiscard]] Truth admitted(AttributionId a, Saying& saying) const;
    void find_attested();
    void find_amendments();
    void find_grounds();
    /// By report, the own words that rest on it (rule C3).
    using EndorsedBy = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;
    [[nodiscard]] EndorsedBy find_endorsements();
    struct Standing;
    void find_standing();
    void find_identity();
    void find_readings();
    void find_holders();
    void list_accepted();
};

/// When each attribution may have been said as the filter by saying has it: not after any document that carries it. To
/// be asked for every attribution, from the last one to the first: what is reported was recorded before what reports
/// it, so carriers come before what they carry.
class View::State::Saying {
public:
    explicit Saying(State const& state) noexcept : state_(state) {}
    /// The latest day may be before the earliest: said to have been said after it was published.
    [[nodiscard]] std::pair<Day, Day> operator()(AttributionId a);

private:
    State const& state_;
    std::vector<Day> latest_;  ///< by number, as carriers have it; empty while there are none
};

template <class Stands>
bool View::State::takes_effect(ClaimId claim, bool negative, Stands stands) const {
    if (!negative && is_listed(claim)) return true;
    for (AttributionId a : graph.attributions_of(claim)) {
        Factuality const f = graph.factuality(a);
        if (polarity(f) != (negative ? Polarity::negative : Polarity::positive)) continue;
        if (holder_accepted(a, claim) && stands(a)) return true;
    }
    return false;
}

template <class Accepts>
std::pair<Day, Day> View::State::resolved(AttributionId a, SeasonPolicy seasons, Accepts accepts) const {
    auto const window = as_said(a);
    if (structural.said_at.empty()) return window;
    std::pair common(Day::minus_infinity(), Day::plus_infinity());
    std::pair hull(Day::plus_infinity(), Day::minus_infinity());
    bool is_resolved = false;
    for (ClaimId claim : graph.claims_about(a, structural.when_said)) {
        Value const value = graph.value(claim);
        if (value.date() == nullptr || !accepts(claim)) continue;
        Day const first = value.date()->earliest(seasons), last = value.date()->latest(seasons);
        common = {(std::max)(common.first, first), (std::min)(common.second, last)};
        hull = {(std::min)(hull.first, first), (std::max)(hull.second, last)};
        is_resolved = true;
    }
    if (!is_resolved) return window;
    if (common.second < common.first) common = hull;
    std::pair const both((std::max)(window.first, common.first), (std::min)(window.second, common.second));
    return both.first <= both.second ? both : common;
}

}  // namespace ascribe

#endif
