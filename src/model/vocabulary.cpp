// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <array>

namespace ascribe {

namespace {

constexpr std::array<Trait, 8> traits_in_order = {Trait::functional, Trait::exclusive, Trait::symmetric,
                                                  Trait::transitive, Trait::temporal,  Trait::presupposes_occurrence,
                                                  Trait::numeric,    Trait::structural};

constexpr Traits none;
constexpr Traits structural = Trait::structural;
constexpr Traits occurring = Trait::presupposes_occurrence;

// Sorted by name.
constexpr WellKnown known[] = {
    {property::abbreviation, none},
    {property::addressee, none},
    {property::after, Trait::transitive},
    {property::agent, occurring},
    {property::alternative_to, Trait::symmetric | Trait::structural},
    {property::attempted, none},
    {property::authored_by, structural},
    {property::before, Trait::transitive},
    {property::captured, Trait::functional},
    {property::category, none},
    {property::clarified_by, structural},
    {property::completed, occurring},
    {property::contradicts, Trait::symmetric},
    {property::copies, structural},
    {property::corrected_by, structural},
    {property::credibility, none},
    {property::date, Trait::functional | Trait::presupposes_occurrence},
    {property::denies, none},
    {property::derived_from, none},
    {property::description, none},
    {property::designation, none},
    {property::digest, none},
    {property::during, Trait::transitive},
    {property::entails, Trait::transitive},
    {property::excludes, Trait::symmetric},
    {property::generic, none},
    {property::held_by, Trait::functional | Trait::exclusive | Traits(Trait::temporal) | structural},
    {property::condition_if, none},
    {property::label, none},
    {property::language, none},
    {property::locator, none},
    {property::metonym, none},
    {property::misspelling, none},
    {property::name, none},
    {property::nature, none},
    {property::occasion, none},
    {property::occurred, none},
    {property::only_if, none},
    {property::or_else, none},
    {property::overtaken_by, none},
    {property::part_of, Trait::transitive | Trait::structural},
    {property::participant, occurring},
    {property::parts_of, none},
    {property::patient, occurring},
    {property::place, Trait::functional | Trait::presupposes_occurrence},
    {property::planned, none},
    {property::published, Trait::functional},
    {property::published_by, structural},
    {property::read_as, structural},
    {property::realised_by, none},
    {property::reliability, none},
    {property::reprints, structural},
    {property::responds_to, none},
    {property::rests_on, structural},
    {property::retracted, structural},
    {property::revises, structural},
    {property::said_at, none},
    {property::same_as, Trait::symmetric | Trait::transitive | structural},
    {property::shares_text_with, Trait::symmetric | Trait::structural},
    {property::speaks_for, structural},
    {property::strengthens, none},
    {property::subset_of, none},
    {property::title, none},
    {property::translates, structural},
    {property::unless, none},
    {property::updated, Trait::functional},
    {property::updated_by, structural},
};

constexpr bool sorted() {
    for (std::size_t i = 1; i < std::size(known); ++i)
        if (!(known[i - 1].name < known[i].name)) return false;
    return true;
}
static_assert(sorted(), "the table of well-known properties is searched by bisection");

}  // namespace

std::string_view to_string(Trait trait) noexcept {
    switch (trait) {
    case Trait::functional: return "functional";
    case Trait::exclusive: return "exclusive";
    case Trait::symmetric: return "symmetric";
    case Trait::transitive: return "transitive";
    case Trait::temporal: return "temporal";
    case Trait::presupposes_occurrence: return "presupposes_occurrence";
    case Trait::numeric: return "numeric";
    case Trait::structural: return "structural";
    }
    return "?";
}

std::optional<Trait> find_trait(std::string_view name) noexcept {
    for (Trait trait : traits_in_order)
        if (to_string(trait) == name) return trait;
    return std::nullopt;
}

std::span<Trait const> all_traits() noexcept {
    return traits_in_order;
}

std::span<WellKnown const> well_known_properties() noexcept {
    return known;
}

WellKnown const* find_well_known(std::string_view name) noexcept {
    auto const* at = std::lower_bound(std::begin(known), std::end(known), name,
                                      [](WellKnown const& k, std::string_view n) { return k.name < n; });
    return at != std::end(known) && at->name == name ? at : nullptr;
}

}  // namespace ascribe
