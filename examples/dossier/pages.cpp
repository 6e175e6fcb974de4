// SPDX-License-Identifier: BSL-1.0
// The sections on one record.
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
    section.columns = {{"text", "name", false, 50},
                       {"kind", "kind", false, 14},
                       {"user", "used by", false, 40},
                       {"when", "when", false, 26}};
    std::set<std::tuple<std::string_view, std::string_view, Source>> seen;
    for (NameUse const& use : names(view, node))
        if (seen.emplace(use.kind, use.text, use.user).second)
            section.rows.push_back({Cell(std::string(use.text), Style::strong), std::string(use.kind),
                                    name_of(graph, use.user), window_text(use.when)});
    return section;
}

/// Every property of a subject on which sources or analysts take a position.
Section all_positions(View const& view, Node subject) {
    Graph const& graph = view.graph();
    Section section{
        .id = "positions", .title = "What is said of it", .if_empty = "Nothing is said of it in this scope."};
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

/// What analysts note about a record: category, dates, participants, readings.
Section notes_table(View const& view, Node node) {
    Graph const& graph = view.graph();
    Section section{.id = "notes", .title = "Noted by analysts and software", .if_empty = "Nothing."};
    section.columns = {{"property", "property", false, 24},
                       {"value", "value", false, 70},
                       {"stance", "stance", false, 10},
                       {"by", "by", false, 24}};
    for (ClaimId claim : graph.claims_about(node))
        for (AttributionId a : graph.attributions_of(claim))
            if (is_apparatus(graph, a) && view.attested(a) != Truth::never)
                section.rows.push_back({std::string(graph.name(graph.property(claim))),
                                        text_of(graph, graph.value(claim)), stance_cell(view, a),
                                        name_of(graph, graph.source(a))});
    return section;
}

Section statements(View const& view, std::string id, std::string title, std::vector<Chain> const& found,
                   std::string if_empty) {
    Section section{.id = std::move(id),
                    .title = std::move(title),
                    .columns = statement_columns(),
                    .if_empty = std::move(if_empty)};
    for (Chain const& chain : found) section.rows.push_back(statement_row(view, chain));
    return section;
}

}  // namespace

std::vector<Section> about_event(View const& view, Node event) {
    Graph const& graph = view.graph();
    std::vector<Chain> found;
    std::set<AttributionId> seen;
    for (Node member : view.class_of(event))
        for (ClaimId claim : graph.claims_about(member))
            for (AttributionId a : graph.attributions_of(claim)) {
                if (is_apparatus(graph, a)) continue;
                for (Chain const& chain : chains(view, a))
                    if (seen.insert(chain.hops.front()).second) found.push_back(chain);
            }
    std::sort(found.begin(), found.end(),
              [](Chain const& a, Chain const& b) { return a.hops.front() < b.hops.front(); });
    return {names_table(view, event), notes_table(view, event), all_positions(view, event),
            statements(view, "statements", "Statements", found, "No statement in this scope.")};
}

std::vector<Section> about_actor(View const& view, Node actor) {
    Graph const& graph = view.graph();
    std::vector<Chain> says, passes_on;
    std::set<AttributionId> seen;
    Section part_in{.id = "takes_part", .title = "Takes part", .if_empty = "In nothing that is recorded."};
    part_in.columns = {{"what", "in", false, 60},
                       {"key", "key", false, 34},
                       {"role", "as", false, 20},
                       {"source", "according to", false, 34}};
    for (Node member : view.class_of(actor)) {
        for (AttributionId a : graph.attributions_by(member.to<Source>())) {
            if (is_apparatus(graph, a)) continue;
            for (Chain const& chain : chains(view, a)) {
                if (!seen.insert(chain.hops.front()).second) continue;
                (graph.content(a).is(Category::claim) ? says : passes_on).push_back(chain);
            }
        }
        for (ClaimId claim : graph.claims_naming(member)) {
            auto const event = graph.subject(claim).to<EventId>();
            if (!event) continue;
            for (AttributionId a : graph.attributions_of(claim))
                if (view.attested(a) != Truth::never)
                    part_in.rows.push_back({name_of(graph, event), Cell(std::string(graph.key(event)), Style::faint),
                                            std::string(graph.name(graph.property(claim))),
                                            name_of(graph, graph.source(a))});
        }
    }
    return {names_table(view, actor),
            notes_table(view, actor),
            all_positions(view, actor),
            statements(view, "says", "Says", says, "Nothing in this scope."),
            statements(view, "passes_on", "Passes on what others say", passes_on, "Nothing in this scope."),
            part_in};
}

std::vector<Section> about_claim(View const& view, Node node) {
    Graph const& graph = view.graph();
    std::vector<ClaimId> claims;
    if (auto const claim = node.to<ClaimId>())
        claims.push_back(claim);
    else if (auto const attribution = node.to<AttributionId>())
        claims.push_back(graph.innermost(attribution).first);
    std::vector<Section> sections;
    for (ClaimId claim : claims) {
        sections.push_back(position_table(view, graph.subject(claim), graph.property(claim)));

        Section ways{.id = "chains", .title = "How it reaches the reader", .if_empty = "By no way in this scope."};
        ways.columns = {{"id", "id", false, 14},
                        {"chain", "from the publisher to the origin", false, 90},
                        {"stance", "stance", false, 16},
                        {"where", "where", false, 30}};
        for (ClaimId counting : counting_for(view, claim))
            for (Chain const& chain : chains(view, counting)) {
                std::vector<std::string> where;
                for (Span const& span : graph.spans(chain.hops.front())) {
                    auto const document = span.document ? span.document : chain.document;
                    where.push_back((document ? std::string(graph.key(document)) : "?") + " " +
                                    std::to_string(span.begin) + "-" + std::to_string(span.end) +
                                    (span.role == SpanRole::content ? "" : " " + std::string(to_string(span.role))));
                }
                ways.rows.push_back({Cell(ids_of(graph, chain.hops.front()), Style::faint), chain_text(view, chain),
                                     stance_cell(view, chain.hops.back()), Cell::list(std::move(where))});
            }
        sections.push_back(std::move(ways));

        Section voices{.id = "voices", .title = "Whose word it is in the end", .if_empty = "Nobody's in this scope."};
        voices.columns = {{"voice", "voice", false, 44}, {"attributions", "by", false, 40}};
        for (Origin const& origin : origins(view, claim)) {
            std::set<std::string> ids;
            for (AttributionId a : origin.attributions)
                for (Chain const& chain : chains(view, a)) ids.insert(ids_of(graph, chain.hops.front()));
            voices.rows.push_back({name_of(graph, origin.voice), Cell::list({ids.begin(), ids.end()}, Style::faint)});
        }
        sections.push_back(std::move(voices));
        sections.push_back(notes_table(view, claim));
    }
    if (node.is(Category::attribution)) sections.push_back(notes_table(view, node));
    return sections;
}

namespace {

/// Text that the document has in common with others, stretch by stretch: claims of lineage whose evidence lies in both.
Section shared_text(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    Section shared{
        .id = "shared_text", .title = "Text in common with other documents", .if_empty = "None is recorded."};
    shared.columns = {{"with", "with", false, 34},           {"here", "bytes here", false, 14},
                      {"there", "there", false, 14},         {"stance", "stance", false, 12},
                      {"source", "according to", false, 34}, {"ids", "ids", false, 20}};
    auto const add = [&](ClaimId claim, Node other) {
        for (AttributionId a : graph.attributions_of(claim)) {
            if (view.attested(a) == Truth::never) continue;
            std::vector<std::string> here, there;
            for (Span const& span : graph.spans(a)) {
                std::string const bytes = std::to_string(span.begin) + "-" + std::to_string(span.end);
                if (Node(span.document) == Node(document)) here.push_back(bytes);
                if (Node(span.document) == other) there.push_back(bytes);
            }
            shared.rows.push_back({name_of(graph, other.to<DocumentId>()), Cell::list(here), Cell::list(there),
                                   stance_cell(view, a), name_of(graph, graph.source(a)),
                                   Cell(ids_of(graph, a), Style::faint)});
        }
    };
    for (ClaimId claim : graph.claims_about(document, property::shares_text_with)) add(claim, graph.value_node(claim));
    for (ClaimId claim : graph.claims_naming(document))
        if (graph.name(graph.property(claim)) == property::shares_text_with) add(claim, graph.subject(claim));
    return shared;
}

}  // namespace

std::vector<Section> about_document(View const& view, DocumentId document) {
    Graph const& graph = view.graph();
    Section prints{.id = "prints", .title = "About itself, and about it", .if_empty = "Nothing is recorded."};
    prints.columns = {{"property", "property", false, 20},
                      {"value", "value", false, 70},
                      {"stance", "stance", false, 12},
                      {"source", "according to", false, 34}};
    for (ClaimId claim : graph.claims_about(document)) {
        if (graph.name(graph.property(claim)) == property::shares_text_with) continue;
        for (AttributionId a : graph.attributions_of(claim))
            if (view.attested(a) != Truth::never)
                prints.rows.push_back(
                    {std::string(graph.name(graph.property(claim))), text_of(graph, graph.value(claim)),
                     stance_cell(view, a),
                     Node(graph.source(a)) == Node(document) ? "itself" : name_of(graph, graph.source(a))});
    }
    std::vector<Chain> found, cites;
    for (AttributionId a : graph.attributions_in(document)) {
        if (is_apparatus(graph, a) || view.attested(a) == Truth::never || Node(graph.source(a)) == Node(document))
            continue;
        found.push_back(chain_from(view, a));
    }
    for (AttributionId a : graph.attributions_by(document))
        for (Chain const& chain : chains(view, a))
            if (chain.document != document) cites.push_back(chain);
    return {std::move(prints), shared_text(view, document),
            statements(view, "statements", "Statements", found, "None in this scope."),
            statements(view, "cited", "Where it is cited", cites, "Nowhere.")};
}

}  // namespace dossier
