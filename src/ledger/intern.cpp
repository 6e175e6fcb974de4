// SPDX-License-Identifier: BSL-1.0
#include "intern.hpp"

#include <ascribe/ledger/manner.hpp>

#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

namespace ascribe::detail {

namespace {

constexpr std::size_t longest_short = 254;  ///< text whose length fits into one byte

[[nodiscard]] std::uint32_t words_of(std::size_t length) noexcept {
    return static_cast<std::uint32_t>((length + (length > longest_short ? 5 : 1) + 3) / 4);
}

}  // namespace

TextRef append_text(Store& store, std::string_view text) {
    bool const is_long = text.size() > longest_short;
    auto const words = words_of(text.size());
    store.text_words.reserve_run(words);
    TextRef const ref = store.text_words.extend(words);
    auto* at = reinterpret_cast<char*>(&store.text_words[ref]);
    *at++ = is_long ? static_cast<char>(255) : static_cast<char>(text.size());
    if (is_long) {
        auto const length = static_cast<std::uint32_t>(text.size());
        std::memcpy(at, &length, sizeof length);
        at += sizeof length;
    }
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    return ref;
}

TextRef copy_text(Store& store, Store const& from, TextRef text) {
    auto const length = from.text(text).size();
    if (length > longest_short) return append_text(store, from.text(text));
    std::uint32_t const words = words_of(length);
    store.text_words.reserve_run(words);
    return store.text_words.extend(&from.text_words[text], words);
}

TextRef intern_text(Store& store, std::string_view text, std::uint64_t hash) {
    auto const found = store.texts.find(hash, [&](std::uint32_t ref) { return store.text(ref) == text; });
    if (found != HashIndex::none) return found;
    store.texts.reserve(hash);
    TextRef const ref = append_text(store, text);
    store.texts.insert(hash, ref);
    return ref;
}

namespace {

std::uint32_t intern_date_text(Store& store, std::string_view text, std::uint64_t hash, Day earliest, Day latest) {
    auto found = store.date_index.find(hash, [&](std::uint32_t n) { return store.text(store.dates[n].text) == text; });
    if (found == HashIndex::none) {
        store.date_index.reserve(hash);
        store.dates.reserve(1);
        TextRef const ref = intern_text(store, text, hash);
        found = store.dates.push(ref, earliest, latest);
        store.date_index.insert(hash, found);
    }
    return 1u << 31 | found;
}

std::uint32_t find_or_add_date(Store& store, Edtf const& date) {
    std::array<char, Edtf::max_size> buffer;
    std::string set;
    std::string_view text;
    if (date.is_set())
        text = set = date.canonical();
    else
        text = {buffer.data(), date.canonical_to(buffer)};
    return intern_date_text(store, text, hash_bytes(text), date.earliest(), date.latest());
}

}  // namespace

std::uint32_t copy_date(Store& store, Store const& from, DateRecord const& date, std::uint64_t hash) {
    return intern_date_text(store, from.text(date.text), hash, date.earliest, date.latest);
}

std::uint32_t intern_rare_date(Store& store, Edtf const& date) {
    // Spells of days are the most common of the rare ones, and those of one day come together.
    bool const has_ends = date.is_interval() && date.start_kind() == EdtfEnd::date && date.end_kind() == EdtfEnd::date;
    auto const first = has_ends ? date.start().is_day() : std::nullopt;
    auto const last = has_ends ? date.end().is_day() : std::nullopt;
    if (!first || !last) return find_or_add_date(store, date);
    auto const bits = static_cast<std::uint64_t>(first->number() + 8 * (*last - *first));
    LatestInterval& latest = store.latest_intervals[bits % store.latest_intervals.size()];
    if (latest.word == 0 || latest.first != *first || latest.last != *last)
        latest = {*first, *last, find_or_add_date(store, date)};
    return latest.word;
}

Edtf date_at(Store const& store, std::uint32_t word) {
    if (is_plain_day(word)) return Edtf::from(plain_day(word));
    return parse_edtf(store.text(store.dates[word & ~(1u << 31)].text)).value();
}

EncodedValue intern_value(Store& store, Value const& value) {
    if (auto const* node = value.node()) return {ValueKind::node, node->word()};
    if (auto const* text = value.text()) return {ValueKind::text, intern_text(store, *text)};
    if (auto const* quantity = value.quantity()) return {ValueKind::quantity, intern_quantity(store, *quantity)};
    if (auto const* date = value.date()) return {ValueKind::date, intern_date(store, *date)};
    return {};
}

Value value_at(Store const& store, EncodedValue value) {
    switch (value.kind) {
    case ValueKind::truth: break;
    case ValueKind::node: return id_of<Node>(value.word, store.serial);
    case ValueKind::text: return store.text(value.word);
    case ValueKind::quantity: return quantity_at(store, value.word);
    case ValueKind::date: return date_at(store, value.word);
    }
    return {};
}

namespace {

/// Normal form: the attribution's own document is left out.
Span normal(Span span, DocumentId own) noexcept {
    if (span.document == own) span.document = {};
    return span;
}

std::uint64_t hash(MannerRecord const& manner, Attribution const& attribution) noexcept {
    std::uint64_t h = std::uint64_t{manner.said} << 32 | manner.bits;
    for (Span const& given : attribution.spans) {
        Span const span = normal(given, attribution.document);
        std::uint32_t const small =
            static_cast<std::uint32_t>(span.role) << 16 | static_cast<std::uint32_t>(span.depth) << 8 |
            static_cast<std::uint32_t>(span.open_begin) << 1 | static_cast<std::uint32_t>(span.open_end);
        h = std::rotl((h ^ (std::uint64_t{span.document.word()} << 32 | span.begin)) * 0xff51afd7ed558ccdu, 31);
        h = std::rotl((h ^ (std::uint64_t{span.end} << 32 | small)) * 0xc4ceb9fe1a85ec53u, 29);
    }
    return hash_words(h, std::uint64_t{manner.wording} << 32 | manner.span_count);
}

bool is_equal(Store const& store, MannerRecord const& known, MannerRecord const& manner,
              Attribution const& attribution) noexcept {
    if (known.said != manner.said || known.bits != manner.bits || known.wording != manner.wording ||
        known.span_count != manner.span_count)
        return false;
    for (std::uint32_t i = 0; i < manner.span_count; ++i) {
        Span const& kept = store.spans[known.spans + i];
        Span const& given = attribution.spans[i];
        DocumentId const document = given.document == attribution.document ? DocumentId() : given.document;
        if (kept.begin != given.begin || kept.end != given.end || kept.role != given.role ||
            kept.depth != given.depth || kept.open_begin != given.open_begin || kept.open_end != given.open_end ||
            kept.document != document)
            return false;
    }
    return true;
}

std::uint32_t find_or_add(Store& store, MannerRecord manner, Attribution const& attribution) {
    auto const h = hash(manner, attribution);
    auto const found = store.manner_index.find(
        h, [&](std::uint32_t m) { return is_equal(store, store.manners[m], manner, attribution); });
    if (found != HashIndex::none) return found;
    store.manners.reserve(1);
    store.manner_index.reserve(h);
    if (manner.span_count != 0) {
        store.spans.reserve_run(manner.span_count);
        manner.spans = store.spans.extend(manner.span_count);
        for (std::uint32_t i = 0; i < manner.span_count; ++i)
            store.spans[manner.spans + i] = normal(attribution.spans[i], attribution.document);
    }
    auto const number = store.manners.push(manner);
    store.manner_index.insert(h, number);
    return number;
}

/// Where a manner of these is kept for a moment.
std::size_t place_of_latest(Store const& store, std::uint32_t said, std::uint64_t fields,
                            std::span<Span const> spans) noexcept {
    std::uint32_t const begin = spans.empty() ? 0 : spans.front().begin;
    // The upper bits of a product hang on all fields.
    auto const folded = static_cast<std::uint32_t>(fields * 0x9e3779b97f4a7c15u >> 59);
    return (said * 2 + folded + begin) % store.latest_manners.size();
}

}  // namespace

std::uint32_t latest_manner(Store const& store, Attribution const& a) noexcept {
    std::uint32_t said = 0;
    if (a.said) {
        said = plain_day_word(*a.said);
        if (said == 0) return 0;
    }
    // Evidence wants a document (rule H4).
    if (!a.wording.empty() || (!a.document && (!a.spans.empty() || a.quote_form != QuoteForm::none))) return 0;
    std::uint64_t const fields = Manner::fields_of(a);
    LatestManner const& latest = store.latest_manners[place_of_latest(store, said, fields, a.spans)];
    bool const is_same = latest.fields == fields && latest.said == said && latest.span_count == a.spans.size() &&
                         (a.spans.empty() || latest.span == a.spans.front());
    return is_same ? latest.number : 0;
}

std::uint32_t intern_manner(Store& store, Attribution const& attribution) {
    MannerRecord const manner{.said = attribution.said ? intern_date(store, *attribution.said) : 0,
                              .bits = Manner::of(attribution).bits,
                              .wording = attribution.wording.empty() ? 0 : intern_text(store, attribution.wording) + 1,
                              .spans = 0,
                              .span_count = static_cast<std::uint32_t>(attribution.spans.size())};
    return find_or_add(store, manner, attribution);
}

std::uint32_t keep_manner(Store& store, Attribution const& attribution) {
    auto const number = intern_manner(store, attribution);
    auto const& spans = attribution.spans;
    std::uint32_t const said = attribution.said ? plain_day_word(*attribution.said) : 0;
    bool const is_plain = (said != 0 || !attribution.said) && attribution.wording.empty() &&
                          (spans.empty() || (spans.size() == 1 && !spans.front().document));
    if (is_plain) {
        std::uint64_t const fields = Manner::fields_of(attribution);
        store.latest_manners[place_of_latest(store, said, fields, spans)] = {fields, said, number + 1, spans.size(),
                                                                             spans.empty() ? Span() : spans.front()};
    }
    return number;
}

Attribution attribution_with(Store const& store, MannerRecord const& manner) {
    Manner const fields{manner.bits};
    Attribution attribution{.source = {},
                            .content = {},
                            .factuality = fields.factuality(),
                            .act = fields.act(),
                            .role = fields.role(),
                            .implied = fields.implied(),
                            .basis = fields.basis(),
                            .quote_form = fields.quote_form(),
                            .distance = fields.distance()};
    if (manner.said != 0) attribution.said = date_at(store, manner.said);
    if (manner.wording != 0) attribution.wording = store.text(manner.wording - 1);
    return attribution;
}

}  // namespace ascribe::detail
