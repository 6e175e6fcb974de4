// SPDX-License-Identifier: BSL-1.0
#include "merge_bulk.hpp"
#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t entity_categories_end = static_cast<std::uint32_t>(Category::claim);

/// Continues a list whose tail is not kept, as entry_list.hpp lays it out. An entry has one or two words.
class TailWriter {
public:
    TailWriter(Words& words, std::atomic<std::uint32_t>& first, std::uint32_t stride)
        : words_(words), link_(&first), stride_(stride) {
        for (std::uint32_t block = first.load(std::memory_order_relaxed); block != 0 && left_ == 0;) {
            enter(block);
            while (left_ != 0 && at_->load(std::memory_order_relaxed) != 0) next();
            block = link_->load(std::memory_order_relaxed);
        }
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

    /// May throw std::bad_alloc, and then has changed nothing.
    void push(std::uint32_t entry, std::uint32_t second = 0) {
        if (left_ != 0) {
            store(entry, second);
            return;
        }
        words_.reserve_run(1 + size_ * stride_);
        std::uint32_t const block = words_.extend(1 + size_ * stride_) + 1;
        auto* const link = link_;
        enter(block);
        store(entry, second);
        link->store(block, std::memory_order_release);
    }

private:
    void enter(std::uint32_t block) noexcept {
        link_ = &words_[block - 1];
        at_ = link_ + 1;
        left_ = size_;
        size_ = next_block_size(size_);
    }
    void next() noexcept {
        at_ += stride_;
        --left_;
        ++count_;
    }
    void store(std::uint32_t entry, std::uint32_t second) noexcept {
        // The second word first: who sees the entry by its mark sees both.
        if (stride_ == 2) at_[1].store(second, std::memory_order_release);
        at_->store(entry, std::memory_order_relaxed);
        next();
    }

    Words& words_;
    std::atomic<std::uint32_t>* link_;  ///< that gets the next block
    std::atomic<std::uint32_t>* at_ = nullptr;
    std::uint32_t stride_;
    std::uint32_t left_ = 0;  ///< entries that have room in this block
    std::uint32_t size_ = 2;  ///< of the next block
    std::uint32_t count_ = 0;
};

/// Appends many entries to a list whose tail is kept. May throw std::bad_alloc; some of them are in the list then.
void append_entries(Words& words, ListHead& head, std::uint32_t const* entry, std::size_t count) {
    while (count > 0) {
        auto const place = place_of_entry(head.count);
        StagedEntry const staged = stage_entry(words, head);
        std::uint32_t const here =
            static_cast<std::uint32_t>((std::min)(std::size_t{place.block_size - place.position}, count));
        // The first makes all of them part of the list, so it comes last.
        for (std::uint32_t i = 1; i < here; ++i) staged.at[i].store(entry[i], std::memory_order_relaxed);
        staged.commit(words, *entry);
        head.count += here - 1;
        entry += here;
        count -= here;
    }
}

/// Calls `f(number)` for each record below `end` that may have an entry in the column; stops when it returns false.
template <class T, class F>
bool each_with_entry(SparseColumn<T> const& column, std::uint32_t end, F f) {
    constexpr std::uint32_t page = 1u << SparseColumn<T>::page_bits;
    for (std::uint32_t n = 0; n < end; ++n) {
        if (n % page == 0 && column.find(n) == nullptr)
            n += page - 1;
        else if (!f(n))
            return false;
    }
    return true;
}

}  // namespace

bool BulkMerge::unsound() {
    is_sound_ = false;
    batch_.refuse({.code = Errc::unknown, .record = "merge", .expected = "lists of all that there is"});
    return false;
}

// Lists of contents

/// What the up word `word` of an attribution is in the ledger if the attribution is new. Counts the ground that came
/// with it.
inline std::uint32_t BulkMerge::up(std::uint32_t attribution, std::uint32_t word) {
    return is_source(word) && !has_source_grounds_ ? node(word) : up_of_grounded(attribution, word);
}

std::uint32_t BulkMerge::up_of_grounded(std::uint32_t attribution, std::uint32_t word) {
    std::uint32_t const newest = word;
    while (is_link(word)) word = from_.links[number_of(word)].previous;
    std::uint32_t const number = numbers(Category::attribution)[attribution];
    if (word == 0) return into_.attributions[number].source;
    std::uint32_t const up = first_up(word);
    bool const has_source_ground = is_source(word) && word != from_.attributions[attribution].source;
    if (word == own_source || has_source_ground || !is_source(word)) {
        ++report_.grounds.seen;
        if (is_new(number)) {
            ++report_.grounds.is_new;
            ++grounded_;
            if (word == own_source || has_source_ground)
                into_.has_source_grounds.store(true, std::memory_order_relaxed);
        } else {
            again_.emplace_back(number, ground_in(up, into_.attributions[number].source));
        }
    }
    return is_link(newest) && is_new(number) ? link_word(links_[number_of(newest)]) : up;
}

/// Puts an attribution into the index of those whose content has many.
void BulkMerge::indexed(std::uint32_t attribution) {
    auto const hash = hash_of_attribution(into_.attributions[attribution]);
    into_.attribution_index.reserve(hash);
    into_.attribution_index.insert(hash, attribution);
}

bool BulkMerge::lines() {
    auto const& numbers = this->numbers(Category::attribution);
    std::uint32_t const size = marks_.of(Category::claim);
    auto const fetch = [&](std::uint32_t c) {
        if (c + 8 >= size || c < from_.runs.claims()) return;
        if (c + 16 < size) {
            std::uint32_t const overflow = from_.line_of(c + 16).overflow.load(std::memory_order_acquire);
            if (overflow != 0) prefetch(&from_.words[overflow - 1]);
        }
        for (LineEntry const& entry : from_.line_of(c + 8).entries) {
            std::uint32_t const a = entry.attribution.load(std::memory_order_relaxed);
            if (a != 0 && a <= numbers.size()) prefetch(&numbers[a - 1]);
        }
    };
    for (std::uint32_t c = 0; c < size; ++c) {
        fetch(c);
        line(c);
        if (!go_on()) return false;
    }
    return true;
}

inline void BulkMerge::line(std::uint32_t claim) {
    auto const& numbers = this->numbers(Category::attribution);
    std::uint32_t const content = this->numbers(Category::claim)[claim];
    ClaimLine* const line = content < into_.runs.claims() ? nullptr : &into_.line_of(content);
    std::optional<TailWriter> tail;
    std::uint32_t count = 0;
    auto const put = [&](std::uint32_t number, std::uint32_t up) {
        ++placed_;
        if (line == nullptr) {
            in_run(content, number, up);
            return;
        }
        while (count < 2 && line->entries[count].attribution.load(std::memory_order_relaxed) != 0) ++count;
        if (count < 2) {
            line->entries[count].up.store(up, std::memory_order_release);
            line->entries[count].attribution.store(number + 1, std::memory_order_relaxed);
        } else {
            if (!tail) tail.emplace(into_.words, line->overflow, 2);
            // Before it gets into the list, since it is taken back by its record alone.
            if (2 + tail->count() >= many) indexed(number);
            tail->push(number + 1, up);
        }
    };
    for (auto cursor = from_.attributions_of_claim(claim); cursor.entry() != 0 && cursor.entry() <= numbers.size();
         cursor.advance()) {
        std::uint32_t const a = cursor.entry() - 1;
        std::uint32_t const up = this->up(a, from_.up_with_marks(cursor.at[1].load(std::memory_order_acquire), marks_));
        if (is_new(numbers[a])) put(numbers[a], up);
    }
}

/// The same for a claim whose first attributions are a run.
void BulkMerge::in_run(std::uint32_t claim, std::uint32_t attribution, std::uint32_t up) {
    std::uint32_t count = 0;
    for (auto cursor = into_.attributions_of_claim(claim); cursor.entry() != 0 && count < many; cursor.advance())
        ++count;
    if (count == many) indexed(attribution);
    into_.runs.reserve();
    if (into_.runs.can_append(claim, attribution))
        into_.runs.append(claim, attribution, up);
    else
        stage_tail(into_.words, into_.runs.lengthen(claim).overflow, 2).commit(attribution + 1, up);
}

bool BulkMerge::carriers() {
    auto const& numbers = this->numbers(Category::attribution);
    bool const goes_on = each_with_entry(from_.carriers, marks_.of(Category::attribution), [&](std::uint32_t content) {
        for (auto cursor = from_.list(from_.carriers, content); cursor.entry() != 0 && cursor.entry() <= numbers.size();
             cursor.advance()) {
            std::uint32_t const a = cursor.entry() - 1;
            std::uint32_t const number = numbers[a];
            auto const* word = from_.carrier_up.find(a);
            std::uint32_t const up =
                this->up(a, word == nullptr ? 0 : from_.up_with_marks(word->load(std::memory_order_acquire), marks_));
            if (!is_new(number)) continue;
            ListHead& head = into_.carriers.make(numbers[content]);
            auto* const kept = up == into_.attributions[number].source ? nullptr : &into_.carrier_up.make(number);
            if (head.count >= many) indexed(number);
            stage_entry(into_.words, head).commit(into_.words, number + 1);
            if (kept != nullptr) kept->store(up, std::memory_order_release);
            ++placed_;
        }
        return go_on();
    });
    if (!goes_on) return false;
    return placed_ == into_.attributions.size() - batch_.before().of(Category::attribution) || unsound();
}

// Lists of sources and grounds

/// They were counted as they were met; so the entries of all lists are put side by side, and then each list gets its
/// own.
bool BulkMerge::sources() {
    auto const& numbers = this->numbers(Category::attribution);
    std::uint32_t begin = 0;
    for (auto& counts : of_source_)
        for (std::uint32_t& count : counts) begin += std::exchange(count, begin);
    auto const entries = std::make_unique_for_overwrite<std::uint32_t[]>(begin);
    for (std::uint32_t a = 0; a < numbers.size(); ++a) {
        if (!is_new(numbers[a])) continue;
        std::uint32_t const source = from_.attributions[a].source;
        entries[of_source_[source >> 29][number_of(source)]++] = numbers[a] + 1;
    }
    if (!steps(numbers.size() - begin)) return false;
    begin = 0;
    for (std::size_t c = 0; c < of_source_.size(); ++c) {
        for (std::uint32_t n = 0; n < of_source_[c].size(); ++n) {
            std::uint32_t const end = of_source_[c][n];
            if (end == begin) continue;
            append_entries(into_.words, into_.by_source[c].make(numbers_[c][n]), &entries[begin], end - begin);
            if (!steps(end - begin)) return false;
            begin = end;
        }
    }
    return true;
}

bool BulkMerge::dependents() {
    for (std::uint32_t c = 0; c < marks_.of(Category::claim); ++c) {
        if (!dependents_of(node_word(Category::claim, c))) return false;
        if (!go_on()) return false;
    }
    for (std::uint32_t c = 1; c <= category_count; ++c) {
        if (c == entity_categories_end) continue;
        auto const category = static_cast<Category>(c);
        if (!each_with_entry(from_.dependents[c], marks_.of(category),
                             [&](std::uint32_t n) { return dependents_of(node_word(category, n)) && go_on(); }))
            return false;
    }
    return depending_ == grounded_ || unsound();
}

/// What came with this ground, then what got it later.
bool BulkMerge::dependents_of(std::uint32_t word) {
    auto const& numbers = this->numbers(Category::attribution);
    std::uint32_t const ground = node(word);
    std::optional<TailWriter> tail;
    ListHead* head = nullptr;
    auto const push = [&](std::uint32_t entry) {
        ++depending_;
        if (category_of(ground) == Category::claim) {
            if ((entry & late_dependent) == 0 && into_.is_listed_later(entry - 1, number_of(ground))) return;
            if (!tail) tail.emplace(into_.words, into_.later_dependents(number_of(ground)), 1);
            tail->push(entry);
        } else {
            if (head == nullptr) head = &into_.dependents[ground >> 29].make(number_of(ground));
            stage_entry(into_.words, *head).commit(into_.words, entry);
        }
    };
    bool has_late = false;
    for (auto cursor = from_.dependents_of(word); cursor.entry() != 0; cursor.advance()) {
        std::uint32_t const entry = cursor.entry();
        has_late |= (entry & late_dependent) != 0;
        if ((entry & late_dependent) != 0) continue;
        if (entry > numbers.size()) break;
        if (is_new(numbers[entry - 1])) push(numbers[entry - 1] + 1);
    }
    if (!has_late) return true;
    for (auto cursor = from_.dependents_of(word); cursor.entry() != 0; cursor.advance()) {
        std::uint32_t const link = cursor.entry() & ~late_dependent;
        if ((cursor.entry() & late_dependent) == 0) continue;
        if (link >= marks_.links) break;
        if (links_[link] != none) push(late_dependent | links_[link]);
    }
    return true;
}

// Late grounds

/// Those of new attributions, which are as new and have what was before them in the same order. Their lists follow.
bool BulkMerge::new_links() {
    links_.assign(marks_.links, none);
    for (std::uint32_t l = 0; l < marks_.links; ++l) {
        LinkRecord const& link = from_.links[l];
        if (link.attribution == no_attribution) continue;
        std::uint32_t const number = numbers(Category::attribution)[link.attribution];
        if (!is_new(number)) continue;
        if (into_.links.size() > Node::max_number || batch_.is_full()) {
            (void)batch_.full("ground");
            return false;
        }
        into_.links.reserve(1);
        std::uint32_t const previous =
            is_link(link.previous) ? link_word(links_[number_of(link.previous)]) : first_up(link.previous);
        links_[l] = into_.links.push(number, node(link.ground), previous);
        ++grounded_;
        ++report_.grounds.seen;
        ++report_.grounds.is_new;
        if (!step()) return false;
    }
    return true;
}

bool BulkMerge::links_of_old() {
    for (auto const& [attribution, ground] : again_) {
        auto const is_new = batch_.ground(attribution, ground);
        if (!is_new || !go_on()) return false;
        if (*is_new) ++report_.grounds.is_new;
    }
    for (std::uint32_t l = 0; l < marks_.links; ++l)
        if (links_[l] == none && !link(l)) return false;
    return true;
}

}  // namespace ascribe::detail
