// SPDX-License-Identifier: BSL-1.0
// The interval: alternatives, of which one is meant (rule P6), and how many classes there are (rule O5).
#include "backing.hpp"

#include <algorithm>

namespace ascribe::detail {

bool BackingCounter::would_stand(AttributionId alternative, std::vector<CountingClaim> const& counting) const {
    // Whether it supports the claim for certain if it is the one that is meant: nothing else makes it only possible.
    auto const is_firm = [&](AttributionId a) {
        if (view_.standing(a) == Truth::never) return false;
        auto const spans = graph_.spans(a);
        bool const is_vague =
            std::any_of(spans.begin(), spans.end(),
                        [](Span const& s) { return s.role == SpanRole::content_possible; }) &&
            std::none_of(spans.begin(), spans.end(), [](Span const& s) { return s.role == SpanRole::content; });
        if (is_vague) return false;
        auto const grounds = view_.grounds_of(a);
        return std::all_of(grounds.begin(), grounds.end(),
                           [&](Node ground) { return view_.stands(ground) == Truth::always; });
    };
    bool is_carried = is_outermost(graph_, alternative);
    for (AttributionId carrier : graph_.attributions_of(alternative))
        is_carried =
            is_carried || (carries(graph_, carrier) == Truth::always && view_.standing(carrier) == Truth::always);
    if (!is_carried) return false;
    AttributionId at = alternative;
    for (;;) {
        if (!is_firm(at) || !asserts(graph_, at)) return false;
        auto const inner = graph_.content(at).to<AttributionId>();
        if (!inner) break;
        if (graph_.factuality(at) != Factuality::ct_plus) return false;
        at = inner;
    }
    auto const claim = graph_.content(at).to<ClaimId>();
    return std::any_of(counting.begin(), counting.end(), [&](CountingClaim const& c) { return c.claim == claim; });
}

void BackingCounter::find_alternatives(Backing& backing, std::vector<CountingClaim> const& counting) {
    only_alternative_.assign(backing.voices.size(), 0);
    if (lineage_.alternatives.empty()) return;
    // Of each attribution that speaks, the one set through which alone it reaches the reader.
    constexpr std::uint32_t none = 0xffffffff;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> speaks;  // (set, voice)
    std::fill(only_alternative_.begin(), only_alternative_.end(), 1u);
    for (auto const& [a, voice] : voice_of_attribution_) {
        std::vector<std::uint32_t> sets;
        bool is_free = false;
        outwards_.assign(1, a);
        seen_.clear();
        seen_.add(a.number());
        for (std::size_t i = 0; i < outwards_.size(); ++i) {
            auto const at = lineage_.alternative_set.find(outwards_[i].word());
            if (at != lineage_.alternative_set.end()) {
                sets.push_back(at->second);
                continue;
            }
            is_free = is_free || is_outermost(graph_, outwards_[i]);
            for (AttributionId carrier : graph_.attributions_of(outwards_[i])) {
                meter_.work();
                if (asserts(graph_, carrier) && view_.standing(carrier) != Truth::never && seen_.add(carrier.number()))
                    outwards_.push_back(carrier);
            }
        }
        if (is_free) only_alternative_[voice] = 0;
        for (std::uint32_t set : sets) speaks.emplace_back(set, voice);
    }
    make_set(speaks);
    for (std::uint32_t& only : only_alternative_)
        if (only != 0) only = 1;
    std::uint32_t last = none;
    for (auto const& [set, voice] : speaks) {
        if (set != last) {
            Lineage::Alternatives const& of = lineage_.alternatives[set];
            backing.alternatives.push_back({.claims = of.claims, .voices = {}});
            backing.alternatives.back().all_support =
                !of.of_claims && std::all_of(of.members.begin(), of.members.end(),
                                             [&](AttributionId a) { return would_stand(a, counting); });
            last = set;
        }
        backing.alternatives.back().voices.push_back(voice);
    }
}

void BackingCounter::count_classes(Backing& backing) {
    // A set of alternatives gives one class at most: the most classes are a matching of sets with the classes that
    // speak through alternatives alone.
    backing.at_most = backing.classes.size();
    if (!backing.alternatives.empty()) {
        std::size_t const count = backing.classes.size();
        std::vector<std::size_t> class_of(backing.voices.size());
        std::vector<bool> is_free(count, false);
        for (std::size_t c = 0; c < count; ++c)
            for (std::size_t v : backing.classes[c]) {
                class_of[v] = c;
                if (only_alternative_[v] == 0) is_free[c] = true;
            }
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::size_t const sets = backing.alternatives.size();
        std::vector<std::size_t> set_of(count, none);
        std::size_t matched = 0;
        for (std::size_t start = 0; start < sets; ++start) {
            // A way from this set to a class not taken yet, breadth first: `from` tells by which set a class was found.
            std::vector<std::size_t> from(count, none), queue{start};
            std::size_t found = none;
            for (std::size_t i = 0; i < queue.size() && found == none; ++i)
                for (std::size_t v : backing.alternatives[queue[i]].voices) {
                    std::size_t const c = class_of[v];
                    if (is_free[c] || from[c] != none) continue;
                    from[c] = queue[i];
                    if (set_of[c] == none) {
                        found = c;
                        break;
                    }
                    queue.push_back(set_of[c]);
                }
            if (found == none) continue;
            ++matched;
            while (found != none) {
                std::size_t const set = from[found];
                std::size_t next = none;
                for (std::size_t c = 0; c < count; ++c)
                    if (set_of[c] == set) next = c;
                set_of[found] = set;
                if (next != none) set_of[next] = none;
                found = set == start ? none : next;
            }
        }
        backing.at_most = matched + static_cast<std::size_t>(std::count(is_free.begin(), is_free.end(), true));
    }

    bool certain = std::any_of(backing.alternatives.begin(), backing.alternatives.end(),
                               [](AlternativeOrigins const& set) { return set.all_support; });
    for (AttributionId a : backing.attributions) certain = certain || view_.standing(a) == Truth::always;
    std::vector<std::uint32_t> first_hand;
    for (std::uint32_t v = 0; v < backing.voices.size(); ++v)
        if (backing.voices[v].is_witness) first_hand.push_back(leader(possible_, v));
    make_set(first_hand);
    backing.certainly = (std::max)(first_hand.size(), std::size_t{certain ? 1u : 0u});
}

}  // namespace ascribe::detail
