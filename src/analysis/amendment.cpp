// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../graph/hops.hpp"
#include "commitment_threads.hpp"
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/analysis/trace.hpp>
#include <ascribe/model/speech_act.hpp>
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ascribe {

namespace {

using detail::is_later;
using detail::StatementReader;

using Successors = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

/// The nodes that lie on a cycle: those in a strongly connected component of more than one, or that follow themselves
/// (Tarjan, Depth-first search and linear graph algorithms, 1972; with a stack of its own).
class Cycles {
public:
    explicit Cycles(Successors const& next) : next_(next) {
        std::vector<std::uint32_t> nodes;
        for (auto const& [node, list] : next) nodes.push_back(node);
        std::sort(nodes.begin(), nodes.end());
        for (std::uint32_t node : nodes)
            if (index_.count(node) == 0) visit(node);
    }
    [[nodiscard]] bool contains(std::uint32_t node) const { return circular_.count(node) != 0; }

private:
    struct Frame {
        std::uint32_t node;
        std::size_t next = 0;
    };
    void open(std::uint32_t node) {
        index_[node] = low_[node] = count_++;
        stack_.push_back(node);
        on_stack_.insert(node);
        frames_.push_back({node});
    }
    void visit(std::uint32_t root) {
        static std::vector<std::uint32_t> const none;
        open(root);
        while (!frames_.empty()) {
            std::uint32_t const node = frames_.back().node;
            auto const at = next_.find(node);
            auto const& list = at == next_.end() ? none : at->second;
            if (frames_.back().next < list.size()) {
                std::uint32_t const other = list[frames_.back().next++];
                if (other == node) circular_.insert(node);
                if (index_.count(other) == 0)
                    open(other);
                else if (on_stack_.count(other) != 0)
                    low_[node] = (std::min)(low_[node], index_[other]);
                continue;
            }
            frames_.pop_back();
            if (!frames_.empty()) low_[frames_.back().node] = (std::min)(low_[frames_.back().node], low_[node]);
            if (low_[node] == index_[node]) close(node);
        }
    }
    void close(std::uint32_t root) {
        bool const is_cycle = stack_.back() != root;
        for (;;) {
            std::uint32_t const node = stack_.back();
            stack_.pop_back();
            on_stack_.erase(node);
            if (is_cycle) circular_.insert(node);
            if (node == root) return;
        }
    }

    Successors const& next_;
    std::size_t count_ = 0;
    std::unordered_map<std::uint32_t, std::size_t> index_, low_;
    std::vector<std::uint32_t> stack_;
    std::unordered_set<std::uint32_t> on_stack_, circular_;
    std::vector<Frame> frames_;
};

class AmendmentFinder {
public:
    explicit AmendmentFinder(View const& view) : view_(view), graph_(view.graph()), reader_(view, {}) {
        constexpr std::string_view names[] = {property::retracted, property::corrected_by, property::updated_by,
                                              property::clarified_by};
        for (std::size_t i = 0; i < std::size(names); ++i) properties_[i] = graph_.find_property(names[i]);
    }

    [[nodiscard]] std::optional<AmendmentKind> kind(ClaimId claim) const {
        PropertyId const property = graph_.property(claim);
        for (std::size_t i = 0; i < properties_.size(); ++i)
            if (properties_[i] == property && graph_.subject(claim).is(Category::attribution))
                return static_cast<AmendmentKind>(i);
        return std::nullopt;
    }

    /// The amendments that this claim makes, repetitions and circles aside.
    void add(ClaimId claim, std::vector<Amendment>& list) const {
        auto const kind_of_claim = kind(claim);
        if (!kind_of_claim) return;
        auto const of = graph_.subject(claim).to<AttributionId>();
        for (AttributionId by : graph_.attributions_of(claim))
            // A denial that it was retracted, or that nobody knows, amends nothing.
            if (view_.attested(by) != Truth::never && detail::asserts(graph_, by))
                list.push_back({.of = of,
                                .by = by,
                                .claim = claim,
                                .kind = *kind_of_claim,
                                .replacement = graph_.value_node(claim).to<AttributionId>(),
                                .effect = view_.amendment_effect(by),
                                .repetitions = {}});
    }
    /// The amendments of an attribution.
    void add_of(AttributionId of, std::vector<Amendment>& list) const {
        std::vector<ClaimId> claims;
        for (PropertyId property : properties_)
            if (property)
                for (ClaimId claim : graph_.claims_about(of, property)) claims.push_back(claim);
        std::sort(claims.begin(), claims.end());
        for (ClaimId claim : claims) add(claim, list);
    }

    void complete(std::vector<Amendment>& list) {
        Successors next;
        std::vector<AttributionId> open;
        auto const follow = [&](AttributionId from, AttributionId to) {
            auto& successors = next[from.word()];
            if (std::find(successors.begin(), successors.end(), to.word()) == successors.end())
                successors.push_back(to.word());
            if (next.count(to.word()) == 0) open.push_back(to);
        };
        for (Amendment const& a : list)
            if (a.replacement) follow(a.of, a.replacement);
        while (!open.empty()) {
            AttributionId const at = open.back();
            open.pop_back();
            if (!next.try_emplace(at.word()).second) continue;
            std::vector<Amendment> more;
            add_of(at, more);
            for (Amendment const& a : more)
                if (a.replacement) follow(at, a.replacement);
        }
        Cycles const cycles(next);
        for (Amendment& a : list) {
            a.is_circular = cycles.contains(a.of.word());
            a.repetitions = repetitions(a);
        }
    }

private:
    [[nodiscard]] std::vector<Repetition> repetitions(Amendment const& amendment) {
        std::unordered_set<std::uint32_t> seen{amendment.of.word(), amendment.by.word()};
        if (amendment.replacement) seen.insert(amendment.replacement.word());
        auto const when = reader_.said(amendment.by);
        std::vector<Repetition> found;
        auto const add = [&](AttributionId a, RepetitionKind kind) {
            if (view_.attested(a) == Truth::never || !seen.insert(a.word()).second) return false;
            found.push_back({.attribution = a,
                             .kind = kind,
                             .later = is_later(reader_.said(a), when),
                             .standing = view_.standing(a)});
            return true;
        };
        Polarity const old = polarity(graph_.factuality(amendment.of));
        Content const content = graph_.content(amendment.of);
        std::vector<Node> grounds{amendment.of};
        std::vector<Content> contents{content};
        if (auto const claim = content.to<ClaimId>()) {
            contents.clear();
            for (ClaimId counting : counting_for(view_, claim)) contents.push_back(counting);
        }
        for (Content c : contents) {
            if (c.is(Category::claim)) grounds.push_back(c);
            for (AttributionId a : graph_.attributions_of(c))
                if (polarity(graph_.factuality(a)) == old) add(a, RepetitionKind::says_it_too);
        }
        std::vector<AttributionId> carried{amendment.of};
        for (std::size_t i = 0; i < carried.size(); ++i)
            for (AttributionId carrier : graph_.attributions_of(carried[i]))
                if (polarity(graph_.factuality(carrier)) == Polarity::positive &&
                    add(carrier, RepetitionKind::reports_it))
                    carried.push_back(carrier);
        std::unordered_set<std::uint32_t> used;
        for (Node ground : grounds) used.insert(ground.word());
        for (std::size_t i = 0; i < grounds.size(); ++i)
            for (AttributionId a : view_.resting_on(grounds[i])) {
                if (view_.attested(a) == Truth::never) continue;
                add(a, RepetitionKind::rests_on_it);
                for (Node next : {Node(a), Node(graph_.content(a))})
                    if (used.insert(next.word()).second) grounds.push_back(next);
            }
        std::sort(found.begin(), found.end(),
                  [](Repetition const& a, Repetition const& b) { return a.attribution < b.attribution; });
        return found;
    }

    View const& view_;
    Graph const& graph_;
    StatementReader reader_;
    std::array<PropertyId, 4> properties_;
};

Error cancelled() {
    return detail::cancelled("amendments");
}

constexpr std::size_t progress_step = 4096;

/// The attributions that a node leads to, as amendments(view, node) has them.
std::vector<AttributionId> attributions_at(View const& view, Node node) {
    Graph const& graph = view.graph();
    std::unordered_set<std::uint32_t> seen;
    std::vector<AttributionId> found;
    auto const add = [&](AttributionId a) {
        if (seen.insert(a.word()).second) found.push_back(a);
    };
    auto const add_claim = [&](ClaimId claim) {
        for (ClaimId counting : counting_for(view, claim))
            for (AttributionId a : graph.attributions_of(counting)) add(a);
    };
    for (Node member : view.class_of(node)) {
        if (auto const a = member.to<AttributionId>()) {
            for (Content at = a; at.is(Category::attribution); at = graph.content(at.to<AttributionId>()))
                add(at.to<AttributionId>());
            continue;
        }
        if (auto const claim = member.to<ClaimId>()) {
            add_claim(claim);
            continue;
        }
        for (ClaimId claim : graph.claims_about(member)) add_claim(claim);
        if (auto const source = member.to<Source>())
            for (AttributionId a : graph.attributions_by(source)) add(a);
        if (auto const document = member.to<DocumentId>())
            for (AttributionId a : graph.attributions_in(document)) add(a);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        AttributionId const at = found[i];
        for (AttributionId carrier : graph.attributions_of(at)) add(carrier);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

Result<std::vector<Amendment>> try_amendments(View const& view, AmendmentOptions const& options) {
    Graph const& graph = view.graph();
    AmendmentFinder finder(view);
    std::vector<Amendment> list;
    std::size_t const total = graph.count(Category::claim);
    std::size_t done = 0;
    for (ClaimId claim : graph.claims()) {
        if (options.progress && done % progress_step == 0 && !options.progress(done, total)) return cancelled();
        ++done;
        finder.add(claim, list);
    }
    finder.complete(list);
    return list;
}

std::vector<Amendment> amendments(View const& view, AmendmentOptions const& options) {
    return try_amendments(view, options).value();
}

std::vector<Amendment> amendments(View const& view, Node node) {
    AmendmentFinder finder(view);
    std::vector<Amendment> list;
    for (AttributionId of : attributions_at(view, node)) finder.add_of(of, list);
    std::stable_sort(list.begin(), list.end(),
                     [](Amendment const& a, Amendment const& b) { return a.claim < b.claim; });
    finder.complete(list);
    return list;
}

}  // namespace ascribe
