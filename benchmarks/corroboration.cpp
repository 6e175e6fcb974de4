// SPDX-License-Identifier: BSL-1.0
// Who stands behind a claim, beside Boost.Graph and SQLite: corroboration [claims [asked]]
//
// A newsroom of 400,000 claims (a million attributions) is recorded, and 100,000 of its claims are asked for. The plain
// way has the same chains in a Boost.Graph: for each claim a breadth-first visit collects what is behind it and counts
// the sources at the ends of the chains; and for some claims Edmonds and Karp's algorithm counts the lines on the
// network of that part. SQLite has the attributions in a table in memory, with covering indices that are made after
// loading, and for one claim in ten counts the sources by a recursive query. The plain ways know nothing of identity,
// lineage, documents or chains. Counts are compared in the same run, and the program fails if they differ. Without
// SQLite's package it is left out, and says so.

#include "measure.hpp"
#include "recorder.hpp"
#ifdef ASCRIBE_HAS_SQLITE
#include "sqlite.hpp"
#endif
#include "workload.hpp"
#include <ascribe/analysis/corroboration.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

namespace {

using namespace ascribe;
using measure::seconds;
using workload::Newsroom;

void check(bool is_right, char const* what) {
    if (is_right) return;
    std::fprintf(stderr, "the answers differ: %s\n", what);
    std::exit(EXIT_FAILURE);
}

void report(char const* what, double time, std::size_t asked, std::uint64_t sum, char const* of) {
    std::printf("%-52s %9.2f us a claim  (%llu %s)\n", what, time / static_cast<double>(asked) * 1e6,
                static_cast<unsigned long long>(sum), of);
    std::fflush(stdout);
}

using Compact = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                   boost::no_property, std::uint32_t, std::uint32_t>;

/// The chains backwards: claims lead to the claims that their attributions rest on.
class Plain {
public:
    explicit Plain(Newsroom const& room) : room_(room), of_claim_(room.claims.size() + 1, 0) {
        auto const count = static_cast<std::uint32_t>(room.claims.size());
        for (auto const& a : room.attributions) ++of_claim_[a.claim + 1];
        for (std::size_t i = 1; i < of_claim_.size(); ++i) of_claim_[i] += of_claim_[i - 1];
        attributions_.resize(room.attributions.size());
        std::vector<std::uint32_t> fill(of_claim_.begin(), of_claim_.end() - 1);
        for (std::uint32_t i = 0; i < attributions_.size(); ++i) attributions_[fill[room.attributions[i].claim]++] = i;

        // What has support at all: chains that begin somewhere, searched forwards.
        std::vector<std::pair<std::uint32_t, std::uint32_t>> forwards, backwards;
        for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
            std::uint32_t const ground = room.ground(i);
            forwards.emplace_back(ground == workload::none ? count : ground, room.attributions[i].claim);
        }
        Compact const graph(boost::edges_are_unsorted_multi_pass, forwards.begin(), forwards.end(), count + 1);
        std::vector<boost::default_color_type> color(count + 1, boost::white_color);
        boost::queue<std::uint32_t> queue;
        auto const index = boost::get(boost::vertex_index, graph);
        boost::breadth_first_visit(graph, count, queue, boost::default_bfs_visitor(),
                                   boost::make_iterator_property_map(color.begin(), index));
        supported_.resize(count);
        for (std::uint32_t c = 0; c < count; ++c) supported_[c] = color[c] != boost::white_color;
        for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
            std::uint32_t const ground = room.ground(i);
            if (ground != workload::none && supported_[ground])
                backwards.emplace_back(room.attributions[i].claim, ground);
        }
        back_ = Compact(boost::edges_are_unsorted_multi_pass, backwards.begin(), backwards.end(), count);
        color_.assign(count, boost::white_color);
    }

    /// Claims behind this one, itself first.
    std::vector<std::uint32_t> const& behind(std::uint32_t claim) {
        reached_.clear();
        if (!supported_[claim]) return reached_;
        struct Collect : boost::default_bfs_visitor {
            std::vector<std::uint32_t>* found;
            void discover_vertex(std::uint32_t v, Compact const&) const { found->push_back(v); }
        } collect;
        collect.found = &reached_;
        boost::queue<std::uint32_t> queue;
        boost::breadth_first_visit(
            back_, claim, queue, collect,
            boost::make_iterator_property_map(color_.begin(), boost::get(boost::vertex_index, back_)));
        for (std::uint32_t v : reached_) color_[v] = boost::white_color;
        return reached_;
    }
    template <class Visit>
    void each_standing(std::uint32_t claim, Visit visit) const {
        for (std::uint32_t i = of_claim_[claim]; i < of_claim_[claim + 1]; ++i) {
            std::uint32_t const ground = room_.ground(attributions_[i]);
            if (ground == workload::none || supported_[ground]) visit(attributions_[i], ground);
        }
    }
    /// Sources at the ends of the chains.
    std::size_t voices(std::uint32_t claim) {
        ends_.clear();
        for (std::uint32_t c : behind(claim))
            each_standing(c, [&](std::uint32_t a, std::uint32_t ground) {
                if (ground == workload::none) ends_.push_back(room_.attributions[a].source);
            });
        std::sort(ends_.begin(), ends_.end());
        return static_cast<std::size_t>(std::unique(ends_.begin(), ends_.end()) - ends_.begin());
    }
    /// Vertex-disjoint ways from the ends to the claim.
    std::size_t lines(std::uint32_t claim) {
        using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
        using Network = boost::adjacency_list<
            boost::vecS, boost::vecS, boost::directedS, boost::no_property,
            boost::property<boost::edge_capacity_t, int,
                            boost::property<boost::edge_residual_capacity_t, int,
                                            boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
        Network network(2);
        auto const capacity = boost::get(boost::edge_capacity, network);
        auto const reverse = boost::get(boost::edge_reverse, network);
        auto const arc = [&](std::size_t from, std::size_t to, int room) {
            auto const forth = boost::add_edge(from, to, network).first;
            auto const back = boost::add_edge(to, from, network).first;
            capacity[forth] = room;
            capacity[back] = 0;
            reverse[forth] = back;
            reverse[back] = forth;
        };
        std::map<std::pair<char, std::uint32_t>, std::size_t> entries;
        auto const vertex = [&](char kind, std::uint32_t number) {
            auto const [at, is_new] = entries.try_emplace({kind, number}, 0);
            if (is_new) {
                at->second = boost::add_vertex(network);
                arc(at->second, boost::add_vertex(network), 1);
            }
            return at->second;
        };
        constexpr int many = 1 << 20;
        for (std::uint32_t c : std::vector<std::uint32_t>(behind(claim)))
            each_standing(c, [&](std::uint32_t a, std::uint32_t ground) {
                std::size_t const source = vertex('s', room_.attributions[a].source);
                std::size_t const document = vertex('d', a / 2);
                if (ground == workload::none)
                    arc(0, source, many);
                else
                    arc(vertex('c', ground) + 1, source, many);
                arc(source + 1, document, many);
                arc(document + 1, c == claim ? 1 : vertex('c', c), many);
            });
        return static_cast<std::size_t>(boost::edmonds_karp_max_flow(network, 0, 1));
    }

private:
    Newsroom const& room_;
    std::vector<std::uint32_t> of_claim_, attributions_, reached_, ends_;
    std::vector<bool> supported_;
    std::vector<boost::default_color_type> color_;
    Compact back_;
};

#ifdef ASCRIBE_HAS_SQLITE
/// The same attributions in a table.
class Table {
public:
    explicit Table(Newsroom const& room) {
        database_.run(
            "create table attribution(id integer primary key, claim integer, source integer, ground integer); begin");
        sqlite::Statement insert = database_.prepare("insert into attribution values(?,?,?,?)");
        for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
            insert.bind(1, i);
            insert.bind(2, room.attributions[i].claim);
            insert.bind(3, room.attributions[i].source);
            if (room.ground(i) == workload::none)
                insert.bind_null(4);
            else
                insert.bind(4, room.ground(i));
            insert.step();
        }
        // Without statistics: with them SQLite reads the whole table for each claim, to make a filter of it.
        database_.run("commit; create index by_claim on attribution(claim, ground, source)");
        count_.reset(new sqlite::Statement(database_.prepare(
            // A claim without support leads to no end, so it adds nothing.
            "with recursive behind(claim) as (select ?1 union"
            " select a.ground from behind cross join attribution a indexed by by_claim on a.claim = behind.claim"
            " where a.ground is not null)"
            " select count(distinct a.source)"
            " from behind cross join attribution a indexed by by_claim on a.claim = behind.claim"
            " where a.ground is null")));
    }
    /// Sources at the ends of the chains.
    std::size_t voices(std::uint32_t claim) {
        count_->bind(1, claim);
        return static_cast<std::size_t>(count_->answer());
    }

private:
    sqlite::Database database_;
    std::unique_ptr<sqlite::Statement> count_;
};
#endif

}  // namespace

int main(int argc, char** argv) {
    long const claims = argc > 1 ? std::atol(argv[1]) : 400'000;
    long const wanted = argc > 2 ? std::atol(argv[2]) : 100'000;
    if (claims < 1000 || claims > 40'000'000 || wanted < 1 || wanted > claims) {
        std::fputs("usage: corroboration [claims [asked]], with 1000 to 40000000 claims\n", stderr);
        return 2;
    }
    Newsroom const room = workload::make(static_cast<std::uint32_t>(claims));
    workload::Recorder recorder(room);
    recorder.entities();
    recorder.from_handles();
    Graph const graph = recorder.graph();
    std::vector<std::uint32_t> numbers;
    std::vector<ClaimId> asked;
    for (long i = 0; i < wanted; ++i) {
        numbers.push_back(static_cast<std::uint32_t>(i * claims / wanted));
        asked.push_back(recorder.claims()[numbers.back()]);
    }
    std::printf("%u claims, %u attributions, %zu asked\n", graph.count(Category::claim),
                graph.count(Category::attribution), asked.size());

    std::optional<View> view;
    double const viewing = seconds([&] { view.emplace(graph); });
    std::printf("view: %.3f s\n", viewing);

    std::vector<std::size_t> voices(asked.size()), lines(asked.size());
    std::uint64_t sum = 0;
    std::vector<double> own_time;  // a claim
    auto const own = [&](char const* what, CorroborationOptions const& options, auto use) {
        sum = 0;
        double const time = seconds([&] {
            Corroborator corroborate(*view, options);
            for (std::size_t i = 0; i < asked.size(); ++i) use(i, corroborate(asked[i]));
        });
        own_time.push_back(time / static_cast<double>(asked.size()));
        report(what, time, asked.size(), sum, options.lines ? "lines" : "voices");
    };
    own("corroboration, support only, without lines", {.opposition = false, .lines = false},
        [&](std::size_t i, Corroboration const& c) { sum += voices[i] = c.support.voices.size(); });
    own("corroboration, both sides and lines", {},
        [&](std::size_t i, Corroboration const& c) { sum += lines[i] = c.lines.lines; });

    std::optional<Plain> plain;
    std::printf("Boost.Graph: %.3f s to build\n", seconds([&] { plain.emplace(room); }));
    std::size_t differing = 0;
    sum = 0;
    double const searching = seconds([&] {
        for (std::size_t i = 0; i < asked.size(); ++i) {
            std::size_t const found = plain->voices(numbers[i]);
            sum += found;
            differing += found == voices[i] ? 0 : 1;
        }
    });
    report("Boost.Graph, breadth-first visit, ends of chains", searching, asked.size(), sum, "voices");
    check(differing == 0, "number of voices");
    double const counting = searching / static_cast<double>(asked.size());
    std::printf("  times corroboration without lines: %.2f\n", counting / own_time[0]);
#ifdef ASCRIBE_HAS_SQLITE
    {
        std::optional<Table> table;
        std::printf("SQLite: %.3f s to load and index\n", seconds([&] { table.emplace(room); }));
        std::size_t const tenth = (asked.size() + 9) / 10;
        sum = 0;
        double const asking = seconds([&] {
            for (std::size_t i = 0; i < asked.size(); i += 10) {
                std::size_t const found = table->voices(numbers[i]);
                sum += found;
                differing += found == voices[i] ? 0 : 1;
            }
        });
        report("SQLite, recursive query, one claim in 10", asking, tenth, sum, "voices");
        std::printf("  times corroboration without lines: %.2f\n", asking / static_cast<double>(tenth) / own_time[0]);
        check(differing == 0, "number of voices by SQL");
    }
#else
    std::puts("SQLite: LEFT OUT, libsqlite3-dev was not there when this was built");
#endif
    std::size_t const some = (asked.size() + 49) / 50;
    sum = 0;
    double const flowing = seconds([&] {
        for (std::size_t i = 0; i < asked.size(); i += 50) {
            std::size_t const found = plain->lines(numbers[i]);
            sum += found;
            differing += found == lines[i] ? 0 : 1;
        }
    });
    report("Boost.Graph, Edmonds and Karp, one claim in 50", flowing, some, sum, "lines");
    std::printf("  times corroboration with both sides and lines: %.2f\n",
                flowing / static_cast<double>(some) / own_time[1]);
    check(differing == 0, "number of lines");
    return 0;
}
