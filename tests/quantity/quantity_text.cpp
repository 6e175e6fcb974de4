// SPDX-License-Identifier: BSL-1.0
#include "support/random_quantity.hpp"
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("the canonical text is the one that the header shows") {
    CHECK(to_text(exactly(15).of("incident")) == "15 {incident}");
    CHECK(to_text(exactly(40).in("t")) == "40 t");
    CHECK(to_text(more_than(20000).of("person")) == ">20000 {person}");
    CHECK(to_text(nearly(25000).of("person")) == "<25000 {person}");
    CHECK(to_text(at_least(12).of("dead")) == ">=12 {dead}");
    CHECK(to_text(up_to(300).of("detainee")) == "<=300 {detainee}");
    CHECK(to_text(between(50, 1000).of("fighter")) == "50..1000 {fighter}");
    CHECK(to_text(one_of({2, 3}).of("gunman")) == "2|3 {gunman}");
    CHECK(to_text(close_to(Rational(1, 5)).of("home")) == "~1/5 of {home}");
    CHECK(to_text(no_number_but(24).of("person")) == "~? {person} in 24..*");
    CHECK(to_text(about(40, 50).of("person")) == "~40..50 {person}");
    CHECK(to_text(exactly(3'400'000'000).in_currency("USD")) == "3400000000 USD");
    CHECK(to_text(more_than(40).in("t|[ston_av]|[lton_av]").of("aid")) == ">40 t|[lton_av]|[ston_av] {aid}");
    CHECK(to_text(exactly(1).of("a {b}\\c")) == "1 {a \\{b\\}\\\\c}");
    QuantityParts parts;
    parts.direction = Direction::range;
    parts.nominal = 100;
    parts.bounds = Bounds::closed(95, 105);
    parts.thing = "house";
    CHECK(to_text(Quantity::from(parts).value()) == "95..105 {house} best 100");
    CHECK(to_words(Quantity::from(parts).value()) == "95 to 105 (probably 100) houses");
    parts = {};
    parts.direction = Direction::above;
    parts.kind = QuantityKind::ratio;
    parts.nominal = Rational(3, 5);
    parts.bounds = Bounds::at_most(1);
    CHECK(to_text(Quantity::from(parts).value()) == ">3/5 of in 3/5<..1");
    CHECK(to_words(Quantity::from(parts).value()) == "more than 60 %");
}

TEST_CASE("in words things that are counted stand in the plural, unless the number is one") {
    CHECK(to_words(more_than(200).of("person")) == "more than 200 people");
    CHECK(to_words(exactly(1).of("person")) == "1 person");
    CHECK(to_words(exactly(1).of("people")) == "1 person");
    CHECK(to_words(at_least(1).of("home")) == "at least 1 home");
    CHECK(to_words(exactly(2).of("body")) == "2 bodies");
    CHECK(to_words(exactly(2).of("day")) == "2 days");
    CHECK(to_words(exactly(2).of("church")) == "2 churches");
    CHECK(to_words(exactly(2).of("country")) == "2 countries");
    CHECK(to_words(exactly(2).of("building")) == "2 buildings");
    CHECK(to_words(exactly(2).of("bed")) == "2 beds");
    CHECK(to_words(about(1, 2).of("home")) == "about 1 to 2 homes");
    CHECK(to_words(between(1, 3).of("home")) == "1 to 3 homes");
    CHECK(to_words(one_of({1, 2}).of("home")) == "1 or 2 homes");
    CHECK(to_words(exactly(2).of("gunman")) == "2 gunmen");
    CHECK(to_words(exactly(2).of("flooded home")) == "2 flooded homes");
    CHECK(to_words(exactly(2).of("member of parliament")) == "2 members of parliament");
    CHECK(to_words(exactly(1).of("members of parliament")) == "1 member of parliament");
    CHECK(to_words(exactly(2).of("women and children")) == "2 women and children");
    CHECK(to_words(exactly(0).of("aircraft")) == "0 aircraft");
    for (char const* word : {"dead", "wounded", "missing", "injured", "homeless", "elderly", "police", "infantry"})
        CHECK(to_words(exactly(7).of(word)) == "7 " + std::string(word));
    for (char const* word : {"persons", "votes", "gunmen", "buses", "T-72", "человек"})
        CHECK(to_words(exactly(7).of(word)) == "7 " + std::string(word));
}

TEST_CASE("in words a quantity is plain English") {
    CHECK(to_words(exactly(15).of("incidents")) == "15 incidents");
    CHECK(to_words(exactly(3890)) == "3890");
    CHECK(to_words(more_than(200).of("persons")) == "more than 200 persons");
    CHECK(to_words(nearly(25000).of("persons")) == "under 25000 persons");
    CHECK(to_words(at_least(12).of("dead")) == "at least 12 dead");
    CHECK(to_words(up_to(300).of("detainees")) == "at most 300 detainees");
    CHECK(to_words(between(50, 1000).of("fighters")) == "50 to 1000 fighters");
    CHECK(to_words(one_of({2, 3}).of("gunmen")) == "2 or 3 gunmen");
    CHECK(to_words(about(40, 50).of("persons")) == "about 40 to 50 persons");
    CHECK(to_words(no_number_but(24).of("persons")) == "at least 24 persons");
    CHECK(to_words(close_to(Rational(1, 5)).of("homes")) == "about 20 % of homes");
    CHECK(to_words(exactly(40).in("t").of("aid")) == "40 tonnes of aid");
    CHECK(to_words(exactly(30).in("a")) == "30 years");
    CHECK(to_words(exactly(5).in("km")) == "5 km");
    CHECK(to_words(more_than(40).in("t|[ston_av]")) == "more than 40 tonnes or [ston_av]");
    CHECK(to_words(exactly(3'400'000'000).in_currency("USD")) == "3400000000 USD");
}

TEST_CASE("the text of every quantity is read back exactly, and equal texts mean equal quantities") {
    ascribe_tests::Random random(8);
    for (int round = 0; round < 50'000; ++round) {
        Quantity const quantity = ascribe_tests::any_quantity(random);
        Quantity const other = ascribe_tests::any_quantity(random);
        std::string const text = to_text(quantity);
        CAPTURE(text);
        auto const again = parse_quantity(text);
        REQUIRE(again);
        CHECK(*again == quantity);
        CHECK((to_text(other) == text) == (other == quantity));
    }
}

TEST_CASE("plain forms may be written freely") {
    CHECK(*parse_quantity(" 40t ") == exactly(40).in("t"));
    CHECK(*parse_quantity("40 t{aid}") == exactly(40).in("t").of("aid"));
    CHECK(*parse_quantity("> 20000") == more_than(20000));
    CHECK(*parse_quantity("20%") == exactly(Rational(1, 5)));
    CHECK(*parse_quantity("<70 % {structure}") == almost(percent(70)).of("structure"));
    CHECK(*parse_quantity("30..40 %") == between(Rational(3, 10), Rational(2, 5)));
    CHECK(*parse_quantity("5|6 [ppth]") == one_of({Rational(5, 1000), Rational(6, 1000)}));
    CHECK(*parse_quantity("3.5 USD") == exactly(Rational(7, 2)).in_currency("USD"));
    CHECK(*parse_quantity("40 [ston_av]|t") == exactly(40).in("t|[ston_av]"));
    CHECK(*parse_quantity("-4 Cel") == exactly(-4).in("Cel"));
    CHECK(*parse_quantity("3|2") == one_of({2, 3}));
    CHECK(*parse_quantity("100<..<200") == between(101, 199));
    CHECK(*parse_quantity("5 {}") == exactly(5));
    CHECK(*parse_quantity("6/3") == exactly(2));
}

TEST_CASE("what is no quantity is an error with the offset of what does not fit") {
    struct Case {
        std::string text;
        Errc code;
        std::size_t offset;
    };
    for (Case const& c : {Case{"", Errc::empty, 0},
                          Case{"  ", Errc::empty, 2},
                          Case{"people", Errc::syntax, 0},
                          Case{">", Errc::syntax, 1},
                          Case{"> x", Errc::syntax, 2},
                          Case{"1..", Errc::syntax, 3},
                          Case{"1|", Errc::syntax, 2},
                          Case{"2|x", Errc::syntax, 2},
                          Case{"5 {a", Errc::syntax, 4},
                          Case{"5 {a{b}", Errc::syntax, 4},
                          Case{"5 {a\\b}", Errc::syntax, 5},
                          Case{"5 t x", Errc::syntax, 4},
                          Case{"~5 in 1", Errc::syntax, 7},
                          Case{"1..5 in 2..3", Errc::syntax, 7},
                          Case{"5 best 3", Errc::syntax, 6},
                          Case{"1..5 best x", Errc::syntax, 10},
                          Case{"5 t|", Errc::syntax, 0},
                          Case{"2.5", Errc::not_allowed, 0},
                          Case{"-3", Errc::not_allowed, 0},
                          Case{"<0", Errc::conflict, 0},
                          Case{"5..4", Errc::conflict, 0},
                          Case{"1..* t", Errc::not_allowed, 0},
                          Case{"1..5 best 9", Errc::conflict, 0},
                          Case{"20,000", Errc::syntax, 0},
                          Case{"99999999999999999999", Errc::out_of_range, 0},
                          Case{"1/0", Errc::out_of_range, 0},
                          Case{"1/9223372036854775807 %", Errc::out_of_range, 0}}) {
        CAPTURE(c.text);
        auto const quantity = parse_quantity(c.text);
        REQUIRE(!quantity);
        CHECK(quantity.error().code == c.code);
        CHECK(quantity.error().offset == c.offset);
    }
}

TEST_CASE(
    "every prefix and every single change of a byte gives a quantity that round-trips or an error inside the text") {
    ascribe_tests::Random random(9);
    std::string const bytes = "0123456789 .*<>=~?|/-{}\\tofinbestUSDCel%";
    for (int round = 0; round < 20'000; ++round) {
        std::string text = to_text(ascribe_tests::any_quantity(random));
        if (random.chance(30)) {
            text.resize(random.below(text.size() + 1));
        } else {
            text[random.below(text.size())] = bytes[random.below(bytes.size())];
        }
        CAPTURE(text);
        auto const quantity = parse_quantity(text);
        if (quantity) {
            CHECK(*parse_quantity(to_text(*quantity)) == *quantity);
        } else {
            CHECK(quantity.error().offset <= text.size());
        }
    }
}
