// SPDX-License-Identifier: BSL-1.0
// One collection over several processes, on MPI: every rank holds one part, answers for the claims that it owns, and
// the answers are added up. Rank 0 then works all of it out by itself and compares.
#include "shard.hpp"
#include "transport.hpp"

#include <workload_file.hpp>
#ifdef ASCRIBE_HAS_JSON_LINES
#include <ascribe/interop/json_lines.hpp>
#endif

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace mpi_dossier;

constexpr char const* usage = R"(usage: mpirun -n <ranks> mpi_dossier [--no-check] [--progress] <input>
  <claims>          a made-up newsroom of so many claims
  weak:<claims>     so many for each rank
  <file>.workload   one made by make_workload
  <file>.jsonl      JSON lines, which rank 0 cuts into parts and sends
)";

/// Seconds of each phase: by the wall clock as long as the slowest rank takes, and of processor time what the busiest
/// rank takes, which says more on a machine that has other work, too.
class Stopwatch {
public:
    explicit Stopwatch(mpi::communicator const& world) : world_(world) {}

    template <class Work>
    auto operator()(char const* phase, Work work) {
        world_.barrier();
        auto const begin = std::chrono::steady_clock::now();
        auto const used = std::clock();
        auto result = work();
        double const wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        double const processor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
        phases_.push_back({phase, mpi::all_reduce(world_, wall, mpi::maximum<double>()),
                           mpi::all_reduce(world_, processor, mpi::maximum<double>())});
        return result;
    }

    void print(std::uint64_t claims) const {
        std::printf("seconds\tranks\tclaims");
        for (Phase const& phase : phases_) std::printf("\t%s", phase.name);
        for (auto const& [name, time] : {std::pair("wall", &Phase::wall), std::pair("processor", &Phase::processor)}) {
            std::printf("\n%s\t%d\t%llu", name, world_.size(), static_cast<unsigned long long>(claims));
            for (Phase const& phase : phases_) std::printf("\t%.3f", phase.*time);
        }
        std::printf("\n");
    }

private:
    struct Phase {
        char const* name;
        double wall, processor;
    };
    mpi::communicator const& world_;
    std::vector<Phase> phases_;
};

struct Input {
    std::optional<workload::Newsroom> room;  ///< every rank has it, and records its part
    std::string json_lines;                  ///< only rank 0 has it
};

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

Input read(std::string const& argument, mpi::communicator const& world) {
    Input input;
    if (ends_with(argument, ".workload")) {
        input.room = workload::read_file(argument);
    } else if (ends_with(argument, ".jsonl")) {
#ifndef ASCRIBE_HAS_JSON_LINES
        throw std::runtime_error("the component json_lines is not built, so no JSON lines are read");
#endif
        if (world.rank() != 0) return input;
        std::ifstream file(argument, std::ios::binary);
        if (!file) throw std::runtime_error(argument + ": cannot be opened");
        input.json_lines.assign(std::istreambuf_iterator<char>(file), {});
    } else {
        std::string_view number(argument);
        bool const is_weak = number.substr(0, 5) == "weak:";
        if (is_weak) number.remove_prefix(5);
        std::uint32_t claims = 0;
        auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), claims);
        if (is_weak) claims *= static_cast<std::uint32_t>(world.size());
        if (error != std::errc() || end != number.data() + number.size() || claims < 1000)
            throw std::runtime_error(argument + ": neither a file nor a number of claims, 1000 or more");
        input.room = workload::make(claims);
    }
    return input;
}

/// All of it in one process.
Ledger record_whole(Input const& input, Bars& bars) {
    Ledger whole;
    if (input.room) {
        workload::Recorder recorder(*input.room);
        recorder.entities();
        recorder.from_handles();
        merge(whole, recorder.graph(), {.progress = bars("recording")});
    }
#ifdef ASCRIBE_HAS_JSON_LINES
    else {
        auto const report = read_json_lines(input.json_lines, whole, {.progress = bars("reading lines")});
        if (!report.ok()) throw std::runtime_error(to_string(report.errors.front()));
    }
#endif
    return whole;
}

/// The rank's part: recorded from the input, or cut out by rank 0 and received.
Ledger load(mpi::communicator const& world, Input const& input, PartitionRule const& rule, Bars& bars) {
    auto const own = static_cast<std::uint32_t>(world.rank());
    if (input.room) return record_shard(*input.room, rule, own);
    if (own != 0) return open_image(receive_bytes(world, 0));
    Ledger const whole = record_whole(input, bars);
    Ownership const ownership(whole.graph(), rule);
    for (int to = 1; to < world.size(); ++to) {
        auto const number = static_cast<std::uint32_t>(to);
        Ledger const other = part(ownership, number, {.progress = bars("cutting out part " + std::to_string(to))});
        send_bytes(world, to, encode(other.graph(), {.progress = bars("encoding part " + std::to_string(to))}));
    }
    return part(ownership, 0, {.progress = bars("cutting out part 0")});
}

/// Prints what is compared, and counts what is not equal.
class Check {
public:
    explicit Check(Bars& bars) : bars_(bars) {}

    void operator()(char const* what, bool is_equal) {
        bars_.clear();
        std::printf("%s: %s\n", is_equal ? "equal" : "NOT EQUAL", what);
        if (!is_equal) ++wrong_;
    }
    [[nodiscard]] int wrong() const noexcept { return wrong_; }

private:
    Bars& bars_;
    int wrong_ = 0;
};

struct Results {
    std::vector<Digest> digests;  ///< of the ranks' parts
    Fingerprint conflicts, corroboration;
    Tally withdrawal;
    Digest merged;
};

int compare(Input const& input, PartitionRule const& rule, Results const& results, Bars& bars) {
    Check check(bars);
    Ledger const whole = record_whole(input, bars);
    Ownership const ownership(whole.graph(), rule);
    for (std::uint32_t i = 0; i < rule.parts; ++i)
        check(("part of rank " + std::to_string(i) + ", and that part cut out of the whole").c_str(),
              results.digests[i] == digest(part(ownership, i, {.progress = bars("cutting out again")}).graph()));
    check("digest of all parts merged, and of the whole",
          results.merged == digest(whole.graph(), {.progress = bars("digest")}));
    Part const all(whole.graph(), {}, 0, bars);
    check("disagreements", results.conflicts == find_conflicts(all, bars));
    check("corroboration and single points of each claim", results.corroboration == corroborate(all, bars));
    check("what each source says, and what is lost without it", results.withdrawal == withdraw(all, bars));
    return check.wrong();
}

int run(mpi::communicator const& world, std::string const& argument, bool is_checked, bool is_shown) {
    PartitionRule const rule{.parts = static_cast<std::uint32_t>(world.size())};
    Input const input = read(argument, world);
    Bars bars(world.rank() == 0, is_shown);
    Stopwatch timed(world);
    Ledger ledger = timed("load", [&] { return load(world, input, rule, bars); });
    Graph const graph = ledger.graph();
    Part const own = timed("view", [&] { return Part(graph, rule, static_cast<std::uint32_t>(world.rank()), bars); });
    auto const disagreements = timed("conflicts", [&] { return find_conflicts(own, bars); });
    auto const corroborations = timed("corroboration", [&] { return corroborate(own, bars); });
    auto const losses = timed("withdrawal", [&] { return withdraw(own, bars); });
    auto const of_part = timed("digest", [&] { return digest(graph, {.progress = bars("digest")}); });
    Results results = timed("combine", [&] {
        Results all{.digests = {},
                    .conflicts = combined(world, disagreements),
                    .corroboration = combined(world, corroborations),
                    .withdrawal = combined(world, losses),
                    .merged = {}};
        mpi::gather(world, of_part, all.digests, 0);
        return all;
    });
    results.merged = timed("merge", [&] {
        merge_all(world, ledger, bars);
        return world.rank() == 0 ? digest(ledger.graph(), {.progress = bars("digest")}) : Digest();
    });
    bars.clear();
    int wrong = 0;
    if (world.rank() == 0) {
        timed.print(results.withdrawal.claims);
        std::printf("%llu claims, %llu disagreements, %zu sources\n",
                    static_cast<unsigned long long>(results.withdrawal.claims),
                    static_cast<unsigned long long>(results.conflicts.count), results.withdrawal.sources.size());
        if (is_checked) wrong = compare(input, rule, results, bars);
        std::fflush(stdout);
    }
    mpi::broadcast(world, wrong, 0);
    return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    mpi::environment const environment(argc, argv);
    mpi::communicator const world;
    bool is_checked = true;
    bool is_shown = false;
    int at = 1;
    for (; at + 1 < argc; ++at) {
        std::string_view const option = argv[at];
        if (option == "--no-check")
            is_checked = false;
        else if (option == "--progress")
            is_shown = true;
        else
            break;
    }
    if (at + 1 != argc || argv[at][0] == '-') {
        if (world.rank() == 0) std::fputs(usage, stderr);
        return 2;
    }
    try {
        return run(world, argv[at], is_checked, is_shown);
    } catch (std::exception const& e) {
        // The other ranks may be waiting for this one.
        std::fprintf(stderr, "mpi_dossier: rank %d: %s\n", world.rank(), e.what());
        environment.abort(1);
    }
}
