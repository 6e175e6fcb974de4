// SPDX-License-Identifier: BSL-1.0
#include "image.hpp"
#include "image_format.hpp"
#include "image_writer.hpp"
#include "in_order.hpp"
#include "truncate.hpp"

#include <array>
#include <vector>

namespace ascribe::detail {

namespace {

using namespace image;

/// Gives the parts that an image refers to numbers of its own, in order of first use.
class Numbering {
public:
    std::uint32_t operator()(std::uint32_t number) {
        auto const hash = mix(number);
        auto const found = index_.find(hash, [&](std::uint32_t n) { return numbers_[n] == number; });
        if (found != HashIndex::none) return found;
        index_.reserve(hash);
        numbers_.push_back(number);
        index_.insert(hash, static_cast<std::uint32_t>(numbers_.size() - 1));
        return static_cast<std::uint32_t>(numbers_.size() - 1);
    }
    [[nodiscard]] std::vector<std::uint32_t> const& numbers() const noexcept { return numbers_; }

private:
    std::vector<std::uint32_t> numbers_;
    HashIndex index_;
};

class Encoder {
public:
    Encoder(Store const& store, Marks const& since, Marks const& marks, WriteBytes write, void* sink)
        : store_(store), since_(since), marks_(marks), writer_(Kind::records, write, sink) {}

    void run() {
        number();
        extent();
        texts();
        small_columns();
        dates();
        quantities();
        manners();
        claims();
        attributions();
        links();
        notes();
        writer_.finish();
    }

private:
    static constexpr std::array entity_categories = {Category::actor, Category::place, Category::document,
                                                     Category::event};

    void begin(Section section) { writer_.begin(sections[static_cast<std::size_t>(section)].element_size); }

    /// Texts of keys and names are numbered first, and without looking whether others are the same.
    [[nodiscard]] std::uint32_t text(TextRef ref) { return first_text_ + texts_(ref); }

    std::uint32_t date(std::uint32_t word) { return is_plain_day(word) ? word : 1u << 31 | dates_(word & ~(1u << 31)); }

    template <class F>
    void for_claims(F f) {
        for (std::uint32_t c = since_.of(Category::claim); c < marks_.of(Category::claim); ++c) f(store_.claims[c]);
    }
    template <class F>
    void for_attributions(F f) {
        for (std::uint32_t a = since_.of(Category::attribution); a < marks_.of(Category::attribution); ++a) f(a);
    }
    template <class F>
    void for_notes(F f) {
        for (std::uint32_t n = since_.notes; n < marks_.notes; ++n) f(store_.notes[n]);
    }

    /// Meets everything once, so that the sections can refer to what comes later.
    void number() {
        first_text_ = marks_.properties - since_.properties;
        for (auto category : entity_categories) first_text_ += marks_.of(category) - since_.of(category);
        for_claims([&](ClaimRecord const& claim) {
            if (claim.kind() == ValueKind::text) texts_(claim.value);
            if (claim.kind() == ValueKind::date) date(claim.value);
            if (claim.kind() == ValueKind::quantity && !is_plain_count(claim.value)) quantities_(claim.value);
            date(claim.valid);
        });
        for_attributions([&](std::uint32_t a) { manners_(store_.attributions[a].manner); });
        for_notes([&](NoteRecord const& note) {
            if (note.text != 0) texts_(note.text - 1);
        });
        for (std::uint32_t m : manners_.numbers()) {
            MannerRecord const& manner = store_.manners[m];
            date(manner.said);
            if (manner.wording != 0) texts_(manner.wording - 1);
        }
        for (std::uint32_t d : dates_.numbers()) texts_(store_.dates[d].text);
        for (std::uint32_t q : quantities_.numbers()) {
            QuantityRecord const& record = store_.quantities[q];
            texts_(record.unit);
            if ((record.bits & quantity_as_text) == 0) texts_(record.thing);
        }
    }

    void extent() {
        Extents extents{};
        for (std::size_t c = 0; c < extents.nodes.size(); ++c) {
            extents.base_nodes[c] = since_.nodes[c + 1];
            extents.nodes[c] = marks_.nodes[c + 1];
        }
        extents.base_properties = since_.properties;
        extents.properties = marks_.properties;
        extents.base_notes = since_.notes;
        extents.notes = marks_.notes;
        std::uint64_t const hash = hash_last_keys(store_, extents.base_nodes, extents.base_properties);
        extents.last_keys = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(hash)};
        begin(Section::extent);
        writer_.element(extents);
        writer_.end();
    }

    template <class F>
    void for_texts(F f) {
        for (std::uint32_t p = since_.properties; p < marks_.properties; ++p) f(store_.text(store_.properties[p].name));
        for (auto category : entity_categories) {
            auto const& keys = store_.entities[static_cast<std::size_t>(category)].keys;
            for (std::uint32_t n = since_.of(category); n < marks_.of(category); ++n) f(store_.text(keys[n]));
        }
        for (TextRef ref : texts_.numbers()) f(store_.text(ref));
    }

    void texts() {
        begin(Section::text_bytes);
        for_texts([&](std::string_view text) { writer_.bytes(text); });
        writer_.end();
        begin(Section::text_ends);
        std::uint64_t end = 0;
        for_texts([&](std::string_view text) {
            end += text.size();
            writer_.element(end);
        });
        writer_.end();
    }

    void small_columns() {
        begin(Section::actor_kinds);
        for (std::uint32_t n = since_.of(Category::actor); n < marks_.of(Category::actor); ++n)
            writer_.element(store_.actor_kinds[n]);
        writer_.end();
        begin(Section::property_traits);
        for (std::uint32_t p = since_.properties; p < marks_.properties; ++p)
            writer_.element(store_.properties[p].traits);
        writer_.end();
    }

    void dates() {
        begin(Section::dates);
        for (std::uint32_t d : dates_.numbers()) writer_.element(text(store_.dates[d].text));
        writer_.end();
    }

    void quantities() {
        begin(Section::quantities);
        for (std::uint32_t q : quantities_.numbers()) {
            QuantityRecord const& r = store_.quantities[q];
            bool const is_text = (r.bits & quantity_as_text) != 0;
            writer_.element(
                QuantityElement{.bits = r.bits,
                                .unit = text(r.unit),
                                .thing = is_text ? 0 : text(r.thing),
                                .reserved = 0,
                                .numbers = {r.nominal.numerator(), r.nominal.denominator(), r.lower.numerator(),
                                            r.lower.denominator(), r.upper.numerator(), r.upper.denominator()}});
        }
        writer_.end();
    }

    void manners() {
        begin(Section::spans);
        for (std::uint32_t m : manners_.numbers()) {
            MannerRecord const& manner = store_.manners[m];
            for (std::uint32_t i = 0; i < manner.span_count; ++i) {
                Span const& span = store_.spans[manner.spans + i];
                writer_.element(
                    SpanElement{.document = span.document ? span.document.number() + 1 : 0,
                                .begin = span.begin,
                                .end = span.end,
                                .small = static_cast<std::uint32_t>(span.role) | std::uint32_t{span.depth} << 8 |
                                         (span.open_begin ? 1u << 16 : 0u) | (span.open_end ? 1u << 17 : 0u)});
            }
        }
        writer_.end();
        begin(Section::manners);
        std::uint32_t spans = 0;
        for (std::uint32_t m : manners_.numbers()) {
            MannerRecord const& manner = store_.manners[m];
            spans += manner.span_count;
            writer_.element(MannerElement{.said = date(manner.said),
                                          .bits = manner.bits,
                                          .wording = manner.wording == 0 ? 0 : text(manner.wording - 1) + 1,
                                          .span_end = spans});
        }
        writer_.end();
    }

    template <class F>
    void claim_column(Section section, F f) {
        begin(section);
        for_claims([&](ClaimRecord const& claim) { writer_.element(f(claim)); });
        writer_.end();
    }
    void claims() {
        claim_column(Section::claim_subjects, [&](auto const& c) { return store_.groups[c.group()].subject; });
        claim_column(Section::claim_properties, [&](auto const& c) { return store_.groups[c.group()].property; });
        claim_column(Section::claim_kinds, [](auto const& c) { return static_cast<std::uint8_t>(c.kind()); });
        claim_column(Section::claim_values, [&](auto const& c) -> std::uint32_t {
            switch (c.kind()) {
            case ValueKind::truth: break;
            case ValueKind::node: return c.value;
            case ValueKind::text: return text(c.value);
            case ValueKind::quantity: return is_plain_count(c.value) ? c.value : quantities_(c.value);
            case ValueKind::date: return date(c.value);
            }
            return 0;
        });
        claim_column(Section::claim_valid, [&](auto const& c) { return date(c.valid); });
    }

    template <class F>
    void attribution_column(Section section, F f) {
        begin(section);
        for_attributions([&](std::uint32_t a) { writer_.element(f(a, store_.attributions[a])); });
        writer_.end();
    }
    void attributions() {
        using Record = AttributionRecord;
        attribution_column(Section::attribution_contents, [](auto, Record const& a) { return a.content; });
        attribution_column(Section::attribution_sources, [](auto, Record const& a) { return a.source; });
        attribution_column(Section::attribution_documents, [](auto, Record const& a) { return a.document; });
        attribution_column(Section::attribution_manners, [&](auto, Record const& a) { return manners_(a.manner); });
        attribution_column(Section::attribution_grounds, [&](std::uint32_t number, Record const& a) {
            std::uint32_t up = store_.up(number, marks_);
            while (is_link(up)) up = store_.links[number_of(up)].previous;
            return ground_in(up, a.source);
        });
    }

    void links() {
        for (auto section : {Section::ground_attributions, Section::grounds}) {
            begin(section);
            for (std::uint32_t l = since_.links; l < marks_.links; ++l) {
                LinkRecord const& link = store_.links[l];
                if (link.attribution == no_attribution) continue;
                writer_.element(section == Section::grounds ? link.ground : link.attribution);
            }
            writer_.end();
        }
    }

    template <class F>
    void note_column(Section section, F f) {
        begin(section);
        for_notes([&](NoteRecord const& note) { writer_.element(f(note)); });
        writer_.end();
    }
    void notes() {
        note_column(Section::note_nodes, [](auto const& n) { return n.node; });
        note_column(Section::note_texts, [&](auto const& n) { return n.text == 0 ? 0 : text(n.text - 1) + 1; });
        note_column(Section::note_actors, [](auto const& n) { return n.actor; });
        note_column(Section::note_times, [](auto const& n) { return n.at; });
    }

    Store const& store_;
    Marks const& since_;
    Marks const& marks_;
    Writer writer_;
    std::uint32_t first_text_ = 0;
    Numbering texts_, dates_, quantities_, manners_;
};

}  // namespace

void encode_records(Store const& store, Marks const& since, Marks const& marks, WriteBytes write, void* sink) {
    Encoder(store, since, marks, write, sink).run();
}

}  // namespace ascribe::detail
