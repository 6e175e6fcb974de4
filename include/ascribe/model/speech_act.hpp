// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_SPEECH_ACT_HPP
#define ASCRIBE_MODEL_SPEECH_ACT_HPP

#include <ascribe/core/names.hpp>

#include <cstdint>

namespace ascribe {

/// What a source does in putting something forward (rules E1 to E3, after Searle 1976). Polarity is never read from
/// the act: a denial that says what was so instead is `deny` with a positive stance.
enum class SpeechAct : std::uint8_t {
    assert,
    deny,
    confirm,
    accuse,
    allege,
    estimate,
    praise,
    concede,  // assertive
    predict,  // predictive
    demand,
    appeal,
    ask,  // directive
    promise,
    offer,
    refuse,
    threaten,  // commissive
    decline    // neutral
};

template <>
struct Names<SpeechAct> {
    static constexpr std::string_view kind = "speech act";
    static constexpr std::string_view expected =
        "assert, deny, confirm, accuse, allege, estimate, praise, concede, predict, demand, appeal, ask, promise, "
        "offer, refuse, threaten or decline";
    static constexpr std::array<std::string_view, 17> values = {
        "assert", "deny",   "confirm", "accuse",  "allege", "estimate", "praise",   "concede", "predict",
        "demand", "appeal", "ask",     "promise", "offer",  "refuse",   "threaten", "decline"};
};

/// Classes of acts. Only assertives answer "did it happen?"; a demand or a threat never does (rule E3).
enum class ActClass : std::uint8_t { assertive, predictive, directive, commissive, neutral };

template <>
struct Names<ActClass> {
    static constexpr std::string_view kind = "class of speech act";
    static constexpr std::string_view expected = "assertive, predictive, directive, commissive or neutral";
    static constexpr std::array<std::string_view, 5> values = {"assertive", "predictive", "directive", "commissive",
                                                               "neutral"};
};

[[nodiscard]] constexpr ActClass act_class(SpeechAct act) noexcept {
    if (act <= SpeechAct::concede) return ActClass::assertive;
    if (act == SpeechAct::predict) return ActClass::predictive;
    if (act <= SpeechAct::ask) return ActClass::directive;
    return act <= SpeechAct::threaten ? ActClass::commissive : ActClass::neutral;
}

}  // namespace ascribe

#endif
