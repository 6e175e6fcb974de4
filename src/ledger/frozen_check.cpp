// SPDX-License-Identifier: BSL-1.0
#include "frozen_check.hpp"

#include "image_checks.hpp"
#include "intern.hpp"
#include <ascribe/ledger/manner.hpp>
#include <ascribe/time/edtf.hpp>

#include <algorithm>
#include <utility>

namespace ascribe::detail {

FrozenSweep::FrozenSweep(Store const& store, Marks const& marks, SweepOptions const& options, TellPart const& tell)
    : FrozenCheckBase(store, marks, tell, "numbers that lead to something", options.sums),
      goes_on_(options.goes_on),
      text_words_(store.text_words.size()) {
    if (options.exact) be_exact();
    std::copy(marks.nodes.begin() + 1, marks.nodes.end(), node_limits_.begin() + 1);
    sum_of_attributions_ = &sum_of(records(store.attributions));
}

std::optional<Error> FrozenSweep::run() {
    (void)(sizes() && texts() && keys() && is_told(0.1) && dates() && quantities() && manners() && is_told(0.2) &&
           groups() && claims() && is_told(0.4) && order() && links() && notes() && is_told(0.5) && lists() &&
           is_told(0.8) && indexes());
    return std::move(error_);
}

bool FrozenSweep::sizes() {
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
        if (store_.entities[c].keys.size() != marks_.nodes[c]) return bad("totals", static_cast<std::uint32_t>(c));
    for (std::uint32_t n : marks_.nodes)
        if (n > Node::max_number + 1) return bad("totals", n);
    bool const fits = store_.actor_kinds.size() == marks_.of(Category::actor) &&
                      store_.first_in_document.size() == marks_.of(Category::document) &&
                      store_.claims.size() == marks_.of(Category::claim) &&
                      store_.runs.resting.size() == store_.runs.claims() &&
                      (store_.runs.claims() == 0) == (store_.runs.ups.size() == 0) &&
                      store_.runs.attributions() <= marks_.of(Category::attribution) &&
                      store_.runs.claims() <= marks_.of(Category::claim) &&
                      store_.lines.size() == marks_.of(Category::claim) - store_.runs.claims() &&
                      store_.attributions.size() == marks_.of(Category::attribution) &&
                      store_.properties.size() == marks_.properties && store_.links.size() == marks_.links &&
                      store_.notes.size() == marks_.notes && marks_.links <= Node::max_number + 1 &&
                      marks_.notes <= Node::max_number + 1 && store_.groups.size() <= Node::max_number + 1;
    return fits || bad("totals", 0);
}

/// A text of up to 254 bytes ends within 64 words, wherever it begins. So if no text that might be longer leads out of
/// the column, any reference to a word before the last 64 is safe. That it is where a text was put is not looked at.
bool FrozenSweep::texts() {
    constexpr std::uint32_t longest = 64;
    bool longer = false;
    auto const is_longer = [](std::uint32_t word, auto) { return ~is_beyond(1, (word & first_byte) ^ first_byte); };
    auto const note = [&](std::uint32_t word, auto) {
        longer |= (word & first_byte) == first_byte;
        return true;
    };
    (void)all("text_words", store_.text_words, is_longer, note);
    auto const* const words = records(store_.text_words);
    bool ends = true;
    for (std::uint32_t w = 0; longer && ends && w < text_words_; ++w)
        ends = (words[w] & first_byte) != first_byte || is_text(w);
    safe_texts_ = ends && text_words_ >= longest ? text_words_ - longest + 1 : 0;
    return true;
}

bool FrozenSweep::is_text(std::uint32_t ref) const noexcept {
    if (ref >= text_words_) return false;
    std::size_t const bytes = (std::size_t{text_words_} - ref) * 4;
    auto const* at = reinterpret_cast<unsigned char const*>(&store_.text_words[ref]);
    if (*at != 255) return *at + std::size_t{1} <= bytes;
    if (bytes < 5) return false;
    std::uint32_t length;
    std::memcpy(&length, at + 1, sizeof length);
    return length + std::size_t{5} <= bytes;
}

bool FrozenSweep::keys() {
    safe_texts_ = exact_ ? 0 : safe_texts_;
    std::uint32_t const* const words = records(store_.text_words);
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c) {
        auto const& keys = store_.entities[c].keys;
        TextRef const* const at = records(keys);
        auto const are_good = [=, limit = (std::min)(safe_texts_, 1u << 31)](std::uint32_t begin, std::uint32_t end) {
            std::uint32_t odd = 0;
            for (std::uint32_t k = begin; k < end; ++k) odd |= is_beyond(limit, at[k]);
            if (is_yes(odd)) return false;
            for (std::uint32_t k = begin; k < end; ++k) odd |= (words[at[k]] & first_byte) - 1;
            return !is_yes(odd);
        };
        auto const is_good = [&](TextRef ref, auto) { return is_some_text(ref); };
        std::uint32_t next = 0;
        if (!until(keys.size(), next, "keys", keys, sum_of(at), are_good, is_good)) return false;
    }
    return all("actor_kinds", store_.actor_kinds,
               [](ActorKind kind, auto) { return static_cast<std::size_t>(kind) < Names<ActorKind>::values.size(); }) &&
           all("properties", store_.properties, [&](PropertyRecord const& p, auto) {
               if (!is_some_text(p.name) || (p.traits & ~image::known_traits) != 0) return false;
               WellKnown const* known = find_well_known(store_.text(p.name));
               return known == nullptr || known->traits.bits() == p.traits;
           });
}

// Dates, quantities, manners

namespace {

/// Writes a day of the years 0 to 9999 in 10 characters.
void write_day(char* to, Day day) noexcept {
    Civil const date = day.civil();
    auto const digits = [&](std::size_t at, std::size_t count, unsigned number) {
        for (; count-- > 0; number /= 10) to[at + count] = static_cast<char>('0' + number % 10);
    };
    digits(0, 4, static_cast<unsigned>(date.year));
    digits(5, 2, date.month);
    digits(8, 2, date.day);
    to[4] = to[7] = '-';
}

/// Whether the text is that of the time from the first of these days to the last, as most dates are that are no day.
/// Others may be as good.
bool is_interval_of_days(std::string_view text, Day earliest, Day latest) noexcept {
    std::array<char, 21> expected;
    if (text.size() != expected.size() || earliest < Day(0, 1, 1) || latest > Day(9999, 12, 31) || earliest >= latest)
        return false;
    write_day(expected.data(), earliest);
    expected[10] = '/';
    write_day(expected.data() + 11, latest);
    return std::equal(expected.begin(), expected.end(), text.begin());
}

}  // namespace

bool FrozenSweep::is_date(std::uint32_t word) const noexcept {
    return is_plain_day(word) ? image::is_day_or_none(word) : (word & ~(1u << 31)) < store_.dates.size();
}

bool FrozenSweep::dates() {
    return all("dates", store_.dates, [&](DateRecord const& record, auto) {
        if (!is_text(record.text)) return false;
        std::string_view const text = store_.text(record.text);
        if (!exact_ && is_interval_of_days(text, record.earliest, record.latest)) return true;
        auto const date = parse_edtf(text);
        return date && date->canonical() == text && date->earliest() == record.earliest &&
               date->latest() == record.latest;
    });
}

bool FrozenSweep::quantities() {
    return all("quantities", store_.quantities, [&](QuantityRecord const& r, auto) {
        if (!is_text(r.unit)) return false;
        if (r.bits == quantity_as_text) return image::to_quantity(store_.text(r.unit)).has_value();
        if (!is_text(r.thing)) return false;
        std::array<std::int64_t, 6> const numbers{r.nominal.numerator(), r.nominal.denominator(),
                                                  r.lower.numerator(),   r.lower.denominator(),
                                                  r.upper.numerator(),   r.upper.denominator()};
        std::string_view const unit = store_.text(r.unit), thing = store_.text(r.thing);
        if (!exact_ && unit == plain_unit && image::is_normal_count(r.bits, numbers) &&
            (!thing.empty() || static_cast<Direction>(r.bits & 0xff) != Direction::exact))
            return true;
        auto const quantity = image::to_quantity(r.bits, numbers, unit, thing);
        // Claims have plain counts in their word, and only there, or equal ones would differ.
        return quantity && !plain_word(*quantity);
    });
}

bool FrozenSweep::manners() {
    needs_document_.reserve(store_.manners.size());
    return all("manners", store_.manners,
               [&](MannerRecord const& m, auto) {
                   bool const is_evidence =
                       m.span_count != 0 || m.wording != 0 || Manner{m.bits}.quote_form() != QuoteForm::none;
                   needs_document_.push_back(is_evidence ? 1 : 0);
                   some_need_document_ |= is_evidence;
                   return is_date(m.said) && image::is_manner(m.bits) &&
                          (m.wording == 0 || is_some_text(m.wording - 1)) &&
                          std::uint64_t{m.spans} + m.span_count <= store_.spans.size();
               }) &&
           all("spans", store_.spans, [&](Span const& span, auto) {
               return static_cast<std::size_t>(span.role) < Names<SpanRole>::values.size() && span.begin <= span.end &&
                      (span.document.word() == 0 || is_node(span.document.word()));
           });
}

// Links, notes

bool FrozenSweep::links() {
    auto const* const at = records(store_.links);
    std::uint32_t const attributions = marks_.of(Category::attribution);
    auto limits = up_limits();
    return all(
        "links", store_.links,
        [&](LinkRecord const& link, std::uint32_t) {
            auto const [attribution, ground, previous] = link;
            limits[static_cast<std::size_t>(Category::attribution)] = attribution;
            Answer const is_good = is_less(attribution, attributions) &
                                   is_less(number_of(ground), node_limits_[ground >> 29]) &
                                   differ(ground, node_word(Category::attribution, attribution)) &
                                   is_less(number_of(previous), limits[previous >> 29]);
            return ~is_good;
        },
        [&](LinkRecord const& link, std::uint32_t l) {
            if (link.attribution >= attributions || !is_node(link.ground) ||
                link.ground == node_word(Category::attribution, link.attribution))
                return false;
            // With that, what is true of the first is true of all links of an attribution.
            if (is_link(link.previous))
                return number_of(link.previous) < l && at[number_of(link.previous)].attribution == link.attribution;
            return is_first_up(link.previous, link.attribution);
        });
}

bool FrozenSweep::notes() {
    return all("notes", store_.notes, [&](NoteRecord const& note, auto) {
        if (!is_node(note.node) || note.actor > marks_.of(Category::actor)) return false;
        return note.text != 0 ? is_some_text(note.text - 1)
                              : note.actor != 0 && category_of(note.node) == Category::attribution;
    });
}

// Tables

/// A table's numbers are below the limit, it knows how many it has, and it has room for one more than it takes: so
/// searches end.
bool FrozenSweep::index(std::string_view name, HashIndex const& index, std::uint64_t limit, std::uint64_t& used) {
    image::RunningSum none;
    image::RunningSum* sum = &none;
    for (std::size_t t = 0; t < HashIndex::table_count; ++t) {
        auto const slots = index.slots(t);
        if (sum == &none && !slots.empty()) sum = &sum_of(slots.data());
        std::uint64_t here = 0;
        std::uint64_t odd = 0;
        for (std::size_t some = 0; some < slots.size(); some += piece<std::uint64_t>) {
            std::size_t const until = (std::min)(some + piece<std::uint64_t>, slots.size());
            sum->until(slots.data() + until);
            for (std::size_t s = some; s < until; ++s) {
                std::uint64_t word;
                std::memcpy(&word, &slots[s], sizeof word);
                // The highest bits tell: is there something, a number above the limit, a hash without a number.
                std::uint64_t const entry = word & 0xffffffff;
                std::uint64_t const is_there = word | (0 - word);
                odd |= (limit - entry) | ((entry - 1) & is_there);
                here += is_there >> 63;
            }
        }
        bool const has_room = slots.empty() || (slots.size() >= 8 && here < slots.size());
        if (odd >> 63 != 0 || here != index.used(t) || !has_room) return bad(name, static_cast<std::uint32_t>(t));
        used += here;
    }
    return true;
}

bool FrozenSweep::index_of(std::string_view name, HashIndex const& index, std::uint32_t records, bool of_all) {
    std::uint64_t used = 0;
    if (!this->index(name, index, records, used)) return false;
    return !of_all || used == records || bad(name, HashIndex::table_count);
}

bool FrozenSweep::indexes() {
    for (std::size_t c = 1; c < static_cast<std::size_t>(Category::claim); ++c)
        if (!index_of("by_key", store_.entities[c].by_key, store_.entities[c].keys.size(), true)) return false;
    std::uint64_t texts = 0;
    if (!index("texts", store_.texts, text_words_, texts)) return false;
    for (std::size_t t = 0; t < HashIndex::table_count; ++t)
        for (auto const& slot : store_.texts.slots(t))
            if (std::uint64_t const word = slot.load(std::memory_order_relaxed);
                word != 0 && static_cast<std::uint32_t>(word) > safe_texts_ &&
                !is_text(static_cast<std::uint32_t>(word) - 1))
                return bad("texts", static_cast<std::uint32_t>(t));
    if (!(index_of("property_index", store_.property_index, store_.properties.size(), true) &&
          index_of("label_index", store_.label_index, store_.notes.size(), false)))
        return false;
    if (!goes_on_) return true;
    // Only who records looks there.
    return index_of("date_index", store_.date_index, store_.dates.size(), true) &&
           index_of("quantity_index", store_.quantity_index, store_.quantities.size(), true) &&
           index_of("claim_index", store_.claim_index, store_.claims.size(), true) &&
           index_of("group_index", store_.group_index, store_.groups.size(), false) &&
           index_of("attribution_index", store_.attribution_index, store_.attributions.size(), false) &&
           index_of("manner_index", store_.manner_index, store_.manners.size(), true);
}

std::optional<Error> find_fault(Store const& store, Marks const& marks, SweepOptions const& options,
                                TellPart const& tell) {
    return FrozenSweep(store, marks, options, tell).run();
}

}  // namespace ascribe::detail
