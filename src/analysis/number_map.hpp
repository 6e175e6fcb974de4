// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_NUMBER_MAP_HPP
#define ASCRIBE_SRC_ANALYSIS_NUMBER_MAP_HPP

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// A map from words to words that is cleared in constant time and keeps its memory: open addressing, linear probing,
/// and a generation in every slot. Nothing is ever iterated, so that no order depends on it.
class NumberMap {
public:
    NumberMap() : slots_(64) {}

    void clear() noexcept {
        size_ = 0;
        if (++generation_ != 0) return;
        for (Slot& slot : slots_) slot.generation = 0;
        generation_ = 1;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The value of `key`, and whether it is new and now `value`.
    std::pair<std::uint32_t*, bool> insert(std::uint32_t key, std::uint32_t value) {
        if ((size_ + 1) * 2 > slots_.size()) grow();
        Slot& slot = slots_[place(key)];
        if (slot.generation == generation_) return {&slot.value, false};
        slot = {key, value, generation_};
        ++size_;
        return {&slot.value, true};
    }
    /// As a set: whether `key` was not there yet.
    bool add(std::uint32_t key) { return insert(key, 0).second; }

    /// Null if there is none.
    [[nodiscard]] std::uint32_t const* find(std::uint32_t key) const noexcept {
        Slot const& slot = slots_[place(key)];
        return slot.generation == generation_ ? &slot.value : nullptr;
    }

private:
    struct Slot {
        std::uint32_t key = 0;
        std::uint32_t value = 0;
        std::uint32_t generation = 0;
    };

    [[nodiscard]] std::size_t place(std::uint32_t key) const noexcept {
        std::size_t const mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>((key * std::uint64_t{0x9e3779b97f4a7c15u}) >> 32) & mask;
        while (slots_[at].generation == generation_ && slots_[at].key != key) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Slot> before(slots_.size() * 2);
        before.swap(slots_);
        for (Slot const& slot : before)
            if (slot.generation == generation_) slots_[place(slot.key)] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
    std::uint32_t generation_ = 1;
};

}  // namespace ascribe::detail

#endif
