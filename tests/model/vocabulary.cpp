// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;

namespace {

Traits traits_of(std::string_view name) {
    WellKnown const* known = find_well_known(name);
    REQUIRE(known != nullptr);
    return known->traits;
}

std::vector<std::string_view> with(Trait trait) {
    std::vector<std::string_view> names;
    for (WellKnown const& known : well_known_properties())
        if (known.traits.has(trait)) names.push_back(known.name);
    return names;
}

using Names = std::vector<std::string_view>;

}  // namespace

TEST_CASE("the well-known properties ascend by name and are all found by it") {
    auto const all = well_known_properties();
    CHECK(std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.name < b.name; }));
    CHECK(std::adjacent_find(all.begin(), all.end(), [](auto& a, auto& b) { return a.name == b.name; }) == all.end());
    for (WellKnown const& known : all) CHECK(find_well_known(known.name) == &known);
}

TEST_CASE("a name that is not well known is not found, however near it lies") {
    for (std::string_view name :
         {"", "same", "same_a", "same_as ", "same_ass", "Same_as", "aaaa", "zzzz", "condition_if"})
        CHECK(find_well_known(name) == nullptr);
    CHECK(find_well_known(std::string("name") + '\0') == nullptr);
}

TEST_CASE("every trait goes to its written name and back, and has a bit of its own") {
    std::set<std::string_view> names;
    std::uint16_t bits = 0;
    for (Trait trait : all_traits()) {
        CHECK(find_trait(to_string(trait)) == trait);
        CHECK(names.insert(to_string(trait)).second);
        CHECK((bits & Traits(trait).bits()) == 0);
        bits |= Traits(trait).bits();
    }
    CHECK(names.size() == 8);
    CHECK_FALSE(find_trait("functionally"));
    CHECK_FALSE(find_trait(""));
    CHECK(to_string(static_cast<Trait>(256)) == "?");
}

TEST_CASE("a set of traits has what was put in and nothing else") {
    CHECK(Traits().empty());
    auto const all = all_traits();
    for (Trait a : all) {
        for (Trait b : all) {
            Traits const both = a | b;
            for (Trait c : all) CHECK(both.has(c) == (c == a || c == b));
            CHECK(both == (b | a));
            CHECK(Traits::from_bits(both.bits()) == both);
        }
        CHECK_FALSE(Traits(a).empty());
        CHECK((Traits(a) | Traits()) == Traits(a));
    }
}

TEST_CASE("R1: exactly the structural properties of the semantics change how records are read") {
    CHECK(with(Trait::structural) == Names{"alternative_to", "authored_by", "clarified_by", "copies", "corrected_by",
                                           "held_by", "part_of", "published_by", "read_as", "reprints", "rests_on",
                                           "retracted", "revises", "same_as", "shares_text_with", "speaks_for",
                                           "translates", "updated_by"});
}

TEST_CASE("I2, P6, L3, S1: exactly these properties have ends that may be exchanged") {
    CHECK(with(Trait::symmetric) == Names{"alternative_to", "contradicts", "excludes", "same_as", "shares_text_with"});
}

TEST_CASE("S2: same_as is transitive, alternative_to is not") {
    CHECK(traits_of(property::same_as).has(Trait::transitive));
    CHECK_FALSE(traits_of(property::alternative_to).has(Trait::transitive));
    CHECK(traits_of(property::part_of).has(Trait::transitive));
    CHECK(traits_of(property::before).has(Trait::transitive));
}

TEST_CASE("E5: place, date and the roles presuppose that the event occurred, plans and attempts do not") {
    CHECK(with(Trait::presupposes_occurrence) ==
          Names{"agent", "completed", "date", "participant", "patient", "place"});
    for (auto name : {property::occurred, property::planned, property::attempted, property::generic})
        CHECK(traits_of(name).empty());
}

TEST_CASE("N3: an office is held by one person at a time") {
    Traits const held_by = traits_of(property::held_by);
    CHECK(held_by == (Trait::functional | Trait::exclusive | Traits(Trait::temporal) | Traits(Trait::structural)));
    CHECK(with(Trait::temporal) == Names{"held_by"});
}

TEST_CASE("the names of properties in code are those of the table, and the table has no others") {
    std::vector<std::string_view> names = {
        property::same_as,      property::read_as,        property::entails,      property::rests_on,
        property::retracted,    property::corrected_by,   property::updated_by,   property::clarified_by,
        property::held_by,      property::speaks_for,     property::part_of,      property::published_by,
        property::authored_by,  property::reprints,       property::copies,       property::shares_text_with,
        property::translates,   property::revises,        property::published,    property::updated,
        property::captured,     property::language,       property::nature,       property::locator,
        property::digest,       property::alternative_to, property::excludes,     property::condition_if,
        property::only_if,      property::unless,         property::or_else,      property::contradicts,
        property::denies,       property::strengthens,    property::responds_to,  property::derived_from,
        property::occasion,     property::addressee,      property::said_at,      property::realised_by,
        property::overtaken_by, property::occurred,       property::attempted,    property::completed,
        property::planned,      property::generic,        property::category,     property::date,
        property::place,        property::before,         property::after,        property::during,
        property::participant,  property::agent,          property::patient,      property::subset_of,
        property::parts_of,     property::name,           property::abbreviation, property::title,
        property::description,  property::metonym,        property::designation,  property::misspelling,
        property::label,        property::reliability,    property::credibility};
    std::sort(names.begin(), names.end());
    Names table;
    for (WellKnown const& known : well_known_properties()) table.push_back(known.name);
    CHECK(names == table);
}
