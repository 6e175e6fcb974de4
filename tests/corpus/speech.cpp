// SPDX-License-Identifier: BSL-1.0
// What the sources of the data set demand, offer, promise, threaten and refuse, and how they stand to each other.
#include "corpus/records.hpp"
#include <ascribe/analysis/commitment.hpp>
#include <ascribe/analysis/stance_map.hpp>
#include <ascribe/analysis/strengthening.hpp>
#include <ascribe/analysis/trace.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace ascribe;

namespace {

using corpus::graph;
using corpus::view;
using Rows = std::set<std::string>;

/// The rows of the tables by which an attribution reaches the reader.
Rows rows_of(AttributionId attribution) {
    Rows rows;
    for (Chain const& chain : chains(view(), attribution))
        for (Label const& label : graph().labels(chain.hops.front())) rows.insert(std::string(label.text));
    return rows;
}
Rows rows_of(std::vector<Commitment> const& list) {
    Rows rows;
    for (Commitment const& c : list) rows.merge(rows_of(c.attribution));
    return rows;
}
Rows rows_of(std::vector<ThreadStep> const& steps) {
    Rows rows;
    for (ThreadStep const& step : steps)
        if (auto const a = step.node.to<AttributionId>())
            rows.merge(rows_of(a));
        else
            rows.insert(corpus::key(step.node));
    return rows;
}

/// As the data set tells whom something is addressed to, and of which invitation a meeting is the prospect.
CommitmentOptions const& options() {
    static CommitmentOptions const options{.addressee = {"addressee", "told_addressee"},
                                           .prospect_of = {"prospect_of"}};
    return options;
}
Commitments const& all() {
    static Commitments const found = commitments(view(), options());
    return found;
}
std::vector<Commitment> of_row(std::string const& row) {
    std::vector<Commitment> found;
    for (auto const* list : {&all().open, &all().settled})
        for (Commitment const& c : *list)
            if (rows_of(c.attribution).count(row) != 0) found.push_back(c);
    REQUIRE(!found.empty());
    return found;
}

}  // namespace

TEST_CASE("every row whose act is directive or commissive is a commitment, and no other row") {
    Rows expected, found = rows_of(all().open);
    found.merge(rows_of(all().settled));
    for (corpus::Cells const& row : corpus::read_sheet("claims").rows) {
        auto const act = find_named<SpeechAct>(row.at("speech_act"));
        REQUIRE(act);
        ActClass const c = act_class(*act);
        if (c == ActClass::directive || c == ActClass::commissive) expected.insert(row.at("id"));
    }
    for (auto at = found.begin(); at != found.end();) at = at->starts_with("h") ? found.erase(at) : std::next(at);
    CHECK(found == expected);
}

TEST_CASE("the two invitations of March were refused, and so was the choice that was put in May") {
    Rows refused;
    for (Commitment const& c : all().settled)
        if (c.state == CommitmentState::refused) refused.merge(rows_of(c.attribution));
    CHECK(refused == Rows{"c000.005", "c000.007", "c002.029", "c003.025"});
    for (std::string const row : {"c000.005", "c000.007"})
        for (Commitment const& c : of_row(row)) {
            REQUIRE(c.outcomes.size() == 1);
            CHECK(rows_of(c.outcomes[0].attribution) == Rows{"c000.008"});
        }
}

TEST_CASE("the demand to dissolve is realised by the decree, and the refusal of a third invitation overtaken") {
    EventId const decree = graph().find_event("ev_decree_20230928");
    EventId const meeting = graph().find_event("ev_meet_yevlakh_20230921");
    Rows realised, overtaken;
    for (Commitment const& c : all().settled)
        for (Outcome const& outcome : c.outcomes) {
            if (outcome.kind == OutcomeKind::realised) {
                CHECK(outcome.by == decree);
                realised.merge(rows_of(c.attribution));
            } else if (outcome.kind == OutcomeKind::overtaken) {
                CHECK(outcome.by == meeting);
                overtaken.merge(rows_of(c.attribution));
            }
        }
    CHECK(realised == Rows{"c001.057", "c002.009", "c002.010", "c002.015", "c002.017", "c003.007", "c003.008",
                           "c003.013", "c003.015"});
    CHECK(overtaken == Rows{"c002.028", "c003.024"});
}

TEST_CASE("P4: the conditional offers of May keep both conditions") {
    for (std::string const row : {"c002.018", "c003.016", "c003.017"}) {
        CAPTURE(row);
        int conditional = 0;
        for (Commitment const& c : of_row(row)) {
            CHECK(c.act == SpeechAct::offer);
            CHECK(c.speaker == graph().find_actor("ac_aliyev"));
            if (graph().name(graph().property(c.claim)) != property::occurred) continue;
            ++conditional;
            REQUIRE(c.conditions.size() == 2);
            std::set<std::string> on;
            for (Condition const& condition : c.conditions) {
                CHECK(condition.kind == property::only_if);
                on.insert(corpus::key(graph().subject(condition.on.to<ClaimId>())));
            }
            CHECK(on == std::set<std::string>{"ev_institutions_dissolved", "ev_dissolve_institutions"});
        }
        CHECK(conditional == 2);
    }
}

TEST_CASE("the exchange of May: a threat, its reading by one ministry, and the answer of the other") {
    Commitment const threat = of_row("c002.014").at(0);
    CHECK(rows_of(threat.answers) == Rows{"c002.034", "c002.037", "c002.038", "c002.040"});
    CHECK(threat.answers.front().distance == 1);
    CHECK(threat.answers.back().distance == 2);
    CHECK(threat.state == CommitmentState::open);
    Commitment const refusal = of_row("c002.036").at(0);
    CHECK(refusal.occasions == std::vector{graph().find_event("ev_refusal_may")});
    CHECK(rows_of(refusal.answering) == Rows{"c002.029", "c003.025", "ev_lachin_meeting_20230528"});
}

TEST_CASE("what is addressed to the Karabakh Armenian representatives, and what their leadership undertakes") {
    auto const reps = commitments(view(), graph().find_actor("ac_ka_reps"), options());
    CHECK(rows_of(reps.addressed.settled) ==
          Rows{"c000.005", "c000.007", "c000.034", "c000.041", "c002.028", "c003.024"});
    CHECK(reps.addressed.open.empty());
    CHECK(rows_of(reps.made.open) == Rows{"c001.051", "c001.054"});
    auto const leadership = commitments(view(), graph().find_actor("ac_ka_leadership"), options());
    CHECK(rows_of(leadership.made.open) == Rows{"c000.008", "c000.009", "c000.010", "c000.011", "c000.012", "c000.014",
                                                "c000.042", "c002.036", "c003.030"});
    CHECK(leadership.made.settled.empty());
}

TEST_CASE("G2, C2, C3: whom the authors reject and keep distance from, and the one rejection in another's mouth") {
    using Found = std::set<std::string>;
    Found rejects, distances;
    std::size_t endorsements = 0;
    for (Stance const& stance : stance_map(view()))
        for (Regard const& regard : stance.regards)
            for (std::string const& row : rows_of(regard.reporting)) {
                std::string const line = row + " " + corpus::key(stance.holder) + " " + corpus::key(stance.source);
                if (regard.kind == RegardKind::rejects) rejects.insert(line);
                if (regard.kind == RegardKind::keeps_distance) distances.insert(line);
                if (regard.kind == RegardKind::endorses) ++endorsements;
                CHECK(regard.kind != RegardKind::denies_saying);
            }
    CHECK(rejects == Found{"c000.028 ac_safarov ac_ka_authorities", "c000.029 ac_safarov ac_ka_authorities",
                           "c000.030 ac_safarov ac_ka_authorities", "c001.015 ac_author001 ac_arm_diaspora",
                           "c001.016 ac_author001 ac_arm_diaspora", "c001.075 ac_author001 ac_vardanyan",
                           "c001.083 ac_author001 ac_armenia", "c001.084 ac_author001 ac_armenia",
                           "c002.042 ac_az_mfa ac_armenia"});
    CHECK(distances == Found{"c001.076 ac_author001 ac_vardanyan", "c001.086 ac_author001 doc_fn09",
                             "c004.033 ac_hajiyeva ac_pashinyan"});
    CHECK(endorsements > 50);
    // Who denies that there were reports of violence agrees with those who say that they met none.
    auto const mission = stance_map(view(), graph().find_actor("ac_un_mission"));
    for (Stance const& stance : mission.from) CHECK(stance.count(RegardKind::rejects) == 0);
    CHECK(mission.from.size() >= 1);
}

TEST_CASE("h16: what is declared to be stronger than what it rests on is the answer, by its holder and firmness") {
    std::set<std::pair<std::string, std::string>> found, expected;
    for (DeclaredStrengthening const& d : strengthenings(view()).declared) {
        CHECK(graph().source(d.holder) == Source(corpus::annotation()));
        CHECK(d.standing == Truth::always);
        auto const stronger = corpus::label(d.stronger, "c"), weaker = corpus::label(d.weaker, "c");
        found.emplace(stronger, weaker);
        for (corpus::Cells const& row : corpus::read_sheet("relations").rows)
            if (row.at("id") == corpus::label(d.holder, "r"))
                CHECK((row.at("confidence") == "high") == (d.factuality == Factuality::ct_plus));
    }
    for (corpus::Cells const& row : corpus::read_sheet("questions").rows) {
        if (row.at("id") != "h16") continue;
        boost::json::value const answer = boost::json::parse(row.at("answer"));
        for (boost::json::value const& pair : answer.as_array())
            expected.emplace(std::string(pair.at(0).as_string()), std::string(pair.at(1).as_string()));
    }
    CHECK(found == expected);
}

TEST_CASE("C3: what is computed to be stronger: endorsements, and what the annotation takes over from the texts") {
    std::size_t endorsements = 0;
    for (ComputedStrengthening const& c : strengthenings(view()).computed) {
        Source const source = graph().source(c.stronger);
        if (c.kind == StrengtheningKind::endorsement) {
            ++endorsements;
            // The document of the own word is where the other's is reported, by the same author.
            bool is_reported_there = false;
            for (Chain const& chain : chains(view(), c.weaker))
                is_reported_there = is_reported_there || (chain.document == graph().document(c.stronger) &&
                                                          graph().source(chain.hops.front()) == source);
            CHECK(is_reported_there);
        } else {
            CHECK(c.kind == StrengtheningKind::own_voice);
            CHECK(source == Source(corpus::annotation()));
            CHECK(graph().source(c.weaker).is(Category::document));
        }
    }
    CHECK(endorsements > 50);
}
