// SPDX-License-Identifier: BSL-1.0
// Lists, in the order in which they lie.
#include "frozen_check.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace ascribe::detail {

namespace {

constexpr std::size_t block_sizes = frozen::block_sizes;
using frozen::read;

using Words32 = std::atomic<std::uint32_t> const*;

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

std::array<std::uint32_t, 8> FrozenSweep::up_limits() const noexcept {
    auto limits = node_limits_;
    limits[static_cast<std::size_t>(Category::attribution)] = 0;
    if (!waits_.empty()) limits[static_cast<std::size_t>(Category::claim)] = 0;
    return limits;
}

bool FrozenSweep::lists() {
    sum_of_words_ = &sum_of(records(store_.words));
    frozen::visit_lists(store_, *this);
    if (error_) return false;
    return (words_end_ == store_.words.size() || bad("words", static_cast<std::uint32_t>(words_end_))) &&
           heads_of_groups() && carriers();
}

// Attributions of claims

/// Goes through the claims some at a time, and through what overflows from their lines: so attributions, which lie near
/// each other if their claims do, are met while they are in the cache.
struct FrozenSweep::LineSweep {
    struct Entry {
        std::uint32_t attribution, up;
    };
    /// Both words at once, which nobody writes meanwhile.
    [[nodiscard]] static Entry entry_at(void const* place) noexcept {
        Entry entry;
        std::memcpy(&entry, place, sizeof entry);
        return entry;
    }
    /// A claim with a block of the size that is next, its last entry before that, and the block.
    struct Owner {
        std::uint32_t claim, last, block;
    };

    explicit LineSweep(FrozenSweep& sweep)
        : in(sweep),
          count(sweep.marks_.of(Category::attribution)),
          link_count(sweep.marks_.links),
          attributions(count == 0 ? &no_attribution : records(sweep.store_.attributions)),
          links(link_count == 0 ? &no_link : records(sweep.store_.links)),
          claims(sweep.up_limits()[static_cast<std::size_t>(Category::claim)]),
          has_source_grounds(sweep.store_.has_source_grounds.load(std::memory_order_relaxed)) {}

    bool run(Store const& store) {
        cursors[0].begin = cursors[0].at = in.words_end_;
        cursors[0].is_used = true;
        return runs(store.runs) && lines(records(store.lines), store.lines.size()) && overflow_fits();
    }

    /// Puts an entry among those that are looked at together, in place k. What comes before it in its list is smaller,
    /// or `first`. Returns the place of the next: the same if it is none.
    [[nodiscard]] std::uint32_t put(std::uint32_t k, Entry const& entry, std::uint32_t claim,
                                    std::uint32_t before) noexcept {
        some.entries[k] = entry;
        some.claims[k] = claim;
        some.before[k] = before;
        return k + static_cast<std::uint32_t>(entry.attribution != 0);
    }
    /// Looks at the entries that were put there: each is one of its claim's, and comes after the one before it.
    bool look(std::string_view list) {
        std::uint32_t const size = std::exchange(waiting, 0);
        entries += size;
        for (std::uint32_t k = 0; k < size; ++k) {
            AttributionRecord const& record = attributions[below(count, some.entries[k].attribution - 1)];
            some.records[k] = {record.content, record.source};
        }
        // What most of them lead up to: the source, a claim, or one of the links there are.
        std::uint32_t odd = 0;
        for (std::uint32_t k = 0; k < size; ++k) {
            // Fields by themselves, since no compiler asks several structures at once.
            std::uint32_t const entry = some.entries[k].attribution, up = some.entries[k].up;
            std::uint32_t const content = some.records[k].content, source = some.records[k].source;
            std::uint32_t const before = some.before[k];
            std::uint32_t const is_other = mask(up != source) & is_beyond(claims, up - node_word(Category::claim, 0)) &
                                           is_beyond(link_count, up - link_word(0));
            bool const is_late = static_cast<std::int32_t>(before) >= static_cast<std::int32_t>(entry);
            some.odd[k] = is_beyond(count, entry - 1) | mask(content != some.claims[k]) | is_other | mask(before == 0) |
                          mask(is_late);
            odd |= some.odd[k];
        }
        std::uint32_t linked = 0;
        for (std::uint32_t k = 0; k < size; ++k) {
            some.linked[linked] = k;
            linked += some.entries[k].up >= link_word(0) ? 1u : 0u;
        }
        Answer astray = in.exact_ ? yes : no;
        for (std::uint32_t i = 0; i < linked; ++i) {
            auto const [entry, up] = some.entries[some.linked[i]];
            astray |= differ(links[below(link_count, up - link_word(0))].attribution, entry - 1);
        }
        return (!is_yes(odd) && !is_yes(astray)) || look_closely(list, size, is_yes(astray));
    }
    /// The same with certainty, of those that are odd or of all.
    bool look_closely(std::string_view list, std::uint32_t size, bool at_all) {
        for (std::uint32_t k = 0; k < size; ++k) {
            auto const [entry, up] = some.entries[k];
            std::uint32_t const before = some.before[k];
            if (!at_all && !is_yes(some.odd[k])) continue;
            bool const is_in_order = before == first || (before != 0 && before < entry);
            if (!is_in_order || !is_good(entry, up, some.claims[k])) return in.bad(list, number_of(some.claims[k]));
        }
        return true;
    }
    [[nodiscard]] bool is_good(std::uint32_t entry, std::uint32_t up, std::uint32_t claim) const noexcept {
        if (entry > count || attributions[entry - 1].content != claim || !in.is_up(up, entry - 1)) return false;
        return has_source_grounds || up == own_source || !is_source(up) || up == attributions[entry - 1].source;
    }

    /// Claims in reading order: their attributions lie side by side.
    bool runs(ClaimRuns const& all) {
        std::uint32_t overflowing = 0;
        std::array<Owner, together / 2> owners;
        image::RunningSum& sum = in.sum_of(all.ups.data());
        auto const put_run = [&](std::uint32_t c, std::uint32_t begin, std::uint32_t here, std::uint32_t block) {
            if (std::uint64_t{begin} + here > all.attributions()) return in.bad("runs", c);
            std::uint32_t const end = begin + here;
            // Of a short run all the places that there might be are put, so that its length is no branch.
            constexpr std::uint32_t short_run = ClaimRuns::long_run - 1;
            bool const is_short = here <= short_run && begin + short_run <= all.attributions();
            for (std::uint32_t left = here; left != 0;) {
                if (waiting + short_run > together) {
                    sum.until(all.ups.data() + begin);
                    if (!look_ahead(begin) || !look("runs")) return false;
                }
                std::uint32_t const now = (std::min)(left, short_run);
                for (std::uint32_t k = 0; k < (is_short ? short_run : now); ++k, ++begin)
                    (void)put(waiting + k, {begin + 1, read(all.ups[begin + 1])}, node_word(Category::claim, c), first);
                waiting += now;
                left -= now;
            }
            if (block == 0) return true;
            if (here == 0) return in.bad("runs", c);
            owners[overflowing++] = {c, end, block};
            if (overflowing < owners.size()) return true;
            overflowing = 0;
            return look("runs") && overflow(owners);
        };
        return in.each_run("runs", all.runs, all.longer, put_run) && look("runs") &&
               overflow(std::span(owners).first(overflowing));
    }

    /// Looks at the attributions in their order up to this and some more.
    bool look_ahead(std::uint32_t number) {
        constexpr std::uint32_t some_more = 12288;
        number = (std::min)(number, count);
        return in.next_attribution_ >= (std::min)(number + some_more, count) || in.attributions(number + 2 * some_more);
    }

    bool lines(ClaimLine const* at, std::uint32_t end) {
        constexpr std::uint32_t piece = together / 2;
        std::uint32_t const before_lines = in.store_.runs.claims();
        image::RunningSum& sum = in.sum_of(at);
        // Where their lists begin is known when those of attributions have been gone through.
        std::uint32_t with_dependents = 0;
        while (with_dependents < end && read(at[with_dependents].dependents) == 0) ++with_dependents;
        BlockRow dependents(first_length, with_dependents < end ? read(at[with_dependents].dependents) : 0);
        std::array<Owner, piece> owners;
        for (std::uint32_t begin = 0; begin < end; begin += piece) {
            std::uint32_t const size = (std::min)(end - begin, piece);
            sum.until(at + begin + size);
            if (!look_ahead(read(at[begin].entries[0].attribution))) return false;
            std::uint32_t overflowing = 0;
            std::uint32_t next = 0;
            for (std::uint32_t k = 0; k < size; ++k) {
                ClaimLine const& line = at[begin + k];
                std::uint32_t const c = before_lines + begin + k;
                Entry const one = entry_at(&line.entries[0]), other = entry_at(&line.entries[1]);
                next = put(next, one, node_word(Category::claim, c), first);
                next = put(next, other, node_word(Category::claim, c), one.attribution);
                std::uint32_t const block = read(line.overflow);
                owners[overflowing] = {c, other.attribution, block};
                overflowing += block != 0 ? 1 : 0;
                dependents.add(read(line.dependents));
            }
            waiting = next;
            if (!look("lines") || !overflow(std::span(owners).first(overflowing))) return false;
        }
        in.dependents_of_lines_ = dependents;
        return true;
    }

    /// Goes through the blocks of some claims, smaller ones first. Those of one size lie in order of the claims, so for
    /// each size it is known which is next; where its first one is, the first claim with one is asked.
    bool overflow(std::span<Owner> owners) {
        for (std::size_t s = 0; s < block_sizes - 1 && !owners.empty(); ++s) {
            bool const fit = s == 0   ? blocks<frozen::block_size(0)>(s, owners)
                             : s == 1 ? blocks<frozen::block_size(1)>(s, owners)
                                      : blocks<0>(s, owners);
            if (!fit) return false;
        }
        return (owners.empty() || largest(owners)) && look("lines");
    }
    /// Blocks of one size, `Size` if it is known; keeps the owners of larger ones.
    template <std::uint32_t Size>
    bool blocks(std::size_t s, std::span<Owner>& owners) {
        std::uint32_t const size = Size != 0 ? Size : frozen::block_size(s);
        std::uint32_t const length = 1 + 2 * size;
        std::uint64_t at = begin_at(s, owners.front());
        if (at + owners.size() * length > in.store_.words.size())
            return in.bad("words", static_cast<std::uint32_t>(at));
        auto const* block = records(in.store_.words) + at;
        if (s == 0) in.sum_of_words_->until(block + owners.size() * length);
        std::size_t more = 0;
        Answer broken = no;
        for (Owner owner : owners) {
            broken |= differ(owner.block, static_cast<std::uint32_t>(at + 1)) | is_zero(owner.last);
            if (!put_block<Size>(block, size, owner)) return false;
            owner.block = read(block[0]);
            owners[more] = owner;
            more += owner.block != 0 ? 1 : 0;
            at += length;
            block += length;
        }
        if (is_yes(broken)) return in.bad(s == 0 ? "lines" : "words", owners.front().claim);
        cursors[s].at = at;
        owners = owners.first(more);
        return true;
    }
    /// What is longer still lies list by list.
    bool largest(std::span<Owner> owners) {
        constexpr std::uint64_t length = 1 + 2 * largest_block;
        std::uint64_t at = begin_at(block_sizes - 1, owners.front());
        for (Owner& owner : owners) {
            while (owner.block != 0) {
                if (owner.block != at + 1 || owner.last == 0 || at + length > in.store_.words.size())
                    return in.bad("words", owner.claim);
                auto const* const block = records(in.store_.words) + at;
                if (!put_block<0>(block, largest_block, owner)) return false;
                owner.block = read(block[0]);
                at += length;
            }
        }
        cursors[block_sizes - 1].at = at;
        return true;
    }
    /// Where the next block of a size has to be.
    [[nodiscard]] std::uint64_t begin_at(std::size_t s, Owner const& owner) noexcept {
        Cursor& cursor = cursors[s];
        if (!std::exchange(cursor.is_used, true)) cursor.begin = cursor.at = owner.block - 1;
        return cursor.at;
    }
    /// Whether each size begins where the one before it ends.
    bool overflow_fits() {
        for (Cursor const& cursor : cursors) {
            if (!cursor.is_used) continue;
            if (cursor.begin != in.words_end_) return in.bad("words", static_cast<std::uint32_t>(cursor.begin));
            in.words_end_ = cursor.at;
        }
        return true;
    }
    /// Puts the entries of a block behind those that are `waiting`, and looks at them when they are many. There is one,
    /// and behind the last there is nothing.
    template <std::uint32_t Size>
    bool put_block(Words32 block, std::uint32_t dynamic_size, Owner& owner) {
        std::uint32_t const size = Size != 0 ? Size : dynamic_size;
        if (read(block[1]) == 0) return in.bad("lines", owner.claim);
        if (Size != 0 && waiting > together - size && !look("lines")) return false;
        std::uint32_t next = waiting;
        for (std::uint32_t k = 0; k < size; ++k) {
            if (Size == 0 && next == together) {
                waiting = std::exchange(next, 0);
                if (!look("lines")) return false;
            }
            Entry const entry = entry_at(block + 1 + 2 * k);
            next = put(next, entry, node_word(Category::claim, owner.claim), owner.last);
            owner.last = entry.attribution;
        }
        waiting = next;
        return true;
    }

    static constexpr LinkRecord no_link{};
    static constexpr AttributionRecord no_attribution{};
    static constexpr std::uint32_t first = ~0u;     ///< in place of the entry before the first
    static constexpr std::uint32_t together = 128;  ///< so many entries are looked at together

    FrozenSweep& in;
    std::uint32_t count;
    std::uint32_t link_count;
    AttributionRecord const* attributions;
    LinkRecord const* links;
    std::uint32_t claims;  ///< those that an up word may be of without a closer look
    bool has_source_grounds;

    struct ContentSource {
        std::uint32_t content, source;
    };
    /// What is looked at together, side by side so that the compiler can ask several at once.
    struct Some {
        std::array<Entry, together + 1> entries;  ///< behind the last there is room for one that is none
        std::array<ContentSource, together> records;
        std::array<std::uint32_t, together + 1> claims, before, odd, linked;
    } some;
    std::uint32_t waiting = 0;  ///< so many of them are there

    /// Where in the words the blocks of one size begin, and where the next is.
    struct Cursor {
        std::uint64_t begin = 0, at = 0;
        bool is_used = false;
    };
    std::array<Cursor, block_sizes> cursors{};
    std::uint64_t entries = 0;
};

void FrozenSweep::overflow(Store const& store) {
    if (error_) return;
    LineSweep sweep(*this);
    bool const is_good = sweep.run(store);
    // What is wrong with attributions is told first.
    std::optional<Error> const fault = std::exchange(error_, std::nullopt);
    if (!attributions(marks_.of(Category::attribution))) return;
    error_ = fault;
    // Each belongs to its claim and none is there twice; so all are there if they are as many.
    if (is_good && sweep.entries != of_claims_) (void)bad("lines", store.lines.size());
}

}  // namespace ascribe::detail
