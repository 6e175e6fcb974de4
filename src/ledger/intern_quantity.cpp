// SPDX-License-Identifier: BSL-1.0
#include "../quantity/quantity_access.hpp"
#include "intern.hpp"
#include <ascribe/quantity/hedge.hpp>
#include <ascribe/quantity/quantity_text.hpp>

namespace ascribe::detail {

namespace {

// Bits of a QuantityRecord: direction and kind in the lower bytes, then what is there.
enum : std::uint32_t {
    has_nominal = 1u << 16,
    has_lower = 1u << 17,
    has_upper = 1u << 18,
    open_lower = 1u << 19,
    open_upper = 1u << 20,
    as_text = quantity_as_text,
};

/// The same text as last time, mostly.
TextRef intern_again(Store& store, TextRef& last, std::string_view text) {
    if (last == 0 || store.text(last - 1) != text) last = intern_text(store, text) + 1;
    return last - 1;
}

QuantityRecord encode(Store& store, Quantity const& quantity) {
    QuantityParts const& parts = quantity.parts();
    QuantityRecord record{};
    if (!parts.alternatives.empty() || parts.nominal_to) {
        record.bits = as_text;
        record.unit = intern_text(store, to_text(quantity));
        return record;
    }
    record.bits = static_cast<std::uint32_t>(parts.direction) | static_cast<std::uint32_t>(parts.kind) << 8;
    if (parts.nominal) {
        record.bits |= has_nominal;
        record.nominal = *parts.nominal;
    }
    if (parts.bounds.lower) {
        record.bits |= has_lower | (parts.bounds.lower->open ? open_lower : 0u);
        record.lower = parts.bounds.lower->value;
    }
    if (parts.bounds.upper) {
        record.bits |= has_upper | (parts.bounds.upper->open ? open_upper : 0u);
        record.upper = parts.bounds.upper->value;
    }
    record.unit = intern_again(store, store.last_unit, parts.unit);
    record.thing = intern_again(store, store.last_thing, parts.thing);
    return record;
}

}  // namespace

std::optional<std::uint32_t> plain_word(Quantity const& quantity) noexcept {
    QuantityParts const& parts = quantity.parts();
    bool const is_plain = parts.direction == Direction::exact && parts.kind == QuantityKind::count && parts.nominal &&
                          parts.thing.empty() && parts.unit == plain_unit && parts.alternatives.empty() &&
                          !parts.nominal_to && parts.bounds.lower && !parts.bounds.lower->open && parts.bounds.upper &&
                          !parts.bounds.upper->open;
    if (!is_plain) return std::nullopt;
    Rational const& n = *parts.nominal;
    if (parts.bounds.lower->value != n || parts.bounds.upper->value != n || n.denominator() != 1 || n.numerator() < 0 ||
        n.numerator() >= std::int64_t{plain_count})
        return std::nullopt;
    return plain_count | static_cast<std::uint32_t>(n.numerator());
}

std::uint32_t intern_quantity(Store& store, Quantity const& quantity) {
    if (auto const word = plain_word(quantity)) return *word;
    QuantityRecord const record = encode(store, quantity);
    return intern_quantity(store, record, hash_of_quantity(record));
}

std::uint64_t hash_of_quantity(QuantityRecord const& r) noexcept {
    auto const fraction = [](Rational const& x) {
        return hash_words(static_cast<std::uint64_t>(x.numerator()), static_cast<std::uint64_t>(x.denominator()));
    };
    // A nominal and an upper bound that are the lower one, as of every exact number, add nothing.
    std::uint64_t h = hash_words(fraction(r.lower), std::uint64_t{r.unit} << 32 | r.thing) + r.bits;
    if (r.upper != r.lower) h = hash_words(h, fraction(r.upper));
    if (r.nominal != r.lower) h = hash_words(h, fraction(r.nominal));
    return mix(h);
}

std::uint32_t intern_quantity(Store& store, QuantityRecord const& record, std::uint64_t hash) {
    auto const found = store.quantity_index.find(hash, [&](std::uint32_t n) { return store.quantities[n] == record; });
    if (found != HashIndex::none) return found;
    store.quantities.reserve(1);
    store.quantity_index.reserve(hash);
    auto const number = store.quantities.push(record);
    store.quantity_index.insert(hash, number);
    return number;
}

QuantityRecord copy_texts(Store& store, Store const& from, QuantityRecord record) {
    if ((record.bits & as_text) != 0) {
        record.unit = intern_text(store, from.text(record.unit));
    } else {
        record.unit = intern_again(store, store.last_unit, from.text(record.unit));
        record.thing = intern_again(store, store.last_thing, from.text(record.thing));
    }
    return record;
}

QuantityRecord plain_record(std::uint32_t word) noexcept {
    QuantityRecord record{};
    record.bits = static_cast<std::uint32_t>(Direction::exact) | static_cast<std::uint32_t>(QuantityKind::count) << 8 |
                  has_nominal | has_lower | has_upper;
    record.nominal = record.lower = record.upper = Rational(word & ~plain_count);
    return record;
}

Quantity quantity_at(Store const& store, std::uint32_t word) {
    if (is_plain_count(word)) return exactly(Rational(word & ~plain_count));
    QuantityRecord const& record = store.quantities[word];
    if ((record.bits & as_text) != 0) return parse_quantity(store.text(record.unit)).value();
    QuantityParts parts;
    parts.direction = static_cast<Direction>(record.bits & 0xff);
    parts.kind = static_cast<QuantityKind>(record.bits >> 8 & 0xff);
    if ((record.bits & has_nominal) != 0) parts.nominal = record.nominal;
    if ((record.bits & has_lower) != 0) parts.bounds.lower = Bound{record.lower, (record.bits & open_lower) != 0};
    if ((record.bits & has_upper) != 0) parts.bounds.upper = Bound{record.upper, (record.bits & open_upper) != 0};
    parts.unit = store.text(record.unit);
    parts.thing = store.text(record.thing);
    return QuantityAccess::normal(std::move(parts));
}

}  // namespace ascribe::detail
