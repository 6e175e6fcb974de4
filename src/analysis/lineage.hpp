// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_LINEAGE_HPP
#define ASCRIBE_SRC_ANALYSIS_LINEAGE_HPP

#include "../core/meter.hpp"
#include <ascribe/graph/view.hpp>

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ascribe::detail {

/// What a record descends from, itself included, and by which claims: a document from what it reprints, a voice from
/// whom it speaks for.
class Ancestry {
public:
    struct Ancestor {
        std::uint32_t word = 0;
        bool certain = true;
        std::vector<ClaimId> by = {};
    };

    void add(std::uint32_t word, std::uint32_t parent, ClaimId by, bool certain) {
        parents_[word].push_back({parent, certain, {by}});
        known_.insert({parent, {}});
    }
    [[nodiscard]] bool empty() const noexcept { return parents_.empty(); }
    /// Whether it takes part at all.
    [[nodiscard]] bool knows(std::uint32_t word) const {
        return !empty() && (parents_.count(word) != 0 || known_.count(word) != 0);
    }
    /// Itself first, then outwards; each once, by certain ways if there is one.
    [[nodiscard]] std::vector<Ancestor> of(std::uint32_t word) const;

private:
    std::unordered_map<std::uint32_t, std::vector<Ancestor>> parents_;
    std::unordered_map<std::uint32_t, std::vector<Ancestor>> known_;
};

/// A run of words that two documents share, as one attribution has it.
struct Run {
    ClaimId claim;
    AttributionId by;                          ///< empty if the scope supposes the claim and nobody holds it
    std::array<std::uint32_t, 2> documents{};  ///< words, after same_as
    std::array<std::vector<Span>, 2> spans;
    bool certain = true;
};

/// The words of an outermost attribution that put its content forward.
struct Passage {
    std::uint32_t voice = 0;           ///< whoever speaks there: an index of the caller's
    AttributionId by;                  ///< outermost
    std::uint32_t document = 0;        ///< word, after same_as
    std::uint32_t begin = 0, end = 0;  ///< hull of the content spans
    bool has_spans = false;
    bool is_open = false;
    std::uint64_t kind = 0;  ///< equal for counterparts in a reprint: the claim, the number of hops, the role
};

/// The passage of an outermost attribution. Requires: it has a document.
[[nodiscard]] Passage passage_of(View const& view, AttributionId outermost, std::uint32_t voice);
/// How surely a run of words makes two passages one, of which the first is in its first document: whether it covers
/// `percent` of the bytes of the content spans of each, and at the same place of the run.
[[nodiscard]] Truth joins(Graph const& graph, Run const& run, Passage const& a, Passage const& b,
                          std::uint32_t percent);

/// The accepted claims that join voices, indexed. Linear in the accepted claims.
class Lineage {
public:
    Lineage(View const& view, Meter& meter);

    Ancestry reprints;    ///< of documents
    Ancestry speaks_for;  ///< of voices
    std::vector<Run> runs;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> runs_of;  ///< by document word

    /// Accepted alternatives: to each attribution the number of its set.
    std::unordered_map<std::uint32_t, std::uint32_t> alternative_set;  ///< by word of the attribution
    struct Alternatives {
        std::vector<ClaimId> claims;
        std::vector<AttributionId> members;
        bool of_claims = false;  ///< claims are alternatives, too: their attributions are not among the members
    };
    std::vector<Alternatives> alternatives;

    /// Accepted claims by which a record is what it is: same_as by the representative's word, held_by by the holder's,
    /// read_as by the printed claim's.
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> same_as, held_by, read_as;

    /// The accepted claims (document, published_by or authored_by, actor), after same_as.
    [[nodiscard]] std::vector<ClaimId> ownership(DocumentId document, Node actor) const;

private:
    void add_runs(ClaimId claim);
    void find_alternatives(std::vector<ClaimId> const& claims);

    View const& view_;
    PropertyId published_by_, authored_by_;
};

}  // namespace ascribe::detail

#endif
