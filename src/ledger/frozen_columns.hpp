// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_FROZEN_COLUMNS_HPP
#define ASCRIBE_SRC_LEDGER_FROZEN_COLUMNS_HPP

#include "image_format.hpp"
#include <ascribe/ledger/store.hpp>

#include <array>
#include <cstddef>
#include <type_traits>

/// What of a store a frozen graph consists of: all columns and indexes, those of the writer too.
/// docs/frozen_image.md tells every byte of them.
namespace ascribe::detail::frozen {

// The columns lie in an image as they lie in memory.
static_assert(sizeof(std::atomic<std::uint32_t>) == 4 && std::atomic<std::uint32_t>::is_always_lock_free);
static_assert(sizeof(std::atomic<std::uint64_t>) == 8 && std::atomic<std::uint64_t>::is_always_lock_free);
static_assert(sizeof(ClaimRecord) == 16 && sizeof(ClaimLine) == 24 && sizeof(GroupRecord) == 24 &&
              sizeof(LongRun) == 12);
static_assert(sizeof(AttributionRecord) == 16 && sizeof(MannerRecord) == 20 && sizeof(LinkRecord) == 12);
static_assert(sizeof(PropertyRecord) == 8 && sizeof(GroupsHead) == 12 && sizeof(ListHead) == 12);
static_assert(sizeof(DateRecord) == 24 && offsetof(DateRecord, earliest) == 8 && offsetof(DateRecord, latest) == 16);
static_assert(sizeof(QuantityRecord) == 64 && offsetof(QuantityRecord, nominal) == 16);
static_assert(sizeof(NoteRecord) == 24 && offsetof(NoteRecord, at) == 16);
static_assert(sizeof(Span) == 20 && offsetof(Span, begin) == 8 && offsetof(Span, role) == 16);
static_assert(offsetof(Span, open_begin) == 18 && offsetof(Span, open_end) == 19);

/// The numbers in the first section.
struct Totals {
    std::array<std::uint32_t, category_count> nodes;
    std::uint32_t properties;
    std::uint32_t links;
    std::uint32_t notes;
    std::uint32_t has_source_grounds;  ///< 1 if an attribution was recorded with a source as its ground, else 0
};
static_assert(sizeof(Totals) == 40);

/// Calls `visitor.column(c)`, `.words(w)`, `.sparse(s)` or `.index(i)` for each, always in the same order.
template <class S, class Visitor>
void visit(S& store, Visitor&& visitor) {
    visitor.column(store.text_words);
    visitor.index(store.texts);
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c) {
        visitor.column(store.entities[c].keys);
        visitor.index(store.entities[c].by_key);
    }
    visitor.column(store.actor_kinds);
    visitor.column(store.properties);
    visitor.index(store.property_index);
    visitor.column(store.dates);
    visitor.index(store.date_index);
    visitor.column(store.quantities);
    visitor.index(store.quantity_index);
    visitor.column(store.claims);
    visitor.words(store.runs.runs);
    visitor.words(store.runs.ups);
    visitor.words(store.runs.resting);
    visitor.words(store.runs.dependents);
    visitor.column(store.runs.longer);
    visitor.column(store.runs.longer_resting);
    visitor.column(store.lines);
    visitor.index(store.claim_index);
    visitor.column(store.groups);
    visitor.index(store.group_index);
    visitor.column(store.attributions);
    visitor.index(store.attribution_index);
    visitor.column(store.manners);
    visitor.index(store.manner_index);
    visitor.column(store.spans);
    visitor.column(store.first_in_document);
    visitor.column(store.links);
    visitor.column(store.notes);
    visitor.index(store.label_index);
    visitor.column(store.words);
    for (std::size_t c = 1; c <= category_count; ++c) {
        visitor.sparse(store.groups_of[c]);
        visitor.sparse(store.named_by[c]);
        visitor.sparse(store.dependents[c]);
        visitor.sparse(store.notes_of[c]);
    }
    visitor.sparse(store.by_source[static_cast<std::size_t>(Category::actor)]);
    visitor.sparse(store.by_source[static_cast<std::size_t>(Category::document)]);
    visitor.sparse(store.carriers);
    visitor.sparse(store.carrier_up);
    visitor.sparse(store.labelled);
}

}  // namespace ascribe::detail::frozen

#endif
