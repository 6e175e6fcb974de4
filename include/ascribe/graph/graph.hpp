// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_GRAPH_GRAPH_HPP
#define ASCRIBE_GRAPH_GRAPH_HPP

#include <ascribe/core/prefetch.hpp>
#include <ascribe/graph/id_range.hpp>
#include <ascribe/graph/ranges.hpp>
#include <ascribe/ledger/manner.hpp>
#include <ascribe/ledger/store_view.hpp>
#include <ascribe/model/attribution.hpp>
#include <ascribe/model/claim.hpp>
#include <ascribe/model/entity.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/time/instant.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe {

namespace detail {
struct StoreAccess;
}

/// A name by which a host's data set finds a record again (rule M3).
struct Label {
    std::string_view text;
    ActorId data_set;  ///< empty if the host did not say

    friend bool operator==(Label const&, Label const&) = default;
};

/// Who entered an attribution, and when by the host's clock (rule I8).
struct Recording {
    ActorId recorder;
    Instant at;

    friend bool operator==(Recording const&, Recording const&) = default;
};

/// Everything a ledger held at one moment: an immutable view, taken and copied in constant time.
///
/// Vertices are the records, edges their fields, both ways. A graph shares the ledger's storage and keeps it alive; it
/// stays as it is while the ledger goes on, and any number of threads may read any graphs meanwhile. Text and spans
/// that a graph returns live as long as any graph or ledger of this storage.
///
/// Iteration is in order of recording unless something else is said. Functions that take a handle require one of this
/// ledger that was recorded before the graph was taken (asserted). Reading never allocates unless it says so, and
/// throws nothing unless it allocates.
class Graph {
public:
    /// A graph without records.
    Graph();

    /// \name Records
    /// @{
    [[nodiscard]] std::uint32_t count(Category category) const noexcept { return marks_.of(category); }
    /// All records of one kind: `records<ClaimId>()`.
    template <class Id>
    [[nodiscard]] IdRange<Id> records() const noexcept {
        return {count(IdRange<Id>::category), store_->serial};
    }
    [[nodiscard]] IdRange<ActorId> actors() const noexcept { return records<ActorId>(); }
    [[nodiscard]] IdRange<PlaceId> places() const noexcept { return records<PlaceId>(); }
    [[nodiscard]] IdRange<DocumentId> documents() const noexcept { return records<DocumentId>(); }
    [[nodiscard]] IdRange<EventId> events() const noexcept { return records<EventId>(); }
    [[nodiscard]] IdRange<ClaimId> claims() const noexcept { return records<ClaimId>(); }
    [[nodiscard]] IdRange<AttributionId> attributions() const noexcept { return records<AttributionId>(); }
    /// The record numbered `number`, for passes over arrays that run beside the graph. Requires: below the count.
    [[nodiscard]] ActorId actor_at(std::uint32_t number) const noexcept { return actors()[number]; }
    [[nodiscard]] PlaceId place_at(std::uint32_t number) const noexcept { return places()[number]; }
    [[nodiscard]] DocumentId document_at(std::uint32_t number) const noexcept { return documents()[number]; }
    [[nodiscard]] EventId event_at(std::uint32_t number) const noexcept { return events()[number]; }
    [[nodiscard]] ClaimId claim_at(std::uint32_t number) const noexcept { return claims()[number]; }
    [[nodiscard]] AttributionId attribution_at(std::uint32_t number) const noexcept { return attributions()[number]; }
    /// Which ledger of this process it is of, as in its handles.
    [[nodiscard]] std::uint32_t ledger() const noexcept { return store_->serial; }
    /// Whether this handle is of this ledger and was recorded before this graph was taken.
    [[nodiscard]] bool contains(Node node) const noexcept;
    /// @}

    /// \name Entities
    /// @{
    [[nodiscard]] std::string_view key(Entity entity) const noexcept;
    [[nodiscard]] ActorKind kind(ActorId actor) const noexcept;
    /// The entity with this key, or the empty handle. Expected constant; takes no lock.
    [[nodiscard]] ActorId find_actor(std::string_view key) const;
    [[nodiscard]] PlaceId find_place(std::string_view key) const;
    [[nodiscard]] DocumentId find_document(std::string_view key) const;
    [[nodiscard]] EventId find_event(std::string_view key) const;
    /// Requires: `category` is not claim or attribution.
    [[nodiscard]] Entity find(Category category, std::string_view key) const;
    /// @}

    /// \name Vocabulary
    /// @{
    [[nodiscard]] std::uint32_t property_count() const noexcept { return marks_.properties; }
    /// The property numbered `number` in order of first use. Requires: `number < property_count()`.
    [[nodiscard]] PropertyId property_at(std::uint32_t number) const noexcept;
    [[nodiscard]] PropertyId find_property(std::string_view name) const;
    [[nodiscard]] std::string_view name(PropertyId property) const noexcept;
    [[nodiscard]] Traits traits(PropertyId property) const noexcept;
    /// @}

    /// \name Claims
    /// @{
    /// The whole record. Dates that are not plain days are parsed from their canonical form and may allocate if they
    /// are sets; quantities may allocate for long units and names.
    [[nodiscard]] Claim claim(ClaimId claim) const;
    [[nodiscard]] Node subject(ClaimId claim) const noexcept;
    [[nodiscard]] PropertyId property(ClaimId claim) const noexcept;
    [[nodiscard]] Value value(ClaimId claim) const;
    /// The value if it is a record, else the empty handle.
    [[nodiscard]] Node value_node(ClaimId claim) const noexcept;
    /// The valid time as said, if there is one. As for `claim`, what is not a plain day is parsed.
    [[nodiscard]] std::optional<Edtf> valid(ClaimId claim) const;
    /// Whether two claims have the same value (and kind of value). Constant.
    [[nodiscard]] bool same_value(ClaimId a, ClaimId b) const noexcept;
    /// Numbers that two claims share if and only if they have the same value, or the same valid time (0 if none): for
    /// hashing, within this ledger and process. Constant.
    [[nodiscard]] std::uint64_t value_code(ClaimId claim) const noexcept;
    [[nodiscard]] std::uint32_t valid_code(ClaimId claim) const noexcept;

    /// Claims about a subject, grouped by property in order of first use, within a property in order of recording.
    [[nodiscard]] ClaimsAbout claims_about(Node subject) const noexcept;
    [[nodiscard]] ClaimsAbout claims_about(Node subject, PropertyId property) const noexcept;
    /// By name; a property that is not in use has no claims.
    [[nodiscard]] ClaimsAbout claims_about(Node subject, std::string_view property) const;
    /// Every (subject, property) that claims are about, in order of its first claim. Linear in all claims.
    [[nodiscard]] ClaimGroups groups() const noexcept;
    /// Claims whose value is this record.
    [[nodiscard]] AdjacentRange<ClaimId> claims_naming(Node value) const noexcept;
    /// @}

    /// \name Attributions
    /// @{
    [[nodiscard]] Attribution attribution(AttributionId attribution) const;
    [[nodiscard]] Source source(AttributionId attribution) const noexcept;
    [[nodiscard]] Content content(AttributionId attribution) const noexcept;
    /// Empty for an attribution that is only reported.
    [[nodiscard]] DocumentId document(AttributionId attribution) const noexcept;
    [[nodiscard]] Factuality factuality(AttributionId attribution) const noexcept;
    [[nodiscard]] SpeechAct act(AttributionId attribution) const noexcept;
    [[nodiscard]] Role role(AttributionId attribution) const noexcept;
    [[nodiscard]] Basis basis(AttributionId attribution) const noexcept;
    [[nodiscard]] Distance distance(AttributionId attribution) const noexcept;
    /// Its evidence; a span without document is of the attribution's own.
    [[nodiscard]] std::span<Span const> spans(AttributionId attribution) const noexcept;
    /// First and last day that the time said admits; nothing if no time is recorded.
    [[nodiscard]] std::optional<std::pair<Day, Day>> said_between(AttributionId attribution) const noexcept;
    /// The claim at the end of the nesting, and how many hops lead there (1 if the content is the claim itself).
    [[nodiscard]] std::pair<ClaimId, std::uint32_t> innermost(AttributionId attribution) const noexcept;

    /// Of a claim, the attributions that put it forward; of an attribution, those that report it.
    [[nodiscard]] AdjacentRange<AttributionId> attributions_of(Content content) const noexcept;
    [[nodiscard]] AdjacentRange<AttributionId> attributions_of(ClaimId claim) const noexcept;
    [[nodiscard]] AdjacentRange<AttributionId> attributions_of(AttributionId attribution) const noexcept;
    /// The attributions of a claim with what each rests on. For walks from ground to ground: the fastest way there is,
    /// since the attributions themselves are not looked at.
    [[nodiscard]] Supports supports_of(ClaimId claim) const noexcept;
    /// Lets memory be fetched that `attributions_of` and `supports_of` begin with, and does nothing else. A pass over
    /// claims that lie anywhere is faster if it says some ten claims ahead what it will ask for.
    void prefetch(ClaimId claim) const noexcept;
    [[nodiscard]] AdjacentRange<AttributionId> attributions_by(Source source) const noexcept;
    /// The outermost attributions recorded with this document.
    [[nodiscard]] AttributionsIn attributions_in(DocumentId document) const noexcept;
    /// @}

    /// \name Links
    /// @{
    /// What an attribution rests on, in the order in which the links were made.
    [[nodiscard]] std::vector<Node> grounds_of(AttributionId attribution) const;
    /// The same in place of what `grounds` holds, for passes over many attributions: its memory is used again.
    void grounds_of(AttributionId attribution, std::vector<Node>& grounds) const;
    [[nodiscard]] bool has_grounds(AttributionId attribution) const noexcept;
    /// The attributions that rest on this record.
    [[nodiscard]] DependentRange resting_on(Node ground) const noexcept;
    [[nodiscard]] std::vector<Label> labels(Node node) const;
    /// The records with this label, by any data set, in order of labelling; there may be several (rule M3).
    [[nodiscard]] std::vector<Node> find_labelled(std::string_view label) const;
    /// The distinct labels of this graph. For suggestions; linear.
    [[nodiscard]] std::vector<std::string_view> all_labels() const;
    [[nodiscard]] std::vector<Recording> recordings(AttributionId attribution) const;
    /// @}

    /// Two graphs are equal if they are of one ledger and were taken with the same records.
    friend bool operator==(Graph const& a, Graph const& b) noexcept {
        return a.store_ == b.store_ && a.marks_ == b.marks_;
    }

    /// Bytes held by the storage that this graph shares, used or not.
    [[nodiscard]] std::size_t memory() const noexcept { return store_->memory(); }

private:
    friend class Ledger;
    friend struct detail::StoreAccess;
    Graph(std::shared_ptr<detail::Store const> store, detail::Marks const& marks) noexcept
        : store_(std::move(store)), marks_(marks), columns_(*store_) {}

    [[nodiscard]] std::uint32_t checked(Node node) const noexcept {
        ASCRIBE_ASSERT(contains(node) && "a handle of this ledger, recorded before this graph was taken");
        return node.number();
    }
    template <class Id>
    [[nodiscard]] Id id(std::uint32_t word) const noexcept {
        return detail::id_of<Id>(word, store_->serial);
    }

    [[nodiscard]] detail::EntryCursor entries_of(ClaimId claim) const noexcept {
        std::uint32_t const number = checked(claim);
        // Who compacts waits less anyway: the ledger that grows has the straight way.
        if (number < columns_.runs.claims()) [[unlikely]]
            return columns_.runs.attributions_of(store_->words, number);
        return store_->attributions_in_line(columns_.lines[number - columns_.runs.claims()]);
    }
    [[nodiscard]] AdjacentRange<AttributionId> attributions_at(detail::EntryCursor const& entries) const noexcept;

    std::shared_ptr<detail::Store const> store_;
    detail::Marks marks_;
    detail::StoreView columns_;
};

// What questions are made of is short, and asked millions of times.

inline bool Graph::contains(Node node) const noexcept {
    return node && node.ledger() == store_->serial && node.number() < count(node.category());
}

inline Node Graph::subject(ClaimId claim) const noexcept {
    return id<Node>(columns_.groups[columns_.claims[checked(claim)].group()].subject);
}

inline PropertyId Graph::property(ClaimId claim) const noexcept {
    return {columns_.groups[columns_.claims[checked(claim)].group()].property, store_->serial};
}

inline Node Graph::value_node(ClaimId claim) const noexcept {
    detail::ClaimRecord const& record = columns_.claims[checked(claim)];
    return record.kind() == detail::ValueKind::node ? id<Node>(record.value) : Node();
}

inline Source Graph::source(AttributionId attribution) const noexcept {
    return id<Source>(columns_.attributions[checked(attribution)].source);
}

inline Content Graph::content(AttributionId attribution) const noexcept {
    return id<Content>(columns_.attributions[checked(attribution)].content);
}

inline DocumentId Graph::document(AttributionId attribution) const noexcept {
    return detail::document_of(columns_.attributions[checked(attribution)].document, store_->serial);
}

inline Factuality Graph::factuality(AttributionId attribution) const noexcept {
    return detail::Manner{columns_.manners[columns_.attributions[checked(attribution)].manner].bits}.factuality();
}

inline SpeechAct Graph::act(AttributionId attribution) const noexcept {
    return detail::Manner{columns_.manners[columns_.attributions[checked(attribution)].manner].bits}.act();
}

inline Role Graph::role(AttributionId attribution) const noexcept {
    return detail::Manner{columns_.manners[columns_.attributions[checked(attribution)].manner].bits}.role();
}

inline Basis Graph::basis(AttributionId attribution) const noexcept {
    return detail::Manner{columns_.manners[columns_.attributions[checked(attribution)].manner].bits}.basis();
}

inline Distance Graph::distance(AttributionId attribution) const noexcept {
    return detail::Manner{columns_.manners[columns_.attributions[checked(attribution)].manner].bits}.distance();
}

inline std::optional<std::pair<Day, Day>> Graph::said_between(AttributionId attribution) const noexcept {
    auto const said = columns_.manners[columns_.attributions[checked(attribution)].manner].said;
    // Mostly it is a day: with one question for that.
    if (said != 0 && detail::is_plain_day(said)) return std::pair(detail::plain_day(said), detail::plain_day(said));
    if (said == 0) return std::nullopt;
    detail::DateRecord const& date = store_->dates[said & ~(1u << 31)];
    return std::pair(date.earliest, date.latest);
}

inline std::uint64_t Graph::value_code(ClaimId claim) const noexcept {
    detail::ClaimRecord const& record = columns_.claims[checked(claim)];
    return std::uint64_t{static_cast<std::uint32_t>(record.kind())} << 32 | record.value;
}

inline std::uint32_t Graph::valid_code(ClaimId claim) const noexcept {
    return columns_.claims[checked(claim)].valid;
}

inline AdjacentRange<AttributionId> Graph::attributions_of(ClaimId claim) const noexcept {
    return attributions_at(entries_of(claim));
}

inline AdjacentRange<AttributionId> Graph::attributions_of(AttributionId attribution) const noexcept {
    return attributions_at(store_->list(store_->carriers, checked(attribution)));
}

inline AdjacentRange<AttributionId> Graph::attributions_of(Content content) const noexcept {
    return content.is(Category::claim) ? attributions_of(content.to<ClaimId>())
                                       : attributions_of(content.to<AttributionId>());
}

inline AdjacentRange<AttributionId> Graph::attributions_at(detail::EntryCursor const& entries) const noexcept {
    detail::AdjacentCursor<AttributionId> cursor;
    cursor.entries = entries;
    cursor.category = Category::attribution;
    cursor.mark = count(Category::attribution);
    cursor.serial = store_->serial;
    return AdjacentRange<AttributionId>(cursor);
}

inline Supports Graph::supports_of(ClaimId claim) const noexcept {
    detail::SupportCursor cursor;
    cursor.store = store_.get();
    cursor.entries = entries_of(claim);
    cursor.serial = store_->serial;
    cursor.attributions = count(Category::attribution);
    cursor.links = marks_.links;
    return Supports(cursor);
}

inline void Graph::prefetch(ClaimId claim) const noexcept {
    std::uint32_t const number = checked(claim);
    if (number < columns_.runs.claims()) [[unlikely]]
        detail::prefetch(columns_.runs.up_at(number));
    else
        detail::prefetch(&columns_.lines[number - columns_.runs.claims()]);
}

inline AdjacentRange<AttributionId> Graph::attributions_by(Source source) const noexcept {
    return attributions_at(
        store_->list(store_->by_source[static_cast<std::size_t>(source.category())], checked(source)));
}

inline bool Graph::has_grounds(AttributionId attribution) const noexcept {
    auto const number = checked(attribution);
    return store_->up(number, marks_) != columns_.attributions[number].source;
}

}  // namespace ascribe

#endif
