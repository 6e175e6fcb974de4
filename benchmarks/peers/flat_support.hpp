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
/// to stand, so that each has something to rest on that is before it. Known beforehand are the claims of which all that
/// comes before them is of one source. They fall with it for the time being, and so does whatever is after a fallen
/// claim and has nothing left before itself; in the end those stand up again that rest on something after them that
/// has not fallen. Circles among the fallen stay down.
class Withdrawals {
public:
    explicit Withdrawals(Arrays const& arrays) : arrays_(arrays), states_(arrays.claims()) {
        stand(arrays, none, [&](std::uint32_t claim, std::uint32_t number) { states_[claim].order = number; });
        by_only_source_ = {arrays.sources, arrays.claims(), [&](std::uint32_t claim) { return only_source(claim); },
                           [](std::uint32_t claim) { return claim; }};
    }

    std::uint64_t count_lost(std::uint32_t source) {
        ++round_;
        source_ = source;
        fallen_.clear();
        for (std::uint32_t claim : by_only_source_[source]) fall(claim);
        for (std::size_t i = 0; i < fallen_.size(); ++i) {
            if (i + 1 < fallen_.size()) arrays_.on_claim.prefetch_rows(fallen_[i + 1]);
            for (Arrays::Place const& place : arrays_.on_claim[fallen_[i]])
                if (order(place.claim) > order(fallen_[i])) look_at(place.claim);
        }
        return fallen_.size() - stand_up();
    }

private:
    struct State {
        std::uint32_t order = none;   ///< none of a claim that never stands
        std::uint32_t fallen_in = 0;  ///< the round
    };

    [[nodiscard]] std::uint32_t order(std::uint32_t claim) const { return states_[claim].order; }
    [[nodiscard]] bool has_fallen(std::uint32_t claim) const { return states_[claim].fallen_in == round_; }

    /// Whether a claim has something to rest on of which `is_firm(claim)` holds.
    template <class IsFirm>
    [[nodiscard]] bool rests(std::uint32_t claim, IsFirm is_firm) const {
        for (Arrays::Attribution const& a : arrays_.of_claim[claim])
            if (a.source != source_ && (arrays_.is_source(a.above) || is_firm(a.above - arrays_.sources))) return true;
        return false;
    }

    /// The source of all that a claim rests on before itself; none if they are several, or if it never stands.
    [[nodiscard]] std::uint32_t only_source(std::uint32_t claim) const {
        std::uint32_t only = none;
        for (Arrays::Attribution const& a : arrays_.of_claim[claim]) {
            if (!arrays_.is_source(a.above) && order(a.above - arrays_.sources) >= order(claim)) continue;
            if (only != none && only != a.source) return none;
            only = a.source;
        }
        return only;
    }

    void fall(std::uint32_t claim) {
        states_[claim].fallen_in = round_;
        fallen_.push_back(claim);
        arrays_.on_claim.prefetch_key(claim);
    }

    void look_at(std::uint32_t claim) {
        if (has_fallen(claim)) return;
        if (!rests(claim, [&](std::uint32_t ground) { return order(ground) < order(claim) && !has_fallen(ground); }))
            fall(claim);
    }

    std::size_t stand_up() {
        open_.clear();
        auto const raise = [&](std::uint32_t claim) {
            states_[claim].fallen_in = 0;
            open_.push_back(claim);
        };
        for (std::uint32_t claim : fallen_)
            if (has_fallen(claim) &&
                rests(claim, [&](std::uint32_t ground) { return order(ground) != none && !has_fallen(ground); }))
                raise(claim);
        for (std::size_t i = 0; i < open_.size(); ++i)
            for (Arrays::Place const& place : arrays_.on_claim[open_[i]])
                if (has_fallen(place.claim) && arrays_.of_claim.row(place.attribution).source != source_)
                    raise(place.claim);
        return open_.size();
    }

    Arrays const& arrays_;
    std::vector<State> states_;
    Compressed<std::uint32_t> by_only_source_;
    std::vector<std::uint32_t> fallen_, open_;
    std::uint32_t round_ = 0, source_ = none;
};

}  // namespace peers

#endif
