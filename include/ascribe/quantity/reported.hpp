// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_REPORTED_HPP
#define ASCRIBE_QUANTITY_REPORTED_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/lexicon.hpp>
#include <ascribe/quantity/quantity.hpp>

#include <optional>
#include <string_view>

namespace ascribe {

/// What a phrase reports: the quantity and, if it mentions one, the earlier figure that it replaces ("10, revised from
/// 14"). The earlier figure is no part of the quantity: it was somebody's claim at an earlier time.
struct ReportedQuantity {
    Quantity quantity;
    std::optional<Quantity> formerly;

    friend bool operator==(ReportedQuantity const&, ReportedQuantity const&) = default;
};

/// Reads the phrase in which a text reports a number, by the words of the lexicon: "more than 20,000 people", "close to
/// one fifth of homes", "two or three gunmen", "at least 10 but fewer than 20 trucks", "$2-3 billion in aid".
///
/// The whole text must be understood. A number without a unit is a count, if it is whole; what follows it is the thing
/// counted, its head noun in the singular. A bound or scale that is named once for two numbers holds for both ("two to
/// three million"), the scale only if the first number is the smaller one ("500 to 1 million" is from 500).
/// Linear in the text, apart from the depth of the lexicon. Bounds are those of `default_bounds`.
///
/// Errors, with the byte offset of the first word that does not fit: `syntax` for what is not understood, `not_allowed`
/// for combinations without a meaning (two hedges on one number, 2.5 people), `conflict` for numbers that exclude each
/// other, `out_of_range`, `empty`. A word that may be understood in two ways of different kind ("20 million pounds") is
/// an error: nothing is guessed.
[[nodiscard]] Result<ReportedQuantity> parse_reported_quantity(std::string_view text,
                                                               Lexicon const& lexicon = Lexicon::english());

}  // namespace ascribe

#endif
