// SPDX-License-Identifier: BSL-1.0
#include <ascribe/model/span.hpp>

#include <doctest/doctest.h>

using namespace ascribe;

TEST_CASE("H6: the eight roles of a span go to their names and back") {
    CHECK(Names<SpanRole>::values.size() == 8);
    for (std::size_t i = 0; i < Names<SpanRole>::values.size(); ++i)
        CHECK(parse_named<SpanRole>(to_string(static_cast<SpanRole>(i))).value() == static_cast<SpanRole>(i));
    CHECK(to_string(SpanRole::context) == "context");
    CHECK(to_string(SpanRole::content_possible) == "content_possible");
}

TEST_CASE("H6: spans are equal if document, bytes, role, depth and open ends are") {
    DocumentId const page(Category::document, 1, 1);
    Span const span{.document = page, .begin = 10, .end = 20, .role = SpanRole::cue, .depth = 1};
    CHECK(span == Span(span));
    auto differs = [&](auto change) {
        Span other = span;
        change(other);
        return other != span;
    };
    CHECK(differs([](Span& s) { s.document = {}; }));
    CHECK(differs([](Span& s) { s.begin = 9; }));
    CHECK(differs([](Span& s) { s.end = 21; }));
    CHECK(differs([](Span& s) { s.role = SpanRole::content; }));
    CHECK(differs([](Span& s) { s.depth = 0; }));
    CHECK(differs([](Span& s) { s.open_begin = true; }));
    CHECK(differs([](Span& s) { s.open_end = true; }));
}
