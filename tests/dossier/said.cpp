// SPDX-License-Identifier: BSL-1.0
// Whoever denies a thing is never shown as saying it: where a page tells what an attribution says, its stance is there.
#include "corpus/records.hpp"
#include "dossier/analyses.hpp"
#include "dossier/data.hpp"
#include "dossier/names.hpp"
#include "dossier/program_run.hpp"
#include "dossier/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;
using corpus::view;
namespace json = boost::json;

namespace {

/// The attribution that a report leads to, by hand.
AttributionId innermost(AttributionId attribution) {
    while (graph().content(attribution).is(Category::attribution))
        attribution = graph().content(attribution).to<AttributionId>();
    return attribution;
}

/// What passages say with CT-, by label; but not what somebody says otherwise in the same passage.
std::map<std::string, std::set<std::string>> const& denials() {
    static auto const found = [] {
        std::map<std::string, std::set<std::string>> denied, said;
        for (AttributionId a : graph().attributions())
            for (Label const& label : graph().labels(a)) {
                AttributionId const says = innermost(a);
                bool const denies = graph().factuality(says) == Factuality::ct_minus;
                (denies ? denied : said)[std::string(label.text)].insert(
                    dossier::text_of(graph(), graph().content(says).to<ClaimId>()));
            }
        for (auto& [label, claims] : denied)
            for (std::string const& claim : said[label]) claims.erase(claim);
        return denied;
    }();
    return found;
}

/// Labels of passages that stand in a text.
std::set<std::string> labels_in(std::string const& text) {
    std::set<std::string> found;
    for (std::size_t at = 0; at + 8 <= text.size(); ++at)
        if (text[at] == 'c' && text[at + 4] == '.' && std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0)
            found.insert(text.substr(at, 8));
    return found;
}

/// The stance that stands before what begins here: "CT-" of "CT- flood" and "CT- deny: flood", nothing of ": flood".
std::string stance_before(std::string const& text, std::size_t at) {
    auto const begin = text.find_last_of("\n[;(", at) == std::string::npos ? 0 : text.find_last_of("\n[;(", at) + 1;
    std::string const before = text.substr(begin, at - begin);
    for (std::string const stance : {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"}) {
        auto const found = before.rfind(stance);
        if (found == std::string::npos) continue;
        std::string const between = before.substr(found + stance.size());
        bool const has_act = between.size() > 3 && between.find(": ") == between.size() - 2 &&
                             between.find(' ', 1) == between.size() - 1;
        if (between == " " || has_act) return stance;
    }
    return "";
}

struct Seen {
    std::size_t denied = 0, records = 0;

    void sections(std::vector<dossier::Section> const& list) {
        for (dossier::Section const& section : list) {
            for (auto const& row : section.rows) look_at(section, row);
            sections(section.parts);
        }
    }

    void look_at(dossier::Section const& section, std::vector<dossier::Cell> const& row) {
        std::string whole;
        bool has_stance = false;
        for (std::size_t c = 0; c < row.size(); ++c) {
            walk(row[c].data);
            if (section.columns[c].width == dossier::not_in_text) continue;
            whole += row[c].text + "\n";
            // That of a relation is of whoever sees the relation.
            bool const is_of_row = section.columns[c].heading == "how" || section.columns[c].id == "weaker_stance";
            has_stance = has_stance || (is_of_row && row[c].text.substr(0, 3) == "CT-");
        }
        for (std::string const& label : labels_in(whole)) {
            auto const claims = denials().find(label);
            if (claims == denials().end()) continue;
            for (std::string const& claim : claims->second) {
                std::set<std::string> stances;
                for (std::size_t at = whole.find(claim); at != std::string::npos; at = whole.find(claim, at + 1)) {
                    // A longer value goes on behind a shorter one.
                    auto const end = at + claim.size();
                    if (end == whole.size() || std::string("\n;]( ").find(whole[end]) != std::string::npos)
                        stances.insert(stance_before(whole, at));
                }
                if (stances.empty()) continue;
                CAPTURE(section.id);
                CAPTURE(whole);
                CAPTURE(claim);
                bool const beside_label = whole.find(label + " (CT-") != std::string::npos;
                bool const own_word = whole.find("own word CT-") != std::string::npos;
                // Somebody else may say the same with another stance; but with one.
                bool const is_before = stances.count("CT-") != 0 && stances.count("") == 0;
                CHECK((has_stance || beside_label || own_word || is_before));
                ++denied;
            }
        }
    }

    void walk(json::value const& value) {
        if (auto const* array = value.if_array())
            for (json::value const& item : *array) walk(item);
        auto const* object = value.if_object();
        if (object == nullptr) return;
        if (auto const* category = object->if_contains("category");
            category != nullptr && *category == "attribution" && !object->contains("cut")) {
            std::string const id(object->at("id").as_string());
            auto const found = dossier::find_named_records(graph(), id, {Category::attribution});
            REQUIRE(found);
            auto const attribution = found->front().to<AttributionId>();
            AttributionId const says = innermost(attribution);
            CHECK(object->at("speaker").as_string() == dossier::id_of(graph(), graph().source(says)));
            CHECK(object->at("factuality").as_string() == to_string(graph().factuality(says)));
            CHECK(object->at("act").as_string() == to_string(graph().act(says)));
            std::size_t reports = 0;
            for (AttributionId hop = attribution; hop != says; hop = graph().content(hop).to<AttributionId>())
                ++reports;
            CHECK(object->at("reports").as_array().size() == reports);
            ++records;
        }
        for (auto const& member : *object) walk(member.value());
    }
};

View at(Day day) {
    return View(graph(), as_of(TimeAxis::published, day, Scope{}));
}

}  // namespace

TEST_CASE("No row tells what somebody denies without the denial") {
    Seen relations, commitments, overtakings, stances, diff, what_if, strengthenings;
    relations.sections({dossier::relations(view(), "all")});
    CHECK(relations.denied > 20);
    CHECK(relations.records > 100);
    commitments.sections(dossier::commitments_of_all(view()));
    for (char const* actor : {"ac_aliyev", "ac_pashinyan", "ac_azmfa"})
        if (ActorId const id = graph().find_actor(actor)) commitments.sections(dossier::commitments_of(view(), id));
    CHECK(commitments.denied > 5);
    overtakings.sections({dossier::overtaken(view())});
    CHECK(overtakings.denied > 1);
    stances.sections({dossier::stances(view())});
    CHECK(stances.denied > 5);
    diff.sections(dossier::changes(at(Day(2023, 3, 1)), at(Day(2023, 12, 31))));
    CHECK(diff.denied > 20);
    for (char const* key : {"d000", "d001", "d002", "d003", "d004"})
        what_if.sections(dossier::what_if(view(), {Node(graph().find_document(key))}));
    CHECK(what_if.denied > 40);
    strengthenings.sections(dossier::strengthened(view()));
    strengthenings.sections({dossier::amended(view())});
    CHECK(strengthenings.denied > 5);
}
