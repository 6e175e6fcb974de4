// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_STATEMENTS_HPP
#define ASCRIBE_SRC_ANALYSIS_STATEMENTS_HPP

#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include <ascribe/analysis/position.hpp>
#include <ascribe/graph/view.hpp>
#include <ascribe/time/edtf_policy.hpp>
#include <ascribe/time/interval.hpp>

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// A standing holding, with what the comparison of two of them asks.
struct Stand {
    Holding holding;
    Node speaker;          ///< who speaks, after same_as and held_by
    bool certain = false;  ///< CT
    bool firm = false;     ///< CT, and it stands in every reading
    bool timed = false;    ///< holds at the time below; else whenever
    UncertainInterval when = {};
};

/// One value that is claimed of a subject, with those who assert it, deny it, or do neither.
struct Statement {
    Node subject;
    PropertyId property;
    std::vector<ClaimId> claims;   ///< in order of recording
    ClaimId main;                  ///< the first that is not printed for another
    std::uint64_t value_code = 0;  ///< as Graph::value_code, of a record that of the first it is the same as
    std::uint32_t valid_code = 0;
    std::vector<Stand> asserted, denied, other;  ///< in order of recording
    Node other_end = {};  ///< of a symmetric property: the value, where `main` has the subject for its value
};

/// An entity that another is part of, and how that is known.
struct Whole {
    Node node;
    ClaimId by;                  ///< accepted part_of claim that leads here
    std::int32_t previous = -1;  ///< index of the whole from which it leads, -1 for the part itself
};

/// The outermost attributions of documents through which it reaches the reader, in order of recording.
[[nodiscard]] std::vector<AttributionId> passages(View const& view, AttributionId attribution);

/// The same, and itself where there are none: an analyst speaks without a document.
[[nodiscard]] std::vector<AttributionId> places(View const& view, AttributionId attribution);

/// Whether an own word of a source in the one place takes up what the source reports in the other (rule C3): in one
/// document, and in one passage as far as their words tell.
[[nodiscard]] inline bool is_taken_up(Graph const& graph, AttributionId own, AttributionId report) {
    return graph.document(own) == graph.document(report) && may_take_up(graph, own, report);
}

/// Reads statements as they count in a view. Keeps what it has found out; one for each analysis, in one thread.
class StatementReader {
public:
    StatementReader(View const& view, SeasonPolicy seasons);

    [[nodiscard]] View const& view() const noexcept { return view_; }
    [[nodiscard]] Graph const& graph() const noexcept { return graph_; }
    [[nodiscard]] SeasonPolicy seasons() const noexcept { return seasons_; }

    /// What is read, and what `work` is told of, counts for this meter from now on; null for none. It outlives the
    /// reader.
    void count_for(Meter* meter) noexcept { meter_ = meter; }
    void work(std::size_t units = 1) {
        if (meter_ != nullptr) meter_->work(units);
    }

    /// The statements about a subject in a property, in order of recording. Linear but for sorting.
    [[nodiscard]] std::vector<Statement> read(Node subject, PropertyId property);
    /// The same for a symmetric property, whichever end the claims have for their subject. Linear in all claims that
    /// name the subject.
    [[nodiscard]] std::vector<Statement> read_both_ends(Node subject, PropertyId property);
    /// The statement that this claim counts in.
    [[nodiscard]] Statement read(ClaimId claim);

    /// All statements of a property as one: of those whose one value is `true`, whenever it is to hold.
    [[nodiscard]] Statement read_all(Node subject, PropertyId property);
    /// What is asserted of the event and presupposes that it occurred (rule E5), as one.
    [[nodiscard]] Statement implied_occurrence(Node event);

    /// The node and those that count as one with it.
    [[nodiscard]] std::vector<Node> members(Node node) const;
    /// When an attribution may have been said: as the view has it, which is asked once.
    [[nodiscard]] std::pair<Day, Day> said(AttributionId attribution);
    /// Whose word it is: the known single author for a document, the holder for an office (rules N3, O3).
    [[nodiscard]] Node speaker(AttributionId attribution);

    /// What the node is part of, by accepted claims, nearest first.
    [[nodiscard]] std::vector<Whole> const& wholes(Node node);
    /// The claims by which `part` is part of `whole`; nothing if it is not known to be.
    [[nodiscard]] std::optional<std::vector<ClaimId>> part_path(Node part, Node whole);
    /// Claims that this one follows from by accepted `entails`, with those claims of entailment.
    [[nodiscard]] std::vector<std::pair<ClaimId, std::vector<ClaimId>>> entailed_by(ClaimId claim);
    /// The accepted claim (claim, property, one of `values`), or the empty handle. Requires: `values` ascend.
    [[nodiscard]] ClaimId relation(ClaimId claim, PropertyId property, std::vector<ClaimId> const& values) const;
    /// The accepted claim that these two records exclude each other, or the empty handle.
    [[nodiscard]] ClaimId exclusion(Node a, Node b);
    /// Claims connected with this one by accepted alternative_to, itself included, ascending; empty if alone.
    [[nodiscard]] std::vector<ClaimId> alternatives(ClaimId claim);
    /// Whether an amendment by its owner links the two: updated or clarified, either way round (rule A1).
    [[nodiscard]] bool is_amended(AttributionId a, AttributionId b);
    /// The outermost attributions through which it reaches the reader.
    [[nodiscard]] std::vector<AttributionId> passages(AttributionId attribution) const {
        return detail::passages(view_, attribution);
    }

    /// Ids of properties by name; empty if not in use.
    PropertyId same_as, read_as, part_of, excludes, entails, alternative_to, updated_by, clarified_by, subset_of,
        parts_of, occurred, attempted, completed, generic, date, before, after, during;

private:
    struct Entry {
        ClaimId claim;
        std::uint64_t value;
        std::uint32_t valid;
        std::uint32_t same;
        Node other_end;
    };
    [[nodiscard]] std::vector<Statement> gather(Node subject, PropertyId property, std::vector<Entry> entries);
    void add_stands(Statement& statement, ClaimId claim, bool is_read);
    [[nodiscard]] bool amends(AttributionId older, AttributionId newer);

    View const& view_;
    Graph const& graph_;
    SeasonPolicy seasons_;
    Meter* meter_ = nullptr;
    std::unordered_map<std::uint32_t, std::pair<Day, Day>> said_;
    std::unordered_map<std::uint32_t, std::vector<Whole>> wholes_;
};

}  // namespace ascribe::detail

#endif
