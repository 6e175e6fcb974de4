// SPDX-License-Identifier: BSL-1.0
#include "batch.hpp"

#include "stage.hpp"

#include <array>
#include <string>

namespace ascribe::detail {

void Batch::Waiting::add(std::uint64_t hash, std::uint32_t number, bool is_searched) {
    if (is_searched) index.reserve(hash);
    entries.emplace_back(hash, number);
    if (is_searched) index.insert(hash, number);
}

void Batch::Waiting::prepare(HashIndex& target) const {
    std::array<std::uint32_t, HashIndex::table_count> counts{};
    for (auto const& entry : entries) ++counts[HashIndex::table_of(entry.first)];
    target.reserve(counts);
}

void Batch::Waiting::commit(HashIndex& target) const noexcept {
    constexpr std::size_t ahead = 16;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i + ahead < entries.size()) target.prefetch(entries[i + ahead].first);
        target.insert(entries[i].first, entries[i].second);
    }
}

std::uint32_t Batch::full(std::string_view record) {
    return refuse(
        {.code = Errc::capacity, .record = record, .expected = "at most 2^29 - 1 records of a category in all"});
}

std::uint32_t Batch::entity(Category category, std::string_view key, std::uint64_t hash, ActorKind kind) {
    auto const c = static_cast<std::size_t>(category);
    auto& columns = store_.entities[c];
    auto const has_key = [&](std::uint32_t n) { return store_.text(columns.keys[n]) == key; };
    auto found = columns.by_key.find(hash, has_key);
    if (found == none && !keys_are_distinct_) found = keys_[c].index.find(hash, has_key);
    if (found != none) return category == Category::actor ? same_kind(found, key, kind) : found;
    if (!has_room_for(category)) return full(to_string(category));
    keys_[c].add(hash, columns.keys.size(), !keys_are_distinct_);
    reserve_entities(category, 1);
    return new_entity(category, append_text(store_, key), kind);
}

std::uint32_t Batch::same_kind(std::uint32_t actor, std::string_view key, ActorKind kind) {
    if (store_.actor_kinds[actor] == kind) return actor;
    return refuse({.code = Errc::conflict,
                   .record = "actor",
                   .field = "kind",
                   .expected = "one kind for a key on both sides",
                   .found = std::string(to_string(kind)) + " for " + std::string(key) + ", recorded as " +
                            std::string(to_string(store_.actor_kinds[actor]))});
}

void Batch::reserve_entities(Category category, std::uint32_t count) {
    store_.entities[static_cast<std::size_t>(category)].keys.reserve(count);
    if (category == Category::actor) store_.actor_kinds.reserve(count);
    if (category == Category::document) store_.first_in_document.reserve(count);
}

std::uint32_t Batch::property(std::string_view name, Traits traits) {
    auto staged = stage_property(store_, name, {});
    if (!staged) return refuse(std::move(staged).error());
    if (staged->is_new) {
        auto const waiting = names_.index.find(
            staged->hash, [&](std::uint32_t n) { return store_.text(store_.properties[n].name) == name; });
        if (waiting != none) staged = known_property(store_, waiting);
    }
    bool const is_well_known = find_well_known(name) != nullptr;
    if (staged->traits != traits && (!staged->is_new || is_well_known))
        return refuse({.code = Errc::conflict,
                       .record = "property",
                       .field = "traits",
                       .expected = "the same traits for a name on both sides",
                       .found = names_of(traits) + " for " + std::string(name) + ", " +
                                (staged->is_new ? "well known with " : "recorded with ") + names_of(staged->traits)});
    if (!staged->is_new) return staged->number;
    store_.properties.reserve(1);
    names_.add(staged->hash, store_.properties.size());
    return store_.properties.push(staged->name, traits.bits());
}

std::uint32_t Batch::refuse_claim(std::string_view expected) {
    return refuse({.code = Errc::not_allowed, .record = "claim", .field = "value", .expected = expected});
}

std::uint32_t Batch::claim(std::uint32_t subject, std::uint32_t property, EncodedValue value, std::uint32_t valid,
                           std::uint32_t& group) {
    PropertyRecord const& record = store_.properties[property];
    auto const traits = Traits::from_bits(static_cast<std::uint16_t>(record.traits));
    if (traits.has(Trait::numeric) && value.kind != ValueKind::quantity)
        return refuse_claim("a quantity, as the property is numeric");
    if (traits.has(Trait::symmetric)) {
        if (value.kind != ValueKind::node) return refuse_claim("a record, as the property is symmetric");
        if (value.word == subject) return refuse_claim("another record than the subject");
        if (value.word >> 29 != subject >> 29 && store_.text(record.name) == property::same_as)
            return refuse_claim("a record of the subject's category");
        if (value.word < subject) std::swap(value.word, subject);
    }
    if (store_.claims.size() > Node::max_number || store_.groups.size() > Node::max_number || is_full())
        return full("claim");
    StagedClaim const staged(store_, subject, property, value, valid, group);
    auto const number = staged.found != none ? staged.found : staged.commit(store_);
    // The ends of a symmetric claim may have been turned, so another one may be in another group.
    if (!traits.has(Trait::symmetric)) group = store_.claims[number].group();
    return number;
}

std::uint32_t Batch::attribution(std::uint32_t content, std::uint32_t source, std::uint32_t document,
                                 std::uint32_t manner, std::uint32_t ground) {
    if (store_.attributions.size() > Node::max_number || is_full()) return full("attribution");
    auto const [number, is_new] = append_attribution(store_, {content, source, document, manner}, ground);
    return is_new || ground == 0 || this->ground(number, ground) ? number : none;
}

std::optional<bool> Batch::ground(std::uint32_t attribution, std::uint32_t ground) {
    if (ground == node_word(Category::attribution, attribution)) {
        refuse({.code = Errc::not_allowed,
                .record = "ground",
                .field = "on",
                .expected = "another record than the attribution itself"});
        return std::nullopt;
    }
    if (store_.links.size() > Node::max_number || is_full()) {
        (void)full("ground");
        return std::nullopt;
    }
    return link_ground(store_, attribution, ground);
}

/// Labels of the batch are found, too.
struct Batch::Labels {
    HashIndex const& published;
    Waiting& waiting;
    template <class Equal>
    std::uint32_t find(std::uint64_t hash, Equal equal) const {
        auto const found = published.find(hash, equal);
        return found != none ? found : waiting.index.find(hash, equal);
    }
    void prepare(std::uint64_t hash, std::uint32_t number) { waiting.add(hash, number); }
    void commit(std::uint64_t, std::uint32_t) noexcept {}
};

std::optional<bool> Batch::label(std::uint32_t node, std::string_view text, std::uint32_t data_set) {
    if (store_.notes.size() >= Node::max_number || is_full()) {
        (void)full("label");
        return std::nullopt;
    }
    return append_label(store_, node, text, data_set, Labels{store_.label_index, labels_});
}

std::optional<bool> Batch::recording(std::uint32_t attribution, std::uint32_t recorder, std::int64_t at) {
    if (store_.notes.size() >= Node::max_number || is_full()) {
        (void)full("recording");
        return std::nullopt;
    }
    return add_recording(store_, node_word(Category::attribution, attribution), recorder, at);
}

void Batch::prepare() {
    for (std::size_t c = 0; c <= category_count; ++c) keys_[c].prepare(store_.entities[c].by_key);
    names_.prepare(store_.property_index);
    labels_.prepare(store_.label_index);
}

void Batch::commit() noexcept {
    for (std::size_t c = 0; c <= category_count; ++c) keys_[c].commit(store_.entities[c].by_key);
    names_.commit(store_.property_index);
    labels_.commit(store_.label_index);
    is_done_ = true;
    publish(store_);
}

}  // namespace ascribe::detail
