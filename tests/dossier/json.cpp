// SPDX-License-Identifier: BSL-1.0
// The machine-readable output: its shape, that every id in it leads to a record, and that its documentation is true.
#include "dossier/names.hpp"
#include "dossier/options.hpp"
#include "dossier/program_run.hpp"
#include <ascribe/interop/json_lines.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;
using namespace dossier_test;
namespace json = boost::json;

namespace {

/// One question for every option that asks something.
std::vector<std::string> const questions = {
    "",
    "--event ev_armenian_residents",
    "--actor ac_aliyev",
    "--place pl_karabakh",
    "--find treaty",
    "--event ev_peace_treaty --event ev_normalisation --event 'Bilateral peace treaty (draft, prospective)'",
    "--claim c002.065",
    "--claim c002.018 --independence",
    "--document d001",
    "--conflicts",
    "--independence",
    "--circular",
    "--timeline",
    "--what-if d003 --what-if pl_lachin",
    "--diff 2023-06-15 2023-09-08",
    "--diff 2023-06-15/2023-09-08 --possibly",
    "--commitments ac_aliyev",
    "--commitments all",
    "--stances ac_pashinyan",
    "--stances all",
    "--strengthenings",
    "--amendments",
    "--overtakings",
    "--relations all",
    "--statements",
    "--numbers",
    "--reuse",
    "--as-of 2023-06-30 --without ev_fire_20230530",
};

Graph const& graph() {
    static Graph const graph = [] {
        Ledger ledger;
        REQUIRE(
            read_json_lines(read_whole(std::string(ASCRIBE_EXAMPLES) + "/dossier/karabakh-2023.jsonl"), ledger).ok());
        return ledger.graph();
    }();
    return graph;
}

constexpr auto all = {Category::actor, Category::place, Category::document,
                      Category::event, Category::claim, Category::attribution};

std::string text(json::value const& value) {
    return std::string(value.as_string());
}

/// Looks at everything in an output, and keeps what it has seen.
class Check {
public:
    std::set<std::string> sections;
    std::map<std::string, std::set<std::string>> ids;  ///< by category

    void report(json::value const& report) {
        CHECK(text(report.at("format")) == "ascribe-dossier");
        CHECK(report.at("version").as_int64() == 1);
        CHECK_FALSE(text(report.at("title")).empty());
        json::object const& scope = report.at("scope").as_object();
        CHECK(scope.at("files").as_array().size() == 1);
        CHECK(scope.at("possibly").is_bool());
        CHECK(scope.at("without").is_array());
        CHECK_FALSE(report.at("sections").as_array().empty());
        for (json::value const& part : report.at("sections").as_array()) section(part, "");
        walk(report);
    }

private:
    void section(json::value const& value, std::string const& above) {
        json::object const& object = value.as_object();
        std::string const id = text(object.at("id"));
        CAPTURE(id);
        CHECK(id.substr(0, above.size()) == above);
        CHECK(sections.insert(id).second);
        CHECK_FALSE(text(object.at("kind")).empty());
        CHECK(object.at("title").is_string());
        std::set<std::string> members;
        for (json::value const& row : object.at("rows").as_array()) {
            std::set<std::string> found;
            for (auto const& member : row.as_object()) {
                found.insert(std::string(member.key()));
                // No words for what JSON has values for.
                if (auto const* word = member.value().if_string())
                    for (char const* no_value : {"", "-", "yes", "no", "unknown"}) CHECK(*word != no_value);
            }
            CHECK(found.size() == row.as_object().size());
            if (members.empty()) members = found;
            CHECK(found == members);
        }
        for (json::value const& part : object.at("parts").as_array()) section(part, id + "/");
    }

    void walk(json::value const& value) {
        if (auto const* array = value.if_array()) {
            for (json::value const& item : *array) walk(item);
        } else if (auto const* object = value.if_object()) {
            if (object->contains("category")) record(*object);
            for (auto const& member : *object) {
                std::string const key(member.key());
                bool const is_statements = key.size() >= 10 && key.substr(key.size() - 10) == "statements";
                if (is_statements && member.value().is_array())
                    for (json::value const& label : member.value().as_array()) statement(text(label));
                if ((key == "from" || key == "to" || key == "day") && member.value().is_string())
                    CHECK(parse_day(text(member.value())));
                if (key == "date") CHECK(parse_edtf(text(member.value())));
                walk(member.value());
            }
        }
    }

    void statement(std::string const& label) {
        if (!ids["statement"].insert(label).second) return;
        CAPTURE(label);
        CHECK(dossier::find_named_records(graph(), label, {Category::attribution, Category::claim}));
    }

    void record(json::object const& object) {
        std::string const id = text(object.at("id")), category_name = text(object.at("category"));
        if (!ids[category_name].insert(id).second) return;
        CAPTURE(id);
        auto const category =
            std::find_if(all.begin(), all.end(), [&](Category c) { return to_string(c) == category_name; });
        REQUIRE(category != all.end());
        auto const found = dossier::find_named_records(graph(), id, {*category});
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        if (auto const entity = found->front().to<Entity>()) {
            CHECK(text(object.at("key")) == graph().key(entity));
            CHECK(text(object.at("name")) == dossier::name_of(graph(), entity));
            return;
        }
        auto const labels = graph().labels(found->front());
        REQUIRE(object.at("labels").as_array().size() == labels.size());
        for (json::value const& label : object.at("labels").as_array()) {
            auto const labelled = dossier::find_named_records(graph(), text(label), {*category});
            REQUIRE(labelled);
            CHECK(std::find(labelled->begin(), labelled->end(), found->front()) != labelled->end());
        }
    }
};

json::value ask(std::string const& question) {
    Run const result = run("--json " + question + " " + data);
    CHECK(result.status == 0);
    CHECK(result.err == "");
    return json::parse(result.out);
}

bool holds(json::value const& value, json::value const& wanted) {
    if (value == wanted) return true;
    if (auto const* array = value.if_array())
        return std::any_of(array->begin(), array->end(), [&](json::value const& item) { return holds(item, wanted); });
    if (auto const* object = value.if_object())
        return std::any_of(object->begin(), object->end(),
                           [&](auto const& member) { return holds(member.value(), wanted); });
    return false;
}

/// What stands between two marks.
std::string between(std::string const& whole, std::string const& begin, std::string const& end, std::size_t from = 0) {
    auto const first = whole.find(begin, from);
    REQUIRE(first != std::string::npos);
    auto const last = whole.find(end, first + begin.size());
    REQUIRE(last != std::string::npos);
    return whole.substr(first + begin.size(), last - first - begin.size());
}

}  // namespace

TEST_CASE("Every option has a JSON form of the same shape, and every id in it leads to its record") {
    for (std::string const& question : questions) {
        CAPTURE(question);
        Check check;
        check.report(ask(question));
        CHECK(!check.ids.empty());
    }
}

TEST_CASE("No option is left out of that") {
    std::string const usage(dossier::usage());
    std::set<std::string> const of_output = {"--json", "--color",  "--width",      "--help",
                                             "--dot",  "--radius", "--keep-going", "--max-errors"};
    for (std::size_t at = usage.find("\n  --"); at != std::string::npos; at = usage.find("\n  --", at + 1)) {
        std::string const option = usage.substr(at + 3, usage.find(' ', at + 3) - at - 3);
        CAPTURE(option);
        CHECK((of_output.count(option) != 0 ||
               std::any_of(questions.begin(), questions.end(),
                           [&](std::string const& question) { return question.find(option) != std::string::npos; })));
    }
}

TEST_CASE("The program accepts the ids that it prints") {
    Check check;
    check.report(ask("--claim c002.018"));
    check.report(ask("--commitments ac_ka_reps"));
    std::map<std::string, std::string> const options = {
        {"actor", "--actor"}, {"event", "--event"},       {"document", "--document"}, {"place", "--place"},
        {"claim", "--claim"}, {"attribution", "--claim"}, {"statement", "--claim"}};
    for (auto const& [category, ids] : check.ids) {
        std::size_t asked = 0;
        for (std::string const& id : ids) {
            if (++asked > 3) break;
            CAPTURE(id);
            json::value const answer = ask(options.at(category) + " '" + id + "'");
            CHECK_FALSE(answer.at("sections").as_array().empty());
        }
    }
}

TEST_CASE("The example of the documentation is what the program prints") {
    std::string const page = read_whole(std::string(ASCRIBE_EXAMPLES) + "/dossier/README.md");
    auto const from = page.find("## JSON");
    REQUIRE(from != std::string::npos);
    std::string const question = between(page, "$dossier --json ", " $data", from);
    json::value const wanted = json::parse(between(page, "```json\n", "```", from));
    REQUIRE(wanted.as_object().size() > 5);
    CHECK(holds(ask(question), wanted));
}

TEST_CASE("Values are typed: numbers, truth values, dates, nothing") {
    json::value const numbers = ask("--numbers");
    bool found = false;
    for (json::value const& row : numbers.at("sections").at(0).at("rows").as_array()) {
        if (text(row.at("statements").at(0)) != "c001.018") continue;
        found = true;
        json::value const& number = row.at("number");
        CHECK(number.at("number").as_double() == 0.2);
        CHECK(text(number.at("direction")) == "about");
        CHECK(number.at("upper").at("value").as_double() == 0.2);
        CHECK(number.at("upper").at("included").as_bool());
        CHECK(text(number.at("of")) == "ratio");
    }
    CHECK(found);
    json::value const page = ask("--as-of 2023-06-30 --claim c000.043");
    CHECK(text(page.at("scope").at("as_of")) == "2023-06-30");
    CHECK(ask("--claim c000.043").at("scope").at("as_of").is_null());
}

TEST_CASE("A2, A3: amendments are told with their effect and with who repeats the old") {
    std::string const path = std::string(ASCRIBE_TEST_SCRATCH) + "/amended_" + std::to_string(getpid()) + ".jsonl";
    std::ofstream(path) << R"({"record":"property","name":"injured","traits":["functional","numeric"]}
{"record":"actor","key":"gazette","kind":"media"}
{"record":"actor","key":"courier","kind":"media"}
{"record":"document","key":"g1"}
{"record":"document","key":"g2"}
{"record":"document","key":"k1"}
{"record":"event","key":"flood"}
{"record":"claim","id":"old","subject":"event:flood","property":"injured","value":{"quantity":"200 {person}"}}
{"record":"claim","id":"new","subject":"event:flood","property":"injured","value":{"quantity":"20 {person}"}}
{"record":"attribution","id":"a","source":"actor:gazette","content":"claim:old","document":"document:g1","said":"2023-04-12","labels":["first print"]}
{"record":"attribution","id":"b","source":"actor:courier","content":"claim:old","document":"document:k1","said":"2023-04-13","labels":["copy"]}
{"record":"attribution","id":"c","source":"actor:gazette","content":"claim:new","document":"document:g2","said":"2023-04-14","labels":["correction"]}
{"record":"claim","id":"link","subject":"attribution:a","property":"corrected_by","value":{"node":"attribution:c"}}
{"record":"attribution","id":"d","source":"actor:gazette","content":"claim:link","document":"document:g2","said":"2023-04-14"}
)";
    Run const result = run("--json --amendments --claim 'first print' '" + path + "'");
    std::remove(path.c_str());
    CAPTURE(result.err);
    REQUIRE(result.status == 0);
    json::value const report = json::parse(result.out);
    json::value const& row = report.at("sections").at(1).at("parts").at(0).at("rows").at(0);
    CHECK(text(row.at("kind")) == "corrected");
    CHECK(text(row.at("statements").at(0)) == "first print");
    CHECK(text(row.at("by").at("key")) == "gazette");
    CHECK(row.at("effective").as_bool());
    CHECK(text(row.at("effect")) == "by_owner");
    CHECK(text(row.at("replacement").at("labels").at(0)) == "correction");
    REQUIRE(row.at("repetitions").as_array().size() == 1);
    CHECK(text(row.at("repetitions").at(0).at("source").at("key")) == "courier");
    CHECK(text(row.at("repetitions").at(0).at("statements").at(0)) == "copy");
    // The dispute state of the claim counts who still says it.
    json::value const& page = report.at("sections").at(0);
    auto const dispute = std::find_if(page.at("parts").as_array().begin(), page.at("parts").as_array().end(),
                                      [](json::value const& part) { return text(part.at("kind")) == "dispute"; });
    REQUIRE(dispute != page.at("parts").as_array().end());
    CHECK(text(dispute->at("state")) == "disputed");
    CHECK(text(dispute->at("verdict")) == "certain");
}

TEST_CASE("What there is counts what the scope leaves") {
    auto const counts = [](std::string const& question) {
        std::map<std::string, std::int64_t> found;
        json::value const report = ask(question);
        for (json::value const& row : report.at("sections").at(0).at("rows").as_array()) {
            found[text(row.at("what"))] = row.at("in_scope").as_int64();
            found["recorded " + text(row.at("what"))] = row.at("recorded").as_int64();
        }
        return found;
    };
    auto const whole = counts(""), early = counts("--as-of 2023-06-30"), without = counts("--without d001");
    for (auto const& entry : whole) {
        std::string const& what = entry.first;
        std::int64_t const count = entry.second;
        CAPTURE(what);
        if (what.rfind("recorded ", 0) == 0) {
            CHECK(early.at(what) == count);
            CHECK(without.at(what) == count);
        } else {
            CHECK(early.at(what) <= count);
            CHECK(without.at(what) <= count);
        }
    }
    CHECK(early.at("events") < whole.at("events"));
    CHECK(early.at("actors") < whole.at("actors"));
    CHECK(early.at("claims") < whole.at("claims"));
    CHECK(without.at("documents") < whole.at("documents"));
    CHECK(without.at("texts") == whole.at("texts") - 1);
    CHECK(without.at("attributions") < whole.at("attributions"));
}

TEST_CASE("Every kind of record can be withdrawn, and the scope says which") {
    for (std::string const name : {"ev_fire_20230530", "pl_khankendi", "d003", "ac_aliyev", "claim:3417", "c002.065"}) {
        CAPTURE(name);
        json::value const without = ask("--without " + name + " --numbers");
        CHECK(without.at("scope").at("without").as_array().size() >= 1);
        CHECK(ask("--what-if " + name).at("scope").at("what_if") == without.at("scope").at("without"));
    }
    Run const unknown = run("--without pl_khankendy " + data);
    CHECK(unknown.status == 2);
    CHECK(unknown.err.find("nearest") != std::string::npos);
}

TEST_CASE("E5: what is implied to have occurred is told as such, and does not fall while it still is") {
    auto const part = [](json::value const& report, char const* kind) {
        for (json::value const& section : report.at("sections").as_array())
            for (json::value const& p : section.at("parts").as_array())
                if (text(p.at("kind")) == kind) return p;
        FAIL("no such section: " << kind);
        return json::value();
    };
    // The invitation of 13 March is asserted in one text; another dates it and says by which channel it came.
    json::value const invitation = ask("--event ev_invite_20230313");
    bool implied = false;
    json::value const said = part(invitation, "said_of_it");
    for (json::value const& property : said.at("parts").as_array())
        if (text(property.at("property")) == "occurred")
            for (json::value const& row : property.at("rows").as_array())
                if (!row.at("implied_by").is_null() && text(row.at("statements").at(0)) == "c001.052") implied = true;
    CHECK(implied);
    json::value const without = ask("--what-if d000");
    json::value const lost = part(without, "lost"), reduced = part(without, "reduced");
    for (json::value const& row : lost.at("rows").as_array())
        CHECK_FALSE((text(row.at("claim").at("property")) == "occurred" &&
                     text(row.at("claim").at("subject").at("id")) == "event:ev_invite_20230313"));
    CHECK(holds(reduced.at("rows"), json::parse(R"(["c000.003"])")));
}

TEST_CASE("h11 and its like: passages whose matter falls with each text, counted against the tables") {
    // As the tables group them: rows of one text whose proposition no row of another text has.
    std::ifstream file(std::string(ASCRIBE_TEST_DATA) + "/annotations/claims.tsv", std::ios::binary);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells(1);
        for (char const c : line)
            if (c == '\t')
                cells.emplace_back();
            else
                cells.back() += c;
        rows.push_back(std::move(cells));
    }
    auto const column = [&](char const* name) {
        return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
    };
    std::size_t const proposition = column("proposition");
    REQUIRE(proposition < rows[0].size());
    std::map<std::string, std::set<std::string>> texts;  // of each proposition
    for (auto const& row : rows) texts[row[proposition]].insert(row[0].substr(0, 4));
    for (std::string const id : {"000", "001", "002", "003", "004"}) {
        std::set<std::string> expected, found;
        for (auto const& row : rows)
            if (row[0].substr(0, 4) == "c" + id && (row[proposition] == "-" || texts[row[proposition]].size() == 1))
                expected.insert(row[0]);
        json::value const report = ask("--what-if d" + id);
        for (json::value const& row : report.at("sections").at(0).at("parts").at(0).at("rows").as_array())
            for (json::value const& label : row.at("statements").as_array())
                if (text(label)[0] == 'c') found.insert(text(label));
        CAPTURE(id);
        CHECK(found == expected);
    }
}

namespace {

json::value ask_of(std::string const& name, std::string const& lines, std::string const& question) {
    std::string const path = std::string(ASCRIBE_TEST_SCRATCH) + "/" + name + "_" + std::to_string(getpid()) + ".jsonl";
    std::ofstream(path) << lines;
    Run const result = run("--json " + question + " '" + path + "'");
    std::remove(path.c_str());
    CAPTURE(result.err);
    REQUIRE(result.status == 0);
    return json::parse(result.out);
}

json::value const& part_of(json::value const& report, std::string const& id) {
    for (json::value const& section : report.at("sections").as_array()) {
        if (text(section.at("id")) == id) return section;
        for (json::value const& part : section.at("parts").as_array()) {
            std::string const whole = text(part.at("id"));
            if (whole.size() > id.size() && whole.substr(whole.size() - id.size() - 1) == "/" + id) return part;
        }
    }
    FAIL("no section " << id);
    return report;
}

}  // namespace

TEST_CASE("H1, L1: what a document says of an event is a statement, what it prints of itself and calls others is not") {
    // The story of the first page: a mayor in a gazette, and the register of a hospital.
    std::string const story = R"({"record":"actor","key":"mayor","kind":"office"}
{"record":"document","key":"gazette-0412"}
{"record":"document","key":"hospital-register"}
{"record":"event","key":"harbour-flood"}
{"record":"claim","id":"over","subject":"event:harbour-flood","property":"injured","value":{"quantity":">200 {person}"}}
{"record":"claim","id":"counted","subject":"event:harbour-flood","property":"injured","value":{"quantity":"87 {person}"}}
{"record":"claim","id":"masthead","subject":"document:hospital-register","property":"title","value":{"text":"Register"}}
{"record":"claim","id":"called","subject":"actor:mayor","property":"name","value":{"text":"Ada Quay"}}
{"record":"attribution","id":"said","source":"actor:mayor","content":"claim:over","act":"estimate"}
{"record":"attribution","id":"told","source":"document:gazette-0412","content":"attribution:said","document":"document:gazette-0412","labels":["told"]}
{"record":"attribution","id":"read","source":"document:hospital-register","content":"claim:counted","document":"document:hospital-register","labels":["read"]}
{"record":"attribution","id":"own","source":"document:hospital-register","content":"claim:masthead","document":"document:hospital-register","labels":["own"]}
{"record":"attribution","id":"name","source":"document:gazette-0412","content":"claim:called","document":"document:gazette-0412","labels":["name"]}
)";
    auto const labels = [](json::value const& section) {
        std::set<std::string> found;
        for (json::value const& row : section.at("rows").as_array())
            for (json::value const& label : row.at("statements").as_array()) found.insert(text(label));
        return found;
    };
    std::set<std::string> const both = {"told", "read"}, register_only = {"read"};
    CHECK(labels(part_of(ask_of("story", story, "--statements"), "statements")) == both);
    CHECK(labels(part_of(ask_of("story", story, "--document hospital-register"), "statements")) == register_only);
    json::value const without = ask_of("story", story, "--what-if hospital-register");
    CHECK(labels(part_of(without, "passages")) == register_only);
    CHECK(labels(part_of(without, "lost")) == register_only);
    CHECK(part_of(ask_of("story", story, "--independence"), "independence").at("rows").as_array().size() == 2);
    CHECK(part_of(ask_of("story", story, ""), "texts").at("rows").as_array().size() == 2);
}

TEST_CASE("A commitment on two conditions is one row, with the attributions that it is of") {
    json::value const report = ask("--commitments all");
    std::set<std::string> seen, merged;
    for (char const* list : {"open", "settled"})
        for (json::value const& row : part_of(report, list).at("rows").as_array()) {
            CHECK_FALSE(row.at("attributions").as_array().empty());
            std::string const key = json::serialize(row.at("statements")) + json::serialize(row.at("source")) +
                                    json::serialize(row.at("stance")) + json::serialize(row.at("claim"));
            CAPTURE(key);
            CHECK(seen.insert(key).second);
            if (row.at("attributions").as_array().size() < 2) continue;
            std::string const passage = text(row.at("statements").at(0));
            merged.insert(passage);
            CHECK(row.at("conditions").as_array().size() == (passage[3] == '1' ? 1 : 2));
        }
    CHECK(merged == std::set<std::string>{"c001.100", "c001.101", "c002.018", "c003.016", "c003.017"});
}

TEST_CASE("Where one passage makes several commitments, each has an id that leads to it alone") {
    std::string const page = run("--width 200 --commitments all " + data).out;
    json::value const report = ask("--commitments all");
    std::map<std::string, std::vector<json::value>> by_passage;
    for (char const* list : {"open", "settled"})
        for (json::value const& row : part_of(report, list).at("rows").as_array())
            for (json::value const& label : row.at("statements").as_array()) by_passage[text(label)].push_back(row);
    std::size_t several = 0;
    for (auto const& several_rows : by_passage) {
        std::string const& passage = several_rows.first;
        std::vector<json::value> const& rows = several_rows.second;
        CAPTURE(passage);
        for (json::value const& row : rows)
            for (json::value const& own : row.at("attributions").as_array()) {
                std::string const id = text(own.at("id"));
                CHECK((page.find("\n" + id + " ") != std::string::npos) == (rows.size() > 1));
                if (rows.size() == 1) continue;
                json::value const answer = ask("--claim " + id);
                json::array const& ways = part_of(answer, "chains").at("rows").as_array();
                CHECK(std::any_of(ways.begin(), ways.end(), [&](json::value const& way) {
                    auto const& hops = way.at("chain").at("hops").as_array();
                    return text(hops.back().at("attribution")) == id && text(way.at("statements").at(0)) == passage;
                }));
            }
        if (rows.size() > 1) ++several;
    }
    CHECK(several == 10);
}

TEST_CASE("A3: without the retraction, what was retracted is supported again") {
    std::string const lines = R"({"record":"actor","key":"gazette","kind":"media"}
{"record":"document","key":"g1"}
{"record":"document","key":"g2"}
{"record":"event","key":"flood"}
{"record":"claim","id":"old","subject":"event:flood","property":"water_level","value":{"text":"high"}}
{"record":"attribution","id":"a","source":"actor:gazette","content":"claim:old","document":"document:g1","said":"2023-04-12","labels":["first print"]}
{"record":"claim","id":"link","subject":"attribution:a","property":"retracted","value":true}
{"record":"attribution","id":"c","source":"actor:gazette","content":"claim:link","document":"document:g2","said":"2023-04-14","labels":["retraction"]}
)";
    json::value const without = ask_of("retracted", lines, "--what-if retraction");
    CHECK(part_of(without, "restored").at("rows").as_array().size() == 1);
    json::array const& regained = part_of(without, "regained").at("rows").as_array();
    REQUIRE(regained.size() == 1);
    CHECK(text(regained[0].at("claim").at("value").at("text")) == "high");
    CHECK(text(regained[0].at("statements").at(0)) == "first print");
    CHECK(regained[0].at("certain").as_bool());
    CHECK(part_of(ask_of("retracted", lines, "--what-if flood"), "regained").at("rows").as_array().empty());
}

TEST_CASE("What is nested too deeply to be given whole is marked as cut") {
    std::string lines = R"({"record":"actor","key":"ada","kind":"person"}
{"record":"document","key":"gazette"}
{"record":"event","key":"flood"}
{"record":"claim","id":"c0","subject":"event:flood","property":"topic","value":{"text":"water"}}
)";
    for (int i = 1; i <= 5; ++i)
        lines += R"({"record":"claim","id":"c)" + std::to_string(i) + R"(","subject":"claim:c)" +
                 std::to_string(i - 1) + R"(","property":"doubted","value":{"text":"yes"}})" + "\n";
    lines +=
        R"({"record":"attribution","id":"a","source":"actor:ada","content":"claim:c5","document":"document:gazette","labels":["deep"]})"
        "\n";
    json::value const report = ask_of("deep", lines, "--statements");
    json::value const* claim = &part_of(report, "statements").at("rows").at(0).at("claim");
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(claim->as_object().contains("cut"));
        claim = &claim->at("subject");
    }
    CHECK(claim->at("cut").as_bool());
    CHECK_FALSE(claim->as_object().contains("subject"));
    CHECK(text(claim->at("id")) == "claim:2");
}
