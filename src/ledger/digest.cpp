// SPDX-License-Identifier: BSL-1.0
#include "digest.hpp"

#include "../core/cancelled.hpp"
#include "../core/meter.hpp"
#include "in_order.hpp"
#include "intern.hpp"
#include "truncate.hpp"
#include <ascribe/model/vocabulary.hpp>

#include <bit>
#include <string_view>
#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

/// Two 64-bit hashes of one sequence of numbers and texts, with other multipliers. Bytes are put together by
/// arithmetic, so that they mean the same on every platform.
class Hasher {
public:
    /// What the sequence is of; equal sequences of different things differ by it.
    explicit constexpr Hasher(std::uint64_t kind) noexcept { add(kind); }

    constexpr Hasher& add(std::uint64_t word) noexcept {
        upper_ = std::rotl((upper_ ^ word) * 0x9fb21c651e98df25u, 29) + 0x632be59bd9b4e019u;
        lower_ = std::rotl((lower_ + word) * 0xd6e8feb86659fd93u, 31) ^ 0xe7037ed1a0b428dbu;
        return *this;
    }
    constexpr Hasher& add(Digest const& part) noexcept { return add(part.upper).add(part.lower); }

    constexpr Hasher& add(std::string_view text) noexcept {
        add(text.size());
        std::size_t i = 0;
        for (; i + 8 <= text.size(); i += 8) add(bytes(text.substr(i, 8)));
        return i < text.size() ? add(bytes(text.substr(i))) : *this;
    }

    [[nodiscard]] constexpr Digest result() const noexcept {
        return {mix(upper_ + std::rotl(lower_, 17)), mix(lower_ ^ std::rotl(upper_, 41))};
    }

private:
    static constexpr std::uint64_t bytes(std::string_view text) noexcept {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < text.size(); ++i)
            word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
        return word;
    }
    static constexpr std::uint64_t mix(std::uint64_t x) noexcept {
        x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93u;
        x = (x ^ (x >> 32)) * 0x9fb21c651e98df25u;
        return x ^ (x >> 32);
    }

    std::uint64_t upper_ = 0x243f6a8885a308d3u;
    std::uint64_t lower_ = 0x13198a2e03707344u;
};

// The numbers are part of every digest: they must never change.
enum Kind : std::uint64_t {
    of_entity = 1,
    of_property = 2,
    of_claim = 3,
    of_attribution = 4,
    of_ground = 5,
    of_label = 6,
    of_recording = 7,
    of_all = 8
};

/// In any order: a sum of what is mixed well.
void add_to(Digest& sum, Digest const& part) noexcept {
    sum.upper += part.upper;
    sum.lower += part.lower;
}

class Digester {
public:
    Digester(Store const& store, Marks const& marks, Progress const& progress)
        : store_(store), marks_(marks), meter_(progress, steps(marks)) {}

    /// Each record, note and property once, once more each attribution, for its grounds, and one for the end.
    [[nodiscard]] static std::size_t steps(Marks const& marks) noexcept {
        std::size_t steps = std::size_t{marks.properties} + marks.notes + marks.of(Category::attribution) + 1;
        for (std::uint32_t const count : marks.nodes) steps += count;
        return steps;
    }

    /// Throws Cancelled.
    Digest run() {
        entities();
        properties();
        of(Category::claim).reserve(marks_.of(Category::claim));
        of(Category::attribution).reserve(marks_.of(Category::attribution));
        (void)for_each_in_order(
            store_, marks_, [this](std::uint32_t c) { return keep(Category::claim, claim(store_.claims[c])); },
            [this](std::uint32_t a) { return keep(Category::attribution, attribution(store_.attributions[a])); });
        grounds();
        notes();
        return Hasher(of_all).add(sum_).result();
    }

private:
    std::vector<Digest>& of(Category category) noexcept { return hashes_[static_cast<std::size_t>(category)]; }

    bool keep(Category category, Digest const& hash) {
        of(category).push_back(hash);
        add_to(sum_, hash);
        meter_.step();
        return true;
    }
    /// A text to be hashed, which counts as work if it is long.
    [[nodiscard]] std::string_view text(TextRef ref) {
        std::string_view const text = store_.text(ref);
        if (text.size() >= bytes_a_unit) meter_.work(text.size() / bytes_a_unit);
        return text;
    }

    /// Of a node word; 0 for none.
    [[nodiscard]] Digest node(std::uint32_t word) const noexcept {
        return word == 0 ? Digest() : hashes_[word >> 29][number_of(word)];
    }
    /// Of a number plus one.
    [[nodiscard]] Digest entity(Category category, std::uint32_t plus_one) const noexcept {
        return plus_one == 0 ? Digest() : node(node_word(category, plus_one - 1));
    }

    void entities() {
        for (auto category : {Category::actor, Category::place, Category::document, Category::event}) {
            auto const& keys = store_.entities[static_cast<std::size_t>(category)].keys;
            of(category).reserve(marks_.of(category));
            for (std::uint32_t n = 0; n < marks_.of(category); ++n) {
                Hasher hasher(of_entity);
                hasher.add(static_cast<std::uint64_t>(category)).add(text(keys[n]));
                if (category == Category::actor) hasher.add(static_cast<std::uint64_t>(store_.actor_kinds[n]));
                keep(category, hasher.result());
            }
        }
    }

    void properties() {
        for (std::uint32_t p = 0; p < marks_.properties; ++p) {
            PropertyRecord const& record = store_.properties[p];
            properties_.push_back(Hasher(of_property).add(text(record.name)).add(record.traits).result());
            add_to(sum_, properties_.back());
            meter_.step();
        }
    }

    void add_date(Hasher& hasher, std::uint32_t word) {
        hasher.add(is_plain_day(word) ? word : std::uint64_t{1} << 31);
        if (!is_plain_day(word)) hasher.add(text(store_.dates[word & ~(1u << 31)].text));
    }

    void add_quantity(Hasher& hasher, std::uint32_t word) {
        bool const is_plain = is_plain_count(word);
        QuantityRecord const record = is_plain ? plain_record(word) : store_.quantities[word];
        hasher.add(record.bits).add(is_plain ? plain_unit : text(record.unit));
        if ((record.bits & quantity_as_text) != 0) return;
        hasher.add(is_plain ? std::string_view() : text(record.thing));
        for (Rational const& r : {record.nominal, record.lower, record.upper})
            hasher.add(static_cast<std::uint64_t>(r.numerator())).add(static_cast<std::uint64_t>(r.denominator()));
    }

    [[nodiscard]] Digest claim(ClaimRecord const& record) {
        GroupRecord const& group = store_.groups[record.group()];
        auto const traits = Traits::from_bits(static_cast<std::uint16_t>(store_.properties[group.property].traits));
        Digest subject = node(group.subject);
        Digest value = record.kind() == ValueKind::node ? node(record.value) : Digest();
        // The order of the ends of a symmetric claim is that of their numbers, which must not tell.
        if (traits.has(Trait::symmetric) && value < subject) std::swap(subject, value);
        Hasher hasher(of_claim);
        hasher.add(subject).add(properties_[group.property]).add(static_cast<std::uint64_t>(record.kind()));
        switch (record.kind()) {
        case ValueKind::truth: break;
        case ValueKind::node: hasher.add(value); break;
        case ValueKind::text: hasher.add(text(record.value)); break;
        case ValueKind::quantity: add_quantity(hasher, record.value); break;
        case ValueKind::date: add_date(hasher, record.value); break;
        }
        add_date(hasher, record.valid);
        return hasher.result();
    }

    [[nodiscard]] Digest attribution(AttributionRecord const& record) {
        MannerRecord const& manner = store_.manners[record.manner];
        Hasher hasher(of_attribution);
        hasher.add(node(record.content)).add(node(record.source)).add(entity(Category::document, record.document));
        hasher.add(manner.bits);
        add_date(hasher, manner.said);
        hasher.add(manner.wording == 0 ? std::string_view() : text(manner.wording - 1));
        hasher.add(manner.span_count);
        meter_.work(manner.span_count);
        for (std::uint32_t i = 0; i < manner.span_count; ++i) {
            Span const& span = store_.spans[manner.spans + i];
            hasher.add(node(span.document.word()));
            hasher.add(std::uint64_t{span.begin} << 32 | span.end);
            hasher.add(static_cast<std::uint64_t>(span.role) << 16 | std::uint64_t{span.depth} << 8 |
                       (span.open_begin ? 2U : 0U) | (span.open_end ? 1U : 0U));
        }
        return hasher.result();
    }

    void ground(std::uint32_t attribution, std::uint32_t ground) {
        Digest const hash =
            Hasher(of_ground).add(node(node_word(Category::attribution, attribution))).add(node(ground)).result();
        add_to(sum_, hash);
        meter_.work();
    }

    void grounds() {
        for (std::uint32_t a = 0; a < marks_.of(Category::attribution); ++a) {
            std::uint32_t up = store_.up(a, marks_);
            for (; is_link(up); up = store_.links[number_of(up)].previous)
                ground(a, store_.links[number_of(up)].ground);
            if (std::uint32_t const first = ground_in(up, store_.attributions[a].source); first != 0) ground(a, first);
            meter_.step();
        }
    }

    void notes() {
        for (std::uint32_t n = 0; n < marks_.notes; ++n) {
            NoteRecord const& note = store_.notes[n];
            Hasher hasher(note.text != 0 ? of_label : of_recording);
            hasher.add(node(note.node)).add(entity(Category::actor, note.actor));
            if (note.text != 0)
                hasher.add(text(note.text - 1));
            else
                hasher.add(static_cast<std::uint64_t>(note.at));
            add_to(sum_, hasher.result());
            meter_.step();
        }
    }

    static constexpr std::size_t bytes_a_unit = 256;

    Store const& store_;
    Marks const& marks_;
    Meter meter_;
    PerCategory<std::vector<Digest>> hashes_;
    std::vector<Digest> properties_;
    Digest sum_;
};

}  // namespace

Result<Digest> digest_of(Store const& store, Marks const& marks, Progress const& progress) {
    std::size_t const steps = Digester::steps(marks);
    try {
        Digest const digest = Digester(store, marks, progress).run();
        if (!progress || progress(steps, steps)) return digest;
    } catch (Cancelled const&) {  // told below
    }
    return detail::cancelled("digest");
}

}  // namespace ascribe::detail

namespace ascribe {

std::string to_string(Digest const& digest) {
    std::string text;
    for (std::uint64_t word : {digest.upper, digest.lower})
        for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[word >> shift & 15];
    return text;
}

}  // namespace ascribe
