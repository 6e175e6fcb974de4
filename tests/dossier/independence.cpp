// SPDX-License-Identifier: BSL-1.0
// What a statement fails with: the same in the overview as on the page of the claim, and as found by withdrawing.
#include "corpus/records.hpp"
#include "dossier/analyses.hpp"
#include "dossier/data.hpp"
#include "dossier/names.hpp"

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

namespace {

using Row = std::vector<dossier::Cell>;

boost::json::value const& member(dossier::Section const& section, Row const& row, std::string const& id) {
    for (std::size_t c = 0; c < section.columns.size(); ++c)
        if (section.columns[c].id == id) return row[c].data;
    FAIL("no column " << id);
    return row.front().data;
}

/// The value of a count on the page of a claim.
dossier::Cell const& counted(dossier::Section const& counts, std::string const& what) {
    for (Row const& row : counts.rows)
        if (row[1].text == what) return row[2];
    FAIL("nothing counted as " << what);
    return counts.rows.front().front();
}

ClaimId claim_of(boost::json::value const& data) {
    auto const found = dossier::find_named_records(graph(), std::string(data.at("id").as_string()), {Category::claim});
    REQUIRE(found);
    return found->front().to<ClaimId>();
}

std::set<std::string> ids_in(boost::json::value const& records) {
    std::set<std::string> ids;
    for (boost::json::value const& record : records.as_array()) ids.emplace(record.at("id").as_string());
    return ids;
}

}  // namespace

TEST_CASE("O6: the overview of independence says of each statement what the page of its claim says") {
    dossier::Section const overview = dossier::independence(view());
    REQUIRE(overview.rows.size() > 100);
    std::size_t inexact = 0;
    std::size_t not_of_the_bare_claim = 0;
    for (Row const& row : overview.rows) {
        ClaimId const claim = claim_of(member(overview, row, "claim"));
        CAPTURE(claim.number());
        dossier::Section const page = dossier::independence_of(view(), claim).front();
        auto const& fails_with = member(overview, row, "fails_with");
        CHECK(fails_with == counted(page, "fails_with").data);
        auto const& lines = member(overview, row, "lines");
        bool const exact = member(overview, row, "exact").as_bool();
        CHECK(lines == counted(page, "lines").data.at("lines"));
        CHECK(exact == counted(page, "lines").data.at("exact").as_bool());
        CHECK(exact == (counted(page, "lines").text.find("at most") == std::string::npos));
        if (!exact) ++inexact;
        if (exact && lines.as_int64() > 1) {
            CHECK(fails_with.as_array().empty());
            if (!single_points(view(), claim).empty()) ++not_of_the_bare_claim;
        }
    }
    CHECK(inexact > 0);
    CHECK(not_of_the_bare_claim > 0);
}

TEST_CASE("O6: a statement fails with a record if nothing that counts for it is supported without the record") {
    Corroborator corroborate(view(), {.opposition = false});
    struct Asked {
        std::vector<ClaimId> counting;
        std::set<std::string> expected, found;
    };
    std::vector<Asked> rows;
    std::map<Node, std::vector<std::size_t>> candidates;
    dossier::Section const overview = dossier::independence(view());
    for (Row const& row : overview.rows) {
        ClaimId const claim = claim_of(member(overview, row, "claim"));
        Corroboration const c = corroborate(claim);
        if (c.counting.size() < 2) continue;
        Asked asked;
        asked.found = ids_in(member(overview, row, "fails_with"));
        std::set<Node> some(c.lines.single_points.begin(), c.lines.single_points.end());
        for (CountingClaim const& counting : c.counting) {
            asked.counting.push_back(counting.claim);
            if (counting.claim != claim) some.insert(counting.claim);
            for (Node node : single_points(view(), counting.claim)) some.insert(node);
        }
        some.erase(claim);
        for (Node node : some) candidates[node].push_back(rows.size());
        rows.push_back(std::move(asked));
    }
    REQUIRE(rows.size() > 5);
    for (auto const& entry : candidates) {
        Scope scope;
        scope.without = {entry.first};
        View const without(graph(), scope);
        for (std::size_t row : entry.second)
            if (std::none_of(rows[row].counting.begin(), rows[row].counting.end(),
                             [&](ClaimId claim) { return without.supported(claim) != Truth::never; }))
                rows[row].expected.insert(dossier::id_of(graph(), entry.first));
    }
    for (Asked const& asked : rows) {
        CAPTURE(asked.counting.front().number());
        CHECK(asked.found == asked.expected);
    }
    CHECK(std::any_of(rows.begin(), rows.end(), [](Asked const& asked) { return !asked.found.empty(); }));
}
