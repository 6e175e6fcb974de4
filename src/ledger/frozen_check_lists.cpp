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

/// Whether something else stands where only more than this may; or nothing stood there before.
bool is_out_of_order(std::uint32_t entry, std::uint32_t before) noexcept {
    return (entry != 0) & (before - 1 >= entry - 1);
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

    bool run(Store const& store) {
        std::uint32_t const end = store.lines.size();
        if (count == 0) {
            // Then nothing is said of a claim.
            for (std::uint32_t c = 0; c < store.runs.claims(); ++c)
                if (read(store.runs.runs[c]) != 0) return in.bad("runs", c);
            return store.runs.longer.size() == 0 && in.all("lines", store.lines, [](ClaimLine const& line, auto) {
                return read(line.entries[0].attribution) == 0 && read(line.entries[1].attribution) == 0 &&
                       read(line.overflow) == 0;
            });
        }
        // Not cleared: most are never looked at.
        std::size_t const most = std::size_t{store.runs.longer.size()} + end + 1;
        owners = std::make_unique_for_overwrite<std::uint32_t[]>(most);
        lasts = std::make_unique_for_overwrite<std::uint32_t[]>(most);
        expected = static_cast<std::uint32_t>(in.words_end_ + 1);
        return runs(store.runs) && lines(records(store.lines), end) && overflow();
    }

    /// Claims in reading order: their attributions lie side by side.
    bool runs(ClaimRuns const& all) {
        std::uint32_t longer = 0;
        for (std::uint32_t c = 0; c < all.claims(); ++c) {
            std::uint32_t const word = read(all.runs[c]);
            std::uint32_t first = ClaimRuns::number_in(word);
            std::uint32_t here = ClaimRuns::count_in(word);
            std::uint32_t block = 0;
            if (here == ClaimRuns::long_run) {
                if (first != longer || longer >= all.longer.size()) return in.bad("runs", c);
                LongRun const& run = all.longer[longer++];
                first = run.first;
                here = run.count;
                block = read(run.overflow);
            }
            std::uint32_t const claim = node_word(Category::claim, c);
            if (std::uint64_t{first} + here > all.attributions()) return in.bad("runs", c);
            bool odd = in.exact_;
            for (std::uint32_t a = first; a < first + here; ++a) odd |= is_odd(a + 1, read(all.ups[a + 1]), claim);
            for (std::uint32_t a = first; odd && a < first + here; ++a)
                if (!is_good(a + 1, read(all.ups[a + 1]), claim)) return in.bad("runs", c);
            entries += here;
            if (block == 0) continue;
            if (block != expected || here == 0) return in.bad("runs", c);
            expected += 1 + 2 * frozen::block_size(0);
            owners[owner_count] = c;
            lasts[owner_count++] = first + here;
        }
        return longer == all.longer.size() || in.bad("runs", all.claims());
    }

    bool lines(ClaimLine const* at, std::uint32_t end) {
        constexpr std::uint32_t piece = 256;
        std::uint32_t const before_lines = in.store_.runs.claims();
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
                std::uint32_t const block = line[0], first = line[2], first_up = line[3], second = line[4],
                                    second_up = line[5];
                std::uint32_t const claim = node_word(Category::claim, before_lines + c);
                odd |= is_odd(first, first_up, claim);
                odd |= is_odd(second, second_up, claim);
                entries += static_cast<std::uint32_t>(first != 0) + static_cast<std::uint32_t>(second != 0);
                bool const overflows = block != 0;
                broken |= is_out_of_order(second, first) | (overflows & ((block != expected) | (second == 0)));
                owners[owner_count] = before_lines + c;
                lasts[owner_count] = second;
                owner_count += overflows ? 1 : 0;
                expected += (1 + 2 * frozen::block_size(0)) * static_cast<std::uint32_t>(overflows);
            }
            if (broken) return in.bad("lines", begin);
            for (std::uint32_t c = begin; odd && c < until; ++c)
                for (LineEntry const& entry : at[c].entries)
                    if (!is_good(read(entry.attribution), read(entry.up), node_word(Category::claim, before_lines + c)))
                        return in.bad("lines", c);
        }
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
        auto after = static_cast<std::uint32_t>(end + 1);
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
            broken |= goes_on & ((next != after) | (lasts[i] == 0));
            owners[more] = owners[i];
            lasts[more] = lasts[i];
            more += goes_on ? 1 : 0;
            bool const is_last_size = s + 1 == block_sizes - 1;
            if (is_last_size && goes_on) {
                // The lists of the largest blocks are of any length.
                after = static_cast<std::uint32_t>(in.end_of_list(after, length_of_largest) + 1);
            } else {
                after += goes_on ? 1 + 2 * frozen::block_size(s + 1) : 0;
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
    std::uint32_t expected = 0;  ///< block of the next list
    std::uint64_t entries = 0;
};

void FrozenSweep::overflow(Store const& store) {
    if (error_) return;
    LineSweep sweep(*this);
    // Each belongs to its claim and none is there twice; so all are there if they are as many.
    if (!sweep.run(store) || sweep.entries != of_claims_) (void)bad("lines", store.lines.size());
}

}  // namespace ascribe::detail
