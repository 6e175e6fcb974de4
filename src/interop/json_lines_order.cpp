// SPDX-License-Identifier: BSL-1.0
#include "json_lines_order.hpp"

#include <ascribe/config.hpp>
#include <ascribe/ledger/hash_index.hpp>

#include <algorithm>
#include <tuple>

namespace ascribe::detail::json_lines {

namespace {

/// How many claims and how many attributions have to be written before a record.
struct Needs {
    std::uint32_t claims = 0;
    std::uint32_t attributions = 0;

    void add(Node node) noexcept {
        if (node.is(Category::claim)) claims = (std::max)(claims, node.number() + 1);
        if (node.is(Category::attribution)) attributions = (std::max)(attributions, node.number() + 1);
    }
    [[nodiscard]] bool are_met(std::uint32_t c, std::uint32_t a) const noexcept {
        return c >= claims && a >= attributions;
    }
};

Needs needs_of(Graph const& graph, ClaimId claim) {
    Needs needs;
    needs.add(graph.subject(claim));
    if (Node const value = graph.value_node(claim)) needs.add(value);
    return needs;
}

Needs needs_of(Graph const& graph, AttributionId attribution) {
    Needs needs;
    needs.add(graph.content(attribution));
    return needs;
}

/// The same with the grounds, but those that came later than the attribution: to wait for them would be in vain.
Needs wishes_of(Graph const& graph, AttributionId attribution, Meter& meter) {
    Needs wishes = needs_of(graph, attribution);
    for (Node const ground : graph.grounds_of(attribution)) {
        if (!ground.is(Category::attribution) || ground.number() < attribution.number()) wishes.add(ground);
        meter.work();
    }
    return wishes;
}

}  // namespace

RecordOrder::RecordOrder(Graph const& graph, Meter& meter) {
    std::uint64_t before = 0;
    for (std::size_t c = 1; c <= category_count; ++c) {
        before_[c] = before;
        // Claims and attributions are counted together.
        if (static_cast<Category>(c) != Category::claim) before += graph.count(static_cast<Category>(c));
    }
    std::uint32_t const claims = graph.count(Category::claim);
    std::uint32_t const attributions = graph.count(Category::attribution);
    records_.reserve(std::size_t{claims} + attributions);
    places_[0].reserve(claims);
    places_[1].reserve(attributions);

    auto claim = graph.claims().begin();
    auto attribution = graph.attributions().begin();
    std::uint32_t c = 0;
    std::uint32_t a = 0;
    Needs claim_needs = c < claims ? needs_of(graph, *claim) : Needs();
    Needs needs = a < attributions ? needs_of(graph, *attribution) : Needs();
    Needs wishes = a < attributions ? wishes_of(graph, *attribution, meter) : Needs();
    while (c < claims || a < attributions) {
        // Records were made after what they are made of, so one of the two heads can always be written.
        bool const can_claim = c < claims && claim_needs.are_met(c, a);
        bool const can_attribution = a < attributions && needs.are_met(c, a);
        ASCRIBE_ASSERT(can_claim || can_attribution);
        auto const at = static_cast<std::uint32_t>(records_.size());
        meter.step();
        if (can_attribution && (!can_claim || wishes.are_met(c, a))) {
            places_[1].push_back(at);
            records_.push_back(*attribution);
            ++attribution;
            if (++a == attributions) continue;
            needs = needs_of(graph, *attribution);
            wishes = wishes_of(graph, *attribution, meter);
        } else {
            places_[0].push_back(at);
            records_.push_back(*claim);
            ++claim;
            if (++c < claims) claim_needs = needs_of(graph, *claim);
        }
    }
}

std::uint32_t LinkOrder::find(std::vector<std::uint32_t> const& links, std::uint64_t position) const noexcept {
    auto const at = std::lower_bound(links.begin(), links.end(), position,
                                     [&](std::uint32_t link, std::uint64_t p) { return positions_[link] < p; });
    return at != links.end() && positions_[*at] == position ? *at : none;
}

void LinkOrder::follow(std::uint32_t before, std::uint32_t after) {
    if (previous_.empty()) {
        previous_.resize(size(), none);
        next_.resize(size(), none);
    }
    // Lists that were forged may have something twice.
    if (before == after || previous_[after] != none || next_[before] != none) return;
    previous_[after] = before;
    next_[before] = after;
}

void LinkOrder::settle(Meter& meter) {
    std::uint32_t late = 0;
    for (std::uint32_t link = 0; link < size(); ++link) {
        std::uint32_t const previous = previous_.empty() ? none : previous_[link];
        bool const follows_late = (has_previous_of_record(link) && is_late(link - 1)) ||
                                  (previous != none && (previous > link || is_late(previous)));
        if (follows_late) late_[link] = 1;
        late += late_[link];
        meter.work();
    }
    if (late == 0) return;
    // Each waits for at most two others; the lists come from one order in time, so there is no cycle.
    auto const waits_for = [&](std::uint32_t link) {
        std::uint32_t const previous = previous_.empty() ? none : previous_[link];
        return (has_previous_of_record(link) && is_late(link - 1) ? 1u : 0u) +
               (previous != none && is_late(previous) ? 1u : 0u);
    };
    std::vector<std::uint8_t> waiting(size(), 0);
    later_.reserve(late);
    for (std::uint32_t link = 0; link < size(); ++link) {
        if (!is_late(link)) continue;
        waiting[link] = static_cast<std::uint8_t>(waits_for(link));
        if (waiting[link] == 0) later_.push_back(link);
        meter.work();
    }
    for (std::size_t i = 0; i < later_.size(); ++i) {
        std::uint32_t const link = later_[i];
        meter.work();
        auto const go = [&](std::uint32_t other) {
            if (--waiting[other] == 0) later_.push_back(other);
        };
        if (link + 1 < size() && has_previous_of_record(link + 1)) go(link + 1);
        if (!next_.empty() && next_[link] != none) go(next_[link]);
    }
    // Unless somebody forged the lists so that there is one.
    for (std::uint32_t link = 0; later_.size() < late && link < size(); ++link)
        if (waiting[link] != 0) later_.push_back(link);
}

GroundOrder::GroundOrder(Graph const& graph, RecordOrder const& records, Meter& meter) {
    first.reserve(std::size_t{graph.count(Category::attribution)} + 1);
    for (AttributionId const attribution : graph.attributions()) {
        first.push_back(order.size());
        meter.step();
        std::uint64_t const position = records.position(attribution);
        for (Node const ground : graph.grounds_of(attribution)) {
            grounds.push_back(ground);
            attributions.push_back(attribution);
            order.add(position, records.position(ground) < position);
            meter.work();
        }
    }
    first.push_back(order.size());

    std::vector<std::uint32_t> links(order.size());
    for (std::uint32_t i = 0; i < links.size(); ++i) links[i] = i;
    std::sort(links.begin(), links.end(), [&](std::uint32_t a, std::uint32_t b) {
        meter.work();
        return std::tuple(grounds[a].word(), a) < std::tuple(grounds[b].word(), b);
    });
    std::vector<std::uint32_t> of_one;
    for (std::size_t begin = 0, end = 0; begin < links.size(); begin = end) {
        Node const ground = grounds[links[begin]];
        while (end < links.size() && grounds[links[end]] == ground) ++end;
        if (end - begin == 1) continue;
        of_one.assign(links.begin() + static_cast<std::ptrdiff_t>(begin),
                      links.begin() + static_cast<std::ptrdiff_t>(end));
        std::uint32_t before = LinkOrder::none;
        for (AttributionId const attribution : graph.resting_on(ground)) {
            meter.work();
            std::uint32_t const link = order.find(of_one, records.position(attribution));
            // In a frozen image somebody may have listed what does not rest on it.
            if (link == LinkOrder::none) continue;
            if (before != LinkOrder::none) order.follow(before, link);
            before = link;
        }
    }
    order.settle(meter);
}

LabelOrder::LabelOrder(Graph const& graph, RecordOrder const& records, Meter& meter) {
    auto const add = [&](Node node) {
        meter.step();
        for (Label const& label : graph.labels(node)) {
            meter.work();
            labels.push_back(label);
            nodes.push_back(node);
            order.add(records.position(node), true);
        }
    };
    for (ActorId const id : graph.actors()) add(id);
    for (PlaceId const id : graph.places()) add(id);
    for (DocumentId const id : graph.documents()) add(id);
    for (EventId const id : graph.events()) add(id);
    for (Node const node : records.records()) add(node);

    // The links with one text, chained; of each text the first and the last.
    HashIndex texts;
    std::vector<std::uint32_t> next(labels.size(), LinkOrder::none);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    for (std::uint32_t link = 0; link < labels.size(); ++link) {
        meter.work(1 + labels[link].text.size() / 256);
        auto const hash = hash_bytes(labels[link].text);
        auto const known =
            texts.find(hash, [&](std::uint32_t t) { return labels[ends[t].first].text == labels[link].text; });
        if (known != HashIndex::none) {
            next[ends[known].second] = link;
            ends[known].second = link;
            continue;
        }
        texts.reserve(hash);
        texts.insert(hash, static_cast<std::uint32_t>(ends.size()));
        ends.emplace_back(link, link);
    }
    std::vector<std::uint32_t> of_one;
    for (auto const& [begin, end] : ends) {
        if (begin == end) continue;
        of_one.clear();
        for (std::uint32_t link = begin; link != LinkOrder::none; link = next[link]) of_one.push_back(link);
        // A record is listed once, where it first got the label; that two data sets gave it both is in its own list.
        std::uint32_t before = LinkOrder::none;
        for (Node const node : graph.find_labelled(labels[begin].text)) {
            meter.work();
            std::uint32_t const link = order.find(of_one, records.position(node));
            if (link == LinkOrder::none) continue;
            if (before != LinkOrder::none) order.follow(before, link);
            before = link;
        }
    }
    order.settle(meter);
}

}  // namespace ascribe::detail::json_lines
