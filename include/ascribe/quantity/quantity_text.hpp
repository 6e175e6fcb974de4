// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_QUANTITY_QUANTITY_TEXT_HPP
#define ASCRIBE_QUANTITY_QUANTITY_TEXT_HPP

#include <ascribe/core/result.hpp>
#include <ascribe/quantity/quantity.hpp>

#include <string>
#include <string_view>

namespace ascribe {

/// The canonical text of a quantity: equal quantities have equal texts, and `parse_quantity` reads each back exactly.
///
///     "15 {incident}"            "40 t"                       ">20000 {person}"       "<25000 {person}"
///     ">=12 {dead}"              "<=300 {detainee}"           "50..1000 {fighter}"    "2|3 {gunman}"
///     "~1/5 of {home}"           "~? {person} in 24..*"       "~40..50 {person}"      "3400000000 USD"
///     ">40 t|[lton_av]|[ston_av] {aid}"                       "95..105 {house} best 100"
///
/// The grammar, where a blank stands for any number of spaces (the canonical text has one between words):
///
///     quantity = head [kind] ["{" thing "}"] ["in" bounds] ["best" number]
///     head     = number | "~" number [".." number] | "~?" | (">" | ">=" | "<" | "<=") number
///              | bounds | number ("|" number)+
///     bounds   = (number ["<"] | "*") ".." (["<"] number | "*")     ; "<" beside an end leaves that end out
///     number   = ["-"] digits ["." digits] ["/" digits]
///     kind     = "of"            ; a ratio; "%" and "[ppth]" count as well, and divide the numbers
///              | codes           ; money if every code is three capital letters, else a measure
///     codes    = code ("|" code)*
///     thing    = any text, with a backslash before "{", "}" and a backslash
///
/// Without a kind it is a count. "in" gives the hard bounds where they are not those of `default_bounds`; "best" the
/// number named within a range.
[[nodiscard]] std::string to_text(Quantity const& quantity);

/// The quantity in plain English, for people: "more than 200 people", "under 70 % of votes", "2 or 3 gunmen", "about
/// 20 % (at most 20 %) of territory". A thing counted stands in the plural unless the number is one, whichever way it
/// was recorded; words that are not known to have a plural ("dead", "wounded") stand as they are. Years and tonnes are
/// spelt out, other units are their codes; ratios are percentages. What `to_text` keeps exactly may be left out: hard
/// bounds other than those of an approximate number, whether the ends of a range belong to it.
[[nodiscard]] std::string to_words(Quantity const& quantity);

/// Reads that grammar; the whole text must be used. Nothing is guessed: no English, no thousands separators, no unit
/// names (`parse_reported_quantity` is for those). A unit need not be known to any catalogue.
///
/// Errors: `syntax` and `out_of_range` with the byte offset, otherwise those of `Quantity::from` with offset 0.
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);

}  // namespace ascribe

#endif
