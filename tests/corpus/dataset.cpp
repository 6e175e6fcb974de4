// SPDX-License-Identifier: BSL-1.0
#include "corpus/neutral_words.hpp"
#include "corpus/rebuilt_claims.hpp"
#include "corpus/rebuilt_headlines.hpp"

#include <map>

using namespace corpus;

namespace {

// -- names -----------------------------------------------------------------------------------------------------------

/// All uses of a name by a document, in the order in which they were recorded.
std::vector<AttributionId> name_uses() {
    std::vector<AttributionId> uses;
    for (AttributionId const a : graph().attributions())
        if (!remarks(a, "occurrences").empty()) uses.push_back(a);
    return uses;
}

std::string form_of(AttributionId use, ClaimId claim) {
    std::string const form = note(use, "form");
    if (form != "-") return form;
    std::string const kind(graph().name(graph().property(claim)));
    return kind == "designation" ? "contested" : kind;
}

Cells rebuilt_name(AttributionId use) {
    Cells cells;
    auto const [chain, claim] = hops(use);
    REQUIRE(chain.size() == 1);
    DocumentId const document = graph().document(use);
    // N1: its user is the source, and that is the document in which it stands.
    CHECK(graph().source(use) == Source(document));
    cells["entity"] = key(graph().subject(claim));
    cells["doc"] = file_of(document);
    cells["surface"] = std::string(*graph().value(claim).text());
    cells["form"] = form_of(use, claim);
    put_span(cells, "first_begin", "first_end", find_span(use, SpanRole::content));
    auto const occurrences = remarks(use, "occurrences");
    REQUIRE(occurrences.size() == 1);
    Value const count = graph().value(occurrences[0].claim);
    REQUIRE(count.quantity() != nullptr);
    CHECK(count.quantity()->direction() == Direction::exact);
    cells["occurrences"] = to_text(*count.quantity()->nominal());
    return cells;
}

/// The column surface_names of actors and places: "000: Baku [metonym] ; official Baku || 001: ...".
std::map<std::string, std::string> surface_names() {
    std::map<std::string, std::string> names;
    std::map<std::string, std::string> last;
    for (AttributionId const use : name_uses()) {
        Cells const row = rebuilt_name(use);
        std::string const document = short_file(row.at("doc"));
        std::string& line = names[row.at("entity")];
        if (last[row.at("entity")] != document)
            line += (line.empty() ? "" : " || ") + document + ": ";
        else
            line += " ; ";
        last[row.at("entity")] = document;
        line += row.at("surface") + (row.at("form") == "name" ? "" : " [" + row.at("form") + "]");
    }
    return names;
}

std::string surface_names_of(std::string const& id) {
    static std::map<std::string, std::string> const names = surface_names();
    auto const at = names.find(id);
    return at == names.end() ? "-" : at->second;
}

// -- actors and places -----------------------------------------------------------------------------------------------

/// Whom the annotation takes an actor to be, perhaps, and why: "ac_caliber (same page furniture)". The claim has no
/// direction, so either row may be the one that tells it.
std::vector<std::string> hypotheses(Node actor) {
    std::vector<std::string> found;
    auto const add = [&](ClaimId claim, Node other) {
        for (AttributionId const a : graph().attributions_of(claim)) {
            CHECK(graph().source(a) == Source(annotation()));
            CHECK(graph().factuality(a) == Factuality::ps_plus);
            found.push_back(key(other) + " (" + note(a, "reason") + ")");
        }
    };
    for (ClaimId const claim : graph().claims_about(actor, "same_as")) add(claim, graph().value_node(claim));
    for (ClaimId const claim : graph().claims_naming(actor))
        if (graph().name(graph().property(claim)) == "same_as") add(claim, graph().subject(claim));
    return found;
}

Cells rebuilt_actor(Node actor, std::string const& id) {
    Cells cells;
    cells["id"] = id;
    cells["label"] = label(actor);
    ActorId const as_actor = actor.to<ActorId>();
    cells["kind"] = as_actor ? std::string(to_string(graph().kind(as_actor))) : "document";
    if (cells["kind"] == "unnamed" || cells["kind"] == "unspecified") cells["kind"] = "anonymous";
    cells["surface_names"] = surface_names_of(id);
    cells["roles"] = note(actor, "roles");
    cells["note"] = note(actor, as_actor ? "note" : "note_as_source");
    return cells;
}

}  // namespace

TEST_CASE("N1: the 470 names of names.tsv are used by the documents in which they stand, in order") {
    Sheet const sheet = read_sheet("names");
    CHECK(sheet.rows.size() == 470);
    auto const uses = name_uses();
    REQUIRE(uses.size() == sheet.rows.size());
    for (std::size_t i = 0; i < uses.size(); ++i)
        check_row(sheet, sheet.rows[i], rebuilt_name(uses[i]), sheet.rows[i].at("surface"));
}

TEST_CASE("N2: a contested name is a designation, and what stands in quotation marks keeps its distance") {
    for (AttributionId const use : name_uses()) {
        std::string const surface(*graph().value(hops(use).second).text());
        CAPTURE(surface);
        Distance const distance = graph().distance(use);
        bool const is_contested = form_of(use, hops(use).second) == "contested";
        DistanceMarker marker = DistanceMarker::none;
        for (std::string const quote : {"\"", "“", "‘"})
            if (surface.find(quote) != std::string::npos) marker = DistanceMarker::scare_quotes;
        for (std::string const words : {"so-called", "so called"})
            if (surface.starts_with(words)) marker = DistanceMarker::so_called;
        if (!is_contested) marker = DistanceMarker::none;
        CHECK(distance.marker == marker);
        if (marker != DistanceMarker::none) CHECK(distance.target == DistanceTarget::term);
    }
    for (Cells const& row : read_sheet("names").rows)
        if (row.at("form") == "contested") CHECK(row.at("surface") != label(entity(row.at("entity"))));
}

TEST_CASE("the 153 actors of actors.tsv have their kind, label, roles and hypotheses") {
    Sheet const sheet = read_sheet("actors");
    std::size_t told = 0, found = 0;
    CHECK(sheet.rows.size() == 153);
    for (Cells const& row : sheet.rows) {
        std::string const& id = row.at("id");
        if (id == "ac_unspecified") continue;  // The next test.
        Entity const actor = entity(id);
        REQUIRE_MESSAGE(actor, id);
        Cells cells = rebuilt_actor(actor, id);
        auto const all = hypotheses(actor);
        found += all.size();
        std::string const& cell = row.at("possible_same_as");
        cells["possible_same_as"] = "-";
        for (std::string const& hypothesis : all) {
            // "see there": the reason stands in the other row of the pair.
            std::string const other = hypothesis.substr(0, hypothesis.find(" ("));
            if (hypothesis == cell || cell == other + " (see there)") cells["possible_same_as"] = cell;
        }
        told += cell != "-";
        check_row(sheet, row, cells, id);
    }
    // Ten rows tell of eight pairs, and each pair is found from both its ends.
    CHECK(told == 10);
    CHECK(found == 2 * 8);
}

TEST_CASE("H9: the unspecified source is a node of its own for each passage") {
    Sheet const sheet = read_sheet("actors");
    auto const row = std::find_if(sheet.rows.begin(), sheet.rows.end(),
                                  [](Cells const& r) { return r.at("id") == "ac_unspecified"; });
    REQUIRE(row != sheet.rows.end());
    auto const passages = graph().find_labelled("ac_unspecified");
    CHECK(passages.size() == 5);
    for (Node const passage : passages) {
        CHECK(graph().kind(passage.to<ActorId>()) == ActorKind::unspecified);
        Cells cells = rebuilt_actor(passage, "ac_unspecified");
        cells["possible_same_as"] = hypotheses(passage).empty() ? "-" : "?";
        check_row(sheet, *row, cells, key(passage));
        CHECK(!graph().attributions_by(passage.to<ActorId>()).empty());
    }
    std::uint32_t unspecified = 0;
    for (ActorId const actor : graph().actors()) unspecified += graph().kind(actor) == ActorKind::unspecified;
    CHECK(unspecified == passages.size());
}

TEST_CASE("the 37 places of places.tsv have their kind, names and the place of which they are part") {
    Sheet const sheet = read_sheet("places");
    CHECK(sheet.rows.size() == 37);
    CHECK(graph().count(Category::place) == 37);
    for (Cells const& row : sheet.rows) {
        PlaceId const place = graph().find_place(row.at("id"));
        REQUIRE(place);
        Cells cells;
        cells["id"] = row.at("id");
        cells["label"] = label(place);
        cells["kind"] = note(place, "category");
        cells["part_of"] = only_key(place, "part_of");
        if (row.at("id") != "pl_karabakh") CHECK(remarks(place, "part_of").size() == (row.at("part_of") != "-"));
        cells["surface_names"] = surface_names_of(row.at("id"));
        cells["note"] = note(place, "note");
        check_row(sheet, reworded(row), cells, row.at("id"));
    }
}

TEST_CASE("what the tables call contested elsewhere is said by the five documents and not by the annotation") {
    PlaceId const place = graph().find_place("pl_karabakh");
    for (ClaimId const claim : graph().claims_about(place, "part_of")) {
        CHECK(graph().attributions_of(claim).size() == 5);
        CHECK(remarks(place, "part_of").empty());
    }
}

TEST_CASE("N3: who holds an office is said by documents, with the time only where it is said") {
    std::uint32_t holders = 0;
    for (ActorId const office : graph().actors())
        for (ClaimId const claim : graph().claims_about(office, "held_by")) {
            CHECK(graph().kind(office) == ActorKind::office);
            // The roles of the tables name the person, and the annotation itself does not take it over.
            std::string const person = label(graph().value_node(claim));
            CHECK(note(office, "roles").find(person.substr(person.rfind(' ') + 1)) != std::string::npos);
            CHECK(remarks(office, "held_by").empty());
            // Shown by the words for the office.
            for (AttributionId const a : graph().attributions_of(claim)) {
                bool shown = false;
                for (AttributionId const use : name_uses())
                    for (Span const& span : spans_of(a))
                        shown = shown || (graph().subject(hops(use).second) == Node(office) &&
                                          spans_of(use)[0].begin == span.begin && spans_of(use)[0].end == span.end &&
                                          span.role == SpanRole::context);
                CHECK(shown);
            }
            holders += static_cast<std::uint32_t>(graph().attributions_of(claim).size());
        }
    CHECK(holders == 12);
}
