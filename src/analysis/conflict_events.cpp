// SPDX-License-Identifier: BSL-1.0
// Whether events occurred (rules E4, E5), and in which order.
#include "conflict_finder.hpp"

#include <algorithm>
#include <utility>

namespace ascribe::detail {

// Occurrence

void ConflictFinder::actuality(Node event) {
    Statement const occurred = reader_.read_all(event, reader_.occurred);
    Statement const attempted = reader_.read_all(event, reader_.attempted);
    Statement const generic = reader_.read_all(event, reader_.generic);
    Statement const completed = reader_.read_all(event, reader_.completed);
    Statement const implied = reader_.implied_occurrence(event);
    auto const oppose = [&](DisagreementKind kind, Statement const& a, bool is_implied, Side const& against) {
        Disagreement found = begin(kind, a);
        Side first = side(a, a.asserted, Polarity::positive);
        first.implied = is_implied;
        add(found, first);
        add(found, against);
        return found;
    };

    if (!occurred.denied.empty() && !implied.asserted.empty())
        report(oppose(DisagreementKind::polarity, implied, true, side(occurred, occurred.denied, Polarity::negative)),
               weigh(reader_, implied.asserted, occurred.denied, Verdict::certain, false));

    // Whether an attempt came off: to deny that it was completed is to deny that it occurred.
    if (!attempted.asserted.empty() && !completed.denied.empty() && !occurred.asserted.empty())
        report(
            oppose(DisagreementKind::polarity, occurred, false, side(completed, completed.denied, Polarity::negative)),
            weigh(reader_, occurred.asserted, completed.denied, Verdict::certain, false));

    bool const is_direct = !occurred.asserted.empty();
    Statement const& took_place = is_direct ? occurred : implied;
    if (took_place.asserted.empty()) return;
    for (Statement const* less : {&attempted, &generic}) {
        if (less->asserted.empty()) continue;
        Disagreement found =
            oppose(DisagreementKind::value, took_place, !is_direct, side(*less, less->asserted, Polarity::positive));
        found.verdict = Verdict::difference;
        found.reason = DifferenceReason::actuality;
        report(std::move(found));
    }
}

// Order

void ConflictFinder::order(Node a, Node b) {
    std::vector<OrderStatement> found;
    for (auto const& [from, to] : {std::pair(a, b), std::pair(b, a)})
        for (auto const& [property, relation] :
             {std::pair(reader_.before, RelationSet::before()), std::pair(reader_.after, RelationSet::after()),
              std::pair(reader_.during, RelationSet::within())}) {
            if (!property) continue;
            for (Statement& statement : reader_.read(from, property)) {
                Node const other = graph_.value_node(statement.main);
                if (other && view_.representative(other) == to)
                    found.push_back({valued(reader_, std::move(statement)), from == a ? relation : converse(relation)});
            }
        }
    std::sort(found.begin(), found.end(), [](OrderStatement const& x, OrderStatement const& y) {
        return x.valued.statement.claims < y.valued.statement.claims;
    });
    for (std::size_t i = 0; i < found.size(); ++i)
        for (std::size_t j = i + 1; j < found.size(); ++j) orders(found[i], found[j]);

    if (!reader_.date) return;
    auto const dates = [&](Node event) {
        std::vector<Valued> list;
        for (Statement& statement : reader_.read(event, reader_.date))
            if (!statement.asserted.empty()) list.push_back(valued(reader_, std::move(statement)));
        return list;
    };
    std::vector<Valued> const dates_a = dates(a), dates_b = dates(b);
    for (OrderStatement const& statement : found)
        for (Valued const& x : dates_a)
            for (Valued const& y : dates_b) against_dates(statement, x, y);
}

/// Row 6 for two orders of the same events.
void ConflictFinder::orders(OrderStatement const& a, OrderStatement const& b) {
    Statement const& x = a.valued.statement;
    Statement const& y = b.valued.statement;
    // The same order in other words, or one that follows from the other, is denied.
    if (b.relation.contains(a.relation)) polarity(x, y, {}, false);
    if (a.relation.contains(b.relation)) polarity(y, x, {}, false);
    if (x.asserted.empty() || y.asserted.empty() || a.relation.contains(b.relation) || b.relation.contains(a.relation))
        return;
    Disagreement found = begin(DisagreementKind::order, x);
    add(found, side(x, x.asserted, Polarity::positive));
    add(found, side(y, y.asserted, Polarity::positive));
    if (!a.relation.meets(b.relation))
        return report(std::move(found), weigh(reader_, x.asserted, y.asserted, Verdict::certain, true));
    found.verdict = Verdict::difference;
    found.reason = DifferenceReason::imprecise;
    report(std::move(found));
}

namespace {

/// Whether events within those days can be in this order. Two of one day can be in either.
Truth agrees(RelationSet order, UncertainInterval const& a, UncertainInterval const& b) {
    auto const is_before = [](UncertainInterval const& x, UncertainInterval const& y) {
        if (x.last_max() < y.first_min()) return Truth::always;
        return x.last_min() <= y.first_max() ? Truth::possibly : Truth::never;
    };
    if (order == RelationSet::before()) return is_before(a, b);
    if (order == RelationSet::after()) return is_before(b, a);
    return ask(a, order, b);
}

}  // namespace

/// Row 6 for an order and a date of each event.
void ConflictFinder::against_dates(OrderStatement const& order, Valued const& a, Valued const& b) {
    Statement const& o = order.valued.statement;
    if (o.asserted.empty() || a.value.date() == nullptr || b.value.date() == nullptr) return;
    auto const when_a = try_extent(*a.value.date(), Reading::sometime_within, options_.seasons);
    auto const when_b = try_extent(*b.value.date(), Reading::sometime_within, options_.seasons);
    if (!when_a || !when_b) return;  // Several times each, or none: no one order follows from them.
    Truth const truth = agrees(order.relation, *when_a, *when_b);
    if (truth == Truth::always) return;

    Disagreement found = begin(DisagreementKind::order, o);
    add(found, side(o, o.asserted, Polarity::positive));
    add(found, side(a.statement, a.statement.asserted, Polarity::positive));
    add(found, side(b.statement, b.statement.asserted, Polarity::positive));
    DateQuality const x = quality_of(*a.value.date()), y = quality_of(*b.value.date());
    if (truth == Truth::possibly || x.is_approximate || y.is_approximate) {
        found.verdict = Verdict::difference;
        found.reason = DifferenceReason::imprecise;
        return report(std::move(found));
    }
    Verdict const cap = x.is_uncertain || y.is_uncertain ? Verdict::possible : Verdict::certain;
    together(std::move(found), {&o, &a.statement, &b.statement}, 1, cap);
}

}  // namespace ascribe::detail
