// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_ENTITIES_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_ENTITIES_HPP

#include "recorder.hpp"
#include <ascribe/quantity/hedge.hpp>

#include <set>

namespace import_annotations {

/// actors.tsv, places.tsv, names.tsv and events.tsv.
class EntityRows {
public:
    EntityRows(Recorder& to, Tables const& tables) : to_(to), tables_(tables) {}

    /// The keys, before anything else.
    void declare() {
        for (Row const& row : tables_.actors) declare_actor(row);
        for (Row const& row : tables_.places) {
            PlaceId const place = to_.ledger.place(row["id"]);
            to_.add(row["id"], place);
            to_.label(place, neutral_label(row));
        }
        for (Row const& row : tables_.events) {
            EventId const event = to_.ledger.event(row["id"]);
            to_.add(row["id"], event);
            to_.label(event, neutral_label(row));
        }
    }

    void record() {
        for (Row const& row : tables_.actors) record_actor(row);
        for (Row const& row : tables_.places) record_place(row);
        for (Row const& row : tables_.names) record_name(row);
        record_holders();
        for (Row const& row : tables_.events) record_event(row);
    }

private:
    static constexpr std::string_view unspecified = "ac_unspecified";

    static std::string_view neutral_label(Row const& row) {
        Neutral const* const neutral = find_entry(neutral_words, row["id"]);
        return neutral != nullptr && !neutral->label.empty() ? neutral->label : row["label"];
    }

    void declare_actor(Row const& row) {
        std::string_view const key = row["id"];
        if (row["kind"] == "document") {
            DocumentId const document = to_.ledger.document(key);
            if (!to_.knows(key)) to_.add(key, document);
            to_.label(document, row["label"]);
            return;
        }
        if (key == unspecified) {
            // Rule H9: nobody in particular is not one node but one for each passage.
            for (RowText const& passage : unspecified_sources) {
                if (to_.knows(passage.text)) continue;
                ActorId const actor = to_.ledger.actor(passage.text, ActorKind::unspecified);
                to_.add(passage.text, actor);
                to_.label(actor, row["label"]);
                to_.label(actor, key);
            }
            return;
        }
        auto const kind = row["kind"] == "anonymous" ? ActorKind::unnamed : parse_named<ActorKind>(row["kind"]).value();
        ActorId const actor = to_.ledger.actor(key, kind);
        to_.add(key, actor);
        to_.label(actor, row["label"]);
    }

    void record_actor(Row const& row) {
        if (row["id"] == unspecified) {
            std::set<std::string_view> seen;
            for (RowText const& passage : unspecified_sources)
                if (seen.insert(passage.text).second) to_.note_cell(to_.entity(passage.text), "note", row["note"]);
            return;
        }
        Entity const actor = to_.entity(row["id"]);
        to_.note_cell(actor, "roles", row["roles"]);
        to_.note_cell(actor, row["kind"] == "document" ? "note_as_source" : "note", row["note"]);
        if (!row.has("possible_same_as")) return;
        // "ac_caliber (same page furniture)": a hypothesis and the reason for it.
        std::string_view const hypothesis = row["possible_same_as"];
        auto const blank = hypothesis.find(" (");
        if (blank == std::string_view::npos || !hypothesis.ends_with(')')) fail(row.where(), "a hypothesis unread");
        std::string_view const reason = hypothesis.substr(blank + 2, hypothesis.size() - blank - 3);
        AttributionId const same =
            to_.note(actor, property::same_as, to_.entity(hypothesis.substr(0, blank)), Factuality::ps_plus);
        if (reason != "see there") to_.note(same, "reason", reason);
    }

    void record_place(Row const& row) {
        PlaceId const place = to_.get<PlaceId>(row["id"]);
        to_.note(place, property::category, row["kind"]);
        to_.note_cell(place, "note", row["note"]);
        if (!row.has("part_of")) return;
        ClaimId const part = to_.ledger.claim(place, property::part_of, to_.entity(row["part_of"]));
        if (row["id"] != contested_place) {
            to_.says(part);
            return;
        }
        // What a place is part of is not the annotation's to say where the documents themselves say it and others
        // contest it.
        for (auto const& [file, document] : to_.texts) {
            std::vector<Span> spans;
            for (Row const& name : tables_.names)
                if (name["doc"] == file && name["entity"] == contested_place &&
                    name["surface"].ends_with("of Azerbaijan"))
                    spans.push_back(to_.span(name, document, "first_begin", "first_end"));
            to_.ledger.attribution(
                {.source = author_of(document), .content = part, .document = document, .spans = spans});
        }
    }
    static constexpr std::string_view contested_place = "pl_karabakh";

    [[nodiscard]] Source author_of(DocumentId document) const {
        auto const key = to_.ledger.graph().key(document);
        auto const at = to_.authors.find(key);
        if (at == to_.authors.end()) fail(key, "has no author");
        return at->second;
    }

    /// A name is used by the document in which it stands (rule N1).
    void record_name(Row const& row) {
        DocumentId const document = to_.text_of(row);
        std::string_view const form = row["form"];
        bool const is_in_address = form == "inside_address";
        bool const is_contested = form == "contested";
        std::string_view const kind = is_contested ? property::designation : is_in_address ? property::name : form;
        if (find_well_known(kind) == nullptr) fail(row.where(), "a form of names without a property");
        std::vector<Span> const spans = {to_.span(row, document, "first_begin", "first_end")};
        AttributionId const used =
            to_.ledger.attribution({.source = document,
                                    .content = to_.ledger.claim(entity_of(row), kind, row["surface"]),
                                    .distance = is_contested ? distance_in(row["surface"]) : Distance{},
                                    .document = document,
                                    .spans = spans});
        Quantity const occurrences = exactly(Rational(row.number("occurrences"))).of("occurrences");
        to_.note(used, "occurrences", occurrences);
        if (is_in_address) to_.note(used, "form", form);
    }
    [[nodiscard]] Node entity_of(Row const& row) const { return to_.entity(row["entity"]); }

    /// The marks that a surface form itself carries.
    [[nodiscard]] static Distance distance_in(std::string_view surface) {
        if (surface.starts_with("so-called") || surface.starts_with("so called"))
            return {DistanceMarker::so_called, DistanceTarget::term};
        for (std::string_view const quote : {"\"", "“", "‘"})
            if (surface.find(quote) != std::string_view::npos)
                return {DistanceMarker::scare_quotes, DistanceTarget::term};
        return {};
    }

    void record_holders() {
        for (Holder const& holder : holders) {
            DocumentId const document = to_.get<DocumentId>(holder.document);
            std::vector<Span> spans;
            for (Row const& name : tables_.names)
                if (name["entity"] == holder.office && to_.text_of(name) == document)
                    spans.push_back(to_.span(name, document, "first_begin", "first_end", SpanRole::context));
            std::optional<Edtf> valid;
            if (!holder.valid.empty()) valid = Edtf(holder.valid);
            to_.ledger.attribution({.source = author_of(document),
                                    .content = to_.ledger.claim(to_.entity(holder.office), property::held_by,
                                                                to_.entity(holder.person), valid),
                                    .document = document,
                                    .spans = spans});
        }
    }

    /// What the reports tell of an event, in short. The properties are the annotation's own, so that nobody, and least
    /// of all the annotation, thereby says that the event took place (rules E5, E6).
    void record_event(Row const& row) {
        EventId const event = to_.get<EventId>(row["id"]);
        Neutral const* const neutral = find_entry(neutral_words, row["id"]);
        to_.note(event, "told_category", neutral != nullptr && !neutral->kind.empty() ? neutral->kind : row["kind"]);
        to_.note(event, "told_actuality", row["actuality"]);
        for (std::string const& participant : split(row["participants"], "; ")) {
            auto const parts = split(participant, ":");
            if (parts.size() != 2) fail(row.where(), "a participant without a part");
            to_.note(event, "told_" + parts[0], to_.entity(parts[1]));
        }
        for (std::string const& place : split(row["place"], "; ")) to_.note(event, "told_place", to_.entity(place));
        if (row.has("time_edtf")) {
            AttributionId const dated = to_.note(event, "told_date", Edtf(row["time_edtf"]));
            for (RowText const& ground : event_grounds)
                if (ground.row == row["id"]) to_.ground_later(dated, ground.text);
        }
        if (row.has("parent")) to_.note(event, property::part_of, to_.entity(row["parent"]));
        for (std::string const& relation : split(row["relations"], "; ")) {
            auto const parts = split(relation, ":");
            if (parts.size() != 2) fail(row.where(), "a relation without an end");
            to_.note(event, relation_property(parts[0]), to_.entity(parts[1]));
        }
        for (std::string const& file : split(row["documents"], " ; ")) to_.note(event, "told_in", to_.texts.at(file));
    }
    [[nodiscard]] static std::string_view relation_property(std::string_view relation) {
        if (relation == "follows") return property::after;
        if (relation == "response_to") return property::responds_to;
        if (relation == "alternative_to") return "told_alternative_to";
        for (std::string_view const same :
             {property::realised_by, property::overtaken_by, std::string_view("prospect_of")})
            if (relation == same) return same;
        fail(relation, "is no relation of events that this program knows");
    }

    Recorder& to_;
    Tables const& tables_;
};

}  // namespace import_annotations

#endif
