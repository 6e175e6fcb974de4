// SPDX-License-Identifier: BSL-1.0
#include "point_tree.hpp"

#include "../core/cancelled.hpp"
#include "../core/make_set.hpp"
#include <ascribe/core/error.hpp>

#include <algorithm>
#include <iterator>

namespace ascribe::detail {

namespace {

/// Ways of up to so many facts are read as a whole.
constexpr std::size_t short_way = 32;

}  // namespace

PointTree::PointTree(SupportGraph const& support, SupportOptions const& options)
    : support_(support), places_(support.fact_count()), points_(support.fact_count()) {
    auto const order = support.order();
    auto const total = static_cast<std::uint32_t>(order.size());
    auto const report = [&](std::size_t done) {
        if (options.progress && !options.progress(done, total)) throw Exception(cancelled("single points"));
    };
    auto circle = support.circles().begin();
    for (std::uint32_t at = 0; at < total; ++at) {
        if (at % 65536 == 0) report(at);
        if (circle != support.circles().end() && circle->first == at) {
            go_round(order.subspan(circle->first, circle->second - circle->first), at, [&] { report(at); });
            at = circle->second - 1;
            ++circle;
            continue;
        }
        first_ = at;
        places_[order[at]].parent = dominator(order[at], at, at);
        put(order[at]);
        (void)find_points(order[at]);
    }
    report(total);
    last_ = before_ = owner_ = Words();
}

void PointTree::collect(std::uint32_t fact, Words& words) const {
    for (; fact != none; fact = parent(fact)) {
        auto const own = points_of(fact);
        words.insert(words.end(), own.begin(), own.end());
    }
}

template <class Report>
void PointTree::go_round(std::span<std::uint32_t const> facts, std::uint32_t first, Report report) {
    first_ = first;
    for (bool is_first = true, changed = true; changed; is_first = false) {
        changed = false;
        report();
        for (std::uint32_t fact : facts) {
            std::uint32_t const now = dominator(fact, first, is_first ? support_.rank(fact) : none);
            changed = changed || is_first || now != places_[fact].parent;
            places_[fact].parent = now;
        }
    }
    for (std::uint32_t fact : facts) put(fact);
    for (bool changed = true; changed;) {
        changed = false;
        report();
        for (std::uint32_t fact : facts) changed = find_points(fact) || changed;
    }
}

/// Works out depth and jump of a fact whose parent is found.
void PointTree::put(std::uint32_t fact) {
    Place& place = places_[fact];
    std::uint32_t const parent = place.parent;
    place.depth = depth(parent) + 1;
    place.jump = parent;
    if (parent == none) return;
    std::uint32_t const once = places_[parent].jump;
    std::uint32_t const twice = once == none ? none : places_[once].jump;
    if (once != none && depth(parent) - depth(once) == depth(once) - depth(twice)) place.jump = twice;
}

/// The ancestor at a depth, or the fact itself; none for depth 0.
std::uint32_t PointTree::above(std::uint32_t fact, std::uint32_t at_depth) const {
    while (depth(fact) > at_depth) {
        Place const& place = places_[fact];
        fact = depth(place.jump) >= at_depth ? place.jump : place.parent;
    }
    return fact;
}

/// The last fact that dominates both.
std::uint32_t PointTree::meet(std::uint32_t a, std::uint32_t b) const {
    std::uint32_t const at = (std::min)(depth(a), depth(b));
    a = above(a, at);
    b = above(b, at);
    while (a != b) {
        // At one depth jumps are of one length.
        bool const can_jump = places_[a].jump != places_[b].jump;
        a = can_jump ? places_[a].jump : places_[a].parent;
        b = can_jump ? places_[b].jump : places_[b].parent;
    }
    return a;
}

/// The same while facts from rank `first` on have no depth yet; a dominator ranks below what it dominates.
std::uint32_t PointTree::meet(std::uint32_t a, std::uint32_t b, std::uint32_t first) const {
    auto const rank = [&](std::uint32_t fact) { return fact == none ? 0 : support_.rank(fact) + 1; };
    while (a != b) {
        if (rank(a) <= first && rank(b) <= first) return meet(a, b);
        if (rank(a) > rank(b))
            a = places_[a].parent;
        else
            b = places_[b].parent;
    }
    return a;
}

/// The dominator as far as it is known from premises that rank below `known`.
std::uint32_t PointTree::dominator(std::uint32_t fact, std::uint32_t first, std::uint32_t known) const {
    std::uint32_t found = none;
    bool is_first = true;
    for (std::uint32_t step : support_.steps_of(fact)) {
        auto const premises = support_.premises_of(step);
        if (premises.empty()) return none;
        for (std::uint32_t premise : premises) {
            if (support_.rank(premise) >= known) continue;
            found = is_first ? premise : meet(found, premise, first);
            is_first = false;
            if (found == none) return none;
        }
    }
    return found;
}

/// Works out what a fact has beyond its dominator; whether that is other than before.
bool PointTree::find_points(std::uint32_t fact) {
    std::uint32_t const top = places_[fact].parent;
    auto const steps = support_.steps_of(fact);
    // The step with the shortest way is read, and the others are asked for what it has.
    std::uint32_t shortest = none;
    std::size_t least = 0;
    for (std::uint32_t step : steps) {
        if (!is_known(step, top, first_)) continue;
        std::size_t const way = length(step, top);
        if (shortest != none && way >= least) continue;
        shortest = step;
        least = way;
        if (way == 0) break;
    }
    ASCRIBE_ASSERT(shortest != none);
    read(shortest, top);
    both_.swap(step_);
    // What a claim's attributions put forward is the claim; nothing else may be left.
    std::size_t const always = support_.fact(fact).is(Category::claim) ? 1 : 0;
    for (std::uint32_t step : steps) {
        if (both_.size() <= always) break;
        if (step == shortest || !is_known(step, top, first_)) continue;
        if (length(step, top) > short_way) {
            keep_common(step, top);
            continue;
        }
        read(step, top);
        other_.clear();
        std::set_intersection(both_.begin(), both_.end(), step_.begin(), step_.end(), std::back_inserter(other_));
        both_.swap(other_);
    }
    auto const known = points_[fact].begin == none ? std::span<std::uint32_t const>() : points_of(fact);
    if (points_[fact].begin != none && std::equal(both_.begin(), both_.end(), known.begin(), known.end())) return false;
    store(fact);
    return true;
}

/// Whether something is known of all facts on the step's ways; of those below `first` it always is.
bool PointTree::is_known(std::uint32_t step, std::uint32_t top, std::uint32_t first) const {
    for (std::uint32_t premise : support_.premises_of(step))
        for (std::uint32_t at = premise; at != top && support_.rank(at) >= first; at = places_[at].parent)
            if (points_[at].begin == none) return false;
    return true;
}

std::size_t PointTree::length(std::uint32_t step, std::uint32_t top) const {
    std::size_t sum = 0;
    for (std::uint32_t premise : support_.premises_of(step)) sum += depth(premise) - depth(top);
    return sum;
}

/// What a step has beyond `top`, sorted, into step_.
void PointTree::read(std::uint32_t step, std::uint32_t top) {
    step_.clear();
    for (std::uint32_t premise : support_.premises_of(step))
        for (std::uint32_t at = premise; at != top; at = places_[at].parent) {
            auto const own = points_of(at);
            step_.insert(step_.end(), own.begin(), own.end());
        }
    nodes_.clear();
    support_.needs(step, nodes_);
    for (Node node : nodes_) step_.push_back(node.word());
    make_set(step_);
}

/// Leaves in both_ what the step has, too.
void PointTree::keep_common(std::uint32_t step, std::uint32_t top) {
    nodes_.clear();
    support_.needs(step, nodes_);
    auto const is_missing = [&](std::uint32_t word) {
        for (Node node : nodes_)
            if (node.word() == word) return false;
        for (std::uint32_t premise : support_.premises_of(step))
            if (is_on_way(word, premise, top)) return false;
        return true;
    };
    both_.erase(std::remove_if(both_.begin(), both_.end(), is_missing), both_.end());
}

bool PointTree::has(std::uint32_t fact, std::uint32_t word) const {
    auto const own = points_of(fact);
    return std::binary_search(own.begin(), own.end(), word);
}

/// Whether a fact from the premise up to below `top` has the word: either the way or the word's facts are gone through,
/// whichever ends first.
bool PointTree::is_on_way(std::uint32_t word, std::uint32_t premise, std::uint32_t top) {
    if (last_.empty()) index_points();
    std::uint32_t at = premise;
    std::uint32_t entry = last_[slot(word)];
    while (at != top && entry != 0) {
        if (has(at, word)) return true;
        at = places_[at].parent;
        std::uint32_t const owner = owner_[entry - 1];
        bool const is_between = depth(owner) > depth(top) && depth(owner) <= depth(premise);
        // In a circle, a fact may have lost the word since.
        if (is_between && above(premise, depth(owner)) == owner && has(owner, word)) return true;
        entry = before_[entry - 1];
    }
    return false;
}

/// Keeps both_ as the points of a fact.
void PointTree::store(std::uint32_t fact) {
    Range& range = points_[fact];
    // What is found out later is never more, so that it fits where the first finding was.
    if (range.begin == none) {
        if (both_.size() >= none - pool_.size())
            throw Exception({.code = Errc::capacity,
                             .record = "single points",
                             .field = {},
                             .expected = "fewer than 2^32 of them beyond dominators",
                             .found = {}});
        range.begin = static_cast<std::uint32_t>(pool_.size());
        pool_.insert(pool_.end(), both_.begin(), both_.end());
        if (!last_.empty()) index(range.begin, static_cast<std::uint32_t>(pool_.size()), fact);
    } else {
        ASCRIBE_ASSERT(both_.size() <= range.size);
        std::copy(both_.begin(), both_.end(), pool_.begin() + range.begin);
    }
    range.size = static_cast<std::uint32_t>(both_.size());
}

void PointTree::index_points() {
    Graph const& graph = support_.view().graph();
    for (std::size_t category = 1; category <= category_count; ++category)
        slots_[category + 1] = slots_[category] + graph.count(static_cast<Category>(category));
    last_.assign(slots_.back(), 0);
    for (std::uint32_t fact = 0; fact < points_.size(); ++fact)
        if (points_[fact].begin != none) index(points_[fact].begin, points_[fact].begin + points_[fact].size, fact);
}

void PointTree::index(std::uint32_t begin, std::uint32_t end, std::uint32_t fact) {
    if (before_.size() < pool_.size()) {
        before_.resize(pool_.size());
        owner_.resize(pool_.size());
    }
    for (std::uint32_t entry = begin; entry < end; ++entry) {
        std::uint32_t& last = last_[slot(pool_[entry])];
        before_[entry] = last;
        owner_[entry] = fact;
        last = entry + 1;
    }
}

std::size_t PointTree::slot(std::uint32_t word) const {
    return slots_[word >> 29] + (word & Node::max_number);
}

}  // namespace ascribe::detail
