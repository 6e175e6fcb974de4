// SPDX-License-Identifier: BSL-1.0
// No library at all: arrays of numbers, made in one go and written for these questions alone. It is the floor: what the
// machine allows to a program that knows its data and its questions beforehand.
#include "flat_arrays.hpp"

#include "flat_merge.hpp"
#include "flat_support.hpp"
#include "flat_walks.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace {

using namespace peers;

std::uint64_t look_up(Arrays const& arrays, std::uint32_t claim) {
    std::uint64_t sum = 0;
    for (Arrays::Attribution const& a : arrays.of_claim[claim]) sum += std::uint64_t{a.source} + a.document + a.date;
    return sum;
}

/// In the order given, but fetched ahead.
std::uint64_t look_up_all(Arrays const& arrays, std::vector<std::uint32_t> const& claims) {
    constexpr std::size_t ahead = 16;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (i + 2 * ahead < claims.size()) arrays.of_claim.prefetch_key(claims[i + 2 * ahead]);
        if (i + ahead < claims.size()) arrays.of_claim.prefetch_rows(claims[i + ahead]);
        sum += look_up(arrays, claims[i]);
    }
    return sum;
}

/// `ask(claims)` is asked about the first `count` of the sample, which it knows beforehand; nanoseconds a claim.
template <class Ask>
void ask_batch(Report const& report, Newsroom const& room, char const* operation, std::uint32_t count, Ask ask) {
    std::vector<std::uint32_t> claims;
    for (std::uint32_t i = 0; i < count; ++i) claims.push_back(room.asked_claim(i));
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] { sum = ask(claims); });
        report(operation, time / count * 1e9, "ns", sum);
    }
}

/// Claims are in the order of property and value, so a group has more than one value if its ends differ.
std::uint64_t count_groups(Arrays const& arrays) {
    std::uint64_t groups = 0;
    for (std::uint32_t e = 0; e < arrays.of_event.keys(); ++e) {
        auto const claims = arrays.of_event[e];
        for (std::size_t first = 0, end = 0; first < claims.size(); first = end) {
            std::uint8_t const property = arrays.property[claims[first]];
            for (end = first + 1; end < claims.size() && arrays.property[claims[end]] == property;) ++end;
            std::uint32_t const a = claims[first], b = claims[end - 1];
            groups += arrays.low[a] != arrays.low[b] || arrays.high[a] != arrays.high[b] ? 1U : 0U;
        }
    }
    return groups;
}

void ask_withdrawals(Report const& report, Newsroom const& room, Arrays const& arrays) {
    ask_all(report, "5a.dominators", 3, [&] { return Dominators(arrays).count(); });
    ask_cascades(report, room, 10,
                 [&](std::uint32_t without) { return stand(arrays, without, [](std::uint32_t, std::uint32_t) {}); });
    Withdrawals withdraw(arrays);
    auto const ask = [&](char const* operation, std::vector<std::uint32_t> const& sources) {
        for (int round = 0; round < 3; ++round) {
            std::uint64_t lost = 0;
            double const time = seconds([&] {
                for (std::uint32_t source : sources) lost += withdraw.count_lost(source);
            });
            report(operation, time / static_cast<double>(sources.size()), "s", lost);
        }
    };
    auto const sources = room.asked_sources(100);
    ask("5c.cascade_incremental", sources);
    std::vector<std::uint32_t> most_cited, random;
    for (std::size_t i = 0; i < sources.size(); ++i) (i % 2 == 0 ? most_cited : random).push_back(sources[i]);
    ask("5c.the_most_cited", {most_cited.front()});
    ask("5c.most_cited", most_cited);
    ask("5c.random", random);
}

/// First days by property, sorted: by day first, then by property, each by counting.
Compressed<std::uint32_t> first_days(Arrays const& arrays) {
    std::uint32_t const last = *std::max_element(arrays.first_said.begin(), arrays.first_said.end());
    struct First {
        std::uint32_t property;
        std::uint32_t day;
    };
    Compressed<First> const by_day(
        last + 1, arrays.claims(), [&](std::uint32_t c) { return arrays.first_said[c]; },
        [&](std::uint32_t c) {
            return First{arrays.property[c], arrays.first_said[c]};
        });
    return {Newsroom::properties, by_day.size(), [&](std::uint32_t i) { return by_day.row(i).property; },
            [&](std::uint32_t i) { return by_day.row(i).day; }};
}

void ask_days(Report const& report, Arrays const& arrays) {
    Compressed<std::uint32_t> days;
    report("6.asof_index", seconds([&] { days = first_days(arrays); }), "s");
    for (int round = 0; round < 3; ++round)
        ask_as_of(report, "6.asof_100", 100, [&](std::uint32_t property, std::uint32_t day) {
            std::uint32_t count = 0;
            for (std::uint32_t first : days[property]) count += static_cast<std::uint32_t>(first <= day);
            return count;
        });
    for (int round = 0; round < 3; ++round)
        ask_as_of(report, "6.asof_100_indexed", 100, [&](std::uint32_t property, std::uint32_t day) {
            auto const of_property = days[property];
            return static_cast<std::uint64_t>(std::upper_bound(of_property.begin(), of_property.end(), day) -
                                              of_property.begin());
        });
}

void ask_merge(Report const& report, Newsroom const& room, Arrays const& arrays) {
    std::vector<Shard> shards;
    for (std::uint32_t shard = 0; shard < 4; ++shard) shards.emplace_back(room, arrays, shard);
    ask_all(report, "8.merge4", 3, [&] {
        Shard const merged = merge(shards);
        return merged.claims.size() * std::uint64_t{1'000'000'000} + merged.attributions.size();
    });
}

void run(Report const& report, Newsroom const& room) {
    Memory const memory;
    std::optional<Arrays> arrays;
    double const time = seconds([&] { arrays.emplace(room); });
    report_recording(report, room, time, memory);
    ask_claims(report, room, "2.lookup", 1'000'000, [&](std::uint32_t claim) { return look_up(*arrays, claim); });
    ask_batch(report, room, "2.lookup_batch", 1'000'000,
              [&](auto const& claims) { return look_up_all(*arrays, claims); });
    Trace trace(*arrays);
    ask_claims(report, room, "3.trace", 100'000, [&](std::uint32_t claim) { return trace(claim); });
    ask_batch(report, room, "3.trace_batch20000", 20'000, [&](auto const& claims) { return trace(claims); });
    ask_all(report, "4.groups", 3, [&] { return count_groups(*arrays); });
    ask_withdrawals(report, room, *arrays);
    ask_days(report, *arrays);
    Lines lines(*arrays);
    ask_claims(report, room, "7.independent_origins", 20'000, [&](std::uint32_t claim) { return lines(claim); });
    ask_merge(report, room, *arrays);
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "flat_arrays", run);
}
