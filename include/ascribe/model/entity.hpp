// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_ENTITY_HPP
#define ASCRIBE_MODEL_ENTITY_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/names.hpp>

#include <string_view>

namespace ascribe {

/// What sort of actor a key stands for, fixed when the key is first recorded (rule I1).
///
/// The last two stand for somebody who is meant but not named ("officials") and for the nobody of an agentless
/// construction ("it was planned"). Use one actor for each passage: they are never merged by themselves (rule H9).
enum class ActorKind : std::uint8_t {
    person,
    organisation,
    state,
    office,
    collective,
    media,
    software,
    analyst,
    unnamed,
    unspecified
};

template <>
struct Names<ActorKind> {
    static constexpr std::string_view kind = "actor kind";
    static constexpr std::string_view expected =
        "person, organisation, state, office, collective, media, software, analyst, unnamed or unspecified";
    static constexpr std::array<std::string_view, 10> values = {"person",     "organisation", "state",    "office",
                                                                "collective", "media",        "software", "analyst",
                                                                "unnamed",    "unspecified"};
};

/// Whether somebody in particular is meant by an actor of this kind: not so for unnamed and unspecified ones.
[[nodiscard]] constexpr bool is_named(ActorKind kind) noexcept {
    return kind != ActorKind::unnamed && kind != ActorKind::unspecified;
}

/// Whether an actor of this kind stands by itself as a source: it needs no document to put something forward (H4).
[[nodiscard]] constexpr bool stands_by_itself(ActorKind kind) noexcept {
    return kind == ActorKind::software || kind == ActorKind::analyst;
}

}  // namespace ascribe

#endif
