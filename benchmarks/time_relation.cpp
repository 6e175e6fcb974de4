// SPDX-License-Identifier: BSL-1.0
// How many questions about two uncertain periods a second: time_relation [millions]

#include <ascribe/time/relation.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace ascribe;

// Periods with bounds in a few months, so that all relations occur; the numbers are the same in every run.
std::vector<UncertainInterval> some_periods(std::size_t count) {
    std::uint64_t state = 1;
    auto const day = [&] {
        std::uint64_t x = state += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return Day(static_cast<std::int64_t>((x ^ (x >> 31)) % 100));
    };
    std::vector<UncertainInterval> periods;
    while (periods.size() < count) {
        auto const period = UncertainInterval::try_half_open(day(), day(), day(), day());
        if (period) periods.push_back(*period);
    }
    return periods;
}

template <class F>
void measure(char const* what, std::size_t questions, F f) {
    auto const periods = some_periods(4096);
    std::uint64_t sum = 0;  // printed, so that nothing is left out
    auto const start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < questions; ++i) sum += f(periods[i & 4095], periods[(i * 7 + i / 4096) & 4095]);
    double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%-34s %7.1f million a second  (checksum %llu)\n", what, static_cast<double>(questions) / seconds / 1e6,
                static_cast<unsigned long long>(sum));
}

}  // namespace

int main(int argc, char** argv) {
    long const millions = argc > 1 ? std::atol(argv[1]) : 20;
    if (millions < 1 || millions > 10'000) {
        std::fputs("usage: time_relation [millions of questions, 1 to 10000]\n", stderr);
        return 2;
    }
    auto const questions = static_cast<std::size_t>(millions) * 1'000'000;
    measure("possible relations of two periods", questions,
            [](UncertainInterval const& a, UncertainInterval const& b) { return possible_relations(a, b).bits(); });
    measure("never, possibly or always before", questions, [](UncertainInterval const& a, UncertainInterval const& b) {
        return static_cast<std::uint64_t>(ask(a, RelationSet::before(), b));
    });
    measure("composition of two relation sets", questions / 10,
            [](UncertainInterval const& a, UncertainInterval const& b) {
                RelationSet const ab = possible_relations(a, b);
                return compose(ab, converse(ab)).bits();
            });
}
