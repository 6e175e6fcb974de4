// SPDX-License-Identifier: BSL-1.0
// What a record costs as their number grows: scale [--image FILE] [claims]...
//
// For each number of claims (4,000 to 4,000,000 by default, that is 10 thousand to 10 million attributions) a newsroom
// is made up, recorded from handles, asked, scanned for disagreement, compacted and asked, frozen into a file, and
// asked again where that file is mapped. Memory is what the library counts; beside it stands what the kernel says of
// the whole process, when the compacted ledger has been asked and at most. One line each; linear growth is a column
// that stays as it is, but for what caches hide at first. 40,000,000 claims are 100 million attributions, and want 18
// GB of memory and 8 GB of disk, for the two moments at which there are two ledgers.
#include "../examples/map_file/file.hpp"
#include "../examples/progress_bar.hpp"
#include "measure.hpp"
#include "recorder.hpp"
#include "workload.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/compact.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace ascribe;
using measure::seconds;

struct Answers {
    std::uint64_t lookups = 0;
    std::uint64_t origins = 0;
    std::uint64_t disagreements = 0;

    friend bool operator==(Answers const&, Answers const&) = default;
};

struct Times {
    double lookup, trace, scan;  ///< ns: a claim, a claim, a claim of all
};

constexpr std::uint32_t questions = 100'000;

/// Claims that lie anywhere, by their numbers before anything was compacted.
std::uint32_t asked(Graph const& graph, std::uint32_t question) {
    return static_cast<std::uint32_t>(workload::mix(question) % graph.count(Category::claim));
}

/// Claims that lie anywhere, and all groups.
Times ask(Graph const& graph, std::vector<std::uint32_t> const& numbers, Answers& answers) {
    auto const asked = [&](std::uint32_t i) { return graph.claim_at(numbers[i]); };
    workload::Tracer trace(graph);
    Times times{};
    times.lookup = seconds([&] {
        for (std::uint32_t i = 0; i < questions; ++i) answers.lookups += workload::look_up(graph, asked(i));
    });
    times.trace = seconds([&] {
        for (std::uint32_t i = 0; i < questions; ++i) answers.origins += trace(asked(i));
    });
    times.scan = seconds([&] {
        for (ClaimGroup const& group : graph.groups()) answers.disagreements += group.has_second_value ? 1U : 0U;
    });
    times.lookup *= 1e9 / questions;
    times.trace *= 1e9 / questions;
    times.scan *= 1e9 / graph.count(Category::claim);
    return times;
}

void head() {
    std::printf("%12s | %7s %7s %7s %7s %7s %8s | %7s %7s %7s %7s %8s | %7s %7s %7s %9s %7s | %8s %7s\n", "", "record",
                "memory", "of keys", "lookup", "trace", "scan", "compact", "memory", "lookup", "trace", "scan",
                "freeze", "image", "open", "trusted", "lookup", "resident", "at most");
    std::printf("%12s | %7s %7s %7s %7s %7s %8s | %7s %7s %7s %7s %8s | %7s %7s %7s %9s %7s | %8s %7s\n",
                "attributions", "ns each", "B each", "B each", "ns", "ns", "ns/claim", "ns each", "B each", "ns", "ns",
                "ns/claim", "ns each", "B each", "ns each", "us in all", "ns", "B each", "B each");
    std::fflush(stdout);
}

void be_equal(Answers const& a, Answers const& b) {
    if (a == b) return;
    std::fprintf(stderr, "the same records give other answers\n");
    std::exit(EXIT_FAILURE);
}

void run(std::uint32_t claims, std::string const& image) {
    auto room = std::make_unique<workload::Newsroom>(workload::make(claims));
    auto const count = static_cast<double>(room->attributions.size());
    auto recorder = std::make_unique<workload::Recorder>(*room);
    recorder->expect_entities();
    recorder->entities();
    auto const keys = static_cast<double>(recorder->graph().memory());
    double const recording = seconds([&] {
        recorder->expect_claims();
        recorder->from_handles();
    });
    Graph graph = recorder->graph();
    recorder.reset();
    room.reset();
    measure::return_memory();
    auto const memory = static_cast<double>(graph.memory());

    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < questions; ++i) numbers.push_back(asked(graph, i));
    Answers answers;
    Times const times = ask(graph, numbers, answers);

    double const compacting = seconds([&] {
        ProgressBar bar("compacting");
        Compacted compacted = compact(graph, {.progress = bar.callback()});
        bar.clear();
        for (std::uint32_t& number : numbers) number = compacted.claims[number].number();
        graph = std::exchange(compacted.ledger, Ledger()).graph();
    });
    measure::return_memory();
    auto const compact_memory = static_cast<double>(graph.memory());
    Answers compact_answers;
    Times const compact_times = ask(graph, numbers, compact_answers);
    be_equal(answers, compact_answers);
    double const resident = measure::Memory::resident();

    double const freezing = seconds([&] {
        files::Writer file(image);
        ProgressBar bar("freezing");
        freeze(graph, file, {.progress = bar.callback()});
        bar.clear();
        file.commit();
    });
    graph = Graph();

    auto const map = std::make_shared<files::Mapping>(image);
    std::optional<Graph> mapped;
    double const trusted = seconds([&] { mapped = open_frozen(map->bytes(), {.check = FrozenCheck::none}); });
    mapped.reset();
    // The first time the file may have to come from the disk; what is measured is processor time all the same.
    double const opening = seconds([&] { mapped = open_frozen(map->bytes(), {.check = FrozenCheck::checksums}); });
    Answers again;
    Times const there = ask(*mapped, numbers, again);
    be_equal(answers, again);
    std::printf(
        "%12.0f | %7.0f %7.1f %7.1f %7.0f %7.0f %8.1f | %7.0f %7.1f %7.0f %7.0f %8.1f | %7.0f %7.1f %7.1f %9.0f "
        "%7.0f | %8.1f %7.1f\n",
        count, recording / count * 1e9, memory / count, keys / count, times.lookup, times.trace, times.scan,
        compacting / count * 1e9, compact_memory / count, compact_times.lookup, compact_times.trace, compact_times.scan,
        freezing / count * 1e9, static_cast<double>(map->bytes().size()) / count, opening / count * 1e9, trusted * 1e6,
        there.lookup, resident / count, measure::Memory::most_resident() / count);
    std::fflush(stdout);
}

int run_all(int argc, char** argv) {
    std::string image = "scale.frozen";
    std::vector<std::uint32_t> sizes;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--image" && i + 1 < argc) {
            image = argv[++i];
            continue;
        }
        std::uint32_t const claims = measure::claims_in(argv[i]);
        if (claims == 0) {
            std::fprintf(stderr, "usage: scale [--image FILE] [claims]...  (from 1000 to 100000000)\n");
            return EXIT_FAILURE;
        }
        sizes.push_back(claims);
    }
    if (sizes.empty()) sizes = {4'000, 40'000, 400'000, 4'000'000};
    head();
    for (std::uint32_t const claims : sizes) measure::apart([&] { run(claims, image); });
    std::remove(image.c_str());
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run_all(argc, argv);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "scale: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
