// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_COLUMN_HPP
#define ASCRIBE_LEDGER_COLUMN_HPP

#include <ascribe/config.hpp>
#include <ascribe/ledger/large_pages.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

namespace ascribe::detail {

/// Adds to a sum that one thread writes and any thread reads.
inline void add_bytes(std::atomic<std::size_t>& sum, std::size_t bytes) noexcept {
    sum.store(sum.load(std::memory_order_relaxed) + bytes, std::memory_order_relaxed);
}

/// Where the records of a column lie, for a reader and the records that it has learned of: unlike the column itself it
/// need not look with each of them whether there is a newer directory.
///
/// A directory has an entry for each 16 KiB of records or less, a power of two of them. Index to address is a shift, a
/// mask and an entry, for every index alike: without a branch, fields of one record are read with one such address.
template <class T>
class ColumnView {
public:
    static constexpr std::uint32_t slot_bits = std::bit_width(16'384 / sizeof(T)) - 1;
    static constexpr std::uint32_t slot_size = 1u << slot_bits;

    ColumnView() = default;
    explicit ColumnView(T* const* directory) noexcept : directory_(directory) {}

    [[nodiscard]] T& operator[](std::uint32_t i) const noexcept {
        return directory_[i >> slot_bits][i & (slot_size - 1)];
    }

private:
    T* const* directory_ = nullptr;
};

/// An append-only array of records that never move. Memory is acquired for a sixteenth of the records that are there
/// already, within limits, so that little of it is unused.
///
/// One thread appends; any thread may read record i once it has learned i from the writer through an acquire (a
/// graph's marks, or a word that was stored with release). An append is in two steps: `reserve` or `reserve_run` may
/// throw std::bad_alloc and changes nothing that can be seen; `push` and `extend` throw nothing.
template <class T>
class Column {
    static_assert(std::is_trivially_destructible_v<T>);

public:
    static constexpr std::uint32_t slot_bits = ColumnView<T>::slot_bits;
    static constexpr std::uint32_t slot_size = ColumnView<T>::slot_size;
    /// Unless more is asked for at once, so many records are the most that memory is acquired for.
    static constexpr std::uint32_t largest_step = 1u << 16;

    Column() = default;
    Column(Column const&) = delete;
    Column& operator=(Column const&) = delete;

    // Acquire: a reader may meet a directory that is newer than the mark it holds.
    [[nodiscard]] T& operator[](std::uint32_t i) noexcept {
        return ColumnView<T>(directory_.load(std::memory_order_acquire))[i];
    }
    [[nodiscard]] T const& operator[](std::uint32_t i) const noexcept {
        return ColumnView<T>(directory_.load(std::memory_order_acquire))[i];
    }
    /// For any thread, and for the records that it has learned of before.
    [[nodiscard]] ColumnView<T const> view() const noexcept {
        return ColumnView<T const>(directory_.load(std::memory_order_acquire));
    }

    /// For the writer: number of records so far.
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

    /// After this, `count` records can be pushed without allocation. Amortised constant.
    void reserve(std::uint32_t count) {
        if (count > capacity_ - size_) add_block(count - (capacity_ - size_));
    }

    /// After this, `extend(count)` throws nothing. May leave a gap, so that the run lies in one piece of memory.
    void reserve_run(std::uint32_t count) {
        std::uint32_t const start = run_start(count);
        if (count > capacity_ - start) add_block(count);
    }

    /// Requires: room from `reserve`. Returns the number of the new record.
    template <class... Args>
    std::uint32_t push(Args&&... args) noexcept {
        ::new (static_cast<void*>(&(*this)[size_])) T{static_cast<Args&&>(args)...};
        return size_++;
    }

    /// Requires: room from `reserve_run(count)`. Appends `count` value-initialised records that are adjacent in
    /// memory and returns the number of the first.
    std::uint32_t extend(std::uint32_t count) noexcept {
        std::uint32_t const start = run_start(count);
        if (count != 0) {
            T* const at = &(*this)[start];
            for (std::uint32_t i = 0; i < count; ++i) ::new (static_cast<void*>(at + i)) T{};
        }
        size_ = start + count;
        return start;
    }

    /// The same with copies of adjacent records.
    std::uint32_t extend(T const* records, std::uint32_t count) noexcept {
        static_assert(std::is_trivially_copyable_v<T>);
        std::uint32_t const start = run_start(count);
        if (count != 0) std::copy_n(records, count, &(*this)[start]);
        size_ = start + count;
        return start;
    }

    /// Asks for large pages for the memory that is held. Requires: nothing was written there yet.
    void prefer_large_pages() const noexcept {
        std::uint32_t begin = 0;
        for (Block const& block : blocks_) {
            detail::prefer_large_pages(block.records.get(), (block.end - begin) * sizeof(T));
            begin = block.end;
        }
    }

    /// Has all memory that is acquired from now on filled with zeros, gaps between runs too.
    void clear_new_memory() noexcept { clears_ = true; }

    /// Takes records where they lie; they must outlive this. Nothing may be appended before `own_end` or `leave_gap`.
    /// Requires: nothing is here yet.
    void adopt(T const* records, std::uint32_t count) {
        if (count == 0) return;
        std::uint32_t const slots = slot_of(count - 1) + 1;
        grow_directory(slots);
        T** directory = directory_.load(std::memory_order_relaxed);
        for (std::uint32_t slot = 0; slot < slots; ++slot)
            directory[slot] = const_cast<T*>(records) + (std::size_t{slot} << slot_bits);
        slots_ = slots;
        size_ = capacity_ = count;
    }

    /// After `adopt`: copies the last, partly filled piece of memory, so that appending goes on in it. At most 16 KiB,
    /// and as their neighbours may now lie elsewhere, only for records that are appended one by one.
    void own_end() {
        std::uint32_t const slot = slot_of(size_);
        std::uint32_t const begin = slot << slot_bits;
        if (size_ == begin) return;
        T const* const from = &(*this)[begin];
        slots_ = slot;
        capacity_ = begin;
        add_block(slot_size);
        std::memcpy(static_cast<void*>(&(*this)[begin]), static_cast<void const*>(from), (size_ - begin) * sizeof(T));
    }
    /// After `adopt`: lets appending go on in the next piece of memory. The numbers between are never used.
    void leave_gap() noexcept { size_ = capacity_ = slots_ << slot_bits; }

    /// Gives back the numbers from `size` on, which no reader has learned of. Requires: `size <= size()`.
    void truncate(std::uint32_t size) noexcept { size_ = size; }

    /// Bytes held, used or not. For any thread.
    [[nodiscard]] std::size_t memory() const noexcept { return bytes_.load(std::memory_order_relaxed); }

private:
    static constexpr std::uint32_t slot_of(std::uint32_t i) noexcept { return i >> slot_bits; }

    /// Where a run of `count` begins: here if it fits in the rest of this piece of memory, else at the next.
    [[nodiscard]] std::uint32_t run_start(std::uint32_t count) const noexcept {
        if ((size_ & (slot_size - 1)) + count <= slot_size) return size_;
        std::uint32_t start = size_;
        auto const ends_later = [](std::uint32_t i, Block const& block) { return i < block.end; };
        auto block = std::upper_bound(blocks_.begin(), blocks_.end(), start, ends_later);
        for (; block != blocks_.end() && count > block->end - start; ++block) start = block->end;
        return start;
    }

    /// Acquires one piece of memory for at least so many records from `capacity_` on, which begins a slot.
    void add_block(std::uint32_t at_least) {
        std::uint32_t const step = (std::min)(capacity_ / 16, largest_step);
        std::uint32_t const slots = slot_of((std::max)(at_least, step) + slot_size - 1);
        std::size_t const bytes = (std::size_t{slots} << slot_bits) * sizeof(T);
        if (slots_ + slots > directory_size_) grow_directory(slots_ + slots);
        T* const at = static_cast<T*>(::operator new (bytes, std::align_val_t{alignof(T)}));
        Block block{std::unique_ptr<T, Release>(at), (slots_ + slots) << slot_bits};
        blocks_.push_back(std::move(block));
        if (clears_) std::memset(static_cast<void*>(at), 0, bytes);
        add_bytes(bytes_, bytes);
        T** directory = directory_.load(std::memory_order_relaxed);
        for (std::uint32_t slot = 0; slot < slots; ++slot)
            directory[slots_ + slot] = at + (std::size_t{slot} << slot_bits);
        slots_ += slots;
        capacity_ = slots_ << slot_bits;
    }

    void grow_directory(std::uint32_t at_least) {
        std::uint32_t const size = (std::max)({std::uint32_t{8}, directory_size_ * 2, at_least});
        auto grown = std::make_unique<T*[]>(size);
        T* const* old = directory_.load(std::memory_order_relaxed);
        std::copy(old, old + slots_, grown.get());
        directories_.push_back(std::move(grown));  // Readers may still hold the old ones.
        add_bytes(bytes_, size * sizeof(T*));
        directory_size_ = size;
        directory_.store(directories_.back().get(), std::memory_order_release);
    }

    struct Release {
        void operator()(T* at) const noexcept { ::operator delete (at, std::align_val_t{alignof(T)}); }
    };

    struct Block {
        std::unique_ptr<T, Release> records;
        std::uint32_t end;  ///< one after its last record
    };

    // Readers read the directory for each record, and the writer writes the sizes: if both lay in one line of the
    // cache, it would go back and forth between them. What is rarely written comes last, so that the next column may
    // follow.
    std::atomic<T**> directory_ = nullptr;
    [[maybe_unused]] std::array<std::byte, 64> apart_;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = 0;  ///< a multiple of the slot size, but for adopted records
    std::uint32_t slots_ = 0;
    std::uint32_t directory_size_ = 0;
    bool clears_ = false;
    std::atomic<std::size_t> bytes_ = 0;
    std::vector<Block> blocks_;  ///< in order
    std::vector<std::unique_ptr<T*[]>> directories_;
};

/// A column of which only the pages that were written to exist; elsewhere it reads as value-initialised.
///
/// For what few records have, such as being reported by others. T is made of atomics: words of a page change after
/// it became visible, by the one writer.
template <class T>
class SparseColumn {
    static_assert(std::is_trivially_destructible_v<T>);

public:
    static constexpr std::uint32_t page_bits = 8;

    SparseColumn() = default;
    SparseColumn(SparseColumn const&) = delete;
    SparseColumn& operator=(SparseColumn const&) = delete;

    /// The record's entry, or null where none was written near it.
    [[nodiscard]] T const* find(std::uint32_t i) const noexcept {
        std::uint32_t const page = i >> page_bits;
        if (page >= pages_.load(std::memory_order_acquire)) return nullptr;
        T const* at = directory_.load(std::memory_order_acquire)[page].load(std::memory_order_acquire);
        return at == nullptr ? nullptr : at + (i & ((1u << page_bits) - 1));
    }

    /// For the writer: makes room for the record's entry, or throws std::bad_alloc.
    T& make(std::uint32_t i) {
        std::uint32_t const page = i >> page_bits;
        T* at = nullptr;
        if (page < pages_.load(std::memory_order_relaxed))
            at = directory_.load(std::memory_order_relaxed)[page].load(std::memory_order_relaxed);
        if (at == nullptr) at = make_page(page);
        return at[i & ((1u << page_bits) - 1)];
    }

    /// Number of pages that may exist, and where page i is, null if it does not. For the writer.
    [[nodiscard]] std::uint32_t page_count() const noexcept { return pages_.load(std::memory_order_relaxed); }
    [[nodiscard]] T const* page(std::uint32_t i) const noexcept {
        return directory_.load(std::memory_order_relaxed)[i].load(std::memory_order_relaxed);
    }

    /// Takes pages where they lie: `numbers` tells for each page which of them it is, plus one, or 0 for none. The
    /// pages must outlive this. Requires: nothing is here yet.
    void adopt(std::span<std::uint32_t const> numbers, T const* pages) {
        if (numbers.empty()) return;
        grow(static_cast<std::uint32_t>(numbers.size()));
        auto* directory = directory_.load(std::memory_order_relaxed);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            if (numbers[i] != 0)
                directory[i].store(const_cast<T*>(pages) + (std::size_t{numbers[i] - 1} << page_bits),
                                   std::memory_order_relaxed);
    }

    /// Bytes held, used or not. For any thread.
    [[nodiscard]] std::size_t memory() const noexcept { return bytes_.load(std::memory_order_relaxed); }

private:
    T* make_page(std::uint32_t page) {
        if (page >= pages_.load(std::memory_order_relaxed)) grow(page + 1);
        auto fresh = std::make_unique<T[]>(std::size_t{1} << page_bits);
        blocks_.push_back(std::move(fresh));
        add_bytes(bytes_, sizeof(T) << page_bits);
        T* const at = blocks_.back().get();
        directory_.load(std::memory_order_relaxed)[page].store(at, std::memory_order_release);
        return at;
    }

    void grow(std::uint32_t at_least) {
        std::uint32_t const old_size = pages_.load(std::memory_order_relaxed);
        std::uint32_t const size = (std::max)({std::uint32_t{4}, old_size * 2, at_least});
        auto grown = std::make_unique<std::atomic<T*>[]>(size);
        auto const* old = directory_.load(std::memory_order_relaxed);
        for (std::uint32_t i = 0; i < old_size; ++i)
            grown[i].store(old[i].load(std::memory_order_relaxed), std::memory_order_relaxed);
        directories_.push_back(std::move(grown));
        add_bytes(bytes_, size * sizeof(T*));
        directory_.store(directories_.back().get(), std::memory_order_release);
        pages_.store(size, std::memory_order_release);  // After the directory: a reader that sees the size sees it.
    }

    std::atomic<std::atomic<T*>*> directory_ = nullptr;
    std::atomic<std::uint32_t> pages_ = 0;
    std::atomic<std::size_t> bytes_ = 0;
    std::vector<std::unique_ptr<T[]>> blocks_;
    std::vector<std::unique_ptr<std::atomic<T*>[]>> directories_;
};

}  // namespace ascribe::detail

#endif
