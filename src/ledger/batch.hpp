// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_LEDGER_BATCH_HPP
#define ASCRIBE_SRC_LEDGER_BATCH_HPP

#include "intern.hpp"
#include "truncate.hpp"
#include <ascribe/core/error.hpp>
#include <ascribe/ledger/store.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

/// Lets graphs that are taken from now on see everything that was appended.
inline void publish(Store& store) noexcept {
    Marks marks;
    for (auto category : {Category::actor, Category::place, Category::document, Category::event})
        marks.nodes[static_cast<std::size_t>(category)] =
            store.entities[static_cast<std::size_t>(category)].keys.size();
    marks.nodes[static_cast<std::size_t>(Category::claim)] = store.claims.size();
    marks.nodes[static_cast<std::size_t>(Category::attribution)] = store.attributions.size();
    marks.properties = store.properties.size();
    marks.links = store.links.size();
    marks.notes = store.notes.size();
    store.published.publish(marks);
}

/// Records many things of which all or none become visible. Nothing is published before `commit`; without it the
/// destructor takes everything back.
///
/// Functions return the number of the record, or `none` for bad data, which `error()` then tells; after that only
/// destruction is allowed. Any of them may throw std::bad_alloc. References to records of the batch are to numbers that
/// it returned.
class Batch {
public:
    static constexpr std::uint32_t none = HashIndex::none;

    /// With distinct keys, no two calls of `entity` have the same category and key; that is cheaper.
    enum class Keys { any, distinct };

    explicit Batch(Store& store, Keys keys = Keys::any)
        : store_(store), before_(store), keys_are_distinct_(keys == Keys::distinct) {}
    Batch(Batch const&) = delete;
    Batch& operator=(Batch const&) = delete;
    ~Batch() {
        if (!is_done_) truncate(store_, before_);
    }

    [[nodiscard]] std::uint32_t entity(Category category, std::string_view key, ActorKind kind) {
        return entity(category, key, hash_bytes(key), kind);
    }
    /// `hash` is hash_bytes(key).
    [[nodiscard]] std::uint32_t entity(Category category, std::string_view key, std::uint64_t hash, ActorKind kind);
    /// Keys that are neither in the store nor in the batch, one by one after room was made for so many; the caller puts
    /// them into the index before `commit`. `key` is appended text.
    void reserve_entities(Category category, std::uint32_t count);
    [[nodiscard]] bool has_room_for(Category category) const noexcept {
        return store_.entities[static_cast<std::size_t>(category)].keys.size() <= Node::max_number && !is_full();
    }
    std::uint32_t new_entity(Category category, TextRef key, ActorKind kind) noexcept {
        if (category == Category::actor) store_.actor_kinds.push(kind);
        if (category == Category::document) store_.first_in_document.push(0u);
        return store_.entities[static_cast<std::size_t>(category)].keys.push(key);
    }
    /// The actor if it is of this kind.
    [[nodiscard]] std::uint32_t same_kind(std::uint32_t actor, std::string_view key, ActorKind kind);

    [[nodiscard]] std::uint32_t property(std::string_view name, Traits traits);
    [[nodiscard]] std::uint32_t claim(std::uint32_t subject, std::uint32_t property, EncodedValue value,
                                      std::uint32_t valid) {
        std::uint32_t group = none;
        return claim(subject, property, value, valid, group);
    }
    /// `group` is that of subject and property if it is known, and is known afterwards unless the property is
    /// symmetric.
    [[nodiscard]] std::uint32_t claim(std::uint32_t subject, std::uint32_t property, EncodedValue value,
                                      std::uint32_t valid, std::uint32_t& group);
    [[nodiscard]] std::uint32_t attribution(std::uint32_t content, std::uint32_t source, std::uint32_t document,
                                            std::uint32_t manner, std::uint32_t ground);
    /// These return whether the link is new, or nothing for bad data.
    [[nodiscard]] std::optional<bool> ground(std::uint32_t attribution, std::uint32_t ground);
    [[nodiscard]] std::optional<bool> label(std::uint32_t node, std::string_view text, std::uint32_t data_set);
    [[nodiscard]] std::optional<bool> recording(std::uint32_t attribution, std::uint32_t recorder, std::int64_t at);

    /// Acquires what `commit` needs.
    void prepare();
    /// Requires: `prepare` since the last record. Publishes everything.
    void commit() noexcept;

    [[nodiscard]] Store& store() noexcept { return store_; }
    [[nodiscard]] Extent const& before() const noexcept { return before_; }
    [[nodiscard]] Error const& error() const noexcept { return *error_; }
    /// Tells of bad data that the caller met.
    std::uint32_t refuse(Error error) {
        error_ = std::move(error);
        return none;
    }

    /// Whether there may be no room for the parts of one more record; and the error for a record that has no room.
    [[nodiscard]] bool is_full() const noexcept {
        return (std::max)({store_.text_words.size(), store_.words.size(), store_.spans.size(),
                           store_.manners.size()}) >= fullest_words;
    }
    [[nodiscard]] std::uint32_t full(std::string_view record);

private:
    /// What goes into an index that readers search, when all is well.
    struct Waiting {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
        HashIndex index;  ///< of the entries that are searched

        void add(std::uint64_t hash, std::uint32_t number, bool is_searched = true);
        void prepare(HashIndex& target) const;
        void commit(HashIndex& target) const noexcept;
    };

    struct Labels;

    [[nodiscard]] std::uint32_t refuse_claim(std::string_view expected);

    Store& store_;
    Extent before_;
    bool keys_are_distinct_;
    bool is_done_ = false;
    std::optional<Error> error_;
    PerCategory<Waiting> keys_;
    Waiting names_;
    Waiting labels_;
};

}  // namespace ascribe::detail

#endif
