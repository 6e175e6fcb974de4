// SPDX-License-Identifier: BSL-1.0
// Groups, claims and attributions.
#include "frozen_check.hpp"
#include "image_checks.hpp"
#include "in_order.hpp"
#include <ascribe/ledger/manner.hpp>

#include <algorithm>

namespace ascribe::detail {

namespace {

constexpr std::uint8_t all_kinds = (1u << (static_cast<unsigned>(ValueKind::date) + 1)) - 1;
constexpr std::uint8_t bit(ValueKind kind) noexcept {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
}

/// `count` numbers from the first on.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;

    [[nodiscard]] Answer holds(std::uint32_t number) const noexcept { return is_less(number - first, count); }
};

constexpr Range days{static_cast<std::uint32_t>(Day(-9999, 1, 1).number() + (std::int64_t{1} << 30)),
                     static_cast<std::uint32_t>(Day(9999, 12, 31).number() - Day(-9999, 1, 1).number() + 1)};

/// Whether what leads on from a record, the number of a later one plus one or 0, leads nowhere. Requires: as is_beyond.
[[nodiscard]] constexpr std::uint32_t leads_astray(std::uint32_t from, std::uint32_t next, std::uint32_t end) noexcept {
    return mask(next != 0) & is_beyond(end - 1 - from, next - 2 - from);
}
/// Which record that is, or this one where there is none.
[[nodiscard]] constexpr std::uint32_t led_to(std::uint32_t from, std::uint32_t next) noexcept {
    return from + ((next - 1 - from) & mask(next != 0));
}

}  // namespace

bool FrozenSweep::groups() {
    std::vector<std::uint8_t> allowed(marks_.properties, all_kinds);
    for (std::uint32_t p = 0; p < marks_.properties; ++p) {
        auto const traits = Traits::from_bits(static_cast<std::uint16_t>(store_.properties[p].traits));
        if (traits.has(Trait::numeric)) allowed[p] = bit(ValueKind::quantity);
        if (traits.has(Trait::symmetric)) allowed[p] = 0;
        if (store_.text(store_.properties[p].name) != property::same_as) continue;
        same_as_ = p;
        allowed[p] = 0;
    }
    std::uint32_t const size = store_.groups.size();
    allowed_.resize(size);
    std::uint8_t* const allowed_in = allowed_.data();
    auto const* const claims = records(store_.claims);
    auto const* const at = records(store_.groups);
    std::uint32_t const end = marks_.of(Category::claim);
    std::uint32_t const properties = marks_.properties;
    if (end == 0 || properties == 0) return size == 0 || bad("groups", 0);
    std::uint32_t const property_limit = (std::min)(properties, 1u << 31);
    std::uint32_t meets_attribution = 0;
    // First what the records say by themselves, then what they lead to.
    auto const are_good = [&](std::uint32_t begin, std::uint32_t until) {
        std::array<std::uint32_t, piece<GroupRecord>> others;
        std::uint32_t odd = 0;
        std::uint32_t attributions = 0;
        for (std::uint32_t g = begin; g < until; ++g) {
            std::uint32_t const next = read_still(at[g].next);
            std::uint32_t const category = at[g].subject >> 29;
            others[g - begin] = led_to(g, next);
            attributions |= mask(category == static_cast<std::uint32_t>(Category::attribution));
            odd |= is_beyond(property_limit, at[g].property) | is_beyond(end, at[g].first) |
                   is_beyond(end, at[g].last) | leads_astray(g, next, size);
        }
        meets_attribution |= attributions;
        for (std::uint32_t g = begin; g < until; ++g) {
            // Claims about claims or attributions are looked at one by one.
            std::uint32_t const is_entity = mask(at[g].subject < node_word(Category::claim, 0));
            allowed_in[g] = static_cast<std::uint8_t>(allowed[below(properties, at[g].property)] & is_entity);
        }
        if (is_yes(odd)) return false;
        std::uint32_t other_group = 0;
        std::uint32_t other_subject = 0;
        for (std::uint32_t g = begin; g < until; ++g) {
            std::uint32_t const subject = at[g].subject;
            odd |= is_beyond(node_limits_[subject >> 29], number_of(subject));
            other_group |= (claims[at[g].first].group_kind ^ g) | (claims[at[g].last].group_kind ^ g);
            other_subject |= at[others[g - begin]].subject ^ subject;
        }
        return !is_yes(odd) && number_of(other_group) == 0 && other_subject == 0;
    };
    auto const is_good = [&](GroupRecord const& group, std::uint32_t g) {
        std::uint32_t const next = group.next.load(std::memory_order_relaxed);
        return is_node(group.subject) && group.property < properties && group.first < end &&
               claims[group.first].group() == g && group.last < end && claims[group.last].group() == g &&
               (next == 0 || (next > g + 1 && next <= size && at[next - 1].subject == group.subject));
    };
    image::RunningSum& sum = sum_of(at);
    bool fit = true;
    for (std::uint32_t g = 0, fetched = 0; fit && g < size;) {
        fetch_beyond(at[g].first, fetched, store_.claims);
        fit = until(g + 1, g, "groups", store_.groups, sum, are_good, is_good);
    }
    needs_order_ = meets_attribution != 0;
    return fit;
}

bool FrozenSweep::claims() {
    std::uint32_t const end = marks_.of(Category::claim);
    auto const group_count = store_.groups.size();
    if (end == 0) return group_count == 0 || bad("groups", 0);
    if (group_count == 0) return bad("claims", 0);
    std::uint32_t const dates = (std::min)(store_.dates.size(), 1u << 31);
    std::uint32_t const quantities = (std::min)(store_.quantities.size(), plain_count);
    std::uint32_t const texts = (std::min)(safe_texts_, 1u << 31);
    auto const* const allowed = allowed_.data();
    auto const* const at = records(store_.claims);
    // In place of one where there is none, so that whether there is one is no branch.
    TextRef const some_text = store_.properties[0].name;
    auto const* const words = records(store_.text_words);
    auto const is_no_date = [dates](std::uint32_t word) {
        return is_beyond(days.count, word - days.first) & is_beyond(dates, word - (1u << 31));
    };
    // First what the records say by themselves, then what they lead to. Records as values are looked at one by one.
    auto const are_good = [=](std::uint32_t begin, std::uint32_t until) {
        std::array<std::uint32_t, piece<ClaimRecord>> others, value_texts;
        std::uint32_t odd = 0;
        for (std::uint32_t c = begin; c < until; ++c) {
            std::uint32_t const kind = at[c].group_kind >> 29, group = number_of(at[c].group_kind);
            std::uint32_t const value = at[c].value, valid = at[c].valid, next = read_still(at[c].next);
            auto const unless = [=](ValueKind is, std::uint32_t is_bad) {
                return mask(kind != static_cast<std::uint32_t>(is)) | is_bad;
            };
            others[c - begin] = led_to(c, next);
            std::uint32_t const is_text = mask(kind == static_cast<std::uint32_t>(ValueKind::text));
            value_texts[c - begin] = (value & is_text) | (some_text & ~is_text);
            odd |= is_beyond(group_count, group) | leads_astray(c, next, end) | (mask(valid != 0) & is_no_date(valid)) |
                   (unless(ValueKind::quantity, ~value & is_beyond(quantities, value)) &
                    unless(ValueKind::text, is_beyond(texts, value)) & unless(ValueKind::truth, mask(value != 0)) &
                    unless(ValueKind::date, is_no_date(value)));
        }
        if (is_yes(odd)) return false;
        std::uint32_t other_group = 0;
        std::uint32_t are_allowed = 1;
        for (std::uint32_t c = begin; c < until; ++c) {
            std::uint32_t const word = at[c].group_kind;
            other_group |= at[others[c - begin]].group_kind ^ word;
            are_allowed &= static_cast<std::uint32_t>(allowed[number_of(word)]) >> (word >> 29);
            odd |= (words[value_texts[c - begin]] & first_byte) - 1;
        }
        return !is_yes(odd) && number_of(other_group) == 0 && are_allowed != 0;
    };
    auto const is_good = [&](ClaimRecord const& claim, std::uint32_t c) { return is_claim(claim, c); };
    image::RunningSum& sum = sum_of(at);
    for (std::uint32_t c = 0, fetched = 0; c < end;) {
        fetch_beyond(c, fetched, store_.claims);
        if (!until(c + 1, c, "claims", store_.claims, sum, are_good, is_good)) return false;
    }
    return true;
}

bool FrozenSweep::is_claim(ClaimRecord const& claim, std::uint32_t c) {
    auto const is_earlier = [c](std::uint32_t word) {
        return category_of(word) != Category::claim || number_of(word) < c;
    };
    auto const* const at = records(store_.claims);
    std::uint32_t const next = claim.next.load(std::memory_order_relaxed);
    if (claim.group() >= store_.groups.size() || !is_date(claim.valid)) return false;
    if (next != 0 && (next <= c + 1 || next > marks_.of(Category::claim) || at[next - 1].group() != claim.group()))
        return false;
    GroupRecord const& group = store_.groups[claim.group()];
    bool const names = claim.kind() == ValueKind::node;
    naming_ += names ? 1 : 0;
    needs_order_ = needs_order_ || (names && category_of(claim.value) == Category::attribution);
    if (!is_earlier(group.subject) || (names && !is_earlier(claim.value))) return false;
    auto const traits = Traits::from_bits(static_cast<std::uint16_t>(store_.properties[group.property].traits));
    if (traits.has(Trait::numeric) && claim.kind() != ValueKind::quantity) return false;
    if (traits.has(Trait::symmetric) && (!names || claim.value == group.subject)) return false;
    if (group.property == same_as_ && claim.value >> 29 != group.subject >> 29) return false;
    switch (claim.kind()) {
    case ValueKind::truth: return claim.value == 0;
    case ValueKind::node: return is_node(claim.value);
    case ValueKind::text: return is_some_text(claim.value);
    case ValueKind::quantity: return is_plain_count(claim.value) || claim.value < store_.quantities.size();
    case ValueKind::date: return claim.value != 0 && is_date(claim.value);
    }
    return false;
}

bool FrozenSweep::attributions(std::uint32_t end) {
    Range const claims{node_word(Category::claim, 0), marks_.of(Category::claim)};
    Range const actors{node_word(Category::actor, 0), marks_.of(Category::actor)};
    Range const documents{node_word(Category::document, 0), marks_.of(Category::document)};
    std::uint32_t const manners = store_.manners.size();
    std::uint32_t const begin = next_attribution_;
    // Where it matters what a manner is, there is a closer look at whatever has no document.
    std::uint32_t const some_need_document = some_need_document_ ? ~0u : 0;
    std::uint32_t const manner_limit = (std::min)(manners, 1u << 31);
    std::uint32_t of_others = 0;
    auto const is_odd = [&](AttributionRecord const& a, std::uint32_t number) {
        std::uint32_t const of_other = is_beyond(claims.count, a.content - claims.first);
        of_others += of_other >> 31;
        return (of_other & is_beyond(number, a.content - node_word(Category::attribution, 0))) |
               (is_beyond(actors.count, a.source - actors.first) &
                is_beyond(documents.count, a.source - documents.first)) |
               is_beyond(documents.count + 1, a.document) | is_beyond(manner_limit, a.manner) |
               ((a.document - 1) & some_need_document);
    };
    auto const is_good = [&](AttributionRecord const& a, std::uint32_t number) {
        bool const follows = category_of(a.content) != Category::attribution || number_of(a.content) < number;
        bool const by_source = category_of(a.source) == Category::actor || category_of(a.source) == Category::document;
        return follows && is_node(a.content) && category_of(a.content) >= Category::claim && by_source &&
               is_node(a.source) && a.document <= documents.count && a.manner < manners &&
               (a.document != 0 || may_stand_alone(a));
    };
    bool const fit = until(end, next_attribution_, "attributions", store_.attributions, *sum_of_attributions_,
                           one_by_one(store_.attributions, is_odd), is_good);
    of_claims_ += next_attribution_ - begin - of_others;
    return fit;
}

/// Whether an attribution without document has no evidence, or is outermost all the same.
bool FrozenSweep::may_stand_alone(AttributionRecord const& a) const noexcept {
    if (needs_document_[a.manner] == 0) return true;
    MannerRecord const& manner = store_.manners[a.manner];
    for (std::uint32_t i = 0; i < manner.span_count; ++i)
        if (!store_.spans[manner.spans + i].document) return false;
    return category_of(a.source) == Category::actor && stands_by_itself(store_.actor_kinds[number_of(a.source)]);
}

/// Nothing is made of what is made of it: every record comes after its parts, in some order.
bool FrozenSweep::order() {
    if (!needs_order_) return true;  // Claims come first, and both are in order.
    if (!attributions(marks_.of(Category::attribution))) return false;
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

}  // namespace ascribe::detail
