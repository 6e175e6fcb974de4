// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "../graph/hops.hpp"
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/model/speech_act.hpp>

#include <algorithm>
#include <span>

namespace ascribe {

namespace {

using Numbers = std::vector<std::uint32_t>;
constexpr std::uint32_t none = 0xffffffff;

/// Claims first, numbered as they are, then the origins; and the edges from each.
struct ChainGraph {
    Numbers begin{0}, to;
    std::vector<Source> origins;

    ChainGraph(View const& view, Truth level, detail::Meter& meter) {
        Graph const& graph = view.graph();
        std::uint32_t const claims = graph.count(Category::claim);
        std::uint32_t const attributions = graph.count(Category::attribution);
        // The claim that each supports.
        Numbers supported(attributions, none);
        for (AttributionId a : graph.attributions()) {
            meter.step();
            if (auto const claim = graph.content(a).to<ClaimId>(); claim && view.standing(a) >= level)
                if (detail::asserts(graph, a)) supported[a.number()] = claim.number();
        }
        begin.reserve(claims + 1);
        to.reserve(attributions);
        std::vector<bool> rests(attributions);
        bool const is_claimed = view.has_claimed_grounds();
        for (ClaimId claim : graph.claims()) {
            meter.step();
            auto const rest = [&](AttributionId a) {
                if (supported[a.number()] == none) return;
                rests[a.number()] = true;
                to.push_back(supported[a.number()]);
            };
            if (is_claimed)
                for (AttributionId a : view.resting_on(claim)) rest(a);
            else
                for (AttributionId a : graph.resting_on(claim)) rest(a);
            begin.push_back(static_cast<std::uint32_t>(to.size()));
        }
        // What rests on no claim begins a chain.
        Numbers of_source[2];
        of_source[0].assign(graph.count(Category::actor), 0);
        of_source[1].assign(graph.count(Category::document), 0);
        auto const count = [&](Source source) -> std::uint32_t& {
            return of_source[source.is(Category::actor) ? 0 : 1][source.number()];
        };
        for (AttributionId a : graph.attributions()) {
            meter.step();
            if (supported[a.number()] != none && !rests[a.number()]) ++count(graph.source(a));
        }
        auto next = static_cast<std::uint32_t>(to.size());
        for (Category category : {Category::actor, Category::document}) {
            for (std::uint32_t n = 0; n < graph.count(category); ++n) {
                Source const source(category, n, graph.ledger());
                std::uint32_t& edges = count(source);
                if (edges == 0) continue;
                origins.push_back(source);
                next += std::exchange(edges, next);
                begin.push_back(next);
            }
        }
        to.resize(next);
        for (AttributionId a : graph.attributions()) {
            meter.step();
            if (supported[a.number()] != none && !rests[a.number()])
                to[count(graph.source(a))++] = supported[a.number()];
        }
    }

    [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(begin.size() - 1); }
    [[nodiscard]] std::span<std::uint32_t const> from(std::uint32_t vertex) const noexcept {
        return {to.data() + begin[vertex], to.data() + begin[vertex + 1]};
    }
};

/// Semi-NCA on the vertices that the root reaches, in their order of visit; the root is number 0.
class Dominators {
public:
    Dominators(ChainGraph const& graph, std::uint32_t claims, detail::Meter& meter)
        : graph_(graph), meter_(meter), number_(graph.size(), none) {
        vertex_.push_back(none);
        parent_.push_back(0);
        for (std::uint32_t origin = claims; origin < graph.size(); ++origin) visit(origin);
        enter_edges(claims);
        dominate();
    }

    /// The immediate dominator of a vertex; none for the root, or if the root does not reach it.
    [[nodiscard]] std::uint32_t of(std::uint32_t vertex) const {
        return number_[vertex] == none ? none : vertex_[parent_[number_[vertex]]];
    }

private:
    ChainGraph const& graph_;
    detail::Meter& meter_;
    Numbers number_;           // by vertex
    Numbers vertex_, parent_;  // by number; parents become immediate dominators
    Numbers begin_, from_;     // by number: where its edges come from, as numbers
    Numbers above_, label_, semi_, path_;

    /// Depth first from an origin, which nothing but the root leads to.
    void visit(std::uint32_t origin) {
        struct Frame {
            std::uint32_t number, edge;
        };
        std::vector<Frame> frames;
        auto const enter = [&](std::uint32_t vertex, std::uint32_t parent) {
            auto const number = static_cast<std::uint32_t>(vertex_.size());
            number_[vertex] = number;
            vertex_.push_back(vertex);
            parent_.push_back(parent);
            frames.push_back({number, graph_.begin[vertex]});
        };
        enter(origin, 0);
        while (!frames.empty()) {
            Frame& at = frames.back();
            if (at.edge == graph_.begin[vertex_[at.number] + 1]) {
                frames.pop_back();
                continue;
            }
            meter_.work();
            std::uint32_t const next = graph_.to[at.edge++];
            if (number_[next] == none) enter(next, at.number);
        }
    }

    void enter_edges(std::uint32_t claims) {
        auto const count = static_cast<std::uint32_t>(vertex_.size());
        begin_.assign(count + 1, 0);
        auto const each = [&](auto use) {
            for (std::uint32_t n = 1; n < count; ++n) {
                meter_.step();
                if (vertex_[n] >= claims) use(0, n);
                for (std::uint32_t to : graph_.from(vertex_[n])) use(n, number_[to]);
            }
        };
        each([&](std::uint32_t, std::uint32_t to) { ++begin_[to + 1]; });
        for (std::uint32_t n = 0; n < count; ++n) begin_[n + 1] += begin_[n];
        from_.resize(begin_[count]);
        Numbers next(begin_.begin(), begin_.end() - 1);
        each([&](std::uint32_t from, std::uint32_t to) { from_[next[to]++] = from; });
    }

    /// The vertex of least semidominator on the way from `number` up to, not including, what is below `last`.
    std::uint32_t evaluate(std::uint32_t number, std::uint32_t last) {
        if (number < last) return number;
        path_.clear();
        while (above_[number] >= last) {
            path_.push_back(number);
            number = above_[number];
        }
        std::uint32_t const top = above_[number];
        std::uint32_t least = label_[number];
        for (; !path_.empty(); path_.pop_back()) {
            std::uint32_t const at = path_.back();
            above_[at] = top;
            if (semi_[least] < semi_[label_[at]])
                label_[at] = least;
            else
                least = label_[at];
        }
        return least;
    }

    void dominate() {
        auto const count = static_cast<std::uint32_t>(vertex_.size());
        above_ = parent_;
        label_.resize(count);
        for (std::uint32_t n = 0; n < count; ++n) label_[n] = n;
        semi_ = label_;
        for (std::uint32_t n = count; n-- > 1;) {
            meter_.step();
            std::uint32_t least = parent_[n];
            for (std::uint32_t i = begin_[n]; i < begin_[n + 1]; ++i)
                least = (std::min)(least, semi_[evaluate(from_[i], n + 1)]);
            semi_[n] = least;
        }
        for (std::uint32_t n = 1; n < count; ++n) {
            std::uint32_t dominator = parent_[n];
            while (dominator > semi_[n]) dominator = parent_[dominator];
            parent_[n] = dominator;
        }
    }
};

}  // namespace

Result<std::vector<Node>> try_chain_dominators(View const& view, SupportOptions const& options) {
    ASCRIBE_ASSERT(options.level != Truth::never);
    Graph const& graph = view.graph();
    std::uint32_t const claims = graph.count(Category::claim);
    std::size_t const steps = 3 * std::size_t{graph.count(Category::attribution)} + 4 * std::size_t{claims};
    std::vector<Node> result(claims);
    try {
        detail::Meter meter(options.progress, steps);
        ChainGraph const chains(view, options.level, meter);
        Dominators const dominators(chains, claims, meter);
        for (std::uint32_t n = 0; n < claims; ++n)
            if (std::uint32_t const at = dominators.of(n); at != none)
                result[n] = at < claims ? Node(graph.claim_at(at)) : Node(chains.origins[at - claims]);
    } catch (detail::Cancelled const&) {
        return detail::cancelled("chain dominators");
    }
    return result;
}

std::vector<Node> chain_dominators(View const& view, SupportOptions const& options) {
    return try_chain_dominators(view, options).value();
}

}  // namespace ascribe
