// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_MERGE_BULK_HPP
#define ASCRIBE_SRC_LEDGER_MERGE_BULK_HPP

#include "merge_parts.hpp"
#include "stage.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Merges in order of recording where keys stay as they are: first all records get their numbers, then each list is
/// continued in one go, and last the index of claims.
///
/// Records that differ in the graph differ in the ledger, too, as no two keys become one. So a record is looked for
/// only among those that the ledger had before, and only if all that it is made of was there before.
///
/// What the lists of the graph do not have is not in the ledger's lists. Bytes that were forged may give such a graph;
/// it is found out by counting, and then `is_sound` says that the records have to be merged one by one.
class BulkMerge : public MergeParts {
public:
    BulkMerge(Store& into, Store const& from, Marks const& marks, MergeOptions const& options)
        : MergeParts(into, from, marks, options),
          manners_before_(into.manners.size()),
          has_source_grounds_(from.has_source_grounds.load(std::memory_order_relaxed)) {}

    Result<MergeReport> run();
    [[nodiscard]] bool is_sound() const noexcept { return is_sound_; }

private:
    /// In place of the number of a group: there is none.
    static constexpr std::uint32_t fresh = none - 1;

    /// A claim of the graph that will be met soon, in the ledger's numbers.
    struct Coming {
        std::uint32_t subject = 0;
        EncodedValue value;
        std::uint32_t valid = 0;
        std::uint64_t hash = 0;
        bool is_ready = false;
    };
    static constexpr std::uint32_t ahead = 32;

    // Claims
    void find_groups();
    /// Whether the number of the record is known already.
    [[nodiscard]] bool is_met(std::uint32_t word) const noexcept {
        return number_of(word) < numbers_[word >> 29].size();
    }
    void look_ahead(std::uint32_t claim);
    void look_closer(std::uint32_t claim) const noexcept;
    void make_ready(ClaimRecord const& claim, Coming& coming);
    bool claim(std::uint32_t claim);
    std::uint32_t one_claim(ClaimRecord const& claim, Coming const& coming);
    std::uint32_t new_claim(Coming const& coming, std::uint32_t property, std::uint32_t& group);
    void index_claims();

    // Attributions
    void look_ahead(AttributionRecord const& record) const noexcept;
    void look_closer(AttributionRecord const& record) const noexcept;
    bool attributions(std::uint32_t begin, std::uint32_t end);
    [[nodiscard]] bool may_be_old(AttributionRecord const& record) const noexcept;
    std::uint32_t new_attribution(AttributionRecord const& record);

    // Lists
    bool lines();
    void line(std::uint32_t claim);
    void in_run(std::uint32_t claim, std::uint32_t attribution, std::uint32_t up);
    bool carriers();
    void indexed(std::uint32_t attribution);
    [[nodiscard]] std::uint32_t up(std::uint32_t attribution, std::uint32_t word);
    [[nodiscard]] std::uint32_t up_of_grounded(std::uint32_t attribution, std::uint32_t word);
    /// An up word that is no link, in the ledger's numbers.
    [[nodiscard]] std::uint32_t first_up(std::uint32_t word) const noexcept {
        return word == own_source ? own_source : node(word);
    }
    bool sources();
    bool dependents();
    bool dependents_of(std::uint32_t word);
    bool new_links();
    bool links_of_old();
    bool unsound();
    /// Asks now and then whether to go on, where nothing is counted.
    bool go_on(std::size_t count = 1) {
        std::size_t const before = std::exchange(asked_, asked_ + count);
        return before / often == asked_ / often || tell();
    }
    [[nodiscard]] bool is_new(std::uint32_t attribution) const noexcept {
        return attribution >= batch_.before().of(Category::attribution);
    }

    std::uint32_t manners_before_;
    bool has_source_grounds_;  ///< the graph
    bool is_sound_ = true;
    std::vector<std::uint32_t> groups_;  ///< of the graph: number, `fresh`, or none while it is not known
    std::array<Coming, ahead> coming_;
    /// Of claims that are new, in order; 0 for what is in the index already. The bits by which an index goes, and one.
    std::vector<std::uint64_t> hashes_;
    PerCategory<std::vector<std::uint32_t>> of_source_;  ///< new attributions of each source of the graph
    std::vector<std::uint32_t> links_;  ///< of the graph: the number if its attribution is new, else none
    std::uint32_t placed_ = 0;          ///< new attributions in the lists of contents
    std::uint32_t grounded_ = 0;        ///< grounds of new attributions
    std::uint32_t depending_ = 0;       ///< those of them that are in the lists of grounds
    std::vector<std::pair<std::uint32_t, std::uint32_t>> again_;  ///< old attributions, and grounds that came with them
    std::size_t asked_ = 0;
};

}  // namespace ascribe::detail

#endif
