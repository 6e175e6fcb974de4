// SPDX-License-Identifier: BSL-1.0
// Lists that are no attributions of claims, in the order in which they lie.
#include "frozen_check.hpp"

#include <algorithm>
#include <utility>

namespace ascribe::detail {

namespace {

constexpr std::size_t block_sizes = frozen::block_sizes;
using frozen::read;

/// How many blocks of each size a list of so many entries has. Returns how many entries are in the last one.
std::uint32_t blocks_of(std::uint32_t count, std::array<std::uint64_t, block_sizes>& blocks) noexcept {
    for (std::size_t s = 0; s < block_sizes - 1; ++s) {
        ++blocks[s];
        if (count <= frozen::block_size(s)) return count;
        count -= frozen::block_size(s);
    }
    blocks[block_sizes - 1] += (count - 1) / largest_block + 1;
    return (count - 1) % largest_block + 1;
}

}  // namespace

// Lists without heads, of which readers follow no entry beyond their marks, and writers none at all: blocks alone

void FrozenSweep::dependents(Store const& store) {
    if (error_) return;
    BlockRow of_runs(first_length, static_cast<std::uint32_t>(words_end_ + 1));
    std::uint64_t at = 0;
    // In runs, each claim has those after the claim's before it.
    auto const follows = [&](std::uint32_t claim, std::uint32_t first, std::uint32_t count, std::uint32_t block) {
        if (first != (count == 0 ? 0 : at)) return bad("resting", claim);
        at += count;
        of_runs.add(block);
        return true;
    };
    if (!each_run("resting", store.runs.resting, store.runs.longer_resting, follows)) return;
    if (at != store.runs.dependents.size()) return (void)bad("resting", store.runs.claims());
    std::uint64_t const lists = of_runs.blocks();
    bool const fit =
        of_runs.begin_at(words_end_ + 1) && dependents_of_lines_.begin_at(words_end_ + 1 + lists * first_length);
    if (!fit) return (void)bad("lines", 0);
    headless("dependents", lists + dependents_of_lines_.blocks());
}

void FrozenSweep::documents(Store const& store) {
    if (error_) return;
    BlockRow blocks(first_length, static_cast<std::uint32_t>(words_end_ + 1));
    auto const is_list = [](auto const& word, auto) { return is_beyond(document_runs + 1, read_still(word)); };
    auto const add = [&](auto const& word, auto) {
        std::uint32_t const first = read(word);
        blocks.add(first > document_runs ? first - document_runs : 0);
        return true;
    };
    (void)all("first_in_document", store.first_in_document, is_list, add);
    if (!blocks.begin_at(words_end_ + 1)) return (void)bad("first_in_document", 0);
    headless("first_in_document", blocks.blocks());
}

void FrozenSweep::headless(std::string_view name, std::uint64_t count) {
    auto const* const words = records(store_.words);
    for (std::size_t s = 0; s < block_sizes - 1 && count != 0; ++s) {
        std::uint64_t const length = std::uint64_t{1} + frozen::block_size(s);
        std::uint64_t const begin = words_end_;
        std::uint64_t const end = words_end_ += count * length;
        if (end > store_.words.size()) return (void)bad("words", static_cast<std::uint32_t>(begin));
        if (s + 1 == block_sizes - 1) {
            for (std::uint64_t b = begin; b < end; b += length)
                if (!largest(name, read(words[b]))) return;
            return;
        }
        BlockRow row(1 + frozen::block_size(s + 1), static_cast<std::uint32_t>(end + 1));
        std::uint64_t const step = (std::max)(std::uint64_t{1}, piece<std::uint32_t> / length) * length;
        for (std::uint64_t some = begin; some < end; some += step) {
            std::uint64_t const until = (std::min)(some + step, end);
            sum_of_words_->until(words + until);
            for (std::uint64_t b = some; b < until; b += length) row.add(read(words[b]));
        }
        if (!row.begin_at(end + 1)) return (void)bad(name, static_cast<std::uint32_t>(s));
        count = row.blocks();
    }
}

/// Blocks of the largest size lie list by list: those of the next list, if there is one, lie here.
bool FrozenSweep::largest(std::string_view name, std::uint32_t next) {
    constexpr std::uint64_t length = std::uint64_t{1} + largest_block;
    for (; next != 0; words_end_ += length) {
        if (next != words_end_ + 1) return bad(name, next - 1);
        if (words_end_ + length > store_.words.size()) return bad("words", next - 1);
        next = read(records(store_.words)[words_end_]);
    }
    return true;
}

// Lists with heads

/// Whether an entry belongs to the list of a record, or may stand there all the same.
bool FrozenSweep::is_entry(std::string_view list, Category category, std::uint32_t number, std::uint32_t entry) {
    std::uint32_t const word = node_word(category, number);
    if (list == "named_by") {
        if (entry > marks_.of(Category::claim)) return false;
        ClaimRecord const& claim = store_.claims[entry - 1];
        return claim.kind() == ValueKind::node && claim.value == word;
    }
    if (list == "notes_of") return entry <= marks_.notes && store_.notes[entry - 1].node == word;
    if (list == "labelled")
        return entry <= marks_.notes && store_.notes[number].text != 0 &&
               store_.notes[entry - 1].text == store_.notes[number].text;
    if (list == "carriers")
        return entry <= marks_.of(Category::attribution) && store_.attributions[entry - 1].content == word;
    if (list == "dependents" && (entry & late_dependent) != 0) {
        std::uint32_t const link = entry & ~late_dependent;
        return link < marks_.links && store_.links[link].ground == word;
    }
    return entry <= marks_.of(Category::attribution);
}

void FrozenSweep::heads(std::string_view name, SparseColumn<ListHead> const& column, Category category) {
    if (error_ || column.page_count() == 0) return;
    std::uint32_t const owners = category == Category() ? marks_.notes : marks_.of(category);
    std::array<std::uint64_t, block_sizes> at{};
    std::uint64_t total = 0;
    auto const is_head = [&](ListHead const& head, std::uint32_t number) {
        if (head.count == 0) return read(head.first) == 0 && head.last == 0;
        total += head.count;
        (void)blocks_of(head.count, at);
        return number < owners;
    };
    if (!each(name, column, is_head)) return;
    std::uint64_t end = words_end_;
    for (std::size_t s = 0; s < block_sizes; ++s) {
        std::uint64_t const blocks = std::exchange(at[s], end);
        end += blocks * (std::uint64_t{1} + frozen::block_size(s));
    }
    if (end > store_.words.size()) return (void)bad(name, 0);
    words_end_ = end;

    bool const ascends = name != "dependents";
    // Readers follow no entry beyond their marks, and writers none of these.
    bool const is_free = name == "by_source";
    auto const* const words = records(store_.words);
    auto const is_list = [&](ListHead const& head, std::uint32_t number) {
        std::uint32_t link = read(head.first);
        std::uint32_t before = 0;
        std::uint32_t left = head.count;
        bool broken = false;
        for (std::size_t s = 0; left != 0; s = (std::min)(s + 1, block_sizes - 1)) {
            std::uint32_t const size = frozen::block_size(s);
            auto const* const block = words + at[s];
            broken |= link != at[s] + 1;
            at[s] += size + 1;
            std::uint32_t const here = (std::min)(left, size);
            left -= here;
            for (std::uint32_t k = 1; !is_free && k <= here; ++k) {
                std::uint32_t const entry = read(block[k]);
                broken |= (entry == 0) | (ascends & (entry <= before));
                before = entry;
            }
            for (std::uint32_t k = 1; !is_free && !broken && k <= here; ++k)
                broken |= !is_entry(name, category, number, read(block[k]));
            for (std::uint32_t k = here + 1; !is_free && k <= size; ++k) broken |= read(block[k]) != 0;
            broken |= left == 0 && head.last != link;
            link = read(block[0]);
        }
        return !broken && link == 0;
    };
    if (!each(name, column, is_list)) return;
    totals_[name == "named_by"    ? 0
            : name == "notes_of"  ? 1
            : name == "by_source" ? 2
            : name == "carriers"  ? 3
                                  : 4] += total;
}

bool FrozenSweep::heads_of_groups() {
    for (std::size_t c = 1; c <= category_count; ++c) {
        auto const is_head = [&](GroupsHead const& head, std::uint32_t number) {
            std::uint32_t const first = read(head.first);
            if (first == 0) return head.count == 0 && head.last == 0;
            // Who records continues the last.
            std::uint32_t const subject = node_word(static_cast<Category>(c), number);
            return head.count != 0 && first <= store_.groups.size() && head.last < store_.groups.size() &&
                   store_.groups[first - 1].subject == subject && store_.groups[head.last].subject == subject;
        };
        if (!each("groups_of", store_.groups_of[c], is_head)) return false;
    }
    return true;
}

/// Up words of attributions of attributions, and lists that have to be complete.
bool FrozenSweep::carriers() {
    auto const is_good = [&](auto const& word, std::uint32_t a) {
        std::uint32_t const up = read(word);
        return up == 0 || (a < marks_.of(Category::attribution) &&
                           category_of(store_.attributions[a].content) == Category::attribution && is_up(up, a));
    };
    if (!each("carrier_up", store_.carrier_up, is_good)) return false;
    std::uint64_t const attributions = marks_.of(Category::attribution);
    if (totals_[0] != naming_) return bad("named_by", 0);
    if (totals_[1] != marks_.notes) return bad("notes_of", 0);
    if (totals_[2] != attributions) return bad("by_source", 0);
    return totals_[3] == attributions - of_claims_ || bad("carriers", 0);
}

}  // namespace ascribe::detail
