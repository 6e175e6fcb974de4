// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_HASH_INDEX_HPP
#define ASCRIBE_LEDGER_HASH_INDEX_HPP

#include <ascribe/config.hpp>
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Mixes 64 bits so that each depends on all (finaliser of SplitMix64; Steele, Lea and Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

[[nodiscard]] constexpr std::uint64_t hash_words(std::uint64_t a, std::uint64_t b) noexcept {
    return mix((a + 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu ^ std::rotl(b * 0xc4ceb9fe1a85ec53u, 29));
}

/// Up to seven bytes as a number, as if they were followed by zeros. By two reads that may overlap, since copying so
/// few one by one costs more than all the rest of a hash.
[[nodiscard]] inline std::uint64_t last_bytes(char const* at, std::size_t count) noexcept {
    std::uint64_t word = 0;
    if (std::endian::native != std::endian::little) {
        if (count > 0) std::memcpy(&word, at, count);
    } else if (count >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, at, 4);
        std::memcpy(&last, at + count - 4, 4);
        word = first | std::uint64_t{last} << (8 * (count - 4));
    } else if (count > 0) {
        auto const byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); };
        word = byte(0) | byte(count / 2) | byte(count - 1);
    }
    return word;
}

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view text) noexcept {
    std::uint64_t h = text.size() * 0x9e3779b97f4a7c15u;
    char const* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        h = (h ^ word) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    return mix(h ^ last_bytes(at, left));
}

/// Finds a record number by the hash of its content; the records themselves lie elsewhere and are compared by the
/// caller. Insert only, 8 bytes a slot; load 0.53 to 0.8, up to 0.875 for what is first inserted all at once, and less
/// where room was made for what has yet to come; in 64 tables so that growing one is a short pause. Slots are in order
/// of hash, so growing is one pass over both tables.
///
/// One thread inserts; `find_shared` may run in any other thread at the same time. A table that has grown is freed as
/// soon as no `find_shared` is under way.
class HashIndex {
public:
    static constexpr std::uint32_t none = 0xffffffff;
    static constexpr std::size_t table_count = 64;

    HashIndex() = default;
    HashIndex(HashIndex const&) = delete;
    HashIndex& operator=(HashIndex const&) = delete;
    ~HashIndex() {
        for (auto& t : tables_) delete t.load(std::memory_order_relaxed);
    }

    /// Where a search came to its end, so that an insertion of the same hash need not walk there again.
    struct Place {
        void const* table = nullptr;
        std::uint32_t slot = 0;
    };

    /// The number inserted with this hash for which `equal(number)` holds, or `none`. For the writing thread.
    template <class Equal>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, Equal&& equal) const {
        Place end;
        return find(hash, equal, end);
    }
    template <class Equal>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, Equal&& equal, Place& end) const {
        Table const* table = tables_[table_of(hash)].load(std::memory_order_relaxed);
        end.table = table;
        return table == nullptr ? none : table->find(static_cast<std::uint32_t>(hash), equal, end.slot);
    }

    /// As find, for any thread while the writer inserts. Takes no lock.
    template <class Equal>
    [[nodiscard]] std::uint32_t find_shared(std::uint64_t hash, Equal&& equal) const {
        Reading const reading(readers_);
        Table const* table = tables_[table_of(hash)].load();
        std::uint32_t end = 0;
        return table == nullptr ? none : table->find(static_cast<std::uint32_t>(hash), equal, end);
    }

    /// Copies the slots of one table that have numbers below `end`, in order, which is nearly that of their hashes, and
    /// returns how many they are. There must be room for one more than that, which is at most what `capacity_shared`
    /// says after the numbers were learned of. For any thread, as find_shared.
    std::size_t copy_shared(std::size_t table, std::uint32_t end, std::uint64_t* slots) const noexcept {
        Reading const reading(readers_);
        Table const* const t = tables_[table].load();
        if (t == nullptr) return 0;
        std::size_t count = 0;
        // Without branches, which nothing could foresee. An empty slot has the number -1.
        auto const* const from = t->slots;
        for (std::uint32_t i = 0, size = t->capacity; i < size; ++i) {
            std::uint64_t const slot = from[i].load(std::memory_order_acquire);
            slots[count] = slot;
            count += static_cast<std::size_t>(static_cast<std::uint32_t>(slot) - 1 < end);
        }
        return count;
    }
    [[nodiscard]] std::size_t capacity_shared(std::size_t table) const noexcept {
        Reading const reading(readers_);
        Table const* const t = tables_[table].load();
        return t == nullptr ? 0 : t->capacity;
    }

    /// Replaces each slot by that of this index which has the same hash, or 0 if there is none; if there are several,
    /// by any of them. For the writing thread.
    void match(std::size_t table, std::span<std::uint64_t> slots) const noexcept {
        Table const* const t = tables_[table].load(std::memory_order_relaxed);
        for (std::uint64_t& slot : slots) slot = t == nullptr ? 0 : t->match(static_cast<std::uint32_t>(slot >> 32));
    }

    /// Inserts slots with the numbers in them. Requires: `reserve` for so many.
    void insert(std::size_t table, std::span<std::uint64_t const> slots) noexcept {
        if (slots.empty()) return;
        Table* const t = tables_[table].load(std::memory_order_relaxed);
        ASCRIBE_ASSERT(t != nullptr && slots.size() < t->capacity - t->used);
        for (std::uint64_t const slot : slots) t->insert(slot);
    }

    /// After this, `insert(hash, ...)` throws nothing. May throw std::bad_alloc and then has changed nothing.
    void reserve(std::uint64_t hash) {
        auto& entry = tables_[table_of(hash)];
        Table* table = entry.load(std::memory_order_relaxed);
        if (table != nullptr && table->used < table->capacity - table->capacity / 5) return;
        grow(entry, table == nullptr ? 8 : table->capacity + table->capacity / 2);
        release_retired();
    }

    /// After this, `insert` throws nothing for so many hashes of this table. May throw std::bad_alloc and then has
    /// changed nothing that can be seen.
    void reserve(std::size_t table, std::uint32_t count) {
        Table const* t = tables_[table].load(std::memory_order_relaxed);
        std::uint64_t const capacity = t == nullptr ? 0 : t->capacity;
        std::uint64_t const used = (t == nullptr ? 0 : t->used) + std::uint64_t{count};
        // What comes into an empty table is mostly all there will be; where there was something, more will come.
        if (count == 0 || used <= capacity - capacity / 5) return;
        std::uint64_t const room = t == nullptr ? used / 7 : used * 3 / 4;
        grow(tables_[table], static_cast<std::uint32_t>((std::max)(used + room + 8, capacity + capacity / 2)));
        release_retired();
    }
    /// The same for as many hashes of each table as `counts` says.
    void reserve(std::array<std::uint32_t, table_count> const& counts) {
        for (std::size_t i = 0; i < table_count; ++i) reserve(i, counts[i]);
    }
    /// Makes room for about so many more that are then inserted one by one: rarely does a table grow before there are
    /// as many. May throw std::bad_alloc and then has changed nothing that can be seen.
    void reserve_about(std::uint32_t count) {
        // Three standard deviations more than the mean, of a part of them that is drawn by hashes.
        std::uint64_t const mean = count / table_count;
        std::uint64_t deviation = 0;
        for (std::uint64_t bit = 1u << 16; bit != 0; bit /= 2)
            if ((deviation + bit) * (deviation + bit) <= mean) deviation += bit;
        std::uint64_t const more = mean + 3 * deviation + 1;
        for (auto& entry : tables_) {
            Table const* table = entry.load(std::memory_order_relaxed);
            std::uint64_t const used = (table == nullptr ? 0 : table->used) + more;
            std::uint64_t const capacity = used + used / 4 + 8;
            if (count != 0 && (table == nullptr || table->capacity < capacity))
                grow(entry, static_cast<std::uint32_t>(capacity));
        }
        release_retired();
    }
    [[nodiscard]] static std::size_t table_of(std::uint64_t hash) noexcept {
        return static_cast<std::size_t>(hash >> 58);
    }

    /// Lets memory be fetched that a `find` or `insert` of this hash will read.
    void prefetch(std::uint64_t hash) const noexcept {
        Table const* table = tables_[table_of(hash)].load(std::memory_order_relaxed);
        if (table != nullptr) detail::prefetch(&table->slots[table->start(static_cast<std::uint32_t>(hash))]);
    }

    /// For the writing thread: no `find` meets numbers from this one on any more. Linear in the whole index.
    void forget_from(std::uint32_t number) noexcept {
        for (auto& entry : tables_) {
            Table* table = entry.load(std::memory_order_relaxed);
            for (std::uint32_t i = 0; table != nullptr && i < table->capacity; ++i) {
                std::uint64_t const slot = table->slots[i].load(std::memory_order_relaxed);
                if (slot != 0 && static_cast<std::uint32_t>(slot) > number)
                    table->slots[i].store(slot | forgotten, std::memory_order_relaxed);
            }
        }
    }

    /// Requires: `reserve` just before, and `number < 2^32 - 2`. `from` is where a search for this hash has ended.
    void insert(std::uint64_t hash, std::uint32_t number) noexcept { insert(hash, number, Place()); }
    void insert(std::uint64_t hash, std::uint32_t number, Place from) noexcept {
        Table* table = tables_[table_of(hash)].load(std::memory_order_relaxed);
        ASCRIBE_ASSERT(table != nullptr && table->used < table->capacity);
        auto const slot_hash = static_cast<std::uint32_t>(hash);
        table->insert(static_cast<std::uint64_t>(slot_hash) << 32 | (number + 1u),
                      from.table == table ? from.slot : table->start(slot_hash));
        if (!retired_.empty()) release_retired();
    }

    /// The slots of one table, for the writer: 0 for an empty one, else hash and number plus one in its halves.
    [[nodiscard]] std::span<std::atomic<std::uint64_t> const> slots(std::size_t table) const noexcept {
        Table const* t = tables_[table].load(std::memory_order_relaxed);
        return t == nullptr ? std::span<std::atomic<std::uint64_t> const>() : std::span(t->slots, t->capacity);
    }

    /// How many slots of a table are used. For the writer.
    [[nodiscard]] std::uint32_t used(std::size_t table) const noexcept {
        Table const* t = tables_[table].load(std::memory_order_relaxed);
        return t == nullptr ? 0 : t->used;
    }

    /// Takes the slots of a table where they lie; they must outlive this. Insertions write to them until the table
    /// grows. Requires: nothing is here yet, and `used` of the slots are used, which are not all.
    void adopt(std::size_t table, std::span<std::atomic<std::uint64_t> const> slots, std::uint32_t used) {
        tables_[table] = new Table(const_cast<std::atomic<std::uint64_t>*>(slots.data()),
                                   static_cast<std::uint32_t>(slots.size()), used);
    }

    /// Bytes of the tables in use. For any thread.
    [[nodiscard]] std::size_t memory() const noexcept {
        return slots_.load(std::memory_order_relaxed) * sizeof(std::uint64_t);
    }

private:
    /// In place of a number plus one: the slot belongs to nothing, but what was inserted after it may lie behind.
    static constexpr std::uint32_t forgotten = 0xffffffff;

    /// Announces a reader; see release_retired.
    struct Reading {
        std::atomic<std::uint32_t>& count;
        explicit Reading(std::atomic<std::uint32_t>& c) : count(c) { count.fetch_add(1); }
        Reading(Reading const&) = delete;
        Reading& operator=(Reading const&) = delete;
        ~Reading() { count.fetch_sub(1); }
    };

    struct Table {
        explicit Table(std::uint32_t size)
            : capacity(size), owned(std::make_unique<std::atomic<std::uint64_t>[]>(size)), slots(owned.get()) {}
        /// Slots that lie elsewhere.
        Table(std::atomic<std::uint64_t>* at, std::uint32_t size, std::uint32_t used_slots)
            : capacity(size), used(used_slots), slots(at) {}

        [[nodiscard]] std::uint32_t start(std::uint32_t hash) const noexcept {
            return static_cast<std::uint32_t>(std::uint64_t{hash} * capacity >> 32);
        }
        template <class Equal>
        [[nodiscard]] std::uint32_t find(std::uint32_t hash, Equal& equal, std::uint32_t& end) const {
            for (std::uint32_t i = start(hash);;) {
                std::uint64_t const slot = slots[i].load(std::memory_order_acquire);
                if (slot == 0) {
                    end = i;
                    return none;
                }
                if (static_cast<std::uint32_t>(slot >> 32) == hash) {
                    auto const number = static_cast<std::uint32_t>(slot) - 1;
                    if (number != forgotten - 1 && equal(number)) return number;
                }
                if (++i == capacity) i = 0;
            }
        }
        [[nodiscard]] std::uint64_t match(std::uint32_t hash) const noexcept {
            std::uint32_t i = start(hash);
            std::uint64_t slot = slots[i].load(std::memory_order_relaxed);
            while (slot != 0 &&
                   (static_cast<std::uint32_t>(slot >> 32) != hash || static_cast<std::uint32_t>(slot) == forgotten)) {
                if (++i == capacity) i = 0;
                slot = slots[i].load(std::memory_order_relaxed);
            }
            return slot;
        }
        /// Used slots in order. They are picked some at a time without a branch, which nothing could predict.
        template <class F>
        void for_each(F f) const {
            std::array<std::uint64_t, 64> picked;
            for (std::uint32_t i = 0; i < capacity;) {
                std::uint32_t const end = (std::min)(capacity, i + static_cast<std::uint32_t>(picked.size()));
                std::size_t count = 0;
                for (; i < end; ++i) {
                    std::uint64_t const slot = slots[i].load(std::memory_order_relaxed);
                    picked[count] = slot;
                    count += static_cast<std::size_t>(slot != 0 && static_cast<std::uint32_t>(slot) != forgotten);
                }
                for (std::size_t k = 0; k < count; ++k) f(picked[k]);
            }
        }
        void insert(std::uint64_t slot) noexcept { insert(slot, start(static_cast<std::uint32_t>(slot >> 32))); }
        /// At `i` or behind it, which is where the slot's hash starts or a search for it has ended.
        void insert(std::uint64_t slot, std::uint32_t i) noexcept {
            while (slots[i].load(std::memory_order_relaxed) != 0)
                if (++i == capacity) i = 0;
            slots[i].store(slot, std::memory_order_release);
            ++used;
        }

        std::uint32_t capacity;
        std::uint32_t used = 0;
        std::unique_ptr<std::atomic<std::uint64_t>[]> owned;
        std::atomic<std::uint64_t>* slots;
    };

    void grow(std::atomic<Table*>& entry, std::uint32_t capacity) {
        retired_.reserve(retired_.size() + 1);
        auto grown = std::make_unique<Table>(capacity);
        std::size_t more = capacity;
        if (Table* const table = entry.load(std::memory_order_relaxed)) {
            if (table->owned) more -= table->capacity;
            table->for_each(
                [&](std::uint64_t slot) { grown->insert(slot, grown->start(static_cast<std::uint32_t>(slot >> 32))); });
            retired_.emplace_back(table);
        }
        entry.store(grown.release());
        slots_.store(slots_.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
    }

    // A reader announces itself before it loads a table; so once the new table is stored and no reader is announced,
    // nobody can hold the old one. All of this is sequentially consistent.
    void release_retired() noexcept {
        if (readers_.load() == 0) retired_.clear();
    }

    std::atomic<Table*> tables_[table_count] = {};
    mutable std::atomic<std::uint32_t> readers_ = 0;
    std::atomic<std::size_t> slots_ = 0;
    std::vector<std::unique_ptr<Table>> retired_;
};

}  // namespace ascribe::detail

#endif
