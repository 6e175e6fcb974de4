// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_MEASURE_HPP
#define ASCRIBE_BENCHMARKS_MEASURE_HPP

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

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

/// Of processor time, which other programs on the machine disturb least; everything measured is one thread.
template <class F>
double seconds(F&& f) {
    std::clock_t const start = std::clock();
    f();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace measure

#endif
