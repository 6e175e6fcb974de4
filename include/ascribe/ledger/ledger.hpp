// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_LEDGER_LEDGER_HPP
#define ASCRIBE_LEDGER_LEDGER_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/result.hpp>
#include <ascribe/model/attribution.hpp>
#include <ascribe/model/claim.hpp>
#include <ascribe/model/entity.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/time/instant.hpp>

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace ascribe {

class Graph;
namespace detail {
struct Store;
struct StoreAccess;
}  // namespace detail

/// The outcome of recording: the record's handle, and whether it was new or had been recorded before.
///
/// It stands for its handle: it converts to it and to what that converts to, and it is equal to what names the
/// same record, new or not.
template <class Id>
struct Recorded {
    Id id;
    bool is_new = false;

    constexpr operator Id() const noexcept { return id; }
    template <class Wider>
    requires(std::convertible_to<Id, Wider> && !std::same_as<Id, Wider> && !std::same_as<Wider, bool>) constexpr
    operator Wider() const noexcept {
        return id;
    }

    friend constexpr bool operator==(Recorded const& a, Recorded const& b) noexcept { return a.id == b.id; }
    template <Category... Others>
    requires(std::convertible_to<Id, Node>) friend constexpr bool operator==(Recorded const& a,
                                                                             NodeOf<Others...> b) noexcept {
        return a.id == b;
    }
};

/// How many records a ledger is expected to get, as far as the host knows.
struct Expected {
    std::size_t actors = 0;
    std::size_t places = 0;
    std::size_t documents = 0;
    std::size_t events = 0;
    std::size_t claims = 0;
    std::size_t attributions = 0;
};

/// Records who said what: append only, one writer, queryable at once.
///
/// A ledger asserts nothing but identity: entities are known by a key that the host gives, claims and attributions by
/// their whole content, and recording the same thing again returns the same handle and says so. Nothing recorded is
/// ever changed or removed; what is learned later is linked to it.
///
/// Bad data gives an Error that names record and field, and changes nothing: what the functions list, and everywhere
/// texts of more than 2^28 bytes and lists of more than 2^22 members (out_of_range) and a full ledger (capacity).
/// Each `try_` function has a throwing twin that is exactly its `.value()`. Every mutating function has the strong
/// guarantee, also when memory runs out (std::bad_alloc). A handle of another ledger is misuse and asserted; an
/// empty one where one is needed is bad data (empty).
///
/// One thread at a time may record. `graph()` may be called in any thread meanwhile, and what it returns be used
/// there. Recording costs amortised constant time, with hashing of keys and content. A ledger that was moved from can
/// be assigned to and destroyed, and nothing else (asserted).
class Ledger {
public:
    Ledger();
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    /// Everything recorded so far; graph/graph.hpp defines what it returns. Constant; throws nothing; takes no lock.
    [[nodiscard]] Graph graph() const noexcept;

    /// Makes room for so many records more, as far as their number tells how much they take: no record waits then while
    /// a table grows. Nobody needs to, and wrong numbers cost memory and nothing else. Linear in what there is and what
    /// is expected. Throws std::bad_alloc, and then nothing that was recorded has changed.
    void reserve(Expected const& more);

    /// \name Entities: a category and a key, and nothing else (rule I1)
    ///
    /// Errors: empty key; for an actor, a key that is recorded with another kind.
    /// @{
    Result<Recorded<ActorId>> try_actor(std::string_view key, ActorKind kind);
    Result<Recorded<PlaceId>> try_place(std::string_view key);
    Result<Recorded<DocumentId>> try_document(std::string_view key);
    Result<Recorded<EventId>> try_event(std::string_view key);
    Recorded<ActorId> actor(std::string_view key, ActorKind kind) { return try_actor(key, kind).value(); }
    Recorded<PlaceId> place(std::string_view key) { return try_place(key).value(); }
    Recorded<DocumentId> document(std::string_view key) { return try_document(key).value(); }
    Recorded<EventId> event(std::string_view key) { return try_event(key).value(); }
    /// @}

    /// \name Vocabulary
    ///
    /// Registers a property of the host's, or finds a well-known one. Traits are fixed when a property is first
    /// registered or used; without traits given, well-known ones have their own and others none.
    /// Errors: empty name; a property that is known with other traits.
    /// @{
    Result<Recorded<PropertyId>> try_property(std::string_view name, std::optional<Traits> traits = {});
    Recorded<PropertyId> property(std::string_view name, std::optional<Traits> traits = {}) {
        return try_property(name, traits).value();
    }
    /// @}

    /// \name Claims (rules I2, P1 to P3, S1)
    ///
    /// `valid` is the time of a state, as said. A symmetric property's ends are stored in canonical order.
    /// Errors: empty text value; a value that is no quantity for a numeric property, or no record for a symmetric one;
    /// same_as between records of two categories, or of a record with itself.
    /// @{
    Result<Recorded<ClaimId>> try_claim(Node subject, PropertyId property, Value const& value = {},
                                        std::optional<Edtf> const& valid = {});
    /// By name; a new name is registered, without traits unless it is well known. Errors: empty name, and as above.
    Result<Recorded<ClaimId>> try_claim(Node subject, std::string_view property, Value const& value = {},
                                        std::optional<Edtf> const& valid = {});
    template <class Property>
    Recorded<ClaimId> claim(Node subject, Property const& property, Value const& value = {},
                            std::optional<Edtf> const& valid = {}) {
        return try_claim(subject, property, value, valid).value();
    }
    Recorded<ClaimId> claim(Claim const& claim) {
        return try_claim(claim.subject, claim.property, claim.value, claim.valid).value();
    }
    /// @}

    /// \name Attributions (rules I3, H4, H6)
    ///
    /// `ground` is a first thing that it rests on; the same as a call of `ground` afterwards, and cheaper.
    /// Errors: no source or content; a span without document, or that ends before it begins; spans, wording or a quote
    /// form on an attribution that has no document and whose source does not stand by itself.
    /// @{
    Result<Recorded<AttributionId>> try_attribution(Attribution const& attribution, Node ground = {});
    Recorded<AttributionId> attribution(Attribution const& attribution, Node ground = {}) {
        return try_attribution(attribution, ground).value();
    }
    /// @}

    /// \name Links: what is learned later (rule I4)
    ///
    /// Each returns whether the link is new. The throwing forms are the `.value()` of the others.
    /// @{
    /// The attribution rests on the record: if that falls, the attribution does not stand (rule W3).
    /// Errors: an attribution that would rest on itself.
    Result<bool> try_ground(AttributionId attribution, Node ground);
    bool ground(AttributionId attribution, Node ground) { return try_ground(attribution, ground).value(); }
    /// A data set's own name for a record. Errors: empty text.
    Result<bool> try_label(Node node, std::string_view text, ActorId data_set = {});
    bool label(Node node, std::string_view text, ActorId data_set = {}) {
        return try_label(node, text, data_set).value();
    }
    /// Who entered the attribution, and when by the host's clock. Errors: no recorder.
    Result<bool> try_recording(AttributionId attribution, ActorId recorder, Instant at);
    bool recording(AttributionId attribution, ActorId recorder, Instant at) {
        return try_recording(attribution, recorder, at).value();
    }
    /// @}

private:
    friend struct detail::StoreAccess;
    std::shared_ptr<detail::Store> store_;
};

}  // namespace ascribe

#endif
