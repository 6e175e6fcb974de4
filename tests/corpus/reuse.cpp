// SPDX-License-Identifier: BSL-1.0
// The map of reused text, from the data set alone.
#include "corpus/records.hpp"
#include <ascribe/graph/view.hpp>

#include <array>
#include <set>
#include <tuple>

#include <boost/json.hpp>

using namespace corpus;

namespace {

struct SharedRun {
    AttributionId by;
    std::array<Span, 2> spans;  ///< the first of the earlier text
    std::int64_t words = 0;
};

/// Every run that somebody holds two documents to share.
std::vector<SharedRun> shared_runs() {
    std::vector<SharedRun> found;
    for (ClaimId const claim : graph().claims()) {
        if (graph().name(graph().property(claim)) != property::shares_text_with) continue;
        std::set<Node> const ends = {graph().subject(claim), graph().value_node(claim)};
        for (AttributionId const by : graph().attributions_of(claim)) {
            SharedRun run{.by = by, .spans = {}};
            auto const spans = graph().spans(by);
            REQUIRE(spans.size() == 2);
            CHECK(std::set<Node>{spans[0].document, spans[1].document} == ends);
            run.spans = {spans[0], spans[1]};
            if (file_of(run.spans[1].document) < file_of(run.spans[0].document)) std::swap(run.spans[0], run.spans[1]);
            for (ClaimId const count : graph().claims_about(by, "shared_words")) {
                Quantity const words = *graph().value(count).quantity();
                REQUIRE(words.direction() == Direction::exact);
                CHECK(words.thing() == "words");
                run.words = std::stoll(to_text(*words.nominal()));
            }
            found.push_back(run);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("e12: which runs of at least eight words the documents have in common") {
    std::set<std::tuple<std::string, std::string, std::int64_t, std::int64_t, std::int64_t>> found;
    for (SharedRun const& run : shared_runs()) {
        auto const place = [&](Span const& span) { return std::stoll(code_point(span.document, span.begin)); };
        if (run.words >= 8)
            found.emplace(short_file(file_of(run.spans[0].document)), short_file(file_of(run.spans[1].document)),
                          run.words, place(run.spans[0]), place(run.spans[1]));
    }
    boost::json::array answer;
    for (auto const& [a, b, words, begin_a, begin_b] : found)
        answer.push_back(boost::json::array{a, b, words, begin_a, begin_b});
    for (Cells const& row : read_sheet("questions").rows)
        if (row.at("id") == "e12") CHECK(answer == boost::json::parse(row.at("answer")));
    CHECK(answer.size() == 21);
}

TEST_CASE("every cell of the 21 rows of overlaps.tsv can be rebuilt from the records") {
    Sheet const sheet = read_sheet("overlaps");
    auto const runs = shared_runs();
    CHECK(sheet.rows.size() == 21);
    REQUIRE(runs.size() == sheet.rows.size());
    for (Cells const& row : sheet.rows) {
        auto const labelled = graph().find_labelled(row.at("id"));
        REQUIRE(labelled.size() == 1);
        auto const run =
            std::find_if(runs.begin(), runs.end(), [&](SharedRun const& r) { return Node(r.by) == labelled[0]; });
        REQUIRE(run != runs.end());
        Cells cells;
        cells["id"] = row.at("id");
        cells["words"] = std::to_string(run->words);
        for (std::size_t i = 0; i < 2; ++i) {
            std::string const side = i == 0 ? "a" : "b";
            Span const& span = run->spans[i];
            cells["doc_" + side] = file_of(span.document);
            for (auto const& [name, byte] : {std::pair<std::string, std::uint32_t>{"begin_", span.begin},
                                             std::pair<std::string, std::uint32_t>{"end_", span.end}}) {
                cells[name + side] = code_point(span.document, byte);
                cells[name + side + "_byte"] = std::to_string(byte);
            }
        }
        check_row(sheet, row, cells, row.at("id"));
    }
}

TEST_CASE("L3: that texts share words is held by software, and so is accepted without being said by any document") {
    View const view(graph());
    std::set<ClaimId> claims;
    for (SharedRun const& run : shared_runs()) {
        ActorId const holder = Node(graph().source(run.by)).to<ActorId>();
        REQUIRE(holder);
        CHECK(graph().kind(holder) == ActorKind::software);
        CHECK(graph().basis(run.by) == Basis::computation);
        CHECK(!graph().document(run.by));
        claims.insert(graph().content(run.by).to<ClaimId>());
    }
    CHECK(claims.size() == 4);
    for (ClaimId const claim : claims) CHECK(std::count(view.accepted().begin(), view.accepted().end(), claim) == 1);
}
