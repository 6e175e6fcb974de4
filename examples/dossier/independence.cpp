// SPDX-License-Identifier: BSL-1.0
// Sections on independence: origins, joins, lines of support, circular reporting.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dossier {

using namespace ascribe;

namespace {

Cell interval(Backing const& backing) {
    std::string text = std::to_string(backing.at_most);
    if (backing.certainly != backing.at_most) text = std::to_string(backing.certainly) + " to " + text;
    return {std::move(text), json::object{{"certainly", static_cast<std::int64_t>(backing.certainly)},
                                          {"at_most", static_cast<std::int64_t>(backing.at_most)}}};
}

/// Statements of sources about the matter: no structural claims, none that only analysts hold.
bool is_of_the_matter(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    if (graph.traits(graph.property(claim)).has(Trait::structural) || view.read_as(claim) != claim ||
        view.representative(claim) != claim)
        return false;
    for (ClaimId counting : counting_for(view, claim))
        for (AttributionId a : graph.attributions_of(counting))
            if (!is_apparatus(graph, a) && !is_own_print(graph, a) && view.standing(a) != Truth::never &&
                act_class(graph.act(a)) == ActClass::assertive && polarity(graph.factuality(a)) == Polarity::positive)
                return true;
    return false;
}

/// Records without any one of which nothing is left of the claim's support: all that counts for it has to fall, so that
/// they are what the counting claims with support have in common. A counting claim falls with itself, too; of the claim
/// in question that goes without saying.
std::vector<Node> fails_with(View const& view, Corroboration const& c) {
    std::vector<Node> common;
    bool is_first = true;
    for (CountingClaim const& counting : c.counting) {
        if (view.supported(counting.claim) == Truth::never) continue;
        std::vector<Node> points = single_points(view, counting.claim);
        points.insert(std::upper_bound(points.begin(), points.end(), Node(counting.claim)), counting.claim);
        if (is_first) {
            common = std::move(points);
            is_first = false;
            continue;
        }
        std::vector<Node> both;
        std::set_intersection(common.begin(), common.end(), points.begin(), points.end(), std::back_inserter(both));
        common = std::move(both);
        if (common.empty()) break;
    }
    common.erase(std::remove(common.begin(), common.end(), Node(c.claim)), common.end());
    return common;
}

/// How often a statement was told against how many origins it has, and what else the table tells.
std::vector<Column> count_columns(std::vector<Column> const& others) {
    std::vector<Column> columns{{"documents", "documents", true, 9},
                                {"outlets", "outlets", true, 7},
                                {"attributions", "times", true, 5},
                                {"certainly", "certainly", true, 9},
                                {"at_most", "at most", true, 7}};
    columns.insert(columns.end(), others.begin(), others.end());
    return columns;
}
std::vector<Cell> count_row(Backing const& support, std::vector<Cell> const& others) {
    std::vector<Cell> row{Cell::number(support.documents.size()), Cell::number(support.outlets.size()),
                          Cell::number(support.attributions.size()), Cell::number(support.certainly),
                          Cell::number(support.at_most)};
    row.insert(row.end(), others.begin(), others.end());
    return row;
}

void most_documents_first(std::vector<Corroboration>& found) {
    auto const counts = [](Corroboration const& c) {
        return std::tuple(c.support.documents.size(), c.support.attributions.size());
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](Corroboration const& a, Corroboration const& b) { return counts(a) > counts(b); });
}

}  // namespace

Section most_repeated(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "repeated",
                    .title = "Claims repeated most",
                    .note =
                        "Documents and outlets that carry a claim against the independent origins behind it, "
                        "certainly to at most: copies add outlets, not origins. --independence has all claims, and "
                        "with --claim how they are counted.",
                    .if_empty = "No claim is carried by two documents in this scope."};
    section.columns = count_columns({{"claim", "statement", false, 80}, {"statements", "ids", false, 30}});
    Corroborator corroborate(view, {.opposition = false, .lines = false});
    std::vector<Corroboration> found;
    for (ClaimId claim : graph.claims()) {
        if (!is_statement(graph, claim) || view.read_as(claim) != claim || view.representative(claim) != claim)
            continue;
        if (Corroboration c = corroborate(claim); c.support.documents.size() > 1) found.push_back(std::move(c));
    }
    most_documents_first(found);
    for (Corroboration const& c : found)
        section.rows.push_back(
            count_row(c.support, {claim_cell(graph, c.claim), statements_cell(view, c.support.attributions)}));
    return section;
}

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
    section.columns = count_columns({{"lines", "lines", true, 9},
                                     {"exact", "", false, not_in_text},
                                     {"claim", "statement", false, 56},
                                     {"", "claim", false, 20},
                                     {"fails_with", "fails with", false, 40},
                                     {"statements", "ids", false, 30}});
    Corroborator corroborate(view, {.opposition = false});
    std::vector<Corroboration> found;
    for (ClaimId claim : graph.claims())
        if (is_of_the_matter(view, claim)) found.push_back(corroborate(claim));
    most_documents_first(found);
    for (Corroboration const& c : found)
        section.rows.push_back(
            count_row(c.support, {lines_cell(c.lines), Cell({}, c.lines.exact), claim_cell(graph, c.claim),
                                  Cell(ids_of(graph, c.claim), Style::faint), points_cell(graph, fails_with(view, c)),
                                  statements_cell(view, c.support.attributions)}));
    return section;
}

namespace {

Section counts(View const& view, Corroboration const& c) {
    Graph const& graph = view.graph();
    Section section{.id = "independence", .title = "Independence"};
    section.columns = {{"", "", false, 60},
                       {"what", "", false, not_in_text},
                       {"support", "for it", false, 40},
                       {"opposition", "against", false, 20}};
    auto const row = [&](char const* text, char const* id, auto value) {
        section.rows.push_back({text, id, value(c.support), value(c.opposition)});
    };
    auto const both = [](auto count) { return [count](Backing const& b) { return Cell::number(count(b)); }; };
    row("attributions", "attributions", both([](Backing const& b) { return b.attributions.size(); }));
    row("documents", "documents", both([](Backing const& b) { return b.documents.size(); }));
    row("outlets", "outlets", both([](Backing const& b) { return b.outlets.size(); }));
    row("chains to the reader", "chains", both([](Backing const& b) { return b.chains; }));
    row("voices", "voices", both([](Backing const& b) { return b.voices.size(); }));
    row("independent origins, certainly to at most", "origins", interval);
    section.rows.push_back(
        {"lines of support", "lines",
         Cell(lines_cell(c.lines).text,
              json::object{{"lines", static_cast<std::int64_t>(c.lines.lines)}, {"exact", c.lines.exact}}),
         Cell()});
    section.rows.push_back({"bottleneck", "bottleneck", bottleneck_cell(graph, c.lines), Cell()});
    section.rows.push_back(
        {"fails with any one of", "fails_with", points_cell(graph, fails_with(view, c), Style::strong), Cell()});
    section.rows.push_back(
        {"holds only with what the scope assumes", "conditional", truth_cell(c.conditional), Cell()});
    section.facts = {{"claim", data_of(graph, c.claim)}};
    return section;
}

Section voices(View const& view, std::string id, std::string title, Backing const& backing) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = "Nobody's in this scope."};
    section.columns = {{"origin", "origin", true, 6},    {"voice", "voice", false, 44},
                       {"named", "named", false, 7},     {"first_hand", "first-hand", false, 10},
                       {"certain", "certain", false, 9}, {"statements", "by", false, 40}};
    for (std::size_t c = 0; c < backing.classes.size(); ++c)
        for (std::size_t v : backing.classes[c]) {
            Voice const& voice = backing.voices[v];
            section.rows.push_back({Cell::number(c + 1), record_cell(graph, voice.source), truth_cell(voice.named),
                                    truth_cell(voice.first_hand), truth_cell(voice.certain),
                                    statements_cell(view, voice.attributions)});
        }
    return section;
}

/// The holder of a claim of lineage, among the attributions of a join.
AttributionId lineage_of(Graph const& graph, VoiceJoin const& join) {
    for (AttributionId a : join.attributions)
        if (std::find(join.claims.begin(), join.claims.end(), graph.innermost(a).first) != join.claims.end()) return a;
    return {};
}

/// How much of a passage's content a shared run covers at most, in whole percent of its bytes; nothing without spans.
std::optional<std::int64_t> percent_covered(Graph const& graph, AttributionId passage, AttributionId lineage) {
    auto const document_of = [&](Span const& span, AttributionId a) {
        return span.document ? span.document : graph.document(a);
    };
    std::optional<std::int64_t> most;
    for (Span const& run : graph.spans(lineage)) {
        std::int64_t covered = 0, whole = 0;
        for (Span const& content : graph.spans(passage)) {
            if (content.role != SpanRole::content || document_of(content, passage) != document_of(run, lineage))
                continue;
            whole += content.end - content.begin;
            auto const from = (std::max)(run.begin, content.begin), to = (std::min)(run.end, content.end);
            if (from < to) covered += to - from;
        }
        if (whole > 0) most = (std::max)(most.value_or(0), covered * 100 / whole);
    }
    return most;
}

/// "55 % and 65 %": of each of the two passages that reused text joins.
Cell covered_cell(Graph const& graph, VoiceJoin const& join) {
    Cell cell({}, json::array());
    AttributionId const lineage = lineage_of(graph, join);
    if (join.rule != JoinRule::shared_text || !lineage) return cell;
    for (AttributionId a : join.attributions) {
        if (a == lineage) continue;
        auto const percent = percent_covered(graph, a, lineage);
        cell.text += (cell.text.empty() ? "" : " and ") + (percent ? std::to_string(*percent) + " %" : "unknown");
        cell.data.as_array().push_back(
            json::object{{"passage", data_of(graph, a)}, {"percent", percent ? json::value(*percent) : json::value()}});
    }
    return cell;
}

Section joins(View const& view, Backing const& backing) {
    Graph const& graph = view.graph();
    Section section{.id = "joins", .title = "What makes voices one", .if_empty = "Nothing joins any of them."};
    section.columns = {{"rule", "why", false, 16},          {"first", "voice", false, 34},
                       {"second", "and", false, 34},        {"certain", "certain", false, 9},
                       {"claims", "by", false, 60},         {"statements", "passages", false, 30},
                       {"covered", "same words", false, 16}};
    for (VoiceJoin const& join : backing.joins) {
        section.rows.push_back({word_cell(join.rule), record_cell(graph, backing.voices[join.first].source),
                                record_cell(graph, backing.voices[join.second].source),
                                truth_cell(join.certain, "possibly"), claims_cell(graph, join.claims),
                                statements_cell(view, join.attributions), covered_cell(graph, join)});
    }
    for (OwnCitation const& own : backing.own_citations)
        section.rows.push_back({Cell("cites itself", "cites_itself"),
                                record_cell(graph, backing.voices[own.voice].source), Cell(), truth_cell(true),
                                claims_cell(graph, {}), statements_cell(view, {own.by}), Cell({}, json::array())});
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
    own.columns = {{"statements", "id", false, 14},  {"document", "in", false, 16},
                   {"cites", "cites", false, 36},    {"owner", "who is", false, 30},
                   {"certain", "certain", false, 9}, {"conditions", "on condition that", false, 60}};
    for (SelfCitation const& s : found.self_citations)
        own.rows.push_back({labels_cell(graph, s.by), document_cell(graph, s.document),
                            record_cell(graph, graph.source(s.reported)), record_cell(graph, s.owner),
                            truth_cell(s.is_certain(), "possibly"), claims_cell(graph, s.conditions, Style::doubtful)});
    Section circles{.id = "circles",
                    .title = "Circles",
                    .note = "Statements that lean on each other, and support nothing by themselves.",
                    .if_empty = "Nothing goes in a circle."};
    circles.columns = {{"kind", "kind", false, 10},
                       {"claim", "statement", false, 50},
                       {"members", "members", false, 60},
                       {"certain", "certain", false, 9},
                       {"conditions", "on condition that", false, 50},
                       {"statements", "ids", false, 30}};
    for (Circle const& circle : found.circles)
        circles.rows.push_back({word_cell(circle.kind), claim_cell(graph, circle.claim),
                                records_cell(graph, circle.members), truth_cell(circle.certain, "possibly"),
                                claims_cell(graph, circle.conditions, Style::doubtful),
                                statements_cell(view, circle.attributions)});
    return {std::move(own), std::move(circles)};
}

}  // namespace dossier
