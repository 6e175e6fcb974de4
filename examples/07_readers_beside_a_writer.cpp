// SPDX-License-Identifier: BSL-1.0
// One thread records, others ask. A graph is what the ledger held when it was taken and stays so; taking one costs
// nothing, and nobody waits for anybody.
#include <ascribe/ascribe.hpp>

#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace ascribe;

int main() {
    constexpr std::uint32_t reports = 20'000;
    Ledger ledger;
    EventId const flood = ledger.event("flood");
    ActorId const ada = ledger.actor("ada", ActorKind::person);
    Graph const before = ledger.graph();

    std::atomic<bool> done = false;
    std::atomic<std::uint32_t> graphs = 0, torn = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            do {
                Graph const graph = ledger.graph();
                std::uint32_t by_list = 0;
                for (AttributionId a : graph.attributions_by(ada)) by_list += graph.content(a) ? 1U : 0U;
                if (by_list != graph.count(Category::attribution)) ++torn;
                ++graphs;
            } while (!done);
        });
    for (std::uint32_t n = 0; n < reports; ++n)
        ledger.attribution({.source = ada,
                            .content = ledger.claim(flood, "level", exactly(n % 400).in("cm")),
                            .document = ledger.document("report-" + std::to_string(n))});
    done = true;
    for (std::thread& reader : readers) reader.join();

    Graph const after = ledger.graph();
    std::cout << "recorded " << after.count(Category::attribution) << " attributions of "
              << after.count(Category::claim) << " claims\n"
              << "readers took " << (graphs > 0 ? "graphs meanwhile" : "no graph") << ", torn views: " << torn << '\n'
              << "the graph taken before them still holds " << before.count(Category::attribution) << '\n';
}
