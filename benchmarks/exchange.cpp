// SPDX-License-Identifier: BSL-1.0
// What it costs to merge, to digest, and to freeze and open: exchange [claims]...
//
// The newsroom is dealt out to four ledgers by claim, a tenth of the claims to two of them, each with its attributions
// and those of their grounds that lie in the same one. They are merged into a fifth, so that all keys and records get
// other numbers.

#include "../examples/progress_bar.hpp"
#include "measure.hpp"
#include "recorder.hpp"
#include "workload.hpp"
#include <ascribe/graph/frozen.hpp>
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/digest.hpp>
#include <ascribe/ledger/image.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ascribe;
using namespace workload;
using measure::seconds;

bool is_in(std::uint32_t claim, std::uint32_t shard) {
    return (claim & 3) == shard || (workload::mix(claim) % 10 == 0 && ((claim + 1) & 3) == shard);
}

Ledger record(Newsroom const& room, std::uint32_t shard) {
    Ledger ledger;
    std::vector<PropertyId> properties;
    for (std::uint32_t p = 0; p < Newsroom::properties; ++p)
        properties.push_back(ledger.property(
            Key('p', p),
            Trait::functional | Trait(p < Newsroom::numeric_properties ? Trait::numeric : Trait::temporal)));
    std::vector<ClaimId> claims(room.claims.size());
    for (std::uint32_t i = 0; i < room.attributions.size(); ++i) {
        auto const& row = room.attributions[i];
        if (!is_in(row.claim, shard)) continue;
        auto const& claim = room.claims[row.claim];
        if (!claims[row.claim]) {
            std::string text;
            claims[row.claim] = ledger.claim(ledger.event(Key('e', claim.event)).id, properties[claim.property],
                                             value(claim, text), valid_time(claim));
        }
        Span const span{.begin = i % 2, .end = i % 2 + 1};
        Node ground;
        if (row.via != workload::none) ground = claims[room.attributions[row.via].claim];
        ledger.attribution({.source = ledger.actor(Key('s', row.source), ActorKind::media).id,
                            .content = claims[row.claim],
                            .document = ledger.document(Key('d', i / 2)),
                            .said = date(row.date),
                            .spans = {&span, 1}},
                           ground);
    }
    return ledger;
}

void report(std::uint32_t claims, char const* what, double value, char const* unit, std::string const& sum = {}) {
    std::printf("%8u claims  %-44s %12.1f %-20s  %s\n", claims, what, value, unit, sum.c_str());
    std::fflush(stdout);
}

void run(std::uint32_t claims) {
    Newsroom const room = workload::make(claims);
    std::vector<Ledger> shards;
    for (std::uint32_t s = 0; s < 4; ++s) shards.push_back(record(room, s));
    Ledger whole;
    double all = 0;
    for (Ledger const& shard : shards) {
        ProgressBar bar("merging");
        all += seconds([&] { merge(whole, shard.graph(), {.progress = bar.callback()}); });
    }
    report(claims, "four shards merged", all * 1e3, "ms");
    Graph const graph = whole.graph();
    std::printf("%u claims, %u attributions, %u documents\n", graph.count(Category::claim),
                graph.count(Category::attribution), graph.count(Category::document));
    double const again = seconds([&] { merge(whole, shards[0].graph()); });
    report(claims, "a shard merged again", again * 1e3, "ms");
    Digest sum;
    double const digested = seconds([&] { sum = digest(graph); });
    report(claims, "digest", digested * 1e3, "ms", to_string(sum));
    std::vector<std::byte> image;
    double const encoded = seconds([&] { image = encode(graph); });
    report(claims, "encode", encoded * 1e3, "ms");
    report(claims, "image", static_cast<double>(image.size()) / graph.count(Category::attribution),
           "bytes/attribution");
    ProgressBar bar("opening");
    ImageOptions reading;
    reading.progress = bar.callback();
    double const opened = seconds([&] { sum = digest(open_image(image, reading).graph()); }) - digested;
    bar.clear();
    report(claims, "opened as a ledger", opened * 1e3, "ms", to_string(sum));
    image = {};
    double const frozen = seconds([&] { image = freeze(graph); });
    report(claims, "frozen", frozen * 1e3, "ms");
    report(claims, "frozen graph", static_cast<double>(image.size()) / graph.count(Category::attribution),
           "bytes/attribution");
    // A few times, since the first one meets cold memory.
    for (auto const& [check, what] : {std::pair(FrozenCheck::everything, "opened in place, everything checked"),
                                      std::pair(FrozenCheck::checksums, "opened in place, checksums compared"),
                                      std::pair(FrozenCheck::none, "opened in place, trusted")}) {
        FrozenOptions options;
        options.check = check;
        for (int i = 0; i < 3; ++i) {
            auto const start = std::clock();
            auto const count = open_frozen(image, options).count(Category::attribution);
            double const time = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            report(claims, what, time * 1e3, "ms", std::to_string(count));
        }
    }
    for (auto const& [check, what] : {std::pair(FrozenCheck::everything, "continued in place, everything checked"),
                                      std::pair(FrozenCheck::checksums, "continued in place, checksums compared"),
                                      std::pair(FrozenCheck::none, "continued in place, trusted")}) {
        FrozenOptions options;
        options.check = check;
        for (int i = 0; i < 3; ++i) {
            std::vector<std::byte> writable = image;
            auto const start = std::clock();
            Ledger ledger = continue_frozen(writable, options);
            ledger.claim(ledger.event("one more").id, "occurred");
            double const time = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            report(claims, what, time * 1e3, "ms, with a claim", std::to_string(ledger.graph().count(Category::claim)));
        }
    }
    report(claims, "the same content", 0, "", to_string(digest(open_frozen(image))));
}

}  // namespace

int main(int argc, char** argv) {
    return measure::for_each_size(argc, argv, {1'000'000}, run);
}
