// SPDX-License-Identifier: BSL-1.0
#include "image_decode.hpp"

#include "../core/cancelled.hpp"
#include "batch.hpp"
#include "image.hpp"
#include "in_order.hpp"

#include <algorithm>

namespace ascribe::detail {

namespace {

using namespace image;

class Decoder {
public:
    Decoder(Store& store, Frame const& frame, ImageOptions const& options)
        : store_(store), frame_(frame), options_(options), batch_(store), parts_(store, frame) {}

    Result<void> run(bool everything) {
        if (!(extent(everything) && parts_.read_texts() && properties() && entities() &&
              parts_.read(extents_.nodes[static_cast<std::size_t>(Category::document) - 1]) &&
              claims_and_attributions() && grounds() && notes() && tell()))
            return parts_.error ? *parts_.error : batch_.error();
        batch_.prepare();
        batch_.commit();
        return {};
    }

private:
    template <class T>
    [[nodiscard]] Elements<T> elements(Section section) const noexcept {
        return frame_.elements<T>(section);
    }
    [[nodiscard]] std::uint32_t base(Category category) const noexcept {
        return extents_.base_nodes[static_cast<std::size_t>(category) - 1];
    }
    [[nodiscard]] std::uint32_t end(Category category) const noexcept {
        return extents_.nodes[static_cast<std::size_t>(category) - 1];
    }

    bool refuse(Section section, std::size_t element, Errc code, std::string_view expected) {
        return parts_.refuse(section, element, code, expected);
    }
    bool refuse_frame(Errc code, std::string_view expected) {
        parts_.error = Error{.code = code, .record = "image", .field = "extent", .expected = expected};
        return false;
    }

    bool step() {
        constexpr std::size_t often = 1u << 12;
        return ++done_ % often != 0 || tell();
    }
    bool tell() {
        if (!options_.progress || options_.progress(done_, total_)) return true;
        batch_.refuse(cancelled("image"));
        return false;
    }

    template <class T>
    [[nodiscard]] bool has_size(Section section, std::size_t size) const noexcept {
        return elements<T>(section).size() == size;
    }

    /// Compares the numbers of everything with the sizes of the sections and what the ledger holds.
    bool extent(bool everything) {
        if (frame_.bytes(Section::extent).size() != sizeof(Extents)) return refuse_frame(Errc::syntax, "18 numbers");
        extents_ = Elements<Extents>(frame_.bytes(Section::extent))[0];
        bool ascends = extents_.base_properties <= extents_.properties && extents_.base_notes <= extents_.notes;
        for (std::size_t c = 0; c < 6; ++c)
            ascends =
                ascends && extents_.base_nodes[c] <= extents_.nodes[c] && extents_.nodes[c] <= Node::max_number + 1;
        if (!ascends) return refuse_frame(Errc::out_of_range, "ends that are not before their beginnings");
        std::size_t const properties = extents_.properties - extents_.base_properties;
        std::size_t const notes = extents_.notes - extents_.base_notes;
        auto const count = [&](Category category) { return std::size_t{end(category)} - base(category); };
        std::size_t const claims = count(Category::claim);
        std::size_t const attributions = count(Category::attribution);
        bool fits =
            has_size<std::uint8_t>(Section::actor_kinds, count(Category::actor)) &&
            has_size<std::uint32_t>(Section::property_traits, properties) &&
            has_size<std::uint8_t>(Section::claim_kinds, claims) &&
            has_size<std::int64_t>(Section::note_times, notes) &&
            has_size<std::uint32_t>(Section::grounds, elements<std::uint32_t>(Section::ground_attributions).size());
        for (auto section :
             {Section::claim_subjects, Section::claim_properties, Section::claim_values, Section::claim_valid})
            fits = fits && has_size<std::uint32_t>(section, claims);
        for (auto section :
             {Section::attribution_contents, Section::attribution_sources, Section::attribution_documents,
              Section::attribution_manners, Section::attribution_grounds})
            fits = fits && has_size<std::uint32_t>(section, attributions);
        for (auto section : {Section::note_nodes, Section::note_texts, Section::note_actors})
            fits = fits && has_size<std::uint32_t>(section, notes);
        total_ = properties + notes + elements<std::uint32_t>(Section::grounds).size();
        std::size_t texts = properties;
        for (std::size_t c = 0; c < 6; ++c) {
            total_ += extents_.nodes[c] - extents_.base_nodes[c];
            if (c + 1 < static_cast<std::size_t>(Category::claim)) texts += extents_.nodes[c] - extents_.base_nodes[c];
        }
        fits = fits && texts <= elements<std::uint64_t>(Section::text_ends).size();
        if (!fits) return refuse_frame(Errc::out_of_range, "as many elements in each section as it says");
        return continues(everything);
    }

    bool continues(bool everything) {
        Extent const& before = batch_.before();
        bool equal = extents_.base_properties == before.properties && extents_.base_notes == before.notes;
        for (std::size_t c = 0; c < 6; ++c) equal = equal && extents_.base_nodes[c] == before.nodes[c + 1];
        if (everything && !equal) return refuse_frame(Errc::conflict, "an image of everything, not an increment");
        std::uint64_t const hash = std::uint64_t{extents_.last_keys[0]} << 32 | extents_.last_keys[1];
        if (!equal || hash != hash_last_keys(store_, extents_.base_nodes, extents_.base_properties))
            return refuse_frame(Errc::conflict, "an increment that continues what the ledger holds");
        return true;
    }

    bool properties() {
        auto const traits = elements<std::uint32_t>(Section::property_traits);
        for (std::uint32_t i = 0; i < traits.size(); ++i) {
            if (parts_.text(next_text_).empty()) return refuse(Section::text_ends, next_text_, Errc::empty, "a name");
            if ((traits[i] & ~known_traits) != 0)
                return refuse(Section::property_traits, i, Errc::out_of_range, "known traits");
            auto const number =
                batch_.property(parts_.text(next_text_), Traits::from_bits(static_cast<std::uint16_t>(traits[i])));
            if (number == Batch::none) return false;
            if (number != extents_.base_properties + i)
                return refuse(Section::text_ends, next_text_, Errc::conflict, "a name that is new");
            ++next_text_;
            if (!step()) return false;
        }
        return true;
    }

    bool entities() {
        auto const kinds = elements<std::uint8_t>(Section::actor_kinds);
        for (auto category : {Category::actor, Category::place, Category::document, Category::event}) {
            std::uint32_t const count = end(category) - base(category);
            for (std::uint32_t i = 0; i < count; ++i, ++next_text_) {
                std::string_view const key = parts_.text(next_text_);
                if (key.empty()) return refuse(Section::text_ends, next_text_, Errc::empty, "a key");
                ActorKind kind{};
                if (category == Category::actor) {
                    if (kinds[i] >= Names<ActorKind>::values.size())
                        return refuse(Section::actor_kinds, i, Errc::out_of_range, Names<ActorKind>::expected);
                    kind = static_cast<ActorKind>(kinds[i]);
                }
                auto const number = batch_.entity(category, key, kind);
                if (number == Batch::none) return false;
                if (number != base(category) + i)
                    return refuse(Section::text_ends, next_text_, Errc::conflict, "a key that is new");
                if (!step()) return false;
            }
        }
        return true;
    }

    /// Whether the word is that of a record that there is already.
    [[nodiscard]] bool has(std::uint32_t word) const noexcept {
        std::uint32_t const number = number_of(word);
        switch (word >> 29) {
        case static_cast<std::uint32_t>(Category::claim): return number < store_.claims.size();
        case static_cast<std::uint32_t>(Category::attribution): return number < store_.attributions.size();
        case 0:
        case 7: return false;
        default: return number < store_.entities[word >> 29].keys.size();
        }
    }
    [[nodiscard]] static std::uint32_t attributions_needed(std::uint32_t word) noexcept {
        return category_of(word) == Category::attribution ? number_of(word) + 1 : 0;
    }

    bool claims_and_attributions() {
        auto const kinds = elements<std::uint8_t>(Section::claim_kinds);
        auto const subjects = elements<std::uint32_t>(Section::claim_subjects);
        auto const values = elements<std::uint32_t>(Section::claim_values);
        std::uint32_t const attributions = end(Category::attribution) - base(Category::attribution);
        std::uint32_t a = 0;
        // As in for_each_in_order.
        for (std::uint32_t c = 0; c < kinds.size(); ++c) {
            std::uint32_t needed = attributions_needed(subjects[c]);
            if (kinds[c] == static_cast<std::uint8_t>(ValueKind::node))
                needed = (std::max)(needed, attributions_needed(values[c]));
            for (; a < attributions && base(Category::attribution) + a < needed; ++a)
                if (!attribution(a)) return false;
            if (!claim(c)) return false;
        }
        for (; a < attributions; ++a)
            if (!attribution(a)) return false;
        return true;
    }

    bool claim(std::uint32_t c) {
        std::uint32_t const subject = elements<std::uint32_t>(Section::claim_subjects)[c];
        std::uint32_t const property = elements<std::uint32_t>(Section::claim_properties)[c];
        std::uint32_t const valid = elements<std::uint32_t>(Section::claim_valid)[c];
        std::uint32_t const word = elements<std::uint32_t>(Section::claim_values)[c];
        if (!has(subject)) return refuse(Section::claim_subjects, c, Errc::out_of_range, "an earlier record");
        if (property >= store_.properties.size())
            return refuse(Section::claim_properties, c, Errc::out_of_range, "the number of a property");
        if (!parts_.has_date(valid)) return refuse(Section::claim_valid, c, Errc::out_of_range, "a date, or 0");
        EncodedValue value{static_cast<ValueKind>(elements<std::uint8_t>(Section::claim_kinds)[c]), word};
        bool is_value = false;
        switch (value.kind) {
        case ValueKind::truth: is_value = word == 0; break;
        case ValueKind::node: is_value = has(word); break;
        case ValueKind::text:
            is_value = word < parts_.text_count() && !parts_.text(word).empty();
            if (is_value) value.word = parts_.interned_text(word);
            break;
        case ValueKind::quantity:
            is_value = is_plain_count(word) || word < parts_.quantities().size();
            if (is_value && !is_plain_count(word)) value.word = parts_.quantities()[word];
            break;
        case ValueKind::date:
            is_value = word != 0 && parts_.has_date(word);
            if (is_value) value.word = parts_.date(word);
            break;
        }
        if (!is_value) return refuse(Section::claim_values, c, Errc::out_of_range, "a value of its kind");
        auto const number = batch_.claim(subject, property, value, parts_.date(valid));
        if (number == Batch::none) return false;
        if (number != base(Category::claim) + c)
            return refuse(Section::claim_values, c, Errc::conflict, "a claim that is new");
        return step();
    }

    bool attribution(std::uint32_t a) {
        std::uint32_t const content = elements<std::uint32_t>(Section::attribution_contents)[a];
        std::uint32_t const source = elements<std::uint32_t>(Section::attribution_sources)[a];
        std::uint32_t const document = elements<std::uint32_t>(Section::attribution_documents)[a];
        std::uint32_t const m = elements<std::uint32_t>(Section::attribution_manners)[a];
        std::uint32_t const ground = elements<std::uint32_t>(Section::attribution_grounds)[a];
        if (category_of(content) < Category::claim || !has(content))
            return refuse(Section::attribution_contents, a, Errc::out_of_range, "an earlier claim or attribution");
        bool const by_actor = category_of(source) == Category::actor;
        if (!has(source) || (!by_actor && category_of(source) != Category::document))
            return refuse(Section::attribution_sources, a, Errc::out_of_range, "an actor or document");
        if (document > end(Category::document))
            return refuse(Section::attribution_documents, a, Errc::out_of_range, "the number of a document plus one");
        if (m >= parts_.manners().size())
            return refuse(Section::attribution_manners, a, Errc::out_of_range, "the number of a manner");
        if (ground != 0 && !has(ground))
            return refuse(Section::attribution_grounds, a, Errc::out_of_range, "an earlier record, or 0");
        Parts::MannerOf const& manner = parts_.manners()[m];
        bool const outermost = document != 0 || (by_actor && stands_by_itself(store_.actor_kinds[number_of(source)]));
        if ((manner.has_evidence && !outermost) || (manner.has_own_spans && document == 0) ||
            (manner.has_other_spans && document != 0 && parts_.names(manner, document)))
            return refuse(Section::attribution_manners, a, Errc::not_allowed,
                          "evidence on outermost attributions only, and its own document left out");
        auto const number = batch_.attribution(content, source, document, manner.number, ground);
        if (number == Batch::none) return false;
        if (number != base(Category::attribution) + a)
            return refuse(Section::attribution_contents, a, Errc::conflict, "an attribution that is new");
        return step();
    }

    bool grounds() {
        auto const attributions = elements<std::uint32_t>(Section::ground_attributions);
        auto const grounds = elements<std::uint32_t>(Section::grounds);
        for (std::size_t i = 0; i < grounds.size(); ++i) {
            if (attributions[i] >= store_.attributions.size())
                return refuse(Section::ground_attributions, i, Errc::out_of_range, "the number of an attribution");
            if (!has(grounds[i])) return refuse(Section::grounds, i, Errc::out_of_range, "a record");
            auto const is_new = batch_.ground(attributions[i], grounds[i]);
            if (!is_new) return false;
            if (!*is_new) return refuse(Section::grounds, i, Errc::conflict, "a ground that is new");
            if (!step()) return false;
        }
        return true;
    }

    bool notes() {
        auto const nodes = elements<std::uint32_t>(Section::note_nodes);
        auto const texts = elements<std::uint32_t>(Section::note_texts);
        auto const actors = elements<std::uint32_t>(Section::note_actors);
        auto const times = elements<std::int64_t>(Section::note_times);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!has(nodes[i])) return refuse(Section::note_nodes, i, Errc::out_of_range, "a record");
            if (actors[i] > end(Category::actor))
                return refuse(Section::note_actors, i, Errc::out_of_range, "the number of an actor plus one");
            std::optional<bool> is_new;
            if (texts[i] != 0) {
                if (texts[i] > parts_.text_count() || parts_.text(texts[i] - 1).empty() || times[i] != 0)
                    return refuse(Section::note_texts, i, Errc::out_of_range, "the number of a text plus one");
                is_new = batch_.label(nodes[i], parts_.text(texts[i] - 1), actors[i]);
            } else {
                if (category_of(nodes[i]) != Category::attribution || actors[i] == 0)
                    return refuse(Section::note_nodes, i, Errc::not_allowed, "an attribution and its recorder");
                is_new = batch_.recording(number_of(nodes[i]), actors[i], times[i]);
            }
            if (!is_new) return false;
            if (!*is_new) return refuse(Section::note_nodes, i, Errc::conflict, "a label or recording that is new");
            if (!step()) return false;
        }
        return true;
    }

    Store& store_;
    Frame const& frame_;
    ImageOptions const& options_;
    Batch batch_;
    Parts parts_;
    Extents extents_{};
    std::size_t next_text_ = 0;
    std::size_t done_ = 0;
    std::size_t total_ = 0;
};

}  // namespace

Result<void> append_records(Store& store, std::span<std::byte const> bytes, bool everything,
                            ImageOptions const& options) {
    auto const frame = Frame::parse(bytes, options.checksums, Kind::records, sections);
    if (!frame) return frame.error();
    if (options.checksums)
        if (auto damage = frame->find_damage()) return *std::move(damage);
    return Decoder(store, *frame, options).run(everything);
}

}  // namespace ascribe::detail
