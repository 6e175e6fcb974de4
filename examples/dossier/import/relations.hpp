// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_RELATIONS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_RELATIONS_HPP

#include "recorder.hpp"

namespace import_annotations {

/// relations.tsv: claims that join what the rows recorded, each held by whoever holds it (rule G6).
class RelationRows {
public:
    explicit RelationRows(Recorder& to) : to_(to) {}

    void record(Table const& relations) {
        for (Row const& row : relations) record(row);
        // One wording, credited to one source here and to another there (rule P6): perhaps one of them is wrong.
        to_.note(to_.outcome("c001.088").hops.back(), property::alternative_to, to_.outcome("h002.33").hops.back(),
                 Factuality::ps_plus);
    }

private:
    [[nodiscard]] Node end(Row const& row, std::string_view side) const {
        std::string const prefix(side);
        std::string_view const kind = row[prefix + "_kind"];
        if (kind == "claim" || kind == "headline") {
            Outcome const& outcome = to_.outcome(row[prefix + "_id"]);
            // Whoever corrects a time says nothing of the rest of the row.
            if (side != "to" || row["type"] != "corrects" || row["property"] != "time") return outcome.main;
            if (!outcome.dated) fail(row.where(), "a corrected time of a row that gives none");
            return outcome.dated;
        }
        if (kind == "event" || kind == "document") return to_.entity(row[prefix + "_id"]);
        if (kind == "range") {
            auto const at = to_.ranges.find({row.number(prefix + "_begin_byte"), row.number(prefix + "_end_byte")});
            if (at != to_.ranges.end()) return at->second;
        }
        fail(row.where(), "an end that this program does not know");
    }

    [[nodiscard]] static Factuality confidence(Row const& row) {
        if (row["confidence"] == "high") return Factuality::ct_plus;
        if (row["confidence"] == "medium") return Factuality::pr_plus;
        if (row["confidence"] == "low") return Factuality::ps_plus;
        fail(row.where(), "a confidence that this program does not know");
    }

    void record(Row const& row) {
        ClaimId const claim = to_.ledger.claim(end(row, "from"), row["type"], end(row, "to"));
        AttributionId held;
        if (row["basis"] == "annotator")
            held = to_.says(claim, confidence(row));
        else if (row["basis"] == "text")
            held = signalled(row, claim);
        else
            fail(row.where(), "a holder that this program does not know");
        to_.label(held, row["id"]);
        for (std::string_view const column : {"match", "overlap_words", "overlap_chars", "explanation"})
            to_.note_cell(held, column, row[column]);
        to_.note_cell(held, "relation_property", row["property"]);
    }

    /// What the text signals is held by its author, or by the source within it whose inference it is.
    AttributionId signalled(Row const& row, ClaimId claim) {
        Outcome const& from = to_.outcome(row["from_id"]);
        Graph const graph = to_.ledger.graph();
        Attribution const passage = graph.attribution(from.main);
        Passage holder{.document = passage.document,
                       .hops = {{.source = passage.source}},
                       .factuality = confidence(row),
                       .spans = {passage.spans.front()}};
        holder.spans[0].role = SpanRole::context;
        if (RowText const* inner = find_entry(inner_holders, row["id"]))
            holder.hops.push_back({.source = to_.get<ActorId>(inner->text), .role = Role::speaker});
        return to_.report(holder, claim)[0];
    }

    Recorder& to_;
};

}  // namespace import_annotations

#endif
