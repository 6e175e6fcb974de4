// SPDX-License-Identifier: BSL-1.0
#include "merge_keys.hpp"

#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <span>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t none = HashIndex::none;
/// In place of a number that was not met.
constexpr std::uint32_t not_met = none - 1;

[[nodiscard]] std::uint32_t number_in(std::uint64_t slot) noexcept {
    return static_cast<std::uint32_t>(slot) - 1;
}

/// Sorts slots that are nearly sorted, as those of an index are but for what went on from its end at its beginning.
void sort_slots(std::span<std::uint64_t> slots) noexcept {
    auto const wrapped = std::find_if(slots.begin(), slots.end(), [](std::uint64_t slot) { return slot >> 63 == 0; });
    if (wrapped != slots.end()) std::rotate(slots.begin(), wrapped, slots.end());
    std::size_t moves = 16 * slots.size();
    for (std::size_t i = 1; i < slots.size(); ++i) {
        std::uint64_t const slot = slots[i];
        std::size_t at = i;
        for (; at > 0 && slots[at - 1] > slot && moves > 0; --at, --moves) slots[at] = slots[at - 1];
        slots[at] = slot;
    }
    if (moves == 0) std::sort(slots.begin(), slots.end());
}

}  // namespace

bool KeyJoin::find(std::vector<std::uint32_t>& numbers) {
    numbers.assign(size_, not_met);
    HashIndex const& known = into_.entities[category_].by_key;
    std::vector<std::uint64_t> matches;
    std::size_t met = 0;
    for (std::size_t table = 0; table < HashIndex::table_count; ++table) {
        slots_.resize((std::max)(slots_.size(), index().capacity_shared(table) + 1));
        std::size_t const count = index().copy_shared(table, size_, slots_.data());
        matches.assign(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(count));
        known.match(table, matches);
        std::uint32_t fresh = 0;
        for (std::size_t i = 0; i < count; ++i) {
            numbers[number_in(slots_[i])] = number_in(matches[i]);  // None for an empty slot.
            fresh += static_cast<std::uint32_t>(matches[i] == 0);
        }
        counts_[table] = fresh;
        met += count;
        largest_ = (std::max)(largest_, count);
    }
    return met == size_ && std::find(numbers.begin(), numbers.end(), not_met) == numbers.end();
}

void KeyJoin::fetch(std::uint32_t candidate) const noexcept {
    if (candidate != none) prefetch(&into_.entities[category_].keys[candidate]);
}

void KeyJoin::fetch_text(std::uint32_t candidate) const noexcept {
    if (candidate != none) prefetch(&into_.text_words[into_.entities[category_].keys[candidate]]);
}

std::uint32_t KeyJoin::compare(std::uint32_t number, std::uint32_t candidate) {
    auto const& known = into_.entities[category_];
    auto const key = from_.text(from_.entities[category_].keys[number]);
    if (into_.text(known.keys[candidate]) == key) return candidate;
    auto const hash = hash_bytes(key);
    auto const found = known.by_key.find(hash, [&](std::uint32_t n) { return into_.text(known.keys[n]) == key; });
    if (found == none) ++counts_[HashIndex::table_of(hash)];
    return found;
}

void KeyJoin::prepare(HashIndex& target) {
    target.reserve(counts_);
    slots_.resize((std::max)(slots_.size(), largest_ + 1));
}

void KeyJoin::insert(HashIndex& target, std::vector<std::uint32_t> const& numbers, std::uint32_t first_new) noexcept {
    for (std::size_t table = 0; table < HashIndex::table_count; ++table) {
        if (counts_[table] == 0) continue;
        std::size_t const count = index().copy_shared(table, size_, slots_.data());
        std::size_t fresh = 0;
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t const number = numbers[number_in(slots_[i])];
            slots_[fresh] = (slots_[i] & ~std::uint64_t{none}) | (number + 1u);
            fresh += static_cast<std::size_t>(number >= first_new);
        }
        // In an order that tells nothing of how the graph's index came to be, so that equal graphs give equal indexes.
        sort_slots({slots_.data(), fresh});
        target.insert(table, {slots_.data(), fresh});
    }
}

}  // namespace ascribe::detail
