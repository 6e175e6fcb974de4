// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../graph/hops.hpp"
#include "document_support.hpp"
#include <ascribe/analysis/support_graph.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>

namespace ascribe {

namespace {

constexpr std::uint32_t none = SupportGraph::none;

}  // namespace

struct SupportGraphBuilder {
    using FactKind = SupportGraph::FactKind;

    SupportGraphBuilder(SupportGraph& made, SupportOptions const& with)
        : support(made), options(with), graph(made.view_.graph()) {}

    void build_all() {
        support.plain_facts_ = graph.count(Category::claim);
        support.plain_steps_ = graph.count(Category::attribution);
        fill();
    }
    void build_one(ClaimId claim) {
        (void)fact_number(FactKind::claim, claim);
        fill();
    }

    [[nodiscard]] static std::uint64_t fact_key(FactKind kind, Node node) {
        return (std::uint64_t{1} + static_cast<std::uint64_t>(kind)) << 32 | node.word();
    }

private:
    SupportGraph& support;
    SupportOptions const& options;
    Graph const& graph;
    std::vector<Node> grounds;      // of one attribution; kept for its memory
    std::vector<bool> has_reports;  // by claim: whether it may be the content of a report, if anything is reported

    [[nodiscard]] std::uint32_t fact_number(FactKind kind, Content about) {
        if (kind == FactKind::claim && support.plain_facts_ != 0) return about.number();
        auto const next = support.plain_facts_ + static_cast<std::uint32_t>(support.fact_words_.size());
        auto const [at, is_new] = support.numbers_.try_emplace(fact_key(kind, about), next);
        if (is_new) {
            support.fact_words_.push_back(about.word());
            support.fact_kinds_.push_back(kind);
        }
        return at->second;
    }
    [[nodiscard]] std::uint32_t step_number(AttributionId attribution) {
        if (support.plain_steps_ != 0) return attribution.number();
        auto const next = static_cast<std::uint32_t>(support.step_words_.size());
        auto const [at, is_new] = support.numbers_.try_emplace(attribution.word(), next);
        if (is_new) support.step_words_.push_back(attribution.word());
        return at->second;
    }
    /// A step of its own for each fact, so that no number has to be found again.
    [[nodiscard]] std::uint32_t page_step(DocumentId document) {
        support.step_words_.push_back(document.word());
        return support.plain_steps_ + static_cast<std::uint32_t>(support.step_words_.size()) - 1;
    }

    void report(std::size_t done, std::size_t total) const {
        if (options.progress && !options.progress(done, total)) throw Exception(detail::cancelled("support"));
    }

    void fill() {
        using detail::DocumentSupport;
        support.documents_ = std::make_shared<DocumentSupport const>(
            support.view_, support.plain_facts_ != 0 ? DocumentSupport::Extent::all : DocumentSupport::Extent::asked);
        find_reports();
        std::size_t const facts = support.plain_facts_, steps = support.plain_steps_;
        std::size_t const total = 2 * facts + steps;
        auto const step_count = [&] { return support.plain_steps_ + support.step_words_.size(); };
        auto const fact_count = [&] { return support.plain_facts_ + support.fact_words_.size(); };
        while (support.premises_.size() < step_count() || support.steps_.size() < fact_count()) {
            while (support.premises_.size() < step_count()) {
                auto const n = static_cast<std::uint32_t>(support.premises_.size());
                if (n % 65536 == 0) report((std::min)(std::size_t{n}, steps), total);
                list_premises(support.step(n));
                support.premises_.close();
            }
            while (support.steps_.size() < fact_count()) {
                auto const n = static_cast<std::uint32_t>(support.steps_.size());
                if (n % 65536 == 0) report(steps + (std::min)(std::size_t{n}, facts), total);
                list_steps(n);
                support.steps_.close();
            }
        }
        support.facts_ = support.steps_.turned(step_count());
        support.dependents_ = support.premises_.turned(fact_count());
        report(steps + facts, total);
        put_in_order();
        report(total, total);
    }

    [[nodiscard]] bool stands(AttributionId a) const { return support.view_.standing(a) >= support.level_; }

    void list_premises(Node step) {
        auto const a = step.to<AttributionId>();
        if (!a || !stands(a)) return;
        auto& premises = support.premises_.entries;
        auto const first = static_cast<std::ptrdiff_t>(premises.size());
        support.view_.grounds_of(a, grounds);
        for (Node ground : grounds) {
            if (auto const claim = ground.to<ClaimId>())
                premises.push_back(fact_number(FactKind::claim, claim));
            else if (auto const other = ground.to<AttributionId>())
                premises.push_back(fact_number(FactKind::standing, other));
        }
        std::sort(premises.begin() + first, premises.end());
        premises.erase(std::unique(premises.begin() + first, premises.end()), premises.end());
        if (needs_carrier(a)) premises.push_back(fact_number(FactKind::carried, a));
        if (is_endorsement(a)) premises.push_back(fact_number(FactKind::reported, a));
    }

    /// Whether it is held up by reports of it, alone or besides its own document.
    [[nodiscard]] bool needs_carrier(AttributionId a) const {
        if (detail::stands_by_itself(graph, a)) return false;
        if (!graph.document(a)) return true;
        for (AttributionId carrier : graph.attributions_of(a))
            if (stands(carrier) && detail::carries(graph, carrier) >= support.level_) return true;
        return false;
    }

    [[nodiscard]] bool is_endorsement(AttributionId a) const {
        // By definition it has no grounds.
        auto const claim = graph.content(a).to<ClaimId>();
        if (!claim || (!has_reports.empty() && !has_reports[claim.number()])) return false;
        return !support.view_.endorsed(a).empty();
    }

    /// In a whole graph, most claims are reported by nobody, and their attributions need not be looked up.
    void find_reports() {
        if (support.plain_facts_ == 0) return;
        has_reports.resize(support.plain_facts_);
        for (AttributionId a : graph.attributions())
            if (auto const claim = graph.content(a).to<ClaimId>(); claim && !graph.document(a))
                has_reports[claim.number()] = true;
    }

    void list_steps(std::uint32_t fact) {
        auto& steps = support.steps_.entries;
        Content const about = support.fact(fact);
        switch (support.kind(fact)) {
        case FactKind::claim:
            if (support.view_.supported(about.to<ClaimId>()) < support.level_) break;
            for (AttributionId a : graph.attributions_of(about))
                if (stands(a) && detail::asserts(graph, a)) steps.push_back(step_number(a));
            break;
        case FactKind::standing:
            if (auto const a = about.to<AttributionId>(); stands(a)) steps.push_back(step_number(a));
            break;
        case FactKind::carried: {
            auto const document = graph.document(about.to<AttributionId>());
            if (document && support.view_.stands(document) != Truth::never) steps.push_back(page_step(document));
            for (AttributionId carrier : graph.attributions_of(about))
                if (stands(carrier) && detail::carries(graph, carrier) >= support.level_)
                    steps.push_back(step_number(carrier));
            break;
        }
        case FactKind::reported:
            for (AttributionId a : support.view_.endorsed(about.to<AttributionId>()))
                if (stands(a)) steps.push_back(step_number(a));
            break;
        }
    }

    struct Frame {
        std::uint32_t fact, step, premise;
    };

    /// Tarjan's strongly connected components: each is complete before any that rests on it.
    void put_in_order() {
        auto const count = static_cast<std::uint32_t>(support.steps_.size());
        support.rank_.assign(count, none);
        support.order_.reserve(count);
        std::vector<std::uint32_t> index(count, none), low(count), component;
        std::vector<bool> member(count);
        std::vector<Frame> frames;
        std::vector<std::uint32_t> open;
        std::uint32_t next = 0;
        auto const enter = [&](std::uint32_t fact) {
            index[fact] = low[fact] = next++;
            open.push_back(fact);
            frames.push_back({fact, 0, 0});
        };
        for (std::uint32_t root = 0; root < count; ++root) {
            if (index[root] != none || support.steps_[root].empty()) continue;
            enter(root);
            while (!frames.empty()) {
                Frame& at = frames.back();
                auto const steps = support.steps_[at.fact];
                if (at.step < steps.size()) {
                    auto const premises = support.premises_[steps[at.step]];
                    if (at.premise == premises.size()) {
                        ++at.step;
                        at.premise = 0;
                        continue;
                    }
                    std::uint32_t const premise = premises[at.premise++];
                    if (index[premise] == none)
                        enter(premise);
                    else if (support.rank_[premise] == none)
                        low[at.fact] = (std::min)(low[at.fact], index[premise]);
                    continue;
                }
                std::uint32_t const fact = at.fact;
                frames.pop_back();
                if (!frames.empty()) low[frames.back().fact] = (std::min)(low[frames.back().fact], low[fact]);
                if (low[fact] != index[fact]) continue;
                component.clear();
                do {
                    component.push_back(open.back());
                    open.pop_back();
                } while (component.back() != fact);
                close(component, member);
            }
        }
    }

    [[nodiscard]] bool is_ready(std::uint32_t step) const {
        for (std::uint32_t premise : support.premises_[step])
            if (support.rank_[premise] == none) return false;
        return true;
    }
    void rank(std::uint32_t fact) {
        support.rank_[fact] = static_cast<std::uint32_t>(support.order_.size());
        support.order_.push_back(fact);
    }

    /// Ranks the facts of a component in an order in which they can be derived, breadth first.
    void close(std::vector<std::uint32_t>& component, std::vector<bool>& member) {
        auto const first = static_cast<std::uint32_t>(support.order_.size());
        if (component.size() == 1) {
            rank(component.front());
            for (std::uint32_t step : support.steps_[component.front()]) {
                auto const premises = support.premises_[step];
                if (std::find(premises.begin(), premises.end(), component.front()) == premises.end()) continue;
                support.circles_.emplace_back(first, first + 1);
                return;
            }
            return;
        }
        std::sort(component.begin(), component.end());
        for (std::uint32_t fact : component) member[fact] = true;
        // What lies in other components is ranked already. Those that need none of this one come first.
        std::vector<std::uint32_t> initial;
        for (std::uint32_t fact : component) {
            auto const steps = support.steps_[fact];
            if (std::any_of(steps.begin(), steps.end(), [&](std::uint32_t step) { return is_ready(step); }))
                initial.push_back(fact);
        }
        for (std::uint32_t fact : initial) rank(fact);
        for (std::size_t at = first; at < support.order_.size(); ++at)
            for (std::uint32_t step : support.dependents_[support.order_[at]]) {
                if (!is_ready(step)) continue;
                for (std::uint32_t fact : support.facts_[step])
                    if (member[fact] && support.rank_[fact] == none) rank(fact);
            }
        for (std::uint32_t fact : component) member[fact] = false;
        auto const last = static_cast<std::uint32_t>(support.order_.size());
        ASCRIBE_ASSERT(last - first == component.size() && "every fact of the graph stands");
        support.circles_.emplace_back(first, last);
    }
};

SupportGraph::Lists SupportGraph::Lists::turned(std::size_t count) const {
    Lists result;
    result.begin.assign(count + 1, 0);
    for (std::uint32_t entry : entries) ++result.begin[entry + 1];
    for (std::size_t i = 0; i < count; ++i) result.begin[i + 1] += result.begin[i];
    result.entries.resize(entries.size());
    std::vector<std::uint32_t> next(result.begin.begin(), result.begin.end() - 1);
    for (std::size_t i = 0; i < size(); ++i)
        for (std::uint32_t entry : (*this)[i]) result.entries[next[entry]++] = static_cast<std::uint32_t>(i);
    return result;
}

SupportGraph::SupportGraph(View view, SupportOptions const& options) : view_(std::move(view)), level_(options.level) {
    ASCRIBE_ASSERT(level_ != Truth::never);
    SupportGraphBuilder(*this, options).build_all();
}

SupportGraph::SupportGraph(View view, ClaimId claim, SupportOptions const& options)
    : view_(std::move(view)), level_(options.level) {
    ASCRIBE_ASSERT(level_ != Truth::never);
    SupportGraphBuilder(*this, options).build_one(claim);
}

SupportGraph::FactKind SupportGraph::kind(std::uint32_t fact) const noexcept {
    return fact < plain_facts_ ? FactKind::claim : fact_kinds_[fact - plain_facts_];
}

Content SupportGraph::fact(std::uint32_t fact) const noexcept {
    std::uint32_t const ledger = view_.graph().ledger();
    if (fact < plain_facts_) return {Category::claim, fact, ledger};
    std::uint32_t const word = fact_words_[fact - plain_facts_];
    return {static_cast<Category>(word >> 29), word & Node::max_number, ledger};
}

Node SupportGraph::step(std::uint32_t step) const noexcept {
    std::uint32_t const ledger = view_.graph().ledger();
    if (step < plain_steps_) return {Category::attribution, step, ledger};
    std::uint32_t const word = step_words_[step - plain_steps_];
    return {static_cast<Category>(word >> 29), word & Node::max_number, ledger};
}

std::uint32_t SupportGraph::find(ClaimId claim) const noexcept {
    if (plain_facts_ != 0) return claim.number();
    auto const at = numbers_.find(SupportGraphBuilder::fact_key(FactKind::claim, claim));
    return at == numbers_.end() ? none : at->second;
}

std::uint32_t SupportGraph::find(AttributionId attribution) const noexcept {
    if (plain_steps_ != 0) return attribution.number();
    auto const at = numbers_.find(attribution.word());
    return at == numbers_.end() ? none : at->second;
}

bool SupportGraph::is_printed(std::uint32_t step) const noexcept {
    auto const a = this->step(step).to<AttributionId>();
    if (!a || !view_.graph().document(a) || detail::stands_by_itself(view_.graph(), a)) return false;
    auto const premises = premises_of(step);
    return std::none_of(premises.begin(), premises.end(), [&](std::uint32_t premise) {
        return kind(premise) == FactKind::carried && fact(premise) == a;
    });
}

void SupportGraph::needs(std::uint32_t step, std::vector<Node>& nodes) const {
    Graph const& graph = view_.graph();
    Node const node = this->step(step);
    if (auto const document = node.to<DocumentId>()) return documents_->needs(document, nodes);
    auto const a = node.to<AttributionId>();
    std::size_t const first = nodes.size();
    Source const source = graph.source(a);
    nodes.push_back(a);
    if (auto const claim = graph.content(a).to<ClaimId>()) nodes.push_back(claim);
    nodes.push_back(source);
    if (is_printed(step)) documents_->needs(graph.document(a), nodes);
    for (Node ground : view_.grounds_of(a)) {
        if (auto const page = ground.to<DocumentId>())
            documents_->needs(page, nodes);
        else if (!ground.is(Category::claim) && !ground.is(Category::attribution))
            nodes.push_back(ground);
    }
    auto const begin = nodes.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, nodes.end());
    nodes.erase(std::unique(begin, nodes.end()), nodes.end());
}

}  // namespace ascribe
