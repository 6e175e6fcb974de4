// SPDX-License-Identifier: BSL-1.0
#include "corpus/rebuilt_claims.hpp"

using namespace corpus;

TEST_CASE("G1, G3, G5: every cell of the 393 rows of claims.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("claims");
    CHECK(sheet.rows.size() == 393);
    for (Cells const& row : sheet.rows) check_row(sheet, row, RebuiltClaim(row.at("id")).cells(), row.at("id"));
}

namespace {

/// The claims of a row that join two others by this property, as "event.property value" on both sides.
std::vector<std::string> links(std::string const& id, std::string_view property) {
    auto const told = [](Node node) {
        ClaimId const claim = node.to<ClaimId>();
        REQUIRE(claim);
        Value const value = graph().value(claim);
        std::string text = key(graph().subject(claim)) + "." + std::string(graph().name(graph().property(claim)));
        if (value.text() != nullptr) text += " " + std::string(*value.text());
        return text;
    };
    std::vector<std::string> found;
    for (AttributionId const a : attributions_of_row(id)) {
        auto const [chain, claim] = hops(a);
        if (graph().name(graph().property(claim)) != property) continue;
        // It is put forward by the same sources, with the same act, as the row itself.
        auto const main = hops(attributions_of_row(id).at(0)).first;
        CHECK(graph().source(chain.back()) == graph().source(main.back()));
        CHECK(graph().act(chain.back()) == graph().act(main.back()));
        CHECK(graph().factuality(chain.back()) == graph().factuality(main.back()));
        found.push_back(told(graph().subject(claim)) + " | " + told(graph().value_node(claim)));
    }
    return found;
}

}  // namespace

TEST_CASE("P4: a condition is attributed and not its parts") {
    using List = std::vector<std::string>;
    for (std::string const id : {"c002.018", "c003.016"})
        CHECK(links(id, "only_if") ==
              List{"ev_concession.occurred | ev_institutions_dissolved.occurred",
                   "ev_concession.occurred | ev_dissolve_institutions.officials_resign required"});
    CHECK(links("c003.017", "only_if") ==
          List{"ev_amnesty.occurred | ev_institutions_dissolved.occurred",
               "ev_amnesty.occurred | ev_dissolve_institutions.officials_resign required"});
    CHECK(links("c001.099", "if") ==
          List{"ev_equal_rights.protection rights and security | ev_equal_rights.citizenship_accepted"});
    CHECK(links("c001.100", "if") ==
          List{"ev_municipality.establishment will_happen | ev_equal_rights.citizenship_accepted"});
    CHECK(links("c001.101", "if") ==
          List{"ev_equal_rights.religious_cultural_rights assured | ev_equal_rights.citizenship_accepted"});
    CHECK(links("c000.046", "or_else") ==
          List{"ev_choice_ka.options accept citizenship and take part in reintegration | ev_choice_ka.options leave"});
    for (std::string const id : {"c002.029", "c003.025"})
        CHECK(links(id, "or_else") == List{"ev_choice_ka.options apply for citizenship | "
                                           "ev_choice_ka.options an unspecified different course"});
}

TEST_CASE("a contradiction that a source itself claims is a claim of that source") {
    auto const found = links("c004.035", "contradicts");
    REQUIRE(found.size() == 1);
    CHECK(found[0].find("ev_congratulation.occurred") != std::string::npos);
    CHECK(found[0].find("ev_arm_recognises_ti.recognition") != std::string::npos);
}

TEST_CASE("C3: an author who endorses or rejects what he reports does so in an attribution of his own") {
    std::uint32_t endorsed = 0, rejected = 0;
    for (Cells const& row : read_sheet("claims").rows) {
        if (row.at("attribution") == "authorial" || row.at("author_stance").substr(0, 2) != "CT") continue;
        auto const all = attributions_of_row(row.at("id"));
        auto const own =
            std::count_if(all.begin(), all.end(), [](AttributionId a) { return hops(a).first.size() == 1; });
        CAPTURE(row.at("id"));
        CHECK(own >= 1);
        (row.at("author_stance") == row.at("source_factuality") || row.at("source_factuality") == "PR+" ? endorsed
                                                                                                        : rejected)++;
    }
    CHECK(endorsed > 0);
    CHECK(rejected == 8);
}

TEST_CASE("P1: what only repeats a negation is the positive value, denied") {
    std::uint32_t positive = 0;
    for (Cells const& row : read_sheet("claims").rows) {
        if (row.at("source_factuality").back() != '-' || row.at("speech_act") == "refuse") continue;
        AttributionId const a = attributions_of_row(row.at("id")).at(0);
        Value const value = graph().value(hops(a).second);
        CAPTURE(row.at("id"));
        if (value.is_true())
            ++positive;
        else
            CHECK((row.at("id") == "c001.098" || row.at("id") == "c002.037"));
    }
    CHECK(positive == 26);
    CHECK(*graph().value(hops(attributions_of_row("c001.098").at(0)).second).text() == "majority");
    CHECK(*graph().value(hops(attributions_of_row("c002.037").at(0)).second).text() == "impartial, founded");
}

TEST_CASE("P2: the items of a list are claims of their own") {
    CHECK(attributions_of_row("c002.061").size() == 5);
    CHECK(attributions_of_row("c002.064").size() == 3);
    // The third is reported and endorsed: each item twice.
    CHECK(attributions_of_row("c004.008").size() == 6);
    CHECK(hops(attributions_of_row("c003.048").at(4)).second == hops(attributions_of_row("c002.061").at(4)).second);
}

TEST_CASE(
    "P5: parts of a total that may overlap are subsets of it, and a total that had to be worked out is marked so") {
    ClaimId const total = hops(attributions_of_row("c001.025").at(0)).second;
    for (std::string const part : {"c001.026", "c001.027", "c001.028"}) {
        auto const found = remarks(hops(attributions_of_row(part).at(0)).second, "subset_of");
        REQUIRE(found.size() == 1);
        CHECK(graph().value_node(found[0].claim) == Node(total));
    }
    std::uint32_t computed = 0;
    for (AttributionId const a : graph().attributions())
        if (graph().document(a)) computed += graph().basis(a) == Basis::computation;
    CHECK(computed == 1);
    CHECK(graph().basis(attributions_of_row("c001.147").at(0)) == Basis::computation);
}

TEST_CASE("T5: times that the text gives in its own words stay so, and are read on grounds that can fall") {
    std::uint32_t readings = 0;
    for (AttributionId const a : graph().attributions_by(annotation())) {
        std::string const property(graph().name(graph().property(hops(a).second)));
        if (property != "read_as" && property != "said_at") continue;
        ++readings;
        CHECK(graph().grounds_of(a).size() == 1);
    }
    CHECK(readings == 100);
}
