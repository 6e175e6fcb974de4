// SPDX-License-Identifier: BSL-1.0
// A frozen graph in a file: mapped, it is asked at once, and a ledger goes on in it; what that ledger learns is kept in
// small files beside it.
//   map_file [directory] [reports]
#include "../progress_bar.hpp"
#include "file.hpp"
#include <ascribe/ascribe.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

using namespace ascribe;

namespace {

template <class F>
double milliseconds(F f) {
    auto const begin = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// A reporter writes how high a gauge stood, as its keeper said.
void record(Ledger& ledger, std::uint32_t n) {
    std::uint32_t const gauge = n % 997;
    auto const level = ledger.claim(ledger.event("flood at gauge " + std::to_string(gauge)).id, "level",
                                    exactly(100 + n % 41).in("cm"));
    auto const keeper = ledger.actor("keeper of gauge " + std::to_string(gauge), ActorKind::person);
    auto const reporter = ledger.actor("reporter " + std::to_string(n % 53), ActorKind::person);
    auto const said = ledger.attribution({.source = keeper.id, .content = level.id, .role = Role::speaker});
    ledger.attribution({.source = reporter.id,
                        .content = said.id,
                        .role = Role::relay,
                        .document = ledger.document("report " + std::to_string(n)).id});
}

/// The map keeps the file in memory as long as anything reads there.
FrozenOptions kept_by(std::shared_ptr<files::Mapping> const& map, FrozenCheck check) {
    FrozenOptions options;
    options.owner = map;
    options.check = check;
    return options;
}

void ask(Graph const& graph) {
    EventId const flood = graph.find_event("flood at gauge 7");
    std::printf("  levels reported from gauge 7: %zu; disagreements about it: %zu\n", graph.claims_about(flood).size(),
                conflicts(View(graph), flood).size());
}

int run(std::string const& directory, std::uint32_t reports) {
    std::string const image = directory + "/floods.frozen";
    std::string const more = directory + "/floods.more";
    Digest recorded;
    {
        Ledger ledger;
        ProgressBar bar("recording");
        for (std::uint32_t n = 0; n < reports; ++n) {
            if (n % 1024 == 0) bar.draw(n, reports);
            record(ledger, n);
        }
        files::Writer file(image);
        freeze(ledger.graph(), file);
        file.commit();
        recorded = digest(ledger.graph());
    }

    auto map = std::make_shared<files::Mapping>(image);
    std::printf("%u reports, frozen: %zu bytes\n", reports, map->bytes().size());
    Graph graph;
    auto const open = [&](FrozenCheck check, char const* what) {
        double const time = milliseconds([&] { graph = open_frozen(map->bytes(), kept_by(map, check)); });
        std::printf("opened in place, %s: %.2f ms\n", what, time);
    };
    open(FrozenCheck::everything, "every number checked, and that all of it agrees");
    open(FrozenCheck::numbers, "every number checked");
    open(FrozenCheck::checksums, "checksums compared");
    open(FrozenCheck::none, "trusted");
    ask(graph);
    if (digest(graph) != recorded) return std::puts("not what was recorded"), 1;

    // Another map, since a ledger writes to what it goes on in.
    map = std::make_shared<files::Mapping>(image);
    Ledger ledger;
    double const time =
        milliseconds([&] { ledger = continue_frozen(map->bytes(), kept_by(map, FrozenCheck::checksums)); });
    Graph const before = ledger.graph();
    for (std::uint32_t n = 0; n < 1'000; ++n) record(ledger, reports + n);
    std::printf("continued in place after %.2f ms, with 1000 more reports\n", time);
    ask(ledger.graph());
    files::Writer increment(more);
    encode_since(ledger.graph(), before, increment);
    increment.commit();
    files::Mapping const added(more);
    std::printf("what came since is %zu bytes in a file of its own\n", added.bytes().size());

    // Another day: the frozen graph, and what came since.
    map = std::make_shared<files::Mapping>(image);
    Ledger again = continue_frozen(map->bytes(), kept_by(map, FrozenCheck::checksums));
    ProgressBar bar("reading");
    append_image(again, added.bytes(), {.progress = bar.callback()});
    bool const is_same = digest(again.graph()) == digest(ledger.graph());
    std::printf("both files together: %u attributions, %s\n", again.graph().count(Category::attribution),
                is_same ? "nothing is missing" : "not the same");
    return is_same ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
    std::string const directory = argc > 1 ? argv[1] : ".";
    std::uint32_t reports = 100'000;
    std::string_view const count = argc > 2 ? argv[2] : "100000";
    auto const [end, error] = std::from_chars(count.data(), count.data() + count.size(), reports);
    if (argc > 3 || error != std::errc() || end != count.data() + count.size() || reports == 0) {
        std::fputs("usage: map_file [directory] [reports]\n", stderr);
        return 2;
    }
    return run(directory, reports);
} catch (std::exception const& e) {
    std::fprintf(stderr, "map_file: %s\n", e.what());
    return 1;
}
