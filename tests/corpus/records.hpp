// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_CORPUS_RECORDS_HPP
#define ASCRIBE_TESTS_CORPUS_RECORDS_HPP

#include "corpus/tables.hpp"
#include <ascribe/graph/view.hpp>
#include <ascribe/interop/json_lines.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The data set as it is checked in, read through the public reader, and the questions that rebuilding a cell needs.
namespace corpus {

using namespace ascribe;

inline std::string data_set_text() {
    return read_whole(std::string(ASCRIBE_EXAMPLES) + "/dossier/karabakh-2023.jsonl");
}

/// The graph of the data set. Read once.
inline Graph const& graph() {
    static Graph const graph = [] {
        Ledger ledger;
        auto const report = read_json_lines(data_set_text(), ledger);
        for (LineError const& error : report.errors) MESSAGE(to_string(error));
        REQUIRE(report.ok());
        return ledger.graph();
    }();
    return graph;
}
/// All of it, read as a scope without any choice reads it.
inline View const& view() {
    static View const view(graph());
    return view;
}

inline ActorId annotation() {
    ActorId const actor = graph().find_actor("annotation");
    REQUIRE(actor);
    REQUIRE(graph().kind(actor) == ActorKind::analyst);
    return actor;
}

inline std::string join(std::vector<std::string> const& parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : std::string(separator)) + parts[i];
    return parts.empty() ? "-" : text;
}
inline std::string key(Node node) {
    Entity const entity = node.to<Entity>();
    REQUIRE(entity);
    return std::string(graph().key(entity));
}
inline Entity entity(std::string const& id) {
    for (Category const category : {Category::actor, Category::document, Category::place, Category::event})
        if (Entity const found = graph().find(category, id)) return found;
    return {};
}

/// The label that the annotation gives a record, if it is of this sort: "" for any.
inline std::string label(Node node, std::string_view beginning = "") {
    for (Label const& l : graph().labels(node))
        if (l.data_set == annotation() && l.text.substr(0, beginning.size()) == beginning) return std::string(l.text);
    return "-";
}

// -- what the annotation says ----------------------------------------------------------------------------------------

struct Remark {
    ClaimId claim;
    AttributionId by;
};

/// What the annotation says of a record with this property, in order of recording, as often as it says it.
inline std::vector<Remark> remarks(Node subject, std::string_view property) {
    std::vector<Remark> found;
    for (ClaimId const claim : graph().claims_about(subject, property))
        for (AttributionId const a : graph().attributions_of(claim))
            if (graph().source(a) == Source(annotation())) found.push_back({claim, a});
    return found;
}

/// The one certain text that the annotation notes of a record; "-" if there is none.
inline std::string note(Node subject, std::string_view property) {
    auto const found = remarks(subject, property);
    if (found.empty()) return "-";
    REQUIRE(found.size() == 1);
    REQUIRE(graph().factuality(found[0].by) == Factuality::ct_plus);
    Value const value = graph().value(found[0].claim);
    REQUIRE(value.text() != nullptr);
    return std::string(*value.text());
}

/// Values that are records, of all claims with this property that anybody holds, in order of recording.
inline std::vector<std::string> keys_of(Node subject, std::string_view property) {
    std::vector<std::string> keys;
    for (ClaimId const claim : graph().claims_about(subject, property)) {
        REQUIRE(!graph().attributions_of(claim).empty());
        keys.push_back(key(graph().value_node(claim)));
    }
    return keys;
}
inline std::string only_key(Node subject, std::string_view property) {
    auto const keys = keys_of(subject, property);
    REQUIRE(keys.size() <= 1);
    return keys.empty() ? "-" : keys[0];
}

// -- offsets ---------------------------------------------------------------------------------------------------------

/// The offset in code points of a byte, after what the data set says of the text.
inline std::string code_point(DocumentId text, std::uint32_t byte) {
    std::uint32_t difference = 0;
    std::string const steps = note(text, "code_point_offsets");
    for (std::size_t at = 0; at < steps.size() && steps != "-";) {
        std::size_t const end = (std::min)(steps.find(' ', at), steps.size());
        std::string const step = steps.substr(at, end - at);
        if (std::stoul(step) > byte) break;
        difference = static_cast<std::uint32_t>(std::stoul(step.substr(step.find(':') + 1)));
        at = end + 1;
    }
    return std::to_string(byte - difference);
}

/// The spans of an attribution, with their document also where it is that of the attribution.
inline std::vector<Span> spans_of(AttributionId attribution) {
    Attribution const a = graph().attribution(attribution);
    std::vector<Span> spans(a.spans.begin(), a.spans.end());
    for (Span& span : spans)
        if (!span.document) span.document = a.document;
    return spans;
}
/// The first span with this role, if there is one.
inline std::optional<Span> find_span(AttributionId attribution, SpanRole role) {
    for (Span const& span : spans_of(attribution))
        if (span.role == role) return span;
    return std::nullopt;
}

/// Four cells of a stretch of text: "<name>begin", "<name>end", and both with "_byte".
inline void put_span(Cells& cells, std::string const& begin, std::string const& end, std::optional<Span> const& span) {
    cells[begin] = span ? code_point(span->document, span->begin) : "-";
    cells[end] = span ? code_point(span->document, span->end) : "-";
    cells[begin + "_byte"] = span ? std::to_string(span->begin) : "-";
    cells[end + "_byte"] = span ? std::to_string(span->end) : "-";
}

/// The file of the text that a document, a list on its page or a work that it cites is found in.
inline std::string file_of(DocumentId document) {
    static std::string const before = "annotated copy, not included: ";
    std::string const copy = note(document, "locator");
    if (copy != "-") {
        CHECK(copy.starts_with(before));
        return copy.substr((std::min)(before.size(), copy.size()));
    }
    for (ClaimId const claim : graph().claims_about(document, "part_of"))
        return file_of(graph().value_node(claim).to<DocumentId>());
    for (std::string_view const cites : {"cites", "mentions"})
        for (ClaimId const claim : graph().claims_naming(document))
            if (graph().name(graph().property(claim)) == cites) return file_of(graph().subject(claim).to<DocumentId>());
    return "-";
}
/// "001" for a file "001_...".
inline std::string short_file(std::string const& file) {
    return file.substr(0, 3);
}

// -- dates -----------------------------------------------------------------------------------------------------------

inline std::string date_text(Edtf const& date) {
    std::string text = date.canonical();
    // EDTF has no times without seconds, so the data set writes them and the tables do not.
    if (date.kind() == EdtfKind::datetime && text.ends_with(":00")) text.resize(text.size() - 3);
    return text;
}

/// A date that the annotation is not certain of has its marks again: "2023-05-28/.." held as probable is
/// "2023-05-28?/..".
inline std::string date_text(Edtf const& date, Factuality held) {
    std::string text = date_text(date);
    if (held == Factuality::ct_plus) return text;
    REQUIRE(held == Factuality::pr_plus);
    std::vector<std::string> ends = {text.substr(0, text.find('/'))};
    if (text.find('/') != std::string::npos) ends.push_back(text.substr(text.find('/') + 1));
    for (std::string& end : ends) {
        if (end == "..") continue;
        if (end.ends_with("~"))
            end.back() = '%';
        else if (!end.ends_with("?"))
            end += '?';
    }
    return join(ends, "/");
}
inline std::string date_text(Remark const& remark) {
    Value const value = graph().value(remark.claim);
    REQUIRE(value.date() != nullptr);
    return date_text(*value.date(), graph().factuality(remark.by));
}

/// The attributions that a row of the tables gave, in order.
inline std::vector<AttributionId> attributions_of_row(std::string const& id) {
    std::vector<AttributionId> found;
    for (Node const node : graph().find_labelled(id)) {
        AttributionId const a = node.to<AttributionId>();
        REQUIRE(a);
        found.push_back(a);
    }
    return found;
}

/// All hops of an attribution, from the outermost inwards, and the claim at the end.
inline std::pair<std::vector<AttributionId>, ClaimId> hops(AttributionId outermost) {
    std::vector<AttributionId> found = {outermost};
    for (Content content = graph().content(outermost);;) {
        if (ClaimId const claim = content.to<ClaimId>()) return {found, claim};
        found.push_back(content.to<AttributionId>());
        content = graph().content(found.back());
    }
}

}  // namespace corpus

#endif
