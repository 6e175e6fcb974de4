// SPDX-License-Identifier: BSL-1.0
#include <ascribe/core/id.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

constexpr std::array categories = {Category::actor, Category::place, Category::document,
                                   Category::event, Category::claim, Category::attribution};

}  // namespace

TEST_CASE("the six categories have their names") {
    std::vector<std::string_view> names;
    for (Category category : categories) names.push_back(to_string(category));
    CHECK(names == std::vector<std::string_view>{"actor", "place", "document", "event", "claim", "attribution"});
    CHECK(categories.size() == category_count);
}

TEST_CASE("a default handle names nothing, whatever categories it allows") {
    CHECK_FALSE(ActorId());
    CHECK_FALSE(Node());
    CHECK(Node().word() == 0);
    CHECK(Node().ledger() == 0);
    CHECK(Node() == ActorId());
    for (Category category : categories) CHECK_FALSE(Node().is(category));
    CHECK_FALSE(Node().to<ClaimId>());
}

TEST_CASE("a handle gives back its category, number and ledger, up to the largest number") {
    for (Category category : categories) {
        for (std::uint32_t number : {0U, 1U, 255U, 65'536U, Node::max_number}) {
            Node const node(category, number, 7);
            CHECK(node);
            CHECK(node.category() == category);
            CHECK(node.number() == number);
            CHECK(node.ledger() == 7);
            for (Category other : categories) CHECK(node.is(other) == (other == category));
        }
    }
    static_assert(Node::max_number == (1U << 29) - 1);
}

TEST_CASE("a handle is eight bytes and a trivially copyable regular value") {
    static_assert(sizeof(Node) == 8 && sizeof(ActorId) == 8 && sizeof(PropertyId) == 8);
    static_assert(std::is_trivially_copyable_v<Node> && std::is_trivially_copyable_v<PropertyId>);
    static_assert(std::regular<Node> && std::regular<Source> && std::regular<PropertyId>);
    static_assert(std::totally_ordered<Node> && std::totally_ordered<PropertyId>);
}

TEST_CASE("handles widen by themselves and narrow only where the category is allowed") {
    static_assert(std::is_convertible_v<ActorId, Source> && std::is_convertible_v<Source, Entity>);
    static_assert(std::is_convertible_v<Source, Node> && std::is_convertible_v<ClaimId, Content>);
    static_assert(!std::is_constructible_v<ActorId, Source> && !std::is_constructible_v<Entity, Node>);
    static_assert(!std::is_constructible_v<Source, PlaceId> && !std::is_constructible_v<Content, ActorId>);
    static_assert(!std::is_constructible_v<ClaimId, AttributionId>);

    ActorId const ada(Category::actor, 3, 1);
    Source const source = ada;
    Node const node = source;
    CHECK(node.to<ActorId>() == ada);
    CHECK(node.to<Source>() == ada);
    CHECK(node.to<Entity>() == ada);
    CHECK_FALSE(node.to<DocumentId>());
    CHECK_FALSE(node.to<Content>());
    CHECK(Node(AttributionId(Category::attribution, 9, 1)).to<Content>().number() == 9);
}

TEST_CASE("handles of different types compare as the records they name") {
    ActorId const ada(Category::actor, 3, 1);
    CHECK(ada == Source(ada));
    CHECK(Node(ada) == ada);
    CHECK(Source(ada) == Entity(ada));
    CHECK(Node(ClaimId(Category::claim, 3, 1)) != Node(ada));
    CHECK(ActorId(Category::actor, 3, 2) != ada);
    CHECK(ada < Source(DocumentId(Category::document, 0, 1)));
    CHECK(Node(ada) > ActorId(Category::actor, 2, 1));
}

TEST_CASE("the order of handles is by category, then by number, then by ledger") {
    std::vector<Node> nodes;
    for (Category category : categories)
        for (std::uint32_t number = 0; number < 3; ++number)
            for (std::uint32_t ledger = 1; ledger <= 2; ++ledger) nodes.emplace_back(category, number, ledger);
    CHECK(std::is_sorted(nodes.begin(), nodes.end()));
    CHECK(std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end());
    CHECK(Node() < nodes.front());
}

TEST_CASE("hashes agree with equality and tell categories, numbers and ledgers apart") {
    std::unordered_set<Node> nodes;
    for (Category category : categories)
        for (std::uint32_t number = 0; number < 100; ++number)
            for (std::uint32_t ledger = 1; ledger <= 3; ++ledger) nodes.emplace(category, number, ledger);
    CHECK(nodes.size() == 6 * 100 * 3);
    ActorId const ada(Category::actor, 3, 1);
    CHECK(std::hash<ActorId>()(ada) == std::hash<Node>()(ada));

    std::unordered_set<PropertyId> properties;
    for (std::uint32_t number = 0; number < 100; ++number)
        for (std::uint32_t ledger = 1; ledger <= 3; ++ledger) properties.emplace(number, ledger);
    CHECK(properties.size() == 300);
}

TEST_CASE("a property handle of ledger 0 is the empty one") {
    CHECK_FALSE(PropertyId());
    CHECK(PropertyId(0, 1));
    CHECK(PropertyId(0, 1) != PropertyId());
    CHECK(PropertyId(1, 1) > PropertyId(0, 1));
    CHECK(PropertyId(4, 9).number() == 4);
    CHECK(PropertyId(4, 9).ledger() == 9);
}

TEST_CASE("handles work in constant expressions") {
    constexpr EventId flood(Category::event, 12, 1);
    constexpr Node node = flood;
    static_assert(node.is(Category::event) && node.number() == 12 && node.to<EventId>() == flood);
    static_assert(Source::allows(Category::document) && !Source::allows(Category::place));
    CHECK(node.word() == (4U << 29 | 12U));
}
