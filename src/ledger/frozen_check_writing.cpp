// SPDX-License-Identifier: BSL-1.0
#include "frozen_check.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

/// A set of numbers below a limit.
class Numbers {
public:
    explicit Numbers(std::size_t limit) : bits_(limit / 64 + 1) {}
    /// Whether it was not in it before.
    bool add(std::size_t number) noexcept { return add(number, 1); }
    /// Whether none of `count` numbers from `first` on was in it before.
    bool add(std::size_t first, std::size_t count) noexcept {
        bool is_new = true;
        while (count != 0) {
            std::size_t const here = (std::min)(count, 64 - first % 64);
            std::uint64_t const bits = ~std::uint64_t{0} >> (64 - here) << first % 64;
            std::uint64_t& word = bits_[first / 64];
            is_new = (std::exchange(word, word | bits) & bits) == 0 && is_new;
            first += here;
            count -= here;
        }
        return is_new;
    }

private:
    std::vector<std::uint64_t> bits_;
};

/// Looks at what only a writer follows: where lists, groups and tables end. Lists have to be complete where a writer
/// relies on it, and what nothing belongs to has to be empty, since that is where it will write.
class WritingCheck : FrozenCheckBase {
public:
    WritingCheck(Store const& store, Marks const& marks, TellPart const& tell)
        : FrozenCheckBase(store, marks, tell, "columns that a ledger can continue"), taken_(store.words.size()) {}

    std::optional<Error> run() {
        (void)(groups() && is_told(0.1) && claims() && is_told(0.3) && lines() && is_told(0.6) && lists() &&
               is_told(0.8) && carriers() && indexes());
        return std::move(error_);
    }

private:
    struct List {
        bool is_good = true;
        bool ascends = true;
        std::uint32_t count = 0;
        std::uint32_t last_block = 0;
        std::uint32_t last_entry = 0;
    };
    /// Walks the blocks of a list: no other list has them, none is empty, and behind the last entry there is nothing.
    [[nodiscard]] List walk(std::uint32_t first, std::uint32_t stride) noexcept {
        List list;
        std::uint32_t size = 2;
        for (std::uint32_t block = first; block != 0 && list.is_good; size = next_block_size(size)) {
            auto const* const entries = &store_.words[block - 1] + 1;
            std::uint32_t const length = size * stride;
            list.is_good = taken_.add(block - 1, length + 1);
            std::uint32_t here = 0;
            for (; here < size; ++here) {
                std::uint32_t const entry = entries[stride * here].load(std::memory_order_relaxed);
                if (entry == 0) break;
                list.ascends = list.ascends && entry > list.last_entry;
                list.last_entry = entry;
            }
            for (std::uint32_t i = stride * here; i < length; ++i)
                list.is_good = list.is_good && entries[i].load(std::memory_order_relaxed) == 0;
            list.is_good = list.is_good && here != 0;
            list.count += here;
            list.last_block = block;
            block = entries[-1].load(std::memory_order_relaxed);
        }
        return list;
    }
    /// All lists of a column; `entries` becomes the number of entries in all.
    bool lists_of(std::string_view name, SparseColumn<ListHead> const& heads, bool ascend, std::uint64_t& entries) {
        return each(name, heads, [&](ListHead const& head, auto) {
            List const list = walk(head.first.load(std::memory_order_relaxed), 1);
            entries += list.count;
            return list.is_good && (list.ascends || !ascend) && list.count == head.count &&
                   list.last_block == head.last;
        });
    }
    bool lists_of(std::string_view name, SparseColumn<ListHead> const& heads) {
        std::uint64_t entries = 0;
        return lists_of(name, heads, false, entries);
    }

    /// Each group is in the chain of its subject, which ends where the head says.
    bool groups() {
        std::uint64_t grouped = 0;
        for (std::size_t c = 1; c <= category_count; ++c) {
            auto const is_good = [&](GroupsHead const& head, auto) {
                std::uint32_t count = 0;
                std::uint32_t last = 0;
                for (std::uint32_t at = head.first.load(std::memory_order_relaxed); at != 0; ++count) {
                    last = at - 1;
                    at = store_.groups[last].next.load(std::memory_order_relaxed);
                }
                grouped += count;
                return count == head.count && last == head.last;
            };
            if (!each("groups_of", store_.groups_of[c], is_good)) return false;
        }
        // Chains of one subject ascend and there is one head for it, so all are there if none is counted twice.
        return grouped == store_.groups.size() || bad("groups", store_.groups.size());
    }

    /// Each claim is in the chain of its group, which ends where the group says.
    bool claims() {
        std::uint32_t const end = marks_.of(Category::claim);
        Numbers followers(end);
        std::uint32_t ends = 0;
        for (std::uint32_t c = 0; c < end; ++c) {
            ClaimRecord const& claim = store_.claims[c];
            std::uint32_t const next = claim.next.load(std::memory_order_relaxed);
            GroupRecord const& group = store_.groups[claim.group()];
            if (claim.kind() == ValueKind::node) ++naming_;
            if (next == 0) ++ends;
            if ((next == 0 && group.last != c) || (next != 0 && !followers.add(next - 1))) return bad("claims", c);
        }
        for (std::uint32_t g = 0; g < store_.groups.size(); ++g) {
            GroupRecord const& group = store_.groups[g];
            if (group.last >= end || store_.claims[group.last].group() != g || !followers.add(group.first))
                return bad("groups", g);
        }
        return ends == store_.groups.size() || bad("claims", ends);
    }

    [[nodiscard]] static bool is_source(std::uint32_t word) noexcept {
        return word == own_source || word >> 29 == static_cast<std::uint32_t>(Category::actor) ||
               word >> 29 == static_cast<std::uint32_t>(Category::document);
    }
    /// Whether a line's entry tells its source, if its attribution has no ground that is a source.
    [[nodiscard]] bool tells_source(std::uint32_t attribution, std::uint32_t up) const noexcept {
        return !is_source(up) || up == store_.attributions[attribution].source ||
               store_.has_source_grounds.load(std::memory_order_relaxed);
    }

    /// Returns how many attributions are in the runs, and the blocks after them, of the claims that are kept so.
    std::optional<std::uint64_t> runs() {
        std::uint64_t entries = 0;
        Numbers longer(store_.runs.longer.size());
        for (std::uint32_t c = 0; c < store_.runs.claims(); ++c) {
            std::uint32_t const word = store_.runs.runs[c].load(std::memory_order_relaxed);
            auto const run = store_.runs.view().run_of(c);
            List const overflow = walk(run.overflow->load(std::memory_order_relaxed), 2);
            List const dependents = walk(store_.runs.dependents[c].load(std::memory_order_relaxed), 1);
            bool is_good = overflow.is_good && dependents.is_good && sources_are_told(*run.overflow) &&
                           (ClaimRuns::count_in(word) != ClaimRuns::long_run || longer.add(ClaimRuns::number_in(word)));
            for (std::uint32_t a = run.first; a < run.first + run.count; ++a)
                is_good = is_good && tells_source(a, store_.runs.ups[a + 1].load(std::memory_order_relaxed));
            if (!is_good) {
                bad("runs", c);
                return std::nullopt;
            }
            entries += run.count + overflow.count;
        }
        return entries;
    }

    /// Each attribution of a claim is in its run or line.
    bool lines() {
        auto const in_runs = runs();
        if (!in_runs) return false;
        std::uint64_t entries = *in_runs;
        for (std::uint32_t c = 0; c < store_.lines.size(); ++c) {
            ClaimLine const& line = store_.lines[c];
            for (LineEntry const& entry : line.entries) {
                std::uint32_t const attribution = entry.attribution.load(std::memory_order_relaxed);
                std::uint32_t const up = entry.up.load(std::memory_order_relaxed);
                if (attribution == 0 ? up != 0 : !tells_source(attribution - 1, up)) return bad("lines", c);
                if (attribution != 0) ++entries;
            }
            List const overflow = walk(line.overflow.load(std::memory_order_relaxed), 2);
            List const dependents = walk(line.dependents.load(std::memory_order_relaxed), 1);
            if (!overflow.is_good || !dependents.is_good || !sources_are_told(line.overflow)) return bad("lines", c);
            entries += overflow.count;
        }
        std::uint64_t of_claims = 0;
        for (std::uint32_t a = 0; a < marks_.of(Category::attribution); ++a)
            if (category_of(store_.attributions[a].content) == Category::claim) ++of_claims;
        carried_ = marks_.of(Category::attribution) - of_claims;
        return entries == of_claims || bad("lines", marks_.of(Category::claim));
    }
    [[nodiscard]] bool sources_are_told(std::atomic<std::uint32_t> const& overflow) const noexcept {
        std::uint32_t size = 2;
        for (std::uint32_t block = overflow.load(std::memory_order_relaxed); block != 0; size = next_block_size(size)) {
            auto const* const entries = &store_.words[block - 1] + 1;
            for (std::uint32_t i = 0; i < size; ++i) {
                std::uint32_t const entry = entries[2 * i].load(std::memory_order_relaxed);
                if (entry == 0) break;
                if (!tells_source(entry - 1, entries[2 * i + 1].load(std::memory_order_relaxed))) return false;
            }
            block = entries[-1].load(std::memory_order_relaxed);
        }
        return true;
    }

    bool lists() {
        std::uint64_t named = 0;
        std::uint64_t noted = 0;
        std::uint64_t sourced = 0;
        std::uint64_t carried = 0;
        for (std::size_t c = 1; c <= category_count; ++c)
            if (!(lists_of("named_by", store_.named_by[c], true, named) &&
                  lists_of("notes_of", store_.notes_of[c], true, noted) &&
                  lists_of("by_source", store_.by_source[c], true, sourced) &&
                  lists_of("dependents", store_.dependents[c])))
                return false;
        if (!(lists_of("carriers", store_.carriers, true, carried) && documents() &&
              lists_of("labelled", store_.labelled)))
            return false;
        if (named != naming_) return bad("named_by", 0);
        if (noted != marks_.notes) return bad("notes_of", 0);
        if (sourced != marks_.of(Category::attribution)) return bad("by_source", 0);
        return carried == carried_ || bad("carriers", 0);
    }

    bool documents() {
        return all("first_in_document", store_.first_in_document, [&](auto const& entry, auto) {
            std::uint32_t const first = entry.load(std::memory_order_relaxed);
            return first <= document_runs || walk(first - document_runs, 1).is_good;
        });
    }

    /// No up word waits for an attribution that is not there yet.
    bool carriers() {
        return each("carrier_up", store_.carrier_up, [&](auto const& up, std::uint32_t a) {
            return a < marks_.of(Category::attribution) || up.load(std::memory_order_relaxed) == 0;
        });
    }

    /// A table's numbers are those of records, it knows how many it has, and there is room for one more than it takes.
    template <class F>
    bool index(std::string_view name, HashIndex const& index, F is_number, std::uint64_t& numbers) {
        for (std::size_t t = 0; t < HashIndex::table_count; ++t) {
            auto const slots = index.slots(t);
            std::uint32_t used = 0;
            for (auto const& slot : slots) {
                std::uint64_t const word = slot.load(std::memory_order_relaxed);
                if (word == 0) continue;
                ++used;
                if (!is_number(static_cast<std::uint32_t>(word) - 1)) return bad(name, static_cast<std::uint32_t>(t));
            }
            bool const has_room = slots.empty() || (slots.size() >= 8 && used < slots.size());
            if (used != index.used(t) || !has_room) return bad(name, static_cast<std::uint32_t>(t));
            numbers += used;
        }
        return true;
    }
    template <class T>
    bool index_of(std::string_view name, HashIndex const& index, Column<T> const& column, bool of_all) {
        std::uint64_t numbers = 0;
        if (!this->index(
                name, index, [&](std::uint32_t number) { return number < column.size(); }, numbers))
            return false;
        return !of_all || numbers == column.size() || bad(name, HashIndex::table_count);
    }
    bool indexes() {
        for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
            if (!index_of("by_key", store_.entities[c].by_key, store_.entities[c].keys, true)) return false;
        std::uint64_t texts = 0;
        // That its numbers are those of texts is known.
        return index(
                   "texts", store_.texts, [](auto) { return true; }, texts) &&
               index_of("property_index", store_.property_index, store_.properties, true) &&
               index_of("date_index", store_.date_index, store_.dates, true) &&
               index_of("quantity_index", store_.quantity_index, store_.quantities, true) &&
               index_of("claim_index", store_.claim_index, store_.claims, true) &&
               index_of("group_index", store_.group_index, store_.groups, false) &&
               index_of("attribution_index", store_.attribution_index, store_.attributions, false) &&
               index_of("manner_index", store_.manner_index, store_.manners, true) &&
               index_of("label_index", store_.label_index, store_.notes, false);
    }

    Numbers taken_;              ///< words that lists have
    std::uint64_t naming_ = 0;   ///< claims whose value is a record
    std::uint64_t carried_ = 0;  ///< attributions of attributions
};

}  // namespace

std::optional<Error> find_writing_fault(Store const& store, Marks const& marks, TellPart const& tell) {
    return WritingCheck(store, marks, tell).run();
}

}  // namespace ascribe::detail
