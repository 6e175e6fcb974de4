// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_STANCE_HPP
#define ASCRIBE_MODEL_STANCE_HPP

#include <ascribe/core/names.hpp>

#include <cstdint>

namespace ascribe {

/// How far a source commits itself to what it puts forward: certainty (certain, probable, possible, unknown) and
/// polarity (+, -, unknown), after FactBank (Sauri and Pustejovsky 2009). It is always the stance of the
/// attribution's own source, never ours, and never a degree of truth (part 4 of the semantics).
enum class Factuality : std::uint8_t { ct_plus, pr_plus, ps_plus, ct_minus, pr_minus, ps_minus, ct_u, uu };

template <>
struct Names<Factuality> {
    static constexpr std::string_view kind = "factuality";
    static constexpr std::string_view expected = "CT+, PR+, PS+, CT-, PR-, PS-, CTu or Uu";
    static constexpr std::array<std::string_view, 8> values = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"};
};

enum class Certainty : std::uint8_t { certain, probable, possible, unknown };
enum class Polarity : std::uint8_t { positive, negative, unknown };

[[nodiscard]] constexpr Certainty certainty(Factuality f) noexcept {
    if (f == Factuality::uu) return Certainty::unknown;
    if (f == Factuality::ct_u) return Certainty::certain;
    return static_cast<Certainty>(static_cast<unsigned>(f) % 3);
}
[[nodiscard]] constexpr Polarity polarity(Factuality f) noexcept {
    if (f <= Factuality::ps_plus) return Polarity::positive;
    return f <= Factuality::ps_minus ? Polarity::negative : Polarity::unknown;
}

/// A sign by which a source keeps its distance from what it reports ("has alleged that") or from a word it uses (the
/// so-called council). Kept apart from factuality: it says nothing about truth.
enum class DistanceMarker : std::uint8_t { none, alleged, so_called, scare_quotes, label, irony, other };

template <>
struct Names<DistanceMarker> {
    static constexpr std::string_view kind = "distance marker";
    static constexpr std::string_view expected = "none, alleged, so_called, scare_quotes, label, irony or other";
    static constexpr std::array<std::string_view, 7> values = {"none",  "alleged", "so_called", "scare_quotes",
                                                               "label", "irony",   "other"};
};

/// What a distance marker is about: the content that is reported, or how a thing is called (rule N2).
enum class DistanceTarget : std::uint8_t { content, term };

template <>
struct Names<DistanceTarget> {
    static constexpr std::string_view kind = "distance target";
    static constexpr std::string_view expected = "content or term";
    static constexpr std::array<std::string_view, 2> values = {"content", "term"};
};

/// The mark by which a source keeps away from what it reports ("alleged", quotation marks), and what it is put to: the
/// content, or only a term in it (part 4 of the rules). With no marker the target means nothing.
struct Distance {
    DistanceMarker marker = DistanceMarker::none;
    DistanceTarget target = DistanceTarget::content;

    friend constexpr bool operator==(Distance, Distance) noexcept = default;
};

}  // namespace ascribe

#endif
