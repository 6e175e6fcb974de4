// SPDX-License-Identifier: BSL-1.0
// Whoever opens a page needs no other: the codes on it are explained at its end.
#include "dossier/program_run.hpp"
#include <ascribe/analysis/amendment.hpp>
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/disagreement.hpp>
#include <ascribe/analysis/strengthening.hpp>
#include <ascribe/analysis/timeline.hpp>
#include <ascribe/model/stance.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

using namespace dossier_test;

namespace {

/// A page without its legend, and the legend.
std::pair<std::string, std::string> parted(std::string const& page) {
    auto const at = page.find("\nLegend\n======\n");
    if (at == std::string::npos) return {page, ""};
    return {page.substr(0, at), page.substr(at)};
}

/// Whether a text has a code between blanks, brackets or the ends of a line.
bool has_word(std::string const& text, std::string_view code) {
    constexpr std::string_view around = " \n,;:()[]";
    for (auto at = text.find(code); at != std::string::npos; at = text.find(code, at + 1)) {
        auto const end = at + code.size();
        bool const begins = at == 0 || around.find(text[at - 1]) != std::string_view::npos;
        if (begins && (end == text.size() || around.find(text[end]) != std::string_view::npos)) return true;
    }
    return false;
}

bool explains(std::string const& legend, std::string_view code) {
    return legend.find("\n" + std::string(code) + "  ") != std::string::npos;
}

template <class Enum>
void check_explained(std::string const& legend, std::string_view but = "") {
    for (std::string_view const name : ascribe::Names<Enum>::values) {
        CAPTURE(name);
        if (name != but) CHECK(explains(legend, name));
    }
}

}  // namespace

TEST_CASE("Every page explains the codes of stance and way that it uses, and no others") {
    for (std::string const question : {"",
                                       "--conflicts",
                                       "--independence",
                                       "--what-if d003",
                                       "--timeline",
                                       "--commitments all",
                                       "--circular",
                                       "--stances all",
                                       "--strengthenings",
                                       "--overtakings",
                                       "--amendments",
                                       "--statements",
                                       "--numbers",
                                       "--reuse",
                                       "--relations all",
                                       "--diff 2023-06-15 2023-09-08",
                                       "--event ev_armenian_residents",
                                       "--actor ac_pashinyan",
                                       "--place pl_khankendi",
                                       "--claim c004.024",
                                       "--document d003",
                                       "--claim k_meet0301 --independence"}) {
        CAPTURE(question);
        Run const result = run("--width 400 " + question + " " + data);
        REQUIRE(result.status == 0);
        auto const [page, legend] = parted(result.out);
        for (std::string_view const code : ascribe::Names<ascribe::Factuality>::values) {
            CAPTURE(code);
            CHECK(explains(legend, code) == has_word(page, code));
        }
        for (std::string_view const code : {"»", "·"}) CHECK(explains(legend, code) == has_word(page, code));
        // What stands on the page of them where a column is broken at a blank, or in other brackets.
        for (auto const& [code, on_page] :
             {std::pair{"(implied)", "implied"}, std::pair{"(at a distance)", "distance)"},
              std::pair{"(fallen)", "(fallen)"}, std::pair{"(possibly)", "(possibly)"},
              std::pair{"(taken back)", "back)"}}) {
            std::string const named = code;
            CAPTURE(named);
            CHECK(explains(legend, named) == (page.find(on_page) != std::string::npos));
        }
    }
}

TEST_CASE("What sets a bound in time is explained where it stands before the statements that do") {
    auto const [page, legend] = parted(run("--width 200 --timeline " + data).out);
    for (std::string_view const basis : ascribe::Names<ascribe::TimeBasis>::values) {
        CAPTURE(basis);
        CHECK(page.find("  " + std::string(basis) + ": ") != std::string::npos);
        CHECK(explains(legend, basis));
    }
}

TEST_CASE("--help explains every code") {
    std::string const legend = parted(run("--help").out).second;
    check_explained<ascribe::Factuality>(legend);
    check_explained<ascribe::JoinRule>(legend);
    check_explained<ascribe::DifferenceReason>(legend, "none");
    check_explained<ascribe::TimeBasis>(legend);
    check_explained<ascribe::OvertakingKind>(legend);
    check_explained<ascribe::StrengtheningKind>(legend);
}

TEST_CASE("A page without codes has no legend, nor has JSON") {
    CHECK(run("--find treaty " + data).out.find("Legend") == std::string::npos);
    CHECK(run("--json --conflicts " + data).out.find("legend") == std::string::npos);
}
