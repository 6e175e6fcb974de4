// SPDX-License-Identifier: BSL-1.0
#include "statements.hpp"

#include "../graph/acceptance.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace ascribe::detail {

StatementReader::StatementReader(View const& view, SeasonPolicy seasons)
    : view_(view), graph_(view.graph()), seasons_(seasons) {
    same_as = graph_.find_property(property::same_as);
    read_as = graph_.find_property(property::read_as);
    part_of = graph_.find_property(property::part_of);
    excludes = graph_.find_property(property::excludes);
    entails = graph_.find_property(property::entails);
    alternative_to = graph_.find_property(property::alternative_to);
    updated_by = graph_.find_property(property::updated_by);
    clarified_by = graph_.find_property(property::clarified_by);
    subset_of = graph_.find_property(property::subset_of);
    parts_of = graph_.find_property(property::parts_of);
    occurred = graph_.find_property(property::occurred);
    attempted = graph_.find_property(property::attempted);
    completed = graph_.find_property(property::completed);
    generic = graph_.find_property(property::generic);
    date = graph_.find_property(property::date);
    before = graph_.find_property(property::before);
    after = graph_.find_property(property::after);
    during = graph_.find_property(property::during);
}

std::vector<Node> StatementReader::members(Node node) const {
    if (view_.accepted().empty()) return {node};
    return view_.class_of(node);
}

namespace {

/// Joins of the entries of one group: a disjoint-set forest small enough for path halving alone.
std::uint32_t leader(std::vector<std::uint32_t>& above, std::uint32_t at) {
    while (above[at] != at) at = above[at] = above[above[at]];
    return at;
}

}  // namespace

std::vector<Statement> StatementReader::read(Node subject, PropertyId property) {
    std::vector<Entry> entries;
    for (Node member : members(subject))
        for (ClaimId claim : graph_.claims_about(member, property)) {
            if (view_.read_as(claim) != claim) continue;  // It counts elsewhere (rule S4).
            std::uint64_t value = graph_.value_code(claim);
            if (Node const node = graph_.value_node(claim))
                value = value >> 32 << 32 | view_.representative(node).word();
            entries.push_back({claim, value, graph_.valid_code(claim), view_.representative(claim).word(), {}});
        }
    return gather(subject, property, std::move(entries));
}

std::vector<Statement> StatementReader::read_both_ends(Node subject, PropertyId property) {
    std::vector<Entry> entries;
    subject = view_.representative(subject);
    auto const add = [&](ClaimId claim, Node end, Node other_end) {
        if (!end || view_.read_as(claim) != claim) return;
        std::uint64_t const value = graph_.value_code(claim) >> 32 << 32 | view_.representative(end).word();
        entries.push_back({claim, value, graph_.valid_code(claim), view_.representative(claim).word(), other_end});
    };
    for (Node member : members(subject)) {
        for (ClaimId claim : graph_.claims_about(member, property)) add(claim, graph_.value_node(claim), {});
        for (ClaimId claim : graph_.claims_naming(member)) {
            Node const end = graph_.subject(claim);
            if (graph_.property(claim) == property && view_.representative(end) != subject) add(claim, end, end);
        }
    }
    return gather(subject, property, std::move(entries));
}

std::vector<Statement> StatementReader::gather(Node subject, PropertyId property, std::vector<Entry> entries) {
    if (entries.empty()) return {};
    work(entries.size());
    std::sort(entries.begin(), entries.end(), [](Entry const& a, Entry const& b) { return a.claim < b.claim; });

    // Equal value and valid time, or the same by accepted same_as (rule S3): one statement.
    std::vector<std::uint32_t> above(entries.size()), order(entries.size());
    std::iota(above.begin(), above.end(), 0u);
    std::iota(order.begin(), order.end(), 0u);
    auto const join_equal = [&](auto key) {
        if (entries.size() < 2) return;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            auto const ka = key(entries[a]), kb = key(entries[b]);
            return ka != kb ? ka < kb : a < b;
        });
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (key(entries[order[i - 1]]) != key(entries[order[i]])) continue;
            auto const a = leader(above, order[i - 1]), b = leader(above, order[i]);
            above[(std::max)(a, b)] = (std::min)(a, b);
        }
    };
    join_equal([](Entry const& e) { return std::pair(e.value, e.valid); });
    join_equal([](Entry const& e) { return e.same; });

    std::vector<Statement> statements;
    std::vector<std::uint32_t> place(entries.size());
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        Entry const& e = entries[i];
        auto const first = leader(above, i);
        if (first == i) {
            place[i] = static_cast<std::uint32_t>(statements.size());
            statements.push_back({.subject = view_.representative(subject),
                                  .property = property,
                                  .claims = {},
                                  .main = e.claim,
                                  .value_code = e.value,
                                  .valid_code = e.valid,
                                  .asserted = {},
                                  .denied = {},
                                  .other = {},
                                  .other_end = e.other_end});
        }
        Statement& statement = statements[place[first]];
        statement.claims.push_back(e.claim);
        add_stands(statement, e.claim, e.value != statement.value_code || e.valid != statement.valid_code);
        for (ClaimId printed : view_.read_into(e.claim)) {
            statement.claims.push_back(printed);
            add_stands(statement, printed, true);
        }
    }
    auto const in_order = [](Stand const& a, Stand const& b) { return a.holding.attribution < b.holding.attribution; };
    for (Statement& statement : statements) {
        if (statement.claims.size() == 1) continue;
        std::sort(statement.claims.begin(), statement.claims.end());
        for (auto* stands : {&statement.asserted, &statement.denied, &statement.other})
            std::sort(stands->begin(), stands->end(), in_order);
    }
    return statements;
}

Statement StatementReader::read(ClaimId claim) {
    ClaimId const meant = view_.read_as(claim);
    for (Statement& statement : read(view_.representative(graph_.subject(meant)), graph_.property(meant)))
        if (std::binary_search(statement.claims.begin(), statement.claims.end(), meant)) return std::move(statement);
    return {};
}

namespace {

void merge(Statement& into, Statement const& from) {
    if (!into.main) {
        into.subject = from.subject;
        into.property = from.property;
        into.main = from.main;
    }
    into.claims.insert(into.claims.end(), from.claims.begin(), from.claims.end());
    for (auto stands : {&Statement::asserted, &Statement::denied, &Statement::other}) {
        auto& list = into.*stands;
        list.insert(list.end(), (from.*stands).begin(), (from.*stands).end());
    }
}

void put_in_order(Statement& statement) {
    std::sort(statement.claims.begin(), statement.claims.end());
    for (auto* stands : {&statement.asserted, &statement.denied, &statement.other})
        std::sort(stands->begin(), stands->end(),
                  [](Stand const& a, Stand const& b) { return a.holding.attribution < b.holding.attribution; });
}

}  // namespace

Statement StatementReader::read_all(Node subject, PropertyId property) {
    Statement all;
    if (!property) return all;
    for (Statement const& statement : read(subject, property)) merge(all, statement);
    put_in_order(all);
    return all;
}

Statement StatementReader::implied_occurrence(Node event) {
    std::vector<PropertyId> properties;
    for (Node member : members(event))
        for (ClaimId claim : graph_.claims_about(member))
            if (PropertyId const property = graph_.property(claim);
                graph_.traits(property).has(Trait::presupposes_occurrence) &&
                std::find(properties.begin(), properties.end(), property) == properties.end())
                properties.push_back(property);
    std::sort(properties.begin(), properties.end());
    Statement implied;
    for (PropertyId property : properties)
        for (Statement& statement : read(event, property)) {
            if (statement.asserted.empty()) continue;
            statement.denied.clear();
            statement.other.clear();
            merge(implied, statement);
        }
    put_in_order(implied);
    return implied;
}

void StatementReader::add_stands(Statement& statement, ClaimId claim, bool is_read) {
    std::optional<UncertainInterval> valid;
    if (auto const date_said = graph_.valid(claim)) {
        auto const extent = try_extent(*date_said, Reading::throughout, seasons_);
        auto const within =
            UncertainInterval::try_from_days(date_said->earliest(seasons_), date_said->latest(seasons_),
                                             date_said->earliest(seasons_), date_said->latest(seasons_));
        // Every one of several times: some time within them, as far as one period can say it.
        valid = extent ? *extent : within ? *within : UncertainInterval();
    }
    bool const at_time_said = !valid && graph_.traits(statement.property).has(Trait::temporal);  // rule T4
    for (AttributionId a : graph_.attributions_of(claim)) {
        work();
        Truth const standing = view_.standing(a);
        if (standing == Truth::never) continue;
        Factuality const f = graph_.factuality(a);
        Stand stand{.holding = {.attribution = a,
                                .source = graph_.source(a),
                                .factuality = f,
                                .act = graph_.act(a),
                                .standing = standing,
                                .read = is_read},
                    .speaker = speaker(a),
                    .certain = certainty(f) == Certainty::certain,
                    .firm = certainty(f) == Certainty::certain && standing == Truth::always,
                    .timed = valid.has_value() || at_time_said};
        if (valid) {
            stand.when = *valid;
        } else if (at_time_said) {
            auto const [first, last] = said(a);
            if (auto const when = UncertainInterval::try_from_days(first, last, first, last)) stand.when = *when;
        }
        bool const is_assertive = act_class(stand.holding.act) == ActClass::assertive;
        auto& list = !is_assertive || polarity(f) == Polarity::unknown ? statement.other
                     : polarity(f) == Polarity::positive               ? statement.asserted
                                                                       : statement.denied;
        list.push_back(std::move(stand));
    }
}

std::pair<Day, Day> StatementReader::said(AttributionId a) {
    auto const [at, is_new] = said_.try_emplace(a.number());
    if (is_new) at->second = view_.said(a, seasons_);
    return at->second;
}

Node StatementReader::speaker(AttributionId a) {
    Source source = graph_.source(a);
    if (auto const document = source.to<DocumentId>()) {
        auto const authors = view_.authors(document);
        if (authors.size() == 1 && is_named(graph_.kind(authors.front()))) source = authors.front();
    }
    Node const node = view_.representative(source);
    auto const actor = node.to<ActorId>();
    if (!actor || graph_.kind(actor) != ActorKind::office) return node;
    ActorId const holder = view_.holder(actor, said(a));
    return holder ? Node(holder) : node;
}

std::vector<Whole> const& StatementReader::wholes(Node node) {
    node = view_.representative(node);
    auto const [at, is_new] = wholes_.try_emplace(node.word());
    std::vector<Whole>& found = at->second;
    if (!is_new || !part_of) return found;
    std::unordered_set<std::uint32_t> seen{node.word()};
    auto const expand = [&](Node part, std::int32_t index) {
        for (Node member : members(part))
            for (ClaimId claim : graph_.claims_about(member, part_of)) {
                Node const whole = graph_.value_node(claim);
                if (!whole || !accepts(view_, claim)) continue;
                Node const representative = view_.representative(whole);
                if (seen.insert(representative.word()).second) found.push_back({representative, claim, index});
            }
    };
    expand(node, -1);
    for (std::size_t i = 0; i < found.size(); ++i) expand(Node(found[i].node), static_cast<std::int32_t>(i));
    return found;
}

std::optional<std::vector<ClaimId>> StatementReader::part_path(Node part, Node whole) {
    auto const& above = wholes(part);
    auto const at = std::find_if(above.begin(), above.end(), [&](Whole const& w) { return w.node == whole; });
    if (at == above.end()) return std::nullopt;
    std::vector<ClaimId> path;
    for (auto i = static_cast<std::int32_t>(at - above.begin()); i >= 0;
         i = above[static_cast<std::size_t>(i)].previous)
        path.push_back(above[static_cast<std::size_t>(i)].by);
    return path;
}

std::vector<std::pair<ClaimId, std::vector<ClaimId>>> StatementReader::entailed_by(ClaimId claim) {
    std::vector<std::pair<ClaimId, std::vector<ClaimId>>> found;
    if (!entails) return found;
    std::unordered_set<std::uint32_t> seen{claim.word()};
    auto const expand = [&](ClaimId to, std::vector<ClaimId> const& path) {
        for (ClaimId link : graph_.claims_naming(to)) {
            if (graph_.property(link) != entails) continue;
            auto const from = graph_.subject(link).to<ClaimId>();
            if (!from || seen.count(from.word()) != 0 || !accepts(view_, link)) continue;
            seen.insert(from.word());
            auto longer = path;
            longer.push_back(link);
            found.emplace_back(from, std::move(longer));
        }
    };
    expand(claim, {});
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const at = found[i];
        expand(at.first, at.second);
    }
    return found;
}

ClaimId StatementReader::relation(ClaimId claim, PropertyId property, std::vector<ClaimId> const& values) const {
    for (ClaimId link : graph_.claims_about(claim, property)) {
        auto const value = graph_.value_node(link).to<ClaimId>();
        if (value && std::binary_search(values.begin(), values.end(), value) && accepts(view_, link)) return link;
    }
    return {};
}

ClaimId StatementReader::exclusion(Node a, Node b) {
    if (!excludes) return {};
    for (auto const& [from, to] : {std::pair(a, b), std::pair(b, a)})
        for (Node member : members(from))
            for (ClaimId claim : graph_.claims_about(member, excludes)) {
                Node const other = graph_.value_node(claim);
                if (other && view_.representative(other) == view_.representative(to) && accepts(view_, claim))
                    return claim;
            }
    return {};
}

std::vector<ClaimId> StatementReader::alternatives(ClaimId claim) {
    if (!alternative_to) return {};
    std::vector<ClaimId> found{claim};
    std::unordered_set<std::uint32_t> seen{claim.word()};
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto const add = [&](ClaimId link, Node end) {
            auto const other = end.to<ClaimId>();
            if (other && seen.count(other.word()) == 0 && accepts(view_, link)) {
                seen.insert(other.word());
                found.push_back(other);
            }
        };
        ClaimId const at = found[i];
        for (ClaimId link : graph_.claims_about(at, alternative_to)) add(link, graph_.value_node(link));
        for (ClaimId link : graph_.claims_naming(at))
            if (graph_.property(link) == alternative_to) add(link, graph_.subject(link));
    }
    if (found.size() == 1) return {};
    std::sort(found.begin(), found.end());
    return found;
}

bool StatementReader::is_amended(AttributionId a, AttributionId b) {
    return (updated_by || clarified_by) && (amends(a, b) || amends(b, a));
}

bool StatementReader::amends(AttributionId older, AttributionId newer) {
    for (PropertyId property : {updated_by, clarified_by}) {
        if (!property) continue;
        for (ClaimId claim : graph_.claims_about(older, property)) {
            if (graph_.value_node(claim) != newer) continue;
            if (accepts(view_, claim)) return true;
            for (AttributionId by : graph_.attributions_of(claim))
                if (graph_.factuality(by) == Factuality::ct_plus && view_.standing(by) >= view_.scope().admit &&
                    view_.owns(graph_.source(by), older))
                    return true;
        }
    }
    return false;
}

std::vector<AttributionId> passages(View const& view, AttributionId attribution) {
    Graph const& graph = view.graph();
    std::vector<AttributionId> reached{attribution}, found;
    std::unordered_set<std::uint32_t> seen{attribution.number()};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        AttributionId const at = reached[i];
        if (graph.document(at)) found.push_back(at);
        for (AttributionId carrier : graph.attributions_of(at))
            if (view.attested(carrier) != Truth::never && seen.insert(carrier.number()).second)
                reached.push_back(carrier);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<AttributionId> places(View const& view, AttributionId attribution) {
    auto found = passages(view, attribution);
    if (found.empty()) found.push_back(attribution);
    return found;
}

}  // namespace ascribe::detail
