// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_CLAIM_RUNS_HPP
#define ASCRIBE_LEDGER_CLAIM_RUNS_HPP

#include <ascribe/ledger/column.hpp>
#include <ascribe/ledger/entry_list.hpp>
#include <ascribe/ledger/large_pages.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

namespace ascribe::detail {

/// Words that are made all at once and lie in one piece, of large pages where those are to be had: what is known
/// beforehand needs no directory.
class FixedWords {
public:
    using Word = std::atomic<std::uint32_t>;

    [[nodiscard]] Word& operator[](std::uint32_t i) noexcept { return at_[i]; }
    [[nodiscard]] Word const& operator[](std::uint32_t i) const noexcept { return at_[i]; }
    [[nodiscard]] Word const* data() const noexcept { return at_; }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

    /// Makes `count` words of 0. Requires: nothing is here yet.
    void make(std::uint32_t count) {
        std::size_t const bytes = count * sizeof(Word);
        owned_.reset(static_cast<Word*>(::operator new(bytes)));
        prefer_large_pages(owned_.get(), bytes);
        at_ = owned_.get();
        std::uninitialized_value_construct_n(at_, count);
        held_ = size_ = count;
    }
    /// Takes words where they lie; they must outlive this. Requires: nothing is here yet.
    void adopt(Word const* words, std::uint32_t count) noexcept {
        at_ = const_cast<Word*>(words);
        size_ = count;
    }
    /// Lets those from `size` on be no more.
    void truncate(std::uint32_t size) noexcept { size_ = (std::min)(size_, size); }
    [[nodiscard]] std::size_t memory() const noexcept { return held_ * sizeof(Word); }

private:
    struct Release {
        void operator()(Word* at) const noexcept { ::operator delete(at); }
    };

    Word* at_ = nullptr;
    std::uint32_t size_ = 0;
    std::size_t held_ = 0;
    std::unique_ptr<Word, Release> owned_;
};

/// A run of many, or of a claim that has got more since.
struct LongRun {
    std::uint32_t first;
    std::uint32_t count;
    std::atomic<std::uint32_t> overflow;  ///< blocks as those that a claim's line leads to
};

/// The attributions of the claims that were recorded in reading order, in a ledger that was compacted. Those of a claim
/// have adjacent numbers, so that four bytes tell all of them; what each rests on lies in an array beside, and those of
/// them that rest on a claim lie side by side in another.
///
/// Made with the first records of a store, between `open` and `close`. Whatever a claim gets afterwards, and grounds
/// that came after their attribution, stand in overflow blocks. Runs never get shorter, and what leads to a longer one
/// leads to the same entries first: so graphs of before stay as they are.
class ClaimRuns {
public:
    static constexpr std::uint32_t number_bits = 29;
    static constexpr std::uint32_t long_run = 7;  ///< instead of a count: the number is that of a LongRun
    [[nodiscard]] static constexpr std::uint32_t count_in(std::uint32_t run) noexcept { return run >> number_bits; }
    [[nodiscard]] static constexpr std::uint32_t number_in(std::uint32_t run) noexcept {
        return run & ((1u << number_bits) - 1);
    }

    FixedWords runs;        ///< by claim: count in the upper 3 bits, number of the first in the lower 29
    FixedWords ups;         ///< up words by number of the attribution plus one
    FixedWords resting;     ///< by claim, in the same way: which of `dependents` rest on it
    FixedWords dependents;  ///< numbers plus one of attributions from before `close` that rest on a claim in runs
    Column<LongRun> longer;
    Column<LongRun> longer_resting;

    /// How many claims, and attributions, are kept like this; those after them are not.
    [[nodiscard]] std::uint32_t claims() const noexcept { return runs.size(); }
    [[nodiscard]] std::uint32_t attributions() const noexcept { return ups.size() == 0 ? 0 : ups.size() - 1; }

    /// Makes room for so many of an empty store; may throw std::bad_alloc.
    void open(std::uint32_t claims, std::uint32_t attributions) {
        runs.make(claims);
        resting.make(claims);
        ups.make(attributions + 1);
        is_open_ = true;
    }
    /// While they are open: nothing was recorded, after all.
    void clear() noexcept {
        for (FixedWords* words : {&runs, &ups, &resting})
            for (std::uint32_t i = 0; i < words->size(); ++i) (*words)[i].store(0, std::memory_order_relaxed);
        longer.truncate(0);
        longer_resting.truncate(0);
    }
    /// Whether more may be appended to runs. Until then `dependents` are not there yet.
    [[nodiscard]] bool is_open() const noexcept { return is_open_; }
    /// Ends it with those that were recorded. `ground_of(a)` is the number of the claim that attribution a came with
    /// as its ground, if that has a run, or any number from `claims()` on. May throw std::bad_alloc.
    template <class GroundOf>
    void close(std::uint32_t claims, std::uint32_t attributions, GroundOf ground_of) {
        runs.truncate(claims);
        resting.truncate(claims);
        ups.truncate(attributions + 1);
        list_dependents(ground_of);
        is_open_ = false;
    }

    /// The run of a claim, and what leads to the blocks after it.
    struct Run {
        std::uint32_t first;
        std::uint32_t count;
        std::atomic<std::uint32_t> const* overflow;

        [[nodiscard]] bool has(std::uint32_t attribution) const noexcept { return attribution - first < count; }
    };
    [[nodiscard]] static Run run_in(FixedWords::Word const& word, Column<LongRun> const& longer) noexcept {
        std::uint32_t const run = word.load(std::memory_order_acquire);
        if (count_in(run) != long_run) return {number_in(run), count_in(run), &no_block};
        LongRun const& more = longer[number_in(run)];
        return {more.first, more.count, &more.overflow};
    }
    /// For readers: all of it but what few claims need, without a look at the store.
    class View {
    public:
        View() = default;
        explicit View(ClaimRuns const& of) noexcept
            : all_(&of), runs_(of.runs.data()), ups_(of.ups.data()), claims_(of.claims()) {}

        [[nodiscard]] std::uint32_t claims() const noexcept { return claims_; }
        [[nodiscard]] Run run_of(std::uint32_t claim) const noexcept { return run_in(runs_[claim], all_->longer); }
        [[nodiscard]] EntryCursor attributions_of(Words const& words, std::uint32_t claim) const noexcept {
            Run const run = run_of(claim);
            return EntryCursor::of_run(words, run.first, run.count, run.overflow, ups_);
        }
        /// Where the word of a claim lies.
        [[nodiscard]] void const* at(std::uint32_t claim) const noexcept { return runs_ + claim; }
        /// Where the claim's first up word lies, unless its run is a long one.
        [[nodiscard]] void const* up_at(std::uint32_t claim) const noexcept {
            std::uint32_t const run = runs_[claim].load(std::memory_order_relaxed);
            return count_in(run) == long_run ? runs_ + claim : ups_ + number_in(run);
        }

    private:
        ClaimRuns const* all_ = nullptr;
        FixedWords::Word const* runs_ = nullptr;
        FixedWords::Word const* ups_ = nullptr;
        std::uint32_t claims_ = 0;
    };
    [[nodiscard]] View view() const noexcept { return View(*this); }
    /// What rests on a claim.
    [[nodiscard]] EntryCursor dependents_of(Words const& words, std::uint32_t claim) const noexcept {
        Run const run = run_in(resting[claim], longer_resting);
        return EntryCursor::of_array(words, dependents.data() + run.first, run.count, run.overflow);
    }

    /// Whether the attribution of this number, which is to be the next, would go on the claim's run.
    [[nodiscard]] bool can_append(std::uint32_t claim, std::uint32_t attribution) const noexcept {
        if (attribution >= attributions() || claim >= claims()) return false;
        Run const run = view().run_of(claim);
        return run.count == 0 || run.first + run.count == attribution;
    }
    /// First step of an append, which may throw.
    void reserve() { longer.reserve(1); }
    /// What leads to the blocks with what will rest on the claim from now on; may throw std::bad_alloc.
    std::atomic<std::uint32_t>& later_dependents(std::uint32_t claim) {
        longer_resting.reserve(1);
        return lengthen(resting[claim], longer_resting).overflow;
    }
    /// Requires: `reserve`, `can_append`, and that no graph was taken yet.
    void append(std::uint32_t claim, std::uint32_t attribution, std::uint32_t up) noexcept {
        ups[attribution + 1].store(up, std::memory_order_relaxed);
        std::uint32_t const run = runs[claim].load(std::memory_order_relaxed);
        if (count_in(run) == 0)
            runs[claim].store(1u << number_bits | attribution, std::memory_order_relaxed);
        else if (count_in(run) + 1 < long_run)
            runs[claim].store(run + (1u << number_bits), std::memory_order_relaxed);
        else
            ++lengthen(claim).count;
    }
    /// The claim's run as a long one. Requires: `reserve`.
    LongRun& lengthen(std::uint32_t claim) noexcept { return lengthen(runs[claim], longer); }

    [[nodiscard]] std::size_t memory() const noexcept {
        return runs.memory() + ups.memory() + resting.memory() + dependents.memory() + longer.memory() +
               longer_resting.memory();
    }

private:
    static LongRun& lengthen(FixedWords::Word& word, Column<LongRun>& longer) noexcept {
        std::uint32_t run = word.load(std::memory_order_relaxed);
        if (count_in(run) != long_run) {
            run = long_run << number_bits | longer.push(number_in(run), count_in(run), 0u);
            word.store(run, std::memory_order_release);
        }
        return longer[number_in(run)];
    }

    /// Two passes over the attributions: how many rest on each claim, and which.
    template <class GroundOf>
    void list_dependents(GroundOf ground_of);

    bool is_open_ = false;
};

template <class GroundOf>
void ClaimRuns::list_dependents(GroundOf ground_of) {
    auto const counts = std::make_unique<std::uint32_t[]>(claims());
    std::uint32_t total = 0;
    for (std::uint32_t a = 0; a < attributions(); ++a)
        if (std::uint32_t const ground = ground_of(a); ground < claims()) ++counts[ground];
    for (std::uint32_t claim = 0; claim < claims(); ++claim) {
        total += counts[claim];
        if (counts[claim] >= long_run) (void)later_dependents(claim);
    }
    dependents.make(total);
    std::uint32_t end = 0;
    for (std::uint32_t claim = 0; claim < claims(); ++claim) {
        std::uint32_t const count = std::exchange(counts[claim], end);
        if (count_in(resting[claim].load(std::memory_order_relaxed)) != long_run) {
            resting[claim].store(count << number_bits | (count == 0 ? 0 : end), std::memory_order_relaxed);
        } else {
            LongRun& run = lengthen(resting[claim], longer_resting);
            run.first = count == 0 ? 0 : end;
            run.count = count;
        }
        end += count;
    }
    for (std::uint32_t a = 0; a < attributions(); ++a)
        if (std::uint32_t const ground = ground_of(a); ground < claims())
            dependents[counts[ground]++].store(a + 1, std::memory_order_relaxed);
}

}  // namespace ascribe::detail

#endif
