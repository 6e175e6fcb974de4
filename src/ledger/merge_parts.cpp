// SPDX-License-Identifier: BSL-1.0
#include "merge_parts.hpp"

#include "../core/cancelled.hpp"
#include <ascribe/core/prefetch.hpp>

#include <string>

namespace ascribe::detail {

MergeParts::MergeParts(Store& into, Store const& from, Marks const& marks, MergeOptions const& options)
    : into_(into),
      from_(from),
      marks_(marks),
      options_(options),
      batch_(into, options.rename || !from.agrees ? Batch::Keys::any : Batch::Keys::distinct) {
    total_ = std::size_t{marks.properties} + marks.links + marks.notes;
    for (std::uint32_t n : marks.nodes) total_ += n;
}

bool MergeParts::tell() {
    if (!options_.progress || options_.progress(done_, total_)) return true;
    batch_.refuse(cancelled("merge"));
    return false;
}

bool MergeParts::names() {
    if (!properties()) return false;
    for (auto category : {Category::actor, Category::place, Category::document, Category::event})
        if (!(is_careful() ? entities(category) : joined_entities(category))) return false;
    return true;
}

bool MergeParts::properties() {
    for (std::uint32_t p = 0; p < marks_.properties; ++p) {
        PropertyRecord const& record = from_.properties[p];
        auto const number =
            batch_.property(from_.text(record.name), Traits::from_bits(static_cast<std::uint16_t>(record.traits)));
        if (number == none || !step()) return false;
        properties_.push_back(number);
    }
    report_.properties.seen = marks_.properties;
    return true;
}

// Entities

bool MergeParts::joined_entities(Category category) {
    auto const c = static_cast<std::size_t>(category);
    auto const& keys = from_.entities[c].keys;
    std::uint32_t const size = marks_.nodes[c];
    auto& numbers = numbers_[c];
    auto& join = joins_[c].emplace(into_, from_, category, size);
    if (!join.find(numbers)) {
        joins_[c].reset();
        numbers.clear();
        return entities(category);
    }
    for (std::uint32_t n = 0; n < size; ++n) {
        if (n + 16 < size) join.fetch(numbers[n + 16]);
        if (n + 8 < size) join.fetch_text(numbers[n + 8]);
        auto const kind = category == Category::actor ? from_.actor_kinds[n] : ActorKind();
        std::uint32_t const known = numbers[n] == none ? none : join.compare(n, numbers[n]);
        if (known != none) {
            numbers[n] = category == Category::actor ? batch_.same_kind(known, from_.text(keys[n]), kind) : known;
        } else {
            batch_.reserve_entities(category, 1);
            numbers[n] = batch_.has_room_for(category)
                             ? batch_.new_entity(category, copy_text(into_, from_, keys[n]), kind)
                             : batch_.full(to_string(category));
        }
        if (numbers[n] == none || !step()) return false;
    }
    count(category).seen = size;
    return true;
}

bool MergeParts::entities(Category category) {
    auto const c = static_cast<std::size_t>(category);
    auto const& keys = from_.entities[c].keys;
    std::uint32_t const size = marks_.nodes[c];
    auto& numbers = numbers_[c];
    numbers.reserve(size);
    std::string renamed;
    for (std::uint32_t n = 0; n < size; ++n) {
        std::string_view key = from_.text(keys[n]);
        if (options_.rename) key = renamed = options_.rename(category, key);
        if (key.empty() || key.size() > longest_text) return bad_key(category, key);
        auto const number =
            batch_.entity(category, key, category == Category::actor ? from_.actor_kinds[n] : ActorKind());
        if (number == none || !step()) return false;
        numbers.push_back(number);
    }
    count(category).seen = size;
    return true;
}

bool MergeParts::bad_key(Category category, std::string_view key) {
    Error error{.code = Errc::empty, .record = to_string(category), .field = "key", .expected = "a key to rename to"};
    if (!key.empty()) {
        error.code = Errc::out_of_range;
        error.expected = "at most 2^28 bytes";
        error.found = std::to_string(key.size());
    }
    batch_.refuse(std::move(error));
    return false;
}

// Interned parts

namespace {

/// Calls `fetch(i)`, then `hash(i)`, then `look(i, hash)`, then `take(i, hash)` for each i below `end`, with others
/// between, so that what one of them lets be fetched is there for the next. Ends when `take` returns false.
template <class Fetch, class Hash, class Look, class Take>
void in_turns(std::uint32_t end, Fetch fetch, Hash hash, Look look, Take take) {
    constexpr std::uint32_t apart = 8;
    std::array<std::uint64_t, 4 * apart> hashes;
    for (std::uint32_t i = 0; i < end + 3 * apart; ++i) {
        if (i < end) fetch(i);
        std::uint32_t n = i - apart;
        if (n < end) hashes[n % hashes.size()] = hash(n);
        n -= apart;
        if (n < end) look(n, hashes[n % hashes.size()]);
        n -= apart;
        if (n < end && !take(n, hashes[n % hashes.size()])) return;
    }
}

constexpr auto any = [](std::uint32_t) { return true; };

}  // namespace

void MergeParts::claims_parts() {
    std::uint32_t dates_end = 0;
    std::uint32_t quantities_end = 0;
    std::vector<TextRef> texts;
    // Which claims have what nobody could foresee: so the ends are found without branches.
    auto const date = [&](std::uint32_t word, bool is_date) {
        dates_end = (std::max)(dates_end, is_date && !is_plain_day(word) ? (word & ~(1u << 31)) + 1 : 0);
    };
    for (std::uint32_t c = 0; c < marks_.of(Category::claim); ++c) {
        ClaimRecord const& claim = from_.claims[c];
        auto const kind = claim.kind();
        date(claim.valid, true);
        date(claim.value, kind == ValueKind::date);
        bool const is_interned = kind == ValueKind::quantity && !is_plain_count(claim.value);
        quantities_end = (std::max)(quantities_end, is_interned ? claim.value + 1 : 0);
        groups_end_ = (std::max)(groups_end_, claim.group() + 1);
        if (kind == ValueKind::text && texts_.add(claim.value)) texts.push_back(claim.value);
    }
    this->texts(texts);
    dates(dates_end);
    quantities(quantities_end);
}

void MergeParts::texts(std::span<TextRef const> texts) {
    in_turns(
        static_cast<std::uint32_t>(texts.size()), [&](std::uint32_t i) { prefetch(&from_.text_words[texts[i]]); },
        [&](std::uint32_t i) {
            auto const hash = hash_bytes(from_.text(texts[i]));
            into_.texts.prefetch(hash);
            return hash;
        },
        [&](std::uint32_t, std::uint64_t hash) {
            auto const maybe = into_.texts.find(hash, any);
            if (maybe != none) prefetch(&into_.text_words[maybe]);
        },
        [&](std::uint32_t i, std::uint64_t hash) {
            texts_[texts[i]] = intern_text(into_, from_.text(texts[i]), hash);
            return !batch_.is_full();
        });
}

void MergeParts::dates(std::uint32_t end) {
    auto const text = [this](std::uint32_t d) { return from_.text(from_.dates[d].text); };
    in_turns(
        end, [this](std::uint32_t d) { prefetch(&from_.text_words[from_.dates[d].text]); },
        [&](std::uint32_t d) {
            auto const hash = hash_bytes(text(d));
            into_.date_index.prefetch(hash);
            into_.texts.prefetch(hash);
            return hash;
        },
        [this](std::uint32_t, std::uint64_t hash) {
            auto const maybe = into_.date_index.find(hash, any);
            if (maybe != none) prefetch(&into_.text_words[into_.dates[maybe].text]);
        },
        [&](std::uint32_t d, std::uint64_t hash) {
            dates_[d] = copy_date(into_, from_, from_.dates[d], hash);
            return !batch_.is_full();
        });
}

void MergeParts::quantities(std::uint32_t end) {
    std::array<QuantityRecord, 32> records;
    in_turns(
        end, [](std::uint32_t) {},
        [&](std::uint32_t q) {
            auto& record = records[q % records.size()] = copy_texts(into_, from_, from_.quantities[q]);
            auto const hash = hash_of_quantity(record);
            into_.quantity_index.prefetch(hash);
            return hash;
        },
        [this](std::uint32_t, std::uint64_t hash) {
            auto const maybe = into_.quantity_index.find(hash, any);
            if (maybe != none) prefetch(&into_.quantities[maybe]);
        },
        [&](std::uint32_t q, std::uint64_t hash) {
            quantities_[q] = intern_quantity(into_, records[q % records.size()], hash);
            return !batch_.is_full();
        });
}

EncodedValue MergeParts::value(ClaimRecord const& claim) {
    switch (claim.kind()) {
    case ValueKind::truth: break;
    case ValueKind::node: return {ValueKind::node, node(claim.value)};
    case ValueKind::text: {
        auto& known = texts_[claim.value];
        if (known == none) known = intern_text(into_, from_.text(claim.value));
        return {ValueKind::text, known};
    }
    case ValueKind::date: return {ValueKind::date, date(claim.value)};
    case ValueKind::quantity: {
        if (is_plain_count(claim.value)) return {ValueKind::quantity, claim.value};
        auto& known = quantities_[claim.value];
        if (known == none) {
            auto const record = copy_texts(into_, from_, from_.quantities[claim.value]);
            known = intern_quantity(into_, record, hash_of_quantity(record));
        }
        return {ValueKind::quantity, known};
    }
    }
    return {};
}

std::uint32_t MergeParts::new_date(std::uint32_t number) {
    DateRecord const& date = from_.dates[number];
    return dates_[number] = copy_date(into_, from_, date, hash_bytes(from_.text(date.text)));
}

std::uint32_t MergeParts::new_manner(AttributionRecord const& attribution) {
    MannerRecord const& record = from_.manners[attribution.manner];
    spans_.clear();
    for (std::uint32_t i = 0; i < record.span_count; ++i) {
        Span span = from_.spans[record.spans + i];
        if (span.document)
            span.document = DocumentId(Category::document, number_of(node(span.document.word())), into_.serial);
        spans_.push_back(span);
    }
    // Normal form leaves the attribution's own document out, which renaming may bring together with a span's.
    bool const depends_on_document = is_careful() && !spans_.empty() && attribution.document != 0;
    Attribution parts = attribution_with(from_, record);
    parts.spans = spans_;
    if (!depends_on_document) return manners_[attribution.manner] = intern_manner(into_, parts);
    parts.document = DocumentId(Category::document, number(Category::document, attribution.document) - 1, into_.serial);
    return intern_manner(into_, parts);
}

// Links and notes

bool MergeParts::link(std::uint32_t number) {
    LinkRecord const& link = from_.links[number];
    if (link.attribution == no_attribution) return true;
    auto const is_new = batch_.ground(numbers(Category::attribution)[link.attribution], node(link.ground));
    if (!is_new || !step()) return false;
    ++report_.grounds.seen;
    if (*is_new) ++report_.grounds.is_new;
    return true;
}

bool MergeParts::notes() {
    for (std::uint32_t n = 0; n < marks_.notes; ++n) {
        NoteRecord const& note = from_.notes[n];
        std::uint32_t const actor = number(Category::actor, note.actor);
        bool const is_label = note.text != 0;
        auto const is_new = is_label ? batch_.label(node(note.node), from_.text(note.text - 1), actor)
                                     : batch_.recording(number_of(node(note.node)), actor, note.at);
        if (!is_new || !step()) return false;
        auto& counted = is_label ? report_.labels : report_.recordings;
        ++counted.seen;
        if (*is_new) ++counted.is_new;
    }
    return true;
}

// The end

void MergeParts::count_new() noexcept {
    auto const before = [&](Category category) { return batch_.before().of(category); };
    for (auto category : {Category::actor, Category::place, Category::document, Category::event})
        count(category).is_new = into_.entities[static_cast<std::size_t>(category)].keys.size() - before(category);
    count(Category::claim).is_new = into_.claims.size() - before(Category::claim);
    count(Category::attribution).is_new = into_.attributions.size() - before(Category::attribution);
    report_.properties.is_new = into_.properties.size() - batch_.before().properties;
}

Result<MergeReport> MergeParts::finish() {
    if (!tell()) return batch_.error();
    batch_.prepare();
    for (std::size_t c = 0; c < joins_.size(); ++c)
        if (joins_[c]) joins_[c]->prepare(into_.entities[c].by_key);
    count_new();
    for (std::size_t c = 0; c < joins_.size(); ++c)
        if (joins_[c]) joins_[c]->insert(into_.entities[c].by_key, numbers_[c], batch_.before().nodes[c]);
    batch_.commit();
    return report_;
}

}  // namespace ascribe::detail
