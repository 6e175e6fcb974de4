// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/lexicon.hpp>
#include <ascribe/quantity/reported.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

// A little German, as a host would write it.
Lexicon german() {
    Lexicon lexicon;
    lexicon.set_marks(',', '.');
    auto const hedge = [&](std::string_view phrase, Direction direction) {
        lexicon.add(phrase, {WordRole::hedge_before, 1, direction, {}}).value();
    };
    hedge("mehr als", Direction::above);
    hedge(
        "\xc3\xbc"
        "ber",
        Direction::above);
    hedge("fast", Direction::below);
    hedge("mindestens", Direction::at_least);
    hedge("bis zu", Direction::at_most);
    hedge("rund", Direction::about);
    lexicon.add("zwei", {WordRole::number, 2, {}, {}}).value();
    lexicon.add("drei", {WordRole::number, 3, {}, {}}).value();
    lexicon.add("oder", {WordRole::disjunction, 1, {}, {}}).value();
    lexicon.add("zwischen", {WordRole::between, 1, {}, {}}).value();
    lexicon.add("und", {WordRole::conjunction, 1, {}, {}}).value();
    lexicon.add("Prozent", {WordRole::ratio_unit, Rational(1, 100), {}, {}}).value();
    lexicon.add("der", {WordRole::determiner, 1, {}, {}}).value();
    lexicon.add("von", {WordRole::of, 1, {}, {}}).value();
    lexicon.add("Millionen", {WordRole::scale, 1'000'000, {}, {}}).value();
    lexicon.add("Tonnen", {WordRole::unit, 1, {}, "t"}).value();
    lexicon.add("Euro", {WordRole::currency, 1, {}, "EUR"}).value();
    lexicon.add("Dutzende", {WordRole::indefinite_scale, 12, {}, {}}).value();
    lexicon.add_singular("Menschen", "Mensch").value();
    lexicon.add_ending("innen", "in");
    return lexicon;
}

}  // namespace

TEST_CASE("a host reads its own language through a lexicon of its own") {
    Lexicon const lexicon = german();
    auto const read = [&](std::string_view text) { return parse_reported_quantity(text, lexicon).value().quantity; };
    CHECK(read("mehr als 20.000 Menschen") == more_than(20000).of("Mensch"));
    CHECK(read("\xc3\xbc"
               "ber 3,5 Millionen Euro") == more_than(3'500'000).in_currency("EUR"));
    CHECK(read("fast 25.000") == nearly(25000));
    CHECK(read("zwischen 50 und 1.000 Lehrerinnen") == between(50, 1000).of("Lehrerin"));
    CHECK(read("zwei oder drei") == one_of({2, 3}));
    CHECK(read("mindestens 40,5 Tonnen") == at_least(Rational(81, 2)).in("t"));
    CHECK(read("rund 20 Prozent von Menschen") == about(Rational(1, 5)).of("Mensch"));
    CHECK(read("Dutzende Menschen") == no_number_but(24).of("Mensch"));
    CHECK(!parse_reported_quantity("more than 20", lexicon));
    CHECK(!parse_reported_quantity("mehr als 20,000,000", lexicon));
}

TEST_CASE("a phrase has one meaning in each role") {
    Lexicon lexicon;
    WordMeaning const three{WordRole::number, 3, {}, {}};
    CHECK(lexicon.add("three", three).has_value());
    CHECK(lexicon.add("three", three).has_value());
    CHECK(lexicon.add("three", {WordRole::number, 4, {}, {}}).error().code == Errc::conflict);
    CHECK(lexicon.add("three", {WordRole::stop, 1, {}, {}}).has_value());
    CHECK(lexicon.find("three").size() == 2);
    CHECK(lexicon.add("", three).error().code == Errc::empty);
    CHECK(lexicon.add(" - ", three).has_value());
    CHECK(lexicon.add("3 things", three).error().code == Errc::syntax);
    CHECK(lexicon.add("one thing  more", three).has_value());
    CHECK(lexicon.longest() == 3);
    CHECK(lexicon.find("one thing more").size() == 1);
    CHECK(lexicon.find("unknown").empty());
}

TEST_CASE("phrases with capital letters are read as they are written, others in any case") {
    Lexicon const& lexicon = Lexicon::english();
    CHECK(parse_reported_quantity("MORE THAN 20", lexicon).value().quantity == more_than(20));
    CHECK(parse_reported_quantity("20 EUR", lexicon).value().quantity == exactly(20).in_currency("EUR"));
    CHECK(parse_reported_quantity("20 Mt", lexicon).value().quantity == exactly(20).in("Mt"));
    CHECK(parse_reported_quantity("20 mt", lexicon).value().quantity == exactly(20).in("t"));
}

TEST_CASE("the singular comes from what was added, else from the first ending that fits") {
    Lexicon lexicon;
    lexicon.add_singular("people", "person").value();
    lexicon.add_singular("people", "person").value();
    CHECK(lexicon.add_singular("People", "folk").error().code == Errc::conflict);
    lexicon.add_ending("ies", "y");
    lexicon.add_ending("ss", "ss");
    lexicon.add_ending("s", "");
    CHECK(lexicon.singular("People") == "person");
    CHECK(lexicon.singular("cities") == "city");
    CHECK(lexicon.singular("boss") == "boss");
    CHECK(lexicon.singular("trucks") == "truck");
    CHECK(lexicon.singular("s") == "s");
    CHECK(lexicon.find_singular("trucks") == nullptr);

    Lexicon const& english = Lexicon::english();
    for (auto const& [plural, singular] : {std::pair{"gunmen", "gunman"},
                                           {"women", "woman"},
                                           {"casualties", "casualty"},
                                           {"churches", "church"},
                                           {"boxes", "box"},
                                           {"buses", "bus"},
                                           {"houses", "house"},
                                           {"aircraft", "aircraft"},
                                           {"Israelis", "Israeli"},
                                           {"crises", "crisis"},
                                           {"viruses", "virus"},
                                           {"knives", "knife"}}) {
        CHECK(english.singular(plural) == singular);
    }
}

TEST_CASE("a host extends a copy of the English lexicon, the original stays as it is") {
    Lexicon lexicon = Lexicon::english();
    CHECK(lexicon == Lexicon::english());
    lexicon.add("truckload", {WordRole::unit, 1, {}, "truckload"}).value();
    lexicon.add("truckloads", {WordRole::unit, 1, {}, "truckload"}).value();
    lexicon.add_singular("fighters", "person").value();
    CHECK(parse_reported_quantity("over 40 truckloads of aid", lexicon).value().quantity ==
          more_than(40).in("truckload").of("aid"));
    CHECK(parse_reported_quantity("40 fighters", lexicon).value().quantity == exactly(40).of("person"));
    CHECK(parse_reported_quantity("40 fighters").value().quantity == exactly(40).of("fighter"));
}

TEST_CASE("an empty lexicon reads digits and things") {
    Lexicon const lexicon;
    CHECK(parse_reported_quantity("20,000 people", lexicon).value().quantity == exactly(20000).of("people"));
    CHECK(parse_reported_quantity("1/5", lexicon).value().quantity == exactly(Rational(1, 5)));
    CHECK(!parse_reported_quantity("twenty people", lexicon));
}
