// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_TESTS_CORPUS_REBUILT_HEADLINES_HPP
#define ASCRIBE_TESTS_CORPUS_REBUILT_HEADLINES_HPP

#include "corpus/records.hpp"

#include <tuple>

namespace corpus {

/// An attribution of each item of the lists of a page, in the order in which they stand on it.
inline std::vector<AttributionId> items_on(DocumentId page) {
    std::vector<std::pair<std::uint32_t, AttributionId>> found;
    for (ClaimId const part : graph().claims_naming(page)) {
        if (graph().name(graph().property(part)) != "part_of") continue;
        DocumentId const list = graph().subject(part).to<DocumentId>();
        for (AttributionId const a : graph().attributions_in(list))
            if (auto const span = find_span(a, SpanRole::content)) found.emplace_back(span->begin, a);
    }
    std::sort(found.begin(), found.end());
    std::vector<AttributionId> items;
    // The first of those that are one item's words.
    for (std::size_t i = 0; i < found.size(); ++i)
        if (i == 0 || found[i].first != found[i - 1].first) items.push_back(found[i].second);
    return items;
}

/// What the records say of a row of headlines.tsv, cell by cell.
inline Cells rebuilt_headline(std::string const& id) {
    Cells cells;
    auto const all = attributions_of_row(id);
    REQUIRE(!all.empty());
    AttributionId const main = all[0];
    auto const [chain, claim] = hops(main);
    // Others are the same words, chain and stance, and say by how many of what.
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto const [others, figure] = hops(all[i]);
        REQUIRE(others.size() == chain.size());
        for (std::size_t hop = 0; hop < chain.size(); ++hop) {
            Attribution expected = graph().attribution(chain[hop]);
            expected.content = hop + 1 < chain.size() ? Content(others[hop + 1]) : Content(figure);
            CHECK(graph().attribution(others[hop]) == expected);
        }
        CHECK(graph().subject(figure) == graph().subject(claim));
        CHECK(graph().value(figure).quantity() != nullptr);
    }
    Attribution const outer = graph().attribution(main);
    Attribution const inner = graph().attribution(chain.back());

    cells["id"] = id;
    // A list is a document of its own, part of the page in whose text its items stand (rule L2).
    std::string const list = key(Node(outer.document));
    CHECK(outer.source == Source(outer.document));
    DocumentId const page = entity(only_key(outer.document, "part_of")).to<DocumentId>();
    cells["doc"] = file_of(outer.document);
    CHECK(cells["doc"] == file_of(page));
    CHECK(only_key(outer.document, "published_by") == only_key(page, "published_by"));
    cells["list"] = list.substr(list.find('/') + 1);
    auto const items = items_on(page);
    cells["position"] = std::to_string(std::find(items.begin(), items.end(), main) - items.begin() + 1);
    put_span(cells, "begin", "end", find_span(main, SpanRole::content));
    put_span(cells, "ts_begin", "ts_end", find_span(main, SpanRole::context));
    for (Span const& span : spans_of(main)) CHECK(span.document == page);
    REQUIRE(outer.said.has_value());
    cells["timestamp"] = date_text(*outer.said);

    REQUIRE(chain.size() <= 2);
    CHECK(outer.role == Role::author);
    if (chain.size() == 2) CHECK(outer.factuality == Factuality::ct_plus);
    if (chain.size() == 2) CHECK(outer.act == SpeechAct::assert);
    CHECK(note(outer.document, "nature") == "side_list");
    cells["source"] = chain.size() == 1 ? "-" : key(Node(inner.source));
    if (chain.size() == 2) CHECK(inner.role == Role::speaker);
    std::string const pattern = note(main, "source_pattern");
    cells["source_pattern"] = pattern == "-" ? "none" : pattern;
    std::string const reported = note(main, "reported_act");
    std::string const act(to_string(inner.act));
    cells["speech_act"] = reported != "-" ? reported : act == "ask" ? "question" : act;
    bool const is_open = act == "ask" || act == "demand" || act == "offer";
    CHECK(inner.factuality == (is_open ? Factuality::uu : Factuality::ct_plus));

    CHECK(graph().name(graph().property(claim)) == "gist");
    std::string const event = key(graph().subject(claim));
    cells["event"] = event.starts_with("ev_") ? event : "-";
    cells["paraphrase"] = std::string(*graph().value(claim).text());
    CHECK(cells["paraphrase"] == note(main, "paraphrase"));
    cells["duplicate_of"] = "-";
    for (Remark const& remark : remarks(main, "duplicate_of")) {
        AttributionId const first = graph().value_node(remark.claim).to<AttributionId>();
        cells["duplicate_of"] = label(first);
        CHECK(hops(first).second == claim);
    }
    if (cells["event"] == "-") CHECK(label(graph().subject(claim)) == "What headline " + event + " is about");
    if (cells["event"] == "-") CHECK(event == (cells["duplicate_of"] == "-" ? id : cells["duplicate_of"]));
    auto const related = remarks(main, "conflict_related");
    REQUIRE(related.size() == 1);
    CHECK(graph().value(related[0].claim).is_true());
    cells["conflict_related"] = graph().factuality(related[0].by) == Factuality::ct_plus ? "yes" : "no";
    if (cells["conflict_related"] == "no") CHECK(graph().factuality(related[0].by) == Factuality::ct_minus);
    cells["note"] = note(main, "note");
    return cells;
}

}  // namespace corpus

#endif
