// SPDX-License-Identifier: BSL-1.0
#include "corpus/records.hpp"

#include <set>

using namespace corpus;

namespace {

/// Kind, id and place of one end of a relation.
void put_end(Cells& cells, std::string const& side, Node end) {
    std::optional<Span> span;
    std::string& kind = cells[side + "_kind"];
    std::string& id = cells[side + "_id"];
    if (AttributionId const a = end.to<AttributionId>()) {
        id = label(a);
        kind = id[0] == 'c' ? "claim" : id[0] == 'h' ? "headline" : "range";
        if (kind == "range") id = "range";
        span = find_span(a, SpanRole::content);
        if (!span) span = find_span(a, SpanRole::content_possible);
        REQUIRE(span);
    } else {
        id = key(end);
        kind = end.is(Category::event) ? "event" : "document";
    }
    // The label of an attribution that no row gave is none.
    if (kind == "range") CHECK(label(end) == "-");
    cells[side + "_doc"] = span ? file_of(span->document) : "-";
    put_span(cells, side + "_begin", side + "_end", span);
}

Cells rebuilt(std::string const& id) {
    Cells cells;
    auto const all = attributions_of_row(id);
    REQUIRE(all.size() == 1);
    auto const [chain, claim] = hops(all[0]);
    Attribution const held = graph().attribution(all[0]);
    cells["id"] = id;
    cells["type"] = std::string(graph().name(graph().property(claim)));
    put_end(cells, "from", graph().subject(claim));
    put_end(cells, "to", graph().value_node(claim));
    for (std::string const column : {"match", "overlap_words", "overlap_chars", "explanation"})
        cells[column] = note(all[0], column);
    cells["property"] = note(all[0], "relation_property");

    Attribution const holder = graph().attribution(chain.back());
    cells["confidence"] = holder.factuality == Factuality::ct_plus   ? "high"
                          : holder.factuality == Factuality::pr_plus ? "medium"
                                                                     : "low";
    if (cells["confidence"] == "low") CHECK(holder.factuality == Factuality::ps_plus);
    bool const is_annotators = held.source == Source(annotation());
    cells["basis"] = is_annotators ? "annotator" : "text";
    if (!is_annotators) {
        // G6: held by the author of the document from which it starts.
        AttributionId const from = graph().subject(claim).to<AttributionId>();
        REQUIRE(from);
        CHECK(held.source == graph().source(from));
        CHECK(held.document == graph().document(from));
        if (chain.size() == 2) CHECK(holder.source == graph().source(hops(from).first.back()));
    }
    REQUIRE(chain.size() <= 2);
    CHECK(held.role == (is_annotators ? Role::analyst : Role::author));
    CHECK(held.act == SpeechAct::assert);
    if (chain.size() == 2) CHECK(holder.role == Role::speaker);
    return cells;
}

/// A claim, what the annotation surely reads it as, and all that it surely calls the same as one of these.
std::set<ClaimId> equals(ClaimId claim) {
    auto const sure = [](Remark const& remark) { return graph().factuality(remark.by) == Factuality::ct_plus; };
    std::set<ClaimId> found = {claim};
    for (Remark const& remark : remarks(claim, "read_as"))
        if (sure(remark)) found.insert(graph().value_node(remark.claim).to<ClaimId>());
    std::set<ClaimId> const meanings = found;
    for (ClaimId const meaning : meanings) {
        for (Remark const& same : remarks(meaning, "same_as"))
            if (sure(same)) found.insert(graph().value_node(same.claim).to<ClaimId>());
        for (ClaimId const naming : graph().claims_naming(meaning))
            if (graph().name(graph().property(naming)) == "same_as")
                found.insert(graph().subject(naming).to<ClaimId>());
    }
    return found;
}

/// Whether two rows state one claim, or claims that the annotation calls the same. That both give the same date does
/// not count, where a date is not what they state.
bool state_the_same(std::string const& a, std::string const& b, bool dates) {
    for (AttributionId const one : attributions_of_row(a))
        for (AttributionId const other : attributions_of_row(b)) {
            ClaimId const x = hops(one).second, y = hops(other).second;
            if (!dates && graph().name(graph().property(x)) == "date") continue;
            auto const of_x = equals(x), of_y = equals(y);
            if (std::any_of(of_x.begin(), of_x.end(), [&](ClaimId c) { return of_y.contains(c); })) return true;
        }
    return false;
}

/// E5 by hand: whether what a row says of its event, asserted or not, is that it took place.
bool concern_one_event(std::string const& a, std::string const& b) {
    for (AttributionId const one : attributions_of_row(a))
        for (AttributionId const other : attributions_of_row(b))
            if (graph().subject(hops(one).second) == graph().subject(hops(other).second)) return true;
    return false;
}

}  // namespace

TEST_CASE("every cell of the 218 rows of relations.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("relations");
    CHECK(sheet.rows.size() == 218);
    for (Cells const& row : sheet.rows) check_row(sheet, row, rebuilt(row.at("id")), row.at("id"));
}

TEST_CASE("G4: rows that the tables call the same claim state one claim, or claims that are the same, or one event") {
    Sheet const claims = read_sheet("claims");
    auto const property_of = [&](std::string const& id) {
        for (Cells const& row : claims.rows)
            if (row.at("id") == id) return row.at("property");
        return std::string("-");
    };
    int same = 0, other_property = 0, across = 0;
    for (Cells const& row : read_sheet("relations").rows) {
        if (row.at("type") != "same_claim") continue;
        std::string const from = row.at("from_id"), to = row.at("to_id");
        CAPTURE(row.at("id"));
        if (row.at("from_kind") != row.at("to_kind")) {
            ++across;  // A headline is recorded by its gist: the relation alone says that the contents are the same.
        } else if (row.at("from_kind") == "headline" || property_of(from) == property_of(to)) {
            CHECK(state_the_same(from, to, property_of(from) == "time"));
            ++same;
        } else {
            CHECK(concern_one_event(from, to));
            ++other_property;
        }
    }
    CHECK(same == 112);
    CHECK(other_property == 23);
    CHECK(across == 2);
}

TEST_CASE("G6: inferences that the tables ascribe to a source within the text are held by that source") {
    for (std::string const id : {"r261", "r262", "r263", "r268"}) {
        CAPTURE(id);
        CHECK(hops(attributions_of_row(id).at(0)).first.size() == 2);
    }
}

TEST_CASE("the correction of a year is one of the date and not of the tonnages that stand beside it") {
    std::size_t dates = 0;
    for (std::string const id : {"r280", "r281", "r282", "r283"}) {
        CAPTURE(id);
        ClaimId const corrects = hops(attributions_of_row(id).at(0)).second;
        CHECK(graph().name(graph().property(corrects)) == "corrects");
        auto const corrected = graph().value_node(corrects).to<AttributionId>();
        REQUIRE(corrected);
        ClaimId const claim = hops(corrected).second;
        CHECK(graph().name(graph().property(claim)) == "date");
        CHECK(graph().value(claim).date() != nullptr);
        dates += graph().subject(claim) == Node(graph().find_event("ev_aid_20231003"));
        // What corrects it is a date, too.
        auto const by = graph().subject(corrects).to<AttributionId>();
        REQUIRE(by);
        CHECK(graph().value(hops(by).second).date() != nullptr);
    }
    CHECK(dates == 4);
}

TEST_CASE("P6: one wording that is credited to two sources is marked as an alternative, and only as possible") {
    AttributionId const one = hops(attributions_of_row("c001.088").at(0)).first.back();
    AttributionId const other = hops(attributions_of_row("h002.33").at(0)).first.back();
    bool found = false;
    for (Node const end : {Node(one), Node(other)})
        for (Remark const& remark : remarks(end, "alternative_to")) {
            Node const far = graph().value_node(remark.claim);
            CHECK((far == Node(one) || far == Node(other)));
            CHECK(graph().factuality(remark.by) == Factuality::ps_plus);
            found = true;
        }
    CHECK(found);
}
