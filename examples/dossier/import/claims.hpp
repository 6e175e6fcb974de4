// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_CLAIMS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_CLAIMS_HPP

#include "values.hpp"

#include <algorithm>

namespace import_annotations {

/// claims.tsv: what each row says, through whom, how firmly, when.
class ClaimRows {
public:
    ClaimRows(Recorder& to, Tables const& tables) : to_(to), tables_(tables) {}

    void record() {
        for (Row const& row : tables_.claims) record(row);
        join_propositions();
        for (std::string_view const part : {"c001.026", "c001.027", "c001.028"})
            to_.note(claim_of(part), property::subset_of, claim_of("c001.025"));
    }

private:
    /// A row being read.
    struct Work {
        Row const& row;
        DocumentId text;
        Passage passage;
        Passage own;                       ///< of the author alone, on the same words
        std::optional<Factuality> stance;  ///< of the author, if he takes one of his own on what he reports (rule C3)
        Outcome outcome = {};

        [[nodiscard]] bool is_reported() const noexcept { return passage.hops.size() > 1; }
    };

    [[nodiscard]] Node claim_of(std::string_view row) const { return to_.outcome(row).claims.at(0).second; }

    // -- chains ----------------------------------------------------------------------------------------------------

    [[nodiscard]] Source source(Row const& row, std::string_view key) const {
        if (key == "ac_unspecified") {
            RowText const* passage = find_entry(unspecified_sources, row["id"]);
            if (passage == nullptr) fail(row.where(), "an unspecified source without a passage");
            key = passage->text;
        }
        Source const source = Node(to_.entity(key)).to<Source>();
        if (!source) fail(row.where(), "a source that is neither actor nor document");
        return source;
    }

    [[nodiscard]] static Hop role(Row const& row, std::string_view name) {
        if (name == "relay_implied") return {.source = {}, .role = Role::relay, .implied = true};
        if (name == "embedding_speaker") return {.source = {}, .role = Role::speaker};
        if (name == "cognizer") return {.source = {}, .role = Role::holder};
        auto const role = find_named<Role>(name);
        if (!role) fail(row.where(), "a role that this program does not know");
        return {.source = {}, .role = *role};
    }

    /// The sources from the author inwards. Publishers are claims on the document (rule H3) and only checked here.
    [[nodiscard]] std::vector<Hop> read_chain(Row const& row) const {
        std::vector<Hop> hops;
        for (std::string const& link : split(row["chain"], ">")) {
            auto const parts = split(link, ":");
            if (parts.size() != 2) fail(row.where(), "a chain that cannot be read");
            if (parts[1] == "publisher" || parts[1] == "republisher") {
                if (!hops.empty()) fail(row.where(), "a publisher within a chain");
                continue;
            }
            Hop hop = role(row, parts[1]);
            hop.source = source(row, parts[0]);
            hops.push_back(std::move(hop));
        }
        if (hops.empty() || hops[0].role != Role::author) fail(row.where(), "a chain without an author");
        if (row["attribution"] == "implicit_source") hops.back().implied = true;
        return hops;
    }

    void mark_distance(Work& work) const {
        auto const marker = parse_named<DistanceMarker>(work.row["distance"]).value();
        if (marker == DistanceMarker::none) return;
        Marker const* exception = find_entry(markers, work.row["id"]);
        Hop& hop = exception != nullptr && exception->of_innermost ? work.passage.hops.back() : work.passage.hops[0];
        hop.distance = {marker, exception == nullptr ? DistanceTarget::term : exception->target};
    }

    /// The words elsewhere that name a relay which is only implied here (rule H2): its name's first place in the text.
    [[nodiscard]] std::vector<Span> antecedents(Work const& work) {
        std::vector<Span> spans;
        for (std::size_t i = 0; i < work.passage.hops.size(); ++i) {
            Hop const& hop = work.passage.hops[i];
            if (hop.role != Role::relay || !hop.implied) continue;
            for (Row const& name : tables_.names)
                if (Node(to_.entity(name["entity"])) == Node(hop.source) && to_.text_of(name) == work.text)
                    spans.push_back(to_.span(name, work.text, "first_begin", "first_end", SpanRole::antecedent, i));
        }
        return spans;
    }

    [[nodiscard]] Work begin(Row const& row) {
        Work work{.row = row, .text = to_.text_of(row), .passage = {}, .own = {}, .stance = {}};
        Passage& passage = work.passage;
        passage.document = work.text;
        passage.hops = read_chain(row);
        passage.factuality = parse_named<Factuality>(row["source_factuality"]).value();
        passage.act = parse_named<SpeechAct>(row["speech_act"]).value();
        passage.quote_form = parse_named<QuoteForm>(row["quote_form"]).value();
        work.own = {.document = work.text, .hops = {Hop{.source = passage.hops[0].source}}};
        mark_distance(work);

        Span const content = to_.span(row, work.text, "begin", "end");
        work.own.spans = {content};
        passage.spans = {content};
        if (contains(unclear_reach, row["id"])) passage.spans[0].role = SpanRole::content_possible;
        if (row.has("cue_begin"))
            passage.spans.push_back(
                to_.span(row, work.text, "cue_begin", "cue_end", SpanRole::cue, passage.hops.size() - 1));
        for (Span const& span : antecedents(work)) passage.spans.push_back(span);

        if (work.is_reported() && passage.hops[1].role == Role::cited) work.own.basis = Basis::document;  // rule C4
        if (work.is_reported() && row["author_stance"].starts_with("CT"))
            work.stance = parse_named<Factuality>(row["author_stance"]).value();
        if (row["note"].find("has to be computed") != std::string_view::npos) passage.basis = Basis::computation;
        return work;
    }

    // -- recording -------------------------------------------------------------------------------------------------

    void keep(Work& work, AttributionId outermost) {
        work.outcome.outermost.push_back(outermost);
        to_.label(outermost, work.row["id"]);
    }

    /// The passage on a claim, and the author's own stance on it if he takes one. Returns the hops of the passage.
    std::vector<AttributionId> attribute(Work& work, Passage const& passage, ClaimId claim) {
        auto const hops = to_.report(passage, claim);
        keep(work, hops[0]);
        if (passage.hops.size() > 1 && work.stance) take_stance(work, passage, claim, *work.stance);
        return hops;
    }
    void take_stance(Work& work, Passage const& passage, ClaimId claim, Factuality factuality) {
        Passage own = work.own;
        own.factuality = factuality;
        own.act = factuality == Factuality::ct_minus ? SpeechAct::deny : SpeechAct::assert;
        own.wording = passage.wording;
        keep(work, to_.report(own, claim)[0]);
    }

    void record(Row const& row) {
        Work work = begin(row);
        Node const event = to_.entity(row["event"]);
        std::vector<std::string> items;
        Statement const statement = read_statement(to_, row, items);
        bool const is_held = contains(holds_then, row["id"]);
        bool const is_dated = !statement.is_time && dates_event(work);
        set_time_said(work);
        // A date's words go with the date, where that is a record of its own.
        if (!is_dated) work.passage.wording = row["time_said"];

        std::optional<Edtf> valid;
        if (is_held) valid = Edtf(row["time_said_edtf"]);
        if (is_refusal(work)) {
            record_refusal(work, event, statement);
        } else {
            for (Value const& value : statement.values) {
                ClaimId const claim = to_.ledger.claim(event, std::string_view(statement.property), value, valid);
                auto hops = attribute(work, work.passage, claim);
                if (work.outcome.hops.empty()) work.outcome.hops = std::move(hops);
                work.outcome.claims.emplace_back(statement.property, claim);
            }
        }
        work.outcome.main = work.outcome.hops.at(0);
        for (auto const& [name, claim] : work.outcome.claims) {
            if (row.has("proposition")) to_.label(claim, row["proposition"]);
            if (statement.is_category && to_.ledger.graph().value(claim).text() != nullptr)
                to_.note(claim, "value_kind", row["value_kind"]);
        }
        record_embedded_stance(work);
        record_conditions(work);
        record_time(work, event, statement, is_dated);
        record_remarks(work, statement);
        to_.rows.emplace(row["id"], std::move(work.outcome));
    }

    /// What the annotation remarks on the row.
    void record_remarks(Work const& work, Statement const& statement) {
        Row const& row = work.row;
        AttributionId const main = work.outcome.main;
        if (work.is_reported()) to_.note(main, "attribution_kind", row["attribution"]);
        if (statement.is_word_lost) to_.note(main, "value_word", row["value"]);
        if (!work.is_reported() && row["author_stance"] != row["source_factuality"])
            to_.note(main, "author_stance", row["author_stance"]);
        to_.note_cell(main, "paraphrase", row["paraphrase"]);
        to_.note_cell(main, "note", row["note"]);
    }

    // -- refusals (rule E7) ----------------------------------------------------------------------------------------

    [[nodiscard]] bool is_refusal(Work const& work) const {
        if (work.passage.act != SpeechAct::refuse) return false;
        auto const at = std::find_if(tables_.events.begin(), tables_.events.end(),
                                     [&](Row const& e) { return e["id"] == work.row["event"]; });
        return at != tables_.events.end() && (*at)["kind"] == "refuse";
    }

    /// The refusal is an event that the narrator asserts; the speaker performs it on what is refused.
    void record_refusal(Work& work, Node event, Statement const& statement) {
        Row const& row = work.row;
        EventId const refused = to_.ledger.event(row.text("event") + "/refused");
        RowText const* const what = find_entry(refused_things, row["event"]);
        if (what == nullptr) fail(row.where(), "a refusal of what nobody names");
        to_.label(refused, "What was refused: " + std::string(what->text));
        to_.note(event, "refuses", refused);
        bool const is_attendance = statement.property == "attendance";
        ClaimId const object =
            to_.ledger.claim(refused, is_attendance ? std::string_view(statement.property) : property::occurred);
        std::string const told = is_attendance ? std::string(property::occurred) : statement.property;
        ClaimId const narrated = to_.ledger.claim(event, std::string_view(told), statement.values.at(0));

        work.outcome.hops = to_.report(work.passage, object);
        keep(work, work.outcome.hops[0]);
        to_.note(work.outcome.hops.back(), property::occasion, event);
        Passage narrator = work.own;
        narrator.hops = work.passage.hops;
        narrator.hops.pop_back();
        narrator.hops[0].distance = {};
        narrator.wording = work.passage.wording;
        // The author endorses the refusal exactly where he is its narrator.
        if (work.stance.has_value() != (narrator.hops.size() == 1))
            fail(row.where(), "a refusal with another narrator");
        keep(work, to_.report(narrator, narrated)[0]);
        work.outcome.claims.emplace_back(told, narrated);
    }

    // -- stances and conditions ------------------------------------------------------------------------------------

    /// "ac_az_mfa=CT-": a source in the middle takes a stance on what it reports (rule C2).
    void record_embedded_stance(Work& work) {
        if (!work.row.has("intermediate_stance")) return;
        auto const parts = split(work.row["intermediate_stance"], "=");
        Passage middle = work.passage;
        middle.hops.pop_back();
        if (parts.size() != 2 || middle.hops.back().source != source(work.row, parts[0]))
            fail(work.row.where(), "a stance of a source that is not in the middle");
        middle.factuality = parse_named<Factuality>(parts[1]).value();
        middle.act = polarity(middle.factuality) == Polarity::negative ? SpeechAct::deny : SpeechAct::assert;
        middle.spans = work.own.spans;
        keep(work, to_.report(middle, work.outcome.claims.at(0).second)[0]);
    }

    [[nodiscard]] ClaimId claim_for(Side const& side) {
        return to_.ledger.claim(to_.entity(side.event), side.property,
                                side.value.empty() ? Value() : Value(side.value));
    }
    void record_conditions(Work& work) {
        auto const record = [&](Conditional const& c) {
            if (c.row != work.row["id"]) return;
            // One after the other: the order in which arguments are evaluated is the compiler's.
            ClaimId const one = claim_for(c.one);
            ClaimId const other = claim_for(c.other);
            keep(work, to_.report(work.passage, to_.ledger.claim(one, c.link, other))[0]);
        };
        for (Conditional const& c : conditionals) record(c);
        for (Conditional const& c : contradictions) record(c);
    }

    // -- times (rules T1 to T5, G5) --------------------------------------------------------------------------------

    /// Which hop's words the time dates, if it is a time of saying.
    [[nodiscard]] static std::optional<std::size_t> hop_of_saying(Work const& work) {
        if (contains(when_said_next, work.row["id"])) return 1;
        if (contains(when_said, work.row["id"])) return work.passage.hops.size() - 1;
        return std::nullopt;
    }
    static void set_time_said(Work& work) {
        auto const hop = hop_of_saying(work);
        if (!hop) return;
        if (work.row.has("time_said_edtf")) work.passage.hops[*hop].said = Edtf(work.row["time_said_edtf"]);
        if (RowText const* again = find_entry(said_again, work.row["id"]))
            work.passage.hops[*hop].said = Edtf(again->text);
    }

    [[nodiscard]] static bool dates_event(Work const& work) {
        if (hop_of_saying(work) || contains(holds_then, work.row["id"])) return false;
        if (contains(undated, work.row["id"])) return false;
        return work.row.has("time_said_edtf") || contains(dated_by_words, work.row["id"]);
    }
    /// The year of production, which the columns give as the time of the discovery.
    static constexpr auto undated = std::to_array<std::string_view>({"c001.069"});

    void record_time(Work& work, Node event, Statement const& statement, bool is_dated) {
        Row const& row = work.row;
        if (!row.has("time_edtf")) {
            if (row.has("time_said") || row.has("time_said_edtf")) fail(row.where(), "a time that is not resolved");
            return;
        }
        Resolved const resolved = resolve(row["time_edtf"]);
        bool const is_as_said = row["time_said_edtf"] == row["time_edtf"];
        AttributionId const main = work.outcome.main;
        if (statement.is_time) {
            // What is resolved is the value, and here and there the time column says another thing besides.
            bool const is_value = row["value"] == row["time_edtf"] || row["value_kind"] == "text";
            Resolved const value = is_value ? resolved : resolve(row["value"]);
            if (!is_as_said) {
                ClaimId const meant = read(work, event, statement.property, work.outcome.claims.at(0).second, value);
                if (value.factuality == Factuality::ct_plus) work.outcome.meant = meant;
            }
            if (!is_value) about(main, resolved);
            work.outcome.dated = main;
        } else if (auto const hop = hop_of_saying(work)) {
            if (!is_as_said) said_at(work, work.outcome.hops.at(*hop), resolved);
        } else if (contains(holds_then, row["id"])) {
            if (!is_as_said) fail(row.where(), "a valid time that needs resolving");
        } else if (is_dated) {
            ClaimId const as_said = to_.ledger.claim(
                event, property::date,
                row.has("time_said_edtf") ? Value(Edtf(row["time_said_edtf"])) : Value(row["time_said"]));
            date(work, as_said);
            if (!is_as_said) read(work, event, property::date, as_said, resolved);
        } else {
            about(main, resolved);
            if (row.has("time_said_edtf")) to_.note(main, "told_time_said", Edtf(row["time_said_edtf"]));
        }
    }

    /// Whether words of the author himself, within those of a report, give the event the time of the report: then it is
    /// he who dates what he reports on.
    [[nodiscard]] bool is_dated_by_author(Row const& row) const {
        return std::any_of(tables_.claims.begin(), tables_.claims.end(), [&](Row const& other) {
            return other["attribution"] == "authorial" && other["property"] == "time" && other["doc"] == row["doc"] &&
                   other["event"] == row["event"] && other["time_said_edtf"] == row["time_said_edtf"] &&
                   other.number("begin") >= row.number("begin") && other.number("end") <= row.number("end");
        });
    }

    /// The same passage dates the event. Of an act that is demanded, offered and so on the narrator gives the date.
    void date(Work& work, ClaimId as_said) {
        Passage passage = work.passage;
        passage.wording = work.row["time_said"];
        for (Hop& hop : passage.hops) hop.distance = {};
        if (work.is_reported() && is_dated_by_author(work.row)) {
            passage.hops.resize(1);
            passage.factuality = Factuality::ct_plus;
            passage.quote_form = work.own.quote_form;
            passage.spans = work.own.spans;
        }
        if (passage.hops.size() > 1 && act_class(passage.act) != ActClass::assertive) {
            passage.hops.pop_back();
            passage.factuality = Factuality::ct_plus;
            passage.spans = work.own.spans;
        }
        if (polarity(passage.factuality) != Polarity::positive) fail(work.row.where(), "a date that is not asserted");
        passage.act = SpeechAct::assert;
        passage.basis = Basis::unstated;
        work.outcome.dated = to_.report(passage, as_said)[0];
        keep(work, work.outcome.dated);
        // Who endorses what he reports takes over its date; who rejects it says nothing against the date.
        if (passage.hops.size() > 1 && work.stance == Factuality::ct_plus)
            take_stance(work, passage, as_said, Factuality::ct_plus);
    }

    /// The annotation reads a time as said as a date (rule T5), in this passage and on these grounds.
    ClaimId read(Work const& work, Node event, std::string_view property, ClaimId as_said, Resolved const& resolved) {
        ClaimId const meant = to_.ledger.claim(event, property, resolved.date);
        infer(work, to_.ledger.claim(as_said, property::read_as, meant), resolved.factuality);
        return meant;
    }
    void said_at(Work const& work, AttributionId saying, Resolved const& resolved) {
        infer(work, to_.ledger.claim(saying, property::said_at, resolved.date), resolved.factuality);
    }
    void infer(Work const& work, ClaimId conclusion, Factuality factuality) {
        std::vector<Span> spans = {work.own.spans[0]};
        spans[0].role = SpanRole::context;
        AttributionId const inferred = to_.says(conclusion, factuality, Basis::inference, spans);
        std::string const text(to_.ledger.graph().key(work.text));
        if (RowText const* ground = find_entry(grounds, work.row["id"])) {
            to_.ground_later(inferred, ground->text);
        } else if (RowText const* sentence = find_entry(said_on, text + " " + work.row.text("time_edtf"));
                   sentence != nullptr && !work.row.has("time_said") && work.is_reported()) {
            to_.ground_later(inferred, sentence->text);
        } else {
            to_.ground_later(inferred, "published " + text);
        }
    }
    /// The time that the content of a passage concerns, which the passage itself does not give.
    void about(AttributionId main, Resolved const& resolved) {
        to_.note(main, "told_time", resolved.date, resolved.factuality);
    }

    // -- propositions (rule G4) ------------------------------------------------------------------------------------

    /// One group and property is one proposition: claims of it that differ only in words are the same.
    void join_propositions() {
        std::map<std::string, std::vector<std::string>> groups;
        std::vector<std::string> order;
        for (Row const& row : tables_.claims) {
            if (!row.has("proposition")) continue;
            auto& members = groups[row.text("proposition")];
            if (members.empty()) order.push_back(row.text("proposition"));
            members.push_back(row.text("id"));
        }
        for (std::string const& group : order)
            for (std::size_t i = 1; i < groups[group].size(); ++i) join(groups[group][i], groups[group]);
    }
    void join(std::string const& row, std::vector<std::string> const& group) {
        auto const& claims = to_.outcome(row).claims;
        for (std::string const& other : group) {
            if (other == row) return;
            auto const& others = to_.outcome(other).claims;
            if (others[0].first != claims[0].first) continue;
            if (others.size() != claims.size()) fail(row, "lists of two lengths in one proposition");
            // Of a time that is surely resolved it is the resolved one that others may equal (rule R4: readings come
            // last).
            ClaimId const meant = to_.outcome(row).meant, other_meant = to_.outcome(other).meant;
            for (std::size_t i = 0; i < claims.size(); ++i) {
                ClaimId const one = meant ? meant : claims[i].second;
                ClaimId const same = other_meant ? other_meant : others[i].second;
                if (one != same) to_.note(one, property::same_as, same);
            }
            return;
        }
    }

    Recorder& to_;
    Tables const& tables_;
};

}  // namespace import_annotations

#endif
