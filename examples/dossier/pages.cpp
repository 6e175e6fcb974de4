// SPDX-License-Identifier: BSL-1.0
// The sections on one record.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "sections.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <set>

namespace dossier {

using namespace ascribe;

namespace {

Section names_table(View const& view, Node node) {
    Graph const& graph = view.graph();
    Section section{.id = "names", .title = "Names, by who uses them", .if_empty = "Nobody names it."};
    section.columns = {{"name", "name", false, 50},
                       {"kind", "kind", false, 14},
                       {"user", "used by", false, 40},
                       {"when", "when", false, 26},
                       {"documents", "in", false, 16}};
    std::vector<NameUse> uses;
    std::vector<std::set<DocumentId>> documents;
    for (NameUse const& use : names(view, node)) {
        auto const at = std::find_if(uses.begin(), uses.end(), [&](NameUse const& u) {
            return u.kind == use.kind && u.text == use.text && u.user == use.user;
        });
        auto const i = static_cast<std::size_t>(at - uses.begin());
        if (at == uses.end()) {
            uses.push_back(use);
            documents.emplace_back();
        }
        for (DocumentId d : documents_of(view, use.attribution)) documents[i].insert(d);
    }
    for (std::size_t i = 0; i < uses.size(); ++i)
        section.rows.push_back({Cell(std::string(uses[i].text), Style::strong), std::string(uses[i].kind),
                                record_cell(graph, uses[i].user), window_cell(uses[i].when),
                                documents_cell(graph, {documents[i].begin(), documents[i].end()})});
    return section;
}

/// Every property of a subject on which sources or analysts take a position.
Section all_positions(View const& view, Node subject) {
    Graph const& graph = view.graph();
    Section section{
        .id = "said_of_it", .title = "What is said of it", .if_empty = "Nothing is said of it in this scope."};
    std::set<std::uint32_t> done;
    for (Node member : view.class_of(subject))
        for (ClaimId claim : graph.claims_about(member)) {
            PropertyId const property = graph.property(claim);
            if (graph.traits(property).has(Trait::structural) || !done.insert(property.number()).second) continue;
            Section part = position_table(view, subject, property);
            part.title = graph.name(property);
            if (!part.rows.empty()) section.parts.push_back(std::move(part));
        }
    if (!section.parts.empty()) section.if_empty.clear();
    return section;
}

/// What analysts note about records, which the title calls so: category, dates, participants, readings.
Section notes_table(View const& view, std::string id, std::vector<Node> const& nodes, std::string const& of = "") {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id),
                    .title = "Noted " + (of.empty() ? of : "of " + of + " ") + "by analysts and software",
                    .if_empty = of.empty() ? "Nothing." : "",
                    .folds = true};
    section.columns = {{"about", "", false, not_in_text},
                       {"property", "property", false, 24},
                       {"value", "value", false, 70},
                       {"stance", "stance", false, 10},
                       {"by", "by", false, 24}};
    for (Node node : nodes)
        for (ClaimId claim : graph.claims_about(node))
            for (AttributionId a : graph.attributions_of(claim))
                if (is_apparatus(graph, a) && view.attested(a) != Truth::never)
                    section.rows.push_back({record_cell(graph, node), std::string(graph.name(graph.property(claim))),
                                            value_cell(graph, graph.value(claim)), stance_cell(view, a),
                                            record_cell(graph, graph.source(a))});
    return section;
}

/// Every passage in which sources say something of a thing, or say it of something else and name it as the value.
std::vector<Chain> passages_about(View const& view, Node subject, bool as_value) {
    Graph const& graph = view.graph();
    std::vector<Chain> found;
    std::set<AttributionId> seen;
    auto const add = [&](ClaimId claim) {
        for (AttributionId a : graph.attributions_of(claim)) {
            if (is_apparatus(graph, a)) continue;
            for (Chain const& chain : chains(view, a))
                if (seen.insert(chain.hops.front()).second) found.push_back(chain);
        }
    };
    for (Node member : view.class_of(subject)) {
        if (!as_value)
            for (ClaimId claim : graph.claims_about(member)) add(claim);
        else
            for (ClaimId claim : graph.claims_naming(member)) add(claim);
    }
    std::sort(found.begin(), found.end(),
              [](Chain const& a, Chain const& b) { return a.hops.front() < b.hops.front(); });
    return found;
}

}  // namespace

std::vector<Section> about_thing(View const& view, Node node) {
    std::vector<Section> sections{names_table(view, node), notes_table(view, "notes", {node})};
    if (auto const event = node.to<EventId>()) sections.push_back(when_it_was(view, event));
    sections.push_back(all_positions(view, node));
    sections.push_back(
        statements(view, "statements", "Statements", passages_about(view, node, false), "No statement in this scope."));
    sections.push_back(statements(view, "named_in", "Named in statements about something else",
                                  passages_about(view, node, true), "In none in this scope."));
    return sections;
}

namespace {

/// The documents that an actor publishes or writes, and what they carry.
Section publications_of(View const& view, std::vector<Node> const& members) {
    Graph const& graph = view.graph();
    Section section{.id = "publishes", .title = "Publishes and writes", .if_empty = "Nothing in this scope."};
    section.columns = {{"document", "document", false, 20},
                       {"role", "as", false, 26},
                       {"published", "published", false, 26},
                       {"", "statements", true, 10},
                       {"statements", "", false, not_in_text}};
    for (DocumentId document : graph.documents()) {
        std::vector<AttributionId> carried;
        for (AttributionId a : graph.attributions_in(document))
            if (!is_apparatus(graph, a) && !is_own_print(graph, a) && view.attested(a) != Truth::never)
                carried.push_back(a);
        if (carried.empty()) continue;
        auto const add = [&](std::vector<ActorId> const& actors, char const* text, char const* id) {
            for (ActorId actor : actors)
                if (std::find(members.begin(), members.end(), Node(actor)) != members.end())
                    section.rows.push_back({key_cell(graph, document, Style::strong), Cell(text, id),
                                            window_cell(view.published(document)), Cell(std::to_string(carried.size())),
                                            statements_cell(view, carried)});
        };
        auto const originals = view.reprinted(document);
        add(view.publishers(document), originals.empty() ? "publisher" : "republisher",
            originals.empty() ? "publisher" : "republisher");
        for (DocumentId original : originals) add(view.publishers(original), "publisher of the original", "publisher");
        add(view.authors(document), "author", "author");
    }
    return section;
}

}  // namespace

std::vector<Section> about_actor(View const& view, Node actor) {
    Graph const& graph = view.graph();
    std::vector<Chain> says, besides, passes_on;
    std::set<AttributionId> seen;
    Section part_in{.id = "takes_part", .title = "Takes part", .if_empty = "In nothing that is recorded."};
    part_in.columns = {{"", "in", false, 60},
                       {"event", "key", false, 34},
                       {"role", "as", false, 20},
                       {"stance", "stance", false, 16},
                       {"source", "according to", false, 34}};
    for (Node member : view.class_of(actor)) {
        for (AttributionId a : graph.attributions_by(member.to<Source>())) {
            if (is_apparatus(graph, a)) continue;
            for (Chain const& chain : chains(view, a)) {
                if (!seen.insert(chain.hops.front()).second) continue;
                bool const is_own = graph.content(a).is(Category::claim);
                (!is_own                                                    ? passes_on
                 : main_of(graph, chain.hops.front()) == chain.hops.front() ? says
                                                                            : besides)
                    .push_back(chain);
            }
        }
        for (ClaimId claim : graph.claims_naming(member)) {
            auto const event = graph.subject(claim).to<EventId>();
            if (!event) continue;
            for (AttributionId a : graph.attributions_of(claim))
                if (view.attested(a) != Truth::never)
                    part_in.rows.push_back({name_of(graph, event), key_cell(graph, event),
                                            std::string(graph.name(graph.property(claim))), stance_cell(view, a),
                                            record_cell(graph, graph.source(a))});
        }
    }
    return {names_table(view, actor),
            notes_table(view, "notes", {actor}),
            all_positions(view, actor),
            statements(view, "says", "Says", says, "Nothing in this scope."),
            statements(view, "says_besides", "Says besides: dates, acts, its own word on what it reports", besides,
                       "Nothing in this scope."),
            statements(view, "passes_on", "Passes on what others say", passes_on, "Nothing in this scope."),
            publications_of(view, view.class_of(actor)),
            part_in};
}

namespace {

/// The stretches of text that show a statement: "d001 120-171, d001 100-119 cue".
Cell evidence_cell(Graph const& graph, Chain const& chain) {
    std::vector<Cell> where;
    for (Span const& span : graph.spans(chain.hops.front())) {
        auto const document = span.document ? span.document : chain.document;
        std::string const role(to_string(span.role));
        json::object data = span_data(graph, document, span);
        data["role"] = role;
        where.push_back({(document ? std::string(graph.key(document)) : "?") + " " + std::to_string(span.begin) + "-" +
                             std::to_string(span.end) + (span.role == SpanRole::content ? "" : " " + role),
                         std::move(data)});
    }
    return Cell::list(where);
}

/// From the publisher to the origin, with the evidence: every way that `independence_of` counts as a chain.
Section ways_of(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    Section ways{.id = "chains", .title = "How it reaches the reader", .if_empty = "By no way in this scope."};
    ways.columns = {{"statements", "id", false, 14},
                    {"implied_by", "", false, not_in_text},
                    {"chain", "from the publisher to the origin", false, 90},
                    {"stance", "stance", false, 16},
                    {"said", "said", false, 26},
                    {"evidence", "evidence", false, 30}};
    auto const add = [&](std::vector<Chain> const& chains, Cell const& implied_by) {
        for (Chain const& chain : chains)
            ways.rows.push_back({labels_cell(graph, chain.hops.front()), implied_by, chain_cell(view, chain),
                                 stance_cell(view, chain.hops.back()), window_cell(view.said(chain.hops.back())),
                                 evidence_cell(graph, chain)});
    };
    for (ClaimId counting : counting_for(view, claim)) add(chains(view, counting), Cell());
    // Rule E5: whoever says where or when an event was says that it was.
    auto const event = graph.subject(claim).to<EventId>();
    if (!event || graph.name(graph.property(claim)) != property::occurred) return ways;
    for (OccurrenceHolding const& o : occurrence(view, event).holdings)
        if (o.implied) {
            ways.columns[1] = {"implied_by", "by saying", false, 24};
            add(chains(view, o.holding.attribution),
                {std::string(graph.name(graph.property(o.claim))), data_of(graph, o.claim)});
        }
    return ways;
}

Section voices_of(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    Section voices{.id = "voices", .title = "Whose word it is in the end", .if_empty = "Nobody's in this scope."};
    voices.columns = {
        {"voice", "voice", false, 44}, {"certain", "", false, not_in_text}, {"statements", "by", false, 40}};
    for (Origin const& origin : origins(view, claim))
        voices.rows.push_back(
            {record_cell(graph, origin.voice), truth_cell(origin.certain), statements_cell(view, origin.attributions)});
    return voices;
}

/// What sources, analysts and software say of how statements relate: answers, corrections, conditions.
Section relations_of(View const& view, std::vector<Node> const& nodes) {
    Section section = relation_columns("relations", "Related to");
    section.if_empty = "Nothing is recorded.";
    std::set<ClaimId> seen;
    Graph const& graph = view.graph();
    for (Node node : nodes) {
        for (ClaimId claim : graph.claims_about(node))
            if (graph.value_node(claim) && seen.insert(claim).second) add_relation(view, claim, section);
        for (ClaimId claim : graph.claims_naming(node))
            if (seen.insert(claim).second) add_relation(view, claim, section);
    }
    return section;
}

}  // namespace

std::vector<Section> about_claim(View const& view, ClaimId claim, std::vector<Node> const& passages) {
    Graph const& graph = view.graph();
    Section positions = position_table(view, graph.subject(claim), graph.property(claim));
    positions.id = "positions";
    std::vector<Node> related = passages;
    for (ClaimId counting : counting_for(view, claim)) {
        related.push_back(counting);
        for (AttributionId a : graph.attributions_of(counting))
            for (Chain const& chain : chains(view, a))
                related.insert(related.end(), chain.hops.begin(), chain.hops.end());
    }
    std::vector<Section> sections{std::move(positions),        ways_of(view, claim),
                                  voices_of(view, claim),      dispute(view, claim),
                                  relations_of(view, related), notes_table(view, "notes", {claim}, "the claim")};
    if (!passages.empty()) sections.push_back(notes_table(view, "statement_notes", passages, "the passages"));
    return sections;
}

std::vector<Section> about_document(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    Section prints{.id = "prints", .title = "About itself, and about it", .if_empty = "Nothing is recorded."};
    prints.columns = {{"property", "property", false, 20},
                      {"value", "value", false, 70},
                      {"stance", "stance", false, 12},
                      {"", "according to", false, 34},
                      {"source", "", false, not_in_text}};
    for (ClaimId claim : graph.claims_about(document)) {
        if (graph.name(graph.property(claim)) == property::shares_text_with) continue;
        for (AttributionId a : graph.attributions_of(claim)) {
            if (view.attested(a) == Truth::never) continue;
            Source const source = graph.source(a);
            prints.rows.push_back({std::string(graph.name(graph.property(claim))),
                                   value_cell(graph, graph.value(claim)), stance_cell(view, a),
                                   Node(source) == Node(document) ? "itself" : describe(graph, source),
                                   record_cell(graph, source)});
        }
    }
    std::vector<Chain> found, cites;
    for (AttributionId a : graph.attributions_in(document)) {
        if (is_apparatus(graph, a) || view.attested(a) == Truth::never || is_own_print(graph, a)) continue;
        found.push_back(chain_from(view, a));
    }
    for (AttributionId a : graph.attributions_by(document))
        for (Chain const& chain : chains(view, a))
            if (chain.document != document) cites.push_back(chain);
    Section shared = reuse(view, document);
    shared.title = "Text in common with other documents";
    return {std::move(prints), names_table(view, document), std::move(shared),
            statements(view, "statements", "Statements", found, "None in this scope."),
            statements(view, "cited", "Where it is cited", cites, "Nowhere.")};
}

}  // namespace dossier
