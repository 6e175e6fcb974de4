// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_CORE_ID_HPP
#define ASCRIBE_CORE_ID_HPP

#include <ascribe/config.hpp>

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace ascribe {

/// The six record types.
enum class Category : std::uint8_t { actor = 1, place, document, event, claim, attribution };

inline constexpr std::size_t category_count = 6;

/// "actor", "place", "document", "event", "claim" or "attribution".
[[nodiscard]] constexpr std::string_view to_string(Category category) noexcept {
    constexpr std::string_view names[] = {"none", "actor", "place", "document", "event", "claim", "attribution"};
    return names[static_cast<std::size_t>(category)];
}

/// A handle to a record of one of the given categories: `ActorId` to an actor, `Node` to any record.
///
/// It is eight bytes, a regular value, and names a record by its category and its number in order of recording,
/// together with the ledger it belongs to; so a handle that strays into another ledger's graph is caught by an
/// assertion. Handles convert implicitly to wider ones (an ActorId is a Source is a Node) and by `to<Narrow>` back.
/// A default-constructed handle names nothing and is false. The order is by category, then by number.
///
/// Not modelled: a handle keeps nothing alive, and means nothing outside the process. Keys do.
template <Category... Allowed>
class NodeOf {
public:
    static constexpr std::uint32_t max_number = (1u << 29) - 1;

    [[nodiscard]] static constexpr bool allows(Category category) noexcept { return ((category == Allowed) || ...); }

    constexpr NodeOf() noexcept = default;

    /// For ledgers and graphs. Requires: `allows(category)` and `number <= max_number`.
    constexpr NodeOf(Category category, std::uint32_t number, std::uint32_t ledger) noexcept
        : word_((static_cast<std::uint32_t>(category) << 29) | number), ledger_(ledger) {
        ASCRIBE_ASSERT(allows(category) && number <= max_number);
    }

    /// For ledgers and graphs: the handle with this `word()`, of this ledger unless it is empty.
    [[nodiscard]] static constexpr NodeOf from_word(std::uint32_t word, std::uint32_t ledger) noexcept {
        ASCRIBE_ASSERT(word == 0 || allows(static_cast<Category>(word >> 29)));
        NodeOf id;
        id.word_ = word;
        // A mask and no branch: handles are made from words that may still be on their way from memory.
        id.ledger_ = ledger & (0u - static_cast<std::uint32_t>(word != 0));
        return id;
    }

    /// A handle that names one of fewer categories is one of these.
    template <Category... Fewer>
    requires(sizeof...(Fewer) < sizeof...(Allowed) &&
             (NodeOf::allows(Fewer) && ...)) constexpr NodeOf(NodeOf<Fewer...> id) noexcept
        : word_(id.word()), ledger_(id.ledger()) {}

    [[nodiscard]] constexpr explicit operator bool() const noexcept { return word_ != 0; }

    /// Requires: not empty.
    [[nodiscard]] constexpr Category category() const noexcept {
        ASCRIBE_ASSERT(word_ != 0);
        return static_cast<Category>(word_ >> 29);
    }
    /// Position in order of recording among the records of its category, from 0.
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return word_ & max_number; }
    /// Which ledger of this process it belongs to; 0 for the empty handle.
    [[nodiscard]] constexpr std::uint32_t ledger() const noexcept { return ledger_; }
    /// Category in the upper 3 bits, number in the lower 29; 0 for the empty handle.
    [[nodiscard]] constexpr std::uint32_t word() const noexcept { return word_; }

    [[nodiscard]] constexpr bool is(Category category) const noexcept {
        return word_ >> 29 == static_cast<std::uint32_t>(category);
    }

    /// The same record as a handle to fewer categories, or the empty handle if it is of none of them.
    template <class Narrow>
    [[nodiscard]] constexpr Narrow to() const noexcept {
        return word_ != 0 && Narrow::allows(category()) ? Narrow(category(), number(), ledger_) : Narrow();
    }

    template <Category... Others>
    [[nodiscard]] friend constexpr bool operator==(NodeOf a, NodeOf<Others...> b) noexcept {
        return a.word() == b.word() && a.ledger() == b.ledger();
    }
    template <Category... Others>
    [[nodiscard]] friend constexpr std::strong_ordering operator<=>(NodeOf a, NodeOf<Others...> b) noexcept {
        if (auto order = a.word() <=> b.word(); order != 0) return order;
        return a.ledger() <=> b.ledger();
    }

private:
    std::uint32_t word_ = 0;
    std::uint32_t ledger_ = 0;
};

using ActorId = NodeOf<Category::actor>;
using PlaceId = NodeOf<Category::place>;
using DocumentId = NodeOf<Category::document>;
using EventId = NodeOf<Category::event>;
using ClaimId = NodeOf<Category::claim>;
using AttributionId = NodeOf<Category::attribution>;

/// Who puts something forward: an actor or a document (rule H1).
using Source = NodeOf<Category::actor, Category::document>;
/// What is put forward: a claim, or what somebody else puts forward.
using Content = NodeOf<Category::claim, Category::attribution>;
/// What is identified by a key that the host gives.
using Entity = NodeOf<Category::actor, Category::place, Category::document, Category::event>;
/// Any record.
using Node = NodeOf<Category::actor, Category::place, Category::document, Category::event, Category::claim,
                    Category::attribution>;

/// A handle to a registered property of the vocabulary of one ledger.
class PropertyId {
public:
    constexpr PropertyId() noexcept = default;
    constexpr PropertyId(std::uint32_t number, std::uint32_t ledger) noexcept : number_(number), ledger_(ledger) {}
    [[nodiscard]] constexpr explicit operator bool() const noexcept { return ledger_ != 0; }
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return number_; }
    [[nodiscard]] constexpr std::uint32_t ledger() const noexcept { return ledger_; }
    friend constexpr auto operator<=>(PropertyId, PropertyId) noexcept = default;

private:
    std::uint32_t number_ = 0;
    std::uint32_t ledger_ = 0;
};

}  // namespace ascribe

template <ascribe::Category... Allowed>
struct std::hash<ascribe::NodeOf<Allowed...>> {
    [[nodiscard]] std::size_t operator()(ascribe::NodeOf<Allowed...> id) const noexcept {
        return std::hash<std::uint64_t>()(std::uint64_t{id.ledger()} << 32 | id.word());
    }
};

template <>
struct std::hash<ascribe::PropertyId> {
    [[nodiscard]] std::size_t operator()(ascribe::PropertyId id) const noexcept {
        return std::hash<std::uint64_t>()(std::uint64_t{id.ledger()} << 32 | id.number());
    }
};

#endif
