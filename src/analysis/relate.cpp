// SPDX-License-Identifier: BSL-1.0
#include "relate.hpp"

#include <ascribe/quantity/arithmetic.hpp>
#include <ascribe/quantity/compare.hpp>
#include <ascribe/quantity/convert.hpp>

#include <algorithm>
#include <array>

namespace ascribe::detail {

using Kind = ValueRelation::Kind;

namespace {

ValueRelation differ(DifferenceReason reason) {
    return {.kind = Kind::differ, .reason = reason, .first_entails = false, .second_entails = false, .relies_on = {}};
}
ValueRelation exclude(Kind kind, std::vector<ClaimId> relies_on = {}) {
    return {.kind = kind,
            .reason = DifferenceReason::none,
            .first_entails = false,
            .second_entails = false,
            .relies_on = std::move(relies_on)};
}

UnitCatalogue const& units_of(ConflictOptions const& options) {
    return options.units != nullptr ? *options.units : UnitCatalogue::standard();
}

// Numbers

/// The bounds with the numbers that a hedge names let in: "more than 20" reaches down to 20.
Bounds up_to_the_number_named(Quantity const& q) {
    Bounds bounds = q.bounds();
    if (q.direction() == Direction::above && q.nominal()) bounds.lower = Bound{*q.nominal(), false};
    if (q.direction() == Direction::below && q.nominal()) bounds.upper = Bound{*q.nominal(), false};
    if (bounds.lower) bounds.lower->open = false;
    if (bounds.upper) bounds.upper->open = false;
    return bounds;
}

bool is_set(Quantity const& q) {
    return q.direction() == Direction::set;
}

/// Whether every number that the first leaves open is one that the second does: so the second follows.
bool implies(Quantity const& a, Quantity const& b) {
    if (b.direction() == Direction::about) return false;
    if (!is_set(b)) return b.bounds().contains(a.bounds());
    auto const admitted = [&](Rational const& number) { return b.admits(number); };
    if (is_set(a)) return std::all_of(a.alternatives().begin(), a.alternatives().end(), admitted);
    return a.bounds().is_single() && admitted(a.bounds().lower->value);
}

/// Row 4, "rounded": a reader who rounds takes both numbers as wider than they are.
bool meet_if_rounded(Quantity const& a, Quantity const& b, ConflictOptions const& options) {
    if (!options.plausibility || !options.plausibility->round_numbers || a.unit() != b.unit()) return false;
    PlausibilityPolicy rounding;
    rounding.round_numbers = true;
    auto const x = try_plausible(a, rounding);
    auto const y = try_plausible(b, rounding);
    return x && y && meet(x->bounds, y->bounds);
}

}  // namespace

ValueRelation relate_numbers(Quantity const& a, Quantity const& b, ConflictOptions const& options) {
    auto agreement = try_compare(a, b, units_of(options));
    if (!agreement)
        agreement = try_compare(b, a, units_of(options));  // What does not fit in one unit may in the other.
    if (!agreement) return differ(DifferenceReason::incomparable);
    if (*agreement == Agreement::agrees) return {};
    if (*agreement == Agreement::scope_differs) return differ(DifferenceReason::scope);

    // The same statement in one unit, to look at its ends; an ambiguous unit has none to look at.
    bool const is_plain = !a.has_ambiguous_unit() && !b.has_ambiguous_unit();
    Quantity in_unit = b;
    bool is_in_unit = is_plain && a.unit() == b.unit();
    if (is_plain && !is_in_unit)
        if (auto converted = try_convert(b, a.unit(), units_of(options))) {
            in_unit = *std::move(converted);
            is_in_unit = true;
        }

    if (*agreement == Agreement::contradicts) {
        bool const touch = is_in_unit && !is_set(a) && !is_set(in_unit) &&
                           meet(up_to_the_number_named(a), up_to_the_number_named(in_unit));
        if (touch) return differ(DifferenceReason::hedge);
        if (meet_if_rounded(a, b, options)) return differ(DifferenceReason::rounded);
        return exclude(Kind::exclude);
    }
    bool const is_hedged = a.direction() == Direction::about || b.direction() == Direction::about;
    ValueRelation relation = differ(is_hedged ? DifferenceReason::hedge : DifferenceReason::nested);
    relation.first_entails = is_in_unit && implies(a, in_unit);
    relation.second_entails = is_in_unit && implies(in_unit, a);
    return relation;
}

ValueRelation relate_part(Quantity const& part, Quantity const& whole, ConflictOptions const& options) {
    auto const fits = try_check_parts(whole, std::span(&part, 1), PartRelation::within, units_of(options));
    return fits && *fits == Truth::never ? exclude(Kind::exclude) : differ(DifferenceReason::scope);
}

// Dates

DateQuality quality_of(Edtf const& date) {
    DateQuality quality;
    auto const add = [&](EdtfDate const& d) {
        for (auto const component : {EdtfComponent::year, EdtfComponent::month, EdtfComponent::day}) {
            auto const bits = static_cast<unsigned>(d.qualifier(component));
            quality.is_uncertain =
                quality.is_uncertain || (bits & static_cast<unsigned>(EdtfQualifier::uncertain)) != 0;
            quality.is_approximate =
                quality.is_approximate || (bits & static_cast<unsigned>(EdtfQualifier::approximate)) != 0;
        }
    };
    for (EdtfMember const& member : date.members()) {
        add(member.first);
        add(member.last);
    }
    if (date.is_set()) return quality;
    if (Edtf::has_date(date.start_kind())) add(date.start());
    if (Edtf::has_date(date.end_kind())) add(date.end());
    return quality;
}

namespace {

/// Whether some day is admitted by both; each step goes past a run of days of one of them.
bool share_a_day(Edtf const& a, Edtf const& b, SeasonPolicy seasons) {
    auto x = a.next_days((Day::min)(), seasons);
    auto y = b.next_days((Day::min)(), seasons);
    while (x && y) {
        if (x->first <= y->last && y->first <= x->last) return true;
        if (x->last < y->first)
            x = a.next_days(y->first, seasons);
        else
            y = b.next_days(x->first, seasons);
    }
    return false;
}

/// Whether the second admits every day that the first does.
bool lies_within(Edtf const& a, Edtf const& b, SeasonPolicy seasons) {
    for (auto run = a.next_days((Day::min)(), seasons); run;) {
        auto const cover = b.next_days(run->first, seasons);
        if (!cover || cover->first > run->first) return false;
        Day const reached = (std::min)(cover->last, run->last);
        if (reached >= (Day::max)()) return true;
        run = a.next_days(reached + 1, seasons);
    }
    return true;
}

}  // namespace

ValueRelation relate_dates(Edtf const& a, Edtf const& b, SeasonPolicy seasons) {
    if (!a.next_days((Day::min)(), seasons) || !b.next_days((Day::min)(), seasons))
        return differ(DifferenceReason::incomparable);  // An interval that runs backwards admits no day.
    DateQuality const x = quality_of(a), y = quality_of(b);
    if (!share_a_day(a, b, seasons)) {
        if (x.is_approximate || y.is_approximate) return differ(DifferenceReason::imprecise);
        return exclude(x.is_uncertain || y.is_uncertain ? Kind::may_exclude : Kind::exclude);
    }
    bool const is_simple = a.kind() != EdtfKind::all_of && b.kind() != EdtfKind::all_of;
    bool const first_within = is_simple && lies_within(a, b, seasons);
    bool const second_within = is_simple && lies_within(b, a, seasons);
    if (first_within && second_within) return {};
    ValueRelation relation = differ(DifferenceReason::imprecise);
    bool const is_plain = !x.is_approximate && !y.is_approximate;
    relation.first_entails = is_plain && first_within;
    relation.second_entails = is_plain && second_within;
    return relation;
}

namespace {

// Records

bool is_actor_of(Graph const& graph, Node node, bool (*test)(ActorKind)) {
    auto const actor = node.to<ActorId>();
    return actor && test(graph.kind(actor));
}

/// An accepted `excludes` between the two or wholes of them.
std::vector<ClaimId> disjointness(StatementReader& reader, Node a, Node b) {
    if (!reader.excludes) return {};
    auto const lineage = [&](Node node) {
        std::vector<Node> nodes{node};
        for (Whole const& whole : reader.wholes(node)) nodes.push_back(whole.node);
        return nodes;
    };
    for (Node x : lineage(a))
        for (Node y : lineage(b)) {
            ClaimId const claim = reader.exclusion(x, y);
            if (!claim) continue;
            std::vector<ClaimId> relies_on{claim};
            for (auto const& [part, whole] : {std::pair(a, x), std::pair(b, y)})
                if (part != whole) {
                    auto const path = *reader.part_path(part, whole);
                    relies_on.insert(relies_on.end(), path.begin(), path.end());
                }
            return relies_on;
        }
    return {};
}

/// Whether the one is an office and the other held it throughout the time at which its holders spoke.
bool is_office_of(StatementReader& reader, Statement const& of_office, Node office, Node person) {
    auto const actor = office.to<ActorId>();
    if (!actor || reader.graph().kind(actor) != ActorKind::office) return false;
    return std::any_of(of_office.asserted.begin(), of_office.asserted.end(), [&](Stand const& stand) {
        return reader.view().holder(actor, reader.said(stand.holding.attribution)) == person;
    });
}

ValueRelation relate_records(StatementReader& reader, Statement const& of_a, Statement const& of_b, Node a, Node b,
                             bool is_exclusive) {
    a = reader.view().representative(a);
    b = reader.view().representative(b);
    if (a == b) return {};
    if (auto path = reader.part_path(a, b)) {
        ValueRelation relation = differ(DifferenceReason::coarser);
        relation.first_entails = true;
        relation.relies_on = *std::move(path);
        return relation;
    }
    if (auto path = reader.part_path(b, a)) {
        ValueRelation relation = differ(DifferenceReason::coarser);
        relation.second_entails = true;
        relation.relies_on = *std::move(path);
        return relation;
    }
    if (auto relies_on = disjointness(reader, a, b); !relies_on.empty())
        return exclude(Kind::exclude, std::move(relies_on));
    if (is_office_of(reader, of_a, a, b) || is_office_of(reader, of_b, b, a))
        return differ(DifferenceReason::more_specific);
    // Somebody who is not named may be anybody (rule H9).
    auto const is_unnamed = [](ActorKind kind) { return !is_named(kind); };
    Graph const& graph = reader.graph();
    bool const may_be_one = is_actor_of(graph, a, is_unnamed) || is_actor_of(graph, b, is_unnamed);
    return exclude(is_exclusive && !may_be_one ? Kind::exclude : Kind::may_exclude);
}

bool share(std::vector<ClaimId> const& sorted, std::vector<ClaimId> const& claims) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](ClaimId c) { return std::binary_search(sorted.begin(), sorted.end(), c); });
}

}  // namespace

DisagreementKind kind_of(Value const& a, Value const& b) noexcept {
    if (a.date() != nullptr && b.date() != nullptr) return DisagreementKind::time;
    if (a.node() == nullptr || b.node() == nullptr) return DisagreementKind::value;
    if (a.node()->is(Category::place) && b.node()->is(Category::place)) return DisagreementKind::place;
    if (a.node()->is(Category::actor) && b.node()->is(Category::actor)) return DisagreementKind::role;
    return DisagreementKind::value;
}

Valued valued(StatementReader& reader, Statement statement) {
    Valued result;
    result.value = statement.other_end ? Value(statement.other_end) : reader.graph().value(statement.main);
    if (reader.alternative_to)
        for (ClaimId claim : statement.claims) {
            auto const connected = reader.alternatives(claim);
            result.alternatives.insert(result.alternatives.end(), connected.begin(), connected.end());
        }
    std::sort(result.alternatives.begin(), result.alternatives.end());
    result.statement = std::move(statement);
    return result;
}

ValueRelation declared(StatementReader& reader, ConflictOptions const& options, Valued const& a, Valued const& b) {
    if (share(a.alternatives, b.statement.claims)) return differ(DifferenceReason::alternatives);
    if (reader.excludes)
        for (ClaimId x : a.statement.claims)
            for (ClaimId y : b.statement.claims)
                if (ClaimId const claim = reader.exclusion(x, y)) return exclude(Kind::exclude, {claim});
    if (reader.entails) {
        auto const follows = [&](Valued const& from, Valued const& to) -> std::optional<std::vector<ClaimId>> {
            for (ClaimId claim : to.statement.claims)
                for (auto const& [specific, path] : reader.entailed_by(claim))
                    if (std::binary_search(from.statement.claims.begin(), from.statement.claims.end(), specific))
                        return path;
            return std::nullopt;
        };
        for (bool const forth : {true, false})
            if (auto const path = forth ? follows(a, b) : follows(b, a)) {
                ValueRelation relation = differ(DifferenceReason::more_specific);
                (forth ? relation.first_entails : relation.second_entails) = true;
                relation.relies_on = *path;
                return relation;
            }
    }
    Quantity const* x = a.value.quantity();
    Quantity const* y = b.value.quantity();
    if (x != nullptr && y != nullptr)
        for (bool const forth : {true, false}) {
            Valued const& part = forth ? a : b;
            Valued const& whole = forth ? b : a;
            for (ClaimId claim : part.statement.claims)
                for (PropertyId property : {reader.subset_of, reader.parts_of}) {
                    ClaimId const link =
                        property ? reader.relation(claim, property, whole.statement.claims) : ClaimId();
                    if (!link) continue;
                    ValueRelation relation = relate_part(forth ? *x : *y, forth ? *y : *x, options);
                    relation.relies_on = {link};
                    return relation;
                }
        }
    return {};
}

ValueRelation relate(StatementReader& reader, ConflictOptions const& options, Valued const& a, Valued const& b) {
    ValueRelation const said = declared(reader, options, a, b);
    if (said.kind != Kind::same) return said;
    if (a.statement.value_code == b.statement.value_code) return {};  // Only their valid times differ.
    bool const is_exclusive = reader.graph().traits(a.statement.property).has(Trait::exclusive);
    if (a.value.quantity() != nullptr && b.value.quantity() != nullptr)
        return relate_numbers(*a.value.quantity(), *b.value.quantity(), options);
    if (a.value.date() != nullptr && b.value.date() != nullptr)
        return relate_dates(*a.value.date(), *b.value.date(), reader.seasons());
    if (a.value.node() != nullptr && b.value.node() != nullptr)
        return relate_records(reader, a.statement, b.statement, *a.value.node(), *b.value.node(), is_exclusive);
    if (a.value.text() != nullptr && b.value.text() != nullptr)
        return exclude(is_exclusive ? Kind::exclude : Kind::may_exclude);
    if (a.value.is_true() || b.value.is_true()) {
        // That it is so says less than how it is.
        ValueRelation relation = differ(DifferenceReason::more_specific);
        relation.first_entails = b.value.is_true();
        relation.second_entails = a.value.is_true();
        return relation;
    }
    // A date in words that nobody has resolved, beside a date.
    if (a.value.date() != nullptr || b.value.date() != nullptr) return differ(DifferenceReason::imprecise);
    // A record beside its description in words: who knows.
    if ((a.value.node() != nullptr && b.value.text() != nullptr) ||
        (a.value.text() != nullptr && b.value.node() != nullptr))
        return exclude(Kind::may_exclude);
    return differ(DifferenceReason::incomparable);
}

}  // namespace ascribe::detail
