// SPDX-License-Identifier: BSL-1.0
#include "support/dump.hpp"
#include "support/random_ledger.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using namespace ascribe_tests;

TEST_CASE("readers in other threads see a merge as a whole or not at all, and never one that was given up") {
    constexpr std::uint64_t sources = 12;
    std::vector<Ledger> parts;
    for (std::uint64_t seed = 1; seed <= sources; ++seed) parts.push_back(std::move(RandomLedger(seed, 80).ledger));

    // What the ledger holds after each merge.
    std::map<std::uint32_t, Digest> expected;
    {
        Ledger ledger;
        expected[0] = digest(ledger.graph());
        for (Ledger const& part : parts) {
            merge(ledger, part.graph());
            expected[ledger.graph().count(Category::claim)] = digest(ledger.graph());
        }
    }

    Ledger ledger;
    std::atomic<bool> is_done = false;
    std::atomic<std::size_t> wrong = 0;
    auto const read = [&] {
        bool last = false;
        while (!last) {
            last = is_done.load();
            Graph const graph = ledger.graph();
            auto const found = expected.find(graph.count(Category::claim));
            if (found == expected.end() || found->second != digest(graph)) ++wrong;
            if (dump(graph).find("LOST") != std::string::npos) ++wrong;
            // Keys and labels that come and are given up meanwhile.
            for (Ledger const& part : parts) {
                Graph const other = part.graph();
                for (auto actor : other.actors())
                    if (auto const id = graph.find_actor(other.key(actor)); id && graph.key(id) != other.key(actor))
                        ++wrong;
                for (auto label : other.all_labels())
                    for (Node node : graph.find_labelled(label))
                        if (!graph.contains(node)) ++wrong;
            }
        }
    };
    std::thread one(read);
    std::thread two(read);
    MergeOptions giving_up;
    giving_up.progress = [](std::size_t, std::size_t) { return false; };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        // Another first, and not to the end, so that its numbers are used for something else.
        CHECK_FALSE(try_merge(ledger, parts[(i + 5) % parts.size()].graph(), giving_up));
        merge(ledger, parts[i].graph());
    }
    is_done.store(true);
    one.join();
    two.join();
    CHECK(wrong == 0);
    CHECK(expected.size() > 6);
}
