// SPDX-License-Identifier: BSL-1.0
// Sections on what falls, and on what changed.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace dossier {

using namespace ascribe;

namespace {

/// Who still says what, after a withdrawal: a claim counts as said by whatever counts as it.
class Remainder {
public:
    Remainder(View const& view, std::vector<Node> const& nodes) : view_(view), without_(after(view, nodes)) {}

    [[nodiscard]] View const& without() const noexcept { return without_; }

    /// Attributions of it that are left, whatever their stance; also of claims that the data set calls by its name.
    /// Analysts and software tell nobody anything.
    [[nodiscard]] std::vector<AttributionId> said_by(ClaimId claim) const {
        Graph const& graph = view_.graph();
        std::vector<ClaimId> claims = counting_for(view_, claim);
        for (Label const& label : graph.labels(claim))
            for (Node node : graph.find_labelled(label.text))
                if (auto const other = node.to<ClaimId>()) claims.push_back(other);
        std::vector<AttributionId> left;
        for (ClaimId counting : claims)
            for (AttributionId a : graph.attributions_of(counting))
                if (without_.attested(a) != Truth::never && reaches_by_sources(a)) left.push_back(a);
        if (auto const event = occurrence_of(claim))
            for (OccurrenceHolding const& o : occurrence(without_, event).holdings)
                if (o.implied && reaches_by_sources(o.holding.attribution)) left.push_back(o.holding.attribution);
        return left;
    }
    /// Whether the act that these are is told otherwise, as an event of its own (rule E7).
    [[nodiscard]] bool is_told(std::vector<AttributionId> const& hops) const {
        Graph const& graph = view_.graph();
        for (AttributionId hop : hops)
            for (ClaimId claim : graph.claims_about(hop, property::occasion))
                if (auto const event = graph.value_node(claim).to<EventId>())
                    if (!occurrence(without_, event).holdings.empty()) return true;
        return false;
    }
    /// Whether it is supported by itself, by what counts as it, or by what presupposes it (rule E5).
    [[nodiscard]] Truth supported(ClaimId claim) const {
        Truth truth = Truth::never;
        for (ClaimId counting : counting_for(without_, claim)) truth = (std::max)(truth, without_.supported(counting));
        if (auto const event = occurrence_of(claim)) truth = (std::max)(truth, occurrence(without_, event).supported);
        return truth;
    }

private:
    static View after(View const& view, std::vector<Node> const& nodes) {
        Scope scope = view.scope();
        scope.without.insert(scope.without.end(), nodes.begin(), nodes.end());
        return View(view.graph(), std::move(scope));
    }
    [[nodiscard]] bool reaches_by_sources(AttributionId attribution) const {
        bool reaches = false;
        for_each_chain(without_, attribution, [&](Chain const& chain) {
            reaches = !is_apparatus(without_.graph(), chain.hops.front());
            return !reaches;
        });
        return reaches;
    }
    [[nodiscard]] EventId occurrence_of(ClaimId claim) const {
        Graph const& graph = view_.graph();
        if (graph.name(graph.property(claim)) != property::occurred) return {};
        return graph.subject(claim).to<EventId>();
    }

    View view_, without_;
};

Section claim_table(View const& view, Remainder const& left, std::string id, std::string title,
                    std::vector<ClaimId> const& claims, std::string if_empty) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = std::move(if_empty)};
    section.columns = {{"claim", "statement", false, 80},
                       {"statements", "ids", false, 30},
                       {"still_said", "still said, by other acts or stances", false, 30}};
    for (ClaimId claim : claims)
        if (is_statement(graph, claim))
            section.rows.push_back(
                {claim_cell(graph, claim), takers_cell(view, claim), takers_cell(left.without(), left.said_by(claim))});
    return section;
}

/// Passages that put something forward that nobody says any more. One may put several claims forward.
Section passages_lost(View const& view, Remainder const& left) {
    Graph const& graph = view.graph();
    std::map<AttributionId, std::vector<ClaimId>> passages;  // by what they are about
    for (AttributionId a : graph.attributions())
        if (!is_apparatus(graph, a) && !is_own_print(graph, a) && graph.document(a) && view.attested(a) != Truth::never)
            passages[main_of(graph, a)].push_back(graph.innermost(a).first);
    Section section{
        .id = "passages",
        .title = "Passages whose matter is told nowhere else",
        .note = "What they are about is put forward by nobody any more; in part: something else they say is.",
        .if_empty = "None."};
    section.columns = {{"statements", "id", false, 12},    {"document", "in", false, 16},
                       {"claim", "which says", false, 90}, {"in_part", "in part", false, 7},
                       {"lost", "", false, not_in_text},   {"left", "", false, not_in_text}};
    for (auto& [main, claims] : passages) {
        ClaimId const about = graph.innermost(main).first;
        if (!left.said_by(about).empty() || left.is_told(chain_from(view, main).hops)) continue;
        std::sort(claims.begin(), claims.end());
        claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
        std::vector<ClaimId> lost, kept;
        for (ClaimId claim : claims) (left.said_by(claim).empty() ? lost : kept).push_back(claim);
        section.rows.push_back({labels_cell(graph, main), document_cell(graph, graph.document(main)),
                                said_cell(graph, main), truth_cell(!kept.empty(), ""), claims_cell(graph, lost),
                                claims_cell(graph, kept)});
    }
    std::stable_sort(section.rows.begin(), section.rows.end(),
                     [](auto const& a, auto const& b) { return a[0].text < b[0].text; });
    return section;
}

/// Claims that lose ways to the reader, but not all.
Section lines_lost(View const& view, std::vector<FewerLines> const& found) {
    Graph const& graph = view.graph();
    Section section{.id = "lines",
                    .title = "Keep lines of support, but lose others",
                    .note =
                        "Ways from independent origins to the reader that share nobody, before and after, and what "
                        "cuts those that are left.",
                    .if_empty = "None."};
    section.columns = {{"claim", "statement", false, 60},       {"lines_before", "before", true, 9},
                       {"lines_after", "after", true, 9},       {"exact_before", "", false, not_in_text},
                       {"exact_after", "", false, not_in_text}, {"bottleneck", "what is left hangs on", false, 36},
                       {"statements", "ids", false, 30}};
    for (FewerLines const& f : found)
        if (is_statement(graph, f.claim))
            section.rows.push_back({claim_cell(graph, f.claim), lines_cell(f.before), lines_cell(f.after),
                                    Cell({}, f.before.exact), Cell({}, f.after.exact), bottleneck_cell(graph, f.after),
                                    takers_cell(view, f.claim)});
    return section;
}

/// Attributions that support nothing any more, or only possibly: a row for each source and document.
Section fallen(View const& view, Withdrawal const& w) {
    Graph const& graph = view.graph();
    Section section{.id = "fallen",
                    .title = "Attributions that stand no more, or only in some readings",
                    .note = "Besides what is withdrawn itself; what documents print about themselves included.",
                    .if_empty = "None."};
    section.columns = {{"change", "change", false, 9},           {"source", "source", false, 34},
                       {"documents", "in", false, 20},           {"count", "attributions", true, 12},
                       {"attributions", "", false, not_in_text}, {"statements", "ids", false, 50}};
    auto const add = [&](char const* change, std::vector<AttributionId> const& list) {
        std::map<std::pair<Source, std::vector<DocumentId>>, std::vector<AttributionId>> grouped;
        for (AttributionId a : list) grouped[{graph.source(a), documents_of(view, a)}].push_back(a);
        for (auto const& [key, attributions] : grouped)
            section.rows.push_back({change, record_cell(graph, key.first), documents_cell(graph, key.second),
                                    Cell::number(attributions.size()),
                                    records_cell(graph, {attributions.begin(), attributions.end()}),
                                    statements_cell(view, attributions)});
    };
    add("fallen", w.fallen);
    add("doubtful", w.doubtful);
    return section;
}

}  // namespace

std::vector<Section> what_if(View const& view, std::vector<Node> const& nodes) {
    Graph const& graph = view.graph();
    Withdrawal const w = withdrawal(view, nodes);
    Remainder const left(view, nodes);

    Section reduced{.id = "reduced", .title = "Keep support, but lose some of it", .if_empty = "None."};
    reduced.columns = {{"claim", "statement", false, 80},
                       {"supporters_lost", "supporters lost", true, 15},
                       {"less_certain", "less certain", true, 12},
                       {"as_certain", "support", false, 24},
                       {"statements", "ids", false, 40}};
    for (ReducedSupport const& r : w.reduced) {
        if (!is_statement(graph, r.claim)) continue;
        bool const as_certain = r.before == r.after;
        reduced.rows.push_back(
            {claim_cell(graph, r.claim), Cell::number(r.lost.size()), Cell::number(r.less_certain.size()),
             Cell(as_certain ? "as certain as before" : "possible only", as_certain), takers_cell(view, r.claim)});
    }
    std::vector<ClaimId> unsupported;
    for (ClaimId claim : w.lost) {
        Truth const still = left.supported(claim);
        if (still == Truth::never) {
            unsupported.push_back(claim);
        } else if (is_statement(graph, claim)) {
            std::size_t lost_here = 0, less_certain = 0;
            for (AttributionId a : graph.attributions_of(claim)) {
                Truth const stands = left.without().standing(a);
                if (stands < view.standing(a)) ++(stands == Truth::never ? lost_here : less_certain);
            }
            bool const as_certain = still == view.supported(claim);
            reduced.rows.push_back({claim_cell(graph, claim), Cell::number(lost_here), Cell::number(less_certain),
                                    Cell(as_certain ? "as certain, by other words" : "possible only", as_certain),
                                    takers_cell(view, claim)});
        }
    }

    Section inferences{.id = "inferences", .title = "Reports and inferences that lose a premise", .if_empty = "None."};
    inferences.columns = {{"attribution", "by", false, 24},
                          {"claim", "statement", false, 70},
                          {"premises", "premises lost", false, 60},
                          {"stands", "stands", false, 8}};
    for (LostPremise const& lost : w.inferences) {
        std::string const ids = ids_of(graph, lost.inference);
        inferences.rows.push_back({Cell(ids == "-" ? describe(graph, graph.source(lost.inference)) : ids,
                                        data_of(graph, lost.inference), Style::faint),
                                   said_cell(graph, lost.inference), records_cell(graph, lost.premises),
                                   truth_cell(lost.stands)});
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

    Section regained{.id = "regained", .title = "Supported again, or more certainly", .if_empty = "No statement."};
    regained.columns = {
        {"claim", "statement", false, 80}, {"certain", "support", false, 24}, {"statements", "ids", false, 40}};
    for (ClaimId claim : w.claims_restored) {
        if (!is_statement(graph, claim)) continue;
        bool const certain = left.supported(claim) == Truth::always;
        regained.rows.push_back({claim_cell(graph, claim), Cell(certain ? "certain" : "possible only", certain),
                                 takers_cell(left.without(), claim)});
    }

    // What was wanted, undertaken or foretold is not supported by anybody's word, so it cannot lose support.
    std::vector<ClaimId> unsaid;
    for (ClaimId claim : graph.claims()) {
        bool said = false, still = false;
        for (AttributionId a : graph.attributions_of(claim)) {
            said = said || view.standing(a) != Truth::never;
            still = still || left.without().standing(a) != Truth::never;
        }
        if (said && !still && view.supported(claim) == Truth::never) unsaid.push_back(claim);
    }

    return {passages_lost(view, left),
            claim_table(view, left, "lost", "Lose all support", unsupported, "No statement loses all support."),
            claim_table(view, left, "unsaid", "Demanded, offered, promised, denied or withheld by nobody any more",
                        unsaid, "None."),
            std::move(reduced),
            lines_lost(view, w.fewer_lines),
            fallen(view, w),
            std::move(inferences),
            std::move(effects),
            std::move(restored),
            std::move(regained)};
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
                                   takers_cell(c.change == SupportChange::lost ? before : after, c.claim)});

    Section said{.id = "attributions", .title = "Said, taken back, fallen, risen", .if_empty = "Nothing."};
    said.columns = {{"change", "change", false, 12},
                    {"statements", "id", false, 14},
                    {"document", "in", false, 16},
                    {"source", "source", false, 30},
                    {"claim", "statement", false, 80}};
    for (AttributionDifference const& a : d.attributions) {
        if (is_apparatus(graph, a.attribution) || is_own_print(graph, a.attribution)) continue;
        auto const document = graph.document(a.attribution);
        if (!document) continue;  // Its carrier is listed.
        said.rows.push_back({word_cell(a.change, Style::strong), labels_cell(graph, a.attribution),
                             document_cell(graph, document),
                             record_cell(graph, graph.source(chain_from(after, a.attribution).hops.back())),
                             said_cell(graph, a.attribution)});
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
            std::map<std::string, std::size_t> counts;  // by stance
            json::array holdings;
            for (Holding const& holding : position.holdings) {
                if (!view.graph().contains(holding.attribution)) continue;
                ++counts[stance_of(graph, holding.attribution)];
                holdings.push_back(json::object{{"holder", data_of(graph, holding.source)},
                                                {"stance", stance_cell(view, holding.attribution).data},
                                                {"statements", statements_cell(view, {holding.attribution}).data}});
            }
            std::vector<std::string> counted;
            for (auto const& [stance, count] : counts) counted.push_back(std::to_string(count) + " " + stance);
            cell.text += " (" + Cell::list(counted).text + ")";
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
