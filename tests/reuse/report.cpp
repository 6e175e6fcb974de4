// SPDX-License-Identifier: BSL-1.0
#include "reuse/report.hpp"

#include "reuse/record_run.hpp"
#include "support/outside_data.hpp"
#include <ascribe/graph/graph.hpp>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace text_reuse;

namespace {

struct Found {
    std::vector<NamedText> texts;
    std::vector<Run> runs;
};

Found find(std::vector<std::pair<std::string, std::string>> const& keys_and_texts, Options const& options = {}) {
    Found found;
    std::vector<std::vector<Word>> words;
    for (auto const& [key, text] : keys_and_texts) {
        words.push_back(split_words(text).value());
        found.texts.push_back({key, words.back()});
    }
    found.runs = find_runs(words, options);
    return found;
}

/// Three papers on one flood; the second took a sentence over from the first.
Found papers() {
    return find({{"gazette", "On Monday: \u201cThe harbour was under water by noon\u201d, said the mayor."},
                 {"courier", "By Tuesday, the Harbour was under water by noon \u2013 said the mayor. Was it?"},
                 {"herald", "Nothing of the kind."}},
                {.least_words = 4});
}

std::string read_whole(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("runs are printed aligned, with what they cover") {
    std::ostringstream out;
    Found const found = papers();
    print_runs(out, found.texts, found.runs);
    CHECK(out.str() ==
          "text     text     words   begin     end   begin     end\n"
          "gazette  courier     10      12      64      12      64\n"
          "\n"
          "1 run; offsets in code points\n"
          "gazette  10 of 12 words are in a run\n"
          "courier  10 of 14 words are in a run\n"
          "herald   0 of 4 words are in a run\n");
}

TEST_CASE("the table has offsets in code points and in bytes") {
    std::ostringstream out;
    Found const found = papers();
    print_table(out, found.texts, found.runs);
    CHECK(
        out.str() ==
        "id\tdoc_a\tdoc_b\twords\tbegin_a\tend_a\tbegin_a_byte\tend_a_byte\tbegin_b\tend_b\tbegin_b_byte\tend_b_byte\n"
        "o01\tgazette\tcourier\t10\t12\t64\t14\t68\t12\t64\t12\t66\n");
}

TEST_CASE("L3: as records, software holds that two documents share text, a run an attribution with spans in both") {
    Found const found = papers();
    ascribe::Ledger const ledger = to_ledger(found.texts, found.runs).value();
    ascribe::Graph const graph = ledger.graph();
    auto const gazette = graph.find_document("gazette"), courier = graph.find_document("courier");
    REQUIRE(graph.find_document("herald"));
    std::size_t claims = 0;
    for (ascribe::ClaimId const claim : graph.claims()) {
        if (graph.name(graph.property(claim)) != ascribe::property::shares_text_with) continue;
        ++claims;
        REQUIRE(graph.attributions_of(claim).size() == 1);
        ascribe::AttributionId const by = *graph.attributions_of(claim).begin();
        CHECK(graph.kind(ascribe::Node(graph.source(by)).to<ascribe::ActorId>()) == ascribe::ActorKind::software);
        CHECK(graph.basis(by) == ascribe::Basis::computation);
        REQUIRE(graph.spans(by).size() == 2);
        CHECK(graph.spans(by)[0] == ascribe::Span{gazette, 14, 68});
        CHECK(graph.spans(by)[1] == ascribe::Span{courier, 12, 66});
        CHECK(graph.find_labelled("o01") == std::vector<ascribe::Node>{by});
        for (ascribe::ClaimId const count : graph.claims_about(by, shared_words))
            CHECK(*graph.value(count).quantity() == ascribe::exactly(10).of("words"));
        CHECK(graph.claims_about(by, shared_words).begin() != graph.claims_about(by, shared_words).end());
    }
    CHECK(claims == 1);
}

TEST_CASE("two texts of one key are refused") {
    auto const result = to_ledger({{"gazette", {}}, {"gazette", {}}}, {});
    REQUIRE(!result);
    CHECK(result.error().code == ascribe::Errc::conflict);
    CHECK(result.error().found == "gazette");
}

TEST_CASE("the runs of the five texts are those of overlaps.tsv, byte for byte") {
    std::string const directory = ascribe_tests::outside_data("ASCRIBE_SEEDS", ASCRIBE_SEEDS);
    if (directory.empty()) return;
    std::vector<std::pair<std::string, std::string>> texts;
    for (std::string const name : {"000_8c85be96870c3dc0.txt", "001_0f38b9e81ece0158.txt", "002_3457c4d91de8f38b.txt",
                                   "003_4838f6c124dbfdde.txt", "004_d3d3f7e52c00361c.txt"})
        texts.emplace_back(name, read_whole(directory + "/" + name));
    Found const found = find(texts);
    std::ostringstream out;
    print_table(out, found.texts, found.runs);
    CHECK(out.str() == read_whole(std::string(ASCRIBE_TEST_DATA) + "/annotations/overlaps.tsv"));
}
