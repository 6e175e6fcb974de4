// SPDX-License-Identifier: BSL-1.0
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace ascribe {

namespace {

constexpr std::uint32_t none = SupportGraph::none;
using Words = std::vector<std::uint32_t>;

void put_in_order(Words& words) {
    if (words.size() < 2) return;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

/// The dominator tree of the facts, and for each the single points that it has beyond its dominator's.
struct SinglePoints::Tree {
    explicit Tree(SupportGraph const& from, SupportOptions const& options)
        : support(from), parent(from.fact_count(), none), labels(from.fact_count()) {
        auto const order = support.order();
        std::size_t const total = order.size();
        auto const report = [&](std::size_t done) {
            if (options.progress && !options.progress(done, total))
                throw Exception(
                    {.code = Errc::cancelled, .record = "single points", .field = {}, .expected = {}, .found = {}});
        };
        auto circle = support.circles().begin();
        for (std::uint32_t at = 0; at < total; ++at) {
            if (at % 65536 == 0) report(at);
            if (circle != support.circles().end() && circle->first == at) {
                go_round(order.subspan(circle->first, circle->second - circle->first), [&] { report(at); });
                at = circle->second - 1;
                ++circle;
                continue;
            }
            parent[order[at]] = dominator(order[at], at);
            (void)label(order[at]);
        }
        report(total);
    }

    struct Range {
        std::uint32_t begin = none;  ///< none as long as nothing is known: everything, until something is found out
        std::uint32_t size = 0;
    };
    SupportGraph const& support;
    Words parent;  ///< by fact: its dominator, none for the root
    std::vector<Range> labels;
    Words pool;

    [[nodiscard]] std::span<std::uint32_t const> labels_of(std::uint32_t fact) const {
        return {pool.data() + labels[fact].begin, labels[fact].size};
    }

    /// Appends all single points of a fact, repetitions included.
    void collect(std::uint32_t fact, Words& words) const {
        for (; fact != none; fact = parent[fact]) {
            auto const own = labels_of(fact);
            words.insert(words.end(), own.begin(), own.end());
        }
    }

private:
    std::vector<Node> nodes_;
    Words met_, other_, step_, both_;

    /// Lower than every fact for the root.
    [[nodiscard]] std::uint32_t depth(std::uint32_t fact) const { return fact == none ? 0 : support.rank(fact) + 1; }

    /// The last fact that dominates both, where dominators have a lower rank than what they dominate.
    [[nodiscard]] std::uint32_t common(std::uint32_t a, std::uint32_t b) const {
        while (a != b) {
            if (depth(a) > depth(b))
                a = parent[a];
            else
                b = parent[b];
        }
        return a;
    }

    /// The dominator as far as known from premises that rank below `known`, or any in `known` = none.
    [[nodiscard]] std::uint32_t dominator(std::uint32_t fact, std::uint32_t known) const {
        std::uint32_t found = none;
        bool is_first = true;
        for (std::uint32_t step : support.steps_of(fact)) {
            auto const premises = support.premises_of(step);
            if (premises.empty()) return none;
            for (std::uint32_t premise : premises) {
                if (support.rank(premise) >= known) continue;
                found = is_first ? premise : common(found, premise);
                is_first = false;
                if (found == none) return none;
            }
        }
        return found;
    }

    /// Works out what a fact has beyond its dominator; whether that is other than before.
    bool label(std::uint32_t fact) {
        std::uint32_t const top = parent[fact];
        bool is_first = true;
        for (std::uint32_t step : support.steps_of(fact)) {
            if (!is_first && both_.empty()) break;
            if (!read(step, top)) continue;
            if (is_first) {
                both_.swap(step_);
                is_first = false;
                continue;
            }
            other_.clear();
            std::set_intersection(both_.begin(), both_.end(), step_.begin(), step_.end(), std::back_inserter(other_));
            both_.swap(other_);
        }
        ASCRIBE_ASSERT(!is_first);
        Range& range = labels[fact];
        if (range.begin != none &&
            std::equal(both_.begin(), both_.end(), pool.begin() + range.begin, pool.begin() + range.begin + range.size))
            return false;
        // What is found out later is never more, so that it fits where the first finding was.
        if (range.begin == none) {
            range.begin = static_cast<std::uint32_t>(pool.size());
            pool.resize(pool.size() + both_.size());
        }
        ASCRIBE_ASSERT(range.size == 0 || both_.size() <= range.size);
        range.size = static_cast<std::uint32_t>(both_.size());
        std::copy(both_.begin(), both_.end(), pool.begin() + range.begin);
        return true;
    }

    /// What a step has beyond `top`, sorted, into step_; false if that is still everything.
    bool read(std::uint32_t step, std::uint32_t top) {
        step_.clear();
        auto const premises = support.premises_of(step);
        for (std::uint32_t premise : premises)
            for (std::uint32_t at = premise; at != top; at = parent[at]) {
                if (labels[at].begin == none) return false;
                auto const own = labels_of(at);
                step_.insert(step_.end(), own.begin(), own.end());
            }
        nodes_.clear();
        support.needs(step, nodes_);
        for (Node node : nodes_) step_.push_back(node.word());
        put_in_order(step_);
        return true;
    }

    template <class Report>
    void go_round(std::span<std::uint32_t const> facts, Report report) {
        for (bool is_first = true, changed = true; changed; is_first = false) {
            changed = false;
            report();
            for (std::uint32_t fact : facts) {
                std::uint32_t const now = dominator(fact, is_first ? support.rank(fact) : none);
                if (is_first || now != parent[fact]) changed = true;
                parent[fact] = now;
            }
        }
        for (bool changed = true; changed;) {
            changed = false;
            report();
            for (std::uint32_t fact : facts) changed = label(fact) || changed;
        }
    }
};

SinglePoints::SinglePoints(View view, SupportOptions const& options)
    : SinglePoints(std::make_shared<SupportGraph const>(std::move(view), options), options) {}

SinglePoints::SinglePoints(std::shared_ptr<SupportGraph const> support, SupportOptions const& options)
    : support_(std::move(support)), tree_(std::make_shared<Tree const>(*support_, options)) {}

std::vector<Node> SinglePoints::of(ClaimId claim) const {
    std::vector<Node> points;
    std::uint32_t const fact = support_->find(claim);
    if (fact == none || support_->rank(fact) == none) return points;
    Words words;
    tree_->collect(fact, words);
    put_in_order(words);
    points.reserve(words.size());
    for (std::uint32_t word : words)
        if (word != claim.word())
            points.emplace_back(static_cast<Category>(word >> 29), word & Node::max_number, claim.ledger());
    return points;
}

bool SinglePoints::is_point(Node node, ClaimId claim) const {
    std::uint32_t at = support_->find(claim);
    if (node == claim || at == none || support_->rank(at) == none) return false;
    for (; at != none; at = tree_->parent[at]) {
        auto const own = tree_->labels_of(at);
        if (std::binary_search(own.begin(), own.end(), node.word())) return true;
    }
    return false;
}

std::vector<Node> SinglePoints::immediate(ClaimId claim) const {
    std::vector<Node> const points = of(claim);
    // What each point that can fall needs itself.
    std::vector<Words> needed(points.size());
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (auto const other = points[i].to<ClaimId>()) {
            if (auto const fact = support_->find(other); fact != none) tree_->collect(fact, needed[i]);
        } else if (auto const a = points[i].to<AttributionId>()) {
            auto const step = support_->find(a);
            if (step == none) continue;
            nodes.clear();
            support_->needs(step, nodes);
            for (Node node : nodes) needed[i].push_back(node.word());
            for (std::uint32_t premise : support_->premises_of(step)) tree_->collect(premise, needed[i]);
        }
        put_in_order(needed[i]);
    }
    auto const falls_with = [&](std::size_t i, std::size_t with) {
        return std::binary_search(needed[i].begin(), needed[i].end(), points[with].word());
    };
    std::vector<Node> last;
    for (std::size_t i = 0; i < points.size(); ++i) {
        bool is_last = true;
        for (std::size_t j = 0; j < points.size() && is_last; ++j)
            is_last = i == j || !falls_with(j, i) || falls_with(i, j);
        if (is_last) last.push_back(points[i]);
    }
    return last;
}

Result<SinglePoints> try_single_points(View const& view, SupportOptions const& options) {
    try {
        return SinglePoints(view, options);
    } catch (Exception const& e) {
        if (e.error().code != Errc::cancelled) throw;
        return e.error();
    }
}

SinglePoints single_points(View const& view, SupportOptions const& options) {
    return try_single_points(view, options).value();
}

std::vector<Node> single_points(View const& view, ClaimId claim, Truth level) {
    SupportOptions const options{.level = level, .progress = {}};
    return SinglePoints(std::make_shared<SupportGraph const>(view, claim, options), options).of(claim);
}

}  // namespace ascribe
