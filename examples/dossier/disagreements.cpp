// SPDX-License-Identifier: BSL-1.0
// Sections on disagreement: who holds what against whom, and what only looks so.
#include "analyses.hpp"
#include "conflict_rules.hpp"
#include "data.hpp"
#include "names.hpp"
#include "sections.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace dossier {

using namespace ascribe;

namespace {

/// A disagreement between sources, not one of analysts about the records.
bool is_of_the_matter(View const& view, Disagreement const& disagreement) {
    Graph const& graph = view.graph();
    if (disagreement.subject.is(Category::attribution)) return false;
    return std::all_of(disagreement.sides.begin(), disagreement.sides.end(), [&](DisagreementSide const& side) {
        return std::any_of(side.holdings.begin(), side.holdings.end(),
                           [&](Holding const& h) { return !is_apparatus(graph, h.attribution); });
    });
}

/// "certain conflict, polarity"; "difference: scope, by the rule 'two first ones'".
std::string grade(Disagreement const& d) {
    std::string text(to_string(d.verdict));
    text += d.verdict == Verdict::difference ? ": " + std::string(to_string(d.reason)) : " conflict";
    return text + (d.rule.empty() ? ", " + std::string(to_string(d.kind)) : ", by the rule '" + d.rule + "'");
}

/// Whether a side says of an event something that implies that it occurred, which is what the sides are about.
bool is_about_occurrence(Disagreement const& d) {
    return std::any_of(d.sides.begin(), d.sides.end(), [](DisagreementSide const& side) { return side.implied; });
}

/// What the sides are about: one property of one subject, or what a rule sets against each other.
std::string title_of(Graph const& graph, Disagreement const& d) {
    auto const matter = [&](Node subject, std::string_view property) {
        return describe(graph, subject) + " · " + std::string(property);
    };
    if (is_about_occurrence(d)) return matter(d.subject, property::occurred);
    std::vector<std::string> matters{matter(d.subject, graph.name(d.property))};
    for (DisagreementSide const& side : d.sides) {
        ClaimId const claim = side.claims.front();
        std::string other = matter(graph.subject(claim), graph.name(graph.property(claim)));
        if (std::find(matters.begin(), matters.end(), other) == matters.end()) matters.push_back(std::move(other));
    }
    std::string title = matters.front();
    for (std::size_t i = 1; !d.rule.empty() && i < matters.size(); ++i) title += " against " + matters[i];
    return title;
}

/// What a side says: "not so", "more than 30000 persons"; with subject and property if they are not the same on all.
Cell side_cell(View const& view, Disagreement const& d, DisagreementSide const& side) {
    Graph const& graph = view.graph();
    ClaimId const claim = side.claims.front();
    bool const denied = side.polarity == Polarity::negative;
    Cell cell = value_cell(graph, graph.value(claim));
    if (side.implied) {
        std::vector<std::string> said;
        for (ClaimId const by : side.claims)
            if (std::string name(graph.name(graph.property(by)));
                std::find(said.begin(), said.end(), name) == said.end())
                said.push_back(std::move(name));
        cell.text = "so, by saying " + Cell::list(said).text;
        return cell;
    }
    if (denied) cell.text = "not " + cell.text;
    if (auto const valid = graph.valid(claim)) cell.text += " (" + valid->canonical() + ")";
    auto const is_other = [&](DisagreementSide const& s) { return graph.property(s.claims.front()) != d.property; };
    if (is_about_occurrence(d) || std::any_of(d.sides.begin(), d.sides.end(), is_other))
        cell.text = std::string(graph.name(graph.property(claim))) + ": " + cell.text;
    if (view.representative(graph.subject(claim)) != view.representative(d.subject))
        cell.text = describe(graph, graph.subject(claim)) + " · " + cell.text;
    return cell;
}

json::value own_data(View const& view, Disagreement const& d) {
    Graph const& graph = view.graph();
    json::array own;
    for (OwnContradiction const& o : d.own)
        own.push_back(json::object{{"source", data_of(graph, o.source)},
                                   {"verdict", std::string(to_string(o.verdict))},
                                   {"reason", std::string(to_string(o.reason))},
                                   {"first", statements_cell(view, {o.first}).data},
                                   {"second", statements_cell(view, {o.second}).data}});
    return own;
}

/// One attribution of each side, from which the verdict can be recomputed: "c001.089 and c002.065".
Cell decisive_cell(View const& view, Disagreement const& d) {
    Graph const& graph = view.graph();
    Cell cell({}, json::array());
    std::vector<std::string> named;
    for (AttributionId a : d.decisive) {
        Cell const statements = statements_cell(view, {a});
        std::string name = statements.text;
        if (name.empty())
            name = describe(graph, graph.source(a)) + " in " + documents_cell(graph, documents_of(view, a)).text;
        if (std::find(named.begin(), named.end(), name) == named.end()) named.push_back(name);
        cell.data.as_array().push_back(
            json::object{{"attribution", data_of(graph, a)}, {"statements", statements.data}});
    }
    for (std::string const& name : named) cell.text += (cell.text.empty() ? "" : " and ") + name;
    return cell;
}

}  // namespace

Section disagreement_table(View const& view, Disagreement const& d, std::size_t number) {
    Graph const& graph = view.graph();
    Section part{.id = std::to_string(number), .kind = "disagreement"};
    part.title = title_of(graph, d);
    part.note = grade(d);
    Cell decisive = decisive_cell(view, d);
    if (!decisive.text.empty()) part.note += ", by " + decisive.text;
    if (d.conditional) part.note += ", if what the scope assumes is so";
    for (OwnContradiction const& o : d.own)
        part.note += "; " + describe(graph, o.source) +
                     (o.reason == DifferenceReason::changed_position ? " changed position" : " is on both sides");
    part.facts = {{"verdict", std::string(to_string(d.verdict))},
                  {"reason", d.is_conflict() ? json::value() : json::value(std::string(to_string(d.reason)))},
                  {"disagreement_kind", std::string(to_string(d.kind))},
                  {"subject", data_of(graph, d.subject)},
                  {"property", std::string(graph.name(d.property))},
                  {"rule", d.rule.empty() ? json::value() : json::value(d.rule)},
                  {"conditional", d.conditional},
                  {"decisive", std::move(decisive.data)},
                  {"relies_on", claims_cell(graph, d.relies_on).data},
                  {"on_both_sides", own_data(view, d)}};
    part.columns = {{"side", "", false, not_in_text},
                    {"denied", "", false, not_in_text},
                    {"implied", "", false, not_in_text},
                    {"value", "side", false, 40},
                    {"claims", "", false, not_in_text}};
    auto const holding = holding_columns();
    part.columns.insert(part.columns.end(), holding.begin(), holding.end());
    for (std::size_t s = 0; s < d.sides.size(); ++s) {
        DisagreementSide const& side = d.sides[s];
        Cell value = side_cell(view, d, side);
        value.style = d.is_conflict() ? Style::strong : Style::plain;
        add_holdings(view, side.holdings,
                     {Cell::number(s + 1), truth_cell(side.polarity == Polarity::negative), truth_cell(side.implied),
                      std::move(value), claims_cell(graph, side.claims)},
                     part.rows);
    }
    return part;
}

Section contested(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "contested",
                    .title = "Contested matters",
                    .note = "Positions side by side, as the sources put them; nothing here weighs them.",
                    .if_empty = "Nothing is contested in this scope."};
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> parts;  // subject and property to part
    for (Disagreement const& d : conflicts(view, {.weakest = Verdict::possible, .rules = conflict_rules()})) {
        if (!is_of_the_matter(view, d)) continue;
        if (!d.rule.empty()) {
            section.parts.push_back(disagreement_table(view, d, section.parts.size() + 1));
            continue;
        }
        for (DisagreementSide const& side : d.sides)
            for (ClaimId claim : side.claims) {
                Node const subject = view.representative(graph.subject(claim));
                PropertyId const property = graph.property(claim);
                auto const [at, is_new] =
                    parts.emplace(std::pair(subject.word(), property.number()), section.parts.size());
                if (is_new) {
                    section.parts.push_back(position_table(view, subject, property));
                    section.parts.back().id = id_of(graph, subject) + "/" + section.parts.back().id;
                }
                Section& part = section.parts[at->second];
                if (std::string const what = grade(d); part.note.find(what) == std::string::npos)
                    part.note += (part.note.empty() ? "" : "; ") + what;
            }
    }
    if (!section.parts.empty()) section.if_empty.clear();
    return section;
}

Section disagreements(View const& view) {
    Section section{
        .id = "disagreements",
        .title = "Disagreements, and what only looks so",
        .note =
            "A conflict cannot be right on all sides; of a difference all sides can be right, for the reason given.",
        .if_empty = "The sources do not disagree in this scope."};
    std::vector<Disagreement> found;
    std::size_t other_values = 0;
    for (Disagreement& d : conflicts(view, {.rules = conflict_rules()})) {
        if (!is_of_the_matter(view, d)) continue;
        if (d.reason == DifferenceReason::other_value)
            ++other_values;
        else
            found.push_back(std::move(d));
    }
    section.facts = {{"other_values", static_cast<std::int64_t>(other_values)}};
    if (other_values != 0)
        section.note += " Left out: " + std::to_string(other_values) +
                        (other_values == 1 ? " difference" : " differences") +
                        " of properties that may have several values at once.";
    std::stable_sort(found.begin(), found.end(),
                     [](Disagreement const& a, Disagreement const& b) { return a.verdict < b.verdict; });
    for (Disagreement const& d : found) section.parts.push_back(disagreement_table(view, d, section.parts.size() + 1));
    if (!section.parts.empty()) section.if_empty.clear();
    return section;
}

Section dispute(View const& view, ClaimId claim) {
    Graph const& graph = view.graph();
    Dispute const d = dispute_state(view, claim, {.rules = conflict_rules()});
    Section section{.id = "dispute", .title = "Dispute"};
    section.note = "This statement is " + std::string(to_string(d.state));
    std::replace(section.note.begin(), section.note.end(), '_', ' ');
    if (d.state == DisputeState::disputed) section.note += ", by a " + std::string(to_string(d.verdict)) + " conflict";
    section.note += ".";
    section.facts = {{"claim", data_of(graph, claim)},
                     {"state", std::string(to_string(d.state))},
                     {"verdict", d.state == DisputeState::disputed ? json::value(std::string(to_string(d.verdict)))
                                                                   : json::value()}};
    section.columns = {{"side", "", false, 16}, {"claim", "statement", false, 60}};
    auto const holding = holding_columns();
    section.columns.insert(section.columns.end(), holding.begin(), holding.end());
    struct List {
        char const *text, *id;
        std::vector<Holding> const* holdings;
    };
    for (List const& list : {List{"asserted by", "supporter", &d.supporters},
                             List{"denied by", "opponent", &d.opponents}, List{"no longer by", "fallen", &d.fallen}})
        for (Holding const& h : *list.holdings)
            add_holdings(view, {h}, {Cell(list.text, list.id), claim_cell(graph, graph.innermost(h.attribution).first)},
                         section.rows);
    for (Disagreement const& disagreement : d.disagreements)
        section.parts.push_back(disagreement_table(view, disagreement, section.parts.size() + 1));
    return section;
}

}  // namespace dossier
