// SPDX-License-Identifier: BSL-1.0
#include "image_checks.hpp"
#include "image_decode.hpp"
#include "intern.hpp"
#include <ascribe/ledger/manner.hpp>

#include <utility>

namespace ascribe::detail::image {

namespace {

Span span_of(SpanElement const& element, std::uint32_t serial) noexcept {
    Span span{.begin = element.begin, .end = element.end};
    if (element.document != 0) span.document = DocumentId(Category::document, element.document - 1, serial);
    span.role = static_cast<SpanRole>(element.small & 0xff);
    span.depth = static_cast<std::uint8_t>(element.small >> 8 & 0xff);
    span.open_begin = (element.small >> 16 & 1) != 0;
    span.open_end = (element.small >> 17 & 1) != 0;
    return span;
}

}  // namespace

bool Parts::refuse(Section section, std::size_t element, Errc code, std::string_view expected, std::string found) {
    auto const s = static_cast<std::size_t>(section);
    std::string what = "element " + std::to_string(element);
    if (!found.empty()) what.append(": ").append(found);
    error = Error{.code = code, .record = "image", .field = sections[s].name, .expected = expected, .found = what};
    return false;
}

bool Parts::read_texts() {
    ends_ = frame_.elements<std::uint64_t>(Section::text_ends);
    if (ends_.size() >= 0xffffffff)
        return refuse(Section::text_ends, ends_.size(), Errc::capacity, "less than 2^32 - 1 texts");
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        std::uint64_t const end = ends_[i];
        if (end < before || end - before > longest_text)
            return refuse(Section::text_ends, i, Errc::out_of_range, "an end that follows the one before it");
        before = end;
    }
    if (before != frame_.bytes(Section::text_bytes).size())
        return refuse(Section::text_ends, ends_.size(), Errc::out_of_range, "an end of all the bytes");
    interned_.assign(ends_.size(), HashIndex::none);
    return true;
}

std::string_view Parts::text(std::size_t number) const noexcept {
    std::uint64_t const begin = number == 0 ? 0 : ends_[number - 1];
    auto const bytes = frame_.bytes(Section::text_bytes).subspan(static_cast<std::size_t>(begin));
    return {reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(ends_[number] - begin)};
}

TextRef Parts::interned_text(std::uint32_t number) {
    auto& ref = interned_[number];
    if (ref == HashIndex::none) ref = intern_text(store_, text(number));
    return ref;
}

bool Parts::read(std::uint32_t documents) {
    return read_dates() && read_quantities() && read_spans(documents) && read_manners();
}

bool Parts::read_dates() {
    auto const texts = frame_.elements<std::uint32_t>(Section::dates);
    dates_.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i] >= text_count()) return refuse(Section::dates, i, Errc::out_of_range, "the number of a text");
        auto const date = parse_edtf(text(texts[i]));
        if (!date) return refuse(Section::dates, i, Errc::syntax, "a date", to_string(date.error()));
        if (date->canonical() != text(texts[i]) || date->members().size() > longest_list)
            return refuse(Section::dates, i, Errc::not_allowed, "a date in its canonical form");
        dates_.push_back(intern_date(store_, *date));
        if (is_plain_day(dates_.back()))
            return refuse(Section::dates, i, Errc::not_allowed, "a date that is no single day");
    }
    return true;
}

bool Parts::read_quantities() {
    auto const elements = frame_.elements<QuantityElement>(Section::quantities);
    quantities_.reserve(elements.size());
    for (std::size_t i = 0; i < elements.size(); ++i)
        if (!read_quantity(i, elements[i])) return false;
    return true;
}

bool Parts::read_quantity(std::size_t i, QuantityElement const& element) {
    bool const is_text = element.bits == quantity_as_text;
    if (element.unit >= text_count() || element.thing >= (is_text ? 1 : text_count()) || element.reserved != 0)
        return refuse(Section::quantities, i, Errc::out_of_range, "the numbers of texts");
    auto const quantity = is_text ? to_quantity(text(element.unit))
                                  : to_quantity(element.bits, element.numbers, text(element.unit), text(element.thing));
    if (!quantity) return refuse(Section::quantities, i, Errc::not_allowed, "a quantity", to_string(quantity.error()));
    quantities_.push_back(intern_quantity(store_, *quantity));
    return true;
}

bool Parts::read_spans(std::uint32_t documents) {
    auto const spans = frame_.elements<SpanElement>(Section::spans);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        SpanElement const span = spans[i];
        if (span.document > documents || span.end < span.begin || span.small >> 18 != 0 ||
            (span.small & 0xff) >= Names<SpanRole>::values.size())
            return refuse(Section::spans, i, Errc::out_of_range,
                          "a document, an end that is not before the begin, a role");
    }
    return true;
}

bool Parts::read_manners() {
    auto const elements = frame_.elements<MannerElement>(Section::manners);
    auto const spans = frame_.elements<SpanElement>(Section::spans);
    manners_.reserve(elements.size());
    std::vector<Span> of_one;
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        MannerElement const element = elements[i];
        if (!has_date(element.said) || element.wording > text_count() || !is_manner(element.bits))
            return refuse(Section::manners, i, Errc::out_of_range, "a date, known bits and the number of a text");
        if (element.wording != 0 && text(element.wording - 1).empty())
            return refuse(Section::manners, i, Errc::empty, "a wording, or none");
        if (element.span_end < begin || element.span_end > spans.size() || element.span_end - begin > longest_list)
            return refuse(Section::manners, i, Errc::out_of_range, "an end of spans that follows the one before it");
        Manner const fields{element.bits};
        MannerOf manner{.span_begin = begin, .span_end = element.span_end};
        manner.has_evidence =
            element.wording != 0 || element.span_end != begin || fields.quote_form() != QuoteForm::none;
        of_one.clear();
        for (; begin < element.span_end; ++begin) {
            of_one.push_back(span_of(spans[begin], store_.serial));
            (of_one.back().document ? manner.has_other_spans : manner.has_own_spans) = true;
        }
        MannerRecord const record{.said = element.said != 0 ? date(element.said) : 0,
                                  .bits = element.bits,
                                  .wording = 0,
                                  .spans = 0,
                                  .span_count = 0};
        Attribution parts = attribution_with(store_, record);
        parts.spans = of_one;
        if (element.wording != 0) parts.wording = text(element.wording - 1);
        manner.number = intern_manner(store_, parts);
        manners_.push_back(manner);
    }
    if (begin != spans.size())
        return refuse(Section::manners, elements.size(), Errc::out_of_range, "an end of all the spans");
    return true;
}

bool Parts::names(MannerOf const& manner, std::uint32_t document) const noexcept {
    auto const spans = frame_.elements<SpanElement>(Section::spans);
    for (std::uint32_t i = manner.span_begin; i < manner.span_end; ++i)
        if (spans[i].document == document) return true;
    return false;
}

}  // namespace ascribe::detail::image
