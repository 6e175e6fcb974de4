// SPDX-License-Identifier: BSL-1.0
// Boost's fastest graph: compressed sparse rows, which cannot grow.
#include "citation_graph.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>

namespace boost {

/// The dominator tree asks for it, and this graph lacks it.
template <class V, class E, class G, class Vertex, class Index>
Vertex degree(Vertex v, compressed_sparse_row_graph<bidirectionalS, V, E, G, Vertex, Index> const& graph) {
    return static_cast<Vertex>(in_degree(v, graph) + out_degree(v, graph));
}

}  // namespace boost

#include "boost.hpp"

#include <memory>
#include <utility>

namespace {

using namespace peers;

using Graph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, Cited, boost::no_property,
                                                 std::uint32_t, std::uint32_t>;

std::unique_ptr<Graph> record(Newsroom const& room) {
    CitationGraph const citations(room);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<Cited> cited;
    edges.reserve(citations.edges());
    cited.reserve(citations.edges());
    for (std::uint32_t e = 0; e < citations.edges(); ++e) {
        edges.push_back({citations.from(e), citations.to(e)});
        cited.push_back(citations.cited(e));
    }
    return std::make_unique<Graph>(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), cited.begin(),
                                   citations.vertices());
}

void run(Report const& report, Newsroom const& room) {
    Memory const memory;
    std::unique_ptr<Graph> graph;
    double const time = seconds([&] { graph = record(room); });
    report_recording(report, room, time, memory);
    ask_boost(report, room, *graph);
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "boost_csr", run);
}
