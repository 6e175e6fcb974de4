// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/stance.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("the eight values of factuality combine certainty and polarity as FactBank does") {
    CHECK(Names<Factuality>::values.size() == 8);
    for (std::size_t i = 0; i < Names<Factuality>::values.size(); ++i) {
        auto const f = static_cast<Factuality>(i);
        std::string name;
        switch (certainty(f)) {
        case Certainty::certain: name = "CT"; break;
        case Certainty::probable: name = "PR"; break;
        case Certainty::possible: name = "PS"; break;
        case Certainty::unknown: name = "U"; break;
        }
        switch (polarity(f)) {
        case Polarity::positive: name += '+'; break;
        case Polarity::negative: name += '-'; break;
        case Polarity::unknown: name += 'u'; break;
        }
        CHECK(to_string(f) == name);
        CHECK(parse_named<Factuality>(name).value() == f);
    }
}

TEST_CASE("names of factuality are case-sensitive") {
    CHECK_FALSE(find_named<Factuality>("ct+"));
    CHECK_FALSE(find_named<Factuality>("UU"));
    CHECK(parse_named<Factuality>("CT").error().expected == "CT+, PR+, PS+, CT-, PR-, PS-, CTu or Uu");
}

TEST_CASE("distance markers and their targets go to their names and back") {
    for (std::size_t i = 0; i < Names<DistanceMarker>::values.size(); ++i) {
        auto const marker = static_cast<DistanceMarker>(i);
        CHECK(find_named<DistanceMarker>(to_string(marker)) == marker);
    }
    CHECK(to_string(DistanceMarker::other) == "other");
    CHECK(to_string(DistanceTarget::content) == "content");
    CHECK(to_string(DistanceTarget::term) == "term");
}

TEST_CASE("no distance is the default, and distances are equal if marker and target are") {
    CHECK(Distance() == Distance{DistanceMarker::none, DistanceTarget::content});
    CHECK(Distance{DistanceMarker::alleged, DistanceTarget::content} !=
          Distance{DistanceMarker::alleged, DistanceTarget::term});
    CHECK(Distance{DistanceMarker::alleged, DistanceTarget::content} !=
          Distance{DistanceMarker::irony, DistanceTarget::content});
}
