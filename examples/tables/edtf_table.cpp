// SPDX-License-Identifier: BSL-1.0
// Reads dates in EDTF and writes whether they are valid and what they say: edtf_table <dates.tsv >answers.tsv
//
// A space inside a date is written \s. qual has a letter for year, month and day: ? uncertain, ~ approximate, % both, .
// none; the ends of an interval are separated by a slash. days is left empty for intervals, sets and years of seven and
// more digits. A date that is not valid has its error in the column why; that is an answer, not a row that cannot be
// read.

#include "tsv.hpp"
#include <ascribe/time/edtf.hpp>

#include <iostream>

namespace {

using namespace ascribe;

std::string without_escapes(std::string_view field) {
    std::string text;
    for (std::size_t i = 0; i < field.size(); ++i) {
        bool const space = field.substr(i, 2) == "\\s";
        text += space ? ' ' : field[i];
        if (space) ++i;
    }
    return text;
}

std::string bound(Day day, bool unknown) {
    return unknown ? "unknown" : to_string(day);
}

std::string qualifiers(EdtfDate const& date) {
    std::string text;
    if (date.kind() == EdtfKind::datetime) return text;
    constexpr EdtfComponent components[] = {EdtfComponent::year, EdtfComponent::month, EdtfComponent::day};
    for (unsigned i = 0; i < date.components(); ++i) text += to_string(date.qualifier(components[i]));
    return text;
}

std::string qualifiers(Edtf const& date) {
    if (date.is_set()) return "";
    if (!date.is_interval()) return qualifiers(date.date());
    std::string text;
    if (Edtf::has_date(date.start_kind())) text += qualifiers(date.start());
    text += '/';
    if (Edtf::has_date(date.end_kind())) text += qualifiers(date.end());
    return text;
}

std::string days(Edtf const& date) {
    if (date.is_interval() || date.is_set()) return "";
    std::int64_t const year = date.date().year();
    auto const count = date.count_days();
    return count && year > -1'000'000 && year < 1'000'000 ? std::to_string(*count) : "";
}

Result<std::vector<std::string>> answers(tables::Reader const& row) {
    auto const date = parse_edtf(without_escapes(row["edtf"]));
    if (!date) return std::vector<std::string>{"0", "-", "-", "-", "-", "", "", to_string(date.error())};
    return std::vector<std::string>{"1",
                                    std::to_string(date->level()),
                                    std::string(to_string(date->kind())),
                                    bound(date->earliest(), date->start_kind() == EdtfEnd::unknown),
                                    bound(date->latest(), date->end_kind() == EdtfEnd::unknown),
                                    days(*date),
                                    qualifiers(*date),
                                    ""};
}

int edtf_table(std::istream& in, std::ostream& out, std::ostream& complaints) {
    return tables::run(in, out, complaints, {"edtf"},
                       {"valid", "level", "type", "earliest", "latest", "days", "qual", "why"}, answers);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    return edtf_table(std::cin, std::cout, std::cerr);
}
