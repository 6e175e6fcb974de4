// SPDX-License-Identifier: BSL-1.0
// The sections on everything.
#include "sections.hpp"

#include "names.hpp"
#include "tables.hpp"
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/quantity/compare.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace dossier {

using namespace ascribe;

namespace {

/// Sources are shown apart from what analysts and software note about the records.
bool by_a_source(View const& view, Holding const& holding) {
    return !is_apparatus(view.graph(), holding.attribution) && holding.standing != Truth::never;
}

bool asserted(Holding const& holding) {
    return act_class(holding.act) == ActClass::assertive;
}

bool holds(View const& view, Position const& position, Polarity side) {
    return std::any_of(position.holdings.begin(), position.holdings.end(), [&](Holding const& h) {
        return by_a_source(view, h) && asserted(h) && polarity(h.factuality) == side;
    });
}

}  // namespace

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
            Cell cell(first ? value : "");
            cell.style = Style::strong;
            section.rows.push_back({std::move(cell), line.stance, line.holder, line.through,
                                    Cell::list({line.documents.begin(), line.documents.end()}),
                                    Cell::list({line.ids.begin(), line.ids.end()}, Style::faint)});
            first = false;
        }
    }
    return section;
}

namespace {

/// Whether sources take opposite sides on one claim, or give values of which at most one can be right.
bool is_contested(View const& view, std::vector<Position> const& all, Traits traits) {
    Graph const& graph = view.graph();
    std::vector<Claim> affirmed;
    for (Position const& position : all) {
        bool const yes = holds(view, position, Polarity::positive);
        if (yes && holds(view, position, Polarity::negative)) return true;
        if (yes) affirmed.push_back(graph.claim(position.claim));
    }
    for (std::size_t i = 0; i < affirmed.size(); ++i)
        for (std::size_t j = i + 1; j < affirmed.size(); ++j) {
            auto const *a = affirmed[i].value.quantity(), *b = affirmed[j].value.quantity();
            if (a != nullptr && b != nullptr) {
                auto const agreement = try_compare(*a, *b);
                if (agreement && *agreement == Agreement::contradicts) return true;
            } else if (traits.has(Trait::functional) && traits.has(Trait::exclusive)) {
                return true;
            }
        }
    return false;
}

}  // namespace

Section contested(View const& view) {
    Graph const& graph = view.graph();
    Section section{.id = "contested",
                    .title = "Contested matters",
                    .note = "Positions side by side, as the sources put them; nothing here weighs them.",
                    .if_empty = "Nothing is contested in this scope."};
    std::set<std::pair<std::uint32_t, std::uint32_t>> done;
    for (ClaimId claim : graph.claims()) {
        Node const subject = view.representative(graph.subject(claim));
        PropertyId const property = graph.property(claim);
        if (graph.traits(property).has(Trait::structural) || subject.is(Category::attribution)) continue;
        if (!done.emplace(subject.word(), property.number()).second) continue;
        if (is_contested(view, positions(view, subject, property), graph.traits(property)))
            section.parts.push_back(position_table(view, subject, property));
    }
    if (!section.parts.empty()) section.if_empty.clear();
    return section;
}

Section most_repeated(View const& view) {
    Graph const& graph = view.graph();
    Section section{
        .id = "repeated",
        .title = "Claims repeated most",
        .note = "Outlets that carry a claim, and the voices that stand behind it: copies add outlets, not voices.",
        .if_empty = "No claim is carried by two documents in this scope."};
    section.columns = {{"documents", "documents", true, 10},  {"outlets", "outlets", true, 8},
                       {"voices", "voices", true, 8},         {"attributions", "attributions", true, 12},
                       {"statement", "statement", false, 80}, {"ids", "ids", false, 30}};
    struct Repeated {
        std::size_t documents, outlets, voices, attributions;
        ClaimId claim;
        std::set<std::string> ids;
    };
    std::vector<Repeated> found;
    for (ClaimId claim : graph.claims()) {
        if (graph.traits(graph.property(claim)).has(Trait::structural) || view.read_as(claim) != claim ||
            view.representative(claim) != claim)
            continue;
        std::set<DocumentId> documents;
        std::set<ActorId> outlets;
        std::set<std::string> ids;
        std::size_t attributions = 0;
        for (ClaimId counting : counting_for(view, claim))
            for (AttributionId a : graph.attributions_of(counting)) {
                if (is_apparatus(graph, a) || view.standing(a) == Truth::never ||
                    graph.source(a).is(Category::document))
                    continue;
                if (act_class(graph.act(a)) != ActClass::assertive ||
                    polarity(graph.factuality(a)) != Polarity::positive)
                    continue;
                ++attributions;
                for (Chain const& chain : chains(view, a)) {
                    documents.insert(chain.document);
                    outlets.insert(chain.publishers.begin(), chain.publishers.end());
                    ids.insert(ids_of(graph, chain.hops.front()));
                }
            }
        if (documents.size() > 1)
            found.push_back({documents.size(), outlets.size(), origins(view, claim).size(), attributions, claim, ids});
    }
    std::stable_sort(found.begin(), found.end(), [](Repeated const& a, Repeated const& b) {
        return std::tie(a.documents, a.attributions) > std::tie(b.documents, b.attributions);
    });
    for (Repeated const& r : found) {
        auto const number = [](std::size_t n) { return Cell::number(static_cast<std::int64_t>(n)); };
        section.rows.push_back({number(r.documents), number(r.outlets), number(r.voices), number(r.attributions),
                                text_of(graph, r.claim), Cell::list({r.ids.begin(), r.ids.end()}, Style::faint)});
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
    auto const consider = [&](Entity source, std::string kind) {
        Scope scope = view.scope();
        scope.without.push_back(source);
        View const without(graph, scope);
        std::int64_t lost = 0;
        for (ClaimId claim : graph.claims())
            lost += !graph.traits(graph.property(claim)).has(Trait::structural) &&
                    view.supported(claim) != Truth::never && without.supported(claim) == Truth::never;
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
