// SPDX-License-Identifier: BSL-1.0
// What gate.sh counts the instructions of: bench_instructions FILE OPERATION TIMES
//
// Prepares the same for every operation and does it as often as it is told, so that the difference of two runs is the
// operation alone. Prints how many things (attributions, claims, sources) it does it to each time. With --compiler
// alone it names the compiler, since instructions are counted for one.
#include "recorder.hpp"
#include "workload_file.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/first_report.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/graph/frozen.hpp>
#include <ascribe/ledger/compact.hpp>
#include <ascribe/ledger/merge.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace workload;

class Prepared {
public:
    explicit Prepared(Newsroom const& room) : room_(room), recorder_(room) {
        recorder_.entities();
        recorder_.from_handles();
        graph_ = recorder_.graph();
        view_.emplace(*graph_);
        withdrawals_.emplace(*view_);
        for (std::uint32_t i = 0; i < 10'000; ++i) asked_.push_back(recorder_.claims()[room.asked_claim(i)]);
        corroborator_.emplace(*view_, CorroborationOptions{.opposition = false});
        compacted_ = compact(*graph_);
        for (ClaimId claim : asked_) asked_compacted_.push_back(compacted_.claims[claim.number()]);
        image_ = freeze(*graph_);
        for (std::uint32_t source : room.asked_sources(100)) sources_.push_back(graph_->find_actor(Key('s', source)));
    }

    /// How many things it is done to.
    std::size_t run(std::string_view operation) {
        if (operation == "record_handles") {
            Recorder recorder(room_);
            recorder.entities();
            recorder.from_handles();
            return room_.attributions.size();
        }
        if (operation == "record_keys") {
            Recorder(room_).from_keys();
            return room_.attributions.size();
        }
        if (operation == "merge") {
            Ledger merged;
            merge(merged, *graph_);
            return room_.attributions.size();
        }
        if (operation == "lookup") return look_all_up(*graph_, asked_);
        if (operation == "lookup_compacted") return look_all_up(compacted_.ledger.graph(), asked_compacted_);
        if (operation == "compact") {
            sum_ += compact(*graph_).claims.size();
            return room_.attributions.size();
        }
        if (operation == "freeze") {
            sum_ += freeze(*graph_).size();
            return room_.attributions.size();
        }
        if (operation == "open") {
            sum_ += open_frozen(image_, {.check = FrozenCheck::numbers}).count(Category::claim);
            return room_.attributions.size();
        }
        if (operation == "trace") {
            Tracer trace(*graph_);
            for (ClaimId claim : asked_) sum_ += trace(claim);
            return asked_.size();
        }
        if (operation == "origins") {
            for (ClaimId claim : asked_) sum_ += origins(*view_, claim).size();
            return asked_.size();
        }
        if (operation == "corroboration") {
            for (ClaimId claim : asked_) sum_ += (*corroborator_)(claim).lines.lines;
            return asked_.size();
        }
        if (operation == "first_reports") {
            FirstReports const first(*view_, TimeAxis::said);
            sum_ += first.first_day(asked_[0]) ? 1U : 0U;
            return room_.claims.size();
        }
        if (operation == "groups") {
            for (ClaimGroup const& group : graph_->groups()) sum_ += group.has_second_value ? 1U : 0U;
            return room_.claims.size();
        }
        if (operation == "view") {
            View const view(*graph_);
            sum_ += static_cast<std::uint64_t>(view.supported(asked_[0]));
            return room_.claims.size();
        }
        if (operation == "dominators") {
            for (Node node : chain_dominators(*view_)) sum_ += node ? 1U : 0U;
            return room_.claims.size();
        }
        if (operation == "withdrawal") {
            for (ActorId source : sources_) sum_ += withdrawals_->count_lost(source);
            return sources_.size();
        }
        throw std::runtime_error(std::string(operation) + ": no such operation");
    }

    [[nodiscard]] std::uint64_t sum() const { return sum_; }

private:
    std::size_t look_all_up(Graph const& graph, std::vector<ClaimId> const& claims) {
        for (ClaimId claim : claims) sum_ += look_up(graph, claim);
        return claims.size();
    }

    Newsroom const& room_;
    Recorder recorder_;
    std::optional<Graph> graph_;
    std::optional<View> view_;
    std::optional<Withdrawals> withdrawals_;
    std::optional<Corroborator> corroborator_;
    Compacted compacted_;
    std::vector<std::byte> image_;
    std::vector<ClaimId> asked_, asked_compacted_;
    std::vector<ActorId> sources_;
    std::uint64_t sum_ = 0;
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc == 2 && std::string_view(argv[1]) == "--compiler") {
#if defined(__clang__)
        std::printf("clang %d\n", __clang_major__);
#elif defined(__GNUC__)
        std::printf("g++ %d\n", __GNUC__);
#else
        std::puts("unknown");
#endif
        return 0;
    }
    if (argc != 4) {
        std::fputs("usage: bench_instructions FILE OPERATION TIMES\n", stderr);
        return 2;
    }
    Newsroom const room = read_file(argv[1]);
    Prepared prepared(room);
    std::size_t things = 0;
    for (long times = std::strtol(argv[3], nullptr, 10); times > 0; --times) things = prepared.run(argv[2]);
    std::printf("%zu\t%llu\n", things, static_cast<unsigned long long>(prepared.sum()));
    return 0;
} catch (std::exception const& e) {
    std::fprintf(stderr, "bench_instructions: %s\n", e.what());
    return 1;
}
