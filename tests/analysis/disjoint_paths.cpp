// SPDX-License-Identifier: BSL-1.0
// The search for vertex-disjoint paths against all subsets of the vertices that one path leads through.
#include "../../src/analysis/disjoint_paths.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using ascribe::Progress;
using ascribe::detail::DisjointPaths;
using ascribe::detail::Meter;

namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t source = DisjointPaths::source;
constexpr std::uint32_t sink = DisjointPaths::sink;

struct Network {
    std::vector<bool> open{true, true}, pools{true, true};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(open.size()); }
    /// Whether a vertex can be reached from another without those that are blocked; neither is asked for itself.
    [[nodiscard]] bool leads(std::uint32_t from, std::uint32_t to, std::vector<bool> const& blocked) const {
        std::vector<bool> seen(size());
        Numbers queue{from};
        for (std::size_t i = 0; i < queue.size(); ++i)
            for (auto const& [a, b] : edges) {
                if (a != queue[i] || seen[b]) continue;
                if (b == to) return true;
                seen[b] = true;
                if (!blocked[b]) queue.push_back(b);
            }
        return false;
    }
    [[nodiscard]] std::vector<bool> blocking(std::uint32_t set) const {
        std::vector<bool> blocked(size());
        for (std::uint32_t v = 2; v < size(); ++v) blocked[v] = (set >> v & 1) != 0;
        return blocked;
    }
    [[nodiscard]] std::vector<bool> closed() const {
        std::vector<bool> blocked = open;
        blocked.flip();
        return blocked;
    }
    [[nodiscard]] std::size_t different(std::uint32_t vertex, bool into) const {
        Numbers found;
        for (auto const& [a, b] : edges)
            if ((into ? b : a) == vertex) found.push_back(into ? a : b);
        std::sort(found.begin(), found.end());
        return static_cast<std::size_t>(std::unique(found.begin(), found.end()) - found.begin());
    }
    [[nodiscard]] bool is_simple(std::size_t paths) const {
        for (std::uint32_t v = 2; v < size(); ++v)
            if (!open[v] && different(v, true) > 1 && different(v, false) > 1) return false;
        if (paths < 2) return true;
        for (std::uint32_t meet = 2; meet < size(); ++meet)
            for (std::uint32_t part = 2; part < size(); ++part)
                if (!pools[meet] && !pools[part] && different(meet, true) > 1 && different(part, false) > 1 &&
                    leads(meet, part, pools))
                    return false;
        return true;
    }
};

/// What rule O6 asks for, by trying everything.
struct Answer {
    std::size_t paths = 0;
    Numbers cut, single_points;
    bool is_simple = true;
};

Answer try_everything(Network const& network) {
    Answer answer;
    if (!network.leads(source, sink, network.blocking(0))) return answer;
    std::vector<Numbers> smallest;
    for (std::uint32_t set = 0; set < 1u << network.size(); set += 4) {
        Numbers vertices;
        bool is_allowed = true;
        for (std::uint32_t v = 2; v < network.size(); ++v)
            if ((set >> v & 1) != 0) {
                is_allowed = is_allowed && !network.open[v];
                vertices.push_back(v);
            }
        if (!is_allowed || (!smallest.empty() && vertices.size() > smallest.front().size())) continue;
        if (network.leads(source, sink, network.blocking(set))) continue;
        if (!smallest.empty() && vertices.size() < smallest.front().size()) smallest.clear();
        smallest.push_back(vertices);
    }
    answer.paths = smallest.front().size();
    // The nearest to the sink is the one that is cut off from the source by any of the others.
    for (Numbers const& cut : smallest) {
        bool const is_nearest = std::all_of(smallest.begin(), smallest.end(), [&](Numbers const& other) {
            std::vector<bool> blocked(network.size());
            for (std::uint32_t v : other) blocked[v] = true;
            return std::all_of(cut.begin(), cut.end(),
                               [&](std::uint32_t v) { return blocked[v] || !network.leads(source, v, blocked); });
        });
        if (!is_nearest) continue;
        CHECK(answer.cut.empty());
        answer.cut = cut;
    }
    for (std::uint32_t v = 2; v < network.size(); ++v)
        if (!network.open[v] && !network.leads(source, sink, network.blocking(1u << v)))
            answer.single_points.push_back(v);
    answer.is_simple = network.is_simple(answer.paths);
    return answer;
}

}  // namespace

TEST_CASE("O6: paths, the smallest cut nearest the sink, single points and simplicity are those of trying everything") {
    Progress const nobody;
    Meter meter(nobody, 0);
    DisjointPaths found(meter);
    std::mt19937 random(1927);
    auto const below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
    std::vector<std::size_t> seen(5);
    std::size_t simple = 0, mixed = 0;
    for (int round = 0; round < 40'000; ++round) {
        CAPTURE(round);
        Network network;
        found.clear();
        std::uint32_t const inner = 1 + below(8);
        for (std::uint32_t v = 0; v < inner; ++v) {
            bool const open = below(5) == 0;
            bool const pools = open || below(3) == 0;
            network.open.push_back(open);
            network.pools.push_back(pools);
            CHECK(found.vertex(open, pools) == v + 2);
        }
        for (std::uint32_t edges = 2 + below(4 * inner); edges > 0; --edges) {
            std::uint32_t const from = below(4) == 0 ? source : below(network.size());
            std::uint32_t const to = below(4) == 0 ? sink : below(network.size());
            // Nothing leads to where all begins, or on from where all ends.
            if (from == sink || to == source) continue;
            network.edges.emplace_back(from, to);
            found.edge(from, to);
        }
        std::erase_if(network.edges, [](auto const& edge) { return edge.first == edge.second; });
        // Each path has to go through a vertex that lets one through.
        if (network.leads(source, sink, network.closed())) continue;
        Answer const expected = try_everything(network);
        found.solve();
        CHECK(found.paths == expected.paths);
        CHECK(found.cut == expected.cut);
        CHECK(found.single_points == expected.single_points);
        if (expected.paths != 0) CHECK(found.is_simple == expected.is_simple);
        ++seen[(std::min)(expected.paths, std::size_t{4})];
        ++(found.is_simple ? simple : mixed);
    }
    for (std::size_t const count : seen) CHECK(count > 20);
    CHECK(simple > 500);
    CHECK(mixed > 500);
}

TEST_CASE("O6: one more way has all others give way, each to the next") {
    Progress const nobody;
    Meter meter(nobody, 0);
    DisjointPaths found(meter);
    for (std::uint32_t const others : {1u, 2u, 5u, 40u, 3'000u}) {
        CAPTURE(others);
        found.clear();
        Numbers from, to;
        for (std::uint32_t i = 0; i <= others; ++i) from.push_back(found.vertex(false));
        for (std::uint32_t i = 0; i <= others; ++i) to.push_back(found.vertex(false));
        for (std::uint32_t i = 0; i <= others; ++i) {
            found.edge(source, from[i]);
            found.edge(to[i], sink);
            if (i == others) continue;
            // The first that is tried, and the one to give way to.
            found.edge(from[i], to[i]);
            found.edge(from[i], to[i + 1]);
        }
        // The last has no other way than the first one's.
        found.edge(from[others], to[0]);
        found.solve();
        CHECK(found.paths == others + 1);
        CHECK(found.cut == to);
        CHECK(found.single_points.empty());
    }
}
