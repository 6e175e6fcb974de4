// SPDX-License-Identifier: BSL-1.0
// The workload as a user of ascribe would run it: workload FILE [handles|strings|batches]
//
// Prints tab-separated lines like its peers: name, claims, operation, value, unit, checksum. The file is made by
// make_workload; README.md beside this says what the operations mean and which checksums are right.
#include "../examples/progress_bar.hpp"
#include "lines.hpp"
#include "measure.hpp"
#include "recorder.hpp"
#include "workload_file.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/first_report.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/reading_order.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/merge.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace workload;
using measure::Memory;
using measure::seconds;

class Report {
public:
    explicit Report(Newsroom const& room) : claims_(room.claims.size()) {}
    void operator()(char const* operation, double value, char const* unit, std::uint64_t checksum = 0) const {
        std::printf("ascribe\t%zu\t%s\t%.6g\t%s\t%llu\n", claims_, operation, value, unit,
                    static_cast<unsigned long long>(checksum));
        std::fflush(stdout);
    }

private:
    std::size_t claims_;
};

enum class Feed { handles, strings, batches };

/// The claims that are asked about, as handles. Sorted, they are asked in the order in which they lie in memory.
std::vector<ClaimId> asked(Newsroom const& room, Recorder const& recorder, std::uint32_t count) {
    std::vector<ClaimId> claims;
    for (std::uint32_t i = 0; i < count; ++i) claims.push_back(recorder.claims()[room.asked_claim(i)]);
    return claims;
}

/// Claims known beforehand are asked in reading order, and fetched ahead.
template <class Ask>
void ask(Report const& report, char const* operation, Graph const& graph, std::vector<ClaimId> claims, bool sorted,
         Ask one) {
    constexpr int rounds = 3;
    constexpr std::size_t ahead = 8;
    std::vector<ClaimId> const given = claims;
    for (int round = 0; round < rounds; ++round) {
        claims = given;
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            if (sorted) put_in_reading_order(claims);
            for (std::size_t i = 0; i < claims.size(); ++i) {
                if (sorted && i + ahead < claims.size()) graph.prefetch(claims[i + ahead]);
                sum += one(claims[i]);
            }
        });
        report(operation, time / static_cast<double>(claims.size()) * 1e9, "ns", sum);
    }
}

/// Look-ups and traces, one by one and known beforehand.
void ask_claims(Report const& report, Graph const& graph, std::vector<ClaimId> const& million, std::string const& how) {
    auto const named = [&](char const* operation) { return operation + how; };
    std::vector<ClaimId> const some(million.begin(), million.begin() + 100'000);
    auto const lookup = [&](ClaimId claim) { return look_up(graph, claim); };
    ask(report, named("2.lookup").c_str(), graph, million, false, lookup);
    ask(report, named("2.lookup_batch").c_str(), graph, million, true, lookup);
    Tracer tracer(graph);
    auto const trace = [&](ClaimId claim) { return tracer(claim); };
    ask(report, named("3.trace").c_str(), graph, some, false, trace);
    ask(report, named("3.trace_batch20000").c_str(), graph, {some.begin(), some.begin() + 20'000}, true, trace);
}

void questions(Report const& report, Newsroom const& room, Recorder const& recorder) {
    Graph const graph = recorder.graph();
    ask_claims(report, graph, asked(room, recorder, 1'000'000), "");
    for (int round = 0; round < 3; ++round) {
        std::uint64_t groups = 0;
        double const time = seconds([&] {
            for (ClaimGroup const& group : graph.groups()) groups += group.has_second_value ? 1 : 0;
        });
        report("4.groups", time, "s", groups);
    }
}

/// The same of a compacted ledger.
void compacted_questions(Report const& report, Newsroom const& room, Recorder const& recorder) {
    Compacted compacted;
    double const time = seconds([&] { compacted = compact(recorder.graph()); });
    report("2.compact_per_attr", time / static_cast<double>(room.attributions.size()) * 1e9, "ns");
    std::vector<ClaimId> million = asked(room, recorder, 1'000'000);
    for (ClaimId& claim : million) claim = compacted.claims[claim.number()];
    ask_claims(report, compacted.ledger.graph(), million, "_compacted");
}

// What hangs on whom

std::vector<ActorId> asked_actors(Newsroom const& room, Graph const& graph, std::uint32_t count) {
    std::vector<ActorId> actors;
    for (std::uint32_t source : room.asked_sources(count)) actors.push_back(graph.find_actor(Key('s', source)));
    return actors;
}

/// Each alone, from what was made for all; the mean.
void ask_withdrawals(Report const& report, char const* operation, Withdrawals& withdraw,
                     std::vector<ActorId> const& sources) {
    for (int round = 0; round < 3; ++round) {
        std::uint64_t lost = 0;
        double const time = seconds([&] {
            for (ActorId source : sources) lost += withdraw.count_lost(source);
        });
        report(operation, time / static_cast<double>(sources.size()), "s", lost);
    }
}

void withdrawals(Report const& report, Newsroom const& room, View const& view) {
    Graph const& graph = view.graph();
    for (int round = 0; round < 3; ++round) {
        std::uint64_t dominated = 0;
        double const time = seconds([&] {
            for (Node node : chain_dominators(view)) dominated += node ? 1U : 0U;
        });
        report("5a.dominators", time, "s", dominated);
    }

    // The plain way: all of it again without the source.
    std::uint32_t const full = room.claims.size() > 5'000'000 ? 3 : 10;
    std::uint64_t lost = 0;
    double const again = seconds([&] {
        for (ActorId source : asked_actors(room, graph, full)) {
            View const without(graph, {.without = {source}});
            for (ClaimId claim : graph.claims())
                lost += view.supported(claim) != Truth::never && without.supported(claim) == Truth::never ? 1U : 0U;
        }
    });
    report(full == 10 ? "5b.cascade_full" : "5b.cascade_full@3", again / full, "s", lost);

    ProgressBar bar("what hangs on whom");
    std::optional<Withdrawals> made;
    report("5.withdrawals", seconds([&] { made.emplace(view, bar.callback()); }), "s");
    bar.clear();
    Withdrawals& withdraw = *made;
    auto const sources = asked_actors(room, graph, 100);
    ask_withdrawals(report, "5c.cascade_incremental", withdraw, sources);
    std::vector<ActorId> most_cited, random;
    for (std::size_t i = 0; i < sources.size(); ++i) (i % 2 == 0 ? most_cited : random).push_back(sources[i]);
    ask_withdrawals(report, "5c.the_most_cited", withdraw, {most_cited.front()});
    ask_withdrawals(report, "5c.most_cited", withdraw, most_cited);
    ask_withdrawals(report, "5c.random", withdraw, random);
}

// As of a day

/// How many claims of a property were said by a day, as any host may ask: a look at all claims.
std::uint64_t count_said_by(Graph const& graph, PropertyId property, std::uint32_t day) {
    Day const last(first_day + day);
    std::uint64_t count = 0;
    for (ClaimId claim : graph.claims()) {
        if (graph.property(claim) != property) continue;
        for (AttributionId a : graph.attributions_of(claim)) {
            if (graph.said_between(a)->first > last) continue;
            ++count;
            break;
        }
    }
    return count;
}

void as_of_in_graph(Report const& report, Graph const& graph) {
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            for (std::uint32_t i = 0; i < 100; ++i)
                sum += count_said_by(graph, graph.find_property(Key('p', i % Newsroom::properties)), 36 * (i + 1));
        });
        report("6.asof_100_graph", time, "s", sum);
    }
}

/// The same by the library, which looks at all claims once.
void as_of_in_reports(Report const& report, View const& view) {
    for (int round = 0; round < 3; ++round)
        report("6.asof_reports", seconds([&] { FirstReports const made(view, TimeAxis::said); }), "s");
    FirstReports const reports(view, TimeAxis::said);
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            for (std::uint32_t i = 0; i < 100; ++i) {
                PropertyId const property = view.graph().find_property(Key('p', i % Newsroom::properties));
                sum += reports.claims_until(property, Day(first_day + 36 * (i + 1))).size();
            }
        });
        report("6.asof_100_reports", time, "s", sum);
    }
}

/// The first day on which each claim was said, by property: columns of the host's own.
std::vector<std::vector<std::uint32_t>> first_days(Recorder const& recorder, Newsroom const& room) {
    Graph const graph = recorder.graph();
    std::vector<std::vector<std::uint32_t>> days(Newsroom::properties);
    for (std::size_t c = 0; c < room.claims.size(); ++c) {
        std::int64_t first = std::numeric_limits<std::uint32_t>::max();
        for (AttributionId a : graph.attributions_of(recorder.claims()[c]))
            first = std::min(first, graph.said_between(a)->first.number() - first_day);
        days[room.claims[c].property].push_back(static_cast<std::uint32_t>(first));
    }
    return days;
}

void as_of(Report const& report, Recorder const& recorder, Newsroom const& room) {
    std::vector<std::vector<std::uint32_t>> days;
    double const making = seconds([&] { days = first_days(recorder, room); });
    report("6.asof_index", making, "s");
    auto const points = [&](auto count) {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < 100; ++i) sum += count(days[i % Newsroom::properties], 36 * (i + 1));
        return sum;
    };
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            sum = points([](auto const& of_property, std::uint32_t day) {
                return static_cast<std::uint64_t>(
                    std::count_if(of_property.begin(), of_property.end(), [&](std::uint32_t d) { return d <= day; }));
            });
        });
        report("6.asof_100", time, "s", sum);
    }
    for (auto& of_property : days) std::sort(of_property.begin(), of_property.end());
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            sum = points([](auto const& of_property, std::uint32_t day) {
                return static_cast<std::uint64_t>(std::upper_bound(of_property.begin(), of_property.end(), day) -
                                                  of_property.begin());
            });
        });
        report("6.asof_100_indexed", time, "s", sum);
    }
}

// Independent lines

/// The chains by which a claim stands, of which no two share a claim or a source: counted by a part of the library that
/// hosts cannot call. And what they can: voices, and lines that share no source, document or claim, with where to cut
/// them.
void independent_lines(Report const& report, View const& view, std::vector<ClaimId> const& claims) {
    Lines lines(view.graph());
    ask(report, "7.independent_origins", view.graph(), claims, false, [&](ClaimId claim) { return lines(claim); });
    Corroborator corroborate(view, {.opposition = false});
    ask(report, "7.corroboration", view.graph(), claims, false,
        [&](ClaimId claim) { return std::uint64_t{corroborate(claim).lines.lines}; });
}

/// What needs the graph to be read in a scope first, here the one in which everybody counts.
void questions_of_a_view(Report const& report, Newsroom const& room, Recorder const& recorder) {
    Graph const graph = recorder.graph();
    std::optional<View> view;
    for (int round = 0; round < 3; ++round) {
        view.reset();
        report("5.view", seconds([&] { view.emplace(graph); }), "s");
    }
    ask(report, "3.origins", graph, asked(room, recorder, 100'000), false,
        [&](ClaimId claim) { return std::uint64_t{origins(*view, claim).size()}; });
    withdrawals(report, room, *view);
    independent_lines(report, *view, asked(room, recorder, 20'000));
    as_of_in_reports(report, *view);
}

// Shards

/// A quarter of the claims, and a tenth of the next one's, each with its attributions and the grounds in the same
/// shard. Attributions are the same if claim, source, document and day are: they have no spans here.
Ledger record_shard(Newsroom const& room, std::uint32_t shard) {
    auto const is_in = [&](std::uint32_t claim) {
        return (claim & 3) == shard || (mix(claim) % 10 == 0 && ((claim + 1) & 3) == shard);
    };
    Ledger ledger;
    auto const properties = register_properties(ledger);
    std::vector<ClaimId> claims(room.claims.size());
    std::vector<AttributionId> attributions(room.attributions.size());
    for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
        auto const& row = room.attributions[i];
        if (!is_in(row.claim)) continue;
        auto const& claim = room.claims[row.claim];
        if (!claims[row.claim]) {
            std::string text;
            claims[row.claim] = ledger.claim(ledger.event(Key('e', claim.event)).id, properties[claim.property],
                                             value(claim, text), valid_time(claim));
        }
        attributions[i] = ledger.attribution({.source = ledger.actor(Key('s', row.source), ActorKind::media).id,
                                              .content = claims[row.claim],
                                              .document = ledger.document(Key('d', i / 2)).id,
                                              .said = date(row.date)});
    }
    for (std::uint32_t i = 0; i < room.attributions.size(); ++i)
        if (std::uint32_t const ground = room.ground(i); attributions[i] && ground != none && claims[ground])
            ledger.ground(attributions[i], claims[ground]);
    return ledger;
}

void merges(Report const& report, Newsroom const& room) {
    std::vector<Ledger> shards;
    for (std::uint32_t shard = 0; shard < 4; ++shard) shards.push_back(record_shard(room, shard));
    for (int round = 0; round < 3; ++round) {
        Ledger merged;
        double const time = seconds([&] {
            ProgressBar bar("merging");
            for (Ledger const& shard : shards) merge(merged, shard.graph(), {.progress = bar.callback()});
        });
        Graph const graph = merged.graph();
        report("8.merge4", time, "s",
               std::uint64_t{graph.count(Category::claim)} * 1'000'000'000 + graph.count(Category::attribution));
    }
}

// Images

/// Opening the bytes of a frozen graph: every number checked as bytes from anywhere need it, and also whether all
/// agrees; the checksums as bytes need it that may have been damaged; and taken on trust. The answers are lookups in
/// what was opened, which are not timed.
void images(Report const& report, Newsroom const& room, Recorder const& recorder) {
    std::vector<std::byte> const image = freeze(recorder.graph());
    auto const claims = asked(room, recorder, 20'000);
    auto const open = [&](char const* operation, FrozenCheck check) {
        for (int round = 0; round < 3; ++round) {
            Graph graph;
            double const time = seconds([&] { graph = open_frozen(image, {.check = check}); });
            std::uint64_t sum = 0;
            // The records have the numbers that they had, in a graph of its own.
            for (ClaimId claim : claims) sum += look_up(graph, graph.claim_at(claim.number()));
            report(operation, time, "s", sum);
        }
    };
    open("9.image_open", FrozenCheck::numbers);
    open("9.image_open_everything", FrozenCheck::everything);
    open("9.image_open_checksums", FrozenCheck::checksums);
    open("9.image_open_trusted", FrozenCheck::none);
}

// Recording

struct Recorded {
    double recording = 0;  ///< seconds
    double questions = 0;
    std::uint64_t answers = 0;
};

/// By keys in a hundred batches. After each the graph is taken and asked: a thousand lookups and a hundred traces of
/// claims that have arrived.
Recorded record_batches(Newsroom const& room, Recorder& recorder) {
    Recorded recorded;
    for (std::uint32_t batch = 0; batch < batches; ++batch) {
        std::uint32_t const first = batch_begin(room, batch);
        std::uint32_t const last = batch_begin(room, batch + 1);
        recorded.recording += seconds([&] { recorder.from_keys(first, last); });
        recorded.questions += seconds([&] {
            Graph const graph = recorder.graph();
            Tracer trace(graph);
            for (std::uint32_t i = 0; i < batch_lookups; ++i) {
                ClaimId const claim = recorder.claims()[asked_claim_of_batch(room, batch, i)];
                recorded.answers += look_up(graph, claim);
                if (i < batch_traces) recorded.answers += trace(claim);
            }
        });
    }
    return recorded;
}

Recorded record(Newsroom const& room, Recorder& recorder, Feed feed) {
    if (feed == Feed::batches) return record_batches(room, recorder);
    return {.recording = seconds([&] {
                recorder.expect_claims();
                if (feed == Feed::handles) return recorder.from_handles();
                recorder.expect_entities();
                recorder.from_keys();
            })};
}

void run(Newsroom const& room, Feed feed) {
    Report const report(room);
    Recorder recorder(room);
    auto const per_attribution = [&](double time) {
        return time / static_cast<double>(room.attributions.size()) * 1e9;
    };
    auto const per_claim = [&](Memory const& memory) {
        return memory.peak() / static_cast<double>(room.claims.size());
    };
    Memory const with_entities;
    if (feed == Feed::handles)
        report("1.entities_per_attr", per_attribution(seconds([&] { recorder.entities(); })), "ns");
    Memory const memory;
    Recorded const recorded = record(room, recorder, feed);
    report("1.ingest_per_attr", per_attribution(recorded.recording), "ns");
    if (feed == Feed::batches)
        report("1.ingest_with_questions", per_attribution(recorded.recording + recorded.questions), "ns",
               recorded.answers);
    report("1.mem_peak_per_claim", per_claim(memory), "B");
    if (feed == Feed::handles) report("1.mem_peak_with_entities", per_claim(with_entities), "B");
    questions(report, room, recorder);
    questions_of_a_view(report, room, recorder);
    as_of_in_graph(report, recorder.graph());
    as_of(report, recorder, room);
    merges(report, room);
    images(report, room, recorder);
    compacted_questions(report, room, recorder);
}

}  // namespace

int main(int argc, char** argv) try {
    std::string_view const feed = argc == 3 ? argv[2] : "handles";
    if (argc < 2 || argc > 3 || (feed != "handles" && feed != "strings" && feed != "batches")) {
        std::fputs("usage: workload FILE [handles|strings|batches]\n", stderr);
        return 2;
    }
    Newsroom const room = read_file(argv[1]);
    run(room, feed == "handles" ? Feed::handles : feed == "strings" ? Feed::strings : Feed::batches);
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "workload: %s\n", e.what());
    return 1;
}
