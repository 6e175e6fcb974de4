// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_DRIVER_HPP
#define ASCRIBE_BENCHMARKS_PEERS_DRIVER_HPP

#include "../measure.hpp"
#include "../workload_file.hpp"

#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <vector>

/// What the drivers of all peers share. Each prints tab-separated lines like the workload: name, claims, operation,
/// value, unit, checksum. Where a peer is asked less often than ascribe, the operation says so: "2.lookup@20000".
namespace peers {

using measure::Memory;
using measure::seconds;
using workload::Newsroom;
using workload::none;

class Report {
public:
    Report(char const* peer, Newsroom const& room) : peer_(peer), claims_(room.claims.size()) {}
    void operator()(std::string const& operation, double value, char const* unit, std::uint64_t checksum = 0) const {
        std::printf("%s\t%zu\t%s\t%.6g\t%s\t%llu\n", peer_, claims_, operation.c_str(), value, unit,
                    static_cast<unsigned long long>(checksum));
        std::fflush(stdout);
    }

private:
    char const* peer_;
    std::size_t claims_;
};

inline void report_recording(Report const& report, Newsroom const& room, double time, Memory const& memory) {
    report("1.ingest_per_attr", time / static_cast<double>(room.attributions.size()) * 1e9, "ns");
    report("1.mem_peak_per_claim", memory.peak() / static_cast<double>(room.claims.size()), "B");
}

/// The operation's name, with the number of questions if it is not the usual one.
[[nodiscard]] inline std::string times(char const* operation, std::uint32_t count, std::uint32_t usual) {
    return count == usual ? operation : operation + ("@" + std::to_string(count));
}

/// Asks for the first `count` of the sample of claims, three times; nanoseconds a question.
template <class Ask>
void ask_claims(Report const& report, Newsroom const& room, std::string const& operation, std::uint32_t count,
                Ask ask) {
    for (int round = 0; round < 3; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] {
            for (std::uint32_t i = 0; i < count; ++i) sum += ask(room.asked_claim(i));
        });
        report(operation, time / count * 1e9, "ns", sum);
    }
}

/// One question about everything, `rounds` times; seconds.
template <class Ask>
void ask_all(Report const& report, std::string const& operation, int rounds, Ask ask) {
    for (int round = 0; round < rounds; ++round) {
        std::uint64_t sum = 0;
        double const time = seconds([&] { sum = ask(); });
        report(operation, time, "s", sum);
    }
}

/// Everything again without a source, for some sources: `standing(source)` counts the claims that are left.
template <class Standing>
void ask_cascades(Report const& report, Newsroom const& room, std::uint32_t count, Standing standing) {
    std::uint64_t const all = standing(none);
    auto const sources = room.asked_sources(count);
    std::uint64_t lost = 0;
    double const time = seconds([&] {
        for (std::uint32_t source : sources) lost += all - standing(source);
    });
    report(times("5b.cascade_full", count, 10), time / count, "s", lost);
}

/// `count_by(property, day)` counts the claims of a property said by a day; seconds for a hundred of them.
template <class CountBy>
void ask_as_of(Report const& report, char const* operation, std::uint32_t count, CountBy count_by) {
    std::uint64_t sum = 0;
    double const time = seconds([&] {
        for (std::uint32_t i = 0; i < count; ++i) {
            std::uint32_t const point = i * 100 / count;
            sum += count_by(point % Newsroom::properties, 36 * (point + 1));
        }
    });
    report(times(operation, count, 100), time * 100 / count, "s", sum);
}

/// The texts of the workload, made before anything is measured.
[[nodiscard]] inline std::vector<std::string> all_texts(Newsroom const& room) {
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < room.texts; ++i) texts.push_back(Newsroom::text(static_cast<std::int32_t>(i)));
    return texts;
}

/// What is in one of four shards: a quarter of the claims, and a tenth of the next one's.
[[nodiscard]] inline bool is_in_shard(std::uint32_t claim, std::uint32_t shard) {
    return (claim & 3) == shard || (workload::mix(claim) % 10 == 0 && ((claim + 1) & 3) == shard);
}

/// What the shards know a claim by: 63 bits that each of them makes of its content.
[[nodiscard]] inline std::int64_t content_key(std::uint32_t claim) {
    return static_cast<std::int64_t>(workload::mix(claim + std::uint64_t{1}) >> 1);
}

/// Reads the file named on the command line and runs a driver on it.
template <class Run>
int main(int argc, char** argv, char const* peer, Run run) try {
    if (argc != 2) {
        std::fprintf(stderr, "usage: peer_%s FILE\n", peer);
        return 2;
    }
    Newsroom const room = workload::read_file(argv[1]);
    run(Report(peer, room), room);
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "peer_%s: %s\n", peer, e.what());
    return 1;
}

}  // namespace peers

#endif
