// SPDX-License-Identifier: BSL-1.0
#include "disjoint_paths.hpp"

#include "../core/make_set.hpp"

#include <algorithm>
#include <limits>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t unlimited = (std::numeric_limits<std::uint32_t>::max)() / 2;
constexpr std::uint32_t unseen = (std::numeric_limits<std::uint32_t>::max)();
constexpr std::uint32_t nowhere = unseen;

constexpr std::uint32_t from_of(std::uint64_t edge) noexcept {
    return static_cast<std::uint32_t>(edge >> 32);
}
constexpr std::uint32_t to_of(std::uint64_t edge) noexcept {
    return static_cast<std::uint32_t>(edge);
}

constexpr std::uint32_t entry(std::uint32_t vertex) noexcept {
    return 2 * vertex;
}
constexpr std::uint32_t exit(std::uint32_t vertex) noexcept {
    return 2 * vertex + 1;
}

}  // namespace

void DisjointPaths::clear() {
    kinds_.assign(2, open | pooling);
    edges_.clear();
    cut.clear();
    single_points.clear();
    paths = 0;
    is_simple = true;
}

std::uint32_t DisjointPaths::vertex(bool is_open, bool pools) {
    kinds_.push_back(static_cast<std::uint8_t>((is_open ? open : closed) | (pools ? pooling : closed)));
    return static_cast<std::uint32_t>(kinds_.size() - 1);
}

void DisjointPaths::build() {
    make_set(edges_);
    auto const vertices = static_cast<std::uint32_t>(kinds_.size());
    out_.assign(vertices + 1, 0);
    in_.assign(vertices + 1, 0);
    for (std::uint64_t const edge : edges_) {
        meter_.work();
        ++out_[from_of(edge) + 1];
        ++in_[to_of(edge) + 1];
    }
    for (std::uint32_t v = 0; v < vertices; ++v) {
        if (in_[v + 1] > 1 && out_[v + 1] > 1 && !is_open(v)) is_simple = false;
        out_[v + 1] += out_[v];
        in_[v + 1] += in_[v];
    }
    next_.assign(in_.begin(), in_.end() - 1);
    incoming_.resize(edges_.size());
    for (std::uint32_t e = 0; e < edges_.size(); ++e) incoming_[next_[to_of(edges_[e])]++] = e;
    over_.assign(edges_.size(), 0);
    through_.assign(vertices, 0);
}

std::uint32_t DisjointPaths::limit() const noexcept {
    // Through an open neighbour any number may go.
    std::uint32_t leaving = out_[source + 1] - out_[source];
    for (std::uint32_t e = out_[source]; e < out_[source + 1]; ++e)
        if (is_open(to_of(edges_[e]))) leaving = unlimited;
    std::uint32_t coming = in_[sink + 1] - in_[sink];
    for (std::uint32_t i = in_[sink]; i < in_[sink + 1]; ++i)
        if (is_open(from_of(edges_[incoming_[i]]))) coming = unlimited;
    return (std::min)(leaving, coming);
}

void DisjointPaths::take_ways(std::uint32_t most) {
    // Depth first, with the edges of the way so far in `way_`. What was entered is not entered again, but for open
    // vertices that have led to the sink: from those it goes on where it has been.
    next_.assign(out_.begin(), out_.end() - 1);
    level_.assign(kinds_.size(), unseen);
    level_[source] = 0;
    way_.clear();
    for (std::uint32_t vertex = source; paths < most;) {
        std::uint32_t& at = next_[vertex];
        for (meter_.work(); at < out_[vertex + 1] && level_[to_of(edges_[at])] != unseen; ++at) meter_.work();
        if (at == out_[vertex + 1]) {
            if (way_.empty()) return;
            vertex = from_of(edges_[way_.back()]);
            way_.pop_back();
            continue;
        }
        way_.push_back(at);
        vertex = to_of(edges_[at]);
        if (vertex != sink) {
            level_[vertex] = 0;
            continue;
        }
        ++paths;
        for (std::uint32_t const edge : way_) {
            std::uint32_t const to = to_of(edges_[edge]);
            ++over_[edge];
            if (to != sink) ++through_[to];
            if (is_open(to)) level_[to] = unseen;
        }
        way_.clear();
        vertex = source;
    }
}

std::uint32_t DisjointPaths::steps(std::uint32_t node) const noexcept {
    auto const& edges = node == exit(node / 2) ? out_ : in_;
    return 1 + edges[node / 2 + 1] - edges[node / 2];
}

std::uint32_t DisjointPaths::step(std::uint32_t node, std::uint32_t which) const noexcept {
    std::uint32_t const v = node / 2;
    if (node == exit(v)) {
        // Over an edge, or back through the vertex.
        if (std::uint32_t const e = out_[v] + which; e < out_[v + 1]) return entry(to_of(edges_[e]));
        return through_[v] != 0 ? entry(v) : nowhere;
    }
    if (which == 0) return is_open(v) || through_[v] == 0 ? exit(v) : nowhere;
    std::uint32_t const e = incoming_[in_[v] + which - 1];
    return over_[e] != 0 ? exit(from_of(edges_[e])) : nowhere;
}

void DisjointPaths::go(std::uint32_t node, std::uint32_t which) noexcept {
    std::uint32_t const v = node / 2;
    if (node == exit(v)) {
        if (std::uint32_t const e = out_[v] + which; e < out_[v + 1])
            ++over_[e];
        else
            --through_[v];
    } else if (which == 0) {
        ++through_[v];
    } else {
        --over_[incoming_[in_[v] + which - 1]];
    }
}

bool DisjointPaths::find_levels() {
    level_.assign(2 * kinds_.size(), unseen);
    queue_.assign(1, exit(source));
    level_[exit(source)] = 0;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        std::uint32_t const node = queue_[i];
        for (std::uint32_t which = 0; which < steps(node); ++which) {
            meter_.work();
            std::uint32_t const to = step(node, which);
            if (to == nowhere || level_[to] != unseen) continue;
            level_[to] = level_[node] + 1;
            if (to == entry(sink)) return true;
            queue_.push_back(to);
        }
    }
    return false;
}

bool DisjointPaths::augment() {
    // Depth first along the levels, with the nodes of the way so far in `way_`: each went on by its next step.
    way_.clear();
    std::uint32_t node = exit(source);
    while (node != entry(sink)) {
        meter_.work();
        std::uint32_t to = nowhere;
        for (std::uint32_t& which = next_[node]; which < steps(node); ++which) {
            to = step(node, which);
            if (to != nowhere && level_[to] == level_[node] + 1) break;
            to = nowhere;
        }
        if (to != nowhere) {
            way_.push_back(node);
            node = to;
            continue;
        }
        if (way_.empty()) return false;
        node = way_.back();
        way_.pop_back();
        ++next_[node];
    }
    for (std::uint32_t const passed : way_) go(passed, next_[passed]);
    return true;
}

void DisjointPaths::count() {
    build();
    std::uint32_t const most = limit();
    take_ways(most);
    while (paths < most && find_levels()) {
        next_.assign(level_.size(), 0);
        while (paths < most && augment()) ++paths;
    }
}

void DisjointPaths::solve() {
    count();
    if (paths == 0) return;
    find_cut();
    find_single_points();
    if (is_simple && paths > 1) is_simple = !is_mixed();
}

void DisjointPaths::find_cut() {
    // Nodes from which the sink can still be reached; a vertex that is left but not entered among them is in the cut.
    level_.assign(2 * kinds_.size(), unseen);
    queue_.clear();
    auto const reach = [&](std::uint32_t node) {
        if (level_[node] == unseen) queue_.push_back(node);
        level_[node] = 0;
    };
    reach(entry(sink));
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        std::uint32_t const v = queue_[i] / 2;
        if (queue_[i] == entry(v)) {
            if (through_[v] != 0) reach(exit(v));
            for (std::uint32_t e = in_[v]; e < in_[v + 1]; ++e) {
                meter_.work();
                reach(exit(from_of(edges_[incoming_[e]])));
            }
        } else {
            if (is_open(v) || through_[v] == 0) reach(entry(v));
            for (std::uint32_t e = out_[v]; e < out_[v + 1]; ++e) {
                meter_.work();
                if (over_[e] != 0) reach(entry(to_of(edges_[e])));
            }
        }
    }
    for (std::uint32_t v = 2; v < kinds_.size(); ++v)
        if (!is_open(v) && level_[exit(v)] != unseen && level_[entry(v)] == unseen) cut.push_back(v);
}

void DisjointPaths::find_single_points() {
    if (paths != 1) return;
    // They are on the one path that was found: where nothing that is reached from before them lands behind them.
    std::vector<std::uint32_t>& place = level_;  // on the path; or, of others, that they were visited
    constexpr std::uint32_t visited = unseen - 1;
    place.assign(kinds_.size(), unseen);
    way_.clear();
    for (std::uint32_t v = source; v != sink;) {
        place[v] = static_cast<std::uint32_t>(way_.size());
        way_.push_back(v);
        std::uint32_t e = out_[v];
        while (over_[e] == 0) ++e;
        v = to_of(edges_[e]);
    }
    place[sink] = static_cast<std::uint32_t>(way_.size());
    std::uint32_t farthest = 0;
    for (std::uint32_t i = 0; i < way_.size(); ++i) {
        if (i != 0 && farthest == i && !is_open(way_[i])) single_points.push_back(way_[i]);
        queue_.assign(1, way_[i]);
        for (std::size_t q = 0; q < queue_.size(); ++q)
            for (std::uint32_t e = out_[queue_[q]]; e < out_[queue_[q] + 1]; ++e) {
                meter_.work();
                std::uint32_t const to = to_of(edges_[e]);
                if (place[to] == unseen) {
                    place[to] = visited;
                    queue_.push_back(to);
                } else if (place[to] != visited) {
                    farthest = (std::max)(farthest, place[to]);
                }
            }
    }
    std::sort(single_points.begin(), single_points.end());
}

bool DisjointPaths::is_mixed() {
    std::vector<std::uint32_t>& reached = level_;
    reached.assign(kinds_.size(), unseen);
    queue_.clear();
    for (std::uint32_t v = 2; v < kinds_.size(); ++v)
        if (in_[v + 1] - in_[v] > 1 && !pools(v)) {
            reached[v] = 0;
            queue_.push_back(v);
        }
    for (std::size_t i = 0; i < queue_.size(); ++i)
        for (std::uint32_t e = out_[queue_[i]]; e < out_[queue_[i] + 1]; ++e) {
            meter_.work();
            std::uint32_t const to = to_of(edges_[e]);
            if (pools(to) || reached[to] != unseen) continue;
            if (out_[to + 1] - out_[to] > 1) return true;
            reached[to] = 0;
            queue_.push_back(to);
        }
    return false;
}

}  // namespace ascribe::detail
