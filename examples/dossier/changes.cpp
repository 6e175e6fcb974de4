// SPDX-License-Identifier: BSL-1.0
// Sections on what falls, and on what changed.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <string>

namespace dossier {

using namespace ascribe;

namespace {

Section claim_table(View const& view, std::string id, std::string title, std::vector<ClaimId> const& claims,
                    std::string if_empty) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = std::move(if_empty)};
    section.columns = {{"claim", "statement", false, 90}, {"statements", "ids", false, 40}};
    for (ClaimId claim : claims)
        if (is_statement(graph, claim))
            section.rows.push_back({claim_cell(graph, claim), statements_cell(view, claim)});
    return section;
}

}  // namespace

std::vector<Section> what_if(View const& view, std::vector<Node> const& nodes) {
    Graph const& graph = view.graph();
    Withdrawal const w = withdrawal(view, nodes);

    Section reduced{.id = "reduced", .title = "Keep support, but lose some of it", .if_empty = "None."};
    reduced.columns = {{"claim", "statement", false, 80},
                       {"supporters_lost", "supporters lost", true, 15},
                       {"as_certain", "support", false, 24},
                       {"statements", "ids", false, 40}};
    for (ReducedSupport const& r : w.reduced) {
        if (!is_statement(graph, r.claim)) continue;
        bool const as_certain = r.before == r.after;
        reduced.rows.push_back({claim_cell(graph, r.claim), Cell::number(r.lost.size()),
                                Cell(as_certain ? "as certain as before" : "possible only", as_certain),
                                statements_cell(view, r.claim)});
    }

    Section inferences{.id = "inferences", .title = "Reports and inferences that lose a premise", .if_empty = "None."};
    inferences.columns = {{"attribution", "id", false, 14},
                          {"claim", "statement", false, 70},
                          {"premises", "premises lost", false, 60},
                          {"stands", "stands", false, 8}};
    for (LostPremise const& lost : w.inferences) {
        inferences.rows.push_back({Cell(ids_of(graph, lost.inference), data_of(graph, lost.inference), Style::faint),
                                   claim_cell(graph, graph.innermost(lost.inference).first),
                                   records_cell(graph, lost.premises), truth_cell(lost.stands)});
    }

    Section effects{.id = "effects",
                    .title = "Dates, readings, identities and facts of documents that go with it",
                    .if_empty = "None."};
    effects.columns = {{"kind", "kind", false, 10}, {"claim", "what takes effect no more", false, 110}};
    for (Effect const& effect : w.effects_lost)
        effects.rows.push_back({word_cell(effect.kind), claim_cell(graph, effect.claim)});

    Section restored{.id = "restored", .title = "Stands again, since what took it back falls", .if_empty = "Nothing."};
    restored.columns = {{"effect", "", false, 12}, {"record", "what", false, 110}};
    for (AttributionId a : w.restored) restored.rows.push_back({Cell(), record_cell(graph, a)});
    for (Effect const& effect : w.effects_gained)
        restored.rows.push_back({word_cell(effect.kind), claim_cell(graph, effect.claim)});

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

std::vector<Section> changes(View const& before, View const& after) {
    Graph const& graph = after.graph();
    Difference const d = difference(before, after);
    Section claims{.id = "support", .title = "Statements that gained or lost support", .if_empty = "None."};
    claims.columns = {
        {"change", "change", false, 10}, {"claim", "statement", false, 90}, {"statements", "ids", false, 40}};
    for (ClaimDifference const& c : d.claims)
        if (is_statement(graph, c.claim))
            claims.rows.push_back({word_cell(c.change, Style::strong), claim_cell(graph, c.claim),
                                   statements_cell(c.change == SupportChange::lost ? before : after, c.claim)});

    Section said{.id = "attributions", .title = "Said, taken back, fallen, risen", .if_empty = "Nothing."};
    said.columns = {{"change", "change", false, 12},
                    {"statements", "id", false, 14},
                    {"document", "in", false, 16},
                    {"source", "source", false, 30},
                    {"claim", "statement", false, 80}};
    for (AttributionDifference const& a : d.attributions) {
        if (is_apparatus(graph, a.attribution) || graph.source(a.attribution).is(Category::document)) continue;
        auto const document = graph.document(a.attribution);
        if (!document) continue;  // Its carrier is listed.
        said.rows.push_back({word_cell(a.change, Style::strong), labels_cell(graph, a.attribution),
                             document_cell(graph, document),
                             record_cell(graph, graph.source(chain_from(after, a.attribution).hops.back())),
                             claim_cell(graph, graph.innermost(a.attribution).first)});
    }

    Section identities{.id = "identities", .title = "Joined or parted", .if_empty = "None."};
    identities.columns = {{"change", "change", false, 10}, {"members", "records", false, 100}};
    for (IdentityDifference const& i : d.identities)
        identities.rows.push_back({i.joined ? "joined" : "parted", records_cell(graph, i.members)});

    Section positions{.id = "positions", .title = "Positions that changed", .if_empty = "None."};
    positions.columns = {{"", "matter", false, 70},
                         {"subject", "", false, not_in_text},
                         {"property", "", false, not_in_text},
                         {"before", "before", false, 50},
                         {"after", "after", false, 50}};
    auto const values = [&](View const& view, std::vector<Position> const& list) {
        std::vector<Cell> cells;
        for (Position const& position : list) {
            Cell cell = value_cell(graph, graph.value(position.claim));
            cell.text += " (" + std::to_string(position.holdings.size()) + ")";
            json::array holdings;
            for (Holding const& holding : position.holdings) {
                if (!view.graph().contains(holding.attribution)) continue;
                holdings.push_back(json::object{{"holder", data_of(graph, holding.source)},
                                                {"stance", stance_cell(view, holding.attribution).data},
                                                {"statements", statements_cell(view, {holding.attribution}).data}});
            }
            cell.data = json::object{{"value", std::move(cell.data)},
                                     {"claim", data_of(graph, position.claim)},
                                     {"holdings", std::move(holdings)}};
            cells.push_back(std::move(cell));
        }
        return Cell::list(cells);
    };
    for (PositionDifference const& p : d.positions) {
        if (graph.traits(p.property).has(Trait::structural)) continue;
        auto const& shown = p.after.empty() ? p.before : p.after;
        if (shown.empty() || !is_statement(graph, shown.front().claim)) continue;
        positions.rows.push_back({describe(graph, p.subject) + " · " + std::string(graph.name(p.property)),
                                  record_cell(graph, p.subject), std::string(graph.name(p.property)),
                                  values(before, p.before), values(after, p.after)});
    }
    return {std::move(claims), std::move(positions), std::move(said), std::move(identities)};
}

}  // namespace dossier
