// SPDX-License-Identifier: BSL-1.0
#include "stage.hpp"

#include <utility>

namespace ascribe::detail {

namespace {

/// From so many groups of a subject, or attributions of one content, on they are found by hash instead of by walking.
constexpr std::uint32_t many = 16;

PerCategory<SparseColumn<ListHead>>::value_type& column_of(PerCategory<SparseColumn<ListHead>>& columns,
                                                           std::uint32_t word) {
    return columns[word >> 29];
}

}  // namespace

// Properties

Result<StagedProperty> stage_property(Store& store, std::string_view name, std::optional<Traits> traits) {
    if (name.empty())
        return Error{.code = Errc::empty, .record = "property", .field = "name", .expected = "the name of a property"};
    if (name.size() > longest_text)
        return Error{.code = Errc::out_of_range,
                     .record = "property",
                     .field = "name",
                     .expected = "at most 2^28 bytes",
                     .found = std::to_string(name.size())};
    WellKnown const* known = find_well_known(name);
    StagedProperty staged;
    staged.hash = hash_bytes(name);
    staged.traits = known != nullptr ? known->traits : traits.value_or(Traits());
    staged.is_same_as = name == property::same_as;
    auto const found = store.property_index.find(
        staged.hash, [&](std::uint32_t n) { return store.text(store.properties[n].name) == name; });
    if (found != HashIndex::none) staged = known_property(store, found);
    if (traits && *traits != staged.traits)
        return Error{.code = Errc::conflict,
                     .record = "property",
                     .field = "traits",
                     .expected = known != nullptr ? "the traits of the well-known property of this name"
                                                  : "the traits with which it was first used",
                     .found = std::string(name)};
    if (found != HashIndex::none) return staged;
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
    known.is_same_as = store.text(record.name) == property::same_as;
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
    if (group_ == HashIndex::none) find_group(store);
    if (group_ != HashIndex::none) {
        claim_hash_ = hash_words(std::uint64_t{group_} << 32 | value.word,
                                 std::uint64_t{static_cast<std::uint32_t>(value.kind)} << 32 | valid);
        found = store.claim_index.find(claim_hash_, [&](std::uint32_t n) {
            ClaimRecord const& claim = store.claims[n];
            return claim.group() == group_ && claim.kind() == value_.kind && claim.value == value_.word &&
                   claim.valid == valid_;
        });
        if (found != HashIndex::none) return;
    } else {
        auto const next_group = store.groups.size();
        claim_hash_ = hash_words(std::uint64_t{next_group} << 32 | value.word,
                                 std::uint64_t{static_cast<std::uint32_t>(value.kind)} << 32 | valid);
        store.groups.reserve(1);
        groups_ = &store.groups_of[subject >> 29].make(number_of(subject));
        index_group_ = groups_->count >= many;
        if (index_group_) store.group_index.reserve(group_hash_);
    }
    store.claims.reserve(1);
    store.lines.reserve(1);
    store.claim_index.reserve(claim_hash_);
    if (value.kind == ValueKind::node) {
        named_by_ = &column_of(store.named_by, value.word).make(number_of(value.word));
        named_block_ = stage_entry(store.words, *named_by_);
    }
}

void StagedClaim::find_group(Store& store) {
    group_hash_ = hash_words(subject_, property_);
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
    store.lines.push();
    if (group_ == HashIndex::none) {
        store.groups.push(subject_, property_, number, number, 0u, 0u);
        if (groups_->count == 0)
            groups_->first.store(group + 1, std::memory_order_release);
        else
            store.groups[groups_->last].next.store(group + 1, std::memory_order_release);
        groups_->last = group;
        ++groups_->count;
        if (index_group_) store.group_index.insert(group_hash_, group);
    } else {
        GroupRecord& record = store.groups[group];
        ClaimRecord const& first = store.claims[record.first];
        if (record.second_value.load(std::memory_order_relaxed) == 0 &&
            (first.kind() != value_.kind || first.value != value_.word))
            record.second_value.store(number + 1, std::memory_order_release);
        store.claims[record.last].next.store(number + 1, std::memory_order_release);
        record.last = number;
    }
    store.claim_index.insert(claim_hash_, number);
    if (named_by_ != nullptr) append_entry(store.words, *named_by_, named_block_, number + 1);
    return number;
}

// Attributions

namespace {

bool is_source(std::uint32_t word) noexcept {
    return word >> 29 == static_cast<std::uint32_t>(Category::actor) ||
           word >> 29 == static_cast<std::uint32_t>(Category::document);
}

/// Walks to the end of a list whose tail is not kept: blocks of `stride` words an entry, the first of two entries.
StagedTail stage_tail(Words& words, std::atomic<std::uint32_t>& first, std::uint32_t stride) {
    StagedTail staged;
    staged.link = &first;
    std::uint32_t size = 2;
    for (std::uint32_t block = first.load(std::memory_order_relaxed); block != 0;) {
        auto* entries = &words[block - 1] + 1;
        if (entries[stride * (size - 1)].load(std::memory_order_relaxed) == 0) {
            std::uint32_t low = 0;  // Entries before it are there.
            std::uint32_t high = size - 1;
            while (low < high) {
                std::uint32_t const middle = (low + high) / 2;
                if (entries[stride * middle].load(std::memory_order_relaxed) == 0)
                    high = middle;
                else
                    low = middle + 1;
            }
            staged.entry = entries + stride * low;
            return staged;
        }
        staged.link = &words[block - 1];
        block = staged.link->load(std::memory_order_relaxed);
        size = next_block_size(size);
    }
    words.reserve_run(1 + size * stride);
    staged.block = words.extend(1 + size * stride) + 1;
    staged.entry = &words[staged.block];
    return staged;
}

}  // namespace

void StagedTail::commit(std::uint32_t word, std::uint32_t second, bool two_words) const noexcept {
    // The second word first: who sees the entry by its mark sees both.
    if (two_words) entry[1].store(second, std::memory_order_release);
    entry->store(word, std::memory_order_relaxed);
    if (block != 0) link->store(block, std::memory_order_release);
}

StagedAttribution::StagedAttribution(Store& store, std::uint32_t content, std::uint32_t source, std::uint32_t document,
                                     std::uint32_t manner, std::uint32_t ground)
    : record_{content, source, document, manner}, ground_(ground) {
    bool const of_claim = category_of(content) == Category::claim;
    auto const is_equal = [&](std::uint32_t n) {
        AttributionRecord const& other = store.attributions[n];
        return other.manner == manner && other.source == source && other.document == document &&
               other.content == content;
    };

    // An equal one is among the first few of the same content, or in the index.
    EntryCursor cursor =
        of_claim ? store.attributions_of_claim(number_of(content)) : store.list(store.carriers, number_of(content));
    std::uint32_t walked = 0;
    for (; cursor.entry() != 0 && walked < many; cursor.advance(), ++walked) {
        if (of_claim) {
            // Most differ by their source, which the line itself knows unless there are grounds.
            auto const up = cursor.at[1].load(std::memory_order_relaxed);
            if (up != source && is_source(up) && !store.has_source_grounds.load(std::memory_order_relaxed)) continue;
        }
        if (is_equal(cursor.entry() - 1)) {
            found = cursor.entry() - 1;
            return;
        }
    }
    index_ = walked == many;
    if (index_) {
        hash_ = hash_words(std::uint64_t{content} << 32 | source, std::uint64_t{document} << 32 | manner);
        found = store.attribution_index.find(hash_, is_equal);
        if (found != HashIndex::none) return;
        store.attribution_index.reserve(hash_);
    }

    store.attributions.reserve(1);
    if (of_claim) {
        ClaimLine& line = store.lines[number_of(content)];
        for (auto& entry : line.entries) {
            if (line_.entry == nullptr && entry.attribution.load(std::memory_order_relaxed) == 0)
                line_.entry = &entry.attribution;
        }
        if (line_.entry == nullptr) line_ = stage_tail(store.words, line.overflow, 2);
    } else {
        carriers_ = &store.carriers.make(number_of(content));
        carriers_block_ = stage_entry(store.words, *carriers_);
        if (ground != 0) carrier_up_ = &store.carrier_up.make(store.attributions.size());
    }
    by_source_ = &column_of(store.by_source, source).make(number_of(source));
    by_source_block_ = stage_entry(store.words, *by_source_);
    if (document != 0 && store.first_in_document[document - 1].load(std::memory_order_relaxed) != 0 &&
        (store.last_document != document || store.attributions.size() - store.last_in_document > longest_gap + 1)) {
        later_run_ = &store.later_in_document.make(document - 1);
        later_run_block_ = stage_entry(store.words, *later_run_);
    }
    if (ground != 0) {
        if (category_of(ground) == Category::claim) {
            claim_dependents_ = stage_tail(store.words, store.lines[number_of(ground)].dependents, 1);
        } else {
            dependents_ = &column_of(store.dependents, ground).make(number_of(ground));
            dependents_block_ = stage_entry(store.words, *dependents_);
        }
    }
}

std::uint32_t StagedAttribution::commit(Store& store) const noexcept {
    std::uint32_t const number = store.attributions.push(record_);
    std::uint32_t const entry = number + 1;
    if (line_.entry != nullptr)
        line_.commit(entry, first_up(record_.source, ground_), true);
    else
        append_entry(store.words, *carriers_, carriers_block_, entry);
    if (carrier_up_ != nullptr) carrier_up_->store(first_up(record_.source, ground_), std::memory_order_release);
    append_entry(store.words, *by_source_, by_source_block_, entry);
    if (record_.document != 0) {
        auto& first = store.first_in_document[record_.document - 1];
        if (first.load(std::memory_order_relaxed) == 0)
            first.store(entry, std::memory_order_release);
        else if (later_run_ != nullptr)
            append_entry(store.words, *later_run_, later_run_block_, entry);
        store.last_document = record_.document;
        store.last_in_document = number;
    }
    if (claim_dependents_.entry != nullptr) claim_dependents_.commit(entry, 0, false);
    if (dependents_ != nullptr) append_entry(store.words, *dependents_, dependents_block_, entry);
    if (index_) store.attribution_index.insert(hash_, number);
    if (is_source(ground_)) store.has_source_grounds.store(true, std::memory_order_relaxed);
    return number;
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
        auto const tail = stage_tail(store.words, store.lines[number_of(ground)].dependents, 1);
        store.links.push(attribution, ground, previous);
        tail.commit(entry, 0, false);
    } else {
        ListHead& head = column_of(store.dependents, ground).make(number_of(ground));
        auto const block = stage_entry(store.words, head);
        store.links.push(attribution, ground, previous);
        append_entry(store.words, head, block, entry);
    }
    up->store(link_word(link), std::memory_order_release);
    return true;
}

namespace {

bool note_exists(Store const& store, NoteRecord const& note) {
    EntryCursor cursor = store.list(store.notes_of[note.node >> 29], number_of(note.node));
    for (; cursor.entry() != 0; cursor.advance())
        if (store.notes[cursor.entry() - 1] == note) return true;
    return false;
}

}  // namespace

bool add_label(Store& store, std::uint32_t node, std::string_view text, std::uint32_t data_set) {
    NoteRecord const note{node, intern_text(store, text) + 1, data_set, 0};
    if (note_exists(store, note)) return false;
    store.notes.reserve(1);
    ListHead& of_node = store.notes_of[node >> 29].make(number_of(node));
    auto const node_block = stage_entry(store.words, of_node);
    // The first note with a text is found by hash; the others hang on it.
    auto const hash = mix(note.text);
    auto const first = store.label_index.find(hash, [&](std::uint32_t n) { return store.notes[n].text == note.text; });
    ListHead* more = nullptr;
    std::uint32_t more_block = 0;
    if (first == HashIndex::none) {
        store.label_index.reserve(hash);
    } else {
        more = &store.labelled.make(first);
        more_block = stage_entry(store.words, *more);
    }
    auto const number = store.notes.push(note);
    append_entry(store.words, of_node, node_block, number + 1);
    if (more == nullptr)
        store.label_index.insert(hash, number);
    else
        append_entry(store.words, *more, more_block, number + 1);
    return true;
}

bool add_recording(Store& store, std::uint32_t attribution, std::uint32_t recorder, std::int64_t at) {
    NoteRecord const note{attribution, 0, recorder, at};
    if (note_exists(store, note)) return false;
    store.notes.reserve(1);
    ListHead& of_node = store.notes_of[attribution >> 29].make(number_of(attribution));
    auto const block = stage_entry(store.words, of_node);
    auto const number = store.notes.push(note);
    append_entry(store.words, of_node, block, number + 1);
    return true;
}

}  // namespace ascribe::detail
