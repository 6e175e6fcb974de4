// SPDX-License-Identifier: BSL-1.0
// Timelines with and without contradictions:
//     timeline [events [seed]]
//
// Three kinds of made-up history, each with 0, 1 and 10 contradictions to a hundred events: a chain of orders told from
// its beginning to its end, the same told in any order, and events with dates in which every fourth is ordered as well.
// A contradiction puts an event before one that comes up to ten places earlier; of the last kind, half of them are
// dates a few days off instead. What contradicts comes in among the rest, so either side may be the one that is left
// out.
//
// There is no peer: what comes nearest, a check from scratch after each statement (Bellman-Ford in Boost.Graph), is
// measured for a single check by time_network. The program fails if a history without contradictions has conflicts.

#include "measure.hpp"
#include "random.hpp"
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/ledger/ledger.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ascribe;

enum class Kind { chain, shuffled, year, dated, far };
constexpr char const* names[] = {"chain", "shuffled chain", "chain in a year", "dates and orders",
                                 "far contradictions"};
constexpr long most_far = 5'000;

class History {
public:
    History(Kind kind, std::size_t count, std::size_t percent, std::uint64_t seed) : random_(seed) {
        before_ = ledger_.property(property::before);
        date_ = ledger_.property(property::date);
        desk_ = ledger_.actor("desk", ActorKind::analyst);
        for (std::size_t i = 0; i < count; ++i) events_.push_back(ledger_.event("event " + std::to_string(i)));
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (kind == Kind::shuffled || kind == Kind::dated)
            for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
        if (kind == Kind::year) std::reverse(order.begin(), order.end());
        for (std::size_t const i : order) {
            if (kind == Kind::year) say(ledger_.claim(events_[i], date_, Edtf("2024")));
            if (kind == Kind::dated) date(i, static_cast<std::int64_t>(i / 4));
            if (i + 1 < count && (kind != Kind::dated || i % 4 == 0)) link(i, i + 1);
            if (kind != Kind::far && random_.below(100) < percent) contradict(kind, i);
        }
        for (std::size_t i = 0; kind == Kind::far && i < count * percent / 100; ++i) {
            std::size_t const earlier = random_.below(count - 1);
            link(earlier + 1 + random_.below(count - 1 - earlier), earlier);
        }
    }

    [[nodiscard]] Graph graph() const { return ledger_.graph(); }

private:
    void contradict(Kind kind, std::size_t i) {
        if (kind == Kind::dated && random_.below(2) == 0) {
            date(i, static_cast<std::int64_t>(i / 4 + 1 + random_.below(5)));
        } else {
            std::size_t const later = i + 1 + random_.below(10);
            if (later < events_.size()) link(later, i);
        }
    }
    void date(std::size_t i, std::int64_t day) { say(ledger_.claim(events_[i], date_, Edtf(to_string(Day(day))))); }
    void link(std::size_t a, std::size_t b) { say(ledger_.claim(events_[a], before_, events_[b])); }
    void say(ClaimId claim) { ledger_.attribution({.source = desk_, .content = claim}); }

    Ledger ledger_;
    Random random_;
    PropertyId before_, date_;
    ActorId desk_;
    std::vector<EventId> events_;
};

}  // namespace

int main(int argc, char** argv) {
    long const events = argc > 1 ? std::atol(argv[1]) : 20'000;
    long const seed = argc > 2 ? std::atol(argv[2]) : 1;
    if (events < 2 || events > 10'000'000) {
        std::fputs("usage: timeline [events [seed]], with 2 to 10000000 events\n", stderr);
        return 2;
    }
    bool is_right = true;
    std::printf("%-18s %9s %8s %9s %11s %9s %9s\n", "history", "events", "percent", "view s", "timeline s", "conflicts",
                "named");
    for (Kind const kind : {Kind::chain, Kind::shuffled, Kind::year, Kind::dated, Kind::far}) {
        if (kind == Kind::far && events > most_far) {
            std::printf("%-18s left out above %ld events\n", names[static_cast<int>(kind)], most_far);
            continue;
        }
        for (std::size_t const percent : {std::size_t{0}, std::size_t{1}, std::size_t{10}}) {
            History const history(kind, static_cast<std::size_t>(events), percent, static_cast<std::uint64_t>(seed));
            std::optional<View> view;
            double const viewing = measure::seconds([&] { view.emplace(history.graph()); });
            std::optional<Timeline> found;
            double const time = measure::seconds([&] { found.emplace(timeline(*view)); });
            std::size_t named = 0;
            for (TimeConflict const& conflict : found->conflicts()) named += conflict.statements.size();
            std::printf("%-18s %9ld %8zu %9.3f %11.3f %9zu %9zu\n", names[static_cast<int>(kind)], events, percent,
                        viewing, time, found->conflicts().size(), named);
            std::fflush(stdout);
            is_right = is_right && (percent != 0 || found->conflicts().empty());
        }
    }
    if (!is_right) std::fputs("a history without contradictions has conflicts\n", stderr);
    return is_right ? 0 : 1;
}
