// SPDX-License-Identifier: BSL-1.0
#include <ascribe/ledger/store.hpp>

#include <type_traits>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe::detail;

TEST_CASE("the marks that are read are the ones published last, also after the ring has gone round many times") {
    PublishedMarks published;
    CHECK(published.read() == Marks());
    for (std::uint32_t i = 1; i <= 1'000; ++i) {
        Marks marks;
        marks.nodes = {0, i, i + 1, i + 2, i + 3, i + 4, i + 5};
        marks.properties = i + 6;
        marks.links = i + 7;
        marks.notes = i + 8;
        published.publish(marks);
        CHECK(published.read() == marks);
    }
    CHECK(published.read().of(Category::event) == 1'003);
}

TEST_CASE("every ledger's store has a number of its own") {
    Store a;
    Store b;
    CHECK(a.serial != b.serial);
    CHECK(a.serial != 0);
    CHECK(a.memory() >= sizeof(Store));
    CHECK(a.memory() < sizeof(Store) + 1'000);
}

TEST_CASE("words for records, links and plain days are told apart") {
    for (auto category : {Category::actor, Category::attribution}) {
        auto const word = node_word(category, Node::max_number);
        CHECK_FALSE(is_link(word));
        CHECK(category_of(word) == category);
        CHECK(number_of(word) == Node::max_number);
        CHECK(id_of<Node>(word, 3) == Node(category, Node::max_number, 3));
    }
    CHECK(is_link(link_word(0)));
    CHECK(number_of(link_word(12)) == 12);
    CHECK_FALSE(id_of<Node>(0, 3));
    CHECK(plain_day(1U << 30) == Day(1970, 1, 1));
    CHECK(is_plain_day(0x7fff'ffff));
    CHECK_FALSE(is_plain_day(0x8000'0000));
}

TEST_CASE("records have the sizes that the figures of memory count on") {
    CHECK(sizeof(AttributionRecord) == 16);
    CHECK(sizeof(ClaimRecord) == 16);
    CHECK(sizeof(ClaimLine) == 24);
    CHECK(sizeof(GroupRecord) == 24);
    CHECK(sizeof(LinkRecord) == 12);
    CHECK(sizeof(MannerRecord) == 20);
    CHECK(sizeof(ListHead) == 12);
}
