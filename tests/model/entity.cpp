// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/entity.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("H9: unnamed and unspecified are two kinds of actor, and the only ones that mean nobody in particular") {
    for (std::size_t i = 0; i < Names<ActorKind>::values.size(); ++i) {
        auto const kind = static_cast<ActorKind>(i);
        CHECK(is_named(kind) == (to_string(kind) != "unnamed" && to_string(kind) != "unspecified"));
    }
    CHECK(ActorKind::unnamed != ActorKind::unspecified);
}

TEST_CASE("H4: only analysts and software stand by themselves as sources") {
    for (std::size_t i = 0; i < Names<ActorKind>::values.size(); ++i) {
        auto const kind = static_cast<ActorKind>(i);
        CHECK(stands_by_itself(kind) == (to_string(kind) == "analyst" || to_string(kind) == "software"));
    }
}

TEST_CASE("every kind of actor goes to its name and back") {
    CHECK(Names<ActorKind>::values.size() == 10);
    for (std::size_t i = 0; i < Names<ActorKind>::values.size(); ++i)
        CHECK(parse_named<ActorKind>(to_string(static_cast<ActorKind>(i))).value() == static_cast<ActorKind>(i));
    CHECK(to_string(ActorKind::unspecified) == "unspecified");
    CHECK(parse_named<ActorKind>("robot").error().field == "actor kind");
}
