// SPDX-License-Identifier: BSL-1.0
// Orders and dates of several events that cannot all be right (row 6), by the network that timelines are made with.
#include "../core/make_set.hpp"
#include "conflict_finder.hpp"
#include "event_times.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace ascribe::detail {

/// An order or a date that somebody asserts, with what it says in terms of the network.
struct ConflictFinder::Told {
    Statement statement;
    std::vector<Constraint> constraints;
    std::pair<Node, Node> events;  ///< of a date, twice the same
    bool is_date;
    DateQuality quality;
    Certainty firmness;  ///< of the firmest who says so
};

std::vector<ConflictFinder::Told> ConflictFinder::tell(std::vector<Node> const& events, TimeNetwork& network) {
    std::unordered_map<std::uint32_t, PeriodPoints> points;  // looked up only
    for (Node event : events) points.emplace(event.word(), network.add_period());
    std::vector<Told> told;
    auto const add = [&](Statement& statement, std::vector<Constraint> constraints, Node other, DateQuality quality) {
        Certainty firmness = Certainty::possible;
        for (Stand const& stand : statement.asserted)
            if (stand.holding.standing == Truth::always)
                firmness = (std::min)(firmness, certainty(stand.holding.factuality));
        Node const event = statement.subject;
        bool const is_date = statement.property == reader_.date;
        told.push_back({std::move(statement), std::move(constraints), {event, other}, is_date, quality, firmness});
    };
    auto const counts = [&](Statement const& statement) {
        return !statement.asserted.empty() && std::all_of(statement.claims.begin(), statement.claims.end(),
                                                          [&](ClaimId c) { return reader_.alternatives(c).empty(); });
    };
    for (Node event : events) {
        PeriodPoints const at = points.at(event.word());
        for (auto const& [property, order] :
             {std::pair(reader_.before, EventOrder::before), std::pair(reader_.after, EventOrder::after),
              std::pair(reader_.during, EventOrder::during)}) {
            if (!property) continue;
            for (Statement& statement : reader_.read(event, property)) {
                Node const value = graph_.value_node(statement.main);
                Node const other = value ? view_.representative(value) : Node();
                auto const to = points.find(other.word());
                if (to == points.end() || other == event || !counts(statement)) continue;
                add(statement, order_constraints(at, order, to->second), other, {});
            }
        }
        if (!reader_.date) continue;
        for (Statement& statement : reader_.read(event, reader_.date)) {
            Value const value = graph_.value(statement.main);
            if (value.date() == nullptr || !counts(statement)) continue;
            DateQuality const quality = quality_of(*value.date());
            if (quality.is_approximate && !wants_differences()) continue;
            auto const when = try_extent(*value.date(), Reading::sometime_within, options_.seasons);
            if (when) add(statement, date_constraints(at, *when, 0), event, quality);
        }
    }
    // As in a timeline: the firmest come in first, then dates, then what was recorded first.
    std::sort(told.begin(), told.end(), [](Told const& a, Told const& b) {
        bool const late_a = !a.is_date, late_b = !b.is_date;
        return std::tie(a.quality.is_approximate, a.firmness, late_a, a.statement.claims) <
               std::tie(b.quality.is_approximate, b.firmness, late_b, b.statement.claims);
    });
    std::vector<bool> is_placed(events.size());
    for (Told const& t : told) {
        if (!t.is_date) continue;
        auto const number =
            static_cast<std::size_t>(std::lower_bound(events.begin(), events.end(), t.events.first) - events.begin());
        if (!is_placed[number]) place_by_date(network, points.at(t.events.first.word()), t.constraints);
        is_placed[number] = true;
    }
    return told;
}

void ConflictFinder::history(std::vector<Node> const& events) {
    TimeNetwork network;
    std::vector<Told> told = tell(events, network);
    for (std::size_t i = 0; i < told.size(); ++i)
        for (Constraint& constraint : told[i].constraints) constraint.label = static_cast<std::uint32_t>(i);
    // What is compared two by two, or an order with the dates of its two events, is reported there.
    auto const is_reported = [&](std::vector<std::uint32_t> const& labels) {
        Told const* first_order = nullptr;
        std::size_t orders = 0;
        for (std::uint32_t label : labels) {
            if (told[label].is_date) continue;
            ++orders;
            if (first_order == nullptr) first_order = &told[label];
        }
        return orders < 2 || (orders == 2 && labels.size() == 2);
    };
    std::vector<std::uint32_t> aside;
    for (std::size_t i = 0; i < told.size(); ++i) {
        work();
        // Without those that are reported with it already, there may be more that it contradicts.
        aside.clear();
        auto outcome = network.try_add(told[i].constraints);
        while (outcome && outcome->conflict && is_reported(outcome->conflict->labels)) {
            std::size_t const before = aside.size();
            for (std::uint32_t label : outcome->conflict->labels)
                if (label != i) aside.push_back(label);
            if (aside.size() == before) break;
            for (std::size_t j = before; j < aside.size(); ++j) network.remove_label(aside[j]);
            outcome = network.try_add(told[i].constraints);
        }
        if (outcome && outcome->conflict && !is_reported(outcome->conflict->labels))
            report_cycle(told, outcome->conflict->labels);
        if (aside.empty()) continue;
        if (outcome && !outcome->conflict) network.remove_label(static_cast<std::uint32_t>(i));
        for (std::uint32_t label : aside) {
            auto const again = network.try_add(told[label].constraints);
            ASCRIBE_ASSERT(again && !again->conflict);
        }
    }
}

void ConflictFinder::report_cycle(std::vector<Told> const& told, std::vector<std::uint32_t> const& labels) {
    std::vector<Told const*> list;
    for (std::uint32_t label : labels) list.push_back(&told[label]);
    std::sort(list.begin(), list.end(), [](Told const* a, Told const* b) {
        return std::tie(a->is_date, a->statement.claims) < std::tie(b->is_date, b->statement.claims);
    });
    std::vector<Statement const*> statements;
    std::size_t orders = 0;
    bool is_uncertain = false, is_approximate = false;
    for (Told const* t : list) {
        statements.push_back(&t->statement);
        orders += t->is_date ? 0U : 1U;
        is_uncertain = is_uncertain || t->quality.is_uncertain;
        is_approximate = is_approximate || t->quality.is_approximate;
    }
    Disagreement found = begin(DisagreementKind::order, *statements.front());
    for (Statement const* statement : statements) add(found, side(*statement, statement->asserted, Polarity::positive));
    if (is_approximate) {
        found.verdict = Verdict::difference;
        found.reason = DifferenceReason::imprecise;
        return report(std::move(found));
    }
    together(std::move(found), statements, orders < statements.size() ? orders : 0,
             is_uncertain ? Verdict::possible : Verdict::certain);
}

namespace {

using Keep = bool (*)(Stand const&);
constexpr Keep firm = [](Stand const& s) { return s.firm; };
constexpr Keep certain = [](Stand const& s) { return s.certain; };
constexpr Keep any = [](Stand const&) { return true; };

/// One holding of each statement, not all of one source; empty if there is no such choice. `keep` says which ones are
/// to be chosen from, for the statements in `[begin, end)` and for the others.
std::vector<AttributionId> choose(std::vector<Statement const*> const& statements, std::size_t begin, std::size_t end,
                                  Keep keep, Keep keep_others) {
    std::vector<std::vector<Stand const*>> lists(statements.size());
    for (std::size_t i = 0; i < statements.size(); ++i) {
        for (Stand const& stand : statements[i]->asserted)
            if ((begin <= i && i < end ? keep : keep_others)(stand)) lists[i].push_back(&stand);
        if (lists[i].empty()) return {};
    }
    std::vector<std::size_t> chosen(statements.size(), 0);
    Node const speaker = lists[0].front()->speaker;
    bool is_of_two = false;
    // The first list last: if another one has a second source, that one stands against the first of this.
    for (std::size_t n = 1; n <= lists.size() && !is_of_two; ++n) {
        std::size_t const i = n % lists.size();
        for (std::size_t j = 0; j < lists[i].size() && !is_of_two; ++j)
            if (lists[i][j]->speaker != speaker) {
                chosen[i] = j;
                is_of_two = true;
            }
    }
    if (!is_of_two) return {};
    std::vector<AttributionId> decisive;
    for (std::size_t i = 0; i < lists.size(); ++i) decisive.push_back(lists[i][chosen[i]]->holding.attribution);
    return decisive;
}

/// Who speaks in all of the statements, in order.
std::vector<Node> in_all(std::vector<Statement const*> const& statements) {
    std::vector<Node> speakers;
    for (std::size_t i = 0; i < statements.size() && (i == 0 || !speakers.empty()); ++i) {
        std::vector<Node> here, both;
        for (Stand const& stand : statements[i]->asserted) here.push_back(stand.speaker);
        make_set(here);
        if (i == 0) {
            speakers = std::move(here);
            continue;
        }
        std::set_intersection(speakers.begin(), speakers.end(), here.begin(), here.end(), std::back_inserter(both));
        speakers = std::move(both);
    }
    return speakers;
}

}  // namespace

void ConflictFinder::together(Disagreement found, std::vector<Statement const*> const& statements, std::size_t first,
                              Verdict cap) {
    // As of two sides, each as certain as the least certain statement in it.
    std::size_t const count = statements.size();
    found.verdict = Verdict::certain;
    if (cap == Verdict::certain) found.decisive = choose(statements, 0, count, firm, firm);
    if (found.decisive.empty()) {
        found.verdict = Verdict::possible;
        if (first > 0) {
            found.decisive = choose(statements, 0, first, certain, any);
            if (found.decisive.empty()) found.decisive = choose(statements, 0, first, any, certain);
        }
        for (std::size_t i = 0; first == 0 && i < count && found.decisive.empty(); ++i)
            if (std::any_of(statements[i]->asserted.begin(), statements[i]->asserted.end(), certain))
                found.decisive = choose(statements, i, i + 1, certain, any);
    }
    if (found.decisive.empty()) {
        found.verdict = Verdict::difference;
        found.reason = DifferenceReason::degree;
        found.decisive = choose(statements, 0, count, any, any);
    }

    // A source is on both sides if it makes all of the statements.
    for (Node speaker : in_all(statements)) {
        auto const of = [&](Statement const& statement) {
            std::vector<Stand> stands;
            std::copy_if(statement.asserted.begin(), statement.asserted.end(), std::back_inserter(stands),
                         [&](Stand const& stand) { return stand.speaker == speaker; });
            return stands;
        };
        std::vector<std::vector<Stand>> others;
        for (std::size_t i = 1; i < count; ++i) others.push_back(of(*statements[i]));
        Outcome own;
        std::vector<AttributionId> decisive;
        for (Stand const& stand : of(*statements.front())) {
            // Its contradiction is the weakest of those with any of the others.
            Outcome weakest;
            std::vector<AttributionId> pairs{stand.holding.attribution};
            for (std::vector<Stand> const& list : others) {
                Outcome const outcome = weigh(reader_, std::span(&stand, 1), list, cap, false);
                if (!outcome.any) break;
                pairs.push_back(outcome.second);
                if (weakest.any &&
                    remoteness(weakest.verdict, weakest.reason) >= remoteness(outcome.verdict, outcome.reason))
                    continue;
                weakest = outcome;
            }
            if (pairs.size() < count) continue;  // Amendments have settled it.
            if (!own.consider(weakest.verdict, weakest.reason, weakest.first, weakest.second)) continue;
            decisive = pairs;
        }
        if (!own.any) continue;
        if (own.verdict != Verdict::difference || own.reason == DifferenceReason::changed_position)
            found.own.push_back({speaker.to<Source>(), own.first, own.second, own.verdict, own.reason});
        if (!found.decisive.empty() && remoteness(found.verdict, found.reason) <= remoteness(own.verdict, own.reason))
            continue;
        found.verdict = own.verdict;
        found.reason = own.reason;
        found.decisive = decisive;
    }
    if (found.decisive.empty()) return;  // Amendments have settled it.
    report(std::move(found));
}

}  // namespace ascribe::detail
