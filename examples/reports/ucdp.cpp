// SPDX-License-Identifier: BSL-1.0
#include "ucdp.hpp"

#include "print.hpp"
#include <ascribe/analysis/trace.hpp>
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace reports {

using namespace ascribe;

namespace {

constexpr std::string_view table_name = "UCDP events";
constexpr std::string_view deaths = "deaths", legacy = "source_text";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\"";
    auto const begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

std::vector<std::string> split_at(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (;;) {
        auto const at = text.find(separator);
        if (auto const part = trimmed(text.substr(0, at)); !part.empty()) parts.emplace_back(part);
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + separator.size());
    }
}

std::vector<std::string> split_each(std::vector<std::string> const& texts, std::string_view separator) {
    std::vector<std::string> parts;
    for (std::string const& text : texts)
        for (std::string& part : split_at(text, separator)) parts.push_back(std::move(part));
    return parts;
}

std::string lower(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lowered;
}

/// Words of which a phrase that names nobody consists.
bool names_nobody(std::string_view source) {
    static std::set<std::string, std::less<>> const words = {"a",
                                                             "an",
                                                             "and",
                                                             "the",
                                                             "of",
                                                             "police",
                                                             "official",
                                                             "officials",
                                                             "military",
                                                             "security",
                                                             "source",
                                                             "sources",
                                                             "local",
                                                             "medical",
                                                             "witness",
                                                             "witnesses",
                                                             "resident",
                                                             "residents",
                                                             "villager",
                                                             "villagers",
                                                             "army",
                                                             "spokesman",
                                                             "spokesmen",
                                                             "spokesperson",
                                                             "senior",
                                                             "officer",
                                                             "officers",
                                                             "eyewitness",
                                                             "eyewitnesses",
                                                             "hospital",
                                                             "intelligence",
                                                             "government",
                                                             "activist",
                                                             "activists",
                                                             "authorities",
                                                             "unnamed",
                                                             "anonymous",
                                                             "press",
                                                             "reports",
                                                             "media",
                                                             "rebel",
                                                             "rebels"};
    auto const parts = split_at(lower(source), " ");
    return std::all_of(parts.begin(), parts.end(), [&](std::string const& word) { return words.contains(word); });
}

/// One row, with its lists parted.
struct Row {
    std::string id, country, place, side_a, side_b;
    std::vector<std::string> outlets, dates, articles, originals;  ///< one outlet and date an article
    std::string start, end;
    std::int64_t low = 0, best = 0, high = 0, precision = 0;
};

Result<Row> read_row(tables::Reader const& cells, SplitOriginals split) {
    auto const text = [&](std::string_view column) { return std::string(trimmed(cells[column])); };
    Row row{.id = text("id"),
            .country = text("country"),
            .place = text("where_coordinates"),
            .side_a = text("side_a"),
            .side_b = text("side_b"),
            .outlets = split_at(cells["source_office"], ";"),
            .dates = split_at(cells["source_date"], ";"),
            .articles = split_at(cells["source_article"], "\";\""),
            .originals = split_at(cells["source_original"], ";"),
            .start = text("date_start"),
            .end = text("date_end")};
    if (row.id.empty()) return bad_cell(table_name, "id", "an id", "an empty cell");
    if (row.outlets.empty()) {
        row.articles = {text("source_article")};
        row.dates.clear();
    } else if (row.articles.size() != row.outlets.size() || row.dates.size() != row.outlets.size()) {
        return bad_cell(table_name, "source_article", "as many articles and dates as outlets", row.id);
    }
    if (split != SplitOriginals::semicolons) row.originals = split_each(row.originals, ",");
    if (split == SplitOriginals::ands) row.originals = split_each(row.originals, " and ");
    for (auto const& [column, into] : {std::pair{"low", &row.low}, std::pair{"best", &row.best},
                                       std::pair{"high", &row.high}, std::pair{"date_prec", &row.precision}}) {
        auto const number = whole_number(cells, table_name, column);
        if (!number) return number.error();
        *into = *number;
    }
    return row;
}

/// The days between which an event lies, as coarse as they are meant: a whole month or year is one, not an interval.
Result<Edtf> event_date(std::string const& start, std::string const& end) {
    if (start == end) return parse_edtf(start);
    for (std::size_t const length : {std::size_t{4}, std::size_t{7}})
        if (start.size() == 10 && end.size() == 10 && start.substr(0, length) == end.substr(0, length)) {
            auto const whole = parse_edtf(start.substr(0, length));
            if (whole && to_string(whole->earliest()) == start && to_string(whole->latest()) == end) return whole;
        }
    return parse_edtf(start + "/" + end);
}

constexpr std::array<std::string_view, 6> precision_words = {"unknown", "a day",   "2 to 6 days",
                                                             "a week",  "a month", "more than a month"};
std::string_view words_for(std::int64_t precision) {
    return precision_words[precision >= 1 && precision <= 5 ? static_cast<std::size_t>(precision) : 0];
}

class Recorder {
public:
    explicit Recorder(Ledger& ledger) : ledger_(ledger), ucdp_(ledger.actor("ucdp", ActorKind::analyst)) {
        ledger_.label(ucdp_, "Uppsala Conflict Data Program", ucdp_);
        for (std::string_view const p :
             {deaths, std::string_view("deaths_low"), std::string_view("deaths_best"), std::string_view("deaths_high")})
            ledger_.property(p, Trait::numeric | Trait::functional | Trait::presupposes_occurrence);
    }

    Result<UcdpEvent> record(Row const& row, std::set<std::string> const& all_outlets) {
        auto const event = ledger_.event("ucdp/" + row.id);
        if (!event.is_new) return bad_cell(table_name, "id", "an id of its own for each row", row.id);
        ledger_.label(event, row.id, ucdp_);
        ClaimId const occurred = ledger_.claim(event, property::occurred);
        std::set<DocumentId> articles;
        for (std::size_t i = 0; i < row.articles.size(); ++i) {
            auto const document = article(row, i);
            if (!document) return document.error();
            articles.insert(*document);
        }
        bool const is_clear = articles.size() == 1 || row.originals.size() <= 1;
        for (DocumentId const document : articles) {
            if (row.originals.empty()) report(document, occurred, true);
            for (std::string const& name : row.originals)
                report(document,
                       ledger_.attribution(
                           {.source = original(row, name, all_outlets), .content = occurred, .role = Role::speaker}),
                       is_clear);
        }
        if (auto const coded = code(row, event, occurred); !coded) return coded.error();
        return UcdpEvent{row.id, event, occurred};
    }

private:
    /// The article, with what is printed in it. An article that several events are coded from is one document.
    Result<DocumentId> article(Row const& row, std::size_t i) {
        if (row.outlets.empty()) {
            // Only a free text tells where this is from: several articles may hide in it.
            DocumentId const document = ledger_.document("ucdp/" + row.id + "/sources");
            if (!row.articles[0].empty())
                ledger_.attribution({.source = ucdp_,
                                     .content = ledger_.claim(document, legacy, row.articles[0]),
                                     .role = Role::analyst});
            return document;
        }
        DocumentId const document = ledger_.document(row.articles[i]);
        auto const date = parse_edtf(row.dates[i]);
        if (!date) return date.error();
        std::size_t const headline = row.articles[i].find(row.dates[i] + ",");
        ledger_.label(document, headline == std::string::npos ? row.articles[i] : row.articles[i].substr(headline),
                      ucdp_);
        ActorId const outlet = ledger_.actor("outlet/" + row.outlets[i], ActorKind::media);
        ledger_.label(outlet, row.outlets[i], ucdp_);
        for (ClaimId const printed : {ledger_.claim(document, property::published_by, outlet).id,
                                      ledger_.claim(document, property::published, *date).id})
            ledger_.attribution({.source = document, .content = printed, .document = document});
        return document;
    }

    ActorId original(Row const& row, std::string const& name, std::set<std::string> const& all_outlets) {
        ActorId actor;
        if (all_outlets.contains(name))
            actor = ledger_.actor("outlet/" + name, ActorKind::media);
        else if (names_nobody(name))
            actor = ledger_.actor("ucdp/" + row.id + "/" + lower(name), ActorKind::unnamed);
        else
            actor = ledger_.actor(row.country + "/" + name, ActorKind::organisation);
        ledger_.label(actor, name, ucdp_);
        return actor;
    }

    void report(DocumentId document, Content content, bool is_clear) {
        std::array<Span, 1> const somewhere = {
            Span{.document = document, .role = SpanRole::content_possible, .open_end = true}};
        Attribution a{.source = document, .content = content, .document = document};
        if (!is_clear) a.spans = somewhere;
        ledger_.attribution(a);
    }

    void code(ClaimId claim, ClaimId occurred) {
        ledger_.attribution({.source = ucdp_, .content = claim, .role = Role::analyst, .basis = Basis::inference},
                            occurred);
    }
    Result<bool> code(Row const& row, EventId event, ClaimId occurred) {
        for (std::string const& side : {row.side_a, row.side_b})
            if (!side.empty()) {
                ActorId const actor = ledger_.actor("side/" + side, ActorKind::organisation);
                ledger_.label(actor, side, ucdp_);
                code(ledger_.claim(event, property::participant, actor), occurred);
            }
        if (!row.place.empty()) {
            PlaceId const place = ledger_.place(row.country + "/" + row.place);
            ledger_.label(place, row.place + ", " + row.country, ucdp_);
            code(ledger_.claim(event, property::place, place), occurred);
        }
        auto const date = event_date(row.start, row.end);
        if (!date) return date.error();
        code(ledger_.claim(event, property::date, *date), occurred);
        code(ledger_.claim(event, "date_precision", words_for(row.precision)), occurred);

        bool const is_one = row.low == row.best && row.best == row.high;
        auto const number =
            Quantity::from({.direction = is_one ? Direction::exact : Direction::about,
                            .nominal = Rational(row.best),
                            .nominal_to = {},
                            .bounds = {Bound{Rational(row.low), false}, Bound{Rational(row.high), false}},
                            .alternatives = {},
                            .thing = "deaths"});
        if (number) {
            code(ledger_.claim(event, deaths, *number), occurred);
        } else if (number.error().code == Errc::conflict) {
            code(ledger_.claim(event, "deaths_low", exactly(Rational(row.low)).of("deaths")), occurred);
            code(ledger_.claim(event, "deaths_best", exactly(Rational(row.best)).of("deaths")), occurred);
            code(ledger_.claim(event, "deaths_high", exactly(Rational(row.high)).of("deaths")), occurred);
        } else {
            return number.error();
        }
        return true;
    }

    Ledger& ledger_;
    ActorId ucdp_;
};

std::string name_of(Graph const& graph, Entity entity) {
    auto const labels = graph.labels(entity);
    return std::string(labels.empty() ? graph.key(entity) : labels.front().text);
}

/// Who stands before and behind an event.
struct Sources {
    std::set<ActorId> outlets;
    std::vector<Source> originals;  ///< voices behind the articles
    bool has_original = false;      ///< some article names one
};

Sources sources_of(View const& view, UcdpEvent const& event) {
    Sources found;
    for (Chain const& chain : chains(view, event.occurred)) {
        found.outlets.insert(chain.publishers.begin(), chain.publishers.end());
        found.has_original = found.has_original || chain.hops.size() > 1;
    }
    for (Origin const& origin : origins(view, event.occurred)) found.originals.push_back(origin.voice);
    return found;
}

Quantity const* quantity_of(std::optional<Value> const& value) {
    return value ? value->quantity() : nullptr;
}

/// The one value of a property, if there is one.
std::optional<Value> value_of(Graph const& graph, EventId event, std::string_view property) {
    for (ClaimId const claim : graph.claims_about(event, property)) return graph.value(claim);
    return std::nullopt;
}

void print_outlets(std::ostream& out, Ucdp const& ucdp, View const& view) {
    std::size_t known = 0, several = 0, one_original = 0, more_originals = 0;
    struct Original {
        std::size_t events = 0;
        std::set<ActorId> outlets;
    };
    std::map<Source, Original> by_original;
    std::set<ActorId> all_outlets;
    for (UcdpEvent const& event : ucdp.events) {
        Sources const sources = sources_of(view, event);
        known += !sources.outlets.empty();
        all_outlets.insert(sources.outlets.begin(), sources.outlets.end());
        if (sources.has_original)
            for (Source const voice : sources.originals) {
                ++by_original[voice].events;
                by_original[voice].outlets.insert(sources.outlets.begin(), sources.outlets.end());
            }
        if (sources.outlets.size() < 2) continue;
        ++several;
        one_original += sources.has_original && sources.originals.size() == 1;
        more_originals += sources.has_original && sources.originals.size() > 1;
    }
    Graph const& graph = view.graph();
    out << "Outlets against originals\n";
    print_count(out, "events", ucdp.events.size());
    print_count(out, "  with outlets in the table", known);
    print_count(out, "  with two or more outlets", several);
    print_count(out, "    that rest on one original", one_original, several);
    print_count(out, "    that rest on several", more_originals, several);
    print_count(out, "    of which no original is given", several - one_original - more_originals, several);
    print_count(out, "different outlets", all_outlets.size());
    print_count(out, "different originals", by_original.size());
    std::vector<std::pair<Source, Original>> most(by_original.begin(), by_original.end());
    std::stable_sort(most.begin(), most.end(),
                     [](auto const& a, auto const& b) { return a.second.events > b.second.events; });
    std::erase_if(most, [](auto const& o) { return o.second.events < 2; });
    out << "\nOriginals behind most events                           events  outlets\n";
    for (std::size_t i = 0; i < most.size() && i < 10; ++i)
        out << "  " << std::left << std::setw(50) << name_of(graph, Node(most[i].first).to<Entity>()) << std::right
            << std::setw(9) << most[i].second.events << std::setw(9) << most[i].second.outlets.size() << '\n';
    if (most.empty()) out << "  none is behind two\n";
}

void print_deaths(std::ostream& out, Ucdp const& ucdp, Graph const& graph) {
    std::size_t exact = 0, ranges = 0;
    std::vector<std::string> contradictory;
    Rational widest = 0;
    std::string widest_text;
    for (UcdpEvent const& event : ucdp.events) {
        auto const value = value_of(graph, event.event, deaths);
        if (Quantity const* q = quantity_of(value)) {
            exact += q->direction() == Direction::exact;
            ranges += q->direction() != Direction::exact;
            Bounds const& bounds = q->bounds();
            if (bounds.lower && bounds.upper && bounds.upper->value - bounds.lower->value > widest) {
                widest = bounds.upper->value - bounds.lower->value;
                widest_text = "event " + event.id + ": " + to_text(*q->nominal()) + ", between " +
                              to_text(bounds.lower->value) + " and " + to_text(bounds.upper->value);
            }
            continue;
        }
        std::string text = event.id + ":";
        for (std::string_view const p : {"deaths_low", "deaths_best", "deaths_high"}) {
            auto const part = value_of(graph, event.event, p);
            if (Quantity const* q = quantity_of(part)) text += " " + to_text(*q->nominal());
        }
        contradictory.push_back(text);
    }
    out << "\nDeaths\n";
    print_count(out, "  low, best and high estimate are one number", exact, ucdp.events.size());
    print_count(out, "  a range around the best estimate", ranges, ucdp.events.size());
    print_count(out, "  the three contradict each other", contradictory.size(), ucdp.events.size());
    for (std::string const& text : contradictory) out << "    event " << text << '\n';
    if (!widest_text.empty()) out << "  widest range: " << widest_text << '\n';
}

void print_dates(std::ostream& out, Ucdp const& ucdp, Graph const& graph) {
    std::map<std::string_view, std::size_t> kinds, precisions;
    Rational longest = 0;
    std::string longest_text;
    for (UcdpEvent const& event : ucdp.events) {
        if (auto const value = value_of(graph, event.event, "date_precision")) ++precisions[*value->text()];
        auto const value = value_of(graph, event.event, property::date);
        if (!value) continue;
        Edtf const& date = *value->date();
        ++kinds[date.is_day() ? "a day" : date.is_interval() ? "an interval" : "a month or a year"];
        std::int64_t const days = date.latest().number() - date.earliest().number() + 1;
        if (Rational(days) > longest) {
            longest = days;
            longest_text = "event " + event.id + ": " + date.canonical() + ", " + std::to_string(days) + " days";
        }
    }
    out << "\nDates, as EDTF\n";
    for (auto const& [kind, count] : kinds) print_count(out, "  " + std::string(kind), count, ucdp.events.size());
    out << "as precise as\n";
    for (std::string_view const words : precision_words)
        if (precisions.contains(words))
            print_count(out, "  " + std::string(words), precisions[words], ucdp.events.size());
    if (!longest_text.empty()) out << "  longest: " << longest_text << '\n';
}

}  // namespace

Result<Ucdp> read_ucdp(std::istream& in, SplitOriginals split) {
    tables::Reader cells(in);
    if (auto const ok = require_columns(
            cells, table_name,
            {"id", "country", "where_coordinates", "side_a", "side_b", "source_article", "source_office", "source_date",
             "source_original", "date_prec", "date_start", "date_end", "low", "best", "high"});
        !ok)
        return ok.error();
    std::vector<Row> rows;
    std::set<std::string> outlets;
    while (cells.next()) {
        auto row = read_row(cells, split);
        if (!row) return row.error();
        outlets.insert(row->outlets.begin(), row->outlets.end());
        rows.push_back(*std::move(row));
    }
    Ucdp ucdp;
    Recorder recorder(ucdp.ledger);
    for (Row const& row : rows) {
        auto const event = recorder.record(row, outlets);
        if (!event) return event.error();
        ucdp.events.push_back(*event);
    }
    return ucdp;
}

void print_ucdp(std::ostream& out, Ucdp const& ucdp) {
    View const view(ucdp.ledger.graph());
    print_outlets(out, ucdp, view);
    print_deaths(out, ucdp, view.graph());
    print_dates(out, ucdp, view.graph());
}

bool print_ucdp_event(std::ostream& out, Ucdp const& ucdp, std::string_view id) {
    auto const event =
        std::find_if(ucdp.events.begin(), ucdp.events.end(), [&](UcdpEvent const& e) { return e.id == id; });
    if (event == ucdp.events.end()) return false;
    View const view(ucdp.ledger.graph());
    Graph const& graph = view.graph();
    out << "Event " << id << ", as UCDP codes it\n";
    for (ClaimId const claim : graph.claims_about(event->event)) {
        Value const value = graph.value(claim);
        std::string text;
        if (Node const* node = value.node()) text = name_of(graph, node->to<Entity>());
        if (auto const* words = value.text()) text = *words;
        if (Edtf const* date = value.date()) text = date->canonical();
        if (Quantity const* q = value.quantity()) {
            text = to_text(*q->nominal());
            if (q->direction() == Direction::about)
                text += ", between " + to_text(q->bounds().lower->value) + " and " + to_text(q->bounds().upper->value);
        }
        if (!text.empty())
            out << "  " << std::left << std::setw(16) << graph.name(graph.property(claim)) << text << '\n';
    }
    out << "\nWho says that it occurred\n";
    for (Chain const& chain : chains(view, event->occurred)) {
        out << "  ";
        for (ActorId const publisher : chain.publishers) out << name_of(graph, publisher) << " » ";
        for (std::size_t i = 0; i < chain.hops.size(); ++i)
            out << (i == 0 ? "" : " » ") << name_of(graph, Node(graph.source(chain.hops[i])).to<Entity>());
        out << (view.standing(chain.hops.back()) == Truth::possibly ? "  (possibly)" : "") << '\n';
        for (ClaimId const claim : graph.claims_about(chain.document, legacy))
            out << "    " << *graph.value(claim).text() << '\n';
    }
    Sources const sources = sources_of(view, *event);
    out << '\n';
    print_count(out, "outlets", sources.outlets.size());
    print_count(out, sources.has_original ? "originals" : "voices (no original is given)", sources.originals.size());
    return true;
}

}  // namespace reports
