// SPDX-License-Identifier: BSL-1.0
// One writer at full speed beside 0, 1, 2 readers: what each gets done.
//     readers [claims [readers [rounds]]]
//
// The writer records the newsroom of workload.hpp from handles. Each reader takes a graph of the moment, looks up the
// attributions of 10,000 claims at random, traces 2,000 to their origins, and begins again with the next graph. It
// keeps them all, and when the writer has ended it asks each the same once more: that is what its work beside the
// writer is compared with, and if an answer differs the program fails. Beside as many busy threads as processors, wall
// time says how many processors there are; so everything is given twice, by the clock on the wall and by the processor
// time of the thread, which shows what the threads cost each other by memory alone.
#include "../examples/progress_bar.hpp"
#include "recorder.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace workload;

/// Seconds on the wall, and of this thread's processor time.
struct Time {
    double wall = 0;
    double processor = 0;

    [[nodiscard]] static Time now() {
        timespec spent{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
        auto const wall = std::chrono::steady_clock::now().time_since_epoch();
        return {std::chrono::duration<double>(wall).count(),
                static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9};
    }
    friend Time operator-(Time const& a, Time const& b) { return {a.wall - b.wall, a.processor - b.processor}; }
    Time& operator+=(Time const& other) {
        wall += other.wall;
        processor += other.processor;
        return *this;
    }
};

struct Work {
    std::uint64_t count = 0;
    Time time;

    void add(std::uint64_t done, Time const& spent) {
        count += done;
        time += spent;
    }
    void add(Work const& other) { add(other.count, other.time); }
    [[nodiscard]] double per_second_on_the_wall() const { return static_cast<double>(count) / time.wall; }
    [[nodiscard]] double per_processor_second() const { return static_cast<double>(count) / time.processor; }
};

struct Reading {
    Work lookups, traces;
    std::uint64_t graphs = 0;
    std::uint64_t sum = 0;  ///< of all answers

    void add(Reading const& other) {
        lookups.add(other.lookups);
        traces.add(other.traces);
        graphs += other.graphs;
        sum += other.sum;
    }
    void round(Graph const& graph) {
        Random random(++graphs);
        std::uint32_t const claims = graph.count(Category::claim);
        auto begin = Time::now();
        for (int i = 0; i < 10'000; ++i) sum += look_up(graph, graph.claim_at(random.below(claims)));
        lookups.add(10'000, Time::now() - begin);
        Tracer trace(graph);
        begin = Time::now();
        for (int i = 0; i < 2'000; ++i) sum += trace(graph.claim_at(random.below(claims)));
        traces.add(2'000, Time::now() - begin);
    }
};

struct Outcome {
    Work recording;
    Reading beside, after;
};

Outcome run(Newsroom const& room, int readers) {
    Recorder recorder(room);
    recorder.entities();
    std::atomic<bool> is_recorded = false;
    std::vector<Outcome> outcomes(static_cast<std::size_t>(readers));
    std::vector<std::thread> threads;
    for (int r = 0; r < readers; ++r) {
        threads.emplace_back([&, r] {
            Outcome& outcome = outcomes[static_cast<std::size_t>(r)];
            std::vector<Graph> graphs;
            while (!is_recorded.load()) {
                Graph const graph = recorder.graph();
                if (graph.count(Category::claim) < 1'000) continue;
                outcome.beside.round(graph);
                graphs.push_back(graph);
            }
            for (Graph const& graph : graphs) outcome.after.round(graph);
        });
    }
    Outcome all;
    auto const begin = Time::now();
    recorder.from_handles();
    all.recording.add(room.attributions.size(), Time::now() - begin);
    is_recorded.store(true);
    for (std::thread& thread : threads) thread.join();
    for (Outcome const& outcome : outcomes) {
        if (outcome.beside.sum != outcome.after.sum) throw std::runtime_error("an old graph has changed");
        all.beside.add(outcome.beside);
        all.after.add(outcome.after);
    }
    return all;
}

double ratio(double a, double b) {
    return b == 0 ? 0 : a / b;
}

void print(char const* what, int readers, Work const& work, char const* than, Work const& other) {
    if (work.count == 0) return;
    std::printf("%d readers  %-8s %10.0f /s on the wall, %.2f of that with %s; %10.0f /s of processor time, %.2f\n",
                readers, what, work.per_second_on_the_wall(),
                ratio(work.per_second_on_the_wall(), other.per_second_on_the_wall()), than, work.per_processor_second(),
                ratio(work.per_processor_second(), other.per_processor_second()));
    std::fflush(stdout);
}

unsigned long number(char const* text, unsigned long least, unsigned long most) {
    char* end = nullptr;
    unsigned long const value = std::strtoul(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < least || value > most) {
        std::fprintf(stderr, "usage: readers [claims [readers [rounds]]]\n");
        std::exit(2);
    }
    return value;
}

}  // namespace

int main(int argc, char** argv) try {
    auto const claims = static_cast<std::uint32_t>(argc > 1 ? number(argv[1], 1'000, 100'000'000) : 200'000);
    auto const most = static_cast<int>(argc > 2 ? number(argv[2], 0, 64) : 2);
    auto const rounds = static_cast<int>(argc > 3 ? number(argv[3], 1, 1'000) : 3);
    Newsroom const room = make(claims);
    std::printf("%u claims, %zu attributions, %u processors, sums of %d rounds\n", claims, room.attributions.size(),
                std::thread::hardware_concurrency(), rounds);
    std::vector<Outcome> sums(static_cast<std::size_t>(most) + 1);
    {
        ProgressBar bar("readers");
        for (int round = 0; round < rounds; ++round)
            for (int readers = 0; readers <= most; ++readers) {
                bar.draw(static_cast<std::size_t>(round * (most + 1) + readers),
                         static_cast<std::size_t>(rounds * (most + 1)));
                Outcome const outcome = run(room, readers);
                Outcome& sum = sums[static_cast<std::size_t>(readers)];
                sum.recording.add(outcome.recording);
                sum.beside.add(outcome.beside);
                sum.after.add(outcome.after);
            }
    }
    for (int readers = 0; readers <= most; ++readers) {
        Outcome const& sum = sums[static_cast<std::size_t>(readers)];
        print("recorded", readers, sum.recording, "0 readers", sums.front().recording);
        print("lookups", readers, sum.beside.lookups, "no writer", sum.after.lookups);
        print("traces", readers, sum.beside.traces, "no writer", sum.after.traces);
    }
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "readers: %s\n", e.what());
    return 1;
}
