// SPDX-License-Identifier: BSL-1.0
// Questions like those of the annotation, asked about everything that they could be about: what the dossier says of
// each actor, event and document is counted against the tables.
#include "corpus/records.hpp"
#include "dossier/analyses.hpp"
#include "dossier/sections.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;
using corpus::view;

namespace {

using Rows = std::set<std::string>;

corpus::Sheet const& sheet(std::string const& name) {
    static std::map<std::string, corpus::Sheet> sheets;
    auto const at = sheets.find(name);
    return at != sheets.end() ? at->second : sheets.emplace(name, corpus::read_sheet(name)).first->second;
}

dossier::Section const& section_of(std::vector<dossier::Section> const& sections, std::string const& id) {
    for (dossier::Section const& section : sections)
        if (section.id == id) return section;
    FAIL("no section " << id);
    return sections.front();
}

std::size_t column_of(dossier::Section const& section, std::string const& id) {
    for (std::size_t c = 0; c < section.columns.size(); ++c)
        if (section.columns[c].id == id) return c;
    FAIL("no column " << id << " in " << section.id);
    return 0;
}

std::string word(boost::json::value const& value) {
    return std::string(value.as_string());
}

/// The rows of claims and headlines that a section lists.
Rows rows_in(dossier::Section const& section, std::string const& kinds = "ch") {
    Rows rows;
    std::size_t const column = column_of(section, "statements");
    for (auto const& row : section.rows)
        for (auto const& label : row[column].data.as_array()) {
            std::string const text = word(label);
            if (text.size() > 5 && kinds.find(text[0]) != std::string::npos && text[4] == '.') rows.insert(text);
        }
    return rows;
}

std::set<std::string> words(std::string const& text, char by) {
    std::set<std::string> found;
    std::string word;
    for (char const c : text + by)
        if (c == by)
            found.insert(std::exchange(word, ""));
        else if (c != ' ' || !word.empty())
            word += c;
    return found;
}

}  // namespace

TEST_CASE("s05, s08 and their like: what each actor says is what the tables credit to it in the end") {
    std::size_t asked = 0;
    for (corpus::Cells const& actor : sheet("actors").rows) {
        std::string const key = actor.at("id");
        ActorId const id = graph().find_actor(key);
        if (!id) continue;  // A document as source, or nobody in particular: one for each passage.
        CAPTURE(key);
        Rows expected;
        for (corpus::Cells const& row : sheet("claims").rows)
            if (row.at("innermost") == key) expected.insert(row.at("id"));
        for (corpus::Cells const& row : sheet("headlines").rows)
            if (row.at("source") == key) expected.insert(row.at("id"));
        CHECK(rows_in(section_of(dossier::about_actor(view(), id), "says")) == expected);
        ++asked;
    }
    CHECK(asked > 120);
}

TEST_CASE("e03 and its like: whatever an actor says, passes on or publishes is what has it in its chain") {
    for (corpus::Cells const& actor : sheet("actors").rows) {
        std::string const key = actor.at("id");
        ActorId const id = graph().find_actor(key);
        if (!id) continue;
        CAPTURE(key);
        Rows expected;
        for (corpus::Cells const& row : sheet("claims").rows)
            for (std::string const& hop : words(row.at("chain"), '>'))
                if (hop.substr(0, hop.find(':')) == key) expected.insert(row.at("id"));
        auto const sections = dossier::about_actor(view(), id);
        Rows found;
        for (char const* part : {"says", "passes_on", "publishes"})
            found.merge(rows_in(section_of(sections, part), "c"));
        CHECK(found == expected);
        // And where the annotation has it take part.
        std::set<std::string> events, expected_events;
        for (corpus::Cells const& event : sheet("events").rows)
            for (std::string const& part : words(event.at("participants"), ';'))
                if (part.substr(part.find(':') + 1) == key) expected_events.insert(event.at("id"));
        dossier::Section const& takes_part = section_of(sections, "takes_part");
        for (auto const& row : takes_part.rows)
            if (row[column_of(takes_part, "source")].data.at("key") == "annotation")
                events.insert(word(row[column_of(takes_part, "event")].data.at("key")));
        CHECK(events == expected_events);
    }
}

TEST_CASE("s02, e07 and their like: the statements about each event are those of the tables") {
    for (corpus::Cells const& event : sheet("events").rows) {
        std::string const key = event.at("id");
        CAPTURE(key);
        Rows expected;
        for (corpus::Cells const& row : sheet("claims").rows)
            if (row.at("event") == key) expected.insert(row.at("id"));
        CHECK(rows_in(section_of(dossier::about_thing(view(), graph().find_event(key)), "statements"), "c") ==
              expected);
    }
}

TEST_CASE("e01 and its like: the events dated to the day are those of the tables, in any year") {
    std::set<std::pair<std::string, std::string>> expected, found;
    for (corpus::Cells const& event : sheet("events").rows)
        if (auto const date = parse_edtf(event.at("time_edtf"));
            date && date->is_day() && event.at("kind") != "state" && event.at("kind") != "position")
            expected.emplace(event.at("time_edtf"), event.at("id"));
    dossier::Section const dates = dossier::analysts_dates(view());
    for (auto const& row : dates.rows) {
        std::string const categories = boost::json::serialize(row[column_of(dates, "categories")].data);
        auto const& day = row[column_of(dates, "day")].data;
        if (day.is_null() || categories == "[\"state\"]" || categories == "[\"position\"]" ||
            row[column_of(dates, "stance")].data.at("factuality") != "CT+")
            continue;
        found.emplace(word(day), word(row[column_of(dates, "event")].data.at("key")));
    }
    CHECK(found == expected);
    CHECK(expected.size() > 25);
}

TEST_CASE("h16 and its like: relations of every type are those of the tables") {
    for (std::string const type : {"denies", "derived_from", "same_claim", "self_citation", "strengthens"}) {
        CAPTURE(type);
        std::set<std::string> expected, found;
        for (corpus::Cells const& row : sheet("relations").rows)
            if (row.at("type") == type) expected.insert(row.at("id"));
        dossier::Section const section = dossier::relations(view(), type);
        for (auto const& row : section.rows)
            for (auto const& label : row[column_of(section, "statements")].data.as_array()) found.insert(word(label));
        CHECK(found == expected);
        CHECK(!expected.empty());
    }
}

TEST_CASE("s18, e10 and their like: acts, stances and sources of all statements are those of the tables") {
    dossier::Section const section = dossier::all_statements(view());
    auto const main = column_of(section, "main"), stance = column_of(section, "stance");
    auto const source = column_of(section, "source"), quote = column_of(section, "quote_form");
    std::size_t seen = 0;
    for (corpus::Cells const& expected : sheet("claims").rows) {
        CAPTURE(expected.at("id"));
        for (auto const& row : section.rows) {
            if (!row[main].data.as_bool() ||
                word(row[column_of(section, "statements")].data.as_array().front()) != expected.at("id"))
                continue;
            ++seen;
            CHECK(word(row[stance].data.at("act")) == expected.at("speech_act"));
            CHECK(word(row[stance].data.at("factuality")) == expected.at("source_factuality"));
            if (expected.at("innermost") == "ac_unspecified")
                CHECK(row[source].data.at("kind") == "unspecified");
            else
                CHECK(word(row[source].data.at("key")) == expected.at("innermost"));
            CHECK((expected.at("direct_quote") != "no") == (row[quote].data == "full" || row[quote].data == "partial"));
        }
    }
    CHECK(seen == sheet("claims").rows.size());
}

TEST_CASE("Every row of claims and headlines is among the statements, a list's own word as well as a credited one") {
    Rows expected;
    for (char const* name : {"claims", "headlines"})
        for (corpus::Cells const& row : sheet(name).rows) expected.insert(row.at("id"));
    CHECK(expected.size() == 393 + 97);
    dossier::Section const section = dossier::all_statements(view());
    CHECK(rows_in(section) == expected);
    for (auto const& row : section.rows) {
        std::string const label = row[column_of(section, "statements")].text;
        if (label[0] != 'h') continue;
        CAPTURE(label);
        std::string const document = word(row[column_of(section, "document")].data.at("key"));
        CHECK(document.substr(0, 5) == "d" + label.substr(1, 3) + "/");
    }
    // And on the page of the list, which is a text of its own.
    Rows listed;
    std::size_t lists = 0;
    for (DocumentId document : graph().documents()) {
        Rows const rows = rows_in(section_of(dossier::about_document(view(), document), "statements"), "h");
        lists += !rows.empty();
        listed.insert(rows.begin(), rows.end());
    }
    CHECK(listed.size() == 97);
    CHECK(dossier::texts(view()).rows.size() == 5 + lists);
}

TEST_CASE("Whose words they are, and who passes them on to the reader, is for all statements as in the tables") {
    dossier::Section const section = dossier::all_statements(view());
    std::size_t const at = column_of(section, "chain"), main = column_of(section, "main");
    std::map<std::string, std::string> found;
    auto const key_of = [](boost::json::value const& record) {
        auto const* kind = record.as_object().if_contains("kind");
        return kind != nullptr && *kind == "unspecified" ? "ac_unspecified" : word(record.at("key"));
    };
    for (auto const& row : section.rows) {
        if (!row[main].data.as_bool()) continue;
        boost::json::value const& chain = row[at].data;
        std::string keys;
        for (auto const& publisher : chain.at("publishers").as_array()) keys += key_of(publisher) + " ";
        for (auto const& original : chain.at("reprinted").as_array())
            for (auto const& publisher : original.at("publishers").as_array()) keys += key_of(publisher) + " ";
        for (auto const& hop : chain.at("hops").as_array()) keys += key_of(hop.at("source")) + " ";
        found[row[column_of(section, "statements")].text] = keys;
    }
    for (corpus::Cells const& row : sheet("claims").rows) {
        CAPTURE(row.at("id"));
        std::string keys, hop;
        for (char const c : row.at("chain") + ">")
            if (c == '>')
                keys += hop.substr(0, hop.find(':')) + " ", hop.clear();
            else
                hop += c;
        CHECK(found[row.at("id")] == keys);
    }
}
