// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_MEASURE_HPP
#define ASCRIBE_BENCHMARKS_MEASURE_HPP

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// What the benchmarks measure with.
namespace measure {

/// Memory of this process as the kernel sees it, from the moment of construction on; 0 where it cannot be known.
class Memory {
public:
    Memory() {
        if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w")) {
            std::fputs("5", file);
            std::fclose(file);
        }
        base_ = status("VmRSS:");
    }
    [[nodiscard]] double peak() const {
        double const peak = status("VmHWM:");
        return peak > base_ ? peak - base_ : 0;
    }

    /// All of the process that is in memory now.
    [[nodiscard]] static double resident() { return status("VmRSS:"); }
    /// The most that ever was, since the last construction of one.
    [[nodiscard]] static double most_resident() { return status("VmHWM:"); }

private:
    static double status(char const* what) {
        double bytes = 0;
        char line[256];
        if (std::FILE* file = std::fopen("/proc/self/status", "r")) {
            while (std::fgets(line, sizeof line, file) != nullptr)
                if (std::strncmp(line, what, std::strlen(what)) == 0)
                    bytes = std::strtod(line + std::strlen(what), nullptr) * 1024;
            std::fclose(file);
        }
        return bytes;
    }
    double base_ = 0;
};

/// What has been given back to the heap goes back to the system, so that it does not count as in memory.
inline void return_memory() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

/// In a process of its own, so that memory which one part has given back does not hide what the next one takes. Ends
/// the program if the part does not end well.
template <class F>
void apart(F&& f) {
    std::fflush(stdout);
    pid_t const child = ::fork();
    if (child == 0) {
        f();
        std::fflush(stdout);
        std::_Exit(EXIT_SUCCESS);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
        std::fprintf(stderr, "a part of the benchmark did not end well\n");
        std::exit(EXIT_FAILURE);
    }
}

/// Of processor time, which other programs on the machine disturb least; everything measured is one thread.
template <class F>
double seconds(F&& f) {
    std::clock_t const start = std::clock();
    f();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// By the clock on the wall, for what is shorter than a tick of processor time.
template <class F>
double wall_seconds(F&& f) {
    auto const start = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A number of claims on the command line, or 0 if it is none that a benchmark takes.
inline std::uint32_t claims_in(char const* text) {
    char* end = nullptr;
    auto const claims = std::strtoul(text, &end, 10);
    return *end == '\0' && claims >= 1'000 && claims <= 100'000'000 ? static_cast<std::uint32_t>(claims) : 0;
}

/// Calls `run(claims)` for each number on the command line, or else for the usual ones. Returns what main does.
template <class Run>
int for_each_size(int argc, char** argv, std::vector<std::uint32_t> const& usual, Run run) {
    std::vector<std::uint32_t> sizes;
    for (int i = 1; i < argc; ++i) {
        sizes.push_back(claims_in(argv[i]));
        if (sizes.back() != 0) continue;
        std::fprintf(stderr, "usage: %s [claims]...  (from 1000 to 100000000)\n", argv[0]);
        return EXIT_FAILURE;
    }
    for (std::uint32_t const claims : sizes.empty() ? usual : sizes) run(claims);
    return EXIT_SUCCESS;
}

}  // namespace measure

#endif
