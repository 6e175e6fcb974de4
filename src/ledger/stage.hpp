// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_STAGE_HPP
#define ASCRIBE_SRC_LEDGER_STAGE_HPP

#include "intern.hpp"
#include <ascribe/core/result.hpp>
#include <ascribe/ledger/store.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Mutations in two steps. Making a Staged... looks for an equal record and acquires all memory that the new one needs;
/// it may throw std::bad_alloc, and then no graph can tell. `commit` throws nothing and makes the record visible to
/// the marks that are published next.
namespace ascribe::detail {

/// From so many groups of a subject, or attributions of one content, on they are found by hash instead of by walking.
inline constexpr std::uint32_t many = 16;

/// "numeric functional", or "none".
[[nodiscard]] std::string names_of(Traits traits);

struct StagedProperty {
    std::uint32_t number = 0;
    Traits traits;
    bool is_same_as = false;
    bool is_new = false;
    std::uint64_t hash = 0;
    TextRef name = 0;

    /// Returns the property's number.
    std::uint32_t commit(Store& store) const noexcept;
};
[[nodiscard]] Result<StagedProperty> stage_property(Store& store, std::string_view name, std::optional<Traits> traits);
[[nodiscard]] StagedProperty known_property(Store const& store, std::uint32_t number);

/// Where indexes have a claim; a group; an attribution, if its content has many.
[[nodiscard]] constexpr std::uint64_t hash_of_claim(std::uint32_t subject, std::uint32_t property, EncodedValue value,
                                                    std::uint32_t valid) noexcept {
    return hash_words(hash_words(std::uint64_t{subject} << 32 | property, value.word),
                      std::uint64_t{static_cast<std::uint32_t>(value.kind)} << 32 | valid);
}
[[nodiscard]] constexpr std::uint64_t hash_of_group(std::uint32_t subject, std::uint32_t property) noexcept {
    return hash_words(subject, property);
}
[[nodiscard]] constexpr std::uint64_t hash_of_attribution(AttributionRecord const& record) noexcept {
    return hash_words(std::uint64_t{record.content} << 32 | record.source,
                      std::uint64_t{record.document} << 32 | record.manner);
}

/// Requires: at most one property staged and not yet committed, namely that of this claim.
struct StagedClaim {
    /// `group` is that of subject and property, if it is known.
    StagedClaim(Store& store, std::uint32_t subject, std::uint32_t property, EncodedValue value, std::uint32_t valid,
                std::uint32_t group = HashIndex::none);
    std::uint32_t commit(Store& store) const noexcept;

    std::uint32_t found = HashIndex::none;  ///< the equal claim, if there is one

private:
    void find_group(Store& store);

    std::uint32_t subject_;
    std::uint32_t property_;
    EncodedValue value_;
    std::uint32_t valid_;
    std::uint32_t group_ = HashIndex::none;
    std::uint64_t claim_hash_ = 0;
    HashIndex::Place claim_place_;
    std::uint64_t group_hash_ = 0;
    bool index_group_ = false;
    GroupsHead* groups_ = nullptr;
    StagedEntry named_by_;
};

/// Makes a claim that was appended the last one of its group; or the first of a new group, the last one of its subject,
/// which the caller puts into the index if the subject has many. These need room for a group and throw nothing.
void append_to_group(Store& store, std::uint32_t group, std::uint32_t claim) noexcept;
void append_group(Store& store, GroupsHead& groups, std::uint32_t subject, std::uint32_t property,
                  std::uint32_t claim) noexcept;

/// Lets the memory come that an attribution like this will need, wherever it lies. For callers that have something else
/// to do first. `ground` is a node word or 0.
void fetch_attribution(Store const& store, std::uint32_t content, std::uint32_t source, std::uint32_t ground) noexcept;
/// The same for a claim about a subject.
void fetch_claim(Store const& store, std::uint32_t subject) noexcept;

/// The first attribution of a document, plus one; 0 if there is none.
[[nodiscard]] std::uint32_t oldest_in_document(Store const& store, std::uint32_t document) noexcept;
/// The equal attribution, or none. Logarithmic at most, as append_attribution.
[[nodiscard]] std::uint32_t find_attribution(Store const& store, AttributionRecord const& record);

struct AppendedAttribution {
    std::uint32_t number = 0;
    bool is_new = false;
};

/// Finds the equal attribution or appends this one, strongly safe; `ground` is a node word, or 0, and is linked only if
/// the attribution is new. Constant, but for searching a content's first few attributions that are not older than the
/// document's first.
[[nodiscard]] AppendedAttribution append_attribution(Store& store, AttributionRecord const& record,
                                                     std::uint32_t ground);

/// These do the whole mutation, strongly safe, and return whether the link is new.
[[nodiscard]] bool link_ground(Store& store, std::uint32_t attribution, std::uint32_t ground);
[[nodiscard]] bool add_label(Store& store, std::uint32_t node, std::string_view text, std::uint32_t data_set);
[[nodiscard]] bool add_recording(Store& store, std::uint32_t attribution, std::uint32_t recorder, std::int64_t at);

[[nodiscard]] bool note_exists(Store const& store, NoteRecord const& note);

/// add_label with an index of one's own, in which the first note of each text is found: `find(hash, equal)`; then, if
/// there is none, `prepare(hash, number)`, which may throw, and `commit(hash, number)`, which may not.
template <class Index>
[[nodiscard]] bool append_label(Store& store, std::uint32_t node, std::string_view text, std::uint32_t data_set,
                                Index index) {
    NoteRecord const note{node, intern_text(store, text) + 1, data_set, 0};
    if (note_exists(store, note)) return false;
    store.notes.reserve(1);
    auto const in_notes = stage_entry(store.words, store.notes_of[node >> 29].make(number_of(node)));
    auto const hash = mix(note.text);
    auto const first = index.find(hash, [&](std::uint32_t n) { return store.notes[n].text == note.text; });
    StagedEntry more;
    if (first == HashIndex::none)
        index.prepare(hash, store.notes.size());
    else
        more = stage_entry(store.words, store.labelled.make(first));
    auto const number = store.notes.push(note);
    in_notes.commit(store.words, number + 1);
    if (more.head == nullptr)
        index.commit(hash, number);
    else
        more.commit(store.words, number + 1);
    return true;
}

}  // namespace ascribe::detail

#endif
