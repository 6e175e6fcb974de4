// SPDX-License-Identifier: BSL-1.0
#include "stage.hpp"
#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

#include <atomic>
#include <cstdint>

namespace ascribe::detail {

namespace {

PerCategory<SparseColumn<ListHead>>::value_type& column_of(PerCategory<SparseColumn<ListHead>>& columns,
                                                           std::uint32_t word) {
    return columns[word >> 29];
}

/// Most attributions of a claim differ by their source, and up words tell it unless sources are grounds, too.
bool sources_tell(Store const& store) noexcept {
    return !store.has_source_grounds.load(std::memory_order_relaxed);
}

/// An equal attribution is among the first few of the same content, or in the index.
struct EqualSearch {
    Store const& store;
    AttributionRecord const& record;
    std::uint32_t oldest;  ///< entries before it are others, and only counted, since from so many on they are indexed
    bool sources_tell;     ///< see sources_tell
    std::uint32_t found = HashIndex::none;
    std::uint32_t walked = 0;
    std::uint64_t hash = 0;

    [[nodiscard]] bool is_indexed() const noexcept { return walked == many; }

    bool operator()(std::uint32_t n) const noexcept {
        AttributionRecord const& other = store.attributions[n];
        return other.manner == record.manner && other.source == record.source && other.document == record.document &&
               other.content == record.content;
    }

    /// Looks at the next entry; `up` is its up word if sources tell.
    void pass(std::uint32_t entry, std::uint32_t up) noexcept {
        ++walked;
        if (entry < oldest || (sources_tell && up != record.source && is_source(up))) return;
        if ((*this)(entry - 1)) found = entry - 1;
    }
    [[nodiscard]] bool goes_on() const noexcept { return found == HashIndex::none && walked < many; }

    void search_index() {
        if (!is_indexed() || found != HashIndex::none) return;
        hash = hash_of_attribution(record);
        found = store.attribution_index.find(hash, *this);
    }

    void search(EntryCursor cursor) {
        for (std::uint32_t entry = cursor.entry(); entry != 0 && goes_on(); cursor.advance(), entry = cursor.entry())
            pass(entry, sources_tell ? cursor.at[1].load(std::memory_order_relaxed) : 0);
        search_index();
    }

    /// In a claim's line; returns where one more entry goes, if none is found.
    Tail search(Words& words, ClaimLine& line) {
        for (auto& entry : line.entries) {
            std::uint32_t const number = entry.attribution.load(std::memory_order_relaxed);
            if (number == 0) return {.entry = &entry.attribution};
            pass(number, entry.up.load(std::memory_order_relaxed));
        }
        auto* link = &line.overflow;
        std::uint32_t size = 2;
        for (std::uint32_t block = link->load(std::memory_order_relaxed); block != 0 && goes_on();) {
            auto* const head = &words[block - 1];
            for (std::uint32_t i = 0; i < size && goes_on(); ++i) {
                auto* const entry = head + 1 + 2 * i;
                std::uint32_t const number = entry->load(std::memory_order_relaxed);
                if (number == 0) return {.entry = entry};
                pass(number, entry[1].load(std::memory_order_relaxed));
            }
            if (!goes_on()) break;
            link = head;
            block = link->load(std::memory_order_relaxed);
            size = next_block_size(size);
        }
        search_index();
        return found == HashIndex::none ? stage_tail(words, *link, 2, size) : Tail();
    }
};

}  // namespace

std::uint32_t oldest_in_document(Store const& store, std::uint32_t document) noexcept {
    std::uint32_t const first = store.first_in_document[document].load(std::memory_order_relaxed);
    return first > document_runs ? store.words[first - document_runs].load(std::memory_order_relaxed) : first;
}

std::uint32_t find_attribution(Store const& store, AttributionRecord const& record) {
    bool const of_claim = category_of(record.content) == Category::claim;
    std::uint32_t const content = number_of(record.content);
    std::uint32_t const oldest = record.document == 0 ? 0 : oldest_in_document(store, record.document - 1);
    if (record.document != 0 && oldest == 0) return HashIndex::none;
    EqualSearch equal{store, record, oldest, of_claim && sources_tell(store)};
    equal.search(of_claim ? store.attributions_of_claim(content) : store.list(store.carriers, content));
    return equal.found;
}

void fetch_attribution(Store const& store, std::uint32_t content, std::uint32_t source, std::uint32_t ground) noexcept {
    if (category_of(content) == Category::claim) store.fetch_attributions(number_of(content));
    if (auto const* head = store.by_source[source >> 29].find(number_of(source))) prefetch(head);
    if (ground != 0 && category_of(ground) == Category::claim) store.fetch_dependents(number_of(ground));
}

void fetch_claim(Store const& store, std::uint32_t subject) noexcept {
    if (auto const* head = store.groups_of[subject >> 29].find(number_of(subject))) prefetch(head);
}

namespace {

// Where an attribution goes among those of its content. `search` looks for an equal one, `stage` may throw, `commit`
// may not.

/// A claim that has a line.
struct InLine {
    ClaimLine& line;
    Tail tail = {};

    void search(Store& store, EqualSearch& equal) { tail = equal.search(store.words, line); }
    void stage(Store&) const noexcept {}
    void commit(Store&, std::uint32_t number, std::uint32_t up) const noexcept { tail.commit(number + 1, up); }
};

/// A claim that has a run: on it, or after it once others have come between.
struct InRun {
    std::uint32_t claim;
    bool is_on_run = false;
    Tail tail = {};

    void search(Store& store, EqualSearch& equal) const { equal.search(store.attributions_of_claim(claim)); }
    void stage(Store& store) {
        store.runs.reserve();
        is_on_run = store.runs.can_append(claim, store.attributions.size());
        if (!is_on_run) tail = stage_tail(store.words, store.runs.lengthen(claim).overflow, 2);
    }
    void commit(Store& store, std::uint32_t number, std::uint32_t up) const noexcept {
        if (is_on_run)
            store.runs.append(claim, number, up);
        else
            tail.commit(number + 1, up);
    }
};

/// An attribution, which it reports.
struct AmongCarriers {
    std::uint32_t reported;
    bool has_ground;
    StagedEntry entry = {};
    std::atomic<std::uint32_t>* up_word = nullptr;

    void search(Store& store, EqualSearch& equal) const { equal.search(store.list(store.carriers, reported)); }
    void stage(Store& store) {
        entry = stage_entry(store.words, store.carriers.make(reported));
        if (has_ground) up_word = &store.carrier_up.make(store.attributions.size());
    }
    void commit(Store& store, std::uint32_t number, std::uint32_t up) const noexcept {
        entry.commit(store.words, number + 1);
        if (up_word != nullptr) up_word->store(up, std::memory_order_release);
    }
};

/// Where an attribution goes among those that rest on its ground, if it has one that lists it now.
struct OnGround {
    Tail of_claim = {};
    StagedEntry of_other = {};

    void stage(Store& store, std::uint32_t ground) {
        if (ground == 0) return;
        std::uint32_t const number = number_of(ground);
        if (category_of(ground) != Category::claim)
            of_other = stage_entry(store.words, column_of(store.dependents, ground).make(number));
        else if (!store.is_listed_later(store.attributions.size(), number))
            of_claim = stage_tail(store.words, store.later_dependents(number), 1);
    }
    void commit(Store& store, std::uint32_t number) const noexcept {
        if (of_claim.entry != nullptr)
            of_claim.commit(number + 1);
        else if (of_other.head != nullptr)
            of_other.commit(store.words, number + 1);
    }
};

template <class Place>
AppendedAttribution append(Store& store, AttributionRecord const& record, std::uint32_t ground, bool sources_tell,
                           Place place) {
    ListHead& of_source = column_of(store.by_source, record.source).make(number_of(record.source));
    if (of_source.last != 0) prefetch(&store.words[of_source.last + place_of_entry(of_source.count).position]);

    // Who is in a document is not older than the document's first.
    std::uint32_t oldest = 0;
    if (record.document != 0) {
        oldest = oldest_in_document(store, record.document - 1);
        if (oldest == 0) oldest = HashIndex::none;
    }
    EqualSearch equal{store, record, oldest, sources_tell};
    place.search(store, equal);
    if (equal.found != HashIndex::none) return {equal.found, false};

    // Memory for all of it.
    store.attributions.reserve(1);
    if (equal.is_indexed()) store.attribution_index.reserve(equal.hash);
    place.stage(store);
    StagedEntry const in_source = stage_entry(store.words, of_source);
    InDocument const in_document = stage_in_document(store, record.document);
    OnGround on_ground;
    on_ground.stage(store, ground);

    // From here on nothing throws.
    std::uint32_t const number = store.attributions.push(record);
    place.commit(store, number, first_up(record.source, ground));
    in_source.commit(store.words, number + 1);
    in_document.commit(store, number);
    on_ground.commit(store, number);
    if (equal.is_indexed()) store.attribution_index.insert(equal.hash, number);
    if (is_source(ground)) store.has_source_grounds.store(true, std::memory_order_relaxed);
    return {number, true};
}

}  // namespace

AppendedAttribution append_attribution(Store& store, AttributionRecord const& record, std::uint32_t ground) {
    std::uint32_t const content = number_of(record.content);
    if (category_of(record.content) != Category::claim)
        return append(store, record, ground, false, AmongCarriers{content, ground != 0});
    if (content < store.runs.claims()) return append(store, record, ground, sources_tell(store), InRun{content});
    return append(store, record, ground, sources_tell(store), InLine{store.line_of(content)});
}

}  // namespace ascribe::detail
