// SPDX-License-Identifier: BSL-1.0
// A ledger in an SQLite database: opened with all that it held, continued, and saved day by day.
//   persist_sqlite FILE [days]
//   persist_sqlite FILE forever      until it is killed; prints the number of each increment that is safe
#include "../progress_bar.hpp"
#include "persistent_ledger.hpp"
#include "story.hpp"
#include <ascribe/ascribe.hpp>
#include <ascribe/ledger/digest.hpp>

#include <charconv>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

using namespace ascribe;

int main(int argc, char** argv) try {
    std::string_view const wanted = argc > 2 ? argv[2] : "30";
    bool const forever = wanted == "forever";
    std::int64_t days = 0;
    auto const [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), days);
    if (argc < 2 || argc > 3 ||
        (!forever && (error != std::errc() || end != wanted.data() + wanted.size() || days < 0))) {
        std::fputs("usage: persist_sqlite FILE [days | forever]\n", stderr);
        return 2;
    }
    ProgressBar bar("reading");
    PersistentLedger store(argv[1], bar.callback());
    if (forever) {
        for (;;) {
            record_day(store.ledger(), store.increments());
            store.save();
            std::printf("%lld\n", static_cast<long long>(store.increments()));
            std::fflush(stdout);
        }
    }

    std::printf("%s held %lld increments: %u attributions\n", argv[1], static_cast<long long>(store.increments()),
                store.graph().count(Category::attribution));
    for (std::int64_t day = 0; day < days; ++day) {
        record_day(store.ledger(), store.increments());
        store.save();
    }
    Graph const graph = store.graph();
    View const view(graph);
    std::printf("it holds %lld now, %lld bytes in all: %u attributions of %u claims\n",
                static_cast<long long>(store.increments()), static_cast<long long>(store.bytes()),
                graph.count(Category::attribution), graph.count(Category::claim));
    if (EventId const flood = graph.find_event("flood 0"))
        std::printf("the first flood: %zu levels reported, %zu disagreements about it\n",
                    positions(view, flood, "level").size(), conflicts(view, flood).size());
    std::printf("amendments with effect: %zu\n", [&] {
        std::size_t effective = 0;
        for (Amendment const& amendment : amendments(view)) effective += amendment.is_effective() ? 1U : 0U;
        return effective;
    }());
    std::printf("digest %s\n", to_string(digest(graph)).c_str());
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "persist_sqlite: %s\n", e.what());
    return 1;
}
