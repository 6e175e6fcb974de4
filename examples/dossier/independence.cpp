// SPDX-License-Identifier: BSL-1.0
// Sections on independence: origins, joins, lines of support, circular reporting.
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

Cell number(std::size_t n) {
    return Cell::number(static_cast<std::int64_t>(n));
}

std::string interval(Backing const& backing) {
    if (backing.certainly == backing.at_most) return std::to_string(backing.at_most);
    return std::to_string(backing.certainly) + " to " + std::to_string(backing.at_most);
}

/// Statements of sources about the matter: no structural claims, none that only analysts hold.
bool is_of_the_matter(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    if (graph.traits(graph.property(claim)).has(Trait::structural) || view.read_as(claim) != claim ||
        view.representative(claim) != claim)
        return false;
    for (ClaimId counting : counting_for(view, claim))
        for (AttributionId a : graph.attributions_of(counting))
            if (!is_apparatus(graph, a) && !graph.source(a).is(Category::document) &&
                view.standing(a) != Truth::never && act_class(graph.act(a)) == ActClass::assertive &&
                polarity(graph.factuality(a)) == Polarity::positive)
                return true;
    return false;
}

}  // namespace

Section independence(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "independence",
        .title = "Independence",
        .note =
            "Outlets that carry a statement against the origins behind it: certainly so many, named and first-hand, "
            "to at most so many, if none depends on another unseen. Copies are passages of which at least half are "
            "the same words. Fails with: records without any one of which nothing is left of its support.",
        .if_empty = "No statement is supported in this scope."};
    section.columns = {{"documents", "documents", true, 9},     {"outlets", "outlets", true, 7},
                       {"attributions", "said", true, 4},       {"certainly", "certainly", true, 9},
                       {"at_most", "at most", true, 7},         {"lines", "lines", true, 5},
                       {"statement", "statement", false, 56},   {"claim", "claim", false, 20},
                       {"fails_with", "fails with", false, 40}, {"ids", "ids", false, 30}};
    Corroborator corroborate(view, {.opposition = false});
    std::vector<Corroboration> found;
    for (ClaimId claim : graph.claims())
        if (is_of_the_matter(view, claim)) found.push_back(corroborate(claim));
    std::stable_sort(found.begin(), found.end(), [](Corroboration const& a, Corroboration const& b) {
        return std::tuple(a.support.documents.size(), a.support.attributions.size()) >
               std::tuple(b.support.documents.size(), b.support.attributions.size());
    });
    for (Corroboration const& c : found)
        section.rows.push_back({number(c.support.documents.size()), number(c.support.outlets.size()),
                                number(c.support.attributions.size()), number(c.support.certainly),
                                number(c.support.at_most), number(c.lines.lines), text_of(graph, c.claim),
                                Cell(ids_of(graph, c.claim), Style::faint),
                                Cell::list(record_texts(graph, c.lines.single_points)),
                                Cell::list(statement_ids(view, c.support.attributions), Style::faint)});
    return section;
}

namespace {

Section counts(View const& view, Corroboration const& c) {
    Graph const& graph = view.graph();
    Section section{.id = "counts", .title = "Independence"};
    section.columns = {{"what", "", false, 60}, {"support", "for it", false, 40}, {"opposition", "against", false, 20}};
    auto const row = [&](char const* what, auto value) {
        section.rows.push_back({what, value(c.support), value(c.opposition)});
    };
    row("attributions", [](Backing const& b) { return number(b.attributions.size()); });
    row("documents", [](Backing const& b) { return number(b.documents.size()); });
    row("outlets", [](Backing const& b) { return number(b.outlets.size()); });
    row("chains to the reader", [](Backing const& b) { return number(b.chains); });
    row("voices", [](Backing const& b) { return number(b.voices.size()); });
    row("independent origins, certainly to at most", [](Backing const& b) { return Cell(interval(b)); });
    std::string const exact = c.lines.exact ? "" : " at most";
    section.rows.push_back({"lines of support", std::to_string(c.lines.lines) + exact, ""});
    auto cut = record_texts(graph, c.lines.bottleneck);
    for (std::size_t origin : c.lines.bottleneck_classes) cut.push_back("origin " + std::to_string(origin + 1));
    section.rows.push_back({"bottleneck", Cell::list(std::move(cut)), ""});
    section.rows.push_back(
        {"fails with any one of", Cell::list(record_texts(graph, single_points(view, c.claim)), Style::strong), ""});
    if (c.conditional) section.rows.push_back({"holds only with what the scope assumes", "yes", ""});
    return section;
}

Section voices(View const& view, std::string id, std::string title, Backing const& backing) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = "Nobody's in this scope."};
    section.columns = {{"origin", "origin", true, 6},    {"voice", "voice", false, 44},
                       {"named", "named", false, 7},     {"first_hand", "first-hand", false, 10},
                       {"certain", "certain", false, 9}, {"ids", "by", false, 40}};
    for (std::size_t c = 0; c < backing.classes.size(); ++c)
        for (std::size_t v : backing.classes[c]) {
            Voice const& voice = backing.voices[v];
            auto const word = [](bool yes) { return Cell(yes ? "yes" : "no"); };
            section.rows.push_back({number(c + 1), name_of(graph, voice.source), word(voice.named),
                                    word(voice.first_hand), word(voice.certain),
                                    Cell::list(statement_ids(view, voice.attributions), Style::faint)});
        }
    return section;
}

Section joins(View const& view, Backing const& backing) {
    Graph const& graph = view.graph();
    Section section{.id = "joins", .title = "What makes voices one", .if_empty = "Nothing joins any of them."};
    section.columns = {{"rule", "rule", false, 16},      {"first", "voice", false, 34}, {"second", "and", false, 34},
                       {"certain", "certain", false, 9}, {"claims", "by", false, 60},   {"ids", "passages", false, 30}};
    for (VoiceJoin const& join : backing.joins) {
        std::vector<std::string> claims, ids;
        for (ClaimId claim : join.claims) claims.push_back(text_of(graph, claim));
        for (AttributionId a : join.attributions) ids.push_back(ids_of(graph, a));
        section.rows.push_back({std::string(to_string(join.rule)), name_of(graph, backing.voices[join.first].source),
                                name_of(graph, backing.voices[join.second].source), join.certain ? "yes" : "possibly",
                                Cell::list(std::move(claims)), Cell::list(std::move(ids), Style::faint)});
    }
    for (OwnCitation const& own : backing.own_citations)
        section.rows.push_back({"cites itself", name_of(graph, backing.voices[own.voice].source), "", "yes", "",
                                Cell(ids_of(graph, own.by), Style::faint)});
    return section;
}

}  // namespace

std::vector<Section> independence_of(View const& view, ClaimId claim) {
    Corroboration const c = corroboration(view, claim);
    std::vector<Section> sections{counts(view, c), voices(view, "voices_for", "Whose word it is, for it", c.support),
                                  joins(view, c.support)};
    if (!c.opposition.voices.empty())
        sections.push_back(voices(view, "voices_against", "Whose word it is, against it", c.opposition));
    return sections;
}

std::vector<Section> circular_reporting(View const& view) {
    Graph const& graph = view.graph();
    Circularity const found = circularity(view);
    Section own{.id = "self_citations",
                .title = "Self-citations",
                .note =
                    "A document that cites its own author or publisher; on condition, if an identity that "
                    "somebody supposes were accepted.",
                .if_empty = "No document cites itself."};
    own.columns = {{"id", "id", false, 14},
                   {"document", "in", false, 16},
                   {"cites", "cites", false, 36},
                   {"owner", "who is", false, 30},
                   {"condition", "on condition that", false, 60}};
    for (SelfCitation const& s : found.self_citations) {
        std::vector<std::string> conditions;
        for (ClaimId claim : s.conditions) conditions.push_back(text_of(graph, claim));
        own.rows.push_back({Cell(ids_of(graph, s.by), Style::faint), std::string(graph.key(s.document)),
                            name_of(graph, graph.source(s.reported)), record_text(graph, s.owner),
                            s.is_certain() ? Cell("-") : Cell::list(std::move(conditions), Style::doubtful)});
    }
    Section circles{.id = "circles",
                    .title = "Circles",
                    .note = "Statements that lean on each other, and support nothing by themselves.",
                    .if_empty = "Nothing goes in a circle."};
    circles.columns = {{"kind", "kind", false, 10},
                       {"statement", "statement", false, 50},
                       {"members", "members", false, 60},
                       {"certain", "certain", false, 9},
                       {"condition", "on condition that", false, 50}};
    for (Circle const& circle : found.circles) {
        std::vector<std::string> conditions;
        for (ClaimId claim : circle.conditions) conditions.push_back(text_of(graph, claim));
        circles.rows.push_back({circle.kind == CircleKind::grounds ? "grounds" : "citation",
                                circle.claim ? text_of(graph, circle.claim) : "",
                                Cell::list(record_texts(graph, circle.members)), circle.is_certain ? "yes" : "possibly",
                                Cell::list(std::move(conditions), Style::doubtful)});
    }
    return {std::move(own), std::move(circles)};
}

}  // namespace dossier
