// SPDX-License-Identifier: BSL-1.0
// Reads pairs of periods [s, e) with bounded ends and writes which of the thirteen relations are possible and what that
// says about six common questions: interval_table <pairs.tsv >answers.tsv
//
// The bounds are whole numbers of days since 1970-01-01, or -inf and +inf for "no bound".

#include "tsv.hpp"
#include <ascribe/time/relation.hpp>

#include <array>
#include <charconv>
#include <iostream>

namespace {

using namespace ascribe;

Result<Day> parse_bound(std::string_view field, std::string_view text) {
    if (text == "-inf") return Day::minus_infinity();
    if (text == "+inf" || text == "inf") return Day::plus_infinity();
    std::int64_t number = 0;
    std::string_view digits = text;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    auto const [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (code != std::errc() || end != digits.data() + digits.size() || !Day(number).is_finite())
        return Error{.code = Errc::syntax,
                     .record = "bound",
                     .field = field,
                     .expected = "a whole number, -inf or +inf",
                     .found = std::string(text)};
    return Day(number);
}

constexpr std::array<std::string_view, 8> bounds = {"a_s_min", "a_s_max", "a_e_min", "a_e_max",
                                                    "b_s_min", "b_s_max", "b_e_min", "b_e_max"};

Result<std::vector<std::string>> answers(tables::Reader const& row) {
    std::array<Day, 8> days;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        auto const day = parse_bound(bounds[i], row[bounds[i]]);
        if (!day) return day.error();
        days[i] = *day;
    }
    auto const a = UncertainInterval::try_half_open(days[0], days[1], days[2], days[3]);
    if (!a) return a.error();
    auto const b = UncertainInterval::try_half_open(days[4], days[5], days[6], days[7]);
    if (!b) return b.error();

    RelationSet const possible = possible_relations(*a, *b);
    std::vector<std::string> fields{to_string(possible)};
    for (RelationSet const question : {RelationSet::before(), RelationSet::after(), RelationSet::intersects(),
                                       RelationSet::within(), RelationSet::covers(), RelationSet::disjoint()})
        fields.emplace_back(to_string(ask(possible, question)));
    return fields;
}

int interval_table(std::istream& in, std::ostream& out, std::ostream& complaints) {
    return tables::run(in, out, complaints, {bounds.begin(), bounds.end()},
                       {"possible", "before", "after", "intersects", "within", "covers", "disjoint"}, answers);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    return interval_table(std::cin, std::cout, std::cerr);
}
