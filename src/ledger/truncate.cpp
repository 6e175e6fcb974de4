// SPDX-License-Identifier: BSL-1.0
#include "truncate.hpp"

namespace ascribe::detail {

Extent::Extent(Store const& store) noexcept
    : properties(store.properties.size()),
      groups(store.groups.size()),
      links(store.links.size()),
      notes(store.notes.size()),
      last_document(store.last_document),
      last_in_document(store.last_in_document),
      has_source_grounds(store.has_source_grounds) {
    for (std::size_t c = 0; c <= category_count; ++c) nodes[c] = store.entities[c].keys.size();
    nodes[static_cast<std::size_t>(Category::claim)] = store.claims.size();
    nodes[static_cast<std::size_t>(Category::attribution)] = store.attributions.size();
}

namespace {

struct Kept {
    std::uint32_t count = 0;
    std::uint32_t last_block = 0;
};

/// Ends a chain of blocks before the first entry that is new; all after it are new as well.
template <class IsNew>
Kept cut(Words& words, std::atomic<std::uint32_t>& first, std::uint32_t stride, IsNew is_new) noexcept {
    Kept kept;
    std::atomic<std::uint32_t>* link = &first;
    std::uint32_t size = 2;
    for (std::uint32_t block = link->load(std::memory_order_relaxed); block != 0;
         block = link->load(std::memory_order_relaxed), size = next_block_size(size)) {
        auto* entries = &words[block - 1] + 1;
        auto const stays = [&](std::uint32_t i) {
            std::uint32_t const entry = entries[stride * i].load(std::memory_order_relaxed);
            return entry != 0 && !is_new(entry);
        };
        if (!stays(0)) {
            link->store(0, std::memory_order_release);
            return kept;
        }
        kept.last_block = block;
        link = &words[block - 1];
        if (stays(size - 1)) {
            kept.count += size;
            continue;
        }
        std::uint32_t low = 1;
        std::uint32_t high = size - 1;
        while (low < high) {
            std::uint32_t const middle = (low + high) / 2;
            if (stays(middle))
                low = middle + 1;
            else
                high = middle;
        }
        kept.count += low;
        for (std::uint32_t i = low; i < size; ++i) entries[stride * i].store(0, std::memory_order_relaxed);
        link->store(0, std::memory_order_release);
        return kept;
    }
    return kept;
}

class Truncation {
public:
    Truncation(Store& store, Extent const& before) noexcept : store_(store), before_(before) {}

    void run() noexcept {
        notes();
        links();
        attributions();
        claims();
        store_.claim_index.forget_from(mark(Category::claim));
        store_.group_index.forget_from(before_.groups);
        store_.attribution_index.forget_from(mark(Category::attribution));
        store_.properties.truncate(before_.properties);
        for (std::size_t c = 0; c <= category_count; ++c)
            if (c < static_cast<std::size_t>(Category::claim)) store_.entities[c].keys.truncate(before_.nodes[c]);
        store_.actor_kinds.truncate(mark(Category::actor));
        store_.first_in_document.truncate(mark(Category::document));
        store_.last_document = before_.last_document;
        store_.last_in_document = before_.last_in_document;
        store_.has_source_grounds = before_.has_source_grounds;
        if (store_.runs.is_open()) store_.runs.clear();
    }

private:
    [[nodiscard]] std::uint32_t mark(Category category) const noexcept {
        return before_.nodes[static_cast<std::size_t>(category)];
    }

    template <class IsNew>
    void shorten(ListHead& head, IsNew is_new) noexcept {
        if (head.count == 0) return;
        auto const last = place_of_entry(head.count - 1).position;
        if (!is_new(store_.words[head.last + last].load(std::memory_order_relaxed))) return;
        Kept const kept = cut(store_.words, head.first, 1, is_new);
        head.count = kept.count;
        head.last = kept.last_block;
    }
    template <class IsNew>
    void shorten(SparseColumn<ListHead>& heads, std::uint32_t number, IsNew is_new) noexcept {
        // Only the writer is here, and what it finds it may change.
        if (auto const* head = heads.find(number)) shorten(const_cast<ListHead&>(*head), is_new);
    }

    void notes() noexcept {
        auto const is_new = [mark = before_.notes](std::uint32_t entry) { return entry > mark; };
        for (std::uint32_t n = before_.notes; n < store_.notes.size(); ++n) {
            NoteRecord const& note = store_.notes[n];
            shorten(store_.notes_of[note.node >> 29], number_of(note.node), is_new);
            shorten(store_.labelled, n, is_new);
            if (note.text == 0) continue;
            auto const first = store_.label_index.find(
                mix(note.text), [&](std::uint32_t other) { return store_.notes[other].text == note.text; });
            if (first != HashIndex::none) shorten(store_.labelled, first, is_new);
        }
        store_.notes.truncate(before_.notes);
    }

    /// Attributions that rest on the record, at their attribution or by a link.
    void dependents(std::uint32_t ground) noexcept {
        auto const is_new = [this](std::uint32_t entry) {
            return (entry & late_dependent) != 0 ? (entry & ~late_dependent) >= before_.links
                                                 : entry > mark(Category::attribution);
        };
        std::uint32_t const number = number_of(ground);
        if (category_of(ground) == Category::claim) {
            if (number < mark(Category::claim)) cut_dependents(number, is_new);
        } else {
            shorten(store_.dependents[ground >> 29], number, is_new);
        }
    }

    template <class IsNew>
    void cut_dependents(std::uint32_t claim, IsNew is_new) noexcept {
        if (claim >= store_.runs.claims()) return (void)cut(store_.words, store_.line_of(claim).dependents, 1, is_new);
        // What came later made a long run of it.
        auto const& word = store_.runs.resting[claim];
        auto const& overflow = *ClaimRuns::run_in(word, store_.runs.longer_resting).overflow;
        if (&overflow != &no_block) cut(store_.words, const_cast<std::atomic<std::uint32_t>&>(overflow), 1, is_new);
    }

    void links() noexcept {
        for (std::uint32_t l = store_.links.size(); l-- > before_.links;) {
            LinkRecord& link = store_.links[l];
            if (link.attribution == no_attribution) continue;
            // Null if the attribution is new and in no list yet.
            if (auto* word = up_word(link.attribution)) word->store(link.previous, std::memory_order_release);
            dependents(link.ground);
            link.attribution = no_attribution;
        }
    }

    [[nodiscard]] std::atomic<std::uint32_t>* up_word(std::uint32_t attribution) noexcept {
        std::uint32_t const content = store_.attributions[attribution].content;
        auto const* word = category_of(content) == Category::claim ? store_.up_entry(number_of(content), attribution)
                                                                   : store_.carrier_up.find(attribution);
        return const_cast<std::atomic<std::uint32_t>*>(word);
    }

    void attributions() noexcept {
        std::uint32_t const begin = mark(Category::attribution);
        std::uint32_t const end = store_.attributions.size();
        auto const is_new = [begin](std::uint32_t entry) { return entry > begin; };
        // Grounds first, for they stand in the lists that are cut afterwards.
        for (std::uint32_t a = begin; a < end; ++a) {
            auto* word = up_word(a);
            std::uint32_t const up = word == nullptr ? 0 : word->load(std::memory_order_relaxed);
            std::uint32_t const ground = up == 0 ? 0 : ground_in(up, store_.attributions[a].source);
            if (ground != 0) dependents(ground);
        }
        for (std::uint32_t a = begin; a < end; ++a) {
            AttributionRecord const& record = store_.attributions[a];
            std::uint32_t const content = number_of(record.content);
            if (category_of(record.content) == Category::attribution) {
                shorten(store_.carriers, content, is_new);
                if (auto* word = up_word(a)) word->store(0, std::memory_order_relaxed);
            } else if (content < mark(Category::claim)) {
                if (content < store_.runs.claims()) {
                    // A run that was made longer leads to nothing new, now.
                    auto* overflow =
                        const_cast<std::atomic<std::uint32_t>*>(store_.runs.view().run_of(content).overflow);
                    if (overflow != &no_block) cut(store_.words, *overflow, 2, is_new);
                } else {
                    ClaimLine& line = store_.line_of(content);
                    cut(store_.words, line.overflow, 2, is_new);
                    for (LineEntry& entry : line.entries)
                        if (is_new(entry.attribution.load(std::memory_order_relaxed)))
                            entry.attribution.store(0, std::memory_order_relaxed);
                }
            }
            shorten(store_.by_source[record.source >> 29], number_of(record.source), is_new);
            if (record.document == 0) continue;
            auto& first = store_.first_in_document[record.document - 1];
            std::uint32_t const word = first.load(std::memory_order_relaxed);
            if (word > document_runs) {
                std::atomic<std::uint32_t> runs = word - document_runs;
                cut(store_.words, runs, 1, is_new);
                if (runs.load(std::memory_order_relaxed) == 0) first.store(0, std::memory_order_relaxed);
            } else if (is_new(word)) {
                first.store(0, std::memory_order_relaxed);
            }
        }
        store_.attributions.truncate(begin);
    }

    void claims() noexcept {
        std::uint32_t const begin = mark(Category::claim);
        auto const is_new = [begin](std::uint32_t entry) { return entry > begin; };
        for (std::uint32_t c = begin; c < store_.claims.size(); ++c) {
            ClaimRecord const& claim = store_.claims[c];
            if (claim.group() < before_.groups)
                shorten_group(store_.groups[claim.group()]);
            else
                shorten_groups(store_.groups[claim.group()].subject);
            if (claim.kind() == ValueKind::node)
                shorten(store_.named_by[claim.value >> 29], number_of(claim.value), is_new);
        }
        store_.claims.truncate(begin);
        store_.lines.truncate(begin - (std::min)(begin, store_.runs.claims()));
    }

    void shorten_group(GroupRecord& group) noexcept {
        std::uint32_t const begin = mark(Category::claim);
        if (group.last < begin) return;
        std::uint32_t at = group.first;
        for (;;) {
            std::uint32_t const next = store_.claims[at].next.load(std::memory_order_relaxed);
            if (next == 0 || next > begin) break;
            at = next - 1;
        }
        store_.claims[at].next.store(0, std::memory_order_release);
        group.last = at;
        if (group.second_value.load(std::memory_order_relaxed) > begin)
            group.second_value.store(0, std::memory_order_release);
    }

    void shorten_groups(std::uint32_t subject) noexcept {
        auto& head = const_cast<GroupsHead&>(*store_.groups_of[subject >> 29].find(number_of(subject)));
        if (head.count == 0 || head.last < before_.groups) return;
        std::atomic<std::uint32_t>* link = &head.first;
        head.count = 0;
        for (std::uint32_t at = link->load(std::memory_order_relaxed); at != 0 && at <= before_.groups;
             at = link->load(std::memory_order_relaxed)) {
            head.last = at - 1;
            ++head.count;
            link = &store_.groups[at - 1].next;
        }
        link->store(0, std::memory_order_release);
    }

    Store& store_;
    Extent const& before_;
};

}  // namespace

void truncate(Store& store, Extent const& before) noexcept {
    Truncation(store, before).run();
}

}  // namespace ascribe::detail
