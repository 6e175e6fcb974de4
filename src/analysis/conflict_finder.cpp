// SPDX-License-Identifier: BSL-1.0
// Denials and values of one subject and property, and how a disagreement is put down.
#include "conflict_finder.hpp"

#include "../core/make_set.hpp"
#include "../graph/acceptance.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace ascribe::detail {

ConflictFinder::ConflictFinder(View const& view, ConflictOptions const& options)
    : view_(view),
      graph_(view.graph()),
      options_(options),
      reader_(view, options.seasons),
      is_additive_(view.graph().property_count()),
      half_(std::size_t{view.graph().count(Category::claim)} + 1),
      meter_(options.progress, 2 * half_) {
    reader_.count_for(&meter_);
    for (std::string const& name : options.additive)
        if (auto const property = graph_.find_property(name)) is_additive_[property.number()] = true;
}

void ConflictFinder::found_places(std::size_t places) {
    places_ = places;
    meter_.reach(half_);
    meter_.work();
}

void ConflictFinder::step() {
    ++place_;
    auto const part = static_cast<double>(place_) / static_cast<double>(places_);
    meter_.reach(half_ + static_cast<std::size_t>(part * static_cast<double>(half_)));
    meter_.work();
}

std::vector<Disagreement> ConflictFinder::take() {
    auto const side_less = [](DisagreementSide const& a, DisagreementSide const& b) {
        return std::tie(a.claims, a.polarity, a.implied) < std::tie(b.claims, b.polarity, b.implied);
    };
    auto const less = [&](Disagreement const& a, Disagreement const& b) {
        work();
        auto const about = [](Disagreement const& d) { return std::pair(d.subject.word(), d.property.number()); };
        if (about(a) != about(b)) return about(a) < about(b);
        auto const sides_less = [&](Disagreement const& x, Disagreement const& y) {
            return std::lexicographical_compare(x.sides.begin(), x.sides.end(), y.sides.begin(), y.sides.end(),
                                                side_less);
        };
        if (sides_less(a, b) || sides_less(b, a)) return sides_less(a, b);
        return std::tie(a.kind, a.rule) < std::tie(b.kind, b.rule);
    };
    std::stable_sort(found_.begin(), found_.end(), less);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
}

// Putting down

ConflictFinder::Side ConflictFinder::side(Statement const& statement, std::vector<Stand> const& stands,
                                          Polarity polarity) {
    Side result{statement.claims, polarity, false, {}};
    for (Stand const& stand : stands) result.stands.push_back(&stand);
    return result;
}

Disagreement ConflictFinder::begin(DisagreementKind kind, Statement const& first) const {
    Disagreement found;
    found.kind = kind;
    found.subject = first.subject;
    found.property = first.property;
    return found;
}

void ConflictFinder::add(Disagreement& found, Side const& side) const {
    DisagreementSide added{side.claims, side.polarity, side.implied, {}};
    for (Stand const* stand : side.stands) added.holdings.push_back(stand->holding);
    found.sides.push_back(std::move(added));
}

void ConflictFinder::report(Disagreement found, Outcome const& outcome) {
    if (!outcome.any) return;
    found.verdict = outcome.verdict;
    found.reason = outcome.reason;
    found.decisive = {outcome.first, outcome.second};
    found.own = outcome.own;
    report(std::move(found));
}

void ConflictFinder::report(Disagreement found) {
    if (!wants(found.verdict)) return;
    if (found.decisive.empty())
        for (DisagreementSide const& s : found.sides)
            found.decisive.push_back(s.holdings.empty() ? AttributionId() : s.holdings.front().attribution);
    add_identity(found);
    auto& relies_on = found.relies_on;
    make_set(relies_on);
    auto const& assumed = view_.scope().assume;
    found.conditional = std::any_of(assumed.begin(), assumed.end(), [&](ClaimId claim) {
        return std::binary_search(relies_on.begin(), relies_on.end(), claim);
    });
    found_.push_back(std::move(found));
}

/// Accepted identities and readings by which the claims of the sides came together.
void ConflictFinder::add_identity(Disagreement& found) {
    if (view_.accepted().empty()) return;
    auto const rely_on = [&](Node subject, PropertyId property) {
        for (ClaimId claim : graph_.claims_about(subject, property))
            if (accepts(view_, claim)) found.relies_on.push_back(claim);
    };
    std::unordered_set<std::uint32_t> joined;
    auto const join = [&](std::vector<Node> const& nodes) {
        for (Node node : nodes) {
            bool const is_alone = std::all_of(nodes.begin(), nodes.end(), [&](Node other) {
                return other == node || view_.representative(other) != view_.representative(node);
            });
            if (is_alone || !joined.insert(view_.representative(node).word()).second) continue;
            for (Node member : view_.class_of(node)) rely_on(member, reader_.same_as);
        }
    };
    bool const both_ends =
        found.kind == DisagreementKind::order || is_compared_from_both_ends(graph_.traits(found.property));
    std::vector<Node> subjects;
    for (DisagreementSide const& side : found.sides) {
        std::vector<Node> claims, values;
        for (ClaimId claim : side.claims) {
            ClaimId const meant = view_.read_as(claim);
            if (meant != claim && reader_.read_as) rely_on(claim, reader_.read_as);
            subjects.push_back(graph_.subject(meant));
            claims.push_back(meant);
            if (Node const value = graph_.value_node(meant)) (both_ends ? subjects : values).push_back(value);
        }
        if (!reader_.same_as) continue;
        join(claims);
        join(values);
    }
    if (reader_.same_as) join(subjects);
}

// Denials

void ConflictFinder::polarity(Statement const& asserting, Statement const& denying, std::vector<ClaimId> relies_on,
                              bool is_narrower) {
    if (asserting.asserted.empty() || denying.denied.empty()) return;
    Outcome outcome = weigh(reader_, asserting.asserted, denying.denied, Verdict::certain, true);
    if (is_narrower) {
        if (!outcome.any || outcome.verdict == Verdict::difference) return;
        outcome.verdict = Verdict::difference;
        outcome.reason = DifferenceReason::scope;
        outcome.own.clear();
    }
    bool const is_identity = asserting.property == reader_.same_as;
    Disagreement found = begin(is_identity ? DisagreementKind::identity : DisagreementKind::polarity, asserting);
    add(found, side(asserting, asserting.asserted, Polarity::positive));
    add(found, side(denying, denying.denied, Polarity::negative));
    found.relies_on = std::move(relies_on);
    report(std::move(found), outcome);
}

/// Of a property that is compared from both ends, whether what concerns one statement alone is looked at there.
bool ConflictFinder::is_of_other_end(Statement const& statement) const {
    if (!is_compared_from_both_ends(graph_.traits(statement.property))) return false;
    Node const end = statement.other_end ? statement.other_end : graph_.value_node(statement.main);
    return end && view_.representative(end) < statement.subject;
}

/// Whoever denies a statement denies those that it follows from.
void ConflictFinder::entailed(std::vector<Statement> const& statements) {
    for (Statement const& denying : statements) {
        if (denying.denied.empty()) continue;
        bool const one_value = has_one_value(graph_.traits(denying.property));
        if (one_value && statements.size() > 1) {
            Valued const denied = valued(reader_, denying);
            for (Statement const& asserting : statements) {
                if (asserting.asserted.empty() || asserting.main == denying.main) continue;
                auto relation = relate(reader_, options_, valued(reader_, asserting), denied);
                if (relation.first_entails) polarity(asserting, denying, std::move(relation.relies_on), false);
            }
        }
        if (is_of_other_end(denying)) continue;
        std::unordered_set<std::uint32_t> seen;
        for (ClaimId claim : denying.claims)
            for (auto const& [specific, path] : reader_.entailed_by(claim)) {
                Statement const asserting = reader_.read(specific);
                bool const is_here = asserting.subject == denying.subject && asserting.property == denying.property;
                if (!asserting.main || (is_here && (one_value || asserting.main == denying.main))) continue;
                if (seen.insert(asserting.main.word()).second) polarity(asserting, denying, path, false);
            }
    }
}

// Values

void ConflictFinder::group(Node subject, PropertyId property) {
    bool const both_ends = is_compared_from_both_ends(graph_.traits(property));
    std::vector<Statement> statements =
        both_ends ? reader_.read_both_ends(subject, property) : reader_.read(subject, property);
    for (Statement const& statement : statements)
        if (!is_of_other_end(statement)) polarity(statement, statement, {}, false);
    entailed(statements);
    if (statements.size() > 1) values(std::move(statements));
}

void ConflictFinder::values(std::vector<Statement> statements) {
    Traits const traits = graph_.traits(statements.front().property);
    bool const one_value = has_one_value(traits);
    if (!one_value && (is_link(traits) || !wants_differences())) return;
    std::vector<Valued> list;
    for (Statement& statement : statements)
        if (!statement.asserted.empty() || (wants_differences() && !statement.other.empty()))
            list.push_back(valued(reader_, std::move(statement)));
    if (!one_value) return several_values(list);
    if (wants_differences()) {
        for (std::size_t i = 0; i < list.size(); ++i)
            for (std::size_t j = i + 1; j < list.size(); ++j) pair(list[i], list[j], nullptr);
        return;
    }
    // Without differences only those matter whose times may meet: of a long series, few.
    std::vector<std::pair<Day, Day>> time(list.size(), {Day::plus_infinity(), Day::minus_infinity()});
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; i < list.size(); ++i)
        for (Stand const& stand : list[i].statement.asserted) {
            time[i].first = (std::min)(time[i].first, stand.timed ? stand.when.start_min() : Day::minus_infinity());
            time[i].second = (std::max)(time[i].second, stand.timed ? stand.when.end_max() : Day::plus_infinity());
        }
    std::sort(order.begin(), order.end(),
              [&](std::size_t i, std::size_t j) { return std::pair(time[i].first, i) < std::pair(time[j].first, j); });
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size() && time[order[j]].first < time[order[i]].second; ++j)
            pair(list[(std::min)(order[i], order[j])], list[(std::max)(order[i], order[j])], nullptr);
}

void ConflictFinder::several_values(std::vector<Valued> const& values) {
    std::vector<Valued const*> asserted;
    for (Valued const& v : values)
        if (!v.statement.asserted.empty()) asserted.push_back(&v);
    if (asserted.size() < 2) return;
    Disagreement found = begin(kind_of(asserted[0]->value, asserted[1]->value), asserted[0]->statement);
    found.verdict = Verdict::difference;
    found.reason = DifferenceReason::other_value;
    if (asserted.size() == 2) {
        ValueRelation relation = declared(reader_, options_, *asserted[0], *asserted[1]);
        if (relation.excludes()) return;  // See exclusion().
        if (relation.kind == ValueRelation::Kind::differ) found.reason = relation.reason;
        found.relies_on = std::move(relation.relies_on);
    }
    for (Valued const* v : asserted) add(found, side(v->statement, v->statement.asserted, Polarity::positive));
    report(std::move(found));
}

void ConflictFinder::pair(Valued const& a, Valued const& b, std::vector<ClaimId> const* part_path) {
    work();
    ValueRelation relation = relate(reader_, options_, a, b);
    if (relation.kind == ValueRelation::Kind::same) return;
    Statement const& x = a.statement;
    Statement const& y = b.statement;
    Disagreement found = begin(kind_of(a.value, b.value), x);
    found.relies_on = std::move(relation.relies_on);
    if (part_path != nullptr) found.relies_on.insert(found.relies_on.end(), part_path->begin(), part_path->end());
    auto const differ = [&](DifferenceReason reason) {
        found.verdict = Verdict::difference;
        found.reason = reason;
        report(std::move(found));
    };

    if (x.asserted.empty() || y.asserted.empty()) {
        // Row 2: one of them is only wanted, offered, expected or left open.
        if (!relation.excludes() || part_path != nullptr || (x.asserted.empty() && y.asserted.empty())) return;
        for (Statement const* statement : {&x, &y}) {
            Side all = side(*statement, statement->asserted,
                            statement->asserted.empty() ? Polarity::unknown : Polarity::positive);
            if (statement->asserted.empty())
                for (Stand const& stand : statement->other)
                    if (ascribe::polarity(stand.holding.factuality) != Polarity::negative) all.stands.push_back(&stand);
            if (all.stands.empty()) return;
            add(found, all);
        }
        return differ(DifferenceReason::not_asserted);
    }

    add(found, side(x, x.asserted, Polarity::positive));
    add(found, side(y, y.asserted, Polarity::positive));
    if (!relation.excludes()) {
        if (part_path != nullptr) return;
        bool const is_about_the_same =
            relation.reason != DifferenceReason::scope && relation.reason != DifferenceReason::alternatives;
        return differ(is_about_the_same && !may_meet(x.asserted, y.asserted) ? DifferenceReason::as_of
                                                                             : relation.reason);
    }
    Outcome const outcome = weigh(reader_, x.asserted, y.asserted, relation.cap(), true);
    if (part_path == nullptr) return report(std::move(found), outcome);
    // A narrower subject: what would be a conflict of one subject is a difference of scope.
    if (!outcome.any || outcome.verdict == Verdict::difference) return;
    found.decisive = {outcome.first, outcome.second};
    differ(DifferenceReason::scope);
}

}  // namespace ascribe::detail
