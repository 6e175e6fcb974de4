// SPDX-License-Identifier: BSL-1.0
// What one withdrawal after the other takes, found by over-deleting and deriving again.
#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include "../core/meter.hpp"
#include "amendment_footing.hpp"
#include "document_support.hpp"
#include <ascribe/analysis/withdrawal.hpp>
#include <ascribe/core/error.hpp>
#include <ascribe/core/prefetch.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace ascribe {

namespace {

constexpr std::uint32_t none = SupportGraph::none;

Error cancelled() {
    return detail::cancelled("withdrawals");
}

/// One level of support, from which things are taken and to which they are given back.
class Level {
public:
    explicit Level(std::shared_ptr<SupportGraph const> support) : support_(std::move(support)) {
        SupportGraph const& all = *support_;
        left_.assign(all.fact_count(), 0);
        leads_to_.assign(all.step_count(), none);
        states_.assign(all.step_count(), State::stands);
        for (std::uint32_t step = 0; step < all.step_count(); ++step) {
            auto const facts = all.facts_of(step);
            if (facts.size() == 1)
                leads_to_[step] = facts.front() | (comes_before(step, facts.front()) ? before : 0);
            else if (facts.size() > 1)
                leads_to_[step] = several;
            for (std::uint32_t fact : facts)
                if (comes_before(step, fact)) ++left_[fact];
        }
        auto const attributions = all.view().graph().count(Category::attribution);
        for (std::uint32_t step = attributions; step < all.step_count(); ++step)
            pages_[all.step(step).number()].push_back(step);
    }

    [[nodiscard]] SupportGraph const& support() const noexcept { return *support_; }

    void prefetch(std::uint32_t step) const {
        detail::prefetch(&states_[step]);
        detail::prefetch(&leads_to_[step]);
    }
    void withdraw(std::uint32_t step) {
        if (states_[step] == State::withdrawn) return;
        let_go(step);
        states_[step] = State::withdrawn;
    }
    /// Those steps that a document is printed by.
    void withdraw_pages(DocumentId document) {
        if (auto const at = pages_.find(document.number()); at != pages_.end())
            for (std::uint32_t step : at->second) withdraw(step);
    }

    /// Lets everything fall that has nothing left to stand on. If the meter ends that, `restore` is still all it takes.
    void settle(detail::Meter& meter) {
        constexpr std::size_t ahead = 12;
        while (applied_ < lessened_.size()) {
            meter.work();
            if (applied_ + ahead < lessened_.size()) detail::prefetch(&left_[lessened_[applied_ + ahead]]);
            lessen(lessened_[applied_++]);
        }
        // What was let go too soon stands again by a step that is left, and so does what rests on it.
        std::vector<std::uint32_t> risen;
        for (std::uint32_t fact : fallen_facts_)
            for (std::uint32_t step : support_->steps_of(fact))
                if (meter.work(); states_[step] == State::stands && is_fallen(fact)) {
                    left_[fact] &= ~fallen;
                    risen.push_back(fact);
                }
        while (!risen.empty()) {
            std::uint32_t const at = risen.back();
            risen.pop_back();
            for (std::uint32_t step : support_->dependents_of(at)) {
                meter.work();
                if (states_[step] != State::fallen || !has_premises(step)) continue;
                states_[step] = State::stands;
                for (std::uint32_t fact : support_->facts_of(step))
                    if (is_fallen(fact)) {
                        left_[fact] &= ~fallen;
                        risen.push_back(fact);
                    }
            }
        }
    }

    /// Calls `use` for each fact, and each step, that does not stand any more.
    template <class Use>
    void each_fallen_fact(Use use) const {
        for (std::uint32_t fact : fallen_facts_)
            if (is_fallen(fact)) use(fact);
    }
    template <class Use>
    void each_fallen_step(Use use) const {
        for (std::uint32_t step : fallen_steps_)
            if (states_[step] != State::stands) use(step);
    }

    /// Puts everything back as it was.
    void restore() noexcept {
        for (std::uint32_t step : fallen_steps_) states_[step] = State::stands;
        for (std::size_t i = 0; i < applied_; ++i) ++left_[lessened_[i]];
        applied_ = 0;
        for (std::uint32_t fact : fallen_facts_) left_[fact] &= ~fallen;
        fallen_steps_.clear();
        fallen_facts_.clear();
        lessened_.clear();
    }

private:
    enum class State : std::uint8_t { stands, fallen, withdrawn };
    static constexpr std::uint32_t before = 1u << 31;
    static constexpr std::uint32_t several = none - 1;
    static constexpr std::uint32_t fallen = 1u << 31;

    [[nodiscard]] bool is_fallen(std::uint32_t fact) const { return (left_[fact] & fallen) != 0; }

    /// Whether all premises of a step come before a fact, so that the one cannot hang on the other.
    [[nodiscard]] bool comes_before(std::uint32_t step, std::uint32_t fact) const {
        for (std::uint32_t premise : support_->premises_of(step))
            if (support_->rank(premise) >= support_->rank(fact)) return false;
        return true;
    }
    [[nodiscard]] bool has_premises(std::uint32_t step) const {
        for (std::uint32_t premise : support_->premises_of(step))
            if (is_fallen(premise)) return false;
        return true;
    }

    void let_go(std::uint32_t step) {
        fallen_steps_.push_back(step);
        std::uint32_t const only = leads_to_[step];
        if (only == none) return;
        if (only == several) {
            for (std::uint32_t fact : support_->facts_of(step))
                if (comes_before(step, fact)) lessened_.push_back(fact);
        } else if ((only & before) != 0) {
            lessened_.push_back(only & ~before);
        }
    }

    void lessen(std::uint32_t fact) {
        if (--left_[fact] != 0) return;
        fallen_facts_.push_back(fact);
        left_[fact] = fallen;
        for (std::uint32_t step : support_->dependents_of(fact)) {
            if (states_[step] != State::stands) continue;
            let_go(step);
            states_[step] = State::fallen;
        }
    }

    std::shared_ptr<SupportGraph const> support_;
    std::vector<std::uint32_t> leads_to_;  ///< by step: its only fact, and whether it comes before it; or `several`
    std::vector<State> states_;            ///< by step
    std::vector<std::uint32_t> left_;      ///< by fact: steps that stand and come before it; and whether it is fallen
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> pages_;
    std::vector<std::uint32_t> fallen_steps_, fallen_facts_;
    std::vector<std::uint32_t> lessened_;  ///< facts that lost a step that comes before them, once for each
    std::size_t applied_ = 0;              ///< to how many of these that has been done
};

/// Whether everything that stands does so in every reading.
bool has_one_level(View const& view) {
    Graph const& graph = view.graph();
    for (AttributionId a : graph.attributions()) {
        Truth const standing = view.standing(a);
        if (standing == Truth::possibly) return false;
        // A report that carries its content only possibly is a way for it at one level and not at the other.
        if (standing == Truth::always && graph.content(a).is(Category::attribution) &&
            graph.factuality(a) != Factuality::ct_plus)
            return false;
    }
    return true;
}

}  // namespace

struct Withdrawals::State {
    State(View v, Progress const& progress)
        : view(std::move(v)), graph(view.graph()), footing(std::make_shared<detail::AmendmentFooting const>(view)) {
        for (Truth truth : {Truth::possibly, Truth::always}) {
            if (truth == Truth::always && has_one_level(view)) break;
            levels.emplace_back(std::make_shared<SupportGraph const>(
                view, SupportOptions{.level = truth,
                                     .progress = detail::stage(progress, truth == Truth::always ? 1 : 0, 2)}));
        }
    }

    View view;
    Graph graph;
    std::shared_ptr<detail::AmendmentFooting const> footing;
    std::vector<Level> levels;         ///< possibly; and always, if that is another
    std::vector<AttributionId> taken;  ///< with the node that is being withdrawn

    [[nodiscard]] Truth truth_of(std::size_t level) const { return level == 0 ? Truth::possibly : Truth::always; }

    /// Leaves the levels as they were, however it ends.
    struct Restoring {
        State& state;
        explicit Restoring(State& s) : state(s) {}
        Restoring(Restoring const&) = delete;
        Restoring& operator=(Restoring const&) = delete;
        ~Restoring() {
            for (Level& level : state.levels) level.restore();
        }
    };

    /// Withdraws the nodes from one level; false if something may come to stand by that.
    bool withdraw(std::vector<Node> const& nodes, Level& level, detail::Meter& meter) {
        bool is_local = true;
        for (Node node : nodes) {
            if (footing->tells(node)) return false;
            taken.clear();
            if (auto const source = node.to<Source>())
                for (AttributionId a : graph.attributions_by(source)) taken.push_back(a);
            if (auto const claim = node.to<ClaimId>())
                for (AttributionId a : graph.attributions_of(claim)) taken.push_back(a);
            if (auto const a = node.to<AttributionId>()) taken.push_back(a);
            // A source's attributions lie all over the graph, and nearly all the time is waiting for them.
            constexpr std::size_t ahead = 24;
            for (std::size_t i = 0; i < (std::min)(ahead, taken.size()); ++i) level.prefetch(taken[i].number());
            for (std::size_t i = 0; i < taken.size(); ++i) {
                if (i + ahead < taken.size()) level.prefetch(taken[i + ahead].number());
                meter.work();
                is_local = is_local && !footing->amends(taken[i]);
                level.withdraw(taken[i].number());
            }
            bool const is_derived = node.is(Category::claim) || node.is(Category::attribution);
            if (!is_derived && !node.is(Category::document))
                for (AttributionId a : view.resting_on(node)) level.withdraw(a.number());
            if (!is_local) return false;
        }
        for (DocumentId document : fallen_documents(nodes, *level.support().documents_, is_local)) {
            for (AttributionId a : graph.attributions_in(document)) {
                meter.work();
                // An amendment that is carried possibly does not take effect without its own document.
                is_local = is_local && !footing->amends(a);
                if (level.support().is_printed(a.number())) level.withdraw(a.number());
            }
            for (AttributionId a : view.resting_on(document)) level.withdraw(a.number());
            level.withdraw_pages(document);
        }
        return is_local;
    }

    /// Documents that fall with the nodes; not local if one rises.
    [[nodiscard]] std::vector<DocumentId> fallen_documents(std::vector<Node> const& nodes,
                                                           detail::DocumentSupport const& documents,
                                                           bool& is_local) const {
        std::vector<DocumentId> fallen, touched;
        for (Node node : nodes) {
            if (auto const document = node.to<DocumentId>()) fallen.push_back(document);
            documents.touched_by(node, touched);
        }
        for (DocumentId document : touched) {
            bool const stands = documents.stands(document, nodes);
            if (view.stands(document) != Truth::never) {
                if (!stands) fallen.push_back(document);
            } else if (stands) {
                is_local = false;
            }
        }
        detail::make_set(fallen);
        return fallen;
    }

    [[nodiscard]] View without(std::vector<Node> const& nodes, Progress const& progress) const {
        Scope scope = view.scope();
        scope.without.insert(scope.without.end(), nodes.begin(), nodes.end());
        return View(graph, std::move(scope), progress);
    }

    template <class Use>
    void each_lost(std::vector<Node> const& nodes, Progress const& progress, Use use) {
        Restoring const restoring(*this);
        Level& level = levels.front();
        // The first half is for looking, the second for making a view, should that be needed.
        Progress const looking = detail::stage(progress, 0, 2);
        detail::Meter meter(looking, 1);
        bool is_local = false;
        try {
            is_local = withdraw(nodes, level, meter);
            if (is_local) level.settle(meter);
        } catch (detail::Cancelled const&) {
            throw Exception(cancelled());
        }
        if (is_local) {
            auto const claims = graph.count(Category::claim);
            level.each_fallen_fact([&](std::uint32_t fact) {
                if (fact < claims) use(graph.claim_at(fact));
            });
            return;
        }
        View const after = without(nodes, detail::stage(progress, 1, 2));
        for (ClaimId claim : graph.claims())
            if (view.supported(claim) != Truth::never && after.supported(claim) == Truth::never) use(claim);
    }

    /// What was at this level and is not any more.
    bool lose(std::vector<Node> const& nodes, std::size_t n, detail::Meter& meter, std::vector<ClaimId>& claims,
              std::vector<AttributionId>& attributions) {
        Level& level = levels[n];
        if (!withdraw(nodes, level, meter)) return false;
        level.settle(meter);
        auto const claim_count = graph.count(Category::claim), attribution_count = graph.count(Category::attribution);
        level.each_fallen_fact([&](std::uint32_t fact) {
            if (fact < claim_count) claims.push_back(graph.claim_at(fact));
        });
        level.each_fallen_step([&](std::uint32_t step) {
            if (step < attribution_count && view.standing(graph.attribution_at(step)) >= truth_of(n))
                attributions.push_back(graph.attribution_at(step));
        });
        detail::make_set(claims);
        detail::make_set(attributions);
        return true;
    }
};

Withdrawals::Withdrawals(View view, Progress const& progress)
    : state_(std::make_unique<State>(std::move(view), progress)) {}
Withdrawals::Withdrawals(Withdrawals const& other) : state_(std::make_unique<State>(*other.state_)) {}
Withdrawals& Withdrawals::operator=(Withdrawals const& other) {
    if (this != &other) state_ = std::make_unique<State>(*other.state_);
    return *this;
}
Withdrawals::Withdrawals(Withdrawals&& other) noexcept = default;
Withdrawals& Withdrawals::operator=(Withdrawals&& other) noexcept = default;
Withdrawals::~Withdrawals() = default;

View const& Withdrawals::view() const noexcept {
    return state_->view;
}

std::vector<ClaimId> Withdrawals::lost(Node node, Progress const& progress) {
    return lost(std::vector<Node>{node}, progress);
}

std::vector<ClaimId> Withdrawals::lost(std::vector<Node> const& nodes, Progress const& progress) {
    std::vector<ClaimId> claims;
    state_->each_lost(nodes, progress, [&](ClaimId claim) {
        if (std::find(nodes.begin(), nodes.end(), claim) == nodes.end()) claims.push_back(claim);
    });
    std::sort(claims.begin(), claims.end());
    return claims;
}

std::size_t Withdrawals::count_lost(Node node, Progress const& progress) {
    std::size_t count = 0;
    state_->each_lost({node}, progress, [&](ClaimId claim) { count += claim == node ? 0U : 1U; });
    return count;
}

bool Withdrawals::is_local(std::vector<Node> const& nodes) {
    State::Restoring const restoring(*state_);
    Progress const nobody;
    detail::Meter meter(nobody, 1);
    return state_->withdraw(nodes, state_->levels.front(), meter);
}

Loss Withdrawals::loss(std::vector<Node> const& nodes, Progress const& progress) {
    return try_loss(nodes, progress).value();
}

Result<Loss> Withdrawals::try_loss(std::vector<Node> const& nodes, Progress const& progress) {
    Loss loss;
    State::Restoring const restoring(*state_);
    std::vector<Node> withdrawn = nodes;
    detail::make_set(withdrawn);
    auto const is_withdrawn = [&](Node node) { return std::binary_search(withdrawn.begin(), withdrawn.end(), node); };
    Progress const looking = detail::stage(progress, 0, 2);
    detail::Meter meter(looking, 1);
    bool is_local = false;
    try {
        is_local = state_->lose(nodes, 0, meter, loss.lost, loss.fallen);
        if (is_local && state_->levels.size() == 2)
            is_local = state_->lose(nodes, 1, meter, loss.weakened, loss.doubtful);
    } catch (detail::Cancelled const&) {
        return cancelled();
    }
    if (!is_local) {
        loss = {};
        auto const whole =
            try_withdrawal(state_->view, nodes, {.lines = false, .progress = detail::stage(progress, 1, 2)});
        if (!whole) return whole.error();
        loss.lost = whole->lost;
        loss.fallen = whole->fallen;
        loss.doubtful = whole->doubtful;
        for (ReducedSupport const& reduced : whole->reduced)
            if (reduced.after < reduced.before) loss.weakened.push_back(reduced.claim);
        return loss;
    }
    // What fell altogether is not listed as less certain.
    auto const keep = [&](auto& list, auto const& more) {
        list.erase(std::remove_if(
                       list.begin(), list.end(),
                       [&](auto id) { return is_withdrawn(id) || std::binary_search(more.begin(), more.end(), id); }),
                   list.end());
    };
    keep(loss.weakened, loss.lost);
    keep(loss.doubtful, loss.fallen);
    keep(loss.lost, std::vector<ClaimId>());
    keep(loss.fallen, std::vector<AttributionId>());
    return loss;
}

}  // namespace ascribe
