// SPDX-License-Identifier: BSL-1.0
#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "image.hpp"
#include "image_format.hpp"
#include "image_writer.hpp"
#include "in_order.hpp"
#include "truncate.hpp"

#include <algorithm>
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
    Encoder(Store const& store, Marks const& since, Marks const& marks, Progress const& progress, WriteBytes write,
            void* sink)
        : store_(store),
          since_(since),
          marks_(marks),
          progress_(progress),
          total_(steps(since, marks)),
          meter_(progress, total_),
          writer_(Kind::records, write, sink) {}

    /// False, or Cancelled, if the caller has had enough. What was written is no image then: its end is missing.
    [[nodiscard]] bool run() {
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
        if (progress_ && !progress_(total_, total_)) return false;
        writer_.finish();
        return true;
    }

private:
    static constexpr std::array entity_categories = {Category::actor, Category::place, Category::document,
                                                     Category::event};

    /// How often what is known by number is gone through, and one for the end. What else there is counts as work only.
    [[nodiscard]] static std::size_t steps(Marks const& since, Marks const& marks) noexcept {
        auto const count = [&](Category category) { return std::size_t{marks.of(category) - since.of(category)}; };
        std::size_t steps = 6 * (count(Category::claim) + count(Category::attribution));
        for (auto category : entity_categories) steps += 2 * count(category);
        steps += 2 * (std::size_t{marks.properties - since.properties} + (marks.links - since.links));
        return steps + 5 * std::size_t{marks.notes - since.notes} + 1;
    }

    void begin(Section section) { writer_.begin(sections[static_cast<std::size_t>(section)].element_size); }

    /// Texts of keys and names are numbered first, and without looking whether others are the same.
    [[nodiscard]] std::uint32_t text(TextRef ref) { return first_text_ + texts_(ref); }

    std::uint32_t date(std::uint32_t word) { return is_plain_day(word) ? word : 1u << 31 | dates_(word & ~(1u << 31)); }

    /// Calls `f` with each number. Steps are counted by the block: most of them are only a few instructions.
    template <class F>
    void for_numbers(std::uint32_t first, std::uint32_t end, F f) {
        while (first < end) {
            std::uint32_t const block = (std::min)(end - first, std::uint32_t{1024});
            for (std::uint32_t const stop = first + block; first < stop; ++first) f(first);
            meter_.step(block);
        }
    }
    template <class F>
    void for_claims(F f) {
        for_numbers(since_.of(Category::claim), marks_.of(Category::claim),
                    [&](std::uint32_t c) { f(store_.claims[c]); });
    }
    template <class F>
    void for_attributions(F f) {
        for_numbers(since_.of(Category::attribution), marks_.of(Category::attribution), f);
    }
    template <class F>
    void for_notes(F f) {
        for_numbers(since_.notes, marks_.notes, [&](std::uint32_t n) { f(store_.notes[n]); });
    }
    /// What a numbering has met; no steps, since nobody knows before how many there will be.
    template <class F>
    void for_parts(Numbering const& parts, F f) {
        for (std::uint32_t number : parts.numbers()) {
            f(number);
            meter_.work();
        }
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
        for_parts(manners_, [&](std::uint32_t m) {
            MannerRecord const& manner = store_.manners[m];
            date(manner.said);
            if (manner.wording != 0) texts_(manner.wording - 1);
        });
        for_parts(dates_, [&](std::uint32_t d) { texts_(store_.dates[d].text); });
        for_parts(quantities_, [&](std::uint32_t q) {
            QuantityRecord const& record = store_.quantities[q];
            texts_(record.unit);
            if ((record.bits & quantity_as_text) == 0) texts_(record.thing);
        });
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
        for_numbers(since_.properties, marks_.properties,
                    [&](std::uint32_t p) { f(store_.text(store_.properties[p].name)); });
        for (auto category : entity_categories) {
            auto const& keys = store_.entities[static_cast<std::size_t>(category)].keys;
            for_numbers(since_.of(category), marks_.of(category), [&](std::uint32_t n) { f(store_.text(keys[n])); });
        }
        for_parts(texts_, [&](TextRef ref) { f(store_.text(ref)); });
    }

    void texts() {
        begin(Section::text_bytes);
        for_texts([&](std::string_view text) {
            writer_.bytes(text);
            meter_.work(text.size() / 1024);
        });
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
        for_parts(dates_, [&](std::uint32_t d) { writer_.element(text(store_.dates[d].text)); });
        writer_.end();
    }

    void quantities() {
        begin(Section::quantities);
        for_parts(quantities_, [&](std::uint32_t q) {
            QuantityRecord const& r = store_.quantities[q];
            bool const is_text = (r.bits & quantity_as_text) != 0;
            writer_.element(
                QuantityElement{.bits = r.bits,
                                .unit = text(r.unit),
                                .thing = is_text ? 0 : text(r.thing),
                                .reserved = 0,
                                .numbers = {r.nominal.numerator(), r.nominal.denominator(), r.lower.numerator(),
                                            r.lower.denominator(), r.upper.numerator(), r.upper.denominator()}});
        });
        writer_.end();
    }

    void manners() {
        begin(Section::spans);
        for_parts(manners_, [&](std::uint32_t m) {
            MannerRecord const& manner = store_.manners[m];
            meter_.work(manner.span_count);
            for (std::uint32_t i = 0; i < manner.span_count; ++i) {
                Span const& span = store_.spans[manner.spans + i];
                writer_.element(
                    SpanElement{.document = span.document ? span.document.number() + 1 : 0,
                                .begin = span.begin,
                                .end = span.end,
                                .small = static_cast<std::uint32_t>(span.role) | std::uint32_t{span.depth} << 8 |
                                         (span.open_begin ? 1u << 16 : 0u) | (span.open_end ? 1u << 17 : 0u)});
            }
        });
        writer_.end();
        begin(Section::manners);
        std::uint32_t spans = 0;
        for_parts(manners_, [&](std::uint32_t m) {
            MannerRecord const& manner = store_.manners[m];
            spans += manner.span_count;
            writer_.element(MannerElement{.said = date(manner.said),
                                          .bits = manner.bits,
                                          .wording = manner.wording == 0 ? 0 : text(manner.wording - 1) + 1,
                                          .span_end = spans});
        });
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
            for (; is_link(up); up = store_.links[number_of(up)].previous) meter_.work();
            return ground_in(up, a.source);
        });
    }

    void links() {
        for (auto section : {Section::ground_attributions, Section::grounds}) {
            begin(section);
            for_numbers(since_.links, marks_.links, [&](std::uint32_t l) {
                LinkRecord const& link = store_.links[l];
                if (link.attribution == no_attribution) return;
                writer_.element(section == Section::grounds ? link.ground : link.attribution);
            });
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
    Progress const& progress_;
    std::size_t total_;
    Meter meter_;
    Writer writer_;
    std::uint32_t first_text_ = 0;
    Numbering texts_, dates_, quantities_, manners_;
};

}  // namespace

Result<void> encode_records(Store const& store, Marks const& since, Marks const& marks, Progress const& progress,
                            WriteBytes write, void* sink) {
    try {
        if (Encoder(store, since, marks, progress, write, sink).run()) return {};
    } catch (Cancelled const&) {  // told below
    }
    return cancelled("image");
}

}  // namespace ascribe::detail
