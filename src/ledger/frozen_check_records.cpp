// SPDX-License-Identifier: BSL-1.0
// Groups, claims and attributions.
#include "frozen_check.hpp"
#include "image_checks.hpp"
#include "in_order.hpp"
#include <ascribe/ledger/manner.hpp>

#include <algorithm>

namespace ascribe::detail {

namespace {

/// Bit of `allowed_` beside those of the kinds: the claims of the group are looked at one by one.
constexpr std::uint8_t one_by_one = 1u << 7;
constexpr std::uint8_t all_kinds = (1u << (static_cast<unsigned>(ValueKind::date) + 1)) - 1;
constexpr std::uint8_t bit(ValueKind kind) noexcept {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
}

/// `count` numbers from the first on.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;

    /// 1 or 0.
    [[nodiscard]] unsigned holds(std::uint32_t number) const noexcept { return number - first < count ? 1 : 0; }
};

constexpr Range days{static_cast<std::uint32_t>(Day(-9999, 1, 1).number() + (std::int64_t{1} << 30)),
                     static_cast<std::uint32_t>(Day(9999, 12, 31).number() - Day(-9999, 1, 1).number() + 1)};

}  // namespace

bool FrozenSweep::groups() {
    std::vector<std::uint8_t> allowed(marks_.properties, all_kinds);
    for (std::uint32_t p = 0; p < marks_.properties; ++p) {
        auto const traits = Traits::from_bits(static_cast<std::uint16_t>(store_.properties[p].traits));
        if (traits.has(Trait::numeric)) allowed[p] &= bit(ValueKind::quantity);
        if (traits.has(Trait::symmetric))
            allowed[p] = static_cast<std::uint8_t>((allowed[p] & bit(ValueKind::node)) | one_by_one);
        if (store_.text(store_.properties[p].name) != property::same_as) continue;
        same_as_ = p;
        allowed[p] |= one_by_one;
    }
    std::uint32_t const size = store_.groups.size();
    allowed_.resize(size);
    std::uint8_t* const allowed_in = allowed_.data();
    auto const* const claims = records(store_.claims);
    auto const* const at = records(store_.groups);
    std::uint32_t const end = marks_.of(Category::claim);
    std::uint32_t const properties = marks_.properties;
    if (end == 0 || properties == 0) return size == 0 || bad("groups", 0);
    std::array<std::uint32_t, 8> limits{};
    std::copy(marks_.nodes.begin(), marks_.nodes.end(), limits.begin());
    std::uint32_t met = 0;
    bool const is_good = all(
        "groups", store_.groups,
        [&](GroupRecord const& group, std::uint32_t g) {
            std::uint32_t const next = group.next.load(std::memory_order_relaxed);
            std::uint32_t const category = group.subject >> 29;
            met |= 1u << category;
            auto const content = static_cast<std::uint32_t>(category >= static_cast<std::uint32_t>(Category::claim));
            allowed_in[g] =
                static_cast<std::uint8_t>(allowed[below(properties, group.property)] | (one_by_one & (0u - content)));
            // The next is a later one of the same subject; where there is none, look at this one itself.
            std::uint32_t const step = next - g - 1;
            bool const leads_somewhere = step - 1 < size - g - 1;
            std::uint32_t const other = at[g + (step & (0u - static_cast<std::uint32_t>(leads_somewhere)))].subject;
            bool const is_subject = number_of(group.subject) < limits[category];
            bool const is_first = claims[below(end, group.first)].group() == g;
            bool const is_last = claims[below(end, group.last)].group() == g;
            bool const leads_on = next != 0;
            return !is_subject | (group.property >= properties) | (group.first >= end) | !is_first |
                   (group.last >= end) | !is_last | (leads_on & !leads_somewhere) |
                   (leads_on & (other != group.subject));
        },
        [&](GroupRecord const& group, std::uint32_t g) {
            std::uint32_t const next = group.next.load(std::memory_order_relaxed);
            return is_node(group.subject) && group.property < properties && group.first < end &&
                   claims[group.first].group() == g && group.last < end && claims[group.last].group() == g &&
                   (next == 0 || (next > g + 1 && next <= size && at[next - 1].subject == group.subject));
        },
        [&](std::uint32_t g) {
            GroupRecord const& later = at[(std::min)(g + 2 * fetched, size - 1)];
            prefetch(&claims[below(end, later.first)]);
            prefetch(&claims[below(end, later.last)]);
            prefetch(&at[below(size, later.next.load(std::memory_order_relaxed) - 1)]);
        });
    needs_order_ = (met >> static_cast<std::size_t>(Category::attribution) & 1) != 0;
    return is_good;
}

bool FrozenSweep::claims() {
    std::uint32_t const end = marks_.of(Category::claim);
    auto const group_count = store_.groups.size();
    if (end == 0) return group_count == 0 || bad("groups", 0);
    if (group_count == 0) return bad("claims", 0);
    auto const dates = static_cast<std::uint32_t>((std::min)(store_.dates.size(), 1u << 31));
    // What values there are: by kind, or for records by category.
    constexpr std::uint32_t categories = 8;
    std::array<Range, 16> some{}, others{};
    auto const kind = [](ValueKind k) { return static_cast<std::size_t>(k); };
    some[kind(ValueKind::truth)] = {0, 1};
    some[kind(ValueKind::text)] = {0, safe_texts_};
    some[kind(ValueKind::quantity)] = {0, (std::min)(store_.quantities.size(), plain_count)};
    others[kind(ValueKind::quantity)] = {plain_count, plain_count};
    some[kind(ValueKind::date)] = days;
    others[kind(ValueKind::date)] = {1u << 31, dates};
    for (std::size_t c = 1; c <= category_count; ++c)
        some[categories + c] = {node_word(static_cast<Category>(c), 0), marks_.nodes[c]};
    auto& earlier = some[categories + static_cast<std::size_t>(Category::claim)];
    auto const* const allowed = allowed_.data();
    auto const* const at = records(store_.claims);
    std::uint32_t const no_text = 0;
    std::uint32_t const* const texts = text_words_ == 0 ? &no_text : records(store_.text_words);
    auto const text_of = [&](std::uint32_t kind_number, std::uint32_t value) {
        auto const tells = static_cast<std::uint32_t>(kind_number == static_cast<std::uint32_t>(ValueKind::text));
        return &texts[below(text_words_, value & (0u - tells))];
    };
    std::uint32_t naming = 0;
    std::uint32_t met = 0;
    bool const is_good = all(
        "claims", store_.claims,
        [&](ClaimRecord const& claim, std::uint32_t c) {
            std::array<std::uint32_t, 4> words;
            std::memcpy(words.data(), static_cast<void const*>(&claim), sizeof words);
            auto const [group_kind, value, valid, next] = words;
            std::uint32_t const kind_number = group_kind >> 29;
            std::uint32_t const group = group_kind & Node::max_number;
            std::uint32_t const allows = allowed[below(group_count, group)];
            earlier.count = c;
            auto const names = static_cast<std::uint32_t>(kind_number == static_cast<std::uint32_t>(ValueKind::node));
            naming += names;
            std::uint32_t const which = kind_number ^ ((kind_number ^ (categories + (value >> 29))) & (0u - names));
            met |= 1u << which;
            // The next claim is a later one; where there is none, look at this one itself.
            std::uint32_t const step = next - c - 1;
            bool const leads_on = next != 0;
            bool const leads_somewhere = step - 1 < end - c - 1;
            std::uint32_t const other = at[c + (step & (0u - static_cast<std::uint32_t>(leads_somewhere)))].group();
            bool const is_value = (some[which].holds(value) | others[which].holds(value)) != 0;
            bool const is_empty = (kind_number == static_cast<std::uint32_t>(ValueKind::text)) &
                                  ((*text_of(kind_number, value) & first_byte) == 0);
            unsigned const is_day = days.holds(valid);
            bool const is_valid = (valid == 0) | (is_day != 0) | (valid - (1u << 31) < dates);
            return (group >= group_count) | ((allows >> kind_number & 1) == 0) | ((allows & one_by_one) != 0) |
                   !is_value | is_empty | !is_valid | (leads_on & !leads_somewhere) | (leads_on & (other != group));
        },
        [&](ClaimRecord const& claim, std::uint32_t c) { return is_claim(claim, c); },
        [&](std::uint32_t c) {
            ClaimRecord const& later = at[(std::min)(c + 2 * fetched, end - 1)];
            prefetch(&at[below(end, later.next.load(std::memory_order_relaxed) - 1)]);
            prefetch(text_of(static_cast<std::uint32_t>(later.kind()), later.value));
        });
    naming_ = naming;
    needs_order_ = needs_order_ || (met >> (categories + static_cast<std::size_t>(Category::attribution)) & 1) != 0;
    return is_good;
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

bool FrozenSweep::attributions() {
    Range const claims{node_word(Category::claim, 0), marks_.of(Category::claim)};
    Range const actors{node_word(Category::actor, 0), marks_.of(Category::actor)};
    Range const documents{node_word(Category::document, 0), marks_.of(Category::document)};
    std::uint32_t const manners = store_.manners.size();
    if (manners == 0) return store_.attributions.size() == 0 || bad("attributions", 0);
    auto const* const needs_document = needs_document_.data();
    std::uint32_t of_claims = 0;
    bool const is_good = all(
        "attributions", store_.attributions,
        [&](AttributionRecord const& a, std::uint32_t number) {
            unsigned const of_claim = claims.holds(a.content);
            of_claims += of_claim;
            bool const of_earlier = a.content - node_word(Category::attribution, 0) < number;
            bool const is_by = (actors.holds(a.source) | documents.holds(a.source)) != 0;
            bool const is_evidence = needs_document[below(manners, a.manner)] != 0;
            return ((of_claim == 0) & !of_earlier) | !is_by | (a.document > documents.count) | (a.manner >= manners) |
                   ((a.document == 0) & is_evidence);
        },
        [&](AttributionRecord const& a, std::uint32_t number) {
            bool const follows = category_of(a.content) != Category::attribution || number_of(a.content) < number;
            bool const by_source =
                category_of(a.source) == Category::actor || category_of(a.source) == Category::document;
            return follows && is_node(a.content) && category_of(a.content) >= Category::claim && by_source &&
                   is_node(a.source) && a.document <= documents.count && a.manner < manners &&
                   (a.document != 0 || may_stand_alone(a));
        });
    of_claims_ = of_claims;
    return is_good;
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

}  // namespace ascribe::detail
