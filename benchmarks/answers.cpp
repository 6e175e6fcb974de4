// SPDX-License-Identifier: BSL-1.0
// The right answers, by the plainest means and without ascribe: answers FILE [operation...]
//
// Prints a line for each operation named, tab-separated: operation, checksum. An operation may say how many questions
// it asks, "2.lookup@20000"; without, it asks as many as README.md beside this says. Without operations: all of them.
#include "workload_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using namespace workload;

class Answers {
public:
    explicit Answers(Newsroom const& room) : room_(room), of_claim_(room.claims.size()) {
        for (std::uint32_t a = 0; a < room.attributions.size(); ++a) of_claim_[room.attributions[a].claim].push_back(a);
    }

    [[nodiscard]] std::uint64_t lookups(std::uint64_t count) const {
        std::uint64_t sum = 0;
        for (std::uint64_t i = 0; i < count; ++i) sum += look_up(room_.asked_claim(i), all());
        return sum;
    }

    [[nodiscard]] std::uint64_t traces(std::uint64_t count) const {
        std::uint64_t sum = 0;
        for (std::uint64_t i = 0; i < count; ++i) sum += behind(room_.asked_claim(i), all()).sources.size();
        return sum;
    }

    [[nodiscard]] std::uint64_t between_batches() const {
        std::uint64_t sum = 0;
        for (std::uint32_t batch = 0; batch < batches; ++batch)
            for (std::uint32_t i = 0; i < batch_lookups; ++i) {
                std::uint32_t const claim = asked_claim_of_batch(room_, batch, i);
                sum += look_up(claim, batch_begin(room_, batch + 1));
                if (i < batch_traces) sum += behind(claim, batch_begin(room_, batch + 1)).sources.size();
            }
        return sum;
    }

    [[nodiscard]] std::uint64_t groups() const {
        std::map<std::pair<std::uint32_t, std::uint8_t>, std::set<std::pair<std::int32_t, std::int32_t>>> values;
        for (Claim const& c : room_.claims) values[{c.event, c.property}].insert({c.low, c.high});
        return static_cast<std::uint64_t>(
            std::count_if(values.begin(), values.end(), [](auto const& group) { return group.second.size() > 1; }));
    }

    /// Claims that all paths from the root to them share a vertex on, by the iteration of Cooper, Harvey and Kennedy,
    /// "A simple, fast dominance algorithm": vertices are numbered in postorder, the root is the last.
    [[nodiscard]] std::uint64_t dominated() const {
        std::uint32_t const root = 0, first_claim = 1 + room_.sources;
        std::uint32_t const vertices = first_claim + static_cast<std::uint32_t>(room_.claims.size());
        std::vector<std::vector<std::uint32_t>> out(vertices), in(vertices);
        auto const edge = [&](std::uint32_t from, std::uint32_t to) {
            out[from].push_back(to);
            in[to].push_back(from);
        };
        for (std::uint32_t s = 0; s < room_.sources; ++s) edge(root, 1 + s);
        for (std::uint32_t a = 0; a < room_.attributions.size(); ++a) {
            std::uint32_t const ground = room_.ground(a);
            edge(ground == none ? 1 + room_.attributions[a].source : first_claim + ground,
                 first_claim + room_.attributions[a].claim);
        }
        std::vector<std::uint32_t> number(vertices, none), order, next(vertices, 0), path{root};
        std::vector<bool> entered(vertices, false);
        entered[root] = true;
        while (!path.empty()) {
            std::uint32_t const at = path.back();
            if (next[at] == out[at].size()) {
                number[at] = static_cast<std::uint32_t>(order.size());
                order.push_back(at);
                path.pop_back();
                continue;
            }
            std::uint32_t const to = out[at][next[at]++];
            if (!entered[to]) path.push_back(to);
            entered[to] = true;
        }
        std::vector<std::uint32_t> dominator(vertices, none);
        dominator[root] = root;
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = order.size() - 1; i-- > 0;) {
                std::uint32_t best = none;
                for (std::uint32_t from : in[order[i]]) {
                    if (dominator[from] == none) continue;
                    std::uint32_t other = from;
                    if (best == none) best = from;
                    while (best != other) {
                        while (number[best] < number[other]) best = dominator[best];
                        while (number[other] < number[best]) other = dominator[other];
                    }
                }
                if (std::exchange(dominator[order[i]], best) != best) changed = true;
            }
        }
        return static_cast<std::uint64_t>(std::count_if(dominator.begin() + first_claim, dominator.end(),
                                                        [&](std::uint32_t d) { return d != none && d != root; }));
    }

    /// Claims that stand no longer without a source, one source at a time: of those asked for, every `step`th.
    [[nodiscard]] std::uint64_t lost(std::uint32_t asked, std::uint32_t first = 0, std::uint32_t step = 1) const {
        auto const resting = resting_on_claims();
        auto const count = [&](std::uint32_t without) {
            auto const lives = standing(resting, without);
            return static_cast<std::uint64_t>(std::count(lives.begin(), lives.end(), true));
        };
        std::uint64_t const all = count(none);
        std::uint64_t sum = 0;
        auto const sources = room_.asked_sources(asked);
        for (std::size_t i = first; i < sources.size(); i += step) sum += all - count(sources[i]);
        return sum;
    }

    /// `count` of the hundred days, evenly spread.
    [[nodiscard]] std::uint64_t as_of(std::uint32_t count) const {
        std::vector<std::uint32_t> first(room_.claims.size(), none);
        for (Attribution const& a : room_.attributions) first[a.claim] = std::min(first[a.claim], a.date);
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            std::uint32_t const point = i * 100 / count;
            for (std::size_t c = 0; c < first.size(); ++c)
                sum +=
                    room_.claims[c].property == point % Newsroom::properties && first[c] <= 36 * (point + 1) ? 1U : 0U;
        }
        return sum;
    }

    /// Paths that share no claim, nor source at their ends.
    [[nodiscard]] std::uint64_t independent(std::uint64_t count) const {
        std::uint64_t sum = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::uint32_t const claim = room_.asked_claim(i);
            sum += disjoint_paths(claim, [&](std::uint32_t a) {
                std::uint32_t const ground = room_.ground(a);
                return std::vector{ground == none ? source(a) : ground};
            });
        }
        return sum;
    }

    /// Paths that share no claim, document or source, those in between included. What rests on a claim that does not
    /// stand leads nowhere: without it, its source and document would lend themselves to others.
    [[nodiscard]] std::uint64_t lines(std::uint64_t count) const {
        auto const lives = standing(resting_on_claims(), none);
        std::uint64_t sum = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::uint32_t const claim = room_.asked_claim(i);
            sum += disjoint_paths(claim, [&](std::uint32_t a) {
                std::uint32_t const ground = room_.ground(a);
                if (ground != none && !lives[ground]) return std::vector<std::uint64_t>();
                std::vector way{(std::uint64_t{2} << 32) + a / 2, source(a)};
                if (ground != none) way.push_back(ground);
                return way;
            });
        }
        return sum;
    }

    /// Claims times 10^9 plus attributions. Those of one claim, source, document and day are one.
    [[nodiscard]] std::uint64_t merged() const {
        std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> attributions;
        std::set<std::uint32_t> claims;
        for (std::uint32_t a = 0; a < room_.attributions.size(); ++a) {
            Attribution const& row = room_.attributions[a];
            attributions.insert({row.claim, row.source, a / 2, row.date});
            claims.insert(row.claim);
        }
        return claims.size() * std::uint64_t{1'000'000'000} + attributions.size();
    }

private:
    /// By claim, the attributions that rest on it.
    using Resting = std::vector<std::vector<std::uint32_t>>;

    [[nodiscard]] Resting resting_on_claims() const {
        Resting resting(room_.claims.size());
        for (std::uint32_t a = 0; a < room_.attributions.size(); ++a)
            if (room_.ground(a) != none) resting[room_.ground(a)].push_back(a);
        return resting;
    }

    /// Which claims live without a source.
    [[nodiscard]] std::vector<bool> standing(Resting const& resting, std::uint32_t without) const {
        std::vector<bool> lives(room_.claims.size(), false);
        std::vector<std::uint32_t> open;
        auto const enter = [&](Attribution const& a) {
            if (a.source == without || lives[a.claim]) return;
            lives[a.claim] = true;
            open.push_back(a.claim);
        };
        for (Attribution const& a : room_.attributions)
            if (a.via == none) enter(a);
        for (std::size_t i = 0; i < open.size(); ++i)
            for (std::uint32_t a : resting[open[i]]) enter(room_.attributions[a]);
        return lives;
    }

    struct Behind {
        std::vector<std::uint32_t> claims;
        std::set<std::uint32_t> sources;
    };

    [[nodiscard]] std::uint32_t all() const { return static_cast<std::uint32_t>(room_.attributions.size()); }

    /// Of the attributions before `arrived`.
    [[nodiscard]] std::uint64_t look_up(std::uint32_t claim, std::uint32_t arrived) const {
        std::uint64_t sum = 0;
        for (std::uint32_t a : of_claim_[claim])
            if (a < arrived) sum += room_.attributions[a].source + std::uint64_t{a / 2} + room_.attributions[a].date;
        return sum;
    }

    /// The claims that a claim rests on, itself first, and the sources at the ends. What has not arrived cannot be
    /// rested on.
    [[nodiscard]] Behind behind(std::uint32_t claim, std::uint32_t arrived) const {
        Behind behind{{claim}, {}};
        std::set<std::uint32_t> seen{claim};
        for (std::size_t i = 0; i < behind.claims.size(); ++i)
            for (std::uint32_t a : of_claim_[behind.claims[i]]) {
                if (a >= arrived) continue;
                Attribution const& row = room_.attributions[a];
                if (row.via == none || row.via >= arrived)
                    behind.sources.insert(row.source);
                else if (seen.insert(room_.ground(a)).second)
                    behind.claims.push_back(room_.ground(a));
            }
        return behind;
    }

    [[nodiscard]] std::uint64_t source(std::uint32_t a) const {
        return (std::uint64_t{1} << 32) + room_.attributions[a].source;
    }

    /// Vertex-disjoint paths from sources to a claim, by one augmenting path after the other from the claim backwards.
    /// `way_of(a)` is what the way of an attribution leads through, from its claim on; nothing if it leads nowhere.
    /// Vertex v is split into 2v (towards the claim) and 2v + 1 (away from it) with room for one path between them.
    template <class WayOf>
    [[nodiscard]] std::uint64_t disjoint_paths(std::uint32_t claim, WayOf way_of) const {
        std::map<std::uint64_t, std::uint32_t> vertex;
        std::vector<std::map<std::uint32_t, int>> free(1);  // the first node is the end of all paths
        auto const enter = [&](std::uint64_t key) {
            auto const [at, is_new] = vertex.emplace(key, static_cast<std::uint32_t>(free.size()));
            if (is_new) {
                free.resize(free.size() + 2);
                free[at->second][at->second + 1] = key == claim ? static_cast<int>(room_.attributions.size()) : 1;
            }
            return at->second;
        };
        for (std::uint32_t c : behind(claim, all()).claims)
            for (std::uint32_t a : of_claim_[c]) {
                std::uint32_t at = enter(c);
                auto const way = way_of(a);
                if (way.empty()) continue;
                for (std::uint64_t key : way) {
                    std::uint32_t const to = enter(key);
                    free[at + 1][to] = 1;
                    at = to;
                }
                if (room_.ground(a) == none) free[at + 1][0] = 1;
            }
        std::uint32_t const start = enter(claim);
        for (std::uint64_t paths = 0;; ++paths) {
            std::vector<std::uint32_t> from(free.size(), none), open{start};
            from[start] = start;
            for (std::size_t i = 0; i < open.size() && from[0] == none; ++i)
                for (auto const& [to, capacity] : free[open[i]])
                    if (capacity > 0 && from[to] == none) {
                        from[to] = open[i];
                        open.push_back(to);
                    }
            if (from[0] == none) return paths;
            for (std::uint32_t v = 0; v != start; v = from[v]) {
                --free[from[v]][v];
                ++free[v][from[v]];
            }
        }
    }

    Newsroom const& room_;
    std::vector<std::vector<std::uint32_t>> of_claim_;
};

struct Operation {
    char const* name;
    std::uint32_t usual;  ///< how many questions; 0: it is one question
    std::uint64_t (*answer)(Answers const&, std::uint32_t);
};

constexpr Operation operations[] = {
    {"1.ingest_with_questions", 0, [](Answers const& a, std::uint32_t) { return a.between_batches(); }},
    {"2.lookup", 1'000'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"2.lookup_batch", 1'000'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"3.trace", 100'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"3.origins", 100'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"3.trace_by_hand", 100'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"3.trace_subcomponent", 100'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"3.trace_batch20000", 20'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"2.lookup_compacted", 1'000'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"2.lookup_batch_compacted", 1'000'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"3.trace_compacted", 100'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"3.trace_batch20000_compacted", 20'000, [](Answers const& a, std::uint32_t count) { return a.traces(count); }},
    {"4.groups", 0, [](Answers const& a, std::uint32_t) { return a.groups(); }},
    {"5a.dominators", 0, [](Answers const& a, std::uint32_t) { return a.dominated(); }},
    {"5b.cascade_full", 10, [](Answers const& a, std::uint32_t count) { return a.lost(count); }},
    {"5c.cascade_incremental", 100, [](Answers const& a, std::uint32_t count) { return a.lost(count); }},
    {"5c.the_most_cited", 1, [](Answers const& a, std::uint32_t count) { return a.lost(count); }},
    {"5c.most_cited", 50, [](Answers const& a, std::uint32_t count) { return a.lost(2 * count, 0, 2); }},
    {"5c.random", 50, [](Answers const& a, std::uint32_t count) { return a.lost(2 * count, 1, 2); }},
    {"6.asof_100_graph", 100, [](Answers const& a, std::uint32_t count) { return a.as_of(count); }},
    {"6.asof_100_reports", 100, [](Answers const& a, std::uint32_t count) { return a.as_of(count); }},
    {"6.asof_100", 100, [](Answers const& a, std::uint32_t count) { return a.as_of(count); }},
    {"6.asof_100_indexed", 100, [](Answers const& a, std::uint32_t count) { return a.as_of(count); }},
    {"7.independent_origins", 20'000, [](Answers const& a, std::uint32_t count) { return a.independent(count); }},
    {"7.corroboration", 20'000, [](Answers const& a, std::uint32_t count) { return a.lines(count); }},
    {"8.merge4", 0, [](Answers const& a, std::uint32_t) { return a.merged(); }},
    {"9.image_open", 20'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"9.image_open_checksums", 20'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"9.image_open_everything", 20'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
    {"9.image_open_trusted", 20'000, [](Answers const& a, std::uint32_t count) { return a.lookups(count); }},
};

void print(Answers const& answers, std::string const& asked) {
    std::string const name = asked.substr(0, asked.find('@'));
    auto const* const found = std::find_if(std::begin(operations), std::end(operations),
                                           [&](Operation const& operation) { return name == operation.name; });
    if (found == std::end(operations)) throw std::runtime_error(asked + ": no such operation");
    std::uint32_t count = found->usual;
    if (name.size() != asked.size()) {
        char const* const end = asked.data() + asked.size();
        auto const [stop, error] = std::from_chars(asked.data() + name.size() + 1, end, count);
        if (error != std::errc() || stop != end || count == 0 || found->usual == 0)
            throw std::runtime_error(asked + ": no number of questions");
    }
    std::printf("%s\t%llu\n", asked.c_str(), static_cast<unsigned long long>(found->answer(answers, count)));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::fputs("usage: answers FILE [operation[@questions]...]\n", stderr);
        return 2;
    }
    Newsroom const room = read_file(argv[1]);
    Answers const answers(room);
    for (int i = 2; i < argc; ++i) print(answers, argv[i]);
    if (argc == 2)
        for (Operation const& operation : operations) print(answers, operation.name);
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "answers: %s\n", e.what());
    return 1;
}
