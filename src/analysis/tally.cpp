// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/tally.hpp>
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/core/error.hpp>

#include <unordered_map>
#include <utility>
#include <vector>

namespace ascribe {

namespace {

void add(std::uint64_t& into, std::uint64_t other) noexcept {
    into += other;
}
void add(SourceTally& into, SourceTally const& other) noexcept {
    into.claims += other.claims;
    for (std::size_t f = 0; f < into.stances.size(); ++f) into.stances[f] += other.stances[f];
    into.lost += other.lost;
}

/// Entries that only the other one has. All that can fail is done here.
template <class Map>
Map missing(Map const& in, Map const& other) {
    Map entries;
    for (auto const& entry : other)
        if (in.find(entry.first) == in.end()) entries.insert(entries.end(), entry);
    return entries;
}
template <class Map>
void add(Map& into, Map const& other, Map& missing) noexcept {
    for (auto const& [key, count] : other)
        if (auto const at = into.find(key); at != into.end()) add(at->second, count);
    into.merge(missing);
}

class Counter {
public:
    Counter(View const& view, Ownership const& ownership, std::uint32_t part, TallyOptions const& options)
        : view_(view),
          graph_(view.graph()),
          options_(options),
          ownership_(ownership),
          part_(part),
          owned_(graph_.count(Category::claim)) {
        if (options.losses)
            for (ActorId actor : graph_.actors()) withdrawn_.push_back(actor);
        if (options.document_losses)
            for (DocumentId document : graph_.documents()) withdrawn_.push_back(document);
        total_ = owned_.size() + (options.origins ? owned_.size() : 0) + withdrawn_.size() + 1;
    }

    Result<Tally> run() {
        try {
            if (tell() && stances() && origins() && losses() && disagreements() && tell()) return take();
        } catch (Exception const& e) {
            if (e.error().code != Errc::cancelled) throw;
        }
        return detail::cancelled("tally");
    }

private:
    bool tell() const { return !options_.progress || options_.progress(done_, total_); }
    /// For what is a part of a step: asks, and tells of none done.
    Progress within() const {
        if (!options_.progress) return {};
        return [this](std::size_t, std::size_t) { return tell(); };
    }
    bool step(std::size_t often) { return ++done_ % often != 0 || tell(); }

    Tally take() {
        for (auto const& [source, counted] : counted_)
            tally_.sources.emplace(EntityKey{source.category(), std::string(graph_.key(source))}, counted.counts);
        return std::move(tally_);
    }

    bool stances() {
        for (ClaimGroup const& group : graph_.groups()) {
            bool const is_owned = ownership_.owner(group.subject) == part_;
            for (ClaimId claim : graph_.claims_about(group.subject, group.property)) {
                if (!step(1u << 12)) return false;
                if (!is_owned) continue;
                owned_[claim.number()] = true;
                ++tally_.claims;
                if (view_.supported(claim) == Truth::always) ++tally_.supported;
                if (view_.supported(claim) == Truth::possibly) ++tally_.possibly_supported;
                for (AttributionId a : graph_.attributions_of(claim)) {
                    if (view_.standing(a) == Truth::never) continue;
                    Counted& counted = counted_[graph_.source(a)];
                    ++counted.counts.stances[static_cast<std::size_t>(graph_.factuality(a))];
                    if (std::exchange(counted.last, claim) != claim) ++counted.counts.claims;
                }
            }
        }
        return true;
    }

    bool origins() {
        if (!options_.origins) return true;
        Corroborator corroborate(view_, {.opposition = false, .lines = false, .progress = within()});
        for (ClaimId claim : graph_.claims()) {
            if (!step(1u << 8)) return false;
            if (!owned_[claim.number()] || view_.supported(claim) == Truth::never) continue;
            Backing const backing = corroborate(claim).support;
            ++tally_.origins[{backing.certainly, backing.at_most}];
        }
        return true;
    }

    bool losses() {
        if (withdrawn_.empty()) return true;
        Progress const asking = within();
        Withdrawals withdrawals(view_, asking);
        bool const owns_all = ownership_.rule().parts == 1;
        for (Source source : withdrawn_) {
            std::uint64_t lost = 0;
            if (owns_all)
                lost = withdrawals.count_lost(source, asking);
            else
                for (ClaimId claim : withdrawals.lost(Node(source), asking)) lost += owned_[claim.number()] ? 1u : 0u;
            if (lost != 0) counted_[source].counts.lost = lost;
            if (!step(1u << 4)) return false;
        }
        return true;
    }

    bool disagreements() {
        if (options_.disagreements) {
            ConflictOptions conflicts = options_.conflicts;
            if (options_.progress || conflicts.progress)
                conflicts.progress = [&](std::size_t done, std::size_t total) {
                    return tell() && (!options_.conflicts.progress || options_.conflicts.progress(done, total));
                };
            auto const found = try_conflicts(view_, conflicts);
            if (!found) return false;
            for (Disagreement const& d : *found)
                if (ownership_.owner(d.subject) == part_) ++tally_.disagreements[static_cast<std::size_t>(d.verdict)];
        }
        ++done_;
        return true;
    }

    struct Counted {
        SourceTally counts;
        ClaimId last;  ///< of the claims that it was counted for
    };

    View const& view_;
    Graph const& graph_;
    TallyOptions const& options_;
    Ownership const& ownership_;
    std::uint32_t part_;
    std::vector<bool> owned_;  ///< by number of the claim
    std::vector<Source> withdrawn_;
    std::unordered_map<Source, Counted> counted_;
    Tally tally_;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
};

}  // namespace

Tally& operator+=(Tally& into, Tally const& other) {
    auto sources = missing(into.sources, other.sources);
    auto origins = missing(into.origins, other.origins);
    add(into.sources, other.sources, sources);
    add(into.origins, other.origins, origins);
    into.claims += other.claims;
    into.supported += other.supported;
    into.possibly_supported += other.possibly_supported;
    for (std::size_t v = 0; v < into.disagreements.size(); ++v) into.disagreements[v] += other.disagreements[v];
    return into;
}

Tally combine(Tally const& a, Tally const& b) {
    Tally sum(a);
    return sum += b;
}

Result<Tally> try_tally(View const& view, Ownership const& ownership, std::uint32_t part, TallyOptions const& options) {
    ASCRIBE_ASSERT(ownership.graph() == view.graph() && "the ownership is of the view's graph");
    ASCRIBE_ASSERT(part < ownership.rule().parts);
    return Counter(view, ownership, part, options).run();
}

Tally tally(View const& view, Ownership const& ownership, std::uint32_t part, TallyOptions const& options) {
    return try_tally(view, ownership, part, options).value();
}

Result<Tally> try_tally(View const& view, TallyOptions const& options) {
    return try_tally(view, Ownership(view.graph(), {}), 0, options);
}

Tally tally(View const& view, TallyOptions const& options) {
    return try_tally(view, options).value();
}

}  // namespace ascribe
