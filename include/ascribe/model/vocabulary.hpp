// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_VOCABULARY_HPP
#define ASCRIBE_MODEL_VOCABULARY_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ascribe {

/// What the library may conclude from claims of a property. A property without traits is only listed and compared.
enum class Trait : std::uint16_t {
    functional = 1,               ///< one value at a time: two values can disagree
    exclusive = 2,                ///< different values exclude each other
    symmetric = 4,                ///< (a, p, b) is (b, p, a): stored with its ends in canonical order (rule I2)
    transitive = 8,               ///< (a, p, b) and (b, p, c) give (a, p, c)
    temporal = 16,                ///< holds at a time: without valid time, at the time said (rule T4)
    presupposes_occurrence = 32,  ///< said with + of an event, it counts as occurred (rule E5)
    numeric = 64,                 ///< its values are quantities
    structural = 128,             ///< changes how other records are read, if accepted (rules R1, R2)
};

/// A set of traits.
class Traits {
public:
    constexpr Traits() noexcept = default;
    constexpr Traits(Trait trait) noexcept : bits_(static_cast<std::uint16_t>(trait)) {}
    [[nodiscard]] static constexpr Traits from_bits(std::uint16_t bits) noexcept {
        Traits traits;
        traits.bits_ = bits;
        return traits;
    }

    [[nodiscard]] constexpr bool has(Trait trait) const noexcept {
        return (bits_ & static_cast<std::uint16_t>(trait)) != 0;
    }
    [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

    friend constexpr Traits operator|(Traits a, Traits b) noexcept {
        return from_bits(static_cast<std::uint16_t>(a.bits_ | b.bits_));
    }
    friend constexpr bool operator==(Traits, Traits) noexcept = default;

private:
    std::uint16_t bits_ = 0;
};

[[nodiscard]] constexpr Traits operator|(Trait a, Trait b) noexcept {
    return Traits(a) | Traits(b);
}

/// The written name of one trait, for example "presupposes_occurrence".
[[nodiscard]] std::string_view to_string(Trait trait) noexcept;
/// The trait with this written name, if there is one.
[[nodiscard]] std::optional<Trait> find_trait(std::string_view name) noexcept;
/// All traits, in the order of their bits.
[[nodiscard]] std::span<Trait const> all_traits() noexcept;

/// A property that every ledger knows from the start, by name and traits.
struct WellKnown {
    std::string_view name;
    Traits traits;
};

/// The properties with a meaning of their own in the semantics. A ledger registers one when it is first used; a host
/// adds properties of its own with Ledger::property, and cannot change the traits of these.
[[nodiscard]] std::span<WellKnown const> well_known_properties() noexcept;
/// The well-known property of this name, or null. Logarithmic.
[[nodiscard]] WellKnown const* find_well_known(std::string_view name) noexcept;

/// Names of the well-known properties, so that a slip of the pen does not compile.
namespace property {
// identity and readings (part 7)
inline constexpr std::string_view same_as = "same_as", read_as = "read_as", entails = "entails";
// support and amendments (parts 9 and 12)
inline constexpr std::string_view rests_on = "rests_on", retracted = "retracted", corrected_by = "corrected_by",
                                  updated_by = "updated_by", clarified_by = "clarified_by";
// offices and voices (rules N3, O3, O4)
inline constexpr std::string_view held_by = "held_by", speaks_for = "speaks_for", part_of = "part_of";
// documents and lineage (part 8)
inline constexpr std::string_view published_by = "published_by", authored_by = "authored_by", reprints = "reprints",
                                  copies = "copies", shares_text_with = "shares_text_with", translates = "translates",
                                  revises = "revises", published = "published", updated = "updated",
                                  captured = "captured", language = "language", nature = "nature", locator = "locator",
                                  digest = "digest";
// claims about claims and attributions (rules P4 to P6, E7, T5)
inline constexpr std::string_view alternative_to = "alternative_to", excludes = "excludes", condition_if = "if",
                                  only_if = "only_if", unless = "unless", or_else = "or_else",
                                  contradicts = "contradicts", denies = "denies", strengthens = "strengthens",
                                  responds_to = "responds_to", derived_from = "derived_from", occasion = "occasion",
                                  addressee = "addressee", said_at = "said_at", realised_by = "realised_by",
                                  overtaken_by = "overtaken_by";
// actuality (rule E4)
inline constexpr std::string_view occurred = "occurred", attempted = "attempted", completed = "completed",
                                  planned = "planned", generic = "generic";
// events: category, time, place, order, roles (rule E5)
inline constexpr std::string_view category = "category", date = "date", place = "place", before = "before",
                                  after = "after", during = "during", participant = "participant", agent = "agent",
                                  patient = "patient";
// numbers and their parts (rule P5)
inline constexpr std::string_view subset_of = "subset_of", parts_of = "parts_of";
// names (rule N1)
inline constexpr std::string_view name = "name", abbreviation = "abbreviation", title = "title",
                                  description = "description", metonym = "metonym", designation = "designation",
                                  misspelling = "misspelling", label = "label";
// assessments: the source (A to F) and the item (1 to 6), two scales (Admiralty)
inline constexpr std::string_view reliability = "reliability", credibility = "credibility";
}  // namespace property

}  // namespace ascribe

#endif
