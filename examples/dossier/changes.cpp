// SPDX-License-Identifier: BSL-1.0
// Sections on what falls, what came of what was said, and what changed.
#include "analyses.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <string>
#include <tuple>

namespace dossier {

using namespace ascribe;

namespace {

/// The statements that put a claim forward, by the ids of the data set.
std::vector<std::string> ids_of_statements(View const& view, ClaimId claim) {
    std::vector<AttributionId> attributions;
    for (AttributionId a : view.graph().attributions_of(claim)) attributions.push_back(a);
    return statement_ids(view, attributions);
}

Section claim_table(View const& view, std::string id, std::string title, std::vector<ClaimId> const& claims,
                    std::string if_empty) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = std::move(if_empty)};
    section.columns = {{"statement", "statement", false, 90}, {"ids", "ids", false, 40}};
    for (ClaimId claim : claims)
        if (is_statement(graph, claim))
            section.rows.push_back({text_of(graph, claim), Cell::list(ids_of_statements(view, claim), Style::faint)});
    return section;
}

std::string effect_text(Graph const& graph, Effect const& effect) {
    return std::string(to_string(effect.kind)) + ": " + text_of(graph, effect.claim);
}

}  // namespace

std::vector<Section> what_if(View const& view, std::vector<Node> const& nodes) {
    Graph const& graph = view.graph();
    Withdrawal const w = withdrawal(view, nodes);

    Section reduced{.id = "reduced", .title = "Keep support, but lose some of it", .if_empty = "None."};
    reduced.columns = {{"statement", "statement", false, 80},
                       {"left", "supporters lost", true, 15},
                       {"support", "support", false, 24},
                       {"ids", "ids", false, 40}};
    for (ReducedSupport const& r : w.reduced) {
        if (!is_statement(graph, r.claim)) continue;
        std::string change = r.before == r.after ? "as certain as before" : "possible only";
        reduced.rows.push_back({text_of(graph, r.claim), Cell::number(static_cast<std::int64_t>(r.lost.size())),
                                std::move(change), Cell::list(ids_of_statements(view, r.claim), Style::faint)});
    }

    Section inferences{.id = "inferences", .title = "Reports and inferences that lose a premise", .if_empty = "None."};
    inferences.columns = {{"id", "id", false, 14},
                          {"statement", "statement", false, 70},
                          {"premises", "premises lost", false, 60},
                          {"stands", "stands", false, 8}};
    for (LostPremise const& lost : w.inferences) {
        inferences.rows.push_back({Cell(ids_of(graph, lost.inference), Style::faint),
                                   text_of(graph, graph.innermost(lost.inference).first),
                                   Cell::list(record_texts(graph, lost.premises)), lost.stands ? "yes" : "no"});
    }

    Section effects{.id = "effects",
                    .title = "Dates, readings, identities and facts of documents that go with it",
                    .if_empty = "None."};
    effects.columns = {{"kind", "kind", false, 10}, {"claim", "what takes effect no more", false, 110}};
    for (Effect const& effect : w.effects_lost)
        effects.rows.push_back({std::string(to_string(effect.kind)), text_of(graph, effect.claim)});

    Section restored{.id = "restored", .title = "Stands again, since what took it back falls", .if_empty = "Nothing."};
    restored.columns = {{"what", "what", false, 110}};
    for (AttributionId a : w.restored) restored.rows.push_back({describe(graph, a)});
    for (Effect const& effect : w.effects_gained) restored.rows.push_back({effect_text(graph, effect)});

    // What was wanted, undertaken or foretold is not supported by anybody's word, so it cannot lose support.
    Scope scope = view.scope();
    scope.without.insert(scope.without.end(), nodes.begin(), nodes.end());
    View const without(graph, scope);
    std::vector<ClaimId> unsaid;
    for (ClaimId claim : graph.claims()) {
        bool said = false, still = false;
        for (AttributionId a : graph.attributions_of(claim)) {
            said = said || view.standing(a) != Truth::never;
            still = still || without.standing(a) != Truth::never;
        }
        if (said && !still && view.supported(claim) == Truth::never) unsaid.push_back(claim);
    }

    return {claim_table(view, "lost", "Lose all support", w.lost, "No statement loses all support."),
            claim_table(view, "unsaid", "Demanded, offered, promised, denied or withheld by nobody any more", unsaid,
                        "None."),
            std::move(reduced),
            std::move(inferences),
            std::move(effects),
            std::move(restored)};
}

namespace {

std::vector<std::string> outcome_texts(View const& view, Commitment const& c) {
    std::vector<std::string> texts;
    for (Outcome const& outcome : c.outcomes) {
        std::string text(to_string(outcome.kind));
        for (std::string const& id : statement_ids(view, {outcome.attribution})) text += " " + id;
        texts.push_back(std::move(text));
    }
    return texts;
}

Section commitment_table(View const& view, std::string id, std::string title, std::vector<Commitment> const& list) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = "None in this scope."};
    section.columns = {{"ids", "ids", false, 24},
                       {"speaker", "who", false, 28},
                       {"act", "act", false, 10},
                       {"stance", "stance", false, 7},
                       {"statement", "what", false, 60},
                       {"conditions", "on condition", false, 40},
                       {"addressees", "to", false, 24},
                       {"said", "said", false, 26},
                       {"state", "state", false, 10},
                       {"outcomes", "what came of it", false, 40},
                       {"answers", "answered by", false, 34}};
    for (Commitment const& c : list) {
        std::vector<std::string> conditions, answers;
        for (Condition const& condition : c.conditions)
            conditions.push_back(std::string(condition.kind) + " " +
                                 (condition.on ? describe(graph, condition.on) : text_of(graph, condition.claim)));
        for (ThreadStep const& step : c.answers) {
            auto const answer = step.node.to<AttributionId>();
            std::string text = answer ? name_of(graph, graph.source(answer)) : record_text(graph, step.node);
            answers.push_back(std::move(text));
        }
        section.rows.push_back({Cell::list(statement_ids(view, {c.attribution}), Style::faint),
                                name_of(graph, c.source), std::string(to_string(c.act)),
                                std::string(to_string(c.factuality)), text_of(graph, c.claim),
                                Cell::list(std::move(conditions)), Cell::list(record_texts(graph, c.addressees)),
                                window_text(c.said), Cell(std::string(to_string(c.state)), Style::strong),
                                Cell::list(outcome_texts(view, c)), Cell::list(std::move(answers))});
    }
    return section;
}

}  // namespace

std::vector<Section> commitments_of(View const& view, ActorId actor) {
    ActorCommitments const c = commitments(view, actor, {.addressee = {"addressee", "told_addressee"}});
    return {commitment_table(view, "open", "Open: demanded, offered, promised, threatened or refused", c.made.open),
            commitment_table(view, "settled", "Settled: fulfilled, failed, refused, overtaken or taken back",
                             c.made.settled),
            commitment_table(view, "addressed_open", "Addressed to it, open", c.addressed.open),
            commitment_table(view, "addressed_settled", "Addressed to it, settled", c.addressed.settled)};
}

namespace {

std::vector<Cell> time_row(Graph const& graph, std::int64_t number, TimeStatement const& statement) {
    std::vector<std::string> holders;
    for (Holding const& holding : statement.holdings) holders.push_back(name_of(graph, holding.source));
    return {Cell::number(number), std::string(to_string(statement.basis)),
            statement.claims.empty() ? describe(graph, statement.event) : text_of(graph, statement.claims.front()),
            Cell::list(std::move(holders))};
}

}  // namespace

std::vector<Section> time_windows(View const& view) {
    Graph const& graph = view.graph();
    Timeline const line = ascribe::timeline(view);
    Section windows{.id = "windows",
                    .title = "When events were, by dates, orders and answers together",
                    .note =
                        "Earliest and latest first and last day that all statements in the timeline leave; of an "
                        "event in conflict, the side that came in first.",
                    .if_empty = "No event can be placed in time in this scope."};
    windows.columns = {{"begins", "begins", false, 26},
                       {"ends", "ends", false, 26},
                       {"event", "event", false, 56},
                       {"key", "key", false, 34},
                       {"contested", "contested", false, 9}};
    std::vector<EventTime> events(line.events().begin(), line.events().end());
    std::stable_sort(events.begin(), events.end(), [](EventTime const& a, EventTime const& b) {
        return std::tuple(a.when.first_max(), a.when.first_min()) < std::tuple(b.when.first_max(), b.when.first_min());
    });
    for (EventTime const& event : events)
        windows.rows.push_back({window_text({event.when.first_min(), event.when.first_max()}),
                                window_text({event.when.last_min(), event.when.last_max()}),
                                name_of(graph, event.event), Cell(std::string(graph.key(event.event)), Style::faint),
                                event.contested ? Cell("yes", Style::denied) : Cell("")});

    Section conflicts{.id = "time_conflicts",
                      .title = "Statements about time that cannot all be right",
                      .if_empty = "All statements about time can be right together."};
    conflicts.columns = {{"number", "no", true, 4},
                         {"basis", "basis", false, 12},
                         {"statement", "statement", false, 80},
                         {"holders", "held by", false, 40}};
    std::int64_t count = 0;
    for (TimeConflict const& conflict : line.conflicts()) {
        ++count;
        for (TimeStatement const& statement : conflict.statements)
            conflicts.rows.push_back(time_row(graph, count, statement));
    }
    return {std::move(windows), std::move(conflicts)};
}

std::vector<Section> changes(View const& before, View const& after) {
    Graph const& graph = after.graph();
    Difference const d = difference(before, after);
    Section claims{.id = "support", .title = "Statements that gained or lost support", .if_empty = "None."};
    claims.columns = {
        {"change", "change", false, 10}, {"statement", "statement", false, 90}, {"ids", "ids", false, 40}};
    for (ClaimDifference const& c : d.claims)
        if (is_statement(graph, c.claim))
            claims.rows.push_back(
                {Cell(std::string(to_string(c.change)), Style::strong), text_of(graph, c.claim),
                 Cell::list(ids_of_statements(c.change == SupportChange::lost ? before : after, c.claim),
                            Style::faint)});

    Section said{.id = "attributions", .title = "Said, taken back, fallen, risen", .if_empty = "Nothing."};
    said.columns = {{"change", "change", false, 12},
                    {"id", "id", false, 14},
                    {"document", "in", false, 16},
                    {"source", "source", false, 30},
                    {"statement", "statement", false, 80}};
    for (AttributionDifference const& a : d.attributions) {
        if (is_apparatus(graph, a.attribution) || graph.source(a.attribution).is(Category::document)) continue;
        auto const document = graph.document(a.attribution);
        if (!document) continue;  // Its carrier is listed.
        said.rows.push_back({Cell(std::string(to_string(a.change)), Style::strong),
                             Cell(ids_of(graph, a.attribution), Style::faint), std::string(graph.key(document)),
                             name_of(graph, graph.source(chain_from(after, a.attribution).hops.back())),
                             text_of(graph, graph.innermost(a.attribution).first)});
    }

    Section identities{.id = "identities", .title = "Joined or parted", .if_empty = "None."};
    identities.columns = {{"change", "change", false, 10}, {"members", "records", false, 100}};
    for (IdentityDifference const& i : d.identities) {
        identities.rows.push_back({i.joined ? "joined" : "parted", Cell::list(record_texts(graph, i.members))});
    }

    Section positions{.id = "positions", .title = "Positions that changed", .if_empty = "None."};
    positions.columns = {
        {"matter", "matter", false, 70}, {"before", "before", false, 50}, {"after", "after", false, 50}};
    auto const values = [&](std::vector<Position> const& list) {
        std::vector<std::string> texts;
        for (Position const& position : list) {
            Value const value = graph.value(position.claim);
            texts.push_back((value.is_true() ? "so" : text_of(graph, value)) + " (" +
                            std::to_string(position.holdings.size()) + ")");
        }
        return Cell::list(std::move(texts));
    };
    for (PositionDifference const& p : d.positions) {
        if (graph.traits(p.property).has(Trait::structural)) continue;
        auto const& shown = p.after.empty() ? p.before : p.after;
        if (shown.empty() || !is_statement(graph, shown.front().claim)) continue;
        positions.rows.push_back({describe(graph, p.subject) + " · " + std::string(graph.name(p.property)),
                                  values(p.before), values(p.after)});
    }
    return {std::move(claims), std::move(positions), std::move(said), std::move(identities)};
}

}  // namespace dossier
