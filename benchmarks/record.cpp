// SPDX-License-Identifier: BSL-1.0
// What recording and asking costs, in time and memory: record [claims]...
//
// For each number of claims (400,000 and 4,000,000 by default, that is 1 and 10 million attributions) a newsroom is
// made up, and recorded twice in order of arrival: from handles, and from the string keys of each row. Grounds that are
// known when their attribution arrives go with it, the others are linked when they arrive. Then questions are asked,
// and their answers summed up, so that they can be checked: the sums depend on nothing but the number of claims.

#include "workload.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace ascribe;
using workload::Newsroom;

constexpr std::int64_t first_day = 18'000;

/// Memory of this process as the kernel sees it, from the moment of construction on; 0 where it cannot be known.
class Memory {
public:
    Memory() {
        if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w")) {
            std::fputs("5", file);
            std::fclose(file);
        }
        base_ = status("VmRSS:");
    }
    [[nodiscard]] double peak() const {
        double const peak = status("VmHWM:");
        return peak > base_ ? peak - base_ : 0;
    }

private:
    static double status(char const* what) {
        double bytes = 0;
        char line[256];
        if (std::FILE* file = std::fopen("/proc/self/status", "r")) {
            while (std::fgets(line, sizeof line, file) != nullptr)
                if (std::strncmp(line, what, std::strlen(what)) == 0)
                    bytes = std::strtod(line + std::strlen(what), nullptr) * 1024;
            std::fclose(file);
        }
        return bytes;
    }
    double base_ = 0;
};

/// Of processor time, which other programs on the machine disturb least; everything here is one thread.
template <class F>
double seconds(F&& f) {
    std::clock_t const start = std::clock();
    f();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// In a process of its own, so that memory which one part has given back does not hide what the next one takes.
template <class F>
void apart(F&& f) {
    std::fflush(stdout);
    pid_t const child = ::fork();
    if (child == 0) {
        f();
        std::fflush(stdout);
        std::_Exit(EXIT_SUCCESS);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
        std::fprintf(stderr, "a part of the benchmark did not end well\n");
        std::exit(EXIT_FAILURE);
    }
}

void report(std::uint32_t claims, char const* what, double value, char const* unit, std::uint64_t sum = 0) {
    std::printf("%8u claims  %-44s %12.1f %-20s", claims, what, value, unit);
    if (sum != 0) std::printf("  sum %llu", static_cast<unsigned long long>(sum));
    std::printf("\n");
    std::fflush(stdout);
}

[[nodiscard]] Edtf date(std::uint32_t day) {
    return Edtf::from(Day(first_day + day));
}

/// Valid time: the claim's date, or for the k-th repetition of an equal claim the k days from there.
[[nodiscard]] Edtf valid_time(workload::Claim const& claim) {
    if (claim.again == 0) return date(claim.date);
    return Edtf(to_string(Day(first_day + claim.date)) + "/" + to_string(Day(first_day + claim.date + claim.again)));
}

struct Key {
    char text[16];
    char* end;
    Key(char kind, std::uint32_t number) : text{kind}, end(std::to_chars(text + 1, text + sizeof text, number).ptr) {}
    operator std::string_view() const { return {text, static_cast<std::size_t>(end - text)}; }
};

/// `text` keeps the text of the value, if it is one.
[[nodiscard]] Value value(workload::Claim const& claim, std::string& text) {
    if (claim.is_text) return text = Newsroom::text(claim.low);
    if (claim.low == claim.high) return exactly(claim.low);
    return between(claim.low, claim.high);
}

/// What a host does before it records: making values and dates.
std::uint64_t prepare(Newsroom const& room) {
    std::uint64_t sum = 0;
    std::vector<bool> made(room.claims.size());
    for (auto const& row : room.attributions) {
        if (!made[row.claim]) {
            made[row.claim] = true;
            std::string text;
            sum += value(room.claims[row.claim], text).is_true() ? 1U : 2U;
            sum += valid_time(room.claims[row.claim]).is_interval() ? 1U : 2U;
        }
        sum += date(row.date).is_interval() ? 1U : 2U;
    }
    return sum;
}

class Recorder {
public:
    explicit Recorder(Newsroom const& room) : room_(room), claims_(room.claims.size()) {
        for (std::uint32_t p = 0; p < Newsroom::properties; ++p)
            properties_.push_back(ledger_.property(
                Key('p', p),
                Trait::functional | Trait(p < Newsroom::numeric_properties ? Trait::numeric : Trait::temporal)));
    }

    /// The entities alone, for those who count keys apart.
    void entities() {
        for (std::uint32_t i = 0; i < room_.events; ++i) events_.push_back(ledger_.event(Key('e', i)));
        for (std::uint32_t i = 0; i < room_.sources; ++i)
            sources_.push_back(ledger_.actor(Key('s', i), ActorKind::media));
        for (std::uint32_t i = 0; i < room_.documents(); ++i) documents_.push_back(ledger_.document(Key('d', i)));
    }

    void from_handles() {
        attributions_.reserve(room_.attributions.size());
        for (std::uint32_t i = 0; i < room_.attributions.size(); ++i) {
            auto const& row = room_.attributions[i];
            auto& claim = claims_[row.claim];
            if (!claim) claim = this->claim(room_.claims[row.claim], events_[room_.claims[row.claim].event]);
            record(i, sources_[row.source], claim, documents_[i / 2]);
        }
        link_late();
    }

    /// Each row names its event, source and document by key and spells its claim out.
    void from_keys() {
        attributions_.reserve(room_.attributions.size());
        for (std::uint32_t i = 0; i < room_.attributions.size(); ++i) {
            auto const& row = room_.attributions[i];
            EventId const event = ledger_.event(Key('e', room_.claims[row.claim].event));
            ActorId const source = ledger_.actor(Key('s', row.source), ActorKind::media);
            DocumentId const document = ledger_.document(Key('d', i / 2));
            claims_[row.claim] = claim(room_.claims[row.claim], event);
            record(i, source, claims_[row.claim], document);
        }
        link_late();
    }

    [[nodiscard]] Graph graph() const { return ledger_.graph(); }
    [[nodiscard]] std::vector<ClaimId> const& claims() const { return claims_; }
    [[nodiscard]] std::size_t late() const { return late_; }

private:
    ClaimId claim(workload::Claim const& claim, EventId event) {
        std::string text;
        return ledger_.claim(event, properties_[claim.property], value(claim, text), valid_time(claim));
    }

    void record(std::uint32_t number, ActorId source, ClaimId claim, DocumentId document) {
        auto const& row = room_.attributions[number];
        Span const span{.begin = number % 2, .end = number % 2 + 1};
        Node ground;
        if (row.via != workload::none && row.via < number) ground = claims_[room_.attributions[row.via].claim];
        attributions_.push_back(ledger_.attribution(
            {.source = source, .content = claim, .document = document, .said = date(row.date), .spans = {&span, 1}},
            ground));
    }

    /// What was cited before it arrived.
    void link_late() {
        for (std::uint32_t i = 0; i < room_.attributions.size(); ++i) {
            std::uint32_t const via = room_.attributions[i].via;
            if (via == workload::none || via < i) continue;
            ledger_.ground(attributions_[i], claims_[room_.attributions[via].claim]);
            ++late_;
        }
    }

    Newsroom const& room_;
    Ledger ledger_;
    std::vector<PropertyId> properties_;
    std::vector<EventId> events_;
    std::vector<ActorId> sources_;
    std::vector<DocumentId> documents_;
    std::vector<ClaimId> claims_;
    std::vector<AttributionId> attributions_;
    std::size_t late_ = 0;
};

/// Source, document and time said of every attribution of a claim.
std::uint64_t look_up(Graph const& graph, ClaimId claim) {
    std::uint64_t sum = 0;
    for (AttributionId a : graph.attributions_of(claim)) {
        auto const said = graph.said_between(a)->first.number() - first_day;
        sum += graph.source(a).number() + graph.document(a).number() + static_cast<std::uint64_t>(said);
    }
    return sum;
}

/// The sources at the ends of what a claim's attributions rest on, with cycles cut.
class Tracer {
public:
    explicit Tracer(Graph const& graph)
        : graph_(graph), claim_seen_(graph.count(Category::claim)), source_seen_(graph.count(Category::actor)) {}

    std::uint64_t operator()(ClaimId claim) {
        ++round_;
        std::uint64_t origins = 0;
        visit(claim);
        while (!open_.empty()) {
            ClaimId const at = open_.back();
            open_.pop_back();
            for (AttributionId a : graph_.attributions_of(at)) {
                if (!graph_.has_grounds(a)) {
                    auto& seen = source_seen_[graph_.source(a).number()];
                    if (std::exchange(seen, round_) != round_) ++origins;
                    continue;
                }
                for (Node ground : graph_.grounds_of(a)) visit(ground.to<ClaimId>());
            }
        }
        return origins;
    }

private:
    void visit(ClaimId claim) {
        if (std::exchange(claim_seen_[claim.number()], round_) != round_) open_.push_back(claim);
    }

    Graph const& graph_;
    std::vector<std::uint32_t> claim_seen_;
    std::vector<std::uint32_t> source_seen_;
    std::vector<ClaimId> open_;
    std::uint32_t round_ = 0;
};

template <class Ask>
void ask(Newsroom const& room, char const* what, std::uint32_t count, Ask one) {
    std::uint64_t sum = 0;
    double const time = seconds([&] {
        for (std::uint32_t i = 0; i < count; ++i) sum += one(i);
    });
    report(static_cast<std::uint32_t>(room.claims.size()), what, time / count * 1e9, "ns", sum);
}

void questions(Newsroom const& room, Recorder const& recorder) {
    Graph const graph = recorder.graph();
    auto const& claims = recorder.claims();
    ask(room, "attributions of a claim", 1'000'000,
        [&](std::uint32_t i) { return look_up(graph, claims[room.asked_claim(i)]); });
    ask(room, "claims about an event", 1'000'000,
        [&](std::uint32_t i) { return graph.claims_about(graph.subject(claims[room.asked_claim(i)])).size(); });
    ask(room, "claims about an event, one property", 1'000'000, [&](std::uint32_t i) {
        ClaimId const claim = claims[room.asked_claim(i)];
        return graph.claims_about(graph.subject(claim), graph.property(claim)).size();
    });
    ask(room, "value of a claim", 1'000'000,
        [&](std::uint32_t i) { return graph.value(claims[room.asked_claim(i)]).text() == nullptr ? 1u : 2u; });
    Tracer tracer(graph);
    ask(room, "trace of a claim", 100'000, [&](std::uint32_t i) { return tracer(claims[room.asked_claim(i)]); });
    ask(room, "event by key", 1'000'000, [&](std::uint32_t i) {
        return graph.find_event(Key('e', static_cast<std::uint32_t>(workload::mix(i) % room.events))).number();
    });
    ask(room, "graph()", 1'000'000, [&](std::uint32_t) { return recorder.graph().count(Category::claim); });
}

void with_handles(Newsroom const& room, std::uint32_t claims) {
    auto const attributions = static_cast<double>(room.attributions.size());
    Recorder recorder(room);
    double const entities = seconds([&] { recorder.entities(); });
    double const number_of_entities = room.events + room.sources + room.documents();
    report(claims, "entity by a new key", entities / number_of_entities * 1e9, "ns");
    auto const keys = static_cast<double>(recorder.graph().memory());
    report(claims, "memory() of entities and their keys", keys / number_of_entities, "bytes/entity");
    Memory const memory;
    double const time = seconds([&] { recorder.from_handles(); });
    double const peak = memory.peak() - static_cast<double>(room.attributions.size() * sizeof(AttributionId));
    report(claims, "recorded from handles", time / attributions * 1e9, "ns/attribution");
    std::uint64_t made = 0;
    double const host = seconds([&] { made = prepare(room); });
    report(claims, "of it, making values and dates", host / attributions * 1e9, "ns/attribution", made);
    report(claims, "peak, keys apart", peak / claims, "bytes/claim");
    report(claims, "peak, keys apart", peak / attributions, "bytes/attribution");
    auto const all = static_cast<double>(recorder.graph().memory());
    report(claims, "memory(), keys apart", (all - keys) / claims, "bytes/claim");
    report(claims, "memory(), keys apart", (all - keys) / attributions, "bytes/attribution");
    report(claims, "memory() with keys", all / attributions, "bytes/attribution");
    report(claims, "grounds linked late", static_cast<double>(recorder.late()) / attributions * 100,
           "% of attributions");
    questions(room, recorder);
}

void with_keys(Newsroom const& room, std::uint32_t claims) {
    auto const attributions = static_cast<double>(room.attributions.size());
    Recorder recorder(room);
    Memory const memory;
    double const time = seconds([&] { recorder.from_keys(); });
    double const peak = memory.peak() - static_cast<double>(room.attributions.size() * sizeof(AttributionId));
    report(claims, "recorded from string keys", time / attributions * 1e9, "ns/attribution");
    report(claims, "peak with keys", peak / attributions, "bytes/attribution");
}

void run(std::uint32_t claims) {
    Newsroom const room = workload::make(claims);
    report(claims, "attributions", static_cast<double>(room.attributions.size()), "");
    apart([&] { with_handles(room, claims); });
    apart([&] { with_keys(room, claims); });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 1) {
        run(400'000);
        run(4'000'000);
    }
    for (int i = 1; i < argc; ++i) {
        auto const claims = std::strtoul(argv[i], nullptr, 10);
        if (claims < 1'000 || claims > 100'000'000) {
            std::fprintf(stderr, "usage: record [claims]...  (from 1000 to 100000000)\n");
            return EXIT_FAILURE;
        }
        run(static_cast<std::uint32_t>(claims));
    }
}
