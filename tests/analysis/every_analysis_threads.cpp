// SPDX-License-Identifier: BSL-1.0
// One thread records at full speed, others run every analysis on graphs that they hold. A checker that knows nothing of
// threads records the same once more, call by call, and compares.
#include "support/every_analysis.hpp"
#include "support/live_bytes.hpp"
#include "support/newsroom.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/merge.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

namespace {

/// The graph was taken after at least `from` and at most `to` steps, and gave these answers, old as it was.
struct Sample {
    std::uint64_t from, to;
    Graph graph;
    std::vector<EveryAnalysis::Answer> answers;
};

bool same_counts(Graph const& a, Graph const& b) {
    for (std::size_t c = 1; c <= category_count; ++c)
        if (a.count(static_cast<Category>(c)) != b.count(static_cast<Category>(c))) return false;
    return a.property_count() == b.property_count();
}

struct Run {
    std::vector<Sample> samples;
    std::uint64_t steps = 0;
    std::size_t wrong = 0;        ///< answers of an old graph that changed, keys that were not found, torn views
    std::size_t most_memory = 0;  ///< that a graph said the ledger holds
};

/// The writer goes on until all readers have analysed what they hold, or, after `at_most` steps, waits for them.
Run record_beside_readers(Ledger& ledger, std::uint64_t seed, std::vector<std::uint64_t> const& moments,
                          std::uint64_t at_most) {
    constexpr int readers = 2;
    std::atomic<std::uint64_t> begun = 0, ended = 0;
    std::atomic<int> taking = readers, reading = readers;
    std::vector<Run> runs(readers);
    std::vector<std::thread> threads;
    for (int r = 0; r < readers; ++r) {
        threads.emplace_back([&, r] {
            Run& run = runs[static_cast<std::size_t>(r)];
            for (std::uint64_t moment : moments) {
                while (ended.load() < moment + static_cast<std::uint64_t>(r)) {
                }
                std::uint64_t const from = ended.load();
                Graph graph = ledger.graph();
                run.samples.push_back({from, begun.load(), std::move(graph), {}});
            }
            taking.fetch_sub(1);
            // By now the writer is far ahead of most of them.
            for (Sample& sample : run.samples) {
                sample.answers = EveryAnalysis(sample.graph).answers();
                // A new graph, asked what needs the indexes that the writer changes.
                Graph const now = ledger.graph();
                for (ActorId actor : sample.graph.actors())
                    if (now.find_actor(sample.graph.key(actor)) != actor) ++run.wrong;
                for (EventId event : now.events())
                    if (now.find_event(now.key(event)) != event) ++run.wrong;
                for (AttributionId a : now.attributions_by(now.find_actor("desk")))
                    if (!now.contains(now.content(a))) ++run.wrong;
                run.most_memory = (std::max)(run.most_memory, now.memory());
            }
            if (EveryAnalysis(run.samples.front().graph).answers() != run.samples.front().answers) ++run.wrong;
            reading.fetch_sub(1);
        });
    }
    NewsroomStory story(ledger, seed);
    std::uint64_t steps = 0;
    while (steps < moments.back() + readers || (reading.load() != 0 && steps < at_most)) {
        begun.store(steps + 1);
        story.step();
        ended.store(++steps);
        // A reader that does not get a processor must not make the samples larger than the checker can bear.
        while (steps == moments.back() + readers && taking.load() != 0) std::this_thread::yield();
    }
    for (std::thread& thread : threads) thread.join();
    Run all;
    all.steps = steps;
    for (Run& run : runs) {
        all.wrong += run.wrong;
        all.most_memory = (std::max)(all.most_memory, run.most_memory);
        for (Sample& sample : run.samples) all.samples.push_back(std::move(sample));
    }
    return all;
}

/// Compares each sample with the ledger that has just what it had. `before` is what both began with.
void check(Run& run, Graph const& before, std::uint64_t seed) {
    std::vector<bool> found(run.samples.size(), false);
    std::uint64_t last = 0;
    for (Sample const& sample : run.samples) last = (std::max)(last, sample.to);
    Ledger ledger;
    merge(ledger, before);
    NewsroomStory story(ledger, seed);
    for (std::uint64_t step = 0; step <= last; ++step) {
        Graph const graph = ledger.graph();
        for (std::size_t i = 0; i < run.samples.size(); ++i) {
            Sample const& sample = run.samples[i];
            if (found[i] || step < sample.from || step > sample.to || !same_counts(graph, sample.graph) ||
                digest(graph) != digest(sample.graph))
                continue;
            found[i] = true;
            EveryAnalysis const expected(graph);
            CHECK(expected.answers().size() > 20);
            REQUIRE(expected.answers().size() == sample.answers.size());
            for (std::size_t a = 0; a < sample.answers.size(); ++a) {
                CAPTURE(std::string(sample.answers[a].analysis));
                CHECK(sample.answers[a] == expected.answers()[a]);
            }
        }
        story.step();
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        CAPTURE(run.samples[i].from);
        CHECK_MESSAGE(found[i], "a graph that the ledger never was");
    }
}

}  // namespace

TEST_CASE("every analysis of every graph that readers hold answers as if nobody else had been there") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        Ledger ledger;
        Run run = record_beside_readers(ledger, seed, {1, 40, 150 + seed * 50, 400 + seed * 100}, 60'000);
        CHECK(run.wrong == 0);
        CHECK(run.samples.size() == 8);
        check(run, Graph(), seed);
    }
}

TEST_CASE("the same of a ledger that goes on in a frozen graph") {
    Ledger first;
    NewsroomStory story(first, 9);
    for (int i = 0; i < 300; ++i) story.step();
    auto const bytes = std::make_shared<std::vector<std::byte>>(freeze(first.graph()));
    FrozenOptions options;
    options.owner = bytes;
    Ledger ledger = continue_frozen(*bytes, options);
    Run run = record_beside_readers(ledger, 10, {1, 100, 400}, 60'000);
    CHECK(run.wrong == 0);
    check(run, first.graph(), 10);
}

TEST_CASE("what grew beside readers holds no more memory than what it says, and than what grew alone") {
    std::int64_t const before = LiveBytes::count.load();
    Ledger ledger;
    std::int64_t held = 0;
    std::size_t said = 0;
    std::uint64_t steps = 0;
    std::int64_t peak = 0;
    {
        constexpr std::uint64_t most = 30'000;
        std::atomic<bool> is_done = false;
        std::vector<std::thread> threads;
        std::atomic<std::size_t> lookups = 0;
        for (int r = 0; r < 2; ++r)
            threads.emplace_back([&] {
                // Hardly a moment without a reader in a table, and graphs held on to.
                std::vector<Graph> old;
                for (std::uint32_t i = 0; !is_done.load(); ++i) {
                    Graph graph = ledger.graph();
                    for (int k = 0; k < 50; ++k) {
                        std::string const n = std::to_string(i % 2'000 * 7 + static_cast<std::uint32_t>(k));
                        lookups += graph.find_actor("actor " + n) ? 1 : 0;
                        lookups += graph.find_document("paper " + n) ? 1 : 0;
                        lookups += graph.find_labelled("label 3").size();
                    }
                    if (old.size() < 1'000) old.push_back(std::move(graph));
                }
            });
        NewsroomStory story(ledger, 77);
        for (; steps < most; ++steps) {
            story.step();
            peak = (std::max)(peak, LiveBytes::count.load() - before);
            // A short ledger would be finished before a thread has begun.
            while (steps % 3'000 == 2'000 && lookups.load() < steps) std::this_thread::yield();
        }
        is_done.store(true);
        for (std::thread& thread : threads) thread.join();
        CHECK(lookups.load() > most / 2);
        // Once nobody reads, the next records let go of what readers might have held.
        for (int i = 0; i < 400; ++i, ++steps) story.step();
        for (std::uint32_t i = 0; i < 400; ++i) {
            std::string const n = "one more " + std::to_string(i);
            ledger.label(ledger.place(n).id, n);
            ledger.claim(ledger.event(n).id, "p" + n, Edtf("2024-05"));
            ledger.document(n);
            ledger.actor(n, ActorKind::person);
        }
        said = ledger.graph().memory();
    }
    held = LiveBytes::count.load() - before;
    CAPTURE(held);
    CAPTURE(said);
    CAPTURE(peak);
    // Beside columns and tables there are a few vectors that know them.
    CHECK(held > 0);
    CHECK(static_cast<double>(held) < 1.1 * static_cast<double>(said) + 65'536);
    // Two readers hold thousands of graphs, which cost nothing, and old tables are let go meanwhile, too.
    CHECK(static_cast<double>(peak) < 1.5 * static_cast<double>(said) + 2'000'000);

    Ledger alone;
    NewsroomStory story(alone, 77);
    for (std::uint64_t i = 0; i < steps; ++i) story.step();
    for (std::uint32_t i = 0; i < 400; ++i) {
        std::string const n = "one more " + std::to_string(i);
        alone.label(alone.place(n).id, n);
        alone.claim(alone.event(n).id, "p" + n, Edtf("2024-05"));
        alone.document(n);
        alone.actor(n, ActorKind::person);
    }
    CHECK(alone.graph().memory() == said);
    CHECK(digest(alone.graph()) == digest(ledger.graph()));
}
