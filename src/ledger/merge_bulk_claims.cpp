// SPDX-License-Identifier: BSL-1.0
#include "merge_bulk.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace ascribe::detail {

namespace {

/// Marks a hash that is waiting, in a bit that no index looks at.
constexpr std::uint64_t is_waiting = std::uint64_t{1} << 40;

[[nodiscard]] Traits traits_of(Store const& store, std::uint32_t property) noexcept {
    return Traits::from_bits(static_cast<std::uint16_t>(store.properties[property].traits));
}

}  // namespace

/// Finds the groups of subjects that are there before any claim. Several are looked for at a time, so that memory is
/// fetched for one while others are compared.
void BulkMerge::find_groups() {
    std::uint32_t const count = groups_end_;
    groups_.assign(count, none);

    struct Walk {
        std::uint32_t at, group, subject, property, walked;
    };
    std::uint32_t next = 0;
    auto const start = [&](Walk& walk) {
        for (; next < count; ++next) {
            GroupRecord const& group = from_.groups[next];
            auto const category = category_of(group.subject);
            // One that was taken back is none of the graph's, and may be of what was taken back with it.
            if (group.property >= marks_.properties || number_of(group.subject) >= marks_.of(category)) continue;
            // Those of a symmetric property may get their ends turned, so that they are in another group.
            if (category == Category::claim || category == Category::attribution ||
                traits_of(into_, properties_[group.property]).has(Trait::symmetric))
                continue;
            std::uint32_t const subject = node(group.subject);
            auto const* head = is_old(subject) ? into_.groups_of[subject >> 29].find(number_of(subject)) : nullptr;
            std::uint32_t const first = head == nullptr ? 0 : head->first.load(std::memory_order_relaxed);
            groups_[next] = fresh;
            if (first == 0) continue;
            walk = {first - 1, next, subject, properties_[group.property], 0};
            prefetch(&into_.groups[first - 1]);
            ++next;
            return true;
        }
        return false;
    };
    auto const advance = [&](Walk& walk) {
        GroupRecord const& group = into_.groups[walk.at];
        if (group.property == walk.property) {
            groups_[walk.group] = walk.at;
            return false;
        }
        std::uint32_t const after = group.next.load(std::memory_order_relaxed);
        if (after == 0) return false;
        if (++walk.walked == many) {
            auto const found = into_.group_index.find(hash_of_group(walk.subject, walk.property), [&](std::uint32_t n) {
                return into_.groups[n].subject == walk.subject && into_.groups[n].property == walk.property;
            });
            if (found != none) groups_[walk.group] = found;
            return false;
        }
        walk.at = after - 1;
        prefetch(&into_.groups[walk.at]);
        return true;
    };

    std::array<Walk, 16> walks;
    std::size_t open = 0;
    while (open < walks.size() && start(walks[open])) ++open;
    while (open > 0)
        for (std::size_t i = 0; i < open;)
            if (advance(walks[i]) || start(walks[i]))
                ++i;
            else
                walks[i] = walks[--open];
}

void BulkMerge::make_ready(ClaimRecord const& claim, Coming& coming) {
    GroupRecord const& group = from_.groups[claim.group()];
    coming.subject = node(group.subject);
    coming.value = value(claim);
    coming.valid = date(claim.valid);
    coming.hash = hash_of_claim(coming.subject, properties_[group.property], coming.value, coming.valid);
    coming.is_ready = true;
}

void BulkMerge::look_ahead(std::uint32_t claim) {
    if (claim >= marks_.of(Category::claim)) return;
    ClaimRecord const& record = from_.claims[claim];
    Coming& coming = coming_[claim % ahead];
    coming.is_ready = false;
    if (!is_met(from_.groups[record.group()].subject) || (record.kind() == ValueKind::node && !is_met(record.value)))
        return;
    make_ready(record, coming);
    std::uint32_t const group = groups_[record.group()];
    if (group < fresh) {
        prefetch(&into_.groups[group]);
        if (group < batch_.before().groups) into_.claim_index.prefetch(coming.hash);
    } else if (auto const* head = into_.groups_of[coming.subject >> 29].find(number_of(coming.subject))) {
        prefetch(head);
    }
}

void BulkMerge::look_closer(std::uint32_t claim) const noexcept {
    if (claim >= marks_.of(Category::claim) || !coming_[claim % ahead].is_ready) return;
    std::uint32_t const group = groups_[from_.claims[claim].group()];
    if (group < fresh) {
        GroupRecord const& record = into_.groups[group];
        prefetch(&into_.claims[record.last]);
        if (record.second_value.load(std::memory_order_relaxed) == 0) prefetch(&into_.claims[record.first]);
        return;
    }
    Coming const& coming = coming_[claim % ahead];
    auto const* head = into_.groups_of[coming.subject >> 29].find(number_of(coming.subject));
    if (head != nullptr && head->count != 0) prefetch(&into_.groups[head->last]);
}

bool BulkMerge::claim(std::uint32_t claim) {
    look_ahead(claim + ahead - 1);
    look_closer(claim + ahead / 4);
    ClaimRecord const& record = from_.claims[claim];
    Coming& coming = coming_[claim % ahead];
    if (!coming.is_ready) make_ready(record, coming);
    std::uint32_t const number = one_claim(record, coming);
    if (number == none) return false;
    numbers(Category::claim).push_back(number);
    return step();
}

std::uint32_t BulkMerge::one_claim(ClaimRecord const& claim, Coming const& coming) {
    std::uint32_t& group = groups_[claim.group()];
    std::uint32_t const property = properties_[from_.groups[claim.group()].property];
    bool const is_odd = traits_of(into_, property).has(Trait::numeric) && coming.value.kind != ValueKind::quantity;
    if (group == none || is_odd || into_.claims.size() > Node::max_number || into_.groups.size() > Node::max_number ||
        batch_.is_full()) {
        std::uint32_t unknown = none;
        std::uint32_t const size = into_.claims.size();
        std::uint32_t const number = batch_.claim(coming.subject, property, coming.value, coming.valid, unknown);
        if (into_.claims.size() != size) hashes_.push_back(0);
        group = unknown;
        return number;
    }
    if (group < batch_.before().groups) {
        auto const found = into_.claim_index.find(coming.hash, [&](std::uint32_t n) {
            ClaimRecord const& other = into_.claims[n];
            return other.group() == group && other.kind() == coming.value.kind && other.value == coming.value.word &&
                   other.valid == coming.valid;
        });
        if (found != none) return found;
    }
    return new_claim(coming, property, group);
}

std::uint32_t BulkMerge::new_claim(Coming const& coming, std::uint32_t property, std::uint32_t& group) {
    GroupsHead* groups = nullptr;
    bool is_indexed = false;
    if (group == fresh) {
        into_.groups.reserve(1);
        groups = &into_.groups_of[coming.subject >> 29].make(number_of(coming.subject));
        is_indexed = groups->count >= many;
        if (is_indexed) into_.group_index.reserve(hash_of_group(coming.subject, property));
    }
    into_.claims.reserve(1);
    bool const has_line = into_.claims.size() >= into_.runs.claims();
    if (has_line) into_.lines.reserve(1);
    StagedEntry named_by;
    if (coming.value.kind == ValueKind::node)
        named_by = stage_entry(into_.words, into_.named_by[coming.value.word >> 29].make(number_of(coming.value.word)));
    hashes_.push_back(coming.hash | is_waiting);

    // From here on nothing throws.
    std::uint32_t const place = group == fresh ? into_.groups.size() : group;
    std::uint32_t const number = into_.claims.push(static_cast<std::uint32_t>(coming.value.kind) << 29 | place,
                                                   coming.value.word, coming.valid, 0u);
    if (has_line) into_.lines.push();
    if (groups != nullptr) {
        append_group(into_, *groups, coming.subject, property, number);
        if (is_indexed) into_.group_index.insert(hash_of_group(coming.subject, property), place);
        group = place;
    } else {
        append_to_group(into_, place, number);
    }
    if (named_by.head != nullptr) named_by.commit(into_.words, number + 1);
    return number;
}

/// Table by table, so that what is written to stays near.
void BulkMerge::index_claims() {
    std::array<std::uint32_t, HashIndex::table_count> ends{};
    for (std::uint64_t hash : hashes_)
        if (hash != 0) ++ends[HashIndex::table_of(hash)];
    std::uint32_t count = 0;
    for (std::uint32_t& end : ends) count += std::exchange(end, count);
    auto const slots = std::make_unique_for_overwrite<std::uint64_t[]>(count);
    std::uint32_t number = batch_.before().of(Category::claim);
    for (std::uint64_t hash : hashes_) {
        ++number;
        if (hash != 0) slots[ends[HashIndex::table_of(hash)]++] = hash << 32 | number;
    }
    hashes_ = {};
    std::uint32_t begin = 0;
    for (std::size_t table = 0; table < ends.size(); begin = ends[table++]) {
        into_.claim_index.reserve(table, ends[table] - begin);
        into_.claim_index.insert(table, {slots.get() + begin, ends[table] - begin});
    }
}

}  // namespace ascribe::detail
