// SPDX-License-Identifier: BSL-1.0
// Reads relative and vague dates with the day they are relative to and writes what they come to:
// relative_table <dates.tsv >answers.tsv
//
// structure is an expression such as (part late (unit month -1)), anchor a date in EDTF, usually a day. The column
// expected_edtf gets the date in EDTF, if one can be written; the four bounds are days, or -inf and +inf for none. mode
// is point, within or span, and trace says which conventions were used.

#include "relative_reader.hpp"
#include "tsv.hpp"
#include <ascribe/time/resolve.hpp>

#include <iostream>

namespace {

using namespace ascribe;

Result<std::vector<std::string>> answers(tables::Reader const& row) {
    auto const expression = tables::RelativeReader::read(row["structure"]);
    if (!expression) return expression.error();
    auto const anchor = parse_edtf(row["anchor"]);
    if (!anchor) return anchor.error();
    auto const resolved =
        try_resolve(expression->date, DayRange{anchor->earliest(), anchor->latest()}, expression->policy);
    if (!resolved) return resolved.error();

    std::string trace;
    for (ResolveStep const& step : resolved->trace) {
        if (!trace.empty()) trace += "; ";
        trace += step.text;
    }
    UncertainInterval const& extent = resolved->extent;
    return std::vector<std::string>{resolved->edtf ? resolved->edtf->as_said() : "",
                                    to_string(extent.first_min()),
                                    to_string(extent.first_max()),
                                    to_string(extent.last_min()),
                                    to_string(extent.last_max()),
                                    std::string(to_string(resolved->shape)),
                                    trace};
}

int relative_table(std::istream& in, std::ostream& out, std::ostream& complaints) {
    return tables::run(in, out, complaints, {"structure", "anchor"},
                       {"expected_edtf", "s_min", "s_max", "e_min", "e_max", "mode", "trace"}, answers);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    return relative_table(std::cin, std::cout, std::cerr);
}
