// SPDX-License-Identifier: BSL-1.0
#include "batch.hpp"
#include "intern.hpp"
#include "stage.hpp"
#include <ascribe/ledger/ledger.hpp>

#include <utility>

namespace ascribe {

using namespace detail;

namespace {

constexpr std::uint32_t max_records = Node::max_number;

Error full(std::string_view record) {
    return {.code = Errc::capacity, .record = record, .expected = "at most 2^29 - 1 records of a category"};
}

/// Bad text is what cannot be kept or found again: nothing, or more than a quarter of a gigabyte.
bool is_bad_text(std::string_view text) noexcept {
    return text.empty() || text.size() > longest_text;
}
Error bad_text(std::string_view record, std::string_view field, std::string_view text, std::string_view expected) {
    if (text.empty()) return {.code = Errc::empty, .record = record, .field = field, .expected = expected};
    return {.code = Errc::out_of_range,
            .record = record,
            .field = field,
            .expected = "at most 2^28 bytes",
            .found = std::to_string(text.size())};
}

/// A value has to fit, and text must not be empty.
std::optional<Error> bad_value(Value const& value) {
    if (auto const* text = value.text()) {
        if (!is_bad_text(*text)) return std::nullopt;
        return bad_text("claim", "value", *text, "text, or no value for plain true");
    }
    auto const too_long = [](std::string_view expected) {
        return Error{.code = Errc::out_of_range, .record = "claim", .field = "value", .expected = expected};
    };
    if (auto const* quantity = value.quantity()) {
        if (quantity->unit().size() + quantity->thing().size() > longest_text)
            return too_long("unit and thing of at most 2^28 bytes");
        if (quantity->alternatives().size() > longest_list) return too_long("at most 2^22 alternatives");
    }
    if (auto const* date = value.date(); date != nullptr && date->members().size() > longest_list)
        return too_long("at most 2^22 members of a set");
    return std::nullopt;
}

/// A number that was cast from data may be none of the enumerators, and would be written over its neighbours.
template <class Enum>
bool is_enumerator(Enum value) noexcept {
    return static_cast<std::size_t>(value) < Names<Enum>::values.size();
}
template <class Enum>
Error bad_enumerator(std::string_view record, std::string_view field, Enum value) {
    return {.code = Errc::unknown,
            .record = record,
            .field = field,
            .expected = Names<Enum>::expected,
            .found = std::to_string(static_cast<std::size_t>(value))};
}

/// Calls `f(field, enumerator)` for each in an attribution until one returns false.
template <class F>
void each_enumerator(Attribution const& a, F f) {
    bool all = f("factuality", a.factuality) && f("act", a.act) && f("role", a.role) && f("basis", a.basis) &&
               f("quote_form", a.quote_form) && f("distance", a.distance.marker) && f("distance", a.distance.target);
    for (Span const& span : a.spans) all = all && f("spans", span.role);
}

/// Which of them is no enumerator.
std::optional<Error> bad_manner(Attribution const& a) {
    std::optional<Error> error;
    each_enumerator(a, [&](std::string_view field, auto value) {
        if (is_enumerator(value)) return true;
        error = bad_enumerator("attribution", field, value);
        return false;
    });
    return error;
}

bool store_is_full(Store const& store) noexcept {
    return store.text_words.size() >= fullest_words || store.words.size() >= fullest_words ||
           store.spans.size() >= fullest_words || store.manners.size() >= fullest_words;
}

[[maybe_unused]] bool holds(Store const& store, Node node) noexcept {
    if (!node || node.ledger() != store.serial) return false;
    switch (node.category()) {
    case Category::claim: return node.number() < store.claims.size();
    case Category::attribution: return node.number() < store.attributions.size();
    default: return node.number() < store.entities[static_cast<std::size_t>(node.category())].keys.size();
    }
}

void assert_of(Store const& store, Node node) noexcept {
    (void)store, (void)node;
    ASCRIBE_ASSERT(holds(store, node) && "a handle of a record of this ledger");
}

/// Finds or adds the key; `commit` appends what else the category keeps.
template <class Id, class Reserve, class Commit>
Result<Recorded<Id>> record_key(Store& store, Category category, std::string_view key, Reserve reserve, Commit commit) {
    auto const record = to_string(category);
    if (is_bad_text(key)) return bad_text(record, "key", key, "a key that the host gives");
    auto& columns = store.entities[static_cast<std::size_t>(category)];
    auto const hash = hash_bytes(key);
    HashIndex::Place place;
    auto const found = columns.by_key.find(
        hash, [&](std::uint32_t n) { return store.text(columns.keys[n]) == key; }, place);
    if (found != HashIndex::none) return Recorded<Id>{{category, found, store.serial}, false};
    if (columns.keys.size() > max_records || store_is_full(store)) return full(record);
    columns.keys.reserve(1);
    columns.by_key.reserve(hash);
    reserve();
    TextRef const ref = append_text(store, key);
    commit();
    auto const number = columns.keys.push(ref);
    columns.by_key.insert(hash, number, place);
    store.published.publish(category, number + 1);
    return Recorded<Id>{{category, number, store.serial}, true};
}

Result<Recorded<ClaimId>> record_claim(Store& store, Node subject, StagedProperty const& property, Value const& value,
                                       std::optional<Edtf> const& valid) {
    if (!subject) return Error{.code = Errc::empty, .record = "claim", .field = "subject", .expected = "a record"};
    assert_of(store, subject);
    Node const* end = value.node();
    if (end != nullptr) {
        if (!*end) return Error{.code = Errc::empty, .record = "claim", .field = "value", .expected = "a record"};
        assert_of(store, *end);
    }
    if (auto error = bad_value(value)) return *std::move(error);
    if (valid && valid->members().size() > longest_list)
        return Error{.code = Errc::out_of_range,
                     .record = "claim",
                     .field = "valid",
                     .expected = "at most 2^22 members of a set"};
    if (property.traits.has(Trait::numeric) && value.quantity() == nullptr)
        return Error{.code = Errc::not_allowed,
                     .record = "claim",
                     .field = "value",
                     .expected = "a quantity, as the property is numeric"};
    if (property.traits.has(Trait::symmetric)) {
        if (end == nullptr)
            return Error{.code = Errc::not_allowed,
                         .record = "claim",
                         .field = "value",
                         .expected = "a record, as the property is symmetric"};
        if (*end == subject)
            return Error{.code = Errc::not_allowed,
                         .record = "claim",
                         .field = "value",
                         .expected = "another record than the subject"};
    }
    if (property.is_same_as && end->category() != subject.category())
        return Error{.code = Errc::not_allowed,
                     .record = "claim",
                     .field = "value",
                     .expected = "a record of the subject's category",
                     .found = std::string(to_string(end->category()))};
    if (store.claims.size() > max_records || store.groups.size() > max_records || store_is_full(store))
        return full("claim");

    fetch_claim(store, subject.word());
    EncodedValue encoded = intern_value(store, value);
    std::uint32_t subject_word = subject.word();
    if (property.traits.has(Trait::symmetric) && encoded.word < subject_word) std::swap(encoded.word, subject_word);
    std::uint32_t const valid_word = valid ? intern_date(store, *valid) : 0;

    StagedClaim const staged(store, subject_word, property.number, encoded, valid_word);
    if (staged.found != HashIndex::none) return Recorded<ClaimId>{{Category::claim, staged.found, store.serial}, false};
    property.commit(store);
    auto const number = staged.commit(store);
    if (property.is_new)
        publish(store);
    else
        store.published.publish(Category::claim, number + 1);
    return Recorded<ClaimId>{{Category::claim, number, store.serial}, true};
}

}  // namespace

Ledger::Ledger() : store_(std::make_shared<Store>()) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

void Ledger::reserve(Expected const& more) {
    auto const at_most = [](std::size_t count) {
        return static_cast<std::uint32_t>((std::min)(count, std::size_t{max_records}));
    };
    store_->reserve_entities(Category::actor, at_most(more.actors));
    store_->reserve_entities(Category::place, at_most(more.places));
    store_->reserve_entities(Category::document, at_most(more.documents));
    store_->reserve_entities(Category::event, at_most(more.events));
    store_->reserve_claims(at_most(more.claims));
    store_->reserve_attributions(at_most(more.attributions));
}

Result<Recorded<ActorId>> Ledger::try_actor(std::string_view key, ActorKind kind) {
    if (!is_enumerator(kind)) return bad_enumerator("actor", "kind", kind);
    auto& kinds = store_->actor_kinds;
    auto recorded = record_key<ActorId>(
        *store_, Category::actor, key, [&] { kinds.reserve(1); }, [&] { kinds.push(kind); });
    if (recorded && !recorded->is_new && kinds[recorded->id.number()] != kind)
        return Error{.code = Errc::conflict,
                     .record = "actor",
                     .field = "kind",
                     .expected = "the kind with which this key was first recorded",
                     .found = std::string(to_string(kind)) + " for " + std::string(key) + ", recorded as " +
                              std::string(to_string(kinds[recorded->id.number()]))};
    return recorded;
}

Result<Recorded<PlaceId>> Ledger::try_place(std::string_view key) {
    return record_key<PlaceId>(
        *store_, Category::place, key, [] {}, [] {});
}

Result<Recorded<DocumentId>> Ledger::try_document(std::string_view key) {
    // What stands in one document mostly arrives together.
    if (std::uint32_t const last = store_->last_document; last != 0) {
        TextRef const ref = store_->entities[static_cast<std::size_t>(Category::document)].keys[last - 1];
        if (store_->text(ref) == key)
            return Recorded<DocumentId>{{Category::document, last - 1, store_->serial}, false};
    }
    auto& first = store_->first_in_document;
    return record_key<DocumentId>(
        *store_, Category::document, key, [&] { first.reserve(1); }, [&] { first.push(0u); });
}

Result<Recorded<EventId>> Ledger::try_event(std::string_view key) {
    return record_key<EventId>(
        *store_, Category::event, key, [] {}, [] {});
}

Result<Recorded<PropertyId>> Ledger::try_property(std::string_view name, std::optional<Traits> traits) {
    auto property = stage_property(*store_, name, traits);
    if (!property) return std::move(property).error();
    auto const number = property->commit(*store_);
    if (property->is_new) publish(*store_);
    return Recorded<PropertyId>{{number, store_->serial}, property->is_new};
}

Result<Recorded<ClaimId>> Ledger::try_claim(Node subject, PropertyId property, Value const& value,
                                            std::optional<Edtf> const& valid) {
    ASCRIBE_ASSERT(property.ledger() == store_->serial && property.number() < store_->properties.size() &&
                   "a property of this ledger");
    return record_claim(*store_, subject, known_property(*store_, property.number()), value, valid);
}

Result<Recorded<ClaimId>> Ledger::try_claim(Node subject, std::string_view property, Value const& value,
                                            std::optional<Edtf> const& valid) {
    auto staged = stage_property(*store_, property, {});
    if (!staged) {
        Error error = std::move(staged).error();
        error.record = "claim";
        error.field = "property";
        return error;
    }
    return record_claim(*store_, subject, *staged, value, valid);
}

namespace {

Error bad_attribution(Errc code, std::string_view field, std::string_view expected) {
    return {.code = code, .record = "attribution", .field = field, .expected = expected};
}

/// What of an attribution's own is bad data, and not its source and content.
std::optional<Error> bad_words(Store const& store, Attribution const& a) {
    if (auto error = bad_manner(a)) return error;
    auto const actor = a.source.to<ActorId>();
    bool const outermost = a.document || (actor && stands_by_itself(store.actor_kinds[actor.number()]));
    if (!outermost) {
        constexpr std::string_view rule = "a document: evidence belongs to the outermost attribution (H4, I6)";
        if (!a.spans.empty()) return bad_attribution(Errc::not_allowed, "spans", rule);
        if (!a.wording.empty()) return bad_attribution(Errc::not_allowed, "wording", rule);
        if (a.quote_form != QuoteForm::none) return bad_attribution(Errc::not_allowed, "quote_form", rule);
    }
    for (Span const& span : a.spans) {
        if (span.document) assert_of(store, span.document);
        if (!span.document && !a.document) return bad_attribution(Errc::empty, "spans", "a span with a document");
        if (span.end < span.begin) {
            Error error = bad_attribution(Errc::out_of_range, "spans", "an end that is not before the begin");
            error.found = std::to_string(span.begin) + ".." + std::to_string(span.end);
            return error;
        }
    }
    if (a.wording.size() > longest_text) return bad_attribution(Errc::out_of_range, "wording", "at most 2^28 bytes");
    if (a.spans.size() > longest_list) return bad_attribution(Errc::out_of_range, "spans", "at most 2^22 spans");
    if (a.said && a.said->members().size() > longest_list)
        return bad_attribution(Errc::out_of_range, "said", "at most 2^22 members of a set");
    return std::nullopt;
}

}  // namespace

Result<Recorded<AttributionId>> Ledger::try_attribution(Attribution const& a, Node ground) {
    Store& store = *store_;
    if (!a.source) return bad_attribution(Errc::empty, "source", "an actor or document");
    if (!a.content) return bad_attribution(Errc::empty, "content", "a claim or attribution");
    assert_of(store, a.source);
    assert_of(store, a.content);
    if (a.document) assert_of(store, a.document);
    if (ground) assert_of(store, ground);
    fetch_attribution(store, a.content.word(), a.source.word(), ground.word());
    std::uint32_t const latest = latest_manner(store, a);
    if (latest == 0)
        if (auto error = bad_words(store, a)) return *std::move(error);
    if (store.attributions.size() > max_records || store.links.size() > max_records || store_is_full(store))
        return full("attribution");

    auto const [number, is_new] = append_attribution(store,
                                                     {.content = a.content.word(),
                                                      .source = a.source.word(),
                                                      .document = a.document ? a.document.number() + 1 : 0,
                                                      .manner = latest != 0 ? latest - 1 : keep_manner(store, a)},
                                                     ground.word());
    AttributionId const id(Category::attribution, number, store.serial);
    if (is_new) {
        store.published.publish(Category::attribution, number + 1);
    } else if (ground) {
        auto linked = try_ground(id, ground);
        if (!linked) return std::move(linked).error();
    }
    return Recorded<AttributionId>{id, is_new};
}

Result<bool> Ledger::try_ground(AttributionId attribution, Node ground) {
    Store& store = *store_;
    assert_of(store, attribution);
    if (!ground) return Error{.code = Errc::empty, .record = "ground", .field = "on", .expected = "a record"};
    assert_of(store, ground);
    if (Node(attribution) == ground)
        return Error{.code = Errc::not_allowed,
                     .record = "ground",
                     .field = "on",
                     .expected = "another record than the attribution itself"};
    if (store.links.size() > max_records || store_is_full(store)) return full("ground");
    if (!link_ground(store, attribution.number(), ground.word())) return false;
    publish(store);
    return true;
}

Result<bool> Ledger::try_label(Node node, std::string_view text, ActorId data_set) {
    Store& store = *store_;
    assert_of(store, node);
    if (data_set) assert_of(store, data_set);
    if (is_bad_text(text)) return bad_text("label", "text", text, "the name in the data set");
    if (store.notes.size() >= max_records || store_is_full(store)) return full("label");
    if (!add_label(store, node.word(), text, data_set ? data_set.number() + 1 : 0)) return false;
    publish(store);
    return true;
}

Result<bool> Ledger::try_recording(AttributionId attribution, ActorId recorder, Instant at) {
    Store& store = *store_;
    assert_of(store, attribution);
    if (!recorder)
        return Error{.code = Errc::empty, .record = "recording", .field = "recorder", .expected = "an actor"};
    assert_of(store, recorder);
    if (store.notes.size() >= max_records || store_is_full(store)) return full("recording");
    if (!add_recording(store, attribution.word(), recorder.number() + 1, at.seconds)) return false;
    publish(store);
    return true;
}

}  // namespace ascribe
