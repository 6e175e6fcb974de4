// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_FLAT_SUPPORT_HPP
#define ASCRIBE_BENCHMARKS_PEERS_FLAT_SUPPORT_HPP

#include "flat_arrays.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

/// What hangs on whom.
namespace peers {

/// Dominators from a root above all sources by semidominators and nearest common ancestors (Georgiadis, "Linear-time
/// algorithms for dominators and related problems", 2005). Right on circles, and without recursion.
class Dominators {
public:
    explicit Dominators(Arrays const& arrays) : arrays_(arrays), number_(arrays.vertices(), none) {
        visit();
        find_semidominators();
        // The nearest ancestor in the tree of visits that is not below the semidominator.
        for (std::uint32_t v = 1; v < vertex_.size(); ++v) {
            std::uint32_t dominator = parent_[v];
            while (dominator > semidominator_[v]) dominator = parent_[dominator];
            parent_[v] = dominator;
        }
    }

    /// Claims with a dominator besides the root.
    [[nodiscard]] std::uint64_t count() const {
        std::uint64_t dominated = 0;
        for (std::uint32_t v = 1; v < vertex_.size(); ++v)
            dominated += parent_[v] != 0 && !arrays_.is_source(vertex_[v]) ? 1U : 0U;
        return dominated;
    }

private:
    /// Depth first, in the order of numbers; the root has 0.
    void visit() {
        struct Step {
            std::uint32_t vertex;
            std::uint32_t parent;
        };
        std::vector<Step> open;
        vertex_.reserve(arrays_.vertices() + std::size_t{1});
        parent_.reserve(arrays_.vertices() + std::size_t{1});
        vertex_.push_back(none);
        parent_.push_back(0);
        for (std::uint32_t source = 0; source < arrays_.sources; ++source) {
            open.push_back({source, 0});
            while (!open.empty()) {
                Step const step = open.back();
                open.pop_back();
                if (number_[step.vertex] != none) continue;
                auto const number = static_cast<std::uint32_t>(vertex_.size());
                number_[step.vertex] = number;
                vertex_.push_back(step.vertex);
                parent_.push_back(step.parent);
                auto const push = [&](Arrays::Place const& place) {
                    std::uint32_t const vertex = arrays_.sources + place.claim;
                    if (number_[vertex] != none) return;
                    open.push_back({vertex, number});
                    arrays_.on_claim.prefetch_key(place.claim);
                };
                if (arrays_.is_source(step.vertex)) {
                    for (Arrays::Place const& place : arrays_.of_source[step.vertex])
                        if (arrays_.of_claim.row(place.attribution).above == step.vertex) push(place);
                } else {
                    for (Arrays::Place const& place : arrays_.on_claim[step.vertex - arrays_.sources]) push(place);
                }
            }
        }
    }

    void find_semidominators() {
        semidominator_.resize(vertex_.size());
        link_.resize(vertex_.size());
        for (std::uint32_t v = 0; v < link_.size(); ++v) link_[v] = {parent_[v], v};
        for (auto v = static_cast<std::uint32_t>(vertex_.size()); --v > 0;) {
            std::uint32_t const vertex = vertex_[v];
            std::uint32_t low = parent_[v];
            if (!arrays_.is_source(vertex))
                for (Arrays::Attribution const& a : arrays_.of_claim[vertex - arrays_.sources])
                    if (std::uint32_t const number = number_[a.above]; number != none)
                        low = (std::min)(low, number > v ? lowest_above(number, v) : number);
            semidominator_[v] = link_[v].low = low;
        }
    }

    /// The least semidominator on the way up from a vertex, as far as it is numbered higher than `last`; shortens it.
    std::uint32_t lowest_above(std::uint32_t vertex, std::uint32_t last) {
        path_.clear();
        std::uint32_t top = vertex;
        for (; link_[top].ancestor > last; top = link_[top].ancestor) path_.push_back(top);
        std::uint32_t const ancestor = link_[top].ancestor;
        std::uint32_t low = link_[top].low;
        for (std::size_t i = path_.size(); i-- > 0;) {
            Link& link = link_[path_[i]];
            low = (std::min)(low, link.low);
            link = {ancestor, low};
        }
        return low;
    }

    struct Link {
        std::uint32_t ancestor;
        std::uint32_t low;  ///< the least semidominator from here up to below the ancestor
    };

    Arrays const& arrays_;
    std::vector<std::uint32_t> number_, vertex_, parent_, semidominator_;  ///< number by vertex, the others by number
    std::vector<Link> link_;
    std::vector<std::uint32_t> path_;
};

/// The claims that stand without a source, everything again: calls `enter(claim)` in the order found.
template <class Enter>
std::uint32_t stand(Arrays const& arrays, std::uint32_t without, Enter enter) {
    std::vector<std::uint8_t> stands(arrays.claims());
    std::vector<std::uint32_t> open;
    std::uint32_t standing = 0;
    auto const add = [&](std::uint32_t claim) {
        stands[claim] = 1;
        enter(claim, standing++);
        open.push_back(claim);
    };
    for (std::uint32_t c = 0; c < arrays.claims(); ++c)
        for (Arrays::Attribution const& a : arrays.of_claim[c])
            if (arrays.is_source(a.above) && a.source != without && stands[c] == 0) add(c);
    while (!open.empty()) {
        std::uint32_t const claim = open.back();
        open.pop_back();
        for (Arrays::Place const& place : arrays.on_claim[claim])
            if (stands[place.claim] == 0 && arrays.of_claim.row(place.attribution).source != without) add(place.claim);
    }
    return standing;
}

/// The claims that fall with a source, by what hangs on it alone. Claims have the order in which everything was found
/// to stand, so that each has something to rest on that is before it. Whoever has none left falls for the time being,
/// and what rests on it and is after it is looked at again; in the end those stand up again that have something
/// after them, but not fallen, to rest on. Circles among the fallen stay down.
class Withdrawals {
public:
    explicit Withdrawals(Arrays const& arrays)
        : arrays_(arrays), order_(arrays.claims(), none), fallen_in_(arrays.claims()) {
        stand(arrays, none, [&](std::uint32_t claim, std::uint32_t number) { order_[claim] = number; });
    }

    std::uint64_t count_lost(std::uint32_t source) {
        ++round_;
        source_ = source;
        fallen_.clear();
        auto const places = arrays_.of_source[source];
        constexpr std::size_t ahead = 8;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i + 2 * ahead < places.size()) {
                std::uint32_t const claim = places[i + 2 * ahead].claim;
                arrays_.of_claim.prefetch_key(claim);
                __builtin_prefetch(&order_[claim]);
                __builtin_prefetch(&fallen_in_[claim]);
            }
            if (i + ahead < places.size()) arrays_.of_claim.prefetch_rows(places[i + ahead].claim);
            look_at(places[i].claim);
        }
        for (std::size_t i = 0; i < fallen_.size(); ++i)
            for (Arrays::Place const& place : arrays_.on_claim[fallen_[i]])
                if (order_[place.claim] > order_[fallen_[i]]) look_at(place.claim);
        return fallen_.size() - stand_up();
    }

private:
    [[nodiscard]] bool has_fallen(std::uint32_t claim) const { return fallen_in_[claim] == round_; }

    /// Whether a claim has something to rest on of which `is_firm(claim)` holds.
    template <class IsFirm>
    [[nodiscard]] bool rests(std::uint32_t claim, IsFirm is_firm) const {
        for (Arrays::Attribution const& a : arrays_.of_claim[claim])
            if (a.source != source_ && (arrays_.is_source(a.above) || is_firm(a.above - arrays_.sources))) return true;
        return false;
    }

    void look_at(std::uint32_t claim) {
        if (order_[claim] == none || has_fallen(claim)) return;
        if (rests(claim, [&](std::uint32_t ground) { return order_[ground] < order_[claim] && !has_fallen(ground); }))
            return;
        fallen_in_[claim] = round_;
        fallen_.push_back(claim);
    }

    std::size_t stand_up() {
        open_.clear();
        auto const raise = [&](std::uint32_t claim) {
            fallen_in_[claim] = 0;
            open_.push_back(claim);
        };
        for (std::uint32_t claim : fallen_)
            if (has_fallen(claim) &&
                rests(claim, [&](std::uint32_t ground) { return order_[ground] != none && !has_fallen(ground); }))
                raise(claim);
        for (std::size_t i = 0; i < open_.size(); ++i)
            for (Arrays::Place const& place : arrays_.on_claim[open_[i]])
                if (has_fallen(place.claim) && arrays_.of_claim.row(place.attribution).source != source_)
                    raise(place.claim);
        return open_.size();
    }

    Arrays const& arrays_;
    std::vector<std::uint32_t> order_, fallen_in_;  ///< none of a claim that never stands; the round in which it fell
    std::vector<std::uint32_t> fallen_, open_;
    std::uint32_t round_ = 0, source_ = none;
};

}  // namespace peers

#endif
