// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_SRC_ANALYSIS_RELATE_HPP
#define ASCRIBE_SRC_ANALYSIS_RELATE_HPP

#include "statements.hpp"
#include <ascribe/analysis/conflict.hpp>

#include <vector>

namespace ascribe::detail {

/// How two values of one property stand to each other (part 11), whoever holds them and whenever they hold.
struct ValueRelation {
    enum class Kind : unsigned char {
        same,         ///< the same in other words
        differ,       ///< both can be right: see the reason
        may_exclude,  ///< unknown
        exclude,      ///< not both
    };
    Kind kind = Kind::same;
    DifferenceReason reason = DifferenceReason::none;
    bool first_entails = false;   ///< whoever is right with the first is right with the second
    bool second_entails = false;  ///< and the other way round
    std::vector<ClaimId> relies_on = {};

    [[nodiscard]] bool excludes() const noexcept { return kind == Kind::exclude || kind == Kind::may_exclude; }
    [[nodiscard]] Verdict cap() const noexcept { return kind == Kind::exclude ? Verdict::certain : Verdict::possible; }
};

/// A statement with its value, which is built once.
struct Valued {
    Statement statement;
    Value value;
    std::vector<ClaimId> alternatives;  ///< see StatementReader::alternatives
};

[[nodiscard]] Valued valued(StatementReader& reader, Statement statement);

/// What is said of two statements, apart from what their values are: alternatives, exclusion, entailment, part and
/// whole. `differ` and `exclude` come with their reason; `same` means that nothing is said.
[[nodiscard]] ValueRelation declared(StatementReader& reader, ConflictOptions const& options, Valued const& a,
                                     Valued const& b);
/// The same with what follows from the values of a property that has one value at a time.
[[nodiscard]] ValueRelation relate(StatementReader& reader, ConflictOptions const& options, Valued const& a,
                                   Valued const& b);

/// Row 4: by hard bounds.
[[nodiscard]] ValueRelation relate_numbers(Quantity const& a, Quantity const& b, ConflictOptions const& options);
/// Row 6: by the days they admit, each read as some time within them.
[[nodiscard]] ValueRelation relate_dates(Edtf const& a, Edtf const& b, SeasonPolicy seasons);
/// A part and its whole: `exclude` if the part is certainly above it, else a difference of scope.
[[nodiscard]] ValueRelation relate_part(Quantity const& part, Quantity const& whole, ConflictOptions const& options);

/// How sure a date is of itself: EDTF's "?" and "~", which never move bounds.
struct DateQuality {
    bool is_uncertain = false;
    bool is_approximate = false;
};
[[nodiscard]] DateQuality quality_of(Edtf const& date);

[[nodiscard]] constexpr bool has_one_value(Traits traits) noexcept {
    return traits.has(Trait::functional) || traits.has(Trait::exclusive);
}

/// Whether a property gives each of its two ends one other, as marriage at a time does.
[[nodiscard]] constexpr bool is_compared_from_both_ends(Traits traits) noexcept {
    return has_one_value(traits) && traits.has(Trait::symmetric) && !traits.has(Trait::structural);
}

/// Whether several values of a property are several links and no different answers: of structural claims, which are
/// not compared unless they are positions like any other (rules R1, N3), and of symmetric and transitive ones.
[[nodiscard]] constexpr bool is_link(Traits traits) noexcept {
    return traits.has(Trait::structural) || traits.has(Trait::symmetric) || traits.has(Trait::transitive);
}

[[nodiscard]] DisagreementKind kind_of(Value const& a, Value const& b) noexcept;

}  // namespace ascribe::detail

#endif
