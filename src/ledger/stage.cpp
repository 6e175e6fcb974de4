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

// Attributions

namespace {

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

AppendedAttribution append_attribution(Store& store, AttributionRecord const& record, std::uint32_t ground) {
    bool const of_claim = category_of(record.content) == Category::claim;
    std::uint32_t const content = number_of(record.content);
    bool const has_run = of_claim && content < store.runs.claims();
    bool const in_run = has_run && store.runs.can_append(content, store.attributions.size());
    bool const on_claim = ground != 0 && category_of(ground) == Category::claim;
    bool const on_claim_now = on_claim && !store.is_listed_later(store.attributions.size(), number_of(ground));
    ListHead& of_source = column_of(store.by_source, record.source).make(number_of(record.source));
    if (of_source.last != 0) prefetch(&store.words[of_source.last + place_of_entry(of_source.count).position]);

    // Who is in a document is not older than the document's first.
    std::uint32_t oldest = 0;
    if (record.document != 0) {
        oldest = oldest_in_document(store, record.document - 1);
        if (oldest == 0) oldest = HashIndex::none;
    }
    EqualSearch equal{store, record, oldest, of_claim && sources_tell(store)};
    Tail in_line;
    if (of_claim && !has_run)
        in_line = equal.search(store.words, store.line_of(content));
    else
        equal.search(of_claim ? store.attributions_of_claim(content) : store.list(store.carriers, content));
    if (equal.found != HashIndex::none) return {equal.found, false};

    // Memory for all of it.
    store.attributions.reserve(1);
    if (equal.is_indexed()) store.attribution_index.reserve(equal.hash);
    if (has_run) store.runs.reserve();
    if (has_run && !in_run) in_line = stage_tail(store.words, store.runs.lengthen(content).overflow, 2);
    StagedEntry in_carriers;
    std::atomic<std::uint32_t>* carrier_up = nullptr;
    if (!of_claim) {
        in_carriers = stage_entry(store.words, store.carriers.make(content));
        if (ground != 0) carrier_up = &store.carrier_up.make(store.attributions.size());
    }
    StagedEntry const in_source = stage_entry(store.words, of_source);
    InDocument const in_document = stage_in_document(store, record.document);
    Tail in_line_of_ground;
    StagedEntry in_dependents;
    if (on_claim_now)
        in_line_of_ground = stage_tail(store.words, store.later_dependents(number_of(ground)), 1);
    else if (ground != 0 && !on_claim)
        in_dependents = stage_entry(store.words, column_of(store.dependents, ground).make(number_of(ground)));

    // From here on nothing throws.
    std::uint32_t const number = store.attributions.push(record);
    std::uint32_t const entry = number + 1;
    std::uint32_t const up = first_up(record.source, ground);
    if (in_run)
        store.runs.append(content, number, up);
    else if (of_claim)
        in_line.commit(entry, up);
    else
        in_carriers.commit(store.words, entry);
    if (carrier_up != nullptr) carrier_up->store(up, std::memory_order_release);
    in_source.commit(store.words, entry);
    in_document.commit(store, number);
    if (on_claim_now)
        in_line_of_ground.commit(entry);
    else if (in_dependents.head != nullptr)
        in_dependents.commit(store.words, entry);
    if (equal.is_indexed()) store.attribution_index.insert(equal.hash, number);
    if (is_source(ground)) store.has_source_grounds.store(true, std::memory_order_relaxed);
    return {number, true};
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
