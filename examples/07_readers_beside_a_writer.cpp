// SPDX-License-Identifier: BSL-1.0
// One thread records, others ask. A graph is what the ledger held when it was taken and stays so; taking one costs
// nothing, and nobody waits for anybody.
#include <ascribe/ascribe.hpp>

#include <atomic>
#include <iomanip>
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

    std::atomic<bool> done = false;
    std::atomic<std::uint32_t> torn = 0, shrunk = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            std::uint32_t last = 0;
            do {
                Graph const graph = ledger.graph();
                std::uint32_t by_list = 0;
                for (AttributionId a : graph.attributions_by(ada)) by_list += graph.content(a) ? 1U : 0U;
                if (by_list != graph.count(Category::attribution)) ++torn;
                if (by_list < last) ++shrunk;
                last = by_list;
            } while (!done);
        });
    std::vector<Graph> taken;  // one on each of five days
    for (std::uint32_t n = 0; n <= reports; ++n) {
        if (n % (reports / 4) == 0) taken.push_back(ledger.graph());
        ledger.attribution({.source = ada,
                            .content = ledger.claim(flood, "level", exactly(n / 60).in("cm")),
                            .document = ledger.document("report-" + std::to_string(n))});
    }
    done = true;
    for (std::thread& reader : readers) reader.join();

    std::cout << "Asked after all was recorded, each graph answers as of its own day:\n"
              << "  day  reports  levels  latest level\n";
    for (std::size_t day = 0; day < taken.size(); ++day) {
        Graph const& graph = taken[day];
        std::cout << std::setw(5) << day << std::setw(9) << graph.count(Category::attribution) << std::setw(8)
                  << graph.count(Category::claim) << "  ";
        ClaimId latest;
        for (ClaimId claim : graph.claims_about(flood, "level")) latest = claim;
        std::cout << (latest ? to_words(*graph.value(latest).quantity()) : "none yet") << '\n';
    }
    std::cout << "Two readers beside the writer saw half a record " << torn
              << " times, and a graph smaller than the one "
              << "before " << shrunk << " times.\n";
}
