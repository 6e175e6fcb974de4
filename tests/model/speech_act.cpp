// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/speech_act.hpp>

#include <map>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("E1: each act is of the class that the semantics gives it") {
    std::map<ActClass, std::vector<std::string_view>> of_class;
    for (std::size_t i = 0; i < Names<SpeechAct>::values.size(); ++i) {
        auto const act = static_cast<SpeechAct>(i);
        of_class[act_class(act)].push_back(to_string(act));
    }
    using Acts = std::vector<std::string_view>;
    CHECK(of_class[ActClass::assertive] ==
          Acts{"assert", "deny", "confirm", "accuse", "allege", "estimate", "praise", "concede"});
    CHECK(of_class[ActClass::predictive] == Acts{"predict"});
    CHECK(of_class[ActClass::directive] == Acts{"demand", "appeal", "ask"});
    CHECK(of_class[ActClass::commissive] == Acts{"promise", "offer", "refuse", "threaten"});
    CHECK(of_class[ActClass::neutral] == Acts{"decline"});
    CHECK(of_class.size() == Names<ActClass>::values.size());
}

TEST_CASE("every act and every class of acts goes to its name and back") {
    for (std::size_t i = 0; i < Names<SpeechAct>::values.size(); ++i)
        CHECK(parse_named<SpeechAct>(to_string(static_cast<SpeechAct>(i))).value() == static_cast<SpeechAct>(i));
    for (std::size_t i = 0; i < Names<ActClass>::values.size(); ++i)
        CHECK(parse_named<ActClass>(to_string(static_cast<ActClass>(i))).value() == static_cast<ActClass>(i));
    CHECK(to_string(SpeechAct::decline) == "decline");
    CHECK(to_string(ActClass::neutral) == "neutral");
    CHECK(parse_named<SpeechAct>("shout").error().field == "speech act");
}
