// SPDX-License-Identifier: BSL-1.0
#include <ascribe/ledger/manner.hpp>

#include <set>

#include <doctest/doctest.h>

using namespace ascribe;
using ascribe::detail::Manner;

TEST_CASE("the small fields of an attribution fit into one word and come back, in every combination") {
    std::set<std::uint32_t> words;
    std::size_t combinations = 0;
    std::size_t wrong = 0;
    Attribution a;
    for (std::size_t factuality = 0; factuality < 8; ++factuality) {
        a.factuality = static_cast<Factuality>(factuality);
        for (std::size_t act = 0; act < 17; ++act) {
            a.act = static_cast<SpeechAct>(act);
            for (std::size_t role = 0; role < 8; ++role) {
                a.role = static_cast<Role>(role);
                for (std::size_t other = 0; other < 7; ++other) {
                    a.basis = static_cast<Basis>(other);
                    a.quote_form = static_cast<QuoteForm>((other + act) % 5);
                    a.distance.marker = static_cast<DistanceMarker>((other + role) % 7);
                    a.distance.target = static_cast<DistanceTarget>((other + factuality) % 2);
                    a.implied = (act + factuality) % 2 == 0;
                    Manner const manner = Manner::of(a);
                    bool const same = manner.factuality() == a.factuality && manner.act() == a.act &&
                                      manner.role() == a.role && manner.basis() == a.basis &&
                                      manner.quote_form() == a.quote_form && manner.distance() == a.distance &&
                                      manner.implied() == a.implied;
                    if (!same) ++wrong;
                    words.insert(manner.bits);
                    ++combinations;
                }
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(words.size() == combinations);
}

TEST_CASE("the manner of which nothing is said is zero") {
    CHECK(Manner::of(Attribution()).bits == 0);
    CHECK(Manner().factuality() == Factuality::ct_plus);
}
