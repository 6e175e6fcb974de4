// SPDX-License-Identifier: BSL-1.0
// The sections on everything.
#include "sections.hpp"

#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dossier {

using namespace ascribe;

namespace {

/// What statements in a scope are about, and what they are made of.
struct Mentioned {
    std::set<Node> nodes;
    std::size_t attributions = 0, nested = 0, apparatus = 0, standing = 0, deepest = 0;
    std::set<DocumentId> texts;
    std::set<ClaimId> claims;

    explicit Mentioned(View const& view) {
        Graph const& graph = view.graph();
        for (AttributionId a : graph.attributions()) {
            if (view.attested(a) == Truth::never) continue;
            ++attributions;
            Content const content = graph.content(a);
            nested += content.is(Category::attribution);
            standing += view.standing(a) != Truth::never;
            auto const [claim, depth] = graph.innermost(a);
            claims.insert(claim);
            bool const is_note = is_apparatus(graph, a);
            apparatus += is_note;
            // The annotator notes something of everything; what sources speak of is another thing.
            if (is_note) continue;
            if (auto const document = graph.document(a)) {
                deepest = (std::max)(deepest, std::size_t{depth});
                texts.insert(document);
                nodes.insert(document);
            }
            nodes.insert({graph.source(a), graph.subject(claim)});
            if (Node const value = graph.value_node(claim)) nodes.insert(value);
        }
        for (Node node : view.scope().without) nodes.erase(node);
    }
};

}  // namespace

Section holdings_overview(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "counts",
                    .title = "What there is",
                    .note = "In this scope: what sources speak of, or are. Recorded: everything in the files."};
    section.columns = {{"", "", false, 60},
                       {"what", "", false, not_in_text},
                       {"in_scope", "in this scope", true, 13},
                       {"recorded", "recorded", true, 12}};
    Mentioned const all{View(graph, {.admit = Truth::possibly})};
    Mentioned const here(view);
    auto const add = [&](char const* text, char const* id, std::size_t in_scope, std::size_t recorded) {
        section.rows.push_back({text, id, Cell::number(in_scope), Cell::number(recorded)});
    };
    auto const mentioned = [&](auto const& ids, auto matches) {
        std::size_t count = 0;
        for (auto id : ids) count += here.nodes.count(id) != 0 && matches(id);
        return count;
    };
    auto const any = [](auto) { return true; };
    auto const of_kind = [&](ActorKind kind) { return [&graph, kind](ActorId id) { return graph.kind(id) == kind; }; };
    auto const actors = [&](char const* text, char const* id, ActorKind kind) {
        std::size_t recorded = 0;
        for (ActorId actor : graph.actors()) recorded += graph.kind(actor) == kind;
        add(text, id, mentioned(graph.actors(), of_kind(kind)), recorded);
    };
    add("documents", "documents", mentioned(graph.documents(), any), graph.count(Category::document));
    add("  of these texts with statements", "texts", here.texts.size(), all.texts.size());
    add("actors", "actors", mentioned(graph.actors(), any), graph.count(Category::actor));
    actors("  of these meant but not named", "actors_unnamed", ActorKind::unnamed);
    actors("  of these left unspecified", "actors_unspecified", ActorKind::unspecified);
    add("places", "places", mentioned(graph.places(), any), graph.count(Category::place));
    add("events", "events", mentioned(graph.events(), any), graph.count(Category::event));
    add("claims", "claims", here.claims.size(), graph.count(Category::claim));
    add("attributions", "attributions", here.attributions, graph.count(Category::attribution));
    add("  of these reports of what somebody else says", "attributions_nested", here.nested, all.nested);
    add("  of these notes of analysts and software", "attributions_of_analysts", here.apparatus, all.apparatus);
    add("  of these standing", "attributions_standing", here.standing, all.standing);
    add("hops of the longest chain", "longest_chain", here.deepest, all.deepest);
    return section;
}

namespace {

/// The titles that a document is said to have; of one without any, what the data set calls it.
Cell titles_cell(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    std::vector<std::string> titles;
    for (ClaimId claim : graph.claims_about(document, property::title))
        if (Value const value = graph.value(claim); value.text() != nullptr && view.supported(claim) != Truth::never)
            titles.emplace_back(*value.text());
    Cell cell = Cell::list(titles);
    if (titles.empty()) cell.text = "no title: " + name_of(graph, document);
    return cell;
}

}  // namespace

Section texts(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "texts", .title = "Texts", .if_empty = "No document carries statements in this scope."};
    section.columns = {{"document", "key", false, 20},        {"titles", "title", false, 40},
                       {"published", "published", false, 24}, {"publishers", "publisher", false, 30},
                       {"authors", "author", false, 30},      {"reprints", "reprints", false, 16},
                       {"statements", "statements", true, 10}};
    for (DocumentId document : graph.documents()) {
        std::size_t statements = 0;
        for (AttributionId a : graph.attributions_in(document))
            statements += !is_apparatus(graph, a) && !is_own_print(graph, a) && view.attested(a) != Truth::never;
        if (statements == 0) continue;
        auto const records = [&](auto const& ids) { return records_cell(graph, {ids.begin(), ids.end()}); };
        section.rows.push_back({key_cell(graph, document, Style::strong), titles_cell(view, document),
                                window_cell(view.published(document)), records(view.publishers(document)),
                                records(view.authors(document)), records(view.reprinted(document)),
                                Cell::number(statements)});
    }
    return section;
}

Section position_table(View const& view, Node subject, PropertyId property) {
    Graph const& graph = view.graph();
    Section section{.id = std::string(graph.name(property)),
                    .kind = "positions",
                    .title = describe(graph, subject) + " · " + std::string(graph.name(property)),
                    .facts = {{"subject", data_of(graph, subject)}, {"property", std::string(graph.name(property))}}};
    section.columns = {{"value", "value", false, 44},
                       {"valid", "", false, not_in_text},
                       {"claim", "", false, not_in_text},
                       {"conditions", "", false, not_in_text},
                       {"implied_by", "", false, not_in_text}};
    auto const holding = holding_columns();
    section.columns.insert(section.columns.end(), holding.begin(), holding.end());
    for (Position const& position : positions(view, subject, property)) {
        Claim const claim = graph.claim(position.claim);
        Cell value = value_cell(graph, claim.value);
        value.style = Style::strong;
        if (claim.valid) value.text += " (" + claim.valid->canonical() + ")";
        if (!position.conditions.empty()) value.text += " (under a condition)";
        add_holdings(view, position.holdings,
                     {std::move(value), claim.valid ? Cell(claim.valid->canonical()) : Cell(),
                      claim_cell(graph, position.claim), claims_cell(graph, position.conditions), Cell()},
                     section.rows);
    }
    // Rule E5: whoever says where or when an event was says that it was.
    auto const event = subject.to<EventId>();
    if (!event || graph.name(property) != property::occurred) return section;
    for (OccurrenceHolding const& o : occurrence(view, event).holdings)
        if (o.implied)
            add_holdings(view, {o.holding},
                         {Cell("so, by saying " + std::string(graph.name(graph.property(o.claim))),
                               json::object{{"kind", "true"}}, Style::strong),
                          Cell(), Cell(), claims_cell(graph, {}), claim_cell(graph, o.claim)},
                         section.rows);
    return section;
}

namespace {

/// How somebody else reads the words of a date, where the scope does not accept that: "taken for: by 2023-10-03,
/// says the annotator (PR+)".
Cell other_readings_cell(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    std::vector<Cell> readings;
    for (ClaimId reading : graph.claims_about(claim, property::read_as)) {
        auto const meant = graph.value_node(reading).to<ClaimId>();
        if (!meant || view.read_as(claim) == view.read_as(meant)) continue;
        Value const value = graph.value(meant);
        for (AttributionId a : graph.attributions_of(reading))
            if (view.standing(a) != Truth::never && polarity(graph.factuality(a)) == Polarity::positive)
                readings.push_back(
                    {"taken for: " + (value.date() != nullptr ? date_cell(*value.date()).text : text_of(graph, value)) +
                         ", says " + describe(graph, graph.source(a)) + " (" + stance_cell(view, a).text + ")",
                     json::object{{"read_as", data_of(graph, meant)},
                                  {"source", data_of(graph, graph.source(a))},
                                  {"stance", stance_cell(view, a).data}}});
    }
    std::vector<Cell> different;
    for (Cell& r : readings)
        if (std::none_of(different.begin(), different.end(), [&](Cell const& d) { return d.text == r.text; }))
            different.push_back(std::move(r));
    return Cell::list(different, "\n", Style::doubtful);
}

}  // namespace

Section timeline(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "dates",
        .title = "Timeline",
        .note =
            "Dates as the sources give them, read as accepted readings say; where somebody reads one otherwise, who.",
        .if_empty = "No event is dated in this scope."};
    section.columns = {
        {"date", "date", false, 26},         {"day", "", false, not_in_text}, {"", "event", false, 60},
        {"event", "key", false, 34},         {"documents", "in", false, 24},  {"statements", "", false, not_in_text},
        {"readings", "", false, not_in_text}};
    struct Dated {
        Day from, to;
        Cell date, readings;
        EventId event;
        std::set<DocumentId> documents;
        std::vector<AttributionId> attributions;
    };
    std::vector<Dated> found;
    for (EventId event : graph.events()) {
        if (view.representative(event) != event) continue;
        for (Position const& position : positions(view, event, property::date)) {
            Value const value = graph.value(position.claim);
            if (value.date() == nullptr) continue;
            Dated dated{value.date()->earliest(),
                        value.date()->latest(),
                        date_cell(*value.date(), Style::strong),
                        other_readings_cell(view, position.claim),
                        event,
                        {},
                        {}};
            for (Holding const& h : position.holdings) {
                if (h.standing == Truth::never || polarity(h.factuality) != Polarity::positive) continue;
                dated.attributions.push_back(h.attribution);
                for (DocumentId d : documents_of(view, h.attribution)) dated.documents.insert(d);
            }
            if (!dated.attributions.empty()) found.push_back(std::move(dated));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](Dated const& a, Dated const& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
    for (Dated const& d : found) {
        if (!d.readings.text.empty()) section.columns.back() = {"readings", "but", false, 34};
        section.rows.push_back({d.date, d.from == d.to ? Cell(to_string(d.from)) : Cell(), name_of(graph, d.event),
                                key_cell(graph, d.event, Style::plain),
                                documents_cell(graph, {d.documents.begin(), d.documents.end()}),
                                statements_cell(view, d.attributions), d.readings});
    }
    return section;
}

Section single_sources(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "single_sources",
                    .title = "What rests on one source",
                    .note = "Claims that would be left without any support if this source alone were withdrawn.",
                    .if_empty = "No claim rests on one source alone."};
    section.columns = {{"", "source", false, 44},
                       {"source", "key", false, 24},
                       {"", "kind", false, 14},
                       {"claims", "claims", true, 8}};
    struct Resting {
        std::size_t claims;
        Entity source;
        std::string kind;
    };
    std::vector<Resting> found;
    Withdrawals withdrawals(view);
    auto const consider = [&](Entity source, std::string kind) {
        std::size_t lost = 0;
        for (ClaimId claim : withdrawals.lost(source))
            lost += !graph.traits(graph.property(claim)).has(Trait::structural);
        if (lost > 0) found.push_back({lost, source, std::move(kind)});
    };
    for (ActorId actor : graph.actors())
        if (!stands_by_itself(graph.kind(actor))) consider(actor, std::string(to_string(graph.kind(actor))));
    for (DocumentId document : graph.documents()) consider(document, "document");
    std::stable_sort(found.begin(), found.end(),
                     [](Resting const& a, Resting const& b) { return a.claims > b.claims; });
    for (Resting const& r : found)
        section.rows.push_back({name_of(graph, r.source), key_cell(graph, r.source), r.kind, Cell::number(r.claims)});
    return section;
}

}  // namespace dossier
