// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_DOCUMENTS_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_DOCUMENTS_HPP

#include "recorder.hpp"

#include <algorithm>

namespace import_annotations {

/// The column `evidence`: "title=0-48[0-48] ; date=117-138[119-140]", code points and bytes by what they show.
class Evidence {
public:
    Evidence(Recorder& to, Row const& row, DocumentId text) : text_(text) {
        for (std::string const& item : split(row["evidence"], " ; ")) {
            auto const parts = split(item, "=");
            auto const offsets = split(parts.back(), "[");
            if (parts.size() != 2 || offsets.size() != 2) fail(row.where(), "evidence that cannot be read");
            auto const code_points = split(offsets[0], "-");
            auto const bytes = split(std::string_view(offsets[1]).substr(0, offsets[1].size() - 1), "-");
            Stretch const s{to_number(bytes.at(0)), to_number(bytes.at(1))};
            to.see(text, to_number(code_points.at(0)), s.begin);
            to.see(text, to_number(code_points.at(1)), s.end);
            stretches_.emplace(parts[0], s);
        }
    }
    [[nodiscard]] bool has(std::string_view what) const { return stretches_.contains(what); }
    /// The stretches that show one of these, if they are there.
    [[nodiscard]] std::vector<Span> spans(std::initializer_list<std::string_view> whats,
                                          SpanRole role = SpanRole::content) {
        std::vector<Span> spans;
        for (std::string_view const what : whats) {
            auto const at = stretches_.find(what);
            if (at == stretches_.end()) continue;
            spans.push_back({text_, at->second.begin, at->second.end, role});
            used_.emplace(what);
        }
        return spans;
    }
    [[nodiscard]] bool is_used_up() const { return used_.size() == stretches_.size(); }

private:
    struct Stretch {
        std::uint32_t begin, end;
    };
    DocumentId text_;
    std::map<std::string, Stretch, std::less<>> stretches_;
    std::set<std::string, std::less<>> used_;
};

/// "July 20, 2024 14:02" as 2024-07-20T14:02:00.
[[nodiscard]] inline Edtf read_printed_time(std::string_view text) {
    static constexpr auto months =
        std::to_array<std::string_view>({"January", "February", "March", "April", "May", "June", "July", "August",
                                         "September", "October", "November", "December"});
    auto const words = split(text, " ");
    auto const month = words.size() == 4 ? std::find(months.begin(), months.end(), words[0]) : months.end();
    if (month == months.end()) fail(text, "is no printed time that this program can read");
    auto const two = [](std::string const& digits) { return digits.size() < 2 ? "0" + digits : digits; };
    return Edtf(words[2] + "-" + two(std::to_string(month - months.begin() + 1)) + "-" +
                two(words[1].substr(0, words[1].size() - 1)) + "T" + words[3] + ":00");
}

/// documents.tsv: what a text prints about itself and about the works that it cites is its own word, what else is
/// known or inferred is the annotation's (rules L1, L4).
class DocumentRows {
public:
    explicit DocumentRows(Recorder& to) : to_(to) {}

    /// The keys, before anything else.
    void declare(Table const& documents) {
        for (Row const& row : documents) {
            DocumentId const document = to_.ledger.document(row["id"]);
            to_.add(row["id"], document);
            if (row["kind"] == "text") {
                to_.texts.emplace(row["file"], document);
                to_.label(document, "Text " + row.text("id").substr(1));
            }
        }
    }

    void record(Table const& documents) {
        for (Row const& row : documents) record(row);
    }

private:
    void record(Row const& row) {
        DocumentId const document = to_.get<DocumentId>(row["id"]);
        DocumentId const page = to_.text_of(row, "file");
        bool const is_page = document == page;
        Evidence evidence(to_, row, page);
        if (is_page) to_.note(document, property::locator, "annotated copy, not included: " + row.text("file"));
        to_.note(document, property::nature, row["kind"]);
        cite(row, document, page, evidence);
        for (std::string_view const column : {property::title, std::string_view("subtitle")})
            if (row.has(column))
                to_.prints(page, to_.ledger.claim(document, column, row[column]), evidence.spans({column}));
        if (evidence.has("section"))
            to_.prints(page, to_.ledger.claim(document, "section_line"), evidence.spans({"section"}));
        record_author(row, document, page, evidence);
        record_publisher(row, document, page, evidence);
        record_times(row, document, page, evidence);
        to_.note_cell(document, "note", row["note"]);
        if (!evidence.is_used_up()) fail(row.where(), "evidence that shows nothing of the row");
    }

    /// The note that names another work, and the sign in the text that leads there.
    void cite(Row const& row, DocumentId document, DocumentId page, Evidence& evidence) {
        if (document == page) return;
        auto spans = evidence.spans({"note", "mention"});
        if (spans.empty()) fail(row.where(), "a cited work without its note");
        for (Span const& marker : evidence.spans({"marker"}, SpanRole::cue)) spans.push_back(marker);
        to_.prints(page, to_.ledger.claim(page, evidence.has("note") ? "cites" : "mentions", document), spans);
    }

    /// Records a statement on author or publisher as the page's own word if it is printed, and the annotation's
    /// acceptance of what the page says about another work (rule R2). Returns the annotation's, or else the page's.
    AttributionId tell(DocumentId page, ClaimId claim, std::vector<Span> const& printed, Factuality factuality,
                       std::vector<Span> const& hints) {
        AttributionId told;
        if (!printed.empty()) told = to_.prints(page, claim, printed);
        if (told && to_.ledger.graph().subject(claim) == Node(page)) return told;
        AttributionId const accepted =
            told ? to_.says(claim, factuality, Basis::document)
                 : to_.says(claim, factuality, hints.empty() ? Basis::unstated : Basis::inference, hints);
        if (told) to_.ledger.ground(accepted, told);
        return accepted;
    }

    void record_author(Row const& row, DocumentId document, DocumentId page, Evidence& evidence) {
        if (!row.has("author_id")) return;
        auto const author = to_.get<ActorId>(row["author_id"]);
        if (document == page) to_.authors.emplace(row["id"], author);
        tell(page, to_.ledger.claim(document, property::authored_by, author),
             document == page ? evidence.spans({"author"}) : evidence.spans({"note", "mention"}), Factuality::ct_plus,
             {});
        if (row["author"] != "unknown") to_.note(document, "author_name", row["author"]);
    }

    void record_publisher(Row const& row, DocumentId document, DocumentId page, Evidence& evidence) {
        if (!row.has("publisher_id")) return;
        auto const publisher = to_.get<ActorId>(row["publisher_id"]);
        DocumentId original = document;
        if (row.has("republisher_id")) {
            original = to_.ledger.document(row.text("id") + "/original");
            to_.label(original, "The original of " + row.text("id"));
            republish(row, document, page, original, evidence);
        }
        if (document == page) to_.publishers.emplace(row["id"], publisher);

        bool const is_stated = row["publisher_basis"].starts_with("stated");
        bool const is_guess = row["publisher_basis"] == "inferred from the address";
        auto const source = document == page ? evidence.spans({"publisher"}) : evidence.spans({"note"});
        if (is_stated && source.empty()) fail(row.where(), "a publisher that is stated nowhere");
        auto hints = evidence.spans({"publisher_logo"}, SpanRole::context);
        if (is_guess) hints = evidence.spans({"note"}, SpanRole::context);
        AttributionId const told =
            tell(page, to_.ledger.claim(original, property::published_by, publisher),
                 is_stated ? source : std::vector<Span>{}, is_guess ? Factuality::pr_plus : Factuality::ct_plus, hints);
        if (row["publisher"] != "unknown") to_.note(document, "publisher_name", row["publisher"]);
        to_.note_cell(told, "basis_given", row["publisher_basis"]);
    }

    void republish(Row const& row, DocumentId document, DocumentId page, DocumentId original, Evidence& evidence) {
        auto hints = evidence.spans({"source_link"}, SpanRole::context);
        if (document != page) hints = evidence.spans({"note"}, SpanRole::context);
        to_.says(to_.ledger.claim(document, property::reprints, original), Factuality::ct_plus, Basis::inference,
                 hints);
        tell(page, to_.ledger.claim(document, property::published_by, to_.get<ActorId>(row["republisher_id"])),
             evidence.spans({"republisher"}), Factuality::ct_plus, hints);
        to_.note(document, "republisher_name", row["republisher"]);
        if (row.has("author_id"))
            to_.says(to_.ledger.claim(original, property::authored_by, to_.get<ActorId>(row["author_id"])));
    }

    void record_times(Row const& row, DocumentId document, DocumentId page, Evidence& evidence) {
        ClaimId const published = to_.ledger.claim(document, property::published, with_seconds(row["pub_edtf"]));
        AttributionId dated;
        if (row.has("pub_printed")) {
            auto const date = evidence.spans({"date"});
            dated = to_.prints(page, published, date, row["pub_printed"]);
            if (!date.empty() && page != document) to_.ranges[{date[0].begin, date[0].end}] = dated;
        } else {
            auto hints = evidence.spans(
                {"latest_internal_date", "upper_bound", "first_weekday", "second_weekday", "last_weekday"},
                SpanRole::context);
            if (page != document) hints = evidence.spans({"note"}, SpanRole::context);
            dated = to_.says(published, Factuality::pr_plus, Basis::inference, hints);
            for (RowText const& ground : document_grounds)
                if (ground.row == row["id"]) to_.ground_later(dated, ground.text);
        }
        to_.published.emplace(row["id"], dated);

        AttributionId updated;
        if (row.has("updated_printed"))
            updated = to_.prints(
                page, to_.ledger.claim(document, property::updated, read_printed_time(row["updated_printed"])),
                evidence.spans({"updated"}), row["updated_printed"]);
        if (row.has("captured_not_before")) {
            auto const resolved = resolve(row["captured_not_before"].substr(0, row["captured_not_before"].find('T')));
            AttributionId const captured =
                to_.says(to_.ledger.claim(document, property::captured, Edtf(resolved.date.canonical() + "/..")),
                         resolved.factuality, Basis::inference, evidence.spans({"capture"}, SpanRole::context));
            if (updated) to_.ledger.ground(captured, updated);
            captured_.emplace(row["id"], captured);
        }
    }

public:
    /// What the annotation concludes on when a page was captured.
    [[nodiscard]] AttributionId captured(std::string_view document) const {
        auto const at = captured_.find(document);
        return at == captured_.end() ? AttributionId() : at->second;
    }

private:
    Recorder& to_;
    std::map<std::string, AttributionId, std::less<>> captured_;
};

}  // namespace import_annotations

#endif
