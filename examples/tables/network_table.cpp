// SPDX-License-Identifier: BSL-1.0
// Reads temporal networks and writes whether they are consistent, the tightest bounds of all pairs if so, and who is to
// blame if not: network_table <networks.tsv >answers.tsv
//
// n is the number of points, numbered from 0; constraints are u>v:w, separated by spaces: v is at most w days after u.
// tightest has a row for each point, separated by semicolons, with the most days to each point, separated by commas, or
// inf. conflict has the positions, from 0, of the constraints of one irreducible conflict: that of the first constraint
// that cannot stand with those before it.

#include "tsv.hpp"
#include <ascribe/time/network.hpp>

#include <charconv>
#include <iostream>
#include <limits>

namespace {

using namespace ascribe;

template <class Number>
bool read(std::string_view text, Number& number) {
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() && !text.empty();
}

Error bad(std::string_view field, std::string_view expected, std::string_view found) {
    return {.code = Errc::syntax,
            .record = "network",
            .field = field,
            .expected = expected,
            .found = std::string(found),
            .offset = Error::no_offset};
}

Result<Constraint> parse_constraint(std::string_view text, std::size_t points, std::uint32_t position) {
    std::size_t const arrow = text.find('>');
    std::size_t const colon = text.find(':');
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t days = 0;
    if (arrow == std::string_view::npos || colon == std::string_view::npos || colon < arrow ||
        !read(text.substr(0, arrow), from) || !read(text.substr(arrow + 1, colon - arrow - 1), to) ||
        !read(text.substr(colon + 1), days))
        return bad("constraints", "u>v:w with whole numbers", text);
    if (from >= points || to >= points) return bad("constraints", "points from 0 to n - 1", text);
    return Constraint{TimePoint{from}, TimePoint{to}, days, position};
}

std::string matrix_of(TimeNetwork const& network) {
    std::string text;
    for (std::uint32_t i = 0; i < network.point_count(); ++i) {
        if (i != 0) text += ';';
        std::vector<Gap> const gaps = network.gaps_from(TimePoint{i});
        for (std::size_t j = 0; j < gaps.size(); ++j) {
            if (j != 0) text += ',';
            text += gaps[j].max ? std::to_string(*gaps[j].max) : "inf";
        }
    }
    return text;
}

Result<std::vector<std::string>> answers(tables::Reader const& row) {
    std::size_t points = 0;
    if (!read(row["n"], points) || points == 0 || points > 100'000)
        return bad("n", "a number of points from 1 to 100000", row["n"]);
    std::vector<Constraint> constraints;
    std::string_view rest = row["constraints"];
    while (!rest.empty()) {
        std::string_view const item = rest.substr(0, rest.find(' '));
        rest.remove_prefix((std::min)(rest.size(), item.size() + 1));
        if (item.empty()) continue;
        auto const constraint = parse_constraint(item, points, static_cast<std::uint32_t>(constraints.size()));
        if (!constraint) return constraint.error();
        constraints.push_back(*constraint);
    }

    TimeNetwork network;  // its origin is point 0, for nothing here is tied to the calendar
    while (network.point_count() < points) network.add_point();
    auto const outcome = network.try_add(constraints);
    if (!outcome) return outcome.error();
    if (!*outcome) {
        std::string conflict;
        for (std::uint32_t const label : outcome->conflict->labels) {
            if (!conflict.empty()) conflict += ' ';
            conflict += std::to_string(label);
        }
        return std::vector<std::string>{"0", "", conflict};
    }
    return std::vector<std::string>{"1", matrix_of(network), ""};
}

int network_table(std::istream& in, std::ostream& out, std::ostream& complaints) {
    return tables::run(in, out, complaints, {"n", "constraints"}, {"consistent", "tightest", "conflict"}, answers);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    return network_table(std::cin, std::cout, std::cerr);
}
