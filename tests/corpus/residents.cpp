// SPDX-License-Identifier: BSL-1.0
// The example of docs/analyses.md: every number that the page works out by hand for the number of residents.
#include "corpus/records.hpp"
#include <ascribe/analysis/corroboration.hpp>
#include <ascribe/analysis/derive.hpp>
#include <ascribe/analysis/single_point.hpp>
#include <ascribe/analysis/withdrawal.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace ascribe;
using corpus::graph;

namespace {

AttributionId row(std::string const& id) {
    auto const all = corpus::attributions_of_row(id);
    REQUIRE(all.size() == 1);
    return all.front();
}

std::pair<std::uint32_t, std::uint32_t> passage(AttributionId a) {
    auto const span = corpus::find_span(a, SpanRole::content);
    REQUIRE(span);
    return {span->begin, span->end};
}

using Bytes = std::pair<std::uint32_t, std::uint32_t>;
using Classes = std::vector<std::vector<std::size_t>>;

}  // namespace

TEST_CASE("analyses.md: the residents figure, counted by hand and by the library") {
    AttributionId const in_2 = row("c002.065"), in_3 = row("c003.052"), in_4 = row("c004.044");
    CHECK(passage(in_2) == Bytes{5901, 5984});
    CHECK(passage(in_3) == Bytes{4236, 4306});
    CHECK(passage(in_4) == Bytes{4159, 4229});
    ClaimId const claim = graph().innermost(in_2).first;
    View const view(graph());

    // What each run covers of the two passages that it touches: 46 of 83 and of 70, but for the last, which covers all.
    struct Run {
        char const* label;
        Bytes first, second;
        AttributionId a, b;
        std::uint32_t covered;
    };
    for (Run const& run : {Run{"o13", {5938, 6420}, {4260, 4737}, in_2, in_3, 46},
                           Run{"o15", {5938, 6134}, {4183, 4379}, in_2, in_4, 46},
                           Run{"o19", {4236, 4456}, {4159, 4379}, in_3, in_4, 70}}) {
        CAPTURE(run.label);
        auto const found = graph().find_labelled(run.label);
        REQUIRE(found.size() == 1);
        auto const by = found.front().to<AttributionId>();
        CHECK(view.accepts(by));
        auto const spans = graph().spans(by);
        REQUIRE(spans.size() == 2);
        std::pair const sides{std::pair(run.a, run.first), std::pair(run.b, run.second)};
        for (auto const& [a, bytes] : {sides.first, sides.second}) {
            bool is_there = false;
            for (Span const& span : spans)
                is_there = is_there || (span.document == graph().document(a) && Bytes{span.begin, span.end} == bytes);
            CHECK(is_there);
            auto const [begin, end] = passage(a);
            CHECK((std::min)(end, bytes.second) - (std::max)(begin, bytes.first) == run.covered);
        }
    }

    for (std::uint32_t const percent : {50u, 55u}) {
        CAPTURE(percent);
        Corroboration const found = corroboration(view, claim, {.covered_percent = percent});
        CHECK(found.support.voices.size() == 3);
        CHECK(found.support.documents.size() == 3);
        CHECK(found.support.outlets.size() == 3);
        CHECK(found.support.chains == 3);
        CHECK(found.support.joins.size() == 2);
        CHECK(found.support.classes == Classes{{0, 1, 2}});
        CHECK(found.support.at_most == 1);
        CHECK(found.support.certainly == 1);
        CHECK(found.lines.lines == 1);
        CHECK(found.lines.exact);
        CHECK(found.lines.bottleneck.empty());
        CHECK(found.lines.bottleneck_classes == std::vector<std::size_t>{0});
        CHECK(found.relies_on.size() == 2);
        CHECK(found.opposition.voices.empty());
    }
    for (std::uint32_t const percent : {56u, 100u}) {
        CAPTURE(percent);
        Corroboration const found = corroboration(view, claim, {.covered_percent = percent});
        CHECK(found.support.joins.size() == 1);
        CHECK(found.support.classes == Classes{{0}, {1, 2}});
        CHECK(found.support.at_most == 2);
        CHECK(found.support.certainly == 1);
        CHECK(found.lines.lines == 2);
        CHECK(found.lines.exact);
        CHECK(found.lines.bottleneck == std::vector<Node>{graph().find_actor("ac_outlet002")});
        CHECK(found.lines.bottleneck_classes == std::vector<std::size_t>{1});
    }
    CHECK(CorroborationOptions().covered_percent == 50);
    for (Voice const& voice : corroboration(view, claim).support.voices) {
        CHECK(voice.named);
        CHECK(voice.certain);
        CHECK_FALSE(voice.first_hand);
    }
    CHECK(corroboration(View(graph(), {.accept_analysts = false}), claim).support.at_most == 3);

    // One origin, and yet no single record that it hangs on: three persons wrote it down.
    CHECK(single_points(view, claim).empty());
    CHECK(minimal_sources(view, claim).size() == 3);
    Withdrawal const without_3 = withdrawal(view, {graph().find_document("d003")});
    bool is_reduced = false;
    for (ReducedSupport const& reduced : without_3.reduced)
        is_reduced = is_reduced || (reduced.claim == claim && reduced.lost == std::vector<AttributionId>{in_3});
    CHECK(is_reduced);
    Withdrawal const without_all = withdrawal(view, {Node(in_2), Node(in_3), Node(in_4)});
    CHECK(without_all.lost == std::vector<ClaimId>{claim});
}
