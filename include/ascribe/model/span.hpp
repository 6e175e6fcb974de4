// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_MODEL_SPAN_HPP
#define ASCRIBE_MODEL_SPAN_HPP

#include <ascribe/core/id.hpp>
#include <ascribe/core/names.hpp>

#include <cstdint>

namespace ascribe {

/// What a stretch of a document is evidence of (rule H6). `content_possible` is for a note of unknown reach: an
/// attribution all of whose content spans are so is only possible (rule H7). `antecedent` is the words elsewhere that
/// an implied hop is carried over from (rule H2).
enum class SpanRole : std::uint8_t { content, content_possible, cue, quoted, inserted, marker, antecedent, context };

template <>
struct Names<SpanRole> {
    static constexpr std::string_view kind = "span role";
    static constexpr std::string_view expected =
        "content, content_possible, cue, quoted, inserted, marker, antecedent or context";
    static constexpr std::array<std::string_view, 8> values = {"content",  "content_possible", "cue",        "quoted",
                                                               "inserted", "marker",           "antecedent", "context"};
};

/// A stretch of a document: bytes [begin, end) of its text as the host stores it. Spans may nest, overlap or lie apart.
///
/// `depth` is the hop that the span is evidence of, counted from the outermost attribution (0) inwards. An open
/// begin or end says that the stretch reaches at least so far. The document is left empty where it is that of the
/// attribution itself: that is the normal form, and what a graph returns.
/// Not modelled: pages, regions of images, stretches of recordings; a host gives those a document of their own.
struct Span {
    DocumentId document = {};
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    SpanRole role = SpanRole::content;
    std::uint8_t depth = 0;
    bool open_begin = false;
    bool open_end = false;

    friend constexpr bool operator==(Span const&, Span const&) noexcept = default;
};

}  // namespace ascribe

#endif
