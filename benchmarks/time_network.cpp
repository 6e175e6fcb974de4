// SPDX-License-Identifier: BSL-1.0
// TimeNetwork beside Boost.Graph's Bellman-Ford and Johnson on one random network: time_network [points [seed]]
//
// There are four constraints for each point, with fixed pseudo-random numbers, drawn around a hidden solution so that
// they are consistent. Boost.Graph answers "is it consistent" and "how far apart are all pairs" from scratch; it has no
// counterpart to adding one constraint and to explaining a conflict.

#include "measure.hpp"
#include "random.hpp"
#include <ascribe/time/network.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/johnson_all_pairs_shortest.hpp>

namespace {

using namespace ascribe;

template <class F>
double milliseconds(F&& f) {
    return 1e3 * measure::wall_seconds(f);
}

template <class F>
double best_of(int runs, F&& f) {
    double best = milliseconds(f);
    for (int i = 1; i < runs; ++i) best = (std::min)(best, milliseconds(f));
    return best;
}

using Days = boost::property<boost::edge_weight_t, std::int64_t, boost::property<boost::edge_weight2_t, std::int64_t>>;
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Days>;

TimeNetwork with_points(std::size_t points) {
    TimeNetwork network;
    while (network.point_count() < points) network.add_point();
    return network;
}

constexpr std::int64_t infinite = (std::numeric_limits<std::int64_t>::max)();

}  // namespace

int main(int argc, char** argv) {
    long const points = argc > 1 ? std::atol(argv[1]) : 1000;
    long const seed = argc > 2 ? std::atol(argv[2]) : 1;
    if (points < 2 || points > 1'000'000) {
        std::fputs("usage: time_network [points [seed]], with 2 to 1000000 points\n", stderr);
        return 2;
    }
    Random random(static_cast<std::uint64_t>(seed));
    auto const below = [&random](std::int64_t count) {
        return static_cast<std::int64_t>(random.below(static_cast<std::size_t>(count)));
    };
    std::vector<std::int64_t> hidden(static_cast<std::size_t>(points));
    for (std::int64_t& day : hidden) day = below(10'000);
    std::vector<Constraint> constraints;
    while (constraints.size() < 4 * hidden.size()) {
        auto const from = static_cast<std::size_t>(below(points));
        auto const to = static_cast<std::size_t>(below(points));
        if (from == to) continue;
        constraints.push_back({TimePoint{static_cast<std::uint32_t>(from)}, TimePoint{static_cast<std::uint32_t>(to)},
                               hidden[to] - hidden[from] + below(200), static_cast<std::uint32_t>(constraints.size())});
    }
    auto const count = static_cast<double>(constraints.size());
    std::printf("%ld points, %zu constraints, seed %ld\n", points, constraints.size(), seed);

    TimeNetwork network = with_points(hidden.size());
    std::size_t refused = 0;
    double slowest = 0;
    double const adding = milliseconds([&] {
        for (Constraint const& constraint : constraints)
            slowest = (std::max)(slowest, milliseconds([&] { refused += !network.add(constraint); }));
    });
    std::printf("TimeNetwork   add, mean / slowest            %10.2f us / %.1f us   (%zu refused)\n",
                adding / count * 1e3, slowest * 1e3, refused);

    std::size_t conflicts = 0;
    std::size_t sizes = 0;
    std::size_t const tries = 1'000;
    double const explaining = milliseconds([&] {
        for (std::size_t i = 0; i < tries; ++i) {
            auto const from = static_cast<std::size_t>(below(points));
            auto const to = static_cast<std::size_t>(below(points));
            AddOutcome const outcome =
                network.add({TimePoint{static_cast<std::uint32_t>(from)}, TimePoint{static_cast<std::uint32_t>(to)},
                             hidden[to] - hidden[from] - 1 - below(5'000), 0xfffffffe});
            if (outcome)
                network.remove(outcome.ids.front());
            else
                ++conflicts, sizes += outcome.conflict->constraints.size();
        }
    });
    std::printf("TimeNetwork   add what mostly conflicts      %10.2f us   (%zu of %zu, %.1f constraints each)\n",
                explaining / static_cast<double>(tries) * 1e3, conflicts, tries,
                conflicts ? static_cast<double>(sizes) / static_cast<double>(conflicts) : 0.0);

    double const replacing = milliseconds([&] {
        for (std::size_t i = 0; i < tries; ++i) {
            Constraint const& constraint = constraints[static_cast<std::size_t>(below(4 * points))];
            network.remove_label(constraint.label);
            if (!network.add(constraint)) std::abort();
        }
    });
    std::printf("TimeNetwork   remove and add again           %10.2f us\n",
                replacing / static_cast<double>(tries) * 1e3);

    std::vector<DayRange> windows;
    double const all_windows = best_of(20, [&] { windows = network.windows(); });
    std::printf("TimeNetwork   windows of all points          %10.3f ms\n", all_windows);
    Gap gap;
    double const one_gap = best_of(20, [&] { gap = network.gap(TimePoint{1}, TimePoint{0}); });
    std::printf("TimeNetwork   gap of two points              %10.3f ms\n", one_gap);

    BoostGraph graph(hidden.size());
    for (Constraint const& c : constraints)
        boost::add_edge(static_cast<std::size_t>(c.from), static_cast<std::size_t>(c.to), Days(c.at_most), graph);
    bool consistent = false;
    double const checking = best_of(20, [&] {
        std::vector<std::int64_t> distance(hidden.size(), 0);
        consistent = boost::bellman_ford_shortest_paths(
            graph, static_cast<int>(hidden.size()),
            boost::weight_map(boost::get(boost::edge_weight, graph)).distance_map(distance.data()));
    });
    std::printf("Boost.Graph   Bellman-Ford, is it consistent %10.3f ms   (%s)\n", checking, consistent ? "yes" : "no");

    std::vector<std::int64_t> distance(hidden.size());
    double const from_origin = best_of(20, [&] {
        std::fill(distance.begin(), distance.end(), infinite);
        distance[0] = 0;
        boost::bellman_ford_shortest_paths(graph, static_cast<int>(hidden.size()),
                                           boost::weight_map(boost::get(boost::edge_weight, graph))
                                               .distance_map(distance.data())
                                               .distance_combine(boost::closed_plus<std::int64_t>(infinite)));
    });
    std::size_t differences = 0;
    for (std::size_t p = 0; p < hidden.size(); ++p)
        differences += windows[p].last != (distance[p] == infinite ? Day::plus_infinity() : Day(distance[p]));
    std::printf("Boost.Graph   Bellman-Ford, latest days      %10.3f ms   (%zu differences)\n", from_origin,
                differences);

    if (points > 2'000) {
        std::puts("all pairs only up to 2000 points");
        return differences == 0 ? 0 : 1;
    }
    std::vector<std::vector<std::int64_t>> pairs(hidden.size(), std::vector<std::int64_t>(hidden.size()));
    double const johnson = milliseconds([&] { boost::johnson_all_pairs_shortest_paths(graph, pairs); });
    std::printf("Boost.Graph   Johnson, all pairs             %10.1f ms\n", johnson);
    double all_pairs = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        std::vector<Gap> gaps;
        all_pairs += milliseconds([&] { gaps = network.gaps_from(TimePoint{static_cast<std::uint32_t>(i)}); });
        for (std::size_t j = 0; j < hidden.size(); ++j) {
            differences += gaps[j].max.value_or(infinite) != pairs[i][j];
            differences += gaps[j].min.value_or(-infinite) != -pairs[j][i];
        }
    }
    std::printf("TimeNetwork   all pairs, both bounds         %10.1f ms   (%zu differences)\n", all_pairs, differences);
    return differences == 0 ? 0 : 1;
}
