// SPDX-License-Identifier: BSL-1.0
// What the authors of the texts say themselves hangs on nobody else's word.
#include "corpus/records.hpp"
#include <ascribe/analysis/withdrawal.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;

namespace {

/// Attributions of rows in the voice of the author alone: those of rows that are reported, and those of his own.
std::pair<std::set<AttributionId>, std::set<AttributionId>> own_words() {
    std::pair<std::set<AttributionId>, std::set<AttributionId>> words;
    for (corpus::Cells const& row : corpus::read_sheet("claims").rows) {
        bool const is_authorial = row.at("attribution") == "authorial";
        for (AttributionId const a : corpus::attributions_of_row(row.at("id")))
            if (graph().content(a).is(Category::claim)) (is_authorial ? words.second : words.first).insert(a);
    }
    return words;
}

}  // namespace

TEST_CASE("C3: without any other source of the data set, every author still says what he says in his own voice") {
    View const view(graph());
    auto const [stances, own] = own_words();
    REQUIRE(own.size() > 200);
    REQUIRE(stances.size() > 50);
    std::set<Node> sources;
    for (AttributionId const a : graph().attributions()) sources.insert(graph().source(a));
    Withdrawals withdrawals(view);
    std::size_t fallen_stances = 0;
    for (Node const source : sources)
        for (AttributionId const fallen : withdrawals.loss({source}).fallen) {
            if (Node(graph().source(fallen)) == source) continue;
            DocumentId const document = graph().document(fallen);
            auto const publishers = document ? view.publishers(document) : std::vector<ActorId>();
            if (Node(document) == source || (publishers.size() == 1 && Node(publishers[0]) == source)) continue;
            CAPTURE(corpus::key(source));
            CAPTURE(corpus::label(fallen, "c0"));
            if (own.count(fallen) != 0) CHECK(view.has_grounds(fallen));
            // What he endorses of a report falls with that one, and no other.
            if (stances.count(fallen) == 0) continue;
            ++fallen_stances;
            std::string const row = corpus::label(fallen, "c0");
            std::set<Node> chain;
            for (AttributionId const outermost : corpus::attributions_of_row(row))
                for (AttributionId const hop : corpus::hops(outermost).first) chain.insert(graph().source(hop));
            CHECK(chain.count(source) == 1);
        }
    CHECK(fallen_stances > 20);
}

TEST_CASE("c001.085, c001.089: a date that an author gives stays his where he rejects what he reports of that day") {
    for (auto const& [label, actor] : {std::pair("c001.085", "ac_armenia"), std::pair("c001.089", "ac_arm_gov")}) {
        std::string const row = label;
        CAPTURE(row);
        View const without(graph(), {.without = {graph().find_actor(actor)}});
        for (AttributionId const a : corpus::attributions_of_row(row)) CHECK(without.standing(a) == Truth::always);
    }
    // Nobody has Armenia say on which days the operation was.
    ClaimId const date = graph().innermost(corpus::attributions_of_row("c001.085").at(0)).first;
    for (AttributionId const a : graph().attributions_of(date))
        CHECK(graph().source(a) != Source(graph().find_actor("ac_armenia")));
}

TEST_CASE("I6: what a ministry says in May and again in September is two sayings, each on its day") {
    View const view(graph());
    auto const saying = [](std::string const& row) {
        auto const found = corpus::attributions_of_row(row);
        REQUIRE(found.size() == 1);
        AttributionId inner = found[0];
        while (auto const next = graph().content(inner).to<AttributionId>()) inner = next;
        return inner;
    };
    AttributionId const in_may = saying("c002.039"), in_september = saying("c004.040");
    CHECK(in_may != in_september);
    CHECK(graph().content(in_may) == graph().content(in_september));
    CHECK(view.said(in_may) == std::pair(Day(2023, 5, 30), Day(2023, 5, 30)));
    CHECK(view.said(in_september) == std::pair(Day(2023, 9, 2), Day(2023, 9, 2)));
}
