// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_PARTITION_HPP
#define ASCRIBE_GRAPH_PARTITION_HPP

#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// How a collection is split into parts that answer for themselves; docs/partition.md has the rule on one page.
namespace ascribe {

/// Into how many parts a collection is split, and what must not come apart. A plain value: whoever has it decides
/// alike, in any process and on any platform, and nothing else needs to be agreed on.
struct PartitionRule {
    std::uint32_t parts = 1;  ///< at least 1
    /// Properties that keep subjects together: all subjects with an equal value in one of them have one owner. For the
    /// shared properties of rules of conflict, which look at two subjects at once. Many subjects of one value make one
    /// large part.
    std::vector<std::string> together = {};

    friend bool operator==(PartitionRule const&, PartitionRule const&) = default;
};

/// The owner of an entity that nothing is joined with: a hash (FNV-1a, 64 bits, finished with the mixer of splitmix64)
/// of its category and key, scaled to the number of parts. What loads one part of a source decides by it what to
/// record. `category` is not claim or attribution.
[[nodiscard]] std::uint32_t owner(PartitionRule const& rule, Category category, std::string_view key) noexcept;

/// Which part owns each record of a graph: exactly one.
///
/// A claim is owned with its subject; if that is a claim or an attribution, with the subject of the innermost claim. An
/// attribution is owned with its innermost claim. An entity is owned by its category and key alone, not by numbers or
/// order; but entities that claims of same_as connect, whoever holds or denies them, are one class and go with the
/// least key in it, and so do subjects that `together` connects (the least category first). So no scope can join what
/// two parts own. All those claims are in every part: the part, the whole, and any union of parts give one answer.
///
/// Making one is linear in the claims of the graph, with memory for the connected entities only. An immutable value
/// that is cheap to copy, and any thread may use it.
class Ownership {
public:
    /// Throws Exception with Errc::cancelled if progress says so, see try_ownership.
    Ownership(Graph graph, PartitionRule rule, Progress const& progress = {});

    [[nodiscard]] Graph const& graph() const noexcept { return graph_; }
    [[nodiscard]] PartitionRule const& rule() const noexcept { return *rule_; }

    /// The number of the part, from 0. Linear in the nesting; throws nothing.
    [[nodiscard]] std::uint32_t owner(Node node) const noexcept;
    /// What decides: the subject of the innermost claim; of an entity itself.
    [[nodiscard]] Entity subject(Node node) const noexcept;

private:
    struct Joined;
    Ownership() = default;
    friend Result<Ownership> try_ownership(Graph graph, PartitionRule rule, Progress const& progress);

    Graph graph_;
    std::shared_ptr<PartitionRule const> rule_;
    std::shared_ptr<Joined const> joined_;
};

/// The same, with the end that progress may ask for as an Error of code cancelled (record "ownership").
[[nodiscard]] Result<Ownership> try_ownership(Graph graph, PartitionRule rule, Progress const& progress = {});

/// How a part is cut out.
struct PartOptions {
    /// Called now and then with the steps done and to be done; if it returns false, the work ends with Errc::cancelled.
    Progress progress = {};
};

/// What one part holds: all that it owns, and copies of all that its answers need.
///
/// In every part: the vocabulary; all actors, and documents that are sources; what is structural about entities (rule
/// R1: identity, publishers, authors, lineage, offices, parts and wholes), what dates documents, which entities exclude
/// each other, and what `together` names. Of each claim: its attributions and all that carries them; of each
/// attribution: its source, documents, grounds, labels and recordings. Of a ground: the claim with everything behind
/// it, to the end. Whatever is claimed of a claim or attribution comes with it, and so do claims that may count as it
/// (by same_as, read_as, rule E5). Of subjects that a subject of the part is narrower or wider than, their claims in
/// the properties of that subject; of events that orders connect it with, at whatever remove, those orders and their
/// dates; and what names it in a symmetric property with one value.
///
/// So in any scope every view, chain, origin, corroboration, single point and loss of a claim of the part, owned or
/// copied, is that of the whole; and so are the disagreements whose subject the part owns. Records keep their order.
/// What is not local: rules of conflict that look at two subjects which `together` does not name, time lines over
/// events of several parts, and counts over all claims, which are sums over what each part owns (analysis/tally.hpp).
///
/// Merging all parts, in any order, gives the digest of the whole: each claim is owned somewhere. Copies make a part
/// larger than its share; with grounds that lead everywhere, as large as the whole.
///
/// Expected linear in the records of the graph and in what the part holds. Needs 5 bytes for each record of the graph,
/// and up to 8 for each of the part, while it runs. Requires: `part < rule().parts`. Errors: cancelled; capacity is
/// impossible for what fitted before.
[[nodiscard]] Result<Ledger> try_part(Ownership const& ownership, std::uint32_t part, PartOptions const& options = {});
/// try_part(ownership, part, options).value().
[[nodiscard]] Ledger part(Ownership const& ownership, std::uint32_t part, PartOptions const& options = {});

}  // namespace ascribe

#endif
