// SPDX-License-Identifier: BSL-1.0
// Sections on what is wanted, undertaken, refused, and on who makes what of whose words.
#include "analyses.hpp"
#include "data.hpp"
#include "names.hpp"
#include "tables.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dossier {

using namespace ascribe;

namespace {

std::string in_parentheses(std::string const& text) {
    return text.empty() ? "" : " (" + text + ")";
}

/// "only_if Dissolution of the institutions · occurred (c002.018)".
Cell condition_cell(View const& view, Condition const& condition) {
    Graph const& graph = view.graph();
    Cell const said = statements_cell(view, {condition.attribution});
    auto const on = condition.on.to<ClaimId>();
    std::string text(condition.kind);
    text += " " + (on             ? text_of(graph, on)
                   : condition.on ? describe(graph, condition.on)
                                  : text_of(graph, condition.claim));
    return {text, json::object{{"kind", std::string(condition.kind)},
                               {"on", data_of(graph, condition.on)},
                               {"claim", data_of(graph, condition.claim)},
                               {"statements", said.data}}};
}

/// "realised by Decree, says the annotator (r204)"; "reported: what, says whom (c001.154)".
Cell outcome_cell(View const& view, Outcome const& outcome) {
    Graph const& graph = view.graph();
    Source const source = graph.source(outcome.attribution);
    Cell const said = statements_cell(view, {outcome.attribution});
    std::string text(to_string(outcome.kind));
    std::replace(text.begin(), text.end(), '_', ' ');
    text += outcome.by ? " by " + describe(graph, outcome.by) : ": " + words_of(graph, outcome.attribution);
    text += ", says " + describe(graph, source) + in_parentheses(said.text);
    return {text, json::object{{"kind", std::string(to_string(outcome.kind))},
                               {"by", data_of(graph, outcome.by)},
                               {"claim", data_of(graph, outcome.claim)},
                               {"source", data_of(graph, source)},
                               {"stance", stance_cell(view, outcome.attribution).data},
                               {"documents", documents_cell(graph, documents_of(view, outcome.attribution)).data},
                               {"statements", said.data},
                               {"said", data_of(view.said(outcome.attribution))},
                               {"later", std::string(to_string(outcome.later))},
                               {"certain", std::string(to_string(outcome.certain))}}};
}

/// "answered by the ministry: what (c002.034)".
Cell answer_cell(View const& view, ThreadStep const& step) {
    Graph const& graph = view.graph();
    auto const answer = step.node.to<AttributionId>();
    json::object data{{"kind", "answer"},
                      {"record", data_of(graph, step.node)},
                      {"to", data_of(graph, step.from)},
                      {"distance", static_cast<std::int64_t>(step.distance)},
                      {"certain", std::string(to_string(step.certain))}};
    std::string text = "answered by ";
    if (step.distance > 1) text = "which is " + text;
    if (answer) {
        Cell const said = statements_cell(view, {answer});
        text += describe(graph, graph.source(answer)) + ": " + words_of(graph, answer) + in_parentheses(said.text);
        data["source"] = data_of(graph, graph.source(answer));
        data["stance"] = stance_cell(view, answer).data;
        data["documents"] = documents_cell(graph, documents_of(view, answer)).data;
        data["statements"] = said.data;
    } else {
        text += describe(graph, step.node);
    }
    return {text, std::move(data)};
}

template <class List, class Make>
Cell lines(List const& list, Make make) {
    std::vector<Cell> cells;
    for (auto const& item : list) cells.push_back(make(item));
    return Cell::list(cells, "\n");
}

/// Those that one passage makes in one way, as rows that data sets keep for each condition.
struct CommitmentRow {
    Cell statements;
    Commitment all;  ///< the first, with what the others add
    std::vector<AttributionId> attributions;
};

template <class List>
void add_new(List& list, List const& others) {
    for (auto const& other : others)
        if (std::find(list.begin(), list.end(), other) == list.end()) list.push_back(other);
}

std::vector<CommitmentRow> commitment_rows(View const& view, std::vector<Commitment> const& list) {
    std::vector<CommitmentRow> rows;
    for (Commitment const& c : list) {
        Cell statements = statements_cell(view, {c.attribution});
        auto const row = std::find_if(rows.begin(), rows.end(), [&](CommitmentRow const& r) {
            return r.all.speaker == c.speaker && r.all.source == c.source && r.all.claim == c.claim &&
                   r.all.act == c.act && r.all.factuality == c.factuality && r.all.said == c.said &&
                   r.all.standing == c.standing && r.all.state == c.state && r.statements.data == statements.data;
        });
        if (row == rows.end()) {
            rows.push_back({std::move(statements), c, {c.attribution}});
            continue;
        }
        row->attributions.push_back(c.attribution);
        for (Condition const& condition : c.conditions) {
            auto& known = row->all.conditions;
            // The same one, put forward with each of them.
            if (std::none_of(known.begin(), known.end(),
                             [&](Condition const& k) { return k.claim == condition.claim; }))
                known.push_back(condition);
        }
        add_new(row->all.addressees, c.addressees);
        add_new(row->all.occasions, c.occasions);
        add_new(row->all.outcomes, c.outcomes);
        add_new(row->all.answers, c.answers);
        add_new(row->all.answering, c.answering);
    }
    return rows;
}

/// In how many rows of a page each passage stands, by its label.
using RowCounts = std::map<std::string, std::size_t>;

bool is_one_of_several(Cell const& statements, RowCounts const& counts) {
    auto const& labels = statements.data.as_array();
    return std::any_of(labels.begin(), labels.end(),
                       [&](json::value const& label) { return counts.at(std::string(label.as_string())) > 1; });
}

Section commitment_table(View const& view, std::string id, std::string title, std::vector<CommitmentRow> const& rows,
                         RowCounts const& counts) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id), .title = std::move(title), .if_empty = "None in this scope."};
    section.columns = {{"statements", "ids", false, 17},
                       {"speaker", "who", false, 20},
                       {"source", "", false, not_in_text},
                       {"stance", "how", false, 12},
                       {"claim", "what", false, 44},
                       {"conditions", "on condition", false, 36},
                       {"addressees", "to", false, 20},
                       {"through", "through", false, 22},
                       {"chains", "", false, not_in_text},
                       {"documents", "in", false, 6},
                       {"said", "said", false, 13},
                       {"occasions", "", false, not_in_text},
                       {"state", "state", false, 10},
                       {"outcomes", "", false, not_in_text},
                       {"answers", "", false, not_in_text},
                       {"answering", "", false, not_in_text},
                       {"attributions", "", false, not_in_text},
                       {"", "what came of it", false, 60}};
    for (CommitmentRow const& row : rows) {
        Commitment const& c = row.all;
        Cell statements = row.statements;
        if (is_one_of_several(statements, counts)) {
            for (AttributionId a : row.attributions)
                statements.text += (statements.text.empty() ? "" : "\n") + id_of(graph, a);
            section.note =
                "Where one passage has several rows, each has its own ids below the label; --claim takes both.";
        }
        std::vector<Cell> through, ways;
        for (AttributionId a : row.attributions)
            for_each_chain(view, a, [&](Chain const& chain) {
                Cell way = through_cell(view, chain);
                if (std::none_of(through.begin(), through.end(), [&](Cell const& x) { return x.text == way.text; }))
                    through.push_back(std::move(way));
                ways.push_back(chain_cell(view, chain));
                return true;
            });
        std::vector<Node> const own(row.attributions.begin(), row.attributions.end());
        std::vector<Node> const occasions(c.occasions.begin(), c.occasions.end());
        Cell outcomes = lines(c.outcomes, [&](Outcome const& o) { return outcome_cell(view, o); });
        Cell answers = lines(c.answers, [&](ThreadStep const& s) { return answer_cell(view, s); });
        std::string came_of_it = outcomes.text;
        if (!answers.text.empty()) came_of_it += (came_of_it.empty() ? "" : "\n") + answers.text;
        section.rows.push_back({std::move(statements), record_cell(graph, c.speaker), record_cell(graph, c.source),
                                stance_cell(view, c.attribution), claim_cell(graph, c.claim),
                                lines(c.conditions, [&](Condition const& x) { return condition_cell(view, x); }),
                                records_cell(graph, c.addressees), Cell::list(through, "\n"), Cell::list(ways, "\n"),
                                documents_cell(graph, documents_of(view, c.attribution)), window_cell(c.said),
                                records_cell(graph, occasions), word_cell(c.state, Style::strong), std::move(outcomes),
                                std::move(answers),
                                lines(c.answering, [&](ThreadStep const& s) { return answer_cell(view, s); }),
                                records_cell(graph, own), Cell(std::move(came_of_it))});
    }
    return section;
}

struct CommitmentList {
    char const* id;
    char const* title;
    std::vector<Commitment> const& list;
};

/// A table for each of the lists of one page.
std::vector<Section> commitment_tables(View const& view, std::initializer_list<CommitmentList> lists) {
    std::vector<std::vector<CommitmentRow>> rows;
    RowCounts counts;
    for (CommitmentList const& list : lists) {
        rows.push_back(commitment_rows(view, list.list));
        for (CommitmentRow const& row : rows.back())
            for (json::value const& label : row.statements.data.as_array()) ++counts[std::string(label.as_string())];
    }
    std::vector<Section> tables;
    for (CommitmentList const& list : lists)
        tables.push_back(commitment_table(view, list.id, list.title, rows[tables.size()], counts));
    return tables;
}

constexpr char const* open_title = "Open: demanded, offered, promised, threatened or refused";
constexpr char const* settled_title = "Settled: fulfilled, failed, refused, overtaken or taken back";

/// As data sets of annotated events tell whom something is addressed to, and what an invitation is to.
CommitmentOptions commitment_options() {
    return {.addressee = {"addressee", "told_addressee"}, .prospect_of = {"prospect_of"}};
}

}  // namespace

std::vector<Section> commitments_of(View const& view, ActorId actor) {
    ActorCommitments const c = commitments(view, actor, commitment_options());
    return commitment_tables(view, {{"open", open_title, c.made.open},
                                    {"settled", settled_title, c.made.settled},
                                    {"addressed_open", "Addressed to it, open", c.addressed.open},
                                    {"addressed_settled", "Addressed to it, settled", c.addressed.settled}});
}

std::vector<Section> commitments_of_all(View const& view) {
    Commitments const c = commitments(view, commitment_options());
    return commitment_tables(view, {{"open", open_title, c.open}, {"settled", settled_title, c.settled}});
}

namespace {

Section stance_table(View const& view, std::string id, std::string title, std::vector<Stance> const& list) {
    Graph const& graph = view.graph();
    Section section{.id = std::move(id),
                    .title = std::move(title),
                    .note = "A report that takes no side is counted, not listed, in text.",
                    .if_empty = "Nobody in this scope."};
    section.columns = {{"holder", "who", false, 30},
                       {"source", "of whom", false, 34},
                       {"counts", "so often", false, 22},
                       {"regards", "where", false, 90}};
    for (Stance const& stance : list) {
        std::string counted;
        json::object counts;
        for (std::size_t k = 0; k < stance.counts.size(); ++k) {
            std::string const name(Names<RegardKind>::values[k]);
            counts[name] = static_cast<std::int64_t>(stance.counts[k]);
            if (stance.counts[k] > 0)
                counted += (counted.empty() ? "" : "\n") + name + " " + std::to_string(stance.counts[k]);
        }
        std::replace(counted.begin(), counted.end(), '_', ' ');
        std::set<std::string> told;  // of a claim and others that count as it, once
        Cell regards = lines(stance.regards, [&](Regard const& r) {
            Cell const said = statements_cell(view, {r.reporting});
            std::string kind(to_string(r.kind));
            std::replace(kind.begin(), kind.end(), '_', ' ');
            std::string text;
            if (r.kind != RegardKind::reports) {
                text = kind + ": " + words_of(graph, r.reported);
                if (r.own) text += "; own word " + stance_of(graph, r.own);
                text += in_parentheses(said.text);
            }
            if (!told.insert(text).second) text.clear();
            return Cell(text, json::object{{"kind", std::string(to_string(r.kind))},
                                           {"claim", data_of(graph, r.claim)},
                                           {"reported", stance_cell(view, r.reported).data},
                                           {"own", r.own ? stance_cell(view, r.own).data : json::value()},
                                           {"statements", said.data},
                                           {"documents", documents_cell(graph, documents_of(view, r.reporting)).data},
                                           {"certain", std::string(to_string(r.certain))}});
        });
        section.rows.push_back({record_cell(graph, stance.holder), record_cell(graph, stance.source),
                                Cell(std::move(counted), std::move(counts)), std::move(regards)});
    }
    return section;
}

}  // namespace

Section stances(View const& view) {
    return stance_table(view, "stances", "Who makes what of whose words", stance_map(view));
}

std::vector<Section> stances_of(View const& view, ActorId actor) {
    ActorStances const found = stance_map(view, actor);
    return {stance_table(view, "towards", "What it makes of the words of others", found.towards),
            stance_table(view, "from", "What others make of its words", found.from)};
}

std::vector<Section> strengthened(View const& view) {
    Graph const& graph = view.graph();
    Strengthenings const found = strengthenings(view);
    Section declared{.id = "declared",
                     .title = "Said to be stronger than what it rests on",
                     .note = "By whom, and how firmly; the library takes no part in it.",
                     .if_empty = "Nobody says so of any statement in this scope."};
    declared.columns = {{"stronger", "stronger", false, 14}, {"", "says", false, 46},
                        {"weaker", "weaker", false, 14},     {"", "says", false, 46},
                        {"stance", "stance", false, 10},     {"holder", "according to", false, 30},
                        {"statements", "id", false, 8}};
    auto const says = [&](Node node) {
        auto const attribution = node.to<AttributionId>();
        if (!attribution) return Cell(describe(graph, node));
        return Cell(words_of(graph, attribution));
    };
    for (DeclaredStrengthening const& d : found.declared)
        declared.rows.push_back({passage_cell(graph, d.stronger), says(d.stronger), passage_cell(graph, d.weaker),
                                 says(d.weaker), stance_cell(view, d.holder),
                                 record_cell(graph, graph.source(d.holder)), labels_cell(graph, d.holder)});
    Section computed{.id = "computed",
                     .title = "More than it rests on, by what is recorded of both",
                     .note = "That does not make it wrong.",
                     .if_empty = "Nothing in this scope."};
    computed.columns = {{"kind", "how", false, 12},
                        {"stronger_statements", "id", false, 12},
                        {"stronger", "", false, not_in_text},
                        {"stronger_source", "who", false, 30},
                        {"stronger_stance", "stance", false, 12},
                        {"weaker_statements", "rests on", false, 12},
                        {"weaker", "", false, not_in_text},
                        {"weaker_source", "of", false, 30},
                        {"weaker_stance", "stance", false, 12},
                        {"claim", "statement", false, 60},
                        {"by", "", false, not_in_text},
                        {"certain", "", false, not_in_text}};
    for (ComputedStrengthening const& c : found.computed) {
        // Analysts who take something over from the texts are the apparatus, not the matter.
        if (is_apparatus(graph, c.stronger)) continue;
        computed.rows.push_back({word_cell(c.kind), statements_cell(view, {c.stronger}), record_cell(graph, c.stronger),
                                 record_cell(graph, graph.source(c.stronger)), stance_cell(view, c.stronger),
                                 statements_cell(view, {c.weaker}), record_cell(graph, c.weaker),
                                 record_cell(graph, graph.source(c.weaker)), stance_cell(view, c.weaker),
                                 claim_cell(graph, graph.innermost(c.stronger).first), claims_cell(graph, c.by),
                                 truth_cell(c.certain)});
    }
    return {std::move(declared), std::move(computed)};
}

}  // namespace dossier
