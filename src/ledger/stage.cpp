// SPDX-License-Identifier: BSL-1.0
#include "stage.hpp"

#include "tail.hpp"
#include <ascribe/core/prefetch.hpp>

#include <utility>

namespace ascribe::detail {

namespace {

PerCategory<SparseColumn<ListHead>>::value_type& column_of(PerCategory<SparseColumn<ListHead>>& columns,
                                                           std::uint32_t word) {
    return columns[word >> 29];
}

}  // namespace

// Properties

std::string names_of(Traits traits) {
    std::string text;
    for (Trait trait : all_traits())
        if (traits.has(trait)) text.append(text.empty() ? "" : " ").append(to_string(trait));
    return text.empty() ? "none" : text;
}

Result<StagedProperty> stage_property(Store& store, std::string_view name, std::optional<Traits> traits) {
    if (name.empty())
        return Error{.code = Errc::empty, .record = "property", .field = "name", .expected = "the name of a property"};
    if (name.size() > longest_text)
        return Error{.code = Errc::out_of_range,
                     .record = "property",
                     .field = "name",
                     .expected = "at most 2^28 bytes",
                     .found = std::to_string(name.size())};
    // Most names have been used before, and then nothing else has to be looked up.
    std::uint64_t const hash = hash_bytes(name);
    auto const found =
        store.property_index.find(hash, [&](std::uint32_t n) { return store.text(store.properties[n].name) == name; });
    bool const is_used = found != HashIndex::none;
    if (is_used && !traits) return known_property(store, found);
    WellKnown const* known = find_well_known(name);
    StagedProperty staged;
    if (is_used) {
        staged = known_property(store, found);
    } else {
        staged.hash = hash;
        staged.traits = known != nullptr ? known->traits : traits.value_or(Traits());
        staged.is_same_as = name == property::same_as;
    }
    if (traits && *traits != staged.traits)
        return Error{
            .code = Errc::conflict,
            .record = "property",
            .field = "traits",
            .expected = known != nullptr ? "the traits of the well-known property of this name"
                                         : "the traits with which it was first used",
            .found = names_of(*traits) + " for " + std::string(name) + ", known with " + names_of(staged.traits)};
    if (is_used) return staged;
    staged.is_new = true;
    staged.number = store.properties.size();
    staged.name = intern_text(store, name);
    store.properties.reserve(1);
    store.property_index.reserve(staged.hash);
    return staged;
}

StagedProperty known_property(Store const& store, std::uint32_t number) {
    PropertyRecord const& record = store.properties[number];
    StagedProperty known;
    known.number = number;
    known.traits = Traits::from_bits(static_cast<std::uint16_t>(record.traits));
    // It is symmetric, by its own traits; few others are.
    known.is_same_as = known.traits.has(Trait::symmetric) && store.text(record.name) == property::same_as;
    return known;
}

std::uint32_t StagedProperty::commit(Store& store) const noexcept {
    if (!is_new) return number;
    auto const pushed = store.properties.push(name, traits.bits());
    store.property_index.insert(hash, pushed);
    return pushed;
}

// Claims

StagedClaim::StagedClaim(Store& store, std::uint32_t subject, std::uint32_t property, EncodedValue value,
                         std::uint32_t valid, std::uint32_t group)
    : subject_(subject), property_(property), value_(value), valid_(valid), group_(group) {
    claim_hash_ = hash_of_claim(subject, property, value, valid);
    store.claim_index.prefetch(claim_hash_);
    if (group_ == HashIndex::none) find_group(store);
    if (group_ != HashIndex::none) {
        GroupRecord const& known = store.groups[group_];
        prefetch(&store.claims[known.last]);
        if (known.second_value.load(std::memory_order_relaxed) == 0) prefetch(&store.claims[known.first]);
        found = store.claim_index.find(
            claim_hash_,
            [&](std::uint32_t n) {
                ClaimRecord const& claim = store.claims[n];
                return claim.group() == group_ && claim.kind() == value_.kind && claim.value == value_.word &&
                       claim.valid == valid_;
            },
            claim_place_);
        if (found != HashIndex::none) return;
    } else {
        store.groups.reserve(1);
        groups_ = &store.groups_of[subject >> 29].make(number_of(subject));
        index_group_ = groups_->count >= many;
        if (index_group_) store.group_index.reserve(group_hash_);
    }
    store.claims.reserve(1);
    if (store.claims.size() >= store.runs.claims()) store.lines.reserve(1);
    store.claim_index.reserve(claim_hash_);
    if (value.kind == ValueKind::node) {
        named_by_ = stage_entry(store.words, column_of(store.named_by, value.word).make(number_of(value.word)));
    }
}

void StagedClaim::find_group(Store& store) {
    group_hash_ = hash_of_group(subject_, property_);
    GroupsHead const* head = store.groups_of[subject_ >> 29].find(number_of(subject_));
    if (head == nullptr) return;
    std::uint32_t at = head->first.load(std::memory_order_relaxed);
    for (std::uint32_t walked = 0; at != 0 && walked < many; ++walked) {
        GroupRecord const& group = store.groups[at - 1];
        if (group.property == property_) {
            group_ = at - 1;
            return;
        }
        at = group.next.load(std::memory_order_relaxed);
    }
    if (at == 0) return;
    group_ = store.group_index.find(group_hash_, [&](std::uint32_t n) {
        return store.groups[n].subject == subject_ && store.groups[n].property == property_;
    });
}

std::uint32_t StagedClaim::commit(Store& store) const noexcept {
    std::uint32_t const number = store.claims.size();
    std::uint32_t const group = group_ != HashIndex::none ? group_ : store.groups.size();
    store.claims.push(static_cast<std::uint32_t>(value_.kind) << 29 | group, value_.word, valid_, 0u);
    if (number >= store.runs.claims()) store.lines.push();
    if (group_ == HashIndex::none) {
        append_group(store, *groups_, subject_, property_, number);
        if (index_group_) store.group_index.insert(group_hash_, group);
    } else {
        append_to_group(store, group, number);
    }
    store.claim_index.insert(claim_hash_, number, claim_place_);
    if (named_by_.head != nullptr) named_by_.commit(store.words, number + 1);
    return number;
}

void append_group(Store& store, GroupsHead& groups, std::uint32_t subject, std::uint32_t property,
                  std::uint32_t claim) noexcept {
    std::uint32_t const group = store.groups.push(subject, property, claim, claim, 0u, 0u);
    if (groups.count == 0)
        groups.first.store(group + 1, std::memory_order_release);
    else
        store.groups[groups.last].next.store(group + 1, std::memory_order_release);
    groups.last = group;
    ++groups.count;
}

void append_to_group(Store& store, std::uint32_t group, std::uint32_t claim) noexcept {
    GroupRecord& record = store.groups[group];
    ClaimRecord const& appended = store.claims[claim];
    if (record.second_value.load(std::memory_order_relaxed) == 0) {
        ClaimRecord const& first = store.claims[record.first];
        if (first.kind() != appended.kind() || first.value != appended.value)
            record.second_value.store(claim + 1, std::memory_order_release);
    }
    store.claims[record.last].next.store(claim + 1, std::memory_order_release);
    record.last = claim;
}

// Links

bool link_ground(Store& store, std::uint32_t attribution, std::uint32_t ground) {
    AttributionRecord const& record = store.attributions[attribution];
    std::atomic<std::uint32_t>* up = nullptr;
    if (category_of(record.content) == Category::claim)
        up = const_cast<std::atomic<std::uint32_t>*>(store.up_entry(number_of(record.content), attribution));
    else
        up = &store.carrier_up.make(attribution);

    std::uint32_t previous = up->load(std::memory_order_relaxed);
    if (previous == 0) previous = record.source;
    std::uint32_t word = previous;
    for (; is_link(word); word = store.links[number_of(word)].previous)
        if (store.links[number_of(word)].ground == ground) return false;
    if (ground_in(word, record.source) == ground) return false;

    store.links.reserve(1);
    std::uint32_t const link = store.links.size();
    std::uint32_t const entry = late_dependent | link;
    if (category_of(ground) == Category::claim) {
        auto const tail = stage_tail(store.words, store.later_dependents(number_of(ground)), 1);
        store.links.push(attribution, ground, previous);
        tail.commit(entry);
    } else {
        ListHead& head = column_of(store.dependents, ground).make(number_of(ground));
        auto const staged = stage_entry(store.words, head);
        store.links.push(attribution, ground, previous);
        staged.commit(store.words, entry);
    }
    up->store(link_word(link), std::memory_order_release);
    return true;
}

bool note_exists(Store const& store, NoteRecord const& note) {
    EntryCursor cursor = store.list(store.notes_of[note.node >> 29], number_of(note.node));
    for (; cursor.entry() != 0; cursor.advance())
        if (store.notes[cursor.entry() - 1] == note) return true;
    return false;
}

namespace {

struct PublishedLabels {
    HashIndex& index;
    template <class Equal>
    std::uint32_t find(std::uint64_t hash, Equal equal) const {
        return index.find(hash, equal);
    }
    void prepare(std::uint64_t hash, std::uint32_t) { index.reserve(hash); }
    void commit(std::uint64_t hash, std::uint32_t number) noexcept { index.insert(hash, number); }
};

}  // namespace

bool add_label(Store& store, std::uint32_t node, std::string_view text, std::uint32_t data_set) {
    return append_label(store, node, text, data_set, PublishedLabels{store.label_index});
}

bool add_recording(Store& store, std::uint32_t attribution, std::uint32_t recorder, std::int64_t at) {
    NoteRecord const note{attribution, 0, recorder, at};
    if (note_exists(store, note)) return false;
    store.notes.reserve(1);
    auto const staged = stage_entry(store.words, store.notes_of[attribution >> 29].make(number_of(attribution)));
    auto const number = store.notes.push(note);
    staged.commit(store.words, number + 1);
    return true;
}

}  // namespace ascribe::detail
