// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/convert.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

Quantity q(std::string_view text) {
    return parse_quantity(text).value();
}

}  // namespace

TEST_CASE("a measure is converted exactly with everything that it names") {
    CHECK(convert(q("40 t {aid}"), "kg") == q("40000 kg {aid}"));
    CHECK(convert(q("<30 a"), "mo") == q("<360 mo"));
    CHECK(convert(q("~5..10 km"), "m") == q("~5000..10000 m"));
    CHECK(convert(q("2|3 h"), "min") == q("120|180 min"));
    CHECK(convert(q("1<..<2 h best 3/2"), "min") == q("60<..<120 min best 90"));
    CHECK(convert(q("-4 Cel"), "K") == q("5383/20 K"));
    CHECK(convert(q("~5 Cel"), "K").bounds() == Bounds{});
    CHECK(convert(q(">0 Cel"), "[degF]") == q(">32 [degF]"));
    CHECK(convert(q("~? km in 24..*"), "m") == q("~? m in 24000..*"));
    CHECK(convert(q("40 t"), "t") == q("40 t"));
}

TEST_CASE("converting there and back gives the same quantity") {
    ascribe_tests::Random random(10);
    int converted = 0;
    for (int round = 0; round < 20'000; ++round) {
        Quantity const quantity = ascribe_tests::any_quantity(random);
        if (quantity.unit() != "t" && quantity.unit() != "h" && quantity.unit() != "Cel") continue;
        CAPTURE(to_text(quantity));
        char const* const other = quantity.unit() == "t" ? "[lb_av]" : quantity.unit() == "h" ? "a" : "[degF]";
        CHECK(convert(convert(quantity, other), quantity.unit()) == quantity);
        ++converted;
    }
    CHECK(converted > 1'000);
}

TEST_CASE("an ambiguous unit gives the hull of its readings") {
    std::string const tons = " t|[lton_av]|[ston_av] {aid}";
    CHECK(readings(q(">40" + tons)).size() == 3);
    CHECK(readings(q(">40" + tons))[2] == q(">40 [ston_av] {aid}"));
    CHECK(readings(q(">40 t")) == std::vector{q(">40 t")});
    // The weakest lower bound is that in short tons, 36,287.3896 kg, the weakest upper one that in long tons.
    CHECK(convert(q(">40" + tons), "kg") == q(">36287.3896 kg {aid}"));
    CHECK(convert(q(">=40" + tons), "kg") == q(">=36287.3896 kg {aid}"));
    CHECK(convert(q("<40" + tons), "kg") == q("<40641.8763520 kg {aid}"));
    CHECK(convert(q("<=40" + tons), "kg") == q("<=40641.8763520 kg {aid}"));
    CHECK(convert(q("40" + tons), "kg") == q("36287.3896|40000|40641.876352 kg {aid}"));
    CHECK(convert(q("~40" + tons), "kg") == q("~36287.3896..40641.876352 kg {aid}"));
    CHECK(convert(q("20..40" + tons), "kg") == q("18143.6948..40641.876352 kg {aid}"));
    CHECK(convert(q("20|40" + tons), "kg").alternatives().size() == 6);
    CHECK(convert(q("~?" + tons + " in 24..*"), "kg").bounds() == q(">=21772.43376 kg").bounds());
}

TEST_CASE("what cannot be converted is refused") {
    CHECK(try_convert(q("40 {person}"), "kg").error().code == Errc::not_allowed);
    CHECK(try_convert(q("40 USD"), "kg").error().code == Errc::not_allowed);
    CHECK(try_convert(q("40 t"), "m").error().code == Errc::not_allowed);
    CHECK(try_convert(q("40 dunam"), "m2").error().code == Errc::unknown);
    CHECK(try_convert(q("9223372036854775807 km"), "m").error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)convert(q("40 t"), "m"), Exception);
    UnitCatalogue catalogue = UnitCatalogue::standard();
    catalogue.add({"dunam", catalogue.find("m2")->dimension, 1000, 0}).value();
    CHECK(convert(q("40 dunam"), "har", catalogue) == q("4 har"));
}

TEST_CASE("money changes currency only by a rate that the caller gives") {
    ExchangeRate const rate{"EUR", "USD", Rational(11, 10)};
    CHECK(exchange(q(">20000000 EUR {aid}"), rate) == q(">22000000 USD {aid}"));
    CHECK(exchange(q("~10..20 EUR"), rate) == q("~11..22 USD"));
    CHECK(try_exchange(q("20 USD"), rate).error().code == Errc::not_allowed);
    CHECK(try_exchange(q("20 EUR|USD"), rate).error().code == Errc::not_allowed);
    CHECK(try_exchange(q("20 t"), rate).error().code == Errc::not_allowed);
    CHECK(try_exchange(q("20 EUR"), {"EUR", "USD", 0}).error().code == Errc::out_of_range);
    CHECK(try_exchange(q("20 EUR"), {"EUR", "dollar", 1}).error().code == Errc::syntax);
    CHECK(try_exchange(q("9223372036854775807 EUR"), {"EUR", "USD", 2}).error().code == Errc::out_of_range);
    CHECK_THROWS_AS((void)exchange(q("20 USD"), rate), Exception);
}
