// SPDX-License-Identifier: BSL-1.0
#include "frozen_check.hpp"

#include "image_checks.hpp"
#include "in_order.hpp"
#include "intern.hpp"
#include <ascribe/ledger/manner.hpp>
#include <ascribe/model/vocabulary.hpp>
#include <ascribe/time/edtf.hpp>

#include <utility>
#include <vector>

namespace ascribe::detail {

namespace {

/// Looks at every number that a reader follows: records have to be such as a ledger takes, and whatever a list has has
/// to belong there. That a list has everything is not looked at.
class Check : FrozenCheckBase {
public:
    Check(Store const& store, Marks const& marks, TellPart const& tell)
        : FrozenCheckBase(store, marks, tell, "numbers that lead to something"),
          text_words_(store.text_words.size()),
          words_(store.words.size()) {}

    std::optional<Error> run() {
        (void)(sizes() && texts() && dates() && quantities() && manners() && is_told(0.1) && groups() && claims() &&
               is_told(0.25) && attributions() && is_told(0.4) && order() && links() && notes() && runs() && lines() &&
               is_told(0.75) && lists() && is_told(0.9) && indexes());
        return std::move(error_);
    }

private:
    /// Lists by the records of a category: `is_entry(word, entry)`. Records that there are not have none.
    template <class F>
    bool lists_of(std::string_view name, SparseColumn<ListHead> const& heads, Category category, F is_entry) {
        return each(name, heads, [&](ListHead const& head, std::uint32_t number) {
            std::uint32_t const first = head.first.load(std::memory_order_relaxed);
            if (first == 0) return true;
            auto const is_good = [&](std::atomic<std::uint32_t> const* entry) {
                return is_entry(node_word(category, number), entry->load(std::memory_order_relaxed));
            };
            return number < marks_.of(category) && is_list(first, 1, is_good);
        });
    }

    [[nodiscard]] bool is_text(std::uint32_t ref) const noexcept {
        if (ref >= text_words_) return false;
        std::size_t const bytes = (std::size_t{text_words_} - ref) * 4;
        auto const* at = reinterpret_cast<unsigned char const*>(&store_.text_words[ref]);
        if (*at != 255) return *at + std::size_t{1} <= bytes;
        if (bytes < 5) return false;
        std::uint32_t length;
        std::memcpy(&length, at + 1, sizeof length);
        return length + std::size_t{5} <= bytes;
    }
    [[nodiscard]] bool is_node(std::uint32_t word) const noexcept {
        return word >> 29 >= 1 && word >> 29 <= category_count && number_of(word) < marks_.nodes[word >> 29];
    }
    [[nodiscard]] bool is_node_or_none(std::uint32_t word) const noexcept { return word == 0 || is_node(word); }
    [[nodiscard]] bool is_date(std::uint32_t word) const noexcept {
        return is_plain_day(word) ? image::is_day_or_none(word) : (word & ~(1u << 31)) < store_.dates.size();
    }
    /// Whether the up word of an attribution leads, over links of its own, to a source or to a ground that was there
    /// before it.
    [[nodiscard]] bool is_up(std::uint32_t up, std::uint32_t attribution) const noexcept {
        while (is_link(up)) {
            if (number_of(up) >= marks_.links || store_.links[number_of(up)].attribution != attribution) return false;
            up = store_.links[number_of(up)].previous;
        }
        if (up == own_source) return true;
        if (category_of(up) == Category::attribution) return number_of(up) < attribution;
        if (!is_node_or_none(up)) return false;
        return category_of(up) != Category::claim || waits_.empty() || waits_[number_of(up)] <= attribution;
    }

    /// Whether a list's blocks lie within the words, each behind the one before it, and its entries are good ones.
    template <class F>
    [[nodiscard]] bool is_list(std::uint32_t first, std::uint32_t stride, F is_entry) const noexcept {
        std::uint32_t size = 2;
        std::uint32_t before = 0;
        bool has_ended = false;
        for (std::uint32_t block = first; block != 0; size = next_block_size(size)) {
            if (has_ended || block <= before || std::uint64_t{block} + size * stride > words_) return false;
            // As in Store::up_entry, the words of a block are adjacent.
            auto const* const entries = &store_.words[block - 1] + 1;
            for (std::uint32_t i = 0; i < size && !has_ended; ++i) {
                has_ended = entries[stride * i].load(std::memory_order_relaxed) == 0;
                if (!has_ended && !is_entry(entries + stride * i)) return false;
            }
            before = block;
            block = entries[-1].load(std::memory_order_relaxed);
        }
        return true;
    }
    [[nodiscard]] bool has_content(std::uint32_t entry, std::uint32_t content) const noexcept {
        return entry <= marks_.of(Category::attribution) && store_.attributions[entry - 1].content == content;
    }

    bool sizes() {
        for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
            if (store_.entities[c].keys.size() != marks_.nodes[c]) return bad("totals", static_cast<std::uint32_t>(c));
        for (std::uint32_t n : marks_.nodes)
            if (n > Node::max_number + 1) return bad("totals", n);
        bool const fits = store_.actor_kinds.size() == marks_.of(Category::actor) &&
                          store_.first_in_document.size() == marks_.of(Category::document) &&
                          store_.claims.size() == marks_.of(Category::claim) && sizes_of_runs() &&
                          store_.attributions.size() == marks_.of(Category::attribution) &&
                          store_.properties.size() == marks_.properties && store_.links.size() == marks_.links &&
                          store_.notes.size() == marks_.notes && marks_.links <= Node::max_number + 1 &&
                          store_.groups.size() <= Node::max_number + 1;
        return fits || bad("totals", 0);
    }

    [[nodiscard]] bool sizes_of_runs() const noexcept {
        std::uint32_t const claims = store_.runs.claims();
        return store_.runs.dependents.size() == claims && (claims == 0) == (store_.runs.ups.size() == 0) &&
               store_.runs.attributions() <= marks_.of(Category::attribution) && claims <= marks_.of(Category::claim) &&
               store_.lines.size() == marks_.of(Category::claim) - claims;
    }

    bool texts() {
        for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
            if (!all("keys", store_.entities[c].keys, [&](TextRef ref, auto) { return is_text(ref); })) return false;
        return all("actor_kinds", store_.actor_kinds,
                   [](ActorKind kind, auto) {
                       return static_cast<std::size_t>(kind) < Names<ActorKind>::values.size();
                   }) &&
               all("properties", store_.properties, [&](PropertyRecord const& p, auto) {
                   if (!is_text(p.name) || (p.traits & ~image::known_traits) != 0) return false;
                   WellKnown const* known = find_well_known(store_.text(p.name));
                   return known == nullptr || known->traits.bits() == p.traits;
               });
    }

    bool dates() {
        return all("dates", store_.dates, [&](DateRecord const& record, auto) {
            if (!is_text(record.text)) return false;
            auto const date = parse_edtf(store_.text(record.text));
            return date && date->canonical() == store_.text(record.text) && date->earliest() == record.earliest &&
                   date->latest() == record.latest;
        });
    }

    bool quantities() {
        return all("quantities", store_.quantities, [&](QuantityRecord const& r, auto) {
            if (!is_text(r.unit)) return false;
            if (r.bits == quantity_as_text) return image::to_quantity(store_.text(r.unit)).has_value();
            if (!is_text(r.thing)) return false;
            auto const quantity =
                image::to_quantity(r.bits,
                                   {r.nominal.numerator(), r.nominal.denominator(), r.lower.numerator(),
                                    r.lower.denominator(), r.upper.numerator(), r.upper.denominator()},
                                   store_.text(r.unit), store_.text(r.thing));
            // Claims have plain counts in their word, and only there, or equal ones would differ.
            return quantity && !plain_word(*quantity);
        });
    }

    bool manners() {
        return all("manners", store_.manners,
                   [&](MannerRecord const& m, auto) {
                       return is_date(m.said) && image::is_manner(m.bits) &&
                              (m.wording == 0 || is_text(m.wording - 1)) &&
                              std::uint64_t{m.spans} + m.span_count <= store_.spans.size();
                   }) &&
               all("spans", store_.spans, [&](Span const& span, auto) {
                   return static_cast<std::size_t>(span.role) < Names<SpanRole>::values.size() &&
                          span.begin <= span.end && is_node_or_none(span.document.word());
               });
    }

    bool groups() {
        return all("groups", store_.groups, [&](GroupRecord const& group, std::uint32_t g) {
            std::uint32_t const next = group.next.load(std::memory_order_relaxed);
            return is_node(group.subject) && group.property < marks_.properties &&
                   group.first < marks_.of(Category::claim) && store_.claims[group.first].group() == g &&
                   (next == 0 ||
                    (next > g + 1 && next <= store_.groups.size() && store_.groups[next - 1].subject == group.subject));
        });
    }

    bool claims() {
        constexpr std::uint32_t ahead = 16;
        for (std::uint32_t p = 0; p < marks_.properties; ++p)
            if (store_.text(store_.properties[p].name) == property::same_as) same_as_ = p;
        auto const* const groups = store_.groups.size() == 0 ? nullptr : &store_.groups[0];
        auto const of_attributions = [](std::uint32_t word) { return category_of(word) == Category::attribution; };
        auto const is_earlier = [](std::uint32_t word, std::uint32_t c) {
            return category_of(word) != Category::claim || number_of(word) < c;
        };
        return all("claims", store_.claims, [&](ClaimRecord const& claim, std::uint32_t c) {
            if (c + ahead < marks_.of(Category::claim)) fetch(store_.groups, (&claim)[ahead].group());
            std::uint32_t const next = claim.next.load(std::memory_order_relaxed);
            if (claim.group() >= store_.groups.size() || !is_date(claim.valid)) return false;
            if (next != 0 &&
                (next <= c + 1 || next > marks_.of(Category::claim) || (&claim)[next - 1 - c].group() != claim.group()))
                return false;
            GroupRecord const& group = groups[claim.group()];
            bool const names = claim.kind() == ValueKind::node;
            if (!is_earlier(group.subject, c) || (names && !is_earlier(claim.value, c))) return false;
            needs_order_ = needs_order_ || of_attributions(group.subject) || (names && of_attributions(claim.value));
            auto const bits = store_.properties[group.property].traits;
            auto const traits = Traits::from_bits(static_cast<std::uint16_t>(bits));
            if (traits.has(Trait::numeric) && claim.kind() != ValueKind::quantity) return false;
            if (traits.has(Trait::symmetric) && (!names || claim.value == group.subject)) return false;
            if (group.property == same_as_ && claim.value >> 29 != group.subject >> 29) return false;
            switch (claim.kind()) {
            case ValueKind::truth: return claim.value == 0;
            case ValueKind::node: return is_node(claim.value);
            case ValueKind::text: return is_text(claim.value);
            case ValueKind::quantity: return is_plain_count(claim.value) || claim.value < store_.quantities.size();
            case ValueKind::date: return claim.value != 0 && is_date(claim.value);
            }
            return false;
        });
    }

    bool attributions() {
        return all("attributions", store_.attributions, [&](AttributionRecord const& a, std::uint32_t number) {
            if (category_of(a.content) == Category::attribution && number_of(a.content) >= number) return false;
            bool const by_source =
                category_of(a.source) == Category::actor || category_of(a.source) == Category::document;
            return is_node(a.content) && category_of(a.content) >= Category::claim && by_source && is_node(a.source) &&
                   a.document <= marks_.of(Category::document) && a.manner < store_.manners.size() &&
                   (a.document != 0 || may_stand_alone(a));
        });
    }

    /// Whether an attribution without document has no evidence, or is outermost all the same.
    [[nodiscard]] bool may_stand_alone(AttributionRecord const& a) const noexcept {
        MannerRecord const& manner = store_.manners[a.manner];
        if (manner.span_count == 0 && manner.wording == 0 && Manner{manner.bits}.quote_form() == QuoteForm::none)
            return true;
        for (std::uint32_t i = 0; i < manner.span_count; ++i)
            if (!store_.spans[manner.spans + i].document) return false;
        return category_of(a.source) == Category::actor && stands_by_itself(store_.actor_kinds[number_of(a.source)]);
    }

    /// Nothing is made of what is made of it: every record comes after its parts, in some order.
    bool order() {
        if (!needs_order_) return true;  // Claims come first, and both were found to be in order.
        waits_.reserve(marks_.of(Category::claim));
        std::uint32_t claims = 0;
        std::uint32_t attributions = 0;
        auto const is_there = [&](std::uint32_t word) {
            switch (category_of(word)) {
            case Category::claim: return number_of(word) < claims;
            case Category::attribution: return number_of(word) < attributions;
            default: return true;
            }
        };
        return for_each_in_order(
            store_, marks_,
            [&](std::uint32_t c) {
                ClaimRecord const& claim = store_.claims[c];
                bool const fits = is_there(store_.groups[claim.group()].subject) &&
                                  (claim.kind() != ValueKind::node || is_there(claim.value));
                claims = c + 1;
                waits_.push_back(attributions);
                return fits || bad("claims", c);
            },
            [&](std::uint32_t a) {
                bool const fits = is_there(store_.attributions[a].content);
                attributions = a + 1;
                return fits || bad("attributions", a);
            });
    }

    bool links() {
        return all("links", store_.links, [&](LinkRecord const& link, std::uint32_t l) {
            return link.attribution < marks_.of(Category::attribution) && is_node(link.ground) &&
                   link.ground != node_word(Category::attribution, link.attribution) &&
                   (!is_link(link.previous) || number_of(link.previous) < l);
        });
    }

    bool notes() {
        return all("notes", store_.notes, [&](NoteRecord const& note, auto) {
            if (!is_node(note.node) || note.actor > marks_.of(Category::actor)) return false;
            return note.text != 0 ? is_text(note.text - 1)
                                  : note.actor != 0 && category_of(note.node) == Category::attribution;
        });
    }

    /// The claims that are kept in runs.
    bool runs() {
        auto const is_good = [&](std::uint32_t c) {
            std::uint32_t const word = store_.runs.runs[c].load(std::memory_order_relaxed);
            bool const is_long = ClaimRuns::count_in(word) == ClaimRuns::long_run;
            if (is_long && ClaimRuns::number_in(word) >= store_.runs.longer.size()) return false;
            auto const run = store_.runs.view().run_of(c);
            if (std::uint64_t{run.first} + run.count > store_.runs.attributions()) return false;
            std::uint32_t const content = node_word(Category::claim, c);
            for (std::uint32_t a = run.first; a < run.first + run.count; ++a)
                if (!has_content(a + 1, content) || !is_up(store_.runs.ups[a + 1].load(std::memory_order_relaxed), a))
                    return false;
            std::uint32_t before = run.first + run.count;
            auto const is_entry = [&](std::atomic<std::uint32_t> const* at) {
                std::uint32_t const entry = at->load(std::memory_order_relaxed);
                return entry > std::exchange(before, entry) && has_content(entry, content) &&
                       is_up(at[1].load(std::memory_order_relaxed), entry - 1);
            };
            return is_list(run.overflow->load(std::memory_order_relaxed), 2, is_entry) &&
                   is_dependents(store_.runs.dependents[c].load(std::memory_order_relaxed), content);
        };
        for (std::uint32_t c = 0; c < store_.runs.claims(); ++c)
            if (!is_good(c)) return bad("runs", c);
        return true;
    }
    [[nodiscard]] bool is_dependents(std::uint32_t first, std::uint32_t ground) const noexcept {
        return is_list(first, 1,
                       [&](auto const* at) { return is_dependent(ground, at->load(std::memory_order_relaxed)); });
    }

    bool lines() {
        constexpr std::uint32_t ahead = 12;
        std::uint32_t const end = store_.lines.size();
        std::uint32_t const first = store_.runs.claims();
        return all("lines", store_.lines, [&](ClaimLine const& line, std::uint32_t c) {
            if (c + ahead < end) {
                ClaimLine const& later = (&line)[ahead];
                fetch(store_.words, later.overflow.load(std::memory_order_relaxed) - 1);
                fetch(store_.words, later.dependents.load(std::memory_order_relaxed) - 1);
            }
            std::uint32_t const content = node_word(Category::claim, first + c);
            std::uint32_t before = 0;
            auto const is_entry = [&](std::atomic<std::uint32_t> const* at) {
                std::uint32_t const entry = at->load(std::memory_order_relaxed);
                bool const ascends = entry > std::exchange(before, entry);
                return ascends && has_content(entry, content) &&
                       is_up(at[1].load(std::memory_order_relaxed), entry - 1);
            };
            bool has_ended = false;
            for (LineEntry const& entry : line.entries) {
                if (entry.attribution.load(std::memory_order_relaxed) == 0)
                    has_ended = true;
                else if (has_ended || !is_entry(&entry.attribution))
                    return false;
            }
            std::uint32_t const overflow = line.overflow.load(std::memory_order_relaxed);
            return !(has_ended && overflow != 0) && is_list(overflow, 2, is_entry) &&
                   is_dependents(line.dependents.load(std::memory_order_relaxed), content);
        });
    }

    [[nodiscard]] bool is_dependent(std::uint32_t ground, std::uint32_t entry) const noexcept {
        if ((entry & late_dependent) == 0) return entry <= marks_.of(Category::attribution);
        std::uint32_t const link = entry & ~late_dependent;
        return link < marks_.links && store_.links[link].ground == ground;
    }

    /// The lists in sparse columns.
    bool lists() {
        std::uint32_t const attributions = marks_.of(Category::attribution);
        auto const is_note = [&](std::uint32_t word, std::uint32_t entry) {
            return entry <= marks_.notes && store_.notes[entry - 1].node == word;
        };
        auto const is_naming = [&](std::uint32_t word, std::uint32_t entry) {
            if (entry > marks_.of(Category::claim)) return false;
            ClaimRecord const& claim = store_.claims[entry - 1];
            return claim.kind() == ValueKind::node && claim.value == word;
        };
        auto const is_by = [&](std::uint32_t word, std::uint32_t entry) {
            return entry <= attributions && store_.attributions[entry - 1].source == word;
        };
        for (std::size_t c = 1; c <= category_count; ++c) {
            auto const category = static_cast<Category>(c);
            auto const is_group = [&](GroupsHead const& head, std::uint32_t number) {
                std::uint32_t const first = head.first.load(std::memory_order_relaxed);
                return first == 0 || (first <= store_.groups.size() &&
                                      store_.groups[first - 1].subject == node_word(category, number));
            };
            if (!(each("groups_of", store_.groups_of[c], is_group) &&
                  lists_of("named_by", store_.named_by[c], category, is_naming) &&
                  lists_of("notes_of", store_.notes_of[c], category, is_note) &&
                  lists_of("dependents", store_.dependents[c], category,
                           [&](std::uint32_t word, std::uint32_t entry) { return is_dependent(word, entry); }) &&
                  lists_of("by_source", store_.by_source[c], category, is_by)))
                return false;
        }
        auto const is_in = [&](std::uint32_t word, std::uint32_t entry) {
            return entry <= attributions && store_.attributions[entry - 1].document == number_of(word) + 1;
        };
        auto const has_same_text = [&](ListHead const& head, std::uint32_t note) {
            std::uint32_t const first = head.first.load(std::memory_order_relaxed);
            return first == 0 || (note < marks_.notes && is_list(first, 1, [&](auto const* at) {
                                      std::uint32_t const entry = at->load(std::memory_order_relaxed);
                                      return entry <= marks_.notes && store_.notes[note].text != 0 &&
                                             store_.notes[entry - 1].text == store_.notes[note].text;
                                  }));
        };
        return lists_of("carriers", store_.carriers, Category::attribution,
                        [&](std::uint32_t word, std::uint32_t entry) { return has_content(entry, word); }) &&
               each("carrier_up", store_.carrier_up,
                    [&](auto const& up, std::uint32_t a) { return is_up(up.load(std::memory_order_relaxed), a); }) &&
               all("first_in_document", store_.first_in_document,
                   [&](auto const& entry, std::uint32_t document) {
                       std::uint32_t const first = entry.load(std::memory_order_relaxed);
                       std::uint32_t const word = node_word(Category::document, document);
                       if (first <= document_runs) return first == 0 || is_in(word, first);
                       return is_list(first - document_runs, 1,
                                      [&](auto const* at) { return is_in(word, at->load(std::memory_order_relaxed)); });
                   }) &&
               each("labelled", store_.labelled, has_same_text);
    }

    template <class F>
    bool index(std::string_view name, HashIndex const& index, F is_number) {
        for (std::size_t t = 0; t < HashIndex::table_count; ++t) {
            auto const slots = index.slots(t);
            bool has_end = slots.empty();
            for (auto const& slot : slots) {
                std::uint64_t const word = slot.load(std::memory_order_relaxed);
                if (word == 0)
                    has_end = true;
                else if (!is_number(static_cast<std::uint32_t>(word) - 1))
                    return bad(name, static_cast<std::uint32_t>(t));
            }
            // A search ends at an empty slot.
            if (!has_end) return bad(name, static_cast<std::uint32_t>(t));
        }
        return true;
    }
    bool indexes() {
        auto const below = [](std::uint32_t count) { return [count](std::uint32_t number) { return number < count; }; };
        for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
            if (!index("by_key", store_.entities[c].by_key, below(marks_.nodes[c]))) return false;
        return index("texts", store_.texts, [&](std::uint32_t ref) { return is_text(ref); }) &&
               index("property_index", store_.property_index, below(marks_.properties)) &&
               index("label_index", store_.label_index, below(marks_.notes));
    }

    std::uint32_t text_words_;
    std::uint32_t words_;
    std::uint32_t same_as_ = HashIndex::none;  ///< the property of this name
    bool needs_order_ = false;                 ///< a claim is about an attribution, or names one
    std::vector<std::uint32_t> waits_;         ///< for each claim, if they need an order, the attributions before it
};

}  // namespace

std::optional<Error> find_fault(Store const& store, Marks const& marks, TellPart const& tell) {
    return Check(store, marks, tell).run();
}

}  // namespace ascribe::detail
