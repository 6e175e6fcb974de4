// SPDX-License-Identifier: BSL-1.0
#include "support_network.hpp"

#include "../core/make_set.hpp"
#include "voices.hpp"

#include <algorithm>

namespace ascribe::detail {

std::uint32_t SupportNetwork::vertex(std::uint32_t word, bool open) {
    auto const [number, is_new] = vertices_.insert(word, static_cast<std::uint32_t>(words_.size()));
    if (is_new) {
        words_.push_back(word);
        // Whatever supports a claim, or carries an attribution, serves all that rests on it.
        (void)paths_.vertex(open, open || static_cast<Category>(word >> 29) == Category::claim);
    }
    return *number;
}

std::uint32_t SupportNetwork::ground(AttributionId a) {
    std::size_t const before = words_.size();
    std::uint32_t const number = vertex(a.word(), true);
    if (words_.size() != before) open_.push_back({unread(a), number});
    return number;
}

std::uint32_t SupportNetwork::ground(ClaimId claim) {
    std::size_t const before = words_.size();
    std::uint32_t const number = vertex(claim.word());
    if (words_.size() == before) return number;
    for (Support const& support : graph_.supports_of(claim)) {
        meter_.work();
        AttributionId const a = support.attribution;
        if (asserts(graph_, a) && view_.standing(a) != Truth::never) open_.push_back({support, number});
    }
    return number;
}

void SupportNetwork::add_class(AttributionId a, std::uint32_t to) {
    auto at = std::lower_bound(classes_->begin(), classes_->end(), std::pair(a, std::uint32_t{0}));
    // A word without category stands for a class.
    for (; at != classes_->end() && at->first == a; ++at) {
        std::uint32_t const number = vertex(at->second + 1);
        paths_.edge(DisjointPaths::source, number);
        paths_.edge(number, to);
    }
}

void SupportNetwork::enter(Support const& support) {
    AttributionId const a = support.attribution;
    if (!entered_.add(a.number())) return;
    std::uint32_t const source = vertex(graph_.source(a).word());
    auto const endorsed = view_.endorsed(a);
    if (!endorsed.empty()) {
        // Any of them suffices (rule C3).
        for (AttributionId report : endorsed)
            if (view_.standing(report) != Truth::never) paths_.edge(ground(report), source);
        return;
    }
    view_.grounds_of(support, grounds_);
    if (grounds_.empty()) return add_class(a, source);
    make_set(grounds_);
    if (grounds_.size() > 1) has_joint_grounds_ = true;
    for (Node node : grounds_) {
        if (auto const claim = node.to<ClaimId>()) {
            paths_.edge(ground(claim), source);
        } else if (auto const report = node.to<AttributionId>()) {
            paths_.edge(ground(report), source);
        } else {
            std::uint32_t const number = vertex(node.word());
            add_class(a, number);
            if (auto const document = node.to<DocumentId>())
                leave_document(document, number, source);
            else
                paths_.edge(number, source);
        }
    }
}

void SupportNetwork::leave_document(DocumentId document, std::uint32_t from, std::uint32_t target) {
    // It stands as long as one of its publishers does, and what it is part of (rule W2).
    seen_.clear();
    for (;;) {
        auto const publishers = view_.publishers(document);
        auto const wholes = view_.wholes(document);
        if (wholes.size() > 1) has_joint_grounds_ = true;
        bool const has_more = !wholes.empty() && seen_.add(document.number());
        std::uint32_t const next = has_more ? vertex(wholes.front().word()) : target;
        for (ActorId publisher : publishers) {
            if (view_.stands(publisher) == Truth::never) continue;
            std::uint32_t const number = vertex(publisher.word());
            paths_.edge(from, number);
            paths_.edge(number, next);
        }
        if (publishers.empty()) paths_.edge(from, next);
        if (!has_more) return;
        document = wholes.front();
        from = next;
    }
}

void SupportNetwork::leave(AttributionId a, std::uint32_t target) {
    NumberMap& seen = seen_;
    outwards_.assign(1, a);
    seen.clear();
    seen.add(a.number());
    // Carriers first, so that `seen_` is free for the documents.
    for (std::size_t i = 0; i < outwards_.size(); ++i) {
        AttributionId const at = outwards_[i];
        std::uint32_t const source = vertex(graph_.source(at).word());
        for (AttributionId carrier : graph_.attributions_of(at)) {
            meter_.work();
            if (!asserts(graph_, carrier) || view_.standing(carrier) == Truth::never) continue;
            paths_.edge(source, vertex(graph_.source(carrier).word()));
            if (view_.has_grounds(carrier)) has_joint_grounds_ = true;
            if (seen.add(carrier.number())) outwards_.push_back(carrier);
        }
    }
    for (AttributionId at : outwards_) {
        if (!is_outermost(graph_, at)) continue;
        std::uint32_t const source = vertex(graph_.source(at).word());
        auto const document = graph_.document(at);
        if (!document || stands_by_itself(graph_, at)) {
            paths_.edge(source, target);
            continue;
        }
        if (view_.stands(document) == Truth::never) continue;
        std::uint32_t const number = vertex(document.word());
        paths_.edge(source, number);
        leave_document(document, number, target);
    }
}

SupportLines SupportNetwork::solve(std::vector<AttributionId> const& supporters,
                                   std::vector<std::pair<AttributionId, std::uint32_t>> const& classes) {
    paths_.clear();
    vertices_.clear();
    entered_.clear();
    words_.assign(2, 0);
    open_.clear();
    classes_ = &classes;
    has_joint_grounds_ = false;
    for (AttributionId a : supporters) {
        // What endorses supporters alone supports nothing that they do not; reported promises are another matter.
        auto const endorsed = view_.endorsed(a);
        bool const adds_nothing = !endorsed.empty() && std::all_of(endorsed.begin(), endorsed.end(), [&](auto report) {
            return asserts(graph_, report) || view_.standing(report) == Truth::never;
        });
        if (!adds_nothing) open_.push_back({unread(a), DisjointPaths::sink});
    }
    for (std::size_t i = 0; i < open_.size(); ++i) {
        auto const [support, target] = open_[i];
        meter_.work();
        enter(support);
        leave(support.attribution, target);
    }
    paths_.solve();

    SupportLines lines;
    lines.lines = paths_.paths;
    lines.exact = paths_.is_simple && !has_joint_grounds_;
    auto const node = [&](std::uint32_t number) {
        return Node(static_cast<Category>(words_[number] >> 29), words_[number] & Node::max_number, graph_.ledger());
    };
    for (std::uint32_t number : paths_.cut) {
        if (words_[number] >> 29 == 0)
            lines.bottleneck_classes.push_back(words_[number] - 1);
        else
            lines.bottleneck.push_back(node(number));
    }
    for (std::uint32_t number : paths_.single_points)
        if (words_[number] >> 29 != 0) lines.single_points.push_back(node(number));
    std::sort(lines.bottleneck.begin(), lines.bottleneck.end());
    std::sort(lines.bottleneck_classes.begin(), lines.bottleneck_classes.end());
    std::sort(lines.single_points.begin(), lines.single_points.end());
    return lines;
}

}  // namespace ascribe::detail
