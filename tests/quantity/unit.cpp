// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/unit.hpp>

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("the standard catalogue is sorted, without repetition, and every unit converts to itself and back") {
    UnitCatalogue const& catalogue = UnitCatalogue::standard();
    auto const& units = catalogue.units();
    CHECK(units.size() >= 60);
    CHECK(std::adjacent_find(units.begin(), units.end(),
                             [](Unit const& a, Unit const& b) { return a.code >= b.code; }) == units.end());
    for (Unit const& unit : units) {
        CAPTURE(unit.code);
        CHECK(unit.factor.sign() > 0);
        CHECK(catalogue.find(unit.code) == &unit);
        for (Unit const& other : units) {
            if (other.dimension != unit.dimension) {
                CHECK(catalogue.try_convert(1, unit.code, other.code).error().code == Errc::not_allowed);
                continue;
            }
            auto const there = catalogue.try_convert(3, unit.code, other.code);
            if (!there) {
                CHECK(there.error().code == Errc::out_of_range);
                continue;
            }
            auto const back = catalogue.try_convert(*there, other.code, unit.code);
            REQUIRE(back);
            CHECK(*back == Rational(3));
        }
    }
}

TEST_CASE("factors are the exact ones of their definitions") {
    UnitCatalogue const& catalogue = UnitCatalogue::standard();
    struct Case {
        Rational value;
        std::string from;
        Rational expected;
        std::string to;
    };
    for (Case const& c : {
             Case{1, "t", 1000, "kg"},
             Case{1, "[ston_av]", Rational(90718474, 100000), "kg"},
             Case{1, "[lton_av]", Rational(10160469088, 10000000), "kg"},
             Case{1, "[lb_av]", 16, "[oz_av]"},
             Case{7000, "[gr]", 1, "[lb_av]"},
             Case{1, "[stone_av]", 14, "[lb_av]"},
             Case{1, "[mi_i]", Rational(1609344, 1000), "m"},
             Case{1, "[nmi_i]", 1852, "m"},
             Case{1, "[ft_i]", 12, "[in_i]"},
             Case{3937, "[ft_us]", 1200, "m"},
             Case{1, "har", 10000, "m2"},
             Case{1, "km2", 100, "har"},
             Case{1, "[mi_i]2", 640 * 43560, "[sft_i]"},
             Case{1, "[smi_us]", 640, "[acr_us]"},
             Case{1, "[acr_us]", Rational(62726400000, 15499969), "m2"},
             Case{1, "[gal_us]", 231, "[cin_i]"},
             Case{1, "[bbl_us]", 42, "[gal_us]"},
             Case{1, "[gal_br]", Rational(454609, 100000), "L"},
             Case{1, "a", Rational(36525, 100), "d"},
             Case{12, "mo", 1, "a"},
             Case{1, "wk", 168, "h"},
             Case{1, "kW.h", 3600, "kJ"},
             Case{1, "By", 8, "bit"},
             Case{0, "Cel", Rational(27315, 100), "K"},
             Case{32, "[degF]", 0, "Cel"},
             Case{-40, "[degF]", -40, "Cel"},
             Case{100, "Cel", 212, "[degF]"},
             Case{36, "km/h", 10, "m/s"},
             Case{24, "t/d", 1, "t/h"},
             Case{1, "[bbl_us]/d", 42, "[gal_us]/d"},
             Case{1, "Ci", 37, "GBq"},
             Case{60, "'", 1, "deg"},
         }) {
        CAPTURE(c.from);
        CAPTURE(c.to);
        CHECK(catalogue.convert(c.value, c.from, c.to) == c.expected);
    }
}

TEST_CASE("what has no exact relation is refused") {
    UnitCatalogue const& catalogue = UnitCatalogue::standard();
    CHECK(catalogue.try_convert(1, "t", "dunam").error().code == Errc::unknown);
    CHECK(catalogue.try_convert(1, "ton", "t").error().code == Errc::unknown);
    CHECK(catalogue.try_convert(1, "kg", "m").error().code == Errc::not_allowed);
    CHECK(catalogue.resolve("Cel/h").error().code == Errc::not_allowed);
    CHECK(catalogue.resolve("t/").error().code == Errc::unknown);
    CHECK(catalogue.resolve("/d").error().code == Errc::unknown);
    CHECK(catalogue.try_convert(Rational::limit, "km", "m").error().code == Errc::out_of_range);
    CHECK(*catalogue.try_convert(Rational::limit, "dunam", "dunam") == Rational(Rational::limit));
}

TEST_CASE("a program adds units to a catalogue of its own") {
    UnitCatalogue catalogue = UnitCatalogue::standard();
    CHECK(catalogue == UnitCatalogue::standard());
    Unit const dunam{"dunam", catalogue.find("m2")->dimension, 1000, 0};
    CHECK(catalogue.add(dunam).has_value());
    CHECK(catalogue.add(dunam).has_value());
    CHECK(catalogue.convert(10, "dunam", "har") == Rational(1));
    CHECK(UnitCatalogue::standard().find("dunam") == nullptr);

    UnitCatalogue const before = catalogue;
    CHECK(catalogue.add({"dunam", dunam.dimension, 900, 0}).error().code == Errc::conflict);
    CHECK(catalogue.add({"", dunam.dimension, 900, 0}).error().code == Errc::empty);
    CHECK(catalogue.add({"x", dunam.dimension, 0, 0}).error().code == Errc::out_of_range);
    CHECK(catalogue.add({"x", dunam.dimension, -1, 0}).error().code == Errc::out_of_range);
    CHECK(catalogue == before);

    UnitCatalogue steep;
    steep.add({"a", {100, 0, 0, 0, 0, 0, 0, 0}, 1, 0}).value();
    steep.add({"b", {-100, 0, 0, 0, 0, 0, 0, 0}, 1, 0}).value();
    CHECK(steep.resolve("a/b").error().code == Errc::out_of_range);
}
