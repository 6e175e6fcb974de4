// SPDX-License-Identifier: BSL-1.0
#include "ucdp.hpp"

#include "print.hpp"
#include "ucdp_properties.hpp"
#include <ascribe/quantity/hedge.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace reports {

using namespace ascribe;

namespace {

constexpr std::string_view table_name = "UCDP events";

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

}  // namespace reports
