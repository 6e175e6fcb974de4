// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_MERGE_HPP
#define ASCRIBE_LEDGER_MERGE_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/progress.hpp>
#include <ascribe/core/result.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ascribe {

class Graph;
class Ledger;

struct MergeOptions {
    /// The key under which an entity of the graph is recorded, for hosts whose keys have no name space: what it returns
    /// must not be empty. Left empty, keys stay as they are, and equal keys are one entity (rule M1). Keys that are
    /// renamed to one become one entity, and claims and attributions that become equal by it are one.
    std::function<std::string(Category category, std::string_view key)> rename = {};

    /// Called now and then with how many records, grounds, labels and recordings are done, of how many. If it returns
    /// false, merging ends with Errc::cancelled and nothing is recorded. What it throws comes through, and nothing is
    /// recorded either.
    Progress progress = {};
};

/// How much a graph brought: what was in it, and what of that the ledger had not had before.
struct MergeReport {
    struct Count {
        std::size_t seen = 0;
        std::size_t is_new = 0;

        friend bool operator==(Count const&, Count const&) = default;
    };

    std::array<Count, category_count> records;
    Count properties, grounds, labels, recordings;

    [[nodiscard]] Count const& of(Category category) const noexcept {
        return records[static_cast<std::size_t>(category) - 1];
    }
    friend bool operator==(MergeReport const&, MergeReport const&) = default;
};

/// Records everything in a graph, of another ledger or the same: the union by content (rules M1 to M3).
///
/// Commutative, associative and idempotent up to numbering: ledgers that were made from the same graphs in any order
/// and grouping have equal digests (ledger/digest.hpp). What is new gets numbers in the graph's order, so merging into
/// an empty ledger keeps all numbers. Entities are one by key, claims and attributions by content; grounds, labels and
/// recordings are united. Handles of the ledger stay what they are.
///
/// Strong guarantee, also when memory runs out: everything or nothing is visible afterwards, and readers in other
/// threads see either; they are not disturbed. Memory that was acquired for what is then given up stays with the
/// ledger. Expected linear in the graph, whatever the size of the ledger; if it is given up, linear in the ledger.
/// Needs some 4 bytes for each record and late ground of the graph, 4 for each new attribution and 16 for each new
/// claim while it runs; with renaming, 24 for each new entity instead.
///
/// Errors: conflict for an actor's key with another kind, or a property with other traits; the error names both sides.
/// capacity for a ledger that becomes full; cancelled. With renaming also: empty for a key that is renamed to nothing,
/// not_allowed where two records become one that must differ (an attribution and what it rests on; the ends of a
/// symmetric claim).
Result<MergeReport> try_merge(Ledger& into, Graph const& from, MergeOptions const& options = {});
/// try_merge(into, from, options).value().
MergeReport merge(Ledger& into, Graph const& from, MergeOptions const& options = {});

}  // namespace ascribe

#endif
