// SPDX-License-Identifier: BSL-1.0
// Reads phrases in which reports give numbers and writes what they state: quantity_table <phrases.tsv >answers.tsv
//
// The bounds are what the words entail and nothing more. Numbers are exact, with a slash where they are fractions. Of a
// unit that may be several ("tons") the column unit has the first code and units all of them. A phrase that is not
// understood has its error in the column error; nothing is guessed.

#include "tsv.hpp"
#include <ascribe/quantity/reported.hpp>

#include <iostream>

namespace {

using namespace ascribe;

std::string value_of(std::optional<Bound> const& bound, std::string_view infinite) {
    return bound ? to_text(bound->value) : std::string(infinite);
}

std::string end_of(std::optional<Bound> const& bound) {
    return bound && !bound->open ? "closed" : "open";
}

Result<std::vector<std::string>> answers(tables::Reader const& row) {
    auto const reported = parse_reported_quantity(row["text"]);
    if (!reported) return reported.error();
    Quantity const& quantity = reported->quantity;
    Bounds const& bounds = quantity.bounds();
    return std::vector<std::string>{std::string(to_string(quantity.direction())),
                                    std::string(to_string(quantity.kind())),
                                    std::string(quantity.units().front()),
                                    value_of(bounds.lower, "-inf"),
                                    end_of(bounds.lower),
                                    value_of(bounds.upper, "+inf"),
                                    end_of(bounds.upper),
                                    quantity.nominal() ? to_text(*quantity.nominal()) : "",
                                    quantity.unit(),
                                    quantity.thing()};
}

int quantity_table(std::istream& in, std::ostream& out, std::ostream& complaints) {
    return tables::run(
        in, out, complaints, {"text"},
        {"direction", "kind", "unit", "lower", "lower_end", "upper", "upper_end", "nominal", "units", "thing"},
        answers);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    return quantity_table(std::cin, std::cout, std::cerr);
}
