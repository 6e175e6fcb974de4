// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_EXAMPLES_DOSSIER_IMPORT_RECORDER_HPP
#define ASCRIBE_EXAMPLES_DOSSIER_IMPORT_RECORDER_HPP

#include "decisions.hpp"
#include "tables.hpp"
#include <ascribe/graph/graph.hpp>
#include <ascribe/ledger/ledger.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace import_annotations {

using namespace ascribe;

/// A source within a chain of reports, with what belongs to it alone (rule I6).
struct Hop {
    Source source;
    Role role = Role::author;
    bool implied = false;
    Distance distance = {};
    std::optional<Edtf> said = {};
};

/// A passage of a document: the chain of its sources from the author inwards, and how the innermost puts it.
struct Passage {
    DocumentId document;
    std::vector<Hop> hops;
    Factuality factuality = Factuality::ct_plus;
    SpeechAct act = SpeechAct::assert;
    Basis basis = Basis::unstated;
    QuoteForm quote_form = QuoteForm::none;
    std::string wording = {};
    std::vector<Span> spans = {};
};

/// What became of a row of claims.tsv or headlines.tsv.
struct Outcome {
    AttributionId main;                                   ///< the outermost attribution that stands for the row
    std::vector<AttributionId> hops;                      ///< of the main one, from the outermost inwards
    std::vector<AttributionId> outermost;                 ///< all that the row gave, labelled with its id
    AttributionId dated;                                  ///< the one that dates the event, if there is one
    ClaimId meant;                                        ///< what it states if it is a time that is surely resolved
    std::vector<std::pair<std::string, ClaimId>> claims;  ///< what it is about, with the property: one, or one per item
};

/// A ledger that is being filled, with what the rows need of each other.
class Recorder {
public:
    Recorder() : annotation(ledger.actor("annotation", ActorKind::analyst)) {
        ledger.label(annotation, "Annotation of the five texts", annotation);
        for (Property const& p : properties()) ledger.property(p.name, p.traits);
    }

    Ledger ledger;
    ActorId annotation;                                           ///< the annotator, as an analyst
    std::map<std::string, DocumentId, std::less<>> texts;         ///< file name to the document whose text it is
    std::map<std::string, Source, std::less<>> authors;           ///< key of a text to its author
    std::map<std::string, ActorId, std::less<>> publishers;       ///< key of a text to the actor that published it
    std::map<std::string, AttributionId, std::less<>> published;  ///< key of a document to what dates it
    std::map<std::string, Outcome, std::less<>> rows;             ///< by row id
    std::map<std::pair<std::uint32_t, std::uint32_t>, AttributionId> ranges;  ///< what a footnote of 001 is evidence of

    /// \name Entities, by the annotation's ids
    /// @{
    [[nodiscard]] bool knows(std::string_view key) const { return entities_.contains(key); }
    void add(std::string_view key, Entity entity) { entities_.emplace(key, entity); }
    [[nodiscard]] Entity entity(std::string_view key) const {
        auto const at = entities_.find(key);
        if (at == entities_.end()) fail(key, "is no key of the tables");
        return at->second;
    }
    template <class Id>
    [[nodiscard]] Id get(std::string_view key) const {
        Id const id = Node(entity(key)).to<Id>();
        if (!id) fail(key, "is a key of another category");
        return id;
    }
    [[nodiscard]] DocumentId text_of(Row const& row, std::string_view column = "doc") const {
        auto const at = texts.find(row[column]);
        if (at == texts.end()) fail(row.where(), "the file is none of the five texts");
        return at->second;
    }
    [[nodiscard]] Outcome const& outcome(std::string_view row) const {
        auto const at = rows.find(row);
        if (at == rows.end()) fail(row, "is no row of claims or headlines");
        return at->second;
    }
    void label(Node node, std::string_view text) { ledger.label(node, text, annotation); }
    /// @}

    /// \name What the annotation says in its own voice
    /// @{
    AttributionId says(ClaimId claim, Factuality factuality = Factuality::ct_plus, Basis basis = Basis::unstated,
                       std::vector<Span> const& spans = {}) {
        return ledger.attribution({.source = annotation,
                                   .content = claim,
                                   .factuality = factuality,
                                   .role = Role::analyst,
                                   .basis = basis,
                                   .spans = spans});
    }
    AttributionId note(Node subject, std::string_view property, Value const& value = {},
                       Factuality factuality = Factuality::ct_plus) {
        return says(ledger.claim(subject, property, value), factuality);
    }
    /// Notes a cell, unless it is empty.
    void note_cell(Node subject, std::string_view property, std::string_view cell) {
        if (!cell.empty()) note(subject, property, cell);
    }
    /// @}

    /// What a document says itself, as far as it is printed in it (rule L1).
    AttributionId prints(DocumentId document, ClaimId claim, std::vector<Span> const& spans,
                         std::string_view wording = {}) {
        return ledger.attribution(
            {.source = document, .content = claim, .document = document, .wording = wording, .spans = spans});
    }

    /// Records a passage from its innermost source outwards; returns all hops, the outermost first.
    std::vector<AttributionId> report(Passage const& passage, ClaimId claim) {
        std::vector<AttributionId> recorded(passage.hops.size());
        Content content = claim;
        for (std::size_t i = passage.hops.size(); i-- > 0;) {
            Hop const& hop = passage.hops[i];
            bool const innermost = i + 1 == passage.hops.size();
            Attribution a{.source = hop.source,
                          .content = content,
                          .role = hop.role,
                          .implied = hop.implied,
                          .distance = hop.distance,
                          .said = hop.said};
            if (innermost) a.factuality = passage.factuality, a.act = passage.act;
            if (i == 0) {
                a.basis = passage.basis;
                a.quote_form = passage.quote_form;
                a.document = passage.document;
                a.wording = passage.wording;
                a.spans = passage.spans;
            }
            recorded[i] = ledger.attribution(a);
            content = recorded[i];
        }
        return recorded;
    }

    /// A stretch of a text, from the byte columns `<begin>_byte` and `<end>_byte` of a row. The columns in code points
    /// are kept by way of `offsets`.
    Span span(Row const& row, DocumentId text, std::string_view begin, std::string_view end,
              SpanRole role = SpanRole::content, std::size_t depth = 0) {
        auto const bytes = [&](std::string_view column) { return row.number(std::string(column) + "_byte"); };
        see(text, row.number(begin), bytes(begin));
        see(text, row.number(end), bytes(end));
        return {text, bytes(begin), bytes(end), role, static_cast<std::uint8_t>(depth)};
    }
    void see(DocumentId text, std::uint32_t code_point, std::uint32_t byte) {
        auto const [at, is_new] = offsets_[text].emplace(byte, code_point);
        if (!is_new && at->second != code_point) fail(std::to_string(byte), "one byte is two code points");
    }

    /// Says of each text from which byte on its offsets in code points are how much smaller: "117:2 1188:8". With that
    /// every span of the data set can be given in code points without the text.
    void note_offsets() {
        for (auto const& [text, pairs] : offsets_) {
            std::string steps;
            std::uint32_t difference = 0;
            for (auto const& [byte, code_point] : pairs) {
                if (byte < code_point || byte - code_point < difference) fail(steps, "offsets that do not grow");
                if (byte - code_point == difference) continue;
                difference = byte - code_point;
                steps += (steps.empty() ? "" : " ") + std::to_string(byte) + ":" + std::to_string(difference);
            }
            if (steps.empty()) continue;
            says(ledger.claim(text, "code_point_offsets", std::string_view(steps)), Factuality::ct_plus,
                 Basis::computation);
        }
    }

    /// \name Grounds, which may lie further down in the tables
    /// @{
    /// `on` is "published <document>", "row <id>" or "dated <id>".
    void ground_later(AttributionId attribution, std::string_view on) { pending_.emplace_back(attribution, on); }
    void link_grounds() {
        for (auto const& [attribution, on] : pending_) {
            auto const words = split(on, " ");
            if (words.size() != 2) fail(on, "is no ground");
            AttributionId ground;
            if (words[0] == "published" && published.contains(words[1])) ground = published.find(words[1])->second;
            if (words[0] == "row") ground = outcome(words[1]).main;
            if (words[0] == "dated") ground = outcome(words[1]).dated;
            if (!ground) fail(on, "is no ground");
            ledger.ground(attribution, ground);
        }
    }
    /// @}

private:
    std::map<std::string, Entity, std::less<>> entities_;
    std::map<DocumentId, std::map<std::uint32_t, std::uint32_t>> offsets_;
    std::vector<std::pair<AttributionId, std::string>> pending_;
};

/// The certainty that a resolved date leaves: `?` marks one that is resolved by inference. The annotation then holds
/// it as probable, and the date itself carries no mark, so that sure and unsure readings are of one claim.
struct Resolved {
    Edtf date;
    Factuality factuality = Factuality::ct_plus;
};
[[nodiscard]] inline Resolved resolve(std::string_view text) {
    std::string plain;
    bool marked = false;
    for (char const c : text) {
        if (c == '?' || c == '%') marked = true;
        if (c != '?') plain += c == '%' ? '~' : c;
    }
    return {Edtf(plain), marked ? Factuality::pr_plus : Factuality::ct_plus};
}

/// EDTF has no times without seconds: "2023-06-05T16:31" becomes "2023-06-05T16:31:00".
[[nodiscard]] inline Edtf with_seconds(std::string_view text) {
    return Edtf(text.find('T') == std::string_view::npos ? std::string(text) : std::string(text) + ":00");
}

}  // namespace import_annotations

#endif
