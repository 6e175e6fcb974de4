// SPDX-License-Identifier: BSL-1.0
// The sections on everything.
#include "sections.hpp"

#include "conflict_rules.hpp"
#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dossier {

using namespace ascribe;

Section holdings_overview(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "corpus", .title = "What there is"};
    section.columns = {{"what", "", false, 60}, {"count", "", true, 12}};
    std::size_t unnamed = 0, unspecified = 0, nested = 0, apparatus = 0, deepest = 0, standing = 0;
    for (ActorId actor : graph.actors()) {
        unnamed += graph.kind(actor) == ActorKind::unnamed;
        unspecified += graph.kind(actor) == ActorKind::unspecified;
    }
    for (AttributionId a : graph.attributions()) {
        nested += graph.content(a).is(Category::attribution);
        apparatus += is_apparatus(graph, a);
        standing += view.standing(a) != Truth::never;
        deepest = (std::max)(deepest, std::size_t{graph.innermost(a).second});
    }
    std::set<std::string> texts;
    for (AttributionId a : graph.attributions())
        if (auto const d = graph.document(a)) texts.emplace(graph.key(d));
    auto const add = [&](std::string what, std::size_t count) {
        section.rows.push_back({std::move(what), Cell::number(static_cast<std::int64_t>(count))});
    };
    add("documents", graph.count(Category::document));
    add("  of these texts with statements", texts.size());
    add("actors", graph.count(Category::actor));
    add("  of these meant but not named", unnamed);
    add("  of these left unspecified", unspecified);
    add("places", graph.count(Category::place));
    add("events", graph.count(Category::event));
    add("claims", graph.count(Category::claim));
    add("attributions", graph.count(Category::attribution));
    add("  of these reports of what somebody else says", nested);
    add("  of these notes of analysts and software", apparatus);
    add("  of these standing in this scope", standing);
    add("hops of the longest chain", deepest);
    return section;
}

Section texts(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "texts", .title = "Texts", .if_empty = "No document carries statements in this scope."};
    section.columns = {{"key", "key", false, 20},
                       {"published", "published", false, 24},
                       {"publishers", "publisher", false, 30},
                       {"authors", "author", false, 30},
                       {"reprints", "reprints", false, 16},
                       {"statements", "statements", true, 10}};
    for (DocumentId document : graph.documents()) {
        std::int64_t statements = 0;
        for (AttributionId a : graph.attributions_in(document))
            statements +=
                !is_apparatus(graph, a) && Node(graph.source(a)) != Node(document) && view.attested(a) != Truth::never;
        if (statements == 0) continue;
        auto const names_of = [&](auto const& ids) {
            std::vector<std::string> names;
            for (auto id : ids) names.push_back(name_of(graph, id));
            return Cell::list(std::move(names));
        };
        section.rows.push_back({Cell(std::string(graph.key(document)), Style::strong),
                                window_text(view.published(document)), names_of(view.publishers(document)),
                                names_of(view.authors(document)), names_of(view.reprinted(document)),
                                Cell::number(statements)});
    }
    return section;
}

Section position_table(View const& view, Node subject, PropertyId property) {
    Graph const& graph = view.graph();
    Section section{.id = std::string(graph.name(property)),
                    .title = describe(graph, subject) + " · " + std::string(graph.name(property))};
    section.columns = {{"value", "value", false, 44},   {"stance", "stance", false, 16},
                       {"holder", "holder", false, 30}, {"through", "through", false, 34},
                       {"documents", "in", false, 16},  {"ids", "ids", false, 24}};
    for (Position const& position : positions(view, subject, property)) {
        struct Line {
            Cell stance;
            std::string holder, through;
            std::set<std::string> documents, ids;
        };
        std::vector<Line> lines;
        for (Holding const& holding : position.holdings) {
            if (is_apparatus(graph, holding.attribution)) continue;
            for (Chain const& chain : chains(view, holding.attribution)) {
                Cell const stance = stance_cell(view, holding.attribution);
                std::string const holder = name_of(graph, holding.source);
                std::string const through = through_text(view, chain);
                auto line = std::find_if(lines.begin(), lines.end(), [&](Line const& l) {
                    return l.stance.text == stance.text && l.holder == holder && l.through == through;
                });
                if (line == lines.end()) line = lines.insert(lines.end(), {stance, holder, through, {}, {}});
                if (chain.document) line->documents.emplace(graph.key(chain.document));
                line->ids.insert(ids_of(graph, chain.hops.front()));
            }
        }
        bool first = true;
        for (Line const& line : lines) {
            Claim const claim = graph.claim(position.claim);
            std::string value = claim.value.is_true() ? "so" : text_of(graph, claim.value);
            if (claim.valid) value += " (" + claim.valid->canonical() + ")";
            if (!position.conditions.empty()) value += " (under a condition)";
            Cell cell(value, Style::strong);
            cell.again = !first;
            section.rows.push_back({std::move(cell), line.stance, line.holder, line.through,
                                    Cell::list({line.documents.begin(), line.documents.end()}),
                                    Cell::list({line.ids.begin(), line.ids.end()}, Style::faint)});
            first = false;
        }
    }
    return section;
}

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

std::string grade(Disagreement const& d) {
    std::string text(to_string(d.verdict));
    if (d.verdict == Verdict::difference) return text + ": " + std::string(to_string(d.reason));
    return text + " conflict";
}

}  // namespace

Section contested(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "contested",
                    .title = "Contested matters",
                    .note = "Positions side by side, as the sources put them; nothing here weighs them.",
                    .if_empty = "Nothing is contested in this scope."};
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> parts;  // subject and property to part
    for (Disagreement const& d : conflicts(view, {.weakest = Verdict::possible, .rules = conflict_rules()})) {
        if (!is_of_the_matter(view, d)) continue;
        for (DisagreementSide const& side : d.sides)
            for (ClaimId claim : side.claims) {
                Node const subject = view.representative(graph.subject(claim));
                PropertyId const property = graph.property(claim);
                auto const [at, is_new] =
                    parts.emplace(std::pair(subject.word(), property.number()), section.parts.size());
                if (is_new) section.parts.push_back(position_table(view, subject, property));
                Section& part = section.parts[at->second];
                std::string const what = std::string(to_string(d.kind)) + ": " + grade(d);
                if (part.note.find(what) == std::string::npos) part.note += (part.note.empty() ? "" : "; ") + what;
            }
    }
    if (!section.parts.empty()) section.if_empty.clear();
    return section;
}

Section disagreements(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "disagreements",
        .title = "Disagreements, and what only looks so",
        .note =
            "A conflict cannot be right on all sides; of a difference all sides can be right, for the reason given.",
        .if_empty = "The sources do not disagree in this scope."};
    section.columns = {{"verdict", "verdict", false, 28}, {"kind", "kind", false, 10},
                       {"matter", "matter", false, 44},   {"side", "side", false, 40},
                       {"holders", "held by", false, 34}, {"ids", "ids", false, 30}};
    for (Disagreement const& d : conflicts(view, {.rules = conflict_rules()})) {
        if (!is_of_the_matter(view, d) || d.reason == DifferenceReason::other_value) continue;
        bool first = true;
        for (DisagreementSide const& side : d.sides) {
            std::set<std::string> holders, ids;
            for (Holding const& h : side.holdings) {
                if (is_apparatus(graph, h.attribution)) continue;
                holders.insert(name_of(graph, h.source) + " (" + std::string(to_string(h.factuality)) + ")");
                for (Chain const& chain : chains(view, h.attribution)) ids.insert(ids_of(graph, chain.hops.front()));
            }
            ClaimId const claim = side.claims.front();
            Value const value = graph.value(claim);
            bool const denied = side.polarity == Polarity::negative;
            std::string text =
                value.is_true() ? (denied ? "not so" : "so") : (denied ? "not " : "") + text_of(graph, value);
            if (graph.property(claim) != d.property)
                text = std::string(graph.name(graph.property(claim))) + ": " + text;
            auto const once = [&](Cell cell) {
                cell.again = !first;
                return cell;
            };
            section.rows.push_back(
                {once({grade(d), d.is_conflict() ? Style::denied : Style::plain}), once(std::string(to_string(d.kind))),
                 once(describe(graph, d.subject) + " · " + std::string(graph.name(d.property))), std::move(text),
                 Cell::list({holders.begin(), holders.end()}), Cell::list({ids.begin(), ids.end()}, Style::faint)});
            first = false;
        }
    }
    return section;
}

Section most_repeated(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "repeated",
                    .title = "Claims repeated most",
                    .note =
                        "Documents and outlets that carry a claim against the independent origins behind it, "
                        "certainly to at most: copies add outlets, not origins. --independence has all claims, and "
                        "with --claim how they are counted.",
                    .if_empty = "No claim is carried by two documents in this scope."};
    section.columns = {{"documents", "documents", true, 9},
                       {"outlets", "outlets", true, 7},
                       {"attributions", "said", true, 5},
                       {"certainly", "certainly", true, 9},
                       {"at_most", "at most", true, 7},
                       {"statement", "statement", false, 80},
                       {"ids", "ids", false, 30}};
    Corroborator corroborate(view, {.opposition = false, .lines = false});
    std::vector<Corroboration> found;
    for (ClaimId claim : graph.claims()) {
        if (!is_statement(graph, claim) || view.read_as(claim) != claim || view.representative(claim) != claim)
            continue;
        if (Corroboration c = corroborate(claim); c.support.documents.size() > 1) found.push_back(std::move(c));
    }
    std::stable_sort(found.begin(), found.end(), [](Corroboration const& a, Corroboration const& b) {
        return std::tuple(a.support.documents.size(), a.support.attributions.size()) >
               std::tuple(b.support.documents.size(), b.support.attributions.size());
    });
    for (Corroboration const& c : found) {
        auto const number = [](std::size_t n) { return Cell::number(static_cast<std::int64_t>(n)); };
        section.rows.push_back({number(c.support.documents.size()), number(c.support.outlets.size()),
                                number(c.support.attributions.size()), number(c.support.certainly),
                                number(c.support.at_most), text_of(graph, c.claim),
                                Cell::list(statement_ids(view, c.support.attributions), Style::faint)});
    }
    return section;
}

Section timeline(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "timeline",
        .title = "Timeline",
        .note = "Dates as the sources give them, read as accepted readings say; '?' uncertain, '~' approximate.",
        .if_empty = "No event is dated in this scope."};
    section.columns = {{"date", "date", false, 26},
                       {"event", "event", false, 60},
                       {"key", "key", false, 34},
                       {"documents", "in", false, 24}};
    struct Dated {
        Day from, to;
        std::string date;
        EventId event;
        std::set<std::string> documents;
    };
    std::vector<Dated> found;
    for (EventId event : graph.events()) {
        if (view.representative(event) != event) continue;
        for (Position const& position : positions(view, event, property::date)) {
            Value const value = graph.value(position.claim);
            if (value.date() == nullptr) continue;
            Dated dated{value.date()->earliest(), value.date()->latest(), value.date()->canonical(), event, {}};
            bool supported = false;
            for (Holding const& h : position.holdings) {
                if (h.standing == Truth::never || polarity(h.factuality) != Polarity::positive) continue;
                supported = true;
                for (DocumentId d : documents_of(view, h.attribution)) dated.documents.emplace(graph.key(d));
            }
            if (supported) found.push_back(std::move(dated));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](Dated const& a, Dated const& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
    for (Dated const& d : found)
        section.rows.push_back({Cell(d.date, Style::strong), name_of(graph, d.event), std::string(graph.key(d.event)),
                                Cell::list({d.documents.begin(), d.documents.end()})});
    return section;
}

Section single_sources(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "single_sources",
                    .title = "What rests on one source",
                    .note = "Claims that would be left without any support if this source alone were withdrawn.",
                    .if_empty = "No claim rests on one source alone."};
    section.columns = {{"source", "source", false, 44},
                       {"key", "key", false, 24},
                       {"kind", "kind", false, 14},
                       {"claims", "claims", true, 8}};
    struct Resting {
        std::int64_t claims;
        Entity source;
        std::string kind;
    };
    std::vector<Resting> found;
    Withdrawals withdrawals(view);
    auto const consider = [&](Entity source, std::string kind) {
        std::int64_t lost = 0;
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
        section.rows.push_back({name_of(graph, r.source), Cell(std::string(graph.key(r.source)), Style::faint), r.kind,
                                Cell::number(r.claims)});
    return section;
}

}  // namespace dossier
