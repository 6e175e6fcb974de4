// SPDX-License-Identifier: BSL-1.0
#include "../core/meter.hpp"
#include <ascribe/ledger/store.hpp>

#include <algorithm>
#include <tuple>

namespace ascribe::detail {

Marks PublishedMarks::read() const noexcept {
    for (;;) {
        std::uint64_t const before = newest_.load(std::memory_order_acquire);
        Slot const& slot = ring_[before % ring_size];
        std::array<std::uint64_t, std::tuple_size_v<Slot>> words;
        for (std::size_t i = 0; i < words.size(); ++i) words[i] = slot[i].load(std::memory_order_acquire);
        // The slot is written to again only after ring_size - 1 more sets were published.
        if (newest_.load(std::memory_order_relaxed) - before >= ring_size - 1) continue;
        auto const upper = [&](std::size_t i) { return static_cast<std::uint32_t>(words[i] >> 32); };
        auto const lower = [&](std::size_t i) { return static_cast<std::uint32_t>(words[i]); };
        return {.nodes = {0, upper(0), lower(0), upper(1), lower(1), upper(2), lower(2)},
                .properties = upper(3),
                .links = lower(3),
                .notes = upper(4)};
    }
}

namespace {

std::uint32_t next_serial() noexcept {
    static std::atomic<std::uint32_t> last = 0;
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

Store::Store() : serial(next_serial()) {}

std::atomic<std::uint32_t> const* Store::up_entry(std::uint32_t claim, std::uint32_t attribution) const noexcept {
    std::uint32_t const wanted = attribution + 1;
    std::atomic<std::uint32_t> const* overflow;
    if (claim < runs.claims()) {
        auto const run = runs.view().run_of(claim);
        if (run.has(attribution)) return &runs.ups[wanted];
        overflow = run.overflow;
    } else {
        ClaimLine const& line = line_of(claim);
        for (auto const& entry : line.entries)
            if (entry.attribution.load(std::memory_order_relaxed) == wanted) return &entry.up;
        overflow = &line.overflow;
    }
    std::uint32_t size = 2;
    std::uint32_t block = overflow->load(std::memory_order_acquire);
    while (block != 0) {
        // Entries ascend, and those that are not there yet are 0; so the block is the one whose last is not less.
        auto const* next = &words[block - 1];
        auto const* entries = next + 1;
        std::uint32_t const last = entries[2 * (size - 1)].load(std::memory_order_relaxed);
        if (last != 0 && last < wanted) {
            block = next->load(std::memory_order_acquire);
            size = next_block_size(size);
            continue;
        }
        std::uint32_t low = 0;
        std::uint32_t high = size;
        while (low < high) {
            std::uint32_t const middle = (low + high) / 2;
            std::uint32_t const entry = entries[2 * middle].load(std::memory_order_relaxed);
            if (entry == wanted) return &entries[2 * middle + 1];
            if (entry == 0 || entry > wanted)
                high = middle;
            else
                low = middle + 1;
        }
        return nullptr;
    }
    return nullptr;
}

std::uint32_t Store::up(std::uint32_t attribution, Marks const& marks) const noexcept {
    AttributionRecord const& record = attributions[attribution];
    std::uint32_t word = 0;
    if (category_of(record.content) == Category::claim) {
        // A frozen image might leave it out.
        if (auto const* entry = up_entry(number_of(record.content), attribution))
            word = entry->load(std::memory_order_acquire);
    } else if (auto const* entry = carrier_up.find(attribution)) {
        word = entry->load(std::memory_order_acquire);
    }
    return word == 0 ? record.source : up_with_marks(word, marks);
}

void Store::reserve_entities(Category category, std::uint32_t more) {
    auto& columns = entities[static_cast<std::size_t>(category)];
    columns.keys.reserve(more);
    columns.by_key.reserve_about(more);
    if (category == Category::actor) actor_kinds.reserve(more);
    if (category == Category::document) first_in_document.reserve(more);
}

void Store::reserve_claims(std::uint32_t more) {
    claims.reserve(more);
    claim_index.reserve_about(more);
    std::uint32_t const in_runs = runs.claims() - (std::min)(runs.claims(), claims.size());
    if (more > in_runs) lines.reserve(more - in_runs);
}

void Store::reserve_attributions(std::uint32_t more) {
    attributions.reserve(more);
}

bool Store::close_runs(Progress const& progress) {
    std::size_t const steps = 2 * std::size_t{attributions.size()};
    Meter meter(progress, steps);
    auto const ground_of = [&](std::uint32_t attribution) {
        meter.step();
        std::uint32_t up = runs.ups[attribution + 1].load(std::memory_order_relaxed);
        if (up == 0) up = this->up(attribution, published.read());  // It stands in no run.
        while (is_link(up)) up = links[number_of(up)].previous;
        return category_of(up) == Category::claim ? number_of(up) : HashIndex::none;
    };
    try {
        runs.close(claims.size(), attributions.size(), ground_of);
    } catch (Cancelled const&) {
        return false;
    }
    return !progress || progress(steps, steps);
}

std::size_t Store::memory() const noexcept {
    std::size_t bytes =
        sizeof(Store) + text_words.memory() + texts.memory() + actor_kinds.memory() + properties.memory() +
        property_index.memory() + dates.memory() + date_index.memory() + quantities.memory() + quantity_index.memory() +
        claims.memory() + runs.memory() + lines.memory() + claim_index.memory() + groups.memory() +
        group_index.memory() + attributions.memory() + attribution_index.memory() + manners.memory() +
        manner_index.memory() + spans.memory() + carriers.memory() + first_in_document.memory() + links.memory() +
        carrier_up.memory() + notes.memory() + label_index.memory() + labelled.memory() + words.memory();
    for (auto const& e : entities) bytes += e.keys.memory() + e.by_key.memory();
    for (std::size_t i = 0; i <= category_count; ++i)
        bytes += groups_of[i].memory() + named_by[i].memory() + by_source[i].memory() + dependents[i].memory() +
                 notes_of[i].memory();
    return bytes;
}

}  // namespace ascribe::detail
