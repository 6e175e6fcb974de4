// SPDX-License-Identifier: BSL-1.0
// What recording and asking costs, in time and memory: record [claims]...
//
// For each number of claims (400,000 and 4,000,000 by default, that is 1 and 10 million attributions) a newsroom is
// made up, and recorded twice in order of arrival: from handles, and from the string keys of each row. Grounds that are
// known when their attribution arrives go with it, the others are linked when they arrive. Then questions are asked,
// and their answers summed up, so that they can be checked: the sums depend on nothing but the number of claims.

#include "measure.hpp"
#include "recorder.hpp"
#include "workload.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ascribe;
using namespace workload;
using measure::apart;
using measure::Memory;
using measure::seconds;

void report(std::uint32_t claims, char const* what, double value, char const* unit, std::uint64_t sum = 0) {
    std::printf("%8u claims  %-44s %12.1f %-20s", claims, what, value, unit);
    if (sum != 0) std::printf("  sum %llu", static_cast<unsigned long long>(sum));
    std::printf("\n");
    std::fflush(stdout);
}

/// What a host does before it records: making values and dates.
std::uint64_t prepare(Newsroom const& room) {
    std::uint64_t sum = 0;
    std::vector<bool> made(room.claims.size());
    for (auto const& row : room.attributions) {
        if (!made[row.claim]) {
            made[row.claim] = true;
            std::string text;
            sum += value(room.claims[row.claim], text).is_true() ? 1U : 2U;
            sum += valid_time(room.claims[row.claim]).is_interval() ? 1U : 2U;
        }
        sum += date(row.date).is_interval() ? 1U : 2U;
    }
    return sum;
}

template <class Ask>
void ask(Newsroom const& room, char const* what, std::uint32_t count, Ask one) {
    std::uint64_t sum = 0;
    double const time = seconds([&] {
        for (std::uint32_t i = 0; i < count; ++i) sum += one(i);
    });
    report(static_cast<std::uint32_t>(room.claims.size()), what, time / count * 1e9, "ns", sum);
}

void questions(Newsroom const& room, Recorder const& recorder) {
    Graph const graph = recorder.graph();
    auto const& claims = recorder.claims();
    ask(room, "attributions of a claim", 1'000'000,
        [&](std::uint32_t i) { return look_up(graph, claims[room.asked_claim(i)]); });
    ask(room, "claims about an event", 1'000'000,
        [&](std::uint32_t i) { return graph.claims_about(graph.subject(claims[room.asked_claim(i)])).size(); });
    ask(room, "claims about an event, one property", 1'000'000, [&](std::uint32_t i) {
        ClaimId const claim = claims[room.asked_claim(i)];
        return graph.claims_about(graph.subject(claim), graph.property(claim)).size();
    });
    ask(room, "value of a claim", 1'000'000,
        [&](std::uint32_t i) { return graph.value(claims[room.asked_claim(i)]).text() == nullptr ? 1u : 2u; });
    Tracer tracer(graph);
    ask(room, "trace of a claim", 100'000, [&](std::uint32_t i) { return tracer(claims[room.asked_claim(i)]); });
    ask(room, "event by key", 1'000'000, [&](std::uint32_t i) {
        return graph.find_event(Key('e', static_cast<std::uint32_t>(workload::mix(i) % room.events))).number();
    });
    ask(room, "graph()", 1'000'000, [&](std::uint32_t) { return recorder.graph().count(Category::claim); });
}

void with_handles(Newsroom const& room, std::uint32_t claims) {
    auto const attributions = static_cast<double>(room.attributions.size());
    Recorder recorder(room);
    double const entities = seconds([&] { recorder.entities(); });
    double const number_of_entities = room.events + room.sources + room.documents();
    report(claims, "entity by a new key", entities / number_of_entities * 1e9, "ns");
    auto const keys = static_cast<double>(recorder.graph().memory());
    report(claims, "memory() of entities and their keys", keys / number_of_entities, "bytes/entity");
    Memory const memory;
    double const time = seconds([&] { recorder.from_handles(); });
    double const peak = memory.peak();
    report(claims, "recorded from handles", time / attributions * 1e9, "ns/attribution");
    std::uint64_t made = 0;
    double const host = seconds([&] { made = prepare(room); });
    report(claims, "of it, making values and dates", host / attributions * 1e9, "ns/attribution", made);
    report(claims, "peak, keys apart", peak / claims, "bytes/claim");
    report(claims, "peak, keys apart", peak / attributions, "bytes/attribution");
    auto const all = static_cast<double>(recorder.graph().memory());
    report(claims, "memory(), keys apart", (all - keys) / claims, "bytes/claim");
    report(claims, "memory(), keys apart", (all - keys) / attributions, "bytes/attribution");
    report(claims, "memory() with keys", all / attributions, "bytes/attribution");
    report(claims, "grounds linked late", static_cast<double>(recorder.late()) / attributions * 100,
           "% of attributions");
    questions(room, recorder);
}

void with_keys(Newsroom const& room, std::uint32_t claims) {
    auto const attributions = static_cast<double>(room.attributions.size());
    Recorder recorder(room);
    Memory const memory;
    double const time = seconds([&] { recorder.from_keys(); });
    double const peak = memory.peak();
    report(claims, "recorded from string keys", time / attributions * 1e9, "ns/attribution");
    report(claims, "peak with keys", peak / attributions, "bytes/attribution");
}

void run(std::uint32_t claims) {
    Newsroom const room = workload::make(claims);
    report(claims, "attributions", static_cast<double>(room.attributions.size()), "");
    apart([&] { with_handles(room, claims); });
    apart([&] { with_keys(room, claims); });
}

}  // namespace

int main(int argc, char** argv) {
    return measure::for_each_size(argc, argv, {400'000, 4'000'000}, run);
}
