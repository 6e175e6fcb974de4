// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_HEADLINES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_HEADLINES_HPP

#include "documents.hpp"
#include <ascribe/quantity/hedge.hpp>

namespace import_annotations {

/// headlines.tsv: the side lists of the pages. Each list is a document of its own, younger than the article (rule L2),
/// and each of its items is dated by itself.
class HeadlineRows {
public:
    HeadlineRows(Recorder& to, DocumentRows const& documents) : to_(to), documents_(documents) {}

    void record(Table const& headlines) {
        for (Row const& row : headlines) record(row, list(row));
        for (auto const& [key, state] : lists_) {
            // A list was captured when its newest item stood in it, or later.
            std::string const day = state.newest_time.substr(0, state.newest_time.find('T'));
            AttributionId const captured =
                to_.says(to_.ledger.claim(state.document, property::captured, Edtf(day + "/..")), Factuality::ct_plus,
                         Basis::inference);
            to_.ledger.ground(captured, state.newest);
            auto& of_page = newest_of_page_[state.page];
            if (of_page.first < state.newest_time) of_page = {state.newest_time, state.newest};
        }
        for (auto const& [page, newest] : newest_of_page_) {
            AttributionId const captured = documents_.captured(page);
            if (!captured) fail(page, "side lists on a page of which the tables do not say when it was captured");
            to_.ledger.ground(captured, newest.second);
        }
    }

private:
    struct List {
        DocumentId document;
        std::string page;
        std::string newest_time;
        AttributionId newest;
    };

    List& list(Row const& row) {
        DocumentId const page = to_.text_of(row);
        std::string const page_key(to_.ledger.graph().key(page));
        std::string const key = page_key + "/" + row.text("list");
        auto const [at, is_new] = lists_.try_emplace(key);
        if (is_new) {
            at->second.document = to_.ledger.document(key);
            at->second.page = page_key;
            DocumentId const document = at->second.document;
            std::string title = row.text("list");
            for (char& c : title) c = c == '_' ? ' ' : c;
            to_.label(document, "Text " + page_key.substr(1) + ", list \"" + title + "\"");
            to_.note(document, property::part_of, page);
            to_.note(document, property::nature, "side_list");
            to_.note(document, property::published_by, to_.publishers.at(page_key));
        }
        return at->second;
    }

    void record(Row const& row, List& list) {
        DocumentId const page = to_.text_of(row);
        // An item about no event of the tables is about one of its own; so is the item that it repeats.
        std::string const own = row.has("duplicate_of") ? row.text("duplicate_of") : row.text("id");
        EventId const event = row.has("event") ? to_.get<EventId>(row["event"]) : EventId(to_.ledger.event(own));
        if (!row.has("event")) to_.label(event, "What headline " + own + " is about");

        // The table gives the act of whoever speaks in the item; a question is asked.
        SpeechAct const act =
            row["speech_act"] == "question" ? SpeechAct::ask : parse_named<SpeechAct>(row["speech_act"]).value();
        bool const is_open = act_class(act) == ActClass::directive || act == SpeechAct::offer;
        Passage passage{.document = list.document,
                        .hops = {{.source = list.document, .said = with_seconds(row["timestamp"])}},
                        .factuality = is_open ? Factuality::uu : Factuality::ct_plus,
                        .act = act,
                        .spans = {to_.span(row, page, "begin", "end"),
                                  to_.span(row, page, "ts_begin", "ts_end", SpanRole::context)}};
        // A list may ask, but it does not itself demand, offer or refuse what it tells of: it reports the act.
        bool const is_reported_act = !row.has("source") && act != SpeechAct::ask &&
                                     (act_class(act) == ActClass::directive || act_class(act) == ActClass::commissive);
        if (is_reported_act) passage.act = SpeechAct::assert, passage.factuality = Factuality::ct_plus;
        if (row.has("source"))
            passage.hops.push_back({.source = to_.get<ActorId>(row["source"]), .role = Role::speaker});

        Outcome outcome;
        ClaimId const claim = to_.ledger.claim(event, "gist", row["paraphrase"]);
        outcome.hops = to_.report(passage, claim);
        outcome.main = outcome.hops[0];
        outcome.outermost = {outcome.main};
        outcome.dated = outcome.main;
        outcome.claims.emplace_back("gist", claim);
        to_.label(outcome.main, row["id"]);
        for (Figure const& figure : headline_figures) {
            if (figure.row != row["id"]) continue;
            ClaimId const number =
                to_.ledger.claim(event, figure.property, exactly(figure.number).of(std::string(figure.counted)));
            outcome.outermost.push_back(to_.report(passage, number).front());
            outcome.claims.emplace_back(figure.property, number);
            to_.label(outcome.outermost.back(), row["id"]);
        }

        if (is_reported_act) to_.note(outcome.main, "reported_act", row["speech_act"]);
        if (row["source_pattern"] != "none") to_.note(outcome.main, "source_pattern", row["source_pattern"]);
        to_.note(outcome.main, "conflict_related", {},
                 row["conflict_related"] == "yes" ? Factuality::ct_plus : Factuality::ct_minus);
        if (row.has("duplicate_of")) to_.note(outcome.main, "duplicate_of", to_.outcome(row["duplicate_of"]).main);
        to_.note_cell(outcome.main, "paraphrase", row["paraphrase"]);
        to_.note_cell(outcome.main, "note", row["note"]);
        if (list.newest_time < row["timestamp"]) list.newest_time = row.text("timestamp"), list.newest = outcome.main;
        to_.rows.emplace(row["id"], std::move(outcome));
    }

    Recorder& to_;
    DocumentRows const& documents_;
    std::map<std::string, List> lists_;
    std::map<std::string, std::pair<std::string, AttributionId>> newest_of_page_;
};

}  // namespace import_annotations

#endif
