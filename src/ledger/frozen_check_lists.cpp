// SPDX-License-Identifier: BSL-1.0
// Lists, in the order in which they lie.
#include "frozen_check.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace ascribe::detail {

namespace {

constexpr std::size_t block_sizes = frozen::block_sizes;

using Words32 = std::atomic<std::uint32_t> const*;

std::uint32_t read(std::atomic<std::uint32_t> const& word) noexcept {
    return word.load(std::memory_order_relaxed);
}

bool is_source(std::uint32_t word) noexcept {
    return word >> 29 == static_cast<std::uint32_t>(Category::actor) ||
           word >> 29 == static_cast<std::uint32_t>(Category::document);
}

/// Whether something else stands where only more than this may; or nothing stood there before.
bool is_out_of_order(std::uint32_t entry, std::uint32_t before) noexcept {
    return (entry != 0) & (before - 1 >= entry - 1);
}

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

bool FrozenSweep::is_first_up(std::uint32_t up, std::uint32_t attribution) const noexcept {
    if (up == own_source) return true;
    if (category_of(up) == Category::attribution) return number_of(up) < attribution;
    if (!is_node(up)) return false;
    return category_of(up) != Category::claim || waits_.empty() || waits_[number_of(up)] <= attribution;
}

/// Whether the up word of an attribution leads, over links of its own, to a source or to a ground that was there before
/// it. Requires: links are known to be good.
bool FrozenSweep::is_up(std::uint32_t up, std::uint32_t attribution) const noexcept {
    if (!is_link(up)) return is_first_up(up, attribution);
    return number_of(up) < marks_.links && store_.links[number_of(up)].attribution == attribution;
}

bool FrozenSweep::lists() {
    frozen::visit_lists(store_, *this);
    if (error_) return false;
    return (words_end_ == store_.words.size() || bad("words", static_cast<std::uint32_t>(words_end_))) &&
           heads_of_groups() && carriers();
}

// Attributions of claims

/// Goes through the lines and then through what overflows from them, smaller blocks first. For each size it is known
/// which claims have a block, and which entry was the last before it.
struct FrozenSweep::LineSweep {
    explicit LineSweep(FrozenSweep& sweep)
        : in(sweep),
          attributions(records(sweep.store_.attributions)),
          links(sweep.marks_.links == 0 ? &no_link : records(sweep.store_.links)),
          count(sweep.marks_.of(Category::attribution)),
          link_count(sweep.marks_.links),
          has_source_grounds(sweep.store_.has_source_grounds.load(std::memory_order_relaxed)) {
        for (std::size_t c = 1; c <= category_count; ++c) limits[c] = sweep.marks_.nodes[c];
        limits[static_cast<std::size_t>(Category::attribution)] = 0;
        // What has to be compared or looked up is odd.
        if (!sweep.waits_.empty()) limits[static_cast<std::size_t>(Category::claim)] = 0;
        if (has_source_grounds) return;
        limits[static_cast<std::size_t>(Category::actor)] = 0;
        limits[static_cast<std::size_t>(Category::document)] = 0;
    }

    /// Whether an entry may be bad, without a branch.
    [[nodiscard]] bool is_odd(std::uint32_t entry, std::uint32_t up, std::uint32_t claim) const noexcept {
        std::uint32_t const number = entry - 1;
        AttributionRecord const& record = attributions[below(count, number)];
        std::uint32_t const category = up >> 29;
        std::uint32_t const to = number_of(up);
        bool const on_earlier = (category == static_cast<std::uint32_t>(Category::attribution)) & (to < number);
        std::uint32_t const link = up - link_word(0);
        bool const is_link = (link < link_count) & (links[below(link_count, link)].attribution == number);
        bool const is_up = (up == record.source) | (to < limits[category]) | on_earlier | is_link;
        return (entry != 0) & !((number < count) & (record.content == claim) & is_up);
    }
    /// Lets memory be fetched that is_odd will look at.
    void fetch(std::uint32_t entry, std::uint32_t up) const noexcept {
        prefetch(&attributions[below(count, entry - 1)]);
        prefetch(&links[below(link_count, up - link_word(0))]);
    }
    /// The same with certainty.
    [[nodiscard]] bool is_good(std::uint32_t entry, std::uint32_t up, std::uint32_t claim) const noexcept {
        if (entry == 0) return true;
        if (entry > count || attributions[entry - 1].content != claim || !in.is_up(up, entry - 1)) return false;
        return has_source_grounds || up == own_source || !is_source(up) || up == attributions[entry - 1].source;
    }

    bool run(Column<ClaimLine> const& column) {
        std::uint32_t const end = column.size();
        if (count == 0 || end == 0) {
            // Then nothing is said of a claim.
            return in.all("lines", column, [](ClaimLine const& line, auto) {
                return read(line.entries[0].attribution) == 0 && read(line.entries[1].attribution) == 0 &&
                       read(line.overflow) == 0 && read(line.dependents) == 0;
            });
        }
        return lines(records(column), end) && overflow();
    }

    bool lines(ClaimLine const* at, std::uint32_t end) {
        constexpr std::uint32_t piece = 256;
        // Not cleared: most are never looked at.
        owners = std::make_unique_for_overwrite<std::uint32_t[]>(std::size_t{end} + 1);
        lasts = std::make_unique_for_overwrite<std::uint32_t[]>(std::size_t{end} + 1);
        auto expected = static_cast<std::uint32_t>(in.words_end_ + 1);
        // Lists of what rests on claims lie behind all these; that they begin there is looked at later.
        static_assert(frozen::block_size(0) == 2);
        std::uint32_t with_dependents = 0;
        std::uint32_t first_dependents = 0;
        for (std::uint32_t c = 0; first_dependents == 0 && c < end; ++c) first_dependents = read(at[c].dependents);
        for (std::uint32_t begin = 0; begin < end; begin += piece) {
            std::uint32_t const until = (std::min)(end, begin + piece);
            bool odd = in.exact_, broken = false;
            for (std::uint32_t c = begin; c < until; ++c) {
                if (c % 8 == 0) fetch_ahead(at, end, c, c + 8);
                LineEntry const(&later)[2] = at[(std::min)(c + 24, end - 1)].entries;
                fetch(read(later[0].attribution), read(later[0].up));
                fetch(read(later[1].attribution), read(later[1].up));
                std::array<std::uint32_t, 6> line;
                std::memcpy(line.data(), static_cast<void const*>(at + c), sizeof line);
                auto const [block, dependents, first, first_up, second, second_up] = line;
                std::uint32_t const claim = node_word(Category::claim, c);
                odd |= is_odd(first, first_up, claim);
                odd |= is_odd(second, second_up, claim);
                entries += static_cast<std::uint32_t>(first != 0) + static_cast<std::uint32_t>(second != 0);
                bool const overflows = block != 0;
                broken |= is_out_of_order(second, first) | (overflows & ((block != expected) | (second == 0)));
                owners[owner_count] = c;
                lasts[owner_count] = second;
                owner_count += overflows ? 1 : 0;
                expected += (1 + 2 * frozen::block_size(0)) * static_cast<std::uint32_t>(overflows);
                broken |= (dependents != 0) & (dependents != first_dependents + 3 * with_dependents);
                with_dependents += dependents != 0 ? 1 : 0;
            }
            if (broken) return in.bad("lines", begin);
            for (std::uint32_t c = begin; odd && c < until; ++c)
                for (LineEntry const& entry : at[c].entries)
                    if (!is_good(read(entry.attribution), read(entry.up), node_word(Category::claim, c)))
                        return in.bad("lines", c);
        }
        in.dependents_ = with_dependents;
        in.first_dependents_ = first_dependents;
        return true;
    }

    bool overflow() {
        for (std::size_t s = 0; s < block_sizes - 1; ++s)
            if (!(s == 0 ? blocks<frozen::block_size(0)>(s) : s == 1 ? blocks<frozen::block_size(1)>(s) : blocks<0>(s)))
                return false;
        // What is longer still lies list by list.
        constexpr std::uint64_t length = length_of_largest;
        for (std::size_t i = 0; i < owner_count; ++i) {
            for (std::uint32_t next = 1; next != 0;) {
                if (in.words_end_ + length > in.store_.words.size()) return in.bad("words", owners[i]);
                auto const* const block = records(in.store_.words) + in.words_end_;
                in.words_end_ += length;
                if (!check<0>(block, largest_block, i)) return false;
                next = read(block[0]);
                if (next != 0 && next != in.words_end_ + 1) return in.bad("words", next - 1);
            }
        }
        return true;
    }

    /// All blocks of one size, of which there are as many as owners. `Size` if it is known.
    template <std::uint32_t Size>
    bool blocks(std::size_t s) {
        std::uint32_t const size = Size != 0 ? Size : frozen::block_size(s);
        std::uint32_t const length = 1 + 2 * size;
        std::uint64_t const begin = in.words_end_;
        std::uint64_t const end = begin + std::uint64_t{owner_count} * length;
        if (end > in.store_.words.size()) return in.bad("words", static_cast<std::uint32_t>(begin));
        auto const* const words = records(in.store_.words);
        auto expected = static_cast<std::uint32_t>(end + 1);
        std::size_t more = 0;
        bool broken = false;
        for (std::size_t i = 0; i < owner_count; ++i) {
            auto const* const block = words + begin + i * length;
            if (Size != 0) {
                fetch_ahead(words, in.store_.words.size(), begin + i * length, begin + (i + 1) * length);
                auto const* const later = words + begin + (std::min)(i + 12, owner_count - 1) * length;
                for (std::uint32_t k = 0; k < Size; ++k) fetch(read(later[1 + 2 * k]), read(later[2 + 2 * k]));
            }
            if (!check<Size>(block, size, i)) return false;
            std::uint32_t const next = read(block[0]);
            bool const goes_on = next != 0;
            broken |= goes_on & ((next != expected) | (lasts[i] == 0));
            owners[more] = owners[i];
            lasts[more] = lasts[i];
            more += goes_on ? 1 : 0;
            bool const is_last_size = s + 1 == block_sizes - 1;
            if (is_last_size && goes_on) {
                // The lists of the largest blocks are of any length.
                expected = static_cast<std::uint32_t>(in.end_of_list(expected, length_of_largest) + 1);
            } else {
                expected += goes_on ? 1 + 2 * frozen::block_size(s + 1) : 0;
            }
        }
        if (broken) return in.bad("words", static_cast<std::uint32_t>(begin));
        owner_count = more;
        in.words_end_ = end;
        return true;
    }
    /// Entries follow those before, each is one of the claim's, and behind the last there is nothing.
    template <std::uint32_t Size>
    bool check(Words32 block, std::uint32_t dynamic_size, std::size_t i) {
        std::uint32_t const size = Size != 0 ? Size : dynamic_size;
        std::uint32_t const claim = node_word(Category::claim, owners[i]);
        std::uint32_t before = lasts[i];
        bool odd = in.exact_;
        bool broken = read(block[1]) == 0;
        for (std::uint32_t k = 0; k < size; ++k) {
            std::uint32_t const entry = read(block[1 + 2 * k]);
            odd |= is_odd(entry, read(block[2 + 2 * k]), claim);
            broken |= is_out_of_order(entry, before);
            entries += static_cast<std::uint32_t>(entry != 0);
            before = entry;
        }
        lasts[i] = before;
        for (std::uint32_t k = 0; odd && k < size; ++k)
            broken |= !is_good(read(block[1 + 2 * k]), read(block[2 + 2 * k]), claim);
        return !broken || in.bad("lines", owners[i]);
    }

    static constexpr std::uint64_t length_of_largest = 1 + 2 * largest_block;
    static constexpr LinkRecord no_link{};

    FrozenSweep& in;
    AttributionRecord const* attributions;
    LinkRecord const* links;
    std::uint32_t count;
    std::uint32_t link_count;
    bool has_source_grounds;
    std::array<std::uint32_t, 8> limits{};    ///< by category, how many numbers an up word may have
    std::unique_ptr<std::uint32_t[]> owners;  ///< claims with a block of the size that is next
    std::unique_ptr<std::uint32_t[]> lasts;   ///< and their last entries
    std::size_t owner_count = 0;
    std::uint64_t entries = 0;
};

void FrozenSweep::overflow(Column<ClaimLine> const& lines) {
    if (error_) return;
    LineSweep sweep(*this);
    // Each belongs to its claim and none is there twice; so all are there if they are as many.
    if (sweep.run(lines) && sweep.entries != of_claims_) (void)bad("lines", lines.size());
}

// What rests on claims

/// Their blocks alone: readers follow no entry beyond their marks, and writers none at all.
void FrozenSweep::dependents(Column<ClaimLine> const& lines) {
    if (error_) return;
    constexpr std::uint64_t page_of_words = 1024;
    std::uint64_t count = dependents_;
    if (count != 0 && first_dependents_ != words_end_ + 1) return (void)bad("lines", lines.size());
    auto const* const words = records(store_.words);
    for (std::size_t s = 0; s < block_sizes && count != 0; ++s) {
        std::uint64_t const length = std::uint64_t{1} + frozen::block_size(s);
        std::uint64_t const begin = words_end_;
        words_end_ += count * length;
        if (words_end_ > store_.words.size()) return (void)bad("words", static_cast<std::uint32_t>(begin));
        if (s == block_sizes - 1) return largest_dependents(begin, count);
        bool const is_last_but_one = s + 1 == block_sizes - 1;
        std::uint64_t const step = is_last_but_one ? 0 : std::uint64_t{1} + frozen::block_size(s + 1);
        std::uint64_t expected = words_end_ + 1;
        std::uint64_t more = 0;
        bool broken = false;
        for (std::uint64_t b = begin; b < words_end_; b += length) {
            prefetch(&words[(std::min)(b + page_of_words, std::uint64_t{store_.words.size() - 1})]);
            std::uint32_t const next = read(words[b]);
            broken |= (next != 0) & (next != expected);
            expected += next != 0 ? step : 0;
            more += next != 0 ? 1 : 0;
            if (is_last_but_one && next != 0) expected = end_of_list(expected, std::uint64_t{1} + largest_block) + 1;
        }
        if (broken) return (void)bad("dependents", static_cast<std::uint32_t>(s));
        count = more;
    }
}

/// Blocks of the largest size lie list by list. Requires: there are `lists` of them, or more.
void FrozenSweep::largest_dependents(std::uint64_t begin, std::uint64_t lists) {
    constexpr std::uint64_t length = std::uint64_t{1} + largest_block;
    std::uint64_t at = begin;
    for (; lists != 0; --lists) {
        for (std::uint32_t next = 1; next != 0; at += length) {
            if (at + length > store_.words.size()) return (void)bad("words", static_cast<std::uint32_t>(at));
            next = read(records(store_.words)[at]);
            if (next != 0 && next != at + length + 1) return (void)bad("words", next - 1);
        }
    }
    words_end_ = at;
}

/// Where the blocks of the largest size end that begin with this one, if they lie as they should.
std::uint64_t FrozenSweep::end_of_list(std::uint64_t block, std::uint64_t length) const noexcept {
    std::uint64_t at = block - 1;
    for (std::uint32_t next = 1; next != 0 && at + length <= store_.words.size(); at += length)
        next = read(records(store_.words)[at]);
    return at;
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
    bool const is_free = name == "by_source" || name == "later_in_document";
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
            return head.count != 0 && first <= store_.groups.size() && head.last < store_.groups.size() &&
                   store_.groups[first - 1].subject == node_word(static_cast<Category>(c), number);
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
