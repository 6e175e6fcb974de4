// SPDX-License-Identifier: BSL-1.0
#include "corpus/neutral_words.hpp"
#include "corpus/rebuilt_claims.hpp"
#include "corpus/rebuilt_headlines.hpp"

#include <cctype>
#include <map>
#include <set>

using namespace corpus;

namespace {

/// The rows of claims and headlines that are about an event, as rebuilt from the records.
struct Told {
    std::vector<Cells> claims, headlines;
};
std::map<std::string, Told> const& told() {
    static std::map<std::string, Told> const by_event = [] {
        std::map<std::string, Told> found;
        for (Cells const& row : read_sheet("claims").rows) {
            Cells cells = RebuiltClaim(row.at("id")).cells();
            found[cells["event"]].claims.push_back(cells);
        }
        for (Cells const& row : read_sheet("headlines").rows) {
            Cells cells = rebuilt_headline(row.at("id"));
            if (cells["event"] != "-") found[cells["event"]].headlines.push_back(cells);
        }
        return found;
    }();
    return by_event;
}
Told const& told_of(std::string const& event) {
    static Told const none;
    auto const at = told().find(event);
    return at == told().end() ? none : at->second;
}

/// The derived column time_by_document: what each document says of the time, each thing once.
std::string times_by_document(std::string const& event) {
    std::map<std::string, std::vector<std::string>> times;
    auto const add = [&](Cells const& row, std::string const& text) {
        auto& of_document = times[short_file(row.at("doc"))];
        if (std::find(of_document.begin(), of_document.end(), text) == of_document.end()) of_document.push_back(text);
    };
    for (Cells const& row : told_of(event).claims) {
        if (row.at("time_edtf") == "-") continue;
        std::string text = "said=" + row.at("time_said_edtf") + " resolved=" + row.at("time_edtf");
        if (row.at("time_said") != "-") text += " words=\"" + row.at("time_said") + "\"";
        add(row, text);
    }
    for (Cells const& row : told_of(event).headlines) add(row, "headline=" + row.at("timestamp"));
    std::vector<std::string> documents;
    for (auto const& [document, of_document] : times) documents.push_back(document + ": " + join(of_document, " ; "));
    return join(documents, " || ");
}

/// Claims of the annotation about an event whose property begins so: "party:ac_x", in order of recording.
std::vector<std::string> told_entries(EventId event, std::set<std::string> const& others) {
    std::vector<std::pair<std::uint32_t, std::string>> found;
    for (ClaimId const claim : graph().claims_about(event)) {
        std::string const property(graph().name(graph().property(claim)));
        if (property.substr(0, 5) != "told_" || others.contains(property)) continue;
        for (AttributionId const a : graph().attributions_of(claim)) CHECK(graph().source(a) == Source(annotation()));
        found.emplace_back(claim.number(), property.substr(5) + ":" + key(graph().value_node(claim)));
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> entries;
    for (auto const& [number, entry] : found) entries.push_back(entry);
    return entries;
}

std::vector<std::string> told_keys(EventId event, std::string_view property) {
    std::vector<std::string> keys;
    for (Remark const& remark : remarks(event, property)) keys.push_back(key(graph().value_node(remark.claim)));
    return keys;
}

std::string relations_of(EventId event) {
    static std::map<std::string, std::string> const names = {
        {"after", "follows"},           {"responds_to", "response_to"},   {"told_alternative_to", "alternative_to"},
        {"realised_by", "realised_by"}, {"overtaken_by", "overtaken_by"}, {"prospect_of", "prospect_of"}};
    std::vector<std::string> found;
    for (auto const& [property, name] : names)
        for (Remark const& remark : remarks(event, property))
            found.push_back(name + ":" + key(graph().value_node(remark.claim)));
    return join(found, "; ");
}

Cells rebuilt_event(std::string const& id) {
    Cells cells;
    EventId const event = graph().find_event(id);
    REQUIRE(event);
    cells["id"] = id;
    cells["kind"] = note(event, "told_category");
    cells["label"] = label(event);
    cells["actuality"] = note(event, "told_actuality");
    cells["participants"] = join(told_entries(event, {"told_place", "told_date", "told_in", "told_alternative_to",
                                                      "told_category", "told_actuality"}),
                                 "; ");
    cells["place"] = join(told_keys(event, "told_place"), "; ");
    auto const dates = remarks(event, "told_date");
    REQUIRE(dates.size() <= 1);
    cells["time_edtf"] = dates.empty() ? "-" : date_text(dates[0]);
    cells["time_by_document"] = times_by_document(id);
    auto const parents = remarks(event, "part_of");
    REQUIRE(parents.size() <= 1);
    cells["parent"] = parents.empty() ? "-" : key(graph().value_node(parents[0].claim));
    cells["relations"] = relations_of(event);
    std::vector<std::string> files;
    for (std::string const& document : told_keys(event, "told_in"))
        files.push_back(file_of(graph().find_document(document)));
    cells["documents"] = join(files, " ; ");
    cells["claims_count"] = std::to_string(told_of(id).claims.size());
    cells["headlines_count"] = std::to_string(told_of(id).headlines.size());
    return cells;
}

}  // namespace

TEST_CASE("every cell of the 142 rows of events.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("events");
    CHECK(sheet.rows.size() == 142);
    for (Cells const& row : sheet.rows) check_row(sheet, reworded(row), rebuilt_event(row.at("id")), row.at("id"));
    std::uint32_t known = 0;
    for (EventId const event : graph().events())
        known += key(event).starts_with("ev_") && key(event).find('/') == std::string::npos;
    CHECK(known == sheet.rows.size());
}

TEST_CASE("N2: like events have like kinds, and no label in the annotation's own voice takes a side") {
    for (std::string const kind : {"expel", "flee", "occupy", "take_territory", "return_territory"})
        for (EventId const event : graph().events())
            for (Remark const& remark : remarks(event, "told_category"))
                CHECK(*graph().value(remark.claim).text() != kind);
    // What is quoted, alleged or called so by somebody is not in its own voice.
    auto const own_words = [](std::string const& label) {
        if (label.ends_with(" (as alleged)")) return std::string();
        std::string own;
        bool quoted = false;
        for (std::size_t i = 0; i < label.size(); ++i) {
            bool const opens = label[i] == '\'' && (i == 0 || label[i - 1] == ' ' || label[i - 1] == '(');
            bool const closes = quoted && label[i] == '\'';
            if (opens || closes)
                quoted = opens;
            else if (!quoted)
                own += static_cast<char>(std::tolower(static_cast<unsigned char>(label[i])));
        }
        return own;
    };
    for (EventId const event : graph().events()) {
        std::string const own = own_words(label(event));
        CAPTURE(own);
        for (char const* const loaded : {"occup", "liberat", "separatis", "expel", "cleans", "illegal", "terror",
                                         "regime change", "azerbaijani territor", "-khankendi", "return of"})
            CHECK(own.find(loaded) == std::string::npos);
    }
}

TEST_CASE("N2: what only one side tells, as a charge, has one and the same hedge, whichever side it is") {
    // What is charged in these is not that it took place, but what comes with it: that resolutions were not heeded, and
    // who took a town.
    std::set<std::string> const charged_with_more = {"ev_unsc_resolutions", "ev_lachin_seized_1992"};
    std::map<std::string, std::vector<Cells>> rows;
    for (Cells const& row : read_sheet("claims").rows) rows[row.at("event")].push_back(row);
    auto const is_charge = [](Cells const& row) {
        return row.at("speech_act") == "accuse" || row.at("speech_act") == "allege";
    };
    std::size_t charges = 0;
    for (auto const& [id, all] : rows) {
        bool is_all = true, is_occurrence = false, is_any = false;
        for (Cells const& row : all) {
            is_any = is_any || is_charge(row);
            is_all = is_all && is_charge(row);
            is_occurrence = is_occurrence || (is_charge(row) && row.at("property") == "occurrence");
        }
        EventId const event = graph().find_event(id);
        if (!is_any || !(is_all || is_occurrence) || charged_with_more.contains(id)) continue;
        CAPTURE(label(event));
        CHECK(label(event).ends_with(" (as alleged)"));
        ++charges;
    }
    CHECK(charges == 20);
    // Nor is there any other hedge, in place of that one or besides.
    for (EventId const event : graph().events()) {
        if (!key(event).starts_with("ev_")) continue;
        CAPTURE(label(event));
        for (char const* const other :
             {"Alleged", "called", "attributed to", "as told", "as stated", "presumed", "purported", "so-called"})
            CHECK(label(event).find(other) == std::string::npos);
    }
}

TEST_CASE("E5, E6: nothing that the annotation says in its own voice is that an event took place") {
    for (AttributionId const a : graph().attributions_by(annotation())) {
        ClaimId const claim = hops(a).second;
        if (!graph().subject(claim).is(Category::event)) continue;
        CAPTURE(graph().name(graph().property(claim)));
        CHECK(!graph().traits(graph().property(claim)).has(Trait::presupposes_occurrence));
        CHECK(graph().name(graph().property(claim)) != "occurred");
    }
    // Nor what sort of event it was, and whether there was one: these are told.
    for (EventId const event : graph().events())
        for (std::string const property : {"category", "actuality"}) CHECK(remarks(event, property).empty());
}

TEST_CASE("E7: what is refused is denied by whoever refuses, and the refusal itself by nobody") {
    std::uint32_t refusals = 0;
    std::set<std::string> names;
    for (EventId const event : graph().events())
        for (Remark const& remark : remarks(event, "refuses")) {
            ++refusals;
            EventId const refused = graph().value_node(remark.claim).to<EventId>();
            REQUIRE(refused);
            // Named by itself: "what was refused: refusal of ..." would say that the refusal was refused.
            std::string const name = label(refused);
            CHECK(name.starts_with("What was refused: "));
            for (char const* const act : {"Refusal", "Rejection"}) CHECK(name.find(act) == std::string::npos);
            CHECK(name.find(label(event)) == std::string::npos);
            CHECK(names.insert(name).second);
            CHECK(key(refused) == key(event) + "/refused");
            for (ClaimId const claim : graph().claims_about(refused))
                for (AttributionId const a : graph().attributions_of(claim)) {
                    CHECK(graph().act(a) == SpeechAct::refuse);
                    CHECK(graph().factuality(a) == Factuality::ct_minus);
                }
            for (ClaimId const claim : graph().claims_about(event)) {
                Traits const traits = graph().traits(graph().property(claim));
                if (!traits.has(Trait::presupposes_occurrence) && graph().name(graph().property(claim)) != "occurred")
                    continue;
                for (AttributionId const a : graph().attributions_of(claim))
                    CHECK(polarity(graph().factuality(a)) == Polarity::positive);
            }
        }
    CHECK(refusals == 3);
}
