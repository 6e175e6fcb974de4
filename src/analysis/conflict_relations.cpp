// SPDX-License-Identifier: BSL-1.0
// What relations set against each other: parts and wholes, exclusion, identity, rules of the host.
#include "../core/make_set.hpp"
#include "conflict_finder.hpp"
#include "rule_subjects.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ascribe::detail {

void ConflictFinder::part(ClaimId link) {
    auto const x = graph_.subject(link).to<ClaimId>();
    auto const y = graph_.value_node(link).to<ClaimId>();
    if (!x || !y || !reader_.relation(x, graph_.property(link), {y})) return;
    Statement part = reader_.read(x), whole = reader_.read(y);
    if (part.asserted.empty() || whole.asserted.empty()) return;
    bool const is_one_group = part.subject == whole.subject && part.property == whole.property;
    if (is_one_group && has_one_value(graph_.traits(part.property))) return;  // See relate().
    compare_part(valued(reader_, std::move(part)), valued(reader_, std::move(whole)), {link});
}

void ConflictFinder::compare_part(Valued const& part, Valued const& whole, std::vector<ClaimId> const& path) {
    Quantity const* x = part.value.quantity();
    Quantity const* y = whole.value.quantity();
    if (x == nullptr || y == nullptr || !relate_part(*x, *y, options_).excludes()) return;
    Disagreement found = begin(DisagreementKind::value, part.statement);
    add(found, side(part.statement, part.statement.asserted, Polarity::positive));
    add(found, side(whole.statement, whole.statement.asserted, Polarity::positive));
    found.relies_on = path;
    report(std::move(found), weigh(reader_, part.statement.asserted, whole.statement.asserted, Verdict::certain, true));
}

void ConflictFinder::narrower(Node part) {
    if (!wants_differences() && options_.additive.empty()) return;
    std::vector<PropertyId> properties;
    for (Node member : reader_.members(part))
        for (ClaimId claim : graph_.claims_about(member)) properties.push_back(graph_.property(claim));
    make_set(properties);

    auto const read = [&](Node subject, PropertyId property) {
        std::vector<Valued> list;
        for (Statement& statement : reader_.read(subject, property))
            list.push_back(valued(reader_, std::move(statement)));
        return list;
    };
    std::vector<Whole> const wholes = reader_.wholes(part);
    for (PropertyId property : properties) {
        Traits const traits = graph_.traits(property);
        if (traits.has(Trait::structural)) continue;
        bool const is_additive = is_additive_[property.number()];
        if (!is_additive && !wants_differences()) continue;
        std::optional<std::vector<Valued>> of_part;
        for (Whole const& whole : wholes) {
            auto const of_whole = read(whole.node, property);
            if (of_whole.empty()) continue;
            if (!of_part) of_part = read(part, property);
            auto const path = *reader_.part_path(part, whole.node);
            for (Valued const& x : *of_part)
                for (Valued const& y : of_whole) {
                    Statement const& a = x.statement;
                    Statement const& b = y.statement;
                    if (a.value_code == b.value_code && a.valid_code == b.valid_code) {
                        polarity(a, b, path, true);
                        polarity(b, a, path, true);
                    } else if (is_additive && x.value.quantity() != nullptr && y.value.quantity() != nullptr &&
                               relate_part(*x.value.quantity(), *y.value.quantity(), options_).excludes()) {
                        if (!a.asserted.empty() && !b.asserted.empty()) compare_part(x, y, path);
                    } else if (has_one_value(traits)) {
                        pair(x, y, &path);
                    }
                }
        }
    }
}

void ConflictFinder::exclusion(ClaimId link) {
    auto const x = graph_.subject(link).to<ClaimId>();
    auto const y = graph_.value_node(link).to<ClaimId>();
    if (!x || !y || !reader_.relation(x, graph_.property(link), {y})) return;
    Statement const a = reader_.read(x), b = reader_.read(y);
    if (a.asserted.empty() || b.asserted.empty() || a.main == b.main) return;
    bool const is_one_group = a.subject == b.subject && a.property == b.property;
    if (is_one_group && has_one_value(graph_.traits(a.property))) return;  // See relate().
    Disagreement found =
        begin(is_one_group ? kind_of(graph_.value(a.main), graph_.value(b.main)) : DisagreementKind::rule, a);
    if (!is_one_group) found.rule = std::string(graph_.name(reader_.excludes));
    add(found, side(a, a.asserted, Polarity::positive));
    add(found, side(b, b.asserted, Polarity::positive));
    found.relies_on = {link};
    report(std::move(found), weigh(reader_, a.asserted, b.asserted, Verdict::certain, true));
}

void ConflictFinder::identity(IdentityConflict const& conflict) {
    if (conflict.same == conflict.different) return;  // One claim, asserted and denied: see polarity().
    Disagreement found;
    found.kind = DisagreementKind::identity;
    found.subject = conflict.members.front();
    found.property = reader_.same_as;
    std::array<std::vector<Stand>, 2> stands;
    std::array<std::vector<ClaimId> const*, 2> const claims = {&conflict.same, &conflict.different};
    bool is_certain = true;
    for (std::size_t i = 0; i < 2; ++i) {
        auto const list = i == 0 ? &Statement::asserted : &Statement::denied;
        bool has_firm = false, all_firm = true;
        for (ClaimId claim : *claims[i]) {
            Statement const statement = reader_.read(claim);
            bool const is_firm = std::any_of((statement.*list).begin(), (statement.*list).end(),
                                             [](Stand const& stand) { return stand.firm; });
            has_firm = has_firm || is_firm;
            all_firm = all_firm && is_firm;
            stands[i].insert(stands[i].end(), (statement.*list).begin(), (statement.*list).end());
        }
        // All that join them have to be right, and one of those that keep them apart.
        is_certain = is_certain && (i == 0 ? all_firm : has_firm);
        Side one{*claims[i], i == 0 ? Polarity::positive : Polarity::negative, false, {}};
        std::sort(stands[i].begin(), stands[i].end(),
                  [](Stand const& a, Stand const& b) { return a.holding.attribution < b.holding.attribution; });
        for (Stand const& stand : stands[i]) one.stands.push_back(&stand);
        add(found, one);
        found.relies_on.insert(found.relies_on.end(), claims[i]->begin(), claims[i]->end());
    }
    found.verdict = is_certain ? Verdict::certain : Verdict::possible;
    found.own = weigh(reader_, stands[0], stands[1], found.verdict, false).own;
    report(std::move(found));
}

// Rules

RuleStatement ConflictFinder::told(Valued const& valued) const {
    Statement const& statement = valued.statement;
    RuleStatement result{statement.main, statement.subject, valued.value, std::nullopt};
    Day first = Day::plus_infinity(), last = Day::minus_infinity();
    bool is_valid_time = false;
    for (auto const* stands : {&statement.asserted, &statement.other})
        for (Stand const& stand : *stands) {
            if (!stand.timed) continue;
            is_valid_time = statement.valid_code != 0;
            if (is_valid_time && !result.when) result.when = stand.when;
            first = (std::min)(first, stand.when.first_min());
            last = (std::max)(last, stand.when.last_max());
        }
    if (!is_valid_time && first <= last)
        if (auto const when = UncertainInterval::try_from_days(first, last, first, last)) result.when = *when;
    return result;
}

void ConflictFinder::rule(ConflictRule const& rule, std::optional<Node> subject) {
    auto const first = graph_.find_property(rule.first);
    auto const second = graph_.find_property(rule.second);
    if (!first || !second || !rule.judge) return;
    auto const read = [&](Node s, PropertyId property) {
        std::vector<Valued> list;
        for (Statement& statement : reader_.read(s, property))
            if (!statement.asserted.empty() || !statement.other.empty())
                list.push_back(valued(reader_, std::move(statement)));
        return list;
    };
    RuleProperties const properties{first, second, rule.first_shared, rule.second_shared};
    for (auto const& [a, b] : rule_subjects(reader_, properties, subject.value_or(Node()))) {
        if (properties.is_symmetric() && b < a) continue;
        std::vector<Valued> const of_a = read(a, first);
        if (first == second && a == b) {
            for (std::size_t i = 0; i < of_a.size(); ++i)
                for (std::size_t j = i + 1; j < of_a.size(); ++j) judge(rule, of_a[i], of_a[j]);
        } else {
            std::vector<Valued> const of_b = read(b, second);
            for (Valued const& x : of_a)
                for (Valued const& y : of_b) judge(rule, x, y);
        }
    }
}

void ConflictFinder::judge(ConflictRule const& rule, Valued const& a, Valued const& b) {
    work();
    if (a.statement.asserted.empty() && b.statement.asserted.empty()) return;
    auto const opinion = rule.judge(view_, told(a), told(b));
    if (!opinion) return;
    Disagreement found = begin(DisagreementKind::rule, a.statement);
    found.rule = rule.name;
    bool is_asserted = true;
    for (Valued const* v : {&a, &b}) {
        Statement const& statement = v->statement;
        bool const asserted = !statement.asserted.empty();
        is_asserted = is_asserted && asserted;
        Side all = side(statement, statement.asserted, asserted ? Polarity::positive : Polarity::unknown);
        if (!asserted)
            for (Stand const& stand : statement.other)
                if (ascribe::polarity(stand.holding.factuality) != Polarity::negative) all.stands.push_back(&stand);
        if (all.stands.empty()) return;
        add(found, all);
    }
    found.verdict = opinion->verdict;
    found.reason = opinion->verdict == Verdict::difference ? opinion->reason : DifferenceReason::none;
    if (found.verdict == Verdict::difference) return report(std::move(found));
    if (!is_asserted) {
        found.verdict = Verdict::difference;
        found.reason = DifferenceReason::not_asserted;
        return report(std::move(found));
    }
    // The times are the rule's own business.
    report(std::move(found), weigh(reader_, a.statement.asserted, b.statement.asserted, opinion->verdict, false));
}

}  // namespace ascribe::detail
