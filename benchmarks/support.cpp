// SPDX-License-Identifier: BSL-1.0
// What hangs on whom, beside Boost.Graph: support [claims]...
//
// For each number of claims (400,000 by default, that is 1 million attributions) a newsroom is recorded, and asked what
// its sources hold up: which claims fall with each of 50 most cited sources and 50 others; on which single records each
// claim hangs; and, on the graph of plain chains, which claim or origin is the last that all chains to a claim go
// through. The plain way has the same chains in a Boost.Graph: it searches all of it again without the source, and
// finds dominators by Lengauer and Tarjan. Answers are compared in the same run, and the program fails if they differ
// where they must not.

#include "measure.hpp"
#include "recorder.hpp"
#include "workload.hpp"
#include <ascribe/analysis/derive.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/withdrawal.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dominator_tree.hpp>

namespace {

using namespace ascribe;
using measure::seconds;
using workload::Newsroom;

void report(std::uint32_t claims, char const* what, double value, char const* unit, std::uint64_t sum = 0) {
    std::printf("%8u claims  %-52s %12.3f %-8s", claims, what, value, unit);
    if (sum != 0) std::printf("  sum %llu", static_cast<unsigned long long>(sum));
    std::printf("\n");
    std::fflush(stdout);
}

void check(bool is_right, char const* what) {
    if (is_right) return;
    std::fprintf(stderr, "the answers differ: %s\n", what);
    std::exit(EXIT_FAILURE);
}

struct OfSource {
    std::uint32_t source = 0;
};

/// Root, sources, claims: the edges of plain chains, each with the source of its attribution.
struct Chains {
    std::uint32_t first_claim = 0, vertices = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<OfSource> sources;

    explicit Chains(Newsroom const& room) {
        first_claim = 1 + room.sources;
        vertices = first_claim + static_cast<std::uint32_t>(room.claims.size());
        for (std::uint32_t s = 0; s < room.sources; ++s) add(0, 1 + s, workload::none);
        for (std::size_t i = 0; i < room.attributions.size(); ++i) {
            auto const& a = room.attributions[i];
            auto const ground = room.ground(i);
            add(ground == workload::none ? 1 + a.source : first_claim + ground, first_claim + a.claim, a.source);
        }
    }
    void add(std::uint32_t from, std::uint32_t to, std::uint32_t source) {
        edges.emplace_back(from, to);
        sources.push_back({source});
    }
};

using Compact = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, OfSource, boost::no_property,
                                                   std::uint32_t, std::uint32_t>;
using Adjacency = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// Claims that are reached from the root without the attributions of one source.
std::uint64_t reached_without(Compact const& graph, std::uint32_t first_claim, std::uint32_t source) {
    std::vector<bool> seen(boost::num_vertices(graph));
    std::vector<std::uint32_t> open{0};
    std::uint64_t count = 0;
    while (!open.empty()) {
        auto const at = open.back();
        open.pop_back();
        auto const [begin, end] = boost::out_edges(at, graph);
        for (auto edge = begin; edge != end; ++edge) {
            auto const to = static_cast<std::uint32_t>(boost::target(*edge, graph));
            if (seen[to] || graph[*edge].source == source) continue;
            seen[to] = true;
            count += to >= first_claim ? 1U : 0U;
            open.push_back(to);
        }
    }
    return count;
}

/// Even ones are the most cited, odd ones any.
std::vector<std::uint32_t> asked_sources(Newsroom const& room, std::uint32_t count) {
    std::vector<std::uint32_t> cited(room.sources), order(room.sources);
    for (auto const& a : room.attributions) ++cited[a.source];
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return cited[a] > cited[b]; });
    std::vector<std::uint32_t> asked;
    for (std::uint32_t i = 0; i < count; ++i)
        asked.push_back(i % 2 == 0 ? order[i / 2]
                                   : static_cast<std::uint32_t>(workload::mix(0x5005 + i) % room.sources));
    return asked;
}

class Questions {
public:
    Questions(Newsroom const& room, workload::Recorder const& recorder)
        : room_(room),
          claims_(static_cast<std::uint32_t>(room.claims.size())),
          graph_(recorder.graph()),
          of_room_(recorder.claims()),
          chains_(room) {
        for (std::uint32_t s = 0; s < room.sources; ++s) sources_.push_back(graph_.find_actor(workload::Key('s', s)));
    }

    void ask() {
        tell("view", seconds([&] { view_.emplace(graph_); }));
        std::shared_ptr<SupportGraph const> support;
        tell("graph of support", seconds([&] { support = std::make_shared<SupportGraph const>(*view_); }));
        dominators();
        single_points(support);
        support.reset();
        withdrawals();
        points_.reset();
        double const counting = seconds([&] {
            auto const counts = derive_all(*view_, ChainCount());
            for (ClaimId claim : graph_.claims()) sum_ += counts.of(claim) == ChainCount().unbounded() ? 1U : 0U;
        });
        report(claims_, "number of ways to every claim (without number: sum)", counting, "s", sum_);
    }

private:
    Newsroom const& room_;
    std::uint32_t claims_;
    Graph graph_;
    std::vector<ClaimId> const& of_room_;
    Chains chains_;
    std::vector<ActorId> sources_;
    std::optional<View> view_;
    std::optional<SinglePoints> points_;
    std::uint64_t sum_ = 0;
    double boost_dominators_ = 0;
    std::vector<Node> last_;  ///< of all chains, by claim

    void tell(char const* what, double time) const { report(claims_, what, time, "s"); }

    void dominators() {
        std::vector<Node> own;
        double const time = seconds([&] { own = chain_dominators(*view_); });
        auto const found = static_cast<std::uint64_t>(
            std::count_if(own.begin(), own.end(), [](Node node) { return static_cast<bool>(node); }));
        report(claims_, "last of all chains, every claim: chain_dominators", time, "s", found);

        Adjacency graph(chains_.edges.begin(), chains_.edges.end(), chains_.vertices);
        auto const no_vertex = boost::graph_traits<Adjacency>::null_vertex();
        std::vector<std::size_t> visit(chains_.vertices, (std::numeric_limits<std::size_t>::max)()),
            parent(chains_.vertices, no_vertex), by_visit(chains_.vertices, no_vertex),
            plain(chains_.vertices, no_vertex);
        auto const index = boost::get(boost::vertex_index, graph);
        auto const map = [&](std::vector<std::size_t>& values) {
            return boost::make_iterator_property_map(values.begin(), index);
        };
        double const theirs = seconds([&] {
            boost::lengauer_tarjan_dominator_tree(graph, boost::vertex(0, graph), index, map(visit), map(parent),
                                                  by_visit, map(plain));
        });
        std::uint64_t theirs_found = 0, others = 0, missed = 0;
        for (std::uint32_t c = 0; c < claims_; ++c) {
            auto const at = plain[chains_.first_claim + c];
            bool const has = at != no_vertex && at != 0;
            theirs_found += has ? 1U : 0U;
            Node const mine = own[of_room_[c].number()];
            Node const other = !has                       ? Node()
                               : at < chains_.first_claim ? Node(sources_[at - 1])
                                                          : Node(of_room_[at - chains_.first_claim]);
            if (mine == other) continue;
            ++others;
            missed += !has ? 1U : 0U;
        }
        boost_dominators_ = theirs;
        last_ = std::move(own);
        report(claims_, "the same: Boost.Graph, Lengauer and Tarjan", theirs, "s", theirs_found);
        report(claims_, "  times ours", theirs / time, "");
        report(claims_, "  claims answered otherwise", static_cast<double>(others), "claims");
        report(claims_, "  of them without an answer by Boost.Graph", static_cast<double>(missed), "claims");
    }

    void single_points(std::shared_ptr<SupportGraph const> const& support) {
        double const time = seconds([&] { points_.emplace(support); });
        std::uint64_t sum = 0;
        double const reading = seconds([&] {
            for (ClaimId claim : graph_.claims()) sum += points_->of(claim).size();
        });
        report(claims_, "single points of every claim, from the graph of support", time, "s");
        report(claims_, "reading all of them", reading, "s", sum);
        report(claims_, "  Boost.Graph's dominator tree: times ours, view and graph of support aside",
               boost_dominators_ / time, "");
        // The last of all chains is one of the points, and Boost.Graph's dominators are no others.
        std::uint64_t with_last = 0;
        for (ClaimId claim : graph_.claims())
            if (Node const last = last_[claim.number()]) {
                check(points_->is_point(last, claim), "dominators and single points");
                ++with_last;
            }
        report(claims_, "  dominators that are single points, too: all", static_cast<double>(with_last), "claims");
        constexpr std::uint32_t asked = 20'000;
        std::uint64_t one_by_one = 0, again = 0;
        double const local = seconds([&] {
            for (std::uint32_t i = 0; i < asked; ++i)
                one_by_one += ascribe::single_points(*view_, of_room_[room_.asked_claim(i)]).size();
        });
        for (std::uint32_t i = 0; i < asked; ++i) again += points_->of(of_room_[room_.asked_claim(i)]).size();
        check(one_by_one == again, "single points of one claim");
        report(claims_, "single points of one claim, by itself", local / asked * 1e6, "us", one_by_one);
    }

    void withdrawals() {
        std::optional<Withdrawals> own;
        tell("withdrawals, made once", seconds([&] { own.emplace(*view_); }));
        auto const asked = asked_sources(room_, 100);
        std::vector<std::uint64_t> lost(asked.size());
        double time[2] = {0, 0};
        double longest = 0;
        constexpr int times = 3;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            double const one = seconds([&] {
                                   for (int round = 0; round < times; ++round)
                                       lost[i] = own->lost(sources_[asked[i]]).size();
                               }) /
                               times;
            time[i % 2] += one;
            longest = (std::max)(longest, one);
        }
        auto const sum = std::accumulate(lost.begin(), lost.end(), std::uint64_t{0});
        report(claims_, "withdrawal of one of the 50 most cited sources", time[0] / 50 * 1e3, "ms");
        report(claims_, "withdrawal of the most expensive one", longest * 1e3, "ms");
        report(claims_, "withdrawal of one of 50 other sources", time[1] / 50 * 1e3, "ms");
        report(claims_, "withdrawal, mean of the 100", (time[0] + time[1]) / 100 * 1e3, "ms", sum);

        constexpr std::size_t few = 10;
        Compact const graph(boost::edges_are_unsorted_multi_pass, chains_.edges.begin(), chains_.edges.end(),
                            chains_.sources.begin(), chains_.vertices);
        std::uint64_t const all = reached_without(graph, chains_.first_claim, workload::none - 1);
        double const theirs = seconds([&] {
                                  for (std::size_t i = 0; i < few; ++i)
                                      check(all - reached_without(graph, chains_.first_claim, asked[i]) == lost[i],
                                            "withdrawal of a source");
                              }) /
                              few;
        auto const of_few = std::accumulate(lost.begin(), lost.begin() + few, std::uint64_t{0});
        report(claims_, "the same for 10: Boost.Graph, searched anew each time", theirs * 1e3, "ms", of_few);
        report(claims_, "  times ours (mean)", theirs / ((time[0] + time[1]) / 100), "");

        // A source is a single point of exactly the claims that fall with it.
        for (std::size_t i = 0; i < few; ++i) {
            std::uint64_t points = 0;
            for (ClaimId claim : graph_.claims()) points += points_->is_point(sources_[asked[i]], claim) ? 1U : 0U;
            check(points == lost[i], "single points and withdrawal");
        }

        std::uint64_t of_all = 0;
        double const each = seconds([&] {
            for (ActorId source : sources_) of_all += own->count_lost(source);
        });
        report(claims_, "withdrawal of each source of the graph", each, "s", of_all);
        report(claims_, "  for one source", each / static_cast<double>(sources_.size()) * 1e3, "ms");
        report(claims_, "  Boost.Graph, searched anew for each: times ours, at the mean of 10",
               theirs * static_cast<double>(sources_.size()) / each, "");
    }
};

void run(std::uint32_t claims) {
    Newsroom const room = workload::make(claims);
    workload::Recorder recorder(room);
    recorder.entities();
    recorder.from_handles();
    report(claims, "attributions", static_cast<double>(room.attributions.size()), "");
    Questions(room, recorder).ask();
}

}  // namespace

int main(int argc, char** argv) {
    return measure::for_each_size(argc, argv, {400'000}, run);
}
