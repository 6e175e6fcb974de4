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

/// Whether a record in a column leads to nothing, or to a later one of the same kind: `key` is the same for both, and
/// tells what one is. `next` is a number plus one.
template <class Key>
[[nodiscard]] Answer leads_on(std::uint32_t from, std::uint32_t next, std::uint32_t end, Key key) noexcept {
    // Where there is no later one, look at this one itself.
    std::uint32_t const step = below(end - from, next - 1 - from);
    return is_zero(next) | (is_set(step) & are_equal(key(from + step), key(from)));
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
    Answer meets_attribution = no;
    auto const subject_of = [at](std::uint32_t g) { return at[g].subject; };
    auto const is_odd = [&](GroupRecord const& group, std::uint32_t g) {
        std::uint32_t const next = group.next.load(std::memory_order_relaxed);
        std::uint32_t const category = group.subject >> 29;
        meets_attribution |= are_equal(category, static_cast<std::uint32_t>(Category::attribution));
        // Claims about claims or attributions are looked at one by one.
        std::uint32_t const is_entity = 0u - static_cast<std::uint32_t>(group.subject < node_word(Category::claim, 0));
        allowed_in[g] = static_cast<std::uint8_t>(allowed[below(properties, group.property)] & is_entity);
        Answer const is_good = is_less(number_of(group.subject), node_limits_[category]) &
                               is_less(group.property, properties) & is_less(group.first, end) &
                               is_less(group.last, end) & are_equal(claims[below(end, group.first)].group(), g) &
                               are_equal(claims[below(end, group.last)].group(), g) &
                               leads_on(g, next, size, subject_of);
        return ~is_good;
    };
    auto const is_good = [&](GroupRecord const& group, std::uint32_t g) {
        std::uint32_t const next = group.next.load(std::memory_order_relaxed);
        return is_node(group.subject) && group.property < properties && group.first < end &&
               claims[group.first].group() == g && group.last < end && claims[group.last].group() == g &&
               (next == 0 || (next > g + 1 && next <= size && at[next - 1].subject == group.subject));
    };
    auto const is_astray = [](auto const&, std::uint32_t) { return no; };
    image::RunningSum& sum = sum_of(at);
    bool are_good = true;
    for (std::uint32_t g = 0, fetched = 0; are_good && g < size;) {
        fetch_beyond(at[g].first, fetched, store_.claims);
        are_good = until(g + 1, g, "groups", store_.groups, sum, is_odd, is_astray, is_good);
    }
    needs_order_ = is_yes(meets_attribution);
    return are_good;
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
    std::uint32_t const no_text = 0;
    std::uint32_t const* const words = text_words_ == 0 ? &no_text : records(store_.text_words);
    // Records as values are looked at one by one.
    auto const is_odd = [=](ClaimRecord const& claim, std::uint32_t) {
        std::uint32_t const kind = claim.group_kind >> 29;
        std::uint32_t const value = claim.value, valid = claim.valid;
        auto const is_no_date = [=](std::uint32_t word) {
            return is_beyond(days.count, word - days.first) & is_beyond(dates, word - (1u << 31));
        };
        auto const unless = [=](ValueKind is, std::uint32_t is_bad) {
            return mask(kind != static_cast<std::uint32_t>(is)) | is_bad;
        };
        return (mask(valid != 0) & is_no_date(valid)) |
               (unless(ValueKind::quantity, ~value & is_beyond(quantities, value)) &
                unless(ValueKind::text, is_beyond(texts, value)) & unless(ValueKind::truth, mask(value != 0)) &
                unless(ValueKind::date, is_no_date(value)));
    };
    auto const group_of = [at](std::uint32_t c) { return at[c].group(); };
    auto const is_astray = [=](ClaimRecord const& claim, std::uint32_t c) {
        std::uint32_t const group = claim.group();
        auto const kind = static_cast<std::uint32_t>(claim.kind());
        std::uint32_t const is_other = mask(claim.kind() != ValueKind::text);
        std::uint32_t const text = words[below(texts, claim.value) & ~is_other] | is_other;
        Answer const is_good = is_less(group, group_count) & is_set(allowed[below(group_count, group)] & (1u << kind)) &
                               is_set(text & first_byte) &
                               leads_on(c, claim.next.load(std::memory_order_relaxed), end, group_of);
        return ~is_good;
    };
    auto const is_good = [&](ClaimRecord const& claim, std::uint32_t c) { return is_claim(claim, c); };
    image::RunningSum& sum = sum_of(at);
    for (std::uint32_t c = 0, fetched = 0; c < end;) {
        fetch_beyond(c, fetched, store_.claims);
        if (!until(c + 1, c, "claims", store_.claims, sum, is_odd, is_astray, is_good)) return false;
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
    auto const is_astray = [](auto const&, std::uint32_t) { return no; };
    bool const are_good = until(end, next_attribution_, "attributions", store_.attributions, *sum_of_attributions_,
                                is_odd, is_astray, is_good);
    of_claims_ += next_attribution_ - begin - of_others;
    return are_good;
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
