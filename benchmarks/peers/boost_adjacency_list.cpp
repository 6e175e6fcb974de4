// SPDX-License-Identifier: BSL-1.0
// What a user of C++ writes first: an adjacency list with bundled properties, that grows as one goes.
#include "boost.hpp"

#include <string>
#include <unordered_map>
#include <utility>

#include <boost/graph/adjacency_list.hpp>

namespace {

using namespace peers;

struct Said {
    std::uint32_t event;
    std::uint32_t property;
    std::int32_t low;
    std::int32_t high;
    std::uint32_t date;
    std::string text;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Said, Cited>;

Graph record(Newsroom const& room, std::vector<std::string> const& texts) {
    CitationGraph const citations(room);
    Graph graph(citations.vertices());
    for (std::size_t c = 0; c < room.claims.size(); ++c) {
        auto const& claim = room.claims[c];
        graph[citations.first_claim() + c] = {
            claim.event, claim.property, claim.low,
            claim.high,  claim.date,     claim.is_text ? texts[static_cast<std::uint32_t>(claim.low)] : ""};
    }
    for (std::uint32_t e = 0; e < citations.edges(); ++e)
        add_edge(citations.from(e), citations.to(e), citations.cited(e), graph);
    return graph;
}

std::uint64_t count_groups(Newsroom const& room, Graph const& graph) {
    std::uint32_t const first = CitationGraph(room).first_claim();
    struct Group {
        std::uint32_t vertex;
        bool has_second_value;
    };
    std::unordered_map<std::uint64_t, Group> groups;
    groups.reserve(room.claims.size());
    for (std::uint32_t v = first; v < num_vertices(graph); ++v) {
        Said const& said = graph[v];
        auto const [at, is_new] =
            groups.try_emplace(std::uint64_t{said.event} * Newsroom::properties + said.property, Group{v, false});
        Said const& other = graph[at->second.vertex];
        if (!is_new && (said.low != other.low || said.high != other.high || said.text != other.text))
            at->second.has_second_value = true;
    }
    std::uint64_t count = 0;
    for (auto const& group : groups) count += group.second.has_second_value ? 1U : 0U;
    return count;
}

void run(Report const& report, Newsroom const& room) {
    auto const texts = all_texts(room);
    Memory const memory;
    Graph graph;
    double const time = seconds([&] { graph = record(room, texts); });
    report_recording(report, room, time, memory);
    ask_boost(report, room, graph);
    ask_all(report, "4.groups", 3, [&] { return count_groups(room, graph); });
    std::uint32_t const first = CitationGraph(room).first_claim();
    ask_as_of(report, "6.asof_100", room.claims.size() > 200'000 ? 20 : 100,
              [&](std::uint32_t property, std::uint32_t day) {
                  std::uint64_t count = 0;
                  for (std::uint32_t v = first; v < num_vertices(graph); ++v) {
                      if (graph[v].property != property) continue;
                      auto const [begin, end] = in_edges(v, graph);
                      count += std::any_of(begin, end, [&](auto const& e) { return graph[e].date <= day; }) ? 1U : 0U;
                  }
                  return count;
              });
}

}  // namespace

int main(int argc, char** argv) {
    return peers::main(argc, argv, "boost_adjacency_list", run);
}
