// SPDX-License-Identifier: BSL-1.0
#include "disjoint_paths.hpp"

#include "../core/make_set.hpp"

#include <algorithm>
#include <limits>

namespace ascribe::detail {

namespace {

constexpr std::uint32_t unlimited = (std::numeric_limits<std::uint32_t>::max)() / 2;
constexpr std::uint32_t unseen = (std::numeric_limits<std::uint32_t>::max)();

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
    open_.assign(2, true);
    pools_.assign(2, true);
    edges_.clear();
    cut.clear();
    single_points.clear();
    paths = 0;
    is_simple = true;
}

std::uint32_t DisjointPaths::vertex(bool open, bool pools) {
    open_.push_back(open);
    pools_.push_back(pools);
    return static_cast<std::uint32_t>(open_.size() - 1);
}

void DisjointPaths::build() {
    make_set(edges_);
    auto const vertices = static_cast<std::uint32_t>(open_.size());
    std::vector<std::uint32_t>& in = level_;
    std::vector<std::uint32_t>& out = next_;
    in.assign(vertices, 0);
    out.assign(vertices, 0);
    for (std::uint64_t const edge : edges_) {
        meter_.work();
        ++out[from_of(edge)];
        ++in[to_of(edge)];
    }
    for (std::uint32_t v = 2; v < vertices; ++v)
        if (!open_[v] && in[v] > 1 && out[v] > 1) is_simple = false;

    // Each vertex gives one arc and its reverse, each edge likewise.
    first_.assign(std::size_t{2} * vertices + 1, 0);
    for (std::uint32_t v = 0; v < vertices; ++v) {
        first_[entry(v) + 1] = 1 + in[v];
        first_[exit(v) + 1] = 1 + out[v];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    arcs_.resize(first_.back());
    fill_.assign(first_.begin(), first_.end() - 1);
    auto const arc = [&](std::uint32_t from, std::uint32_t to, std::uint32_t room) {
        std::uint32_t const forth = fill_[from]++;
        std::uint32_t const back = fill_[to]++;
        arcs_[forth] = {to, back, room};
        arcs_[back] = {from, forth, 0};
    };
    for (std::uint32_t v = 0; v < vertices; ++v) arc(entry(v), exit(v), open_[v] ? unlimited : 1);
    for (std::uint64_t const edge : edges_) arc(exit(from_of(edge)), entry(to_of(edge)), unlimited);
}

bool DisjointPaths::find_levels() {
    level_.assign(first_.size() - 1, unseen);
    queue_.assign(1, exit(source));
    level_[exit(source)] = 0;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        std::uint32_t const node = queue_[i];
        for (std::uint32_t a = first_[node]; a < first_[node + 1]; ++a) {
            meter_.work();
            Arc const& arc = arcs_[a];
            if (arc.room == 0 || level_[arc.to] != unseen) continue;
            level_[arc.to] = level_[node] + 1;
            queue_.push_back(arc.to);
        }
    }
    return level_[entry(sink)] != unseen;
}

bool DisjointPaths::augment() {
    // Depth first along the levels, with the arcs of the way so far in `path_`.
    path_.clear();
    std::uint32_t node = exit(source);
    while (node != entry(sink)) {
        meter_.work();
        std::uint32_t& at = next_[node];
        while (at < first_[node + 1] && (arcs_[at].room == 0 || level_[arcs_[at].to] != level_[node] + 1)) ++at;
        if (at < first_[node + 1]) {
            path_.push_back(at);
            node = arcs_[at].to;
            continue;
        }
        if (path_.empty()) return false;
        node = arcs_[arcs_[path_.back()].reverse].to;
        path_.pop_back();
        ++next_[node];
    }
    for (std::uint32_t a : path_) {
        --arcs_[a].room;
        ++arcs_[arcs_[a].reverse].room;
    }
    return true;
}

void DisjointPaths::find_cut() {
    // Nodes from which the sink can still be reached; a vertex that is left but not entered among them is in the cut.
    level_.assign(first_.size() - 1, unseen);
    queue_.assign(1, entry(sink));
    level_[entry(sink)] = 0;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        std::uint32_t const node = queue_[i];
        for (std::uint32_t a = first_[node]; a < first_[node + 1]; ++a) {
            meter_.work();
            Arc const& arc = arcs_[a];
            if (arcs_[arc.reverse].room == 0 || level_[arc.to] != unseen) continue;
            level_[arc.to] = 0;
            queue_.push_back(arc.to);
        }
    }
    for (std::uint32_t v = 2; v < open_.size(); ++v)
        if (!open_[v] && level_[exit(v)] != unseen && level_[entry(v)] == unseen) cut.push_back(v);
}

void DisjointPaths::index_edges() {
    next_.assign(open_.size() + 1, 0);
    for (std::uint64_t const edge : edges_) ++next_[from_of(edge) + 1];
    for (std::size_t v = 1; v < next_.size(); ++v) next_[v] += next_[v - 1];
}

void DisjointPaths::find_single_points() {
    if (paths != 1) return;
    // They are on the one path that was found: where nothing that is reached from before them lands behind them.
    std::vector<std::uint32_t>& way = fill_;
    way.assign(1, source);
    for (std::uint32_t a : path_)
        if (std::uint32_t const node = arcs_[a].to; node % 2 == 0) way.push_back(node / 2);
    std::vector<std::uint32_t>& place = level_;  // on the path; or, of others, that they were visited
    constexpr std::uint32_t visited = unseen - 1;
    place.assign(open_.size(), unseen);
    for (std::uint32_t i = 0; i < way.size(); ++i) place[way[i]] = i;
    index_edges();
    std::uint32_t farthest = 0;
    for (std::uint32_t i = 0; i + 1 < way.size(); ++i) {
        if (i != 0 && farthest == i && !open_[way[i]]) single_points.push_back(way[i]);
        queue_.assign(1, way[i]);
        for (std::size_t q = 0; q < queue_.size(); ++q)
            for (std::uint32_t e = next_[queue_[q]]; e < next_[queue_[q] + 1]; ++e) {
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

std::uint32_t DisjointPaths::limit() const noexcept {
    std::uint32_t leaving = 0;
    std::uint32_t coming = 0;
    for (std::uint64_t const edge : edges_) {
        std::uint32_t const from = from_of(edge);
        std::uint32_t const to = to_of(edge);
        // Through an open neighbour any number may go.
        if (from == source) leaving = open_[to] ? unlimited : (std::min)(leaving + 1, unlimited);
        if (to == sink) coming = open_[from] ? unlimited : (std::min)(coming + 1, unlimited);
    }
    return (std::min)(leaving, coming);
}

void DisjointPaths::count() {
    build();
    std::uint32_t const most = limit();
    while (paths < most && find_levels()) {
        next_.assign(first_.begin(), first_.end() - 1);
        while (paths < most && augment()) {
            ++paths;
            if (paths == 1) first_path_ = path_;
        }
    }
}

void DisjointPaths::solve() {
    count();
    if (paths == 0) return;
    find_cut();
    path_ = first_path_;
    find_single_points();
    if (is_simple && paths > 1) is_simple = !is_mixed();
}

bool DisjointPaths::is_mixed() {
    auto const vertices = static_cast<std::uint32_t>(open_.size());
    std::vector<std::uint32_t>& ways_in = level_;
    std::vector<std::uint32_t> const& begin = next_;
    ways_in.assign(vertices, 0);
    for (std::uint64_t const edge : edges_) ++ways_in[to_of(edge)];
    index_edges();
    queue_.clear();
    fill_.assign(vertices, 0);
    for (std::uint32_t v = 2; v < vertices; ++v)
        if (ways_in[v] > 1 && !pools_[v]) {
            fill_[v] = 1;
            queue_.push_back(v);
        }
    for (std::size_t i = 0; i < queue_.size(); ++i)
        for (std::uint32_t e = begin[queue_[i]]; e < begin[queue_[i] + 1]; ++e) {
            meter_.work();
            std::uint32_t const to = to_of(edges_[e]);
            if (pools_[to] || fill_[to] != 0) continue;
            if (begin[to + 1] - begin[to] > 1) return true;
            fill_[to] = 1;
            queue_.push_back(to);
        }
    return false;
}

}  // namespace ascribe::detail
