// SPDX-License-Identifier: BSL-1.0
#include "citation_graph.hpp"

#include <igraph/igraph.h>
#include <memory>

namespace {

using namespace peers;

/// The library ends the program on any error, as is its default.
class Integers {
public:
    explicit Integers(igraph_integer_t size = 0) { igraph_vector_int_init(&vector_, size); }
    Integers(Integers const&) = delete;
    Integers& operator=(Integers const&) = delete;
    ~Integers() { igraph_vector_int_destroy(&vector_); }
    [[nodiscard]] igraph_vector_int_t* get() { return &vector_; }
    [[nodiscard]] std::uint32_t operator[](igraph_integer_t i) const {
        return static_cast<std::uint32_t>(VECTOR(vector_)[i]);
    }
    [[nodiscard]] igraph_integer_t size() const { return igraph_vector_int_size(&vector_); }

private:
    igraph_vector_int_t vector_;
};

class Graph {
public:
    Graph(CitationGraph const& citations) {
        Integers edges(2 * igraph_integer_t{citations.edges()});
        for (std::uint32_t e = 0; e < citations.edges(); ++e) {
            VECTOR(*edges.get())[2 * igraph_integer_t{e}] = citations.from(e);
            VECTOR(*edges.get())[2 * igraph_integer_t{e} + 1] = citations.to(e);
        }
        igraph_create(&graph_, edges.get(), citations.vertices(), IGRAPH_DIRECTED);
    }
    Graph(Graph const& other) { igraph_copy(&graph_, &other.graph_); }
    Graph& operator=(Graph const&) = delete;
    ~Graph() { igraph_destroy(&graph_); }
    [[nodiscard]] igraph_t* get() { return &graph_; }

private:
    igraph_t graph_;
};

/// Without the source's edges, in a copy.
std::uint64_t standing(Newsroom const& room, Graph const& graph, std::uint32_t without) {
    Graph copy(graph);
    Integers removed, reached;
    for (std::uint32_t a = 0; a < room.attributions.size(); ++a)
        if (room.attributions[a].source == without) igraph_vector_int_push_back(removed.get(), room.sources + a);
    igraph_delete_edges(copy.get(), igraph_ess_vector(removed.get()));
    igraph_subcomponent(copy.get(), reached.get(), 0, IGRAPH_OUT);
    std::uint64_t count = 0;
    for (igraph_integer_t i = 0; i < reached.size(); ++i) count += reached[i] > room.sources ? 1U : 0U;
    return count;
}

void run(Report const& report, Newsroom const& room) {
    CitationGraph const citations(room);
    bool const large = room.claims.size() > 200'000;
    Memory const memory;
    std::unique_ptr<Graph> graph;
    // What an edge knows stands beside the graph, by its number: the library's own attributes are slower.
    std::vector<Cited> cited;
    double const time = seconds([&] {
        graph = std::make_unique<Graph>(citations);
        for (std::uint32_t e = 0; e < citations.edges(); ++e) cited.push_back(citations.cited(e));
    });
    report_recording(report, room, time, memory);

    Integers found;
    ask_lookups(report, room, 300'000, [&](std::uint32_t vertex, auto f) {
        igraph_incident(graph->get(), found.get(), vertex, IGRAPH_IN);
        for (igraph_integer_t i = 0; i < found.size(); ++i) f(cited[found[i]]);
    });
    ask_traces(report, room, 20'000, [&](std::uint32_t vertex, auto f) {
        igraph_neighbors(graph->get(), found.get(), vertex, IGRAPH_IN);
        for (igraph_integer_t i = 0; i < found.size(); ++i) f(found[i]);
    });
    std::uint32_t const traces = large ? 200 : 2000;
    ask_claims(report, room, times("3.trace_subcomponent", traces, 100'000), traces, [&](std::uint32_t claim) {
        igraph_subcomponent(graph->get(), found.get(), citations.first_claim() + claim, IGRAPH_IN);
        std::uint64_t origins = 0;
        for (igraph_integer_t i = 0; i < found.size(); ++i)
            origins += found[i] > 0 && found[i] < citations.first_claim() ? 1U : 0U;
        return origins;
    });
    ask_all(report, "5a.dominators", large ? 1 : 3, [&] {
        Integers dominator, unreached;
        igraph_dominator_tree(graph->get(), 0, dominator.get(), nullptr, unreached.get(), IGRAPH_OUT);
        std::uint64_t dominated = 0;
        for (std::uint32_t v = citations.first_claim(); v < citations.vertices(); ++v)
            dominated += VECTOR(*dominator.get())[v] > 0 ? 1U : 0U;
        return dominated;
    });
    ask_cascades(report, room, 10, [&](std::uint32_t without) { return standing(room, *graph, without); });
    std::printf("# igraph " IGRAPH_VERSION "\n");
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "igraph", run);
}
