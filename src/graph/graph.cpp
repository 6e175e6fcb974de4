// SPDX-License-Identifier: BSL-1.0
#include "../core/make_set.hpp"
#include "../ledger/intern.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <algorithm>

namespace ascribe {

using namespace detail;

namespace {

std::shared_ptr<Store const> const& empty_store() {
    static std::shared_ptr<Store const> const store = std::make_shared<Store>();
    return store;
}

EncodedValue encoded(ClaimRecord const& claim) noexcept {
    return {claim.kind(), claim.value};
}

}  // namespace

Graph::Graph() : store_(empty_store()) {}

// Here and not with the rest of Ledger: a graph may look at the ledger, not the other way round.
Graph Ledger::graph() const noexcept {
    ASCRIBE_ASSERT(store_ && "a ledger that was not moved from");
    return Graph(store_, store_->published.read());
}

// Entities

std::string_view Graph::key(Entity entity) const noexcept {
    auto const number = checked(entity);
    return store_->text(store_->entities[static_cast<std::size_t>(entity.category())].keys[number]);
}

ActorKind Graph::kind(ActorId actor) const noexcept {
    return store_->actor_kinds[checked(actor)];
}

Entity Graph::find(Category category, std::string_view key) const {
    ASCRIBE_ASSERT(Entity::allows(category));
    auto const& columns = store_->entities[static_cast<std::size_t>(category)];
    auto const found = columns.by_key.find_shared(
        hash_bytes(key), [&](std::uint32_t n) { return store_->text(columns.keys[n]) == key; });
    return found < count(category) ? Entity(category, found, store_->serial) : Entity();
}

ActorId Graph::find_actor(std::string_view key) const {
    return find(Category::actor, key).to<ActorId>();
}
PlaceId Graph::find_place(std::string_view key) const {
    return find(Category::place, key).to<PlaceId>();
}
DocumentId Graph::find_document(std::string_view key) const {
    return find(Category::document, key).to<DocumentId>();
}
EventId Graph::find_event(std::string_view key) const {
    return find(Category::event, key).to<EventId>();
}

// Vocabulary

PropertyId Graph::property_at(std::uint32_t number) const noexcept {
    ASCRIBE_ASSERT(number < property_count());
    return {number, store_->serial};
}

PropertyId Graph::find_property(std::string_view name) const {
    auto const found = store_->property_index.find_shared(
        hash_bytes(name), [&](std::uint32_t n) { return store_->text(store_->properties[n].name) == name; });
    return found < marks_.properties ? PropertyId(found, store_->serial) : PropertyId();
}

std::string_view Graph::name(PropertyId property) const noexcept {
    ASCRIBE_ASSERT(property.ledger() == store_->serial && property.number() < marks_.properties);
    return store_->text(store_->properties[property.number()].name);
}

Traits Graph::traits(PropertyId property) const noexcept {
    ASCRIBE_ASSERT(property.ledger() == store_->serial && property.number() < marks_.properties);
    return Traits::from_bits(static_cast<std::uint16_t>(store_->properties[property.number()].traits));
}

// Claims

Claim Graph::claim(ClaimId claim) const {
    ClaimRecord const& record = store_->claims[checked(claim)];
    GroupRecord const& group = store_->groups[record.group()];
    Claim result{.subject = id<Node>(group.subject),
                 .property = PropertyId(group.property, store_->serial),
                 .value = value_at(*store_, encoded(record)),
                 .valid = std::nullopt};
    if (record.valid != 0) result.valid = date_at(*store_, record.valid);
    return result;
}

Value Graph::value(ClaimId claim) const {
    return value_at(*store_, encoded(store_->claims[checked(claim)]));
}

bool Graph::same_value(ClaimId a, ClaimId b) const noexcept {
    return encoded(store_->claims[checked(a)]) == encoded(store_->claims[checked(b)]);
}

std::optional<Edtf> Graph::valid(ClaimId claim) const {
    std::uint32_t const date = store_->claims[checked(claim)].valid;
    return date == 0 ? std::nullopt : std::optional(date_at(*store_, date));
}

ClaimGroups Graph::groups() const noexcept {
    detail::GroupCursor cursor;
    cursor.store = store_.get();
    cursor.mark = count(Category::claim);
    return ClaimGroups(cursor);
}

ClaimsAbout Graph::claims_about(Node subject) const noexcept {
    ClaimsAboutCursor cursor;
    cursor.store = store_.get();
    cursor.mark = count(Category::claim);
    auto const* head = store_->groups_of[static_cast<std::size_t>(subject.category())].find(checked(subject));
    if (head != nullptr) cursor.enter(head->first.load(std::memory_order_acquire));
    return ClaimsAbout(cursor);
}

ClaimsAbout Graph::claims_about(Node subject, PropertyId property) const noexcept {
    ASCRIBE_ASSERT(property.ledger() == store_->serial && property.number() < marks_.properties);
    ClaimsAboutCursor cursor;
    cursor.store = store_.get();
    cursor.mark = count(Category::claim);
    cursor.one_group = true;
    auto const* head = store_->groups_of[static_cast<std::size_t>(subject.category())].find(checked(subject));
    if (head == nullptr) return ClaimsAbout(cursor);
    for (std::uint32_t at = head->first.load(std::memory_order_acquire); at != 0;) {
        GroupRecord const& group = store_->groups[at - 1];
        if (group.first >= cursor.mark) break;
        if (group.property == property.number()) {
            cursor.enter(at);
            break;
        }
        at = group.next.load(std::memory_order_acquire);
    }
    return ClaimsAbout(cursor);
}

ClaimsAbout Graph::claims_about(Node subject, std::string_view property) const {
    auto const id = find_property(property);
    return id ? claims_about(subject, id) : ClaimsAbout(ClaimsAboutCursor{});
}

AdjacentRange<ClaimId> Graph::claims_naming(Node value) const noexcept {
    AdjacentCursor<ClaimId> cursor;
    cursor.entries = store_->list(store_->named_by[static_cast<std::size_t>(value.category())], checked(value));
    cursor.category = Category::claim;
    cursor.mark = count(Category::claim);
    cursor.serial = store_->serial;
    return AdjacentRange<ClaimId>(cursor);
}

// Attributions

Attribution Graph::attribution(AttributionId attribution) const {
    AttributionRecord const& record = store_->attributions[checked(attribution)];
    Attribution result = attribution_with(*store_, store_->manners[record.manner]);
    result.source = id<Source>(record.source);
    result.content = id<Content>(record.content);
    result.document = document(attribution);
    result.spans = spans(attribution);
    return result;
}

std::span<Span const> Graph::spans(AttributionId attribution) const noexcept {
    MannerRecord const& manner = store_->manners[store_->attributions[checked(attribution)].manner];
    if (manner.span_count == 0) return {};
    return {&store_->spans[manner.spans], manner.span_count};
}

std::pair<ClaimId, std::uint32_t> Graph::innermost(AttributionId attribution) const noexcept {
    std::uint32_t word = store_->attributions[checked(attribution)].content;
    std::uint32_t hops = 1;
    for (; category_of(word) == Category::attribution; ++hops) word = store_->attributions[number_of(word)].content;
    return {id<ClaimId>(word), hops};
}

AttributionsIn Graph::attributions_in(DocumentId document) const noexcept {
    InDocumentCursor cursor;
    auto const number = checked(document);
    cursor.store = store_.get();
    cursor.document = number + 1;
    cursor.mark = count(Category::attribution);
    auto const first = store_->first_in_document[number].load(std::memory_order_acquire);
    if (first != 0) {
        cursor.runs = store_->runs_in_document(first);
        cursor.next_run();
    }
    return AttributionsIn(cursor);
}

// Links

std::vector<Node> Graph::grounds_of(AttributionId attribution) const {
    std::vector<Node> grounds;
    grounds_of(attribution, grounds);
    return grounds;
}

void Graph::grounds_of(AttributionId attribution, std::vector<Node>& grounds) const {
    grounds.clear();
    auto const number = checked(attribution);
    std::uint32_t word = store_->up(number, marks_);
    for (; is_link(word); word = store_->links[number_of(word)].previous)
        grounds.push_back(id<Node>(store_->links[number_of(word)].ground));
    if (auto const first = ground_in(word, store_->attributions[number].source); first != 0)
        grounds.push_back(id<Node>(first));
    std::reverse(grounds.begin(), grounds.end());
}

DependentRange Graph::resting_on(Node ground) const noexcept {
    DependentCursor cursor;
    (void)checked(ground);
    cursor.store = store_.get();
    cursor.attributions = count(Category::attribution);
    cursor.links = marks_.links;
    cursor.entries = store_->dependents_of(ground.word());
    return DependentRange(cursor);
}

std::vector<Label> Graph::labels(Node node) const {
    std::vector<Label> result;
    auto cursor = store_->list(store_->notes_of[static_cast<std::size_t>(node.category())], checked(node));
    for (; cursor.entry() != 0 && cursor.entry() <= marks_.notes; cursor.advance()) {
        NoteRecord const& note = store_->notes[cursor.entry() - 1];
        if (note.text == 0) continue;
        result.push_back({store_->text(note.text - 1),
                          note.actor == 0 ? ActorId() : ActorId(Category::actor, note.actor - 1, store_->serial)});
    }
    return result;
}

std::vector<Recording> Graph::recordings(AttributionId attribution) const {
    std::vector<Recording> result;
    auto cursor = store_->list(store_->notes_of[static_cast<std::size_t>(Category::attribution)], checked(attribution));
    for (; cursor.entry() != 0 && cursor.entry() <= marks_.notes; cursor.advance()) {
        NoteRecord const& note = store_->notes[cursor.entry() - 1];
        if (note.text == 0)
            result.push_back({ActorId(Category::actor, note.actor - 1, store_->serial), Instant{note.at}});
    }
    return result;
}

std::vector<Node> Graph::find_labelled(std::string_view label) const {
    std::vector<Node> result;
    // Labels are found by the number of their text, so the text has to be interned in the first place.
    auto const text =
        store_->texts.find_shared(hash_bytes(label), [&](std::uint32_t ref) { return store_->text(ref) == label; });
    if (text == HashIndex::none) return result;
    auto const first = store_->label_index.find_shared(
        mix(text + 1), [&](std::uint32_t n) { return store_->notes[n].text == text + 1; });
    if (first >= marks_.notes) return result;
    // Several data sets may give a record the same label: what counts is the first note of this text on the record.
    auto const add = [&](std::uint32_t n) {
        NoteRecord const& note = store_->notes[n];
        auto cursor = store_->list(store_->notes_of[note.node >> 29], number_of(note.node));
        while (cursor.entry() != 0 && cursor.entry() <= n && store_->notes[cursor.entry() - 1].text != note.text)
            cursor.advance();
        if (cursor.entry() == n + 1) result.push_back(id<Node>(note.node));
    };
    add(first);
    auto cursor = store_->list(store_->labelled, first);
    for (; cursor.entry() != 0 && cursor.entry() <= marks_.notes; cursor.advance()) add(cursor.entry() - 1);
    return result;
}

std::vector<std::string_view> Graph::all_labels() const {
    std::vector<std::string_view> result;
    for (std::uint32_t n = 0; n < marks_.notes; ++n)
        if (auto const text = store_->notes[n].text; text != 0) result.push_back(store_->text(text - 1));
    detail::make_set(result);
    return result;
}

}  // namespace ascribe
