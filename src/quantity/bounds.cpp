// SPDX-License-Identifier: BSL-1.0
#include <ascribe/quantity/bounds.hpp>

namespace ascribe {
namespace {

// The end that admits less.
std::optional<Bound> later_lower(std::optional<Bound> const& a, std::optional<Bound> const& b) noexcept {
    if (!a) return b;
    if (!b) return a;
    if (a->value != b->value) return a->value > b->value ? a : b;
    return a->open ? a : b;
}

std::optional<Bound> earlier_upper(std::optional<Bound> const& a, std::optional<Bound> const& b) noexcept {
    if (!a) return b;
    if (!b) return a;
    if (a->value != b->value) return a->value < b->value ? a : b;
    return a->open ? a : b;
}

Result<std::optional<Bound>> add_ends(std::optional<Bound> const& a, std::optional<Bound> const& b) {
    if (!a || !b) return std::optional<Bound>();
    auto sum = try_add(a->value, b->value);
    if (!sum) return std::move(sum).error();
    return std::optional<Bound>(Bound{*sum, a->open || b->open});
}

std::optional<Bound> negate(std::optional<Bound> const& end) noexcept {
    if (!end) return end;
    return Bound{-end->value, end->open};
}

Error syntax(std::size_t offset, std::string_view expected) {
    return {Errc::syntax, "bounds", {}, expected, {}, offset};
}

}  // namespace

bool Bounds::is_empty() const noexcept {
    if (!lower || !upper) return false;
    if (lower->value != upper->value) return lower->value > upper->value;
    return lower->open || upper->open;
}

bool Bounds::is_single() const noexcept {
    return lower && upper && lower->value == upper->value && !lower->open && !upper->open;
}

bool Bounds::contains(Rational const& value) const noexcept {
    return meet(*this, exactly(value));
}

bool Bounds::contains(Bounds const& other) const noexcept {
    return other.is_empty() || intersect(*this, other) == other;
}

Bounds intersect(Bounds const& a, Bounds const& b) noexcept {
    return {later_lower(a.lower, b.lower), earlier_upper(a.upper, b.upper)};
}

bool meet(Bounds const& a, Bounds const& b) noexcept {
    return !a.is_empty() && !b.is_empty() && !intersect(a, b).is_empty();
}

Bounds hull(Bounds const& a, Bounds const& b) noexcept {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    Bounds result;
    if (a.lower && b.lower) {
        bool const same = a.lower->value == b.lower->value;
        bool const first = same ? !a.lower->open : a.lower->value < b.lower->value;
        result.lower = first ? a.lower : b.lower;
    }
    if (a.upper && b.upper) {
        bool const same = a.upper->value == b.upper->value;
        bool const first = same ? !a.upper->open : a.upper->value > b.upper->value;
        result.upper = first ? a.upper : b.upper;
    }
    return result;
}

Bounds to_whole(Bounds const& bounds) noexcept {
    Bounds result = bounds;
    if (result.lower) {
        Rational const& end = bounds.lower->value;
        std::int64_t const next = end.ceil();
        if (!end.is_integer() || !bounds.lower->open) {
            result.lower = Bound{next, false};
        } else if (next < Rational::limit) {
            result.lower = Bound{next + 1, false};
        }
    }
    if (result.upper) {
        Rational const& end = bounds.upper->value;
        std::int64_t const next = end.floor();
        if (!end.is_integer() || !bounds.upper->open) {
            result.upper = Bound{next, false};
        } else if (next > -Rational::limit) {
            result.upper = Bound{next - 1, false};
        }
    }
    return result;
}

Result<Bounds> try_add(Bounds const& a, Bounds const& b) {
    ASCRIBE_ASSERT(!a.is_empty() && !b.is_empty());
    auto lower = add_ends(a.lower, b.lower);
    if (!lower) return std::move(lower).error();
    auto upper = add_ends(a.upper, b.upper);
    if (!upper) return std::move(upper).error();
    return Bounds{*lower, *upper};
}

Result<Bounds> try_subtract(Bounds const& a, Bounds const& b) {
    return try_add(a, Bounds{negate(b.upper), negate(b.lower)});
}

Result<Bounds> try_multiply(Bounds const& bounds, Rational const& factor) {
    ASCRIBE_ASSERT(!bounds.is_empty());
    if (factor.sign() == 0) return Bounds::exactly(0);
    auto const scaled = [&](std::optional<Bound> const& end) -> Result<std::optional<Bound>> {
        if (!end) return std::optional<Bound>();
        auto product = try_multiply(end->value, factor);
        if (!product) return std::move(product).error();
        return std::optional<Bound>(Bound{*product, end->open});
    };
    auto lower = scaled(bounds.lower);
    if (!lower) return std::move(lower).error();
    auto upper = scaled(bounds.upper);
    if (!upper) return std::move(upper).error();
    return factor.sign() < 0 ? Bounds{*upper, *lower} : Bounds{*lower, *upper};
}

Result<Bounds> try_multiply(Bounds const& a, Bounds const& b) {
    ASCRIBE_ASSERT(!a.is_empty() && !b.is_empty());
    auto const has_negative = [](Bounds const& bounds) { return !bounds.lower || bounds.lower->value.sign() < 0; };
    if (has_negative(a) || has_negative(b)) {
        return Error{Errc::not_allowed, "bounds", {}, "intervals without negative numbers", {}, Error::no_offset};
    }
    // 0 times whatever is 0 and is reached as soon as one factor admits it, however open the other end is.
    Bounds const zero = Bounds::exactly(0);
    if (a == zero || b == zero) return zero;
    auto const product = [](Bound const& x, Bound const& y) -> Result<std::optional<Bound>> {
        auto value = try_multiply(x.value, y.value);
        if (!value) return std::move(value).error();
        bool const reached = (x.value.sign() == 0 && !x.open) || (y.value.sign() == 0 && !y.open);
        return std::optional<Bound>(Bound{*value, (x.open || y.open) && !reached});
    };
    auto lower = product(*a.lower, *b.lower);
    if (!lower) return std::move(lower).error();
    Bounds result{*lower, std::nullopt};
    if (a.upper && b.upper) {
        auto upper = product(*a.upper, *b.upper);
        if (!upper) return std::move(upper).error();
        result.upper = *upper;
    }
    return result;
}

Truth is_less(Bounds const& a, Bounds const& b) noexcept {
    ASCRIBE_ASSERT(!a.is_empty() && !b.is_empty());
    bool const some = !a.lower || !b.upper || a.lower->value < b.upper->value;
    if (!some) return Truth::never;
    if (!a.upper || !b.lower || a.upper->value > b.lower->value) return Truth::possibly;
    if (a.upper->value < b.lower->value) return Truth::always;
    return a.upper->open || b.lower->open ? Truth::always : Truth::possibly;
}

std::string to_text(Bounds const& bounds) {
    std::string text = bounds.lower ? to_text(bounds.lower->value) : "*";
    if (bounds.lower && bounds.lower->open) text += '<';
    text += "..";
    if (bounds.upper && bounds.upper->open) text += '<';
    text += bounds.upper ? to_text(bounds.upper->value) : "*";
    return text;
}

Result<Bounds> parse_bounds_prefix(std::string_view& text) {
    std::string_view rest = text;
    auto const offset = [&] { return text.size() - rest.size(); };
    auto const skip = [&](std::string_view token) {
        bool const found = rest.substr(0, token.size()) == token;
        if (found) rest.remove_prefix(token.size());
        return found;
    };
    auto const number = [&](bool open) -> Result<std::optional<Bound>> {
        if (!open && skip("*")) return std::optional<Bound>();
        std::size_t const start = offset();
        auto value = parse_rational_prefix(rest);
        if (value) return std::optional<Bound>(Bound{*value, open});
        Error error = std::move(value).error();
        error.offset = start + (error.offset == Error::no_offset ? 0 : error.offset);
        return error;
    };
    auto lower = number(false);
    if (!lower) return std::move(lower).error();
    if (*lower && skip("<")) (**lower).open = true;
    if (!skip("..")) return syntax(offset(), "'..'");
    auto upper = number(skip("<"));
    if (!upper) return std::move(upper).error();
    text = rest;
    return Bounds{*lower, *upper};
}

}  // namespace ascribe
